package store

import (
	"bytes"
	"context"
	"errors"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/rows"
	"github.com/isochrondb/isochron/range/snapshot"
)

// keeper does the store's slow work, one task at a time: it wakes the new side
// of a split and tells the directory, and splits what has grown or is hot. It
// sleeps while there is nothing to do.
type keeper struct {
	store *Store

	mu     sync.Mutex          // guards what is below; a leaf
	rows   []*descriptor.Range // to be told to the directory
	waking []uint64
	sizes  []*slot
	gone   []*slot // to be removed, if their ranges have no replica here
	loads  []loadFigure
	stale  []rows.Boundary
	sweeps []*descriptor.Range // whose merged-away boundaries the directory is to forget
	frozen map[*slot]time.Time // ranges whose merges may have to be undone, and since when
	broke  bool                // snapshots broke off: what came of them is dropped after a while
	broken []*slot             // nobody tells them of their removal: they are looked after now and then

	poke chan struct{} // capacity 1
	done chan struct{} // closed by the loop
}

// loadFigure is one range's load, to be judged.
type loadFigure struct {
	slot      *slot
	perSecond float64
	sample    []keys.Key
}

func newKeeper(s *Store) *keeper {
	return &keeper{store: s, poke: make(chan struct{}, 1), done: make(chan struct{})}
}

func (k *keeper) start() { go k.run() }

// stop waits for the task under way, whose context has been cancelled.
func (k *keeper) stop() { <-k.done }

// add queues work, as f does it with the mutex held.
func (k *keeper) add(f func()) {
	k.mu.Lock()
	f()
	k.mu.Unlock()
	select {
	case k.poke <- struct{}{}:
	default:
	}
}

func (k *keeper) splitDone(left, right *descriptor.Range) {
	k.add(func() {
		k.rows = append(k.rows, left, right)
		k.waking = append(k.waking, right.ID)
	})
}

// checkGone has a replica removed that its range does not have any more.
func (k *keeper) checkGone(sl *slot) {
	k.add(func() {
		if !slices.Contains(k.gone, sl) {
			k.gone = append(k.gone, sl)
		}
	})
}

// remove removes a replica if it, or else the directory, knows that its range has
// none here any more.
func (k *keeper) remove(ctx context.Context, sl *slot) error {
	s := k.store
	if s.o.Transport == nil || s.ranges.get(sl.ID) != sl {
		return nil
	}
	own := sl.Descriptor()
	if rep, err := sl.loaded(ctx); err == nil {
		own = rep.Descriptor()
	} else if !sl.isBroken() {
		return err
	}
	self, ok := own.Replica(s.ident.StoreID)
	if ok { // it does not know: it was not told before it was cut off from the others
		d, err := s.successor(ctx, own)
		if d == nil || err != nil {
			return err
		}
		x, there := d.Replica(s.ident.StoreID)
		if d.ID != own.ID && !there { // merged away, and the merged range is elsewhere
			return s.destroy(sl, math.MaxUint64)
		}
		if d.ID != own.ID || there && x.ID == self.ID {
			return nil
		}
	}
	return s.destroy(sl, max(self.ID+1, own.NextReplicaID()))
}

// successor returns who holds a range's start now, if that is newer than own; nil: nothing newer
// is known. What the routes remember may be older than own, of a store that nobody asks for
// anything: nothing else would ever tell them that it is. Then the directory is read.
func (s *Store) successor(ctx context.Context, own *descriptor.Range) (*descriptor.Range, error) {
	routes := s.o.Routes
	if routes == nil {
		return nil, nil
	}
	ctx, cancel := context.WithTimeout(ctx, rows.Patience)
	defer cancel()
	routes.Forget(own)
	d, err := routes.Lookup(ctx, own.Start)
	if err == nil && d.Generation < own.Generation {
		routes.Forget(d)
		d, err = routes.Lookup(ctx, own.Start)
	}
	if err != nil || d.Generation <= own.Generation {
		return nil, err
	}
	return d, nil
}

// tell has the directory told of a range, unless it knows.
func (k *keeper) tell(d *descriptor.Range) {
	k.add(func() { k.rows = append(k.rows, d) })
}

func (k *keeper) checkSize(sl *slot) {
	k.add(func() {
		if !slices.Contains(k.sizes, sl) {
			k.sizes = append(k.sizes, sl)
		}
	})
}

func (k *keeper) checkLoad(f loadFigure) {
	k.add(func() { k.loads = append(k.loads, f) })
}

// Pauses before a directory write that failed is tried again.
const (
	keeperPauseMin = 10 * time.Millisecond
	keeperPauseMax = 5 * time.Second
)

func (k *keeper) run() {
	defer close(k.done)
	k.reconcile()
	k.wakeUnfinished()
	if k.store.snapshots.in.Stats().Kept > 0 {
		k.tendSnapshots()
	}
	pause := keeperPauseMin
	for k.store.ctx.Err() == nil {
		ok := k.work()
		if ok {
			pause = keeperPauseMin
		}
		k.wait(!ok, pause)
		pause = min(2*pause, keeperPauseMax)
	}
}

// wait returns when there is new work, the store closes, or (retry) after a while.
func (k *keeper) wait(retry bool, after time.Duration) {
	k.mu.Lock()
	k.broken = slices.DeleteFunc(k.broken, func(sl *slot) bool { return !sl.isBroken() })
	if len(k.broken) > 0 && !retry {
		retry, after = true, brokenPoll
		defer k.checkBroken()
	}
	if len(k.frozen)+len(k.stale)+len(k.sweeps) > 0 {
		retry, after = true, min(after, thawAfter/4)
	}
	if k.broke && !retry {
		retry, after = true, snapshot.LookEvery
	}
	k.mu.Unlock()
	var later <-chan time.Time
	if retry {
		t := time.NewTimer(after)
		defer t.Stop()
		later = t.C
	}
	select {
	case <-k.poke:
	case <-later:
	case <-k.store.ctx.Done():
	}
}

// brokenPoll is how often a replica that is out of service asks the directory whether its
// range has replaced it.
const brokenPoll = 15 * time.Second

// checkBroken queues the replicas that are out of service.
func (k *keeper) checkBroken() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, sl := range k.broken {
		if !slices.Contains(k.gone, sl) {
			k.gone = append(k.gone, sl)
		}
	}
}

// tendBroken has the keeper look after a replica that is out of service.
func (k *keeper) tendBroken(sl *slot) {
	k.add(func() {
		if !slices.Contains(k.broken, sl) {
			k.broken = append(k.broken, sl)
		}
	})
}

// work does all that is queued. It reports whether nothing is left to try again.
func (k *keeper) work() bool {
	k.mu.Lock()
	rows, waking, sizes, loads, gone := k.rows, k.waking, k.sizes, k.loads, k.gone
	k.rows, k.waking, k.sizes, k.loads, k.gone = nil, nil, nil, nil, nil
	k.mu.Unlock()
	ctx := k.store.ctx
	for _, id := range waking {
		if sl := k.store.ranges.get(id); sl != nil {
			_, _ = sl.ready(ctx) // its error is the next request's
			k.stand(ctx, sl)
		}
	}
	for _, sl := range gone {
		if err := k.remove(ctx, sl); err != nil && ctx.Err() == nil {
			k.store.o.Log.Warn("replica not removed", "range", sl.ID, "error", err)
		}
	}
	k.thawFrozen(ctx)
	k.forgetStale(ctx)
	k.dropSnapshots()
	for _, sl := range sizes {
		k.splitBySize(ctx, sl)
	}
	for _, f := range loads {
		k.splitByLoad(ctx, f)
	}
	if len(rows) == 0 {
		return true
	}
	if err := k.store.rows.WriteDirectory(ctx, rows); err != nil && ctx.Err() == nil {
		k.store.o.Log.Warn("directory not updated yet", "ranges", len(rows), "error", err)
		k.mu.Lock()
		k.rows = append(rows, k.rows...)
		k.mu.Unlock()
		return false
	}
	return true
}

// tendSnapshots has what came of snapshots that broke off dropped once nobody will go on with it.
func (k *keeper) tendSnapshots() {
	k.add(func() { k.broke = true })
}

// dropSnapshots drops what came of snapshots that broke off long ago.
func (k *keeper) dropSnapshots() {
	k.mu.Lock()
	broke := k.broke
	k.broke = false
	k.mu.Unlock()
	if broke && k.store.snapshots.in.DropOld() {
		k.mu.Lock()
		k.broke = true
		k.mu.Unlock()
	}
}

// standsMax is how often a new range campaigns in a row: the others may not have come
// to the split that made it.
const standsMax = 6

// stand has a new range campaign on the store whose range it was.
func (k *keeper) stand(ctx context.Context, sl *slot) {
	if k.store.o.Transport == nil {
		return
	}
	for i := range standsMax {
		if sl.serving.Load() != nil || sl.Leader() != 0 {
			return
		}
		k.store.loop.Stand(sl.Range)
		if stop.Sleep(ctx, 5*time.Millisecond<<i) != nil {
			return
		}
	}
}

// reconcile looks for ranges that the directory has not heard of, because the
// process ended between a split and its directory rows. It reads the rows from
// the engine, for they are only compared.
func (k *keeper) reconcile() {
	s := k.store
	if s.First() == nil {
		return
	}
	known := make(map[uint64]uint64) // range ID to generation
	_, err := mvcc.Scan(s.o.Engine, directory.Span(), hlc.Max.Prev(), mvcc.ScanOptions{}, func(key keys.Key, v mvcc.Version) error {
		if d, err := directory.DecodeRow(key, v.Value); err == nil {
			known[d.ID] = max(known[d.ID], d.Generation)
		}
		return nil
	})
	if err != nil {
		s.o.Log.Warn("directory could not be read", "error", err)
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, d := range s.Ranges() {
		if known[d.ID] < d.Generation {
			k.rows = append(k.rows, d)
		}
	}
}

// wakeUnfinished wakes the ranges in which a former process left transactions that nobody
// may ask for again: flushed intents, stages and records, which a leaseholder settles
// and collects.
func (k *keeper) wakeUnfinished() {
	all := keys.LocalSpan(keys.MinKey, keys.MaxKey)
	it, err := k.store.o.Engine.NewIter(engine.IterOptions{Lower: all.Start, Upper: all.End})
	if err != nil {
		k.store.o.Log.Warn("unfinished transactions could not be looked for", "error", err)
		return
	}
	defer it.Close()
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, d := range k.store.Ranges() {
		local := keys.LocalSpan(d.Start, d.End)
		if it.SeekGE(local.Start, hlc.Zero) && bytes.Compare(it.Key(), local.End) < 0 {
			k.waking = append(k.waking, d.ID)
		}
	}
}

// splitBySize splits a range that has grown too large in its middle, as often as needed.
func (k *keeper) splitBySize(ctx context.Context, sl *slot) {
	s := k.store
	d := sl.Descriptor()
	if directory.Contains(d.Start) || s.o.Policy == nil {
		return
	}
	if large, err := s.tooLarge(d); err != nil || !large {
		return
	}
	at, ok, err := mvcc.MiddleKey(s.o.Engine, d.Span())
	if err != nil || !ok {
		return
	}
	k.split(ctx, sl, at, "size")
}

// tooLarge says whether the policy wants a range split for its size. The engine
// knows the sizes of files; what is still in memory is flushed only where it
// might make the difference.
func (s *Store) tooLarge(d *descriptor.Range) (bool, error) {
	onDisk, err := s.o.Engine.EstimateBytes(d.Start, d.End)
	if err != nil || s.o.Policy.SplitBySize(onDisk) {
		return err == nil, err
	}
	if !s.o.Policy.SplitBySize(onDisk + s.o.Engine.Metrics().MemTableBytes) {
		return false, nil
	}
	if err := s.o.Engine.Flush(); err != nil {
		return false, err
	}
	onDisk, err = s.o.Engine.EstimateBytes(d.Start, d.End)
	return err == nil && s.o.Policy.SplitBySize(onDisk), err
}

func (k *keeper) splitByLoad(ctx context.Context, f loadFigure) {
	d := f.slot.Descriptor()
	if directory.Contains(d.Start) || k.store.o.Policy == nil {
		return
	}
	if at, ok := k.store.o.Policy.SplitByLoad(d.Span(), f.perSecond, f.sample); ok {
		k.split(ctx, f.slot, at, "load")
	}
}

// split asks the range to split. A failure is left to the next occasion.
func (k *keeper) split(ctx context.Context, sl *slot, at keys.Key, why string) {
	d := sl.Descriptor()
	req := &kvpb.SplitRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: at, ByItself: true}
	var resp kvpb.SplitResponse
	err := k.store.Send(ctx, req, &resp)
	if err != nil && !errors.Is(err, context.Canceled) {
		k.store.o.Log.Warn("range not split", "range", d.ID, "why", why, "error", err)
	}
}

// sampled counts a request, and reports whether its key is to be looked at.
func (sl *slot) sampled() bool {
	o := &sl.store.o
	return (o.Policy != nil || o.Transport != nil) && sl.Requests.Add(1)%sampleEvery == 0
}

// sample keeps the key of a request, and at the end of a window has the keeper
// judge the range's load.
func (sl *slot) sample(key []byte) {
	if len(key) == 0 {
		return
	}
	now, total := time.Now().UnixNano(), sl.Requests.Load()
	l := &sl.load
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.since == 0 || l.total > total {
		l.since, l.total = now, total
	}
	if l.keys == nil {
		l.keys = make([]keys.Key, sampleKeys)
	}
	l.keys[l.n%sampleKeys] = slices.Clone(key)
	l.n++
	elapsed := now - l.since
	if elapsed < sampleWindowNanos || l.n < sampleKeys {
		return
	}
	f := loadFigure{
		slot: sl, perSecond: float64(total-l.total) / (float64(elapsed) / 1e9),
		sample: slices.Clone(l.keys),
	}
	l.since, l.total, l.n = now, total, 0
	sl.store.keeper.checkLoad(f)
}
