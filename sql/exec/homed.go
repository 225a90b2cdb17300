package exec

import (
	"bytes"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Keys that are unique over all partitions of a homed table (catalog/homed.go). A new key is locked
// in the partition of its row, as any is, and must be in no other at the commit (T13). That is asked
//
//	with the commit   by a condition for each other partition, where the statement is the whole
//	                  transaction, and of few keys: one round trip, which the commit takes anyway
//	before            by locking the key in all of them at once, where the answer is wanted while
//	                  the statement runs: in a block, for ON CONFLICT, and of many keys
//
// Two who insert a key in two partitions meet in both ways: each has the key that the other asks
// for locked, or written. The locks of a circle are given back and taken in order (coord.Txn.Lock).

// overConditionsMax is how many conditions of a commit a statement makes at most.
const overConditionsMax = 64

// overKey is a key of the batch that was locked in the other partitions, too: at is its place in
// keys, lock that of the first of those locks.
type overKey struct{ at, lock int }

// brought are keys that a row had in the partition that it comes from, by the index over all partitions,
// without what they began with there. While it holds their locks no other partition has them.
type brought map[catalog.ID]keys.Key

// has reports whether a new key is one that the row had.
func (b brought) has(ix *nodes.IndexWrite, k keys.Key) bool {
	was, ok := b[ix.Over.Index.OID]
	return ok && bytes.Equal(was, k[len(ix.Layout.Prefix):])
}

// broughtFrom are the keys of a row that leaves the partition of w.
func broughtFrom(w *nodes.TableWrite, row []types.Datum) (out brought) {
	for i := range w.Indexes {
		ix := &w.Indexes[i]
		if ix.Over == nil || !ix.Layout.Conflicts(row) {
			continue
		}
		if out == nil {
			out = brought{}
		}
		out[ix.Over.Index.OID] = ix.Layout.AppendKey(nil, row)[len(ix.Layout.Prefix):]
	}
	return out
}

// overMet is a row of another partition that has a key.
type overMet struct {
	part   *nodes.OverPart
	key    keys.Key
	locked *coord.Locked
	own    bool // this statement has written it
}

// askOver has the other partitions asked for a new key. lock is the place of the first of the locks
// that tell; -1: the commit asks. may: it may.
func (w *writer) askOver(ix *nodes.IndexWrite, key keys.Key, row []types.Datum, may bool) (lock int, err error) {
	parts := ix.Over.Parts
	if len(parts) == 0 {
		return -1, nil
	}
	if !may || !w.r.implicit || w.r.nested || w.r.overConditions+len(parts) > overConditionsMax {
		return w.lockOver(ix, key), nil
	}
	w.r.overConditions += len(parts)
	found := w.duplicateError(ix, row)
	for i := range parts {
		c := coord.Condition{Span: keys.Point(parts[i].Key(ix.Layout, key)), OnFail: func() error { return found }}
		if err := w.r.txn.Require(c); err != nil {
			return -1, err
		}
	}
	return -1, nil
}

// lockOver adds locks of a key in the other partitions to the batch, and returns the place of the
// first; -1: there is none.
func (w *writer) lockOver(ix *nodes.IndexWrite, key keys.Key) (first int) {
	first = -1
	for i := range ix.Over.Parts {
		if at := w.lockKey(ix.Over.Parts[i].Key(ix.Layout, key), kvpb.LockMode_UPDATE); i == 0 {
			first = at
		}
	}
	return first
}

// metIn is the first of the other partitions that has a key, by the locks from lock on; nil: none.
func (w *writer) metIn(ix *nodes.IndexWrite, key keys.Key, locked []coord.Locked, lock int) *overMet {
	for i := range ix.Over.Parts {
		p := &ix.Over.Parts[i]
		k := p.Key(ix.Layout, key)
		if there, own := w.exists(k, &locked[lock+i]); there {
			return &overMet{part: p, key: k, locked: &locked[lock+i], own: own}
		}
	}
	return nil
}

// met is metIn of the r-th row's key in the i-th index.
func (o *insertOp) met(locked []coord.Locked, r, i int) *overMet {
	at := r*len(o.n.Indexes) + i
	for _, k := range o.over {
		if k.at == at {
			return o.w.metIn(&o.n.Indexes[i], o.keys[at], locked, k.lock)
		}
	}
	return nil
}

// meetElsewhere does DO UPDATE on a row of another partition.
func (o *insertOp) meetElsewhere(m *overMet, row []types.Datum) error {
	if o.elsewhere == nil {
		return pgerror.Unsupported("Insert into the table that it is a partition of.", "ON CONFLICT DO UPDATE of a row that lives in another partition than %q is not supported", o.n.Table.Name)
	}
	return o.elsewhere(m, row)
}

// elsewhere is ON CONFLICT DO UPDATE of a row of leaf `from` that met one of another leaf.
func (g *parting) elsewhere(from int, m *overMet, row []types.Datum) error {
	to, ok := g.p.ByOID[m.part.Table]
	if !ok {
		return pgerror.Internal("exec: no partition has the OID %d", m.part.Table)
	}
	op := g.inserter(to)
	for i := range op.n.Indexes {
		if op.n.Indexes[i].Desc.OID == m.part.Index {
			proposed := leafRow(g.p.Leaf(to), rootRow(nil, g.p.Leaf(from), row))
			return op.up.update(op, m.locked, m.key, i, proposed)
		}
	}
	return pgerror.Internal("exec: partition %q has no index %d", op.n.Table.Name, m.part.Index)
}
