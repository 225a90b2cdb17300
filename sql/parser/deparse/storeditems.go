package deparse

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

func (p *printer) storedFrom(list []ast.TableRef) { p.storedItems(" FROM ", list) }

func (p *printer) storedItems(word string, list []ast.TableRef) {
	for i, ref := range list {
		if i == 0 {
			p.line(word, -indentStep, indentStep, 2)
			p.storedItem(ref)
			continue
		}
		p.w(", ")
		text := p.apart(func() { p.storedItem(ref) })
		if p.stored.Wrap >= 0 {
			if strings.HasPrefix(text, "\n") {
				p.trim()
			} else if !p.fits(len(text)) {
				p.line("", -indentStep, indentStep, indentItem)
			}
		}
		p.w(text)
	}
}

// storedAlias writes the name of a FROM item, and its columns where there are any.
func (p *printer) storedAlias(a *ast.Alias) {
	if a.Name != "" {
		p.w(" ")
		p.name(a.Name)
	}
	if len(a.Columns) > 0 {
		p.w("(")
		p.names(a.Columns)
		p.w(")")
	}
}

func (p *printer) storedItem(ref ast.TableRef) {
	switch t := ref.(type) {
	case *ast.TableName:
		p.wIf(t.Only, "ONLY ")
		p.qname(&t.Name)
		p.storedAlias(&t.Alias)
	case *ast.SubqueryRef:
		p.wIf(t.Lateral, "LATERAL ")
		p.w("(")
		p.storedQuery(t.Query, nil, true)
		p.w(")")
		p.storedAlias(&t.Alias)
	case *ast.FuncRef:
		p.wIf(t.Lateral, "LATERAL ")
		p.storedFuncs(t)
		p.wIf(t.Ordinality, " WITH ORDINALITY")
		if len(t.ColumnDefs) > 0 {
			p.optName(" ", t.Alias.Name)
			p.columnDefs(t.ColumnDefs)
			return
		}
		p.storedAlias(&t.Alias)
	case *ast.Join:
		p.storedJoin(t)
	}
}

func (p *printer) storedFuncs(f *ast.FuncRef) {
	if c, ok := f.Funcs[0].Expr.(*ast.FuncCall); ok && len(f.Funcs) == 1 && c.Name.Name == "unnest" && len(c.Args) > 1 {
		p.w("UNNEST(")
		p.exprs(c.Args)
		p.w(")")
		return
	}
	p.wIf(f.RowsFrom, "ROWS FROM(")
	p.list(len(f.Funcs), func(i int) {
		p.funcItem(f.Funcs[i].Expr)
		if defs := f.Funcs[i].ColumnDefs; len(defs) > 0 {
			p.w(" AS ")
			p.columnDefs(defs)
		}
	})
	p.wIf(f.RowsFrom, ")")
}

func (p *printer) storedJoin(j *ast.Join) {
	outer := p.paren || j.Alias.Name != ""
	p.wIf(outer, "(")
	p.storedItem(j.Left)
	word := [...]string{" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "}[j.Kind]
	free := len(j.Using) == 0 && j.On == nil // NATURAL that found no name
	if free && j.Kind == ast.JoinInner {
		word = " CROSS JOIN "
	}
	p.line(word, -indentStep, indentStep, indentItem)
	r, join := j.Right.(*ast.Join)
	right := !p.paren && join && r.Alias.Name == ""
	p.wIf(right, "(")
	p.storedItem(j.Right)
	p.wIf(right, ")")
	switch {
	case len(j.Using) > 0:
		p.w(" USING (")
		p.names(j.Using)
		p.w(")")
		p.optName(" AS ", j.UsingAlias)
	case j.On != nil:
		p.w(" ON ")
		p.wIf(p.paren, "(")
		p.expr(j.On, precNone)
		p.wIf(p.paren, ")")
	case free && j.Kind != ast.JoinInner && j.Kind != ast.JoinCross:
		p.w(" ON TRUE")
	}
	p.wIf(outer, ")")
	p.storedAlias(&j.Alias)
}

// sortList is a list of what rows are sorted or grouped by while it is written: Postgres keeps
// each item once, the first time that it is met (targetIsInSortList).
type sortList struct {
	p     *printer
	every bool // repeated ones, too
	texts []string
}

// add writes an item and what comes after it, unless item is there already.
// Items that print the same are the same: what is stored has its columns qualified.
func (l *sortList) add(item, after func()) {
	text := l.p.apart(item)
	if !l.every && slices.Contains(l.texts, text) {
		return
	}
	l.p.wIf(len(l.texts) > 0, ", ")
	l.texts = append(l.texts, text)
	if strings.HasPrefix(text, "\n") {
		l.p.trim()
	}
	l.p.w(text)
	if after != nil {
		after()
	}
}

// group writes an item of GROUP BY. The columns of a row are as if they stood alone.
func (l *sortList) group(q *ast.Select, x ast.Expr) {
	if row, ok := x.(*ast.RowExpr); ok && !row.Explicit {
		for _, f := range row.Fields {
			l.add(func() { l.p.sortClause(q, f, false) }, nil)
		}
		return
	}
	if set, ok := x.(*ast.GroupingSet); ok {
		// Sets are kept as often as they are written.
		l.p.wIf(len(l.texts) > 0, ", ")
		l.texts = append(l.texts, "")
		l.p.storedGroupingSet(q, set)
		return
	}
	l.add(func() { l.p.sortClause(q, x, false) }, nil)
}

func (p *printer) storedGroupingSet(q *ast.Select, x *ast.GroupingSet) {
	p.w([...]string{"", "ROLLUP", "CUBE", "GROUPING SETS "}[x.Kind], "(")
	p.list(len(x.Items), func(i int) { p.setItem(q, x.Items[i], x.Kind == ast.GroupingSets) })
	p.w(")")
}

// setItem writes an item of a grouping set; alone puts single expressions into parentheses too.
func (p *printer) setItem(q *ast.Select, x ast.Expr, alone bool) {
	switch x := x.(type) {
	case *ast.GroupingSet:
		p.storedGroupingSet(q, x)
		return
	case *ast.RowExpr:
		if !x.Explicit {
			l := &sortList{p: p}
			text := p.apart(func() { l.group(q, x) })
			paren := alone || len(l.texts) != 1
			p.wIf(paren, "(")
			p.w(text)
			p.wIf(paren, ")")
			return
		}
		alone = false
	}
	p.wIf(alone, "(")
	p.sortClause(q, x, false)
	p.wIf(alone, ")")
}

// sortClause writes an item of ORDER BY, GROUP BY or DISTINCT ON; a place in the select list as
// what stands there, unless places are asked for.
func (p *printer) sortClause(q *ast.Select, x ast.Expr, places bool) {
	if k, ok := x.(*ast.Const); ok && k.Kind == ast.ConstInt && k.Type == 0 {
		if places || k.Int < 1 || int(k.Int) > len(q.Targets) {
			p.int(k.Int)
			return
		}
		x = q.Targets[k.Int-1].Expr
	}
	p.sortExpr(x)
}

// sortExpr writes what rows are sorted or grouped by: calls in parentheses whatever is asked for,
// casts by functions among them.
func (p *printer) sortExpr(x ast.Expr) {
	x = p.busy(x)
	call := !p.paren
	switch y := x.(type) {
	case *ast.ColumnRef:
		_, call = p.casts.Parts[x]
	case *ast.Const:
		p.w(p.stored.Const(y, LabelAlways))
		return
	case *ast.FuncCall:
		call = call || p.casts.CastCalls[y] == ""
	case *ast.CastExpr:
		call = call || p.casts.Called[y]
	}
	p.wIf(call, "(")
	p.expr(x, precNone)
	p.wIf(call, ")")
}

// storedOrder writes the items of ORDER BY; q is their query, nil for those of windows and
// aggregates. every: those of WITHIN GROUP, which are arguments, and all kept.
func (p *printer) storedOrder(q *ast.Select, list []ast.OrderItem, every bool) {
	items := &sortList{p: p, every: every}
	for i := range list {
		o := &list[i]
		items.add(func() {
			if q != nil {
				p.sortClause(q, o.Expr, q.Op != ast.SetNone)
			} else {
				p.sortExpr(o.Expr)
			}
		}, func() { p.storedDirection(o) })
	}
}

func (p *printer) storedDirection(o *ast.OrderItem) {
	if o.Dir == ast.OrderUsing && o.UsingOp != "<" && o.UsingOp != ">" {
		p.w(" USING " + o.UsingOp + " NULLS ")
		p.w([...]string{"LAST", "FIRST"}[b2i(o.Nulls == ast.NullsFirst || o.Nulls != ast.NullsLast && o.UsingOp == "~>~")])
		return
	}
	desc := o.Dir == ast.OrderDesc || o.Dir == ast.OrderUsing && o.UsingOp == ">"
	p.wIf(desc, " DESC")
	p.wIf(!desc && o.Nulls == ast.NullsFirst, " NULLS FIRST")
	p.wIf(desc && o.Nulls == ast.NullsLast, " NULLS LAST")
}

// sublink writes what Postgres shows of subqueries in expressions: enclosed tells where
// parentheses stand around it. It gives false for expressions without a query.
func (p *printer) sublink(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.ExistsExpr:
		p.w("(EXISTS ")
		p.parenQuery(x.Query)
		p.w(")")
		return true
	case *ast.InExpr:
		return x.Query != nil && p.comparison(x.X, "", "", "IN", x.Query)
	case *ast.QuantExpr:
		if x.Op == "=" && !x.All && x.OpSchema == "" {
			return x.Query != nil && p.comparison(x.X, "", "", "IN", x.Query)
		}
		return x.Query != nil && p.comparison(x.X, x.OpSchema, x.Op, [...]string{"ANY", "ALL"}[b2i(x.All)], x.Query)
	case *ast.BinaryExpr:
		q := rowQuery(x)
		return q != nil && p.comparison(x.L, x.OpSchema, x.Op, "", q)
	}
	return false
}

// comparison writes x op (SELECT …), with a word behind the operator or in its place.
func (p *printer) comparison(x ast.Expr, schema, op, word string, q *ast.Select) bool {
	if r, ok := x.(*ast.RowExpr); ok {
		p.parenExprs(r.Fields)
	} else {
		p.expr(x, precLike+1)
	}
	p.w(" ")
	if op != "" {
		p.operator(schema, op)
		p.wIf(word != "", " ")
	}
	p.w(word, " ")
	p.parenQuery(q)
	return true
}

// enclosed tells of expressions that Postgres shows in parentheses wherever they stand.
func enclosed(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.FuncCall:
		return callPrec(x) != precPrimary
	case *ast.InExpr:
		return x.Query != nil
	case *ast.QuantExpr:
		return x.Query != nil
	case *ast.BinaryExpr:
		return areRows(x) || rowQuery(x) != nil
	}
	return false
}

// areRows reports whether two rows of as many fields are compared.
func areRows(x *ast.BinaryExpr) bool {
	l, lok := x.L.(*ast.RowExpr)
	r, rok := x.R.(*ast.RowExpr)
	return lok && rok && len(l.Fields) == len(r.Fields)
}

// rowQuery is the query that a row is compared with, nil for other comparisons.
func rowQuery(x *ast.BinaryExpr) *ast.Select {
	q, ok := x.R.(*ast.SubqueryExpr)
	if _, row := x.L.(*ast.RowExpr); !ok || !row {
		return nil
	}
	return q.Query
}

// busy is x without casts that do nothing.
func (p *printer) busy(x ast.Expr) ast.Expr {
	for {
		c, ok := x.(*ast.CastExpr)
		if !ok || !p.casts.Idle[c] {
			return x
		}
		x = c.X
	}
}

// storedForm is what Postgres keeps instead of x, of the same parts; nil where that is x.
func (p *printer) storedForm(x ast.Expr) ast.Expr {
	switch x := x.(type) {
	case *ast.CastExpr:
		if p.casts.Idle[x] {
			return x.X
		}
	case *ast.BinaryExpr:
		return storedRows(x)
	case *ast.DistinctExpr:
		return p.storedDistinct(x)
	case *ast.BetweenExpr:
		if x.Again != nil {
			return x.Apart()
		}
		if x.Symmetric {
			op := [...]ast.BoolOp{ast.Or, ast.And}[b2i(x.Not)]
			return &ast.BoolExpr{Op: op, Args: []ast.Expr{&ast.BetweenExpr{X: x.X, Lo: x.Lo, Hi: x.Hi, Not: x.Not}, &ast.BetweenExpr{X: x.X, Lo: x.Hi, Hi: x.Lo, Not: x.Not}}}
		}
	case *ast.InExpr:
		return p.storedIn(x)
	}
	return nil
}

// rowOf is the row that is written out within casts.
func rowOf(x ast.Expr) (*ast.RowExpr, bool) {
	for c, ok := x.(*ast.CastExpr); ok; c, ok = x.(*ast.CastExpr) {
		x = c.X
	}
	r, ok := x.(*ast.RowExpr)
	return r, ok
}

// storedDistinct is a comparison with NULL as IS NULL, one of rows field by field, and IS NOT DISTINCT
// FROM with the NOT in front.
func (p *printer) storedDistinct(x *ast.DistinctExpr) ast.Expr {
	if p.casts.Nulls[x] {
		of := x.L
		if k, ok := of.(*ast.Const); ok && k.Kind == ast.ConstNull {
			of = x.R
		}
		return &ast.IsExpr{X: of, Kind: ast.IsNull, Not: !x.Not}
	}
	l, lok := rowOf(x.L)
	r, rok := rowOf(x.R)
	var out ast.Expr = &ast.DistinctExpr{L: x.L, R: x.R}
	switch {
	case p.casts.Fieldwise[x] && lok && rok && len(l.Fields) == len(r.Fields) && len(l.Fields) > 0:
		any := &ast.BoolExpr{Op: ast.Or}
		for i := range l.Fields {
			any.Args = append(any.Args, &ast.DistinctExpr{L: l.Fields[i], R: r.Fields[i]})
		}
		if out = any; len(any.Args) == 1 {
			out = any.Args[0]
		}
	case !x.Not:
		return nil
	}
	if x.Not {
		return &ast.NotExpr{X: out}
	}
	return out
}

// storedRows compares rows for equality field by field.
func storedRows(x *ast.BinaryExpr) ast.Expr {
	if !areRows(x) || x.Op != "=" && x.Op != "<>" && x.Op != "!=" {
		return nil
	}
	l, r := x.L.(*ast.RowExpr), x.R.(*ast.RowExpr)
	out := &ast.BoolExpr{Op: [...]ast.BoolOp{ast.Or, ast.And}[b2i(x.Op == "=")]}
	for i := range l.Fields {
		out.Args = append(out.Args, &ast.BinaryExpr{OpSchema: x.OpSchema, Op: x.Op, L: l.Fields[i], R: r.Fields[i]})
	}
	if len(out.Args) == 1 {
		return out.Args[0]
	}
	return out
}

// storedIn takes IN apart where it is no comparison with one array: rows, and elements with
// columns, are compared one by one, after those without if there are several; all are where they
// have no common type.
func (p *printer) storedIn(x *ast.InExpr) ast.Expr {
	if x.Query != nil {
		if !x.Not {
			return nil
		}
		return &ast.NotExpr{X: &ast.InExpr{X: x.X, Query: x.Query}}
	}
	constant, columns := SplitIn(x)
	apart := p.casts.Apart[x]
	if len(columns) == 0 && !apart {
		return nil
	}
	var out ast.Expr
	add := func(c ast.Expr) {
		if out == nil {
			out = c
		} else { // one within the other
			out = &ast.BoolExpr{Op: [...]ast.BoolOp{ast.Or, ast.And}[b2i(x.Not)], Args: []ast.Expr{out, c}}
		}
	}
	one := x.List
	if len(constant) > 1 && !apart {
		array := &ast.InExpr{X: x.X, List: constant, Not: x.Not}
		if to := p.casts.Lists[x]; to != "" {
			p.casts.Lists[array] = to
		}
		add(array)
		one = columns
	}
	for _, e := range one {
		add(&ast.BinaryExpr{Op: [...]string{"=", "<>"}[b2i(x.Not)], L: x.X, R: e})
	}
	return out
}

// SplitIn gives the elements of IN that are compared together, as an array, and those that
// are compared one by one: with columns in them, and rows.
func SplitIn(x *ast.InExpr) (together, single []ast.Expr) {
	for _, e := range x.List {
		alone := false
		ast.Walk(e, func(n ast.Node) bool {
			c, column := n.(*ast.ColumnRef)
			column = column && c.Item != ast.ArgItem // an input of a routine is none
			_, row := n.(*ast.RowExpr)
			_, query := n.(*ast.Select)
			alone = alone || column || row
			return !alone && !query // its columns are mostly its own
		})
		if alone {
			single = append(single, e)
		} else {
			together = append(together, e)
		}
	}
	return together, single
}
