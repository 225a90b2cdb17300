package collector

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/store"
)

func minutes(n int) hlc.Timestamp { return hlc.Timestamp(time.Duration(n) * time.Minute) }

func TestLedger(t *testing.T) {
	l := &ledger{share: 1, least: 0.25}
	l.note(minutes(1), 500) // what came before is not known
	l.note(minutes(2), 600)
	l.note(minutes(3), 900)
	for _, tt := range []struct {
		at   int
		want uint64
	}{{0, 0}, {1, 0}, {2, 100}, {3, 400}, {9, 400}} {
		if got := l.due(minutes(tt.at)); got != tt.want {
			t.Errorf("due at %d: got %d, want %d", tt.at, got, tt.want)
		}
	}
	l.collected(minutes(2), 90)
	if got := l.due(minutes(9)); got != 300 || l.share != 0.5 {
		t.Errorf("after a collection: got %d and %v, want 300 and 0.5", got, l.share)
	}
	l.collected(minutes(3), 1)
	if l.share != 1 {
		t.Errorf("after one in vain: got %v, want 1", l.share)
	}
	l.note(minutes(10), 50) // loaded anew
	l.note(minutes(11), 80)
	if got := l.due(minutes(11)); got != 30 {
		t.Errorf("loaded anew: got %d, want 30", got)
	}
}

// A ledger stays small, and never takes for old what may be young.
func TestLedgerIsBounded(t *testing.T) {
	l := &ledger{}
	l.note(0, 0)
	for i := 1; i <= 1000; i++ {
		l.note(minutes(i), uint64(i))
		if len(l.marks) > marksMax {
			t.Fatalf("%d marks", len(l.marks))
		}
		for _, at := range []int{0, i / 2, i} {
			if got := l.due(minutes(at)); got > uint64(at) {
				t.Fatalf("due at %d: %d was written by then, not %d", at, at, got)
			}
		}
	}
	if got := l.due(minutes(1000)); got != 1000 {
		t.Errorf("got %d, want 1000", got)
	}
}

// fake is a store whose ranges are written to at a rate, of which a share is garbage.
type fake struct {
	began     time.Time
	rate      float64 // bytes/s
	garbage   float64
	size      uint64
	slow      time.Duration
	collected []hlc.Timestamp
	last      float64
}

func now() hlc.Timestamp { return hlc.Timestamp(time.Now().UnixNano()) }

func (f *fake) written() float64 { return f.rate * time.Since(f.began).Seconds() }

func (f *fake) Reports(context.Context, ...uint64) []store.Report {
	d := &descriptor.Range{ID: 7, Generation: 3, Start: keys.Key{keys.Rows}, End: keys.MaxKey}
	return []store.Report{
		{Desc: d, Lease: true, BytesApplied: uint64(f.written())},
		{Desc: &descriptor.Range{ID: 9, Start: keys.Key{keys.System}, End: keys.Key{keys.Catalog}}, BytesApplied: uint64(f.written())},
	}
}

func (f *fake) Bytes(uint64) (uint64, error) { return f.size, nil }

func (f *fake) Send(_ context.Context, r kvpb.Request, p kvpb.Response) error {
	req, resp := r.(*kvpb.CollectRequest), p.(*kvpb.CollectResponse)
	if req.Header.RangeId != 7 {
		panic("another range")
	}
	time.Sleep(f.slow)
	f.collected = append(f.collected, hlc.Timestamp(req.Threshold))
	resp.Bytes = uint64(f.garbage * (f.written() - f.last))
	f.last = f.written()
	return nil
}

// Ranges are collected where it is worth it, never above the window or the oldest snapshot.
func TestCollects(t *testing.T) {
	tests := []struct {
		name     string
		f        fake
		oldest   time.Duration // before now; 0: none
		hold     bool          // it does not end
		least    int
		most     int
		behindBy time.Duration // of the last threshold, at least
	}{
		{"idle", fake{size: 1 << 20}, 0, false, 0, 0, 0},
		{"updates", fake{rate: 100 << 10, garbage: 1, size: 64 << 20}, 0, false, 50, 90, 10 * time.Minute},
		{"new rows alone", fake{rate: 100 << 10, size: 64 << 20}, 0, false, 1, 10, 10 * time.Minute},
		{"a large range", fake{rate: 1 << 10, garbage: 1, size: 512 << 20}, 0, false, 0, 0, 0},
		{"an old snapshot", fake{rate: 100 << 10, garbage: 1, size: 64 << 20}, 30 * time.Minute, false, 30, 90, 30 * time.Minute},
		{"a snapshot that does not end", fake{rate: 100 << 10, garbage: 1, size: 64 << 20}, 10 * time.Hour, true, 1, 60, 2 * time.Hour},
		{"slow", fake{rate: 1 << 20, garbage: 1, size: 64 << 20, slow: time.Minute}, 0, false, 10, 48, 10 * time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := tt.f
				f.began = time.Now()
				began := now()
				o := Options{Store: &f, Now: now, HoldMax: 2 * time.Hour}
				if tt.oldest > 0 {
					o.Oldest = func() hlc.Timestamp {
						if tt.hold {
							return began
						}
						return now().Add(-tt.oldest)
					}
				}
				c, err := New(o)
				if err != nil {
					t.Fatal(err)
				}
				c.Start()
				time.Sleep(4 * time.Hour)
				c.Close()
				n := len(f.collected)
				t.Logf("%d collections in four hours, %+v", n, c.Stats())
				if n < tt.least || n > tt.most {
					t.Errorf("%d collections, want %d to %d", n, tt.least, tt.most)
				}
				if n > 0 && f.collected[n-1] > now().Add(-tt.behindBy) {
					t.Errorf("the last one is up to %v ago", time.Duration(now()-f.collected[n-1]))
				}
			})
		})
	}
}
