package coord

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// What distance costs (transactions.md, section 10): messages between regions on the longest
// causal chain of a transaction, two to a round trip. They are counted where requests leave:
//
//	a request to a range led in another region      2: there and back
//	what it writes, by consensus                    2 more where the leader's region holds no quorum
//	requests at once                                those of the costliest
//	requests one after the other                    the sum
//	a directory look-up that goes to another region 2
//
// Each goroutine of a transaction has a chain of its own, which goes on from where the goroutine
// began, and is joined where it is waited for: so what is counted is what caused what, not what
// happened to come first. What nobody waits for (resolution, giving back locks) is not counted.
//
// Where all of a range is on this node, nothing is looked up, and nothing counted.

// Regions tells where nodes stand.
type Regions interface {
	// Region is a node's region; "": it names none, or is not known. Those are taken for one
	// region of their own: nothing is counted among them, all between them and others.
	Region(nodeID uint32) string
}

// places is what Regions, the router and Distances tell together.
type places struct {
	Regions
	far *distances
}

// leg is what one message and its answer between two nodes count.
func (p *places) leg(node uint32) int {
	if node == 0 || node == p.far.self || p.Region(node) == p.Region(p.far.self) {
		return 0
	}
	return 2
}

// quorum is what consensus counts on a range whose leader is that node: nothing where its
// region holds a quorum, of both halves while replicas change.
func (p *places) quorum(d *descriptor.Range, leader uint32) int {
	if len(d.Replicas) < 2 {
		return 0
	}
	var old, oldNear, next, nextNear int
	home := p.Region(leader)
	for i := range d.Replicas {
		x := &d.Replicas[i]
		near := 0
		if x.NodeID == leader || p.Region(x.NodeID) == home {
			near = 1
		}
		if x.VotesOld() {
			old, oldNear = old+1, oldNear+near
		}
		if x.VotesNew() {
			next, nextNear = next+1, nextNear+near
		}
	}
	if oldNear > old/2 && nextNear > next/2 {
		return 0
	}
	return 2
}

// chain is the causal chain that led to a moment of one goroutine.
type chain struct {
	messages int // between regions
	took     time.Duration
	waits    Waits
	last     *Step // while somebody wants to see them, at most stepsMax
	steps    int
}

// stepsMax bounds the requests that a chain remembers; those that follow are counted.
const stepsMax = 10_000

func (c *chain) step(s Step) {
	if c.steps < stepsMax {
		s.prev = c.last
		c.last, c.steps = &s, c.steps+1
	}
}

// join makes c the longer of two chains.
func (c *chain) join(o *chain) {
	if o.messages > c.messages || o.messages == c.messages && o.took > c.took {
		*c = *o
	}
}

// Waits are what the requests of a chain waited for.
type Waits struct {
	Network time.Duration // round trips between nodes, as they are measured
	Lock    time.Duration // requests for locks, beyond the network: others held the rows
	Quorum  time.Duration // consensus, as leaders told
	Ranges  time.Duration // the rest: the ranges' own work
	Clock   time.Duration // acknowledgements, by Rule W
}

// Sub is what came after o.
func (w Waits) Sub(o Waits) Waits {
	return Waits{w.Network - o.Network, w.Lock - o.Lock, w.Quorum - o.Quorum, w.Ranges - o.Ranges, w.Clock - o.Clock}
}

// Step is one request of a critical path.
type Step struct {
	What     string // "Read", "Lock", "Commit", …
	Range    uint64
	Node     uint32
	Region   string
	Messages int // between regions
	Took     time.Duration
	prev     *Step
}

// RangesAsked is what one region was asked for.
type RangesAsked struct {
	Region   string
	Ranges   []uint64 // sorted
	Requests int
	Bytes    int64 // between regions
}

// Price is what distance has cost a transaction so far.
type Price struct {
	Messages int   // between regions, on the longest causal chain
	Bytes    int64 // between regions, of all requests and their answers
	Waits    Waits // of that chain; complete while a Watch is there
}

// Sub is what came after o.
func (p Price) Sub(o Price) Price {
	return Price{p.Messages - o.Messages, p.Bytes - o.Bytes, p.Waits.Sub(o.Waits)}
}

// RoundTrips are the chain's: half its messages.
func (p Price) RoundTrips() float64 { return float64(p.Messages) / 2 }

// Trips is a number of messages in round trips, for people.
func Trips(messages int) string { return strconv.FormatFloat(float64(messages)/2, 'f', -1, 64) }

// Watch sees all requests of a transaction, also those that stay in the region. Make one with
// Txn.Watch. Safe for concurrent use.
type Watch struct {
	mu    sync.Mutex // a leaf
	asked map[string]*RangesAsked
}

func (w *Watch) saw(x *crossing, bytes int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.asked[x.region]
	if a == nil {
		a = &RangesAsked{Region: x.region}
		w.asked[x.region] = a
	}
	a.Requests++
	a.Bytes += bytes
	if x.desc != nil && !slices.Contains(a.Ranges, x.desc.ID) {
		a.Ranges = append(a.Ranges, x.desc.ID)
	}
}

// Asked is what was asked, by region.
func (w *Watch) Asked() []RangesAsked {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []RangesAsked
	for _, a := range w.asked {
		slices.Sort(a.Ranges)
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b RangesAsked) int { return strings.Compare(a.Region, b.Region) })
	return out
}

// wan is what a transaction knows of its price.
type wan struct {
	chain chain // of the transaction's own goroutine
	most  int   // messages that the chain may have, and one; 0: any number
	bytes atomic.Int64
	watch *Watch
	free  bool // the commit has gone too far to be refused
}

func (w *wan) reset() {
	w.chain, w.most, w.watch, w.free = chain{}, 0, nil, false
	w.bytes.Store(0)
}

// LimitRoundTrips bounds the WAN round trips of the transaction, all that it took so far included:
// what would exceed them fails with *DistanceError, before it is sent. Negative: no bound.
func (t *Txn) LimitRoundTrips(most int) {
	if t.wan.most = 2*most + 1; most < 0 {
		t.wan.most = 0
	}
}

// Price returns what distance has cost so far.
func (t *Txn) Price() Price {
	c := &t.wan.chain
	return Price{c.messages, t.wan.bytes.Load(), c.waits}
}

// Sent returns of Price what statements are counted by.
func (t *Txn) Sent() (messages int, bytes int64) {
	return t.wan.chain.messages, t.wan.bytes.Load()
}

// Distant reports whether distance is counted: nodes say where they stand.
func (db *DB) Distant() bool { return db.places != nil }

// Watch has all requests seen from now on, until it is called with nil: for EXPLAIN ANALYZE. It is
// nil where distance is not counted.
func (t *Txn) Watch(on bool) *Watch {
	t.wan.watch, t.wan.chain.last, t.wan.chain.steps = nil, nil, 0
	if on && t.db.places != nil {
		t.wan.watch = &Watch{asked: map[string]*RangesAsked{}}
	}
	return t.wan.watch
}

// CriticalPath is the chain of requests that led to now since Watch was called, the first one first, at
// most 10,000.
func (t *Txn) CriticalPath() []Step {
	var out []Step
	for s := t.wan.chain.last; s != nil; s = s.prev {
		out = append(out, *s)
	}
	slices.Reverse(out)
	return out
}

// DistanceError means that a request would take the transaction beyond the WAN round trips that it
// may take (54000). It was not sent.
type DistanceError struct {
	Most         int // round trips
	Taken, Needs int // messages
	Range        uint64
	Region, Home string // of the range's leaseholder, and of the gateway
	Commit       bool

	sent bool // an earlier copy of the request was
}

// unsent reports whether a request came to nothing since it was never sent.
func unsent(err error) bool {
	e, ok := err.(*DistanceError)
	return ok && !e.sent
}

// after notes that an earlier copy of the request was sent, if one was.
func after(try int, err error) error {
	if e, ok := err.(*DistanceError); ok {
		e.sent = try > 0
	}
	return err
}

func (e *DistanceError) Error() string {
	return fmt.Sprintf("transaction would exceed isochron.max_wan_round_trips (%d)", e.Most)
}

// SQLState is program_limit_exceeded.
func (e *DistanceError) SQLState() string { return "54000" }

// Detail names the range and its leaseholder's region.
func (e *DistanceError) Detail() string {
	what := "A request"
	if e.Commit {
		what = "The commit"
	}
	return fmt.Sprintf("%s to range %d, whose leaseholder is in region %q, takes %s WAN round trips from region %q; the transaction has taken %s.",
		what, e.Range, e.Region, Trips(e.Needs), e.Home, Trips(e.Taken))
}

// Hint tells what the client can do.
func (e *DistanceError) Hint() string {
	return "EXPLAIN (ANALYZE, WAN) shows what a statement takes. Read stale data (AS OF SYSTEM TIME), move the rows or their leases nearer, or allow more."
}

// work is what a request makes a range do, as far as distance is concerned.
type work uint8

const (
	toRead  work = iota // nothing is replicated
	toWrite             // by consensus
)

// crossing is the way to a node, counted in one chain.
type crossing struct {
	kvpb.Sender
	t      *Txn
	c      *chain
	watch  *Watch // nil: nobody does
	desc   *descriptor.Range
	node   uint32
	region string
	leg    int
	quorum int
}

// here reports whether all of a range is on this node, so that nothing of it is far.
func (db *DB) here(d *descriptor.Range) bool {
	return len(d.Replicas) == 1 && d.Replicas[0].NodeID == db.o.NodeID
}

// counted is server, with what is asked counted in c.
func (t *Txn) counted(c *chain, d *descriptor.Range, w work) kvpb.Sender {
	if t.db.places == nil || t.db.here(d) {
		return t.server(d)
	}
	return t.through(c, t.wan.watch, d, t.db.far.leader.Leader(d), w, t.server(d))
}

// through is the way to a node's server, counted in c and seen by watch. Safe for concurrent use with other chains.
func (t *Txn) through(c *chain, watch *Watch, d *descriptor.Range, node uint32, w work, s kvpb.Sender) kvpb.Sender {
	p := t.db.places
	leg, quorum := p.leg(node), 0
	if w == toWrite && !t.db.o.Planted.FreeQuorums {
		quorum = p.quorum(d, node)
	}
	if leg+quorum == 0 && watch == nil {
		return s
	}
	return &crossing{s, t, c, watch, d, node, p.Region(node), leg, quorum}
}

// enter is counted for a request that the transaction must be able to afford.
func (t *Txn) enter(c *chain, d *descriptor.Range, w work) (kvpb.Sender, error) {
	if t.wan.most != 0 {
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
		return t.counted(&t.wan.chain, d, toWrite), nil
	}
	return t.enter(&t.wan.chain, d, toWrite)
}

// affords fails with *DistanceError where a request would take c too far.
func (t *Txn) affords(c *chain, d *descriptor.Range, w work) error {
	if t.wan.most == 0 || t.db.places == nil || t.wan.free || t.db.here(d) {
		return nil
	}
	return t.db.places.affords(c, t.wan.most, d, t.db.far.leader.Leader(d), w)
}

// affords is Txn.affords for a request to a node; most is as wan has it.
func (p *places) affords(c *chain, most int, d *descriptor.Range, node uint32, w work) error {
	needs := p.leg(node)
	if w == toWrite {
		needs += p.quorum(d, node)
	}
	if needs == 0 || c.messages+needs < most {
		return nil
	}
	return &DistanceError{Most: most / 2, Taken: c.messages, Needs: needs, Range: d.ID, Region: p.Region(node), Home: p.Region(p.far.self), Commit: w == toWrite}
}

// affordsAll is affords for requests at once, after others at once: of a commit, before anything of it leaves.
func (t *Txn) affordsAll(first, then []*part) error {
	if t.wan.most == 0 || t.db.places == nil {
		return nil
	}
	c := t.wan.chain
	for _, p := range first {
		if err := t.affords(&t.wan.chain, p.desc, toRead); err != nil {
			return err
		}
		c.messages = max(c.messages, t.wan.chain.messages+t.db.places.leg(t.db.far.leader.Leader(p.desc)))
	}
	for _, p := range then {
		if err := t.affords(&c, p.desc, toWrite); err != nil {
			return err
		}
	}
	return nil
}

// done counts a request that was answered. wrote: it was replicated; quorum is how long that takes
// on the range, as its leader tells.
func (x *crossing) done(what string, began time.Time, req, resp kvpb.Message, wrote bool, quorum int64, err error) {
	t, c, took := x.t, x.c, time.Since(began)
	messages := x.leg
	if wrote && err == nil {
		messages += x.quorum
	}
	var bytes int64
	if x.leg > 0 {
		bytes = int64(req.SizeVT())
		if err == nil {
			bytes += int64(resp.SizeVT())
		}
		t.wan.bytes.Add(bytes)
	}
	c.messages += messages
	c.took += took
	rtt, _ := t.db.places.far.RTT(x.node)
	left := took
	spend := func(on *time.Duration, d time.Duration) {
		d = min(d, left)
		*on, left = *on+d, left-d
	}
	spend(&c.waits.Network, rtt)
	if wrote && err == nil {
		spend(&c.waits.Quorum, time.Duration(quorum))
	}
	if what == "Lock" {
		spend(&c.waits.Lock, left)
	} else {
		spend(&c.waits.Ranges, left)
	}
	if w := x.watch; w != nil {
		w.saw(x, bytes)
		c.step(Step{what, x.desc.ID, x.node, x.region, messages, took, nil})
	}
}

// Send implements kvpb.Sender.
func (x *crossing) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	began := time.Now()
	err := x.Sender.Send(ctx, req, resp)
	plain, _ := kvpb.Plain(req)
	switch q := plain.(type) {
	case *kvpb.CommitRequest:
		p := resp.(*kvpb.CommitResponse)
		what, wrote := "Validate", len(q.Writes)+len(q.FusedLocks) > 0
		if wrote {
			what = "Commit"
		}
		x.done(what, began, req, resp, wrote && !p.NotFused, p.QuorumNanos, err)
	case *kvpb.StageRequest:
		x.done("Stage", began, req, resp, true, resp.(*kvpb.StageResponse).QuorumNanos, err)
	case *kvpb.FlushRequest:
		x.done("Flush", began, req, resp, q.Count == nil, 0, err)
	case *kvpb.DecideRequest:
		x.done("Decide", began, req, resp, true, 0, err)
	case *kvpb.ReadRequest, *kvpb.LockRequest, *kvpb.TagRequest:
		x.done(req.Method().String(), began, req, resp, false, 0, err)
	}
	return err
}

// branches runs f(0) to f(n-1) at once, each with a chain that goes on from the transaction's, and
// goes on with the longest.
func (t *Txn) branches(n int, f func(i int, c *chain)) {
	if n == 1 {
		f(0, &t.wan.chain)
		return
	}
	chains := make([]chain, n)
	parallel(n, func(i int) {
		chains[i] = t.wan.chain
		f(i, &chains[i])
	})
	for i := range chains {
		t.wan.chain.join(&chains[i])
	}
}

// acknowledge waits by Rule W, and notes for how long where the transaction has crossed regions, or is watched.
func (t *Txn) acknowledge(ts hlc.Timestamp) {
	if t.wan.chain.messages == 0 && t.wan.watch == nil {
		t.db.acknowledge(ts)
		return
	}
	began := time.Now()
	t.db.acknowledge(ts)
	t.wan.chain.waits.Clock += time.Since(began)
}

// cachedRouter is a Router that says what it knows without asking (range/router).
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
	first := r.First()
	if first == nil {
		return t.db.lookup(ctx, key)
	}
	if err := t.affords(&t.wan.chain, first, toRead); err != nil {
		return nil, err
	}
	began := time.Now()
	node := t.db.far.leader.Leader(first)
	d, err := t.db.lookup(ctx, key)
	c := &t.wan.chain
	leg := t.db.places.leg(node)
	c.messages += leg
	c.took += time.Since(began)
	c.waits.Network += time.Since(began)
	if t.wan.watch != nil {
		c.step(Step{"Look-up", first.ID, node, t.db.places.Region(node), leg, time.Since(began), nil})
	}
	return d, err
}
