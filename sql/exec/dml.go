package exec

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// writer maintains one table: it checks constraints, locks keys, and buffers
// the entries of rows in all indexes. Rows go through it in batches, so that a
// batch costs one message for its locks.
type writer struct {
	r     *run
	w     *nodes.TableWrite
	ctx   scalar.Ctx
	cols  [][]types.Datum
	locks []coord.LockTarget
	// written are the keys that this batch has written, and whether they exist
	// now: the locks of a batch are taken before its writes.
	written map[string]bool
	// unasked: nothing looks at them.
	unasked bool
	pending []entryWrite
	// goneLists and cameLists are the events of the foreign keys, in step with w.Inbound
	// and w.Foreign.
	// lateLists those of w.Late, excludeLists those of w.Excluding.
	goneLists, cameLists, lateLists, excludeLists []*eventList
	arena                                         []byte
	value                                         []byte
	schema                                        string
	// named and leaf are set where rows come by way of a partitioned table: errors show them
	// in its form.
	named *nodes.TableWrite
	leaf  *nodes.LeafWrite
}

// entryWrite is a change of one index entry that waits for its lock.
type entryWrite struct {
	index int // in w.Indexes
	row   int // which row of the batch
	key   keys.Key
	lock  int // in locks, -1: none is needed
	mode  kvpb.LockMode
	del   bool
	// unique: the key must not exist. over is the first of the locks that tell whether it does in
	// other partitions, -1: none does.
	unique bool
	over   int
	// derived: its row's lock guards it.
	derived bool
}

func (r *run) newWriter(w *nodes.TableWrite) *writer {
	return &writer{r: r, w: w, ctx: r.eval()}
}

// begin starts a batch.
func (w *writer) begin() {
	w.locks, w.pending = w.locks[:0], w.pending[:0]
	w.arena = w.arena[:0]
	clear(w.written)
}

// generate computes the generated columns of a row.
func (w *writer) generate(row []types.Datum) error {
	if len(w.w.Generated) == 0 {
		return nil
	}
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	for i := range w.w.Generated {
		g := &w.w.Generated[i]
		d, err := g.X.Eval(&w.ctx)
		if err != nil {
			return err
		}
		row[g.Slot] = d
	}
	return nil
}

// compute computes what indexes hold of a row beyond its columns.
func (w *writer) compute(row []types.Datum) error {
	if len(w.w.Computed) == 0 {
		return nil
	}
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	for i := range w.w.Computed {
		c := &w.w.Computed[i]
		row[c.Slot] = types.Null
		if c.If >= 0 && (row[c.If].IsNull() || !row[c.If].Bool()) {
			continue
		}
		d, err := c.X.Eval(&w.ctx)
		if err != nil {
			return err
		}
		row[c.Slot] = d
	}
	return nil
}

// checkRow completes a row and enforces the policies, before anything tells of the row, NOT
// NULL and CHECK, and the check options of views.
func (w *writer) checkRow(row []types.Datum) error {
	return w.checkWith(w.w.Policies, row)
}

func (w *writer) checkWith(policies []nodes.PolicyCheck, row []types.Datum) error {
	if err := w.checkNew(policies, row); err != nil {
		return err
	}
	return w.checkPolicies(policies, row, true)
}

// checkNew is checkWith but for the views, which want to see rows that were written.
func (w *writer) checkNew(policies []nodes.PolicyCheck, row []types.Datum) error {
	if err := w.generate(row); err != nil {
		return err
	}
	if err := w.checkPolicies(policies, row, false); err != nil {
		return err
	}
	if err := w.checkConstraints(row); err != nil {
		return err
	}
	return w.compute(row)
}

// checkPolicies wants policies, or with views the check options of views, to hold for a row:
// not NULL either.
func (w *writer) checkPolicies(list []nodes.PolicyCheck, row []types.Datum, views bool) error {
	if len(list) == 0 {
		return nil
	}
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	for i := range list {
		if list[i].View != views {
			continue
		}
		ok, err := scalar.True(list[i].X, &w.ctx)
		if err != nil {
			return err
		}
		if !ok && views {
			return w.failing(row, pgerror.New(pgerror.WithCheckOptionViolation, "new row violates check option for view %q", list[i].Name))
		}
		if !ok {
			return w.forbidden(&list[i])
		}
	}
	return nil
}

// satisfies reports whether a condition on a row is true.
func (w *writer) satisfies(x scalar.Expr, row []types.Datum) (bool, error) {
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	return scalar.True(x, &w.ctx)
}

func (w *writer) forbidden(k *nodes.PolicyCheck) error {
	row, name, using := "new", "", ""
	if k.Target {
		row = "target"
	}
	if k.Name != "" {
		name = " \"" + k.Name + "\""
	}
	if k.Existing {
		using = " (USING expression)"
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "%s row violates row-level security policy%s%s for table %q", row, name, using, w.w.Table.Name)
}

// checkBounds wants a row to be one of the partition's.
func (w *writer) checkBounds(row []types.Datum) error {
	ok, err := w.inBounds(row)
	if err != nil || ok {
		return err
	}
	return w.failing(row, pgerror.New(pgerror.CheckViolation, "new row for relation %q violates partition constraint", w.w.Table.Name).
		WithTable(w.schemaName(), w.w.Table.Name))
}

func (w *writer) inBounds(row []types.Datum) (bool, error) {
	if len(w.w.Bounds) == 0 {
		return true, nil
	}
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	for i := range w.w.Bounds {
		b := &w.w.Bounds[i]
		key, err := evalKey(nil, b.Key, &w.ctx)
		if err != nil || b.Router.Find(key) != b.Part {
			return false, err
		}
	}
	return true, nil
}

func (w *writer) checkConstraints(row []types.Datum) error {
	for _, slot := range w.w.NotNull {
		if row[slot].IsNull() {
			c := &w.w.Table.Columns[slot]
			return w.failing(row, pgerror.New(pgerror.NotNullViolation, "null value in column %q of relation %q violates not-null constraint", c.Name, w.w.Table.Name).
				WithTable(w.schemaName(), w.w.Table.Name).WithColumn(c.Name))
		}
	}
	if len(w.w.Checks) == 0 {
		return w.checkBounds(row)
	}
	w.cols = pushdown.RowColumns(w.cols, row)
	w.ctx.Cols, w.ctx.Row = w.cols, 0
	for i := range w.w.Checks {
		k := &w.w.Checks[i]
		d, err := k.X.Eval(&w.ctx)
		if err != nil {
			return err
		}
		if !d.IsNull() && !d.Bool() {
			return w.failing(row, pgerror.New(pgerror.CheckViolation, "new row for relation %q violates check constraint %q", w.w.Table.Name, k.Name).
				WithTable(w.schemaName(), w.w.Table.Name).WithConstraint(k.Name))
		}
	}
	return w.checkBounds(row)
}

func (w *writer) schemaName() string {
	if w.schema == "" && w.r.virtual != nil {
		if d, ok := w.r.virtual.Snapshot.SchemaByID(w.w.Table.SchemaID); ok {
			w.schema = d.Name
		}
	}
	return w.schema
}

// failing adds to an error what of the row the role may see.
func (w *writer) failing(row []types.Datum, e *pgerror.Error) error {
	t, d := w.w.Table, w.w.Details
	if w.named != nil {
		t, d, row = w.named.Table, w.named.Details, rootRow(nil, w.leaf, row)
	}
	if d == nil {
		return e.WithDetail("Failing row contains %s.", w.describe(t, row, nil))
	}
	var names []string
	shown := make([]bool, len(row))
	for i := range t.Columns {
		c := &t.Columns[i]
		if shown[i] = !d.Secured && !c.Hidden && (d.Readable[i] || d.Given[i]); shown[i] {
			names = append(names, c.Name)
		}
	}
	if len(names) == 0 {
		return e
	}
	return e.WithDetail("Failing row contains (%s) = %s.", strings.Join(names, ", "), w.describe(t, row, shown))
}

// mayShow reports whether errors may show the values of slots.
func mayShow(d *nodes.Details, slots []int) bool {
	if d == nil {
		return true
	}
	return !d.Secured && !slices.ContainsFunc(slots, func(s int) bool { return !d.Readable[s] })
}

// describe prints a row of t as DETAIL shows it: "(1, abc, null)"; shown (nil: all) are the
// columns to print.
func (w *writer) describe(t *catalog.TableDesc, row []types.Datum, shown []bool) string {
	var b strings.Builder
	b.WriteByte('(')
	first := true
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Hidden || shown != nil && !shown[i] {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		if row[i].IsNull() {
			b.WriteString("null")
			continue
		}
		b.WriteString(shorten(string(types.AppendText(nil, c.Type, row[i], w.r.env))))
	}
	b.WriteByte(')')
	return b.String()
}

// maxDetailBytes is how much of a value an error's detail shows.
const maxDetailBytes = 64

func shorten(s string) string {
	if len(s) <= maxDetailBytes {
		return s
	}
	n := maxDetailBytes
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return s[:n] + "..."
}

// keyOf builds the key of a row's entry in arena memory that lives as long as
// the batch.
func (w *writer) keyOf(ix *nodes.IndexWrite, row []types.Datum) keys.Key {
	// A new piece for each key: earlier ones must not move.
	k := ix.Layout.AppendKey(make([]byte, 0, len(ix.Layout.Prefix)+24), row)
	return k
}

// lockKey adds a lock to the batch and returns its place.
func (w *writer) lockKey(k keys.Key, mode kvpb.LockMode) int {
	w.locks = append(w.locks, coord.LockTarget{Key: k, Mode: mode})
	return len(w.locks) - 1
}

// derived reports whether the entry of a row in index i is guarded by the row's own
// lock and expect: it names the row, so that whoever writes it has locked the row.
func (w *writer) derived(i int, row []types.Datum) bool {
	return i > 0 && !w.w.Indexes[i].Layout.Conflicts(row)
}

// putDerived buffers such an entry.
func (w *writer) putDerived(ix *nodes.IndexWrite, k keys.Key, row []types.Datum) error {
	w.encode(ix, row)
	return w.r.txn.PutDerived(w.r.ctx, k, w.value)
}

// lockAll takes the locks of the batch.
func (w *writer) lockAll(newest bool) ([]coord.Locked, error) {
	if len(w.locks) == 0 {
		return nil, nil
	}
	locked, err := w.r.txn.Lock(w.r.ctx, w.locks, w.r.lockOptions(kvpb.WaitPolicy_BLOCK, newest))
	return locked, w.r.lockError(err, w.w.Table)
}

// exists reports whether a key that is locked exists now, this statement's own
// writes included; mine tells that this statement wrote it.
func (w *writer) exists(k keys.Key, l *coord.Locked) (exists, mine bool) {
	if there, ok := w.written[string(k)]; ok {
		return there, true
	}
	if l.Written {
		return l.WrittenExists, true
	}
	return l.Exists, false
}

// note remembers a write of this batch.
func (w *writer) note(k keys.Key, exists bool) {
	if w.unasked {
		return
	}
	if w.written == nil {
		w.written = map[string]bool{}
	}
	w.written[string(k)] = exists
}

// encode makes the value of an entry, in memory that the next one uses again.
func (w *writer) encode(ix *nodes.IndexWrite, row []types.Datum) {
	if w.value == nil {
		room := 0
		for i := range row {
			room += row[i].MemoryBytes() - types.DatumBytes + valueBytes
		}
		w.value = make([]byte, 0, min(room, valueRoomMax))
	}
	w.value = ix.Layout.AppendValue(w.value[:0], row)
}

// valueBytes is about what a column of an entry takes, but for long values; valueRoomMax
// bounds what is set aside before one is encoded.
const valueBytes, valueRoomMax = 6, 16 << 10

// put buffers a row's entry.
func (w *writer) put(ix *nodes.IndexWrite, k keys.Key, row []types.Datum, mode kvpb.LockMode, fresh bool) error {
	w.encode(ix, row)
	if fresh {
		return w.r.txn.PutFresh(w.r.ctx, k, w.value)
	}
	w.note(k, true)
	return w.r.txn.Put(w.r.ctx, k, w.value, mode)
}

// remove deletes an entry. Its tombstone stays even where no entry is: an index
// that is being built may not have it yet, and the backfill must not bring it
// in behind (T13).
func (w *writer) remove(k keys.Key) error {
	w.note(k, false)
	return w.r.txn.DeleteAlways(w.r.ctx, k)
}

// duplicate is the error of a key that is there already; old: as for excludedBefore.
func (w *writer) duplicate(ix *nodes.IndexWrite, row, old []types.Datum) error {
	if err := w.excludedBefore(ix, row, old); err != nil {
		return err
	}
	w.r.txn.Observed()
	return w.duplicateError(ix, row)
}

// duplicateError tells of a key that is unique over all partitions in the words of the table that
// they are of: where the other row is says nothing about this one.
func (w *writer) duplicateError(ix *nodes.IndexWrite, row []types.Datum) error {
	e := duplicateKey(w.r, w.w, w.schemaName(), ix.Desc, ix.Layout, row)
	if ix.Over == nil {
		return e
	}
	out := pgerror.New(pgerror.UniqueViolation, "duplicate key value violates unique constraint %q", ix.Over.Index.Name).
		WithTable(w.schemaName(), ix.Over.Table.Name).WithConstraint(ix.Over.Index.Name)
	if e.Detail != "" {
		out = out.WithDetail("%s", e.Detail)
	}
	return out
}

func duplicateKey(r *run, w *nodes.TableWrite, schema string, ix *catalog.IndexDesc, l *catalog.Layout, row []types.Datum) *pgerror.Error {
	t, slots := w.Table, l.Slots[:len(ix.Columns)]
	e := pgerror.New(pgerror.UniqueViolation, "duplicate key value violates unique constraint %q", ix.Name).WithTable(schema, t.Name).WithConstraint(ix.Name)
	if !mayShow(w.Details, slots) {
		return e
	}
	var snap *catalog.Snapshot
	if r.virtual != nil {
		snap = r.virtual.Snapshot
	}
	return e.WithDetail("Key %s already exists.", keyDetail(snap, t, slots, row, r.env))
}

// keyDetail prints "(a, b)=(1, x)".
func keyDetail(snap *catalog.Snapshot, t *catalog.TableDesc, slots []int, row []types.Datum, env *types.Env) string {
	return detailOf(t, slots, row, env, func(c *catalog.Column) string { return bind.KeyName(snap, t, c, catalog.QuoteIdent) })
}

// referenceDetail is keyDetail as foreign keys have it: Postgres quotes no names there.
func referenceDetail(t *catalog.TableDesc, slots []int, row []types.Datum, env *types.Env) string {
	return detailOf(t, slots, row, env, func(c *catalog.Column) string { return c.Name })
}

func detailOf(t *catalog.TableDesc, slots []int, row []types.Datum, env *types.Env, quote func(*catalog.Column) string) string {
	names := make([]string, len(slots))
	vals := make([]string, len(slots))
	for i, s := range slots {
		names[i] = quote(&t.Columns[s])
		if row[s].IsNull() {
			vals[i] = "null"
		} else {
			vals[i] = string(types.AppendText(nil, t.Columns[s].Type, row[s], env))
		}
	}
	return "(" + strings.Join(names, ", ") + ")=(" + strings.Join(vals, ", ") + ")"
}

// lockError words a lock's refusal as Postgres does.
func (r *run) lockError(err error, t *catalog.TableDesc) error {
	var le *coord.LockError
	if asLockError(err, &le) && !le.Timeout {
		return pgerror.Wrap(err, pgerror.LockNotAvailable, "could not obtain lock on row in relation %q", t.Name)
	}
	return err
}

// returner evaluates RETURNING over the written row and the input's columns.
type returner struct {
	exprs []scalar.Expr
	ctx   scalar.Ctx
	row   []types.Datum
	cols  [][]types.Datum
	out   *Batch
	// leaf, where the row comes from a leaf of a partitioned table, gives it the form of that
	// table's. in and at are the row of the input where add is not told.
	leaf *nodes.LeafWrite
	in   *Batch
	at   int
	// xmax is that system column of the row, which has its place behind the table's.
	xmax int64
	// own, where a query is asked, is the transaction, and since what the statement saw when it began: that is what
	// the query sees, whatever triggers have written.
	own   *coord.Txn
	since coord.View
}

// xmaxUpdated is xmax of a row that ON CONFLICT updated. Which transaction did is not told.
const xmaxUpdated = 1

func (r *run) newReturner(exprs []scalar.Expr) *returner {
	if exprs == nil {
		return nil
	}
	t := &returner{exprs: exprs, ctx: r.eval(), out: newBatch(&r.mem, len(exprs), batchRows)}
	if slices.ContainsFunc(exprs, func(x scalar.Expr) bool { return scalar.PropsOf(x).Subquery }) {
		t.own, t.since = r.txn, r.txn.View()
	}
	return t
}

// add appends RETURNING's result for one row.
func (t *returner) add(row []types.Datum, in *Batch, i int) error {
	if t == nil {
		return nil
	}
	if t.leaf != nil {
		t.row = rootRow(t.row[:0], t.leaf, row)
	} else {
		t.row = append(t.row[:0], row...)
	}
	if in == nil {
		in, i = t.in, t.at
	}
	if in != nil {
		for c := range in.Cols {
			t.row = append(t.row, in.Cols[c][i])
		}
	} else {
		t.row = append(t.row, types.Int(t.xmax))
	}
	t.cols = pushdown.RowColumns(t.cols, t.row)
	t.ctx.Cols, t.ctx.Row = t.cols, 0
	if t.own != nil {
		now := t.own.SeeOwn(t.since)
		defer t.own.SeeOwn(now)
	}
	for c, x := range t.exprs {
		d, err := x.Eval(&t.ctx)
		if err != nil {
			return err
		}
		t.out.Cols[c][t.out.N] = d
	}
	t.out.N++
	return nil
}

// addUpdated is add of a row that ON CONFLICT updated.
func (t *returner) addUpdated(row []types.Datum) error {
	if t == nil {
		return nil
	}
	t.xmax = xmaxUpdated
	defer func() { t.xmax = 0 }()
	return t.add(row, nil, 0)
}

// reset empties the batch of RETURNING's results, and gives it.
func (r *run) reset(t *returner) *Batch {
	if t == nil {
		return &r.none
	}
	t.out.N = 0
	return t.out
}
