package distsender

import (
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// leaders remembers which node is said to serve a range, for ranges with several
// replicas. What it says may be wrong: whoever is asked knows better.
// In shards by range ID, so that requests to different ranges seldom meet at one mutex.
type leaders struct {
	shards [leaderShards]struct {
		mu   sync.RWMutex // a leaf
		m    map[uint64]leader
		lost map[uint64]time.Duration // since when nobody was found to serve a range, from Router.began on
	}
}

const leaderShards = 16

// leadersMax bounds what is remembered in one shard; beyond it, it starts over.
// What is lost with that is a hop for each range at its next request, not a wrong answer.
const leadersMax = 1 << 16

// It goes round from guess to guess:
//
//	nothing known     the nearest replica is asked (nearest)
//	set               somebody said who leads: tries is 0
//	linger            nobody leads: the nearest by far is asked for a while, until it hears who does
//	pass              it could not be asked, or did not know: the next replica, tries grows
//	around            all were tried: forgotten, and the descriptor with it (Router.Heard)
//
// A value, so that readers copy it under the shard's lock and keep nothing.
type leader struct {
	node  uint32
	tries uint32 // replicas tried since somebody last said who it is
}

// get is what was last heard of a range's leaseholder. It may be out of date; who is asked in
// vain says so.
func (l *leaders) get(rangeID uint64) (leader, bool) {
	s := &l.shards[rangeID%leaderShards]
	s.mu.RLock()
	x, ok := s.m[rangeID]
	s.mu.RUnlock()
	return x, ok
}

// set takes a node for the leaseholder's.
func (l *leaders) set(rangeID uint64, node uint32) { l.put(rangeID, leader{node: node}) }

// A shard that is full forgets all: what is lost is a guess, which the next answer gives again.
func (l *leaders) put(rangeID uint64, x leader) {
	s := &l.shards[rangeID%leaderShards]
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.m == nil || len(s.m) >= leadersMax {
		s.m = make(map[uint64]leader)
	}
	s.m[rangeID] = x
}

// forget starts over with the nearest replica of a range.
func (l *leaders) forget(rangeID uint64) {
	s := &l.shards[rangeID%leaderShards]
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.m, rangeID)
}

// pass goes on from a node that can't be asked (0: the present one) to the next.
// Many requests fail at once when a node dies, each of them passes: the node that failed is named, so that
// only the first goes on, and the others do not skip replicas that nobody has asked.
// current: desc is the range as it is, so that its replicas hear who leads it.
func (l *leaders) pass(r *Router, desc *descriptor.Range, node uint32, current bool) {
	if len(desc.Replicas) < 2 {
		return
	}
	x, ok := l.get(desc.ID)
	if !ok || !holds(desc, x.node) {
		// Nothing is remembered of a replica of this descriptor, so that the caller was sent by the same guess.
		x.node = r.nearest(desc) // whom Server has asked
	}
	if node != 0 && node != x.node {
		return // somebody has gone on already
	}
	if current {
		// tries stays: the near one is asked again and again for a while, which is no round.
		if near, ok := r.linger(desc); ok && near != node {
			l.put(desc.ID, leader{node: near, tries: x.tries})
			return
		}
	}
	at := 0
	for i := range desc.Replicas {
		if desc.Replicas[i].NodeID == x.node {
			at = i + 1
		}
	}
	next := x.node
	for i := range desc.Replicas {
		n := &desc.Replicas[(at+i)%len(desc.Replicas)]
		if n.Learner || n.NodeID == x.node || !r.reaches(n.NodeID) {
			continue
		}
		// The first that is reachable at all, in case none has been talked to.
		if next == x.node {
			next = n.NodeID
		}
		// After a whole round those that were never talked to are tried like the others.
		if r.talksTo(n.NodeID) || int(x.tries) >= len(desc.Replicas) {
			next = n.NodeID
			break
		}
	}
	l.put(desc.ID, leader{node: next, tries: x.tries + 1})
}

// Who leads after an election its replicas hear half a round trip later, and others no sooner: to ask
// a far one takes long, and pays only where the near one hears nothing at all.
const (
	lingerTrips  = 4                     // round trips to the farthest replica, an election's, for which the near one is asked
	lingerNearer = 8                     // so many times nearer it must be
	lingerMin    = 20 * time.Millisecond // of a round trip to the next: below that nothing is saved
)

// linger reports whether the replica that is nearest by far is to be asked, though it knows of no
// leaseholder that can be reached. It is for a while from when that was found out.
func (r *Router) linger(desc *descriptor.Range) (node uint32, ok bool) {
	near := r.nearest(desc)
	next := r.nextAway(desc, near)
	if next < lingerMin || lingerNearer*r.rtt(near) > next || !holds(desc, near) {
		return 0, false
	}
	return near, r.leaders.lingers(desc.ID, time.Since(r.began), lingerTrips*r.farthest(desc))
}

// farthest is the longest round trip to a voter of desc that was talked to.
func (r *Router) farthest(desc *descriptor.Range) (most time.Duration) {
	for i := range desc.Replicas {
		if x := &desc.Replicas[i]; !x.Learner {
			most = max(most, r.rtt(x.NodeID))
		}
	}
	return most
}

// lingers reports whether it is so long, or less, since a range was found to be without a leaseholder. What
// was long ago is another time.
func (l *leaders) lingers(rangeID uint64, now, most time.Duration) bool {
	s := &l.shards[rangeID%leaderShards]
	s.mu.Lock()
	defer s.mu.Unlock()
	since, ok := s.lost[rangeID]
	if !ok || now-since > lingerAgain*most {
		// Begun anew where it is full: at worst the near replica of some range is asked for a while longer.
		if s.lost == nil || len(s.lost) >= leadersMax {
			s.lost = map[uint64]time.Duration{}
		}
		s.lost[rangeID], since = now, now
	}
	return now-since < most
}

// lingerAgain is after how many such whiles another begins.
const lingerAgain = 8

// nextAway is the round trip to the nearest voter of desc besides a node's; 0: there is none that was talked to.
func (r *Router) nextAway(desc *descriptor.Range, node uint32) (least time.Duration) {
	for i := range desc.Replicas {
		x := &desc.Replicas[i]
		if x.Learner || x.NodeID == node || x.NodeID == r.o.NodeID {
			continue
		}
		if d := r.rtt(x.NodeID); d > 0 && (least == 0 || d < least) {
			least = d
		}
	}
	return least
}

// talksTo reports whether a node has been talked to. One that has not may be dead without
// anybody here knowing: it costs a dial to find out, and is asked when the others were.
// Round trips are measured on connections: 0 says that there was none.
func (r *Router) talksTo(node uint32) bool {
	if node == r.o.NodeID || r.o.Peers == nil {
		return true
	}
	rtt, _ := r.o.Peers.RTT(node)
	return rtt > 0
}

// LedBy takes a node for the leaseholder's, as somebody else has said; 0: it is not who was taken for it.
// It counts as a stale guess.
func (r *Router) LedBy(desc *descriptor.Range, node uint32) {
	r.stales.Add(1)
	r.refused(desc, &kvpb.RetryElsewhere{RangeID: desc.ID, Leader: node})
}

// around reports whether all replicas were tried since somebody last said who serves.
func (l *leaders) around(desc *descriptor.Range) bool {
	x, ok := l.get(desc.ID)
	return ok && int(x.tries) > len(desc.Replicas)
}

// reaches reports whether there is an address, not whether anybody listens.
func (r *Router) reaches(node uint32) bool {
	return node == r.o.NodeID || r.o.Peers != nil && r.o.Peers.Server(node) != nil
}

// nearest is the node to ask first about a range of which nothing is known.
func (r *Router) nearest(desc *descriptor.Range) uint32 {
	var best uint32
	least := time.Duration(-1)
	for i := range desc.Replicas {
		x := &desc.Replicas[i]
		switch {
		case x.NodeID == r.o.NodeID:
			// Its own node first, led here or not: asking it costs nothing, and it knows who leads.
			return x.NodeID
		case x.Learner || r.o.Peers == nil || r.o.Peers.Server(x.NodeID) == nil:
			continue
		}
		// Without measurements the first of the descriptor.
		// A measured one goes before one that was never measured, however far it is.
		if rtt, _ := r.o.Peers.RTT(x.NodeID); best == 0 || rtt > 0 && (least <= 0 || rtt < least) {
			best, least = x.NodeID, rtt
		}
	}
	return best
}

// Near returns the replica of desc that is nearest by measured round trips, this node's own
// first, of those not in tried; 0: there is none nearer than the leaseholder as far as it is
// known, whom Server asks.
// The leaseholder itself is never given: whoever finds none asks it by Server.
func (r *Router) Near(desc *descriptor.Range, tried []uint32) (node uint32, s kvpb.Sender) {
	leader := r.Leader(desc)
	if leader == r.o.NodeID || leader == 0 {
		return 0, nil
	}
	// 0 where the leaseholder was never talked to: then any that was is nearer than what nobody knows.
	least := r.rtt(leader)
	for i := range desc.Replicas {
		x := desc.Replicas[i].NodeID
		switch {
		case x == leader || slices.Contains(tried, x):
			continue
		case x == r.o.NodeID:
			return x, r.o.Local
		case !r.reaches(x) || !r.talksTo(x):
			continue
		}
		if d := r.rtt(x); least == 0 || d < least {
			node, least = x, d
		}
	}
	if node == 0 {
		return 0, nil
	}
	return node, r.server(node)
}

// Leads returns the node that is said to hold desc's lease; 0: nobody has said who does, and Leader
// is a guess.
// With a guess a request that must go to the leaseholder may take two more ways than it needs.
func (r *Router) Leads(desc *descriptor.Range) uint32 {
	if len(desc.Replicas) == 1 {
		return desc.Replicas[0].NodeID
	}
	if x, ok := r.leaders.get(desc.ID); ok && x.tries == 0 && holds(desc, x.node) {
		return x.node
	}
	return 0
}

// Stranger returns a replica of desc that has never been talked to, so that nobody knows how near it
// is, of those not in tried; 0: there is none.
// Asking it measures the way, so that from then on Near can choose.
func (r *Router) Stranger(desc *descriptor.Range, tried []uint32) (node uint32, s kvpb.Sender) {
	for i := range desc.Replicas {
		if x := desc.Replicas[i].NodeID; !slices.Contains(tried, x) && r.reaches(x) && !r.talksTo(x) {
			return x, r.server(x)
		}
	}
	return 0, nil
}

// rtt is the measured round trip to a node; 0: it is not known.
func (r *Router) rtt(node uint32) time.Duration {
	if r.o.Peers == nil {
		return 0
	}
	d, _ := r.o.Peers.RTT(node)
	return d
}

// Server returns the way to desc's leaseholder, as far as it is known: else to the
// nearest replica. Where no replica can be reached, it is one that says so.
func (r *Router) Server(desc *descriptor.Range) kvpb.Sender {
	return r.server(r.Leader(desc))
}

// Leader returns the node that Server asks; 0: none of the range's is known.
func (r *Router) Leader(desc *descriptor.Range) uint32 {
	if len(desc.Replicas) == 1 {
		return desc.Replicas[0].NodeID
	}
	if x, ok := r.leaders.get(desc.ID); ok && holds(desc, x.node) {
		return x.node
	}
	return r.nearest(desc)
}

// holds reports whether a node has a replica, voter or learner: what was remembered may be of an older
// descriptor.
func holds(desc *descriptor.Range, node uint32) bool {
	for i := range desc.Replicas {
		if desc.Replicas[i].NodeID == node {
			return true
		}
	}
	return false
}

// server never fails: who gets the local store for another's range hears from it who leads.
func (r *Router) server(node uint32) kvpb.Sender {
	if node != r.o.NodeID && node != 0 && r.o.Peers != nil {
		if s := r.o.Peers.Server(node); s != nil {
			return s
		}
	}
	return r.o.Local // answers RetryElsewhere where the range is not here
}
