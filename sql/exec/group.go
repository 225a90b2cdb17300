package exec

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// groupOp computes aggregates by group: with a hash table, or for rows whose
// groups follow one another with one group at a time.
//
// Where memory does not hold the table, it takes no more groups, and the rows of
// others are put aside. Where the states themselves grow (array_agg), all are put
// aside, too, and nothing is given before its partition is done.
type groupOp struct {
	r   *run
	n   *nodes.Group
	in  operator
	ctx scalar.Ctx

	table  *hashTable
	groups []*groupState
	kept   int // bytes of the table, and of what waits for DISTINCT and ORDER BY
	held   int // bytes accounted for states
	peak   int // of both
	at     int
	ready  bool // the groups at hand are being given
	done   bool // the input at hand has ended
	out    *Batch
	key    []types.Datum
	hash   uint64 // of key
	args   []types.Datum
	aggs   []groupAgg

	vectors *groupVectors // nil: rows go one by one
	tried   bool          // to make vectors

	side   aside
	dumped bool // states have been put aside
	read   streamRows
	row    []types.Datum

	work    *rangeWork // nil: nothing is done at the ranges
	partial bool       // at a range or a node: states are given, not results
	parts   bool       // states come in place of rows
	took    int        // rows

	// ordered
	pending *Batch // input not yet consumed
	ask     asking
	pos     int
	cur     *groupState
	curKey  []types.Datum

	waits []waitPart // room
	one   [1]*groupState
}

// groupAgg is what all groups share of one aggregate.
type groupAgg struct {
	whole bool          // two of its states can't be joined
	grows bool          // its states take more memory the more rows they see
	cmp   *comparer     // of what waits for DISTINCT and ORDER BY
	seen  bool          // DISTINCT is decided as rows come
	late  bool          // what is distinct is then given to the state in its order
	set   bool          // of an ordered set: the state is filled when its result is asked for
	told  bool          // of a set that is told before how many values it has
	args  int           // how many
	types []*types.Type // of what waits
}

// groupState is one group: a state for each aggregate.
type groupState struct {
	aggs []aggRun
}

// aggRun is one aggregate of one group. Arguments of DISTINCT and ORDER BY
// aggregates are kept until the group is complete.
type aggRun struct {
	state builtin.AggState
	bytes int        // of the state, as accounted
	seen  *hashTable // DISTINCT, where the order does not matter
	wait  *sorter    // DISTINCT, ORDER BY: the sort keys, then the arguments
	known int64      // of those that wait, how many have a first argument that is not NULL
}

// held is what waits in memory for DISTINCT and ORDER BY, in bytes.
func (x *aggRun) held() int {
	switch {
	case x.seen != nil:
		return x.seen.rows.bytes
	case x.wait != nil:
		return x.wait.rows.bytes
	}
	return 0
}

// About what an aggregate takes in each group besides rows.
const (
	aggStateBytes = 96  // a state of fixed size
	aggWaitBytes  = 288 // a hashTable or a sorter
)

// What is put aside of groups, said by the first column of a row. The key follows, but
// for rows of the input, which have it among their columns.
const (
	asideRow   = iota // a row of the input
	asideParts        // states that came in place of rows: one column for each part
	asideState        // a state put aside: one record for each aggregate
	asideWait         // the aggregate's number, and arguments that wait
)

func (r *run) newGroup(n *nodes.Group, in operator) *groupOp {
	r.mem.holder()
	g := &groupOp{r: r, n: n, in: in, ctx: r.eval(), side: aside{mem: &r.mem}}
	for i := range n.Aggs {
		g.aggs = append(g.aggs, newGroupAgg(&n.Aggs[i]))
	}
	return g
}

// newAgg begins an aggregation: one of the schema's calls functions.
func newAgg(fn *builtin.Function, c *scalar.Ctx) builtin.AggState {
	if u, ok := fn.Host.(*nodes.UserAggregate); ok {
		return u.New(c)
	}
	return fn.NewAgg()
}

func newGroupAgg(a *nodes.Agg) groupAgg {
	state := a.Fn.NewAgg()
	x := groupAgg{grows: builtin.Grows(state), whole: builtin.Whole(state), args: len(a.Args), cmp: &comparer{}}
	kind, _ := a.Fn.SetKind()
	x.set = kind != builtin.PlainAggregate
	_, x.told = state.(builtin.ToldCount)
	// Where the result depends on the order of rows, DISTINCT gives them in their own.
	x.seen = a.Distinct && len(a.Order) == 0 && !builtin.OrderMatters(state)
	x.late = x.seen && builtin.Rounds(state)
	key := func(k nodes.SortKey, t *types.Type) {
		k.Slot = len(x.cmp.keys)
		x.cmp.keys, x.cmp.types = append(x.cmp.keys, k), append(x.cmp.types, t)
	}
	for _, o := range a.Order {
		key(nodes.SortKey{Desc: o.Desc, NullsFirst: o.NullsFirst}, o.X.Type())
		x.types = append(x.types, o.X.Type())
	}
	for _, arg := range a.Args {
		if a.Distinct {
			key(nodes.SortKey{}, arg.Type())
		}
		x.types = append(x.types, arg.Type())
	}
	return x
}

func (g *groupOp) keyTypes() []*types.Type { return g.n.Types[:len(g.n.Keys)] }

func (g *groupOp) open() error {
	g.close()
	g.key = make([]types.Datum, len(g.n.Keys))
	g.done, g.took, g.dumped = false, 0, false
	g.pending, g.ask, g.cur = nil, asking{}, nil
	g.curKey = nil
	g.begin()
	return g.in.open()
}

// begin begins with an empty table.
func (g *groupOp) begin() {
	g.forget()
	g.table = newHashTable(&g.r.mem, g.keyTypes(), len(g.n.Keys))
	g.table.rows.owner = &g.kept
	g.at, g.ready = 0, false
}

// forget ends all groups.
func (g *groupOp) forget() {
	if g.table != nil {
		g.table.clear()
	}
	for _, s := range g.groups {
		g.drop(s)
	}
	g.r.mem.shrink(g.held)
	g.held, g.groups = 0, nil
}

// drop forgets what waits in a group.
func (g *groupOp) drop(s *groupState) {
	for i := range s.aggs {
		if x := &s.aggs[i]; x.seen != nil {
			x.seen.clear()
		} else if x.wait != nil {
			x.wait.clear()
		}
	}
}

func (g *groupOp) close() {
	g.in.close()
	if g.cur != nil {
		g.drop(g.cur)
		g.cur = nil
	}
	g.forget()
	g.read.close()
	g.side.close()
}

func (g *groupOp) newState() (*groupState, error) {
	s := &groupState{aggs: make([]aggRun, len(g.n.Aggs))}
	bytes := aggStateBytes * (1 + len(s.aggs))
	for i := range g.n.Aggs {
		a := &g.n.Aggs[i]
		s.aggs[i].state = newAgg(a.Fn, &g.ctx)
		switch x := &g.aggs[i]; {
		case x.seen:
			s.aggs[i].seen = newHashTable(&g.r.mem, x.types, len(x.types))
			s.aggs[i].seen.rows.owner = &g.kept
			s.aggs[i].seen.least = hashRowsFew
			bytes += aggWaitBytes
		case a.Distinct || len(a.Order) > 0:
			s.aggs[i].wait = g.newWait(x)
			bytes += aggWaitBytes
		}
	}
	return s, g.hold(bytes)
}

func (g *groupOp) newWait(x *groupAgg) *sorter {
	w := newSorter(&g.r.mem, x.cmp, len(x.types))
	w.rows.owner = &g.kept
	return w
}

// hold accounts for n bytes of states.
func (g *groupOp) hold(n int) error {
	if err := g.r.mem.grow(n); err != nil {
		return err
	}
	g.held += n
	return nil
}

func (g *groupOp) next(most int) (*Batch, error) {
	if g.out != nil {
		g.ask.gave += g.out.N
	}
	if len(g.n.Keys) == 0 {
		most = 1
	}
	var err error
	if g.out, err = g.r.mem.nextBatch(g.out, len(g.n.Types), most); err != nil {
		return nil, err
	}
	most = min(most, g.out.room())
	if g.n.Ordered && len(g.n.Keys) > 0 {
		return g.out, g.nextOrdered(most)
	}
	for {
		if !g.ready {
			if err := g.consume(); err != nil {
				return nil, err
			}
			g.ready = true
		}
		for g.at < len(g.groups) && g.out.N < most {
			var key []types.Datum
			if len(g.n.Keys) > 0 {
				key = g.table.rows.row(g.at)
			}
			if err := g.emit(key, g.groups[g.at]); err != nil {
				return nil, err
			}
			g.at++
		}
		if g.out.N > 0 {
			return g.out, nil
		}
		if more, err := g.onward(); err != nil || !more {
			return g.out, err
		}
	}
}

// onward goes on when all groups at hand have been given: with what is left of the input,
// or with rows that were put aside.
func (g *groupOp) onward() (bool, error) {
	if !g.done {
		g.begin()
		return true, nil
	}
	g.read.close()
	more, err := g.side.next()
	if err != nil || !more {
		g.tell()
		return false, err
	}
	g.begin()
	g.done, g.dumped = false, false
	g.read.open(g.side.cur.side[0])
	return true, nil
}

// tell notes what memory and disk were used, for EXPLAIN ANALYZE.
func (g *groupOp) tell() {
	if g.side.wrote == 0 && (len(g.n.Keys) == 0 || g.n.Ordered) {
		return // as in Postgres
	}
	g.r.tell(&g.n.Head_, spillNote{batches: 1 + g.side.parts, memory: g.peak, disk: g.side.wrote})
}

// consume reads all input into groups. done: it has ended.
func (g *groupOp) consume() error {
	if len(g.n.Keys) == 0 && len(g.groups) == 0 {
		s, err := g.newState()
		if err != nil {
			return err
		}
		g.groups = append(g.groups, s)
	}
	var err error
	switch {
	case g.side.cur.of != nil:
		g.done = true
		err = g.consumeAside()
	default:
		g.done, err = g.consumeInput()
	}
	if err == nil && g.dumped {
		err = g.dump()
	}
	return err
}

// consumeInput reads the operator's input; false: the groups at hand are to be given first.
func (g *groupOp) consumeInput() (bool, error) {
	for {
		b, err := g.in.next(batchRows)
		if err != nil {
			return false, err
		}
		if b.N == 0 {
			if !g.work.more() {
				return true, nil
			}
			if err := g.joinParts(); err != nil {
				return false, err
			}
			continue
		}
		if err := g.r.cancelled(); err != nil {
			return false, err
		}
		g.took += b.N
		switch {
		case g.parts:
			err = g.joinBatch(b)
		case len(g.n.Keys) == 0 && g.countOnly():
			g.groups[0].aggs[0].state.(builtin.RowCounter).AddRows(int64(b.N))
			continue
		default:
			err = g.addBatch(b)
		}
		if err != nil {
			return false, err
		}
		if g.partial && g.r.mem.pressed(g.kept+g.held, 0) {
			return false, nil // whoever joins them joins them twice
		}
	}
}

// addBatch adds the rows of a batch.
func (g *groupOp) addBatch(b *Batch) error {
	if g.vectored(b) {
		return g.addVectors(b)
	}
	g.ctx.Cols = b.Cols
	for i := range b.N {
		g.ctx.Row = i
		s, err := g.groupOf(b, i)
		if err != nil {
			return err
		}
		if s == nil {
			if err := g.asideRow(b, i); err != nil {
				return err
			}
			continue
		}
		if err := g.addRow(s); err != nil {
			return err
		}
		if err := g.relieve(); err != nil {
			return err
		}
	}
	return nil
}

// asideRow puts a row of the input aside, whose hash was the last to be computed.
func (g *groupOp) asideRow(b *Batch, i int) error {
	g.row = append(g.row[:0], types.Int(asideRow))
	for c := range b.Cols {
		g.row = append(g.row, b.Cols[c][i])
	}
	return g.side.add(0, g.hash, g.row)
}

// consumeAside reads a partition.
func (g *groupOp) consumeAside() error {
	var cols [][]types.Datum
	for i := 0; ; i++ {
		row, err := g.read.r.Next()
		if err != nil || row == nil {
			return err
		}
		if i%pushdown.CancelEvery == 0 {
			if err := g.r.cancelled(); err != nil {
				return err
			}
		}
		tag := row[0].Int()
		if tag == asideRow {
			for k, c := range g.n.Keys {
				g.key[k] = row[1+c]
			}
		} else {
			copy(g.key, row[1:])
		}
		s, err := g.groupOfKey()
		if err != nil {
			return err
		}
		if s == nil {
			if err := g.side.add(0, g.hash, row); err != nil {
				return err
			}
			continue
		}
		if tag == asideRow {
			cols = pushdown.RowColumns(cols, row[1:])
			g.ctx.Cols, g.ctx.Row = cols, 0
			err = g.addRow(s)
		} else {
			err = g.addAside(tag, s, row[1+len(g.key):])
		}
		if err != nil {
			return err
		}
		if err := g.relieve(); err != nil {
			return err
		}
	}
}

// addAside adds what was put aside of a group to it.
func (g *groupOp) addAside(tag int64, s *groupState, row []types.Datum) error {
	switch tag {
	case asideParts:
		return g.joinPart(s, row)
	case asideState:
		for i := range s.aggs {
			if row[i].IsNull() {
				continue
			}
			if err := builtin.LoadState(g.r.env, s.aggs[i].state, row[i].Record().Values); err != nil {
				return err
			}
			if err := g.grown(i, &s.aggs[i]); err != nil {
				return err
			}
		}
		return nil
	}
	i := int(row[0].Int())
	return g.addArgs(i, &s.aggs[i], row[1:])
}

// relieve puts something aside if memory is short.
func (g *groupOp) relieve() error {
	before := g.kept + g.held
	g.peak = max(g.peak, before)
	if g.partial || !g.r.mem.pressed(before, 0) {
		return nil
	}
	grows := false
	for i := range g.aggs {
		grows = grows || g.aggs[i].grows || len(g.aggs[i].cmp.keys) > 0
	}
	if !grows {
		g.side.frozen = len(g.n.Keys) > 0
		return nil
	}
	if g.cur != nil {
		g.one[0] = g.cur
		return g.sortParts(g.one[:], before, 1)
	}
	if g.whole() {
		g.side.frozen = len(g.n.Keys) > 0
		return g.sortParts(g.groups, before, 1)
	}
	if len(g.groups) < 2 || g.side.level >= partitionLevels {
		return g.sortParts(g.groups, before, 1)
	}
	if err := g.sortParts(g.groups, before, before/largeParts); err != nil {
		return err
	}
	if g.kept+g.held <= before/2 {
		return nil
	}
	return g.dump()
}

// whole reports whether a state that has begun can't be put aside: what is added to its group since
// can't be joined to it. Rows of further groups are put aside instead.
func (g *groupOp) whole() bool {
	for i := range g.aggs {
		if g.aggs[i].whole && len(g.aggs[i].cmp.keys) == 0 { // else its rows wait, and it has not begun
			return true
		}
	}
	return false
}

// largeParts: of several groups, what waits in one is sorted on disk by itself from so much of the
// memory of all on. And from so much of it on it's worth while to sort what waits at all.
const largeParts = 4

// sortParts lets what waits for an aggregate wait on disk, sorted: the largest first, as long as it
// has so many bytes, until half of it is there. all is what the groups hold.
func (g *groupOp) sortParts(groups []*groupState, all, least int) error {
	waits := 0
	parts := g.waits[:0]
	for _, s := range groups {
		for i := range s.aggs {
			n := s.aggs[i].held()
			if waits += n; n >= least {
				parts = append(parts, waitPart{i, n, &s.aggs[i]})
			}
		}
	}
	g.waits = parts[:0]
	defer clear(parts)
	if waits < all/largeParts {
		return nil
	}
	slices.SortFunc(parts, func(a, b waitPart) int { return b.bytes - a.bytes })
	left := waits
	for _, p := range parts {
		if left <= waits/2 {
			return nil
		}
		if p.of.seen != nil {
			g.unsee(p.agg, p.of)
		}
		if err := p.of.wait.spill(); err != nil {
			return err
		}
		left -= p.bytes
	}
	return nil
}

// waitPart is what waits for an aggregate in a group.
type waitPart struct {
	agg, bytes int
	of         *aggRun
}

// unsee begins a DISTINCT aggregate anew, whose arguments are sorted from now on.
func (g *groupOp) unsee(i int, x *aggRun) {
	a := &g.aggs[i]
	x.wait = g.newWait(a)
	x.wait.rows = x.seen.unhash()
	x.seen = nil
	if !a.late { // the state has been given nothing yet
		x.state = newAgg(g.n.Aggs[i].Fn, &g.ctx)
	}
}

// dump puts all groups aside.
func (g *groupOp) dump() error {
	g.dumped = true
	for i, s := range g.groups {
		if i%pushdown.CancelEvery == 0 {
			if err := g.r.cancelled(); err != nil {
				return err
			}
		}
		if err := g.dumpGroup(g.table.hashes[i], g.table.rows.row(i), s); err != nil {
			return err
		}
		g.drop(s)
	}
	g.begin()
	return nil
}

func (g *groupOp) dumpGroup(hash uint64, key []types.Datum, s *groupState) (err error) {
	row := append(append(g.row[:0], types.Int(asideState)), key...)
	for i := range s.aggs {
		x := &s.aggs[i]
		if x.seen != nil || x.wait != nil { // nothing is in the state that is not also there
			row = append(row, types.Null)
			continue
		}
		var rec types.Record
		if rec.Values, err = builtin.SaveState(x.state, nil); err != nil {
			return err
		}
		row = append(row, types.NewRecord(&rec))
	}
	if err := g.side.add(0, hash, row); err != nil {
		return err
	}
	for i := range s.aggs {
		row = append(append(append(row[:0], types.Int(asideWait)), key...), types.Int(int64(i)))
		n := len(row)
		put := func(args []types.Datum) error {
			row = append(row[:n], args...)
			return g.side.add(0, hash, row)
		}
		switch x := &s.aggs[i]; {
		case x.seen != nil:
			for k := range x.seen.rows.n {
				if err := put(x.seen.rows.row(k)); err != nil {
					return err
				}
			}
		case x.wait != nil:
			if err := x.wait.each(put); err != nil {
				return err
			}
		}
	}
	g.row = row[:0]
	return nil
}

// countOnly: count(*) is all that is wanted.
func (g *groupOp) countOnly() bool {
	if len(g.n.Aggs) != 1 || g.n.Aggs[0].Filter != nil || len(g.n.Aggs[0].Args) > 0 {
		return false
	}
	_, ok := g.groups[0].aggs[0].state.(builtin.RowCounter)
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
		row, err := g.work.Next()
		if err != nil {
			return err
		}
		if err := g.joinRow(row); err != nil {
			return err
		}
	}
	return g.r.cancelled()
}

// joinBatch joins the states that came as rows: the keys, then the states.
func (g *groupOp) joinBatch(b *Batch) error {
	row := g.args[:0]
	for i := range b.N {
		row = row[:0]
		for c := range b.Cols {
			row = append(row, b.Cols[c][i])
		}
		if err := g.joinRow(row); err != nil {
			return err
		}
	}
	g.args = row[:0]
	return nil
}

// joinRow joins the states of one group, after its key.
func (g *groupOp) joinRow(row []types.Datum) error {
	nk := len(g.n.Keys)
	copy(g.key, row)
	var s *groupState
	if nk == 0 {
		s = g.groups[0]
	} else {
		var err error
		if s, err = g.groupOfKey(); err != nil {
			return err
		}
	}
	if s == nil {
		g.row = append(append(g.row[:0], types.Int(asideParts)), row...)
		return g.side.add(0, g.hash, g.row)
	}
	if err := g.joinPart(s, row[nk:]); err != nil {
		return err
	}
	return g.relieve()
}

// joinPart joins the states of one group.
func (g *groupOp) joinPart(s *groupState, parts []types.Datum) error {
	for i := range s.aggs {
		p := s.aggs[i].state.(builtin.Portable)
		n := len(p.PartTypes())
		if err := p.AddPart(g.r.env, parts[:n]); err != nil {
			return err
		}
		if err := g.grown(i, &s.aggs[i]); err != nil {
			return err
		}
		parts = parts[n:]
	}
	return nil
}

// groupOfKey finds the group of key; nil: it is to be put aside.
func (g *groupOp) groupOfKey() (*groupState, error) {
	g.hash = g.table.hash(g.key)
	if at := g.table.find(g.hash, g.key); at >= 0 {
		return g.groups[at], nil
	}
	if g.side.frozen {
		return nil, nil
	}
	if _, err := g.table.insert(g.hash, g.key); err != nil {
		return nil, err
	}
	s, err := g.newState()
	if err != nil {
		return nil, err
	}
	g.groups = append(g.groups, s)
	return s, nil
}

// addRow adds the row at hand to a group.
func (g *groupOp) addRow(s *groupState) error {
	for i := range g.n.Aggs {
		mark := g.r.values.Taken
		if err := g.addAgg(i, &s.aggs[i]); err != nil {
			return err
		}
		g.r.values.Give(g.r.values.Taken - mark)
	}
	return nil
}

func (g *groupOp) addAgg(i int, s *aggRun) error {
	a := &g.n.Aggs[i]
	if a.Filter != nil {
		ok, err := scalar.True(a.Filter, &g.ctx)
		if err != nil || !ok {
			return err
		}
	}
	args := g.args[:0]
	for _, o := range a.Order {
		d, err := o.X.Eval(&g.ctx)
		if err != nil {
			return err
		}
		args = append(args, d)
	}
	for _, x := range a.Args {
		d, err := x.Eval(&g.ctx)
		if err != nil {
			return err
		}
		args = append(args, d)
	}
	g.args = args[:0]
	if s.wait != nil || s.seen != nil {
		return g.addArgs(i, s, args)
	}
	if err := s.state.Add(g.r.env, args); err != nil {
		return err
	}
	return g.grown(i, s)
}

// addArgs gives arguments to an aggregate with DISTINCT or ORDER BY.
func (g *groupOp) addArgs(i int, s *aggRun, args []types.Datum) error {
	x := &g.aggs[i]
	if s.wait != nil {
		if x.told && !args[len(args)-x.args].IsNull() {
			s.known++
		}
		return s.wait.addRow(args)
	}
	_, added, err := s.seen.findOrInsert(args)
	if err != nil || !added || x.late {
		return err
	}
	return s.state.Add(g.r.env, args)
}

// grown accounts for a state that has grown.
func (g *groupOp) grown(i int, s *aggRun) error {
	if !g.aggs[i].grows {
		return nil
	}
	n := s.state.MemoryBytes()
	if n <= s.bytes {
		return nil
	}
	delta := n - s.bytes
	s.bytes = n
	return g.hold(delta)
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
		if err := g.finishAgg(i, &s.aggs[i]); err != nil {
			return err
		}
		d, err := s.aggs[i].state.Result(g.r.env)
		if err != nil {
			return err
		}
		g.out.Cols[len(key)+i][n] = d
		if g.aggs[i].set {
			g.empty(&s.aggs[i])
		}
	}
	g.out.N++
	return nil
}

// empty forgets what a state gathered for its result.
func (g *groupOp) empty(s *aggRun) {
	g.r.mem.shrink(s.bytes)
	g.held -= s.bytes
	s.bytes, s.state = 0, nil
}

// emitParts appends what the states of a group hold to out.
func (g *groupOp) emitParts(at int, s *groupState) (err error) {
	if g.took == 0 {
		return nil
	}
	parts := g.args[:0]
	for i := range s.aggs {
		if parts, err = s.aggs[i].state.(builtin.Portable).Part(parts); err != nil {
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

// finishAgg gives an aggregate with ORDER BY or DISTINCT the arguments that waited.
func (g *groupOp) finishAgg(i int, s *aggRun) error {
	x := &g.aggs[i]
	if s.seen != nil && x.late {
		g.unsee(i, s)
	}
	if s.seen != nil {
		s.seen.clear()
	}
	if s.wait == nil {
		return nil
	}
	if err := s.wait.finish(g.r.cancelled); err != nil {
		return err
	}
	if x.told {
		s.state.(builtin.ToldCount).TellCount(s.known)
	}
	var last []types.Datum
	for k := 0; ; k++ {
		row, err := s.wait.nextRow()
		if err != nil {
			return err
		}
		if row == nil {
			break
		}
		if k%pushdown.CancelEvery == pushdown.CancelEvery-1 {
			if err := g.r.cancelled(); err != nil {
				return err
			}
		}
		if g.n.Aggs[i].Distinct {
			if last != nil && x.cmp.compare(last, row) == 0 {
				continue
			}
			last = append(last[:0], row...)
		}
		if err := s.state.Add(g.r.env, row[len(row)-x.args:]); err != nil {
			return err
		}
		if err := g.grown(i, s); err != nil {
			return err
		}
	}
	g.side.wrote += s.wait.wrote
	s.wait.clear()
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
			b, err := g.in.next(g.ask.rows(most))
			if err != nil {
				return err
			}
			if err := g.r.cancelled(); err != nil {
				return err
			}
			g.pending, g.pos = b, 0
			g.ask.took += b.N
			if b.N == 0 && g.work.more() {
				continue
			}
			if b.N == 0 {
				g.done = true
				if g.cur != nil {
					err = g.emit(g.curKey, g.cur)
				}
				g.tell()
				return err
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
	if err := g.addRow(g.cur); err != nil {
		return err
	}
	return g.relieve()
}

// stepPart joins one state of a page, likewise.
func (g *groupOp) stepPart() error {
	row, err := g.work.Next()
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
	g.r.mem.shrink(g.held)
	g.held = 0
	var err error
	g.cur, err = g.newState()
	return err
}

func cloneKey(key []types.Datum) []types.Datum {
	out := make([]types.Datum, len(key))
	for i, d := range key {
		out[i] = d.Clone()
	}
	return out
}

// distinctOp drops rows whose key columns were seen. Where memory does not hold the keys,
// rows of others are put aside, and done partition by partition.
type distinctOp struct {
	r     *run
	n     *nodes.Distinct
	in    operator
	table *hashTable
	last  []types.Datum // of ordered input
	key   []types.Datum
	out   *Batch
	work  *rangeWork // nil: nothing is done at the ranges
	part  *Batch     // of its rows

	side   aside
	freeze bool // the table is to take no more keys after this row
	read   streamRows
	back   *Batch // rows that were put aside
	row    []types.Datum
	peak   int
	// Where the order of the rows matters, those put aside have their number behind their
	// columns, and are brought into its order.
	seq  int64
	late *sorter
	told bool
}

func (r *run) newDistinct(n *nodes.Distinct, in operator) *distinctOp {
	r.mem.holder()
	return &distinctOp{r: r, n: n, in: in, side: aside{mem: &r.mem}}
}

func (d *distinctOp) open() error {
	d.close()
	ts := make([]*types.Type, len(d.n.Slots))
	for i, s := range d.n.Slots {
		ts[i] = d.n.Types[s]
	}
	d.key = make([]types.Datum, len(ts))
	d.table, d.last = newHashTable(&d.r.mem, ts, len(ts)), nil
	d.seq, d.told = 0, false
	return d.in.open()
}

func (d *distinctOp) close() {
	d.in.close()
	if d.table != nil {
		d.table.clear()
	}
	d.read.close()
	d.side.close()
	if d.late != nil {
		d.late.clear()
		d.late = nil
	}
}

func (d *distinctOp) next(most int) (*Batch, error) {
	for !d.told {
		in, err := d.input(most)
		if err != nil {
			return nil, err
		}
		if err := d.r.cancelled(); err != nil {
			return nil, err
		}
		if in.N == 0 {
			if more, err := d.onward(); err != nil || !more && d.late == nil {
				return in, err
			}
			continue
		}
		if d.out == nil || d.out.room() < in.N {
			d.out = newBatch(&d.r.mem, len(in.Cols), max(in.N, min(batchRows, 2*in.N)))
		}
		d.out.N = 0
		for i := range in.N {
			if err := d.offer(in, i); err != nil {
				return nil, err
			}
		}
		if d.out.N > 0 {
			return d.out, nil
		}
	}
	if d.late == nil {
		d.out.N = 0
		return d.out, nil
	}
	return d.out, d.late.next(d.out, most)
}

// offer passes row i on if its key is new.
func (d *distinctOp) offer(in *Batch, i int) error {
	for j, s := range d.n.Slots {
		d.key[j] = in.Cols[s][i]
	}
	d.seq++
	fresh, err := d.fresh()
	if d.freeze {
		defer func() { d.side.frozen, d.freeze = true, false }()
	}
	switch {
	case err != nil:
		return err
	case !fresh:
		return nil
	case d.side.frozen:
		return d.side.add(0, d.table.hash(d.key), d.numbered(in, i))
	case d.late != nil:
		return d.late.addRow(d.numbered(in, i))
	}
	d.out.copyRow(0, in, i)
	d.out.N++
	return nil
}

// numbered is row i with its number, where the order matters.
func (d *distinctOp) numbered(in *Batch, i int) []types.Datum {
	d.row = d.row[:0]
	for c := range in.Cols {
		d.row = append(d.row, in.Cols[c][i])
	}
	if d.n.Head_.Ordered {
		seq := types.Int(d.seq)
		if d.side.cur.of != nil {
			seq = d.read.extra[i]
		}
		d.row = append(d.row, seq)
	}
	return d.row
}

// onward goes on with a partition; false: all rows have been seen.
func (d *distinctOp) onward() (bool, error) {
	d.read.close()
	more, err := d.side.next()
	if err != nil {
		return false, err
	}
	if !more {
		d.told = true
		d.r.tell(&d.n.Head_, spillNote{batches: 1 + d.side.parts, memory: d.peak, disk: d.side.wrote})
		if d.late != nil {
			err = d.late.finish(d.r.cancelled)
		}
		return false, err
	}
	d.table.clear()
	if d.n.Head_.Ordered && d.late == nil {
		n := len(d.n.Types)
		cmp := &comparer{keys: []nodes.SortKey{{Slot: n}}, types: []*types.Type{types.TInt8}}
		d.late = newSorter(&d.r.mem, cmp, n+1)
	}
	d.read.open(d.side.cur.side[0])
	return true, nil
}

// input gives the next rows, from what was put aside, from the ranges or from below.
func (d *distinctOp) input(most int) (*Batch, error) {
	if d.side.cur.of != nil {
		var err error
		if d.back, err = d.r.mem.nextBatch(d.back, len(d.n.Types), batchRows); err != nil {
			return nil, err
		}
		return d.back, d.read.next(d.back, batchRows)
	}
	if !d.work.more() {
		b, err := d.in.next(most)
		if err != nil || b.N > 0 || !d.work.more() {
			return b, err
		}
	}
	if d.part == nil {
		d.part = newBatch(&d.r.mem, len(d.n.Types), firstRoom(len(d.n.Types)))
	}
	return d.part, d.work.batch(d.part)
}

// fresh reports whether the key is new. Of ordered input only the last key is remembered.
func (d *distinctOp) fresh() (bool, error) {
	if d.n.Ordered {
		if d.last != nil && d.table.equal(d.last, d.key) {
			return false, nil
		}
		d.last = cloneKey(d.key)
		return true, nil
	}
	hash := d.table.hash(d.key)
	if d.table.find(hash, d.key) >= 0 {
		return false, nil
	}
	if d.side.frozen {
		return true, nil
	}
	_, err := d.table.insert(hash, d.key)
	if held := d.table.rows.bytes; err == nil {
		d.peak = max(d.peak, held)
		d.freeze = d.r.mem.pressed(held, 0)
	}
	return true, err
}

// setOp is INTERSECT and EXCEPT: the right side is counted, the left side
// compared with the counts. Where memory does not hold the keys, rows of others are put
// aside, those of both sides.
type setOp struct {
	r           *run
	n           *nodes.SetOp
	left, right operator
	table       *hashTable
	counts      []setCount
	key         []types.Datum
	out         *Batch
	built       bool

	side aside
	read streamRows
	back *Batch
	peak int
}

// setCount is what is known of a key.
type setCount struct {
	right int64 // rows, less those that rows of the left side have used up
	given bool
}

func (r *run) newSetOp(n *nodes.SetOp) (operator, error) {
	r.mem.holder()
	s := &setOp{r: r, n: n, side: aside{mem: &r.mem}}
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
	}
	s.read.close()
	s.side.close()
}

// input gives the next rows of a side: 0 is the right one.
func (s *setOp) input(side, most int) (*Batch, error) {
	switch {
	case s.side.cur.of != nil && s.side.cur.side[side] == nil:
		return emptyBatch(len(s.n.Types)), nil
	case s.side.cur.of != nil:
		var err error
		if s.back, err = s.r.mem.nextBatch(s.back, len(s.n.Types), batchRows); err != nil {
			return nil, err
		}
		return s.back, s.read.next(s.back, batchRows)
	case side == 0:
		return s.right.next(most)
	}
	return s.left.next(most)
}

// build counts the rows of the right side.
func (s *setOp) build() error {
	if s.side.cur.of != nil {
		s.read.open(s.side.cur.side[0])
		defer func() { s.read.open(s.side.cur.side[1]) }()
	}
	for {
		b, err := s.input(0, batchRows)
		if err != nil || b.N == 0 {
			return err
		}
		for i := range b.N {
			s.take(b, i)
			at, err := s.find(true)
			if err != nil {
				return err
			}
			if at < 0 {
				if err := s.side.add(0, s.table.hash(s.key), s.key); err != nil {
					return err
				}
				continue
			}
			s.counts[at].right++
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

// find returns the number of the key at hand; -1: it is not there. With add it is put
// there unless it belongs to those put aside.
func (s *setOp) find(add bool) (int32, error) {
	hash := s.table.hash(s.key)
	at := s.table.find(hash, s.key)
	if at >= 0 || !add || s.side.frozen {
		return at, nil
	}
	at, err := s.table.insert(hash, s.key)
	if err != nil {
		return 0, err
	}
	s.counts = append(s.counts, setCount{})
	held := s.table.rows.bytes
	s.peak = max(s.peak, held)
	s.side.frozen = s.r.mem.pressed(held, 0)
	return at, s.table.rows.account(setCountBytes)
}

// setCountBytes is what a setCount takes.
const setCountBytes = 16

func (s *setOp) next(most int) (*Batch, error) {
	for {
		if !s.built {
			if err := s.build(); err != nil {
				return nil, err
			}
			s.built = true
		}
		in, err := s.input(1, min(most, batchRows))
		if err != nil {
			return nil, err
		}
		if err := s.r.cancelled(); err != nil {
			return nil, err
		}
		if s.out, err = s.r.mem.batchOf(s.out, len(s.n.Types), in.N); err != nil {
			return nil, err
		}
		if in.N == 0 {
			if more, err := s.onward(); err != nil || !more {
				return s.out, err
			}
			continue
		}
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

// onward goes on with a partition; false: there is none.
func (s *setOp) onward() (bool, error) {
	s.read.close()
	more, err := s.side.next()
	if err != nil || !more {
		s.r.tell(&s.n.Head_, spillNote{batches: 1 + s.side.parts, memory: s.peak, disk: s.side.wrote})
		return false, err
	}
	s.table.clear()
	s.counts, s.built = nil, false
	return true, nil
}

// passes reports whether the row at hand is in the result now.
func (s *setOp) passes() (bool, error) {
	at, err := s.find(s.n.Except && !s.n.All)
	if err != nil {
		return false, err
	}
	// Its like may have been put aside: of the right side, or where each is given once of
	// the left one.
	if hash := s.table.hash(s.key); at < 0 && s.side.frozen && (s.n.Except && !s.n.All || s.side.has(0, hash)) {
		return false, s.side.add(1, hash, s.key)
	}
	if at < 0 {
		return s.n.Except, nil
	}
	c := &s.counts[at]
	if s.n.All {
		if c.right > 0 {
			c.right--
			return !s.n.Except, nil
		}
		return s.n.Except, nil
	}
	if c.given || (c.right > 0) == s.n.Except {
		return false, nil
	}
	c.given = true
	return true, nil
}
