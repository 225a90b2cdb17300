package jobs_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/txn/coord"
)

// crowd are several nodes over one store.
type crowd struct {
	t    *testing.T
	db   *catalogtest.DB
	mu   sync.Mutex
	gone map[uint32]bool
}

type member struct {
	cat  *catalog.Catalog
	jobs *jobs.Runner
}

const (
	lookEvery = 2 * time.Second
	retention = 10 * time.Second
)

func openCrowd(t *testing.T) *crowd {
	return &crowd{t: t, db: catalogtest.OpenBudget(t, catalogtest.NewDisk(), time.Millisecond), gone: map[uint32]bool{}}
}

func (c *crowd) join(node uint32) *member {
	c.t.Helper()
	g := c.db.Gateway(c.t, catalogtest.GatewayOptions{Node: node, Delay: func() time.Duration { return 2 * time.Millisecond }})
	cat, err := catalog.Open(ctx, catalog.Options{DB: g.DB, NodeID: node, Shared: true})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(cat.Close)
	r, err := jobs.New(ctx, jobs.Options{Catalog: cat, Bulk: jobs.NewBulk(g.Router), NodeID: node, Epoch: uint64(node) * 100,
		Alive: c.alive, FollowEvery: lookEvery, Retention: retention})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(r.Close)
	return &member{cat, r}
}

func (c *crowd) alive(_ context.Context, node uint32, epoch uint64) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.gone[node] && epoch == uint64(node)*100, nil
}

func (c *crowd) lose(node uint32) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone[node] = true
}

// TestTakeOver: a job runs where it was added, or, where that node is gone, at exactly one other.
func TestTakeOver(t *testing.T) { synctest.Test(t, takeOver) }

func takeOver(t *testing.T) {
	c := openCrowd(t)
	a, b, d := c.join(2), c.join(3), c.join(4)
	add := func(prefix uint64) {
		err := a.cat.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
			return a.jobs.Add(ctx, s, jobs.Job{Kind: jobs.Clear, Table: 1, Space: 6, Prefix: prefix, Due: time.Now().Add(20 * time.Second).UnixNano()})
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	holders := func(r *jobs.Runner) map[uint64]uint64 {
		out := map[uint64]uint64{}
		for _, j := range r.Jobs() {
			out[j.Prefix] = j.Node
		}
		return out
	}
	add(1 << 30)
	time.Sleep(2 * lookEvery)
	for _, m := range []*member{a, b, d} {
		if got := holders(m.jobs); len(got) != 1 || got[1<<30] != 2 {
			t.Errorf("while its node is there: %v", got)
		}
	}
	c.lose(2)
	a.jobs.Close()
	time.Sleep(3 * lookEvery)
	x, y := holders(b.jobs)[1<<30], holders(d.jobs)[1<<30]
	if x != y || x != 3 && x != 4 {
		t.Errorf("after its node was lost it belongs to %d, says one, or %d", x, y)
	}
	time.Sleep(30 * time.Second)
	if x, y := holders(b.jobs), holders(d.jobs); len(x)+len(y) > 0 {
		t.Errorf("left: %v, %v", x, y)
	}
}

// TestGuardTakenOver: the work of a transaction whose node is taken for gone is undone, and
// the transaction does not commit; or it has committed, and the work stays.
func TestGuardTakenOver(t *testing.T) {
	for _, early := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) { guardTakenOver(t, early) })
	}
}

func guardTakenOver(t *testing.T, early bool) {
	c := openCrowd(t)
	a, b := c.join(2), c.join(3)
	id, err := a.cat.NewID(ctx)
	if err != nil {
		t.Fatal(err)
	}
	table := &catalog.TableDesc{Base: catalog.Base{ID: id, Name: "made", Owner: catalog.RoleSuper}, DatabaseID: catalog.DatabaseDefault,
		SchemaID: catalog.SchemaIDPublic, SpaceID: 6, Prefix: uint64(id), NextColumnID: 2, NextIndexID: 2, Format: 1,
		Columns: []catalog.Column{{ID: 1, Name: "a", TypeOID: 23, Typmod: -1}}, Indexes: []catalog.IndexDesc{{ID: 1, Unique: true, Columns: []catalog.IndexColumn{{ID: 1}}}}}
	txn := a.cat.DB().Begin(coord.TxnOptions{})
	s := a.cat.NewState()
	s.Begin(txn)
	if err := txn.StartStatement(ctx); err != nil {
		t.Fatal(err)
	}
	if err := a.jobs.Guard(ctx, s, nil, jobs.Job{Kind: jobs.Clear, Table: uint64(id), Space: 6, Prefix: table.Prefix}); err != nil {
		t.Fatal(err)
	}
	l := a.jobs.Bulk().Loader(txn.ReadTS())
	if err := l.Add(ctx, append(table.KeyPrefix(&table.Indexes[0]), 1), []byte("v")); err != nil {
		t.Fatal(err)
	}
	if err := l.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.Create(ctx, table); err != nil {
		t.Fatal(err)
	}
	commit := func() error {
		_, err := s.Commit(ctx)
		return err
	}
	if early {
		err = commit()
	}
	time.Sleep(2 * lookEvery) // nobody takes what a node that is there holds
	c.lose(2)
	time.Sleep(2 * lookEvery)
	if !early {
		err = commit()
	}
	time.Sleep(20 * time.Second) // what may have been in use is kept for a while
	w := &world{t: t, db: c.db}
	rows := w.count(table)
	var retry *coord.RetryError
	switch {
	case early && (err != nil || rows != 1):
		t.Errorf("committed before: %v, %d rows", err, rows)
	case !early && (!errors.As(err, &retry) || rows != 0):
		t.Errorf("committing after: %v, %d rows", err, rows)
	}
	if left := b.jobs.Jobs(); len(left) > 0 {
		t.Errorf("left: %+v", left)
	}
}

// TestHeldUntilOver: a job is not run before it is known that its transaction has committed,
// though its row can be read.
func TestHeldUntilOver(t *testing.T) { synctest.Test(t, heldUntilOver) }

func heldUntilOver(t *testing.T) {
	c := openCrowd(t)
	a := c.join(2)
	var early atomic.Bool
	err := a.cat.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
		if err := a.jobs.Add(ctx, s, jobs.Job{Kind: jobs.Clear, Table: 1, Space: 6, Prefix: 1 << 30}); err != nil {
			return err
		}
		s.AfterCommit(func(context.Context) {
			time.Sleep(3 * lookEvery)
			early.Store(len(a.jobs.Jobs()) == 0)
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(retention) // nobody reads the keys any more
	if err := a.jobs.Idle(ctx); err != nil {
		t.Fatal(err)
	}
	if early.Load() || len(a.jobs.Jobs()) != 0 {
		t.Errorf("ran before its transaction was over: %v; left: %v", early.Load(), a.jobs.Jobs())
	}
}
