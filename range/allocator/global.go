package allocator

import (
	"slices"
	"strings"
	"sync"
)

// Everywhere makes, of the policies of GLOBAL tables, what they ask for in the cluster as it is: a
// replica in each region, so that the present is read there (transactions.md, section 14). A policy that
// names several regions keeps to those. The lease stays where the policy says.
//
// Voters stand where the policy has them, and, unless it has all of them in one region, in a region each as far as they
// reach; every other region has a replica that does not vote. Regions beyond nine of these, the last ones by name, have
// none, and read at the leaseholder.
//
// While nodes of the cluster know no replicas that do not vote, voters stand in all regions: an odd number, at most as
// many as there are stores, and at most nine.
//
// It gives the same policy for the same one, as the allocator wants it, until the regions change. The
// zero value is ready; safe for concurrent use.
type Everywhere struct {
	mu sync.Mutex // guards what follows; a leaf
	// The regions of all stores, sorted, with a zero byte between; another string
	// means that all that was made is stale.
	of        string // the places
	nonVoting bool
	// So that equal policies stay one pointer, as the allocator's cache wants them
	// (Cluster.rules).
	made map[*Policy]*Policy
}

// Policy returns p, or what it asks for of stores that stand at places if it is Global. nonVoting says that all
// nodes know replicas that do not vote (version.NonVoting).
func (e *Everywhere) Policy(p *Policy, places func() []Locality, nonVoting bool) *Policy {
	if !p.Global {
		return p
	}
	stores := places()
	names := make([]string, len(stores))
	for i, l := range stores {
		names[i] = tierOf(l, TierRegion)
	}
	slices.Sort(names)
	// By all stores, not by regions alone: how many stores there are bounds the voters.
	of := strings.Join(names, "\x00")
	e.mu.Lock()
	defer e.mu.Unlock()
	// All or nothing: policies come with schemas and go with them, so that a full
	// map is mostly of former ones.
	if e.made == nil || e.of != of || e.nonVoting != nonVoting || len(e.made) >= everywhereMax {
		e.of, e.nonVoting, e.made = of, nonVoting, map[*Policy]*Policy{}
	}
	out := e.made[p]
	if out == nil {
		out = p.everywhere(names, nonVoting)
		e.made[p] = out
	}
	return out
}

// everywhereMax bounds what is remembered: policies of former schemas stay until then.
const everywhereMax = 4096

// everywhere is p with a replica or more in each region, and what p asks for beside regions; names are those of the stores, one for each.
//
// With fewer than two regions there is nothing to be near to, and p itself is
// returned. The lease's region comes first, so that it is never among those left
// out.
func (p *Policy) everywhere(names []string, nonVoting bool) *Policy {
	regions := slices.DeleteFunc(slices.Compact(slices.Clone(names)), func(r string) bool { return r == "" })
	if only := p.several(); only != nil {
		regions = slices.DeleteFunc(regions, func(r string) bool { return !slices.Contains(only, r) })
	}
	if len(regions) < 2 {
		return p
	}
	if first := p.leaseRegion(); slices.Contains(regions, first) {
		regions = append([]string{first}, slices.DeleteFunc(regions, func(r string) bool { return r == first })...)
	}
	out := *p
	if home := p.home(); nonVoting && home != "" {
		return out.readIn(slices.DeleteFunc(regions, func(r string) bool { return r == home }))
	}
	// Odd, as every policy's; lowered, by two at a time, to what the stores could
	// hold.
	n := p.Replicas
	if !nonVoting {
		n = max(n, min(len(regions)|1, votersMax))
	}
	// Two at a time, so that it stays odd.
	for n > len(names) && n > 1 {
		n -= 2
	}
	out.Replicas, out.Rules = n, nil
	for _, u := range p.Rules {
		// Rules about regions are replaced by those below; others, as of disks, stay.
		if !slices.ContainsFunc(append(slices.Clone(u.Where), u.Any...), func(m Match) bool { return m.Key == TierRegion }) {
			u.Voters = min(u.Voters, n)
			out.Rules = append(out.Rules, u)
		}
	}
	// Within the room that Rules has left.
	in := regions[:min(len(regions), n, rulesMax-len(out.Rules))]
	for i, voters := range p.votersIn(in, n) {
		out.Rules = append(out.Rules, Rule{Voters: voters, Where: []Match{{Key: TierRegion, Value: in[i]}}})
	}
	if nonVoting {
		return out.readIn(regions[len(in):])
	}
	if out.Without = regions[min(len(regions), n):]; len(out.Without) == 0 {
		out.Without = nil
	}
	return &out
}

// readIn adds a replica that does not vote in each of these regions that p has none in, as far as they reach.
func (p *Policy) readIn(regions []string) *Policy {
	p.NonVoters, p.Without = slices.Clone(p.NonVoters), nil
	room := NonVotersMax - p.CountNonVoters()
	for _, r := range regions {
		where := []Match{{Key: TierRegion, Value: r}}
		switch {
		case slices.ContainsFunc(p.NonVoters, func(n NonVoters) bool { return slices.Equal(n.Where, where) }):
		case room == 0:
			p.Without = append(p.Without, r)
		default:
			p.NonVoters, room = append(p.NonVoters, NonVoters{Count: 1, Where: where}), room-1
		}
	}
	narrowFirst(p.NonVoters)
	return p
}

// home is the region in which all voters are to be; "": there is none such.
func (p *Policy) home() string {
	for _, u := range p.Rules {
		if u.Voters != 0 || len(u.Any) > 0 {
			continue
		}
		for _, m := range u.Where {
			if m.Key == TierRegion && !m.Not {
				return m.Value
			}
		}
	}
	return ""
}

// votersIn is how many of n voters each of these regions has: what p asks for there and one at least, or one
// each where that is too much.
func (p *Policy) votersIn(regions []string, n int) []int {
	voters, sum := make([]int, len(regions)), 0
	for i, r := range regions {
		voters[i] = 1
		for _, u := range p.Rules {
			if len(u.Any) == 0 && len(u.Where) == 1 && u.Where[0] == (Match{Key: TierRegion, Value: r}) {
				voters[i] = max(voters[i], u.Voters)
			}
		}
		sum += voters[i]
	}
	// Then presence everywhere goes before where most of them are.
	if sum > n {
		for i := range voters {
			voters[i] = 1
		}
	}
	return voters
}

// several are the regions that all voters are to be in, where they are more than one; nil: any.
func (p *Policy) several() (out []string) {
	for _, u := range p.Rules {
		if u.Voters != 0 || len(u.Any) < 2 {
			continue
		}
		for _, m := range u.Any {
			if m.Key == TierRegion && !m.Not {
				out = append(out, m.Value)
			}
		}
	}
	return out
}

// leaseRegion is where the lease belongs; "": anywhere.
func (p *Policy) leaseRegion() string {
	if len(p.Lease) == 0 {
		return ""
	}
	for _, m := range p.Lease[0] {
		if m.Key == TierRegion && !m.Not {
			return m.Value
		}
	}
	return ""
}
