package session

import (
	"context"
	"strings"

	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// Statements of the session that routines run: prepared statements, cursors, SHOW.

// innerUtility takes what a statement without a plan gives.
type innerUtility struct {
	innerOutput
	sink exec.Sink
	res  InnerResult
}

// Shape notes the columns of the rows that follow.
func (u *innerUtility) Shape(cols []Column, _ []int16, _ bool) error {
	for _, c := range cols {
		u.res.Columns = append(u.res.Columns, nodes.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod})
	}
	return nil
}

// Row passes a row on.
func (u *innerUtility) Row(row []types.Datum) error {
	u.res.Rows++
	return u.sink.Row(row)
}

// innerExecute runs EXECUTE of a prepared statement.
func (s *Session) innerExecute(ctx context.Context, text string, st *ast.Execute, o InnerOptions, out *innerUtility) error {
	p, err := s.statementNamed(st.Name)
	if err != nil {
		return err
	}
	if !executable(p.stmt) {
		return notExecutable()
	}
	args, err := s.executeArgs(ctx, p, st, text)
	if err != nil {
		return err
	}
	o.Args = argsAre(args)
	in := NewInner(p.stmt, p.text, p.given, nil)
	in.p.params = p.params
	out.res, err = s.RunInner(ctx, in, o, out.sink)
	return err
}

// innerFetch runs FETCH and MOVE.
func (s *Session) innerFetch(ctx context.Context, st *ast.Fetch, out *innerUtility) error {
	host := plHost{s}
	cols, ok := host.CursorColumns(st.Cursor)
	if !ok {
		return pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", st.Cursor)
	}
	if st.Move {
		_, err := s.fetchCursor(ctx, st.Cursor, st.Direction, st.Count, true, dropRows{})
		return err
	}
	out.res.Columns = cols
	n, err := s.fetchCursor(ctx, st.Cursor, st.Direction, st.Count, false, out.sink)
	out.res.Rows = n
	return err
}

// innerCall runs CALL of EXECUTE and of SQL functions, whose procedure may not end the transaction.
func (s *Session) innerCall(ctx context.Context, in *Inner, st *ast.Call, o InnerOptions, out *innerUtility) error {
	if o.ReadOnly {
		return pgerror.New(pgerror.FeatureNotSupported, "%s is not allowed in a non-volatile function", statementWord(st))
	}
	src, vals, err := plHost{s}.call(ctx, st, &in.p, false, func(params []*types.Type) ([]types.Datum, error) {
		if o.Args == nil {
			return nil, nil
		}
		return o.Args(&nodes.Plan{Params: params})
	})
	if err != nil || len(src.Columns) == 0 {
		return err
	}
	if err := out.Shape(callColumns(src), nil, false); err != nil {
		return err
	}
	row := make([]types.Datum, len(src.Columns))
	copy(row, vals)
	return out.Row(row)
}

// innerDeclare runs DECLARE.
func (s *Session) innerDeclare(ctx context.Context, in *Inner, st *ast.DeclareCursor, o InnerOptions) error {
	if s.portals[st.Name] != nil {
		return pgerror.New(pgerror.DuplicateCursor, "cursor %q already exists", st.Name)
	}
	_, err := plHost{s}.OpenCursor(ctx, st.Name, NewInner(st.Query, in.p.text, in.p.given, in.p.names), in.p.text, st.Options, o.ReadOnly, o.Args)
	return err
}

// setTransactionInside runs SET TRANSACTION, which needs no block here.
func (s *Session) setTransactionInside(ctx context.Context, st *ast.SetTransaction, text string) error {
	if st.Session || len(st.Modes) == 0 && st.AsOf == nil {
		return s.setTransactionModes(ctx, st, text)
	}
	return s.setBlockModes(ctx, st.Modes, st.AsOf, text)
}

// innerLasting runs what stays when the statement is taken back: it is not run again.
func (s *Session) innerLasting(ctx context.Context, r *run, out Output) error {
	s.cantReplay(BarDiscard)
	s.effects.lasting = true
	switch st := r.p.stmt.(type) {
	case *ast.Prepare:
		return s.prepareStatement(ctx, r, st, out)
	case *ast.Deallocate:
		return s.deallocate(st, out)
	case *ast.Discard:
		if st.Kind == ast.DiscardAll {
			return pgerror.New(pgerror.ActiveSQLTransaction, "DISCARD ALL cannot run inside a transaction block")
		}
		return s.discard(ctx, st, out)
	}
	return nil
}

// fromFunction words the error of a statement that can't run in a transaction block, where there
// is a function around it and no block.
func (s *Session) fromFunction(err error) error {
	const block = " cannot run inside a transaction block"
	if err == nil || s.block.state != blockIdle || s.block.implicit || !pgerror.Is(err, pgerror.ActiveSQLTransaction) {
		return err
	}
	e := pgerror.From(err).Clone()
	if what, ok := strings.CutSuffix(e.Message, block); ok {
		e.Message = what + " cannot be executed from a function"
	}
	return e
}
