package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// inference is what ON CONFLICT (…) WHERE … says of the unique index that it means: its
// columns, its expressions, and what is true of the rows that are meant.
// The order of columns and how often they are named do not matter, as in Postgres
// (infer_arbiter_indexes).
// It is made once for the statement and compared with each unique index (infers).
type inference struct {
	columns map[catalog.ColumnID]bool
	exprs   map[string]bool // by scalar.Key, over the row of the table's computed columns
	conds   []scalar.Expr
	// collated are the columns that were written with a collation.
	collated map[catalog.ColumnID]types.OID
	// classes are the operator classes that are named.
	// In the order written; several may name one column.
	classes []wantedClass
}

// wantedClass is the operator class of a column, or of an expression.
type wantedClass struct {
	class  *catalog.OpClass
	column catalog.ColumnID // 0: expr
	// By scalar.Key, as in exprs.
	expr string
}

// inferred finds the unique indexes that the elements of ON CONFLICT name.
// Several may fit; all of them arbitrate. None: the caller refuses it in its turn. One that is not yet built, or failed to be, is none. A
// deferrable one that fits is an error rather than passed over, since the user would take it to
// count.
//
//	ON CONFLICT (b, a)                        a unique index on (a, b), the primary key too
//	ON CONFLICT (lower(a))                    one on that expression
//	ON CONFLICT (a) WHERE d IS NULL           one on (a), whole or WHERE d IS NULL
//	ON CONFLICT (a), index on (a, b)          none: two rows may have the same a
func (b *Binder) inferred(d *rel.DML, oc *ast.OnConflict) ([]catalog.IndexID, error) {
	t := d.Named
	want, err := b.inference(d, oc)
	if err != nil {
		return nil, err
	}
	var out []catalog.IndexID
	var late *catalog.IndexDesc
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		// The primary key is Indexes[0] and need not be marked as unique.
		if !(i == 0 && t.HasPrimaryKey()) && !ix.Unique || ix.State != catalog.IndexPublic || ix.Invalid {
			continue
		}
		fits, err := b.infers(d.Table, ix, want)
		switch {
		// A predicate or expression of an index that can't be bound is an error of the statement.
		case err != nil:
			return nil, err
		case fits && ix.Deferrable:
			late = ix
		case fits:
			out = append(out, ix.ID)
		}
	}
	// Even where another index fits: it would be told as a surprise later.
	if late != nil {
		return nil, b.noArbiter(t, late)
	}
	return out, nil
}

// inference binds the elements of ON CONFLICT and its WHERE.
// Expressions are bound over the row that the indexes' own are bound over (ComputedTable.Vars), so
// that equal ones have equal keys. An expression that is a plain column counts as that.
func (b *Binder) inference(d *rel.DML, oc *ast.OnConflict) (*inference, error) {
	want := &inference{columns: map[catalog.ColumnID]bool{}, exprs: map[string]bool{}, collated: map[catalog.ColumnID]types.OID{}}
	c, err := b.ComputedOf(d.Table)
	if err != nil {
		return nil, err
	}
	// Made also where the table computes nothing: expressions are then bound to be refused or found plain
	// columns.
	var vars []scalar.VarID
	if c != nil {
		vars = c.Vars
	} else {
		vars = b.RowVars(d.Table, d.Alias)
	}
	s := b.rootScope().with(kindIndexExpr)
	// Names are those of the view, where there is one; the columns are the table's.
	row := b.rowRel(d.Named, d.Alias, vars)
	row.item = d.Item
	s.rels = []*scopeRel{row}
	for i := range oc.Elems {
		e := &oc.Elems[i]
		class, err := b.arbiterClass(e)
		if err != nil {
			return nil, err
		}
		// The class belongs to what the element is, which is known only below.
		classed := func(column catalog.ColumnID, expr string) {
			if class != nil {
				want.classes = append(want.classes, wantedClass{class, column, expr})
			}
		}
		if e.Expr == nil {
			col, _, err := b.arbiterColumn(e, d.Named)
			// Told in place of the column's own error, which would name another relation.
			if err != nil {
				return nil, b.Fail(e, pgerror.UndefinedColumn, "column %q does not exist", e.Column)
			}
			want.columns[col.ID] = true
			classed(col.ID, "")
			if e.Collation.Name == "" {
				continue
			}
			// Collations are the system's, by name (namesCollation).
			id, ok := catalog.Collations()[e.Collation.Name]
			if !ok {
				return nil, b.Fail(e, pgerror.UndefinedObject, "collation %q for encoding \"UTF8\" does not exist", e.Collation.Name)
			}
			want.collated[col.ID] = id
			continue
		}
		x, err := s.expr(e.Expr)
		if err != nil {
			return nil, err
		}
		if x, err = b.known(e.Expr, x); err != nil {
			return nil, err
		}
		if v, ok := x.(*scalar.Var); ok {
			id := d.Table.Columns[slices.Index(vars, v.ID)].ID
			// A column in parentheses.
			want.columns[id] = true
			classed(id, "")
			continue
		}
		// Simplified as the index's own expression is (ComputedItem.Simple), so that the two
		// compare.
		key := scalar.Key(b.Simplify(x))
		want.exprs[key] = true
		classed(0, key)
	}
	if oc.Where != nil {
		// Predicates are compared condition by condition, in the form that rewriting gives them.
		x, err := s.with(kindIndexPredicate).condition(oc.Where, "WHERE")
		if err != nil {
			return nil, err
		}
		want.conds = b.NormConds([]scalar.Expr{x})
	}
	return want, nil
}

// collatedAs reports whether an index has a column of each collation that is wanted.
// A collation that is named and is no column's makes the index unfit.
func collatedAs(t *catalog.TableDesc, ix *catalog.IndexDesc, want *inference) bool {
	for column, collation := range want.collated {
		if !slices.ContainsFunc(ix.Columns, func(k catalog.IndexColumn) bool { return k.ID == column && t.IndexCollation(&k) == collation }) {
			return false
		}
	}
	return true
}

// arbiterClass is the operator class that an element of ON CONFLICT names; nil: none.
func (b *Binder) arbiterClass(e *ast.IndexElem) (*catalog.OpClass, error) {
	n := e.OpClass
	if n.Name == "" {
		return nil, nil
	}
	// Only btree's: unique indexes are of that method.
	if n.Schema == "" || n.Schema == catalog.SchemaPGCatalog {
		list := catalog.OpClasses()
		if i := slices.IndexFunc(list, func(c catalog.OpClass) bool { return c.Name == n.Name }); i >= 0 {
			return &list[i], nil
		}
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "operator class \"%s\" does not exist for access method \"btree\"", catalog.QuoteQName(n))
}

// of reports whether the class of an index's column of type t is, in effect, the one that is wanted.
// Classes that sort one input type in one family are the same in effect (text_ops, varchar_ops).
// 0 in k means that the index takes the default of the column's type.
func (w *wantedClass) of(k *catalog.IndexColumn, t *types.Type) bool {
	id := k.OpClass
	if id == 0 {
		id = catalog.DefaultOpClass(t.Base())
	}
	c, ok := catalog.OpClassByID(id)
	return ok && c.Family == w.class.Family && c.Input == w.class.Input
}

// classedAs reports whether an index has a column of each operator class that is wanted.
// Those of expressions are compared by classedExpr.
func classedAs(t *catalog.TableDesc, ix *catalog.IndexDesc, want *inference) bool {
	for i := range want.classes {
		w := &want.classes[i]
		if w.column != 0 && !slices.ContainsFunc(ix.Columns, func(k catalog.IndexColumn) bool {
			c, _, ok := t.ColumnByID(k.ID)
			return ok && k.ID == w.column && w.of(&k, c.Type)
		}) {
			return false
		}
	}
	return true
}

// classedExpr is classedAs of what an index computes.
// it is one of ix's items, so its column is found.
func classedExpr(t *catalog.TableDesc, ix *catalog.IndexDesc, it *ComputedItem, want *inference) bool {
	id := t.Columns[it.Slot].ID
	at := slices.IndexFunc(ix.Columns, func(k catalog.IndexColumn) bool { return k.ID == id })
	for i := range want.classes {
		w := &want.classes[i]
		if w.column == 0 && w.expr == scalar.Key(it.Simple) && !w.of(&ix.Columns[at], it.X.Type()) {
			return false
		}
	}
	return true
}

// infers reports whether an index is the one that is meant: of the same columns and
// expressions, and with an entry for every row that WHERE allows.
// t is the table itself, d.Table: indexes compute over its columns, whatever a view calls them.
func (b *Binder) infers(t *catalog.TableDesc, ix *catalog.IndexDesc, want *inference) (bool, error) {
	// The cheap answer first: most indexes compute nothing.
	if !ix.Computes() && len(want.exprs) > 0 {
		return false, nil
	}
	columns := map[catalog.ColumnID]bool{}
	// A column that the index has and nobody named makes it stricter than what was meant.
	for _, k := range ix.Columns {
		if k.Expr == "" {
			columns[k.ID] = true
			if !want.columns[k.ID] {
				return false, nil
			}
		}
	}
	// As many, and each of the index's named: so the sets are equal.
	if len(columns) != len(want.columns) || !collatedAs(t, ix, want) || !classedAs(t, ix, want) {
		return false, nil
	}
	if !ix.Computes() {
		return true, nil
	}
	c, err := b.ComputedOf(t)
	if err != nil {
		return false, err
	}
	found := map[string]bool{}
	for i := range c.Items {
		it := &c.Items[i]
		switch {
		case it.Index.ID != ix.ID:
		// the predicate: WHERE has to imply each part of it
		case it.Simple == nil:
			for _, q := range b.NormConds([]scalar.Expr{it.X}) {
				if !b.ImpliedBy(want.conds, q) {
					return false, nil
				}
			}
		default:
			key := scalar.Key(it.Simple)
			if !want.exprs[key] || !classedExpr(t, ix, it, want) {
				return false, nil
			}
			found[key] = true
		}
	}
	// All that was named has to be in the index as well.
	return len(found) == len(want.exprs), nil
}
