package plan

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// need is what the statement takes of one table where it stands once: read,
// written or both. It grows while names are resolved, so that it holds what the
// statement means and not what it looks like.
type need struct {
	table *catalog.TableDesc // nil for a sequence
	catalog.Need
	// below is what a view that is written to stands for, belowRead the columns that it reads
	// there: they are read where the view is.
	below     *need
	belowRead []catalog.ColumnID
	within    *need // the place whose policies it comes from; nil: the statement's own
}

// needs notes that the statement takes a privilege on a table or sequence.
func (b *binder) needs(d catalog.Descriptor, letter byte) *need {
	n := &need{Need: catalog.Need{Object: d.Common().ID, As: b.runAs}}
	n.table, _ = d.(*catalog.TableDesc)
	n.want(letter)
	b.rights = append(b.rights, n)
	return n
}

func (n *need) want(letter byte) {
	if strings.IndexByte(n.Letters, letter) < 0 {
		n.Letters += string(letter)
	}
}

// owns makes the columns ids, one for each of the table's, read by the need's
// place: naming one needs SELECT on it.
func (b *binder) owns(n *need, ids []scalar.VarID) {
	for _, id := range ids {
		if b.info(id).table != nil {
			b.info(id).need = n
		}
	}
}

// named notes that the statement names a column. What constraints and defaults
// name is nobody's need.
func (b *binder) named(id scalar.VarID) {
	if v := b.info(id); v.need != nil && b.stored == 0 {
		v.need.want(catalog.PrivilegeSelect)
		v.need.Read = note(v.need.Read, v.table, v.slot)
	}
}

// namedOf is named of a column of a view.
func (b *binder) namedOf(n *need, slot int) {
	if b.stored == 0 {
		n.want(catalog.PrivilegeSelect)
		n.Read = note(n.Read, n.table, slot)
	}
}

func note(list []catalog.ColumnID, t *catalog.TableDesc, slot int) []catalog.ColumnID {
	if id := t.Columns[slot].ID; !slices.Contains(list, id) {
		return append(list, id)
	}
	return list
}

func (n *need) inserts(slot int) { n.Inserted = note(n.Inserted, n.table, slot) }

// updates notes the columns that SET assigns.
func (n *need) updates(sets []scalar.Expr) {
	n.want(catalog.PrivilegeUpdate)
	for slot, x := range sets {
		if x != nil {
			n.Updated = note(n.Updated, n.table, slot)
		}
	}
}

// infers notes the columns by which ON CONFLICT finds its index: they are read.
func (n *need) infers(ids []catalog.ColumnID) {
	n.want(catalog.PrivilegeSelect)
	for _, id := range ids {
		if _, slot, ok := n.table.ColumnByID(id); ok {
			n.Read = note(n.Read, n.table, slot)
		}
	}
}

// callsFunction notes that a function of the system is called, where not everybody may.
func (b *binder) callsFunction(oid catalog.ID) {
	if b.env.Path == nil || oid == 0 || b.env.Catalog == nil {
		return
	}
	db := b.env.Path.Database
	if b.env.Catalog.Unlimited(db, false, oid) || slices.ContainsFunc(b.calls, func(n catalog.Need) bool { return n.Object == oid }) {
		return
	}
	b.calls = append(b.calls, catalog.Need{Object: oid, Letters: string(rune(catalog.PrivilegeExecute)), Function: true, Database: db})
}

// knownToAll refuses types of which older nodes of the cluster, which may get parts of the
// plan, know the name alone.
func (b *binder) knownToAll(ts ...*types.Type) error {
	if b.env.Version.Active(version.Parted) {
		return nil
	}
	for _, t := range ts {
		if t != nil && types.NeedsParted(t) {
			return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "type %s is not supported by older nodes of the cluster", t)
		}
	}
	if b.env.Version.Active(version.Coded) {
		return nil
	}
	typed := b.env.Version.Active(version.Typed)
	for _, t := range ts {
		if t == nil {
			continue
		}
		if e := t.Elem(); e != nil {
			t = e
		}
		if !typed && (t == types.TJSONB || t == types.TJSONPath) || types.IsCoded(t) {
			return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "type %s is not supported by older nodes of the cluster", t)
		}
	}
	return nil
}

// functionKnownToAll is knownToAll of a function, or an operator's. Of json older nodes had
// what makes it.
func (b *binder) functionKnownToAll(f *types.Function) error {
	if b.env.Version.Active(version.Parted) {
		return nil
	}
	if err := b.knownToAll(append([]*types.Type{f.Result}, f.Args...)...); err != nil {
		return err
	}
	if b.env.Version.Active(version.Typed) {
		return nil
	}
	switch f.Source {
	case "to_json", "json_build_object", "json_build_object_noargs", "json_build_array", "json_build_array_noargs":
		return nil
	}
	if f.Result == types.TJSON || slices.Contains(f.Args, types.TJSON) {
		return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "function %s is not supported by older nodes of the cluster", f.Name)
	}
	return nil
}

// readBelow has what views that are written to stand for be read where they are.
func (b *binder) readBelow() {
	for _, n := range b.rights {
		if n.below == nil || strings.IndexByte(n.Letters, catalog.PrivilegeSelect) < 0 {
			continue
		}
		n.below.want(catalog.PrivilegeSelect)
		for _, c := range n.belowRead {
			if !slices.Contains(n.below.Read, c) {
				n.below.Read = append(n.below.Read, c)
			}
		}
	}
}

// needList is the plan's copy. What only a WITH query takes that nobody reads is not asked
// for, as it never runs; Postgres does so too. As there, functions come after what they are
// called on.
func (b *binder) needList() []catalog.Need {
	idle := map[*need]bool{}
	for _, c := range b.ctes {
		if c.uses == 0 && c.dml == nil {
			for _, n := range c.rights {
				idle[n] = true
			}
		}
	}
	out := make([]catalog.Need, 0, len(b.rights)+len(b.calls))
	for _, n := range b.rights {
		if n.within != nil && idle[n.within] {
			idle[n] = true
		}
		if !idle[n] {
			out = append(out, n.Need)
		}
	}
	return append(out, b.calls...)
}
