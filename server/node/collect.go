package node

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/queue"
)

// startMVCCGC has the old versions of the ranges that are led here collected, the catalog's
// too: certificates of the schema are read ahead of now, and what a schema was for an
// older snapshot is protected as its rows are.
func (n *Node) startMVCCGC() error {
	c, err := queue.NewMVCCGC(queue.MVCCGCOptions{
		Options: n.o.Collect, Store: n.store, Now: n.collectNow, Oldest: n.oldestRead, Keeps: n.presents.keeps, Log: n.log,
	})
	if err != nil {
		return err
	}
	n.mvccGC = c
	n.collects.Store(c)
	c.Start()
	return nil
}

// collectable implements jobs.Options.Collectable. While the node starts, nothing is.
func (n *Node) collectable() hlc.Timestamp {
	if c := n.collects.Load(); c != nil {
		return c.Threshold()
	}
	return hlc.Zero
}

// oldestRead is the oldest timestamp at which a session of the cluster may still read.
func (n *Node) oldestRead() hlc.Timestamp {
	oldest := n.oldestSession()
	for _, s := range n.members.Stores() {
		if s.ID != n.ident.StoreID && n.members.Answers(s.NodeID) {
			oldest = older(oldest, s.OldestReadAt)
		}
	}
	if oldest.IsZero() {
		return hlc.Max
	}
	// What begins while this is asked reads at what it took before it was noted.
	return hlc.Timestamp(oldest.UnixNano()).Add(-n.physical().Epsilon() - time.Second)
}

// collectNow is what the age of versions is counted from: this node's clock, or, where clocks
// agree, what all clocks that may serve have passed.
func (n *Node) collectNow() hlc.Timestamp {
	now := n.clock.Now().Timestamp()
	if n.goesBy() == byAgreement {
		now = min(now, n.agreed.horizon())
	}
	return now
}

// oldestSession is what the oldest transaction of this node's sessions reads at, or a reading
// from before that; zero: there is none.
func (n *Node) oldestSession() (oldest time.Time) {
	for _, a := range n.sessions.Activities() {
		if !a.TxnFrom.IsZero() {
			oldest = older(oldest, a.ReadFrom.Time())
		}
	}
	return oldest
}

// oldestTold is the same for others to know, and how long ago it is by the clock that it is of.
func (n *Node) oldestTold() (oldest time.Time, age time.Duration) {
	oldest = n.oldestSession()
	return oldest, n.clock.Last().Timestamp().Time().Sub(oldest)
}

// older is the earlier of two times; zero is none.
func older(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
