package plpgsql

import (
	"errors"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Cursors are portals of the session; a variable holds the name of one.

// open runs OPEN.
func (fr *frame) open(s *Open) error {
	in := fr.in
	o := cursorOptions(s.Scroll, s.NoScroll)
	name := ""
	if d := fr.scalars[s.v.at]; !d.IsNull() {
		name = d.Text()
	} else if s.v.fixed { // it would get a name
		return pgerror.New(pgerror.ErrorInAssignment, "variable %q is declared CONSTANT", s.v.name)
	}
	var st Statement
	var text string
	var params Params
	switch {
	case s.Dynamic:
		d, err := fr.dynamic(s.Query, s.Using)
		if err != nil {
			return err
		}
		one, err := d.one()
		if err != nil {
			return err
		}
		st, text, params = in.h.PrepareGiven(one, d.text, d.types), d.text, d.params
	case s.Query != nil:
		q := s.Query.q
		got, err := in.h.OpenCursor(in.ctx, name, q.statement(fr), s.Query.Text, o, in.readOnly(), q.params(fr))
		if err != nil {
			return opening(q, err)
		}
		fr.setText(s.v, got)
		return nil
	default:
		return fr.openBound(s.v, s.Args, 0)
	}
	got, err := in.h.OpenCursor(in.ctx, name, st, text, o, in.readOnly(), params)
	var none *NotRows
	if errors.As(err, &none) {
		err = none.cursor()
	}
	if err != nil {
		return err
	}
	fr.setText(s.v, got)
	return nil
}

// opening gives an error of OPEN the context of the query, if it is the query's.
func opening(q *query, err error) error {
	var none *NotRows
	if errors.As(err, &none) {
		return none.cursor()
	}
	if pgerror.Is(err, pgerror.DuplicateCursor) {
		return err
	}
	return q.located(err)
}

// openBound opens the query of a bound cursor with arguments.
func (fr *frame) openBound(v *variable, args []CursorArg, o ast.CursorOptions) error {
	in := fr.in
	for i, a := range args {
		d, t, mod, err := fr.value(a.Value)
		if err != nil {
			return err
		}
		if v.args[i].rec {
			err = fr.setRecord(v.args[i], d, t, nil)
		} else {
			err = fr.setScalar(v.args[i], d, t, mod)
		}
		if err != nil {
			return err
		}
	}
	if len(args) > 0 { // Postgres reads them by a SELECT INTO
		in.rows = 1
		fr.setFound(true)
	}
	name := ""
	if d := fr.scalars[v.at]; !d.IsNull() {
		name = d.Text()
	}
	q := v.cursor.Query.q
	got, err := in.h.OpenCursor(in.ctx, name, q.statement(fr), v.cursor.Query.Text, o|cursorOptions(v.cursor.Scroll, v.cursor.NoScroll), in.readOnly(), q.params(fr))
	if err != nil {
		return opening(q, err)
	}
	fr.setText(v, got)
	return nil
}

func (fr *frame) cursorName(v *variable) (string, error) {
	d := fr.scalars[v.at]
	if d.IsNull() {
		return "", pgerror.New(pgerror.NullValueNotAllowed, "cursor variable %q is null", v.name)
	}
	return d.Text(), nil
}

// fetchDirections are the words of FETCH and MOVE.
var fetchDirections = map[string]ast.FetchDirection{
	"prior": ast.FetchBackward, "backward": ast.FetchBackward, "first": ast.FetchAbsolute, "last": ast.FetchAbsolute,
	"absolute": ast.FetchAbsolute, "relative": ast.FetchRelative,
}

func cursorOptions(scroll, noScroll bool) (o ast.CursorOptions) {
	if scroll {
		o |= ast.CursorScroll
	}
	if noScroll {
		o |= ast.CursorNoScroll
	}
	return o
}

// fetch runs FETCH and MOVE.
func (fr *frame) fetch(s *Fetch) error {
	in := fr.in
	name, err := fr.cursorName(s.v)
	if err != nil {
		return err
	}
	cols, ok := in.h.CursorColumns(name)
	if !ok {
		return pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", name)
	}
	m := Move{Direction: fetchDirections[s.Direction], Count: 1, Over: s.Move}
	switch {
	case s.All:
		m.Count = ast.FetchAll
	case s.Direction == "last":
		m.Count = -1
	case s.Count != nil:
		d, err := fr.intValue(s.Count)
		if err != nil {
			return err
		}
		if d.IsNull() {
			return pgerror.New(pgerror.NullValueNotAllowed, "relative or absolute cursor position is null")
		}
		m.Count = d.Int()
	}
	var row []types.Datum
	n, err := in.h.FetchCursor(in.ctx, name, m, func(r []types.Datum) error {
		row = cloneRow(r)
		return nil
	})
	if err != nil {
		return err
	}
	in.rows = n
	fr.setFound(n > 0)
	if s.Move {
		return nil
	}
	return fr.putRow(s.into, planColumns(cols), row)
}

func (fr *frame) closeCursor(s *Close) error {
	name, err := fr.cursorName(s.v)
	if err != nil {
		return err
	}
	return fr.in.h.CloseCursor(name)
}

// forCursor runs the body for each row of a bound cursor.
func (fr *frame) forCursor(s *ForQuery) (end, error) {
	in := fr.in
	if d := fr.scalars[s.v.at]; !d.IsNull() {
		if _, open := in.h.CursorColumns(d.Text()); open {
			return end{}, pgerror.New(pgerror.DuplicateCursor, "cursor %q already in use", d.Text())
		}
	}
	unnamed := fr.scalars[s.v.at].IsNull()
	// The loop goes on after a COMMIT.
	if err := fr.openBound(s.v, s.Args, ast.CursorHold); err != nil {
		return end{}, err
	}
	name := fr.scalars[s.v.at].Text()
	defer func() {
		_ = in.h.CloseCursor(name)
		if unnamed {
			fr.scalars[s.v.at] = types.Null
		}
	}()
	cols, _ := in.h.CursorColumns(name)
	shape := planColumns(cols)
	found := false
	var out end
	for {
		var row []types.Datum
		n, err := in.h.FetchCursor(in.ctx, name, Move{Count: 1}, func(r []types.Datum) error { row = cloneRow(r); return nil })
		if err != nil {
			return end{}, err
		}
		if n == 0 {
			break
		}
		found = true
		if err := fr.putRow(s.into, shape, row); err != nil {
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

// endTxn runs COMMIT and ROLLBACK.
func (fr *frame) endTxn(s *EndTxn) error {
	in := fr.in
	if in.call == nil || !in.call.MayCommit || in.subs > 0 {
		if in.subs > 0 {
			word := "commit"
			if s.Rollback {
				word = "roll back"
			}
			return pgerror.New(pgerror.InvalidTransactionTermination, "cannot %s while a subtransaction is active", word)
		}
		return pgerror.New(pgerror.InvalidTransactionTermination, "invalid transaction termination")
	}
	if err := in.h.EndTransaction(in.ctx, s.Rollback, s.Chain); err != nil {
		return err
	}
	in.stepped()
	return nil
}
