package plan

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// An aggregate belongs to the innermost query whose columns it reads. Where those are all of
// outer queries, it is an aggregate of that one, and here a value from outside, as its
// columns are.

// outerMarks notes how many columns of outer queries are in use, for each query from here
// outwards; nil at the top.
func (s *scope) outerMarks() []int {
	var marks []int
	for ; s != nil && s.parent != nil; s = s.parent {
		n := 0
		if s.sets != nil {
			n = len(*s.sets)
		}
		marks = append(marks, n)
	}
	return marks
}

// each calls f for the expressions of an aggregate, and keeps what it returns.
func (it *aggItem) each(f func(scalar.Expr) scalar.Expr) {
	for i := range it.args {
		it.args[i] = f(it.args[i])
	}
	for i := range it.order {
		it.order[i].x = f(it.order[i].x)
	}
	if it.filter != nil {
		it.filter = f(it.filter)
	}
}

// levelOf is how many queries outwards an aggregate belongs; 0 for one without columns.
func (s *scope) levelOf(it *aggItem) int {
	level := -1
	at := func(n int) {
		if level < 0 || n < level {
			level = n
		}
	}
	it.each(func(x scalar.Expr) scalar.Expr {
		scalar.Walk(x, func(x scalar.Expr) bool {
			switch x := x.(type) {
			case *scalar.Var:
				at(0)
			case *scalar.Reg:
				if n := s.regLevel(x); n > 0 {
					at(n)
				}
			}
			return true
		})
		return x
	})
	return max(level, 0)
}

// regLevel is how many queries outwards a register's column is; 0: it is none of a query
// around this one.
func (s *scope) regLevel(r *scalar.Reg) int {
	for n := 1; s != nil; s = s.parent {
		for _, own := range s.regs {
			if own.Idx == r.Idx {
				return n
			}
		}
		if s.sets != nil {
			n++
		}
	}
	return 0
}

// raise puts an aggregate's expressions in terms of the query that is level queries
// outwards, and returns that one's scope.
func (s *scope) raise(e *ast.FuncCall, it *aggItem, level int, marks []int) (*scope, error) {
	at := s
	for depth := 0; level > 0; depth, at = depth+1, at.parent {
		if at.sets == nil {
			continue
		}
		level--
		up := map[int]scalar.Expr{}
		for id, r := range at.regs {
			up[r.Idx] = s.b.ref(id)
		}
		sub := false
		it.each(func(x scalar.Expr) scalar.Expr {
			sub = sub || scalar.PropsOf(x).Subquery
			return replaceRegs(x, up)
		})
		if sub {
			return nil, s.b.unsupported(e, "Compute the aggregate in the outer query, and use its column here.",
				"an aggregate of an outer query's columns over a subquery is not supported")
		}
		// The query itself has no use for columns that the aggregate alone reads.
		for _, set := range (*at.sets)[marks[depth]:] {
			for id, r := range at.regs {
				if r.Idx == set.Reg {
					delete(at.regs, id)
				}
			}
		}
		*at.sets = (*at.sets)[:marks[depth]]
	}
	return at, nil
}

// lower makes a column of the query that is level queries outwards readable here.
func (s *scope) lower(x scalar.Expr, level int) scalar.Expr {
	if level == 0 {
		return x
	}
	if s.sets == nil {
		return s.parent.lower(x, level)
	}
	return s.outer(s.parent.lower(x, level-1))
}
