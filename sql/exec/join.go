package exec

import (
	"math"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// emitter collects joined rows: left columns, then right ones.
type emitter struct {
	mem  *memory
	out  *Batch // see reset
	ctx  scalar.Ctx
	cond scalar.Expr // over both; nil: always true
	left int         // columns of the left side
	kind nodes.JoinKind
	// pair is where a candidate is put to evaluate the condition, for joins that
	// don't give the right side's columns.
	pair *Batch
	// reads are the columns of both sides that the condition reads.
	reads []int
	// flip: the rows that come one by one, as right, are of the left side.
	flip bool
}

func newEmitter(r *run, kind nodes.JoinKind, left, right int, cond scalar.Expr) *emitter {
	e := &emitter{mem: &r.mem, ctx: r.eval(), cond: cond, left: left, kind: kind}
	seen := make([]bool, left+right)
	scalar.Walk(cond, func(x scalar.Expr) bool {
		if s, ok := x.(*scalar.Slot); ok && !seen[s.Idx] {
			seen[s.Idx] = true
			e.reads = append(e.reads, s.Idx)
		}
		return true
	})
	width := left + right
	if kind == nodes.JoinSemi || kind == nodes.JoinAnti {
		width = left
	}
	e.out = newBatch(&r.mem, width, firstRoom(width))
	e.pair = newBatch(&r.mem, left+right, 1)
	return e
}

// reset begins the next rows.
func (e *emitter) reset() (err error) {
	e.out, err = e.mem.nextBatch(e.out, len(e.out.Cols), batchRows)
	return err
}

func (e *emitter) full() bool { return e.out.N >= e.out.room() }

// matches evaluates the condition for a pair of rows.
func (e *emitter) matches(l *Batch, i int, right []types.Datum) (bool, error) {
	if e.cond == nil {
		return true, nil
	}
	for _, c := range e.reads {
		at := c
		if at >= e.left {
			at -= e.left
		}
		if (c >= e.left) != e.flip {
			e.pair.Cols[c][0] = right[at]
		} else {
			e.pair.Cols[c][0] = l.Cols[at][i]
		}
	}
	e.ctx.Cols, e.ctx.Row = e.pair.Cols, 0
	return scalar.True(e.cond, &e.ctx)
}

// add appends a pair; right nil pads with NULLs.
func (e *emitter) add(l *Batch, i int, right []types.Datum) {
	n := e.out.N
	if e.flip {
		e.addFlipped(l, i, right)
		return
	}
	for c := range l.Cols {
		e.out.Cols[c][n] = l.Cols[c][i]
	}
	for c := e.left; c < len(e.out.Cols); c++ {
		if right == nil {
			e.out.Cols[c][n] = types.Null
		} else {
			e.out.Cols[c][n] = right[c-e.left]
		}
	}
	e.out.N++
}

// addFlipped is add of a row of the left side with one of a right batch; r nil pads with
// NULLs.
func (e *emitter) addFlipped(r *Batch, i int, left []types.Datum) {
	n := e.out.N
	for c := range left {
		e.out.Cols[c][n] = left[c]
	}
	for c := e.left; c < len(e.out.Cols); c++ {
		if r == nil {
			e.out.Cols[c][n] = types.Null
		} else {
			e.out.Cols[c][n] = r.Cols[c-e.left][i]
		}
	}
	e.out.N++
}

// alone appends a held row without a partner.
func (e *emitter) alone(row []types.Datum) {
	if e.flip {
		e.addFlipped(nil, 0, row)
	} else {
		e.addRight(row)
	}
}

// addRight appends a row of the right side without a partner.
func (e *emitter) addRight(right []types.Datum) {
	n := e.out.N
	for c := range e.left {
		e.out.Cols[c][n] = types.Null
	}
	for c := range right {
		e.out.Cols[e.left+c][n] = right[c]
	}
	e.out.N++
}

// hashJoin holds one side in a hash table, and looks the rows of the other side up. In
// what follows "right" is the side that is held, and "left" the one that is looked up. With
// HoldLeft these are the plan's the other way around: what the join makes of a held row is
// then known when all others have been looked up, or at its first partner.
//
// What memory does not hold of the table is put aside by the hash of the keys, as are the
// rows of the other side that would meet it, and done partition by partition. A partition
// that can't be divided, since all its keys are equal, is done in pieces of the table, and
// the other side is read again for each.
type hashJoin struct {
	r           *run
	n           *nodes.HashJoin
	left, right operator
	table       *hashTable
	matched     []bool // of the table's rows: they have had a partner
	loose       *rowTape
	read        tapeReader // of loose
	lkeys       joinKeys
	rkeys       joinKeys
	skip        int // columns of a row of the table before those of the right side: its keys
	lwidth      int
	rwidth      int
	nulls       bool // the right side has a NULL key (NOT IN)
	some        bool // the right side has rows with keys
	e           *emitter
	keyCtx      scalar.Ctx
	key         []types.Datum

	in      *Batch // left rows at hand
	pos     int
	chain   int32 // next candidate of the row at pos; -1: none; -2: not begun
	hit     bool
	leftEnd bool
	tail    int // right rows given without a partner
	built   bool
	parted  bool // not all of the table was in memory

	side  aside
	away  [partitionsMax]bool // partitions of the table that are put aside
	probe streamRows          // left rows of a partition
	back  *Batch
	row   []types.Datum
	peak  int

	// A partition in pieces.
	rest  *spill.Reader // right rows to come; nil: the table has the last of them
	hits  []uint64      // left rows that a piece before matched, bit by bit
	again bool          // left rows were read before, for another piece
	count int64         // left rows read of this partition

	// Where the order of the left rows matters and some were put aside, results wait with
	// the number of their left row behind their columns.
	seq  int64
	seqs []int64 // of the rows in e.out
	late *sorter
	out  *Batch
}

func (r *run) newHashJoin(n *nodes.HashJoin) (operator, error) {
	r.mem.holder()
	j := &hashJoin{r: r, n: n, keyCtx: r.eval(), side: aside{mem: &r.mem}}
	if n.Keep {
		r.keeps = append(r.keeps, j)
	}
	probe, held := n.Left, n.Right
	j.lkeys, j.rkeys = newJoinKeys(n.LKeys), newJoinKeys(n.RKeys)
	if n.HoldLeft {
		probe, held = held, probe
		j.lkeys, j.rkeys = j.rkeys, j.lkeys
	}
	var err error
	if j.left, err = r.build(probe); err != nil {
		return nil, err
	}
	j.right, err = r.build(held)
	j.lwidth, j.rwidth = len(probe.Head().Types), len(held.Head().Types)
	return j, err
}

func (j *hashJoin) open() error {
	j.close()
	if j.keeps() {
		return j.anew()
	}
	nk := len(j.rkeys.xs)
	width := j.rwidth
	if j.skip = nk; j.rkeys.slots != nil {
		j.skip = 0
	}
	j.table = newHashTable(&j.r.mem, pushdown.ExprTypes(j.rkeys.xs), j.skip+width)
	j.table.at = j.rkeys.slots
	j.loose = newRowTape(&j.r.mem, width)
	j.read = tapeReader{t: j.loose}
	j.key, j.row = make([]types.Datum, nk), make([]types.Datum, 0, j.skip+width)
	j.e = newEmitter(j.r, j.n.Kind, len(j.n.Left.Head().Types), len(j.n.Right.Head().Types), j.n.Filter)
	j.e.flip = j.n.HoldLeft
	j.in, j.pos, j.chain, j.leftEnd, j.tail, j.built, j.nulls, j.some = nil, 0, -2, false, 0, false, false, false
	j.seq, j.count = 0, 0
	return j.right.open()
}

// keeps reports whether the table stays for the next run: all of it is in memory.
func (j *hashJoin) keeps() bool { return j.n.Keep && j.built && !j.parted }

// anew begins a run with the table at hand.
func (j *hashJoin) anew() error {
	if j.n.HoldLeft || j.n.Kind == nodes.JoinFull {
		clear(j.matched)
	}
	j.in, j.pos, j.chain, j.leftEnd, j.tail, j.seq, j.count = nil, 0, -2, false, 0, 0, 0
	j.narrow()
	return j.left.open()
}

func (j *hashJoin) close() {
	j.left.close()
	j.right.close()
	if !j.keeps() {
		j.forget()
	}
}

// forget gives back what the join holds.
func (j *hashJoin) forget() {
	j.probe.close()
	j.endPieces()
	if j.table != nil {
		j.table.clear()
		j.read.close()
		j.loose.end()
	}
	j.side.close()
	if j.late != nil {
		j.late.clear()
		j.late = nil
	}
	j.matched, j.built, j.parted = nil, false, false
	j.away = [partitionsMax]bool{}
}

// joinKeys are what one side of a join is compared by.
type joinKeys struct {
	xs    []scalar.Expr
	slots []int // the columns that they are; nil: some are none
}

func newJoinKeys(xs []scalar.Expr) joinKeys {
	k := joinKeys{xs: xs, slots: make([]int, len(xs))}
	for i, x := range xs {
		s, ok := x.(*scalar.Slot)
		if !ok {
			k.slots = nil
			return k
		}
		k.slots[i] = s.Idx
	}
	return k
}

// evalKey computes the keys of row i of b into key; null tells of a NULL.
func (j *hashJoin) evalKey(keys *joinKeys, b *Batch, i int) (null bool, err error) {
	if keys.slots != nil {
		for k, s := range keys.slots {
			j.key[k] = b.Cols[s][i]
			null = null || j.key[k].IsNull()
		}
		return null, nil
	}
	j.keyCtx.Cols, j.keyCtx.Row = b.Cols, i
	for k, x := range keys.xs {
		if j.key[k], err = x.Eval(&j.keyCtx); err != nil {
			return false, err
		}
		null = null || j.key[k].IsNull()
	}
	return null, nil
}

// build fills the table from the right side.
func (j *hashJoin) build() error {
	for {
		b, err := j.right.next(batchRows)
		if err != nil {
			return err
		}
		if b.N == 0 {
			j.right.close()
			j.matched = make([]bool, j.table.rows.n)
			j.narrow()
			return j.left.open()
		}
		for i := range b.N {
			null, err := j.evalKey(&j.rkeys, b, i)
			if err != nil {
				return err
			}
			if null {
				if err := j.nullRow(b, i); err != nil {
					return err
				}
				continue
			}
			j.row = append(j.row[:0], j.key[:j.skip]...)
			for c := range b.Cols {
				j.row = append(j.row, b.Cols[c][i])
			}
			if err := j.hold(j.table.hash(j.key), j.row); err != nil {
				return err
			}
		}
		if err := j.r.cancelled(); err != nil {
			return err
		}
	}
}

// narrow tells a scan whose rows are looked up which keys are held, so that rows without a
// partner are not even copied: where those are most of them, and nobody wants them.
func (j *hashJoin) narrow() {
	scan := scanOf(j.left)
	if scan == nil {
		return
	}
	scan.narrow(nil)
	if j.side.frozen || j.n.NullAware || j.lkeys.slots == nil || len(j.lkeys.slots) > partnersMax || j.r.gathered {
		return
	}
	if !j.n.HoldLeft && j.n.Kind != nodes.JoinInner && j.n.Kind != nodes.JoinSemi || 2*j.n.Rows > scan.n.Rows {
		return
	}
	scan.narrow(&partners{table: j.table, slots: j.lkeys.slots})
}

// scanOf is the scan that op is; nil: it is none.
func scanOf(op operator) *scanOp {
	if s, ok := op.(*statOp); ok {
		op = s.op
	}
	scan, _ := op.(*scanOp)
	return scan
}

// nullRow is a right row that no key matches.
func (j *hashJoin) nullRow(b *Batch, i int) error {
	j.nulls = true
	if j.givesHeld() {
		return j.loose.add(b, i)
	}
	return nil
}

// givesHeld reports whether held rows without a partner are given.
func (j *hashJoin) givesHeld() bool {
	return j.n.Kind == nodes.JoinFull || j.n.HoldLeft && (j.n.Kind == nodes.JoinLeft || j.n.Kind == nodes.JoinAnti)
}

// nothing reports whether there can be no result without held rows.
func (j *hashJoin) nothing() bool {
	switch j.n.Kind {
	case nodes.JoinInner, nodes.JoinSemi:
		return !j.some
	case nodes.JoinLeft, nodes.JoinAnti:
		return !j.some && j.n.HoldLeft && !j.nulls
	}
	return false
}

// hold puts a right row into the table, or aside.
func (j *hashJoin) hold(hash uint64, row []types.Datum) error {
	j.some = true
	if j.side.frozen && j.away[partitionOf(hash, j.side.level)] {
		return j.side.add(0, hash, row)
	}
	if _, err := j.table.insert(hash, row); err != nil {
		return err
	}
	held := j.table.rows.bytes
	j.peak = max(j.peak, held)
	if !j.r.mem.pressed(held, 0) || j.undivided() {
		return nil
	}
	return j.shed()
}

// undivided reports whether the rows at hand can't be divided any more: they came from a
// partition that has all of its parent's.
func (j *hashJoin) undivided() bool {
	return j.side.level >= partitionLevels || j.side.cur.of != nil && j.side.cur.rowsOf(0) == j.side.cur.parent
}

// shed puts the largest partitions of the table aside, at least half of it.
func (j *hashJoin) shed() error {
	var count [partitionsMax]int
	level := j.side.level
	for _, h := range j.table.hashes {
		count[partitionOf(h, level)]++
	}
	j.side.frozen, j.parted = true, true
	for left := j.table.rows.n; left > j.table.rows.n/2; {
		most := 0
		for p := range count {
			if count[p] > count[most] {
				most = p
			}
		}
		left -= count[most]
		count[most] = 0
		j.away[most] = true
	}
	return j.table.shed(func(hash uint64) bool { return j.away[partitionOf(hash, level)] },
		func(hash uint64, row []types.Datum) error { return j.side.add(0, hash, row) })
}

// load fills the table from a partition's right rows, as many as fit.
func (j *hashJoin) load() error {
	for i := 0; j.rest != nil; i++ {
		row, err := j.rest.Next()
		if err != nil {
			return err
		}
		if row == nil {
			j.rest.Close()
			j.rest = nil
			break
		}
		if err := j.hold(j.table.hashRow(row), row); err != nil {
			return err
		}
		if j.undivided() && j.r.mem.pressed(j.table.rows.bytes, 0) {
			break
		}
		if i%pushdown.CancelEvery == pushdown.CancelEvery-1 {
			if err := j.r.cancelled(); err != nil {
				return err
			}
		}
	}
	j.matched = make([]bool, j.table.rows.n)
	return nil
}

// onward goes on with the next piece or partition; false: there is none.
func (j *hashJoin) onward() (bool, error) {
	j.probe.close()
	if j.rest != nil {
		j.again = true
	} else {
		j.endPieces()
		more, err := j.side.next()
		if err != nil || !more {
			return false, err
		}
		j.away = [partitionsMax]bool{}
		if right := j.side.cur.side[0]; right != nil {
			j.rest = right.NewReader()
		}
	}
	j.table.clear()
	if err := j.load(); err != nil {
		return false, err
	}
	j.probe.open(j.side.cur.side[1])
	j.in, j.pos, j.chain, j.leftEnd, j.tail, j.count = nil, 0, -2, false, 0, 0
	return true, nil
}

func (j *hashJoin) endPieces() {
	if j.rest != nil {
		j.rest.Close()
		j.rest = nil
	}
	j.r.mem.shrink(8 * len(j.hits))
	j.hits, j.again = nil, false
}

func (j *hashJoin) next(most int) (*Batch, error) {
	if !j.built {
		if err := j.build(); err != nil {
			return nil, err
		}
		j.built = true
		if j.side.now != nil && j.n.Head_.Ordered {
			n := len(j.e.out.Cols)
			j.late = newSorter(&j.r.mem, &comparer{keys: []nodes.SortKey{{Slot: n}}, types: []*types.Type{types.TInt8}}, n+1)
			if err := j.collect(); err != nil {
				return nil, err
			}
		}
	}
	if j.late == nil {
		return j.nextRows()
	}
	var err error
	if j.out, err = j.r.mem.nextBatch(j.out, len(j.e.out.Cols), most); err != nil {
		return nil, err
	}
	return j.out, j.late.next(j.out, most)
}

// collect runs the join to its end and brings the results into the order of the left side.
func (j *hashJoin) collect() error {
	for {
		b, err := j.nextRows()
		if err != nil {
			return err
		}
		if b.N == 0 {
			return j.late.finish(j.r.cancelled)
		}
		for i := range b.N {
			j.row = j.row[:0]
			for c := range b.Cols {
				j.row = append(j.row, b.Cols[c][i])
			}
			seq := int64(math.MaxInt64) // of right rows without a partner
			if i < len(j.seqs) {
				seq = j.seqs[i]
			}
			if err := j.late.addRow(append(j.row, types.Int(seq))); err != nil {
				return err
			}
		}
	}
}

// nextRows gives the next results.
func (j *hashJoin) nextRows() (*Batch, error) {
	if err := j.e.reset(); err != nil {
		return nil, err
	}
	j.seqs = j.seqs[:0]
	if j.n.NullAware && j.nulls || j.nothing() {
		return j.e.out, nil
	}
	for {
		for !j.e.full() && !j.leftEnd {
			if j.in == nil || j.pos >= j.in.N {
				// Rows given share the memory of the left batch.
				if j.e.out.N > 0 {
					return j.e.out, nil
				}
				if err := j.nextLeft(); err != nil {
					return nil, err
				}
				continue
			}
			if err := j.meet(); err != nil {
				return nil, err
			}
		}
		if j.leftEnd && j.givesHeld() {
			if err := j.alone(); err != nil {
				return nil, err
			}
		}
		if j.e.out.N > 0 {
			return j.e.out, nil
		}
		if more, err := j.onward(); err != nil || !more {
			j.r.tell(&j.n.Head_, spillNote{batches: 1 + j.side.parts, memory: j.peak, disk: j.side.wrote, hash: true})
			return j.e.out, err
		}
	}
}

// nextLeft takes the next left rows.
func (j *hashJoin) nextLeft() (err error) {
	if err := j.r.cancelled(); err != nil {
		return err
	}
	if j.side.cur.of != nil {
		if j.back, err = j.r.mem.nextBatch(j.back, j.lwidth, batchRows); err == nil {
			j.in, err = j.back, j.probe.next(j.back, batchRows)
		}
	} else {
		j.in, err = j.left.next(batchRows)
	}
	if err != nil {
		return err
	}
	j.pos, j.chain = 0, -2
	j.leftEnd = j.in.N == 0
	return nil
}

// meet goes on with the left row at pos.
func (j *hashJoin) meet() error {
	if j.chain == -2 {
		aside, err := j.look()
		if err != nil {
			return err
		}
		if aside {
			j.pos++
			return nil
		}
	} else if j.chain >= 0 {
		if _, err := j.evalKey(&j.lkeys, j.in, j.pos); err != nil {
			return err
		}
	}
	for j.chain >= 0 && !j.e.full() {
		at := j.chain
		right := j.table.rows.row(int(at))[j.skip:]
		j.chain = j.table.after(at, j.key)
		if j.settled(at) {
			continue
		}
		ok, err := j.e.matches(j.in, j.pos, right)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		j.hit = true
		first := !j.matched[at]
		j.matched[at] = true
		switch one := j.n.Kind == nodes.JoinSemi || j.n.Kind == nodes.JoinAnti; {
		case one && !j.n.HoldLeft:
			j.chain = -1
		case !one || first && j.n.Kind == nodes.JoinSemi:
			j.give(right)
		}
	}
	if j.chain >= 0 || j.e.full() {
		return nil // to be gone on with when there is room
	}
	return j.endRow()
}

// settled: more partners of a held row change nothing.
func (j *hashJoin) settled(at int32) bool {
	return j.n.HoldLeft && j.matched[at] && (j.n.Kind == nodes.JoinSemi || j.n.Kind == nodes.JoinAnti)
}

// look begins with the left row at pos: it finds the first candidate, or puts the row
// aside with those that it would meet.
func (j *hashJoin) look() (aside bool, err error) {
	null, err := j.evalKey(&j.lkeys, j.in, j.pos)
	if err != nil {
		return false, err
	}
	if j.side.cur.of == nil {
		j.seq++
	}
	j.count++
	j.hit = false
	if null {
		j.chain = -1
		// NULL NOT IN (rows) is unknown; NOT IN of nothing is true.
		j.hit = j.n.NullAware && j.some
		return false, nil
	}
	hash := j.table.hash(j.key)
	if j.side.frozen && j.away[partitionOf(hash, j.side.level)] {
		j.row = j.row[:0]
		for c := range j.in.Cols {
			j.row = append(j.row, j.in.Cols[c][j.pos])
		}
		if j.late != nil {
			j.row = append(j.row, types.Int(j.number()))
		}
		return true, j.side.add(1, hash, j.row)
	}
	j.chain = j.table.find(hash, j.key)
	if j.before() && !j.n.HoldLeft && (j.n.Kind == nodes.JoinSemi || j.n.Kind == nodes.JoinAnti) {
		j.chain = -1 // settled
	}
	return false, nil
}

// before reports whether a piece before matched the left row at pos.
func (j *hashJoin) before() bool {
	i := j.count - 1
	return j.again && i/64 < int64(len(j.hits)) && j.hits[i/64]&(1<<(i%64)) != 0
}

// number is that of the left row at pos.
func (j *hashJoin) number() int64 {
	if j.side.cur.of != nil {
		return j.probe.extra[j.pos].Int()
	}
	return j.seq
}

// give adds a pair to the results; right nil pads with NULLs.
func (j *hashJoin) give(right []types.Datum) {
	j.e.add(j.in, j.pos, right)
	if j.late != nil {
		j.seqs = append(j.seqs, j.number())
	}
}

// endRow gives the left row alone where its join kind wants that: when the last piece of
// the table has been asked, or for a semi join the first that has a match.
func (j *hashJoin) endRow() error {
	if j.n.HoldLeft {
		j.pos++
		j.chain = -2
		return nil
	}
	before := j.before()
	if j.hit && !before && j.rest != nil {
		if err := j.mark(); err != nil {
			return err
		}
	}
	last := j.rest == nil
	switch {
	case j.n.Kind == nodes.JoinSemi && j.hit && !before,
		j.n.Kind == nodes.JoinAnti && last && !j.hit && !before,
		(j.n.Kind == nodes.JoinLeft || j.n.Kind == nodes.JoinFull) && last && !j.hit && !before:
		j.give(nil)
	}
	j.pos++
	j.chain = -2
	return nil
}

// mark notes for the pieces to come that the left row at pos had a match.
func (j *hashJoin) mark() error {
	i := j.count - 1
	if more := int(i/64) + 1 - len(j.hits); more > 0 {
		if err := j.r.mem.grow(8 * more); err != nil {
			return err
		}
		j.hits = append(j.hits, make([]uint64, more)...)
	}
	j.hits[i/64] |= 1 << (i % 64)
	return nil
}

// alone gives the held rows that no other row matched.
func (j *hashJoin) alone() error {
	loose := 0
	if j.side.cur.of == nil {
		loose = j.loose.n
	}
	for ; j.tail < j.table.rows.n+loose && !j.e.full(); j.tail++ {
		if j.tail >= j.table.rows.n {
			row, err := j.read.row(j.tail - j.table.rows.n)
			if err != nil {
				return err
			}
			j.e.alone(row)
		} else if !j.matched[j.tail] {
			j.e.alone(j.table.rows.row(j.tail)[j.skip:])
		}
	}
	return nil
}

// nestedLoop runs the right side for each left row. Without outer values the
// right side is kept in memory.
type nestedLoop struct {
	r           *run
	n           *nodes.NestedLoop
	left, right operator
	e           *emitter
	setCtx      scalar.Ctx
	kept        *rowTape
	read        tapeReader // of pairs
	matched     []bool
	keptAll     bool

	in      *Batch
	pos     int
	begun   bool
	hit     bool
	at      int    // next kept row
	rb      *Batch // right rows at hand, with outer values
	rpos    int
	row     []types.Datum
	leftEnd bool
	tail    int
	tried   int // pairs, to look for a cancel now and then
	// homes are what the right side looks up in a homed table; nil: it does something else.
	homes *nodes.Append
}

func (r *run) newNestedLoop(n *nodes.NestedLoop) (operator, error) {
	j := &nestedLoop{r: r, n: n, setCtx: r.eval()}
	if a := nodes.HomeLookUp(n.Right); a != nil && len(n.Sets) > 0 && r.mayForesee() {
		j.homes = a
	}
	var err error
	if j.left, err = r.build(n.Left); err != nil {
		return nil, err
	}
	j.right, err = r.build(n.Right)
	return j, err
}

func (j *nestedLoop) open() error {
	j.close()
	width := len(j.n.Right.Head().Types)
	j.e = newEmitter(j.r, j.n.Kind, len(j.n.Left.Head().Types), width, j.n.Filter)
	j.kept = newRowTape(&j.r.mem, width)
	j.read = tapeReader{t: j.kept}
	j.row = make([]types.Datum, width)
	j.in, j.pos, j.begun, j.keptAll, j.leftEnd, j.tail = nil, 0, false, false, false, 0
	return j.left.open()
}

func (j *nestedLoop) close() {
	j.left.close()
	j.right.close()
	j.read.close()
	if j.kept != nil {
		j.kept.end()
	}
}

func (j *nestedLoop) keep() error {
	if err := j.right.open(); err != nil {
		return err
	}
	for {
		b, err := j.right.next(batchRows)
		if err != nil {
			return err
		}
		if b.N == 0 {
			j.right.close()
			j.matched = make([]bool, j.kept.n)
			j.keptAll = true
			return nil
		}
		for i := range b.N {
			if err := j.kept.add(b, i); err != nil {
				return err
			}
		}
		if err := j.r.cancelled(); err != nil {
			return err
		}
	}
}

func (j *nestedLoop) next(most int) (*Batch, error) {
	if len(j.n.Sets) == 0 && !j.keptAll {
		if err := j.keep(); err != nil {
			return nil, err
		}
	}
	if err := j.e.reset(); err != nil {
		return nil, err
	}
	for !j.e.full() && !j.leftEnd {
		if j.in == nil || j.pos >= j.in.N {
			if j.e.out.N > 0 {
				return j.e.out, nil
			}
			var err error
			if j.in, err = j.left.next(batchRows); err != nil {
				return nil, err
			}
			j.pos, j.begun = 0, false
			if j.in.N == 0 {
				j.leftEnd = true
				break
			}
			if j.homes != nil && j.in.N > 1 {
				if err := j.r.foreseeRows(j.homes, j.in.N, j.set); err != nil {
					return nil, err
				}
			}
		}
		if err := j.r.cancelled(); err != nil {
			return nil, err
		}
		done, err := j.pairs()
		if err != nil {
			return nil, err
		}
		if done {
			j.endRow()
		}
		if len(j.n.Sets) > 0 && j.e.out.N > 0 {
			return j.e.out, nil // rows share the memory of the right batch
		}
	}
	if j.n.Kind == nodes.JoinFull && j.leftEnd {
		for ; j.tail < j.kept.n && !j.e.full(); j.tail++ {
			if j.matched[j.tail] {
				continue
			}
			row, err := j.read.row(j.tail)
			if err != nil {
				return nil, err
			}
			j.e.addRight(row)
		}
	}
	return j.e.out, nil
}

// pairs goes on with the left row at pos; done tells that all right rows were seen.
func (j *nestedLoop) pairs() (done bool, err error) {
	if !j.begun {
		j.begun, j.hit, j.at, j.rb, j.rpos = true, false, 0, nil, 0
		if len(j.n.Sets) > 0 {
			if err := j.restart(); err != nil {
				return false, err
			}
		}
	}
	for !j.e.full() {
		right, some, err := j.rightRow()
		if err != nil {
			return false, err
		}
		if !some {
			return !j.e.full(), nil
		}
		if j.tried++; j.tried%pushdown.CancelEvery == 0 {
			if err := j.r.cancelled(); err != nil {
				return false, err
			}
		}
		ok, err := j.e.matches(j.in, j.pos, right)
		if err != nil {
			return false, err
		}
		if !ok {
			continue
		}
		j.hit = true
		if j.keptAll {
			j.matched[j.at-1] = true
		}
		if j.n.Kind == nodes.JoinSemi || j.n.Kind == nodes.JoinAnti {
			return true, nil
		}
		j.e.add(j.in, j.pos, right)
		if j.rb != nil && j.rpos >= j.rb.N {
			return false, nil // the next right batch would overwrite this one
		}
	}
	return false, nil
}

// restart sets the outer values and starts the right side anew.
func (j *nestedLoop) restart() error {
	if err := j.set(j.pos); err != nil {
		return err
	}
	return j.right.open()
}

// set sets the outer values of a row of the left batch.
func (j *nestedLoop) set(row int) error {
	j.setCtx.Cols, j.setCtx.Row = j.in.Cols, row
	for _, s := range j.n.Sets {
		d, err := s.X.Eval(&j.setCtx)
		if err != nil {
			return err
		}
		j.r.regs[s.Reg] = d
	}
	return nil
}

// rightRow gives the next right row, which may have no columns; some is false at the end.
func (j *nestedLoop) rightRow() (row []types.Datum, some bool, err error) {
	if j.keptAll {
		if j.at >= j.kept.n {
			return nil, false, nil
		}
		j.at++
		row, err = j.read.row(j.at - 1)
		return row, true, err
	}
	if j.rb == nil || j.rpos >= j.rb.N {
		b, err := j.right.next(batchRows)
		if err != nil {
			return nil, false, err
		}
		j.rb, j.rpos = b, 0
		if b.N == 0 {
			return nil, false, nil
		}
	}
	for c := range j.row {
		j.row[c] = j.rb.Cols[c][j.rpos]
	}
	j.rpos++
	return j.row, true, nil
}

func (j *nestedLoop) endRow() {
	switch {
	case j.n.Kind == nodes.JoinSemi && j.hit, j.n.Kind == nodes.JoinAnti && !j.hit,
		(j.n.Kind == nodes.JoinLeft || j.n.Kind == nodes.JoinFull) && !j.hit:
		j.e.add(j.in, j.pos, nil)
	}
	j.pos++
	j.begun = false
}

// lookupJoin looks up, for a batch of left rows at once, the rows of an index
// whose leading columns equal the row's keys.
type lookupJoin struct {
	r      *run
	n      *nodes.LookupJoin
	in     operator
	reader *pushdown.RowReader
	fetch  *fetcher
	filter scalar.Expr         // what of the condition the ranges can judge; nil: nothing
	judge  *pushdown.RowReader // reads what the filter does
	e      *emitter
	keyCtx scalar.Ctx

	left  *Batch
	upto  int       // left rows before it were looked up
	ask   asking    // for left rows
	found *rowStore // right rows of these
	first []int32   // by left row: its first right row
	count []int32
	pos   int
	at    int32
	hit   bool
	ended bool
	row   []types.Datum
	by    *rangeLookup // where keys end in a range; nil: they don't
}

func (r *run) newLookupJoin(n *nodes.LookupJoin, in operator) *lookupJoin {
	j := &lookupJoin{r: r, n: n, in: in, keyCtx: r.eval()}
	columns := n.Columns
	if n.Primary != nil {
		j.fetch = newFetcher(r, &n.IndexRead)
		columns = j.fetch.keySlots
	}
	j.reader = pushdown.NewRowReader(n.Layout, columns)
	j.row = make([]types.Datum, len(columns))
	if j.fetch == nil && !n.Unique && n.Filter != nil && !r.gathered {
		if j.filter = rightOf(n.Filter, len(n.Input.Head().Types)); j.filter != nil {
			j.judge = judgeOf(j.reader, j.filter, nil)
		}
	}
	if len(n.Lo)+len(n.Hi) > 0 {
		j.by = newRangeLookup(j)
	}
	return j
}

// rightOf is the part of a join's condition that is over the right side alone, whose
// columns come after left others, and may be evaluated at a range; nil: there is none.
func rightOf(cond scalar.Expr, left int) scalar.Expr {
	var out []scalar.Expr
	for _, x := range scalar.Conjuncts(cond) {
		own := scalar.Remote(x)
		moved := scalar.Map(x, func(e scalar.Expr) scalar.Expr {
			s, ok := e.(*scalar.Slot)
			if !ok {
				return e
			}
			own = own && s.Idx >= left
			return &scalar.Slot{Idx: s.Idx - left, T: s.T, Typmod: s.Typmod}
		})
		if own {
			scalar.HashConsts(moved)
			out = append(out, moved)
		}
	}
	return scalar.And(out...)
}

func (j *lookupJoin) open() error {
	j.close()
	j.e = newEmitter(j.r, j.n.Kind, len(j.n.Input.Head().Types), len(j.n.Columns), j.n.Filter)
	j.found = newRowStore(&j.r.mem, len(j.n.Columns))
	j.left, j.ask, j.ended = nil, asking{}, false
	return j.in.open()
}

func (j *lookupJoin) close() {
	j.in.close()
	j.by.stop()
	if j.found != nil {
		j.found.clear()
	}
}

func (j *lookupJoin) next(most int) (*Batch, error) {
	j.ask.gave += j.e.out.N
	if err := j.e.reset(); err != nil {
		return nil, err
	}
	for !j.ended {
		if j.left == nil || j.pos >= j.left.N {
			if j.e.out.N > 0 {
				return j.e.out, nil
			}
			if err := j.r.cancelled(); err != nil {
				return nil, err
			}
			var err error
			if j.left, err = j.in.next(j.ask.rows(most)); err != nil {
				return nil, err
			}
			j.ask.took += j.left.N
			if j.left.N == 0 {
				j.ended = true
				break
			}
			j.pos, j.at, j.hit, j.upto = 0, 0, false, 0
		}
		if j.pos >= j.upto || j.by.more() && j.at >= j.count[j.pos] {
			if j.e.out.N > 0 {
				return j.e.out, nil // its rows share the memory of found
			}
			if err := j.lookup(); err != nil {
				return nil, err
			}
		}
		if err := j.join(); err != nil {
			return nil, err
		}
		if j.e.full() {
			break
		}
	}
	return j.e.out, nil
}

// join pairs the left row at pos with what was found for it.
func (j *lookupJoin) join() error {
	for j.at < j.count[j.pos] && !j.e.full() {
		right := j.found.row(int(j.first[j.pos] + j.at))
		j.at++
		ok, err := j.e.matches(j.left, j.pos, right)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		j.hit = true
		if j.n.Kind == nodes.JoinSemi || j.n.Kind == nodes.JoinAnti {
			j.at = j.count[j.pos]
			j.by.stop()
			break
		}
		j.e.add(j.left, j.pos, right)
	}
	if j.at < j.count[j.pos] || j.e.full() || j.by.more() {
		return nil
	}
	switch {
	case j.n.Kind == nodes.JoinSemi && j.hit, j.n.Kind == nodes.JoinAnti && !j.hit, j.n.Kind == nodes.JoinLeft && !j.hit:
		j.e.add(j.left, j.pos, nil)
	}
	j.pos++
	j.at, j.hit = 0, false
	return nil
}

// lookup finds the right rows of all left rows at hand, or of the next of them.
func (j *lookupJoin) lookup() error {
	if j.by != nil {
		return j.by.lookup()
	}
	j.found.clear()
	j.upto = j.left.N
	j.first = append(j.first[:0], make([]int32, j.left.N)...)
	j.count = append(j.count[:0], make([]int32, j.left.N)...)
	ks, of, err := j.keys()
	if err != nil || len(ks) == 0 {
		return err
	}
	var hits [][]int32 // by key: the right rows
	if j.n.Unique {
		hits, err = j.lookupPoints(ks)
	} else {
		hits, err = j.lookupSpans(ks)
	}
	if err != nil {
		return err
	}
	// Rows of one key lie together; left rows of the same key share them.
	for i := range j.left.N {
		if k := of[i]; k >= 0 && len(hits[k]) > 0 {
			j.first[i], j.count[i] = hits[k][0], int32(len(hits[k]))
		}
	}
	return nil
}

// keys makes the distinct keys of the left rows; of gives each row's, -1 where
// a NULL finds nothing.
func (j *lookupJoin) keys() ([]keys.Key, []int, error) {
	of := make([]int, j.left.N)
	seen := make(map[string]int, j.left.N)
	var out []keys.Key
	for i := range j.left.N {
		key, some, err := j.key(i)
		if err != nil {
			return nil, nil, err
		}
		if !some {
			of[i] = -1
			continue
		}
		at, ok := seen[string(key)]
		if !ok {
			at = len(out)
			seen[string(key)] = at
			out = append(out, key)
		}
		of[i] = at
	}
	return out, of, nil
}

// key is what the keys of row i's partners begin with; some is false where it has none.
func (j *lookupJoin) key(i int) (key []byte, some bool, err error) {
	j.keyCtx.Cols, j.keyCtx.Row = j.left.Cols, i
	key = append(make([]byte, 0, len(j.n.Layout.Prefix)+16), j.n.Layout.Prefix...)
	for k, x := range j.n.Keys {
		d, err := x.Eval(&j.keyCtx)
		if err != nil || d.IsNull() || !fits(j.n.Layout.Key[k].Type, d) {
			return nil, false, err
		}
		key = rowenc.AppendKeyColumn(key, j.n.Layout.Key[k], d)
	}
	return key, true, nil
}

// keepRight stores a right row and notes it for key k.
func (j *lookupJoin) keepRight(hits [][]int32, k int, row []types.Datum) error {
	hits[k] = append(hits[k], int32(j.found.n))
	return j.found.addRow(row)
}

func (j *lookupJoin) lookupPoints(ks []keys.Key) ([][]int32, error) {
	hits := make([][]int32, len(ks))
	var owner []int
	err := j.r.txn.GetMany(j.r.ctx, ks, j.reader.Of, func(i int, value []byte, found bool) error {
		if !found {
			return nil
		}
		if err := j.reader.Read(ks[i], value, j.row); err != nil {
			return err
		}
		if j.fetch != nil {
			j.fetch.add(j.row)
			owner = append(owner, i)
			return nil
		}
		return j.keepRight(hits, i, j.row)
	})
	if err != nil || j.fetch == nil {
		return hits, err
	}
	return hits, j.fetch.each(func(i int, row []types.Datum) error { return j.keepRight(hits, owner[i], row) })
}

// lookupSpansCut is how many spans are worth a page of their own, which another processor
// may compute.
const lookupSpansCut = 128

// lookupSpans reads all keys' spans in one scan; rows come in key order, so
// that which span a row belongs to is found by walking along.
func (j *lookupJoin) lookupSpans(ks []keys.Key) ([][]int32, error) {
	order := make([]int, len(ks))
	spans := make([]keys.Span, len(ks))
	for i := range ks {
		order[i] = i
	}
	sortKeys(order, ks)
	for i, k := range order {
		spans[i] = keys.Span{Start: ks[k], End: ks[k].PrefixEnd()}
	}
	hits := make([][]int32, len(ks))
	var owner []int
	rows := j.scan(spans, true)
	defer rows.Close()
	at := 0
	for {
		b, ok := rows.NextBatch(j.r.ctx)
		if !ok {
			break
		}
		if err := j.r.cancelled(); err != nil {
			return nil, err
		}
		page := j.pageOf(b)
		for len(page) > 0 {
			key, value, rest, err := kvpb.NextRow(page)
			if err != nil {
				return nil, err
			}
			page = rest
			for at < len(spans) && !spans[at].Contains(key) {
				at++
			}
			if at == len(spans) {
				break
			}
			if err := j.reader.Read(key, value, j.row); err != nil {
				return nil, err
			}
			if j.fetch != nil {
				j.fetch.add(j.row)
				owner = append(owner, order[at])
				continue
			}
			if err := j.keepRight(hits, order[at], j.row); err != nil {
				return nil, err
			}
		}
	}
	if err := rows.Err(); err != nil || j.fetch == nil {
		return hits, err
	}
	return hits, j.fetch.each(func(i int, row []types.Datum) error { return j.keepRight(hits, owner[i], row) })
}

// scan reads spans, sorted and disjoint; whole: all that they have will be wanted.
func (j *lookupJoin) scan(spans []keys.Span, whole bool) *coord.Rows {
	spec := coord.ScanSpec{Spans: spans, Columns: j.reader.Of, Whole: whole}
	for i := lookupSpansCut; i+lookupSpansCut <= len(spans); i += lookupSpansCut {
		spec.Near, spec.Cuts = true, append(spec.Cuts, spans[i].Start)
	}
	if j.filter != nil {
		spec.Fragment = &pushdown.Scan{Arguments: pushdown.Arguments{Types: j.r.p.Params, Args: j.r.args}, Reader: j.judge, Filter: j.filter}
	}
	return j.r.txn.Scan(j.r.ctx, spec)
}

// pageOf is the rows of a page: those that the filter left, where the ranges judged it.
func (j *lookupJoin) pageOf(b coord.Batch) []byte {
	if j.filter != nil && !b.Raw {
		return b.Result
	}
	return b.Rows
}
