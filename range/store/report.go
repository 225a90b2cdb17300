package store

import (
	"context"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
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

func (s State) String() string {
	return [...]string{"asleep", "waking", "following", "serving", "broken"}[min(s, Broken)]
}

// Report is what a store knows of one range with a replica on it.
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
type ReplicaProgress struct {
	ID        uint64
	Store     uint32
	Match     uint64 // it has the log up to there
	Lag       uint64 // entries that it lacks
	Follows   bool   // it takes entries as they come; else it is probed, or waits for a state
	Active    bool   // it was heard from since the last check of the quorum, or its store was, lately
	Sending   bool   // a state is on its way to it
	Supported bool   // its store's promise counts for the lease
}

// Reports returns what is known of the ranges with a replica here, in key order; of the
// given ones alone where IDs are given. Progress is asked of the log writer; it is
// missing where the context ends before the answer.
func (s *Store) Reports(ctx context.Context, rangeIDs ...uint64) []Report {
	slots := s.ranges.all()
	if len(rangeIDs) > 0 {
		slots = slots[:0]
		for _, id := range rangeIDs {
			if sl := s.ranges.get(id); sl != nil {
				slots = append(slots, sl)
			}
		}
	}
	out := make([]Report, len(slots))
	for i, sl := range slots {
		out[i] = sl.report()
	}
	for i := 0; i < len(slots); i += reportsAtOnce {
		end := min(i+reportsAtOnce, len(slots))
		if s.askWriter(ctx, false, slots[i:end], out[i:end]) != nil {
			break
		}
	}
	return out
}

// Inspect returns what is known of one range, Raft's own state included, for people who look
// for why nobody serves it. ok is false where no replica is here.
func (s *Store) Inspect(ctx context.Context, rangeID uint64) (r Report, ok bool) {
	sl := s.ranges.get(rangeID)
	if sl == nil {
		return r, false
	}
	out := []Report{sl.report()}
	if err := s.askWriter(ctx, true, []*slot{sl}, out); err != nil {
		out[0].Raft = "the log writer does not answer: " + err.Error()
	}
	return out[0], true
}

// reportsAtOnce is how many ranges the log writer tells of between two cycles.
const reportsAtOnce = 256

// Bytes estimates what a range's keys use on this store's disk. What was written last
// is not counted.
func (s *Store) Bytes(rangeID uint64) (uint64, error) {
	sl := s.ranges.get(rangeID)
	if sl == nil {
		return 0, nil
	}
	d := sl.descriptor()
	return s.o.Engine.EstimateBytes(d.Start, d.End)
}

// Smaller reports whether the ranges, which are here, use no more than so many bytes of the
// disk together. What is still in memory is flushed only where it might make the difference.
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
func (s *Store) AfterSplit(f func()) { s.afterSplit.Store(&f) }

// LeaseHeld reports whether this store holds the range's lease.
func (s *Store) LeaseHeld(rangeID uint64) bool {
	sl := s.ranges.get(rangeID)
	return sl != nil && sl.serving.Load() != nil
}

// LeaseTerm reports whether this store holds the range's lease now, and the term that it
// was begun in: leases of different stores have different terms, and later ones higher.
// A lease that nobody has asked about for long is extended first.
func (s *Store) LeaseTerm(ctx context.Context, rangeID uint64) (term uint64, held bool) {
	sl := s.ranges.get(rangeID)
	if sl == nil || sl.serving.Load() == nil {
		return 0, false
	}
	l := sl.bounded.Load()
	if l == nil { // it has no end
		return sl.term.Load(), true
	}
	if !l.hot.Load() {
		s.writer.refresh(ctx, sl)
	}
	return l.term, l.Serving() && l.Until() > hlc.Timestamp(s.o.Clock.Physical())
}

// Leader returns who leads a range, as far as known here.
func (s *Store) Leader(rangeID uint64) (raftnet.Peer, bool) {
	sl := s.ranges.get(rangeID)
	if sl == nil {
		return raftnet.Peer{}, false
	}
	p := sl.leading()
	return p, p != raftnet.Peer{}
}

// leading is who leads the range, as far as known here.
func (sl *slot) leading() raftnet.Peer {
	s := sl.store
	if sl.serving.Load() != nil {
		return raftnet.Peer{NodeID: s.ident.NodeID, StoreID: s.ident.StoreID}
	}
	if x, ok := sl.descriptor().Replica(sl.leader.Load()); ok {
		return raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID}
	}
	return raftnet.Peer{}
}

func (sl *slot) report() Report {
	r := Report{Desc: sl.descriptor(), Leader: sl.leading(), Wrong: sl.store.isWrong(sl.id)}
	sl.mu.Lock()
	switch sl.state {
	case asleep:
		r.State, r.Quiet = Asleep, true
	case waking:
		r.State = Waking
	case following:
		r.State = Following
	case serving:
		r.State, r.Lease = Serving, true
	default:
		r.State, r.Err = Broken, sl.err
	}
	sl.mu.Unlock()
	return r
}

// askWriter adds what only the log writer knows.
func (s *Store) askWriter(ctx context.Context, words bool, slots []*slot, out []Report) error {
	told := make([]Report, len(slots)) // the writer may come to it after the context's end
	copy(told, out)
	it := item{kind: itemReport, slots: slots, reports: told, words: words, reply: make(chan error, 1)}
	s.writer.put(it)
	select {
	case err := <-it.reply:
		if err == nil {
			copy(out, told)
		}
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// report adds what the group of each slot knows.
func (w *writer) report(it *item) {
	now := time.Now().UnixNano()
	for i, sl := range it.slots {
		r, g := &it.reports[i], sl.w.group
		if g == nil {
			continue
		}
		if it.words {
			r.Raft = raftWords(sl)
		}
		r.Quiet = g.Asleep() || w.store.o.Transport == nil || alone(g)
		if sl.w.lease == nil {
			continue
		}
		r.Term = g.Term()
		if w.store.o.Transport != nil {
			w.renew(sl)
			r.Progress = progressOf(sl)
		}
		r.LeaseUntil = hlc.Timestamp(sl.w.lease.until.Load())
		r.Sample = sl.load.sample()
		r.RequestsPerSecond, r.WritesPerSecond, r.BytesPerSecond = sl.w.rates.at(now, &sl.load)
		r.Measured = sl.w.rates.measured
		if began := sl.w.rates.began; began > 0 {
			r.LeaseFor = time.Duration(now - began)
		}
		r.BytesApplied = sl.w.rates.bytes
	}
}

// raftWords tells of the group, and of the promises between this store and those of its replicas.
func raftWords(sl *slot) string {
	s := sl.store
	words := sl.w.group.String()
	if s.liveness == nil {
		return words
	}
	now, v := s.o.Clock.Now().Timestamp(), s.liveness.View()
	if v.Degraded() {
		words += ", out of its clock's budget"
	}
	for _, x := range sl.descriptor().Replicas {
		if x.StoreID == s.ident.StoreID {
			continue
		}
		given, until := v.Supports(x.StoreID)
		got, held := v.SupportedBy(x.StoreID)
		words += fmt.Sprintf("; store %d: promised until %v (epoch %d), promises until %v (epoch %d)", x.StoreID, until.Sub(now), given, held.Sub(now), got)
	}
	return words
}

// progressOf is what a leader knows of the others.
func progressOf(sl *slot) (out []ReplicaProgress) {
	g := sl.w.group
	last, v := g.LastIndex(), sl.store.liveness.View()
	now := sl.store.o.Clock.Now().Timestamp()
	for _, p := range g.Progress() {
		peer, _ := peerOf(sl.descriptor(), p.Replica)
		_, until := v.SupportedBy(peer.StoreID)
		supported := until > now && g.Supporting(p.Replica)
		out = append(out, ReplicaProgress{
			ID: p.Replica, Store: peer.StoreID, Match: p.Match, Lag: last - min(last, p.Match),
			Follows: p.Follows, Active: p.Active && !g.Asleep() || until > now, Sending: p.Sending, Supported: supported,
		})
	}
	return out
}
