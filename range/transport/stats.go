package transport

import (
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/metric"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// PeerStats is what a mesh knows of another node, as totals since the start.
// A copy: it may be kept and changed. NodeID 0 stands for all who have no ID, commands and nodes that want to join.
type PeerStats struct {
	NodeID                  uint32
	Address                 string        // as its newest open connection said; "" without one
	Version                 uint32        // of the protocol, agreed on; 0 without a connection
	Epoch                   uint64        // of its process, likewise
	Down                    bool          // silent for too long
	RTT                     time.Duration // smoothed; 0: not measured
	RTTMax                  time.Duration // of late
	BytesOut, BytesIn       uint64        // with TLS and framing
	MessagesOut, MessagesIn uint64
	Connections             [classCount]int // made and taken, by class; of those taken the class is what the peer said
	LastError               error           // why the last attempt to connect failed; nil: it did not

	// Where Clock is set: the peer's clock less this node's lay within
	// [OffsetLow, OffsetHigh] at OffsetAt, by time since the mesh began, and the peer told
	// the rest of itself.
	OffsetKnown           bool
	OffsetLow, OffsetHigh time.Duration
	OffsetAt              time.Duration
	Clock                 Clock
}

// Clock is what a node tells others of its clock.
// Now is read when the ping is answered, so that it lies between the asking and the answer (offset).
type Clock struct {
	Now     int64         // nanoseconds since the Unix epoch
	Error   time.Duration // how wrong that may be
	Told    bool          // of what follows; an older build does not
	Step    time.Duration // by how much what the clock follows is ahead of it
	Budget  time.Duration // how wrong the node thinks that clocks may be
	Machine uint64        // the machine's boot; 0: not known
	Offset  int64         // of the clock over that boot
	Settled bool          // it has compared its clock with others', and serves
}

// Notes travel beside it, since they are for one peer and this is for all.
func (c Clock) pong() *transportpb.Pong {
	return &transportpb.Pong{Clock: c.Now, ErrorNanos: int64(c.Error), Told: c.Told, StepNanos: int64(c.Step), BudgetNanos: int64(c.Budget),
		Machine: c.Machine, BootOffset: c.Offset, Settled: c.Settled}
}

// What an older build does not tell is zero, and Told says so.
func clockOf(p *transportpb.Pong) Clock {
	return Clock{Now: p.Clock, Error: time.Duration(p.ErrorNanos), Told: p.Told, Step: time.Duration(p.StepNanos), Budget: time.Duration(p.BudgetNanos),
		Machine: p.Machine, Offset: p.BootOffset, Settled: p.Settled}
}

// Peers returns what is known of each node that was spoken with, by ID.
// What was counted for a node before and after it was first asked is added up. Where several connections stand, the newest
// process's identity counts.
func (m *Mesh) Peers() []PeerStats {
	byID := make(map[uint32]*PeerStats)
	of := func(node uint32) *PeerStats {
		if byID[node] == nil {
			byID[node] = &PeerStats{NodeID: node}
		}
		return byID[node]
	}
	for id, r := range *m.peers.Load() {
		r.stats(of(id))
	}
	m.mu.Lock()
	// What was counted of nodes before anything was asked of them, and of strangers.
	for id, t := range m.mu.in {
		t.add(of(id))
	}
	for c, l := range m.mu.conns {
		if p := c.peer.Load(); p != nil {
			s := of(p.NodeID)
			s.Connections[p.Class]++
			// Of two processes of a node the later one is who it is now: connections of the earlier one are about to end.
			if p.Epoch >= s.Epoch {
				s.Address, s.Version, s.Epoch = p.Address, p.Version, p.Epoch
			}
		} else if l != nil && l.node != 0 {
			of(l.node) // being made
		}
	}
	m.mu.Unlock()
	all := make([]PeerStats, 0, len(byID))
	for _, p := range byID {
		all = append(all, *p)
	}
	slices.SortFunc(all, func(a, b PeerStats) int { return int(a.NodeID) - int(b.NodeID) })
	return all
}

// ClockOffset is another node's clock as the last ping showed it (PeerStats).
// Low and High bound the other's clock less this one's; the narrower, the faster the ping was.
// At is by the mesh's elapsed time: how far both clocks may have drifted since is for whoever uses it.
type ClockOffset struct {
	NodeID    uint32
	Low, High time.Duration
	At        time.Duration
	Clock     Clock
}

// Clocks returns that of each node that was pinged, by ID. It costs little: clocks are looked at all
// the time.
func (m *Mesh) Clocks() []ClockOffset {
	peers := *m.peers.Load()
	all := make([]ClockOffset, 0, len(peers))
	// Each offset is replaced as a whole: low, high and at are always of one ping.
	for id, r := range peers {
		if o := r.offset.Load(); o != nil {
			all = append(all, ClockOffset{id, o.low, o.high, o.at, o.clock})
		}
	}
	slices.SortFunc(all, func(a, b ClockOffset) int { return int(a.NodeID) - int(b.NodeID) })
	return all
}

// Each number is right by itself; they are not of one instant.
func (t *traffic) add(p *PeerStats) {
	p.BytesOut += t.bytesOut.Load()
	p.BytesIn += t.bytesIn.Load()
	p.MessagesOut += t.messagesOut.Load()
	p.MessagesIn += t.messagesIn.Load()
}

// A node that answered long ago and is asked for nothing has its last figures still.
func (r *remote) stats(p *PeerStats) {
	r.traffic.add(p)
	p.Down = r.down.Load()
	p.RTT, p.RTTMax = time.Duration(r.rtt.Load()), time.Duration(r.rttMax.Load())
	if e := r.last.Load(); e != nil {
		p.LastError = *e
	}
	if o := r.offset.Load(); o != nil {
		p.OffsetKnown, p.OffsetLow, p.OffsetHigh, p.OffsetAt, p.Clock = true, o.low, o.high, o.at, o.clock
	}
}

// RTT returns the smoothed round trip to a node, and the longest of late; 0
// where none was measured.
// longest leaves the single longest out (observe): limits of time are made of it.
// In a cluster that has just begun the hello stands in (guess), which is longer than the way.
func (m *Mesh) RTT(nodeID uint32) (smoothed, longest time.Duration) {
	if r, ok := (*m.peers.Load())[nodeID]; ok {
		return time.Duration(r.rtt.Load()), time.Duration(r.rttMax.Load())
	}
	return 0, 0
}

// Answers reports whether a node answers this one: known is false where nothing was
// asked of it yet.
// It is known once a ping was answered, or none was for long.
func (m *Mesh) Answers(nodeID uint32) (answers, known bool) {
	r, ok := (*m.peers.Load())[nodeID]
	if !ok {
		return false, false
	}
	// Down is known without a round trip: nothing that was asked of it was answered for a whole silence.
	return !r.down.Load(), r.rtt.Load() > 0 || r.down.Load()
}

// Register shows the mesh's totals.
// What is summed over peers is summed when somebody looks, so that nothing is added up while messages pass.
func (m *Mesh) Register(reg *metric.Registry) {
	c := &m.counts
	reg.CounterFunc("mesh_dials_total", "Connections to other nodes that were attempted.", c.dials.Load)
	reg.CounterFunc("mesh_dials_failed_total", "Of those, that failed before the hello was over.", c.dialsFailed.Load)
	reg.CounterFunc("mesh_accepted_total", "Connections of other nodes that were taken.", c.accepted.Load)
	reg.CounterFunc("mesh_refused_total", "Connections that were refused: no node of this cluster, or too many.", c.refused.Load)
	reg.CounterFunc("mesh_served_total", "Requests of other nodes to this node's ranges.", c.served.Load)
	reg.CounterFunc("mesh_pings_total", "Pings of other nodes, which are few while calls show that a node is up.", c.pings.Load)
	reg.CounterFunc("mesh_raft_sent_total", "Raft messages sent.", c.raftSent.Load)
	reg.CounterFunc("mesh_raft_dropped_total", "Raft messages dropped: no connection, or a full queue.", c.raftDropped.Load)
	reg.CounterFunc("mesh_heartbeats_sent_total", "Heartbeats of stores sent, and answers to others'.", c.beatsSent.Load)
	reg.CounterFunc("mesh_heartbeats_dropped_total", "Heartbeats dropped: no connection, or they have waited for too long.", c.beatsDropped.Load)
	reg.CounterFunc("mesh_snapshot_bytes_total", "Bytes of snapshots sent.", c.snapshotBytes.Load)
	reg.CounterFunc("mesh_bytes_sent_total", "Bytes sent to other nodes.", func() uint64 { out, _ := m.bytes(); return out })
	reg.CounterFunc("mesh_bytes_received_total", "Bytes received from other nodes.", func() uint64 { _, in := m.bytes(); return in })
	reg.GaugeFunc("mesh_connections", "Open connections to and from other nodes.", func() float64 {
		m.mu.Lock()
		defer m.mu.Unlock()
		return float64(len(m.mu.conns))
	})
	reg.GaugeFunc("mesh_peers_down", "Nodes that do not answer.", func() float64 {
		down := 0
		for _, p := range m.Peers() {
			if p.Down {
				down++
			}
		}
		return float64(down)
	})
	reg.GaugeFunc("mesh_rtt_max_seconds", "The longest round trip to a node that answers, of late.", func() float64 {
		var longest time.Duration
		// One that is down has the figures of when it was lost, and would hold the maximum up.
		for _, p := range m.Peers() {
			if !p.Down {
				longest = max(longest, p.RTTMax)
			}
		}
		return longest.Seconds()
	})
}

// bytes are those of all nodes, also of those that Peers does not list any more.
// O(nodes), with the mutex held: for whoever looks at metrics, not for each message.
func (m *Mesh) bytes() (out, in uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out, in = m.mu.gone.out, m.mu.gone.in
	for _, r := range *m.peers.Load() {
		out, in = out+r.traffic.bytesOut.Load(), in+r.traffic.bytesIn.Load()
	}
	for _, t := range m.mu.in {
		out, in = out+t.bytesOut.Load(), in+t.bytesIn.Load()
	}
	return out, in
}
