package ddl

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// attributesMax is how many attributes a composite type may have, as a table's columns.
const attributesMax = 1600

// createComposite is CREATE TYPE … AS (…).
func (r *run) createComposite(s *ast.CreateComposite) error {
	if err := r.coded("composite types"); err != nil {
		return err
	}
	if len(s.Attributes) > attributesMax {
		return pgerror.New(pgerror.TooManyColumns, "tables can have at most %d columns", attributesMax)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	d, err := r.newType(s.Name, catalog.ClassComposite)
	if err != nil {
		return err
	}
	if d.RelationID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	for i := range s.Attributes {
		a := &s.Attributes[i]
		for _, b := range d.Attributes {
			if b.Name == a.Name {
				return pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", a.Name)
			}
		}
		t, typmod, err := bind.ResolveType(a.Type, snap, r.env.Path)
		if err != nil {
			return err
		}
		if t.IsPseudo() {
			return r.at(pgerror.New(pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", a.Name, t), a.Pos)
		}
		if err := r.collation(placeless(a.Collation), t); err != nil {
			return err
		}
		if u, ok := snap.TypeByID(t.OID); ok {
			if err := r.useType(u); err != nil {
				return err
			}
		}
		if err := noSystemRow(snap, t); err != nil {
			return err
		}
		if err := r.useRowType(snap, t); err != nil {
			return err
		}
		d.Attributes = append(d.Attributes, catalog.TypeAttribute{Name: a.Name, TypeOID: t.OID, Typmod: typmod, Collation: r.attributeCollation(a.Collation, t)})
	}
	return r.env.State.Create(r.ctx, d)
}

// attributesOf are the attributes of a composite type that are of a type which is dropped: no
// CASCADE drops them.
func (x *typeDrop) attributesOf(snap *catalog.Snapshot, o, d *catalog.TypeDesc, word string) []user {
	var list []user
	for i, a := range o.Attributes {
		if !d.Makes(a.TypeOID) {
			continue
		}
		on := word
		if a.TypeOID == d.ArrayID {
			on += "[]"
		}
		list = append(list, user{id: o.ID, part: i + 1, take: func() {
			t, _ := snap.Types().ByOID(o.ID)
			if t == nil {
				t = types.Unknown(o.ID)
			}
			name := snap.FormatType(x.r.env.Path, t, types.NoTypmod)
			x.note(fmt.Sprintf("column %s of composite type %s", catalog.QuoteIdent(a.Name), name), on)
			x.parts = append(x.parts, func() error { return x.r.dropAttribute(o.ID, a.Name) })
		}})
	}
	return list
}

// dropAttribute drops an attribute of a type, of which nothing is kept.
func (r *run) dropAttribute(id catalog.ID, name string) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	d, ok := snap.TypeByID(id)
	if !ok {
		return nil // gone with another
	}
	c := &ast.AttributeCmd{Action: 'D', Name: name, IfExists: true, Behavior: ast.BehaviorCascade}
	if err := r.mayAlterAttribute(d, c); err != nil {
		return err
	}
	if err := r.alterAttribute(snap, d, c); err != nil {
		return err
	}
	return r.alterTyped(d, c)
}

// alterComposite is ALTER TYPE with actions on attributes.
func (r *run) alterComposite(s *ast.AlterComposite) error {
	d, err := r.typeDesc(s.Name, ast.ObjectType)
	if pgerror.Is(err, pgerror.UndefinedObject) || err == nil && d.Class != catalog.ClassComposite {
		return pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", catalog.QuoteQName(s.Name)) // which a composite type is
	}
	if err != nil {
		return err
	}
	if err := r.prepareComposite(d, s.Cmds); err != nil {
		return err
	}
	for i := range s.Cmds {
		c := &s.Cmds[i]
		if err := r.mayAlterAttribute(d, c); err != nil {
			return err
		}
		snap, err := r.snap()
		if err != nil {
			return err
		}
		now, ok := snap.TypeByID(d.ID)
		if !ok {
			return pgerror.Internal("type %d is not there", d.ID)
		}
		if err := r.alterAttribute(snap, now, c); err != nil {
			return err
		}
		if err := r.alterTyped(now, c); err != nil {
			return err
		}
	}
	return nil
}

// prepareComposite tells what Postgres tells of all actions before it carries out the first: of
// attributes whose type would change that they are not there, and of typed tables.
func (r *run) prepareComposite(d *catalog.TypeDesc, cmds []ast.AttributeCmd) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for i := range cmds {
		c := &cmds[i]
		named := func(a catalog.TypeAttribute) bool { return a.Name == c.Name }
		if c.Action == 'T' && len(cmds) == 1 && !slices.ContainsFunc(d.Attributes, named) {
			return pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", c.Name, d.Name)
		}
		if err := mayAlterTyped(snap, d, c); err != nil {
			return err
		}
	}
	return nil
}

// mayAlterAttribute refuses what would change values that are kept, or what reads them: a value
// has the attributes that the type had when it was made.
func (r *run) mayAlterAttribute(d *catalog.TypeDesc, c *ast.AttributeCmd) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	relations := slices.SortedFunc(snap.Relations(d.DatabaseID), func(a, b *catalog.TableDesc) int { return cmp.Compare(a.ID, b.ID) })
	title := "column " + catalog.QuoteIdent(c.Name) + " of composite " + typeWord(snap, r.env.Path, d)
	var depends []string
	var later error // what Postgres would do is told first
	for _, t := range relations {
		used, err := r.attributeOfView(snap, d, t, c)
		if later = cmp.Or(later, err); err != nil && c.Action != 'D' {
			return err
		}
		if used {
			name, _ := snap.RelationName(r.env.Path, t.ID)
			depends = append(depends, relationWord(t)+" "+name+" depends on "+title)
		}
		for i := range t.Columns {
			col := &t.Columns[i]
			if c.Action != 'R' && within(col.Type, d.ID, 0) {
				return pgerror.New(pgerror.FeatureNotSupported, "cannot alter type %q because column \"%s.%s\" uses it", d.Name, t.Name, col.Name)
			}
		}
	}
	if depends != nil {
		return stillDepended(title, depends)
	}
	return later
}

// attributeOfView refuses a change of a type that a view t uses, or reports that it reads an attribute
// that is to be dropped. The type may have others and other names where only functions in FROM
// give such rows there.
func (r *run) attributeOfView(snap *catalog.Snapshot, d *catalog.TypeDesc, t *catalog.TableDesc, c *ast.AttributeCmd) (reads bool, err error) {
	if !t.HasQuery() || !t.Refers(d.ID, 0) {
		return false, nil
	}
	refused := pgerror.Unsupported("Drop the view first.", "cannot alter type %q because view %q uses it", d.Name, t.Name)
	at := catalog.ColumnID(1 + slices.IndexFunc(d.Attributes, func(a catalog.TypeAttribute) bool { return a.Name == c.Name }))
	used, behind := false, false
	for _, ref := range t.Refs {
		if ref.Object != d.ID {
			continue
		}
		if ref.Column == 0 {
			return false, refused
		}
		used, behind = used || ref.Column == at, behind || ref.Column > at
	}
	switch {
	case at == 0:
		return false, nil
	case c.Action == 'D' && used && c.Behavior != ast.BehaviorCascade:
		return true, nil
	case c.Action == 'D' && (used || behind):
		return false, refused
	case used && c.Action != 'A' && c.Action != 'R':
		name, _ := snap.RelationName(r.env.Path, t.ID)
		return false, pgerror.New(pgerror.FeatureNotSupported, "cannot alter type of a column used by a view or rule").
			WithDetail("rule _RETURN on %s %s depends on column %q", relationWord(t), name, c.Name)
	}
	return false, nil
}

// within reports whether a type is, or has values in it of, another.
func within(t *types.Type, id catalog.ID, depth int) bool {
	if t == nil || depth > attributesMax {
		return false
	}
	if t.OID == id || within(t.Elem(), id, depth+1) {
		return true
	}
	if d := t.Domain(); d != nil && within(d.Base, id, depth+1) {
		return true
	}
	if within(t.RangeSubtype(), id, depth+1) {
		return true
	}
	if c := t.Composite(); c != nil {
		for _, a := range c.Attributes() {
			if within(a.Type, id, depth+1) {
				return true
			}
		}
	}
	return false
}

func (r *run) alterAttribute(snap *catalog.Snapshot, d *catalog.TypeDesc, c *ast.AttributeCmd) error {
	find := func(name string) int {
		for i := range d.Attributes {
			if d.Attributes[i].Name == name {
				return i
			}
		}
		return -1
	}
	i := find(c.Name)
	checks, err := attributeChecks(snap, d, c.Name)
	if err != nil {
		return err
	}
	missing := pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", c.Name, d.Name)
	switch {
	case c.Action == 'R' && i < 0:
		return pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", c.Name)
	case c.Action == 'R' && find(c.New) >= 0:
		return pgerror.New(pgerror.DuplicateColumn, "column %q of relation %q already exists", c.New, d.Name)
	case c.Action == 'R':
		named, err := r.findFields(d.DatabaseID, bind.Renaming{Of: []types.OID{d.ID}, From: c.Name, To: c.New})
		if err != nil {
			return err
		}
		if err := r.renameInChecks(checks, c.New); err != nil {
			return err
		}
		if err := edit(r, d, func(d *catalog.TypeDesc) error { d.Attributes[i].Name = c.New; return nil }); err != nil {
			return err
		}
		return named.apply()
	case c.Action == 'D' && i < 0 && c.IfExists:
		r.skip(pgerror.UndefinedColumn, "column %q of relation %q does not exist", c.Name, d.Name)
		return nil
	case c.Action == 'A' && i >= 0:
		return pgerror.New(pgerror.DuplicateColumn, "column %q of relation %q already exists", c.Name, d.Name)
	case c.Action != 'A' && i < 0:
		return missing
	case c.Action == 'D':
		if err := r.dropChecks(snap, d, c, checks); err != nil {
			return err
		}
		return edit(r, d, func(d *catalog.TypeDesc) error {
			d.Attributes = append(d.Attributes[:i:i], d.Attributes[i+1:]...)
			return nil
		})
	case c.Action == 'A' && len(d.Attributes) >= attributesMax:
		return pgerror.New(pgerror.TooManyColumns, "tables can have at most %d columns", attributesMax)
	}
	a, err := r.attribute(snap, d, c)
	if err != nil {
		return err
	}
	if c.Action == 'A' {
		return edit(r, d, func(d *catalog.TypeDesc) error { d.Attributes = append(d.Attributes, a); return nil })
	}
	if err := edit(r, d, func(d *catalog.TypeDesc) error { a.Comment = d.Attributes[i].Comment; d.Attributes[i] = a; return nil }); err != nil {
		return err
	}
	return r.recheckAttribute(checks)
}

// attributeCollation is what an attribute keeps of its COLLATE; 0: it has its type's.
func (r *run) attributeCollation(name ast.QName, t *types.Type) types.OID {
	if id := collationOf(name, t); id != t.Collation() && r.x.o.Version.Active(version.Declared) {
		return id
	}
	return 0
}

// attribute is what an action says of an attribute's type.
func (r *run) attribute(snap *catalog.Snapshot, d *catalog.TypeDesc, c *ast.AttributeCmd) (catalog.TypeAttribute, error) {
	t, typmod, err := bind.ResolveType(c.Type, snap, r.env.Path)
	switch {
	case err != nil:
		return catalog.TypeAttribute{}, err
	case t.IsPseudo():
		return catalog.TypeAttribute{}, pgerror.New(pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", c.Name, t)
	case within(t, d.ID, 0):
		return catalog.TypeAttribute{}, pgerror.New(pgerror.InvalidTableDefinition, "composite type %s cannot be made a member of itself", catalog.QuoteIdent(d.Name))
	}
	if err := r.collation(placeless(c.Collation), t); err != nil {
		return catalog.TypeAttribute{}, err
	}
	if u, ok := snap.TypeByID(t.OID); ok {
		if err := r.useType(u); err != nil {
			return catalog.TypeAttribute{}, err
		}
	}
	if err := noSystemRow(snap, t); err != nil {
		return catalog.TypeAttribute{}, err
	}
	if err := r.useRowType(snap, t); err != nil {
		return catalog.TypeAttribute{}, err
	}
	return catalog.TypeAttribute{Name: c.Name, TypeOID: t.OID, Typmod: typmod, Collation: r.attributeCollation(c.Collation, t)}, nil
}
