package exec

import (
	"math"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// windowOp adds the columns of functions over a window. It reads a partition as far as its
// functions look, keeps the rows in a tape, and forgets those that no function will look at
// again: row_number() keeps none, a running sum the rows of one peer group.
//
//	0 … low … groupHead … cur … groupTail … count
//	 forgotten |    rows that equal cur by ORDER BY   | read so far; whole: all of the partition
type windowOp struct {
	r   *run
	n   *nodes.Window
	in  operator
	ctx scalar.Ctx
	out *Batch
	// held are the large values in out.
	held int64

	input *Batch // what comes from below
	from  int    // its first row that is in no partition yet
	ended bool   // the input

	tape   *winTape
	cols   [][]types.Datum
	part   []types.Datum // what the partition's rows have in common
	partTs []*types.Type
	count  int  // rows read of the partition
	whole  bool // all are
	cur    int  // the row that is computed
	begun  bool // there is a partition
	skip   bool // the rest of it is not wanted
	row    winReader
	steps  int // since it was asked whether the statement is cancelled

	peers peers
	frame winFrame
	funcs []winFunc
}

// peers are the rows that ORDER BY does not tell from the current one.
type peers struct {
	wanted     bool // some function asks
	keys       []nodes.SortKey
	types      []*types.Type
	key        []types.Datum // of the current group
	head, tail int
	known      bool // tail is
	group      int  // the group's number
	reader     winReader
}

// winFrame is the frame of the current row. Its ends only go on.
type winFrame struct {
	nodes.Frame
	offsets            bool // evaluated
	startBy, endBy     types.Datum
	head, tail         int
	headKnown          bool
	tailKnown          bool
	headEnd, tailEnd   winEnd
	headRead, tailRead winReader
	args               [5]types.Datum
	base               types.Datum // RANGE with an offset: what the current row is ordered by
}

// winEnd is an end that is looked for row by row.
type winEnd struct {
	at    int
	group int           // GROUPS: the number of the group of at
	key   []types.Datum // and what its rows have in common
	begun bool
}

// winFunc is one function.
type winFunc struct {
	n    *nodes.WindowFunc
	kind winKind
	read winReader
	drop winReader // of the rows that leave the frame
	args []types.Datum
	// back is how many rows before the current one it may still look at; -1: any.
	back int

	agg    winAgg
	rank   int64 // rank and dense_rank
	ntile  ntile
	offset bool // lag, lead and nth_value have more than one argument
}

// winAgg is an aggregate over the frame: the state holds rows base to upto, but for those
// that are excluded.
type winAgg struct {
	state      builtin.AggState
	moving     builtin.MovingState // the state, where rows can be taken away from it
	moves      bool
	own        *nodes.UserAggregate // of a user's aggregate, the form for this window; nil: it is one of the system's
	grows      bool
	bytes      int
	base, upto int
	head, tail int // of the frame that value is for
	valid      bool
	value      types.Datum
}

// ntile counts through the buckets of a partition.
type ntile struct {
	bucket, rows, boundary, remainder int64
}

// winKind says which function it is.
type winKind uint8

const (
	winAggregate winKind = iota
	winRowNumber
	winRank
	winDenseRank
	winPercentRank
	winCumeDist
	winNtile
	winLag
	winLead
	winFirstValue
	winLastValue
	winNthValue
)

// winKinds are the functions by pg_proc.prosrc.
var winKinds = map[string]winKind{
	"window_row_number": winRowNumber, "window_rank": winRank, "window_dense_rank": winDenseRank,
	"window_percent_rank": winPercentRank, "window_cume_dist": winCumeDist, "window_ntile": winNtile,
	"window_lag": winLag, "window_lag_with_offset": winLag, "window_lag_with_offset_and_default": winLag,
	"window_lead": winLead, "window_lead_with_offset": winLead, "window_lead_with_offset_and_default": winLead,
	"window_first_value": winFirstValue, "window_last_value": winLastValue, "window_nth_value": winNthValue,
}

func (r *run) newWindow(n *nodes.Window, in operator) (*windowOp, error) {
	r.mem.holder()
	w := &windowOp{r: r, n: n, in: in, ctx: r.eval(), funcs: make([]winFunc, len(n.Funcs))}
	ts := n.Input.Head().Types
	for _, slot := range n.Partition {
		w.partTs = append(w.partTs, ts[slot])
	}
	w.peers.keys = n.Order
	for _, k := range n.Order {
		w.peers.types = append(w.peers.types, ts[k.Slot])
	}
	w.frame.Frame = n.Frame
	for i := range n.Funcs {
		if err := w.newFunc(&w.funcs[i], &n.Funcs[i]); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *windowOp) newFunc(f *winFunc, n *nodes.WindowFunc) error {
	*f = winFunc{n: n, args: make([]types.Datum, len(n.Args)), offset: len(n.Args) > 1}
	if n.Fn.Kind != builtin.KindAggregate {
		kind, ok := winKinds[n.Fn.Source]
		if !ok {
			return pgerror.Internal("exec: no window function %s", n.Fn.Source)
		}
		f.kind = kind
	}
	fr := &w.n.Frame
	byGroup := fr.Mode != ast.FrameRows && (fr.Start == ast.CurrentRow || fr.End == ast.CurrentRow) ||
		fr.Mode == ast.FrameGroups || fr.Exclude == ast.ExcludeGroup || fr.Exclude == ast.ExcludeTies
	switch f.kind {
	case winAggregate:
		f.agg.grows = builtin.Grows(n.Fn.NewAgg())
		f.agg.moves = fr.Start != ast.UnboundedPreceding && !w.volatile(n)
		if u, ok := n.Fn.Host.(*nodes.UserAggregate); ok {
			form, err := u.InWindow(f.agg.moves)
			if err != nil {
				return err
			}
			f.agg.own, f.agg.moves = form, form.Inverse != nil
		} else {
			f.agg.moves = f.agg.moves && fr.Exclude == ast.ExcludeNone && builtin.Moving(n.Fn) != nil
		}
		w.peers.wanted = w.peers.wanted || byGroup
	case winRank, winDenseRank, winPercentRank, winCumeDist:
		w.peers.wanted = true
	case winFirstValue, winLastValue, winNthValue:
		w.peers.wanted = w.peers.wanted || byGroup
	case winLag, winLead:
		f.back = w.lookBack(f)
	}
	return nil
}

func (w *windowOp) volatile(n *nodes.WindowFunc) bool {
	for _, x := range n.Args {
		if p := scalar.PropsOf(x); p.Volatile || p.Subquery {
			return true
		}
	}
	return n.Filter != nil && (scalar.PropsOf(n.Filter).Volatile || scalar.PropsOf(n.Filter).Subquery)
}

// lookBack is how many rows lag looks back, or lead with a negative offset; -1 where that is
// not known.
func (w *windowOp) lookBack(f *winFunc) int {
	by := int64(1)
	if f.offset {
		k, ok := f.n.Args[1].(*scalar.Const)
		if !ok {
			return -1
		}
		if k.D.IsNull() {
			return 0
		}
		by = k.D.Int()
	}
	if f.kind == winLead {
		by = -by
	}
	return int(max(0, by))
}

func (w *windowOp) open() error {
	w.close()
	w.input, w.from, w.ended, w.begun = nil, 0, false, false
	w.frame.offsets = false
	w.tape = newWinTape(&w.r.mem, len(w.n.Input.Head().Types))
	return w.in.open()
}

func (w *windowOp) close() {
	w.in.close()
	w.drop()
	if w.tape != nil {
		w.forget()
		w.tape = nil
	}
}

// drop lets go of the batch that was given.
func (w *windowOp) drop() {
	w.r.values.Give(w.held)
	w.held = 0
}

// forget ends a partition.
func (w *windowOp) forget() {
	w.row.close()
	w.peers.reader.close()
	w.frame.headRead.close()
	w.frame.tailRead.close()
	for i := range w.funcs {
		f := &w.funcs[i]
		f.read.close()
		f.drop.close()
		w.r.mem.shrink(f.agg.bytes)
		f.agg.bytes = 0
	}
	w.tape.clear()
}

// begin begins a partition with the input's next row.
func (w *windowOp) begin() {
	w.forget()
	w.count, w.cur, w.whole, w.skip, w.begun = 0, 0, false, false, true
	w.peers.head, w.peers.tail, w.peers.known, w.peers.group = 0, 0, false, 0
	w.peers.key = w.peers.key[:0]
	w.frame.headEnd, w.frame.tailEnd = winEnd{key: w.frame.headEnd.key[:0]}, winEnd{key: w.frame.tailEnd.key[:0]}
	for i := range w.funcs {
		f := &w.funcs[i]
		f.rank, f.ntile = 0, ntile{}
		f.agg = winAgg{moves: f.agg.moves, own: f.agg.own, grows: f.agg.grows}
	}
}

func (w *windowOp) next(most int) (*Batch, error) {
	var err error
	if w.out, err = w.r.mem.nextBatch(w.out, len(w.n.Types), most); err != nil {
		return nil, err
	}
	w.drop()
	if !w.frame.offsets {
		if err := w.evalOffsets(); err != nil {
			return nil, err
		}
		w.frame.offsets = true
	}
	for most = min(most, w.out.room()); w.out.N < most && w.held <= largeBatchBytes; {
		more, err := w.advance(most)
		if err != nil {
			return nil, err
		}
		if !more {
			return w.end(), nil
		}
		if err := w.emit(); err != nil {
			return nil, err
		}
	}
	return w.out, nil
}

// end gives back what the window held, when all rows have been computed: others above it, of which
// there may be hundreds, hold theirs now. It returns the last of them.
func (w *windowOp) end() *Batch {
	w.forget()
	w.begun, w.input = false, nil
	if w.out.N > 0 {
		return w.out
	}
	w.r.mem.endBatch(&w.out)
	return emptyBatch(len(w.n.Types))
}

// advance goes to the next row that is to be computed; false: there is none.
func (w *windowOp) advance(most int) (bool, error) {
	for {
		if w.begun && !w.skip {
			ok, err := w.spool(w.cur)
			if ok || err != nil {
				return ok, err
			}
		}
		if w.skip {
			if err := w.pass(most); err != nil {
				return false, err
			}
		}
		if ok, err := w.fetch(most); !ok || err != nil {
			return false, err
		}
		w.begin()
	}
}

// fetch wants a row of the input; false: it has ended.
func (w *windowOp) fetch(most int) (bool, error) {
	if w.input != nil && w.from < w.input.N {
		return true, nil
	}
	if w.ended {
		return false, nil
	}
	b, err := w.in.next(most)
	if err != nil {
		return false, err
	}
	w.input, w.from, w.ended = b, 0, b.N == 0
	return b.N > 0, w.r.cancelled()
}

// pass reads over the rest of a partition.
func (w *windowOp) pass(most int) error {
	for {
		if len(w.part) == 0 {
			w.ended, w.input = true, nil
			return nil
		}
		ok, err := w.fetch(most)
		if !ok || err != nil || !w.belongs() {
			return err
		}
		w.from++
	}
}

// belongs reports whether the input's next row is of the partition.
func (w *windowOp) belongs() bool {
	for i, slot := range w.n.Partition {
		if compareDatums(w.partTs[i], w.part[i], w.input.Cols[slot][w.from], false, false) != 0 {
			return false
		}
	}
	return true
}

// spool reads the partition up to row i; false: it has no such row.
func (w *windowOp) spool(i int) (bool, error) {
	to := i
	if w.tape.out != nil && w.count <= i && i < math.MaxInt-batchRows {
		to += batchRows // rows of a file come and go by the page
	}
	for w.count <= to && !w.whole {
		ok, err := w.fetch(batchRows)
		if err != nil {
			return false, err
		}
		if !ok || w.count > 0 && !w.belongs() {
			w.whole = true
			break
		}
		if err := w.tape.add(w.input, w.from); err != nil {
			return false, err
		}
		w.from++
		if w.count++; w.count > 1 {
			continue
		}
		row, err := w.at(&w.row, 0)
		if err != nil {
			return false, err
		}
		w.part = w.part[:0]
		for _, slot := range w.n.Partition {
			w.part = append(w.part, row[slot])
		}
	}
	return w.count > i, nil
}

// rows reads all of the partition and returns how many rows it has.
func (w *windowOp) rows() (int, error) {
	_, err := w.spool(math.MaxInt - 1)
	return w.count, err
}

// at returns a row that has been read.
func (w *windowOp) at(r *winReader, i int) ([]types.Datum, error) {
	if w.steps++; w.steps%pushdown.CancelEvery == 0 {
		if err := w.r.cancelled(); err != nil {
			return nil, err
		}
	}
	return w.tape.row(r, i)
}

// emit computes the current row and goes on.
func (w *windowOp) emit() error {
	if err := w.meet(); err != nil {
		return err
	}
	if err := w.frameBase(); err != nil {
		return err
	}
	n := w.out.N
	width := len(w.n.Types) - len(w.funcs)
	for i := range w.funcs {
		mark := w.r.values.Taken
		d, err := w.value(&w.funcs[i])
		if err != nil {
			return err
		}
		w.out.Cols[width+i][n] = d
		if w.r.values.Taken != mark {
			w.held += w.r.env.Keep(mark, d)
		}
	}
	row, err := w.at(&w.row, w.cur)
	if err != nil {
		return err
	}
	for c := range row {
		w.out.Cols[c][n] = row[c]
	}
	if w.cur++; w.cur%storeChunk == 0 {
		w.tape.trim(w.low())
	}
	if w.n.Run != nil {
		w.ctx.Cols, w.ctx.Row = w.out.Cols, n
		ok, err := scalar.True(w.n.Run, &w.ctx)
		if err != nil {
			return err
		}
		if w.skip = !ok; w.skip {
			return nil
		}
	}
	w.out.N++
	return nil
}

// low is the first row that somebody will look at again.
func (w *windowOp) low() int {
	low := w.cur
	fr := &w.frame
	if isOffset(fr.Start) && fr.Mode != ast.FrameRows {
		low = min(low, fr.headEnd.at)
	}
	if isOffset(fr.End) && fr.Mode != ast.FrameRows {
		low = min(low, fr.tailEnd.at)
	}
	running := fr.Start == ast.UnboundedPreceding && fr.Exclude == ast.ExcludeNone
	for i := range w.funcs {
		f := &w.funcs[i]
		switch f.kind {
		case winAggregate:
			if running {
				low = min(low, f.agg.upto)
			} else if fr.Start == ast.UnboundedPreceding {
				return 0
			} else {
				low = min(low, f.agg.base)
			}
		case winFirstValue, winNthValue, winLastValue:
			if fr.Start == ast.UnboundedPreceding || isOffset(fr.Start) || isOffset(fr.End) || fr.Exclude != ast.ExcludeNone {
				return 0
			}
			low = min(low, w.peers.head)
		case winLag, winLead:
			if f.back < 0 {
				return 0
			}
			low = min(low, w.cur-f.back)
		}
	}
	if w.peers.wanted {
		low = min(low, w.peers.head)
	}
	return max(0, low)
}

// meet finds out whether the current row begins a group of peers.
func (w *windowOp) meet() error {
	p := &w.peers
	if !p.wanted || len(p.keys) == 0 {
		return nil
	}
	if p.known && w.cur < p.tail {
		return nil
	}
	row, err := w.at(&w.row, w.cur)
	if err != nil {
		return err
	}
	if len(p.key) > 0 {
		if !p.known && w.same(p.key, row) {
			return nil
		}
		p.group++
	}
	p.key = w.keyOf(p.key, row)
	p.head, p.tail, p.known = w.cur, w.cur+1, false
	return nil
}

// keyOf is what a row is ordered by.
func (w *windowOp) keyOf(dst, row []types.Datum) []types.Datum {
	dst = dst[:0]
	for _, k := range w.peers.keys {
		dst = append(dst, row[k.Slot])
	}
	return dst
}

// same reports whether a row is a peer of those with this key.
func (w *windowOp) same(key, row []types.Datum) bool {
	for i, k := range w.peers.keys {
		if compareDatums(w.peers.types[i], key[i], row[k.Slot], false, false) != 0 {
			return false
		}
	}
	return true
}

// groupTail is the end of the current row's peers.
func (w *windowOp) groupTail() (int, error) {
	p := &w.peers
	if len(p.keys) == 0 {
		return w.rows()
	}
	for !p.known {
		ok, err := w.spool(p.tail)
		if err != nil {
			return 0, err
		}
		if ok {
			row, err := w.at(&p.reader, p.tail)
			if err != nil {
				return 0, err
			}
			if w.same(p.key, row) {
				p.tail++
				continue
			}
		}
		p.known = true
	}
	return p.tail, nil
}

// value computes one function for the current row.
func (w *windowOp) value(f *winFunc) (types.Datum, error) {
	switch f.kind {
	case winAggregate:
		return w.aggregate(f)
	case winRowNumber:
		return types.Int(int64(w.cur) + 1), nil
	case winRank:
		return types.Int(int64(w.peers.head) + 1), nil
	case winDenseRank:
		return types.Int(int64(w.peers.group) + 1), nil
	case winPercentRank:
		n, err := w.rows()
		if err != nil || n <= 1 {
			return types.Float(0), err
		}
		return types.Float(float64(w.peers.head) / float64(n-1)), nil
	case winCumeDist:
		n, err := w.rows()
		if err != nil {
			return types.Null, err
		}
		tail, err := w.groupTail()
		return types.Float(float64(tail) / float64(n)), err
	case winNtile:
		return w.nextTile(f)
	case winLag, winLead:
		return w.beside(f)
	case winFirstValue:
		return w.inFrame(f, w.nth, 0)
	case winLastValue:
		return w.inFrame(f, w.last, 0)
	}
	d, err := w.eval(f, 1, w.cur)
	if err != nil || d.IsNull() {
		return types.Null, err
	}
	if d.Int() <= 0 {
		return types.Null, pgerror.New(pgerror.InvalidArgumentForNthValue, "argument of nth_value must be greater than zero")
	}
	return w.inFrame(f, w.nth, int(d.Int())-1)
}

// eval computes an argument of a function at a row.
func (w *windowOp) eval(f *winFunc, arg, i int) (types.Datum, error) {
	r := &f.read
	if i == w.cur {
		r = &w.row
	}
	row, err := w.at(r, i)
	if err != nil {
		return types.Null, err
	}
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	return f.n.Args[arg].Eval(&w.ctx)
}

// nextTile is ntile.
func (w *windowOp) nextTile(f *winFunc) (types.Datum, error) {
	t := &f.ntile
	if t.bucket == 0 {
		d, err := w.eval(f, 0, w.cur)
		if err != nil || d.IsNull() {
			return types.Null, err
		}
		if d.Int() <= 0 {
			return types.Null, pgerror.New(pgerror.InvalidArgumentForNtile, "argument of ntile must be greater than zero")
		}
		n, err := w.rows()
		if err != nil {
			return types.Null, err
		}
		*t = ntile{bucket: 1, boundary: int64(n) / d.Int()}
		if t.boundary == 0 {
			t.boundary = 1
		} else if t.remainder = int64(n) % d.Int(); t.remainder != 0 {
			t.boundary++ // the first buckets have a row more
		}
	}
	if t.rows++; t.rows > t.boundary {
		if t.remainder != 0 && t.bucket == t.remainder {
			t.remainder = 0
			t.boundary--
		}
		t.bucket++
		t.rows = 1
	}
	return types.Int(t.bucket), nil
}

// beside is lag and lead.
func (w *windowOp) beside(f *winFunc) (types.Datum, error) {
	by := int64(1)
	if f.offset {
		d, err := w.eval(f, 1, w.cur)
		if err != nil || d.IsNull() {
			return types.Null, err
		}
		by = d.Int()
	}
	if f.kind == winLag {
		by = -by
	}
	if at := int64(w.cur) + by; at >= 0 {
		ok, err := w.spool(int(at))
		if err != nil {
			return types.Null, err
		}
		if ok {
			return w.eval(f, 0, int(at))
		}
	}
	if len(f.args) < 3 {
		return types.Null, nil
	}
	return w.eval(f, 2, w.cur)
}

// inFrame computes a function's first argument at a row of the frame that find finds.
func (w *windowOp) inFrame(f *winFunc, find func(n int) (at int, ok bool, err error), n int) (types.Datum, error) {
	at, ok, err := find(n)
	if err != nil || !ok {
		return types.Null, err
	}
	return w.eval(f, 0, at)
}

// aggregate brings an aggregate's state to the current frame.
func (w *windowOp) aggregate(f *winFunc) (types.Datum, error) {
	a := &f.agg
	head, tail, err := w.ends()
	if err != nil {
		return types.Null, err
	}
	excludes := w.n.Frame.Exclude != ast.ExcludeNone
	if a.valid && !excludes && a.head == head && a.tail == tail {
		return a.value, nil
	}
	again := a.state == nil || excludes || head >= a.upto || head != a.base && a.moving == nil || tail < a.upto
	if !again && head != a.base {
		left, err := w.remove(f, head)
		if err != nil {
			return types.Null, err
		}
		again = !left
	}
	if again {
		w.restart(f, head)
	}
	for ; a.upto < tail; a.upto++ {
		in := true
		if excludes {
			if in, err = w.kept(a.upto); err != nil {
				return types.Null, err
			}
		}
		if in {
			if err := w.add(f, a.upto); err != nil {
				return types.Null, err
			}
		}
	}
	a.head, a.tail, a.valid = head, tail, true
	a.value, err = a.state.Result(w.r.env)
	return a.value, err
}

// restart begins an aggregate anew at a row.
func (w *windowOp) restart(f *winFunc, head int) {
	a := &f.agg
	w.r.mem.shrink(a.bytes)
	a.bytes, a.moving = 0, nil
	switch {
	case a.own != nil:
		a.state = a.own.New(&w.ctx)
	case a.moves:
		a.state = builtin.Moving(f.n.Fn)
	default:
		a.state = f.n.Fn.NewAgg()
	}
	if a.moves {
		a.moving = a.state.(builtin.MovingState)
	}
	a.base, a.upto = head, head
}

// remove takes the rows before head away from an aggregate; false: it is to begin anew.
func (w *windowOp) remove(f *winFunc, head int) (bool, error) {
	a := &f.agg
	for ; a.base < head; a.base++ {
		mark := w.r.values.Taken
		in, err := w.arguments(f, &f.drop, a.base)
		if err != nil {
			return false, err
		}
		if in {
			left, err := a.moving.Remove(w.r.env, f.args)
			if err != nil || !left {
				return false, err
			}
		}
		w.r.values.Give(w.r.values.Taken - mark)
	}
	return true, nil
}

// add gives an aggregate a row.
func (w *windowOp) add(f *winFunc, i int) error {
	mark := w.r.values.Taken
	in, err := w.arguments(f, &f.read, i)
	if err != nil || !in {
		return err
	}
	a := &f.agg
	if err := a.state.Add(w.r.env, f.args); err != nil {
		return err
	}
	w.r.values.Give(w.r.values.Taken - mark)
	if !a.grows {
		return nil
	}
	if n := a.state.MemoryBytes(); n > a.bytes {
		if err := w.r.mem.grow(n - a.bytes); err != nil {
			return err
		}
		a.bytes = n
	}
	return nil
}

// arguments computes an aggregate's arguments at a row; false: FILTER leaves it out.
func (w *windowOp) arguments(f *winFunc, r *winReader, i int) (bool, error) {
	row, err := w.at(r, i)
	if err != nil {
		return false, err
	}
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	if f.n.Filter != nil {
		if ok, err := scalar.True(f.n.Filter, &w.ctx); err != nil || !ok {
			return false, err
		}
	}
	for k, x := range f.n.Args {
		if f.args[k], err = x.Eval(&w.ctx); err != nil {
			return false, err
		}
	}
	return true, nil
}

// winTape keeps the rows of a partition, in memory or, where that is short, in a file.
type winTape struct {
	mem   *memory
	rows  *rowStore
	base  int // whole chunks before this row are forgotten
	file  *spill.File
	out   *spill.Stream // nil: all is in memory
	first int           // row of the file
}

func newWinTape(mem *memory, width int) *winTape {
	return &winTape{mem: mem, rows: newRowStore(mem, width)}
}

// clear forgets all rows.
func (t *winTape) clear() {
	t.rows.clear()
	t.mem.endFile(t.file)
	t.base, t.file, t.out, t.first = 0, nil, nil, 0
}

// add copies row i of b.
func (t *winTape) add(b *Batch, i int) error {
	if t.out != nil {
		row := make([]types.Datum, len(b.Cols))
		for c := range b.Cols {
			row[c] = b.Cols[c][i]
		}
		return t.out.Append(row)
	}
	if err := t.rows.add(b, i); err != nil {
		return err
	}
	if !t.mem.pressed(t.rows.bytes, 0) {
		return nil
	}
	return t.spill()
}

// spill puts the rows into a file.
func (t *winTape) spill() error {
	t.file, t.first = t.mem.newFile(), t.base
	t.out = t.file.NewStream()
	for i := t.base; i < t.rows.n; i++ {
		if err := t.out.Append(t.rows.row(i)); err != nil {
			return err
		}
	}
	t.rows.clear()
	return nil
}

// trim forgets rows before low.
func (t *winTape) trim(low int) {
	for t.out == nil && t.base+storeChunk <= low {
		t.rows.release(t.base / storeChunk)
		t.base += storeChunk
	}
}

// winReader reads a tape. The zero value is at no row.
type winReader struct {
	r   *spill.Reader
	i   int // the row at hand
	row []types.Datum
}

// row returns row i, which holds until the reader's next.
func (t *winTape) row(r *winReader, i int) ([]types.Datum, error) {
	if t.out == nil {
		return t.rows.row(i), nil
	}
	if r.r == nil {
		r.r = t.out.NewReader()
	}
	if r.row != nil && r.i == i {
		return r.row, nil
	}
	r.r.GoTo(int64(i - t.first))
	var err error
	r.i = i
	r.row, err = r.r.Next()
	return r.row, err
}

// close gives the reader's memory back.
func (r *winReader) close() {
	if r.r != nil {
		r.r.Close()
		*r = winReader{}
	}
}
