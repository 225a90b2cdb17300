package replica

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// Stage checks one participant's part of a parallel commit and answers with a
// replicated entry, the evidence (5.3, 5.4).
//
// StagedTs is c, or higher where this participant can't do c: the gateway then commits at the highest of
// all, after it has validated reads and conditions there, or replays. A second copy gets the same answer.
// Refused is for good; RefusedForNow where a later stage is in the way (T17), or flushed intents are
// missing.
func (r *Replica) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	resp.StagedTs, resp.MaxObs, resp.ClosedTs, resp.QuorumNanos = 0, 0, 0, 0
	e := r.begin(ctx)
	defer e.end()
	if req.Commit == nil || req.Commit.CommitTs <= 0 || len(req.Anchor) == 0 {
		return errMalformed("a stage needs a timestamp and an anchor")
	}
	if err := e.in.load(req.Commit); err != nil {
		return err
	}
	if err := r.writable(e.in.own()); err != nil {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: err}
	}
	if err := named(req.Commit.Header); err != nil {
		return err
	}
	s := staging{committing: committing{eval: e, req: req.Commit, resp: &kvpb.CommitResponse{}}, stage: req, out: resp}
	e.ignored = req.Ignored
	s.wide(req.Flushed)
	if len(e.in.exclusive) == 0 && len(e.in.shared) == 0 {
		return errMalformed("a stage that speaks of no key")
	}
	if slices.ContainsFunc(e.in.exclusive, nothing) || slices.ContainsFunc(e.in.shared, nothing) {
		return errMalformed("a stage with a span that holds no key")
	}
	err := s.run()
	resp.ClosedTs, resp.QuorumNanos = int64(r.Closed()), r.quorum.nanos.Load()
	return err
}

// nothing reports a span that no key lies in: evidence for it would be for nothing.
func nothing(s keys.Span) bool {
	return len(s.Start) == 0 || !s.IsPoint() && bytes.Compare(s.Start, s.End) >= 0
}

// staging is one Stage.
type staging struct {
	committing
	stage *kvpb.StageRequest
	out   *kvpb.StageResponse
	first keys.Key // of the writes as asked for; nil: none
}

// wide adds the spans of flushed intents to what is written.
func (s *staging) wide(fs []*kvpb.Flushed) {
	for _, f := range fs {
		s.in.exclusive = append(s.in.exclusive, rangestate.ToSpan(f.Span))
	}
	if len(s.in.writes) > 0 {
		s.first = s.in.writes[0].key
	}
}

func (s *staging) run() error {
	s.addLatches()
	s.latch.AddTxn(s.in.id)
	for range attemptsMax {
		again, err := s.attemptStage()
		switch {
		case again == nil && err != errAgain:
			return err
		case again != nil:
			s.r.holds(again.Before(s.in.c, s.in.id), &s.r.met.BrokenT17, "T17")
			if err := s.r.awaitStage(s.ctx, s.lease, again, s.in.touched); err != nil {
				return err
			}
		}
		s.again()
	}
	return &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, ClosedTS: int64(s.r.Closed())}
}

func (s *staging) attemptStage() (again *rangestate.Stage, err error) {
	if err := s.acquire(); err != nil {
		return nil, err
	}
	again, done, err := s.inspectStage()
	s.r.mu.Unlock()
	if again == nil && err == nil && !done {
		again, err = s.evaluateStage()
	}
	if !s.free {
		s.drop()
	}
	return again, err
}

// inspectStage is inspect for a stage. done: there is evidence for all of it already.
//
//	a tombstone                     Refused (T8)
//	evidence for all of it          done: a copy
//	evidence for a part of it       only the rest is staged (R3 of range/rangestate)
//	a record, at the anchor         Refused: the transaction is decided, or recovered
//	a foreign stage on a key        waited for, or not now (T17)
func (s *staging) inspectStage() (again *rangestate.Stage, done bool, err error) {
	r, st, id := s.r, s.r.st, s.in.id
	if p := st.Prevented[id]; p != nil && !p.FusedOnly {
		r.o.CodeProbes.Hit("a stage comes after its prevention")
		return nil, false, &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(st.Closed)}
	}
	if !st.OwnsAll(s.in.exclusive) || !st.OwnsAll(s.in.shared) ||
		len(s.stage.Participants) > 0 && !st.Owns(keys.Point(s.stage.Anchor)) {
		return nil, false, r.elsewhere("the keys lie outside of the range")
	}
	if g := st.Staged[id]; g != nil {
		rest, least := rangestate.Uncovered(g.Pieces, s.in.covered())
		if err := s.writesKnown(g, rest); err != nil {
			return nil, false, err
		}
		if r.rules.covered(rest) {
			s.out.StagedTs = int64(least) // a second copy
			return nil, true, nil
		}
		s.in.only(rest) // evidence is never replaced
		s.first = nil
		s.keepWide(rest)
	}
	if rec := st.Records[id]; rec != nil && len(s.stage.Participants) > 0 {
		return nil, false, &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(st.Closed)}
	}
	for i := range s.in.exclusive {
		if x, err := s.inTheWay(s.in.exclusive[i], hlc.Max); x != nil || err != nil {
			return x, false, err
		}
	}
	s.sharedStages = st.FirstForeign(s.in.shared, id, hlc.Max) != nil
	s.removals = st.Removals
	if r.proposedTS < s.in.c { // looking at millions of flushed intents takes long: nothing closes at c meanwhile
		s.latch.Choose(s.in.c)
	}
	return nil, false, nil
}

// writesKnown refuses writes to keys for which there is evidence that has no intents there:
// it is not a copy, and the writes would be lost.
func (s *staging) writesKnown(g *rangestate.Staged, rest []keys.Span) error {
	for i := range s.in.writes {
		k := keys.Point(s.in.writes[i].key)
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
	for _, f := range s.stage.Flushed {
		if x := rangestate.ToSpan(f.Span); slices.ContainsFunc(rest, x.Overlaps) {
			s.in.exclusive = append(s.in.exclusive, x)
		}
	}
}

// inTheWay looks for a foreign stage in span at or below upto. T17: one is waited for
// only if it comes before this one; one that comes after it refuses it.
func (s *staging) inTheWay(span keys.Span, upto hlc.Timestamp) (wait *rangestate.Stage, err error) {
	s.r.st.Foreign(span, s.in.id, upto, func(x *rangestate.Stage) bool {
		if !x.Before(s.in.c, s.in.id) {
			s.r.hurry(x.Of.ID) // it comes again
			err = &kvpb.RefusedForNow{
				Reason: kvpb.ReasonStage, Key: bytes.Clone(span.Start), Other: x.Ev.Txn, ClosedTS: int64(s.r.st.Closed),
			}
			return false
		}
		wait = x
		return true
	})
	if err != nil {
		return nil, err
	}
	return wait, nil
}

// Its own tag there: the transaction is over and its evidence gone; evidence left now would never be resolved.
func (s *staging) evaluateStage() (again *rangestate.Stage, err error) {
	if err := s.lookAtKeys(); err != nil {
		return nil, err
	}
	if err := s.checkFlushed(); err != nil {
		return nil, err
	}
	if s.first != nil && s.tagged != 0 {
		// A late copy after all was over.
		return nil, &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(s.r.Closed())}
	}
	now, err := s.r.now()
	if err != nil {
		return nil, err
	}
	s.r.mu.Lock()
	least, again, err := s.chooseStage(now)
	s.r.mu.Unlock()
	if again != nil || err != nil {
		return again, err
	}
	if err := s.checkStage(); err != nil {
		return nil, err
	}
	return nil, s.leave(least, s.flushedSpans())
}

// chooseStage finds the least timestamp that this participant can do, with mu and latches held.
func (s *staging) chooseStage(now hlc.Timestamp) (least hlc.Timestamp, again *rangestate.Stage, err error) {
	r, st, c := s.r, s.r.st, s.in.c
	if err := r.still(s.lease); err != nil {
		return 0, nil, err
	}
	if r.tooFar(max(c, s.in.r), now) {
		return 0, nil, &kvpb.RefusedForNow{Reason: kvpb.ReasonTimestamp, ClosedTS: int64(st.Closed)}
	}
	if r.rules.closed(r.proposedTS) >= c {
		return 0, nil, &kvpb.Refused{Reason: kvpb.ReasonClosed, At: int64(r.proposedTS), ClosedTS: int64(st.Closed)}
	}
	lo := max(s.newest, r.rules.readOver(&r.tscache, s.in.exclusive))
	if least = c; least <= lo && (len(s.in.exclusive) > 0 || len(s.in.expects) > 0) {
		least = lo.Next()
	}
	if r.beyond(s.lease, least, now) {
		return 0, nil, r.tooShort(s.lease, now, "commit")
	}
	s.latch.Choose(c)
	for i := range s.in.shared {
		x, err := s.inTheWay(s.in.shared[i], c)
		if x != nil || err != nil {
			return 0, x, err
		}
	}
	if s.sharedStages && st.Removals != s.removals {
		return 0, nil, errAgain
	}
	for i := range s.in.shared {
		r.tscache.Raise(s.in.shared[i], c, now)
	}
	return least, nil, nil
}

// checkStage verifies everything at c. What fails at a fixed c fails for good.
// No tombstone is needed, unlike for a chosen c: a copy comes with the same c and meets the same.
func (s *staging) checkStage() error {
	if s.wrong != nil {
		s.r.met.RefusedVersion.Add(1)
		s.wrong.ClosedTS = int64(s.r.Closed())
		return s.wrong
	}
	if err := s.validate(s.in.c); err != nil {
		return err
	}
	s.out.MaxObs = max(s.out.MaxObs, int64(s.obs))
	refused, err := s.holds(s.in.c)
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
	meta := locktable.Copy(s.in.meta)
	ev := &replicapb.Evidence{
		Txn: meta, Attempt: s.stage.Attempt, Anchor: bytes.Clone(s.stage.Anchor),
		CommitTs: int64(s.in.c), StagedTs: int64(least), Covered: fromSpans(s.in.covered()),
	}
	for i := range s.in.writes {
		x := &s.in.writes[i]
		err := mvcc.PutIntent(w, mvcc.Intent{
			Key: x.key, Txn: keys.Txn(s.in.id), Seq: x.seq, Lower: least, Mode: x.mode, Tombstone: x.tombstone, Value: x.value,
		})
		if err != nil {
			return err
		}
		ev.Writes = append(ev.Writes, &kvpb.Span{Key: bytes.Clone(x.key)})
	}
	ev.Writes = sortProtoSpans(append(ev.Writes, flushed...))
	if len(s.stage.Flushed) > 0 {
		ev.Ignored = copyRanges(s.stage.Ignored)
		s.effects.Unflushed = append(s.effects.Unflushed, rangestate.NameOf(s.in.id))
	}
	if len(ev.Covered) == 0 {
		return errMalformed("evidence for nothing")
	}
	if err := rangestate.WriteEvidence(w, ev); err != nil {
		return err
	}
	s.effects.Staged = append(s.effects.Staged, ev)
	if len(s.stage.Participants) > 0 {
		rec := &replicapb.Record{
			Txn: meta, Anchor: ev.Anchor, State: kvpb.TxnState_STAGING, CommitTs: int64(s.in.c), FinalTs: int64(s.in.c),
			Participants: copySets(s.stage.Participants), Attempt: s.stage.Attempt,
		}
		if err := rangestate.WriteRecord(w, rec); err != nil {
			return err
		}
		s.effects.Records = append(s.effects.Records, rec)
	}
	s.free = true
	if err := s.propose(); err != nil {
		return err
	}
	s.r.met.Stages.Add(1)
	if least > s.in.c {
		s.r.met.Raised.Add(1)
	}
	s.out.StagedTs = int64(least)
	return nil
}

func fromSpans(ss []keys.Span) []*kvpb.Span {
	out := make([]*kvpb.Span, len(ss))
	for i, s := range ss {
		out[i] = &kvpb.Span{Key: s.Start, EndKey: s.End}
	}
	return out
}

func sortProtoSpans(ss []*kvpb.Span) []*kvpb.Span {
	slices.SortFunc(ss, func(a, b *kvpb.Span) int { return bytes.Compare(a.Key, b.Key) })
	return ss
}

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
