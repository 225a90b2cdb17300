package exec

import (
	"slices"

	"bytes"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// updater changes rows of a table, a batch at a time: add each row, then flush.
type updater struct {
	w    *writer
	mode kvpb.LockMode
	rows []rowChange
	// count is where rows written are counted.
	count *int64
	// fired: triggers fire before each row is written, and may have written the row itself since
	// the statement began (since), which is refused as in Postgres. verb is what the statement
	// does to rows, in that error.
	fired bool
	since coord.View
	verb  string
}

// fires notes that triggers fire before the rows are written.
func (u *updater) fires(yes bool, verb string) *updater {
	u.fired, u.verb, u.since = yes, verb, u.w.r.txn.View().After()
	return u
}

// changedByTrigger is the error of a row that a BEFORE trigger of the statement has written.
func (u *updater) changedByTrigger() error {
	return pgerror.New(pgerror.TriggeredDataChangeViolation, "tuple to be %s was already modified by an operation triggered by the current command", u.verb).
		WithHint("Consider using an AFTER trigger instead of a BEFORE trigger to propagate changes to other rows.")
}

// lock locks what the batch needs, and tells which rows triggers have written.
func (u *updater) lock(newest bool) ([]coord.Locked, error) {
	if u.fired {
		now := u.w.r.txn.SeeOwn(u.since)
		defer u.w.r.txn.SeeOwn(now)
	}
	return u.w.lockAll(newest)
}

// rowChange is one row that is changed or (new nil) deleted.
type rowChange struct {
	old, new []types.Datum
	in       int // its row in the input batch
	lock     int // of the primary key, -1 if it was locked before
	from, to int // its part of writer.pending
	skipped  bool
}

func (u *updater) begin() {
	u.w.begin()
	u.rows = u.rows[:0]
}

// add plans the change of a row. locked tells that its primary key is locked.
func (u *updater) add(old, new []types.Datum, locked bool) *rowChange {
	c := rowChange{old: old, new: new, lock: -1, from: len(u.w.pending)}
	for i := range u.w.w.Indexes {
		ix := &u.w.w.Indexes[i]
		if ix.Layout.Inverted() {
			u.entries(i, old, new)
			continue
		}
		if !ix.Layout.Has(old) {
			u.enter(i, new)
			continue
		}
		oldKey := u.w.keyOf(ix, old)
		at := -1
		if i == 0 && (!locked || u.fired) {
			at = u.w.lockKey(oldKey, u.mode)
			c.lock = at
		}
		switch {
		case new == nil:
			u.remove(i, oldKey, old, at)
		case ix.Touched || i == 0:
			u.change(i, oldKey, old, new, at)
		case ix.TouchedValue:
			u.revalue(i, oldKey, new)
		}
	}
	c.to = len(u.w.pending)
	u.rows = append(u.rows, c)
	return &u.rows[len(u.rows)-1]
}

func (u *updater) push(e entryWrite) {
	e.row = len(u.rows)
	u.w.pending = append(u.w.pending, e)
}

// enter writes the entry of a row that had none.
func (u *updater) enter(i int, new []types.Datum) {
	if ix := &u.w.w.Indexes[i]; new != nil && ix.Touched && ix.Layout.Has(new) {
		u.insert(i, u.w.keyOf(ix, new), new)
	}
}

// insert writes an entry under a new key.
func (u *updater) insert(i int, key keys.Key, new []types.Datum) {
	if u.w.derived(i, new) {
		u.push(entryWrite{index: i, key: key, lock: -1, derived: true})
		return
	}
	unique := u.w.w.Indexes[i].Layout.Conflicts(new)
	u.w.unasked = u.w.unasked && !unique
	e := entryWrite{index: i, key: key, lock: u.w.lockKey(key, kvpb.LockMode_UPDATE), mode: kvpb.LockMode_UPDATE, unique: unique, over: -1}
	if ix := &u.w.w.Indexes[i]; unique && ix.Over != nil {
		e.over = u.w.lockOver(ix, key)
	}
	u.push(e)
}

// remove deletes an entry.
func (u *updater) remove(i int, key keys.Key, row []types.Datum, at int) {
	derived := u.w.derived(i, row)
	if i > 0 && !derived {
		at = u.w.lockKey(key, kvpb.LockMode_UPDATE)
	}
	u.push(entryWrite{index: i, key: key, lock: at, del: true, derived: derived})
}

// change moves an entry to its new key, or writes it anew.
func (u *updater) change(i int, oldKey keys.Key, old, new []types.Datum, at int) {
	ix := &u.w.w.Indexes[i]
	if !ix.Layout.Has(new) {
		u.remove(i, oldKey, old, at)
		return
	}
	newKey := oldKey
	if ix.Touched {
		newKey = u.w.keyOf(ix, new)
	}
	if bytes.Equal(oldKey, newKey) {
		if i == 0 {
			u.push(entryWrite{index: i, key: oldKey, lock: at, mode: u.mode})
		} else if ix.TouchedValue {
			u.revalue(i, oldKey, new)
		}
		return
	}
	u.remove(i, oldKey, old, at)
	u.insert(i, newKey, new)
}

// revalue writes what an entry stores beside its key.
func (u *updater) revalue(i int, key keys.Key, new []types.Datum) {
	if u.w.derived(i, new) {
		u.push(entryWrite{index: i, key: key, lock: -1, derived: true})
		return
	}
	u.push(entryWrite{index: i, key: key, lock: u.w.lockKey(key, kvpb.LockMode_NO_KEY_UPDATE), mode: kvpb.LockMode_NO_KEY_UPDATE})
}

// flush locks what the batch needs and writes it. newest: the rows themselves
// are locked, and only new keys are looked at.
func (u *updater) flush(newest bool) error {
	locked, err := u.lock(newest)
	if err != nil {
		return err
	}
	for r := range u.rows {
		c := &u.rows[r]
		if c.lock >= 0 {
			l := &locked[c.lock]
			if u.fired && l.Written {
				return u.changedByTrigger()
			}
			// Written: another row of the input has changed it already.
			if c.skipped = l.Written || !l.Exists; c.skipped {
				continue
			}
		}
		for i := c.from; i < c.to; i++ {
			e := &u.w.pending[i]
			ix := &u.w.w.Indexes[e.index]
			if e.derived || e.del {
				if err := u.entry(ix, e, c.new); err != nil {
					return err
				}
				continue
			}
			if e.unique {
				there, _ := u.w.exists(e.key, &locked[e.lock])
				if there || e.over >= 0 && u.w.metIn(ix, e.key, locked, e.over) != nil {
					return u.w.duplicate(ix, c.new, c.old)
				}
			}
			if err := u.w.put(ix, e.key, c.new, e.mode, false); err != nil {
				return err
			}
		}
	}
	return u.references()
}

// entry removes an entry, or writes one that its row guards.
func (u *updater) entry(ix *nodes.IndexWrite, e *entryWrite, row []types.Datum) error {
	switch {
	case !e.derived:
		return u.w.remove(e.key)
	case e.del:
		return u.w.r.txn.DeleteDerived(u.w.r.ctx, e.key)
	}
	return u.w.putDerived(ix, e.key, row)
}

// references checks the foreign keys that the changes concern.
func (u *updater) references() error {
	if len(u.w.w.Foreign) == 0 && len(u.w.w.Inbound) == 0 && len(u.w.w.Late)+len(u.w.w.Excluding) == 0 {
		return nil
	}
	var rows, olds [][]types.Datum
	for i := range u.rows {
		c := &u.rows[i]
		if c.skipped {
			continue
		}
		if c.new != nil {
			rows, olds = append(rows, c.new), append(olds, c.old)
		}
		if err := u.w.noteInbound(c.old, c.new); err != nil {
			return err
		}
	}
	return u.w.checkForeign(rows, olds)
}

// updateOp changes the rows of its input.
type updateOp struct {
	held int64 // large values of the batch
	r    *run
	n    *nodes.Update
	in   operator
	u    *updater
	ret  *returner
	ctx  scalar.Ctx
	seen map[string]struct{}
	trig *triggerRun
}

// sourceOp reads what a statement writes from as it was when the statement began. Where triggers
// fire for single rows, each sees the rows written before (Txn.Step); the statement itself must
// not, or it would come upon its own rows.
type sourceOp struct {
	operator
	r    *run
	view coord.View
	// still: the snapshot stays, too, where the statement moves on to newer ones for its checks.
	still bool
}

// see lets reads see what the statement began with, until back is called.
func (o *sourceOp) see() (back func()) {
	if o.still {
		now := o.r.txn.See(o.view)
		return func() { o.r.txn.See(now) }
	}
	now := o.r.txn.SeeOwn(o.view)
	return func() { o.r.txn.SeeOwn(now) }
}

// source builds the input of a statement that writes; steps: it may step from row to row.
func (r *run) source(n nodes.Node, steps bool) (operator, error) {
	in, err := r.build(n)
	if err != nil || !steps {
		return in, err
	}
	return &sourceOp{operator: in, r: r, view: r.txn.View()}, nil
}

func (o *sourceOp) open() error {
	defer o.see()()
	return o.operator.open()
}

func (o *sourceOp) next(most int) (*Batch, error) {
	defer o.see()()
	return o.operator.next(most)
}

func (r *run) newUpdate(n *nodes.Update) (operator, error) {
	in, err := r.source(n.Input, n.Triggers != nil || n.Parts != nil || r.p.Volatile)
	if err != nil {
		return nil, err
	}
	if n.Parts != nil {
		return r.newPartedUpdate(n, in), nil
	}
	w := r.newWriter(&n.TableWrite)
	w.unasked = true
	trig := r.newTriggerRun(n.Triggers)
	u := (&updater{w: w, mode: n.Mode, count: r.counter}).fires(trig.changes(routine.Update), "updated")
	return &updateOp{r: r, n: n, in: in, u: u, ret: r.newReturner(n.Returning), ctx: r.eval(), trig: trig}, nil
}

func (o *updateOp) open() error {
	if o.trig != nil {
		if err := o.trig.begin(routine.Update); err != nil {
			return err
		}
	}
	return o.in.open()
}
func (o *updateOp) close() { o.in.close() }

func (o *updateOp) next(most int) (*Batch, error) {
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

func (o *updateOp) batch(in *Batch) error {
	o.r.values.Give(o.held) // the batch before has been read
	mark := o.r.values.Taken
	defer func() { o.held = o.r.values.Taken - mark }()
	if o.r.p.Volatile || o.trig.changes(routine.Update) && callsRoutine(o.n.Returning) {
		for i := range in.N { // it sees the rows before
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

// writeInstead has the triggers of a view stand for changing some rows of a batch.
func (o *updateOp) writeInstead(in *Batch, from, to int) error {
	o.ctx.Cols = in.Cols
	for i := from; i < to; i++ {
		o.ctx.Row = i
		old := oldRow(make([]types.Datum, len(o.n.Old)), in, i, o.n.Old)
		row := slices.Clone(old)
		for slot, x := range o.n.Sets {
			if x == nil {
				continue
			}
			var err error
			if row[slot], err = x.Eval(&o.ctx); err != nil {
				return err
			}
		}
		if err := o.trig.insteadOf(routine.Update, old, row, o.u.w, o.ret, in, i, o.u.count); err != nil {
			return err
		}
	}
	return nil
}

// write changes some rows of a batch.
func (o *updateOp) write(in *Batch, from, to int) error {
	if o.n.Instead {
		return o.writeInstead(in, from, to)
	}
	o.u.begin()
	if o.trig.changes(routine.Update) {
		write := func() error { return finishChanges(o.r, o.u, o.ret, in, o.n.Locked, o.trig) }
		return o.r.inOrder(func() error { return o.compute(in, from, to, o.u.settling(write)) }, o.u.settling(write))
	}
	if err := o.compute(in, from, to, nil); err != nil {
		return err
	}
	return finishChanges(o.r, o.u, o.ret, in, o.n.Locked, o.trig)
}

// settling is a write that leaves its batch empty, while another row is computed.
func (u *updater) settling(write func() error) func() error {
	return func() error {
		if len(u.rows) == 0 {
			return nil
		}
		err := u.w.aside(write)
		u.begin()
		return err
	}
}

// compute makes the new form of some rows of a batch. write writes what has been made.
func (o *updateOp) compute(in *Batch, from, to int, write func() error) error {
	o.ctx.Cols = in.Cols
	width := len(o.n.Table.Columns)
	flat := make([]types.Datum, 2*width*(to-from))
	for i := from; i < to; i++ {
		o.ctx.Row = i
		old := oldRow(flat[:width:width], in, i, o.n.Old)
		again, err := seenBefore(o.r, &o.seen, o.n.Dedup, o.u.w, old)
		if err != nil {
			return err
		}
		if again {
			continue
		}
		if err := o.u.w.compute(old); err != nil {
			return err
		}
		row := append(flat[width:width:2*width], old...)
		flat = flat[2*width:]
		for slot, x := range o.n.Sets {
			if x == nil {
				continue
			}
			if row[slot], err = x.Eval(&o.ctx); err != nil {
				return err
			}
		}
		if o.trig.changes(routine.Update) {
			if row, err = o.trig.before(routine.Update, old, row); err != nil {
				return err
			}
			if row == nil {
				continue
			}
		}
		if err := o.u.w.checkRow(row); err != nil {
			return err
		}
		o.u.add(old, row, o.n.Locked).in = i
		if write != nil && large(row) {
			if err := write(); err != nil {
				return err
			}
		}
	}
	return nil
}

// finishChanges writes a batch and gives RETURNING its rows.
func finishChanges(r *run, u *updater, ret *returner, in *Batch, locked bool, trig *triggerRun) error {
	if err := u.flush(locked); err != nil {
		return err
	}
	for i := range u.rows {
		c := &u.rows[i]
		if c.skipped {
			continue
		}
		*u.count++
		row, event := c.new, routine.Update
		if row == nil {
			row, event = c.old, routine.Delete
		}
		if err := trig.after(event, c.old, c.new); err != nil {
			return err
		}
		if err := ret.add(row, in, c.in); err != nil {
			return err
		}
	}
	return nil
}

// oldRow gathers the row as it is; columns that were not read are NULL.
func oldRow(row []types.Datum, in *Batch, i int, old []int) []types.Datum {
	for slot, at := range old {
		if at >= 0 {
			row[slot] = in.Cols[at][i]
		}
	}
	return row
}

// seenBefore reports whether an earlier row of the statement's input was the
// same row of the table.
func seenBefore(r *run, seen *map[string]struct{}, dedup bool, w *writer, old []types.Datum) (bool, error) {
	if !dedup {
		return false, nil
	}
	k := w.keyOf(&w.w.Indexes[0], old)
	if _, ok := (*seen)[string(k)]; ok {
		return true, nil
	}
	if *seen == nil {
		*seen = map[string]struct{}{}
	}
	(*seen)[string(k)] = struct{}{}
	return false, r.mem.grow(len(k) + 48)
}

// deleteOp deletes the rows of its input.
type deleteOp struct {
	r    *run
	n    *nodes.Delete
	in   operator
	u    *updater
	ret  *returner
	seen map[string]struct{}
	trig *triggerRun
}

func (r *run) newDelete(n *nodes.Delete) (operator, error) {
	in, err := r.source(n.Input, n.Triggers != nil || n.Parts != nil || r.p.Volatile)
	if err != nil {
		return nil, err
	}
	if n.Parts != nil {
		return r.newPartedDelete(n, in), nil
	}
	w := r.newWriter(&n.TableWrite)
	w.unasked = true
	trig := r.newTriggerRun(n.Triggers)
	u := (&updater{w: w, mode: kvpb.LockMode_UPDATE, count: r.counter}).fires(trig.changes(routine.Delete), "deleted")
	return &deleteOp{r: r, n: n, in: in, u: u, ret: r.newReturner(n.Returning), trig: trig}, nil
}

func (o *deleteOp) open() error {
	if o.trig != nil {
		if err := o.trig.begin(routine.Delete); err != nil {
			return err
		}
	}
	return o.in.open()
}
func (o *deleteOp) close() { o.in.close() }

func (o *deleteOp) next(most int) (*Batch, error) {
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

func (o *deleteOp) batch(in *Batch) error {
	if o.r.p.Volatile || o.trig.changes(routine.Delete) && callsRoutine(o.n.Returning) {
		for i := range in.N { // it sees the rows before
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

// write deletes some rows of a batch.
func (o *deleteOp) write(in *Batch, from, to int) error {
	if o.n.Instead {
		for i := from; i < to; i++ {
			old := oldRow(make([]types.Datum, len(o.n.Old)), in, i, o.n.Old)
			if err := o.trig.insteadOf(routine.Delete, old, nil, nil, o.ret, in, i, o.u.count); err != nil {
				return err
			}
		}
		return nil
	}
	o.u.begin()
	write := func() error { return finishChanges(o.r, o.u, o.ret, in, o.n.Locked, o.trig) }
	if o.trig.changes(routine.Delete) {
		return o.r.inOrder(func() error { return o.compute(in, from, to) }, o.u.settling(write))
	}
	if err := o.compute(in, from, to); err != nil {
		return err
	}
	return write()
}

// compute finds out which rows of a batch are to be deleted.
func (o *deleteOp) compute(in *Batch, from, to int) error {
	width := len(o.n.Table.Columns)
	flat := make([]types.Datum, width*(to-from))
	for i := from; i < to; i++ {
		old := oldRow(flat[:width:width], in, i, o.n.Old)
		again, err := seenBefore(o.r, &o.seen, o.n.Dedup, o.u.w, old)
		if err != nil {
			return err
		}
		if again {
			continue
		}
		flat = flat[width:]
		if o.trig.changes(routine.Delete) {
			if row, err := o.trig.before(routine.Delete, old, nil); err != nil {
				return err
			} else if row == nil {
				continue
			}
		}
		if err := o.u.w.compute(old); err != nil {
			return err
		}
		o.u.add(old, nil, o.n.Locked).in = i
	}
	return nil
}

// lockOp locks rows of its input's tables and drops those that SKIP LOCKED met
// locked, or that are gone.
type lockOp struct {
	r   *run
	n   *nodes.LockRows
	in  operator
	out *Batch
	// got are the input's rows at hand, those from at on not yet locked: the input may give
	// more than it is asked for, and no more is locked than is passed on.
	got *Batch
	at  int
}

func (l *lockOp) open() error {
	l.got = nil
	return l.in.open()
}

func (l *lockOp) close() { l.in.close() }

func (l *lockOp) next(most int) (*Batch, error) {
	for {
		if l.got == nil || l.at >= l.got.N {
			in, err := l.in.next(most)
			if err != nil || in.N == 0 {
				return in, err
			}
			l.got, l.at = in, 0
		}
		if err := l.r.cancelled(); err != nil {
			return nil, err
		}
		from, n := l.at, min(max(most, 1), l.got.N-l.at)
		l.at += n
		if l.out == nil || l.out.room() < n {
			l.out = newBatch(&l.r.mem, len(l.got.Cols), max(n, min(batchRows, 2*n)))
		}
		keep := make([]bool, n)
		for i := range keep {
			keep[i] = true
		}
		for t := range l.n.Targets {
			if err := l.lock(&l.n.Targets[t], l.got, from, keep); err != nil {
				return nil, err
			}
		}
		l.out.N = 0
		for i := range keep {
			if keep[i] {
				l.out.copyRow(0, l.got, from+i)
				l.out.N++
			}
		}
		if l.out.N > 0 {
			return l.out, nil
		}
	}
}

// lock locks one table's rows of a part of a batch.
func (l *lockOp) lock(t *nodes.LockTarget, in *Batch, from int, keep []bool) error {
	w := &writer{r: l.r, w: &nodes.TableWrite{Table: t.Table}}
	var of []int
	for i := range keep {
		row, leaf := from+i, t
		if t.Leaves != nil && !in.Cols[t.OID][row].IsNull() {
			leaf = t.Leaves[catalog.ID(in.Cols[t.OID][row].Int())]
		}
		if keep[i] && leaf != nil && len(leaf.Keys) > 0 && !in.Cols[leaf.Keys[0]][row].IsNull() {
			w.lockKey(appendKeyOf(nil, leaf.Layout, in, row, leaf.Keys), t.Lock.Mode)
			of = append(of, i)
		}
	}
	if len(of) == 0 {
		return nil
	}
	locked, err := l.r.txn.Lock(l.r.ctx, w.locks, l.r.lockOptions(t.Lock.Wait, false))
	if err != nil {
		return l.r.lockError(err, t.Table)
	}
	for j, i := range of {
		if locked[j].Skipped || !locked[j].Exists {
			keep[i] = false
		}
	}
	return nil
}
