package replica

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// Large transactions (5.4) flush intents without a timestamp before they stage.
// Readers ignore those. The stage takes over what lies in its spans, if all of it
// is there in its last state, so dropping a flushed intent is always safe.
//
// A key that is written and flushed again has several intents, one for each number:
// statements and savepoints may still need the older ones. They are counted one by one.
//
// What the locks of a flushed key said lies beside the intents, as "intents" whose
// numbers are rangestate.ExpectSeq + mode: 8 bytes timestamp, 1 byte mode. They go with the
// others, and never become versions. The first one of each mode counts. The commonest one,
// that the key never was (0, mode UPDATE), is said by the intent itself (mvcc.Intent.Absent):
// of several that a key has, each must hold. So is, from version.Expecting on, what the one lock
// of a key found (mvcc.Intent.Expects).

// latchFlush latches the transaction: its stage counts what is there, before or after.
func latchFlush(e *eval, req *kvpb.FlushRequest) error {
	if err := intention.Named(req.Header); err != nil {
		return err
	}
	e.latch.AddTxn(req.Header.GetTxn().ID())
	if err := e.r.writable(intention.OwnWrites(req.Writes)); err != nil && len(req.Writes) > 0 {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: err}
	}
	return nil
}

// flush writes unstamped intents, or drops or counts them.
//
//	Writes    intents without a timestamp, and what their locks found
//	Drop      removes those of a span
//	Count     counts them, for the stage to compare; with Counted nothing is counted
//
// A flush may be lost with its lease or dropped as an orphan's at any time: only the stage, which counts
// again, makes it matter.
func flush(e *eval, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	resp.Count, resp.LastSeq = 0, 0
	f := &flushing{eval: e, req: req, resp: resp}
	if req.Drop == nil {
		return e.execute(f)
	}
	return f.dropAll()
}

// dropOrphan drops what a transaction has flushed in a span: nobody will stage it.
func (sl *settler) dropOrphan(ctx context.Context, m *kvpb.TxnMeta, span *kvpb.Span) error {
	e := sl.r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(m.ID())
	f := &flushing{eval: e, req: &kvpb.FlushRequest{Header: &kvpb.Header{Txn: m}, Drop: span}}
	return f.dropAll()
}

// flushing is one command of a Flush.
type flushing struct {
	*eval
	req  *kvpb.FlushRequest
	resp *kvpb.FlushResponse
	span keys.Span // what is left to be dropped
}

func (f *flushing) id() kvpb.TxnID { return f.req.Header.GetTxn().ID() }

// dropAll drops intents, in as many commands as it takes.
func (f *flushing) dropAll() error {
	f.span = rangestate.ToSpan(f.req.Drop)
	err := f.execute(f)
	// ResolveSome leaves nil where nothing is left.
	for err == nil && f.span.Start != nil {
		err = f.dropMore()
	}
	return err
}

// dropMore is the next command, as an evaluation of its own: others of the transaction come in between.
func (f *flushing) dropMore() error {
	e := f.r.begin(f.ctx)
	defer e.end()
	e.latch.AddTxn(f.id())
	more := *f
	more.eval = e
	err := e.execute(&more)
	f.span = more.span
	return err
}

// lookLocked checks bounds, and that the request is not late.
// A late copy must not add to what the stage has counted, nor drop what may be committed.
func (f *flushing) lookLocked() (next, error) {
	r, req := f.r, f.req
	id := req.Header.GetTxn().ID()
	for _, w := range req.Writes {
		if !r.st.Owns(keys.Point(w.Key)) {
			return stands, r.elsewhere("the keys lie outside of the range")
		}
	}
	for _, x := range req.Expects {
		if !r.st.Owns(keys.Point(x.Key)) {
			return stands, r.elsewhere("the keys lie outside of the range")
		}
	}
	if req.Drop != nil && r.tscache.Watched() {
		r.tscache.Blur(r.readUpTo()) // who flushed it has seen what is there, as under a lock (keepSeen)
	}
	for _, s := range []*kvpb.Span{req.Drop, req.Count} {
		if s != nil && !r.st.Owns(rangestate.ToSpan(s)) {
			return stands, r.elsewhere("the keys lie outside of the range")
		}
	}
	// Staged: what was flushed belongs to the evidence. Prevented: it never will.
	if p := r.st.Prevented[id]; r.st.Staged[id] != nil || p != nil && !p.FusedOnly {
		if req.Drop != nil { // what is staged is the resolution's
			return stands, &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, ClosedTS: int64(r.st.Closed)}
		}
		if len(req.Writes) > 0 {
			return stands, &kvpb.Refused{Reason: kvpb.ReasonPrevented, ClosedTS: int64(r.st.Closed)}
		}
	}
	return goOn, nil
}

// fill reads or writes intents of this transaction alone; its latch keeps others of it away. Counting
// writes nothing, and needs no entry: the stage counts again.
func (f *flushing) fill() (n next, err error) {
	switch {
	case f.req.Drop != nil:
		return goOn, f.dropSome()
	case f.req.Count == nil:
		return goOn, f.flush(f.req)
	case !f.req.Counted:
		f.resp.Count, f.resp.LastSeq, err = f.count(rangestate.ToSpan(f.req.Count))
	}
	return stands, err
}

// answer lets the locks in memory go that the intents, applied by now, stand for.
func (f *flushing) answer(n next, err error) (next, error) {
	if n == goOn && err == nil {
		f.r.hidden.retire(f.id(), f.req.Writes)
	}
	return stands, err
}

// flush builds the command of a Flush. A late copy, after all was over, is known by the tag of
// its first key or of its last: what it would leave otherwise (those of keys between that were
// not rolled back) does no harm, and is dropped by whoever meets it.
func (e *eval) flush(req *kvpb.FlushRequest) error {
	id := req.Header.GetTxn().ID()
	size := 0
	for _, w := range req.Writes {
		size += mvcc.IntentBytes(w.Key, w.Value)
	}
	e.room(size)
	within := expectsWithin{expects: req.Expects, apart: !e.r.o.Version.Active(version.Expecting)}
	for i, w := range req.Writes {
		if i == 0 || i == len(req.Writes)-1 {
			if err := e.notOver(w.Key, id); err != nil {
				return err
			}
		}
		if err := e.flushOne(w, within.next(w.Key), id); err != nil {
			return err
		}
	}
	if err := e.flushExpects(within.end(), id); err != nil {
		return err
	}
	e.effects.Flushed = append(e.effects.Flushed, locktable.Copy(req.Header.Txn))
	return nil
}

// expectsWithin divides what the locks said into that which the intents say themselves, and the rest. It
// goes by the order in which gateways send both, and is right, if not short, for any other.
type expectsWithin struct {
	expects []*kvpb.Expect // that are not divided yet
	rest    []*kvpb.Expect
	apart   bool // intents say nothing: the cluster has older nodes
}

// next returns what the intent of the next write is to say, or nil: only what its key's one lock found.
func (x *expectsWithin) next(key []byte) *kvpb.Expect {
	for !x.apart && len(x.expects) > 0 {
		one := x.expects[0]
		c := bytes.Compare(one.Key, key)
		if c > 0 || c == 0 && len(x.expects) > 1 && bytes.Equal(x.expects[1].Key, key) {
			return nil
		}
		x.expects = x.expects[1:]
		if c == 0 && one.Mode <= kvpb.LockMode_UPDATE {
			return one
		}
		x.rest = append(x.rest, one)
	}
	return nil
}

// end returns what no intent says.
func (x *expectsWithin) end() []*kvpb.Expect { return append(x.rest, x.expects...) }

// flushExpects writes what the locks said, where nothing of the mode is there yet.
func (e *eval) flushExpects(expects []*kvpb.Expect, id kvpb.TxnID) error {
	if len(expects) == 0 {
		return nil
	}
	there, err := mvcc.NewIntentCursor(e.r.o.Engine, spanning(expects, (*kvpb.Expect).GetKey), keys.Txn(id))
	if err != nil {
		return err
	}
	for _, x := range expects {
		known := false
		err = there.On(x.Key, func(i mvcc.Intent) error {
			known = known || i.Seq == rangestate.ExpectSeq+uint64(x.Mode)
			return nil
		})
		if err == nil && !known {
			err = e.flushExpect(x, id)
		}
		if err != nil {
			break
		}
	}
	return errors.Join(err, there.Close())
}

// flushExpect writes what a lock found beside the intents: as many as a transaction has, without memory.
func (e *eval) flushExpect(x *kvpb.Expect, id kvpb.TxnID) error {
	var b [9]byte
	binary.BigEndian.PutUint64(b[:], uint64(x.Expect))
	b[8] = byte(x.Mode)
	return e.enc.PutIntent(e.writer(), mvcc.Intent{Key: x.Key, Txn: keys.Txn(id), Seq: rangestate.ExpectSeq + uint64(x.Mode), Value: b[:]})
}

// dropSome makes one command that drops; span is what it leaves.
func (f *flushing) dropSome() error {
	_, left, err := mvcc.ResolveSome(f.r.o.Engine, f.writer(), f.span, keys.Txn(f.id()), hlc.Zero, 0, nil, f.r.lim.ResolveIntentsMax, resolveBytes)
	if err != nil {
		return err
	}
	if f.span.Start = left; left == nil {
		f.effects.Unflushed = append(f.effects.Unflushed, rangestate.NameOf(f.id()))
	}
	return nil
}

// countFlushed counts the unstamped intents, and finds the last number.
func (f *flushing) count(span keys.Span) (count, last uint64, err error) {
	err = mvcc.ScanIntents(f.r.o.Engine, span, keys.Txn(f.id()), func(i mvcc.Intent) error {
		if i.Seq < rangestate.ExpectSeq && i.Lower == hlc.Zero && !rangestate.InRanges(f.req.Ignored, i.Seq) {
			count++
			last = max(last, i.Seq)
		}
		return nil
	})
	return count, last, err
}

// spanning is the smallest span that holds all keys of a list that is not empty.
func spanning[T any](list []T, key func(T) []byte) keys.Span {
	lo, hi := key(list[0]), key(list[0])
	for _, x := range list[1:] {
		switch k := key(x); {
		case bytes.Compare(k, lo) < 0:
			lo = k
		case bytes.Compare(k, hi) > 0:
			hi = k
		}
	}
	return keys.Span{Start: lo, End: keys.Key(hi).Next()}
}

// flushOne writes one intent; x: what it says that its lock found, nil: nothing.
func (e *eval) flushOne(w *kvpb.Write, x *kvpb.Expect, id kvpb.TxnID) error {
	if w.Seq == 0 || w.Seq >= rangestate.ExpectSeq {
		return &kvpb.Refused{Reason: kvpb.ReasonLost, Key: bytes.Clone(w.Key)}
	}
	return e.enc.PutIntent(e.writer(), mvcc.Intent{
		Key: w.Key, Txn: keys.Txn(id), Seq: w.Seq, Mode: mvcc.Mode(w.Mode), Tombstone: w.Tombstone, Absent: w.Absent, Value: w.Value,
		Expects: x != nil, Expect: hlc.Timestamp(x.GetExpect()), ExpectMode: mvcc.Mode(x.GetMode()),
	})
}

// notOver refuses to write a key that the transaction has committed.
func (e *eval) notOver(key keys.Key, id kvpb.TxnID) error {
	s, err := e.Look(key, mvcc.ModeNone, id.Tag(), hlc.Zero)
	if err == nil && s.Tagged != 0 {
		err = &kvpb.Refused{Reason: kvpb.ReasonPrevented, Key: bytes.Clone(key)}
	}
	return err
}

// checkFlushed verifies that the flushed intents are all there in their last state,
// checks their expects, and takes the versions below them into account (s.newest).
// Without the counts a commit would lose writes whose flush was lost with a lease, or dropped as an orphan's (5.4).
func (s *staging) checkFlushed() error {
	id := s.in.ID
	for _, f := range s.req.Flushed {
		span := rangestate.ToSpan(f.Span)
		if !s.has(span) {
			continue
		}
		var count, last uint64
		if !span.IsPoint() {
			s.Near.ExpectBetween(span.Start, span.End) // intents come in the order of keys
		}
		err := mvcc.ScanIntents(s.r.o.Engine, span, keys.Txn(id), func(i mvcc.Intent) error {
			if i.Seq < rangestate.ExpectSeq {
				// Lower is set by a stage: such an intent was not flushed.
				if i.Lower == hlc.Zero && !rangestate.InRanges(s.req.Ignored, i.Seq) {
					count++
					last = max(last, i.Seq)
				}
				return s.lookBelow(i)
			}
			return s.expectFlushed(i)
		})
		if err != nil {
			return err
		}
		// Not final: a copy that comes while a flush is still on its way may find all of it.
		if count != f.Count || last != f.LastSeq {
			return &kvpb.RefusedForNow{Reason: kvpb.ReasonLost, Key: bytes.Clone(span.Start), ClosedTS: int64(s.r.Closed())}
		}
	}
	return nil
}

// lookBelow takes the versions below a flushed intent into account, and checks what it expects of them.
func (s *staging) lookBelow(i mvcc.Intent) error {
	got, err := s.Look(i.Key, i.ExpectMode, 0, 0)
	if err != nil {
		return err
	}
	s.newest = max(s.newest, got.Version, i.Expect)
	switch {
	case i.Absent:
		s.expecting(i.Key, got.Version, hlc.Zero)
	case i.Expects:
		s.expecting(i.Key, got.Expect, i.Expect)
	}
	return nil
}

// has reports whether a flushed span is still asked for.
func (s *staging) has(span keys.Span) bool {
	for i := range s.in.Exclusive {
		if rangestate.EqualSpans(s.in.Exclusive[i], span) {
			return true
		}
	}
	return false
}

// expectFlushed checks what was written beside the intents against the newest version now (T11).
func (s *staging) expectFlushed(i mvcc.Intent) error {
	if len(i.Value) != 9 {
		return rangestate.ErrCorrupt
	}
	want, mode := hlc.Timestamp(binary.BigEndian.Uint64(i.Value)), mvcc.Mode(i.Value[8])
	got, err := s.Look(i.Key, mode, 0, 0)
	if err != nil {
		return err
	}
	s.newest = max(s.newest, got.Version, want)
	s.expecting(i.Key, got.Expect, want)
	return nil
}

// expecting compares the newest version that a flushed key has with what its lock found.
func (s *staging) expecting(key keys.Key, got, want hlc.Timestamp) {
	if s.wrong == nil && !s.r.rules.asExpected(got, want) {
		s.wrong = &kvpb.Refused{Reason: kvpb.ReasonVersion, Key: bytes.Clone(key), At: int64(got), MaxObs: int64(got)}
	}
}

// flushedSpans are the spans whose flushed intents the stage takes over.
func (s *staging) flushedSpans() []*kvpb.Span {
	var out []*kvpb.Span
	for _, f := range s.req.Flushed {
		if s.has(rangestate.ToSpan(f.Span)) { // with nothing that counts, too: the rest is dropped
			out = append(out, &kvpb.Span{Key: bytes.Clone(f.Span.Key), EndKey: bytes.Clone(f.Span.EndKey)})
		}
	}
	return out
}
