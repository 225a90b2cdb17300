package catalog

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord"
)

// reading is how ranges are read: now, at their leaseholders, or as of the past, at whatever
// replicas know that.
type reading struct {
	old  bool // of the past
	find func(ctx context.Context, key keys.Key) (*descriptor.Range, error)
	send func(ctx context.Context, d *descriptor.Range, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error
}

func (c *Catalog) now() reading {
	router := c.o.DB.Router()
	return reading{false, router.Lookup, func(ctx context.Context, d *descriptor.Range, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
		return router.Server(d).Send(ctx, req, resp)
	}}
}

func (c *Catalog) past() reading { return reading{true, c.o.DB.LookupPast, c.o.DB.ReadPast} }

// read reads spans, in the order of their keys, at ts, which may lie ahead of now, beside
// all transactions: it leaves its mark, and waits for stages at or below ts. newest is that
// of the versions it met. An error is that of one attempt; distsender.Passing reports whether
// another may do better.
func (c *Catalog) read(ctx context.Context, by reading, ts hlc.Timestamp, spans []keys.Span, emit func(key, value []byte) error) (newest hlc.Timestamp, err error) {
	for len(spans) > 0 {
		d, err := by.find(ctx, spans[0].Start)
		if err != nil {
			return 0, err
		}
		in, rest := distsender.Here(d, spans, 0)
		here := make([]*kvpb.Span, len(in))
		for i, s := range in {
			here[i] = &kvpb.Span{Key: s.Start, EndKey: s.End}
		}
		req := kvpb.ReadRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, ReadTs: int64(ts), Spans: here}
		var resp kvpb.ReadResponse
		err = distsender.Once(c.o.DB.Router(), d, func() error { return by.send(ctx, d, &req, &resp) })
		if err != nil {
			if e, ok := errors.AsType[*kvpb.Refused](err); ok && e.Reason == kvpb.ReasonThreshold {
				err = &coord.SnapshotError{ReadTS: ts}
			}
			return 0, err
		}
		for rows := resp.Rows; len(rows) > 0; {
			k, v, left, err := kvpb.NextRow(rows)
			if err != nil {
				return 0, err
			}
			if err := emit(k, v); err != nil {
				return 0, err
			}
			rows = left
		}
		newest = max(newest, hlc.Timestamp(resp.MaxObs))
		for i := len(resp.Resume) - 1; i >= 0; i-- {
			rest = append([]keys.Span{{Start: resp.Resume[i].Key, End: resp.Resume[i].EndKey}}, rest...)
		}
		spans = rest
	}
	return newest, nil
}
