package stop

import (
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestStopWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := New()
		var ended atomic.Bool
		g.Go(func(ctx context.Context) {
			<-ctx.Done()
			time.Sleep(time.Second)
			ended.Store(true)
		})
		g.Stop()
		if !ended.Load() {
			t.Error("Stop returned before its goroutine")
		}
		g.Stop()
		if g.Go(func(context.Context) { t.Error("ran in a stopped group") }) {
			t.Error("Go accepted work after Stop")
		}
		select {
		case <-g.Stopping():
		default:
			t.Error("Stopping is open after Stop")
		}
	})
}

func TestEvery(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := New()
		n := 0
		g.Every(time.Second, func(context.Context) { n++ })
		time.Sleep(10*time.Second + time.Millisecond)
		g.Stop()
		if n != 10 {
			t.Errorf("ran %d times in 10 s, want 10", n)
		}
	})
}
