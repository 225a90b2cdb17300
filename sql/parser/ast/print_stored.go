package ast

import "strings"

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
	Arg func(Expr) string
	// Type writes a type, Const a literal, Row the type of a whole row.
	Type  func(*TypeName) string
	Const func(*Const, Label) string
	Row   func(*ColumnRef) string
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
func PrintQuery(q *Select, s *Stored) string {
	p := printer{full: true, paren: !s.Pretty, casts: s.Casts, stored: s}
	p.storedQuery(q, s.Result, true)
	return string(p.b)
}

// PrintWithin prints an expression of a query that is resolved.
func PrintWithin(x Expr, s *Stored) string {
	p := printer{full: true, paren: !s.Pretty, casts: s.Casts, stored: s}
	p.expr(x, precNone)
	return string(p.b)
}

// PrintBody prints a statement of a routine's body: as pg_get_function_sqlbody does it.
func PrintBody(st Statement, s *Stored) string {
	p := printer{full: true, paren: true, casts: s.Casts, stored: s, indent: s.Indent}
	p.storedStatement(st, false)
	return string(p.b)
}

// storedStatement writes a query or a statement that writes; visible tells that the names of its
// columns can be seen.
func (p *printer) storedStatement(st Statement, visible bool) {
	indent := p.indent
	if q, ok := st.(*Select); ok {
		p.storedQuery(q, nil, visible)
		return
	}
	if w := WithOf(st); w != nil {
		p.storedWith(w)
	}
	switch st := st.(type) {
	case *Insert:
		p.storedInsert(st, visible)
	case *Update:
		p.storedWrite("UPDATE ", &st.Table)
		p.w(" SET ")
		p.storedSets(st.Sets)
		p.storedRest(" FROM ", st.From, st.Where, st.Returning, visible)
	case *Delete:
		p.storedWrite("DELETE FROM ", &st.Table)
		p.storedRest(" USING ", st.Using, st.Where, st.Returning, visible)
	case *Merge:
		p.storedMerge(st)
	}
	p.indent = indent
}

func (p *printer) storedMerge(st *Merge) {
	p.storedWrite("MERGE INTO ", &st.Table)
	p.storedItems(" USING ", []TableRef{st.Source})
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
func (p *printer) storedArmOf(w *MergeWhen) {
	switch w.Kind {
	case MergeNothing:
		p.w("DO NOTHING")
	case MergeDelete:
		p.w("DELETE")
	case MergeUpdate:
		p.w("UPDATE SET ")
		p.storedSets(w.Sets)
	case MergeInsert:
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
func (p *printer) storedWrite(word string, t *TableName) {
	p.indent += indentStep
	p.wIf(!p.stored.Flat, " ")
	p.w(word)
	p.storedItem(t)
}

// storedRest writes what follows the target of UPDATE and DELETE.
func (p *printer) storedRest(word string, from []TableRef, where Expr, returning []Target, visible bool) {
	p.storedItems(word, from)
	if where != nil {
		p.line(" WHERE ", -indentStep, indentStep, 1)
		p.expr(where, precNone)
	}
	p.storedReturning(returning, visible)
}

func (p *printer) storedReturning(list []Target, visible bool) {
	if len(list) > 0 {
		p.line(" RETURNING", -indentStep, indentStep, 1)
		p.storedTargets(list, nil, visible)
	}
}

func (p *printer) storedInsert(st *Insert, visible bool) {
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

func (p *printer) storedConflict(c *OnConflict) {
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
func (p *printer) storedArbiter(e *IndexElem) {
	_, called := e.Expr.(*FuncCall)
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

func (p *printer) storedColumn(c *InsertColumn) {
	p.name(c.Name)
	p.steps(c.Steps)
}

// storedSets writes assignments: those of a row one by one.
func (p *printer) storedSets(list []SetClause) {
	p.list(len(list), func(i int) {
		s := &list[i]
		row, isRow := s.Value.(*RowExpr)
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
func (p *printer) storedQuery(q *Select, result []string, visible bool) {
	indent := p.indent
	if q.With != nil {
		p.storedWith(q.With)
	}
	if q.Op != SetNone {
		p.storedSetOp(q, result, visible)
	} else {
		p.storedBlock(q, result, visible)
	}
	if len(q.OrderBy) > 0 {
		p.line(" ORDER BY ", -indentStep, indentStep, 1)
		p.storedOrder(q)
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

func (p *printer) storedLimit(q *Select) {
	c, ok := q.Limit.(*Const)
	switch {
	case q.WithTies:
		p.line(" FETCH FIRST (", -indentStep, indentStep, 0)
		p.own(q.Limit, precNone)
		p.w(") ROWS WITH TIES")
	case ok && c.Kind == ConstNull:
		p.line(" LIMIT ALL", -indentStep, indentStep, 0)
	default:
		p.line(" LIMIT ", -indentStep, indentStep, 0)
		p.own(q.Limit, precNone)
	}
}

func (p *printer) storedLocking(l *Locking) {
	for i := range l.Of {
		p.line([...]string{" FOR KEY SHARE", " FOR SHARE", " FOR NO KEY UPDATE", " FOR UPDATE"}[l.Strength], -indentStep, indentStep, 0)
		p.w(" OF ")
		p.qname(&l.Of[i])
		p.w([...]string{"", " NOWAIT", " SKIP LOCKED"}[l.Wait])
	}
}

func (p *printer) storedWith(w *With) {
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
func (p *printer) storedArm(q *Select, result []string, visible bool) {
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
func isArm(q *Select) bool {
	return q.Op != SetNone && q.With == nil && len(q.OrderBy) == 0 && len(q.Locking) == 0 && q.Limit == nil && q.Offset == nil
}

func (p *printer) storedSetOp(q *Select, result []string, visible bool) {
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
func (p *printer) storedBlock(q *Select, result []string, visible bool) {
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
		p.list(len(q.DistinctOn), func(i int) { p.sortClause(q, q.DistinctOn[i], false) })
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
		p.list(len(q.GroupBy), func(i int) { p.groupClause(q, q.GroupBy[i], false, false) })
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
func (p *printer) storedValues(q *Select, result []string) {
	rows := func() {
		p.w("VALUES ")
		p.list(len(q.Values), func(i int) {
			p.w("(")
			for j, x := range q.Values[i] {
				p.wIf(j > 0, ",")
				if _, literal := x.(*Const); !literal && p.casts.Parts[x] != "" {
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

func (p *printer) storedTargets(list []Target, result []string, visible bool) {
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
func (p *printer) element(x Expr) {
	y := p.busy(x)
	if c, ok := y.(*ColumnRef); ok && c.Star && c.Item != ArgItem && p.stored != nil {
		if _, cast := p.casts.Parts[y]; !cast {
			p.columnRef(c)
			p.w("::", p.stored.Row(c))
			return
		}
	}
	p.expr(x, precNone)
}

func (p *printer) storedTarget(t *Target, i int, result []string, visible bool) {
	own := ""
	if !visible {
		own = "?column?"
	}
	x := p.busy(t.Expr)
	c, column := x.(*ColumnRef)
	if _, cast := p.casts.Parts[x]; column && !cast && c.Item != ArgItem {
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

func (p *printer) storedFrom(list []TableRef) { p.storedItems(" FROM ", list) }

func (p *printer) storedItems(word string, list []TableRef) {
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
func (p *printer) storedAlias(a *Alias) {
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

func (p *printer) storedItem(ref TableRef) {
	switch t := ref.(type) {
	case *TableName:
		p.wIf(t.Only, "ONLY ")
		p.qname(&t.Name)
		p.storedAlias(&t.Alias)
	case *SubqueryRef:
		p.wIf(t.Lateral, "LATERAL ")
		p.w("(")
		p.storedQuery(t.Query, nil, true)
		p.w(")")
		p.storedAlias(&t.Alias)
	case *FuncRef:
		p.wIf(t.Lateral, "LATERAL ")
		p.storedFuncs(t)
		p.wIf(t.Ordinality, " WITH ORDINALITY")
		if len(t.ColumnDefs) > 0 {
			p.optName(" ", t.Alias.Name)
			p.columnDefs(t.ColumnDefs)
			return
		}
		p.storedAlias(&t.Alias)
	case *Join:
		p.storedJoin(t)
	}
}

func (p *printer) storedFuncs(f *FuncRef) {
	if c, ok := f.Funcs[0].Expr.(*FuncCall); ok && len(f.Funcs) == 1 && c.Name.Name == "unnest" && len(c.Args) > 1 {
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

func (p *printer) storedJoin(j *Join) {
	outer := p.paren || j.Alias.Name != ""
	p.wIf(outer, "(")
	p.storedItem(j.Left)
	word := [...]string{" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "}[j.Kind]
	free := len(j.Using) == 0 && j.On == nil // NATURAL that found no name
	if free && j.Kind == JoinInner {
		word = " CROSS JOIN "
	}
	p.line(word, -indentStep, indentStep, indentItem)
	r, join := j.Right.(*Join)
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
	case free && j.Kind != JoinInner && j.Kind != JoinCross:
		p.w(" ON TRUE")
	}
	p.wIf(outer, ")")
	p.storedAlias(&j.Alias)
}

// groupClause writes an item of GROUP BY, or one within a grouping set; alone puts single
// expressions into parentheses too.
func (p *printer) groupClause(q *Select, x Expr, within, alone bool) {
	switch x := x.(type) {
	case *GroupingSet:
		p.w([...]string{"", "ROLLUP", "CUBE", "GROUPING SETS "}[x.Kind], "(")
		p.list(len(x.Items), func(i int) { p.groupClause(q, x.Items[i], true, x.Kind == GroupingSets) })
		p.w(")")
	case *RowExpr:
		if x.Explicit {
			p.sortClause(q, x, false)
			return
		}
		p.wIf(within, "(")
		p.list(len(x.Fields), func(i int) { p.sortClause(q, x.Fields[i], false) })
		p.wIf(within, ")")
	default:
		p.wIf(alone, "(")
		p.sortClause(q, x, false)
		p.wIf(alone, ")")
	}
}

// sortClause writes an item of ORDER BY, GROUP BY or DISTINCT ON; a place in the select list as
// what stands there, unless places are asked for.
func (p *printer) sortClause(q *Select, x Expr, places bool) {
	if k, ok := x.(*Const); ok && k.Kind == ConstInt && k.Type == 0 {
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
func (p *printer) sortExpr(x Expr) {
	x = p.busy(x)
	call := !p.paren
	switch y := x.(type) {
	case *ColumnRef:
		_, call = p.casts.Parts[x]
	case *Const:
		p.w(p.stored.Const(y, LabelAlways))
		return
	case *FuncCall:
		call = true
	case *CastExpr:
		call = call || p.casts.Called[y]
	}
	p.wIf(call, "(")
	p.expr(x, precNone)
	p.wIf(call, ")")
}

func (p *printer) storedOrder(q *Select) {
	p.list(len(q.OrderBy), func(i int) { p.storedOrderItem(q, &q.OrderBy[i]) })
}

func (p *printer) storedOrderItem(q *Select, o *OrderItem) {
	if q != nil {
		p.sortClause(q, o.Expr, q.Op != SetNone)
	} else {
		p.sortExpr(o.Expr)
	}
	if o.Dir == OrderUsing && o.UsingOp != "<" && o.UsingOp != ">" {
		p.w(" USING " + o.UsingOp + " NULLS ")
		p.w([...]string{"LAST", "FIRST"}[b2i(o.Nulls == NullsFirst || o.Nulls != NullsLast && o.UsingOp == "~>~")])
		return
	}
	desc := o.Dir == OrderDesc || o.Dir == OrderUsing && o.UsingOp == ">"
	p.wIf(desc, " DESC")
	p.wIf(!desc && o.Nulls == NullsFirst, " NULLS FIRST")
	p.wIf(desc && o.Nulls == NullsLast, " NULLS LAST")
}

// sublink writes what Postgres shows of subqueries in expressions: enclosed tells where
// parentheses stand around it. It gives false for expressions without a query.
func (p *printer) sublink(x Expr) bool {
	switch x := x.(type) {
	case *ExistsExpr:
		p.w("(EXISTS ")
		p.parenQuery(x.Query)
		p.w(")")
		return true
	case *InExpr:
		return x.Query != nil && p.comparison(x.X, "IN", x.Query)
	case *QuantExpr:
		op := x.Op + [...]string{" ANY", " ALL"}[b2i(x.All)]
		if x.Op == "=" && !x.All {
			op = "IN"
		}
		return x.Query != nil && p.comparison(x.X, op, x.Query)
	case *BinaryExpr:
		q := rowQuery(x)
		return q != nil && p.comparison(x.L, x.Op, q)
	}
	return false
}

// comparison writes x op (SELECT …).
func (p *printer) comparison(x Expr, op string, q *Select) bool {
	if r, ok := x.(*RowExpr); ok {
		p.parenExprs(r.Fields)
	} else {
		p.expr(x, precLike+1)
	}
	p.w(" ", op, " ")
	p.parenQuery(q)
	return true
}

// enclosed tells of expressions that Postgres shows in parentheses wherever they stand.
func enclosed(x Expr) bool {
	switch x := x.(type) {
	case *FuncCall:
		return callPrec(x) != precPrimary
	case *InExpr:
		return x.Query != nil
	case *QuantExpr:
		return x.Query != nil
	case *BinaryExpr:
		return areRows(x) || rowQuery(x) != nil
	}
	return false
}

// areRows reports whether two rows of as many fields are compared.
func areRows(x *BinaryExpr) bool {
	l, lok := x.L.(*RowExpr)
	r, rok := x.R.(*RowExpr)
	return lok && rok && len(l.Fields) == len(r.Fields)
}

// rowQuery is the query that a row is compared with, nil for other comparisons.
func rowQuery(x *BinaryExpr) *Select {
	q, ok := x.R.(*SubqueryExpr)
	if _, row := x.L.(*RowExpr); !ok || !row {
		return nil
	}
	return q.Query
}

// busy is x without casts that do nothing.
func (p *printer) busy(x Expr) Expr {
	for {
		c, ok := x.(*CastExpr)
		if !ok || !p.casts.Idle[c] {
			return x
		}
		x = c.X
	}
}

// storedForm is what Postgres keeps instead of x, of the same parts; nil where that is x.
func (p *printer) storedForm(x Expr) Expr {
	switch x := x.(type) {
	case *CastExpr:
		if p.casts.Idle[x] {
			return x.X
		}
	case *BinaryExpr:
		return storedRows(x)
	case *DistinctExpr:
		return p.storedDistinct(x)
	case *BetweenExpr:
		if x.Symmetric {
			op := [...]BoolOp{Or, And}[b2i(x.Not)]
			return &BoolExpr{Op: op, Args: []Expr{&BetweenExpr{X: x.X, Lo: x.Lo, Hi: x.Hi, Not: x.Not}, &BetweenExpr{X: x.X, Lo: x.Hi, Hi: x.Lo, Not: x.Not}}}
		}
	case *InExpr:
		return p.storedIn(x)
	}
	return nil
}

// storedDistinct is a comparison with NULL as IS NULL, one of rows field by field, and IS NOT DISTINCT
// FROM with the NOT in front.
func (p *printer) storedDistinct(x *DistinctExpr) Expr {
	if p.casts.Nulls[x] {
		of := x.L
		if k, ok := of.(*Const); ok && k.Kind == ConstNull {
			of = x.R
		}
		return &IsExpr{X: of, Kind: IsNull, Not: !x.Not}
	}
	l, lok := x.L.(*RowExpr)
	r, rok := x.R.(*RowExpr)
	var out Expr = &DistinctExpr{L: x.L, R: x.R}
	switch {
	case lok && rok && len(l.Fields) == len(r.Fields) && len(l.Fields) > 0:
		any := &BoolExpr{Op: Or}
		for i := range l.Fields {
			any.Args = append(any.Args, &DistinctExpr{L: l.Fields[i], R: r.Fields[i]})
		}
		if out = any; len(any.Args) == 1 {
			out = any.Args[0]
		}
	case !x.Not:
		return nil
	}
	if x.Not {
		return &NotExpr{X: out}
	}
	return out
}

// storedRows compares rows for equality field by field.
func storedRows(x *BinaryExpr) Expr {
	if !areRows(x) || x.Op != "=" && x.Op != "<>" && x.Op != "!=" {
		return nil
	}
	l, r := x.L.(*RowExpr), x.R.(*RowExpr)
	out := &BoolExpr{Op: [...]BoolOp{Or, And}[b2i(x.Op == "=")]}
	for i := range l.Fields {
		out.Args = append(out.Args, &BinaryExpr{OpSchema: x.OpSchema, Op: x.Op, L: l.Fields[i], R: r.Fields[i]})
	}
	if len(out.Args) == 1 {
		return out.Args[0]
	}
	return out
}

// storedIn takes IN apart where it is no comparison with one array: rows, and elements with
// columns, are compared one by one, after those without if there are several; all are where they
// have no common type.
func (p *printer) storedIn(x *InExpr) Expr {
	if x.Query != nil {
		if !x.Not {
			return nil
		}
		return &NotExpr{X: &InExpr{X: x.X, Query: x.Query}}
	}
	constant, columns := SplitIn(x)
	apart := p.casts.Apart[x]
	if len(columns) == 0 && !apart {
		return nil
	}
	var out Expr
	add := func(c Expr) {
		if out == nil {
			out = c
		} else { // one within the other
			out = &BoolExpr{Op: [...]BoolOp{Or, And}[b2i(x.Not)], Args: []Expr{out, c}}
		}
	}
	one := x.List
	if len(constant) > 1 && !apart {
		array := &InExpr{X: x.X, List: constant, Not: x.Not}
		if to := p.casts.Lists[x]; to != "" {
			p.casts.Lists[array] = to
		}
		add(array)
		one = columns
	}
	for _, e := range one {
		add(&BinaryExpr{Op: [...]string{"=", "<>"}[b2i(x.Not)], L: x.X, R: e})
	}
	return out
}

// SplitIn gives the elements of IN that are compared together, as an array, and those that
// are compared one by one: with columns in them, and rows.
func SplitIn(x *InExpr) (together, single []Expr) {
	for _, e := range x.List {
		alone := false
		Walk(e, func(n Node) bool {
			c, column := n.(*ColumnRef)
			column = column && c.Item != ArgItem // an input of a routine is none
			_, row := n.(*RowExpr)
			_, query := n.(*Select)
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
