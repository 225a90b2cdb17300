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
//   - A new owner recalls: it asks every node what its sessions hold, and grants nothing
//     until each has answered or has been silent for advisoryForsake. Who has answered takes
//     no grant of an earlier ownership any more, so a grant that was on its way is asked for
//     again.
//   - A node tells the owner what its sessions hold no more, each second those that did not
//     get through, and with them that it is there, as long as they hold or wait for something.
//   - A session whose locks the owner may have given to others is ended: a lock dies with its
//     session, never before it. So a node counts from when it *sent* the last request that an
//     owner answered (advisoryLost; a grant that is later than that is not taken), and owners
//     count from when they answered (advisoryForsake).
//   - What a node says of a session is numbered, and a grant has the number of its request, under
//     one lock with it: what is late, or overtaken, changes nothing of what was said since. A
//     request that was answered by nobody may have been granted: what the session has is told,
//     by a higher number, until an owner has heard it, also when the session has ended.
//   - Who is forsaken, or has gone on, waits in no queue: a lock granted to nobody is held for good.
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
	// advisoryPatience is how long a lock is asked for while nobody owns the locks.
	advisoryPatience = 30 * time.Second
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

// acquire takes a lock for a session of this node.
func (a *advisoryLocks) acquire(ctx context.Context, h *advisoryHolder, key advisoryKey, exclusive, tx, wait bool) (bool, error) {
	if a.again(h, key, exclusive, tx) {
		return true, nil
	}
	want := func(l *AdvisoryLock) {
		a.Lock()
		defer a.Unlock()
		h.wants = l
	}
	want(&AdvisoryLock{Database: key.database, Pair: key.pair, A: key.a, B: key.b, Exclusive: exclusive})
	defer want(nil)
	pause := 5 * time.Millisecond
	for began := time.Now(); ; {
		asked := time.Now()
		ok, done, err := a.acquireOnce(ctx, h, key, exclusive, tx, wait)
		if ok && err == nil {
			return a.caught(ctx, h, key, exclusive, tx)
		}
		if done || err != nil {
			return ok, err
		}
		if time.Since(asked) > advisoryAsk { // it was in somebody's queue
			began = time.Now()
		}
		if err := stop.Sleep(ctx, pause); err != nil {
			return false, err
		}
		if time.Since(began) > advisoryPatience {
			return false, pgerror.New(pgerror.CannotConnectNow, "nobody grants advisory locks now").
				WithDetail("The leaseholder of the cluster's directory does, and none can be reached.")
		}
		pause = min(2*pause, 100*time.Millisecond)
	}
}

// caught waits, with a lock that was granted, until what its holder reads is not older than what was
// known where it was given back (transactions.md, section 13: C7).
func (a *advisoryLocks) caught(ctx context.Context, h *advisoryHolder, key advisoryKey, exclusive, tx bool) (bool, error) {
	if a.alone() {
		return true, nil
	}
	err := a.cluster.Caught(ctx)
	if err == nil {
		return true, nil
	}
	if _, _, tell := a.release(h, key, exclusive, tx); len(tell) > 0 {
		a.tell(context.WithoutCancel(ctx), tell...)
	}
	return false, err
}

// acquireOnce is one attempt; done is false where it is to be made again.
func (a *advisoryLocks) acquireOnce(ctx context.Context, h *advisoryHolder, key advisoryKey, exclusive, tx, wait bool) (ok, done bool, err error) {
	if a.alone() {
		a.Lock()
		if !a.alone() {
			a.Unlock()
			return false, false, nil
		}
		w, ok, _, err := a.enterLocked(h, key, exclusive, tx, wait)
		a.Unlock()
		return a.granted(ctx, w, ok, err)
	}
	node, term := a.cluster.Owner(ctx)
	switch {
	case node == 0:
		return false, false, nil
	case term == 0:
		return a.acquireAt(ctx, node, h, key, exclusive, tx, wait)
	case !a.own(ctx, term):
		return false, false, nil
	}
	a.Lock()
	if a.owned != term {
		a.Unlock()
		return false, false, nil
	}
	w, ok, _, err := a.enterLocked(h, key, exclusive, tx, wait)
	a.Unlock()
	return a.granted(ctx, w, ok, err)
}

// again counts a lock that the session has in that mode already.
func (a *advisoryLocks) again(h *advisoryHolder, key advisoryKey, exclusive, tx bool) bool {
	a.Lock()
	defer a.Unlock()
	if h.id == 0 {
		a.last++
		h.id = a.last
	}
	a.local[h.id] = h
	hold := h.holds[key]
	if hold == nil || exclusive && !hold.exclusively() {
		return false
	}
	*hold.count(exclusive, tx)++
	return true
}

// granted waits for w, if there is one.
func (a *advisoryLocks) granted(ctx context.Context, w *advisoryWait, ok bool, err error) (bool, bool, error) {
	if w == nil {
		return ok, true, err
	}
	select {
	case <-w.granted:
		return true, true, nil
	case <-w.moved:
		return false, false, nil
	case <-ctx.Done():
	}
	if a.leave(w) {
		a.release(w.s, w.key, w.exclusive, w.tx)
	}
	return false, true, ctx.Err()
}

// acquireAt asks the owner at another node.
func (a *advisoryLocks) acquireAt(ctx context.Context, node uint32, h *advisoryHolder, key advisoryKey, exclusive, tx, wait bool) (ok, done bool, err error) {
	a.Lock()
	if a.owned != 0 {
		a.abandonLocked() // the lease has gone
	}
	if len(a.unsettled) >= unsettledMax {
		a.Unlock()
		a.refused.Add(1)
		return false, true, pgerror.New(pgerror.OutOfMemory, "out of shared memory").
			WithDetail("The owner of the cluster's advisory locks has not heard of %d that were given back or given up (unsettledMax).", unsettledMax).
			WithHint("Wait until the leaseholder of the cluster's directory answers again.")
	}
	h.number++
	req := &AdvisoryRequest{Epoch: a.epoch, Owner: a.registered, Session: h.id, Number: h.number, Wait: wait, Ended: a.ended,
		Lock: AdvisoryLock{Database: key.database, Pair: key.pair, A: key.a, B: key.b, Exclusive: exclusive, Shared: !exclusive}}
	req.Settled = a.unsettledOf(h, key)
	sent := time.Now()
	a.Unlock()
	reply, err := a.cluster.Ask(ctx, node, req)
	if err == nil && a.takes(h, key, exclusive, tx, sent, req, reply) {
		return reply.Granted, true, refusal(reply)
	}
	// It may have been granted, to no one's knowledge.
	a.Lock()
	h.number++
	gone := a.unsettle(h, key)
	a.Unlock()
	if ctx.Err() != nil {
		a.tell(context.WithoutCancel(ctx), gone)
		return false, true, ctx.Err()
	}
	return false, false, nil
}

// unsettledOf lists what the owner has to hear of a session before it judges what that asks for:
// of all its locks, or, where much is unsettled, of the one that it wants.
func (a *advisoryLocks) unsettledOf(h *advisoryHolder, key advisoryKey) (out []AdvisoryLock) {
	if len(a.unsettled) > settledMax {
		if l, ok := a.unsettled[unsettledLock{h.id, key}]; ok {
			out = append(out, l)
		}
		return out
	}
	for k, l := range a.unsettled {
		if k.session == h.id {
			out = append(out, l)
		}
	}
	return out
}

const advisoryOrderHint = "Take advisory locks in one order to avoid deadlocks."

// refusal is the error that an owner answers, nil where it is none.
func refusal(reply *AdvisoryReply) error {
	if reply.Code == "" {
		return nil
	}
	e := pgerror.New(reply.Code, "%s", reply.Message)
	if reply.Code == pgerror.TRDeadlockDetected {
		e = e.WithHint(advisoryOrderHint)
	}
	return e
}

// takes follows an owner's answer to a request of that time; false: it counts for nothing.
func (a *advisoryLocks) takes(h *advisoryHolder, key advisoryKey, exclusive, tx bool, sent time.Time, req *AdvisoryRequest, reply *AdvisoryReply) bool {
	a.Lock()
	defer a.Unlock()
	if !a.hearsLocked(reply, sent) || time.Since(a.heard) > advisoryLost {
		return false
	}
	if h.number != req.Number { // a recall has been told since that the session has not got it
		return false
	}
	a.settledLocked(req.Settled)
	if !reply.Granted {
		return true
	}
	hold := h.holds[key]
	if hold == nil {
		hold = h.begin(key)
	}
	*hold.count(exclusive, tx)++
	hold.number = req.Number
	return true
}

// hearsLocked notes an answer to what was sent then; false: it is of no owner, or a later
// one has this node's word already, or it has done nothing.
// An owner that has not asked this node before it granted has given its locks up.
func (a *advisoryLocks) hearsLocked(reply *AdvisoryReply, sent time.Time) bool {
	if reply.Owner == 0 || reply.Owner < a.registered {
		return false
	}
	if reply.Owner > a.registered {
		if a.owned != 0 {
			a.abandonLocked()
		}
		a.registered, a.heard = reply.Owner, sent
		a.lostLocked()
	}
	if sent.After(a.heard) {
		a.heard = sent
	}
	return !a.forsakenLocked(reply) && !reply.Recalling
}

// settledLocked notes what an owner has heard.
func (a *advisoryLocks) settledLocked(settled []AdvisoryLock) {
	for i := range settled {
		k := unsettledLock{settled[i].Session, settled[i].key()}
		if a.unsettled[k].Number == settled[i].Number {
			delete(a.unsettled, k)
		}
	}
}

// forsakenLocked follows an owner's word that it has given this node's locks up.
func (a *advisoryLocks) forsakenLocked(reply *AdvisoryReply) bool {
	if reply.Forsaken != 0 && a.ended != reply.Forsaken {
		a.ended = reply.Forsaken
		a.lostLocked()
	}
	return reply.Forsaken != 0
}

// lostLocked has the sessions of this node that hold locks end, by watch. One that takes its time
// is told again.
func (a *advisoryLocks) lostLocked() {
	now := time.Now()
	for _, h := range a.local {
		if len(h.holds) > 0 && (h.lost.IsZero() || now.Sub(h.lost) >= advisoryLost) {
			h.lost = now
			a.lost = append(a.lost, h.pid)
		}
	}
}

// endLost ends them.
func (a *advisoryLocks) endLost() {
	a.Lock()
	lost := a.lost
	a.lost = nil
	a.Unlock()
	for _, pid := range lost {
		a.cluster.End(pid)
	}
}

// unsettle notes what a session holds of a lock for the owner to hear.
func (a *advisoryLocks) unsettle(h *advisoryHolder, key advisoryKey) AdvisoryLock {
	l := AdvisoryLock{Session: h.id, Number: h.number, Database: key.database, Pair: key.pair, A: key.a, B: key.b}
	if hold := h.holds[key]; hold != nil {
		l.Exclusive = hold.exclusively()
		l.Shared = !l.Exclusive
		hold.number = h.number
	}
	a.unsettled[unsettledLock{h.id, key}] = l
	return l
}

// unsettleLocked is unsettle for a hold whose counts have gone down.
func (a *advisoryLocks) unsettleLocked(h *advisoryHold, key advisoryKey) AdvisoryLock {
	h.h.number++
	return a.unsettle(h.h, key)
}

// tell tells the owner at once what sessions hold no more; what fails is told later.
func (a *advisoryLocks) tell(ctx context.Context, settled ...AdvisoryLock) {
	ctx, cancel := context.WithTimeout(ctx, advisoryAsk)
	defer cancel()
	for len(settled) > 0 {
		n := min(len(settled), settledMax)
		if !a.tellSome(ctx, settled[:n]) {
			return
		}
		settled = settled[n:]
	}
}

func (a *advisoryLocks) tellSome(ctx context.Context, settled []AdvisoryLock) bool {
	node, term := a.cluster.Owner(ctx)
	if node == 0 {
		return false
	}
	if term != 0 { // it has just become this node, which knows
		return a.own(ctx, term)
	}
	a.Lock()
	req := &AdvisoryRequest{Epoch: a.epoch, Owner: a.registered, Settled: settled, Ended: a.ended}
	sent := time.Now()
	a.Unlock()
	reply, err := a.cluster.Ask(ctx, node, req)
	if err != nil {
		return false
	}
	a.Lock()
	defer a.Unlock()
	if !a.hearsLocked(reply, sent) {
		return false
	}
	a.settledLocked(settled)
	return true
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
func (a *advisoryLocks) grantedRemote(ctx context.Context, w *advisoryWait, ok bool, err error, fresh bool) (bool, bool, error) {
	if w == nil {
		return ok, true, err
	}
	select {
	case <-w.granted:
		return true, true, nil
	case <-w.moved:
		if fresh {
			a.memory.Release(advisoryBytes)
		}
		return false, false, nil
	case <-ctx.Done():
	}
	if a.leave(w) {
		return true, true, nil // taken back by whoever asked
	}
	if fresh {
		a.memory.Release(advisoryBytes)
	}
	return false, true, ctx.Err()
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

// KeepAdvisoryLocks does what has to be done by the clock, until ctx ends.
func (m *Manager) KeepAdvisoryLocks(ctx context.Context) {
	var watch sync.WaitGroup
	watch.Go(func() { // beside what may wait for an answer
		for stop.Sleep(ctx, advisoryWatch) == nil {
			m.advisory.watch()
			m.advisory.endLost()
		}
	})
	for stop.Sleep(ctx, advisoryTick) == nil {
		m.advisory.keep(ctx)
	}
	watch.Wait()
}

// watch has sessions end whose locks may be others' soon.
func (a *advisoryLocks) watch() {
	alone := a.alone()
	a.Lock()
	defer a.Unlock()
	switch {
	case alone:
		a.heard = time.Now()
	case time.Since(a.heard) > advisoryLost:
		if a.owned != 0 { // nobody waits here for what another may give
			a.abandonLocked()
		}
		a.lostLocked()
	}
}

// keep tells the owner that this node is there, or, as the owner, forsakes who is not.
func (a *advisoryLocks) keep(ctx context.Context) {
	a.Lock()
	there := false
	for _, h := range a.local {
		there = there || len(h.holds) > 0 || h.wants != nil
	}
	var settled []AdvisoryLock
	for _, l := range a.unsettled {
		if settled = append(settled, l); len(settled) == settledMax {
			break
		}
	}
	idle := !there && len(settled) == 0 && a.owned == 0
	a.Unlock()
	if idle || a.alone() {
		return
	}
	ask, cancel := context.WithTimeout(ctx, advisoryAsk)
	defer cancel()
	if there || len(settled) > 0 {
		a.tellSome(ask, settled)
	}
	now := time.Now()
	node, term := a.cluster.Owner(ask)
	a.Lock()
	defer a.Unlock()
	if a.owned != 0 && node != 0 && term == 0 {
		a.abandonLocked() // another node's by now: who waits here asks there
	}
	if term != 0 && term >= a.registered { // nobody else owned the locks then
		a.heard = now
		if a.owned == term {
			a.forsakeLocked()
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

// forget drops a session that has ended.
func (a *advisoryLocks) forget(h *advisoryHolder) {
	a.Lock()
	defer a.Unlock()
	delete(a.local, h.id)
}

// AdvisoryShown is an advisory lock of a session, as pg_locks shows it.
type AdvisoryShown struct {
	AdvisoryLock
	PID     int32
	Granted bool
}

// AdvisoryLocks lists what sessions of this node have, and wait for.
func (m *Manager) AdvisoryLocks() (out []AdvisoryShown) {
	a := &m.advisory
	a.Lock()
	defer a.Unlock()
	for _, s := range a.local {
		for key, h := range s.holds {
			out = append(out, AdvisoryShown{AdvisoryLock{Database: key.database, Pair: key.pair, A: key.a, B: key.b, Exclusive: h.exclusively()}, s.pid, true})
		}
		if s.wants != nil {
			out = append(out, AdvisoryShown{*s.wants, s.pid, false})
		}
	}
	return out
}
