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
	"crypto/sha256"
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

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/metric"
	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/mvccgc"
	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/rebalancer"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/membership"
	"github.com/isochrondb/isochron/sql/auth"
	"github.com/isochrondb/isochron/sql/auth/hba"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/pgwire"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/stats"
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
	// AfterSync is pebbleengine.Options.AfterSync: for tests.
	AfterSync func()

	CacheBytes    int64
	MemTableBytes uint64
	MemoryBytes   int64 // what one statement may hold; default 64 MiB
	// MemoryMaxBytes is what all clients of the node may hold together; default 256 MiB.
	MemoryMaxBytes int64

	// TempMaxBytes bounds the temporary files of all statements (53400 beyond it); default
	// spill.DefaultMaxBytes, in memory spill.MemoryMaxBytes.
	TempMaxBytes int64
	// SpillAlways has every operator that can put rows on disk do so at once: for tests.
	SpillAlways bool
	// FragmentsAsSent has ranges decode what this node's own plans ask of them, as if it came from another: for tests.
	FragmentsAsSent bool

	// Source is the physical clock; nil: this machine's, whose error is taken for 0.
	// ClockError is E, the budget. Neither error counts while the node is alone.
	Source     bound.Source
	ClockError time.Duration
	// AgreeClocks has the node turn its cluster to clocks that agree, in place of ClockError, once
	// all of its nodes may go by them (transactions.md, section 13): for good, since they then speak
	// versions of the cluster that others don't. Until then it finds out, beside what it goes by,
	// what commits would wait for, for metrics. AgreeAlong has the node go by them where its cluster
	// does, and turn none to them: it costs nothing until then.
	AgreeClocks, AgreeAlong bool

	// ListenAddr is where other nodes reach this one (host:port, port 0 for any); empty:
	// they can't, and so there are none: Start refuses it with Join, and to a node of several. AdvertiseAddr is what they are told, if that is
	// something else.
	ListenAddr, AdvertiseAddr string
	Listener                  net.Listener // on ListenAddr; nil: the node makes it. It is closed with the node
	// Join are such addresses of other nodes. A new store without any begins a cluster of
	// its own; with some, Start waits until one of them takes it in, or until Init.
	Join     []string
	PeerTLS  PeerTLS
	Locality []directory.Tier // where the node stands, the widest first
	// SQLAddress and HTTPAddress are told to others.
	SQLAddress, HTTPAddress string
	Build                   string            // this version, as people call it
	VersionMin, VersionMax  uint32            // that the node speaks; default this build's (base/version)
	Network                 transport.Network // nil: the operating system's
	MeshTiming              transport.Timing
	MeshLimits              transport.Limits
	Seed                    uint64             // spreads elections, together with the IDs of ranges and replicas
	Placement               rebalancer.Options // its Store and Members are the node's
	Collect                 mvccgc.Options     // of old versions
	Recover                 recover.Limits     // how long silent coordinators are left alone

	// Trust lets every client in without a password. Otherwise Password is the
	// first user's, taken when the store is made.
	Trust      bool
	Password   string
	TLS        *tls.Config
	RenewTLS   func() *tls.Config // of one more connection; nil: TLS stays
	RequireTLS bool
	// Rules say who may connect, and from where; they replace what Trust and RequireTLS
	// say. Nil: those.
	Rules *hba.Source
	// CertificatesEnd is when the first of the node's certificates ends; nil: there are none.
	CertificatesEnd func() time.Time

	// ConnectionsMax and the others are pgwire.Options's; zero takes their defaults.
	ConnectionsMax, ReservedConnections, PendingMax int
	AuthenticationWithin                            time.Duration

	SlowStatement    time.Duration
	DefaultIsolation kvpb.Isolation // counts if IsolationSet; else SERIALIZABLE
	IsolationSet     bool
	SplitBytes       uint64        // ranges split beyond this size; default placement's
	CheckEvery       time.Duration // between two comparisons of a range's replicas; default the store's
	Logger           *slog.Logger

	// Ranges are bounds of the replicas; zero fields take their defaults.
	Ranges replica.Limits
	// Before stands before the store, for this node's requests and others': tests only. end is called
	// when nobody sends any more.
	Before func(kvpb.Sender) (s kvpb.Sender, end func())
	// RaftFaults decides what happens to messages between replicas: likewise.
	RaftFaults transport.RaftFaults
	// Wrap puts something between the router and the ranges: traces.
	Wrap func(kvpb.Sender) kvpb.Sender
	// PlantedCoord and the others break rules, to show that checkers notice.
	PlantedCoord   coord.Planted
	PlantedCatalog catalog.Planted
	PlantedReplica replica.Planted
	PlantedRecover recover.Planted
	PlantedStore   func(*store.Options)        // nil: nothing
	PlantedEngine  func(*pebbleengine.Options) // nil: nothing
	PlantedAgree   PlantedAgree
	AgreeEachMax   int  // up to how many nodes each hears each other's clock; 0: agree.EachMax; for tests
	PlantedUnseen  bool // replays take any answer for what the client has
	// PlantedRead is called before a range evaluates a read for a statement.
	PlantedRead func(*kvpb.ReadRequest)
	// PlantedStage is called as a stage of a flow begins.
	PlantedStage func()
	// PlantedFunctions adds to the functions that statements may call.
	PlantedFunctions func(*host.Functions)
	// CodeProbes is told of rare paths, to show that tests come to them. nil: nobody is.
	CodeProbes *codeprobe.Paths
}

// PeerTLS is how connections between nodes are encrypted; zero: they are not.
type PeerTLS struct {
	Server, Client *tls.Config
	// Verify looks at a peer's certificate after TLS has verified it.
	Verify func(tls.ConnectionState) error
	// VerifyHost and VerifyNode are transport.MeshOptions's.
	VerifyHost func(s tls.ConnectionState, host string) error
	VerifyNode func(s tls.ConnectionState, node uint32) error
}

// defaultMemoryMaxBytes is what clients may hold where nothing is said, as of nodes in a
// test's process.
const defaultMemoryMaxBytes = 256 << 20

// connectionBufferBytes is what an in-process connection holds each way.
const connectionBufferBytes = 256 << 10

// Node is a running node. Safe for concurrent use.
type Node struct {
	o        Options
	log      *slog.Logger
	registry *metric.Registry

	engine     engine.Engine
	clock      *hlc.Clock
	epoch      uint64 // of this process: grows with each start
	ident      store.Ident
	store      *store.Store
	clocked    atomic.Pointer[store.Store] // the store, once it serves: for the engine and the clock
	hop        *transport.Hop
	endBefore  func() // of Options.Before; nil: there is none
	router     *distsender.Router
	versions   *membership.Versions
	members    *membership.Members
	membership *membership.Member
	mesh       *transport.Mesh
	endMesh    func()
	raftnet    *raftnet.Net
	address    string // of the mesh, as others are told; empty: they can't reach it
	rebalancer *rebalancer.Rebalancer
	presents   presents // ranges of GLOBAL tables
	mvccGC     *queue.MVCCGC
	collects   atomic.Pointer[queue.MVCCGC] // likewise, for those who run before it
	cluster    *stop.Group                  // what the node does as one of several
	solo       *soloSource
	bound      *bound.Bound
	clocks     clockWatch
	source     sourceWatch
	agreed     *agreement // nil: off
	side       side
	expelled   atomic.Bool
	memory     *limit.Budget // of all that clients hold
	// of it, parts of other gateways' statements
	rangesMemory, flowsMemory *limit.Budget
	temp                      *spill.Store // of what that does not hold
	db                        *coord.DB
	parts                     parts
	catalog                   *catalog.Catalog
	sessions                  *session.Manager
	wire                      *pgwire.Server
	panics                    *panics.Recorder

	joining chan struct{} // one slot: held while the node becomes one of several

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
	if err := o.checkVersions(); err != nil {
		return nil, err
	}
	if len(o.Join) > 0 && o.ListenAddr == "" {
		return nil, errors.New("node: a node that joins others needs an address for them")
	}
	n := &Node{o: o, log: o.Logger, panics: panics.NewRecorder(o.Logger), registry: metric.NewRegistry(), failed: make(chan struct{}), localDone: make(chan struct{})}
	if n.o.MemoryMaxBytes == 0 {
		n.o.MemoryMaxBytes = defaultMemoryMaxBytes
	}
	n.memory = limit.NewShared("max-sql-memory", n.o.MemoryMaxBytes)
	n.rangesMemory, n.flowsMemory = limit.New("ranges", 0, n.memory), limit.New("flows", 0, n.memory)
	n.cluster, n.raftnet, n.endMesh = stop.New(), raftnet.New(0), func() {}
	n.joining = make(chan struct{}, 1)
	n.parts.joined = make(chan struct{})
	n.closing, n.gone = context.WithCancel(context.WithoutCancel(ctx))
	if err := n.start(ctx); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

func (n *Node) start(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := n.openEngine(cancel); err != nil {
		return err
	}
	// Nobody is served yet: who waits for a clock that does not get well, to acknowledge what
	// the start has done, is cut off when the start is given up.
	stop := context.AfterFunc(ctx, n.gone)
	err := n.startParts(ctx)
	if !stop() && err == nil {
		err = context.Cause(ctx)
	}
	if failed := n.engine.Writable(); err != nil && errors.Is(failed, engine.ErrFailed) {
		return fmt.Errorf("store %s: %w", n.o.Dir, failed) // what it led to says less
	}
	return err
}

// startParts starts what the node is made of, on its engine.
func (n *Node) startParts(ctx context.Context) error {
	n.versions = membership.NewVersions(n.log, n.engine, n.o.VersionMin, n.o.VersionMax)
	if err := n.openClock(ctx); err != nil {
		return err
	}
	// Who waits for a reading, as there is none left below the stored bound, would not hear that the
	// start is given up. (giveUpClock is for a close.)
	defer context.AfterFunc(ctx, func() {
		if errors.Is(n.engine.Writable(), engine.ErrFailed) {
			_ = n.clock.Close() // its error is the engine's
		}
	})()
	n.openMembership()
	if err := n.openMesh(); err != nil {
		return err
	}
	if err := n.identify(ctx); err != nil {
		return err
	}
	n.membership.Formed()
	if err := n.openRanges(ctx); err != nil {
		return err
	}
	if err := n.openSQL(ctx); err != nil {
		return err
	}
	if err := n.openCluster(ctx); err != nil {
		return err
	}
	if err := n.startMVCCGC(); err != nil {
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

// openEngine opens the engine. Should it fail, whoever meets it, the store serves no
// more; a start that is under way ends.
func (n *Node) openEngine(giveUp context.CancelCauseFunc) error {
	o := pebbleengine.Options{FS: n.o.FS, Dir: n.o.Dir, CacheBytes: n.o.CacheBytes, MemTableBytes: n.o.MemTableBytes, Logger: n.log, AfterSync: n.o.AfterSync}
	if n.o.PlantedEngine != nil {
		n.o.PlantedEngine(&o)
	}
	if n.o.InMemory {
		o.Dir = "store"
		if o.FS == nil {
			o.FS = pebbleengine.MemFS()
		}
	}
	o.OnFailure = func(err error) {
		if s := n.clocked.Load(); s != nil {
			s.Fail(err)
		}
		giveUp(err)
	}
	e, err := pebbleengine.Open(o)
	if err != nil {
		return fmt.Errorf("store %s: %w", n.o.Dir, err)
	}
	n.engine = e
	if o.FS == nil {
		o.FS = pebbleengine.OSFS()
	}
	if err := n.openTemp(o.FS, o.Dir); err != nil {
		return fmt.Errorf("store %s: %w", n.o.Dir, err)
	}
	return nil
}

// openRanges opens the store, making it if it is new, and what routes to it.
func (n *Node) openRanges(ctx context.Context) error {
	var err error
	policy := allocator.DefaultSplits()
	if n.o.SplitBytes > 0 {
		policy.BytesMax = n.o.SplitBytes
	}
	routes := &lateRoutes{}
	o := store.Options{
		Engine: n.engine, Clock: n.clock, Bound: n.physical(), Settler: &n.parts, Observer: &n.parts, Prober: &n.parts, Evaluator: &n.parts, Shown: n.parts.visible,
		Policy: policy, Cleaner: &n.parts, Metrics: &n.replicaMetrics, Planted: n.o.PlantedReplica, Log: n.log,
		Routes: routes, Reconfigured: routes.reconfigured, Version: n.versions.Active, Seed: n.o.Seed, CheckEvery: n.o.CheckEvery, CodeProbes: n.o.CodeProbes,
		Alone: n.lone, CloseAhead: n.closeAhead,
	}
	o.Replica = n.o.Ranges
	o.Transport, o.RoundTrips = n.raftnet.Transport(n.ident.StoreID), n.roundTrips
	o.Replica.AheadMaxNanos = int64(n.aheadMax())
	if n.o.PlantedStore != nil {
		n.o.PlantedStore(&o)
	}
	if n.store, err = store.Open(ctx, o); err != nil {
		return err
	}
	n.clocked.Store(n.store)
	if err := n.engine.Writable(); errors.Is(err, engine.ErrFailed) {
		n.store.Fail(err) // it failed before there was somebody to tell
	}
	ranges := kvpb.Sender(n.store)
	if n.o.Before != nil {
		ranges, n.endBefore = n.o.Before(ranges)
	}
	n.hop = transport.NewHop(ranges)
	local := kvpb.Sender(n.hop)
	if n.o.Wrap != nil {
		local = n.o.Wrap(local)
	}
	ro := distsender.Options{NodeID: n.ident.NodeID, Local: local, Clock: n.clock, Known: n.store, Peers: n.mesh, Scout: n.members}
	if n.router, err = distsender.New(ro); err != nil {
		return err
	}
	routes.r.Store(n.router)
	n.mesh.SetRanges(ranged{n.store, n.router})
	n.raftnet.Add(n.ident.StoreID, n.store)
	n.mesh.SetServer(ranges)
	return n.parts.join(n)
}

// ranged is what the node's store and its router know of ranges (transport.Ranges).
type ranged struct {
	*store.Store
	router *distsender.Router
}

// Told implements transport.Ranges.
func (r ranged) Told(d *kvpb.RangeDescriptor) { r.router.Told(d) }

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
	w := pgwire.Options{Sessions: n.sessions, TLS: n.o.TLS, RenewTLS: n.o.RenewTLS, RequireTLS: n.o.RequireTLS, Logger: n.log, Panics: n.panics,
		ConnectionsMax: n.o.ConnectionsMax, ReservedConnections: n.o.ReservedConnections, PendingMax: n.o.PendingMax, AuthenticationWithin: n.o.AuthenticationWithin}
	w.Rules, w.Networks, w.PlantedUnseen = n.o.Rules, networks, n.o.PlantedUnseen
	decoy := sha256.Sum256(append([]byte("decoy of "), n.ident.ClusterID[:]...)) // outsiders don't know the cluster's ID
	w.DecoySecret = decoy[:]
	if !n.o.Trust || n.o.Rules != nil {
		w.Verifiers = &auth.Users{Catalog: n.catalog}
	}
	w.NodeID, w.CancelElsewhere = n.ident.NodeID, n.cancelElsewhere
	n.wire = pgwire.NewServer(w)
	return nil
}

// ServeSQL accepts clients on l until Close. It may be called for several
// listeners.
func (n *Node) ServeSQL(l net.Listener) error { return n.wire.Serve(l) }

// Dial opens an in-process connection that speaks the Postgres protocol.
func (n *Node) Dial(ctx context.Context) (net.Conn, error) { return n.local.DialContext(ctx) }

// Panics is how many bugs have ended a statement, a connection or a request.
func (n *Node) Panics() int64 { return n.panics.Load() }

// unservedMax is how long nobody has served the directory when a node is not ready any more:
// clients need more than it, and who serves it is the last thing that a cluster loses.
const unservedMax = 6 * time.Second

// Ready is nil while the node takes SQL, and reaches what clients need.
func (n *Node) Ready() error {
	if err := n.takesSQL(); err != nil {
		return err
	}
	if d, why := n.members.UnservedFor(); d >= unservedMax {
		return fmt.Errorf("nobody has served the cluster's directory for %v: too few nodes can be reached: %w", d.Round(time.Second), why)
	}
	return nil
}

// takesSQL is nil while the node itself is well.
func (n *Node) takesSQL() error {
	if n.draining.Load() {
		return errors.New("draining")
	}
	if why := n.physical().Why(); why != "" {
		return fmt.Errorf("the clock is out of service: %s", why)
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

// Catalog is what the node knows of the schema.
func (n *Node) Catalog() *catalog.Catalog { return n.catalog }

// Store is the node's store.
func (n *Node) Store() *store.Store { return n.store }

// InspectRange tells, for people, what the node's replica of a range knows; false without one.
func (n *Node) InspectRange(ctx context.Context, id uint64) (string, bool) {
	r, ok := n.store.Inspect(ctx, id)
	if !ok {
		return "", false
	}
	words := fmt.Sprintf("%v, leader store %d, generation %d of %v", r.State, r.Leader.StoreID, r.Desc.Generation, r.Desc.Replicas)
	if r.Err != nil {
		words += ", error: " + r.Err.Error()
	}
	if r.Raft != "" {
		words += "\n" + r.Raft
	}
	for _, p := range r.Progress {
		words += fmt.Sprintf("\nreplica %d at store %d: has %d, lacks %d, follows %t, active %t, a state is sent %t, supports %t",
			p.ID, p.Store, p.Match, p.Lag, p.Follows, p.Active, p.Sending, p.Supported)
	}
	return words, true
}

// Transport counts the requests between gateway and ranges.
func (n *Node) Transport() *transport.Hop { return n.hop }

// Sessions makes sessions.
func (n *Node) Sessions() *session.Manager { return n.sessions }

// Statistics are what is known of tables' contents.
func (n *Node) Statistics() *stats.Store { return n.parts.stats }

// Wire is the server of SQL clients.
func (n *Node) Wire() *pgwire.Server { return n.wire }

// Drain stops taking clients and lets those who are here finish their
// transactions, until ctx ends. Close comes next: when ctx ends early, whoever waits for
// a clock that does not get well (its bound can't be stored, say) is cut off, and so are the
// clients.
func (n *Node) Drain(ctx context.Context) error {
	n.draining.Store(true)
	cut := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(cut)
		n.cutOff()
	})
	defer func() {
		if !stop() {
			<-cut
		}
	}()
	n.leave(ctx)
	err := n.wire.Drain(ctx)
	n.store.Drain(ctx) // what came meanwhile
	if n.goesBy() != byBudget {
		n.agreed.giveBack(ctx)
	}
	return errors.Join(err, n.mesh.Drain(ctx))
}

// Close ends the node: clients, transactions, jobs, ranges, clock and engine, in
// that order. It returns when every goroutine of the node has ended. It may be
// called more than once.
func (n *Node) Close() error {
	n.closeOnce.Do(func() { n.closeErr = n.close() })
	return n.closeErr
}

// lastWords is how long the clients of a node that ends may still wait for answers.
const lastWords = time.Second

// cutOff ends the waits for times to pass (Rule W), after the clients' connections: what the
// waits would have acknowledged nobody may hear (T1).
func (n *Node) cutOff() {
	if n.wire != nil {
		n.wire.Disconnect(lastWords)
	}
	n.gone()
	if n.db != nil {
		n.db.CutOff()
	}
}

// giveUpClock closes the clock if the store has failed, or does before the returned function is
// called: the clock's bound can't be stored then, and nobody may wait for readings.
func (n *Node) giveUpClock() (done func()) {
	if n.store == nil || n.clock == nil {
		return func() {}
	}
	closed := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		select {
		case <-n.store.Failed():
			if err := n.clock.Close(); err != nil {
				n.log.Info("the clock's last bound was not stored", "error", err)
			}
		case <-closed:
		}
	})
	return func() {
		close(closed)
		watch.Wait()
	}
}

func (n *Node) close() error {
	n.draining.Store(true)
	var errs []error
	defer n.giveUpClock()()
	if n.sessions != nil {
		n.sessions.Interrupt()
	}
	n.cutOff() // before whoever may wait as clients do: for ever, where this node hears from no other
	if n.sessions != nil {
		n.sessions.Close()
	}
	if n.parts.expirer != nil {
		n.parts.expirer.Close()
	}
	if n.parts.sweeper != nil {
		n.parts.sweeper.Close()
	}
	if n.wire != nil {
		n.wire.Close()
	}
	if n.local != nil {
		errs = append(errs, n.local.Close())
		<-n.localDone
	}
	if n.catalog != nil {
		n.catalog.Close()
	}
	n.cluster.Stop()
	if n.mvccGC != nil {
		n.mvccGC.Close()
	}
	if n.rebalancer != nil {
		n.rebalancer.Close()
	}
	errs = append(errs, n.parts.close())
	if n.endBefore != nil {
		n.endBefore()
	}
	if n.store != nil {
		errs = append(errs, n.store.Close())
	}
	n.raftnet.Close()
	n.endMesh()
	if n.clock != nil {
		errs = append(errs, n.clock.Close())
	}
	if n.engine != nil {
		errs = append(errs, n.engine.Close())
	}
	return errors.Join(errs...)
}
