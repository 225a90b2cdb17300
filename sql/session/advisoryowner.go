package session

import (
	"context"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// Advisory locks of a cluster. One node, the owner, grants them: the leaseholder of the
// directory's range. An ownership is named by the term of that lease, so no two are the
// same, and later ones are higher. What the owner knows is in its memory; what a session
// holds is also known at its own node, and that is what counts:
//
//  1. A new owner recalls: it asks every node what its sessions hold, and grants nothing
//     until each has answered or has been silent for advisoryForsake, and it still has its lease.
//     Who has answered takes no grant that was asked for before (a recall raises the numbers of
//     a node's sessions): it asks again.
//  2. A node tells the owner what its sessions hold no more, each second those that did not
//     get through, and with them that it is there, as long as they hold or wait for something.
//  3. A session whose locks the owner may have given to others is ended: a lock dies with its
//     session, never before it. So a node counts from when it *sent* the last request that an
//     owner answered (advisoryLost; a grant that is later than that is not taken), and owners
//     count from when they answered (advisoryForsake).
//  4. What a node says of a session is numbered, and a grant has the number of its request, under
//     one lock with it: what is late, or overtaken, changes nothing of what was said since.
//  5. A request that was answered by nobody may have been granted: what the session has is told,
//     by a higher number, until an owner has heard it, also when the session has ended.
//  6. Who is forsaken, or has gone on, waits in no queue: a lock granted to nobody is held for good.
//
// A cluster whose sessions use no advisory locks sends nothing. TestAdvisoryWorlds tries this.

const (
	// advisoryTick is how often a node whose sessions hold locks tells the owner that it is there.
	advisoryTick = time.Second
	// advisoryWatch is how often it looks whether it has not heard of one for too long.
	advisoryWatch = 250 * time.Millisecond
	// advisoryLost is after how long without the owner's word sessions that hold locks end,
	// advisoryForsake after how long without a node's word its locks are given to others.
	advisoryLost, advisoryForsake = 10 * time.Second, 12 * time.Second
	// advisoryTimeout is how long a lock is asked for while nobody owns the locks.
	advisoryTimeout = 30 * time.Second
	// advisoryPauseMin and advisoryPauseMax bound the pauses between two askings.
	advisoryPauseMin, advisoryPauseMax = 5 * time.Millisecond, 100 * time.Millisecond
	// advisoryAsk is how long the owner may take for what needs no waiting.
	advisoryAsk = 2 * time.Second
	// settledMax bounds what one message tells.
	settledMax = 4096
	// unsettledMax bounds what of a node's locks their owner has not heard.
	unsettledMax = 65_536
	// strangersMax bounds sessions of other nodes that the owner remembers without a lock.
	strangersMax = 16_384
)

// AdvisoryCluster is what a node needs of the others for advisory locks. Served by nodes.
type AdvisoryCluster interface {
	// Several reports whether there may be other nodes whose sessions take locks.
	Several() bool
	// Owner is the node that is to own the locks, 0 where none is known. term is that of its
	// lease, if it is this node and holds it now; else 0.
	Owner(ctx context.Context) (node uint32, term uint64)
	// Others lists the other nodes of the cluster.
	Others(ctx context.Context) ([]uint32, error)
	// Ask asks another node. It answers by ServeAdvisory.
	Ask(ctx context.Context, node uint32, req *AdvisoryRequest) (*AdvisoryReply, error)
	// End ends a session of this node whose locks may be others' by now.
	End(pid int32)
	// Caught returns when what is read at this node from now on is not below what sessions
	// elsewhere had read and written when they gave locks back that were granted here since. It
	// fails with the context's error only.
	Caught(ctx context.Context) error
}

// AdvisoryLock is what a session holds of a lock: nothing where it is neither exclusive nor
// shared.
type AdvisoryLock struct {
	Session, Number   uint64
	Database          catalog.ID
	Pair              bool
	A, B              int64
	Exclusive, Shared bool
}

func (l *AdvisoryLock) key() advisoryKey { return advisoryKey{l.Database, l.Pair, l.A, l.B} }

// AdvisoryRequest asks the owner for a lock (where Session is not 0), or tells it what is
// held no more, or, as a recall, asks a node for all that it holds.
type AdvisoryRequest struct {
	Epoch, Owner    uint64 // of the process that asks; the ownership that it knows
	Session, Number uint64
	Lock            AdvisoryLock
	Wait, Recall    bool
	Settled         []AdvisoryLock
	Ended           uint64 // the last time that the node was told it was forsaken: its sessions with locks end
}

// AdvisoryReply answers. Owner is the ownership that does; 0: there is none here.
type AdvisoryReply struct {
	Epoch, Owner  uint64
	Granted       bool
	Code, Message string // of a refusal
	Held          []AdvisoryLock
	Forsaken      uint64 // what the asker's sessions held may be others': which time; 0: it did not happen
	Recalling     bool   // the ownership has the asker's word, not yet everybody's: it does nothing else
	Leader        uint32 // whom the node that answers takes for the owner; 0: it knows of none
}

// advisoryOwnership is what a node knows of others' locks, and of who grants its own.
type advisoryOwnership struct {
	cluster    AdvisoryCluster // nil: there is one node
	epoch      uint64
	registered uint64 // the highest ownership that has this node's word
	owned      uint64 // this node's own, 0: it has none
	building   bool
	answered   map[uint32]seenNode // nodes that have answered the recall for registered, and when they were last told so
	since      time.Time           // when the recall for registered began here
	heard      time.Time           // when the last request that the owner answered was sent
	lost       []int32             // sessions that are to end
	ended      uint64              // which time that they were forsaken
	forsaken   map[uint32]uint64   // nodes that have not heard yet that they are: which time
	times      uint64              // how often any was
	local      map[uint64]*advisoryHolder
	remote     map[remoteSession]*advisoryHolder
	seen       map[uint32]seenNode
	unsettled  map[unsettledLock]AdvisoryLock
	last       uint64 // session
}

type remoteSession struct {
	node      uint32
	epoch, id uint64
}

type seenNode struct {
	epoch uint64
	at    time.Time
}

type unsettledLock struct {
	session uint64
	key     advisoryKey
}

func (o *advisoryOwnership) init() {
	o.local, o.remote = map[uint64]*advisoryHolder{}, map[remoteSession]*advisoryHolder{}
	o.forsaken = map[uint32]uint64{}
	o.seen, o.unsettled = map[uint32]seenNode{}, map[unsettledLock]AdvisoryLock{}
}

// ShareAdvisoryLocks makes the locks of this node's sessions the cluster's. Called before
// the first session; epoch is the process's.
func (m *Manager) ShareAdvisoryLocks(c AdvisoryCluster, epoch uint64) {
	m.advisory.cluster, m.advisory.epoch, m.advisory.heard = c, epoch, time.Now()
}

// alone reports whether all sessions that take locks are this node's.
func (a *advisoryLocks) alone() bool { return a.cluster == nil || !a.cluster.Several() }

// ownedLocked reports whether this node grants.
func (a *advisoryLocks) ownedLocked() bool {
	if a.owned != 0 || a.alone() {
		return true
	}
	if len(a.locks) > 0 { // it was alone until now
		a.abandonLocked()
	}
	return false
}

// abandonLocked ends an ownership: who waits asks again.
func (a *advisoryLocks) abandonLocked() {
	for _, w := range a.waiting {
		close(w.moved)
	}
	for _, s := range a.remote {
		for _, h := range s.holds {
			a.unpay(h)
		}
	}
	clear(a.waiting)
	clear(a.remote)
	a.locks, a.most, a.owned = map[advisoryKey]*advisoryLock{}, 0, 0
}

// own makes this node the owner, unless it is: all others are asked what they hold.
func (a *advisoryLocks) own(ctx context.Context, term uint64) bool {
	a.Lock()
	switch {
	case a.owned == term:
		a.Unlock()
		return true
	case term < a.registered:
		a.Unlock()
		return false
	case a.building:
		a.Unlock()
		return false // to be asked again
	}
	if a.abandonLocked(); a.registered != term {
		a.registered, a.since, a.answered = term, time.Now(), map[uint32]seenNode{}
	}
	a.building = true
	a.Unlock()
	held, seen, silent, err := a.recall(ctx, term)
	sent := time.Now()
	_, now := a.cluster.Owner(ctx) // the lease may have lapsed while others were waited for
	a.Lock()
	defer a.Unlock()
	a.building = false
	if err != nil || now != term || a.registered != term {
		return false
	}
	a.installLocked(held, seen)
	clear(a.forsaken)
	a.owned = term
	for node := range silent {
		a.forsakenNow(node)
	}
	if sent.After(a.heard) {
		a.heard = sent
	}
	return true
}

// nodeHolds is what a node's sessions hold.
type nodeHolds struct {
	node  uint32
	epoch uint64
	locks []AdvisoryLock
}

// recall asks all nodes what they hold.
func (a *advisoryLocks) recall(ctx context.Context, term uint64) (held []nodeHolds, seen map[uint32]seenNode, silent map[uint32]bool, err error) {
	others, err := a.cluster.Others(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex // guards what is returned
	var asked sync.WaitGroup
	seen, silent = map[uint32]seenNode{}, map[uint32]bool{}
	for _, node := range others {
		asked.Go(func() {
			reply := a.recallFrom(ctx, node, term)
			mu.Lock()
			defer mu.Unlock()
			if reply == nil {
				silent[node] = true
				return
			}
			if reply.Owner != term {
				cancel(errNotOwner)
				return
			}
			held = append(held, nodeHolds{node, reply.Epoch, reply.Held})
			seen[node] = seenNode{reply.Epoch, time.Now()}
			a.Lock()
			defer a.Unlock()
			if a.registered == term {
				a.answered[node] = seen[node]
			}
		})
	}
	asked.Wait()
	return held, seen, silent, context.Cause(ctx)
}

var errNotOwner = pgerror.New(pgerror.CannotConnectNow, "another node grants advisory locks")

// recallFrom asks one, until it answers; nil: it has been silent for too long.
func (a *advisoryLocks) recallFrom(ctx context.Context, node uint32, term uint64) *AdvisoryReply {
	for {
		asking, cancel := context.WithTimeout(ctx, advisoryAsk)
		reply, err := a.cluster.Ask(asking, node, &AdvisoryRequest{Epoch: a.epoch, Owner: term, Recall: true})
		cancel()
		if err == nil {
			return reply
		}
		a.Lock()
		last := a.since
		for _, at := range []time.Time{a.answered[node].at, a.seen[node].at} { // of this ownership, and as it was before a lapse
			if at.After(last) {
				last = at
			}
		}
		forsaken := time.Since(last) > advisoryForsake
		a.Unlock()
		if forsaken || stop.Sleep(ctx, 50*time.Millisecond) != nil {
			return nil
		}
	}
}

// installLocked puts what all sessions hold in place of what was known.
func (a *advisoryLocks) installLocked(held []nodeHolds, seen map[uint32]seenNode) {
	for node, s := range seen { // recalling may have taken long
		a.seen[node] = seenNode{s.epoch, time.Now()}
	}
	clear(a.unsettled)
	link := func(key advisoryKey, h *advisoryHold) {
		l := a.locks[key]
		if l == nil {
			l = &advisoryLock{}
			a.locks[key] = l
			a.most = max(a.most, len(a.locks))
		}
		a.linkLocked(l, h)
		if h.exclusively() {
			l.exclusive++
		}
	}
	for _, s := range a.local {
		for key, h := range s.holds {
			link(key, h)
		}
	}
	for _, n := range held {
		for i := range n.locks {
			l := &n.locks[i]
			s := a.remoteLocked(n.node, n.epoch, l.Session)
			h := s.begin(l.key())
			h.set(l)
			h.paid = a.memory.Acquire(advisoryBytes) == nil // it is held, room or not
			link(l.key(), h)
		}
	}
}

// set makes a hold of another node's session what that says.
func (h *advisoryHold) set(l *AdvisoryLock) {
	h.exclusive, h.shared, h.number = 0, 0, l.Number
	switch {
	case l.Exclusive:
		h.exclusive = 1
	case l.Shared:
		h.shared = 1
	}
	h.h.number = max(h.h.number, l.Number)
}

// remoteLocked is another node's session.
func (a *advisoryLocks) remoteLocked(node uint32, epoch, id uint64) *advisoryHolder {
	k := remoteSession{node, epoch, id}
	h := a.remote[k]
	if h == nil {
		h = &advisoryHolder{node: node, epoch: epoch, id: id}
		a.remote[k] = h
	}
	return h
}

// ServeAdvisory answers another node.
func (m *Manager) ServeAdvisory(ctx context.Context, from uint32, req *AdvisoryRequest) *AdvisoryReply {
	a := &m.advisory
	if req.Recall {
		return a.answerRecall(req)
	}
	node, term := a.cluster.Owner(ctx)
	if node == 0 || term == 0 || !a.ownFor(ctx, term, req) {
		a.Lock()
		defer a.Unlock()
		if s := a.answered[from]; term != 0 && a.registered == term && s.epoch == req.Epoch {
			a.answered[from] = seenNode{s.epoch, time.Now()}
			return &AdvisoryReply{Epoch: a.epoch, Owner: term, Recalling: true}
		}
		return &AdvisoryReply{Epoch: a.epoch, Leader: node}
	}
	reply := a.serve(ctx, from, term, req)
	reply.Leader = node
	return reply
}

// ownFor is own for a request. Who only tells that it is there has to hear in time that it was
// heard: it does not wait for a recall.
func (a *advisoryLocks) ownFor(ctx context.Context, term uint64, req *AdvisoryRequest) bool {
	if req.Session == 0 {
		short, cancel := context.WithTimeout(ctx, advisoryAsk/2)
		defer cancel()
		ctx = short
	}
	return a.own(ctx, term)
}

// forsakenNow notes that what a node's sessions hold is others' from now on.
func (a *advisoryLocks) forsakenNow(node uint32) {
	a.times++
	a.forsaken[node] = a.owned<<forsakenBits | a.times&(1<<forsakenBits-1)
}

// forsakenBits are those of a time within an ownership: no two of a cluster are the same.
const forsakenBits = 24

// unpay gives back what a hold of another node's session takes here.
func (a *advisoryLocks) unpay(h *advisoryHold) {
	if h.paid {
		h.paid = false
		a.memory.Release(advisoryBytes)
	}
}

// answerRecall tells a new owner what this node's sessions hold.
func (a *advisoryLocks) answerRecall(req *AdvisoryRequest) *AdvisoryReply {
	a.Lock()
	defer a.Unlock()
	if req.Owner < a.registered {
		return &AdvisoryReply{Epoch: a.epoch, Owner: a.registered}
	}
	if a.registered != req.Owner || a.owned != 0 {
		a.abandonLocked()
	}
	a.registered = req.Owner // that it hears of this node is not known yet
	reply := &AdvisoryReply{Epoch: a.epoch, Owner: req.Owner}
	for _, s := range a.local {
		s.number++ // what was said before of what it holds may come after this
		for key, h := range s.holds {
			h.number = s.number
			reply.Held = append(reply.Held, AdvisoryLock{Session: s.id, Number: h.number, Database: key.database, Pair: key.pair, A: key.a, B: key.b,
				Exclusive: h.exclusively(), Shared: !h.exclusively()})
		}
	}
	return reply
}

// serve answers as the owner.
func (a *advisoryLocks) serve(ctx context.Context, from uint32, term uint64, req *AdvisoryRequest) *AdvisoryReply {
	none, reply := &AdvisoryReply{Epoch: a.epoch}, &AdvisoryReply{Epoch: a.epoch, Owner: term}
	a.Lock()
	if a.owned != term || req.Epoch < a.seen[from].epoch {
		a.Unlock()
		return none
	}
	if req.Epoch > a.seen[from].epoch { // it has been started anew
		a.dropLocked(from, req.Epoch)
	}
	a.seen[from] = seenNode{req.Epoch, time.Now()}
	if which := a.forsaken[from]; which != 0 && req.Ended != which && req.Ended != term { // term: by a node of an earlier version
		a.Unlock()
		reply.Forsaken = which
		return reply
	}
	delete(a.forsaken, from)
	for i := range req.Settled {
		a.settleRemoteLocked(from, req.Epoch, &req.Settled[i])
	}
	if req.Session == 0 {
		a.Unlock()
		return reply
	}
	h := a.remoteLocked(from, req.Epoch, req.Session)
	if req.Number <= h.number { // late: the session has gone on
		a.Unlock()
		return none
	}
	h.number = req.Number
	a.supersedeLocked(h)
	if err := a.memory.Acquire(advisoryBytes); err != nil {
		a.Unlock()
		a.refused.Add(1)
		reply.Code, reply.Message = pgerror.OutOfMemory, "out of shared memory"
		return reply
	}
	key := req.Lock.key()
	w, ok, fresh, err := a.enterLocked(h, key, req.Lock.Exclusive, false, req.Wait)
	if !fresh || err != nil {
		a.memory.Release(advisoryBytes)
	}
	a.Unlock()
	ok, done, err := a.grantedRemote(ctx, w, ok, err, fresh)
	switch {
	case !done || ctx.Err() != nil:
		a.Lock()
		if a.owned == term && ok && fresh { // it does not hear of it; of an upgrade it tells itself
			a.settleRemoteLocked(from, req.Epoch, &AdvisoryLock{Session: req.Session, Number: req.Number, Database: key.database, Pair: key.pair, A: key.a, B: key.b})
		}
		a.Unlock()
		return none
	case err != nil:
		e := pgerror.From(err)
		reply.Code, reply.Message = e.Code, e.Message
		return reply
	}
	reply.Granted = ok
	return reply
}

// supersedeLocked takes the wait of an earlier request of a session out of its queue: the
// session asks anew, since it was cut off from the answer. Granted, the lock would be held
// for good by who waits for it, behind others.
func (a *advisoryLocks) supersedeLocked(h *advisoryHolder) {
	if w := a.unqueueLocked(h); w != nil {
		a.wakeLocked(w.key)
	}
}

// unqueueLocked is supersedeLocked without a look at who comes next. It returns the wait, if
// there was one.
func (a *advisoryLocks) unqueueLocked(h *advisoryHolder) *advisoryWait {
	w := a.waiting[h]
	if w != nil {
		a.locks[w.key].dequeue(w)
		delete(a.waiting, h)
		close(w.moved)
	}
	return w
}

// grantedRemote is granted for a session of another node.
func (a *advisoryLocks) grantedRemote(ctx context.Context, w *advisoryWait, at bool, refused error, fresh bool) (ok, done bool, err error) {
	if w == nil {
		return at, true, refused
	}
	ok, done = a.await(ctx, w)
	if ok || done && a.leave(w) { // in the end: taken back by whoever asked
		return true, true, nil
	}
	if fresh {
		a.memory.Release(advisoryBytes)
	}
	if done {
		err = ctx.Err()
	}
	return false, done, err
}

// settleRemoteLocked makes what a session of another node holds what that node says. A session
// that is not known yet is noted: a request of it that this has overtaken is not granted.
func (a *advisoryLocks) settleRemoteLocked(node uint32, epoch uint64, l *AdvisoryLock) {
	s := a.remoteLocked(node, epoch, l.Session)
	s.number = max(s.number, l.Number)
	if w := a.waiting[s]; w != nil && w.number < l.Number {
		a.supersedeLocked(s)
	}
	key := l.key()
	h := s.holds[key]
	if h == nil || h.number > l.Number {
		return
	}
	was := h.exclusively()
	h.set(l)
	if a.settleLocked(h, key, was) {
		a.unpay(h)
	}
}

// dropLocked gives back all that processes of a node before epoch hold. None of its sessions
// gets what another of them gives back.
func (a *advisoryLocks) dropLocked(node uint32, epoch uint64) {
	var left []advisoryKey // queues that they have left
	gone := map[remoteSession]*advisoryHolder{}
	for k, s := range a.remote {
		if k.node != node || k.epoch >= epoch {
			continue
		}
		gone[k] = s
		if w := a.unqueueLocked(s); w != nil {
			left = append(left, w.key)
		}
	}
	for k, s := range gone {
		for key, h := range s.holds {
			a.settleRemoteLocked(k.node, k.epoch, &AdvisoryLock{Session: k.id, Number: h.number, Database: key.database, Pair: key.pair, A: key.a, B: key.b})
		}
		delete(a.remote, k)
	}
	for _, key := range left {
		if a.locks[key] != nil {
			a.wakeLocked(key)
		}
	}
}

// forsakeLocked gives back what nodes hold that have not been heard of.
func (a *advisoryLocks) forsakeLocked() {
	silent := map[uint32]bool{}
	for k, s := range a.remote {
		if len(s.holds) > 0 && time.Since(a.seen[k.node].at) > advisoryForsake {
			silent[k.node] = true
		}
		if len(s.holds) == 0 && len(a.remote) > strangersMax && a.waiting[s] == nil {
			delete(a.remote, k)
		}
	}
	for node := range silent {
		a.forsakenNow(node)
		a.dropLocked(node, ^uint64(0))
	}
}
