package session

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/txn/coord"
)

// A transaction that lies within one message, as several statements without a block or as
// BEGIN … COMMIT, and that loses a conflict is run again from its first statement on, as long
// as nothing of its answers has left for the client: the server has all that the client would
// send again, and can't have decided anything by what it was told.

// segment is such a transaction, of the statements of one message or one pipeline.
type segment struct {
	open    bool // the transaction at hand began here, with statement first
	first   int
	fixed   bool // something in it can't be run again
	attempt int
	mark    Mark
	ended   uint64 // transactions before it
}

// enter is called before statement i.
func (g *segment) enter(s *Session, i int, out Output) {
	if s.Fresh() && (!g.open || g.first != i) {
		*g = segment{open: true, first: i, mark: out.Mark(), ended: s.ended}
	}
}

// leave is called when a statement has run to its end.
func (g *segment) leave(s *Session, st ast.Statement) {
	switch st.(type) {
	case *ast.Commit, *ast.Rollback:
		*g = segment{}
		return
	}
	g.fixed = g.fixed || !repeatable(st) || s.hasEffects()
}

// may reports whether what lost a conflict with err, in statement failed, may be run again.
// attempts are those of its transaction so far, of single statements too.
func (g *segment) may(s *Session, err error, failed ast.Statement, attempts int) bool {
	var retry *coord.RetryError
	var dead *coord.DeadlockError
	if !errors.As(err, &retry) && !errors.As(err, &dead) {
		return false
	}
	return g.open && !g.fixed && max(attempts, g.attempt) < s.m.o.ReplaysMax && repeatable(failed) && !s.hasEffects()
}

// undo prepares another attempt, which keeps the transaction's age.
func (g *segment) undo(ctx context.Context, s *Session) error {
	g.attempt++
	s.m.stats.Replays.Add(1)
	age, attempts, kept := s.block.age, s.block.attempts, s.block.kept
	s.abandon(ctx)
	s.ended = g.ended // none has: it begins again
	s.block.age, s.block.attempts, s.block.kept = age, attempts+1, kept
	return pause(ctx, g.attempt)
}

// again undoes the transaction, and reports that statement first is to be the next.
func (g *segment) again(ctx context.Context, s *Session, err error, failed ast.Statement, out Output) bool {
	if !g.may(s, err, failed, s.block.attempts) || ctx.Err() != nil || !out.Rewind(g.mark) {
		return false
	}
	err = g.undo(ctx, s)
	return out.Rewind(g.mark) && err == nil // settings that went back were told
}

// repeatable reports whether a statement leaves nothing behind that the end of its transaction
// does not undo, and takes nothing from the client but its text.
func repeatable(st ast.Statement) bool {
	switch st.(type) {
	case *ast.Prepare, *ast.Deallocate, *ast.DeclareCursor, *ast.Fetch, *ast.CloseCursor, *ast.Copy, *ast.Discard,
		*ast.Listen, *ast.Unlisten, *ast.Notify:
		return false
	}
	return true
}

// Fresh reports that no transaction is under way, not even an empty one.
func (s *Session) Fresh() bool {
	return s.block.state == blockIdle && !s.block.implicit && s.block.txn == nil
}

// PipelineBegins tells that the messages of the extended protocol from here on are kept, so that
// the transaction that begins with them can be run again (PipelineAgain).
func (s *Session) PipelineBegins() { s.piped = pipeline{segment: segment{open: true, ended: s.ended}} }

// pipeline is the segment of messages of the extended protocol, which end their transaction
// before the connection knows that they are to be run again.
type pipeline struct {
	segment
	running  ast.Statement // nil: what runs is no statement
	age      int64
	attempts int
}

// failed keeps what another attempt is to know of this one.
func (p *pipeline) failed(b *block) { p.age, p.attempts = b.age, b.attempts }

// PipelineMay reports whether the pipeline that lost a conflict with err may be run again from
// its first message on.
func (s *Session) PipelineMay(err error) bool {
	return s.piped.may(s, err, s.piped.running, s.piped.attempts)
}

// PipelineAgain undoes its transaction. The messages are to come again then.
func (s *Session) PipelineAgain(out Output) error {
	s.out = out
	defer func() { s.out = nil }()
	ctx := s.stop.begin(s.statementTimeout)
	err := s.piped.undo(ctx, s)
	s.block.age, s.block.attempts = s.piped.age, s.piped.attempts+1
	s.piped.running = nil
	return s.end(err)
}
