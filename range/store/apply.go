package store

import (
	"fmt"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// apply applies the committed entries of all slots as one batch. It reports
// whether there were any.
func (w *writer) apply(dirty []*slot) (bool, error) {
	any, err := w.prepareAll(dirty)
	if err != nil || !any {
		return false, err
	}
	if err := w.store.o.Engine.Apply(w.applies, false); err != nil {
		return false, err
	}
	w.applies.Reset()
	results := w.results
	for _, sl := range dirty {
		if len(sl.w.effects) > 0 {
			n := len(sl.w.entries)
			w.current = results[:n]
			if err := w.guard(sl, w.finishSlot); err != nil {
				return false, err
			}
			results = results[n:]
		}
	}
	return true, nil
}

// prepareAll gathers what all slots have to apply. It begins anew without a slot that can't
// apply what its log holds: what that has added to the batch can't be taken out.
func (w *writer) prepareAll(dirty []*slot) (any bool, err error) {
	for bad := true; bad; {
		if err := w.decodeAll(dirty); err != nil {
			return false, err
		}
		bad, any = false, false
		w.results = w.results[:0]
		for _, sl := range dirty {
			if len(sl.w.effects) == 0 {
				continue
			}
			if err := w.guard(sl, w.prepare); err != nil {
				return false, err
			}
			if bad = sl.w.group == nil; bad {
				break
			}
			any = true
		}
		if bad {
			w.applies.Reset()
			for _, sl := range dirty {
				if len(sl.w.effects) > 0 {
					sl.rep.AbortApply()
				}
			}
		}
	}
	return any, nil
}

// decodeAll reads the entries of all slots, and gets ready what they take in: a group that is
// taken in applies nothing any more.
func (w *writer) decodeAll(dirty []*slot) error {
	merges := false
	for _, sl := range dirty {
		if len(sl.w.effects) > 0 {
			if err := w.guard(sl, w.decode); err != nil {
				return err
			}
			merges = merges || sl.w.merges
		}
	}
	if !merges {
		return nil
	}
	for _, sl := range dirty {
		if sl.w.merges {
			if err := w.guard(sl, w.subsumeAll); err != nil {
				return err
			}
		}
	}
	return nil
}

// subsumeAll readies the right-hand sides that a slot's entries take in.
func (w *writer) subsumeAll(sl *slot) error {
	sl.w.merges = false
	for _, m := range sl.rep.Merging(sl.w.entries) {
		if err := w.subsume(sl, m); err != nil {
			return err
		}
	}
	return nil
}

// decode reads a slot's committed entries.
func (w *writer) decode(sl *slot) error {
	sl.w.entries = sl.w.entries[:0]
	for _, eff := range sl.w.effects {
		for _, c := range eff.Commits {
			e := replica.Entry{Index: c.Index, Term: c.Term}
			if p, ok := c.Token.(*proposal); ok {
				e.Command = p.cmd
			} else if len(c.Data) > 0 {
				cmd, err := replica.DecodeCommand(c.Data)
				if err != nil {
					return fmt.Errorf("range %d, entry %d: %w", sl.id, c.Index, err)
				}
				e.Command = cmd
			}
			if e.Command != nil {
				sl.w.merges = sl.w.merges || e.Command.GetMerge() != nil
				sl.w.grown += int64(len(e.Command.Batch))
				sl.w.rates.commands++
				sl.w.rates.bytes += uint64(len(e.Command.Batch))
			}
			sl.w.entries = append(sl.w.entries, e)
		}
	}
	return nil
}

// prepare adds the effects of a slot's entries to the batch.
func (w *writer) prepare(sl *slot) error {
	n := len(w.results)
	var err error
	w.results, err = sl.rep.PrepareApply(w.applies, sl.w.entries, w.results)
	if err == nil && len(w.results)-n != len(sl.w.entries) {
		err = fmt.Errorf("range %d: %d results for %d entries", sl.id, len(w.results)-n, len(sl.w.entries))
	}
	return err
}

// finishSlot ends the application of a slot's entries, once they are visible. What they did
// is in w.current.
func (w *writer) finishSlot(sl *slot) error {
	results := w.current
	sl.rep.FinishApply()
	w.noteMerges(sl.rep, sl.id, sl.w.entries, results)
	leads := false
	i := 0
	for j := range sl.w.effects {
		eff := &sl.w.effects[j]
		for k := range eff.Commits {
			c := &eff.Commits[k]
			if p, ok := c.Token.(*proposal); ok {
				p.result = results[i].Result
				w.finished = append(w.finished, p)
				c.Token = nil
			}
			if split := results[i].Split; split != nil {
				w.split(sl, split)
			}
			if d := results[i].Merged; d != nil {
				w.merged(sl, d)
			}
			if results[i].Frozen {
				w.store.queues.Frozen(sl.id)
			}
			if w.store.o.Transport != nil || results[i].Replicas != nil {
				if err := w.changed(sl, c, &results[i]); err != nil {
					return err
				}
			}
			if c.Leads || results[i].Awaited() {
				sl.w.group.Release()
			}
			leads = leads || c.Leads
			i++
			if ck := results[i-1].Check; ck != nil {
				w.store.checkEntry(sl, ck, i == len(results))
			}
		}
		if err := sl.w.group.AppliedAll(eff); err != nil {
			return err
		}
	}
	clear(sl.w.entries)
	clear(sl.w.effects)
	sl.w.effects = sl.w.effects[:0]
	if leads && sl.w.group.Leading() {
		sl.beginLease(sl.w.group.Term())
	}
	w.notice(sl)
	return nil
}

// notice lets others know that a range has changed.
func (w *writer) notice(sl *slot) {
	s := w.store
	s.ticker.add(sl)
	if sl.w.grown >= s.o.SizeCheckBytes && s.o.Policy != nil {
		sl.w.grown = 0
		s.queues.Grown(sl.id)
	}
	if s.o.Listener != nil {
		s.o.Listener.Applied(sl.descriptor())
	}
}

// split makes the slot of a new right-hand side. The replica is loaded by the
// queue, or by the first request.
func (w *writer) split(left *slot, sp *replica.SplitApplied) {
	s := w.store
	if s.ranges.get(sp.Right.ID) != nil {
		return // replayed after a restart: the right-hand side is here already
	}
	right := newSlot(s, sp.Right)
	right.handover = sp.Handover
	s.ranges.split(left, sp.Left, right)
	if s.o.Transport == nil || sp.Handover != nil {
		s.queues.Split(sp.Left, sp.Right)
	}
	if f := s.afterSplit.Load(); f != nil && sp.Right.Boundary == descriptor.ByItself {
		(*f)()
	}
}

// tell answers the proposers whose fate is known.
func (w *writer) tell() {
	if n := len(w.finished); n > 1 {
		w.mu.Lock()
		w.told = n + len(w.queue)
		w.mu.Unlock()
	}
	for i, p := range w.finished {
		p.done(p.result)
		w.finished[i] = nil
	}
	w.finished = w.finished[:0]
}

// control performs what waits for the end of a cycle, when nothing is in flight.
func (w *writer) control() {
	for i := range w.controls {
		it := w.controls[i]
		w.controls[i] = item{}
		switch it.kind {
		case itemHandOver:
			it.reply <- w.handOver(it.slot)
		case itemDrain:
			w.giveUp(it.err)
			w.tell()
			it.reply <- nil
		}
	}
	w.controls = w.controls[:0]
}

// giveUp refuses all from now on, and answers what is in flight: it may have
// reached the log.
func (w *writer) giveUp(why error) {
	w.refuse = why
	w.peers.awake, w.peers.hot, w.peers.rising = nil, nil, nil
	for _, sl := range w.store.ranges.all() {
		if sl.w.group != nil {
			sl.turn(broken, why)
			w.dropGroup(sl, replica.Never, why)
			sl.w.dirty = false
		}
	}
	w.dirty = w.dirty[:0]
	w.again = false
}
