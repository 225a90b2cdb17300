package metric

import (
	"testing"
	"time"
)

func TestHistogram(t *testing.T) {
	tests := []struct {
		d      time.Duration
		bucket int
	}{
		{-1, 0}, {0, 0}, {time.Microsecond, 0}, {time.Microsecond + 1, 1}, {2 * time.Microsecond, 3},
		{3 * time.Microsecond, 5}, {2 * time.Millisecond, 33}, {2*time.Millisecond + 1, 34}, {8*time.Millisecond + 1, 40}, {30 * time.Second, 75}, {time.Hour, histogramBuckets - 1},
	}
	for _, tt := range tests {
		if got := bucket(tt.d); got != tt.bucket {
			t.Errorf("bucket(%v) = %d, want %d", tt.d, got, tt.bucket)
		}
		if b := bucket(tt.d); b < histogramBuckets-1 && bound(b) < tt.d || b > 0 && bound(b-1) >= tt.d {
			t.Errorf("%v lies outside of bucket %d", tt.d, b)
		}
	}
	var h Histogram
	for i := range 100 {
		h.Observe(time.Duration(i) * time.Millisecond)
	}
	if got := h.Quantile(0.5); got < 49*time.Millisecond || got > 66*time.Millisecond {
		t.Errorf("median %v of 0..99 ms", got)
	}
	if h.Count() != 100 {
		t.Errorf("count %d, want 100", h.Count())
	}
}

func TestRegistryShowsAll(t *testing.T) {
	r := NewRegistry()
	r.Counter("things_total", "things").Add(3)
	r.Gauge("level", "a level").Set(-2)
	r.Histogram("wait_seconds", "waits").Observe(time.Second)
	said := "a"
	r.InfoFunc("which", "which one", "one", func() string { return said })
	r.InfoFunc("none", "none", "one", func() string { return "" })
	r.CounterFuncs("lost_total", "lost", "reason", map[string]func() uint64{"a": func() uint64 { return 4 }})
	families, err := r.Gatherer().Gather()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]float64{}
	for _, f := range families {
		m := f.Metric[0]
		if f.GetName() == "isochron_which" && m.Label[0].GetValue() != said {
			t.Errorf("it says %v", m.Label)
		}
		got[f.GetName()] = m.Counter.GetValue() + m.Gauge.GetValue() + m.Histogram.GetSampleSum()
	}
	for name, want := range map[string]float64{"isochron_things_total": 3, "isochron_level": -2, "isochron_wait_seconds": 1, "isochron_which": 1, "isochron_none": 0, "isochron_lost_total": 4} {
		if got[name] != want {
			t.Errorf("%s = %v, want %v", name, got[name], want)
		}
	}
}

func TestUpdatesDoNotAllocate(t *testing.T) {
	r := NewRegistry()
	c, h := r.Counter("c", "c"), r.Histogram("h", "h")
	if n := testing.AllocsPerRun(100, func() { c.Inc(); h.Observe(time.Millisecond) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
