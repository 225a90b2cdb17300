package replica_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

const (
	missing   = kvpb.TxnState_MISSING
	stagingSt = kvpb.TxnState_STAGING
	committed = kvpb.TxnState_COMMITTED
	aborted   = kvpb.TxnState_ABORTED
)

// mustStage stages and wants least.
func (e *env) mustStage(q *kvpb.StageRequest, want int64) {
	e.t.Helper()
	got, err := e.stage(q)
	if err != nil || got != want {
		e.t.Fatalf("stage: %d, %v; want %d", got, err, want)
	}
}

func TestParallelCommit(t *testing.T) {
	e := start(t)
	e.write(9, put("b", "old"))
	c := e.ahead(time.Second)
	parts := []string{"a", "b"}
	e.mustStage(e.stageOf(1, c, "a", parts, put("a", "1")), c)
	e.mustStage(e.stageOf(1, c, "a", nil, del("b")), c)
	e.mustStage(e.stageOf(1, c, "a", parts, put("a", "1")), c) // a second copy
	if got := e.read("a", "z"); got != "b=old" {
		t.Errorf("below the stage: %q", got) // T18: it is not waited for
	}
	if ev := e.evidence(1, c, "a", "b"); !ev.Found {
		t.Error("there is no evidence")
	}
	if err := e.resolve(1, committed, c, "", "a", "b"); err == nil {
		t.Log("resolution trusts its caller that the record is final")
	}
	d := e.decide(1, "a", stagingSt, c, committed, c)
	if !d.Changed || d.Outcome.State != committed {
		t.Fatalf("decide: %v", d)
	}
	for range 2 { // resolving twice does no harm
		if err := e.resolve(1, committed, c, "a", "a", "b"); err != nil {
			t.Fatal(err)
		}
	}
	e.Clock.Advance(2 * time.Second)
	if got := e.read("a", "z"); got != "a=1" {
		t.Errorf("after it: %q, want a=1", got)
	}
	if got := e.decide(1, "a", missing, c, missing, 0); got.Outcome.State != committed {
		t.Errorf("the record says %v", got.Outcome)
	}
	e.close()
	if got := e.decide(1, "a", missing, c, missing, 0); got.Outcome.State != aborted || !got.Outcome.Presumed {
		t.Errorf("the record is not forgotten: %v", got.Outcome)
	}
	resp := &kvpb.TagResponse{}
	if err := e.Replica(1).Send(e.ctx, &kvpb.TagRequest{Header: header(1), Key: rt.Key("b"), ReadTs: c - 1}, resp); err != nil || resp.CommitTs != c {
		t.Errorf("the tag of the deletion: %v, %v; want %d", resp.CommitTs, err, c)
	}
}

func TestRaised(t *testing.T) {
	e := start(t)
	r := e.ahead(2 * time.Second)
	if _, _, err := e.readAt(r, "a", "b"); err != nil {
		t.Fatal(err)
	}
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), r+1)
	if ev := e.evidence(1, c, "a"); ev.Found {
		t.Error("a raised stage is evidence for c")
	}
	c2 := r + 5
	d := e.decide(1, "a", stagingSt, c, committed, c2)
	if d.Outcome.CommitTs != c2 {
		t.Fatalf("decide: %v", d)
	}
	if err := e.resolve(1, committed, c2, "a", "a"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		ts   int64
		want string
	}{{c2 - 1, ""}, {c2, "a=1"}} {
		if got, _, err := e.readAt(tt.ts, "a", ""); err != nil || got != tt.want {
			t.Errorf("at %d: %q, %v; want %q", tt.ts, got, err, tt.want)
		}
	}
}

// TestStageOrder is T17: a stage waits for those before it, and is refused by those after it.
func TestStageOrder(t *testing.T) {
	e := start(t)
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(5, c, "a", []string{"a"}, put("a", "5")), c)
	_, err := e.stage(e.stageOf(6, c-1, "a", []string{"a"}, put("a", "6")))
	wantReason(t, err, "for now: foreign stage")
	_, err = e.stage(e.stageOf(4, c, "a", []string{"a"}, put("a", "4"))) // the same c, an earlier transaction
	wantReason(t, err, "for now: foreign stage")
	q := e.stageOf(3, c-1, "x", []string{"x"}, put("x", "3"))
	q.Commit.Reads = []*kvpb.Span{rt.Span("a", "b")}
	e.mustStage(q, c-1) // it reads below the other
	q = e.stageOf(7, c-1, "y", []string{"y"}, put("y", "7"))
	q.Commit.Expects = []*kvpb.Expect{expects("y", 0, kvpb.LockMode_UPDATE, true)}
	e.mustStage(q, c-1)
}

func TestStageWaitsForEarlier(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		c := e.ahead(time.Second)
		e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
		var got int64
		var err error
		done := make(chan struct{})
		go func() {
			defer close(done)
			got, err = e.stage(e.stageOf(2, c+5, "a", []string{"a"}, put("a", "2")))
		}()
		synctest.Wait()
		select {
		case <-done:
			t.Fatalf("it did not wait: %d, %v", got, err)
		default:
		}
		e.decide(1, "a", stagingSt, c, aborted, c)
		if err := e.resolve(1, aborted, c, "a", "a"); err != nil {
			t.Fatal(err)
		}
		<-done
		if err != nil || got != c+5 {
			t.Errorf("after the resolution: %d, %v; want %d", got, err, c+5)
		}
	})
}

func TestNoWaitMeetsStage(t *testing.T) {
	e := start(t)
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
	q := e.commitOf(2)
	q.CommitTs, q.LatestTs, q.NoWait = c+10, c+10, true
	q.Reads = []*kvpb.Span{rt.Span("a", "b")}
	_, err := e.commit(q)
	wantReason(t, err, "refused: foreign stage")
}

func TestStageRefusals(t *testing.T) {
	e := start(t)
	v := e.write(9, put("a", "9"))
	c := e.ahead(time.Second)
	tests := []struct {
		name   string
		change func(q *kvpb.StageRequest)
		want   string
	}{
		{"expect", func(q *kvpb.StageRequest) {
			q.Commit.Expects = []*kvpb.Expect{expects("a", v-1, kvpb.LockMode_UPDATE, true)}
		}, "refused: newer version"},
		{"a read in (r, c]", func(q *kvpb.StageRequest) {
			q.Commit.ReadTs, q.Commit.Reads = v-1, []*kvpb.Span{rt.Span("a", "c")}
		}, "refused: newer version"},
		{"a condition", func(q *kvpb.StageRequest) {
			q.Commit.Conditions = []*kvpb.Condition{{Span: rt.Span("q", ""), Exists: true}}
		}, "refused: condition failed"},
		{"out of bounds", func(q *kvpb.StageRequest) { q.Commit.Writes[0].Key = []byte{0xff, 1} }, "elsewhere"},
		{"too far ahead", func(q *kvpb.StageRequest) { q.Commit.CommitTs += int64(time.Hour) }, "for now: timestamp taken"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := e.stageOf(20+i, c, "a", []string{"a"}, put("a", "1"))
			tt.change(q)
			_, err := e.stage(q)
			wantReason(t, err, tt.want)
		})
	}
	e.evidence(1, c, "a") // prevents
	_, err := e.stage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")))
	wantReason(t, err, "refused: prevented by recovery")
	e.decide(2, "a", missing, c, aborted, c)
	_, err = e.stage(e.stageOf(2, c, "a", []string{"a"}, put("a", "1")))
	wantReason(t, err, "refused: prevented by recovery")
}

func TestIgnoreClosed(t *testing.T) { // T4: the universal deadline
	both(t, replica.Planted{IgnoreClosed: true}, func(e *env) bool {
		c := e.ahead(time.Second)
		e.write(9, put("x", "1"))
		e.close()
		_, err := e.stage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")))
		return reason(err) == "refused: closed timestamp passed"
	})
}

// TestPrevention is T8: either evidence or a tombstone, not both.
func TestPrevention(t *testing.T) {
	both(t, replica.Planted{NoPrevention: true}, func(e *env) bool {
		c := e.ahead(time.Second)
		e.mustStage(e.stageOf(1, c, "a", []string{"a", "b"}, put("a", "1")), c)
		found := e.evidence(1, c, "b").Found
		_, err := e.stage(e.stageOf(1, c, "a", nil, put("b", "1")))
		return !found && err != nil
	})
}

// TestEvidenceNamesKeys: evidence for one key is none for another.
func TestEvidenceNamesKeys(t *testing.T) {
	both(t, replica.Planted{EvidenceWithoutKeys: true}, func(e *env) bool {
		c := e.ahead(time.Second)
		e.mustStage(e.stageOf(1, c, "a", []string{"a", "b"}, put("a", "1")), c)
		return !e.evidence(1, c, "a", "b").Found
	})
}

// TestStageAddsUncovered: a stage of more keys adds evidence for the rest only.
func TestStageAddsUncovered(t *testing.T) {
	e := start(t)
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
	q := e.stageOf(1, c, "a", nil, put("a", "other"), put("b", "1"))
	q.Commit.Reads = []*kvpb.Span{rt.Span("x", "z")}
	e.mustStage(q, c)
	if ev := e.evidence(1, c, "a", "b", "x"); !ev.Found {
		t.Error("not all is covered")
	}
	e.decide(1, "a", stagingSt, c, committed, c)
	if err := e.resolve(1, committed, c, "a", "a"); err != nil {
		t.Fatal(err)
	}
	if got, _, err := e.readAt(c, "a", "z"); err != nil || got != "a=1 b=1" {
		t.Errorf("got %q, %v; want what was staged first", got, err)
	}
}

// TestConditionSeesOwnStage: the re-check at c' counts the transaction's own intents.
func TestConditionSeesOwnStage(t *testing.T) {
	e := start(t)
	e.write(9, put("b", "old"))
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1"), del("b")), c)
	for _, tt := range []struct {
		n      int
		key    string
		exists bool
		want   string
	}{{1, "a", true, "done"}, {1, "b", false, "done"}, {1, "a", false, "refused: condition failed"}, {2, "x", true, "refused: condition failed"}} {
		q := e.commitOf(tt.n)
		q.CommitTs, q.LatestTs, q.NoWait, q.KeepLocks = c+10, c+10, true, true
		q.Conditions = []*kvpb.Condition{{Span: rt.Span(tt.key, ""), Exists: tt.exists}}
		_, err := e.commit(q)
		wantReason(t, err, tt.want)
	}
}

// TestStageIsNoCopy: evidence for a key that was read takes no write; and a stage of
// nothing is refused.
func TestStageIsNoCopy(t *testing.T) {
	e := start(t)
	c := e.ahead(time.Second)
	q := e.stageOf(1, c, "a", []string{"a"}, put("a", "1"))
	q.Commit.Reads = []*kvpb.Span{rt.Span("b", "d")}
	e.mustStage(q, c)
	_, err := e.stage(e.stageOf(1, c, "a", nil, put("c", "1")))
	wantReason(t, err, "refused: outside the range")
	_, err = e.stage(e.stageOf(1, c, "a", nil, put("c", "1"), put("x", "1")))
	wantReason(t, err, "refused: outside the range")
	_, err = e.stage(e.stageOf(2, c, "a", nil))
	wantReason(t, err, "refused: outside the range")
}

// TestDecide is the table of record states (T7).
func TestDecide(t *testing.T) {
	type step struct {
		from kvpb.TxnState
		to   kvpb.TxnState
	}
	tests := []struct {
		name    string
		staged  bool
		steps   []step
		want    kvpb.TxnState
		changed bool // by the last step
	}{
		{"missing stays, looked at", false, []step{{missing, missing}}, missing, false},
		{"missing to aborted", false, []step{{missing, aborted}}, aborted, true},
		{"missing is not committed", false, []step{{stagingSt, committed}}, missing, false},
		{"the gateway aborts what was refused", false, []step{{stagingSt, aborted}}, aborted, true},
		{"staging to committed", true, []step{{stagingSt, committed}}, committed, true},
		{"staging to aborted", true, []step{{stagingSt, aborted}}, aborted, true},
		{"who saw none must not abort one that came", true, []step{{missing, aborted}}, stagingSt, false},
		{"committed stays", true, []step{{stagingSt, committed}, {stagingSt, aborted}}, committed, false},
		{"aborted stays", true, []step{{stagingSt, aborted}, {stagingSt, committed}}, aborted, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := start(t)
			c := e.ahead(time.Second)
			if tt.staged {
				e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
			}
			var last *kvpb.DecideResponse
			for _, s := range tt.steps {
				last = e.decide(1, "a", s.from, c, s.to, c)
			}
			if last.Outcome.State != tt.want || last.Changed != tt.changed {
				t.Errorf("got %v, changed %t; want %v, %t", last.Outcome.State, last.Changed, tt.want, tt.changed)
			}
		})
	}
}

func TestCompareNamesWhatItSaw(t *testing.T) { // T7
	both(t, replica.Planted{CompareAnything: true}, func(e *env) bool {
		c := e.ahead(time.Second)
		e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
		return e.decide(1, "a", missing, c, aborted, c).Outcome.State == stagingSt
	})
}

// TestReadWaitsForStage: a stage at or below r is waited for until a hint comes; the
// hint is enough to read by, before anything is resolved.
func TestReadWaitsForStage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t)
		e.write(9, put("a", "old"), put("b", "old"), put("d", "old"))
		c := e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "b", []string{"b"}, put("b", "new"), put("c", "new"), del("d")), c)
		var got string
		done := make(chan struct{})
		go func() {
			defer close(done)
			got, _, _ = e.readAt(c+1, "a", "z")
		}()
		synctest.Wait()
		if s, _, err := e.readAt(c-1, "a", "z"); err != nil || s != "a=old b=old d=old" {
			t.Errorf("below the stage: %q, %v", s, err)
		}
		if s, _, err := e.readAt(c+1, "a", ""); err != nil || s != "a=old" {
			t.Errorf("beside the stage: %q, %v", s, err)
		}
		select {
		case <-done:
			t.Fatalf("the read did not wait: %q", got)
		default:
		}
		before := len(e.Log(1))
		hint := &kvpb.HintRequest{Header: header(1), Outcome: &kvpb.Outcome{State: committed, CommitTs: c}}
		if err := e.Replica(1).Send(e.ctx, hint, &kvpb.HintResponse{}); err != nil {
			t.Fatal(err)
		}
		<-done
		if got != "a=old b=new c=new" {
			t.Errorf("got %q", got)
		}
		if len(e.Log(1)) != before {
			t.Error("a hint has resolved") // T8
		}
		for _, tt := range []struct {
			reverse bool
			max     uint64
			want    string
		}{{false, 2, "a=old b=new"}, {true, 0, "c=new b=new a=old"}, {true, 1, "c=new"}} {
			if s, _, err := e.readSpans(c+1, tt.reverse, tt.max, rt.Span("a", "z")); err != nil || s != tt.want {
				t.Errorf("over the intents (reverse %t, max %d): %q, %v; want %q", tt.reverse, tt.max, s, err, tt.want)
			}
		}
		for _, k := range []struct{ key, want string }{{"b", "b=new"}, {"d", ""}, {"c", "c=new"}} {
			if s, resp, err := e.readAt(c+1, k.key, ""); err != nil || s != k.want || resp.MaxObs != c {
				t.Errorf("key %s: %q, maxObs %d, %v; want %q, %d", k.key, s, resp.MaxObs, err, k.want, c)
			}
		}
	})
}

// TestHintsGoWithTheirStages: a hint lies with the stage that it is about, and with nothing
// else: one that comes before a late copy of the stage, or after the stage has gone, is not
// kept. Who meets such a stage has its record looked at.
func TestHintsGoWithTheirStages(t *testing.T) {
	for _, tt := range []struct {
		name  string
		early bool // the hint comes before the stage
		asked int
	}{{"before its stage", true, 1}, {"at its stage", false, 0}} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				asked := 0
				e := start(t, func(g *rt.Group) {
					g.Settler = func(_ context.Context, s replica.Stage) (*kvpb.Outcome, error) {
						asked++
						return &kvpb.Outcome{State: aborted, CommitTs: int64(s.CommitTS)}, nil
					}
				})
				c := e.ahead(time.Millisecond)
				want := "b=new"
				hint := func() {
					req := &kvpb.HintRequest{Header: header(1), Outcome: &kvpb.Outcome{State: committed, CommitTs: c}}
					if err := e.Replica(1).Send(e.ctx, req, &kvpb.HintResponse{}); err != nil {
						t.Fatal(err)
					}
				}
				if tt.early {
					want = ""     // as its record says
					for range 2 { // stages and resolutions of others come and go
						hint()
						e.write(9, put("d", "other"))
					}
				}
				e.mustStage(e.stageOf(1, c, "z", nil, put("b", "new")), c)
				if !tt.early {
					hint()
				}
				if s, _, err := e.readAt(c+1, "b", ""); err != nil || s != want || asked != tt.asked {
					t.Errorf("read %q, %v, having asked %d times; want %q and %d", s, err, asked, want, tt.asked)
				}
			})
		})
	}
}

func TestResolveOnHint(t *testing.T) { // T8
	both(t, replica.Planted{ResolveOnHint: true}, func(e *env) bool {
		c := e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "b", []string{"b"}, put("b", "new")), c)
		hint := &kvpb.HintRequest{Header: header(1), Outcome: &kvpb.Outcome{State: committed, CommitTs: c}}
		if err := e.Replica(1).Send(e.ctx, hint, &kvpb.HintResponse{}); err != nil {
			e.t.Fatal(err)
		}
		return e.evidence(1, c, "b").Found
	})
}

// TestReadHasStageSettled: nobody hints, so the Settler is asked, once, and the stage
// is resolved.
func TestReadHasStageSettled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		e := start(t, func(g *rt.Group) {
			g.Settler = func(_ context.Context, s replica.Stage) (*kvpb.Outcome, error) {
				asked++
				return &kvpb.Outcome{State: committed, CommitTs: int64(s.CommitTS)}, nil
			}
		})
		c := e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "b", []string{"b"}, put("b", "new")), c)
		results := make(chan string, 3)
		for range 3 {
			go func() {
				s, _, err := e.readAt(c+1, "a", "z")
				if err != nil {
					s = err.Error()
				}
				results <- s
			}()
		}
		for range 3 {
			if s := <-results; s != "b=new" {
				t.Errorf("read %q", s)
			}
		}
		synctest.Wait()
		if asked != 1 {
			t.Errorf("the Settler was asked %d times, want 1", asked)
		}
		if e.evidence(1, c, "b").Found {
			t.Error("the stage is still there")
		}
	})
}

// TestPresumedAbort: the Settler finds no record; the stage is still here, so it goes.
func TestPresumedAbort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, func(g *rt.Group) {
			g.Settler = func(context.Context, replica.Stage) (*kvpb.Outcome, error) {
				return &kvpb.Outcome{State: aborted, Presumed: true}, nil
			}
		})
		c := e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "z", nil, put("b", "new")), c)
		e.mustStage(e.stageOf(2, c, "z", nil, put("c", "new")), c)
		if s, _, err := e.readAt(c+1, "b", ""); err != nil || s != "" {
			t.Errorf("read %q, %v", s, err)
		}
		if _, err := e.commit(e.commitOf(3, put("c", "3"))); err != nil {
			t.Errorf("a writer that met the other stage: %v", err)
		}
	})
}

// TestRestart: what was staged, recorded, prevented and closed is there after a crash.
func TestRestart(t *testing.T) {
	e := start(t)
	e.write(9, put("b", "old"))
	e.close()
	closed := e.Replica(1).Closed()
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(1, c, "a", []string{"a", "b"}, put("a", "1")), c)
	e.evidence(2, c, "q")
	e.decide(3, "k", missing, c, aborted, c)
	index := e.Replica(1).AppliedIndex()
	e.Restart(1)
	if got := e.Replica(1).Closed(); got != closed || closed == 0 {
		t.Errorf("closed is %d, was %d", got, closed)
	}
	if got := e.Replica(1).AppliedIndex(); got != index {
		t.Errorf("applied is %d, was %d", got, index)
	}
	if !e.evidence(1, c, "a").Found {
		t.Error("the evidence is lost")
	}
	if got := e.decide(1, "a", missing, c, missing, 0).Outcome; got.State != stagingSt || len(got.Participants) != 2 {
		t.Errorf("the record is %v", got)
	}
	_, err := e.stage(e.stageOf(2, c, "q", nil, put("q", "2")))
	wantReason(t, err, "refused: prevented by recovery")
	if got := e.decide(3, "k", missing, c, missing, 0).Outcome.State; got != aborted {
		t.Errorf("the tombstone is %v", got)
	}
	if got := e.Replica(1).Certified(); got > hlc.Timestamp(c) {
		t.Errorf("certified up to %d, although a stage stands at %d", got, c)
	}
}

// TestSplitDividesState: evidence is divided with its keys, the record goes with its
// anchor, tombstones, marks and closed timestamp go to both sides.
func TestSplitDividesState(t *testing.T) {
	e := start(t)
	e.write(9, put("a", "old"), put("x", "old"))
	e.close()
	if _, err := e.lock(8, kvpb.LockMode_UPDATE, "b", "y"); err != nil {
		t.Fatal(err)
	}
	c := e.ahead(time.Second)
	q := e.stageOf(1, c, "x", []string{"a"}, put("a", "1"), put("x", "1"))
	q.Commit.Reads = []*kvpb.Span{rt.Span("c", "z")}
	e.mustStage(q, c)
	e.evidence(2, c, "a")
	mark := e.ahead(3 * time.Second)
	if _, _, err := e.readAt(mark, "y", ""); err != nil {
		t.Fatal(err)
	}
	right := e.split("m")
	for _, restarted := range []bool{false, true} {
		if restarted {
			e.Restart(1)
			e.Restart(right)
		}
		if !e.evidence(1, c, "a", "c").Found {
			t.Error("evidence of the left-hand side is lost")
		}
		h := header(1)
		ev := &kvpb.EvidenceResponse{}
		err := e.Replica(right).Send(e.ctx, &kvpb.EvidenceRequest{
			Header: h, CommitTs: c, Keys: []*kvpb.Span{rt.Span("x", ""), rt.Span("m", "z")},
		}, ev)
		if err != nil || !ev.Found {
			t.Errorf("evidence of the right-hand side: %v, %v", ev.Found, err)
		}
		err = e.Replica(1).Send(e.ctx, &kvpb.EvidenceRequest{Header: h, CommitTs: c, Keys: []*kvpb.Span{rt.Span("x", "")}}, ev)
		wantReason(t, err, "elsewhere")
		look := &kvpb.DecideRequest{Header: h, Anchor: rt.Key("x"), ExaminedTs: c}
		d := &kvpb.DecideResponse{}
		if err := e.Replica(right).Send(e.ctx, look, d); err != nil || d.Outcome.State != stagingSt {
			t.Errorf("the record on the right: %v, %v", d.Outcome, err)
		}
		wantReason(t, e.Replica(1).Send(e.ctx, look, d), "elsewhere")
		_, err = e.stage(e.stageOf(2, c, "a", nil, put("b", "2")))
		wantReason(t, err, "refused: prevented by recovery")
		err = e.Replica(right).Send(e.ctx, e.stageOf(2, c, "a", nil, put("y", "2")), &kvpb.StageResponse{})
		wantReason(t, err, "refused: prevented by recovery")
		if e.Replica(right).Closed() == 0 {
			t.Error("the right-hand side starts without the closed timestamp")
		}
		w := e.commitOf(30, put("y", "3"))
		w.Header.Generation, w.LatestTs = 2, mark+int64(time.Hour)
		resp := &kvpb.CommitResponse{}
		if err := e.Replica(right).Send(e.ctx, w, resp); err != nil || resp.CommitTs <= mark {
			t.Errorf("a write below a mark that was carried: %d, %v; want above %d", resp.CommitTs, err, mark)
		}
		if !restarted {
			l := &kvpb.LockRequest{Header: header(7), Wait: kvpb.WaitPolicy_NOWAIT, Keys: []*kvpb.LockKey{{Key: rt.Key("y"), Mode: kvpb.LockMode_SHARE}}}
			wantReason(t, e.Replica(right).Send(e.ctx, l, &kvpb.LockResponse{}), "refused: locked")
		}
	}
}

func TestSplitCarriesMarks(t *testing.T) { // T3, and a lease after the first
	both(t, replica.Planted{SplitDropsReads: true}, func(e *env) bool {
		mark := e.ahead(3 * time.Second)
		before, _, _ := e.readAt(mark, "y", "")
		right := e.split("m")
		e.NewTerm(right, replica.LeaseStart{Handover: &replica.Handover{}}) // no floor but what the range keeps
		w := e.commitOf(30, put("y", "3"))
		w.Header.Generation, w.LatestTs = 2, mark+int64(time.Hour)
		if err := e.Replica(right).Send(e.ctx, w, &kvpb.CommitResponse{}); err != nil {
			e.t.Fatal(err)
		}
		resp := &kvpb.ReadResponse{}
		if err := e.Replica(right).Send(e.ctx, &kvpb.ReadRequest{Header: header(9), ReadTs: mark, Spans: []*kvpb.Span{rt.Span("y", "")}}, resp); err != nil {
			e.t.Fatal(err)
		}
		return rows(resp.Rows) == before
	})
}

func TestDropRecordEarly(t *testing.T) { // T9
	both(t, replica.Planted{DropRecordEarly: true}, func(e *env) bool {
		c := e.ahead(30 * time.Second)
		e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
		e.decide(1, "a", stagingSt, c, committed, c)
		if err := e.resolve(1, committed, c, "a", "a"); err != nil {
			e.t.Fatal(err)
		}
		e.Clock.Advance(10 * time.Second)
		e.Replica(1).Tick()
		// Who looks with the wrong deadline, or writes a tombstone, must find the record.
		return e.decide(1, "a", missing, c, aborted, c).Outcome.State == committed
	})
}

// TestDecideResolves: the entry that commits resolves what lies on the anchor's range, if the
// gateway asks for it and all of that is here.
func TestDecideResolves(t *testing.T) {
	for _, tt := range []struct {
		name string
		to   kvpb.TxnState
		keys []string
		many int // writes staged
		want bool
	}{
		{"all of it", committed, []string{"a", "b"}, 1, true},
		{"not asked for", committed, nil, 1, false},
		{"elsewhere, in part", committed, []string{"a", "x"}, 1, false},
		{"an abort", aborted, []string{"a", "b"}, 1, false},
		{"much", committed, []string{"a", "b"}, 100, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := start(t)
			e.write(9, put("b", "old"))
			if err := e.Replica(1).Send(e.ctx, &kvpb.SplitRequest{Header: header(9), Key: rt.Key("m")}, &kvpb.SplitResponse{}); err != nil {
				t.Fatal(err)
			}
			c := e.ahead(time.Millisecond)
			ws := []*kvpb.Write{put("a", "1"), del("b")}
			for i := range tt.many - 1 {
				ws = append(ws, put(fmt.Sprintf("c%03d", i), "1"))
			}
			q := e.stageOf(1, c, "a", []string{"a", "b"}, ws...)
			q.Commit.Header.Generation = e.Replica(1).Descriptor().Generation
			e.mustStage(q, c)
			req := &kvpb.DecideRequest{Header: q.Commit.Header, Anchor: rt.Key("a"), Examined: stagingSt, ExaminedTs: c, To: tt.to, FinalTs: c}
			for _, k := range tt.keys {
				req.Resolve = append(req.Resolve, rt.Span(k, ""))
			}
			before := e.Replica(1).AppliedIndex()
			for i := range 2 { // a second copy decides nothing
				var resp kvpb.DecideResponse
				if err := e.Replica(1).Send(e.ctx, req, &resp); err != nil {
					t.Fatal(err)
				}
				if resp.Outcome.State != tt.to || resp.Changed != (i == 0) || resp.Resolved != (tt.want && i == 0) {
					t.Errorf("copy %d: %v", i, &resp)
				}
			}
			if got := e.Replica(1).AppliedIndex() - before; got != 1 {
				t.Errorf("%d entries", got)
			}
			if got := e.evidence(1, c, "a", "b").Found; got == tt.want {
				t.Errorf("evidence is there: %t", got)
			}
			if !tt.want {
				return
			}
			e.Clock.Advance(time.Second)
			if got := e.read("a", "m"); got != "a=1" {
				t.Errorf("read %q", got)
			}
		})
	}
}

// cleaner resolves what it is asked to clean up, on the one range.
type cleaner struct {
	e     *env
	asked int
}

func (c *cleaner) CleanUp(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, oc *kvpb.Outcome) error {
	c.asked++
	q := &kvpb.ResolveRequest{Header: &kvpb.Header{RangeId: 1, Generation: 1, Txn: txn}, Outcome: oc, ForgetRecord: true, Anchor: anchor}
	return c.e.Replica(1).Send(ctx, q, &kvpb.ResolveResponse{})
}

// TestForgetCostsNoEntry: a record goes with the next closing once its leaseholder was told that
// all is resolved; a leaseholder that was not told has that made sure of.
func TestForgetCostsNoEntry(t *testing.T) {
	for _, lost := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			clean := &cleaner{}
			e := start(t, func(g *rt.Group) { g.Options.Cleaner = clean })
			clean.e = e
			c := e.ahead(time.Millisecond)
			e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
			e.decide(1, "a", stagingSt, c, committed, c)
			if err := e.resolve(1, committed, c, "", "a"); err != nil {
				t.Fatal(err)
			}
			before := e.Replica(1).AppliedIndex()
			for range 2 {
				if err := e.resolve(1, committed, c, "a", "a"); err != nil {
					t.Fatal(err)
				}
			}
			if got := e.Replica(1).AppliedIndex(); got != before {
				t.Errorf("%d entries to let a record go", got-before)
			}
			if e.decide(1, "a", missing, c, missing, 0).Outcome.State != committed {
				t.Fatal("the record goes before its time")
			}
			if lost {
				e.Restart(1)
			}
			for range 3 {
				e.close()
				synctest.Wait()
			}
			if got := e.decide(1, "a", missing, c, missing, 0).Outcome; !got.Presumed {
				t.Errorf("the record stays: %v", got)
			}
			if want := lost; (clean.asked > 0) != want {
				t.Errorf("mark lost %t: cleaned up %d times", lost, clean.asked)
			}
		})
	}
}

// TestReplay: a log replayed into an empty store gives the same bytes, however its
// entries are grouped.
func TestReplay(t *testing.T) {
	e := start(t)
	e.write(1, put("a", "1"), put("x", "1"))
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(2, c, "a", []string{"a", "x"}, put("a", "2"), put("x", "2")), c)
	e.decide(2, "a", stagingSt, c, committed, c+5)
	e.evidence(3, c, "q")
	if err := e.resolve(2, committed, c+5, "a", "a"); err != nil {
		t.Fatal(err)
	}
	e.mustStage(e.stageOf(4, c+50, "y", []string{"b", "y"}, put("b", "4"), put("y", "4")), c+50)
	e.SetFate(rt.All(rt.Late))
	_, _ = e.commit(e.commitOf(5, put("late", "5")))
	e.SetFate(nil)
	e.NewTerm(1, replica.LeaseStart{Floor: e.Clock.Now().Timestamp()})
	e.Flush(1)
	e.split("m")
	e.write2(6, put("c", "6"))
	e.close()
	if err := e.Replica(1).Send(e.ctx, &kvpb.CollectRequest{Header: header(0), Threshold: int64(e.Replica(1).Closed())}, &kvpb.CollectResponse{}); err != nil {
		t.Fatal(err)
	}
	want := rt.Dump(t, e.Engine)
	other := rt.New(t)
	first := rt.First
	rt.Replay(t, other.Engine, &first, e.Log(1))
	if got := rt.Dump(t, other.Engine); !slices.Equal(got, want) {
		t.Errorf("replayed:\n%v\nwant:\n%v", got, want)
	}
}

// write2 commits in the bounds of generation 2.
func (e *env) write2(n int, ws ...*kvpb.Write) {
	e.t.Helper()
	q := e.commitOf(n, ws...)
	q.Header.Generation = 2
	q.LatestTs = rt.Forever
	if _, err := e.commit(q); err != nil {
		e.t.Fatal(err)
	}
}
