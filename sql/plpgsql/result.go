package plpgsql

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Call runs the function.
func (f *Function) Call(ctx context.Context, h Host, c *routine.Call) (types.Datum, error) {
	in, err := newInterp(ctx, h, f, c)
	if err != nil {
		return types.Null, err
	}
	defer in.end()
	h.Push(in)
	defer h.Pop()
	mark := in.eval.Env.Mark()
	if err := in.arguments(c.Args); err != nil {
		return types.Null, in.context(err)
	}
	if err := in.body(); err != nil {
		return types.Null, err
	}
	d, err := in.outcome()
	if err != nil {
		return types.Null, in.context(err)
	}
	d = d.Clone() // it may be an argument
	in.eval.Env.Keep(mark, d)
	return d, nil
}

// arguments gives the parameters their values.
func (in *interp) arguments(args []types.Datum) error {
	in.during = "while storing call arguments into local variables"
	for i, v := range in.f.args {
		if i >= len(args) {
			break
		}
		if v.rec {
			if err := in.fr.setRecord(v, args[i], types.TRecord, nil); err != nil {
				return err
			}
			continue
		}
		d, err := in.fr.own(types.Null, args[i])
		if err != nil {
			return err
		}
		in.fr.scalars[v.at] = d
	}
	in.during = "during function entry"
	for _, v := range in.f.outs {
		if !v.rec || in.fr.records[v.at].set {
			continue
		}
		if in.fr.drop(v); v.row == nil {
			continue
		}
		if err := in.fr.setRow(v, nil, nil); err != nil {
			return err
		}
	}
	in.during = ""
	return nil
}

// outcome is what a call returns.
func (in *interp) outcome() (types.Datum, error) {
	f, src := in.f, in.f.src
	in.stmt, in.during = nil, "while casting return value to function's return type"
	switch {
	case src.Set:
		return types.Null, nil
	case len(f.outs) == 1 && !src.Procedure:
		return in.outValue(f.outs[0]), nil
	case len(f.outs) > 0:
		rec := &types.Record{}
		for _, v := range f.outs {
			rec.Types, rec.Names, rec.Values = append(rec.Types, v.t), append(rec.Names, v.name), append(rec.Values, in.outValue(v))
		}
		return types.NewRecord(rec), nil
	case src.Procedure:
		return types.Null, nil
	case f.void():
		return types.Void(), nil
	case !in.given:
		in.during = ""
		return types.Null, pgerror.New(pgerror.SREFunctionExecutedNoReturnStatement, "control reached end of function without RETURN")
	}
	if src.Columns != nil || src.Result == types.TRecord || src.Result.Kind() == types.KindRecord {
		d, err := in.rowResult()
		if err == nil && src.Result.Constrained() {
			return in.cast(d, src.Result.Base(), src.Result, types.NoTypmod, types.NoTypmod)
		}
		return d, err
	}
	return in.cast(in.result, in.resultT, src.Result, in.mod, types.NoTypmod)
}

func (in *interp) outValue(v *variable) types.Datum {
	if v.rec {
		return in.fr.records[v.at].whole()
	}
	in.fr.share([]int{v.at})
	return in.fr.scalars[v.at]
}

// rowResult is a row that is returned, with its fields as the declared columns.
func (in *interp) rowResult() (types.Datum, error) {
	d := in.result
	if d.IsNull() {
		return types.Null, nil
	}
	if d.Kind() != types.KindRecord {
		return types.Null, pgerror.New(pgerror.DatatypeMismatch, "cannot return non-composite value from function returning composite type")
	}
	if in.f.src.Columns == nil {
		rec := *d.Record()
		if rec.Names == nil {
			rec.Names = in.names
		}
		return types.NewRecord(&rec), nil
	}
	vals, err := in.conform(d.Record().Types, d.Record().Values, returnedMismatch)
	if err != nil {
		return types.Null, err
	}
	return in.f.src.Record(vals), nil
}

const (
	returnedMismatch = "returned record type does not match expected record type"
	nextMismatch     = "wrong record type supplied in RETURN NEXT"
)

// conform casts a row's values to the columns of the result, which must be as many; mismatch tells that they are not.
func (in *interp) conform(ts []*types.Type, vals []types.Datum, mismatch string) ([]types.Datum, error) {
	cols := in.f.src.Columns
	for i := range min(len(vals), len(cols)) {
		if ts[i].OID != cols[i].Type.OID {
			return nil, pgerror.New(pgerror.DatatypeMismatch, "%s", mismatch).
				WithDetail("Returned type %s does not match expected type %s in column %d.", ts[i], cols[i].Type, i+1)
		}
	}
	if len(vals) != len(cols) {
		return nil, pgerror.New(pgerror.DatatypeMismatch, "%s", mismatch).
			WithDetail("Number of returned columns (%d) does not match expected column count (%d).", len(vals), len(cols))
	}
	out := make([]types.Datum, len(vals))
	for i := range vals {
		var err error
		if out[i], err = in.cast(vals[i], ts[i], cols[i].Type, types.NoTypmod, cols[i].Typmod); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// emit gives a row of a set to the caller.
func (in *interp) emit(row []types.Datum) error {
	if in.call == nil || in.call.Row == nil {
		return pgerror.New(pgerror.FeatureNotSupported, "set-valued function called in context that cannot accept a set")
	}
	return in.call.Row(row)
}

// takesRows refuses records of a set that is called where nothing says what they are made of.
func (in *interp) takesRows() error {
	if in.f.src.Columns == nil && in.f.src.Result == types.TRecord {
		return pgerror.New(pgerror.FeatureNotSupported, "materialize mode required, but it is not allowed in this context").
			WithHint("Call it in FROM, with a list of its columns.")
	}
	return nil
}

func (fr *frame) returnNext(s *ReturnNext) error {
	in := fr.in
	src := in.f.src
	if err := in.takesRows(); err != nil {
		return err
	}
	if len(in.f.outs) == 1 && src.Columns != nil && in.f.outs[0].rec { // it is the row
		d := in.outValue(in.f.outs[0])
		if d.IsNull() {
			return in.emit(make([]types.Datum, len(src.Columns)))
		}
		row, err := in.conform(d.Record().Types, d.Record().Values, nextMismatch)
		if err != nil {
			return err
		}
		return in.emit(row)
	}
	if len(in.f.outs) > 0 {
		row := make([]types.Datum, len(in.f.outs))
		for i, v := range in.f.outs {
			row[i] = in.outValue(v)
		}
		return in.emit(row)
	}
	if s.rec != nil && !fr.records[s.rec.at].set {
		return notAssigned(s.rec)
	}
	d, t, mod, err := fr.value(s.Value)
	if err != nil {
		return err
	}
	if src.Columns == nil && src.Result.Kind() != types.KindRecord {
		if d, err = in.cast(d, t, src.Result, mod, types.NoTypmod); err != nil {
			return err
		}
		return in.emit([]types.Datum{d})
	}
	if src.Columns == nil {
		return in.emit([]types.Datum{d})
	}
	if d.IsNull() {
		return in.emit(make([]types.Datum, len(src.Columns)))
	}
	if d.Kind() != types.KindRecord {
		return pgerror.New(pgerror.DatatypeMismatch, "cannot return non-composite value from function returning composite type")
	}
	mismatch := returnedMismatch
	if s.rec != nil {
		mismatch = nextMismatch
	}
	row, err := in.conform(d.Record().Types, d.Record().Values, mismatch)
	if err != nil {
		return err
	}
	return in.emit(row)
}

// returnQuery adds the rows of a query to the set.
func (fr *frame) returnQuery(s *ReturnQuery) error {
	in := fr.in
	src := in.f.src
	if err := in.takesRows(); err != nil {
		return err
	}
	rows, cols, of, err := fr.openQuery(s.Query, s.Dynamic, s.Using)
	var none *NotRows
	if errors.As(err, &none) {
		err = of.located(none.tuples())
	}
	if err != nil {
		return err
	}
	defer rows.Close()
	want := columnsOf(src.Columns)
	if src.Columns == nil {
		want = []column{{"", src.Result, types.NoTypmod}}
	}
	if err := sameStructure(cols, want); err != nil {
		return of.located(err)
	}
	n := int64(0)
	out := make([]types.Datum, len(want))
	in.h.Push(of)
	_, _, err = rows.Fetch(in.ctx, 0, func(row []types.Datum) error {
		n++
		for i := range want {
			var err error
			if out[i], err = in.cast(row[i], cols[i].Type, want[i].t, cols[i].Typmod, want[i].mod); err != nil {
				return err
			}
		}
		return in.emit(out)
	})
	in.h.Pop()
	if err != nil {
		return of.located(err)
	}
	in.rows = n
	fr.setFound(n > 0)
	in.stepped()
	return nil
}

// sameStructure refuses columns that are not those of the result: first by their types, then by their number, as Postgres.
func sameStructure(cols []nodes.Column, want []column) error {
	mismatch := "structure of query does not match function result type"
	for i := range min(len(cols), len(want)) {
		if cols[i].Type.OID != want[i].t.OID {
			return pgerror.New(pgerror.DatatypeMismatch, "%s", mismatch).
				WithDetail("Returned type %s does not match expected type %s in column %d.", cols[i].Type, want[i].t, i+1)
		}
	}
	if len(cols) != len(want) {
		return pgerror.New(pgerror.DatatypeMismatch, "%s", mismatch).
			WithDetail("Number of returned columns (%d) does not match expected column count (%d).", len(cols), len(want))
	}
	return nil
}

// Fire runs the function of a trigger.
func (f *Function) Fire(ctx context.Context, h Host, t *routine.Firing) (routine.Fired, error) {
	in, err := newInterp(ctx, h, f, nil)
	if err != nil {
		return routine.Fired{}, err
	}
	defer in.end()
	h.Push(in)
	defer h.Pop()
	if c := t.Command; c != nil {
		if f.command[0] == nil {
			return routine.Fired{}, in.context(pgerror.New(pgerror.DatatypeMismatch, "function %s is not a function of event triggers", f.named))
		}
		in.fr.setText(f.command[0], c.Event)
		in.fr.setText(f.command[1], c.Tag)
		return routine.Fired{}, in.body()
	}
	if err := in.firing(t); err != nil {
		return routine.Fired{}, in.context(err)
	}
	if err := in.body(); err != nil {
		return routine.Fired{}, err
	}
	if !in.given {
		return routine.Fired{}, in.context(pgerror.New(pgerror.SREFunctionExecutedNoReturnStatement, "control reached end of trigger procedure without RETURN"))
	}
	if !t.Row || t.When == routine.After || in.result.IsNull() {
		return routine.Fired{}, nil
	}
	if r := in.row; r != nil && len(r.cols) > 0 && &r.cols[0] == &f.trigger.cols[0] {
		return routine.Fired{Row: r.vals}, nil
	} else if r != nil {
		in.result = r.whole()
	}
	if in.result.Kind() != types.KindRecord {
		return routine.Fired{}, in.context(pgerror.New(pgerror.DatatypeMismatch, "cannot return non-composite value from trigger procedure"))
	}
	rec := in.result.Record()
	in.stmt, in.during = nil, "during function exit"
	if err := firedStructure(rec, t.Columns); err != nil {
		return routine.Fired{}, in.context(err)
	}
	row := make([]types.Datum, len(rec.Values))
	for i := range row {
		d, err := in.cast(rec.Values[i], rec.Types[i], t.Columns[i].Type, types.NoTypmod, t.Columns[i].Typmod)
		if err != nil {
			return routine.Fired{}, in.context(err)
		}
		row[i] = d
	}
	return routine.Fired{Row: row}, nil
}

// firedStructure wants a row that a trigger returns to have the table's types: they are judged
// before their number.
func firedStructure(rec *types.Record, cols []routine.Column) error {
	bad := func(detail string, args ...any) error {
		return pgerror.New(pgerror.DatatypeMismatch, "returned row structure does not match the structure of the triggering table").WithDetail(detail, args...)
	}
	for i := range min(len(rec.Values), len(cols)) {
		from := rec.Types[i]
		if from == types.TUnknown {
			from = types.TText
		}
		if from.OID != cols[i].Type.OID {
			return bad("Returned type %s does not match expected type %s in column %d.", from, cols[i].Type, i+1)
		}
	}
	if len(rec.Values) != len(cols) {
		return bad("Number of returned columns (%d) does not match expected column count (%d).", len(rec.Values), len(cols))
	}
	return nil
}

// firing gives NEW, OLD and TG_… their values.
func (in *interp) firing(t *routine.Firing) error {
	tv, fr := in.f.trigger, &in.fr
	if tv == nil {
		return pgerror.New(pgerror.DatatypeMismatch, "function %s is not a trigger function", in.f.named)
	}
	cols := tv.columns(t.Columns)
	for i, x := range [...]struct {
		v    *variable
		vals []types.Datum
	}{{tv.new, t.New}, {tv.old, t.Old}} {
		if len(t.Columns) == 0 { // of a statement
			continue
		}
		if err := fr.setFired(&fr.records[x.v.at], &in.fired[i], t, cols, x.vals); err != nil {
			return err
		}
	}
	level := "STATEMENT"
	if t.Row {
		level = "ROW"
	}
	for i, s := range [...]string{t.Name, t.Table, t.Table, t.Schema, whenName(t.When), level, eventName(t.Event)} {
		fr.setText(tv.texts[i], s)
	}
	fr.scalars[tv.relid.at] = types.Int(int64(t.RelID))
	fr.scalars[tv.nargs.at] = types.Int(int64(len(t.Args)))
	if len(t.Args) == 0 {
		fr.scalars[tv.argv.at] = noArgs
		return nil
	}
	argv := &types.Array{Elem: types.TText}
	for _, a := range t.Args {
		argv.Items = append(argv.Items, types.Text(a))
	}
	argv.Dims = []types.Dim{{Len: int32(len(t.Args)), Lower: 0}}
	fr.scalars[tv.argv.at] = types.NewArray(argv)
	return nil
}

// setFired makes a record the row that a trigger fires for, in the memory of the last one; with
// vals nil it is a NULL row of the table's type.
func (fr *frame) setFired(r *record, kept *[]types.Datum, t *routine.Firing, cols []column, vals []types.Datum) error {
	if len(*kept) != len(cols) {
		*kept = make([]types.Datum, len(cols))
	}
	clear(*kept)
	n := int64(0)
	for _, d := range vals {
		n += heldBytes(d)
	}
	if n > 0 {
		if err := fr.in.hold(n); err != nil {
			return err
		}
	}
	copy(*kept, vals)
	*r = record{set: true, null: vals == nil, t: t.Type, cols: cols, vals: *kept}
	return nil
}

// noArgs is TG_ARGV without arguments.
var noArgs = types.NewArray(&types.Array{Elem: types.TText})

func whenName(w routine.When) string {
	switch w {
	case routine.Before:
		return "BEFORE"
	case routine.After:
		return "AFTER"
	}
	return "INSTEAD OF"
}

func eventName(e routine.Event) string {
	switch e {
	case routine.Insert:
		return "INSERT"
	case routine.Update:
		return "UPDATE"
	case routine.Delete:
		return "DELETE"
	}
	return "TRUNCATE"
}

// columns are those of the table, which are the same from row to row.
func (tv *triggerVars) columns(row []routine.Column) []column {
	if len(row) == 0 || len(row) != len(tv.row) || &row[0] != &tv.row[0] {
		tv.row, tv.cols = row, columnsOf(row)
	}
	return tv.cols
}
