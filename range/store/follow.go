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
//
// No clock and no lease are asked (G1): what is closed in the log applied here is
// what counts, so a store that is cut off serves the past rightly.
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
	rh := s.ranges.get(h.GetRangeId())
	if rh == nil {
		return &kvpb.RetryElsewhere{RangeID: h.GetRangeId(), Why: "no such range on this store"}
	}
	rep := rh.follows(nil)
	// Exactly: with other bounds or replicas the keys asked for may be another range's.
	if rep == nil || rep.Descriptor().Generation != h.GetGeneration() {
		return rh.elsewhere("the replica here is not there yet")
	}
	// The replica may be closed meanwhile: it then answers RetryElsewhere by
	// itself.
	if err := rep.ReadFollower(ctx, req, frag, resp); err != nil {
		return err
	}
	// A state that was taken in meanwhile, or a removal, has rows go beneath the read.
	if rh.follows(rep) == nil || s.ranges.get(rh.ID()) != rh {
		return rh.elsewhere("the replica here is another one now")
	}
	return nil
}

// readPast serves a read that any replica may serve, as far as the replica here knows the past;
// done is false where the leaseholder is needed.
//
//	no replica here                            the leaseholder's
//	an older generation than here              RetryElsewhere with the new descriptor
//	Known                                      up to where the past is known here; no rows
//	no spans                                   the leaseholder's, who hears of the reader
//	else                                       rows, or the leaseholder's where they are not closed yet
func (s *Store) readPast(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) (done bool, err error) {
	rh := s.ranges.get(req.GetHeader().GetRangeId())
	switch {
	case rh == nil:
		return false, nil
	case req.Header.GetGeneration() < rh.Descriptor().Generation:
		// Whoever asks the leaseholder alone could go on with replicas of long ago.
		e := &kvpb.RetryElsewhere{RangeID: rh.ID(), Range: rh.Descriptor().Proto(), Why: "the range has other replicas by now"}
		if rh.serving.Load() != nil {
			e.Leader = s.ident.NodeID
		}
		return true, e
	case req.Known:
		return true, s.known(rh, req, resp)
	case len(req.Spans) == 0: // it is to be heard of, no more
		return false, nil
	}
	err = s.readFollower(ctx, req, frag, resp)
	if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); elsewhere || errors.Is(err, ErrClosed) {
		return false, nil
	}
	if err == nil {
		leader := rh.serving.Load()
		if resp.Follower = leader == nil; leader != nil {
			s.wantClosed(rh, leader)
		}
		if rh.sampled() {
			rh.sample(req.RoutingKey())
		}
	}
	return true, err
}

// known says up to where the replica here knows the past. Who asks may be about to read it.
// It is a hint: what is read at it is admitted anew.
func (s *Store) known(rh *handle, req *kvpb.ReadRequest, resp *kvpb.ReadResponse) error {
	if !s.enter() {
		return ErrClosed
	}
	defer s.tasks.Done()
	rep := rh.follows(nil)
	if rep == nil || rep.Descriptor().Generation != req.Header.GetGeneration() {
		return rh.elsewhere("the replica here is not there yet")
	}
	leader := rh.serving.Load()
	resp.Follower, resp.KnownTs = leader == nil, int64(rep.Known(leader == rep))
	if leader != nil {
		s.wantClosed(rh, leader)
	}
	return nil
}

// wantClosed has a leaseholder go on closing timestamps.
// Without readers a range closes behind now alone (transactions.md, section 14).
func (s *Store) wantClosed(rh *handle, leader *replica.Replica) {
	if leader.WantClosed() {
		s.ticker.add(rh)
	}
}

// follows returns the replica while it applies its log; nil if it does not, or is another
// than was.
// A leaseholder's replica applies its log as well, so it counts.
func (rh *handle) follows(was *replica.Replica) *replica.Replica {
	rh.mu.Lock()
	defer rh.mu.Unlock()
	if rh.state != following && rh.state != serving || was != nil && rh.rep != was {
		return nil
	}
	return rh.rep
}
