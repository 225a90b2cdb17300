package bind

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// needs notes that the statement takes a privilege on a table or sequence.
// The need is one of this place in the statement: a table that is read twice has two, as the
// columns that are named may differ. It is checked when the plan is run, not now, since a plan is
// kept and who runs it may change; As says in whose name, 0 for who runs it.
func (b *Binder) needs(d catalog.Descriptor, letter byte) *rel.Need {
	n := &rel.Need{Need: catalog.Need{Object: d.Common().ID, As: b.runAs}}
	// System catalogs are of each database: rights on them are too.
	if n.Table, _ = d.(*catalog.TableDesc); n.Table != nil && n.Table.Virtual && b.Env.Path != nil {
		n.Database = b.Env.Path.Database
	}
	n.Want(letter)
	b.rights = append(b.rights, n)
	return n
}

// owns makes the columns ids, one for each of the table's, read by the need's
// place: naming one needs SELECT on it.
// Columns of no table (a leaf's number) have no need.
func (b *Binder) owns(n *rel.Need, ids []scalar.VarID) {
	for _, id := range ids {
		if b.Info(id).Table != nil {
			b.Info(id).Need = n
		}
	}
}

// named notes that the statement names a column. What constraints and defaults
// name is nobody's need.
// Without a column that is named the table as a whole is asked for: SELECT count(*) takes SELECT on
// some column, as in Postgres.
// stored is above 0 while defaults, checks and the like are bound.
func (b *Binder) named(id scalar.VarID) {
	if v := b.Info(id); v.Need != nil && b.stored == 0 {
		v.Need.Want(catalog.PrivilegeSelect)
		v.Need.Read = rel.Note(v.Need.Read, v.Table, v.Slot)
	}
}

// namedOf is named of a column of a view.
// The privilege is asked of the view; what it reads is its owner's matter.
func (b *Binder) namedOf(n *rel.Need, slot int) {
	if b.stored == 0 {
		n.Want(catalog.PrivilegeSelect)
		n.Read = rel.Note(n.Read, n.Table, slot)
	}
}

// callsFunction notes that a function of the system is called, where not everybody may.
// Most functions may be called by everybody (Unlimited) and are not even noted. 0 is a function
// without a number: none that somebody could revoke.
// Cost: linear in the functions noted so far, which are few.
func (b *Binder) callsFunction(oid catalog.ID) {
	if b.Env.Path == nil || oid == 0 || b.Env.Catalog == nil {
		return
	}
	db := b.Env.Path.Database
	if b.Env.Catalog.Unlimited(db, false, oid) {
		return
	}
	b.needsCall(catalog.Need{Object: oid, Letters: string(rune(catalog.PrivilegeExecute)), Function: true, Database: db, As: b.callsAs})
}

// needsCall notes a call once for each role in whose name it is made.
func (b *Binder) needsCall(n catalog.Need) {
	if !slices.ContainsFunc(b.calls, func(m catalog.Need) bool { return m.Object == n.Object && m.As == n.As }) {
		b.calls = append(b.calls, n)
	}
}

// needsCalls notes what an expression calls that was bound by itself.
func (b *Binder) needsCalls(list []catalog.Need) {
	for _, n := range list {
		b.needsCall(n)
	}
}

// knownToAll refuses types of which older nodes of the cluster, which may get parts of the
// plan, know the name alone.
// The rungs are versions of the cluster, newest first: once all nodes have the newest, the first
// look is the last.
// It says no at bind time, so that no fragment is sent that an older node can't read.
func (b *Binder) knownToAll(ts ...*types.Type) error {
	if b.Env.Version.Active(version.Tagged) {
		return nil
	}
	for _, t := range ts {
		if t != nil && types.NeedsTagged(t) {
			return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "type %s is not supported by older nodes of the cluster", t)
		}
	}
	if b.Env.Version.Active(version.Numbered) {
		return nil
	}
	parted := b.Env.Version.Active(version.Parted)
	for _, t := range ts {
		if t != nil && (types.NeedsNumbered(t) || !parted && types.NeedsParted(t)) {
			return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "type %s is not supported by older nodes of the cluster", t)
		}
	}
	if parted {
		return nil
	}
	if b.Env.Version.Active(version.Coded) {
		return nil
	}
	typed := b.Env.Version.Active(version.Typed)
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
func (b *Binder) functionKnownToAll(f *builtin.Function) error {
	if b.Env.Version.Active(version.Tagged) {
		return nil
	}
	if err := b.knownToAll(append([]*types.Type{f.Result}, f.Args...)...); err != nil {
		return err
	}
	if b.Env.Version.Active(version.Parted) {
		return nil
	}
	if b.Env.Version.Active(version.Typed) {
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
// A statement that reads a column of a view it writes to needs SELECT of the view's owner on what
// that stands for. It is known once all names are resolved, so police asks for it first.
func (b *Binder) readBelow() {
	for _, n := range b.rights {
		if n.Below == nil || strings.IndexByte(n.Letters, catalog.PrivilegeSelect) < 0 {
			continue
		}
		n.Below.Want(catalog.PrivilegeSelect)
		for _, c := range n.BelowRead {
			if !slices.Contains(n.Below.Read, c) {
				n.Below.Read = append(n.Below.Read, c)
			}
		}
	}
}

// Idle reports whether a WITH query is none that Postgres plans: nobody reads it, or it would stand in the place of
// its reads, and all of those are in queries that are idle themselves. known has the answers so far.
// (SS_process_ctes of subselect.c; what it plans apart is asked for its rights, even if who reads it never runs.)
func Idle(c *rel.CTE, known map[*rel.CTE]bool) bool {
	if is, ok := known[c]; ok {
		return is
	}
	is := c.Within != nil && Idle(c.Within, known)
	if !is && c.DML == nil && (c.Uses == 0 || c.Inline && (c.Never || c.Uses == 1)) {
		is = !slices.ContainsFunc(c.Readers, func(r *rel.CTE) bool { return r == nil || !Idle(r, known) })
	}
	known[c] = is
	return is
}

// needList is the plan's copy. What only a WITH query takes that nobody reads is not asked
// for, as it never runs; Postgres does so too. As there, functions come after what they are
// called on, and views that are read before all else.
// off grows along the list: what arose within a need (Within) comes after it.
// The result is a copy, as needs may still grow.
func (b *Binder) needList() []catalog.Need {
	off := b.idleNeeds()
	var out, tables []catalog.Need
	for _, n := range b.rights {
		if n.Within != nil && off[n.Within] {
			off[n] = true
		}
		switch {
		case off[n]:
		case n.Table != nil && n.Table.View && n.Letters == string(catalog.PrivilegeSelect):
			out = append(out, n.Need)
		default:
			tables = append(tables, n.Need)
		}
	}
	return append(append(out, tables...), b.calls...)
}

// idleNeeds are those of WITH queries that are idle.
func (b *Binder) idleNeeds() map[*rel.Need]bool {
	known, off := map[*rel.CTE]bool{}, map[*rel.Need]bool{}
	for _, c := range b.ctes {
		if Idle(c, known) && (c.Within == nil || !known[c.Within]) { // else the one around has its rights, too
			for _, n := range c.Rights {
				off[n] = true
			}
		}
	}
	return off
}
