package replica_test

import (
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// TestLockMany: a request for many keys finds of each what is there, in order and not, and what it finds is
// not kept as read again and again.
func TestLockMany(t *testing.T) {
	for _, reverse := range []bool{false, true} {
		e := start(t)
		const n = 300
		var ws []*kvpb.Write
		var ks []string
		for i := range n {
			k := fmt.Sprintf("k%03d", i)
			if reverse {
				k = fmt.Sprintf("k%03d", n-1-i)
			}
			ks = append(ks, k)
			switch i % 3 {
			case 0:
				ws = append(ws, put(k, "1"))
			case 1:
				e.write(1, del(k))
			}
		}
		at := e.write(2, ws...)
		locked, err := e.lock(3, upd, ks...)
		if err != nil {
			t.Fatal(err)
		}
		for i, l := range locked {
			if there := i%3 == 0; l.Exists != there || there && (l.Version != at || string(l.Value) != "1") || (l.Version != 0) != (i%3 != 2) {
				t.Fatalf("%s: found %v", ks[i], l)
			}
		}
		if _, _, kept := e.Engine.Newest(rt.Key(ks[0]), nil); kept != reverse {
			t.Errorf("in reverse %v: kept %v", reverse, kept)
		}
		e.close()
	}
}
