package session

import (
	"context"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// Cursors are portals with a place in their rows. What goes backward reads rows that were
// kept: from the first one on where SCROLL was asked for, else, where the plan may simply be
// started again, by that, when it first goes backward. WITH HOLD keeps all of the rows when the
// transaction commits.

// place is where a cursor stands: on the row of number at, counted from 1, or before the first
// (start) or behind the last (end).
type place struct {
	at         int64
	start, end bool
	options    ast.CursorOptions
	held       bool   // the transaction that made it has committed
	heldBy     uint64 // how many had ended before
	// skipped rows came before the first one that is kept.
	skipped int64
}

// cursorOptions checks the options of a cursor of a query.
func cursorOptions(o ast.CursorOptions, q *ast.Select) error {
	switch {
	case o&ast.CursorScroll != 0 && o&ast.CursorNoScroll != 0:
		return pgerror.New(pgerror.InvalidCursorDefinition, "cannot specify both SCROLL and NO SCROLL")
	case o&ast.CursorAsensitive != 0 && o&ast.CursorInsensitive != 0:
		return pgerror.New(pgerror.InvalidCursorDefinition, "cannot specify both INSENSITIVE and ASENSITIVE")
	case q.With != nil && slices.ContainsFunc(q.With.CTEs, func(c ast.CTE) bool { _, reads := c.Stmt.(*ast.Select); return !reads }):
		return pgerror.New(pgerror.FeatureNotSupported, "DECLARE CURSOR must not contain data-modifying statements in WITH")
	case len(q.Locking) == 0:
		return nil
	}
	lock := lockWords[q.Locking[0].Strength]
	switch {
	case o&ast.CursorHold != 0:
		return pgerror.New(pgerror.FeatureNotSupported, "DECLARE CURSOR WITH HOLD ... %s is not supported", lock).WithDetail("Holdable cursors must be READ ONLY.")
	case o&ast.CursorScroll != 0:
		return pgerror.New(pgerror.FeatureNotSupported, "DECLARE SCROLL CURSOR ... %s is not supported", lock).WithDetail("Scrollable cursors must be READ ONLY.")
	case o&ast.CursorInsensitive != 0:
		return pgerror.New(pgerror.InvalidCursorDefinition, "DECLARE INSENSITIVE CURSOR ... %s is not valid", lock).WithDetail("Insensitive cursors must be READ ONLY.")
	}
	return nil
}

var lockWords = map[ast.LockStrength]string{ast.LockForKeyShare: "FOR KEY SHARE", ast.LockForShare: "FOR SHARE", ast.LockForNoKeyUpdate: "FOR NO KEY UPDATE", ast.LockForUpdate: "FOR UPDATE"}

// forCursor is a query whose rows WHERE CURRENT OF may name.
func forCursor(q *ast.Select) *ast.Select {
	n := *q
	n.Cursor = true
	return &n
}

// declare runs DECLARE CURSOR: a portal that lives until the transaction ends, or WITH HOLD
// until the session does.
func (s *Session) declare(ctx context.Context, r *run, st *ast.DeclareCursor, out Output) error {
	if into := st.Query.IntoTable(); into != nil {
		e := pgerror.New(pgerror.SyntaxError, "SELECT ... INTO is not allowed here")
		if at := into.Table.Position(); at <= len(r.text) {
			e.Position = utf8.RuneCountInString(r.text[:at]) + 1
		}
		return e
	}
	if err := cursorOptions(st.Options, st.Query); err != nil {
		return err
	}
	text := deparse.Print(st.Query)
	p := &prepared{text: text, raw: r.text, stmt: forCursor(st.Query), given: r.p.params, key: planKey{env: s.envID, text: "DECLARE " + text, params: packTypes(r.p.params)}}
	inner := &run{p: p, args: r.args, text: r.text}
	pl, err := s.ready(ctx, inner)
	switch {
	case err != nil:
		return err
	case s.block.state != blockOpen && !s.block.implicit && st.Options&ast.CursorHold == 0:
		return pgerror.New(pgerror.NoActiveSQLTransaction, "DECLARE CURSOR can only be used in transaction blocks")
	case s.portals[st.Name] != nil:
		return pgerror.New(pgerror.DuplicateCursor, "cursor %q already exists", st.Name)
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
	cur, err := s.openCursor(ctx, pl, r.args)
	if err != nil {
		delete(s.portals, st.Name)
		return err
	}
	s.block.ran++
	s.stand(po, cur, pl, st.Options)
	out.Complete("DECLARE CURSOR", -1)
	return nil
}

// stand makes a portal a cursor on rows of a plan.
func (s *Session) stand(po *portal, cur *exec.Cursor, pl *nodes.Plan, o ast.CursorOptions) {
	if o&(ast.CursorScroll|ast.CursorNoScroll) == 0 {
		if pl.Scrolls() {
			o |= ast.CursorScroll
		} else {
			o |= ast.CursorNoScroll
		}
	} else if o&ast.CursorScroll != 0 {
		cur.Keep()
	}
	po.rows, po.tag, po.cols = cur, "SELECT", pl.Columns
	po.place, po.declared = place{start: true, options: o}, s.env.StmtTime
	s.opened(po)
}

// nowhere swallows the rows that MOVE passes over.
type nowhere struct{}

func (nowhere) Row([]types.Datum) error { return nil }

// fetch runs FETCH and MOVE.
func (s *Session) fetch(ctx context.Context, r *run, st *ast.Fetch, out Output) error {
	po := s.portals[st.Cursor]
	if po == nil {
		return pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", st.Cursor)
	}
	if err := s.startPortal(ctx, po); err != nil {
		return err
	}
	if err := s.mayFetch(ctx, po); err != nil {
		return err
	}
	var sink exec.Sink = nowhere{}
	// FETCH is told as a whole in Postgres: nothing before an error, if that can be had.
	before := out.Mark()
	if !st.Move {
		if err := out.Shape(po.cols, fetchFormats(r, po), r.announce); err != nil {
			return err
		}
		sink = out
	}
	n, err := s.move(ctx, po, st.Direction, st.Count, st.Move, sink)
	if err != nil {
		out.Rewind(before)
		return err
	}
	tag := "FETCH"
	if st.Move {
		tag = "MOVE"
	}
	out.Complete(tag, n)
	return nil
}

// fetchFormats are those of the rows of FETCH: what the client bound it with, whatever the cursor
// is. A simple query has bound nothing: there the rows of a BINARY cursor are binary.
func fetchFormats(r *run, cursor *portal) []int16 {
	if r.announce && cursor.place.options&ast.CursorBinary != 0 {
		return []int16{FormatBinary}
	}
	return r.formats
}

// move goes to other rows of a cursor and passes them to sink; over tells that they are only
// passed over. It does so step by step as Postgres does, whose counts and ends it has.
func (s *Session) move(ctx context.Context, po *portal, d ast.FetchDirection, count int64, over bool, sink exec.Sink) (int64, error) {
	if po.place.held {
		if err := s.stillSame(); err != nil {
			return 0, err
		}
		s.cantReplay(BarCursor)
	}
	if po.failed {
		return 0, pgerror.New(pgerror.ObjectNotInPrerequisiteState, "portal %q cannot be run", po.name)
	}
	m := mover{s, ctx, po}
	n, err := m.move(d, count, over, sink)
	po.failed = err != nil
	return n, err
}

// mover moves a cursor.
type mover struct {
	s   *Session
	ctx context.Context
	po  *portal
}

func (m mover) move(d ast.FetchDirection, count int64, over bool, sink exec.Sink) (int64, error) {
	back := false
	switch d {
	case ast.FetchAbsolute:
		return m.absolute(count, sink)
	case ast.FetchRelative:
		switch {
		case count > 0:
			return m.then(false, count-1, false, sink)
		case count < 0:
			return m.then(true, -count-1, true, sink)
		}
	case ast.FetchBackward:
		back = true
	}
	if count < 0 {
		back, count = !back, -count
	}
	if count == 0 {
		return m.here(over, sink)
	}
	if p := &m.po.place; back && count == ast.FetchAll && over {
		n := p.at
		if n > 0 && !p.end {
			n--
		}
		return n, m.rewind()
	}
	return m.run(back, count, sink)
}

// here gives the row that the cursor stands on, again.
func (m mover) here(over bool, sink exec.Sink) (int64, error) {
	p := &m.po.place
	switch {
	case p.start || p.end:
		return 0, nil
	case over:
		return 1, nil
	}
	return m.then(true, 1, false, sink)
}

// then passes over some rows and gives the next one.
func (m mover) then(back bool, over int64, thenBack bool, sink exec.Sink) (int64, error) {
	if over > 0 {
		if _, err := m.run(back, over, nowhere{}); err != nil {
			return 0, err
		}
	}
	return m.run(thenBack, 1, sink)
}

func (m mover) absolute(count int64, sink exec.Sink) (int64, error) {
	p := &m.po.place
	switch {
	case count < 0:
		if _, err := m.run(false, ast.FetchAll, nowhere{}); err != nil {
			return 0, err
		}
		return m.then(true, -count-1, true, sink)
	case count == 0:
		return 0, m.rewind()
	case count-1 <= p.at/2:
		if err := m.rewind(); err != nil {
			return 0, err
		}
		return m.then(false, count-1, false, sink)
	}
	at := p.at
	if p.end {
		at++
	}
	if count <= at {
		return m.then(true, at-count+1, false, sink)
	}
	return m.then(false, count-at-1, false, sink)
}

// rewind goes before the first row.
func (m mover) rewind() error {
	p := &m.po.place
	if p.start && !p.end {
		return nil
	}
	if err := m.mayGoBack(); err != nil {
		return err
	}
	p.at, p.start, p.end = 0, true, false
	return nil
}

// mayGoBack refuses to go backward where the cursor does not scroll, and has its rows kept.
func (m mover) mayGoBack() error {
	if m.po.place.options&ast.CursorScroll == 0 {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cursor can only scan forward").
			WithHint("Declare it with SCROLL option to enable backward scan.")
	}
	cur, ok := m.po.rows.(*exec.Cursor)
	if !ok || cur.Keeps() {
		return nil
	}
	now, err := m.s.exec.Again(m.ctx, cur)
	if err == nil {
		m.po.rows = now
	}
	return err
}

// run gives up to count rows in one direction.
func (m mover) run(back bool, count int64, sink exec.Sink) (n int64, err error) {
	po, p := m.po, &m.po.place
	if back {
		if err := m.mayGoBack(); err != nil {
			return 0, err
		}
	}
	if count <= 0 || po.rows == nil || back && p.start || !back && p.end {
		return 0, nil
	}
	most := count
	if count == ast.FetchAll {
		most = -1
	}
	if cur, ok := po.rows.(*exec.Cursor); ok && cur.Keeps() {
		from := p.at // of the next row, counted from 0
		switch {
		case back && p.end:
			from = p.at - 1
		case back:
			from = p.at - 2
		}
		n, err = cur.Rows(m.ctx, from-p.skipped, most, back, sink)
	} else {
		n, _, err = po.rows.Fetch(m.ctx, max(most, 0), sink)
	}
	if err != nil {
		return n, err
	}
	po.sent += n
	p.moved(n, count, back)
	if p.end && p.options&ast.CursorScroll == 0 && !p.held {
		po.rows.Close()
		po.rows, po.done = nil, true
	}
	return n, nil
}

// moved notes that n rows came where count were asked for.
func (p *place) moved(n, count int64, back bool) {
	if !back {
		if n > 0 {
			p.start = false
		}
		p.at += n
		p.end = n < count
		return
	}
	if n > 0 && p.end {
		p.end = false
		p.at++
	}
	if p.at -= n; n < count {
		p.at, p.start = 0, true
	}
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
	s.stand(po, cur, pl, 0)
	po.tag = tagOf(pl.Command)
	return nil
}

func (s *Session) closeCursor(st *ast.CloseCursor, out Output) error {
	if st.All {
		if err := s.stillSame(); err != nil {
			return err
		}
		s.closeAllPortals()
		out.Complete("CLOSE CURSOR ALL", -1)
		return nil
	}
	if s.portals[st.Name] == nil {
		return pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", st.Name)
	}
	out.Complete("CLOSE CURSOR", -1)
	return s.ClosePortal(st.Name)
}

// holdCursors keeps the rows of cursors WITH HOLD, whose transaction is about to commit.
func (s *Session) holdCursors(ctx context.Context) error {
	for _, po := range s.portals {
		if po.place.options&ast.CursorHold == 0 || po.place.held {
			continue
		}
		if cur, ok := po.rows.(*exec.Cursor); ok {
			if !cur.Keeps() {
				if po.place.options&ast.CursorScroll != 0 {
					again, err := s.exec.Again(ctx, cur)
					if err != nil {
						return err
					}
					cur, po.rows = again, again
				} else {
					po.place.skipped = po.place.at
				}
			}
			if err := cur.Hold(ctx); err != nil {
				return err
			}
		}
		po.place.held, po.place.heldBy = true, s.ended
	}
	return nil
}

// letCursorsGo ends the cursors WITH HOLD of a transaction whose commit failed.
func (s *Session) letCursorsGo() {
	for name, po := range s.portals {
		if po.place.held && po.place.heldBy == s.ended {
			s.closePortal(po)
			delete(s.portals, name)
		}
	}
}

// emitCursors gives the rows of pg_cursors.
func (s *Session) emitCursors(emit func(catalog.CursorInfo) error) error {
	for _, name := range slices.Sorted(maps.Keys(s.portals)) {
		po := s.portals[name]
		if po.p == nil {
			continue
		}
		o := po.place.options
		err := emit(catalog.CursorInfo{Name: name, Text: po.p.raw, Hold: o&ast.CursorHold != 0, Binary: o&ast.CursorBinary != 0, Scroll: o&ast.CursorScroll != 0, At: po.declared})
		if err != nil {
			return err
		}
	}
	return nil
}

// CurrentRow serves host.CursorRows.
func (s *Session) CurrentRow(a *host.AtCursor) ([]types.Datum, error) {
	po := s.portals[a.Cursor]
	if po == nil {
		return nil, pgerror.New(pgerror.InvalidCursorName, "cursor %q does not exist", a.Cursor)
	}
	fail := func(format string, args ...any) ([]types.Datum, error) {
		return nil, pgerror.New(pgerror.InvalidCursorState, format, args...)
	}
	if _, ok := po.p.stmt.(*ast.Select); !ok {
		return fail("cursor %q is not a SELECT query", a.Cursor)
	}
	if po.place.held {
		return fail("cursor %q is held from a previous transaction", a.Cursor)
	}
	var found *nodes.CurrentRow
	locks := false
	if po.plan != nil {
		locks = po.plan.plan.Writes
		for i := range po.plan.plan.Current {
			c := &po.plan.plan.Current[i]
			if c.Table != a.Table.ID {
				continue
			}
			if found != nil {
				return fail("cursor %q has multiple FOR UPDATE/SHARE references to table %q", a.Cursor, a.Table.Name)
			}
			found = c
		}
	}
	switch {
	case found == nil && locks:
		return fail("cursor %q does not have a FOR UPDATE/SHARE reference to table %q", a.Cursor, a.Table.Name)
	case found == nil:
		return fail("cursor %q is not a simply updatable scan of table %q", a.Cursor, a.Table.Name)
	}
	cur, ok := po.rows.(*exec.Cursor)
	if !ok || po.place.start || po.place.end {
		return fail("cursor %q is not positioned on a row", a.Cursor)
	}
	key, err := cur.Key(po.place.at-1-po.place.skipped, found.Slots)
	if err == nil && key == nil {
		return fail("cursor %q is not positioned on a row", a.Cursor)
	}
	return key, err
}
