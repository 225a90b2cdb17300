package exec

import (
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Foreign keys hold by locks and by conditions of the commit (transactions.md,
// section 4, T13). A written child locks its parent's key in mode KEY SHARE,
// whose expectation is checked at commit: the parent is there then. A deleted
// parent key requires that no child refers to it at the commit timestamp.

// reference is a parent key that rows of the statement refer to.
type reference struct {
	fk  *plan.ForeignKey
	key keys.Key
	row []types.Datum // the referencing row
}

// checkForeign checks what written rows refer to. References within one table, and all
// where several parts of a statement write, are checked when the statement is over: what is
// written later may be the parent.
func (w *writer) checkForeign(rows [][]types.Datum) error {
	var now []reference
	for i := range w.w.Foreign {
		fk := &w.w.Foreign[i]
		seen := map[string]bool{}
		for _, row := range rows {
			key, ok, err := w.parentKey(fk, row)
			if err != nil {
				return err
			}
			if !ok || seen[string(key)] {
				continue
			}
			seen[string(key)] = true
			ref := reference{fk, key, row}
			if fk.Parent.ID != w.w.Table.ID && !w.r.p.Writers {
				now = append(now, ref)
				continue
			}
			if err := w.r.mem.grow(len(key) + rowBytes(row)); err != nil {
				return err
			}
			ref.row = cloneKey(row)
			w.refs = append(w.refs, ref)
			if len(w.refs) == 1 {
				w.r.atEnd = append(w.r.atEnd, w.lateReferences)
			}
		}
	}
	return w.lockParents(now)
}

func (w *writer) lateReferences() error {
	refs := w.refs
	w.refs = nil
	for len(refs) > 0 {
		n := min(len(refs), maxKeyBatch)
		if err := w.lockParents(refs[:n]); err != nil {
			return err
		}
		refs = refs[n:]
	}
	return nil
}

// parentKey makes the key that a row refers to; ok is false where a NULL makes
// it refer to nothing.
func (w *writer) parentKey(fk *plan.ForeignKey, row []types.Datum) (key keys.Key, ok bool, err error) {
	nulls := 0
	for _, s := range fk.Slots {
		if row[s].IsNull() {
			nulls++
		}
	}
	if nulls > 0 {
		if fk.Desc.MatchFull && nulls < len(fk.Slots) {
			return nil, false, pgerror.New(pgerror.ForeignKeyViolation, "insert or update on table %q violates foreign key constraint %q", fk.Table.Name, fk.Desc.Name).
				WithDetail("MATCH FULL does not allow mixing of null and nonnull key values.").WithTable(w.schemaName(), fk.Table.Name).WithConstraint(fk.Desc.Name)
		}
		return nil, false, nil
	}
	k := append(make([]byte, 0, len(fk.Layout.Prefix)+16), fk.Layout.Prefix...)
	for i, s := range fk.From {
		v, fits, err := fk.Casts[i].Convert(w.r.env, row[s])
		if err != nil {
			return nil, false, err
		}
		if !fits {
			return nil, false, w.noParent(fk, row)
		}
		k = rowenc.AppendKeyColumn(k, fk.Layout.Key[i], v)
	}
	return k, true, nil
}

// lockParents locks the parents and wants them to exist.
func (w *writer) lockParents(refs []reference) error {
	if len(refs) == 0 {
		return nil
	}
	targets := make([]coord.LockTarget, len(refs))
	for i := range refs {
		targets[i] = coord.LockTarget{Key: refs[i].key, Mode: kvpb.LockMode_KEY_SHARE}
	}
	locked, err := w.r.txn.Lock(w.r.ctx, targets, w.r.lockOptions(kvpb.WaitPolicy_BLOCK, true))
	if err != nil {
		return w.r.lockError(err, refs[0].fk.Parent)
	}
	for i := range locked {
		there := locked[i].Exists
		if locked[i].Written {
			there = locked[i].WrittenExists
		}
		if !there {
			w.r.txn.Observed()
			return w.noParent(refs[i].fk, refs[i].row)
		}
	}
	return nil
}

func (w *writer) noParent(fk *plan.ForeignKey, row []types.Datum) error {
	return pgerror.New(pgerror.ForeignKeyViolation, "insert or update on table %q violates foreign key constraint %q", fk.Table.Name, fk.Desc.Name).
		WithDetail("Key %sis not present in table %q.", w.keyShown(fk.Slots, row), fk.Parent.Name).
		WithTable(w.schemaName(), fk.Table.Name).WithConstraint(fk.Desc.Name)
}

// keyShown is the key of a row as a reference's error shows it: nothing where the role
// may not see it.
func (w *writer) keyShown(slots []int, row []types.Datum) string {
	if !mayShow(w.w.Details, slots) {
		return ""
	}
	return referenceDetail(w.w.Table, slots, row, w.r.env) + " "
}

// orphan is a parent key that is no more.
type orphan struct {
	in  *plan.Inbound
	row []types.Datum
}

// noteInbound notes, for the end of the statement, the referenced keys of a row
// that a change takes away.
func (w *writer) noteInbound(old, new []types.Datum) error {
	for i := range w.w.Inbound {
		in := &w.w.Inbound[i]
		if new != nil && sameValues(in.Slots, w.w.OldTypes, old, new) {
			continue
		}
		if hasNull(in.Slots, old) {
			continue
		}
		if err := w.r.mem.grow(orphanBytes + rowBytes(old)); err != nil {
			return err
		}
		o := orphan{in, cloneKey(old)}
		w.r.atEnd = append(w.r.atEnd, func() error { return w.checkOrphan(o) })
	}
	return nil
}

// orphanBytes is what a check at the end of the statement takes besides its row.
const orphanBytes = 96

func rowBytes(row []types.Datum) int {
	n := 0
	for _, d := range row {
		n += d.MemoryBytes()
	}
	return n
}

func hasNull(slots []int, row []types.Datum) bool {
	for _, s := range slots {
		if row[s].IsNull() {
			return true
		}
	}
	return false
}

func sameValues(slots []int, ts []*types.Type, a, b []types.Datum) bool {
	for _, s := range slots {
		if a[s].IsNull() != b[s].IsNull() || !a[s].IsNull() && !types.Equal(ts[s], a[s], b[s]) {
			return false
		}
	}
	return true
}

// checkOrphan wants no child of a key that is gone, now and at commit.
func (w *writer) checkOrphan(o orphan) error {
	fail := func() error { return w.referenced(o) }
	if o.in.Layout == nil {
		return w.scanChildren(o)
	}
	k := append([]byte(nil), o.in.Layout.Prefix...)
	for i, j := range o.in.Order {
		v, fits, err := o.in.Back[j].Convert(w.r.env, o.row[o.in.Slots[j]])
		if err != nil || !fits {
			return err
		}
		k = rowenc.AppendKeyColumn(k, o.in.Layout.Key[i], v)
	}
	span := keys.Span{Start: k, End: keys.Key(k).PrefixEnd()}
	rows := w.r.txn.Scan(w.r.ctx, coord.ScanSpec{Spans: []keys.Span{span}, MaxRows: 1})
	defer rows.Close()
	if rows.Next(w.r.ctx) {
		w.r.txn.Observed()
		return fail()
	}
	if err := rows.Err(); err != nil {
		return err
	}
	return w.r.txn.Require(coord.Condition{Span: span, OnFail: fail})
}

// scanChildren reads a whole child table that has no index for the foreign key;
// what it read must not change until the commit.
func (w *writer) scanChildren(o orphan) error {
	p := keys.Key(o.in.Primary.Prefix)
	span := keys.Span{Start: p, End: p.PrefixEnd()}
	if err := w.r.txn.Validate(w.r.ctx, []keys.Span{span}); err != nil {
		return err
	}
	reader := newRowReader(o.in.Primary, o.in.From)
	row := make([]types.Datum, len(o.in.From))
	rows := w.r.txn.Scan(w.r.ctx, coord.ScanSpec{Spans: []keys.Span{span}})
	defer rows.Close()
	for rows.Next(w.r.ctx) {
		if err := reader.read(rows.Key(), rows.Value(), row); err != nil {
			return err
		}
		match, err := w.refersTo(o, row)
		if err != nil {
			return err
		}
		if match {
			w.r.txn.Observed()
			return w.referenced(o)
		}
		if err := w.r.cancelled(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// refersTo reports whether row, the referencing values of a child, names a parent's key.
func (w *writer) refersTo(o orphan, row []types.Datum) (bool, error) {
	for i, v := range row {
		if v.IsNull() {
			return false, nil
		}
		v, fits, err := o.in.Casts[i].Convert(w.r.env, v)
		slot := o.in.Slots[i]
		if err != nil || !fits || !types.Equal(w.w.OldTypes[slot], v, o.row[slot]) {
			return false, err
		}
	}
	return true, nil
}

func (w *writer) referenced(o orphan) error {
	return pgerror.New(pgerror.ForeignKeyViolation, "update or delete on table %q violates foreign key constraint %q on table %q",
		w.w.Table.Name, o.in.Desc.Name, o.in.Child.Name).
		WithDetail("Key %sis still referenced from table %q.", w.keyShown(o.in.Slots, o.row), o.in.Child.Name).
		WithTable(w.schemaName(), o.in.Child.Name).WithConstraint(o.in.Desc.Name)
}

// finish runs what waits for the end of the statement.
func (r *run) finish() error {
	if len(r.atEnd) == 0 {
		return nil
	}
	r.txn.Step() // the checks see what the statement wrote
	for len(r.atEnd) > 0 {
		f := r.atEnd[0]
		r.atEnd = r.atEnd[1:]
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}
