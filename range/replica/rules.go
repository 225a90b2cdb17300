package replica

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/latch"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
	"github.com/isochrondb/isochron/range/replica/tscache"
	"github.com/isochrondb/isochron/range/replica/view"
)

// Planted breaks one rule each, so that tests can see that they notice. For
// tests alone: the zero value breaks nothing.
type Planted struct {
	NoTSCache           bool // writers ignore read marks (T2)
	EarlierUnmarked     bool // writers whose c goes below what has changed what they read ignore read marks (T2)
	RaiseAfterSnapshot  bool // readers mark after their snapshot (T2)
	NoExpect            bool // expect is not checked (T11)
	StaleEpoch          bool // what was known of a locked key is believed after others have written it (T11)
	NoValidation        bool // reads are not validated (T12)
	BlindColumns        bool // a change of the columns that were read passes for one of others (T12)
	NoTag               bool // a retried commit does not look for its tag (T10)
	NoConditions        bool // constraint conditions are not evaluated (T13)
	NoPrevention        bool // recovery looks for evidence without preventing it (T8)
	IgnoreClosed        bool // late stages and commits at or below the closed timestamp pass (T4)
	OldTerm             bool // entries of another term take effect (T5)
	ServePastLease      bool // timestamps beyond the lease are served (T3)
	RevokeDropsReads    bool // a lease goes over without its marks (T3)
	RevokedServes       bool // a lease that was ended by its own word serves on (T3)
	FrozenServes        bool // entries after a freeze take effect, and it serves on
	MergeDropsReads     bool // a merged range starts without its right-hand side's marks (T3)
	ThawUnasked         bool // a frozen range thaws without a decision of its left neighbour
	SplitDropsReads     bool // the right-hand side of a split starts without marks (T3)
	ResolveOnHint       bool // an outcome hint resolves (T8)
	CompareAnything     bool // missing → ABORTED replaces a record that came since (T7)
	GatheringLoses      bool // one of those who share an entry is told that it is in it, and is not (T8)
	DropRecordEarly     bool // a record goes before its deadline (T9)
	ThresholdBeforeOnly bool // the threshold is checked before the snapshot only (T21)
	BoundsBeforeOnly    bool // and so is whether the keys are here
	RepeatCollected     bool // a copy of a fused statement is answered by rows that may be collected (T21)
	ClearUnasked        bool // a span is cleared without raising the threshold (T21)
	IngestUnasked       bool // a version is ingested below the threshold (T13)
	NoGeneration        bool // a commit is not bound to the generation of the bounds (T9)
	EvidenceWithoutKeys bool // any evidence of the transaction counts for all keys (T8)
	FollowerUnclosed    bool // replicas without the lease serve above their closed timestamp (T14)
	FailedIsFinal       bool // a failed condition is told without a tombstone (T9)
	UndurableRead       bool // readers don't wait for what is visible to become durable (T22)
	UndurableTold       bool // a commit that writes nothing is answered by what is not durable (T22)
	BareBelieved        bool // a span without rows is left out though something was put into it (T12, T14)
	FullIsFinal         bool // "no room" is told without a look for the tag, or a tombstone (T9, T10)
}

// rules is what the protocol asks where a test can have the answer be wrong. Each method says what the
// rule is; the field of Planted that it reads is the bug. Nothing else in this package reads Planted.
type rules struct{ planted Planted }

// sound: no rule is broken, so invariants hold.
func (u *rules) sound() bool { return u.planted == Planted{} }

// readOver is above what was read of spans: who writes there writes above it (T2).
func (u *rules) readOver(m *tscache.Cache, spans []keys.Span) (lo hlc.Timestamp) {
	if u.planted.NoTSCache {
		return hlc.Zero
	}
	for i := range spans {
		lo = max(lo, m.Over(spans[i]))
	}
	return lo
}

// readBelow is readOver for a c below limit, if that is to be below enough; limit, where it is not known. lo is what
// else c lies above.
func (u *rules) readBelow(m *tscache.Cache, spans []keys.Span, lo, enough, limit hlc.Timestamp) hlc.Timestamp {
	if u.planted.NoTSCache || u.planted.EarlierUnmarked {
		return lo
	}
	return m.Below(spans, lo, enough, limit)
}

// raisesFirst: a reader marks before it looks (T2).
func (u *rules) raisesFirst() bool { return !u.planted.RaiseAfterSnapshot }

// closed is what nothing may be written at or below any more (T4).
func (u *rules) closed(proposed hlc.Timestamp) hlc.Timestamp {
	if u.planted.IgnoreClosed {
		return hlc.Zero
	}
	return proposed
}

// beyond: nothing is served at the lease's end or above it (T3).
func (u *rules) beyond(ts, until hlc.Timestamp) bool {
	return ts >= until && !u.planted.ServePastLease
}

// formerTop: a lease begins above the marks of the replica's own former ones (T3).
func (u *rules) formerTop(top hlc.Timestamp) hlc.Timestamp {
	if u.planted.ServePastLease {
		return hlc.Zero
	}
	return top
}

// revoked: a lease that is ended by its own word serves nothing more (T3).
func (u *rules) revoked(frozen bool) bool { return frozen && !u.planted.RevokedServes }

// handsOn are the marks that a lease goes over with (T3).
func (u *rules) handsOn(ms []*replicapb.Mark) []*replicapb.Mark {
	if u.planted.RevokeDropsReads {
		return nil
	}
	return ms
}

// takesIn are the marks of its right-hand side that a merged range starts with (T3).
func (u *rules) takesIn(ms []*replicapb.Mark) []*replicapb.Mark {
	if u.planted.MergeDropsReads {
		return nil
	}
	return ms
}

// splitsOff are the marks that the right-hand side of a split starts with, in its state (T3).
func (u *rules) splitsOff(ms []*replicapb.Mark) []*replicapb.Mark {
	if u.planted.SplitDropsReads {
		return nil
	}
	return ms
}

// splitsOffNow are those that its first lease begins with (T3).
func (u *rules) splitsOffNow(floor hlc.Timestamp, ahead []tscache.Read) (hlc.Timestamp, []tscache.Read) {
	if u.planted.SplitDropsReads {
		return hlc.Zero, nil
	}
	return floor, ahead
}

// frozen: what a freeze forbids is not done.
func (u *rules) frozen(is bool) bool { return is && !u.planted.FrozenServes }

// ofTerm: an entry takes effect in the term alone that it was evaluated in (T5).
func (u *rules) ofTerm(evaluated, entered uint64) bool {
	return evaluated == entered || u.planted.OldTerm
}

// inBounds: a commit is bound to the bounds that its gateway planned with (T9), since which there is a
// generation.
func (u *rules) inBounds(planned, since uint64) bool {
	return planned >= since || u.planted.NoGeneration
}

// asExpected: the newest version is the one that the lock found (T11).
func (u *rules) asExpected(got, want hlc.Timestamp) bool { return got == want || u.planted.NoExpect }

// nextEpoch: what was known of locked keys holds no more once another is about to write them (T11).
func (u *rules) nextEpoch(e *locktable.Epoch) *locktable.Epoch {
	if u.planted.StaleEpoch {
		return e
	}
	return new(locktable.Epoch)
}

// tagged is the key whose versions tell whether the commit has happened (T10).
func (u *rules) tagged(first keys.Key) keys.Key {
	if u.planted.NoTag {
		return nil
	}
	return first
}

// validated: all reads are (T12).
func (u *rules) validated(reads []intention.Read) []intention.Read {
	if u.planted.NoValidation {
		return nil
	}
	return reads
}

// sameColumns reports whether some columns of a row are at r as they are in a newer version (T12).
func (u *rules) sameColumns(e *eval, at mvcc.ConflictAt, of kvpb.Columns) (bool, error) {
	if u.planted.BlindColumns {
		return true, nil
	}
	return e.sameRow(at, of)
}

// source: a span that is known to have no rows is left out until something is put into it (T12, T14).
func (u *rules) source(src view.Source) view.Source {
	src.Believed = u.planted.BareBelieved
	return src
}

// required: all conditions are evaluated (T13).
func (u *rules) required(conds []intention.Condition) []intention.Condition {
	if u.planted.NoConditions {
		return nil
	}
	return conds
}

// looksOnly: recovery prevents what it finds no evidence of, unless it is to look only (T8).
func (u *rules) looksOnly(asked bool) bool { return asked || u.planted.NoPrevention }

// covered: evidence is for its keys alone; rest is what there is none for (T8).
func (u *rules) covered(rest []keys.Span) bool {
	return len(rest) == 0 || u.planted.EvidenceWithoutKeys
}

// hinted does what an outcome hint is for: nothing but what has been done with it. It resolves nothing (T8).
func (u *rules) hinted(r *Replica, req *kvpb.HintRequest, g *rangestate.Staged, t *lease) error {
	if u.planted.ResolveOnHint && g != nil && t != nil {
		return r.settler.resolveLocally(t.ctx, req.Header.GetTxn(), g.Hint)
	}
	return nil
}

// gathered: all that share an entry are in it (T8).
func (u *rules) gathered(items []*settlement) []*settlement {
	if n := len(items) - 1; u.planted.GatheringLoses && n > 0 && items[n].d == nil {
		return items[:n]
	}
	return items
}

// examined: a record is replaced as it was when its transaction was examined, or not at all (T7).
func (u *rules) examined(req *kvpb.DecideRequest, rec *replicapb.Record) bool {
	return req.Examined == rec.State && (req.ExaminedTs == 0 || req.ExaminedTs == rec.CommitTs) || u.planted.CompareAnything
}

// overdue: a record stays until its deadline is closed (T9).
func (u *rules) overdue(deadline, closed hlc.Timestamp) bool {
	return deadline <= closed || u.planted.DropRecordEarly
}

// outlives: a commit that is refused may have a copy on its way, which is to be refused, too (T9).
func (u *rules) outlives(changes bool) bool { return changes && !u.planted.FailedIsFinal }

// fullSealed: a commit that there is no room for may have happened, and a copy of it may come when there
// is room again: it is refused like any other (T9, T10).
func (u *rules) fullSealed() bool { return !u.planted.FullIsFinal }

// readCollected: what was read below the threshold may have been collected meanwhile (T21).
func (u *rules) readCollected(ts, threshold hlc.Timestamp) bool {
	return ts < threshold && !u.planted.ThresholdBeforeOnly
}

// readMoved: of what went to another range, or with the replica, nothing may be left here: it would have been read
// as missing.
func (u *rules) readMoved(then, now uint64) bool { return then != now && !u.planted.BoundsBeforeOnly }

// repeatCollected: so may what a copy of a statement is answered by (T21).
func (u *rules) repeatCollected(ts, threshold hlc.Timestamp) bool {
	return ts < threshold && !u.planted.RepeatCollected
}

// passes: what is cleared lies below the threshold, which rises before (T21).
func (u *rules) passes(to, threshold hlc.Timestamp) bool {
	return to > threshold && !u.planted.ClearUnasked
}

// ingestCollected: nothing is put in below the threshold (T13).
func (u *rules) ingestCollected(ts, threshold hlc.Timestamp) bool {
	return ts < threshold && !u.planted.IngestUnasked
}

// closedHere: a replica without the lease serves what is closed (T14).
func (u *rules) closedHere(ts, closed hlc.Timestamp) bool {
	return ts <= closed || u.planted.FollowerUnclosed
}

// unreadable: a reader waits for a writer until what it writes is durable (T22).
func (u *rules) unreadable(w *latch.Request) bool {
	return w != nil && !(u.planted.UndurableRead && w.IsVisible())
}

// durable waits until what was seen is durable, before it is told (T22).
func (u *rules) durable(e *eval) error {
	if u.planted.UndurableTold {
		return nil
	}
	return e.durable()
}

// durableKeys does so for what is visible of some keys (T22).
func (u *rules) durableKeys(ctx context.Context, r *Replica, ks [][]byte) error {
	if u.planted.UndurableTold {
		return nil
	}
	return r.durableKeys(ctx, ks)
}
