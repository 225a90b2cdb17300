package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// inference is what ON CONFLICT (…) WHERE … says of the unique index that it means: its
// columns, its expressions, and what is true of the rows that are meant.
type inference struct {
	columns map[catalog.ColumnID]bool
	exprs   map[string]bool // by scalar.Key, over the row of the table's computed columns
	conds   []scalar.Expr
}

// inferred finds the unique indexes that the elements of ON CONFLICT name.
func (b *binder) inferred(d *dml, oc *ast.OnConflict) ([]catalog.IndexID, error) {
	t := d.named
	want, err := b.inference(d, oc)
	if err != nil {
		return nil, err
	}
	var out []catalog.IndexID
	var late *catalog.IndexDesc
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if !(i == 0 && t.HasPrimaryKey()) && !ix.Unique || ix.State != catalog.IndexPublic || ix.Invalid {
			continue
		}
		fits, err := b.infers(d.table, ix, want)
		switch {
		case err != nil:
			return nil, err
		case fits && ix.Deferrable:
			late = ix
		case fits:
			out = append(out, ix.ID)
		}
	}
	if late != nil {
		return nil, b.noArbiter(t, late)
	}
	if len(out) == 0 {
		return nil, b.fail(nil, pgerror.InvalidColumnReference, "there is no unique or exclusion constraint matching the ON CONFLICT specification")
	}
	return out, nil
}

// inference binds the elements of ON CONFLICT and its WHERE.
func (b *binder) inference(d *dml, oc *ast.OnConflict) (*inference, error) {
	want := &inference{columns: map[catalog.ColumnID]bool{}, exprs: map[string]bool{}}
	c, err := b.computedOf(d.table)
	if err != nil {
		return nil, err
	}
	var vars []scalar.VarID
	if c != nil {
		vars = c.vars
	} else {
		vars = b.rowVars(d.table, d.alias)
	}
	s := b.rootScope().with(kindIndexExpr)
	s.rels = []*scopeRel{b.rowRel(d.named, d.alias, vars)}
	for i := range oc.Elems {
		e := &oc.Elems[i]
		if e.Expr == nil {
			col, _, err := b.arbiterColumn(e, d.named)
			if err != nil {
				return nil, b.fail(e, pgerror.UndefinedColumn, "column %q does not exist", e.Column)
			}
			want.columns[col.ID] = true
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
			want.columns[d.table.Columns[slices.Index(vars, v.ID)].ID] = true
			continue
		}
		want.exprs[scalar.Key(b.simplify(x))] = true
	}
	if oc.Where != nil {
		x, err := s.with(kindIndexPredicate).condition(oc.Where, "WHERE")
		if err != nil {
			return nil, err
		}
		want.conds = b.normConds([]scalar.Expr{x})
	}
	return want, nil
}

// infers reports whether an index is the one that is meant: of the same columns and
// expressions, and with an entry for every row that WHERE allows.
func (b *binder) infers(t *catalog.TableDesc, ix *catalog.IndexDesc, want *inference) (bool, error) {
	if !ix.Computes() && len(want.exprs) > 0 {
		return false, nil
	}
	columns := map[catalog.ColumnID]bool{}
	for _, k := range ix.Columns {
		if k.Expr == "" {
			columns[k.ID] = true
			if !want.columns[k.ID] {
				return false, nil
			}
		}
	}
	if len(columns) != len(want.columns) {
		return false, nil
	}
	if !ix.Computes() {
		return true, nil
	}
	c, err := b.computedOf(t)
	if err != nil {
		return false, err
	}
	found := map[string]bool{}
	for i := range c.items {
		it := &c.items[i]
		switch {
		case it.index.ID != ix.ID:
		case it.simple == nil:
			for _, q := range b.normConds([]scalar.Expr{it.X}) {
				if !b.impliedBy(want.conds, q) {
					return false, nil
				}
			}
		default:
			key := scalar.Key(it.simple)
			if !want.exprs[key] {
				return false, nil
			}
			found[key] = true
		}
	}
	return len(found) == len(want.exprs), nil
}
