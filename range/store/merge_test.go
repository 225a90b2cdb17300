package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
)

// together brings the leases of two keys' ranges to one store, and returns it.
func (c *cluster) together(ctx context.Context, a, b []byte) *member {
	for range 50 {
		l, r := c.leaderOf(a), c.leaderOf(b)
		if l != nil && l == r {
			return l
		}
		if l != nil && r != nil {
			_ = r.get().TransferLease(ctx, r.get().Containing(b).ID, l.id)
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.t.Fatal("the leases don't come together")
	return nil
}

// readAhead reads key at a timestamp ahead of now.
func (e *env) readAhead(ctx context.Context, key []byte, by time.Duration) int64 {
	r := int64(e.clock.Now()) + int64(by)
	e.check(e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
		return s.Send(ctx, &kvpb.ReadRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: e.txn()}, ReadTs: r, Spans: []*kvpb.Span{{Key: key}},
		}, &kvpb.ReadResponse{})
	}))
	return r
}

// putAt commits a row at exactly c.
func (e *env) putAt(ctx context.Context, key []byte, c int64) error {
	return e.do(ctx, key, func(d *descriptor.Range, s kvpb.Sender) error {
		return s.Send(ctx, &kvpb.CommitRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: e.txn()}, ReadTs: c - 1, CommitTs: c, LatestTs: c,
			Writes: []*kvpb.Write{{Key: key, Value: []byte("below a read"), Mode: kvpb.LockMode_UPDATE}},
		}, &kvpb.CommitResponse{})
	})
}

// Two ranges become one on all stores; the directory forgets the boundary; what was read on
// the right-hand side is not written under it, by the same leaseholder or a later one.
func TestMerge(t *testing.T) {
	for _, crash := range []bool{false, true} {
		for _, planted := range []bool{false, true} {
			t.Run(fmt.Sprintf("crash=%v planted=%v", crash, planted), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					c := newCluster(t, 50, 3, 3, func(o *Options) { o.Planted.MergeDropsReads = planted })
					defer c.close()
					ctx := t.Context()
					e := c.client(0)
					a, k, m := userKey("a"), userKey("k"), userKey("m")
					e.check(e.put(ctx, a, "1"))
					e.check(e.put(ctx, m, "1"))
					e.check(e.split(ctx, k))
					e.check(e.put(ctx, m, "2"))
					time.Sleep(3 * time.Second)
					at := c.together(ctx, a, m)
					e = c.client(int(at.id) - 1)
					r := e.readAhead(ctx, m, 500*time.Millisecond)
					l, right := at.get().Containing(a), at.get().Containing(m)
					begun := time.Now()
					d, err := at.get().MergeRange(ctx, l.ID, l.Generation)
					e.check(err)
					if took := time.Since(begun); took > 50*time.Millisecond {
						t.Errorf("the merge took %v", took)
					}
					if !bytes.Equal(d.End, right.End) || d.Generation != max(l.Generation, right.Generation)+1 || at.get().Containing(m).ID != l.ID {
						t.Errorf("merged to %s", d)
					}
					if crash {
						at.crash(50)
						e = c.client(int(c.leaderOrUp().id) - 1)
						e.check(e.put(ctx, a, "2")) // under the next lease
						r = 0
					}
					if r != 0 {
						err = e.putAt(ctx, m, r)
						refused, ok := errors.AsType[*kvpb.Refused](err)
						if kept := ok && refused.Reason == kvpb.ReasonTimestamp; kept == planted {
							t.Errorf("a commit at a read's timestamp: %v", err)
						}
					}
					c.heal()
					for _, key := range [][]byte{a, m} {
						e.check(e.put(ctx, key, "3"))
					}
					time.Sleep(20 * time.Second)
					for _, x := range c.stores {
						if got := x.get().Containing(m); got.ID != l.ID || x.get().ranges.get(right.ID) != nil {
							t.Errorf("store %d has %s", x.id, got)
						}
						if wrong := x.get().Wrong(); len(wrong) != 0 {
							t.Errorf("store %d: %v", x.id, wrong)
						}
					}
					if _, there, err := e.get(ctx, directory.Key(k)); there || err != nil {
						t.Errorf("the directory still has the boundary: %v", err)
					}
					e.check(e.split(ctx, k)) // and apart again
					e.check(e.put(ctx, m, "4"))
					time.Sleep(10 * time.Second)
					c.sameBytes(ctx, 3)
					if err := c.verdict(); err != nil {
						t.Error(err)
					}
				})
			})
		}
	}
}

// Marks that came with a merge bind later leases too, whose promises said nothing of them.
func TestMergedMarksBindLaterLeases(t *testing.T) {
	for _, planted := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			c := newCluster(t, 51, 3, 3, func(o *Options) { o.Planted.MergeDropsReads = planted })
			defer c.close()
			ctx := t.Context()
			e := c.client(0)
			a, m := userKey("a"), userKey("m")
			e.check(e.put(ctx, a, "1"))
			e.check(e.split(ctx, userKey("k")))
			e.check(e.put(ctx, m, "1"))
			time.Sleep(3 * time.Second)
			at := c.together(ctx, a, m)
			e = c.client(int(at.id) - 1)
			r := e.readAhead(ctx, m, 900*time.Millisecond)
			d := at.get().Containing(a)
			_, err := at.get().MergeRange(ctx, d.ID, d.Generation)
			e.check(err)
			to := at.id%3 + 1
			e.check(at.get().TransferLease(ctx, d.ID, to))
			e = c.client(int(to) - 1)
			err = e.putAt(ctx, m, r)
			refused, ok := errors.AsType[*kvpb.Refused](err)
			if kept := ok && refused.Reason == kvpb.ReasonTimestamp; kept == planted {
				t.Errorf("planted %v: a commit at a read's timestamp: %v", planted, err)
			}
		})
	}
}

// A store crashes at every moment of a merge: either it has been or it has not, and both
// sides' keys are served again.
func TestMergeCrashes(t *testing.T) {
	merged, apart := 0, 0
	stride := 1
	if testing.Short() {
		stride = 5 // each store still crashes, with each remainder of its log
	}
	for step := 0; step < 60; step += stride {
		synctest.Test(t, func(t *testing.T) {
			c := newCluster(t, 52, 3, 3, nil)
			defer c.close()
			ctx := t.Context()
			e := c.client(0)
			a, m := userKey("a"), userKey("m")
			e.check(e.put(ctx, a, "1"))
			e.check(e.split(ctx, userKey("k")))
			e.check(e.put(ctx, m, "1"))
			time.Sleep(3 * time.Second)
			at := c.together(ctx, a, m)
			l, right := at.get().Containing(a), at.get().Containing(m)
			done := make(chan struct{})
			go func() {
				defer close(done)
				_, _ = at.get().MergeRange(ctx, l.ID, l.Generation)
			}()
			time.Sleep(time.Duration(step/3) * 500 * time.Microsecond)
			bad := c.stores[(int(at.id)-1+step%3)%3]
			bad.crash([]int{0, 50, 100}[step/3%3])
			<-done
			e = c.client(int(c.leaderOrUp().id) - 1)
			for i := range 3 {
				for _, key := range [][]byte{a, m} {
					begun := time.Now()
					e.check(e.put(ctx, key, fmt.Sprint(i)))
					if took := time.Since(begun); took > 5*time.Second {
						t.Errorf("step %d: a write took %v", step, took)
					}
				}
			}
			bad.start()
			time.Sleep(30 * time.Second)
			for _, key := range [][]byte{a, m} {
				e.check(e.put(ctx, key, "9"))
			}
			time.Sleep(10 * time.Second)
			isMerged := c.leaderOf(m).get().Containing(m).ID == l.ID
			for _, x := range c.stores {
				if got := x.get().Containing(m).ID == l.ID; got != isMerged || len(x.get().Wrong()) > 0 || (x.get().ranges.get(right.ID) == nil) != isMerged {
					t.Errorf("step %d: store %d has %s, its leaseholder merged=%v; wrong: %v", step, x.id, x.get().Containing(m), isMerged, x.get().Wrong())
				}
			}
			if isMerged {
				merged++
			} else {
				apart++
			}
			c.sameBytes(ctx, 3)
			if err := c.verdict(); err != nil {
				t.Errorf("step %d: %v", step, err)
			}
		})
	}
	t.Logf("%d merged, %d not", merged, apart)
	if merged == 0 || apart == 0 {
		t.Errorf("%d merged, %d not: crashes came too late or too early", merged, apart)
	}
}

// A replica that slept through a merge gets the merged range's state, in the place of both. Where
// that has been split again, nothing of the right-hand side stays in the way of the new one.
func TestStateOverMerge(t *testing.T) {
	for _, at := range []string{"", "j", "k", "l"} {
		t.Run("split="+at, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { stateOverMerge(t, at) })
		})
	}
}

func stateOverMerge(t *testing.T, at string) {
	c := newCluster(t, 53, 3, 3, func(o *Options) { o.LogBytesMax, o.LagBytesMax = 2<<10, 2<<10 })
	defer c.close()
	ctx := t.Context()
	e := c.client(0)
	a, m := userKey("a"), userKey("m")
	e.check(e.put(ctx, a, "1"))
	e.check(e.split(ctx, userKey("k")))
	e.check(e.put(ctx, m, "1"))
	time.Sleep(3 * time.Second)
	leads := c.together(ctx, a, m)
	e = c.client(int(leads.id) - 1)
	away := c.stores[leads.id%3]
	l, right := leads.get().Containing(a), leads.get().Containing(m)
	go func() {
		time.Sleep(3 * time.Millisecond) // it has stored the freeze, and hears no more
		c.isolate(away.id)
	}()
	_, err := leads.get().MergeRange(ctx, l.ID, l.Generation)
	e.check(err)
	if at != "" {
		e.check(e.split(ctx, userKey(at)))
	}
	for i := range 200 {
		e.check(e.put(ctx, userKey(fmt.Sprint(i)), "some value of a row"))
		e.check(e.put(ctx, m, "some value of a row"))
	}
	if away.get().ranges.get(right.ID) == nil {
		t.Error("it has heard of the merge")
	}
	c.heal()
	time.Sleep(30 * time.Second)
	now := c.leaderOf(m).get().Containing(m)
	if got := away.get().Containing(m); got == nil || !got.Equal(now) || now.ID == right.ID || c.sentOf("state") == 0 {
		t.Errorf("store %d has %s, its leaseholder %s, after %d states", away.id, got, now, c.sentOf("state"))
	}
	e.check(e.put(ctx, m, "9"))
	time.Sleep(10 * time.Second)
	c.sameBytes(ctx, 3)
	if err := c.verdict(); err != nil {
		t.Error(err)
	}
}

// Ranges of a store alone merge and split, over restarts too.
func TestMergeAlone(t *testing.T) {
	fs := pebbleengine.MemFS()
	ctx := t.Context()
	e := openEnv(t, fs, nil)
	for _, k := range []string{"b", "c", "d"} {
		e.check(e.split(ctx, userKey(k)))
		e.check(e.put(ctx, userKey(k), k))
	}
	for range 3 {
		d := e.store.Containing(userKey("a"))
		var resp kvpb.MergeResponse
		e.check(e.store.Send(ctx, &kvpb.MergeRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}}, &resp))
	}
	d := e.store.Containing(userKey("a"))
	if err := e.store.Send(ctx, &kvpb.MergeRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation - 1}}, &kvpb.MergeResponse{}); err == nil {
		t.Error("merged in an old generation")
	}
	e.close()
	e = openEnv(t, fs, nil)
	if n := len(e.store.Ranges()); n != len(firstRanges) {
		t.Errorf("%d ranges, want %d", n, len(firstRanges))
	}
	for _, k := range []string{"b", "c", "d"} {
		if got, _, err := e.get(ctx, userKey(k)); got != k || err != nil {
			t.Errorf("%s is %q, %v", k, got, err)
		}
	}
	sys := e.store.Containing(firstRanges[0].start)
	if _, err := e.store.MergeRange(ctx, sys.ID, sys.Generation); !errors.Is(err, ErrMerge) {
		t.Errorf("the directory's range was merged: %v", err)
	}
}
