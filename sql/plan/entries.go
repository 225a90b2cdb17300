package plan

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// selEntries is the share of rows that Postgres takes to contain something.
const selEntries = 0.001

// commuted are the operators of containment with their operands changed over.
var commuted = map[string]string{"@>": "<@", "<@": "@>", "&&": "&&", "=": "=", "@@": "@@", "@@@": "@@@"}

// entryPath is reading the rows that an inverted index finds; nil where no condition asks for
// entries. The rows come in the order of the table, and the conditions are judged of them.
func (p *planner) entryPath(sc *relScan, ix *catalog.IndexDesc, conds []scalar.Expr) *access {
	l := sc.table.Layout(ix)
	slot := p.canonical(sc, l.Source)
	e := &EntryScan{Layout: l}
	var shown []scalar.Expr
	for _, c := range conds {
		if k, ok := entryCond(p.asColumn(sc, c), sc.vars[slot], l); ok {
			e.Conds, shown = append(e.Conds, k), append(shown, c)
		}
	}
	if len(e.Conds) == 0 {
		return nil
	}
	a := &access{index: ix, layout: sc.table.Layout(sc.table.Primary()), used: map[scalar.Expr]bool{}, cover: true, entries: e}
	a.spans.Conds = shown
	n := p.tableRows(sc.table)
	a.nPoints = float64(len(e.Conds))
	a.rows = math.Max(1, n*math.Pow(selEntries, math.Min(2, a.nPoints)))
	a.order = p.indexOrder(sc, a.layout, 0)
	a.cost = costScan/2 + a.nPoints*costSeek + a.rows*(costRow+costLookup)
	if l.Class == rowenc.EntriesJSONPath {
		a.cost-- // its entries say more than those of jsonb_ops
	}
	return a
}

// entryCond reads a condition as one of the column id that entries answer.
func entryCond(c scalar.Expr, id scalar.VarID, l *catalog.Layout) (EntryCond, bool) {
	if l.Class == rowenc.EntriesTrigram {
		if k, ok := similarCond(c, id); ok {
			return k, true
		}
	}
	op, ok := c.(*scalar.Op)
	if !ok || op.L == nil {
		return EntryCond{}, false
	}
	name, x := op.Op.Name, op.R
	if !isVar(op.L, id) {
		if name, x = commuted[name], op.L; name == "" || !isVar(op.R, id) {
			return EntryCond{}, false
		}
	}
	if !rowenc.EntryOperator(l.Class, name) || !isConstant(x) || asksSubquery(x) {
		return EntryCond{}, false
	}
	if l.Class == rowenc.EntriesArray && x.Type() != l.SourceType.Base() {
		return EntryCond{}, false
	}
	if l.Class == rowenc.EntriesVector && x.Type().Base() != types.TTSQuery {
		return EntryCond{}, false
	}
	return EntryCond{Op: name, X: x}, true
}

// similarOps are the functions of pg_trgm's operators that say whether two texts are alike, with
// the operator of entries, and which argument is the text that is searched; -1: either.
var similarOps = map[string]struct {
	op string
	in int
}{
	"similarity_op": {rowenc.SimilarOp, -1}, "word_similarity_op": {rowenc.SimilarWordOp, 1}, "word_similarity_commutator_op": {rowenc.SimilarWordOp, 0},
	"strict_word_similarity_op": {rowenc.SimilarWordsOp, 1}, "strict_word_similarity_commutator_op": {rowenc.SimilarWordsOp, 0},
}

// similarCond reads a condition as a call of one of similarOps.
func similarCond(c scalar.Expr, id scalar.VarID) (EntryCond, bool) {
	f, ok := c.(*scalar.Call)
	if !ok || len(f.Args) != 2 {
		return EntryCond{}, false
	}
	symbol, _ := f.Fn.IsExtension()
	k, ok := similarOps[symbol]
	if !ok {
		return EntryCond{}, false
	}
	for i, arg := range f.Args {
		if x := f.Args[1-i]; (k.in < 0 || i == k.in) && isVar(arg, id) && isConstant(x) && !asksSubquery(x) {
			return EntryCond{Op: k.op, X: x}, true
		}
	}
	return EntryCond{}, false
}

func (p *planner) resolveEntries(e *EntryScan) (*EntryScan, error) {
	if e == nil {
		return nil, nil
	}
	n := &EntryScan{Layout: e.Layout, Conds: slices.Clone(e.Conds)}
	for i := range n.Conds {
		x, err := p.resolve(n.Conds[i].X, &phys{})
		if err != nil {
			return nil, err
		}
		n.Conds[i].X = x
	}
	return n, nil
}

// contains reports whether an operator asks what a document or an array contains.
func contains(c *scalar.Op) bool {
	switch c.Op.Name {
	case "@>", "<@", "&&", "?", "?|", "?&":
		t := c.L.Type().Base()
		return t == types.TJSONB || t.IsArray()
	case "@@", "@@@":
		return c.L.Type().Base() == types.TTSVector || c.R.Type().Base() == types.TTSVector
	}
	return false
}
