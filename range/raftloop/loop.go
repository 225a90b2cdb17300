package raftloop

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"time"
)

// Stats counts what the loop did. Totals since the start.
type Stats struct {
	Cycles  uint64 // turns of the loop
	Syncs   uint64 // synced batches
	Entries uint64 // log entries with commands, each one consensus round
	Bytes   uint64 // of those commands
}

// Stats returns what was counted so far.
// Each is right by itself; they are not of one instant.
func (lp *Loop) Stats() Stats {
	st := &lp.stats
	return Stats{Cycles: st.cycles.Load(), Syncs: st.syncs.Load(), Entries: st.entries.Load(), Bytes: st.bytes.Load()}
}

// New makes a loop that has not started.
// The options are not checked: the store has.
func New(o Options) *Loop {
	due := time.NewTimer(0)
	due.Stop()
	lp := &Loop{
		o: o, wake: make(chan struct{}, 1), done: make(chan struct{}), peers: peerWork{due: due},
		appends: o.Engine.NewBatch(0), unsure: -1, applies: o.Engine.NewBatch(0),
	}
	lp.syncs, lp.ticks = newSyncs(lp), newTicks(lp)
	return lp
}

// Start begins to turn.
// Three goroutines: the loop, the one that waits for syncs, and the ticks. Close
// ends all.
func (lp *Loop) Start() {
	go lp.syncs.run()
	go lp.ticks.run()
	go lp.run()
}

// Drain has proposals refused from now on, because of err, and returns when those before are answered.
// What was in flight is answered as unknown.
func (lp *Loop) Drain(err error) { _ = lp.call(item{kind: itemDrain, err: err}) }

// Close ends the loop, and waits for its goroutines. Options.Context has ended before.
// Ticks first, since they put; then the loop, which takes what is queued for the
// last time; then answers to latecomers; the batches when nobody uses them.
func (lp *Loop) Close() {
	<-lp.ticks.done
	lp.put(item{kind: itemEnd})
	<-lp.done
	lp.late.Wait()
	lp.syncs.stop()
	lp.appends.Close()
	lp.applies.Close()
}

// Two slices take turns as the queue (spare), so that a turn allocates none.
// What is taken in one turn shares one sync: while the disk works the next turn's items gather.
func (lp *Loop) run() {
	defer close(lp.done)
	for {
		lp.await()
		// Before items are taken: what comes while it is held is in this turn.
		if lp.o.Hold != nil {
			lp.o.Hold()
		}
		lp.yield()
		items := lp.take()
		end := lp.cycle(items)
		clear(items)
		lp.spare = items[:0]
		if end {
			return
		}
	}
}

// await waits for something to do.
// again: something is left of the last turn, and nobody need wake it.
// The timer is looked at first: a loop that is never idle would else keep followers from news of commits.
func (lp *Loop) await() {
	select {
	case <-lp.peers.due.C:
		lp.release()
		return
	default:
	}
	if lp.again {
		return
	}
	select {
	case <-lp.wake:
	case <-lp.peers.due.C:
		lp.release()
	}
}

// yieldsMax is how often the loop steps back for those whom it has just answered.
const yieldsMax = 16

// yield lets those who were answered in the last cycle get in line again, if
// they are quick: what they propose now shares this cycle's sync. Else two
// groups of proposers would take turns, each waiting for both groups' syncs.
// told counts the answered, and what was queued then; once so many are there again nobody is missing.
func (lp *Loop) yield() {
	told := lp.told
	lp.told = 0
	for range yieldsMax {
		lp.mu.Lock()
		n := len(lp.queue)
		lp.mu.Unlock()
		// All are there again; or none, and there is nobody to share a sync with.
		if n == 0 || n >= told {
			return
		}
		runtime.Gosched()
	}
}

// cycle is one turn. It reports whether the loop is to end.
//
// The order of its parts is the one of the package's comment. Answers (tell) come
// last, when all leases that ended have ended (L4); control comes when no batch is
// on its way.
// Only a failed disk or a bug of the loop's own reaches Fail; a panic of one range's work breaks that range (guard).
func (lp *Loop) cycle(items []item) (end bool) {
	lp.stats.cycles.Add(1)
	lp.again, lp.peers.now = false, 0
	for i := range items {
		// From here on put answers by itself; what had been queued before is still
		// taken in.
		if items[i].kind == itemEnd {
			// Under mu with over: whoever puts after this answers for itself, whoever put before is in rest.
			lp.mu.Lock()
			lp.over = true
			rest := lp.queue
			lp.queue = nil
			lp.mu.Unlock()
			items = append(items, rest...)
			end = true
			break
		}
	}
	for i := range items {
		lp.admit(&items[i])
	}
	// After a failure nothing is advanced any more: what is in memory may be ahead
	// of the disk.
	if lp.refuse == nil {
		err := lp.failed
		if err == nil {
			err = lp.advance()
		}
		if err != nil {
			// First the owner: no lease of the store is good any more once someone hears of the failure (L4).
			lp.o.Owner.Fail(err)
			lp.giveUp(ErrFailed)
			lp.doubt(ErrFailed)
		}
	}
	lp.tell()
	if len(lp.controls) > 0 || end {
		// A hand-over and the end find nothing on its way to the disk.
		lp.syncs.flying.Wait()
	}
	lp.control()
	return end
}

// advance moves all dirty groups on.
// A panic outside of a range's own work is a bug of the loop's, which has no range
// to blame: the store ends.
// All groups' entries go into one batch and one sync; what was committed is applied after that (finish).
func (lp *Loop) advance() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v\n%s", p, debug.Stack())
		}
	}()
	for _, r := range lp.dirty {
		if err := lp.guard(r, lp.gather); err != nil {
			return err
		}
	}
	if err := lp.whole(); err != nil {
		return err
	}
	if !lp.appends.Empty() {
		if err := lp.sync(); err != nil {
			return err
		}
	}
	return lp.finish()
}

// admit takes one item.
// Controls wait for the end of the turn; all others take effect in this one.
// r is nil for items that are the loop's own.
func (lp *Loop) admit(it *item) {
	r := it.rng
	switch it.kind {
	case itemPropose:
		lp.admitProposal(r, it.prop)
	case itemTogether:
		lp.admitTogether(it.together)
	case itemStart:
		if lp.refuse != nil {
			r.handler.Handle(Event{Kind: Broken, Err: lp.refuse})
			return
		}
		// Its owner has let go of it: nobody would stop what begins now.
		if r.ended.Load() { // while it was loaded
			return
		}
		r.run.group, r.run.rep = it.group, it.rep
		lp.touch(r)
		if !it.group.Sole() {
			r.handler.Handle(Event{Kind: Following})
		}
	case itemStop:
		if lp.refuse != nil || r.run.group == nil {
			it.reply <- lp.refuse
			return
		}
		// Its owner gets the replica back, and must not close it under a sync.
		lp.syncs.flying.Wait() // what it has shown
		r.run.stopping = append(r.run.stopping, it.reply)
		lp.touch(r)
	case itemFailed:
		lp.failed = lp.o.Owner.Failure()
	case itemReport:
		lp.report(it)
		it.reply <- lp.refuse
	case itemHandOver, itemDrain, itemEnd:
		lp.controls = append(lp.controls, *it)
	default:
		lp.admitOfPeers(it)
	}
}

// touch puts a range on this turn's list, once.
// A range that was not touched costs a turn nothing.
func (lp *Loop) touch(r *Range) {
	if !r.run.dirty {
		r.run.dirty = true
		lp.dirty = append(lp.dirty, r)
	}
}

// tell answers the proposers whose fate is known.
// done may put into the queue, and must not block.
func (lp *Loop) tell() {
	if n := len(lp.finished); n > 1 {
		lp.mu.Lock()
		lp.told = n + len(lp.queue)
		lp.mu.Unlock()
	}
	for i, p := range lp.finished {
		p.done(p.result)
		lp.finished[i] = nil
	}
	lp.finished = lp.finished[:0]
}

// control performs what waits for the end of a cycle, when nothing is in flight.
// A handed-over replica and a drained store must not find a batch that is still under way with their writes.
func (lp *Loop) control() {
	for i := range lp.controls {
		it := lp.controls[i]
		lp.controls[i] = item{}
		switch it.kind {
		case itemHandOver:
			it.reply <- lp.handOver(it.rng)
		case itemDrain:
			lp.giveUp(it.err)
			lp.tell()
			it.reply <- nil
		}
	}
	lp.controls = lp.controls[:0]
}
