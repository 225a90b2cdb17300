package ddl

import (
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
)

// Typed tables have the columns of a composite type, and change with it alone.

// typeOfTable is the composite type that OF names.
func (r *run) typeOfTable(n *ast.QName) (*catalog.TypeDesc, error) {
	if err := r.declared("typed tables"); err != nil {
		return nil, err
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	name := &ast.TypeName{Pos: -1, Names: []string{n.Name}}
	if n.Schema != "" {
		name.Names = []string{n.Schema, n.Name}
	}
	t, _, err := bind.ResolveType(name, snap, r.env.Path)
	if err != nil {
		return nil, err
	}
	d, ok := snap.TypeByID(t.OID)
	if !ok || d.Class != catalog.ClassComposite || t.IsArray() {
		return nil, pgerror.New(pgerror.WrongObjectType, "type %s is not a composite type", snap.FormatType(r.env.Path, t, -1))
	}
	return d, r.useType(d)
}

// fillTyped is fill of a typed table.
func (s *shape) fillTyped(c *ast.CreateTable) error {
	d, err := s.r.typeOfTable(c.OfType)
	if err != nil {
		return err
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	for _, col := range compositeTable(snap, d).Columns {
		col.ID = s.t.NextColumnID
		s.t.NextColumnID++
		s.t.Columns = append(s.t.Columns, col)
	}
	s.t.OfType = d.ID
	s.touched()
	if err := s.mayUseTypes(); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i := range c.Columns {
		def := &c.Columns[i]
		col, _, ok := s.t.ColumnNamed(def.Name)
		switch {
		case !ok:
			return pgerror.New(pgerror.UndefinedColumn, "column %q does not exist", def.Name)
		case seen[def.Name]:
			return pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", def.Name)
		}
		seen[def.Name] = true
		for _, k := range def.Constraints {
			switch k.Kind {
			case ast.ConstraintIdentity:
				return pgerror.New(pgerror.FeatureNotSupported, "identity columns are not supported on typed tables")
			case ast.ConstraintGenerated:
				return pgerror.New(pgerror.FeatureNotSupported, "generated columns are not supported on typed tables")
			}
		}
		if err := s.columnConstraints(def, col.ID, false); err != nil {
			return err
		}
	}
	for i := range c.Constraints {
		s.pending = append(s.pending, pendingConstraint{c.Constraints[i], "", false})
	}
	if err := s.addPending(); err != nil {
		return err
	}
	if c.PartitionBy != nil {
		return s.partitionBy(c.PartitionBy)
	}
	return nil
}

// mayChangeTyped refuses what would take a typed table away from its type.
func (s *shape) mayChangeTyped(c ast.AlterCmd) error {
	if s.t.OfType == 0 || s.r.withType {
		return nil
	}
	what := ""
	switch c := c.(type) {
	case *ast.AddColumn:
		what = "add column to"
	case *ast.DropColumn:
		what = "drop column from"
	case *ast.AlterColumnType:
		if _, _, ok := s.t.ColumnNamed(c.Column); !ok { // which is told first (Postgres: ATPrepAlterColumnType)
			return nil
		}
		what = "alter column type of"
	case *ast.Inherit:
		what = "change inheritance of"
	default:
		return nil
	}
	return pgerror.New(pgerror.WrongObjectType, "cannot %s typed table", what)
}

// actOfType is OF and NOT OF.
func (s *shape) actOfType(c *ast.OfType) error {
	if c.Type == nil {
		if s.t.OfType == 0 {
			return pgerror.New(pgerror.WrongObjectType, "%q is not a typed table", s.t.Name)
		}
		s.t.OfType = 0
		return nil
	}
	d, err := s.r.typeOfTable(c.Type)
	if err != nil {
		return err
	}
	if len(s.t.Inherits) > 0 || s.t.IsPartition() {
		return pgerror.New(pgerror.WrongObjectType, "typed tables cannot inherit")
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	own := slices.DeleteFunc(slices.Clone(s.t.Stored()), func(c catalog.Column) bool { return c.Hidden })
	differs := func(format string, args ...any) error { return pgerror.New(pgerror.DatatypeMismatch, format, args...) }
	for i, a := range compositeTable(snap, d).Columns {
		switch {
		case i >= len(own):
			return differs("table is missing column %q", a.Name)
		case own[i].Name != a.Name:
			return differs("table has column %q where type requires %q", own[i].Name, a.Name)
		case own[i].TypeOID != a.TypeOID || own[i].Typmod != a.Typmod || own[i].CollationOID() != a.CollationOID():
			return differs("table %q has different type for column %q", s.t.Name, own[i].Name)
		}
	}
	if n := len(d.Attributes); len(own) > n {
		return differs("table has extra column %q", own[n].Name)
	}
	s.t.OfType = d.ID
	return nil
}

// typedTables are the tables of a composite type.
func typedTables(snap *catalog.Snapshot, d *catalog.TypeDesc) []*catalog.TableDesc {
	var list []*catalog.TableDesc
	for t := range snap.Tables(d.DatabaseID) {
		if t.OfType == d.ID {
			list = append(list, t)
		}
	}
	slices.SortFunc(list, func(a, b *catalog.TableDesc) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// alterTyped does to the tables of a type what was done to one of its attributes.
func (r *run) alterTyped(d *catalog.TypeDesc, c *ast.AttributeCmd) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	before := r.withType
	r.withType = true
	defer func() { r.withType = before }()
	for _, t := range typedTables(snap, d) {
		schema, ok := snap.SchemaByID(t.SchemaID)
		if !ok {
			return pgerror.Internal("table %d has no schema", t.ID)
		}
		name := ast.QName{Pos: -1, Schema: schema.Name, Name: t.Name}
		var cmd ast.AlterCmd
		switch c.Action {
		case 'A':
			cmd = &ast.AddColumn{Pos: -1, Column: ast.ColumnDef{Pos: -1, Name: c.Name, Type: c.Type, Collation: c.Collation}}
		case 'D':
			cmd = &ast.DropColumn{Pos: -1, Name: c.Name, IfExists: true, Behavior: c.Behavior}
		case 'T':
			cmd = &ast.AlterColumnType{Pos: -1, Column: c.Name, Type: c.Type, Collation: c.Collation}
		default:
			if err := r.rename(&ast.Rename{Pos: -1, Kind: ast.ObjectColumn, RelationKind: ast.ObjectTable, Name: name, Old: c.Name, New: c.New}); err != nil {
				return err
			}
			continue
		}
		if err := r.alter(&ast.AlterTable{Pos: -1, Kind: ast.ObjectTable, Name: name, Cmds: []ast.AlterCmd{cmd}}); err != nil {
			return err
		}
	}
	return nil
}

// mayAlterTyped refuses to change the type of typed tables without CASCADE.
func mayAlterTyped(snap *catalog.Snapshot, d *catalog.TypeDesc, c *ast.AttributeCmd) error {
	if c.Behavior == ast.BehaviorCascade || len(typedTables(snap, d)) == 0 {
		return nil
	}
	return pgerror.New(pgerror.DependentObjectsStillExist, "cannot alter type %q because it is the type of a typed table", d.Name).
		WithHint("Use ALTER ... CASCADE to alter the typed tables too.")
}
