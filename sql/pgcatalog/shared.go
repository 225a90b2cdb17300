package pgcatalog

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// OIDs of Postgres's catalogs and access methods that rows refer to.
const (
	classType       catalog.ID = 1247
	classClass      catalog.ID = 1259
	classProc       catalog.ID = 1255
	classTrigger    catalog.ID = 2620
	classLanguage   catalog.ID = 2612
	classParameter  catalog.ID = 6243
	classDatabase   catalog.ID = 1262
	classTablespace catalog.ID = 1213
	classAuthid     catalog.ID = 1260
	classConstraint catalog.ID = 2606
	classAttrdef    catalog.ID = 2604
	classNamespace  catalog.ID = 2615
	classPolicy     catalog.ID = 3256
	classExtension  catalog.ID = 3079
	classOperator   catalog.ID = 2617

	classRewrite catalog.ID = 2618

	amHeap  catalog.ID = 2
	amBtree catalog.ID = 403
	amHash  catalog.ID = 405

	tablespaceDefault = catalog.TablespaceDefault
	tablespaceGlobal  = catalog.TablespaceGlobal
)

// makers maps tables to what makes their rows.
func makers() map[string]maker {
	all := statMakers()
	maps.Copy(all, map[string]maker{
		"pg_catalog.pg_class":           makeClass,
		"pg_catalog.pg_attribute":       makeAttribute,
		"pg_catalog.pg_index":           makeIndex,
		"pg_catalog.pg_constraint":      makeConstraint,
		"pg_catalog.pg_attrdef":         makeAttrdef,
		"pg_catalog.pg_sequence":        makeSequence,
		"pg_catalog.pg_sequences":       makeSequences,
		"pg_catalog.pg_tables":          makeTables,
		"pg_catalog.pg_views":           makeViews,
		"pg_catalog.pg_matviews":        makeMatviews,
		"pg_catalog.pg_rewrite":         makeRewrite,
		"pg_catalog.pg_indexes":         makeIndexes,
		"pg_catalog.pg_description":     makeDescription,
		"pg_catalog.pg_depend":          makeDepend,
		"pg_catalog.pg_default_acl":     makeDefaultACL,
		"pg_catalog.pg_stats":           makeStats,
		"pg_catalog.pg_stats_ext":       makeStatsExt,
		"pg_catalog.pg_stats_ext_exprs": makeStatsExtExprs,
		"pg_catalog.pg_statistic_ext":   makeStatistics,
		"pg_catalog.pg_event_trigger":   makeEventTrigger,
		"pg_catalog.pg_policy":          makePolicy,
		"pg_catalog.pg_trigger":         makeTrigger,
		"pg_catalog.pg_policies":        makePoliciesView,
		"pg_catalog.pg_namespace":       makeNamespace,
		"pg_catalog.pg_extension":       makeExtension,

		"pg_catalog.pg_available_extensions":         makeAvailableExtensions,
		"pg_catalog.pg_available_extension_versions": makeExtensionVersions,

		"pg_catalog.pg_init_privs":           makeInitPrivs,
		"pg_catalog.pg_largeobject":          makeLargeObject,
		"pg_catalog.pg_largeobject_metadata": makeLargeObjectMetadata,
		"pg_catalog.pg_database":             makeDatabase,
		"pg_catalog.pg_authid":               makeAuthid,
		"pg_catalog.pg_roles":                makeRoles,
		"pg_catalog.pg_user":                 makeUser,
		"pg_catalog.pg_shadow":               makeShadow,
		"pg_catalog.pg_group":                makeGroup,
		"pg_catalog.pg_auth_members":         makeAuthMembers,
		"pg_catalog.pg_shdescription":        makeShdescription,
		"pg_catalog.pg_db_role_setting":      makeDbRoleSetting,
		"pg_catalog.pg_tablespace":           makeTablespace,
		"pg_catalog.pg_settings":             makeSettings,
		"pg_catalog.pg_prepared_statements":  makePrepared,
		"pg_catalog.pg_timezone_names":       makeZoneNames,
		"pg_catalog.pg_timezone_abbrevs":     makeZoneAbbrevs,
		"pg_catalog.pg_cursors":              makeCursors,
		"pg_catalog.pg_stat_activity":        makeActivity,
		"pg_catalog.pg_stat_database":        makeStatDatabase,
		"pg_catalog.pg_hba_file_rules":       makeHBA,
		"pg_catalog.pg_locks":                makeLocks,
		"pg_catalog.pg_type":                 makeType,
		"pg_catalog.pg_enum":                 makeEnum,
		"pg_catalog.pg_proc":                 makeProc,
		"pg_catalog.pg_operator":             makeOperator,
		"pg_catalog.pg_cast":                 makeCast,
		"pg_catalog.pg_aggregate":            makeAggregate,
		"pg_catalog.pg_am":                   makeAm,
		"pg_catalog.pg_collation":            makeCollation,
		"pg_catalog.pg_language":             makeLanguage,
		"pg_catalog.pg_parameter_acl":        makeParameterACL,
		"pg_catalog.pg_ts_config":            makeTextConfig,
		"pg_catalog.pg_ts_config_map":        makeTextConfigMap,
		"pg_catalog.pg_ts_dict":              makeTextDict,
		"pg_catalog.pg_ts_parser":            makeTextParser,
		"pg_catalog.pg_ts_template":          makeTextTemplate,
		"pg_catalog.pg_range":                makeRange,
		"pg_catalog.pg_opclass":              makeOpclass,
		"pg_catalog.pg_inherits":             makeInherits,
		"pg_catalog.pg_partitioned_table":    makePartitioned,
		"pg_catalog.pg_opfamily":             makeOpfamily,
		"pg_catalog.pg_conversion":           makeConversion,
		"pg_catalog.pg_shdepend":             makeShdepend,

		"information_schema.information_schema_catalog_name":       makeInfoCatalogName,
		"information_schema.tables":                                makeInfoTables,
		"information_schema.columns":                               makeInfoColumns,
		"information_schema.schemata":                              makeInfoSchemata,
		"information_schema.table_constraints":                     makeInfoConstraints,
		"information_schema.key_column_usage":                      makeInfoKeyColumns,
		"information_schema.constraint_column_usage":               makeInfoColumnUsage,
		"information_schema.referential_constraints":               makeInfoReferential,
		"information_schema.check_constraints":                     makeInfoChecks,
		"information_schema.sequences":                             makeInfoSequences,
		"information_schema.domains":                               makeInfoDomains,
		"information_schema.domain_constraints":                    makeInfoDomainConstraints,
		"information_schema.column_domain_usage":                   makeInfoColumnDomains,
		"information_schema.views":                                 makeInfoViews,
		"information_schema.triggers":                              makeInfoTriggers,
		"information_schema.triggered_update_columns":              makeInfoTriggeredColumns,
		"information_schema.routines":                              makeInfoRoutines,
		"information_schema.parameters":                            makeInfoParameters,
		"information_schema.routine_column_usage":                  makeInfoRoutineColumns,
		"information_schema.routine_table_usage":                   makeInfoRoutineTables,
		"information_schema.routine_sequence_usage":                makeInfoRoutineSequences,
		"information_schema.routine_routine_usage":                 makeInfoRoutineRoutines,
		"information_schema.check_constraint_routine_usage":        makeInfoCheckRoutines,
		"information_schema.view_routine_usage":                    makeInfoViewRoutines,
		"information_schema.routine_privileges":                    makeInfoRoutinePrivileges(false),
		"information_schema.role_routine_grants":                   makeInfoRoutinePrivileges(true),
		"information_schema.constraint_table_usage":                makeInfoConstraintTables,
		"information_schema.view_table_usage":                      makeViewTableUsage,
		"information_schema.column_column_usage":                   makeInfoColumnColumns,
		"information_schema.view_column_usage":                     makeViewColumnUsage,
		"information_schema.applicable_roles":                      makeInfoApplicableRoles,
		"information_schema.enabled_roles":                         makeInfoEnabledRoles,
		"information_schema.table_privileges":                      makeInfoPrivileges,
		"information_schema.role_table_grants":                     makeInfoRoleTableGrants,
		"information_schema.column_privileges":                     makeInfoColumnPrivileges,
		"information_schema.role_column_grants":                    makeInfoRoleColumnGrants,
		"information_schema.character_sets":                        makeInfoCharacterSets,
		"information_schema.collations":                            makeInfoCollations,
		"information_schema.element_types":                         makeInfoElements,
		"information_schema.sql_features":                          makeStandard,
		"information_schema.sql_implementation_info":               makeStandard,
		"information_schema.sql_parts":                             makeStandard,
		"information_schema.sql_sizing":                            makeStandard,
		"information_schema.data_type_privileges":                  makeInfoDataTypes,
		"information_schema.attributes":                            makeInfoAttributes,
		"information_schema.user_defined_types":                    makeInfoUserTypes,
		"information_schema.udt_privileges":                        makeInfoTypePrivileges(false),
		"information_schema.role_udt_grants":                       makeInfoTypePrivileges(true),
		"information_schema.usage_privileges":                      makeInfoUsage(false),
		"information_schema.role_usage_grants":                     makeInfoUsage(true),
		"information_schema.column_udt_usage":                      makeInfoColumnTypes,
		"information_schema.domain_udt_usage":                      makeInfoDomainTypes,
		"information_schema.administrable_role_authorizations":     makeInfoAdminRoles,
		"information_schema.collation_character_set_applicability": makeInfoCollationSets,

		"pg_catalog.pg_stat_statements":      makeStatStatements,
		"pg_catalog.pg_stat_statements_info": makeStatStatementsInfo,

		"isochron_internal.ranges":               makeRanges,
		"isochron_internal.leases":               makeLeases,
		"isochron_internal.nodes":                makeNodes,
		"isochron_internal.cluster":              makeCluster,
		"isochron_internal.clocks":               makeClocks,
		"isochron_internal.stores":               makeStores,
		"isochron_internal.memory":               makeMemory,
		"isochron_internal.placement_policies":   makePolicies,
		"isochron_internal.placement":            makePlacement,
		"isochron_internal.placement_labels":     makePlacementLabels,
		"isochron_internal.placement_violations": makeViolations,
		"isochron_internal.jobs":                 makeJobs,
		"isochron_internal.expiry":               makeExpiry,
		"isochron_internal.table_statistics":     makeTableStatistics,
		"isochron_internal.transactions":         makeTransactions,
		"isochron_internal.lock_waits":           makeLockWaits,
		"isochron_internal.region_latencies":     makeLatencies,
		"isochron_internal.statement_distances":  makeDistances,
	})
	return all
}

// makeHBA shows the lines of the file as it is now, and what is wrong with them. Without a
// file the rows have no line number.
func makeHBA(m *making) error {
	if m.o.Rules == nil {
		return nil
	}
	rows, err := m.o.Rules()
	if err != nil {
		return err
	}
	text := func(s string) any {
		if s == "" {
			return nil
		}
		return s
	}
	list := func(l []string) any {
		if l == nil {
			return nil
		}
		return texts(l)
	}
	for _, r := range rows {
		var line any
		if r.Line > 0 {
			line = r.Line
		}
		if err := m.row(line, text(r.Type), list(r.Databases), list(r.Users), text(r.Address), text(r.Netmask), text(r.Method), list(r.Options), text(r.Error)); err != nil {
			return err
		}
	}
	return nil
}

func (o *Options) stats() *stats.Store {
	if o.Stats == nil && o.StatsStore != nil {
		return o.StatsStore()
	}
	return o.Stats
}

func idText(id catalog.ID) string { return strconv.FormatUint(uint64(id), 10) }

// timestamp is a timestamptz of nanoseconds since the Unix epoch; NULL for 0.
func timestamp(nanos int64) types.Datum {
	if nanos == 0 {
		return types.Null
	}
	return types.Timestamp(types.TimestampFromTime(time.Unix(0, nanos)))
}

func timeOf(t time.Time) types.Datum {
	if t.IsZero() {
		return types.Null
	}
	return types.Timestamp(types.TimestampFromTime(t))
}

// sorted lists the descriptors of one type by ID.
func sorted[D catalog.Descriptor](m *making, keep func(D) bool) []D {
	var out []D
	for d := range m.snap.All() {
		if x, ok := d.(D); ok && keep(x) {
			out = append(out, x)
		}
	}
	slices.SortFunc(out, func(a, b D) int { return cmp.Compare(a.Common().ID, b.Common().ID) })
	return out
}

// schemas lists those of the database, virtual ones too.
func (m *making) schemas() []*catalog.SchemaDesc {
	out := sorted(m, func(s *catalog.SchemaDesc) bool { return s.DatabaseID == m.db })
	out = append(out, m.snap.VirtualSchemas()...)
	slices.SortFunc(out, func(a, b *catalog.SchemaDesc) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

func (m *making) roles() []*catalog.RoleDesc {
	return sorted(m, func(*catalog.RoleDesc) bool { return true })
}

func (m *making) databases() []*catalog.DatabaseDesc {
	return sorted(m, func(*catalog.DatabaseDesc) bool { return true })
}

func makeNamespace(m *making) error {
	for _, s := range m.schemas() {
		acl := m.aclOf(s, false)
		if s.Name == catalog.SchemaPublic && acl == nil { // of whom tools know more than the defaults
			acl = m.acl(catalog.DefaultGrants(s))
		}
		if err := m.row(s.ID, s.Name, s.Owner, acl); err != nil {
			return err
		}
	}
	return nil
}

// internalExtension is what isochron_internal and its views belong to, so that pg_dump
// takes them for the system's: their text is nowhere, and no dump should make them.
const internalExtension catalog.ID = 13099

// makeInitPrivs lists what is granted at first where that is not what new objects have.
func makeInitPrivs(m *making) error {
	for _, oid := range catalog.LimitedFunctions() {
		d, ok := m.snap.Builtin(m.db, false, oid)
		if !ok {
			continue
		}
		if err := m.row(oid, classProc, 0, byte('i'), m.acl(catalog.DefaultGrants(d))); err != nil {
			return err
		}
	}
	for _, v := range m.snap.VirtualTables() {
		if err := m.row(v.Desc.ID, classClass, 0, byte('i'), m.acl(grantsOf(v.Desc))); err != nil {
			return err
		}
	}
	for _, s := range m.snap.VirtualSchemas() {
		if err := m.row(s.ID, classNamespace, 0, byte('i'), m.acl(grantsOf(s))); err != nil {
			return err
		}
	}
	return nil
}

// isSystem reports whether d is a catalog or a schema of the system.
func isSystem(d catalog.Descriptor) bool {
	switch d := d.(type) {
	case *catalog.TableDesc:
		return d.Virtual
	case *catalog.SchemaDesc:
		return d.Virtual
	}
	return false
}

// encodingUTF8 is Postgres's number of UTF8.
const encodingUTF8 = 6

// firstTransaction is where the numbers of transactions begin that Postgres's tools count the age of: no number
// here is ever used up, and age() of each is 0.
const firstTransaction = 3

func makeDatabase(m *making) error {
	for _, d := range m.databases() {
		if err := m.row(d.ID, d.Name, d.Owner, encodingUTF8, byte('c'), d.Template, !d.NoConnect, d.ConnLimit-1, firstTransaction, 1, databaseTablespace(d),
			"C", "C", nil, nil, m.aclOf(d, false)); err != nil {
			return err
		}
	}
	return nil
}

func makeDefaultACL(m *making) error {
	db, ok := m.snap.DatabaseByID(m.db)
	if !ok {
		return nil
	}
	for _, d := range db.Defaults {
		if err := m.row(d.OID, d.Role, d.Schema, d.Kind, m.acl(d.Grants)); err != nil {
			return err
		}
	}
	return nil
}

func validUntil(r *catalog.RoleDesc) any {
	if r.ValidUntil == "" {
		return nil
	}
	d, err := types.DecodeText(types.TTimestampTZ, types.NoTypmod, r.ValidUntil, nil)
	if err != nil {
		return nil
	}
	return d
}

// maskedPassword is what views show for a password that exists.
const maskedPassword = "********"

func makeAuthid(m *making) error {
	me, _ := m.snap.RoleByID(m.env.User)
	for _, r := range m.roles() {
		var password any
		if r.Verifier != "" && me != nil && me.Superuser {
			password = r.Verifier
		}
		if err := m.row(r.ID, r.Name, r.Superuser, !r.NoInherit, r.CreateRole, r.CreateDB, r.Login, r.Replication, r.BypassRLS, r.ConnLimit-1,
			password, validUntil(r)); err != nil {
			return err
		}
	}
	return nil
}

func makeRoles(m *making) error {
	for _, r := range m.roles() {
		if err := m.row(r.Name, r.Superuser, !r.NoInherit, r.CreateRole, r.CreateDB, r.Login, r.Replication, r.ConnLimit-1, maskedPassword,
			validUntil(r), r.BypassRLS, settings(r.Settings), r.ID); err != nil {
			return err
		}
	}
	return nil
}

func makeUser(m *making) error { return m.users(func(*catalog.RoleDesc) any { return maskedPassword }) }

func makeShadow(m *making) error {
	me, _ := m.snap.RoleByID(m.env.User)
	return m.users(func(r *catalog.RoleDesc) any {
		if r.Verifier == "" || me == nil || !me.Superuser {
			return nil
		}
		return r.Verifier
	})
}

func (m *making) users(password func(*catalog.RoleDesc) any) error {
	for _, r := range m.roles() {
		if !r.Login {
			continue
		}
		if err := m.row(r.Name, r.ID, r.CreateDB, r.Superuser, r.Replication, r.BypassRLS, password(r), validUntil(r), settings(r.Settings)); err != nil {
			return err
		}
	}
	return nil
}

func makeGroup(m *making) error {
	for _, r := range m.roles() {
		if r.Login {
			continue
		}
		members := vector{}
		for _, x := range m.roles() {
			if slices.ContainsFunc(x.MemberOf, func(y catalog.Membership) bool { return y.Role == r.ID }) {
				members = append(members, int64(x.ID))
			}
		}
		if err := m.row(r.Name, r.ID, members); err != nil {
			return err
		}
	}
	return nil
}

func makeAuthMembers(m *making) error {
	for _, r := range m.roles() {
		for _, x := range r.MemberOf {
			if err := m.row(x.Role, r.ID, x.Grantor, x.Admin); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeShdescription(m *making) error {
	for _, d := range m.databases() {
		if d.Comment != "" {
			if err := m.row(d.ID, classDatabase, d.Comment); err != nil {
				return err
			}
		}
	}
	for _, d := range m.snap.PlacementPolicies() {
		if d.Comment != "" {
			if err := m.row(d.ID, classTablespace, d.Comment); err != nil {
				return err
			}
		}
	}
	for _, r := range m.roles() {
		if r.Comment != "" {
			if err := m.row(r.ID, classAuthid, r.Comment); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeDbRoleSetting(m *making) error {
	if list := m.snap.ClusterSettings(); len(list) > 0 {
		if err := m.row(0, 0, settings(list)); err != nil {
			return err
		}
	}
	for _, d := range m.databases() {
		if len(d.Settings) > 0 {
			if err := m.row(d.ID, 0, settings(d.Settings)); err != nil {
				return err
			}
		}
	}
	for _, r := range m.roles() {
		if len(r.Settings) > 0 {
			if err := m.row(0, r.ID, settings(r.Settings)); err != nil {
				return err
			}
		}
		for _, in := range r.InDatabases {
			if err := m.row(in.Database, r.ID, settings(in.Settings)); err != nil {
				return err
			}
		}
	}
	return nil
}

func optional(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func makePrepared(m *making) error {
	if m.env.Prepared == nil {
		return nil
	}
	return m.env.Prepared(m.ctx, func(p catalog.PreparedInfo) error {
		params := make([]types.Datum, len(p.Params))
		for i, t := range p.Params {
			params[i] = types.Int(int64(t.OID))
		}
		return m.row(p.Name, p.Text, types.Timestamp(p.At), types.NewArray(types.ArrayOf(types.TRegType, params)), p.BySQL, p.Generic, p.Custom)
	})
}

func makeZoneNames(m *making) error {
	for _, z := range types.ZonesByName(m.env.Types) {
		if err := m.row(z.Name, z.Abbrev, zoneOffset(z), z.Summer); err != nil {
			return err
		}
	}
	return nil
}

func makeZoneAbbrevs(m *making) error {
	for _, z := range types.ZonesByAbbrev() {
		if err := m.row(z.Abbrev, zoneOffset(z), z.Summer); err != nil {
			return err
		}
	}
	return nil
}

func zoneOffset(z types.ZoneInfo) types.Datum {
	return types.NewInterval(types.Interval{Micros: int64(z.East) * time.Second.Microseconds()})
}

func makeCursors(m *making) error {
	if m.env.Cursors == nil {
		return nil
	}
	return m.env.Cursors(func(c catalog.CursorInfo) error {
		return m.row(c.Name, c.Text, c.Hold, c.Binary, c.Scroll, types.Timestamp(c.At))
	})
}

func makeSettings(m *making) error {
	if m.env.Settings == nil {
		return nil
	}
	return m.env.Settings(func(s catalog.SettingInfo) error {
		var enum any
		if len(s.Enum) > 0 {
			enum = texts(s.Enum)
		}
		return m.row(s.Name, s.Value, optional(s.Unit), s.Category, s.Description, nil, s.Context, s.VarType, s.Source, optional(s.Min), optional(s.Max),
			enum, s.Boot, s.Reset, nil, nil, false)
	})
}

// makeStatDatabase tells the sessions of each database, and what those of this node have done
// there. The first row is of what is no database's.
func makeStatDatabase(m *making) error {
	sessions := map[string]int{}
	if m.o.Activity != nil {
		for _, a := range m.o.Activity(m.ctx) {
			sessions[a.Database]++
		}
	}
	var counts map[catalog.ID]DatabaseCounts
	if m.o.Databases != nil {
		counts = m.o.Databases()
	}
	row := func(id catalog.ID, name any, sessions int, inserted, updated, deleted int64) error {
		c := counts[id]
		return m.row(id, name, sessions, c.Commits, c.Rollbacks, 0, 0, 0, 0, inserted, updated, deleted, 0, c.TempFiles, c.TempBytes, c.Deadlocks, nil, nil, 0.0, 0.0,
			millisOf(c.Connected), millisOf(c.Active), millisOf(c.IdleInBlock), c.Sessions, 0, 0, 0, timestamp(c.ResetAt))
	}
	if err := row(0, nil, 0, 0, 0, 0); err != nil {
		return err
	}
	for _, d := range m.databases() {
		var inserted, updated, deleted int64
		if s := m.o.stats(); s != nil {
			for t := range m.snap.Tables(d.ID) {
				i, u, e := s.Written(t.ID)
				inserted, updated, deleted = inserted+i, updated+u, deleted+e
			}
		}
		if err := row(d.ID, d.Name, sessions[d.Name], inserted, updated, deleted); err != nil {
			return err
		}
	}
	return nil
}

func millisOf(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func makeActivity(m *making) error {
	if m.o.Activity == nil {
		return nil
	}
	for _, a := range m.o.Activity(m.ctx) {
		var db, user catalog.ID
		if d, ok := m.snap.Database(a.Database); ok {
			db = d.ID
		}
		if r, ok := m.snap.Role(a.User); ok {
			user = r.ID
		}
		kind := a.BackendType
		if kind == "" {
			kind = "client backend"
		}
		var port any
		if a.ClientPort != 0 {
			port = a.ClientPort
		}
		if !m.sees(&a) {
			if err := m.row(db, optional(a.Database), a.PID, nil, user, optional(a.User), a.ApplicationName, nil, nil, nil,
				nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "<insufficient privilege>", nil); err != nil {
				return err
			}
			continue
		}
		if err := m.row(db, optional(a.Database), a.PID, nil, user, optional(a.User), a.ApplicationName, optional(a.ClientAddr), nil, port,
			timeOf(a.BackendStart), timeOf(a.XactStart), timeOf(a.QueryStart), timeOf(a.StateChange), optional(a.WaitEventType), optional(a.WaitEvent),
			optional(a.State), xidOf(a.Txn), nil, nil, a.Query, kind); err != nil {
			return err
		}
	}
	return nil
}

// sees reports whether the user may know what a session does.
func (m *making) sees(a *Activity) bool {
	if m.snap.Inherits(m.env.User, catalog.RoleReadAllStats, 0) {
		return true
	}
	r, ok := m.snap.Role(a.User)
	return ok && m.snap.Inherits(m.env.User, r.ID, 0)
}

// makeLocks lists advisory locks, and who waits for the end of whose transaction. Locks that
// nobody waits for lie at the ranges and are not asked for.
func makeLocks(m *making) error {
	if m.o.Locks == nil {
		return nil
	}
	locks := m.o.Locks(m.ctx)
	for i := range locks.Advisory {
		l := &locks.Advisory[i]
		mode := "ShareLock"
		if l.Exclusive {
			mode = "ExclusiveLock"
		}
		if err := m.row("advisory", l.Database, nil, nil, nil, nil, nil, catalog.ID(l.ClassID), catalog.ID(l.ObjID), l.ObjSubID, nil, l.PID, mode, l.Granted, false, nil); err != nil {
			return err
		}
	}
	held := map[kvpb.TxnID]bool{}
	for i := range locks.Waits {
		w := &locks.Waits[i]
		for _, b := range w.Blockers {
			if err := m.txnLock(w.LockHolder, b.Txn, "ShareLock", timeOf(w.Since)); err != nil {
				return err
			}
			if held[b.Txn] {
				continue
			}
			held[b.Txn] = true
			if err := m.txnLock(b, b.Txn, "ExclusiveLock", nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// txnLock is a transaction's lock of its own identity (ExclusiveLock), or its wait for the end
// of another. Sessions that are not known have no process ID.
func (m *making) txnLock(who LockHolder, of kvpb.TxnID, mode string, since any) error {
	var pid any
	if who.PID != 0 {
		pid = who.PID
	}
	return m.row("transactionid", nil, nil, nil, nil, nil, xidOf(of), nil, nil, nil, who.Txn.String(), pid, mode, mode == "ExclusiveLock", false, since)
}

// xidOf is a transaction's identity where 32 bits are shown. Two have the same with
// probability 2^-32.
func xidOf(id kvpb.TxnID) any {
	if id.IsZero() {
		return nil
	}
	return catalog.ID(uint32(id.Tag()))
}

func hexKey(k []byte) string {
	const digits = "0123456789abcdef"
	out := make([]byte, 0, 2+2*len(k))
	out = append(out, '\\', 'x')
	for _, b := range k {
		out = append(out, digits[b>>4], digits[b&15])
	}
	return string(out)
}

func makeJobs(m *making) error {
	if m.o.Jobs == nil {
		return nil
	}
	list := m.o.Jobs()
	for i := range list {
		j := &list[i]
		if err := m.row(int64(j.ID), j.Kind.String(), catalog.ID(j.Table), timestamp(j.Created), timestamp(j.Due), int64(j.Attempts), optional(j.Error)); err != nil {
			return err
		}
	}
	return nil
}

func makeTableStatistics(m *making) error {
	s := m.o.stats()
	if s == nil {
		return nil
	}
	for _, t := range m.tables(false) {
		rows, ok := s.Rows(t.ID)
		if !ok {
			continue
		}
		st := s.Table(t.ID)
		if st == nil || len(st.Columns) == 0 {
			if err := m.row(t.ID, rows, nil, nil, nil, nil); err != nil {
				return err
			}
			continue
		}
		// As in pg_stats: who reads the columns, all of their rows, learns what is in them.
		if m.snap.Secured(m.env.User, t) {
			continue
		}
		for _, c := range st.Columns {
			col, _, ok := t.ColumnByID(c.ID)
			if !ok || !m.snap.HasColumnPrivilege(m.env.User, t, col, 'r') {
				continue
			}
			if err := m.row(t.ID, rows, timestamp(st.At), col.Name, c.Distinct, c.Nulls); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeTransactions(m *making) error {
	if m.o.Activity == nil {
		return nil
	}
	for _, a := range m.o.Activity(m.ctx) {
		if !a.Txn.IsZero() {
			if err := m.row(a.PID, a.Txn.String(), timeOf(a.XactStart), optional(a.State)); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeLockWaits lists who waits for whom, and where. A key of a row is shown to who may read it.
func makeLockWaits(m *making) error {
	if m.o.Locks == nil {
		return nil
	}
	spans, shown := m.tableSpans(), m.shownKeys()
	for _, w := range m.o.Locks(m.ctx).Waits {
		var pid, table any
		if w.PID != 0 {
			pid = w.PID
		}
		if in := tablesIn(spans, keys.Span{Start: w.Key, End: w.Key.Next()}); len(in) > 0 {
			table = in[0]
		}
		pids, txns := vector{}, texts{}
		for _, b := range w.Blockers {
			txns = append(txns, b.Txn.String())
			if b.PID != 0 {
				pids = append(pids, int64(b.PID))
			}
		}
		if err := m.row(pid, w.Txn.String(), table, shown.key(w.Key).String(), int64(w.RangeID), timeOf(w.Since), pids, txns); err != nil {
			return err
		}
	}
	return nil
}

// makeStatStatements lists what ran on this node. Who may not see others' statistics learns that
// there were statements of theirs, not which. What Isochron has no like of is NULL.
func makeStatStatements(m *making) error {
	if m.o.Statements == nil {
		return nil
	}
	ms := millisOf
	all, _, _ := m.o.Statements()
	row := make([]any, len(m.desc.Columns))
	for i := range all {
		c := &all[i]
		var id, text any = c.ID, c.Text
		if c.User != m.env.User && !m.snap.Inherits(m.env.User, catalog.RoleReadAllStats, 0) {
			id, text = nil, "<insufficient privilege>"
		}
		copy(row, []any{c.User, c.Database, true, id, text, int64(0), 0.0, 0.0, 0.0, 0.0, 0.0,
			c.Calls, ms(c.Total), ms(c.Min), ms(c.Max), ms(c.Total) / float64(c.Calls), ms(c.StdDev), c.Rows})
		if err := m.row(row...); err != nil {
			return err
		}
	}
	return nil
}

// makeDistances lists what distance cost statements that ran on this node, by the numbers that
// pg_stat_statements gives them: its columns are Postgres's.
func makeDistances(m *making) error {
	if m.o.Statements == nil {
		return nil
	}
	all, _, _ := m.o.Statements()
	for i := range all {
		c := &all[i]
		var id, text any = c.ID, c.Text
		if c.User != m.env.User && !m.snap.Inherits(m.env.User, catalog.RoleReadAllStats, 0) {
			id, text = nil, "<insufficient privilege>"
		}
		if err := m.row(c.User, c.Database, id, text, c.Calls, c.RoundTrips, c.DistantBytes); err != nil {
			return err
		}
	}
	return nil
}

func makeStatStatementsInfo(m *making) error {
	if m.o.Statements == nil {
		return nil
	}
	_, since, gone := m.o.Statements()
	return m.row(gone, timeOf(since))
}
