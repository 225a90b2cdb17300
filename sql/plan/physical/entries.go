package physical

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// commuted are the operators of containment with their operands changed over.
// = is here for arrays, whose index answers it as well.
var commuted = map[string]string{"@>": "<@", "<@": "@>", "&&": "&&", "=": "=", "@@": "@@", "@@@": "@@@"}

// entryPath is reading the rows that an inverted index finds; nil where no condition asks for
// entries. The rows come in the order of the table, and the conditions are judged of them.
// What entries say is an upper bound of the rows, so no condition counts as used.
// e.Conds are answered together: a row has to be named by all of them, which is an intersection at the ranges.
//
// Two conditions of one index, and all three as a filter (testing/plans, gincolumns):
//
//	SELECT * FROM posts WHERE tags @> $1 AND doc ? 'k' AND id > 5
//
//	Index Scan using posts_gin on posts
//	  Index Cond: ((tags @> $1) AND (doc ? 'k'::text))
//	  Filter: ((id > 5) AND (tags @> $1) AND (doc ? 'k'::text))
func (p *planner) entryPath(sc *rel.Scan, ix *catalog.IndexDesc, conds []scalar.Expr) *access {
	l := sc.Table.Layout(ix)
	// Conditions name an index's expression by its column (computed.go).
	vars := make([]scalar.VarID, len(l.Sources))
	for i := range l.Sources {
		vars[i] = sc.Vars[p.canonical(sc, l.Sources[i].Slot)]
	}
	// The layout of the index is e's; that of the access is the table's, of which rows are read.
	e := &nodes.EntryScan{Layout: l}
	// named are those of the conditions whose operands ask for entries, as far as they are known.
	var shown, named []scalar.Expr
	for _, c := range conds {
		if k, ok := entryCond(p.asColumn(sc, c), vars, l); ok {
			e.Conds, shown = append(e.Conds, k), append(shown, c)
			if x, known := p.b.Env.Arguments.Constant(k.X); !known || !l.EntryQuery(k.Column, k.Op, k.X.Type(), x).Every {
				named = append(named, c)
			}
		}
	}
	if len(e.Conds) == 0 {
		// Without a condition an inverted index names rows of no use: those with a NULL may have no entry at
		// all.
		return nil
	}
	a := &access{index: ix, layout: sc.Table.Layout(sc.Table.Primary()), used: map[scalar.Expr]bool{}, cover: true, entries: e}
	a.spans.Conds = shown
	a.nPoints = float64(len(e.Conds))
	a.rows = math.Max(1, p.tableRows(sc.Table)*p.selectivity(named))
	a.order = p.indexOrder(sc, a.layout, 0)
	// Half of costScan: entries are read by their keys, and of an unknown number.
	a.cost = costScan/2 + a.nPoints*costSeek + a.rows*(costRow+costLookup)
	if l.Sources[0].Class == rowenc.EntriesJSONPath {
		a.cost-- // its entries say more than those of jsonb_ops
	}
	return a
}

// entryCond reads a condition as one that entries answer of a column of an index, whose values
// are vars.
// The first column that the condition is about counts; it can be of one only.
func entryCond(c scalar.Expr, vars []scalar.VarID, l *catalog.Layout) (nodes.EntryCond, bool) {
	for i := range l.Sources {
		if k, ok := sourceCond(c, vars[i], &l.Sources[i]); ok {
			k.Column = i
			return k, true
		}
	}
	return nodes.EntryCond{}, false
}

// sourceCond reads a condition as one of the value id.
// The other operand must be known before the scan begins; a query is not, as entries are read at the ranges.
// It answers similarity by calls, not by operators with a name.
func sourceCond(c scalar.Expr, id scalar.VarID, l *catalog.EntrySource) (nodes.EntryCond, bool) {
	if l.Class == rowenc.EntriesTrigram {
		if k, ok := similarCond(c, id); ok {
			return k, true
		}
	}
	op, ok := c.(*scalar.Op)
	if !ok || op.L == nil {
		return nodes.EntryCond{}, false
	}
	// The indexed value stands on the left; what stands on the right is turned over.
	name, x := op.Op.Name, op.R
	if !rel.IsVar(op.L, id) {
		if name, x = commuted[name], op.L; name == "" || !rel.IsVar(op.R, id) {
			return nodes.EntryCond{}, false
		}
	}
	// EntryOperator: what this class of entries can narrow. Others would ask for every row.
	if !rowenc.EntryOperator(l.Class, name) || !isConstant(x) || rewrite.AsksSubquery(x) {
		return nodes.EntryCond{}, false
	}
	// Elements of other types have other keys (int4 and int8 would be the same to =, not to entries).
	if l.Class == rowenc.EntriesArray && x.Type() != l.Type.Base() {
		return nodes.EntryCond{}, false
	}
	if l.Class == rowenc.EntriesVector && x.Type().Base() != types.TTSQuery {
		return nodes.EntryCond{}, false
	}
	return nodes.EntryCond{Op: name, X: x}, true
}

// similarOps are the functions of pg_trgm's operators that say whether two texts are alike, with
// the operator of entries, and which argument is the text that is searched; -1: either.
// Which of the two arguments is searched for in the other tells which of both an index may be on.
var similarOps = map[string]struct {
	op string
	in int
}{
	"similarity_op": {rowenc.SimilarOp, -1}, "word_similarity_op": {rowenc.SimilarWordOp, 1}, "word_similarity_commutator_op": {rowenc.SimilarWordOp, 0},
	"strict_word_similarity_op": {rowenc.SimilarWordsOp, 1}, "strict_word_similarity_commutator_op": {rowenc.SimilarWordsOp, 0},
}

// similarCond reads a condition as a call of one of similarOps.
func similarCond(c scalar.Expr, id scalar.VarID) (nodes.EntryCond, bool) {
	f, ok := c.(*scalar.Call)
	if !ok || len(f.Args) != 2 {
		return nodes.EntryCond{}, false
	}
	// By the symbol of the extension's C function, since its name may be another in a user's schema.
	symbol, _ := f.Fn.IsExtension()
	k, ok := similarOps[symbol]
	if !ok {
		return nodes.EntryCond{}, false
	}
	for i, arg := range f.Args {
		if x := f.Args[1-i]; (k.in < 0 || i == k.in) && rel.IsVar(arg, id) && isConstant(x) && !rewrite.AsksSubquery(x) {
			return nodes.EntryCond{Op: k.op, X: x}, true
		}
	}
	return nodes.EntryCond{}, false
}

// resolveEntries copies e with its operands resolved; nil of nil.
// Resolved over nothing: operands read no columns, only parameters and registers.
func (p *planner) resolveEntries(e *nodes.EntryScan) (*nodes.EntryScan, error) {
	if e == nil {
		return nil, nil
	}
	n := &nodes.EntryScan{Layout: e.Layout, Conds: slices.Clone(e.Conds)}
	for i := range n.Conds {
		x, err := p.resolve(n.Conds[i].X, &phys{})
		if err != nil {
			return nil, err
		}
		n.Conds[i].X = x
	}
	return n, nil
}
