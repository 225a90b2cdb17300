package plpgsql

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// interp is one call of a function.
type interp struct {
	ctx   context.Context
	h     Host
	f     *Function
	eval  *scalar.Ctx
	epoch Epoch
	fr    frame

	call    *routine.Call
	held    int64
	rows    int64  // ROW_COUNT
	stmt    Stmt   // that runs
	during  string // what runs, where it is no statement
	line    int
	caught  []*pgerror.Error // by the handlers that run
	result  types.Datum
	resultT *types.Type
	mod     int32
	names   []string         // of a record that is returned
	given   bool             // RETURN was met
	row     *record          // that a trigger's function returns; nil: result counts
	fired   [2][]types.Datum // memory of NEW and OLD
	subs    int              // subtransactions that are open
}

// flow is how a statement ended.
type flow uint8

const (
	flowOn flow = iota
	flowExit
	flowContinue
	flowReturn
)

// end is flow with the label that it looks for.
type end struct {
	flow  flow
	label string
}

func itoa(n int) string { return strconv.Itoa(n) }

func newInterp(ctx context.Context, h Host, f *Function, call *routine.Call) (*interp, error) {
	epoch, err := h.Epoch(ctx)
	if err != nil {
		return nil, err
	}
	in := f.spare
	if in == nil {
		in = &interp{f: f}
		in.fr = frame{in: in, scalars: make([]types.Datum, f.scalars), records: make([]record, f.records)}
	}
	f.spare = nil
	if in.ctx != ctx || in.h != h {
		in.ctx, in.h, in.eval = ctx, h, h.Eval(ctx)
	}
	in.call, in.epoch, in.eval.Args = call, epoch, in.fr.scalars
	in.fr.scalars[f.found.at] = types.Bool(false)
	return in, nil
}

// end gives back what the call held, and keeps the memory for the next one.
func (in *interp) end() {
	if in.held != 0 {
		_ = in.h.Hold(-in.held)
	}
	fr := &in.fr
	clear(fr.scalars)
	clear(fr.records)
	clear(fr.tails)
	clear(fr.owned)
	*in = interp{f: in.f, fr: *fr, ctx: in.ctx, h: in.h, eval: in.eval, caught: in.caught[:0], fired: in.fired}
	in.fr.in = in
	in.f.spare = in
}

func (in *interp) readOnly() bool { return in.f.src.ReadOnly }

// hold accounts for what variables hold.
func (in *interp) hold(n int64) error {
	if err := in.h.Hold(n); err != nil {
		return err
	}
	in.held += n
	return nil
}

// stepped notes that a statement ran, which may have changed the schema.
func (in *interp) stepped() {
	if e, err := in.h.Epoch(in.ctx); err == nil {
		in.epoch = e
	}
}

// context adds the line of the function at hand to an error.
func (in *interp) context(err error) error {
	var raised *again
	if errors.As(err, &raised) {
		return raised.err
	}
	if earlier(err) {
		return err
	}
	return addContext(pgerror.From(err).Clone(), in.where())
}

// Line serves Context.
func (in *interp) Line() string { return in.where() }

func (in *interp) where() string {
	s := "PL/pgSQL function " + in.f.named
	switch {
	case in.stmt != nil && in.during != "":
		return s + " line " + itoa(in.line) + " " + in.during
	case in.stmt != nil:
		return s + " line " + itoa(in.line) + " at " + in.stmt.what()
	case in.during != "":
		return s + " " + in.during
	}
	return s
}

// body runs the outermost block.
func (in *interp) body() (err error) {
	e, err := in.fr.block(in.f.body.Block)
	if err != nil {
		return in.context(err)
	}
	switch e.flow {
	case flowReturn, flowOn:
		return nil
	}
	in.stmt = nil
	return in.context(pgerror.New(pgerror.SyntaxError, "EXIT cannot be used outside a loop, unless it has a label"))
}

func (fr *frame) statements(list []Stmt) (end, error) {
	for _, s := range list {
		if e, err := fr.statement(s); err != nil || e.flow != flowOn {
			return e, err
		}
	}
	return end{}, nil
}

// statement runs one statement. Errors keep in.stmt where they happened.
func (fr *frame) statement(s Stmt) (end, error) {
	in := fr.in
	saved, line := in.stmt, in.line
	in.stmt, in.line = s, s.line()
	if err := in.h.Interrupted(); err != nil {
		return end{}, err
	}
	mark := in.eval.Env.Mark()
	e, err := fr.dispatch(s)
	if err != nil {
		return e, err
	}
	in.stmt, in.line = saved, line
	if e.flow != flowReturn {
		in.eval.Env.Drop(mark)
	}
	return e, nil
}

func (fr *frame) dispatch(s Stmt) (end, error) {
	switch s := s.(type) {
	case *Assign:
		return end{}, fr.assign(s)
	case *If:
		for i := range s.Arms {
			a := &s.Arms[i]
			ok, err := fr.condition(a.Cond)
			if err != nil {
				return end{}, err
			}
			if ok {
				return fr.statements(a.Body)
			}
		}
		return fr.statements(s.Else)
	case *Block:
		return fr.block(s)
	case *Case:
		return fr.caseStmt(s)
	case *Loop, *While, *ForInt, *ForQuery, *Foreach:
		return fr.loop(s)
	case *Exit:
		return fr.exit(s)
	case *Return:
		return fr.returns(s)
	case *Null:
		return end{}, nil
	}
	return end{}, fr.simple(s)
}

// simple runs the statements that always go on.
func (fr *frame) simple(s Stmt) error {
	switch s := s.(type) {
	case *ReturnNext:
		return fr.returnNext(s)
	case *ReturnQuery:
		return fr.returnQuery(s)
	case *Raise:
		return fr.raise(s)
	case *Assert:
		return fr.assert(s)
	case *SQL:
		return fr.sql(s)
	case *Perform:
		return fr.perform(s)
	case *Call:
		return fr.callStmt(s)
	case *Execute:
		return fr.execute(s)
	case *GetDiag:
		return fr.getDiag(s)
	case *Open:
		return fr.open(s)
	case *Fetch:
		return fr.fetch(s)
	case *Close:
		return fr.closeCursor(s)
	case *EndTxn:
		return fr.endTxn(s)
	}
	return pgerror.Internal("plpgsql: a statement of kind %T", s)
}

func (fr *frame) assign(s *Assign) error {
	v := s.To.place.v
	single := !v.rec && len(s.To.Steps) == 0
	if single && fr.assignNumber(v, s.Value.q) {
		return nil
	}
	if single && s.Value.q.appends(fr, v) {
		if done, err := fr.appendTo(v, s.Value.q); done || err != nil {
			return err
		}
	}
	if single {
		if x := s.Value.q.appended(fr, v); x != nil {
			return fr.appendItem(v, s.Value.q, x)
		}
	}
	d, t, typmod, err := fr.value(s.Value)
	if err != nil {
		return err
	}
	if single {
		return fr.setScalar(v, d, t, typmod)
	}
	return s.Value.q.assigned(&s.To, fr.put(&s.To, d, t, typmod, s.Value.q.rowNames()))
}

func (fr *frame) exit(s *Exit) (end, error) {
	if s.When != nil {
		ok, err := fr.condition(s.When)
		if err != nil || !ok {
			return end{}, err
		}
	}
	if s.Continue {
		return end{flowContinue, s.Label}, nil
	}
	return end{flowExit, s.Label}, nil
}

func (fr *frame) caseStmt(s *Case) (end, error) {
	var t *types.Type
	typmod := types.NoTypmod
	if s.Value != nil {
		var d types.Datum
		var err error
		if d, t, typmod, err = fr.value(s.Value); err != nil {
			return end{}, err
		}
		if t == types.TUnknown {
			t = types.TText
		}
		if err := fr.keep(s.v, d.Clone()); err != nil {
			return end{}, err
		}
	}
	for i := range s.Arms {
		a := &s.Arms[i]
		s.compares(t, typmod)
		ok, err := fr.condition(a.Cond)
		if err != nil {
			return end{}, err
		}
		if ok {
			if err := fr.endCase(s); err != nil {
				return end{}, err
			}
			return fr.statements(a.Body)
		}
	}
	if err := fr.endCase(s); err != nil {
		return end{}, err
	}
	if !s.HasElse {
		return end{}, pgerror.New(pgerror.CaseNotFound, "case not found").WithHint("CASE statement is missing ELSE part.")
	}
	return fr.statements(s.Else)
}

// compares gives the variable of a CASE the type of its value: what compares with it is compiled anew
// where it had another, of a value of another type or of a call within this one.
func (s *Case) compares(t *types.Type, typmod int32) {
	if s.v == nil || s.v.t == t && s.v.typmod == typmod {
		return
	}
	s.v.t, s.v.typmod = t, typmod
	for i := range s.Arms {
		s.Arms[i].Cond.q.forget()
	}
}

// endCase lets go of what a CASE has compared.
func (fr *frame) endCase(s *Case) error {
	if s.v == nil {
		return nil
	}
	return fr.keep(s.v, types.Null)
}

// keep sets a variable of the interpreter's own, of whose type d is: no constraint of it is looked at.
func (fr *frame) keep(v *variable, d types.Datum) error {
	d, err := fr.own(fr.scalars[v.at], d)
	if err == nil {
		fr.scalars[v.at] = d
	}
	return err
}

// block runs a block: its declarations, its body, and its handlers.
func (fr *frame) block(b *Block) (end, error) {
	in := fr.in
	stmt, line := in.stmt, in.line
	in.stmt, in.line, in.during = b, b.line(), "during statement block local variable initialization"
	for _, d := range b.Decls {
		in.line = d.line()
		if err := fr.declare(d); err != nil {
			return end{}, err
		}
	}
	in.during = ""
	in.stmt, in.line = stmt, line
	var e end
	var err error
	if len(b.Handlers) == 0 {
		e, err = fr.statements(b.Body)
	} else {
		e, err = fr.guarded(b)
	}
	if err == nil && e.flow == flowExit && e.label != "" && e.label == b.Label {
		return end{}, nil
	}
	return e, err
}

func (fr *frame) declare(d *Decl) error {
	v := d.v
	switch {
	case d.Alias != nil:
		return nil
	case d.Cursor != nil:
		fr.setText(v, d.Name)
		return nil
	}
	if v.rec {
		fr.drop(v)
		if v.row != nil {
			if err := fr.setRow(v, nil, nil); err != nil {
				return err
			}
		}
		if v.deflt == nil {
			if v.t.Constrained() { // of a domain that may refuse NULL
				return fr.setRecord(v, types.Null, v.t.Base(), nil)
			}
			return nil
		}
		x, t, _, err := fr.value(v.deflt)
		if err != nil {
			return err
		}
		return fr.setRecord(v, x, t, v.deflt.q.rowNames())
	}
	if v.deflt == nil {
		d, err := fr.own(fr.scalars[v.at], types.Null)
		if err != nil {
			return err
		}
		fr.dropTail(v)
		fr.scalars[v.at] = d
		if v.t.Constrained() { // of a domain that may refuse NULL
			return fr.setScalar(v, types.Null, v.t, v.typmod)
		}
		return nil
	}
	x, t, typmod, err := fr.value(v.deflt)
	if err != nil {
		return err
	}
	return fr.setScalar(v, x, t, typmod)
}

// guarded runs a block with handlers in a subtransaction.
func (fr *frame) guarded(b *Block) (end, error) {
	in := fr.in
	stmt, line := in.stmt, in.line
	sub, err := in.h.Begin()
	if err != nil {
		return end{}, err
	}
	in.subs++
	e, err := fr.statements(b.Body)
	in.subs--
	if err == nil {
		sub.Keep()
		return e, nil
	}
	if earlier(err) {
		return end{}, err
	}
	known := pgerror.From(err)
	h := b.handler(known.Code)
	if known.Code == pgerror.QueryCanceled {
		err = in.h.Cancelled(err, h != nil)
	}
	told := in.context(err) // with the place where it happened
	if h == nil {
		if ok, undoErr := sub.Undo(in.ctx, err); !ok && undoErr != nil {
			return end{}, undoErr
		}
		return end{}, err
	}
	ok, undoErr := sub.Undo(in.ctx, err)
	switch {
	case undoErr != nil:
		return end{}, undoErr
	case !ok:
		return end{}, err
	}
	in.stmt, in.line, in.during = stmt, line, ""
	in.stepped()
	caught := in.h.Reworded(told.(*pgerror.Error))
	in.caught = append(in.caught, caught)
	fr.setText(h.state, caught.Code)
	fr.setText(h.message, caught.Message)
	e, err = fr.statements(h.Body)
	in.caught = in.caught[:len(in.caught)-1]
	return e, err
}

// handler is the first one that takes a code. Nothing but its own name takes a cancel or a
// failed assertion.
func (b *Block) handler(code string) *Handler {
	for _, h := range b.Handlers {
		for _, c := range h.Conditions {
			switch {
			case c.Others:
				if code != pgerror.QueryCanceled && code != pgerror.AssertFailure {
					return h
				}
			case slices.Contains(c.Codes, code):
				return h
			default:
				for _, k := range c.Codes { // a class: XX000 stands for XX…
					if k[2:] == "000" && k[:2] == pgerror.Class(code) {
						return h
					}
				}
			}
		}
	}
	return nil
}

// turn runs the body of a loop once, and reports whether to leave the loop, with what.
func (fr *frame) turn(body []Stmt, label string) (leave bool, out end, err error) {
	e, err := fr.statements(body)
	if err != nil {
		return false, end{}, err
	}
	leave, out = loops(e, label)
	return leave, out, nil
}

// loops reports what an end of a loop's body means: leave the loop, with what.
func loops(e end, label string) (leave bool, out end) {
	switch e.flow {
	case flowExit:
		if e.label == "" || e.label == label {
			return true, end{}
		}
		return true, e
	case flowContinue:
		if e.label == "" || e.label == label {
			return false, end{}
		}
		return true, e
	case flowReturn:
		return true, e
	}
	return false, end{}
}

func (fr *frame) loop(s Stmt) (end, error) {
	switch s := s.(type) {
	case *Loop:
		for {
			if err := fr.in.h.Interrupted(); err != nil {
				return end{}, err
			}
			if leave, out, err := fr.turn(s.Body, s.Label); leave || err != nil {
				return out, err
			}
		}
	case *While:
		for {
			if err := fr.in.h.Interrupted(); err != nil {
				return end{}, err
			}
			mark := fr.in.eval.Env.Mark()
			ok, err := fr.condition(s.Cond)
			fr.in.eval.Env.Drop(mark)
			if err != nil || !ok {
				return end{}, err
			}
			if leave, out, err := fr.turn(s.Body, s.Label); leave || err != nil {
				return out, err
			}
		}
	case *ForInt:
		return fr.forInt(s)
	case *ForQuery:
		return fr.forQuery(s)
	}
	return fr.foreach(s.(*Foreach))
}

// bound evaluates a bound of an integer loop.
func (fr *frame) bound(x *Expr, what string) (int64, error) {
	d, err := fr.intValue(x)
	if err != nil {
		return 0, err
	}
	if d.IsNull() {
		return 0, pgerror.New(pgerror.NullValueNotAllowed, "%s of FOR loop cannot be null", what)
	}
	return d.Int(), nil
}

func (fr *frame) forInt(s *ForInt) (end, error) {
	from, err := fr.bound(s.From, "lower bound")
	if err != nil {
		return end{}, err
	}
	to, err := fr.bound(s.To, "upper bound")
	if err != nil {
		return end{}, err
	}
	by := int64(1)
	if s.By != nil {
		if by, err = fr.bound(s.By, "BY value"); err != nil {
			return end{}, err
		}
		if by <= 0 {
			return end{}, pgerror.New(pgerror.InvalidParameterValue, "BY value of FOR loop must be greater than zero")
		}
	}
	if s.Reverse {
		by = -by
	}
	found := false
	var out end
	for i := from; !s.Reverse && i <= to || s.Reverse && i >= to; i += by {
		if err := fr.in.h.Interrupted(); err != nil {
			return end{}, err
		}
		found = true
		fr.scalars[s.v.at] = types.Int(i)
		leave := false
		if leave, out, err = fr.turn(s.Body, s.Label); err != nil {
			return end{}, err
		} else if leave {
			break
		}
	}
	fr.setFound(found)
	return out, nil
}

func (fr *frame) setFound(on bool) { fr.scalars[fr.in.f.found.at] = types.Bool(on) }

func (fr *frame) foreach(s *Foreach) (end, error) {
	d, t, _, err := fr.value(s.Array)
	if err != nil {
		return end{}, err
	}
	if d.IsNull() {
		return end{}, pgerror.New(pgerror.NullValueNotAllowed, "FOREACH expression must not be null")
	}
	elem := t.Base().Elem()
	if elem == nil {
		return end{}, pgerror.New(pgerror.DatatypeMismatch, "FOREACH expression must yield an array, not type %s", t)
	}
	a := d.Clone().Array()
	if s.Slice > len(a.Dims) && len(a.Dims) > 0 || s.Slice < 0 {
		return end{}, pgerror.New(pgerror.ArraySubscriptError, "slice dimension (%d) is out of the valid range 0..%d", s.Slice, len(a.Dims))
	}
	target := fr.targetIsArray(s.into)
	switch {
	case s.Slice > 0 && !target:
		return end{}, pgerror.New(pgerror.DatatypeMismatch, "FOREACH ... SLICE loop variable must be of an array type")
	case s.Slice == 0 && target:
		return end{}, pgerror.New(pgerror.DatatypeMismatch, "FOREACH loop variable must not be of an array type")
	}
	step := 1
	var dims []types.Dim
	if s.Slice > 0 && len(a.Dims) > 0 {
		dims = a.Dims[len(a.Dims)-s.Slice:]
		for _, x := range dims {
			step *= int(x.Len)
		}
	}
	found := false
	var out end
	for i := 0; i+step <= len(a.Items); i += step {
		if err := fr.in.h.Interrupted(); err != nil {
			return end{}, err
		}
		found = true
		v, vt := a.Items[i], elem
		if s.Slice > 0 {
			v, vt = types.NewArray(&types.Array{Elem: elem, Dims: dims, Items: a.Items[i : i+step]}), t
		}
		if err := fr.putValue(s.into, v, vt); err != nil {
			return end{}, err
		}
		leave := false
		if leave, out, err = fr.turn(s.Body, s.Label); err != nil {
			return end{}, err
		} else if leave {
			break
		}
	}
	fr.setFound(found)
	return out, nil
}

func (fr *frame) targetIsArray(in *into) bool {
	if in.rec != nil || len(in.places) != 1 {
		return false
	}
	pl := &in.places[0].place
	if pl.v.rec {
		r := &fr.records[pl.v.at]
		if i := r.find(pl.field); r.set && i >= 0 {
			return r.cols[i].t.Base().Elem() != nil
		}
		return false
	}
	return pl.v.t.Base().Elem() != nil
}

// putValue assigns one value to what a row goes to.
func (fr *frame) putValue(in *into, d types.Datum, t *types.Type) error {
	if in.rec != nil {
		return fr.setRecord(in.rec, d, t, nil)
	}
	if len(in.places) == 1 {
		return fr.put(&in.places[0], d, t, types.NoTypmod, nil)
	}
	if d.Kind() != types.KindRecord {
		return errNotRow()
	}
	rec := d.Record()
	cols := make([]column, len(rec.Types))
	for i := range cols {
		cols[i] = column{t: rec.Types[i], mod: types.NoTypmod}
	}
	return fr.putRow(in, cols, rec.Values)
}

// putRow assigns a row; vals nil: there was none. A record has a row of NULLs then.
func (fr *frame) putRow(in *into, cols []column, vals []types.Datum) error {
	if len(cols) != 1 || cols[0].t.Kind() != types.KindRecord { // whose fields would count
		if err := fr.sameNumber(in, len(cols)); err != nil {
			return err
		}
	}
	if in.rec != nil {
		none := vals == nil
		if none {
			vals = []types.Datum{} // which no domain is asked about
			if in.rec.row == nil {
				vals = make([]types.Datum, len(cols))
			}
		}
		if len(cols) == 1 && cols[0].t.Kind() == types.KindRecord && !none && vals[0].Kind() == types.KindRecord {
			return fr.setRecord(in.rec, vals[0], cols[0].t, nil)
		}
		if in.rec.row == nil && len(vals) == len(cols) {
			return fr.takeRow(in.rec, cols, vals)
		}
		return fr.setRow(in.rec, cols, vals)
	}
	for i := range in.places {
		d, t, mod := types.Null, types.TUnknown, types.NoTypmod
		if i < len(cols) && i < len(vals) {
			d, t, mod = vals[i], cols[i].t, cols[i].mod
		}
		if err := fr.put(&in.places[i], d, t, mod, nil); err != nil {
			return err
		}
	}
	return nil
}

func cloneRow(row []types.Datum) []types.Datum {
	out := make([]types.Datum, len(row))
	for i := range row {
		out[i] = row[i].Clone()
	}
	return out
}
