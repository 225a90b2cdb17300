// Package latch keeps requests to one range apart: two of them that touch the
// same keys, one of them writing, run one after the other, from evaluation until
// their entry is applied (transactions.md, section 3).
//
//	Add…      what the request touches
//	Acquire   takes everything at once, in line: true, or wait for Granted()
//	Choose    the commit timestamp, once known
//	Release   lets the next ones go; also for a request that gives up waiting
//
// A request waits for each conflicting request that came before it, granted or
// not, and for nothing else. So it is first come first served, and as everyone
// waits only for earlier ones, nobody waits in a circle.
//
// Readers hold nothing. They ask Writing, which writer at work may yet write at
// or below their timestamp: one whose timestamp is not chosen, or chosen there. (A
// writer that has to wait in line yet will see the reader's mark: T2.)
//
// A request whose writes are visible and not durable yet (Visible) is out of the way of those that
// said so beforehand (Early): what they write comes after it in the log, and is durable only where
// it is. All others, and readers, wait for its Release as before. Who went past one has After to
// wait for, before anything is told that does not come after it in the log. That is early lock
// release with controlled violation: Graefe et al., "Controlled Lock Violation", SIGMOD 2013.
//
// Point keys are found by hash, without allocation; spans by walking. Latches
// knows nothing of transactions, timestamps or goroutines beyond that; a replica
// guards it with its mutex.
package latch

import (
	"bytes"
	"sync/atomic"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Latches are the requests of one range that hold or await latches. The zero
// value is empty.
//
//	first ─► R1 ─► R2 ─► R3 ◄─ last       all, in order of arrival
//	          │     │
//	points:  hash ─► newest … oldest      of all requests, each key in a chain
//
// A point costs O(1) and the chain; a request with spans, or any while some
// request has spans, O(requests).
type Latches struct {
	points      map[uint64]*point // chains by hash
	first, last *Request          // in order of arrival
	spans       int               // spans in all requests
	requests    int
}

// Request is what one request touches. The zero value is empty. Its keys are
// not copied: they must not change until Release.
//
//	queued  blockers  visible   it
//	no      0         0         is being built, or over
//	yes     > 0       0         waits
//	yes     0         0         holds its latches
//	yes     0         > 0       holds them, and its writes are seen but not durable
type Request struct {
	points []point
	spans  []span
	owner  [ownerLen]byte
	owners int // transactions added; owner is the first one

	// 0: not chosen yet, so it may write at any timestamp.
	// Zero after a withdrawal, too (Choose): readers wait for it again.
	chosen     hlc.Timestamp
	logged     atomic.Bool // its command is in line for the log
	prev, next *Request
	queued     bool
	early      bool       // goes past those that are visible
	visible    uint64     // its number among those that became visible; 0: it is not
	after      uint64     // the newest of those that it went past
	blockers   int        // edges to earlier requests
	behind     []*Request // an edge each
	// Both channels are made when they are first asked for, and closed once.
	granted chan struct{}
	changed chan struct{}
}

// point is one key that a request holds, in the chain of its hash. It lies in the request: nothing is
// allocated for it.
type point struct {
	hash       uint64
	key        keys.Key
	exclusive  bool
	req        *Request
	prev, next *point
}

// span is what a request holds that is no point: it is found by walking.
type span struct {
	start, end keys.Key // nil end: no bound
	exclusive  bool
}

const ownerLen = 17 // a byte below all keys, and the transaction

// Hash is the hash of a key by which points are found. Marks use it too.
// Not against an adversary: equal hashes cost time, and bytes are compared anyway.
func Hash(key []byte) uint64 {
	h := uint64(len(key)) * 0x9e3779b97f4a7c15
	for len(key) >= 8 {
		h = (h ^ le64(key)) * 0xd6e8feb86659fd93
		h ^= h >> 32
		key = key[8:]
	}
	var tail uint64
	for i, b := range key {
		tail |= uint64(b) << (8 * i)
	}
	h = (h ^ tail) * 0xd6e8feb86659fd93
	h ^= h >> 29
	return h * 0x9e3779b97f4a7c15
}

// le64 reads eight bytes, the lowest first; the compiler makes it one load.
func le64(b []byte) uint64 {
	_ = b[7]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// Add adds a span (or a single key) that the request reads, or, exclusive, writes.
func (q *Request) Add(s keys.Span, exclusive bool) {
	if s.IsPoint() {
		q.points = append(q.points, point{hash: Hash(s.Start), key: s.Start, exclusive: exclusive})
		return
	}
	q.spans = append(q.spans, span{s.Start, s.End, exclusive})
}

// AddTxn makes the request exclude others of the same transaction.
func (q *Request) AddTxn(id kvpb.TxnID) {
	owner := q.owner[:]
	if q.owners++; q.owners > 1 { // each has memory of its own
		owner = make([]byte, ownerLen)
	}
	owner[0] = 0
	for i := range 8 {
		owner[1+i], owner[9+i] = byte(id.Hi>>(8*i)), byte(id.Lo>>(8*i))
	}
	q.Add(keys.Point(owner), true)
}

// AddAll makes the request exclude all others: those named by transaction too.
func (q *Request) AddAll() { q.spans = append(q.spans, span{nil, nil, true}) }

// Early lets the request go past those that are visible. To be called before Acquire.
func (q *Request) Early() { q.early = true }

// IsVisible reports whether its writes are visible, and not durable yet.
func (q *Request) IsVisible() bool { return q.visible > 0 }

// After is the number of the newest request that is visible, and stood in the way but for Early;
// 0: none.
func (q *Request) After() uint64 { return q.after }

// Reset empties a request that is not queued, keeping its memory.
func (q *Request) Reset() {
	clear(q.points)
	clear(q.spans)
	clear(q.behind)
	q.logged.Store(false)
	q.points, q.spans, q.behind = q.points[:0], q.spans[:0], q.behind[:0]
	q.owner, q.owners = [ownerLen]byte{}, 0
	q.chosen, q.prev, q.next, q.queued, q.early = 0, nil, nil, false, false
	q.visible, q.after, q.blockers = 0, 0, 0
	q.granted, q.changed = nil, nil
}

// Choose says at which timestamp the request writes; zero takes that back.
func (q *Request) Choose(c hlc.Timestamp) {
	q.chosen = c
	q.logged.Store(false)
	q.change()
}

// change wakes who waits for Changed.
func (q *Request) change() {
	if q.changed != nil {
		close(q.changed)
		q.changed = nil
	}
}

// Held reports whether nothing earlier stands in the way.
func (q *Request) Held() bool { return q.queued && q.blockers == 0 }

// Granted is closed when the request holds its latches. To be called with the
// same mutex held as Acquire, which must have returned false.
func (q *Request) Granted() <-chan struct{} {
	if q.granted == nil {
		q.granted = make(chan struct{})
	}
	return q.granted
}

// Changed is closed when the request next chooses a timestamp, or lets go: a reader that met
// it before it had chosen does not wait for its round of consensus, if it then writes above.
// To be called with the mutex held.
func (q *Request) Changed() <-chan struct{} {
	if q.changed == nil {
		q.changed = make(chan struct{})
	}
	return q.changed
}

// Acquire puts the request in line and reports whether it holds its latches at once.
func (l *Latches) Acquire(q *Request) bool {
	if l.points == nil {
		l.points = map[uint64]*point{}
	}
	l.awaitPoints(q)
	l.awaitSpans(q)
	l.insert(q)
	return q.blockers == 0
}

// awaitPoints finds the earlier requests that conflict with q's points.
func (l *Latches) awaitPoints(q *Request) {
	for i := range q.points {
		p := &q.points[i]
		for o := l.points[p.hash]; o != nil; o = o.next {
			if (p.exclusive || o.exclusive) && bytes.Equal(p.key, o.key) && !q.past(o.req) {
				q.await(o.req)
			}
		}
	}
	if l.spans == 0 {
		return
	}
	for r := l.first; r != nil; r = r.next {
		for i := range r.spans {
			if r.spans[i].hitsPoints(q.points) && !q.past(r) {
				q.await(r)
			}
		}
	}
}

// past reports whether q goes past an earlier request in its way, and notes that it did.
func (q *Request) past(earlier *Request) bool {
	if !q.early || earlier.visible == 0 {
		return false
	}
	q.after = max(q.after, earlier.visible)
	return true
}

// awaitSpans finds the earlier requests that conflict with q's spans.
func (l *Latches) awaitSpans(q *Request) {
	for i := range q.spans {
		s := &q.spans[i]
		for r := l.first; r != nil; r = r.next {
			if (s.hitsPoints(r.points) || s.hitsSpans(r.spans)) && !q.past(r) {
				q.await(r)
			}
		}
	}
}

// await may add more than one edge to the same request; as many are taken away.
func (q *Request) await(earlier *Request) {
	// An edge for each conflict, and taken away one by one: blockers is 0 exactly when all earlier ones have gone.
	q.blockers++
	earlier.behind = append(earlier.behind, q)
}

// contains reports whether a key lies in the span.
func (s *span) contains(k keys.Key) bool {
	return bytes.Compare(s.start, k) <= 0 && (s.end == nil || bytes.Compare(k, s.end) < 0)
}

// hitsPoints and hitsSpans report a conflict: the same keys, one of the two
// exclusive.
func (s *span) hitsPoints(ps []point) bool {
	for i := range ps {
		if (s.exclusive || ps[i].exclusive) && s.contains(ps[i].key) {
			return true
		}
	}
	return false
}

// hitsSpans reports whether s has to wait for one of os: they overlap, and one of the two is
// exclusive. An end that is nil is no bound.
func (s *span) hitsSpans(os []span) bool {
	for i := range os {
		o := &os[i]
		if (s.exclusive || o.exclusive) && (o.end == nil || bytes.Compare(s.start, o.end) < 0) &&
			(s.end == nil || bytes.Compare(o.start, s.end) < 0) {
			return true
		}
	}
	return false
}

// insert comes after the search for conflicts: a request does not stand in its own
// way.
func (l *Latches) insert(q *Request) {
	for i := range q.points {
		p := &q.points[i]
		p.req = q
		// Newest first: whoever walks the chain meets the latest request for a key soonest.
		p.prev, p.next = nil, l.points[p.hash]
		if p.next != nil {
			p.next.prev = p
		}
		l.points[p.hash] = p
	}
	q.queued, q.prev, q.next = true, l.last, nil
	if l.last != nil {
		l.last.next = q
	} else {
		l.first = q
	}
	l.last = q
	l.spans += len(q.spans)
	l.requests++
}

// Visible says that what q wrote is visible, and not durable before its Release. It is the n-th of
// its latches to become so, and is released no later than those of higher numbers. Those behind it
// that are early go on.
func (l *Latches) Visible(q *Request, n uint64) {
	if !q.queued {
		return
	}
	q.visible = n
	kept := q.behind[:0]
	for _, b := range q.behind {
		// Early ones go on with what is visible; all others wait for what is durable.
		if !b.past(q) {
			kept = append(kept, b)
		} else {
			b.unblock()
		}
	}
	clear(q.behind[len(kept):])
	q.behind = kept
	q.change() // who waits for locks goes by Writing, too
}

// Undurable returns a request that is visible and has that number or a lower one; nil if there is
// none.
// The oldest in line, which need not have the lowest number. O(requests).
func (l *Latches) Undurable(n uint64) *Request {
	for q := l.first; q != nil; q = q.next {
		if q.visible > 0 && q.visible <= n {
			return q
		}
	}
	return nil
}

// unblock takes one of those away that stand in q's way.
func (q *Request) unblock() {
	if q.blockers--; q.blockers == 0 && q.granted != nil {
		close(q.granted)
	}
}

// Release takes the request out of line, whether it held its latches or gave up
// waiting, and grants those for whom it was the last in the way.
func (l *Latches) Release(q *Request) {
	if !q.queued {
		return
	}
	l.remove(q)
	if q.blockers > 0 {
		l.forget(q)
	}
	for _, b := range q.behind {
		b.unblock()
	}
	clear(q.behind)
	q.behind, q.blockers = q.behind[:0], 0
	q.change()
	q.granted, q.chosen, q.visible = nil, 0, 0
}

// remove takes q out of chains and line; the edges behind it are Release's.
func (l *Latches) remove(q *Request) {
	for i := range q.points {
		p := &q.points[i]
		switch {
		case p.prev != nil:
			p.prev.next = p.next
		case p.next != nil:
			l.points[p.hash] = p.next
		default:
			delete(l.points, p.hash)
		}
		if p.next != nil {
			p.next.prev = p.prev
		}
		p.prev, p.next = nil, nil
	}
	if q.prev != nil {
		q.prev.next = q.next
	} else {
		l.first = q.next
	}
	if q.next != nil {
		q.next.prev = q.prev
	} else {
		l.last = q.prev
	}
	q.queued, q.prev, q.next = false, nil, nil
	l.spans -= len(q.spans)
	l.requests--
}

// forget removes the edges to a request that gave up.
// O(all edges), but only for who gives up while waiting.
func (l *Latches) forget(q *Request) {
	for r := l.first; r != nil; r = r.next {
		kept := r.behind[:0]
		for _, b := range r.behind {
			if b != q {
				kept = append(kept, b)
			}
		}
		clear(r.behind[len(kept):])
		r.behind = kept
	}
}

// Unseen returns a request that is at work on a key and whose writes are not visible yet; nil if
// there is none.
func (l *Latches) Unseen(k keys.Key) *Request {
	return l.writing(keys.Point(k), hlc.Max, true)
}

// Shown returns a request whose writes of a key are visible, which has that number or a lower one;
// nil if there is none.
func (l *Latches) Shown(k keys.Key, n uint64) *Request {
	return l.exclusive(k, func(q *Request) bool { return q.visible > 0 && q.visible <= n })
}

// Writing returns a request that holds latches, writes in s, and may do so at or
// below r; nil if there is none.
func (l *Latches) Writing(s keys.Span, r hlc.Timestamp) *Request {
	return l.writing(s, r, false)
}

// writing is Writing and Unseen: a request that holds its latches, and may write at or below r in s. unseen
// leaves out those that are visible already: what they wrote is to be seen.
func (l *Latches) writing(s keys.Span, r hlc.Timestamp, unseen bool) *Request {
	if l.requests == 0 {
		return nil
	}
	if !s.IsPoint() {
		return l.writingSpan(s, r)
	}
	return l.exclusive(s.Start, func(q *Request) bool { return q.mayWrite(r) && !(unseen && q.visible > 0) })
}

// exclusive returns a request of that kind that holds or awaits an exclusive latch on a key; nil if
// there is none.
func (l *Latches) exclusive(k keys.Key, kind func(*Request) bool) *Request {
	if l.requests == 0 {
		return nil
	}
	for p := l.points[Hash(k)]; p != nil; p = p.next {
		if p.exclusive && kind(p.req) && bytes.Equal(p.key, k) {
			return p.req
		}
	}
	if l.spans == 0 {
		return nil
	}
	for q := l.first; q != nil; q = q.next {
		if !kind(q) {
			continue
		}
		for i := range q.spans {
			if x := &q.spans[i]; x.exclusive && x.contains(k) {
				return q
			}
		}
	}
	return nil
}

// writingSpan walks all requests: reads of spans are rarer than points, and few requests are under way.
func (l *Latches) writingSpan(s keys.Span, r hlc.Timestamp) *Request {
	want := span{start: s.Start, end: s.End} // shared: hits what is exclusive
	for q := l.first; q != nil; q = q.next {
		if q.mayWrite(r) && (want.hitsPoints(q.points) || want.hitsSpans(q.spans)) {
			return q
		}
	}
	return nil
}

// mayWrite is whether it is at work and may write at or below r (0, not chosen, is
// below all).
func (q *Request) mayWrite(r hlc.Timestamp) bool {
	return q.blockers == 0 && q.chosen <= r
}

// Logged says that the request's command is in line for the log: what is put there from now on comes
// after it. Without the mutex.
func (q *Request) Logged() { q.logged.Store(true) }

// LowestUnlogged is LowestChosen but for those whose commands are in line for the log.
func (l *Latches) LowestUnlogged(below hlc.Timestamp) hlc.Timestamp {
	for q := l.first; q != nil; q = q.next {
		if q.chosen > 0 && !q.logged.Load() {
			below = min(below, q.chosen)
		}
	}
	return below
}

// LowestChosen is the lowest timestamp that a request at work has chosen, or
// below, if that is lower.
func (l *Latches) LowestChosen(below hlc.Timestamp) hlc.Timestamp {
	for q := l.first; q != nil; q = q.next {
		if q.chosen > 0 {
			below = min(below, q.chosen)
		}
	}
	return below
}

// Len is how many requests hold or await latches.
func (l *Latches) Len() int { return l.requests }
