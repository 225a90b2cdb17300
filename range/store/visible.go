package store

import (
	"sync"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/replica"
)

// Where a store is the only one (Options.Alone), what is written to its log first is durable first,
// whatever range it is of: a crash leaves a beginning of it. A range with one replica needs nobody
// else's word. So its entries are applied while their sync is under way, and commits that are
// visible let those go on that wait for their rows: what these write comes later in the same log
// (T22). Their own clients, and readers, wait for the sync.

// sync makes the gathered batch durable, and meanwhile shows what may be shown. Where that is all,
// the loop goes on meanwhile.
func (w *writer) sync() error {
	w.stats.syncs.Add(1)
	w.store.disk.begin()
	shown := w.showing()
	if len(shown) == 0 {
		defer w.store.disk.end()
		err := w.store.o.Engine.Apply(w.appends, !w.store.o.PlantedNoSync)
		if err == nil {
			w.appends.Reset()
		}
		return err
	}
	wait, err := w.store.o.Engine.ApplyAsync(w.appends)
	if err != nil {
		w.store.disk.end()
		return err
	}
	f := flight{wait: wait, batch: w.appends}
	defer func() { w.syncs.begin(&f) }()
	w.appends, w.unsure = w.syncs.spare(), len(w.finished)
	if err := w.show(shown); err != nil {
		return err
	}
	if len(shown) < len(w.dirty) { // others want to hear that it is durable
		w.syncs.begin(&f)
		w.syncs.flying.Wait()
		if failed := w.store.failed.Load(); failed != nil {
			return *failed
		}
	} else {
		f.finished = append(f.finished, w.finished[w.unsure:]...)
		w.finished = w.finished[:w.unsure]
	}
	w.unsure = -1
	return nil
}

// syncsMax is how many batches are on their way to the disk at once: one is waited for, one stops
// the loop, the others are in line. More than two share syncs.
const syncsMax = 8

// syncs waits for batches to become durable, in the order of the log, and answers those whose
// commits are in them.
type syncs struct {
	store  *Store
	fly    chan flight
	flying sync.WaitGroup // of flights; the loop adds and waits
	spares chan engine.Batch
	over   chan struct{} // closed at the end
}

// flight is one batch on its way.
type flight struct {
	wait     func() error
	batch    engine.Batch
	finished []*proposal
	begun    bool
}

func newSyncs(s *Store) *syncs {
	return &syncs{store: s, fly: make(chan flight, syncsMax-2), spares: make(chan engine.Batch, syncsMax), over: make(chan struct{})}
}

// begin has a flight waited for, once. It blocks where that makes syncsMax.
func (y *syncs) begin(f *flight) {
	if !f.begun {
		f.begun = true
		y.flying.Add(1)
		y.fly <- *f
	}
}

// run ends when fly is closed.
func (y *syncs) run() {
	defer close(y.over)
	for f := range y.fly {
		err := f.wait()
		y.store.disk.end()
		if err != nil {
			y.store.fail(err)
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
		y.flying.Done()
		if err != nil {
			y.store.writer.put(item{kind: itemFailed})
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
		return y.store.o.Engine.NewBatch(0)
	}
}

// showing are the slots whose entries may be applied before they are durable.
func (w *writer) showing() []*slot {
	w.shown = w.shown[:0]
	if w.store.o.PlantedNoSync || !w.store.Alone() {
		return nil
	}
	for _, sl := range w.dirty {
		if g := sl.w.group; sl.w.plain && g != nil && w.unshared(sl) && g.Leading() && sl.w.lease != nil && sl.w.stopping == nil {
			w.shown = append(w.shown, sl)
		}
	}
	return w.shown
}

// unshared reports whether nobody else has a replica of the range.
func (w *writer) unshared(sl *slot) bool {
	if w.store.o.Transport == nil {
		return sl.w.group.Sole()
	}
	return alone(sl.w.group)
}

// plain reports whether commands are commits and nothing else: they write versions, which latches
// keep from readers. What stages, decides or closes is known from memory as soon as it is applied.
func plain(props []*proposal) bool {
	for _, p := range props {
		if p.visible == nil || p.cmd.Effects != nil || p.cmd.ClosedTS != 0 {
			return false
		}
	}
	return true
}

// show applies what the slots have in the batch, and tells those who wait to go on with it.
func (w *writer) show(slots []*slot) error {
	first := len(w.finished)
	for _, sl := range slots {
		sl.w.synced, sl.w.pending = sl.w.pending, sl.w.synced[:0]
		sl.w.ahead = true
	}
	if err := w.settle(slots); err != nil {
		return err
	}
	for _, p := range w.finished[first:] {
		if p.visible != nil && p.result.Code == replica.Done {
			p.visible()
		}
	}
	return nil
}

// doubt takes back what was not told yet of entries that were applied and may not be durable.
func (w *writer) doubt(why error) {
	if w.unsure < 0 {
		return
	}
	for _, p := range w.finished[w.unsure:] {
		p.result = replica.Result{Code: replica.Unknown, Why: why.Error()}
	}
	w.unsure = -1
}
