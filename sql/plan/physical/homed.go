package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// overAll notes which indexes of a partition are parts of such as are unique over all partitions.
// The statement then depends on all partitions: which there are, and where their keys are.
// A homed table is partitioned by region, with an index that is unique over all regions though the region is
// no part of its key.
func (p *planner) overAll(w *nodes.TableWrite) {
	for i := range w.Indexes {
		ix := &w.Indexes[i]
		// An index whose entry does not change can't collide anew.
		if !ix.Unique || !ix.Touched {
			continue
		}
		if home, over, _ := p.b.Env.Catalog.OverParts(w.Table, ix.Desc); home != nil {
			ix.Over = &nodes.OverAll{Table: home, Index: over, Parts: p.overParts(w.Table, ix.Desc)}
		}
	}
}

// overParts are the parts that other partitions have of what an index of t is a part of.
// nil: the index is a part of nothing.
func (p *planner) overParts(t *catalog.TableDesc, ix *catalog.IndexDesc) (out []nodes.OverPart) {
	home, _, others := p.b.Env.Catalog.OverParts(t, ix)
	if home == nil {
		return nil
	}
	// Each is noted as used: a partition that is added, or an index that is built, ends the plan.
	p.b.TableUse(home)
	for i := range home.Partitioning.Parts { // also those that may come to have a part
		if t, ok := p.b.Env.Catalog.TableByID(home.Partitioning.Parts[i].Table); ok {
			p.b.TableUse(t)
		}
	}
	for _, o := range others {
		out = append(out, nodes.OverPart{Table: o.Table.ID, Index: o.Index.OID, Prefix: o.Table.KeyPrefix(o.Index)})
	}
	return out
}

// rehome has an UPDATE of a table whose rows follow those who update them set their region to the
// gateway's, where that has a partition and the statement says nothing of it.
// A region that the type can't hold leaves the rows where they are.
// The region is a constant of the plan: a plan belongs to one gateway (Env.Region).
func (p *planner) rehome(d *rel.DML) {
	if d.Instead || !d.Table.Rehomes() {
		// An UPDATE that sets the column itself is obeyed.
		return
	}
	col, slot, ok := d.Table.ColumnByID(d.Table.HomeColumn())
	if _, home := p.b.Env.Catalog.HomeOf(d.Table, p.b.Env.Region); !ok || !home || d.Values[slot] != nil {
		return
	}
	// The region's name is read as the column's input: it may be an enum, or a text of limited length.
	region, err := types.DecodeText(col.Type, col.Typmod, p.b.Env.Region, nil)
	if err == nil {
		d.Values[slot] = &scalar.Const{T: col.Type, Typmod: col.Typmod, D: region}
	}
}

// hasOver reports whether writing a partition asks others.
// Such a leaf is planned with the statement, as other tables matter (partedlater.go).
func (f *plainLeaves) hasOver(t *catalog.TableDesc) bool {
	return slices.ContainsFunc(t.Indexes, func(ix catalog.IndexDesc) bool {
		home, _, _ := f.p.b.Env.Catalog.OverParts(t, &ix)
		return home != nil
	})
}

// homeFirst plans the look-up of keys in all partitions of a homed table; nil: it is none.
// The gateway's own partition is asked first, as most rows that people look for are near them: found there,
// a unique key needs no message to another region. Otherwise all others are asked at once.
// It looks at what the scans of the leaves turn out as: all must be look-ups by whole keys of one such index.
func (b *partedBuild) homeFirst() (*phys, error) {
	home := b.sc.Table
	if !home.Homed() || b.prune != nil || count(b.keep) < 2 {
		return nil, nil
	}
	// Undone where it is no such look-up: then build plans the leaves anew.
	undo := b.p.discard()
	// No limit and no order: which row is found first does not depend on the key.
	g := b.goal.noLimit()
	g.order, g.hashed = nil, false
	ins, at, err := b.scans(g)
	if err != nil {
		return nil, err
	}
	over := b.keyOver(ins)
	if over == nil {
		undo()
		return nil, nil
	}
	out, err := b.p.appendLeaves(ins, at, b.ids, nil)
	if err != nil {
		return nil, err
	}
	first := &nodes.HomeFirst{Home: -1, Index: over.Name, One: nodes.OnePoint(nodes.KeyScan(ins[0].node).Spans)}
	// -1 stays where the gateway's region has no partition: then all are asked at once.
	if t, ok := b.p.b.Env.Catalog.HomeOf(home, b.p.b.Env.Region); ok {
		leaf := slices.IndexFunc(b.leaves, func(l rel.Leaf) bool { return l.Table.ID == t.ID })
		first.Home = at[leaf]
	}
	n := out.node.(*nodes.Append)
	// One row is in any order.
	if n.First = first; first.One {
		out.rows = min(out.rows, 1)
		n.Rows = out.rows
		out.order = b.goal.order
	}
	return out, nil
}

// keyOver is the index over all partitions in which all inputs look the same keys up.
// nil: an input reads something else, or by another index.
func (b *partedBuild) keyOver(ins []*phys) (over *catalog.IndexDesc) {
	for _, in := range ins {
		s := nodes.KeyScan(in.node)
		if s == nil {
			return nil
		}
		_, ix, _ := b.p.b.Env.Catalog.OverParts(s.Table, s.Index)
		if ix == nil || over != nil && over.OID != ix.OID {
			return nil
		}
		over = ix
	}
	return over
}

// drawnAtRandom are the functions whose values are taken to be no one else's.
// By their own names. A function that a user has made is called in another way (scalar.HostCall), whatever its
// name.
var drawnAtRandom = []string{"gen_random_uuid", "uuid_generate_v4"}

// tellsApart drops the question to other partitions about keys that hold a value which the INSERT
// itself draws at random.
// Two random UUIDs of 122 bits that are equal are taken not to happen, in return for an INSERT that asks
// no other region. A value that the client gives is checked.
// Only values that the statement computes itself for the column, not what a subquery gives. changed are the
// columns that ON CONFLICT DO UPDATE gives other values, which need not be random.
func tellsApart(d *rel.DML, w *nodes.LeafWrite, indexes []nodes.IndexWrite, changed map[int]bool) {
	for i := range indexes {
		ix := &indexes[i]
		if ix.Over == nil || changed != nil && indexWrite(w.Table, ix.Desc, changed, false).Touched {
			continue
		}
		// Own are the columns of the key itself, without what identifies the row.
		for _, slot := range ix.Layout.Slots[:ix.Layout.Own] {
			if slot < len(w.From) && w.From[slot] >= 0 && isDrawn(d.Values[w.From[slot]]) {
				ix.Over = nil
				break
			}
		}
	}
}

// isDrawn goes by the name: these functions are volatile and give all of their value at random.
func isDrawn(x scalar.Expr) bool {
	c, ok := x.(*scalar.Call)
	return ok && slices.Contains(drawnAtRandom, c.Fn.Name)
}

// overRoute is the way to the rows that have a key of an index over all partitions: any may.
// The gateway's own partition comes first.
// Foreign keys look their parent up by it, one partition after the other until it is found.
func (p *planner) overRoute(pt *rel.PartedTable, ix *catalog.IndexDesc) *nodes.RefRoute {
	out := &nodes.RefRoute{}
	home, _ := p.b.Env.Catalog.HomeOf(pt.Table, p.b.Env.Region)
	for _, part := range p.b.Env.Catalog.HomeParts(pt.Table, ix) {
		l := part.Table.Layout(part.Index)
		if home != nil && part.Table.ID == home.ID {
			out.Over = slices.Insert(out.Over, 0, l)
		} else {
			out.Over = append(out.Over, l)
		}
	}
	return out
}
