package local_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/txn/coord"
)

func start(t *testing.T, o local.Options) *local.Cluster {
	t.Helper()
	c, err := local.Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

func connect(t *testing.T, n *local.Node) *pgx.Conn {
	t.Helper()
	conf, err := pgx.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	conf.DialFunc = dialer(n)
	conn, err := pgx.ConnectConfig(t.Context(), conf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func dialer(n *local.Node) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, _, _ string) (net.Conn, error) { return n.Dial(ctx) }
}

func exec(t *testing.T, c *pgx.Conn, sql string) {
	t.Helper()
	if _, err := c.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func count(t *testing.T, c *pgx.Conn) (n int) {
	t.Helper()
	if err := c.QueryRow(t.Context(), "SELECT count(*) FROM t").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestEnds: what was acknowledged is there after any end of a node; the clients
// of one that ends rudely hear that their connections broke.
func TestEnds(t *testing.T) {
	for name, end := range map[string]func(*local.Node, context.Context) error{
		"stop": (*local.Node).Stop, "crash": (*local.Node).Crash, "kill": (*local.Node).Kill,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := start(t, local.Options{Seed: 1})
				n := c.Nodes()[0]
				conn := connect(t, n)
				exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY)")
				for i := range 3 {
					exec(t, conn, "INSERT INTO t VALUES ("+string(rune('0'+i))+")")
					if name == "stop" {
						_ = conn.Close(t.Context())
					}
					if err := end(n, t.Context()); err != nil {
						t.Fatal(err)
					}
					if _, err := conn.Exec(t.Context(), "SELECT 1"); err == nil {
						t.Error("an answer from the dead")
					}
					if err := end(n, t.Context()); !errors.Is(err, local.ErrDown) {
						t.Errorf("a second end: %v, want %v", err, local.ErrDown)
					}
					if _, err := n.Dial(t.Context()); !errors.Is(err, local.ErrDown) {
						t.Errorf("dial: %v, want %v", err, local.ErrDown)
					}
					if err := n.Start(t.Context()); err != nil {
						t.Fatal(err)
					}
					if err := n.Start(t.Context()); !errors.Is(err, local.ErrUp) {
						t.Errorf("a second start: %v, want %v", err, local.ErrUp)
					}
					conn = connect(t, n)
					if got := count(t, conn); got != i+1 {
						t.Errorf("%d rows, want %d", got, i+1)
					}
				}
			})
		})
	}
}

// TestUnsyncedLog: a log that is never synced loses what was acknowledged when the
// power fails, and not when the process does: a power cut is one.
func TestUnsyncedLog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lost := 0
		for seed := range uint64(8) {
			c := start(t, local.Options{Seed: seed})
			n := c.Nodes()[0]
			exec(t, connect(t, n), "CREATE TABLE t (i int PRIMARY KEY)")
			if err := n.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := n.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			n.Disk.PlantNoSync()
			exec(t, connect(t, n), "INSERT INTO t VALUES (1)")
			if err := n.Crash(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := n.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			conn := connect(t, n)
			if got := count(t, conn); got != 1 {
				t.Errorf("seed %d: a crash of the process lost what was written: %d rows", seed, got)
			}
			exec(t, conn, "INSERT INTO t VALUES (2)")
			if err := n.Kill(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := n.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if count(t, connect(t, n)) < 2 {
				lost++
			}
		}
		if lost == 0 {
			t.Error("no power cut lost anything")
		}
	})
}

// TestDisk: slow, stuck and full disks.
func TestDisk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Seed: 1})
		n := c.Nodes()[0]
		conn := connect(t, n)
		exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY)")
		took := func(sql string) time.Duration {
			began := time.Now()
			exec(t, conn, sql)
			return time.Since(began)
		}
		n.Disk.Slow(100 * time.Millisecond)
		if d := took("INSERT INTO t VALUES (1)"); d < 100*time.Millisecond || n.Disk.Met("slow") == 0 {
			t.Errorf("on a slow disk: %v", d)
		}
		n.Disk.Heal()
		release := n.Disk.Stick()
		time.AfterFunc(300*time.Millisecond, release)
		if d := took("INSERT INTO t VALUES (2)"); d < 300*time.Millisecond || n.Disk.Met("stuck") == 0 {
			t.Errorf("on a stuck disk: %v", d)
		}
		if d := took("INSERT INTO t VALUES (3)"); d > 50*time.Millisecond {
			t.Errorf("on a healthy disk: %v", d)
		}
		n.Disk.Fill(true)
		if _, err := conn.Exec(t.Context(), "INSERT INTO t VALUES (4)"); err == nil {
			t.Error("a full disk took a row")
		}
		time.Sleep(time.Second)
		if n.Up() {
			t.Error("a node whose store has failed goes on")
		}
		n.Disk.Fill(false)
		if err := n.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := count(t, connect(t, n)); got != 3 {
			t.Errorf("%d rows, want 3", got)
		}
	})
}

// TestRotten: a flipped bit in a table is found by whoever reads it, be it a statement or
// a compaction, at the latest when all was read. It ends the node, which says why.
func TestRotten(t *testing.T) {
	ends := map[string]int{}
	for seed := range uint64(10) {
		synctest.Test(t, func(t *testing.T) { ends[rot(t, seed)]++ })
	}
	t.Log(ends)
	if ends["start"]+ends["read"]+ends["write"] == 0 {
		t.Errorf("the bit was met by %v", ends)
	}
}

// rot says who met the bit.
func rot(t *testing.T, seed uint64) string {
	c := start(t, local.Options{Seed: seed, Configure: func(_ *local.Node, o *node.Options) { o.MemTableBytes = 64 << 10 }})
	n := c.Nodes()[0]
	conn := connect(t, n)
	exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY, v text)")
	for i := range 5 {
		if _, err := conn.Exec(t.Context(), "INSERT INTO t SELECT i, md5(i::text) || md5(i::text || 'a') || md5(i::text || 'b') || md5(i::text || 'c') FROM generate_series($1::int, $1::int + 799) AS g(i)", 800*i); err != nil {
			t.Fatal(err)
		}
	}
	restarts := seed%2 == 0
	if restarts {
		if err := n.Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	where, err := n.Disk.Rot(local.Tables, rand.New(rand.NewPCG(seed, 2)))
	if err != nil {
		t.Fatal(err)
	}
	if restarts {
		if err := n.Start(t.Context()); err != nil {
			if !errors.Is(err, engine.ErrCorrupt) {
				t.Errorf("%s: the start fails with %v, want %v", where, err, engine.ErrCorrupt)
			}
			return "start"
		}
	}
	x := n.Node()
	met := meet(t, n, where)
	time.Sleep(time.Second)
	if err := x.Err(); met != "nobody" && (!errors.Is(err, engine.ErrCorrupt) || n.Up()) {
		t.Errorf("%s, met by a %s: up: %t, %v", where, met, n.Up(), err)
	}
	return met
}

// meet writes to the table, and reads it, until the bit is met.
func meet(t *testing.T, n *local.Node, where string) string {
	ctx, bytes := t.Context(), 0
	conn := connect(t, n)
	for i := range 8 {
		if _, err := conn.Exec(ctx, "UPDATE t SET v = md5(v) || md5(v || 'a') || md5(v || 'b') || md5(v || 'c') WHERE i % 8 = $1", i); err != nil {
			return "write"
		}
	}
	switch err := conn.QueryRow(ctx, "SELECT sum(length(v)) FROM t").Scan(&bytes); {
	case err != nil:
		return "read"
	case bytes != 512_000:
		t.Errorf("%s: %d bytes, and nobody noticed", where, bytes)
	}
	return "nobody"
}

// TestRottenRead: a node serves nothing more from the moment that a read has met a
// damaged table, though nobody writes.
func TestRottenRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Configure: func(_ *local.Node, o *node.Options) { o.MemTableBytes, o.CacheBytes = 64<<10, 64<<10 }})
		n := c.Nodes()[0]
		x, conn := n.Node(), connect(t, n)
		exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY, v text)")
		exec(t, conn, "INSERT INTO t SELECT i, md5(i::text) || md5(i::text || 'a') || md5(i::text || 'b') FROM generate_series(1, 10000) AS g(i)")
		time.Sleep(time.Second)
		rng := rand.New(rand.NewPCG(1, 1))
		for range 100 {
			if _, err := n.Disk.Rot(local.Tables, rng); err != nil {
				t.Fatal(err)
			}
		}
		_, err := conn.Exec(t.Context(), "SELECT sum(length(v)) FROM t")
		if err == nil {
			t.Fatal("the read met nothing")
		}
		if failed := x.Err(); !errors.Is(failed, engine.ErrCorrupt) {
			t.Errorf("the read failed with %v, and the store with %v", err, failed)
		}
		// It may be about to end by itself, or wait for its owner.
		if err := n.Kill(t.Context()); err != nil && !errors.Is(err, engine.ErrCorrupt) && n.Up() {
			t.Error(err)
		}
	})
}

// TestSkewedAway: a node whose clock has gone back serves nothing until the clock has
// passed what it said last. That it differs from others' does not matter to one alone.
func TestSkewedAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{ClockError: 10 * time.Millisecond})
		n := c.Nodes()[0]
		conn := connect(t, n)
		exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY)")
		n.Clock.Skew(5 * time.Millisecond)
		exec(t, conn, "INSERT INTO t VALUES (1)")
		n.Clock.Skew(-time.Second)
		time.AfterFunc(3*time.Second, n.Clock.Heal)
		began := time.Now()
		exec(t, conn, "INSERT INTO t VALUES (2)")
		if d := time.Since(began); d < time.Second {
			t.Errorf("it answered after %v, with a clock that is a second behind", d)
		}
	})
}

// TestStartOnABadClock: a start whose clock does not get well ends with its time, whenever that
// began.
func TestStartOnABadClock(t *testing.T) {
	for after := time.Duration(0); after < 60*time.Millisecond; after = 2*after + 100*time.Microsecond {
		synctest.Test(t, func(t *testing.T) {
			c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, StartWithin: 5 * time.Second})
			n := c.Nodes()[2]
			if err := n.Stop(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.AfterFunc(after, func() { n.Clock.Jump(-time.Hour) })
			began := time.Now()
			err := n.Start(t.Context())
			if took := time.Since(began); took > 7*time.Second {
				t.Errorf("%v: the start took %v: %v", after, took, err)
			}
		})
	}
}

// TestDrainBeyondItsTime: a node whose drain's time is over cuts off who waits for time to pass,
// and acknowledges nothing any more: not at all, and not before its time (T1).
func TestDrainBeyondItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const e = 50 * time.Millisecond
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: e})
		nodes := c.Nodes()
		exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY)")
		await(t, time.Minute, func() string { return upreplicated(c) })
		n := nodes[2]
		var clients sync.WaitGroup
		var acked atomic.Int64
		for client := range 4 {
			conn := connect(t, n)
			clients.Go(func() {
				for i := 0; !conn.IsClosed() && i < 100; i++ {
					began := time.Now()
					_, err := conn.Exec(context.Background(), "INSERT INTO t VALUES ($1)", 10*i+client)
					if err != nil {
						continue
					}
					acked.Add(1)
					if took := time.Since(began); took < e {
						t.Errorf("acknowledged after %v", took)
					}
				}
				if !conn.IsClosed() {
					t.Error("a client is there still")
				}
			})
		}
		time.Sleep(time.Second)
		over, cancel := context.WithCancel(t.Context())
		cancel()
		_ = n.Node().Drain(over)
		clients.Wait()
		if acked.Load() == 0 {
			t.Error("nothing was acknowledged at all")
		}
	})
}

// TestStopOnABadClock: a node whose clock does not get well stops when its drain's time is over,
// whenever that began, although who waits for the clock is never acknowledged.
func TestStopOnABadClock(t *testing.T) {
	for _, after := range []time.Duration{0, time.Millisecond, 3 * time.Millisecond, 100 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true})
			n := c.Nodes()[0]
			exec(t, connect(t, n), "CREATE TABLE t (i int PRIMARY KEY)")
			time.AfterFunc(after, func() { n.Clock.Jump(-time.Hour) })
			began := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			_ = n.Stop(ctx)
			if took := time.Since(began); took > 7*time.Second {
				t.Errorf("the node stopped after %v", took)
			}
		})
	}
}

// TestEndsWhileItsOwnReadsWait: what a node reads for itself, as the notifications that its
// sessions listen to, waits like a client's reads do; it ends all the same.
func TestEndsWhileItsOwnReadsWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: 250 * time.Millisecond})
		await(t, time.Minute, func() string { return upreplicated(c) })
		sends, n := connect(t, c.Nodes()[0]), c.Nodes()[1]
		exec(t, connect(t, n), "LISTEN c")
		ctx, enough := context.WithCancel(t.Context())
		var busy sync.WaitGroup
		defer busy.Wait()
		defer enough()
		busy.Go(func() {
			for ctx.Err() == nil {
				_, _ = sends.Exec(ctx, "NOTIFY c")
			}
		})
		time.Sleep(time.Second)
		n.Clock.Jump(-time.Hour)
		time.Sleep(time.Second)
		began := time.Now()
		if err := n.Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("the node ended after %v", took)
		}
	})
}

// TestEndsWhileReadingsAreAwaited: a commit that needs a reading asks for it in nobody's name, and
// may have to wait for good where the clock does not get well. It hears that its node ends.
func TestEndsWhileReadingsAreAwaited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true})
		n := c.Nodes()[1]
		n.Clock.Jump(-time.Hour)
		told := make(chan error, 1)
		db := n.Node().DB()
		go func() {
			_, err := db.Reading(context.Background())
			told <- err
		}()
		time.Sleep(time.Minute)
		began := time.Now()
		if err := n.Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > 2*time.Second {
			t.Errorf("the node ended after %v", took)
		}
		var closed *coord.ClosedError
		if err := <-told; !errors.As(err, &closed) {
			t.Errorf("a reading of a clock that is ill: %v", err)
		}
	})
}

// TestBlackoutEndsStarts: a node that waits for others, which have lost their power while it starts,
// loses its own with them: nobody waits for who waits for him.
func TestBlackoutEndsStarts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, StartWithin: time.Minute})
		if cut, err := c.Blackout(t.Context()); cut != 3 || err != nil {
			t.Fatalf("%d nodes lost their power: %v", cut, err)
		}
		ended := make(chan error, 1)
		go func() { ended <- c.Nodes()[2].Start(t.Context()) }()
		time.Sleep(5 * time.Second)
		began := time.Now()
		if cut, err := c.Blackout(t.Context()); cut != 0 || err != nil {
			t.Errorf("%d nodes lost their power: %v", cut, err)
		}
		if d := time.Since(began); d > time.Second {
			t.Errorf("the power was cut after %v", d)
		}
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("the start ended with %v", err)
		}
		for _, n := range c.Nodes() {
			go func() { ended <- n.Start(t.Context()) }()
		}
		for range c.Nodes() {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	})
}

// TestSlowIsNotDurable: what a slow disk has not taken yet is lost with the power, and nobody
// was told of it; what somebody was told of is there.
func TestSlowIsNotDurable(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Seed: 1})
		n := c.Nodes()[0]
		exec(t, connect(t, n), "CREATE TABLE t (i int PRIMARY KEY)")
		n.Disk.Slow(time.Second)
		exec(t, connect(t, n), "INSERT INTO t VALUES (1)")
		told := make(chan error, 1)
		conn := connect(t, n)
		go func() {
			_, err := conn.Exec(context.Background(), "INSERT INTO t VALUES (2)")
			told <- err
		}()
		time.Sleep(500 * time.Millisecond)
		if cut, err := c.Blackout(t.Context()); cut != 1 || err != nil {
			t.Fatalf("%d nodes lost their power: %v", cut, err)
		}
		if err := <-told; err == nil {
			t.Error("somebody was told of what is not durable")
		}
		n.Disk.Heal()
		if err := n.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := count(t, connect(t, n)); got != 1 {
			t.Errorf("%d rows, want the one that was durable", got)
		}
	})
}

// TestFullWhileStarting: a node whose disk fills while it starts says so and ends, though its clock has no reading
// left below the bound that was stored last, and none higher will be.
func TestFullWhileStarting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var late atomic.Bool
		var left atomic.Int64 // requests until the disk is full
		var clock atomic.Pointer[hlc.Clock]
		var n *local.Node
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 1}}, Seed: 1, StartWithin: time.Minute,
			Configure: func(_ *local.Node, o *node.Options) {
				o.FS = pebbleengine.WithHook(o.FS, func(op pebbleengine.Op) error {
					if late.Load() && op.Kind == pebbleengine.OpWrite {
						time.Sleep(time.Second) // meanwhile the clock is asked
						return syscall.ENOSPC
					}
					return nil
				})
				o.PlantedStore = func(o *store.Options) { clock.Store(o.Clock.(*hlc.Clock)) }
				o.Before = func(to kvpb.Sender) (kvpb.Sender, func()) {
					return before{to, func() {
						if left.Add(-1) == 0 {
							late.Store(true)
							n.Clock.Jump(time.Duration(int64(clock.Load().Upper()) - 1 - clock.Load().Physical()))
							clock.Load().Now() // the last one
						}
					}}, func() {}
				}
			}})
		n = c.Nodes()[0]
		for at := int64(1); ; at++ {
			if err := n.Crash(t.Context()); err != nil && !errors.Is(err, local.ErrDown) {
				t.Fatal(err)
			}
			n.Clock.Heal()
			left.Store(at)
			began := time.Now()
			err := n.Start(t.Context())
			late.Store(false)
			if left.Load() > 0 { // all of a start's requests had their turn
				if err != nil || at == 1 {
					t.Fatalf("a start with a good disk, of fewer than %d requests: %v", at, err)
				}
				return
			}
			if took := time.Since(began); !errors.Is(err, engine.ErrFailed) || took > 20*time.Second { // commits are asked after for 15 s
				t.Errorf("full at request %d: %v after %v", at, err, took)
			}
		}
	})
}

// before calls f before each request.
type before struct {
	kvpb.Sender
	f func()
}

func (s before) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	s.f()
	return s.Sender.Send(ctx, req, resp)
}
