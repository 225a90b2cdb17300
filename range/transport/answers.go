package transport

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// What is not "done" travels as a message and comes out as the type that went
// in: the four answers must never be taken for one another (transactions.md,
// section 5).

// errorCodec turns errors into messages and back.
// Neither function is set in tests of the transport alone: then text and SQLSTATE are all that travels.
type errorCodec struct {
	encode func(error) []byte
	decode func([]byte) error
}

// answer makes a message of err, which is not nil.
// The four are looked for through wrapping, in this order: an error that wraps two is told as the more final one.
// What fits none of them is a Failure, and a *Remote at the other end: what that means for the request is judged
// there as an error of the node's own range would be.
func (c errorCodec) answer(err error) *transportpb.Answer {
	if e, ok := errors.AsType[*kvpb.Refused](err); ok {
		return &transportpb.Answer{Kind: &transportpb.Answer_Refused{Refused: c.refused(e)}}
	}
	if e, ok := errors.AsType[*kvpb.RefusedForNow](err); ok {
		return &transportpb.Answer{Kind: &transportpb.Answer_RefusedForNow{RefusedForNow: &transportpb.RefusedForNow{
			Reason: uint32(e.Reason), Key: e.Key, Other: e.Other, At: e.At, ClosedTs: e.ClosedTS,
		}}}
	}
	if e, ok := errors.AsType[*kvpb.RetryElsewhere](err); ok {
		return &transportpb.Answer{Kind: &transportpb.Answer_RetryElsewhere{RetryElsewhere: &transportpb.RetryElsewhere{
			RangeId: e.RangeID, Range: e.Range, Leader: e.Leader, Why: e.Why, Until: e.Until,
		}}}
	}
	if e, ok := errors.AsType[*kvpb.Ambiguous](err); ok {
		return &transportpb.Answer{Kind: &transportpb.Answer_Ambiguous{Ambiguous: &transportpb.Ambiguous{Why: e.Why}}}
	}
	return &transportpb.Answer{Kind: &transportpb.Answer_Failure{Failure: c.failure(err)}}
}

// Only a Cause's text, SQLSTATE and what encode makes of it travel, never its type.
func (c errorCodec) refused(e *kvpb.Refused) *transportpb.Refused {
	r := &transportpb.Refused{
		Reason: uint32(e.Reason), Key: e.Key, Other: e.Other, At: e.At, ClosedTs: e.ClosedTS, MaxObs: e.MaxObs,
		Condition: e.Condition, Timeout: e.Timeout, Cycle: e.Cycle, Range: e.Range,
	}
	// The answer is final without it, too; a cause is for people, and for SQLSTATEs.
	if e.Cause != nil {
		r.Cause = c.failure(e.Cause)
	}
	return r
}

// Errors of the context and a full disk keep their identity, for callers act on them; anything else that they know by
// type goes through encode.
func (c errorCodec) failure(err error) *transportpb.Failure {
	f := &transportpb.Failure{Text: err.Error()}
	switch {
	case errors.Is(err, context.Canceled):
		f.Kind = transportpb.FailureKind_CANCELED
	case errors.Is(err, context.DeadlineExceeded):
		f.Kind = transportpb.FailureKind_DEADLINE
	case errors.Is(err, engine.ErrFull):
		f.Kind = transportpb.FailureKind_DISK_FULL
	}
	// By method, not by type: this package knows no errors of SQL, which is above it.
	if e, ok := errors.AsType[interface {
		error
		SQLState() string
	}](err); ok {
		f.SqlState = e.SQLState()
	}
	if e, ok := errors.AsType[interface {
		error
		Detail() string
	}](err); ok {
		f.Detail = e.Detail()
	}
	if e, ok := errors.AsType[interface {
		error
		Hint() string
	}](err); ok {
		f.Hint = e.Hint()
	}
	if c.encode != nil {
		// Beside the text, not in place of it: the other end may be of a build that can't decode it.
		f.Encoded = c.encode(err)
	}
	return f
}

// err makes the error of a message again. A message that holds none of the
// answers (a newer peer's) is ambiguous: it says that something went wrong.
func (c errorCodec) err(a *transportpb.Answer) error {
	switch k := a.Kind.(type) {
	case *transportpb.Answer_Refused:
		r := k.Refused
		e := &kvpb.Refused{
			Reason: reason(r.GetReason()), Key: r.GetKey(), Other: r.GetOther(), At: r.GetAt(), ClosedTS: r.GetClosedTs(),
			MaxObs: r.GetMaxObs(), Condition: r.GetCondition(), Timeout: r.GetTimeout(), Cycle: r.GetCycle(), Range: r.GetRange(),
		}
		if f := r.GetCause(); f != nil {
			e.Cause = c.cause(f)
		}
		return e
	case *transportpb.Answer_RefusedForNow:
		r := k.RefusedForNow
		return &kvpb.RefusedForNow{Reason: reason(r.GetReason()), Key: r.GetKey(), Other: r.GetOther(), At: r.GetAt(), ClosedTS: r.GetClosedTs()}
	case *transportpb.Answer_RetryElsewhere:
		r := k.RetryElsewhere
		return &kvpb.RetryElsewhere{RangeID: r.GetRangeId(), Range: r.GetRange(), Leader: r.GetLeader(), Why: r.GetWhy(), Until: r.GetUntil()}
	case *transportpb.Answer_Ambiguous:
		return &kvpb.Ambiguous{Why: k.Ambiguous.GetWhy()}
	case *transportpb.Answer_Failure:
		return c.cause(k.Failure)
	}
	// Not RetryElsewhere: what a newer node says may well mean that it was done.
	return &kvpb.Ambiguous{Why: "an answer that this version does not know"}
}

// reason keeps a reason that does not fit from becoming another.
// A newer peer's reason is none here (0): final all the same, only the cause is not known.
func reason(r uint32) kvpb.Reason {
	if r > 255 {
		return 0
	}
	return kvpb.Reason(r)
}

// A decoded error stands in for the cause, within a Remote that keeps the text as the other node had it.
func (c errorCodec) cause(f *transportpb.Failure) error {
	// Detail and hint as the other node worded them: they may name what is only there.
	e := &Remote{Text: f.GetText(), State: f.GetSqlState(), detail: f.GetDetail(), hint: f.GetHint()}
	switch f.GetKind() {
	case transportpb.FailureKind_CANCELED:
		e.cause = context.Canceled
	case transportpb.FailureKind_DEADLINE:
		e.cause = context.DeadlineExceeded
	case transportpb.FailureKind_DISK_FULL:
		e.cause = engine.ErrFull
	}
	if c.decode != nil && len(f.GetEncoded()) > 0 {
		if d := c.decode(f.GetEncoded()); d != nil {
			// It replaces the kind found above: what the sender encoded tells more.
			e.cause = d
		}
	}
	return e
}
