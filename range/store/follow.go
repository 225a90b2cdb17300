package store

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
)

// ReadFollower serves a read from the replica here, whoever holds the lease: of a generation
// that is applied here, at or below the timestamp that is closed here, and above the collection
// threshold. It answers RetryElsewhere where the replica can't, or not any more. resp.Resume is
// what is left to read. Close waits for it: it may be called at any time.
func (s *Store) ReadFollower(ctx context.Context, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) (err error) {
	return s.readFollower(ctx, req, nil, resp)
}

// readFollower evaluates on its caller's goroutine: what a fragment panics with is for the caller.
func (s *Store) readFollower(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	if !s.enter() {
		return ErrClosed
	}
	defer s.tasks.Done()
	h := req.GetHeader()
	sl := s.ranges.get(h.GetRangeId())
	if sl == nil {
		return &kvpb.RetryElsewhere{RangeID: h.GetRangeId(), Why: "no such range on this store"}
	}
	rep := sl.follows(nil)
	if rep == nil || rep.Descriptor().Generation != h.GetGeneration() {
		return sl.elsewhere("the replica here is not there yet")
	}
	if err := rep.ReadFollower(ctx, req, frag, resp); err != nil {
		return err
	}
	// A state that was taken in meanwhile, or a removal, has rows go beneath the read.
	if sl.follows(rep) == nil || s.ranges.get(sl.ID()) != sl {
		return sl.elsewhere("the replica here is another one now")
	}
	return nil
}

// readPast serves a read that any replica may serve, as far as the replica here knows the past;
// done is false where the leaseholder is needed.
func (s *Store) readPast(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) (done bool, err error) {
	sl := s.ranges.get(req.GetHeader().GetRangeId())
	switch {
	case sl == nil:
		return false, nil
	case req.Header.GetGeneration() < sl.Descriptor().Generation:
		// Whoever asks the leaseholder alone could go on with replicas of long ago.
		e := &kvpb.RetryElsewhere{RangeID: sl.ID(), Range: sl.Descriptor().Proto(), Why: "the range has other replicas by now"}
		if sl.serving.Load() != nil {
			e.Leader = s.ident.NodeID
		}
		return true, e
	case req.Known:
		return true, s.known(sl, req, resp)
	case len(req.Spans) == 0: // it is to be heard of, no more
		return false, nil
	}
	err = s.readFollower(ctx, req, frag, resp)
	if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); elsewhere || errors.Is(err, ErrClosed) {
		return false, nil
	}
	if err == nil {
		leader := sl.serving.Load()
		if resp.Follower = leader == nil; leader != nil {
			s.wantClosed(sl, leader)
		}
		if sl.sampled() {
			sl.sample(req.RoutingKey())
		}
	}
	return true, err
}

// known says up to where the replica here knows the past. Who asks may be about to read it.
func (s *Store) known(sl *slot, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
	if !s.enter() {
		return ErrClosed
	}
	defer s.tasks.Done()
	rep := sl.follows(nil)
	if rep == nil || rep.Descriptor().Generation != req.Header.GetGeneration() {
		return sl.elsewhere("the replica here is not there yet")
	}
	leader := sl.serving.Load()
	resp.Follower, resp.KnownTs = leader == nil, int64(rep.Known(leader == rep))
	if leader != nil {
		s.wantClosed(sl, leader)
	}
	return nil
}

// wantClosed has a leaseholder go on closing timestamps.
func (s *Store) wantClosed(sl *slot, leader *replica.Replica) {
	if leader.WantClosed() {
		s.ticker.add(sl)
	}
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
