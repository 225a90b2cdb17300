package ddl

import (
	"context"
	"encoding/binary"
	"errors"
	"hash/maphash"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// An index on a table that others may be writing to is built in three steps
// (transactions.md, section 8):
//
//  1. a transaction of its own adds it, write-only: from its commit on, every
//     writer keeps it up to date, and nobody reads it. It waits until those that began
//     before it have ended (catalog.State.Exclude), so that it makes nobody fail;
//  2. the rows as of a later timestamp are loaded, each where its key has no
//     version: what a writer wrote, or deleted, since is newer;
//  3. the user's transaction publishes it.
//
// A job, written with step 1, takes it out again if step 3 never commits. A
// unique index is checked as of a timestamp after step 2: from then on the
// writers see all there is.
//
// Where the transaction has itself made, changed or locked the table, or written to it,
// the index is built inline, in the transaction, like any other change of rows.

// columnsInKeyMax is Postgres's INDEX_MAX_KEYS.
const columnsInKeyMax = 32

// createIndex is CREATE INDEX.
func (r *run) createIndex(s *ast.CreateIndex) error {
	if s.Concurrently && r.env.InBlock {
		return pgerror.New(pgerror.ActiveSQLTransaction, "CREATE INDEX CONCURRENTLY cannot run inside a transaction block")
	}
	t, err := r.ownTable(s.Table)
	if err != nil {
		return err
	}
	if t.View {
		return pgerror.New(pgerror.WrongObjectType, "cannot create index on relation %q", t.Name).WithDetail("This operation is not supported for views.")
	}
	if err := r.unused(t, "CREATE INDEX"); err != nil {
		return err
	}
	if err := r.settleBuilds(t); err != nil {
		return err
	}
	schema, err := r.schemaOf(t)
	if err != nil {
		return err
	}
	// The table is only looked at here: step 1 is to lock it, in another
	// transaction.
	seen := &shape{r: r, old: t, t: t, schema: schema, taken: map[string]bool{}}
	ix, exists, err := seen.newIndex(s)
	if err != nil || exists {
		return err
	}
	if ix.OID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	if t.Partitioned() {
		return r.createPartedIndex(t, ix, s)
	}
	if !r.inline(t) {
		return r.buildOnline(t, ix)
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	sh.addIndex(*ix)
	return sh.apply()
}

// createPartedIndex makes an index of a partitioned table: of its partitions first, which have
// the rows.
func (r *run) createPartedIndex(t *catalog.TableDesc, ix *catalog.IndexDesc, s *ast.CreateIndex) error {
	if s.Concurrently {
		return pgerror.New(pgerror.FeatureNotSupported, "cannot create index on partitioned table %q concurrently", t.Name)
	}
	if err := coversPartitionKey(t, ix); err != nil {
		return err
	}
	ix.Invalid = s.Only && len(t.Partitioning.Parts) > 0
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	sh.addIndex(*ix)
	made := sh.t.Indexes[len(sh.t.Indexes)-1]
	if err := sh.apply(); err != nil || s.Only {
		return err
	}
	if err := r.partitionIndexes(t.ID, &made); err != nil {
		return err
	}
	return r.checkOverAll(t.ID, made.OID)
}

// inline reports whether an index must be built within the transaction: also where that has
// locked the table, which the other transaction of step 1 would wait for, or make fail.
func (r *run) inline(t *catalog.TableDesc) bool {
	txn := r.env.Txn
	return r.env.State.Changed(t.ID) || r.env.State.Locked(t.ID) || txn.HasWrites(t.TableSpan()) || txn.Isolation() == kvpb.Isolation_REPEATABLE_READ
}

// settleBuilds waits for the removal of builds that were given up, so that
// their names are free again.
func (r *run) settleBuilds(t *catalog.TableDesc) error {
	for i := range t.Indexes {
		if t.Indexes[i].State == catalog.IndexWriteOnly {
			if err := r.x.o.Jobs.Idle(r.ctx); err != nil {
				return err
			}
			now, err := r.x.o.Catalog.Snapshot(r.ctx, r.env.Txn.DB().Now())
			if err != nil {
				return err
			}
			if cur, ok := now.TableByID(t.ID); ok && cur.Version == t.Version {
				return nil
			}
			// Moved on to the newer version, without a lock, which step 1 of this build would
			// wait for.
			if err := r.env.Txn.Refresh(r.ctx); err != nil {
				return err
			}
			return catalog.ErrMoved
		}
	}
	return nil
}

// newIndex makes the descriptor of CREATE INDEX. exists tells that IF NOT
// EXISTS found one of its name.
func (s *shape) newIndex(c *ast.CreateIndex) (ix *catalog.IndexDesc, exists bool, err error) {
	if err := s.mayIndex(c); err != nil {
		return nil, false, err
	}
	if err := indexSupported(c); err != nil {
		return nil, false, err
	}
	if c.AccessMethod == "hash" {
		if err := s.hashSupported(c); err != nil {
			return nil, false, err
		}
	}
	if c.AccessMethod == "gin" {
		if err := s.invertedSupported(c); err != nil {
			return nil, false, err
		}
	}
	if shown(c.AccessMethod) {
		if err := s.methodSupported(c); err != nil {
			return nil, false, err
		}
	}
	if err := checkOptions(c.With, false, c.AccessMethod); err != nil {
		return nil, false, err
	}
	if c.Name != "" && s.relationTaken(c.Name) {
		if c.IfNotExists {
			s.r.skip(pgerror.DuplicateTable, "relation %q already exists", c.Name)
			return nil, true, nil
		}
		return nil, false, pgerror.New(pgerror.DuplicateTable, "relation %q already exists", c.Name)
	}
	if len(c.Elems) > columnsInKeyMax {
		return nil, false, pgerror.New(pgerror.TooManyColumns, "cannot use more than %d columns in an index", columnsInKeyMax)
	}
	ix = &catalog.IndexDesc{Name: c.Name, Unique: c.Unique, NullsNotDistinct: c.NullsNotDistinct, Options: storageOptions(c.With), Hash: c.AccessMethod == catalog.MethodHash, Gist: c.AccessMethod == catalog.MethodGist}
	if err := s.predicate(ix, c.Where); err != nil {
		return nil, false, err
	}
	for i := range c.Elems {
		col, err := s.indexColumn(ix, c, &c.Elems[i])
		if err != nil {
			return nil, false, err
		}
		ix.Columns = append(ix.Columns, col)
	}
	if ix.Inverted() {
		ix.EntryID = s.t.NewComputedID(computedIDs(ix)...)
	}
	for i := range c.Include {
		e := &c.Include[i]
		if e.Expr != nil {
			return nil, false, s.r.at(pgerror.New(pgerror.FeatureNotSupported, "expressions are not supported in included columns"), e.Pos)
		}
		ids, err := s.includeColumns([]string{e.Column})
		if err != nil {
			return nil, false, err
		}
		ix.Include = append(ix.Include, ids...)
	}
	if ix.Name == "" {
		ix.Name = chooseName(s.t.Name, columnsName(indexNames(c)), "idx", s.relationTaken)
	}
	return ix, false, s.indexTablespace(c.Tablespace, ix, true)
}

// hashSupported refuses what Postgres's hash indexes can't do. Here they are ordered as all are,
// which finds equal values as well.
func (s *shape) hashSupported(c *ast.CreateIndex) error {
	not := func(what string) error {
		return pgerror.New(pgerror.FeatureNotSupported, "access method \"hash\" does not support %s", what)
	}
	switch {
	case c.Unique:
		return not("unique indexes")
	case len(c.Include) > 0:
		return not("included columns")
	case len(c.Elems) > 1:
		return not("multicolumn indexes")
	}
	for i := range c.Elems {
		if c.Elems[i].Dir != ast.OrderDefault {
			return not("ASC/DESC options")
		}
		if c.Elems[i].Nulls != ast.NullsDefault {
			return not("NULLS FIRST/LAST options")
		}
	}
	return s.r.parted("hash indexes")
}

func indexSupported(c *ast.CreateIndex) error {
	switch c.AccessMethod {
	case "", catalog.MethodBtree, catalog.MethodGin, catalog.MethodHash:
		return nil
	}
	if shown(c.AccessMethod) {
		return nil
	}
	return pgerror.New(pgerror.UndefinedObject, "access method %q does not exist", c.AccessMethod)
}

func (s *shape) indexColumn(ix *catalog.IndexDesc, c *ast.CreateIndex, e *ast.IndexElem) (catalog.IndexColumn, error) {
	out, err := s.classedColumn(ix, c, e)
	if err != nil {
		return out, err
	}
	return out, checkClassOptions(c.AccessMethod, e)
}

// classedColumn is indexColumn but for the parameters of the operator class.
func (s *shape) classedColumn(ix *catalog.IndexDesc, c *ast.CreateIndex, e *ast.IndexElem) (catalog.IndexColumn, error) {
	out, t, err := s.indexed(ix, e, "column %q does not exist")
	if err != nil {
		return out, err
	}
	if c.AccessMethod == "gin" {
		return out, s.entryClass(ix, &out, e, t, len(c.Elems) > 1)
	}
	if shown(c.AccessMethod) {
		return out, s.methodColumn(ix, &out, c, e, t)
	}
	class, err := operatorClass(e, t)
	if err != nil {
		return out, err
	}
	if s.r.x.o.Version.Active(version.Parted) {
		out.OpClass = class
	}
	if err := s.r.keyable(t); err != nil {
		return out, err
	}
	direct(&out, e)
	return out, nil
}

// direct notes the order that an element of an index asks for.
func direct(c *catalog.IndexColumn, e *ast.IndexElem) {
	c.Desc = e.Dir == ast.OrderDesc
	c.NullsFirst = e.Nulls == ast.NullsFirst || c.Desc && e.Nulls == ast.NullsDefault
}

// indexed is what an element of an index is of, and its type; none words that there is no such
// column.
func (s *shape) indexed(ix *catalog.IndexDesc, e *ast.IndexElem, none string) (out catalog.IndexColumn, t *types.Type, err error) {
	var own types.OID
	e = outerCollation(e)
	if name := s.plainColumn(e); name != "" {
		col, _, ok := s.t.ColumnNamed(name)
		if !ok && bind.IsSystemColumn(name) {
			return out, nil, noSystemIndex()
		}
		if !ok {
			return out, nil, pgerror.New(pgerror.UndefinedColumn, none, name)
		}
		out.ID, t, own = col.ID, col.Type, col.CollationOID()
	} else if out, err = s.indexExpr(ix, e); err != nil {
		return out, nil, err
	} else {
		t, own = out.Type, s.t.DerivedCollation(e.Expr, out.Type)
	}
	if err := s.r.collation(placeless(e.Collation), t); err != nil || e.Collation.Name == "" || !s.r.x.o.Version.Active(version.Declared) {
		return out, t, err
	}
	if id := collationOf(e.Collation, t); id != own {
		out.Collation = id
	}
	return out, t, nil
}

// operatorClass accepts the btree classes that mean the type's own order, and returns what of
// them has to be kept: a class of text that is not the type's own.
func operatorClass(e *ast.IndexElem, t *types.Type) (types.OID, error) {
	n := e.OpClass.Name
	if n == "" || n == t.Name+"_ops" && t != types.TVarchar {
		return 0, nil
	}
	class, ok := textClass(n)
	other, _ := strings.CutSuffix(n, "_ops")
	if _, typed := types.ByTypname(other); typed && other+"_ops" == n && !ok {
		return 0, pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", n, t)
	}
	switch {
	case !ok:
		return 0, pgerror.New(pgerror.UndefinedObject, "operator class %q does not exist for access method \"btree\"", n)
	case !t.IsString():
		return 0, pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", n, t)
	}
	return class, nil
}

// buildOnline is the three steps.
func (r *run) buildOnline(t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	var moved *movedError
	if err := r.addWriteOnly(t, ix); errors.As(err, &moved) {
		return catalog.ErrMoved
	} else if err != nil {
		return err
	}
	err := r.fill(t, ix)
	var late *coord.SnapshotError
	for n := 1; n < fillsMax && errors.As(err, &late); n++ {
		err = r.fill(t, ix) // what was written stays: it is right as of when it was
	}
	if err != nil {
		return err
	}
	for range rerunsMax {
		if err = r.publish(t, ix.ID); !errors.Is(err, catalog.ErrMoved) {
			return err
		}
	}
	return &coord.RetryError{Why: "the table is being changed by others"}
}

// fillsMax is how often an index is filled anew because versions were collected that the
// filling needs: it took longer than snapshots are kept.
const fillsMax = 3

// fill is step 2, as of now.
func (r *run) fill(t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	at := r.env.Txn.DB().Now() // for the catalog and the rows: the table may be dropped meanwhile
	snap, err := r.x.o.Catalog.Snapshot(r.ctx, at)
	if err != nil {
		return err
	}
	wide, ok := snap.TableByID(t.ID)
	if !ok {
		return catalog.ErrMoved
	}
	if _, ok := wide.Index(ix.ID); !ok { // another node has cleaned up: it took this one for lost
		return errDroppedWhileBuilt()
	}
	return r.backfill(wide, ix.ID, at)
}

// addWriteOnly is step 1. It sets ix.ID.
func (r *run) addWriteOnly(seen *catalog.TableDesc, ix *catalog.IndexDesc) error {
	ix.State = catalog.IndexWriteOnly
	var made *catalog.TableDesc
	err := r.x.o.Catalog.Run(r.ctx, func(ctx context.Context, _ *coord.Txn, side *catalog.State) error {
		side.WorkFor(r.env.State)
		if err := side.Exclude(ctx, seen.ID, r.env.LockTimeout); err != nil {
			return err
		}
		snap, err := side.Snapshot(ctx)
		if err != nil {
			return err
		}
		old, ok := snap.TableByID(seen.ID)
		if !ok || old.Version != seen.Version {
			return &movedError{}
		}
		t, err := catalog.Edit(ctx, side, old)
		if err != nil {
			return err
		}
		ix.ID = t.NextIndexID
		t.NextIndexID++
		t.Indexes = append(t.Indexes, *ix)
		t.Reindex()
		if err := side.Write(ctx, old, t); err != nil {
			return err
		}
		made = t
		return r.x.o.Jobs.Guard(ctx, r.env.State, side,
			jobs.Job{Kind: jobs.Build, Table: uint64(t.ID), Space: t.SpaceID, Prefix: t.Prefix, Index: uint64(ix.ID)})
	})
	if err == nil {
		r.env.State.Reformatted(made)
	}
	return err
}

// movedError is ErrMoved that the side transaction does not retry by itself.
type movedError struct{}

func (*movedError) Error() string { return catalog.ErrMoved.Error() }

// backfill writes entries for the rows as of at.
func (r *run) backfill(t *catalog.TableDesc, id catalog.IndexID, at hlc.Timestamp) (err error) {
	load := loaded{r.x.o.Jobs.Bulk().Loader(at)}
	entries := newSorted(r.env, load)
	defer entries.close()
	f := newFiller(nil, t, []catalog.IndexID{id}, entries) // verifyUnique finds duplicates
	src := newSourceFor(t, f.targets[0].layout)
	if src.computes, err = r.computing(t); err != nil {
		return err
	}
	defer r.asOwner(t, src.computes)()
	err = r.readAt(at, func(txn *coord.Txn) error {
		return src.each(r, txn, func(row []types.Datum) error { return f.add(r, row) })
	})
	if err != nil {
		return err
	}
	if err := entries.flush(r); err != nil {
		return err
	}
	if ix, _ := t.Index(id); ix.Unique {
		if err := r.verifyLoaded(t, ix, load.l); err != nil {
			return r.unlessGone(t, id, err)
		}
	}
	return nil
}

// verifyLoaded is verifyUnique after a load. An entry that a writer has deleted ahead of now was not
// loaded, while its row is still there now: the entries are judged after the newest of those.
func (r *run) verifyLoaded(t *catalog.TableDesc, ix *catalog.IndexDesc, l *jobs.Loader) error {
	if err := r.env.Txn.DB().AwaitPast(r.ctx, l.Newest()); err != nil {
		return err
	}
	return r.verifyUnique(t, ix, l.Skipped() > 0)
}

// unlessGone returns what was found in an index, or that another node has dropped it meanwhile: it
// took this one for lost, and the entries went with it.
func (r *run) unlessGone(t *catalog.TableDesc, id catalog.IndexID, found error) error {
	snap, err := r.x.o.Catalog.Snapshot(r.ctx, r.env.Txn.DB().Now())
	if err != nil {
		return found
	}
	now, ok := snap.TableByID(t.ID)
	if ok {
		_, ok = now.Index(id)
	}
	if !ok || now.Prefix != t.Prefix {
		return errDroppedWhileBuilt()
	}
	return found
}

func errDroppedWhileBuilt() error {
	return &coord.RetryError{Why: "the index was dropped while it was built"}
}

// readAt reads in a transaction at a fixed timestamp.
func (r *run) readAt(at hlc.Timestamp, f func(*coord.Txn) error) error {
	txn := r.env.Txn.DB().Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, AsOf: at, Name: "backfill"})
	defer txn.Rollback(r.ctx)
	if err := txn.StartStatement(r.ctx); err != nil {
		return err
	}
	return f(txn)
}

// verifyUnique checks, as of now, that each row's entry is its own. shared tells that some rows
// found their entries taken when the index was filled: where the one that had it has gone since,
// and its entry with it, the other has none, and was a duplicate then.
func (r *run) verifyUnique(t *catalog.TableDesc, ix *catalog.IndexDesc, shared bool) error {
	layout := t.Layout(ix)
	return r.readAt(r.env.Txn.DB().Now(), func(txn *coord.Txn) error {
		if same, err := r.sameEntries(t, txn, ix, layout); same || err != nil {
			return err
		}
		return r.lookUpEntries(t, txn, ix, layout, shared)
	})
}

// sameEntries reports whether the index has exactly the entries that the rows have: then each has its
// own, since no two entries have one key. Two scans tell, by the number and the sum of the entries' hashes,
// without a look at each key by itself, all over the index.
func (r *run) sameEntries(t *catalog.TableDesc, txn *coord.Txn, ix *catalog.IndexDesc, layout *catalog.Layout) (same bool, err error) {
	want, got := newEntrySum(), entrySum{}
	got.seed = want.seed
	src := newSourceFor(t, layout)
	if src.computes, err = r.computing(t); err != nil {
		return false, err
	}
	defer r.asOwner(t, src.computes)()
	var key, value []byte
	err = src.each(r, txn, func(row []types.Datum) error {
		if layout.Has(row) {
			key, value = layout.AppendKey(key[:0], row), layout.AppendValue(value[:0], row)
			want.add(key, value)
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	entries := txn.Scan(r.ctx, coord.ScanSpec{Spans: []keys.Span{t.Span(ix)}})
	defer entries.Close()
	for entries.Next(r.ctx) {
		got.add(entries.Key(), entries.Value())
	}
	return got.n == want.n && got.sum == want.sum, entries.Err()
}

// entrySum is of entries in any order. Two of different entries are the same once in 2^64 times: the seed is
// drawn when the entries are there.
type entrySum struct {
	seed maphash.Seed
	n    int
	sum  uint64
	buf  []byte
}

func newEntrySum() entrySum { return entrySum{seed: maphash.MakeSeed()} }

func (s *entrySum) add(key, value []byte) {
	s.buf = binary.AppendUvarint(s.buf[:0], uint64(len(key)))
	s.buf = append(append(s.buf, key...), value...)
	s.n++
	s.sum += maphash.Bytes(s.seed, s.buf)
}

// lookUpEntries looks each row's entry up, and tells what it finds in its place.
func (r *run) lookUpEntries(t *catalog.TableDesc, txn *coord.Txn, ix *catalog.IndexDesc, layout *catalog.Layout, shared bool) error {
	dec := layout.Decoder()
	entry := make([]types.Datum, len(t.Columns))
	var ks []keys.Key
	var rows [][]types.Datum
	primary := t.Primary().Columns
	flush := func() error {
		err := txn.GetMany(r.ctx, ks, kvpb.WholeRow, func(i int, value []byte, found bool) error {
			if !found && shared {
				return r.duplicate(t, ix, rows[i])
			}
			if !found {
				return pgerror.New(pgerror.IndexCorrupted, "index %q lacks a row of table %q", ix.Name, t.Name)
			}
			if err := layout.Decode(dec, ks[i], value, entry); err != nil {
				return err
			}
			for _, c := range primary {
				col, slot, _ := t.ColumnByID(c.ID)
				if !types.Equal(col.Type, entry[slot], rows[i][slot]) {
					return r.duplicate(t, ix, rows[i])
				}
			}
			return nil
		})
		ks, rows = ks[:0], rows[:0]
		return err
	}
	src := newSource(t)
	var err error
	if src.computes, err = r.computing(t); err != nil {
		return err
	}
	defer r.asOwner(t, src.computes)()
	err = src.each(r, txn, func(row []types.Datum) error {
		if !layout.Conflicts(row) {
			return nil
		}
		ks = append(ks, layout.AppendKey(nil, row))
		rows = append(rows, append([]types.Datum(nil), row...))
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

// publish is step 3, in the user's transaction.
func (r *run) publish(seen *catalog.TableDesc, id catalog.IndexID) error {
	// The snapshot of the statement is older than step 1: the lock moves the
	// transaction on, or tells the client to try again.
	now, err := r.x.o.Catalog.Snapshot(r.ctx, r.env.Txn.DB().Now())
	if err != nil {
		return err
	}
	old, ok := now.TableByID(seen.ID)
	if !ok {
		return &coord.RetryError{Why: "the table was dropped while its index was built"}
	}
	t, err := catalog.EditNewest(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	ix, ok := t.Index(id)
	if !ok || t.Prefix != old.Prefix {
		return &coord.RetryError{Why: "the table was changed while its index was built"}
	}
	ix.State = catalog.IndexPublic
	return r.env.State.Write(r.ctx, old, t)
}

// textClass is a btree class of text and its like, which all order by bytes; 0: it is the type's
// own.
func textClass(name string) (class types.OID, ok bool) {
	switch name {
	case "text_ops", "bpchar_ops":
		return 0, true
	case "varchar_ops":
		return 10044, true
	case "text_pattern_ops":
		return 4217, true
	case "varchar_pattern_ops":
		return 4218, true
	case "bpchar_pattern_ops":
		return 4219, true
	}
	return 0, false
}
