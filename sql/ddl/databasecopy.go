package ddl

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/largeobject"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// CREATE DATABASE copies its template as it is at one timestamp:
//
//	objects      under new numbers (catalog.DatabaseCopy), with the transaction's writes
//	rows         and entries of indexes, byte by byte under other prefixes: few of them with the
//	             transaction's writes, too; many are loaded at that timestamp beside it, after a
//	             job is written that removes them unless the database comes to be
//	sequences    as far as they are, and what is known of tables by ANALYZE
//
// So whatever happens in the middle leaves no database, and the commit a whole one.

// copiedInTxnMax is how many bytes of rows go with the transaction's own writes: one message less,
// and no job.
const copiedInTxnMax = 8 << 10

// busyFor is how long a database in use is waited for, as in Postgres: sessions that have just
// been closed by their clients end a little later, most of them at once.
const (
	busyFor   = 5 * time.Second
	busyFirst = time.Millisecond
	busyEvery = 20 * time.Millisecond
)

// templateOf finds the database that is to be copied.
func (r *run) templateOf(s *ast.CreateDatabase) (*catalog.DatabaseDesc, error) {
	name := "template1"
	for i := range s.Options {
		if o := &s.Options[i]; o.Name == "template" && o.Value != nil {
			name = optionText(o.Value)
		}
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.Database(name)
	switch {
	case !ok:
		return nil, pgerror.New(pgerror.InvalidCatalogName, "template database %q does not exist", name)
	case !d.Template && !snap.Owns(me.ID, d):
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied to copy database %q", name)
	}
	return d, nil
}

// strategySnapshot is not Postgres's: whoever uses the template goes on, and the copy is of what it
// was at one time.
const strategySnapshot = "snapshot"

// ofSnapshot reports whether the template may be in use.
func ofSnapshot(s *ast.CreateDatabase) bool {
	return slices.ContainsFunc(s.Options, func(o ast.Option) bool {
		return o.Name == "strategy" && o.Value != nil && strings.EqualFold(optionText(o.Value), strategySnapshot)
	})
}

// creationOption reads the options that CREATE DATABASE alone has.
func creationOption(o *ast.Option) (own bool, err error) {
	switch o.Name {
	case "template":
		return true, nil
	case "strategy":
		if o.Value == nil {
			return true, nil
		}
		// Postgres's mean the same here: how they use its log differs.
		if v := optionText(o.Value); !strings.EqualFold(v, "wal_log") && !strings.EqualFold(v, "file_copy") && !strings.EqualFold(v, strategySnapshot) {
			return true, pgerror.New(pgerror.InvalidParameterValue, "invalid create database strategy %q", v).
				WithHint("Valid strategies are \"wal_log\", \"file_copy\" and \"snapshot\".")
		}
		return true, nil
	}
	return false, nil
}

// unlessBusy waits for sessions that use a database to end, and refuses where they do not. word is what the database is
// there.
func (r *run) unlessBusy(d *catalog.DatabaseDesc, word string) error {
	if r.x.o.Sessions == nil {
		return nil
	}
	pauses := retry.Policy{First: busyFirst, Longest: busyEvery}.Begin()
	for began := time.Now(); ; {
		n := r.x.o.Sessions(r.ctx, d.ID)
		if r.env.Path.Database == d.ID {
			n--
		}
		switch {
		case n <= 0:
			return nil
		case time.Since(began) < busyFor:
			if err := stop.Sleep(r.ctx, pauses.Next()); err != nil {
				return err
			}
			continue
		}
		detail := "There is 1 other session using the database."
		if n > 1 {
			detail = fmt.Sprintf("There are %d other sessions using the database.", n)
		}
		return pgerror.New(pgerror.ObjectInUse, "%s %q is being accessed by other users", word, d.Name).WithDetail("%s", detail)
	}
}

// copying is one copy of a database.
type copying struct {
	*run
	from, to *catalog.DatabaseDesc
	at       hlc.Timestamp // as of which it is
	made     *catalog.DatabaseCopy
	objects  []catalog.Descriptor // of the copy, in step with made.Objects()
	load     *jobs.Loader         // nil: nothing is loaded yet
	few      []row                // until then
	bytes    int
	alloc    []byte
}

// row is a key with its value.
type row struct{ key, value []byte }

// copyDatabase makes to, which is not stored yet, with a copy of what from has.
func (r *run) copyDatabase(from, to *catalog.DatabaseDesc) error {
	if err := r.env.State.Share(r.ctx, from); err != nil {
		return err
	}
	// Later than the transaction's own timestamp: who was waited for may have committed since.
	at := r.env.Txn.DB().Now()
	snap, err := r.x.o.Catalog.Snapshot(r.ctx, at)
	if err != nil {
		return err
	}
	now, ok := snap.DatabaseByID(from.ID)
	if !ok {
		return catalog.ErrMoved
	}
	r.env.Txn.Observe(at) // the commit comes after it
	c := &copying{run: r, from: now, to: to, at: at, made: snap.CopyOf(now)}
	if err := c.check(snap); err != nil {
		return err
	}
	if err := c.holdRoles(snap); err != nil {
		return err
	}
	c.objects, err = c.made.Make(to, func(n int) (catalog.ID, error) { return r.env.State.NewIDs(r.ctx, n) })
	if err != nil {
		return err
	}
	if err := r.env.State.Create(r.ctx, to); err != nil {
		return err
	}
	if err := c.copyRows(); err != nil {
		return err
	}
	if err := c.copySequences(); err != nil {
		return err
	}
	if err := r.env.State.CreateCopies(r.ctx, c.objects); err != nil {
		return err
	}
	return c.copyStatistics()
}

// check refuses what a copy would not be the same as.
func (c *copying) check(snap *catalog.Snapshot) error {
	for _, o := range c.made.Objects() {
		t, ok := o.(*catalog.TableDesc)
		if !ok || t.Partitioning.Strategy != ast.PartitionHash {
			continue
		}
		router, err := snap.Router(t)
		if err != nil {
			return err
		}
		for _, typ := range router.Types() {
			if typ.ByLabel() {
				return pgerror.Unsupported("Dump and restore the database with --load-via-partition-root.",
					"a copy of database %q is not supported: table %q is partitioned by the hash of an enum, which has other numbers in it", c.from.Name, t.Name)
			}
		}
	}
	return nil
}

// holdRoles keeps the roles that the objects name from being dropped.
func (c *copying) holdRoles(snap *catalog.Snapshot) error {
	held := map[catalog.ID]bool{}
	var err error
	hold := func(id catalog.ID) {
		if id < catalog.FirstID || held[id] || err != nil {
			return
		}
		held[id] = true
		if d, ok := snap.RoleByID(id); ok {
			err = c.env.State.Share(c.ctx, d)
		}
	}
	grants := func(list []catalog.Grant) {
		for i := range list {
			hold(list[i].Grantee)
			hold(list[i].Grantor)
		}
	}
	for _, o := range c.made.Objects() {
		b := o.Common()
		hold(b.Owner)
		grants(b.Grants)
		if t, ok := o.(*catalog.TableDesc); ok {
			for c := range t.Grantable() {
				grants(c.Grants)
			}
			for i := range t.Policies {
				for _, role := range t.Policies[i].Roles {
					hold(role)
				}
			}
		}
	}
	for i := range c.from.Defaults {
		hold(c.from.Defaults[i].Role)
		grants(c.from.Defaults[i].Grants)
	}
	for i := range c.from.Builtins {
		grants(c.from.Builtins[i].Grants)
		for _, column := range c.from.Builtins[i].Columns {
			grants(column.Grants)
		}
	}
	return err
}

// moved is where the keys under one prefix go.
type moved struct {
	from, to keys.Key
	table    uint64 // the old prefix of the table that has them; 0: none has
}

// prefixes lists the prefixes of all that has rows, in the order of the old ones.
func (c *copying) prefixes() []moved {
	var out []moved
	for i, o := range c.objects {
		now, ok := o.(*catalog.TableDesc)
		if !ok || now.IsView() || now.Partitioned() {
			continue
		}
		old := c.made.Objects()[i].(*catalog.TableDesc)
		if len(named(old)) > 0 {
			continue // see copyNamed
		}
		for j := range now.Indexes {
			id := uint64(now.Indexes[j].ID)
			out = append(out, moved{keys.IndexPrefix(old.SpaceID, old.Prefix, id), keys.IndexPrefix(now.SpaceID, now.Prefix, id), old.Prefix})
		}
	}
	for _, p := range largeobject.Prefixes() {
		out = append(out, moved{from: keys.TablePrefix(c.from.SpaceID, p), to: keys.TablePrefix(c.to.SpaceID, p)})
	}
	slices.SortFunc(out, func(a, b moved) int { return a.from.Compare(b.from) })
	return out
}

// betweenMax is how far apart the numbers of neighbouring tables in one span may be: those between are of their parts,
// mostly, which have no rows, but tables that were dropped or emptied have some until they are cleared.
const betweenMax = 64

// strangersMax is how many rows that are nobody's are read before prefixes are read one by one. What was deleted there
// is walked over, and not counted.
const strangersMax = 1000

// spansOf are the spans of prefixes that are in order. together: one for several that lie side by side, as those of most
// schemas do, where each would cost a search of its own.
func spansOf(list []moved, together bool) (spans []keys.Span) {
	for i := range list {
		m := &list[i]
		if together && i > 0 && m.beside(&list[i-1]) {
			spans[len(spans)-1].End = m.end()
			continue
		}
		spans = append(spans, keys.Span{Start: m.from, End: m.end()})
	}
	return spans
}

func (m *moved) beside(before *moved) bool {
	return m.table != 0 && before.table != 0 && m.table-before.table <= betweenMax
}

func (m *moved) end() keys.Key { return m.from.PrefixEnd() }

// copyRows copies rows and entries of indexes.
func (c *copying) copyRows() error {
	defer func() {
		if c.load != nil {
			c.load.Close()
		}
	}()
	err := c.readAt(c.at, func(txn *coord.Txn) error {
		list, err := c.copyPrefixes(txn, c.prefixes(), true)
		if err == nil && len(list) > 0 {
			_, err = c.copyPrefixes(txn, list, false)
		}
		if err != nil {
			return err
		}
		for i, o := range c.objects {
			now, ok := o.(*catalog.TableDesc)
			if !ok || now.IsView() {
				continue
			}
			if old := c.made.Objects()[i].(*catalog.TableDesc); len(named(old)) > 0 {
				if err := c.copyNamed(txn, old, now); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if c.load != nil {
		return c.load.Flush(c.ctx)
	}
	for _, x := range c.few {
		if err := c.env.Txn.PutFresh(c.ctx, x.key, x.value); err != nil {
			return err
		}
	}
	return nil
}

// copyPrefixes copies what lies under prefixes that are in order. left is not copied yet: where it reads together, there
// was too much between.
func (c *copying) copyPrefixes(txn *coord.Txn, list []moved, together bool) (left []moved, err error) {
	rows := txn.Scan(c.ctx, coord.ScanSpec{Spans: spansOf(list, together), Whole: true, Near: true})
	defer rows.Close()
	strangers := 0
	for rows.Next(c.ctx) {
		key := rows.Key()
		for len(list) > 0 && list[0].from.Compare(key) < 0 && !bytes.HasPrefix(key, list[0].from) {
			list = list[1:]
		}
		if len(list) == 0 || !bytes.HasPrefix(key, list[0].from) {
			if strangers++; strangers > strangersMax {
				return list, nil
			}
			continue
		}
		if err := c.add(list[0].to, key[len(list[0].from):], rows.Value()); err != nil {
			return nil, err
		}
	}
	return nil, rows.Err()
}

// add takes one row: to the others, as long as they are few.
func (c *copying) add(prefix keys.Key, rest, value []byte) error {
	n := len(prefix) + len(rest)
	if cap(c.alloc)-len(c.alloc) < n+len(value) {
		c.alloc = make([]byte, 0, max(64<<10, n+len(value)))
	}
	from := len(c.alloc)
	c.alloc = append(append(append(c.alloc, prefix...), rest...), value...)
	x := row{c.alloc[from : from+n : from+n], c.alloc[from+n : len(c.alloc) : len(c.alloc)]}
	if c.load != nil {
		return c.load.Add(c.ctx, x.key, x.value)
	}
	c.few = append(c.few, x)
	if c.bytes += n + len(value); c.bytes <= copiedInTxnMax {
		return nil
	}
	return c.startLoad()
}

// startLoad goes over to loading rows beside the transaction.
func (c *copying) startLoad() error {
	if err := c.parted("copies of databases with many rows"); err != nil {
		return err
	}
	guard := jobs.Job{Kind: jobs.DiscardSpace, Table: uint64(c.to.ID), Space: c.to.SpaceID}
	if err := c.x.o.Jobs.Guard(c.ctx, c.env.State, nil, guard); err != nil {
		return err
	}
	c.load = c.x.o.Jobs.Bulk().Loader(c.at)
	few := c.few
	c.few = nil
	for _, x := range few {
		if err := c.load.Add(c.ctx, x.key, x.value); err != nil {
			return err
		}
	}
	return nil
}

func (c *copying) copySequences() error {
	var from, to []*catalog.SequenceDesc
	for i, o := range c.objects {
		if d, ok := o.(*catalog.SequenceDesc); ok {
			from, to = append(from, c.made.Objects()[i].(*catalog.SequenceDesc)), append(to, d)
		}
	}
	return c.env.State.CopySequences(c.ctx, from, to)
}

// copyStatistics: the copy is planned for as the template is.
func (c *copying) copyStatistics() error {
	if c.x.o.Stats == nil {
		return nil
	}
	var list []stats.Copied
	numbers := map[catalog.ID]catalog.ID{}
	for i, o := range c.objects {
		numbers[c.made.Objects()[i].Common().ID] = o.Common().ID
	}
	number := func(id catalog.ID) catalog.ID {
		if now, ok := numbers[id]; ok {
			return now
		}
		return id
	}
	for i, o := range c.objects {
		if now, ok := o.(*catalog.TableDesc); ok && !now.IsView() {
			old := c.made.Objects()[i].(*catalog.TableDesc)
			list = append(list, stats.Copied{From: old.ID, To: now.ID, Prefix: now.Prefix, Fits: func(prefix uint64) bool { return prefix == old.Prefix }, Number: number})
		}
	}
	learn, err := c.x.o.Stats.Copy(c.ctx, c.env.Txn, list)
	if err == nil {
		c.env.State.AfterCommit(func(context.Context) { learn() })
	}
	return err
}

// named lists the columns of a table whose values are, or hold, numbers of objects.
func named(t *catalog.TableDesc) (slots []int) {
	for i := range t.Columns {
		if !t.Columns[i].Computed && holdsReg(t.Columns[i].Type) {
			slots = append(slots, i)
		}
	}
	return slots
}

// holdsReg reports whether values of a type are numbers of objects, or arrays of them.
func holdsReg(t *types.Type) bool {
	if t == nil {
		return false
	}
	b := t.Base()
	return b.IsReg() || b.IsArray() && holdsReg(b.Elem())
}

// copyNamed copies the rows of a table with values of regclass and the like: what they name is
// another in the copy.
func (c *copying) copyNamed(txn *coord.Txn, old, now *catalog.TableDesc) error {
	src := newSource(old)
	var err error
	if src.computes, err = c.computing(old); err != nil {
		return err
	}
	defer c.asOwner(old, src.computes)()
	var layouts []*catalog.Layout // rows look the same, at another place
	for i := range now.Indexes {
		ix, _ := old.Index(now.Indexes[i].ID)
		l := old.Layout(ix)
		l.Prefix = keys.IndexPrefix(now.SpaceID, now.Prefix, uint64(ix.ID))
		layouts = append(layouts, l)
	}
	slots := named(old)
	return src.each(c.run, txn, func(row []types.Datum) error {
		for _, i := range slots {
			row[i] = c.renamed(old.Columns[i].Type, row[i])
		}
		if err := src.computes.row(c.run, row); err != nil {
			return err
		}
		for _, l := range layouts {
			if err := c.addEntries(l, row); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *copying) addEntries(l *catalog.Layout, row []types.Datum) error {
	if l.Inverted() {
		return l.Entries(row, func(key []byte) error { return c.add(l.Prefix, key[len(l.Prefix):], l.AppendValue(nil, row)) })
	}
	if !l.Has(row) {
		return nil
	}
	return c.add(l.Prefix, l.AppendKey(nil, row)[len(l.Prefix):], l.AppendValue(nil, row))
}

// renamed is a value that names objects as it is in the copy.
func (c *copying) renamed(t *types.Type, d types.Datum) types.Datum {
	switch b := t.Base(); {
	case d.IsNull():
	case b.IsArray():
		a := *d.Array()
		a.Items = slices.Clone(a.Items)
		for i := range a.Items {
			a.Items[i] = c.renamed(b.Elem(), a.Items[i])
		}
		return types.NewArray(&a)
	default:
		id := catalog.ID(d.Int())
		if now := c.made.Number(id); now != 0 && (id >= catalog.FirstID || b.OID == types.OIDRegNamespace) {
			return types.Int(int64(now))
		}
	}
	return d
}
