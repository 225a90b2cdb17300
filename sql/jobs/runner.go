package jobs

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/txn/coord"
)

// Options are what a Runner is made of.
type Options struct {
	Catalog *catalog.Catalog
	Bulk    *Bulk
	Logger  *slog.Logger // nil: none
	Panics  *panics.Recorder
	// Retention is how long after its drop a table's data is kept for those who
	// read in the past; 0: 10 minutes, the collection window.
	Retention time.Duration
	// Collectable is up to where versions may go: nobody in the cluster reads below it any more,
	// but for those who have been promised nothing. nil: what is older than the retention.
	Collectable func() hlc.Timestamp
	// RetryEvery is the pause after a failed attempt; 0: 10 s.
	RetryEvery time.Duration

	// NodeID and Epoch name this process: what it adds belongs to it.
	NodeID uint32
	Epoch  uint64
	// Alive reports whether another process is: the jobs of one that is gone are taken over.
	// After an error it is asked again. nil: there is one node, to which all jobs belong.
	Alive func(ctx context.Context, node uint32, epoch uint64) (bool, error)
	// FollowEvery is Follow's, from the start; 0: not.
	FollowEvery time.Duration
}

// Runner runs the jobs of a node (takeover.go: and those of nodes that are gone). Safe for concurrent use.
type Runner struct {
	o    Options
	stop context.CancelFunc
	done chan struct{} // closed when the goroutine has ended
	wake chan struct{} // a token: look again

	follow atomic.Int64 // nanoseconds between two looks at the jobs of others; 0: none

	mu    sync.Mutex // a leaf
	jobs  map[uint64]*Job
	held  map[uint64]bool // of a transaction that is still open
	ended map[uint64]bool // since the last look, which may have read them before
	doubt map[uint64]bool // guard a transaction that did not commit, as far as is known
	never map[uint64]bool // of those: that certainly did not, and will not
	// unused: from when on the keys of a job that clears are out of use, as far as is known:
	// readers below it are waited for. After a restart it is the time of that.
	unused map[uint64]hlc.Timestamp
	idlers []chan struct{} // closed when nothing is due
}

// New returns a Runner that runs what is stored and what is added. Close it.
func New(ctx context.Context, o Options) (*Runner, error) {
	if o.Retention == 0 {
		o.Retention = 10 * time.Minute
	}
	if o.RetryEvery == 0 {
		o.RetryEvery = 10 * time.Second
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	r := &Runner{o: o, done: make(chan struct{}), wake: make(chan struct{}, 1), jobs: map[uint64]*Job{}, held: map[uint64]bool{}, ended: map[uint64]bool{}, doubt: map[uint64]bool{},
		never: map[uint64]bool{}, unused: map[uint64]hlc.Timestamp{}}
	r.follow.Store(int64(o.FollowEvery))
	if err := r.look(ctx); err != nil {
		return nil, err
	}
	run, stop := context.WithCancel(context.Background())
	r.stop = stop
	go r.loop(run)
	return r, nil
}

// Close stops the jobs and waits for the end of the one that runs. They go on at
// the next start.
func (r *Runner) Close() {
	r.stop()
	<-r.done
}

// Collectable is up to where versions may be collected.
func (r *Runner) Collectable() hlc.Timestamp {
	if r.o.Collectable != nil {
		return r.o.Collectable()
	}
	return r.o.Catalog.DB().Now().Add(-r.o.Retention)
}

// Bulk is Options.Bulk.
func (r *Runner) Bulk() *Bulk { return r.o.Bulk }

// Add writes a job with the transaction of s; it starts after the commit, not
// before its Due.
func (r *Runner) Add(ctx context.Context, s *catalog.State, j Job) error {
	id, err := s.NewID(ctx)
	if err != nil {
		return err
	}
	j.ID, j.Created = uint64(id), time.Now().UnixNano()
	r.own(&j)
	r.hold(j.ID, s)
	if err := s.Txn().PutFresh(ctx, jobKey(j.ID), j.encode()); err != nil {
		return err
	}
	s.AfterCommit(func(context.Context) { r.admit(&j) })
	return nil
}

// ClearAfterRetention adds the removal of keys that s's transaction takes out of
// use.
func (r *Runner) ClearAfterRetention(ctx context.Context, s *catalog.State, t *catalog.TableDesc, index catalog.IndexID) error {
	snap, err := s.Snapshot(ctx)
	if err != nil {
		return err
	}
	return r.Add(ctx, s, Job{Kind: Clear, Table: uint64(t.ID), Space: t.SpaceID, Prefix: t.Prefix, Index: uint64(index),
		Due: time.Now().Add(max(r.o.Retention, snap.DatabaseHistory(t.DatabaseID))).UnixNano()})
}

// ClearDatabase is ClearAfterRetention of all keys of a database.
func (r *Runner) ClearDatabase(ctx context.Context, s *catalog.State, d *catalog.DatabaseDesc) error {
	return r.Add(ctx, s, Job{Kind: ClearSpace, Table: uint64(d.ID), Space: d.SpaceID, Due: time.Now().Add(r.o.Retention).UnixNano()})
}

// ClearTemporary adds the removal of a temporary table's keys, all of them or an index's, that
// s's transaction takes out of use: nobody but the session has read them, and it reads
// them no more.
func (r *Runner) ClearTemporary(ctx context.Context, s *catalog.State, t *catalog.TableDesc, index catalog.IndexID) error {
	id, err := s.NewID(ctx)
	if err != nil {
		return err
	}
	now := time.Now().UnixNano()
	j := Job{ID: uint64(id), Kind: Discard, Table: uint64(t.ID), Space: t.SpaceID, Prefix: t.Prefix, Index: uint64(index), Created: now, Due: now}
	r.own(&j)
	r.hold(j.ID, s)
	if err := s.Txn().PutFresh(ctx, jobKey(j.ID), j.encode()); err != nil {
		return err
	}
	s.AfterCommit(func(context.Context) {
		r.mu.Lock()
		r.never[j.ID] = true
		r.mu.Unlock()
		r.admit(&j)
	})
	return nil
}

// own makes a job this process's.
func (r *Runner) own(j *Job) { j.Node, j.Epoch = uint64(r.o.NodeID), r.o.Epoch }

// hold keeps a job from being run before s's transaction is over: its row may be there
// before the transaction that writes it is known to have committed.
func (r *Runner) hold(id uint64, s *catalog.State) {
	r.keep(id)
	s.AtEnd(func(bool) { r.release(id) })
}

func (r *Runner) keep(id uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.held[id] = true
}

// over lets a guard run: its transaction has ended. Where it has not committed, it may yet,
// if its outcome is unknown: so the job is taken from it before it runs.
func (r *Runner) over(id uint64, committed bool) {
	r.mu.Lock()
	if !committed && r.jobs[id] != nil {
		r.doubt[id] = true
	}
	r.mu.Unlock()
	r.release(id)
}

// Guard writes a job before work that owner's transaction may or may not come
// to publish: with side's transaction, or in one of its own where side is nil. It
// runs once the owner is over: after a rollback, or a crash, it undoes the
// work; after the commit it finds it in use. The owner does not commit once another node
// has taken the job over, having found this one gone.
func (r *Runner) Guard(ctx context.Context, owner, side *catalog.State, j Job) error {
	id, err := owner.NewID(ctx)
	if err != nil {
		return err
	}
	now := time.Now().UnixNano()
	j.ID, j.Created, j.Due = uint64(id), now, now
	if j.Kind == Clear {
		j.Kind = Discard
	}
	r.own(&j)
	if side != nil {
		r.hold(j.ID, owner)
	} else {
		r.keep(j.ID)
	}
	start := func() {
		r.admit(&j)
		owner.AtEnd(func(committed bool) {
			if !committed && j.Kind == Build {
				r.await(j.ID)
			}
		})
	}
	if side == nil {
		owner.AtEnd(func(committed bool) { r.over(j.ID, committed) })
	}
	if side != nil {
		// It changes a table that the owner is to change again: whoever undoes it does so, too.
		side.AfterCommit(func(context.Context) { start() })
		return side.Txn().PutFresh(ctx, jobKey(j.ID), j.encode())
	}
	err = r.o.Catalog.DB().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "job"},
		func(ctx context.Context, t *coord.Txn) error {
			if err := t.StartStatement(ctx); err != nil {
				return err
			}
			return t.PutFresh(ctx, jobKey(j.ID), j.encode())
		})
	if err != nil {
		return err
	}
	start()
	return r.unlessTaken(owner.Txn(), j.ID)
}

func (r *Runner) admit(j *Job) {
	r.mu.Lock()
	r.jobs[j.ID] = j
	r.mu.Unlock()
	r.kick()
}

func (r *Runner) release(id uint64) {
	r.mu.Lock()
	delete(r.held, id)
	r.mu.Unlock()
	r.kick()
}

// awaitMax bounds how long a rollback waits for its undoing: a node that can't reach the
// others any more is not to hang on it.
const awaitMax = 5 * time.Second

// await waits for the end of a job, or of its first attempt that failed: after a
// rollback, the name of the index is free again for the next statement.
func (r *Runner) await(id uint64) {
	limit := time.NewTimer(awaitMax)
	defer limit.Stop()
	for {
		ch := make(chan struct{})
		r.mu.Lock()
		j := r.jobs[id]
		over := j == nil || j.Attempts > 0 || r.unused[id] > 0
		r.idlers = append(r.idlers, ch)
		r.mu.Unlock()
		if over {
			return
		}
		r.kick()
		select {
		case <-ch:
		case <-r.done:
			return
		case <-limit.C:
			return
		}
	}
}

func (r *Runner) kick() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// Jobs lists the jobs that are not done, those of other nodes as of the last look.
func (r *Runner) Jobs() []Job {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make([]Job, 0, len(r.jobs))
	for _, j := range r.jobs {
		out = append(out, *j)
	}
	return out
}

// Idle waits until no job is due that could run. For tests and drains.
func (r *Runner) Idle(ctx context.Context) error {
	ch := make(chan struct{})
	r.mu.Lock()
	r.idlers = append(r.idlers, ch)
	r.mu.Unlock()
	r.kick()
	select {
	case <-ch:
		return nil
	case <-r.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (r *Runner) loop(ctx context.Context) {
	defer close(r.done)
	looked := time.Now()
	for ctx.Err() == nil {
		j, wait := r.next(time.Now().UnixNano(), r.o.Catalog.DB().Now())
		if j != nil {
			r.run(ctx, j)
			continue
		}
		if every := time.Duration(r.follow.Load()); every > 0 {
			left := every - time.Since(looked)
			if left <= 0 {
				if err := r.look(ctx); err != nil && ctx.Err() == nil {
					r.o.Logger.Warn("the jobs of other nodes can't be read", "error", err)
				}
				looked = time.Now()
				continue
			}
			if wait == 0 || left < wait {
				wait = left
			}
		}
		r.sleep(ctx, wait)
	}
}

// sleep waits for a wake-up or the next job's time.
func (r *Runner) sleep(ctx context.Context, wait time.Duration) {
	var due <-chan time.Time
	if wait > 0 {
		t := time.NewTimer(wait)
		defer t.Stop()
		due = t.C
	}
	select {
	case <-r.wake:
	case <-due:
	case <-ctx.Done():
	}
}

// next returns the job that has been due for longest, or how long to wait for
// one (0: for ever).
func (r *Runner) next(now int64, ts hlc.Timestamp) (*Job, time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var first *Job
	for _, j := range r.jobs {
		if !r.mine(j) || r.held[j.ID] {
			continue
		}
		if (j.Kind == Clear || j.Kind == ClearSpace) && r.unused[j.ID] == 0 { // its transaction, the drop, is over
			r.unused[j.ID] = ts
		}
		if first == nil || j.Due < first.Due {
			first = j
		}
	}
	if first != nil && first.Due <= now {
		return first, 0
	}
	for _, ch := range r.idlers {
		close(ch)
	}
	r.idlers = nil
	if first == nil {
		return nil, 0
	}
	return nil, time.Duration(first.Due - now)
}

// run runs one attempt of a job and notes how it went.
func (r *Runner) run(ctx context.Context, j *Job) {
	j, err := r.settle(ctx, j)
	if err == nil && j == nil {
		return
	}
	if err == nil {
		err = r.do(ctx, j)
	}
	if err == nil {
		err = r.finish(ctx, j)
	}
	if err == nil || ctx.Err() != nil || errors.Is(err, errKept) {
		return
	}
	r.o.Logger.Warn("job failed, will be tried again", "job", j.ID, "kind", j.Kind.String(), "error", err)
	r.mu.Lock()
	j.Attempts++
	j.Error = err.Error()
	j.Due = time.Now().Add(r.o.RetryEvery).UnixNano()
	r.mu.Unlock()
}

// finish removes a job that is done.
func (r *Runner) finish(ctx context.Context, j *Job) error {
	err := r.o.Catalog.DB().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "job done"},
		func(ctx context.Context, t *coord.Txn) error {
			if err := t.StartStatement(ctx); err != nil {
				return err
			}
			if _, err := t.Lock(ctx, []coord.LockTarget{{Key: jobKey(j.ID), Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true}); err != nil {
				return err
			}
			return t.Delete(ctx, jobKey(j.ID))
		})
	if err != nil {
		return err
	}
	r.mu.Lock()
	delete(r.jobs, j.ID)
	delete(r.never, j.ID)
	delete(r.unused, j.ID)
	if r.follow.Load() > 0 {
		r.ended[j.ID] = true
	}
	r.mu.Unlock()
	return nil
}

func (r *Runner) do(ctx context.Context, j *Job) (err error) {
	defer r.o.Panics.Recover("a job", &err)
	switch j.Kind {
	case Clear, ClearSpace:
		return r.clear(ctx, j)
	case Discard, DiscardSpace:
		return r.discard(ctx, j)
	case Build:
		return r.undoBuild(ctx, j)
	}
	return errJob
}

// used reports whether a descriptor names the job's keys, and as what.
func (r *Runner) used(ctx context.Context, j *Job) (*catalog.TableDesc, *catalog.IndexDesc, bool, error) {
	snap, err := r.o.Catalog.Snapshot(ctx, r.o.Catalog.DB().Now())
	if err != nil {
		return nil, nil, false, err
	}
	if j.Kind == ClearSpace || j.Kind == DiscardSpace {
		d, ok := snap.DatabaseByID(catalog.ID(j.Table))
		return nil, nil, ok && d.SpaceID == j.Space, nil
	}
	t, ok := snap.TableByID(catalog.ID(j.Table))
	if !ok || t.Prefix != j.Prefix || t.SpaceID != j.Space {
		return nil, nil, false, nil
	}
	if j.Index == 0 {
		return t, nil, true, nil
	}
	ix, ok := t.Index(catalog.IndexID(j.Index))
	return t, ix, ok, nil
}

func (r *Runner) clear(ctx context.Context, j *Job) error {
	_, _, used, err := r.used(ctx, j)
	if err != nil || used {
		return err
	}
	return r.clearUnused(ctx, j)
}

// errKept means that a job waits for the readers of the past.
var errKept = errors.New("jobs: the keys are kept for a while")

// discard removes what a transaction did not publish.
func (r *Runner) discard(ctx context.Context, j *Job) error {
	_, _, used, err := r.used(ctx, j)
	if err != nil || used {
		return err
	}
	return r.clearUnused(ctx, j)
}

// clearUnused removes keys that are not in use. Unless they certainly never were, they may
// have been until just now: published, and dropped again before this job came to run. Then
// they are kept for as long as somebody may read them: what a snapshot of any gateway's is
// promised holds this up like any collection (T14).
func (r *Runner) clearUnused(ctx context.Context, j *Job) error {
	at := hlc.Zero
	if !r.neverRead(j.ID) {
		if at = r.unusedFrom(j.ID); !r.kept(j, at) {
			return errKept
		}
	}
	return r.o.Bulk.Clear(ctx, j.Span(), at)
}

func (r *Runner) neverRead(id uint64) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.never[id]
}

// unusedFrom is a timestamp at which a job's keys, which are out of use now, were so already.
func (r *Runner) unusedFrom(id uint64) hlc.Timestamp {
	now := r.o.Catalog.DB().Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.unused[id] == 0 {
		r.unused[id] = now
	}
	return r.unused[id]
}

// kept reports whether the keys of j have been kept for all who may read below at. If not, the
// job is due when they may have been.
func (r *Runner) kept(j *Job, at hlc.Timestamp) bool {
	left := at.Sub(r.Collectable())
	if left <= 0 {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	j.Due = time.Now().Add(min(max(left, time.Millisecond), max(r.o.Retention, r.o.RetryEvery))).UnixNano()
	return false
}

// undoBuild takes an index that was not published out of its table and removes
// its keys.
func (r *Runner) undoBuild(ctx context.Context, j *Job) error {
	_, ix, used, err := r.used(ctx, j)
	if err != nil || used && ix.State == catalog.IndexPublic {
		return err
	}
	if !used {
		return r.clearUnused(ctx, j)
	}
	switch dropped, err := r.dropIndex(ctx, j); {
	case err != nil:
		return err
	case !dropped: // published since, by a commit whose outcome nobody knew, or gone
		return r.undoBuild(ctx, j)
	}
	// Only now no writer adds to it any more, and nobody has ever read it.
	return r.o.Bulk.Clear(ctx, j.Span(), hlc.Zero)
}

// dropIndex takes the index out of its table, if it is there and not published.
func (r *Runner) dropIndex(ctx context.Context, j *Job) (dropped bool, err error) {
	err = r.o.Catalog.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
		dropped = false
		snap, err := s.Snapshot(ctx)
		if err != nil {
			return err
		}
		old, ok := snap.TableByID(catalog.ID(j.Table))
		if !ok || old.Prefix != j.Prefix {
			return nil
		}
		t, err := catalog.Edit(ctx, s, old)
		if err != nil {
			return err
		}
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; uint64(ix.ID) == j.Index && ix.State == catalog.IndexWriteOnly {
				t.Indexes = append(t.Indexes[:i], t.Indexes[i+1:]...)
				t.Reindex()
				dropped = true
				return s.Write(ctx, old, t)
			}
		}
		return nil
	})
	return dropped, err
}
