package coord

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Of the keys that one Lock asks for, a transaction that waits for one holds none above it. So two
// statements that lock rows of many ranges never wait for each other in a circle (ordered resources:
// Havender, "Avoiding deadlock in multitasking systems", IBM Systems Journal 7, 1968), and yet nobody
// pays for the order who meets nobody: all ranges are asked at once, and only who finds a key taken
// gives back what it got above it.
//
//	round   asks                                          then
//	try     all ranges, without waiting                   all granted: done
//	                                                      some taken: gives back the locks above the
//	                                                      lowest of those; wait
//	wait    the range of the lowest, key by key           try, with the rest
//
// One range alone is waited at without a try.

// lockRound is what one round of a Lock found.
type lockRound struct {
	targets []LockTarget
	try     bool       // taken keys are to be asked for again
	lowest  keys.Key   // that was not granted, of a round that goes by order; nil: all were
	taken   bool       // it is another's; else its range was not where it was asked
	moved   bool       // so was some range
	back    []keys.Key // granted, or perhaps, to be given back
}

// inKeyOrder sorts indexes of targets by key.
func inKeyOrder(targets []LockTarget, ask []int) {
	byKey := func(a, b int) int { return targets[a].Key.Compare(targets[b].Key) }
	if !slices.IsSortedFunc(ask, byKey) {
		slices.SortStableFunc(ask, byKey)
	}
}

// note takes in the lowest key of a batch that was not granted. The batches come in the order of keys.
func (r *lockRound) note(b *lockBatch) {
	if r.lowest != nil {
		return
	}
	if len(b.left) > 0 {
		r.lowest = r.targets[b.left[0]].Key
		return
	}
	for j, l := range b.resp.Locked {
		if r.try && l.Skipped {
			r.lowest, r.taken = r.targets[b.todo[j]].Key, true
			return
		}
	}
}

// again reports whether to ask for a key again that a batch has an answer for.
func (r *lockRound) again(t *Txn, i int, l *kvpb.Locked) bool {
	if r.try && l.Skipped {
		return true
	}
	key := r.targets[i].Key
	if r.lowest == nil || key.Compare(r.lowest) < 0 {
		return false
	}
	if e := t.buf.find(key); e != nil && e.mode != kvpb.LockMode_NONE {
		return false // held before, and only made stronger
	}
	r.back = append(r.back, t.arena.copy(key)) // they may be asked for until the end
	return true
}

// unsure notes what a batch's range may have granted before it said that it is another: it is asked
// for again at once, but where a lower key is waited for.
func (r *lockRound) unsure(t *Txn, b *lockBatch) {
	r.moved = r.moved || len(b.left) > 0
	for _, i := range b.left {
		key := r.targets[i].Key
		if e := t.buf.find(key); r.taken && (e == nil || e.mode == kvpb.LockMode_NONE) {
			r.back = append(r.back, t.arena.copy(key))
		}
	}
}

// giveBack ends the round's locks above the lowest key that it did not get.
func (r *lockRound) giveBack(ctx context.Context, t *Txn) {
	if len(r.back) > 0 {
		t.db.metrics.LocksGivenBack.Add(uint64(len(r.back)))
		t.release(ctx, r.back)
	}
}
