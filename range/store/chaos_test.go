package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/testing/lossy"
)

// weather delays, doubles and loses messages, from a seed.
type weather struct {
	mu  sync.Mutex
	rng *rand.Rand
}

func (w *weather) Fate(m lossy.Message) (f lossy.Fate) {
	w.mu.Lock()
	defer w.mu.Unlock()
	some := func(max time.Duration) time.Duration { return time.Duration(w.rng.Int64N(int64(max))) }
	if w.rng.IntN(2) == 0 {
		f.Delay, f.ReplyDelay = some(3*time.Millisecond), some(3*time.Millisecond)
	}
	switch w.rng.IntN(12) {
	case 0:
		f.Lost, f.Timeout = true, some(5*time.Millisecond)
	case 1:
		f.ReplyLost, f.Timeout = true, some(5*time.Millisecond)
	}
	if w.rng.IntN(6) == 0 {
		f.Copies = []time.Duration{some(40 * time.Millisecond)}
	}
	return f
}

// tally is what the clients of one counter know.
type tally struct{ acked, unknown int }

// increment adds one to a counter: lock, read, commit. A "no" is tried again.
func (e *env) increment(ctx context.Context, key keys.Key) (acked bool, err error) {
	for ctx.Err() == nil {
		txn := e.txn()
		var locked kvpb.LockResponse
		err := e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
			return s.Send(ctx, &kvpb.LockRequest{
				Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn}, ReadTs: txn.Age,
				Keys: []*kvpb.LockKey{{Key: key, Mode: kvpb.LockMode_UPDATE}}, TimeoutNanos: int64(20 * time.Millisecond),
			}, &locked)
		})
		if err == nil {
			err = e.commitIncrement(ctx, txn, key, locked.Locked[0])
		}
		_ = e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
			return s.Send(ctx, &kvpb.ReleaseRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn}}, &kvpb.ReleaseResponse{})
		})
		var unknown *unknownError
		switch {
		case err == nil:
			return true, nil
		case errors.As(err, &unknown):
			return false, nil
		case !again(err):
			return false, err
		}
		if r, ok := errors.AsType[*kvpb.Refused](err); ok && r.Reason == kvpb.ReasonLimit { // the disk is full
			if err := stop.Sleep(ctx, 10*time.Millisecond); err != nil {
				return false, err
			}
		}
	}
	return false, ctx.Err()
}

// unknownError says that an increment may have happened.
type unknownError struct{ error }

func (e *env) commitIncrement(ctx context.Context, txn *kvpb.TxnMeta, key keys.Key, l *kvpb.Locked) error {
	n, _ := strconv.Atoi(string(l.Value))
	var resp kvpb.CommitResponse
	err := e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
		return s.Send(ctx, &kvpb.CommitRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn},
			ReadTs: max(txn.Age, l.Version), LatestTs: txn.Age + int64(5*time.Second),
			Expects: []*kvpb.Expect{{Key: key, Expect: l.Expect, Mode: kvpb.LockMode_UPDATE, Written: true}},
			Writes:  []*kvpb.Write{{Key: key, Value: []byte(strconv.Itoa(n + 1)), Mode: kvpb.LockMode_UPDATE}},
		}, &resp)
	})
	e.committed.Store(resp.CommitTs)
	if _, refused := errors.AsType[*kvpb.Refused](err); err != nil && !refused {
		return &unknownError{err}
	}
	return err
}

// Counters incremented through bad weather, while ranges split and leases end:
// each counter shows every acknowledged increment, and none twice.
func TestIncrementsInBadWeather(t *testing.T) {
	seeds := uint64(60)
	if testing.Short() {
		seeds = 12
	}
	for seed := range seeds {
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if err := badWeather(t, seed, replica.Planted{}); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// The test above notices broken rules.
func TestBadWeatherNotices(t *testing.T) {
	for name, planted := range map[string]replica.Planted{
		"expect is not checked":            {NoExpect: true},
		"a copy does not look for its tag": {NoTag: true, NoExpect: true},
	} {
		noticed := false
		for seed := uint64(0); seed < 60 && !noticed; seed++ {
			synctest.Test(t, func(t *testing.T) { noticed = badWeather(t, seed, planted) != nil })
		}
		if !noticed {
			t.Errorf("%s: nobody noticed", name)
		}
	}
}

// badWeather runs one seed. The error is what the counters show.
func badWeather(t *testing.T, seed uint64, planted replica.Planted) (wrong error) {
	const counters, writers, each = 4, 5, 12
	rng := rand.New(rand.NewPCG(seed, 1))
	e := openEnv(t, pebbleengine.MemFS(), func(o *Options) {
		o.LogBytesMax, o.Planted = 4<<10, planted
	})
	hop := lossy.New(e.store, &weather{rng: rand.New(rand.NewPCG(seed, 2))})
	var err error
	e.router, err = distsender.New(distsender.Options{NodeID: 1, Local: hop, Clock: e.clock, Known: e.store})
	e.check(err)
	var mu sync.Mutex
	tallies := make([]tally, counters)
	key := func(i int) keys.Key { return userKey(fmt.Sprintf("c%d", i)) }

	stop := make(chan struct{})
	var wg, nemesis sync.WaitGroup
	nemesis.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(time.Duration(rng.Int64N(int64(20 * time.Millisecond)))):
			}
			d := e.store.Containing(key(rng.IntN(counters)))
			if rng.IntN(4) == 0 {
				_ = e.store.Send(t.Context(), &kvpb.SplitRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: key(1 + rng.IntN(counters-1)),
				}, &kvpb.SplitResponse{})
			} else if err := e.store.RevokeLease(t.Context(), d.ID, rng.IntN(2) == 0); err != nil {
				t.Errorf("revoke: %v", err)
			}
		}
	})
	for w := range writers {
		choose := rand.New(rand.NewPCG(seed, uint64(10+w)))
		wg.Go(func() {
			for range each {
				i := choose.IntN(counters)
				acked, err := e.increment(t.Context(), key(i))
				if err != nil {
					t.Errorf("increment: %v", err)
					return
				}
				mu.Lock()
				if acked {
					tallies[i].acked++
				} else {
					tallies[i].unknown++
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	close(stop)
	nemesis.Wait()
	time.Sleep(time.Minute) // late copies arrive
	hop.Close()
	e.router, err = distsender.New(distsender.Options{NodeID: 1, Local: e.store, Clock: e.clock, Known: e.store})
	e.check(err)
	for i, want := range tallies {
		got, _, err := e.get(t.Context(), key(i))
		n, _ := strconv.Atoi(got)
		if err != nil || n < want.acked || n > want.acked+want.unknown {
			wrong = fmt.Errorf("counter %d is %q, %v; %d increments were acknowledged, %d are unknown", i, got, err, want.acked, want.unknown)
		}
	}
	e.close()
	return wrong
}

// again reports whether a whole transaction is worth another try.
func again(err error) bool {
	_, refused := errors.AsType[*kvpb.Refused](err)
	return refused || distsender.Passing(err)
}
