package replica

import (
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// What follows an acknowledgement, the record's decision with what lies on its range and the
// resolution on others, is in nobody's way while nobody waits for it. Those of a range are gathered
// for Limits.GatherNanos, and become one entry:
//
//	begins     with the first that comes
//	ends       when the time is over, GatherMax have come, or somebody waits for one of them;
//	           and not before the entry of the gathering before it is applied
//	an error   of one is its own; of the entry, all of theirs, as if each had had it alone
//
// What others do meanwhile is what they do between a stage and its resolution anyway: a hint tells
// readers, and who has to wait for a lock or a key ends the gathering. Each is evaluated as it would be alone
// (Decide, Resolve), with its transaction's latch held, so T6 to T8 hold for it as they do there: a
// resolution comes here when its record is durable, a decision resolves its own range alone.

// settlement is a decision or a resolution that may share an entry with others.
type settlement struct {
	id     kvpb.TxnID
	d      *decision // nil: a resolution
	v      *resolution
	done   chan error          // told once; errAlone: it is to be done by itself
	pieces []*rangestate.Stage // that it resolves
}

// gathering is what becomes one entry. Guarded by the replica's mu.
//
//	open       it is gatherer.open; items are added
//	hasty      due is closed: it ends as soon as the one before is answered
//	taken      not that any more; its entry is made of items
//	done       all were answered
type gathering struct {
	items []*settlement
	due   chan struct{} // closed when it is waited for no longer
	hasty bool          // due is closed
	after <-chan struct{}
	done  chan struct{} // closed when its entry has been answered
}

// gatherer has settlements share entries. Guarded by the replica's mu.
type gatherer struct {
	r    *Replica
	open *gathering      // what is to share an entry; nil: nothing
	last <-chan struct{} // the last one's done
}

// gatherMax is how many transactions share an entry at most.
const gatherMax = 64

// settleTogether joins the gathering and waits for its entry.
func (gr *gatherer) settleTogether(x *settlement) (ok bool, err error) {
	if !gr.join(x) {
		return false, nil
	}
	if err = <-x.done; err == errAlone {
		return false, nil
	}
	return true, err
}

// join adds to the gathering, and begins one where there is none. False: it is no matter for one.
func (gr *gatherer) join(x *settlement) bool {
	gr.r.mu.Lock()
	defer gr.r.mu.Unlock()
	t, err := gr.r.admitTied()
	staged := gr.r.st.Staged[x.id]
	if err != nil || staged == nil || staged.WritesMost() > decidedWritesMax {
		return false
	}
	// By itself: decide says what there is to say of a record that is missing or final (T7).
	if rec := gr.r.st.Records[x.id]; x.d != nil && (rec == nil || final(rec.State)) {
		return false // there is nothing to write
	}
	g := gr.open
	switch {
	case g == nil || len(g.items) >= gatherMax:
		// Linked to the one before, so that entries of gatherings follow each other and the latter fills up meanwhile.
		g = &gathering{due: make(chan struct{}), done: make(chan struct{}), after: gr.last}
		gr.open, gr.last = g, g.done
		gr.r.wg.Add(1)
		go gr.settleGathering(t, g)
	case g.find(x.id) != nil:
		return false // a second copy
	}
	x.done = make(chan error, 1)
	g.items = append(g.items, x)
	// Somebody waits for this one already: for its stage, or for a lock of it.
	if len(g.items) >= gatherMax || staged.Changed != nil || gr.r.locks.Waited(x.id) {
		g.hurry()
	}
	if x.d != nil { // its range has no other hint
		staged.NoteHint(&kvpb.Outcome{State: kvpb.TxnState_COMMITTED, CommitTs: x.d.req.FinalTs})
	}
	return true
}

// hurry ends the wait of a gathering. With mu held.
func (g *gathering) hurry() {
	if !g.hasty {
		g.hasty = true
		close(g.due)
	}
}

// find walks: there are gatherMax at most.
func (g *gathering) find(id kvpb.TxnID) *settlement {
	if at := slices.IndexFunc(g.items, func(x *settlement) bool { return x.id == id }); at >= 0 {
		return g.items[at]
	}
	return nil
}

// hurry ends the gathering if the transaction is in it: somebody waits for it. With mu held.
func (gr *gatherer) hurry(id kvpb.TxnID) {
	if g := gr.open; g != nil && !g.hasty && g.find(id) != nil {
		g.hurry()
	}
}

// hurryLocked is hurry for one without mu.
func (gr *gatherer) hurryLocked(id kvpb.TxnID) {
	gr.r.mu.Lock()
	defer gr.r.mu.Unlock()
	gr.hurry(id)
}

// hurryBlockers does so for those that stand in the way of w. With mu held.
func (gr *gatherer) hurryBlockers(w *locktable.Waiter) {
	if gr.open == nil {
		return
	}
	blockers, _ := gr.r.locks.Blockers(w)
	for _, b := range blockers {
		gr.hurry(b.ID())
	}
}

// settleGathering waits until the gathering is over, and writes its entry.
func (gr *gatherer) settleGathering(t *lease, g *gathering) {
	defer gr.r.wg.Done()
	timer := time.NewTimer(time.Duration(gr.r.lim.GatherNanos))
	select {
	case <-timer.C:
	case <-g.due:
	case <-t.done:
	case <-gr.r.stop.Done():
	}
	timer.Stop()
	if g.after != nil {
		<-g.after // more come meanwhile
	}
	gr.r.mu.Lock()
	if gr.open == g {
		gr.open = nil
	}
	// Nobody adds any more: join finds it by gr.open alone.
	items := g.items
	gr.r.mu.Unlock()
	gr.settleItems(items)
	close(g.done)
}

// settleItems evaluates the settlements, proposes what they write, and answers all.
func (gr *gatherer) settleItems(items []*settlement) {
	e := gr.r.begin(gr.r.stop)
	defer e.end()
	for _, x := range items {
		e.latch.AddTxn(x.id)
	}
	s := settling{r: gr.r, e: e, items: items}
	var err error
	if s.now, err = gr.r.now(); err != nil {
		s.tell(err)
		return
	}
	_ = e.execute(&s) // it has told everybody
}

// settling is the evaluation of settlements.
type settling struct {
	r     *Replica
	e     *eval
	items []*settlement // that are not answered yet
	now   hlc.Timestamp
}

// lookLocked keeps those that have something to write, and answers the others.
func (s *settling) lookLocked() (next, error) {
	var left []*settlement
	for _, x := range s.items {
		var err error
		if x.d == nil {
			x.pieces, err = x.v.inspect(s.e, s.now)
		} else if err = x.d.decide(); x.d.next != nil {
			if x.pieces = x.d.pieces; len(x.pieces) == 0 {
				// Decided, but nothing to resolve here: an entry of its own is as good.
				err = errAlone
			}
		}
		if err != nil || len(x.pieces) == 0 {
			x.done <- err
			continue
		}
		left = append(left, x)
	}
	s.items = left
	return goOnIf(len(left) > 0), nil
}

// fill makes the command of all. errAlone: it is too large.
func (s *settling) fill() (next, error) {
	e := s.e
	for _, x := range s.r.rules.gathered(s.items) {
		var v resolution
		if x.d == nil {
			v = *x.v // a copy: where this comes to nothing, it begins anew
		} else {
			v = x.d.resolution()
			if err := rangestate.WriteRecord(e.writer(), x.d.next); err != nil {
				return stands, err
			}
			e.effects.Records = append(e.effects.Records, x.d.next)
			e.releases = append(e.releases, x.id)
		}
		more, err := v.intents(e, x.pieces)
		if err != nil {
			return stands, err
		}
		if more || e.writer().Len() > gatherBytesMax {
			return stands, errAlone
		}
		if err := v.ending(e, x.pieces); err != nil {
			return stands, err
		}
	}
	s.r.met.Gathered.Add(uint64(len(s.items)))
	s.r.met.Gatherings.Add(1)
	return goOn, nil
}

// answer tells all the same: one entry is applied as a whole, or not at all.
func (s *settling) answer(_ next, err error) (next, error) {
	s.tell(err)
	return stands, err
}

// tell answers those that are not yet.
func (s *settling) tell(err error) {
	for _, x := range s.items {
		if err == nil && x.d != nil {
			x.d.tell(true)
		}
		x.done <- err
	}
}

// gatherBytesMax is what the entry of a gathering writes at most: beyond it, each is on its own.
const gatherBytesMax = 4 << 20
