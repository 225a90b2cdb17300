package local_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// tryOn connects to a node and runs one statement, all within a second.
func tryOn(n *local.Node, sql string, into ...any) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	conf, err := pgx.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		return err
	}
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	conf.DialFunc = dialer(n)
	c, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		return err
	}
	defer c.Close(context.Background())
	if len(into) > 0 {
		return c.QueryRow(ctx, sql).Scan(into...)
	}
	_, err = c.Exec(ctx, sql)
	return err
}

// seen counts up a row at one node, and then reads it at each: who was told of a count sees
// it, or gets an error.
func seen(t *testing.T, nodes []*local.Node, writer int, count *int) (served []bool) {
	t.Helper()
	served = make([]bool, len(nodes))
	if err := tryOn(nodes[writer], fmt.Sprintf("UPDATE t SET v = %d WHERE i = 1", *count+1)); err == nil {
		*count++
		served[writer] = true
	} else if !strings.Contains(err.Error(), "40001") {
		// It may be there all the same: then the next count says so.
		var v int
		if tryOn(nodes[0], "SELECT v FROM t WHERE i = 1", &v) == nil {
			*count = max(*count, v)
		}
	}
	for i, n := range nodes {
		var v int
		if err := tryOn(n, "SELECT v FROM t WHERE i = 1", &v); err != nil {
			continue
		}
		served[i] = true
		if v < *count {
			t.Errorf("%v reads %d after %d was acknowledged", n, v, *count)
		}
	}
	return served
}

// TestSourceSteps: the time source of one of three nodes steps by seconds and says that it is
// right. Nobody misses what was acknowledged; the node serves nothing while its source and
// the others' differ, with a restart or without, and comes back when they agree. The same of
// clocks that are measured as real ones are, and whose service steps with them.
func TestSourceSteps(t *testing.T) {
	for _, step := range []time.Duration{3 * time.Second, -3 * time.Second} {
		for _, restart := range []bool{false, true} {
			for _, measured := range []bool{false, true} {
				t.Run(fmt.Sprintf("%v, restart %t, measured %t", step, restart, measured), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { sourceSteps(t, step, restart, measured) })
				})
			}
		}
	}
}

// off makes a node's source one that is wrong by so much, and claims a millisecond.
func off(t *testing.T, n *local.Node, measured bool, wrong time.Duration) {
	t.Helper()
	if !measured {
		n.Clock.Lie(time.Millisecond)
		return
	}
	if err := n.Clock.Measure(bound.SimService{Error: time.Millisecond, Off: wrong}); err != nil {
		t.Fatal(err)
	}
}

func sourceSteps(t *testing.T, step time.Duration, restart, measured bool) {
	var log lines
	c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: 10 * time.Millisecond, StartWithin: 2 * time.Second,
		Logger: func(*local.Node) *slog.Logger { return slog.New(slog.NewTextHandler(&log, nil)) }})
	nodes := c.Nodes()
	exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY, v int)")
	exec(t, connect(t, nodes[0]), "INSERT INTO t VALUES (1, 0)")
	await(t, time.Minute, func() string { return upreplicated(c) })
	for i, n := range nodes {
		if off(t, n, measured, 0); measured {
			n.Clock.Rate(int64(i-1) * 20) // a millisecond or two in this test
		}
	}
	bad, count := nodes[1], 0
	bad.Clock.StepSource(step)
	if off(t, bad, measured, step); measured {
		time.Sleep(300 * time.Millisecond) // until then its clock is right, and carries on
	}
	if restart {
		if err := bad.Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := bad.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "clock") {
			t.Errorf("it started on a clock that the others contradict, or does not say so: %v", err)
		}
	}
	for range 8 {
		for writer := range nodes {
			served := seen(t, nodes, writer, &count)
			if served[1] {
				t.Fatalf("after %d counts the node with the wrong source served", count)
			}
		}
	}
	if count < 5 {
		t.Errorf("the others counted to %d", count)
	}
	bad.Clock.StepSource(-step)
	off(t, bad, measured, 0)
	if restart {
		if err := bad.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	for !seen(t, nodes, 1, &count)[1] {
		if time.Since(began) > 20*time.Second {
			t.Fatal("it does not come back")
		}
	}
	if !restart && !log.has("out of service") {
		t.Error("the log does not tell that it was out of service")
	}
}

// TestMeasuredClock: a node's clock that is measured, with an oscillator of its own, whatever is
// done to it, is never further off than it says while its service is honest; its elapsed time
// is its own; and a node whose machine stood still, or whose service has gone, serves nothing.
func TestMeasuredClock(t *testing.T) {
	const ms = time.Millisecond
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 5, Replicated: true, ClockError: 50 * ms})
		nodes := c.Nodes()
		exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY, v int)")
		exec(t, connect(t, nodes[0]), "INSERT INTO t VALUES (1, 0)")
		await(t, time.Minute, func() string { return upreplicated(c) })
		honest := bound.SimService{Error: ms, DriftPPB: 500_000}
		for i, n := range nodes {
			if err := n.Clock.Measure(honest); err != nil {
				t.Fatal(err)
			}
			n.Clock.Rate(int64(i-1) * 200)
		}
		count, began := 0, time.Now()
		var elapsed []time.Duration
		for _, n := range nodes {
			elapsed = append(elapsed, n.Clock.Elapsed())
		}
		steps := func(n int, do func(int)) {
			t.Helper()
			for i := range n {
				do(i)
				time.Sleep(37 * ms)
				for _, n := range nodes {
					if off, says := n.Clock.Off(), n.Clock.Error(); off.Abs() > says {
						t.Fatalf("%v is off by %v, and says %v at most", n, off, says)
					}
				}
				if i%10 == 0 {
					seen(t, nodes, i/10%3, &count)
				}
			}
		}
		// A time daemon sets the times of day right now and then, by small steps.
		steps(300, func(i int) { nodes[i%3].Clock.Skew(time.Duration(i%7-3) * ms) })
		took := time.Since(began)
		for i, n := range nodes {
			if got, want := n.Clock.Elapsed()-elapsed[i], took+took/1_000_000*time.Duration(i-1)*200; (got - want).Abs() > time.Microsecond {
				t.Errorf("%v: %v elapsed, want %v", n, got, want)
			}
		}
		if count < 20 {
			t.Errorf("counted to %d", count)
		}
		down := func(when string) {
			t.Helper()
			time.Sleep(time.Second)
			if n := nodes[2]; seen(t, nodes, 0, &count)[2] {
				t.Errorf("%s: %v serves, off by %v, and says %v at most: %+v", when, n, n.Clock.Off(), n.Clock.Error(), n.Clock.Standing())
			}
		}
		up := func(when string) {
			t.Helper()
			for range 30 {
				time.Sleep(time.Second)
				if seen(t, nodes, 0, &count)[2] {
					return
				}
			}
			t.Fatalf("%s: it does not come back: %+v", when, nodes[2].Clock.Standing())
		}
		set := func(how bound.SimService) {
			t.Helper()
			if err := nodes[2].Clock.Measure(how); err != nil {
				t.Fatal(err)
			}
		}
		ids := make([]int, len(nodes))
		for i, n := range nodes {
			if err := connect(t, n).QueryRow(t.Context(), "SELECT node_id FROM isochron_internal.clocks WHERE source IS NOT NULL").Scan(&ids[i]); err != nil {
				t.Fatal(err)
			}
		}
		clocks(t, nodes, ids, "of three that are well")
		set(bound.SimService{Gone: errors.New("no time daemon")})
		down("its service has gone")
		time.Sleep(6 * time.Second) // pings tell of clocks
		clocks(t, nodes, ids, "of two, and one that nobody vouches for", nodes[2])
		set(honest)
		up("its service is back")
		nodes[2].Clock.Stop(true)
		time.Sleep(2 * time.Second)
		nodes[2].Clock.Stop(false)
		down("its machine was stopped for 2 s")
		nodes[2].Clock.Skew(0)
		up("its time of day was set right")
	})
}

// clocks looks at isochron_internal.clocks at the first node. unvouched are the nodes whose
// clocks nobody vouches for.
func clocks(t *testing.T, nodes []*local.Node, ids []int, when string, unvouched ...*local.Node) {
	t.Helper()
	rows, err := connect(t, nodes[0]).Query(t.Context(), "SELECT node_id, source, error_ms, offset_min_ms, offset_max_ms, heard_ms_ago, contradicts FROM isochron_internal.clocks")
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		ID             int
		Source         *string
		Error          *float64
		Low, High, Ago *float64
		Contradicts    bool
	}
	got, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
	if err != nil || len(got) != len(nodes) {
		t.Fatalf("%s: %d rows, %v", when, len(got), err)
	}
	for _, r := range got {
		i := slices.Index(ids, r.ID)
		if i < 0 {
			t.Fatalf("%s: there is no node %d", when, r.ID)
		}
		own, vouched := i == 0, !slices.Contains(unvouched, nodes[i])
		if (r.Source != nil) != own || (r.Error != nil) != vouched || r.Contradicts || (r.Low == nil) != own || (r.High == nil) != own || (r.Ago == nil) != own {
			t.Errorf("%s: %+v", when, r)
			continue
		}
		const moved = 5 // milliseconds since the ping
		if off := float64(nodes[i].Clock.Off()-nodes[0].Clock.Off()) / 1e6; !own && (off < *r.Low-moved || off > *r.High+moved) {
			t.Errorf("%s: node %d is %v ms ahead, and from %v to %v is shown", when, r.ID, off, *r.Low, *r.High)
		}
	}
}

// machineClock is a process's clock of a machine that many share: the time since its boot,
// and the process's own idea of when that was.
type machineClock struct {
	boot   time.Time
	offset atomic.Int64
}

func (c *machineClock) Now() int64           { return int64(time.Since(c.boot)) + c.offset.Load() }
func (c *machineClock) Error() time.Duration { return 0 }
func (c *machineClock) Boot() (machine uint64, offset int64) {
	return 7, c.offset.Load()
}
func (c *machineClock) Pin(offset int64) { c.offset.Store(offset) }

// TestOneMachine: processes of one machine, each a little off from the others as it starts,
// come to share a clock, and no node is out of service for that, nor waits for a comparison
// of what it has taken over.
func TestOneMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log lines
		boot, started := time.Now(), 0
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 3, Replicated: true,
			Logger: func(*local.Node) *slog.Logger { return slog.New(slog.NewTextHandler(&log, nil)) },
			Configure: func(_ *local.Node, o *node.Options) {
				m := &machineClock{boot: boot}
				started++ // one after the other, or a little before it
				m.offset.Store(boot.UnixNano() + int64(started%3-1)*2200)
				o.Source, o.ClockError = m, 0
			}})
		await(t, time.Minute, func() string { return upreplicated(c) })
		for i := range 6 {
			n := c.Nodes()[i%3]
			if err := n.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			if err := n.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(began); took > 400*time.Millisecond {
				t.Errorf("start %d took %v", i, took)
			}
			time.Sleep(3 * time.Second)
		}
		if !log.has("the clock is now the one") {
			t.Error("no start moved a clock")
		}
		if log.has("out of service") || log.has("contradict") {
			t.Errorf("a clock was out of service:\n%s", log.all("clock"))
		}
	})
}

// TestAllSourcesStep: all machines are set right, one after the other; each follows when the
// others have gone there, too, and nobody misses anything meanwhile.
func TestAllSourcesStep(t *testing.T) {
	for _, step := range []time.Duration{3 * time.Second, -3 * time.Second} {
		synctest.Test(t, func(t *testing.T) {
			c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 2, Replicated: true, ClockError: 10 * time.Millisecond})
			nodes := c.Nodes()
			exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY, v int)")
			exec(t, connect(t, nodes[0]), "INSERT INTO t VALUES (1, 0)")
			await(t, time.Minute, func() string { return upreplicated(c) })
			count := 0
			for _, n := range nodes {
				n.Clock.Lie(time.Millisecond)
				n.Clock.StepSource(step)
				for writer := range nodes {
					seen(t, nodes, writer, &count)
				}
			}
			began := time.Now()
			for all := false; !all; {
				served := seen(t, nodes, count%3, &count)
				all = served[0] && served[1] && served[2]
				if time.Since(began) > 30*time.Second {
					t.Fatalf("step of %v: served by %v alone", step, served)
				}
			}
			for _, n := range nodes {
				if n.Clock.Step() != 0 || n.Clock.Off() != step {
					t.Errorf("step of %v: %v is %v off, and has %v to follow", step, n, n.Clock.Off(), n.Clock.Step())
				}
			}
		})
	}
}
