package coord_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
)

// Rows that a large transaction has flushed stay locked for others, fused statements too,
// until it ends; and not for longer.
func TestFlushedRowsStayLocked(t *testing.T) {
	for _, end := range []string{"commit", "rollback"} {
		t.Run(end, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, func(o *coord.Options) { o.Limits.BufferBytes = 1000 }, "k020")
				defer e.close()
				e.set("k010", "x", "k030", "x")
				big := e.begin(sr)
				for i := range 50 {
					big.put(fmt.Sprintf("k%03d", i), "big")
				}
				if e.db.Metrics().FlushedKeys.Load() == 0 {
					t.Fatal("nothing was flushed")
				}
				if _, err := e.begin(sr).tryLock("k010", kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); code(err) != "55P03" {
					t.Errorf("NOWAIT got %v", err)
				}
				results := make(chan string, 2)
				begun := time.Now()
				for _, k := range []string{"k010", "k030"} {
					go func() {
						x := e.begin(rc)
						_, err := x.Fused(x.ctx, coord.FusedSpec{
							Locks: []coord.LockTarget{{Key: key(k), Mode: kvpb.LockMode_UPDATE}}, Fragment: double(""),
						})
						results <- fmt.Sprintf("%s after %v", code(err), time.Since(begun).Round(time.Second))
					}()
				}
				time.Sleep(3 * time.Second)
				want := "xx"
				if end == "commit" {
					big.commit()
					want = "bigbig"
				} else {
					big.Rollback(big.ctx)
				}
				for range 2 {
					if r := <-results; r != "00000 after 3s" {
						t.Errorf("a fused statement: %s", r)
					}
				}
				if all := e.all(); strings.Count(all, want) != 2 {
					t.Errorf("in the end %q is not there twice: %s", want, all)
				}
			})
		})
	}
}

// TestFlushHalfway: what a flush that failed has left at some range does not show once it was rolled
// back, neither to the transaction, which goes on, nor to others.
func TestFlushHalfway(t *testing.T) {
	for _, first := range []int{0, 30} { // rows that a flush before has taken
		for _, then := range []string{"", "a", "a n"} { // written after it
			t.Run(fmt.Sprint(first, then), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { testFlushHalfway(t, first, strings.Fields(then)) })
			})
		}
	}
}

func testFlushHalfway(t *testing.T, first int, then []string) {
	e := start(t, func(o *coord.Options) { o.Limits.BufferBytes = 1000 }, "m")
	defer e.close()
	x := e.begin(sr).stmt()
	for i := range first {
		x.put(fmt.Sprintf("a%03d", i), "first")
	}
	if first > 0 && e.db.Metrics().FlushedKeys.Load() == 0 {
		t.Fatal("nothing was flushed")
	}
	want := x.stmt().scan("", "~", false, 0)
	s, right := x.Savepoint(), e.store.Containing(key("n")).ID
	e.faults(func(m lossy.Message) lossy.Fate {
		if m.Method == kvpb.MethodFlush && m.RangeID == right {
			return lossy.Fate{Lost: true, Timeout: time.Second}
		}
		return lossy.Fate{}
	})
	ctx, cancel := context.WithTimeout(x.ctx, 5*time.Second)
	defer cancel()
	x.stmt()
	var err error
	for i := 0; i < 60 && err == nil; i++ {
		for _, k := range []string{fmt.Sprintf("b%03d", i), fmt.Sprintf("n%03d", i)} {
			if _, err = x.tryLock(k, kvpb.LockMode_UPDATE, coord.LockOptions{Newest: true}); err == nil {
				err = x.Put(ctx, key(k), []byte("second"), kvpb.LockMode_UPDATE)
			}
			if err != nil {
				break
			}
		}
	}
	if err == nil {
		t.Fatal("no flush failed")
	}
	e.must(x.RollbackTo(x.ctx, s))
	e.faults(nil)
	e.want(x.stmt().scan("", "~", false, 0), want)
	x.stmt()
	for _, k := range then {
		x.put(k, "third")
	}
	want = x.stmt().scan("", "~", false, 0)
	x.commit()
	e.want(e.all(), want)
}

// TestFlushedFresh: a key that must never have existed is looked for where its write was flushed
// from the buffer, too, on any of the ranges, and its writer may write it again.
func TestFlushedFresh(t *testing.T) {
	for _, v := range []uint32{version.Coded, version.Parted} { // before Parted, with an entry of its own
		for _, there := range []string{"", "k010", "k030"} {
			t.Run(fmt.Sprint(v, there), func(t *testing.T) { testFlushedFresh(t, v, there) })
		}
	}
}

func testFlushedFresh(t *testing.T, v uint32, there string) {
	e := start(t, func(o *coord.Options) {
		o.Limits.BufferBytes, o.Version = 1000, func(w uint32) bool { return version.Has(v, w) }
	}, "k020")
	if there != "" {
		e.set(there, "kept")
	}
	x := e.begin(sr)
	for i := range 50 {
		e.must(x.PutFresh(x.ctx, key(fmt.Sprintf("k%03d", i)), []byte("fresh")))
	}
	if e.db.Metrics().FlushedKeys.Load() == 0 {
		t.Fatal("nothing was flushed")
	}
	if there == "" {
		x.stmt().put("k005", "fresher")
		x.commit()
		if all := e.all(); strings.Count(all, "=fresh") != 50 || !strings.Contains(all, "k005=fresher") {
			t.Errorf("in the end: %s", all)
		}
		return
	}
	e.want(code(x.tryCommit()), "40001")
	e.want(e.all(), there+"=kept")
}

// TestFlushedInserts: keys that were locked, were not there and were flushed are seen, and
// written again, by their transaction; and so are others below, between and above them.
func TestFlushedInserts(t *testing.T) {
	for _, v := range []uint32{version.Coded, version.Parted} {
		t.Run(fmt.Sprint(v), func(t *testing.T) {
			e := start(t, func(o *coord.Options) {
				o.Limits.BufferBytes, o.Version = 1000, func(w uint32) bool { return version.Has(v, w) }
			}, "k020")
			defer e.close()
			x := e.begin(sr)
			for i := 10; i < 60; i += 2 {
				x.put(fmt.Sprintf("k%03d", i), "first")
			}
			if e.db.Metrics().FlushedKeys.Load() == 0 {
				t.Fatal("nothing was flushed")
			}
			x.stmt()
			for i := range 70 {
				k := fmt.Sprintf("k%03d", i)
				locked, err := x.tryLock(k, kvpb.LockMode_UPDATE, coord.LockOptions{Newest: true})
				e.must(err)
				if want := i >= 10 && i < 60 && i%2 == 0; locked.Exists != want {
					t.Errorf("%s: found %+v", k, locked)
				}
				x.put(k, "second")
			}
			x.commit()
			if all := e.all(); strings.Count(all, "=second") != 70 || strings.Contains(all, "first") {
				t.Errorf("in the end: %s", all)
			}
		})
	}
}

// TestFlushedKnown: what is known of flushed intents is what the ranges count, also where spans grow
// together; a stage of one range finds a lost one without having been asked before.
func TestFlushedKnown(t *testing.T) {
	for _, lost := range []string{"", "k000", "k030", "k049"} {
		t.Run(lost, func(t *testing.T) {
			e := start(t, func(o *coord.Options) { o.Limits.BufferBytes = 1000 })
			defer e.close()
			x := e.begin(sr)
			for round := range 2 {
				for i := range 50 {
					x.put(fmt.Sprintf("k%03d", (i*7)%50), fmt.Sprint("round", round))
				}
				x.stmt()
			}
			if e.db.Metrics().FlushedKeys.Load() == 0 {
				t.Fatal("nothing was flushed")
			}
			if lost == "" {
				x.commit()
				if all := e.all(); strings.Count(all, "=round1") != 50 {
					t.Errorf("in the end: %s", all)
				}
				return
			}
			drop := kvpb.FlushRequest{
				Header: &kvpb.Header{RangeId: e.store.Containing(key(lost)).ID, Txn: x.Meta()}, Drop: &kvpb.Span{Key: key(lost)},
			}
			e.must(e.store.Send(t.Context(), &drop, &kvpb.FlushResponse{}))
			e.want(code(x.tryCommit()), "40001")
			e.want(e.all(), "")
		})
	}
}
