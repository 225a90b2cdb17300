package coord_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/isochrondb/isochron/txn/coord"
)

// illClock does not get well.
type illClock struct{ coord.Clock }

func (illClock) Degraded() bool { return true }

func (illClock) AwaitHealthy(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

// TestCutOff: who waits in nobody's name for a clock that is ill, as commits do, hears of CutOff.
func TestCutOff(t *testing.T) {
	e := start(t, func(o *coord.Options) { o.Clock = illClock{o.Clock} })
	told := make(chan error, 1)
	go func() {
		_, err := e.db.Reading(context.Background())
		told <- err
	}()
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := e.db.Reading(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the caller's time is over: %v", err)
	}
	e.db.CutOff()
	var closed *coord.ClosedError
	if err := <-told; !errors.As(err, &closed) {
		t.Errorf("after CutOff: %v", err)
	}
}
