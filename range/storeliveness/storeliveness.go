// Package storeliveness is the shell around range/support: it asks the stores that this one shares ranges
// with for support, and promises it to those that ask, with one heartbeat for a pair of stores, whatever
// the number of ranges.
//
// Invariants:
//
//	L1  A promise is durable before it leaves (support's S1).
//	L2  What a peer says wrong changes nothing.
//	L3  Whoever acts on who supports whom hears of each change (Options.Changed).
package storeliveness

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/support"
)

// Options of a Liveness. Those without a comment are required.
type Options struct {
	Self      uint32 // the store
	Engine    engine.Engine
	Clock     Clock
	Transport raftnet.Transport
	Log       *slog.Logger

	Bound      Bound                  // nil: no clock's error counts
	RoundTrips func() []time.Duration // to other nodes, as measured; nil: unknown
	Timing     support.Timing         // zero: by round trips
	TickNanos  int64                  // of Raft: elections take so many

	// Changed is told of each new picture of who supports whom: the stores whose promises were
	// withdrawn, and whether any promise has begun or ended. It must not wait.
	Changed func(lost []uint32, epochs bool)
	// Failed is told why the liveness has ended before Close: the engine's error. It must not call Close.
	Failed func(error)
	// Closing and Over are closed when the store is, or its disk has failed: it promises nothing more.
	Closing, Over <-chan struct{}
	// Tired reports whether this store would rather not get leases.
	Tired func() bool
	// Writing is called before a promise is written, and what it returns afterwards.
	Writing func() (written func())

	PlantedLoosePromises bool // promises need not be durable: for tests of tests
}

// Clock is the node's.
type Clock interface {
	Now() hlc.Reading
	Degraded() bool // its error is beyond what it may be
}

// Bound is what a clock may be off.
type Bound interface{ Epsilon() time.Duration }

// Liveness steps a store's side of range/support. Start it once, end it with Close. Its methods are safe
// for concurrent use.
// The loop's goroutine alone steps state, so that support needs no mutex; others read view, retry and asks.
// Everything that may fail is in save: a message that is lost is asked for again by the next heartbeat.
type Liveness struct {
	o     Options
	state *support.State // owned by the loop
	view  atomic.Pointer[support.View]
	heard map[uint32][2]support.Epoch // owned by the loop: the epochs of the last view
	adapt time.Time                   // owned by the loop: when round trips are looked at next
	retry atomic.Int64                // ticks that an election takes
	asks  atomic.Pointer[support.Timing]

	mu    sync.Mutex // guards what is below; a leaf
	inbox [][]byte
	known map[uint32]raftnet.Peer // where stores are that were heard from
	tired map[uint32]bool         // those of them that would rather not get leases
	peers map[uint32]raftnet.Peer // stores that this one shares ranges with
	fresh bool                    // peers has changed

	poke chan struct{} // capacity 1
	loop *stop.Group
}

const (
	// inboxMax bounds the messages that wait: peers that are heard often
	// enough say the same again.
	inboxMax = 4096
	// degradedPoll is how often a node looks whether its clock is well again: nothing tells of that.
	degradedPoll = 50 * time.Millisecond
	// waitMin is the shortest sleep of the loop. What is due within it is done then:
	// a timestamp just ahead must not have the loop spin.
	waitMin = time.Millisecond
)

// New reads what the store has promised. It fails with ErrCorrupt where that can't be read.
// A store that was never there has no row, and has promised nothing. Nothing is sent before Start.
func New(o Options) (*Liveness, error) {
	b, ok, err := o.Engine.Get(keys.StoreSupport(), nil)
	if err != nil {
		return nil, err
	}
	var durable support.Persisted
	if ok {
		// A store that does not know what it has promised must not vote: there is no going on without them.
		if durable, err = support.DecodePersisted(b); err != nil {
			return nil, fmt.Errorf("%w: promises: %w", ErrCorrupt, err)
		}
	}
	l := &Liveness{
		o: o, heard: map[uint32][2]support.Epoch{}, peers: map[uint32]raftnet.Peer{}, known: map[uint32]raftnet.Peer{}, tired: map[uint32]bool{},
		poke: make(chan struct{}, 1), loop: stop.New(),
	}
	timing, _ := l.timing(0)
	if l.state, err = support.New(support.Options{Self: o.Self, Durable: durable, Timing: timing}); err != nil {
		return nil, err
	}
	l.state.SetDegraded(o.Clock.Degraded()) // as after a crash: the first turn may wait for the disk
	l.view.Store(l.state.View())
	l.retry.Store(retryTicksMin)
	l.asks.Store(&timing)
	return l, nil
}

// ErrCorrupt reports that what is stored of promises can't be read.
var ErrCorrupt = errors.New("storeliveness: corrupt")

// timing is how long support is asked for where a request took up to pause of late, and how
// many ticks an election takes: two round trips of the slowest peer, and the ticks that they
// begin and end in. Who campaigns anew any sooner forgets the votes that are on their way.
// The slowest peer counts, since a lease rests on a quorum that may need it. Length and ticks change with what is
// measured; promises that were given before stay as they are.
func (l *Liveness) timing(pause time.Duration) (t support.Timing, retry int64) {
	var rtts []time.Duration
	if l.o.RoundTrips != nil {
		rtts = l.o.RoundTrips()
	}
	retry = retryTicksMin
	for _, d := range rtts {
		retry = max(retry, electionTicks(d, l.o.TickNanos))
	}
	// What a test or an operator has set stays; elections fit the network all the same.
	if l.o.Timing != (support.Timing{}) {
		return l.o.Timing, retry
	}
	var epsilon time.Duration
	if l.o.Bound != nil {
		epsilon = l.o.Bound.Epsilon()
	}
	return support.Derive(rtts, epsilon, pause), retry
}

// electionTicks is how many ticks an election takes among peers that are a round trip apart.
func electionTicks(rtt time.Duration, tickNanos int64) int64 {
	// In quarters of a tick: rounded down here, up to whole ones below.
	quarters := 2 * int64(min(max(rtt, 0), time.Hour)) / max(tickNanos/4, 1) // of ticks, that two round trips take
	return min(retryTicksMin+(quarters+3)/4, retryTicksMax)
}

const (
	// retryTicksMin and retryTicksMax bound what an election is thought to take.
	retryTicksMin = 2
	retryTicksMax = 50
	// adaptEvery is how often round trips are looked at.
	adaptEvery = time.Second
)

// RetryTicks is how many ticks an election takes.
func (l *Liveness) RetryTicks() int { return int(l.retry.Load()) }

// LeadMax is how far ahead of now leases surely reach.
// A commit timestamp further ahead could lie beyond the lease's end (T3).
func (l *Liveness) LeadMax() time.Duration { return l.asks.Load().Lead() }

// adjust makes leases and elections fit the round trips measured.
func (l *Liveness) adjust() {
	now := time.Now()
	if l.o.RoundTrips == nil || now.Before(l.adapt) {
		return
	}
	l.adapt = now.Add(adaptEvery)
	t, retry := l.timing(l.state.Pause(l.o.Clock.Now()))
	l.retry.Store(retry)
	l.asks.Store(&t)
	if err := l.state.SetTiming(t); err != nil {
		l.o.Log.Warn("support can't be asked for", "error", err)
	}
}

// View is the present picture of who supports whom.
// It does not change; who decides by it takes it once, and asks it all.
func (l *Liveness) View() *support.View { return l.view.Load() }

// Length is how long support lasts by what is asked of peers.
// It may be shorter than what was asked for a moment ago.
func (l *Liveness) Length() time.Duration { return l.asks.Load().Length }

// Start begins to ask and to promise.
func (l *Liveness) Start() { l.loop.Go(l.run) }

// Close ends that, and returns when nothing runs any more.
// Promises that were given stay until their time: the next process waits for that.
func (l *Liveness) Close() { l.loop.Stop() }

// The loop looks at everything when it wakes: one token is enough.
func (l *Liveness) nudge() {
	select {
	case l.poke <- struct{}{}:
	default:
	}
}

// Meet makes the stores peers, for good: support that nobody needs any more costs
// little, and a range may come back.
// A Peer is two IDs: where its node is, the transport finds out each time.
func (l *Liveness) Meet(peers ...raftnet.Peer) {
	l.mu.Lock()
	for _, p := range peers {
		if _, known := l.peers[p.StoreID]; !known && p.StoreID != l.o.Self {
			l.peers[p.StoreID], l.fresh = p, true
		}
	}
	fresh := l.fresh
	l.mu.Unlock()
	if fresh {
		l.nudge()
	}
}

// Receive takes a message of store liveness. It never blocks.
// message is kept. Whether it is one, and of whom, is looked at by the loop (L2).
func (l *Liveness) Receive(from raftnet.Peer, message []byte) {
	l.mu.Lock()
	// A map of what peers say of themselves: bounded, like all that they can make grow.
	if len(l.known) < support.StoresMax {
		l.known[from.StoreID] = from
	}
	if len(l.inbox) < inboxMax {
		l.inbox = append(l.inbox, message)
	}
	l.mu.Unlock()
	l.nudge()
}

// It ends by itself when the disk has failed: promises lapse then, and other stores take over.
func (l *Liveness) run(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-l.poke:
		case <-timer.C:
		case <-l.o.Closing:
			return
		case <-l.o.Over:
			return
		case <-ctx.Done():
			return
		}
		// One error is the end: a store that can't write down what it promises must not promise.
		wait, err := l.turn()
		if err != nil {
			l.o.Failed(err)
			return
		}
		timer.Reset(wait)
	}
}

// turn takes what has come, does what is due, and returns how long nothing else is.
// Messages are stepped before promises are withdrawn, so that a renewal which waited here while this process stood still is
// not too late. It goes round while the store has sent itself something: its own promise is stored like all others.
// A degraded clock has nothing due, and is looked at again by time alone.
func (l *Liveness) turn() (time.Duration, error) {
	clock := l.o.Clock
	l.adjust()
	l.state.SetDegraded(clock.Degraded())
	l.take(clock.Now())
	now := clock.Now()
	lost := l.state.Withdraw(now)
	l.state.Heartbeats(now)
	for {
		r := l.state.Ready()
		// L1: stored, advanced, shown, and then sent. A crash between any two loses messages, never a promise.
		if err := l.save(r.Save); err != nil {
			return 0, err
		}
		l.state.Advance(r)
		l.publish(lost)
		// Told once; the turns that follow are for what this store has sent to itself.
		lost = nil
		if r.Empty() {
			break
		}
		if !l.send(r) {
			break
		}
	}
	if clock.Degraded() {
		return degradedPoll, nil
	}
	// What comes first: a promise of others' to be renewed, or one of its own that ends.
	next := min(l.state.NextAt(), l.state.WithdrawAt())
	if next == hlc.Max {
		return time.Hour, nil
	}
	return max(next.Sub(now.Timestamp()), waitMin), nil
}

// take steps the messages that have come. What peers say wrong is not stepped.
// Peers that are new are set first, so that their answers are known.
func (l *Liveness) take(now hlc.Reading) {
	l.mu.Lock()
	inbox := l.inbox
	l.inbox = nil
	var stores []uint32
	if l.fresh {
		for id := range l.peers {
			stores = append(stores, id)
		}
	}
	l.fresh = false
	l.mu.Unlock()
	// Without the mutex, which Meet and Receive take on their way: nobody waits here for a long list.
	if stores != nil {
		l.state.SetPeers(stores)
	}
	// Each by itself: a wrong one of one peer does not cost another's renewal.
	for _, b := range inbox {
		if err := l.step(now, b); err != nil {
			l.o.Log.Warn("a peer sent what is no message of store liveness", "error", err)
		}
	}
}

func (l *Liveness) step(now hlc.Reading, b []byte) error {
	if h, rest, err := support.DecodeHeartbeat(b); err == nil {
		l.heed(h.From, rest)
		return l.state.Receive(now, h)
	}
	r, rest, err := support.DecodeReply(b)
	if err != nil {
		return err
	}
	l.heed(r.From, rest)
	return l.state.ReceiveReply(now, r)
}

// What a store says of itself behind a message of store liveness: one byte of flags.
const saysTired = 1

// heed takes in what a store says of itself.
// Stores of older builds send no such byte: they are not tired. At StoresMax nobody more is noted.
func (l *Liveness) heed(store uint32, rest []byte) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(rest) > 0 && rest[0]&saysTired != 0 {
		if len(l.tired) < support.StoresMax {
			l.tired[store] = true
		}
	} else {
		delete(l.tired, store)
	}
}

// IsTired reports whether a store would rather not get leases: its disk is full, or it drains.
// Stores that were never heard are not.
func (l *Liveness) IsTired(store uint32) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tired[store]
}

// save stores the promises. It returns when they are durable.
// Everything of support goes out after this (L1). It waits for the disk, with no mutex held: a disk that is stuck so
// ends the store's leases, as it should.
func (l *Liveness) save(p *support.Persisted) error {
	if p == nil {
		return nil
	}
	b := l.o.Engine.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.StoreSupport(), hlc.Zero, p.Append(nil)); err != nil {
		return err
	}
	defer l.o.Writing()()
	return l.o.Engine.Apply(b, !l.o.PlantedLoosePromises)
}

// publish shows the present view, and tells of it where it is another.
// The new view is there before Changed is told, which makes groups look at it (L3).
func (l *Liveness) publish(lost []uint32) {
	v := l.state.View()
	// Views are compared by identity: State gives the same one until something changes.
	if v == l.view.Load() && len(lost) == 0 {
		return
	}
	l.view.Store(v)
	l.o.Changed(lost, l.epochsChanged(v))
}

// epochsChanged reports whether a promise of or to a peer has ended or begun.
// Renewals change times alone, and wake nobody.
func (l *Liveness) epochsChanged(v *support.View) (changed bool) {
	l.mu.Lock()
	stores := make([]uint32, 0, len(l.peers)+1)
	for id := range l.peers {
		stores = append(stores, id)
	}
	l.mu.Unlock()
	for _, id := range append(stores, l.o.Self) {
		given, _ := v.Supports(id)
		got, _ := v.SupportedBy(id)
		if e := [2]support.Epoch{given, got}; e != l.heard[id] {
			l.heard[id] = e
			changed = true
		}
	}
	return changed
}

// send sends, and steps what goes to this store itself. It reports whether anything did.
// Errors of messages to itself are its own clock's or address's: nothing is left to do, and the next turn asks again.
func (l *Liveness) send(r support.Ready) (self bool) {
	me := l.o.Self
	now := l.o.Clock.Now()
	for _, h := range r.Heartbeats {
		if h.To == me {
			self = l.state.Receive(now, h) == nil || self
		} else {
			l.post(h.To, h.Append(nil))
		}
	}
	for _, p := range r.Replies {
		if p.To == me {
			self = l.state.ReceiveReply(now, p) == nil || self
		} else {
			l.post(p.To, p.Append(nil))
		}
	}
	return self
}

// Whoever asks is answered where it wrote from, even if this store shares no range with it yet.
func (l *Liveness) post(store uint32, message []byte) {
	l.mu.Lock()
	// Peers first: what this store's ranges say of where a store is counts more than where a message came from.
	p, ok := l.peers[store]
	if !ok {
		p, ok = l.known[store]
	}
	l.mu.Unlock()
	if ok {
		// Outside of the mutex: what Tired asks may take others.
		var flags byte
		if l.o.Tired() {
			flags |= saysTired
		}
		l.o.Transport.Support(p, append(message, flags))
	}
}
