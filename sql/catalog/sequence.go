package catalog

import (
	"context"
	"encoding/binary"
	"sync"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// A sequence's state is one row at 0x06 number, absent until the first value
// was drawn: zigzag varint of the last value that may have been given out, and a byte that
// tells whether it was (setval(…, false) clears it). It changes in one-row
// transactions of its own, so nextval is never undone.
//
// A node takes seqBlock values at a time (more, if CACHE says so) and gives them
// out in order; those left are lost when the process ends, as in Postgres,
// which logs as many ahead. Beside other nodes it takes no more than a part of what is left
// to the end (seqShare): what it holds nobody else can have, and a short sequence would be at its
// end, or begin anew, after the first value.

// seqBlock is how many values a node takes at once at least.
const seqBlock = 32

// seqShare is the part of the values to a sequence's end that one of several nodes takes at once.
const seqShare = 8

// sequences are the blocks that this node holds, by SequenceDesc.Prefix.
type sequences struct {
	mu     sync.Mutex // guards blocks; held for look-ups only
	blocks map[uint64]*seqState
}

func (s *sequences) init() { s.blocks = map[uint64]*seqState{} }

// seqState is one sequence on this node.
type seqState struct {
	turn chan struct{} // the right to touch what follows, also across a commit
	next int64
	left int64 // values left in the block
	inc  int64
}

func (s *sequences) state(prefix uint64) *seqState {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.blocks[prefix]
	if st == nil {
		st = &seqState{turn: make(chan struct{}, 1)}
		s.blocks[prefix] = st
	}
	return st
}

func (s *sequences) forget(prefix uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.blocks, prefix)
}

func (s *sequences) forgetAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.blocks)
}

func seqKey(prefix uint64) keys.Key {
	return keys.AppendUvarint(append(make(keys.Key, 0, 8), keys.Sequences), prefix)
}

func (st *seqState) lock(ctx context.Context) error {
	select {
	case st.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// NextVal draws the next value of a sequence. The error is 2200H at its end.
func (c *Catalog) NextVal(ctx context.Context, d *SequenceDesc) (int64, error) {
	st := c.seqs.state(d.Prefix)
	if err := st.lock(ctx); err != nil {
		return 0, err
	}
	defer func() { <-st.turn }()
	if st.left == 0 || st.inc != d.Increment {
		if err := c.takeBlock(ctx, d, st); err != nil {
			return 0, err
		}
	}
	v := st.next
	st.left--
	if st.left > 0 {
		st.next += st.inc
	}
	return v, nil
}

// takeBlock draws a block of values in a transaction of its own.
func (c *Catalog) takeBlock(ctx context.Context, d *SequenceDesc, st *seqState) error {
	others := c.lease().others()
	return c.changeSequence(ctx, d.Prefix, "nextval", func(last int64, called, exists bool) (int64, bool, error) {
		if !exists {
			last, called = d.Start, false
		}
		first := last
		if called {
			var err error
			if first, err = d.after(last); err != nil {
				return 0, false, err
			}
		}
		n := d.block(first, others)
		st.next, st.left, st.inc = first, n, d.Increment
		return first + (n-1)*d.Increment, true, nil
	})
}

// block is how many values from v on a node takes at once; others may want some, too.
func (d *SequenceDesc) block(v int64, others bool) int64 {
	want, room := int64(seqBlock), d.room(v)
	if others {
		want = min(want, max(1, room/seqShare))
	}
	return min(max(d.Cache, want), room)
}

// room is how many values from v on there are before the end, v included.
func (d *SequenceDesc) room(v int64) int64 {
	var gap, inc uint64
	if d.Increment > 0 {
		gap, inc = uint64(d.Max)-uint64(v), uint64(d.Increment)
	} else {
		gap, inc = uint64(v)-uint64(d.Min), -uint64(d.Increment)
	}
	return int64(min(gap/inc, 1<<62)) + 1
}

// after is the value that follows v.
func (d *SequenceDesc) after(v int64) (int64, error) {
	up := d.Increment > 0
	switch {
	case up && (v > d.Max || uint64(d.Max)-uint64(v) < uint64(d.Increment)):
		if d.Cycle {
			return d.Min, nil
		}
		return 0, pgerror.New(pgerror.SequenceGeneratorLimitExceeded,
			"nextval: reached maximum value of sequence %q (%d)", d.Name, d.Max)
	case !up && (v < d.Min || uint64(v)-uint64(d.Min) < -uint64(d.Increment)):
		if d.Cycle {
			return d.Max, nil
		}
		return 0, pgerror.New(pgerror.SequenceGeneratorLimitExceeded,
			"nextval: reached minimum value of sequence %q (%d)", d.Name, d.Min)
	}
	return v + d.Increment, nil
}

// SetVal sets a sequence: with called the next value follows v, else it is v.
// The error is 22003 outside of the sequence's bounds.
func (c *Catalog) SetVal(ctx context.Context, d *SequenceDesc, v int64, called bool) error {
	if v < d.Min || v > d.Max {
		return pgerror.New(pgerror.NumericValueOutOfRange,
			"setval: value %d is out of bounds for sequence %q (%d..%d)", v, d.Name, d.Min, d.Max)
	}
	st := c.seqs.state(d.Prefix)
	if err := st.lock(ctx); err != nil {
		return err
	}
	defer func() { <-st.turn }()
	st.left = 0
	if seen, ok := c.current.Load().SequenceByID(d.ID); ok && c.lease().others() && seen.Prefix == d.Prefix && seen.Version >= d.Version {
		return c.setEverywhere(ctx, d, v, called)
	}
	return c.changeSequence(ctx, d.Prefix, "setval", func(int64, bool, bool) (int64, bool, error) { return v, called, nil })
}

// setEverywhere is setval of a sequence of which other nodes may hold values: it counts as
// a change of the sequence, which they hear of before they use it again (renew).
func (c *Catalog) setEverywhere(ctx context.Context, d *SequenceDesc, v int64, called bool) error {
	return c.Run(ctx, func(ctx context.Context, t *coord.Txn, s *State) error {
		snap, err := s.Snapshot(ctx)
		if err != nil {
			return err
		}
		old, ok := snap.SequenceByID(d.ID)
		if !ok {
			return pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", d.Name)
		}
		now, err := Edit(ctx, s, old)
		if err != nil {
			return err
		}
		if err := s.Write(ctx, old, now); err != nil {
			return err
		}
		key := seqKey(old.Prefix)
		if _, err := t.Lock(ctx, []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true}); err != nil {
			return err
		}
		return t.Put(ctx, key, encodeSequence(v, called), kvpb.LockMode_UPDATE)
	})
}

func encodeSequence(last int64, called bool) []byte {
	b := binary.AppendVarint(nil, last)
	if called {
		return append(b, 1)
	}
	return append(b, 0)
}

// SequenceState reads what a sequence has given out: the last value (of the
// node's blocks too) and whether it was called.
func (c *Catalog) SequenceState(ctx context.Context, d *SequenceDesc) (last int64, called bool, err error) {
	st := c.seqs.state(d.Prefix)
	if err := st.lock(ctx); err != nil {
		return 0, false, err
	}
	defer func() { <-st.turn }()
	last, called = d.Start, false
	err = c.o.DB.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true}, func(ctx context.Context, t *coord.Txn) error {
		if err := t.StartStatement(ctx); err != nil {
			return err
		}
		b, found, err := t.Get(ctx, seqKey(d.Prefix), kvpb.WholeRow, nil)
		if err != nil || !found {
			return err
		}
		last, called, err = decodeSequence(b)
		return err
	})
	if err == nil && st.left > 0 && called {
		last -= st.left * st.inc
	}
	return last, called, err
}

func decodeSequence(b []byte) (last int64, called bool, err error) {
	last, w := binary.Varint(b)
	if w <= 0 || w+1 != len(b) {
		return 0, false, pgerror.New(pgerror.DataCorrupted, "the state of a sequence is malformed")
	}
	return last, b[w] != 0, nil
}

// changeSequence replaces a sequence's row by what f makes of it. f may run
// several times.
func (c *Catalog) changeSequence(ctx context.Context, prefix uint64, why string, f func(last int64, called, exists bool) (int64, bool, error)) error {
	key := seqKey(prefix)
	return c.o.DB.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: why}, func(ctx context.Context, t *coord.Txn) error {
		if err := t.StartStatement(ctx); err != nil {
			return err
		}
		got, err := t.Lock(ctx, []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
		if err != nil {
			return err
		}
		var last int64
		var called bool
		if got[0].Exists {
			if last, called, err = decodeSequence(got[0].Value); err != nil {
				return err
			}
		}
		if last, called, err = f(last, called, got[0].Exists); err != nil {
			return err
		}
		return t.Put(ctx, key, encodeSequence(last, called), kvpb.LockMode_UPDATE)
	})
}

// SequenceBounds are the least and greatest value of a sequence's type.
func SequenceBounds(t types.OID) (lo, hi int64, ok bool) {
	switch t {
	case types.OIDInt2:
		return -1 << 15, 1<<15 - 1, true
	case types.OIDInt4:
		return -1 << 31, 1<<31 - 1, true
	case types.OIDInt8:
		return -1 << 63, 1<<63 - 1, true
	}
	return 0, 0, false
}
