package plpgsql

import (
	"errors"
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// query is an expression or statement of a body, and what was made of it.
type query struct {
	f      *Function
	x      *Expr
	ns     *name
	text   string // what was parsed: x.Text, perhaps behind SELECT
	prefix int    // bytes of it that are not of x.Text
	stmt   ast.Statement
	simple ast.Expr // nil: it runs as a statement

	refs  []ref // the parameters, $1 first
	names *bind.Variables
	inner Statement

	// Of a simple expression: its compiled form, of an epoch; whole: it proved to be more.
	compiled *host.Scalar
	expr     scalar.Expr
	t        *types.Type
	typmod   int32
	records  bool // it reads fields of records
	epoch    Epoch
	// slots: its parameters are the places of the frame's scalars, $1 the first one.
	slots bool
	whole bool
	// uncounted: Postgres evaluates it without a query, so that ROW_COUNT stays as it is.
	uncounted bool
	// pieces are what it appends to a text, if it does; looked: that is known.
	pieces []scalar.Expr
	looked bool
	arith  *arith // of an expression in slots; nil: it has no such form
	shares []int  // places of arrays that its value may share
	args   []types.Datum
	busy   bool

	rows []rowRef // records that were taken whole
}

// rowRef is a record that a plan takes as a whole, and its columns then.
type rowRef struct {
	v     *variable
	cols  []column
	t     *types.Type
	unset bool // it was not yet assigned
}

// ref is what a parameter stands for: a variable, or a field of a record.
type ref struct {
	v     *variable
	field string
	t     *types.Type // when it was planned
	cols  *column     // the first one of the record then
	i     int         // the field's place in it
}

// frame is what one call's variables hold.
type frame struct {
	in      *interp
	scalars []types.Datum
	records []record
	tails   []tail         // of scalars; nil: there are none
	owned   []*types.Array // of scalars, those that nobody else has; nil: there are none
}

// record is the value of a record variable.
type record struct {
	set  bool        // a structure is known
	t    *types.Type // of rows of a table, or a composite one; nil: a record that has no name
	null bool        // it is NULL as a whole
	cols []column
	vals []types.Datum
}

type column struct {
	name string
	t    *types.Type
	mod  int32
}

func (r *record) find(name string) int {
	for i := range r.cols {
		if r.cols[i].name == name {
			return i
		}
	}
	if len(name) > 1 && name[0] == presentField[0] {
		if i, err := strconv.Atoi(name[1:]); err == nil && i < len(r.cols) {
			return i
		}
	}
	return -1
}

// fieldAt is how a parameter names column i: by its place where one before it has its name.
func (r *record) fieldAt(i int) string {
	if r.find(r.cols[i].name) == i {
		return r.cols[i].name
	}
	return presentField + strconv.Itoa(i)
}

// variables says what the names of q mean while it is planned in a frame.
func (q *query) variables(fr *frame) *bind.Variables {
	vs := &bind.Variables{Wins: bind.NeitherWins, What: "a PL/pgSQL variable"}
	switch q.f.body.Conflict {
	case "use_variable":
		vs.Wins = bind.VariableWins
	case "use_column":
		vs.Wins = bind.ColumnWins
	}
	vs.Find = func(words [3]string, fields bool) (*bind.Variable, error) {
		names := words[:]
		for len(names) > 0 && names[0] == "" {
			names = names[1:]
		}
		v, field := lookup(q.ns, names)
		if v == nil || fields && (!v.rec || field != "") {
			return nil, nil
		}
		if v.rec && field == "" && !fields && !fr.records[v.at].set {
			q.rows = append(q.rows, rowRef{v: v, unset: true})
			return &bind.Variable{X: scalar.Null(v.t)}, nil // as a whole it is NULL
		}
		return q.meaning(fr, v, field)
	}
	vs.Param = func(n int) (*bind.Variable, error) {
		v, _ := lookup(q.ns, []string{"$" + itoa(n)})
		if v == nil {
			return nil, nil
		}
		return q.meaning(fr, v, "")
	}
	return vs
}

// number is the parameter for a variable or a field.
func (q *query) number(v *variable, field string, t *types.Type) int {
	for i := range q.refs {
		if r := &q.refs[i]; r.v == v && r.field == field {
			r.t = t
			return i + 1
		}
	}
	q.refs = append(q.refs, ref{v: v, field: field, t: t})
	return len(q.refs)
}

// numberField is the parameter for column i of a record.
func (q *query) numberField(v *variable, r *record, field string, i int) int {
	n := q.number(v, field, r.cols[i].t)
	q.refs[n-1].cols, q.refs[n-1].i = &r.cols[0], i
	return n
}

// same reports whether a record has the structure that it had when r was planned.
func (r *ref) same(rec *record) bool { return len(rec.cols) > 0 && &rec.cols[0] == r.cols }

// presentField stands for whether NEW or OLD is a row at all; no column has such a name, nor
// one that begins so, as the names of places do.
const presentField = "\x00"

func (q *query) meaning(fr *frame, v *variable, field string) (*bind.Variable, error) {
	if !v.rec {
		return &bind.Variable{Param: q.number(v, "", v.t), Type: v.t}, nil
	}
	r := &fr.records[v.at]
	if !r.set {
		return nil, notAssigned(v)
	}
	if field != "" {
		i := r.find(field)
		if i < 0 {
			return nil, noField(v, field)
		}
		return &bind.Variable{Param: q.numberField(v, r, field, i), Type: r.cols[i].t}, nil
	}
	out := &bind.Variable{Row: true, Type: v.t}
	if r.t != nil {
		out.Type = r.t
	}
	q.rows = append(q.rows, rowRef{v: v, cols: r.cols, t: r.t})
	for i := range r.cols {
		c := &r.cols[i]
		out.Fields = append(out.Fields, bind.VariableField{Name: c.name, Param: q.numberField(v, r, r.fieldAt(i), i), Type: c.t})
	}
	if tv := fr.in.f.trigger; v.row != nil || tv != nil && (v == tv.new || v == tv.old) {
		out.Present = q.number(v, presentField, types.TBool)
	}
	return out, nil
}

// errRecord is the cause of errors of records, of which Postgres tells no position: it looks at a
// record when the names of the statement have been read.
var errRecord = errors.New("no such part of a record")

func notAssigned(v *variable) error {
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "record %q is not assigned yet", v.name).WithCause(errRecord).
		WithDetail("The tuple structure of a not-yet-assigned record is indeterminate.")
}

func noField(v *variable, field string) error {
	return pgerror.New(pgerror.UndefinedColumn, "record %q has no field %q", v.name, field).WithCause(errRecord)
}

// stale reports whether a field that q reads has become one of another type, or of another
// place in a whole row.
func (q *query) stale(fr *frame) bool {
	for _, w := range q.rows {
		rec := &fr.records[w.v.at]
		if w.unset {
			if rec.set {
				return true
			}
			continue
		}
		if !rec.set || rec.t != w.t || len(rec.cols) != len(w.cols) || len(rec.cols) > 0 && &rec.cols[0] != &w.cols[0] && !slices.Equal(rec.cols, w.cols) {
			return true
		}
	}
	for i := range q.refs {
		r := &q.refs[i]
		if r.field == "" || r.field == presentField {
			continue
		}
		rec := &fr.records[r.v.at]
		if r.same(rec) && rec.set {
			continue
		}
		if !rec.set {
			return true
		}
		k := rec.find(r.field)
		if k < 0 || rec.cols[k].t != r.t {
			return true
		}
	}
	return false
}

// value is what a parameter is in a frame.
func (r *ref) value(fr *frame) (types.Datum, error) {
	if !r.v.rec {
		return fr.scalars[r.v.at], nil
	}
	rec := &fr.records[r.v.at]
	if !rec.set {
		return types.Null, notAssigned(r.v)
	}
	if r.field == presentField {
		if rec.null {
			return types.Null, nil
		}
		return types.Bool(true), nil
	}
	if r.same(rec) {
		return rec.vals[r.i], nil
	}
	i := rec.find(r.field)
	if i < 0 {
		return types.Null, noField(r.v, r.field)
	}
	return rec.vals[i], nil
}

// fill gives the values of the parameters.
func (q *query) fill(fr *frame, args []types.Datum) ([]types.Datum, error) {
	args = args[:0]
	for i := range q.refs {
		r := &q.refs[i]
		if !r.v.rec {
			if fr.owned != nil {
				fr.owned[r.v.at] = nil
			}
			args = append(args, fr.scalars[r.v.at])
			continue
		}
		d, err := r.value(fr)
		if err != nil {
			return nil, err
		}
		args = append(args, d)
	}
	return args, nil
}

// hasRecords: its plan depends on what records hold.
func (q *query) hasRecords() bool {
	if len(q.rows) > 0 {
		return true
	}
	for i := range q.refs {
		if q.refs[i].v.rec {
			return true
		}
	}
	return false
}

// statement is q, prepared for the host in this frame.
func (q *query) statement(fr *frame) Statement {
	q.names = q.variables(fr)
	if q.inner == nil {
		live := &bind.Variables{Wins: q.names.Wins, What: q.names.What}
		live.Find = func(words [3]string, fields bool) (*bind.Variable, error) { return q.names.Find(words, fields) }
		live.Param = func(n int) (*bind.Variable, error) { return q.names.Param(n) }
		q.inner = fr.in.h.Prepare(q.stmt, q.text, live)
	} else if q.hasRecords() && q.stale(fr) {
		q.inner.Forget()
		q.refs, q.rows = q.refs[:0], q.rows[:0]
	}
	return q.inner
}

// params are the values of q's parameters for a plan.
func (q *query) params(fr *frame) Params {
	return func(p *nodes.Plan) ([]types.Datum, error) {
		args, err := q.fill(fr, make([]types.Datum, 0, len(q.refs)))
		if err != nil {
			return nil, err
		}
		if n := len(p.Params); n <= len(args) {
			args = args[:n]
		}
		return args, nil
	}
}

// located gives an error of q's text what clients show of it: the inner query and the place
// in it, or a line of context.
func (q *query) located(err error) error {
	if err == nil || earlier(err) {
		return err
	}
	e := pgerror.From(err).Clone()
	if errors.Is(e, errRecord) {
		e.Position = 0
	}
	if e.Position > 0 && e.InternalQuery == "" {
		e.InternalQuery, e.InternalPosition = q.shown(), max(1, e.Position-q.prefix+q.shift())
		e.Position = 0
		return e
	}
	return addContext(e, q.Line())
}

func (q *query) query() ast.Statement { return q.stmt }

// Line serves Context.
func (q *query) Line() string { return q.kind() + " \"" + q.shown() + "\"" }

// shown is q's text as contexts show it.
func (q *query) shown() string {
	switch {
	case q.x.perform:
		return q.text
	case q.x.assigns != "":
		return q.x.assigns + q.x.Text
	case q.x.among != "":
		return q.x.among + amongWord + q.x.Text + ")"
	}
	return q.x.Text
}

// amongWord stands between the variable of a CASE and a list.
const amongWord = " IN ("

func (q *query) shift() int {
	switch {
	case q.x.perform:
		return q.prefix
	case q.x.assigns != "":
		return len(q.x.assigns)
	}
	return 0
}

func (q *query) kind() string {
	switch {
	case q.x.Whole:
		return "SQL statement"
	case q.x.assigns != "":
		return "PL/pgSQL assignment"
	}
	return "SQL expression"
}

// earlier reports whether an error is one of the statement around, which is no matter of the
// routine's.
func earlier(err error) bool {
	_, is := errors.AsType[*routine.Earlier](err)
	return is
}

// named reports whether a target is a part of an element.
func (t *Target) named() bool {
	return slices.ContainsFunc(t.place.steps, func(s Step) bool { return s.Field != "" })
}

// assigned gives an error of an assignment that does not fit the target's structure what
// clients show of the assignment.
func (q *query) assigned(to *Target, err error) error {
	if err == nil || earlier(err) {
		return err
	}
	e := pgerror.From(err).Clone()
	misfit := e.Code == pgerror.UndefinedColumn || e.Code == pgerror.DatatypeMismatch
	limited := e.Code == pgerror.StringDataRightTruncation || e.Code == pgerror.NumericValueOutOfRange // by a modifier
	switch {
	case e.InternalQuery != "" || e.Position > 0 || e.Where != "":
		return err
	case misfit && len(to.place.steps) > 0:
		e.InternalQuery, e.InternalPosition = q.shown(), 1
		return e
	case misfit || limited && to.named(), e.Code == pgerror.ObjectNotInPrerequisiteState && to.place.field != "":
		return addContext(e, q.Line())
	}
	return err
}

// addContext adds a line to an error's context; e is its own.
func addContext(e *pgerror.Error, line string) *pgerror.Error {
	if e.Where != "" {
		e.Where += "\n"
	}
	e.Where += line
	return e
}

// atRun gives an error of what was evaluated in q's place the context of q, unless it has it.
func (q *query) atRun(err error) error {
	if pgerror.From(err).InternalQuery != "" {
		return err
	}
	return q.located(err)
}
