package session

import (
	"context"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// What a node does of the rules in advisoryowner.go for its own sessions: it asks the owner, or
// grants as the owner, tells it what they have no more, and ends those whose locks may be others'.

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
	pauses := retry.Policy{First: advisoryPauseMin, Longest: advisoryPauseMax}.Begin()
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
		if err := pauses.Sleep(ctx); err != nil {
			return false, err
		}
		if time.Since(began) > advisoryTimeout {
			return false, pgerror.New(pgerror.CannotConnectNow, "nobody grants advisory locks now").
				WithDetail("The leaseholder of the cluster's directory does, and none can be reached.")
		}
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
	var term uint64 // 0: this node is alone
	if !a.alone() {
		var node uint32
		switch node, term = a.cluster.Owner(ctx); {
		case node == 0:
			return false, false, nil
		case term == 0:
			return a.acquireAt(ctx, node, h, key, exclusive, tx, wait)
		case !a.own(ctx, term):
			return false, false, nil
		}
	}
	a.Lock()
	if term == 0 && !a.alone() || term != 0 && a.owned != term { // not any more
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
func (a *advisoryLocks) granted(ctx context.Context, w *advisoryWait, at bool, refused error) (ok, done bool, err error) {
	if w == nil {
		return at, true, refused
	}
	if ok, done = a.await(ctx, w); ok || !done {
		return ok, done, nil
	}
	if a.leave(w) {
		a.release(w.s, w.key, w.exclusive, w.tx)
	}
	return false, true, ctx.Err()
}

// await returns when w is granted, when it has to be asked for anew (done is false), or when ctx
// ends.
func (a *advisoryLocks) await(ctx context.Context, w *advisoryWait) (ok, done bool) {
	select {
	case <-w.granted:
		return true, true
	case <-w.moved:
		return false, false
	case <-ctx.Done():
		return false, true
	}
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
	gone := a.unsettleLocked(h, key)
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

// unsettleLocked notes what a session holds of a lock from now on, for the owner to hear.
func (a *advisoryLocks) unsettleLocked(h *advisoryHolder, key advisoryKey) AdvisoryLock {
	h.number++
	l := AdvisoryLock{Session: h.id, Number: h.number, Database: key.database, Pair: key.pair, A: key.a, B: key.b}
	if hold := h.holds[key]; hold != nil {
		l.Exclusive = hold.exclusively()
		l.Shared = !l.Exclusive
		hold.number = h.number
	}
	a.unsettled[unsettledLock{h.id, key}] = l
	return l
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
			l := AdvisoryShown{AdvisoryLock{Database: key.database, Pair: key.pair, A: key.a, B: key.b}, s.pid, true}
			if h.shared+h.txShared > 0 {
				out = append(out, l)
			}
			if l.Exclusive = h.exclusively(); l.Exclusive {
				out = append(out, l)
			}
		}
		if s.wants != nil {
			out = append(out, AdvisoryShown{*s.wants, s.pid, false})
		}
	}
	return out
}
