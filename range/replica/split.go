package replica

import (
	"bytes"
	"errors"
	"maps"
	"runtime"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

var errNoRangeIDs = errors.New("replica: this node gives out no range IDs")

// split divides the range at a key: one entry of the left-hand side, proposed when
// nothing else is under way (its latch excludes everything). Asking for a boundary
// that exists succeeds.
func split(e *eval, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	resp.RightRangeId = 0
	r := e.r
	if d := r.Descriptor(); bytes.Equal(d.Start, req.Key) {
		resp.RightRangeId = d.ID
		return nil
	} else if !d.Contains(req.Key) {
		return r.elsewhereUnlocked("the key lies outside of the range")
	}
	if r.o.NewRangeID == nil {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: errNoRangeIDs}
	}
	id, err := r.o.NewRangeID()
	if err != nil {
		return err
	}
	now, err := r.now()
	if err != nil {
		return err
	}
	// Before all latches are held: it takes long for very many locks, and does no harm where no split follows.
	r.locks.partLocks(req.Key)
	made := descriptor.ByHand
	if req.ByItself {
		made = descriptor.ByItself
	}
	err = e.execute(steps{look: func() (next, error) { return goOn, e.split(req.Key, id, made, now) }})
	if err == nil {
		resp.RightRangeId = id
	}
	return err
}

// partLocks has the locks of the right-hand side kept apart, step by step: the store's log writer,
// for which all ranges wait, then takes them out at once.
func (lk *rowLocks) partLocks(key keys.Key) {
	lk.r.mu.Lock()
	defer lk.r.mu.Unlock()
	lk.Part(key, func() {
		lk.r.mu.Unlock()
		runtime.Gosched()
		lk.r.mu.Lock()
	})
}

// split builds the trigger and what does not divide by itself. With mu held and nothing
// under way; it writes to a batch in memory alone.
func (e *eval) split(key keys.Key, rightID uint64, made descriptor.Boundary, now hlc.Timestamp) error {
	st := e.r.st
	if !st.Desc.Contains(key) || bytes.Equal(st.Desc.Start, key) {
		return e.r.elsewhere("the key lies outside of the range")
	}
	left, right := st.Desc.Split(key, rightID, made, now)
	e.effects.Split = &replicapb.Split{Left: left.Proto(), Right: right.Proto()}
	if err := e.splitEvidence(left, right); err != nil {
		return err
	}
	for _, p := range st.Prevented { // both sides keep all tombstones
		if err := rangestate.WritePrevention(e.writer(), right.Start, p); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(st.Merged)) { // likewise
		if err := rangestate.WriteMerged(e.writer(), right.Start, id); err != nil {
			return err
		}
	}
	return e.carryReads(right, now)
}

// splitEvidence divides the evidence that speaks for keys on both sides: each piece lies
// at the first key that it covers.
func (e *eval) splitEvidence(left, right *descriptor.Range) error {
	for _, g := range e.r.st.SortedStages() {
		for _, s := range g.Pieces {
			l, r := rangestate.Divide(s.Ev, left.Start, left.End), rangestate.Divide(s.Ev, right.Start, right.End)
			if l == nil || r == nil {
				continue // it lies where it belongs
			}
			if err := rangestate.WriteEvidence(e.writer(), l); err != nil {
				return err
			}
			if err := rangestate.WriteEvidence(e.writer(), r); err != nil {
				return err
			}
		}
	}
	return nil
}

// carryReads ships the marks to the right-hand side. They lie in the entry and stay in
// its state: every later lease there starts with them (section 7). What this range was
// given itself is among its marks since its lease began.
func (e *eval) carryReads(right *descriptor.Range, now hlc.Timestamp) error {
	e.r.tscache.Advance(now)
	floor, ahead := e.r.tscache.Summary()
	// The floor covers all keys, so that single marks at or below it need not travel.
	all := []*replicapb.Mark{{Start: right.Start, End: right.End, Ts: int64(floor)}}
	for _, m := range ahead {
		if m.At > floor && m.Span.Overlaps(right.Span()) {
			all = append(all, rangestate.ReadProto(m))
		}
	}
	for i, m := range e.r.rules.splitsOff(all) {
		if m.Ts == 0 {
			continue
		}
		if err := rangestate.WriteRead(e.writer(), right.Start, uint64(i), m); err != nil {
			return err
		}
	}
	return nil
}
