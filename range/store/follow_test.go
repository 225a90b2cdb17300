package store

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
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

// TestKnown: each replica says up to where it knows the past, and serves just that; the leaseholder
// knows more, and closes timestamps from then on.
func TestKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCluster(t, 7, 3, 3, nil)
		defer c.close()
		ctx := t.Context()
		e := c.client(0)
		k := userKey("a")
		e.check(e.put(ctx, k, "1"))
		time.Sleep(30 * time.Second)
		ask := func(quiet bool) (leaders int) {
			for _, m := range c.stores {
				now := e.clock.Now()
				d := m.get().Containing(k)
				h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
				var resp kvpb.ReadResponse
				if err := m.get().Send(ctx, &kvpb.ReadRequest{Header: h, Follower: true, Known: true}, &resp); err != nil {
					t.Fatal(err)
				}
				age := now.Timestamp().Sub(hlc.Timestamp(resp.KnownTs))
				switch {
				case resp.KnownTs == 0:
					t.Errorf("store %d knows nothing", m.id)
				case !resp.Follower:
					leaders++
					if age > time.Second {
						t.Errorf("store %d leads, and knows nothing of the last %v", m.id, age)
					}
					continue
				case quiet != (age > 10*time.Second) || !quiet && age > 6*time.Second:
					t.Errorf("store %d knows nothing of the last %v", m.id, age)
				}
				read := func(at int64) error {
					return m.get().ReadFollower(ctx, &kvpb.ReadRequest{Header: h, ReadTs: at, Spans: []*kvpb.Span{{Key: k}}}, &kvpb.ReadResponse{})
				}
				if err := read(resp.KnownTs); err != nil {
					t.Errorf("store %d, at what it knows: %v", m.id, err)
				}
				if quiet && read(resp.KnownTs+1) == nil {
					t.Errorf("store %d serves more than it knows", m.id)
				}
				err := m.get().Send(ctx, &kvpb.ReadRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation + 1}, Follower: true, Known: true}, &resp)
				if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); !elsewhere {
					t.Errorf("store %d, of another generation: %v", m.id, err)
				}
			}
			return leaders
		}
		if n := ask(true); n != 1 {
			t.Errorf("%d stores say that they lead", n)
		}
		time.Sleep(8 * time.Second)
		ask(false)
	})
}
