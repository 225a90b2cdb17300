package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// count adds one to the number at a key under its lock, and returns what it is then.
func (e *env) count(ctx context.Context, key keys.Key) (n int, err error) {
	err = e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
		txn := e.txn()
		h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn}
		var got kvpb.LockResponse
		lock := &kvpb.LockRequest{Header: h, ReadTs: txn.Age, Keys: []*kvpb.LockKey{{Key: key, Mode: kvpb.LockMode_UPDATE}}}
		if err := s.Send(ctx, lock, &got); err != nil {
			return err
		}
		l := got.Locked[0]
		n, _ = strconv.Atoi(string(l.Value))
		n++
		err := s.Send(ctx, &kvpb.CommitRequest{
			Header: h, ReadTs: txn.Age, LatestTs: max(txn.Age, l.Version) + int64(5*time.Second),
			Writes:  []*kvpb.Write{{Key: key, Value: []byte(strconv.Itoa(n)), Mode: kvpb.LockMode_UPDATE}},
			Expects: []*kvpb.Expect{{Key: key, Expect: l.Expect, Mode: kvpb.LockMode_UPDATE, Written: true}},
		}, &kvpb.CommitResponse{})
		if err != nil {
			return errors.Join(err, s.Send(ctx, &kvpb.ReleaseRequest{Header: h}, &kvpb.ReleaseResponse{}))
		}
		return nil
	})
	return n, err
}

// highest raises a to n.
func highest(a *atomic.Int64, n int) {
	for was := a.Load(); int64(n) > was && !a.CompareAndSwap(was, int64(n)); was = a.Load() {
	}
}

// countUnderCuts has counters wait for one row, and readers look at it, while power cuts are taken.
// It returns what was less in one of them than somebody had been told.
func countUnderCuts(t *testing.T, change func(*Options)) (lost string, shown uint64) {
	var told atomic.Int64
	type cut struct {
		fs   pebbleengine.CrashFS
		told int64
	}
	var mu sync.Mutex
	var cuts []cut
	disk, rng := pebbleengine.NewCrashFS(), rand.New(rand.NewPCG(3, 3))
	hook := func(op pebbleengine.Op) error {
		if op.Kind == pebbleengine.OpSync {
			mu.Lock()
			cuts = append(cuts, cut{disk.Crash([]int{0, 50}[rng.IntN(2)], rng), told.Load()})
			mu.Unlock()
			time.Sleep(200 * time.Microsecond) // a disk
		}
		return nil
	}
	met := &replica.Metrics{}
	e := openEnv(t, pebbleengine.WithHook(disk, hook), func(o *Options) {
		if o.Metrics = met; change != nil {
			change(o)
		}
	})
	key := userKey("n")
	stop := make(chan struct{})
	var counters, readers sync.WaitGroup
	for range 4 {
		counters.Go(func() {
			for range 25 {
				n, err := e.count(t.Context(), key)
				if err != nil {
					t.Error(err)
					return
				}
				highest(&told, n)
			}
		})
		readers.Go(func() {
			for !stopped(stop) {
				v, _, err := e.get(t.Context(), key)
				if err != nil {
					t.Error(err)
					return
				}
				n, _ := strconv.Atoi(v)
				highest(&told, n)
			}
		})
	}
	counters.Wait()
	close(stop)
	readers.Wait()
	e.close()
	for _, c := range cuts {
		e, err := tryOpenEnv(t, c.fs, nil)
		if err != nil {
			t.Fatal(err)
		}
		v, _, err := e.get(t.Context(), key)
		e.close()
		if n, _ := strconv.ParseInt(v, 10, 64); err != nil || n < c.told {
			return fmt.Sprintf("%d was told, and %q is there (%v)", c.told, v, err), met.Shown.Load()
		}
	}
	return "", met.Shown.Load()
}

// TestVisible: what clients were told, of commits or of reads, is there after a power cut, though
// commits are seen by later ones before they are durable. Readers that don't wait are noticed (T22).
func TestVisible(t *testing.T) {
	lost, shown := countUnderCuts(t, nil)
	if lost != "" || shown < 50 {
		t.Errorf("%s; %d commits were visible early", lost, shown)
	}
	if lost, _ := countUnderCuts(t, func(o *Options) { o.Planted.UndurableRead = true }); lost == "" {
		t.Error("readers that don't wait were not noticed")
	}
	if _, shown := countUnderCuts(t, func(o *Options) { o.Alone = nil }); shown != 0 {
		t.Errorf("%d commits were visible early at a store that may not be alone", shown)
	}
}

// TestVisibleThenLost: the sync of a commit that others have seen fails. Nobody is told that it, or
// what came after it, has happened, nor what it wrote.
func TestVisibleThenLost(t *testing.T) {
	var broken atomic.Bool
	met := &replica.Metrics{}
	at := make(chan struct{}, 1)
	goOn := make(chan struct{})
	fs := pebbleengine.WithHook(pebbleengine.NewCrashFS(), func(op pebbleengine.Op) error {
		if op.Kind == pebbleengine.OpSync && strings.HasSuffix(op.Path, ".log") && broken.Load() {
			select {
			case at <- struct{}{}:
			default:
			}
			<-goOn
			return errors.New("the disk is gone")
		}
		return nil
	})
	e := openEnv(t, fs, func(o *Options) { o.Metrics = met })
	key := userKey("n")
	_, err := e.count(t.Context(), key)
	e.check(err)
	before := met.Shown.Load()
	broken.Store(true)
	results := make(chan string, 3)
	tell := func(what string, n int, err error) { results <- fmt.Sprint(what, " ", n, " ", err == nil) }
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	count := func(what string) {
		n, err := e.count(ctx, key)
		tell(what, n, err)
	}
	go count("first")
	<-at // its sync is under way: wait until it is visible
	for met.Shown.Load() == before {
		time.Sleep(time.Millisecond)
	}
	go count("second")
	go func() {
		v, _, err := e.get(ctx, key)
		n, _ := strconv.Atoi(v)
		tell("read", n, err)
	}()
	for met.ReadWaits.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	close(goOn)
	time.AfterFunc(2*time.Second, cancel)
	for range 3 {
		if r := <-results; strings.HasSuffix(r, "true") {
			t.Errorf("after its sync has failed: %s", r)
		}
	}
}
