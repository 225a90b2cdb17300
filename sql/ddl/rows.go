package ddl

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// source reads the rows of a table as the transaction sees them.
type source struct {
	t      *catalog.TableDesc
	layout *catalog.Layout
	dec    *rowenc.Decoder
	row    []types.Datum
	// computes makes the computed columns of each row; without it they are NULL.
	computes computing
}

func newSource(t *catalog.TableDesc) *source {
	l := t.Layout(t.Primary())
	return &source{t: t, layout: l, dec: l.Decoder(), row: make([]types.Datum, len(t.Columns))}
}

// newSourceFor is newSource for what an index holds: where no column is computed, which may need any
// other, the rows have its columns alone. What they have is valid until the next row.
func newSourceFor(t *catalog.TableDesc, of *catalog.Layout) *source {
	s := newSource(t)
	if t.HasComputed() {
		return s
	}
	need := make(map[int]bool, len(of.Slots)+len(of.Value))
	for _, slot := range of.Slots {
		need[slot] = true
	}
	for i := range of.Value {
		need[of.Value[i].Slot] = true
	}
	some := slices.DeleteFunc(slices.Clone(s.layout.Value), func(c rowenc.ValueColumn) bool { return !need[c.Slot] })
	s.dec = rowenc.NewDecoder(some, true)
	return s
}

// each calls f for every row. The row is reused.
func (s *source) each(r *run, t *coord.Txn, f func(row []types.Datum) error) error {
	rows := t.Scan(r.ctx, coord.ScanSpec{Spans: []keys.Span{s.t.Span(s.t.Primary())}})
	defer rows.Close()
	for rows.Next(r.ctx) {
		if err := s.layout.Decode(s.dec, rows.Key(), rows.Value(), s.row); err != nil {
			return err
		}
		if err := s.computes.row(r, s.row); err != nil {
			return err
		}
		if err := f(s.row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// entrySink takes the entries of new indexes: into the transaction's buffer, or
// beside it in bulk.
type entrySink interface {
	add(r *run, key, value []byte) error
	flush(r *run) error
	close()
}

// buffered keeps entries with the transaction's own writes.
type buffered struct{}

func (buffered) add(r *run, key, value []byte) error { return r.env.Txn.PutFresh(r.ctx, key, value) }
func (buffered) flush(*run) error                    { return nil }
func (buffered) close()                              {}

// loaded writes entries at the transaction's read timestamp, under keys that
// nobody knows of.
type loaded struct{ l *jobs.Loader }

func (b loaded) add(r *run, key, value []byte) error { return b.l.Add(r.ctx, key, value) }
func (b loaded) flush(r *run) error                  { return b.l.Flush(r.ctx) }
func (b loaded) close()                              { b.l.Close() }

// filler writes rows into indexes and finds duplicates.
type filler struct {
	t       *catalog.TableDesc
	targets []target
	sink    entrySink
	rows    entrySink // of the entries of the primary key, which come in their order mostly
	copied  bool      // sink keeps no memory of what it is given
	key     []byte
	value   []byte
}

type target struct {
	ix     *catalog.IndexDesc
	layout *catalog.Layout
	hashes *hashes             // of the keys of a unique index
	twice  map[uint64]struct{} // hashes that came again: perhaps duplicates
	seed   maphash.Seed
}

// newFiller finds duplicates with what env gives; nil: it does not look for any.
func newFiller(env *Env, t *catalog.TableDesc, ids []catalog.IndexID, sink entrySink) *filler {
	f := &filler{t: t, sink: sink, rows: sink}
	if s, ok := sink.(*sorted); ok {
		f.rows, f.copied = s.to, true
	}
	for _, id := range ids {
		ix, _ := t.Index(id)
		g := target{ix: ix, layout: t.Layout(ix)}
		if (g.layout.Unique || g.layout.Late) && env != nil {
			g.hashes, g.seed = newHashes(env.Memory, env.Temp), maphash.MakeSeed()
		}
		f.targets = append(f.targets, g)
	}
	return f
}

// add writes the entries of one row.
func (f *filler) add(r *run, row []types.Datum) error {
	for i := range f.targets {
		g := &f.targets[i]
		if g.layout.Inverted() {
			if err := f.addEntries(r, g, row); err != nil {
				return err
			}
			continue
		}
		if !g.layout.Has(row) {
			continue
		}
		if g.hashes != nil {
			if once, ok := g.layout.UniqueKey(row); ok {
				if err := g.hashes.add(maphash.Bytes(g.seed, once)); err != nil {
					return err
				}
			}
		}
		if err := f.put(r, g, row); err != nil {
			return err
		}
	}
	return nil
}

// put writes the entry of a row.
func (f *filler) put(r *run, g *target, row []types.Datum) error {
	switch {
	case g.ix.ID == f.t.Primary().ID:
		return f.rows.add(r, g.layout.AppendKey(nil, row), g.layout.AppendValue(nil, row))
	case f.copied:
		f.key, f.value = g.layout.AppendKey(f.key[:0], row), g.layout.AppendValue(f.value[:0], row)
		return f.sink.add(r, f.key, f.value)
	}
	return f.sink.add(r, g.layout.AppendKey(nil, row), g.layout.AppendValue(nil, row))
}

// addEntries writes the entries of a row in an inverted index.
func (f *filler) addEntries(r *run, g *target, row []types.Datum) error {
	return g.layout.Entries(row, func(key []byte) error {
		return f.sink.add(r, key, g.layout.AppendValue(nil, row))
	})
}

// suspects reports whether any index may hold a duplicate.
func (f *filler) suspects(ctx context.Context) (some bool, err error) {
	for i := range f.targets {
		g := &f.targets[i]
		if g.hashes == nil {
			continue
		}
		if g.twice, err = g.hashes.twice(ctx); err != nil {
			return false, err
		}
		some = some || g.twice != nil
	}
	return some, nil
}

func (f *filler) close() {
	f.sink.close()
	for i := range f.targets {
		if h := f.targets[i].hashes; h != nil {
			h.close()
		}
	}
}

// look looks at a row again, among the keys whose hashes came twice.
func (f *filler) look(r *run, row []types.Datum, seen []map[string]struct{}) error {
	for i := range f.targets {
		g := &f.targets[i]
		if g.twice == nil || !g.layout.Has(row) {
			continue
		}
		key, ok := g.layout.UniqueKey(row)
		if !ok {
			continue
		}
		if _, ok := g.twice[maphash.Bytes(g.seed, key)]; !ok {
			continue
		}
		if _, dup := seen[i][string(key)]; dup {
			return r.duplicate(f.t, g.ix, row)
		}
		seen[i][string(key)] = struct{}{}
	}
	return nil
}

// duplicate is the error for a unique index over rows that are not.
func (r *run) duplicate(t *catalog.TableDesc, ix *catalog.IndexDesc, row []types.Datum) error {
	schema, now := "", (*catalog.Snapshot)(nil)
	if snap, err := r.snap(); err == nil {
		now = snap
		if d, ok := snap.SchemaByID(t.SchemaID); ok {
			schema = d.Name
		}
	}
	name := func(c *catalog.Column) string { return bind.KeyName(now, t, c, catalog.QuoteIdent) }
	e := pgerror.New(pgerror.UniqueViolation, "could not create unique index %q", ix.Name).WithTable(schema, t.Name).WithConstraint(ix.Name)
	if hides(now, t) {
		return e.WithDetail("Duplicate keys exist.")
	}
	return e.WithDetail("Key %s is duplicated.", keyText(r.env.Types, t, indexColumnIDs(ix), row, name))
}

// hides reports whether rows of t may be hidden from its owner, in whose name indexes are built, or he has lost SELECT:
// errors don't show them then, as in Postgres, whoever runs the statement.
func hides(snap *catalog.Snapshot, t *catalog.TableDesc) bool {
	return snap == nil || snap.Secured(t.Owner, t) || !snap.HasPrivilege(t.Owner, t, catalog.PrivilegeSelect)
}

func indexColumnIDs(ix *catalog.IndexDesc) []catalog.ColumnID {
	out := make([]catalog.ColumnID, len(ix.Columns))
	for i, c := range ix.Columns {
		out[i] = c.ID
	}
	return out
}

// bareName is how foreign keys' DETAIL has names; that of unique keys quotes them.
func bareName(c *catalog.Column) string { return c.Name }

// keyText is "(a, b)=(1, x)", as DETAIL has it.
func keyText(env *types.Env, t *catalog.TableDesc, ids []catalog.ColumnID, row []types.Datum, quote func(*catalog.Column) string) string {
	var names, values []string
	for _, id := range ids {
		c, slot, _ := t.ColumnByID(id)
		names = append(names, quote(c))
		v := "null"
		if !row[slot].IsNull() {
			v = string(types.AppendText(nil, c.Type, row[slot], env))
		}
		values = append(values, v)
	}
	return "(" + strings.Join(names, ", ") + ")=(" + strings.Join(values, ", ") + ")"
}

// work is what the rows of a changed table must go through.
type work struct {
	s      *shape
	src    *source
	slots  []int // of the new row in the old one, -1 for a new column
	row    []types.Datum
	checks []compiledCheck
	fills  []compiledFill
	gens   []compiledFill // from the new row
	comps  computing      // after those
	filler *filler
}

// compute computes what indexes hold of the new row. What changes the row is computed in the name of
// whoever alters the table, this in the owner's.
func (w *work) compute() error {
	defer w.s.r.asOwner(w.s.t, w.comps)()
	return w.comps.row(w.s.r, w.row)
}

type compiledCheck struct {
	name string
	x    *host.Scalar
}

// compiledFill is a column whose new value is computed from the old row.
type compiledFill struct {
	slot int
	x    *host.Scalar
}

// data does what the change asks of the table's rows: checks them, writes them
// anew, fills indexes.
func (s *shape) data() error {
	if !s.rewrite && len(s.builds) == 0 && len(s.checks) == 0 && len(s.notNull) == 0 {
		return nil
	}
	if s.reason != 0 {
		if err := s.r.rewriting(s.old, s.reason); err != nil {
			return err
		}
	}
	span := s.old.Span(s.old.Primary())
	if err := s.r.env.Txn.Validate(s.r.ctx, []keys.Span{span}); err != nil {
		return err
	}
	w, err := s.newWork()
	if err != nil {
		return err
	}
	if w.filler != nil {
		defer w.filler.close()
	}
	if err := w.src.each(s.r, s.r.env.Txn, w.pass); err != nil {
		return err
	}
	if w.filler == nil {
		return nil
	}
	if err := w.filler.sink.flush(s.r); err != nil {
		return err
	}
	if err := s.verifyExclusions(w.filler); err != nil {
		return err
	}
	if some, err := w.filler.suspects(s.r.ctx); err != nil || !some {
		return err
	}
	seen := make([]map[string]struct{}, len(w.filler.targets))
	for i := range seen {
		seen[i] = map[string]struct{}{}
	}
	return w.src.each(s.r, s.r.env.Txn, func(old []types.Datum) error {
		if err := w.convert(old); err != nil {
			return err
		}
		if err := w.compute(); err != nil {
			return err
		}
		return w.filler.look(w.s.r, w.row, seen)
	})
}

func (s *shape) newWork() (*work, error) {
	w := &work{s: s, src: newSource(s.old), slots: make([]int, len(s.t.Columns)), row: make([]types.Datum, len(s.t.Columns))}
	for i := range s.t.Columns {
		id := s.t.Columns[i].ID
		w.slots[i] = -1
		if _, slot, ok := s.old.ColumnByID(id); ok {
			w.slots[i] = slot
		}
		if x := s.converts[id]; x != nil {
			w.fills = append(w.fills, compiledFill{i, x})
		}
		if slices.Contains(s.generates, id) {
			x, err := s.generation(&s.t.Columns[i])
			if err != nil {
				return nil, err
			}
			w.gens = append(w.gens, compiledFill{i, x})
		}
	}
	for _, name := range s.checks {
		for i := range s.t.Checks {
			if c := &s.t.Checks[i]; c.Name == name {
				x, err := s.r.compile(c.Expr, bind.ScalarOptions{Use: bind.ScalarCheck, Kept: true, Table: s.t, Type: types.TBool, Typmod: types.NoTypmod})
				if err != nil {
					return nil, err
				}
				w.checks = append(w.checks, compiledCheck{name, x})
			}
		}
	}
	var err error
	if w.comps, err = s.r.computing(s.t); err != nil {
		return nil, err
	}
	return w, s.target(w)
}

// target decides where the new entries go.
func (s *shape) target(w *work) error {
	ids := s.builds
	if s.rewrite {
		id, err := s.r.env.State.NewID(s.r.ctx)
		if err != nil {
			return err
		}
		s.t.Prefix = uint64(id)
		ids = nil
		for i := range s.t.Indexes {
			if s.t.Indexes[i].State != catalog.IndexDropping {
				ids = append(ids, s.t.Indexes[i].ID)
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if s.r.env.Txn.HasWrites(s.old.TableSpan()) {
		w.filler = newFiller(s.r.env, s.t, ids, buffered{})
		return nil
	}
	guard := jobs.Job{Kind: jobs.Clear, Table: uint64(s.t.ID), Space: s.t.SpaceID, Prefix: s.t.Prefix}
	if s.rewrite {
		if err := s.r.x.o.Jobs.Guard(s.r.ctx, s.r.env.State, nil, guard); err != nil {
			return err
		}
	} else {
		for _, id := range ids {
			guard.Index = uint64(id)
			if err := s.r.x.o.Jobs.Guard(s.r.ctx, s.r.env.State, nil, guard); err != nil {
				return err
			}
		}
	}
	w.filler = newFiller(s.r.env, s.t, ids, newSorted(s.r.env, loaded{s.r.x.o.Jobs.Bulk().Loader(s.r.env.Txn.ReadTS())}))
	return nil
}

// convert makes the new row of an old one.
func (w *work) convert(old []types.Datum) error {
	for i, from := range w.slots {
		c := &w.s.t.Columns[i]
		switch {
		case from >= 0:
			w.row[i] = old[from]
		case c.ID == catalog.RowIDColumn:
			id, err := w.s.r.x.o.Catalog.NextRowID(w.s.r.ctx)
			if err != nil {
				return err
			}
			w.row[i] = types.Int(id)
		default:
			w.row[i] = c.Missing
		}
	}
	for _, f := range w.fills {
		d, err := w.s.r.eval(f.x, old)
		if err != nil {
			return err
		}
		w.row[f.slot] = d
	}
	for _, f := range w.gens {
		d, err := w.s.r.eval(f.x, w.row)
		if err != nil {
			return err
		}
		w.row[f.slot] = d
	}
	return nil
}

// pass takes one row through the change.
func (w *work) pass(old []types.Datum) error {
	if err := w.convert(old); err != nil {
		return err
	}
	t := w.s.t
	for _, id := range w.s.notNull {
		if c, slot, ok := t.ColumnByID(id); ok && w.row[slot].IsNull() {
			return pgerror.New(pgerror.NotNullViolation, "column %q of relation %q contains null values", c.Name, t.Name).
				WithTable(w.s.schema.Name, t.Name).WithColumn(c.Name)
		}
	}
	for _, c := range w.checks {
		d, err := w.s.r.eval(c.x, w.row)
		if err != nil {
			return err
		}
		if !d.IsNull() && !d.Bool() {
			return pgerror.New(pgerror.CheckViolation, "check constraint %q of relation %q is violated by some row", c.name, t.Name).
				WithTable(w.s.schema.Name, t.Name).WithConstraint(c.name)
		}
	}
	if w.filler == nil {
		return nil
	}
	if err := w.compute(); err != nil {
		return err
	}
	return w.filler.add(w.s.r, w.row)
}

// foreignBatch is how many parents are looked up at once.
const foreignBatch = 512

// checkForeign checks the rows of the table against new foreign keys. The
// table, and all that the statement wrote, is read as it will be.
func (s *shape) checkForeign() error {
	for _, name := range s.foreign {
		for i := range s.t.ForeignKeys {
			if f := &s.t.ForeignKeys[i]; f.Name == name {
				if err := s.checkForeignKey(f); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// lookup is one row that waits for its parent.
type lookup struct{ detail string }

func (s *shape) checkForeignKey(f *catalog.ForeignKeyDesc) error {
	parent, err := s.tableNow(f.RefTable)
	if err != nil {
		return err
	}
	ix, ok := parent.Index(f.RefIndex)
	if !ok {
		return pgerror.Internal("foreign key %q names index %d", f.Name, f.RefIndex)
	}
	txn := s.r.env.Txn
	p := newParentKey(s.t, f, parent, ix)
	spans := []keys.Span{parent.Span(ix), s.t.Span(s.t.Primary())}
	var parts []keys.Span // where a parent may be, of a key over all partitions
	switch {
	case parent.OverAll(ix):
		if parts, err = s.r.partSpans(parent, ix); err != nil {
			return err
		}
		spans = append(spans, parts...)
	case parent.Partitioned():
		if p.find, err = s.r.leafKeys(parent, ix, &spans); err != nil {
			return err
		}
	}
	if err := txn.Validate(s.r.ctx, spans); err != nil {
		return err
	}
	txn.Step()
	var ks []keys.Key
	var waiting []lookup
	flush := func() error {
		there, err := s.r.lookUpParents(ks, len(p.layout.Prefix), parts)
		if err != nil {
			return err
		}
		if i := slices.Index(there, false); i >= 0 {
			return s.missing(f, parent, waiting[i].detail)
		}
		ks, waiting = ks[:0], waiting[:0]
		return nil
	}
	err = newSource(s.t).each(s.r, txn, func(row []types.Datum) error {
		key, null, found, err := p.key(s.r.env.Types, row)
		switch {
		case err != nil:
			return err
		case null == len(f.Columns) || null > 0 && !f.MatchFull:
			return nil
		case null > 0:
			return s.noParent(f, parent).WithDetail("MATCH FULL does not allow mixing of null and nonnull key values.")
		case !found:
			return s.missing(f, parent, keyText(s.r.env.Types, s.t, f.Columns, row, bareName))
		}
		ks = append(ks, key)
		waiting = append(waiting, lookup{keyText(s.r.env.Types, s.t, f.Columns, row, bareName)})
		if len(ks) < foreignBatch {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// lookUpParents tells which keys are there: in one of parts, where there are any, behind what these
// begin with in place of the first bytes of the keys.
func (r *run) lookUpParents(ks []keys.Key, prefix int, parts []keys.Span) ([]bool, error) {
	all := ks
	if parts != nil {
		all = nil
		for _, s := range parts {
			for _, k := range ks {
				all = append(all, append(slices.Clone(s.Start), k[prefix:]...))
			}
		}
	}
	there := make([]bool, len(ks))
	err := r.env.Txn.GetMany(r.ctx, all, kvpb.WholeRow, func(i int, _ []byte, found bool) error {
		there[i%len(ks)] = there[i%len(ks)] || found
		return nil
	})
	return there, err
}

// missing tells that a row refers to nothing, or to what was in a partition that is taken away.
func (s *shape) missing(f *catalog.ForeignKeyDesc, parent *catalog.TableDesc, key string) error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	me, err := s.r.user()
	if err != nil {
		return err
	}
	if key = " " + key; snap.Secured(me.ID, s.t) || snap.Secured(me.ID, parent) || !snap.HasPrivilege(me.ID, s.t, catalog.PrivilegeSelect) {
		key = ""
	}
	if s.removing != "" {
		return pgerror.New(pgerror.ForeignKeyViolation, "removing partition %q violates foreign key constraint %q", s.removing, f.Name).
			WithDetail("Key%s is still referenced from table %q.", key, s.t.Name).WithTable(s.schema.Name, s.t.Name).WithConstraint(f.Name)
	}
	return s.noParent(f, parent).WithDetail("Key%s is not present in table %q.", key, parent.Name)
}

func (s *shape) noParent(f *catalog.ForeignKeyDesc, parent *catalog.TableDesc) *pgerror.Error {
	return pgerror.New(pgerror.ForeignKeyViolation, "insert or update on table %q violates foreign key constraint %q", s.t.Name, f.Name).
		WithTable(s.schema.Name, s.t.Name).WithConstraint(f.Name)
}

// tableNow is a table as the statement leaves it.
func (s *shape) tableNow(id catalog.ID) (*catalog.TableDesc, error) {
	if id == s.t.ID {
		return s.t, nil
	}
	if t, ok := s.otherNew[id]; ok {
		return t, nil
	}
	snap, err := s.r.snap()
	if err != nil {
		return nil, err
	}
	t, ok := snap.TableByID(id)
	if !ok {
		return nil, pgerror.Internal("table %d does not exist", id)
	}
	return t, nil
}

// parentKey makes the key of a row's parent in the referenced index.
type parentKey struct {
	layout *catalog.Layout
	from   []int // slots of the child's columns
	to     []int // slots of the parent's
	casts  []*builtin.RefCast
	row    []types.Datum
	// find makes the key of a row of a partitioned parent, in its leaf; nil where no partition
	// has it.
	find func(row []types.Datum) (keys.Key, error)
}

func newParentKey(child *catalog.TableDesc, f *catalog.ForeignKeyDesc, parent *catalog.TableDesc, ix *catalog.IndexDesc) *parentKey {
	p := &parentKey{layout: parent.Layout(ix), row: make([]types.Datum, len(parent.Columns))}
	for i := range f.Columns {
		c, from, _ := child.ColumnByID(f.Columns[i])
		q, to, _ := parent.ColumnByID(f.RefColumns[i])
		p.from, p.to = append(p.from, from), append(p.to, to)
		p.casts = append(p.casts, builtin.NewRefCast(c.Type, q.Type))
	}
	return p
}

// key returns the parent's key and how many columns of it are NULL; found is false where
// no parent can have it.
func (p *parentKey) key(env *types.Env, row []types.Datum) (key keys.Key, null int, found bool, err error) {
	found = true
	for i := range p.from {
		d := row[p.from[i]]
		if d.IsNull() {
			null++
			continue
		}
		v, ok, err := p.casts[i].Convert(env, d)
		if err != nil {
			return nil, 0, false, err
		}
		found = found && ok
		p.row[p.to[i]] = v
	}
	if null > 0 || !found {
		return nil, null, found, nil
	}
	if p.find != nil {
		key, err := p.find(p.row)
		return key, 0, key != nil, err
	}
	return p.layout.AppendKey(nil, p.row), 0, true, nil
}
