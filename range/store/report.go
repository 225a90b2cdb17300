package store

import (
	"context"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/raftnet"
)

// What follows tells others how the store's ranges are: whoever places replicas, the
// views of nodes and ranges, the console. It changes nothing and wakes nothing.

// State is what a range's replica here is doing.
type State uint8

// The states.
const (
	Asleep    State = iota // not loaded: nobody has asked since the start
	Waking                 // being loaded, or between two leases
	Following              // loaded; another leads, or nobody
	Serving                // holds the lease
	Broken                 // can't be loaded, or was put out of service: see Report.Err
)

// String is the word that consoles and the views of ranges show. Unknown states read as broken.
func (s State) String() string {
	return [...]string{"asleep", "waking", "following", "serving", "broken"}[min(s, Broken)]
}

// Report is what a store knows of one range with a replica on it.
// A copy: it does not change, and may be old at once.
type Report struct {
	Desc   *descriptor.Range // as applied here; immutable
	State  State
	Err    error        // of a broken replica
	Leader raftnet.Peer // who leads, as far as known here; zero: nobody known
	Wrong  bool         // the replica here is to be replaced: see Store.Wrong
	Quiet  bool         // no messages, no ticks: the group sleeps, or is not loaded
	Raft   string       // of Inspect alone: what Raft and the promises between stores say, for people

	// Of the lease, where it is here.
	Lease      bool
	LeaseUntil hlc.Timestamp // hlc.Max: without an end (one replica)
	LeaseFor   time.Duration // since it came here
	Term       uint64
	Progress   []ReplicaProgress // of the other replicas

	// Load at the leaseholder, averaged over the last seconds; zero elsewhere.
	RequestsPerSecond float64
	WritesPerSecond   float64    // commands applied
	BytesPerSecond    float64    // of commands applied
	BytesApplied      uint64     // of commands, in all, since the replica was loaded
	Sample            []keys.Key // of keys requested lately, for a split by load
	Measured          bool       // the lease has been here for as long as its load is averaged over
}

// ReplicaProgress is what a leaseholder knows of another replica of its range.
type ReplicaProgress = raftloop.Progress

// Reports returns what is known of the ranges with a replica here, in key order; of the
// given ones alone where IDs are given. Progress is asked of the log writer; it is
// missing where the context ends before the answer.
//
// O(ranges). What handles know and what the log writer knows is not of one
// instant.
func (s *Store) Reports(ctx context.Context, rangeIDs ...uint64) []Report {
	handles := s.ranges.all()
	if len(rangeIDs) > 0 {
		handles = handles[:0]
		for _, id := range rangeIDs {
			if rh := s.ranges.get(id); rh != nil {
				handles = append(handles, rh)
			}
		}
	}
	out := make([]Report, len(handles))
	for i, rh := range handles {
		out[i] = rh.report()
	}
	// Part by part: a report that ends early has the first ranges whole.
	for i := 0; i < len(handles); i += reportsAtOnce {
		end := min(i+reportsAtOnce, len(handles))
		if s.askLoop(ctx, false, handles[i:end], out[i:end]) != nil {
			break
		}
	}
	return out
}

// Inspect returns what is known of one range, Raft's own state included, for people who look
// for why nobody serves it. ok is false where no replica is here.
// A log writer that does not answer is itself an answer.
// It waits up to the context's end, for a log writer that hangs is what one may be looking for.
func (s *Store) Inspect(ctx context.Context, rangeID uint64) (r Report, ok bool) {
	rh := s.ranges.get(rangeID)
	if rh == nil {
		return r, false
	}
	out := []Report{rh.report()}
	if err := s.askLoop(ctx, true, []*handle{rh}, out); err != nil {
		out[0].Raft = "the log writer does not answer: " + err.Error()
	}
	return out[0], true
}

// reportsAtOnce is how many ranges the log writer tells of between two cycles.
// Else thousands of ranges would hold up their own proposals.
const reportsAtOnce = 256

// Bytes estimates what a range's keys use on this store's disk. What was written last
// is not counted.
// A range that is not here uses none.
func (s *Store) Bytes(rangeID uint64) (uint64, error) {
	rh := s.ranges.get(rangeID)
	if rh == nil {
		return 0, nil
	}
	d := rh.Descriptor()
	return s.o.Engine.EstimateBytes(d.Start, d.End)
}

// Smaller reports whether the ranges, which are here, use no more than so many bytes of the
// disk together. What is still in memory is flushed only where it might make the difference.
// A range that is not here counts as nothing. A flush is expensive, and so the
// last resort.
// MemTableBytes is of all ranges, so that a flush may turn out to have been needless.
func (s *Store) Smaller(most uint64, rangeIDs ...uint64) (bool, error) {
	onDisk, err := s.bytesOf(rangeIDs)
	if err != nil || onDisk > most {
		return false, err
	}
	if onDisk+s.o.Engine.Metrics().MemTableBytes <= most {
		return true, nil
	}
	if err := s.o.Engine.Flush(); err != nil {
		return false, err
	}
	onDisk, err = s.bytesOf(rangeIDs)
	return err == nil && onDisk <= most, err
}

// bytesOf adds up what Bytes says.
func (s *Store) bytesOf(rangeIDs []uint64) (sum uint64, err error) {
	for _, id := range rangeIDs {
		n, err := s.Bytes(id)
		if err != nil {
			return 0, err
		}
		sum += n
	}
	return sum, nil
}

// AfterSplit has f called whenever a range with a replica here has split by itself. f is called by
// the log writer: it must not block.
// One f at a time: the last one set counts.
func (s *Store) AfterSplit(f func()) { s.afterSplit.Store(&f) }

// LeaseHeld reports whether this store holds the range's lease.
// It may be over by the clock: see LeaseTerm.
func (s *Store) LeaseHeld(rangeID uint64) bool {
	rh := s.ranges.get(rangeID)
	return rh != nil && rh.serving.Load() != nil
}

// LeaseTerm reports whether this store holds the range's lease now, and the term that it
// was begun in: leases of different stores have different terms, and later ones higher.
// A lease that nobody has asked about for long is extended first.
// held is true only if it is by the clock now: the caller may act on it for as long as the term stays.
func (s *Store) LeaseTerm(ctx context.Context, rangeID uint64) (term uint64, held bool) {
	rh := s.ranges.get(rangeID)
	if rh == nil || rh.serving.Load() == nil {
		return 0, false
	}
	l := rh.Bounded()
	// A sole voter's: it is held as long as it serves here.
	if l == nil { // it has no end
		return rh.Term(), true
	}
	if !l.Hot() {
		s.loop.Refresh(ctx, rh.Range)
	}
	return l.Term(), l.Serving() && l.Until() > hlc.Timestamp(s.o.Clock.Physical())
}

// Leader returns who leads a range, as far as known here.
// A guess for routing: it may have changed, and the one named will say so.
func (s *Store) Leader(rangeID uint64) (raftnet.Peer, bool) {
	rh := s.ranges.get(rangeID)
	if rh == nil {
		return raftnet.Peer{}, false
	}
	p := rh.leading()
	return p, p != raftnet.Peer{}
}

// leading is who leads the range, as far as known here.
func (rh *handle) leading() raftnet.Peer {
	s := rh.store
	if rh.serving.Load() != nil {
		return raftnet.Peer{NodeID: s.ident.NodeID, StoreID: s.ident.StoreID}
	}
	if x, ok := rh.Descriptor().Replica(rh.Leader()); ok {
		return raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID}
	}
	return raftnet.Peer{}
}

// report is what the handle knows by itself.
// mu is held for the state alone; nothing here waits for the log writer.
func (rh *handle) report() Report {
	r := Report{Desc: rh.Descriptor(), Leader: rh.leading(), Wrong: rh.store.isWrong(rh.ID())}
	rh.mu.Lock()
	switch rh.state {
	case asleep:
		r.State, r.Quiet = Asleep, true
	case waking:
		r.State = Waking
	case following:
		r.State = Following
	case serving:
		r.State, r.Lease = Serving, true
	default:
		r.State, r.Err = Broken, rh.err
	}
	rh.mu.Unlock()
	return r
}

// askLoop adds what only the log writer knows.
// out[i] is of handles[i]. Those that do not run get nothing.
func (s *Store) askLoop(ctx context.Context, words bool, handles []*handle, out []Report) error {
	ranges := make([]*raftloop.Range, len(handles))
	for i, rh := range handles {
		ranges[i] = rh.Range
	}
	told, err := s.loop.Status(ctx, words, ranges...)
	if err != nil {
		return err
	}
	for i := range told {
		if r, st := &out[i], &told[i]; st.Running {
			r.add(st)
			if st.Lease {
				r.Sample = handles[i].load.sample()
			}
			if words {
				r.Raft += s.promises(handles[i])
			}
		}
	}
	return nil
}

// add adds what the log writer says.
// The lease's part is zero where the lease is not here, whatever the handle said.
func (r *Report) add(st *raftloop.Status) {
	r.Quiet, r.Raft = st.Quiet, st.Raft
	r.Term, r.LeaseUntil, r.LeaseFor, r.Progress = st.Term, st.LeaseUntil, st.LeaseFor, st.Progress
	r.RequestsPerSecond, r.WritesPerSecond, r.BytesPerSecond = st.RequestsPerSecond, st.WritesPerSecond, st.BytesPerSecond
	r.BytesApplied, r.Measured = st.BytesApplied, st.Measured
}

// promises tells of those between this store and the others of a range, for people.
// Times are as of now, negative where they are over.
func (s *Store) promises(rh *handle) (words string) {
	now, v := s.o.Clock.Now().Timestamp(), s.liveness.View()
	if v.Degraded() {
		words += ", out of its clock's budget"
	}
	for _, x := range rh.Descriptor().Replicas {
		if x.StoreID == s.ident.StoreID {
			continue
		}
		given, until := v.Supports(x.StoreID)
		got, held := v.SupportedBy(x.StoreID)
		words += fmt.Sprintf("; store %d: promised until %v (epoch %d), promises until %v (epoch %d)", x.StoreID, until.Sub(now), given, held.Sub(now), got)
	}
	return words
}
