package node

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
)

// standing is a source that stands as a test wants.
type standing bound.Standing

func (s *standing) Standing() bound.Standing { return bound.Standing(*s) }
func (s *standing) Look()                    {}

// TestSourceWatch: what becomes of a source is said once for each change, a warning where it
// is for the worse.
func TestSourceWatch(t *testing.T) {
	const ms = time.Millisecond
	var log strings.Builder
	logger := slog.New(slog.NewTextHandler(&log, nil))
	var w sourceWatch
	s := &standing{Source: "clockbound", Error: ms}
	steps := []struct {
		name   string
		change func()
		says   string // parts, with / between them; empty: nothing
	}{
		{"at first", func() {}, "level=INFO/source=clockbound/error=1ms"},
		{"better", func() { s.Error = ms / 2 }, ""},
		{"a little worse", func() { s.Error = 4 * ms }, ""},
		{"worse", func() { s.Error = 6 * ms }, "level=WARN/got worse/error=6ms/limit=10ms"},
		{"worse still", func() { s.Error = 60 * ms }, ""},
		{"a little better", func() { s.Error = 4 * ms }, ""},
		{"worse again", func() { s.Error = 6 * ms }, ""},
		{"good", func() { s.Error = 2 * ms }, "level=INFO/good again"},
		{"it goes, and there is another", func() { s.Source, s.Others = "kernel", "clockbound: void" }, "level=WARN/lost its source/was=clockbound/source=kernel/not_used=\"clockbound: void\""},
		{"why changes", func() { s.Others = "clockbound: older still" }, ""},
		{"nobody is left", func() { s.Source, s.Error = "", time.Hour }, "level=WARN/nothing vouches/was=kernel"},
		{"one again", func() { s.Source, s.Error = "kernel", ms }, "level=INFO/source=kernel"},
		{"the preferred one", func() { s.Source, s.Others = "clockbound", "" }, "level=INFO/another source/was=kernel"},
		{"a disruption", func() { s.Disruptions, s.Disrupted = 1, "it was moved" }, "level=WARN/what=\"it was moved\""},
		{"the operator's word", func() { s.Source, s.Error = bound.ToldSource, 9*ms }, "level=INFO/source=operator"},
	}
	for _, step := range steps {
		step.change()
		for again := range 2 {
			log.Reset()
			w.take(logger, s, 10*ms, "so")
			lines, want := strings.Count(log.String(), "\n"), 0
			if step.says != "" && again == 0 {
				want = 1
				for part := range strings.SplitSeq(step.says, "/") {
					if !strings.Contains(log.String(), part) {
						t.Errorf("%s: %q does not say %q", step.name, log.String(), part)
					}
				}
			}
			if lines != want {
				t.Errorf("%s: %d lines, want %d: %q", step.name, lines, want, log.String())
			}
		}
	}
	if got := w.changes.Load(); got != 5 {
		t.Errorf("%d changes, want 5", got)
	}
}
