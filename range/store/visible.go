package store

import (
	"github.com/isochrondb/isochron/range/replica"
)

// Where a store is the only one (Options.Alone), what is written to its log first is durable first,
// whatever range it is of: a crash leaves a beginning of it. A range with one replica needs nobody
// else's word. So its entries are applied while their sync is under way, and commits that are
// visible let those go on that wait for their rows: what these write comes later in the same log
// (T22). Their own clients, and readers, wait for the sync.

// sync makes the gathered batch durable, and meanwhile shows what may be shown.
func (w *writer) sync() error {
	w.stats.syncs.Add(1)
	w.store.disk.begin()
	defer w.store.disk.end()
	shown := w.showing()
	if len(shown) == 0 {
		err := w.store.o.Engine.Apply(w.appends, !w.store.o.PlantedNoSync)
		if err == nil {
			w.appends.Reset()
		}
		return err
	}
	wait, err := w.store.o.Engine.ApplyAsync(w.appends)
	if err != nil {
		return err
	}
	w.appends, w.syncing = w.syncing, w.appends
	w.unsure = len(w.finished)
	if err := w.showUntil(wait, shown); err != nil {
		return err
	}
	w.syncing.Reset()
	w.unsure = -1
	return nil
}

// showUntil shows, and waits for the sync, whatever comes of the first.
func (w *writer) showUntil(wait func() error, slots []*slot) (err error) {
	defer func() {
		if failed := wait(); failed != nil {
			err = failed
		}
	}()
	return w.show(slots)
}

// showing are the slots whose entries may be applied before they are durable.
func (w *writer) showing() []*slot {
	w.shown = w.shown[:0]
	if w.store.o.Alone == nil || w.store.o.PlantedNoSync || !w.store.o.Alone() {
		return nil
	}
	for _, sl := range w.dirty {
		if g := sl.w.group; sl.w.plain && g != nil && w.unshared(sl) && g.Leading() && sl.w.lease != nil && sl.w.stopping == nil {
			w.shown = append(w.shown, sl)
		}
		sl.w.plain = false
	}
	return w.shown
}

// unshared reports whether nobody else has a replica of the range.
func (w *writer) unshared(sl *slot) bool {
	if w.store.o.Courier == nil {
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
