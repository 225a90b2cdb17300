package wan

import (
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
)

// Leaders is what Distances and the router together tell of the ways to leaseholders.
// It is asked for each request, so it must be cheap: both are look-ups in memory.
type Leaders struct {
	Distances
	Leader interface { // the router
		Leader(*descriptor.Range) uint32
	}
	Self uint32 // this node
}

// Leads is the node that leads a range, as far as it is known; 0: it is not.
func (d *Leaders) Leads(r *descriptor.Range) uint32 { return d.Leader.Leader(r) }

// Distances tells how far other nodes are. Served by transport.Mesh.
type Distances interface {
	// RTT is the round trip to a node, smoothed, and the longest of late; 0: not
	// measured, or this node.
	RTT(nodeID uint32) (smoothed, longest time.Duration)
}

// Regions tells where nodes stand.
type Regions interface {
	// Region is a node's region; "": it names none, or is not known. Those are taken for one
	// region of their own: nothing is counted among them, all between them and others.
	Region(nodeID uint32) string
}

// Places is what Regions, the router and Distances tell together.
type Places struct {
	Regions
	Far         *Leaders // how far
	FreeQuorums bool     // planted: no consensus is counted
}

// Leg is what one message and its answer between two nodes count.
func (p *Places) Leg(node uint32) int {
	if node == 0 || node == p.Far.Self || p.Region(node) == p.Region(p.Far.Self) {
		return 0
	}
	return 2
}

// Quorum is what consensus counts on a range whose leader is that node: nothing where its
// region holds a quorum, of both halves while replicas change.
// A majority in both halves of a joint configuration (Raft's joint consensus, Ongaro 2014, section 4.3).
func (p *Places) Quorum(d *descriptor.Range, leader uint32) int {
	if len(d.Replicas) < 2 {
		return 0
	}
	var old, oldNear, next, nextNear int
	home := p.Region(leader)
	for i := range d.Replicas {
		x := &d.Replicas[i]
		near := 0
		if x.NodeID == leader || p.Region(x.NodeID) == home {
			near = 1
		}
		if x.VotesOld() {
			old, oldNear = old+1, oldNear+near
		}
		if x.VotesNew() {
			next, nextNear = next+1, nextNear+near
		}
	}
	if oldNear > old/2 && nextNear > next/2 {
		return 0
	}
	return 2
}

// Work is what a request makes a range do, as far as distance is concerned.
type Work uint8

// What requests make ranges do.
const (
	ToRead  Work = iota // nothing is replicated
	ToWrite             // by consensus
)

// Here reports whether all of a range is on this node, so that nothing of it is far.
func (p *Places) Here(d *descriptor.Range) bool {
	return len(d.Replicas) == 1 && d.Replicas[0].NodeID == p.Far.Self
}

// Leads is the node that leads a range, as far as it is known; 0: it is not.
func (p *Places) Leads(d *descriptor.Range) uint32 { return p.Far.Leads(d) }

// Allows fails with *DistanceError where a request to a range's leaseholder would take c too far for w.
// Checked before the request is made, so nothing of it exists where it fails (W2).
func (p *Places) Allows(w *Meter, c *Chain, d *descriptor.Range, does Work) error {
	if w.Most == 0 || w.Free || p.Here(d) {
		return nil
	}
	return p.Affords(c, w.Most, d, p.Leads(d), does)
}

// Affords is Allows for a request to a node; most is as Meter has it.
func (p *Places) Affords(c *Chain, most int, d *descriptor.Range, node uint32, w Work) error {
	needs := p.Leg(node)
	if w == ToWrite {
		needs += p.Quorum(d, node)
	}
	if needs == 0 || c.Messages+needs < most {
		return nil
	}
	return &DistanceError{Most: most / 2, Taken: c.Messages, Needs: needs, Range: d.ID, Region: p.Region(node), Home: p.Region(p.Far.Self), Commit: w == ToWrite}
}
