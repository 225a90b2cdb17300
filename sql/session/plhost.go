package session

import (
	"context"
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/plpgsql"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// plpgsqlLanguage serves PL/pgSQL to the registry of languages.
type plpgsqlLanguage struct{}

// plpgsqlBody is a compiled body.
type plpgsqlBody struct{ f *plpgsql.Function }

// Compile serves routine.Language.
func (plpgsqlLanguage) Compile(ctx context.Context, h routine.Host, src *routine.Source) (routine.Body, error) {
	f, err := plpgsql.Compile(ctx, plHost{h.(*Session)}, src)
	if err != nil {
		return nil, err
	}
	return plpgsqlBody{f}, nil
}

// Check has a body read that CREATE makes the one of a routine, and gives what it warns of to warn.
func (plpgsqlLanguage) Check(ctx context.Context, h routine.Host, src *routine.Source, warn func(*pgerror.Error)) error {
	return plpgsql.Check(ctx, plHost{h.(*Session)}, src, warn)
}

// Call serves routine.Body.
func (b plpgsqlBody) Call(ctx context.Context, h routine.Host, c *routine.Call) (types.Datum, error) {
	return b.f.Call(ctx, plHost{h.(*Session)}, c)
}

// Fire serves routine.Body.
func (b plpgsqlBody) Fire(ctx context.Context, h routine.Host, t *routine.Firing) (routine.Fired, error) {
	return b.f.Fire(ctx, plHost{h.(*Session)}, t)
}

// plHost is the session as PL/pgSQL sees it.
type plHost struct{ s *Session }

// sinkFunc makes a sink of a function.
type sinkFunc plpgsql.Sink

// Row serves exec.Sink.
func (f sinkFunc) Row(row []types.Datum) error { return f(row) }

// Epoch serves plpgsql.Host.
func (h plHost) Epoch(ctx context.Context) (plpgsql.Epoch, error) {
	snap, err := h.snapshot(ctx)
	if err != nil {
		return plpgsql.Epoch{}, err
	}
	return plpgsql.Epoch{Version: snap.PlanVersion(&h.s.path), Sizes: h.s.sizes(), Env: h.s.envID}, nil
}

func (h plHost) snapshot(ctx context.Context) (*catalog.Snapshot, error) {
	h.s.need()
	h.s.attach()
	return h.s.schema.Snapshot(ctx)
}

// Scalar serves plpgsql.Host.
func (h plHost) Scalar(ctx context.Context, x ast.Expr, text string, given []*types.Type, names *bind.Variables, o bind.ScalarOptions) (*host.Scalar, error) {
	snap, err := h.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	env := h.s.planEnv
	env.Text, env.Catalog, env.ParamTypes, env.Variables = text, snap, given, names
	c, err := bind.CompileScalar(x, &env, o)
	if err != nil {
		return nil, err
	}
	if err := h.s.may(snap, h.s.who.current, c.Needs()); err != nil {
		return nil, err
	}
	return c, nil
}

// Eval serves plpgsql.Host.
func (h plHost) Eval(ctx context.Context) *scalar.Ctx { return host.NewContext(ctx, h.s, &h.s.env) }

// Type serves plpgsql.Host.
func (h plHost) Type(ctx context.Context, tn *ast.TypeName) (*types.Type, int32, error) {
	snap, err := h.snapshot(ctx)
	if err != nil {
		return nil, 0, err
	}
	return bind.ResolveType(tn, snap, &h.s.path)
}

// table finds a relation by its name, perhaps with a schema.
func (h plHost) table(ctx context.Context, names []string) (*catalog.TableDesc, error) {
	snap, err := h.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	q := ast.QName{Pos: -1, Name: names[len(names)-1]}
	if len(names) > 1 {
		q.Schema = names[len(names)-2]
	}
	return snap.Table(&h.s.path, q)
}

// ColumnType serves plpgsql.Host.
func (h plHost) ColumnType(ctx context.Context, names []string) (*types.Type, int32, error) {
	t, err := h.table(ctx, names[:len(names)-1])
	if err != nil {
		return nil, 0, err
	}
	col := names[len(names)-1]
	c, _, ok := t.ColumnNamed(col)
	if !ok {
		return nil, 0, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", col, t.Name)
	}
	return c.Type, c.Typmod, nil
}

// RowType serves plpgsql.Host.
func (h plHost) RowType(ctx context.Context, names []string) ([]routine.Column, *types.Type, error) {
	t, err := h.table(ctx, names)
	if err != nil {
		return nil, nil, err
	}
	out := []routine.Column{}
	for i := range t.Columns {
		if c := &t.Columns[i]; !c.Hidden {
			out = append(out, routine.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod})
		}
	}
	snap, err := h.snapshot(ctx)
	if err != nil {
		return nil, nil, err
	}
	return out, snap.RowType(t), nil
}

// Prepare serves plpgsql.Host.
func (h plHost) Prepare(st ast.Statement, text string, names *bind.Variables) plpgsql.Statement {
	return NewInner(st, text, nil, names)
}

// PrepareGiven serves plpgsql.Host.
func (h plHost) PrepareGiven(st ast.Statement, text string, given []*types.Type) plpgsql.Statement {
	return NewInner(st, text, given, nil)
}

// Plan serves plpgsql.Host.
func (h plHost) Plan(ctx context.Context, st plpgsql.Statement) (*nodes.Plan, error) {
	in := st.(*Inner)
	if !in.Planned() {
		return nil, nil
	}
	return h.s.PlanInner(ctx, in)
}

// Run serves plpgsql.Host.
func (h plHost) Run(ctx context.Context, st plpgsql.Statement, readOnly bool, args plpgsql.Params, sink plpgsql.Sink) (plpgsql.Result, error) {
	res, err := h.s.RunInner(ctx, st.(*Inner), InnerOptions{ReadOnly: readOnly, Args: args}, sinkFunc(sink))
	return plpgsql.Result{Command: res.Command, Columns: res.Columns, Rows: res.Rows}, err
}

// plRows are the rows of an inner query.
type plRows struct {
	cur *exec.Cursor
	s   *Session
}

// holdLoops keeps the rows of the queries that routines go through, as the transaction is to
// end.
func (s *Session) holdLoops(ctx context.Context) error {
	for _, cur := range s.inner.loops {
		if !cur.Reads() {
			return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot perform transaction commands inside a cursor loop that is not read-only")
		}
		if err := cur.Hold(ctx); err != nil {
			return err
		}
	}
	return nil
}

// leaveLoop forgets a query that a routine went through.
func (s *Session) leaveLoop(cur *exec.Cursor) {
	s.inner.loops = slices.DeleteFunc(s.inner.loops, func(c *exec.Cursor) bool { return c == cur })
}

// Fetch serves plpgsql.Rows.
func (r plRows) Fetch(ctx context.Context, max int64, sink plpgsql.Sink) (int64, bool, error) {
	r.s.inner.runs++
	defer func() { r.s.inner.runs-- }()
	return r.cur.Fetch(ctx, max, sinkFunc(sink))
}

// Close serves plpgsql.Rows.
func (r plRows) Close() {
	r.s.leaveLoop(r.cur)
	r.cur.Close()
}

// Open serves plpgsql.Host.
func (h plHost) Open(ctx context.Context, st plpgsql.Statement, readOnly bool, args plpgsql.Params) (plpgsql.Rows, []nodes.Column, error) {
	cur, cols, err := h.s.openQuery(ctx, st.(*Inner), InnerOptions{ReadOnly: readOnly, Args: args})
	if err != nil {
		return nil, nil, err
	}
	h.s.inner.loops = append(h.s.inner.loops, cur)
	return plRows{cur, h.s}, cols, nil
}

// Call serves plpgsql.Host.
func (h plHost) Call(ctx context.Context, st ast.Statement, text string, names *bind.Variables, mayCommit bool, args func() ([]types.Datum, error)) (*routine.Source, []types.Datum, error) {
	if do, ok := st.(*ast.Do); ok {
		return nil, nil, h.s.doBlock(ctx, &run{text: text}, do, mayCommit)
	}
	return h.call(ctx, st.(*ast.Call), &prepared{text: text, names: names}, mayCommit, func([]*types.Type) ([]types.Datum, error) { return args() })
}

// resolveCall finds the procedure that a CALL within a routine means.
func (h plHost) resolveCall(ctx context.Context, st *ast.Call, p *prepared) (*catalog.Snapshot, *bind.ProcedureCall, error) {
	snap, err := h.snapshot(ctx)
	if err != nil {
		return nil, nil, err
	}
	env := h.s.planEnv
	env.Catalog, env.Text, env.Variables = snap, p.text, p.names
	if env.ParamTypes, err = current(snap, p.given); err != nil {
		return nil, nil, err
	}
	c, err := bind.ResolveCall(st.Func, &env)
	return snap, c, err
}

// call runs the CALL of p, whose parameters have the values that args gives for their types.
func (h plHost) call(ctx context.Context, st *ast.Call, p *prepared, mayCommit bool, args func([]*types.Type) ([]types.Datum, error)) (*routine.Source, []types.Datum, error) {
	s := h.s
	snap, c, err := h.resolveCall(ctx, st, p)
	if err != nil {
		return nil, nil, err
	}
	if err := s.may(snap, s.who.current, c.Needs); err != nil {
		return nil, nil, err
	}
	eval := h.Eval(ctx)
	if eval.Args, err = args(c.Params); err != nil {
		return nil, nil, err
	}
	vals := make([]types.Datum, len(c.Args))
	// STABLE functions among the arguments see what was written before the call.
	if err := s.step(ctx, false, func() error { return callValues(c, eval, vals) }); err != nil {
		return nil, nil, err
	}
	d, err := s.callRoutine(ctx, c.Source, &routine.Call{Args: vals, MayCommit: mayCommit})
	if err != nil {
		return nil, nil, err
	}
	if d.Kind() == types.KindRecord {
		return c.Source, d.Record().Values, nil
	}
	return c.Source, []types.Datum{d}, nil
}

// callValues evaluates the arguments of a CALL.
func callValues(c *bind.ProcedureCall, eval *scalar.Ctx, vals []types.Datum) (err error) {
	for i, x := range c.Args {
		if vals[i], err = x.EvalIn(eval); err != nil {
			return err
		}
		vals[i] = vals[i].Clone()
	}
	return nil
}

// plSub is a subtransaction of a block.
type plSub struct {
	s   *Session
	sub *subtransaction
}

// Begin serves plpgsql.Host.
func (h plHost) Begin() (plpgsql.Sub, error) {
	if err := h.s.Settle(); err != nil {
		return nil, err
	}
	return plSub{h.s, h.s.beginSub()}, nil
}

// Keep serves plpgsql.Sub.
func (x plSub) Keep() { x.s.endSub(x.sub) }

// Undo serves plpgsql.Sub.
func (x plSub) Undo(ctx context.Context, err error) (bool, error) {
	return x.s.abandonSub(ctx, x.sub, err)
}

// Notice serves plpgsql.Host.
func (h plHost) Notice(n *pgerror.Error) error {
	if err := h.s.Settle(); err != nil {
		return err
	}
	h.s.notice(n)
	return nil
}

// Push serves plpgsql.Host.
func (h plHost) Push(c plpgsql.Context) { h.s.inner.context = append(h.s.inner.context, c) }

// Where serves plpgsql.Host.
func (h plHost) Where() string { return h.s.where() }

// Pop serves plpgsql.Host.
func (h plHost) Pop() { h.s.inner.context = h.s.inner.context[:len(h.s.inner.context)-1] }

// Hold serves plpgsql.Host: variables of all routines under way may take what a statement may.
func (h plHost) Hold(n int64) error {
	s := h.s
	if used := s.inner.held; n > 0 && s.workMem > 0 && used+n > s.workMem {
		return pgerror.From(&limit.Exceeded{Name: "variables of routines", Max: s.workMem, Used: used, Requested: n})
	}
	if err := s.Hold(n); err != nil {
		return err
	}
	s.inner.held += n
	return nil
}

// Setting serves plpgsql.Host.
func (h plHost) Setting(name string) string { return h.s.values[name] }

// Reworded serves plpgsql.Host.
func (h plHost) Reworded(e *pgerror.Error) *pgerror.Error { return h.s.Reworded(e) }

// Interrupted serves plpgsql.Host.
func (h plHost) Interrupted() error { return h.s.stop.Interrupted() }

// Cancelled serves plpgsql.Host.
func (h plHost) Cancelled(err error, caught bool) error {
	err = h.s.stop.worded(err)
	if caught {
		h.s.stop.resume()
	}
	return err
}

// OpenCursor serves plpgsql.Host.
func (h plHost) OpenCursor(ctx context.Context, name string, st plpgsql.Statement, text string, o ast.CursorOptions, readOnly bool, args plpgsql.Params) (string, error) {
	s := h.s
	in, args, err := s.executedBy(ctx, st.(*Inner), args)
	if err != nil {
		return "", err
	}
	if q, ok := in.p.stmt.(*ast.Select); ok {
		if q.IntoTable() != nil {
			return "", pgerror.New(pgerror.InvalidCursorDefinition, "cannot open SELECT INTO query as cursor")
		}
		checked := o
		if len(q.Locking) > 0 { // a loop's rows are held all the same
			checked &^= ast.CursorHold
		}
		if err := cursorOptions(checked, q); err != nil {
			return "", err
		}
		in.p.stmt = forCursor(q)
	}
	if name == "" {
		for n := 1; name == "" || s.portals[name] != nil; n++ {
			name = "<unnamed portal " + strconv.Itoa(n) + ">"
		}
	}
	if s.portals[name] != nil {
		return "", pgerror.New(pgerror.DuplicateCursor, "cursor %q already in use", name)
	}
	rows, _, err := h.Open(ctx, in, readOnly, args)
	if err != nil {
		return "", err
	}
	po, err := s.newPortal(name)
	if err != nil {
		rows.Close()
		return "", err
	}
	if err := s.holdPortal(po); err != nil {
		rows.Close()
		delete(s.portals, name)
		return "", err
	}
	p := in.p // the statement may be planned anew while the cursor is open
	p.text, p.raw = text, text
	po.p = &p
	s.effects.cursors = append(s.effects.cursors, po)
	s.leaveLoop(rows.(plRows).cur) // the end of the transaction closes it
	s.stand(po, rows.(plRows).cur, rows.(plRows).cur.Plan(), o)
	return name, nil
}

// FetchCursor serves plpgsql.Host.
func (h plHost) FetchCursor(ctx context.Context, name string, f plpgsql.Move, sink plpgsql.Sink) (int64, error) {
	return h.s.fetchCursor(ctx, name, f.Direction, f.Count, f.Over, sinkFunc(sink))
}

// fetchCursor moves a cursor within a routine.
func (s *Session) fetchCursor(ctx context.Context, name string, d ast.FetchDirection, count int64, over bool, sink exec.Sink) (int64, error) {
	po := s.portals[name]
	if po == nil {
		return 0, pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", name)
	}
	if err := s.Settle(); err != nil {
		return 0, err
	}
	if err := s.startPortal(ctx, po); err != nil {
		return 0, err
	}
	if err := s.mayFetch(ctx, po); err != nil {
		return 0, err
	}
	s.inner.runs++
	defer func() { s.inner.runs-- }()
	return s.move(ctx, po, d, count, over, sink)
}

// CursorColumns serves plpgsql.Host.
func (h plHost) CursorColumns(name string) ([]nodes.Column, bool) {
	po := h.s.portals[name]
	if po == nil {
		return nil, false
	}
	return po.cols, true
}

// CloseCursor serves plpgsql.Host.
func (h plHost) CloseCursor(name string) error {
	if h.s.portals[name] == nil {
		return pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", name)
	}
	return h.s.ClosePortal(name)
}

// EndTransaction serves plpgsql.Host.
func (h plHost) EndTransaction(ctx context.Context, rollback, chain bool) error {
	s := h.s
	if err := s.holdLoops(ctx); err != nil {
		return err
	}
	if err := s.holdCursors(ctx); err != nil {
		return err
	}
	if s.block.implicit {
		s.closePortals() // of before in the pipeline: their rows end with their transaction
	} else {
		s.closeNamed()
	}
	s.effects.lasting = true // what is committed can't be run again
	modes, implicit := s.block.modes, s.block.implicit
	if rollback {
		s.abandon(ctx)
	} else if err := s.commitAlone(ctx, false); err != nil {
		return s.confirmed(ctx, err)
	}
	if chain {
		s.block.modes = modes
	}
	s.block.implicit = implicit // what follows in a pipeline goes on with what has begun here
	s.env.TxnTime = types.TimestampFromTime(s.env.Clock())
	t := s.need()
	s.attach()
	if err := t.StartStatement(ctx); err != nil {
		return err
	}
	s.block.touched = true
	return nil
}
