package node

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/sql/pgcatalog"
)

// What follows gives the rows of isochron_internal.nodes and stores. A node tells of itself
// as it is now, and of others what their rows said last.

func (n *Node) nodeRows() (out []pgcatalog.NodeInfo) {
	own := false
	for _, row := range n.members.Nodes() {
		out = append(out, pgcatalog.NodeInfo{Node: row, Live: n.members.Answers(row.ID)})
		own = own || row.ID == n.ident.NodeID
	}
	if !own {
		row := &directory.Node{}
		n.describe(row)
		out = append(out, pgcatalog.NodeInfo{Node: row, Live: true})
	}
	for i, row := range out {
		if row.Address == nowhere {
			shown := *row.Node
			shown.Address, out[i].Node = "", &shown
		}
	}
	return out
}

// localities are where the nodes stand that are, or come back to be, members.
func (n *Node) localities() (out []allocator.Locality) {
	for _, row := range n.nodeRows() {
		if row.Membership >= directory.Decommissioning {
			continue
		}
		var l allocator.Locality
		for _, t := range row.Locality {
			l = append(l, allocator.Tier{Key: t.Key, Value: t.Value})
		}
		out = append(out, l)
	}
	return out
}

// clockRows tells of this node's clock, and of those of others that it has compared it with.
func (n *Node) clockRows() []pgcatalog.ClockInfo {
	self := n.clockSelf()
	own := pgcatalog.ClockInfo{NodeID: n.ident.NodeID, Own: true, Error: self.Error, Vouched: self.Error < bound.UnknownError, Step: self.Step, Budget: self.Budget}
	if s, ok := n.o.Source.(bound.Sourced); ok {
		own.Source = s.Standing().Source
	}
	out := []pgcatalog.ClockInfo{own}
	against, now := n.contradicting(), n.mesh.Elapsed()
	for _, w := range n.clockWords() {
		out = append(out, pgcatalog.ClockInfo{NodeID: w.Node, Error: w.Error, Vouched: w.Error < bound.UnknownError, Step: w.Step, Budget: w.Budget, Compared: true,
			OffsetLow: w.Low, OffsetHigh: w.High, Age: now - w.At, Contradicts: slices.Contains(against, w.Node)})
	}
	for _, w := range n.agreed.shown() {
		at := slices.IndexFunc(out, func(c pgcatalog.ClockInfo) bool { return c.NodeID == w.Node })
		if at < 0 {
			at, out = len(out), append(out, pgcatalog.ClockInfo{NodeID: w.Node})
		}
		c := &out[at]
		c.Permit = w.Permit
		if w.Known {
			c.Proof, c.Behind = w.Proof.String(), w.Behind
		}
		c.AheadKnown, c.Ahead, c.Promised, c.Promise = w.Upper, w.Ahead, w.Promise != agree.NoPromise, w.Promise
		c.RateKnown, c.DriftPPM = w.Rate, w.DriftPPM
	}
	return out
}

// latencyRows tell how far regions are from each other, by what nodes that answer have measured.
func (n *Node) latencyRows(ctx context.Context) (out []pgcatalog.Latency) {
	by := map[[2]string][]time.Duration{}
	add := func(list []*nodepb.Latency) {
		for _, l := range list {
			way := [2]string{n.members.Region(l.From), n.members.Region(l.To)}
			by[way] = append(by[way], time.Duration(l.Nanos))
		}
	}
	add(n.latencies())
	n.askAll(ctx, &nodepb.SessionsRequest{Latencies: true}, func(reply *nodepb.SessionsReply) { add(reply.Latencies) })
	for way, all := range by {
		slices.Sort(all)
		out = append(out, pgcatalog.Latency{From: way[0], To: way[1], RoundTrip: all[(len(all)-1)/2], Shortest: all[0], Longest: all[len(all)-1], Measured: len(all)})
	}
	slices.SortFunc(out, func(a, b pgcatalog.Latency) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To))
	})
	return out
}

// latencies are the round trips to other nodes that this node's pings have measured.
func (n *Node) latencies() (out []*nodepb.Latency) {
	for _, row := range n.members.Nodes() {
		if rtt, _ := n.mesh.RTT(row.ID); rtt > 0 && row.ID != n.ident.NodeID {
			out = append(out, &nodepb.Latency{From: n.ident.NodeID, To: row.ID, Nanos: int64(rtt)})
		}
	}
	return out
}

func (n *Node) storeRows() []*directory.Store {
	row := &directory.Store{ID: n.ident.StoreID, NodeID: n.ident.NodeID, ReportedAt: time.Now(), Degraded: n.clock.Degraded()}
	row.CapacityBytes, row.UsedBytes, row.AvailableBytes = n.capacity()
	for _, r := range n.store.Reports(n.cluster.Context()) {
		row.Ranges++
		if r.Lease {
			row.Leases++
			row.RequestsPerSecond += r.RequestsPerSecond
		}
	}
	for _, w := range n.store.Wrong() {
		row.Differing = append(row.Differing, w.RangeID)
	}
	others := n.members.Stores()
	for i, s := range others {
		if s.NodeID != n.ident.NodeID && !n.members.Answers(s.NodeID) { // its row says what it had when it was there
			gone := *s
			gone.Leases, gone.RequestsPerSecond = 0, 0
			others[i] = &gone
		}
	}
	if at := slices.IndexFunc(others, func(s *directory.Store) bool { return s.ID == row.ID }); at >= 0 {
		others[at] = row
		return others
	}
	return append(others, row)
}

// heldWithin is how long rows of stores wait for the directory.
const heldWithin = 2 * time.Second

// held counts the replicas of each store by descriptors.
func (n *Node) held(ctx context.Context) (map[uint32]int, error) {
	ctx, cancel := context.WithTimeout(ctx, heldWithin)
	defer cancel()
	descs, err := n.allRanges(ctx)
	if err != nil {
		return nil, err
	}
	out := map[uint32]int{}
	for _, d := range descs {
		for _, x := range d.Replicas {
			out[x.StoreID]++
		}
	}
	return out, nil
}
