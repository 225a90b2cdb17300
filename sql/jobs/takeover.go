package jobs

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// A job belongs to the process that its row names, and that one runs it. The others look at
// the rows every so often; where a process is gone, one of them takes the job over: it
// writes it anew under another ID, in its own name, and removes the old row, in one
// transaction.
//
//	holder                     another node                    an owner's transaction (Guard)
//	runs; removes the row      holder alive: nothing           commits if the row is there
//	                           holder gone: takes it over      fails if it is not
//
// A process may be taken for gone that is not. Then two may run a job, which is harmless
// (doc.go), but for one that guards work in progress: it would remove what a transaction is
// about to publish. So the transaction requires the row to be there at its commit timestamp:
// either it committed before the take-over, and whoever took over finds the work in use, or
// it fails. The same is done to an own job whose transaction did not commit, since its
// outcome may be unknown and a late copy of its commit on the way.

// Follow makes the runner look at the jobs of other nodes that often; 0: no more.
func (r *Runner) Follow(every time.Duration) {
	r.follow.Store(int64(every))
	r.kick()
}

// mine reports whether this process is to run j.
func (r *Runner) mine(j *Job) bool {
	return r.o.Alive == nil || j.Node == uint64(r.o.NodeID) && j.Epoch == r.o.Epoch
}

// unlessTaken makes t's commit depend on the job being there.
func (r *Runner) unlessTaken(t *coord.Txn, id uint64) error {
	return t.Require(coord.Condition{Span: keys.Point(jobKey(id)), Exists: true, OnFail: func() error {
		return &coord.RetryError{Why: "its work in progress is being undone: this node was taken for gone"}
	}})
}

// settle takes a job from a transaction that may still commit. It returns the job to run,
// nil where there is none any more.
func (r *Runner) settle(ctx context.Context, j *Job) (*Job, error) {
	r.mu.Lock()
	doubt := r.doubt[j.ID]
	r.mu.Unlock()
	if !doubt {
		return j, nil
	}
	taken, err := r.takeOver(ctx, j)
	if err != nil {
		return j, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.doubt, j.ID)
	delete(r.jobs, j.ID)
	if taken != nil {
		r.jobs[taken.ID] = taken
		r.never[taken.ID] = true
	}
	return taken, nil
}

// look reads all jobs, and takes over those of processes that are gone.
func (r *Runner) look(ctx context.Context) error {
	rows, err := r.read(ctx)
	if err != nil {
		return err
	}
	alive := map[[2]uint64]bool{}
	for id, j := range rows {
		if r.mine(j) {
			continue
		}
		holder := [2]uint64{j.Node, j.Epoch}
		if _, asked := alive[holder]; !asked {
			alive[holder] = r.alive(ctx, holder)
		}
		if alive[holder] {
			continue
		}
		taken, err := r.takeOver(ctx, j)
		if err != nil {
			return err
		}
		delete(rows, id)
		if taken != nil {
			rows[taken.ID] = taken
			r.o.Logger.Info("a job of a node that is gone goes on here", "job", taken.ID, "kind", taken.Kind.String(), "node", j.Node)
		}
	}
	r.know(rows)
	return nil
}

// alive reports whether a holder is, or may be.
func (r *Runner) alive(ctx context.Context, holder [2]uint64) bool {
	if holder[0] == uint64(r.o.NodeID) {
		return false // this node's, before it was started anew
	}
	if holder[0] == 0 {
		return false // of a cluster of one node
	}
	ok, err := r.o.Alive(ctx, uint32(holder[0]), holder[1])
	return ok || err != nil
}

// know replaces what was known of jobs by what was read, but for own ones that were
// added or ended meanwhile.
func (r *Runner) know(rows map[uint64]*Job) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for id, j := range r.jobs {
		if !r.mine(j) {
			delete(r.jobs, id)
		}
	}
	for id, j := range rows {
		if r.jobs[id] == nil && !r.ended[id] {
			r.jobs[id] = j
		}
	}
	clear(r.ended)
}

func (r *Runner) read(ctx context.Context) (rows map[uint64]*Job, err error) {
	err = r.o.Catalog.DB().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, Name: "jobs"},
		func(ctx context.Context, t *coord.Txn) error {
			rows = map[uint64]*Job{}
			if err := t.StartStatement(ctx); err != nil {
				return err
			}
			scan := t.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{jobSpan()}})
			defer scan.Close()
			for scan.Next(ctx) {
				j, err := decodeJob(scan.Value())
				if err != nil {
					return err
				}
				rows[j.ID] = j
			}
			return scan.Err()
		})
	return rows, err
}

// takeOver makes a job this process's, and returns it; nil if it has ended, or another was
// faster.
func (r *Runner) takeOver(ctx context.Context, j *Job) (*Job, error) {
	id, err := r.o.Catalog.NewID(ctx)
	if err != nil {
		return nil, err
	}
	n := *j
	n.ID = uint64(id)
	r.own(&n)
	taken := false
	err = r.o.Catalog.DB().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "job taken over"},
		func(ctx context.Context, t *coord.Txn) (err error) {
			taken, err = r.exchange(ctx, t, j.ID, &n)
			return err
		})
	if err != nil || !taken {
		return nil, err
	}
	return &n, nil
}

func (r *Runner) exchange(ctx context.Context, t *coord.Txn, id uint64, n *Job) (bool, error) {
	if err := t.StartStatement(ctx); err != nil {
		return false, err
	}
	got, err := t.Lock(ctx, []coord.LockTarget{{Key: jobKey(id), Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
	if err != nil || !got[0].Exists {
		return false, err
	}
	if err := t.Delete(ctx, jobKey(id)); err != nil {
		return false, err
	}
	return true, t.PutFresh(ctx, jobKey(n.ID), n.encode())
}
