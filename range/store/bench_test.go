package store

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
)

// BenchmarkCommit is one-key commits on a disk by concurrent writers.
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 8, 32} {
		b.Run(fmt.Sprint(writers), func(b *testing.B) {
			e, err := tryOpen(b, pebbleengine.Options{Dir: b.TempDir()}, nil)
			if err != nil {
				b.Fatal(err)
			}
			ctx := context.Background()
			e.check(e.put(ctx, userKey("first"), "x"))
			before := e.store.WriterStats()
			var next atomic.Int64
			var wg sync.WaitGroup
			value := string(make([]byte, 100))
			b.ReportAllocs()
			b.ResetTimer()
			for range writers {
				wg.Go(func() {
					for {
						i := next.Add(1)
						if i > int64(b.N) {
							return
						}
						if err := e.put(ctx, userKey(fmt.Sprint(i%10000)), value); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.StopTimer()
			after := e.store.WriterStats()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
			b.ReportMetric(float64(after.Syncs-before.Syncs)/float64(b.N), "syncs/commit")
			e.close()
		})
	}
}

// BenchmarkRanges is the cost of a commit as the number of ranges grows, without
// a disk: 32 writers, each commit on another range.
func BenchmarkRanges(b *testing.B) {
	for _, n := range []int{1, 64, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			fs := pebbleengine.MemFS()
			manyRanges(b, fs, n)
			e, err := tryOpen(b, pebbleengine.Options{FS: fs, Dir: "store"}, nil)
			if err != nil {
				b.Fatal(err)
			}
			ctx := context.Background()
			key := func(i int64) []byte { return append(manyKey(int(i*7919%int64(n))), 'x') }
			var next atomic.Int64
			run := func(upto int64) {
				next.Store(0)
				var wg sync.WaitGroup
				for range 32 {
					wg.Go(func() {
						for i := next.Add(1); i <= upto; i = next.Add(1) {
							if err := e.put(ctx, key(i), "0123456789"); err != nil {
								b.Error(err)
								return
							}
						}
					})
				}
				wg.Wait()
			}
			run(int64(n)) // all awake
			b.ReportAllocs()
			b.ResetTimer()
			run(int64(b.N))
			b.StopTimer()
			e.close()
		})
	}
}

// BenchmarkStart is from an empty file system to the first row, in memory.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		e, err := tryOpen(b, pebbleengine.Options{FS: pebbleengine.MemFS(), Dir: "store"}, nil)
		if err != nil {
			b.Fatal(err)
		}
		e.check(e.put(context.Background(), userKey("a"), "x"))
		e.close()
	}
}
