package exec

import (
	"sync"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
)

// viaCounts counts the bytes and the ranges of a transaction's requests, for
// EXPLAIN ANALYZE.
type viaCounts struct {
	c  distsender.Counters
	mu sync.Mutex
	// ranges that were asked, by ID; each counts once in a statement.
	ranges map[uint64]struct{}
}

// Server notes the range and passes on to the counting router.
func (v *viaCounts) Server(d *descriptor.Range) kvpb.Sender {
	v.mu.Lock()
	v.ranges[d.ID] = struct{}{}
	v.mu.Unlock()
	return v.c.Server(d)
}

// Near is Server for reads of the past that a nearer replica may answer.
func (v *viaCounts) Near(d *descriptor.Range, tried []uint32) (uint32, kvpb.Sender) {
	v.mu.Lock()
	v.ranges[d.ID] = struct{}{}
	v.mu.Unlock()
	return v.c.Near(d, tried)
}

func (v *viaCounts) counts() (bytes, ranges int64) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return int64(v.c.Traffic().Bytes), int64(len(v.ranges))
}

// countTraffic sends the transaction's requests through counters, where its
// router can count.
func (r *run) countTraffic() {
	if rt, ok := r.txn.DB().Router().(*distsender.Router); ok {
		r.via = &viaCounts{ranges: map[uint64]struct{}{}}
		r.via.c.Init(rt)
		r.txn.SendVia(r.via)
	}
	r.base, r.past0 = r.traffic(), r.txn.Stats().Past
}

func (r *run) stopCounting() {
	if r.via != nil {
		r.txn.SendVia(nil)
	}
}
