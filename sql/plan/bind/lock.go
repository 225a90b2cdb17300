package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// FOR UPDATE and its relatives lock rows of the tables of a FROM clause, and of those of
// the subqueries in it: each of these gets the clause as its own (Postgres's
// transformLockingClause). That no locked row may be missing is asked where the clause is
// written, over the whole tree.

// checkLocking refuses row locks where rows of the result are none of a table: of groups, of
// DISTINCT, and so on (0A000). It is asked before the groups are; grouped tells whether there are
// any. What reaches a view from outside is dropped there, if it locks nothing.
// Postgres: CheckSelectLocking.
//
//	SELECT DISTINCT a FROM t FOR UPDATE       0A000: which of the equal rows is meant
//	SELECT count(*) FROM t FOR UPDATE         0A000: a group is no row
//	SELECT a FROM t ORDER BY b FOR UPDATE     right: rows are locked as they come out of the sort
func (bs *blockState) checkLocking(grouped bool) error {
	if len(bs.q.Locking) == 0 {
		return nil
	}
	// The first clause stands for all: it names itself in the error.
	l := &bs.q.Locking[0]
	what := ""
	switch {
	case bs.q.Distinct:
		what = "DISTINCT clause"
	case len(bs.q.GroupBy) > 0:
		what = "GROUP BY clause"
	case bs.having != nil:
		what = "HAVING clause"
	case grouped:
		what = "aggregate functions"
	case len(bs.win.items) > 0:
		what = "window functions"
	case len(bs.srf.items) > 0:
		what = "set-returning functions in the target list"
	}
	if what == "" {
		return nil
	}
	// unlocked: lock passes the block over.
	bs.unlocked = true
	if l.Pushed && bs.b.views > 0 && !slices.ContainsFunc(bs.q.From, bs.s.marksRows) {
		return nil
	}
	return bs.b.refuseLock(l, what)
}

// marksRows reports whether an item of a view's FROM is what rows are locked of: a table, a view or
// a subquery. A view of functions or WITH queries alone has none, and may group them.
func (s *scope) marksRows(item ast.TableRef) bool {
	switch item := item.(type) {
	case *ast.TableName:
		_, cte := s.lookupCTE(item.Name.Name)
		return !cte || item.Name.Schema != ""
	case *ast.SubqueryRef:
		return true
	case *ast.Join:
		return s.marksRows(item.Left) || s.marksRows(item.Right)
	}
	return false
}

// refuseLock is the error of a clause that a query can't have. Where it comes from a query
// around, it is told when all of that is bound, as other mistakes come first; of a view's, to who
// may lock the rows of the view.
// nil where the error is kept for later.
// b.views: within a view's query.
func (b *Binder) refuseLock(l *ast.Locking, what string) error {
	err := b.Fail(nil, pgerror.FeatureNotSupported, "%s is not allowed with %s", nodes.LockName(l.Strength), what)
	if !l.Pushed {
		return err
	}
	if b.views > 0 {
		b.refuseRun(err)
		return nil
	}
	if b.lockErr == nil {
		b.lockErr = err
	}
	return nil
}

// lockedToo is a subquery of FROM with the locking clauses that reach it.
// It is a copy where it gets a clause: the tree of a statement may be bound again.
// The clause goes down as Pushed.
//
// SELECT * FROM (SELECT a FROM t) s FOR UPDATE locks the rows of t, by a clause that the
// subquery did not write.
func (s *scope) lockedToo(ref *ast.SubqueryRef) *ast.Select {
	if len(ref.Query.Values) > 0 {
		return ref.Query // has no rows that could be locked
	}
	return s.locked(ref.Query, ref.Alias.Name, ref.Item)
}

// locked is a query of FROM, of that name and number, with the locking clauses that reach it.
// A clause without OF reaches all; with OF those of that name. Wait and strength go with it.
func (s *scope) locked(query *ast.Select, name string, item int32) *ast.Select {
	q := query
	for _, l := range s.locking {
		// OF may be by number in a kept query.
		named := slices.ContainsFunc(l.Of, func(n ast.QName) bool { return n.Name == name && n.Schema == "" }) || item != 0 && slices.Contains(l.Items, item)
		if (len(l.Of) > 0 || len(l.Items) > 0) && !named {
			continue
		}
		if q == query {
			n := *q
			n.Locking = slices.Clone(q.Locking)
			q = &n
		}
		// The names of OF mean nothing within: all of the subquery's items are locked.
		q.Locking = append(q.Locking, ast.Locking{Pos: l.Pos, Strength: l.Strength, Wait: l.Wait, Pushed: true})
	}
	return q
}

// refuseRun takes down the first reason why the statement can't be run: Postgres tells it when it begins to
// run the statement, after all that is found wrong in it, and to who has the rights for it.
func (b *Binder) refuseRun(err error) {
	if b.runErr == nil {
		b.runErr = err
	}
}

// lock applies the locking clauses to the scans that they name, whose primary keys come
// through the projection p.
// The Lock node stands above the sort, and knows rows by their primary keys: so p has to pass
// these. A table that several clauses lock gets the strongest lock of them (Postgres:
// applyLockingClause) and the strictest of their waits: NOWAIT
// before SKIP LOCKED before waiting. Locking takes UPDATE on table or view, and makes the statement
// one that writes.
// out is the block's query, p its projection.
func (bs *blockState) lock(out *rel.Query, p *rel.Project) error {
	if len(bs.q.Locking) == 0 || bs.unlocked {
		return nil
	}
	if err := bs.b.lockErr; err != nil {
		if bs.q.Locking[0].Pushed {
			return nil
		}
		return err
	}
	var scans []*rel.Scan
	// true: all clauses come from a query around, which locks these rows as its own
	// Such rows are locked by the Lock around, too.
	pushed := true
	for i := range bs.q.Locking {
		l := &bs.q.Locking[i]
		pushed = pushed && l.Pushed
		found, err := bs.lockTargets(l)
		if err != nil {
			return err
		}
		for _, r := range found {
			sc := r.scan
			// What the view reads is locked by its own query, to which the clause was pushed.
			if r.view != nil {
				r.view.need.Want(catalog.PrivilegeUpdate)
			}
			// System catalogs have no rows of their own that could be locked.
			if sc == nil || sc.Table.Virtual {
				continue
			}
			if sc.Table.IsMaterialized() {
				bs.b.refuseRun(pgerror.New(pgerror.WrongObjectType, "cannot lock rows in materialized view %q", sc.Table.Name))
			}
			// The first clause that names the table makes the lock.
			if sc.Lock == nil {
				scans = append(scans, sc)
				sc.Lock = &rel.RowLock{Strength: l.Strength, Wait: l.Wait}
				sc.Need.Want(catalog.PrivilegeUpdate)
				for _, id := range sc.PrimaryKey() {
					p.Pass(bs.b.Ref(id))
				}
				continue
			}
			sc.Lock.Strength = max(sc.Lock.Strength, l.Strength)
			sc.Lock.Wait = strictestWait(sc.Lock.Wait, l.Wait)
		}
	}
	if len(scans) > 0 {
		bs.b.writes = true
		out.Rel = &rel.Lock{In: out.Rel, Scans: scans, Pushed: pushed}
	}
	return nil
}

// lockTargets are the tables and subqueries that a clause locks.
// OF has to name items of this FROM, by their aliases (42P01). Of a join with an alias what lies
// within is locked as well.
// all: with the items within joins that have a name.
func (bs *blockState) lockTargets(l *ast.Locking) ([]*scopeRel, error) {
	all := flatRels(bs.s.rels, nil)
	out := all
	if len(l.Of) > 0 || len(l.Items) > 0 {
		out = nil
	}
	for _, item := range l.Items {
		if at := slices.IndexFunc(all, func(r *scopeRel) bool { return r.item == item }); at >= 0 {
			out = append(out, all[at])
		}
	}
	for i := range l.Of {
		name := &l.Of[i]
		if name.Schema != "" {
			return nil, bs.b.Fail(name, pgerror.SyntaxError, "%s must specify unqualified relation names", nodes.LockName(l.Strength))
		}
		at := slices.IndexFunc(all, func(r *scopeRel) bool { return r.name == name.Name && !r.unnamed })
		switch {
		case at < 0:
			return nil, bs.b.Fail(name, pgerror.UndefinedTable, "relation %q in %s clause not found in FROM clause", name.Name, nodes.LockName(l.Strength))
		case all[at].what != "":
			return nil, bs.b.Fail(name, pgerror.FeatureNotSupported, "%s cannot be applied to %s", nodes.LockName(l.Strength), all[at].what)
		}
		out = append(out, all[at])
		if bs.b.resolving != nil {
			l.Items = append(l.Items, all[at].item)
		}
	}
	// What is pushed was judged where it was written.
	if l.Pushed {
		return out, nil
	}
	// What is locked, to be looked for on the nullable sides.
	// By relation: a join tree says what lies on which side.
	locked := map[rel.Rel]bool{}
	for _, r := range out {
		if r.scan != nil {
			locked[r.scan] = true
		} else if r.sub != nil {
			lockedWithin(r.sub, locked)
			if r.apart {
				locked[r.sub] = true
			}
		}
	}
	// bs.in is the FROM with its WHERE.
	if bs.b.nullableErr == nil && bs.b.lockedNullable(bs.in, locked, nil, false) {
		// Postgres's planner tells it, which comes to it behind policies.
		bs.b.nullableErr = bs.b.Fail(nil, pgerror.FeatureNotSupported, "%s cannot be applied to the nullable side of an outer join", nodes.LockName(l.Strength))
	}
	return out, nil
}

// flatRels lists FROM items, and those within joins that have a name.
func flatRels(rels, out []*scopeRel) []*scopeRel {
	for _, r := range rels {
		out = flatRels(r.joined, append(out, r))
	}
	return out
}

// lockedWithin adds to locked what a clause that reaches the subquery r locks there: tables,
// and what stands for itself, as rows of it can't be told apart from outside.
// A Lock that is not pushed locks its own rows first.
func lockedWithin(r rel.Rel, locked map[rel.Rel]bool) {
	switch r := r.(type) {
	case *rel.Project:
		if r.Called {
			return
		}
	case *rel.Lock:
		if !r.Pushed {
			locked[r] = true
			return
		}
		for _, sc := range r.Scans {
			locked[sc] = true
		}
	case *rel.Limit, *rel.Sort, *rel.With:
		locked[r] = true
	}
	for _, in := range rel.Inputs(r) {
		lockedWithin(in, locked)
	}
}

// lockedNullable reports whether something locked lies on the nullable side of an outer join
// in r. conds hold for all rows above: where they hold for no padded row, a join is none of
// the outer ones.
// inside: r lies on the nullable side of a join above. It walks down like Postgres's
// reduce_outer_joins, so that a left join which WHERE makes an inner one is not refused.
// Postgres: reduce_outer_joins_pass2.
func (b *Binder) lockedNullable(r rel.Rel, locked map[rel.Rel]bool, conds []scalar.Expr, inside bool) bool {
	if locked[r] && inside {
		return true
	}
	// Other relations lock nothing below.
	switch r := r.(type) {
	case *rel.Select:
		return b.lockedNullable(r.In, locked, b.alsoHold(conds, r.Conds), inside)
	case *rel.Barrier:
		return b.lockedNullable(r.In, locked, conds, inside)
	case *rel.Project:
		return b.lockedNullable(r.In, locked, ofItems(conds, r.Items), inside)
	case *rel.Sort:
		return b.lockedNullable(r.In, locked, conds, inside)
	case *rel.Lock:
		return b.lockedNullable(r.In, locked, conds, inside)
	// Conditions above do not hold for all rows below: they came after the limit.
	case *rel.Limit:
		// Conditions below a WITH are its query's.
		return b.lockedNullable(r.In, locked, nil, inside)
	case *rel.With:
		return b.lockedNullable(r.In, locked, nil, inside)
	case *rel.Join:
		// A LATERAL right side is computed of the left row: conditions on its columns say something
		// of that.
		side := r.R
		if l, ok := side.(*rel.Lock); ok && l.Pushed {
			side = l.In
		}
		if p, ok := side.(*rel.Project); ok && r.Kind == rel.JoinInner && len(r.Sets) > 0 {
			conds = ofItems(conds, p.Items)
			for i, c := range conds {
				conds[i] = rel.ReplaceRegs(c, setRegs(r.Sets))
			}
		}
		// wants: the conditions leave out rows that were padded on that side, so that nothing is
		// padded
		// RejectsNull: it is not true of a row of NULLs.
		wants := func(side rel.Rel) bool {
			cols := rel.SetOf(side.Out())
			return slices.ContainsFunc(conds, func(c scalar.Expr) bool { return rewrite.RejectsNull(c, cols) })
		}
		padsRight := (r.Kind == rel.JoinLeft || r.Kind == rel.JoinFull) && !wants(r.R)
		padsLeft := r.Kind == rel.JoinFull && !wants(r.L)
		left, right := conds, conds
		if !padsRight {
			left = b.alsoHold(conds, r.On)
		}
		if !padsLeft {
			right = b.alsoHold(conds, r.On)
		}
		return b.lockedNullable(r.L, locked, left, inside || padsLeft) || b.lockedNullable(r.R, locked, right, inside || padsRight)
	}
	return false
}

// alsoHold adds the conditions of one clause. A clause that constants decide says nothing of
// what else is in it.
// The result is a new list.
func (b *Binder) alsoHold(conds, clause []scalar.Expr) []scalar.Expr {
	out := slices.Clip(conds)
	for _, c := range clause {
		x := b.Simplify(c)
		if rewrite.NeverTrue(x) {
			return conds
		}
		out = append(out, x)
	}
	return out
}

// ofItems says conditions of what a projection computes them from.
// A condition over what is not among items stays as it is.
func ofItems(conds []scalar.Expr, items []rel.Item) []scalar.Expr {
	out := make([]scalar.Expr, len(conds))
	for i, c := range conds {
		out[i] = rel.Substitute(c, items)
	}
	return out
}

// setRegs gives registers by number as what they are set from.
// For ReplaceRegs.
func setRegs(sets []scalar.RegSet) map[int]scalar.Expr {
	out := make(map[int]scalar.Expr, len(sets))
	for _, s := range sets {
		out[s.Reg] = s.X
	}
	return out
}

// strictestWait is what two clauses for one table come to: NOWAIT goes before SKIP LOCKED, and that
// before waiting.
func strictestWait(a, b ast.LockWait) ast.LockWait {
	if a == ast.LockNoWait || b == ast.LockNoWait {
		return ast.LockNoWait
	}
	return max(a, b)
}
