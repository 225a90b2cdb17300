package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/distsender"
)

// The store writes a few replicated rows itself: the directory's, and the
// counter of range IDs. Each change is a one-range commit: lock the rows, read
// them, write what has changed. It may be repeated: what is there already is
// not written again.

// rangeIDKey is where the next unused range ID lies.
func rangeIDKey() keys.Key { return append(keys.Key{keys.System}, "id/range"...) }

// rowPatience is the time from the start of such a commit to its latest timestamp.
const rowPatience = 5 * time.Second

// row is a row as its lock found it.
type row struct {
	key    keys.Key
	value  []byte // nil: absent
	expect int64
}

// local is Routes where all ranges are on this store.
type local struct{ s *Store }

func (l local) Lookup(_ context.Context, key keys.Key) (*descriptor.Range, error) {
	if d := l.s.Containing(key); d != nil {
		return d, nil
	}
	return nil, &kvpb.RetryElsewhere{Why: "no replica of the key here"}
}
func (l local) Server(*descriptor.Range) kvpb.Sender { return l.s }
func (l local) Heard(*descriptor.Range, error)       {}
func (l local) Forget(*descriptor.Range)             {}

// routes are the ways to where the store writes to itself.
func (s *Store) routes() Routes {
	if s.o.Routes == nil {
		return local{s}
	}
	return s.o.Routes
}

// rowPursuit is the way of such requests.
func (s *Store) rowPursuit() distsender.Pursuit {
	pace := distsender.Steady{Min: time.Millisecond, Max: 256 * time.Millisecond, Tries: updateTriesMax}
	return distsender.Pursuit{Routes: s.routes(), Pace: pace}
}

// update changes rows of one range as one commit. change returns the new values
// in the order of rows; nil leaves a row as it is. It is tried again, from the
// start, where the range has moved or others were faster.
func (s *Store) update(ctx context.Context, rowKeys []keys.Key, change func(rows []row) ([][]byte, error)) error {
	p := s.rowPursuit()
	return perhapsLater(p.Until(ctx, rowKeys[0], p.Routes.Lookup, func(d *descriptor.Range) error {
		err := s.updateOnce(ctx, p.Routes, d, rowKeys, change)
		if err != nil && !distsender.Away(err) {
			return perhapsLater(err)
		}
		return err
	}))
}

// perhapsLater is what a caller is told of a change that has not come to be: that a copy of one
// request is refused for good says nothing of another, and what the change is for may be asked again.
func perhapsLater(err error) error {
	if e, ok := errors.AsType[*kvpb.Refused](err); ok {
		return &kvpb.RefusedForNow{Reason: e.Reason, Key: e.Key, Other: e.Other, At: e.At, ClosedTS: e.ClosedTS}
	}
	return err
}

const updateTriesMax = 8

func (s *Store) updateOnce(
	ctx context.Context, routes Routes, d *descriptor.Range, rowKeys []keys.Key, change func([]row) ([][]byte, error),
) error {
	srv := routes.Server(d)
	reading, sound := s.o.Clock.Sound()
	if !sound || s.o.Clock.Degraded() {
		// It may be old: the latest time to commit, too, which is counted from it.
		return &kvpb.RefusedForNow{Reason: kvpb.ReasonTimestamp}
	}
	now := int64(reading)
	h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: &kvpb.TxnMeta{
		IdHi: uint64(now), IdLo: uint64(s.ident.NodeID)<<32 | uint64(s.rowTxns.Add(1)), Age: now, Gateway: s.ident.NodeID,
	}}
	rows, err := lockRows(ctx, srv, h, now, rowKeys)
	if err == nil {
		var values [][]byte
		if values, err = change(rows); err == nil {
			commit := commitRows(h, now, rows, values)
			if len(commit.Writes) > 0 {
				if err = srv.Send(ctx, commit, &kvpb.CommitResponse{}); err == nil {
					return nil
				}
			}
		}
	}
	s.releaseRows(ctx, routes, d, h, rowKeys[0])
	return err
}

// releaseRows gives locks back. They may have gone over to another leaseholder meanwhile,
// and would keep everybody else from the rows there.
func (s *Store) releaseRows(ctx context.Context, routes Routes, d *descriptor.Range, h *kvpb.Header, key keys.Key) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), rowPatience)
	defer cancel()
	p := s.rowPursuit()
	_ = p.From(ctx, d, key, routes.Lookup, func(d *descriptor.Range) error {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: h.Txn}
		return routes.Server(d).Send(ctx, &kvpb.ReleaseRequest{Header: h}, &kvpb.ReleaseResponse{})
	})
}

func lockRows(ctx context.Context, srv kvpb.Sender, h *kvpb.Header, now int64, rowKeys []keys.Key) ([]row, error) {
	req := &kvpb.LockRequest{Header: h, ReadTs: now, TimeoutNanos: int64(rowPatience)}
	for _, k := range rowKeys {
		req.Keys = append(req.Keys, &kvpb.LockKey{Key: k, Mode: kvpb.LockMode_UPDATE})
	}
	var resp kvpb.LockResponse
	if err := srv.Send(ctx, req, &resp); err != nil {
		return nil, err
	}
	if len(resp.Locked) != len(rowKeys) {
		return nil, fmt.Errorf("store: %d locks for %d rows", len(resp.Locked), len(rowKeys))
	}
	rows := make([]row, len(rowKeys))
	for i, l := range resp.Locked {
		rows[i] = row{key: rowKeys[i], expect: l.Expect}
		if l.Exists {
			rows[i].value = append([]byte{}, l.Value...)
		}
	}
	return rows, nil
}

func commitRows(h *kvpb.Header, now int64, rows []row, values [][]byte) *kvpb.CommitRequest {
	req := &kvpb.CommitRequest{Header: h, ReadTs: now, LatestTs: now + int64(rowPatience)}
	for i, v := range values {
		if v == nil || bytes.Equal(v, rows[i].value) {
			continue
		}
		req.ReadTs = max(req.ReadTs, rows[i].expect)
		req.Expects = append(req.Expects, &kvpb.Expect{Key: rows[i].key, Expect: rows[i].expect, Mode: kvpb.LockMode_UPDATE, Written: true})
		req.Writes = append(req.Writes, &kvpb.Write{Key: rows[i].key, Value: v, Mode: kvpb.LockMode_UPDATE, Tombstone: len(v) == 0})
	}
	return req
}

// writeDirectory tells the directory of ranges, each unless it knows better.
func (s *Store) writeDirectory(ctx context.Context, ranges []*descriptor.Range) error {
	newest := make(map[string]*descriptor.Range, len(ranges))
	for _, d := range ranges {
		if o := newest[string(d.End)]; o == nil || o.Generation < d.Generation {
			newest[string(d.End)] = d
		}
	}
	var rowKeys []keys.Key
	var descs []*descriptor.Range
	for _, d := range newest {
		descs = append(descs, d)
	}
	// In one order: stores that lock the same rows would wait for each other.
	slices.SortFunc(descs, func(a, b *descriptor.Range) int { return bytes.Compare(a.End, b.End) })
	for _, d := range descs {
		rowKeys = append(rowKeys, directory.Key(d.End))
	}
	for len(rowKeys) > 0 {
		n := min(len(rowKeys), directoryRowsMax)
		if err := s.writeDirectoryRows(ctx, rowKeys[:n], descs[:n]); err != nil {
			return err
		}
		rowKeys, descs = rowKeys[n:], descs[n:]
	}
	return nil
}

// directoryRowsMax is how many rows of the directory one commit writes.
const directoryRowsMax = 256

func (s *Store) writeDirectoryRows(ctx context.Context, rowKeys []keys.Key, descs []*descriptor.Range) error {
	return s.update(ctx, rowKeys, func(rows []row) ([][]byte, error) {
		values := make([][]byte, len(rows))
		for i, r := range rows {
			if r.value != nil {
				if old, err := directory.DecodeRow(r.key, r.value); err == nil && old.Generation >= descs[i].Generation {
					continue
				}
			}
			v, err := descs[i].Encode()
			if err != nil {
				return nil, err
			}
			values[i] = v
		}
		return values, nil
	})
}

// dropRow removes the row of a boundary that a merge has removed, unless it is newer.
func (s *Store) dropRow(ctx context.Context, r staleRow) error {
	return s.update(ctx, []keys.Key{directory.Key(r.end)}, func(rows []row) ([][]byte, error) {
		if rows[0].value == nil {
			return [][]byte{nil}, nil
		}
		d, err := directory.DecodeRow(rows[0].key, rows[0].value)
		if err != nil || d.Generation >= r.generation {
			return [][]byte{nil}, err
		}
		return [][]byte{{}}, nil // empty: it goes
	})
}

// boundariesIn are the directory's rows of boundaries inside of a merged range.
func (s *Store) boundariesIn(ctx context.Context, d *descriptor.Range) (out []staleRow, err error) {
	routes := s.routes()
	from, to := directory.Key(d.Start.Next()), directory.Key(d.End)
	dir, err := routes.Lookup(ctx, from)
	if err != nil {
		return nil, err
	}
	now := int64(s.o.Clock.Now())
	var resp kvpb.ReadResponse
	req := &kvpb.ReadRequest{
		Header: &kvpb.Header{RangeId: dir.ID, Generation: dir.Generation, Txn: &kvpb.TxnMeta{IdHi: uint64(now), IdLo: uint64(s.ident.NodeID), Age: now, Gateway: s.ident.NodeID}},
		ReadTs: now, Spans: []*kvpb.Span{{Key: from, EndKey: to}},
	}
	err = distsender.Once(routes, dir, func() error { return routes.Server(dir).Send(ctx, req, &resp) })
	if err != nil {
		return nil, err
	}
	for rows := resp.Rows; len(rows) > 0 && err == nil; {
		var k, v []byte
		if k, v, rows, err = kvpb.NextRow(rows); err != nil {
			break
		}
		if old, err := directory.DecodeRow(k, v); err == nil && old.Generation < d.Generation {
			out = append(out, staleRow{end: old.End, generation: d.Generation})
		}
	}
	return out, err
}

// rangeIDs is the block of unused range IDs taken from the counter.
type rangeIDs struct {
	mu        sync.Mutex // guards what is below; a leaf
	next, end uint64
	refilling chan struct{} // closed when the refill under way is over; nil: none
}

// newRangeID gives an unused range ID. IDs that are not used are lost.
func (s *Store) newRangeID() (uint64, error) {
	r := &s.ids
	for {
		r.mu.Lock()
		if r.next < r.end {
			id := r.next
			r.next++
			r.mu.Unlock()
			return id, nil
		}
		wait := r.refilling
		if wait == nil {
			r.refilling = make(chan struct{})
			r.mu.Unlock()
			if err := s.refillRangeIDs(); err != nil {
				return 0, err
			}
			continue
		}
		r.mu.Unlock()
		select {
		case <-wait:
		case <-s.ctx.Done():
			return 0, ErrClosed
		}
	}
}

func (s *Store) refillRangeIDs() error {
	var first uint64
	err := s.update(s.ctx, []keys.Key{rangeIDKey()}, func(rows []row) ([][]byte, error) {
		next, n := binary.Uvarint(rows[0].value)
		if n <= 0 {
			return nil, fmt.Errorf("%w: counter of range IDs", ErrCorrupt)
		}
		first = next
		return [][]byte{binary.AppendUvarint(nil, next+s.o.RangeIDBlock)}, nil
	})
	r := &s.ids
	r.mu.Lock()
	defer r.mu.Unlock()
	close(r.refilling)
	r.refilling = nil
	if err == nil {
		r.next, r.end = first, first+s.o.RangeIDBlock
	}
	return err
}
