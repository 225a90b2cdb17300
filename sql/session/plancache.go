package session

import (
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan"
)

// planCache holds the plans of a node by the text that they were made from, so
// that a statement is parsed and planned once per shape. A plan is good for one
// version of the catalog; it is replaced when it is met with another.
//
// Eviction is by generations: when the young half is full it becomes the old
// one, and what is used moves over. That costs nothing on a hit in the young.
type planCache struct {
	mu struct {
		sync.RWMutex // a leaf
		young, old   map[planKey]*cachedPlan
	}
	half         int
	environments struct {
		sync.Mutex
		ids map[string]uint64
	}
	lastEnv atomic.Uint64
}

// planKey: environments stand for user, database and search_path.
type planKey struct {
	env    uint64
	text   string
	params string // the OIDs that the client gave, packed
}

type cachedPlan struct {
	stmt    ast.Statement
	plan    *plan.Plan
	version uint64 // of the catalog
	sizes   uint64 // of the tables, as Growth numbers them
	text    string

	verdict atomic.Pointer[verdict] // of privileges.go
}

func newPlanCache(entries int) *planCache {
	c := &planCache{half: max(1, entries/2)}
	c.mu.young, c.mu.old = map[planKey]*cachedPlan{}, map[planKey]*cachedPlan{}
	c.environments.ids = map[string]uint64{}
	return c
}

// environmentsMax bounds how many environments are told apart at once; beyond
// it numbering starts over with fresh numbers, and old plans age out.
const environmentsMax = 10_000

func (c *planCache) environment(what string) uint64 {
	c.environments.Lock()
	defer c.environments.Unlock()
	if id, ok := c.environments.ids[what]; ok {
		return id
	}
	if len(c.environments.ids) >= environmentsMax {
		clear(c.environments.ids)
	}
	id := c.lastEnv.Add(1)
	c.environments.ids[what] = id
	return id
}

func (c *planCache) get(k planKey) *cachedPlan {
	c.mu.RLock()
	p, old := c.mu.young[k], false
	if p == nil {
		p, old = c.mu.old[k], true
	}
	c.mu.RUnlock()
	if p != nil && old {
		c.put(k, p)
	}
	return p
}

func (c *planCache) put(k planKey, p *cachedPlan) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.mu.young) >= c.half {
		c.mu.old, c.mu.young = c.mu.young, make(map[planKey]*cachedPlan, c.half)
	}
	c.mu.young[k] = p
}
