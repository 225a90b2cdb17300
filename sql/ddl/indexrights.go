package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// An index is a relation of the schema of its table: who makes one, also with a constraint, must be
// allowed to create there, beside owning the table. What only takes up an index that is there, or
// writes it anew, asks for nothing.

// mayIndex wants the user to be allowed to make the index of CREATE INDEX. Postgres reads the
// expressions first, and tells what is wrong with them.
func (s *shape) mayIndex(c *ast.CreateIndex) error {
	denied := s.r.mustCreateIn(s.schema)
	if denied == nil {
		return nil
	}
	scratch := &catalog.IndexDesc{}
	err := s.predicate(scratch, c.Where)
	for i := 0; i < len(c.Elems) && err == nil; i++ {
		if e := outerCollation(&c.Elems[i]); s.plainColumn(e) == "" {
			_, err = s.indexExpr(scratch, e)
		}
	}
	if err == nil || pgerror.Is(err, pgerror.InvalidObjectDefinition) { // as volatile functions are, which it looks for later
		return denied
	}
	return err
}

// mayAddIndex wants the user to be allowed to make the index of a constraint that ALTER TABLE adds.
// CREATE TABLE has asked for the table.
func (s *shape) mayAddIndex(k *ast.Constraint) error {
	if s.old == nil || k.UsingIndex != "" {
		return nil
	}
	switch k.Kind {
	case ast.ConstraintUnique:
	case ast.ConstraintPrimaryKey:
		missing := func(name string) bool { _, _, ok := s.t.ColumnNamed(name); return !ok }
		if s.t.PrimaryKey() != nil || slices.ContainsFunc(k.Columns, missing) { // told first
			return nil
		}
	case ast.ConstraintExclude:
		if s.t.Partitioned() { // so is this
			return nil
		}
	default:
		return nil
	}
	return s.r.mustCreateIn(s.schema)
}
