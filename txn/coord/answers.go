package coord

import (
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// refused is the error that a final refusal stands for. What it tells of data
// counts as seen: Rule W covers errors (T1).
func (t *Txn) refused(e *kvpb.Refused) error {
	t.observed(hlc.Timestamp(e.MaxObs))
	return t.refusal(e)
}

// refusal is refused without noting MaxObs, which is not safe for concurrent use: for parallel requests, which
// note it by observedLater.
func (t *Txn) refusal(e *kvpb.Refused) error {
	// All of these may succeed in another attempt: the same statements meet other versions then, or none.
	retry := func(why string) error {
		return &RetryError{Why: why, Key: keys.Key(e.Key), Other: e.Other.ID(), At: hlc.Timestamp(e.At)}
	}
	switch e.Reason {
	case kvpb.ReasonVersion:
		return retry("a row that it read or locked was changed by another transaction")
	case kvpb.ReasonTimestamp:
		return retry("its commit timestamp was taken by a reader")
	case kvpb.ReasonStage:
		return retry("another transaction is committing the same row")
	case kvpb.ReasonClosed:
		return retry("its time to commit is over")
	case kvpb.ReasonPrevented:
		return retry("it took too long to commit, and was ended")
	case kvpb.ReasonMoved, kvpb.ReasonBounds:
		return retry("its rows moved to other ranges")
	case kvpb.ReasonLost:
		return retry("locks or buffered writes were lost")
	// Not a retry: the same r would be refused again.
	case kvpb.ReasonThreshold:
		return &SnapshotError{ReadTS: t.readTS}
	// The range has ended the wait: NOWAIT, or lock_timeout.
	case kvpb.ReasonLocked:
		return &LockError{Key: keys.Key(e.Key), Holder: e.Other.ID(), Timeout: e.Timeout}
	// Chosen as the victim by the graph of the range's node, or by the center of several (txn/deadlock).
	case kvpb.ReasonDeadlock:
		d := &DeadlockError{Key: keys.Key(e.Key)}
		for _, m := range e.Cycle {
			d.Cycle = append(d.Cycle, m.ID())
		}
		return d
	// What a range refuses for its size, which no retry makes smaller; a full disk is another matter.
	case kvpb.ReasonLimit:
		if errors.Is(e.Cause, engine.ErrFull) {
			return &DiskFullError{Why: e.Cause}
		}
		return &LimitError{Limit: "what a range accepts", Why: e.Cause, State: "54000"}
	// Its number is the index in t.conds plus one; nil from OnFail: the transaction is to be run again.
	case kvpb.ReasonCondition:
		if i := int(e.Condition) - 1; i >= 0 && i < len(t.conds) {
			if err := t.conds[i].OnFail(); err != nil {
				return &ConditionError{err}
			}
		}
		return retry("a constraint does not hold any more")
	// An error of a fragment itself, as the statement would have met it here.
	case kvpb.ReasonFragment:
		if e.Cause != nil {
			return e.Cause
		}
	}
	return e
}

// refusedForNow is what is told when a passing refusal did not pass, and
// nothing of the request can come any more.
// It is a retry, for nothing was done: the transaction may be run again at once.
func refusedForNow(e *kvpb.RefusedForNow) error {
	return &RetryError{Why: "another transaction stands in the way: " + e.Reason.String(), Key: keys.Key(e.Key), Other: e.Other.ID()}
}
