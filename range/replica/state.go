package replica

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/marks"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// ErrCorrupt reports stored state of a range that contradicts itself.
var ErrCorrupt = errors.New("replica: corrupt state")

// applied is the state that each entry moves. It is stored in 33 bytes:
//
//	format 1 | index 8 | term 8 | closed 8 | threshold 8, big-endian
type applied struct {
	index, term       uint64
	closed, threshold hlc.Timestamp
}

const (
	appliedFormat = 1
	appliedLen    = 33
)

func (a applied) encode() (b [appliedLen]byte) {
	b[0] = appliedFormat
	binary.BigEndian.PutUint64(b[1:], a.index)
	binary.BigEndian.PutUint64(b[9:], a.term)
	binary.BigEndian.PutUint64(b[17:], uint64(a.closed))
	binary.BigEndian.PutUint64(b[25:], uint64(a.threshold))
	return b
}

func decodeApplied(b []byte) (applied, error) {
	if len(b) != appliedLen || b[0] != appliedFormat {
		return applied{}, fmt.Errorf("%w: applied state of %d bytes", ErrCorrupt, len(b))
	}
	a := applied{
		index: binary.BigEndian.Uint64(b[1:]), term: binary.BigEndian.Uint64(b[9:]),
		closed: hlc.Timestamp(binary.BigEndian.Uint64(b[17:])), threshold: hlc.Timestamp(binary.BigEndian.Uint64(b[25:])),
	}
	if a.closed < 0 || a.threshold < 0 {
		return applied{}, fmt.Errorf("%w: applied state", ErrCorrupt)
	}
	return a, nil
}

// state is what a replica has applied, as far as it is kept in memory. Guarded
// by Replica.mu; only Apply changes it.
type state struct {
	applied
	desc *descriptor.Range

	staged    map[kvpb.TxnID]*staged
	written   map[string]*stage // by key: a key has one stage at most
	wide      []*stage          // that wrote spans (large transactions)
	removals  uint64            // how often a stage went
	records   map[kvpb.TxnID]*replicapb.Record
	prevented map[kvpb.TxnID]*replicapb.Prevention
	carried   []carried
	revoked   *revoked                     // the last lease that ended by its own word, if this process applied that
	before    uint64                       // the term of the last entry of an earlier term, if this process applied it
	flushed   map[kvpb.TxnID]*kvpb.TxnMeta // that have unstamped intents here, perhaps
	frozen    *replicapb.Freeze            // nil unless the range is about to be merged into its left neighbour
	frozenAt  uint64                       // index of the entry that froze it, if this process applied that
	tied      uint64                       // the comparison since which the replicas agree on nothing; 0: they do
	merged    map[uint64]bool              // ranges that were merged into this one, or into one that it came from
}

// carried is a mark that came with a split or merge.
type carried struct {
	marks.Mark
	key keys.Key // where it lies
	n   uint64
}

// staged is all evidence of one transaction on the range.
type staged struct {
	id     kvpb.TxnID
	pieces []*stage
	// known is its final outcome, once settled; not a presumed one.
	known *kvpb.Outcome
	hint  *kvpb.Outcome // what its gateway says became of it: for readers alone. It goes with the stage
	// cleared are keys whose intents are resolved, while those of others are not yet: their waiters
	// could not wait. This leaseholder's alone; at most clearedMax.
	cleared map[string]struct{}
	// changed is closed (and forgotten) when the evidence goes, or known or a hint comes.
	changed   chan struct{}
	settling  bool
	resolving int // how many do
}

// stage is one piece of evidence.
type stage struct {
	ev      *replicapb.Evidence
	of      *staged
	c, at   hlc.Timestamp // as requested; of the intents
	covered []keys.Span   // sorted
	writes  []keys.Span   // sorted
}

func newState(d *descriptor.Range, a applied) *state {
	return &state{
		applied: a, desc: d,
		staged: map[kvpb.TxnID]*staged{}, written: map[string]*stage{},
		records: map[kvpb.TxnID]*replicapb.Record{}, prevented: map[kvpb.TxnID]*replicapb.Prevention{},
		flushed: map[kvpb.TxnID]*kvpb.TxnMeta{}, merged: map[uint64]bool{},
	}
}

// --- bounds

// owns reports whether all of s lies in the range.
func (st *state) owns(s keys.Span) bool {
	return st.desc.ContainsSpan(s) && (s.IsPoint() || bytes.Compare(s.Start, s.End) < 0)
}

func (st *state) ownsAll(ss []keys.Span) bool {
	for i := range ss {
		if !st.owns(ss[i]) {
			return false
		}
	}
	return true
}

// --- stages

// before orders stages: T17 lets one wait only for those before it.
func (s *stage) before(c hlc.Timestamp, id kvpb.TxnID) bool {
	return s.c < c || s.c == c && s.of.id.Less(id)
}

// foreign calls emit for each stage of another transaction than own that wrote
// in span at or below upto, until emit returns false.
func (st *state) foreign(span keys.Span, own kvpb.TxnID, upto hlc.Timestamp, emit func(*stage) bool) {
	if len(st.staged) == 0 {
		return
	}
	if span.IsPoint() {
		if s := st.written[string(span.Start)]; s != nil && s.of.id != own && s.at <= upto && !s.of.isClear(span.Start) && !emit(s) {
			return
		}
		for _, s := range st.wide {
			if s.of.id != own && s.at <= upto && overlapsAny(s.writes, span) && !s.of.isClear(span.Start) && !emit(s) {
				return
			}
		}
		return
	}
	for _, g := range st.staged {
		if g.id == own {
			continue
		}
		for _, s := range g.pieces {
			if s.at <= upto && overlapsAny(s.writes, span) && !emit(s) {
				return
			}
		}
	}
}

// firstForeign is the one of foreign's that comes first in order, or nil.
func (st *state) firstForeign(spans []keys.Span, own kvpb.TxnID, upto hlc.Timestamp) (first *stage) {
	if len(st.staged) == 0 {
		return nil
	}
	for i := range spans {
		st.foreign(spans[i], own, upto, func(s *stage) bool {
			if first == nil || s.before(first.c, first.of.id) {
				first = s
			}
			return true
		})
	}
	return first
}

// overlapsAny reports whether span overlaps one of the sorted, disjoint spans.
func overlapsAny(sorted []keys.Span, span keys.Span) bool {
	if len(sorted) < 8 {
		return slices.ContainsFunc(sorted, span.Overlaps)
	}
	// The first that does not end before span begins, and the one after it.
	i, _ := slices.BinarySearchFunc(sorted, span.Start, func(s keys.Span, k keys.Key) int {
		if s.IsPoint() {
			return bytes.Compare(s.Start, k)
		}
		if bytes.Compare(s.End, k) <= 0 {
			return -1
		}
		return 1
	})
	return i < len(sorted) && sorted[i].Overlaps(span)
}

// uncovered are the parts of spans that the pieces don't speak for; least is the
// highest timestamp of those that speak for some.
func uncovered(pieces []*stage, spans []keys.Span) (rest []keys.Span, least hlc.Timestamp) {
	rest = spans
	for _, s := range pieces {
		left := subtract(rest, s.covered)
		if !slices.EqualFunc(left, rest, equalSpans) {
			rest, least = left, max(least, s.at)
		}
	}
	return rest, least
}

func equalSpans(a, b keys.Span) bool {
	return bytes.Equal(a.Start, b.Start) && bytes.Equal(a.End, b.End)
}

// subtract returns what of spans lies in none of cut. Both are sorted and disjoint: one pass.
func subtract(spans, cut []keys.Span) []keys.Span {
	var out, parts, next []keys.Span
	first := 0 // of cut that does not end before the span
	for _, s := range spans {
		for first < len(cut) && endsBefore(cut[first], s.Start) {
			first++
		}
		parts = append(parts[:0], s)
		for i := first; i < len(cut) && len(parts) > 0 && !startsBehind(cut[i], s); i++ {
			next = next[:0]
			for _, p := range parts {
				next = append(next, without(p, cut[i])...)
			}
			parts, next = next, parts
		}
		out = append(out, parts...)
	}
	return out
}

// endsBefore reports whether all of c lies before key.
func endsBefore(c keys.Span, key keys.Key) bool {
	if c.IsPoint() {
		return bytes.Compare(c.Start, key) < 0
	}
	return bytes.Compare(c.End, key) <= 0
}

// startsBehind reports whether all of c lies behind s.
func startsBehind(c, s keys.Span) bool {
	if s.IsPoint() {
		return bytes.Compare(c.Start, s.Start) > 0
	}
	return bytes.Compare(c.Start, s.End) >= 0
}

// without is s less c: none, one or two spans.
func without(s, c keys.Span) []keys.Span {
	if !s.Overlaps(c) {
		return []keys.Span{s}
	}
	if s.IsPoint() {
		return nil
	}
	var out []keys.Span
	cs, ce := c.Bounds()
	if bytes.Compare(s.Start, cs) < 0 {
		out = append(out, keys.Span{Start: s.Start, End: cs})
	}
	if bytes.Compare(ce, s.End) < 0 {
		out = append(out, keys.Span{Start: ce, End: s.End})
	}
	return out
}

// within is the part of the spans that lies in [start, end); end nil: no bound.
func within(spans []*kvpb.Span, start, end keys.Key) []*kvpb.Span {
	var out []*kvpb.Span
	for _, s := range spans {
		if len(s.EndKey) == 0 {
			if bytes.Compare(start, s.Key) <= 0 && (end == nil || bytes.Compare(s.Key, end) < 0) {
				out = append(out, s)
			}
			continue
		}
		p := &kvpb.Span{Key: s.Key, EndKey: s.EndKey}
		if bytes.Compare(p.Key, start) < 0 {
			p.Key = start
		}
		if end != nil && bytes.Compare(p.EndKey, end) > 0 {
			p.EndKey = end
		}
		if bytes.Compare(p.Key, p.EndKey) < 0 {
			out = append(out, p)
		}
	}
	return out
}

// divide is the part of the evidence for keys in [start, end), or nil.
func divide(ev *replicapb.Evidence, start, end keys.Key) *replicapb.Evidence {
	covered := within(ev.Covered, start, end)
	if len(covered) == 0 {
		return nil
	}
	return &replicapb.Evidence{
		Txn: ev.Txn, Attempt: ev.Attempt, Anchor: ev.Anchor, CommitTs: ev.CommitTs, StagedTs: ev.StagedTs,
		Covered: covered, Writes: within(ev.Writes, start, end), Ignored: ev.Ignored,
	}
}

// addStage takes evidence in.
func (st *state) addStage(ev *replicapb.Evidence) {
	id := ev.Txn.ID()
	g := st.staged[id]
	if g == nil {
		g = &staged{id: id}
		st.staged[id] = g
	}
	s := &stage{
		ev: ev, of: g, c: hlc.Timestamp(ev.CommitTs), at: hlc.Timestamp(ev.StagedTs),
		covered: toSpans(nil, ev.Covered), writes: toSpans(nil, ev.Writes),
	}
	g.pieces = append(g.pieces, s)
	wide := false
	for _, w := range s.writes {
		if w.IsPoint() {
			// Of two stages of a key the earlier one is cleared there (staged.cleared).
			if old := st.written[string(w.Start)]; old == nil || old.of == g || old.at <= s.at {
				st.written[string(w.Start)] = s
			}
		} else {
			wide = true
		}
	}
	if wide {
		st.wide = append(st.wide, s)
	}
}

// removeStages drops all evidence of a transaction and tells those who wait.
func (st *state) removeStages(id kvpb.TxnID) {
	g := st.staged[id]
	if g == nil {
		return
	}
	delete(st.staged, id)
	st.removals++
	for _, s := range g.pieces {
		for _, w := range s.writes {
			if w.IsPoint() && st.written[string(w.Start)] == s {
				delete(st.written, string(w.Start))
			}
		}
	}
	st.wide = slices.DeleteFunc(st.wide, func(s *stage) bool { return s.of == g })
	g.notify()
}

// isClear reports whether nothing of the transaction is left on a key.
func (g *staged) isClear(k keys.Key) bool {
	_, ok := g.cleared[string(k)]
	return ok
}

// wait is closed when something about the transaction changes.
func (g *staged) wait() <-chan struct{} {
	if g.changed == nil {
		g.changed = make(chan struct{})
	}
	return g.changed
}

func (g *staged) notify() {
	if g.changed != nil {
		close(g.changed)
		g.changed = nil
	}
}

// undecided is the lowest timestamp of any stage, or Max. untold: of any of which nobody here knows what
// became of it, so that readers would wait.
func (st *state) undecided(untold bool) hlc.Timestamp {
	low := hlc.Max
	for _, g := range st.staged {
		if untold && (g.hint != nil || g.known != nil) {
			continue
		}
		for _, s := range g.pieces {
			low = min(low, s.at)
		}
	}
	return low
}

// --- effects

// apply takes the effects of one entry in, all but the split's.
func (st *state) apply(e *replicapb.Effects) {
	for _, ev := range e.Staged {
		st.addStage(ev)
	}
	for _, t := range e.Resolved {
		st.removeStages(txnOf(t))
	}
	for _, rec := range e.Records {
		st.records[rec.Txn.ID()] = rec
	}
	for _, t := range e.ForgottenRecords {
		delete(st.records, txnOf(t))
	}
	for _, p := range e.Prevented {
		id := kvpb.TxnID{Hi: p.IdHi, Lo: p.IdLo}
		if old := st.prevented[id]; old == nil || covers(p, old) {
			st.prevented[id] = p
		}
	}
	for _, t := range e.ForgottenPreventions {
		delete(st.prevented, txnOf(t))
	}
	if len(e.DroppedMarks) > 0 {
		st.carried = slices.DeleteFunc(st.carried, func(m carried) bool { return slices.Contains(e.DroppedMarks, m.n) })
	}
	for _, m := range e.Flushed {
		st.flushed[m.ID()] = m
	}
	for _, t := range e.Unflushed {
		delete(st.flushed, txnOf(t))
	}
	st.threshold = max(st.threshold, hlc.Timestamp(e.ThresholdTs))
}

// covers reports whether tombstone p does all that old does.
func covers(p, old *replicapb.Prevention) bool {
	return p.Until >= old.Until && (!p.FusedOnly || old.FusedOnly)
}

func txnOf(t *replicapb.TxnName) kvpb.TxnID { return kvpb.TxnID{Hi: t.IdHi, Lo: t.IdLo} }

func nameOf(id kvpb.TxnID) *replicapb.TxnName { return &replicapb.TxnName{IdHi: id.Hi, IdLo: id.Lo} }

func toMark(m *replicapb.Mark) marks.Mark {
	return marks.Mark{Span: keys.Span{Start: m.Start, End: m.End}, At: hlc.Timestamp(m.Ts)}
}

func fromMark(m marks.Mark) *replicapb.Mark {
	return &replicapb.Mark{Start: m.Span.Start, End: m.Span.End, Ts: int64(m.At)}
}

func toSpan(s *kvpb.Span) keys.Span { return keys.Span{Start: s.GetKey(), End: s.GetEndKey()} }

// toSpans appends the spans to dst, sharing their keys.
func toSpans(dst []keys.Span, ss []*kvpb.Span) []keys.Span {
	for _, s := range ss {
		dst = append(dst, toSpan(s))
	}
	return dst
}

// narrow keeps the left-hand side of a split: the evidence, records and marks of
// keys below d's end. Tombstones stay on both sides.
func (st *state) narrow(d *descriptor.Range) {
	st.desc = d
	var kept []*replicapb.Evidence
	groups := st.staged
	for _, g := range groups {
		for _, s := range g.pieces {
			if ev := divide(s.ev, d.Start, d.End); ev != nil {
				kept = append(kept, ev)
			}
		}
	}
	st.staged, st.written, st.wide = map[kvpb.TxnID]*staged{}, map[string]*stage{}, nil
	for _, ev := range kept {
		st.addStage(ev)
	}
	for id, g := range groups { // whoever waits looks again
		if n := st.staged[id]; n != nil {
			n.known, n.settling = g.known, g.settling
		}
		g.notify()
	}
	st.removals++
	for id, rec := range st.records {
		if !d.Contains(rec.Anchor) {
			delete(st.records, id)
		}
	}
}

// --- storage

// writeDescriptor stores the range's descriptor.
func writeDescriptor(w engine.Writer, d *descriptor.Range) error {
	b, err := d.Encode()
	if err != nil {
		return err
	}
	return w.Put(keys.Replica(d.ID, keys.ReplicaDescriptor), hlc.Zero, b)
}

func writeApplied(w engine.Writer, rangeID uint64, a applied) error {
	var buf [12]byte
	b := a.encode()
	return w.Put(keys.AppendReplica(buf[:0], rangeID, keys.ReplicaApplied), hlc.Zero, b[:])
}

func evidenceKey(ev *replicapb.Evidence) keys.Key {
	return keys.Evidence(ev.Covered[0].Key, keys.Txn(ev.Txn.ID()))
}

func writeEvidence(w engine.Writer, ev *replicapb.Evidence) error {
	b, err := ev.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(evidenceKey(ev), hlc.Zero, b)
}

func writeRecord(w engine.Writer, rec *replicapb.Record) error {
	b, err := rec.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(keys.Record(rec.Anchor, keys.Txn(rec.Txn.ID())), hlc.Zero, b)
}

func writePrevention(w engine.Writer, start keys.Key, p *replicapb.Prevention) error {
	b, err := p.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(keys.Prevention(start, keys.Txn{Hi: p.IdHi, Lo: p.IdLo}), hlc.Zero, b)
}

func writeMark(w engine.Writer, start keys.Key, n uint64, m *replicapb.Mark) error {
	b, err := m.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(keys.CarriedMark(start, n), hlc.Zero, b)
}

// loadState reads a range's state from the engine.
func loadState(r engine.Reader, rangeID uint64) (*state, error) {
	b, ok, err := r.Get(keys.Replica(rangeID, keys.ReplicaDescriptor), nil)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: range %d has no descriptor", ErrCorrupt, rangeID)
	}
	d, err := descriptor.Decode(b)
	if err != nil || d.ID != rangeID {
		return nil, fmt.Errorf("%w: range %d: descriptor: %v", ErrCorrupt, rangeID, err)
	}
	if b, ok, err = r.Get(keys.Replica(rangeID, keys.ReplicaApplied), nil); err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: range %d has no applied state", ErrCorrupt, rangeID)
	}
	a, err := decodeApplied(b)
	if err != nil {
		return nil, err
	}
	st := newState(d, a)
	return st, st.loadLocal(r)
}

// loadLocal reads the range-local entries.
func (st *state) loadLocal(r engine.Reader) error {
	span := keys.LocalSpan(st.desc.Start, st.desc.End)
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return err
	}
	defer it.Close()
	for ok := it.First(); ok; ok = it.Next() {
		l, err := keys.DecodeLocal(nil, it.Key())
		if err != nil {
			return fmt.Errorf("%w: %v", ErrCorrupt, err)
		}
		b, err := it.Value()
		if err != nil {
			return err
		}
		if err := st.loadEntry(l, b); err != nil {
			return fmt.Errorf("%w: %s: %v", ErrCorrupt, it.Key(), err)
		}
	}
	st.claimFlushed()
	return it.Err()
}

func (st *state) loadEntry(l keys.Local, b []byte) error {
	switch l.Kind {
	case keys.LocalEvidence:
		ev := &replicapb.Evidence{}
		if err := ev.UnmarshalVT(b); err != nil {
			return err
		}
		if ev.Txn == nil || len(ev.Covered) == 0 || ev.Txn.ID() != kvpb.TxnID(l.Txn) {
			return errors.New("evidence of nobody")
		}
		st.addStage(ev)
	case keys.LocalRecord:
		rec := &replicapb.Record{}
		if err := rec.UnmarshalVT(b); err != nil {
			return err
		}
		if rec.Txn == nil || rec.Txn.ID() != kvpb.TxnID(l.Txn) {
			return errors.New("record of nobody")
		}
		st.records[rec.Txn.ID()] = rec
	case keys.LocalPrevention:
		p := &replicapb.Prevention{}
		if err := p.UnmarshalVT(b); err != nil {
			return err
		}
		st.prevented[kvpb.TxnID(l.Txn)] = p
	case keys.LocalMark:
		m := &replicapb.Mark{}
		if err := m.UnmarshalVT(b); err != nil {
			return err
		}
		st.carried = append(st.carried, carried{toMark(m), l.Key, l.Number})
	case keys.LocalFreeze:
		f := &replicapb.Freeze{}
		if err := f.UnmarshalVT(b); err != nil {
			return err
		}
		st.frozen = f
	case keys.LocalTie:
		st.tied = l.Number
	case keys.LocalMerged:
		st.merged[l.Number] = true
	case keys.LocalIntent:
		id := kvpb.TxnID(l.Txn)
		if st.flushed[id] == nil {
			st.flushed[id] = &kvpb.TxnMeta{IdHi: id.Hi, IdLo: id.Lo}
		}
	}
	return nil
}

// claimFlushed forgets those intents that a stage has taken over.
func (st *state) claimFlushed() {
	for id := range st.flushed {
		if st.staged[id] != nil {
			delete(st.flushed, id)
		}
	}
}

// sortSpans sorts spans and drops repeated ones.
func sortSpans(ss []keys.Span) []keys.Span {
	slices.SortFunc(ss, func(a, b keys.Span) int {
		return cmp.Or(bytes.Compare(a.Start, b.Start), bytes.Compare(a.End, b.End))
	})
	return slices.CompactFunc(ss, equalSpans)
}

// disjoint sorts and merges spans, so that no key lies in two of them.
func disjoint(ss []keys.Span) []keys.Span {
	ss = sortSpans(ss)
	out := ss[:0]
	for _, s := range ss {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if !last.IsPoint() && bytes.Compare(s.Start, last.End) < 0 {
				if !s.IsPoint() && bytes.Compare(s.End, last.End) > 0 {
					last.End = s.End
				}
				continue
			}
			if last.IsPoint() && bytes.Equal(last.Start, s.Start) { // the key, then a span from it
				*last = s
				continue
			}
		}
		out = append(out, s)
	}
	return out
}
