package coord

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// A read of the past may be served by any replica that knows what the past is: whose closed
// timestamp is not below r (section 3). So it asks the nearest one, this node's own first, and
// the leaseholder where that does not know yet. All that a transaction reads is of one r, and
// nothing at or below a closed timestamp changes any more: who answers makes no difference.
//
// Ranges that nobody writes close no timestamps, unless somebody reads their past: the
// leaseholder goes on closing while it hears of such reads (range/replica, WantClosed), and
// a gateway whose reads it does not see tells it of them.

// nearby is what a transaction that may be served by followers knows of them. Safe for
// concurrent use: pages that are read ahead outlive what their scan is for.
// A transaction of the past has one of its own; reads of the present share the gateway's.
type nearby struct {
	db     *DB
	shared bool // by transactions of now, each of which asks anew
	// With it a range whose nearest replica lags fails the statement, which is what the client has asked for.
	only                    hlc.Timestamp // not 0: leaseholders are not asked for what nearer replicas don't know at it
	followers, leaseholders atomic.Int64  // answers

	mu sync.Mutex // guards what is below; a leaf
	// missed spares a second question in one transaction; it is not kept beyond that, since replicas catch up.
	missed map[uint64]bool
}

// newNearby knows nothing yet: each nearest replica is worth a question.
func newNearby(db *DB) *nearby { return &nearby{db: db, missed: map[uint64]bool{}} }

// nearAsk is one question: whom it goes to, and what it is about. The zero value asks nobody
// but the leaseholder.
type nearAsk struct {
	n      *nearby
	router distsender.Nearby
	t      *Txn // whose chain c is; nil: nothing is counted
	c      *wan.Chain
	most   int // as wan has it when the question is made
	watch  *wan.Watch
}

// near is how the transaction asks replicas for what they know (n; nil: nothing).
// via, where it is set, counts: then its own Near is asked.
func (t *Txn) near(n *nearby, c *wan.Chain) nearAsk {
	if n == nil {
		return nearAsk{}
	}
	if r, ok := t.via.(distsender.Nearby); ok {
		return nearAsk{n, r, t, c, t.wan.Most, t.wan.Watch}
	}
	a := n.ask()
	a.t, a.c, a.most, a.watch = t, c, t.wan.Most, t.wan.Watch
	return a
}

// router is nil where it knows no replicas: then try goes on to the leaseholder.
// ask is a question whose messages nobody counts.
func (n *nearby) ask() nearAsk {
	r, _ := n.db.o.Router.(distsender.Nearby)
	return nearAsk{n: n, router: r}
}

// try has nearer replicas asked. done: err is what came of it; else the leaseholder is to be asked.
// What the replica's answer means:
//
//	answered, or refused for good     done
//	it does not know r yet            noted, and the leaseholder is asked
//	it could not be reached           the leaseholder is asked
//	the range is another by now       done, with that error: the caller looks up again
func (a nearAsk) try(desc *descriptor.Range, messages *atomic.Int64, ask func(node uint32, s kvpb.Sender) (follower bool, err error)) (done bool, err error) {
	if a.n == nil || a.router == nil {
		return false, nil
	}
	// It lagged a moment ago. To ask it again would cost a message each page.
	if a.n.misses(desc) {
		return a.n.far(desc)
	}
	var last uint32 // that was asked
	v, err := distsender.AskNear(a.router, desc, func(node uint32, server kvpb.Sender) (err error) {
		last = node
		if server, err = a.counted(desc, node, server); err != nil {
			return err
		}
		if messages != nil {
			messages.Add(1)
		}
		follower, err := ask(node, server)
		if err == nil {
			a.n.served(desc, follower)
		}
		return err
	})
	switch v {
	case distsender.NearNone: // the leaseholder is the nearest
		return false, nil
	case distsender.NearBehind:
		a.n.miss(desc, last)
		return a.n.far(desc)
	case distsender.NearLost:
		return a.n.far(desc)
	}
	return true, err
}

// counted is the way to a replica, counted in the chain of who asks.
// Its price is looked at for each replica: the nearest may be in another region, too.
func (a nearAsk) counted(desc *descriptor.Range, node uint32, s kvpb.Sender) (kvpb.Sender, error) {
	if a.t == nil || a.t.db.places == nil {
		return s, nil
	}
	if a.most != 0 {
		if err := a.t.db.places.Affords(a.c, a.most, desc, node, wan.ToRead); err != nil {
			return nil, err
		}
	}
	return a.t.db.places.Through(&a.t.wan, a.c, a.watch, desc, node, wan.ToRead, s), nil
}

// far is what follows where the nearest replica does not serve: the leaseholder is asked, unless the
// client wants nobody farther away to be.
func (n *nearby) far(desc *descriptor.Range) (done bool, err error) {
	if n.only == 0 {
		return false, nil
	}
	return true, &FarError{Range: desc.ID, At: n.only}
}

// served counts an answer.
// Answers of followers keep the leaseholder closing; those of leaseholders are an occasion to meet others.
func (n *nearby) served(desc *descriptor.Range, follower bool) {
	m := &n.db.metrics
	near, lead := &m.PastAtFollowers, &m.PastAtLeaseholders
	if n.shared {
		near, lead = &m.PresentAtReplicas, &m.PresentAtLeaseholders
	}
	if !follower {
		n.leaseholders.Add(1)
		lead.Add(1)
		n.db.meet(desc)
		return
	}
	n.followers.Add(1)
	near.Add(1)
	n.db.keepClosing(desc)
}

// miss notes that a replica elsewhere does not know the past of desc yet: for this transaction
// it is not worth another message. This node's own costs none.
// A shared one keeps nothing: the next transaction reads at another r.
func (n *nearby) miss(desc *descriptor.Range, node uint32) {
	if node == n.db.o.NodeID || n.shared {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.missed[desc.ID] = true
}

// One of the shared kind misses nothing.
func (n *nearby) misses(desc *descriptor.Range) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.missed[desc.ID]
}

// again forgets what was missed of desc: its leaseholder does not answer.
func (n *nearby) again(desc *descriptor.Range) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.missed, desc.ID)
}

// here reports whether desc has a replica on this node that has been asked for its past with
// success, or not yet.
func (a nearAsk) here(desc *descriptor.Range) bool {
	if a.n == nil || a.router == nil {
		return false
	}
	node, _ := a.router.Near(desc, nil)
	return node == a.n.db.o.NodeID
}

// lookup finds the range of key. What is past may be read where nobody serves the directory.
func (t *Txn) lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if t.nearby != nil {
		if d := t.db.remembered(key); d != nil {
			return d, nil
		}
	}
	return t.find(ctx, key)
}

// remembered is nil, too, where the router remembers nothing.
func (db *DB) remembered(key keys.Key) *descriptor.Range {
	if r, ok := db.o.Router.(interface {
		Remembered(key keys.Key) *descriptor.Range
	}); ok {
		return r.Remembered(key)
	}
	return nil
}

// LookupPast finds the range of key for ReadPast.
func (db *DB) LookupPast(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if d := db.remembered(key); d != nil {
		return d, nil
	}
	return db.o.Router.Lookup(ctx, key)
}

// far reports whether what the transaction reads of desc comes from another node.
// It asks only what is known: no message.
func (t *Txn) far(desc *descriptor.Range) bool {
	_, far := t.db.rtt(desc)
	return far && !t.near(t.nearFor(desc, false), nil).here(desc)
}

// ReadPast reads at a timestamp of the past, at whatever replica knows it: for what is read beside
// all transactions. What fails is for the caller to judge, as with Router.Server(desc).Read.
// Read without a transaction: it has no own writes, no locks and no Rule W of its own; the caller's r is past.
func (db *DB) ReadPast(ctx context.Context, desc *descriptor.Range, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
	if !db.o.Version.Active(version.Parted) {
		return db.o.Router.Server(desc).Send(ctx, req, resp)
	}
	req.Follower = true
	n := newNearby(db)
	read := func(_ uint32, s kvpb.Sender) (bool, error) {
		resp.Reset()
		err := s.Send(ctx, req, resp)
		return resp.Follower, err
	}
	if done, err := n.ask().try(desc, nil, read); done {
		return err
	}
	follower, err := read(0, db.o.Router.Server(desc))
	if err == nil {
		n.served(desc, follower)
	}
	return err
}

// keepClosing tells the leaseholder of desc, from time to time and without waiting for it, that
// its past is read where it does not see it. Reads that others answer teach nobody who that is.
// The leaseholder is told by a read at timestamp 0, which reads nothing and says that the past is wanted.
func (db *DB) keepClosing(desc *descriptor.Range) {
	if !db.pastDue(desc) {
		return
	}
	db.tellPast(desc, func(ctx context.Context, tell func(kvpb.Sender) error) {
		// Without pauses: it is of no use later.
		p := distsender.Pursuit{Routes: db.o.Router, Pace: distsender.Steady{Tries: tellTries - 1}, Insists: true}
		same := func(context.Context, keys.Key) (*descriptor.Range, error) { return desc, nil }
		_ = p.Until(ctx, keys.Key(desc.Start), same, func(*descriptor.Range) error { return tell(db.o.Router.Server(desc)) })
	})
}

// meet talks to replicas of desc that nobody here has talked to yet, any of which may be the
// nearest: how far they are, is known afterwards.
// A dead one costs a timeout, which nobody waits for.
func (db *DB) meet(desc *descriptor.Range) {
	r, ok := db.o.Router.(interface {
		Stranger(desc *descriptor.Range, tried []uint32) (node uint32, s kvpb.Sender)
	})
	if !ok {
		return
	}
	if _, s := r.Stranger(desc, nil); s == nil || !db.pastDue(desc) {
		return
	}
	db.tellPast(desc, func(_ context.Context, tell func(kvpb.Sender) error) {
		var tried []uint32 // one that is dead stays a stranger
		for len(tried) < tellTries {
			node, s := r.Stranger(desc, tried)
			if s == nil {
				return
			}
			tried = append(tried, node)
			_ = tell(s)
		}
	})
}

// pastDue reports whether somebody is to be told again that the past of desc is read.
// It also counts as told where the goroutine then finds no slot: it is told the next time.
func (db *DB) pastDue(desc *descriptor.Range) bool {
	p := &db.past
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if last, known := p.told[desc.ID]; known && now.Sub(last) < tellEvery || len(db.pastSlots) == cap(db.pastSlots) {
		return false
	}
	if p.told == nil || len(p.told) >= toldMax {
		p.told = map[uint64]time.Time{}
	}
	p.told[desc.ID] = now
	return true
}

// tellPast has replicas told that the past of desc is read, and does not wait for it.
// ctx ends after tellEvery, when another would be due.
func (db *DB) tellPast(desc *descriptor.Range, all func(ctx context.Context, tell func(kvpb.Sender) error)) {
	db.tasks.run(func() {
		select {
		case db.pastSlots <- struct{}{}:
			defer func() { <-db.pastSlots }()
		default:
			return
		}
		ctx, cancel := context.WithTimeout(db.ctx, tellEvery)
		defer cancel()
		all(ctx, func(server kvpb.Sender) error {
			req := kvpb.ReadRequest{Header: &kvpb.Header{RangeId: desc.ID, Generation: desc.Generation}, ReadTs: int64(hlc.Zero), Follower: true}
			var resp kvpb.ReadResponse
			return server.Send(ctx, &req, &resp)
		})
	})
}

// past is what replicas were told of reads of the past.
type past struct {
	mu   sync.Mutex           // guards told; a leaf
	told map[uint64]time.Time // when, by range
}

const (
	// tellEvery is how often one is told of a range. Leaseholders close on for longer than that.
	tellEvery = 10 * time.Second
	// tellTries is how many replicas are told at a time.
	tellTries = 4
	// toldMax bounds the ranges of which it is remembered; beyond it, they are told again.
	toldMax = 1 << 14
	// tellingMax is how many are told at once.
	tellingMax = 64
)
