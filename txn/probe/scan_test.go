package probe_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// rows reads [from, to) in pages of about that size; between says what happens after each.
func (w *world) rows(t *coord.Txn, from, to string, reverse bool, page uint64, between func(n int)) (out []string) {
	w.Helper()
	ctx := context.Background()
	rows := t.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{{Start: key(from), End: key(to)}}, Reverse: reverse, TargetBytes: page})
	defer rows.Close()
	n := len(key(""))
	for page := 0; ; page++ {
		b, ok := rows.NextBatch(ctx)
		if !ok {
			w.check(rows.Err())
			return out
		}
		for left := b.Rows; len(left) > 0; {
			k, v, rest, err := kvpb.NextRow(left)
			w.check(err)
			out, left = append(out, string(k[n:])+"="+string(v)), rest
		}
		if between != nil {
			between(page)
		}
	}
}

// A scan of ranges far away has its next pages on their way while it works on one, and
// the beginnings of the ranges behind them.
func TestScansReadAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		run := func(bytes int64) (time.Duration, [][]string) {
			w := newWorld(t, worldOptions{
				seed: 3, nodes: 4, voters: 3, coord: func(o *coord.Options) { o.Limits.ScanAheadBytes = bytes },
				link: func(from, to uint32) time.Duration {
					if from == 4 || to == 4 {
						return 50 * time.Millisecond
					}
					return time.Millisecond
				},
			})
			defer w.close()
			var kv []string
			for i := range 300 {
				kv = append(kv, fmt.Sprintf("k%03d", i), fmt.Sprintf("%0100d", i))
			}
			w.set(1, kv...)
			w.split("k050", "k100", "k150", "k200", "k250")
			for i, k := range []string{"k000", "k050", "k100", "k150", "k200", "k250"} {
				w.lead(k, uint32(i%3+1))
			}
			x := w.begin(4)
			w.rows(x.Txn, "k", "l", false, 4000, nil) // learns the way
			w.check(x.StartStatement(x.ctx))
			x.put("k120", "own")
			w.check(x.StartStatement(x.ctx))
			begun := time.Now()
			work := func(int) { pause(20 * time.Millisecond) }
			all := [][]string{w.rows(x.Txn, "k", "l", false, 4000, work), w.rows(x.Txn, "k", "l", true, 4000, work)}
			took := time.Since(begun)
			x.commit()
			if len(all[0]) != 300 || all[0][120] != "k120=own" {
				t.Errorf("%d rows, %q", len(all[0]), all[0][120])
			}
			slices.Reverse(all[1])
			if !slices.Equal(all[0], all[1]) {
				t.Error("back to front, other rows come out")
			}
			return took, all
		}
		slow, want := run(1) // one page ahead
		fast, got := run(20_000)
		if !slices.Equal(got[0], want[0]) {
			t.Error("other rows come out")
		}
		if fast > slow*3/4 {
			t.Errorf("%v reading far ahead, %v with one page", fast, slow)
		}
		t.Logf("%v, %v", fast, slow)
	})
}

// What a transaction flushes, rolls back or moves its snapshot over while a scan goes on
// makes pages worthless that were sent for before.
func TestPagesThatWereSentForTooEarly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, worldOptions{seed: 4, nodes: 4, voters: 3, coord: func(o *coord.Options) { o.Limits.BufferBytes = 4000 }})
		defer w.close()
		var kv []string
		for i := range 100 {
			kv = append(kv, fmt.Sprintf("k%03d", i), fmt.Sprintf("%0100d", i))
		}
		w.set(1, kv...)
		w.lead("k", 1)
		for _, what := range []string{"flush", "refresh"} {
			x := w.begin(4)
			w.check(x.StartStatement(x.ctx))
			x.put("k040", "own")
			w.check(x.StartStatement(x.ctx))
			got := w.rows(x.Txn, "k", "l", false, 2000, func(page int) {
				switch {
				case page != 1:
				case what == "flush":
					for i := range 40 { // the buffer, with k040, goes to the range
						x.put(fmt.Sprintf("z%03d", i), fmt.Sprintf("%0200d", i))
					}
				default:
					w.set(1, "k045", "new")
					w.check(x.Refresh(x.ctx))
				}
			})
			if got[40] != "k040=own" {
				t.Errorf("%s: the transaction reads %q", what, got[40])
			}
			if what == "refresh" && got[45] != "k045=new" {
				t.Errorf("after a refresh, the transaction reads %q", got[45])
			}
			x.commit()
			if what == "flush" && w.db(4).Metrics().FlushedKeys.Load() == 0 {
				t.Error("nothing was flushed")
			}
		}
	})
}
