package local_test

import (
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestClocksAgree: three nodes in one data centre whose clocks lie 60 ms apart, and claim no
// better than the default budget, which would have a commit wait for twice that. They go by
// clocks that agree, by messages that are sent anyway: a commit waits for less than a
// millisecond; a node that comes back has a permit again by itself, and nobody contradicts
// anybody.
func TestClocksAgree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const e = 250 * time.Millisecond
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: e, ClockClaim: e - 2*time.Millisecond, AgreeClocks: true})
		nodes := c.Nodes()
		for i, n := range nodes {
			n.Clock.Skew(time.Duration(i-1) * 30 * time.Millisecond)
		}
		exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY)")
		await(t, time.Minute, func() string { return upreplicated(c) })
		agreed := func() string {
			for _, n := range nodes {
				if behind, ok := n.Node().Agreed(); !ok || behind > 2*time.Millisecond {
					return fmt.Sprintf("%v: permit %v, behind by %v", n, ok, behind)
				}
				if g := n.Node().Givers(); len(g) != 3 { // it began with one
					return fmt.Sprintf("%v: %v give permits", n, g)
				}
			}
			return ""
		}
		await(t, time.Minute, agreed)
		conns := []func(i int){}
		for _, n := range nodes {
			conn := connect(t, n)
			conns = append(conns, func(i int) { exec(t, conn, fmt.Sprintf("INSERT INTO t VALUES (%d)", i)) })
		}
		before := make([]node.AgreementStats, len(nodes))
		for i, n := range nodes {
			before[i] = n.Node().AgreementStats()
		}
		began, waited := time.Now(), nodes[0].Node().CommitWait()
		for i := range 30 {
			conns[i%3](i)
		}
		took := time.Since(began)
		t.Logf("30 commits in %v; node 1 waited %v for its 10", took, nodes[0].Node().CommitWait()-waited)
		if w := nodes[0].Node().CommitWait() - waited; took > 300*time.Millisecond || w > 20*time.Millisecond {
			t.Errorf("30 commits took %v: they did not go by clocks that agree", took)
		}
		for i, n := range nodes {
			s := n.Node().AgreementStats()
			if waits := s.Waits - before[i].Waits; waits < 10 || s.Contradictions != 0 {
				t.Errorf("%v: %+v, before %+v", n, s, before[i])
			}
			t.Logf("%v: %+v", n, s)
		}
		shown(t, nodes[0])
		if err := nodes[2].Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(4 * time.Second)
		if got := permits(t, nodes[0]); got != "held none" {
			t.Errorf("others' permits when that of the one that was killed is over: %s", got)
		}
		time.Sleep(time.Second) // its permit is over, and it holds nobody up
		if behind, ok := nodes[0].Node().Agreed(); !ok || behind > 2*time.Millisecond {
			t.Errorf("without node 3: permit %v, behind by %v", ok, behind)
		}
		if err := nodes[2].Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		await(t, time.Minute, agreed)
		for _, n := range nodes {
			if s := n.Node().AgreementStats(); s.Contradictions != 0 {
				t.Errorf("%v: %+v", n, s)
			}
		}
	})
}

// TestWithoutPermit (C1): a node that nobody hears has no permit any more, says so, and serves no
// reads; it holds the others up no longer than its permit lasted; and it has one again by itself.
// A node without the option is refused where the cluster goes by it.
func TestWithoutPermit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var without atomic.Pointer[local.Node]
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: 250 * time.Millisecond, AgreeClocks: true,
			Configure: func(n *local.Node, o *node.Options) { o.AgreeClocks = without.Load() != n }})
		nodes := c.Nodes()
		first, third := connect(t, nodes[0]), connect(t, nodes[2])
		exec(t, first, "CREATE TABLE t (i int PRIMARY KEY)")
		exec(t, third, "SET statement_timeout = '10s'")
		await(t, time.Minute, func() string { return upreplicated(c) })
		c.Isolate(nodes[2:])
		began := time.Now()
		exec(t, first, "INSERT INTO t VALUES (1)")
		if took := time.Since(began); took > 15*time.Second {
			t.Errorf("a commit took %v while a node is silent", took)
		}
		time.Sleep(3 * time.Second)
		if err := nodes[2].Node().Ready(); err == nil || !strings.Contains(err.Error(), "no permit") {
			t.Errorf("nobody hears it: %v", err)
		}
		if _, err := third.Exec(t.Context(), "SELECT 1 FROM t"); err == nil {
			t.Error("it serves reads without a permit")
		}
		c.Heal()
		await(t, time.Minute, func() string {
			if err := nodes[2].Node().Ready(); err != nil {
				return err.Error()
			}
			return ""
		})
		if n := count(t, connect(t, nodes[2])); n != 1 {
			t.Errorf("%d rows", n)
		}
		if err := nodes[2].Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
		without.Store(nodes[2])
		if err := nodes[2].Start(t.Context()); err == nil || !strings.Contains(err.Error(), "version") {
			t.Errorf("a node that does not go by clocks that agree: %v", err)
		}
		without.Store(nil)
		if err := nodes[2].Start(t.Context()); err != nil {
			t.Error(err)
		}
	})
}

// TestClocksAgreeAcrossRegions: nodes that share no range have permits and hear each other all
// the same; with sources within 5 ms what all clocks have passed is some milliseconds behind,
// however far the regions are apart.
func TestClocksAgreeAcrossRegions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 2}, {Name: "eu-west", Nodes: 2}, {Name: "ap-northeast", Nodes: 2}}, Seed: 1, Replicated: true, ClockError: 6 * time.Millisecond, ClockClaim: 5 * time.Millisecond, AgreeClocks: true})
		nodes := c.Nodes()
		for i, n := range nodes {
			n.Clock.Skew(time.Duration(i-2) * time.Millisecond)
		}
		worst := time.Duration(0)
		await(t, 2*time.Minute, func() string {
			worst = 0
			for _, n := range nodes {
				behind, ok := n.Node().Agreed()
				if !ok || behind > 11*time.Millisecond {
					return fmt.Sprintf("%v: permit %v, behind by %v", n, ok, behind)
				}
				worst = max(worst, behind)
			}
			return ""
		})
		t.Logf("behind by %v at most", worst)
	})
}

// TestJoinTogether: nodes that join at once wait for each other's clocks before they know of
// each other.
func TestJoinTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := local.New(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 5}}, Seed: 1, AgreeClocks: true, StartWithin: time.Minute})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		nodes := c.Nodes()
		for i, n := range nodes {
			n.Clock.Skew(time.Duration(i-2) * 30 * time.Millisecond)
			n.Clock.Claim(time.Second)
		}
		if err := nodes[0].Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		errs := make(chan error)
		for _, n := range nodes[1:] {
			go func() { errs <- n.Start(t.Context()) }()
		}
		for range nodes[1:] {
			if err := <-errs; err != nil {
				t.Fatal(err)
			}
		}
		exec(t, connect(t, nodes[4]), "CREATE TABLE t (i int PRIMARY KEY)")
	})
}

// shown looks at what a node of three shows of clocks that agree.
func shown(t *testing.T, n *local.Node) {
	t.Helper()
	c := connect(t, n)
	await(t, 30*time.Second, func() string { // rates take some seconds to be sharp enough to be shown
		var known int
		var most float64
		if err := c.QueryRow(t.Context(), "SELECT count(drift_ppm), coalesce(max(abs(drift_ppm)), 0) FROM isochron_internal.clocks").Scan(&known, &most); err != nil || known != 2 || most >= 100 {
			return fmt.Sprintf("%d rates are known, up to %v ppm, %v", known, most, err)
		}
		return ""
	})
	for _, s := range []string{
		"SELECT count(*) = 3 AND bool_and(permit = 'held' AND behind_ms < 2) FROM isochron_internal.clocks",
		"SELECT count(*) = 2 AND bool_and(proof IN ('message', 'utc') AND behind_ms > -30 AND ahead_max_ms BETWEEN -behind_ms AND 1000) FROM isochron_internal.clocks WHERE offset_min_ms IS NOT NULL",
		"SELECT proof = 'own' AND promise_ms > 100 FROM isochron_internal.clocks WHERE offset_min_ms IS NULL",
		"SELECT clocks = 'agreed' AND waits_for = '{}' FROM isochron_internal.cluster",
		"SELECT bool_and(agrees_clocks) FROM isochron_internal.nodes",
	} {
		var ok bool
		if err := c.QueryRow(t.Context(), s).Scan(&ok); err != nil || !ok {
			t.Errorf("%s: %v, %v", s, ok, err)
		}
	}
	rows, err := c.Query(t.Context(), "EXPLAIN (ANALYZE) UPDATE t SET i = i WHERE i = 0", pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatal(err)
	}
	text, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || !slices.ContainsFunc(text, func(s string) bool {
		return strings.HasPrefix(s, "Commit Wait: 0.") && (strings.Contains(s, "clock") || strings.Contains(s, "is to be heard"))
	}) {
		t.Errorf("EXPLAIN (ANALYZE): %q, %v", text, err)
	}
}

// permits are those of the other nodes, as a node shows them.
func permits(t *testing.T, n *local.Node) (s string) {
	t.Helper()
	if err := connect(t, n).QueryRow(t.Context(), "SELECT string_agg(permit, ' ' ORDER BY permit) FROM isochron_internal.clocks WHERE proof IS DISTINCT FROM 'own'").Scan(&s); err != nil {
		t.Fatal(err)
	}
	return s
}
