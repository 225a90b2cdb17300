package node

import (
	"context"
	"crypto/rand"
	"errors"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/deadlock"
	"github.com/isochrondb/isochron/txn/recover"
)

// parts are the servers of the ranges' doors. The store is built before them
// and holds this in their place; joined is closed when they are there, which is
// before the first request.
type parts struct {
	db        *coord.DB
	recoverer *recover.Recoverer
	detector  *deadlock.Detector
	evaluator replica.Evaluator
	runner    *jobs.Runner
	stats     *stats.Store
	joined    chan struct{}
}

// join builds what stands above the ranges.
func (p *parts) join(n *Node, b *bound.Bound) (err error) {
	p.detector = deadlock.New(deadlock.Options{})
	p.recoverer = recover.New(recover.Options{Router: n.router, Clock: n.clock, Planted: n.o.PlantedRecover})
	p.evaluator = exec.NewEvaluator()
	n.db, err = coord.New(coord.Options{
		Router: n.router, Clock: n.clock, Bound: waiter{b, n.clock, &n.waited, n.closing}, Recoverer: p.recoverer, NodeID: NodeID,
		Epoch: uint64(n.clock.Now()), Planted: n.o.PlantedCoord,
	})
	p.db = n.db
	close(p.joined)
	return err
}

// waiter joins the bound with the clock's waiting, as coord wants them.
type waiter struct {
	*bound.Bound
	clock  *hlc.Clock
	waited *atomic.Int64 // nanoseconds
	// closing ends when no client is left to hear an acknowledgement: a clock that never
	// gets well again (its bound can't be stored) must not keep the node from closing.
	closing context.Context
}

// Wait is Rule W's: until is a commit timestamp or a version that was read.
func (w waiter) Wait(ctx context.Context, until hlc.Timestamp) error {
	past := until.Add(w.Epsilon())
	d := w.clock.Until(past)
	if d == 0 && !w.clock.Degraded() {
		return nil
	}
	w.waited.Add(int64(d))
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(w.closing, cancel)()
	return w.clock.Wait(ctx, past)
}

// CommitWait is how long acknowledgements have waited by Rule W since the start.
func (n *Node) CommitWait() time.Duration { return time.Duration(n.waited.Load()) }

// Settle implements replica.Settler.
func (p *parts) Settle(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error) {
	<-p.joined
	return p.recoverer.Settle(ctx, s)
}

// CleanUp implements replica.Cleaner.
func (p *parts) CleanUp(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, outcome *kvpb.Outcome) error {
	<-p.joined
	return p.recoverer.CleanUp(ctx, txn, anchor, outcome)
}

// Waits implements replica.WaitObserver.
func (p *parts) Waits(w *replica.Wait) { p.detector.Waits(w) }

// Ends implements replica.WaitObserver.
func (p *parts) Ends(id uint64) { p.detector.Ends(id) }

// TxnOpen implements replica.Prober: with one node, every gateway is here.
func (p *parts) TxnOpen(_ context.Context, txn *kvpb.TxnMeta) (bool, error) {
	return p.db.TxnOpen(txn.ID()), nil
}

// Read implements replica.Evaluator.
func (p *parts) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, snap replica.Snapshot, resp *kvpb.ReadResponse) error {
	return p.evaluator.Read(ctx, req, frag, snap, resp)
}

// Write implements replica.Evaluator.
func (p *parts) Write(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, locked []*kvpb.Locked, snap replica.Snapshot, out *replica.Fused) error {
	return p.evaluator.Write(ctx, req, frag, locked, snap, out)
}

// openCatalog opens the catalog, its jobs, and what makes sessions.
func (n *Node) openCatalog(ctx context.Context, boot catalog.BootstrapOptions) (err error) {
	virtual := pgcatalog.New(n.virtualOptions())
	if n.catalog, err = catalog.Open(ctx, catalog.Options{DB: n.db, NodeID: NodeID, Virtual: virtual, Bootstrap: boot}); err != nil {
		return err
	}
	bulk := jobs.NewBulk(n.router)
	if n.parts.runner, err = jobs.New(ctx, jobs.Options{Catalog: n.catalog, Bulk: bulk, Logger: n.log}); err != nil {
		return err
	}
	if n.parts.stats, err = stats.Open(ctx, n.db); err != nil {
		return err
	}
	functions := plan.NewFunctions()
	pgcatalog.AddFunctions(functions)
	n.addFunctions(functions)
	n.sessions = session.NewManager(session.Options{
		DB: n.db, Catalog: n.catalog, Functions: functions, Stats: n.parts.stats, Growth: n.parts.stats, Logger: n.log, WorkMemBytes: n.o.MemoryBytes, SlowStatement: n.o.SlowStatement,
		Schema:           ddl.New(ddl.Options{Catalog: n.catalog, Jobs: n.parts.runner, Stats: n.parts.stats, Random: rand.Reader}),
		DefaultIsolation: n.o.DefaultIsolation, IsolationIsDefault: n.o.IsolationSet, Seed: seed,
	})
	return nil
}

func seed() (s [32]byte) {
	_, _ = rand.Read(s[:]) // never fails
	return s
}

func (p *parts) close() error {
	if p.runner != nil {
		p.runner.Close()
	}
	var errs []error
	if p.db != nil {
		errs = append(errs, p.db.Close(context.Background()))
	}
	if p.detector != nil {
		errs = append(errs, p.detector.Close())
	}
	return errors.Join(errs...)
}
