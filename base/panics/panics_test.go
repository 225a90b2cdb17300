package panics

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
)

func burst() { panic("burst pipe") }

// TestMoved: a panic of a worker is raised by whom it works for, logged with the worker's
// stack, and counted once.
func TestMoved(t *testing.T) {
	var out bytes.Buffer
	r := NewRecorder(slog.New(slog.NewTextHandler(&out, nil)))
	work := func() (err error) {
		defer r.Recover("the work", &err)
		var moved *Moved
		var wg sync.WaitGroup
		wg.Go(func() {
			defer Catch(&moved)
			burst()
		})
		wg.Wait()
		moved.Raise()
		return nil
	}
	err := work()
	var e *Error
	if !errors.As(err, &e) || e.Error() != "internal error: burst pipe" || e.SQLState() != "XX000" {
		t.Errorf("got %v", err)
	}
	if log := out.String(); r.Load() != 1 || strings.Count(log, "burst pipe") != 1 || !strings.Contains(log, "panics.burst") || !strings.Contains(log, "the work panicked") {
		t.Errorf("%d counted, logged %s", r.Load(), log)
	}
	var none *Recorder
	quiet := func() (err error) {
		defer none.Recover("nothing", &err)
		burst()
		return nil
	}
	if quiet() == nil || none.Load() != 0 {
		t.Error("without a recorder it is no error")
	}
	if err := func() (err error) { defer r.Recover("well", &err); return nil }(); err != nil || r.Load() != 1 {
		t.Errorf("no panic: %v", err)
	}
}
