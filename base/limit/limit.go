// Package limit counts what may be held: bytes of a memory budget, requests in a
// queue, locks of a transaction. Each limit has a name, which its error tells,
// and a maximum. Budgets nest:
//
//	node ─┬─ sessions ─┬─ a session ─── accounts: statements, portals, texts
//	      │            └─ …
//	      ├─ plans
//	      └─ flows, ranges ─── accounts: parts of other gateways' statements
//
// What a budget holds is also held by all those above it. An Account stands at
// the end of a branch: it belongs to one goroutine, and takes from its budget in
// grains, so that most of what is counted costs an addition.
//
// A limit refuses, it does not wait: whoever must wait for room does that with a
// queue of its own. Before a budget refuses, it asks those who keep what they
// could do without (caches) to give some of it back.
package limit

import (
	"fmt"
	"sync"
	"sync/atomic"
)

// Exceeded says which limit refused how much. It is the SQLSTATE 53200.
type Exceeded struct {
	Name      string // of the budget that is full
	Max       int64
	Used      int64 // before the request
	Requested int64
	Asked     string // the budget that was asked; where it is not Name, others share Name
	Held      int64  // by the one asked, before the request
}

func (e *Exceeded) Error() string { return "out of memory" }

// SQLState is insufficient memory.
func (e *Exceeded) SQLState() string { return "53200" }

// Detail tells which budget is full, and of what.
func (e *Exceeded) Detail() string {
	if !e.Victim() {
		return fmt.Sprintf("The budget %s of %d bytes is full: %d are used, %d more were requested.", e.Name, e.Max, e.Used, e.Requested)
	}
	return fmt.Sprintf("The budget %s of %d bytes, which all clients of the node share, is full: %d are used, %d of them by this %s, which requested %d more and gives way.",
		e.Name, e.Max, e.Used, e.Held, e.Asked, e.Requested)
}

// Hint tells what can be done.
func (e *Exceeded) Hint() string {
	if e.Victim() {
		return "Run it again when others use less, or raise --" + e.Name + "."
	}
	return "Raise --" + e.Name + ", or make the statement touch fewer rows at once."
}

// Victim reports whether a budget was full that the one asked shares with others.
func (e *Exceeded) Victim() bool { return e.Asked != "" && e.Asked != e.Name }

// SmallBytes is what one holder may have and still count as small: only small
// ones get the reserve of a budget.
const SmallBytes = 1 << 20

// reservePart of a budget with a reserve is kept for small holders, so that short
// statements run while long ones are refused.
const reservePart = 8

// Budget is a named maximum and what is used of it. Safe for concurrent use.
type Budget struct {
	name     string
	max      int64
	parent   *Budget
	reserve  int64
	used     atomic.Int64
	peak     atomic.Int64
	refused  atomic.Int64
	relieved atomic.Int64

	relief struct {
		sync.Mutex
		all []func(n int64) // called without the mutex
	}
}

// New returns a budget of maxUnits; 0 or less is no limit, and only counts. What
// it holds is also held by parent, unless that is nil.
func New(name string, maxUnits int64, parent *Budget) *Budget {
	return &Budget{name: name, max: maxUnits, parent: parent}
}

// NewShared returns a budget of maxUnits at the root of a tree. Its last eighth
// goes only to those who hold at most SmallBytes.
func NewShared(name string, maxUnits int64) *Budget {
	b := New(name, maxUnits, nil)
	b.reserve = max(0, maxUnits/reservePart)
	return b
}

// OnPressure has relieve called before b refuses: it gives back at least n where
// it can. It must not acquire anything, nor wait for those who do.
func (b *Budget) OnPressure(relieve func(n int64)) {
	b.relief.Lock()
	defer b.relief.Unlock()
	b.relief.all = append(b.relief.all, relieve)
}

// Acquire takes n, or nothing and fails with *Exceeded of the budget that refused.
func (b *Budget) Acquire(n int64) error {
	if b == nil {
		return nil
	}
	err := b.acquire(n, b.used.Load()+n)
	if err != nil {
		err.Asked, err.Held = b.name, b.used.Load()
		return err
	}
	return nil
}

// acquire takes n for one who then holds held.
func (b *Budget) acquire(n, held int64) *Exceeded {
	if err := b.claim(n, held); err != nil {
		if !b.relieve(n) {
			b.refused.Add(1)
			return err
		}
		if err = b.claim(n, held); err != nil {
			b.refused.Add(1)
			return err
		}
		b.relieved.Add(1)
	}
	if b.parent != nil {
		if err := b.parent.acquire(n, held); err != nil {
			b.used.Add(-n)
			return err
		}
	}
	used := b.used.Load()
	for p := b.peak.Load(); used > p && !b.peak.CompareAndSwap(p, used); p = b.peak.Load() {
	}
	return nil
}

// claim takes n of b alone.
func (b *Budget) claim(n, held int64) *Exceeded {
	used := b.used.Add(n)
	most := b.max
	if held > SmallBytes {
		most -= b.reserve
	}
	if b.max <= 0 || used <= most {
		return nil
	}
	b.used.Add(-n)
	return &Exceeded{Name: b.name, Max: b.max, Used: used - n, Requested: n}
}

// relieve asks for n back; false: there is nobody to ask.
func (b *Budget) relieve(n int64) bool {
	b.relief.Lock()
	all := b.relief.all
	b.relief.Unlock()
	for _, f := range all {
		f(n)
	}
	return len(all) > 0
}

// Tight reports whether so little is left of b, or of a budget above, that those who can
// do with less should: a quarter.
func (b *Budget) Tight() bool {
	for ; b != nil; b = b.parent {
		if b.max > 0 && b.used.Load() > b.max/tightPart*(tightPart-1) {
			return true
		}
	}
	return false
}

const tightPart = 4

// Release gives n back.
func (b *Budget) Release(n int64) {
	for ; b != nil; b = b.parent {
		b.used.Add(-n)
	}
}

// Close gives back all that is still held, and returns how much that was: what
// accounts below have not closed.
func (b *Budget) Close() int64 {
	n := b.used.Swap(0)
	b.parent.Release(n)
	return n
}

// Used is what is held now.
func (b *Budget) Used() int64 { return b.used.Load() }

// Peak is the most that was held.
func (b *Budget) Peak() int64 { return b.peak.Load() }

// Refused is how often something was refused for want of room in b itself.
func (b *Budget) Refused() int64 { return b.refused.Load() }

// Relieved is how often caches gave way so that nothing had to be refused.
func (b *Budget) Relieved() int64 { return b.relieved.Load() }

// Max is the limit; 0 or less is none. No budget has none.
func (b *Budget) Max() int64 {
	if b == nil {
		return 0
	}
	return b.max
}

// Name is the budget's name.
func (b *Budget) Name() string { return b.name }

// grain is what an account takes of its budget at once.
const grain = 16 << 10

// Account counts what one owner holds of a budget. The zero value counts for
// nobody. Not safe for concurrent use.
type Account struct {
	from  *Budget
	used  int64
	taken int64 // of from: at least used - free
	free  int64
	peak  int64
}

// NewAccount returns an account of from, which may be nil. free of it has been
// taken by whoever made it, and is not taken again.
func NewAccount(from *Budget, free int64) Account { return Account{from: from, free: free} }

// Grow takes n, or nothing and fails with *Exceeded.
func (a *Account) Grow(n int64) error {
	if need := a.used + n - a.free - a.taken; need > 0 && a.from != nil {
		need = (need + grain - 1) / grain * grain
		if err := a.from.Acquire(need); err != nil {
			return err
		}
		a.taken += need
	}
	a.used += n
	a.peak = max(a.peak, a.used)
	return nil
}

// Shrink gives n back; the budget gets what is over a few grains.
func (a *Account) Shrink(n int64) {
	a.used -= n
	if over := a.taken - max(0, a.used-a.free); over > 4*grain {
		over = over / grain * grain
		a.from.Release(over)
		a.taken -= over
	}
}

// Set grows or shrinks to n.
func (a *Account) Set(n int64) error {
	if n < a.used {
		a.Shrink(a.used - n)
		return nil
	}
	return a.Grow(n - a.used)
}

// Close gives all back. The account may be used again.
func (a *Account) Close() {
	if a.taken > 0 {
		a.from.Release(a.taken)
	}
	a.used, a.taken = 0, 0
}

// Used is what is held now, Peak the most that was.
func (a *Account) Used() int64 { return a.used }

// Peak is the most that was held since the account was made.
func (a *Account) Peak() int64 { return a.peak }
