package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// The parallel commit (section 5.3).
//
//	wave of stages      outcome, who decides                           then
//	all at c            COMMITTED@c, implied by the evidence           acknowledge; record, resolve behind
//	some higher         re-check at c'; compare-and-set → COMMITTED@c' acknowledge; resolve behind
//	                    the re-check fails: → ABORTED                  error, when it is durable
//	one refused         → ABORTED                                      error, when it is durable
//	one surely not sent → ABORTED, or nothing where that is the anchor error
//	one in doubt        recovery: evidence or prevention               whatever it says
//
// Never staged again: two attempts with overlapping evidence commit twice.

// staged is a transaction on its way through a parallel commit. It outlives the
// acknowledgement.
// Its steps, each possible only once (T7):
//
//	wave       stages to all parts, at c; never sent with another c
//	recheck    at c', if some could not do c
//	decide     the record's compare-and-set, on the way of the client only where the evidence alone does not decide
//	behind     hints, record, resolution
type staged struct {
	t *Txn
	// c is the timestamp of the stages, not always that of the outcome.
	c hlc.Timestamp
	// The anchor is a written key; the record lies with it, wherever its range goes.
	anchor keys.Key
	parts  []*part
	// keysets are what each part covers, by index of parts: the record's list of participants.
	keysets []*kvpb.KeySet
	home    int // the part and key set that the anchor is of

	// unanchored: the anchor's stage surely came to nothing. Without its record nothing
	// can ever be committed, so an abort needs not be durable.
	unanchored bool
}

// commitMany commits over several write ranges. The context ends the wait for a slot: nothing has
// left by then.
// A slot bounds what is staged and undecided: readers wait for those.
func (t *Txn) commitMany(ctx context.Context, parts []*part) (hlc.Timestamp, error) {
	select {
	case t.db.slots <- struct{}{}:
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-t.db.ctx.Done():
		return 0, &ClosedError{}
	}
	// Before anything has left: from then on the price is no reason (W3).
	if err := t.affordsAll(nil, parts); err != nil {
		<-t.db.slots
		return 0, err
	}
	// Where intents were flushed the anchor is one of them, since those are sure to be there.
	s := &staged{t: t, parts: parts, anchor: t.flush.Anchor()}
	c, err := t.chooseC(ctx, t.db.stageAhead(parts))
	if err != nil {
		<-t.db.slots
		return 0, err
	}
	s.c = c
	if s.anchor == nil {
		s.anchor = t.db.homeOf(parts)
	}
	for i, p := range parts {
		s.keysets = append(s.keysets, p.covers())
		if p.holds(s.anchor) {
			s.home = i
		}
	}
	// From here on others may read the transaction's memory, and its end is up to the record.
	t.escaped, t.staged, t.wan.Free = true, true, true
	t.counts.rounds.Add(1)
	outcome, err := s.run()
	// Nothing can come of the stages that were taken, for their record can't come any more: no need to make
	// that durable.
	if err != nil && (!t.db.rules.abortsDurably() || outcome == nil && s.unanchored) {
		<-t.db.slots
		return 0, err
	}
	// The slot is given back by behind, where there is an outcome.
	switch outcome.GetState() {
	case kvpb.TxnState_COMMITTED:
		s.behind(outcome)
		final := hlc.Timestamp(outcome.CommitTs)
		s.count(final)
		t.ackAt(final)
		return final, nil
	case kvpb.TxnState_ABORTED:
		// After an abort, too, the other ranges' stages are resolved behind.
		s.behind(outcome)
		if err == nil {
			err = &RetryError{Why: "it took too long to commit, and was ended"}
		}
		return 0, err
	}
	// Nobody knows: the ranges find out by recovery.
	<-t.db.slots
	return 0, &AmbiguousError{ID: t.meta.ID(), Why: "its record can't be reached"}
}

// count is of commits that have happened; final is where it may have been raised to.
func (s *staged) count(final hlc.Timestamp) {
	m := &s.t.db.metrics
	m.Staged.Add(1)
	if final > s.c {
		m.Raised.Add(1)
	}
	if s.t.flush.Any() {
		m.Large.Add(1)
	}
}

// run stages and decides. The error is why it wanted an abort; the outcome has
// the last word.
// nil, nil: nobody could be reached to decide, and it is in doubt.
func (s *staged) run() (*kvpb.Outcome, error) {
	t := s.t
	start := time.Now()
	w := s.wave()
	learn(&t.db.lead.stage, time.Since(start))
	t.observed(w.maxObs)
	s.unanchored = w.unanchored
	switch {
	// The order of the cases matters: one refusal ends it, though another part is in doubt, for an abort's
	// compare-and-set settles that one, too.
	case w.refusal != nil && w.unanchored:
		return nil, w.refusal // who meets the other stages finds no record, and ends them
	case w.refusal != nil:
		if !t.db.rules.abortsDurably() {
			return nil, w.refusal
		}
		return s.decide(kvpb.TxnState_ABORTED, s.c), w.refusal
	case w.doubt:
		// Never decided here as an abort: the stage in doubt may be the evidence that makes it committed.
		return s.recover(), nil
	case w.final == s.c:
		// (Learned: c was high enough.)
		t.db.raisedBy(0)
		return &kvpb.Outcome{State: kvpb.TxnState_COMMITTED, CommitTs: int64(s.c)}, nil
	}
	t.db.raisedBy(w.final.Sub(s.c))
	if err := s.recheck(w.final); err != nil {
		if !t.db.rules.abortsDurably() {
			return nil, err
		}
		// The stages hold evidence for c, not c'. Until the abort is durable recovery could find all of it.
		return s.decide(kvpb.TxnState_ABORTED, s.c), err
	}
	return s.decide(kvpb.TxnState_COMMITTED, w.final), nil
}

// recheck verifies at c' what has no intent to protect it between c and c'.
// Written keys are protected by their intents; locks, reads and conditions by nothing above c. It does not
// wait for foreign stages, since two that wait for each other would wait for ever (T17).
func (s *staged) recheck(final hlc.Timestamp) error {
	if err := s.t.certified(final); err != nil {
		return err
	}
	return s.t.validate(s.t.db.ctx, s.parts, final, validation{noWait: true, keepLocks: true})
}

// wave is what the stages answered.
// Waves of parts are joined: the worst answer counts.
type wave struct {
	final   hlc.Timestamp // the highest of what participants can do
	maxObs  hlc.Timestamp
	refusal error
	doubt   bool

	unanchored bool // the anchor's was surely not taken by anybody
}

// The first refusal is told; one is as good as another.
func (w *wave) join(o wave) {
	w.final, w.maxObs = max(w.final, o.final), max(w.maxObs, o.maxObs)
	if w.refusal == nil {
		w.refusal = o.refusal
	}
	w.doubt, w.unanchored = w.doubt || o.doubt, w.unanchored || o.unanchored
}

// Each part's stages are one pursuit, in a goroutine of its own. It is asked for AskAgain at most.
func (s *staged) wave() wave {
	waves := make([]wave, len(s.parts))
	s.t.branches(len(s.parts), func(i int, c *wan.Chain) {
		p := distsender.Pursuit{Routes: s.t.db.o.Router, Pace: settling{s.t.db}, NoWait: true}
		p.Begin()
		waves[i] = s.stage(s.parts[i], &staging{Pursuit: p, chain: c})
	})
	var all wave
	for _, w := range waves {
		all.join(w)
	}
	return all
}

// staging is the way of a part's stages, and whether anything of them is in doubt.
// doubt stays once it is true: a later answer speaks of its own copy.
type staging struct {
	distsender.Pursuit
	doubt bool
	chain *wan.Chain
}

// over is the wave of a part that can't be asked any more, after err.
// After doubt nobody may say that the part surely was not staged.
func (s *staged) over(p *part, a *staging, err error) wave {
	if a.doubt {
		return wave{doubt: true}
	}
	if s.t.db.ctx.Err() != nil {
		err = &ClosedError{}
	}
	return wave{refusal: gaveUp(err), unanchored: p.holds(s.anchor)}
}

// stage stages one part, divided again if its range has moved. A foreign stage with a higher c
// is never waited for (T17).
// A repeated stage changes nothing where the first one was taken: the range finds its evidence, and answers
// from it.
func (s *staged) stage(p *part, a *staging) wave {
	t, ctx := s.t, s.t.db.ctx
	var call commitCall
	call.fill(t, p)
	call.req.CommitTs, call.req.LatestTs = int64(s.c), int64(s.c)
	req := kvpb.StageRequest{Commit: &call.req.CommitRequest, Anchor: s.anchor, Flushed: p.flushed, Ignored: t.flush.Ignored}
	// The anchor's range writes the record, which names all participants.
	if p.holds(s.anchor) {
		req.Participants = s.keysets
	}
	var resp kvpb.StageResponse
	var heard error
	err := a.At(ctx, p.desc, func() error {
		resp.Reset()
		if heard = t.counted(a.chain, p.desc, wan.ToWrite).Send(ctx, &req, &resp); heard != nil && distsender.Judge(heard) == distsender.Doubt {
			a.doubt = true
			t.db.o.CodeProbes.Hit("a stage whose answer is lost is sent again")
		}
		return heard
	})
	switch e := distsender.Answer(err).(type) {
	case nil:
		t.db.learnQuorum(p.desc.ID, resp.QuorumNanos)
		t.db.learnPresent(p.desc, resp.ClosedTs)
		return wave{final: max(s.c, hlc.Timestamp(resp.StagedTs)), maxObs: hlc.Timestamp(resp.MaxObs)}
	case *kvpb.Refused:
		t.db.learnPresent(p.desc, e.ClosedTS)
		return wave{refusal: t.refusal(e), maxObs: hlc.Timestamp(e.MaxObs)}
	case *kvpb.RefusedForNow:
		// The gateway waits for nothing here: what is in the way ends the wave, and the transaction may try
		// again.
		return wave{refusal: refusedForNow(e)}
	}
	switch err {
	case distsender.ErrMoved:
		return s.stageAgain(p, a)
	case heard: // no answer of a range
		return wave{doubt: true}
	}
	return s.over(p, a, err)
}

// Only keys without evidence are staged by the new ranges (section 5: "adds evidence for uncovered keys
// only").
func (s *staged) stageAgain(p *part, a *staging) wave {
	parts, err := s.t.divideAgain(s.t.db.ctx, p)
	if err != nil {
		return s.over(p, a, err)
	}
	if len(p.flushed) > 0 {
		// Counts of flushed intents can't be divided: which of them lies where is not known.
		if len(parts) > 1 || len(parts) == 1 && !within(parts[0].desc, p.flushed) {
			return wave{refusal: &RetryError{Why: "its rows moved to other ranges"}}
		}
		// A part with nothing but flushed intents has no keys to divide by.
		if len(parts) == 0 {
			parts = append(parts, &part{desc: p.desc})
		}
		parts[0].flushed = p.flushed
	}
	var all wave
	for _, q := range parts {
		all.join(s.stage(q, a))
	}
	return all
}

// within reports whether desc holds all that was flushed to it: it has not been split since.
func within(desc *descriptor.Range, fs []*kvpb.Flushed) bool {
	for _, f := range fs {
		if !desc.ContainsSpan(keys.Span{Start: f.Span.Key, End: f.Span.EndKey}) {
			return false
		}
	}
	return true
}

// holds reports whether the written key k is the part's.
func (p *part) holds(k keys.Key) bool {
	for _, e := range p.entries {
		if e.Key.Compare(k) == 0 {
			return true
		}
	}
	for _, f := range p.flushed {
		if (keys.Span{Start: f.Span.Key, End: f.Span.EndKey}).Contains(k) {
			return true
		}
	}
	return false
}

// decide sets the record from STAGING@c (or nothing, for an abort) and returns
// what it says afterwards; nil if that is not known.
func (s *staged) decide(to kvpb.TxnState, final hlc.Timestamp) *kvpb.Outcome {
	s.t.counts.rounds.Add(1)
	server := func(d *descriptor.Range) kvpb.Sender { return s.t.counted(&s.t.wan.Chain, d, wan.ToWrite) }
	out, _ := s.decideOnly(to, final, server, nil)
	return s.confirm(out)
}

// serverOf is the way to a range: counted in the transaction's chain, or, behind the acknowledgement, not.
type serverOf func(*descriptor.Range) kvpb.Sender

// decideOnly is decide, without a look for the tag. resolved: what the transaction has on the
// keys of resolve went with the decision.
func (s *staged) decideOnly(to kvpb.TxnState, final hlc.Timestamp, server serverOf, resolve []*kvpb.Span) (out *kvpb.Outcome, resolved bool) {
	req := kvpb.DecideRequest{
		Anchor: s.anchor, Examined: kvpb.TxnState_STAGING, ExaminedTs: int64(s.c), To: to, FinalTs: int64(final), Resolve: resolve,
	}
	s.atAnchor(func(desc *descriptor.Range) error {
		var resp kvpb.DecideResponse
		req.Header = s.t.header(desc)
		// Names of other records go with it: they cost nothing here (forget.go).
		if len(req.Forget) == 0 && len(resolve) > 0 {
			req.Forget = names(s.t.db.forgets.take(desc.ID))
		}
		err := server(desc).Send(s.t.db.ctx, &req, &resp)
		// Examined was not what the record said, and what it says is not final: it is asked again.
		if out, resolved = resp.Outcome, resp.Resolved; err == nil && !decisive(out) {
			return &kvpb.Ambiguous{Why: "the record is not final"}
		}
		return err
	})
	if !decisive(out) {
		return nil, false
	}
	return out, resolved
}

// Presumed outcomes are among them: confirm looks closer.
func decisive(o *kvpb.Outcome) bool {
	return o.GetState() == kvpb.TxnState_COMMITTED || o.GetState() == kvpb.TxnState_ABORTED
}

// atAnchor calls f with the range of the anchor until it succeeds or there is
// no more asking.
// f must be able to run twice. It ends with Limits.AskAgain.
func (s *staged) atAnchor(f func(*descriptor.Range) error) {
	p := s.t.db.settle()
	_ = p.Until(s.t.db.ctx, s.anchor, s.t.db.lookup, f)
}

// recover asks for a decision by evidence.
// The Recoverer asks the participants that the record names; where there is none, it has it be ABORTED.
func (s *staged) recover() *kvpb.Outcome {
	db := s.t.db
	since := time.Now()
	for try := 0; db.o.Recoverer != nil; try++ {
		// Attempt 0: this gateway stages once.
		o, err := db.o.Recoverer.Recover(db.ctx, &s.t.meta, s.anchor, s.c, 0)
		if err == nil && decisive(o) {
			return s.confirm(o)
		}
		if time.Since(since) > db.askFor() || db.pause(db.ctx, try) != nil {
			break
		}
	}
	return nil
}

// confirm judges a presumed outcome: a missing record does not tell the gateway
// that the transaction was aborted, since that of a committed one goes as soon as
// all is resolved. The tag of a written key, looked for after the record, does.
// Why the tag: a committed transaction's versions carry it, in the log's order before the record went. Where
// versions may have been collected since (Collected), its absence tells nothing.
func (s *staged) confirm(o *kvpb.Outcome) *kvpb.Outcome {
	if o == nil || !o.Presumed {
		return o
	}
	var resp kvpb.TagResponse
	asked := false
	s.atAnchor(func(desc *descriptor.Range) error {
		resp.Reset()
		req := kvpb.TagRequest{Header: s.t.header(desc), Key: s.tagKey(), ReadTs: int64(s.t.readTS)}
		err := s.t.counted(&s.t.wan.Chain, desc, wan.ToRead).Send(s.t.db.ctx, &req, &resp)
		asked = err == nil
		return err
	})
	switch {
	case !asked || resp.CommitTs == 0 && resp.Collected:
		return nil
	case resp.CommitTs != 0:
		return &kvpb.Outcome{State: kvpb.TxnState_COMMITTED, CommitTs: resp.CommitTs}
	}
	return o
}

// tagKey is a written key in the anchor's range.
func (s *staged) tagKey() keys.Key { return s.anchor }

// behind spreads a final outcome after the acknowledgement has been released:
// hints at once, in memory, so that readers need not ask (the decision is one on its range); then the record, and with it what
// lies on its own range; when that is durable, the other ranges' intents (T8).
// Each step rests on the one before: hints on the outcome, resolution on the durable record, forgetting on all
// resolutions. Whoever is cut off in the middle leaves work, never a wrong state.
func (s *staged) behind(o *kvpb.Outcome) {
	db := s.t.db
	<-db.slots // with a participant that is out of reach the rest takes a while
	select {
	case db.cleanups <- struct{}{}:
	// Not waited for: the client's answer would come later for it.
	default: // the ranges find out for themselves, as they do when the gateway is closing
		db.metrics.LeftToRanges.Add(1)
		return
	}
	ok := db.tasks.run(func() {
		defer func() { <-db.cleanups }()
		s.resolve(o)
	})
	if !ok {
		<-db.cleanups
	}
}

// Hints and the decision go at once: hints are for reading only, and need no durable record.
func (s *staged) resolve(o *kvpb.Outcome) {
	db := s.t.db
	var decided *kvpb.Outcome
	var atHome bool // is resolved
	parallel(len(s.keysets)+1, func(i int) {
		if i == len(s.keysets) {
			decided, atHome = s.decideOnly(o.State, hlc.Timestamp(o.CommitTs), db.o.Router.Server, s.keysets[s.home].Spans)
		} else if o.State == kvpb.TxnState_COMMITTED && i != s.home {
			s.hint(s.keysets[i], o)
		}
	})
	// No final answer: evidence must stay where it is (T8).
	if decided == nil {
		return
	}
	done := make([]bool, len(s.keysets))
	parallel(len(s.keysets), func(i int) {
		done[i] = atHome && i == s.home || s.resolveKeys(s.keysets[i].Spans, decided)
	})
	for _, ok := range done {
		if !ok {
			return
		}
	}
	if decided.State == kvpb.TxnState_COMMITTED {
		db.forget(s)
	}
	if len(s.t.flush.Ignored) > 0 { // what was rolled back before the stage is not the resolution's
		s.t.dropFlushed(db.ctx)
	}
}

// Best effort: a hint that is lost costs a reader a question.
func (s *staged) hint(set *kvpb.KeySet, o *kvpb.Outcome) {
	db := s.t.db
	pieces, _ := distsender.Divide(db.ctx, db.o.Router.Lookup, spansOf(set.Spans)) // a reader that misses it asks
	for _, x := range pieces {
		req := kvpb.HintRequest{Header: s.t.header(x.Desc), Outcome: o}
		var resp kvpb.HintResponse
		_ = db.o.Router.Server(x.Desc).Send(db.ctx, &req, &resp)
	}
}

// resolveKeys resolves on all ranges of spans, and reports whether all is done.
// It walks by ranges as they are now, which need not be the parts'.
func (s *staged) resolveKeys(spans []*kvpb.Span, o *kvpb.Outcome) bool {
	db := s.t.db
	p := db.settle()
	err := p.Walk(db.ctx, spansOf(spans), 0, func(desc *descriptor.Range, here []keys.Span) (bool, error) {
		req := kvpb.ResolveRequest{Header: s.t.header(desc), Keys: protoSpans(here), Outcome: o, Anchor: s.anchor}
		var resp kvpb.ResolveResponse
		return true, db.o.Router.Server(desc).Send(db.ctx, &req, &resp)
	})
	return err == nil
}
