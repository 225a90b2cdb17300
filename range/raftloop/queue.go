package raftloop

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
)

// put adds to the queue. It never blocks.
// wake has room for one: only who makes the queue non-empty need wake the loop.
func (lp *Loop) put(it item) {
	lp.mu.Lock()
	if lp.over {
		lp.mu.Unlock()
		if it.prop != nil { // not from within Propose
			lp.late.Go(func() { it.prop.done(replica.Result{Code: replica.Never, Why: ErrClosed.Error()}) })
		}
		if it.together != nil {
			lp.late.Go(func() {
				for _, p := range it.together.props {
					p.done(replica.Result{Code: replica.Never, Why: ErrClosed.Error()})
				}
			})
		}
		// Buffered, and nobody else replies: it does not block.
		if it.reply != nil {
			it.reply <- ErrClosed
		}
		return
	}
	lp.queue = append(lp.queue, it)
	first := len(lp.queue) == 1
	lp.mu.Unlock()
	if first {
		select {
		case lp.wake <- struct{}{}:
		default:
		}
	}
}

// call puts an item and waits for its reply.
func (lp *Loop) call(it item) error {
	it.reply = make(chan error, 1)
	lp.put(it)
	return <-it.reply
}

// take empties the queue, up to the bytes that one cycle may hold.
func (lp *Loop) take() []item {
	lp.mu.Lock()
	defer lp.mu.Unlock()
	items := lp.queue
	bytes := 0
	for i := range items {
		bytes += items[i].bytes()
		// The first is taken whatever its size, or it would never be.
		if bytes > lp.o.CycleBytesMax && i > 0 {
			lp.queue = append(lp.spare[:0:0], items[i:]...)
			select {
			case lp.wake <- struct{}{}:
			default:
			}
			// The rest has been copied to a slice of its own, since items is cleared
			// and used again.
			return items[:i]
		}
	}
	lp.queue = lp.spare
	return items
}

// bytes are those of an item's commands.
func (it *item) bytes() (n int) {
	if it.prop != nil {
		return len(it.prop.data)
	}
	if it.together != nil {
		for _, p := range it.together.props {
			n += len(p.data)
		}
	}
	return n
}

// Begin has a loaded group run, with the replica that it was loaded for. The range is served when the
// group leads and has applied the first entry of its term.
// From now on the group is the loop's (L1). Where the loop refuses all it says
// Broken.
func (lp *Loop) Begin(r *Range, rep *replica.Replica, g *consensus.Group) {
	lp.put(item{kind: itemStart, rng: r, rep: rep, group: g})
}

// Stop ends a range's group as a crash of the range would, and returns when it has ended: the replica
// is its owner's again. What was proposed is answered as unknown. It fails where the loop refuses all.
// One call at a time for a range: its owner sees to that.
func (lp *Loop) Stop(r *Range) error { return lp.call(item{kind: itemStop, rng: r}) }

// HandOver gives a range a lease in a new term, with all that the last one knew.
func (lp *Loop) HandOver(r *Range) error { return lp.call(item{kind: itemHandOver, rng: r}) }

// Transfer has the leader of a range hand leadership to a replica elsewhere, after its lease was
// revoked in the log.
func (lp *Loop) Transfer(r *Range, replica uint64) error {
	return lp.call(item{kind: itemTransfer, rng: r, replica: replica})
}

// Stand has a group campaign where nobody leads it.
func (lp *Loop) Stand(r *Range) { lp.put(item{kind: itemStand, rng: r}) }

// inboxBytesMax bounds the Raft messages that have come and were not stepped yet: what comes beyond it
// is dropped, and said again by its sender.
// Of all ranges together.
const inboxBytesMax = 64 << 20

// Step gives a range a Raft message, of size bytes in memory. from is where it came from; zero: from
// this store itself. Where too much waits it is dropped, unless it must be heard.
// m is the loop's from now on.
func (lp *Loop) Step(r *Range, from raftnet.Peer, m *consensus.Message, size int, must bool) {
	n := int64(size + raftnet.MessageBytes)
	if lp.inbox.Add(n) > inboxBytesMax && !must {
		// Dropped: Raft asks again. Counted before it was looked at, so that two at once can't both have the last place.
		lp.inbox.Add(-n)
		return
	}
	lp.put(item{kind: itemStep, rng: r, message: m, size: n, from: from})
}

// Unreachable says that messages to a replica were lost on their way.
func (lp *Loop) Unreachable(r *Range, replica uint64) {
	lp.put(item{kind: itemUnreachable, rng: r, replica: replica})
}

// SnapshotDone says that a snapshot was sent to a replica, or why not.
func (lp *Loop) SnapshotDone(r *Range, replica uint64, err error) {
	lp.put(item{kind: itemSnapshotDone, rng: r, replica: replica, err: err})
}

// ViewChanged says that Options.View has changed: the stores whose support was withdrawn, and whether
// any promise has begun or ended.
func (lp *Loop) ViewChanged(lost []uint32, epochs bool) {
	lp.put(item{kind: itemView, lost: lost, epochs: epochs})
}

// Refresh has a lease extended that nobody has asked about for a while. Where the loop waits for the
// disk for longer than a lease lasts, it returns without.
// It says nothing about how that went: the caller looks at Lease.Until.
func (lp *Loop) Refresh(ctx context.Context, r *Range) {
	it := item{kind: itemRefresh, rng: r, reply: make(chan error, 1)}
	lp.put(it)
	limit := time.NewTimer(lp.o.LeaseLength())
	defer limit.Stop()
	select {
	case <-it.reply:
	case <-ctx.Done():
	case <-limit.C:
	}
}

// Progress tells how far the other replicas of a range are that is served here; else it fails with
// ErrNotLeading.
func (lp *Loop) Progress(ctx context.Context, r *Range) ([]consensus.Progress, error) {
	it := item{kind: itemProgress, rng: r, reply: make(chan error, 1), progress: new([]consensus.Progress)}
	lp.put(it)
	select {
	case err := <-it.reply:
		return *it.progress, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Status tells what the loop knows of ranges; with what Raft says, for people, where words is set.
func (lp *Loop) Status(ctx context.Context, words bool, rs ...*Range) ([]Status, error) {
	it := item{kind: itemReport, rngs: rs, statuses: make([]Status, len(rs)), words: words, reply: make(chan error, 1)}
	lp.put(it)
	select {
	case err := <-it.reply:
		return it.statuses, err
	// So the statuses are not read here any more: they are the loop's to write.
	case <-ctx.Done(): // the loop may come to it later
		return nil, ctx.Err()
	}
}
