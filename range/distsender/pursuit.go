package distsender

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// Routes is what a pursuit goes by (Router). Safe for concurrent use.
type Routes interface {
	// Lookup returns the range that holds key. It does not allocate where the
	// range is cached.
	Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error)
	// Server returns whom to ask about the range: its leaseholder, as far as known.
	Server(desc *descriptor.Range) kvpb.Sender
	// Heard takes in what was heard in place of an answer, which may say that desc is out of
	// date. Other errors change nothing.
	Heard(desc *descriptor.Range, err error)
	// Forget has desc looked up anew: its bounds are others by now.
	Forget(desc *descriptor.Range)
}

// Pace is how patient the sender of a request is.
// It is asked once for each repetition, in the goroutine of the pursuit.
type Pace interface {
	// Pause waits before a request is repeated, for the first time if tries is 0. Its error ends the
	// pursuit: ErrEnough with what was heard last, others as they are.
	Pause(ctx context.Context, tries int) error
	// Timeout is how long nobody may serve the range, and how long something may stand in the way.
	Timeout() time.Duration
}

// ErrEnough of a Pace: there were enough tries.
var ErrEnough = errors.New("distsender: enough")

// ErrMoved is told where a request must be divided anew: nothing of it was done as it was sent.
// Compared with ==: it comes as it is, never wrapped.
var ErrMoved = errors.New("distsender: the request's keys are in other ranges")

// Unserved means that nobody has served a range for as long as its sender was patient. It does not wrap
// what was heard last, which may have meant to ask again.
// (It would else be judged again, by an outer pursuit, as what it wraps.)
type Unserved struct {
	Key  keys.Key // one of the range's
	Last error    // what was heard last
	For  time.Duration
}

// Error has the last answer, which is mostly why.
func (e *Unserved) Error() string {
	return fmt.Sprintf("nobody has served the range of key %x for %v: %v", []byte(e.Key), e.For.Round(100*time.Millisecond), e.Last)
}

// Pursuit is a request's way to its answer.
//
//	heard       then
//	Final       that is all
//	Elsewhere   what it tells is kept; after a pause the range is looked up again (Until), or the
//	            caller divides again (At: ErrMoved)
//	Moved       likewise; ErrMoved without a pause where Divided
//	Later       after a pause it is sent again; where NoWait, that is all
//	Doubt       after a pause it is sent again
//
// It ends with what is final, with an error of the pace, with *Unserved where nobody has served the
// range for Timeout, and with the last *kvpb.RefusedForNow where that was all that was heard for so
// long. Requests are sent by the caller's functions, which fill them anew each time, and must be such
// that may come twice. The zero value but for Routes and Pace is ready; one may go on with several
// requests for the same work, one after the other. Not safe for concurrent use.
type Pursuit struct {
	Routes Routes
	Pace   Pace
	// NoWait: nothing that stands in the way is waited for.
	NoWait bool
	// Divided: the request is for one range as it is. That its keys are in others is for the caller.
	Divided bool
	// Insists: what looks final is asked again, too, as what is in doubt.
	Insists bool

	// tries counts since somebody served; unserved and stuck are by the local monotonic clock.
	tries    int
	unserved time.Time // since when nobody has served the range; zero: somebody does
	stuck    time.Time // since when something stands in the way; zero: nothing does
}

// Begin has the time counted from now; else it is from the first failure on, so that a way without
// any asks no clock.
func (p *Pursuit) Begin() { p.unserved, p.stuck = time.Now(), time.Now() }

// Tries is how often the request was repeated.
func (p *Pursuit) Tries() int { return p.tries }

// At sends to one range until that has answered. ErrMoved: it is another by now.
// It goes on after Later and Doubt (after Final, too, where it Insists); a range of the same bounds whose
// lease has moved is ErrMoved as well, since the caller has cut its work by what it knew.
func (p *Pursuit) At(ctx context.Context, desc *descriptor.Range, send func() error) error {
	for {
		err := send()
		if err == nil {
			p.served()
			return nil
		}
		// It has paused by the time it returns, so that a caller who divides anew does not hammer.
		v, err := p.again(ctx, desc, desc.Start, err)
		if err != nil {
			return err
		}
		if v == Elsewhere || v == Moved {
			return ErrMoved
		}
	}
}

// Until looks up the range of key, and sends to it, until that has answered. find is Routes.Lookup, or
// does its work.
func (p *Pursuit) Until(ctx context.Context, key keys.Key, find Find, send func(*descriptor.Range) error) error {
	return p.From(ctx, nil, key, find, send)
}

// From is Until where desc, if not nil, is known to hold key, or to have held it.
// What is heard of desc is told to the routes; from the second try on the range is looked up.
func (p *Pursuit) From(ctx context.Context, desc *descriptor.Range, key keys.Key, find Find, send func(*descriptor.Range) error) (err error) {
	for ; ; desc = nil {
		if desc == nil {
			desc, err = find(ctx, key)
		}
		if err == nil {
			if err = send(desc); err == nil {
				p.served()
				return nil
			}
		}
		// A failed look-up is judged like an answer: find gives RetryElsewhere where nobody serves the
		// directory.
		if _, err = p.again(ctx, desc, key, err); err != nil {
			return err
		}
	}
}

// Walk sends what concerns spans to one range after the other, in the order of keys, at most so many
// spans at once (0: all of a range's), until all have answered or send does not want to go on. Each
// range is asked as patiently as the first.
// It is written for requests whose spans were cut long before: bounds may have changed, so each step looks up
// where the first span that is left begins, and takes what lies there.
func (p *Pursuit) Walk(ctx context.Context, spans []keys.Span, most int, send func(desc *descriptor.Range, here []keys.Span) (goOn bool, err error)) error {
	left := spans
	for len(left) > 0 {
		// What is left of cut spans is in front already; sorting is for the caller's order, once.
		if byStart := func(a, b keys.Span) int { return bytes.Compare(a.Start, b.Start) }; !slices.IsSortedFunc(left, byStart) {
			left = slices.Clone(left)
			slices.SortStableFunc(left, byStart)
		}
		var rest []keys.Span
		goOn := false
		err := p.Until(ctx, left[0].Start, p.Routes.Lookup, func(desc *descriptor.Range) (err error) {
			var here []keys.Span
			here, rest = Here(desc, left, most)
			goOn, err = send(desc, here)
			return err
		})
		if err != nil || !goOn {
			return err
		}
		left = rest
	}
	return nil
}

// Anew calls f, which divides its work by ranges and sends it, until it does not tell ErrMoved, at most
// so many times more (0: any number), with a pause before each.
// f must leave nothing half done where it tells ErrMoved, or do what may be done twice.
func (p *Pursuit) Anew(ctx context.Context, most int, f func() error) error {
	for try := 0; ; try++ {
		err := f()
		if err != ErrMoved || most > 0 && try == most {
			return err
		}
		if err := p.Pace.Pause(ctx, try); err == ErrEnough {
			return ErrMoved
		} else if err != nil {
			return err
		}
	}
}

// served begins anew: what follows is another request.
// A served request begins both times anew: patience is for each request, not for the work.
func (p *Pursuit) served() { p.tries, p.unserved, p.stuck = 0, time.Time{}, time.Time{} }

// Once sends to desc's leaseholder once, and keeps what is heard in place of an answer.
func Once(routes Routes, desc *descriptor.Range, send func() error) error {
	err := send()
	if err != nil {
		routes.Heard(desc, err)
	}
	return err
}

// Join goes on from where another pursuit of the same work has come to.
// It is what a goroutine's pursuit tells the one that it was made from: the earliest beginnings count.
func (p *Pursuit) Join(o *Pursuit) {
	p.tries = max(p.tries, o.tries)
	p.unserved, p.stuck = earlier(p.unserved, o.unserved), earlier(p.stuck, o.stuck)
}

// earlier is the first of two beginnings; zero: it has not begun.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// again judges what was heard from desc (nil: it was not found), and pauses. An error: that is all.
// What is heard goes to the routes before anything is decided: even a caller that gives up leaves the cache
// better than it was.
func (p *Pursuit) again(ctx context.Context, desc *descriptor.Range, key keys.Key, heard error) (Verdict, error) {
	v := Judge(heard)
	if desc != nil && v != Final {
		p.Routes.Heard(desc, heard)
	}
	// The order: what ends at once, then what has lasted too long, then the pace.
	switch {
	case v == Final && !p.Insists, v == Later && p.NoWait:
		return v, heard
	case v == Moved && p.Divided:
		return v, ErrMoved
	}
	if err := p.tooLong(v, key, heard); err != nil {
		return v, err
	}
	p.tries++
	err := p.Pace.Pause(ctx, p.tries-1)
	if err == ErrEnough {
		return v, heard
	}
	return v, err
}

// tooLong is the error of a pursuit that has lasted for longer than its pace allows.
// Both clocks: unserved runs while nobody serves, stuck while somebody does and refuses. Later proves that the
// range is served, so it ends the first; the second goes on through an election.
func (p *Pursuit) tooLong(v Verdict, key keys.Key, heard error) error {
	if v == Later {
		p.unserved = time.Time{} // it is served
		if over(&p.stuck, p.Pace) {
			return heard
		}
		return nil
	}
	if over(&p.unserved, p.Pace) {
		return &Unserved{Key: key, Last: heard, For: time.Since(p.unserved)}
	}
	return nil
}

// over reports whether something has gone on since for longer than the pace allows; it begins where
// since is zero.
func over(since *time.Time, pace Pace) bool {
	if since.IsZero() {
		*since = time.Now()
		return false
	}
	return time.Since(*since) >= pace.Timeout()
}

// Steady is a Pace: pauses that double from Min to Max, at most Tries repetitions (0: any number),
// within For (0: until the context ends).
// Exponential backoff, without jitter: requests of many senders are spread by their different beginnings.
type Steady struct {
	Min, Max time.Duration
	Tries    int
	For      time.Duration
}

// Pause implements Pace.
func (s Steady) Pause(ctx context.Context, tries int) error {
	if s.Tries > 0 && tries >= s.Tries {
		return ErrEnough
	}
	// The shift is bounded, or it would overflow to a pause of nothing.
	return stop.Sleep(ctx, min(s.Min<<min(tries, 30), s.Max))
}

// Timeout implements Pace.
func (s Steady) Timeout() time.Duration {
	// The largest duration there is: no bound.
	if s.For == 0 {
		return 1<<63 - 1
	}
	return s.For
}
