package replica

import (
	"bytes"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
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

// decideGathered is decide by an entry that others share, where nobody waits for it.
func decideGathered(r *Replica, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) (ok bool, err error) {
	resp.Outcome, resp.Changed, resp.Resolved = nil, false, false
	if err := intention.Named(req.Header); err != nil {
		return false, err
	}
	r.settler.noteResolved(req.Forget)
	if req.To != kvpb.TxnState_COMMITTED || len(req.Resolve) == 0 || r.lim.GatherNanos <= 0 {
		return false, nil // an abort is waited for, and so is a commit whose timestamp was raised
	}
	return r.gatherer.settleTogether(&settlement{id: req.Header.GetTxn().ID(), d: &decision{r: r, req: req, resp: resp}})
}

// decide is the record's compare-and-set, the only decision (section 6). It answers
// with what the record says afterwards. With to = MISSING it only looks.
func decide(e *eval, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	resp.Outcome, resp.Changed, resp.Resolved = nil, false, false
	return e.execute(&deciding{e, decision{r: e.r, req: req, resp: resp}})
}

// decision is one Decide.
type decision struct {
	r    *Replica
	req  *kvpb.DecideRequest
	resp *kvpb.DecideResponse

	next     *replicapb.Record   // the record as it is to be; nil: the answer stands already
	pieces   []*rangestate.Stage // that it resolves
	resolved bool                // it does
}

// deciding is one with an entry of its own.
type deciding struct {
	e *eval
	decision
}

// lookLocked decides: the record can't change before the latch goes, so that the entry says the same.
func (d *deciding) lookLocked() (next, error) {
	err := d.decide()
	if d.next == nil {
		d.r.gatherer.hurry(d.req.Header.GetTxn().ID()) // somebody asks after it
	}
	return goOnIf(d.next != nil && err == nil), err
}

// fill writes the record with what lies here of its transaction, as one entry (T8).
func (d *deciding) fill() (_ next, err error) {
	if d.resolved, err = d.resolve(d.e); err != nil {
		return stands, err
	}
	d.e.effects.Records = append(d.e.effects.Records, d.next)
	return goOn, rangestate.WriteRecord(d.e.writer(), d.next)
}

// answer tells of a record that is durable: where the entry failed, the answer is the error, and whoever
// asks again finds what became of it.
func (d *deciding) answer(n next, err error) (next, error) {
	if n == goOn && err == nil {
		d.tell(d.resolved)
	}
	return stands, err
}

// tell answers that the record has changed.
func (d *decision) tell(resolved bool) {
	d.resp.Changed, d.resp.Resolved, d.resp.Outcome = true, resolved, outcomeOf(d.next)
}

// What the entry that makes a record COMMITTED resolves with it, at most.
const (
	decidedWritesMax = 64
	decidedBytesMax  = 1 << 20
)

// small is what the transaction has staged on this range, if a decision resolves that at once:
// all that the request asks for lies here, and is little. With mu and the transaction's latch held.
func (d *decision) small() []*rangestate.Stage {
	st := d.r.st
	g := st.Staged[d.req.Header.GetTxn().ID()]
	if d.next.GetState() != kvpb.TxnState_COMMITTED || g == nil || len(d.req.Resolve) == 0 || !st.OwnsAll(rangestate.ToSpans(nil, d.req.Resolve)) {
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

// resolve adds the resolution of this range's own stage to the command that makes the record
// final. One entry does both, so that nobody finds the evidence gone and the record undecided
// (T8); that of other ranges goes when the entry is durable.
func (d *decision) resolve(e *eval) (bool, error) {
	if len(d.pieces) == 0 {
		return false, nil
	}
	v := d.resolution()
	more, err := v.intents(e, d.pieces)
	if err != nil {
		return false, err
	}
	if more || e.writer().Len() > decidedBytesMax {
		e.writer().Reset()
		return false, nil
	}
	e.releases = append(e.releases, v.meta.ID())
	return true, v.ending(e, d.pieces)
}

// resolution is that of what lies on this range.
func (d *decision) resolution() resolution {
	return resolution{r: d.r, meta: d.req.Header.GetTxn(), oc: outcomeOf(d.next)}
}

// decide finds the record as it is to be, and what of the transaction goes with it; or what the answer is.
// With mu and the transaction's latch held.
//
//	no record, its c is closed                  ABORTED, presumed: nothing is written
//	only looks; or final already                what there is
//	no record, to COMMITTED                     nothing: a commit needs its stage at the anchor
//	another record than was examined            nothing: whoever asks examines anew (T7)
//	no record, to ABORTED                       an ABORTED one, which keeps the stage out
//	STAGING                                     as asked
func (d *decision) decide() error {
	st, req := d.r.st, d.req
	if !st.Owns(keys.Point(req.Anchor)) {
		return d.r.elsewhere("the anchor lies outside of the range")
	}
	rec := st.Records[req.Header.GetTxn().ID()]
	d.resp.Outcome = outcomeOf(rec)
	if rec == nil && st.Closed >= hlc.Timestamp(req.ExaminedTs) && req.ExaminedTs > 0 {
		// The replicated closed timestamp: its stage can't come any more.
		d.resp.Outcome = &kvpb.Outcome{State: kvpb.TxnState_ABORTED, CommitTs: req.ExaminedTs, Presumed: true}
		return nil
	}
	switch {
	case req.To == kvpb.TxnState_MISSING || !final(req.To):
	case rec == nil && req.To == kvpb.TxnState_COMMITTED:
	case rec != nil && final(rec.State):
	case rec == nil:
		d.next = &replicapb.Record{
			Txn: locktable.Copy(req.Header.Txn), Anchor: bytes.Clone(req.Anchor), State: req.To,
			CommitTs: req.ExaminedTs, FinalTs: req.FinalTs,
		}
	case d.r.rules.examined(req, rec): // else it came since: the evidence decides
		d.next = copyRecord(rec)
		d.next.State, d.next.FinalTs = req.To, req.FinalTs
	}
	d.pieces = d.small()
	return nil
}

// outcomeOf is what a record says; nil: there is none.
func outcomeOf(rec *replicapb.Record) *kvpb.Outcome {
	if rec == nil {
		return &kvpb.Outcome{}
	}
	return &kvpb.Outcome{State: rec.State, CommitTs: rec.FinalTs, Participants: rec.Participants, Attempt: rec.Attempt}
}

// evidence looks for evidence of (txn, attempt, c) over keys and, where it is
// missing, sees to it that it never comes: both under the transaction's latch (T8).
//
//	Found       evidence of this attempt at exactly c, over all keys
//	Prevented   a tombstone is logged, or was: the stage can't come up to c any more
//	neither     evidence of something else; or it was only to look
//
// Look and tombstone are under one latch: a stage comes before both or after (T8).
func evidence(e *eval, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	resp.Found, resp.Prevented = false, false
	r := e.r
	var p *replicapb.Prevention
	var start keys.Key
	err := e.execute(steps{func() (_ next, err error) {
		p, err = e.lookForEvidence(req, resp)
		start = r.st.Desc.Start
		return goOnIf(p != nil), err
	}, func() (next, error) {
		e.effects.Prevented = append(e.effects.Prevented, p)
		return goOn, rangestate.WritePrevention(e.writer(), start, p)
	}})
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
func (e *eval) lookForEvidence(req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) (*replicapb.Prevention, error) {
	r := e.r
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

// tag tells at which timestamp the transaction wrote a key. It goes through the log,
// so that a deposed leaseholder does not answer.
func tag(e *eval, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	resp.CommitTs, resp.Collected = 0, false
	if err := e.execute(steps{}); err != nil {
		return err
	}
	r := e.r
	r.mu.Lock()
	owns := r.st.Owns(keys.Point(req.Key))
	r.mu.Unlock()
	if !owns {
		return r.elsewhereUnlocked("the key lies outside of the range")
	}
	s, err := e.Look(req.Key, mvcc.ModeNone, req.Header.GetTxn().ID().Tag(), hlc.Timestamp(req.ReadTs))
	if err != nil {
		return err
	}
	resp.CommitTs = int64(s.Tagged)
	resp.Collected = s.Tagged == 0 && r.Threshold() >= hlc.Timestamp(req.ReadTs) && r.Threshold() > 0
	return nil
}
