package bind

import (
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Indexes of expressions and predicates. The catalog gives a table a hidden column for each
// expression (catalog.Column.Computed), so that an index has columns alone, whatever they are
// computed of:
//
//	reading   where a condition or a wished order has the expression of such a column, the
//	          column is put in its place (asColumn), and spans, orders and look-ups are found
//	          as ever; no such column is ever read: the expression is computed of the row
//	writing   the writer computes the columns of the old row and of the new one (Computed),
//	          and asks the index's layout for its entries

// ComputedTable is what the indexes of a table compute, over columns of a row of its own.
// Items of several indexes may have the same expression; each has its column.
type ComputedTable struct {
	// in step with the table's columns; nothing else reads them
	Vars []scalar.VarID
	// index by index, each one's predicate before its expressions
	Items []ComputedItem
}

// ComputedItem is one column that an index computes.
// Simple is nil for a predicate, as Postgres's own form of it is a list of conditions.
type ComputedItem struct {
	// If is the slot of the predicate's column that decides whether the rest is computed, -1 for
	// none
	nodes.Computed
	Simple scalar.Expr // as a condition would have it
	Index  *catalog.IndexDesc
	calls  []catalog.Need // of the whole index; see CallsItem
}

// CallsItem notes that the statement computes an item, which takes EXECUTE on what its index calls.
// Who only reads the table needs no right on these functions, nor does who deletes from it.
func (b *Binder) CallsItem(it *ComputedItem) { b.needsCalls(it.calls) }

// ComputedOf binds what the indexes of t compute; nil for nothing.
// Once for each table in a statement. Functions within are inlined as in conditions (indexing), or
// an expression over one would not be found in a condition that has its body.
// The statement's own tree is not touched: names here are the table's.
func (b *Binder) ComputedOf(t *catalog.TableDesc) (*ComputedTable, error) {
	if !t.HasComputed() {
		return nil, nil
	}
	if c, ok := b.computed[t]; ok {
		return c, nil
	}
	// What is saved is put back also on an error.
	inner := *b.Env
	inner.Text, inner.Names, inner.Variables = "", nil, nil
	saved := b.Env
	b.Env = &inner
	b.stored++
	b.indexing = true // conditions have the bodies of functions in the places of calls, too
	defer func() { b.Env = saved; b.stored--; b.indexing = false }()
	// A row of its own: Over puts any other row's columns in place.
	c := &ComputedTable{Vars: b.RowVars(t, t.Name)}
	for i := range t.Indexes {
		from, calls := len(c.Items), b.calls
		b.calls = nil
		err := b.computedBy(c, t, &t.Indexes[i])
		own := b.calls
		b.calls = calls
		if err != nil {
			return nil, err
		}
		for k := from; k < len(c.Items); k++ {
			c.Items[k].calls = own
		}
	}
	if b.computed == nil {
		b.computed = map[*catalog.TableDesc]*ComputedTable{}
	}
	b.computed[t] = c
	b.indexConsts = indexConsts(b.indexConsts, t)
	return c, nil
}

// indexConsts adds the texts of constants in what t's indexes are of to list (Plan.IndexConsts).
func indexConsts(list []string, t *catalog.TableDesc) []string {
	for i := range t.Indexes {
		for _, k := range t.Indexes[i].Columns {
			if k.Expr == "" {
				continue
			}
			col, _, ok := t.ColumnByID(k.ID)
			if !ok || col.Default == nil {
				continue
			}
			list = constTexts(list, col.Default)
		}
	}
	return list
}

// constTexts adds the texts of the constants of an expression to list.
func constTexts(list []string, x ast.Expr) []string {
	ast.Walk(x, func(n ast.Node) bool {
		k, ok := n.(*ast.Const)
		if !ok {
			return true
		}
		switch k.Kind {
		case ast.ConstInt:
			list = append(list, strconv.FormatInt(k.Int, 10))
		case ast.ConstString, ast.ConstNumeric:
			list = append(list, k.Text)
		}
		return true
	})
	return list
}

// computedBy binds what one index computes, its predicate first.
// An index that is being dropped is neither read nor written.
// col.Default is where the catalog keeps the parsed text of a computed column.
func (b *Binder) computedBy(c *ComputedTable, t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	if !ix.Computes() || ix.State == catalog.IndexDropping {
		return nil
	}
	s := b.rootScope().with(kindIndexExpr)
	s.rels = []*scopeRel{b.rowRel(t, t.Name, c.Vars)}
	predicate := -1
	if ix.Predicate != "" {
		col, slot, _ := t.ColumnByID(ix.PredicateID)
		x, err := s.with(kindIndexPredicate).condition(col.Default, "WHERE")
		if err != nil {
			return err
		}
		// The predicate's column is true where the row has an entry.
		c.Items = append(c.Items, ComputedItem{nodes.Computed{Slot: slot, X: x, If: -1}, nil, ix, nil})
		predicate = slot
	}
	for _, k := range ix.Columns {
		if k.Expr == "" {
			continue
		}
		col, slot, _ := t.ColumnByID(k.ID)
		x, err := s.expr(col.Default)
		if err != nil {
			return err
		}
		// A literal as an index's expression is text.
		if x, err = b.known(col.Default, x); err != nil {
			return err
		}
		c.Items = append(c.Items, ComputedItem{nodes.Computed{Slot: slot, X: x, If: predicate}, b.Simplify(x), ix, nil})
	}
	return nil
}

// Over gives an expression over the row of c the columns vars.
// vars are in step with c.Vars; x itself is left as it is.
// A column that is not of c's row stays.
func (c *ComputedTable) Over(x scalar.Expr, vars []scalar.VarID) scalar.Expr {
	return scalar.Map(x, func(e scalar.Expr) scalar.Expr {
		if v, ok := e.(*scalar.Var); ok {
			if i := slices.Index(c.Vars, v.ID); i >= 0 {
				n := *v
				n.ID = vars[i]
				return &n
			}
		}
		return e
	})
}

// ComputedScalars are the computed columns of a table as what is evaluated of its row, in
// order: those that predicates gate come behind them.
// Back-fills use it, which have rows and no statement.
// There are no parameters, as there is no statement; what is called is asked for as it is evaluated.
func ComputedScalars(t *catalog.TableDesc, env *Env) ([]ComputedScalar, error) {
	b := New(env)
	c, err := b.ComputedOf(t)
	if c == nil || err != nil {
		return nil, err
	}
	row := make(map[scalar.VarID]int, len(c.Vars))
	for i, id := range c.Vars {
		row[id] = i
	}
	out := make([]ComputedScalar, len(c.Items))
	for i := range c.Items {
		it := &c.Items[i]
		x, err := inRow(it.X, row)
		if err != nil {
			return nil, err
		}
		out[i] = ComputedScalar{Slot: it.Slot, If: it.If, X: host.NewScalar(x, nil, nil, it.calls)}
	}
	return out, nil
}

// ComputedScalar is Computed outside of a statement.
type ComputedScalar struct {
	Slot, If int
	X        *host.Scalar
}
