package coord

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// A scan of ranges that are led elsewhere reads ahead: while its caller works on one
// page, the next ones are on their way, the rest of the range at hand and the beginnings
// of those behind it, at most Limits.ScanAheadBytes. Only the sending is done ahead. A
// page that has come counts as read when the scan gets to it, and only if nothing has
// changed since in what the transaction sees.
//
// A large scan (ScanSpec.Near) does so with ranges that are led here, too: their pages are
// computed by other processors meanwhile. All scans of a gateway share Limits.NearReads
// of these; a page that gets none is read when its turn comes.

// flight is one page on its way.
// It is its goroutine's until done is closed, then the scan's. What it refers to of the transaction is copied
// (meta, Ignored), for that may end or change first.
type flight struct {
	desc  *descriptor.Range
	clip  []keys.Span
	own   uint64
	view  sight
	work  pageWork
	near  bool // the range is led here, or has a replica here that may answer
	call  *readCall
	chain wan.Chain    // of its goroutine
	meta  kvpb.TxnMeta // a copy: the transaction may end first

	done   chan struct{} // closed when err is there
	err    error
	moved  *panics.Moved // out of its goroutine; nil: none
	cancel context.CancelFunc
}

// sight is what decides about what a page holds, besides the ranges.
// Two equal ones see the same: r, the statement's number (for own writes), and what lies at the ranges.
type sight struct {
	readTS    hlc.Timestamp
	statement uint64
	flushes   uint64
}

// sight is taken when a flight leaves, and compared when it is to land.
func (t *Txn) sight() sight { return sight{t.readTS, t.statement, t.flushes} }

// ahead are the flights of a scan, in no order.
type ahead struct {
	flights []*flight
	spare   []*readCall
	plan    []keys.Span // scratch
	pages   int         // read so far
	frag    []byte      // the fragment for ranges elsewhere, marshalled
}

// landed returns the flight that brings this very page, when it has come, or
// what it was answered with instead; nil: none does.
// The flight has to be of this very clip and descriptor; a page of another shape is dropped with the next fly.
func (r *Rows) landed(ctx context.Context, desc *descriptor.Range, own uint64) (*flight, error) {
	for i, f := range r.ahead.flights {
		if f.desc != desc || !slices.EqualFunc(f.clip, r.clip, sameSpan) {
			continue
		}
		r.ahead.flights = slices.Delete(r.ahead.flights, i, i+1)
		// The transaction has written or moved on since it left: what it brings is not what would be read now.
		if f.own != own || f.view != r.t.sight() {
			f.cancel()
		}
		select {
		case <-f.done:
		// The statement ended: the flight may still use the caller's memory, so it is waited for.
		case <-ctx.Done():
			f.cancel()
			<-f.done
		}
		f.cancel()
		// A panic of its goroutine is the scan's.
		f.moved.Raise()
		if f.own != own || f.view != r.t.sight() {
			return nil, nil
		}
		// Its messages count from when it left; those of this goroutine since then may be the longer chain.
		r.t.wan.Chain.Join(&f.chain)
		if f.err != nil {
			r.ahead.spare = append(r.ahead.spare, f.call)
			return nil, f.err
		}
		return f, nil
	}
	return nil, nil
}

// sameSpan compares by content: each look at the page makes its clip anew.
func sameSpan(a, b keys.Span) bool {
	return a.Start.Compare(b.Start) == 0 && a.End.Compare(b.End) == 0 && a.IsPoint() == b.IsPoint()
}

// use makes call the scan's, with what it brought.
// The call that the scan had goes to the spare ones: its page's rows are valid until the next batch only.
func (r *Rows) use(call *readCall) {
	r.ahead.spare = append(r.ahead.spare, r.call)
	r.call = call
}

// sendAhead sends for what comes after the page at hand.
// How much is asked for grows with what is read: a scan that ends after a page has asked for little.
func (r *Rows) sendAhead(ctx context.Context) {
	t := r.t
	if !r.mayFly() || len(r.left) == 0 {
		r.drop(nil)
		return
	}
	a := &r.ahead
	a.pages++
	most := t.db.o.Limits.ScanAheadBytes
	if size := 2 * r.spec.TargetBytes; r.grows && t.db.far != nil && int64(size) <= most && a.pages > 1 {
		r.spec.TargetBytes = size // a long scan over a long way: fewer, larger pages
	}
	// 1, 2, 4 … pages, as many as ScanAheadBytes holds.
	depth := min(1<<min(a.pages-1, 16), max(1, int(most/int64(r.spec.TargetBytes))))
	if r.spec.Whole {
		depth = t.db.o.Limits.ScanRanges
	}
	if r.spec.Near {
		depth = max(depth, t.db.o.Limits.NearReads)
	}
	// A copy, since beyond changes it.
	a.plan = append(a.plan[:0], r.left...)
	r.fly(ctx, a.plan, depth)
}

// sendWith sends for what comes after clip, of n spans of what is left, together with it.
func (r *Rows) sendWith(ctx context.Context, n int) {
	t, a := r.t, &r.ahead
	if !r.mayFly() {
		return
	}
	depth := t.db.o.Limits.NearReads
	if r.spec.Whole {
		depth = max(depth, t.db.o.Limits.ScanRanges)
	}
	a.plan = append(a.plan[:0], r.left...)
	r.fly(ctx, beyond(a.plan, r.clip, n, r.spec.Reverse), depth)
}

// mayFly: pages may be read ahead.
// Pages with a limit of rows are not read ahead: nobody knows whether they are wanted. Without a statement
// each own write would make what comes useless.
func (r *Rows) mayFly() bool {
	t := r.t
	return (t.db.far != nil || r.spec.Near) && t.statement > 0 && r.most() == 0
}

// fly sends for up to depth pages of plan, which it changes, and drops other flights.
// A flight that is wanted stays on its way; a descriptor that was looked up anew does not match, and starts
// over.
func (r *Rows) fly(ctx context.Context, plan []keys.Span, depth int) {
	var wanted []*flight
	missed := 0
	for len(plan) > 0 && len(wanted) < depth {
		desc, err := r.descOf(ctx, plan)
		if err != nil {
			break
		}
		clip, n := r.clipSpans(nil, plan, desc)
		if len(clip) == 0 {
			break
		}
		f := r.flying(desc, clip)
		if f == nil {
			f = r.takeOff(ctx, desc, clip)
		}
		switch {
		case f != nil:
			wanted = append(wanted, f)
		// A range led here that gets no slot is passed over, so that those behind it fly; but not without end.
		case r.spec.Whole, r.spec.Near:
			if missed++; missed > depth { // what is here is read when its turn comes
				r.drop(wanted)
				return
			}
		default:
			r.drop(wanted)
			return
		}
		plan = beyond(plan, clip, n, r.spec.Reverse)
	}
	r.drop(wanted)
}

// flying is the flight for this page that is under way or has come; nil: none is. The descriptor
// is compared by its address: one that was looked up anew may have other bounds.
func (r *Rows) flying(desc *descriptor.Range, clip []keys.Span) *flight {
	for _, f := range r.ahead.flights {
		if f.desc == desc && slices.EqualFunc(f.clip, clip, sameSpan) {
			return f
		}
	}
	return nil
}

// takeOff sends for one page; nil: not ahead.
// Its request is filled as the page would be at its turn, with the state of now (view).
func (r *Rows) takeOff(ctx context.Context, desc *descriptor.Range, clip []keys.Span) *flight {
	t, a := r.t, &r.ahead
	far := t.far(desc)
	if !far && !r.nearSlot() {
		return nil
	}
	f := &flight{near: !far, desc: desc, clip: clip, own: t.ownIn(clip), view: t.sight(), done: make(chan struct{})}
	if n := len(a.spare); n > 0 {
		f.call, a.spare = a.spare[n-1], a.spare[:n-1]
	} else {
		f.call = new(readCall)
	}
	r.fill(f.call, clip, f.own)
	f.meta.IdHi, f.meta.IdLo, f.meta.Age = t.meta.IdHi, t.meta.IdLo, t.meta.Age
	f.meta.Isolation, f.meta.Gateway, f.meta.SessionEpoch = t.meta.Isolation, t.meta.Gateway, t.meta.SessionEpoch
	f.call.hdr.Txn = &f.meta
	f.call.req.Ignored = slices.Clone(f.call.req.Ignored)
	f.work = r.work(f.own)
	frag := f.work.away
	if frag == nil {
		frag = f.work.here
	}
	// Here the fragment itself is handed over; for other nodes it is marshalled once, for all flights.
	if far && frag != nil {
		if a.frag == nil {
			b, err := frag.Marshal()
			if err != nil {
				return nil
			}
			a.frag = b
		}
		f.work.packed = a.frag
	}
	return r.launch(ctx, f)
}

// nearSlot takes a slot for a page of a range led here; false: there is none free.
// It is never waited for: without one the page is read at its turn.
func (r *Rows) nearSlot() bool {
	if !r.spec.Near {
		return false
	}
	select {
	case r.t.db.near <- struct{}{}:
		return true
	default:
		return false
	}
}

// launch sends a flight off; nil: the gateway closes.
// What is counted for the flight goes to a chain of its own, which begins as the transaction's is now.
func (r *Rows) launch(ctx context.Context, f *flight) *flight {
	t := r.t
	f.chain = t.wan.Chain
	// All that reads the transaction is done here, on its own goroutine; the flight's has copies.
	server, err := t.enter(&f.chain, f.desc, wan.ToRead)
	nearby := t.nearFor(f.desc, f.call.req.OwnSeq > 0)
	near := t.near(nearby, &f.chain)
	f.call.req.Follower = nearby != nil
	if err != nil { // told when its turn comes
		if f.near {
			<-t.db.near
		}
		return nil
	}
	ctx, f.cancel = context.WithCancel(ctx)
	release := func() {
		if f.near {
			<-t.db.near
		}
	}
	// The order of the deferred: the panic is caught, the slot given back, done closed.
	if !t.db.tasks.run(func() {
		defer close(f.done)
		defer release()
		defer panics.Catch(&f.moved)
		if nearby != nil {
			var done bool
			if done, f.err = f.call.nearer(ctx, near, nil, f.desc, f.work); done {
				return
			}
		}
		f.err = f.call.asked(nearby, f.desc, f.call.askLeaseholder(ctx, t.db, server, f.desc, f.work))
	}) {
		f.cancel()
		release()
		return nil
	}
	r.ahead.flights = append(r.ahead.flights, f)
	return f
}

// drop ends the flights that are not wanted, and waits for their end: what they refer to
// is the caller's.
// Called with nil it ends all, which it must before the caller's memory goes.
func (r *Rows) drop(wanted []*flight) {
	a := &r.ahead
	if len(a.flights) == 0 {
		return
	}
	kept := a.flights[:0]
	for _, f := range a.flights {
		if slices.Contains(wanted, f) {
			kept = append(kept, f)
			continue
		}
		f.cancel()
		<-f.done
		a.spare = append(a.spare, f.call)
	}
	clear(a.flights[len(kept):])
	a.flights = kept
}
