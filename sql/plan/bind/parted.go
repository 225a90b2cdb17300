package bind

import (
	"maps"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Reading partitioned tables. A partitioned table is one relation (Scan) until it is decided
// how to read it. Then it becomes an Append of scans of those of its leaves, the tables with
// rows, that may have any under the conditions; where one is left, that scan alone. The columns
// of a leaf are those of the table by name, so that the conditions are the same; what is none
// of the leaf's is the OID of the leaf (tableoid).

// PartedOf reads the tree of a partitioned table, once in a statement.
// A table that others inherit from has a tree as well, of one level without bounds (Levels is nil).
// By table: several scans of one table share the tree.
func (b *Binder) PartedOf(t *catalog.TableDesc) (*rel.PartedTable, error) {
	if pt, ok := b.parted[t.ID]; ok {
		return pt, nil
	}
	pt := &rel.PartedTable{Table: t}
	if !t.Partitioned() {
		b.familyOf(pt)
	} else if l, err := b.levelOf(pt, t); err != nil {
		return nil, err
	} else {
		pt.Levels = l
	}
	if b.parted == nil {
		b.parted = map[catalog.ID]*rel.PartedTable{}
	}
	b.parted[t.ID] = pt
	return pt, nil
}

// ComesToAny notes that the statement may come to any leaf of a partitioned table.
// PartedOf was asked before.
// Then all leaves are among the statement's tables.
func (b *Binder) ComesToAny(id catalog.ID) { b.parted[id].Any = true }

// UsedTables are the tables that the statement depends on, and the leaves of partitioned ones: it
// depends on those that it reads.
// The two differ in what makes a kept plan stale: a change of any of all, and of those leaves that
// the plan reads in the end.
func (b *Binder) UsedTables() (all, leaves map[catalog.ID]bool) {
	all, leaves = maps.Clone(b.tables), map[catalog.ID]bool{}
	for _, pt := range b.parted {
		for i := range pt.Leaves {
			if id := pt.Leaves[i].Table.ID; pt.Levels == nil || pt.Any {
				all[id] = true
			} else {
				leaves[id] = true
			}
		}
	}
	return all, leaves
}

// levelOf reads one level of the tree and those below it; the leaves are numbered in order, depth
// first.
// TableUse: a partition that comes or goes changes the table above it.
func (b *Binder) levelOf(pt *rel.PartedTable, t *catalog.TableDesc) (*rel.Level, error) {
	b.TableUse(t)
	r, err := b.Router(t)
	if err != nil {
		return nil, err
	}
	l := &rel.Level{Table: t, Router: r}
	for i := range t.Partitioning.Parts {
		p, ok := b.Env.Catalog.TableByID(t.Partitioning.Parts[i].Table)
		if !ok {
			return nil, pgerror.Internal("plan: partition %d is not there", t.Partitioning.Parts[i].Table)
		}
		part := rel.LevelPart{Leaf: len(pt.Leaves)}
		if p.Partitioned() {
			if part.Sub, err = b.levelOf(pt, p); err != nil {
				return nil, err
			}
		} else {
			pt.Leaves = append(pt.Leaves, rel.Leaf{Table: p, Slots: rel.SlotsIn(p, pt.Table)})
		}
		l.Parts = append(l.Parts, part)
	}
	return l, nil
}

// Router reads the bounds of a table's partitions, once in a statement.
func (b *Binder) Router(t *catalog.TableDesc) (*catalog.Router, error) {
	if r, ok := b.routers[t.ID]; ok {
		return r, nil
	}
	r, err := b.Env.Catalog.Router(t)
	if err != nil {
		return nil, err
	}
	if b.routers == nil {
		b.routers = map[catalog.ID]*catalog.Router{}
	}
	b.routers[t.ID] = r
	return r, nil
}

// KeysOver binds the key of a partitioned table over a row, of a table of the tree.
// The result is in the order of the key. Columns are found by name: t, a table of the tree, may
// have them at other places. vars are t's.
// For the route of a row, and for a partition's own bounds.
func (b *Binder) KeysOver(keyed, t *catalog.TableDesc, vars []scalar.VarID) ([]scalar.Expr, error) {
	var out []scalar.Expr
	for _, c := range keyed.Partitioning.Columns {
		// a column; without an ID it is an expression
		if c.ID != 0 {
			col, _, _ := keyed.ColumnByID(c.ID)
			_, slot, ok := t.ColumnNamed(col.Name)
			if !ok {
				return nil, pgerror.Internal("plan: %q has no column %q", t.Name, col.Name)
			}
			out = append(out, b.Ref(vars[slot]))
			continue
		}
		x, err := b.keyExpr(c.Expr, t, vars)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, nil
}

// keyExpr binds an expression of a partition key, which is kept as text.
// The text is parsed each time.
func (b *Binder) keyExpr(text string, t *catalog.TableDesc, vars []scalar.VarID) (scalar.Expr, error) {
	e, err := parser.ParseExpr(text)
	if err != nil {
		return nil, err
	}
	inner := *b.Env
	inner.Text = ""
	saved := b.Env
	b.Env = &inner
	b.stored++
	defer func() { b.Env = saved; b.stored-- }()
	s := b.rootScope().with(kindPartitionKey)
	s.rels = []*scopeRel{b.rowRel(t, t.Name, vars)}
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	return b.known(e, x)
}

// partedOID is the column behind a row's: the leaf that it is in.
// It has no table: it is no column that could be granted.
func (b *Binder) partedOID(alias string) scalar.VarID {
	return b.NewVar(rel.Column{Name: "tableoid", Type: types.TOID, Typmod: types.NoTypmod, Alias: alias})
}
