package rangestate

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/replicapb"
	"github.com/isochrondb/isochron/range/replica/tscache"
)

// NoteHint has readers go on.
// A hint is somebody's word and not applied: what is written must not rest on it.
func (g *Staged) NoteHint(oc *kvpb.Outcome) {
	g.Hint = oc
	g.Notify()
}

// State is what a replica has applied, as far as it is kept in memory. Not safe for
// concurrent use: its replica guards it.
//
// What each part is for:
//
//	Staged     transactions that have staged here: readers and writers at or above wait, or settle them
//	Written    the same by key, for single keys
//	Records    the outcomes and states of transactions anchored here
//	Prevented  transactions whose commit may not happen here any more, up to a timestamp
//	Carried    reads that were served here under earlier leases or another range: writers stay above
//	Flushed    transactions with intents here that no stage has taken over yet
type State struct {
	Applied
	// Replaced, never changed: others hold on to it.
	Desc *descriptor.Range

	Staged    map[kvpb.TxnID]*Staged
	Written   map[string]*Stage // by key: a key has one stage at most
	wide      []*Stage          // that wrote spans (large transactions)
	Removals  uint64            // how often a stage went
	Records   map[kvpb.TxnID]*replicapb.Record
	Prevented map[kvpb.TxnID]*replicapb.Prevention
	Carried   []carried
	// Not stored: after a restart the next lease begins by the clock (T3).
	revoked  *revoked                     // the last lease that ended by its own word, if this process applied that
	Before   uint64                       // the term of the last entry of an earlier term, if this process applied it
	Flushed  map[kvpb.TxnID]*kvpb.TxnMeta // that have unstamped intents here, perhaps
	Frozen   *replicapb.Freeze            // nil unless the range is about to be merged into its left neighbour
	FrozenAt uint64                       // index of the entry that froze it, if this process applied that
	Tied     uint64                       // the comparison since which the replicas agree on nothing; 0: they do
	Merged   map[uint64]bool              // ranges that were merged into this one, or into one that it came from
}

// carried is a mark that came with a split or merge.
// Key and N name its row on disk.
type carried struct {
	tscache.Read
	Key keys.Key // where it lies
	N   uint64
}

// Staged is all evidence of one transaction on the range.
//
//	Known   Hint    who may act on it
//	nil     nil     nobody: whoever meets it settles it (Settling: somebody is at it)
//	nil     set     readers
//	set     any     all; its intents are to be resolved (Resolving)
type Staged struct {
	ID kvpb.TxnID
	// In the order in which they were applied.
	Pieces []*Stage
	// Known is its final outcome, once settled; not a presumed one.
	Known *kvpb.Outcome
	Hint  *kvpb.Outcome // what its gateway says became of it: for readers alone. It goes with the stage
	// Cleared are keys whose intents are resolved, while those of others are not yet: their waiters
	// could not wait. This leaseholder's alone; at most clearedMax.
	Cleared map[string]struct{}
	// Changed is closed (and forgotten) when the evidence goes, or Known or a hint comes.
	Changed   chan struct{}
	Settling  bool
	Resolving int // how many do
}

// Stage is one piece of evidence.
// Immutable once it is made.
type Stage struct {
	Ev *replicapb.Evidence
	Of *Staged
	// At is C, or above where the leaseholder had to raise it.
	C, At   hlc.Timestamp // as requested; of the intents
	Covered []keys.Span   // sorted
	Writes  []keys.Span   // sorted
}

// NewState is that of an empty range.
func NewState(d *descriptor.Range, a Applied) *State {
	return &State{
		Applied: a, Desc: d,
		Staged: map[kvpb.TxnID]*Staged{}, Written: map[string]*Stage{},
		Records: map[kvpb.TxnID]*replicapb.Record{}, Prevented: map[kvpb.TxnID]*replicapb.Prevention{},
		Flushed: map[kvpb.TxnID]*kvpb.TxnMeta{}, Merged: map[uint64]bool{},
	}
}

// Owns reports whether all of s lies in the range.
// An empty interval is owned by nobody: it is a request that can't be meant.
func (st *State) Owns(s keys.Span) bool {
	return st.Desc.ContainsSpan(s) && (s.IsPoint() || bytes.Compare(s.Start, s.End) < 0)
}

// OwnsAll reports whether all of several spans lies in the range.
func (st *State) OwnsAll(ss []keys.Span) bool {
	for i := range ss {
		if !st.Owns(ss[i]) {
			return false
		}
	}
	return true
}

// Before orders stages: T17 lets one wait only for those before it.
// By timestamp, then by transaction: a total order, so waits make no circle.
func (s *Stage) Before(c hlc.Timestamp, id kvpb.TxnID) bool {
	return s.C < c || s.C == c && s.Of.ID.Less(id)
}

// Foreign calls emit for each stage of another transaction than own that wrote
// in span at or below upto, until emit returns false.
//
// A key is found by Written and wide, a span by walking all stages: O(1) and
// O(stages × log writes). For a span it may name stages all of whose keys in it
// are cleared.
func (st *State) Foreign(span keys.Span, own kvpb.TxnID, upto hlc.Timestamp, emit func(*Stage) bool) {
	if len(st.Staged) == 0 {
		return
	}
	if span.IsPoint() {
		// One stage at most has a point that is not cleared: the next writer of the key has waited for the former (T17).
		if s := st.Written[string(span.Start)]; s != nil && s.Of.ID != own && s.At <= upto && !s.Of.isClear(span.Start) && !emit(s) {
			return
		}
		// Flushed intents are named by spans, which no map finds.
		for _, s := range st.wide {
			if s.Of.ID != own && s.At <= upto && OverlapsAny(s.Writes, span) && !s.Of.isClear(span.Start) && !emit(s) {
				return
			}
		}
		return
	}
	for _, g := range st.Staged {
		if g.ID == own {
			continue
		}
		for _, s := range g.Pieces {
			if s.At <= upto && OverlapsAny(s.Writes, span) && !emit(s) {
				return
			}
		}
	}
}

// FirstForeign is the one of foreign's that comes first in order, or nil.
func (st *State) FirstForeign(spans []keys.Span, own kvpb.TxnID, upto hlc.Timestamp) (first *Stage) {
	if len(st.Staged) == 0 {
		return nil
	}
	for i := range spans {
		st.Foreign(spans[i], own, upto, func(s *Stage) bool {
			// The first of the order: once it is gone, the next one is waited for, and never one that waits for it.
			if first == nil || s.Before(first.C, first.Of.ID) {
				first = s
			}
			return true
		})
	}
	return first
}

// Uncovered are the parts of spans that the pieces don't speak for; least is the
// highest timestamp of those that speak for some.
// Where pieces speak for all, each key's commit was staged, at least by the time
// least (T8).
func Uncovered(pieces []*Stage, spans []keys.Span) (rest []keys.Span, least hlc.Timestamp) {
	rest = spans
	for _, s := range pieces {
		left := Subtract(rest, s.Covered)
		// This piece speaks for some of what is asked: the commit can't be below its intents (T6).
		if !slices.EqualFunc(left, rest, EqualSpans) {
			rest, least = left, max(least, s.At)
		}
	}
	return rest, least
}

// Divide is the part of the evidence for keys in [start, end), or nil.
// The rest of the piece is shared, not copied.
func Divide(ev *replicapb.Evidence, start, end keys.Key) *replicapb.Evidence {
	covered := within(ev.Covered, start, end)
	if len(covered) == 0 {
		return nil
	}
	return &replicapb.Evidence{
		Txn: ev.Txn, Attempt: ev.Attempt, Anchor: ev.Anchor, CommitTs: ev.CommitTs, StagedTs: ev.StagedTs,
		Covered: covered, Writes: within(ev.Writes, start, end), Ignored: ev.Ignored,
	}
}

// AddStage takes evidence in.
func (st *State) AddStage(ev *replicapb.Evidence) {
	id := ev.Txn.ID()
	g := st.Staged[id]
	if g == nil {
		g = &Staged{ID: id}
		st.Staged[id] = g
	}
	s := &Stage{
		Ev: ev, Of: g, C: hlc.Timestamp(ev.CommitTs), At: hlc.Timestamp(ev.StagedTs),
		Covered: ToSpans(nil, ev.Covered), Writes: ToSpans(nil, ev.Writes),
	}
	g.Pieces = append(g.Pieces, s)
	wide := false
	for _, w := range s.Writes {
		if w.IsPoint() {
			// Of two stages of a key the earlier one is cleared there (staged.cleared).
			if old := st.Written[string(w.Start)]; old == nil || old.Of == g || old.At <= s.At {
				st.Written[string(w.Start)] = s
			}
		} else {
			wide = true
		}
	}
	if wide {
		st.wide = append(st.wide, s)
	}
}

// RemoveStages drops all evidence of a transaction and tells those who wait.
// Removals tells those who looked without waiting (R2).
func (st *State) RemoveStages(id kvpb.TxnID) {
	g := st.Staged[id]
	if g == nil {
		return
	}
	delete(st.Staged, id)
	st.Removals++
	for _, s := range g.Pieces {
		for _, w := range s.Writes {
			// Another transaction may have the key by now, after this one's was cleared.
			if w.IsPoint() && st.Written[string(w.Start)] == s {
				delete(st.Written, string(w.Start))
			}
		}
	}
	st.wide = slices.DeleteFunc(st.wide, func(s *Stage) bool { return s.Of == g })
	g.Notify()
}

// isClear reports whether nothing of the transaction is left on a key.
func (g *Staged) isClear(k keys.Key) bool {
	_, ok := g.Cleared[string(k)]
	return ok
}

// Wait is closed when something about the transaction changes.
// To be asked with the replica's mutex held; the look that follows a wake-up asks
// again.
func (g *Staged) Wait() <-chan struct{} {
	if g.Changed == nil {
		g.Changed = make(chan struct{})
	}
	return g.Changed
}

// Notify wakes those who wait.
func (g *Staged) Notify() {
	if g.Changed != nil {
		close(g.Changed)
		g.Changed = nil
	}
}

// Undecided is the lowest timestamp of any stage, or Max. untold: of any of which nobody here knows what
// became of it, so that readers would wait.
// Certified timestamps stay below it: an undecided stage may yet become a version
// there.
func (st *State) Undecided(untold bool) hlc.Timestamp {
	low := hlc.Max
	for _, g := range st.Staged {
		if untold && (g.Hint != nil || g.Known != nil) {
			continue
		}
		for _, s := range g.Pieces {
			low = min(low, s.At)
		}
	}
	return low
}

// Apply takes the effects of one entry in, all but the split's.
//
// Evidence comes before resolutions: an entry may have both for one transaction.
// Merges, freezes, replicas and revocations are the caller's.
func (st *State) Apply(e *replicapb.Effects) {
	for _, ev := range e.Staged {
		st.AddStage(ev)
	}
	for _, t := range e.Resolved {
		st.RemoveStages(TxnOf(t))
	}
	for _, rec := range e.Records {
		st.Records[rec.Txn.ID()] = rec
	}
	for _, t := range e.ForgottenRecords {
		delete(st.Records, TxnOf(t))
	}
	for _, p := range e.Prevented {
		id := kvpb.TxnID{Hi: p.IdHi, Lo: p.IdLo}
		if old := st.Prevented[id]; old == nil || Covers(p, old) {
			st.Prevented[id] = p
		}
	}
	for _, t := range e.ForgottenPreventions {
		delete(st.Prevented, TxnOf(t))
	}
	if len(e.DroppedMarks) > 0 {
		st.Carried = slices.DeleteFunc(st.Carried, func(m carried) bool { return slices.Contains(e.DroppedMarks, m.N) })
	}
	for _, m := range e.Flushed {
		st.Flushed[m.ID()] = m
	}
	for _, t := range e.Unflushed {
		delete(st.Flushed, TxnOf(t))
	}
	// T4.
	st.Threshold = max(st.Threshold, hlc.Timestamp(e.ThresholdTs))
}

// Covers reports whether tombstone p does all that old does.
// FusedOnly forbids fused commits alone, and so less.
func Covers(p, old *replicapb.Prevention) bool {
	return p.Until >= old.Until && (!p.FusedOnly || old.FusedOnly)
}

// TxnOf is the transaction of a name; NameOf is the other way.
func TxnOf(t *replicapb.TxnName) kvpb.TxnID { return kvpb.TxnID{Hi: t.IdHi, Lo: t.IdLo} }

// NameOf is a transaction's name in effects.
func NameOf(id kvpb.TxnID) *replicapb.TxnName { return &replicapb.TxnName{IdHi: id.Hi, IdLo: id.Lo} }

// ReadOf is a stored mark; ReadProto is the other way.
func ReadOf(m *replicapb.Mark) tscache.Read {
	return tscache.Read{Span: keys.Span{Start: m.Start, End: m.End}, At: hlc.Timestamp(m.Ts)}
}

// ReadProto is a mark as it is stored.
func ReadProto(m tscache.Read) *replicapb.Mark {
	return &replicapb.Mark{Start: m.Span.Start, End: m.Span.End, Ts: int64(m.At)}
}

// revoked is the end of a lease by its own word: what the next one begins with.
// Term is that of the lease that ended: only the very next one inherits
// (Inherits).
type revoked struct {
	Term  uint64
	Locks []locktable.Held
}
