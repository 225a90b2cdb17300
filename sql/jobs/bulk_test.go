package jobs

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord"
)

// lateRouter finds no range for a while.
type lateRouter struct {
	coord.Router
	until time.Time
	asked int
}

func (r *lateRouter) Lookup(context.Context, keys.Key) (*descriptor.Range, error) {
	if r.asked++; time.Now().Before(r.until) {
		time.Sleep(2 * time.Second) // as a look-up waits
		return nil, &kvpb.RetryElsewhere{RangeID: 1, Why: "nobody serves the directory"}
	}
	return &descriptor.Range{ID: 7, Start: keys.MinKey, End: keys.MaxKey}, nil
}

func (*lateRouter) Server(*descriptor.Range) kvpb.Sender { return ingester{} }

func (*lateRouter) Heard(d *descriptor.Range, _ error) { _ = d.ID }

func (*lateRouter) Forget(*descriptor.Range) {}

type ingester struct{}

func (ingester) Send(context.Context, kvpb.Request, kvpb.Response) error { return nil }

// A directory that nobody serves is waited for, and told with 40001 where it takes long.
func TestBulkWithoutDirectory(t *testing.T) {
	for name, do := range map[string]func(context.Context, *Bulk) error{
		"each": func(ctx context.Context, b *Bulk) error {
			return b.each(ctx, keys.Point(keys.Key("k")), func(*descriptor.Range, keys.Span) error { return nil })
		},
		"load": func(ctx context.Context, b *Bulk) error {
			l := b.Loader(1)
			defer l.Close()
			return errors.Join(l.Add(ctx, []byte("k"), nil), l.Flush(ctx))
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				short := &lateRouter{until: time.Now().Add(5 * time.Second)}
				if err := do(t.Context(), NewBulk(short)); err != nil || short.asked < 3 {
					t.Errorf("after 5 s: %v, asked %d times", err, short.asked)
				}
				long := &lateRouter{until: time.Now().Add(time.Hour)}
				began := time.Now()
				err := do(t.Context(), NewBulk(long))
				if e, ok := errors.AsType[*coord.UnavailableError](err); !ok || e.SQLState() != "40001" {
					t.Errorf("nobody for an hour: %v", err)
				}
				if d := time.Since(began); d < askFor || d > 2*askFor {
					t.Errorf("given up after %v", d)
				}
			})
		})
	}
}

// farRanges are routes to ranges of one letter each, as they were known; a message to any takes 100 ms.
// Those of silent letters don't answer, those of now are something else by now.
type farRanges struct {
	silent      string
	now         map[byte]*descriptor.Range
	atOnce, max atomic.Int32
}

func between(id uint64, start, end keys.Key) *descriptor.Range {
	return &descriptor.Range{ID: id, Start: start, End: end, Generation: 1, Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}}}
}

func (r *farRanges) Lookup(_ context.Context, k keys.Key) (*descriptor.Range, error) {
	if d := r.now[k[0]]; d != nil && bytes.Compare(d.End, k) <= 0 { // behind what it was divided into
		return between(1000, d.End, keys.Key{k[0] + 1}), nil
	}
	return between(uint64(k[0]), keys.Key{k[0]}, keys.Key{k[0] + 1}), nil
}

func (*farRanges) Heard(*descriptor.Range, error) {}

func (*farRanges) Forget(*descriptor.Range) {}

func (r *farRanges) Server(d *descriptor.Range) kvpb.Sender { return farServer{r, d} }

type farServer struct {
	r *farRanges
	d *descriptor.Range
}

func (s farServer) Send(ctx context.Context, _ kvpb.Request, resp kvpb.Response) error {
	s.r.max.Store(max(s.r.max.Load(), s.r.atOnce.Add(1)))
	defer s.r.atOnce.Add(-1)
	if strings.IndexByte(s.r.silent, s.d.Start[0]) >= 0 {
		<-ctx.Done()
		return ctx.Err()
	}
	time.Sleep(100 * time.Millisecond)
	now := s.d
	if x := s.r.now[s.d.Start[0]]; x != nil && len(s.d.Start) == 1 {
		now = x
	}
	resp.(*kvpb.StatsResponse).Range = now.Proto()
	return nil
}

// TestRangesAtOnce: many ranges are asked side by side, some of which do not answer, and each is listed
// once, in order, also where it was divided or merged since it was known.
func TestRangesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		merged, divided := between(20, keys.Key{20}, keys.Key{22}), between(30, keys.Key{30}, keys.Key{30, 7})
		r := &farRanges{silent: "\x05\x06", now: map[byte]*descriptor.Range{20: merged, 21: merged, 30: divided}}
		began := time.Now()
		list, err := NewBulk(r).Ranges(t.Context(), keys.Span{Start: keys.Key{1}, End: keys.Key{201}})
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > statsTimeout+time.Second || r.max.Load() != RangesAtOnce {
			t.Errorf("took %v, %d at once", took, r.max.Load())
		}
		at := keys.Key{1}
		for _, x := range list {
			if !bytes.Equal(x.Desc.Start, at) || (x.Stats == nil) != (at[0] == 5 || at[0] == 6) {
				t.Errorf("at %v: %v, answered: %v", at, x.Desc, x.Stats != nil)
			}
			at = x.Desc.End
		}
		if len(list) != 200 || !bytes.Equal(at, keys.Key{201}) { // one less, one more
			t.Errorf("%d ranges to %v", len(list), at)
		}
		if list[19].Desc.ID != 20 || list[20].Desc.ID != 22 || list[28].Desc.ID != 30 || list[29].Desc.ID != 1000 {
			t.Errorf("%v, %v, then %v, %v", list[19].Desc, list[20].Desc, list[28].Desc, list[29].Desc)
		}
	})
}

// countedRouter notes how many rows the largest message has.
type countedRouter struct {
	lateRouter
	rows, most atomic.Int64
}

func (*countedRouter) Lookup(context.Context, keys.Key) (*descriptor.Range, error) { // from several messages at once
	return &descriptor.Range{ID: 7, Start: keys.MinKey, End: keys.MaxKey}, nil
}

func (r *countedRouter) Server(*descriptor.Range) kvpb.Sender { return r }

func (r *countedRouter) Send(_ context.Context, req kvpb.Request, _ kvpb.Response) error {
	n := int64(len(req.(*kvpb.IngestRequest).Writes))
	r.rows.Add(n)
	for m := r.most.Load(); n > m && !r.most.CompareAndSwap(m, n); m = r.most.Load() {
	}
	return nil
}

// TestSmallRows: a message of small rows is bounded by what they cost, too.
func TestSmallRows(t *testing.T) {
	r := &countedRouter{}
	l := NewBulk(r).Loader(1)
	defer l.Close()
	const rows = 20_000
	for i := range rows {
		if err := l.Add(t.Context(), []byte{'k', byte(i >> 8), byte(i)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Flush(t.Context()); err != nil || r.rows.Load() != rows || r.most.Load() > ingestBytesMax/entryBytes {
		t.Errorf("%v; %d of %d rows, up to %d in a message", err, r.rows.Load(), rows, r.most.Load())
	}
}
