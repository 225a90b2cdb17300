package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
)

var testIdent = Ident{ClusterID: [16]byte{1, 2, 3}, NodeID: 1, StoreID: 1}

type wall struct{}

func (wall) Now() int64 { return time.Now().UnixNano() }

// noSettler is for tests without stages.
type noSettler struct{}

func (noSettler) Settle(ctx context.Context, _ replica.Stage) (*kvpb.Outcome, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// env is a store with what it stands on.
type env struct {
	t      testing.TB
	engine engine.Engine
	clock  *hlc.Clock
	store  *Store
	router *distsender.Router
	closed bool
	// committed is the timestamp of the last increment.
	committed atomic.Int64
	asks      func(ctx context.Context, key keys.Key, f func(d *descriptor.Range, s kvpb.Sender) error) error // nil: the router
}

func (e *env) check(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

// openEnv opens the store on fs, bootstrapping an empty one.
func openEnv(t testing.TB, fs pebbleengine.FS, change func(*Options)) *env {
	t.Helper()
	e, err := tryOpenEnv(t, fs, change)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func tryOpenEnv(t testing.TB, fs pebbleengine.FS, change func(*Options)) (*env, error) {
	t.Helper()
	return tryOpen(t, pebbleengine.Options{FS: fs, Dir: "store", MemTableBytes: 1 << 20}, change)
}

func tryOpen(t testing.TB, o pebbleengine.Options, change func(*Options)) (*env, error) {
	t.Helper()
	e := &env{t: t}
	var err error
	if e.engine, err = pebbleengine.Open(o); err != nil {
		return nil, err
	}
	upper, err := e.startClock()
	if err == nil {
		if _, err = ReadIdent(e.engine); errors.Is(err, ErrEmpty) {
			err = Bootstrap(e.engine, testIdent, max(upper.Timestamp(), hlc.Timestamp(time.Now().UnixNano())))
		}
	}
	if err == nil {
		o := Options{Engine: e.engine, Clock: e.clock, Ident: testIdent, Settler: noSettler{}, Transport: raftnet.Nobody{}, Alone: func() bool { return true }}
		if change != nil {
			change(&o)
		}
		e.store, err = Open(t.Context(), o)
	}
	if err != nil {
		e.closeEngine()
		return nil, err
	}
	e.router, err = distsender.New(distsender.Options{NodeID: 1, Local: e.store, Clock: e.clock, Known: e.store})
	e.check(err)
	t.Cleanup(e.close)
	return e, nil
}

func (e *env) startClock() (upper hlc.Reading, err error) {
	v, ok, err := e.engine.Get(keys.StoreClock(), nil)
	if err != nil {
		return 0, err
	}
	if ok {
		upper = hlc.Reading(binary.BigEndian.Uint64(v))
	}
	e.clock, err = hlc.NewClock(hlc.Options{Source: wall{}, Persisted: upper, LeadMaxNanos: int64(time.Hour), Persist: func(r hlc.Reading) error {
		b := e.engine.NewBatch(0)
		defer b.Close()
		if err := b.Put(keys.StoreClock(), hlc.Zero, binary.BigEndian.AppendUint64(nil, uint64(r))); err != nil {
			return err
		}
		return e.engine.Apply(b, true)
	}})
	return upper, err
}

func (e *env) close() {
	if e.closed {
		return
	}
	e.closed = true
	e.check(e.store.Close())
	e.closeEngine()
}

func (e *env) closeEngine() {
	if e.clock != nil {
		_ = e.clock.Close()
	}
	if err := e.engine.Close(); err != nil && !errors.Is(err, engine.ErrFailed) && !errors.Is(err, engine.ErrFull) {
		e.t.Error(err)
	}
}

// do calls f with the range of key until it is the right one.
func (e *env) do(ctx context.Context, key keys.Key, f func(d *descriptor.Range, s kvpb.Sender) error) error {
	if e.asks != nil {
		return e.asks(ctx, key, f)
	}
	for try := 0; ; try++ {
		d, err := e.router.Lookup(ctx, key)
		if err != nil {
			return err
		}
		err = f(d, e.router.Server(d))
		if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); !elsewhere {
			if r, ok := errors.AsType[*kvpb.Refused](err); !ok || r.Reason != kvpb.ReasonMoved {
				return err
			}
		}
		if try == 100 {
			return fmt.Errorf("still elsewhere: %w", err)
		}
		e.router.Heard(d, err)
		if err := stop.Sleep(ctx, time.Millisecond); err != nil {
			return err
		}
	}
}

func (e *env) txn() *kvpb.TxnMeta {
	now := e.clock.Now()
	return &kvpb.TxnMeta{IdHi: uint64(now), IdLo: 1 << 40, Age: int64(now), Gateway: 1}
}

// put commits one row on one range, blindly.
func (e *env) put(ctx context.Context, key keys.Key, value string) error {
	_, err := e.putWhen(ctx, key, value)
	return err
}

// putWhen is put, and says when.
func (e *env) putWhen(ctx context.Context, key keys.Key, value string) (hlc.Timestamp, error) {
	var resp kvpb.CommitResponse
	err := e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
		txn := e.txn()
		return s.Send(ctx, &kvpb.CommitRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn},
			ReadTs: txn.Age, LatestTs: txn.Age + int64(5*time.Second),
			Writes: []*kvpb.Write{{Key: key, Value: []byte(value), Mode: kvpb.LockMode_UPDATE}},
		}, &resp)
	})
	for err == nil && int64(e.clock.Now()) <= resp.CommitTs { // Rule W, for this clock
		time.Sleep(time.Millisecond)
	}
	return hlc.Timestamp(resp.CommitTs), err
}

// get reads one row.
func (e *env) get(ctx context.Context, key keys.Key) (value string, found bool, err error) {
	err = e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
		var resp kvpb.ReadResponse
		err := s.Send(ctx, &kvpb.ReadRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: e.txn()},
			ReadTs: int64(e.clock.Now()), Spans: []*kvpb.Span{{Key: key}},
		}, &resp)
		if err == nil && resp.NumRows > 0 {
			_, v, _, err := kvpb.NextRow(resp.Rows)
			value, found = string(v), true
			return err
		}
		return err
	})
	return value, found, err
}

func (e *env) split(ctx context.Context, at keys.Key) error {
	return e.do(ctx, at, func(d *descriptor.Range, s kvpb.Sender) error {
		if bytes.Equal(d.Start, at) {
			return nil
		}
		return s.Send(ctx, &kvpb.SplitRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: at}, &kvpb.SplitResponse{})
	})
}

// userKey is a row's key.
func userKey(s string) keys.Key { return append(keys.IndexPrefix(1, 100, 1), s...) }

// rowsOf reads all newest versions of span from the engine.
func rowsOf(t testing.TB, r engine.Reader, span keys.Span) map[string]string {
	t.Helper()
	out := make(map[string]string)
	_, err := mvcc.Scan(r, span, hlc.Max.Prev(), mvcc.ScanOptions{}, func(k keys.Key, v mvcc.Version) error {
		if !v.Tombstone {
			out[string(k)] = string(v.Value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
