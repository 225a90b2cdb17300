package replica

import "sync/atomic"

// holds counts an invariant that does not hold. What it costs is the comparison that the caller
// has made, so it is always on; a build with the tag invariants panics, too, unless a rule is
// planted to be broken.
func (r *Replica) holds(ok bool, broken *atomic.Uint64, name string) {
	if ok {
		return
	}
	broken.Add(1)
	if invariants && r.rules.sound() {
		assert(false, name, "of range %d", r.o.RangeID)
	}
}
