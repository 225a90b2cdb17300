package store

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// TestReadFollower: every replica answers at a timestamp that is closed there, of the range
// as it is there, and no other.
func TestReadFollower(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 7, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("a")
		e.check(e.put(ctx, k, "1"))
		time.Sleep(time.Second)
		past := int64(e.clock.Now())
		time.Sleep(5 * time.Second)
		e.check(e.put(ctx, k, "2"))
		time.Sleep(time.Second)
		for _, m := range c.stores {
			d := m.get().Containing(k)
			for _, x := range []struct {
				name       string
				at         int64
				generation uint64
				want       string
			}{
				{"the past", past, d.Generation, "1"},
				{"what is not closed", int64(e.clock.Now()), d.Generation, ""},
				{"another generation", past, d.Generation + 1, ""},
			} {
				var resp kvpb.ReadResponse
				err := m.get().ReadFollower(ctx, &kvpb.ReadRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: x.generation}, ReadTs: x.at, Spans: []*kvpb.Span{{Key: k}},
				}, &resp)
				if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); elsewhere != (x.want == "") {
					t.Errorf("store %d, %s: %v", m.id, x.name, err)
				}
				if x.want == "" {
					continue
				}
				if _, v, _, err := kvpb.NextRow(resp.Rows); string(v) != x.want || err != nil {
					t.Errorf("store %d, %s: %q, %v, want %q", m.id, x.name, v, err, x.want)
				}
			}
		}
	})
}
