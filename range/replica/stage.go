package replica

import (
	"bytes"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// latchStage takes the request in, and latches what it reads and writes, and the transaction.
func latchStage(e *eval, req *kvpb.StageRequest) error {
	if req.Commit == nil || req.Commit.CommitTs <= 0 || len(req.Anchor) == 0 {
		return intention.Malformed("a stage needs a timestamp and an anchor")
	}
	if err := e.in.Load(req.Commit); err != nil {
		return err
	}
	if err := e.r.writable(e.in.Own()); err != nil {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: err}
	}
	if err := intention.Named(req.Commit.Header); err != nil {
		return err
	}
	for _, f := range req.Flushed {
		e.in.Exclusive = append(e.in.Exclusive, rangestate.ToSpan(f.Span))
	}
	// Evidence says which keys it speaks for (section 5); for none, it could be asked after by nobody.
	if len(e.in.Exclusive) == 0 && len(e.in.Shared) == 0 {
		return intention.Malformed("a stage that speaks of no key")
	}
	if slices.ContainsFunc(e.in.Exclusive, nothing) || slices.ContainsFunc(e.in.Shared, nothing) {
		return intention.Malformed("a stage with a span that holds no key")
	}
	e.latchKeys()
	e.latch.AddTxn(e.in.ID)
	return nil
}

// stage checks one participant's part of a parallel commit and answers with a
// replicated entry, the evidence (5.3, 5.4).
//
// StagedTs is c, or higher where this participant can't do c: the gateway then commits at the highest of
// all, after it has validated reads and conditions there, or replays. A second copy gets the same answer.
// Refused is for good; RefusedForNow where a later stage is in the way (T17), or flushed intents are
// missing.
func stage(e *eval, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	resp.StagedTs, resp.MaxObs, resp.ClosedTs, resp.QuorumNanos = 0, 0, 0, 0
	e.ignored = req.Ignored
	s := &e.stages
	*s = staging{committing: committing{eval: e, req: req.Commit}, req: req, out: resp}
	if len(e.in.Writes) > 0 {
		s.first = e.in.Writes[0].Key
	}
	err := e.execute(s)
	resp.ClosedTs, resp.QuorumNanos = int64(e.r.Closed()), e.r.closer.quorum.Nanos()
	return err
}

// nothing reports a span that no key lies in: evidence for it would be for nothing.
func nothing(s keys.Span) bool {
	return len(s.Start) == 0 || !s.IsPoint() && bytes.Compare(s.Start, s.End) >= 0
}

// staging is one Stage.
type staging struct {
	committing
	req   *kvpb.StageRequest
	out   *kvpb.StageResponse
	first keys.Key // of the writes as asked for; nil: none
}

// lookLocked is that of a commit, for a stage.
//
//	a tombstone                     Refused (T8)
//	evidence for all of it          stands: a copy
//	evidence for a part of it       only the rest is staged (R3 of range/rangestate)
//	a record, at the anchor         Refused: the transaction is decided, or recovered
//	a foreign stage on a key        waited for, or not now (T17)
func (s *staging) lookLocked() (next, error) {
	r, st, id := s.r, s.r.st, s.in.ID
	// Before the bounds: a tombstone holds wherever it lies, for both sides of a split keep all of them.
	if p := st.Prevented[id]; p != nil && !p.FusedOnly {
		r.o.CodeProbes.Hit("a stage comes after its prevention")
		return stands, &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(st.Closed)}
	}
	if !st.OwnsAll(s.in.Exclusive) || !st.OwnsAll(s.in.Shared) ||
		len(s.req.Participants) > 0 && !st.Owns(keys.Point(s.req.Anchor)) {
		return stands, r.elsewhere("the keys lie outside of the range")
	}
	if g := st.Staged[id]; g != nil {
		rest, least := rangestate.Uncovered(g.Pieces, s.in.Covered())
		if err := s.writesKnown(g, rest); err != nil {
			return stands, err
		}
		if r.rules.covered(rest) {
			s.out.StagedTs = int64(least) // a second copy
			return stands, nil
		}
		s.in.Only(rest) // evidence is never replaced
		s.first = nil
		s.keepWide(rest)
	}
	// Never staged twice: the record that is there may be decided by evidence of the first attempt.
	if rec := st.Records[id]; rec != nil && len(s.req.Participants) > 0 {
		return stands, &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(st.Closed)}
	}
	// At any timestamp, for what is written. What is only read conflicts up to c alone (choose).
	for i := range s.in.Exclusive {
		if n, err := s.inTheWay(s.in.Exclusive[i], hlc.Max); n != goOn {
			return n, err
		}
	}
	s.sharedStages = st.FirstForeign(s.in.Shared, id, hlc.Max) != nil
	s.removals = st.Removals
	if r.closer.proposedTS < s.in.CommitTS { // looking at millions of flushed intents takes long: nothing closes at c meanwhile
		s.latch.Choose(s.in.CommitTS)
	}
	return goOn, nil
}

// writesKnown refuses writes to keys for which there is evidence that has no intents there:
// it is not a copy, and the writes would be lost.
func (s *staging) writesKnown(g *rangestate.Staged, rest []keys.Span) error {
	for i := range s.in.Writes {
		k := keys.Point(s.in.Writes[i].Key)
		if slices.ContainsFunc(rest, k.Overlaps) {
			continue
		}
		if !slices.ContainsFunc(g.Pieces, func(p *rangestate.Stage) bool { return rangestate.OverlapsAny(p.Writes, k) }) {
			return &kvpb.Refused{
				Reason: kvpb.ReasonBounds, Key: bytes.Clone(k.Start), ClosedTS: int64(s.r.st.Closed),
				Cause: errors.New("evidence for a key that was only read can't take its write"),
			}
		}
	}
	return nil
}

// keepWide keeps the spans of flushed intents that lie in rest.
func (s *staging) keepWide(rest []keys.Span) {
	for _, f := range s.req.Flushed {
		if x := rangestate.ToSpan(f.Span); slices.ContainsFunc(rest, x.Overlaps) {
			s.in.Exclusive = append(s.in.Exclusive, x)
		}
	}
}

// inTheWay looks for a foreign stage in span at or below upto. T17: one is waited for
// only if it comes before this one; one that comes after it refuses it.
func (s *staging) inTheWay(span keys.Span, upto hlc.Timestamp) (_ next, err error) {
	var wait *rangestate.Stage
	s.r.st.Foreign(span, s.in.ID, upto, func(x *rangestate.Stage) bool {
		if !x.Before(s.in.CommitTS, s.in.ID) {
			s.r.gatherer.hurry(x.Of.ID) // it comes again
			err = &kvpb.RefusedForNow{
				Reason: kvpb.ReasonStage, Key: bytes.Clone(span.Start), Other: x.Ev.Txn, ClosedTS: int64(s.r.st.Closed),
			}
			return false
		}
		wait = x
		return true
	})
	if wait == nil || err != nil {
		return goOnIf(err == nil), err
	}
	return s.again(aStage, wait)
}

// fill is that of a commit, for a stage. Its own tag there: the transaction is over and its evidence gone;
// evidence left now would never be resolved.
func (s *staging) fill() (next, error) {
	if err := s.lookAtKeys(); err != nil {
		return stands, err
	}
	if err := s.checkFlushed(); err != nil {
		return stands, err
	}
	// Looked at in the engine, not in memory: evidence and record may have gone long ago, the version's tag stays (T10).
	if s.first != nil && s.tagged != 0 {
		// A late copy after all was over.
		return stands, &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(s.r.Closed())}
	}
	now, err := s.r.now()
	if err != nil {
		return stands, err
	}
	s.r.mu.Lock()
	n, err := s.choose(now)
	s.r.mu.Unlock()
	if n != goOn || err != nil {
		return n, err
	}
	if err := s.checkStage(); err != nil {
		return stands, err
	}
	return goOn, s.leave(s.ts, s.flushedSpans())
}

// answer tells of the evidence, or waits for a stage that comes before this one.
func (s *staging) answer(n next, err error) (next, error) {
	switch {
	case n == again:
		if s.way == aStage {
			s.r.holds(s.met.Before(s.in.CommitTS, s.in.ID), &s.r.met.BrokenT17, "T17")
			if err := s.r.settler.awaitStage(s.ctx, s.lease, s.met, s.in.Touched); err != nil {
				return stands, err
			}
		}
		if s.tries++; s.tries == attemptsMax {
			return stands, &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, ClosedTS: int64(s.r.Closed())}
		}
		s.anew()
		return again, nil
	case n == goOn && err == nil:
		s.r.met.Stages.Add(1)
		if s.ts > s.in.CommitTS {
			s.r.met.Raised.Add(1)
		}
		s.out.StagedTs = int64(s.ts)
	}
	return stands, err
}

// choose finds the least timestamp that this participant can do, ts, with mu and latches held.
func (s *staging) choose(now hlc.Timestamp) (next, error) {
	r, st, c := s.r, s.r.st, s.in.CommitTS
	if err := r.still(s.lease); err != nil {
		return stands, err
	}
	if r.tooFar(max(c, s.in.ReadTS), now) {
		return stands, &kvpb.RefusedForNow{Reason: kvpb.ReasonTimestamp, ClosedTS: int64(st.Closed)}
	}
	// What is closed by an entry on its way counts as closed: the universal deadline for late messages (section 6).
	if r.rules.closed(r.closer.proposedTS) >= c {
		return stands, &kvpb.Refused{Reason: kvpb.ReasonClosed, At: int64(r.closer.proposedTS), ClosedTS: int64(st.Closed)}
	}
	// Raised, not refused: this is evidence for no less than ts, and the gateway commits at the highest of all (T6).
	lo := max(s.newest, r.rules.readOver(&r.tscache, s.in.Exclusive))
	if s.ts = c; c <= lo && (len(s.in.Exclusive) > 0 || len(s.in.Expects) > 0) {
		s.ts = lo.Next()
	}
	if r.beyond(s.lease, s.ts, now) {
		return stands, r.tooShort(s.lease, now, "commit")
	}
	// c, where ts may lie above: the cautious one of the two, for who reads between them waits.
	s.latch.Choose(c)
	for i := range s.in.Shared {
		if n, err := s.inTheWay(s.in.Shared[i], c); n != goOn {
			return n, err
		}
	}
	// A stage that went since the look may have left versions that fill has not seen.
	if s.sharedStages && st.Removals != s.removals {
		return s.again(somethingNew, nil)
	}
	for i := range s.in.Shared {
		r.tscache.Raise(s.in.Shared[i], c, now)
	}
	return goOn, nil
}

// checkStage verifies everything at c. What fails at a fixed c fails for good.
// No tombstone is needed, unlike for a chosen c: a copy comes with the same c and meets the same.
func (s *staging) checkStage() error {
	if s.wrong != nil {
		s.r.met.RefusedVersion.Add(1)
		s.wrong.ClosedTS = int64(s.r.Closed())
		return s.wrong
	}
	if err := s.validate(s.in.CommitTS); err != nil {
		return err
	}
	s.out.MaxObs = max(s.out.MaxObs, int64(s.obs))
	refused, err := s.holds(s.in.CommitTS)
	if err != nil {
		return err
	}
	s.out.MaxObs = max(s.out.MaxObs, refused.GetMaxObs())
	if refused != nil {
		return &refused.Refused
	}
	return nil
}

// leave writes the evidence, and at the anchor the record with it: two entries would
// let evidence be without a record.
func (s *staging) leave(least hlc.Timestamp, flushed []*kvpb.Span) error {
	w := s.writer()
	meta := locktable.Copy(s.in.Meta)
	ev := &replicapb.Evidence{
		Txn: meta, Attempt: s.req.Attempt, Anchor: bytes.Clone(s.req.Anchor),
		CommitTs: int64(s.in.CommitTS), StagedTs: int64(least), Covered: fromSpans(s.in.Covered()),
	}
	for i := range s.in.Writes {
		x := &s.in.Writes[i]
		err := s.enc.PutIntent(w, mvcc.Intent{
			Key: x.Key, Txn: keys.Txn(s.in.ID), Seq: x.Seq, Lower: least, Mode: x.Mode, Tombstone: x.Tombstone, Value: x.Value,
		})
		if err != nil {
			return err
		}
		ev.Writes = append(ev.Writes, &kvpb.Span{Key: bytes.Clone(x.Key)})
	}
	ev.Writes = sortProtoSpans(append(ev.Writes, flushed...))
	if len(s.req.Flushed) > 0 {
		ev.Ignored = copyRanges(s.req.Ignored)
		s.effects.Unflushed = append(s.effects.Unflushed, rangestate.NameOf(s.in.ID))
	}
	if len(ev.Covered) == 0 {
		return intention.Malformed("evidence for nothing")
	}
	if err := rangestate.WriteEvidence(w, ev); err != nil {
		return err
	}
	s.effects.Staged = append(s.effects.Staged, ev)
	if len(s.req.Participants) > 0 {
		rec := &replicapb.Record{
			Txn: meta, Anchor: ev.Anchor, State: kvpb.TxnState_STAGING, CommitTs: int64(s.in.CommitTS), FinalTs: int64(s.in.CommitTS),
			Participants: copySets(s.req.Participants), Attempt: s.req.Attempt,
		}
		if err := rangestate.WriteRecord(w, rec); err != nil {
			return err
		}
		s.effects.Records = append(s.effects.Records, rec)
	}
	return nil
}

// fromSpans gives spans the form in which evidence is stored, over the same memory.
func fromSpans(ss []keys.Span) []*kvpb.Span {
	out := make([]*kvpb.Span, len(ss))
	for i, s := range ss {
		out[i] = &kvpb.Span{Key: s.Start, EndKey: s.End}
	}
	return out
}

// sortProtoSpans sorts in place: evidence is searched by key.
func sortProtoSpans(ss []*kvpb.Span) []*kvpb.Span {
	slices.SortFunc(ss, func(a, b *kvpb.Span) int { return bytes.Compare(a.Key, b.Key) })
	return ss
}

// copyRanges and copySets copy out of the request, whose memory is the caller's: evidence and record stay.
func copyRanges(rs []*kvpb.SeqRange) []*kvpb.SeqRange {
	out := make([]*kvpb.SeqRange, len(rs))
	for i, r := range rs {
		out[i] = &kvpb.SeqRange{From: r.From, To: r.To}
	}
	return out
}

func copySets(sets []*kvpb.KeySet) []*kvpb.KeySet {
	out := make([]*kvpb.KeySet, len(sets))
	for i, set := range sets {
		out[i] = &kvpb.KeySet{}
		for _, s := range set.Spans {
			out[i].Spans = append(out[i].Spans, &kvpb.Span{Key: bytes.Clone(s.Key), EndKey: bytes.Clone(s.EndKey)})
		}
	}
	return out
}
