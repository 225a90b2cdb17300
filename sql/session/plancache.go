package session

import (
	"crypto/sha256"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// planCache holds the plans of a node by the text that they were made from, so
// that a statement is parsed and planned once per shape. A plan is good for one
// version of the catalog; it is replaced when it is met with another.
//
// It is bounded by entries and by bytes. A statement that would take more than
// a small part of the bytes is not kept: running it costs more than planning it.
// A plan's variants (variants.go) are a part of its entry.
// When the node has no memory for its clients, the cache gives way.
//
// Eviction is by generations: when the young half is full it becomes the old
// one, and what is used moves over. That costs nothing on a hit in the young.
type planCache struct {
	mu struct {
		sync.RWMutex // a leaf
		young, old   generation
	}
	half      int
	halfBytes int64
	entryMax  int64
	budget    *limit.Budget
	evicted   atomic.Int64 // entries

	environments struct {
		sync.Mutex
		ids map[[sha256.Size]byte]uint64
	}
	lastEnv atomic.Uint64
}

// generation is one half of the cache. bytes are those acquired of the budget.
type generation struct {
	plans map[planKey]keptPlan
	bytes int64
}

// keptPlan is a plan with what was acquired for it.
type keptPlan struct {
	*cachedPlan
	held int64
}

// planKey: environments stand for user, database and search_path.
type planKey struct {
	env    uint64
	text   string
	params string // the OIDs that the client gave, packed
}

type cachedPlan struct {
	stmt    ast.Statement
	plan    *nodes.Plan
	version uint64 // catalog.Snapshot.PlanVersion
	sizes   uint64 // of the tables, as Growth numbers them
	text    string
	bytes   int64 // about what it takes, without its variants
	// raw: the text has no plan, although the client's, which it was made of by
	// taking out the literals, may have one.
	raw bool
	// own: it is one statement's alone, of a schema or of types that others don't see.
	own bool

	verdict atomic.Pointer[verdict] // of privileges.go
	shape   atomic.Pointer[shape]   // of shapes.go
	learnt  learnt                  // of learn.go
	kind    kind                    // of turns.go

	variants atomic.Pointer[variants] // of variants.go
}

// planPart is which part of the cache's bytes one plan may take at most.
const planPart = 64

func newPlanCache(entries int, bytes int64, budget *limit.Budget) *planCache {
	c := &planCache{half: max(1, entries/2), halfBytes: bytes / 2, entryMax: bytes / planPart, budget: limit.New("plans", 0, budget)}
	c.mu.young.plans, c.mu.old.plans = map[planKey]keptPlan{}, map[planKey]keptPlan{}
	c.environments.ids = map[[sha256.Size]byte]uint64{}
	if budget != nil {
		budget.OnPressure(c.relieve)
	}
	return c
}

// environmentsMax bounds how many environments are told apart at once; beyond
// it numbering starts over with fresh numbers, and old plans age out.
const environmentsMax = 10_000

// environment numbers what plans depend on besides their texts. Names are as long
// as clients make them: their hashes stand for them.
func (c *planCache) environment(what string) uint64 {
	name := sha256.Sum256([]byte(what))
	c.environments.Lock()
	defer c.environments.Unlock()
	if id, ok := c.environments.ids[name]; ok {
		return id
	}
	if len(c.environments.ids) >= environmentsMax {
		clear(c.environments.ids)
	}
	id := c.lastEnv.Add(1)
	c.environments.ids[name] = id
	return id
}

func (c *planCache) get(k planKey) *cachedPlan {
	c.mu.RLock()
	p, old := c.mu.young.plans[k].cachedPlan, false
	if p == nil {
		p, old = c.mu.old.plans[k].cachedPlan, true
	}
	c.mu.RUnlock()
	if p != nil && old {
		c.put(k, p)
	}
	return p
}

// room makes room for n variants of a plan, which is put back where it was evicted. ok is false where
// there is none.
func (c *planCache) room(k planKey, p *cachedPlan, n int) (ok bool) {
	if c.get(k) != p { // which has made it young
		c.put(k, p)
	}
	c.mu.RLock()
	is := c.mu.young.plans[k]
	c.mu.RUnlock()
	more := p.bytes*int64(1+n) - is.held
	switch {
	case is.cachedPlan != p:
		return false
	case more <= 0:
		return true
	case c.budget.Acquire(more) != nil:
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	young := &c.mu.young
	is = young.plans[k]
	if is.cachedPlan != p || young.bytes+more > c.halfBytes {
		c.budget.Release(more)
		return false
	}
	is.held += more
	young.bytes += more
	young.plans[k] = is
	return true
}

// put keeps a plan, if it is small enough and there is room.
func (c *planCache) put(k planKey, p *cachedPlan) {
	if p.bytes == 0 {
		p.bytes = statementSize(k.text)
	}
	n := p.bytes * int64(1+p.variants.Load().len())
	// The budget is asked without the mutex: it may ask relieve for room.
	if p.bytes > c.entryMax || c.budget.Acquire(n) != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	young := &c.mu.young
	if before := young.plans[k]; before.cachedPlan != nil {
		young.bytes -= before.held
		c.budget.Release(before.held)
		delete(young.plans, k)
	}
	if len(young.plans) >= c.half || young.bytes+n > c.halfBytes {
		c.turnLocked()
	}
	young.plans[k] = keptPlan{p, n}
	young.bytes += n
}

// turnLocked makes the young generation the old one, which goes.
func (c *planCache) turnLocked() {
	c.budget.Release(c.mu.old.bytes)
	c.evicted.Add(int64(len(c.mu.old.plans)))
	c.mu.old, c.mu.young = c.mu.young, generation{plans: map[planKey]keptPlan{}}
}

// relieve gives n bytes back, or all that there are.
func (c *planCache) relieve(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	was := c.mu.old.bytes
	if c.turnLocked(); was < n {
		c.turnLocked()
	}
}
