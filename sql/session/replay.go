package session

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// A transaction block whose answers have gone to its client, and that loses a conflict, is run
// again by the server where each of them comes out the same: the client has decided by nothing
// else, so what it does is what it would have done in the new attempt, and the new attempt is the
// transaction. The connection keeps the block's messages and a hash of what it sent (pgwire,
// replay.go); the session tells it that the transaction was lost and may be run again, prepares
// each attempt, and says why there is none.
//
//	state      what happens                                next
//	-          a message of the block loses a conflict     lost
//	lost       ReplayBegins                                running
//	running    the block's messages come again, as calls   running
//	           of the session's methods
//	           one of them loses a conflict                lost
//	           ReplayDone: all came out the same           -
//	           ReplayGivenUp                               -, as the conflict left it
//
// From lost on until the end the message that was lost counts as running, for statement_timeout
// and for cancel requests.

// ReplayBar is why a transaction block can't be run again by the server.
type ReplayBar uint8

// The zero bar is none.
const (
	ReplayFree  ReplayBar = iota
	BarSequence           // setval
	BarAdvisory           // advisory locks
	BarSnapshot           // pg_export_snapshot
	BarCopy               // COPY FROM STDIN
	BarUnnamed            // the statement without a name, of before, was used
	BarDiscard            // DISCARD
	BarCursor             // a cursor of another transaction was used
	BarSignal             // pg_cancel_backend, pg_terminate_backend
	BarMessages           // its messages are longer than is kept
	BarAnswers            // its answers are longer than is compared
	BarStart              // its beginning was not kept
	BarAttempts           // as often as it may be, it was
	BarFutile             // answers of such transactions were others when they were run again
	replayBars            // how many there are
)

// replayBarNames are the bars by what metrics call them, and what clients are told.
func (b ReplayBar) names() (label, told string) {
	switch b {
	case BarSequence:
		return "setval", "it has set a sequence (setval)"
	case BarAdvisory:
		return "advisory_lock", "it has taken or given back advisory locks"
	case BarSnapshot:
		return "snapshot", "it has exported its snapshot (pg_export_snapshot)"
	case BarCopy:
		return "copy", "it has taken rows from the client (COPY FROM STDIN), which are not kept"
	case BarUnnamed:
		return "unnamed", "it has used the unnamed prepared statement of before it"
	case BarDiscard:
		return "discard", "it contains a DISCARD"
	case BarCursor:
		return "cursor", "it has used a cursor that is older than it"
	case BarSignal:
		return "signal", "it has sent a signal to another session"
	case BarMessages:
		return "length", "its statements are longer than what is kept of a transaction"
	case BarAnswers:
		return "answers", "its answers are longer than what is compared of a transaction"
	case BarStart:
		return "start", "it does not begin with a message of its own that is kept (COMMIT AND CHAIN, or a long pipeline)"
	case BarAttempts:
		return "attempts", "it has lost a conflict each time that it was run"
	case BarFutile:
		return "futile", "answers of such transactions were others, time and again, when they were run again"
	}
	return "", ""
}

// ReplayBars lists the bars by what metrics call them.
func ReplayBars() map[ReplayBar]string {
	all := map[ReplayBar]string{}
	for b := ReplayFree + 1; b < replayBars; b++ {
		all[b], _ = b.names()
	}
	return all
}

const settingReplay = "isochron.transaction_replay"

// replay is what outlives the attempts of a block that is run again.
type replay struct {
	lost    bool // an attempt was lost, and another may follow
	running bool
	over    bool         // the block has ended in the attempt that runs: what follows is as in any message
	same    func() error // whether all is the same so far
	bar     ReplayBar    // why none may follow the attempt that was lost
	txnTime int64        // now()
	at      int64        // statement_timestamp() of the message that is run again
	carried wan.Price    // what attempts so far have cost
	spent   wan.Price    // what transactions before it have, and
	priced  int          // how many

	// of the attempt that was lost
	age      int64
	attempts int

	// of the first one
	lostTo     []*cachedPlan // reads of the table of the conflict
	ended      uint64        // transactions before it
	number     int64         // txid_current()
	told       []string      // reported settings that the client has been told of
	savepoints []savepoint
	modes      modes
	failed     bool // the block has failed, and not ended
	statements map[string]*prepared
	unnamed    *prepared
}

// InBlock reports whether a transaction block is open, or has failed.
func (s *Session) InBlock() bool { return s.block.state != blockIdle }

// Ended counts the transactions that have ended.
func (s *Session) Ended() uint64 { return s.ended }

// Replayable reports whether the messages of the open block are worth keeping. READ COMMITTED
// runs single statements again.
func (s *Session) Replayable() bool {
	if s.replayOff || s.block.asOf != 0 || s.block.lost {
		return false
	}
	if s.block.txn != nil {
		return s.level != kvpb.Isolation_READ_COMMITTED
	}
	return !s.block.touched || s.block.isolation(s) != kvpb.Isolation_READ_COMMITTED
}

// KeepsMessages tells that the messages of the open block are kept from its first one on, or, by
// a bar, why they are not.
func (s *Session) KeepsMessages(b ReplayBar) { s.block.kept, s.block.unkept = b == ReplayFree, b }

// cantReplay notes why the transaction at hand is not to be run again.
func (s *Session) cantReplay(b ReplayBar) {
	if s.block.bar == ReplayFree {
		s.block.bar = b
	}
}

// mended reports whether another attempt may succeed where one failed with err.
func mended(err error) bool {
	var retry *coord.RetryError
	var dead *coord.DeadlockError
	return errors.As(err, &retry) || errors.As(err, &dead)
}

// losing is told of what ends the transaction at hand, before that is undone.
func (s *Session) losing(err error) {
	b, r := &s.block, &s.replay
	s.learn(err)
	if mended(err) {
		s.noteEnd(false)
	}
	if b.state == blockIdle || !mended(err) {
		if r.lost && !r.running && !mended(err) { // of another statement of the same message
			s.replayOver()
		}
		return
	}
	if r.lost || !b.kept && b.unkept == ReplayFree || !s.Replayable() {
		return
	}
	if !r.running {
		*r = replay{txnTime: s.env.TxnTime, ended: s.ended, number: b.number, failed: b.state == blockFailed}
		r.savepoints, r.modes, r.lostTo = slices.Clone(b.savepoints), b.modes, slices.Clone(s.lostTo)
	}
	s.noteTold()
	r.lost, r.age, r.attempts, r.bar, r.carried = true, b.age, b.attempts, max(b.bar, b.unkept), s.price()
	r.spent, r.priced = s.prices.ended, s.prices.count
	if b.bar != ReplayFree {
		r.bar = b.bar
	}
	if r.bar == ReplayFree && r.attempts >= s.m.o.ReplaysMax {
		r.bar = BarAttempts
	}
	if r.bar == ReplayFree && !r.running && futile(r.lostTo) {
		r.bar = BarFutile
	}
}

// noteTold notes which reported settings the attempt that was lost has changed.
func (s *Session) noteTold() {
	r := &s.replay
	for _, c := range s.block.changes {
		for _, name := range alsoTold(c.name) {
			if d := s.m.settings.byName[name]; d != nil && d.reported && !slices.Contains(r.told, name) {
				r.told = append(r.told, name)
			}
		}
	}
}

// alsoTold are a setting and what a change of it tells of besides.
func alsoTold(name string) []string {
	if name == "role" || name == "session_authorization" {
		return []string{name, "is_superuser", "session_authorization"}
	}
	return []string{name}
}

// endLost ends a message that lost its transaction with err. If another attempt may follow the
// message goes on running.
func (s *Session) endLost(err error) error {
	r := &s.replay
	if err == nil || !mended(err) {
		if r.lost = false; !r.running {
			s.replayOver()
		}
		return s.stop.end(err)
	}
	if r.bar == ReplayFree {
		return s.stop.worded(err)
	}
	if r.running { // the connection gives up
		return s.stop.worded(err)
	}
	err = s.barred(err)
	s.replayOver()
	return s.stop.end(err)
}

// barred says why the server does not run a transaction again.
func (s *Session) barred(err error) error {
	b := s.replay.bar
	s.m.stats.ReplaysBarred[b].Add(1)
	_, told := b.names()
	return explained(err, "The server could not run the transaction again by itself: "+told+".")
}

// explained adds a line to the DETAIL of an error.
func explained(err error, line string) error {
	e := pgerror.From(err).Clone()
	if e.Detail != "" {
		line = e.Detail + "\n" + line
	}
	e.Detail = line
	return e
}

// Lost reports whether the message that was just served has lost its block to a conflict that
// another attempt may mend. ReplayDone or ReplayGivenUp must follow.
func (s *Session) Lost() bool {
	return s.replay.lost && (s.replay.bar == ReplayFree || s.replay.running)
}

// ReplayBegins undoes the attempt that was lost and begins another. The block's messages are to
// come again then. An error says why there is to be no other attempt. same is asked before the block
// ends, once in each attempt: an error says that something has come out otherwise, or not yet, and
// then the block does not end but is lost.
func (s *Session) ReplayBegins(err error, same func() error) error {
	r := &s.replay
	if r.bar != ReplayFree {
		return s.barred(err)
	}
	if !r.running {
		r.running = true
		r.statements, r.unnamed = maps.Clone(s.statements), s.unnamed
		s.stop.hold(true)
	}
	r.lost, r.over, r.same = false, false, same
	s.m.stats.Replays.Add(1)
	s.m.o.CodeProbes.Hit("a transaction whose answers were sent is replayed")
	s.abandon(s.stop.ctx)
	s.ended = r.ended // none has: it begins again
	s.prices.ended, s.prices.count = r.spent, r.priced
	s.reopen()
	s.block.age, s.block.attempts, s.block.kept, s.block.carried = r.age, r.attempts+1, true, r.carried
	return pause(s.stop.ctx, r.attempts+1)
}

// replayEnds is told that the block is about to end. What its client has been answered must have come
// out by then.
func (s *Session) replayEnds() error {
	r := &s.replay
	if !r.running || r.over {
		return nil
	}
	if err := r.same(); err != nil {
		return err
	}
	r.over = true
	return nil
}

// stillSame is asked before something that can't be undone, and that no attempt before has done: what
// others have changed must not lead to it unless the client hears of it.
func (s *Session) stillSame() error {
	if r := &s.replay; r.running && !r.over {
		return r.same()
	}
	return nil
}

// Barred is why the block at hand can't be run again, if that is known already.
func (s *Session) Barred() ReplayBar { return s.block.bar }

// ReplayOver reports whether the block has ended in the attempt that runs, or may have.
func (s *Session) ReplayOver() bool { return s.replay.over }

// ReplayAt says when the message that comes next was served first.
func (s *Session) ReplayAt(statementTime int64) { s.replay.at = statementTime }

// StatementTime is statement_timestamp().
func (s *Session) StatementTime() int64 { return s.env.StmtTime }

// ReplayCancelled is what the client is to hear if what runs was cancelled; nil: it was not.
func (s *Session) ReplayCancelled() error {
	if s.stop.ctx.Err() == nil {
		return nil
	}
	return s.stop.worded(pgerror.New(pgerror.QueryCanceled, "canceling statement due to user request"))
}

// ReplayDone ends a replay in which all came out the same. err is what came of the message that
// had lost its transaction.
func (s *Session) ReplayDone(err error) error {
	s.m.stats.TransactionsReplayed.Add(1)
	replayed(s.replay.lostTo, true)
	s.m.o.Logger.Debug("a transaction was run again", "pid", s.params.PID, "attempt", s.replay.attempts+1)
	s.replayOver()
	return s.stop.end(err)
}

// ReplayDiffers says that what the client has read is not what it would read now. Of statements
// first to last of the transaction one has another result; the text is that of the last.
func (s *Session) ReplayDiffers(err error, first, last int) error {
	s.m.stats.ReplaysDiffered.Add(1)
	replayed(s.replay.lostTo, false)
	which := "The result of statement " + formatInt(int64(last))
	if first < last {
		which = "The result of a statement from number " + formatInt(int64(first)) + " to number " + formatInt(int64(last))
	}
	s.activity.Lock()
	text := s.activity.Query
	s.activity.Unlock()
	s.m.o.Logger.Debug("a transaction was run again, and answers differed", "pid", s.params.PID, "statement", last)
	return explained(err, which+" of the transaction ("+shortened(s.loggable(text))+") is another now: what the client has read has changed since, and the server could not run the transaction again by itself.")
}

// shortenedMax is how much of a statement an error's DETAIL shows.
const shortenedMax = 120

// shortened is the beginning of a statement on one line.
func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > shortenedMax {
		return string(r[:shortenedMax]) + "…"
	}
	return text
}

// ReplayGivenUp ends a replay that came to nothing. The block is as the conflict left it.
func (s *Session) ReplayGivenUp(err error, out Output) error {
	r := &s.replay
	if r.running {
		s.abandon(context.WithoutCancel(s.stop.ctx))
		s.backTo(r)
	}
	if r.failed {
		s.block.state, s.block.lost, s.block.modes = blockFailed, true, r.modes
		for _, sp := range r.savepoints {
			sp.txn = nil
			s.block.savepoints = append(s.block.savepoints, sp)
		}
	}
	for _, name := range r.told {
		out.Parameter(catalog.SettingName(name), s.value(name))
	}
	s.replayOver()
	return s.stop.end(err)
}

// backTo brings the prepared statements back that there were before the replay.
func (s *Session) backTo(r *replay) {
	again := func(p *prepared) {
		if s.hold(p.bytes) != nil {
			p.bytes = 0 // what it takes is not counted: better than to lose it
		}
	}
	for name, p := range s.statements {
		if r.statements[name] != p {
			s.forget(name)
		}
	}
	for name, p := range r.statements {
		if s.statements[name] != p {
			again(p)
			s.statements[name] = p
		}
	}
	if s.unnamed != r.unnamed {
		s.forgetUnnamed()
		if s.unnamed = r.unnamed; s.unnamed != nil {
			again(s.unnamed)
		}
	}
}

// replayOver forgets a replay.
func (s *Session) replayOver() {
	r := &s.replay
	if r.running {
		s.stop.hold(false)
	}
	*r = replay{}
	if s.block.state == blockIdle || s.block.lost {
		s.forgetClosed()
	}
}

// preparesAgain takes a prepared statement out that the attempt before has made, since its message
// comes again: what it was planned by may have changed.
func (s *Session) preparesAgain(name string) {
	if p := s.statements[name]; s.replay.running && !s.replay.over && p != nil && name != "" && p.made == s.blockNumber() {
		s.forget(name)
	}
}

// deallocated takes a prepared statement out, which is there. One that is older than the open block
// is there again for those of its messages that come before, if they come again.
func (s *Session) deallocated(name string) {
	p := s.statements[name]
	if !s.block.kept || p.made == s.blockNumber() {
		s.forget(name)
		return
	}
	s.closed = append(s.closed, p)
	delete(s.statements, name)
}

// reopen brings back what deallocated has taken out.
func (s *Session) reopen() {
	for _, p := range s.closed {
		if s.statements[p.name] != nil {
			s.forget(p.name)
		}
		s.statements[p.name] = p
	}
	s.closed = s.closed[:0]
}

// forgetClosed gives up what deallocated has kept.
func (s *Session) forgetClosed() {
	for _, p := range s.closed {
		s.held.Shrink(p.bytes)
	}
	s.closed = nil
}

// blockNumber tells the open block from all others; 0: none is open.
func (s *Session) blockNumber() uint64 {
	if s.block.state == blockIdle {
		return 0
	}
	return s.ended + 1
}

// Untouched reports that no statement has touched data in the open transaction.
func (s *Session) Untouched() bool { return !s.block.touched && s.block.ran == 0 }
