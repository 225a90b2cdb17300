package deparse

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// parenQuery writes (SELECT …).
func (p *printer) parenQuery(q *ast.Select) {
	if p.stored != nil {
		p.w("(")
		p.storedQuery(q, nil, false)
		p.w(")")
		return
	}
	p.w("(")
	p.query(q)
	p.w(")")
}

// query writes a query with its tail.
func (p *printer) query(q *ast.Select) {
	if q.With != nil {
		p.with(q.With)
		p.w(" ")
	}
	switch {
	case q.Op != ast.SetNone:
		p.setOp(q)
	case q.Values != nil:
		p.w("VALUES ")
		p.list(len(q.Values), func(i int) { p.parenExprs(q.Values[i]) })
	default:
		p.selectCore(q)
	}
	if q.OrderBy != nil {
		p.w(" ")
		p.orderBy(q.OrderBy, false)
	}
	p.limits(q)
	for i := range q.Locking {
		p.w(" ")
		p.locking(&q.Locking[i])
	}
}

// setOp writes a set operation, with parentheses around operands that need
// them.
func (p *printer) setOp(q *ast.Select) {
	p.operand(q.Left, q.Op == ast.SetIntersect && q.Left.Op != ast.SetIntersect)
	p.w([...]string{"", " UNION ", " INTERSECT ", " EXCEPT "}[q.Op])
	p.wIf(q.All, "ALL ")
	p.operand(q.Right, true)
}

// operand writes an operand of a set operation. tight asks for parentheses
// around set operations.
func (p *printer) operand(q *ast.Select, tight bool) {
	if q.With != nil || q.OrderBy != nil || q.Limit != nil || q.Offset != nil || q.Locking != nil ||
		q.Op != ast.SetNone && tight {
		p.parenQuery(q)
		return
	}
	p.query(q)
}

func (p *printer) selectCore(q *ast.Select) {
	p.w([...]string{"SELECT", "RETURN"}[b2i(q.Return)])
	p.wIf(q.Distinct, " DISTINCT")
	if q.DistinctOn != nil {
		p.w(" ON ")
		p.parenExprs(q.DistinctOn)
	}
	p.wIf(len(q.Targets) > 0, " ")
	p.targets(q.Targets)
	if q.Into != nil {
		p.w(" INTO ")
		p.persistence(q.Into.Persistence)
		p.wIf(q.Into.Persistence == ast.PersistencePermanent, "TABLE ")
		p.qname(&q.Into.Table)
	}
	p.from(" FROM ", q.From)
	p.clause(" AS OF SYSTEM TIME ", q.AsOf)
	p.clause(" WHERE ", q.Where)
	if q.GroupBy != nil {
		p.w(" GROUP BY ")
		p.wIf(q.GroupByDistinct, "DISTINCT ")
		p.exprs(q.GroupBy)
	}
	p.clause(" HAVING ", q.Having)
	for i := range q.Windows {
		p.w([...]string{", ", " WINDOW "}[b2i(i == 0)])
		p.name(q.Windows[i].Name)
		p.w(" AS ")
		p.window(&q.Windows[i])
	}
}

// clause writes words and an expression where there is one.
func (p *printer) clause(before string, x ast.Expr) {
	if x != nil {
		p.w(before)
		p.expr(x, precNone)
	}
}

func (p *printer) targets(list []ast.Target) {
	p.list(len(list), func(i int) { p.target(&list[i]) })
}

func (p *printer) target(t *ast.Target) {
	p.expr(t.Expr, precNone)
	p.optName(" AS ", t.As)
}

func (p *printer) returning(list []ast.Target) {
	if len(list) > 0 {
		p.w(" RETURNING ")
		p.targets(list)
	}
}

// orderBy writes ORDER BY and its items.
func (p *printer) orderBy(list []ast.OrderItem, every bool) {
	if n := len(p.b); n > 0 && p.b[n-1] != '(' && p.b[n-1] != ' ' {
		p.w(" ")
	}
	p.w("ORDER BY ")
	if p.stored != nil {
		p.storedOrder(nil, list, every)
		return
	}
	p.list(len(list), func(i int) { p.orderItem(&list[i]) })
}

func (p *printer) orderItem(o *ast.OrderItem) {
	p.expr(o.Expr, precNone)
	if o.Dir == ast.OrderUsing {
		p.w(" USING ")
		p.operator(o.UsingSchema, o.UsingOp)
	}
	p.direction(o.Dir, o.Nulls)
}

func (p *printer) direction(d ast.OrderDir, n ast.NullsOrder) {
	p.wIf(d == ast.OrderAsc, " ASC")
	p.wIf(d == ast.OrderDesc, " DESC")
	p.wIf(n == ast.NullsFirst, " NULLS FIRST")
	p.wIf(n == ast.NullsLast, " NULLS LAST")
}

func (p *printer) limits(q *ast.Select) {
	if q.Limit != nil && !q.WithTies {
		if c, ok := q.Limit.(*ast.Const); ok && c.Kind == ast.ConstNull {
			p.w(" LIMIT ALL")
		} else {
			p.clause(" LIMIT ", q.Limit)
		}
	}
	p.clause(" OFFSET ", q.Offset)
	if q.WithTies {
		p.w(" FETCH FIRST ")
		p.fetchCount(q.Limit)
		p.w(" ROWS WITH TIES")
	}
}

// fetchCount writes the count of FETCH FIRST: a primary, or a signed number.
func (p *printer) fetchCount(x ast.Expr) {
	if u, ok := x.(*ast.UnaryExpr); ok && u.Op == "+" {
		if c, ok := u.X.(*ast.Const); ok {
			p.w("+")
			p.constant(c)
			return
		}
	}
	if c, ok := x.(*ast.Const); ok {
		p.constant(c)
		return
	}
	p.expr(x, precPrimary)
}

func (p *printer) locking(l *ast.Locking) {
	p.w([...]string{"FOR KEY SHARE", "FOR SHARE", "FOR NO KEY UPDATE", "FOR UPDATE"}[l.Strength])
	if len(l.Of) > 0 {
		p.w(" OF ")
		p.qnames(l.Of)
	}
	p.w([...]string{"", " NOWAIT", " SKIP LOCKED"}[l.Wait])
}

func (p *printer) with(w *ast.With) {
	p.w("WITH ")
	p.wIf(w.Recursive, "RECURSIVE ")
	p.list(len(w.CTEs), func(i int) { p.cte(&w.CTEs[i]) })
}

// optWith writes a WITH clause where there is one.
func (p *printer) optWith(w *ast.With) {
	if w != nil {
		p.with(w)
		p.w(" ")
	}
}

func (p *printer) cte(c *ast.CTE) {
	p.name(c.Name)
	p.parenNames(c.Columns)
	p.w(" AS ", [...]string{"", "MATERIALIZED ", "NOT MATERIALIZED "}[c.Materialize], "(")
	p.statement(c.Stmt)
	p.w(")")
	p.cteMarks(c)
}

// cteMarks writes SEARCH and CYCLE.
func (p *printer) cteMarks(c *ast.CTE) {
	if s := c.Search; s != nil {
		p.w(" SEARCH ", [...]string{"DEPTH", "BREADTH"}[b2i(s.Breadth)], " FIRST BY ")
		p.names(s.By)
		p.w(" SET ")
		p.name(s.Set)
	}
	if y := c.Cycle; y != nil {
		p.w(" CYCLE ")
		p.names(y.Columns)
		p.w(" SET ")
		p.name(y.Mark)
		p.clause(" TO ", y.To)
		p.clause(" DEFAULT ", y.Default)
		p.w(" USING ")
		p.name(y.Path)
	}
}

// window writes a window in parentheses, or a reference to a named one.
func (p *printer) window(w *ast.WindowSpec) {
	if w.RefOnly {
		p.name(w.Ref)
		return
	}
	p.w("(")
	sep := ""
	if w.Ref != "" {
		p.name(w.Ref)
		sep = " "
	}
	if len(w.PartitionBy) > 0 {
		p.w(sep, "PARTITION BY ")
		if p.stored != nil {
			by := &sortList{p: p}
			for _, x := range w.PartitionBy {
				by.add(func() { p.sortExpr(x) }, nil)
			}
		} else {
			p.exprs(w.PartitionBy)
		}
		sep = " "
	}
	if len(w.OrderBy) > 0 {
		p.w(sep)
		p.orderBy(w.OrderBy, false)
		sep = " "
	}
	if w.Frame != nil {
		p.w(sep)
		p.frame(w.Frame)
	}
	p.w(")")
}

func (p *printer) frame(f *ast.WindowFrame) {
	p.w([...]string{"RANGE ", "ROWS ", "GROUPS "}[f.Mode])
	p.wIf(f.Between, "BETWEEN ")
	p.bound(f.Start, f.StartOffset)
	if f.Between {
		p.w(" AND ")
		p.bound(f.End, f.EndOffset)
	}
	p.w([...]string{"", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES"}[f.Exclude])
}

func (p *printer) bound(k ast.BoundKind, offset ast.Expr) {
	if offset != nil {
		p.own(offset, precNone)
	}
	p.w([...]string{"UNBOUNDED PRECEDING", " PRECEDING", "CURRENT ROW", " FOLLOWING", "UNBOUNDED FOLLOWING"}[k])
}

// from writes table references with commas between.
func (p *printer) from(before string, list []ast.TableRef) {
	if len(list) > 0 {
		p.w(before)
		p.list(len(list), func(i int) { p.tableRef(list[i]) })
	}
}

func (p *printer) tableRef(t ast.TableRef) {
	switch t := t.(type) {
	case *ast.TableName:
		p.tableName(t)
	case *ast.SubqueryRef:
		p.wIf(t.Lateral, "LATERAL ")
		p.parenQuery(t.Query)
		p.alias(&t.Alias)
	case *ast.FuncRef:
		p.funcRef(t)
	case *ast.Join:
		p.join(t)
	}
}

// alias writes AS name (columns) where there is one.
func (p *printer) alias(a *ast.Alias) {
	if a.Name != "" {
		p.optName(" AS ", a.Name)
		p.parenNames(a.Columns)
	}
}

func (p *printer) tableName(t *ast.TableName) {
	p.wIf(t.Only, "ONLY ")
	p.qname(&t.Name)
	p.alias(&t.Alias)
	if s := t.Sample; s != nil {
		p.w(" TABLESAMPLE ")
		p.qname(&s.Method)
		p.parenExprs(s.Args)
		if s.Repeatable != nil {
			p.w(" REPEATABLE ")
			p.parenExprs([]ast.Expr{s.Repeatable})
		}
	}
}

func (p *printer) funcRef(f *ast.FuncRef) {
	p.wIf(f.Lateral, "LATERAL ")
	p.wIf(f.RowsFrom, "ROWS FROM (")
	p.list(len(f.Funcs), func(i int) {
		p.funcItem(f.Funcs[i].Expr)
		if defs := f.Funcs[i].ColumnDefs; defs != nil {
			p.w(" AS ")
			p.columnDefs(defs)
		}
	})
	p.wIf(f.RowsFrom, ")")
	p.wIf(f.Ordinality, " WITH ORDINALITY")
	p.alias(&f.Alias)
	if f.ColumnDefs != nil {
		p.wIf(f.Alias.Name == "", " AS")
		p.w(" ")
		p.columnDefs(f.ColumnDefs)
	}
}

// funcItem writes a function in FROM, where a cast must look like a call.
func (p *printer) funcItem(x ast.Expr) {
	if c, ok := x.(*ast.CastExpr); ok {
		p.w("CAST(")
		p.expr(c.X, precNone)
		p.w(" AS ")
		p.typeName(c.Type)
		p.w(")")
		return
	}
	p.expr(x, precNone)
}

func (p *printer) columnDefs(list []ast.ColumnDef) {
	p.w("(")
	p.list(len(list), func(i int) { p.columnDef(&list[i]) })
	p.w(")")
}

// join writes a join, in parentheses where it has an alias.
func (p *printer) join(j *ast.Join) {
	p.wIf(j.Alias.Name != "", "(")
	p.tableRef(j.Left)
	p.wIf(j.Natural, " NATURAL")
	p.w([...]string{" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "}[j.Kind])
	if r, ok := j.Right.(*ast.Join); ok && r.Alias.Name == "" {
		p.w("(")
		p.join(r)
		p.w(")")
	} else {
		p.tableRef(j.Right)
	}
	switch {
	case len(j.Using) > 0:
		p.w(" USING")
		p.parenNames(j.Using)
		p.optName(" AS ", j.UsingAlias)
	case j.On != nil:
		p.clause(" ON ", j.On)
	}
	if j.Alias.Name != "" {
		p.w(")")
		p.alias(&j.Alias)
	}
}

var overridingWords = [...]string{"", " OVERRIDING USER VALUE", " OVERRIDING SYSTEM VALUE"}

func (p *printer) insert(s *ast.Insert) {
	p.optWith(s.With)
	p.w("INSERT INTO ")
	p.qname(&s.Table.Name)
	p.optName(" AS ", s.Table.Alias.Name)
	if len(s.Columns) > 0 {
		p.w(" (")
		p.insertColumns(s.Columns)
		p.w(")")
	}
	p.w(overridingWords[s.Overriding])
	if s.Source == nil {
		p.w(" DEFAULT VALUES")
	} else {
		p.w(" ")
		p.query(s.Source)
	}
	if s.OnConflict != nil {
		p.w(" ")
		p.onConflict(s.OnConflict)
	}
	p.returning(s.Returning)
}

func (p *printer) insertColumns(list []ast.InsertColumn) {
	p.list(len(list), func(i int) { p.insertColumn(&list[i]) })
}

func (p *printer) insertColumn(c *ast.InsertColumn) {
	p.name(c.Name)
	p.steps(c.Steps)
}

func (p *printer) onConflict(c *ast.OnConflict) {
	p.w("ON CONFLICT")
	if len(c.Elems) > 0 {
		p.w(" ")
		p.indexElems(c.Elems)
		p.clause(" WHERE ", c.Where)
	}
	p.optName(" ON CONSTRAINT ", c.Constraint)
	if !c.DoUpdate {
		p.w(" DO NOTHING")
		return
	}
	p.w(" DO UPDATE SET ")
	p.setClauses(c.Sets)
	p.clause(" WHERE ", c.SetWhere)
}

func (p *printer) setClauses(list []ast.SetClause) {
	p.list(len(list), func(i int) { p.setClause(&list[i]) })
}

func (p *printer) setClause(s *ast.SetClause) {
	if s.Columns != nil {
		p.w("(")
		p.insertColumns(s.Columns)
		p.w(")")
	} else {
		p.insertColumn(&s.Column)
	}
	p.w(" = ")
	p.expr(s.Value, precNone)
}

// targetTable writes the table of UPDATE or DELETE.
func (p *printer) targetTable(t *ast.TableName) {
	p.wIf(t.Only, "ONLY ")
	p.qname(&t.Name)
	p.optName(" AS ", t.Alias.Name)
}

func (p *printer) update(s *ast.Update) {
	p.optWith(s.With)
	p.w("UPDATE ")
	p.targetTable(&s.Table)
	p.w(" SET ")
	p.setClauses(s.Sets)
	p.from(" FROM ", s.From)
	p.clause(" WHERE ", s.Where)
	p.returning(s.Returning)
}

func (p *printer) delete(s *ast.Delete) {
	p.optWith(s.With)
	p.w("DELETE FROM ")
	p.targetTable(&s.Table)
	p.from(" USING ", s.Using)
	p.clause(" WHERE ", s.Where)
	p.returning(s.Returning)
}

func (p *printer) merge(s *ast.Merge) {
	p.optWith(s.With)
	p.w("MERGE INTO ")
	p.targetTable(&s.Table)
	p.w(" USING ")
	p.tableRef(s.Source)
	p.w(" ON ")
	p.expr(s.On, precNone)
	for i := range s.Whens {
		p.mergeWhen(&s.Whens[i])
	}
}

// mergeWhen writes a WHEN clause of MERGE.
func (p *printer) mergeWhen(w *ast.MergeWhen) {
	p.w(" WHEN ")
	p.wIf(!w.Matched, "NOT ")
	p.w("MATCHED")
	p.clause(" AND ", w.Cond)
	p.w(" THEN ")
	switch w.Kind {
	case ast.MergeUpdate:
		p.w("UPDATE SET ")
		p.setClauses(w.Sets)
	case ast.MergeDelete:
		p.w("DELETE")
	case ast.MergeInsert:
		p.mergeInsert(w)
	default:
		p.w("DO NOTHING")
	}
}

func (p *printer) mergeInsert(w *ast.MergeWhen) {
	p.w("INSERT")
	if len(w.Columns) > 0 {
		p.w(" (")
		p.insertColumns(w.Columns)
		p.w(")")
	}
	p.w(overridingWords[w.Overriding])
	if w.Values == nil {
		p.w(" DEFAULT VALUES")
		return
	}
	p.w(" VALUES (")
	p.exprs(w.Values)
	p.w(")")
}

func (p *printer) truncate(s *ast.Truncate) {
	p.w("TRUNCATE ")
	p.list(len(s.Tables), func(i int) { p.tableName(&s.Tables[i]) })
	p.wIf(s.RestartIdentity, " RESTART IDENTITY")
	p.behavior(s.Behavior)
}
