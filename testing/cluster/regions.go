package cluster

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// Topology says which regions a cluster has, how many nodes stand in them, and
// how far apart they are. The zero value has three regions on three continents
// with three nodes each, and the latencies that were measured between them.
type Topology = local.Options

// Region is where nodes stand.
type Region = local.Region

// Regions is a running cluster of several nodes.
//
// Names mean nodes (n1, n2 … in the topology's order), zones (us-east-a …) or
// regions: what is done to a region is done to all of its nodes. Nothing that is
// done fails the test by itself unless it can't be done: a name that nobody has,
// a node that is started twice.
//
// Its methods are safe for concurrent use.
type Regions struct {
	t     testing.TB
	local *local.Cluster
	seed  uint64
	began time.Time

	mu struct { // held for moments only; a leaf
		sync.Mutex
		pools  []*pgxpool.Pool
		dbs    []*sql.DB
		served map[string]served
		did    []string // what was done to the cluster, for a failing test
		logs   []string // what nodes warned of
	}
}

// served is a node that listens on the loopback interface.
type served struct {
	url  string
	done chan error
}

// SeedVariable is the environment variable that gives clusters without a seed one.
const SeedVariable = "ISOCHRON_SEED"

// logLinesMax is how many warnings of the nodes a failing test prints.
const logLinesMax = 100

// StartRegions starts a cluster that ends with the test, and waits until it could lose
// any one of its nodes. A failure to start fails the test. Where the topology has no seed, ISOCHRON_SEED gives it one, or it is
// drawn; a test that fails prints it.
func StartRegions(t testing.TB, o Topology) *Regions {
	t.Helper()
	if len(o.Regions) == 0 {
		o.Regions = local.ThreeRegions()
	}
	if o.Seed == 0 {
		o.Seed = pickSeed(t)
	}
	r := &Regions{t: t, seed: o.Seed, began: time.Now()}
	r.mu.served = map[string]served{}
	if o.Logger == nil {
		o.Logger = func(n *local.Node) *slog.Logger {
			return slog.New(slog.NewTextHandler(warnings{r}, &slog.HandlerOptions{Level: slog.LevelWarn})).With("node", n.Name)
		}
	}
	o.Replicated = true
	ctx, cancel := context.WithTimeout(context.Background(), replicatedWithin)
	defer cancel()
	c, err := local.Start(ctx, o)
	if err != nil {
		t.Fatalf("cluster: %v (seed %d)", err, o.Seed)
	}
	r.local = c
	t.Cleanup(r.close)
	return r
}

// replicatedWithin is how long ranges may take to get their replicas.
const replicatedWithin = 5 * time.Minute

// AwaitReplicated returns when every range has three replicas (or one on each node,
// where there are fewer), and none moves. StartRegions has waited for that already; it
// is for after a change, before the next thing is broken.
func (r *Regions) AwaitReplicated() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), replicatedWithin)
	defer cancel()
	if err := r.local.AwaitReplicated(ctx, 0); err != nil {
		r.t.Errorf("cluster: %v", err)
	}
}

func pickSeed(t testing.TB) uint64 {
	t.Helper()
	if v := os.Getenv(SeedVariable); v != "" {
		seed, err := strconv.ParseUint(v, 10, 64)
		if err != nil {
			t.Fatalf("cluster: %s=%q is no number", SeedVariable, v)
		}
		return seed
	}
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return binary.LittleEndian.Uint64(b[:])>>1 | 1
}

// warnings gathers what nodes log.
type warnings struct{ r *Regions }

// Write implements io.Writer.
func (w warnings) Write(b []byte) (int, error) {
	w.r.mu.Lock()
	defer w.r.mu.Unlock()
	if len(w.r.mu.logs) < logLinesMax {
		w.r.mu.logs = append(w.r.mu.logs, strings.TrimSpace(string(b)))
	}
	return len(b), nil
}

func (r *Regions) close() {
	r.t.Helper()
	r.mu.Lock()
	pools, dbs, listeners := r.mu.pools, r.mu.dbs, r.mu.served
	r.mu.Unlock()
	for _, db := range dbs {
		_ = db.Close()
	}
	for _, p := range pools {
		p.Close()
	}
	if err := r.local.Close(); err != nil {
		r.t.Errorf("cluster: close: %v", err)
	}
	for _, s := range listeners {
		<-s.done
	}
	if r.t.Failed() {
		r.tell()
	}
}

// tell prints what a failing test wants to know.
func (r *Regions) tell() {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.t.Logf("cluster: %s=%d runs it with this seed again", SeedVariable, r.seed)
	for _, s := range r.mu.did {
		r.t.Log("cluster: " + s)
	}
	for _, s := range r.mu.logs {
		r.t.Log("cluster: " + s)
	}
}

// note remembers what is done, and when.
func (r *Regions) note(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mu.did = append(r.mu.did, fmt.Sprintf("%v: %s", time.Since(r.began), fmt.Sprintf(format, args...)))
}

// Seed is what the cluster draws from.
func (r *Regions) Seed() uint64 { return r.seed }

// Local is the cluster itself: single nodes with their disks and clocks, and the
// network between them.
func (r *Regions) Local() *local.Cluster { return r.local }

// Node is the node of that name, which is what n1's insides are tested by; nil while
// it is down.
func (r *Regions) Node(name string) *node.Node {
	r.t.Helper()
	return r.pick(name)[0].Node()
}

// pick returns what the names mean. An unknown name ends the test.
func (r *Regions) pick(names ...string) []*local.Node {
	r.t.Helper()
	nodes, err := r.local.Select(names...)
	if err != nil {
		r.t.Fatalf("cluster: %v", err)
	}
	return nodes
}

// do does f with each of the nodes, at once.
func (r *Regions) do(what string, names []string, f func(context.Context, *local.Node) error) {
	r.t.Helper()
	if len(names) == 0 {
		r.t.Fatalf("cluster: %s whom?", what)
	}
	nodes := r.pick(names...)
	r.note("%s %s", what, strings.Join(names, " "))
	errs := make([]error, len(nodes))
	var all sync.WaitGroup
	for i, n := range nodes {
		all.Go(func() { errs[i] = f(context.Background(), n) })
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		r.t.Errorf("cluster: %s: %v", what, err)
	}
}

// Kill cuts the power of nodes: what they had not synced is lost, and others hear
// nothing from them, not even that they are gone. It returns when they are gone.
func (r *Regions) Kill(names ...string) {
	r.t.Helper()
	r.do("kill", names, func(ctx context.Context, n *local.Node) error { return n.Kill(ctx) })
}

// Crash ends the nodes' processes as kill -9 does: connections break, and disks
// keep what was written.
func (r *Regions) Crash(names ...string) {
	r.t.Helper()
	r.do("crash", names, func(ctx context.Context, n *local.Node) error { return n.Crash(ctx) })
}

// Stop drains nodes and stops them.
func (r *Regions) Stop(names ...string) {
	r.t.Helper()
	r.do("stop", names, func(ctx context.Context, n *local.Node) error { return n.Stop(ctx) })
}

// Restart starts nodes on what their disks hold, and stops those first that run. It
// returns when they serve SQL.
func (r *Regions) Restart(names ...string) {
	r.t.Helper()
	r.do("restart", names, func(ctx context.Context, n *local.Node) error {
		if err := n.Stop(ctx); err != nil && !errors.Is(err, local.ErrDown) {
			return err
		}
		return n.Start(ctx)
	})
}

// Partition cuts nodes off from all others, both ways. Nodes that are named together
// reach each other. Clients in a region that is cut off still reach its nodes.
func (r *Regions) Partition(names ...string) {
	r.t.Helper()
	nodes := r.pick(names...)
	r.note("partition %s", strings.Join(names, " "))
	r.local.Isolate(nodes)
}

// Cut lets nothing more arrive at to from from: a partition of one direction.
func (r *Regions) Cut(from, to string) {
	r.t.Helper()
	a, b := r.pick(from), r.pick(to)
	r.note("cut the way from %s to %s", from, to)
	r.local.Cut(a, b)
}

// Slow makes what is sent from from to to take longer by that much.
func (r *Regions) Slow(from, to string, by time.Duration) {
	r.t.Helper()
	a, b := r.pick(from), r.pick(to)
	r.note("slow the way from %s to %s by %v", from, to, by)
	r.local.Slow(a, b, by, 0, 0)
}

// Heal ends what Partition, Cut and Slow began, and sets all clocks right. Nodes that
// are down stay down.
func (r *Regions) Heal() {
	r.note("heal")
	r.local.Heal()
	for _, n := range r.local.Nodes() {
		n.Clock.Heal()
		n.Disk.Heal()
	}
}

// Skew makes the clocks of nodes say true time plus d. They know it: a node whose
// clock is further off than the topology's ClockError serves nothing until it is
// right again.
func (r *Regions) Skew(d time.Duration, names ...string) {
	r.t.Helper()
	r.do(fmt.Sprintf("skew by %v", d), names, func(_ context.Context, n *local.Node) error {
		n.Clock.Skew(d)
		return nil
	})
}

// Drift makes the clocks of nodes run fast by ppm parts in a million, slow if negative.
func (r *Regions) Drift(ppm int64, names ...string) {
	r.t.Helper()
	r.do(fmt.Sprintf("drift by %d ppm", ppm), names, func(_ context.Context, n *local.Node) error {
		n.Clock.Drift(ppm)
		return nil
	})
}

// Dial connects to a node of those that the name means: to the next one that is up.
func (r *Regions) Dial(ctx context.Context, name string) (net.Conn, error) {
	nodes, err := r.local.Select(name)
	if err != nil {
		return nil, err
	}
	return (&region{nodes: nodes}).dial(ctx)
}

// region is where clients connect: to its nodes in turn.
type region struct {
	nodes []*local.Node
	mu    sync.Mutex // guards next; a leaf
	next  int
}

func (g *region) dial(ctx context.Context) (c net.Conn, err error) {
	g.mu.Lock()
	first := g.next
	g.next++
	g.mu.Unlock()
	for i := range g.nodes {
		if c, err = g.nodes[(first+i)%len(g.nodes)].Dial(ctx); err == nil {
			return c, nil
		}
	}
	return nil, err
}

// Pool returns a pool of in-process connections to the nodes that the name means, as
// a client that stands among them has it: they break with their nodes, and new ones
// go to nodes that are up. It is closed with the test.
func (r *Regions) Pool(name string) *pgxpool.Pool {
	r.t.Helper()
	conf, err := pgxpool.ParseConfig(inProcess + "&pool_max_conns=16")
	if err != nil {
		r.t.Fatalf("cluster: %v", err)
	}
	conf.ConnConfig = r.ConnConfig(name)
	conf.HealthCheckPeriod = time.Hour
	pool, err := pgxpool.NewWithConfig(context.Background(), conf)
	if err != nil {
		r.t.Fatalf("cluster: pool: %v", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mu.pools = append(r.mu.pools, pool)
	return pool
}

// ConnConfig is a pgx configuration that connects as Pool does.
func (r *Regions) ConnConfig(name string) *pgx.ConnConfig {
	r.t.Helper()
	at := &region{nodes: r.pick(name)}
	conf, err := pgx.ParseConfig(inProcess)
	if err != nil {
		r.t.Fatalf("cluster: %v", err)
	}
	conf.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return at.dial(ctx) }
	conf.LookupFunc = lookup
	return conf
}

// Conn returns one connection as Pool makes them, closed with the test.
func (r *Regions) Conn(ctx context.Context, name string) *pgx.Conn {
	r.t.Helper()
	conn, err := pgx.ConnectConfig(ctx, r.ConnConfig(name))
	if err != nil {
		r.t.Fatalf("cluster: connect to %s: %v", name, err)
	}
	r.t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(ctx)) })
	return conn
}

// DB is Pool for database/sql.
func (r *Regions) DB(name string) *sql.DB {
	r.t.Helper()
	db := stdlib.OpenDB(*r.ConnConfig(name))
	r.mu.Lock()
	defer r.mu.Unlock()
	r.mu.dbs = append(r.mu.dbs, db)
	return db
}

// URL serves the first node that the name means on a free port of the loopback
// interface, and returns how any client connects to it. It is for real time: a
// client outside can't wait for virtual time to pass. It ends when the node does.
func (r *Regions) URL(name string) string {
	r.t.Helper()
	n := r.pick(name)[0]
	r.mu.Lock()
	defer r.mu.Unlock()
	if s, ok := r.mu.served[n.Name]; ok {
		return s.url
	}
	x := n.Node()
	if x == nil {
		r.t.Fatalf("cluster: %v is down", n)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		r.t.Fatalf("cluster: listen: %v", err)
	}
	s := served{done: make(chan error, 1)}
	go func() { s.done <- x.ServeSQL(l) }()
	u := url.URL{Scheme: "postgresql", User: url.User("isochron"), Host: l.Addr().String(), Path: "/isochron", RawQuery: "sslmode=disable"}
	s.url = u.String()
	r.mu.served[n.Name] = s
	return s.url
}
