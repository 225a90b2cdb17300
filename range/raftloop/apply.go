package raftloop

import (
	"fmt"

	"github.com/isochrondb/isochron/range/replica"
)

// apply applies the committed entries of all ranges as one batch. It reports
// whether there were any.
//
//	decode    each range's entries; what they merge in is made ready (subsume)
//	prepare   each replica adds its effects to one batch, and says what came of each entry
//	Apply     the batch, not synced: the log is what is durable, and is applied again
//	finish    each replica shows what it did; proposers are answered at the end of the cycle
//
// An error is the engine's, and ends the store (L5). lp.results and lp.current
// lie in memory of the loop's that the next call uses again.
func (lp *Loop) apply(dirty []*Range) (bool, error) {
	any, err := lp.prepareAll(dirty)
	if err != nil || !any {
		return false, err
	}
	if err := lp.o.Engine.Apply(lp.applies, false); err != nil {
		return false, err
	}
	lp.applies.Reset()
	results := lp.results
	for _, r := range dirty {
		if len(r.run.effects) > 0 {
			n := len(r.run.entries)
			lp.current = results[:n]
			// One range that fails here is put out of service; the others' effects
			// are in the engine and stay.
			if err := lp.guard(r, lp.finishRange); err != nil {
				return false, err
			}
			results = results[n:]
		}
	}
	return true, nil
}

// prepareAll gathers what all ranges have to apply. It begins anew without a range that can't
// apply what its log holds: what that has added to the batch can't be taken out.
// Each turn of its outer loop puts one range out of service, so it ends. Batches
// have no savepoints, and one for each range would cost a commit each.
func (lp *Loop) prepareAll(dirty []*Range) (any bool, err error) {
	for bad := true; bad; {
		if err := lp.decodeAll(dirty); err != nil {
			return false, err
		}
		bad, any = false, false
		lp.results = lp.results[:0]
		for _, r := range dirty {
			if len(r.run.effects) == 0 {
				continue
			}
			if err := lp.guard(r, lp.prepare); err != nil {
				return false, err
			}
			// guard has taken it away.
			if bad = r.run.group == nil; bad {
				break
			}
			any = true
		}
		if bad {
			lp.applies.Reset()
			for _, r := range dirty {
				if len(r.run.effects) > 0 {
					// All begin anew, the good ones too: their effects were in the batch that was just emptied.
					r.run.rep.AbortApply()
				}
			}
		}
	}
	return any, nil
}

// decodeAll reads the entries of all ranges, and gets ready what they take in: a group that is
// taken in applies nothing any more.
// All are decoded before the first is merged in: a right-hand side among the dirty
// ones has its entries in hand, which subsume then applies from the log up to the
// freeze.
func (lp *Loop) decodeAll(dirty []*Range) error {
	merges := false
	for _, r := range dirty {
		if len(r.run.effects) > 0 {
			if err := lp.guard(r, lp.decode); err != nil {
				return err
			}
			merges = merges || r.run.merges
		}
	}
	if !merges {
		return nil
	}
	for _, r := range dirty {
		if r.run.merges {
			if err := lp.guard(r, lp.subsumeAll); err != nil {
				return err
			}
		}
	}
	return nil
}

// subsumeAll readies the right-hand sides that a range's entries take in.
func (lp *Loop) subsumeAll(r *Range) error {
	r.run.merges = false
	for _, m := range r.run.rep.Merging(r.run.entries) {
		if err := lp.subsume(r, m); err != nil {
			return err
		}
	}
	return nil
}

// decode reads a range's committed entries.
// A proposal of this process brings its command along; others', and those from
// before a restart, are decoded from the log.
func (lp *Loop) decode(r *Range) error {
	r.run.entries = r.run.entries[:0]
	for _, eff := range r.run.effects {
		for _, c := range eff.Commits {
			e := replica.Entry{Index: c.Index, Term: c.Term}
			if p, ok := c.Token.(*proposal); ok {
				// Not decoded from the log: it is the very value that was encoded, and the request waits until it is answered.
				e.Command = p.cmd
			} else if len(c.Data) > 0 {
				cmd, err := replica.DecodeCommand(c.Data)
				if err != nil {
					return fmt.Errorf("range %d, entry %d: %w", r.id, c.Index, err)
				}
				e.Command = cmd
			}
			if e.Command != nil {
				r.run.merges = r.run.merges || e.Command.GetMerge() != nil
				r.run.grown += int64(len(e.Command.Batch))
				r.run.rates.commands++
				r.run.rates.bytes += uint64(len(e.Command.Batch))
			}
			r.run.entries = append(r.run.entries, e)
		}
	}
	return nil
}

// prepare adds the effects of a range's entries to the batch.
// It must give as many results as there are entries, or those of the next range
// would be taken for its own.
func (lp *Loop) prepare(r *Range) error {
	n := len(lp.results)
	var err error
	lp.results, err = r.run.rep.PrepareApply(lp.applies, r.run.entries, lp.results)
	if err == nil && len(lp.results)-n != len(r.run.entries) {
		err = fmt.Errorf("range %d: %d results for %d entries", r.id, len(lp.results)-n, len(r.run.entries))
	}
	return err
}

// finishRange ends the application of a range's entries, once they are visible. What they did
// is in lp.current.
//
// The order matters: the replica's memory first (FinishApply), then what the owner
// is to know of each entry, in the order of the log, then Raft (AppliedAll), and
// only then a lease that begins with these entries. Answers wait in lp.finished,
// so that L4 can come between.
func (lp *Loop) finishRange(r *Range) error {
	results := lp.current
	r.run.rep.FinishApply()
	lp.noteMerges(r.run.rep, r.id, r.run.entries, results)
	leads := false
	i := 0
	for j := range r.run.effects {
		eff := &r.run.effects[j]
		for k := range eff.Commits {
			c := &eff.Commits[k]
			if p, ok := c.Token.(*proposal); ok {
				p.result = results[i].Result
				lp.finished = append(lp.finished, p)
				// Answered once (L3): dropGroup looks for what still has one.
				c.Token = nil
			}
			if split := results[i].Split; split != nil {
				r.handler.Handle(Event{Kind: Split, Split: split})
			}
			if d := results[i].Merged; d != nil {
				lp.merged(r, d)
			}
			if results[i].Frozen {
				r.handler.Handle(Event{Kind: Frozen})
			}
			if err := lp.changed(r, c, &results[i]); err != nil {
				return err
			}
			// Others wait for this commit elsewhere: they are not to learn it by the
			// next append.
			if c.Leads || results[i].Awaited() {
				r.run.group.Release()
			}
			leads = leads || c.Leads
			i++
			if ck := results[i-1].Check; ck != nil {
				r.handler.Handle(Event{Kind: Checked, Check: ck, Last: i == len(results)})
			}
		}
		if err := r.run.group.AppliedAll(eff); err != nil {
			return err
		}
	}
	// So that commands, and the batches in them, are not kept alive until the next entries come.
	clear(r.run.entries)
	clear(r.run.effects)
	r.run.effects = r.run.effects[:0]
	if leads && r.run.group.Leading() {
		lp.beginLease(r)
	}
	r.handler.Handle(Event{Kind: Applied, Grown: r.run.grown})
	r.run.grown = 0
	return nil
}
