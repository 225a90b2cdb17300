// Package node is the composition root: it builds one node out of the layers'
// parts, joins the doors that lower layers declare with those above that serve
// them, and starts, drains and closes it all.
//
//	pgwire ─ session ─ exec ─ coord ─ router ─ hop ─ store ─ replica ─ engine
//	                    │       │ recover ◄────────────────── Settler
//	                    │       │ deadlock ◄───────────────── WaitObserver
//	                    │       └ TxnOpen ◄────────────────── Prober
//	                    └─────────────────────────────────── Evaluator
//
// Nothing else in the product knows all of these.
package node

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"google.golang.org/grpc/test/bufconn"

	"github.com/isochrondb/isochron/base/metric"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/placement"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/router"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/sql/auth"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgwire"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/recover"
)

// Options say what node to start. The zero value is not enough: InMemory or Dir
// must be set.
type Options struct {
	// InMemory keeps everything in memory, on FS if that is set.
	InMemory bool
	Dir      string
	FS       pebbleengine.FS // nil: the operating system's, or a new one in memory

	CacheBytes    int64
	MemTableBytes uint64
	MemoryBytes   int64 // what one statement may hold; default 64 MiB

	// Source is the physical clock; nil: this machine's, whose error is 0, as
	// there is one node. ClockError is E, the budget.
	Source     bound.Source
	ClockError time.Duration

	// Trust lets every client in without a password. Otherwise Password is the
	// first user's, taken when the store is made.
	Trust      bool
	Password   string
	TLS        *tls.Config
	RequireTLS bool

	ConnectionsMax   int
	SlowStatement    time.Duration
	DefaultIsolation kvpb.Isolation // counts if IsolationSet; else SERIALIZABLE
	IsolationSet     bool
	SplitBytes       uint64 // ranges split beyond this size; default placement's
	Logger           *slog.Logger

	// Faults decides what happens to requests on their way to ranges: tests only.
	Faults transport.Faults
	// Wrap puts something between the router and the ranges: traces.
	Wrap func(kvpb.Server) kvpb.Server
	// PlantedCoord and PlantedReplica break rules, to show that checkers notice.
	PlantedCoord   coord.Planted
	PlantedReplica replica.Planted
	PlantedRecover recover.Planted
}

// NodeID is this node's number: the first and only one.
const NodeID = 1

// connectionBufferBytes is what an in-process connection holds each way.
const connectionBufferBytes = 256 << 10

// Node is a running node. Safe for concurrent use.
type Node struct {
	o        Options
	log      *slog.Logger
	registry *metric.Registry

	engine   engine.Engine
	clock    *hlc.Clock
	store    *store.Store
	clocked  atomic.Pointer[store.Store] // the store, once it serves: for the clock
	hop      *transport.Hop
	router   *router.Router
	db       *coord.DB
	parts    parts
	catalog  *catalog.Catalog
	sessions *session.Manager
	wire     *pgwire.Server

	local          *bufconn.Listener
	localDone      chan struct{}
	failed         chan struct{}
	replicaMetrics replica.Metrics
	waited         atomic.Int64 // by Rule W, nanoseconds
	draining       atomic.Bool
	closing        context.Context // ends when the clients are gone
	gone           context.CancelFunc
	closeOnce      sync.Once
	closeErr       error
}

// Start starts a node, making the store if there is none. Close it.
func Start(ctx context.Context, o Options) (*Node, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Source == nil {
		o.Source = bound.Zero()
	}
	n := &Node{o: o, log: o.Logger, registry: metric.NewRegistry(), failed: make(chan struct{}), localDone: make(chan struct{})}
	n.parts.joined = make(chan struct{})
	n.closing, n.gone = context.WithCancel(context.WithoutCancel(ctx))
	if err := n.start(ctx); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

func (n *Node) start(ctx context.Context) error {
	if err := n.openEngine(); err != nil {
		return err
	}
	if err := n.openClock(ctx); err != nil {
		return err
	}
	if err := n.openRanges(ctx); err != nil {
		return err
	}
	if err := n.openSQL(ctx); err != nil {
		return err
	}
	n.registerMetrics()
	n.local = bufconn.Listen(connectionBufferBytes)
	go func() {
		defer close(n.localDone)
		_ = n.wire.Serve(n.local) // ends with Close; there is nothing to fail
	}()
	return nil
}

func (n *Node) openEngine() error {
	o := pebbleengine.Options{FS: n.o.FS, Dir: n.o.Dir, CacheBytes: n.o.CacheBytes, MemTableBytes: n.o.MemTableBytes, Logger: n.log}
	if n.o.InMemory {
		o.Dir = "store"
		if o.FS == nil {
			o.FS = pebbleengine.MemFS()
		}
	}
	e, err := pebbleengine.Open(o)
	if err != nil {
		return fmt.Errorf("store %s: %w", n.o.Dir, err)
	}
	n.engine = e
	return nil
}

// openClock starts the clock above every reading of the store's past.
func (n *Node) openClock(ctx context.Context) error {
	upper, err := readClockBound(n.engine)
	if err != nil {
		return err
	}
	persist := func(upper hlc.Reading) error {
		err := writeClockBound(n.engine, upper)
		if s := n.clocked.Load(); s != nil && errors.Is(err, engine.ErrFailed) {
			s.Fail(err) // nobody may write any more, and nobody would find out: there are no readings
		}
		return err
	}
	if n.clock, err = hlc.NewClock(hlc.Options{Source: n.o.Source, Persisted: upper, Persist: persist}); err != nil {
		return err
	}
	return n.clock.AwaitHealthy(ctx)
}

// readClockBound returns the persisted upper bound of readings, 0 if there is none.
func readClockBound(e engine.Reader) (hlc.Reading, error) {
	v, found, err := e.Get(keys.StoreClock(), nil)
	if err != nil || !found {
		return 0, err
	}
	ts, _, err := hlc.Decode(v)
	if err != nil {
		return 0, fmt.Errorf("%w: the clock's bound: %w", engine.ErrCorrupt, err)
	}
	return hlc.Reading(ts), nil
}

func writeClockBound(e engine.Engine, upper hlc.Reading) error {
	b := e.NewBatch(64)
	defer b.Close()
	if err := b.Put(keys.StoreClock(), hlc.Zero, upper.Timestamp().Append(nil)); err != nil {
		return err
	}
	return e.Apply(b, true)
}

// openRanges opens the store, making it if it is new, and what routes to it.
func (n *Node) openRanges(ctx context.Context) error {
	if err := n.bootstrapStore(); err != nil {
		return err
	}
	b, err := bound.New(n.o.Source, n.o.ClockError)
	if err != nil {
		return err
	}
	policy := placement.DefaultSplits()
	if n.o.SplitBytes > 0 {
		policy.BytesMax = n.o.SplitBytes
	}
	n.store, err = store.Open(ctx, store.Options{
		Engine: n.engine, Clock: n.clock, Bound: b, Settler: &n.parts, Observer: &n.parts, Prober: &n.parts, Evaluator: &n.parts,
		Policy: policy, Cleaner: &n.parts, Metrics: &n.replicaMetrics, Planted: n.o.PlantedReplica, Log: n.log,
	})
	if err != nil {
		return err
	}
	n.clocked.Store(n.store)
	n.hop = transport.NewHop(n.store, transport.Options{Faults: n.o.Faults})
	local := kvpb.Server(n.hop)
	if n.o.Wrap != nil {
		local = n.o.Wrap(local)
	}
	if n.router, err = router.New(router.Options{NodeID: NodeID, Local: local, Clock: n.clock, Known: n.store}); err != nil {
		return err
	}
	return n.parts.join(n, b)
}

func (n *Node) bootstrapStore() error {
	_, err := store.ReadIdent(n.engine)
	if !errors.Is(err, store.ErrEmpty) {
		return err
	}
	id := store.Ident{NodeID: NodeID, StoreID: 1}
	if _, err := rand.Read(id.ClusterID[:]); err != nil {
		return err
	}
	n.log.Info("new store", "dir", n.o.Dir)
	return store.Bootstrap(n.engine, id, n.clock.Now().Timestamp())
}

// openSQL opens the catalog and what serves clients.
func (n *Node) openSQL(ctx context.Context) (err error) {
	boot := catalog.BootstrapOptions{}
	if n.o.Password != "" {
		if boot.Verifier, err = auth.Verifier(n.o.Password, rand.Reader); err != nil {
			return err
		}
	}
	if err := n.openCatalog(ctx, boot); err != nil {
		return err
	}
	w := pgwire.Options{Sessions: n.sessions, TLS: n.o.TLS, RequireTLS: n.o.RequireTLS, Logger: n.log, ConnectionsMax: n.o.ConnectionsMax}
	if !n.o.Trust {
		w.Verifiers = &auth.Users{Catalog: n.catalog}
	}
	n.wire = pgwire.NewServer(w)
	return nil
}

// ServeSQL accepts clients on l until Close. It may be called for several
// listeners.
func (n *Node) ServeSQL(l net.Listener) error { return n.wire.Serve(l) }

// Dial opens an in-process connection that speaks the Postgres protocol.
func (n *Node) Dial(ctx context.Context) (net.Conn, error) { return n.local.DialContext(ctx) }

// Ready is nil while the node takes SQL.
func (n *Node) Ready() error {
	if n.draining.Load() {
		return errors.New("draining")
	}
	return n.Err()
}

// Err says why the node stopped serving: nil while it serves.
func (n *Node) Err() error { return n.store.Err() }

// Failed is closed when the store has failed and the node can't serve any more.
func (n *Node) Failed() <-chan struct{} { return n.store.Failed() }

// Metrics are what /metrics shows.
func (n *Node) Metrics() prometheus.Gatherer { return n.registry.Gatherer() }

// DB is the node's coordinator.
func (n *Node) DB() *coord.DB { return n.db }

// Store is the node's store.
func (n *Node) Store() *store.Store { return n.store }

// Transport counts the requests between gateway and ranges.
func (n *Node) Transport() *transport.Hop { return n.hop }

// Sessions makes sessions.
func (n *Node) Sessions() *session.Manager { return n.sessions }

// Wire is the server of SQL clients.
func (n *Node) Wire() *pgwire.Server { return n.wire }

// Drain stops taking clients and lets those who are here finish their
// transactions, until ctx ends.
func (n *Node) Drain(ctx context.Context) error {
	n.draining.Store(true)
	return n.wire.Drain(ctx)
}

// Close ends the node: clients, transactions, jobs, ranges, clock and engine, in
// that order. It returns when every goroutine of the node has ended. It may be
// called more than once.
func (n *Node) Close() error {
	n.closeOnce.Do(func() { n.closeErr = n.close() })
	return n.closeErr
}

func (n *Node) close() error {
	n.draining.Store(true)
	var errs []error
	if n.sessions != nil {
		n.sessions.Close()
	}
	if n.wire != nil {
		n.wire.Close()
	}
	if n.local != nil {
		errs = append(errs, n.local.Close())
		<-n.localDone
	}
	n.gone()
	errs = append(errs, n.parts.close())
	if n.hop != nil {
		n.hop.Close()
	}
	if n.store != nil {
		errs = append(errs, n.store.Close())
	}
	if n.clock != nil {
		errs = append(errs, n.clock.Close())
	}
	if n.engine != nil {
		errs = append(errs, n.engine.Close())
	}
	return errors.Join(errs...)
}
