package ddl

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

func appendKeyColumn(dst []byte, c rowenc.KeyColumn, d types.Datum) []byte {
	return rowenc.AppendKeyColumn(dst, c, d)
}

// constant evaluates an expression without columns as a value of c.
func (r *run) constant(x ast.Expr, c *catalog.Column) (types.Datum, error) {
	e, err := r.compile(x, bind.ScalarOptions{Use: bind.ScalarSplit, Column: c.Name, Type: c.Type, Typmod: c.Typmod})
	if err != nil {
		return types.Null, err
	}
	return r.eval(e, nil)
}

// vacuum is VACUUM and ANALYZE. VACUUM collects old versions that no open
// transaction's snapshot needs, down to the retention; ANALYZE counts.
func (r *run) vacuum(s *ast.Vacuum) error {
	if !s.Analyze && r.env.InBlock {
		return pgerror.New(pgerror.ActiveSQLTransaction, "VACUUM cannot run inside a transaction block")
	}
	on, err := r.vacuumOptions(s)
	if err != nil {
		return err
	}
	analyze := s.Analyze || on["analyze"]
	for i := range s.Tables {
		if len(s.Tables[i].Columns) > 0 && !analyze {
			return pgerror.New(pgerror.FeatureNotSupported, "ANALYZE option must be specified when a column list is provided")
		}
	}
	list, err := r.vacuumTables(s)
	if err != nil {
		return err
	}
	if !s.Analyze {
		if err := r.collect(list); err != nil {
			return err
		}
	}
	if !analyze {
		return nil
	}
	for _, v := range list {
		if err := r.analyze(v.t, v.columns); err != nil {
			return err
		}
	}
	return nil
}

// collect has the old versions of tables dropped.
func (r *run) collect(list []vacuumTable) error {
	spans := make([]keys.Span, 0, len(list))
	for _, v := range list {
		spans = append(spans, v.t.TableSpan())
	}
	slices.SortFunc(spans, func(a, b keys.Span) int { return bytes.Compare(a.Start, b.Start) })
	// A table that is named twice is collected once.
	spans = slices.CompactFunc(spans, func(a, b keys.Span) bool { return bytes.Equal(a.Start, b.Start) })
	_, _, err := r.x.o.Jobs.Bulk().Collect(r.ctx, spans, r.x.o.Jobs.Collectable())
	return err
}

// vacuumKnown are the options of VACUUM, and whether ANALYZE has them, too.
var vacuumKnown = map[string]bool{"verbose": true, "skip_locked": true, "analyze": false, "freeze": false, "full": false, "disable_page_skipping": false,
	"index_cleanup": false, "process_toast": false, "truncate": false, "parallel": false}

// vacuumWorkersMax is Postgres's MAX_PARALLEL_WORKER_LIMIT.
const vacuumWorkersMax = 1024

// switched tells whether an option of a maintenance statement is on, as it is where it has no value.
func switched(o ast.Option) (bool, error) {
	if o.Value == nil {
		return true, nil
	}
	switch strings.ToLower(optionText(o.Value)) {
	case "true", "on", "1":
		return true, nil
	case "false", "off", "0":
		return false, nil
	}
	return false, pgerror.New(pgerror.SyntaxError, "%s requires a Boolean value", o.Name)
}

// vacuumOptions looks at the options of VACUUM and ANALYZE, and tells which are on. Most have
// no effect: a table's old versions are collected, whatever they say.
func (r *run) vacuumOptions(s *ast.Vacuum) (map[string]bool, error) {
	on := map[string]bool{}
	for _, o := range s.Options {
		word := "VACUUM"
		both, known := vacuumKnown[o.Name]
		if s.Analyze {
			word, known = "ANALYZE", both
		}
		if !known {
			return nil, r.at(pgerror.New(pgerror.SyntaxError, "unrecognized %s option %q", word, o.Name), o.Pos)
		}
		v := "true"
		if o.Value != nil {
			v = strings.ToLower(optionText(o.Value))
		}
		switch {
		case o.Name == "parallel":
			if o.Value == nil {
				return nil, r.at(pgerror.New(pgerror.SyntaxError, "parallel option requires a value between 0 and %d", vacuumWorkersMax), o.Pos)
			}
			n, err := strconv.Atoi(v)
			if err != nil {
				return nil, pgerror.New(pgerror.SyntaxError, "%s requires an integer value", o.Name)
			}
			if n < 0 || n > vacuumWorkersMax {
				return nil, r.at(pgerror.New(pgerror.SyntaxError, "parallel workers for vacuum must be between 0 and %d", vacuumWorkersMax), o.Pos)
			}
			on[o.Name] = n > 0
		case o.Name == "index_cleanup" && v == "auto":
		default:
			set, err := switched(o)
			if err != nil {
				return nil, err
			}
			on[o.Name] = set
		}
	}
	toast, said := on["process_toast"]
	switch {
	case on["full"] && on["parallel"]:
		return nil, pgerror.New(pgerror.FeatureNotSupported, "VACUUM FULL cannot be performed in parallel")
	case on["full"] && on["disable_page_skipping"]:
		return nil, pgerror.New(pgerror.FeatureNotSupported, "VACUUM option DISABLE_PAGE_SKIPPING cannot be used with FULL")
	case on["full"] && said && !toast:
		return nil, pgerror.New(pgerror.FeatureNotSupported, "PROCESS_TOAST required with VACUUM FULL")
	}
	return on, nil
}

type vacuumTable struct {
	t       *catalog.TableDesc
	columns []string
}

func maintainWord(s *ast.Vacuum) string {
	if s.Analyze {
		return "analyze"
	}
	return "vacuum"
}

// sharedCatalogs are those that all databases have in common.
var sharedCatalogs = map[string]bool{"pg_authid": true, "pg_auth_members": true, "pg_database": true, "pg_db_role_setting": true, "pg_parameter_acl": true,
	"pg_replication_origin": true, "pg_shdepend": true, "pg_shdescription": true, "pg_shseclabel": true, "pg_subscription": true, "pg_tablespace": true}

// mayMaintain warns who may not VACUUM or ANALYZE a table of the system.
func (r *run) mayMaintain(s *ast.Vacuum, t *catalog.TableDesc) error {
	me, err := r.user()
	if err != nil || me.Superuser || t.View {
		return err
	}
	who := "only superuser or database owner"
	if sharedCatalogs[t.Name] {
		who = "only superuser"
	}
	r.notice(pgerror.NewWarning(pgerror.Warning, "skipping %q --- %s can %s it", t.Name, who, maintainWord(s)))
	return nil
}

// vacuumTables are the tables named, or all that the user owns.
func (r *run) vacuumTables(s *ast.Vacuum) ([]vacuumTable, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	var out []vacuumTable
	for _, v := range s.Tables {
		t, err := r.table(v.Name)
		if err != nil {
			return nil, err
		}
		for i, c := range v.Columns {
			if _, _, ok := t.ColumnNamed(c); !ok {
				return nil, noColumn(c, t)
			}
			if slices.Contains(v.Columns[:i], c) {
				return nil, pgerror.New(pgerror.DuplicateColumn, "column %q of relation %q appears more than once", c, t.Name)
			}
		}
		if t.Virtual {
			if err := r.mayMaintain(s, t); err != nil {
				return nil, err
			}
			continue // nothing is stored
		}
		if t.View {
			r.notice(pgerror.NewWarning(pgerror.Warning, "skipping %q --- cannot %s non-tables or special system tables", t.Name, map[bool]string{true: "analyze", false: "vacuum"}[s.Analyze]))
			continue
		}
		if !t.Partitioned() && r.mustOwn("table", t) == nil {
			out = append(out, vacuumTable{t, v.Columns})
			continue
		}
		snap.Tree(t, func(p *catalog.TableDesc, _ int) { // the partitions may be others' tables
			if r.mustOwn("table", p) == nil {
				out = append(out, vacuumTable{p, v.Columns})
				return
			}
			r.notice(pgerror.NewWarning(pgerror.Warning, "skipping %q --- only table or database owner can %s it", p.Name, maintainWord(s)))
		})
	}
	if len(s.Tables) > 0 {
		return out, nil
	}
	all := map[catalog.ID]*catalog.TableDesc{}
	for t := range snap.Tables(r.env.Path.Database) {
		if r.mustOwn("table", t) == nil {
			all[t.ID] = t
		}
	}
	for _, t := range sortedTables(all) {
		out = append(out, vacuumTable{t, nil})
	}
	return out, nil
}

// analyze counts a table's rows and the distinct values of its columns, as of
// now. It reads beside the transaction, which has nothing to validate.
func (r *run) analyze(t *catalog.TableDesc, columns []string) error {
	if r.env.State.Changed(t.ID) {
		return nil // nobody else can see it yet
	}
	o := stats.Collecting{At: r.env.Txn.DB().Now(), Now: time.Now(), Strict: true}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if o.Together = stats.TogetherOf(snap.StatisticsOf(t.ID)); len(columns) > 0 {
		r.warnUnmeasured(snap, t, columns)
		o.Columns = map[int]bool{}
		for i := range t.Columns {
			o.Columns[i] = contains(columns, t.Columns[i].Name)
		}
	} else if o.Exprs, err = measured(t, r.bindEnv(snap, ""), r.eval); err != nil {
		return err
	}
	if r.env.As != nil && len(o.Exprs) > 0 { // functions are called in the owner's name
		defer r.env.As(t.Owner)()
	}
	out, err := stats.Collect(r.ctx, r.env.Txn.DB(), t, o)
	if err != nil {
		return err
	}
	if old := r.x.o.Stats.Table(t.ID); len(columns) > 0 && old != nil {
		out.Keep(old)
	}
	return r.x.o.Stats.Save(r.ctx, out)
}

// warnUnmeasured tells which objects of CREATE STATISTICS can't be measured by some columns of t.
func (r *run) warnUnmeasured(snap *catalog.Snapshot, t *catalog.TableDesc, columns []string) {
	for _, d := range snap.StatisticsOf(t.ID) {
		if !slices.ContainsFunc(d.Columns, func(id catalog.ColumnID) bool {
			c, _, ok := t.ColumnByID(id)
			return ok && !contains(columns, c.Name)
		}) {
			continue
		}
		var of, schema string
		if s, ok := snap.SchemaByID(d.SchemaID); ok {
			of = s.Name
		}
		if s, ok := snap.SchemaByID(t.SchemaID); ok {
			schema = s.Name
		}
		r.notice(pgerror.NewWarning(pgerror.InvalidObjectDefinition, "statistics object \"%s.%s\" could not be computed for relation \"%s.%s\"", of, d.Name, schema, t.Name).WithTable(schema, t.Name))
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// mayLock: readers may lock against changes of the schema, writers against others.
func mayLock(snap *catalog.Snapshot, t *catalog.TableDesc, mode ast.TableLock, role catalog.ID) error {
	letters := "wdD"
	switch mode {
	case ast.LockAccessShare:
		letters = "r"
	case ast.LockRowExclusive:
		letters = "awdD"
	}
	for i := range len(letters) {
		if snap.HasPrivilege(role, t, letters[i]) {
			return nil
		}
	}
	return catalog.Denied(t)
}

// lockTable is LOCK TABLE. The modes of readers and writers (up to ROW EXCLUSIVE) need no more
// than a table that stays: their conflicts are found at the commit. Those above keep others out
// (catalog.State.LockTable), readers never: these have their snapshots.
func (r *run) lockTable(s *ast.LockTable) error {
	if !r.env.InBlock {
		return pgerror.New(pgerror.NoActiveSQLTransaction, "LOCK TABLE can only be used in transaction blocks")
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	for i := range s.Tables {
		name := s.Tables[i].Name
		snap, err := r.snap()
		if err != nil {
			return err
		}
		rel, ok, err := snap.Lookup(r.env.Path, name)
		if err != nil {
			return err
		}
		if ok && (rel.Index != nil || rel.Sequence != nil) {
			what := "indexes"
			if rel.Sequence != nil {
				what = "sequences"
			}
			return pgerror.New(pgerror.WrongObjectType, "cannot lock relation %q", name.Name).WithDetail("This operation is not supported for %s.", what)
		}
		t, err := r.table(name)
		if err != nil {
			return err
		}
		if err := r.lockTree(s, t, s.Tables[i].Only, me.ID); err != nil {
			return err
		}
	}
	return nil
}

// lockTree locks a table with its partitions, or a view with what it reads, by the rights of a
// role (0: they were looked at).
func (r *run) lockTree(s *ast.LockTable, t *catalog.TableDesc, only bool, as catalog.ID) error {
	if t.Virtual {
		return nil
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if as != 0 {
		if err := mayLock(snap, t, s.Mode, as); err != nil {
			return err
		}
	}
	if err := r.lockOne(s, t); err != nil || s.Mode <= ast.LockRowExclusive {
		return err
	}
	seen := map[catalog.ID]bool{}
	lock := func(id catalog.ID, as catalog.ID) error {
		p, ok := snap.TableByID(id)
		if !ok || seen[id] {
			return nil
		}
		seen[id] = true
		return r.lockTree(s, p, false, as)
	}
	if t.IsView() {
		if !t.Flag("security_invoker") {
			as = t.Owner
		}
		for _, ref := range t.Refs {
			if ref.Column != 0 {
				continue // perhaps of the rows that a function gives
			}
			if err := lock(ref.Object, as); err != nil {
				return err
			}
		}
	}
	if only {
		return nil
	}
	for _, id := range t.Children {
		if err := lock(id, 0); err != nil {
			return err
		}
	}
	for i := range t.Partitioning.Parts {
		if err := lock(t.Partitioning.Parts[i].Table, 0); err != nil {
			return err
		}
	}
	return nil
}

// lockOne locks a table itself.
func (r *run) lockOne(s *ast.LockTable, t *catalog.TableDesc) error {
	if s.Mode <= ast.LockRowExclusive {
		if r.env.Txn.ReadOnly() { // it reads the past, whose schema nobody changes
			return nil
		}
		// Its schema stays what it is until the transaction ends.
		return r.env.State.Share(r.ctx, t)
	}
	l := catalog.TableLock{Mode: kvpb.LockMode_NO_KEY_UPDATE, Writers: s.Mode >= ast.LockShare, Timeout: r.env.LockTimeout}
	if s.Mode == ast.LockAccessExclusive {
		l.Mode = kvpb.LockMode_UPDATE
	}
	if s.NoWait {
		l.Wait = kvpb.WaitPolicy_NOWAIT
	}
	if err := r.env.State.LockTable(r.ctx, t, l); err != nil {
		var le *coord.LockError
		if s.NoWait && errors.As(err, &le) {
			return pgerror.New(pgerror.LockNotAvailable, "could not obtain lock on relation %q", t.Name)
		}
		return err
	}
	if !l.Writers || t.IsView() {
		return nil
	}
	seeing := r.env.Txn.Refresh // it sees what those before it have committed
	if r.env.First {
		seeing = r.env.Txn.Restart
	}
	if err := seeing(r.ctx); err != nil {
		return err
	}
	if t.Fresh || t.Partitioned() {
		return nil
	}
	// Nobody of another node may write meanwhile: looked for at the commit.
	return r.env.Txn.Validate(r.ctx, []keys.Span{t.Span(t.Primary())})
}

// cluster is CLUSTER: it notes the index, as ALTER TABLE … CLUSTER ON does. Rows lie in the order
// of the primary key all the time.
func (r *run) cluster(s *ast.Cluster) error {
	for _, o := range s.Options {
		if o.Name != "verbose" {
			return r.at(pgerror.New(pgerror.SyntaxError, "unrecognized CLUSTER option %q", o.Name), o.Pos)
		}
	}
	if s.Table == nil {
		if r.env.InBlock {
			return pgerror.New(pgerror.ActiveSQLTransaction, "CLUSTER cannot run inside a transaction block")
		}
		return nil
	}
	t, err := r.ownTable(*s.Table)
	if err != nil {
		return err
	}
	if t.IsView() {
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table or materialized view", t.Name)
	}
	if s.Index == "" {
		if !slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool { return ix.Clustered }) {
			return pgerror.New(pgerror.UndefinedObject, "there is no previously clustered index for table %q", t.Name)
		}
		return nil
	}
	if _, err := clusterIndex(t, s.Index); err != nil || t.Partitioned() {
		return err
	}
	return edit(r, t, func(t *catalog.TableDesc) error { return markClustered(t, s.Index) })
}

// clusterIndex is the index that a table is to be clustered on.
func clusterIndex(t *catalog.TableDesc, name string) (*catalog.IndexDesc, error) {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if ix.OID == 0 || ix.Name != name {
			continue
		}
		switch {
		case ix.Method() != catalog.MethodBtree && ix.Method() != catalog.MethodGist:
			return nil, pgerror.New(pgerror.FeatureNotSupported, "cannot cluster on index %q because access method does not support clustering", name)
		case ix.Predicate != "":
			return nil, pgerror.New(pgerror.FeatureNotSupported, "cannot cluster on partial index %q", name)
		case ix.Invalid:
			return nil, pgerror.New(pgerror.FeatureNotSupported, "cannot cluster on invalid index %q", name)
		}
		return ix, nil
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "index %q for table %q does not exist", name, t.Name)
}

// markClustered notes the index that a table was clustered on; "": none.
func markClustered(t *catalog.TableDesc, name string) error {
	if name != "" {
		if _, err := clusterIndex(t, name); err != nil {
			return err
		}
	}
	for i := range t.Indexes {
		t.Indexes[i].Clustered = name != "" && t.Indexes[i].OID != 0 && t.Indexes[i].Name == name
	}
	return nil
}

func (s *shape) actClusterOn(c *ast.ClusterOn) error {
	return markClustered(s.t, c.Index)
}
