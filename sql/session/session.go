package session

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/notify"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/physical"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Options are what the sessions of a node share. Zero limits take the defaults.
type Options struct {
	DB        *coord.DB
	Catalog   *catalog.Catalog
	Functions *host.Functions
	Schema    Schema
	// Stats are the planner's row counts; nil: rules only.
	Stats bind.StatsSource
	// Growth is told what statements add and delete; nil: nobody.
	Growth Growth
	// Version tells what nodes of the cluster understand; nil: everything.
	Version version.Gate
	// Flows lets nodes compute joins and groups together; nil: each does alone.
	Flows      *exec.Flows
	Logger     *slog.Logger
	CodeProbes *codeprobe.Paths // told of rare paths; nil: nobody is
	Panics     *panics.Recorder
	// CountElsewhere is how many sessions a role has at the other nodes, and a database; nil:
	// there are none.
	CountElsewhere func(ctx context.Context, role, database catalog.ID) (ofRole, ofDatabase int)
	// Seed makes the randomness that random() and gen_random_uuid() see.
	Seed func() [32]byte

	Budget           *limit.Budget // what all sessions may hold comes out of it; nil: it is only counted
	WorkMemBytes     int64         // default 64 MiB: what one statement may hold (53200)
	Temp             *spill.Store  // where rows go that memory does not hold; nil: nowhere
	SpillAlways      bool          // for tests: all operators spill
	PreparedMax      int           // default 10,000: prepared statements of one session (54000)
	PortalsMax       int           // default 10,000
	PlanCacheEntries int           // default 4096: of the node
	PlanCacheBytes   int64         // default 64 MiB, or an eighth of the node's memory for clients if that is less
	TextBytesMax     int           // default 16 MiB: longest text of a statement (54000)
	ReplaysMax       int           // default 20: of one transaction, before the client hears of the conflict
	SlowStatement    time.Duration // default 0: none is logged
	DefaultIsolation kvpb.Isolation
	// Settings are values of settings that sessions see and can't change, or begin with.
	Settings           map[string]string
	IsolationIsDefault bool          // DefaultIsolation is set; else SERIALIZABLE
	KeepsPast          time.Duration // within which every timestamp can be read, for people; 0: 10 min
	ClusterID          [16]byte      // tokens of causality are of one cluster
	Region             string        // where the node stands; "": it says nothing of that
}

// nodeSettings are the settings that the node's options decide.
func (o *Options) nodeSettings() map[string]string {
	m := maps.Clone(o.Settings)
	if m == nil {
		m = map[string]string{}
	}
	if o.SlowStatement > 0 {
		m["log_min_duration_statement"] = strconv.FormatInt(max(1, o.SlowStatement.Milliseconds()), 10)
	}
	return m
}

// Growth follows the sizes of tables. Served by sql/stats.
type Growth interface {
	// Changed reports rows added to a table, or, negative, deleted from it.
	Changed(table catalog.ID, rows int64)
	// Modified reports rows of a table that were changed in their place.
	Modified(table catalog.ID, rows int64)
	// Mixed reports rows that were added, changed or deleted, who knows which.
	Mixed(table catalog.ID, rows int64)
	// Version changes when plans should be made anew.
	Version() uint64
	// ScanCount counts the scans of an index of a table, or, with 0, of the table from end to end.
	ScanCount(table catalog.ID, index catalog.IndexID) *stats.ScanCount
	// ResetCounts has what statements have written to a table, and their scans of it, counted anew.
	ResetCounts(table catalog.ID)
}

// scanCounts are Growth's, for the executor.
type scanCounts struct{ of Growth }

func (c scanCounts) ScanCount(table catalog.ID, index catalog.IndexID) exec.ScanCount {
	return c.of.ScanCount(table, index)
}

// scanCounts are where the executor counts scans; nil: nowhere.
func (m *Manager) scanCounts() exec.ScanCounts {
	if m.o.Growth == nil {
		return nil
	}
	return scanCounts{m.o.Growth}
}

// Schema executes schema statements. Served by sql/ddl.
type Schema interface {
	// Execute runs stmt in the transaction of env and returns its command tag.
	Execute(ctx context.Context, env *ddl.Env, stmt ast.Statement) (tag string, err error)
	// DropOnCommit drops the temporary tables whose end is the transaction's, and
	// DiscardTemporary all that is temporary.
	DropOnCommit(ctx context.Context, env *ddl.Env) error
	DiscardTemporary(ctx context.Context, env *ddl.Env) error
	// DropTemporary drops what is in a temporary schema, in transactions of its own, and,
	// with whole, the schema.
	DropTemporary(ctx context.Context, schema catalog.ID, whole bool) error
}

// Manager makes sessions. Safe for concurrent use.
type Manager struct {
	o        Options
	settings *registry
	plans    *planCache
	ctx      context.Context
	cancel   context.CancelFunc
	stats    Stats
	shapes   shapes
	advisory advisoryLocks
	turns    turns // of blocks that lose to each other
	temps    temporaries
	// schemaPast is the beginning of a version of the schema that all clocks have passed.
	schemaPast atomic.Int64

	notifications *notify.Hub
	memory        exec.Memory   // of statements
	budget        *limit.Budget // of all sessions

	mu struct {
		sync.Mutex // a leaf
		sessions   map[*Session]struct{}
		counts     map[catalog.ID]*dbCounts // of databases that had sessions
		resets     map[string]int64         // as pgcatalog.DatabaseCounts.Resets
	}
}

// Stats counts what sessions did. All fields are read and written atomically.
type Stats struct {
	Sessions, Statements, Errors atomic.Int64
	Commits, Rollbacks           atomic.Int64
	Replays, StatementRetries    atomic.Int64
	// TransactionsReplayed are the blocks among Replays whose answers had been sent, and came out
	// the same; ReplaysDiffered those for which they did not; ReplaysBarred those that could not
	// be run again.
	TransactionsReplayed, ReplaysDiffered atomic.Int64
	// Learnt counts SELECTs that were learnt to lose, LearntReads their runs that took locks, and
	// Unlearnt those SELECTs whose transactions lost no less often for it.
	Learnt, LearntReads, Unlearnt  atomic.Int64
	TurnWaits                      atomic.Int64 // blocks that waited for their turn (turns.go)
	ReplaysBarred                  [replayBars]atomic.Int64
	PlanHits, PlanMisses, SlowOnes atomic.Int64
	PlansByValue                   atomic.Int64 // made for the values of parameters, not among PlanMisses
	StatementNanos                 atomic.Int64
	MemoryRefusals                 atomic.Int64 // by a statement's own limit
}

// NewManager returns a manager of sessions.
func NewManager(o Options) *Manager {
	set := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	set(&o.PreparedMax, 10_000)
	set(&o.PortalsMax, 10_000)
	set(&o.PlanCacheEntries, 4096)
	set(&o.TextBytesMax, 16<<20)
	set(&o.ReplaysMax, 20)
	if o.WorkMemBytes == 0 {
		o.WorkMemBytes = 64 << 20
	}
	if o.PlanCacheBytes == 0 {
		o.PlanCacheBytes = 64 << 20
		if o.Budget != nil && o.Budget.Max() > 0 {
			o.PlanCacheBytes = min(o.PlanCacheBytes, o.Budget.Max()/8)
		}
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if !o.IsolationIsDefault {
		o.DefaultIsolation = kvpb.Isolation_SERIALIZABLE
	}
	m := &Manager{o: o, settings: newRegistry(o.nodeSettings()), plans: newPlanCache(o.PlanCacheEntries, o.PlanCacheBytes, o.Budget), budget: limit.New("sessions", 0, o.Budget)}
	m.advisory.init(o.Budget)
	m.shapes.init(o.Budget)
	m.settings.byName["work_mem"].boot = strconv.FormatInt(o.WorkMemBytes>>10, 10)
	m.ctx, m.cancel = context.WithCancel(context.Background())
	m.mu.sessions, m.mu.counts, m.mu.resets = map[*Session]struct{}{}, map[catalog.ID]*dbCounts{}, countsBegun()
	m.notifications = notify.NewHub(notify.Options{DB: o.DB, Budget: o.Budget, Logger: o.Logger})
	m.AddFunctions(o.Functions)
	return m
}

// Stats returns the counters.
func (m *Manager) Stats() *Stats { return &m.stats }

// Interrupt cancels what sessions run, and does not wait for it.
func (m *Manager) Interrupt() { m.cancel() }

// Close cancels what sessions run, and ends what the manager does for them. Their owners close them.
func (m *Manager) Close() {
	m.Interrupt()
	m.notifications.Close()
}

// Params are what a client said of itself at start-up.
type Params struct {
	User, Database string
	Remote, Local  string // addresses and ports of both ends; empty: there are none
	PID            int32
	Settings       []Setting
	TLS            *pgcatalog.Encryption // nil: the connection is not encrypted
	// Worker makes it a session of the node's own work, in the name of User, and is what
	// pg_stat_activity shows as its backend_type. It is let in though User may not log in or
	// has too many sessions, begins without the settings of roles and databases, and policies
	// are not forced upon it; all else is as for User's own.
	Worker string
}

// AddOptions reads the options parameter: "-c name=value --name=value", with
// spaces escaped by backslashes.
func (p *Params) AddOptions(text string) error {
	words := splitOptions(text)
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case w == "-c" && i+1 < len(words):
			i++
			w = words[i]
		case strings.HasPrefix(w, "-c"):
			w = w[2:]
		case strings.HasPrefix(w, "--"):
			w = w[2:]
		default:
			return pgerror.New(pgerror.SyntaxError, "invalid command-line argument for server process: %s", w)
		}
		name, value, ok := strings.Cut(w, "=")
		if !ok {
			return pgerror.New(pgerror.SyntaxError, "-c %s requires a value", name)
		}
		p.Settings = append(p.Settings, Setting{strings.ReplaceAll(name, "-", "_"), value})
	}
	return nil
}

func splitOptions(text string) []string {
	var words []string
	var b strings.Builder
	in := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
			in = true
		case c == ' ' || c == '\t' || c == '\n':
			if in {
				words = append(words, b.String())
				b.Reset()
				in = false
			}
		default:
			b.WriteByte(c)
			in = true
		}
	}
	if in {
		words = append(words, b.String())
	}
	return words
}

// Session is one client's state. Its methods are called by one goroutine, but
// for Cancel, RunningSince and Activity.
type Session struct {
	m            *Manager
	params       Params
	db           *catalog.DatabaseDesc
	who          identity
	env          types.Env
	exec         *exec.Executor
	inner        nesting
	events       *events                  // what the event trigger that runs fires for; nil: none runs
	bodies       map[types.OID][]compiled // of routines
	deferred     *exec.Deferred
	budget       *limit.Budget // what the session holds
	held         limit.Account // of it, what outlives a statement, and texts under way
	settingsHeld heldSettings
	made         types.Values // large ones that are made outside of plans, until the next message
	stop         canceller
	cancel       context.CancelFunc
	started      time.Time

	values           map[string]string // settings that differ from their boot values, and custom ones
	resets           map[string]string // what RESET goes back to
	path             catalog.SearchPath
	level            kvpb.Isolation // of the newest transaction
	planEnv          bind.Env
	planMode         planMode // plan_cache_mode
	domains          domainChecks
	virtual          catalog.VirtualEnv
	envID            uint64 // changes whenever something that plans depend on does
	statementTimeout time.Duration
	lockTimeout      time.Duration
	staleness        time.Duration         // isochron.read_staleness
	maxStaleness     time.Duration         // isochron.max_staleness
	nearestOnly      bool                  // isochron.nearest_only
	after            hlc.Timestamp         // isochron.causality_token: nothing older is read
	causal           causal                // what the next token covers
	prices           prices                // what distance has cost
	explained        *pricedCommit         // of the EXPLAIN at hand; nil: it is none
	filling          *nodes.ExplainOptions // of EXPLAIN ANALYZE of what makes a table and fills it; nil: it is none
	slow             time.Duration         // statements that take this long are logged; negative: none
	gathered         bool                  // nothing but filters runs at the ranges
	idleInTx         time.Duration
	idleOutside      time.Duration
	workMem          int64 // what a statement may hold
	spillAt          int64 // bytes that it puts on disk what it can from; 0: close to that
	tally            *dbCounts
	temp             *spill.Account

	committing   bool // a commit may have been sent: a panic leaves its outcome unknown
	block        block
	schema       *catalog.State
	request      exec.Request // of the statement that runs
	ranRows      int64        // that the last one returned or changed
	statements   map[string]*prepared
	portals      map[string]*portal
	unnamed      *prepared
	unnamedP     portal
	sequences    sequences
	objects      openObjects    // the transaction's open large objects
	advised      []heldByTx     // the transaction's advisory locks
	advisory     advisoryHolder // all of the session's; guarded by advisoryLocks
	advisoryHeld int64          // bytes of held and of the node's
	effects      effects        // of the statement at hand, for a replay
	piped        pipeline       // what the pipeline at hand began
	replay       replay         // of the block at hand, by the connection
	lostTo       []*cachedPlan  // reads of what the block that was lost last had lost to (learn.go)
	replayOff    bool           // isochron.transaction_replay = off
	learnOff     bool           // isochron.learn_to_lock = off
	turn         *turn          // of the block at hand, or of the one that follows (turns.go)
	lostLast     bool           // the block before was lost to a conflict
	ended        uint64         // transactions that are over
	closed       []*prepared    // by the block at hand, and older
	out          Output         // while a statement runs
	heard        string         // the text of the message that is served: current_query
	notes        notes          // LISTEN and NOTIFY
	temps        []catalog.ID   // temporary schemas that it has begun to make; the last is its own
	onCommit     []catalog.ID   // tables with an ON COMMIT that it has made

	activity struct {
		sync.Mutex
		Activity
		wrote string        // the newest statement of the newest transaction that wrote
		at    hlc.Timestamp // when that committed
	}
	wrote   string        // the newest statement that writes
	written hlc.Timestamp // when the newest transaction that wrote committed
	// unnoted tells that a commit is under way which activity does not know of yet.
	unnoted atomic.Bool
}

// sessionBytes is what a session takes by itself: the connection, its settings and
// what is set aside for the statement that it runs.
const sessionBytes = 16<<10 + heldAside + exec.StatementBytes

// heldAside is set aside for short prepared statements.
const heldAside = 8 << 10

// NewSession begins a session. It fails with 3D000 if there is no such
// database, 28000 if there is no such user or it may not log in, and with what
// the given settings make of it.
func (m *Manager) NewSession(ctx context.Context, p Params) (*Session, error) {
	s := &Session{m: m, params: p, started: time.Now(), values: map[string]string{}, resets: map[string]string{},
		statements: map[string]*prepared{}, portals: map[string]*portal{}}
	s.budget = limit.New("session", 0, m.budget)
	s.advisory.pid = p.PID
	s.held = limit.NewAccount(s.budget, heldAside)
	if err := s.budget.Acquire(sessionBytes); err != nil {
		return nil, err
	}
	s.stop.parent, s.cancel = context.WithCancel(m.ctx)
	s.env = *types.NewEnv()
	s.env.Clock = time.Now
	s.made.From, s.env.Values, s.env.Interrupt = s, &s.made, &s.stop
	if m.o.Seed != nil {
		s.env.Random = rand.New(rand.NewChaCha8(m.o.Seed()))
		s.env.Secrets = rand.NewChaCha8(m.o.Seed())
	}
	if err := s.open(ctx); err != nil {
		s.budget.Close()
		s.cancel()
		return nil, err
	}
	m.stats.Sessions.Add(1)
	s.tally.sessions.Add(1)
	if s.value("log_connections") == "on" {
		m.o.Logger.Info("connection authorized", "user", p.User, "database", p.Database, "client", p.Remote, "pid", p.PID)
	}
	return s, nil
}

func (s *Session) open(ctx context.Context) error {
	snap, err := s.m.schemaNow(ctx)
	if err != nil {
		return err
	}
	role, db, err := mayConnect(snap, &s.params)
	if err != nil {
		return err
	}
	s.db = db
	s.logIn(role)
	s.schema = s.m.o.Catalog.NewState()
	s.workMem = s.m.o.WorkMemBytes
	s.tally = s.m.countsOf(db.ID)
	if s.m.o.Temp != nil {
		s.temp = s.m.o.Temp.Account()
		s.temp.Count(&s.tally.temp)
	}
	s.newExecutor()
	s.env.Reg = pgcatalog.NewReg(s.namesNow, s.Path)
	for _, d := range s.m.settings.order {
		if d.apply != nil && d.boot != "" && d.name != "work_mem" {
			d.apply(s, d.boot)
		}
	}
	s.values["default_transaction_isolation"] = isolationName(s.m.o.DefaultIsolation)
	if s.params.Worker == "" {
		if err := s.loginSettings(snap, role); err != nil {
			return err
		}
	}
	for name, v := range s.values {
		s.resets[name] = v
	}
	s.params.Settings = nil
	a := &s.activity
	a.PID, a.User, a.Database, a.Remote, a.State = s.params.PID, s.params.User, db.Name, s.params.Remote, "idle"
	a.Started, a.StateFrom, a.role = s.started, s.started, role.ID
	a.Worker, a.TLS, a.Here = s.params.Worker, s.params.TLS, true
	s.planEnv.Version = s.m.o.Version
	s.planEnv.Unforced = s.params.Worker != ""
	s.planEnv.Region = s.m.o.Region
	s.planEnv.Functions, s.planEnv.Path, s.planEnv.Types, s.planEnv.Stats = s.m.o.Functions, &s.path, &s.env, s.m.o.Stats
	s.virtual = catalog.VirtualEnv{Path: &s.path, User: s.who.current, Types: &s.env, Settings: s.emitSettings, Prepared: s.emitPrepared, Cursors: s.emitCursors,
		LargeObjects: s.emitLargeObjects, LargePages: s.emitLargePages}
	s.env.Events = s.eventRows
	s.env.Listening, s.env.Domain, s.env.Notice = s.listening, s.checkDomain, s.notice
	s.envChanged()
	return s.m.admit(ctx, s, role)
}

func (s *Session) execOptions() exec.Options {
	return exec.Options{Session: s, Scans: s.m.scanCounts(), Number: uint32(s.params.PID), RowID: s.m.o.Catalog.NextRowID, MemoryMaxBytes: s.workMem, Budget: s.budget, Memory: &s.m.memory, Notice: s.notice, Flows: s.m.o.Flows,
		Temp: s.temp, SpillBytes: s.spillAt, SpillAlways: s.m.o.SpillAlways}
}

func (s *Session) newExecutor() {
	s.exec = exec.New(s.execOptions())
	if s.deferred == nil {
		s.deferred = exec.NewDeferred()
	}
	s.deferred.Serve(s.exec)
	s.inner.execs = nil
}

// Close ends the session: an open transaction is rolled back and its locks go.
func (s *Session) Close() {
	s.m.mu.Lock()
	delete(s.m.mu.sessions, s)
	s.m.mu.Unlock()
	s.m.stats.Sessions.Add(-1)
	s.tally.closed.Add(int64(time.Since(s.started)))
	if s.value("log_disconnections") == "on" {
		s.m.o.Logger.Info("disconnection", "user", s.params.User, "database", s.db.Name, "client", s.params.Remote, "pid", s.params.PID, "session", time.Since(s.started))
	}
	s.closeAllPortals()
	s.abandon(context.WithoutCancel(s.m.ctx))
	s.releaseAdvisories()
	s.m.advisory.forget(&s.advisory)
	s.endNotes()
	s.endTemporary()
	s.cancel()
	s.held.Close()
	s.budget.Release(sessionBytes)
	s.budget.Close()
}

// Cancel cancels the running statement, if there is one, which then fails with why.
func (s *Session) Cancel(why *pgerror.Error) { s.stop.cancel(why) }

// RunningSince reports whether a statement has been running for d or longer.
func (s *Session) RunningSince(d time.Duration) bool { return s.stop.runningFor(d) }

// Env is what output depends on. It changes with the session's settings.
func (s *Session) Env() *types.Env { return &s.env }

// Superuser reports whether the user that connected is a superuser.
func (s *Session) Superuser() bool {
	r, ok := s.m.o.Catalog.Current().RoleByID(s.who.login)
	return ok && r.Superuser
}

// Idle reports whether no transaction is open.
func (s *Session) Idle() bool { return s.block.txn == nil && s.block.state == blockIdle }

// Status is the transaction status of ReadyForQuery.
func (s *Session) Status() byte {
	switch s.block.state {
	case blockOpen:
		return 'T'
	case blockFailed:
		return 'E'
	}
	return 'I'
}

// IdleTimeout is how long the client may now be silent, and what it is told
// when it was silent for longer; 0: without end.
func (s *Session) IdleTimeout() (time.Duration, *pgerror.Error) {
	d, code, what := s.idleInTx, pgerror.IdleInTransactionSessionTimeout, "idle-in-transaction"
	if s.Idle() {
		d, code, what = s.idleOutside, pgerror.IdleSessionTimeout, "idle-session"
	}
	if d <= 0 { // asked after each message: no error is made that nobody gets
		return 0, nil
	}
	return d, pgerror.New(code, "terminating connection due to %s timeout", what).WithSeverity("FATAL")
}

func (s *Session) notice(n *pgerror.Error) {
	if s.out != nil && severityRank(n.Severity) >= severityRank(strings.ToUpper(s.value("client_min_messages"))) {
		if len(s.inner.context) > 0 {
			n = s.innerContext(n)
		}
		s.out.Notice(s.Reworded(n))
	}
}

// Reworded is an error or notice with the names of types as the session's search path has them:
// with their schemas where it does not lead to them.
func (s *Session) Reworded(e *pgerror.Error) *pgerror.Error {
	var snap *catalog.Snapshot
	show := func(t *types.Type) string {
		if !t.Relative() {
			return t.String()
		}
		if snap == nil {
			snap = s.namesNow()
		}
		// A type that the transaction had made is gone with it.
		own := cmp.Or(t.Elem(), t)
		if _, there, _ := snap.Type(&s.path, ast.QName{Schema: own.Schema, Name: own.Name}); !there && slices.Contains(s.path.Schemas, own.Schema) {
			return t.String()
		}
		return snap.FormatType(&s.path, t, types.NoTypmod)
	}
	return e.Reworded(func(x pgerror.Relative) string {
		switch x := x.(type) {
		case *types.Type:
			return show(x)
		case types.Words:
			return x.Under(show)
		}
		return fmt.Sprint(x)
	})
}

func severityRank(sev string) int {
	switch sev {
	case "ERROR":
		return 6
	case "WARNING":
		return 5
	case "NOTICE":
		return 4
	case "INFO":
		return 7 // always sent
	case "LOG":
		return 3
	}
	return 1
}

// envChanged makes plans of this session be looked up anew.
func (s *Session) envChanged() {
	s.path.Database, s.path.Role = s.db.ID, s.who.current
	// Neither the flags nor the database's name has a NUL, so that no two environments have one name.
	var flags strings.Builder
	flag := func(on bool, format string, args ...any) {
		if on {
			fmt.Fprintf(&flags, format, args...)
		}
	}
	e := &s.planEnv
	flag(s.path.Temp != 0, "temp=%d;", s.path.Temp)
	flag(e.FlowRowsMin != physical.FlowRowsMin, "flows=%v;", e.FlowRowsMin)
	flag(e.Avoid != 0, "avoid=%d;", e.Avoid)
	flag(e.RowSecurityOff, "secured;")
	flag(e.NoViews, "viewless;")
	flag(e.Unforced, "unforced;")
	flag(e.Replica, "replica;")
	if t := e.Strings; t != nil {
		flag(true, "strings=%t,%t;", t.Escapes, t.NoQuote)
	}
	name := strings.Join(append([]string{strconv.FormatUint(uint64(s.who.current), 10), s.db.Name, flags.String()}, s.path.Schemas...), "\x00")
	s.envID = s.m.plans.environment(name)
}

// readStrings notes how string literals are read by the settings.
func (s *Session) readStrings() {
	now := plan.StringsBy(func(name string) string { return s.values[name] })
	if was := s.planEnv.Strings; was == now || was != nil && now != nil && *was == *now {
		return
	}
	s.planEnv.Strings = now
	s.envChanged()
}

// setRowSecurity says whether policies hide rows, or what they would hide is refused.
func (s *Session) setRowSecurity(on bool) {
	s.planEnv.RowSecurityOff = !on
	s.envChanged()
}

// setRestricted says whether views of users are refused.
func (s *Session) setRestricted(kinds string) {
	words, _ := splitIdentifiers(kinds)
	s.planEnv.NoViews = slices.Contains(words, kindView)
	s.envChanged()
}

// setReplicationRole says which triggers fire, and whether foreign keys count.
func (s *Session) setReplicationRole(v string) {
	s.planEnv.Replica = v == "replica"
	s.envChanged()
}

// setFlowRows sets from how many rows on nodes compute together.
func (s *Session) setFlowRows(v string) {
	n, _ := strconv.Atoi(v)
	s.planEnv.FlowRowsMin = float64(n)
	s.envChanged()
}

// avoid has plans go other ways where there are any, or not any longer.
func (s *Session) avoid(w bind.Ways, v string) {
	if s.planEnv.Avoid &^= w; v == "off" {
		s.planEnv.Avoid |= w
	}
	s.envChanged()
}

// setCorrelated says how plans compute correlated subqueries.
func (s *Session) setCorrelated(v string) {
	s.planEnv.Avoid &^= bind.EachSubqueries | bind.OnceSubqueries
	switch v {
	case "each":
		s.planEnv.Avoid |= bind.OnceSubqueries
	case "once":
		s.planEnv.Avoid |= bind.EachSubqueries
	}
	s.envChanged()
}

func (s *Session) setSearchPath(v string) {
	names, err := splitIdentifiers(v)
	if err != nil {
		return // checked before
	}
	path := make([]string, 0, len(names))
	for _, n := range names {
		if n == "$user" {
			n = s.User()
		}
		path = append(path, n)
	}
	s.path.Schemas = path
	s.envChanged()
}

// setWorkMem sets from how much memory on a statement puts rows on disk. What can't be put
// there still has the node's limit, or twice as much as was asked for if that is more and
// the role in force is a superuser: nobody else's statement gets more than the node gives.
func (s *Session) setWorkMem(v string) {
	n := int64(millis(v)/time.Millisecond) << 10
	if n <= 0 {
		return
	}
	most, from := s.m.o.WorkMemBytes, int64(0)
	switch {
	case n < most:
		from = n
		if s.isSuperuser() {
			most = max(2*n, most)
		}
	case n > most && s.isSuperuser():
		most, from = 2*n, n
	}
	if s.workMem != most || s.spillAt != from {
		s.workMem, s.spillAt = most, from
		s.newExecutor()
	}
}

// setTempLimit bounds the session's temporary files; -1: only the node does.
func (s *Session) setTempLimit(v string) {
	if s.temp != nil {
		s.temp.SetLimit(int64(millis(v)/time.Millisecond) << 10)
	}
}

// setLogTemp has temporary files logged from a size on; -1: never.
func (s *Session) setLogTemp(v string) {
	if s.temp != nil {
		s.temp.SetLog(int64(millis(v)/time.Millisecond) << 10)
	}
}
