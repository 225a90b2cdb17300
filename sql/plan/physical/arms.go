package physical

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Conditions over several columns that name parts of an index each:
//
//	(a, b) IN ((1, 2), (3, 4))     (a = 1 AND b = 2) OR (a = 3 AND b = 4)
//	(a, b) > (1, 2)                a > 1 OR (a = 1 AND b > 2)
//
// Each arm, with what else is known, bounds the index for itself.

// arm is one of the cases that a condition allows.
type arm struct {
	cc []colCond // of its own conditions, then of those that always hold
	// own are its own conditions; of are the conditions that it is a case of.
	// own is one case: a conjunction. of has one condition, or two where bothArms has combined them.
	own []scalar.Expr
	of  []scalar.Expr
}

// armsNestedMax bounds the cases that conditions nested in one another make; a plain
// list of cases may be longer.
const armsNestedMax = 64

// armsOf finds the conditions that are several cases over several columns, one list of
// arms for each.
// A condition that one column's alternatives say whole is left out: it bounds without arms.
// always are what conds say of single columns. They come behind an arm's own, so that where both hold a column
// to values columnSpan takes the narrower ones, and of equals the arm's.
//
// A disjunction over one index needs no union; its arms are spans of the one scan
// (testing/plans, unions):
//
//	SELECT * FROM people WHERE city = 1 OR city = 2 AND age = 4
//
//	Index Scan using people_city_age on people
//	  Index Cond: ((city = 1) OR ((city = 2) AND (age = 4)))
func (p *planner) armsOf(sc *rel.Scan, conds []scalar.Expr, always []colCond) [][]arm {
	var out [][]arm
	var whole map[scalar.Expr]bool // understood as a condition of one column
	for _, c := range conds {
		if !manyCases(c) {
			continue
		}
		if whole == nil {
			whole = map[scalar.Expr]bool{}
			for i := range always {
				whole[always[i].cond] = true
			}
		}
		// A volatile one may not be asked of a part of the rows and then again.
		if whole[c] || !rewrite.Pushable(c) {
			continue
		}
		var list []arm
		for _, own := range cases(c) {
			// Analysed for each arm, as an arm's conditions stand nowhere else. (append to a fresh slice: always
			// is shared.)
			list = append(list, arm{cc: append(p.analyze(sc, own), always...), own: own, of: []scalar.Expr{c}})
		}
		out = append(out, list)
	}
	// Two lists are combined besides being tried each alone.
	return append(out, bothArms(out)...)
}

// bothArms combines two conditions of few cases, as of a range of rows: (a, b) > (1, 2)
// AND (a, b) <= (5, 6).
// The number of arms is the product, which for (a, b) > … AND (a, b) <= … is four.
func bothArms(lists [][]arm) [][]arm {
	// Of three and more each is tried by itself only.
	if len(lists) != 2 || len(lists[0])*len(lists[1]) > armsNestedMax {
		return nil
	}
	var out []arm
	for _, x := range lists[0] {
		for _, y := range lists[1] {
			out = append(out, arm{
				// The arm's own first, y's then x's; always comes once, with x.
				cc:  append(append([]colCond(nil), y.cc[:ownConds(y)]...), x.cc...),
				own: append(append([]scalar.Expr(nil), x.own...), y.own...),
				of:  append(append([]scalar.Expr(nil), x.of...), y.of...),
			})
		}
	}
	return [][]arm{out}
}

// ownConds is how many of an arm's conditions are its own.
// They come first in cc, as analyze finds them before those that always hold are added.
func ownConds(a arm) int {
	n := 0
	for n < len(a.cc) && containsExpr(a.own, a.cc[n].cond) {
		n++
	}
	return n
}

// containsExpr goes by address: it is of this very condition, not of one that reads the same.
func containsExpr(list []scalar.Expr, x scalar.Expr) bool {
	for _, y := range list {
		if y == x {
			return true
		}
	}
	return false
}

// manyCases: <> of rows leaves nearly all of them, so that it bounds nothing.
// It says whether cases is worth calling, nothing of whether an index serves.
func manyCases(c scalar.Expr) bool {
	switch c := c.(type) {
	case *scalar.Bool:
		return c.Or
	case *scalar.RowCompare:
		return c.Name != "<>"
	}
	return false
}

// cases are the conjunctions of which one must hold for c to hold.
// What would be more than armsNestedMax stays as one case, which is judged of rows.
// Disjunctive normal form, of what is needed: it goes into AND and OR and into comparisons of rows, and leaves
// NOT and the rest as they are. Length: for OR the sum of its parts, for AND their product up to the bound.
func cases(c scalar.Expr) [][]scalar.Expr {
	switch c := c.(type) {
	case *scalar.Bool:
		if c.Or {
			var out [][]scalar.Expr
			for _, a := range c.Args {
				out = append(out, cases(a)...)
			}
			return out
		}
		// The conjunction of nothing, from which the product starts.
		out := [][]scalar.Expr{nil}
		for _, a := range c.Args {
			more := cases(a)
			if len(more)*len(out) > armsNestedMax {
				more = [][]scalar.Expr{{a}}
			}
			out = product(out, more)
		}
		return out
	case *scalar.RowCompare:
		if out := rowCases(c); out != nil {
			return out
		}
	}
	return [][]scalar.Expr{{c}}
}

// product joins each of a with each of b; the lists are new.
func product(a, b [][]scalar.Expr) [][]scalar.Expr {
	out := make([][]scalar.Expr, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			out = append(out, append(append(make([]scalar.Expr, 0, len(x)+len(y)), x...), y...))
		}
	}
	return out
}

// rowCases writes the comparison of rows out: the first column decides, or it is equal
// and the next one does; nil where a column has no such operator.
// For n columns there are n cases, with n(n+1)/2 comparisons.
func rowCases(c *scalar.RowCompare) [][]scalar.Expr {
	if c.Name == "<>" || len(c.Less) != len(c.L) {
		return nil
	}
	var out [][]scalar.Expr
	var equal []scalar.Expr
	for i := range c.L {
		// A row is compared by each column's own btree order; < of the whole begins with "<" of each.
		op := c.Less[i]
		if op.Name != c.Name[:1] {
			return nil // of another order than the types' own
		}
		// Of (a, b) <= (1, 2) only the last column may be equal: the earlier ones are written a < 1.
		if i == len(c.L)-1 {
			var err error
			if op, err = builtin.ResolveOperator(c.Name, c.L[i].Type(), c.R[i].Type()); err != nil {
				return nil
			}
		}
		this := append(append([]scalar.Expr(nil), equal...), &scalar.Op{Op: op, L: c.L[i], R: c.R[i]})
		out = append(out, this)
		equal = append(equal, &scalar.Op{Op: c.Eq[i], L: c.L[i], R: c.R[i]})
	}
	return out
}

// usedConds gathers which conditions the spans of all arms stand for.
// A condition is used where no row that is read can fail it. Of a disjunction that is where each arm's spans
// are exact; of what stands beside it, where it bounds all arms.
type usedConds struct {
	arms  map[scalar.Expr]int // by condition: how many arms' spans hold it exactly
	shown []scalar.Expr
	seen  map[scalar.Expr]bool
}

// add counts the conditions of one arm's spans, b.
func (u *usedConds) add(a *arm, b *bound) {
	if u.arms == nil {
		u.arms, u.seen = map[scalar.Expr]int{}, map[scalar.Expr]bool{}
	}
	// Shown even where it is judged as well: EXPLAIN says what bounds the index.
	for _, c := range a.of {
		u.show(c)
	}
	// Where two conditions are combined, the spans may lack a part of one of them.
	// Otherwise a row of one arm might fail the other condition of the two.
	exact := len(a.of) == 1
	for _, c := range a.own {
		exact = exact && b.exact[c]
	}
	if exact {
		u.arms[a.of[0]]++
	}
	// These always hold, and count once for each arm that they bound exactly.
	for _, c := range b.conds {
		if containsExpr(a.own, c) {
			continue
		}
		u.show(c)
		if b.exact[c] {
			u.arms[c]++
		}
	}
}

// show lists a condition for EXPLAIN once, in the order in which arms come.
func (u *usedConds) show(c scalar.Expr) {
	if !u.seen[c] {
		u.seen[c] = true
		u.shown = append(u.shown, c)
	}
}

// of returns the conditions that hold for all that n arms read, and all that bounds it.
func (u *usedConds) of(n int) (used map[scalar.Expr]bool, shown []scalar.Expr) {
	used = make(map[scalar.Expr]bool, len(u.shown))
	for c, k := range u.arms {
		if k == n {
			used[c] = true
		}
	}
	return used, u.shown
}
