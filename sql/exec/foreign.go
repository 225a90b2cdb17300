package exec

import (
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Foreign keys hold by locks and by conditions of the commit (transactions.md,
// section 4, T13). A written child locks its parent's key in mode KEY SHARE,
// whose expectation is checked at commit: the parent is there then. A deleted
// parent key requires that no child refers to it at the commit timestamp.
// What waits for the end of the statement, or of the transaction: events.go.

// reference is a parent key that rows of the statement refer to.
type reference struct {
	fk  *nodes.ForeignKey
	key keys.Key
	row []types.Datum // the referencing row
}

// elsewhere are the keys of the same parent in the other partitions, where it may be in any.
func (r *reference) elsewhere() (out []keys.Key) {
	if r.fk.Route == nil || len(r.fk.Route.Over) < 2 {
		return nil
	}
	first := r.fk.Route.Over[0]
	for _, l := range r.fk.Route.Over[1:] {
		out = append(out, first.KeyUnder(l.Prefix, r.key))
	}
	return out
}

// checkForeign checks what written rows refer to, and keeps what is to be checked later. olds are the rows as they were, in step;
// nil: they are new.
func (w *writer) checkForeign(rows, olds [][]types.Datum) error {
	var now []reference
	for i := range w.w.Foreign {
		fk := &w.w.Foreign[i]
		late := w.late(fk)
		// Rows of before a key that was not validated are not checked for having got another primary key.
		unchecked := olds != nil && late != nil && (!fk.Desc.NotValid || late.left())
		var seen map[string]bool
		for r, row := range rows {
			if olds != nil && w.sameReference(fk, olds[r], row, unchecked) || refersToNothing(fk, row) {
				continue
			}
			if late != nil {
				if err := late.came(row); err != nil {
					return err
				}
				continue
			}
			key, ok, err := w.parentKey(fk, row)
			if err != nil {
				return err
			}
			if !ok || seen[string(key)] {
				continue
			}
			if len(rows) > 1 {
				if seen == nil {
					seen = map[string]bool{}
				}
				seen[string(key)] = true
			}
			now = append(now, reference{fk, key, row})
		}
	}
	none, err := w.lockParents(now)
	if err != nil {
		return err
	}
	if err := w.noteUnique(rows, olds); err != nil {
		return err
	}
	if err := w.noteExclusions(rows, olds); err != nil {
		return err
	}
	if len(none) > 0 {
		// A row is in another's way as it is written, and lacks its parent when all are.
		if err := w.fireExclusions(); err != nil {
			return err
		}
		return w.noParent(now[none[0]].fk, now[none[0]].row)
	}
	return nil
}

// sameReference reports whether a row refers to what it referred to before. Where that may
// be unchecked yet, the row must be found again, too. Some NULLs of MATCH FULL fail whenever
// the row is written: there may be such rows from before the key, which was not validated.
func (w *writer) sameReference(fk *nodes.ForeignKey, old, new []types.Datum, unchecked bool) bool {
	if fk.Desc.MatchFull && hasNull(fk.Slots, new) {
		return false
	}
	same := func(slots []int) bool { return sameKey(pick(nil, slots, old), pick(nil, slots, new)) }
	return same(fk.Slots) && (!unchecked || same(w.w.Indexes[0].Layout.Slots))
}

// refersToNothing reports whether NULLs make a row refer to nothing, rightly.
func refersToNothing(fk *nodes.ForeignKey, row []types.Datum) bool {
	nulls := 0
	for _, s := range fk.Slots {
		if row[s].IsNull() {
			nulls++
		}
	}
	return nulls > 0 && (!fk.Desc.MatchFull || nulls == len(fk.Slots))
}

// parentKey makes the key that a row refers to; ok is false where a NULL makes
// it refer to nothing.
func (w *writer) parentKey(fk *nodes.ForeignKey, row []types.Datum) (key keys.Key, ok bool, err error) {
	if refersToNothing(fk, row) {
		return nil, false, nil
	}
	if hasNull(fk.Slots, row) {
		return nil, false, pgerror.New(pgerror.ForeignKeyViolation, "insert or update on table %q violates foreign key constraint %q", fk.Table.Name, fk.Desc.Name).
			WithDetail("MATCH FULL does not allow mixing of null and nonnull key values.").WithTable(w.schemaName(), fk.Table.Name).WithConstraint(fk.Desc.Name)
	}
	if fk.Route != nil {
		return w.partedKey(fk, row)
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

// partedKey is parentKey where the parent is partitioned: the key is one of a leaf's.
func (w *writer) partedKey(fk *nodes.ForeignKey, row []types.Datum) (keys.Key, bool, error) {
	key := make([]types.Datum, len(fk.From))
	for i, s := range fk.From {
		v, fits, err := fk.Casts[i].Convert(w.r.env, row[s])
		if err != nil {
			return nil, false, err
		}
		if !fits {
			return nil, false, w.noParent(fk, row)
		}
		key[i] = v
	}
	layout := fk.Route.Find(key)
	if layout == nil {
		return nil, false, w.noParent(fk, row)
	}
	k := append(make([]byte, 0, len(layout.Prefix)+16), layout.Prefix...)
	for i, v := range key {
		k = rowenc.AppendKeyColumn(k, layout.Key[i], v)
	}
	return k, true, nil
}

// lockParents locks the parents, and returns the places of those that do not exist. One that may be
// in any partition is looked for in the gateway's region first, then in all the others at once.
func (w *writer) lockParents(refs []reference) (none []int, err error) {
	if none, err = w.lockParentsAt(refs); len(none) == 0 || err != nil {
		return nil, err
	}
	var far []reference
	var of []int // refs of far
	for _, i := range none {
		for _, k := range refs[i].elsewhere() {
			far, of = append(far, reference{refs[i].fk, k, refs[i].row}), append(of, i)
		}
	}
	lost, err := w.lockParentsAt(far)
	if err != nil {
		return nil, err
	}
	there := map[int]bool{}
	for j, i := range of {
		there[i] = there[i] || !slices.Contains(lost, j)
	}
	if none = slices.DeleteFunc(none, func(i int) bool { return there[i] }); len(none) > 0 {
		w.r.txn.Observed()
	}
	return none, nil
}

// lockParentsAt locks the parents where their keys say.
func (w *writer) lockParentsAt(refs []reference) (none []int, err error) {
	if len(refs) == 0 {
		return nil, nil
	}
	targets := make([]coord.LockTarget, len(refs))
	for i := range refs {
		targets[i] = coord.LockTarget{Key: refs[i].key, Mode: kvpb.LockMode_KEY_SHARE}
	}
	locked, err := w.r.txn.Lock(w.r.ctx, targets, w.r.lockOptions(kvpb.WaitPolicy_BLOCK, true))
	if err != nil {
		return nil, w.r.lockError(err, refs[0].fk.Parent)
	}
	for i := range locked {
		there := locked[i].Exists
		if locked[i].Written {
			there = locked[i].WrittenExists
		}
		if !there {
			none = append(none, i)
		}
	}
	return none, nil
}

func (w *writer) noParent(fk *nodes.ForeignKey, row []types.Datum) error {
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

// noteInbound notes, for the end of the statement, the referenced keys of a row
// that a change takes away.
func (w *writer) noteInbound(old, new []types.Datum) error {
	return w.noteGone(old, new, func(*nodes.Inbound) bool { return true })
}

// noteMoved is noteInbound of a row that goes to another leaf, where it is new. For keys that refer
// to this leaf alone it is gone, which was noted when it was deleted.
func (w *writer) noteMoved(old, new []types.Datum) error {
	return w.noteGone(old, new, func(in *nodes.Inbound) bool { return in.Desc.RefTable != w.w.Table.ID })
}

func (w *writer) noteGone(old, new []types.Datum, concerns func(*nodes.Inbound) bool) error {
	for i := range w.w.Inbound {
		in := &w.w.Inbound[i]
		if !concerns(in) || hasNull(in.Slots, old) || new != nil && sameKey(pick(nil, in.Slots, old), pick(nil, in.Slots, new)) {
			continue
		}
		if err := w.goneList(in).gone(old, new); err != nil {
			return err
		}
	}
	return nil
}

func hasNull(slots []int, row []types.Datum) bool {
	for _, s := range slots {
		if row[s].IsNull() {
			return true
		}
	}
	return false
}

// pick appends the values of row at slots to dst.
func pick(dst []types.Datum, slots []int, row []types.Datum) []types.Datum {
	for _, s := range slots {
		dst = append(dst, row[s])
	}
	return dst
}

// place is the reverse of pick: a row that holds vals at slots, and nothing else.
func place(width int, slots []int, vals []types.Datum) []types.Datum {
	row := make([]types.Datum, width)
	for i, s := range slots {
		row[s] = vals[i]
	}
	return row
}

// childSpan is where in an index of the referencing table the rows stand that refer to the
// key of an event.
func childSpan(in *nodes.Inbound, event []types.Datum) keys.Span {
	k := append([]byte(nil), in.Layout.Prefix...)
	for i, j := range in.Order {
		k = rowenc.AppendKeyColumn(k, in.Layout.Key[i], event[in.At+j])
	}
	return keys.Span{Start: k, End: keys.Key(k).PrefixEnd()}
}

func (w *writer) referenced(in *nodes.Inbound, event []types.Datum) error {
	row := place(len(w.w.Table.Columns), in.Slots, event)
	return pgerror.New(pgerror.ForeignKeyViolation, "update or delete on table %q violates foreign key constraint %q on table %q",
		w.w.Table.Name, in.Desc.Name, in.Declared.Name).
		WithDetail("Key %sis still referenced from table %q.", w.keyShown(in.Slots, row), in.Declared.Name).
		WithTable(w.schemaName(), in.Declared.Name).WithConstraint(in.Desc.Name)
}
