package bind

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// inlineRows is the query that a function in SQL in FROM consists of, with the call's arguments in it, in the place
// of the call; nil where it has to be called. Then conditions of the query around find its rows, and columns that
// nobody reads are not computed.
// It is inline_set_returning_function of Postgres's clauses.c, and says no where that does, and where inline does:
// the function must return a set and not be volatile, nor may its arguments be or ask queries. An argument is computed
// wherever the body names it, or nowhere. Nothing is told of a body that can't be bound: the call fails when it is run.
// consts are the columns that are constants around it, as those of a subquery in its place; within a view, whose
// functions are called, they are all that is given.
func (s *scope) inlineRows(r *routineMatch, it *rel.FuncItem) (out rel.Rel, consts rel.Constants) {
	b := s.b
	// What binding the body notes is taken back where it does not go in: a right that the body
	// takes is asked for with the owner's or the caller's rights when the function is called, not
	// by this statement.
	rights, calls, guards := len(b.rights), len(b.calls), len(b.guards)
	defer func() {
		if out == nil { // the call asks for them itself
			b.rights, b.calls, b.guards = b.rights[:rights], b.calls[:calls], b.guards[:guards]
		}
	}()
	if _, ok := b.mayLookInto(r.desc); !ok || it.Fn == nil || it.Fn.Host != r.src || !r.src.Set || !r.src.ReadOnly || r.src.Result == types.TVoid {
		return nil, nil
	}
	for i, x := range it.Args {
		// The body may name an argument twice, or not at all: f(random()) would draw twice, or never.
		if p := scalar.PropsOf(x); p.Volatile || p.Subquery || b.collations != nil && r.m.Args[i].Collation() != 0 {
			return nil, nil
		}
	}
	q := onlySelect(r.src, b.Env.Strings)
	if q == nil || !onlyReads(q) {
		return nil, nil
	}
	var body *rel.Query
	in := &inlining{around: b.inlined, oid: r.desc.ID, args: it.Args}
	// Errors are dropped: what is wrong is told by the call, if it is ever made.
	err := b.withinBody(r, in, func() (err error) {
		body, err = b.query(b.rootScope(), q, queryOpts{})
		return err
	})
	if err != nil || len(body.Out) != len(it.Vars) {
		return nil, nil
	}
	p, fixed := &rel.Project{In: body.Rel, Called: true}, body.Constants()
	for i, id := range body.Out {
		// The body's columns become those that were declared: RETURNS SETOF bigint AS 'SELECT 1' gives
		// int8.
		x, err := b.Coerce(q, b.Ref(id), b.Info(it.Vars[i]).Type, builtin.Assignment)
		if err != nil || x == nil {
			return nil, nil
		}
		p.Items = append(p.Items, rel.Item{ID: it.Vars[i], X: x})
		if k := fixed[id]; k != nil {
			b.noteConstant(&consts, it.Vars[i], rel.Substitute(x, []rel.Item{{ID: id, X: k}}))
		}
	}
	if b.views > 0 {
		return nil, consts
	}
	return p, consts
}

// onlyReads reports whether a query neither writes nor makes a table.
func onlyReads(q *ast.Select) bool {
	ok := true
	ast.Walk(q, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
			ok = false
		case *ast.Select:
			ok = ok && n.Into == nil
		}
		return ok
	})
	return ok
}
