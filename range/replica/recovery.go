package replica

import (
	"bytes"
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// The states of a record (T7). Only Decide, and the anchor's stage, move it:
//
//	            the anchor's stage   Decide(from STAGING)    Decide(from MISSING)
//	MISSING     STAGING              ABORTED                 ABORTED
//	STAGING     refused              COMMITTED or ABORTED    stays
//	COMMITTED   refused              stays                   stays
//	ABORTED     refused              stays                   stays
//
// A final record goes when the closed timestamp has passed its commit_ts: an
// ABORTED one then, a COMMITTED one when all is resolved besides.

// Decide is the record's compare-and-set, the only decision (section 6). It answers
// with what the record says afterwards. With to = MISSING it only looks.
func (r *Replica) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	resp.Outcome, resp.Changed, resp.Resolved = nil, false, false
	if err := named(req.Header); err != nil {
		return err
	}
	r.noteResolved(req.Forget)
	if ok, err := r.decideGathered(req, resp); ok {
		return err
	}
	e := r.begin(ctx)
	defer e.end()
	id := req.Header.GetTxn().ID()
	e.latch.AddTxn(id)
	if err := e.acquire(); err != nil {
		return err
	}
	next, err := r.decide(req, resp)
	if next == nil {
		r.hurry(id) // somebody asks after it
	}
	pieces := r.small(req, next)
	r.mu.Unlock()
	if err != nil || next == nil {
		e.drop()
		return err
	}
	resolves, err := e.resolveWith(req, next, pieces)
	if err == nil {
		err = rangestate.WriteRecord(e.writer(), next)
	}
	if err != nil {
		e.drop()
		return err
	}
	e.effects.Records = append(e.effects.Records, next)
	if err := e.propose(); err != nil {
		return err
	}
	resp.Changed, resp.Resolved = true, resolves
	resp.Outcome = outcomeOf(next)
	return nil
}

// What the entry that makes a record COMMITTED resolves with it, at most.
const (
	decidedWritesMax = 64
	decidedBytesMax  = 1 << 20
)

// small is what the transaction has staged on this range, if a decision resolves that at once:
// all that the request asks for lies here, and is little. With mu and the transaction's latch held.
func (r *Replica) small(req *kvpb.DecideRequest, next *replicapb.Record) []*rangestate.Stage {
	g := r.st.Staged[req.Header.GetTxn().ID()]
	if next.GetState() != kvpb.TxnState_COMMITTED || g == nil || len(req.Resolve) == 0 || !r.st.OwnsAll(rangestate.ToSpans(nil, req.Resolve)) {
		return nil
	}
	n := 0
	for _, p := range g.Pieces {
		if n += len(p.Writes); n > decidedWritesMax || p.Large() {
			return nil
		}
	}
	return g.Pieces
}

// resolveWith adds the resolution of this range's own stage to the command that makes the record
// final. One entry does both, so that nobody finds the evidence gone and the record undecided
// (T8); that of other ranges goes when the entry is durable.
func (e *eval) resolveWith(req *kvpb.DecideRequest, next *replicapb.Record, pieces []*rangestate.Stage) (bool, error) {
	if len(pieces) == 0 {
		return false, nil
	}
	v := resolution{r: e.r, meta: req.Header.GetTxn(), oc: outcomeOf(next)}
	more, err := v.intents(e, pieces)
	if err != nil {
		return false, err
	}
	if more || e.writer().Len() > decidedBytesMax {
		e.writer().Reset()
		return false, nil
	}
	e.releases = append(e.releases, v.meta.ID())
	return true, v.ending(e, pieces)
}

// decide returns the record as it is to be, or nil where the answer stands already.
// With mu and the transaction's latch held.
//
//	no record, its c is closed                  ABORTED, presumed: nothing is written
//	only looks; or final already                what there is
//	no record, to COMMITTED                     nothing: a commit needs its stage at the anchor
//	another record than was examined            nothing: whoever asks examines anew (T7)
//	no record, to ABORTED                       an ABORTED one, which keeps the stage out
//	STAGING                                     as asked
func (r *Replica) decide(req *kvpb.DecideRequest, resp *kvpb.DecideResponse) (*replicapb.Record, error) {
	st, id := r.st, req.Header.GetTxn().ID()
	if !st.Owns(keys.Point(req.Anchor)) {
		return nil, r.elsewhere("the anchor lies outside of the range")
	}
	rec := st.Records[id]
	resp.Outcome = outcomeOf(rec)
	if rec == nil && st.Closed >= hlc.Timestamp(req.ExaminedTs) && req.ExaminedTs > 0 {
		// The replicated closed timestamp: its stage can't come any more.
		resp.Outcome = &kvpb.Outcome{State: kvpb.TxnState_ABORTED, CommitTs: req.ExaminedTs, Presumed: true}
		return nil, nil
	}
	switch {
	case req.To == kvpb.TxnState_MISSING || !final(req.To):
		return nil, nil
	case rec == nil && req.To == kvpb.TxnState_COMMITTED:
		return nil, nil
	case rec != nil && final(rec.State):
		return nil, nil
	case rec != nil && !r.rules.examined(req, rec):
		return nil, nil // it came since: the evidence decides
	}
	if rec == nil {
		return &replicapb.Record{
			Txn: locktable.Copy(req.Header.Txn), Anchor: bytes.Clone(req.Anchor), State: req.To,
			CommitTs: req.ExaminedTs, FinalTs: req.FinalTs,
		}, nil
	}
	next := copyRecord(rec)
	next.State, next.FinalTs = req.To, req.FinalTs
	return next, nil
}

// outcomeOf is what a record says; nil: there is none.
func outcomeOf(rec *replicapb.Record) *kvpb.Outcome {
	if rec == nil {
		return &kvpb.Outcome{}
	}
	return &kvpb.Outcome{State: rec.State, CommitTs: rec.FinalTs, Participants: rec.Participants, Attempt: rec.Attempt}
}

// Evidence looks for evidence of (txn, attempt, c) over keys and, where it is
// missing, sees to it that it never comes: both under the transaction's latch (T8).
//
//	Found       evidence of this attempt at exactly c, over all keys
//	Prevented   a tombstone is logged, or was: the stage can't come up to c any more
//	neither     evidence of something else; or it was only to look
//
// Look and tombstone are under one latch: a stage comes before both or after (T8).
func (r *Replica) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	resp.Found, resp.Prevented = false, false
	if err := named(req.Header); err != nil {
		return err
	}
	e := r.begin(ctx)
	defer e.end()
	id := req.Header.GetTxn().ID()
	e.latch.AddTxn(id)
	var p *replicapb.Prevention
	var start keys.Key
	err := e.execute(func() (_ bool, err error) {
		p, err = r.lookForEvidence(req, resp)
		start = r.st.Desc.Start
		return p != nil, err
	}, func() error {
		e.effects.Prevented = append(e.effects.Prevented, p)
		return rangestate.WritePrevention(e.writer(), start, p)
	})
	if err != nil || p == nil {
		return err
	}
	r.met.Preventions.Add(1)
	r.o.CodeProbes.Hit("recovery prevents a stage that has not come")
	resp.Prevented = true
	return nil
}

// lookForEvidence returns the tombstone to write, or nil where the answer stands.
// With mu and the transaction's latch held.
func (r *Replica) lookForEvidence(req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) (*replicapb.Prevention, error) {
	id, c := req.Header.GetTxn().ID(), hlc.Timestamp(req.CommitTs)
	spans := rangestate.Disjoint(rangestate.ToSpans(nil, req.Keys))
	if !r.st.OwnsAll(spans) {
		return nil, r.elsewhere("the keys lie outside of the range")
	}
	if g := r.st.Staged[id]; g != nil {
		rest, least := rangestate.Uncovered(g.Pieces, spans)
		if r.rules.covered(rest) {
			first := g.Pieces[0]
			resp.Found = first.C == c && least == c && first.Ev.Attempt == req.Attempt
			return nil, nil
		}
	}
	if r.rules.looksOnly(req.LookOnly) {
		return nil, nil
	}
	p := &replicapb.Prevention{IdHi: id.Hi, IdLo: id.Lo, Until: int64(c)}
	if old := r.st.Prevented[id]; old != nil && rangestate.Covers(old, p) {
		resp.Prevented = true
		return nil, nil
	}
	return p, nil
}

// Tag tells at which timestamp the transaction wrote a key. It goes through the log,
// so that a deposed leaseholder does not answer.
func (r *Replica) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	resp.CommitTs, resp.Collected = 0, false
	e := r.begin(ctx)
	defer e.end()
	id := req.Header.GetTxn().ID()
	e.latch.AddTxn(id)
	if err := e.execute(nil, nil); err != nil {
		return err
	}
	r.mu.Lock()
	owns := r.st.Owns(keys.Point(req.Key))
	r.mu.Unlock()
	if !owns {
		return r.elsewhereUnlocked("the key lies outside of the range")
	}
	s, err := e.Look(req.Key, mvcc.ModeNone, id.Tag(), hlc.Timestamp(req.ReadTs))
	if err != nil {
		return err
	}
	resp.CommitTs = int64(s.Tagged)
	resp.Collected = s.Tagged == 0 && r.Threshold() >= hlc.Timestamp(req.ReadTs) && r.Threshold() > 0
	return nil
}
