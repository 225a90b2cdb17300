package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// nodes are several gateways over one store, each with its own catalog and clock, and
// messages that take time.
type nodes struct {
	t    testing.TB
	db   *catalogtest.DB
	cats []*catalog.Catalog
	mu   sync.Mutex // guards rng
	rng  *rand.Rand
}

const (
	nodesBudget   = 5 * time.Millisecond  // E
	nodesDelayMax = 15 * time.Millisecond // one way
)

func openNodes(t testing.TB, n int, seed uint64, planted catalog.Planted) *nodes {
	t.Helper()
	w := &nodes{t: t, db: catalogtest.OpenBudget(t, catalogtest.NewDisk(), nodesBudget), rng: rand.New(rand.NewPCG(seed, 1))}
	for i := range n {
		w.open(uint32(i+2), planted)
	}
	return w
}

func (w *nodes) open(node uint32, planted catalog.Planted) *catalog.Catalog {
	w.t.Helper()
	return w.openSkewed(node, w.random(2*nodesBudget)-nodesBudget, planted)
}

func (w *nodes) openSkewed(node uint32, skew time.Duration, planted catalog.Planted) *catalog.Catalog {
	w.t.Helper()
	g := w.db.Gateway(w.t, catalogtest.GatewayOptions{Node: node, Delay: func() time.Duration { return w.random(nodesDelayMax) }, Skew: skew})
	c, err := catalog.Open(ctx, catalog.Options{DB: g.DB, NodeID: node, Shared: true, Planted: planted,
		RTT: func() time.Duration { return 2 * nodesDelayMax }})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(c.Close)
	w.cats = append(w.cats, c)
	return c
}

func (w *nodes) random(d time.Duration) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return time.Duration(w.rng.Int64N(int64(d)))
}

func (w *nodes) intn(n int) int { return int(w.random(time.Duration(n))) }

// TestNodesCertificate runs writers and changes of tables at three gateways with skewed
// clocks: every writer's commit timestamp lies where the format that it used was valid
// (T20), at each level.
func TestNodesCertificate(t *testing.T) {
	for _, level := range []kvpb.Isolation{kvpb.Isolation_SERIALIZABLE, kvpb.Isolation_REPEATABLE_READ, kvpb.Isolation_READ_COMMITTED} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprint(level, "/", seed), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					if bad := nodesCertificate(t, level, seed, catalog.Planted{}); len(bad) > 0 {
						t.Error(bad[0])
					}
				})
			})
		}
	}
}

// TestNodesPlanted: the check notices a lease that is not asked for, and one that is not marked.
func TestNodesPlanted(t *testing.T) {
	for name, planted := range map[string]catalog.Planted{"never asked": {NeverAsk: true}, "unmarked": {Unmarked: true}} {
		t.Run(name, func(t *testing.T) {
			found := 0
			for seed := range uint64(4) {
				synctest.Test(t, func(t *testing.T) {
					for _, bad := range nodesCertificate(t, kvpb.Isolation_SERIALIZABLE, seed, planted) {
						if strings.Contains(bad, "was valid") {
							found++
						}
					}
				})
			}
			if found == 0 {
				t.Error("not noticed")
			}
		})
	}
}

// tableUse is a commit that used, or made, a format of a table; format 0 is a drop.
type tableUse struct {
	table catalog.ID
	used
}

// nodesCertificate returns what is wrong.
func nodesCertificate(t *testing.T, level kvpb.Isolation, seed uint64, planted catalog.Planted) (bad []string) {
	w := openNodes(t, 3, seed, planted)
	const tables, changesMax = 3, 30
	var mu sync.Mutex
	var writes, changes []tableUse
	refused := 0
	var ids []catalog.ID
	for i := range tables {
		d := create(t, w.cats[0], fmt.Sprint("t", i))
		ids = append(ids, d.ID)
		changes = append(changes, tableUse{d.ID, used{0, d.Format}})
	}
	stop := make(chan struct{})
	var writers, changers sync.WaitGroup
	for n, c := range w.cats {
		for k := range 2 {
			writers.Go(func() {
				for i := 0; ; i++ {
					select {
					case <-stop:
						return
					case <-time.After(w.random(30 * time.Millisecond)):
					}
					id := ids[w.intn(tables)]
					u, err := writeOnce(c, level, id, uint64(n)<<40|uint64(k)<<32|uint64(i))
					mu.Lock()
					var retry *coord.RetryError
					var statement *coord.StatementRetry
					switch {
					case err == nil:
						writes = append(writes, tableUse{id, u})
					case errors.As(err, &retry), errors.As(err, &statement):
						refused++
					default:
						bad = append(bad, err.Error())
					}
					mu.Unlock()
				}
			})
		}
		changers.Go(func() {
			for range changesMax / len(w.cats) {
				time.Sleep(w.random(400 * time.Millisecond))
				id := ids[w.intn(tables)]
				var u used
				err := error(&coord.RetryError{})
				for retry := (*coord.RetryError)(nil); errors.As(err, &retry); {
					u, err = changeOnce(c, id)
				}
				mu.Lock()
				if err != nil {
					bad = append(bad, err.Error())
				} else {
					changes = append(changes, tableUse{id, u})
				}
				mu.Unlock()
			}
		})
	}
	changers.Wait()
	close(stop)
	writers.Wait()
	bad = append(bad, judge(writes, changes)...)
	if len(writes) < 50 {
		bad = append(bad, fmt.Sprintf("only %d writes", len(writes)))
	}
	var asks, renewals, seen uint64
	for _, c := range w.cats {
		m := c.Metrics()
		asks, renewals, seen = asks+m.Asks.Value(), renewals+m.Renewals.Value(), seen+m.Changes.Value()
	}
	t.Logf("%d writes, %d refused, %d changes; %d asks, %d renewals, %d changes seen; %d wrong", len(writes), refused, len(changes)-tables, asks, renewals, seen, len(bad))
	return bad
}

// judge finds the writes whose format was not the table's at their timestamp.
func judge(writes, changes []tableUse) (bad []string) {
	slices.SortFunc(changes, func(a, b tableUse) int { return int(a.c - b.c) })
	for _, x := range writes {
		valid := uint64(0)
		for _, ch := range changes {
			if ch.table == x.table && ch.c <= x.c {
				valid = ch.format
			}
		}
		if x.format != valid {
			bad = append(bad, fmt.Sprintf("table %d: committed at %v with format %d, where %d was valid", x.table, x.c, x.format, valid))
		}
	}
	return bad
}

// TestNodesSeeAtOnce: what a change did is seen by a transaction that begins anywhere after
// its acknowledgement, and never before by one that ended earlier elsewhere.
func TestNodesSeeAtOnce(t *testing.T) { synctest.Test(t, nodesSeeAtOnce) }

func nodesSeeAtOnce(t *testing.T) {
	w := openNodes(t, 3, 7, catalog.Planted{})
	for i := range 30 {
		name := fmt.Sprint("t", i)
		create(t, w.cats[i%3], name)
		for n := range w.cats {
			_, s := begin(t, w.cats[n], kvpb.Isolation_READ_COMMITTED)
			if _, ok := lookup(t, s, name); !ok {
				t.Fatalf("table %s, made at node %d, is not seen at node %d", name, i%3, n)
			}
			s.Rollback(ctx)
		}
		if i%5 == 0 {
			time.Sleep(time.Minute) // leases run out
		}
	}
}

// TestNodesRuleW: a change that a transaction on a fast clock has seen is seen by one that
// begins after it on a slow clock (T1): what was seen of the schema counts as read.
func TestNodesRuleW(t *testing.T) { synctest.Test(t, nodesRuleW) }

func nodesRuleW(t *testing.T) {
	w := openNodes(t, 1, 4, catalog.Planted{})
	fast := w.openSkewed(8, nodesBudget, catalog.Planted{})
	slow := w.openSkewed(9, -nodesBudget, catalog.Planted{})
	for i := range 20 {
		name := fmt.Sprint("t", i)
		var making sync.WaitGroup
		making.Go(func() { create(t, w.cats[0], name) })
		for seen := false; !seen; {
			_, s := begin(t, fast, kvpb.Isolation_READ_COMMITTED)
			_, seen = lookup(t, s, name)
			if _, err := s.Commit(ctx); err != nil {
				t.Fatal(err)
			}
			time.Sleep(100 * time.Microsecond)
		}
		_, s := begin(t, slow, kvpb.Isolation_READ_COMMITTED)
		if _, ok := lookup(t, s, name); !ok {
			t.Errorf("%s was seen, and then not", name)
		}
		s.Rollback(ctx)
		making.Wait()
	}
}

// TestNodesQuiet: a node in use certifies without a message of its own, and without
// memory; one that nobody uses sends nothing.
func TestNodesQuiet(t *testing.T) { synctest.Test(t, nodesQuiet) }

func nodesQuiet(t *testing.T) {
	w := openNodes(t, 2, 1, catalog.Planted{})
	c := w.cats[0]
	d := create(t, c, "t")
	txn, s := begin(t, c, kvpb.Isolation_SERIALIZABLE)
	snap, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Second) // the renewer is at work
	m := c.Metrics()
	asks := m.Asks.Value()
	tables := []catalog.ID{d.ID}
	for range 50 {
		allocs := testing.AllocsPerRun(1, func() {
			if _, err := c.Snapshot(ctx, c.DB().Now()); err != nil {
				t.Fatal(err)
			}
			if err := s.Use(ctx, snap, tables, true); err != nil {
				t.Fatal(err)
			}
			now := c.DB().Now()
			if _, err := s.Certify(ctx, txn, now.Add(c.DB().CertifyAhead()), now.Add(time.Second)); err != nil {
				t.Fatal(err)
			}
		})
		if allocs > 1 { // the renewer's own, beside
			t.Errorf("%v allocations", allocs)
		}
		time.Sleep(20 * time.Millisecond)
	}
	if n := m.Asks.Value() - asks; n != 0 {
		t.Errorf("%d asks", n)
	}
	s.Rollback(ctx)
	time.Sleep(time.Minute)
	before := m.Renewals.Value()
	time.Sleep(time.Hour)
	if n := m.Renewals.Value() - before; n != 0 {
		t.Errorf("%d renewals in an idle hour", n)
	}
	if c.Ahead() > 0 {
		t.Errorf("an idle node is certified %v ahead", c.Ahead())
	}
}

// TestSharedUnderWay: a node that was alone is joined by another while it works: what
// was promised before holds.
func TestSharedUnderWay(t *testing.T) { synctest.Test(t, sharedUnderWay) }

func sharedUnderWay(t *testing.T) {
	w := openNodes(t, 0, 3, catalog.Planted{})
	alone, err := catalog.Open(ctx, catalog.Options{DB: w.db.DB, NodeID: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(alone.Close)
	d := create(t, alone, "t")
	txn, s := begin(t, alone, kvpb.Isolation_SERIALIZABLE)
	snap, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Use(ctx, snap, []catalog.ID{d.ID}, true); err != nil {
		t.Fatal(err)
	}
	now := alone.DB().Now()
	until, err := s.Certify(ctx, txn, now, now.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	var writes, changes []tableUse
	stop := make(chan struct{})
	var writers sync.WaitGroup
	writers.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(time.Millisecond):
			}
			if u, err := writeOnce(alone, kvpb.Isolation_SERIALIZABLE, d.ID, uint64(i)); err == nil {
				writes = append(writes, tableUse{d.ID, u})
			}
		}
	})
	if err := alone.Share(ctx); err != nil {
		t.Fatal(err)
	}
	other := w.open(9, catalog.Planted{})
	changes = append(changes, tableUse{d.ID, used{0, d.Format}})
	for i := range 5 {
		u, err := changeOnce(other, d.ID)
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 && u.c <= until {
			t.Errorf("changed at %v, within what was certified to a node that was alone: %v", u.c, until)
		}
		changes = append(changes, tableUse{d.ID, u})
	}
	close(stop)
	writers.Wait()
	s.Rollback(ctx)
	for _, bad := range judge(writes, changes) {
		t.Error(bad)
	}
	if len(writes) == 0 {
		t.Error("nothing was written")
	}
}

// TestBootstrapOnce: of nodes that start on an empty cluster at once, one makes the
// first objects.
func TestBootstrapOnce(t *testing.T) { synctest.Test(t, bootstrapOnce) }

func bootstrapOnce(t *testing.T) {
	w := openNodes(t, 0, 5, catalog.Planted{})
	var opened sync.WaitGroup
	cats := make([]*catalog.Catalog, 3)
	for i := range cats {
		g := w.db.Gateway(t, catalogtest.GatewayOptions{Node: uint32(i + 2), Delay: func() time.Duration { return w.random(nodesDelayMax) }})
		opened.Go(func() {
			var err error
			cats[i], err = catalog.Open(ctx, catalog.Options{DB: g.DB, NodeID: uint32(i + 2), Shared: true,
				Bootstrap: catalog.BootstrapOptions{Verifier: fmt.Sprint("verifier of node ", i)}})
			if err != nil {
				t.Error(err)
			}
		})
	}
	opened.Wait()
	verifiers := map[string]bool{}
	for _, c := range cats {
		defer c.Close()
		snap, err := c.Snapshot(ctx, c.DB().Now())
		if err != nil {
			t.Fatal(err)
		}
		role, ok := snap.Role(catalog.SuperuserName)
		if !ok {
			t.Fatal("no superuser")
		}
		verifiers[role.Verifier] = true
	}
	if len(verifiers) != 1 {
		t.Errorf("the nodes see %v", verifiers)
	}
}

// TestNodesSetVal: setval reaches the values that other nodes hold.
func TestNodesSetVal(t *testing.T) { synctest.Test(t, nodesSetVal) }

func nodesSetVal(t *testing.T) {
	w := openNodes(t, 3, 2, catalog.Planted{})
	id, err := w.cats[0].NewID(ctx)
	if err != nil {
		t.Fatal(err)
	}
	seq := &catalog.SequenceDesc{Base: catalog.Base{ID: id, Name: "s", Owner: catalog.RoleSuper}, DatabaseID: catalog.DatabaseDefault, SchemaID: catalog.SchemaIDPublic,
		TypeOID: types.OIDInt8, Start: 1, Increment: 1, Min: 1, Max: 1 << 40, Cache: 1, Prefix: uint64(id)}
	if err := w.cats[0].Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error { return s.Create(ctx, seq) }); err != nil {
		t.Fatal(err)
	}
	find := func(c *catalog.Catalog) *catalog.SequenceDesc {
		snap, err := c.Snapshot(ctx, c.DB().Now())
		if err != nil {
			t.Fatal(err)
		}
		d, ok := snap.SequenceByID(id)
		if !ok {
			t.Fatal("no sequence")
		}
		return d
	}
	seen := map[int64]bool{}
	for round := range 6 {
		for _, c := range w.cats {
			v, err := c.NextVal(ctx, find(c))
			if err != nil {
				t.Fatal(err)
			}
			if v < int64(round*1000) || v >= int64(round*1000+1000) || seen[v] {
				t.Errorf("round %d: drew %d", round, v)
			}
			seen[v] = true
		}
		if err := w.cats[round%3].SetVal(ctx, find(w.cats[round%3]), int64(1000*(round+1)), true); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNodesDropInUse: an object is not dropped that another node has put to use, though the
// use commits ahead of the time at which the drop looked.
func TestNodesDropInUse(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) { nodesDropInUse(t, seed) })
	}
}

func nodesDropInUse(t *testing.T, seed uint64) {
	w := openNodes(t, 3, seed, catalog.Planted{})
	id, err := w.cats[0].NewID(ctx)
	if err != nil {
		t.Fatal(err)
	}
	schema := &catalog.SchemaDesc{Base: catalog.Base{ID: id, Name: "s", Owner: catalog.RoleSuper}, DatabaseID: catalog.DatabaseDefault}
	if err := w.cats[0].Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error { return s.Create(ctx, schema) }); err != nil {
		t.Fatal(err)
	}
	errGone, errUsed := errors.New("the schema is gone"), errors.New("the schema is in use")
	var made, dropped error
	var both sync.WaitGroup
	both.Go(func() {
		time.Sleep(w.random(100 * time.Millisecond))
		d := newTable(t, w.cats[1], "t")
		d.SchemaID = id
		made = w.cats[1].Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
			snap, err := s.Snapshot(ctx)
			if err != nil {
				return err
			}
			in, ok := snap.SchemaByID(id)
			if !ok {
				return errGone
			}
			if err := s.Share(ctx, in); err != nil {
				return err
			}
			return s.Create(ctx, d)
		})
	})
	both.Go(func() {
		time.Sleep(w.random(100 * time.Millisecond))
		dropped = w.cats[2].Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
			snap, err := s.Snapshot(ctx)
			if err != nil {
				return err
			}
			in, ok := snap.SchemaByID(id)
			if !ok {
				return errGone
			}
			if err := s.LockForDrop(ctx, in); err != nil {
				return err
			}
			now, err := w.cats[2].Snapshot(ctx, w.cats[2].DB().Now())
			if err != nil {
				return err
			}
			for d := range now.Tables(0) {
				if d.SchemaID == id {
					return errUsed
				}
			}
			return s.Drop(ctx, in)
		})
	})
	both.Wait()
	snap, err := w.cats[0].Snapshot(ctx, w.cats[0].DB().Now())
	if err != nil {
		t.Fatal(err)
	}
	_, there := snap.SchemaByID(id)
	for d := range snap.Tables(0) {
		if d.SchemaID == id && !there {
			t.Errorf("seed %d: table in a schema that was dropped (made: %v, dropped: %v)", seed, made, dropped)
		}
	}
	if (made == nil) == (dropped == nil) {
		t.Errorf("seed %d: made: %v, dropped: %v", seed, made, dropped)
	}
}

// TestTooOld: a transaction that asks for the schema as it was before the collection threshold is
// told that its snapshot is too old (72000), and one that asks for now is not.
func TestTooOld(t *testing.T) { synctest.Test(t, tooOld) }

func tooOld(t *testing.T) {
	w := openNodes(t, 1, 9, catalog.Planted{})
	c := w.cats[0]
	old := c.DB().Now()
	for i := range 20 { // more than a node remembers
		time.Sleep(time.Second)
		create(t, c, fmt.Sprint("t", i))
	}
	time.Sleep(time.Minute)
	d, err := w.db.Router.Lookup(ctx, keys.Key{keys.Catalog})
	if err != nil {
		t.Fatal(err)
	}
	threshold := c.DB().Now().Add(-10 * time.Second)
	req := &kvpb.CollectRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Threshold: int64(threshold)}
	if err := w.db.Router.Server(d).Send(ctx, req, &kvpb.CollectResponse{}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Snapshot(ctx, old); !isTooOld(err) {
		t.Errorf("as of before the threshold: %v", err)
	}
	if _, err := c.Snapshot(ctx, c.DB().Now()); err != nil {
		t.Errorf("as of now: %v", err)
	}
}

func isTooOld(err error) bool {
	_, ok := errors.AsType[*coord.SnapshotError](err)
	return ok
}
