package agree

import (
	"cmp"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// What hubs tell of their zones (C8): a Group is the members of a zone, each under the number of
// its permit, and a timestamp that each of them had passed when that was sent. It is word of mouth
// of many at once: extrapolated at (1-ρ)/(1+ρ), up to the lowest P of any member.
//
//	members ──readings──► hub ──own group──► other hubs ──that──► their zones
//	                       └──own group──► its zone
//
// A group says something of those alone that it names, under the numbers that it names them by: who
// has joined, come back, or gone elsewhere, and is not named by anybody, is waited for by itself.
// Members are told whole to whoever hasn't echoed the note that told them, and again now and then.
//
// What a hub tells counts under its own permit, and not where it was contradicted. With another
// number its group has another version, which takes nothing over from the one before: so what a
// clock that was wrong has made of a minimum goes no further than that hub's permit.

// Limits of groups.
const (
	// groupsMax bounds the groups that a note carries, and twice as many are kept.
	groupsMax = 2 * EachMax
	// knowsFor is for how long members that were echoed are not told again.
	knowsFor = 30 * time.Second
	// groupGrain is for how long what was found of one's own zone is extrapolated before it is
	// looked at again.
	groupGrain = time.Millisecond
)

// Group is what a hub tells of nodes' clocks.
type Group struct {
	Origin      uint32 // the hub that heard them itself
	Version     Number // of its members
	Passed, Cap hlc.Timestamp
	Members     []Member // nil: as told before
}

// Member is one of a group, under the permit by which it was heard.
type Member struct {
	Node   uint32
	Number Number
}

// ownGroup is that of this node's zone, while it is a hub.
type ownGroup struct {
	Group
	number Number // of this node
	at     time.Duration
}

// claim is what one node has told of a group.
type claim struct {
	Group
	from   uint32
	number Number        // of the node that told it
	at     time.Duration // Passed was told
}

// unit are nodes that one group or more vouch for whole.
type unit struct {
	claims  []*claim // each of all nodes
	nodes   []uint32
	any     []bool          // by giver: whether it lists any of them
	promise []time.Duration // and the worst of their promises there
}

// SetCircle says whom this node hears; nil: each.
func (s *State) SetCircle(c *Circle) {
	if s.circle = c; c == nil || !c.Hub {
		s.group.Members = nil
	}
	s.holders = nil
}

// gather finds whom this node vouches for, and who is silent.
func (s *State) gather(now Now) {
	c, g := s.circle, &s.group
	if c != nil && c.spare {
		silent := slices.DeleteFunc(s.Listed(), func(id uint32) bool { return id == s.o.Self || s.hears(now, id) })
		if !slices.Equal(silent, s.silent) {
			s.silent, s.holders = silent, nil
		}
	}
	if c == nil || !c.Hub || !s.holder.held {
		g.Members = nil
		return
	}
	listed := s.listed()
	members := make([]Member, 0, len(c.Zone))
	for _, id := range c.Zone {
		if id == s.o.Self {
			members = append(members, Member{id, s.holder.number})
		} else if i, ok := s.find(id); ok && contains(listed, id) && s.hears(now, id) && s.vouched(now, s.peers[i]) {
			members = append(members, Member{id, s.peers[i].number})
		}
	}
	if g.number == s.holder.number && slices.Equal(g.Members, members) {
		return
	}
	*g = ownGroup{Group: Group{Origin: s.o.Self, Version: max(g.Version, firstNumber(s.o.Epoch)) + 1, Members: members}, number: s.holder.number}
}

// hears reports whether a node was heard lately; what is extrapolated goes on for as long again.
func (s *State) hears(now Now, node uint32) bool {
	i, ok := s.find(node)
	return ok && s.peers[i].heardAt != 0 && now.Elapsed-s.peers[i].heardAt <= s.o.Timing.Length/2
}

func (s *State) vouched(now Now, p *peer) bool {
	return p.number > p.refused && !p.drift.against(now)
}

// ownGroup is what this node tells of its zone now; false: nothing.
func (s *State) ownGroup(now Now) (Group, bool) {
	g := &s.group
	if g.Members == nil || g.number != s.holder.number {
		return Group{}, false
	}
	if g.at == 0 || now.Elapsed-g.at > groupGrain {
		passed, most := s.Read(now).Timestamp(), s.holder.cap
		for k, m := range g.Members {
			if m.Node == s.o.Self || !s.rules.looksAt(k, len(g.Members)) {
				continue
			}
			i, ok := s.find(m.Node)
			if !ok || s.peers[i].number != m.Number || !s.vouched(now, s.peers[i]) {
				return Group{}, false
			}
			passed, most = min(passed, s.mouth(now, s.peers[i])), min(most, s.peers[i].cap)
		}
		g.Passed, g.Cap, g.at = min(passed, most), most, now.Elapsed
	}
	out := g.Group
	out.Passed = min(out.Passed.Add(s.elapsed(now, g.at)), out.Cap)
	return out, out.Passed > 0
}

// groups are what a note to a node tells: to one's zone all that is known, to other hubs one's own.
func (s *State) groups(now Now, p *peer, n *Note, sent *send) {
	c := s.circle
	if c == nil || !c.Hub || n.Number == 0 {
		return
	}
	near := contains(c.Zone, p.node)
	if !near && !contains(c.Hubs, p.node) {
		return
	}
	if g, ok := s.ownGroup(now); ok {
		n.Groups = append(n.Groups, g)
	}
	if near {
		n.Groups = s.passOn(now, n.Groups)
	}
	p.knows = slices.DeleteFunc(p.knows, func(k knownGroup) bool { return now.Elapsed-k.at > knowsFor })
	for i := range n.Groups {
		g := &n.Groups[i]
		if slices.ContainsFunc(p.knows, func(k knownGroup) bool { return k.origin == g.Origin && k.version == g.Version }) {
			g.Members = nil
		} else {
			sent.told = append(sent.told, knownGroup{g.Origin, g.Version, now.Elapsed})
		}
	}
}

// passOn adds what other zones' hubs have told of theirs; of those that tell of the same nodes the
// one that says most.
func (s *State) passOn(now Now, out []Group) []Group {
	own := len(out)
	for _, k := range s.claims {
		if k.from != k.Origin || contains(s.circle.Zone, k.from) || !contains(s.circle.Hubs, k.from) || k.Cap == 0 {
			continue
		}
		g := k.Group
		g.Passed = s.claimed(now, k)
		same := slices.IndexFunc(out[own:], func(o Group) bool { return slices.Equal(o.Members, g.Members) })
		switch {
		case same < 0 && len(out) < groupsMax:
			out = append(out, g)
		case same >= 0 && out[own+same].Passed < g.Passed:
			out[own+same] = g
		}
	}
	return out
}

// knownGroup is a version of a group that a node was told, and when.
type knownGroup struct {
	origin  uint32
	version Number
	at      time.Duration
}

// echoed takes note of what the note has told that is echoed.
func (p *peer) echoed(m *send) {
	for _, k := range m.told {
		p.knows = slices.DeleteFunc(p.knows, func(o knownGroup) bool { return o.origin == k.origin })
		p.knows = append(p.knows, k)
	}
	m.told = nil
}

// unsaid: what another process of the node was told, this one does not know.
func (p *peer) unsaid() {
	for i := range p.sends {
		p.sends[i].told = nil
	}
}

// hearGroups takes what a node tells of others; trusted: nothing contradicts that node.
func (s *State) hearGroups(now Now, p *peer, n *Note, trusted bool) {
	c := s.circle
	hub := c != nil && contains(c.Hubs, p.node)
	near := hub && contains(c.Zone, p.node)
	for i := range n.Groups {
		g := &n.Groups[i]
		k := s.claimOf(p.node, g.Origin)
		if k == nil {
			continue
		}
		if g.Version > k.Version && g.Members != nil {
			k.Version, k.Members = g.Version, g.Members
			if s.holders = nil; s.rules.ofMembers() {
				k.forget()
			}
		}
		if n.Number > k.number {
			k.number = n.Number
			k.forget()
		}
		if !trusted || n.Number == 0 || n.Number < k.number || n.Number <= p.refused || g.Version != k.Version || !near && (!hub || g.Origin != p.node) {
			continue
		}
		// Of one version all numbers stay, so that P only grows.
		k.Cap = max(k.Cap, g.Cap)
		if k.at == 0 || g.Passed > k.Passed.Add(s.elapsed(now, k.at)) {
			k.Passed, k.at = g.Passed, now.Elapsed
		}
	}
}

// forget drops what was told, and keeps of whom.
func (k *claim) forget() { k.Passed, k.Cap, k.at = 0, 0, 0 }

// claimOf is what a node has told of a group; nil beyond the limit.
func (s *State) claimOf(from, origin uint32) *claim {
	if origin == s.o.Self {
		return nil
	}
	i, ok := slices.BinarySearchFunc(s.claims, claim{Group: Group{Origin: origin}, from: from}, func(k *claim, o claim) int {
		return cmp.Or(cmp.Compare(k.from, o.from), cmp.Compare(k.Origin, o.Origin))
	})
	if !ok {
		if len(s.claims) >= 2*groupsMax {
			if s.claims = slices.DeleteFunc(s.claims, func(k *claim) bool { return k.Cap == 0 }); len(s.claims) >= 2*groupsMax {
				return nil
			}
			s.holders = nil
			return s.claimOf(from, origin)
		}
		s.claims = slices.Insert(s.claims, i, &claim{Group: Group{Origin: origin}, from: from})
	}
	return s.claims[i]
}

// unclaim drops what nodes have told of others; 0: what all have.
func (s *State) unclaim(from uint32) {
	for _, k := range s.claims {
		if from == 0 || k.from == from {
			k.forget()
		}
	}
}

// claimed is up to where a group's members have passed, each under its number.
func (s *State) claimed(now Now, k *claim) hlc.Timestamp {
	if k.at == 0 {
		return 0
	}
	return s.rules.claimed(k.Passed.Add(s.elapsed(now, k.at)), k.Cap)
}

// covers reports whether what a group says of a node counts: no giver lists it under a later
// number, and its own was not contradicted.
func (s *State) covers(k *claim, node uint32) bool {
	i, ok := slices.BinarySearchFunc(k.Members, node, func(m Member, id uint32) int { return cmp.Compare(m.Node, id) })
	if !ok {
		return false
	}
	number := k.Members[i].Number
	if j, ok := s.find(node); ok && number <= s.peers[j].refused {
		return false
	}
	for _, st := range s.lists {
		if e, listed := st.of(node); listed && s.rules.replaces(e.Number, number) {
			return false
		}
	}
	return true
}

// divide finds which of those that are listed groups vouch for, and who is waited for by itself. What is
// told no more comes last, whomever it names: hubs end, and of who has ended a giver's old list may still tell.
func (s *State) divide() {
	s.units, s.lone = nil, s.holders
	if s.circle == nil || len(s.claims) == 0 {
		return
	}
	type cover struct {
		old   time.Duration // by how much more than a permit's length it is older than the newest
		nodes []uint32
	}
	newest := time.Duration(0)
	for _, k := range s.claims {
		newest = max(newest, k.at)
	}
	var all []cover
	for _, k := range s.claims {
		c := cover{old: max(newest-k.at-s.o.Timing.Length, 0)}
		for _, id := range s.holders {
			if id != s.o.Self && s.covers(k, id) && (!s.circle.spare || contains(s.silent, id)) {
				c.nodes = append(c.nodes, id)
			}
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b cover) int { return cmp.Or(cmp.Compare(a.old, b.old), len(b.nodes)-len(a.nodes)) })
	s.lone = slices.Clone(s.holders)
	for _, c := range all {
		u := unit{nodes: slices.DeleteFunc(c.nodes, func(id uint32) bool { return !contains(s.lone, id) })}
		if len(u.nodes) == 0 {
			continue
		}
		s.lone = slices.DeleteFunc(s.lone, func(id uint32) bool { return contains(u.nodes, id) })
		for _, k := range s.claims {
			if !slices.ContainsFunc(u.nodes, func(id uint32) bool { return !s.covers(k, id) }) {
				u.claims = append(u.claims, k)
			}
		}
		for _, st := range s.lists {
			is, worst := false, time.Duration(0)
			for _, id := range u.nodes {
				if e, ok := st.of(id); ok {
					is, worst = true, max(worst, e.Promise)
				}
			}
			u.any, u.promise = append(u.any, is), append(u.promise, worst)
		}
		s.units = append(s.units, u)
	}
}

// vouch is what the best claim shows of a unit.
func (s *State) vouch(now Now, u *unit) (k *claim, passed hlc.Timestamp) {
	k = u.claims[0]
	for _, c := range u.claims {
		if l := s.claimed(now, c); l > passed || l == passed && c.Cap > k.Cap {
			k, passed = c, l
		}
	}
	return k, passed
}

// horizonOfUnit is horizonOf the last of a unit's nodes. Where what was told of them is old, or can't
// show that they have passed want, they are looked at one by one.
func (s *State) horizonOfUnit(now Now, u *unit, low, want hlc.Timestamp) hlc.Timestamp {
	k, l := s.vouch(now, u)
	h := s.most(func(g int) hlc.Timestamp {
		upto := s.rules.upto(s.lists[g].u)
		if !u.any[g] {
			return upto
		}
		l := l
		if u.promise[g] != NoPromise {
			l = max(l, low.Add(-u.promise[g]))
		}
		return min(upto, l.Prev())
	})
	if want > 0 && h >= want || k.at != 0 && l < k.Cap && k.Cap > want && now.Elapsed-k.at < s.o.Timing.Length/2 {
		return h
	}
	each := hlc.Max
	for _, j := range u.nodes {
		if each = min(each, s.horizonOf(now, j, s.mouthOf(now, j), low)); each <= h {
			return h
		}
	}
	return each
}

// whenOfUnit is in how long all nodes of a unit have passed ts, and by which hub's word. Where that
// will not do, it is the last of them by itself.
func (s *State) whenOfUnit(now Now, u *unit, ts hlc.Timestamp, low hlc.Timestamp) Wait {
	k, l := s.vouch(now, u)
	mouth := never
	if k.Cap > ts {
		mouth = s.stretched(ts.Next().Sub(l))
	}
	w := Wait{Node: k.Origin, Proof: ByMouth, In: mouth}
	in := s.majority(func(g int) int64 {
		if s.lists[g].u <= ts {
			return -int64(never)
		}
		if !u.any[g] {
			return 0
		}
		d := mouth
		if e := u.promise[g]; e != NoPromise && low > 0 {
			d = min(d, s.stretched(ts.Next().Sub(low.Add(-e))))
		}
		return -int64(d)
	})
	if w.In = time.Duration(-in); w.In != mouth {
		w.Proof = ByUTC
	}
	if w.In < never {
		return w
	}
	worst := Wait{Passed: true}
	for _, j := range u.nodes {
		worst = s.later(now, worst, j, ts, low)
	}
	return worst
}
