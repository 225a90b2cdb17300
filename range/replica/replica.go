package replica

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/latch"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/tscache"
	"github.com/isochrondb/isochron/range/replica/view"
)

var _ kvpb.Sender = (*Replica)(nil)

// Replica is one range on one store. Safe for concurrent use, except that Apply
// (or PrepareApply and FinishApply) is called by one goroutine at a time.
//
// Who writes what:
//
//	requests      latches, marks, locks; and nothing of st but hints, and what is known of outcomes
//	Apply         st, and through it what is closed and collected
//	BeginLease    a new lease, with marks and locks; EndLease drops them
//	Tick          proposals of its own; goroutines that settle, tend and drop orphans
//
// What is one task of it is a type of its own, with its state, which mu guards as well: rowLocks, flushedLocks,
// closer, gatherer, settler, prepared. They know the replica that they are part of.
type Replica struct {
	o     Options
	lim   Limits
	met   *Metrics
	rules rules

	// For readers without the mutex. Written with it held.
	threshold, closedTS atomic.Int64
	moved               atomic.Uint64 // how often keys have left the range: by a split, or all of them by Close

	// mu guards what follows. It is held for steps in memory alone, and is the last in
	// the lock order but for a WaitObserver's own.
	mu      sync.Mutex
	st      *rangestate.State
	latches latch.Latches
	tscache tscache.Cache
	epoch   *locktable.Epoch // ends when somebody writes over another's lock, or may have
	lease   *lease           // nil: serves nothing
	closed  bool
	shown   uint64        // commands that became visible before they were durable
	lost    bool          // one of them may not have become so: nothing that was seen may be told, till it is loaded anew
	lastTop hlc.Timestamp // of the marks of former leases

	locks    rowLocks
	hidden   flushedLocks
	closer   closer
	gatherer gatherer
	settler  settler
	prep     prepared // between PrepareApply and FinishApply

	reqs    atomic.Uint64
	written atomic.Uint64
	rows    view.Source // of the range

	stop context.Context // ends with Close
	end  context.CancelFunc
	wg   sync.WaitGroup // goroutines that settle
}

// Bootstrap writes the state of a new, empty range: its descriptor and its
// applied state at index and term (where its log begins).
func Bootstrap(w engine.Writer, d *descriptor.Range, index, term uint64) error {
	if err := rangestate.WriteDescriptor(w, d); err != nil {
		return err
	}
	return rangestate.WriteApplied(w, d.ID, rangestate.Applied{Index: index, Term: term})
}

// Load opens the replica of a range whose state lies in the engine (by Bootstrap
// or by the split of its neighbour) and rebuilds what is kept in memory. It
// serves nothing until BeginLease. The caller closes it.
func Load(o Options) (*Replica, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	st, err := rangestate.LoadState(o.Engine, o.RangeID)
	if err != nil {
		return nil, err
	}
	r := &Replica{o: o, lim: o.Limits.WithDefaults(), met: o.Metrics, st: st, rules: rules{o.Planted}}
	if r.met == nil {
		r.met = &Metrics{}
	}
	r.locks.r, r.hidden.r, r.closer.r, r.gatherer.r, r.prep.r = r, r, r, r, r
	r.settler = settler{r: r, tending: map[kvpb.TxnID]bool{}, resolved: map[kvpb.TxnID]struct{}{}}
	r.threshold.Store(int64(st.Threshold))
	r.closedTS.Store(int64(st.Closed))
	r.closer.proposedTS = st.Closed
	r.tscache.AheadMax = r.lim.ReadsAheadMax
	r.locks.Max = r.lim.LocksMax
	r.locks.Changed, r.locks.Ended = r.locks.waitChanged, r.locks.waitEnded
	if r.o.Memory == nil {
		r.o.Memory = NewMemory()
	}
	r.rows = r.rules.source(view.Source{Engine: o.Engine, Memory: r.o.Memory.rows, BareMin: r.lim.BareMin, Shortened: &r.met.Shortened})
	r.stop, r.end = context.WithCancel(context.Background())
	return r, nil
}

// Close ends all requests and makes the replica refuse further ones, then waits
// for its goroutines. Proposals in flight must have been answered. Requests may
// still be on their way out.
func (r *Replica) Close() {
	r.EndLease()
	r.mu.Lock()
	r.closed = true
	r.moved.Add(1)
	r.mu.Unlock()
	r.end()
	r.wg.Wait()
}

// Descriptor is the range as applied. Not to be changed.
func (r *Replica) Descriptor() *descriptor.Range {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.st.Desc
}

// AppliedIndex is the index of the last applied entry.
func (r *Replica) AppliedIndex() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.st.Index
}

// AppliedTerm is the term of the last applied entry.
func (r *Replica) AppliedTerm() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.st.Term
}

// Closed is the replicated closed timestamp.
func (r *Replica) Closed() hlc.Timestamp { return hlc.Timestamp(r.closedTS.Load()) }

// Threshold is the collection threshold: reads below it are refused (T21).
func (r *Replica) Threshold() hlc.Timestamp { return hlc.Timestamp(r.threshold.Load()) }

// Certified is up to where this range's history is known and final: the
// replicated closed timestamp, short of any undecided stage (section 8).
func (r *Replica) Certified() hlc.Timestamp {
	r.mu.Lock()
	defer r.mu.Unlock()
	return min(r.st.Closed, r.st.Undecided(false).Prev())
}

// Known is up to where the replica can be read with nobody asked or waited for: what is closed here
// or, where it leads, what no write at work may still change; short of any undecided stage. It is a
// hint: what is read at it is admitted like any other read. Zero: nothing can be told.
func (r *Replica) Known(leads bool) hlc.Timestamp {
	now, sound := r.o.Clock.Sound()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.st.Tied != 0 {
		return hlc.Zero
	}
	known := r.st.Closed
	if leads && sound {
		known = max(known, r.latches.LowestChosen(now.Timestamp().Next()).Prev())
	}
	return min(known, r.st.Undecided(true).Prev())
}

// Inherits returns the term of the lease that the one of a term takes over from, because it
// ended by its own word (Revoke), so that no time need pass between them; 0: none.
func (r *Replica) Inherits(term uint64) uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if v := r.st.Inherits(term); v != nil {
		return v.Term
	}
	return 0
}

// ReadsTop is above all that was read or validated under the present lease, and what it
// began with: zero without one. For tests.
func (r *Replica) ReadsTop() hlc.Timestamp {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lease == nil {
		return hlc.Zero
	}
	return r.tscache.Top()
}

// LeaseStart is what a lease begins with.
type LeaseStart struct {
	// Floor: C_new + ε after an expiry; zero where Handover says all (a transfer or split). After
	// a crash it must exceed the former lease's end (with one voter: what the clock's persisted
	// bound gives); within a process the replica sees to that itself.
	Floor hlc.Timestamp
	// Handover is what the former holder passed on, or nil.
	Handover *Handover
}

// AheadMax is how far ahead of now the replica serves while it is its range's only voter.
func (r *Replica) AheadMax() time.Duration {
	d := time.Duration(r.lim.AheadMaxNanos)
	if b, ok := r.o.Bound.(interface{ AheadMost() time.Duration }); ok {
		d = min(d, b.AheadMost())
	}
	return d
}

// Handover is the memory of a lease: marks and locks.
type Handover struct {
	floor hlc.Timestamp
	ahead []tscache.Read
	locks []locktable.Held
	table *locktable.Table // of a split
}

// BeginLease makes the replica serve under l. The first entry of l's own term
// must have been applied.
//
// What the marks begin with is the highest of (T3):
//
//	the floor       C_new + ε, and former leases here; not where the last one ended by its word
//	what is closed  nobody may write below it
//	carried marks   of splits, merges, revocations, until they have passed
//	the handover    floor and single marks of the former holder in this process
func (r *Replica) BeginLease(l Lease, start LeaseStart) {
	now, err := r.now()
	if err != nil {
		now = hlc.Zero // degraded: all marks are kept apart for the time being
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.endLeaseLocked()
	t := &lease{Lease: l, term: l.Term(), done: make(chan struct{})}
	// Goroutines of the lease end with it, and with the replica.
	t.ctx, t.end = context.WithCancel(r.stop)
	r.lease, r.epoch = t, new(locktable.Epoch)
	// What an earlier lease here proposed and did not get applied may still be: in another term it has no
	// effect (T5).
	r.closer.proposedTS = r.st.Closed
	r.tscache.Reset()
	// T3: above all that was served before. Marks that came with a split or merge
	// bind every lease until they have passed: no promise to this group covers them.
	taken := r.st.Inherits(t.term)
	if taken == nil {
		r.tscache.RaiseFloor(r.floor(start))
	} else { // the former holder's own word: its marks are among those carried
		r.o.CodeProbes.Hit("a lease begins with the word of the one before")
		r.locks.Install(taken.Locks)
		taken.Locks = nil
	}
	r.tscache.RaiseFloor(r.st.Closed)
	for _, m := range r.st.Carried {
		r.tscache.Raise(m.Span, m.At, now)
	}
	r.closer.closeOn(now)
	if h := start.Handover; h != nil {
		r.tscache.RaiseFloor(h.floor)
		for _, m := range h.ahead {
			if m.Span.Overlaps(r.st.Desc.Span()) {
				r.tscache.Raise(m.Span, m.At, now)
			}
		}
		r.locks.Install(h.locks)
		r.locks.Adopt(h.table)
	}
}

// closeOn goes on closing for who reads the past (WantClosed), if the holder before has closed until
// now, give or take a sixth of PastReadNanos: its readers tell a leaseholder from time to time alone,
// and have done so within a quarter. With mu held.
func (cl *closer) closeOn(now hlc.Timestamp) {
	if keep := time.Duration(cl.r.lim.PastReadNanos); now.Sub(cl.r.st.Closed) < keep/6 {
		cl.pastRead.Store(int64(now.Add(keep / 4)))
	}
}

// floor is above all that earlier leases may have served and that no handover tells of:
// what the caller knows, and the marks of the replica's own former leases.
func (r *Replica) floor(start LeaseStart) hlc.Timestamp {
	if start.Handover != nil {
		return start.Floor
	}
	return max(start.Floor, r.rules.formerTop(r.lastTop))
}

// EndLease ends it: requests that wait answer RetryElsewhere; marks and locks go.
func (r *Replica) EndLease() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.endLeaseLocked()
}

// Latches stay: they go with the answers of their proposals.
func (r *Replica) endLeaseLocked() {
	if r.lease == nil {
		return
	}
	close(r.lease.done)
	r.lease.end()
	r.lease = nil
	r.closer.closing = false
	clear(r.settler.resolved)
	// Before the marks go: the next lease in this process begins above them, if nobody hands them over (T3).
	r.lastTop = max(r.lastTop, r.tscache.Top())
	r.locks.Reset()
	r.tscache.Reset()
}

// HandOver is EndLease for a cooperative transfer: it returns the marks and locks
// that the next lease is to begin with. No proposal may be in flight.
func (r *Replica) HandOver() *Handover {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := &Handover{}
	if r.lease != nil {
		h.floor, h.ahead = r.tscache.Summary()
		h.locks = r.locks.Divide()
	}
	r.endLeaseLocked()
	return h
}

// admit returns the lease to serve under, or why not. With mu held.
func (r *Replica) admit() (*lease, error) {
	if err := r.untied(); err != nil {
		return nil, err
	}
	return r.admitTied()
}

// admitTied is admit for what a range does whose replicas agree on nothing, too: it has them
// compared, and hands its lease over. With mu held.
func (r *Replica) admitTied() (*lease, error) {
	t := r.lease
	switch {
	case r.closed:
		return nil, r.elsewhere("replica is closed")
	case t == nil || !t.Serving():
		return nil, r.elsewhere("not the leaseholder")
	case r.rules.revoked(t.frozen):
		return nil, r.elsewhere("the lease goes over to another replica")
	case r.frozen(t):
		return nil, r.elsewhere("the range is being merged")
	}
	return t, nil
}

// still reports whether t is the lease to serve under. With mu held.
func (r *Replica) still(t *lease) error {
	if r.lease != t || !t.Serving() || r.rules.revoked(t.frozen) {
		return r.elsewhere("the lease has ended")
	}
	if r.frozen(t) {
		return r.elsewhere("the range is being merged")
	}
	return nil
}

// elsewhere is RetryElsewhere with what this replica knows. With mu held.
func (r *Replica) elsewhere(why string) error {
	return &kvpb.RetryElsewhere{RangeID: r.o.RangeID, Range: r.st.Desc.Proto(), Why: why}
}

// tooShort says that the lease ends before ts, which is ahead of now. As long as the lease has
// not ended it is this replica that is to be asked again: nobody else can serve meanwhile.
func (r *Replica) tooShort(t *lease, now hlc.Timestamp, ts string) error {
	e := &kvpb.RetryElsewhere{RangeID: r.o.RangeID, Range: r.st.Desc.Proto(), Why: "the lease ends before the " + ts + " timestamp"}
	if until := r.until(t, now); until > now {
		e.Leader, e.Until = r.o.NodeID, int64(until)
	}
	return e
}

// elsewhereUnlocked is elsewhere without mu held.
func (r *Replica) elsewhereUnlocked(why string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.elsewhere(why)
}

// now is a reading, or why this node may not act on its clock (T16). Without mu held.
func (r *Replica) now() (hlc.Timestamp, error) {
	now, sound := r.o.Clock.Sound()
	if !sound || r.o.Clock.Degraded() { // looked at once the reading was taken (C3)
		return 0, r.elsewhereUnlocked("the node's clock is out of its budget")
	}
	return now.Timestamp(), nil
}

// tooFar is T15: a request may not be further ahead of this clock than ε and the permitted lead.
func (r *Replica) tooFar(ts, now hlc.Timestamp) bool {
	if ts <= now {
		return false
	}
	lead := r.lim.LeadMaxNanos
	if r.o.Bound != nil {
		lead += int64(r.o.Bound.Epsilon())
	}
	return int64(ts)-int64(now) > lead
}

// until is t, the end of what may be served under the lease (T3). With a single voter
// the lease has no end, and t moves with the clock: a little ahead of it, and not
// beyond the bound that every reading after a crash exceeds.
func (r *Replica) until(t *lease, now hlc.Timestamp) hlc.Timestamp {
	until := t.Until()
	if until == hlc.Max {
		until = now.Add(r.AheadMax())
		if c, ok := r.o.Clock.(interface{ Upper() hlc.Reading }); ok {
			until = min(until, max(c.Upper().Timestamp(), now.Next()))
		}
	}
	return until
}

// beyond reports whether ts reaches the lease's end.
func (r *Replica) beyond(t *lease, ts, now hlc.Timestamp) bool {
	return r.rules.beyond(ts, r.until(t, now))
}

// LoadFigures are the replica's load since it was opened, for split and placement decisions.
type LoadFigures struct {
	Requests     uint64
	BytesWritten uint64
}

// Figures returns them.
func (r *Replica) Figures() LoadFigures {
	return LoadFigures{Requests: r.reqs.Load(), BytesWritten: r.written.Load()}
}

// initialIndex and initialTerm are where the log of a new range begins.
const (
	initialIndex = consensus.InitialIndex
	initialTerm  = consensus.InitialTerm
)
