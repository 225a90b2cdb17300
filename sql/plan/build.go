package plan

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Build plans a SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, EXPLAIN of these, or
// COPY. Other statements are an internal error: they are the session's or the
// DDL's. Errors are *pgerror.Error, with a position where Env has the text.
func Build(stmt ast.Statement, env *Env) (*Plan, error) {
	p, err := build(stmt, env)
	if err != nil {
		return nil, pgerror.From(err)
	}
	return p, nil
}

func build(stmt ast.Statement, env *Env) (*Plan, error) {
	switch st := stmt.(type) {
	case *ast.Explain:
		return buildExplain(st, env)
	case *ast.Copy:
		return buildCopy(st, env)
	}
	b := newBinder(env)
	p, err := b.statement(stmt)
	if err != nil {
		return nil, err
	}
	return p, b.actions(p)
}

// statement plans one statement that returns or changes rows.
func (b *binder) statement(stmt ast.Statement) (*Plan, error) {
	b.topWith = ast.WithOf(stmt)
	switch st := stmt.(type) {
	case *ast.Select:
		q, err := b.query(b.rootScope(), st, queryOpts{})
		if err != nil {
			return nil, err
		}
		return b.planQuery(q)
	case *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
		d, err := b.dmlStmt(b.rootScope(), st)
		if err != nil {
			return nil, err
		}
		return b.planDML(d)
	}
	// The session runs other statements itself, so this one stands in EXPLAIN.
	return nil, pgerror.Unsupported("Explain the query alone.", "a plan for a statement other than SELECT, INSERT, UPDATE, DELETE or MERGE is not supported")
}

func (b *binder) planQuery(q *query) (*Plan, error) {
	if err := b.rewritten(); err != nil {
		return nil, err
	}
	if err := b.checkParams(); err != nil {
		return nil, err
	}
	p := &planner{b: b}
	all := q.out
	var current []CurrentRow
	for _, r := range q.rows {
		row := CurrentRow{Table: r.scan.table.ID, Locked: r.locked}
		for _, id := range r.key {
			row.Slots = append(row.Slots, len(all))
			all = append(slices.Clip(all), id)
		}
		current = append(current, row)
	}
	ph, err := p.build(b.norm(q.rel), goal{need: setOf(all)})
	if err != nil {
		return nil, err
	}
	root, err := p.project(ph, all)
	if err != nil {
		return nil, err
	}
	out := b.finish(p, CommandSelect, root)
	if out.Columns, out.Current = b.columns(q), current; len(current) > 0 {
		out.Point = nil // which gives no more than the columns
	}
	return out, nil
}

func (b *binder) planDML(d *dml) (*Plan, error) {
	if err := b.rewritten(); err != nil {
		return nil, err
	}
	if err := b.checkParams(); err != nil {
		return nil, err
	}
	p := &planner{b: b}
	root, err := p.buildDML(d)
	if err != nil {
		return nil, err
	}
	out := b.finish(p, d.cmd, root)
	if d.returning != nil {
		out.Columns = b.columns(d.returning)
	}
	return out, nil
}

// rewritten is what follows once all of a statement is bound.
func (b *binder) rewritten() error {
	if b.valueErr != nil {
		return b.valueErr
	}
	if err := b.police(); err != nil {
		return err
	}
	return b.nullableErr
}

// takesNone takes down the first error of a value for a column that takes none: Postgres tells
// it when the rest of the statement is known to be right.
func (b *binder) takesNone(err error) {
	if b.valueErr == nil {
		b.valueErr = err
	}
}

// checkParams wants a type for every parameter.
func (b *binder) checkParams() error {
	for i, t := range b.params {
		if t == nil {
			return pgerror.New(pgerror.IndeterminateDatatype, "could not determine data type of parameter $%d", i+1)
		}
	}
	return nil
}

func (b *binder) finish(p *planner, cmd Command, root Node) *Plan {
	out := &Plan{Command: cmd, Params: b.params, IntervalParams: b.intervals, ByValue: b.byValue, Writes: b.writes, Root: root, Subplans: p.subs, Registers: b.regs, Nodes: p.nodes, CTEs: len(b.ctes), Needs: b.needList(), Refused: b.markErr}
	out.Writers, out.Modifies, out.Volatile = b.dmls > 1, b.dmls > 0, b.changing
	b.uses(out)
	p.keep(out, len(b.env.Given))
	out.Nodes = p.nodes
	pushDown(out)
	flows(out, b.env.FlowRowsMin)
	keepOrder(out)
	out.AtCursor = b.atCursor
	if !b.routines && b.atCursor == nil { // which write to the same transaction
		out.Point = pointOf(out)
	}
	out.relies = b.relies
	if out.Point == nil { // else there is nothing to choose
		out.estimates = b.estimates.list
	}
	return out
}

// columns describes a query's output.
func (b *binder) columns(q *query) []Column {
	out := make([]Column, len(q.out))
	for i, id := range q.out {
		v := b.info(id)
		out[i] = Column{Name: q.names[i], Type: v.t, Typmod: v.typmod}
		if v.table != nil {
			out[i].TableOID, out[i].Attnum = v.table.ID, int16(v.table.Columns[v.slot].ID)
		}
	}
	return out
}

func buildExplain(st *ast.Explain, env *Env) (*Plan, error) {
	o, err := ParseExplainOptions(st.Options)
	if err != nil {
		return nil, err
	}
	stmt := st.Stmt
	if as := ast.AsCreateTable(stmt); as != nil {
		if _, execute := as.AsQuery.(*ast.Execute); execute || o.Analyze {
			return nil, pgerror.Unsupported("Explain the query itself.", "EXPLAIN ANALYZE of CREATE TABLE AS, or of its EXECUTE, is not supported")
		}
		stmt = as.AsQuery // which is all that is computed
	}
	if v, ok := stmt.(*ast.CreateView); ok && v.Materialized {
		if o.Analyze {
			return nil, pgerror.Unsupported("Explain the query itself.", "EXPLAIN ANALYZE of CREATE MATERIALIZED VIEW is not supported")
		}
		stmt = v.Query
	}
	if c, ok := stmt.(*ast.DeclareCursor); ok {
		stmt = c.Query
	}
	inner, err := build(stmt, env)
	if err != nil {
		return nil, err
	}
	return Explain(inner, o), nil
}

// ParseExplainOptions reads the options of EXPLAIN. The errors are 42601 and 22023.
func ParseExplainOptions(list []ast.Option) (ExplainOptions, error) {
	o := ExplainOptions{Costs: true, Timing: true}
	timing, summary := false, false
	for i := range list {
		op := &list[i]
		on, err := optionBool(op)
		if op.Name == "format" {
			if err := explainFormat(op, &o); err != nil {
				return o, err
			}
			continue
		}
		if err != nil {
			return o, err
		}
		switch op.Name {
		case "analyze", "analyse":
			o.Analyze = on
		case "verbose":
			o.Verbose = on
		case "costs":
			o.Costs = on
		case "timing":
			o.Timing, timing = on, true
		case "summary":
			o.Summary, summary = on, true
		case "wan":
			o.WAN = on
		case "buffers", "wal", "settings":
		default:
			return o, pgerror.New(pgerror.SyntaxError, "unrecognized EXPLAIN option %q", op.Name)
		}
	}
	if o.WAN && o.Format != ExplainText {
		return o, pgerror.Unsupported("Use FORMAT TEXT.", "EXPLAIN option WAN with another format than TEXT is not supported")
	}
	if timing && o.Timing && !o.Analyze {
		return o, pgerror.New(pgerror.InvalidParameterValue, "EXPLAIN option TIMING requires ANALYZE")
	}
	if !summary {
		o.Summary = o.Analyze
	}
	return o, nil
}

func optionText(op *ast.Option) string {
	switch v := op.Value.(type) {
	case *ast.Const:
		if v.Kind == ast.ConstBool {
			if v.Bool {
				return "true"
			}
			return "false"
		}
		if v.Kind == ast.ConstInt {
			return itoa(int(v.Int))
		}
		return strings.ToLower(v.Text)
	case *ast.ColumnRef:
		return strings.ToLower(v.Name)
	}
	return ""
}

func optionBool(op *ast.Option) (bool, error) {
	if op.Value == nil {
		return true, nil
	}
	switch optionText(op) {
	case "true", "on", "1":
		return true, nil
	case "false", "off", "0":
		return false, nil
	}
	return false, pgerror.New(pgerror.SyntaxError, "%s requires a Boolean value", op.Name)
}

func explainFormat(op *ast.Option, o *ExplainOptions) error {
	switch f := optionText(op); f {
	case "text":
		o.Format = ExplainText
	case "json":
		o.Format = ExplainJSON
	case "xml":
		o.Format = ExplainXML
	case "yaml":
		o.Format = ExplainYAML
	default:
		return pgerror.New(pgerror.InvalidParameterValue, "unrecognized value for EXPLAIN option \"format\": %q", f)
	}
	return nil
}

// Explain returns the plan that explains inner: what Build gives for EXPLAIN,
// for use with EXPLAIN EXECUTE.
func Explain(inner *Plan, o ExplainOptions) *Plan {
	t := types.TText
	if o.Format == ExplainJSON {
		t = types.TJSON
	}
	return &Plan{Command: CommandExplain, Params: inner.Params, Writes: o.Analyze && inner.Writes, Tables: inner.Tables, Always: inner.Tables, Needs: inner.Needs, Refused: inner.Refused,
		Columns: []Column{{Name: "QUERY PLAN", Type: t, Typmod: types.NoTypmod}},
		Root:    &ExplainNode{Head_: Head{Types: []*types.Type{t}}, Plan: inner, Options: o}, estimates: inner.estimates, relies: inner.relies}
}

// buildCopy plans COPY: TO is a query, FROM the insertion of rows that come
// from the client.
func buildCopy(st *ast.Copy, env *Env) (*Plan, error) {
	b := newBinder(env)
	if st.From {
		return b.copyFrom(st)
	}
	stmt := st.Query
	if _, ok := stmt.(*ast.Merge); ok {
		return nil, b.fail(nil, pgerror.FeatureNotSupported, "MERGE not supported in COPY")
	}
	if st.Table != nil {
		sel, err := b.copyTable(st)
		if err != nil {
			return nil, err
		}
		stmt = sel
	}
	out, err := b.statement(stmt)
	if err == nil {
		err = b.actions(out)
	}
	if err != nil {
		return nil, err
	}
	if out.Columns == nil {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "COPY query must have a RETURNING clause")
	}
	out.Command = CommandCopyTo
	return out, nil
}

// copyTable is SELECT columns FROM table.
func (b *binder) copyTable(st *ast.Copy) (*ast.Select, error) {
	t, err := b.table(st.Table)
	if err != nil {
		return nil, err
	}
	if t.IsView() {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot copy from view %q", t.Name).WithHint("Try the COPY (SELECT ...) TO variant.")
	}
	if t.IsMaterialized() {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot copy from materialized view %q", t.Name).WithHint("Try the COPY (SELECT ...) TO variant.")
	}
	if t.Partitioned() {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot copy from partitioned table %q", t.Name).WithHint("Try the COPY (SELECT ...) TO variant.")
	}
	sel := &ast.Select{Pos: st.Pos, From: []ast.TableRef{&ast.TableName{Pos: st.Table.Pos, Name: *st.Table, Only: true}}}
	names := st.Columns
	if len(names) == 0 {
		for i := range t.Columns {
			if !t.Columns[i].Hidden && t.Columns[i].Generated == 0 {
				names = append(names, t.Columns[i].Name)
			}
		}
	}
	for i, n := range names {
		if _, _, ok := t.ColumnNamed(n); !ok {
			return nil, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", n, t.Name)
		}
		if c, _, _ := t.ColumnNamed(n); c.Generated != 0 {
			return nil, copiesGenerated(c)
		}
		if slices.Contains(names[:i], n) {
			return nil, pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", n)
		}
		sel.Targets = append(sel.Targets, ast.Target{Pos: st.Pos, Expr: &ast.ColumnRef{Pos: st.Pos, Name: n}})
	}
	return sel, nil
}

func (b *binder) copyFrom(st *ast.Copy) (*Plan, error) {
	ins := &ast.Insert{Pos: st.Pos, Table: ast.TableName{Pos: st.Table.Pos, Name: *st.Table}}
	for _, c := range st.Columns {
		ins.Columns = append(ins.Columns, ast.InsertColumn{Pos: -1, Name: c})
	}
	if t, err := b.table(st.Table); err == nil && t.IsMaterialized() {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot copy to materialized view %q", t.Name)
	}
	t, err := b.dmlTable(&ins.Table)
	if err != nil {
		return nil, err
	}
	if t.IsView() {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot copy to view %q", t.Name).
			WithHint("To enable copying to a view, provide an INSTEAD OF INSERT trigger.")
	}
	b.writes = true
	cols, err := b.insertColumns(t, ins)
	if err != nil {
		return nil, err
	}
	if cols, err = copiedColumns(t, st, cols); err != nil {
		return nil, err
	}
	d := &dml{cmd: CommandInsert, table: t, alias: t.Name, named: t, values: make([]scalar.Expr, len(t.Columns)), need: b.needs(t, catalog.PrivilegeInsert)}
	src := &relValues{}
	var outCols []Column
	for _, slot := range cols {
		c := &t.Columns[slot]
		id := b.newVar(varInfo{name: c.Name, t: c.Type, typmod: c.Typmod, table: t, slot: slot})
		src.vars = append(src.vars, id)
		d.values[slot] = b.ref(id)
		if c.Type.Constrained() {
			if d.values[slot], err = b.constrain(nil, d.values[slot], c.Type); err != nil {
				return nil, err
			}
		}
		d.need.inserts(slot)
		outCols = append(outCols, Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, TableOID: t.ID, Attnum: int16(c.ID)})
	}
	d.src = src
	for slot := range t.Columns {
		// A column that is not sent and has no default is NULL, whatever its domain says: it is
		// not evaluated.
		if c := &t.Columns[slot]; d.values[slot] == nil && c.ID != catalog.RowIDColumn && c.Default == nil && (c.Type.Domain() == nil || c.Type.Domain().Default == "") {
			d.values[slot] = scalar.Null(c.Type)
		}
	}
	if err := b.insertDefaults(d, cols); err != nil {
		return nil, err
	}
	d.newVars = b.rowVars(t, t.Name)
	if d.checks, err = b.checks(d); err != nil {
		return nil, err
	}
	if st.Where != nil {
		if err := b.copyWhere(d, st.Where); err != nil {
			return nil, err
		}
	}
	if secured, err := b.secured(t); secured || err != nil {
		if denied := b.env.Catalog.Check(b.role(), b.needList()); denied != nil {
			return nil, denied
		}
		if err == nil {
			err = pgerror.New(pgerror.FeatureNotSupported, "COPY FROM not supported with row-level security").WithHint("Use INSERT statements instead.")
		}
		return nil, err
	}
	out, err := b.planDML(d)
	if err != nil {
		return nil, err
	}
	out.Command, out.Columns, out.Point = CommandCopyFrom, outCols, nil
	return out, nil
}

// copyWhere binds the condition of COPY FROM, which sees rows with the defaults of columns that
// are not sent.
func (b *binder) copyWhere(d *dml, where ast.Expr) error {
	for i := range d.table.Columns {
		c := &d.table.Columns[i]
		if c.Generated != 0 && b.readsColumn(where, c.Name) {
			return b.fail(nil, pgerror.InvalidColumnReference, "generated columns are not supported in COPY FROM WHERE conditions").
				WithDetail("Column %q is a generated column.", c.Name)
		}
	}
	ws := b.rootScope().with(kindCopyWhere)
	ws.rels = []*scopeRel{b.rowRel(d.table, d.table.Name, d.newVars)}
	x, err := ws.condition(where, "WHERE")
	d.rowWhere = x
	return err
}

// readsColumn reports whether an expression names a column.
func (b *binder) readsColumn(x ast.Expr, name string) (found bool) {
	ast.Walk(x, func(n ast.Node) bool {
		ref, ok := n.(*ast.ColumnRef)
		found = found || ok && ref.Name == name
		return !found
	})
	return found
}
