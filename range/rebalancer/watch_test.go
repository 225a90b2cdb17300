package rebalancer

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
)

func TestWatch(t *testing.T) {
	type look struct {
		after    time.Duration
		answers  bool
		reported int // the row's time
		epoch    uint64
		want     allocator.Health
	}
	tests := []struct {
		name  string
		looks []look
	}{
		{"new and answering", []look{{0, true, 1, 1, allocator.Live}, {time.Hour, true, 1, 1, allocator.Live}}},
		{"connects a little later", []look{{0, false, 1, 1, allocator.Unreachable}, {time.Second, true, 1, 1, allocator.Live}}},
		{"never heard of", []look{{0, false, 1, 1, allocator.Unreachable}, {4 * time.Minute, false, 1, 1, allocator.Unreachable}, {time.Minute, false, 1, 1, allocator.Dead}}},
		{"goes, and comes back", []look{
			{0, true, 1, 1, allocator.Live}, {time.Minute, false, 1, 1, allocator.Unreachable}, {4 * time.Minute, false, 1, 1, allocator.Dead},
			{time.Minute, true, 1, 1, allocator.Suspect}, {29 * time.Second, true, 1, 1, allocator.Suspect}, {time.Second, true, 1, 1, allocator.Live}}},
		{"silent here alone: its row changes", []look{
			{0, true, 1, 1, allocator.Live}, {4 * time.Minute, false, 2, 1, allocator.Unreachable}, {4 * time.Minute, false, 3, 1, allocator.Unreachable},
			{5 * time.Minute, false, 3, 1, allocator.Dead}}},
		{"restarted between two looks", []look{{0, true, 1, 1, allocator.Live}, {time.Minute, true, 1, 2, allocator.Suspect}, {30 * time.Second, true, 1, 2, allocator.Live}}},
	}
	for _, tt := range tests {
		w, now := newWatch(allocator.DefaultTiming()), time.Unix(1000, 0)
		for i, l := range tt.looks {
			now = now.Add(l.after)
			row := &directory.Store{ID: 2, NodeID: 2, ReportedAt: time.Unix(int64(l.reported), 0)}
			if got := w.judge(now, row, l.epoch, l.answers); got != l.want {
				t.Errorf("%s: look %d: got %v, want %v", tt.name, i, got, l.want)
			}
		}
	}
}

// What is silent is counted from when it was heard last.
func TestSilence(t *testing.T) {
	w, now := newWatch(allocator.DefaultTiming()), time.Unix(1000, 0)
	row := &directory.Store{ID: 2, NodeID: 2}
	w.judge(now, row, 1, true)
	w.judge(now.Add(time.Minute), row, 1, false)
	if got := w.silentFor(now.Add(2*time.Minute), 2); got != 2*time.Minute {
		t.Errorf("got %v, want 2m", got)
	}
	w.forget(nil)
	if got := w.silentFor(now, 2); got != 0 {
		t.Errorf("a forgotten store was silent for %v", got)
	}
}
