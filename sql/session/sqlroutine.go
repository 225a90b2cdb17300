package session

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// sqlLanguage is LANGUAGE sql: a list of statements, of which the last one gives the result.
type sqlLanguage struct{}

// sqlBody is a compiled SQL function. Its statements are planned when they first run.
type sqlBody struct {
	src   *routine.Source
	stmts []*Inner
}

// sqlStatementsMax is how many statements a body may have.
const sqlStatementsMax = 1000

// Compile reads the statements.
func (sqlLanguage) Compile(_ context.Context, h routine.Host, src *routine.Source) (routine.Body, error) {
	b, err := compileSQL(src, h.(*Session).planEnv.Strings)
	if err != nil {
		return nil, inSQL(src, 0, err)
	}
	return b, nil
}

func compileSQL(src *routine.Source, how *parser.Strings) (*sqlBody, error) {
	if src.Resolved {
		b := &sqlBody{src: src}
		given, _ := bind.ArgumentNames(src)
		for _, st := range src.Statements {
			b.stmts = append(b.stmts, NewInner(st, "", given, bind.ResolvedNames()))
		}
		return b, nil
	}
	list, _, err := how.Parse(src.Body)
	if err != nil {
		return nil, parserError(err)
	}
	if len(list) > sqlStatementsMax {
		return nil, pgerror.New(pgerror.ProgramLimitExceeded, "an SQL function can have at most %d statements", sqlStatementsMax)
	}
	b := &sqlBody{src: src}
	given, names := bind.ArgumentNames(src)
	for i := range list {
		b.stmts = append(b.stmts, NewInner(list[i].AST, src.Body, given, names))
	}
	return b, nil
}

// Check plans the statements of a body, where that can be done before any of them has run, and
// compares what the last one gives with the result.
func (sqlLanguage) Check(ctx context.Context, h routine.Host, src *routine.Source, _ func(*pgerror.Error)) error {
	s := h.(*Session)
	for _, a := range src.Args {
		if a.Type.IsPolymorphic() {
			_, err := compileSQL(src, s.planEnv.Strings)
			return placedInSQL(src, 0, err)
		}
	}
	b, err := compileSQL(src, s.planEnv.Strings)
	if err != nil {
		return placedInSQL(src, 0, err)
	}
	var last *nodes.Plan
	for i, in := range b.stmts {
		last = nil
		if !in.Planned() {
			if err := noTransaction(in.Statement()); err != nil {
				return err
			}
			if err := s.checkCall(ctx, src, i+1, in); err != nil {
				return err
			}
			continue
		}
		if last, err = s.PlanInner(ctx, in); err != nil {
			return placedInSQL(src, i+1, err)
		}
		if n := len(src.Reads()); len(last.Params) > n {
			return inSQL(src, i+1, noParameter(n+1))
		}
	}
	if src.Result == types.TVoid && !src.Procedure || src.Procedure && len(src.Columns) == 0 {
		return nil
	}
	var cols []nodes.Column
	if last != nil {
		cols = last.Columns
	}
	if _, err = resultCasts(src, cols); err != nil {
		return inSQL(src, 0, err)
	}
	return nil
}

func noParameter(n int) error {
	return pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", n)
}

// checkCall resolves a CALL of a body. What a procedure gives back has no place to go to.
func (s *Session) checkCall(ctx context.Context, src *routine.Source, number int, in *Inner) error {
	st, ok := in.Statement().(*ast.Call)
	if !ok {
		return nil
	}
	_, c, err := plHost{s}.resolveCall(ctx, st, &in.p)
	if err != nil {
		return placedInSQL(src, number, err)
	}
	if n := len(src.Reads()); len(c.Params) > n {
		return inSQL(src, number, noParameter(n+1))
	}
	if len(c.Source.Columns) > 0 {
		return inSQL(src, 0, pgerror.New(pgerror.FeatureNotSupported, "calling procedures with output arguments is not supported in SQL functions"))
	}
	return nil
}

func noTransaction(st ast.Statement) error {
	switch st.(type) {
	case *ast.Begin, *ast.Commit, *ast.Rollback, *ast.Savepoint, *ast.Release, *ast.RollbackTo:
		return pgerror.New(pgerror.FeatureNotSupported, "%s is not allowed in an SQL function", transactionWord(st))
	}
	return nil
}

// resultCast makes a column of the last statement one of the result; without a cast it is one.
type resultCast struct {
	cast   *builtin.Cast
	typmod int32
}

// resultCasts are how columns of the last statement become those of the result.
func resultCasts(src *routine.Source, cols []nodes.Column) ([]resultCast, error) {
	mismatch := func(detail string, args ...any) error {
		return pgerror.New(pgerror.InvalidFunctionDefinition, "return type mismatch in function declared to return %s", src.Result).WithDetail(detail, args...)
	}
	if cols == nil {
		return nil, mismatch("Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.")
	}
	want := src.Columns
	if src.Single() {
		if src.Result == types.TRecord.ArrayType() {
			return nil, pgerror.New(pgerror.InvalidFunctionDefinition, "return type %s is not supported for SQL functions", src.Result)
		}
		want = []routine.Column{{Type: src.Result, Typmod: types.NoTypmod}}
		if len(cols) != 1 {
			return nil, mismatch("Final statement must return exactly one column.")
		}
	}
	if len(want) == 0 { // any record
		if len(cols) == 1 && (cols[0].Type == types.TRecord || cols[0].Type.Composite() != nil) {
			return nil, nil // the row as one value
		}
		return make([]resultCast, len(cols)), nil
	}
	row := len(cols) == 1 && (cols[0].Type == types.TRecord && len(want) > 1 || cols[0].Type.Composite() != nil && src.Result == types.TRecord && !src.Procedure)
	if row || len(cols) == 1 && (cols[0].Type == src.Result && src.Columns != nil && !(src.Procedure && len(want) == 1)) {
		return nil, nil // the row as one value
	}
	out := make([]resultCast, len(cols))
	for i := range cols {
		if i == len(want) {
			return nil, mismatch("Final statement returns too many columns.")
		}
		from, to := cols[i].Type, want[i].Type
		keeps := want[i].Typmod == types.NoTypmod || want[i].Typmod == cols[i].Typmod
		if keeps && (from == to || from.Base() == to) {
			continue
		}
		context := builtin.Assignment
		if from == types.TRecord && to.Composite() != nil {
			context = builtin.Explicit
		}
		c, ok := builtin.FindCast(from, to, context)
		if !ok {
			if src.Single() {
				return nil, mismatch("Actual return type is %s.", from)
			}
			return nil, mismatch("Final statement returns %s instead of %s at column %d.", from, to, i+1)
		}
		out[i] = resultCast{c, want[i].Typmod}
	}
	if len(cols) < len(want) {
		return nil, mismatch("Final statement returns too few columns.")
	}
	return out, nil
}

// Fire: SQL functions can't be those of triggers.
func (*sqlBody) Fire(context.Context, routine.Host, *routine.Firing) (routine.Fired, error) {
	return routine.Fired{}, pgerror.New(pgerror.InvalidFunctionDefinition, "SQL functions cannot return type trigger")
}

// errEnough ends a query of which one row is wanted.
var errEnough = errors.New("enough rows")

// Call runs the statements.
func (b *sqlBody) Call(ctx context.Context, h routine.Host, c *routine.Call) (types.Datum, error) {
	s := h.(*Session)
	o := InnerOptions{ReadOnly: b.src.ReadOnly, Args: func(p *nodes.Plan) ([]types.Datum, error) {
		if len(p.Params) > len(c.Args) {
			return nil, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", len(c.Args)+1)
		}
		return c.Args[:len(p.Params)], nil
	}}
	result := types.Null // of a void function too
	at := &sqlLine{src: b.src}
	s.inner.context = append(s.inner.context, at)
	defer func() { s.inner.context = s.inner.context[:len(s.inner.context)-1] }()
	for i, in := range b.stmts {
		at.statement = i + 1
		var sink *sqlSink
		if i == len(b.stmts)-1 && b.src.Result != types.TVoid {
			sink = &sqlSink{s: s, in: in, src: b.src, call: c}
		}
		var err error
		if sink == nil {
			_, err = s.RunInner(ctx, in, o, dropRows{})
		} else if _, err = s.RunInner(ctx, in, o, sink); errors.Is(err, errEnough) {
			err = nil
		}
		if err != nil {
			switch {
			case in.refused(err):
				return types.Null, placed(b.src, i+1, i+1, err)
			case b.src.ReadOnly && in.writes(): // which is not allowed
				return types.Null, inSQL(b.src, starting, err)
			}
			return types.Null, inSQL(b.src, i+1, err)
		}
		if sink != nil {
			result = sink.value
		}
	}
	return result, nil
}

// dropRows takes rows that nobody wants.
type dropRows struct{}

func (dropRows) Row([]types.Datum) error { return nil }

// sqlSink takes the rows of the last statement.
type sqlSink struct {
	s     *Session
	in    *Inner
	src   *routine.Source
	call  *routine.Call
	casts []resultCast
	begun bool
	buf   []types.Datum
	value types.Datum
}

// Row takes a row of the result.
func (k *sqlSink) Row(row []types.Datum) error {
	p := k.in.p.cached.plan
	if !k.begun {
		casts, err := resultCasts(k.src, p.Columns)
		if err != nil {
			return err
		}
		k.casts, k.begun = casts, true
	}
	if k.call.Row == nil && !k.value.IsNull() {
		return nil // of a statement that writes
	}
	if k.casts == nil && len(row) == 1 {
		var err error
		if row, err = k.fields(row[0]); row == nil || err != nil {
			return err
		}
	}
	k.buf = append(k.buf[:0], row...)
	for i := range min(len(k.casts), len(k.buf)) {
		if c := k.casts[i]; c.cast != nil && !k.buf[i].IsNull() {
			d, err := c.cast.Fn(&k.s.env, k.buf[i], c.typmod, false)
			if err != nil {
				return err
			}
			k.buf[i] = d
		}
	}
	if err := k.checkDomains(p.Columns); err != nil {
		return err
	}
	if k.call.Row != nil {
		if len(k.src.Columns) == 0 && !k.src.Single() { // nobody says which columns the records have
			return k.call.Row([]types.Datum{recordOf(k.src, p.Columns, k.buf)})
		}
		return k.call.Row(k.buf)
	}
	if k.src.Single() {
		k.value = k.buf[0].Clone()
	} else {
		k.value = recordOf(k.src, p.Columns, k.buf)
	}
	if !p.Writes {
		return errEnough
	}
	return nil
}

// checkDomains holds the row at hand against the constraints of the result's domains, where its
// columns were of other types.
func (k *sqlSink) checkDomains(cols []nodes.Column) error {
	check := func(i int, t *types.Type) error {
		if !t.Constrained() || i >= len(k.buf) || len(cols) == len(k.buf) && cols[i].Type == t {
			return nil
		}
		_, err := k.s.env.Checked(t, k.buf[i])
		return err
	}
	if k.src.Single() {
		return check(0, k.src.Result)
	}
	for i := range k.src.Columns {
		if err := check(i, k.src.Columns[i].Type); err != nil {
			return err
		}
	}
	return nil
}

// fields are those of a row that is one value; nil: it is NULL, and the function gives that.
func (k *sqlSink) fields(d types.Datum) ([]types.Datum, error) {
	switch to := k.src.Result; {
	case d.IsNull() && k.call.Row == nil:
		return nil, nil
	case d.IsNull():
		return make([]types.Datum, max(1, len(k.src.Columns))), nil
	case d.Kind() != types.KindRecord:
		return []types.Datum{d}, nil
	case to.Composite() != nil && k.in.p.cached.plan.Columns[0].Type == types.TRecord:
		c, ok := builtin.FindCast(types.TRecord, to, builtin.Explicit)
		if !ok {
			return nil, pgerror.Internal("no cast of records to %s", to)
		}
		made, err := c.Fn(&k.s.env, d, types.NoTypmod, false)
		if err != nil {
			return nil, err
		}
		return made.Record().Values, nil
	case to == types.TRecord && k.src.Columns != nil:
		return d.Record().Values, sameRow(d.Record(), k.src.Columns)
	}
	return d.Record().Values, nil
}

// sameRow refuses a row that is not of the columns of a column definition list.
func sameRow(r *types.Record, want []routine.Column) error {
	e := pgerror.New(pgerror.DatatypeMismatch, "function return row and query-specified return row do not match")
	if n := len(r.Values); n != len(want) {
		if n == 1 {
			return e.WithDetail("Returned row contains 1 attribute, but query expects %d.", len(want))
		}
		return e.WithDetail("Returned row contains %d attributes, but query expects %d.", n, len(want))
	}
	for i, t := range r.Types {
		if t != want[i].Type && t != types.TUnknown {
			return e.WithDetail("Returned type %s at ordinal position %d, but query expects %s.", t, i+1, want[i].Type)
		}
	}
	return nil
}

// recordOf makes a record of a row.
func recordOf(src *routine.Source, cols []nodes.Column, row []types.Datum) types.Datum {
	if src.Result.Composite() != nil {
		values := make([]types.Datum, len(row))
		for i := range row {
			values[i] = row[i].Clone()
		}
		return src.Record(values)
	}
	rec := &types.Record{}
	for i, d := range row {
		name, t := "", types.TUnknown
		switch {
		case i < len(src.Columns):
			name, t = src.Columns[i].Name, src.Columns[i].Type
		case i < len(cols):
			name, t = cols[i].Name, cols[i].Type
		}
		rec.Names, rec.Types, rec.Values = append(rec.Names, name), append(rec.Types, t), append(rec.Values, d.Clone())
	}
	return types.NewRecord(rec)
}

// sqlLine tells of the statement of an SQL function that runs.
type sqlLine struct {
	src       *routine.Source
	statement int
}

// Line is its line of context.
func (l *sqlLine) Line() string {
	where := "SQL function \"" + l.src.Name + "\""
	switch {
	case l.statement == starting:
		where += " during startup"
	case l.statement > 0:
		where += " statement " + formatInt(int64(l.statement))
	}
	return where
}

// starting is in the place of a statement's number while a body is read.
const starting = -1

// placedInSQL is inSQL of a body that CREATE has read: a place in the body says enough.
func placedInSQL(src *routine.Source, statement int, err error) error {
	if err == nil || !src.Resolved && pgerror.From(err).Position > 0 {
		return err
	}
	return inSQL(src, statement, err)
}

// inSQL says where in a function an error happened: one with a place in the body was found before
// anything ran.
func inSQL(src *routine.Source, statement int, err error) error {
	return placed(src, statement, starting, err)
}

// placed is inSQL with another number for an error that has a place in the body.
func placed(src *routine.Source, statement, withPlace int, err error) error {
	var e *pgerror.Error
	if _, earlier := errors.AsType[*routine.Earlier](err); earlier || !errors.As(err, &e) {
		return err
	}
	n := *e
	if n.Position > 0 && n.InternalQuery == "" && !src.Resolved {
		n.InternalQuery, n.InternalPosition, statement = src.Body, n.Position, withPlace
	}
	n.Position = 0
	where := (&sqlLine{src, statement}).Line()
	if n.Where != "" {
		where = n.Where + "\n" + where
	}
	n.Where = where
	return &n
}
