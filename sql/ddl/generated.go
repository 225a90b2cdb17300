package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// addGenerated is GENERATED ALWAYS AS (…) STORED of a column that is there. kept: the expression is
// another column's.
func (s *shape) addGenerated(k *ast.Constraint, column string, kept bool) error {
	if !s.r.x.o.Version.Active(version.Typed) {
		return s.r.at(pgerror.Unsupported("Upgrade all nodes first.", "generated columns are not supported before the cluster's version is %d", version.Typed), k.Pos)
	}
	col, err := s.column(column)
	if err != nil {
		return err
	}
	x, err := s.ownColumns(k.Expr)
	if err != nil {
		return err
	}
	if err := s.readsNoGenerated(k.Expr, col); err != nil {
		return err
	}
	o := generationOptions(s.t, col)
	o.Kept = kept
	bare := o // a domain's constraints are not part of the expression
	bare.Type, bare.Typmod = col.Type.Base(), col.Type.BaseTypmod(col.Typmod)
	e, err := s.r.compile(k.Expr, bare)
	if err != nil {
		return err
	}
	if !e.Immutable() {
		return pgerror.New(pgerror.InvalidObjectDefinition, "generation expression is not immutable")
	}
	if col.DefaultText, err = s.r.stored(x, o); err != nil {
		return err
	}
	if col.Default, err = parseExpr(col.DefaultText); err != nil {
		return err
	}
	col.Generated = 's'
	if col.DefaultID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	if s.old != nil {
		s.generates, s.rewrite = append(s.generates, col.ID), true
		if col.NotNull && !slices.Contains(s.notNull, col.ID) {
			s.notNull = append(s.notNull, col.ID)
		}
	}
	return nil
}

func generationOptions(t *catalog.TableDesc, col *catalog.Column) bind.ScalarOptions {
	return bind.ScalarOptions{Use: bind.ScalarGenerated, Table: t, Column: col.Name, Type: col.Type, Typmod: col.Typmod}
}

// generation is what computes a generated column from its row.
func (s *shape) generation(col *catalog.Column) (*host.Scalar, error) {
	x, err := parseExpr(col.DefaultText)
	if err != nil {
		return nil, err
	}
	o := generationOptions(s.t, col)
	o.Kept = true
	return s.r.compile(x, o)
}

// ownColumns is an expression of a table's definition without the table's name, which may change.
func (s *shape) ownColumns(x ast.Expr) (ast.Expr, error) {
	own, err := parser.ParseExpr(deparse.Print(x))
	if err != nil {
		return nil, err
	}
	ast.Walk(own, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && c.Table == s.t.Name && (c.Schema == "" || c.Schema == s.schema.Name) {
			if c.Catalog, c.Schema, c.Table = "", "", ""; c.Star {
				c.Star, c.Name = false, s.t.Name // the whole row, as its name is
			}
		}
		return true
	})
	return own, nil
}

// readsNoGenerated refuses a generated column in another's expression, and in its own.
func (s *shape) readsNoGenerated(x ast.Expr, own *catalog.Column) (err error) {
	ast.Walk(x, func(n ast.Node) bool {
		r, ok := n.(*ast.ColumnRef)
		if !ok || err != nil {
			return err == nil
		}
		c, _, found := s.t.ColumnNamed(r.Name)
		if r.Star || !found && r.Table == "" && r.Name == s.t.Name {
			err = s.r.at(pgerror.New(pgerror.InvalidObjectDefinition, "cannot use whole-row variable in column generation expression").
				WithDetail("This would cause the generated column to depend on its own value."), r.Pos)
		}
		if found && (c.ID == own.ID || c.Generated != 0 || s.willBeGenerated(c.Name)) {
			err = s.r.at(pgerror.New(pgerror.InvalidObjectDefinition, "cannot use generated column %q in column generation expression", c.Name).
				WithDetail("A generated column cannot reference another generated column."), r.Pos)
		}
		return err == nil
	})
	return err
}

func (s *shape) willBeGenerated(column string) bool {
	return slices.ContainsFunc(s.pending, func(k pendingConstraint) bool { return k.Kind == ast.ConstraintGenerated && k.column == column })
}

// generatedFrom lists the generated columns that read one.
func (s *shape) generatedFrom(col *catalog.Column) (out []*catalog.Column) {
	for i := range s.t.Columns {
		c := &s.t.Columns[i]
		if c.Generated == 0 {
			continue
		}
		x, err := parseExpr(c.DefaultText)
		if err == nil && slices.Contains(s.t.ColumnsIn(x), col.ID) {
			out = append(out, c)
		}
	}
	return out
}

// freeGenerated drops the generated columns that read one that goes, or refuses.
func (s *shape) freeGenerated(col *catalog.Column, behavior ast.Behavior) error {
	var names, depends []string
	for _, g := range s.generatedFrom(col) {
		names = append(names, g.Name)
		depends = append(depends, "column "+g.Name+" of table "+s.t.Name+" depends on column "+col.Name+" of table "+s.t.Name)
	}
	if len(names) > 0 && behavior != ast.BehaviorCascade {
		return stillDepended("column "+col.Name+" of table "+s.t.Name, depends)
	}
	for _, name := range names {
		s.cascaded = append(s.cascaded, "column "+name+" of table "+s.t.Name)
		if err := s.actDropColumn(&ast.DropColumn{Name: name, Behavior: behavior}); err != nil {
			return err
		}
	}
	return nil
}

// keepsGenerated refuses a foreign key that would set a generated column.
func (s *shape) keepsGenerated(f *catalog.ForeignKeyDesc) error {
	if !slices.ContainsFunc(f.Columns, func(id catalog.ColumnID) bool { c, _, _ := s.t.ColumnByID(id); return c.Generated != 0 }) {
		return nil
	}
	switch {
	case f.OnUpdate >= ast.RefCascade:
		return pgerror.New(pgerror.SyntaxError, "invalid ON UPDATE action for foreign key constraint containing generated column")
	case f.OnDelete > ast.RefCascade:
		return pgerror.New(pgerror.SyntaxError, "invalid ON DELETE action for foreign key constraint containing generated column")
	}
	return nil
}

// typedByGenerated refuses another type for a column that generated ones read.
func (s *shape) typedByGenerated(col *catalog.Column) error {
	for _, g := range s.generatedFrom(col) {
		return pgerror.New(pgerror.FeatureNotSupported, "cannot alter type of a column used by a generated column").
			WithDetail("Column %q is used by generated column %q.", col.Name, g.Name)
	}
	return nil
}

// retypeGenerated is ALTER COLUMN … TYPE of a generated column: it is computed anew.
func (s *shape) retypeGenerated(c *ast.AlterColumnType, col *catalog.Column, t *types.Type, typmod int32) error {
	if c.Using != nil {
		return pgerror.New(pgerror.InvalidColumnDefinition, "cannot specify USING when altering type of generated column").
			WithDetail("Column %q is a generated column.", c.Column)
	}
	s.rewrite = true
	col.Type, col.TypeOID, col.Typmod, col.Collation = t, t.OID, typmod, collationOf(c.Collation, t)
	if _, err := s.generation(col); err != nil {
		return err
	}
	s.generates = append(s.generates, col.ID)
	return s.recheck(col.ID)
}

// renameInGenerated renames a column in the expressions of generated ones.
func renameInGenerated(t *catalog.TableDesc, from, to string) error {
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Generated == 0 {
			continue
		}
		x, err := renamedIn(c.DefaultText, from, to)
		if err != nil {
			return err
		}
		c.DefaultText, c.Default = deparse.Print(x), x
	}
	return nil
}
