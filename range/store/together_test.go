package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/replica"
)

// pairKey is the key of one half of a row, in a range of its own.
func pairKey(half, name string) keys.Key { return userKey(half + "/" + name) }

// together commits rows on the ranges of their keys, in the order given, again where that is not
// possible now.
func (e *env) together(ctx context.Context, value string, ks ...keys.Key) (hlc.Timestamp, error) {
	for {
		txn := e.txn()
		var reqs []*kvpb.CommitRequest
		var resps []*kvpb.CommitResponse
		for _, k := range ks {
			d := e.store.Containing(k)
			reqs = append(reqs, &kvpb.CommitRequest{
				Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn},
				ReadTs: txn.Age, LatestTs: txn.Age + int64(5*time.Second),
				Writes: []*kvpb.Write{{Key: k, Value: []byte(value), Mode: kvpb.LockMode_UPDATE}},
			})
			resps = append(resps, &kvpb.CommitResponse{})
		}
		ts, err := e.store.CommitTogether(ctx, reqs, resps)
		if !errors.Is(err, replica.ErrApart) || ctx.Err() != nil || e.store.Err() != nil {
			return ts, err
		}
	}
}

// pairsUnderCuts commits pairs of rows on two ranges, while the ranges split, and returns what is
// there by halves, or gone, after one of the power cuts.
func pairsUnderCuts(t *testing.T, change func(*Options)) error {
	type cut struct {
		fs    pebbleengine.CrashFS
		acked map[string]bool
	}
	var mu sync.Mutex
	var cuts []cut
	l := newLedger()
	disk, rng := pebbleengine.NewCrashFS(), rand.New(rand.NewPCG(4, 4))
	hook := func(op pebbleengine.Op) error {
		mu.Lock()
		defer mu.Unlock()
		acked := l.snapshot(l.acked)
		cuts = append(cuts, cut{disk.Crash([]int{0, 0, 50, 100}[rng.IntN(4)], rng), acked})
		return nil
	}
	e := openEnv(t, pebbleengine.WithHook(disk, hook), change)
	e.check(e.split(t.Context(), pairKey("b", "")))
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Go(func() {
			for i := range 12 {
				name := fmt.Sprintf("w%d/%02d", w, i)
				ks := []keys.Key{pairKey("a", name), pairKey("b", name)}
				if w%2 == 1 { // latches are taken in both orders
					ks[0], ks[1] = ks[1], ks[0]
				}
				if _, err := e.together(t.Context(), name, ks...); err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
				l.note(l.acked, name)
				if i == 6 && w == 0 {
					e.check(e.split(t.Context(), pairKey("a", "w2/")))
				}
			}
		})
	}
	wg.Wait()
	e.close()
	for i, c := range cuts {
		if err := halves(t, c.fs, c.acked); err != nil {
			return fmt.Errorf("cut %d of %d: %w", i, len(cuts), err)
		}
	}
	return nil
}

// halves looks for pairs of which one half is there, and for what was acknowledged and is not.
func halves(t *testing.T, fs pebbleengine.CrashFS, acked map[string]bool) error {
	e, err := tryOpenEnv(t, fs, nil)
	if err != nil {
		return err
	}
	defer e.close()
	for _, d := range e.store.Ranges() { // each applies the rest of its log
		if _, err := e.store.ranges.get(d.ID).ready(t.Context()); err != nil {
			return err
		}
	}
	found := rowsOf(t, e.engine, keys.Span{Start: userKey(""), End: userKey("").PrefixEnd()})
	for _, name := range found {
		for _, half := range []string{"a", "b"} {
			if _, ok := found[string(pairKey(half, name))]; !ok {
				return fmt.Errorf("%s lacks its half %s", name, half)
			}
		}
	}
	for name := range acked {
		if _, ok := found[string(pairKey("a", name))]; !ok {
			return fmt.Errorf("%s was acknowledged, and is gone", name)
		}
	}
	return nil
}

// TestTogether: a commit of two ranges is in both after a power cut, or in none; commands that enter
// the logs one by one are noticed.
func TestTogether(t *testing.T) {
	if err := pairsUnderCuts(t, func(o *Options) { o.LogBytesMax = 2000 }); err != nil {
		t.Error(err)
	}
	if err := pairsUnderCuts(t, func(o *Options) { o.PlantedTorn = true }); err == nil {
		t.Error("torn commits were not noticed")
	}
}

// TestTogetherReads: no reader sees one half of a commit of two ranges without the other.
func TestTogetherReads(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	a, b := pairKey("a", "n"), pairKey("b", "n")
	e.check(e.split(t.Context(), pairKey("b", "")))
	_, err := e.together(t.Context(), "0", a, b)
	e.check(err)
	var writers sync.WaitGroup
	var over atomic.Bool
	for w := range 2 {
		writers.Go(func() {
			for i := range 200 {
				ks := []keys.Key{a, b}
				if w == 1 {
					ks[0], ks[1] = b, a
				}
				if _, err := e.together(t.Context(), fmt.Sprint(w, i), ks...); err != nil {
					t.Error(err)
				}
			}
		})
	}
	var readers sync.WaitGroup
	for range 2 {
		readers.Go(func() {
			for !over.Load() {
				at := int64(e.clock.Now())
				x, err := e.at(t.Context(), a, at)
				y, err2 := e.at(t.Context(), b, at)
				if err != nil || err2 != nil || x != y {
					t.Errorf("at %d: %q and %q (%v, %v)", at, x, y, err, err2)
					return
				}
			}
		})
	}
	writers.Wait()
	over.Store(true)
	readers.Wait()
}

// at reads one row at a timestamp.
func (e *env) at(ctx context.Context, key keys.Key, ts int64) (value string, err error) {
	d := e.store.Containing(key)
	var resp kvpb.ReadResponse
	err = e.store.Send(ctx, &kvpb.ReadRequest{
		Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: e.txn()}, ReadTs: ts, Spans: []*kvpb.Span{{Key: key}},
	}, &resp)
	if err == nil && resp.NumRows > 0 {
		_, v, _, err := kvpb.NextRow(resp.Rows)
		return string(v), err
	}
	return "", err
}

// TestTogetherRefused: what one range refuses, none has.
func TestTogetherRefused(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), nil)
	a, b := pairKey("a", "n"), pairKey("b", "n")
	e.check(e.split(t.Context(), pairKey("b", "")))
	first, err := e.together(t.Context(), "1", a, b)
	e.check(err)
	txn := e.txn()
	var reqs []*kvpb.CommitRequest
	for i, k := range []keys.Key{a, b} {
		d := e.store.Containing(k)
		reqs = append(reqs, &kvpb.CommitRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn},
			ReadTs: txn.Age, LatestTs: txn.Age + int64(5*time.Second),
			Writes:  []*kvpb.Write{{Key: k, Value: []byte("2"), Mode: kvpb.LockMode_UPDATE}},
			Expects: []*kvpb.Expect{{Key: k, Expect: int64(first) - int64(i), Mode: kvpb.LockMode_UPDATE, Written: true}},
		})
	}
	resps := []*kvpb.CommitResponse{{}, {}}
	_, err = e.store.CommitTogether(t.Context(), reqs, resps)
	if r, ok := errors.AsType[*kvpb.Refused](err); !ok || r.Reason != kvpb.ReasonVersion {
		t.Errorf("got %v, want a refusal for its version", err)
	}
	for _, k := range []keys.Key{a, b} {
		if v, _, err := e.get(t.Context(), k); v != "1" || err != nil {
			t.Errorf("%s is %q (%v)", k, v, err)
		}
	}
	if _, err := e.together(t.Context(), "3", b, a); err != nil {
		t.Errorf("latches were kept: %v", err)
	}
}

// TestTogetherApart: where it can't be, that is said, and nothing is done.
func TestTogetherApart(t *testing.T) {
	alone := atomic.Bool{}
	e := openEnv(t, pebbleengine.MemFS(), func(o *Options) { o.Alone = alone.Load })
	a, b := pairKey("a", "n"), pairKey("b", "n")
	e.check(e.split(t.Context(), pairKey("b", "")))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := e.together(ctx, "1", a, b); !errors.Is(err, replica.ErrApart) {
		t.Errorf("a store that is not alone: %v", err)
	}
	if v, found, err := e.get(t.Context(), a); found || err != nil {
		t.Errorf("a is %q (%v)", v, err)
	}
	alone.Store(true)
	_, err := e.together(t.Context(), "1", a, b)
	e.check(err)
}

// TestTogetherDoubt: where the disk fails beneath commits of several ranges, those that went past
// others hear what those hear: nobody knows.
func TestTogetherDoubt(t *testing.T) {
	var broken atomic.Bool
	goOn, met := make(chan struct{}), &replica.Metrics{}
	fs := pebbleengine.WithHook(pebbleengine.NewCrashFS(), func(op pebbleengine.Op) error {
		if op.Kind == pebbleengine.OpSync && strings.HasSuffix(op.Path, ".log") && broken.Load() {
			<-goOn
			return errors.New("the disk is gone")
		}
		return nil
	})
	e := openEnv(t, fs, func(o *Options) { o.Metrics = met })
	a, b := pairKey("a", "n"), pairKey("b", "n")
	e.check(e.split(t.Context(), pairKey("b", "")))
	_, err := e.together(t.Context(), "0", a, b)
	e.check(err)
	before := met.Shown.Load()
	broken.Store(true)
	ends := make(chan error, 2)
	for i := range 2 {
		go func() { _, err := e.together(t.Context(), "1", a, b); ends <- err }()
		for met.Shown.Load() < before+2*uint64(i+1) {
			if t.Context().Err() != nil || e.store.Err() != nil {
				t.Fatal("nothing became visible")
			}
			runtime.Gosched()
		}
	}
	close(goOn)
	for range 2 {
		if err := <-ends; !errors.As(err, new(*kvpb.Ambiguous)) {
			t.Errorf("told %T: %v", err, err)
		}
	}
}

// contrary is an engine whose batches refuse the log of one range, as a group fails whose state
// contradicts itself.
type contrary struct {
	engine.Engine
	rangeID atomic.Uint64
}

type contraryBatch struct {
	engine.Batch
	e *contrary
}

func (e *contrary) NewBatch(n int) engine.Batch { return &contraryBatch{e.Engine.NewBatch(n), e} }

func (e *contrary) Apply(b engine.Batch, sync bool) error { return e.Engine.Apply(bare(b), sync) }

func (e *contrary) ApplyAsync(b engine.Batch) (func() error, error) {
	return e.Engine.ApplyAsync(bare(b))
}

func bare(b engine.Batch) engine.Batch {
	if x, ok := b.(*contraryBatch); ok {
		return x.Batch
	}
	return b
}

func (b *contraryBatch) PutParts(key keys.Key, ts hlc.Timestamp, head, body []byte) error {
	if id := b.e.rangeID.Load(); id != 0 && keys.LogSpan(id, 0, math.MaxUint64).Contains(key) {
		return errors.New("the group contradicts itself")
	}
	return b.Batch.PutParts(key, ts, head, body)
}

// TestTogetherBroken: a range that is put out of service while a commit is gathered does not leave
// the other range's part to itself.
func TestTogetherBroken(t *testing.T) {
	c, disk := &contrary{}, pebbleengine.NewCrashFS()
	e := openEnv(t, disk, func(o *Options) { c.Engine, o.Engine = o.Engine, c })
	a, b := pairKey("a", "n"), pairKey("b", "n")
	e.check(e.split(t.Context(), pairKey("b", "")))
	_, err := e.together(t.Context(), "1", a, b)
	e.check(err)
	c.rangeID.Store(e.store.Containing(b).ID)
	if _, err := e.together(t.Context(), "2", a, b); !errors.As(err, new(*kvpb.Ambiguous)) {
		t.Errorf("told %T: %v", err, err)
	}
	if !errors.Is(e.store.Err(), raftloop.ErrTorn) {
		t.Errorf("the store goes on: %v", e.store.Err())
	}
	c.rangeID.Store(0)
	e.close()
	e = openEnv(t, disk, nil)
	for _, k := range []keys.Key{a, b} {
		if v, _, err := e.get(t.Context(), k); v != "1" || err != nil {
			t.Errorf("%s is %q after a restart: %v", k, v, err)
		}
	}
}
