package catalog

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/txn/coord"
)

// Options are what a Catalog is made of.
type Options struct {
	DB *coord.DB
	// NodeID stands in the row IDs that this node gives out.
	NodeID uint32
	// Virtual are the virtual schemas; nil for none.
	Virtual *Virtual
	// HistoryMax is how many older snapshots are kept for transactions that read
	// in the past; default 16. Beyond it the catalog is read at the timestamp.
	HistoryMax int
	// IDBlock is how many IDs are taken from the counter at once; default 64.
	IDBlock int
	// CertifyAhead is how far above what a commit needs the schema is certified for
	// it. It bounds how long a change of the schema waits for a user whose outcome
	// stays unknown; default 2 s.
	CertifyAhead time.Duration
	// Bootstrap gives the verifier of the first superuser's password, in the form that
	// auth.Verifier makes; empty for none. Used only on an empty store.
	Bootstrap BootstrapOptions
}

// Catalog is the shared cache of the catalog's snapshots on one node, and the
// certificate of the schema. Safe for concurrent use.
type Catalog struct {
	o    Options
	seqs sequences
	ids  idBlock

	current atomic.Pointer[Snapshot]
	// pendingSince is pending.since, hlc.Max where no commit is under way.
	pendingSince atomic.Int64
	versions     atomic.Uint64
	rowIDs       atomic.Int64
	gates        [gateCount]gate
	doors        [gateCount]door

	// ddl is the right to commit changes of the catalog: one at a time.
	ddl chan struct{}

	// mu guards what follows; it is held for moments only and no other is
	// taken under it.
	mu      sync.Mutex
	pending *pendingCommit
	history []*Snapshot // older than current, newest first
}

// pendingCommit is a change of the catalog whose commit is under way.
type pendingCommit struct {
	// since is a reading before the commit began: its c lies above.
	since hlc.Timestamp
	done  chan struct{} // closed when the outcome is published
}

// Current returns the newest published snapshot: one atomic load. Whoever plans
// for a transaction uses State.Snapshot, which is exact for its read timestamp.
func (c *Catalog) Current() *Snapshot { return c.current.Load() }

// DB returns the coordinator that the catalog's rows are kept with.
func (c *Catalog) DB() *coord.DB { return c.o.DB }

// at returns the snapshot that is exact for r.
func (c *Catalog) at(ctx context.Context, r hlc.Timestamp) (*Snapshot, error) {
	for {
		s, wait := c.cached(r)
		if s != nil {
			return s, nil
		}
		if wait == nil {
			return c.load(ctx, r)
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// cached finds the snapshot of r in memory, or says what to wait for. Both nil:
// r is older than the history.
func (c *Catalog) cached(r hlc.Timestamp) (s *Snapshot, wait <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p := c.pending; p != nil && r > p.since {
		return nil, p.done
	}
	if s := c.current.Load(); s.from <= r {
		return s, nil
	}
	for _, s := range c.history {
		if s.from <= r {
			return s, nil
		}
	}
	return nil, nil
}

// NextRowID returns a new value for RowIDColumn, increasing on this node.
func (c *Catalog) NextRowID() int64 {
	now := int64(c.o.DB.Now()) >> rowIDNodeBits
	for {
		last := c.rowIDs.Load()
		next := max(last+1, now)
		if c.rowIDs.CompareAndSwap(last, next) {
			return next<<rowIDNodeBits | int64(c.o.NodeID)&(1<<rowIDNodeBits-1)
		}
	}
}

// rowIDNodeBits: a row ID is a clock reading in steps of about a microsecond
// with the node in the low bits, so that nodes never draw the same.
const rowIDNodeBits = 10
