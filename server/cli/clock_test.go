package cli

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestDoubtClock: the kernel's word against the operator's is logged, again and again, and
// its agreement is not.
func TestDoubtClock(t *testing.T) {
	for _, tt := range []struct {
		name   string
		kernel time.Duration
		err    error
		says   string // twice; "" for nothing
	}{
		{"agrees", 5 * time.Millisecond, nil, ""},
		{"says more", 400 * time.Millisecond, nil, "contradicts"},
		{"does not know", 0, errors.New("nothing synchronises it"), "does not vouch"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var log strings.Builder
			ctx, cancel := context.WithTimeout(t.Context(), doubtEvery+time.Second)
			defer cancel()
			doubtClock(ctx, slog.New(slog.NewTextHandler(&log, nil)), 10*time.Millisecond, func() (time.Duration, error) { return tt.kernel, tt.err })
			if want := 2; tt.says == "" && log.Len() > 0 || tt.says != "" && strings.Count(log.String(), tt.says) != want {
				t.Errorf("%s: logged %q", tt.name, log.String())
			}
		})
	}
}
