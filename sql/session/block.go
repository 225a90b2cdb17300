package session

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

type blockState uint8

const (
	blockIdle blockState = iota
	blockOpen
	blockFailed
)

// block is the transaction block, and the transaction of what runs outside of
// one. txn is nil until a statement needs it.
type block struct {
	state blockState
	// implicit: several statements share one transaction without BEGIN.
	implicit bool
	txn      *coord.Txn
	touched  bool // a statement has run in txn: what it saw may have reached the client
	looked   bool // a statement has run that is a query to SET TRANSACTION, though nothing was read in txn
	ran      int  // statements that have run to their end in txn
	lost     bool // the whole transaction is lost: no savepoint brings it back
	modes    modes
	chained  modes // those that AND CHAIN has handed on: a failure leaves them
	attempts int
	age      int64
	written  map[catalog.ID]written // for pg_stat_get_xact_…; nil: nothing was
	// renews tells a change of the schema that is its own transaction: at REPEATABLE READ it runs as
	// SERIALIZABLE, which may go on where others have changed the schema since its snapshot.
	renews bool
	number int64         // that was asked for; 0: it was not
	asOf   hlc.Timestamp // the time of the past that is read; 0: it is now
	near   bool          // any replica may serve that (past.go); else it is an imported snapshot
	since  hlc.Timestamp // not 0: the past is read, no earlier than that, as of a time that the first query chooses (bounded.go)
	only   bool          // with since: the nearest replicas alone serve it
	lax    bool          // the setting alone has it read the past: where it turns out to write, it does not
	fresh  bool          // and so it has turned out

	carried wan.Price // what attempts before txn have cost
	commit  wan.Price // what its COMMIT has

	kept   bool      // the connection keeps its messages
	unkept ReplayBar // why it does not
	bar    ReplayBar // why it can't be run again, though it does

	savepoints []savepoint
	changes    []settingChange
	read       []*cachedPlan // SELECTs that may be learnt of (learn.go)
	first      *cachedPlan   // what it begins with (turns.go)
}

type savepoint struct {
	name    string
	at      coord.Savepoint
	schema  catalog.Mark
	txn     *coord.Txn // nil: set before the first statement
	changes int
	advised int
	events  exec.DeferredMark
	notes   notesMark
	objects uint64 // large objects opened before
	// readOnly is the mode that holds again once the savepoint is gone.
	readOnly *bool
}

// modes are what BEGIN and SET TRANSACTION said; nil means the default.
type modes struct {
	isolation  *kvpb.Isolation
	readOnly   *bool
	deferrable *bool
	// uncommitted tells READ UNCOMMITTED from READ COMMITTED, which it is, where isolation is set.
	uncommitted bool
}

func (b *block) isolation(s *Session) kvpb.Isolation {
	if b.modes.isolation != nil {
		return *b.modes.isolation
	}
	return isolationNamed(s.value("default_transaction_isolation"))
}

// isolationShown is the level by the name that was asked for.
func (b *block) isolationShown(s *Session) string {
	const uncommitted = "read uncommitted"
	if b.modes.uncommitted || b.modes.isolation == nil && s.value("default_transaction_isolation") == uncommitted {
		return uncommitted
	}
	return isolationName(b.isolation(s))
}

func (b *block) readOnly(s *Session) bool {
	if b.modes.readOnly != nil {
		return *b.modes.readOnly
	}
	return s.value("default_transaction_read_only") == "on"
}

func (b *block) deferrable(s *Session) bool {
	if b.modes.deferrable != nil {
		return *b.modes.deferrable
	}
	return s.value("default_transaction_deferrable") == "on"
}

// queried reports whether a query has run in the block, as SET TRANSACTION counts them.
func (b *block) queried() bool { return b.touched || b.looked }

// setModes applies transaction modes, which is allowed until the first query,
// READ ONLY at any time.
func (b *block) setModes(s *Session, list []ast.TxMode) error {
	for _, m := range list {
		switch m {
		case ast.TxSerializable, ast.TxRepeatableRead, ast.TxReadCommitted, ast.TxReadUncommitted:
			level := map[ast.TxMode]kvpb.Isolation{ast.TxSerializable: kvpb.Isolation_SERIALIZABLE, ast.TxRepeatableRead: kvpb.Isolation_REPEATABLE_READ,
				ast.TxReadCommitted: kvpb.Isolation_READ_COMMITTED, ast.TxReadUncommitted: kvpb.Isolation_READ_COMMITTED}[m]
			if (b.queried() || b.asOf != 0 || b.since != 0) && level != b.isolation(s) {
				return pgerror.New(pgerror.ActiveSQLTransaction, "SET TRANSACTION ISOLATION LEVEL must be called before any query")
			}
			b.modes.isolation, b.modes.uncommitted = &level, m == ast.TxReadUncommitted
			if !b.touched {
				s.discardUntouched()
			}
		case ast.TxReadOnly, ast.TxReadWrite:
			ro := m == ast.TxReadOnly
			if !ro && len(b.savepoints) > 0 && b.readOnly(s) {
				return pgerror.New(pgerror.ActiveSQLTransaction, "cannot set transaction read-write mode inside a read-only transaction")
			}
			if !ro && (b.queried() || b.asOf != 0 || b.since != 0) && b.readOnly(s) {
				return pgerror.New(pgerror.ActiveSQLTransaction, "transaction read-write mode must be set before any query")
			}
			b.modes.readOnly = &ro
		case ast.TxDeferrable, ast.TxNotDeferrable:
			d := m == ast.TxDeferrable
			if b.queried() {
				return pgerror.New(pgerror.ActiveSQLTransaction, "SET TRANSACTION [NOT] DEFERRABLE must be called before any query")
			}
			b.modes.deferrable = &d
		}
	}
	return nil
}

// discardUntouched gives back a transaction that nothing was done in, so that
// the next statement begins one of other modes.
func (s *Session) discardUntouched() {
	if s.block.txn != nil && !s.block.touched && len(s.block.savepoints) == 0 {
		s.block.txn.Rollback(context.Background())
		s.keepPrice()
		s.block.txn = nil
	}
}

// begin opens the block. In a block it warns, as Postgres does.
func (s *Session) begin(ctx context.Context, st *ast.Begin, text string) error {
	if s.block.state == blockOpen {
		s.notice(pgerror.NewWarning(pgerror.ActiveSQLTransaction, "there is already a transaction in progress"))
		return s.setBlockModes(ctx, st.Modes, st.AsOf, text)
	}
	was, implicit := s.block.state, s.block.implicit
	s.block.state, s.block.implicit = blockOpen, false
	err := s.setBlockModes(ctx, st.Modes, st.AsOf, text)
	if err != nil && st.AsOf != nil { // no transaction has begun
		s.block.state, s.block.implicit = was, implicit
	}
	return err
}

// setBlockModes sets the modes of the open block, and the time of the past that it reads as of, if
// asOf names one.
func (s *Session) setBlockModes(ctx context.Context, list []ast.TxMode, asOf ast.Expr, text string) error {
	if asOf == nil {
		return s.block.setModes(s, list)
	}
	o, err := s.asOfTimestamp(ctx, asOf, text, list)
	if err == nil {
		err = s.block.setModes(s, list)
	}
	if err == nil {
		s.block.asOf, s.block.near, s.block.since, s.block.only = 0, false, 0, false
		s.readAs(o)
	}
	return err
}

// need makes sure that there is a transaction.
func (s *Session) need() *coord.Txn {
	if s.block.txn == nil {
		s.pastBlock()
		s.chooseBlindly()
		level := s.block.isolation(s)
		if s.block.renews && level == kvpb.Isolation_REPEATABLE_READ {
			level = kvpb.Isolation_SERIALIZABLE
		}
		s.level = level
		s.block.txn = s.m.o.DB.Begin(coord.TxnOptions{
			Isolation: level, ReadOnly: false, AsOf: s.block.asOf, Near: s.block.near, NearOnly: s.block.only, After: s.after, Age: s.block.age, Retry: s.block.attempts, Memory: s, PID: s.params.PID})
		s.begunPrice(s.block.txn)
		if s.block.age == 0 {
			s.block.age = int64(s.block.txn.ID().Hi)
		}
		s.savepointsBefore()
	}
	return s.block.txn
}

// savepointsBefore gives the savepoints that were set before the transaction did anything their
// place in it, which is one for all: it numbers what it writes from its start on.
func (s *Session) savepointsBefore() {
	if len(s.block.savepoints) == 0 {
		return
	}
	at := s.block.txn.Savepoint()
	for i := range s.block.savepoints {
		if sp := &s.block.savepoints[i]; sp.txn == nil {
			sp.txn, sp.at, sp.schema = s.block.txn, at, catalog.Mark{}
		}
	}
}

// commit ends the transaction. In a failed block it rolls back; the tag says so.
func (s *Session) commit(ctx context.Context, chain bool) (tag string, err error) {
	switch s.block.state {
	case blockFailed:
		return "ROLLBACK", s.rollback(ctx, chain)
	case blockIdle:
		if chain {
			return "", pgerror.New(pgerror.NoActiveSQLTransaction, "COMMIT AND CHAIN can only be used in transaction blocks")
		}
		s.notice(pgerror.NewWarning(pgerror.NoActiveSQLTransaction, "there is no transaction in progress"))
	}
	m := s.block.modes
	if err := s.commitTxn(ctx); err != nil {
		return "", err
	}
	s.next(chain, m)
	return "COMMIT", nil
}

// next begins the chained transaction, if one was asked for.
func (s *Session) next(chain bool, m modes) {
	if chain {
		s.block.state, s.block.modes, s.block.chained = blockOpen, m, m
		s.env.TxnTime = s.env.StmtTime
	}
}

// commitTxn commits what is open and leaves the session idle, whatever comes
// of it.
func (s *Session) commitTxn(ctx context.Context) error {
	err := s.replayEnds()
	if err == nil {
		err = s.holdCursors(ctx)
	}
	s.closePortals()
	t := s.block.txn
	if t != nil && err == nil {
		s.attach()
		s.unnoted.Store(true)
		err = s.confirmed(ctx, s.commitNow(ctx))
	}
	if err != nil {
		s.losing(err)
		s.letCursorsGo()
		s.countRollback()
		s.schema.Rollback(context.WithoutCancel(ctx))
		s.undoChanges(0, false)
		s.finish()
		return err
	}
	s.countCommit()
	s.noteEnd(true)
	s.undoChanges(0, true)
	s.finish()
	if t != nil {
		t.Recycle()
	}
	return nil
}

// finish forgets the transaction.
func (s *Session) finish() {
	s.ended++
	s.endTurn()
	s.saw()
	s.noteWritten()
	s.endPrice()
	s.unadvise(0)
	s.env.TxnTime = s.env.StmtTime // of what begins in the same message
	s.deferred.Reset()
	s.notesOver()
	s.objects.open = nil
	if len(s.closed) > 0 && !s.replay.lost && !s.replay.running {
		s.forgetClosed()
	}
	clear(s.block.read) // plans are not kept for it
	s.block = block{savepoints: s.block.savepoints[:0], changes: s.block.changes[:0], read: s.block.read[:0]}
}

// rollback undoes the transaction and leaves the block.
func (s *Session) rollback(ctx context.Context, chain bool) error {
	if s.block.state == blockIdle {
		if chain {
			return pgerror.New(pgerror.NoActiveSQLTransaction, "ROLLBACK AND CHAIN can only be used in transaction blocks")
		}
		s.notice(pgerror.NewWarning(pgerror.NoActiveSQLTransaction, "there is no transaction in progress"))
	}
	m, err := s.block.modes, s.replayEnds()
	// In Postgres savepoints are undone before the chain looks at what the block has said, and a failure outside of
	// them undoes all that it has.
	if len(s.block.savepoints) > 0 {
		m.readOnly = s.block.savepoints[0].readOnly
	} else if s.block.state == blockFailed {
		m = s.block.chained
	}
	s.abandon(ctx)
	if err == nil {
		s.next(chain, m)
	}
	return err
}

// abandon undoes whatever is open.
func (s *Session) abandon(ctx context.Context) {
	s.closePortals()
	if s.block.txn != nil {
		s.countRollback()
		s.attach()
		s.schema.Rollback(context.WithoutCancel(ctx))
	}
	s.undoChanges(0, false)
	s.finish()
}

// failed notes that a statement failed: the block waits for its end, and holds
// locks only for the sake of savepoints to go back to: those from before the newest.
func (s *Session) failed(ctx context.Context, err error) {
	s.countError(err)
	s.m.countRefusal(err)
	if s.block.state == blockIdle {
		s.losing(err)
		s.abandon(ctx)
		return
	}
	open := s.block.state == blockOpen
	s.block.state = blockFailed
	s.losing(err)
	if endsTransaction(err) {
		s.block.lost = true
	}
	if s.block.txn != nil && (s.block.lost || len(s.block.savepoints) == 0) {
		s.closePortals()
		s.block.lost = true
		s.attach()
		s.schema.Rollback(context.WithoutCancel(ctx))
		s.keepPrice()
		s.block.txn = nil
		s.endTurn()
		s.unadvise(0)
	}
	if s.block.txn != nil {
		s.block.txn.Observed() // the error may tell of what was read (T1)
	}
	if n := len(s.block.savepoints); open && n > 0 && !s.block.lost {
		// What can't be given back now, ROLLBACK TO or the end does.
		_ = s.undoSince(ctx, n-1)
	}
}

// endsTransaction tells errors after which nothing of the transaction can go on.
func endsTransaction(err error) bool {
	var retry *coord.RetryError
	var statement *coord.StatementRetry
	var dead *coord.DeadlockError
	var unknown *coord.AmbiguousError
	return errors.As(err, &retry) && !errors.As(err, &statement) || errors.As(err, &dead) || errors.As(err, &unknown)
}

func (s *Session) savepoint(name string) error {
	if s.block.state != blockOpen {
		return pgerror.New(pgerror.NoActiveSQLTransaction, "SAVEPOINT can only be used in transaction blocks")
	}
	sp := savepoint{name: name, txn: s.block.txn, changes: len(s.block.changes), advised: len(s.advised), events: s.deferred.Mark(), notes: s.notes.mark(), objects: s.objects.opened, readOnly: s.block.modes.readOnly}
	if s.block.txn != nil {
		s.attach()
		sp.at, sp.schema = s.block.txn.Savepoint(), s.schema.Savepoint()
	}
	s.block.savepoints = append(s.block.savepoints, sp)
	return nil
}

// find returns the index of the newest savepoint of that name.
func (s *Session) find(name, what string) (int, error) {
	if s.block.state == blockIdle {
		return 0, pgerror.New(pgerror.NoActiveSQLTransaction, "%s can only be used in transaction blocks", what)
	}
	for i := len(s.block.savepoints) - 1; i >= 0; i-- {
		if s.block.savepoints[i].name == name {
			return i, nil
		}
	}
	return 0, pgerror.New(pgerror.SEInvalidSpecification, "savepoint %q does not exist", name)
}

func (s *Session) release(name string) error {
	i, err := s.find(name, "RELEASE SAVEPOINT")
	if err != nil {
		return err
	}
	if sp := s.block.savepoints[i]; sp.txn != nil {
		s.block.txn.Release(sp.at)
	}
	s.block.modes.readOnly = s.block.savepoints[i].readOnly
	s.block.savepoints = s.block.savepoints[:i]
	s.keepPortalsSince(i + 1)
	return nil
}

// rollbackTo goes back to a savepoint, which stays.
func (s *Session) rollbackTo(ctx context.Context, name string) error {
	i, err := s.find(name, "ROLLBACK TO SAVEPOINT")
	if err != nil {
		return err
	}
	if s.block.lost {
		return pgerror.New(pgerror.InFailedSQLTransaction, "the whole transaction was lost to a conflict and can only be rolled back").
			WithHint("ROLLBACK and run the transaction again.")
	}
	if err := s.undoSince(ctx, i); err != nil {
		return err
	}
	s.block.state = blockOpen
	return nil
}

// undoSince undoes what was done since a savepoint, by its number, which stays.
func (s *Session) undoSince(ctx context.Context, i int) error {
	sp := s.block.savepoints[i]
	s.block.savepoints = s.block.savepoints[:i+1]
	s.block.modes.readOnly = sp.readOnly
	s.closePortalsSince(i + 1)
	s.undoChanges(sp.changes, false)
	s.unadvise(sp.advised)
	s.deferred.BackTo(sp.events)
	s.notesBackTo(sp.notes)
	s.objects.backTo(sp.objects)
	switch {
	case sp.txn != nil:
		if err := s.block.txn.RollbackTo(ctx, sp.at); err != nil {
			return err
		}
		s.schema.RollbackTo(sp.schema)
	case s.block.txn != nil: // set before the transaction did anything
		s.block.txn.Rollback(context.WithoutCancel(ctx))
		s.keepPrice()
		s.block.txn = nil
	}
	return nil
}
