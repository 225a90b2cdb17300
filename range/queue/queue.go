package queue

import (
	"container/heap"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
)

// Job is one kind of work: what is done for a range, and what fills the queue. Work, Look and Begin run in the
// queue's one goroutine, so what they alone use needs no mutex (Q1).
type Job struct {
	Name string // for figures
	Pace Pace
	// Work does what a range is in the queue for. It has the range come again after a while, where
	// again is positive; where it fails, as the pace says. errLater is no failure: it comes again
	// likewise. Range 0 stands for the store, where there is something to do that is about no range.
	Work func(ctx context.Context, rangeID uint64) (again time.Duration, err error)
	// Look, if any, is called each LookEvery, between two pieces of work: it adds what it finds.
	Look      func(ctx context.Context)
	LookEvery time.Duration
	// Begin, if any, is called before all else: it adds what the last process has left.
	Begin func()
}

// Pace is how fast a queue goes. Its zero value: no limit of time, no rest, and what fails is left to the next
// occasion (Q3).
type Pace struct {
	Timeout time.Duration // one piece of work takes at most; 0: as long as it takes
	// Rest is the pause after each, and RestTimes its length in times that the work took, on top.
	Rest      time.Duration
	RestTimes int
	// Backoff is the pause before what failed comes again: the first one, and the longest. Each is
	// twice the one before. Zero: it does not come again.
	Backoff, BackoffMax time.Duration
}

// errLater says that work can't be done yet. It counts neither as done nor as failed; a queue whose work
// returns it has a Backoff, for without one, and without a time to come again, the range would be left.
var errLater = errors.New("queue: not yet")

// theStore stands for the store itself among range IDs.
const theStore = 0

// Queue does one kind of work on the ranges that are added, one after another, in the order of their
// turns. Safe for concurrent use.
// A range in it has three states, by turns and by what run is at:
//
//	not there   Add puts it in the line
//	in line     Add may bring its turn forward; Keep may drop it; take begins its work
//	at work     is out of turns: an Add meanwhile is a new turn, done after this one
type Queue struct {
	job  Job
	poke chan struct{} // capacity 1: the first turn may be another

	mu sync.Mutex // guards what is below; a leaf
	// turns are the ranges that wait, each once (Q2); line has the same turns as a heap.
	turns map[uint64]*turn
	line  line
	// number only grows: those whose time is the same go in the order in which they came.
	number uint64 // of the last turn

	done, failed atomic.Uint64
	busy         atomic.Int64 // nanoseconds
}

// turn is a range's place in a queue.
type turn struct {
	rangeID uint64
	at      time.Time
	number  uint64        // of turns at one time, the lower is first
	pause   time.Duration // before it, if the work has failed
	index   int           // in the line
}

// New returns a queue that does nothing yet.
func New(j Job) *Queue {
	return &Queue{job: j, poke: make(chan struct{}, 1), turns: map[uint64]*turn{}}
}

// Start has the queue work in a goroutine of the group, until that stops.
func (q *Queue) Start(g *stop.Group) { g.Go(q.run) }

// Add puts a range in the queue, whose turn is in a while; if it is there, whose turn is in a while at
// the latest (Q2, Q4).
func (q *Queue) Add(rangeID uint64, in time.Duration) {
	q.put(rangeID, time.Now().Add(in), 0)
}

// put is Add, after so long a pause for a failure.
func (q *Queue) put(rangeID uint64, at time.Time, pause time.Duration) {
	q.mu.Lock()
	t := q.turns[rangeID]
	switch {
	case t == nil:
		q.number++
		t = &turn{rangeID: rangeID, at: at, number: q.number, pause: pause}
		q.turns[rangeID] = t
		heap.Push(&q.line, t)
	case at.Before(t.at):
		t.at = at
		heap.Fix(&q.line, t.index)
	}
	// A failure's pause outlives an Add that brings the turn forward: work that is asked for again and again
	// must not lose its backoff.
	t.pause = max(t.pause, pause)
	first := t.index == 0
	q.mu.Unlock()
	// Only a new first turn changes how long run sleeps. The token says so; one is enough, since run looks at
	// the line anew. Not waiting here is Q4.
	if first {
		select {
		case q.poke <- struct{}{}:
		default:
		}
	}
}

// Has reports whether a range is in the queue.
func (q *Queue) Has(rangeID uint64) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.turns[rangeID] != nil
}

// Keep drops the ranges that keep does not want.
func (q *Queue) Keep(keep func(rangeID uint64) bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for id, t := range q.turns {
		if !keep(id) {
			q.removeLocked(t)
		}
	}
}

// removeLocked takes a turn out of both. With mu held.
func (q *Queue) removeLocked(t *turn) {
	heap.Remove(&q.line, t.index)
	delete(q.turns, t.rangeID)
}

// Stats are a queue's figures. Totals are since the start.
type Stats struct {
	Name    string
	Waiting int // ranges in the queue
	Done    uint64
	Failed  uint64
	Busy    time.Duration // spent at work
}

// Stats returns them.
func (q *Queue) Stats() Stats {
	q.mu.Lock()
	defer q.mu.Unlock()
	return Stats{q.job.Name, len(q.turns), q.done.Load(), q.failed.Load(), time.Duration(q.busy.Load())}
}

// run is the queue's goroutine. Look comes between two pieces of work, so it is late while one takes long.
func (q *Queue) run(ctx context.Context) {
	if q.job.Begin != nil {
		q.job.Begin()
	}
	look := time.Now().Add(q.job.LookEvery)
	for ctx.Err() == nil {
		if q.job.Look != nil && !time.Now().Before(look) {
			q.job.Look(ctx)
			look = time.Now().Add(q.job.LookEvery)
		}
		if t := q.take(time.Now()); t != nil {
			q.do(ctx, t)
		} else {
			q.wait(ctx, look)
		}
	}
}

// take removes the first turn, if its time has come.
func (q *Queue) take(now time.Time) *turn {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.line) == 0 || q.line[0].at.After(now) {
		return nil
	}
	t := q.line[0]
	q.removeLocked(t)
	return t
}

// wait returns when the first turn has come, or may be another, or it is time to look. Where there is
// nothing to wait for it has no timer.
func (q *Queue) wait(ctx context.Context, look time.Time) {
	until := look
	q.mu.Lock()
	if n := len(q.line); n > 0 && (q.job.Look == nil || q.line[0].at.Before(look)) {
		until = q.line[0].at
	} else if n == 0 && q.job.Look == nil {
		until = time.Time{}
	}
	q.mu.Unlock()
	var later <-chan time.Time
	if !until.IsZero() {
		t := time.NewTimer(time.Until(until))
		defer t.Stop()
		later = t.C
	}
	select {
	case <-q.poke:
	case <-later:
	case <-ctx.Done():
	}
}

// do does what a range has come for, and rests.
func (q *Queue) do(ctx context.Context, t *turn) {
	began := time.Now()
	again, err := q.work(ctx, t.rangeID)
	took := time.Since(began)
	q.busy.Add(int64(took))
	// Stopped in the middle: what came of it is not counted, and whoever starts next finds the work anew
	// (Begin, Look, or the next occasion).
	if ctx.Err() != nil {
		return
	}
	now := time.Now()
	p := &q.job.Pace
	switch {
	case err == nil:
		q.done.Add(1)
	case !errors.Is(err, errLater):
		q.failed.Add(1)
	}
	switch {
	case err != nil && p.Backoff > 0:
		pause := min(max(2*t.pause, p.Backoff), p.BackoffMax)
		// Each pause is twice the last of this range; success forgets it, for the turn is gone (Q3).
		q.put(t.rangeID, now.Add(pause), pause)
	case again > 0:
		q.put(t.rangeID, now.Add(again), 0)
	}
	// The rest is what keeps background work a share of what the store does, however much there is.
	_ = stop.Sleep(ctx, p.Rest+time.Duration(p.RestTimes)*took)
}

// work calls the job under its timeout. The job's error after a timeout is a failure like any other.
func (q *Queue) work(ctx context.Context, rangeID uint64) (time.Duration, error) {
	if p := q.job.Pace.Timeout; p > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, p)
		defer cancel()
	}
	return q.job.Work(ctx, rangeID)
}

// line is turns as a heap: the first is at its top.
type line []*turn

// Len implements heap.Interface.
func (l line) Len() int { return len(l) }

// Less implements heap.Interface.
func (l line) Less(i, j int) bool {
	if !l[i].at.Equal(l[j].at) {
		return l[i].at.Before(l[j].at)
	}
	return l[i].number < l[j].number
}

// Swap implements heap.Interface.
func (l line) Swap(i, j int) {
	l[i], l[j] = l[j], l[i]
	l[i].index, l[j].index = i, j
}

// Push implements heap.Interface.
func (l *line) Push(x any) {
	t := x.(*turn)
	t.index = len(*l)
	*l = append(*l, t)
}

// Pop implements heap.Interface.
func (l *line) Pop() any {
	n := len(*l) - 1
	t := (*l)[n]
	(*l)[n] = nil
	*l = (*l)[:n]
	return t
}
