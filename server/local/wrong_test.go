package local_test

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// What people do wrong to a cluster: a clear error, and nothing is lost.

// fill makes a table of a hundred rows.
func fill(t *testing.T, n *local.Node) {
	t.Helper()
	c := connect(t, n)
	exec(t, c, "CREATE TABLE t (i int PRIMARY KEY)")
	exec(t, c, "INSERT INTO t SELECT * FROM generate_series(1, 100)")
}

func mustHold(t *testing.T, want int, nodes ...*local.Node) {
	t.Helper()
	for _, n := range nodes {
		if got := count(t, connect(t, n)); got != want {
			t.Errorf("%v: %d rows, want %d", n, got, want)
		}
	}
}

// TestCopiedStore: a store is copied to another machine, and both start: the earlier process
// is told so and ends, the cluster goes on.
func TestCopiedStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log lines
		c, err := local.New(local.Options{
			Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 3,
			Logger: func(*local.Node) *slog.Logger { return slog.New(slog.NewTextHandler(&log, nil)) },
		})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := c.Close(); err != nil {
				t.Error(err)
			}
		}()
		nodes := c.Nodes()
		must := func(errs ...error) {
			t.Helper()
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
		}
		for _, n := range nodes[:3] {
			must(n.Start(t.Context()))
		}
		must(c.AwaitReplicated(t.Context(), 3))
		fill(t, nodes[0])
		id := nodes[2].Node().ID()
		must(nodes[2].Stop(t.Context()))
		nodes[3].Disk.Restore(nodes[2].Disk)
		must(nodes[2].Start(t.Context()))
		x := nodes[2].Node()
		time.Sleep(5 * time.Second)
		must(nodes[3].Start(t.Context()))
		if got := nodes[3].Node().ID(); got != id {
			t.Fatalf("the copy is node %d, want %d", got, id)
		}
		await(t, 30*time.Second, func() string {
			if nodes[2].Up() {
				return "the earlier process runs"
			}
			return ""
		})
		if err := x.Err(); !errors.Is(err, transport.ErrSuperseded) || !strings.Contains(err.Error(), "started again since") {
			t.Errorf("it ended with %v", err)
		}
		if !log.has("store stopped serving", "another process of node", "with a copy of its store") {
			t.Error("the log does not tell why it ended")
		}
		mustHold(t, 100, nodes[0], nodes[1], nodes[3])
		exec(t, connect(t, nodes[3]), "INSERT INTO t VALUES (101)")
		mustHold(t, 101, nodes[0], nodes[1], nodes[3])
	})
}

// TestBackFromTheDead: a store comes back after it was taken for dead and its replicas were
// made anew elsewhere: what it holds is given up, and it gets other work.
func TestBackFromTheDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{
			Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 4, Replicated: true,
			Configure: func(_ *local.Node, o *node.Options) {
				o.Placement.Timing = allocator.Timing{DeadAfter: 20 * time.Second, SuspectFor: 5 * time.Second}
			},
		})
		nodes := c.Nodes()
		fill(t, nodes[0])
		await(t, time.Minute, func() string { return upreplicated(c) })
		dead := nodes[2]
		if len(dead.Node().Store().Ranges()) == 0 {
			t.Fatal("it holds nothing")
		}
		if err := dead.Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		await(t, 3*time.Minute, func() string { return upreplicated(c) })
		exec(t, connect(t, nodes[0]), "DELETE FROM t WHERE i <= 50")
		if err := dead.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		mustHold(t, 50, nodes...)
		await(t, 3*time.Minute, func() string {
			if why := upreplicated(c); why != "" {
				return why
			}
			for _, d := range dead.Node().Store().Ranges() { // what it holds, others believe, too
				if !slices.ContainsFunc(d.Replicas, func(r descriptor.Replica) bool { return r.StoreID == dead.Node().StoreID() }) {
					return fmt.Sprintf("%v still holds %v", dead, d)
				}
			}
			return ""
		})
		mustHold(t, 50, nodes...)
		for _, n := range nodes {
			if got := gauge(t, n, "ranges_wrong"); got != 0 {
				t.Errorf("%v: %v replicas differ", n, got)
			}
		}
	})
}

// TestDecommissioned: a node whose membership has ended does not come back, and says why at
// once, although nobody answers its requests any more; what it held is with the others.
func TestDecommissioned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 6, Replicated: true})
		nodes := c.Nodes()
		fill(t, nodes[0])
		await(t, time.Minute, func() string { return upreplicated(c) })
		gone := nodes[1]
		to := func(membership string) error {
			_, err := connect(t, nodes[3]).Exec(t.Context(), fmt.Sprintf("SELECT isochron_internal.set_membership(%d, '%s')", gone.Node().ID(), membership))
			return err
		}
		if err := to("decommissioning"); err != nil {
			t.Fatal(err)
		}
		await(t, 3*time.Minute, func() string {
			if left := len(gone.Node().Store().Ranges()); left > 0 {
				return fmt.Sprintf("it holds %d replicas", left)
			}
			return ""
		})
		c.Cut(nodes[2:], nodes[:1]) // the node that is asked first when it comes back hears nothing of this
		c.Cut(nodes[:1], nodes[2:])
		if err := to("decommissioned"); err != nil { // the directory may not have heard of the last one yet
			t.Fatal(err)
		}
		if err := gone.Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, later := range []time.Duration{0, time.Second, 10 * time.Second, 30 * time.Second} {
			time.Sleep(later)
			if later == 30*time.Second {
				c.Heal() // now all of them know
				time.Sleep(10 * time.Second)
			}
			began := time.Now()
			err := gone.Start(t.Context())
			if err == nil || !strings.Contains(err.Error(), "decommissioned") || !strings.Contains(err.Error(), "empty store") {
				t.Errorf("it came back with %v", err)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("%v later it said so after %v", later, took)
			}
		}
		mustHold(t, 100, nodes[0], nodes[2], nodes[3])
	})
}

// TestMayNotLeave: nodes whose replicas could go nowhere, or are needed for a quorum, are not
// let go, and the ranges are named.
func TestMayNotLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 5, Replicated: true})
		nodes := c.Nodes()
		fill(t, nodes[0])
		refused := func(to string, says ...string) {
			t.Helper()
			_, err := connect(t, nodes[0]).Exec(t.Context(), fmt.Sprintf("SELECT isochron_internal.set_membership(%d, '%s')", nodes[1].Node().ID(), to))
			e, ok := errors.AsType[*pgconn.PgError](err)
			if !ok || e.Code != "55000" {
				t.Fatalf("%s: %v, want 55000", to, err)
			}
			for _, s := range says {
				if text := e.Message + "|" + e.Detail + "|" + e.Hint; !strings.Contains(text, s) {
					t.Errorf("%q does not say %q", text, s)
				}
			}
		}
		refused("decommissioning", "can't be decommissioned: the replicas of", "could go nowhere", "ranges [1 2", "Add a node")
		refused("decommissioned", "still holds replicas of", "range 1", "Set it to decommissioning first")
		if err := nodes[2].Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(20 * time.Second)
		refused("decommissioning", "can't be decommissioned", "ranges [1 2")
		exec(t, connect(t, nodes[0]), "INSERT INTO t VALUES (101)")
		mustHold(t, 101, nodes[:2]...)
	})
}

// TestDeadDecommissioned: a node that is lost for good can be decommissioned: what it holds is
// counted by descriptors, for its own row stays as it was, and it is not told to be there.
func TestDeadDecommissioned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 8, Replicated: true})
		nodes := c.Nodes()
		fill(t, nodes[0])
		await(t, time.Minute, func() string { return upreplicated(c) })
		dead := nodes[2]
		if len(dead.Node().Store().Ranges()) == 0 {
			t.Fatal("it holds nothing")
		}
		id, store := dead.Node().ID(), dead.Node().StoreID()
		time.Sleep(time.Minute) // its row says what it holds
		if err := dead.Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
		db := connect(t, nodes[0])
		told := func(n *local.Node, what string) (got string) {
			t.Helper()
			if err := connect(t, n).QueryRow(t.Context(), fmt.Sprintf("SELECT (%s)::text FROM isochron_internal.stores s JOIN isochron_internal.nodes n USING (node_id) WHERE node_id = %d", what, id)).Scan(&got); err != nil {
				t.Fatal(err)
			}
			return got
		}
		await(t, 10*time.Second, func() string {
			if got := told(nodes[0], "is_live, leases"); got != "(f,0)" {
				return "of the dead node the others tell " + got
			}
			return ""
		})
		exec(t, db, fmt.Sprintf("SELECT isochron_internal.set_membership(%d, 'decommissioning')", id))
		await(t, 3*time.Minute, func() string {
			got, want := told(nodes[0], "replicas"), 0
			for _, n := range []*local.Node{nodes[0], nodes[1], nodes[3]} {
				for _, d := range n.Node().Store().Ranges() {
					if slices.ContainsFunc(d.Replicas, func(r descriptor.Replica) bool { return r.StoreID == store }) {
						want++
					}
				}
			}
			if got != "0" || want != 0 {
				return fmt.Sprintf("it has %s replicas, they say; there are descriptors with it: %d", got, want)
			}
			return ""
		})
		exec(t, db, fmt.Sprintf("SELECT isochron_internal.set_membership(%d, 'decommissioned')", id))
		rest := []*local.Node{nodes[0], nodes[1], nodes[3]}
		for _, n := range rest {
			if err := n.Crash(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		errs := make(chan error, len(rest))
		for _, n := range rest {
			go func() { errs <- n.Start(t.Context()) }()
		}
		for range rest {
			if err := <-errs; err != nil {
				t.Fatal(err)
			}
		}
		for _, n := range rest {
			await(t, 30*time.Second, func() string { // it begins with what it has noted, and reads the directory then
				if got := told(n, "membership, is_live, replicas, leases"); got != "(decommissioned,f,0,0)" {
					return fmt.Sprintf("after a restart %v tells %s", n, got)
				}
				return ""
			})
		}
		mustHold(t, 100, rest...)
	})
}
