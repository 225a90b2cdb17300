package session

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// do runs DO: its block is one statement of the client's, which is repeated as a whole where
// it lost a conflict.
func (s *Session) do(ctx context.Context, r *run, st *ast.Do, out Output) error {
	if st.Language != "" && st.Language != "plpgsql" {
		return s.otherLanguage(st.Language)
	}
	snap := s.m.o.Catalog.Current()
	if d, ok := snap.LanguageByID(s.db.ID, catalog.LanguageIDPLpgSQL); ok && !snap.HasPrivilege(s.who.current, d, catalog.PrivilegeUsage) {
		return catalog.Denied(d)
	}
	mark, events := out.Mark(), s.deferred.Mark()
	s.beginEffects()
	for attempt := 1; ; attempt++ {
		err := s.doAttempt(ctx, r, st)
		if err == nil {
			out.Complete("DO", -1)
			return nil
		}
		s.deferred.BackTo(events)
		err = s.confirmed(ctx, err)
		if !s.againWhole(ctx, r, err, attempt) || !s.takeBack() || !out.Rewind(mark) {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// againWhole is again for a statement that may have changed the schema on its way.
func (s *Session) againWhole(ctx context.Context, r *run, err error, attempt int) bool {
	var statement *coord.StatementRetry
	if errors.As(err, &statement) && s.schema.HasChanges() {
		return false
	}
	return s.again(ctx, r, err, attempt)
}

func (s *Session) otherLanguage(name string) error {
	if name == "sql" || name == "c" || name == "internal" {
		return pgerror.New(pgerror.FeatureNotSupported, "language %q does not support inline code execution", name)
	}
	return pgerror.New(pgerror.UndefinedObject, "language %q does not exist", name)
}

func (s *Session) doAttempt(ctx context.Context, r *run, st *ast.Do) error {
	alone := r.alone && s.block.state == blockIdle && !s.block.implicit
	t := s.need()
	s.attach()
	if err := t.StartStatement(ctx); err != nil {
		return err
	}
	s.block.touched = true
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	s.virtual.Snapshot = snap
	if err := s.doBlock(ctx, r, st, alone || s.pipelined(r)); err != nil {
		return err
	}
	if alone {
		return s.commitAlone(ctx, false)
	}
	s.block.ran++
	return nil
}

// doBlock compiles and runs a block, which may end transactions where it stands alone.
func (s *Session) doBlock(ctx context.Context, r *run, st *ast.Do, mayCommit bool) error {
	if st.Language != "" && st.Language != "plpgsql" {
		return s.otherLanguage(st.Language)
	}
	n, err := s.reading(st.Code)
	if err != nil {
		return err
	}
	defer s.held.Shrink(n)
	if err := s.EnterCall(); err != nil {
		return err
	}
	defer s.LeaveCall()
	src := &routine.Source{Name: "inline_code_block", Result: types.TVoid, Body: st.Code}
	f, err := plpgsqlLanguage{}.Compile(ctx, s, src)
	if err != nil {
		return inText(err, r.text, st.Code)
	}
	_, err = f.Call(ctx, s, &routine.Call{MayCommit: mayCommit})
	return err
}

// inText gives an error in a body its place in the statement, where the body stands in that as
// it is.
func inText(err error, text, body string) error {
	e := pgerror.From(err)
	if e.Position == 0 {
		return err
	}
	e = e.Clone()
	at := strings.Index(text, body)
	if quoted := strings.ReplaceAll(body, "'", "''"); at < 0 && strings.Count(text, "'"+quoted+"'") == 1 {
		before := []rune(body)[:e.Position-1]
		e.Position += utf8.RuneCountInString(text[:strings.Index(text, "'"+quoted+"'")]) + 1 + strings.Count(string(before), "'")
		return e
	}
	if at < 0 || strings.Contains(text[at+1:], body) {
		e.InternalQuery, e.InternalPosition, e.Position = body, e.Position, 0
		return e
	}
	e.Position += utf8.RuneCountInString(text[:at])
	return e
}
