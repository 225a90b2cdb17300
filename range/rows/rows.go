// Package rows writes the few replicated rows that a store writes itself: the directory of ranges, and the
// counter of range IDs.
//
// Each change is a one-range commit: lock the rows, read them, write what has changed. It may be
// repeated: what is there already is not written again.
package rows

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/distsender"
)

// RangeIDKey is where the next unused range ID lies, as a uvarint.
func RangeIDKey() keys.Key { return append(keys.Key{keys.System}, "id/range"...) }

// Timeout is the time from the start of such a commit to its latest timestamp.
const Timeout = 5 * time.Second

// row is a row as its lock found it.
// expect is the timestamp of the newest version that the lock found, 0: none; the commit checks it (T11).
type row struct {
	key    keys.Key
	value  []byte // nil: absent
	expect int64
}

// Options of Rows. All are required.
type Options struct {
	Routes distsender.Routes
	Clock  Clock
	NodeID uint32 // of the store
	// Context ends with the store: nothing is asked for after it.
	Context      context.Context
	RangeIDBlock uint64 // range IDs taken from the counter at once
}

// Clock is the node's.
type Clock interface {
	Now() hlc.Reading
	// Sound is Now, and whether it is not too far from what the clock's source says.
	Sound() (hlc.Reading, bool)
	Degraded() bool // its error is beyond what it may be
}

// Rows writes rows. Safe for concurrent use.
// Its changes are small transactions of the store's own. They don't go through txn/coord, which stands above
// this room: no buffer, no refresh, no deadlock detection beyond that of any lock, and one range only.
type Rows struct {
	o    Options
	txns atomic.Uint32 // makes the IDs of its transactions unique
	ids  rangeIDs
}

// New returns a Rows.
func New(o Options) *Rows { return &Rows{o: o} }

// ErrCorrupt reports a row that can't be read.
var ErrCorrupt = errors.New("rows: corrupt")

// pursuit is the way of its requests.
// A pursuit for each change: they have no state in common.
func (r *Rows) pursuit() distsender.Pursuit {
	pace := distsender.Steady{Min: time.Millisecond, Max: 256 * time.Millisecond, Tries: updateTriesMax}
	return distsender.Pursuit{Routes: r.o.Routes, Pace: pace}
}

// update changes rows of one range as one commit. change returns the new values
// in the order of rows; nil leaves a row as it is. It is tried again, from the
// start, where the range has moved or others were faster.
// All rows must lie in the range of the first: the directory is never split, and counters are rows by
// themselves. It fails with *kvpb.RefusedForNow where another time may do, with ErrCorrupt, and,
// after updateTriesMax repetitions, with what was heard last.
// The steps, each a message to the range's leaseholder:
//
//	lock      all rows, in the order given; the answer has what is there now
//	change    decides by that, here
//	commit    what differs, with the locks' expects; nothing differs: none is sent
//	release   in every case but that of a commit, which lets go of its locks itself
func (r *Rows) update(ctx context.Context, rowKeys []keys.Key, change func(rows []row) ([][]byte, error)) error {
	p := r.pursuit()
	return perhapsLater(p.Until(ctx, rowKeys[0], p.Routes.Lookup, func(d *descriptor.Range) error {
		err := r.updateOnce(ctx, p.Routes, d, rowKeys, change)
		// What says that the range is elsewhere must come to the pursuit as it is: it looks the range up again.
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

// updateTriesMax is how often a change is tried again; with pauses of 1 to 128 ms, for a quarter of a second.
const updateTriesMax = 8

// updateOnce is one try. Each is a transaction of its own, with a new identity: what a former one left can
// only be a lock, which goes with its release or when the range asks this node after it.
func (r *Rows) updateOnce(
	ctx context.Context, routes distsender.Routes, d *descriptor.Range, rowKeys []keys.Key, change func([]row) ([][]byte, error),
) error {
	srv := routes.Server(d)
	// A reading of each try, since its identity and its latest timestamp are made of it.
	reading, sound := r.o.Clock.Sound()
	if !sound || r.o.Clock.Degraded() {
		// It may be old: the latest time to commit, too, which is counted from it.
		return &kvpb.RefusedForNow{Reason: kvpb.ReasonTimestamp}
	}
	now := int64(reading)
	// A reading is used once on a node, so with the node's ID and a counter the identity is nobody else's.
	h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: &kvpb.TxnMeta{
		IdHi: uint64(now), IdLo: uint64(r.o.NodeID)<<32 | uint64(r.txns.Add(1)), Age: now, Gateway: r.o.NodeID,
	}}
	rows, err := lockRows(ctx, srv, h, now, rowKeys)
	if err == nil {
		var values [][]byte
		// With the locks held: what it decides by can't change before the commit, or the expects notice (T11).
		if values, err = change(rows); err == nil {
			// Nothing to write is no error: somebody else has done it, or an earlier try of this one.
			commit := commitRows(h, now, rows, values)
			if len(commit.Writes) > 0 {
				if err = srv.Send(ctx, commit, &kvpb.CommitResponse{}); err == nil {
					return nil
				}
			}
		}
	}
	// After an error of the commit, too: it may have come to be all the same, and then there is nothing to
	// release.
	r.releaseRows(ctx, routes, d, h, rowKeys[0])
	return err
}

// releaseRows gives locks back. They may have gone over to another leaseholder meanwhile,
// and would keep everybody else from the rows there.
func (r *Rows) releaseRows(ctx context.Context, routes distsender.Routes, d *descriptor.Range, h *kvpb.Header, key keys.Key) {
	// The caller's end does not end this: a lock that stays holds up every other store.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), Timeout)
	defer cancel()
	p := r.pursuit()
	_ = p.From(ctx, d, key, routes.Lookup, func(d *descriptor.Range) error {
		// A store that stops asks for nothing more. Its locks go when its node is asked after them, and knows
		// nothing of them.
		if err := r.o.Context.Err(); err != nil {
			return err
		}
		h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: h.Txn}
		return routes.Server(d).Send(ctx, &kvpb.ReleaseRequest{Header: h}, &kvpb.ReleaseResponse{})
	})
}

// lockRows fails with the answer's error, and otherwise where the answer does not fit the question. Values are
// copied: the answer's memory is the transport's.
func lockRows(ctx context.Context, srv kvpb.Sender, h *kvpb.Header, now int64, rowKeys []keys.Key) ([]row, error) {
	req := &kvpb.LockRequest{Header: h, ReadTs: now, TimeoutNanos: int64(Timeout)}
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

// commitRows asks for what differs. Rows that were locked and stay as they are have no expect: nothing that is
// written depends on them.
func commitRows(h *kvpb.Header, now int64, rows []row, values [][]byte) *kvpb.CommitRequest {
	// Without KeepLocks: the commit lets go of all locks of the transaction.
	req := &kvpb.CommitRequest{Header: h, ReadTs: now, LatestTs: now + int64(Timeout)}
	for i, v := range values {
		// nil: it stays. The same bytes: a repetition of what has been done, or another store was faster.
		if v == nil || bytes.Equal(v, rows[i].value) {
			continue
		}
		// c must exceed what was read, and a lock reads the newest version, which may be ahead of now (T2).
		req.ReadTs = max(req.ReadTs, rows[i].expect)
		req.Expects = append(req.Expects, &kvpb.Expect{Key: rows[i].key, Expect: rows[i].expect, Mode: kvpb.LockMode_UPDATE, Written: true})
		// An empty value stands for a row that goes; no row of these kinds is empty otherwise.
		req.Writes = append(req.Writes, &kvpb.Write{Key: rows[i].key, Value: v, Mode: kvpb.LockMode_UPDATE, Tombstone: len(v) == 0})
	}
	return req
}

// WriteDirectory tells the directory of ranges, each unless it knows better.
// Of several that end at the same key the one with the highest generation counts. It is done in batches, each
// atomic; after an error some may have been written, and writing them again does nothing.
func (r *Rows) WriteDirectory(ctx context.Context, ranges []*descriptor.Range) error {
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
		if err := r.writeDirectoryRows(ctx, rowKeys[:n], descs[:n]); err != nil {
			return err
		}
		rowKeys, descs = rowKeys[n:], descs[n:]
	}
	return nil
}

// directoryRowsMax is how many rows of the directory one commit writes.
// It bounds the commit's message, and how long other stores wait for the locks.
const directoryRowsMax = 256

// A row that can't be read is written over: what a store knows of its own range is better than that.
func (r *Rows) writeDirectoryRows(ctx context.Context, rowKeys []keys.Key, descs []*descriptor.Range) error {
	return r.update(ctx, rowKeys, func(rows []row) ([][]byte, error) {
		values := make([][]byte, len(rows))
		for i, x := range rows {
			if x.value != nil {
				// An old word that comes late may not undo a newer one.
				if old, err := directory.DecodeRow(x.key, x.value); err == nil && old.Generation >= descs[i].Generation {
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

// Boundary is a row of the directory that is to go, unless it is newer.
type Boundary struct {
	End        keys.Key
	Generation uint64
}

// DropBoundary removes the row of a boundary that a merge has removed, unless it is newer.
// As for all of this room, a boundary that is gone already is no error.
func (r *Rows) DropBoundary(ctx context.Context, b Boundary) error {
	return r.update(ctx, []keys.Key{directory.Key(b.End)}, func(rows []row) ([][]byte, error) {
		if rows[0].value == nil {
			return [][]byte{nil}, nil
		}
		d, err := directory.DecodeRow(rows[0].key, rows[0].value)
		// The row is of a range that was split off there anew, since the merge: it stays.
		if err != nil || d.Generation >= b.Generation {
			return [][]byte{nil}, err
		}
		return [][]byte{{}}, nil // empty: it goes
	})
}

// BoundariesIn are the directory's rows of boundaries inside of a merged range.
// It reads without locks, at now: what it finds is only asked for, each by DropBoundary under its lock.
func (r *Rows) BoundariesIn(ctx context.Context, d *descriptor.Range) (out []Boundary, err error) {
	routes := r.o.Routes
	// From after the start to before the end: the row of the merged range itself, at its end, stays.
	from, to := directory.Key(d.Start.Next()), directory.Key(d.End)
	dir, err := routes.Lookup(ctx, from)
	if err != nil {
		return nil, err
	}
	now := int64(r.o.Clock.Now())
	var resp kvpb.ReadResponse
	req := &kvpb.ReadRequest{
		Header: &kvpb.Header{RangeId: dir.ID, Generation: dir.Generation, Txn: &kvpb.TxnMeta{IdHi: uint64(now), IdLo: uint64(r.o.NodeID), Age: now, Gateway: r.o.NodeID}},
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
		// A row that can't be read is left alone, as is one that is as new as the range that was asked about.
		if old, err := directory.DecodeRow(k, v); err == nil && old.Generation < d.Generation {
			out = append(out, Boundary{End: old.End, Generation: d.Generation})
		}
	}
	return out, err
}

// rangeIDs is the block of unused range IDs taken from the counter.
// Blocks save a commit for each split. Two stores never get the same block, for each is taken by a commit.
type rangeIDs struct {
	mu        sync.Mutex // guards what is below; a leaf
	next, end uint64
	refilling chan struct{} // closed when the refill under way is over; nil: none
}

// NewRangeID gives an unused range ID. IDs that are not used are lost. It fails with the cause of
// Options.Context, too.
func (r *Rows) NewRangeID() (uint64, error) {
	ids := &r.ids
	for {
		ids.mu.Lock()
		if ids.next < ids.end {
			id := ids.next
			ids.next++
			ids.mu.Unlock()
			return id, nil
		}
		wait := ids.refilling
		// Who finds the block used up first refills it, without the mutex; the others wait for the channel, then
		// look again. Where the refill failed each of them tries for itself.
		if wait == nil {
			// Set under the mutex under which the block was found used up, so that one caller refills.
			ids.refilling = make(chan struct{})
			ids.mu.Unlock()
			if err := r.refillRangeIDs(); err != nil {
				return 0, err
			}
			continue
		}
		ids.mu.Unlock()
		select {
		case <-wait:
		case <-r.o.Context.Done():
			return 0, context.Cause(r.o.Context)
		}
	}
}

// refillRangeIDs takes the next block. The channel is closed in any case, and before it returns, with the
// block in place: who waits finds it, or refills.
func (r *Rows) refillRangeIDs() error {
	var first uint64
	err := r.update(r.o.Context, []keys.Key{RangeIDKey()}, func(rows []row) ([][]byte, error) {
		next, n := binary.Uvarint(rows[0].value)
		if n <= 0 {
			return nil, fmt.Errorf("%w: counter of range IDs", ErrCorrupt)
		}
		// Set by the last try of several: update calls this anew each time.
		first = next
		return [][]byte{binary.AppendUvarint(nil, next+r.o.RangeIDBlock)}, nil
	})
	ids := &r.ids
	ids.mu.Lock()
	defer ids.mu.Unlock()
	close(ids.refilling)
	ids.refilling = nil
	if err == nil {
		ids.next, ids.end = first, first+r.o.RangeIDBlock
	}
	return err
}
