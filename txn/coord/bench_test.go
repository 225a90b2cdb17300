package coord_test

import (
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// pointRead is an autocommit SELECT of one row.
func pointRead(e *env, k keys.Key, buf []byte) []byte {
	t := e.db.Begin(coord.TxnOptions{Isolation: sr, ReadOnly: true})
	v, _, err := t.Get(e.Context(), k, kvpb.WholeRow, buf[:0])
	if err == nil {
		_, err = t.Commit(e.Context())
	}
	t.Recycle()
	if err != nil {
		e.Fatal(err)
	}
	return v
}

// TestPointReadAllocates: what an autocommit read allocates stays small. The
// count is of the whole stack below SQL.
func TestPointReadAllocates(t *testing.T) {
	e := start(t, nil)
	e.set("a", "value")
	k, buf := key("a"), make([]byte, 0, 64)
	pointRead(e, k, buf)
	if n := testing.AllocsPerRun(500, func() { pointRead(e, k, buf) }); n > 6 {
		t.Errorf("%v allocations, want at most 6", n)
	}
}

func BenchmarkPointRead(b *testing.B) {
	e := start(b, nil)
	for i := range 100 {
		e.set(fmt.Sprintf("k%03d", i), "value")
	}
	k, buf := key("k050"), make([]byte, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		pointRead(e, k, buf)
	}
}

func BenchmarkFused(b *testing.B) {
	e := start(b, nil)
	e.set("a", "")
	spec := coord.FusedSpec{Locks: []coord.LockTarget{{Key: key("a"), Mode: kvpb.LockMode_UPDATE}}, Fragment: double("")}
	b.ReportAllocs()
	for b.Loop() {
		t := e.db.Begin(coord.TxnOptions{Isolation: sr})
		if _, err := t.Fused(e.Context(), spec); err != nil {
			b.Fatal(err)
		}
		t.Recycle()
	}
}

func BenchmarkTransfer(b *testing.B) {
	for _, splits := range [][]string{nil, {"h"}} {
		b.Run(fmt.Sprint(len(splits)+1, " ranges"), func(b *testing.B) {
			e := start(b, nil, splits...)
			e.set("a", "1", "m", "1")
			b.ReportAllocs()
			for b.Loop() {
				x := e.begin(sr)
				x.put("a", "2").put("m", "2").commit()
				x.Recycle()
			}
		})
	}
}
