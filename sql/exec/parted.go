package exec

import (
	"strings"

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

// Rows of partitioned tables: each is written by what writes rows of its leaf.

// evalKey computes a partition key.
func evalKey(key []types.Datum, xs []scalar.Expr, ctx *scalar.Ctx) ([]types.Datum, error) {
	for _, x := range xs {
		d, err := x.Eval(ctx)
		if err != nil {
			return nil, err
		}
		key = append(key, d)
	}
	return key, nil
}

// rootRow gives a leaf's row the form of the partitioned table's: the leaf's OID behind it.
func rootRow(dst []types.Datum, l *nodes.LeafWrite, row []types.Datum) []types.Datum {
	for _, at := range l.To {
		d := types.Null
		if at >= 0 {
			d = row[at]
		}
		dst = append(dst, d)
	}
	return append(dst, types.Int(int64(l.Table.ID)))
}

// leafRow is the other way.
func leafRow(l *nodes.LeafWrite, root []types.Datum) []types.Datum {
	row := make([]types.Datum, len(l.From))
	for i, at := range l.From {
		if at >= 0 {
			row[i] = root[at]
		}
	}
	return row
}

// parting is what writing the rows of a partitioned table has at hand.
type parting struct {
	r      *run
	p      *nodes.Parts
	w      *writer // of the partitioned table: for its policies, and for errors
	ctx    scalar.Ctx
	cols   [][]types.Datum
	key    []types.Datum
	ret    *returner
	leaves map[int]*leafOps // of those that rows have come to
	count  *int64
	trig   *triggerRun   // the partitioned table's, whose transition tables take in the rows of its leaves
	began  coord.View    // when the statement began
	copied map[int][]int // by leaf: which rows of a batch of COPY FROM wait for it
	merges bool          // MERGE's: what it moves is deleted and inserted, for transition tables, as in Postgres
}

// leafOps are what writes rows of one leaf, made when there is one.
type leafOps struct {
	insert *insertOp
	update *updater
	del    *updater
	ret    *returner
	upTrig *triggerRun
	delTrg *triggerRun
}

func (r *run) newParting(p *nodes.Parts, w *nodes.TableWrite, returning []scalar.Expr, t *nodes.Triggers) *parting {
	return &parting{r: r, p: p, w: r.newWriter(w), ctx: r.eval(), ret: r.newReturner(returning), leaves: map[int]*leafOps{}, count: r.counter, trig: r.newTriggerRun(t),
		began: r.txn.View()}
}

// ops is what writes rows of the i-th leaf.
func (g *parting) ops(i int) *leafOps {
	o := g.leaves[i]
	if o == nil {
		o = &leafOps{}
		g.leaves[i] = o
	}
	return o
}

// triggers are what fires for rows of a leaf, and what gives them to the transition tables of the
// partitioned table; nil: there is neither.
func (g *parting) triggers(l *nodes.LeafWrite, t *nodes.Triggers) *triggerRun {
	out := g.r.newTriggerRun(t)
	if !g.trig.keeps() {
		return out
	}
	if out == nil {
		out = &triggerRun{r: g.r}
	}
	out.root, out.leaf = g.trig, l
	return out
}

// find is the leaf of a row in the form of the partitioned table.
func (g *parting) find(row []types.Datum) (int, error) {
	if err := g.w.checkBounds(row); err != nil { // of a partition that is partitioned itself
		return -1, err
	}
	g.cols = pushdown.RowColumns(g.cols, row)
	g.ctx.Cols, g.ctx.Row = g.cols, 0
	at := g.p.Route
	if at == nil { // a table that others inherit from takes its rows itself
		return 0, nil
	}
	leaf, at, key, err := route(at, g.key, &g.ctx)
	if g.key = key; leaf < 0 && err == nil {
		err = g.none(at, key)
	}
	return leaf, err
}

// route is the leaf of ctx's row; -1: a level has none for the key there. key is memory for keys.
func route(r *nodes.Route, key []types.Datum, ctx *scalar.Ctx) (leaf int, at *nodes.Route, _ []types.Datum, err error) {
	for {
		if key, err = evalKey(key[:0], r.Key, ctx); err != nil {
			return -1, r, key, err
		}
		i := r.Router.Find(key)
		if i < 0 {
			return -1, r, key, nil
		}
		if part := &r.Parts[i]; part.Sub == nil {
			return part.Leaf, r, key, nil
		}
		r = r.Parts[i].Sub
	}
}

// none is the error for a row that no partition takes.
func (g *parting) none(at *nodes.Route, key []types.Datum) error {
	values := make([]string, len(key))
	for i, d := range key {
		if values[i] = "null"; !d.IsNull() {
			values[i] = shorten(string(types.AppendText(nil, at.Router.Types()[i], d, g.r.env)))
		}
	}
	schema := ""
	if g.r.virtual != nil {
		if s, ok := g.r.virtual.Snapshot.SchemaByID(at.Table.SchemaID); ok {
			schema = s.Name
		}
	}
	e := pgerror.New(pgerror.CheckViolation, "no partition of relation %q found for row", at.Table.Name).WithTable(schema, at.Table.Name)
	if at.Secret {
		return e
	}
	return e.WithDetail("Partition key of the failing row contains (%s) = (%s).", strings.Join(at.Names, ", "), strings.Join(values, ", "))
}

// returner is that of a leaf: it gives to the same rows.
func (g *parting) returner(i int) *returner {
	if g.ret == nil {
		return nil
	}
	o := g.ops(i)
	if o.ret == nil {
		o.ret = &returner{exprs: g.ret.exprs, ctx: g.r.eval(), out: g.ret.out, leaf: g.p.Leaf(i), own: g.ret.own, since: g.ret.since}
	}
	return o.ret
}

func (g *parting) inserter(i int) *insertOp {
	o, l := g.ops(i), g.p.Leaf(i)
	if o.insert == nil {
		o.insert = g.r.insertOver(l.Insert, nil)
		o.insert.count = g.count // it may be made after that of the statement around took over
		if o.insert.up != nil {
			o.insert.up.since = g.began
		}
		o.insert.w.named, o.insert.w.leaf = g.w.w, l
		o.insert.parted = true
		o.insert.trig = g.triggers(l, l.Insert.Triggers)
		o.insert.ret = g.returner(i)
		o.insert.elsewhere = func(m *overMet, row []types.Datum) error { return g.elsewhere(i, m, row) }
		if len(g.w.w.Policies) > 0 {
			o.insert.allowed = func(row []types.Datum) error {
				return g.w.checkPolicies(g.w.w.Policies, rootRow(nil, l, row), false)
			}
		}
		o.insert.shown = func(row []types.Datum) error {
			if len(g.w.w.Policies) == 0 {
				return nil
			}
			return g.w.checkPolicies(g.w.w.Policies, rootRow(nil, l, row), true)
		}
		o.insert.keepsPart()
	}
	return o.insert
}

// nameOf is a table's name with its schema.
func (r *run) nameOf(t *catalog.TableDesc) string {
	if r.virtual != nil {
		if s, ok := r.virtual.Snapshot.SchemaByID(t.SchemaID); ok {
			return s.Name + "." + t.Name
		}
	}
	return t.Name
}

func (g *parting) updater(i int) *updater {
	o, l := g.ops(i), g.p.Leaf(i)
	if o.update == nil {
		o.update = &updater{w: g.r.newWriter(l.Update), mode: l.Mode, count: g.count}
		o.update.w.named, o.update.w.leaf = g.w.w, l
		o.upTrig = g.triggers(l, l.Update.Triggers)
		g.fires(o.update, o.upTrig.changes(routine.Update), "updated")
	}
	return o.update
}

// fires is updater.fires, of a leaf's.
func (g *parting) fires(u *updater, yes bool, verb string) {
	if g.merges {
		verb = "updated or deleted"
	}
	u.fired, u.verb, u.since = yes, verb, g.began.After()
}

func (g *parting) deleter(i int) *updater {
	o, l := g.ops(i), g.p.Leaf(i)
	if o.del == nil {
		o.del = &updater{w: g.r.newWriter(l.Delete), mode: kvpb.LockMode_UPDATE, count: g.count}
		o.delTrg = g.triggers(l, l.Delete.Triggers)
		g.fires(o.del, o.delTrg.changes(routine.Delete) || o.upTrig.changes(routine.Update), "deleted")
	}
	return o.del
}

// next runs batch for each batch of the input until rows come out.
func (g *parting) next(in operator, batch func(*Batch) error) (*Batch, error) {
	for {
		b, err := in.next(batchRows)
		if err != nil {
			return nil, err
		}
		out := g.r.reset(g.ret)
		if b.N == 0 {
			return out, nil
		}
		if err := g.r.cancelled(); err != nil {
			return nil, err
		}
		if err := batch(b); err != nil {
			return nil, err
		}
		if out.N > 0 {
			return out, nil
		}
	}
}

// partedInsert inserts the rows of its input into leaves.
type partedInsert struct {
	*parting
	n    *nodes.Insert
	in   operator
	eval scalar.Ctx
	held int64
}

func (r *run) partedInsertOver(n *nodes.Insert, in operator) *partedInsert {
	return &partedInsert{parting: r.newParting(n.Parts, &n.TableWrite, n.Returning, n.Triggers), n: n, in: in, eval: r.eval()}
}

func (o *partedInsert) open() error {
	if o.trig != nil {
		events := []routine.Event{routine.Insert}
		if len(o.p.Leaves) > 0 && o.p.Leaf(0).Insert.Conflict != nil && o.p.Leaf(0).Insert.Conflict.Update {
			events = append(events, routine.Update)
		}
		if err := o.trig.begin(events...); err != nil {
			return err
		}
	}
	return o.in.open()
}

func (o *partedInsert) close()                        { o.in.close() }
func (o *partedInsert) next(most int) (*Batch, error) { return o.parting.next(o.in, o.batch) }

// batch makes the rows of a batch and gives each leaf its own. What is returned, and what
// triggers see, is in the order of the input.
func (o *partedInsert) batch(in *Batch) error { return o.write(in, 0, in.N) }

func (o *partedInsert) write(in *Batch, from, to int) error {
	o.r.values.Give(o.held)
	mark := o.r.values.Taken
	defer func() { o.held = o.r.values.Taken - mark }()
	rows := map[int][][]types.Datum{}
	var order []int
	last := -1
	for i := from; i < to; i++ {
		o.r.copying.look(i)
		root, err := o.row(in, i)
		if err != nil {
			return err
		}
		if root == nil {
			continue
		}
		leaf, err := o.find(root)
		if err != nil {
			return err
		}
		op := o.inserter(leaf)
		one := op.trig.changes(routine.Insert)
		if last >= 0 && (o.ret != nil || one) && (leaf != last || one) {
			if err := o.flush(last, rows[last]); err != nil {
				return err
			}
			rows[last] = nil
			if one {
				o.r.txn.Step()
			}
		}
		if rows[leaf] == nil && (len(order) == 0 || order[len(order)-1] != leaf) {
			order = append(order, leaf)
		}
		rows[leaf] = append(rows[leaf], leafRow(o.p.Leaf(leaf), root))
		o.noteCopied(leaf, i)
		last = leaf
	}
	for _, leaf := range order {
		if len(rows[leaf]) > 0 {
			if err := o.flush(leaf, rows[leaf]); err != nil {
				return err
			}
			rows[leaf] = nil
		}
	}
	return nil
}

// row is the i-th row in the form of the partitioned table; nil: COPY's WHERE leaves it out.
func (o *partedInsert) row(in *Batch, i int) ([]types.Datum, error) {
	o.eval.Cols, o.eval.Row = in.Cols, i
	row := make([]types.Datum, len(o.n.Values), len(o.n.Values)+1)
	for slot, x := range o.n.Values {
		var err error
		if x != nil {
			row[slot], err = x.Eval(&o.eval)
		} else {
			var id int64
			id, err = o.r.x.rowID(o.r.ctx)
			row[slot] = types.Int(id)
		}
		if err != nil {
			return nil, err
		}
	}
	if o.n.Where != nil {
		if ok, err := o.w.satisfies(o.n.Where, row); err != nil || !ok {
			return nil, err
		}
	}
	return append(row, types.Null), nil
}

func (g *parting) policies(row []types.Datum) error {
	if err := g.w.checkPolicies(g.w.w.Policies, row, false); err != nil {
		return err
	}
	return g.w.checkPolicies(g.w.w.Policies, row, true)
}

// noteCopied notes which row of a batch of COPY FROM waits for its leaf.
func (g *parting) noteCopied(leaf, row int) {
	if g.r.copying == nil {
		return
	}
	if g.copied == nil {
		g.copied = map[int][]int{}
	}
	g.copied[leaf] = append(g.copied[leaf], row)
}

// takeCopied gives those that waited for a leaf.
func (g *parting) takeCopied(leaf int) []int {
	list := g.copied[leaf]
	delete(g.copied, leaf)
	return list
}

// flush inserts rows into a leaf.
func (g *parting) flush(leaf int, rows [][]types.Datum) error {
	op := g.inserter(leaf)
	op.rows, op.places = op.rows[:0], op.places[:0]
	copied := g.takeCopied(leaf)
	for i, row := range rows {
		if copied != nil {
			g.r.copying.look(copied[i])
		}
		if err := g.identify(op, row); err != nil {
			return err
		}
		if err := op.take(row); err != nil {
			return err
		}
	}
	if len(op.rows) == 0 {
		return nil
	}
	if op.up != nil {
		return op.up.batch(op, nil)
	}
	return op.insertRows(nil)
}

// identify draws the row ID of a leaf without a primary key, where the partitioned table has one (ALTER TABLE
// ONLY … ADD PRIMARY KEY) and so no row ID to give. Without it all rows would have the same key.
func (g *parting) identify(op *insertOp, row []types.Datum) error {
	if op.n.RowID < 0 || g.w.w.RowID >= 0 {
		return nil
	}
	id, err := g.r.x.rowID(g.r.ctx)
	row[op.n.RowID] = types.Int(id)
	return err
}

// stays reports whether a row that ON CONFLICT changes is still one of its leaf's.
func (u *upsert) stays(row []types.Datum) (bool, error) {
	if err := u.w.generate(row); err != nil {
		return false, err
	}
	return u.w.inBounds(row)
}

// partedUpdate changes the rows of its input, each in its leaf, and moves those that belong
// to another leaf from then on.
type partedUpdate struct {
	*parting
	n    *nodes.Update
	in   operator
	eval scalar.Ctx
	seen map[string]struct{}
}

// move is a row on its way to another leaf.
type move struct {
	row  []types.Datum // in the form of the partitioned table
	leaf int
	in   int
}

func (r *run) newPartedUpdate(n *nodes.Update, in operator) operator {
	return &partedUpdate{parting: r.newParting(n.Parts, &n.TableWrite, n.Returning, n.Triggers), n: n, in: in, eval: r.eval()}
}

func (o *partedUpdate) open() error {
	if o.trig != nil {
		if err := o.trig.begin(routine.Update); err != nil {
			return err
		}
	}
	return o.in.open()
}

func (o *partedUpdate) close()                        { o.in.close() }
func (o *partedUpdate) next(most int) (*Batch, error) { return o.parting.next(o.in, o.batch) }

// batch changes the rows of a batch, as many at a time as are of one leaf.
func (o *partedUpdate) batch(in *Batch) error { return o.write(in, 0, in.N) }

func (o *partedUpdate) write(in *Batch, from, end int) error {
	for from < end {
		leaf, to, err := o.stretch(in, o.p.OID, from, end)
		if err != nil {
			return err
		}
		o.updater(leaf)
		if o.ops(leaf).upTrig.changes(routine.Update) {
			to = from + 1
			if from > 0 {
				o.r.txn.Step()
			}
		}
		if err := o.writeLeaf(in, leaf, from, to); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// stretch tells the leaf of a row of the input, and how far rows of it go.
func (g *parting) stretch(in *Batch, oid, from, end int) (leaf, to int, err error) {
	id := in.Cols[oid][from]
	leaf, ok := g.p.ByOID[types.OID(id.Int())]
	if !ok {
		return 0, 0, pgerror.Internal("exec: no partition has the OID %d", id.Int())
	}
	if l := g.p.Leaf(leaf); l.Update == nil && l.Delete == nil {
		return 0, 0, pgerror.Internal("exec: a row of %q, which conditions rule out", l.Table.Name)
	}
	for to = from + 1; to < end && in.Cols[oid][to].Int() == id.Int(); to++ {
	}
	return leaf, to, nil
}

func (o *partedUpdate) writeLeaf(in *Batch, leaf, from, to int) error {
	l, u := o.p.Leaf(leaf), o.updater(leaf)
	trig := o.ops(leaf).upTrig
	var moves []move
	var olds [][]types.Datum
	u.begin()
	for i := from; i < to; i++ {
		root := oldRow(make([]types.Datum, len(o.n.Old)+1), in, i, o.n.Old)
		old := leafRow(l, root)
		again, err := seenBefore(o.r, &o.seen, o.n.Dedup, u.w, old)
		if err != nil {
			return err
		}
		if again {
			continue
		}
		if err := u.w.compute(old); err != nil {
			return err
		}
		if root, err = o.changed(in, i, root); err != nil {
			return err
		}
		row := leafRow(l, root)
		if trig.changes(routine.Update) {
			if row, err = trig.before(routine.Update, old, row); err != nil {
				return err
			}
			if row == nil {
				continue
			}
		}
		stays, err := o.stays(u, row)
		if err != nil {
			return err
		}
		if !stays {
			root = rootRow(nil, l, row)
			to, err := o.find(root)
			if err != nil {
				return err
			}
			if l.Barred != nil {
				return pgerror.New(pgerror.FeatureNotSupported, "cannot move tuple across partitions when a non-root ancestor of the source partition is directly referenced in a foreign key").
					WithDetail("A foreign key points to ancestor %q but not the root ancestor %q.", l.Barred.Name, o.p.Route.Table.Name).
					WithHint("Consider defining the foreign key on table %q.", o.p.Route.Table.Name)
			}
			if slot := o.n.RowID; slot >= 0 { // another leaf, another row
				id, err := o.r.x.rowID(o.r.ctx)
				if err != nil {
					return err
				}
				root[slot] = types.Int(id)
			}
			moves, olds = append(moves, move{root, to, i}), append(olds, old)
			continue
		}
		if len(o.w.w.Policies) > 0 {
			if err := o.policies(rootRow(nil, l, row)); err != nil {
				return err
			}
		}
		if err := u.w.checkRow(row); err != nil {
			return err
		}
		u.add(old, row, o.n.Locked).in = i
	}
	if err := finishChanges(o.r, u, o.returner(leaf), in, o.n.Locked, trig); err != nil || len(moves) == 0 {
		return err
	}
	return o.move(in, leaf, moves, olds)
}

// stays reports whether a changed row is still one of its leaf's.
func (o *partedUpdate) stays(u *updater, row []types.Datum) (bool, error) {
	if len(u.w.w.Bounds) == 0 {
		return true, nil
	}
	if err := u.w.generate(row); err != nil {
		return false, err
	}
	return u.w.inBounds(row)
}

// changed is a row as SET makes it.
func (o *partedUpdate) changed(in *Batch, i int, root []types.Datum) ([]types.Datum, error) {
	o.eval.Cols, o.eval.Row = in.Cols, i
	for slot, x := range o.n.Sets {
		if x == nil {
			continue
		}
		d, err := x.Eval(&o.eval)
		if err != nil {
			return nil, err
		}
		root[slot] = d
	}
	return root, nil
}

// move deletes rows of a leaf and inserts them into others.
func (o *partedUpdate) move(in *Batch, leaf int, moves []move, olds [][]types.Datum) error {
	u := o.deleter(leaf)
	trig := o.ops(leaf).delTrg
	trig.moves(!o.merges)
	u.begin()
	var kept []move
	for i, old := range olds {
		if trig.changes(routine.Delete) {
			if row, err := trig.before(routine.Delete, old, nil); err != nil {
				return err
			} else if row == nil {
				continue
			}
		}
		u.add(old, nil, o.n.Locked).in = len(kept)
		kept = append(kept, moves[i])
	}
	if err := u.flush(o.n.Locked); err != nil {
		return err
	}
	for i := range u.rows {
		c := &u.rows[i]
		if c.skipped {
			continue
		}
		if err := trig.after(routine.Delete, c.old, nil); err != nil {
			return err
		}
		m := &kept[c.in]
		if err := o.updater(leaf).w.noteMoved(c.old, leafRow(o.p.Leaf(leaf), m.row)); err != nil {
			return err
		}
		if ret := o.returner(m.leaf); ret != nil {
			ret.in, ret.at = in, m.in
		}
		to := o.inserter(m.leaf)
		to.trig.moves(!o.merges)
		to.brought = broughtFrom(&o.inserter(leaf).n.TableWrite, c.old)
		err := o.flush(m.leaf, [][]types.Datum{leafRow(o.p.Leaf(m.leaf), m.row)})
		if to.brought = nil; err != nil {
			return err
		}
	}
	return nil
}

// partedDelete deletes the rows of its input, each in its leaf.
type partedDelete struct {
	*parting
	n    *nodes.Delete
	in   operator
	seen map[string]struct{}
}

func (r *run) newPartedDelete(n *nodes.Delete, in operator) operator {
	return &partedDelete{parting: r.newParting(n.Parts, &n.TableWrite, n.Returning, n.Triggers), n: n, in: in}
}

func (o *partedDelete) open() error {
	if o.trig != nil {
		if err := o.trig.begin(routine.Delete); err != nil {
			return err
		}
	}
	return o.in.open()
}

func (o *partedDelete) close()                        { o.in.close() }
func (o *partedDelete) next(most int) (*Batch, error) { return o.parting.next(o.in, o.batch) }

func (o *partedDelete) batch(in *Batch) error { return o.write(in, 0, in.N) }

func (o *partedDelete) write(in *Batch, from, end int) error {
	for from < end {
		leaf, to, err := o.stretch(in, o.p.OID, from, end)
		if err != nil {
			return err
		}
		u := o.deleter(leaf)
		trig := o.ops(leaf).delTrg
		if trig.changes(routine.Delete) {
			to = from + 1
			if from > 0 {
				o.r.txn.Step()
			}
		}
		u.begin()
		for i := from; i < to; i++ {
			old := leafRow(o.p.Leaf(leaf), oldRow(make([]types.Datum, len(o.n.Old)+1), in, i, o.n.Old))
			again, err := seenBefore(o.r, &o.seen, o.n.Dedup, u.w, old)
			if err != nil {
				return err
			}
			if again {
				continue
			}
			if trig.changes(routine.Delete) {
				if row, err := trig.before(routine.Delete, old, nil); err != nil {
					return err
				} else if row == nil {
					continue
				}
			}
			if err := u.w.compute(old); err != nil {
				return err
			}
			u.add(old, nil, o.n.Locked).in = i
		}
		if err := finishChanges(o.r, u, o.returner(leaf), in, o.n.Locked, trig); err != nil {
			return err
		}
		from = to
	}
	return nil
}
