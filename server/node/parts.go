package node

import (
	"context"
	"crypto/rand"
	"errors"
	"iter"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/server/node/membership"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/expire"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/pgwire"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/probe"
	"github.com/isochrondb/isochron/txn/recover"
)

// parts are the servers of the ranges' doors. The store is built before them
// and holds this in their place; joined is closed when they are there, which is
// before the first request.
type parts struct {
	db        *coord.DB
	recoverer *recover.Recoverer
	prober    *probe.Prober
	evaluator replica.Evaluator
	sessions  atomic.Pointer[session.Manager]
	panics    *panics.Recorder

	plantedRead func(*kvpb.ReadRequest) // nil: nothing
	runner      *jobs.Runner
	sweeper     *ddl.Sweeper // of temporary tables that are left over
	expirer     *expire.Runner
	stats       *stats.Store
	unknown     atomic.Uint64 // fragments of versions that this node does not speak
	flows       *exec.Flows
	joined      chan struct{}
}

// join builds what stands above the ranges.
func (p *parts) join(n *Node) (err error) {
	p.recoverer = recover.New(recover.Options{Router: n.router, Clock: n.clock, Distances: n.mesh, Lives: n.members, Limits: n.o.Recover, Planted: n.o.PlantedRecover, CodeProbes: n.o.CodeProbes})
	p.panics, p.plantedRead = n.panics, n.o.PlantedRead
	evaluator := exec.NewEvaluator(version.Build(n.o.VersionMax), n.rangesMemory)
	evaluator.AsSent = n.o.FragmentsAsSent
	p.evaluator = evaluator
	n.db, err = coord.New(coord.Options{
		Router: n.router, Clock: n.clock, Bound: waiter{n.physical(), n.clock, &n.waited, n.closing, n.o.CodeProbes}, Recoverer: p.recoverer, NodeID: n.ident.NodeID,
		Epoch: n.epoch, Regions: n.members, Planted: n.o.PlantedCoord, CodeProbes: n.o.CodeProbes, Distances: n.mesh, Version: n.versions.Active,
		Together: n.store, Present: n.presents.global,
	})
	if err != nil {
		return err
	}
	p.db = n.db
	p.flows = exec.NewFlows(exec.FlowOptions{DB: n.db, Mesh: n.mesh, NodeID: n.ident.NodeID, Epoch: n.epoch, MemoryMaxBytes: n.o.MemoryBytes, Budget: n.flowsMemory, Temp: n.temp, SpillAlways: n.o.SpillAlways,
		Version: n.versions.Active, Panics: n.panics, Planted: n.o.PlantedStage})
	p.prober, err = probe.New(probe.Options{
		NodeID: n.ident.NodeID, Epoch: n.epoch, Gateway: n.db, Mesh: n.mesh, Lives: n.members, Center: n.center,
	})
	close(p.joined)
	return err
}

// visible tells the sessions that a transaction's writes are.
func (p *parts) visible(id kvpb.TxnID) {
	if s := p.sessions.Load(); s != nil {
		s.Visible(id)
	}
}

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

// Waits implements replica.WaitObserver. Nobody waits before somebody has asked.
func (p *parts) Waits(w *replica.Wait) {
	<-p.joined
	p.prober.Waits(w)
}

// Ends implements replica.WaitObserver.
func (p *parts) Ends(id uint64) {
	<-p.joined
	p.prober.Ends(id)
}

// TxnOpen implements replica.Prober.
func (p *parts) TxnOpen(ctx context.Context, txn *kvpb.TxnMeta) (bool, error) {
	<-p.joined
	return p.prober.TxnOpen(ctx, txn)
}

// Read implements replica.Evaluator. A panic is the statement's error: an answer, so that
// the gateway does not ask the next replica, which would meet the same bug.
func (p *parts) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, snap replica.Snapshot, resp *kvpb.ReadResponse) (err error) {
	defer p.panics.Recover("an evaluation at a range", &err)
	if p.plantedRead != nil {
		p.plantedRead(req)
	}
	err = p.evaluator.Read(ctx, req, frag, snap, resp)
	if err != nil {
		var unknown interface{ FragmentUnknown() }
		if errors.As(err, &unknown) {
			p.unknown.Add(1)
		}
	}
	return err
}

// Write implements replica.Evaluator.
func (p *parts) Write(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, locked []*kvpb.Locked, snap replica.Snapshot, out *replica.Fused) (err error) {
	defer p.panics.Recover("an evaluation at a range", &err)
	return p.evaluator.Write(ctx, req, frag, locked, snap, out)
}

// Same implements replica.Evaluator.
func (p *parts) Same(of kvpb.Columns, a, b []byte) bool { return p.evaluator.Same(of, a, b) }

// openCatalog opens the catalog, its jobs, and what makes sessions.
func (n *Node) openCatalog(ctx context.Context, boot catalog.BootstrapOptions) (err error) {
	functions := host.NewFunctions()
	options := n.virtualOptions()
	options.Functions = functions
	virtual := pgcatalog.New(options)
	err = n.membership.Patiently(ctx, func(ctx context.Context) (err error) {
		n.catalog, err = catalog.Open(ctx, catalog.Options{DB: n.db, NodeID: n.ident.NodeID, Virtual: virtual, Bootstrap: boot, Shared: !n.lone(), RTT: n.slowest, Planted: n.o.PlantedCatalog})
		return err
	})
	if err != nil {
		return err
	}
	bulk := jobs.NewBulk(n.router)
	bulk.Panics = n.panics
	err = n.membership.Patiently(ctx, func(ctx context.Context) (err error) {
		n.parts.runner, err = jobs.New(ctx, jobs.Options{Catalog: n.catalog, Bulk: bulk, Logger: n.log, Panics: n.panics, NodeID: n.ident.NodeID, Epoch: n.epoch, Alive: n.members.MayBeAlive,
			Retention: n.o.Collect.Window, Collectable: n.collectable})
		return err
	})
	if err != nil {
		return err
	}
	err = n.membership.Patiently(ctx, func(ctx context.Context) (err error) {
		n.parts.stats, err = stats.Open(ctx, n.db, stats.Options{Version: n.versions.Active})
		return err
	})
	if err != nil {
		return err
	}
	pgcatalog.AddFunctions(functions, bulk.Size, n.parts.stats)
	n.addFunctions(functions)
	if n.o.PlantedFunctions != nil {
		n.o.PlantedFunctions(functions)
	}
	n.measureTables(functions)
	schema := ddl.New(ddl.Options{Catalog: n.catalog, Jobs: n.parts.runner, Stats: n.parts.stats, Scatter: n.scatter, Random: rand.Reader, Version: n.versions.Active,
		NodeID: n.ident.NodeID, Epoch: n.epoch, Sessions: n.sessionsOf, EndSessions: n.endSessionsOf, Localities: n.localities})
	n.sessions = session.NewManager(session.Options{
		DB: n.db, Catalog: n.catalog, Functions: functions, Stats: n.parts.stats, Growth: n.parts.stats, Flows: n.parts.flows, Logger: n.log, Panics: n.panics, CodeProbes: n.o.CodeProbes, Budget: n.memory, WorkMemBytes: n.o.MemoryBytes, Temp: n.temp, SpillAlways: n.o.SpillAlways, SlowStatement: n.o.SlowStatement, Version: n.versions.Active,
		Settings:         n.settings(),
		Schema:           schema,
		DefaultIsolation: n.o.DefaultIsolation, IsolationIsDefault: n.o.IsolationSet, Seed: seed, CountElsewhere: n.countElsewhere,
		KeepsPast: n.o.Collect.Window, ClusterID: n.ident.ClusterID, Region: membership.RegionOf(n.o.Locality),
	})
	n.parts.sessions.Store(n.sessions)
	n.sessions.ShareAdvisoryLocks(advisories{n}, n.epoch)
	n.sessions.Notifications().Join(notifying{n})
	n.parts.sweeper = ddl.NewSweeper(ddl.SweeperOptions{Executor: schema, Alive: n.members.MayBeAlive, Owned: n.sessions.OwnsTemporary, Logger: n.log})
	n.parts.expirer = expire.New(expire.Options{DB: n.db, Catalog: n.catalog, Sessions: n.sessions, NodeID: n.ident.NodeID, PID: pgwire.WorkerPID(n.ident.NodeID), Logger: n.log})
	return nil
}

// statsEvery is how often a node looks for tables that have changed much since they were
// measured: Postgres's autovacuum_naptime.
const statsEvery = time.Minute

// measureTables has the node measure tables that have changed much.
func (n *Node) measureTables(functions *host.Functions) {
	n.parts.stats.Keep(stats.Keeping{
		Every:  statsEvery,
		Tables: func() iter.Seq[*catalog.TableDesc] { return n.catalog.Current().Tables(0) },
		There: func(id catalog.ID) bool {
			_, ok := n.catalog.Current().TableByID(id)
			return ok
		},
		Together: func(t *catalog.TableDesc) []stats.Together {
			return stats.TogetherOf(n.catalog.Current().StatisticsOf(t.ID))
		},
		Exprs: func(t *catalog.TableDesc) []stats.Expr {
			list, err := ddl.MeasuredAlone(n.catalog.Current(), t, functions, n.versions.Active)
			if err != nil {
				n.log.Warn("expressions of a table are not measured", "table", t.Name, "error", err)
			}
			return list
		},
		Failed: func(t *catalog.TableDesc, err error) {
			if t == nil {
				n.log.Warn("statistics of tables that are gone were not removed; it is tried again", "error", err)
				return
			}
			n.log.Warn("a table was not measured; it is tried again", "table", t.Name, "error", err)
		},
	})
}

func seed() (s [32]byte) {
	_, _ = rand.Read(s[:]) // never fails
	return s
}

func (p *parts) close() error {
	if p.runner != nil {
		p.runner.Close()
	}
	if p.stats != nil {
		p.stats.Close()
	}
	if p.flows != nil {
		p.flows.Close()
	}
	var errs []error
	if p.db != nil {
		errs = append(errs, p.db.Close(context.Background()))
	}
	if p.prober != nil {
		errs = append(errs, p.prober.Close())
	}
	return errors.Join(errs...)
}
