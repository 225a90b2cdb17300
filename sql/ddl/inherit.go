package ddl

import (
	"cmp"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// INHERITS. What a table has of its parents is copied when it is made or joins them, and each
// column and check counts the parents that have it (catalog/inherit.go). Changes of a parent
// descend to what inherits from it (descend.go).

// errNotInherited tells that a column is not one of a parent's.
var errNotInherited = errors.New("ddl: the column is not inherited")

// parents finds the tables that a new table is to inherit from.
func (s *shape) parents(names []ast.QName) ([]*catalog.TableDesc, error) {
	if err := s.r.parted("inherited tables"); err != nil {
		return nil, err
	}
	var out []*catalog.TableDesc
	for _, n := range names {
		p, err := s.r.table(n)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(out, func(o *catalog.TableDesc) bool { return o.ID == p.ID }) {
			return nil, inheritsTwice(p)
		}
		out = append(out, p)
	}
	return out, nil
}

func inheritsTwice(p *catalog.TableDesc) error {
	return pgerror.New(pgerror.DuplicateTable, "relation %q would be inherited from more than once", p.Name)
}

// mayInherit refuses parents that can't be.
func (s *shape) mayInherit(p *catalog.TableDesc) error {
	a := "" // as Postgres words it
	if s.old != nil {
		a = "a "
	}
	switch {
	case p.View || p.IsMaterialized() || p.Virtual && p.View:
		if s.old != nil {
			return pgerror.New(pgerror.WrongObjectType, "ALTER action INHERIT cannot be performed on relation %q", p.Name).
				WithDetail("This operation is not supported for %ss.", relationWord(p))
		}
		return pgerror.New(pgerror.WrongObjectType, "inherited relation %q is not a table or foreign table", p.Name)
	case p.Partitioned():
		return pgerror.New(pgerror.WrongObjectType, "cannot inherit from partitioned table %q", p.Name)
	case p.IsPartition():
		if s.old != nil {
			return pgerror.New(pgerror.WrongObjectType, "cannot inherit from %spartition", a)
		}
		return pgerror.New(pgerror.WrongObjectType, "cannot inherit from partition %q", p.Name)
	case p.Temporary && !s.t.Temporary:
		return pgerror.New(pgerror.WrongObjectType, "cannot inherit from temporary relation %q", p.Name)
	}
	if err := s.r.mayChange(p); err != nil {
		return err
	}
	if s.t.Temporary && !p.Temporary {
		return pgerror.Unsupported("Make the parent a temporary table, too.", "temporary tables that inherit from others than temporary ones are not supported")
	}
	return nil
}

// inheritAll gives a new table what its parents have.
func (s *shape) inheritAll(c *ast.CreateTable) error {
	if len(c.Inherits) == 0 {
		return nil
	}
	for i := range c.Columns {
		if slices.ContainsFunc(c.Columns[:i], func(d ast.ColumnDef) bool { return d.Name == c.Columns[i].Name }) {
			return pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", c.Columns[i].Name)
		}
	}
	parents, err := s.parents(c.Inherits)
	if err != nil {
		return err
	}
	defaults := map[string]string{}
	for _, p := range parents {
		if err := s.mayInherit(p); err != nil {
			return err
		}
		for i := range p.Columns {
			if err := s.inheritFrom(&p.Columns[i], defaults); err != nil {
				return err
			}
		}
		for i := range p.Checks {
			if k := &p.Checks[i]; !k.NoInherit {
				if err := s.inheritNewCheck(k); err != nil {
					return err
				}
			}
		}
		other, err := s.other(p)
		if err != nil {
			return err
		}
		other.Children = append(other.Children, s.t.ID)
		s.t.Inherits = append(s.t.Inherits, p.ID)
	}
	return s.settleDefaults(c, defaults)
}

// inheritFrom adds a column of a parent, or merges it with that of another. defaults notes of
// which columns parents have different ones.
func (s *shape) inheritFrom(c *catalog.Column, defaults map[string]string) error {
	if c.Hidden {
		return nil
	}
	own, _, ok := s.t.ColumnNamed(c.Name)
	if !ok {
		if err := s.inheritColumn(c); err != nil {
			return err
		}
		own, _, _ = s.t.ColumnNamed(c.Name)
		own.Parents, own.NotLocal = 1, true
		return nil
	}
	s.r.notice(pgerror.NewNotice("merging multiple inherited definitions of column %q", c.Name))
	if err := s.sameColumnType(own, c.Type, c.Typmod, c.CollationOID(), "inherited column"); err != nil {
		return err
	}
	if err := sameStorage(own, c, "inherited column"); err != nil {
		return err
	}
	if own.Generated != c.Generated {
		return pgerror.New(pgerror.DatatypeMismatch, "inherited column %q has a generation conflict", c.Name)
	}
	own.Parents++
	own.NotNull = own.NotNull || c.NotNull
	switch {
	case c.DefaultText == "" || c.DefaultText == own.DefaultText:
	case own.DefaultText == "" && defaults[c.Name] == "":
		own.DefaultText, own.Default = c.DefaultText, c.Default
		var err error
		own.DefaultID, err = s.r.env.State.NewID(s.r.ctx)
		return err
	case c.Generated != 0:
		defaults[c.Name] = "generation expressions"
	default:
		defaults[c.Name] = "default values"
	}
	return nil
}

// sameColumnType wants two definitions of a column to be of one type and collation.
func (s *shape) sameColumnType(own *catalog.Column, t *types.Type, typmod int32, collation types.OID, what string) error {
	if own.TypeOID == t.OID && own.Typmod == typmod {
		if own.CollationOID() == collation {
			return nil
		}
		return pgerror.New(pgerror.CollationMismatch, "%s %q has a collation conflict", what, own.Name).
			WithDetail("%q versus %q", catalog.CollationName(own.CollationOID()), catalog.CollationName(collation))
	}
	return pgerror.New(pgerror.DatatypeMismatch, "%s %q has a type conflict", what, own.Name).
		WithDetail("%s versus %s", own.Type.Format(own.Typmod), t.Format(typmod))
}

// storageNames are the names of the ways to store values.
var storageNames = map[byte]string{'p': "PLAIN", 'e': "EXTERNAL", 'x': "EXTENDED", 'm': "MAIN"}

// sameStorage wants two definitions of a column to store it in one way.
func sameStorage(own, c *catalog.Column, what string) error {
	way := func(c *catalog.Column) byte { return cmp.Or(c.Storage, c.Type.Storage) }
	if way(own) == way(c) {
		return nil
	}
	return pgerror.New(pgerror.DatatypeMismatch, "%s %q has a storage parameter conflict", what, own.Name).
		WithDetail("%s versus %s", storageNames[way(own)], storageNames[way(c)])
}

// settleDefaults refuses columns of which parents have different defaults, unless the table gives
// its own.
func (s *shape) settleDefaults(c *ast.CreateTable, defaults map[string]string) error {
	for i := range s.t.Columns {
		name := s.t.Columns[i].Name
		what := defaults[name]
		given := slices.ContainsFunc(c.Columns, func(d ast.ColumnDef) bool {
			return d.Name == name && slices.ContainsFunc(d.Constraints, func(k ast.Constraint) bool { return k.Kind == ast.ConstraintDefault })
		})
		switch {
		case what == "" || given:
		case s.t.Columns[i].Generated != 0:
			return pgerror.New(pgerror.InvalidColumnDefinition, "column %q inherits conflicting %s", name, what)
		default:
			return pgerror.New(pgerror.InvalidColumnDefinition, "column %q inherits conflicting %s", name, what).
				WithHint("To resolve the conflict, specify a default explicitly.")
		}
	}
	return nil
}

// mergeColumn merges a column of CREATE TABLE with the parents' of this name; errNotInherited:
// there is none.
func (s *shape) mergeColumn(def *ast.ColumnDef) error {
	own, at, ok := s.t.ColumnNamed(def.Name)
	if !ok || !own.NotLocal {
		return errNotInherited
	}
	t, typmod, serial, err := s.r.columnType(def)
	if err != nil {
		return err
	}
	s.noteMerge(def.Name, at)
	if err := s.sameColumnType(own, t, typmod, collationOf(def.Collation, t), "column"); err != nil {
		return err
	}
	if err := s.r.collation(def.Collation, t); err != nil {
		return err
	}
	has := func(kinds ...ast.ConstraintKind) bool {
		return slices.ContainsFunc(def.Constraints, func(k ast.Constraint) bool { return slices.Contains(kinds, k.Kind) })
	}
	switch {
	case own.Generated != 0 && has(ast.ConstraintGenerated):
		return pgerror.New(pgerror.InvalidColumnDefinition, "child column %q specifies generation expression", def.Name).
			WithHint("Omit the generation expression in the definition of the child table column to inherit the generation expression from the parent table.")
	case own.Generated != 0 && (has(ast.ConstraintDefault) || serial != 0):
		return pgerror.New(pgerror.InvalidColumnDefinition, "column %q inherits from generated column but specifies default", def.Name)
	case own.Generated != 0 && has(ast.ConstraintIdentity):
		return pgerror.New(pgerror.InvalidColumnDefinition, "column %q inherits from generated column but specifies identity", def.Name)
	case has(ast.ConstraintGenerated):
		return generatedAlone(def.Name)
	}
	own.NotLocal = false
	if has(ast.ConstraintIdentity) {
		own.DefaultText, own.Default, own.DefaultID = "", nil, 0
	}
	id := own.ID
	if serial != 0 {
		if err := s.addSerial(def, id, serial); err != nil {
			return err
		}
	}
	return s.columnConstraints(def, id, serial != 0)
}

// noteMerge tells of a column that is merged with the parents', which is the at-th.
func (s *shape) noteMerge(name string, at int) {
	n := pgerror.NewNotice("merging column %q with inherited definition", name)
	if at != s.given {
		n = pgerror.NewNotice("moving and merging column %q with inherited definition", name).
			WithDetail("User-specified column moved to the position of the inherited column.")
	}
	s.given++
	s.r.notice(n)
}

// mergeLike merges a column of LIKE with the parents' of this name.
func (s *shape) mergeLike(own *catalog.Column, at int, c *catalog.Column, l *ast.LikeClause) (err error) {
	s.noteMerge(c.Name, at)
	if err := s.sameColumnType(own, c.Type, c.Typmod, c.CollationOID(), "column"); err != nil {
		return err
	}
	if l.Options&ast.LikeStorage != 0 {
		if err := sameStorage(own, c, "column"); err != nil {
			return err
		}
	}
	if l.Options&ast.LikeGenerated != 0 && c.Generated != 0 || l.Options&ast.LikeIdentity != 0 && c.Identity != 0 {
		return pgerror.Unsupported("Leave the option of LIKE out.", "LIKE of a generated or identity column (%q) that is inherited, too, is not supported", c.Name)
	}
	own.NotLocal, own.NotNull = false, own.NotNull || c.NotNull
	if l.Options&ast.LikeComments != 0 {
		own.Comment = c.Comment
	}
	if l.Options&ast.LikeDefaults != 0 && c.DefaultText != "" && c.Generated == 0 {
		own.DefaultText, own.Default = c.DefaultText, c.Default
		own.DefaultID, err = s.r.env.State.NewID(s.r.ctx)
	}
	return err
}

// generatedAlone refuses a column that is generated here and not in a parent, through which it
// would be assigned.
func generatedAlone(name string) error {
	return pgerror.Unsupported("A child table column cannot be generated unless its parent column is.", "generated columns (%q) that are none in a parent are not supported", name)
}

// inheritNewCheck adds a parent's check to a new table, or merges it with another parent's.
func (s *shape) inheritNewCheck(k *catalog.CheckDesc) error {
	for i := range s.t.Checks {
		own := &s.t.Checks[i]
		if own.Name != k.Name {
			continue
		}
		if own.Text != k.Text {
			return pgerror.New(pgerror.DuplicateObject, "check constraint name %q appears multiple times but with different expressions", k.Name)
		}
		own.Parents++
		return nil
	}
	return s.copyCheck(k)
}

// copyCheck adds a parent's check.
func (s *shape) copyCheck(k *catalog.CheckDesc) error {
	return s.addCopied(catalog.CheckDesc{Name: k.Name, Text: k.Text, Expr: k.Expr, NotValid: k.NotValid && s.old != nil, Parents: 1, NotLocal: true})
}

// addCopied adds a check that is like another table's, to be tried on the rows that are there.
func (s *shape) addCopied(c catalog.CheckDesc) (err error) {
	c.Columns = s.t.ColumnsIn(c.Expr)
	if c.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	s.t.Checks = append(s.t.Checks, c)
	if s.old != nil && !c.NotValid {
		s.checks = append(s.checks, c.Name)
	}
	return nil
}

// mergeCheck merges a check of CREATE TABLE with the parents' of this name; false: there is none.
func (s *shape) mergeCheck(c *catalog.CheckDesc) (bool, error) {
	for i := range s.t.Checks {
		own := &s.t.Checks[i]
		switch {
		case own.Name != c.Name || own.Parents == 0 || !own.NotLocal:
		case own.Text != c.Text:
			return false, pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", c.Name, s.t.Name)
		case c.NoInherit:
			return false, pgerror.New(pgerror.InvalidObjectDefinition, "constraint %q conflicts with inherited constraint on relation %q", c.Name, s.t.Name)
		default:
			s.r.notice(pgerror.NewNotice("merging constraint %q with inherited definition", c.Name))
			own.NotLocal = false
			return true, nil
		}
	}
	return false, nil
}

// actInherit is ALTER TABLE … INHERIT.
func (s *shape) actInherit(c *ast.Inherit) error {
	if err := s.r.parted("inherited tables"); err != nil {
		return err
	}
	switch {
	case s.t.IsPartition():
		return pgerror.New(pgerror.WrongObjectType, "cannot change inheritance of a partition")
	case s.t.Partitioned():
		return pgerror.New(pgerror.WrongObjectType, "cannot change inheritance of partitioned table")
	}
	p, err := s.r.table(c.Parent)
	if err != nil {
		return err
	}
	if err := s.mayInherit(p); err != nil {
		return err
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(snap.Family(s.old), func(t *catalog.TableDesc) bool { return t.ID == p.ID }) {
		return pgerror.New(pgerror.DuplicateTable, "circular inheritance not allowed").WithDetail("%q is already a child of %q.", p.Name, s.t.Name)
	}
	for i := range s.t.Triggers {
		if g := &s.t.Triggers[i]; g.Row && (g.OldTable != "" || g.NewTable != "") {
			return pgerror.New(pgerror.FeatureNotSupported, "trigger %q prevents table %q from becoming an inheritance child", g.Name, s.t.Name).
				WithDetail("ROW triggers with transition tables are not supported in inheritance hierarchies.")
		}
	}
	if slices.Contains(s.t.Inherits, p.ID) {
		return inheritsTwice(p)
	}
	if err := s.hasAll(p); err != nil {
		return err
	}
	for i := range p.Columns {
		if own, _, ok := s.t.ColumnNamed(p.Columns[i].Name); ok && !p.Columns[i].Hidden {
			if own.Generated != 0 && p.Columns[i].Generated == 0 {
				return generatedAlone(own.Name)
			}
			own.Parents++
		}
	}
	for i := range p.Checks {
		for j := range s.t.Checks {
			if own := &s.t.Checks[j]; own.Name == p.Checks[i].Name && !p.Checks[i].NoInherit {
				own.Parents++
			}
		}
	}
	other, err := s.other(p)
	if err != nil {
		return err
	}
	other.Children = append(other.Children, s.t.ID)
	s.t.Inherits = append(s.t.Inherits, p.ID)
	return nil
}

// actNoInherit is ALTER TABLE … NO INHERIT.
func (s *shape) actNoInherit(c *ast.Inherit) error {
	if s.t.IsPartition() {
		return pgerror.New(pgerror.WrongObjectType, "cannot change inheritance of a partition")
	}
	p, err := s.r.table(c.Parent)
	if err != nil {
		return err
	}
	at := slices.Index(s.t.Inherits, p.ID)
	if at < 0 {
		return pgerror.New(pgerror.UndefinedTable, "relation %q is not a parent of relation %q", p.Name, s.t.Name)
	}
	s.t.Inherits = slices.Delete(s.t.Inherits, at, at+1)
	for i := range s.t.Columns {
		own := &s.t.Columns[i]
		if _, _, ok := p.ColumnNamed(own.Name); ok && own.Parents > 0 && !own.Hidden {
			if own.Parents--; own.Parents == 0 {
				own.NotLocal = false
			}
		}
	}
	for i := range s.t.Checks {
		own := &s.t.Checks[i]
		if slices.ContainsFunc(p.Checks, func(k catalog.CheckDesc) bool { return k.Name == own.Name && !k.NoInherit }) && own.Parents > 0 {
			if own.Parents--; own.Parents == 0 {
				own.NotLocal = false
			}
		}
	}
	other, err := s.other(p)
	if err != nil {
		return err
	}
	other.Children = slices.DeleteFunc(other.Children, func(id catalog.ID) bool { return id == s.t.ID })
	return nil
}

// heirs are the tables that inherit from one, which go with it.
func (d *doomed) heirs(t *catalog.TableDesc) []depender {
	var out []depender
	for _, id := range t.Children {
		c, ok := d.snap.TableByID(id)
		if ok && d.tables[id] == nil {
			out = append(out, depender{id: id, title: "table " + d.name(id), view: c, drop: func() { d.addTable(c) }})
		}
	}
	return out
}
