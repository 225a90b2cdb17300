package local_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// await polls until why says nothing any more.
func await(t *testing.T, within time.Duration, why func() string) {
	t.Helper()
	for end := time.Now().Add(within); ; time.Sleep(time.Second) {
		w := why()
		if w == "" {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("after %v: %s", within, w)
		}
	}
}

// upreplicated says which range has not three voters, all of them on nodes that are up.
func upreplicated(c *local.Cluster) string {
	up := map[uint32]bool{}
	for _, n := range c.Nodes() {
		if x := n.Node(); x != nil {
			up[x.ID()] = true
		}
	}
	for _, d := range c.Ranges() {
		if d.Joint() || d.Voters() != 3 || len(d.Replicas) != 3 {
			return fmt.Sprint(d)
		}
		for _, r := range d.Replicas {
			if !up[r.NodeID] {
				return fmt.Sprintf("%v, and node %d is down", d, r.NodeID)
			}
		}
	}
	return ""
}

// TestRottenOfFour: a node whose store rots ends, the others go on and, once it is taken
// for dead, replace its replicas. With an empty disk it joins anew.
func TestRottenOfFour(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{
			Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 5, Replicated: true,
			Configure: func(_ *local.Node, o *node.Options) {
				o.MemTableBytes = 64 << 10
				o.Placement.Timing = allocator.Timing{DeadAfter: 20 * time.Second, SuspectFor: 5 * time.Second}
			},
		})
		conn := connect(t, c.Nodes()[0])
		exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY, v text)")
		rows := 0
		insert := func() error { // may be repeated: a client that hears of an error does not know
			_, err := conn.Exec(t.Context(), fmt.Sprintf("INSERT INTO t SELECT i, md5(i::text) || md5(i::text || 'a') || md5(i::text || 'b') "+
				"FROM generate_series(%d, %d) AS g(i) ON CONFLICT DO NOTHING", rows, rows+99))
			if err == nil {
				rows += 100
			}
			return err
		}
		for range 10 {
			if err := insert(); err != nil {
				t.Fatal(err)
			}
		}
		var bad *local.Node // has a replica of the table
		for _, n := range c.Nodes()[1:] {
			if all := n.Node().Store().Ranges(); len(all) > 0 && all[len(all)-1].End.Compare(keys.MaxKey) >= 0 {
				bad = n
			}
		}
		if bad == nil {
			t.Fatal("nobody else holds the table")
		}
		x := bad.Node()
		rng := rand.New(rand.NewPCG(1, 1))
		for i := 0; bad.Up(); i++ {
			if i == 200 {
				t.Fatal("nobody met any bit")
			}
			for range 5 {
				if _, err := bad.Disk.Rot(local.Tables, rng); err != nil && !errors.Is(err, local.ErrNothingToRot) {
					t.Fatal(err)
				}
			}
			if err := insert(); err != nil {
				t.Logf("while the bit is met: %v", err)
			}
		}
		if err := x.Err(); !errors.Is(err, engine.ErrCorrupt) || !strings.Contains(err.Error(), ".sst") {
			t.Errorf("the node ended with %v, want %v and a file", err, engine.ErrCorrupt)
		}
		await(t, 15*time.Second, func() string { // others serve what it served, long before it is taken for dead
			if err := insert(); err != nil {
				return err.Error()
			}
			return ""
		})
		await(t, 2*time.Minute, func() string { return upreplicated(c) })
		if got := count(t, conn); got != rows {
			t.Errorf("%d rows, want %d", got, rows)
		}
		if err := errors.Join(bad.Wipe(t.Context()), bad.Start(t.Context())); err != nil {
			t.Fatal(err)
		}
		if got := count(t, connect(t, bad)); got != rows {
			t.Errorf("%d rows at the node that joined anew, want %d", got, rows)
		}
	})
}

// lines is a log that is kept.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(b)
}

func (l *lines) has(parts ...string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range strings.Lines(l.buf.String()) {
		if !slices.ContainsFunc(parts, func(p string) bool { return !strings.Contains(line, p) }) {
			return true
		}
	}
	return false
}

// all are the lines with that part in them.
func (l *lines) all(part string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out strings.Builder
	for line := range strings.Lines(l.buf.String()) {
		if strings.Contains(line, part) {
			out.WriteString(line)
		}
	}
	return out.String()
}

// gauge is the value of a node's metric, a gauge or a counter.
func gauge(t *testing.T, n *local.Node, name string) float64 {
	t.Helper()
	all, err := n.Node().Metrics().Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if strings.HasSuffix(f.GetName(), name) {
			m := f.GetMetric()[0]
			return m.GetGauge().GetValue() + m.GetCounter().GetValue()
		}
	}
	t.Fatalf("no metric %s", name)
	return 0
}

// loseRow drops the last row of all from a store.
func loseRow(e engine.Engine) (key keys.Key, err error) {
	it, err := e.NewIter(engine.IterOptions{})
	if err != nil {
		return nil, err
	}
	ok := it.Last()
	for ok && it.Timestamp() == hlc.Zero {
		ok = it.Prev()
	}
	if !ok {
		return nil, errors.Join(errors.New("no row"), it.Close())
	}
	key, ts := slices.Clone(it.Key()), it.Timestamp()
	b := e.NewBatch(0)
	defer b.Close()
	return key, errors.Join(it.Close(), b.Delete(key, ts), e.Apply(b, true))
}

// TestDifferingReplica: a replica that has lost a row below all that replicates it is found
// by the comparison, named, and replaced.
func TestDifferingReplica(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		logs := map[string]*lines{}
		c := start(t, local.Options{
			Regions: []local.Region{{Name: "us-east"}}, Seed: 6, Replicated: true,
			Configure: func(n *local.Node, o *node.Options) { o.CheckEvery = 30 * time.Second },
			Logger: func(n *local.Node) *slog.Logger {
				if logs[n.Name] == nil {
					logs[n.Name] = &lines{}
				}
				return slog.New(slog.NewTextHandler(logs[n.Name], nil))
			},
		})
		conn := connect(t, c.Nodes()[0])
		exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 100)")
		time.Sleep(2 * time.Minute)
		wrong := func() (names []string) {
			for _, n := range c.Nodes() {
				if x := n.Node(); x != nil && len(x.Store().Wrong()) > 0 {
					names = append(names, fmt.Sprint(n.Name, x.Store().Wrong()))
				}
			}
			return names
		}
		if w := wrong(); w != nil {
			t.Fatalf("before anything was done: %v", w)
		}
		bad := c.Nodes()[2]
		store := bad.Node().Store().Ident().StoreID
		if err := bad.Crash(t.Context()); err != nil {
			t.Fatal(err)
		}
		var key keys.Key
		if err := bad.Disk.Alter(func(e engine.Engine) (err error) { key, err = loseRow(e); return err }); err != nil {
			t.Fatal(err)
		}
		if err := bad.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		d := bad.Node().Store().Containing(key)
		was, _ := d.Replica(store)
		seen, at := false, time.Now()
		for ; !seen && time.Since(at) < 2*time.Minute; time.Sleep(100 * time.Millisecond) {
			for _, n := range c.Nodes() {
				for _, w := range n.Node().Store().Wrong() {
					if seen = n == bad && w.RangeID == d.ID && w.Replica == was.ID && w.Differs; !seen {
						t.Fatalf("%v names %+v; the row was lost at %v of %v", n, w, bad, d)
					}
				}
			}
			if seen && gauge(t, bad, "ranges_wrong") != 1 {
				t.Error("the metric does not tell")
			}
		}
		if !seen || !logs[bad.Name].has("differs from most others", fmt.Sprint("range=", d.ID)) {
			t.Fatalf("found: %t; the log says nothing, or nobody", seen)
		}
		await(t, 2*time.Minute, func() string {
			for _, r := range c.Ranges() {
				if x, ok := r.Replica(store); r.ID == d.ID && (!ok || x.ID == was.ID) {
					return fmt.Sprint(r)
				}
			}
			return upreplicated(c)
		})
		time.Sleep(2 * time.Minute)
		if w := wrong(); w != nil {
			t.Errorf("after it was replaced: %v", w)
		}
		for _, n := range c.Nodes() {
			if got := count(t, connect(t, n)); got != 100 {
				t.Errorf("%v counts %d rows, want 100", n, got)
			}
		}
	})
}
