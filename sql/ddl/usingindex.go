package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// A unique index that is there can become a constraint: UNIQUE USING INDEX writes nothing, as
// the index has all that the constraint asks for. PRIMARY KEY USING INDEX has the rows move
// under the key's columns, as any primary key that is added later, and takes the index's OID.

// addKeyOfIndex adds PRIMARY KEY or UNIQUE USING INDEX.
func (s *shape) addKeyOfIndex(k *ast.Constraint) error {
	if s.old == nil {
		return s.r.at(pgerror.New(pgerror.FeatureNotSupported, "cannot use an existing index in CREATE TABLE"), k.Pos)
	}
	if s.t.Partitioned() {
		return pgerror.New(pgerror.FeatureNotSupported, "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables")
	}
	at := slices.IndexFunc(s.t.Indexes, func(ix catalog.IndexDesc) bool { return ix.OID != 0 && ix.Name == k.UsingIndex })
	if at < 0 {
		return s.r.at(s.noIndexOf(k.UsingIndex), k.Pos)
	}
	ix := s.t.Indexes[at]
	if err := usableAsKey(&ix); err != nil {
		return s.r.at(err, k.Pos)
	}
	if k.Deferrable || k.InitiallyDeferred {
		return s.r.at(pgerror.Unsupported("Name the columns of the key instead.", "DEFERRABLE constraints USING INDEX are not supported"), k.Pos)
	}
	if k.Name != "" && k.Name != ix.Name {
		s.r.notice(pgerror.New(pgerror.SuccessfulCompletion, "ALTER TABLE / ADD CONSTRAINT USING INDEX will rename index %q to %q", ix.Name, k.Name).WithSeverity(pgerror.SeverityNotice))
		if s.relationTaken(k.Name) {
			return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", k.Name)
		}
		ix.Name = k.Name
	} else if s.constraintTaken(ix.Name) {
		return pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", ix.Name, s.t.Name)
	}
	var err error
	if ix.Constraint, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	if k.Kind != ast.ConstraintPrimaryKey {
		s.t.Indexes[at] = ix
		s.taken[ix.Name] = true
		s.touched()
		return nil
	}
	if s.t.PrimaryKey() != nil {
		return s.manyPrimaryKeys(k)
	}
	ix.Primary = true
	s.removeIndex(ix.ID)
	if err := s.referPrimary(ix.ID); err != nil {
		return err
	}
	s.fillPrimary(ix)
	return nil
}

// referPrimary has the foreign keys that refer to an index refer to the primary one.
func (s *shape) referPrimary(old catalog.IndexID) error {
	for _, id := range slices.Clone(s.t.InboundForeignKeys) {
		child := s.t
		if id != s.t.ID {
			now, err := s.tableNow(id)
			if err != nil {
				return err
			}
			if child, err = s.other(now); err != nil {
				return err
			}
		}
		for i := range child.ForeignKeys {
			if f := &child.ForeignKeys[i]; f.RefTable == s.t.ID && f.RefIndex == old {
				f.RefIndex = 1
			}
		}
	}
	return nil
}

// noIndexOf is the error for an index that is none of the table.
func (s *shape) noIndexOf(name string) error {
	if snap, err := s.r.snap(); err == nil {
		if rel, ok := snap.RelationIn(s.schema, name); ok && rel.Index != nil {
			return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "index %q does not belong to table %q", name, s.t.Name)
		}
	}
	return pgerror.New(pgerror.UndefinedObject, "index %q does not exist", name)
}

// usableAsKey refuses indexes that say something else than a key of their columns does.
func usableAsKey(ix *catalog.IndexDesc) error {
	const detail = "Cannot create a primary key or unique constraint using such an index."
	wrong := func(format string, args ...any) error {
		return pgerror.New(pgerror.WrongObjectType, format, args...).WithDetail(detail)
	}
	switch {
	case ix.Constraint != 0:
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "index %q is already associated with a constraint", ix.Name)
	case !ix.Unique:
		return wrong("%q is not a unique index", ix.Name)
	case slices.ContainsFunc(ix.Columns, func(c catalog.IndexColumn) bool { return c.Expr != "" }):
		return wrong("index %q contains expressions", ix.Name)
	case ix.Predicate != "":
		return wrong("%q is a partial index", ix.Name)
	}
	for i, c := range ix.Columns {
		if c.Desc || c.NullsFirst || c.Collation != 0 || c.OpClass != 0 {
			return wrong("index %q column number %d does not have default sorting behavior", ix.Name, i+1)
		}
	}
	return nil
}
