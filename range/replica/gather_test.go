package replica_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

const gatherFor = 50 * time.Millisecond

// stageHere stages a transaction that writes one key, its record with it, and returns c.
func (e *env) stageHere(n int, key string) int64 {
	e.t.Helper()
	c := e.ahead(time.Millisecond)
	e.mustStage(e.stageOf(n, c, key, []string{key}, put(key, fmt.Sprint(n))), c)
	return c
}

// decideHere is the decision that resolves with it.
func (e *env) decideHere(n int, key string, c int64) (*kvpb.DecideResponse, error) {
	resp := &kvpb.DecideResponse{}
	err := e.Replica(1).Send(e.ctx, &kvpb.DecideRequest{
		Header: header(n), Anchor: rt.Key(key), Examined: stagingSt, ExaminedTs: c, To: committed, FinalTs: c,
		Resolve: []*kvpb.Span{rt.Span(key, "")},
	}, resp)
	return resp, err
}

// TestGathers: decisions and resolutions that come within a while share an entry, and each has its own
// answer.
func TestGathers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		c := map[int]int64{}
		for n := 1; n <= 6; n++ {
			c[n] = e.stageHere(n, fmt.Sprint("k", n))
		}
		for n := 4; n <= 6; n++ { // records of these are final
			e.decide(n, fmt.Sprint("k", n), stagingSt, c[n], committed, c[n])
		}
		before, begun := e.Replica(1).AppliedIndex(), time.Now()
		var wg sync.WaitGroup
		for n := 1; n <= 3; n++ {
			wg.Go(func() {
				resp, err := e.decideHere(n, fmt.Sprint("k", n), c[n])
				if err != nil || !resp.Changed || !resp.Resolved || resp.Outcome.GetState() != committed || resp.Outcome.CommitTs != c[n] {
					t.Errorf("decision of %d: %v, %v", n, resp, err)
				}
			})
		}
		for n := 4; n <= 6; n++ {
			wg.Go(func() {
				if err := e.resolve(n, committed, c[n], "", fmt.Sprint("k", n)); err != nil {
					t.Errorf("resolution of %d: %v", n, err)
				}
			})
		}
		wg.Wait()
		if got := e.Replica(1).AppliedIndex() - before; got != 1 {
			t.Errorf("%d entries", got)
		}
		if took := time.Since(begun); took != gatherFor {
			t.Errorf("gathered for %v", took)
		}
		e.Clock.Advance(time.Second)
		if got := e.read("k", "l"); got != "k1=1 k2=2 k3=3 k4=4 k5=5 k6=6" {
			t.Errorf("read %q", got)
		}
		for n := 1; n <= 6; n++ {
			if e.evidence(n, c[n], fmt.Sprint("k", n)).Found {
				t.Errorf("evidence of %d is left", n)
			}
		}
	})
}

// TestGatheringEndsForWhoWaits: somebody in line for a lock, or a writer, has what it waits for done at
// once, whichever comes first.
func TestGatheringEndsForWhoWaits(t *testing.T) {
	wait := map[string]func(e *env) error{
		"lock":  func(e *env) error { _, err := e.lock(2, kvpb.LockMode_UPDATE, "a"); return err },
		"write": func(e *env) error { _, err := e.commit(e.commitOf(2, put("a", "2"))); return err },
	}
	for name, f := range wait {
		for _, first := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/first=%t", name, first), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					e := start(t)
					if _, err := e.lock(1, kvpb.LockMode_UPDATE, "a"); err != nil {
						t.Fatal(err)
					}
					c := e.stageHere(1, "a")
					begun := time.Now()
					var wg sync.WaitGroup
					ask := func() {
						wg.Go(func() {
							if err := f(e); err != nil {
								t.Error(err)
							}
							if took := time.Since(begun); took >= gatherFor/2 {
								t.Errorf("waited for %v", took)
							}
						})
						synctest.Wait()
					}
					if first {
						ask()
					}
					wg.Go(func() {
						if _, err := e.decideHere(1, "a", c); err != nil {
							t.Error(err)
						}
					})
					synctest.Wait()
					if !first {
						ask()
					}
					wg.Wait()
				})
			})
		}
	}
}

// TestGatheringEndsForWhoIsRefused: who may not wait for a stage, because it comes later or because
// the refused said so, comes again soon, and finds it resolved.
func TestGatheringEndsForWhoIsRefused(t *testing.T) {
	refused := map[string]func(e *env, c int64) error{
		"a stage that comes before": func(e *env, c int64) error {
			_, err := e.stage(e.stageOf(2, c-1, "a", []string{"a"}, put("a", "2")))
			return err
		},
		"a commit that does not wait": func(e *env, _ int64) error {
			q := e.commitOf(2, put("a", "2"))
			q.NoWait = true
			_, err := e.commit(q)
			return err
		},
	}
	for name, f := range refused {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t)
				c := e.stageHere(1, "a")
				begun := time.Now()
				var wg sync.WaitGroup
				wg.Go(func() {
					if _, err := e.decideHere(1, "a", c); err != nil {
						t.Error(err)
					}
				})
				synctest.Wait()
				if err := f(e, c); err == nil {
					t.Error("not refused")
				}
				wg.Wait()
				if took := time.Since(begun); took >= gatherFor/2 {
					t.Errorf("gathered for %v", took)
				}
			})
		})
	}
}

// TestGatheringEndsWithItsLease: those who take part are told to ask elsewhere, and do what they came
// for under the next lease.
func TestGatheringEndsWithItsLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		c1, c2 := e.stageHere(1, "a"), e.stageHere(2, "b")
		e.decide(2, "b", stagingSt, c2, committed, c2)
		errs := make([]error, 2)
		var wg sync.WaitGroup
		wg.Go(func() { _, errs[0] = e.decideHere(1, "a", c1) })
		wg.Go(func() { errs[1] = e.resolve(2, committed, c2, "", "b") })
		synctest.Wait()
		e.Replica(1).EndLease()
		wg.Wait()
		for i, err := range errs {
			if got := reason(err); got != "elsewhere" {
				t.Errorf("number %d: %s", i, got)
			}
		}
		e.NewTerm(1, replica.LeaseStart{})
		if resp, err := e.decideHere(1, "a", c1); err != nil || !resp.Resolved {
			t.Errorf("again: %v, %v", resp, err)
		}
		if err := e.resolve(2, committed, c2, "", "b"); err != nil {
			t.Error(err)
		}
		e.Clock.Advance(time.Second)
		if got := e.read("a", "z"); got != "a=1 b=2" {
			t.Errorf("read %q", got)
		}
	})
}

// TestGatheringIsBounded: as many as fit share an entry, and then the next begins.
func TestGatheringIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const many = 150
		e := start(t)
		var c [many]int64
		for n := range many {
			c[n] = e.stageHere(n+1, fmt.Sprintf("k%03d", n))
		}
		before, begun := e.Replica(1).AppliedIndex(), time.Now()
		var wg sync.WaitGroup
		for n := range many {
			wg.Go(func() {
				if resp, err := e.decideHere(n+1, fmt.Sprintf("k%03d", n), c[n]); err != nil || !resp.Resolved {
					t.Errorf("number %d: %v, %v", n, resp, err)
				}
			})
		}
		wg.Wait()
		if got := e.Replica(1).AppliedIndex() - before; got < 2 || got > 4 {
			t.Errorf("%d entries for %d decisions", got, many)
		}
		if took := time.Since(begun); took > gatherFor {
			t.Errorf("took %v", took)
		}
	})
}

// TestGatheringLoses (T8): who is told that a transaction is resolved lets go of its record, so that
// what is left of it would count as aborted.
func TestGatheringLoses(t *testing.T) {
	both(t, replica.Planted{GatheringLoses: true}, func(e *env) (kept bool) {
		c1, c2 := e.stageHere(1, "a"), e.stageHere(2, "b")
		e.decide(1, "a", stagingSt, c1, committed, c1)
		e.decide(2, "b", stagingSt, c2, committed, c2)
		var wg sync.WaitGroup
		for n, c := range map[int]int64{1: c1, 2: c2} {
			wg.Go(func() {
				if err := e.resolve(n, committed, c, "", string(rune('a'+n-1))); err != nil {
					e.t.Error(err)
				}
			})
		}
		wg.Wait()
		return !e.evidence(1, c1, "a").Found && !e.evidence(2, c2, "b").Found
	})
}

// TestForgetsMany: a decision lets go of others' records on its way.
func TestForgetsMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clean := &cleaner{}
		e := start(t, func(g *rt.Group) { g.Options.Cleaner = clean })
		clean.e = e
		var names []*kvpb.TxnName
		var c int64
		for n := 1; n <= 3; n++ {
			key := fmt.Sprint("k", n)
			c = e.stageHere(n, key)
			if resp, err := e.decideHere(n, key, c); err != nil || !resp.Resolved {
				t.Fatalf("%v, %v", resp, err)
			}
			m := rt.Txn(n)
			names = append(names, &kvpb.TxnName{IdHi: m.IdHi, IdLo: m.IdLo})
		}
		names = append(names, &kvpb.TxnName{IdHi: 1, IdLo: 1}) // nobody's
		err := e.Replica(1).Send(e.ctx, &kvpb.DecideRequest{Header: header(3), Anchor: rt.Key("k3"), ExaminedTs: c, Forget: names}, &kvpb.DecideResponse{})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			e.close()
			synctest.Wait()
		}
		for n := 1; n <= 3; n++ {
			if got := e.decide(n, fmt.Sprint("k", n), missing, c, missing, 0).Outcome; !got.Presumed {
				t.Errorf("record %d stays: %v", n, got)
			}
		}
		if clean.asked > 0 {
			t.Errorf("cleaned up %d times", clean.asked)
		}
	})
}

// TestHintLetsGo: a hint that a transaction has committed lets go of its locks, and who then waits for
// its stage, whose record lies elsewhere, has that asked for at once.
func TestHintLetsGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c int64
		var e *env
		asked := time.Duration(-1)
		begun := time.Now()
		e = start(t, func(g *rt.Group) {
			g.Settler = func(context.Context, replica.Stage) (*kvpb.Outcome, error) {
				asked = time.Since(begun)
				return &kvpb.Outcome{State: committed, CommitTs: c}, nil
			}
		})
		if _, err := e.lock(1, kvpb.LockMode_UPDATE, "b"); err != nil {
			t.Fatal(err)
		}
		c = e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "z", nil, put("a", "new"), put("b", "new")), c)
		e.Clock.Advance(time.Second)
		var wg sync.WaitGroup
		wg.Go(func() {
			got, err := e.lock(2, kvpb.LockMode_UPDATE, "b")
			if err != nil || string(got[0].Value) != "new" || got[0].Expect != c {
				t.Errorf("locked %v, %v", got, err)
			}
		})
		synctest.Wait()
		hint := &kvpb.HintRequest{Header: header(1), Outcome: &kvpb.Outcome{State: committed, CommitTs: c}}
		if err := e.Replica(1).Send(e.ctx, hint, &kvpb.HintResponse{}); err != nil {
			t.Fatal(err)
		}
		wg.Wait()
		if asked != 0 {
			t.Errorf("asked after %v", asked)
		}
	})
}

// TestGatheringHoldsAllLatches: nobody else gets at any of the transactions whose entry is on its way.
func TestGatheringHoldsAllLatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		var c [4]int64
		for n := 1; n <= 3; n++ {
			c[n] = e.stageHere(n, fmt.Sprint("k", n))
		}
		var wg sync.WaitGroup
		e.SetFate(func(*replica.Command) rt.Fate { return rt.Hold })
		for n := 1; n <= 3; n++ {
			wg.Go(func() {
				if resp, err := e.decideHere(n, fmt.Sprint("k", n), c[n]); err != nil || !resp.Resolved {
					t.Errorf("number %d: %v, %v", n, resp, err)
				}
			})
		}
		time.Sleep(2 * gatherFor) // of virtual time
		synctest.Wait()
		var looked atomic.Int32
		for n := 1; n <= 3; n++ {
			wg.Go(func() {
				_ = e.Replica(1).Send(e.ctx, &kvpb.EvidenceRequest{Header: header(n), CommitTs: c[n], LookOnly: true, Keys: []*kvpb.Span{rt.Span(fmt.Sprint("k", n), "")}}, &kvpb.EvidenceResponse{})
				looked.Add(1)
			})
		}
		synctest.Wait()
		if got := looked.Load(); got != 0 {
			t.Errorf("%d looks at transactions that are being decided", got)
		}
		e.SetFate(func(*replica.Command) rt.Fate { return rt.Apply })
		for e.Flush(1) > 0 {
			synctest.Wait()
		}
		wg.Wait()
	})
}
