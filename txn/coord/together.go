package coord

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
)

// togetherMax is how many ranges a commit may have that holds the latches of all of them at once.
// A latch of each range is held while the last one is evaluated: the more ranges, the longer the first waits.
const togetherMax = 16

// commitTogether commits on several ranges of a store that is alone as on one: one message, one
// batch of the log, nothing to resolve. done: c and err are what came of it; else nothing has
// happened, and the ranges are staged.
func (t *Txn) commitTogether(ctx context.Context, parts []*part) (done bool, c hlc.Timestamp, err error) {
	// Flushed intents lie in logs already, and are counted by stages alone.
	if t.db.o.Together == nil || !t.db.o.Together.Alone() || t.flush.Any() || len(parts) > togetherMax {
		return false, 0, nil
	}
	deadline, err := t.deadline(ctx, parts[0].desc)
	if err != nil {
		return true, 0, err
	}
	// A call for each part, since all are evaluated at once; they can't share t.commit's memory.
	calls := make([]commitCall, len(parts))
	reqs, resps := make([]*kvpb.CommitRequest, len(parts)), make([]*kvpb.CommitResponse, len(parts))
	for i, p := range parts {
		calls[i].fill(t, p)
		// One deadline for all: the c that is chosen is one.
		calls[i].req.LatestTs = int64(deadline)
		reqs[i], resps[i] = &calls[i].req.CommitRequest, calls[i].answer()
	}
	// The gateway's context, as for every commit that was sent.
	c, err = t.db.o.Together.CommitTogether(t.db.ctx, reqs, resps)
	if errors.Is(err, replica.ErrApart) { // nothing was asked of any range
		return false, 0, nil
	}
	t.counts.rounds.Add(1)
	t.counts.messages.Add(int64(len(parts)))
	switch e := err.(type) {
	case nil:
	// What is refused is final: it was one call, within the process, of which there are no copies.
	case *kvpb.Refused:
		t.observed(hlc.Timestamp(e.MaxObs))
		return true, 0, t.committing(err)
	case *kvpb.Ambiguous:
		return true, 0, &AmbiguousError{ID: t.meta.ID(), Why: e.Why}
	default:
		return true, 0, err
	}
	// Each range tells what it met; Rule W covers the highest.
	for _, r := range resps {
		t.observed(hlc.Timestamp(r.MaxObs))
	}
	if len(t.asked) > 0 {
		t.releaseAll()
	}
	t.db.metrics.Together.Add(1)
	t.ackAt(c)
	return true, c, nil
}
