package coord_test

import (
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// move changes a row, and its entry in an index, as SQL does: the entry's keys name
// the row, whose lock guards them.
func (t *txn) move(row, from, to string) *txn {
	t.e.Helper()
	t.put(row, to)
	if from != "" {
		t.e.must(t.DeleteDerived(t.ctx, key("x"+from+row)))
	}
	t.e.must(t.PutDerived(t.ctx, key("x"+to+row), []byte(row)))
	return t
}

// TestDerived: entries without locks follow their rows, from the buffer and after a
// flush, on one range and on several.
func TestDerived(t *testing.T) {
	for _, tt := range []struct {
		name   string
		bytes  int64
		splits []string
	}{
		{"one range", 0, nil}, {"two ranges", 0, []string{"x"}}, {"large", 1000, nil}, {"large, two ranges", 1000, []string{"x"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := start(t, func(o *coord.Options) {
				if tt.bytes > 0 {
					o.Limits.BufferBytes = tt.bytes
				}
			}, tt.splits...)
			e.set("a", "0")
			x := e.begin(sr)
			for i := range 12 {
				x.stmt().move(fmt.Sprintf("r%02d", i), "", "1")
			}
			x.stmt()
			sp := x.Savepoint()
			for i := range 6 {
				x.stmt().move(fmt.Sprintf("r%02d", i), "1", "2")
			}
			e.must(x.RollbackTo(x.ctx, sp))
			for i := range 4 {
				x.stmt().move(fmt.Sprintf("r%02d", i), "1", "3")
			}
			for i := range 3 {
				x.stmt().move(fmt.Sprintf("r%02d", i), "3", "1") // back again
			}
			x.commit()
			e.settle()
			y := e.begin(sr)
			want := ""
			for i := range 12 {
				if i != 3 {
					want += fmt.Sprintf("x1r%02d=r%02d ", i, i)
				}
			}
			e.want(y.scan("x", "y", false, 0), want+"x3r03=r03")
			y.commit()
		})
	}
}

// TestDerivedConflict: a lost race for the row is a lost race for its entries, flushed or not.
func TestDerivedConflict(t *testing.T) {
	for _, bytes := range []int64{0, 300} {
		for _, splits := range [][]string{nil, {"x"}} {
			e := start(t, func(o *coord.Options) { o.Limits.BufferBytes = bytes }, splits...)
			x := e.begin(sr).stmt().move("r", "", "1")
			x.commit()
			e.settle()
			x = e.begin(sr).stmt().move("r", "1", "2")
			if bytes > 0 && e.db.Metrics().FlushedKeys.Load() == 0 {
				t.Error("nothing was flushed")
			}
			// Its locks are lost: another one moves the row meanwhile.
			for _, k := range []string{"r", "x"} {
				e.must(e.store.Send(t.Context(), &kvpb.ReleaseRequest{Header: &kvpb.Header{RangeId: e.store.Containing(key(k)).ID, Txn: x.Meta()}}, &kvpb.ReleaseResponse{}))
			}
			y := e.begin(sr).stmt().move("r", "1", "3")
			y.commit()
			e.settle()
			e.want(code(x.tryCommit()), "40001")
			e.want(e.all(), "r=3 x3r=r")
		}
	}
}
