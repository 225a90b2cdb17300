package plan

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
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
	reg := func(r *scalar.Reg) {
		if n := s.regLevel(r); n > 0 {
			at(n)
		}
	}
	it.each(func(x scalar.Expr) scalar.Expr {
		scalar.Walk(x, func(x scalar.Expr) bool {
			switch x := x.(type) {
			case *scalar.Var:
				at(0)
			case *scalar.Reg:
				reg(x)
			case *scalar.Subquery:
				s.b.innerReads(x, reg, nil)
			}
			return true
		})
		return x
	})
	return max(level, 0)
}

// innerReads calls reg for the registers that the query of a subquery reads, and with for
// the WITH queries, other than its own, whose results it reads.
func (b *binder) innerReads(sub *scalar.Subquery, reg func(*scalar.Reg), with func(*cte)) {
	own := map[*cte]bool{}
	var query func(rel)
	expr := func(x scalar.Expr) {
		scalar.Walk(x, func(x scalar.Expr) bool {
			switch x := x.(type) {
			case *scalar.Reg:
				reg(x)
			case *scalar.Subquery:
				query(b.subs[x.ID].rel)
			}
			return true
		})
	}
	query = func(r rel) {
		switch r := r.(type) {
		case *relWith:
			for _, c := range r.ctes {
				own[c] = true
			}
		case *relRecursive:
			own[r.work] = true
		case *relProject:
			for _, d := range r.dropped {
				reg(d)
			}
		case *relCTE:
			if with != nil && !own[r.cte] {
				with(r.cte)
			}
			return
		}
		ownExprs(r, expr)
		for _, in := range relInputs(r) {
			query(in)
		}
	}
	query(b.subs[sub.ID].rel)
}

// withLevel is how many queries outwards a WITH query is named.
func (s *scope) withLevel(c *cte) int {
	for n := 0; s != nil; s = s.parent {
		if s.ctes[c.name] == c {
			return n
		}
		if s.sets != nil {
			n++
		}
	}
	return 0
}

// noNearerWith fails where an aggregate of an outer query reads a WITH query that this one
// does not know.
func (s *scope) noNearerWith(e ast.Node, it *aggItem, level int) error {
	var err error
	it.each(func(x scalar.Expr) scalar.Expr {
		scalar.Walk(x, func(x scalar.Expr) bool {
			if sub, ok := x.(*scalar.Subquery); ok {
				s.b.innerReads(sub, func(*scalar.Reg) {}, func(c *cte) {
					if err == nil && s.withLevel(c) < level {
						err = s.b.fail(e, pgerror.FeatureNotSupported, "outer-level aggregate cannot use a nested CTE").
							WithDetail("CTE %q is below the aggregate's semantic level.", c.name)
					}
				})
			}
			return true
		})
		return x
	})
	return err
}

// carry gives the subqueries of x what they read of up: the columns come from where x
// stands now.
func (b *binder) carry(x scalar.Expr, up map[int]scalar.Expr) scalar.Expr {
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		sub, ok := x.(*scalar.Subquery)
		if !ok {
			return x
		}
		n := *sub
		n.Sets = append([]scalar.RegSet(nil), sub.Sets...)
		carried := map[int]bool{}
		b.innerReads(sub, func(r *scalar.Reg) {
			if y, ok := up[r.Idx]; ok && !carried[r.Idx] {
				carried[r.Idx] = true
				n.Sets = append(n.Sets, scalar.RegSet{Reg: r.Idx, X: y})
			}
		}, nil)
		return &n
	})
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
func (s *scope) raise(e ast.Node, it *aggItem, level int, marks []int) (*scope, error) {
	if level > 0 {
		if err := s.noNearerWith(e, it, level); err != nil {
			return nil, err
		}
	}
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
		it.each(func(x scalar.Expr) scalar.Expr { return replaceRegs(s.b.carry(x, up), up) })
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
