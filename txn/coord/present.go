package coord

import (
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/descriptor"
)

// The present of some ranges (GLOBAL tables) is read at replicas nearby: their leaseholders close
// timestamps ahead of now (range/replica, present.go). A read at r is asked of them like one of the
// past is; whoever does not know r yet says so, and the leaseholder is asked. Rule W holds as ever:
// what is read is waited for until all clocks have passed it.
//
// For who writes there, c lies above what is closed, wherever that is chosen. The gateway learns by
// how much that is ahead of now, so that what it sends is neither refused nor planned with a schema
// that is not certified so far.

// presentNear reports whether desc's present is to be asked of a replica nearby. own: the transaction
// has writes there that replicas may not have.
// Own writes that were flushed are known to the leaseholder alone; buffered ones are merged here, whoever
// answers.
func (t *Txn) presentNear(desc *descriptor.Range, own bool) bool {
	return !own && t.o.AsOf == 0 && t.db.presentOf(desc)
}

// presentOf reports whether desc's present may be known nearer than at its leaseholder.
func (db *DB) presentOf(desc *descriptor.Range) bool {
	if db.present == nil || len(desc.Replicas) < 2 || !db.o.Version.Active(version.Global) {
		return false
	}
	// With the leaseholder here nothing is nearer.
	if _, far := db.rtt(desc); !far { // the leaseholder is here
		return false
	}
	return db.o.Present(desc)
}

// nearFor is who else than the leaseholder of desc may answer the transaction's reads; nil: nobody.
// A transaction of the past asks nearby replicas for everything, one of now for ranges of GLOBAL tables.
func (t *Txn) nearFor(desc *descriptor.Range, own bool) *nearby {
	switch {
	case t.nearby != nil:
		return t.nearby
	case t.presentNear(desc, own):
		return t.db.present
	}
	return nil
}

// leads is by how much ranges close ahead of now, as answers told.
// Both are copies of what lead.closed says, to be read without its mutex.
type leads struct {
	known atomic.Int32 // how many there are
	most  atomic.Int64 // the longest of late
}

// presentLead is by how much desc's timestamps are closed ahead of now at most, as far as that is known.
func (db *DB) presentLead(desc *descriptor.Range) time.Duration {
	// The usual cluster has none, and pays one atomic load.
	l := &db.lead
	if l.presents.known.Load() == 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.closed[desc.ID]
}

// learnPresent takes in what an answer says is closed of a range; 0: nothing. By the time it comes that is
// older by a way, and what was proposed since is ahead of it by a round of consensus.
func (db *DB) learnPresent(desc *descriptor.Range, closed int64) {
	l := &db.lead
	if db.present == nil || closed == 0 {
		return
	}
	// The last reading is a cheap bound from below, and may be as old as the request: what is ahead of it
	// need not be ahead of now.
	if known := l.presents.known.Load() > 0; !known && hlc.Timestamp(closed) <= db.last().Timestamp() {
		return
	}
	now, sound := db.o.Clock.Sound()
	if !sound || db.o.Clock.Degraded() {
		return // it says nothing of now
	}
	ahead := hlc.Timestamp(closed).Sub(now.Timestamp())
	if ahead <= 0 && l.presents.known.Load() == 0 {
		return
	}
	rtt, _ := db.rtt(desc)
	ahead = min(ahead, presentMost) + rtt/2 + db.quorum(desc.ID)
	l.mu.Lock()
	defer l.mu.Unlock()
	// It falls by an eighth at a time, so that one early answer does not undo what was learned; it rises at
	// once.
	old, known := l.closed[desc.ID]
	switch {
	case ahead <= 0 && known:
		delete(l.closed, desc.ID)
		ahead = 0
	case ahead <= 0:
		return
	case l.closed == nil || !known && len(l.closed) >= quorumsMax:
		l.closed = map[uint64]time.Duration{desc.ID: ahead}
		l.presents.most.Store(0)
	default:
		ahead = max(ahead, old-old/8)
		l.closed[desc.ID] = ahead
	}
	most := time.Duration(l.presents.most.Load())
	if known && old == most && ahead < old { // only then all are looked at
		most = 0
		for _, d := range l.closed {
			most = max(most, d)
		}
	}
	l.presents.known.Store(int32(len(l.closed)))
	l.presents.most.Store(int64(max(most, ahead)))
}

// abovePresent is how far ahead of now a c of the gateway's choice must lie to be above what is closed
// ahead where it is written, when it gets there; 0: nothing is known to be.
// For each written part: half the way there, with an eighth for what it may take longer; what is closed ahead;
// what the next closing may add; a margin, and what the other clock may be ahead.
func (db *DB) abovePresent(parts ...*part) (ahead time.Duration) {
	if db.lead.presents.known.Load() == 0 {
		return 0
	}
	for _, p := range parts {
		if lead := db.presentLead(p.desc); lead > 0 && p.writes() {
			rtt, _ := db.rtt(p.desc)
			lag, _ := db.lag()
			ahead = max(ahead, rtt/2+rtt/8+lead+lead/presentGrowth+leadMargin+db.lead.within(lag))
		}
	}
	return ahead
}

// presentMost is more than leaseholders close ahead of now. A lead beyond what leases reach has each commit
// of the range refused, and then no answer comes that tells of less.
const presentMost = 500 * time.Millisecond

// presentGrowth is which share of a lead lies between two closings at most.
const presentGrowth = 4
