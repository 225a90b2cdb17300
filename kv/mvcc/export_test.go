package mvcc

import (
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// What only tests of the package need.

// DropIntent removes one intent.
func DropIntent(w engine.Writer, key keys.Key, txn keys.Txn, seq uint64) error {
	return w.Delete(keys.Intent(key, txn, seq), hlc.Zero)
}

// Newest returns the newest version of key at any timestamp (tombstones too;
// found false: never written, or all is collected), and expect: the timestamp of
// the newest version that conflicts with mode, which may be an older one; Zero
// if there is none. The value is copied into buf as by Get.
func Newest(r engine.Reader, key keys.Key, mode Mode, buf []byte) (v Version, expect hlc.Timestamp, found bool, err error) {
	it, err := r.NewIter(engine.IterOptions{Point: true})
	if err != nil {
		return Version{}, hlc.Zero, false, err
	}
	for ok := it.SeekPoint(key, hlc.Max); ok; ok = it.Next() {
		var w Version
		if w, err = current(it); err != nil {
			break
		}
		if !found {
			v, found = w, true
			v.Value = append(buf[:0], w.Value...)
		}
		if w.Mode.Conflicts(mode) {
			expect = w.Timestamp
			break
		}
	}
	return v, expect, found && err == nil, closeIter(it, err)
}
