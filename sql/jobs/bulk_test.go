package jobs

import (
	"context"
	"errors"
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
