package deadlock

import (
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Graph is who waits for whom. A transaction may wait in several places at once
// (one statement's locks go out in parallel), each with several blockers. Not
// safe for concurrent use.
type Graph struct {
	waits map[uint64]*wait
	of    map[kvpb.TxnID][]*wait // by waiter
}

// blockers are the transactions that it waits for, all of them: it goes on when none is in the way any more,
// so one of them in a cycle is enough.
type wait struct {
	id       uint64
	waiter   *kvpb.TxnMeta
	blockers []*kvpb.TxnMeta
	behind   bool // them, in line
	doomed   bool // chosen as a victim: on its way out
}

// Add notes that a wait began, or that its blockers changed. behind: they hold nothing that it waits
// for, but stand before it in line.
func (g *Graph) Add(id uint64, waiter *kvpb.TxnMeta, blockers []*kvpb.TxnMeta, behind bool) {
	if g.waits == nil {
		g.waits, g.of = map[uint64]*wait{}, map[kvpb.TxnID][]*wait{}
	}
	w := g.waits[id]
	if w == nil {
		w = &wait{id: id, waiter: waiter}
		g.waits[id] = w
		g.of[waiter.ID()] = append(g.of[waiter.ID()], w)
	}
	// doomed stays, whatever the blockers: a victim is on its way out, and is not chosen again.
	w.blockers, w.behind = blockers, behind
}

// Remove notes that a wait is over.
func (g *Graph) Remove(id uint64) {
	w := g.waits[id]
	if w == nil {
		return
	}
	delete(g.waits, id)
	txn := w.waiter.ID()
	// A transaction that has no waits left has no entry, so that from and suspects see only who waits.
	g.of[txn] = slices.DeleteFunc(g.of[txn], func(x *wait) bool { return x == w })
	if len(g.of[txn]) == 0 {
		delete(g.of, txn)
	}
}

// Len is the number of waits.
func (g *Graph) Len() int { return len(g.waits) }

// Victim is a wait to be ended. Cycle names its transactions, each waiting for the
// next and the last for the first; the victim's is the first.
// len(Waits) is len(Cycle), and each wait is its transaction's.
type Victim struct {
	Wait  uint64
	Waits []uint64 // of the cycle, the victim's first
	Cycle []*kvpb.TxnMeta
}

// Check looks for a cycle through a wait and returns whose wait is to be ended.
// The cycle counts as broken from then on.
// False: there is none, or one that is broken already. A depth-first search, linear in the waits that are
// reached, since no transaction is entered twice. It finds one cycle of perhaps several; who calls it again
// with the same wait finds the next.
func (g *Graph) Check(id uint64) (Victim, bool) {
	w := g.waits[id]
	if w == nil || w.doomed {
		return Victim{}, false
	}
	s := search{g: g, goal: w.waiter.ID(), seen: map[kvpb.TxnID]bool{}}
	if !s.from(w) {
		return Victim{}, false
	}
	slices.Reverse(s.path) // in the order of waiting, w first
	return g.choose(s.path), true
}

// search follows blockers until it comes back to where it began.
type search struct {
	g    *Graph
	goal kvpb.TxnID
	seen map[kvpb.TxnID]bool
	path []*wait // found, the last step first
}

// from extends the path by w, if a cycle leads through it. Deep chains are as
// long as there are transactions, so it goes by recursion over those.
func (s *search) from(w *wait) bool {
	for _, b := range w.blockers {
		id := b.ID()
		// The goal is a transaction, not a wait: what it waits for elsewhere holds it up as well.
		if id == s.goal {
			s.path = append(s.path, w)
			return true
		}
		// Seen and left without a way back: all that leads on from it was tried.
		if s.seen[id] {
			continue
		}
		s.seen[id] = true
		for _, next := range s.g.of[id] {
			if !next.doomed && s.from(next) {
				s.path = append(s.path, w)
				return true
			}
		}
	}
	return false
}

// choose dooms the youngest of a cycle (the latest first attempt, and among those of one age the
// greatest identity) that holds what another of it waits for. Those who only stand in line between
// them would leave the cycle as it is but for themselves, and be back in line soon: a long line
// would be run again one by one. Where there are none but those, the youngest of them.
// (Postgres ends whichever transaction finds the cycle, the one whose deadlock_timeout is over first. By age
// there is always one that is never chosen, the oldest, so somebody gets through however often they are run
// again.)
func (g *Graph) choose(cycle []*wait) Victim {
	youngest, holds := 0, false
	// The one before it on the cycle waits for this one; behind there says that it only stands in line.
	for i, w := range cycle {
		holder := !cycle[(i+len(cycle)-1)%len(cycle)].behind
		if holder && !holds || holder == holds && younger(w.waiter, cycle[youngest].waiter) {
			youngest, holds = i, holder
		}
	}
	v := Victim{Wait: cycle[youngest].id}
	for i := range cycle {
		w := cycle[(youngest+i)%len(cycle)]
		v.Waits, v.Cycle = append(v.Waits, w.id), append(v.Cycle, w.waiter)
	}
	cycle[youngest].doomed = true
	return v
}

// younger orders by first attempts, which a transaction that is run again keeps.
func younger(a, b *kvpb.TxnMeta) bool {
	if a.Age != b.Age {
		return a.Age > b.Age
	}
	return b.ID().Less(a.ID())
}
