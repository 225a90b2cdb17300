package raftloop

import (
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/replica"
)

// Where a store is the only one (Owner.Alone), what is written to its log first is durable first,
// whatever range it is of: a crash leaves a beginning of it. A range with one replica needs nobody
// else's word. So its entries are applied while their sync is under way, and commits that are
// visible let those go on that wait for their rows: what these write comes later in the same log
// (T22). Their own clients, and readers, wait for the sync.

// sync makes the gathered batch durable, and meanwhile shows what may be shown. Where that is all,
// the loop goes on meanwhile.
//
//	nothing to show                  write and sync, here
//	all that is dirty is shown       the flight is waited for by syncs; the next turn begins
//	some is shown, others want more  show, then wait for the flight here, with all before it
//
// Disk.Begin and End bracket each: who watches the disk sees how long it takes.
func (lp *Loop) sync() error {
	lp.stats.syncs.Add(1)
	lp.o.Disk.Begin()
	shown := lp.showing()
	// Beside other stores, always here: what others hear must be durable, and they hear it in this turn.
	if len(shown) == 0 {
		defer lp.o.Disk.End()
		err := lp.o.Engine.Apply(lp.appends, lp.o.Planted.syncs())
		if err == nil {
			lp.appends.Reset()
		}
		return err
	}
	wait, err := lp.o.Engine.ApplyAsync(lp.appends)
	if err != nil {
		lp.o.Disk.End()
		return err
	}
	// Begun at the end in any case, or nobody would wait for it, nor give its batch
	// back.
	f := flight{wait: wait, batch: lp.appends}
	defer func() { lp.syncs.begin(&f) }()
	// The batch belongs to the flight from now on: what is appended while entries are shown is of the next one.
	lp.appends, lp.unsure = lp.syncs.spare(), len(lp.finished)
	if err := lp.show(shown); err != nil {
		return err
	}
	// Flights before this one are waited for as well: what is in them comes earlier
	// in the log.
	if len(shown) < len(lp.dirty) { // others want to hear that it is durable
		lp.syncs.begin(&f)
		lp.syncs.flying.Wait()
		if err := lp.o.Owner.Failure(); err != nil {
			return err
		}
	} else {
		// Those are answered by syncs, when it is durable (L3).
		f.finished = append(f.finished, lp.finished[lp.unsure:]...)
		lp.finished = lp.finished[:lp.unsure]
	}
	lp.unsure = -1
	return nil
}

// syncsMax is how many batches are on their way to the disk at once: one is waited for, one stops
// the loop, the others are in line. More than two share syncs.
const syncsMax = 8

// newSyncs makes room for syncsMax flights, two of which are not in fly (see there).
func newSyncs(lp *Loop) *syncs {
	return &syncs{loop: lp, fly: make(chan flight, syncsMax-2), spares: make(chan engine.Batch, syncsMax), over: make(chan struct{})}
}

// begin has a flight waited for, once. It blocks where that makes syncsMax.
// flying is counted up before fly is fed, so that Wait sees it.
func (y *syncs) begin(f *flight) {
	if !f.begun {
		f.begun = true
		y.flying.Add(1)
		// A copy: finished is complete by then, and the loop does not look at f any more.
		y.fly <- *f
	}
}

// run ends when fly is closed.
//
// After a failure it still answers all flights, as unknown: applied and perhaps
// not durable.
func (y *syncs) run() {
	defer close(y.over)
	for f := range y.fly {
		err := f.wait()
		y.loop.o.Disk.End()
		if err != nil {
			y.loop.o.Owner.Fail(err)
		}
		for _, p := range f.finished {
			if err != nil { // it was applied, and may not be durable
				p.result = replica.Result{Code: replica.Unknown, Why: ErrFailed.Error()}
			}
			p.done(p.result)
		}
		f.batch.Reset()
		select {
		case y.spares <- f.batch:
		default:
			f.batch.Close()
		}
		// After the answers: who waits for flights must find all of them told.
		y.flying.Done()
		if err != nil {
			// The loop would else go on with what is in memory until it happens to write.
			y.loop.put(item{kind: itemFailed})
		}
	}
}

// stop waits for what is on its way.
func (y *syncs) stop() {
	close(y.fly)
	<-y.over
	close(y.spares)
	for b := range y.spares {
		b.Close()
	}
}

// spare is an empty batch.
func (y *syncs) spare() engine.Batch {
	select {
	case b := <-y.spares:
		return b
	default:
		return y.loop.o.Engine.NewBatch(0)
	}
}

// showing are the ranges whose entries may be applied before they are durable.
//
// T22 needs all of: a store that is the only one, a range with one replica that
// leads with its lease here, and nothing but plain commits in this batch.
func (lp *Loop) showing() []*Range {
	lp.shown = lp.shown[:0]
	// With a second store a range could have another replica, whose log would end elsewhere after a crash.
	if !lp.o.Planted.syncs() || !lp.o.Owner.Alone() {
		return nil
	}
	for _, r := range lp.dirty {
		if g := r.run.group; r.run.plain && g != nil && alone(g) && g.Leading() && r.run.lease != nil && r.run.stopping == nil {
			lp.shown = append(lp.shown, r)
		}
	}
	return lp.shown
}

// plain reports whether commands are commits and nothing else: they write versions, which latches
// keep from readers. What stages, decides or closes is known from memory as soon as it is applied.
// visible nil: nobody could be told to go on.
func plain(props []*proposal) bool {
	for _, p := range props {
		if p.visible == nil || p.cmd.Effects != nil || p.cmd.ClosedTS != 0 {
			return false
		}
	}
	return true
}

// show applies what ranges have in the batch, and tells those who wait to go on with it.
// Their appends are taken for durable ahead of time: nobody else's log depends on
// that.
func (lp *Loop) show(rs []*Range) error {
	first := len(lp.finished)
	for _, r := range rs {
		r.run.synced, r.run.pending = r.run.pending, r.run.synced[:0]
		r.run.ahead = true
	}
	if err := lp.settle(rs); err != nil {
		return err
	}
	// Those that show has applied, and no others.
	for _, p := range lp.finished[first:] {
		if p.visible != nil && p.result.Code == replica.Done {
			p.visible()
		}
	}
	return nil
}

// doubt takes back what was not told yet of entries that were applied and may not be durable.
// They were applied, so "never" would be wrong (L3).
func (lp *Loop) doubt(why error) {
	if lp.unsure < 0 {
		return
	}
	for _, p := range lp.finished[lp.unsure:] {
		p.result = replica.Result{Code: replica.Unknown, Why: why.Error()}
	}
	lp.unsure = -1
}
