package catalog

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// SearchPath is what unqualified names are looked up in: a database, and schema
// names in order, "$user" already replaced. pg_catalog is searched first where
// the list does not name it.
type SearchPath struct {
	Database ID
	Schemas  []string
	// Role is who looks names up: schemas that it may not use are passed over,
	// or refused where they are named (42501). 0: whoever may use all of them.
	Role ID
	// Temp is the session's own temporary schema; it may not be there, or no more. 0: none.
	Temp ID
}

// Snapshot is the whole catalog as of one timestamp, or as one transaction sees
// it with its own changes. It is immutable and safe for concurrent use. What it
// returns must not be changed.
type Snapshot struct {
	version uint64
	shared  uint64        // version at the last change of what is not temporary
	temps   map[ID]uint64 // by temporary schema: at the last change of what is in it
	from    hlc.Timestamp
	own     bool   // holds uncommitted changes of one transaction
	number  uint64 // of the catalog's version (version.go)

	// What snapshots have in common is there once: a change costs the same, however many
	// objects there are.
	objects    *sharedMap[ID, Descriptor]
	names      *sharedMap[nameKey, ID]
	indexes    *sharedMap[ID, indexRef]
	byDatabase *sharedMap[pair, *TableDesc] // relations by their database and ID
	amounts    *sharedMap[ID, Amounts]      // by database
	naming     *sharedMap[pair, struct{}]   // by what is named and who names it (Naming)
	types      *types.Universe
	rows       rowTables
	// routines are those that somebody created, by name; nil where there are none.
	routines map[string][]*RoutineDesc
	// made are the base types that extensions made, of all databases.
	made []*TypeDesc
	// operators are those of the schema by name.
	operators map[string][]*OperatorDesc
	// registries are those of databases that have casts of users; nil: none has.
	registries map[ID]*builtin.Registry
	// statistics are those of CREATE STATISTICS by their table.
	statistics map[ID][]*StatisticsDesc
	// searching is what users have made for full text search; nil: nothing.
	searching *textSearch
	// watching are the event triggers of databases, by name.
	watching map[ID][]*EventTriggerDesc
	virtual  *Virtual
	catalog  *Catalog // that it is of
}

// nameKey is a name in its namespace: relations by schema, schemas by database,
// databases and roles by their kind.
type nameKey struct {
	parent ID
	kind   Kind // KindTable for every relation
	name   string
}

type indexRef struct {
	table ID
	index IndexID
}

// SequenceState is Catalog.SequenceState.
func (s *Snapshot) SequenceState(ctx context.Context, d *SequenceDesc) (last int64, called bool, err error) {
	return s.catalog.SequenceState(ctx, d)
}

// Version differs between snapshots of different contents: the key of plan caches.
func (s *Snapshot) Version() uint64 { return s.version }

// PlanVersion differs between snapshots in which a text may mean different things to a
// session: it grows with what is temporary only where that is the session's own.
func (s *Snapshot) PlanVersion(path *SearchPath) uint64 {
	if path.Temp == 0 {
		return s.shared
	}
	return max(s.shared, s.temps[path.Temp])
}

// From is the commit timestamp of the newest change in the snapshot.
func (s *Snapshot) From() hlc.Timestamp { return s.from }

// HasOwnChanges reports whether the snapshot holds uncommitted changes of one
// transaction: nothing made of it may outlive that transaction.
func (s *Snapshot) HasOwnChanges() bool { return s.own }

// Relation is what a relation's name stands for: a table (virtual ones too), an
// index with its table, or a sequence.
type Relation struct {
	Schema   *SchemaDesc
	Table    *TableDesc
	Index    *IndexDesc // set for an index, with its Table
	Sequence *SequenceDesc
}

// Lookup resolves a relation's name; ok is false where there is none. The error
// is 3F000 or 0A000 (a qualifier that names a schema or database that is not there).
func (s *Snapshot) Lookup(path *SearchPath, name ast.QName) (r Relation, ok bool, err error) {
	return s.lookup(path, name)
}

// Table resolves the name of a table or virtual table. The errors are 42P01 with the
// position of the name, 42809 for what is not a table, and those of Lookup.
func (s *Snapshot) Table(path *SearchPath, name ast.QName) (*TableDesc, error) {
	return s.table(path, name)
}

// Sequence resolves the name of a sequence.
func (s *Snapshot) Sequence(path *SearchPath, name ast.QName) (*SequenceDesc, error) {
	return s.sequence(path, name)
}

// TableByID returns a table by its OID.
func (s *Snapshot) TableByID(id ID) (*TableDesc, bool) { return byID[*TableDesc](s, id) }

// SequenceByID returns a sequence by its OID.
func (s *Snapshot) SequenceByID(id ID) (*SequenceDesc, bool) { return byID[*SequenceDesc](s, id) }

// SchemaByID returns a schema by its OID.
func (s *Snapshot) SchemaByID(id ID) (*SchemaDesc, bool) { return byID[*SchemaDesc](s, id) }

// DatabaseByID returns a database by its OID.
func (s *Snapshot) DatabaseByID(id ID) (*DatabaseDesc, bool) { return byID[*DatabaseDesc](s, id) }

// RoleByID returns a role by its OID.
func (s *Snapshot) RoleByID(id ID) (*RoleDesc, bool) { return byID[*RoleDesc](s, id) }

// IndexByOID returns an index and its table by the index's OID.
func (s *Snapshot) IndexByOID(id ID) (*TableDesc, *IndexDesc, bool) {
	ref, ok := s.indexes.get(id)
	if !ok {
		return nil, nil, false
	}
	t, ok := s.TableByID(ref.table)
	if !ok {
		return nil, nil, false
	}
	ix, ok := t.Index(ref.index)
	return t, ix, ok
}

// Database returns a database by its name.
func (s *Snapshot) Database(name string) (*DatabaseDesc, bool) {
	id, ok := s.names.get(nameKey{kind: KindDatabase, name: name})
	if !ok {
		return nil, false
	}
	return s.DatabaseByID(id)
}

// Schema returns a schema of a database by its name, virtual ones too.
func (s *Snapshot) Schema(db ID, name string) (*SchemaDesc, bool) {
	if d, ok := s.virtual.schema(name); ok {
		return d, true
	}
	id, ok := s.names.get(nameKey{parent: db, kind: KindSchema, name: name})
	if !ok {
		return nil, false
	}
	return s.SchemaByID(id)
}

// Role returns a role by its name.
func (s *Snapshot) Role(name string) (*RoleDesc, bool) {
	id, ok := s.names.get(nameKey{kind: KindRole, name: name})
	if !ok {
		return nil, false
	}
	return s.RoleByID(id)
}

func byID[D Descriptor](s *Snapshot, id ID) (D, bool) {
	if d, ok := s.object(id).(D); ok {
		return d, true
	}
	if d, ok := s.virtual.byID(id).(D); ok {
		return d, true
	}
	var none D
	return none, false
}
