package session

import (
	"context"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

var _ host.RoutineCaller = (*Session)(nil)

// routinesMax is how many compiled routines a session keeps.
const routinesMax = 500

// compiled is a routine that the session has had compiled.
type compiled struct {
	src  *routine.Source
	body routine.Body
}

// CallRoutine calls a routine in the statement at hand.
func (s *Session) CallRoutine(ctx context.Context, src *routine.Source, args []types.Datum, row func([]types.Datum) error) (types.Datum, error) {
	return s.callRoutine(ctx, src, &routine.Call{Args: args, Row: row})
}

func (s *Session) callRoutine(ctx context.Context, src *routine.Source, c *routine.Call) (d types.Datum, err error) {
	if src.Definer != 0 || len(src.Settings) > 0 { // which would have to be put back
		c.MayCommit = false
	}
	err = s.within(ctx, src, func(body routine.Body) error {
		if s.inner.given != nil {
			defer s.give(nil)()
		}
		d, err = body.Call(ctx, s, c)
		return err
	})
	if err == nil && c.Row == nil && src.Result.Domain() != nil {
		return s.env.Checked(src.Result, d)
	}
	return d, err
}

// FireTrigger calls the function of a trigger.
func (s *Session) FireTrigger(ctx context.Context, src *routine.Source, f *routine.Firing) (out routine.Fired, err error) {
	err = s.within(ctx, src, func(body routine.Body) error {
		defer s.give(f)()
		out, err = body.Fire(ctx, s, f)
		return err
	})
	return out, err
}

// Cascade serves host.Cascader.
func (s *Session) Cascade() (leave func()) {
	s.inner.triggers++
	return func() { s.inner.triggers-- }
}

// fireTruncate calls the function of a trigger for a TRUNCATE.
func (s *Session) fireTruncate(ctx context.Context, t *catalog.TableDesc, g *catalog.TriggerDesc) error {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	src, err := bind.TriggerSource(snap, &s.path, g)
	if err != nil {
		return err
	}
	f := &routine.Firing{Name: g.Name, When: routine.When(g.When), Event: routine.Truncate, RelID: t.ID, Table: t.Name, Args: g.Args}
	for i := range t.Columns {
		if c := &t.Columns[i]; !c.Hidden { // a function for several events names their fields
			f.Columns = append(f.Columns, routine.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod})
		}
	}
	if schema, ok := snap.SchemaByID(t.SchemaID); ok {
		f.Schema = schema.Name
	}
	if g.CondText != "" {
		env := s.planEnv
		env.Text, env.Catalog = "", snap
		x, err := bind.CompileScalar(g.Cond, &env, bind.ScalarOptions{Use: bind.ScalarWhen, Kept: true, Table: t, Old: true, New: true})
		if err != nil {
			return err
		}
		d, err := x.Eval(ctx, s, &s.env, make([]types.Datum, 2*len(t.Columns)))
		if err != nil || d.IsNull() || !d.Bool() {
			return err
		}
	}
	_, err = s.FireTrigger(ctx, src, f)
	return err
}

// within runs f with a routine's body, role and settings.
func (s *Session) within(ctx context.Context, src *routine.Source, f func(routine.Body) error) error {
	if err := s.EnterCall(); err != nil {
		return err
	}
	defer s.LeaveCall()
	if src.Definer != 0 || len(src.Settings) > 0 {
		if err := s.Settle(); err != nil {
			return err
		}
	}
	if src.Definer != 0 {
		defer s.actAs(src.Definer, false)()
	}
	if len(src.Settings) > 0 {
		leave, err := s.enterSettings(src.Settings)
		defer leave()
		if err != nil {
			return err
		}
	}
	body, err := s.bodyOf(ctx, src)
	if err != nil {
		return err
	}
	return f(body)
}

// enterSettings puts the settings of a routine in force until leave is called: it brings back
// what was, but for what the routine has SET for the session.
func (s *Session) enterSettings(list []routine.Setting) (leave func(), err error) {
	type kept struct {
		name, old string
		had       bool
	}
	var was []kept
	mark := len(s.block.changes)
	leave = func() {
		for _, k := range slices.Backward(was) {
			if v, ok := s.takeChanges(min(mark, len(s.block.changes)), k.name); ok {
				s.block.changes = append(s.block.changes, settingChange{k.name, k.had, k.old, false, len(s.block.savepoints)})
				s.assign(k.name, v)
				continue
			}
			s.assign(k.name, k.old)
			if !k.had {
				delete(s.values, k.name)
			}
		}
	}
	for _, set := range list {
		name := strings.ToLower(set.Name)
		d, err := s.m.settings.find(name)
		if err != nil {
			return leave, err
		}
		v := set.Value
		if d != nil {
			if v, err = s.canonical(d, v); err != nil {
				return leave, err
			}
		}
		if settingOfIdentity(name) {
			if err := s.knowIdentity(name, v); err != nil {
				return leave, err
			}
		}
		old, had := s.values[name]
		if !had {
			old = s.value(name)
		}
		was = append(was, kept{name, old, had})
		s.assign(name, v)
	}
	return leave, nil
}

// takeChanges takes a setting's changes out of those from mark on. It returns what the last SET for the
// session has set it to; ok: there was one.
func (s *Session) takeChanges(mark int, name string) (v string, ok bool) {
	kept, now := s.block.changes[:mark], s.value(name)
	after := func(i int) string { // what change i made of it
		for _, c := range s.block.changes[i+1:] {
			if c.name == name {
				return c.old
			}
		}
		return now
	}
	last := -1
	for i := mark; i < len(s.block.changes); i++ {
		if c := s.block.changes[i]; c.name == name && !c.local {
			last = i
		}
	}
	if ok = last >= 0; ok {
		v = after(last)
	}
	for _, c := range s.block.changes[mark:] {
		if c.name != name {
			kept = append(kept, c)
		}
	}
	s.block.changes = kept
	return v, ok
}

// bodyOf is a routine's compiled body.
func (s *Session) bodyOf(ctx context.Context, src *routine.Source) (routine.Body, error) {
	for _, c := range s.bodies[src.OID] {
		if sameSource(c.src, src) {
			return c.body, nil
		}
	}
	l, err := language(src)
	if err != nil {
		return nil, err
	}
	body, err := l.Compile(ctx, s, src)
	if err != nil {
		return nil, err
	}
	if s.bodies == nil || len(s.bodies) >= routinesMax {
		s.bodies = map[types.OID][]compiled{}
	}
	list := s.bodies[src.OID]
	if len(list) >= routineFormsMax {
		list = nil
	}
	s.bodies[src.OID] = append(list, compiled{src, body})
	return body, nil
}

// routineFormsMax is how many forms of one routine a session keeps: older versions, and
// polymorphic ones with other types.
const routineFormsMax = 8

// sameSource reports whether two sources compile to the same body. Versions of descriptors
// don't tell: that of a transaction which was rolled back has another's number.
func sameSource(a, b *routine.Source) bool {
	return a == b || a.Body == b.Body && a.Resolved == b.Resolved && slices.Equal(a.Statements, b.Statements) && a.Language == b.Language && a.Set == b.Set && a.ReadOnly == b.ReadOnly && a.Result == b.Result && a.Name == b.Name &&
		a.Procedure == b.Procedure && slices.Equal(a.Args, b.Args) && slices.Equal(a.Columns, b.Columns)
}

// checkRoutine has a routine's language read its body, as CREATE does.
func (s *Session) checkRoutine(ctx context.Context, d *catalog.RoutineDesc, text string) error {
	if s.value("check_function_bodies") == "off" || d.Language == catalog.LanguageC {
		return nil
	}
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	src, err := bind.SourceOf(snap, d, nil)
	if err != nil {
		return err
	}
	l, err := language(src)
	if err != nil {
		return err
	}
	leave, err := s.enterSettings(src.Settings)
	defer leave()
	if err != nil {
		return err
	}
	if c, ok := l.(interface {
		Check(context.Context, routine.Host, *routine.Source, func(*pgerror.Error)) error
	}); ok {
		err := c.Check(ctx, s, src, func(w *pgerror.Error) { s.notice(pgerror.From(inText(w, text, src.Body))) })
		if err != nil {
			err = inText(err, text, src.Body)
		}
		return err
	}
	_, err = l.Compile(ctx, s, src)
	return err
}

// call runs CALL.
func (s *Session) call(ctx context.Context, r *run, st *ast.Call, out Output) error {
	mark, events := out.Mark(), s.deferred.Mark()
	s.beginEffects()
	for attempt := 1; ; attempt++ {
		err := s.callOnce(ctx, r, st, out)
		if err == nil {
			return nil
		}
		s.deferred.BackTo(events)
		err = s.confirmed(ctx, err)
		if !s.again(ctx, r, err, attempt) || !s.takeBack() || !out.Rewind(mark) {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

func (s *Session) callOnce(ctx context.Context, r *run, st *ast.Call, out Output) error {
	alone := r.alone && s.block.state == blockIdle && !s.block.implicit
	t := s.need()
	s.attach()
	if err := t.StartStatement(ctx); err != nil {
		return err
	}
	s.block.touched = true
	src, args, err := s.callArgs(ctx, r, st)
	if err != nil {
		return err
	}
	d, err := s.callRoutine(ctx, src, &routine.Call{Args: args, MayCommit: alone || s.pipelined(r)})
	if err != nil {
		return err
	}
	if err := s.callResult(src, d, r, out); err != nil {
		return err
	}
	if alone {
		if err := s.commitAlone(ctx, false); err != nil {
			return err
		}
	} else {
		s.block.ran++
	}
	out.Complete("CALL", -1)
	return nil
}

// pipelined tells of a message of the extended protocol before its Sync, outside of a block: what it calls may end the
// transaction that messages before it have begun, as in Postgres 15.
func (s *Session) pipelined(r *run) bool {
	return r.portal != nil && s.block.implicit && s.block.state == blockIdle
}

// callArgs resolves the procedure and evaluates its arguments.
func (s *Session) callArgs(ctx context.Context, r *run, st *ast.Call) (*routine.Source, []types.Datum, error) {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return nil, nil, err
	}
	c, err := s.procedureCall(snap, r.p, r.text, st)
	if err != nil {
		return nil, nil, err
	}
	if len(c.Params) != len(r.args) {
		return nil, nil, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", len(r.args)+1)
	}
	if err := s.may(snap, s.who.current, c.Needs); err != nil {
		return nil, nil, err
	}
	eval := plHost{s}.Eval(ctx)
	eval.Args = r.args
	args := make([]types.Datum, len(c.Args))
	for i, x := range c.Args {
		if args[i], err = x.EvalIn(eval); err != nil {
			return nil, nil, err
		}
		args[i] = args[i].Clone()
	}
	return c.Source, args, nil
}

// procedureCall resolves the procedure that a CALL means, with the types that the client gave
// its parameters.
func (s *Session) procedureCall(snap *catalog.Snapshot, p *prepared, text string, st *ast.Call) (*bind.ProcedureCall, error) {
	given, err := current(snap, p.given)
	if err != nil {
		return nil, err
	}
	env := s.planEnv
	env.Catalog, env.Text, env.ParamTypes = snap, text, given
	return bind.ResolveCall(st.Func, &env)
}

// callColumns are the columns of what a procedure gives back.
func callColumns(src *routine.Source) []Column {
	cols := make([]Column, len(src.Columns))
	for i, c := range src.Columns {
		cols[i] = Column{Name: c.Name, Type: c.Type, Typmod: types.NoTypmod}
	}
	return cols
}

// callResult gives the client the row of a procedure's outputs.
func (s *Session) callResult(src *routine.Source, d types.Datum, r *run, out Output) error {
	if len(src.Columns) == 0 {
		return nil
	}
	cols := callColumns(src)
	if err := out.Shape(cols, r.formats, r.announce); err != nil {
		return err
	}
	row := make([]types.Datum, len(cols))
	if d.Kind() == types.KindRecord {
		copy(row, d.Record().Values)
	}
	return out.Row(row)
}

// language is that of a routine.
func language(src *routine.Source) (routine.Language, error) {
	if l, ok := languages()[src.Language]; ok {
		return l, nil
	}
	return nil, pgerror.Unsupported("Write it in SQL.", "functions of language %q are not supported", src.Language)
}
