package physical

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Of a table with a thousand partitions a statement writes to few. What writing to a leaf takes is
// planned when a row first comes to it, where that needs the leaf alone: nothing of the statement,
// no other table and no routine. Leaves with foreign keys, CHECK constraints, triggers, generated
// columns or indexes of expressions are planned with the statement, and all are where rows move or
// ON CONFLICT updates.

// plainLeaves are the leaves of a statement's table that may be planned later.
// It is used while the statement is planned; what it hands to LaterLeaf is only read from then on, and
// LaterLeaf sees that the leaf is planned once for all executions.
type plainLeaves struct {
	p *planner
	d *rel.DML
	// A clone: the statement's own map may grow.
	changed map[int]bool // by slot of the statement's table; nil: all
	levels  map[catalog.ID]*plainLevel
}

// plainLevel is a partitioned table by columns, and what that is a partition of.
// Levels are shared by the leaves below them.
type plainLevel struct {
	table  *catalog.TableDesc
	router *catalog.Router
	up     *plainLevel
	// plain: no foreign key refers to it, and its key is columns alone, so that bounds are slots.
	plain bool // so are all above it
}

// plainLeaves returns nil where all leaves are to be planned with the statement.
// It needs a route: without one (inheritance) rows do not say which leaf they are of by a key.
func (p *planner) plainLeaves(d *rel.DML, parts *nodes.Parts, changed map[int]bool) *plainLeaves {
	if parts.Route == nil || parts.Moves || d.Conflict != nil && d.Conflict.Update {
		return nil
	}
	return &plainLeaves{p: p, d: d, changed: maps.Clone(changed), levels: map[catalog.ID]*plainLevel{}}
}

// level is plain where its keys are columns and nothing refers to it; it is looked up once.
// Each level is noted as used: what is planned later depends on it as well.
func (f *plainLeaves) level(id catalog.ID) (*plainLevel, error) {
	if l, ok := f.levels[id]; ok {
		return l, nil
	}
	b := f.p.b
	t, ok := b.Env.Catalog.TableByID(id)
	if !ok {
		return &plainLevel{}, nil // which is told when the leaf is planned
	}
	b.TableUse(t)
	l := &plainLevel{table: t, plain: len(t.InboundForeignKeys) == 0 && !slices.ContainsFunc(t.Partitioning.Columns, func(c catalog.PartitionColumn) bool { return c.ID == 0 })}
	var err error
	// The router is made once for each level and shared with the statement's own route.
	if l.router, err = b.Router(t); err != nil {
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
// w.Later.Plan runs while the statement does: it must not touch the planner, and writes to the w that it
// is given alone.
// What needs the binder (expressions, routines, other tables) can't be put off.
func (f *plainLeaves) later(l *rel.Leaf, w *nodes.LeafWrite) (bool, error) {
	t := l.Table
	if f == nil || len(t.ForeignKeys)+len(t.InboundForeignKeys)+len(t.Triggers)+len(t.Checks) > 0 || bind.HasGenerated(t) || t.HasComputed() ||
		f.hasOver(t) || slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool { return ix.Excludes() }) {
		return false, nil
	}
	// up is the leaf's parent, not the table of the statement.
	up, err := f.level(t.PartitionOf)
	if err != nil || !up.plain {
		return false, err
	}
	arbiters, ok := f.arbiters(t)
	if !ok {
		return false, nil
	}
	// details asks the catalog for rights: now, since the plan is made for this role.
	cmd, root, details := f.d.Cmd, f.d.Table, f.p.details(t, f.d.Need)
	// The lock's strength is needed before the leaf is written: by who reads the rows.
	if cmd == nodes.CommandUpdate {
		w.Mode = lockMode(keysChangedBy(t, func(slot int) bool { return l.Slots[slot] >= 0 && f.changed[l.Slots[slot]] }))
	}
	// The closure keeps these values and neither f nor p.
	changed := f.changed
	w.Later = &nodes.LaterLeaf{Plan: func(w *nodes.LeafWrite) {
		w.To = rel.SlotsIn(root, t)
		// own maps what the statement assigns to the leaf's slots.
		var own map[int]bool
		if cmd == nodes.CommandUpdate {
			own = map[int]bool{}
			for slot, at := range w.From {
				own[slot] = at >= 0 && changed[at]
			}
		}
		// Such leaves were sent away above, so no error is left.
		one, _ := storedWrite(t, own, cmd == nodes.CommandDelete) // which fails for exclusion constraints alone
		one.Details = details
		switch cmd {
		case nodes.CommandDelete:
			w.Delete = &one
			return
		case nodes.CommandUpdate:
			w.Update = &one
		default:
			w.Insert = &nodes.Insert{TableWrite: one, Conflict: arbiters}
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
func (f *plainLeaves) arbiters(t *catalog.TableDesc) (out *nodes.OnConflict, ok bool) {
	if f.d.Conflict == nil {
		return nil, true
	}
	// Only DO NOTHING comes here (plainLeaves).
	out = &nodes.OnConflict{Mode: lockMode(false)}
	for _, id := range f.d.Conflict.Arbiters {
		root, _ := f.d.Table.Index(id)
		place, found := 0, false
		for i := range t.Indexes {
			// place counts the indexes that storedWrite will list, in its order.
			if ix := &t.Indexes[i]; ix.State == catalog.IndexDropping {
				continue
			} else if found = f.p.isPartOf(ix, t, root, f.d.Table); found {
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
// It gives nothing for levels whose key the statement does not assign.
// From the leaf up: at is the table whose place in the level above is asked.
func (l *plainLevel) bounds(t *catalog.TableDesc, changed map[int]bool) (out []nodes.PartBound) {
	for at := t; l != nil; at, l = l.table, l.up {
		b := nodes.PartBound{Router: l.router, Part: slices.IndexFunc(l.table.Partitioning.Parts, func(x catalog.Partition) bool { return x.Table == at.ID })}
		// changed nil: an INSERT, whose row may belong anywhere.
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
