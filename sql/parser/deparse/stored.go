package deparse

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// Stored says how a query that is kept is printed: as Postgres's pg_get_viewdef prints it, with
// its line breaks. The tree has the names of now in the places of its numbers.
type Stored struct {
	// Pretty leaves out parentheses that are not needed.
	Pretty bool
	// Wrap is from how many characters on a line of a list ends; 0: every item has its own,
	// below 0: lines of lists have no end.
	Wrap int
	// Result are the names of the columns, where they are not the query's own.
	Result []string
	// Casts are its conversions.
	Casts Conversions
	// Flat leaves out line breaks and the indentation; else Indent is that of the first line.
	Flat   bool
	Indent int
	// Arg writes an input of the routine whose body it is, for a Param or a ColumnRef of it.
	Arg func(ast.Expr) string
	// Type writes a type, Const a literal, Row the type of a whole row.
	Type  func(*ast.TypeName) string
	Const func(*ast.Const, Label) string
	Row   func(*ast.ColumnRef) string
}

// Label says when a literal is written with its type.
type Label byte

// LabelNeeded is where it would else be read as of another type; LabelAlways where it might be read as the
// number of a column (ORDER BY, GROUP BY).
const (
	LabelNever Label = iota
	LabelNeeded
	LabelAlways
)

// PrintQuery prints a query.
func PrintQuery(q *ast.Select, s *Stored) string {
	p := printer{full: true, paren: !s.Pretty, casts: s.Casts, stored: s}
	p.storedQuery(q, s.Result, true)
	return string(p.b)
}

// PrintWithin prints an expression of a query that is resolved.
func PrintWithin(x ast.Expr, s *Stored) string {
	p := printer{full: true, paren: !s.Pretty, casts: s.Casts, stored: s}
	p.expr(x, precNone)
	return string(p.b)
}

// PrintBody prints a statement of a routine's body: as pg_get_function_sqlbody does it.
func PrintBody(st ast.Statement, s *Stored) string {
	p := printer{full: true, paren: true, casts: s.Casts, stored: s, indent: s.Indent}
	p.storedStatement(st, false)
	return string(p.b)
}

// storedStatement writes a query or a statement that writes; visible tells that the names of its
// columns can be seen.
func (p *printer) storedStatement(st ast.Statement, visible bool) {
	indent := p.indent
	if q, ok := st.(*ast.Select); ok {
		p.storedQuery(q, nil, visible)
		return
	}
	if w := ast.WithOf(st); w != nil {
		p.storedWith(w)
	}
	switch st := st.(type) {
	case *ast.Insert:
		p.storedInsert(st, visible)
	case *ast.Update:
		p.storedWrite("UPDATE ", &st.Table)
		p.w(" SET ")
		p.storedSets(st.Sets)
		p.storedRest(" FROM ", st.From, st.Where, st.Returning, visible)
	case *ast.Delete:
		p.storedWrite("DELETE FROM ", &st.Table)
		p.storedRest(" USING ", st.Using, st.Where, st.Returning, visible)
	case *ast.Merge:
		p.storedMerge(st)
	}
	p.indent = indent
}

func (p *printer) storedMerge(st *ast.Merge) {
	p.storedWrite("MERGE INTO ", &st.Table)
	p.storedItems(" USING ", []ast.TableRef{st.Source})
	p.line(" ON ", -indentStep, indentStep, 2)
	p.expr(st.On, precNone)
	for i := range st.Whens {
		w := &st.Whens[i]
		p.line(" WHEN ", -indentStep, indentStep, 2)
		p.wIf(!w.Matched, "NOT ")
		p.w("MATCHED")
		if w.Cond != nil {
			p.line(" AND ", -indentStep, indentStep, 3)
			p.expr(w.Cond, precNone)
		}
		p.line(" THEN ", -indentStep, indentStep, 3)
		p.storedArmOf(w)
	}
}

// storedArmOf writes what a WHEN clause of MERGE does.
func (p *printer) storedArmOf(w *ast.MergeWhen) {
	switch w.Kind {
	case ast.MergeNothing:
		p.w("DO NOTHING")
	case ast.MergeDelete:
		p.w("DELETE")
	case ast.MergeUpdate:
		p.w("UPDATE SET ")
		p.storedSets(w.Sets)
	case ast.MergeInsert:
		p.w("INSERT")
		if len(w.Columns) > 0 {
			p.w(" (")
			p.list(len(w.Columns), func(i int) { p.storedColumn(&w.Columns[i]) })
			p.w(")")
		}
		p.w([...]string{"", " OVERRIDING USER VALUE", " OVERRIDING SYSTEM VALUE"}[w.Overriding])
		if w.Values == nil {
			p.w(" DEFAULT VALUES")
			return
		}
		p.line(" VALUES (", -indentStep, indentStep, 4)
		p.list(len(w.Values), func(i int) { p.own(w.Values[i], precNone) })
		p.w(")")
	}
}

// storedWrite begins a statement that writes to a table.
func (p *printer) storedWrite(word string, t *ast.TableName) {
	p.indent += indentStep
	p.wIf(!p.stored.Flat, " ")
	p.w(word)
	p.storedItem(t)
}

// storedRest writes what follows the target of UPDATE and DELETE.
func (p *printer) storedRest(word string, from []ast.TableRef, where ast.Expr, returning []ast.Target, visible bool) {
	p.storedItems(word, from)
	if where != nil {
		p.line(" WHERE ", -indentStep, indentStep, 1)
		p.expr(where, precNone)
	}
	p.storedReturning(returning, visible)
}

func (p *printer) storedReturning(list []ast.Target, visible bool) {
	if len(list) > 0 {
		p.line(" RETURNING", -indentStep, indentStep, 1)
		p.storedTargets(list, nil, visible)
	}
}

func (p *printer) storedInsert(st *ast.Insert, visible bool) {
	p.indent += indentStep
	p.wIf(!p.stored.Flat, " ")
	p.w("INSERT INTO ")
	p.qname(&st.Table.Name)
	p.optName(" AS ", st.Table.Alias.Name)
	p.w(" ")
	if len(st.Columns) > 0 {
		p.w("(")
		p.list(len(st.Columns), func(i int) { p.storedColumn(&st.Columns[i]) })
		p.w(") ")
	}
	p.w([...]string{"", "OVERRIDING USER VALUE ", "OVERRIDING SYSTEM VALUE "}[st.Overriding])
	switch q := st.Source; {
	case q == nil:
		p.w("DEFAULT VALUES")
	case len(q.Values) == 1 && q.OrderBy == nil && q.Limit == nil && q.Offset == nil && q.With == nil:
		p.line("VALUES (", -indentStep, indentStep, 2)
		p.list(len(q.Values[0]), func(i int) { p.own(q.Values[0][i], precNone) })
		p.w(")")
	case q.Values != nil && q.OrderBy == nil && q.Limit == nil && q.Offset == nil && q.With == nil:
		p.w("VALUES ")
		p.list(len(q.Values), func(i int) {
			p.w("(")
			for j, x := range q.Values[i] {
				p.wIf(j > 0, ",")
				p.own(x, precNone)
			}
			p.w(")")
		})
	default:
		p.storedQuery(q, nil, false)
	}
	if st.OnConflict != nil {
		p.storedConflict(st.OnConflict)
	}
	p.storedReturning(st.Returning, visible)
}

func (p *printer) storedConflict(c *ast.OnConflict) {
	p.w(" ON CONFLICT")
	if len(c.Elems) > 0 {
		p.w("(")
		p.list(len(c.Elems), func(i int) { p.storedArbiter(&c.Elems[i]) })
		p.w(")")
		if c.Where != nil {
			p.line(" WHERE ", -indentStep, indentStep, 1)
			p.own(c.Where, precNone)
		}
	}
	if !c.DoUpdate {
		p.w(" DO NOTHING")
		return
	}
	p.w(" DO UPDATE SET ")
	p.storedSets(c.Sets)
	if c.SetWhere != nil {
		p.line(" WHERE ", -indentStep, indentStep, 1)
		p.expr(c.SetWhere, precNone)
	}
}

// storedArbiter writes an element of ON CONFLICT: in parentheses what is neither a column nor a
// call.
func (p *printer) storedArbiter(e *ast.IndexElem) {
	_, called := e.Expr.(*ast.FuncCall)
	switch {
	case e.Expr == nil:
		p.name(e.Column)
	case called:
		p.own(e.Expr, precNone)
	default:
		p.w("(")
		p.own(e.Expr, precNone)
		p.w(")")
	}
	p.optQName(" COLLATE ", &e.Collation)
	p.optQName(" ", &e.OpClass)
}

func (p *printer) storedColumn(c *ast.InsertColumn) {
	p.name(c.Name)
	p.steps(c.Steps)
}

// storedSets writes assignments: those of a row one by one.
func (p *printer) storedSets(list []ast.SetClause) {
	p.list(len(list), func(i int) {
		s := &list[i]
		row, isRow := s.Value.(*ast.RowExpr)
		switch {
		case len(s.Columns) == 0:
			p.storedColumn(&s.Column)
			p.w(" = ")
			p.own(s.Value, precNone)
		case isRow && len(row.Fields) == len(s.Columns):
			p.list(len(s.Columns), func(j int) {
				p.storedColumn(&s.Columns[j])
				p.w(" = ")
				p.own(row.Fields[j], precNone)
			})
		default:
			p.w("(")
			p.list(len(s.Columns), func(j int) { p.storedColumn(&s.Columns[j]) })
			p.w(") = ")
			p.own(s.Value, precNone)
		}
	})
}

// The steps of indentation, which are Postgres's.
const (
	indentStep  = 8
	indentItem  = 4
	indentLimit = 40
)

// line begins a new line with a word. before and after change the indentation of what
// follows, plus that of this line alone.
func (p *printer) line(word string, before, after, plus int) {
	if p.stored != nil && p.stored.Flat {
		p.w(word)
		return
	}
	p.indent += before
	p.trim()
	n := max(p.indent, 0) + plus
	if p.indent >= indentLimit {
		n = (indentLimit+(p.indent-indentLimit)/(indentStep/2))%indentLimit + plus
	}
	p.w("\n", strings.Repeat(" ", n), word)
	p.indent = max(p.indent+after, 0)
}

// trim takes spaces from the end.
func (p *printer) trim() {
	for len(p.b) > 0 && p.b[len(p.b)-1] == ' ' {
		p.b = p.b[:len(p.b)-1]
	}
}

// apart prints into a text of its own.
func (p *printer) apart(print func()) string {
	b := p.b
	p.b = nil
	print()
	out := string(p.b)
	p.b = b
	return out
}

// fits reports whether an item that is n bytes long may stand on the current line.
func (p *printer) fits(n int) bool {
	at := strings.LastIndexByte(string(p.b), '\n') + 1
	return len(p.b)-at+n <= p.stored.Wrap
}

// storedQuery writes a query; result are the names that its columns have, nil for its own,
// visible tells that these names can be seen.
func (p *printer) storedQuery(q *ast.Select, result []string, visible bool) {
	indent := p.indent
	if q.With != nil {
		p.storedWith(q.With)
	}
	if q.Op != ast.SetNone {
		p.storedSetOp(q, result, visible)
	} else {
		p.storedBlock(q, result, visible)
	}
	if len(q.OrderBy) > 0 {
		p.line(" ORDER BY ", -indentStep, indentStep, 1)
		p.storedOrder(q, q.OrderBy, false)
	}
	if q.Offset != nil {
		p.line(" OFFSET ", -indentStep, indentStep, 0)
		p.own(q.Offset, precNone) // the cast to bigint is not shown
	}
	if q.Limit != nil {
		p.storedLimit(q)
	}
	for i := range q.Locking {
		p.storedLocking(&q.Locking[i])
	}
	p.indent = indent
}

func (p *printer) storedLimit(q *ast.Select) {
	c, ok := q.Limit.(*ast.Const)
	switch {
	case q.WithTies:
		p.line(" FETCH FIRST (", -indentStep, indentStep, 0)
		p.own(q.Limit, precNone)
		p.w(") ROWS WITH TIES")
	case ok && c.Kind == ast.ConstNull:
		p.line(" LIMIT ALL", -indentStep, indentStep, 0)
	default:
		p.line(" LIMIT ", -indentStep, indentStep, 0)
		p.own(q.Limit, precNone)
	}
}

func (p *printer) storedLocking(l *ast.Locking) {
	for i := range l.Of {
		p.line([...]string{" FOR KEY SHARE", " FOR SHARE", " FOR NO KEY UPDATE", " FOR UPDATE"}[l.Strength], -indentStep, indentStep, 0)
		p.w(" OF ")
		p.qname(&l.Of[i])
		p.w([...]string{"", " NOWAIT", " SKIP LOCKED"}[l.Wait])
	}
}

func (p *printer) storedWith(w *ast.With) {
	p.indent += indentStep
	p.wIf(!p.stored.Flat, " ")
	p.w("WITH ")
	p.wIf(w.Recursive, "RECURSIVE ")
	p.list(len(w.CTEs), func(i int) {
		c := &w.CTEs[i]
		p.name(c.Name)
		if len(c.Columns) > 0 {
			p.w("(")
			p.names(c.Columns)
			p.w(")")
		}
		p.w(" AS ", [...]string{"", "MATERIALIZED ", "NOT MATERIALIZED "}[c.Materialize], "(")
		p.line("", 0, 0, 0)
		p.storedStatement(c.Stmt, true)
		p.line("", 0, 0, 0)
		p.w(")")
		p.cteMarks(c)
	})
	p.indent -= indentStep
	p.line("", 0, 0, 0)
	p.wIf(p.stored.Flat, " ")
}

// storedArm writes an operand of a set operation.
func (p *printer) storedArm(q *ast.Select, result []string, visible bool) {
	if isArm(q) {
		p.storedSetOp(q, result, visible)
		return
	}
	paren := q.With != nil || len(q.OrderBy) > 0 || len(q.Locking) > 0 || q.Limit != nil || q.Offset != nil
	p.wIf(paren, "(")
	p.storedQuery(q, result, visible)
	p.wIf(paren, ")")
}

// isArm reports whether an operand is a set operation that is part of the one around it.
func isArm(q *ast.Select) bool {
	return q.Op != ast.SetNone && q.With == nil && len(q.OrderBy) == 0 && len(q.Locking) == 0 && q.Limit == nil && q.Offset == nil
}

func (p *printer) storedSetOp(q *ast.Select, result []string, visible bool) {
	paren, indent := isArm(q.Left) && (q.Left.Op != q.Op || q.Left.All != q.All), 0
	if paren {
		p.w("(")
		indent = indentStep
		p.line("", indent, 0, 0)
	}
	p.storedArm(q.Left, result, visible)
	if paren {
		p.line(") ", -indent, 0, 0)
	} else {
		p.line("", -indent, 0, 0)
		p.wIf(p.stored.Flat, " ")
	}
	p.w([...]string{"", "UNION ", "INTERSECT ", "EXCEPT "}[q.Op])
	p.wIf(q.All, "ALL ")
	indent = 0
	if paren = isArm(q.Right); paren {
		p.w("(")
		indent = indentStep
	}
	p.line("", indent, 0, 0)
	p.storedArm(q.Right, result, false)
	p.indent -= indent
	if paren {
		p.line(")", 0, 0, 0)
	}
}

// storedBlock writes SELECT … or VALUES.
func (p *printer) storedBlock(q *ast.Select, result []string, visible bool) {
	p.indent += indentStep
	p.wIf(!p.stored.Flat, " ")
	if q.Return {
		p.w("RETURN ")
		p.expr(p.busy(q.Targets[0].Expr), precNone)
		return
	}
	if q.Values != nil {
		p.storedValues(q, result)
		return
	}
	p.w("SELECT")
	p.wIf(q.Distinct, " DISTINCT")
	if q.DistinctOn != nil {
		p.w(" ON (")
		on := &sortList{p: p}
		for _, x := range q.DistinctOn {
			on.add(func() { p.sortClause(q, x, false) }, nil)
		}
		p.w(")")
	}
	p.storedTargets(q.Targets, result, visible)
	p.storedFrom(q.From)
	if q.Where != nil {
		p.line(" WHERE ", -indentStep, indentStep, 1)
		p.expr(q.Where, precNone)
	}
	if q.GroupBy != nil {
		p.line(" GROUP BY ", -indentStep, indentStep, 1)
		p.wIf(q.GroupByDistinct, "DISTINCT ")
		by := &sortList{p: p}
		for _, x := range q.GroupBy {
			// An empty set says nothing beside others.
			if g, ok := x.(*ast.GroupingSet); !ok || g.Kind != ast.GroupingEmpty {
				by.group(q, x)
			}
		}
		p.wIf(len(by.texts) == 0, "()")
	}
	if q.Having != nil {
		p.line(" HAVING ", -indentStep, indentStep, 0)
		p.expr(q.Having, precNone)
	}
	for i := range q.Windows {
		if i == 0 {
			p.line(" WINDOW ", -indentStep, indentStep, 1)
		} else {
			p.w(", ")
		}
		p.name(q.Windows[i].Name)
		p.w(" AS ")
		p.window(&q.Windows[i])
	}
}

// storedValues writes VALUES. Where its columns have names, those of a query around it.
func (p *printer) storedValues(q *ast.Select, result []string) {
	rows := func() {
		p.w("VALUES ")
		p.list(len(q.Values), func(i int) {
			p.w("(")
			for j, x := range q.Values[i] {
				p.wIf(j > 0, ",")
				if _, literal := x.(*ast.Const); !literal && p.casts.Parts[x] != "" {
					p.own(x, precNone) // as Postgres hides what is converted here
				} else {
					p.element(x)
				}
			}
			p.w(")")
		})
	}
	named := false
	for i, name := range result {
		named = named || name != ValuesColumn(i)
	}
	if !named {
		rows()
		return
	}
	p.w("SELECT")
	for i, name := range result {
		p.wIf(i > 0, ",")
		if p.stored.Wrap >= 0 && i > 0 {
			p.line("", -indentStep, indentStep, indentItem)
		} else {
			p.w(" ")
		}
		p.w(`"*VALUES*".`)
		p.name(ValuesColumn(i))
		if name != ValuesColumn(i) {
			p.optName(" AS ", name)
		}
	}
	p.line(" FROM ", -indentStep, indentStep, 2)
	p.w("(")
	rows()
	p.w(`) "*VALUES*"`)
}

// ValuesColumn is what the i-th column of VALUES is called, from 0.
func ValuesColumn(i int) string {
	var p printer
	p.w("column")
	p.int(int64(i + 1))
	return string(p.b)
}

func (p *printer) storedTargets(list []ast.Target, result []string, visible bool) {
	multiline := false
	sep := " "
	for i := range list {
		p.w(sep)
		sep = ", "
		text := p.apart(func() { p.storedTarget(&list[i], i, result, visible) })
		if p.stored.Wrap >= 0 {
			if strings.HasPrefix(text, "\n") {
				p.trim()
			} else if i > 0 && (multiline || !p.fits(len(text))) {
				p.line("", -indentStep, indentStep, indentItem)
			}
			multiline = strings.Contains(strings.TrimPrefix(text, "\n"), "\n")
		}
		p.w(text)
	}
}

// element writes x where a star would stand for several values: a whole row with its type.
func (p *printer) element(x ast.Expr) {
	y := p.busy(x)
	if c, ok := y.(*ast.ColumnRef); ok && c.Star && c.Item != ast.ArgItem && p.stored != nil {
		if _, cast := p.casts.Parts[y]; !cast {
			p.columnRef(c)
			p.w("::", p.stored.Row(c))
			return
		}
	}
	p.expr(x, precNone)
}

func (p *printer) storedTarget(t *ast.Target, i int, result []string, visible bool) {
	own := ""
	if !visible {
		own = "?column?"
	}
	x := p.busy(t.Expr)
	c, column := x.(*ast.ColumnRef)
	if _, cast := p.casts.Parts[x]; column && !cast && c.Item != ast.ArgItem {
		if own = c.Name; c.Star {
			own = ""
			p.element(x)
		} else {
			p.columnRef(c)
		}
	} else {
		p.expr(x, precNone)
	}
	name := t.As
	if i < len(result) {
		name = result[i]
	}
	if name != own {
		p.optName(" AS ", name)
	}
}
