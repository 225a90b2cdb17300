package queue

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/mvccgc"
)

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

func (f *fake) Led(context.Context) []Written {
	d := &descriptor.Range{ID: 7, Generation: 3, Start: keys.Key{keys.Rows}, End: keys.MaxKey}
	return []Written{{Desc: d, Bytes: uint64(f.written())}}
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
				o := MVCCGCOptions{Store: &f, Now: now, Options: mvccgc.Options{HoldMax: 2 * time.Hour}}
				if tt.oldest > 0 {
					o.Oldest = func() hlc.Timestamp {
						if tt.hold {
							return began
						}
						return now().Add(-tt.oldest)
					}
				}
				c, err := NewMVCCGC(o)
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
