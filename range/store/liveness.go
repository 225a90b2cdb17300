package store

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/support"
)

// liveness steps the store's side of range/support: it asks the stores that this
// one shares ranges with for support, and promises it to those that ask. A promise is
// stored before it leaves; the log writer hears of each change. One heartbeat per
// pair of stores, whatever the number of ranges.
type liveness struct {
	store *Store
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
	done chan struct{} // closed by the loop
}

const (
	// supportInboxMax bounds the messages that wait: peers that are heard often
	// enough say the same again.
	supportInboxMax = 4096
	// degradedPoll is how often a node looks whether its clock is well again.
	degradedPoll = 50 * time.Millisecond
	// supportWaitMin is the shortest sleep of the loop.
	supportWaitMin = time.Millisecond
)

func newLiveness(s *Store) (*liveness, error) {
	b, ok, err := s.o.Engine.Get(keys.StoreSupport(), nil)
	if err != nil {
		return nil, err
	}
	var durable support.Persisted
	if ok {
		if durable, err = support.DecodePersisted(b); err != nil {
			return nil, fmt.Errorf("%w: promises: %w", ErrCorrupt, err)
		}
	}
	timing, _ := s.timing(0)
	st, err := support.New(support.Options{Self: s.ident.StoreID, Durable: durable, Timing: timing})
	if err != nil {
		return nil, err
	}
	st.SetDegraded(s.o.Clock.Degraded()) // as after a crash: the first turn may wait for the disk
	l := &liveness{
		store: s, state: st, heard: map[uint32][2]support.Epoch{}, peers: map[uint32]raftnet.Peer{}, known: map[uint32]raftnet.Peer{}, tired: map[uint32]bool{},
		poke: make(chan struct{}, 1), done: make(chan struct{}),
	}
	l.view.Store(st.View())
	l.retry.Store(retryTicksMin)
	l.asks.Store(&timing)
	return l, nil
}

// timing is how long support is asked for where a request took up to pause of late, and how
// many ticks an election takes: two round trips of the slowest peer, and the ticks that they
// begin and end in.
func (s *Store) timing(pause time.Duration) (t support.Timing, retry int64) {
	var rtts []time.Duration
	if s.o.RoundTrips != nil {
		rtts = s.o.RoundTrips()
	}
	retry = retryTicksMin
	for _, d := range rtts {
		retry = max(retry, 1+min(2*int64(d)/s.o.RaftTickNanos, retryTicksMax))
	}
	if s.o.Support != (support.Timing{}) {
		return s.o.Support, retry
	}
	var epsilon time.Duration
	if s.o.Bound != nil {
		epsilon = s.o.Bound.Epsilon()
	}
	return support.Derive(rtts, epsilon, pause), retry
}

const (
	// retryTicksMin and retryTicksMax bound what an election is thought to take.
	retryTicksMin = 2
	retryTicksMax = 50
	// adaptEvery is how often round trips are looked at.
	adaptEvery = time.Second
)

// retryTicks is how many ticks an election takes. Safe for concurrent use.
func (l *liveness) retryTicks() int { return int(l.retry.Load()) }

// leadMax is how far ahead of now leases surely reach. Safe for concurrent use.
func (l *liveness) leadMax() time.Duration { return l.asks.Load().Lead() }

// adjust makes leases and elections fit the round trips measured.
func (l *liveness) adjust() {
	now := time.Now()
	if l.store.o.RoundTrips == nil || now.Before(l.adapt) {
		return
	}
	l.adapt = now.Add(adaptEvery)
	t, retry := l.store.timing(l.state.Pause(l.store.o.Clock.Now()))
	l.retry.Store(retry)
	l.asks.Store(&t)
	if err := l.state.SetTiming(t); err != nil {
		l.store.o.Log.Warn("support can't be asked for", "error", err)
	}
}

// View is the present picture of who supports whom.
func (l *liveness) View() *support.View { return l.view.Load() }

func (l *liveness) start() { go l.run() }
func (l *liveness) stop()  { <-l.done }

func (l *liveness) nudge() {
	select {
	case l.poke <- struct{}{}:
	default:
	}
}

// meet makes the stores peers, for good: support that nobody needs any more costs
// little, and a range may come back.
func (l *liveness) meet(peers ...raftnet.Peer) {
	l.mu.Lock()
	for _, p := range peers {
		if _, known := l.peers[p.StoreID]; !known && p.StoreID != l.store.ident.StoreID {
			l.peers[p.StoreID], l.fresh = p, true
		}
	}
	fresh := l.fresh
	l.mu.Unlock()
	if fresh {
		l.nudge()
	}
}

func (l *liveness) receive(from raftnet.Peer, message []byte) {
	l.mu.Lock()
	if len(l.known) < support.StoresMax {
		l.known[from.StoreID] = from
	}
	if len(l.inbox) < supportInboxMax {
		l.inbox = append(l.inbox, message)
	}
	l.mu.Unlock()
	l.nudge()
}

func (l *liveness) run() {
	defer close(l.done)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-l.poke:
		case <-timer.C:
		case <-l.store.ctx.Done():
			return
		case <-l.store.over: // a store whose disk failed promises nothing more
			return
		}
		wait, err := l.turn()
		if err != nil {
			l.store.fail(err)
			return
		}
		timer.Reset(wait)
	}
}

// turn takes what has come, does what is due, and returns how long nothing else is.
func (l *liveness) turn() (time.Duration, error) {
	clock := l.store.o.Clock
	l.adjust()
	l.state.SetDegraded(clock.Degraded())
	l.take(clock.Now())
	now := clock.Now()
	lost := l.state.Withdraw(now)
	l.state.Heartbeats(now)
	for {
		r := l.state.Ready()
		if err := l.save(r.Save); err != nil {
			return 0, err
		}
		l.state.Advance(r)
		l.publish(lost)
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
	next := min(l.state.NextAt(), l.state.WithdrawAt())
	if next == hlc.Max {
		return time.Hour, nil
	}
	return max(next.Sub(now.Timestamp()), supportWaitMin), nil
}

// take steps the messages that have come. What peers say wrong is not stepped.
func (l *liveness) take(now hlc.Reading) {
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
	if stores != nil {
		l.state.SetPeers(stores)
	}
	for _, b := range inbox {
		if err := l.step(now, b); err != nil {
			l.store.o.Log.Warn("a peer sent what is no message of store liveness", "error", err)
		}
	}
}

func (l *liveness) step(now hlc.Reading, b []byte) error {
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
func (l *liveness) heed(store uint32, rest []byte) {
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

// isTired reports whether a store would rather not get leases: its disk is full, or it drains.
func (l *liveness) isTired(store uint32) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.tired[store]
}

// save stores the promises. It returns when they are durable.
func (l *liveness) save(p *support.Persisted) error {
	if p == nil {
		return nil
	}
	b := l.store.o.Engine.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.StoreSupport(), hlc.Zero, p.Append(nil)); err != nil {
		return err
	}
	l.store.disk.begin()
	defer l.store.disk.end()
	return l.store.o.Engine.Apply(b, !l.store.o.PlantedLoosePromises)
}

// publish shows the present view, and tells the log writer where it is another.
func (l *liveness) publish(lost []uint32) {
	v := l.state.View()
	if v == l.view.Load() && len(lost) == 0 {
		return
	}
	l.view.Store(v)
	l.store.writer.put(item{kind: itemView, lost: lost, epochs: l.epochsChanged(v)})
}

// epochsChanged reports whether a promise of or to a peer has ended or begun.
func (l *liveness) epochsChanged(v *support.View) (changed bool) {
	l.mu.Lock()
	stores := make([]uint32, 0, len(l.peers)+1)
	for id := range l.peers {
		stores = append(stores, id)
	}
	l.mu.Unlock()
	for _, id := range append(stores, l.store.ident.StoreID) {
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
func (l *liveness) send(r support.Ready) (self bool) {
	me := l.store.ident.StoreID
	now := l.store.o.Clock.Now()
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

func (l *liveness) post(store uint32, message []byte) {
	l.mu.Lock()
	p, ok := l.peers[store]
	if !ok {
		p, ok = l.known[store]
	}
	l.mu.Unlock()
	if ok {
		var flags byte
		if l.store.Tired() {
			flags |= saysTired
		}
		l.store.o.Transport.Support(p, append(message, flags))
	}
}
