package store

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
)

// ReadFollower serves a read from the replica here, whoever holds the lease: of a generation
// that is applied here, at or below the timestamp that is closed here, and above the collection
// threshold. It answers RetryElsewhere where the replica can't, or not any more. resp.Resume is
// what is left to read. Close waits for it: it may be called at any time.
func (s *Store) ReadFollower(ctx context.Context, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) (err error) {
	done := make(chan struct{})
	if !s.background(func() {
		defer close(done)
		err = s.readFollower(ctx, req, resp)
	}) {
		return ErrClosed
	}
	<-done
	return err
}

func (s *Store) readFollower(ctx context.Context, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
	h := req.GetHeader()
	sl := s.ranges.get(h.GetRangeId())
	if sl == nil {
		return &kvpb.RetryElsewhere{RangeID: h.GetRangeId(), Why: "no such range on this store"}
	}
	rep := sl.follows(nil)
	if rep == nil || rep.Descriptor().Generation != h.GetGeneration() {
		return sl.elsewhere("the replica here is not there yet")
	}
	if err := rep.ReadFollower(ctx, req, nil, resp); err != nil {
		return err
	}
	// A state that was taken in meanwhile, or a removal, has rows go beneath the read.
	if sl.follows(rep) == nil || s.ranges.get(sl.id) != sl {
		return sl.elsewhere("the replica here is another one now")
	}
	return nil
}

// follows returns the replica while it applies its log; nil if it does not, or is another
// than was.
func (sl *slot) follows(was *replica.Replica) *replica.Replica {
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state != following && sl.state != serving || was != nil && sl.rep != was {
		return nil
	}
	return sl.rep
}
