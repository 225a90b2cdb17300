package catalog

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
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
	// Shared tells that the cluster has other nodes, or may come to have them before
	// Catalog.Share is called: the catalog's range grants the schema lease.
	Shared bool
	// RTT is the longest round trip to another node of late; nil: 0. From it derives how
	// far ahead of now the schema is certified.
	RTT func() time.Duration
	// Planted breaks a rule, so that tests can see that they notice.
	Planted Planted
	// Bootstrap gives the verifier of the first superuser's password, in the form that
	// auth.Verifier makes; empty for none. Used only on an empty store.
	Bootstrap BootstrapOptions
}

// Catalog is the shared cache of the catalog's snapshots on one node, and its
// lease of the schema. Safe for concurrent use.
type Catalog struct {
	o     Options
	rules rules
	seqs  sequences
	ids   idBlock

	current atomic.Pointer[Snapshot]
	// exact is the timestamp up to which current is known to be the schema: where the schema
	// lease ends. hlc.Max: it has no end.
	exact    atomic.Int64
	granted  atomic.Pointer[schemaLease]
	own      ownLease
	ranged   rangeLease
	versions atomic.Uint64
	rowIDs   atomic.Int64
	rowBlock idBlock
	writers  [barrierCount]writeGate

	// ddl is the right to commit changes of the catalog: one at a time.
	ddl chan struct{}

	// mu guards what follows; it is held for moments only and no other is
	// taken under it.
	mu      sync.Mutex
	history []held // older than current, newest first
}

// held is an older snapshot with the timestamp up to which it is exact.
type held struct {
	*Snapshot
	until hlc.Timestamp
}

// Current returns the newest published snapshot: one atomic load. Whoever plans
// for a transaction uses State.Snapshot, which is exact for its read timestamp.
func (c *Catalog) Current() *Snapshot { return c.current.Load() }

// DB returns the coordinator that the catalog's rows are kept with.
func (c *Catalog) DB() *coord.DB { return c.o.DB }

// At returns the snapshot that is exact for r, which may be long past.
func (c *Catalog) At(ctx context.Context, r hlc.Timestamp) (*Snapshot, error) {
	s, _, err := c.at(ctx, r)
	return s, err
}

// at returns the snapshot that is exact for r, and up to where it is.
func (c *Catalog) at(ctx context.Context, r hlc.Timestamp) (s *Snapshot, until hlc.Timestamp, err error) {
	for {
		s, until, ends := c.cached(r)
		switch {
		case s != nil:
			c.use()
			return s, until, nil
		case !ends:
			return c.loadPast(ctx, c.now(), r)
		}
		if err := c.lease().extend(ctx, c.now(), r); err != nil {
			return nil, 0, err
		}
	}
}

// Past is Snapshot for what reads the past at r, wherever that is known: no message goes farther
// than to the nearest replica that knows the catalog up to r.
func (c *Catalog) Past(ctx context.Context, r hlc.Timestamp) (*Snapshot, error) {
	s, _, ends := c.cached(r)
	switch {
	case s != nil:
		return s, nil
	case !ends:
		s, _, err := c.loadPast(ctx, c.past(), r)
		return s, err
	}
	// Nothing at or below r changes any more where that is closed; else the leaseholder is
	// asked, who sees to it that it does not.
	if c.lease().extend(ctx, c.past(), r) == nil {
		if s, _, _ := c.cached(r); s != nil {
			return s, nil
		}
	}
	return c.Snapshot(ctx, r)
}

// cached finds the snapshot of r in memory, or says that the schema lease ends before. Neither: r is
// older than the history.
func (c *Catalog) cached(r hlc.Timestamp) (s *Snapshot, until hlc.Timestamp, ends bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	exact := hlc.Timestamp(c.exact.Load())
	if r > exact {
		return nil, 0, true
	}
	if s := c.current.Load(); s.from <= r {
		return s, exact, false
	}
	for _, h := range c.history {
		if h.from <= r && r <= h.until {
			return h.Snapshot, h.until, false
		}
	}
	return nil, 0, false
}

// loadPast reads the catalog as it was at r, and keeps it for whoever reads at r again.
func (c *Catalog) loadPast(ctx context.Context, by reading, r hlc.Timestamp) (*Snapshot, hlc.Timestamp, error) {
	s, err := c.load(ctx, by, r)
	if err != nil {
		return nil, 0, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(held{s, r})
	return s, r, nil
}

// keep adds to the history. With mu held.
func (c *Catalog) keep(h held) {
	c.history = append([]held{h}, c.history...)
	c.history = c.history[:min(len(c.history), c.o.HistoryMax)]
}

// NextRowID returns a new value for RowIDColumn, increasing on this node.
func (c *Catalog) NextRowID(ctx context.Context) (int64, error) {
	if c.o.NodeID >= 1<<rowIDNodeBits {
		return c.countedRowID(ctx)
	}
	for tries := 1; ; tries++ {
		now := int64(c.o.DB.Now()) >> rowIDNodeBits
		last := c.rowIDs.Load()
		next := max(last+1, now)
		switch {
		case next > now: // after a crash, readings are above all earlier ones, and what ran ahead of them would come again
			if tries < rowIDSpins {
				continue
			}
			if err := stop.Sleep(ctx, time.Duration(next-now)<<rowIDNodeBits); err != nil {
				return 0, err
			}
		case c.rowIDs.CompareAndSwap(last, next):
			return next<<rowIDNodeBits | int64(c.o.NodeID), nil
		}
	}
}

// rowIDSpins is how often the clock is asked for a row ID before somebody sleeps: mostly the next
// microsecond has come by then.
const rowIDSpins = 256

// rowIDNodeBits: a row ID is a clock reading in steps of about a microsecond
// with the node in the low bits, so that nodes never draw the same. Nodes beyond 1,023 count.
const rowIDNodeBits = 10
