package replica

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// inspect tells what goes on in the range, for an operator. It answers kvpb.RetryElsewhere where the
// replica does not lead: others know nothing of locks and reads. Safe for concurrent use.
func inspect(_ context.Context, r *Replica, _ *kvpb.InspectRequest, resp *kvpb.InspectResponse) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	lease, err := r.admitTied()
	if err != nil {
		return err
	}
	lockers, waiters := r.locks.Txns()
	resp.Reset()
	resp.Range, resp.NodeId, resp.LeaseTerm = r.st.Desc.Proto(), r.o.NodeID, lease.term
	resp.AppliedIndex, resp.AppliedTerm = r.st.Index, r.st.Term
	resp.Requests, resp.Latched = r.reqs.Load(), uint64(r.latches.Len())
	resp.Locks, resp.Lockers, resp.Waiters = uint64(r.locks.Len()), uint64(lockers), uint64(waiters)
	resp.Recoveries = uint64(len(r.settler.tending))
	resp.ClosedTs, resp.ThresholdTs, resp.ReadTs = int64(r.Closed()), int64(r.Threshold()), int64(r.tscache.Top())
	return nil
}
