package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// The precedences of set operations: INTERSECT binds tighter.
const (
	precUnion     prec = 1
	precIntersect prec = 2
)

// query reads a query that does not start with a parenthesis, or does: with
// its WITH, set operations and tail.
func (p *parser) query() *ast.Select {
	p.enter()
	var with *ast.With
	if p.is(kwWith) {
		with = p.with()
	}
	q := p.queryRest(p.queryTerm(), precNone)
	if with != nil {
		if q.With != nil {
			p.failAt(with.Pos, CodeSyntaxError, "multiple WITH clauses not allowed")
		}
		q.With = with
	}
	p.leave()
	return q
}

// queryTerm reads one operand of a set operation.
func (p *parser) queryTerm() *ast.Select {
	switch p.tok.kind {
	case kwSelect:
		return p.selectCore()
	case kwValues:
		return p.values()
	case kwTable:
		return p.tableQuery()
	case '(':
		return p.parenQuery()
	}
	p.fail()
	return nil
}

// continuesQuery tells whether the next token goes on with a query after its
// closing parenthesis.
func (p *parser) continuesQuery() bool {
	switch p.tok.kind {
	case kwUnion, kwIntersect, kwExcept, kwOrder, kwLimit, kwOffset, kwFetch, kwFor:
		return true
	}
	return false
}

// queryRest reads the set operations after the operand left that bind tighter
// than min, and with min zero the tail.
func (p *parser) queryRest(left *ast.Select, min prec) *ast.Select {
	for {
		op, c := ast.SetNone, precUnion
		switch p.tok.kind {
		case kwUnion:
			op = ast.SetUnion
		case kwExcept:
			op = ast.SetExcept
		case kwIntersect:
			op, c = ast.SetIntersect, precIntersect
		}
		if op == ast.SetNone || c <= min {
			break
		}
		q := &ast.Select{Pos: p.pos(), Op: op, Left: left}
		p.advance()
		if p.accept(kwAll) {
			q.All = true
		} else {
			p.accept(kwDistinct)
		}
		q.Right = p.queryRest(p.queryTerm(), c)
		left = q
	}
	if min == precNone {
		p.queryTail(left)
	}
	return left
}

// tail is what may follow a query: it belongs to the whole of it.
type tail struct {
	order    []ast.OrderItem
	limit    ast.Expr
	offset   ast.Expr
	withTies bool
	locking  []ast.Locking
}

// queryTail reads ORDER BY, LIMIT and the locking clauses, and adds them to q,
// which must not have them already.
func (p *parser) queryTail(q *ast.Select) {
	if !p.continuesQuery() {
		return
	}
	var t tail
	if p.is(kwOrder) {
		t.order = p.orderBy()
	}
	switch p.tok.kind {
	case kwFor:
		p.locking(&t)
		p.limits(&t)
	case kwLimit, kwOffset, kwFetch:
		p.limits(&t)
		p.locking(&t)
	}
	p.addTail(q, &t)
}

// addTail gives a query its tail. One in parentheses may have one already.
func (p *parser) addTail(q *ast.Select, t *tail) {
	switch {
	case t.order != nil && q.OrderBy != nil:
		p.failAt(leftmost(t.order[0].Expr), CodeSyntaxError, "multiple ORDER BY clauses not allowed")
	case t.offset != nil && q.Offset != nil:
		p.failAt(leftmost(t.offset), CodeSyntaxError, "multiple OFFSET clauses not allowed")
	case t.limit != nil && q.Limit != nil:
		p.failAt(leftmost(t.limit), CodeSyntaxError, "multiple LIMIT clauses not allowed")
	}
	if t.order != nil {
		q.OrderBy = t.order
	}
	if t.offset != nil {
		q.Offset = t.offset
	}
	if t.limit != nil {
		q.Limit, q.WithTies = t.limit, t.withTies
	}
	q.Locking = append(q.Locking, t.locking...)
	if q.WithTies {
		p.checkTies(q)
	}
}

func (p *parser) checkTies(q *ast.Select) {
	if q.OrderBy == nil {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "WITH TIES cannot be specified without ORDER BY clause"})
	}
	for i := range q.Locking {
		if q.Locking[i].Wait == ast.LockSkipLocked {
			throw(&Error{SQLSTATE: CodeSyntaxError, Message: "SKIP LOCKED and WITH TIES options cannot be used together"})
		}
	}
}

// limits reads LIMIT, FETCH and OFFSET, in either order, each once.
func (p *parser) limits(t *tail) {
	for {
		switch {
		case t.limit == nil && (p.is(kwLimit) || p.is(kwFetch)):
			t.limit = p.limit(t)
		case t.offset == nil && p.is(kwOffset):
			t.offset = p.offset()
		default:
			return
		}
	}
}

// leftmost gives the lowest position within an expression: an operator's own is
// that of its token.
func leftmost(x ast.Expr) ast.Pos {
	low := x.Position()
	ast.Walk(x, func(n ast.Node) bool {
		if n.Position() >= 0 {
			low = min(low, n.Position())
		}
		return true
	})
	return ast.Pos(low)
}

// limit reads LIMIT or FETCH FIRST.
func (p *parser) limit(t *tail) ast.Expr {
	at := p.pos()
	if p.accept(kwLimit) {
		return p.limitValue(at)
	}
	p.expect(kwFetch)
	if !p.accept(kwFirst) {
		p.expect(kwNext)
	}
	var x ast.Expr = &ast.Const{Pos: at, Kind: ast.ConstInt, Int: 1}
	if !p.is(kwRow) && !p.is(kwRows) {
		x = p.fetchCount()
	}
	if !p.accept(kwRow) {
		p.expect(kwRows)
	}
	if p.acceptPair(kwWith, kwTies) {
		t.withTies = true
	} else {
		p.expect(kwOnly)
	}
	return x
}

// limitValue reads what follows LIMIT, which stands at the given position.
func (p *parser) limitValue(at ast.Pos) ast.Expr {
	allAt := p.pos()
	if p.accept(kwAll) {
		return &ast.Const{Pos: allAt, Kind: ast.ConstNull}
	}
	x := p.expr()
	if p.is(',') {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "LIMIT #,# syntax is not supported",
			Hint: "Use separate LIMIT and OFFSET clauses.", Position: charPosition(p.lex.sql, int(at))})
	}
	return x
}

// fetchCount reads the count of FETCH FIRST, an operand without operators.
func (p *parser) fetchCount() ast.Expr {
	if p.is('+') || p.is('-') {
		at := p.pos()
		plus := p.is('+')
		c := p.number()
		if plus {
			return &ast.UnaryExpr{Pos: at, Op: "+", X: c}
		}
		return c
	}
	return p.primary()
}

// offset reads OFFSET n [ROW|ROWS].
func (p *parser) offset() ast.Expr {
	p.expect(kwOffset)
	x := p.expr()
	if !p.accept(kwRow) {
		p.accept(kwRows)
	}
	return x
}

// locking reads FOR UPDATE and its relatives, or FOR READ ONLY, which means
// nothing.
func (p *parser) locking(t *tail) {
	if p.isThen(kwFor, kwRead) {
		p.expect(kwFor, kwRead, kwOnly)
		return
	}
	for p.is(kwFor) {
		l := ast.Locking{Pos: p.pos()}
		p.advance()
		switch {
		case p.accept(kwUpdate):
			l.Strength = ast.LockForUpdate
		case p.accept(kwShare):
			l.Strength = ast.LockForShare
		case p.acceptPair(kwKey, kwShare):
			l.Strength = ast.LockForKeyShare
		default:
			p.expect(kwNo, kwKey, kwUpdate)
			l.Strength = ast.LockForNoKeyUpdate
		}
		if p.accept(kwOf) {
			l.Of = p.qnames()
		}
		switch {
		case p.accept(kwNowait):
			l.Wait = ast.LockNoWait
		case p.acceptPair(kwSkip, kwLocked):
			l.Wait = ast.LockSkipLocked
		}
		t.locking = append(t.locking, l)
	}
}

// selectCore reads SELECT up to its WINDOW clause.
func (p *parser) selectCore() *ast.Select {
	q := &ast.Select{Pos: p.pos()}
	p.expect(kwSelect)
	switch {
	case p.accept(kwDistinct):
		q.Distinct = true
		if p.acceptPair(kwOn, '(') {
			q.DistinctOn = p.exprList()
			p.expect(')')
		}
		q.Targets = p.targets()
	default:
		p.accept(kwAll)
		if !p.endsTargets() {
			q.Targets = p.targets()
		}
	}
	if p.accept(kwInto) {
		q.Into = p.into()
	}
	if p.accept(kwFrom) {
		q.From = p.tableRefs()
		q.AsOf = p.optAsOf()
	}
	if p.accept(kwWhere) {
		q.Where = p.expr()
	}
	if p.acceptPair(kwGroup, kwBy) {
		p.groupBy(q)
	}
	if p.accept(kwHaving) {
		q.Having = p.expr()
	}
	if p.accept(kwWindow) {
		p.windows(q)
	}
	return q
}

// endsTargets tells whether the select list is empty.
func (p *parser) endsTargets() bool {
	switch p.tok.kind {
	case tEOF, ';', ')', kwFrom, kwWhere, kwGroup, kwHaving, kwWindow, kwInto, kwUnion, kwIntersect,
		kwExcept, kwOrder, kwLimit, kwOffset, kwFetch, kwFor, kwOn, kwWith, kwReturning:
		return true
	}
	return false
}

// targets reads a select list.
func (p *parser) targets() []ast.Target {
	t := p.target()
	if !p.is(',') {
		return []ast.Target{t}
	}
	list := make([]ast.Target, 1, 4)
	list[0] = t
	for p.accept(',') {
		list = append(list, p.target())
	}
	return list
}

func (p *parser) target() ast.Target {
	t := ast.Target{Pos: p.pos()}
	if p.is('*') {
		t.Expr = &ast.ColumnRef{Pos: t.Pos, Star: true}
		p.advance()
		return t
	}
	outer := p.targetDepth
	p.targetDepth = p.depth + 1
	t.Expr = p.expr()
	p.targetDepth = outer
	switch {
	case p.accept(kwAs):
		t.As = p.label()
	case p.is(tIdent), p.tok.cat != catNone && keywords[p.tok.kind-keywordBase].bare:
		t.As = p.take()
	}
	return t
}

// into reads the table of SELECT … INTO.
func (p *parser) into() *ast.IntoClause {
	into := &ast.IntoClause{Pos: p.pos(), Persistence: p.optPersistence()}
	p.accept(kwTable)
	into.Table = p.qname()
	return into
}

// optPersistence reads TEMPORARY, UNLOGGED and their relatives.
func (p *parser) optPersistence() ast.Persistence {
	switch p.tok.kind {
	case kwGlobal, kwLocal:
		if k := p.peek(1).kind; k != kwTemp && k != kwTemporary {
			return ast.PersistencePermanent
		}
		if p.is(kwGlobal) {
			p.globals = append(p.globals, int(p.tok.pos))
		}
		p.advance()
	case kwUnlogged:
		p.advance()
		return ast.PersistenceUnlogged
	case kwTemp, kwTemporary:
	default:
		return ast.PersistencePermanent
	}
	p.advance()
	return ast.PersistenceTemporary
}

func (p *parser) groupBy(q *ast.Select) {
	if p.accept(kwDistinct) {
		q.GroupByDistinct = true
	} else {
		p.accept(kwAll)
	}
	q.GroupBy = p.groupItems()
}

func (p *parser) groupItems() []ast.Expr {
	list := []ast.Expr{p.groupItem()}
	for p.accept(',') {
		list = append(list, p.groupItem())
	}
	return list
}

// groupItem reads an expression or a grouping set.
func (p *parser) groupItem() ast.Expr {
	g := &ast.GroupingSet{Pos: p.pos()}
	switch {
	case p.isThen('(', ')'):
		p.expect('(', ')')
		return g
	case p.isThen(kwRollup, '('):
		g.Kind = ast.GroupingRollup
		g.Items = p.keywordArgs()
		return g
	case p.isThen(kwCube, '('):
		g.Kind = ast.GroupingCube
		g.Items = p.keywordArgs()
		return g
	case p.isThen(kwGrouping, kwSets):
		p.enter()
		g.Kind = ast.GroupingSets
		p.expect(kwGrouping, kwSets, '(')
		g.Items = p.groupItems()
		p.expect(')')
		p.leave()
		return g
	}
	return p.expr()
}

// windows reads the WINDOW clause.
func (p *parser) windows(q *ast.Select) {
	for {
		name := p.colID()
		p.expect(kwAs)
		w := p.windowSpec()
		w.Name = name
		q.Windows = append(q.Windows, *w)
		if !p.accept(',') {
			return
		}
	}
}

// over reads what follows OVER.
func (p *parser) over() *ast.WindowSpec {
	if p.is('(') {
		return p.windowSpec()
	}
	return &ast.WindowSpec{Pos: p.pos(), Ref: p.colID(), RefOnly: true}
}

// windowSpec reads a window in parentheses.
func (p *parser) windowSpec() *ast.WindowSpec {
	w := &ast.WindowSpec{Pos: p.pos()}
	p.expect('(')
	switch p.tok.kind {
	case kwPartition, kwRange, kwRows, kwGroups:
	default:
		if p.isColID() {
			w.Ref = p.take()
		}
	}
	if p.acceptPair(kwPartition, kwBy) {
		w.PartitionBy = p.exprList()
	}
	if p.is(kwOrder) {
		w.OrderBy = p.orderBy()
	}
	switch p.tok.kind {
	case kwRange, kwRows, kwGroups:
		w.Frame = p.frame()
	}
	p.expect(')')
	return w
}

// frame reads a frame clause.
func (p *parser) frame() *ast.WindowFrame {
	f := &ast.WindowFrame{Pos: p.pos(), End: ast.CurrentRow}
	switch p.tok.kind {
	case kwRows:
		f.Mode = ast.FrameRows
	case kwGroups:
		f.Mode = ast.FrameGroups
	}
	p.advance()
	startAt := p.pos()
	if p.accept(kwBetween) {
		f.Between = true
		startAt = p.pos()
		f.Start, f.StartOffset = p.frameBound()
		p.expect(kwAnd)
		endAt := p.pos()
		f.End, f.EndOffset = p.frameBound()
		p.checkFrame(f, startAt, endAt)
	} else {
		f.Start, f.StartOffset = p.frameBound()
		p.checkFrame(f, startAt, startAt)
	}
	if p.accept(kwExclude) {
		p.frameExclude(f)
	}
	return f
}

func (p *parser) frameExclude(f *ast.WindowFrame) {
	switch {
	case p.acceptPair(kwCurrent, kwRow):
		f.Exclude = ast.ExcludeCurrentRow
	case p.accept(kwGroup):
		f.Exclude = ast.ExcludeGroup
	case p.accept(kwTies):
		f.Exclude = ast.ExcludeTies
	default:
		p.expect(kwNo, kwOthers)
	}
}

// frameBound reads one bound of a frame.
func (p *parser) frameBound() (ast.BoundKind, ast.Expr) {
	switch {
	case p.is(kwUnbounded) && (p.peek(1).kind == kwPreceding || p.peek(1).kind == kwFollowing):
		p.advance()
		if p.accept(kwPreceding) {
			return ast.UnboundedPreceding, nil
		}
		p.advance()
		return ast.UnboundedFollowing, nil
	case p.acceptThen(kwCurrent, kwRow):
		return ast.CurrentRow, nil
	}
	x := p.expr()
	if p.accept(kwPreceding) {
		return ast.OffsetPreceding, x
	}
	p.expect(kwFollowing)
	return ast.OffsetFollowing, x
}

// checkFrame refuses frames that end before they start.
func (p *parser) checkFrame(f *ast.WindowFrame, startAt, endAt ast.Pos) {
	message, at := "", startAt
	switch {
	case f.Start == ast.UnboundedFollowing:
		message = "frame start cannot be UNBOUNDED FOLLOWING"
	case !f.Between && f.Start == ast.OffsetFollowing:
		message = "frame starting from following row cannot end with current row"
	case f.Between && f.End == ast.UnboundedPreceding:
		message, at = "frame end cannot be UNBOUNDED PRECEDING", endAt
	case f.Start == ast.CurrentRow && f.End == ast.OffsetPreceding:
		message, at = "frame starting from current row cannot have preceding rows", endAt
	case f.Start == ast.OffsetFollowing && (f.End == ast.OffsetPreceding || f.End == ast.CurrentRow):
		message, at = "frame starting from following row cannot have preceding rows", endAt
	default:
		return
	}
	p.failAt(at, CodeWindowing, message)
}

// orderBy reads ORDER BY and its items.
func (p *parser) orderBy() []ast.OrderItem {
	p.expect(kwOrder, kwBy)
	first := p.orderItem()
	if !p.is(',') {
		return []ast.OrderItem{first}
	}
	list := []ast.OrderItem{first}
	for p.accept(',') {
		list = append(list, p.orderItem())
	}
	return list
}

func (p *parser) orderItem() ast.OrderItem {
	o := ast.OrderItem{Pos: p.pos()}
	o.Expr = p.expr()
	if p.accept(kwUsing) {
		o.Dir = ast.OrderUsing
		switch {
		case p.is(kwOperator):
			o.UsingSchema, o.UsingOp = p.qualifiedOperator()
		case isOperator(p.tok.kind):
			o.UsingOp = p.lex.sql[p.tok.pos:p.tok.end]
			if p.is(tNotEquals) {
				o.UsingOp = "<>"
			}
			p.advance()
		default:
			p.fail()
		}
		o.Nulls = p.optNulls()
		return o
	}
	o.Dir, o.Nulls = p.optDirection()
	return o
}

// optDirection reads ASC or DESC, and NULLS FIRST or LAST.
func (p *parser) optDirection() (ast.OrderDir, ast.NullsOrder) {
	dir := ast.OrderDefault
	switch {
	case p.accept(kwAsc):
		dir = ast.OrderAsc
	case p.accept(kwDesc):
		dir = ast.OrderDesc
	}
	return dir, p.optNulls()
}

func (p *parser) optNulls() ast.NullsOrder {
	switch {
	case !p.accept(tNullsLA):
		return ast.NullsDefault
	case p.accept(kwFirst):
		return ast.NullsFirst
	}
	p.expect(kwLast)
	return ast.NullsLast
}

// values reads VALUES (…), (…).
func (p *parser) values() *ast.Select {
	q := &ast.Select{Pos: p.pos()}
	p.expect(kwValues)
	first := p.valuesRow()
	if !p.is(',') {
		q.Values = [][]ast.Expr{first}
		return q
	}
	q.Values = make([][]ast.Expr, 1, 8)
	q.Values[0] = first
	for p.accept(',') {
		q.Values = append(q.Values, p.valuesRow())
	}
	return q
}

func (p *parser) valuesRow() []ast.Expr {
	p.expect('(')
	row := p.exprList()
	p.expect(')')
	return row
}

// tableQuery reads TABLE t.
func (p *parser) tableQuery() *ast.Select {
	at := p.pos()
	p.expect(kwTable)
	t := p.relation()
	return &ast.Select{
		Pos:     at,
		Targets: []ast.Target{{Pos: at, Expr: &ast.ColumnRef{Pos: at, Star: true}}},
		From:    []ast.TableRef{t},
	}
}

// with reads a WITH clause.
func (p *parser) with() *ast.With {
	w := &ast.With{Pos: p.pos()}
	p.expect(kwWith)
	w.Recursive = p.accept(kwRecursive)
	for {
		w.CTEs = append(w.CTEs, p.cte())
		if !p.accept(',') {
			return w
		}
	}
}

func (p *parser) cte() ast.CTE {
	c := ast.CTE{Pos: p.pos(), Name: p.colID(), Columns: p.optParenColIDs()}
	p.expect(kwAs)
	switch {
	case p.accept(kwMaterialized):
		c.Materialize = ast.MaterializeAlways
	case p.acceptPair(kwNot, kwMaterialized):
		c.Materialize = ast.MaterializeNever
	}
	p.expect('(')
	c.Stmt = p.preparable()
	p.expect(')')
	if at := p.pos(); p.accept(kwSearch) {
		c.Search = p.cteSearch()
		c.Search.Pos = at
	}
	if at := p.pos(); p.accept(kwCycle) {
		c.Cycle = p.cteCycle()
		c.Cycle.Pos = at
	}
	return c
}

func (p *parser) cteSearch() *ast.CTESearch {
	s := &ast.CTESearch{Pos: p.pos()}
	if p.accept(kwBreadth) {
		s.Breadth = true
	} else {
		p.expect(kwDepth)
	}
	p.expect(kwFirst, kwBy)
	s.By = p.colIDs()
	p.expect(kwSet)
	s.Set = p.colID()
	return s
}

func (p *parser) cteCycle() *ast.CTECycle {
	c := &ast.CTECycle{Pos: p.pos(), Columns: p.colIDs()}
	p.expect(kwSet)
	c.Mark = p.colID()
	if p.accept(kwTo) {
		c.To = p.constantExpr()
		p.expect(kwDefault)
		c.Default = p.constantExpr()
	}
	p.expect(kwUsing)
	c.Path = p.colID()
	return c
}

// constantExpr reads a literal, which may have a type before it.
func (p *parser) constantExpr() ast.Expr {
	at := p.pos()
	x := p.primary()
	switch c := x.(type) {
	case *ast.Const:
		return x
	case *ast.CastExpr:
		if _, ok := c.X.(*ast.Const); ok {
			return x
		}
	}
	p.failAt(at, CodeSyntaxError, "syntax error")
	return nil
}
