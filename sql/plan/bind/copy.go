package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// unplaced is the name of COPY's table without its position, which Postgres does not tell of a
// table that is not there.
func unplaced(n *ast.QName) *ast.QName {
	out := *n
	out.Pos = -1
	return &out
}

// CopyTable is SELECT columns FROM table.
// It is COPY TO; which rows it gives, row security among it, is then the query's matter. ONLY: what
// inherits is not copied, as in Postgres.
// The columns are those of the statement, or all that * would list and that are not generated.
func (b *Binder) CopyTable(st *ast.Copy) (*ast.Select, error) {
	t, err := b.table(unplaced(st.Table))
	if err != nil {
		return nil, err
	}
	// A view's rows are to be asked by a query.
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
		// A homed table's region is left out, as in *.
		unlisted := b.unlisted(t)
		for i := range t.Columns {
			if c := &t.Columns[i]; !c.Hidden && c.Generated == 0 && c.ID != unlisted {
				names = append(names, c.Name)
			}
		}
	}
	// For each name in turn: is it there, may it be copied, was it there before (Postgres: CopyGetAttnums).
	for i, n := range names {
		if _, _, ok := t.ColumnNamed(n); !ok {
			return nil, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", n, t.Name)
		}
		// Generated columns are in no copy: they are computed again.
		if c, _, _ := t.ColumnNamed(n); c.Generated != 0 {
			return nil, copiesGenerated(c)
		}
		if slices.Contains(names[:i], n) {
			return nil, pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", n)
		}
		sel.Targets = append(sel.Targets, ast.Target{Pos: st.Pos, Expr: &ast.ColumnRef{Pos: st.Pos, Name: n}})
	}
	return sel, b.mayCopy(t, names)
}

// mayCopy asks for the right to read columns before policies are looked at, where those may end the
// statement, too. Elsewhere it is asked for as of any query.
func (b *Binder) mayCopy(t *catalog.TableDesc, names []string) error {
	if !b.Env.RowSecurityOff {
		return nil
	}
	for _, n := range names {
		if c, _, _ := t.ColumnNamed(n); !b.Env.Catalog.HasColumnPrivilege(b.Role(), t, c, catalog.PrivilegeSelect) {
			return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for table %s", t.Name)
		}
	}
	return nil
}

// CopyFrom binds the insertion of the rows that COPY FROM sends, which have the columns that are
// returned.
// The columns are in the order in which they are sent. The executor makes Src's rows of the data,
// so there is no plan below. With policies that count it is 0A000, told after missing privileges,
// as in Postgres.
func (b *Binder) CopyFrom(st *ast.Copy) (*rel.DML, []nodes.Column, error) {
	// An INSERT of the listed columns stands for it, so that what it may write to is judged by one set of rules.
	ins := &ast.Insert{Pos: st.Pos, Table: ast.TableName{Pos: st.Table.Pos, Name: *unplaced(st.Table)}}
	for _, c := range st.Columns {
		ins.Columns = append(ins.Columns, ast.InsertColumn{Pos: -1, Name: c})
	}
	// Before dmlTable, whose words are for INSERT.
	if t, err := b.table(&ins.Table.Name); err == nil && t.IsMaterialized() {
		return nil, nil, pgerror.New(pgerror.WrongObjectType, "cannot copy to materialized view %q", t.Name)
	}
	// A view without triggers is refused when the client was asked for rows, which it sends in any case.
	t, err := b.dmlTable(&ins.Table)
	if err != nil {
		return nil, nil, err
	}
	b.writes = true
	// Instead: rows go to the view's triggers.
	d := &rel.DML{Cmd: nodes.CommandInsert, Table: t, Alias: t.Name, Named: t, Instead: t.IsView(), Values: make([]scalar.Expr, len(t.Columns)), Need: b.needs(t, catalog.PrivilegeInsert)}
	d.NewVars = b.RowVars(t, t.Name)
	// What is wrong in WHERE is told before what is wrong with the columns (Postgres: DoCopy).
	if st.Where != nil {
		b.owns(d.Need, d.NewVars) // naming a column takes SELECT, though what it says is sent
		if err := b.copyWhere(d, st.Where); err != nil {
			return nil, nil, err
		}
	}
	cols, err := b.insertColumns(t, ins)
	if err != nil {
		return nil, nil, err
	}
	// copiedColumns refuses generated ones.
	if cols, err = copiedColumns(t, st, cols); err != nil {
		return nil, nil, err
	}
	// Columns without rows: the executor hands them in.
	src := &rel.Values{}
	var outCols []nodes.Column
	for _, slot := range cols {
		c := &t.Columns[slot]
		id := b.NewVar(rel.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Table: t, Slot: slot, Collation: b.columnCollation(c)})
		src.Vars = append(src.Vars, id)
		d.Values[slot] = b.Ref(id)
		// Values come as those of the base type, and are checked here.
		if c.Type.Constrained() {
			if d.Values[slot], err = b.constrain(nil, d.Values[slot], c.Type); err != nil {
				return nil, nil, err
			}
		}
		d.Need.Inserts(slot)
		outCols = append(outCols, nodes.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, TableOID: t.ID, Attnum: int16(c.ID)})
	}
	d.Src = src
	for slot := range t.Columns {
		// A column that is not sent and has no default is NULL, whatever its domain says: it is
		// not evaluated.
		if c := &t.Columns[slot]; d.Values[slot] == nil && c.ID != catalog.RowIDColumn && c.Default == nil && (c.Type.Domain() == nil || c.Type.Domain().Default == "") {
			d.Values[slot] = scalar.Null(c.Type)
		}
	}
	// Those of the columns that are not sent; what is sent is never DEFAULT.
	if err := b.insertDefaults(d, cols); err != nil {
		return nil, nil, err
	}
	// Bound over NewVars, as the checks are of the row that triggers have left.
	if d.Checks, err = b.Checks(d); err != nil {
		return nil, nil, err
	}
	// Privileges come before: a role without them is told that, and no more.
	if secured, err := b.secured(t); secured || err != nil {
		if denied := b.Env.Catalog.Check(b.Role(), b.needList()); denied != nil {
			return nil, nil, denied
		}
		if err == nil {
			err = pgerror.New(pgerror.FeatureNotSupported, "COPY FROM not supported with row-level security").WithHint("Use INSERT statements instead.")
		}
		return nil, nil, err
	}
	return d, outCols, nil
}

// copyWhere binds the condition of COPY FROM, which sees rows with the defaults of columns that
// are not sent.
// After defaults, before triggers and checks, as in Postgres (CopyFrom).
func (b *Binder) copyWhere(d *rel.DML, where ast.Expr) error {
	for i := range d.Table.Columns {
		c := &d.Table.Columns[i]
		// Told by name before binding, which would find the column.
		if c.Generated != 0 && b.readsColumn(where, d.Table, c.Name) {
			return b.Fail(nil, pgerror.InvalidColumnReference, "generated columns are not supported in COPY FROM WHERE conditions").
				WithDetail("Column %q is a generated column.", c.Name)
		}
	}
	// NewVars are the row as it would be written, before triggers have had it.
	ws := b.rootScope().with(kindCopyWhere)
	ws.rels = []*scopeRel{b.rowRel(d.Table, d.Table.Name, d.NewVars)}
	x, err := ws.condition(where, "WHERE")
	d.RowWhere = x
	return err
}

// readsColumn reports whether an expression names a column of t, or its whole row.
// It goes by the name alone: there is one table.
// A qualified name counts as well.
func (b *Binder) readsColumn(x ast.Expr, t *catalog.TableDesc, name string) (found bool) {
	_, _, hidden := t.ColumnNamed(t.Name) // then the name is that column's
	ast.Walk(x, func(n ast.Node) bool {
		ref, ok := n.(*ast.ColumnRef)
		found = found || ok && (ref.Name == name || ref.Star || !hidden && ref.Table == "" && ref.Name == t.Name)
		return !found
	})
	return found
}
