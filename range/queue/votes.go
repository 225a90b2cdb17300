package queue

import (
	"slices"
	"sync"

	"github.com/isochrondb/isochron/range/descriptor"
)

// Checks is a range's memory of comparisons under way that were asked for here. Its zero value is
// ready. Safe for concurrent use.
type Checks struct {
	mu        sync.Mutex // guards what is below; a leaf
	all       []*check
	undecided int // in a row
}

const (
	// checksMax is how many checks of a range are remembered.
	checksMax = 4
	// UndecidedMax is how many checks in a row may find differences without a verdict, because
	// some voter was not heard.
	UndecidedMax = 5
)

// check is one that this replica asked for.
// It is shared by who waits for it and who brings votes; votes are touched with the mutex of Checks held.
type check struct {
	id    uint64
	votes map[uint32][]byte // by store; empty: it has no hash
	news  chan struct{}     // a token: another vote
}

// begin remembers a check that is about to be asked for.
func (c *Checks) begin(id uint64) *check {
	c.mu.Lock()
	defer c.mu.Unlock()
	// The oldest goes: nobody waits for it any more, or hears its verdict from a later check.
	if len(c.all) == checksMax {
		c.all = slices.Delete(c.all, 0, 1)
	}
	x := &check{id: id, votes: map[uint32][]byte{}, news: make(chan struct{}, 1)}
	c.all = append(c.all, x)
	return x
}

// Vote takes the hash of a store's replica in. False: nobody asked for it here.
// x.news is left alone where it has a token: awaitVotes counts anew for each. Votes of stores that have left
// the range are taken as well; judge heeds those of the descriptor alone.
func (c *Checks) Vote(checkID uint64, storeID uint32, sum []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.all, func(x *check) bool { return x.id == checkID })
	if i < 0 {
		return false
	}
	x := c.all[i]
	// Cloned: sum is a request's.
	x.votes[storeID] = slices.Clone(sum)
	select {
	case x.news <- struct{}{}:
	default:
	}
	return true
}

// heard is a copy of the votes.
// Hashes themselves are not changed any more, and are shared.
func (c *Checks) heard(x *check) map[uint32][]byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make(map[uint32][]byte, len(x.votes))
	for s, sum := range x.votes {
		out[s] = sum
	}
	return out
}

// undecidedFor reports whether a verdict has to wait; it makes v a tie if it has waited enough.
// A verdict that is not open, of any kind, ends the row.
func (c *Checks) undecidedFor(v *verdict) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !v.open {
		c.undecided = 0
		return false
	}
	if c.undecided++; c.undecided < UndecidedMax {
		return true
	}
	c.undecided, v.tie = 0, true
	return false
}

// verdict is what the votes say.
// At most one of wrong, tie and open says something; none: all that were heard agree.
type verdict struct {
	wrong []uint32 // stores whose replicas are to be replaced
	right uint32   // a store whose replica agrees with most
	tie   bool     // most agree on nothing
	open  bool     // some differ; who is right depends on who was not heard
}

// judge counts. Learners have no voice, but may be wrong.
// The measure is a majority of all voters, heard or not: a majority of those that were heard may be the
// minority that is wrong. So a single voter that differs is never overruled by silence.
func judge(d *descriptor.Range, votes map[uint32][]byte) *verdict {
	voters, heard, sums := 0, 0, map[string]int{}
	for i := range d.Replicas {
		if !d.Replicas[i].VotesNew() {
			continue
		}
		voters++
		if sum := votes[d.Replicas[i].StoreID]; len(sum) > 0 {
			heard++
			sums[string(sum)]++
		}
	}
	right := ""
	for sum, n := range sums {
		// One sum at most can be a majority, so the order of the map does not matter.
		if 2*n > voters {
			right = sum
		}
	}
	// Without a majority: a tie is certain only where all were heard; else two sums suffice to stay open, and
	// one sum says nothing yet.
	v := &verdict{}
	if right == "" {
		v.tie, v.open = heard == voters && voters > 0, heard < voters && len(sums) > 1
		return v
	}
	for i := range d.Replicas {
		store := d.Replicas[i].StoreID
		switch sum := string(votes[store]); {
		case sum == "":
		case sum != right:
			v.wrong = append(v.wrong, store)
		case d.Replicas[i].VotesNew() && v.right == 0:
			v.right = store
		}
	}
	return v
}
