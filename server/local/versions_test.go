package local_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// newer is the newest version of the builds that nodes are upgraded to here: the tests
// look for what it brought over version.First.
const newer = version.RangesWork

// builds are the versions that nodes speak at their next start, by index.
type builds struct {
	t       *testing.T
	c       *local.Cluster
	min     [8]uint32 // 0: this build's
	max     [8]uint32 // 0: newer
	log     lines
	down    context.Context // ends with the load
	end     context.CancelFunc
	clients sync.WaitGroup
	told    atomic.Int64 // rows that clients were told are there
}

// newBuilds makes a cluster of so many nodes, all down, the first at version 1.
func newBuilds(t *testing.T, seed uint64, nodes, old int) *builds {
	b := &builds{t: t}
	for i := range old {
		b.max[i] = 1
	}
	return b.of(local.Options{
		Regions: []local.Region{{Name: "us-east", Nodes: nodes}}, Seed: seed, StartWithin: 30 * time.Second,
		Configure: func(n *local.Node, o *node.Options) {
			o.VersionMin, o.VersionMax = b.min[n.Index], cmp.Or(b.max[n.Index], newer)
		},
		Logger: func(*local.Node) *slog.Logger { return slog.New(slog.NewTextHandler(&b.log, nil)) },
	})
}

// of makes b's cluster, all of whose nodes are down, and closes it in the end.
func (b *builds) of(o local.Options) *builds {
	var err error
	if b.c, err = local.New(o); err != nil {
		b.t.Fatal(err)
	}
	b.down, b.end = context.WithCancel(b.t.Context())
	b.t.Cleanup(func() {
		b.end()
		b.clients.Wait()
		if err := b.c.Close(); err != nil {
			b.t.Error(err)
		}
	})
	return b
}

func (b *builds) node(i int) *local.Node { return b.c.Nodes()[i] }

func (b *builds) start(nodes ...int) {
	b.t.Helper()
	for _, i := range nodes {
		if err := b.node(i).Start(b.t.Context()); err != nil {
			b.t.Fatal(err)
		}
	}
}

// restart stops a node in good order, and starts it as a build of other versions.
func (b *builds) restart(i int, newest uint32) error {
	b.t.Helper()
	if b.node(i).Up() {
		if err := b.node(i).Stop(b.t.Context()); err != nil {
			b.t.Fatal(err)
		}
	}
	b.max[i] = newest
	return b.node(i).Start(b.t.Context())
}

// at says which node that is up is at another version.
func (b *builds) at(v uint32) string {
	for _, n := range b.c.Nodes() {
		if x := n.Node(); x != nil && x.Version() != v {
			return fmt.Sprintf("%v is at version %d, want %d", n, x.Version(), v)
		}
	}
	return ""
}

func (b *builds) mustBeAt(v uint32, when string) {
	b.t.Helper()
	if why := b.at(v); why != "" {
		b.t.Fatalf("%s: %s", when, why)
	}
}

// text asks one value of a node.
func (b *builds) text(i int, sql string) (s string) {
	b.t.Helper()
	c := connect(b.t, b.node(i))
	defer c.Close(context.Background())
	if err := c.QueryRow(b.t.Context(), sql).Scan(&s); err != nil {
		b.t.Fatalf("%s: %v", sql, err)
	}
	return s
}

var travelled = regexp.MustCompile(`bytes=(\d+)`)

// bytes is what a sum over all rows takes between a node and the ranges.
func (b *builds) bytes(i int) (n int) {
	b.t.Helper()
	c := connect(b.t, b.node(i))
	defer c.Close(context.Background())
	rows, err := c.Query(b.t.Context(), "EXPLAIN (ANALYZE) SELECT sum(length(pad)) FROM wide", pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		b.t.Fatal(err)
	}
	text, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		b.t.Fatal(err)
	}
	for _, m := range travelled.FindAllStringSubmatch(strings.Join(text, "\n"), -1) {
		n, _ = strconv.Atoi(m[1]) // the last is the statement's
	}
	return n
}

// load makes the tables and lets clients write to and sum over them, at all nodes that are up.
func (b *builds) load() {
	c := connect(b.t, b.node(0))
	exec(b.t, c, "CREATE TABLE t (i int PRIMARY KEY, v int)")
	exec(b.t, c, "CREATE TABLE wide (i int PRIMARY KEY, pad text)")
	exec(b.t, c, "INSERT INTO wide SELECT x, repeat('x', 500) FROM generate_series(1, 100) x")
	for i := range b.c.Nodes() {
		b.clients.Go(func() { b.client(i) })
	}
}

func (b *builds) client(i int) {
	for k := i * 1_000_000; b.down.Err() == nil; k++ {
		time.Sleep(100 * time.Millisecond)
		if !b.node(i).Up() {
			continue
		}
		if err := b.once(i, k); err == nil {
			b.told.Add(1)
		}
	}
}

// once inserts a row and sums over all, on a connection of its own.
func (b *builds) once(i, k int) error {
	ctx, cancel := context.WithTimeout(b.down, 10*time.Second)
	defer cancel()
	conf, err := pgx.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		return err
	}
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	conf.DialFunc = dialer(b.node(i))
	c, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		return err
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(ctx, "INSERT INTO t VALUES ($1, 1)", k); err != nil {
		return err
	}
	var n, sum int64
	if err := c.QueryRow(ctx, "SELECT count(*), sum(v) FROM t").Scan(&n, &sum); err == nil && n != sum {
		b.t.Errorf("%d rows of 1 are %d", n, sum)
	}
	return nil
}

// check ends the load, and looks for what was lost or misunderstood.
func (b *builds) check() {
	b.t.Helper()
	b.end()
	b.clients.Wait()
	told := b.told.Load()
	for _, n := range b.c.Nodes() {
		if !n.Up() {
			continue
		}
		if got := int64(count(b.t, connect(b.t, n))); got < told || told == 0 {
			b.t.Errorf("%v has %d rows, clients were told of %d", n, got, told)
		}
		b.unknown(n)
	}
}

// unknown looks for what a node was sent and did not understand.
func (b *builds) unknown(n *local.Node) {
	b.t.Helper()
	if got := gauge(b.t, n, "fragments_unknown_total"); got != 0 {
		b.t.Errorf("%v was sent %v fragments that it does not know", n, got)
	}
}

// refused checks that a node does not start, and why.
func (b *builds) refused(i int, newest uint32, says ...string) {
	b.t.Helper()
	err := b.restart(i, newest)
	if err == nil {
		b.t.Fatalf("%v runs, as a build of version %d", b.node(i), newest)
	}
	for _, s := range says {
		if !strings.Contains(err.Error(), s) {
			b.t.Errorf("%v does not say %q", err, s)
		}
	}
}

// TestRollingUpgrade: a node that speaks the next version joins a cluster of older ones and
// works with them; when the last of them is upgraded, under load, the cluster's version
// rises, what it brings is used, and older builds are refused.
func TestRollingUpgrade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBuilds(t, 1, 5, 3)
		b.max[4] = 1
		b.start(0, 1, 2)
		if err := b.c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		b.load()
		b.start(3)
		time.Sleep(5 * time.Second)
		b.mustBeAt(1, "a newer node has joined")
		if got, want := b.text(0, "SELECT version::text || waits_for::text FROM isochron_internal.cluster"), "1{1,2,3}"; got != want {
			t.Errorf("the view says %s, want %s", got, want)
		}
		if got := b.bytes(3); got < 50_000 {
			t.Errorf("%d bytes for a sum over 50 kB, as if ranges had computed it", got)
		}
		for i := range 3 {
			b.mustBeAt(1, fmt.Sprintf("before %v is upgraded", b.node(i)))
			for _, n := range b.c.Nodes()[:4] {
				b.unknown(n) // counted since its start
			}
			if err := b.restart(i, 0); err != nil {
				t.Fatal(err)
			}
			if i < 2 {
				time.Sleep(5 * time.Second)
			}
		}
		await(t, 20*time.Second, func() string { return b.at(2) })
		if !b.log.has("version has risen", "from=1", "to=2") || gauge(t, b.node(0), "cluster_version") != 2 {
			t.Error("neither the log nor the metrics tell that it rose")
		}
		if got, want := b.text(3, "SELECT version::text || waits_for::text FROM isochron_internal.cluster"), "2{}"; got != want {
			t.Errorf("the view says %s, want %s", got, want)
		}
		var gathered []string // the leaseholder reads its own rows
		for i := range 4 {
			if got := b.bytes(i); got > 5_000 {
				gathered = append(gathered, fmt.Sprintf("%v: %d bytes", b.node(i), got))
			}
		}
		if len(gathered) > 1 {
			t.Errorf("not only the leaseholder has computed a sum itself: %v", gathered)
		}
		b.refused(4, 1, "refused by the cluster", "at version 2", "speaks 1 to 1")
		b.refused(3, 1, "the cluster is at version 2, and this node speaks version 1 alone: start it with a newer release")
		b.min[3] = 3
		b.refused(3, 3, "the cluster is at version 2, and this node speaks version 3 alone: upgrade by way of a release")
		b.min[3] = 0
		if err := b.restart(3, 0); err != nil {
			t.Error(err)
		}
		b.min[4] = 3
		b.refused(4, 3, "refused by the cluster", "version")
		b.check()
	})
}

// TestCrashWhileRaising: nodes lose power while the version rises, at any moment, and
// come back as builds of either version: an old one is refused, or keeps the version down.
func TestCrashWhileRaising(t *testing.T) {
	outcomes := map[string]int{}
	for seed := range uint64(6) {
		synctest.Test(t, func(t *testing.T) {
			b := newBuilds(t, seed, 3, 3)
			b.start(0, 1, 2)
			if err := b.c.AwaitReplicated(t.Context(), 3); err != nil {
				t.Fatal(err)
			}
			rng := rand.New(rand.NewPCG(seed, 1))
			for i := range 3 {
				if err := b.restart(i, 0); err != nil {
					t.Fatal(err)
				}
			}
			if seed%2 == 1 { // else at once, before it has risen
				time.Sleep(time.Duration(rng.Int64N(int64(5 * time.Second))))
			}
			victim := rng.IntN(3)
			if err := b.node(victim).Kill(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := b.restart(victim, 1); err == nil {
				time.Sleep(10 * time.Second)
				b.mustBeAt(1, "an old build runs")
				outcomes["kept down"]++
				if err := b.restart(victim, 0); err != nil {
					t.Fatal(err)
				}
			} else {
				if s := err.Error(); !strings.Contains(s, "version 2") && !strings.Contains(s, "about to be at version 2") {
					t.Fatalf("seed %d: %v", seed, err)
				}
				outcomes["refused"]++
				b.max[victim] = 0
				b.start(victim)
			}
			await(t, 30*time.Second, func() string { return b.at(2) })
			for i := range 3 { // all lose power at once
				if err := b.node(i).Kill(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			b.refused(victim, 1, "the cluster is at version 2")
			b.max[victim] = 0
			if err := errors.Join(startAll(t, b.c)...); err != nil {
				t.Fatal(err)
			}
			await(t, 30*time.Second, func() string { return b.at(2) })
		})
	}
	if len(outcomes) != 2 {
		t.Errorf("outcomes %v: not both were met", outcomes)
	}
}

func startAll(t *testing.T, c *local.Cluster) []error {
	errs := make([]error, len(c.Nodes()))
	var all sync.WaitGroup
	for i, n := range c.Nodes() {
		all.Go(func() { errs[i] = n.Start(t.Context()) })
	}
	all.Wait()
	return errs
}

// TestOldNodeLeaves: an old node that is down keeps the version where it is; one that was
// decommissioned does not.
func TestOldNodeLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBuilds(t, 1, 4, 0)
		b.max[0], b.max[3] = 1, 1 // the first begins the cluster
		b.start(0, 1, 2, 3)
		if err := b.c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		if err := b.restart(0, 0); err != nil {
			t.Fatal(err)
		}
		if err := b.node(3).Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Second)
		b.mustBeAt(1, "an old node is down")
		id := b.text(0, "SELECT node_id::text FROM isochron_internal.nodes WHERE version_max = 1")
		if got, want := b.text(1, "SELECT waits_for::text FROM isochron_internal.cluster"), "{"+id+"}"; got != want {
			t.Errorf("it waits for %s, want %s", got, want)
		}
		b.start(3)
		b.text(0, "SELECT isochron_internal.set_membership("+id+", 'decommissioning')::text")
		c := connect(t, b.node(0))
		await(t, 3*time.Minute, func() string {
			b.mustBeAt(1, "an old node is leaving")
			if _, err := c.Exec(t.Context(), "SELECT isochron_internal.set_membership("+id+", 'decommissioned')"); err != nil {
				return err.Error() // it holds replicas still
			}
			return ""
		})
		await(t, 20*time.Second, func() string {
			if slices.ContainsFunc(b.c.Nodes()[:3], func(n *local.Node) bool { return n.Node().Version() != 2 }) {
				return b.at(2)
			}
			return ""
		})
	})
}

// TestUpgradeAlone: a node alone is at the newest version that it speaks, from its start.
func TestUpgradeAlone(t *testing.T) {
	for _, nodes := range []int{1, 2} { // of two, the second is never there: the first could be joined
		synctest.Test(t, func(t *testing.T) {
			b := newBuilds(t, 1, nodes, 1)
			b.start(0)
			b.mustBeAt(1, "an old build")
			exec(t, connect(t, b.node(0)), "CREATE TABLE t (i int PRIMARY KEY)")
			if err := b.restart(0, 0); err != nil {
				t.Fatal(err)
			}
			b.mustBeAt(2, "it was upgraded")
			b.refused(0, 1, "the cluster is at version 2, and this node speaks version 1 alone")
			if err := b.restart(0, 0); err != nil {
				t.Fatal(err)
			}
			if got, want := b.text(0, "SELECT version::text || next_version::text || waits_for::text FROM isochron_internal.cluster"), "22{}"; got != want {
				t.Errorf("the view says %s, want %s", got, want)
			}
		})
	}
}
