package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/copydata"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Statements of routines run within the statement that calls them: in its transaction, under
// its cancel and timeout, with the rights of the role in force. Each is a step of the
// transaction, which sees what was written before it, by the calling statement too; under
// READ COMMITTED it has a snapshot of its own. Those of STABLE and IMMUTABLE routines see
// what the calling statement sees.
//
//	statement  ──plan──▶ call ──▶ body ──▶ Inner ──plan──▶ call ──▶ …
//	exec                                   inner.execs[0]           inner.execs[1]
//
// Where a statement must be repeated on a newer snapshot, an inner one is repeated alone;
// where that does not help, all that the client sent is, from its beginning.

// routineDepthMax is how deep calls of routines may lie in each other (54001): each takes
// some stack of the node's.
const routineDepthMax = 300

// innerRetriesMax is how often an inner statement is repeated alone.
const innerRetriesMax = 20

// nesting is how deep a session is in routines.
type nesting struct {
	calls int // of routines under way
	runs  int // of inner statements under way
	// loops are the open queries whose rows routines go through.
	loops []*exec.Cursor
	held  int64 // by variables
	execs []*exec.Executor
	// given are the transition tables that statements see, named the names and types of them.
	given    []bind.Given
	rows     []exec.Rows
	named    string
	triggers int // how deep triggers are nested
	// plans are those that run, as they do, the innermost last, but for what loops and portals hold open.
	plans []*exec.Request
	// unsettled are what writes rows that statements have computed, the innermost last.
	unsettled []func() error
	// context tells of what runs, the innermost last: for notices.
	context []interface{ Line() string }
}

// innerContext adds the context of what runs to a notice.
func (s *Session) innerContext(n *pgerror.Error) *pgerror.Error {
	n = n.Clone()
	if n.Where != "" {
		n.Where += "\n"
	}
	n.Where += s.where()
	return n
}

// where are the lines of context of what runs, the innermost first.
func (s *Session) where() string {
	var b strings.Builder
	for _, c := range slices.Backward(s.inner.context) {
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(c.Line())
	}
	return b.String()
}

// EnterCall counts a call of a routine, which LeaveCall ends (54001).
func (s *Session) EnterCall() error {
	if s.inner.calls >= routineDepthMax {
		return pgerror.New(pgerror.StatementTooComplex, "stack depth limit exceeded").
			WithHint("Routines may call each other %d deep.", routineDepthMax)
	}
	s.inner.calls++
	return nil
}

// LeaveCall ends what EnterCall began.
func (s *Session) LeaveCall() { s.inner.calls-- }

// innerExecutor is one that no statement under way uses.
func (s *Session) innerExecutor() *exec.Executor {
	n := s.inner.runs
	for len(s.inner.execs) <= n {
		o := s.execOptions()
		o.Inner = true
		s.inner.execs = append(s.inner.execs, exec.New(o))
	}
	return s.inner.execs[n]
}

// Inner is a statement of a routine's body. It belongs to one session, which plans it once
// and again when what it uses has changed.
type Inner struct {
	p prepared
	// named is what transition tables there were when it was planned.
	named string
}

// NewInner makes one of a parsed statement. text is what its positions count in; given are
// the types of $1 and so on, names what names may mean beside columns; both may be nil.
func NewInner(stmt ast.Statement, text string, given []*types.Type, names *bind.Variables) *Inner {
	return &Inner{p: prepared{text: text, raw: text, stmt: stmt, given: given, names: names, choices: choices{kept: true}}}
}

// Statement is what it was made of.
func (in *Inner) Statement() ast.Statement { return in.p.stmt }

// Planned reports whether it is run by a plan; other statements have no arguments.
func (in *Inner) Planned() bool { return planned(in.p.stmt) }

// Forget has it planned anew, since the types of its variables have changed.
func (in *Inner) Forget() { in.p.cached = nil }

// writes reports whether its plan writes.
func (in *Inner) writes() bool { return in.p.cached != nil && in.p.cached.plan.Writes }

// refused reports whether err is why the plan can't be run: it was found when it began to.
func (in *Inner) refused(err error) bool {
	c := in.p.cached
	return c != nil && c.plan.Refused != nil && errors.Is(err, c.plan.Refused)
}

// InnerOptions say how a statement runs within another.
type InnerOptions struct {
	// ReadOnly: of a routine that is STABLE or IMMUTABLE.
	ReadOnly bool
	// Args gives the values of the plan's parameters; nil: there are none.
	Args func(*nodes.Plan) ([]types.Datum, error)
}

// InnerResult is what became of one.
type InnerResult struct {
	Command nodes.Command // 0: it has no plan
	Columns []nodes.Column
	Rows    int64 // as in a command tag
}

// PlanInner returns the plan that in would run by now.
func (s *Session) PlanInner(ctx context.Context, in *Inner) (*nodes.Plan, error) {
	s.need()
	s.attach()
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	s.seesGiven(in)
	c, err := s.planFor(&in.p, snap)
	if err != nil {
		return nil, err
	}
	return c.plan, nil
}

// RunInner runs a statement within the one at hand, and gives its rows to sink.
func (s *Session) RunInner(ctx context.Context, in *Inner, o InnerOptions, sink exec.Sink) (res InnerResult, err error) {
	if err := s.Settle(); err != nil {
		return res, err
	}
	if !in.Planned() {
		u := &innerUtility{innerOutput: innerOutput{s.out}, sink: sink}
		err := s.innerUtility(ctx, in, o, u)
		return u.res, s.fromFunction(err)
	}
	err = s.step(ctx, o.ReadOnly, func() error {
		req, err := s.innerRequest(ctx, in, o)
		if err != nil {
			return err
		}
		done, err := s.runInner(ctx, req, sink)
		if err != nil {
			return err
		}
		res = InnerResult{req.Plan.Command, req.Plan.Columns, done.Rows}
		s.grew(req.Plan, done.Rows)
		return nil
	})
	return res, err
}

// runInner runs what was planned within the statement at hand.
func (s *Session) runInner(ctx context.Context, req *exec.Request, sink exec.Sink) (exec.Result, error) {
	x := s.innerExecutor()
	s.inner.runs++
	s.inner.plans = append(s.inner.plans, req)
	done, err := x.Run(ctx, req, sink)
	s.inner.plans = s.inner.plans[:len(s.inner.plans)-1]
	s.inner.runs--
	return done, err
}

// runAlone runs what the client sent.
func (s *Session) runAlone(ctx context.Context, sink exec.Sink) (exec.Result, error) {
	s.inner.plans = append(s.inner.plans[:0], &s.request)
	res, err := s.exec.Run(ctx, &s.request, sink)
	s.inner.plans = s.inner.plans[:0]
	return res, err
}

// uses reports whether a statement that runs, or an open cursor, goes through a table.
func (s *Session) uses(t catalog.ID, above []catalog.ID) bool {
	x := s.innerExecutor()
	if s.inner.calls > 0 && slices.ContainsFunc(s.inner.plans, func(q *exec.Request) bool { return x.Opens(context.Background(), q, t, above) }) {
		return true
	}
	if slices.ContainsFunc(s.inner.loops, func(c *exec.Cursor) bool { return c.Uses(t, above) }) {
		return true
	}
	for _, po := range s.portals {
		if cur, ok := po.rows.(*exec.Cursor); ok && cur.Uses(t, above) {
			return true
		}
	}
	return false
}

// OpenInner starts a query whose rows are fetched in parts, which go on seeing what it saw
// when it began. The caller closes the cursor.
func (s *Session) OpenInner(ctx context.Context, in *Inner, o InnerOptions) (cur *exec.Cursor, cols []nodes.Column, err error) {
	if err := s.Settle(); err != nil {
		return nil, nil, err
	}
	return s.openPlan(ctx, o.ReadOnly, func() (*exec.Request, error) { return s.innerRequest(ctx, in, o) })
}

// step runs f as a statement within the one at hand, again where it must see a newer
// snapshot.
func (s *Session) step(ctx context.Context, readOnly bool, f func() error) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	t, virtual, runs, plans := s.need(), s.virtual.Snapshot, s.inner.runs, len(s.inner.plans)
	defer func() { // a panic, too
		s.virtual.Snapshot, s.inner.runs, s.inner.plans = virtual, runs, s.inner.plans[:plans]
	}()
	s.attach()
	if readOnly {
		return f()
	}
	around, err := t.StartNested(ctx)
	defer t.EndNested(around)
	events := s.deferred.Mark()
	for attempt := 1; err == nil; attempt++ {
		err = f()
		var again *coord.StatementRetry
		if err == nil || !errors.As(err, &again) || attempt > innerRetriesMax {
			return err
		}
		s.m.stats.StatementRetries.Add(1)
		s.deferred.BackTo(events)
		if err := pause(ctx, attempt); err != nil {
			return err
		}
		err = t.NestedAgain(ctx)
	}
	return err
}

// innerRequest plans in and says how it is run.
func (s *Session) innerRequest(ctx context.Context, in *Inner, o InnerOptions) (*exec.Request, error) {
	s.seesGiven(in)
	return s.plannedRequest(ctx, &in.p, o)
}

// plannedRequest is innerRequest of what was prepared.
func (s *Session) plannedRequest(ctx context.Context, prep *prepared, o InnerOptions) (*exec.Request, error) {
	if asOfSystemTime(prep.stmt) != nil {
		return nil, errAsOfHere()
	}
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	c, err := s.planFor(prep, snap)
	if err != nil {
		return nil, err
	}
	p := c.plan
	_, explains := prep.stmt.(*ast.Explain)
	switch {
	case explains && o.ReadOnly:
		return nil, explainInStable()
	case p.Writes && o.ReadOnly:
		return nil, pgerror.New(pgerror.FeatureNotSupported, "%s is not allowed in a non-volatile function", commandWord(p, prep.stmt))
	}
	if err := s.mayWrite(p, prep.stmt, snap); err != nil {
		return nil, err
	}
	if err := s.mayRun(c, snap); err != nil {
		return nil, err
	}
	var args []types.Datum
	if o.Args != nil {
		if args, err = o.Args(p); err != nil {
			return nil, err
		}
	}
	if c, err = s.fit(prep, c, snap, args); err != nil {
		return nil, err
	}
	p = c.plan
	if err := s.use(ctx, snap, p, args); err != nil {
		return nil, err
	}
	s.virtual.Snapshot = snap
	return s.innerPlanned(p, args), nil
}

// innerPlanned is the request of a plan within the statement at hand.
func (s *Session) innerPlanned(p *nodes.Plan, args []types.Datum) *exec.Request {
	virtual := s.virtual
	return &exec.Request{Plan: p, Args: args, Txn: s.block.txn, Env: &s.env, Virtual: &virtual, LockTimeout: s.lockTimeout,
		Deferred: s.deferred, Given: s.inner.rows, Gathered: s.gathered || !s.m.o.Version.Active(version.RangesWork), Settings: s.settingsOf(p)}
}

// seesGiven has a statement planned anew where there are other transition tables than before.
func (s *Session) seesGiven(in *Inner) {
	if in.named != s.inner.named {
		in.p.cached, in.named = nil, s.inner.named
	}
}

// give shows the statements of a trigger's function its transition tables, and only those,
// until the function that it returns is called.
func (s *Session) give(f *routine.Firing) (leave func()) {
	given, rows, named := s.inner.given, s.inner.rows, s.inner.named
	s.inner.given, s.inner.rows, s.inner.named = nil, nil, ""
	if f != nil {
		for _, g := range f.Given {
			rows, ok := g.Rows.(exec.Rows)
			if !ok {
				continue
			}
			s.inner.given = append(s.inner.given, bind.Given{Name: g.Name, Columns: f.Columns})
			s.inner.rows = append(s.inner.rows, rows)
			s.inner.named += fmt.Sprintf("%q of %d, ", g.Name, f.RelID)
		}
	}
	depth := s.inner.triggers
	if f != nil {
		s.inner.triggers++
	}
	return func() { s.inner.given, s.inner.rows, s.inner.named, s.inner.triggers = given, rows, named, depth }
}

// refuseRestricted refuses what would outlive an operation in the name of a table's owner.
func (s *Session) refuseRestricted(st ast.Statement) error {
	if !s.who.restricted {
		return nil
	}
	switch st := st.(type) {
	case *ast.Listen, *ast.Unlisten:
		word, _, _ := strings.Cut(statementWord(st), " ")
		return pgerror.New(pgerror.InsufficientPrivilege, "cannot execute %s within security-restricted operation", word)
	case *ast.DeclareCursor:
		if st.Options&ast.CursorHold != 0 { // its query would run when the transaction commits, in the session's name
			return pgerror.New(pgerror.InsufficientPrivilege, "cannot create a cursor WITH HOLD within security-restricted operation")
		}
	case *ast.CreateTable:
		if st.Persistence == ast.PersistenceTemporary {
			return pgerror.New(pgerror.InsufficientPrivilege, "cannot create temporary table within security-restricted operation")
		}
	}
	return nil
}

// innerUtility runs a statement without a plan within the one at hand.
func (s *Session) innerUtility(ctx context.Context, in *Inner, o InnerOptions, out *innerUtility) error {
	st := in.p.stmt
	switch st := st.(type) {
	case nil:
		return nil
	case *ast.Begin, *ast.Commit, *ast.Rollback, *ast.Savepoint, *ast.Release, *ast.RollbackTo, *ast.PrepareTransaction, *ast.FinishPrepared:
		return pgerror.New(pgerror.FeatureNotSupported, "%s is not allowed in an SQL function", transactionWord(st))
	case *ast.Copy:
		return pgerror.New(pgerror.FeatureNotSupported, "cannot COPY to/from client in a routine")
	case *ast.Execute:
		return s.innerExecute(ctx, in.p.text, st, o, out)
	case *ast.Fetch:
		return s.innerFetch(ctx, st, out)
	case *ast.CloseCursor:
		return s.closeCursor(st, out)
	case *ast.Call:
		return s.innerCall(ctx, in, st, o, out)
	case *ast.Explain:
		return s.runExplain(ctx, in, st, o, out)
	}
	if o.ReadOnly && !isSetting(st) {
		return pgerror.New(pgerror.FeatureNotSupported, "%s is not allowed in a non-volatile function", statementWord(st))
	}
	if err := s.refuseRestricted(st); err != nil {
		return err
	}
	r := &run{p: &in.p, text: in.p.text}
	if isSetting(st) {
		_, err := s.settingStatement(r, out)
		return err
	}
	switch st := st.(type) {
	case *ast.Do:
		return s.doBlock(ctx, r, st, false)
	case *ast.DeclareCursor:
		return s.innerDeclare(ctx, in, st, o)
	case *ast.SetTransaction:
		return s.setTransactionInside(ctx, st, r.p.text)
	case *ast.Prepare, *ast.Deallocate, *ast.Discard:
		return s.innerLasting(ctx, r, out)
	case *ast.Unlisten, *ast.Listen, *ast.Notify:
		return s.notification(ctx, r, out)
	case *ast.SetConstraints:
		return s.setConstraints(ctx, st, true)
	case *ast.Unsupported:
		return pgerror.Unsupported(unsupportedHint(st.Hint), "%s is not supported", st.What).WithPosition(st.Position() + 1)
	}
	if s.block.readOnly(s) && !readerLock(st) {
		return pgerror.New(pgerror.ReadOnlySQLTransaction, "cannot execute %s in a read-only transaction", statementWord(st))
	}
	return s.step(ctx, false, func() error {
		env := s.schemaEnv(in.p.text)
		env.InBlock = true
		if as := ast.AsCreateTable(st); as != nil {
			r.values = o.Args
			_, n, err := s.createTableAs(ctx, r, env, as, out)
			out.res.Rows = max(n, 0)
			return err
		}
		if v, ok := st.(*ast.CreateView); ok && v.Materialized {
			if err := s.noVariables(ctx, in, v.Query); err != nil {
				return err
			}
		}
		_, _, err := s.executeSchema(ctx, env, st, out)
		if err == nil {
			s.noteOnCommit(st, env.Made)
		}
		return err
	})
}

func isSetting(st ast.Statement) bool {
	switch st.(type) {
	case *ast.SetVar, *ast.Reset, *ast.Show:
		return true
	}
	return false
}

func transactionWord(st ast.Statement) string {
	switch st.(type) {
	case *ast.Begin:
		return "BEGIN"
	case *ast.Commit:
		return "COMMIT"
	case *ast.Rollback:
		return "ROLLBACK"
	case *ast.Savepoint:
		return "SAVEPOINT"
	case *ast.Release:
		return "RELEASE SAVEPOINT"
	case *ast.RollbackTo:
		return "ROLLBACK TO SAVEPOINT"
	}
	return "PREPARE TRANSACTION"
}

// innerOutput is what inner statements write to: of all that they say, notices and changed
// parameters reach the client.
type innerOutput struct{ out Output }

func (innerOutput) Shape([]Column, []int16, bool) error { return nil }
func (innerOutput) Row([]types.Datum) error             { return nil }
func (innerOutput) Complete(string, int64)              {}
func (innerOutput) Suspended()                          {}
func (innerOutput) Empty()                              {}
func (innerOutput) Mark() Mark                          { return Mark{} }
func (innerOutput) Rewind(Mark) bool                    { return false }

func (innerOutput) CopyIn(int, bool) (copydata.Source, error) {
	return nil, pgerror.New(pgerror.FeatureNotSupported, "cannot COPY to/from client in a routine")
}
func (innerOutput) CopyOut(int, bool) error { return nil }
func (innerOutput) CopyData([]byte) error   { return nil }
func (innerOutput) CopyDone() error         { return nil }

func (o innerOutput) Notice(n *pgerror.Error) {
	if o.out != nil {
		o.out.Notice(n)
	}
}

func (o innerOutput) Parameter(name, value string) {
	if o.out != nil {
		o.out.Parameter(name, value)
	}
}

// subtransaction is a part of a transaction that may be undone alone: an EXCEPTION block.
type subtransaction struct {
	sp     savepoint
	around coord.View
	depth  int // of savepoints below it
}

// beginSub begins a subtransaction; endSub or abandonSub must follow.
func (s *Session) beginSub() *subtransaction {
	t := s.need()
	s.attach()
	sub := &subtransaction{depth: len(s.block.savepoints), around: t.View()}
	sub.sp = savepoint{txn: t, at: t.Savepoint(), schema: s.schema.Savepoint(), changes: len(s.block.changes), advised: len(s.advised),
		events: s.deferred.Mark(), notes: s.notes.mark(), objects: s.objects.opened, readOnly: s.block.modes.readOnly}
	s.block.savepoints = append(s.block.savepoints, sub.sp)
	return sub
}

// endSub keeps what the subtransaction did.
func (s *Session) endSub(sub *subtransaction) {
	s.block.txn.Release(sub.sp.at)
	s.block.savepoints = s.block.savepoints[:sub.depth]
	s.keepPortalsSince(sub.depth + 1)
}

// abandonSub undoes what the subtransaction did, after err. It returns false where err is
// not the subtransaction's alone: then the transaction, or the statement, has to end with it.
func (s *Session) abandonSub(ctx context.Context, sub *subtransaction, err error) (bool, error) {
	s.block.savepoints = s.block.savepoints[:sub.depth]
	var again *coord.StatementRetry
	if endsTransaction(err) || errors.As(err, &again) || ctx.Err() != nil || s.block.txn != sub.sp.txn {
		return false, nil
	}
	s.block.modes.readOnly = sub.sp.readOnly
	s.closePortalsSince(sub.depth + 1)
	s.undoChanges(sub.sp.changes, false)
	s.unadvise(sub.sp.advised)
	s.deferred.BackTo(sub.sp.events)
	s.notesBackTo(sub.sp.notes)
	s.objects.backTo(sub.sp.objects)
	if err := s.block.txn.RollbackTo(ctx, sub.sp.at); err != nil {
		return false, err
	}
	s.schema.RollbackTo(sub.sp.schema)
	s.block.txn.See(sub.around)
	return true, nil
}
