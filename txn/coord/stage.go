package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
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
type staged struct {
	t       *Txn
	c       hlc.Timestamp
	anchor  keys.Key
	parts   []*part
	keysets []*kvpb.KeySet
	home    int // the part and key set that the anchor is of

	// unanchored: the anchor's stage surely came to nothing. Without its record nothing
	// can ever be committed, so an abort needs not be durable.
	unanchored bool
}

// commitMany commits over several write ranges. The context ends the wait for a slot: nothing has
// left by then.
func (t *Txn) commitMany(ctx context.Context, parts []*part) (hlc.Timestamp, error) {
	select {
	case t.db.slots <- struct{}{}:
	case <-ctx.Done():
		return 0, ctx.Err()
	case <-t.db.ctx.Done():
		return 0, &ClosedError{}
	}
	if err := t.affordsAll(nil, parts); err != nil {
		<-t.db.slots
		return 0, err
	}
	s := &staged{t: t, parts: parts, anchor: t.flush.anchor()}
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
	t.escaped, t.staged, t.wan.free = true, true, true
	t.counts.rounds.Add(1)
	outcome, err := s.run()
	if err != nil && (t.db.o.Planted.AbortBeforeDurable || outcome == nil && s.unanchored) {
		<-t.db.slots
		return 0, err
	}
	switch outcome.GetState() {
	case kvpb.TxnState_COMMITTED:
		s.behind(outcome)
		final := hlc.Timestamp(outcome.CommitTs)
		s.count(final)
		t.ackAt(final)
		return final, nil
	case kvpb.TxnState_ABORTED:
		s.behind(outcome)
		if err == nil {
			err = &RetryError{Why: "it took too long to commit, and was ended"}
		}
		return 0, err
	}
	<-t.db.slots
	return 0, &AmbiguousError{ID: t.meta.ID(), Why: "its record can't be reached"}
}

func (s *staged) count(final hlc.Timestamp) {
	m := &s.t.db.metrics
	m.Staged.Add(1)
	if final > s.c {
		m.Raised.Add(1)
	}
	if s.t.flush.any() {
		m.Large.Add(1)
	}
}

// run stages and decides. The error is why it wanted an abort; the outcome has
// the last word.
func (s *staged) run() (*kvpb.Outcome, error) {
	t := s.t
	start := time.Now()
	w := s.wave()
	learn(&t.db.lead.stage, time.Since(start))
	t.observed(w.maxObs)
	s.unanchored = w.unanchored
	switch {
	case w.refusal != nil && w.unanchored:
		return nil, w.refusal // who meets the other stages finds no record, and ends them
	case w.refusal != nil:
		if t.db.o.Planted.AbortBeforeDurable {
			return nil, w.refusal
		}
		return s.decide(kvpb.TxnState_ABORTED, s.c), w.refusal
	case w.doubt:
		return s.recover(), nil
	case w.final == s.c:
		t.db.raisedBy(0)
		return &kvpb.Outcome{State: kvpb.TxnState_COMMITTED, CommitTs: int64(s.c)}, nil
	}
	t.db.raisedBy(w.final.Sub(s.c))
	if err := s.recheck(w.final); err != nil {
		if t.db.o.Planted.AbortBeforeDurable {
			return nil, err
		}
		return s.decide(kvpb.TxnState_ABORTED, s.c), err
	}
	return s.decide(kvpb.TxnState_COMMITTED, w.final), nil
}

// recheck verifies at c' what has no intent to protect it between c and c'.
func (s *staged) recheck(final hlc.Timestamp) error {
	if err := s.t.certified(final); err != nil {
		return err
	}
	return s.t.validate(s.t.db.ctx, s.parts, final, validation{noWait: true, keepLocks: true})
}

// wave is what the stages answered.
type wave struct {
	final   hlc.Timestamp // the highest of what participants can do
	maxObs  hlc.Timestamp
	refusal error
	doubt   bool

	unanchored bool // the anchor's was surely not taken by anybody
}

func (w *wave) join(o wave) {
	w.final, w.maxObs = max(w.final, o.final), max(w.maxObs, o.maxObs)
	if w.refusal == nil {
		w.refusal = o.refusal
	}
	w.doubt, w.unanchored = w.doubt || o.doubt, w.unanchored || o.unanchored
}

func (s *staged) wave() wave {
	waves := make([]wave, len(s.parts))
	s.t.branches(len(s.parts), func(i int, c *chain) { waves[i] = s.stage(s.parts[i], &asking{since: time.Now(), chain: c}) })
	var all wave
	for _, w := range waves {
		all.join(w)
	}
	return all
}

// asking is how often and since when a part is asked to be staged, and whether
// anything of that is in doubt.
type asking struct {
	since time.Time
	try   int
	doubt bool
	chain *chain
}

// over is the wave of a part that can't be asked any more, after err.
func (s *staged) over(p *part, a *asking, err error) wave {
	if a.doubt {
		return wave{doubt: true}
	}
	return wave{refusal: s.t.unserved(p.desc.Start, err, a.since), unanchored: p.holds(s.anchor)}
}

// stage stages one part, divided again if its range has moved.
func (s *staged) stage(p *part, a *asking) wave {
	t, ctx := s.t, s.t.db.ctx
	var call commitCall
	call.fill(t, p)
	call.req.CommitTs, call.req.LatestTs = int64(s.c), int64(s.c)
	req := kvpb.StageRequest{Commit: &call.req.CommitRequest, Anchor: s.anchor, Flushed: p.flushed, Ignored: t.flush.ignored}
	if p.holds(s.anchor) {
		req.Participants = s.keysets
	}
	for ; ; a.try++ {
		var resp kvpb.StageResponse
		err := t.counted(a.chain, p.desc, toWrite).Send(ctx, &req, &resp)
		if err == nil {
			t.db.learnQuorum(p.desc.ID, resp.QuorumNanos)
			return wave{final: max(s.c, hlc.Timestamp(resp.StagedTs)), maxObs: hlc.Timestamp(resp.MaxObs)}
		}
		switch e := answer(err).(type) {
		case *kvpb.Refused:
			if !stale(err) {
				return wave{refusal: t.refusal(e), maxObs: hlc.Timestamp(e.MaxObs)}
			}
		case *kvpb.RefusedForNow: // a foreign stage with a higher c: never waited for (T17)
			return wave{refusal: refusedForNow(e)}
		case *kvpb.RetryElsewhere:
		case *kvpb.Ambiguous:
			a.doubt = true
			t.db.o.Reach.Hit("a stage whose answer is lost is sent again")
		default:
			return wave{doubt: true}
		}
		t.db.o.Router.Stale(p.desc, err)
		if time.Since(a.since) > t.db.askFor() || t.db.pause(ctx, a.try) != nil {
			return s.over(p, a, err)
		}
		if stale(err) {
			a.try++
			return s.stageAgain(p, a)
		}
	}
}

func (s *staged) stageAgain(p *part, a *asking) wave {
	parts, err := s.t.divideAgain(s.t.db.ctx, p)
	if err != nil {
		return s.over(p, a, err)
	}
	if len(p.flushed) > 0 {
		if len(parts) > 1 || len(parts) == 1 && !within(parts[0].desc, p.flushed) {
			return wave{refusal: &RetryError{Why: "its rows moved to other ranges"}}
		}
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
		if e.key.Compare(k) == 0 {
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
	server := func(d *descriptor.Range) kvpb.Sender { return s.t.counted(&s.t.wan.chain, d, toWrite) }
	out, _ := s.decideOnly(to, final, server, nil)
	return s.confirm(out)
}

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
		if len(req.Forget) == 0 && len(resolve) > 0 {
			req.Forget = names(s.t.db.forgets.take(desc.ID))
		}
		err := server(desc).Send(s.t.db.ctx, &req, &resp)
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

func decisive(o *kvpb.Outcome) bool {
	return o.GetState() == kvpb.TxnState_COMMITTED || o.GetState() == kvpb.TxnState_ABORTED
}

// atAnchor calls f with the range of the anchor until it succeeds or there is
// no more asking.
func (s *staged) atAnchor(f func(*descriptor.Range) error) {
	db := s.t.db
	since := time.Now()
	for try := 0; ; try++ {
		desc, err := db.lookup(db.ctx, s.anchor)
		if err == nil {
			if err = f(desc); err == nil {
				return
			}
			db.o.Router.Stale(desc, err)
		}
		if time.Since(since) > db.askFor() || db.pause(db.ctx, try) != nil {
			return
		}
	}
}

// recover asks for a decision by evidence.
func (s *staged) recover() *kvpb.Outcome {
	db := s.t.db
	since := time.Now()
	for try := 0; db.o.Recoverer != nil; try++ {
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
func (s *staged) confirm(o *kvpb.Outcome) *kvpb.Outcome {
	if o == nil || !o.Presumed {
		return o
	}
	var resp kvpb.TagResponse
	asked := false
	s.atAnchor(func(desc *descriptor.Range) error {
		resp.Reset()
		req := kvpb.TagRequest{Header: s.t.header(desc), Key: s.tagKey(), ReadTs: int64(s.t.readTS)}
		err := s.t.counted(&s.t.wan.chain, desc, toRead).Send(s.t.db.ctx, &req, &resp)
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
func (s *staged) behind(o *kvpb.Outcome) {
	db := s.t.db
	<-db.slots // with a participant that is out of reach the rest takes a while
	select {
	case db.cleanups <- struct{}{}:
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
	if len(s.t.flush.ignored) > 0 { // what was rolled back before the stage is not the resolution's
		s.t.dropFlushed(db.ctx)
	}
}

func (s *staged) hint(set *kvpb.KeySet, o *kvpb.Outcome) {
	db := s.t.db
	for _, d := range s.ranges(set.Spans) {
		req := kvpb.HintRequest{Header: s.t.header(d.desc), Outcome: o}
		var resp kvpb.HintResponse
		_ = db.o.Router.Server(d.desc).Send(db.ctx, &req, &resp) // a reader that misses it asks
	}
}

// ranges divides spans by ranges.
func (s *staged) ranges(spans []*kvpb.Span) []*part {
	parts, err := s.t.divideWith(s.t.db.ctx, func(d *divider) {
		for _, x := range spans {
			d.span(keys.Span{Start: x.Key, End: x.EndKey}, func(p *part, piece keys.Span) { p.reads = append(p.reads, readSpan{Span: piece}) })
		}
	})
	if err != nil {
		return nil
	}
	return parts
}

// resolveKeys resolves on all ranges of spans, and reports whether all is done.
func (s *staged) resolveKeys(spans []*kvpb.Span, o *kvpb.Outcome) bool {
	db := s.t.db
	since := time.Now()
	for try := 0; ; try++ {
		parts := s.ranges(spans)
		var left []*kvpb.Span
		for _, p := range parts {
			if !s.resolveRange(p, o) {
				for _, x := range p.reads {
					left = append(left, protoSpan(x.Span))
				}
			}
		}
		if len(parts) > 0 && len(left) == 0 {
			return true
		}
		if len(parts) > 0 {
			spans = left
		}
		if time.Since(since) > db.askFor() || db.pause(db.ctx, try) != nil {
			return false
		}
	}
}

func (s *staged) resolveRange(p *part, o *kvpb.Outcome) bool {
	db := s.t.db
	req := kvpb.ResolveRequest{Header: s.t.header(p.desc), Outcome: o, Anchor: s.anchor}
	for _, x := range p.reads {
		req.Keys = append(req.Keys, protoSpan(x.Span))
	}
	var resp kvpb.ResolveResponse
	err := db.o.Router.Server(p.desc).Send(db.ctx, &req, &resp)
	if err != nil {
		db.o.Router.Stale(p.desc, err)
	}
	return err == nil
}
