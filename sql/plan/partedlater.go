package plan

import (
	"maps"
	"slices"
	"sync"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Of a table with a thousand partitions a statement writes to few. What writing to a leaf takes is
// planned when a row first comes to it, where that needs the leaf alone: nothing of the statement,
// no other table and no routine. Leaves with foreign keys, CHECK constraints, triggers, generated
// columns or indexes of expressions are planned with the statement, and all are where rows move or
// ON CONFLICT updates.

// laterLeaf plans a leaf, once.
type laterLeaf struct {
	once sync.Once
	plan func(*LeafWrite)
}

// Leaf is what writing to the i-th leaf takes. It is safe for concurrent use.
func (p *Parts) Leaf(i int) *LeafWrite {
	l := &p.Leaves[i]
	if l.later != nil {
		l.later.once.Do(func() { l.later.plan(l) })
	}
	return l
}

// plainLeaves are the leaves of a statement's table that may be planned later.
type plainLeaves struct {
	p       *planner
	d       *dml
	changed map[int]bool // by slot of the statement's table; nil: all
	levels  map[catalog.ID]*plainLevel
}

// plainLevel is a partitioned table by columns, and what that is a partition of.
type plainLevel struct {
	table  *catalog.TableDesc
	router *catalog.Router
	up     *plainLevel
	plain  bool // so are all above it
}

// plainLeaves returns nil where all leaves are to be planned with the statement.
func (p *planner) plainLeaves(d *dml, parts *Parts, changed map[int]bool) *plainLeaves {
	if parts.Route == nil || parts.Moves || d.conflict != nil && d.conflict.update {
		return nil
	}
	return &plainLeaves{p: p, d: d, changed: maps.Clone(changed), levels: map[catalog.ID]*plainLevel{}}
}

func (f *plainLeaves) level(id catalog.ID) (*plainLevel, error) {
	if l, ok := f.levels[id]; ok {
		return l, nil
	}
	b := f.p.b
	t, ok := b.env.Catalog.TableByID(id)
	if !ok {
		return &plainLevel{}, nil // which is told when the leaf is planned
	}
	b.tableUse(t)
	l := &plainLevel{table: t, plain: len(t.InboundForeignKeys) == 0 && !slices.ContainsFunc(t.Partitioning.Columns, func(c catalog.PartitionColumn) bool { return c.ID == 0 })}
	var err error
	if l.router, err = b.router(t); err != nil {
		return nil, err
	}
	if t.IsPartition() {
		if l.up, err = f.level(t.PartitionOf); err != nil {
			return nil, err
		}
		l.plain = l.plain && l.up.plain
	}
	f.levels[id] = l
	return l, nil
}

// later puts the planning of a leaf off; false: it can't be. f may be nil.
func (f *plainLeaves) later(l *leaf, w *LeafWrite) (bool, error) {
	t := l.table
	if f == nil || len(t.ForeignKeys)+len(t.InboundForeignKeys)+len(t.Triggers)+len(t.Checks) > 0 || hasGenerated(t) || t.HasComputed() ||
		slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool { return ix.Excludes() }) {
		return false, nil
	}
	up, err := f.level(t.PartitionOf)
	if err != nil || !up.plain {
		return false, err
	}
	arbiters, ok := f.arbiters(t)
	if !ok {
		return false, nil
	}
	cmd, root, details := f.d.cmd, f.d.table, f.p.details(t, f.d.need)
	if cmd == CommandUpdate {
		w.Mode = lockMode(keysChangedBy(t, func(slot int) bool { return l.slots[slot] >= 0 && f.changed[l.slots[slot]] }))
	}
	changed := f.changed
	w.later = &laterLeaf{plan: func(w *LeafWrite) {
		w.To = slotsIn(root, t)
		var own map[int]bool
		if cmd == CommandUpdate {
			own = map[int]bool{}
			for slot, at := range w.From {
				own[slot] = at >= 0 && changed[at]
			}
		}
		one, _ := storedWrite(t, own, cmd == CommandDelete) // which fails for exclusion constraints alone
		one.Details = details
		switch cmd {
		case CommandDelete:
			w.Delete = &one
			return
		case CommandUpdate:
			w.Update = &one
		default:
			w.Insert = &Insert{TableWrite: one, Conflict: arbiters}
		}
		bounds := up.bounds(t, own)
		if w.Update != nil {
			w.Update.Bounds = bounds
		} else {
			w.Insert.Bounds = bounds
		}
	}}
	return true, nil
}

// arbiters is the leaf's ON CONFLICT DO NOTHING; nil: the statement has none. ok is false where an
// index has no part in the leaf.
func (f *plainLeaves) arbiters(t *catalog.TableDesc) (out *OnConflict, ok bool) {
	if f.d.conflict == nil {
		return nil, true
	}
	out = &OnConflict{Mode: lockMode(false)}
	for _, id := range f.d.conflict.arbiters {
		root, _ := f.d.table.Index(id)
		place, found := 0, false
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; ix.State == catalog.IndexDropping {
				continue
			} else if found = f.p.isPartOf(ix, t, root, f.d.table); found {
				break
			}
			place++
		}
		if !found {
			return nil, false
		}
		out.Arbiters = append(out.Arbiters, place)
	}
	return out, true
}

// bounds is planner.bounds, of a leaf of l.
func (l *plainLevel) bounds(t *catalog.TableDesc, changed map[int]bool) (out []PartBound) {
	for at := t; l != nil; at, l = l.table, l.up {
		b := PartBound{Router: l.router, Part: slices.IndexFunc(l.table.Partitioning.Parts, func(x catalog.Partition) bool { return x.Table == at.ID })}
		touched := changed == nil
		for _, k := range l.table.Partitioning.Columns {
			named, _, _ := l.table.ColumnByID(k.ID)
			c, slot, _ := t.ColumnNamed(named.Name)
			touched = touched || changed[slot]
			b.Key = append(b.Key, &scalar.Slot{Idx: slot, T: c.Type, Typmod: c.Typmod})
		}
		if touched {
			out = append(out, b)
		}
	}
	return out
}
