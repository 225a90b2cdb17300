package coord

import (
	"bytes"
	"context"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Other nodes may read for a transaction: at its timestamp and in its name, so that what
// they find is what its gateway would find, and leaves the same marks. What they read is
// the gateway's to validate (T12) and to wait for (T1):
//
//	the gateway   MayHaveLeaves, Leaf → LeafState, a message, …, Saw
//	the other     NewLeaf, Scan …, EndLeaf
//
// Meta is a copy: the leaf may outlive a replay of the transaction. ReadTS is r, which no refresh moves for
// it.
// Why others may read: a read at r in the transaction's name takes no lock and is not kept by any range but as
// a mark at r, so it does not matter which node sends it. Three things are the gateway's alone: its own
// unflushed writes (so MayHaveLeaves), what has to hold at the commit (so Leaf adds the spans first), and Rule
// W (so Saw).
type LeafState struct {
	Meta   *kvpb.TxnMeta
	ReadTS hlc.Timestamp
}

// MayHaveLeaves reports whether others would find in spans what the transaction finds there: it
// has written nothing among them, takes no locks as it reads, and wants them at leaseholders.
func (t *Txn) MayHaveLeaves(spans []keys.Span) bool {
	return !t.ended && t.nearby == nil && !t.helped() && !slices.ContainsFunc(spans, t.HasWrites)
}

// Leaf notes that spans are read, and says in which name and at which timestamp.
// It is noted as the whole row: which columns a leaf looks at is not told.
func (t *Txn) Leaf(ctx context.Context, spans []keys.Span) (LeafState, error) {
	if err := t.start(ctx); err != nil {
		return LeafState{}, err
	}
	if t.serializable() {
		for _, s := range spans {
			t.reads.Add(s, kvpb.WholeRow, t.arena.Copy)
		}
	}
	m := &kvpb.TxnMeta{IdHi: t.meta.IdHi, IdLo: t.meta.IdLo, Age: t.meta.Age, Isolation: t.meta.Isolation, Gateway: t.meta.Gateway, SessionEpoch: t.meta.SessionEpoch}
	return LeafState{m, t.readTS}, nil
}

// Saw notes the newest version that others met.
// Of each leaf's answer, before anything of it goes to the client.
func (t *Txn) Saw(ts hlc.Timestamp) { t.observed(ts) }

// NewLeaf reads for a transaction of another gateway (or of another goroutine of this
// one). Only Scan and what only reads may be called; Return it.
// It has its own buffer, empty, and is not registered: it holds nothing that anybody could wait for.
func (db *DB) NewLeaf(l LeafState) *Txn {
	t := db.Begin(TxnOptions{Isolation: l.Meta.GetIsolation(), ReadOnly: true})
	m := &t.meta
	m.IdHi, m.IdLo, m.Age = l.Meta.GetIdHi(), l.Meta.GetIdLo(), l.Meta.GetAge()
	m.Isolation, m.Gateway, m.SessionEpoch = l.Meta.GetIsolation(), l.Meta.GetGateway(), l.Meta.GetSessionEpoch()
	// seq 1 and a Step: a statement has begun, so pages may be read ahead.
	t.readTS, t.started, t.seq = l.ReadTS, true, 1
	t.Step()
	return t
}

// Seen is the newest version that was met so far.
func (t *Txn) Seen() hlc.Timestamp { return t.seen() }

// EndLeaf ends a leaf transaction, whose scans are closed. Nothing is rolled back: that is
// its gateway's.
// What the leaf has seen goes with its answer to the gateway, which waits for it.
func (t *Txn) EndLeaf() {
	t.end()
	t.Recycle()
}

// Led is what one node leads of some spans.
type Led struct {
	Node  uint32
	Spans []keys.Span // sorted and disjoint
}

// Leads divides spans (sorted and disjoint) by the nodes that lead their ranges, as far
// as it is known here: where a lease has moved, a read finds the way by itself. The
// nodes are sorted.
// It costs a look-up for each range, mostly from the cache.
func (db *DB) Leads(ctx context.Context, spans []keys.Span) ([]Led, error) {
	var out []Led
	for left := slices.Clone(spans); len(left) > 0; {
		desc, err := db.lookup(ctx, left[0].Start)
		if err != nil {
			return nil, err
		}
		clip, n := clipSpans(nil, left, keys.Span{Start: desc.Start, End: desc.End}, false)
		node := db.o.NodeID
		if db.far != nil {
			if l := db.far.Leads(desc); l != 0 {
				node = l
			}
		}
		out = addLed(out, node, clip)
		left = beyond(left, clip, n, false)
	}
	slices.SortFunc(out, func(a, b Led) int { return int(a.Node) - int(b.Node) })
	return out, nil
}

// Neighbours that one node leads become one span: fewer spans in its message.
func addLed(out []Led, node uint32, clip []keys.Span) []Led {
	i := slices.IndexFunc(out, func(l Led) bool { return l.Node == node })
	if i < 0 {
		out, i = append(out, Led{Node: node}), len(out)
	}
	l := &out[i]
	for _, s := range clip {
		if n := len(l.Spans); n > 0 && !s.IsPoint() && !l.Spans[n-1].IsPoint() && bytes.Equal(l.Spans[n-1].End, s.Start) {
			l.Spans[n-1].End = s.End
			continue
		}
		l.Spans = append(l.Spans, s)
	}
	return out
}
