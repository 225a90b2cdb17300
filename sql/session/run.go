package session

import (
	"context"
	"errors"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// run is one execution of a statement.
type run struct {
	p        *prepared
	args     []types.Datum
	formats  []int16
	announce bool // describe the rows first: simple queries and FETCH
	// alone: nothing else can join the statement's transaction, which is
	// committed with it and may be run again.
	alone bool
	// explained: the plan is shown and not run.
	explained bool
	// portal and max: fetch in parts.
	portal *portal
	max    int
	text   string // the whole query text, for positions
	// values are those of the variables around a routine's statement; nil: args are.
	values func(*nodes.Plan) ([]types.Datum, error)
}

// rowSource is what a portal fetches from.
type rowSource interface {
	Fetch(ctx context.Context, max int64, sink exec.Sink) (rows int64, done bool, err error)
	Close()
}

func errFailedBlock() error {
	return pgerror.New(pgerror.InFailedSQLTransaction, "current transaction is aborted, commands ignored until end of transaction block")
}

// transactionExit tells the statements that a failed block takes.
func transactionExit(st ast.Statement) bool {
	switch st.(type) {
	case *ast.Commit, *ast.Rollback, *ast.RollbackTo, *ast.PrepareTransaction:
		return true
	}
	return false
}

func (s *Session) allowed(st ast.Statement) error {
	if s.block.state == blockFailed && st != nil && !transactionExit(st) {
		return errFailedBlock()
	}
	return nil
}

// Simple runs the statements of a simple query. Several share one transaction,
// unless they open and end blocks themselves.
func (s *Session) Simple(text string, out Output) error {
	s.out = out
	defer func() { s.out = nil }()
	started := time.Now()
	ctx := s.stop.begin(s.statementTimeout)
	s.begins(text, started)
	s.forgetUnnamed()
	_ = s.ClosePortal("")
	err := s.simple(ctx, text, out)
	if err != nil {
		s.failed(ctx, err)
	}
	s.ends(text, started, err)
	return s.end(err)
}

func (s *Session) simple(ctx context.Context, text string, out Output) error {
	if len(text) > s.m.o.TextBytesMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "statement text of %d bytes exceeds the limit of %d", len(text), s.m.o.TextBytesMax)
	}
	n, err := s.reading(text)
	if err != nil {
		return err
	}
	defer s.held.Shrink(n)
	if s.joins() {
		// What the extended protocol began without a Sync ends with this message: no plan
		// is looked for that takes the statement for a transaction of its own.
	} else if p := s.normalized(ctx, text); p != nil {
		// A literal that is no value of its type is told by planning the text
		// as it stands, which knows where it is.
		if args, err := s.literalArgs(p); err == nil {
			return s.counted(p, func() error {
				return s.statement(ctx, &run{p: p, args: args, announce: true, alone: true, text: text}, out)
			})
		}
	}
	list, _, err := s.parsed(text)
	if err != nil {
		return err
	}
	s.deprecated(text, list)
	if len(list) == 0 {
		if err := s.endImplicit(ctx); err != nil {
			return err
		}
		out.Empty()
		return nil
	}
	if len(list) == 1 {
		if err := s.oneOf(ctx, text, list, 0, out); err != nil {
			return err
		}
		return s.endImplicit(ctx)
	}
	var g segment
	for i := 0; i < len(list); i++ {
		g.enter(s, i, out)
		s.beginEffects()
		if err := s.oneOf(ctx, text, list, i, out); err == nil {
			g.leave(s, list[i].AST)
		} else if g.again(ctx, s, err, list[i].AST, out) {
			i = g.first - 1
		} else {
			return err
		}
	}
	return nil
}

// parsed reads a text by the session's settings, and tells the client of what is doubtful in it; told: there was such.
func (s *Session) parsed(text string) (list []parser.Statement, told bool, err error) {
	list, warnings, err := s.planEnv.Strings.Parse(text)
	for _, w := range warnings {
		if w.Name != "" {
			s.notice(cutName(w.Name, w.Cut))
			continue
		}
		s.notice(pgerror.NewWarning(pgerror.NonstandardUseOfEscapeCharacter, "%s", w.Message).WithHint("%s", w.Hint).WithPosition(w.Position))
	}
	if err != nil {
		return nil, false, parserError(err)
	}
	return list, len(warnings) > 0, nil
}

// deprecated warns of what the statements of a text say that is not to be said any more.
func (s *Session) deprecated(text string, list []parser.Statement) {
	for i := range list {
		for _, at := range list[i].Globals {
			s.notice(pgerror.NewWarning(pgerror.Warning, "GLOBAL is deprecated in temporary table creation").WithPosition(utf8.RuneCountInString(text[:at]) + 1))
		}
	}
}

// oneOf runs statement i of a list.
func (s *Session) oneOf(ctx context.Context, text string, list []parser.Statement, i int, out Output) error {
	p := &prepared{text: text, raw: list[i].Text, stmt: list[i].AST}
	p.key = planKey{env: s.envID, text: list[i].Text}
	if list[i].NumParams > 0 && planned(p.stmt) {
		return pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", list[i].NumParams)
	}
	alone := len(list) == 1 && !s.joins()
	if !alone && s.block.state == blockIdle {
		s.block.implicit = true
	}
	if i > 0 {
		s.stop.next(s.statementTimeout)
	}
	if !alone {
		p.key.text = "" // positions count from the start of the whole text: not shared
	}
	return s.counted(p, func() error {
		if i < len(list)-1 || alone {
			return s.statement(ctx, &run{p: p, announce: true, alone: alone, text: text}, out)
		}
		return s.lastOf(ctx, &run{p: p, announce: true, text: text}, out)
	})
}

// lastOf runs the last of several statements, which is complete when what they share has
// committed.
func (s *Session) lastOf(ctx context.Context, r *run, out Output) error {
	held := &heldOutput{Output: out}
	err := s.statement(ctx, r, held)
	if err == nil {
		err = s.endImplicit(ctx)
	}
	if err == nil {
		held.release()
	}
	return err
}

// joins reports whether a transaction is open that statements share without a block: that of
// several in a message, or of a cycle of the extended protocol before its Sync.
func (s *Session) joins() bool {
	return s.block.state == blockIdle && (s.block.implicit || s.block.txn != nil)
}

// endImplicit commits the transaction that statements shared without a block.
func (s *Session) endImplicit(ctx context.Context) error {
	if s.joins() {
		return s.commitTxn(ctx)
	}
	return nil
}

// normalized finds or makes the plan of a text whose literals were taken out,
// so that a statement is parsed and planned once per shape. nil: the text has
// to be taken as it is.
func (s *Session) normalized(ctx context.Context, text string) *prepared {
	if s.planEnv.Strings != nil { // literals are others
		return nil
	}
	norm, literals, ok := parser.Normalize(text)
	if !ok {
		return nil
	}
	p := &prepared{text: norm, raw: text, literals: literals, key: planKey{env: s.envID, text: norm, params: "n"}}
	if c := s.m.plans.get(p.key); c != nil {
		if c.raw && s.stillRaw(ctx, c) {
			return nil
		}
		p.stmt, p.cached = c.stmt, c
		if c.raw {
			p.cached = nil
		}
		if !planned(p.stmt) || s.block.state == blockFailed {
			return p
		}
	} else {
		list, err := parser.Parse(norm)
		if err != nil || len(list) != 1 {
			return nil
		}
		p.stmt = list[0].AST
		if !planned(p.stmt) {
			if len(literals) > 0 {
				return nil
			}
			s.m.plans.put(p.key, &cachedPlan{stmt: p.stmt, text: norm})
			return p
		}
	}
	if s.block.state == blockFailed {
		return p
	}
	// An error's position must be that of the client's text: plan that instead.
	snap, _, err := s.snapshotFor(ctx, p.stmt, text)
	if err != nil {
		return nil
	}
	// Types of a schema that is past bind nobody: this statement's client was told of none.
	if p.cached != nil && p.cached.version != snap.PlanVersion(&s.path) {
		p.cached = nil
	}
	c, err := s.planFor(p, snap)
	if err == nil && ofIndex(c, literals) {
		return nil
	}
	if err == nil && !(c.plan.ByValue && len(literals) > 0) {
		return p
	}
	var known *pgerror.Error
	if (err == nil || errors.As(err, &known)) && !snap.HasOwnChanges() {
		s.m.plans.put(p.key, &cachedPlan{stmt: p.stmt, text: norm, raw: true, version: snap.PlanVersion(&s.path)})
	}
	return nil
}

// ofIndex reports whether a literal may be part of an expression that an index is of. Nothing is looked up for an
// INSERT of VALUES.
func ofIndex(c *cachedPlan, literals []parser.Literal) bool {
	pl := c.plan
	if len(pl.IndexConsts) == 0 {
		return false
	}
	if ins, ok := c.stmt.(*ast.Insert); ok && (ins.Source == nil || len(ins.Source.Values) > 0) {
		return false
	}
	return slices.ContainsFunc(literals, func(l parser.Literal) bool {
		text := l.Text
		if l.Kind == ast.ConstInt {
			text = formatInt(l.Int)
		}
		return slices.Contains(pl.IndexConsts, text)
	})
}

// stillRaw reports whether a normalized text that had no plan can't have got one:
// the schema is the same.
func (s *Session) stillRaw(ctx context.Context, c *cachedPlan) bool {
	snap, _, err := s.snapshotFor(ctx, c.stmt, c.text)
	return err == nil && !snap.HasOwnChanges() && snap.PlanVersion(&s.path) == c.version
}

// literalArgs turns the literals of a normalized text into arguments.
func (s *Session) literalArgs(p *prepared) ([]types.Datum, error) {
	if len(p.literals) == 0 || p.cached == nil || p.cached.plan == nil {
		return nil, nil
	}
	args := make([]types.Datum, len(p.literals))
	for i, l := range p.literals {
		t := p.cached.plan.Params[i]
		if l.Kind == ast.ConstInt && (t == types.TInt4 || t == types.TInt8) {
			args[i] = types.Int(l.Int)
			continue
		}
		text := l.Text
		if l.Kind == ast.ConstInt {
			text = formatInt(l.Int)
		}
		typmod, ok := p.cached.plan.IntervalParams[i+1]
		if !ok {
			typmod = types.NoTypmod
		}
		d, err := types.DecodeText(t, typmod, text, &s.env)
		if err != nil {
			return nil, err
		}
		args[i] = d
	}
	return args, nil
}

// Execute runs a portal, up to max rows of it (0: all). last tells that the
// client ends the transaction with it (a Sync follows).
func (s *Session) Execute(name string, max int, last bool, out Output) error {
	s.out = out
	defer func() { s.out = nil }()
	po, err := s.portalNamed(name)
	if err != nil {
		return s.failExtended(s.m.ctx, err)
	}
	started := time.Now()
	ctx := s.stop.begin(s.statementTimeout)
	s.stop.restart()
	p, text := po.p, po.p.raw // the end of the transaction forgets the portal
	s.begins(text, started)
	// What must stand alone has no rows that a limit could keep back.
	alone := (last && max <= 0 || outsideBlocks(p.stmt)) && s.block.txn == nil && !s.block.implicit && po.rows == nil
	if !alone && s.block.state == blockIdle {
		s.block.implicit = true
	}
	s.ranRows = 0
	s.beginEffects()
	s.piped.running = p.stmt
	s.piped.open = s.piped.open && !alone // that has had its attempts
	opened, spent := po.rows == nil && !po.done, s.spent()
	if opened {
		s.deprecated(text, p.warned)
	}
	if po.rows == nil && po.done {
		err = s.exhausted(po, out)
	} else {
		err = s.statement(ctx, &run{p: po.p, args: po.args, formats: po.formats, alone: alone, portal: po, max: max, text: text}, out)
	}
	if err != nil {
		s.piped.failed(&s.block)
		s.failed(ctx, err)
	} else {
		s.piped.leave(s, p.stmt)
	}
	if took := s.ends(text, started, err); err == nil && opened {
		s.counts(p, took, s.spent().sub(spent))
	}
	return s.end(err)
}

// outsideBlocks tells of statements that no transaction holds but their own. As the first of a
// pipeline they have one, and what follows has another, as in Postgres.
func outsideBlocks(st ast.Statement) bool {
	switch st := st.(type) {
	case *ast.Vacuum:
		return !st.Analyze
	case *ast.CreateDatabase, *ast.DropDatabase:
		return true
	case *ast.CreateIndex:
		return st.Concurrently
	case *ast.Drop:
		return st.Concurrently
	}
	return false
}

// exhausted answers an Execute of a portal that has run to its end.
func (s *Session) exhausted(po *portal, out Output) error {
	if c := po.p.cached; c == nil || c.plan == nil || c.plan.Columns == nil {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "portal %q cannot be run", po.name)
	}
	out.Complete(po.tag, 0)
	return nil
}

// failExtended notes that a message of the extended cycle failed.
func (s *Session) failExtended(ctx context.Context, err error) error {
	s.failed(ctx, err)
	return err
}

// Fail notes that a message of the client failed before it reached a method
// that would have noted it.
func (s *Session) Fail(err error) {
	if s.block.state == blockFailed || s.Idle() && !s.block.implicit {
		return
	}
	s.failed(s.m.ctx, err)
}

// Sync ends an extended query cycle: what ran outside of a block is committed.
func (s *Session) Sync(out Output) error {
	s.stop.restart()
	if !s.joins() {
		if s.block.state == blockIdle {
			s.closePortals() // those that nobody executed
		}
		return nil
	}
	s.out = out
	defer func() { s.out = nil }()
	ctx := s.stop.begin(s.statementTimeout)
	s.piped.running = nil
	s.piped.failed(&s.block)
	err := s.endImplicit(ctx)
	if err != nil {
		s.countError(err)
	}
	return s.end(err)
}

// broke is deferred around what users' texts lead to: a bug that they meet ends the
// statement alone, unless it stood in a commit.
func (s *Session) broke(err *error) {
	p := recover()
	if p == nil {
		return
	}
	s.inner = nesting{execs: s.inner.execs}
	*err = s.m.o.Panics.Caught(p, "a statement", "user", s.params.User, "database", s.db.Name, "pid", s.params.PID)
	if s.committing || s.request.Sent {
		s.committing, s.request.Sent = false, false
		*err = pgerror.Wrap(*err, pgerror.TRStatementCompletionUnknown, "%s", (*err).Error()).WithDetail("It is unknown whether the transaction committed.")
	}
}

// statement runs one statement, whatever its kind.
func (s *Session) statement(ctx context.Context, r *run, out Output) (err error) {
	s.request.Sent = false
	defer s.broke(&err)
	if err := s.allowed(r.p.stmt); err != nil {
		return err
	}
	s.m.stats.Statements.Add(1)
	if planned(r.p.stmt) {
		return s.query(ctx, r, out)
	}
	if r.p.stmt == nil {
		out.Empty()
		return nil
	}
	err = s.utility(ctx, r, out)
	s.sawUtility(r.p.stmt)
	if _, inner := r.p.stmt.(*ast.Execute); inner { // whose statement has been here itself
		return err
	}
	return s.confirmed(ctx, err)
}

// confirmed returns err, or the conflict that is behind it: an error that tells of
// data must not go out on the word of locks and reads that hold no more.
func (s *Session) confirmed(ctx context.Context, err error) error {
	if err == nil || s.block.txn == nil || s.committing || !tellsOfData(err) {
		return err
	}
	if lost := s.block.txn.Confirm(ctx); lost != nil {
		s.m.o.CodeProbes.Hit("an error on rows that others had changed becomes a conflict")
		return lost
	}
	return err
}

// tellsOfData reports whether an error comes from values: of a row, of a constraint
// or of what was computed from them.
func tellsOfData(err error) bool {
	switch pgerror.Class(pgerror.Code(err)) {
	case "21", "22", "23", "27", "44", "P0":
		return true
	}
	return false
}

// query runs a planned statement, again if it lost a conflict that the client
// need not know of.
func (s *Session) query(ctx context.Context, r *run, out Output) error {
	if r.portal != nil && r.portal.rows != nil {
		return s.fetchMore(ctx, r, out)
	}
	mark, events := out.Mark(), s.deferred.Mark()
	s.beginEffects()
	for attempt := 1; ; attempt++ {
		err := s.attempt(ctx, r, out)
		if err == nil {
			return nil
		}
		s.deferred.BackTo(events)
		err = s.confirmed(ctx, err)
		again := s.again(ctx, r, err, attempt)
		if !again || !s.takeBack() || !out.Rewind(mark) {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// again prepares another attempt, if there may be one: of the statement on a
// new snapshot, or of the whole transaction if the statement is its first.
func (s *Session) again(ctx context.Context, r *run, err error, attempt int) bool {
	if attempt > s.m.o.ReplaysMax || ctx.Err() != nil {
		return false
	}
	if s.fresher(ctx, err) {
		return true
	}
	var statement *coord.StatementRetry
	if errors.As(err, &statement) {
		s.m.stats.StatementRetries.Add(1)
		return true
	}
	var retry *coord.RetryError
	var dead *coord.DeadlockError
	if !errors.As(err, &retry) && !errors.As(err, &dead) {
		return false
	}
	if s.block.ran > 0 || len(s.block.savepoints) > 0 || s.block.implicit {
		return false
	}
	s.m.stats.Replays.Add(1)
	s.m.o.CodeProbes.Hit("a transaction is replayed")
	if s.block.txn != nil {
		s.schema.Rollback(context.WithoutCancel(ctx))
	}
	s.keepPrice()
	s.block.txn, s.block.attempts, s.block.touched = nil, s.block.attempts+1, false
	return true
}

// pause spreads attempts that keep losing.
func pause(ctx context.Context, attempt int) error {
	if attempt < 3 {
		return nil
	}
	return stop.Sleep(ctx, min(100*time.Microsecond<<min(attempt, 10), 20*time.Millisecond))
}

// attach gives the transaction to the schema's state.
func (s *Session) attach() {
	if s.schema.Txn() != s.block.txn {
		s.schema.Begin(s.block.txn)
	}
}

// ready begins a statement in the transaction and finds its plan.
func (s *Session) ready(ctx context.Context, r *run) (*nodes.Plan, error) {
	if asOfSystemTime(r.p.stmt) != nil && (s.block.asOf == 0 && s.block.since == 0 || s.block.state == blockOpen || s.block.implicit) {
		return nil, errAsOfHere()
	}
	if err := s.choose(ctx, r); err != nil {
		return nil, err
	}
	if err := s.takeTurn(ctx, r.p); err != nil {
		return nil, err
	}
	t := s.need()
	s.attach()
	if err := t.StartStatement(ctx); err != nil {
		return nil, err
	}
	if err := s.turnGoesOn(ctx); err != nil {
		return nil, err
	}
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.planFor(r.p, snap)
	if err != nil {
		return nil, err
	}
	copies := c.plan.Command == nodes.CommandCopyFrom // which asks for rights first
	if !copies && !r.explained {
		if err := s.mayWrite(c.plan, r.p.stmt, snap); err != nil {
			return nil, err
		}
	}
	may := s.mayRun
	if r.explained {
		may = s.mayShow
	}
	if err := may(c, snap); err != nil {
		return nil, err
	}
	if c, err = s.fit(r.p, c, snap, r.args); err != nil {
		return nil, err
	}
	if copies {
		if err := s.mayWrite(c.plan, r.p.stmt, snap); err != nil {
			return nil, err
		}
	}
	if err := s.use(ctx, snap, c.plan, r.args); err != nil {
		return nil, err
	}
	s.beginsWith(c)
	s.block.touched = true
	s.virtual.Snapshot = snap
	s.lockWhatLoses(c, snap)
	if c.plan.Writes {
		s.wrote = clip(r.p.raw)
		s.unnoted.Store(s.block.state == blockIdle)
	}
	return c.plan, nil
}

// mayWrite refuses a plan that writes in a read-only transaction (25006).
func (s *Session) mayWrite(p *nodes.Plan, stmt ast.Statement, snap *catalog.Snapshot) error {
	if p.Writes && s.block.readOnly(s) && !writesTemporary(p, snap) {
		return pgerror.New(pgerror.ReadOnlySQLTransaction, "cannot execute %s in a read-only transaction", commandWord(p, stmt))
	}
	return nil
}

// mayNotBeTold reports whether rows of p may fail to be told once it has committed: where they
// have characters that the client's encoding lacks.
func (s *Session) mayNotBeTold(p *nodes.Plan) bool { return p.Columns != nil && s.env.Charset != nil }

// attempt runs the statement once, and commits if it is alone.
func (s *Session) attempt(ctx context.Context, r *run, out Output) error {
	alone := r.alone && s.block.state == blockIdle && !s.block.implicit
	if err := s.pastStatement(ctx, r, alone); err != nil {
		return err
	}
	p, err := s.ready(ctx, r)
	if err != nil {
		return asPast(s.block.asOf, err)
	}
	if p.Columns != nil {
		if err := out.Shape(p.Columns, r.formats, r.announce); err != nil {
			return err
		}
	}
	s.fill(p, r.args)
	s.request.Known = r.p.choices.known
	s.request.Implicit = alone && len(s.onCommit) == 0 && !s.notes.unfused && !s.mayNotBeTold(p)
	if r.portal != nil && r.max > 0 {
		return s.openPortal(ctx, r, p, out)
	}
	res, err := s.runAlone(ctx, out)
	if err != nil {
		return err
	}
	if alone {
		told := s.beginPricedCommit(p)
		err := s.commitAlone(ctx, res.Committed)
		s.explained = nil
		if err == nil && told != nil && !res.Committed {
			err = told.tell(out)
		}
		if err != nil {
			return err
		}
	} else {
		s.block.ran++
	}
	s.ranRows = res.Rows
	s.grew(p, res.Rows)
	if r.portal != nil {
		r.portal.done, r.portal.tag = true, tagOf(p.Command)
	}
	complete(out, p.Command, res.Rows)
	return nil
}

// use records that the transaction depends on the tables of a plan that is run with these arguments.
func (s *Session) use(ctx context.Context, snap *catalog.Snapshot, p *nodes.Plan, args []types.Datum) error {
	s.schema.SetLockTimeout(s.lockTimeout)
	if err := s.schema.Use(ctx, snap, p.Always, p.Writes); err != nil || len(p.PartUses)+len(p.InsertUses) == 0 {
		return err
	}
	virtual := s.virtual
	virtual.Snapshot = snap
	leaves := s.exec.Uses(ctx, &exec.Request{Plan: p, Args: args, Txn: s.block.txn, Env: &s.env, Virtual: &virtual})
	return s.schema.Use(ctx, snap, leaves, p.Writes)
}

// fill makes s.request that of a plan, which ready returned.
func (s *Session) fill(p *nodes.Plan, args []types.Datum) {
	s.request = s.requestOf(p, args)
}

func (s *Session) requestOf(p *nodes.Plan, args []types.Datum) exec.Request {
	return exec.Request{Plan: p, Args: args, Txn: s.block.txn, Env: &s.env, Virtual: &s.virtual, LockTimeout: s.lockTimeout, Deferred: s.deferred, Gathered: s.gathered || !s.m.o.Version.Active(version.RangesWork), Settings: s.settingsOf(p)}
}

// openCursor starts a plan whose rows are fetched in parts, with memory of its own.
func (s *Session) openCursor(ctx context.Context, p *nodes.Plan, args []types.Datum) (*exec.Cursor, error) {
	s.fill(p, append([]types.Datum(nil), args...))
	req, virtual := s.request, s.virtual
	req.Virtual = &virtual
	return s.exec.Open(ctx, &req)
}

// settle checks what deferred constraints wait for: where SET CONSTRAINTS has them checked
// from now on, or (commit) all.
func (s *Session) settle(ctx context.Context, commit bool) error {
	for attempt := 1; s.deferred.Due(commit); attempt++ {
		mark := s.deferred.Mark()
		err := s.settleOnce(ctx, commit)
		if err == nil {
			continue
		}
		s.deferred.BackTo(mark)
		var again *coord.StatementRetry
		if !errors.As(err, &again) || attempt > s.m.o.ReplaysMax {
			return err
		}
		s.m.stats.StatementRetries.Add(1)
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) settleOnce(ctx context.Context, commit bool) error {
	if err := s.block.txn.StartStatement(ctx); err != nil {
		return err
	}
	return s.checkDeferred(ctx, s.exec, commit)
}

// settleInside is settle within a statement, each round of it a step.
func (s *Session) settleInside(ctx context.Context) error {
	for s.deferred.Due(false) {
		err := s.step(ctx, false, func() error {
			x := s.innerExecutor()
			s.inner.runs++ // until the step is over: what triggers run has others
			return s.checkDeferred(ctx, x, false)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// pending reports whether checks of a table's rows wait for the end of the transaction. Unique keys
// are looked at now: where each is of one row, nothing waits.
func (s *Session) pending(ctx context.Context, t catalog.ID) (bool, error) {
	if !s.deferred.Pending(t) {
		return false, nil
	}
	x := s.innerExecutor()
	s.inner.runs++
	defer func() { s.inner.runs-- }()
	req := s.requestOf(nil, nil)
	if err := x.CheckKeys(ctx, &req, t); err != nil {
		if tellsOfData(err) {
			return true, nil
		}
		return false, err
	}
	return s.deferred.Pending(t), nil
}

func (s *Session) checkDeferred(ctx context.Context, x *exec.Executor, commit bool) error {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	s.virtual.Snapshot = snap
	req := s.requestOf(nil, nil) // that of the statement around it stays
	req.ReadOnly = s.block.readOnly(s)
	return x.Check(ctx, &req, commit)
}

// commitNow commits the transaction, if its deferred constraints hold.
func (s *Session) commitNow(ctx context.Context) error {
	if err := s.settle(ctx, true); err != nil {
		return err
	}
	if err := s.tempsAtCommit(ctx); err != nil {
		return err
	}
	if err := s.notesBeforeCommit(ctx); err != nil {
		return err
	}
	s.committing = true
	before := s.price()
	_, err := s.schema.Commit(ctx)
	s.committing = false
	s.block.commit = s.price().Sub(before)
	if s.explained != nil && err == nil {
		s.explained.done(s.block.txn)
	}
	if err == nil {
		s.notesCommitted(ctx)
	}
	return err
}

// commitAlone commits a statement that is its own transaction.
func (s *Session) commitAlone(ctx context.Context, committed bool) error {
	if len(s.effects.cursors) > 0 && !committed {
		if err := s.holdCursors(ctx); err != nil {
			return err
		}
	}
	if !committed {
		if err := s.commitNow(ctx); err != nil {
			return err // again may have it run anew; else failed rolls back
		}
	} else {
		s.schema.Finish(nil)
	}
	s.countCommit()
	s.closeOpened()
	t := s.block.txn
	s.undoChanges(0, true)
	s.finish()
	t.Recycle()
	return nil
}

func complete(out Output, c nodes.Command, rows int64) {
	if c == nodes.CommandExplain {
		out.Complete("EXPLAIN", -1)
		return
	}
	out.Complete(tagOf(c), rows)
}

func tagOf(c nodes.Command) string {
	switch c {
	case nodes.CommandInsert:
		return "INSERT 0"
	case nodes.CommandUpdate:
		return "UPDATE"
	case nodes.CommandDelete:
		return "DELETE"
	case nodes.CommandMerge:
		return "MERGE"
	case nodes.CommandCopyFrom, nodes.CommandCopyTo:
		return "COPY"
	}
	return "SELECT"
}

// commandWord is how errors name what a plan that writes was made of.
func commandWord(p *nodes.Plan, st ast.Statement) string {
	switch st := st.(type) {
	case *ast.Explain:
		return commandWord(p, st.Stmt)
	case *ast.Insert:
		return "INSERT"
	case *ast.Update:
		return "UPDATE"
	case *ast.Delete:
		return "DELETE"
	case *ast.Merge:
		return "MERGE"
	case *ast.Copy:
		if st.From {
			return "COPY FROM"
		}
		return commandWord(p, st.Query)
	}
	if l := firstLock(p, st); l != "" {
		return "SELECT " + l
	}
	return "SELECT"
}

// firstLock is the lock that a query takes of the rows that its first clause names, "" for none: one of
// its own comes before those of its parts, and these before those of views.
func firstLock(p *nodes.Plan, st ast.Statement) (word string) {
	ast.Walk(st, func(n ast.Node) bool {
		if q, ok := n.(*ast.Select); ok && word == "" && len(q.Locking) > 0 {
			word = nodes.LockName(lockOfFirst(q.Locking))
		}
		return word == ""
	})
	if word != "" || p.Modifies {
		return word
	}
	nodes.Walk(p.Root, func(n nodes.Node) {
		if l, ok := n.(*nodes.LockRows); ok && word == "" && len(l.Targets) > 0 {
			word = nodes.LockName(l.Targets[0].Lock.Strength)
		}
	})
	return word
}

// lockOfFirst is how strongly clauses lock what the first of them names.
func lockOfFirst(list []ast.Locking) ast.LockStrength {
	strength := list[0].Strength
	for _, l := range list[1:] {
		same := len(l.Of) == 0 || len(list[0].Of) == 0 || slices.ContainsFunc(l.Of, func(n ast.QName) bool { return n == list[0].Of[0] })
		if same {
			strength = max(strength, l.Strength)
		}
	}
	return strength
}

// openPortal starts a statement whose rows are fetched in parts.
func (s *Session) openPortal(ctx context.Context, r *run, p *nodes.Plan, out Output) error {
	cur, err := s.openCursor(ctx, p, r.args)
	if err != nil {
		return err
	}
	if p.Columns == nil {
		n := cur.Affected()
		cur.Close()
		s.grew(p, n)
		s.block.ran++
		r.portal.done, r.portal.tag = true, tagOf(p.Command)
		complete(out, p.Command, n)
		return nil
	}
	r.portal.rows, r.portal.tag, r.portal.cols = cur, tagOf(p.Command), p.Columns
	s.opened(r.portal)
	if err := s.fetchMore(ctx, r, out); err != nil {
		// The statement may be run again, with a cursor of its own.
		cur.Close()
		r.portal.rows = nil
		return err
	}
	s.block.ran++
	return nil
}

// fetchForward is fetchMore of a cursor, which FETCH may have moved, and may move again.
func (s *Session) fetchForward(ctx context.Context, r *run, out Output) error {
	count := int64(r.max)
	if count <= 0 {
		count = ast.FetchAll
	}
	n, err := s.move(ctx, r.portal, ast.FetchForward, count, false, out)
	if err != nil {
		return err
	}
	if r.portal.place.end {
		out.Complete(r.portal.tag, n)
	} else {
		out.Suspended()
	}
	return nil
}

// fetchMore goes on with a portal.
func (s *Session) fetchMore(ctx context.Context, r *run, out Output) error {
	po := r.portal
	if err := s.mayFetch(ctx, po); err != nil {
		return err
	}
	if err := out.Shape(po.cols, r.formats, r.announce); err != nil {
		return err
	}
	if po.place.options != 0 {
		return s.fetchForward(ctx, r, out)
	}
	n, done, err := po.rows.Fetch(ctx, int64(r.max), out)
	if err != nil {
		return err
	}
	po.sent += n
	// The limit that was met ends the fetch, though no row may be left.
	if !done || r.max > 0 && n == int64(r.max) {
		out.Suspended()
		return nil
	}
	s.closePortal(po)
	out.Complete(po.tag, n)
	return nil
}
