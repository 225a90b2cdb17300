package pgcatalog

import (
	"context"
	_ "embed" // the tables' columns
	"fmt"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// tableList is one line for each table of PostgreSQL 15 that is served: schema,
// name, OID, kind, OIDs of the row type and, behind a colon, of the type of arrays
// of it, and columns with their types ("!" for NOT NULL), as read from a server's
// own catalog.
//
//go:embed tables.txt
var tableList string

// internalTables are the tables of isochron_internal, and what extensions of Postgres have, in
// the same form.
const internalTables = `isochron_internal.ranges 13100 v 0 range_id:int8! start_key:text! end_key:text! generation:int8! keys:int8 bytes:int8 queries_per_second:float8 leaseholder:int4 lease_store:int4 voters:_int4! learners:_int4! start_pretty:text! end_pretty:text! tables:_text! tied_since:timestamptz
isochron_internal.leases 13107 v 0 range_id:int8! node_id:int4! store_id:int4! queries_per_second:float8! start_pretty:text!
isochron_internal.nodes 13105 v 0 node_id:int4! address:text! sql_address:text! http_address:text! locality:text! build:text! membership:text! is_live:bool! started_at:timestamptz epoch:int8! clock_budget_ms:float8! cores:float8! version_min:int4! version_max:int4! version_noted:int4! agrees_clocks:bool!
isochron_internal.cluster 13108 v 0 cluster_id:text! version:int4! next_version:int4! waits_for:_int4! clocks:text!
isochron_internal.clocks 13111 v 0 node_id:int4! source:text error_ms:float8 step_ms:float8! budget_ms:float8! offset_min_ms:float8 offset_max_ms:float8 heard_ms_ago:float8 contradicts:bool! proof:text behind_ms:float8 ahead_max_ms:float8 promise_ms:float8 drift_ppm:float8 permit:text
isochron_internal.stores 13106 v 0 store_id:int4! node_id:int4! replicas:int8! leases:int8! capacity_bytes:int8! used_bytes:int8! available_bytes:int8! queries_per_second:float8! differing:int8! degraded:bool! reported_at:timestamptz
isochron_internal.placement_policies 13109 v 0 database_name:text! schema_name:text table_name:text replicas:int4! replica_constraints:text lease_preferences:text policy_name:text index_name:text
isochron_internal.placement 13115 v 0 kind:text! name:text! object:oid! target:text! policy_name:text placement:text state:text own:bool! create_statement:text
isochron_internal.placement_labels 13116 v 0 key:text! values:_text!
isochron_internal.placement_violations 13117 v 0 range_id:int8! start_pretty:text! tables:_text! policy_name:text! reason:text!
isochron_internal.memory 13110 v 0 node_id:int4! level:text! pid:int4 usename:name used_bytes:int8! peak_bytes:int8! max_bytes:int8 refusals:int8!
isochron_internal.jobs 13101 v 0 job_id:int8! kind:text! relation:oid! created:timestamptz! due:timestamptz! attempts:int8! error:text
isochron_internal.expiry 13114 v 0 relation:oid! column_name:name! after:interval! started:timestamptz finished:timestamptz deleted:int8! skipped:int8! deleted_in_all:int8! due:timestamptz node_id:int4 error:text
isochron_internal.table_statistics 13102 v 0 relation:oid! rows:float8! analyzed:timestamptz column_name:name distinct_values:int8 null_values:int8
isochron_internal.transactions 13103 v 0 pid:int4! txn_id:text! started:timestamptz state:text
pg_catalog.pg_stat_statements 13112 v 0 userid:oid dbid:oid toplevel:bool queryid:int8 query:text plans:int8 total_plan_time:float8 min_plan_time:float8 max_plan_time:float8 mean_plan_time:float8 stddev_plan_time:float8 calls:int8 total_exec_time:float8 min_exec_time:float8 max_exec_time:float8 mean_exec_time:float8 stddev_exec_time:float8 rows:int8 shared_blks_hit:int8 shared_blks_read:int8 shared_blks_dirtied:int8 shared_blks_written:int8 local_blks_hit:int8 local_blks_read:int8 local_blks_dirtied:int8 local_blks_written:int8 temp_blks_read:int8 temp_blks_written:int8 blk_read_time:float8 blk_write_time:float8 temp_blk_read_time:float8 temp_blk_write_time:float8 wal_records:int8 wal_fpi:int8 wal_bytes:numeric jit_functions:int8 jit_generation_time:float8 jit_inlining_count:int8 jit_inlining_time:float8 jit_optimization_count:int8 jit_optimization_time:float8 jit_emission_count:int8 jit_emission_time:float8
pg_catalog.pg_stat_statements_info 13113 v 0 dealloc:int8 stats_reset:timestamptz
isochron_internal.statement_distances 13118 v 0 userid:oid dbid:oid queryid:int8 query:text calls:int8! wan_round_trips:float8! wan_bytes:int8!
isochron_internal.region_latencies 13119 v 0 from_region:text to_region:text round_trip_ms:float8! min_ms:float8! max_ms:float8! measured:int4!
isochron_internal.lock_waits 13104 v 0 pid:int4 txn_id:text! table_name:text key:text! range_id:int8! wait_start:timestamptz! blocking_pids:_int4! blocking_txns:_text!
`

// maker makes the rows of one table.
type maker func(m *making) error

// making is one reading of one table.
type making struct {
	o     *Options
	lists *lists
	ctx   context.Context
	env   *catalog.VirtualEnv
	snap  *catalog.Snapshot
	db    catalog.ID
	desc  *catalog.TableDesc
	key   types.Datum // the OID that rows are asked of, NULL for all
	by    string      // the column that is key
	named bool        // rows of name alone are asked for
	name  string
	kind  byte // rows of this kind alone are asked for (relkind, typtype); 0: of all
	// rowless: types of relations' rows are not asked for.
	rowless bool
	values  []types.Datum
	emit    func([]types.Datum) error
}

// row emits one row of positional values: Go's own types become datums by the
// column's type. nil is NULL.
func (m *making) row(values ...any) error {
	if err := m.fill(m.values, values); err != nil {
		return err
	}
	return m.emit(m.values)
}

// datums is a row of such values, to be changed and emitted by the caller.
func (m *making) datums(values ...any) ([]types.Datum, error) {
	out := make([]types.Datum, len(m.desc.Columns))
	return out, m.fill(out, values)
}

func (m *making) fill(row []types.Datum, values []any) error {
	if len(values) != len(m.desc.Columns) {
		return pgerror.Internal("%s: %d values for %d columns", m.desc.Name, len(values), len(m.desc.Columns))
	}
	for i, v := range values {
		d, err := datum(v, m.desc.Columns[i].Type)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", m.desc.Name, m.desc.Columns[i].Name, err)
		}
		row[i] = d
	}
	return nil
}

// calls reports whether rows of an object of that name are asked for.
func (m *making) calls(name string) bool { return !m.named || m.name == name }

// wants reports whether rows of the object are asked for: all, or those whose
// key column is its OID.
func (m *making) wants(id catalog.ID) bool {
	return m.key.IsNull() || m.key.Int() == int64(id)
}

// vector is a list of small numbers: int2vector, oidvector, int2[].
type vector []int64

// texts is text[], name[] and the like.
type texts []string

// datum converts a Go value for a column of type t.
func datum(v any, t *types.Type) (types.Datum, error) {
	switch v := v.(type) {
	case nil:
		return types.Null, nil
	case types.Datum:
		return v, nil
	case catalog.ID:
		return types.Int(int64(v)), nil
	case int:
		return number(int64(v), t), nil
	case int32:
		return number(int64(v), t), nil
	case int64:
		return number(v, t), nil
	case float64:
		return types.Float(v), nil
	case bool:
		return types.Bool(v), nil
	case byte:
		if v == 0 {
			return types.Text(""), nil
		}
		return types.Text(string(rune(v))), nil
	case string:
		if types.IsCoded(t) {
			return types.DecodeText(t, types.NoTypmod, v, nil)
		}
		return types.Text(v), nil
	case vector:
		return vectorDatum(v, t), nil
	case texts:
		items := make([]types.Datum, len(v))
		for i, s := range v {
			items[i] = types.Text(s)
		}
		return types.NewArray(types.ArrayOf(t.Elem(), items)), nil
	}
	return types.Null, pgerror.Internal("no datum for %T", v)
}

func number(v int64, t *types.Type) types.Datum {
	if t.Kind() == types.KindFloat {
		return types.Float(float64(v))
	}
	return types.Int(v)
}

func vectorDatum(v vector, t *types.Type) types.Datum {
	items := make([]types.Datum, len(v))
	for i, n := range v {
		items[i] = types.Int(n)
	}
	a := types.ArrayOf(t.Elem(), items)
	if len(a.Dims) > 0 && (t == types.TInt2Vector || t == types.TOIDVector) {
		a.Dims[0].Lower = 0
	}
	return types.NewArray(a)
}

// New makes the virtual schemas of a node.
func New(o Options) *catalog.Virtual {
	opts, made := &o, &lists{}
	schemas := []*catalog.SchemaDesc{
		{Base: catalog.Base{ID: catalog.SchemaIDPGCatalog, Name: catalog.SchemaPGCatalog, Owner: catalog.RoleSuper, Comment: "system catalog schema"}, Virtual: true},
		{Base: catalog.Base{ID: catalog.SchemaIDInfo, Name: catalog.SchemaInformation, Owner: catalog.RoleSuper}, Virtual: true},
		{Base: catalog.Base{ID: catalog.SchemaIDInternal, Name: catalog.SchemaInternal, Owner: catalog.RoleSuper, Comment: "what the cluster knows of itself"}, Virtual: true},
	}
	byName := map[string]*catalog.SchemaDesc{}
	for _, s := range schemas {
		byName[s.Name] = s
	}
	var tables []*catalog.VirtualTable
	all := makers()
	for line := range strings.Lines(tableList + internalTables) {
		desc := parseTable(strings.TrimSpace(line), byName)
		make := all[schemaName(byName, desc.SchemaID)+"."+desc.Name]
		tables = append(tables, &catalog.VirtualTable{Desc: desc, Keys: keyColumnsOf(desc), Rows: rowsOf(opts, made, desc, make)})
	}
	return catalog.NewVirtual(schemas, tables)
}

func schemaName(m map[string]*catalog.SchemaDesc, id catalog.ID) string {
	for name, s := range m {
		if s.ID == id {
			return name
		}
	}
	return ""
}

// rowsOf joins a maker with its table. A table without one is empty: nothing of
// its kind can exist.
func rowsOf(o *Options, made *lists, desc *catalog.TableDesc, f maker) func(context.Context, *catalog.VirtualEnv, int, types.Datum, func([]types.Datum) error) error {
	return func(ctx context.Context, env *catalog.VirtualEnv, by int, key types.Datum, emit func([]types.Datum) error) error {
		if f == nil {
			return nil
		}
		m := &making{o: o, lists: made, ctx: ctx, env: env, snap: env.Snapshot, db: env.Path.Database, desc: desc, values: make([]types.Datum, len(desc.Columns)), emit: emit}
		switch {
		case key.IsNull():
		case desc.Columns[by].Type == types.TName:
			m.named, m.name = true, key.Text()
		case desc.Columns[by].Type == types.TChar:
			if m.kind = kindOf(key.Text()); m.kind == 0 {
				return nil
			}
		default:
			m.key, m.by = key, desc.Columns[by].Name
		}
		return f(m)
	}
}

// kindOf is a kind as a byte; 0: of no row.
func kindOf(s string) byte {
	if len(s) != 1 {
		return 0
	}
	return s[0]
}

// ofKind reports whether rows of a kind are asked for.
func (m *making) ofKind(kind byte) bool { return m.kind == 0 || m.kind == kind }

// keyColumns are the columns by which a table's maker can select.
var keyColumns = map[string][]string{
	"pg_class": {"oid", "relname", "relkind"}, "pg_attribute": {"attrelid"}, "pg_attrdef": {"adrelid"}, "pg_index": {"indrelid", "indexrelid"}, "pg_constraint": {"conrelid"},
	"pg_largeobject": {"loid"}, "pg_largeobject_metadata": {"oid"}, "pg_description": {"objoid"}, "pg_type": {"oid", "typname", "typrelid", "typtype"}, "pg_proc": {"oid", "proname"}, "pg_operator": {"oid"},
}

func keyColumnsOf(t *catalog.TableDesc) (slots []int) {
	if t.SchemaID != catalog.SchemaIDPGCatalog {
		return nil
	}
	for _, name := range keyColumns[t.Name] {
		if _, slot, ok := t.ColumnNamed(name); ok {
			slots = append(slots, slot)
		}
	}
	return slots
}

// secretTables are those that not everybody may read: they hold passwords, or
// what is the server's own.
var secretTables = map[string]bool{"pg_authid": true, "pg_shadow": true, "pg_user_mapping": true, "pg_file_settings": true, "pg_hba_file_rules": true,
	"pg_statistic": true, "pg_largeobject": true, "pg_config": true, "pg_ident_file_mappings": true, "pg_backend_memory_contexts": true, "pg_shmem_allocations": true,
	"pg_statistic_ext_data": true, "pg_replication_origin_status": true,
	"sql_parts": true, "_pg_foreign_data_wrappers": true, "_pg_foreign_servers": true, "_pg_foreign_table_columns": true, "_pg_foreign_tables": true, "_pg_user_mappings": true}

// firstGrants are the privileges on tables that have others than what all or nobody may read.
var firstGrants = map[string][]catalog.Grant{
	"pg_settings":                {superGrant, {Grantor: catalog.RoleSuper, Privileges: "rw"}},
	"pg_backend_memory_contexts": {superGrant, {Grantee: catalog.RoleReadAllStats, Grantor: catalog.RoleSuper, Privileges: "r"}},
	"pg_shmem_allocations":       {superGrant, {Grantee: catalog.RoleReadAllStats, Grantor: catalog.RoleSuper, Privileges: "r"}},
}

var superGrant = catalog.Grant{Grantee: catalog.RoleSuper, Grantor: catalog.RoleSuper, Privileges: "arwdDxt"}

// collationC is the OID of "C", which texts in catalogs have.
const collationC catalog.ID = 950

func parseTable(line string, schemas map[string]*catalog.SchemaDesc) *catalog.TableDesc {
	f := strings.Fields(line)
	schema, name, _ := strings.Cut(f[0], ".")
	oid, _ := strconv.ParseUint(f[1], 10, 32)
	row, rows, _ := strings.Cut(f[3], ":")
	rowType, _ := strconv.ParseUint(row, 10, 32)
	arrayType, _ := strconv.ParseUint(rows, 10, 32)
	t := &catalog.TableDesc{Base: catalog.Base{ID: catalog.ID(oid), Name: name, Owner: catalog.RoleSuper, Version: 1},
		SchemaID: schemas[schema].ID, Virtual: true, Secret: secretTables[name], View: f[2] == "v", TypeOID: catalog.ID(rowType), ArrayTypeOID: catalog.ID(arrayType),
		Indexes: []catalog.IndexDesc{{ID: 1}}}
	t.Grants = firstGrants[t.Name]
	for i, c := range f[4:] {
		col, typ, _ := strings.Cut(c, ":")
		typ, notNull := strings.CutSuffix(typ, "!")
		ty := columnType(typ)
		collation := ty.Collation()
		if schema == catalog.SchemaPGCatalog && !t.View && collation != 0 {
			collation = collationC
		}
		t.Columns = append(t.Columns, catalog.Column{ID: catalog.ColumnID(i + 1), Name: col, Type: ty, TypeOID: ty.OID, Typmod: types.NoTypmod,
			NotNull: notNull, Collation: collation})
	}
	t.NextColumnID = catalog.ColumnID(len(t.Columns) + 1)
	t.Reindex()
	return t
}

// columnType is the type of a virtual column: Postgres's, or text for those
// that have no values here.
func columnType(name string) *types.Type {
	t, ok := types.ByTypname(name)
	switch {
	case ok && t.Supported() && !t.IsPseudo():
		return t
	case strings.HasPrefix(name, "_"):
		return types.TText.ArrayType()
	}
	return types.TText
}
