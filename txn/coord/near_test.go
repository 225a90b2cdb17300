package coord_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord"
)

// watched counts the reads that are under way, and the most at a time; one may panic.
type watched struct {
	kvpb.Sender
	now, most atomic.Int64
	burst     atomic.Bool
}

func (w *watched) Send(ctx context.Context, r kvpb.Request, resp kvpb.Response) error {
	req, ok := r.(*kvpb.ReadWith)
	if !ok {
		return w.Sender.Send(ctx, r, resp)
	}
	n := w.now.Add(1)
	defer w.now.Add(-1)
	for old := w.most.Load(); n > old && !w.most.CompareAndSwap(old, n); old = w.most.Load() {
	}
	// A read is over sooner than the next one comes to run, on a machine of few cores.
	for began := time.Now(); w.most.Load() < 2 && time.Since(began) < 10*time.Millisecond; {
		runtime.Gosched()
	}
	if w.burst.Load() && keys.Key(req.Spans[0].Key).Compare(key("c40")) >= 0 {
		panic("burst pipe")
	}
	return w.Sender.Send(ctx, req, resp)
}

// watchedRouter leads to one server.
type watchedRouter struct {
	coord.Router
	w *watched
}

func (r watchedRouter) Server(*descriptor.Range) kvpb.Sender { return r.w }

func watch(o *coord.Options) *watched {
	w := &watched{Sender: o.Router.Server(&descriptor.Range{Replicas: []descriptor.Replica{{NodeID: 1}}})}
	o.Router = watchedRouter{o.Router, w}
	return w
}

// near begins a scan whose pages are read ahead here, with cuts.
func (t *txn) near(from, to string, cuts []keys.Key, pageBytes uint64) *coord.Rows {
	return t.Scan(t.ctx, coord.ScanSpec{Spans: []keys.Span{{Start: key(from), End: key("m")}, {Start: key("n"), End: key(to)}}, Near: true, Cuts: cuts, TargetBytes: pageBytes})
}

func drain(ctx context.Context, rows *coord.Rows) (out []string, err error) {
	defer rows.Close()
	n := len(keys.IndexPrefix(1, 100, 1))
	for rows.Next(ctx) {
		out = append(out, fmt.Sprintf("%s=%s", rows.Key()[n:], rows.Value()))
	}
	return out, rows.Err()
}

// TestNearScan: pages of ranges led here that are read ahead, wherever they are cut, give
// the rows of a plain scan, own writes among them, and never more at a time than there are
// slots beside the scan's own.
func TestNearScan(t *testing.T) {
	var w *watched
	e := start(t, func(o *coord.Options) {
		o.Limits.NearReads = 3
		w = watch(o)
	}, "f", "k")
	rng := rand.New(rand.NewPCG(1, 2))
	var names []string
	for i := range 400 {
		names = append(names, fmt.Sprintf("%c%03d", 'a'+rng.IntN(26), i))
	}
	x := e.begin(sr)
	for _, k := range names {
		x.stmt().put(k, "1")
	}
	x.commit()
	e.settle()
	for round := range 30 {
		y := e.begin(sr)
		for range rng.IntN(4) {
			y.stmt().put(names[rng.IntN(len(names))], "2")
			y.stmt().del(names[rng.IntN(len(names))])
		}
		y.stmt()
		var cuts []keys.Key
		for range rng.IntN(6) {
			cuts = append(cuts, key(names[rng.IntN(len(names))]))
		}
		slices.SortFunc(cuts, keys.Key.Compare)
		cuts = slices.CompactFunc(cuts, func(a, b keys.Key) bool { return a.Compare(b) == 0 })
		want, err := drain(y.ctx, y.Scan(y.ctx, coord.ScanSpec{Spans: []keys.Span{{Start: key("b"), End: key("m")}, {Start: key("n"), End: key("y")}}}))
		e.must(err)
		got, err := drain(y.ctx, y.near("b", "y", cuts, uint64(50+rng.IntN(2000))))
		e.must(err)
		if !slices.Equal(got, want) {
			t.Fatalf("round %d, %d cuts: got %d rows, want %d", round, len(cuts), len(got), len(want))
		}
		y.commit()
	}
	if most := w.most.Load(); most < 2 || most > 4 {
		t.Errorf("%d reads at a time, want 2 to 4", most)
	}
}

// TestNearScanPanics: a panic of a page that is read ahead is raised where the scan gets
// to it, and nothing stays behind.
func TestNearScanPanics(t *testing.T) {
	var w *watched
	e := start(t, func(o *coord.Options) {
		o.Limits.NearReads = 2
		w = watch(o)
	})
	x := e.begin(sr)
	for i := range 100 {
		x.stmt().put(fmt.Sprintf("c%02d", i), "1")
	}
	x.commit()
	e.settle()
	w.burst.Store(true)
	y := e.begin(sr)
	y.stmt()
	rows := y.near("a", "y", []keys.Key{key("c20"), key("c40"), key("c60")}, 200)
	func() {
		defer func() {
			p := recover()
			if _, ok := p.(*panics.Moved); !ok {
				t.Errorf("got %v, want the panic of another goroutine", p)
			}
		}()
		for rows.Next(y.ctx) {
		}
	}()
	rows.Close()
	w.burst.Store(false)
	if n := w.now.Load(); n != 0 {
		t.Errorf("%d reads are under way", n)
	}
	got, err := drain(y.ctx, y.near("a", "y", nil, 200))
	if err != nil || len(got) != 100 {
		t.Errorf("then: %d rows, %v", len(got), err)
	}
}
