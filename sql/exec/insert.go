package exec

import (
	"errors"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

func asLockError(err error, le **coord.LockError) bool { return errors.As(err, le) }

// insertOp inserts the rows of its input, batch by batch.
type insertOp struct {
	held int64 // large values of the batch
	r    *run
	n    *nodes.Insert
	in   operator
	w    *writer
	ret  *returner
	ctx  scalar.Ctx
	// count is where rows written are counted.
	count *int64

	rows [][]types.Datum // of the batch
	// places are where rows stand in the batch, for COPY FROM alone.
	places []int
	flat   []types.Datum
	fresh  bool // the primary key is a new row ID: no key can exist yet
	// entries of the batch: keys[row*len(Indexes)+index]
	keys  []keys.Key
	place []int // lock of each key, -1 without
	over  []overKey
	// brought are the keys of the row that moves here, nil where none does.
	brought brought
	// elsewhere does what ON CONFLICT does to a row of another partition; nil: the statement names
	// one partition.
	elsewhere func(m *overMet, row []types.Datum) error
	up        *upsert
	trig      *triggerRun
	waits     bool // rows of the batch wait to be written while others are computed
	// parted tells that it writes to a partition of the table that the statement names.
	parted bool
	// allowed checks the policies of the partitioned table on a row of a leaf, as the leaf's
	// triggers have left it; nil: there are none.
	allowed func(row []types.Datum) error
	// shown checks that views show a row of a leaf; nil: of the table itself.
	shown func(row []types.Datum) error
}

func (r *run) newInsert(n *nodes.Insert) (operator, error) {
	checks := n.Conflict != nil && len(n.Excluding) > 0
	in, err := r.source(n.Input, n.Triggers != nil || n.Parts != nil || checks || r.p.Volatile)
	if err != nil {
		return nil, err
	}
	if s, ok := in.(*sourceOp); ok && (checks || n.Parts != nil) {
		s.still = true
	}
	if n.Parts != nil {
		return r.partedInsertOver(n, in), nil
	}
	return r.insertOver(n, in), nil
}

func (r *run) insertOver(n *nodes.Insert, in operator) *insertOp {
	op := &insertOp{r: r, n: n, in: in, w: r.newWriter(&n.TableWrite), ret: r.newReturner(n.Returning), ctx: r.eval(), fresh: n.RowID >= 0, count: r.counter}
	op.trig = r.newTriggerRun(n.Triggers)
	op.keepsPart()
	if n.Conflict != nil {
		op.up = r.newUpsert(n, op.w)
	}
	return op
}

// keepsPart has a row refused that a trigger of the partitioned table takes out of its partition.
func (o *insertOp) keepsPart() {
	t := o.n.Table
	if o.trig == nil || !t.IsPartition() {
		return
	}
	o.trig.moved = func(trigger string, row []types.Datum) error {
		ok, err := o.w.inBounds(row)
		if err != nil || ok {
			return err
		}
		return pgerror.New(pgerror.FeatureNotSupported, "moving row to another partition during a BEFORE FOR EACH ROW trigger is not supported").
			WithDetail("Before executing trigger %q, the row was to be in partition %q.", trigger, o.r.nameOf(t))
	}
}

func (o *insertOp) open() error {
	if o.trig != nil {
		events := []routine.Event{routine.Insert}
		if o.up != nil && o.n.Conflict.Update {
			events = append(events, routine.Update)
		}
		if err := o.trig.begin(events...); err != nil {
			return err
		}
	}
	return o.in.open()
}
func (o *insertOp) close() { o.in.close() }

func (o *insertOp) next(most int) (*Batch, error) {
	for {
		in, err := o.in.next(o.r.readsAtOnce())
		if err != nil {
			return nil, err
		}
		out := o.r.reset(o.ret)
		if in.N == 0 {
			return out, nil
		}
		if err := o.r.cancelled(); err != nil {
			return nil, err
		}
		if err := o.batch(in); err != nil {
			return nil, err
		}
		if out.N > 0 {
			return out, nil
		}
	}
}

// batch inserts the rows of one input batch.
func (o *insertOp) batch(in *Batch) error {
	o.r.values.Give(o.held) // the batch before has been read
	mark := o.r.values.Taken
	defer func() { o.held = o.r.values.Taken - mark }()
	if o.oneByOne() {
		for i := range in.N { // each trigger sees the rows before
			if i > 0 {
				o.r.txn.Step()
			}
			if err := o.write(in, i, i+1); err != nil {
				return err
			}
		}
		return nil
	}
	return o.write(in, 0, in.N)
}

// oneByOne reports whether each row is written before the next is computed, since who writes it
// may notice.
func (o *insertOp) oneByOne() bool {
	if o.trig != nil && o.up != nil || o.r.p.Volatile {
		return true
	}
	viewed := func(k nodes.PolicyCheck) bool { return k.View }
	return o.trig.changes(routine.Insert) && (o.parted || o.shown != nil || slices.ContainsFunc(o.n.Policies, viewed) || callsRoutine(o.n.Returning))
}

// write inserts some rows of a batch.
func (o *insertOp) write(in *Batch, from, to int) error {
	if o.n.Instead {
		return o.writeInstead(in, from, to)
	}
	o.rows, o.places = o.rows[:0], o.places[:0]
	if o.waits = o.trig.changes(routine.Insert) && to > from+1; o.waits {
		return o.r.inOrder(func() error { return o.makeRows(in, from, to) }, func() error { return o.settle(in) })
	}
	if err := o.makeRows(in, from, to); err != nil || len(o.rows) == 0 {
		return err
	}
	if o.up != nil {
		return o.up.batch(o, in)
	}
	return o.insertRows(in)
}

// settle writes the rows that were computed, while another is.
func (o *insertOp) settle(in *Batch) error {
	if len(o.rows) == 0 {
		return nil
	}
	var at CopyPlace // of the row that waits for this
	if o.r.copying != nil {
		at = *o.r.copying
	}
	err := o.w.aside(func() error { return o.insertRows(in) })
	o.rows, o.places = o.rows[:0], o.places[:0]
	if err == nil && o.r.copying != nil {
		*o.r.copying = at
	}
	return err
}

// writeInstead has the triggers of a view stand for inserting some rows of a batch.
func (o *insertOp) writeInstead(in *Batch, from, to int) error {
	o.ctx.Cols = in.Cols
	for i := from; i < to; i++ {
		o.ctx.Row = i
		row := make([]types.Datum, len(o.n.Values))
		for slot, x := range o.n.Values {
			var err error
			if row[slot], err = x.Eval(&o.ctx); err != nil {
				return err
			}
		}
		if o.n.Where != nil {
			if ok, err := o.w.satisfies(o.n.Where, row); err != nil {
				return err
			} else if !ok {
				continue
			}
		}
		if err := o.trig.insteadOf(routine.Insert, nil, row, o.w, o.ret, nil, i, o.count); err != nil {
			return err
		}
	}
	return nil
}

// makeRows computes the rows to insert.
func (o *insertOp) makeRows(in *Batch, from, to int) error {
	width := len(o.n.Table.Columns)
	if cap(o.flat) < in.N*width {
		o.flat = make([]types.Datum, in.N*width)
	}
	o.ctx.Cols = in.Cols
	for i := from; i < to; i++ {
		o.ctx.Row = i
		o.r.copying.look(i)
		row := o.flat[i*width : (i+1)*width : (i+1)*width]
		for slot, x := range o.n.Values {
			if x == nil {
				id, err := o.r.x.rowID(o.r.ctx)
				if err != nil {
					return err
				}
				row[slot] = types.Int(id)
				continue
			}
			d, err := x.Eval(&o.ctx)
			if err != nil {
				return err
			}
			row[slot] = d
		}
		if o.n.Where != nil {
			if ok, err := o.w.satisfies(o.n.Where, row); err != nil {
				return err
			} else if !ok {
				continue
			}
		}
		if err := o.take(row); err != nil {
			return err
		}
	}
	return nil
}

// take makes a row one of those to insert.
func (o *insertOp) take(row []types.Datum) error {
	if o.trig.changes(routine.Insert) {
		var err error
		if row, err = o.trig.before(routine.Insert, nil, row); row == nil || err != nil {
			return err
		}
	}
	if o.allowed != nil {
		if err := o.w.generate(row); err != nil {
			return err
		}
		if err := o.allowed(row); err != nil {
			return err
		}
	}
	if err := o.w.checkNew(o.w.w.Policies, row); err != nil {
		return err
	}
	o.rows = append(o.rows, row)
	if p := o.r.copying; p != nil {
		o.places = append(o.places, p.Row)
	}
	if o.waits && large(row) {
		return o.settle(nil)
	}
	return nil
}

// Places of keys without a lock.
const (
	placeFresh   = -1 // the key can't exist yet
	placeDerived = -2 // the row's lock guards it
	placeNone    = -3 // the row has no entry
	placeEntries = -4 // it has many: see entries.go
)

// lockEntries locks the keys of rows in all indexes that need it.
func (o *insertOp) lockEntries(rows [][]types.Datum) ([]coord.Locked, error) {
	o.w.begin()
	o.keys, o.place, o.over = o.keys[:0], o.place[:0], o.over[:0]
	for r, row := range rows {
		for i := range o.n.Indexes {
			ix := &o.n.Indexes[i]
			if ix.Layout.Inverted() {
				o.keys, o.place = append(o.keys, nil), append(o.place, placeEntries)
				continue
			}
			if !ix.Layout.Has(row) {
				o.keys, o.place = append(o.keys, nil), append(o.place, placeNone)
				continue
			}
			k := o.w.keyOf(ix, row)
			o.keys = append(o.keys, k)
			if o.fresh && !ix.Layout.Conflicts(row) || i == 0 && o.fresh {
				o.place = append(o.place, placeFresh)
				continue
			}
			if o.w.derived(i, row) {
				o.place = append(o.place, placeDerived)
				continue
			}
			o.place = append(o.place, o.w.lockKey(k, kvpb.LockMode_UPDATE))
			if ix.Over != nil && ix.Layout.Conflicts(row) && !o.brought.has(ix, k) {
				at, err := o.w.askOver(ix, k, row, o.up == nil && o.r.copying == nil)
				if err != nil {
					return nil, err
				}
				if at >= 0 {
					o.over = append(o.over, overKey{r*len(o.n.Indexes) + i, at})
				}
			}
		}
	}
	return o.w.lockAll(true)
}

func (o *insertOp) insertRows(in *Batch) error {
	alone := o.trig.changes(routine.Insert)
	o.r.copying.write(-1, alone)
	locked, err := o.lockEntries(o.rows)
	if err != nil {
		return err
	}
	n := len(o.n.Indexes)
	for r, row := range o.rows {
		if o.r.copying != nil {
			o.r.copying.write(o.places[r], alone)
		}
		for i := range o.n.Indexes {
			at := r*n + i
			if o.place[at] < 0 || !o.n.Indexes[i].Layout.Conflicts(row) {
				continue
			}
			if there, _ := o.w.exists(o.keys[at], &locked[o.place[at]]); there || o.met(locked, r, i) != nil {
				return o.w.duplicate(&o.n.Indexes[i], row, nil)
			}
		}
		if err := o.putRow(r, row); err != nil {
			return err
		}
		if err := o.trig.after(routine.Insert, nil, row); err != nil {
			return err
		}
		if err := o.ret.add(row, nil, 0); err != nil {
			return err
		}
	}
	*o.count += int64(len(o.rows))
	o.r.copying.write(-1, false)
	return o.w.checkForeign(o.rows, nil)
}

// putRow writes all entries of a row of the batch, which the views that it is written through
// show.
func (o *insertOp) putRow(r int, row []types.Datum) error {
	if err := o.putEntriesOf(r, row); err != nil {
		return err
	}
	if o.shown != nil {
		return o.shown(row)
	}
	return o.w.checkPolicies(o.w.w.Policies, row, true)
}

func (o *insertOp) putEntriesOf(r int, row []types.Datum) error {
	n := len(o.n.Indexes)
	for i := range o.n.Indexes {
		at, ix := r*n+i, &o.n.Indexes[i]
		var err error
		switch o.place[at] {
		case placeNone:
		case placeEntries:
			err = o.putEntries(ix, row)
		case placeDerived:
			err = o.w.putDerived(ix, o.keys[at], row)
		default:
			err = o.w.put(ix, o.keys[at], row, kvpb.LockMode_UPDATE, o.place[at] == placeFresh)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// upsert is ON CONFLICT. Rows are taken one after another where one of the
// batch may meet another; what all of them would write is locked at once.
type upsert struct {
	r    *run
	n    *nodes.Insert
	w    *writer
	uw   *updater
	ctx  scalar.Ctx
	pair []types.Datum
	cols [][]types.Datum
	read []*pushdown.RowReader // by index: its whole row, or the primary key
	arb  []int
	// excluding are the arbiters that are of exclusion constraints.
	excluding []*excluding
	// since is when the statement began: what it has written, or its triggers, can't be updated,
	// though each trigger sees the rows before.
	since coord.View
}

func (r *run) newUpsert(n *nodes.Insert, w *writer) *upsert {
	u := &upsert{r: r, n: n, w: w, ctx: r.eval(), since: r.txn.View()}
	for i := range n.Indexes {
		ix := &n.Indexes[i]
		switch all := len(n.Conflict.Arbiters) == 0; {
		case !all && !slices.Contains(n.Conflict.Arbiters, i):
		case ix.Exclude == nil && (!all || ix.Unique):
			u.arb = append(u.arb, i)
		case ix.Exclude != nil && !ix.Desc.Deferrable:
			u.excluding = append(u.excluding, newExcluding(w, ix))
		}
	}
	all := make([]int, len(n.Table.Columns))
	for i := range all {
		all[i] = i
	}
	for i := range n.Indexes {
		cols := all
		if i > 0 {
			cols = n.Indexes[0].Layout.Slots
		}
		u.read = append(u.read, pushdown.NewAliasReader(n.Indexes[i].Layout, cols, false))
	}
	if n.Conflict.Update {
		u.uw = &updater{w: w, mode: n.Conflict.Mode}
	}
	return u
}

// batch inserts the rows of o, or what is done in their place. Where exclusion constraints are
// arbiters each row is to see those before it, and where rows are updated each must be in nobody's
// way at once: one that comes later may take away what it is in the way of.
func (u *upsert) batch(o *insertOp, in *Batch) error {
	atOnce := u.n.Conflict.Update && len(u.w.w.Excluding) > 0
	if len(u.excluding) == 0 && !atOnce {
		return u.rows(o, in)
	}
	all := o.rows
	defer func() { o.rows = all }()
	for i := range all {
		u.r.txn.Step()
		o.rows = all[i : i+1]
		if err := u.rows(o, in); err != nil {
			return err
		}
		if !atOnce {
			continue
		}
		if err := u.w.fireExclusions(); err != nil {
			return err
		}
	}
	return nil
}

func (u *upsert) rows(o *insertOp, in *Batch) error {
	now := u.r.txn.SeeOwn(u.since)
	locked, err := o.lockEntries(o.rows)
	u.r.txn.SeeOwn(now)
	if err != nil {
		return err
	}
	locked = append([]coord.Locked(nil), locked...) // updates lock again
	n := len(o.n.Indexes)
	var inserted [][]types.Datum
	for r, row := range o.rows {
		at, mine, far, err := u.conflicting(o, locked, r, row)
		if err != nil {
			return err
		}
		if at < 0 {
			if err := o.putRow(r, row); err != nil {
				return err
			}
			*o.count++
			inserted = append(inserted, row)
			if err := o.trig.after(routine.Insert, nil, row); err != nil {
				return err
			}
			if err := o.ret.add(row, nil, 0); err != nil {
				return err
			}
			continue
		}
		if !u.n.Conflict.Update {
			continue
		}
		if mine {
			return pgerror.New(pgerror.CardinalityViolation, "ON CONFLICT DO UPDATE command cannot affect row a second time").
				WithHint("Ensure that no rows proposed for insertion within the same command have duplicate constrained values.")
		}
		if far != nil {
			if err := o.meetElsewhere(far, row); err != nil {
				return err
			}
			continue
		}
		if err := u.update(o, &locked[o.place[r*n+at]], o.keys[r*n+at], at, row); err != nil {
			return err
		}
	}
	return o.w.checkForeign(inserted, nil)
}

// conflicting finds the arbiter that a row meets, -1 if none; far: in another partition. A duplicate
// in an index that is no arbiter is an error.
func (u *upsert) conflicting(o *insertOp, locked []coord.Locked, r int, row []types.Datum) (index int, mine bool, far *overMet, err error) {
	n := len(o.n.Indexes)
	for _, i := range u.arb {
		at := r*n + i
		if o.place[at] < 0 || !o.n.Indexes[i].Layout.Conflicts(row) {
			continue
		}
		l := &locked[o.place[at]]
		there, own := o.w.exists(o.keys[at], l)
		if !there {
			if far = o.met(locked, r, i); far == nil {
				continue
			}
			l, own = far.locked, far.own
		}
		if err := u.lateArbiter(u.n.Indexes[i].Desc.OID); err != nil {
			return 0, false, nil, err
		}
		return i, own, far, u.visible(l)
	}
	for _, x := range u.excluding { // they only ever do nothing
		if there, err := x.meets(row); err != nil || there {
			return 0, false, nil, err
		}
	}
	for i := range o.n.Indexes {
		at := r*n + i
		if o.place[at] < 0 || !o.n.Indexes[i].Layout.Conflicts(row) {
			continue
		}
		if there, _ := o.w.exists(o.keys[at], &locked[o.place[at]]); there || o.met(locked, r, i) != nil {
			return 0, false, nil, o.w.duplicate(&o.n.Indexes[i], row, nil)
		}
	}
	return -1, false, nil, u.lateArbiter(0)
}

// lateArbiter refuses a row where all unique indexes are arbiters, in the order of their making,
// and one of them is deferrable that comes before the one in which the row meets another; 0: it
// meets none.
func (u *upsert) lateArbiter(met catalog.ID) error {
	if len(u.n.Conflict.Arbiters) > 0 {
		return nil
	}
	late := slices.IndexFunc(u.n.Indexes, func(ix nodes.IndexWrite) bool {
		return (ix.Layout.Late || ix.Exclude != nil && ix.Desc.Deferrable) && (met == 0 || ix.Desc.OID < met)
	})
	if late < 0 {
		return nil
	}
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters").
		WithTable(u.w.schemaName(), u.n.Table.Name).WithConstraint(u.n.Indexes[late].Desc.Name)
}

// visible refuses, at REPEATABLE READ, a row that is newer than the snapshot.
func (u *upsert) visible(l *coord.Locked) error {
	if u.r.txn.Isolation() == kvpb.Isolation_REPEATABLE_READ && !l.Own && l.Version > u.r.txn.ReadTS() {
		return &coord.RetryError{Why: "a row in conflict was written after the snapshot", At: l.Version}
	}
	return nil
}

// update does DO UPDATE on the row that the entry key of index at belongs to.
func (u *upsert) update(o *insertOp, l *coord.Locked, key keys.Key, at int, proposed []types.Datum) error {
	old, err := u.existing(l, key, at)
	if err != nil || old == nil {
		return err
	}
	row, err := u.updated(old, proposed)
	if err != nil || row == nil {
		return err
	}
	if o.trig.changes(routine.Update) {
		if row, err = o.trig.before(routine.Update, old, row); row == nil || err != nil {
			return err
		}
	}
	if o.parted {
		if ok, err := u.stays(row); err != nil || !ok {
			return firstOf(err, pgerror.New(pgerror.FeatureNotSupported, "invalid ON UPDATE specification").
				WithDetail("The result tuple would appear in a different partition than the original tuple."))
		}
	}
	if err := u.w.checkWith(u.n.Conflict.Written, row); err != nil {
		return err
	}
	written := u.w.written
	u.w.written = nil
	u.uw.begin()
	u.w.written = written
	u.uw.add(old, row, true)
	if err := u.uw.flush(true); err != nil {
		return err
	}
	if err := o.trig.after(routine.Update, old, row); err != nil {
		return err
	}
	*o.count++
	return o.ret.addUpdated(row)
}

// updated is the row that DO UPDATE makes of another; nil: its condition does not hold. What it reads is as the
// statement found it, though each row, or its triggers, may have been written before the next.
func (u *upsert) updated(old, proposed []types.Datum) (row []types.Datum, err error) {
	now := u.r.txn.SeeOwn(u.since)
	defer u.r.txn.SeeOwn(now)
	u.pair = append(append(u.pair[:0], old...), proposed...)
	u.cols = pushdown.RowColumns(u.cols, u.pair)
	u.ctx.Cols, u.ctx.Row = u.cols, 0
	if u.n.Conflict.Where != nil {
		ok, err := scalar.True(u.n.Conflict.Where, &u.ctx)
		if err != nil || !ok {
			return nil, err
		}
	}
	if err := u.w.checkPolicies(u.n.Conflict.Existing, old, false); err != nil {
		return nil, err
	}
	if err := u.w.compute(old); err != nil {
		return nil, err
	}
	row = append(make([]types.Datum, 0, len(old)), old...)
	for slot, x := range u.n.Conflict.Sets {
		if x != nil {
			if row[slot], err = x.Eval(&u.ctx); err != nil {
				return nil, err
			}
		}
	}
	return row, nil
}

// existing reads the row that an entry belongs to, locked to be changed; nil
// if it is gone.
func (u *upsert) existing(l *coord.Locked, key keys.Key, at int) ([]types.Datum, error) {
	width := len(u.n.Table.Columns)
	row := make([]types.Datum, width)
	if at == 0 {
		return row, u.read[0].Read(key, l.Value, row)
	}
	pk := make([]types.Datum, len(u.n.Indexes[0].Layout.Slots))
	if err := u.read[at].Read(key, l.Value, pk); err != nil {
		return nil, err
	}
	for i, slot := range u.n.Indexes[0].Layout.Slots {
		row[slot] = pk[i]
	}
	pkey := keys.Key(u.n.Indexes[0].Layout.AppendKey(nil, row))
	now := u.r.txn.SeeOwn(u.since)
	defer u.r.txn.SeeOwn(now)
	locked, err := u.r.txn.Lock(u.r.ctx, []coord.LockTarget{{Key: pkey, Mode: u.n.Conflict.Mode}}, u.r.lockOptions(kvpb.WaitPolicy_BLOCK, true))
	if err != nil {
		return nil, u.r.lockError(err, u.n.Table)
	}
	if err := u.visible(&locked[0]); err != nil || !locked[0].Exists {
		return nil, err
	}
	if locked[0].Written {
		return nil, pgerror.New(pgerror.CardinalityViolation, "ON CONFLICT DO UPDATE command cannot affect row a second time").
			WithHint("Ensure that no rows proposed for insertion within the same command have duplicate constrained values.")
	}
	return row, u.read[0].Read(pkey, locked[0].Value, row)
}
