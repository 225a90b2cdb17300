package catalog

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/sql/types"
)

// Virtual is the schemas whose tables are made of the catalog itself
// (pg_catalog, information_schema, isochron_internal). It is the same for every
// database, and immutable. Package pgcatalog makes it. A nil Virtual is empty.
type Virtual struct {
	schemas map[string]*SchemaDesc
	byOID   map[ID]Descriptor
	tables  map[ID]*VirtualTable
	names   map[nameKey]ID
	rows    map[ID]*TableDesc // by the OIDs of their row types, and of those of arrays of them
}

// VirtualTable is one table of a Virtual.
type VirtualTable struct {
	// Desc has Virtual set, fixed OIDs and one Indexes entry without columns.
	Desc *TableDesc
	// Keys are the slots of the columns by whose value Rows can select: OIDs and names.
	Keys []int
	// Rows makes the rows, in the order of Desc.Columns. With key not NULL it
	// need only make those whose column by, one of Keys, equals it (it may make others). row
	// is valid only during emit; an error of emit ends Rows with that error.
	Rows func(ctx context.Context, env *VirtualEnv, by int, key types.Datum, emit func(row []types.Datum) error) error
}

// VirtualEnv is what the rows of virtual tables depend on.
type VirtualEnv struct {
	Snapshot *Snapshot
	Path     *SearchPath
	User     ID
	// Types is the session's; its Settings serve pg_settings.
	Types *types.Env
	// Settings lists every setting of the session.
	Settings func(emit func(SettingInfo) error) error
	// Prepared lists the session's prepared statements.
	Prepared func(ctx context.Context, emit func(PreparedInfo) error) error
	// Cursors lists the session's portals.
	Cursors func(emit func(CursorInfo) error) error
	// LargeObjects lists the large objects of the session's database, LargePages the stored pages
	// of one (0: of all); id 0 means all. data is valid during emit. Nil: there are none.
	LargeObjects func(ctx context.Context, id ID, emit func(*LargeObjectDesc) error) error
	LargePages   func(ctx context.Context, id ID, emit func(id ID, page int64, data []byte) error) error
}

// CursorInfo is one row of pg_cursors.
type CursorInfo struct {
	Name, Text           string
	Hold, Binary, Scroll bool
	At                   int64 // microseconds since 2000-01-01
}

// PreparedInfo is one row of pg_prepared_statements.
type PreparedInfo struct {
	Name, Text string
	At         int64 // microseconds since 2000-01-01
	Params     []*types.Type
	BySQL      bool
	// Generic and Custom count its executions by the generic plan, and by plans for its arguments.
	Generic, Custom int64
}

// SettingInfo is one row of pg_settings.
type SettingInfo struct {
	Name, Value, Unit, Category, Description string
	Context, VarType, Source                 string
	Min, Max                                 string
	Enum                                     []string
	Boot, Reset                              string
}

// NewVirtual builds a Virtual of schemas and their tables.
func NewVirtual(schemas []*SchemaDesc, tables []*VirtualTable) *Virtual {
	v := &Virtual{schemas: map[string]*SchemaDesc{}, byOID: map[ID]Descriptor{}, tables: map[ID]*VirtualTable{}, names: map[nameKey]ID{}, rows: map[ID]*TableDesc{}}
	named := map[ID]string{}
	for _, s := range schemas {
		v.schemas[s.Name] = s
		v.byOID[s.ID] = s
		named[s.ID] = s.Name
	}
	for _, t := range tables {
		if t.Desc.TypeOID != 0 && t.Desc.ArrayTypeOID != 0 {
			t.Desc.row = &rowCell{schema: named[t.Desc.SchemaID]}
			v.rows[t.Desc.TypeOID], v.rows[t.Desc.ArrayTypeOID] = t.Desc, t.Desc
		}
		t.Desc.index()
		v.byOID[t.Desc.ID] = t.Desc
		v.tables[t.Desc.ID] = t
		v.names[nameKey{parent: t.Desc.SchemaID, kind: KindTable, name: t.Desc.Name}] = t.Desc.ID
	}
	return v
}

// Schemas lists the virtual schemas in no order.
func (v *Virtual) Schemas() []*SchemaDesc {
	if v == nil {
		return nil
	}
	out := make([]*SchemaDesc, 0, len(v.schemas))
	for _, s := range v.schemas {
		out = append(out, s)
	}
	return out
}

// Tables lists the virtual tables in no order.
func (v *Virtual) Tables() []*VirtualTable {
	if v == nil {
		return nil
	}
	out := make([]*VirtualTable, 0, len(v.tables))
	for _, t := range v.tables {
		out = append(out, t)
	}
	return out
}

func (v *Virtual) schema(name string) (*SchemaDesc, bool) {
	if v == nil {
		return nil, false
	}
	s, ok := v.schemas[name]
	return s, ok
}

func (v *Virtual) byID(id ID) Descriptor {
	if v == nil {
		return nil
	}
	return v.byOID[id]
}

func (v *Virtual) relation(schema ID, name string) (ID, bool) {
	if v == nil {
		return 0, false
	}
	id, ok := v.names[nameKey{parent: schema, kind: KindTable, name: name}]
	return id, ok
}

// rowType finds the type of a virtual table's rows, or of arrays of them.
func (v *Virtual) rowType(oid types.OID) (*types.Type, bool) {
	if v == nil {
		return nil, false
	}
	t, ok := v.rows[oid]
	if !ok {
		return nil, false
	}
	typ := t.rowType()
	if oid == t.ArrayTypeOID {
		typ = typ.ArrayType()
	}
	return typ, true
}

// VirtualTable returns the virtual table with the OID of its descriptor.
func (s *Snapshot) VirtualTable(id ID) (*VirtualTable, bool) {
	if s.virtual == nil {
		return nil, false
	}
	t, ok := s.virtual.tables[id]
	return t, ok
}

// VirtualTables lists the virtual tables in no order.
func (s *Snapshot) VirtualTables() []*VirtualTable { return s.virtual.Tables() }

// VirtualSchemas lists the virtual schemas in no order.
func (s *Snapshot) VirtualSchemas() []*SchemaDesc { return s.virtual.Schemas() }

// VirtualKey is the columns that are the primary key of a table of pg_catalog in Postgres, by their
// slots; nil for views and all else. No two rows have equal ones, so that a query may group by it and
// read the other columns.
func (t *TableDesc) VirtualKey() []int {
	if !t.Virtual || t.View {
		return nil
	}
	var key []int
	for _, name := range virtualKeyNames(t.Name) {
		i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
		if i < 0 {
			return nil
		}
		key = append(key, i)
	}
	return key
}

// virtualKeyNames are the columns of the primary key of a table of pg_catalog. Most have an oid.
func virtualKeyNames(table string) []string {
	switch table {
	case "pg_aggregate":
		return []string{"aggfnoid"}
	case "pg_attribute":
		return []string{"attrelid", "attnum"}
	case "pg_auth_members":
		return []string{"roleid", "member"}
	case "pg_db_role_setting":
		return []string{"setdatabase", "setrole"}
	case "pg_description":
		return []string{"objoid", "classoid", "objsubid"}
	case "pg_foreign_table":
		return []string{"ftrelid"}
	case "pg_index":
		return []string{"indexrelid"}
	case "pg_inherits":
		return []string{"inhrelid", "inhseqno"}
	case "pg_largeobject":
		return []string{"loid", "pageno"}
	case "pg_partitioned_table":
		return []string{"partrelid"}
	case "pg_range":
		return []string{"rngtypid"}
	case "pg_sequence":
		return []string{"seqrelid"}
	case "pg_shdescription":
		return []string{"objoid", "classoid"}
	case "pg_statistic":
		return []string{"starelid", "staattnum", "stainherit"}
	case "pg_statistic_ext_data":
		return []string{"stxoid", "stxdinherit"}
	case "pg_ts_config_map":
		return []string{"mapcfg", "maptokentype", "mapseqno"}
	}
	return []string{"oid"}
}
