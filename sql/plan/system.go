package plan

import (
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// System columns. Nothing is stored for them: they are computed of the row's columns
// (scalar.System), so that whatever reads, writes, locks or sends rows knows nothing of them, and a
// statement that names none pays nothing.
//
//	ctid   the primary key, as a tid. A condition on it bounds the primary index (Spans.Row), and an
//	       equality in a join is a look-up by the primary key.
//	xmin   a checksum of the row's columns: it changes when the row does, and what RETURNING tells
//	       before the commit is what everybody reads behind it. A timestamp of the version would be
//	       known too late for that.
//	xmax, cmin, cmax   0
//
// A FROM item gets such a column when a name asks for it.

// systemAttrs are the numbers of the system columns but tableoid, as in Postgres.
var systemAttrs = map[string]int32{"ctid": -1, "xmin": -2, "cmin": -3, "xmax": -4, "cmax": -5}

// isSystemColumn reports whether a name is a system column's.
func isSystemColumn(name string) bool { return name == "tableoid" || systemAttrs[name] != 0 }

// systemColumn is the column ID under which system columns are noted as read: no column has it, so
// that only a privilege on the table gives it.
const systemColumn catalog.ColumnID = 1<<32 - 1

// offer gives those of rels that are tables' the system column attr, where they haven't got it.
func (s *scope) offer(r *ast.ColumnRef, rels []*scopeRel, attr int32) error {
	for _, rel := range rels {
		if rel.row == nil || rel.barred != barNone {
			continue
		}
		if err := s.refuseSystem(r); err != nil {
			return err
		}
		if len(rel.row) == 0 || slices.ContainsFunc(rel.cols, func(c scopeCol) bool { return c.attr == attr || c.name == r.Name }) {
			continue
		}
		x, err := s.b.system(r, rel, attr)
		if err != nil {
			return err
		}
		rel.cols = append(rel.cols, scopeCol{name: r.Name, expr: x, starHidden: true, attr: attr, system: true})
	}
	return nil
}

// offerNumbered is offer for a reference by numbers.
func (s *scope) offerNumbered(r *ast.ColumnRef) error {
	for name, attr := range systemAttrs {
		if attr == r.Attr {
			n := *r
			n.Name = name
			return s.offer(&n, slices.DeleteFunc(slices.Clone(s.rels), func(rel *scopeRel) bool { return rel.item != r.Item }), attr)
		}
	}
	return nil
}

// system makes the expression of a system column.
func (b *binder) system(r *ast.ColumnRef, rel *scopeRel, attr int32) (scalar.Expr, error) {
	if !b.env.Version.Active(version.Parted) {
		return nil, b.unsupported(r, "Upgrade all nodes of the cluster first.", "system column %q is not supported by older nodes of the cluster", r.Name)
	}
	row := tableRow{b, rel.table, rel.row}
	switch attr {
	case systemAttrs["ctid"]:
		return row.ctid(r)
	case systemAttrs["xmin"]:
		return row.xmin(), nil
	}
	x := &scalar.System{Kind: scalar.SystemNone, T: types.TCID, Args: []scalar.Expr{row.present()}}
	switch attr {
	case systemAttrs["xmax"]:
		x.T, x.Idx = types.TXID, scalar.SystemXmax
	case systemAttrs["cmin"]:
		x.Idx = scalar.SystemCmin
	default:
		x.Idx = scalar.SystemCmax
	}
	return x, nil
}

// tableRow is a row of a table; vars are its columns, and the OID of the leaf where that has
// partitions.
type tableRow struct {
	b    *binder
	t    *catalog.TableDesc
	vars []scalar.VarID
}

// present is what is never NULL in a row.
func (r tableRow) present() scalar.Expr {
	if r.t.Partitioned() {
		return r.b.ref(r.vars[len(r.t.Columns)])
	}
	if !r.t.Virtual {
		return r.b.ref(r.vars[r.t.Layout(r.t.Primary()).Slots[0]])
	}
	if len(r.t.Columns) > 0 && r.t.Columns[0].NotNull {
		return r.b.ref(r.vars[0])
	}
	return scalar.BoolConst(true)
}

func (r tableRow) ctid(ref *ast.ColumnRef) (scalar.Expr, error) {
	if r.t.Virtual {
		return nil, r.b.unsupported(ref, "Name the row by its OID.", "system column %q of a system catalog is not supported", ref.Name)
	}
	if r.t.Partitioned() && !r.t.HasPrimaryKey() {
		if err := r.alike(ref); err != nil {
			return nil, err
		}
	}
	l := r.t.Layout(r.t.Primary())
	x := &scalar.System{Kind: scalar.SystemCTID, T: types.TTID, Key: l.Key}
	for _, slot := range l.Slots {
		x.Args = append(x.Args, r.b.ref(r.vars[slot]))
	}
	return x, nil
}

// alike refuses the ctid of a table without a primary key whose partitions have some.
func (r tableRow) alike(ref *ast.ColumnRef) error {
	pt, err := r.b.partedOf(r.t)
	if err != nil {
		return err
	}
	pt.any = true
	for i := range pt.leaves {
		if t := pt.leaves[i].table; t.HasPrimaryKey() {
			return r.b.unsupported(ref, "Read the partition itself, or give the partitioned table the primary key.",
				"system column %q of a partitioned table without a primary key is not supported where a partition, %q, has one", ref.Name, t.Name)
		}
	}
	return nil
}

// xmin reads the visible columns, in the order of their names: that is the same in a partition and
// in the table that it is a part of.
func (r tableRow) xmin() scalar.Expr {
	var cols []*catalog.Column
	slots := map[*catalog.Column]int{}
	for i := range r.t.Columns {
		if c := &r.t.Columns[i]; !c.Hidden {
			cols = append(cols, c)
			slots[c] = i
		}
	}
	slices.SortFunc(cols, func(a, b *catalog.Column) int { return cmp.Compare(a.Name, b.Name) })
	args := make([]scalar.Expr, len(cols))
	for i, c := range cols {
		args[i] = r.b.ref(r.vars[slots[c]])
	}
	return scalar.NewXmin(r.present(), args)
}

// refuseSystem refuses a system column where rows have none.
func (s *scope) refuseSystem(r *ast.ColumnRef) error {
	b := s.b
	switch s.kind {
	case kindCheck:
		return b.fail(r, pgerror.InvalidColumnReference, "system column %q reference in check constraint is invalid", r.Name)
	case kindGenerated:
		return b.fail(r, pgerror.InvalidColumnReference, "cannot use system column %q in column generation expression", r.Name)
	case kindIndexExpr, kindIndexPredicate:
		return pgerror.New(pgerror.FeatureNotSupported, "index creation on system columns is not supported")
	case kindPartitionKey:
		return pgerror.New(pgerror.InvalidObjectDefinition, "partition key expressions cannot contain system column references")
	case kindMergeWhen:
		return b.fail(r, pgerror.InvalidColumnReference, "cannot use system column %q in MERGE WHEN condition", r.Name)
	case kindWhen:
		return b.unsupported(r, "Name the columns of the table.", "system column %q in WHEN of a trigger is not supported", r.Name)
	case kindAlterUsing:
		return b.unsupported(r, "Name the columns of the table.", "system column %q in ALTER TYPE is not supported", r.Name)
	}
	return nil
}

// usesSystem notes that a system column is named.
func (s *scope) usesSystem(rel *scopeRel) {
	b := s.b
	if n := b.info(rel.row[0]).need; n != nil && b.stored == 0 {
		n.want(catalog.PrivilegeSelect)
		if !slices.Contains(n.Read, systemColumn) {
			n.Read = append(n.Read, systemColumn)
		}
	}
}

// rowSlot stands for the row as a whole where conditions are sorted by columns.
const rowSlot = -1

// rowConds finds what conditions say of the ctid of sc.
func (p *planner) rowConds(sc *relScan, conds []scalar.Expr) []colCond {
	var out []colCond
	for _, c := range conds {
		if alts, ok := p.rowAlts(sc, c); ok {
			out = append(out, colCond{cond: c, slot: rowSlot, alts: alts})
		}
	}
	return out
}

// isRow reports whether x is the ctid of sc.
func (p *planner) isRow(sc *relScan, x scalar.Expr) bool {
	e, ok := x.(*scalar.System)
	if !ok || e.Kind != scalar.SystemCTID || sc.table.Virtual || sc.table.Partitioned() {
		return false
	}
	l := sc.table.Layout(sc.table.Primary())
	if len(l.Slots) != len(e.Args) {
		return false
	}
	for i, slot := range l.Slots {
		if !isVar(e.Args[i], sc.vars[slot]) {
			return false
		}
	}
	return true
}

func (p *planner) rowAlts(sc *relScan, c scalar.Expr) ([]Alt, bool) {
	constant := func(x scalar.Expr) bool { return x.Type() == types.TTID && isConstant(x) }
	switch c := c.(type) {
	case *scalar.Op:
		if c.L == nil || c.Op.Result != types.TBool {
			return nil, false
		}
		name, x := c.Op.Name, c.R
		if p.isRow(sc, c.R) {
			name, x = mirrored[name], c.L
		} else if !p.isRow(sc, c.L) {
			return nil, false
		}
		if !constant(x) {
			return nil, false
		}
		if name == "=" {
			return []Alt{{Eq: x}}, true
		}
		if a, ok := boundBy(name, x); ok {
			return []Alt{a}, true
		}
	case *scalar.Quant:
		if c.All || c.Op.Name != "=" || !p.isRow(sc, c.X) {
			return nil, false
		}
		if c.Array != nil {
			return []Alt{{In: c.Array}}, c.Array.Type() == types.TTIDArray && isConstant(c.Array)
		}
		var out []Alt
		for _, x := range c.Elems {
			if !constant(x) {
				return nil, false
			}
			out = append(out, Alt{Eq: x})
		}
		return out, true
	case *scalar.Bool:
		if !c.Or {
			return nil, false
		}
		var out []Alt
		for _, arm := range c.Args {
			alts, ok := p.rowAlts(sc, arm)
			if !ok {
				return nil, false
			}
			out = append(out, alts...)
		}
		return out, true
	}
	return nil, false
}

// rowPath is reading rows by their ctid; nil where no condition bounds it.
func (p *planner) rowPath(sc *relScan, conds []scalar.Expr) *access {
	cc := p.rowConds(sc, conds)
	if len(cc) == 0 {
		return nil
	}
	span, from, _ := columnSpan(nil, cc, rowSlot)
	share, n, points := spanSelectivity(nil, span)
	ix := sc.table.Primary()
	a := &access{index: ix, layout: sc.table.Layout(ix), used: map[scalar.Expr]bool{}, points: points, nPoints: n, cover: true}
	a.spans.Row = &span
	for _, c := range from {
		a.used[c.cond] = true
		a.spans.Conds = append(a.spans.Conds, c.cond)
	}
	rows, fixed := p.tableRows(sc.table), 0
	if a.rows = max(1, rows*share); points {
		a.rows = min(n, rows)
		if n == 1 {
			fixed = len(a.layout.Key)
		}
	}
	a.order = p.indexOrder(sc, a.layout, fixed)
	a.cost = a.readCost(0)
	if sc.lock != nil && !a.points {
		a.cost += a.rows * costClaim
	}
	return a
}

// rowLookup finds rows of sc by a ctid that is computed over the columns in have; nil where no
// condition says so.
func (p *planner) rowLookup(sc *relScan, conds []scalar.Expr, have varSet) *access {
	own := setOf(sc.vars)
	for _, c := range conds {
		outer, inner, ok := equiSides(c, have, own)
		if !ok || !p.isRow(sc, inner) || outer.Type() != types.TTID {
			continue
		}
		ix := sc.table.Primary()
		a := &access{index: ix, layout: sc.table.Layout(ix), used: map[scalar.Expr]bool{c: true}, points: true, nPoints: 1, rows: 1, cover: true, cost: costProbe}
		a.spans.Conds = []scalar.Expr{c}
		for i := range a.layout.Key {
			a.spans.Cols = append(a.spans.Cols, ColumnSpan{Alts: []Alt{{Eq: keyOfRow(outer, a.layout.Key, i)}}})
		}
		return a
	}
	return nil
}

// keyOfRow is column i of the primary key that a tid names.
func keyOfRow(x scalar.Expr, key []rowenc.KeyColumn, i int) scalar.Expr {
	if e, ok := x.(*scalar.System); ok && e.Kind == scalar.SystemCTID && slices.Equal(e.Key, key) {
		return e.Args[i]
	}
	return &scalar.System{Kind: scalar.SystemKey, T: key[i].Type, Args: []scalar.Expr{x}, Key: key, Idx: i}
}
