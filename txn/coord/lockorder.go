package coord

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// One Lock asks all ranges at once, so two statements that lock rows of the same ranges could wait for
// each other in a circle. What is done about it goes by what a message costs.
//
// Where all leaseholders are in this region, who waits for a key holds none above it, of those that
// this Lock asks for (ordered resources: Havender, "Avoiding deadlock in multitasking systems", IBM
// Systems Journal 7, 1968). Nobody pays for that who meets nobody:
//
//	round   asks                                          then
//	try     all ranges, without waiting                   all granted: done; else gives back the
//	                                                      locks above the lowest that is taken, wait
//	wait    the range of that one, key by key             try, with the rest
//
// One range alone is waited at without a try.
//
// Where a leaseholder is far, each range is waited at for itself: what is waited for mostly comes as
// soon as a message would, and who has its place in all lines is not overtaken in one of them. Who is
// chosen to break a circle gives back what this Lock got, and asks again. All lines go by age, so it
// stands behind the others of the circle then. Where the next circle is one of the same transactions,
// it is made of locks that they had before, and the transaction has lost. (So it is in a region, where
// circles are left of locks that are made stronger.)

// circlesMax is how often one Lock is chosen to break a circle before the transaction has lost.
const circlesMax = 3

// inRegion reports whether nothing of what batches ask is asked in another region.
// Without distances all counts as near. The leaseholder may be another by now; what follows from a wrong guess
// is slower, not wrong.
func (t *Txn) inRegion(batches []*lockBatch) bool {
	p := t.db.places
	return p == nil || !slices.ContainsFunc(batches, func(b *lockBatch) bool {
		return !p.Here(b.desc) && p.Leg(p.Leads(b.desc)) > 0
	})
}

// giveBackSince ends the locks that were taken since s, which no answer was told of.
// s is from just before the Lock. Nothing of it was told to the client, so nothing need hold (unexpect), and
// what was held before stays.
func (t *Txn) giveBackSince(ctx context.Context, s Savepoint) {
	for i := s.journal; i < len(t.journal); i++ {
		// Locks made stronger go back to the strength before; they are not counted.
		if t.journal[i].mode == kvpb.LockMode_NONE {
			t.db.metrics.LocksGivenBack.Add(1)
		}
	}
	t.unexpect(s)
	t.unlock(ctx, s)
}

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
// Stable, so that a key that is named twice keeps its order of modes.
func inKeyOrder(targets []LockTarget, ask []int) {
	byKey := func(a, b int) int { return targets[a].Key.Compare(targets[b].Key) }
	if !slices.IsSortedFunc(ask, byKey) {
		slices.SortStableFunc(ask, byKey)
	}
}

// note takes in the lowest key of a batch that was not granted. The batches come in the order of keys.
// The first one found is the lowest, since batches and keys within them are sorted; a batch whose range has
// moved stands for its first key.
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
// True also means: do not note this lock, if it was granted. It would be above a key that is waited for, and
// is given back.
func (r *lockRound) again(t *Txn, i int, l *kvpb.Locked) bool {
	if r.try && l.Skipped {
		return true
	}
	key := r.targets[i].Key
	if r.lowest == nil || key.Compare(r.lowest) < 0 {
		return false
	}
	if e := t.buf.Find(key); e != nil && e.Mode != kvpb.LockMode_NONE {
		return false // held before, and only made stronger
	}
	r.back = append(r.back, t.arena.Copy(key)) // they may be asked for until the end
	return true
}

// unsure notes what a batch's range may have granted before it said that it is another: it is asked
// for again at once, but where a lower key is waited for.
// Without a taken key nothing is waited for, so the lock may stay: it is asked for again.
func (r *lockRound) unsure(t *Txn, b *lockBatch) {
	r.moved = r.moved || len(b.left) > 0
	for _, i := range b.left {
		key := r.targets[i].Key
		if e := t.buf.Find(key); r.taken && (e == nil || e.Mode == kvpb.LockMode_NONE) {
			r.back = append(r.back, t.arena.Copy(key))
		}
	}
}

// giveBack ends the round's locks above the lowest key that it did not get.
// In one message to each range, before the round that waits begins: it is what keeps the order of resources.
func (r *lockRound) giveBack(ctx context.Context, t *Txn) {
	if len(r.back) > 0 {
		t.db.metrics.LocksGivenBack.Add(uint64(len(r.back)))
		t.release(ctx, r.back)
	}
}
