// Package distsender sends requests to ranges: it finds the way from keys to the servers of their
// ranges, divides what lies on several, judges what came in place of an answer, forgets what is out of
// date, pauses, asks again, and gives up (Pursuit).
//
// Router keeps a cache of descriptors, sorted by end key, copied on write and read
// without a lock: a look-up of a known key is one atomic load and one binary
// search, and allocates nothing. What is not in the cache is read from the
// directory (package directory), whose own range is known from the start. The
// cache and the directory may both be behind: then the range answers
// kvpb.RetryElsewhere, a pursuit tells what it heard and looks again. Of two
// descriptors that claim the same key the higher generation wins, so an old one
// never comes back.
//
// Counters count the messages of one transaction. Nothing here knows of transactions otherwise, nor of
// what lies in the ranges. Others ask again by a Pursuit alone: testing/archtest finds who tells Heard,
// or judges by the four answers, elsewhere.
package distsender

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/transport"
)

// ErrKey reports a key outside of the replicated key space.
// Keys that are local to a range or a store lie outside, too: nobody is sent there.
var ErrKey = errors.New("router: key outside of the key space")

// Clock gives the read timestamps of directory look-ups.
type Clock interface{ Now() hlc.Reading }

// Known is a source of descriptors at hand: the local store's own replicas,
// whose bounds are the truth while the directory may lag behind a split.
// It is asked without waiting: it answers from memory.
type Known interface {
	// First returns the range that holds the directory, or nil if it is not here.
	First() *descriptor.Range
	// Containing returns the range that holds key, or nil if it is not here.
	Containing(key keys.Key) *descriptor.Range
}

// Peers gives the servers of other nodes.
type Peers interface {
	// Server returns the server of a node, or nil if it is not known.
	Server(nodeID uint32) kvpb.Sender
	// RTT is the round trip to a node, smoothed, and the longest of late; 0: not measured.
	RTT(nodeID uint32) (smoothed, longest time.Duration)
}

// Scout finds the directory's range where no replica of it is here.
type Scout interface {
	// FindFirst asks other nodes. It returns nil, or an older descriptor, where they
	// know no better.
	FindFirst(ctx context.Context) *descriptor.Range
}

// Options configures a Router.
type Options struct {
	NodeID uint32      // of this node
	Local  kvpb.Sender // this node's way to its own store
	Clock  Clock
	Known  Known
	Peers  Peers // nil where there is one node
	Scout  Scout // likewise

	CacheRangesMax  int // descriptors kept; 0: 1 << 20
	PrefetchRowsMax int // directory rows read at a look-up; 0: 16

	// Timeout is how long a look-up asks on where nobody serves the directory, before it
	// answers so: the caller may ask again. Longer where the directory is far away. 0: 2 s.
	Timeout time.Duration
}

// validate fills defaults in.
func (o *Options) validate() error {
	if o.NodeID == 0 || o.Local == nil || o.Clock == nil || o.Known == nil {
		return errors.New("router: node ID, local server, clock and known ranges are needed")
	}
	if o.CacheRangesMax == 0 {
		o.CacheRangesMax = 1 << 20
	}
	if o.PrefetchRowsMax == 0 {
		o.PrefetchRowsMax = 16
	}
	if o.Timeout == 0 {
		o.Timeout = 2 * time.Second
	}
	return nil
}

// Stats counts what the router did, as totals since the start.
type Stats struct {
	Ranges  int    // descriptors in the cache
	Lookups uint64 // directory reads
	Stales  uint64 // descriptors that callers found to be stale
}

// Router maps keys to ranges and ranges to servers. Safe for concurrent use.
type Router struct {
	o     Options
	cache atomic.Pointer[[]*descriptor.Range] // sorted by End, disjoint; never changed in place

	// lost are those that went out of the cache because nobody served them, for Remembered.
	// lost has at most one descriptor for each key, like cache, and the same limit.
	lost atomic.Pointer[[]*descriptor.Range]

	began time.Time

	// leaders are of ranges by ID, and so outlive a descriptor that a split or a change of replicas replaces.
	leaders leaders
	// The cache can't have it: what is read in the directory can't say where that is read.
	first atomic.Pointer[descriptor.Range] // the directory's, as far as others have said

	lookups atomic.Uint64
	stales  atomic.Uint64

	// Two writers at once would each copy the list and lose the other's change.
	mu sync.Mutex // serialises writers of cache; a leaf
}

// New returns a router with an empty cache.
func New(o Options) (*Router, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	r := &Router{o: o, began: time.Now()}
	r.cache.Store(new([]*descriptor.Range))
	r.lost.Store(new([]*descriptor.Range))
	return r, nil
}

// Stats returns what was counted so far.
func (r *Router) Stats() Stats {
	return Stats{Ranges: len(*r.cache.Load()), Lookups: r.lookups.Load(), Stales: r.stales.Load()}
}

// Lookup returns the range that holds key, from the cache or the directory. It
// fails with ErrKey outside of the key space, and with the directory range's
// answer. The descriptor is shared and must not be changed.
func (r *Router) Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if d := find(*r.cache.Load(), key); d != nil {
		return d, nil
	}
	return r.lookupSlow(ctx, key)
}

// Cached returns the range that holds key, if that is known without asking anybody; else nil.
func (r *Router) Cached(key keys.Key) *descriptor.Range { return find(*r.cache.Load(), key) }

// Remembered returns a range that holds key, or did when somebody said so last, without asking
// anybody: for reads of the past, which go on where nobody serves the directory. nil: none is known.
func (r *Router) Remembered(key keys.Key) *descriptor.Range {
	if d := find(*r.cache.Load(), key); d != nil {
		return d
	}
	if d := r.o.Known.Containing(key); d != nil {
		return d
	}
	return find(*r.lost.Load(), key)
}

// find returns the cached range of key, or nil.
// find is one binary search, without memory of its own (Lookup's promise).
func find(c []*descriptor.Range, key keys.Key) *descriptor.Range {
	if i := after(c, key); i < len(c) && c[i].Contains(key) {
		return c[i]
	}
	return nil
}

// after returns the index of the first range that ends above key.
// End keys are compared, not starts: what ends above key is the only range that can hold it.
func after(c []*descriptor.Range, key keys.Key) int {
	lo, hi := 0, len(c)
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); bytes.Compare(c[mid].End, key) > 0 {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// Pauses between look-ups while the directory lags behind.
const (
	lagPauseMin = time.Millisecond
	lagPauseMax = 64 * time.Millisecond
)

// lagPauses paces one look-up.
func lagPauses() retry.Pauses {
	return retry.Policy{First: lagPauseMin, Longest: lagPauseMax}.Begin()
}

// lookupSlow asks the directory, for Timeout at most. The caller's own deadline stays what it is: only where
// this room's has passed is the answer RetryElsewhere, which a pursuit goes on from.
func (r *Router) lookupSlow(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if key.Compare(keys.MinKey) < 0 || key.Compare(keys.MaxKey) >= 0 {
		return nil, fmt.Errorf("%w: %x", ErrKey, []byte(key))
	}
	patient, cancel := context.WithTimeout(ctx, r.lookupTime())
	defer cancel()
	d, err := r.lookupIn(patient, key)
	if err != nil && patient.Err() != nil && ctx.Err() == nil {
		return nil, &kvpb.RetryElsewhere{RangeID: directory.FirstRangeID, Why: "nobody serves the directory: " + err.Error()}
	}
	return d, err
}

// lookupTrips is how many round trips to the farthest replica of the directory a look-up may take at least.
const lookupTrips = 10

// lookupTime is how long a look-up asks on.
func (r *Router) lookupTime() time.Duration {
	most := r.o.Timeout
	if first := r.First(); first != nil {
		for i := range first.Replicas {
			most = max(most, lookupTrips*r.rtt(first.Replicas[i].NodeID))
		}
	}
	return most
}

// lookupIn asks until the directory answers.
// Two reasons to ask again: the directory's range is elsewhere (fetch goes after that), or it was reached and
// has no row for the key yet.
func (r *Router) lookupIn(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	for pauses := lagPauses(); ; {
		// The directory's own keys: its rows can't tell.
		if directory.Contains(key) {
			return r.firstRange(ctx)
		}
		if err := r.fetch(ctx, key); err != nil {
			return nil, err
		}
		if d := find(*r.cache.Load(), key); d != nil {
			return d, nil
		}
		// The directory has not heard of a split that the cache knows of.
		if d := r.o.Known.Containing(key); d != nil {
			r.insert(d)
			return d, nil
		}
		if err := pauses.Sleep(ctx); err != nil {
			return nil, err
		}
	}
}

// fetch reads the rows of key's range and some that follow into the cache.
// Reading it is an ordinary read at now, of which the leaseholder's timestamp cache takes note. Not through a
// Pursuit, which would look the directory up by this same way.
func (r *Router) fetch(ctx context.Context, key keys.Key) error {
	r.lookups.Add(1)
	span := directory.From(key)
	for pauses := lagPauses(); ; {
		first, err := r.firstRange(ctx)
		if err != nil {
			return err
		}
		// A reading of each try: a look-up may last longer than versions are kept.
		req := &kvpb.ReadRequest{
			Header:  &kvpb.Header{RangeId: first.ID, Generation: first.Generation},
			ReadTs:  int64(r.o.Clock.Now()),
			Spans:   []*kvpb.Span{{Key: span.Start, EndKey: span.End}},
			MaxRows: uint64(r.o.PrefetchRowsMax),
		}
		var resp kvpb.ReadResponse
		err = r.Server(first).Send(ctx, req, &resp)
		if err == nil {
			return r.load(resp.Rows)
		}
		// Doubt can't be, for it is a read; Later is not waited for here, but by the caller's pursuit.
		if Judge(err) != Elsewhere && !collected(err) {
			return err
		}
		r.Heard(first, err)
		wait := pauses.Next()
		if err := stop.Sleep(ctx, wait); err != nil {
			return err
		}
		// By then some 30 ms have passed: an election, rather, or the directory's range has moved off all nodes
		// that this one knows of. A replica that says what it is knows it to be an election; to ask far
		// nodes would only keep this look-up from hearing who has won it.
		if wait >= scoutAfter && !confirms(first, err) {
			r.scout(ctx)
		}
	}
}

// confirms reports whether err is of a replica that knows of no newer descriptor.
func confirms(desc *descriptor.Range, err error) bool {
	e, ok := errors.AsType[*kvpb.RetryElsewhere](err)
	return ok && e.Range.GetRangeId() == desc.ID && e.Range.GetGeneration() == desc.Generation
}

// collected reports whether a look-up was under way for so long that its timestamp has been collected.
func collected(err error) bool {
	e, ok := errors.AsType[*kvpb.Refused](err)
	return ok && e.Reason == kvpb.ReasonThreshold
}

// scoutAfter is how long a look-up pauses between tries before it asks others where
// the directory has gone.
const scoutAfter = 16 * time.Millisecond

// firstRange returns the directory's range as the local store or others know it.
// Where both know, the higher generation counts; without any knowledge it asks around until the context ends.
func (r *Router) firstRange(ctx context.Context) (*descriptor.Range, error) {
	for pauses := lagPauses(); ; {
		known, said := r.o.Known.First(), r.first.Load()
		switch {
		case known != nil && (said == nil || known.Generation >= said.Generation):
			return known, nil
		case said != nil:
			return said, nil
		}
		r.scout(ctx)
		if r.first.Load() == nil {
			if err := pauses.Sleep(ctx); err != nil {
				return nil, err
			}
		}
	}
}

// scout asks other nodes, if there are any; an error of theirs is no answer and changes nothing.
func (r *Router) scout(ctx context.Context) {
	if r.o.Scout != nil {
		if d := r.o.Scout.FindFirst(ctx); d != nil {
			r.SetFirst(d)
		}
	}
}

// SetFirst tells where the directory's range is, unless something newer is known.
func (r *Router) SetFirst(d *descriptor.Range) {
	// (A loop for its compare-and-swap; another range's descriptor is passed over.)
	for d.ID == directory.FirstRangeID {
		old := r.first.Load()
		if old != nil && old.Generation >= d.Generation || r.first.CompareAndSwap(old, d) {
			return
		}
	}
}

// First returns the directory's range as far as it is known without asking; nil: not
// at all.
func (r *Router) First() *descriptor.Range {
	known, said := r.o.Known.First(), r.first.Load()
	// At the same generation the own store's: it is what is applied.
	if known != nil && (said == nil || known.Generation >= said.Generation) {
		return known
	}
	return said
}

// load takes in rows as NextRow packs them. A damaged row fails the look-up: to go past it would hide its
// range.
func (r *Router) load(rows []byte) error {
	var ds []*descriptor.Range
	for len(rows) > 0 {
		k, v, rest, err := kvpb.NextRow(rows)
		if err != nil {
			return err
		}
		d, err := directory.DecodeRow(k, v)
		if err != nil {
			return err
		}
		ds = append(ds, d)
		rows = rest
	}
	r.insert(ds...)
	return nil
}

// insert puts ranges into the cache, or what the own store knows of them, if that is newer: it applies a change
// of replicas before the directory hears of it. The store is asked once they are in, so that what it applies from
// then on finds them there (Reconfigured); asked before, it could tell of a change just when nothing is cached.
func (r *Router) insert(ds ...*descriptor.Range) {
	r.add(ds...)
	for _, d := range ds {
		if own := r.o.Known.Containing(d.Start); own != nil && own.ID == d.ID && own.Generation > d.Generation {
			r.add(own)
		}
	}
}

// add puts ranges into the cache, each in place of all that it overlaps, unless
// one of those is newer. However many come, the cache is copied once.
func (r *Router) add(ds ...*descriptor.Range) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(&r.cache, ds)
}

// put is add into one of the lists. With mu held.
func (r *Router) put(list *atomic.Pointer[[]*descriptor.Range], ds []*descriptor.Range) {
	c := *list.Load()
	// own: c is a copy by now, and may be changed.
	own := false
	for _, d := range ds {
		lo, hi, older := overlapped(c, d)
		switch {
		case !older:
			continue
		// Which ones are hot is not known: to keep that would cost each look-up a write.
		case len(c)-(hi-lo) >= r.o.CacheRangesMax: // start over: the hot ones come back at once
			c, own = []*descriptor.Range{d}, true
			continue
		case !own:
			c, own = append(make([]*descriptor.Range, 0, len(c)+len(ds)), c...), true
		}
		c = slices.Replace(c, lo, hi, d)
	}
	if own {
		list.Store(&c)
	}
}

// overlapped finds the ranges of c that d overlaps, and whether all are older than d.
// A d of the same generation counts as known: only newer ones replace.
func overlapped(c []*descriptor.Range, d *descriptor.Range) (lo, hi int, older bool) {
	lo = after(c, d.Start)
	for hi = lo; hi < len(c) && bytes.Compare(c[hi].Start, d.End) < 0; hi++ {
		if c[hi].Generation >= d.Generation {
			return lo, hi, false
		}
	}
	return lo, hi, true
}

// Heard implements Routes: it takes in what desc's server gave in place of an answer. What err knows
// of newer bounds, and of the leaseholder, is remembered; desc is forgotten where err says that it is
// wrong. Other errors change nothing.
// Who tells what, and what follows:
//
//	*transport.Unreachable        the next replica is asked; after all of them the range is looked up anew
//	*kvpb.RetryElsewhere          its leader is asked, its descriptor kept (refused)
//	Refused, moved or bounds      desc is dropped: the range has other bounds, or replicas. Who says so may
//	                              know which, and the directory not yet
//	Ambiguous                     the next replica is asked: who did not answer may have stepped down
func (r *Router) Heard(desc *descriptor.Range, err error) {
	if e, ok := errors.AsType[*transport.Unreachable](err); ok {
		r.leaders.pass(r, desc, e.NodeID, true)
		// A request that was sent says nothing of the descriptor.
		if !e.Sent {
			r.stales.Add(1)
		}
		// All have been tried, so that it is the descriptor that is in doubt, not its leaseholder.
		if len(desc.Replicas) == 1 || r.leaders.around(desc) {
			r.leaders.forget(desc.ID)
			r.drop(desc) // its replicas may be elsewhere by now
		}
		return
	}
	e, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err)
	if elsewhere {
		r.stales.Add(1)
		r.refused(desc, e)
		return
	}
	if e, ok := errors.AsType[*kvpb.Refused](err); ok && (e.Reason == kvpb.ReasonMoved || e.Reason == kvpb.ReasonBounds) {
		r.stales.Add(1)
		r.drop(desc)
		r.Told(e.Range)
		return
	}
	if _, ok := errors.AsType[*kvpb.Ambiguous](err); ok {
		r.leaders.pass(r, desc, 0, true) // it stepped down, say; if not, it says so
	}
}

// refused takes in what a replica that does not serve the range knows.
// Its leader counts only where it speaks of this very range: of another one (a merge, a split) the caller
// hears after looking up anew.
func (r *Router) refused(desc *descriptor.Range, e *kvpb.RetryElsewhere) {
	same := e.Range.GetRangeId() == desc.ID
	if e.Leader != 0 && (e.Range == nil || same) {
		r.leaders.set(desc.ID, e.Leader)
	} else {
		r.leaders.pass(r, desc, 0, same && e.Range.GetGeneration() == desc.Generation)
	}
	switch {
	// One replica and it says no: the range is elsewhere altogether.
	case len(desc.Replicas) == 1, e.Range != nil && (!same || e.Range.GetGeneration() > desc.Generation):
		r.drop(desc)
	case e.Leader == 0 && r.leaders.around(desc):
		r.leaders.forget(desc.ID)
		r.drop(desc) // nobody knows of it any more, as it is
	}
	r.Told(e.Range)
}

// Told takes in what somebody knows of a range; nil: nothing.
func (r *Router) Told(of *kvpb.RangeDescriptor) {
	if of == nil {
		return
	}
	if d, err := descriptor.FromProto(of); err == nil {
		// SetFirst takes the directory's range only.
		r.SetFirst(d)
		r.insert(d)
	}
}

// Reconfigured takes in that a range whose replica is on this node has other replicas by now. A request that
// this node serves is told so by no answer, and round trips are counted by what its sender knows. Ranges that
// nobody has asked for stay out. It does not block.
func (r *Router) Reconfigured(d *descriptor.Range) {
	if old := r.Cached(d.Start); old != nil && old.ID == d.ID {
		r.insert(d)
	}
}

// Forget implements Routes.
// Unlike Heard it is told by who knows from elsewhere: it judges nothing.
func (r *Router) Forget(desc *descriptor.Range) {
	r.stales.Add(1)
	r.drop(desc)
}

// drop forgets a range, but for Remembered; where that gave it, for that, too.
// Many requests are told at once that the range is elsewhere: only who had it out of lost says that this was
// of no use either. So what lies there is a copy, to be told apart by its address.
func (r *Router) drop(desc *descriptor.Range) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.take(&r.cache, desc) {
		kept := *desc
		r.put(&r.lost, []*descriptor.Range{&kept})
		return
	}
	// By its address: a newer one that another request has put there stays.
	if find(*r.lost.Load(), desc.Start) == desc {
		r.take(&r.lost, desc)
	}
}

// take removes a range from one of the lists, if it is there. With mu held.
func (r *Router) take(list *atomic.Pointer[[]*descriptor.Range], desc *descriptor.Range) bool {
	c := *list.Load()
	i := after(c, desc.Start)
	// The ID is compared, too: another range at that place is news, and stays.
	if i >= len(c) || c[i].ID != desc.ID || c[i].Generation > desc.Generation {
		return false
	}
	n := slices.Delete(slices.Clone(c), i, i+1)
	list.Store(&n)
	return true
}
