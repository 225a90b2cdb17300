package distsender

import (
	"errors"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Verdict is what came in place of an answer, to whoever has asked.
// In the order of how much is known: from nothing will change it, to nothing is known.
type Verdict uint8

const (
	// Final: asking again changes nothing. It is refused for good, or what came is not a range's word
	// at all: a context's end, a mistake of the sender's.
	Final Verdict = iota
	// Elsewhere: it was not done, the range or its lease is elsewhere. Copies that were sent before may
	// still come to something.
	Elsewhere
	// Moved: it was not done, nor will any copy be. Its keys lie in other ranges by now.
	Moved
	// Later: it was not done. Something stands in its way just now.
	Later
	// Doubt: it may have been done.
	Doubt
)

// Answer finds which of kvpb's four answers err is, however it is wrapped; else err itself.
// The first test is for speed: most come unwrapped, and errors.AsType walks a chain.
func Answer(err error) error {
	switch err.(type) {
	case nil, *kvpb.Refused, *kvpb.RefusedForNow, *kvpb.RetryElsewhere, *kvpb.Ambiguous:
		return err
	}
	if e, ok := errors.AsType[*kvpb.Refused](err); ok {
		return e
	}
	if e, ok := errors.AsType[*kvpb.RefusedForNow](err); ok {
		return e
	}
	if e, ok := errors.AsType[*kvpb.RetryElsewhere](err); ok {
		return e
	}
	if e, ok := errors.AsType[*kvpb.Ambiguous](err); ok {
		return e
	}
	return err
}

// Judge says what an error, not nil, means to whoever has asked.
func Judge(err error) Verdict {
	switch e := Answer(err).(type) {
	case *kvpb.RetryElsewhere:
		return Elsewhere
	case *kvpb.RefusedForNow:
		return Later
	case *kvpb.Ambiguous:
		return Doubt
	case *kvpb.Refused:
		if e.Reason == kvpb.ReasonMoved || e.Reason == kvpb.ReasonBounds {
			return Moved
		}
	}
	return Final
}

// Away reports whether err, if any, says that the request's range is elsewhere or another.
// Not for what Doubt has: that may have been done where it was.
func Away(err error) bool {
	if err == nil {
		return false
	}
	v := Judge(err)
	return v == Elsewhere || v == Moved
}

// Passing reports whether what may be done twice may succeed when it is asked again.
func Passing(err error) bool { return Judge(err) != Final }
