package rows

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// refusing grants locks, and says no to all commits, for good.
type refusing struct {
	commits int
}

// Send implements kvpb.Sender.
func (r *refusing) Send(_ context.Context, req kvpb.Request, resp kvpb.Response) error {
	switch q := req.(type) {
	case *kvpb.LockRequest:
		for range q.Keys {
			resp.(*kvpb.LockResponse).Locked = append(resp.(*kvpb.LockResponse).Locked, &kvpb.Locked{})
		}
	case *kvpb.CommitRequest:
		r.commits++
		return &kvpb.Refused{Reason: kvpb.ReasonClosed}
	case *kvpb.ReleaseRequest:
	default:
		panic("nobody sends " + req.Method().String())
	}
	return nil
}

func (r *refusing) Lookup(context.Context, keys.Key) (*descriptor.Range, error) {
	return &descriptor.Range{ID: 1}, nil
}
func (r *refusing) Server(*descriptor.Range) kvpb.Sender { return r }
func (r *refusing) Heard(*descriptor.Range, error)       {}
func (r *refusing) Forget(*descriptor.Range)             {}

// ill is a clock's budget that it is within or not.
type ill bool

func (i ill) Within() bool { return !bool(i) }

// wall is a source that tells the time of day.
type wall struct{}

// Now implements hlc.Source.
func (wall) Now() int64 { return time.Now().UnixNano() }

// TestRowsAreRefused: whoever asks for what needs rows that are not written, a split, say, may ask
// again; and by a clock that is not well, whose readings are old, and the times to commit that are
// counted from them over, nothing is asked for.
func TestRowsAreRefused(t *testing.T) {
	for _, sick := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			clock, err := hlc.NewClock(hlc.Options{Source: wall{}, Budget: ill(sick)})
			if err != nil {
				t.Fatal(err)
			}
			r := &refusing{}
			s := New(Options{Clock: clock, Routes: r, Context: t.Context()})
			err = s.update(t.Context(), []keys.Key{RangeIDKey()}, func([]row) ([][]byte, error) { return [][]byte{{1}}, nil })
			if _, later := errors.AsType[*kvpb.RefusedForNow](err); !later {
				t.Errorf("clock is ill: %v; got %v", sick, err)
			}
			if asked := r.commits > 0; asked == sick {
				t.Errorf("clock is ill: %v; %d commits", sick, r.commits)
			}
		})
	}
}
