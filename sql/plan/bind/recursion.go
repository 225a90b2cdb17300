package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// recursion looks for the places where a query of WITH RECURSIVE reads itself.
// Such a read means the rows of the step before, so it may stand only where a
// row more there can but add rows to the result.
// It is Postgres's checkWellFormedRecursion (parse_cte.c), by names: nothing is bound yet. place
// says where the walk is, in the words of the error; it gets worse on the way down, never better.
// Names of WITH queries hide one another as scopes do: a query of that name within ends the search there
// (with).
type recursion struct {
	b    *Binder
	name string
	// checked is off where only the number of reads is asked for.
	checked bool
	reads   int
	err     error
}

// The places where a recursive read may not stand; "" is one where it may.
const (
	inBase      = "its non-recursive term"
	inSubquery  = "a subquery"
	inOuterJoin = "an outer join"
	inIntersect = "INTERSECT"
	inExcept    = "EXCEPT"
)

// readsItself tells whether any part of a query reads the name.
// Before it is bound: a query that does not read itself is an ordinary one.
// Reads in places where they may not stand count, too: the error is wellFormed's.
func readsItself(b *Binder, name string, st ast.Statement) bool {
	c := recursion{b: b, name: name}
	c.visit(st, "")
	return c.reads > 0
}

// wellFormed refuses a recursive query whose reads of itself have no meaning.
// Other places, such as aggregates over the rows of a step, are refused when the step is bound.
// Errors of reads come before those of ORDER BY and its like, as in Postgres.
//
//	SELECT 1 UNION ALL SELECT n + 1 FROM r                          right
//	SELECT 1 UNION ALL SELECT r.n FROM r, r AS s                    two reads of one step
//	SELECT 1 UNION ALL SELECT t.n FROM t LEFT JOIN r ON …           a row more of r takes a padded row away
//	SELECT 1 UNION ALL SELECT n FROM t EXCEPT SELECT n FROM r       not of the form: EXCEPT is the operation
//	SELECT 1 UNION ALL SELECT n FROM t WHERE n IN (SELECT n FROM r) in a subquery
func (b *Binder) wellFormed(q *ast.CTE, st *ast.Select) error {
	if st.Op != ast.SetUnion {
		return b.Fail(q, pgerror.InvalidRecursion,
			"recursive query %q does not have the form non-recursive-term UNION [ALL] recursive-term", q.Name)
	}
	c := recursion{b: b, name: q.Name, checked: true}
	c.visit(st.Left, inBase)
	c.visit(st.Right, "")
	if c.err != nil {
		return c.err
	}
	// They would be of all rows together, which no step sees.
	part, what := ast.Node(nil), ""
	switch {
	case len(st.OrderBy) > 0:
		part, what = st.OrderBy[0].Expr, "ORDER BY"
	case st.Offset != nil:
		part, what = st.Offset, "OFFSET"
	case st.Limit != nil:
		part, what = st.Limit, "LIMIT"
	case len(st.Locking) > 0:
		what = "FOR UPDATE/SHARE" // without a place
	default:
		return nil
	}
	return b.Fail(part, pgerror.FeatureNotSupported, "%s in a recursive query is not implemented", what)
}

// visit looks at n, which stands at place.
// It goes by the syntax tree, so that subqueries in expressions are seen as well.
func (c *recursion) visit(n ast.Node, place string) {
	if st, ok := n.(ast.Statement); ok {
		if w := ast.WithOf(st); w != nil && c.with(w, place) {
			return
		}
	}
	switch n := n.(type) {
	case *ast.With: // of the statement around, which has looked at it
	case *ast.TableName:
		// A schema, or the number of a resolved name (Rel), means a table whatever WITH has.
		if n.Name.Schema == "" && n.Name.Name == c.name && n.Rel == 0 {
			c.read(n, place)
		}
	case *ast.Join:
		c.join(n, place)
	case *ast.Select:
		c.query(n, place)
	default:
		// The rows of a subquery of an expression are looked at as a whole: one more may change what the expression says.
		// A query below an expression is a subquery; one below FROM is not.
		_, expr := n.(ast.Expr)
		children(n, func(child ast.Node) {
			if _, sub := child.(*ast.Select); sub && expr {
				c.visit(child, inSubquery)
				return
			}
			c.visit(child, place)
		})
	}
}

// children calls f for what stands directly below n.
// One level of ast.Walk.
// n itself is not given to f.
// visit decides by kind what a child's place is, which a walk of the whole would not let it do.
func children(n ast.Node, f func(ast.Node)) {
	ast.Walk(n, func(child ast.Node) bool {
		if child == n {
			return true
		}
		f(child)
		return false
	})
}

// read notes a read, and keeps the first error.
// The second read is an error even in a good place.
func (c *recursion) read(n *ast.TableName, place string) {
	c.reads++
	switch {
	case !c.checked || c.err != nil:
	case place != "":
		c.err = c.b.Fail(n, pgerror.InvalidRecursion, "recursive reference to query %q must not appear within %s", c.name, place)
	case c.reads > 1:
		c.err = c.b.Fail(n, pgerror.InvalidRecursion, "recursive reference to query %q must not appear more than once", c.name)
	}
}

// join is visit of a join: the side that may be padded is no place for a read.
// The condition of the join is no padded side: a subquery in it is refused as such.
func (c *recursion) join(n *ast.Join, place string) {
	left, right := place, place
	if n.Kind == ast.JoinRight || n.Kind == ast.JoinFull {
		left = inOuterJoin
	}
	if n.Kind == ast.JoinLeft || n.Kind == ast.JoinFull {
		right = inOuterJoin
	}
	c.visit(n.Left, left)
	c.visit(n.Right, right)
	if n.On != nil {
		c.visit(n.On, place)
	}
}

// query is visit of a query. INTERSECT without ALL may have it on both sides, EXCEPT on the left.
// place stays for what the query has besides its arms.
func (c *recursion) query(n *ast.Select, place string) {
	left, right := place, place
	switch {
	case n.Op == ast.SetIntersect && n.All:
		left, right = inIntersect, inIntersect
	case n.Op == ast.SetExcept:
		right = inExcept
		if n.All {
			left = inExcept
		}
	}
	children(n, func(child ast.Node) {
		switch child {
		case ast.Node(n.Left):
			c.visit(child, left)
		case ast.Node(n.Right):
			c.visit(child, right)
		default:
			c.visit(child, place)
		}
	})
}

// with looks at the queries of a WITH within, and reports whether one of them hides the name from the statement. Without
// RECURSIVE it is hidden from those behind that one, too, and not from itself; with it, from all of them (Postgres:
// WalkInnerWith).
func (c *recursion) with(w *ast.With, place string) (hidden bool) {
	at := slices.IndexFunc(w.CTEs, func(q ast.CTE) bool { return q.Name == c.name })
	if at >= 0 && w.Recursive {
		return true
	}
	for i := range w.CTEs {
		c.visit(&w.CTEs[i], place)
		if i == at {
			return true
		}
	}
	return false
}
