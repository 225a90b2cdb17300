package replica_test

import (
	"errors"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

func TestCommitAndRead(t *testing.T) {
	e := start(t)
	c1 := e.write(1, put("a", "1"), put("b", "1"), put("d", "1"))
	c2 := e.write(2, put("b", "2"), del("d"))
	tests := []struct {
		name     string
		ts       int64
		from, to string
		want     string
		maxObs   int64
	}{
		{"a key now", c2, "a", "", "a=1", c1},
		{"a key then", c1, "b", "", "b=1", c1},
		{"before all", c1 - 1, "a", "z", "", 0},
		{"a deleted key is observed", c2, "d", "", "", c2},
		{"a span", c2, "a", "z", "a=1 b=2", c2},
		{"a span then", c1, "a", "z", "a=1 b=1 d=1", c1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, resp, err := e.readAt(tt.ts, tt.from, tt.to)
			if err != nil || got != tt.want || resp.MaxObs != tt.maxObs {
				t.Errorf("got %q, maxObs %d, %v; want %q, %d", got, resp.MaxObs, err, tt.want, tt.maxObs)
			}
		})
	}
}

func TestReadLimits(t *testing.T) {
	e := start(t)
	e.write(1, put("a", "1"), put("b", "1"), put("c", "1"), put("e", "1"))
	now := int64(e.Clock.Now())
	tests := []struct {
		name    string
		reverse bool
		max     uint64
		want    string
		resume  string
	}{
		{"all", false, 0, "a=1 b=1 c=1 e=1", ""},
		{"two", false, 2, "a=1 b=1", "[b\x00,d) [e,)"},
		{"three", false, 3, "a=1 b=1 c=1", "[c\x00,d) [e,)"},
		{"backwards", true, 0, "e=1 c=1 b=1 a=1", ""},
		{"two backwards", true, 2, "e=1 c=1", "[a,c)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, resp, err := e.readSpans(now, tt.reverse, tt.max, rt.Span("a", "d"), rt.Span("e", ""))
			if err != nil {
				t.Fatal(err)
			}
			resume := ""
			for i, s := range resp.Resume {
				if i > 0 {
					resume += " "
				}
				resume += "[" + string(s.Key[len(rt.Key("")):]) + ","
				if len(s.EndKey) > 0 {
					resume += string(s.EndKey[len(rt.Key("")):])
				}
				resume += ")"
			}
			if got != tt.want || resume != tt.resume {
				t.Errorf("got %q, resume %q; want %q, %q", got, resume, tt.want, tt.resume)
			}
		})
	}
}

// TestTimestamps is T2 from each side.
func TestTimestamps(t *testing.T) {
	e := start(t)
	c1 := e.write(1, put("a", "1"))
	r := e.ahead(time.Second)
	if _, _, err := e.readAt(r, "a", "c"); err != nil {
		t.Fatal(err)
	}
	q := e.commitOf(2, put("b", "2"))
	q.LatestTs = r + int64(time.Hour)
	resp, err := e.commit(q)
	if err != nil || resp.CommitTs <= r {
		t.Errorf("a write below a read ahead of now: c = %d, %v; want above %d", resp.CommitTs, err, r)
	}
	if c := e.write(3, put("x", "3")); c >= r {
		t.Errorf("a write beside it: c = %d; want below %d", c, r)
	}
	q = e.commitOf(4, put("b", "4"))
	q.CommitTs, q.LatestTs = r-5, r-5
	_, err = e.commit(q)
	wantReason(t, err, "refused: timestamp taken")
	q = e.commitOf(5, put("y", "5"))
	q.ReadTs, q.CommitTs = c1, c1
	_, err = e.commit(q)
	wantReason(t, err, "refused: timestamp taken")
	e.close()
	q = e.commitOf(6, put("q", "6"))
	q.CommitTs = int64(e.Replica(1).Closed())
	q.ReadTs = q.CommitTs - 1
	_, err = e.commit(q)
	wantReason(t, err, "refused: timestamp taken")
}

func TestLatest(t *testing.T) {
	e := start(t)
	r := e.ahead(time.Second)
	if _, _, err := e.readAt(r, "a", "b"); err != nil {
		t.Fatal(err)
	}
	q := e.commitOf(1, put("a", "1"))
	q.LatestTs = r - 10
	_, err := e.commit(q)
	wantReason(t, err, "for now: closed timestamp passed")
	if now, ok := errors.AsType[*kvpb.RefusedForNow](err); !ok || now.At <= r {
		t.Errorf("%v does not say that c must exceed %d", now, r)
	}
	e.close()
	if got := e.Replica(1).Closed(); got < ts(q.LatestTs) {
		t.Fatalf("closed is %d, although someone waits for %d", got, q.LatestTs)
	}
	_, err = e.commit(q)
	wantReason(t, err, "refused: closed timestamp passed")
}

// TestLeadEndsAtLatest: a leaseholder that thinks its rounds slow leads no further than
// the gateway can allow.
func TestLeadEndsAtLatest(t *testing.T) {
	e := start(t)
	q := e.commitOf(1, put("a", "1"))
	q.LeadNanos, q.LatestTs = int64(time.Second), e.ahead(50*time.Millisecond)
	resp, err := e.commit(q)
	if err != nil || resp.CommitTs != q.LatestTs {
		t.Errorf("c = %d, %v; want %d", resp.CommitTs, err, q.LatestTs)
	}
}

// TestClosesOnDemand: once now has passed the latest c, "not now" becomes "no" when
// somebody asks, on a quiet range too.
func TestClosesOnDemand(t *testing.T) {
	e := start(t)
	r := e.ahead(time.Minute)
	if _, _, err := e.readAt(r, "a", "b"); err != nil {
		t.Fatal(err)
	}
	q := e.commitOf(1, put("a", "1"))
	_, err := e.commit(q)
	wantReason(t, err, "for now: closed timestamp passed")
	e.Clock.Advance(2 * time.Second)
	_, err = e.commit(q)
	wantReason(t, err, "refused: closed timestamp passed")
	if e.Replica(1).Closed() != ts(q.LatestTs) {
		t.Errorf("closed is %d, want %d", e.Replica(1).Closed(), q.LatestTs)
	}
}

// TestTag is T10: a retried commit finds that it has happened.
func TestTag(t *testing.T) {
	both(t, replica.Planted{NoTag: true}, func(e *env) bool {
		e.SetFate(rt.All(rt.Lose))
		q := e.commitOf(1, put("a", "1"), put("b", "1"))
		_, err := e.commit(q)
		wantReason(e.t, err, "ambiguous")
		e.SetFate(nil)
		e.write(2, put("b", "2"))
		resp, err := e.commit(q)
		if err != nil {
			return false
		}
		got, _, _ := e.readAt(resp.CommitTs, "a", "z")
		return got == "a=1 b=1" && e.read("a", "z") == "a=1 b=2"
	})
}

// fullEngine has no room for user data while full is set.
type fullEngine struct {
	engine.Engine
	full bool
}

func (f *fullEngine) Writable() error {
	if f.full {
		return engine.ErrFull
	}
	return f.Engine.Writable()
}

// TestFullIsNoAnswer: that there is no room is not said of a commit of which another copy has
// happened (T10); where it is said no late copy succeeds once there is room (T9), whoever chose c.
func TestFullIsNoAnswer(t *testing.T) {
	for name, fixed := range map[string]bool{"the range's choice": false, "the gateway's choice": true} {
		t.Run(name, func(t *testing.T) {
			both(t, replica.Planted{FullIsFinal: true}, func(e *env) (kept bool) {
				disk := &fullEngine{Engine: e.Engine}
				e.Options.Engine = disk
				e.Restart(1)
				request := func(txn int, key string) *kvpb.CommitRequest {
					q := e.commitOf(txn, put(key, "1"))
					if fixed {
						q.CommitTs = e.ahead(time.Millisecond)
						q.LatestTs = q.CommitTs
					}
					return q
				}
				e.SetFate(rt.All(rt.Lose))
				first := request(1, "a")
				_, err := e.commit(first)
				wantReason(e.t, err, "ambiguous")
				e.SetFate(nil)
				second := request(2, "b")
				disk.full = true
				if _, err := e.commit(first); err != nil {
					return false
				}
				if _, err := e.commit(second); !errors.Is(err, engine.ErrFull) {
					e.t.Errorf("without room: %v", err)
				}
				disk.full = false
				_, err = e.commit(second)
				e.Clock.Advance(time.Second)
				return err != nil && e.read("a", "z") == "a=1"
			})
		})
	}
}

func TestTagCollected(t *testing.T) {
	e := start(t)
	e.SetFate(rt.All(rt.Lose))
	q := e.commitOf(1, del("a"))
	q.LatestTs = e.ahead(time.Hour)
	_, err := e.commit(q)
	wantReason(t, err, "ambiguous")
	e.SetFate(nil)
	e.close()
	if err := e.Replica(1).Send(e.ctx, &kvpb.CollectRequest{Header: header(0), Threshold: int64(e.Replica(1).Closed())}, &kvpb.CollectResponse{}); err != nil {
		t.Fatal(err)
	}
	_, err = e.commit(q)
	wantReason(t, err, "ambiguous")
}

func TestExpect(t *testing.T) {
	e := start(t)
	c1 := e.write(1, put("a", "1"))
	w := put("a", "2")
	w.Mode = kvpb.LockMode_NO_KEY_UPDATE
	c2 := e.write(2, w)
	tests := []struct {
		name   string
		expect int64
		mode   kvpb.LockMode
		want   string
	}{
		{"the newest", c2, kvpb.LockMode_UPDATE, "done"},
		{"an older one", c1, kvpb.LockMode_UPDATE, "refused: newer version"},
		{"a newer one", c2 + 1, kvpb.LockMode_UPDATE, "refused: newer version"},
		{"absent", 0, kvpb.LockMode_UPDATE, "refused: newer version"},
		{"a key share survives a no key update", c1, kvpb.LockMode_KEY_SHARE, "done"},
		{"a share does not", c1, kvpb.LockMode_SHARE, "refused: newer version"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := e.commitOf(10+i, put("z", "1"))
			q.Expects = []*kvpb.Expect{expects("a", tt.expect, tt.mode, false)}
			_, err := e.commit(q)
			wantReason(t, err, tt.want)
		})
	}
	q := e.commitOf(3, put("fresh", "1"))
	q.Expects = []*kvpb.Expect{expects("fresh", 0, kvpb.LockMode_UPDATE, true)}
	_, err := e.commit(q)
	wantReason(t, err, "done")
	q = e.commitOf(4, put("fresh", "2"))
	q.Expects = []*kvpb.Expect{expects("fresh", 0, kvpb.LockMode_UPDATE, true)}
	_, err = e.commit(q)
	wantReason(t, err, "refused: newer version")
	var refused *kvpb.Refused
	if errors.As(err, &refused) && (refused.MaxObs == 0 || refused.At != refused.MaxObs) {
		t.Errorf("the refusal tells of no version: %+v", refused)
	}
}

func TestLostUpdate(t *testing.T) { // T11
	both(t, replica.Planted{NoExpect: true}, func(e *env) bool {
		c := e.write(1, put("a", "1"))
		e.write(2, put("a", "2"))
		q := e.commitOf(3, put("a", "3"))
		q.Expects = []*kvpb.Expect{expects("a", c, kvpb.LockMode_UPDATE, true)}
		_, err := e.commit(q)
		return reason(err) == "refused: newer version"
	})
}

func TestValidation(t *testing.T) { // T12
	both(t, replica.Planted{NoValidation: true}, func(e *env) bool {
		q := e.commitOf(1, put("x", "1"))
		q.Reads = []*kvpb.Span{rt.Span("a", "c")}
		e.write(2, put("b", "2"))
		_, err := e.commit(q)
		return reason(err) == "refused: newer version"
	})
	e := start(t)
	q := e.commitOf(1, put("x", "1"), put("b", "1"))
	q.Reads = []*kvpb.Span{rt.Span("a", "c"), rt.Span("b", "")}
	_, err := e.commit(q)
	wantReason(t, err, "done") // its own write is not foreign
	q2 := e.commitOf(3)
	q2.Reads = []*kvpb.Span{rt.Span("x", "")}
	q2.CommitTs = e.ahead(time.Second)
	_, err = e.commit(q2) // a validation leaves a mark
	wantReason(t, err, "done")
	q = e.commitOf(4, put("x", "2"))
	q.LatestTs = q2.CommitTs + int64(time.Hour)
	if resp, err := e.commit(q); err != nil || resp.CommitTs <= q2.CommitTs {
		t.Errorf("c = %d, %v; want above the validation at %d", resp.CommitTs, err, q2.CommitTs)
	}
}

// TestValidationOfColumns: what others change beside the columns that were read is no
// conflict; all else is, a row's coming and going too.
func TestValidationOfColumns(t *testing.T) { // T12
	const second = kvpb.KeyOnly | 1<<2
	both(t, replica.Planted{BlindColumns: true}, func(e *env) bool {
		e.write(1, put("b", " xy"))
		q := e.commitOf(2, put("z", "1"))
		q.Reads = []*kvpb.Span{{Key: rt.Key("b"), Columns: uint64(second)}}
		e.write(3, put("b", " xz"))
		_, err := e.commit(q)
		return reason(err) == "refused: newer version"
	})
	tests := []struct {
		name   string
		span   *kvpb.Span
		of     kvpb.Columns
		change []*kvpb.Write // one after the other, by others
		want   string
	}{
		{"another column", rt.Span("b", ""), second, []*kvpb.Write{put("b", " qy")}, "done"},
		{"another column of a span", rt.Span("a", "d"), second, []*kvpb.Write{put("b", " qy"), put("c", " qw")}, "done"},
		{"the last row of a span", rt.Span("a", "d"), second, []*kvpb.Write{put("b", " qy"), put("c", " qq")}, "refused: newer version"},
		{"there and back", rt.Span("b", ""), second, []*kvpb.Write{put("b", " xz"), put("b", " xy")}, "done"},
		{"whole", rt.Span("b", ""), kvpb.WholeRow, []*kvpb.Write{put("b", " qy")}, "refused: newer version"},
		{"key only", rt.Span("b", ""), kvpb.KeyOnly, []*kvpb.Write{put("b", " qz")}, "done"},
		{"gone", rt.Span("b", ""), kvpb.KeyOnly, []*kvpb.Write{del("b")}, "refused: newer version"},
		{"come", rt.Span("a", "b"), kvpb.KeyOnly, []*kvpb.Write{put("ab", "1")}, "refused: newer version"},
		{"come and gone", rt.Span("a", "b"), kvpb.KeyOnly, []*kvpb.Write{put("ab", "1"), del("ab")}, "done"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := start(t, withEvaluator)
			e.write(1, put("b", " xy"), put("c", " zw"))
			q := e.commitOf(2, put("z", "1"))
			tt.span.Columns = uint64(tt.of)
			q.Reads = []*kvpb.Span{tt.span}
			var last int64
			for i, w := range tt.change {
				last = e.write(3+i, w)
			}
			resp, err := e.commit(q)
			wantReason(t, err, tt.want)
			if tt.want == "done" && resp.MaxObs < last {
				t.Errorf("a version of %d was met, and %d is said to be the newest", last, resp.MaxObs)
			}
		})
	}
}

// TestColumnsTakenBack: a refusal stands for copies of the request that come when the change was taken back.
func TestColumnsTakenBack(t *testing.T) { // T10, T12
	e := start(t, withEvaluator)
	e.write(1, put("b", " xy"))
	q := e.commitOf(2, put("z", "1"))
	q.Reads = []*kvpb.Span{{Key: rt.Key("b"), Columns: uint64(kvpb.KeyOnly | 1<<2)}}
	e.write(3, put("b", " xz"))
	_, err := e.commit(q)
	wantReason(t, err, "refused: newer version")
	e.write(4, put("b", " xy"))
	_, err = e.commit(q)
	wantReason(t, err, "refused: prevented by recovery")
}

func TestMarks(t *testing.T) { // T2
	both(t, replica.Planted{NoTSCache: true}, func(e *env) bool {
		r := e.ahead(time.Millisecond)
		before, _, _ := e.readAt(r, "a", "b")
		q := e.commitOf(1, put("a", "1"))
		if _, err := e.commit(q); err != nil {
			return false
		}
		after, _, _ := e.readAt(r, "a", "b")
		return before == after
	})
}

func TestConditions(t *testing.T) { // T13
	e := start(t)
	e.write(1, put("a", "1"), put("b", "1"))
	e.write(2, del("b"))
	cond := func(from, to string, exists bool) *kvpb.Condition {
		return &kvpb.Condition{Span: rt.Span(from, to), Exists: exists, Id: 7}
	}
	tests := []struct {
		name  string
		cond  *kvpb.Condition
		write *kvpb.Write
		want  string
	}{
		{"there", cond("a", "", true), put("x", "1"), "done"},
		{"not there", cond("b", "", true), put("x", "1"), "refused: condition failed"},
		{"absent", cond("b", "", false), put("x", "1"), "done"},
		{"not absent", cond("a", "b", false), put("x", "1"), "refused: condition failed"},
		{"put by itself", cond("c", "", true), put("c", "1"), "done"},
		{"put by itself into an empty span", cond("m", "n", false), put("mm", "1"), "refused: condition failed"},
		{"deleted by itself", cond("a", "", true), del("a"), "refused: condition failed"},
		{"the last of a span deleted by itself", cond("c", "d", false), del("c"), "done"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			q := e.commitOf(10+i, tt.write)
			q.Conditions = []*kvpb.Condition{tt.cond}
			_, err := e.commit(q)
			wantReason(t, err, tt.want)
			var refused *kvpb.Refused
			if errors.As(err, &refused) && refused.Condition != 7 {
				t.Errorf("the refusal names condition %d, want 7", refused.Condition)
			}
		})
	}
}

func TestOrphanChild(t *testing.T) { // T13, at every isolation level
	both(t, replica.Planted{NoConditions: true}, func(e *env) bool {
		q := e.commitOf(1, put("child", "1"))
		q.Header.Txn.Isolation = kvpb.Isolation_READ_COMMITTED
		q.Conditions = []*kvpb.Condition{{Span: rt.Span("parent", ""), Exists: true}}
		_, err := e.commit(q)
		return reason(err) == "refused: condition failed"
	})
}

// TestMalformed: what no gateway of ours sends is refused, and breaks nothing.
func TestMalformed(t *testing.T) {
	e := start(t)
	r := e.Replica(1)
	txn := header(1)
	inverted := []*kvpb.Span{{Key: rt.Key("z"), EndKey: rt.Key("a")}}
	tests := []struct {
		name string
		do   func() error
	}{
		{"commit without a transaction", func() error {
			_, err := e.commit(&kvpb.CommitRequest{Writes: []*kvpb.Write{put("a", "1")}})
			return err
		}},
		{"negative timestamps", func() error {
			_, err := e.commit(&kvpb.CommitRequest{Header: txn, ReadTs: -1, CommitTs: -5})
			return err
		}},
		{"condition of nothing", func() error {
			q := e.commitOf(1, put("a", "1"))
			q.Conditions = []*kvpb.Condition{{}}
			_, err := e.commit(q)
			return err
		}},
		{"inverted span", func() error {
			return r.Send(e.ctx, &kvpb.ReadRequest{Header: txn, ReadTs: 5, Spans: inverted}, &kvpb.ReadResponse{})
		}},
		{"read at a negative timestamp", func() error { _, _, err := e.readAt(-1, "a", ""); return err }},
		{"stage of nothing", func() error { return r.Send(e.ctx, &kvpb.StageRequest{}, &kvpb.StageResponse{}) }},
		{"stage without a transaction", func() error {
			q := e.stageOf(1, e.ahead(time.Second), "a", nil, put("a", "1"))
			q.Commit.Header = nil
			_, err := e.stage(q)
			return err
		}},
		{"decide without a transaction", func() error {
			return r.Send(e.ctx, &kvpb.DecideRequest{Anchor: rt.Key("a"), To: kvpb.TxnState_ABORTED}, &kvpb.DecideResponse{})
		}},
		{"evidence without a transaction", func() error { return r.Send(e.ctx, &kvpb.EvidenceRequest{}, &kvpb.EvidenceResponse{}) }},
		{"resolve without an outcome", func() error { return r.Send(e.ctx, &kvpb.ResolveRequest{Header: txn}, &kvpb.ResolveResponse{}) }},
		{"flush without a transaction", func() error {
			return r.Send(e.ctx, &kvpb.FlushRequest{Writes: []*kvpb.Write{put("a", "1")}}, &kvpb.FlushResponse{})
		}},
		{"lock of no mode", func() error { _, err := e.lock(1, kvpb.LockMode_NONE, "a"); return err }},
		{"clear of nothing", func() error { return r.Send(e.ctx, &kvpb.ClearRequest{Header: txn}, &kvpb.ClearResponse{}) }},
		{"split at nothing", func() error { return r.Send(e.ctx, &kvpb.SplitRequest{Header: txn}, &kvpb.SplitResponse{}) }},
	}
	before := len(rt.Dump(t, e.Engine))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.do(); err == nil {
				t.Error("it was served")
			}
		})
	}
	if after := len(rt.Dump(t, e.Engine)); after != before {
		t.Errorf("%d entries, were %d", after, before)
	}
	e.Restart(1)
	e.write(2, put("a", "1"))
}

// TestFailedConditionIsFinal: the parent comes, and a late copy of the child's insert
// arrives.
func TestFailedConditionIsFinal(t *testing.T) {
	both(t, replica.Planted{FailedIsFinal: true}, func(e *env) bool {
		q := e.commitOf(1, put("child", "1"))
		q.Conditions = []*kvpb.Condition{{Span: rt.Span("parent", ""), Exists: true}}
		_, err := e.commit(q)
		wantReason(e.t, err, "refused: condition failed")
		e.write(2, put("parent", "1"))
		_, err = e.commit(q)
		return reason(err) == "refused: prevented by recovery"
	})
}

func TestGeneration(t *testing.T) {
	both(t, replica.Planted{NoGeneration: true}, func(e *env) bool {
		q := e.commitOf(1, put("a", "1"), put("n", "1"))
		e.split("m")
		_, err := e.commit(q)
		if reason(err) != "refused: range moved" {
			return false
		}
		q = e.commitOf(2, put("a", "2"))
		_, err = e.commit(q)
		return reason(err) == "refused: range moved" // an old generation, though its keys are all here
	})
	e := start(t)
	q := e.commitOf(1, put("a", "1"))
	q.Header.Generation = 9
	_, err := e.commit(q)
	wantReason(t, err, "elsewhere")
}

// TestGenerationOfBounds: a commit that was planned before the range got other replicas is taken, its bounds being
// what they were; one from before a split is not, whatever became of the replicas since.
func TestGenerationOfBounds(t *testing.T) {
	e := start(t)
	moves := func() {
		e.t.Helper()
		d := e.Replica(1).Descriptor()
		if _, err := e.Replica(1).ChangeReplicas(e.ctx, d.Generation, d.Replicas); err != nil {
			e.t.Fatal(err)
		}
	}
	planned := func(n int, key string) *kvpb.CommitRequest {
		q := e.commitOf(n, put(key, "1"))
		q.Header.Generation = e.Replica(1).Descriptor().Generation
		return q
	}
	first := planned(1, "a")
	moves()
	if _, err := e.commit(first); err != nil {
		t.Errorf("other replicas: %v", err)
	}
	second, late := planned(2, "b"), planned(3, "c")
	e.split("m")
	_, err := e.commit(second)
	wantReason(t, err, "refused: range moved")
	moves()
	_, err = e.commit(late)
	wantReason(t, err, "refused: range moved")
}

func (e *env) split(key string) uint64 {
	e.t.Helper()
	resp := &kvpb.SplitResponse{}
	if err := e.Replica(1).Send(e.ctx, &kvpb.SplitRequest{Header: header(0), Key: rt.Key(key)}, resp); err != nil {
		e.t.Fatalf("split: %v", err)
	}
	return resp.RightRangeId
}

func TestTooFarAhead(t *testing.T) { // T15
	e := start(t)
	far := e.ahead(2 * time.Hour)
	_, _, err := e.readAt(far, "a", "")
	wantReason(t, err, "refused: timestamp taken")
	q := e.commitOf(1, put("a", "1"))
	q.CommitTs, q.LatestTs = far, far
	_, err = e.commit(q)
	wantReason(t, err, "for now: timestamp taken")
}

func TestDegraded(t *testing.T) { // T16
	e := start(t)
	e.Clock.SetDegraded(true)
	_, _, err := e.readAt(int64(e.Clock.Now()), "a", "")
	wantReason(t, err, "elsewhere")
	_, err = e.commit(e.commitOf(1, put("a", "1")))
	wantReason(t, err, "elsewhere")
	_, err = e.stage(e.stageOf(2, e.ahead(time.Second), "a", []string{"a"}, put("a", "1")))
	wantReason(t, err, "elsewhere")
	_, err = e.lock(3, kvpb.LockMode_UPDATE, "a")
	wantReason(t, err, "elsewhere")
	err = e.Replica(1).Send(e.ctx, &kvpb.SplitRequest{Header: header(0), Key: rt.Key("m")}, &kvpb.SplitResponse{})
	wantReason(t, err, "elsewhere")
}

// TestLeaseBeginsDegraded: a lease may begin while the clock is out of its
// budget, with marks to take over; it serves once the clock is back.
func TestLeaseBeginsDegraded(t *testing.T) {
	e := start(t)
	e.split("m")
	e.Clock.SetDegraded(true)
	e.NewTerm(1, replica.LeaseStart{Floor: e.Clock.Now().Timestamp()})
	e.NewTerm(2, replica.LeaseStart{Floor: e.Clock.Now().Timestamp()})
	_, _, err := e.readAt(int64(e.Clock.Now()), "a", "")
	wantReason(t, err, "elsewhere")
	e.Clock.SetDegraded(false)
	if _, _, err := e.readAt(int64(e.Clock.Now()), "a", ""); err != nil {
		t.Fatal(err)
	}
}

func TestLeaseEnd(t *testing.T) { // T3
	both(t, replica.Planted{ServePastLease: true}, func(e *env) bool {
		e.Lease(1).SetUntil(ts(e.ahead(time.Second)))
		_, _, err := e.readAt(e.ahead(2*time.Second), "a", "")
		if reason(err) != "elsewhere" {
			return false
		}
		q := e.commitOf(1, put("a", "1"))
		q.CommitTs, q.LatestTs = e.ahead(2*time.Second), e.ahead(2*time.Second)
		_, err = e.commit(q)
		return reason(err) == "elsewhere"
	})
}

// TestClosesForReaders: a leaseholder that hears of readers of the past closes on for a while, and
// so does the next one, who has not heard of them yet.
func TestClosesForReaders(t *testing.T) {
	e := start(t)
	behind := func(d time.Duration) time.Duration {
		for range d / (2 * time.Second) {
			e.Clock.Advance(2 * time.Second)
			e.Replica(1).Tick()
		}
		return e.Clock.Now().Timestamp().Sub(e.Replica(1).Closed())
	}
	if got := behind(time.Minute); got < 30*time.Second {
		t.Errorf("a quiet range has closed until %v ago", got)
	}
	if !e.Replica(1).WantClosed() || e.Replica(1).WantClosed() {
		t.Error("it was not new, and then no news")
	}
	if got := behind(58 * time.Second); got > 6*time.Second {
		t.Errorf("what is read has been closed until %v ago", got)
	}
	e.NewTerm(1, replica.LeaseStart{Floor: e.Clock.Now().Timestamp()})
	if got := behind(10 * time.Second); got > 6*time.Second {
		t.Errorf("after a change of the lease what is read has been closed until %v ago", got)
	}
	if got := behind(time.Minute); got < 30*time.Second {
		t.Errorf("what nobody reads any more has been closed until %v ago", got)
	}
}

// TestLockAtLeaseEnd: what is newest is told only as long as the lease lasts.
func TestLockAtLeaseEnd(t *testing.T) { // T3
	both(t, replica.Planted{ServePastLease: true}, func(e *env) bool {
		e.Lease(1).SetUntil(ts(e.ahead(0)))
		_, err := e.lock(1, kvpb.LockMode_UPDATE, "a")
		return reason(err) == "elsewhere"
	})
}

// TestOldTerm is T5: a proposal that comes back in a later term does nothing.
func TestOldTerm(t *testing.T) {
	both(t, replica.Planted{OldTerm: true}, func(e *env) bool {
		e.SetFate(rt.All(rt.Late))
		_, err := e.commit(e.commitOf(1, put("a", "1")))
		wantReason(e.t, err, "ambiguous")
		e.SetFate(nil)
		e.NewTerm(1, replica.LeaseStart{Floor: e.Clock.Now().Timestamp()})
		r := int64(e.Clock.Now())
		before, _, _ := e.readAt(r, "a", "")
		e.Flush(1)
		after, _, _ := e.readAt(r, "a", "")
		return before == after
	})
}

func TestProposalNeverEntered(t *testing.T) {
	e := start(t)
	e.SetFate(rt.All(rt.Never))
	_, err := e.commit(e.commitOf(1, put("a", "1")))
	wantReason(t, err, "elsewhere")
	e.SetFate(nil)
	if got := e.read("a", ""); got != "" {
		t.Errorf("read %q", got)
	}
}

func TestOutOfBounds(t *testing.T) {
	e := start(t)
	right := e.split("m")
	_, _, err := e.readAt(int64(e.Clock.Now()), "n", "")
	wantReason(t, err, "elsewhere")
	var el *kvpb.RetryElsewhere
	if errors.As(err, &el) && el.Range.GetGeneration() != 2 {
		t.Errorf("the answer tells of generation %d, want 2", el.Range.GetGeneration())
	}
	_, err = e.lock(1, kvpb.LockMode_UPDATE, "n")
	wantReason(t, err, "elsewhere")
	if got, _, err := e.readAt(int64(e.Clock.Now()), "a", "b"); err != nil || got != "" {
		t.Errorf("the left-hand side: %q, %v", got, err)
	}
	if d := e.Replica(right).Descriptor(); d.Generation != 2 || string(d.Start) != string(rt.Key("m")) {
		t.Errorf("the right-hand side is %v", d)
	}
}

// TestRefusedReadIsFinal: a version ahead of now is in the way of a commit that leads far, and a
// late copy of it that leads less could pass below (T12).
func TestRefusedReadIsFinal(t *testing.T) {
	ahead := func(e *env) {
		c := e.ahead(time.Second)
		e.mustStage(e.stageOf(2, c, "x", []string{"x"}, put("x", "2")), c)
		e.decide(2, "x", stagingSt, c, committed, c)
		if err := e.resolve(2, committed, c, "x", "x"); err != nil {
			e.t.Fatal(err)
		}
	}
	both(t, replica.Planted{FailedIsFinal: true}, func(e *env) bool {
		ahead(e)
		q := e.commitOf(1, put("a", "1"))
		q.Reads = []*kvpb.Span{rt.Span("x", "")}
		q.LatestTs += int64(5 * time.Second)
		late := e.commitOf(1, put("a", "1"))
		late.ReadTs, late.Reads, late.LatestTs = q.ReadTs, q.Reads, q.LatestTs
		q.LeadNanos = int64(2 * time.Second)
		_, err := e.commit(q)
		wantReason(e.t, err, "refused: "+kvpb.ReasonVersion.String())
		_, err = e.commit(late)
		return reason(err) == "refused: prevented by recovery"
	})
	e := start(t)
	e.write(2, put("x", "2"))
	before := len(e.Log(1))
	q := e.commitOf(1, put("a", "1"))
	q.Reads, q.ReadTs = []*kvpb.Span{rt.Span("x", "")}, 1
	_, err := e.commit(q)
	wantReason(t, err, "refused: "+kvpb.ReasonVersion.String())
	if n := len(e.Log(1)) - before; n != 0 {
		t.Errorf("%d entries, where no copy can pass, want 0", n)
	}
}
