package wan

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// The regions, and the round trips between them. Within a region: 1 ms between zones.
const (
	ab, ac, bc = 80 * time.Millisecond, 120 * time.Millisecond, 150 * time.Millisecond
	// near is what everything within a region may add.
	near = 12 * time.Millisecond
)

func roundTrip(from, to string) time.Duration {
	switch {
	case from == to:
		return time.Millisecond
	case from+to == "ab" || from+to == "ba":
		return ab
	case from+to == "ac" || from+to == "ca":
		return ac
	}
	return bc
}

// pins says where ranges belong, by where they begin. Safe for concurrent use.
type pins struct {
	mu sync.Mutex // guards at; a leaf
	at map[string]*allocator.Policy
	// rest is of what nobody pinned; nil: it stays in region a.
	rest *allocator.Policy
}

func (p *pins) set(start keys.Key, policy *allocator.Policy) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.at[string(start)] = policy
}

// override serves rebalancer.Options.
func (p *pins) override(span keys.Span) *allocator.Policy {
	p.mu.Lock()
	defer p.mu.Unlock()
	if policy := p.at[string(span.Start)]; policy != nil {
		return policy
	}
	if p.rest != nil {
		return p.rest
	}
	return in("a", "a", "a")
}

// in pins one voter in each of the regions named, and the lease in the first.
func in(regions ...string) *allocator.Policy {
	var places []allocator.Match
	for _, r := range regions {
		places = append(places, allocator.Match{Key: "region", Value: r})
	}
	return allocator.Pin(fmt.Sprint(regions), places...)
}

// world is a cluster with a table of three ranges.
type world struct {
	t *testing.T
	c *cluster.Regions
	p *pins
}

// build starts nine nodes, and pins the ranges of table t (rows from 0, 100 and 200).
func build(t *testing.T, policies ...*allocator.Policy) *world {
	t.Helper()
	return buildWith(t, &pins{}, nil, policies...)
}

// buildWith is build with pins of the rest, and what nodes are told besides.
func buildWith(t *testing.T, p *pins, configure func(*node.Options), policies ...*allocator.Policy) *world {
	t.Helper()
	p.at = map[string]*allocator.Policy{}
	w := &world{t: t, p: p}
	w.c = cluster.StartRegions(t, cluster.Topology{
		Seed: 1, RoundTrip: roundTrip, ClockError: 3 * time.Millisecond,
		Regions: []cluster.Region{{Name: "a"}, {Name: "b"}, {Name: "c"}},
		Configure: func(_ *local.Node, o *node.Options) {
			o.Placement.Override = w.p.override
			if configure != nil {
				configure(o)
			}
		},
	})
	conn := w.c.Conn(t.Context(), "n1")
	for _, q := range []string{
		"CREATE TABLE t (i int PRIMARY KEY, v int)",
		"INSERT INTO t SELECT i, 0 FROM generate_series(0, 299) AS g(i)",
		"ALTER TABLE t SPLIT AT VALUES (0), (100), (200)",
	} {
		if _, err := conn.Exec(t.Context(), q); err != nil {
			t.Fatalf("%s: %v", q, err)
		}
	}
	ranges := w.c.Local().Ranges()
	ranges = ranges[len(ranges)-3:]
	for i, policy := range policies {
		w.p.set(ranges[i].Start, policy)
	}
	w.settle(policies)
	return w
}

// settle waits until the table's ranges lie where they are pinned.
func (w *world) settle(policies []*allocator.Policy) {
	w.t.Helper()
	deadline := time.Now().Add(10 * time.Minute)
	for {
		time.Sleep(time.Second)
		ranges := w.c.Local().Ranges()
		ranges = ranges[len(ranges)-3:]
		ok := true
		for i, policy := range policies {
			l := w.c.Local().Leaseholder(ranges[i].ID)
			if l == nil || l.Region != policy.Lease[0][0].Value || ranges[i].Joint() || len(ranges[i].Replicas) != 3 {
				ok = false
				continue
			}
			want := map[string]int{}
			for _, rule := range policy.Rules {
				want[rule.Where[0].Value] = rule.Voters
			}
			for _, n := range w.c.Local().Nodes() {
				if _, has := ranges[i].Replica(n.Node().StoreID()); has {
					want[n.Region]--
				}
			}
			for _, left := range want {
				ok = ok && left == 0
			}
		}
		if ok {
			time.Sleep(5 * time.Second) // gateways learn where everything is
			return
		}
		if time.Now().After(deadline) {
			for i := range policies {
				w.t.Logf("%v %v: %v", ranges[i], ranges[i].Replicas, w.c.Local().Leaseholder(ranges[i].ID))
			}
			w.t.Fatal("ranges don't go where they are pinned")
		}
	}
}

// tookTaught is how often f runs before it counts: the first times teach the gateway.
const tookTaught, tookTimes = 2, 4

// took is how long f takes at its slowest, of a few times.
func took(t *testing.T, f func() (time.Duration, error)) (longest time.Duration) {
	t.Helper()
	for i := range tookTaught + tookTimes {
		d, err := f()
		if err != nil {
			t.Fatal(err)
		}
		if i >= tookTaught {
			longest = max(longest, d)
		}
		time.Sleep(300 * time.Millisecond) // until what it wrote is resolved
	}
	return longest
}

// expect checks that something took what it should, and what is near.
func expect(t *testing.T, what string, got, want time.Duration) {
	t.Helper()
	t.Logf("%s: %v (%v and %v)", what, got, want, got-want)
	if got < want || got > want+near {
		t.Errorf("%s took %v, want %v and no more than %v", what, got, want, near)
	}
}

// commit updates rows in one transaction and measures its COMMIT.
func commit(ctx context.Context, conn *pgx.Conn, rows ...int) (time.Duration, error) {
	tx, err := conn.Begin(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback(ctx) }()
	for _, r := range rows {
		if _, err := tx.Exec(ctx, "UPDATE t SET v = v + 1 WHERE i = $1", r); err != nil {
			return 0, err
		}
	}
	began := time.Now()
	err = tx.Commit(ctx)
	return time.Since(began), err
}

// TestManyRanges: leaseholders in three regions, each with its quorum beside it. A commit
// over all three takes one round trip to the farthest after the last write (row 10).
func TestManyRanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "a", "a"), in("b", "b", "b"), in("c", "c", "c"))
		for gateway, farthest := range map[string]time.Duration{"a": ac, "b": bc} {
			conn := w.c.Conn(t.Context(), gateway)
			d := took(t, func() (time.Duration, error) { return commit(t.Context(), conn, 1, 101, 201) })
			expect(t, "a commit in three regions from "+gateway, d, farthest)
			d = took(t, func() (time.Duration, error) { return commit(t.Context(), conn, 1, 101) })
			expect(t, "a commit in two regions from "+gateway, d, ab)
		}
	})
}

// TestOneRange: a commit on one range takes one round trip to its quorum, and one to its
// leaseholder where that is elsewhere.
func TestOneRange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "b", "c"), in("b", "b", "b"), in("a", "a", "a"))
		conn := w.c.Conn(t.Context(), "a")
		update := func(row int) func() (time.Duration, error) {
			return func() (time.Duration, error) {
				began := time.Now()
				_, err := conn.Exec(t.Context(), "UPDATE t SET v = v + 1 WHERE i = $1", row)
				return time.Since(began), err
			}
		}
		expect(t, "a range over three regions, at its leaseholder", took(t, update(1)), ab)
		expect(t, "a range in another region", took(t, update(101)), ab)
		expect(t, "a range in the gateway's region", took(t, update(201)), 0)
		d := took(t, func() (time.Duration, error) { return commit(t.Context(), conn, 1, 2) })
		expect(t, "a transaction on a range over three regions", d, ab)
	})
}

// TestReads: a read at the leaseholder in one's own region crosses no region (row 12).
func TestReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := build(t, in("a", "b", "c"), in("b", "b", "b"), in("c", "c", "c"))
		conn := w.c.Conn(t.Context(), "a")
		read := func(row int) func() (time.Duration, error) {
			return func() (time.Duration, error) {
				var v int
				began := time.Now()
				err := conn.QueryRow(t.Context(), "SELECT v FROM t WHERE i = $1", row).Scan(&v)
				return time.Since(began), err
			}
		}
		expect(t, "a read in the gateway's region", took(t, read(1)), 0)
		expect(t, "a read in another region", took(t, read(101)), ab)
	})
}
