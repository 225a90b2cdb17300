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

// segment is such a transaction, of the statements of one message.
type segment struct {
	open    bool // the transaction at hand began in this message, with statement first
	first   int
	fixed   bool // something in it can't be run again
	attempt int
	mark    Mark
}

// enter is called before statement i.
func (g *segment) enter(s *Session, i int, out Output) {
	if s.block.state != blockIdle || s.block.implicit || s.block.txn != nil {
		return
	}
	if !g.open || g.first != i {
		*g = segment{open: true, first: i, mark: out.Mark()}
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

// again undoes the transaction, and reports that statement first is to be the next.
func (g *segment) again(ctx context.Context, s *Session, err error, failed ast.Statement, out Output) bool {
	var retry *coord.RetryError
	var dead *coord.DeadlockError
	if !errors.As(err, &retry) && !errors.As(err, &dead) {
		return false
	}
	if !g.open || g.fixed || g.attempt >= s.m.o.ReplaysMax || !repeatable(failed) || s.hasEffects() || ctx.Err() != nil || !out.Rewind(g.mark) {
		return false
	}
	g.attempt++
	s.m.stats.Replays.Add(1)
	s.m.o.Reach.Hit("several statements are replayed")
	age, attempts := s.block.age, s.block.attempts
	s.abandon(ctx)
	s.block.age, s.block.attempts = age, attempts+1
	return out.Rewind(g.mark) && pause(ctx, g.attempt) == nil // settings that went back were told
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
