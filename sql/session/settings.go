package session

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/physical"
	"github.com/isochrondb/isochron/sql/plpgsql"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// Setting is a name and a value, as the client writes them.
type Setting struct{ Name, Value string }

// SettingInfo describes one setting for SHOW ALL and pg_settings.
type SettingInfo = catalog.SettingInfo

// setting is the definition of one: what it may be, and what setting it does.
type setting struct {
	name, boot string
	unit       string
	kind       string // bool, integer, real, string, enum
	about      string
	values     []string // of an enum
	min, max   float64
	reported   bool // the client is told of changes (ParameterStatus)
	fixed      bool // SHOW only
	list       bool // it takes several values
	isName     bool // cut as long identifiers are
	secret     bool // shown to superusers and who has pg_read_all_settings
	ctx        settingContext
	// check brings a value into its canonical form and, on the session, into
	// effect; apply runs each time that the value in effect changes.
	check func(v string) (string, error)
	// checkIn is check by what the session's database has.
	checkIn func(s *Session, v string) (string, error)
	// checkFrom is check where the value in effect and the default count, too.
	checkFrom func(v, now, boot string) (string, error)
	apply     func(s *Session, v string)
}

// settingContext says who may set a setting, and when; the words are Postgres's.
type settingContext string

const (
	contextInternal         settingContext = "internal"          // nobody
	contextPostmaster       settingContext = "postmaster"        // flags of the node
	contextSighup           settingContext = "sighup"            // likewise, while it runs
	contextSuperuserBackend settingContext = "superuser-backend" // superusers, as they connect
	contextBackend          settingContext = "backend"           // whoever connects
	contextSuperuser        settingContext = "superuser"
	contextUser             settingContext = "user"
)

func (d *setting) context() settingContext {
	switch {
	case d.ctx != "":
		return d.ctx
	case d.fixed:
		return contextInternal
	}
	return contextUser
}

// serverVersion is the release of Postgres whose behaviour is promised.
const (
	serverVersion    = "15.0"
	serverVersionNum = "150000"
)

const maxMillis = math.MaxInt32

// definitions lists every setting. What Postgres has and Isochron has no use
// for is accepted where clients set it, and says so in its description.
func definitions() []*setting {
	noEffect := " Accepted for compatibility; it has no effect."
	return append(append(inert(noEffect), postgresOnly()...), []*setting{
		{name: "application_name", kind: "string", reported: true, isName: true, about: "The application that uses the session.", check: cleanASCII, apply: func(s *Session, v string) { s.setAppName(v) }},
		{name: "authentication_timeout", ctx: contextSighup, boot: "60", unit: "s", kind: "integer", fixed: true, min: 1, max: 600, about: "How long a client may take to prove who it is."},
		{name: "backslash_quote", boot: "safe_encoding", kind: "enum", values: []string{"safe_encoding", "on", "off"}, about: "Whether \\' is allowed in string literals.", apply: func(s *Session, _ string) { s.readStrings() }},
		{name: "bytea_output", boot: "hex", kind: "enum", values: []string{"escape", "hex"}, about: "The output format of bytea.", apply: func(s *Session, v string) { s.env.ByteaEscape = v == "escape" }},
		{name: "check_function_bodies", boot: "on", kind: "bool", about: "Check routine bodies at creation." + noEffect},
		{name: "client_encoding", boot: "UTF8", kind: "string", reported: true, about: "The encoding of text that the client sends and gets.", check: checkEncoding, apply: func(s *Session, v string) {
			s.env.Charset = charsetNamed(v)
			s.readStrings()
		}},
		{name: "client_min_messages", boot: "notice", kind: "enum", values: []string{"debug5", "debug4", "debug3", "debug2", "debug1", "log", "notice", "warning", "error"}, about: "The lowest severity that is sent to the client."},
		{name: "constraint_exclusion", boot: "partition", kind: "enum", values: []string{"partition", "on", "off"}, about: "Whether constraints limit scans." + noEffect},
		{name: "isochron.correlated_subqueries", boot: "auto", kind: "enum", values: []string{"auto", "each", "once"}, about: "Whether plans run correlated subqueries for each of the outer values, or, where their conditions allow it, once for all of these: auto, by cost.", apply: func(s *Session, v string) { s.setCorrelated(v) }},
		{name: "cursor_tuple_fraction", boot: "0.1", kind: "real", min: 0, max: 1, about: "The part of a cursor's rows expected to be read." + noEffect},
		{name: "datestyle", boot: "ISO, MDY", kind: "string", list: true, reported: true, about: "How dates are printed, and the order of ambiguous input.", checkFrom: checkDateStyle, apply: applyDateStyle},
		{name: "deadlock_timeout", ctx: contextSuperuser, boot: "1000", unit: "ms", kind: "integer", min: 1, max: maxMillis, about: "Cycles of waiters are looked for at once." + noEffect},
		{name: "default_table_access_method", boot: "heap", kind: "string", about: "The storage of new tables." + noEffect},
		{name: "default_tablespace", kind: "string", about: "The placement policy of new tables and indexes, which is a tablespace."},
		{name: "default_text_search_config", boot: "pg_catalog.english", kind: "string", about: "The text search configuration.", checkIn: checkTextSearchConfig, apply: applyTextSearchConfig},
		{name: "default_toast_compression", boot: "pglz", kind: "enum", values: []string{"pglz", "lz4"}, about: "Compression of large values." + noEffect},
		{name: "default_with_oids", boot: "off", kind: "bool", about: "Create new tables with OIDs by default; always off.", check: checkWithOIDs},
		{name: "default_transaction_deferrable", boot: "off", kind: "bool", about: "Whether transactions begin DEFERRABLE."},
		{name: "default_transaction_isolation", boot: "serializable", kind: "enum", values: []string{"serializable", "repeatable read", "read committed", "read uncommitted"}, about: "The isolation level of new transactions."},
		{name: "default_transaction_read_only", boot: "off", kind: "bool", reported: true, about: "Whether transactions begin READ ONLY."},
		{name: "effective_cache_size", boot: "524288", unit: "8kB", kind: "integer", min: 1, max: math.MaxInt32, about: "The planner's idea of caches." + noEffect},
		{name: "enable_bitmapscan", boot: "on", kind: "bool", about: "Whether plans read unions of indexes, and scans by inverted ones where they could do without.", apply: func(s *Session, v string) { s.avoid(bind.BitmapScans, v) }},
		{name: "distributed_rows_min", boot: strconv.Itoa(physical.FlowRowsMin), kind: "integer", min: 1, max: math.MaxInt32, about: "From how many rows on, as estimated, nodes hash them to each other to compute joins and groups together.", apply: func(s *Session, v string) { s.setFlowRows(v) }},
		{name: "enable_distributed_execution", boot: "on", kind: "bool", about: "Let ranges aggregate, sort and project their own rows; off: the gateway does.", apply: func(s *Session, v string) { s.gathered = v == "off" }},
		{name: "enable_hashagg", boot: "on", kind: "bool", about: "Planner switch." + noEffect},
		{name: "enable_hashjoin", boot: "on", kind: "bool", about: "Whether plans hash the rows of joins where they could look keys up.", apply: func(s *Session, v string) { s.avoid(bind.HashJoins, v) }},
		{name: "enable_indexonlyscan", boot: "on", kind: "bool", about: "Whether plans read indexes that hold all that is wanted where they could do without.", apply: func(s *Session, v string) { s.avoid(bind.IndexOnlyScans, v) }},
		{name: "enable_indexscan", boot: "on", kind: "bool", about: "Whether plans read parts of indexes where they could do without.", apply: func(s *Session, v string) { s.avoid(bind.IndexScans, v) }},
		{name: "enable_material", boot: "on", kind: "bool", about: "Planner switch." + noEffect},
		{name: "enable_mergejoin", boot: "on", kind: "bool", about: "Planner switch." + noEffect},
		{name: "enable_nestloop", boot: "on", kind: "bool", about: "Whether plans look the keys of joins up in partitioned tables, for each row of the other side.", apply: func(s *Session, v string) { s.avoid(bind.NestedLoops, v) }},
		{name: "enable_seqscan", boot: "on", kind: "bool", about: "Whether plans read whole tables where they could do without.", apply: func(s *Session, v string) { s.avoid(bind.SeqScans, v) }},
		{name: "enable_sort", boot: "on", kind: "bool", about: "Whether plans sort the rows of partitioned tables where they could merge them.", apply: func(s *Session, v string) { s.avoid(bind.Sorts, v) }},
		{name: "isochron.enable_mergeappend", boot: "on", kind: "bool", about: "Whether plans make an order of partitioned tables by a merge of the partitions' indexes.", apply: func(s *Session, v string) { s.avoid(bind.MergeAppends, v) }},
		{name: "escape_string_warning", boot: "on", kind: "bool", about: "Warn about backslashes in plain strings.", apply: func(s *Session, _ string) { s.readStrings() }},
		{name: "extra_float_digits", boot: "1", kind: "integer", min: -15, max: 3, about: "Digits of floating-point output; above 0 the shortest exact form.", apply: func(s *Session, v string) { s.env.ExtraFloatDigits, _ = strconv.Atoi(v) }},
		{name: "geqo", boot: "on", kind: "bool", about: "Planner switch." + noEffect},
		{name: "gin_fuzzy_search_limit", boot: "0", kind: "integer", min: 0, max: math.MaxInt32, about: "Limit of index searches." + noEffect},
		{name: "hot_standby", ctx: contextPostmaster, boot: "on", kind: "bool", fixed: true, about: "Replicas answer reads."},
		{name: "idle_in_transaction_session_timeout", boot: "0", unit: "ms", kind: "integer", min: 0, max: maxMillis, about: "How long a transaction may wait for its client.", apply: func(s *Session, v string) { s.idleInTx = millis(v) }},
		{name: "idle_session_timeout", boot: "0", unit: "ms", kind: "integer", min: 0, max: maxMillis, about: "How long a session may wait for its client outside of a transaction.", apply: func(s *Session, v string) { s.idleOutside = millis(v) }},
		{name: "in_hot_standby", boot: "off", kind: "bool", fixed: true, reported: true, about: "Whether this server only reads."},
		{name: "integer_datetimes", boot: "on", kind: "bool", fixed: true, reported: true, about: "Timestamps are integers."},
		{name: "intervalstyle", boot: "postgres", kind: "enum", values: intervalStyles, reported: true, about: "How intervals are printed.", apply: applyIntervalStyle},
		{name: "is_superuser", boot: "on", kind: "bool", fixed: true, reported: true, about: "Whether the user is a superuser."},
		{name: settingStaleness, boot: "0", unit: "ms", kind: "integer", min: 0, max: maxMillis, about: "How far in the past queries outside of transaction blocks, and READ ONLY transactions, read, at the nearest replicas (0: they read now).", apply: func(s *Session, v string) { s.staleness = millis(v) }},
		{name: settingMaxStaleness, boot: "0", unit: "ms", kind: "integer", min: 0, max: maxMillis, about: "How old what queries outside of transaction blocks, and READ ONLY transactions, read may be at most: the newest that replicas nearby know (0: they read now).", apply: func(s *Session, v string) { s.maxStaleness = millis(v) }},
		{name: settingNearestOnly, boot: "off", kind: "bool", about: "Whether what isochron.max_staleness has read is refused where the nearest replica does not know it, instead of read at the leaseholder.", apply: func(s *Session, v string) { s.nearestOnly = v == "on" }},
		{name: settingRoundTrips, boot: "-1", kind: "integer", min: -1, max: roundTripsMost, about: "How many WAN round trips a transaction, and a statement outside of one, may take, its COMMIT among them; one that would take more fails before it does (-1: any number).", apply: func(s *Session, v string) { s.setRoundTrips(v) }},
		{name: settingPrice, kind: "string", fixed: true, about: "What distance has cost the transaction that ended last, and its COMMIT."},
		{name: settingReplay, boot: "on", kind: "bool", about: "Whether the server runs a transaction block again that lost a conflict, where all of its answers come out the same.", apply: func(s *Session, v string) { s.replayOff = v == "off" }},
		{name: settingLearn, boot: "on", kind: "bool", about: "Whether a SELECT of one table takes row locks for a while where SERIALIZABLE transaction blocks with it keep losing conflicts, and such blocks take turns.", apply: func(s *Session, v string) { s.learnOff = v == "off" }},
		{name: settingToken, kind: "string", about: "What reads must not miss: SHOW tells a token that covers all that the session has seen, and SET takes one.", apply: func(s *Session, v string) { s.after = tokenTime(v) }},
		{name: "jit", boot: "off", kind: "bool", about: "Compilation of expressions." + noEffect},
		{name: "lc_collate", boot: "C", kind: "string", fixed: true, about: "The collation."},
		{name: "lc_ctype", boot: "C.UTF-8", kind: "string", fixed: true, about: "The character classes."},
		{name: "lc_messages", ctx: contextSuperuser, boot: "C", kind: "string", about: "The language of messages." + noEffect},
		{name: "lc_monetary", boot: "C", kind: "string", about: "The format of money." + noEffect},
		{name: "lc_numeric", boot: "C", kind: "string", about: "The format of numbers." + noEffect},
		{name: "lc_time", boot: "C", kind: "string", about: "The format of times." + noEffect},
		{name: "lo_compat_privileges", ctx: contextSuperuser, boot: "off", kind: "bool", about: "Whether anybody may read, change and remove any large object."},
		{name: "lock_timeout", boot: "0", unit: "ms", kind: "integer", min: 0, max: maxMillis, about: "How long a statement may wait for a lock (0: without end).", apply: func(s *Session, v string) { s.lockTimeout = millis(v) }},
		{name: "log_connections", ctx: contextSuperuserBackend, boot: "off", kind: "bool", about: "Log that a client has got a session."},
		{name: "log_disconnections", ctx: contextSuperuserBackend, boot: "off", kind: "bool", about: "Log the end of a session, and how long it was."},
		{name: "log_redact_literals", ctx: contextSuperuser, boot: "off", kind: "bool", about: "Log statements and show them to others without their literals.", apply: func(s *Session, v string) { s.setRedact(v == "on") }},
		{name: "log_min_duration_statement", ctx: contextSuperuser, boot: "-1", unit: "ms", kind: "integer", min: -1, max: maxMillis, about: "Statements of the session that take this long are logged (-1: none; 0: all).", apply: func(s *Session, v string) { s.slow = millis(v) }},
		{name: "log_statement", ctx: contextSuperuser, boot: "none", kind: "enum", values: []string{"none", "ddl", "mod", "all"}, about: "Which statements are logged." + noEffect},
		{name: "log_temp_files", boot: "-1", unit: "kB", kind: "integer", min: -1, max: math.MaxInt32, ctx: contextSuperuser, about: "Temporary files of this size and more are logged when they end (-1: none).", apply: func(s *Session, v string) { s.setLogTemp(v) }},
		{name: "maintenance_work_mem", boot: "65536", unit: "kB", kind: "integer", min: 1024, max: math.MaxInt32, about: "Memory of maintenance." + noEffect},
		{name: "max_connections", ctx: contextPostmaster, boot: "4096", kind: "integer", fixed: true, about: "The most connections of this node."},
		{name: "max_identifier_length", boot: "63", kind: "integer", fixed: true, about: "The longest identifier in bytes."},
		{name: "max_index_keys", boot: "32", kind: "integer", fixed: true, about: "The most columns of an index."},
		{name: "max_parallel_workers_per_gather", boot: "2", kind: "integer", min: 0, max: 1024, about: "Planner switch." + noEffect},
		{name: "password_encryption", boot: "scram-sha-256", kind: "enum", values: []string{"scram-sha-256"}, about: "How passwords are stored; SCRAM only."},
		{name: "plan_cache_mode", boot: "auto", kind: "enum", values: []string{"auto", "force_generic_plan", "force_custom_plan"}, about: "Whether prepared statements are planned by the values of their parameters (auto: at first, and then as long as that is cheaper).", apply: func(s *Session, v string) { s.planMode = planModeOf(v) }},
		{name: "quote_all_identifiers", boot: "off", kind: "bool", about: "Quote every identifier when SQL is printed." + noEffect},
		{name: "plpgsql.check_asserts", boot: "on", kind: "bool", about: "Perform checks given in ASSERT statements."},
		{name: "plpgsql.extra_errors", boot: "none", kind: "string", about: "List of programming constructs that should produce an error.", check: checkExtra(`plpgsql.extra_errors`)},
		{name: "plpgsql.extra_warnings", boot: "none", kind: "string", about: "List of programming constructs that should produce a warning.", check: checkExtra(`plpgsql.extra_warnings`)},
		{name: "plpgsql.print_strict_params", boot: "off", kind: "bool", about: "Print information about parameters in the DETAIL part of the error messages generated on INTO ... STRICT failures."},
		{name: "plpgsql.variable_conflict", boot: "error", kind: "enum", values: []string{"error", "use_variable", "use_column"}, about: "Sets handling of conflicts between PL/pgSQL variable names and table column names.", ctx: contextSuperuser},
		{name: "pg_trgm.similarity_threshold", boot: "0.3", kind: "real", min: 0, max: 1, about: "Sets the threshold used by the % operator.", apply: func(s *Session, v string) { s.env.Trigrams.Similarity = realValue(v) }},
		{name: "pg_trgm.strict_word_similarity_threshold", boot: "0.5", kind: "real", min: 0, max: 1, about: "Sets the threshold used by the <<% operator.", apply: func(s *Session, v string) { s.env.Trigrams.StrictWord = realValue(v) }},
		{name: "pg_trgm.word_similarity_threshold", boot: "0.6", kind: "real", min: 0, max: 1, about: "Sets the threshold used by the <% operator.", apply: func(s *Session, v string) { s.env.Trigrams.Word = realValue(v) }},
		{name: "random_page_cost", boot: "4", kind: "real", min: 0, max: math.MaxFloat64, about: "Planner constant." + noEffect},
		{name: restrictKinds, boot: "", kind: "string", about: "Prohibits access to non-system relations of specified kinds.", check: checkKinds, apply: func(s *Session, v string) { s.setRestricted(v) }},
		{name: "role", boot: roleNone, kind: "string", about: "The current role.", apply: func(s *Session, v string) { s.applyRole(v) }},
		{name: "row_security", boot: "on", kind: "bool", about: "Apply row security policies; off: refuse statements that they would affect.", apply: func(s *Session, v string) { s.setRowSecurity(v == "on") }},
		{name: "search_path", boot: `"$user", public`, kind: "string", list: true, about: "The schemas that unqualified names are looked up in.", check: checkSearchPath, apply: func(s *Session, v string) { s.setSearchPath(v) }},
		{name: "seq_page_cost", boot: "1", kind: "real", min: 0, max: math.MaxFloat64, about: "Planner constant." + noEffect},
		{name: "server_encoding", boot: "UTF8", kind: "string", fixed: true, reported: true, about: "The server's encoding."},
		{name: "server_version", boot: serverVersion, kind: "string", fixed: true, reported: true, about: "The release of Postgres whose behaviour is promised."},
		{name: "server_version_num", boot: serverVersionNum, kind: "integer", fixed: true, about: "The same as a number."},
		{name: "session_authorization", kind: "string", reported: true, about: "The session's user.", apply: func(s *Session, v string) { s.applyAuthorization(v) }},
		{name: "session_replication_role", ctx: contextSuperuser, boot: "origin", kind: "enum", values: []string{"origin", "replica", "local"}, about: "Which triggers fire; replica: those that are enabled for it, and foreign keys are not checked.", apply: func(s *Session, v string) { s.setReplicationRole(v) }},
		{name: "ssl", ctx: contextSighup, boot: "off", kind: "bool", fixed: true, about: "Whether encrypted connections are offered."},
		{name: "standard_conforming_strings", boot: "on", kind: "bool", reported: true, about: "Whether backslashes in plain strings are ordinary.", apply: func(s *Session, _ string) { s.readStrings() }},
		{name: "statement_timeout", boot: "0", unit: "ms", kind: "integer", min: 0, max: maxMillis, about: "How long a statement may run (0: without end).", apply: func(s *Session, v string) { s.statementTimeout = millis(v) }},
		{name: "superuser_reserved_connections", ctx: contextPostmaster, boot: "3", kind: "integer", fixed: true, about: "The connections of this node that are kept for superusers."},
		{name: "synchronize_seqscans", boot: "on", kind: "bool", about: "Scans share their start." + noEffect},
		{name: "synchronous_commit", boot: "on", kind: "enum", values: []string{"on", "local", "remote_write", "remote_apply", "off"}, about: "Every commit is durable before it is acknowledged, whatever this says." + noEffect},
		{name: "temp_buffers", boot: "1024", unit: "8kB", kind: "integer", min: 100, max: math.MaxInt32, about: "Memory of temporary tables." + noEffect},
		{name: "temp_file_limit", boot: "-1", unit: "kB", kind: "integer", min: -1, max: math.MaxInt32, ctx: contextSuperuser, about: "What the session's temporary files may take together (-1: what the node allows); beyond it 53400.", apply: func(s *Session, v string) { s.setTempLimit(v) }},
		{name: "timezone", boot: "UTC", kind: "string", reported: true, about: "The time zone.", check: checkTimeZone, apply: applyTimeZone},
		{name: "transaction_deferrable", boot: "off", kind: "bool", about: "Whether the transaction is DEFERRABLE."},
		{name: "transaction_isolation", boot: "serializable", kind: "enum", values: []string{"serializable", "repeatable read", "read committed", "read uncommitted"}, about: "The isolation level of the transaction."},
		{name: "transaction_read_only", boot: "off", kind: "bool", about: "Whether the transaction is READ ONLY."},
		{name: "vacuum_cost_delay", boot: "0", unit: "ms", kind: "real", min: 0, max: 100, about: "Pace of VACUUM." + noEffect},
		{name: "wal_level", ctx: contextPostmaster, boot: "replica", kind: "string", fixed: true, about: "What the log holds."},
		{name: "work_mem", boot: "65536", unit: "kB", kind: "integer", min: 64, max: math.MaxInt32, about: "From how much memory on a statement puts rows on disk; unless it is set, that is what the node lets a statement hold. Above that it has an effect for superusers only.", apply: func(s *Session, v string) { s.setWorkMem(v) }},
		{name: "xmlbinary", boot: "base64", kind: "enum", values: []string{"base64", "hex"}, about: "How XML has values of bytea.", apply: func(s *Session, v string) { s.env.XMLHex = v == "hex" }},
		{name: "xmloption", boot: "content", kind: "enum", values: []string{"content", "document"}, about: "Whether texts that are read as XML have to be documents.", apply: func(s *Session, v string) { s.env.XMLDocument = v == "document" }},
		{name: "array_nulls", boot: "on", kind: "enum", values: []string{"on"}, about: "NULL without quotes in an array's text is no string; always on."},
		{name: "transform_null_equals", boot: "off", kind: "enum", values: []string{"off"}, about: "x = NULL is not x IS NULL; always off."},
	}...)
}

// registry is every definition, by name and in order. It is built once per
// Manager and not changed afterwards.
type registry struct {
	byName map[string]*setting
	order  []*setting
}

func newRegistry(node map[string]string) *registry {
	r := &registry{byName: map[string]*setting{}, order: definitions()}
	sort.Slice(r.order, func(i, j int) bool { return r.order[i].name < r.order[j].name })
	for _, d := range r.order {
		r.byName[d.name] = d
		if v, ok := node[d.name]; ok {
			d.boot = v
		}
	}
	return r
}

// checkOwnSetting refuses names of a client's own settings that are no identifiers with dots.
func checkOwnSetting(name string) error {
	for part := range strings.SplitSeq(name, ".") {
		bad := func(i int, c byte) bool {
			letter := c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || c >= 0x80
			return !letter && (i == 0 || c != '$' && (c < '0' || c > '9'))
		}
		for i := range len(part) {
			if bad(i, part[i]) {
				part = ""
				break
			}
		}
		if part == "" {
			return pgerror.New(pgerror.InvalidName, "invalid configuration parameter name %q", name).
				WithDetail("Custom parameter names must be two or more simple identifiers separated by dots.")
		}
	}
	return nil
}

// find is the definition of a setting: nil for one of a client's own (with a dot).
func (r *registry) find(name string) (*setting, error) {
	name = strings.ToLower(name)
	if d := r.byName[name]; d != nil {
		return d, nil
	}
	if strings.Contains(name, ".") {
		return nil, checkOwnSetting(name)
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "unrecognized configuration parameter %q", name)
}

func millis(v string) time.Duration {
	n, _ := strconv.Atoi(v)
	return time.Duration(n) * time.Millisecond
}

// canonical is that of a setting, in the session.
func (s *Session) canonical(d *setting, v string) (string, error) {
	if d.checkIn != nil {
		return d.checkIn(s, v)
	}
	return d.canonical(v, s.value(d.name))
}

// canonical checks a value and brings it into the form that SHOW gives.
func (d *setting) canonical(v, now string) (string, error) {
	switch d.kind {
	case "bool":
		v, err := d.boolean(v)
		if err == nil && d.check != nil {
			return d.check(v)
		}
		return v, err
	case "integer", "real":
		return d.number(v)
	case "enum":
		return d.enum(v)
	}
	if d.isName {
		v = types.TruncateName(v)
	}
	switch {
	case d.checkFrom != nil:
		return d.checkFrom(v, now, d.boot)
	case d.check != nil:
		return d.check(v)
	}
	return v, nil
}

func (d *setting) boolean(v string) (string, error) {
	low := strings.ToLower(strings.TrimSpace(v))
	for _, word := range []struct{ whole, value string }{{"true", "on"}, {"false", "off"}, {"yes", "on"}, {"no", "off"}} {
		if low != "" && strings.HasPrefix(word.whole, low) {
			return word.value, nil
		}
	}
	switch low {
	case "on", "1":
		return "on", nil
	case "off", "of", "0":
		return "off", nil
	}
	return "", pgerror.New(pgerror.InvalidParameterValue, "parameter %q requires a Boolean value", catalog.SettingName(d.name))
}

func (d *setting) enum(v string) (string, error) {
	low := strings.ToLower(v)
	if low == "debug" && slices.Contains(d.values, "debug2") { // a name that Postgres takes and does not list
		return "debug2", nil
	}
	for _, x := range d.values {
		if x == low {
			return x, nil
		}
	}
	switch {
	case d.name == "password_encryption" && low == "md5":
		return "", pgerror.Unsupported("Leave the setting at "+d.boot+".", "%s = %s is not supported", d.name, v)
	case len(d.values) > 0:
		if b, err := d.boolean(v); err == nil {
			for _, x := range d.values {
				if x == b {
					return x, nil
				}
			}
		}
	}
	return "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter %q: %q", d.name, v).WithHint("Available values: %s.", strings.Join(d.values, ", "))
}

func (d *setting) invalid(v string) *pgerror.Error {
	return pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter %q: %q", catalog.SettingName(d.name), v)
}

// units is what one of each written unit is worth in milliseconds or in kB.
func unitFactor(base, unit string) (float64, bool) {
	times := map[string]float64{"us": 0.001, "ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
	sizes := map[string]float64{"B": 1.0 / 1024, "kB": 1, "MB": 1 << 10, "GB": 1 << 20, "TB": 1 << 30}
	switch base {
	case "ms":
		f, ok := times[unit]
		return f, ok
	case "s":
		f, ok := times[unit]
		return f / 1000, ok
	case "kB":
		f, ok := sizes[unit]
		return f, ok
	case "B":
		f, ok := sizes[unit]
		return f * 1024, ok
	case "8kB":
		f, ok := sizes[unit]
		return f / 8, ok
	}
	return 0, false
}

func (d *setting) number(v string) (string, error) {
	text := strings.TrimSpace(v)
	end := len(text)
	for end > 0 && (text[end-1] < '0' || text[end-1] > '9') && text[end-1] != '.' {
		end--
	}
	digits, unit := strings.TrimSpace(text[:end]), strings.TrimSpace(text[end:])
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return "", d.invalid(v)
	}
	if unit != "" {
		factor, ok := unitFactor(d.unit, unit)
		if !ok {
			return "", d.invalid(v).WithHint("Valid units for this parameter are %s.", validUnits(d.unit))
		}
		f *= factor
	}
	if d.kind == "integer" {
		f = math.RoundToEven(f)
	}
	if f < d.min || f > d.max {
		return "", pgerror.New(pgerror.InvalidParameterValue, "%s is outside the valid range for parameter %q (%s .. %s)", strings.TrimSpace(formatNumber(f)+" "+d.unit), catalog.SettingName(d.name), formatNumber(d.min), formatNumber(d.max))
	}
	return formatNumber(f), nil
}

func validUnits(base string) string {
	switch base {
	case "ms", "s":
		return `"us", "ms", "s", "min", "h", and "d"`
	case "B", "kB", "8kB":
		return `"B", "kB", "MB", "GB", and "TB"`
	}
	return "none"
}

func formatNumber(f float64) string { return strconv.FormatFloat(f, 'g', 12, 64) }

// shown is a value as SHOW prints it, in the largest unit that divides it.
func (d *setting) shown(v string) string {
	n, err := strconv.ParseInt(v, 10, 64)
	if f, bad := strconv.ParseFloat(v, 64); err != nil && bad == nil && d.unit == "ms" {
		if us := math.RoundToEven(f * 1000); us > 0 && formatNumber(us/1000) == v {
			return formatNumber(us) + "us"
		}
	}
	if d.unit == "" || err != nil || n <= 0 {
		return v
	}
	type step struct {
		per  int64
		unit string
	}
	var steps []step
	switch d.unit {
	case "ms":
		steps = []step{{86_400_000, "d"}, {3_600_000, "h"}, {60_000, "min"}, {1000, "s"}, {1, "ms"}}
	case "min":
		steps = []step{{1440, "d"}, {60, "h"}, {1, "min"}}
	case "B":
		steps = []step{{1 << 40, "TB"}, {1 << 30, "GB"}, {1 << 20, "MB"}, {1 << 10, "kB"}, {1, "B"}}
	case "MB":
		steps = []step{{1 << 20, "TB"}, {1 << 10, "GB"}, {1, "MB"}}
	case "s":
		steps = []step{{86_400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}}
	case "kB":
		steps = []step{{1 << 30, "TB"}, {1 << 20, "GB"}, {1 << 10, "MB"}, {1, "kB"}}
	case "8kB":
		n *= 8
		steps = []step{{1 << 30, "TB"}, {1 << 20, "GB"}, {1 << 10, "MB"}, {1, "kB"}}
	}
	for _, s := range steps {
		if n%s.per == 0 {
			return strconv.FormatInt(n/s.per, 10) + s.unit
		}
	}
	return v
}

// cleanASCII shows bytes that are not printable ASCII as question marks, as Postgres does of
// names that end in logs and views.
func cleanASCII(v string) (string, error) {
	b := []byte(v)
	for i, c := range b {
		if c < ' ' || c > '~' {
			b[i] = '?'
		}
	}
	return string(b), nil
}

// checkEncoding finds an encoding by its name: letters and digits count.
func checkEncoding(v string) (string, error) {
	e := charset.Find(v)
	switch {
	case e == nil:
		return "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"client_encoding\": \"%s\"", v)
	case !e.Known():
		return "", pgerror.Unsupported("Use client_encoding = UTF8.", "client encoding \"%s\" is not supported", v)
	}
	return e.Name, nil
}

// charsetNamed is what text has to be converted to and from; nil: nothing is.
func charsetNamed(name string) *charset.Encoding {
	if e := charset.Find(name); e != nil && e.Converts() {
		return e
	}
	return nil
}

// dateStyles are the forms of output, in the order of types.DateStyle.
var dateStyles = [...]string{"ISO", "SQL", "Postgres", "German"}

// dateOrders are in the order of types.DateOrder.
var dateOrders = [...]string{"MDY", "DMY", "YMD"}

// styleAndOrder are the two parts of DateStyle; "" is not said.
type styleAndOrder struct{ style, order string }

// splitDateStyle divides a value in its canonical form.
func splitDateStyle(v string) styleAndOrder {
	style, order, _ := strings.Cut(v, ", ")
	return styleAndOrder{style, order}
}

// checkDateStyle reads a list of key words; what it does not say stays as it is now.
func checkDateStyle(v, now, boot string) (string, error) {
	var to styleAndOrder
	have, german := splitDateStyle(now), false
	refuse := func(detail string, args ...any) (string, error) {
		return "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"DateStyle\": %q", v).WithDetail(detail, args...)
	}
	words := strings.Split(v, ",")
	if strings.TrimSpace(v) == "" {
		words = nil
	}
	for _, part := range words {
		word := strings.TrimSpace(part)
		x, ok := dateStyleWord(strings.ToUpper(word), boot)
		switch {
		case !ok:
			return refuse("Unrecognized key word: %q.", strings.ToLower(word))
		case strings.EqualFold(word, "DEFAULT"): // for what others don't say
			have = x
			continue
		case x.style != "" && to.style != "" && x.style != to.style, x.order != "" && to.order != "" && x.order != to.order:
			return refuse("Conflicting \"datestyle\" specifications.")
		}
		german = german || x.style == "German"
		to = styleAndOrder{cmp.Or(x.style, to.style), cmp.Or(x.order, to.order)}
	}
	if german && to.order == "" {
		to.order = "DMY"
	}
	return cmp.Or(to.style, have.style) + ", " + cmp.Or(to.order, have.order), nil
}

// dateStyleWord is what one key word, in capitals, says.
func dateStyleWord(w, boot string) (styleAndOrder, bool) {
	switch {
	case w == "ISO", w == "SQL":
		return styleAndOrder{style: w}, true
	case strings.HasPrefix(w, "POSTGRES"):
		return styleAndOrder{style: "Postgres"}, true
	case w == "GERMAN":
		return styleAndOrder{style: "German"}, true
	case w == "YMD":
		return styleAndOrder{order: "YMD"}, true
	case w == "DMY", strings.HasPrefix(w, "EURO"):
		return styleAndOrder{order: "DMY"}, true
	case w == "MDY", w == "US", strings.HasPrefix(w, "NONEURO"):
		return styleAndOrder{order: "MDY"}, true
	case w == "DEFAULT":
		return splitDateStyle(boot), true
	}
	return styleAndOrder{}, false
}

func applyDateStyle(s *Session, v string) {
	x := splitDateStyle(v)
	s.env.DateStyle = types.DateStyle(max(0, slices.Index(dateStyles[:], x.style)))
	s.env.DateOrder = types.DateOrder(max(0, slices.Index(dateOrders[:], x.order)))
}

// intervalStyles are in the order of types.IntervalStyle.
var intervalStyles = []string{"postgres", "postgres_verbose", "sql_standard", "iso_8601"}

func applyIntervalStyle(s *Session, v string) {
	s.env.IntervalStyle = types.IntervalStyle(max(0, slices.Index(intervalStyles, v)))
}

func checkTimeZone(v string) (string, error) {
	name, _, err := zone(v)
	return name, err
}

func applyTimeZone(s *Session, v string) {
	if name, loc, err := zone(v); err == nil {
		s.env.TimeZone, s.env.Location = name, loc
	}
}

// checkWithOIDs lets dumps of old versions say that tables have no OIDs.
func checkWithOIDs(v string) (string, error) {
	if v == "on" {
		return "", pgerror.New(pgerror.FeatureNotSupported, "tables declared WITH OIDS are not supported")
	}
	return v, nil
}

// checkTextSearchConfig finds the configuration; what it is shown as has its schema.
func checkTextSearchConfig(s *Session, v string) (string, error) {
	d, err := types.DecodeText(types.TRegConfig, types.NoTypmod, v, &s.env)
	switch {
	case pgerror.Is(err, pgerror.FeatureNotSupported):
		return "", err
	case err != nil:
		return "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"default_text_search_config\": %q", v)
	}
	return qualifiedConfig(s, types.OID(d.Int()), v), nil
}

// qualifiedConfig is the name of a configuration with its schema.
func qualifiedConfig(s *Session, id types.OID, v string) string {
	if c := textsearch.ConfigByOID(uint32(id)); c != nil {
		return catalog.SchemaPGCatalog + "." + c.Name
	}
	snap := s.namesNow()
	if d, ok := snap.TextSearchByID(id); ok {
		return snap.TextSearchName(nil, d)
	}
	return v
}

func applyTextSearchConfig(s *Session, v string) {
	s.env.TextConfig, s.env.OwnTextConfig = nil, ""
	if c, err := types.TextSearchConfig(v); err == nil && strings.HasPrefix(v, catalog.SchemaPGCatalog+".") {
		s.env.TextConfig = c
	} else {
		s.env.OwnTextConfig = v
	}
}

// zone finds a time zone by what SET TimeZone takes.
func zone(v string) (string, *time.Location, error) {
	switch strings.ToLower(v) {
	case "default", "local":
		return "UTC", time.UTC, nil
	}
	loc, name, err := types.LoadZone(v)
	return name, loc, err
}

// checkExtra checks a list of PL/pgSQL's additional checks.
func checkExtra(name string) func(v string) (string, error) {
	return func(v string) (string, error) {
		words, err := splitIdentifiers(v)
		detail := "List syntax is invalid."
		if err == nil {
			detail = plpgsql.CheckExtra(words)
		}
		if detail != "" {
			return "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter %q: %q", name, v).WithDetail("%s", detail)
		}
		return v, nil
	}
}

// restrictKinds is the setting by which pg_dump keeps away from what others' views could run.
// Postgres got it in a minor release.
const restrictKinds = "restrict_nonsystem_relation_kind"

// kindView is a kind of relations in it, as is foreign-table, of which there are none.
const kindView = "view"

func checkKinds(v string) (string, error) {
	words, err := splitIdentifiers(v)
	detail := ""
	if err != nil {
		detail = "List syntax is invalid."
	}
	for _, w := range words {
		if w != kindView && w != "foreign-table" && detail == "" {
			detail = "Unrecognized key word: \"" + w + "\"."
		}
	}
	if detail != "" {
		return "", pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter %q: %q", restrictKinds, v).WithDetail("%s", detail)
	}
	return v, nil
}

func checkSearchPath(v string) (string, error) {
	_, err := splitIdentifiers(v)
	return v, err
}

// splitIdentifiers reads a list of identifiers, quoted or folded.
func splitIdentifiers(list string) ([]string, error) {
	bad := pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter \"search_path\": %q", list).WithDetail("List syntax is invalid.")
	var out []string
	rest := strings.TrimSpace(list)
	if rest == "" {
		return nil, nil
	}
	for {
		var name string
		var err error
		if name, rest, err = identifier(rest); err != nil {
			return nil, bad
		}
		out = append(out, name)
		if rest = strings.TrimSpace(rest); rest == "" {
			return out, nil
		}
		if rest[0] != ',' {
			return nil, bad
		}
		rest = strings.TrimSpace(rest[1:])
	}
}

func identifier(s string) (name, rest string, err error) {
	if s == "" {
		return "", "", errIdentifier
	}
	if s[0] != '"' {
		end := strings.IndexAny(s, ", \t\n")
		if end < 0 {
			end = len(s)
		}
		if end == 0 {
			return "", "", errIdentifier
		}
		return strings.ToLower(s[:end]), s[end:], nil
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		return b.String(), s[i+1:], nil
	}
	return "", "", errIdentifier
}

var errIdentifier = pgerror.New(pgerror.InvalidName, "invalid identifier")

// isolationNamed reads an isolation level as settings spell it. READ
// UNCOMMITTED is READ COMMITTED, as in Postgres.
func isolationNamed(v string) kvpb.Isolation {
	switch v {
	case "repeatable read":
		return kvpb.Isolation_REPEATABLE_READ
	case "read committed", "read uncommitted":
		return kvpb.Isolation_READ_COMMITTED
	}
	return kvpb.Isolation_SERIALIZABLE
}

// realValue is a real setting's value, which was checked before.
func realValue(v string) float64 {
	f, _ := strconv.ParseFloat(v, 64)
	return f
}
