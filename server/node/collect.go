package node

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/collector"
)

// startCollector has the old versions of the ranges that are led here collected, the catalog's
// too: certificates of the schema are read ahead of now, and what a schema was for an
// older snapshot is protected as its rows are.
func (n *Node) startCollector() error {
	o := n.o.Collect
	o.Store, o.Now, o.Oldest, o.Log = n.store, func() hlc.Timestamp { return n.clock.Now().Timestamp() }, n.oldestRead, n.log
	c, err := collector.New(o)
	if err != nil {
		return err
	}
	n.collector = c
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
	if n.mesh != nil {
		for _, s := range n.members.Stores() {
			if s.ID != n.ident.StoreID && n.members.Answers(s.NodeID) {
				oldest = older(oldest, s.OldestReadAt)
			}
		}
	}
	if oldest.IsZero() {
		return hlc.Max
	}
	// Clocks differ by up to ε, and what a transaction reads at is chosen before its time is noted.
	return hlc.Timestamp(oldest.UnixNano()).Add(-n.physical().Epsilon() - time.Second)
}

// oldestSession is when the oldest transaction of this node's sessions began.
func (n *Node) oldestSession() (oldest time.Time) {
	for _, a := range n.sessions.Activities() {
		oldest = older(oldest, a.TxnFrom)
	}
	return oldest
}

// older is the earlier of two times; zero is none.
func older(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}
