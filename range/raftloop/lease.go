package raftloop

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/replica"
)

// Term implements replica.Lease.
func (l *Lease) Term() uint64 { return l.term }

// Until implements replica.Lease.
// That it was asked for is what keeps it hot; the flag is not written again and
// again, since many cores read this line.
func (l *Lease) Until() hlc.Timestamp {
	t := hlc.Timestamp(l.until.Load())
	if t != hlc.Max && !l.asked.Load() {
		l.asked.Store(true)
	}
	return t
}

// Serving implements replica.Lease.
// Not whether it is over by the clock: who asks compares Until with a reading.
func (l *Lease) Serving() bool { return !l.ended.Load() && l.owner.Failure() == nil }

// Hot reports whether the loop extends it: else it may be over, and is to be refreshed.
func (l *Lease) Hot() bool { return l.hot.Load() }

// end ends it.
// end may be called by the loop alone; it is seen at once by all who ask.
func (l *Lease) end() {
	l.ended.Store(true)
	l.hot.Store(false)
}

// beginLease makes the replica of a group serve that has applied the first entry of its term.
//
//	inherits, in the very next term   all that the last lease knew: marks, locks
//	else                              a floor above all that may have been served (floor)
//
// The replica begins to serve before Serving is said. The order of renew and
// extend: until first has an end, then others may see the lease (bounded).
func (lp *Loop) beginLease(r *Range) {
	g, rep, inherits := r.run.group, r.run.rep, r.inherits
	term := g.Term()
	r.inherits = inheritance{}
	// Its owner has let go of the range while the entry was applied.
	if r.ended.Load() {
		return
	}
	start := replica.LeaseStart{}
	if inherits.term == term { // else others may have served since it was written
		start.Handover = inherits.handover
	}
	// Before the floor is read: true time, for LeaseNote alone.
	at := hlc.Timestamp(time.Now().UnixNano())
	if start.Handover == nil {
		start.Floor = lp.floor(r)
	}
	l := &Lease{term: term, owner: lp.o.Owner}
	r.term.Store(term)
	r.run.lease = l
	r.run.rates.restart(time.Now().UnixNano(), r.Requests.Load())
	// until is still 0: nothing can be served before renew below gives it an end.
	rep.BeginLease(l, start)
	if lp.o.NoteLease != nil {
		lp.o.NoteLease(LeaseNote{
			Range: r.id, Term: term, Store: lp.o.StoreID, At: at, Floor: start.Floor,
			Fresh:    start.Handover != nil && term == consensus.InitialTerm+1,
			Inherits: rep.Inherits(term), Top: rep.ReadsTop(),
		})
	}
	if g.Sole() {
		l.until.Store(int64(hlc.Max))
	} else {
		lp.renew(r)
		r.bounded.Store(l)
	}
	r.handler.Handle(Event{Kind: Serving})
	if !g.Sole() {
		lp.extend(r)
	}
}

// endLease ends the lease of a replica that leads no more. What was proposed and
// not applied is unknown from now on.
// The handler hears of it before proposers do (L4).
func (lp *Loop) endLease(r *Range) {
	if r.run.lease == nil {
		return
	}
	lp.dropLease(r)
	r.handler.Handle(Event{Kind: Following})
	lp.lost(r.run.group.Abandon())
}

// dropLease ends a lease, where there is one.
func (lp *Loop) dropLease(r *Range) {
	if l := r.run.lease; l != nil {
		l.end()
		r.run.lease = nil
		r.run.rep.EndLease()
	}
}

// renew computes until when a lease holds.
// It never falls: what was served up to until stays served.
func (lp *Loop) renew(r *Range) {
	l, g := r.run.lease, r.run.group
	// An endless lease ends only by proposeReplicas, or with the leadership.
	if l == nil || g == nil || l.until.Load() == int64(hlc.Max) {
		return
	}
	t := lp.o.Planted.supported(g.LeaseUntil())
	// A quorum of other supporters may reach less far; what was promised to this lease is kept all the same.
	if int64(t) <= l.until.Load() {
		return
	}
	l.until.Store(int64(t))
	if lp.o.NoteLease != nil {
		lp.o.NoteLease(LeaseNote{Range: r.id, Term: l.term, Store: lp.o.StoreID, Until: t})
	}
}

// extend extends a lease that somebody asks for, and from now on with each renewal.
// It wakes a group that can't rest on the view: a renewal needs its heartbeats.
func (lp *Loop) extend(r *Range) {
	l := r.run.lease
	if l == nil || lp.refuse != nil {
		return
	}
	lp.check(r)
	lp.renew(r)
	if !l.hot.Swap(true) {
		r.run.peers.misses = 0
		lp.peers.hot = append(lp.peers.hot, r)
	}
}

// floor is above all readings of this node and of those who have voted for it, and by ε above
// its own, for those whose votes do not tell.
//
// Without a bound (clocks that agree) ε is nothing, and votes carry readings (C6,
// votes.go).
func (lp *Loop) floor(r *Range) hlc.Timestamp {
	// A clock that has just become degraded gives old readings.
	at := max(lp.o.Clock.Now().Timestamp(), hlc.Timestamp(lp.o.Clock.Physical()))
	if lp.o.Bound != nil {
		at = lp.o.Planted.floor(at, lp.o.Bound.Epsilon())
	}
	return max(at, r.run.peers.voted)
}

// LeaseNote tells a test of a lease: where it begins, or, later, until when it holds, or that
// it has ended.
// For checkers of T3 and C6. It is said from the loop's goroutine.
type LeaseNote struct {
	Range, Term uint64
	Store       uint32

	// Where it begins.
	At       hlc.Timestamp // true time, before the floor was read
	Floor    hlc.Timestamp // after an expiry
	Inherits uint64        // the term of the lease that it takes over from, by that one's word
	Fresh    bool          // the first of its range, from the split that made it
	Top      hlc.Timestamp // nothing is written at or below it; when it has ended: all that was served

	Until   hlc.Timestamp
	Revoked bool // Store has applied the entry that ends it
}
