package replica_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

func TestIngest(t *testing.T) {
	e := start(t)
	live := e.write(1, put("b", "live"))
	e.close()
	q := &kvpb.IngestRequest{Header: header(2), Ts: 5, Writes: []*kvpb.Write{put("a", "old"), put("b", "old")}}
	resp := &kvpb.IngestResponse{}
	if err := e.Replica(1).Send(e.ctx, q, resp); err != nil || resp.Skipped != 1 {
		t.Fatalf("skipped %d, %v; want 1", resp.Skipped, err)
	}
	if resp.NewestTs != live {
		t.Errorf("the newest version is %v, want %v", resp.NewestTs, live)
	}
	if got := e.read("a", "z"); got != "a=old b=live" {
		t.Errorf("read %q", got)
	}
	if err := e.Replica(1).Send(e.ctx, q, resp); err != nil || resp.Skipped != 2 {
		t.Errorf("a second copy skipped %d, %v; want 2", resp.Skipped, err)
	}
}

// TestIngestBetween: a load in order, and one that is not, finds each key that has a version already,
// a tombstone too, and no other.
func TestIngestBetween(t *testing.T) {
	for _, keys := range [][]string{
		{"b", "ba", "baa", "bb", "bc", "bd", "be", "c", "cc"},
		{"b", "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "c9"},
		{"cc", "b", "bz", "ba", "c"},
	} {
		for had := range 1 << 5 {
			e := start(t)
			q := &kvpb.IngestRequest{Header: header(2), Ts: 5}
			skipped, want := uint64(0), map[string]string{}
			for i, key := range keys {
				q.Writes = append(q.Writes, put(key, "loaded"))
				want[key] = "loaded"
				switch {
				case i >= 5 || had&(1<<i) == 0:
					continue
				case i == 2:
					e.write(1, del(key))
					delete(want, key)
				default:
					e.write(1, put(key, "live"))
					want[key] = "live"
				}
				skipped++
			}
			e.write(1, put("bazzz", "between"))
			want["bazzz"] = "between"
			resp := &kvpb.IngestResponse{}
			if err := e.Replica(1).Send(e.ctx, q, resp); err != nil || resp.Skipped != skipped {
				t.Fatalf("%v of %05b: skipped %d, %v; want %d", keys, had, resp.Skipped, err, skipped)
			}
			var rows []string
			for _, key := range slices.Sorted(maps.Keys(want)) {
				rows = append(rows, key+"="+want[key])
			}
			if got := e.read("a", "z"); got != strings.Join(rows, " ") {
				t.Fatalf("%v of %05b: read %q, want %q", keys, had, got, rows)
			}
			e.close()
		}
	}
}

// TestIngestTwice: loads that have one key many times each wait for each other, not for each time.
func TestIngestTwice(t *testing.T) {
	e := start(t)
	q := &kvpb.IngestRequest{Header: header(2), Ts: 5}
	for i := range 20_000 {
		q.Writes = append(q.Writes, put("b", fmt.Sprint(i)))
	}
	done := make(chan error)
	for range 3 {
		go func() { done <- e.Replica(1).Send(e.ctx, q, &kvpb.IngestResponse{}) }()
	}
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if got := e.read("a", "z"); got != "b=19999" {
		t.Errorf("read %q", got)
	}
	e.close()
}

func TestClear(t *testing.T) {
	e := start(t)
	e.write(1, put("a", "1"), put("b", "1"), put("m", "1"))
	c := e.ahead(time.Second)
	e.mustStage(e.stageOf(2, c, "c", []string{"c"}, put("c", "2")), c)
	err := e.Replica(1).Send(e.ctx, &kvpb.ClearRequest{Header: header(3), Span: rt.Span("b", "z")}, &kvpb.ClearResponse{})
	wantReason(t, err, "for now: foreign stage")
	if err := e.resolve(2, aborted, 0, "", "c"); err != nil {
		t.Fatal(err)
	}
	if err := e.Replica(1).Send(e.ctx, &kvpb.ClearRequest{Header: header(3), Span: rt.Span("b", "z")}, &kvpb.ClearResponse{}); err != nil {
		t.Fatal(err)
	}
	if got := e.read("a", "z"); got != "a=1" {
		t.Errorf("read %q, want a=1", got)
	}
}

// TestCollectSpans: a collection of some spans leaves what lies beside them.
func TestCollectSpans(t *testing.T) {
	e := start(t)
	for i, k := range []string{"a", "b", "c", "d"} {
		e.write(10*i+1, put(k, "1"))
		e.write(10*i+2, put(k, "2"))
	}
	collect := func(spans ...*kvpb.Span) uint64 {
		resp := &kvpb.CollectResponse{}
		if err := e.Replica(1).Send(e.ctx, &kvpb.CollectRequest{Header: header(0), Threshold: rt.Forever, Spans: spans}, resp); err != nil {
			t.Fatal(err)
		}
		return resp.Versions
	}
	e.close()
	if n := collect(rt.Span("b", "c"), rt.Span("d", "e")); n != 2 {
		t.Errorf("%d versions of b and d went, want 2", n)
	}
	if n := collect(); n != 2 {
		t.Errorf("%d versions of a and c were left, want 2", n)
	}
	e.split("m")
	q := &kvpb.CollectRequest{Header: header(0), Threshold: rt.Forever, Spans: []*kvpb.Span{rt.Span("b", "z")}}
	wantReason(t, e.Replica(1).Send(e.ctx, q, &kvpb.CollectResponse{}), "elsewhere")
}

// TestClearRaisesTheThreshold: who read the span before it was cleared is refused, and does not
// find it empty (T14, T21).
func TestClearRaisesTheThreshold(t *testing.T) {
	both(t, replica.Planted{ClearUnasked: true}, func(e *env) bool {
		c := e.write(1, put("b", "1"))
		q := &kvpb.ClearRequest{Header: header(3), Span: rt.Span("b", "c"), Threshold: int64(e.Clock.Now())}
		if err := e.Replica(1).Send(e.ctx, q, &kvpb.ClearResponse{}); err != nil {
			e.t.Fatal(err)
		}
		_, _, err := e.readAt(c, "b", "")
		return reason(err) == "refused: below the collection threshold"
	})
	e := start(t)
	e.write(1, put("b", "1"))
	// What is out of use only later is not cleared yet.
	q := &kvpb.ClearRequest{Header: header(3), Span: rt.Span("b", "c"), Threshold: int64(e.ahead(time.Second))}
	wantReason(t, e.Replica(1).Send(e.ctx, q, &kvpb.ClearResponse{}), "for now: closed timestamp passed")
	if got := e.read("a", "z"); got != "b=1" {
		t.Errorf("read %q", got)
	}
	if got := e.Replica(1).Threshold(); got > e.Replica(1).Closed() {
		t.Errorf("the threshold %d is above the closed timestamp %d (T4)", got, e.Replica(1).Closed())
	}
}

// TestIngestBelowTheThreshold: the deletion of a key has been collected, so that nothing shows
// that it does not belong there any more (T13, T21).
func TestIngestBelowTheThreshold(t *testing.T) {
	both(t, replica.Planted{IngestUnasked: true}, func(e *env) bool {
		at := e.write(1, put("a", "1")) - 1
		e.write(2, del("b"))
		e.write(3, put("a", "2"))
		e.close()
		if err := e.Replica(1).Send(e.ctx, &kvpb.CollectRequest{Header: header(0), Threshold: rt.Forever}, &kvpb.CollectResponse{}); err != nil {
			e.t.Fatal(err)
		}
		err := e.Replica(1).Send(e.ctx, &kvpb.IngestRequest{Header: header(4), Ts: at, Writes: []*kvpb.Write{put("b", "ghost")}}, &kvpb.IngestResponse{})
		return reason(err) == "refused: below the collection threshold" && e.read("a", "z") == "a=2"
	})
}

func TestStats(t *testing.T) {
	e := start(t)
	var ws []*kvpb.Write
	for i := range 100 {
		ws = append(ws, put(fmt.Sprintf("k%03d", i), "value"))
	}
	e.write(1, ws...)
	resp := &kvpb.StatsResponse{}
	if err := e.Replica(1).Send(e.ctx, &kvpb.StatsRequest{Header: header(0)}, resp); err != nil || resp.Keys != 100 || resp.Bytes == 0 {
		t.Errorf("%d keys, %d bytes, %v; want 100 keys", resp.Keys, resp.Bytes, err)
	}
}

// flushed is a transaction that flushes before it stages.
func (e *env) flush(n int, ws ...*kvpb.Write) error {
	q := &kvpb.FlushRequest{Header: header(n), Writes: ws}
	for _, w := range ws {
		q.Expects = append(q.Expects, &kvpb.Expect{Key: w.Key, Mode: kvpb.LockMode_UPDATE, Written: true})
	}
	return e.Replica(1).Send(e.ctx, q, &kvpb.FlushResponse{})
}

func seq(w *kvpb.Write, n uint64) *kvpb.Write {
	w.Seq = n
	return w
}

func TestLargeTransaction(t *testing.T) {
	e := start(t, func(g *rt.Group) { g.Options.Limits.ResolveIntentsMax = 2 })
	for _, w := range []*kvpb.Write{
		seq(put("a", "1"), 1), seq(put("b", "1"), 2), seq(put("a", "2"), 3), seq(put("a", "late"), 2),
		seq(put("c", "1"), 4), seq(put("d", "1"), 5), seq(put("e", "rolled back"), 6),
	} {
		if err := e.flush(1, w); err != nil {
			t.Fatal(err)
		}
	}
	if got := e.read("a", "z"); got != "" {
		t.Errorf("another reads %q", got) // T18
	}
	own := &kvpb.ReadResponse{}
	oq := &kvpb.ReadRequest{
		Header: header(1), ReadTs: int64(e.Clock.Now()), Spans: []*kvpb.Span{rt.Span("a", "z")}, OwnSeq: 9,
		Ignored: []*kvpb.SeqRange{{From: 6, To: 6}},
	}
	if err := e.Replica(1).Send(e.ctx, oq, own); err != nil || rows(own.Rows) != "a=2 b=1 c=1 d=1" {
		t.Errorf("it reads %q, %v", rows(own.Rows), err)
	}
	count := &kvpb.FlushResponse{}
	cq := &kvpb.FlushRequest{Header: header(1), Count: rt.Span("a", "z"), Ignored: oq.Ignored}
	if err := e.Replica(1).Send(e.ctx, cq, count); err != nil || count.Count != 6 || count.LastSeq != 5 {
		t.Errorf("counted %v, %v; want 6 up to 5", count, err)
	}
	cq.Counted = true // by the gateway
	if err := e.Replica(1).Send(e.ctx, cq, count); err != nil || count.Count != 0 {
		t.Errorf("counted %v, %v; want nothing", count, err)
	}
	c := e.ahead(time.Second)
	q := e.stageOf(1, c, "a", []string{"a"})
	q.Ignored = oq.Ignored
	q.Flushed = []*kvpb.Flushed{{Span: rt.Span("a", "z"), Count: 7, LastSeq: 5}}
	_, err := e.stage(q)
	wantReason(t, err, "for now: state lost") // a flush is missing
	q.Flushed[0].Count = 6
	e.mustStage(q, c)
	e.Restart(1)
	if !e.evidence(1, c, "a").Found {
		t.Error("the evidence is lost")
	}
	e.decide(1, "a", stagingSt, c, committed, c)
	if err := e.resolve(1, committed, c, "a", "a"); err != nil {
		t.Fatal(err)
	}
	if got, _, err := e.readAt(c, "a", "z"); err != nil || got != "a=2 b=1 c=1 d=1" {
		t.Errorf("after it: %q, %v", got, err)
	}
	err = e.flush(1, seq(put("a", "3"), 9))
	wantReason(t, err, "refused: prevented by recovery") // a late copy
}

// TestWaiterOfOneKey: who wants one of many keys of a transaction that has committed, or has
// not, waits for that one, not for the resolution of all.
func TestWaiterOfOneKey(t *testing.T) {
	const n = 400 // intents, of which a command resolves four
	for _, end := range []kvpb.TxnState{committed, aborted} {
		for _, way := range []string{"a lock", "a commit"} {
			t.Run(fmt.Sprint(end, " and ", way), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					e := start(t, func(g *rt.Group) {
						g.Options.Limits.ResolveIntentsMax = 4
						g.Settler = func(_ context.Context, s replica.Stage) (*kvpb.Outcome, error) {
							return &kvpb.Outcome{State: end, CommitTs: int64(s.CommitTS)}, nil
						}
					})
					var ws []*kvpb.Write
					for i := range n {
						ws = append(ws, seq(put(fmt.Sprintf("k%03d", i), "1"), uint64(i+1)))
					}
					if err := e.flush(1, ws...); err != nil {
						t.Fatal(err)
					}
					c := e.ahead(time.Millisecond)
					q := e.stageOf(1, c, "k000", []string{"k000"})
					q.Flushed = []*kvpb.Flushed{{Span: rt.Span("k", "l"), Count: n, LastSeq: n}}
					e.mustStage(q, c)
					e.decide(1, "k000", stagingSt, c, end, c)
					e.SetFate(rt.All(rt.Hold))
					done := make(chan error, 1)
					want := "k399=2"
					if way == "a lock" {
						if want = ""; end == committed {
							want = "k399=1"
						}
						go func() { _, err := e.lock(2, kvpb.LockMode_UPDATE, "k399"); done <- err }()
					} else {
						go func() { _, err := e.commit(e.commitOf(2, put("k399", "2"))); done <- err }()
					}
					rounds := 0
					for over := false; !over; rounds++ { // one command after the other
						time.Sleep(10 * time.Millisecond)
						select {
						case err := <-done:
							over = true
							if err != nil {
								t.Error(err)
							}
						default:
							e.Flush(1)
						}
					}
					if rounds > 6 {
						t.Errorf("it waited for %d commands", rounds)
					}
					for ; e.Held(1) > 0; rounds++ {
						e.Flush(1)
						synctest.Wait()
					}
					if rounds < n/4 {
						t.Errorf("%d commands resolve all", rounds)
					}
					e.SetFate(nil)
					e.Clock.Advance(time.Second)
					if got := e.read("k399", ""); got != want {
						t.Errorf("it reads %q, want %q", got, want)
					}
					time.Sleep(time.Second)
					if e.evidence(1, c, "k200").Found {
						t.Error("it is not resolved")
					}
					if got := e.read("k399", ""); got != want {
						t.Errorf("after the resolution it reads %q, want %q", got, want)
					}
				})
			})
		}
	}
}

func TestLargeExpect(t *testing.T) { // T11
	both(t, replica.Planted{NoExpect: true}, func(e *env) bool {
		if err := e.flush(1, put("a", "1")); err != nil {
			e.t.Fatal(err)
		}
		e.write(2, put("a", "2"))
		c := e.ahead(time.Second)
		q := e.stageOf(1, c, "a", []string{"a"})
		q.Flushed = []*kvpb.Flushed{{Span: rt.Span("a", "z"), Count: 1, LastSeq: 1}}
		_, err := e.stage(q)
		return reason(err) == "refused: newer version"
	})
}

// apart has what locks found lie beside the intents, as before version.Expecting.
func apart(g *rt.Group) {
	g.Options.Version = func(v uint32) bool { return v < version.Expecting }
}

// TestFlushedExpects: a stage finds that a flushed key has another version than its lock found, wherever
// that is said, and no more entries are written for it than it takes.
func TestFlushedExpects(t *testing.T) { // T11
	const noKey = kvpb.LockMode_NO_KEY_UPDATE
	for _, x := range []struct {
		name           string
		locks          []kvpb.LockMode // of key a
		foreign        kvpb.LockMode   // of a version that came since; NONE: none did
		want           string
		entries, apart int
	}{
		{"nothing came", []kvpb.LockMode{upd}, 0, "ok", 1, 2},
		{"a version came", []kvpb.LockMode{upd}, upd, "refused: newer version", 1, 2},
		{"what came conflicts with the lock", []kvpb.LockMode{noKey}, noKey, "refused: newer version", 1, 2},
		{"what came conflicts with one of two locks", []kvpb.LockMode{share, noKey}, noKey, "refused: newer version", 3, 3},
		{"what came does not conflict", []kvpb.LockMode{share}, noKey, "ok", 1, 2},
	} {
		for _, older := range []bool{false, true} {
			t.Run(fmt.Sprint(x.name, " ", older), func(t *testing.T) {
				set := func(*rt.Group) {}
				if want := x.entries; older {
					set, x.entries = apart, x.apart
					defer func() { x.entries = want }()
				}
				e := start(t, set)
				at := e.write(2, put("a", "1"), put("b", "1"))
				q := &kvpb.FlushRequest{Header: header(1), Writes: []*kvpb.Write{put("a", "2"), seq(put("a", "3"), 2)}}
				for _, m := range x.locks {
					q.Expects = append(q.Expects, expects("a", at, m, true))
				}
				before := len(rt.Dump(t, e.Engine))
				for range 2 { // a copy changes nothing
					if err := e.Replica(1).Send(e.ctx, q, &kvpb.FlushResponse{}); err != nil {
						t.Fatal(err)
					}
				}
				if got := len(rt.Dump(t, e.Engine)) - before - 1; got != x.entries {
					t.Errorf("%d entries for the first write and its locks, want %d", got, x.entries)
				}
				if x.foreign != 0 {
					w := put("a", "foreign")
					w.Mode = x.foreign
					e.write(3, w)
				}
				s := e.stageOf(1, e.ahead(time.Second), "a", []string{"a"})
				s.Flushed = []*kvpb.Flushed{{Span: rt.Span("a", "z"), Count: 2, LastSeq: 2}}
				if _, err := e.stage(s); err != nil || x.want != "ok" {
					wantReason(t, err, x.want)
				}
			})
		}
	}
}

func TestDropFlushed(t *testing.T) {
	e := start(t, apart)
	if err := e.flush(1, put("a", "1"), put("b", "1")); err != nil {
		t.Fatal(err)
	}
	before := rt.Dump(t, e.Engine)
	if err := e.Replica(1).Send(e.ctx, &kvpb.FlushRequest{Header: header(1), Drop: rt.Span("a", "z")}, &kvpb.FlushResponse{}); err != nil {
		t.Fatal(err)
	}
	if after := rt.Dump(t, e.Engine); len(after) != len(before)-4 { // two intents, two expects
		t.Errorf("%d entries of %d are left, want four fewer", len(after), len(before))
	}
}

// TestOrphansGo: flushed intents whose gateway does not know their transaction any more are
// dropped, also after a restart, when their identity alone is known; those of an open one stay.
func TestOrphansGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &prober{closed: map[uint64]bool{1: true}}
		e := start(t, apart, func(g *rt.Group) { g.Options.Prober = p })
		clean := len(rt.Dump(t, e.Engine))
		left := func() int {
			e.Replica(1).Tick()
			time.Sleep(time.Minute)
			synctest.Wait()
			return len(rt.Dump(t, e.Engine)) - clean
		}
		for n, k := range []string{"a", "b"} {
			if err := e.flush(n+1, put(k, "1")); err != nil {
				t.Fatal(err)
			}
		}
		if got := left(); got != 2 { // an intent and an expect of the open one
			t.Errorf("%d entries are left, want 2", got)
		}
		e.Restart(1)
		e.Clock.Advance(time.Hour)
		if got := left(); got != 2 {
			t.Errorf("%d entries are left after the restart, want those of the open one", got)
		}
		p.mu.Lock()
		p.closed[2] = true
		p.mu.Unlock()
		if got := left(); got != 0 {
			t.Errorf("%d entries are left at the end, want 0", got)
		}
	})
}

// TestTendedOnce: what a gateway is resolving is not resolved beside it, however long that takes; what it
// leaves is.
func TestTendedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clean := &cleaner{}
		e := start(t, func(g *rt.Group) { g.Options.Cleaner, g.Options.Limits.ResolveIntentsMax = clean, 1 })
		clean.e = e
		if err := e.flush(1, put("a", "1"), put("b", "1"), put("c", "1")); err != nil {
			t.Fatal(err)
		}
		c := e.ahead(time.Millisecond)
		q := e.stageOf(1, c, "a", []string{"a"})
		q.Flushed = []*kvpb.Flushed{{Span: rt.Span("a", "z"), Count: 3, LastSeq: 1}}
		e.mustStage(q, c)
		e.decide(1, "a", stagingSt, c, committed, c)
		e.SetFate(rt.All(rt.Hold))
		done := make(chan error, 1)
		go func() { done <- e.resolve(1, committed, c, "", "a") }()
		synctest.Wait()
		e.Clock.Advance(time.Hour)
		e.Replica(1).Tick()
		synctest.Wait()
		if clean.asked != 0 {
			t.Error("it is resolved twice at a time")
		}
		e.SetFate(nil)
		for e.Held(1) > 0 {
			e.Flush(1)
			synctest.Wait()
		}
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		e.Replica(1).Tick()
		synctest.Wait()
		if clean.asked != 1 {
			t.Errorf("the cleaner was asked %d times in the end, want once", clean.asked)
		}
	})
}
