package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// What distance costs a transaction is counted by package wan, where its requests leave.

// LimitRoundTrips bounds the WAN round trips of the transaction, all that it took so far included:
// what would exceed them fails with *wan.DistanceError, before it is sent. Negative: no bound.
func (t *Txn) LimitRoundTrips(most int) { t.wan.LimitTo(most) }

// Price returns what distance has cost so far.
func (t *Txn) Price() wan.Price { return t.wan.Price() }

// Sent returns of Price what statements are counted by.
func (t *Txn) Sent() (messages int, bytes int64) {
	p := t.wan.Price()
	return p.Messages, p.Bytes
}

// Distant reports whether distance is counted: nodes say where they stand.
func (db *DB) Distant() bool { return db.places != nil }

// Watch has all requests seen from now on, until it is called with nil: for EXPLAIN ANALYZE. It is
// nil where distance is not counted.
func (t *Txn) Watch(on bool) *wan.Watch {
	return t.wan.See(on && t.db.places != nil)
}

// CriticalPath is the chain of requests that led to now since Watch was called, the first one first, at
// most 10,000.
func (t *Txn) CriticalPath() []wan.Step { return t.wan.Chain.Path() }

// counted is server, with what is asked counted in c.
func (t *Txn) counted(c *wan.Chain, d *descriptor.Range, w wan.Work) kvpb.Sender {
	if t.db.places == nil || t.db.places.Here(d) {
		return t.server(d)
	}
	return t.db.places.Through(&t.wan, c, t.wan.Watch, d, t.db.places.Leads(d), w, t.server(d))
}

// enter is counted for a request that the transaction must be able to afford.
func (t *Txn) enter(c *wan.Chain, d *descriptor.Range, w wan.Work) (kvpb.Sender, error) {
	if t.wan.Most != 0 {
		if err := t.affords(c, d, w); err != nil {
			return nil, err
		}
	}
	return t.counted(c, d, w), nil
}

// enterUnless is enter for a commit of one range; doubt: one of its copies may have come to
// something, so that it is asked after whatever that takes.
func (t *Txn) enterUnless(doubt bool, d *descriptor.Range) (kvpb.Sender, error) {
	if doubt {
		return t.counted(&t.wan.Chain, d, wan.ToWrite), nil
	}
	return t.enter(&t.wan.Chain, d, wan.ToWrite)
}

// affords fails with *DistanceError where a request would take c too far.
func (t *Txn) affords(c *wan.Chain, d *descriptor.Range, w wan.Work) error {
	if t.db.places == nil {
		return nil
	}
	return t.db.places.Allows(&t.wan, c, d, w)
}

// affordsAll is affords for requests at once, after others at once: of a commit, before anything of it leaves.
func (t *Txn) affordsAll(first, then []*part) error {
	if t.wan.Most == 0 || t.db.places == nil {
		return nil
	}
	c := t.wan.Chain
	for _, p := range first {
		if err := t.affords(&t.wan.Chain, p.desc, wan.ToRead); err != nil {
			return err
		}
		c.Messages = max(c.Messages, t.wan.Chain.Messages+t.db.places.Leg(t.db.places.Leads(p.desc)))
	}
	for _, p := range then {
		if err := t.affords(&c, p.desc, wan.ToWrite); err != nil {
			return err
		}
	}
	return nil
}

// branches runs f(0) to f(n-1) at once, each with a chain that goes on from the transaction's, and
// goes on with the longest.
func (t *Txn) branches(n int, f func(i int, c *wan.Chain)) {
	if n == 1 {
		f(0, &t.wan.Chain)
		return
	}
	// Each goroutine counts for itself: a chain is not safe for concurrent use, and what runs at
	// once does not add up to a longer path.
	chains := make([]wan.Chain, n)
	parallel(n, func(i int) {
		chains[i] = t.wan.Chain
		f(i, &chains[i])
	})
	for i := range chains {
		t.wan.Chain.Join(&chains[i])
	}
}

// acknowledge waits by Rule W, and notes for how long where the transaction has crossed regions, or is watched.
func (t *Txn) acknowledge(ts hlc.Timestamp) {
	if t.wan.Idle() {
		t.db.acknowledge(ts)
		return
	}
	began := time.Now()
	t.db.acknowledge(ts)
	t.wan.Chain.Waits.Clock += time.Since(began)
}

// cachedRouter is a Router that says what it knows without asking (range/distsender).
type cachedRouter interface {
	Cached(key keys.Key) *descriptor.Range
	First() *descriptor.Range
}

// find is db.lookup for the transaction's own goroutine: a look-up that goes to another region counts.
func (t *Txn) find(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if t.db.places == nil {
		return t.db.lookup(ctx, key)
	}
	r, ok := t.db.o.Router.(cachedRouter)
	if !ok {
		return t.db.lookup(ctx, key)
	}
	if d := r.Cached(key); d != nil {
		return d, nil
	}
	// The directory's own range holds the answer: its leaseholder is who is asked, and so where the
	// message goes. A router that does not know it cannot be counted, and the look-up is free.
	first := r.First()
	if first == nil {
		return t.db.lookup(ctx, key)
	}
	if err := t.affords(&t.wan.Chain, first, wan.ToRead); err != nil {
		return nil, err
	}
	began := time.Now()
	node := t.db.places.Leads(first)
	d, err := t.db.lookup(ctx, key)
	step := wan.Step{What: "Look-up", Range: first.ID, Node: node, Messages: t.db.places.Leg(node), Took: time.Since(began)}
	if t.wan.Watch != nil {
		step.Region = t.db.places.Region(node)
	}
	t.wan.Waited(step, &t.wan.Chain.Waits.Network)
	return d, err
}
