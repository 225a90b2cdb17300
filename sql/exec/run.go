package exec

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// run is one execution of a plan: what its operators share.
type run struct {
	x   *Executor
	p   *nodes.Plan
	ctx context.Context
	txn *coord.Txn
	env *types.Env
	mem memory
	// copying is where in a batch of COPY FROM the run is; nil for all else.
	copying *CopyPlace
	// values are the large ones that expressions make: of mem.
	values types.Values

	virtual     *catalog.VirtualEnv
	lockTimeout time.Duration

	args []types.Datum
	// nullKnown is scalar.Ctx's.
	nullKnown bool
	// given are the rows of the first CTEs, also of a plan that EXPLAIN ANALYZE runs.
	given []Rows
	regs  []types.Datum
	ctes  []*cteState // by CTE ID
	subs  []*subState // by subquery ID
	keeps []keeping   // operators that keep rows from one of their runs to the next

	affected int64 // rows written by the statement itself

	events []*eventList // what waits for the end of the statement
	// afterwards is what comes after all events: triggers after the statement.
	afterwards []*afterward
	stated     map[tableEvent]*statedTriggers
	// cascading: the action of a foreign key is run.
	cascading bool
	actions   map[nodes.ActionKey]*nodes.Plan
	deferred  *Deferred // what waits for the end of the transaction; nil: nothing does
	nested    bool      // a plan runs within the statement
	fired     []firedEvents

	explained bool        // by EXPLAIN ANALYZE
	stats     []nodeStats // with EXPLAIN ANALYZE, by node ID
	via       *viaCounts
	priced    *priced // with EXPLAIN (ANALYZE, WAN)
	implicit  bool    // the statement is the whole transaction
	// overConditions are how many conditions of its commit ask other partitions for keys.
	overConditions int
	// foreseen has what was read of keys before the scans that look them up; nil: nothing was.
	foreseen foreseen
	// rowsAhead is what was read for the rows of an outer batch, by what looks it up.
	rowsAhead map[*nodes.Append]foreseen
	// fetched is what was read for scans of several partitions at once.
	fetched map[*nodes.Scan]*fetchedPart
	base    trafficCount // when counting began
	past0   coord.PastReads
	counter *int64 // where rows written are counted

	flowed *flowCount // with EXPLAIN ANALYZE

	none     Batch                      // has no rows
	apart    bool                       // rows are fetched in parts: no flow waits for that
	gathered bool                       // nothing but filters runs at the ranges
	settings []nodes.ExplainSetting     // that EXPLAIN tells of
	works    map[*nodes.Scan]*rangeWork // of the operators under way
}

// nodeStats is what EXPLAIN ANALYZE tells of one operator, the operators below
// included.
type nodeStats struct {
	rows, loops              int64
	start, total             time.Duration
	before                   time.Duration // total when the current loop began
	messages, rounds, ranges int64
	bytes                    int64
	started                  bool
	spill                    *spillNote
}

// operator is a running plan node. After open it gives batches until one is
// empty; open again starts anew. close may be called at any time.
type operator interface {
	open() error
	// next gives up to most rows; a batch without rows is the end.
	next(most int) (*Batch, error)
	close()
}

// enter has what expressions make count for r until leave is called with what it
// returns, and end with r: cursors take turns in one session.
func (r *run) enter() (before entered) {
	if r.env == nil {
		return entered{}
	}
	before = entered{r.env.Values, r.env.Interrupt}
	r.values.From = &r.mem
	r.env.Values, r.env.Interrupt = &r.values, r
	return before
}

// entered is what expressions of a session counted for, and ended with, before.
type entered struct {
	values    *types.Values
	interrupt types.Interrupter
}

func (r *run) leave(before entered) {
	if r.env != nil {
		r.env.Values, r.env.Interrupt = before.values, before.interrupt
	}
}

// Interrupted serves types.Interrupter.
func (r *run) Interrupted() error { return r.cancelled() }

// rangeEnv is what expressions of r see where there is no session. Regular expressions and
// time zones are remembered for as long as r runs.
func (r *run) rangeEnv() *types.Env {
	r.values.From = &r.mem
	env := &types.Env{TimeZone: "UTC", Location: time.UTC, ExtraFloatDigits: 1, Values: &r.values, Interrupt: r}
	env.Remember()
	return env
}

// eval makes a context for evaluating expressions of this run.
func (r *run) eval() scalar.Ctx {
	return scalar.Ctx{Args: r.args, NullKnown: r.nullKnown, Regs: r.regs, Env: r.env, Host: r, Context: r.ctx}
}

// cancelled returns the error of a cancelled statement.
func (r *run) cancelled() error {
	select {
	case <-r.ctx.Done():
		return context.Cause(r.ctx)
	default:
		return nil
	}
}

// constant evaluates an expression without columns.
func (r *run) constant(x scalar.Expr) (types.Datum, error) {
	switch k := x.(type) {
	case *scalar.Const:
		return k.D, nil
	case *scalar.Param:
		if k.N <= len(r.args) {
			return r.args[k.N-1], nil
		}
	}
	c := r.eval()
	return x.Eval(&c)
}

// rowCount evaluates a LIMIT; most int64 where there is none.
func (r *run) rowCount(x scalar.Expr, none int64, what, code string) (int64, error) {
	if x == nil {
		return none, nil
	}
	d, err := r.constant(x)
	if err != nil {
		return 0, err
	}
	if d.IsNull() {
		return none, nil
	}
	if d.Int() < 0 {
		return 0, pgerror.New(code, "%s must not be negative", what)
	}
	return d.Int(), nil
}

// CallSession serves session functions to expressions.
func (r *run) CallSession(c *scalar.Ctx, fn *scalar.HostCall, args []types.Datum) (types.Datum, error) {
	for i := range args { // the session may keep what is told to it
		args[i] = args[i].Clone()
	}
	return host.Call(r.ctx, r.x.o.Session, r.env, fn, args)
}

// subState is a subquery of a running plan.
type subState struct {
	op operator
	// cached results: without outer values the first result is the only one.
	once  bool
	value types.Datum
	rows  *rowTape
	read  tapeReader
	probe *anyProbe // of x = ANY (SELECT …), once the rows are known
	asked int       // how often rows were
	// key are the outer values, last those of which the rows are.
	key, last []types.Datum
	times     []int // how often what is read of WITH queries had become other rows
	memo      map[uint64][]memoEntry
	keys      *hashTable // of SubKeyed: the rows by their keys
	each      bool       // they can't be had
}

type memoEntry struct {
	key   []types.Datum
	value types.Datum
}

// memoEntryBytes is what one takes besides its values.
const memoEntryBytes = 96

// memoBytesMax is how large a result is remembered.
const memoBytesMax = 64 << 10

// maxMemo bounds the results that a correlated subquery remembers.
const maxMemo = 4096

// Subquery serves subquery expressions.
func (r *run) Subquery(c *scalar.Ctx, s *scalar.Subquery) (types.Datum, error) {
	st, err := r.sub(s.ID)
	if err != nil {
		return types.Null, err
	}
	if len(r.p.Changing) > 0 {
		r.freshen(s.ID, st)
	}
	switch s.Kind {
	case scalar.SubAny, scalar.SubAll:
		return r.quantified(c, s, st)
	case scalar.SubKeyed:
		return r.keyed(c, s, st)
	}
	if len(s.Sets) == 0 {
		if !st.once {
			if st.value, err = r.subValue(s, st); err != nil {
				return types.Null, err
			}
			st.value = st.value.Clone()
			if err := r.mem.grow(st.value.MemoryBytes()); err != nil {
				return types.Null, err
			}
			st.once = true
		}
		return st.value, nil
	}
	return r.correlated(c, s, st)
}

// freshen forgets what is remembered of a subquery, where a WITH query that it reads has other rows
// than then.
func (r *run) freshen(id int, st *subState) {
	same := true
	for i, cte := range r.p.Changing[id] {
		times := r.ctes[cte].times
		if i == len(st.times) {
			st.times = append(st.times, times)
		}
		same = same && st.times[i] == times
		st.times[i] = times
	}
	if same {
		return
	}
	st.once, st.each, st.memo = false, false, nil
	st.dropProbe()
	if st.keys != nil {
		st.keys.clear()
	}
}

func (r *run) sub(id int) (*subState, error) {
	if st := r.subs[id]; st != nil {
		return st, nil
	}
	op, err := r.build(r.p.Subplans[id])
	if err != nil {
		return nil, err
	}
	r.subs[id] = &subState{op: op}
	return r.subs[id], nil
}

// correlated runs a subquery for the outer values at hand, or recalls it.
func (r *run) correlated(c *scalar.Ctx, s *scalar.Subquery, st *subState) (types.Datum, error) {
	key := make([]types.Datum, len(s.Sets))
	h := uint64(0)
	memo := !s.Effects
	for i, set := range s.Sets {
		d, err := set.X.Eval(c)
		if err != nil {
			return types.Null, err
		}
		key[i] = d
		if t := set.X.Type(); types.Comparable(t) {
			h = types.Hash(t, d, h)
		} else {
			memo = false
		}
	}
	if memo {
		for _, e := range st.memo[h] {
			if sameKey(e.key, key) {
				return e.value, nil
			}
		}
	}
	for i, set := range s.Sets {
		r.regs[set.Reg] = key[i]
	}
	v, err := r.subValue(s, st)
	if err != nil {
		return types.Null, err
	}
	v = v.Clone()
	if memo && len(st.memo) < maxMemo {
		if st.memo == nil {
			st.memo = map[uint64][]memoEntry{}
		}
		n := memoEntryBytes + v.MemoryBytes()
		for i := range key {
			n += key[i].MemoryBytes()
		}
		if n > memoBytesMax || r.mem.grow(n) != nil {
			return v, nil // it is computed again
		}
		for i := range key {
			key[i] = key[i].Clone()
		}
		st.memo[h] = append(st.memo[h], memoEntry{key, v})
	}
	return v, nil
}

// sameKey wants the very same values: what is equal, as 1.0 and 1.00 are, need not look
// the same to the subquery.
func sameKey(a, b []types.Datum) bool {
	for i := range a {
		if !types.Identical(a[i], b[i]) {
			return false
		}
	}
	return true
}

// subValue runs a subquery to its value.
func (r *run) subValue(s *scalar.Subquery, st *subState) (types.Datum, error) {
	if err := st.op.open(); err != nil {
		return types.Null, err
	}
	defer st.op.close()
	switch s.Kind {
	case scalar.SubExists:
		b, err := st.op.next(1)
		if err != nil {
			return types.Null, err
		}
		return types.Bool(b.N > 0), nil
	case scalar.SubArray:
		return r.subArray(s, st)
	}
	b, err := st.op.next(2)
	if err != nil || b.N == 0 {
		return types.Null, err
	}
	v := r.subRow(s, b).Clone()
	if b.N == 1 {
		if b, err = st.op.next(1); err != nil {
			return types.Null, err
		}
		if b.N == 0 {
			return v, nil
		}
	}
	return types.Null, pgerror.New(pgerror.CardinalityViolation, "more than one row returned by a subquery used as an expression")
}

func (r *run) subRow(s *scalar.Subquery, b *Batch) types.Datum {
	if s.Kind == scalar.SubScalar {
		return b.Cols[0][0]
	}
	rec := &types.Record{Types: r.p.Subplans[s.ID].Head().Types}
	for i := range b.Cols {
		rec.Values = append(rec.Values, b.Cols[i][0])
	}
	return types.NewRecord(rec)
}

func (r *run) subArray(s *scalar.Subquery, st *subState) (types.Datum, error) {
	var items []types.Datum
	mark := r.values.Taken
	for {
		b, err := st.op.next(batchRows)
		if err != nil {
			return types.Null, err
		}
		if b.N == 0 {
			row := r.p.Subplans[s.ID].Head().Types[0]
			d, err := builtin.AccumulateArray(s.T.Elem(), items, row.Elem() != nil && !row.IsVector())
			if err != nil {
				return types.Null, err
			}
			r.env.Keep(mark, d)
			return d, nil
		}
		n := int64(0)
		for i := range b.N {
			items = append(items, b.Cols[0][i].Clone())
			n += int64(b.Cols[0][i].MemoryBytes())
		}
		if err := r.env.Building(n); err != nil {
			return types.Null, err
		}
	}
}

// keepRows reads a subquery's rows into its store.
func (r *run) keepRows(id int, st *subState) error {
	if st.rows == nil {
		// As wide as the plan says: the first run may have no rows, a later one some.
		st.rows = newRowTape(&r.mem, len(r.p.Subplans[id].Head().Types))
		st.read.t = st.rows
	}
	st.read.close()
	st.rows.clear()
	if err := st.op.open(); err != nil {
		return err
	}
	defer st.op.close()
	for {
		b, err := st.op.next(batchRows)
		if err != nil || b.N == 0 {
			return err
		}
		for i := range b.N {
			if err := st.rows.add(b, i); err != nil {
				return err
			}
		}
	}
}

// lockOptions are those of a lock with the session's timeout.
func (r *run) lockOptions(wait kvpb.WaitPolicy, newest bool) coord.LockOptions {
	return coord.LockOptions{Wait: wait, Timeout: r.lockTimeout, Newest: newest}
}
