package replica_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// TestOwnPages reads a transaction's flushed rows over committed ones, page by page in
// both directions and key by key, and compares with a map.
func TestOwnPages(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for round := range 30 {
		e := start(t)
		want := map[string]string{}
		key := func() string { return fmt.Sprintf("k%02d", rng.IntN(40)) }
		for i := range rng.IntN(20) {
			k := key()
			e.write(1000+i, put(k, "old"))
			want[k] = "old"
		}
		numbers := rng.Uint64N(70)
		for s := uint64(1); s <= numbers; s++ {
			w := seq(put(key(), fmt.Sprint("own", s)), s)
			if rng.IntN(4) == 0 {
				w.Tombstone, w.Value = true, nil
			}
			if err := e.flush(1, w); err != nil {
				t.Fatal(err)
			}
			if err := e.flush(2, seq(put(key(), "another's"), s)); err != nil {
				t.Fatal(err)
			}
			switch {
			case s >= 20 && s <= 30 || s > 50: // rolled back, or a later statement's
			case w.Tombstone:
				delete(want, string(w.Key[len(w.Key)-3:]))
			default:
				want[string(w.Key[len(w.Key)-3:])] = string(w.Value)
			}
		}
		var all []string
		for _, k := range slices.Sorted(maps.Keys(want)) {
			all = append(all, k+"="+want[k])
		}
		for _, reverse := range []bool{false, true} {
			if got := e.ownPages(reverse, uint64(1+rng.IntN(5))); got != strings.Join(all, " ") {
				t.Fatalf("round %d, reverse %v:\ngot  %s\nwant %s", round, reverse, got, strings.Join(all, " "))
			}
			slices.Reverse(all)
		}
		slices.Reverse(all)
		for i := range 40 {
			k := fmt.Sprintf("k%02d", i)
			got, wantRow := e.own(rt.Span(k, "")), ""
			if v, ok := want[k]; ok {
				wantRow = k + "=" + v
			}
			if got != wantRow {
				t.Fatalf("round %d: key %s: got %q, want %q", round, k, got, wantRow)
			}
		}
	}
}

func (e *env) ownQuery(spans ...*kvpb.Span) *kvpb.ReadRequest {
	return &kvpb.ReadRequest{
		Header: header(1), ReadTs: int64(e.Clock.Now()), Spans: spans, OwnSeq: 50, Ignored: []*kvpb.SeqRange{{From: 20, To: 30}},
	}
}

func (e *env) own(span *kvpb.Span) string {
	e.t.Helper()
	resp := &kvpb.ReadResponse{}
	if err := e.Replica(1).Send(e.ctx, e.ownQuery(span), resp); err != nil {
		e.t.Fatal(err)
	}
	return rows(resp.Rows)
}

func (e *env) ownPages(reverse bool, size uint64) string {
	e.t.Helper()
	var out []string
	q := e.ownQuery(rt.Span("a", "z"))
	q.Reverse, q.MaxRows = reverse, size
	for {
		resp := &kvpb.ReadResponse{}
		if err := e.Replica(1).Send(e.ctx, q, resp); err != nil {
			e.t.Fatal(err)
		}
		if resp.NumRows > 0 {
			out = append(out, rows(resp.Rows))
		}
		if len(resp.Resume) == 0 {
			return strings.Join(out, " ")
		}
		q.Spans = resp.Resume
	}
}

// TestPageCost: a page of a transaction's own rows costs what lies in it, however much
// the transaction, or another, has flushed besides.
func TestPageCost(t *testing.T) {
	cost := func(n int) float64 {
		e := start(t)
		for i := 0; i < n; i += 100 {
			var own, other []*kvpb.Write
			for j := i; j < i+100; j++ {
				own = append(own, seq(put(fmt.Sprintf("k%05d", j), "own"), 1))
				other = append(other, seq(put(fmt.Sprintf("x%05d", j), "other"), 1))
			}
			if err := e.flush(1, own...); err != nil {
				t.Fatal(err)
			}
			if err := e.flush(2, other...); err != nil {
				t.Fatal(err)
			}
		}
		e.write(3, put("l", "a row between theirs"))
		q := e.ownQuery(rt.Span("a", "z"))
		q.MaxRows = 10
		resp := &kvpb.ReadResponse{}
		return testing.AllocsPerRun(20, func() {
			if err := e.Replica(1).Send(e.ctx, q, resp); err != nil || resp.NumRows != 10 {
				t.Fatal(resp.NumRows, err)
			}
		})
	}
	if few, many := cost(100), cost(5000); many > few+20 {
		t.Errorf("a page of ten rows makes %v allocations beside 100 intents, %v beside 5000", few, many)
	}
}

// TestOddStages: a stage that speaks of nothing is refused, however it does so.
func TestOddStages(t *testing.T) {
	e := start(t)
	c := e.ahead(time.Second)
	for i, change := range []func(*kvpb.StageRequest){
		func(q *kvpb.StageRequest) { q.Commit.Writes, q.Commit.Expects = nil, nil },
		func(q *kvpb.StageRequest) { q.Commit.Reads = []*kvpb.Span{rt.Span("z", "a")} },
		func(q *kvpb.StageRequest) { q.Commit.Reads = []*kvpb.Span{rt.Span("b", "b")} },
		func(q *kvpb.StageRequest) { q.Commit.Reads = []*kvpb.Span{{}} },
		func(q *kvpb.StageRequest) { q.Commit.Reads = []*kvpb.Span{nil} },
		func(q *kvpb.StageRequest) { q.Flushed = []*kvpb.Flushed{{}} },
		func(q *kvpb.StageRequest) { q.Flushed = []*kvpb.Flushed{{Span: rt.Span("z", "a")}} },
		func(q *kvpb.StageRequest) { q.Commit = nil },
		func(q *kvpb.StageRequest) { q.Anchor = nil },
	} {
		for range 2 { // the second one meets the evidence of the first
			q := e.stageOf(i+1, c, "a", []string{"a"}, put("a", "1"))
			change(q)
			if _, err := e.stage(q); err == nil {
				t.Errorf("stage %d passed", i)
			}
		}
	}
}
