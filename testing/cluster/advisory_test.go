package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// advised asks an advisory function that gives a boolean.
func advised(ctx context.Context, t *testing.T, c *pgx.Conn, call string) (got bool) {
	t.Helper()
	if err := c.QueryRow(ctx, "SELECT "+call).Scan(&got); err != nil {
		t.Fatalf("%s: %v", call, err)
	}
	return got
}

// sqlstate is an error's SQLSTATE, "" without one, "?" where no server has said it.
func sqlstate(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code
	}
	if err != nil {
		return "?"
	}
	return ""
}

// TestAdvisoryLocksAreTheClusters: two gateways don't both grant one.
func TestAdvisoryLocksAreTheClusters(t *testing.T) { synctest.Test(t, testAdvisory) }

func testAdvisory(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	conns := map[string]*pgx.Conn{}
	for _, n := range []string{"n1", "n2", "n3"} {
		conns[n] = c.Conn(ctx, n)
	}
	want := func(n, call string, want bool) {
		t.Helper()
		if got := advised(ctx, t, conns[n], call); got != want {
			t.Errorf("%s: %s is %v, want %v", n, call, got, want)
		}
	}
	for _, at := range [][3]string{{"n1", "n2", "n3"}, {"n2", "n3", "n1"}, {"n3", "n1", "n2"}} {
		a, b, d := at[0], at[1], at[2]
		want(a, "pg_try_advisory_lock(1)", true)
		want(b, "pg_try_advisory_lock(1)", false)
		want(d, "pg_try_advisory_lock_shared(1)", false)
		want(a, "pg_try_advisory_lock(1)", true) // once more
		want(a, "pg_advisory_unlock(1)", true)
		want(b, "pg_try_advisory_lock(1)", false)
		want(b, "pg_try_advisory_lock(0, 1)", true) // another number space
		want(a, "pg_advisory_unlock(1)", true)
		want(a, "pg_advisory_unlock(1)", false)
		want(b, "pg_try_advisory_lock(1)", true)
		want(b, "pg_advisory_unlock(1)", true)
		want(b, "pg_advisory_unlock(0, 1)", true)
		// Shared, and upgraded.
		want(a, "pg_try_advisory_lock_shared(2)", true)
		want(b, "pg_try_advisory_lock_shared(2)", true)
		want(b, "pg_try_advisory_lock(2)", false)
		want(a, "pg_advisory_unlock_shared(2)", true)
		want(b, "pg_try_advisory_lock(2)", true)
		want(b, "pg_advisory_unlock(2)", true)
		want(a, "pg_try_advisory_lock_shared(2)", true) // it is b's shared one again
		want(a, "pg_try_advisory_lock(2)", false)
		lines(ctx, t, conns[a], "SELECT pg_advisory_unlock_all()")
		lines(ctx, t, conns[b], "SELECT pg_advisory_unlock_all()")
		want(d, "pg_try_advisory_lock(2)", true)
		want(d, "pg_advisory_unlock(2)", true)
		// Of a transaction.
		lines(ctx, t, conns[a], "BEGIN; SELECT count(pg_advisory_xact_lock(x)) FROM generate_series(1, 100) x")
		want(b, "pg_try_advisory_lock(100)", false)
		lines(ctx, t, conns[a], "ROLLBACK")
		want(b, "pg_try_advisory_lock(100)", true)
		want(b, "pg_advisory_unlock(100)", true)
		// A wait ends when the lock is given back, by its timeout, and by a cycle.
		want(a, "pg_try_advisory_lock(3)", true)
		waiting := make(chan error, 1)
		wait := func(n, sql string) {
			go func() {
				_, err := conns[n].Exec(context.WithoutCancel(ctx), sql)
				waiting <- err
			}()
			time.Sleep(time.Second)
		}
		wait(b, "SELECT pg_advisory_lock(3)")
		for _, n := range []string{a, b} {
			sql := "SELECT classid, objid, objsubid, mode, pid, granted FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY granted"
			other := c.Conn(ctx, n)
			want := []string{fmt.Sprintf("0|3|1|ExclusiveLock|%d|f|", conns[b].PgConn().PID()), fmt.Sprintf("0|3|1|ExclusiveLock|%d|t|", conns[a].PgConn().PID())}
			if got := lines(ctx, t, other, sql); !slices.Equal(got, want) {
				t.Errorf("%s: pg_locks has %q, want %q", n, got, want)
			}
			_ = other.Close(ctx)
		}
		want(a, "pg_advisory_unlock(3)", true)
		if err := <-waiting; err != nil {
			t.Error(err)
		}
		lines(ctx, t, conns[a], "SET lock_timeout = '1s'")
		if _, err := conns[a].Exec(ctx, "SELECT pg_advisory_lock(3)"); sqlstate(err) != "55P03" {
			t.Errorf("%s: lock_timeout: %v", a, err)
		}
		lines(ctx, t, conns[a], "RESET lock_timeout")
		want(a, "pg_try_advisory_lock(4)", true)
		// Of a cycle one is chosen: the last, or, where the locks' owner changes meanwhile and both
		// ask anew, the last of those.
		wait(b, "SELECT pg_advisory_lock(4)")
		closing := make(chan error, 1)
		go func() {
			_, err := conns[a].Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_lock(3)")
			closing <- err
		}()
		victim, other, key, rest := a, b, "4", waiting
		var err error
		select {
		case err = <-closing:
		case err = <-waiting:
			victim, other, key, rest = b, a, "3", closing
		}
		if sqlstate(err) != "40P01" {
			t.Errorf("%s: a cycle: %v", victim, err)
		}
		want(victim, "pg_advisory_unlock("+key+")", true)
		if err := <-rest; err != nil {
			t.Errorf("%s: %v", other, err)
		}
		lines(ctx, t, conns[a], "SELECT pg_advisory_unlock_all()")
		lines(ctx, t, conns[b], "SELECT pg_advisory_unlock_all()")
		// A session's end.
		want(a, "pg_try_advisory_lock(5)", true)
		_ = conns[a].Close(ctx)
		conns[a] = c.Conn(ctx, a)
		if _, err := conns[d].Exec(ctx, "SELECT pg_advisory_lock(5)"); err != nil {
			t.Error(err)
		}
		want(d, "pg_advisory_unlock(5)", true)
	}
}

// TestAdvisoryLocksOutliveTheirOwner: whoever grants them may be lost; who has one keeps it,
// as long as its session is there, and its node is heard of.
func TestAdvisoryLocksOutliveTheirOwner(t *testing.T) { synctest.Test(t, testAdvisoryOwner) }

func testAdvisoryOwner(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	all := []string{"n1", "n2", "n3"}
	for _, how := range []string{"restart", "crash", "partition"} {
		owner := ownerOf(ctx, t, c)
		others := slices.DeleteFunc(slices.Clone(all), func(n string) bool { return n == owner })
		a, b := c.Conn(ctx, others[0]), c.Conn(ctx, others[1])
		if !advised(ctx, t, a, "pg_try_advisory_lock(1)") || advised(ctx, t, b, "pg_try_advisory_lock(1)") {
			t.Fatalf("%s: before", how)
		}
		switch how {
		case "restart":
			c.Stop(owner)
			c.Restart(owner)
		case "crash":
			c.Crash(owner)
		case "partition":
			c.Partition(owner)
		}
		began := time.Now()
		for time.Since(began) < 40*time.Second {
			if advised(ctx, t, b, "pg_try_advisory_lock(1)") {
				t.Fatalf("%s: another has it %v later", how, time.Since(began))
			}
			time.Sleep(300 * time.Millisecond)
		}
		if !advised(ctx, t, a, "pg_advisory_unlock(1)") {
			t.Errorf("%s: it was lost", how)
		}
		if !advised(ctx, t, b, "pg_try_advisory_lock(1)") {
			t.Errorf("%s: it stays held", how)
		}
		_ = a.Close(ctx)
		_ = b.Close(ctx)
		switch how {
		case "crash":
			c.Restart(owner)
		case "partition":
			c.Heal()
		}
		time.Sleep(20 * time.Second)
	}
}

// ownerOf is the node that grants advisory locks.
func ownerOf(ctx context.Context, t *testing.T, c *cluster.Regions) string {
	t.Helper()
	conn := c.Conn(ctx, "n1")
	defer func() { _ = conn.Close(ctx) }()
	var id int
	if err := conn.QueryRow(ctx, "SELECT leaseholder FROM isochron_internal.ranges ORDER BY range_id LIMIT 1").Scan(&id); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("n%d", id)
}

// TestAdvisoryLocksOfALostNode: a node that is gone keeps nothing for ever, and one that
// is cut off ends its sessions before others get what they held.
func TestAdvisoryLocksOfALostNode(t *testing.T) { synctest.Test(t, testAdvisoryLost) }

func testAdvisoryLost(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	for _, how := range []string{"crash", "partition"} {
		owner := ownerOf(ctx, t, c)
		i := slices.Index([]string{"n1", "n2", "n3"}, owner)
		victim, witness := fmt.Sprintf("n%d", (i+1)%3+1), fmt.Sprintf("n%d", (i+2)%3+1)
		a, b := c.Conn(ctx, victim), c.Conn(ctx, witness)
		if !advised(ctx, t, a, "pg_try_advisory_lock(7)") {
			t.Fatal(how)
		}
		began := time.Now()
		var ended time.Duration
		var watch sync.WaitGroup
		if how == "crash" {
			c.Crash(victim)
		} else {
			c.Partition(victim)
			watch.Go(func() { // show needs neither a snapshot nor a range
				for {
					if _, err := a.Exec(context.WithoutCancel(ctx), "SHOW lock_timeout"); err != nil {
						ended = time.Since(began)
						return
					}
					time.Sleep(50 * time.Millisecond)
				}
			})
		}
		if _, err := b.Exec(ctx, "SELECT pg_advisory_lock(7)"); err != nil {
			t.Errorf("%s: %v", how, err)
		}
		took := time.Since(began)
		if took > 30*time.Second {
			t.Errorf("%s: granted after %v", how, took)
		}
		watch.Wait()
		if how == "partition" && ended > took {
			t.Errorf("cut off: its session ended after %v, and another had the lock after %v", ended, took)
		}
		t.Logf("%s: the session ended after %v, the lock was another's after %v", how, ended, took)
		_ = b.Close(ctx)
		if how == "crash" {
			c.Restart(victim)
		} else {
			c.Heal()
		}
		time.Sleep(20 * time.Second)
	}
}

// TestAdvisoryLocksExclude: of sessions at all nodes one is inside at a time, while nodes
// are restarted, crash and are cut off.
func TestAdvisoryLocksExclude(t *testing.T) { synctest.Test(t, testAdvisoryExclude) }

func testAdvisoryExclude(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}}})
	var mu sync.Mutex // guards what follows
	inside, entered := "", map[string]int{}
	var work sync.WaitGroup
	for i := range 6 {
		name, at := fmt.Sprintf("client %d", i), fmt.Sprintf("n%d", i%3+1)
		work.Go(func() {
			for ctx.Err() == nil {
				conn, err := pgx.ConnectConfig(ctx, c.ConnConfig(at))
				if err != nil {
					time.Sleep(100 * time.Millisecond)
					continue
				}
				for err == nil && ctx.Err() == nil {
					if _, err = conn.Exec(ctx, "SELECT pg_advisory_lock(9)"); err != nil {
						break
					}
					mu.Lock()
					// Who is cut off may not know yet that its session has ended: it asks.
					if inside != "" {
						t.Errorf("%s is inside while %s is", name, inside)
					}
					inside = name
					entered[at]++
					mu.Unlock()
					time.Sleep(20 * time.Millisecond)
					_, err = conn.Exec(ctx, "SHOW lock_timeout")
					mu.Lock()
					if inside == name {
						inside = ""
					}
					mu.Unlock()
					if err == nil {
						_, err = conn.Exec(ctx, "SELECT pg_advisory_unlock(9)")
					}
				}
				_ = conn.Close(context.WithoutCancel(ctx))
			}
		})
	}
	rng := rand.New(rand.NewPCG(c.Seed(), 4))
	for range 6 {
		time.Sleep(10 * time.Second)
		n := fmt.Sprintf("n%d", rng.IntN(3)+1)
		switch rng.IntN(3) {
		case 0:
			c.Stop(n)
			c.Restart(n)
		case 1:
			c.Crash(n)
			time.Sleep(time.Duration(rng.IntN(20)) * time.Second)
			c.Restart(n)
		default:
			c.Partition(n)
			time.Sleep(time.Duration(rng.IntN(20)) * time.Second)
			c.Heal()
		}
	}
	time.Sleep(20 * time.Second)
	cancel()
	work.Wait()
	t.Logf("entered: %v", entered)
	for _, n := range []string{"n1", "n2", "n3"} {
		if entered[n] < 10 {
			t.Errorf("%s was inside %d times", n, entered[n])
		}
	}
}
