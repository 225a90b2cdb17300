package pgcatalog

import (
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// makeInherits lists partitions, and the indexes that are parts of those of their parents.
func makeInherits(m *making) error {
	for _, t := range m.tables(false) {
		for i, p := range t.Inherits {
			if err := m.row(t.ID, p, i+1, false); err != nil {
				return err
			}
		}
		if t.PartitionOf == 0 {
			continue
		}
		if err := m.row(t.ID, t.PartitionOf, 1, false); err != nil {
			return err
		}
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; ix.Parent != 0 && ix.State != catalog.IndexDropping {
				if err := m.row(ix.OID, ix.Parent, 1, false); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func makePartitioned(m *making) error {
	for _, t := range m.tables(false) {
		if !t.Partitioned() || !m.wants(t.ID) {
			continue
		}
		k := &t.Partitioning
		def := catalog.ID(0)
		for i := range k.Parts {
			if k.Parts[i].Default {
				def = k.Parts[i].Table
			}
		}
		var attrs, classes, collations vector
		var exprs []string
		for _, c := range k.Columns {
			attrs = append(attrs, int64(c.ID))
			typ, _ := m.snap.Types().ByOID(c.TypeOID)
			collation := types.OID(0)
			if col, _, ok := t.ColumnByID(c.ID); ok && c.ID != 0 {
				typ, collation = col.Type, col.CollationOID()
			} else {
				exprs = append(exprs, c.Expr)
			}
			if typ == nil {
				typ, _ = types.ByOID(c.TypeOID)
			}
			if typ != nil {
				if c.Collation != 0 {
					collation = c.Collation
				} else if c.ID != 0 || collation == 0 {
					collation = typ.Collation()
				}
				classes, collations = append(classes, int64(catalog.DefaultOpClass(typ))), append(collations, int64(collation))
			}
		}
		var text any
		if len(exprs) == 1 {
			text = exprs[0]
		} else if len(exprs) > 1 {
			text = exprList + "(" + strings.Join(exprs, ", ") + ")"
		}
		if err := m.row(t.ID, byte(k.Strategy), len(k.Columns), def, attrs, classes, collations, text); err != nil {
			return err
		}
	}
	return nil
}

// partitionKeyDef is pg_get_partkeydef.
func partitionKeyDef(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc) string {
	parts := make([]string, len(t.Partitioning.Columns))
	for i, c := range t.Partitioning.Columns {
		parts[i] = partKeyColumn(snap, path, t, &c)
		// As Postgres: an expression with parentheses of its own gets more.
		if c.ID == 0 && strings.HasPrefix(parts[i], "(") && ExprText(snap, path, t, c.Expr, false) == parts[i] {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return t.Partitioning.Strategy.String() + " (" + strings.Join(parts, ", ") + ")"
}

// partKeyColumn prints a column of a partition key: an expression in parentheses, unless it is a call.
func partKeyColumn(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, c *catalog.PartitionColumn) string {
	if col, _, ok := t.ColumnByID(c.ID); ok && c.ID != 0 {
		return catalog.QuoteIdent(col.Name) + partKeyCollation(c, col.CollationOID(), col.Type)
	}
	return partKeyExpr(snap, path, t, c) + partKeyCollation(c, 0, nil)
}

// partKeyCollation is the COLLATE of a key, where it is another than that of what it is of.
func partKeyCollation(c *catalog.PartitionColumn, own types.OID, t *types.Type) string {
	id := c.Collation
	if id == 0 && t != nil {
		id = t.Collation()
	}
	if id == own || id == 0 {
		return ""
	}
	return " COLLATE " + catalog.QuoteIdent(catalog.CollationName(id))
}

func partKeyExpr(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, c *catalog.PartitionColumn) string {
	text := ExprText(snap, path, t, c.Expr, false)
	if x, err := parser.ParseExpr(c.Expr); err == nil && bind.LooksLikeCall(x) {
		return text
	}
	if strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") {
		return text
	}
	return "(" + text + ")"
}

// partitionConstraint is what the bounds of a partition and of its parents say of its rows; ""
// where there is nothing to say.
func partitionConstraint(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc) string {
	var conds []string
	for at := t; at.IsPartition(); {
		parent, ok := snap.TableByID(at.PartitionOf)
		if !ok {
			break
		}
		conds = append(boundConds(snap, path, parent, at), conds...)
		at = parent
	}
	switch len(conds) {
	case 0:
		return ""
	case 1:
		return conds[0]
	}
	return "(" + strings.Join(conds, " AND ") + ")"
}

func boundConds(snap *catalog.Snapshot, path *catalog.SearchPath, parent, t *catalog.TableDesc) []string {
	k := &parent.Partitioning
	p, ok := k.Part(t.ID)
	if !ok {
		return nil
	}
	r, err := snap.Router(parent)
	if err != nil {
		return nil
	}
	names := make([]string, len(k.Columns))
	for i := range k.Columns {
		names[i] = partKeyColumn(snap, path, parent, &k.Columns[i])
	}
	if p.Default && k.Strategy == ast.PartitionRange {
		return defaultRange(k, names, r.Types())
	}
	if p.Default {
		return defaultList(k, names[0], r.Types()[0])
	}
	return onePart(k.Strategy, p, names, r.Types(), parent.ID)
}

// defaultList is what is in none of the lists: Postgres shows their values together, in order.
func defaultList(k *catalog.PartitionKey, name string, t *types.Type) []string {
	type value struct {
		bound catalog.BoundValue
		d     types.Datum
	}
	var values []value
	var all catalog.Partition
	for i := range k.Parts {
		for _, v := range k.Parts[i].In {
			if v.Kind == catalog.BoundNull {
				all.In = append(all.In, v)
				continue
			}
			d, err := types.DecodeText(t, types.NoTypmod, v.Text, &types.Env{})
			if err != nil {
				return nil
			}
			values = append(values, value{v, d})
		}
	}
	slices.SortFunc(values, func(a, b value) int { return types.Compare(t, a.d, b.d) })
	for _, v := range values {
		all.In = append(all.In, v.bound)
	}
	if len(all.In) == 0 {
		return nil
	}
	conds := listPart(&all, name, t)
	if len(conds) == 1 {
		return []string{"(NOT " + conds[0] + ")"}
	}
	return []string{"(NOT (" + strings.Join(conds, " AND ") + "))"}
}

// defaultRange is what is in none of the ranges.
func defaultRange(k *catalog.PartitionKey, names []string, ts []*types.Type) []string {
	var arms []string
	for i := range k.Parts {
		if o := &k.Parts[i]; !o.Default {
			conds := rangePart(o, names, ts)
			if len(conds) == 1 {
				arms = append(arms, conds[0])
			} else if len(conds) > 1 {
				arms = append(arms, "("+strings.Join(conds, " AND ")+")")
			}
		}
	}
	if len(arms) == 0 {
		return nil
	}
	var out []string
	for _, n := range names {
		out = append(out, "("+n+" IS NOT NULL)")
	}
	in := arms[0]
	if len(arms) > 1 {
		in = "(" + strings.Join(arms, " OR ") + ")"
	}
	return []string{"(NOT (" + strings.Join(append(out, in), " AND ") + "))"}
}

func onePart(strategy ast.PartitionStrategy, p *catalog.Partition, names []string, ts []*types.Type, parent catalog.ID) []string {
	switch strategy {
	case ast.PartitionList:
		return listPart(p, names[0], ts[0])
	case ast.PartitionHash:
		return []string{"satisfies_hash_partition('" + strconv.FormatUint(uint64(parent), 10) + "'::oid, " + strconv.FormatInt(p.Modulus, 10) + ", " +
			strconv.FormatInt(p.Remainder, 10) + ", " + strings.Join(names, ", ") + ")"}
	}
	var out []string
	for _, n := range names {
		out = append(out, "("+n+" IS NOT NULL)")
	}
	return append(out, rangePart(p, names, ts)...)
}

func listPart(p *catalog.Partition, name string, t *types.Type) []string {
	var values []string
	null := false
	for _, v := range p.In {
		if v.Kind == catalog.BoundNull {
			null = true
		} else {
			values = append(values, v.Typed(t))
		}
	}
	in := "(" + name + " = ANY (ARRAY[" + strings.Join(values, ", ") + "]))"
	if len(values) == 1 {
		in = "(" + name + " = " + values[0] + ")"
	}
	switch {
	case null && len(values) == 0:
		return []string{"(" + name + " IS NULL)"}
	case null:
		return []string{"((" + name + " IS NULL) OR " + in + ")"}
	}
	return []string{"(" + name + " IS NOT NULL)", in}
}

// rangePart prints the bounds of a range: columns that both bounds agree on are equal to that;
// from the first on that they differ in, each bound is a comparison of rows written out.
func rangePart(p *catalog.Partition, names []string, ts []*types.Type) []string {
	var out []string
	at := 0
	for ; at < len(names)-1; at++ {
		lo, hi := p.From[at], p.To[at]
		if lo.Kind != catalog.BoundIs || hi.Kind != catalog.BoundIs || lo.Text != hi.Text {
			break
		}
		out = append(out, "("+names[at]+" = "+lo.Typed(ts[at])+")")
	}
	for _, side := range []struct {
		bound []catalog.BoundValue
		op    string
		last  string
	}{{p.From, ">", ">="}, {p.To, "<", "<"}} {
		var arms []string
		for n := at; n < len(names); n++ {
			if side.bound[n].Kind != catalog.BoundIs {
				break
			}
			var conds []string
			for i := at; i < n; i++ {
				conds = append(conds, "("+names[i]+" = "+side.bound[i].Typed(ts[i])+")")
			}
			op := side.op
			if n == len(names)-1 {
				op = side.last
			} else if side.op == ">" && side.bound[n+1].Kind == catalog.BoundMin || side.op == "<" && side.bound[n+1].Kind == catalog.BoundMax {
				op += "="
			}
			conds = append(conds, "("+names[n]+" "+op+" "+side.bound[n].Typed(ts[n])+")")
			if len(conds) == 1 {
				arms = append(arms, conds[0])
			} else {
				arms = append(arms, "("+strings.Join(conds, " AND ")+")")
			}
		}
		switch len(arms) {
		case 0:
		case 1:
			out = append(out, arms[0])
		default:
			out = append(out, "("+strings.Join(arms, " OR ")+")")
		}
	}
	return out
}

// PartitionTree and PartitionAncestors serve pg_partition_tree and pg_partition_ancestors of
// tables and indexes (builtin.PartitionLookup).
func (r *Reg) PartitionTree(oid types.OID) []builtin.PartitionRow {
	snap := r.snap()
	t, of := relationOf(snap, oid)
	if t == nil || !t.Partitioned() && !t.IsPartition() {
		return nil
	}
	var out []builtin.PartitionRow
	parents := map[catalog.ID]catalog.ID{t.ID: oid}
	snap.Tree(t, func(p *catalog.TableDesc, depth int) {
		id := p.ID
		if of != nil && p.ID != t.ID {
			id = 0
			for i := range p.Indexes {
				if p.Indexes[i].Parent == parents[p.PartitionOf] {
					id = p.Indexes[i].OID
				}
			}
		} else if of != nil {
			id = oid
		}
		if id == 0 {
			return
		}
		parents[p.ID] = id
		up := parents[p.PartitionOf]
		if depth == 0 {
			if up = p.PartitionOf; of != nil {
				up = of.Parent
			}
		}
		out = append(out, builtin.PartitionRow{OID: id, Parent: up, Leaf: !p.Partitioned(), Level: depth})
	})
	// Level by level, as Postgres has them.
	var sorted []builtin.PartitionRow
	for level := 0; len(sorted) < len(out); level++ {
		for _, row := range out {
			if row.Level == level {
				sorted = append(sorted, row)
			}
		}
	}
	return sorted
}

// PartitionAncestors are the relation and what it is a part of, upwards.
func (r *Reg) PartitionAncestors(oid types.OID) []types.OID {
	snap := r.snap()
	t, ix := relationOf(snap, oid)
	if t == nil || !t.Partitioned() && !t.IsPartition() {
		return nil
	}
	out := []types.OID{oid}
	for {
		up := t.PartitionOf
		if ix != nil {
			up = ix.Parent
		}
		if up == 0 {
			return out
		}
		out = append(out, up)
		if t, ix = relationOf(snap, up); t == nil {
			return out
		}
	}
}

// relationOf finds a table, or an index and its table.
func relationOf(snap *catalog.Snapshot, oid catalog.ID) (*catalog.TableDesc, *catalog.IndexDesc) {
	if t, ok := snap.TableByID(oid); ok {
		return t, nil
	}
	if t, ix, ok := snap.IndexByOID(oid); ok {
		return t, ix
	}
	return nil, nil
}

// dependPartitions has partitions depend on their parents, and so what they have of those.
func (m *making) dependPartitions() error {
	for _, t := range m.tables(false) {
		for _, p := range t.Inherits {
			if err := m.row(classClass, t.ID, 0, classClass, p, 0, byte('n')); err != nil {
				return err
			}
		}
		if t.PartitionOf == 0 {
			continue
		}
		if err := m.row(classClass, t.ID, 0, classClass, t.PartitionOf, 0, byte('a')); err != nil {
			return err
		}
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			if ix.Parent == 0 || ix.State == catalog.IndexDropping {
				continue
			}
			if err := m.dependPart(classClass, ix.OID, ix.Parent, t.ID); err != nil {
				return err
			}
			if c := m.parentConstraint(ix.Parent); ix.Constraint != 0 && c != 0 {
				if err := m.dependPart(classConstraint, ix.Constraint, c, t.ID); err != nil {
					return err
				}
			}
		}
		for i := range t.ForeignKeys {
			if f := &t.ForeignKeys[i]; f.Parent != 0 {
				if err := m.dependPart(classConstraint, f.OID, f.Parent, t.ID); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (m *making) dependPart(class, id, parent, table catalog.ID) error {
	if err := m.row(class, id, 0, class, parent, 0, byte('P')); err != nil {
		return err
	}
	return m.row(class, id, 0, classClass, table, 0, byte('S'))
}

// HashKey are the types of the key of a table that is partitioned by hash.
func (r *Reg) HashKey(oid types.OID) ([]*types.Type, error) {
	snap := r.snap()
	t, ok := snap.TableByID(oid)
	if !ok {
		return nil, nil
	}
	if t.Partitioning.Strategy != ast.PartitionHash {
		return nil, pgerror.New(pgerror.InvalidParameterValue, "\"%s\" is not a hash partitioned table", t.Name)
	}
	k, err := snap.Router(t)
	if err != nil {
		return nil, err
	}
	return k.Types(), nil
}
