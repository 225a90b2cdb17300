package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// actReplicaIdentity notes REPLICA IDENTITY.
func (s *shape) actReplicaIdentity(c *ast.ReplicaIdentity) error {
	if err := s.r.parted("replica identities"); err != nil {
		return err
	}
	at := -1
	if c.Kind == 'i' {
		var err error
		if at, err = s.identityIndex(c.Index); err != nil {
			return err
		}
	}
	s.t.ReplicaIdentity = c.Kind
	if c.Kind == 'd' {
		s.t.ReplicaIdentity = 0
	}
	for i := range s.t.Indexes {
		s.t.Indexes[i].ReplicaIdentity = i == at
	}
	return nil
}

// identityIndex finds an index that tells every row from all others: unique at any time, of all
// rows, of columns that are not NULL.
func (s *shape) identityIndex(name string) (int, error) {
	at := slices.IndexFunc(s.t.Indexes, func(ix catalog.IndexDesc) bool { return ix.OID != 0 && ix.Name == name })
	if at < 0 {
		snap, err := s.r.snap()
		if err != nil {
			return 0, err
		}
		schema, _ := snap.SchemaByID(s.t.SchemaID)
		_, ok, err := snap.Lookup(s.r.env.Path, ast.QName{Schema: schema.Name, Name: name})
		switch {
		case err != nil:
			return 0, err
		case ok:
			return 0, pgerror.New(pgerror.WrongObjectType, "%q is not an index for table %q", name, s.t.Name)
		}
		return 0, pgerror.New(pgerror.UndefinedObject, "index %q for table %q does not exist", name, s.t.Name)
	}
	ix := &s.t.Indexes[at]
	switch {
	case !ix.Unique:
		return 0, pgerror.New(pgerror.WrongObjectType, "cannot use non-unique index %q as replica identity", name)
	case ix.Deferrable:
		return 0, pgerror.New(pgerror.FeatureNotSupported, "cannot use non-immediate index %q as replica identity", name)
	case ix.Predicate != "":
		return 0, pgerror.New(pgerror.FeatureNotSupported, "cannot use partial index %q as replica identity", name)
	}
	for _, k := range ix.Columns {
		col, _, ok := s.t.ColumnByID(k.ID)
		switch {
		case !ok || col.Computed:
			return 0, pgerror.New(pgerror.FeatureNotSupported, "cannot use expression index %q as replica identity", name)
		case !col.NotNull:
			return 0, pgerror.New(pgerror.WrongObjectType, "index %q cannot be used as replica identity because column %q is nullable", name, col.Name)
		}
	}
	return at, nil
}
