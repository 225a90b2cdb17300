package replica

import (
	"cmp"
	"slices"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
	"github.com/isochrondb/isochron/range/replica/rounds"
)

// closer closes timestamps, behind now (Tick) and ahead of it (ClosePresent), and knows by how much a
// commit's c leads for that. Guarded by the replica's mu, but for pastRead and quorum.
type closer struct {
	r           *Replica
	proposedTS  hlc.Timestamp // the highest closed timestamp proposed or applied
	lastClose   hlc.Timestamp // the clock's reading at the last closing
	wrote       bool          // something was applied since the last Tick
	want        hlc.Timestamp // someone waits for this to be closed
	closing     bool          // a closing is in flight
	lastPresent hlc.Timestamp // the clock's reading at the last ClosePresent that closed
	presenting  int           // of its closings, how many are in flight
	pastRead    atomic.Int64  // until when timestamps are closed for readers of the past
	quorum      rounds.Quorum
}

// Tick does the leaseholder's housekeeping: closes timestamps, lets go of records,
// tombstones and marks whose time is over, and has abandoned stages settled. It
// never blocks, and proposes nothing on a range that has nothing to do. It reports
// whether it wants to be called again before the next request or entry.
func (r *Replica) Tick() (again bool) {
	now, err := r.now()
	if err != nil {
		return true
	}
	r.mu.Lock()
	t, err := r.admit()
	if err != nil {
		r.mu.Unlock()
		return false
	}
	r.tscache.Advance(now)
	if r.closer.wrote {
		r.closer.wrote, r.closer.want = false, max(r.closer.want, now)
	}
	if now < hlc.Timestamp(r.closer.pastRead.Load()) {
		r.closer.want = max(r.closer.want, now)
	}
	r.settler.settleAbandoned(t, now)
	e := r.closer.closeSome(t, now)
	again = r.closer.busy() || r.tscache.Watched() // which ends, and takes memory until then
	r.mu.Unlock()
	if e != nil {
		r.closer.proposeClosing(e)
	}
	return again
}

// WantClosed notes that somebody reads the past of the range at its replicas: timestamps are
// closed for a while from now on, also where nobody writes. fresh: Tick is to be called.
func (r *Replica) WantClosed() (fresh bool) {
	now := r.o.Clock.Now().Timestamp()
	until, keep := hlc.Timestamp(r.closer.pastRead.Load()), time.Duration(r.lim.PastReadNanos)
	// Readers come by the thousand: only the first of each third of the time writes, and wakes the range.
	if until.Sub(now) > keep*2/3 {
		return false
	}
	if ahead, _ := r.closer.present(); ahead > 0 {
		keep *= presentKeep
	}
	r.closer.pastRead.Store(int64(now.Add(keep)))
	return true
}

// busy reports whether housekeeping is left. With mu held.
func (cl *closer) busy() bool {
	st := cl.r.st
	return cl.wrote || cl.closing || cl.want > st.Closed || len(st.Staged)+len(st.Records)+len(st.Prevented)+len(st.Carried)+len(st.Flushed) > 0
}

// settleAbandoned has stages and records looked at whose coordinator has had its time.
func (sl *settler) settleAbandoned(t *lease, now hlc.Timestamp) {
	grace := time.Duration(sl.r.lim.GraceNanos)
	for _, g := range sl.r.st.Staged {
		if s := g.Pieces[0]; now > s.C.Add(grace) {
			sl.startSettling(t, s)
		}
	}
	for id, rec := range sl.r.st.Records {
		switch {
		// Not yet, somebody is at it, or too many are: the next Tick comes back to it.
		case now <= hlc.Timestamp(rec.CommitTs).Add(grace) || sl.tending[id] || len(sl.tending) >= tendMax:
		case sl.r.st.Staged[id] != nil && sl.r.st.Staged[id].Resolving > 0: // a second look at all that is dropped already
		case !final(rec.State), rec.State == kvpb.TxnState_COMMITTED && !sl.allResolved(rec) && sl.r.o.Cleaner != nil:
			sl.tending[id] = true
			sl.r.wg.Add(1)
			go sl.tend(t, rec)
		}
	}
	if len(sl.r.st.Flushed) > 0 && !sl.tending[kvpb.TxnID{}] {
		sl.tending[kvpb.TxnID{}] = true
		sl.r.wg.Add(1)
		go sl.dropOrphans(t, now)
	}
}

// tendMax is how many records are looked after at a time: when a lease begins, those of the last
// seconds of the one before are.
const tendMax = 256

// allResolved reports whether nothing is left of a COMMITTED record's transaction. With mu held.
func (sl *settler) allResolved(rec *replicapb.Record) bool {
	_, ok := sl.resolved[rec.Txn.ID()]
	return ok || rec.Resolved // as builds of version 7 and before wrote it
}

// tend finishes what a lost coordinator left of a record: recovers a STAGING one,
// resolves what a COMMITTED one left.
func (sl *settler) tend(t *lease, rec *replicapb.Record) {
	defer sl.r.wg.Done()
	defer func() {
		sl.r.mu.Lock()
		delete(sl.tending, rec.Txn.ID())
		sl.r.mu.Unlock()
	}()
	if !final(rec.State) {
		_, _ = sl.r.o.Settler.Settle(t.ctx, Stage{
			RangeID: sl.r.o.RangeID, Txn: rec.Txn, Attempt: rec.Attempt, Anchor: rec.Anchor, CommitTS: hlc.Timestamp(rec.CommitTs),
		})
		return // the next Tick sees what became of it
	}
	_ = sl.r.o.Cleaner.CleanUp(t.ctx, rec.Txn, rec.Anchor, outcomeOf(rec))
}

// dropOrphans drops flushed intents whose gateway does not know their transaction any
// more. That is always safe: a stage verifies that all is there.
func (sl *settler) dropOrphans(t *lease, now hlc.Timestamp) {
	defer sl.r.wg.Done()
	sl.r.mu.Lock()
	var metas []*kvpb.TxnMeta
	for _, m := range sl.r.st.Flushed {
		metas = append(metas, m)
	}
	d := sl.r.st.Desc
	sl.r.mu.Unlock()
	slices.SortFunc(metas, func(a, b *kvpb.TxnMeta) int { return cmp.Or(cmp.Compare(a.IdHi, b.IdHi), cmp.Compare(a.IdLo, b.IdLo)) })
	for _, m := range metas {
		if !sl.orphaned(t, m, now) {
			continue
		}
		_ = sl.dropOrphan(t.ctx, m, &kvpb.Span{Key: d.Start, EndKey: d.End})
	}
	// tending keeps the next Tick from asking all gateways again before that.
	t.pause(time.Duration(sl.r.lim.GraceNanos))
	sl.r.mu.Lock()
	delete(sl.tending, kvpb.TxnID{})
	sl.r.mu.Unlock()
}

// orphaned reports whether nobody will stage what m has flushed: its gateway says so. What
// was read from the disk does not tell the gateway's epoch, but a transaction's identity
// names its node, and is used once.
func (sl *settler) orphaned(t *lease, m *kvpb.TxnMeta, now hlc.Timestamp) bool {
	if sl.r.o.Prober == nil {
		// Nobody can be asked. The high part of an identity is when it began; a mistake costs it a replay, not a write.
		return now > hlc.Timestamp(m.IdHi).Add(10*time.Duration(sl.r.lim.GraceNanos))
	}
	if m.Gateway == 0 {
		// The low bits of an identity are its node's ID.
		m = &kvpb.TxnMeta{IdHi: m.IdHi, IdLo: m.IdLo, Gateway: uint32(m.IdLo)}
	}
	open, err := sl.r.o.Prober.TxnOpen(t.ctx, m)
	return err == nil && !open
}

// closingAt is the timestamp that may be closed now, or zero: behind now by the lag,
// below the lease's end and below all that is in flight (T2, T3). With mu held.
func (cl *closer) closingAt(t *lease, now hlc.Timestamp) hlc.Timestamp {
	target := now.Add(-time.Duration(cl.r.lim.CloseLagNanos))
	if until := t.Until(); until != hlc.Max {
		target = min(target, until.Prev())
	}
	// What has not chosen yet will choose above proposedTS, which closeSome raises under the same hold of mu (T2).
	if target = cl.r.latches.LowestChosen(target.Next()).Prev(); target <= cl.proposedTS {
		return hlc.Zero
	}
	return target
}

// closeSome builds the command that closes a timestamp and drops what its passing
// ends, or returns nil. With mu held.
func (cl *closer) closeSome(t *lease, now hlc.Timestamp) *eval {
	if cl.closing || !cl.busy() || now.Sub(cl.lastClose) < time.Duration(cl.r.lim.CloseEveryNanos) {
		return nil
	}
	target := cl.closingAt(t, now)
	ahead := target == hlc.Zero && cl.r.st.Closed > now // ClosePresent closes; what its passing ends is left
	if ahead {
		target = cl.r.st.Closed
	}
	if target == hlc.Zero {
		return nil
	}
	e := cl.r.begin(cl.r.stop)
	e.lease = t
	e.cmd.ClosedTS = target
	cl.lastClose = now
	// Closed already, by ClosePresent: without something to drop there is nothing to propose.
	if cl.forget(e, target); ahead && e.effects.SizeVT() == 0 {
		e.end()
		return nil
	}
	e.cmd.Generation = cl.r.st.Desc.Generation
	cl.closing, cl.proposedTS = true, max(cl.proposedTS, target)
	return e
}

// forgetMax bounds what one closing drops: some hundred bytes of its command each.
const forgetMax = 20_000

// forget adds what a closed timestamp ends: records, tombstones and carried marks. No
// latch is needed: nothing that is refused by a record, tombstone or mark of a
// timestamp at or below the closed one would pass without it, and a final record
// does not change (T7).
//
// With mu held: O(records + tombstones + marks). At most forgetMax go with one command, which would
// else be too large to be proposed; while something is left the range closes on, and drops the rest.
func (cl *closer) forget(e *eval, closed hlc.Timestamp) {
	st := cl.r.st
	for id := range cl.r.settler.resolved {
		if st.Records[id] == nil { // it went over to another range, or is gone
			delete(cl.r.settler.resolved, id)
		}
	}
	room := forgetMax
	for _, rec := range st.SortedRecords() {
		over := cl.r.rules.overdue(hlc.Timestamp(rec.CommitTs), closed)
		gone := st.Staged[rec.Txn.ID()] == nil
		if room > 0 && over && gone && (rec.State == kvpb.TxnState_ABORTED || rec.State == kvpb.TxnState_COMMITTED && cl.r.settler.allResolved(rec)) {
			room--
			e.effects.ForgottenRecords = append(e.effects.ForgottenRecords, rangestate.NameOf(rec.Txn.ID()))
			_ = e.writer().Delete(keys.Record(rec.Anchor, keys.Txn(rec.Txn.ID())), hlc.Zero)
		}
	}
	for _, p := range st.SortedPreventions() {
		if room > 0 && hlc.Timestamp(p.Until) <= closed {
			room--
			e.effects.ForgottenPreventions = append(e.effects.ForgottenPreventions, &replicapb.TxnName{IdHi: p.IdHi, IdLo: p.IdLo})
			_ = e.writer().Delete(keys.Prevention(st.Desc.Start, keys.Txn{Hi: p.IdHi, Lo: p.IdLo}), hlc.Zero)
		}
	}
	for _, m := range st.Carried {
		if room > 0 && m.At <= closed {
			room--
			e.effects.DroppedMarks = append(e.effects.DroppedMarks, m.N)
			_ = e.writer().Delete(keys.CarriedRead(m.Key, m.N), hlc.Zero)
		}
	}
}

// proposeClosing proposes without waiting.
func (cl *closer) proposeClosing(e *eval) {
	if err := e.prepareCommand(); err != nil {
		cl.endClosing(e)
		return
	}
	cl.r.met.Proposals.Add(1)
	cl.r.o.Proposer.Propose(&e.cmd, nil, func(Result) { cl.endClosing(e) })
}

// endClosing is the end of a closing.
func (cl *closer) endClosing(e *eval) {
	cl.r.mu.Lock()
	cl.closing = false
	cl.r.mu.Unlock()
	e.end()
}
