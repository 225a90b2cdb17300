package kvpb

import "fmt"

// The four answers that are not "done" (transactions.md, section 5). They are
// four types and are never mixed: most holes of the protocol came from taking
// one for another. Every method of Server returns nil or one of these, or the
// context's error where nothing was proposed.

// Reason says why a request was refused.
type Reason uint8

// The reasons of a refusal.
const (
	ReasonVersion         Reason = iota + 1 // a committed foreign version: against expect, or in (r, c]
	ReasonTimestamp                         // a fixed c at or below a mark, floor, closed timestamp or version
	ReasonCondition                         // a condition does not hold; Condition names it
	ReasonStage                             // a foreign stage stands in the way
	ReasonClosed                            // the closed timestamp has passed the latest c
	ReasonPrevented                         // recovery prevented this stage
	ReasonThreshold                         // r lies below the collection threshold
	ReasonMoved                             // the bounds changed (a higher generation)
	ReasonLocked                            // NOWAIT, or lock_timeout, met a holder
	ReasonDeadlock                          // chosen as the victim of a cycle
	ReasonLost                              // a flush is missing, or locks died with their lease
	ReasonFragment                          // the plan fragment failed; Cause is its error
	ReasonBounds                            // keys outside the range, same generation
	ReasonLimit                             // larger than a named limit of the range
	ReasonFragmentVersion                   // a plan fragment that this node does not know: read without it
)

// Refused is final: no copy of this request can succeed any more.
type Refused struct {
	Reason    Reason
	Key       []byte   // the key it happened at, where there is one
	Other     *TxnMeta // the transaction it conflicts with, where known
	At        int64    // the version or timestamp met
	ClosedTS  int64    // of the range
	MaxObs    int64    // what the refusal tells of data: Rule W covers the error
	Condition uint32   // with ReasonCondition
	Timeout   bool     // with ReasonLocked: lock_timeout rather than NOWAIT
	Cycle     []*TxnMeta
	Range     *RangeDescriptor // with ReasonMoved: what the range is now, where known
	Cause     error
}

func (e *Refused) Error() string {
	if e.Cause != nil {
		return e.Cause.Error()
	}
	return fmt.Sprintf("refused: %s at key %x", e.Reason, e.Key)
}

// Unwrap returns the cause, if there is one.
func (e *Refused) Unwrap() error { return e.Cause }

// RefusedForNow means no, but a late copy of the request might still succeed:
// it becomes final when the closed timestamp passes the request's latest c.
type RefusedForNow struct {
	Reason   Reason
	Key      []byte
	Other    *TxnMeta
	At       int64 // with ReasonClosed, the least c that would have passed
	ClosedTS int64
}

func (e *RefusedForNow) Error() string {
	return fmt.Sprintf("refused for now: %s at key %x", e.Reason, e.Key)
}

// RetryElsewhere means that nothing happened here: this replica does not serve
// the range (any more). Range is its newest knowledge, if it has any.
type RetryElsewhere struct {
	RangeID uint64
	Range   *RangeDescriptor
	Leader  uint32 // node ID of the leaseholder, 0 if unknown
	Why     string
	Until   int64 // the end of the leaseholder's own lease, where the request's timestamp lies beyond; else 0
}

func (e *RetryElsewhere) Error() string {
	return fmt.Sprintf("range %d is not served here: %s", e.RangeID, e.Why)
}

// Ambiguous means that the request was proposed and its fate is unknown. It
// becomes SQLSTATE 40003 where asking does not settle it, and nothing else.
type Ambiguous struct{ Why string }

func (e *Ambiguous) Error() string { return "outcome unknown: " + e.Why }

func (r Reason) String() string {
	names := [...]string{
		"no reason", "newer version", "timestamp taken", "condition failed", "foreign stage", "closed timestamp passed",
		"prevented by recovery", "below the collection threshold", "range moved", "locked", "deadlock", "state lost",
		"fragment failed", "outside the range", "limit exceeded", "fragment unknown",
	}
	if int(r) < len(names) {
		return names[r]
	}
	return fmt.Sprintf("reason %d", uint8(r))
}
