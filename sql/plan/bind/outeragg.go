package bind

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// An aggregate belongs to the innermost query whose columns it reads. Where those are all of
// outer queries, it is an aggregate of that one, and here a value from outside, as its
// columns are.

// outerMarks notes how many columns of outer queries are in use, for each query from here
// outwards; nil at the top.
// raise takes back what was added to the sets since.
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

// levelOf is how many queries outwards an aggregate belongs; 0 for one without columns.
// Direct arguments don't count: they are computed once for each of its groups.
// Postgres: minvarlevel of check_agg_arguments_walker.
//
//	SELECT (SELECT sum(b.x) FROM b) FROM a              0: of the query within
//	SELECT (SELECT sum(a.x) FROM b) FROM a              1: of the query around, which groups by nothing then
//	SELECT (SELECT sum(a.x + b.x) FROM b) FROM a        0: the nearest column counts
//	SELECT (SELECT count(*) FROM b) FROM a              0: it reads no column
func (s *scope) levelOf(it *rel.Agg) int {
	level := -1
	near := func(x scalar.Expr) {
		if n := s.readLevel(x); n >= 0 && (level < 0 || n < level) {
			level = n
		}
	}
	// Direct arguments lie behind one for each item of ORDER BY (rel.Agg.DirectArgs).
	for i, x := range it.Args {
		if from := len(it.Order); it.Direct == 0 || i < from || i >= from+it.Direct {
			near(x)
		}
	}
	for i := range it.Order {
		near(it.Order[i].X)
	}
	if it.Filter != nil {
		near(it.Filter)
	}
	return max(level, 0)
}

// readLevel is how many queries outwards the nearest column is that an expression reads; -1: none.
// It counts queries with sets: a scope without is part of the one around (a LATERAL's left side,
// say). A column of this query makes it 0 at once; else the nearest query counts that a register
// comes from, those in subqueries too.
func (s *scope) readLevel(x scalar.Expr) int {
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
	scalar.Walk(x, func(x scalar.Expr) bool {
		switch x := x.(type) {
		case *scalar.Var:
			at(0)
		case *scalar.Reg:
			reg(x)
		case *scalar.Subquery:
			s.b.InnerReads(x, reg, nil)
		}
		return true
	})
	return level
}

// noNearerDirect fails where a direct argument of an aggregate of an outer query reads a column of one
// further in, for which that has no groups.
func (s *scope) noNearerDirect(e *ast.FuncCall, it *rel.Agg, level int) error {
	for i, x := range it.DirectArgs() {
		if n := s.readLevel(x); n < 0 || n >= level {
			continue
		}
		var at ast.Node = e
		if i < len(e.Args) {
			at = e.Args[i]
			ast.Walk(e.Args[i], func(n ast.Node) bool {
				if c, ok := n.(*ast.ColumnRef); ok {
					at = c
				}
				return true
			})
		}
		return s.b.Fail(at, pgerror.GroupingError, "outer-level aggregate cannot contain a lower-level variable in its direct arguments")
	}
	return nil
}

// withLevel is how many queries outwards a WITH query is named.
// It is compared with the aggregate's level: a query that is named further in is out of its reach.
// Queries that are not found count as 0.
func (s *scope) withLevel(c *rel.CTE) int {
	for n := 0; s != nil; s = s.parent {
		// By identity: a WITH on the way out may have another query of that name.
		if s.ctes[c.Name] == c {
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
// As Postgres has it (check_agglevels_and_constraints): the query would have to be computed where
// the aggregate is, which is outside of it.
func (s *scope) noNearerWith(e ast.Node, it *rel.Agg, level int) error {
	var err error
	it.Each(func(x scalar.Expr) scalar.Expr {
		scalar.Walk(x, func(x scalar.Expr) bool {
			if sub, ok := x.(*scalar.Subquery); ok {
				s.b.InnerReads(sub, func(*scalar.Reg) {}, func(c *rel.CTE) {
					if err == nil && s.withLevel(c) < level {
						err = s.b.Fail(e, pgerror.FeatureNotSupported, "outer-level aggregate cannot use a nested CTE").
							WithDetail("CTE %q is below the aggregate's semantic level.", c.Name)
					}
				})
			}
			return true
		})
		return x
	})
	return err
}

// regLevel is how many queries outwards a register's column is; 0: it is none of a query
// around this one.
// A register belongs to the query whose scope made it.
// Cost: the registers of each level on the way, of which there is one for each outer column that is named there.
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
// Registers of each level are put back into the columns that they stand for. marks are outerMarks
// from before the aggregate's arguments were bound.
// it is changed in place. Columns that only the aggregate read are taken out of the sets on the way.
func (s *scope) raise(e ast.Node, it *rel.Agg, level int, marks []int) (*scope, error) {
	if level > 0 {
		if err := s.noNearerWith(e, it, level); err != nil {
			return nil, err
		}
	}
	// depth counts scopes, as the marks do; level only those with sets, which are queries.
	at := s
	for depth := 0; level > 0; depth, at = depth+1, at.parent {
		if at.sets == nil {
			continue
		}
		level--
		// this level's registers by number, as the columns that they hold
		up := map[int]scalar.Expr{}
		for id, r := range at.regs {
			up[r.Idx] = s.b.Ref(id)
		}
		it.Each(func(x scalar.Expr) scalar.Expr { return rel.ReplaceRegs(s.b.Carry(x, up), up) })
		// What was in use before the aggregate was bound is in the part that stays, also where the aggregate reads it too.
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
// Each query on the way in gets a register of its own for it.
// The way in makes a register at each level, as for a column (outer).
// A query in between runs with the value of its own row around, so that each passes it on.
func (s *scope) lower(x scalar.Expr, level int) scalar.Expr {
	if level == 0 {
		return x
	}
	if s.sets == nil {
		return s.parent.lower(x, level)
	}
	return s.outer(s.parent.lower(x, level-1))
}
