package session

import (
	"context"

	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// declare runs DECLARE CURSOR: a portal that lives until the transaction ends.
func (s *Session) declare(ctx context.Context, r *run, st *ast.DeclareCursor, out Output) error {
	switch {
	case st.Options&ast.CursorHold != 0:
		return pgerror.Unsupported("Read the rows within the transaction.", "cursors WITH HOLD are not supported")
	case st.Options&ast.CursorScroll != 0:
		return pgerror.Unsupported("Declare the cursor without SCROLL.", "scrollable cursors are not supported")
	case s.block.state != blockOpen && !s.block.implicit:
		return pgerror.New(pgerror.NoActiveSQLTransaction, "DECLARE CURSOR can only be used in transaction blocks")
	}
	if s.portals[st.Name] != nil {
		return pgerror.New(pgerror.DuplicateCursor, "cursor %q already exists", st.Name)
	}
	text := ast.Print(st.Query)
	p := &prepared{text: text, raw: text, stmt: st.Query, key: planKey{env: s.envID, text: text}}
	inner := &run{p: p, text: r.text}
	pl, err := s.ready(ctx, inner)
	if err != nil {
		return err
	}
	po, err := s.newPortal(st.Name)
	if err != nil {
		return err
	}
	po.p = p
	if err := s.holdPortal(po); err != nil {
		delete(s.portals, st.Name)
		return err
	}
	if st.Options&ast.CursorBinary != 0 {
		po.formats = []int16{FormatBinary}
	}
	cur, err := s.openCursor(ctx, pl, r.args)
	if err != nil {
		delete(s.portals, st.Name)
		return err
	}
	s.block.ran++
	po.rows, po.tag, po.cols = cur, "FETCH", pl.Columns
	s.opened(po)
	out.Complete("DECLARE CURSOR", -1)
	return nil
}

// nowhere swallows the rows that MOVE passes over.
type nowhere struct{}

func (nowhere) Row([]types.Datum) error { return nil }

// fetch runs FETCH and MOVE, forward only.
func (s *Session) fetch(ctx context.Context, r *run, st *ast.Fetch, out Output) error {
	po := s.portals[st.Cursor]
	if po == nil {
		return pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", st.Cursor)
	}
	if po.failed {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "portal %q cannot be run", st.Cursor)
	}
	count, skip, err := distance(st, po)
	if err != nil {
		return err
	}
	if err := s.startPortal(ctx, po); err != nil {
		return err
	}
	if err := s.mayFetch(ctx, po); err != nil {
		return err
	}
	if !st.Move {
		if err := out.Shape(po.cols, po.formats, r.announce); err != nil {
			return err
		}
	}
	if skip > 0 {
		if _, err := s.advance(ctx, po, skip, nowhere{}); err != nil {
			return err
		}
	}
	var sink exec.Sink = out
	if st.Move {
		sink = nowhere{}
	}
	n, err := s.advance(ctx, po, count, sink)
	if err != nil {
		return err
	}
	tag := "FETCH"
	if st.Move {
		tag = "MOVE"
	}
	out.Complete(tag, n)
	return nil
}

// advance passes up to count rows of a cursor to sink.
func (s *Session) advance(ctx context.Context, po *portal, count int64, sink exec.Sink) (int64, error) {
	if po.rows == nil || count == 0 {
		return 0, nil
	}
	max := count
	if max == ast.FetchAll {
		max = 0
	}
	n, done, err := po.rows.Fetch(ctx, max, sink)
	po.sent += n
	po.failed = err != nil
	if done {
		po.rows.Close()
		po.rows, po.done = nil, true
	}
	return n, err
}

// startPortal opens the rows of a portal that was bound and not yet executed:
// FETCH and MOVE may come first.
func (s *Session) startPortal(ctx context.Context, po *portal) error {
	if po.rows != nil || po.done || po.tag != "" || !planned(po.p.stmt) {
		return nil
	}
	pl, err := s.ready(ctx, &run{p: po.p, args: po.args, text: po.p.raw})
	if err != nil || pl.Columns == nil {
		return err
	}
	cur, err := s.openCursor(ctx, pl, po.args)
	if err != nil {
		return err
	}
	po.rows, po.tag, po.cols = cur, tagOf(pl.Command), pl.Columns
	s.opened(po)
	return nil
}

// distance translates a FETCH into rows to pass over and rows to return.
func distance(st *ast.Fetch, po *portal) (count, skip int64, err error) {
	backward := pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cursor can only scan forward").
		WithHint("Declare it with SCROLL option to enable backward scan.")
	switch st.Direction {
	case ast.FetchForward:
		if st.Count < 0 {
			return 0, 0, backward
		}
		return st.Count, 0, nil
	case ast.FetchRelative:
		if st.Count < 1 {
			return 0, 0, backward
		}
		return 1, st.Count - 1, nil
	case ast.FetchAbsolute:
		if st.Count <= po.sent {
			return 0, 0, backward
		}
		return 1, st.Count - po.sent - 1, nil
	}
	return 0, 0, backward
}

func (s *Session) closeCursor(st *ast.CloseCursor, out Output) error {
	if st.All {
		s.closePortals()
		out.Complete("CLOSE CURSOR ALL", -1)
		return nil
	}
	if s.portals[st.Name] == nil {
		return pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", st.Name)
	}
	out.Complete("CLOSE CURSOR", -1)
	return s.ClosePortal(st.Name)
}
