package rebalancer

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// rowRanges says what is wrong with the ranges of rows, which should begin at these rows, the
// first one aside.
func (w *world) rowRanges(want ...int) func() error {
	return func() error {
		var got []keys.Key
		for _, d := range w.newest() {
			if d.Start.Compare(keys.Key{keys.Rows}) > 0 {
				got = append(got, d.Start)
			}
		}
		if !slices.EqualFunc(got, want, func(k keys.Key, i int) bool { return k.Compare(rowKey(i)) == 0 }) {
			return fmt.Errorf("%d ranges begin at %v", len(got), got)
		}
		return nil
	}
}

func (w *world) merges() (n uint64) {
	for _, m := range w.up() {
		n += m.rebalancer.Stats().Merges
	}
	return n
}

// get reads a row from where it is.
func (w *world) get(i int) {
	w.t.Helper()
	now := int64(w.up()[0].clock.Now().Timestamp())
	w.check(w.do(rowKey(i), func(d *descriptor.Range, s kvpb.Sender) error {
		var resp kvpb.ReadResponse
		err := s.Send(w.t.Context(), &kvpb.ReadRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, ReadTs: now, Spans: []*kvpb.Span{{Key: rowKey(i)}},
		}, &resp)
		if err == nil && len(resp.Rows) == 0 {
			w.t.Errorf("row %d is gone", i)
		}
		return err
	}))
}

// melt makes many small ranges, and sees that they become few by themselves: all but the one
// that was split off by hand. Then nothing moves any more.
func (w *world) melt(ranges int, most time.Duration) {
	w.t.Helper()
	for i := range ranges {
		w.put(10*i, 100)
		if i == ranges/2 {
			w.split(10 * i)
		} else if i > 0 {
			w.splitAs(true, 10*i)
		}
	}
	time.Sleep(9 * time.Minute)
	if n := w.merges(); n > 0 {
		w.t.Errorf("%d ranges were merged that had been split a short time ago", n)
	}
	began := time.Now()
	for w.rowRanges(10*(ranges/2))() != nil && time.Since(began) < most {
		time.Sleep(5 * time.Second)
		w.audit()
	}
	w.check(w.rowRanges(10 * (ranges / 2))())
	w.t.Logf("%d ranges melt after %v, %d moves for balance on the way", ranges, time.Since(began), w.moves())
	if n := w.merges(); n != uint64(ranges-2) {
		w.t.Errorf("%d of %d ranges were merged", n, ranges)
	}
	for i := range ranges {
		w.get(10 * i)
		w.put(10*i, 10)
	}
	before := w.moves()
	time.Sleep(15 * time.Minute)
	if n := w.moves() - before; n > 6 {
		w.t.Errorf("%d moves for balance after that", n)
	}
	w.check(w.rowRanges(10 * (ranges / 2))())
}

// After a table was emptied its ranges melt together, on one node as on several.
func TestMelts(t *testing.T) {
	for _, nodes := range []int{1, 3, 5} {
		t.Run(fmt.Sprint(nodes), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, uint64(nodes), nil)
				defer w.close()
				for range nodes {
					w.join("a")
				}
				system := min(nodes, 5)
				w.settle(5*time.Minute, "growth", w.replicated(min(nodes, 3), system))
				w.melt(16, 30*time.Minute)
			})
		})
	}
}
