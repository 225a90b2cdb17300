package coord_test

import (
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/txn/coord"
)

// TestManyLocks: what is locked and not written takes memory, and no part in the limit of the buffer: a
// transaction that locks much before it writes commits like one that writes first.
func TestManyLocks(t *testing.T) {
	const rows, buffer = 500, 4 << 10
	for _, first := range []bool{true, false} {
		e := start(t, func(o *coord.Options) { o.Limits.BufferBytes = buffer }, "k0250")
		x := e.begin(sr)
		for i := range rows {
			x.put(fmt.Sprintf("k%04d", i), "old")
		}
		x.commit()
		x = e.begin(sr)
		if first {
			x.put("n", "1")
		}
		for i := range rows {
			x.lock(fmt.Sprintf("k%04d", i))
		}
		for i := range 100 {
			x.put(fmt.Sprintf("m%04d", i), fmt.Sprintf("%0100d", i))
		}
		x.commit()
		y := e.begin(sr)
		e.want(y.get("m0099"), fmt.Sprintf("%0100d", 99))
		y.commit()
	}
}
