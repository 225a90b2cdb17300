package retry

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestPauses(t *testing.T) {
	const ms = time.Millisecond
	for _, tt := range []struct {
		name string
		p    Policy
		want []time.Duration
	}{
		{"twice as long each time", Policy{5 * ms, time.Second}, []time.Duration{5 * ms, 10 * ms, 20 * ms, 40 * ms}},
		{"up to the longest", Policy{5 * ms, 12 * ms}, []time.Duration{5 * ms, 10 * ms, 12 * ms, 12 * ms}},
		{"all the same", Policy{ms, ms}, []time.Duration{ms, ms, ms, ms}},
	} {
		ps := tt.p.Begin()
		var got []time.Duration
		for range tt.want {
			got = append(got, ps.Next())
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestSleep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ps := Policy{time.Second, time.Minute}.Begin()
		for range 3 {
			if err := ps.Sleep(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := time.Since(start), 7*time.Second; got != want {
			t.Errorf("slept %v, want %v", got, want)
		}
		ctx, end := context.WithCancel(t.Context())
		end()
		if err := ps.Sleep(ctx); err != context.Canceled {
			t.Errorf("the context has ended: %v", err)
		}
	})
}
