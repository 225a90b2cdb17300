package plpgsql

import (
	"errors"
	"strings"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

func isWrite(c nodes.Command) bool {
	return c == nodes.CommandInsert || c == nodes.CommandUpdate || c == nodes.CommandDelete || c == nodes.CommandMerge
}

// sql runs a statement, whose rows may go INTO variables.
func (fr *frame) sql(s *SQL) error {
	in := fr.in
	switch s.Query.q.stmt.(type) {
	case *ast.Begin, *ast.Savepoint, *ast.Release, *ast.RollbackTo, *ast.PrepareTransaction, *ast.FinishPrepared, *ast.Commit, *ast.Rollback:
		return pgerror.New(pgerror.FeatureNotSupported, "unsupported transaction command in PL/pgSQL")
	case *ast.Copy:
		return pgerror.New(pgerror.FeatureNotSupported, "cannot COPY to/from client in PL/pgSQL")
	}
	q := s.Query.q
	if s.into == nil {
		n := int64(0)
		res, err := fr.run(q, func([]types.Datum) error { n++; return nil })
		if err != nil {
			return err
		}
		if len(res.Columns) > 0 {
			e := pgerror.New(pgerror.SyntaxError, "query has no destination for result data")
			if res.Command == nodes.CommandSelect {
				e.Hint = "If you want to discard the results of a SELECT, use PERFORM instead."
			}
			return e
		}
		if in.rows = res.Rows; res.Command != 0 {
			fr.setFound(res.Rows > 0)
		}
		return nil
	}
	return fr.runInto(q, s.into, s.Strict)
}

// runInto runs a statement that gives at most one row to variables.
func (fr *frame) runInto(q *query, to *into, strict bool) error {
	in := fr.in
	var first []types.Datum
	n := 0
	p, err := in.h.Plan(in.ctx, q.statement(fr))
	if err != nil {
		return q.located(err)
	}
	if p != nil && p.Columns == nil {
		return pgerror.New(pgerror.SyntaxError, "INTO used with a command that cannot return data")
	}
	write := p != nil && isWrite(p.Command)
	single := strict || write
	most := 1 // rows that are asked for: others are not computed
	if single || in.extraWanted(checkMany) {
		most = 2
	}
	writes := p != nil && p.Writes && !single // in WITH, of which all is done
	res, err := fr.run(q, func(row []types.Datum) error {
		if n++; n == 1 {
			first = cloneRow(row)
			if first == nil {
				first = []types.Datum{}
			}
		}
		if n >= most && !writes {
			return errEnough{}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough{}) {
		return err
	}
	n = min(n, most)
	// A handler of what follows may ask for both.
	in.rows = int64(n)
	fr.setFound(n > 0)
	if n > 1 {
		if err := fr.manyRows(q, single); err != nil {
			return err
		}
	}
	if n == 0 && strict {
		return fr.withParams(pgerror.New(pgerror.NoDataFound, "query returned no rows"), q)
	}
	if write {
		in.rows = res.Rows
	}
	in.stepped()
	cols := res.Columns
	if p != nil {
		cols = p.Columns
	}
	if cols == nil {
		return pgerror.New(pgerror.SyntaxError, "INTO used with a command that cannot return data")
	}
	return fr.putRow(to, planColumns(cols), first)
}

// errEnough ends a query whose further rows nobody wants.
type errEnough struct{}

func (errEnough) Error() string { return "enough rows" }

func (fr *frame) perform(s *Perform) error {
	q := s.Query.q
	if q.simple != nil && !q.whole {
		_, ok, err := q.direct(fr)
		if err != nil {
			return q.atRun(err)
		}
		if ok {
			fr.in.rows = 1
			fr.setFound(true)
			return nil
		}
	}
	res, err := fr.run(q, func([]types.Datum) error { return nil })
	if err != nil {
		return err
	}
	fr.in.rows = res.Rows
	fr.setFound(res.Rows > 0)
	return nil
}

// callStmt runs CALL and DO. What a procedure gives back goes to the variables that stand for
// its output parameters.
func (fr *frame) callStmt(s *Call) error {
	in, q := fr.in, s.Query.q
	q.names = q.variables(fr)
	q.refs, q.rows = q.refs[:0], q.rows[:0]
	in.h.Push(q)
	may := in.call != nil && in.call.MayCommit && in.subs == 0
	src, outs, err := in.h.Call(in.ctx, q.stmt, q.text, q.names, may, func() ([]types.Datum, error) { return q.fill(fr, nil) })
	in.h.Pop()
	if err != nil {
		return q.located(err)
	}
	in.stepped()
	call, ok := q.stmt.(*ast.Call)
	if !ok || src == nil {
		return nil
	}
	return fr.takeBack(q, call, src, outs)
}

// takeBack assigns a procedure's outputs.
func (fr *frame) takeBack(q *query, call *ast.Call, src *routine.Source, outs []types.Datum) error {
	n := 0
	for i := range src.Args {
		a := &src.Args[i]
		if !a.Mode.Writes() {
			continue
		}
		at := argument(call.Func.Args, i, a.Name)
		v, field := (*variable)(nil), ""
		if r, ok := at.(*ast.ColumnRef); ok && !r.Star {
			names := []string{r.Schema, r.Table, r.Name}
			for names[0] == "" {
				names = names[1:]
			}
			v, field = lookup(q.ns, names)
		}
		if p, ok := at.(*ast.Param); ok {
			v, _ = lookup(q.ns, []string{"$" + itoa(p.Number)})
		}
		if v == nil {
			return pgerror.New(pgerror.SyntaxError, "procedure parameter %q is an output parameter but corresponding argument is not writable", a.Name)
		}
		if v.fixed {
			return pgerror.New(pgerror.ErrorInAssignment, "variable %q is declared CONSTANT", v.name)
		}
		if n < len(outs) {
			to := Target{place: place{v: v, field: field}}
			if err := fr.put(&to, outs[n].Clone(), a.Type, types.NoTypmod, nil); err != nil {
				return err
			}
		}
		n++
	}
	return nil
}

// argument is what a call gives for a parameter; nil where it gives nothing.
func argument(args []ast.Expr, i int, name string) ast.Expr {
	for _, x := range args {
		if n, ok := x.(*ast.NamedArg); ok && n.Name == name {
			return n.Value
		}
	}
	if i < len(args) {
		if _, named := args[i].(*ast.NamedArg); !named {
			return args[i]
		}
	}
	return nil
}

// dynamic makes a statement of the text that an expression gives.
func (fr *frame) dynamic(x *Expr, using []*Expr) (*dynamic, error) {
	text, null, err := fr.text(x)
	if err != nil {
		return nil, err
	}
	if null {
		return nil, pgerror.New(pgerror.NullValueNotAllowed, "query string argument of EXECUTE is null")
	}
	d := &dynamic{text: text, strings: plan.StringsBy(fr.in.h.Setting)}
	for _, u := range using {
		v, t, _, err := fr.value(u)
		if err != nil {
			return nil, err
		}
		if t == types.TUnknown {
			t = types.TText
		}
		d.args, d.types = append(d.args, v.Clone()), append(d.types, t)
	}
	return d, nil
}

// dynamic is a statement of EXECUTE with the values of USING.
type dynamic struct {
	text    string
	args    []types.Datum
	types   []*types.Type
	strings *parser.Strings
	stmt    ast.Statement // once it is known to be one
}

func (d *dynamic) parse() ([]ast.Statement, error) {
	list, _, err := d.strings.Parse(d.text)
	if err != nil {
		return nil, d.located(scanError(err))
	}
	out := make([]ast.Statement, len(list))
	for i := range list {
		out[i] = list[i].AST
		if p := paramBeyond(out[i], len(d.args)); p != nil {
			return nil, d.located(pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", p.Number).WithPosition(int(p.Pos) + 1))
		}
	}
	return out, nil
}

// paramBeyond finds a parameter that USING gives no value for.
func paramBeyond(st ast.Statement, given int) (beyond *ast.Param) {
	ast.Walk(st, func(n ast.Node) bool {
		if p, ok := n.(*ast.Param); ok && p.Number > given && beyond == nil {
			beyond = p
		}
		return beyond == nil
	})
	return beyond
}

func (d *dynamic) located(err error) error {
	if earlier(err) {
		return err
	}
	e := pgerror.From(err).Clone()
	if e.Position > 0 && e.InternalQuery == "" {
		e.InternalQuery, e.InternalPosition, e.Position = d.text, e.Position, 0
		return e
	}
	return addContext(e, d.Line())
}

func (d *dynamic) query() ast.Statement { return d.stmt }

// Line serves Context.
func (d *dynamic) Line() string { return "SQL statement \"" + d.text + "\"" }

func (d *dynamic) params(p *nodes.Plan) ([]types.Datum, error) {
	if len(p.Params) > len(d.args) {
		return nil, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", len(d.args)+1)
	}
	return d.args[:len(p.Params)], nil
}

// execute runs EXECUTE.
func (fr *frame) execute(s *Execute) error {
	in := fr.in
	d, err := fr.dynamic(s.Query, s.Using)
	if err != nil {
		return err
	}
	list, err := d.parse()
	if err != nil {
		return err
	}
	var cols []nodes.Column
	var first []types.Datum
	n := 0
	for _, st := range list {
		if err := refuseDynamic(st, s.into != nil); err != nil {
			return err
		}
		n, first = 0, nil
		in.h.Push(d)
		res, err := in.h.Run(in.ctx, in.h.PrepareGiven(st, d.text, d.types), in.readOnly(), d.params, func(row []types.Datum) error {
			if n++; n == 1 && s.into != nil {
				if first = cloneRow(row); first == nil {
					first = []types.Datum{}
				}
			}
			return nil
		})
		in.h.Pop()
		if err != nil {
			return d.located(err)
		}
		in.stepped()
		cols = res.Columns
		if in.rows = res.Rows; s.into != nil {
			in.rows = int64(n)
		}
	}
	if s.into == nil {
		return nil
	}
	switch {
	case cols == nil:
		return pgerror.New(pgerror.SyntaxError, "INTO used with a command that cannot return data")
	case n == 0 && s.Strict:
		return fr.withUsing(pgerror.New(pgerror.NoDataFound, "query returned no rows"), d)
	case n > 1 && s.Strict: // a statement that writes may give more, too, other than one that is not dynamic
		return fr.withUsing(pgerror.New(pgerror.TooManyRows, "query returned more than one row"), d)
	}
	return fr.putRow(s.into, planColumns(cols), first)
}

func refuseDynamic(st ast.Statement, into bool) error {
	switch st := st.(type) {
	case *ast.Begin, *ast.Savepoint, *ast.Release, *ast.RollbackTo, *ast.PrepareTransaction, *ast.FinishPrepared, *ast.Commit, *ast.Rollback:
		return pgerror.New(pgerror.FeatureNotSupported, "EXECUTE of transaction commands is not implemented")
	case *ast.Copy:
		return pgerror.New(pgerror.FeatureNotSupported, "cannot COPY to/from client in PL/pgSQL")
	case *ast.Select:
		if st.Into != nil {
			return pgerror.New(pgerror.FeatureNotSupported, "EXECUTE of SELECT ... INTO is not implemented").
				WithHint("You might want to use EXECUTE ... INTO or EXECUTE CREATE TABLE ... AS instead.")
		}
	}
	return nil
}

func (fr *frame) assert(s *Assert) error {
	if fr.in.h.Setting("plpgsql.check_asserts") == "off" {
		return nil
	}
	ok, err := fr.condition(s.Cond)
	if err != nil || ok {
		return err
	}
	if s.Message != nil {
		m, null, err := fr.text(s.Message)
		if err != nil {
			return err
		}
		if !null {
			return pgerror.New(pgerror.AssertFailure, "%s", m)
		}
	}
	return pgerror.New(pgerror.AssertFailure, "assertion failed")
}

// raise runs RAISE.
func (fr *frame) raise(s *Raise) error {
	in := fr.in
	if s.Level == "" {
		if len(in.caught) == 0 {
			return pgerror.New("0Z002", "RAISE without parameters cannot be used outside an exception handler")
		}
		e := in.caught[len(in.caught)-1].Clone()
		return &again{e}
	}
	e := &pgerror.Error{Severity: strings.ToUpper(s.Level)}
	if s.Level == "exception" {
		e.Severity = pgerror.SeverityError
	}
	if s.Codes != nil {
		e.Code = s.Codes[0]
		e.Message = s.Condition
	}
	if s.HasFormat {
		m, err := fr.format(s)
		if err != nil {
			return err
		}
		e.Message = m
	}
	if err := fr.raiseOptions(s, e); err != nil {
		return err
	}
	if e.Code == "" {
		switch s.Level {
		case "exception":
			e.Code = pgerror.RaiseException
		case "warning":
			e.Code = pgerror.Warning
		default:
			e.Code = pgerror.SuccessfulCompletion
		}
	}
	if e.Message == "" {
		e.Message = e.Code
	}
	if s.Level == "exception" {
		return e
	}
	return in.h.Notice(e)
}

// again is an error that is raised anew: it has its context.
type again struct{ err *pgerror.Error }

func (a *again) Error() string { return a.err.Error() }
func (a *again) Unwrap() error { return a.err }

func (fr *frame) format(s *Raise) (string, error) {
	var b strings.Builder
	n := 0
	for i := 0; i < len(s.Format); i++ {
		c := s.Format[i]
		if c != '%' {
			b.WriteByte(c)
			continue
		}
		if i+1 < len(s.Format) && s.Format[i+1] == '%' {
			b.WriteByte('%')
			i++
			continue
		}
		m, null, err := fr.text(s.Args[n])
		if err != nil {
			return "", err
		}
		if n++; null {
			m = "<NULL>"
		}
		b.WriteString(m)
	}
	return b.String(), nil
}

func (fr *frame) raiseOptions(s *Raise, e *pgerror.Error) error {
	seen := map[string]bool{}
	for i := range s.Options {
		o := &s.Options[i]
		v, null, err := fr.text(o.Value)
		if err != nil {
			return err
		}
		if null {
			return pgerror.New(pgerror.NullValueNotAllowed, "RAISE statement option cannot be null")
		}
		if seen[o.Name] || o.Name == "message" && s.HasFormat || o.Name == "errcode" && s.Codes != nil {
			return pgerror.New(pgerror.SyntaxError, "RAISE option already specified: %s", strings.ToUpper(o.Name))
		}
		seen[o.Name] = true
		switch o.Name {
		case "errcode":
			codes := pgerror.Conditions(v)
			if codes == nil && len(v) == 5 && strings.Trim(v, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
				codes = []string{v}
			}
			if codes == nil {
				return pgerror.New(pgerror.UndefinedObject, "unrecognized exception condition %q", v)
			}
			e.Code = codes[0]
			if e.Message == "" {
				e.Message = v
			}
		case "message":
			e.Message = v
		case "detail":
			e.Detail = v
		case "hint":
			e.Hint = v
		case "column":
			e.Column = v
		case "constraint":
			e.Constraint = v
		case "datatype":
			e.DataType = v
		case "table":
			e.Table = v
		case "schema":
			e.Schema = v
		}
	}
	return nil
}

func (fr *frame) getDiag(s *GetDiag) error {
	in := fr.in
	if s.Stacked && len(in.caught) == 0 {
		return pgerror.New("0Z002", "GET STACKED DIAGNOSTICS cannot be used outside an exception handler")
	}
	var e *pgerror.Error
	if s.Stacked {
		e = in.caught[len(in.caught)-1]
	}
	for i := range s.Items {
		it := &s.Items[i]
		var d types.Datum
		t := types.TText
		switch it.Kind {
		case "row_count":
			d, t = types.Int(in.rows), types.TInt8
		case "pg_context":
			d = types.Text(in.h.Where())
		default:
			d = types.Text(stacked(e, it.Kind))
		}
		if err := fr.put(&it.To, d, t, types.NoTypmod, nil); err != nil {
			return err
		}
	}
	return nil
}

func stacked(e *pgerror.Error, kind string) string {
	switch kind {
	case "returned_sqlstate":
		return e.Code
	case "message_text":
		return e.Message
	case "pg_exception_detail":
		return e.Detail
	case "pg_exception_hint":
		return e.Hint
	case "pg_exception_context":
		return e.Where
	case "column_name":
		return e.Column
	case "constraint_name":
		return e.Constraint
	case "pg_datatype_name":
		return e.DataType
	case "table_name":
		return e.Table
	}
	return e.Schema
}

// fetchFirst and fetchMore are how many rows a loop over a query reads at once.
const (
	fetchFirst = 10
	fetchMore  = 50
)

// forQuery runs the body for each row of a query, of a text, or of a cursor.
func (fr *frame) forQuery(s *ForQuery) (end, error) {
	in := fr.in
	if s.Cursor != nil {
		return fr.forCursor(s)
	}
	rows, cols, of, err := fr.openQuery(s.Query, s.Dynamic, s.Using)
	var none *NotRows
	if errors.As(err, &none) {
		err = none.cursor()
	}
	if err != nil {
		return end{}, err
	}
	defer rows.Close()
	shape := planColumns(cols)
	var batch [][]types.Datum
	done, found := false, false
	var out end
	for want := int64(fetchFirst); ; want = fetchMore {
		batch = batch[:0]
		if !done {
			if _, done, err = rows.Fetch(in.ctx, want, func(row []types.Datum) error {
				batch = append(batch, cloneRow(row))
				return nil
			}); err != nil {
				return end{}, fetched(of, err)
			}
		}
		if len(batch) == 0 {
			break
		}
		leave := false
		for _, row := range batch {
			if err := in.h.Interrupted(); err != nil {
				return end{}, err
			}
			found = true
			if err := fr.putRow(s.into, shape, row); err != nil {
				return end{}, err
			}
			if leave, out, err = fr.turn(s.Body, s.Label); err != nil {
				return end{}, err
			} else if leave {
				break
			}
		}
		if leave {
			break
		}
	}
	if !found {
		if err := fr.putRow(s.into, shape, nil); err != nil {
			return end{}, err
		}
	}
	fr.setFound(found)
	return out, nil
}

// located is a piece of SQL, which gives errors of it their context.
type located interface {
	Context
	located(err error) error
	query() ast.Statement
}

// fetched is an error of a loop's query that came after it was opened. Only the opening has the
// query for its context, and with it what Postgres evaluates as it plans: a query without FROM.
func fetched(of located, err error) error {
	q, ok := of.query().(*ast.Select)
	if ok && q.Op == ast.SetNone && len(q.From) == 0 || pgerror.From(err).Position > 0 {
		return of.located(err)
	}
	return err
}

// openQuery opens a query, or the one that a text is.
func (fr *frame) openQuery(x *Expr, dynamic bool, using []*Expr) (rows Rows, cols []nodes.Column, of located, err error) {
	in := fr.in
	var st Statement
	var args Params
	if dynamic {
		d, err := fr.dynamic(x, using)
		if err != nil {
			return nil, nil, nil, err
		}
		one, err := d.one()
		if err != nil {
			return nil, nil, nil, err
		}
		of, st, args = d, in.h.PrepareGiven(one, d.text, d.types), d.params
	} else {
		of, st, args = x.q, x.q.statement(fr), x.q.params(fr)
	}
	in.h.Push(of)
	rows, cols, err = in.h.Open(in.ctx, st, in.readOnly(), args)
	in.h.Pop()
	var none *NotRows
	if err != nil && !errors.As(err, &none) {
		err = of.located(err)
	}
	return rows, cols, of, err
}

// one is the query that a text must be.
func (d *dynamic) one() (ast.Statement, error) {
	list, err := d.parse()
	if err != nil {
		return nil, err
	}
	if len(list) != 1 {
		return nil, pgerror.New(pgerror.InvalidCursorDefinition, "cannot open multi-query plan as cursor")
	}
	d.stmt = list[0]
	return d.stmt, nil
}

// returns runs RETURN.
func (fr *frame) returns(s *Return) (end, error) {
	in := fr.in
	in.given = true
	if s.Value == nil {
		return end{flow: flowReturn}, nil
	}
	if s.rec != nil {
		in.result, in.resultT, in.mod = types.Null, types.TRecord, types.NoTypmod
		r := &fr.records[s.rec.at]
		switch {
		case !r.set: // it is NULL, as Postgres has it
		case in.f.trigger != nil && !r.null:
			in.row, in.result = r, types.Void()
		default:
			in.result = r.whole()
		}
		return end{flow: flowReturn}, nil
	}
	d, t, mod, err := fr.value(s.Value)
	if err != nil {
		return end{}, err
	}
	in.result, in.resultT, in.mod, in.names = d, t, mod, s.Value.q.rowNames()
	return end{flow: flowReturn}, nil
}
