package coord

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/buffer"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// Commit ends the transaction. It returns after Rule W; the timestamp is c, or
// r if nothing was written. Once something was sent, the client's context has no say:
// an answer is found, or *AmbiguousError. Until then it ends the search for ranges
// and the wait for a clock that is not well. After any error the transaction is over.
func (t *Txn) Commit(ctx context.Context) (hlc.Timestamp, error) {
	if t.ended {
		return 0, errEnded
	}
	if err := ctx.Err(); err != nil {
		t.Rollback(ctx)
		return 0, err
	}
	if !t.started {
		t.end()
		return 0, nil
	}
	var c hlc.Timestamp
	var err error
	if t.buf.Written == 0 && !t.flush.Any() {
		c, err = t.commitReads()
	} else {
		c, err = t.commitWrites(ctx)
	}
	if err != nil {
		t.db.metrics.failed(err)
		t.Rollback(ctx)
		return 0, err
	}
	t.commitTS = c
	t.end()
	return c, nil
}

// failed counts commits, not transactions: a replay counts again.
func (m *Metrics) failed(err error) {
	m.Aborted.Add(1)
	var ambiguous *AmbiguousError
	if errors.As(err, &ambiguous) {
		m.Ambiguous.Add(1)
	}
}

// commitReads ends a transaction that wrote nothing. What it locked must have
// stayed as it was: expect, and a mark above all that it saw.
func (t *Txn) commitReads() (hlc.Timestamp, error) {
	if len(t.unheard) > 0 {
		if _, err := t.releaseKeys(t.db.ctx, t.unheard); err != nil {
			return 0, err
		}
	}
	if t.buf.N > 0 {
		t.entries = t.buf.AppendAll(t.entries[:0])
		parts, err := t.divide(t.db.ctx, t.entries, t.reads.Spans, nil)
		if err != nil {
			return 0, err
		}
		c := max(t.readTS, t.seen()).Next()
		if err := t.validate(t.db.ctx, parts, c, validation{}); err != nil {
			return 0, err
		}
		if err := t.certified(c); err != nil {
			return 0, err
		}
		if len(t.asked) > 0 {
			t.releaseAll()
		}
	}
	if t.db.rules.readsWait() {
		t.acknowledge(t.seen())
	}
	t.db.metrics.ReadOnly.Add(1)
	return t.readTS, nil
}

// commitWrites chooses the shape (the table in doc.go).
func (t *Txn) commitWrites(ctx context.Context) (c hlc.Timestamp, err error) {
	conds, err := t.prepareConditions(ctx)
	if err != nil {
		return 0, err
	}
	if t.flush.Any() {
		if err := t.flushEntries(t.db.ctx); err != nil {
			return 0, err
		}
	}
	p := t.db.pursuit()
	err = p.Anew(ctx, 0, func() (err error) {
		c, err = t.commitOnce(ctx, conds)
		return err
	})
	return c, err
}

// commitOnce plans the commit and sends it. ErrMoved: nothing was committed and nothing can be by what
// was sent, since ranges have moved; the commit is planned anew.
func (t *Txn) commitOnce(ctx context.Context, conds []condPart) (hlc.Timestamp, error) {
	t.dropNoops()
	t.entries = t.buf.AppendAll(t.entries[:0])
	if ok, err := t.oneRange(ctx, conds); ok || err != nil {
		if err != nil {
			return 0, err
		}
		return t.commitOne(ctx, &t.whole)
	}
	parts, err := t.divideWith(ctx, func(d *divider) {
		d.add(t.entries, t.reads.Spans, conds)
		if d.err == nil && t.flush.Any() {
			d.err = t.flushedParts(ctx, d)
		}
	})
	if err != nil {
		return 0, err
	}
	parts = slices.DeleteFunc(parts, (*part).empty) // asked for flushed intents, and has none
	var writer *part
	writers := 0
	for _, p := range parts {
		if p.writes() {
			writer = p
			writers++
		}
	}
	if writers > 1 {
		if done, c, err := t.commitTogether(ctx, parts); done {
			return c, err
		}
	}
	switch {
	case writers == 0: // all deletions of what never was
		return t.commitReads()
	case writers > 1 || t.flush.Any():
		return t.commitMany(ctx, parts)
	case len(parts) == 1:
		return t.commitOne(ctx, writer)
	}
	return t.commitOneAndReads(ctx, writer, parts)
}

// oneRange puts all into one part, if one range has all: the commonest case, which
// allocates nothing.
func (t *Txn) oneRange(ctx context.Context, conds []condPart) (bool, error) {
	if t.flush.Any() || len(t.entries) == 0 || t.buf.Written == 0 {
		return false, nil
	}
	desc, err := t.find(ctx, t.entries[0].Key)
	if err != nil || !desc.Contains(t.entries[len(t.entries)-1].Key) {
		return false, err
	}
	for _, s := range t.reads.Spans {
		if !desc.ContainsSpan(s.Span) {
			return false, nil
		}
	}
	for _, c := range conds {
		if !desc.ContainsSpan(c.span) {
			return false, nil
		}
	}
	t.whole = part{desc: desc, entries: t.entries, reads: t.reads.Spans, conds: conds}
	return true, nil
}

// dropNoops makes locked-only keys of those whose deletion deletes nothing.
func (t *Txn) dropNoops() {
	for e := range t.buf.All() {
		if len(e.Writes) > 0 && e.Noop() {
			t.buf.Undo(e, 0)
		}
	}
}

// prepareConditions answers conditions on single keys that the transaction has
// written itself, and finds one key for each condition that asks for existence
// in a span: such a span could not be divided over ranges.
func (t *Txn) prepareConditions(ctx context.Context) ([]condPart, error) {
	var out []condPart
	for i, c := range t.conds {
		part := condPart{c.Span, c.Exists, uint32(i + 1)}
		if c.Span.IsPoint() {
			if e := t.buf.Find(c.Span.Start); e != nil && len(e.Writes) > 0 {
				if e.Last().Tombstone == c.Exists {
					return nil, t.conditionFailed(i)
				}
				continue
			}
		} else if c.Exists {
			k, err := t.witness(ctx, c.Span)
			if err != nil {
				return nil, err
			}
			if k == nil {
				return nil, t.conditionFailed(i)
			}
			part.span = keys.Point(k)
		}
		out = append(out, part)
	}
	return out, nil
}

// conditionFailed is the error of a condition that does not hold: what its owner wants told (a
// violated foreign key, say), or, where the owner tells nothing, that the transaction is to be
// run again.
func (t *Txn) conditionFailed(i int) error {
	if err := t.conds[i].OnFail(); err != nil {
		return &ConditionError{err}
	}
	return &RetryError{Why: "a constraint does not hold any more", Key: t.conds[i].Span.Start}
}

// witness finds a key that exists in s, as of now.
func (t *Txn) witness(ctx context.Context, s keys.Span) (keys.Key, error) {
	r, statement, isolation := t.readTS, t.statement, t.o.Isolation
	now, err := t.db.reading(ctx)
	if err != nil {
		return nil, err
	}
	// The look itself needs no validation: the condition is on the key.
	t.readTS, t.statement, t.o.Isolation = now.Timestamp(), t.seq+1, kvpb.Isolation_READ_COMMITTED
	rows := t.Scan(t.db.ctx, ScanSpec{Spans: []keys.Span{s}, MaxRows: 1})
	var k keys.Key
	if rows.Next(t.db.ctx) {
		k = t.arena.Copy(rows.Key())
	}
	rows.Close()
	t.readTS, t.statement, t.o.Isolation = r, statement, isolation
	return k, rows.Err()
}

// certifyRoom is how far beyond now a certificate must reach for a leaseholder
// to choose a c below it.
// (The more it is, the longer a schema change waits for the promise to pass.)
const certifyRoom = 20 * time.Millisecond

// deadline is the latest c of a commit on desc whose c its leaseholder chooses: beyond it
// "no" is final. In [Txn.deadlineFrom] a c of at least `least` must have room below it, and the
// more the oftener the commit came too late already: by its time of waiting, not by the
// network's alone.
func (t *Txn) deadline(ctx context.Context, desc *descriptor.Range) (hlc.Timestamp, error) {
	now, err := t.db.reading(ctx)
	if err != nil {
		return 0, err
	}
	return t.deadlineFrom(t.db.ctx, now, desc, hlc.Zero, 0)
}

// deadlineFrom is deadline as of now. Without a certificate it is Limits.Timeout from now; with
// one, what the schema is certified for, at most that. The room that is asked for doubles with
// each time that the commit came too late, four times at most, and holds for a far range the way
// there, its quorum and the lead of its closed timestamps.
func (t *Txn) deadlineFrom(ctx context.Context, now hlc.Reading, desc *descriptor.Range, least hlc.Timestamp, late int) (hlc.Timestamp, error) {
	from := max(t.readTS, t.seen(), now.Timestamp(), least)
	want := from.Add(t.db.timeout())
	if t.cert == nil {
		return want, nil
	}
	room := certifyRoom<<min(late, 4) + 2*t.db.o.Bound.Epsilon()
	if desc != nil && t.db.far != nil {
		rtt, _ := t.db.rtt(desc)
		lead := t.db.presentLead(desc)
		room += rtt + t.db.quorum(desc.ID) + lead + lead/presentGrowth
	}
	return t.cert.Certify(ctx, t, from.Add(room), want)
}

// certified asks whether the schema holds at a fixed c.
func (t *Txn) certified(c hlc.Timestamp) error {
	if t.cert == nil {
		return nil
	}
	_, err := t.cert.Certify(t.db.ctx, t, c, c)
	return err
}

// commitOne is section 5.1: one message, one consensus round.
func (t *Txn) commitOne(ctx context.Context, p *part) (hlc.Timestamp, error) {
	call := &t.commit
	call.fill(t, p)
	deadline, err := t.deadline(ctx, p.desc)
	if err != nil {
		return 0, err
	}
	call.req.LatestTs = int64(deadline)
	t.counts.rounds.Add(1)
	if err := t.ask(t.db.ctx, p.desc, p.anchor(), call, nil); err != nil {
		return 0, t.committing(err)
	}
	if len(t.asked) > 0 {
		t.releaseAll()
	}
	t.db.metrics.OneRange.Add(1)
	return t.acked(p.desc, call), nil
}

// acked waits by Rule W for a commit that was answered.
func (t *Txn) acked(desc *descriptor.Range, call *commitCall) hlc.Timestamp {
	c := hlc.Timestamp(call.resp.CommitTs)
	t.observed(hlc.Timestamp(call.resp.MaxObs))
	t.db.learnQuorum(call.hdr.RangeId, call.resp.QuorumNanos)
	t.db.learnPresent(desc, call.resp.ClosedTs)
	t.ackAt(c)
	return c
}

// ackAt waits until c, and all that the transaction has seen, are certainly past (Rule W).
func (t *Txn) ackAt(c hlc.Timestamp) {
	if t.db.rules.waits() {
		t.acknowledge(max(c, t.seen()))
	}
}

// committing is the error of a commit that was refused or is in doubt.
func (t *Txn) committing(err error) error {
	if e, ok := err.(*kvpb.Refused); ok {
		return t.refused(e)
	}
	return err
}

// ask sends a one-range commit until its fate is known. It returns nil, a final
// *kvpb.Refused, distsender.ErrMoved, *AmbiguousError, *UnavailableError, or ctx's error
// where nothing of it can have come to anything.
//
//	Refused          final: its tag was looked for first
//	Refused, closed  its time is over: ask again with more, where c is the range's choice
//	Refused, moved   plan again (likewise)
//	RetryElsewhere   ask the key's owner, with the old generation: an earlier one may be in doubt
//	RefusedForNow    ask again
//	Ambiguous        in doubt until it is answered: ask again
//
// A range answers for good in the end; the latest c makes it. Where it does not answer
// at all, the outcome is unknown if one was ever in doubt. If none was, nothing has
// happened: a request that did not reach the node, or was sent elsewhere by it, is not
// kept by anybody, since connections neither repeat nor hold back what they carry.
func (t *Txn) ask(ctx context.Context, desc *descriptor.Range, key keys.Key, call *commitCall, frag kvpb.Fragment) error {
	a := asking{t: t, ctx: ctx, call: call}
	call.req.Frag = frag
	defer func() { call.req.Frag = nil }()
	p := distsender.Pursuit{Routes: t.db.o.Router, Pace: settling{t.db}, Divided: true}
	err := p.From(t.db.ctx, desc, key, t.db.lookup, func(desc *descriptor.Range) error { return a.send(desc, p.Tries()) })
	switch {
	case err == nil:
		return nil
	case a.final != nil:
		return a.final
	case err == distsender.ErrMoved: // plan again
		return err
	case a.over != nil:
		return a.over
	case a.doubt != nil:
		return &AmbiguousError{ID: t.meta.ID(), Why: a.doubt.Error()}
	case t.db.ctx.Err() != nil:
		return &ClosedError{}
	}
	return gaveUp(err)
}

// asking is a one-range commit on its way.
type asking struct {
	t    *Txn
	ctx  context.Context // the gateway's, once the client's has ended
	call *commitCall

	final  error         // what ended it
	doubt  error         // why a copy may have come to something; nil: none has
	gaveUp error         // why the client does not wait any more
	over   *kvpb.Refused // its time was over, and with it that of all copies
	least  int64         // what its time must exceed; zero: it is not known to be over
	late   int           // how often its time was over
}

// send sends it once. tries: how often it was sent before.
func (a *asking) send(desc *descriptor.Range, tries int) error {
	t, call := a.t, a.call
	if a.least != 0 { // after the pause, which may be longer than a certificate reaches
		a.late++
		if !t.extend(call, desc, a.least, a.late) && a.over != nil {
			return a.ends(a.over)
		}
	} else if tries > 0 {
		t.renew(call, desc)
	}
	a.least, a.over = 0, nil
	call.hdr.RangeId, call.req.Sole = desc.ID, a.doubt == nil
	server, err := t.enterUnless(a.doubt != nil, desc)
	if err != nil {
		return a.ends(wan.After(tries, err))
	}
	if err = server.Send(a.ctx, &call.req, call.answer()); err == nil {
		return nil
	}
	if err = a.heard(err); a.final != nil || distsender.Judge(err) == distsender.Moved {
		return err
	}
	if a.gaveUp == nil && a.ctx.Err() != nil {
		// The client gave up a fused statement of which a copy may have been served: asking
		// goes on without it, and stands in no line.
		a.gaveUp, a.ctx, call.req.Wait = a.ctx.Err(), t.db.ctx, kvpb.WaitPolicy_NOWAIT
	}
	t.db.metrics.AskedAgain.Add(1)
	return err
}

// ends notes err as the last word: the pursuit's own error is not told then.
func (a *asking) ends(err error) error {
	a.final = err
	return err
}

// heard is what err means to the pursuit.
func (a *asking) heard(err error) error {
	chosen := a.call.req.CommitTs == 0 // by the range
	switch e := distsender.Answer(err).(type) {
	case *kvpb.Refused:
		switch {
		case distsender.Judge(e) == distsender.Moved:
			return err
		case a.gaveUp != nil && (e.Reason == kvpb.ReasonLocked || e.Reason == kvpb.ReasonClosed):
			return a.ends(a.gaveUp)
		case a.ctx.Err() != nil && e.Reason == kvpb.ReasonClosed:
			return a.ends(a.ctx.Err())
		case e.Reason != kvpb.ReasonClosed || !chosen:
			return a.ends(e)
		}
		a.over, a.least, a.doubt = e, e.At, nil // no copy of it comes to anything
		return &kvpb.RefusedForNow{Reason: e.Reason, At: e.At}
	case *kvpb.RefusedForNow:
		if e.Reason == kvpb.ReasonClosed && chosen {
			a.least = e.At
		}
	case *kvpb.RetryElsewhere:
	case *kvpb.Ambiguous:
		a.doubt = err
	default:
		if a.ctx.Err() != nil && a.doubt == nil {
			return a.ends(err)
		}
		a.doubt = cmp.Or(a.doubt, err)
		return &kvpb.Ambiguous{Why: err.Error()}
	}
	return err
}

// chooseC is a c of the gateway's choice: beyond all that was seen, and ahead
// of now by what the message takes.
func (t *Txn) chooseC(ctx context.Context, ahead time.Duration) (hlc.Timestamp, error) {
	now, err := t.db.reading(ctx)
	if err != nil {
		return 0, err
	}
	c := max(now.Timestamp().Add(ahead), t.readTS.Next(), t.seen().Next())
	return c, t.certified(c)
}

// roundsFixed is how often a fixed c is tried before the many-range way, which
// can raise it, is taken.
const roundsFixed = 3

// commitOneAndReads is section 5.2: the other ranges check and mark at c, then
// the one that is written commits at exactly c.
// In this order: a validation that is refused leaves nothing behind but marks, a commit could not be taken
// back.
func (t *Txn) commitOneAndReads(ctx context.Context, w *part, parts []*part) (hlc.Timestamp, error) {
	others := make([]*part, 0, len(parts)-1)
	for _, p := range parts {
		if p != w {
			others = append(others, p)
		}
	}
	if t.db.stagesAreNearer(w, others, parts) {
		return t.commitMany(ctx, parts)
	}
	if err := t.affordsAll(others, []*part{w}); err != nil {
		return 0, err
	}
	for round := range roundsFixed {
		c, err := t.chooseC(ctx, t.db.validateAhead(w, others, round))
		if err != nil {
			return 0, err
		}
		start := time.Now()
		if err := t.validate(t.db.ctx, others, c, validation{keepLocks: true}); err != nil {
			return 0, err
		}
		learn(&t.db.lead.validate, time.Since(start))
		call := &t.commit
		call.fill(t, w)
		call.req.CommitTs, call.req.LatestTs = int64(c), int64(c)
		t.counts.rounds.Add(1)
		err = t.ask(t.db.ctx, w.desc, w.anchor(), call, nil)
		if err == nil {
			t.releaseBehind(others)
			t.db.metrics.OneWriter.Add(1)
			return t.acked(w.desc, call), nil
		}
		e, ok := err.(*kvpb.Refused)
		if !ok || e.Reason != kvpb.ReasonTimestamp {
			return 0, t.committing(err)
		}
		t.db.learnPresent(w.desc, e.ClosedTS)
	}
	return t.commitMany(ctx, parts)
}

// validation says how reads, locked keys and conditions are checked at a c.
type validation struct {
	noWait    bool // a foreign stage is a conflict
	keepLocks bool
	buffered  bool // no stage holds what was written: its expects are checked as well
}

// validateRounds bounds how often a passing refusal of a validation is tried
// again: giving up costs a retry and nothing else.
const validateRounds = 6

// validate checks the parts' reads in (r, c], their conditions at c and the
// expects of keys that are not written, leaving marks at c.
func (t *Txn) validate(ctx context.Context, parts []*part, c hlc.Timestamp, v validation) error {
	errs := make([]error, len(parts))
	t.branches(len(parts), func(i int, ch *wan.Chain) {
		var call commitCall
		again := t.db.pursuit()
		errs[i] = t.validatePart(ctx, ch, parts[i], &call, c, v, &again)
	})
	return firstOf(errs)
}

// validatePart validates one range's share. A share that asks for nothing costs no message.
func (t *Txn) validatePart(ctx context.Context, ch *wan.Chain, p *part, call *commitCall, c hlc.Timestamp, v validation, again *distsender.Pursuit) error {
	call.fill(t, p)
	call.dropWrites(v.buffered)
	r := &call.req.CommitRequest
	r.CommitTs, r.LatestTs, r.NoWait, r.KeepLocks = int64(c), int64(c), v.noWait, v.keepLocks
	if len(r.Reads)+len(r.Expects)+len(r.Conditions) == 0 {
		return nil
	}
	err := again.At(ctx, p.desc, func() error {
		again.NoWait = again.Tries() >= validateRounds
		return t.send(ctx, ch, wan.ToRead, p.desc, r, call.answer())
	})
	if err == nil {
		t.observedLater(hlc.Timestamp(call.resp.MaxObs))
		return nil
	}
	if err == distsender.ErrMoved {
		return t.validateAgain(ctx, ch, p, c, v, again)
	}
	if e, ok := distsender.Answer(err).(*kvpb.Refused); ok {
		t.observedLater(hlc.Timestamp(e.MaxObs))
		return t.refusal(e)
	}
	return gaveUp(err)
}

// validateAgain divides a share whose range has split or merged since, and validates the pieces
// one after the other. All of them share one pursuit, so that ranges that move for ever end in
// an error.
func (t *Txn) validateAgain(ctx context.Context, ch *wan.Chain, p *part, c hlc.Timestamp, v validation, again *distsender.Pursuit) error {
	parts, err := t.divideAgain(ctx, p)
	if err != nil {
		return err
	}
	for _, q := range parts {
		var call commitCall
		if err := t.validatePart(ctx, ch, q, &call, c, v, again); err != nil {
			return err
		}
	}
	return nil
}

// Confirm checks that what the transaction has read and locked still holds, and
// fails with *RetryError where it does not. Call it before an error that tells of
// data goes to the client: a lock that was lost with its lease lets others write
// what the transaction goes by, and what it then meets (a key that "exists
// already") is no fact of the database but the sign that it can't commit. Commit
// finds that too, but does not follow an error. What was flushed is not looked at.
// Without anything that one more look could contradict it asks nobody.
func (t *Txn) Confirm(ctx context.Context) error {
	var entries []*buffer.Entry
	for e := range t.buf.All() {
		if len(e.Expects) > 0 {
			entries = append(entries, e)
		}
	}
	reads := t.reads.Spans
	if !t.serializable() {
		reads = nil
	}
	if t.ended || len(entries)+len(reads) <= 1 { // the error tells of that one thing
		return nil
	}
	now, err := t.db.reading(ctx)
	if err != nil {
		return err
	}
	parts, err := t.divide(ctx, entries, reads, nil)
	if err != nil {
		return err
	}
	to := max(now.Timestamp(), t.readTS, t.seen())
	return t.validate(ctx, parts, to, validation{keepLocks: true, buffered: true})
}

// Rollback ends the transaction and lets go of its locks. It waits for what the
// transaction has seen (Rule W), since an error that goes out after it may tell
// of it. Allowed at any time, also after an error or the end.
// Giving back locks takes Limits.Release at most.
func (t *Txn) Rollback(context.Context) {
	if t.ended {
		return
	}
	if t.registered {
		t.releaseAll()
	}
	t.end()
	t.db.acknowledge(t.seen())
}

// releaseAll gives back all locks: one message to each range that may hold one.
func (t *Txn) releaseAll() {
	ctx, stop := context.WithTimeout(t.db.ctx, t.db.o.Limits.Release)
	defer stop()
	parts, _ := t.divideWith(ctx, func(d *divider) { // what is not found is found by the probe
		for e := range t.buf.All() {
			d.tryAt(e.Key)
		}
		for _, k := range t.asked {
			d.tryAt(k)
		}
		for _, s := range t.flush.Spans.Spans {
			d.span(s.Span, func(*part, keys.Span) {})
		}
	})
	parallel(len(parts), func(i int) { t.releaseRange(ctx, parts[i].desc) })
	if t.flush.Any() {
		t.escaped = true
		t.db.tasks.run(func() { t.dropFlushed(t.db.ctx) })
	}
}

// releaseRange sends the release once. Its answer is not looked at.
func (t *Txn) releaseRange(ctx context.Context, desc *descriptor.Range) {
	req := kvpb.ReleaseRequest{Header: t.header(desc)}
	var resp kvpb.ReleaseResponse
	// What stays is found by the probe of whoever waits for it.
	_ = distsender.Once(t.db.o.Router, desc, func() error { return t.server(desc).Send(ctx, &req, &resp) })
}

// releaseBehind gives back the locks on parts behind the acknowledgement.
func (t *Txn) releaseBehind(parts []*part) {
	var locked []*descriptor.Range
	for _, p := range parts {
		if len(p.entries) > 0 {
			locked = append(locked, p.desc)
		}
	}
	if len(locked) == 0 && len(t.asked) == 0 {
		return
	}
	t.escaped = true
	t.db.tasks.run(func() {
		for _, k := range t.asked {
			if slices.ContainsFunc(locked, func(d *descriptor.Range) bool { return d.Contains(k) }) {
				continue
			}
			if desc, err := t.db.lookup(t.db.ctx, k); err == nil {
				locked = append(locked, desc)
			}
		}
		for _, desc := range locked {
			t.releaseRange(t.db.ctx, desc)
		}
	})
}
