package exec

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// groupOp computes aggregates by group: with a hash table, or for rows whose
// groups follow one another with one group at a time.
type groupOp struct {
	r   *run
	n   *plan.Group
	in  operator
	ctx scalar.Ctx

	table  *hashTable
	groups []*groupState
	held   int // bytes accounted for states
	at     int
	done   bool
	out    *Batch
	key    []types.Datum
	args   []types.Datum

	work    *rangeWork // nil: nothing is done at the ranges
	partial bool       // at a range: states are given, not results
	parts   bool       // states come in place of rows
	took    int        // rows

	// ordered
	pending *Batch // input not yet consumed
	pos     int
	cur     *groupState
	curKey  []types.Datum
}

// groupState is one group: a state for each aggregate.
type groupState struct {
	aggs []aggRun
}

// aggRun is one aggregate of one group. Arguments of DISTINCT and ORDER BY
// aggregates are kept until the group is complete.
type aggRun struct {
	state types.AggState
	seen  *hashTable // DISTINCT
	rows  *rowStore  // ORDER BY: the sort keys, then the arguments
}

// aggStateBytes is about what an aggregate's state of fixed size takes.
const aggStateBytes = 96

func (r *run) newGroup(n *plan.Group, in operator) *groupOp {
	return &groupOp{r: r, n: n, in: in, ctx: r.eval()}
}

func (g *groupOp) keyTypes() []*types.Type { return g.n.Types[:len(g.n.Keys)] }

func (g *groupOp) open() error {
	g.close()
	g.key = make([]types.Datum, len(g.n.Keys))
	g.done, g.at, g.groups, g.took = false, 0, nil, 0
	g.pending, g.cur = nil, nil
	g.table = newHashTable(&g.r.mem, g.keyTypes(), len(g.n.Keys))
	g.curKey = nil
	return g.in.open()
}

func (g *groupOp) close() {
	g.in.close()
	if g.table != nil {
		g.table.clear()
	}
	g.r.mem.shrink(g.held)
	g.held, g.groups = 0, nil
}

func (g *groupOp) newState() (*groupState, error) {
	s := &groupState{aggs: make([]aggRun, len(g.n.Aggs))}
	for i := range g.n.Aggs {
		a := &g.n.Aggs[i]
		s.aggs[i].state = a.Fn.NewAgg()
		if a.Distinct && len(a.Order) == 0 {
			s.aggs[i].seen = newHashTable(&g.r.mem, exprTypes(a.Args), len(a.Args))
		}
		if len(a.Order) > 0 {
			s.aggs[i].rows = newRowStore(&g.r.mem, len(a.Order)+len(a.Args))
		}
	}
	n := aggStateBytes * (1 + len(s.aggs))
	return s, g.hold(n)
}

// hold accounts for n bytes of states.
func (g *groupOp) hold(n int) error {
	if err := g.r.mem.grow(n); err != nil {
		return err
	}
	g.held += n
	return nil
}

func exprTypes(xs []scalar.Expr) []*types.Type {
	ts := make([]*types.Type, len(xs))
	for i, x := range xs {
		ts[i] = x.Type()
	}
	return ts
}

func (g *groupOp) next(most int) (*Batch, error) {
	if g.out == nil {
		rows := batchRows
		if len(g.n.Keys) == 0 {
			rows = 1
		}
		g.out = newBatch(&g.r.mem, len(g.n.Types), rows)
	}
	g.out.N = 0
	if g.n.Ordered && len(g.n.Keys) > 0 {
		return g.out, g.nextOrdered(min(most, batchRows))
	}
	if !g.done {
		if err := g.consume(); err != nil {
			return nil, err
		}
		g.done = true
	}
	for g.at < len(g.groups) && g.out.N < min(most, batchRows) {
		var key []types.Datum
		if len(g.n.Keys) > 0 {
			key = g.table.rows.row(g.at)
		}
		if err := g.emit(key, g.groups[g.at]); err != nil {
			return nil, err
		}
		g.at++
	}
	return g.out, nil
}

// consume reads all input into groups.
func (g *groupOp) consume() error {
	if len(g.n.Keys) == 0 {
		s, err := g.newState()
		if err != nil {
			return err
		}
		g.groups = append(g.groups, s)
	}
	for {
		b, err := g.in.next(batchRows)
		if err != nil {
			return err
		}
		if b.N == 0 {
			if !g.work.more() {
				return nil
			}
			if err := g.joinParts(); err != nil {
				return err
			}
			continue
		}
		if err := g.r.cancelled(); err != nil {
			return err
		}
		g.took += b.N
		if g.parts {
			if err := g.joinBatch(b); err != nil {
				return err
			}
			continue
		}
		if len(g.n.Keys) == 0 && g.countOnly() {
			g.groups[0].aggs[0].state.(types.RowCounter).AddRows(int64(b.N))
			continue
		}
		g.ctx.Cols = b.Cols
		for i := range b.N {
			g.ctx.Row = i
			s, err := g.groupOf(b, i)
			if err != nil {
				return err
			}
			if err := g.addRow(s); err != nil {
				return err
			}
		}
		if err := g.measure(); err != nil {
			return err
		}
	}
}

// measure accounts for states that grow (array_agg, string_agg).
func (g *groupOp) measure() error {
	if len(g.groups) > 64 {
		return nil
	}
	n := 0
	for _, s := range g.groups {
		for i := range s.aggs {
			n += s.aggs[i].state.MemoryBytes()
		}
	}
	if n > g.held {
		return g.hold(n - g.held)
	}
	return nil
}

// countOnly: count(*) is all that is wanted.
func (g *groupOp) countOnly() bool {
	if len(g.n.Aggs) != 1 || g.n.Aggs[0].Filter != nil || len(g.n.Aggs[0].Args) > 0 {
		return false
	}
	_, ok := g.groups[0].aggs[0].state.(types.RowCounter)
	return ok
}

func (g *groupOp) groupOf(b *Batch, row int) (*groupState, error) {
	if len(g.n.Keys) == 0 {
		return g.groups[0], nil
	}
	for i, k := range g.n.Keys {
		g.key[i] = b.Cols[k][row]
	}
	return g.groupOfKey()
}

// joinParts joins the states that a page brought.
func (g *groupOp) joinParts() error {
	for g.work.more() {
		row, err := g.work.next()
		if err != nil {
			return err
		}
		copy(g.key, row)
		s := (*groupState)(nil)
		if len(g.n.Keys) == 0 {
			s = g.groups[0]
		} else if s, err = g.groupOfKey(); err != nil {
			return err
		}
		if err := g.joinPart(s, row[len(g.n.Keys):]); err != nil {
			return err
		}
	}
	return g.r.cancelled()
}

// joinBatch joins the states that came as rows: the keys, then the states.
func (g *groupOp) joinBatch(b *Batch) error {
	nk := len(g.n.Keys)
	row := g.args[:0]
	for i := range b.N {
		row = row[:0]
		for c := range b.Cols {
			row = append(row, b.Cols[c][i])
		}
		copy(g.key, row)
		s := (*groupState)(nil)
		var err error
		if nk == 0 {
			s = g.groups[0]
		} else if s, err = g.groupOfKey(); err != nil {
			return err
		}
		if err := g.joinPart(s, row[nk:]); err != nil {
			return err
		}
	}
	g.args = row[:0]
	return g.measure()
}

// joinPart joins the states of one group.
func (g *groupOp) joinPart(s *groupState, parts []types.Datum) error {
	for i := range s.aggs {
		p := s.aggs[i].state.(types.Portable)
		n := len(p.PartTypes())
		if err := p.AddPart(g.r.env, parts[:n]); err != nil {
			return err
		}
		parts = parts[n:]
	}
	return nil
}

// groupOfKey finds the group of key.
func (g *groupOp) groupOfKey() (*groupState, error) {
	at, added, err := g.table.findOrInsert(g.key)
	if err != nil {
		return nil, err
	}
	if added {
		s, err := g.newState()
		if err != nil {
			return nil, err
		}
		g.groups = append(g.groups, s)
	}
	return g.groups[at], nil
}

// addRow adds the row at hand to a group.
func (g *groupOp) addRow(s *groupState) error {
	for i := range g.n.Aggs {
		if err := g.addAgg(&g.n.Aggs[i], &s.aggs[i]); err != nil {
			return err
		}
	}
	return nil
}

func (g *groupOp) addAgg(a *plan.Agg, s *aggRun) error {
	if a.Filter != nil {
		ok, err := scalar.True(a.Filter, &g.ctx)
		if err != nil || !ok {
			return err
		}
	}
	args := g.args[:0]
	if s.rows != nil {
		for _, o := range a.Order {
			d, err := o.X.Eval(&g.ctx)
			if err != nil {
				return err
			}
			args = append(args, d)
		}
	}
	for _, x := range a.Args {
		d, err := x.Eval(&g.ctx)
		if err != nil {
			return err
		}
		args = append(args, d)
	}
	g.args = args[:0]
	if s.rows != nil {
		return s.rows.addRow(args)
	}
	if s.seen != nil {
		_, added, err := s.seen.findOrInsert(args)
		if err != nil || !added {
			return err
		}
	}
	return s.state.Add(g.r.env, args)
}

// emit appends a complete group to out.
func (g *groupOp) emit(key []types.Datum, s *groupState) error {
	n := g.out.N
	for i := range key {
		g.out.Cols[i][n] = key[i]
	}
	if g.partial {
		return g.emitParts(len(key), s)
	}
	for i := range s.aggs {
		if err := g.finishAgg(&g.n.Aggs[i], &s.aggs[i]); err != nil {
			return err
		}
		d, err := s.aggs[i].state.Result(g.r.env)
		if err != nil {
			return err
		}
		g.out.Cols[len(key)+i][n] = d
	}
	g.out.N++
	return nil
}

// emitParts appends what the states of a group hold to out.
func (g *groupOp) emitParts(at int, s *groupState) (err error) {
	if g.took == 0 {
		return nil
	}
	parts := g.args[:0]
	for i := range s.aggs {
		if parts, err = s.aggs[i].state.(types.Portable).Part(parts); err != nil {
			return err
		}
	}
	for i, d := range parts {
		g.out.Cols[at+i][g.out.N] = d
	}
	g.args = parts[:0]
	g.out.N++
	return nil
}

// finishAgg gives an ordered aggregate its arguments.
func (g *groupOp) finishAgg(a *plan.Agg, s *aggRun) error {
	if s.seen != nil {
		s.seen.clear()
	}
	if s.rows == nil {
		return nil
	}
	perm := make([]int, s.rows.n)
	for i := range perm {
		perm[i] = i
	}
	slices.SortStableFunc(perm, func(x, y int) int {
		p, q := s.rows.row(x), s.rows.row(y)
		for i, o := range a.Order {
			if c := compareDatums(o.X.Type(), p[i], q[i], o.Desc, o.NullsFirst); c != 0 {
				return c
			}
		}
		return 0
	})
	var seen *hashTable
	if a.Distinct {
		seen = newHashTable(&g.r.mem, exprTypes(a.Args), len(a.Args))
		defer seen.clear()
	}
	for _, i := range perm {
		args := s.rows.row(i)[len(a.Order):]
		if seen != nil {
			_, added, err := seen.findOrInsert(args)
			if err != nil {
				return err
			}
			if !added {
				continue
			}
		}
		if err := s.state.Add(g.r.env, args); err != nil {
			return err
		}
	}
	s.rows.clear()
	return nil
}

// nextOrdered completes a group whenever the key changes.
func (g *groupOp) nextOrdered(most int) error {
	for g.out.N < most && !g.done {
		if g.work.more() {
			if err := g.stepPart(); err != nil {
				return err
			}
			continue
		}
		if g.pending == nil || g.pos >= g.pending.N {
			b, err := g.in.next(batchRows)
			if err != nil {
				return err
			}
			if err := g.r.cancelled(); err != nil {
				return err
			}
			g.pending, g.pos = b, 0
			if b.N == 0 && g.work.more() {
				continue
			}
			if b.N == 0 {
				g.done = true
				if g.cur == nil {
					return nil
				}
				return g.emit(g.curKey, g.cur)
			}
		}
		if err := g.step(); err != nil {
			return err
		}
	}
	return nil
}

// step adds one row, after completing the group before it if it begins another.
func (g *groupOp) step() error {
	b, i := g.pending, g.pos
	for c, k := range g.n.Keys {
		g.key[c] = b.Cols[k][i]
	}
	if err := g.turn(); err != nil {
		return err
	}
	g.ctx.Cols, g.ctx.Row = b.Cols, i
	g.pos++
	return g.addRow(g.cur)
}

// stepPart joins one state of a page, likewise.
func (g *groupOp) stepPart() error {
	row, err := g.work.next()
	if err != nil {
		return err
	}
	copy(g.key, row)
	if err := g.turn(); err != nil {
		return err
	}
	return g.joinPart(g.cur, row[len(g.n.Keys):])
}

// turn completes the group at hand and begins another, if key is another's.
func (g *groupOp) turn() error {
	if g.cur != nil && g.table.equal(g.curKey, g.key) {
		return nil
	}
	if g.cur != nil {
		if err := g.emit(g.curKey, g.cur); err != nil {
			return err
		}
	}
	g.curKey = cloneKey(g.key)
	var err error
	if g.cur, err = g.newState(); err != nil {
		return err
	}
	g.r.mem.shrink(g.held)
	g.held = 0
	return nil
}

func cloneKey(key []types.Datum) []types.Datum {
	out := make([]types.Datum, len(key))
	for i, d := range key {
		out[i] = d.Clone()
	}
	return out
}

// distinctOp drops rows whose key columns were seen.
type distinctOp struct {
	r     *run
	n     *plan.Distinct
	in    operator
	table *hashTable
	last  []types.Datum // of ordered input
	key   []types.Datum
	out   *Batch
	work  *rangeWork // nil: nothing is done at the ranges
	part  *Batch     // of its rows
}

func (d *distinctOp) open() error {
	d.close()
	ts := make([]*types.Type, len(d.n.Slots))
	for i, s := range d.n.Slots {
		ts[i] = d.n.Types[s]
	}
	d.key = make([]types.Datum, len(ts))
	d.table, d.last = newHashTable(&d.r.mem, ts, len(ts)), nil
	return d.in.open()
}

func (d *distinctOp) close() {
	d.in.close()
	if d.table != nil {
		d.table.clear()
	}
}

func (d *distinctOp) next(most int) (*Batch, error) {
	for {
		in, err := d.input(most)
		if err != nil || in.N == 0 {
			return in, err
		}
		if err := d.r.cancelled(); err != nil {
			return nil, err
		}
		if d.out == nil || d.out.room() < in.N {
			d.out = newBatch(&d.r.mem, len(in.Cols), max(in.N, min(batchRows, 2*in.N)))
		}
		d.out.N = 0
		for i := range in.N {
			fresh, err := d.fresh(in, i)
			if err != nil {
				return nil, err
			}
			if fresh {
				d.out.copyRow(0, in, i)
				d.out.N++
			}
		}
		if d.out.N > 0 {
			return d.out, nil
		}
	}
}

// input gives the next rows, from the ranges or from below.
func (d *distinctOp) input(most int) (*Batch, error) {
	if !d.work.more() {
		b, err := d.in.next(most)
		if err != nil || b.N > 0 || !d.work.more() {
			return b, err
		}
	}
	if d.part == nil {
		d.part = newBatch(&d.r.mem, len(d.n.Types), firstRows)
	}
	return d.part, d.work.batch(d.part)
}

// fresh reports whether a row's key is new. Of ordered input only the last key
// is remembered.
func (d *distinctOp) fresh(in *Batch, i int) (bool, error) {
	for j, s := range d.n.Slots {
		d.key[j] = in.Cols[s][i]
	}
	if d.n.Ordered {
		if d.last != nil && d.table.equal(d.last, d.key) {
			return false, nil
		}
		d.last = cloneKey(d.key)
		return true, nil
	}
	_, added, err := d.table.findOrInsert(d.key)
	return added, err
}

// setOp is INTERSECT and EXCEPT: the right side is counted, the left side
// compared with the counts.
type setOp struct {
	r           *run
	n           *plan.SetOp
	left, right operator
	table       *hashTable
	counts      []int64
	given       *hashTable
	key         []types.Datum
	out         *Batch
	built       bool
}

func (r *run) newSetOp(n *plan.SetOp) (operator, error) {
	s := &setOp{r: r, n: n}
	var err error
	if s.left, err = r.build(n.Left); err != nil {
		return nil, err
	}
	s.right, err = r.build(n.Right)
	return s, err
}

func (s *setOp) open() error {
	s.close()
	s.table = newHashTable(&s.r.mem, s.n.Types, len(s.n.Types))
	s.given = newHashTable(&s.r.mem, s.n.Types, len(s.n.Types))
	s.key = make([]types.Datum, len(s.n.Types))
	s.counts, s.built = nil, false
	if err := s.right.open(); err != nil {
		return err
	}
	return s.left.open()
}

func (s *setOp) close() {
	s.left.close()
	s.right.close()
	if s.table != nil {
		s.table.clear()
		s.given.clear()
	}
}

func (s *setOp) build() error {
	for {
		b, err := s.right.next(batchRows)
		if err != nil || b.N == 0 {
			return err
		}
		for i := range b.N {
			s.take(b, i)
			at, added, err := s.table.findOrInsert(s.key)
			if err != nil {
				return err
			}
			if added {
				s.counts = append(s.counts, 0)
			}
			s.counts[at]++
		}
		if err := s.r.cancelled(); err != nil {
			return err
		}
	}
}

func (s *setOp) take(b *Batch, i int) {
	for c := range b.Cols {
		s.key[c] = b.Cols[c][i]
	}
}

func (s *setOp) next(most int) (*Batch, error) {
	if !s.built {
		if err := s.build(); err != nil {
			return nil, err
		}
		s.built = true
		s.out = newBatch(&s.r.mem, len(s.n.Types), batchRows)
	}
	for {
		in, err := s.left.next(min(most, batchRows))
		if err != nil || in.N == 0 {
			return in, err
		}
		s.out.N = 0
		for i := range in.N {
			s.take(in, i)
			ok, err := s.passes()
			if err != nil {
				return nil, err
			}
			if ok {
				s.out.copyRow(0, in, i)
				s.out.N++
			}
		}
		if s.out.N > 0 {
			return s.out, nil
		}
	}
}

// passes reports whether the row at hand is in the result.
func (s *setOp) passes() (bool, error) {
	at := s.table.find(s.table.hash(s.key), s.key)
	if s.n.All {
		if at >= 0 && s.counts[at] > 0 {
			s.counts[at]--
			return !s.n.Except, nil
		}
		return s.n.Except, nil
	}
	if (at >= 0) == s.n.Except {
		return false, nil
	}
	_, added, err := s.given.findOrInsert(s.key)
	return added, err
}
