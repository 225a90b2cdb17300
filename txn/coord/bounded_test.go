package coord_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord"
)

// knows is a replica elsewhere that says up to where it knows ranges, by their order; 0: it is not reached.
type knows struct {
	kvpb.Sender
	e     *env
	known []hlc.Timestamp
	asked atomic.Int32 // ranges are asked beside each other
	moved bool         // once: all ranges are others by now
}

func (k *knows) Send(_ context.Context, r kvpb.Request, p kvpb.Response) error {
	req, resp := r.(*kvpb.ReadRequest), p.(*kvpb.ReadResponse)
	k.asked.Add(1)
	if !req.Known || !req.Follower || len(req.Spans) > 0 {
		return errors.New("something is read")
	}
	for i, name := range []string{"a", "f", "k"} {
		if d := k.e.store.Containing(key(name)); d.ID == req.Header.RangeId {
			if k.known[i] == 0 {
				return &kvpb.RetryElsewhere{RangeID: d.ID, Why: "it is not there"}
			}
			if k.moved {
				k.moved = false
				newer := d.Proto()
				newer.Generation++
				return &kvpb.RetryElsewhere{RangeID: d.ID, Range: newer, Why: "the range has other replicas by now"}
			}
			resp.KnownTs, resp.Follower = int64(k.known[i]), true
		}
	}
	return nil
}

// knownRouter has the nearest replica of all ranges at node 2, and the lease at node 3.
type knownRouter struct {
	coord.Router
	k *knows
}

func (r knownRouter) Near(_ *descriptor.Range, tried []uint32) (uint32, kvpb.Sender) {
	if r.k == nil || slices.Contains(tried, 2) {
		return 0, nil
	}
	return 2, r.k
}

func (r knownRouter) Lookup(_ context.Context, key keys.Key) (*descriptor.Range, error) {
	if r.k == nil {
		return r.Router.Lookup(context.Background(), key)
	}
	return r.k.e.store.Containing(key), nil
}

func (knownRouter) Leads(*descriptor.Range) uint32 { return 3 }

// TestFreshest: the time that is chosen is the newest that is known nearby of all that is read, and
// not before the limit, whatever is known.
func TestFreshest(t *testing.T) {
	k := &knows{}
	e := start(t, func(o *coord.Options) { o.Router = knownRouter{o.Router, k} }, "f", "k")
	k.e = e
	ago := func(seconds int) hlc.Timestamp {
		return e.clock.Now().Timestamp().Add(-time.Duration(seconds) * time.Second)
	}
	span := func(from, to string) keys.Span { return keys.Span{Start: key(from), End: key(to)} }
	all := []keys.Span{span("a", "z"), keys.Point(key("g"))}
	limit := ago(10)
	three, five, nine, twenty := ago(3), ago(5), ago(9), ago(20)
	for _, x := range []struct {
		name  string
		spans []keys.Span
		known []hlc.Timestamp
		only  bool
		want  hlc.Timestamp // 0: now
		f     coord.Freshness
		fails bool
	}{
		{"all are known", all, []hlc.Timestamp{three, nine, five}, true, nine, coord.Freshness{Asked: 3, Followers: 3}, false},
		{"one range is read", []keys.Span{span("l", "m")}, []hlc.Timestamp{three, nine, five}, true, five, coord.Freshness{Asked: 1, Followers: 1}, false},
		{"one is behind", all, []hlc.Timestamp{three, twenty, five}, false, five, coord.Freshness{Asked: 3, Behind: 1, Followers: 2}, false},
		{"one is not reached", all, []hlc.Timestamp{three, 0, five}, false, five, coord.Freshness{Asked: 3, Behind: 1, Followers: 2}, false},
		{"all are behind", all, []hlc.Timestamp{twenty, twenty, 0}, false, 0, coord.Freshness{Asked: 3, Behind: 3}, false},
		{"at the limit", all, []hlc.Timestamp{limit, three, three}, true, limit, coord.Freshness{Asked: 3, Followers: 3}, false},
		{"below it", all, []hlc.Timestamp{limit.Prev(), three, three}, true, 0, coord.Freshness{}, true},
		{"not reached, where none else may serve", all, []hlc.Timestamp{three, 0, three}, true, 0, coord.Freshness{}, true},
		{"ahead of now", all, []hlc.Timestamp{hlc.Max, hlc.Max, hlc.Max}, true, 0, coord.Freshness{Asked: 3, Followers: 3}, false},
		{"nothing is read", nil, []hlc.Timestamp{three, three, three}, true, 0, coord.Freshness{}, false},
	} {
		k.known = x.known
		before := e.clock.Now().Timestamp()
		f, err := e.db.Freshest(e.Context(), x.spans, limit, x.only)
		if far := (*coord.FarError)(nil); errors.As(err, &far) != x.fails || err != nil && (!x.fails || far.Detail() == "" || far.Hint() == "") {
			t.Errorf("%s: %v", x.name, err)
			continue
		}
		if x.fails {
			continue
		}
		at := f.At
		f.At = 0
		if f != x.f || x.want != 0 && at != x.want || x.want == 0 && (at < before || at > e.clock.Now().Timestamp()) {
			t.Errorf("%s: %v, as of %v, want %v and %v", x.name, f, at, x.f, x.want)
		}
	}

	k.known, k.moved = []hlc.Timestamp{three, nine, five}, true
	if f, err := e.db.Freshest(e.Context(), []keys.Span{keys.Point(key("g"))}, limit, true); err != nil || f.At != nine {
		t.Errorf("a range that has moved: %v, %v", f, err)
	}

	k.asked.Store(0)
	r := e.db.Router().(knownRouter)
	e2 := start(t, func(o *coord.Options) { o.Router = knownRouter{r.Router, nil} })
	if f, err := e2.db.Freshest(t.Context(), all, limit, true); err != nil || f.Behind > 0 || f.At < limit || k.asked.Load() > 0 {
		t.Errorf("where leaseholders are nearest: %v, %v, %d were asked", f, err, k.asked.Load())
	}
}

// TestAfter: a transaction that is to come after a time ahead of the clock waits for the clock.
func TestAfter(t *testing.T) {
	e := start(t, nil)
	ahead := e.clock.Now().Timestamp().Add(20 * time.Millisecond)
	for _, asOf := range []hlc.Timestamp{0, ahead} {
		x := e.db.Begin(coord.TxnOptions{After: ahead, AsOf: asOf, Near: true})
		if r := x.ReadTS(); r < ahead || asOf == 0 && r == ahead || e.clock.Now().Timestamp() <= ahead {
			t.Errorf("it reads at %v, and is to come after %v", r, ahead)
		}
		if got := x.Covers(); got < ahead {
			t.Errorf("what it has seen is told to be covered by %v", got)
		}
		x.Rollback(t.Context())
	}
}
