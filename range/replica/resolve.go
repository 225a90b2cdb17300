package replica

import (
	"context"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

var (
	errNotFinal = errors.New("replica: the outcome is not final")
	errAlone    = errors.New("replica: no matter for a shared entry")
	errReleased = errors.New("replica: the transaction let go of its locks")
)

// resolution ends a transaction's stage on this range, in as many commands as it takes.
//
//	step … step          intents become versions, or go; ResolveIntentsMax in each command
//	the last step        the evidence goes, with the last intents
//
// Between steps nothing is held: readers see stage and versions in either state alike, by the outcome.
type resolution struct {
	r      *Replica
	meta   *kvpb.TxnMeta
	oc     *kvpb.Outcome
	spans  []keys.Span // that the requester speaks of
	anchor keys.Key    // its record needs not stay; nil: that is not said

	// Where the last command stopped: at the key `from` of span number `at` of piece.
	piece *rangestate.Stage
	at    int
	from  keys.Key
	bytes int // of the last command: the next will be as large
}

// run resolves all, one command after the other. It ends early with the context: what is left is found again.
func (v *resolution) run(ctx context.Context) error {
	defer v.r.settler.beginResolving(v.meta.ID())()
	for {
		more, err := v.step(ctx)
		if err != nil || !more {
			return err
		}
	}
}

// beginResolving notes that somebody resolves a transaction, until the returned function is called:
// nobody else begins meanwhile.
func (sl *settler) beginResolving(id kvpb.TxnID) (end func()) {
	sl.r.mu.Lock()
	defer sl.r.mu.Unlock()
	g := sl.r.st.Staged[id]
	if g == nil {
		// Nothing is here: there is nobody to keep from it, and its record alone may be let go of.
		return func() {}
	}
	g.Resolving++
	return func() {
		sl.r.mu.Lock()
		defer sl.r.mu.Unlock()
		if g.Resolving--; g.Resolving == 0 {
			g.Notify() // who waits has it settled, if it is still there
		}
	}
}

// step resolves at most ResolveIntentsMax intents.
func (v *resolution) step(ctx context.Context) (more bool, err error) {
	now, err := v.r.now()
	if err != nil {
		return false, err
	}
	e := v.r.begin(ctx)
	defer e.end()
	// By the transaction, not by keys: steps of its resolution, and what clears keys of it (clear), come in turn.
	e.latch.AddTxn(v.meta.ID())
	s := resolving{resolution: v, e: e, now: now}
	err = e.execute(&s)
	return s.more, err
}

// resolving is one command of a resolution.
type resolving struct {
	*resolution
	e      *eval
	now    hlc.Timestamp
	pieces []*rangestate.Stage
	more   bool // a limit was reached: another command is to follow
}

// lookLocked, fill and answer: one command resolves some, and the last one lets go of the evidence.
func (s *resolving) lookLocked() (_ next, err error) {
	s.pieces, err = s.inspect(s.e, s.now)
	return goOnIf(len(s.pieces) > 0), err
}

func (s *resolving) fill() (_ next, err error) {
	s.e.room(s.bytes)
	defer func() { s.bytes = s.e.writer().Len() }()
	if s.more, err = s.intents(s.e, s.pieces); err == nil && !s.more {
		err = s.ending(s.e, s.pieces)
	}
	return goOn, err
}

func (s *resolving) answer(n next, err error) (next, error) {
	if n == goOn && err == nil && !s.more {
		s.r.mu.Lock()
		s.letGo(s.e.lease)
		s.r.mu.Unlock()
	}
	return stands, err
}

// inspect looks at what is left, with mu and the transaction's latch held.
func (v *resolution) inspect(e *eval, now hlc.Timestamp) (pieces []*rangestate.Stage, err error) {
	r, id := v.r, v.meta.ID()
	if !r.st.OwnsAll(v.spans) {
		return nil, r.elsewhere("the keys lie outside of the range")
	}
	r.locks.release(id)
	if r.tscache.Watched() {
		r.tscache.Blur(r.readUpTo()) // flushed rows are let go of, too, those that leave no version among them
	}
	if g := r.st.Staged[id]; g != nil {
		// A presumed outcome holds once its resolution is applied, not before (learn).
		if pieces = g.Pieces; g.Known == nil && !v.oc.Presumed {
			g.Known = v.oc // who waits for one of many keys need not wait for all
			g.Notify()
		}
	}
	if len(pieces) > 0 {
		return pieces, nil
	}
	// "Nothing left" is not for a deposed leaseholder to say about what lies beyond its lease.
	if r.beyond(e.lease, hlc.Timestamp(v.oc.CommitTs), now) {
		return nil, r.elsewhere("the lease ends before the commit timestamp")
	}
	v.letGo(e.lease)
	return nil, nil
}

// letGo notes that the record needs not stay, if that is what the requester says: it goes with
// the timestamp that closes behind it, many in one entry. With mu held.
func (v *resolution) letGo(t *lease) {
	id := v.meta.ID()
	if rec := v.r.st.Records[id]; v.anchor != nil && v.r.lease == t && rec != nil && final(rec.State) {
		v.r.settler.resolved[id] = struct{}{}
	}
}

// noteResolved does so for many. Who has no lease notes nothing.
func (sl *settler) noteResolved(names []*kvpb.TxnName) {
	if len(names) == 0 {
		return
	}
	sl.r.mu.Lock()
	defer sl.r.mu.Unlock()
	if _, err := sl.r.admitTied(); err != nil {
		return
	}
	for _, n := range names {
		id := kvpb.TxnID{Hi: n.IdHi, Lo: n.IdLo}
		if rec := sl.r.st.Records[id]; rec != nil && final(rec.State) {
			sl.resolved[id] = struct{}{}
		}
	}
}

// intents writes the versions of intents, or drops them. more: a limit was reached.
func (v *resolution) intents(e *eval, pieces []*rangestate.Stage) (more bool, err error) {
	left := v.r.lim.ResolveIntentsMax
	id := keys.Txn(v.meta.ID())
	at := commitTS(v.oc)
	if v.piece != nil && !slices.Contains(pieces, v.piece) {
		v.piece = nil // divided by a split: from the start
	}
	for _, p := range pieces {
		if v.piece != nil && v.piece != p {
			continue // done
		}
		v.r.holds(at == 0 || at >= p.At, &v.r.met.BrokenT6, "T6")
		for i, span := range p.Writes {
			if v.piece == p && i < v.at {
				continue
			}
			if v.piece == p && i == v.at {
				span.Start = v.from
			}
			n, rest, err := mvcc.ResolveSome(v.r.o.Engine, e.writer(), span, id, at, v.meta.ID().Tag(), p.Ignores, left, resolveBytes)
			if err != nil {
				return false, err
			}
			v.r.met.Resolved.Add(uint64(n))
			if left = max(left-n, 1); rest != nil { // another span may have some more: each gets on
				v.piece, v.at, v.from = p, i, rest
				return true, nil
			}
		}
		v.piece = nil
	}
	return false, nil
}

// only ends the intents of a piece on some keys, and returns how many there were.
func (v *resolution) only(e *eval, p *rangestate.Stage, points []keys.Span) (n int, err error) {
	for _, x := range points {
		if !rangestate.OverlapsAny(p.Writes, x) {
			continue
		}
		at, err := mvcc.ResolveIntents(v.r.o.Engine, e.writer(), x, keys.Txn(v.meta.ID()), commitTS(v.oc), v.meta.ID().Tag(), p.Ignores)
		if err != nil {
			return n, err
		}
		n += at
	}
	v.r.met.Resolved.Add(uint64(n))
	return n, nil
}

// resolveBytes bounds what one command of a resolution writes.
const resolveBytes = 4 << 20

// ending removes the evidence.
func (v *resolution) ending(e *eval, pieces []*rangestate.Stage) error {
	// In the entry of the last intents: evidence that went before them would leave some that nobody can tell about.
	for _, p := range pieces {
		if err := e.writer().Delete(rangestate.EvidenceKey(p.Ev), hlc.Zero); err != nil {
			return err
		}
	}
	e.effects.Resolved = append(e.effects.Resolved, rangestate.NameOf(v.meta.ID()))
	return nil
}

// copyRecord copies what changes: a record that is applied is read without mu, and never changed.
func copyRecord(rec *replicapb.Record) *replicapb.Record {
	return &replicapb.Record{
		Txn: rec.Txn, Anchor: rec.Anchor, State: rec.State, CommitTs: rec.CommitTs, FinalTs: rec.FinalTs,
		Participants: rec.Participants, Attempt: rec.Attempt, Resolved: rec.Resolved,
	}
}
