package coord_test

import (
	"errors"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// lose makes the range forget a transaction's locks, as the end of its lease does.
func (e *env) lose(x *txn, k string) {
	e.Helper()
	d := e.store.Containing(key(k))
	req := kvpb.ReleaseRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: x.Meta()}}
	e.must(e.store.Send(e.Context(), &req, &kvpb.ReleaseResponse{}))
}

// TestConfirm: a transaction that met a key which another one wrote after a lock was
// lost learns of that, and not of the key; one whose locks hold learns of the key.
func TestConfirm(t *testing.T) {
	for _, level := range []kvpb.Isolation{rc, rr, sr} {
		for _, written := range []bool{false, true} {
			for _, lost := range []bool{false, true} {
				e := start(t, nil, "m")
				e.set("next", "5", "z", "0")
				x := e.begin(level)
				x.lock("next")
				if written {
					x.put("next", "6")
				}
				if lost {
					e.lose(x, "next")
					e.begin(sr).put("next", "6").put("a5", "another's").commit()
				} else {
					e.set("a5", "there already")
				}
				if l := x.lock("a5"); !l.Exists {
					t.Fatal("the other's row is not seen")
				}
				err := x.Confirm(x.ctx)
				if retry, ok := errors.AsType[*coord.RetryError](err); ok != lost || err != nil && !ok {
					t.Errorf("%v, written %t, lost %t: %v", level, written, lost, err)
				} else if lost && string(retry.Key) != string(key("next")) {
					t.Errorf("%v: the conflict is said to be at %q", level, retry.Key)
				}
				x.Rollback(x.ctx)
				e.close()
			}
		}
	}
}
