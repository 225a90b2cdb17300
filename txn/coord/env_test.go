package coord_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/deadlock"
	"github.com/isochrondb/isochron/txn/recover"
)

// env is a real store with one gateway; messages pass through a hop whose faults
// a test may set.
type env struct {
	testing.TB
	db       *coord.DB
	store    *store.Store
	engine   engine.Engine
	clock    *hlc.Clock
	router   *distsender.Router
	hop      *transport.Hop
	lossy    *lossy.Sender
	deadlock *deadlock.Detector
	fate     atomic.Pointer[func(lossy.Message) lossy.Fate]
	gate     gate
	sick     atomic.Bool // the clock is out of its budget
	probed   func()      // when a gateway is asked after a transaction; nil: nothing
	closed   bool
}

// Within makes e its clock's budget.
func (e *env) Within() bool { return !e.sick.Load() }

// gate answers that the range is not served here, until a moment.
type gate struct {
	kvpb.Sender
	until atomic.Int64
	old   atomic.Bool // the store is of a build that resolves nothing with a decision
	lies  atomic.Bool // the next Lock of "q" is served, and said to be another's
}

func (g *gate) shut() error {
	if time.Now().UnixNano() < g.until.Load() {
		return &kvpb.RetryElsewhere{Why: "there is no leaseholder"}
	}
	return nil
}

// Send implements kvpb.Sender.
func (g *gate) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	switch q := req.(type) {
	case *kvpb.ReadRequest, *kvpb.ReadWith, *kvpb.LockRequest, *kvpb.CommitRequest, *kvpb.CommitWith, *kvpb.StageRequest, *kvpb.ReleaseRequest, *kvpb.FlushRequest:
		if err := g.shut(); err != nil {
			return err
		}
	case *kvpb.DecideRequest:
		if g.old.Load() {
			req = &kvpb.DecideRequest{
				Header: q.Header, Anchor: q.Anchor, Examined: q.Examined, ExaminedTs: q.ExaminedTs, To: q.To, FinalTs: q.FinalTs,
			}
		}
	}
	err := g.Sender.Send(ctx, req, resp)
	if q, ok := req.(*kvpb.LockRequest); ok && err == nil && bytes.Equal(q.Keys[0].Key, key("q")) && g.lies.CompareAndSwap(true, false) {
		err = &kvpb.RetryElsewhere{Why: "the lease has ended"}
	}
	return err
}

// Fate implements lossy.Faults.
func (e *env) Fate(m lossy.Message) lossy.Fate {
	if f := e.fate.Load(); f != nil {
		return (*f)(m)
	}
	return lossy.Fate{}
}

// faults sets what happens to messages; nil: nothing.
func (e *env) faults(f func(lossy.Message) lossy.Fate) {
	if f == nil {
		e.fate.Store(nil)
		return
	}
	e.fate.Store(&f)
}

type prober struct{ e *env }

func (p prober) TxnOpen(_ context.Context, txn *kvpb.TxnMeta) (bool, error) {
	if p.e.probed != nil {
		p.e.probed()
	}
	return p.e.db != nil && p.e.db.TxnOpen(txn.ID()), nil
}

type settler struct {
	to atomic.Pointer[recover.Recoverer]
}

func (s *settler) Settle(ctx context.Context, st replica.Stage) (*kvpb.Outcome, error) {
	return s.to.Load().Settle(ctx, st)
}

func (e *env) must(err error) {
	e.Helper()
	if err != nil {
		detail := ""
		if d, ok := err.(interface{ Detail() string }); ok {
			detail = d.Detail()
		}
		e.Fatalf("%v (%T) %s", err, err, detail)
	}
}

// start opens a store with ranges that begin at the keys of splits.
func start(t testing.TB, change func(*coord.Options), splits ...string) *env {
	t.Helper()
	e := &env{TB: t}
	var err error
	e.engine, err = pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS(), Dir: "store", MemTableBytes: 4 << 20})
	e.must(err)
	b, err := bound.New(bound.NewSimulated(0), 0)
	e.must(err)
	e.clock, err = hlc.NewClock(hlc.Options{Source: b, Budget: e})
	e.must(err)
	ident := store.Ident{ClusterID: [16]byte{1}, NodeID: 1, StoreID: 1}
	e.must(store.Bootstrap(e.engine, ident, e.clock.Now().Timestamp()))
	e.deadlock = deadlock.New(deadlock.Options{Delay: time.Millisecond})
	var s settler
	e.store, err = store.Open(context.Background(), store.Options{
		Engine: e.engine, Ident: ident, Clock: e.clock, Bound: b, Transport: raftnet.Nobody{}, Settler: &s, Observer: e.deadlock,
		Prober: prober{e}, Evaluator: evaluator{}, TickEveryNanos: int64(20 * time.Millisecond),
		Replica: replica.Limits{GraceNanos: int64(time.Second), ProbeAfterNanos: int64(20 * time.Millisecond)},
	})
	e.must(err)
	e.gate.Sender = e.store
	e.lossy = lossy.New(&e.gate, e)
	e.hop = transport.NewHop(e.lossy)
	e.router, err = distsender.New(distsender.Options{NodeID: 1, Local: e.hop, Clock: e.clock, Known: e.store})
	e.must(err)
	r := recover.New(recover.Options{Router: e.router, Clock: e.clock, Limits: recover.Limits{Grace: time.Second}})
	s.to.Store(r)
	o := coord.Options{Router: e.router, Clock: e.clock, Bound: b, Recoverer: r, NodeID: 1, Epoch: 1}
	if change != nil {
		change(&o)
	}
	e.db, err = coord.New(o)
	e.must(err)
	t.Cleanup(e.close)
	for _, k := range splits {
		e.split(k)
	}
	return e
}

func (e *env) close() {
	if e.closed {
		return
	}
	e.closed = true
	e.faults(nil)
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	if err := errors.Join(e.db.Close(ctx)); err != nil {
		e.Error(err)
	}
	e.lossy.Close()
	if err := errors.Join(e.store.Close(), e.deadlock.Close(), e.clock.Close(), e.engine.Close()); err != nil {
		e.Error(err)
	}
}

// key is a row's key.
func key(s string) keys.Key { return append(keys.IndexPrefix(1, 100, 1), s...) }

func (e *env) split(at string) {
	e.Helper()
	for {
		d := e.store.Containing(key(at))
		if d.Start.Compare(key(at)) == 0 {
			return
		}
		h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
		err := e.store.Send(e.Context(), &kvpb.SplitRequest{Header: h, Key: key(at)}, &kvpb.SplitResponse{})
		if _, again := errors.AsType[*kvpb.RetryElsewhere](err); !again {
			e.must(err)
		}
	}
}

const (
	rc = kvpb.Isolation_READ_COMMITTED
	rr = kvpb.Isolation_REPEATABLE_READ
	sr = kvpb.Isolation_SERIALIZABLE
)

// txn is a transaction whose every step must succeed, unless it says try.
type txn struct {
	e *env
	*coord.Txn
	ctx context.Context
}

func (e *env) begin(i kvpb.Isolation) *txn {
	return &txn{e, e.db.Begin(coord.TxnOptions{Isolation: i}), e.Context()}
}

// stmt starts a statement.
func (t *txn) stmt() *txn {
	t.e.Helper()
	t.e.must(t.StartStatement(t.ctx))
	return t
}

// get reads a value; "-" is absent.
func (t *txn) get(k string) string {
	t.e.Helper()
	v, ok, err := t.Get(t.ctx, key(k), kvpb.WholeRow, nil)
	t.e.must(err)
	if !ok {
		return "-"
	}
	return string(v)
}

// scan reads [from, to) as "k=v k=v".
func (t *txn) scan(from, to string, reverse bool, limit uint64) string {
	t.e.Helper()
	s, err := t.tryScan(from, to, reverse, limit)
	t.e.must(err)
	return s
}

func (t *txn) tryScan(from, to string, reverse bool, limit uint64) (s string, err error) {
	rows := t.Scan(t.ctx, coord.ScanSpec{Spans: []keys.Span{{Start: key(from), End: key(to)}}, Reverse: reverse, MaxRows: limit})
	defer rows.Close()
	n := len(keys.IndexPrefix(1, 100, 1))
	for rows.Next(t.ctx) {
		if s != "" {
			s += " "
		}
		s += fmt.Sprintf("%s=%s", string(rows.Key()[n:]), rows.Value())
	}
	return s, rows.Err()
}

func (t *txn) tryLock(k string, mode kvpb.LockMode, o coord.LockOptions) (coord.Locked, error) {
	l, err := t.Lock(t.ctx, []coord.LockTarget{{Key: key(k), Mode: mode}}, o)
	if err != nil {
		return coord.Locked{}, err
	}
	return l[0], nil
}

func (t *txn) lock(k string) coord.Locked {
	t.e.Helper()
	l, err := t.tryLock(k, kvpb.LockMode_UPDATE, coord.LockOptions{Newest: true})
	t.e.must(err)
	return l
}

// put locks and writes.
func (t *txn) put(k, v string) *txn {
	t.e.Helper()
	t.lock(k)
	t.e.must(t.Put(t.ctx, key(k), []byte(v), kvpb.LockMode_UPDATE))
	return t
}

// del locks and deletes.
func (t *txn) del(k string) *txn {
	t.e.Helper()
	t.lock(k)
	t.e.must(t.Delete(t.ctx, key(k)))
	return t
}

func (t *txn) tryCommit() error {
	_, err := t.Commit(t.ctx)
	return err
}

func (t *txn) commit() {
	t.e.Helper()
	t.e.must(t.tryCommit())
}

// set commits rows: k, v, k, v…
func (e *env) set(kv ...string) {
	e.Helper()
	t := e.begin(sr)
	for i := 0; i < len(kv); i += 2 {
		t.put(kv[i], kv[i+1])
	}
	t.commit()
}

// all reads everything committed.
func (e *env) all() string {
	e.Helper()
	t := e.begin(sr)
	defer t.commit()
	return t.scan("", "~", false, 0)
}

func (e *env) want(got, want string) {
	e.Helper()
	if got != want {
		e.Errorf("got %q, want %q", got, want)
	}
}

// code is an error's SQLSTATE, "00000" for none.
func code(err error) string {
	var s interface{ SQLState() string }
	switch {
	case err == nil:
		return "00000"
	case errors.As(err, &s):
		return s.SQLState()
	}
	return err.Error()
}
