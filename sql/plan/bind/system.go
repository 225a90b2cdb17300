package bind

import (
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
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

// IsSystemColumn reports whether a name is a system column's.
func IsSystemColumn(name string) bool { return catalog.SystemNumber(name) != 0 }

// offered is the number of a system column that a FROM item gets when it is named, 0 for another
// name: tableoid every table has among its columns.
func offered(name string) int32 {
	if n := catalog.SystemNumber(name); n != tableOIDAttr {
		return n
	}
	return 0
}

// IsSystemNumber reports whether n is the number of a system column.
func IsSystemNumber(n int32) bool { return -6 <= n && n < 0 }

// offer gives those of rels that are tables' the system column attr, where they haven't got it.
// The FROM item gets it for all of the statement; a table's own column of that name goes before. A
// row of no columns (tableColumns) means that none may be named: the place tells why, or the name
// is not found.
func (s *scope) offer(r *ast.ColumnRef, rels []*scopeRel, attr int32) error {
	for _, rel := range rels {
		// A FROM item that is no table (a subquery, a function, a join's alias) has no row; barred ones may not
		// be named here at all.
		if rel.row == nil || rel.barred != barNone {
			continue
		}
		if err := s.refuseSystem(r); err != nil {
			return err
		}
		// Offered once: the next reference of this name finds the column among cols.
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
	if !IsSystemNumber(r.Attr) || r.Attr == tableOIDAttr { // that one every table has among its columns
		return nil
	}
	n := *r
	n.Name = catalog.SystemName(r.Attr)
	// The clone: DeleteFunc would compact the scope's own list.
	return s.offer(&n, slices.DeleteFunc(slices.Clone(s.rels), func(rel *scopeRel) bool { return rel.item != r.Item }), r.Attr)
}

// system makes the expression of a system column.
func (b *Binder) system(r *ast.ColumnRef, rel *scopeRel, attr int32) (scalar.Expr, error) {
	// The expression may be sent to other nodes, which have to know it (scalar.System).
	if !b.Env.Version.Active(version.Parted) {
		return nil, b.unsupported(r, "Upgrade all nodes of the cluster first.", "system column %q is not supported by older nodes of the cluster", r.Name)
	}
	row := tableRow{b, rel.table, rel.row}
	switch attr {
	case catalog.SystemNumber("ctid"):
		return row.ctid(r)
	case catalog.SystemNumber("xmin"):
		return row.xmin(), nil
	}
	x := &scalar.System{Kind: scalar.SystemNone, T: types.TCID, Args: []scalar.Expr{row.present()}}
	switch attr {
	case catalog.SystemNumber("xmax"):
		x.T, x.Idx = types.TXID, scalar.SystemXmax
	case catalog.SystemNumber("cmin"):
		x.Idx = scalar.SystemCmin
	default:
		x.Idx = scalar.SystemCmax
	}
	return x, nil
}

// tableRow is a row of a table; vars are its columns, and the OID of the leaf where that has
// partitions.
type tableRow struct {
	b    *Binder
	t    *catalog.TableDesc
	vars []scalar.VarID
}

// present is what is never NULL in a row.
// A system column is NULL with the row, on the nullable side of an outer join; so it reads this.
func (r tableRow) present() scalar.Expr {
	if r.t.Partitioned() {
		return r.b.Ref(r.vars[len(r.t.Columns)])
	}
	if !r.t.Virtual {
		return r.b.Ref(r.vars[r.t.Layout(r.t.Primary()).Slots[0]])
	}
	if len(r.t.Columns) > 0 && r.t.Columns[0].NotNull {
		return r.b.Ref(r.vars[0])
	}
	return scalar.BoolConst(true)
}

// ctid is the key in the order of the primary index. System catalogs have no key; a partitioned
// table without one has the hidden row ID in common with its partitions, as long as none of them
// has a key (alike).
// The row's key, in the encoding of the primary index: it is as long as the key is, not 6 bytes. A tid is good
// for as long as the row keeps its key; an UPDATE of other columns doesn't change it, as it would in Postgres.
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
		x.Args = append(x.Args, r.b.Ref(r.vars[slot]))
	}
	return x, nil
}

// alike refuses the ctid of a table without a primary key whose partitions have some.
// The plan then depends on all leaves: a key that one of them gets makes it stale.
func (r tableRow) alike(ref *ast.ColumnRef) error {
	pt, err := r.b.PartedOf(r.t)
	if err != nil {
		return err
	}
	// Any: the plan depends on the descriptors of all leaves.
	pt.Any = true
	for i := range pt.Leaves {
		if t := pt.Leaves[i].Table; t.HasPrimaryKey() {
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
	// Dropped columns are not among Columns; a rename may change the order, and so xmin of all rows, which is
	// harmless where both that are compared were read after it.
	slices.SortFunc(cols, func(a, b *catalog.Column) int { return cmp.Compare(a.Name, b.Name) })
	args := make([]scalar.Expr, len(cols))
	for i, c := range cols {
		args[i] = r.b.Ref(r.vars[slots[c]])
	}
	return scalar.NewXmin(r.present(), args)
}

// refuseSystem refuses a system column where rows have none.
// nil where it may stand. Postgres's words where Postgres refuses it too.
func (s *scope) refuseSystem(r *ast.ColumnRef) error {
	b := s.b
	switch s.kind {
	case kindCheck:
		return b.Fail(r, pgerror.InvalidColumnReference, "system column %q reference in check constraint is invalid", r.Name)
	case kindGenerated:
		return b.Fail(r, pgerror.InvalidColumnReference, "cannot use system column %q in column generation expression", r.Name)
	case kindIndexExpr, kindIndexPredicate:
		return pgerror.New(pgerror.FeatureNotSupported, "index creation on system columns is not supported")
	case kindStatistics:
		return pgerror.New(pgerror.FeatureNotSupported, "statistics creation on system columns is not supported")
	case kindPartitionKey:
		return pgerror.New(pgerror.InvalidObjectDefinition, "partition key expressions cannot contain system column references")
	case kindMergeWhen:
		return b.Fail(r, pgerror.InvalidColumnReference, "cannot use system column %q in MERGE WHEN condition", r.Name)
	case kindWhen:
		return b.unsupported(r, "Name the columns of the table.", "system column %q in WHEN of a trigger is not supported", r.Name)
	case kindAlterUsing:
		return b.unsupported(r, "Name the columns of the table.", "system column %q in ALTER TYPE is not supported", r.Name)
	}
	return nil
}

// usesSystem notes that the system column attr is named.
// It takes SELECT on the table or on that column; grants on the columns that it is computed of do not give it. In stored expressions (b.stored) nobody's rights are asked, nor of rows of
// views, whose rows are nil.
func (s *scope) usesSystem(rel *scopeRel, attr int32) {
	b := s.b
	if len(rel.row) == 0 {
		return
	}
	if n := b.Info(rel.row[0]).Need; n != nil && b.stored == 0 {
		n.Want(catalog.PrivilegeSelect)
		if id := catalog.SystemColumnID(attr); !slices.Contains(n.Read, id) {
			n.Read = append(n.Read, id)
		}
	}
}
