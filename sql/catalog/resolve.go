package catalog

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// The names of schemas with a meaning of their own.
const (
	SchemaPGCatalog   = "pg_catalog"
	SchemaInformation = "information_schema"
	SchemaInternal    = "isochron_internal"
	SchemaPublic      = "public"
	// SchemaTemp stands for the session's own temporary schema, whatever that is called.
	SchemaTemp = "pg_temp"
)

// effective calls f for each schema in which an unqualified name is looked up,
// in order, until f returns true.
func (s *Snapshot) effective(path *SearchPath, f func(*SchemaDesc) bool) {
	if path.Temp != 0 && !slices.Contains(path.Schemas, SchemaTemp) {
		if d, ok := s.OwnTemp(path); ok && f(d) {
			return
		}
	}
	if !slices.Contains(path.Schemas, SchemaPGCatalog) {
		if d, ok := s.Schema(path.Database, SchemaPGCatalog); ok && f(d) {
			return
		}
	}
	for _, name := range path.Schemas {
		if d, ok := s.SchemaOf(path, name); ok && s.usable(path, d) && f(d) {
			return
		}
	}
}

// usable reports whether whoever looks a name up may use a schema.
func (s *Snapshot) usable(path *SearchPath, d *SchemaDesc) bool {
	return path.Role == 0 || d.ID == path.Temp || s.HasPrivilege(path.Role, s.InDatabase(path.Database, d), PrivilegeUsage)
}

// EffectiveSchemas lists the schemas in which unqualified names are looked up:
// current_schemas(true).
func (s *Snapshot) EffectiveSchemas(path *SearchPath) []*SchemaDesc {
	var out []*SchemaDesc
	s.effective(path, func(d *SchemaDesc) bool {
		if !slices.Contains(out, d) {
			out = append(out, d)
		}
		return false
	})
	return out
}

// CreationSchema is where an unqualified CREATE puts its object: the first
// schema of the path that exists. The error is 3F000.
func (s *Snapshot) CreationSchema(path *SearchPath) (*SchemaDesc, error) {
	for _, name := range path.Schemas {
		if d, ok := s.SchemaOf(path, name); ok && s.usable(path, d) {
			return d, nil
		}
	}
	return nil, pgerror.New(pgerror.InvalidSchemaName, "no schema has been selected to create in")
}

// Qualify returns the schema that a qualified name names. The errors are 3F000,
// 0A000 and 42501.
func (s *Snapshot) Qualify(path *SearchPath, name ast.QName) (*SchemaDesc, error) {
	if name.Catalog != "" {
		if db, ok := s.DatabaseByID(path.Database); !ok || db.Name != name.Catalog {
			return nil, pgerror.New(pgerror.FeatureNotSupported, "cross-database references are not implemented: %q", name.Catalog+"."+name.Schema+"."+name.Name)
		}
	}
	d, ok := s.SchemaOf(path, name.Schema)
	if !ok {
		return nil, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", name.Schema)
	}
	if !s.usable(path, d) {
		return nil, Denied(d)
	}
	return d, nil
}

func (s *Snapshot) lookup(path *SearchPath, name ast.QName) (r Relation, ok bool, err error) {
	if name.Schema != "" {
		d, err := s.Qualify(path, name)
		if err != nil {
			return r, false, err
		}
		r, ok = s.RelationIn(d, name.Name)
		return r, ok, nil
	}
	s.effective(path, func(d *SchemaDesc) bool {
		r, ok = s.RelationIn(d, name.Name)
		return ok
	})
	return r, ok, nil
}

// RelationIn looks a relation up in one schema.
func (s *Snapshot) RelationIn(schema *SchemaDesc, name string) (Relation, bool) {
	id, ok := s.names.get(nameKey{parent: schema.ID, kind: KindTable, name: name})
	if !ok && schema.Virtual {
		id, ok = s.virtual.relation(schema.ID, name)
	}
	if !ok {
		return Relation{}, false
	}
	return s.RelationByID(id)
}

// RelationByID returns the table, index or sequence with an OID.
func (s *Snapshot) RelationByID(id ID) (r Relation, ok bool) {
	if t, ix, ok := s.IndexByOID(id); ok {
		schema, _ := s.SchemaByID(t.SchemaID)
		return Relation{Schema: schema, Table: t, Index: ix}, true
	}
	d := s.object(id)
	if d == nil {
		d = s.virtual.byID(id)
	}
	switch d := d.(type) {
	case *TableDesc:
		r.Table = d
		r.Schema, _ = s.SchemaByID(d.SchemaID)
		return r, true
	case *SequenceDesc:
		r.Sequence = d
		r.Schema, _ = s.SchemaByID(d.SchemaID)
		return r, true
	}
	return Relation{}, false
}

// Visible reports whether a relation is found by its name alone.
func (s *Snapshot) Visible(path *SearchPath, id ID) bool {
	name, schema, ok := s.relationName(id)
	if !ok {
		return false
	}
	visible := false
	s.effective(path, func(d *SchemaDesc) bool {
		if _, ok := s.RelationIn(d, name); ok {
			visible = d.ID == schema
			return true
		}
		return false
	})
	return visible
}

func (s *Snapshot) relationName(id ID) (name string, schema ID, ok bool) {
	r, ok := s.RelationByID(id)
	switch {
	case !ok:
		return "", 0, false
	case r.Index != nil:
		return r.Index.Name, r.Table.SchemaID, true
	case r.Table != nil:
		return r.Table.Name, r.Table.SchemaID, true
	}
	return r.Sequence.Name, r.Sequence.SchemaID, true
}

// RelationName prints a relation's name as regclass does: qualified where it
// would not be found by its name alone.
func (s *Snapshot) RelationName(path *SearchPath, id ID) (string, bool) {
	name, schema, ok := s.relationName(id)
	if !ok {
		return "", false
	}
	if path != nil && s.Visible(path, id) {
		return QuoteIdent(name), true
	}
	d, ok := s.SchemaByID(schema)
	if !ok {
		return QuoteIdent(name), true
	}
	return QuoteIdent(d.Name) + "." + QuoteIdent(name), true
}

// UndefinedRelation is Postgres's error for a relation that is not there.
func UndefinedRelation(name ast.QName) error {
	n := name.Name
	if name.Schema != "" {
		n = name.Schema + "." + n
	}
	return pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", n)
}

func (s *Snapshot) table(path *SearchPath, name ast.QName) (*TableDesc, error) {
	r, ok, err := s.lookup(path, name)
	switch {
	case err != nil:
		// A missing schema of a relation reads as a missing relation.
		if pgerror.Is(err, pgerror.InvalidSchemaName) {
			return nil, UndefinedRelation(name)
		}
		return nil, err
	case !ok:
		return nil, UndefinedRelation(name)
	case r.Index != nil:
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot open relation %q", name.Name).
			WithDetail("This operation is not supported for indexes.")
	case r.Table == nil:
		return nil, pgerror.Unsupported("Use its functions, or pg_sequences.", "cannot open sequence %q as a table", name.Name)
	case r.Table.Temporary && r.Table.SchemaID != path.Temp:
		return nil, pgerror.New(pgerror.FeatureNotSupported, "cannot access temporary tables of other sessions")
	}
	return r.Table, nil
}

func (s *Snapshot) sequence(path *SearchPath, name ast.QName) (*SequenceDesc, error) {
	r, ok, err := s.lookup(path, name)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, UndefinedRelation(name)
	case r.Sequence == nil:
		return nil, pgerror.New(pgerror.WrongObjectType, "%q is not a sequence", name.Name)
	}
	return r.Sequence, nil
}

// QuoteQName prints a qualified name.
func QuoteQName(n ast.QName) string {
	var parts []string
	for _, p := range []string{n.Catalog, n.Schema, n.Name} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ".")
}

// ID is the relation's OID.
func (r *Relation) ID() ID {
	switch {
	case r.Index != nil:
		return r.Index.OID
	case r.Table != nil:
		return r.Table.ID
	}
	return r.Sequence.ID
}
