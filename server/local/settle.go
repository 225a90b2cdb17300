package local

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/range/descriptor"
)

// settlePoll is between two looks at what nodes hold.
const settlePoll = 10 * time.Millisecond

// Ranges are the newest descriptors that nodes which are up hold, in key order.
func (c *Cluster) Ranges() []*descriptor.Range {
	newest := map[uint64]*descriptor.Range{}
	for _, n := range c.nodes {
		x := n.Node()
		if x == nil {
			continue
		}
		for _, d := range x.Store().Ranges() {
			if o := newest[d.ID]; o == nil || o.Generation < d.Generation {
				newest[d.ID] = d
			}
		}
	}
	var out []*descriptor.Range
	for _, d := range newest {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *descriptor.Range) int { return bytes.Compare(a.Start, b.Start) })
	return out
}

// Leaseholder is the node that serves a range now; nil: nobody does.
func (c *Cluster) Leaseholder(rangeID uint64) *Node {
	for _, n := range c.nodes {
		if x := n.Node(); x != nil && x.Store().LeaseHeld(rangeID) {
			return n
		}
	}
	return nil
}

// unsettled names a range that is not as it should stay: it has fewer than so many
// voters, or its replicas change. Where clocks agree, as many nodes give permits: the
// loss of most of those would be as bad.
func (c *Cluster) unsettled(voters int) string {
	all := c.Ranges()
	for _, d := range all {
		if d.Joint() || d.Voters() < voters || len(d.Replicas) > d.Voters()+c.nonVoters(d) {
			return fmt.Sprintf("%v with %v", d, d.Replicas)
		}
	}
	if len(all) == 0 {
		return "no range at all"
	}
	for _, n := range c.nodes {
		if x := n.Node(); x != nil {
			if g := x.Givers(); len(g) > 0 && len(g) < voters {
				return fmt.Sprintf("%v: nodes %v give permits", n, g)
			}
		}
	}
	return ""
}

// nonVoters is how many learners a range may have without being on their way.
func (c *Cluster) nonVoters(d *descriptor.Range) (most int) {
	for _, n := range c.nodes {
		if x := n.Node(); x != nil {
			most = max(most, x.NonVoters(d))
		}
	}
	return most
}

// AwaitReplicated returns when every range has that many voters (or as many as nodes
// exist for), and no replica is on its way; 0: three. It does not wait for replicas that don't vote.
func (c *Cluster) AwaitReplicated(ctx context.Context, voters int) error {
	if voters == 0 {
		voters = 3
	}
	if voters = min(voters, len(c.nodes)); voters%2 == 0 {
		voters-- // an even number survives no more than one less
	}
	for {
		why := c.unsettled(voters)
		if why == "" {
			return nil
		}
		if err := stop.Sleep(ctx, settlePoll); err != nil {
			return fmt.Errorf("local: not replicated %d times: %s: %w", voters, why, err)
		}
	}
}
