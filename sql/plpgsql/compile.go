package plpgsql

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Function is a compiled body. It belongs to one session.
type Function struct {
	src   *routine.Source
	body  *Body
	named string // as contexts call it

	scalars, records int         // places of a frame
	args             []*variable // of the arguments that are read, in order
	outs             []*variable // of the result, in order
	found            *variable
	trigger          *triggerVars
	casts            map[castKey]*caster
	command          [2]*variable // TG_EVENT and TG_TAG of a function of event triggers
	spare            *interp      // of a call that is over
	vars             int          // how many variables there are
	tells            bool         // errors of INTO STRICT tell the parameters
}

// triggerVars are the variables of a trigger's function.
type triggerVars struct {
	new, old           *variable
	texts              [7]*variable // as tgTexts
	relid, nargs, argv *variable

	row  []routine.Column // of the last firing
	cols []column
}

// tgTexts are the variables that are texts; the first tgNames are of type name.
var tgTexts = [7]string{"tg_name", "tg_relname", "tg_table_name", "tg_table_schema", "tg_when", "tg_level", "tg_op"}

const tgNames = 4

// variable is a place for values: of one (rec false), or of a row.
type variable struct {
	name    string
	rec     bool
	at      int // in the frame
	no      int // in the order of declarations
	t       *types.Type
	typmod  int32
	row     []routine.Column // of a declared row type; nil: any row
	cols    []column         // of row
	rowName string
	notNull bool
	fixed   bool // CONSTANT
	deflt   *Expr
	cursor  *CursorDecl
	args    []*variable // of a bound cursor
	ref     bool        // of type refcursor
}

// name is a link of the chain of names that a place of the body sees, newest first.
type name struct {
	prev  *name
	name  string
	label bool
	v     *variable
}

// place is where a Target leads: a variable, then perhaps a field, then steps.
type place struct {
	v     *variable
	field string
	steps []Step

	cols *column // of the record when the field was last looked for, and where it was
	at   int
}

// into is where rows go: one record, or several places.
type into struct {
	rec    *variable
	places []Target
}

// compiler gives meaning to a body's names.
type compiler struct {
	ctx  context.Context
	h    Host
	f    *Function
	ns   *name
	text string
	// strings says how literals are read.
	strings *parser.Strings
	loops   []loopName
	// shadowed is called for a declaration that hides an earlier one; nil: nobody wants to know.
	shadowed func(e *pgerror.Error) error
}

type loopName struct {
	label string
	loop  bool
}

// Compile compiles a routine. The error has a position in the body where it is one of its
// text.
func Compile(ctx context.Context, h Host, src *routine.Source) (f *Function, err error) {
	return compile(ctx, h, src, nil)
}

// Check compiles a routine that is created, and gives warnings of it to warn, with a position in
// the body.
func Check(ctx context.Context, h Host, src *routine.Source, warn func(*pgerror.Error)) error {
	var shadowed func(*pgerror.Error) error
	switch {
	case extraCheck(h, extraErrors, checkShadowed):
		shadowed = func(e *pgerror.Error) error { return e }
	case extraCheck(h, extraWarnings, checkShadowed):
		shadowed = func(e *pgerror.Error) error {
			e.Severity = pgerror.SeverityWarning
			warn(e)
			return nil
		}
	}
	_, err := compile(ctx, h, src, shadowed)
	return err
}

func compile(ctx context.Context, h Host, src *routine.Source, shadowed func(*pgerror.Error) error) (f *Function, err error) {
	how := plan.StringsBy(h.Setting)
	body, err := parse(src.Body, how)
	if err != nil {
		return nil, compiling(src, err)
	}
	f = &Function{src: src, body: body, named: src.Signature, casts: map[castKey]*caster{}}
	if f.tells = body.Strict == "on"; body.Strict == "" {
		f.tells = h.Setting("plpgsql.print_strict_params") == "on"
	}
	if body.Conflict == "" {
		body.Conflict = h.Setting("plpgsql.variable_conflict")
	}
	if f.named == "" {
		f.named = "inline_code_block"
	}
	c := &compiler{ctx: ctx, h: h, f: f, text: src.Body, strings: how, shadowed: shadowed}
	defer func() {
		switch e := recover().(type) {
		case nil:
		case *pgerror.Error:
			f, err = nil, e
		default:
			panic(e)
		}
	}()
	c.function()
	return f, nil
}

// compiling completes the context of an error that tells of its line alone.
func compiling(src *routine.Source, err error) error {
	e := pgerror.From(err)
	if e.Position == 0 && e.Where != "" {
		e.Where = "compilation of PL/pgSQL function \"" + src.Name + "\" " + e.Where
	}
	return e
}

func (c *compiler) throw(pos int, code, format string, args ...any) {
	panic(c.errorAt(pos, code, format, args...))
}

// errorAt is an error with its place in the body.
func (c *compiler) errorAt(pos int, code, format string, args ...any) *pgerror.Error {
	e := pgerror.New(code, format, args...)
	if pos >= 0 {
		e.Position = utf8.RuneCountInString(c.text[:min(pos, len(c.text))]) + 1
	}
	return e
}

// check throws err.
func (c *compiler) check(pos int, err error) {
	if err == nil {
		return
	}
	e := pgerror.From(err).Clone()
	if e.Position = 0; pos >= 0 {
		e.Position = utf8.RuneCountInString(c.text[:min(pos, len(c.text))]) + 1
	}
	panic(e)
}

func (c *compiler) label(l string) {
	c.ns = &name{prev: c.ns, name: l, label: true}
}

func (c *compiler) declare(n string, v *variable) *variable {
	v.name, v.no = n, c.f.vars
	c.f.vars++
	if v.rec {
		v.at = c.f.records
		c.f.records++
	} else {
		v.at = c.f.scalars
		c.f.scalars++
	}
	c.alias(n, v)
	return v
}

func (c *compiler) alias(n string, v *variable) { c.ns = &name{prev: c.ns, name: n, v: v} }

func scalarOf(t *types.Type) *variable {
	return &variable{t: t, typmod: types.NoTypmod, ref: t == types.TRefCursor}
}

// function compiles the outermost names and the body.
func (c *compiler) function() {
	f, src := c.f, c.f.src
	c.label(src.Name)
	n := 0
	for i := range src.Args {
		a := &src.Args[i]
		v := c.ofType(a.Type)
		n++
		c.declare("$"+strconv.Itoa(n), v)
		if a.Name != "" {
			v.name = a.Name
			c.alias(a.Name, v)
		}
		if a.Mode.Reads() {
			f.args = append(f.args, v)
		}
		if a.Mode.Writes() {
			f.outs = append(f.outs, v)
		}
	}
	f.found = c.declare("found", scalarOf(types.TBool))
	switch src.Result {
	case types.TTrigger:
		c.triggerNames()
	case types.TEventTrigger:
		f.command = [2]*variable{c.declare("tg_event", scalarOf(types.TText)), c.declare("tg_tag", scalarOf(types.TText))}
	}
	c.block(f.body.Block)
}

// ofType is a variable of a type that is known.
func (c *compiler) ofType(t *types.Type) *variable {
	if t == types.TRecord || t.Kind() == types.KindRecord {
		v := &variable{rec: true, t: t, typmod: types.NoTypmod}
		if c := t.Base().Composite(); c != nil {
			for _, a := range c.Attributes() {
				v.row = append(v.row, routine.Column{Name: a.Name, Type: a.Type, Typmod: a.Typmod})
			}
			v.rowName = t.String()
		}
		return v
	}
	return scalarOf(t)
}

func (c *compiler) triggerNames() {
	t := &triggerVars{}
	t.new = c.declare("new", &variable{rec: true, t: types.TRecord})
	t.old = c.declare("old", &variable{rec: true, t: types.TRecord})
	for i, n := range tgTexts {
		of := types.TText
		if i < tgNames {
			of = types.TName
		}
		t.texts[i] = c.declare(n, scalarOf(of))
	}
	t.relid = c.declare("tg_relid", scalarOf(types.TOID))
	t.nargs = c.declare("tg_nargs", scalarOf(types.TInt4))
	t.argv = c.declare("tg_argv", scalarOf(types.TTextArray))
	c.f.trigger = t
}

func (c *compiler) block(b *Block) {
	saved, loops := c.ns, c.loops
	defer func() { c.ns, c.loops = saved, loops }()
	c.label(b.Label)
	c.loops = append(c.loops, loopName{b.Label, false})
	for _, d := range b.Decls {
		c.decl(d)
	}
	c.statements(b.Body)
	for _, h := range b.Handlers {
		inner := c.ns
		v := c.declare("sqlstate", scalarOf(types.TText))
		v.fixed = true
		m := c.declare("sqlerrm", scalarOf(types.TText))
		m.fixed = true
		h.state, h.message = v, m
		c.statements(h.Body)
		c.ns = inner
	}
}

// shadows tells of a declaration that hides another.
func (c *compiler) shadows(d *Decl) {
	if c.shadowed == nil {
		return
	}
	for n := c.ns; n != nil; n = n.prev {
		if n.label || n.name != d.Name {
			continue
		}
		e := c.errorAt(d.Pos, pgerror.DuplicateAlias, "variable %q shadows a previously defined variable", d.Name)
		if err := c.shadowed(e); err != nil {
			panic(e)
		}
		return
	}
}

func (c *compiler) decl(d *Decl) {
	c.shadows(d)
	switch {
	case d.Alias != nil:
		v, rest := c.find(namesOf(d.Alias))
		if v == nil || rest != "" {
			c.throw(d.Alias[0].Pos, pgerror.UndefinedObject, "variable %q does not exist", joined(d.Alias))
		}
		c.alias(d.Name, v)
		return
	case d.Cursor != nil:
		cur := d.Cursor
		v := &variable{t: types.TRefCursor, typmod: types.NoTypmod, cursor: cur, ref: true}
		saved := c.ns
		c.label(d.Name)
		for _, a := range cur.Args {
			c.shadows(a)
			v.args = append(v.args, c.declare(a.Name, c.typed(a.Type)))
		}
		c.expr(cur.Query)
		c.ns = saved
		d.v = c.declare(d.Name, v)
		return
	}
	v := c.typed(d.Type)
	v.notNull, v.fixed, v.deflt = d.NotNull, d.Const, d.Default
	if d.Default != nil {
		c.expr(d.Default)
	}
	d.v = c.declare(d.Name, v)
}

// typed is a variable of a written type.
func (c *compiler) typed(r *TypeRef) *variable {
	switch {
	case r.Array:
		c.throw(r.Pos, pgerror.SyntaxError, "syntax error at or near \"[\"")
	case r.RowType:
		cols, t, err := c.h.RowType(c.ctx, r.Of)
		c.check(r.Pos, err)
		return rowVariable(cols, t, strings.Join(r.Of, "."))
	case r.OfType:
		return c.likeType(r)
	}
	low := strings.ToLower(r.Text)
	if low == "record" {
		return &variable{rec: true, t: types.TRecord}
	}
	tn, err := parser.ParseType(r.Text)
	if err != nil {
		e := scanError(err)
		if e.Position > 0 {
			e.Position += utf8.RuneCountInString(c.text[:r.Pos])
		}
		panic(e)
	}
	t, typmod, err := c.h.Type(c.ctx, tn)
	if err != nil {
		if cols, t, e2 := c.h.RowType(c.ctx, tn.Names); e2 == nil {
			return rowVariable(cols, t, r.Text)
		}
		c.check(r.Pos, err)
	}
	if t.IsPseudo() && t != types.TRecord {
		c.throw(r.Pos, pgerror.FeatureNotSupported, "variable cannot have type %s", t)
	}
	v := c.ofType(t)
	v.typmod = typmod
	return v
}

// rowVariable is a variable of the rows of a relation, whose type is t (nil: it has none).
func rowVariable(cols []routine.Column, t *types.Type, name string) *variable {
	if t == nil {
		t = types.TRecord
	}
	return &variable{rec: true, t: t, typmod: types.NoTypmod, row: cols, rowName: name}
}

// likeType is %TYPE of a variable or of a column.
func (c *compiler) likeType(r *TypeRef) *variable {
	if v, rest := c.find(r.Of); v != nil {
		if rest == "" {
			return &variable{rec: v.rec, t: v.t, typmod: v.typmod, row: v.row, rowName: v.rowName, ref: v.ref}
		}
		for _, col := range v.row {
			if col.Name == rest {
				n := c.ofType(col.Type)
				n.typmod = col.Typmod
				return n
			}
		}
	}
	unknown := func() { // Postgres then reads the % as a part of a type's name
		c.throw(r.Pos+strings.IndexByte(r.Text, '%'), pgerror.SyntaxError, "syntax error at or near %q", "%")
	}
	if len(r.Of) < 2 {
		unknown()
	}
	t, typmod, err := c.h.ColumnType(c.ctx, r.Of)
	if err != nil {
		unknown()
	}
	v := c.ofType(t)
	v.typmod = typmod
	return v
}

func namesOf(ws []Word) []string {
	out := make([]string, len(ws))
	for i := range ws {
		out[i] = ws[i].Name
	}
	return out
}

func joined(ws []Word) string { return strings.Join(namesOf(ws), ".") }

func (c *compiler) find(names []string) (*variable, string) { return lookup(c.ns, names) }

// lookup finds what names mean: a variable; with one name more, a field of a record.
//
//	a        variable a
//	a.b      field b of record a, or variable b of block a
//	a.b.c    field c of record b of block a
func lookup(ns *name, names []string) (v *variable, field string) {
	for n := ns; n != nil; n = n.prev {
		if !n.label {
			if n.name == names[0] {
				switch {
				case len(names) == 1:
					return n.v, ""
				case len(names) == 2 && n.v.rec:
					return n.v, names[1]
				}
			}
			continue
		}
		if len(names) > 1 && n.name != "" && n.name == names[0] {
			if v, f := labelled(ns, n, names[1:]); v != nil {
				return v, f
			}
		}
	}
	return nil, ""
}

// labelled looks in the block that the label at begins.
func labelled(ns, at *name, names []string) (*variable, string) {
	var found *variable
	field := ""
	for n := ns; n != at; n = n.prev {
		if n.label {
			found, field = nil, "" // of an inner block
			continue
		}
		if found != nil || n.name != names[0] {
			continue
		}
		switch {
		case len(names) == 1:
			found = n.v
		case len(names) == 2 && n.v.rec:
			found, field = n.v, names[1]
		}
	}
	return found, field
}

func (c *compiler) statements(list []Stmt) {
	for _, s := range list {
		c.statement(s)
	}
}

func (c *compiler) statement(s Stmt) {
	switch s := s.(type) {
	case *Block:
		c.block(s)
	case *Assign:
		c.target(&s.To, true)
		if s.missing != nil {
			panic(s.missing)
		}
		c.expr(s.Value)
		s.Value.assigns = s.To.Text + " " + s.op + " "
	case *If:
		for i := range s.Arms {
			c.expr(s.Arms[i].Cond)
			c.statements(s.Arms[i].Body)
		}
		c.statements(s.Else)
	case *Case:
		c.caseStmt(s)
	case *Return:
		c.returns(s)
	case *ReturnNext:
		c.returnNext(s)
	case *ReturnQuery:
		c.needSet(s.pos, "cannot use RETURN QUERY in a non-SETOF function")
		c.expr(s.Query)
		c.exprs(s.Using)
	case *Raise:
		c.raise(s)
	case *Assert:
		c.expr(s.Cond)
		if s.Message != nil {
			c.expr(s.Message)
		}
	case *SQL:
		c.expr(s.Query)
		s.into = c.into(s.Into)
	case *Perform:
		c.expr(s.Query)
	case *Call:
		c.expr(s.Query)
	case *Execute:
		c.expr(s.Query)
		c.exprs(s.Using)
		s.into = c.into(s.Into)
	case *GetDiag:
		for i := range s.Items {
			to := &s.Items[i].To
			if c.target(to, true); to.place.v.rec && to.place.field == "" {
				c.throw(to.Pos, pgerror.SyntaxError, "%q is not a scalar variable", to.Text)
			}
		}
	case *Exit:
		c.exit(s)
	case *Open:
		c.open(s)
	case *Fetch:
		s.v = c.cursorVar(s.Cursor)
		if s.Count != nil {
			c.expr(s.Count)
		}
		s.into = c.into(s.Into)
	case *Close:
		s.v = c.cursorVar(s.Cursor)
	default:
		c.loop(s)
	}
}

// caseStmt: the value of CASE x is kept in a variable that no statement can name by chance, and each
// list is looked through by IN, so that literals and operators are what they are there
// (exec_stmt_case and make_case of Postgres).
func (c *compiler) caseStmt(s *Case) {
	ns, among := c.ns, ""
	if s.Value != nil {
		c.expr(s.Value)
		name := "__Case__Variable_" + strconv.Itoa(c.f.vars) + "__"
		s.v, among = c.declare(name, scalarOf(types.TInt4)), `"`+name+`"`
	}
	for i := range s.Arms {
		s.Arms[i].Cond.among = among
		c.expr(s.Arms[i].Cond)
		c.statements(s.Arms[i].Body)
	}
	c.ns = ns
	c.statements(s.Else)
}

func (c *compiler) exprs(list []*Expr) {
	for _, x := range list {
		c.expr(x)
	}
}

func (c *compiler) exit(s *Exit) {
	if s.When != nil {
		c.expr(s.When)
	}
	inLoop := false
	for _, l := range c.loops {
		inLoop = inLoop || l.loop
		if s.Label != "" && l.label == s.Label && s.Continue && !l.loop {
			c.throw(s.pos, pgerror.SyntaxError, "block label %q cannot be used in CONTINUE", s.Label)
		}
	}
	if !inLoop && s.Label == "" {
		if s.Continue {
			c.throw(s.pos, pgerror.SyntaxError, "CONTINUE cannot be used outside a loop")
		}
		c.throw(s.pos, pgerror.SyntaxError, "EXIT cannot be used outside a loop, unless it has a label")
	}
}

// loop compiles the loops; each has a block of names of its own.
func (c *compiler) loop(s Stmt) {
	saved, loops := c.ns, c.loops
	defer func() { c.ns, c.loops = saved, loops }()
	enter := func(label string) {
		c.label(label)
		c.loops = append(c.loops, loopName{label, true})
	}
	switch s := s.(type) {
	case *Loop:
		enter(s.Label)
		c.statements(s.Body)
	case *While:
		enter(s.Label)
		c.expr(s.Cond)
		c.statements(s.Body)
	case *ForInt:
		enter(s.Label)
		c.expr(s.From)
		c.expr(s.To)
		if s.By != nil {
			c.expr(s.By)
		}
		s.v = c.declare(s.Var.Name, scalarOf(types.TInt4))
		c.statements(s.Body)
	case *ForQuery:
		enter(s.Label)
		c.forQuery(s)
		c.statements(s.Body)
	case *Foreach:
		enter(s.Label)
		c.expr(s.Array)
		s.into = c.into(s.Vars)
		c.statements(s.Body)
	}
}

func (c *compiler) forQuery(s *ForQuery) {
	if s.Cursor != nil {
		v, rest := c.find([]string{s.Cursor.Name})
		if v == nil || rest != "" || !v.ref {
			c.throw(s.Cursor.Pos, pgerror.SyntaxError, "syntax error at or near %q", s.Cursor.Name)
		}
		if v.cursor == nil {
			c.throw(s.Cursor.Pos, pgerror.SyntaxError, "cursor FOR loop must use a bound cursor variable")
		}
		s.v = v
		s.Args = c.cursorArgs(v, s.Args, s.Args != nil, s.Cursor)
		if len(s.Vars) != 1 || len(s.Vars[0].Words) != 1 {
			c.throw(s.Vars[0].Pos, pgerror.SyntaxError, "cursor FOR loop must have only one target variable")
		}
		r := c.declare(s.Vars[0].Words[0].Name, &variable{rec: true, t: types.TRecord})
		s.into = &into{rec: r}
		return
	}
	c.expr(s.Query)
	c.exprs(s.Using)
	if len(s.Vars) == 1 {
		if v, _ := c.find(namesOf(s.Vars[0].Words)); v == nil {
			c.throw(s.Vars[0].Pos, pgerror.SyntaxError, "loop variable of loop over rows must be a record variable or list of scalar variables")
		}
	}
	s.into = c.into(s.Vars)
}

// cursorArgs brings the arguments of a bound cursor into their order.
func (c *compiler) cursorArgs(v *variable, args []CursorArg, given bool, at *Word) []CursorArg {
	want := v.cursor.Args
	switch {
	case len(want) == 0 && given:
		c.throw(at.Pos, pgerror.SyntaxError, "cursor %q has no arguments", v.name)
	case len(want) > 0 && !given:
		c.throw(at.End, pgerror.SyntaxError, "cursor %q has arguments", v.name)
	}
	out := make([]CursorArg, len(want))
	for i, a := range args {
		k := i
		if a.Name != "" {
			k = -1
			for j, w := range want {
				if w.Name == a.Name {
					k = j
				}
			}
			if k < 0 {
				c.throw(a.pos, pgerror.SyntaxError, "cursor %q has no argument named %q", v.name, a.Name)
			}
		}
		if k >= len(out) {
			c.throw(at.Pos, pgerror.SyntaxError, "too many arguments for cursor %q", v.name)
		}
		if out[k].Value != nil {
			c.throw(at.Pos, pgerror.SyntaxError, "value for parameter %q of cursor %q specified more than once", want[k].Name, v.name)
		}
		c.expr(a.Value)
		out[k] = a
	}
	for i := range out {
		if out[i].Value == nil {
			c.throw(at.Pos, pgerror.SyntaxError, "not enough arguments for cursor %q", v.name)
		}
	}
	return out
}

func (c *compiler) open(s *Open) {
	s.v = c.cursorVar(s.Cursor)
	switch {
	case s.v.cursor == nil && s.Query == nil:
		c.throw(s.Cursor.End, pgerror.SyntaxError, "syntax error, expected \"FOR\"")
	case s.v.cursor != nil && s.Query != nil:
		c.throw(s.Cursor.End, pgerror.SyntaxError, "syntax error")
	case s.v.cursor != nil:
		s.Args = c.cursorArgs(s.v, s.Args, s.HasArgs, &s.Cursor)
		return
	}
	c.expr(s.Query)
	c.exprs(s.Using)
}

func (c *compiler) cursorVar(w Word) *variable {
	v, rest := c.find([]string{w.Name})
	switch {
	case v == nil:
		c.throw(w.Pos, pgerror.SyntaxError, "%q is not a known variable", w.Name)
	case v.rec || rest != "":
		c.throw(w.Pos, pgerror.SyntaxError, "cursor variable must be a simple variable")
	case !v.ref:
		c.throw(w.Pos, pgerror.DatatypeMismatch, "variable %q must be of type cursor or refcursor", w.Name)
	}
	return v
}

// target resolves where values go.
func (c *compiler) target(t *Target, assign bool) {
	v, field := c.find(namesOf(t.Words))
	for n := len(t.Words) - 1; v == nil && n > 1; n-- { // fields of a record's field
		w, f := c.find(namesOf(t.Words[:n]))
		if w == nil || f == "" {
			continue
		}
		v, field = w, f
		for i := len(t.Words) - 1; i >= n; i-- {
			t.Steps = slices.Insert(t.Steps, 0, Step{Field: t.Words[i].Name})
		}
	}
	if v == nil && len(t.Words) > 1 {
		if w, _ := c.find([]string{t.Words[0].Name}); w != nil && !w.rec {
			c.throw(t.Pos, pgerror.SyntaxError, "%q is not a known variable", joined(t.Words))
		}
	}
	if v == nil {
		c.throw(t.Pos, pgerror.SyntaxError, "%q is not a known variable", joined(t.Words))
	}
	if v.fixed {
		c.throw(t.Pos, pgerror.ErrorInAssignment, "variable %q is declared CONSTANT", v.name)
	}
	t.place = place{v: v, field: field, steps: t.Steps}
	for i := range t.Steps {
		if s := &t.Steps[i]; s.Lower != nil {
			c.expr(s.Lower)
		}
		if s := &t.Steps[i]; s.Upper != nil {
			c.expr(s.Upper)
		}
	}
}

func (c *compiler) into(list []Target) *into {
	if len(list) == 0 {
		return nil
	}
	in := &into{places: list}
	for i := range list {
		t := &list[i]
		c.target(t, false)
		if t.place.v.rec && t.place.field == "" && len(t.Steps) == 0 {
			if len(list) > 1 {
				c.throw(t.Pos, pgerror.SyntaxError, "record variable cannot be part of multiple-item INTO list")
			}
			return &into{rec: t.place.v}
		}
	}
	return in
}

func (c *compiler) needSet(pos int, message string) {
	if !c.f.src.Set {
		c.throw(pos, pgerror.DatatypeMismatch, "%s", message)
	}
}

func (c *compiler) returns(s *Return) {
	src := c.f.src
	switch {
	case s.Value == nil:
		if c.f.void() || src.Set || len(c.f.outs) > 0 || src.Procedure {
			return
		}
		c.throw(s.end, pgerror.SyntaxError, "missing expression at or near \";\"")
	case src.Set:
		panic(c.errorAt(s.Value.Pos, pgerror.DatatypeMismatch, "RETURN cannot have a parameter in function returning set").WithHint("Use RETURN NEXT or RETURN QUERY."))
	case src.Procedure && len(c.f.outs) == 0:
		c.throw(s.Value.Pos, pgerror.SyntaxError, "RETURN cannot have a parameter in a procedure")
	case len(c.f.outs) > 0:
		c.throw(s.Value.Pos, pgerror.DatatypeMismatch, "RETURN cannot have a parameter in function with OUT parameters")
	case c.f.void():
		c.throw(s.Value.Pos, pgerror.DatatypeMismatch, "RETURN cannot have a parameter in function returning void")
	}
	s.rec = c.recordNamed(s.Value)
	c.expr(s.Value)
}

// recordNamed is the record that an expression names and no more; nil for others.
func (c *compiler) recordNamed(x *Expr) *variable {
	v, field := c.find([]string{strings.ToLower(x.Text)})
	if v == nil || !v.rec || field != "" {
		return nil
	}
	return v
}

func (c *compiler) returnNext(s *ReturnNext) {
	c.needSet(s.pos, "cannot use RETURN NEXT in a non-SETOF function")
	switch {
	case len(c.f.outs) > 0 && s.Value != nil:
		c.throw(s.Value.Pos, pgerror.DatatypeMismatch, "RETURN NEXT cannot have a parameter in function with OUT parameters")
	case len(c.f.outs) > 0:
		return
	case s.Value == nil:
		c.throw(s.end, pgerror.SyntaxError, "missing expression at or near \";\"")
	}
	s.rec = c.recordNamed(s.Value)
	c.expr(s.Value)
}

func (f *Function) void() bool {
	return f.src.Result == nil || f.src.Result == types.TVoid || f.src.Result == types.TEventTrigger
}

func (c *compiler) raise(s *Raise) {
	c.exprs(s.Args)
	for i := range s.Options {
		c.expr(s.Options[i].Value)
	}
}

// expr parses an expression or statement, with the names that are known here.
func (c *compiler) expr(x *Expr) {
	q := &query{f: c.f, x: x, ns: c.ns}
	x.q = q
	text := x.Text
	q.prefix = 0
	skip := 0 // of what is parsed, beside prefix
	if x.among != "" {
		text, skip = q.shown(), len(x.among+amongWord)
	}
	if !x.Whole {
		text, q.prefix = "SELECT "+text, len("SELECT ")
	}
	if x.perform {
		text, q.prefix = "SELECT "+text, len("SELECT ")
	}
	st, err := c.strings.ParseOne(text)
	if err != nil {
		var e *parser.Error
		if !errors.As(err, &e) {
			panic(pgerror.From(err))
		}
		out := scanError(err)
		if out.Position > 0 {
			out.Position = max(1, out.Position-q.prefix-skip) + utf8.RuneCountInString(c.text[:x.Pos])
		}
		panic(out)
	}
	q.text = text
	q.stmt = st.AST
	q.simple = simpleExpr(st.AST)
}

// simpleExpr is the expression that a statement is; nil where it is more.
func simpleExpr(st ast.Statement) ast.Expr {
	s, ok := st.(*ast.Select)
	if !ok || s.With != nil || s.Op != 0 || s.Values != nil || s.Distinct || len(s.Targets) != 1 || s.Into != nil || len(s.From) > 0 || s.Where != nil ||
		len(s.GroupBy) > 0 || s.Having != nil || len(s.Windows) > 0 || len(s.OrderBy) > 0 || s.Limit != nil || s.Offset != nil || len(s.Locking) > 0 {
		return nil
	}
	x := s.Targets[0].Expr
	if r, ok := x.(*ast.ColumnRef); ok && r.Star {
		return nil
	}
	plain := true
	ast.Walk(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SubqueryExpr, *ast.ExistsExpr, *ast.ArraySubquery, *ast.Select:
			plain = false
		case *ast.InExpr:
			plain = plain && n.Query == nil
		case *ast.FuncCall:
			plain = plain && n.Over == nil
		case *ast.Indirection:
			plain = plain && !n.Star
		}
		return plain
	})
	if !plain {
		return nil
	}
	return x
}
