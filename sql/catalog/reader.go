package catalog

import (
	"bytes"
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord"
)

// reading is how ranges are read: now, at their leaseholders, or as of the past, at whatever
// replicas know that.
type reading struct {
	find func(ctx context.Context, key keys.Key) (*descriptor.Range, error)
	send func(ctx context.Context, d *descriptor.Range, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error
}

func (c *Catalog) now() reading {
	router := c.o.DB.Router()
	return reading{router.Lookup, func(ctx context.Context, d *descriptor.Range, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
		return router.Server(d).Send(ctx, req, resp)
	}}
}

func (c *Catalog) past() reading { return reading{c.o.DB.LookupPast, c.o.DB.ReadPast} }

// read reads spans, in the order of their keys, at ts, which may lie ahead of now, beside
// all transactions: it leaves its mark, and waits for stages at or below ts. newest is that
// of the versions it met. An error is that of one attempt; passing reports whether
// another may do better.
func (c *Catalog) read(ctx context.Context, by reading, ts hlc.Timestamp, spans []keys.Span, emit func(key, value []byte) error) (newest hlc.Timestamp, err error) {
	router := c.o.DB.Router()
	for len(spans) > 0 {
		d, err := by.find(ctx, spans[0].Start)
		if err != nil {
			return 0, err
		}
		here, rest := within(d, spans)
		req := kvpb.ReadRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, ReadTs: int64(ts), Spans: here}
		var resp kvpb.ReadResponse
		if err := by.send(ctx, d, &req, &resp); err != nil {
			if moved(err) {
				router.Stale(d, err)
			}
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

// within divides spans into what lies in d and what follows.
func within(d *descriptor.Range, spans []keys.Span) (here []*kvpb.Span, rest []keys.Span) {
	for i, s := range spans {
		start, end := s.Bounds()
		switch {
		case !d.Contains(start):
			return here, append(rest, spans[i:]...)
		case bytes.Compare(end, d.End) <= 0:
			here = append(here, &kvpb.Span{Key: s.Start, EndKey: s.End})
		default:
			here = append(here, &kvpb.Span{Key: start, EndKey: d.End})
			return here, append([]keys.Span{{Start: keys.Key(d.End), End: end}}, spans[i+1:]...)
		}
	}
	return here, rest
}

// moved reports whether err says that the range is elsewhere.
func moved(err error) bool {
	var elsewhere *kvpb.RetryElsewhere
	var refused *kvpb.Refused
	return errors.As(err, &elsewhere) || errors.As(err, &refused) && (refused.Reason == kvpb.ReasonMoved || refused.Reason == kvpb.ReasonBounds)
}

// passing reports whether a read that failed may succeed if it is sent again.
func passing(err error) bool {
	var later *kvpb.RefusedForNow
	var unknown *kvpb.Ambiguous
	return moved(err) || errors.As(err, &later) || errors.As(err, &unknown)
}
