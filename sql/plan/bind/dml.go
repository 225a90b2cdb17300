package bind

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// dmlStmt binds a statement that writes.
// The statement itself, or one in WITH. dmls counts the parts that write: more than one makes the
// plan one of several writers, which have to see the rows as they were before all of them.
//
// What a statement that writes becomes (rel.DML), and who makes which part:
//
//	            INSERT                 UPDATE                 DELETE
//	Src         rows to insert         target ⋈ FROM, WHERE   target ⋈ USING, WHERE
//	Target      –                      the scan in Src        the scan in Src
//	Values      one for each column    nil: as it was         –
//	NewVars     the row as written     the row as written     the row as it was
//	Checks      over NewVars           over NewVars           –
//	Conflict    ON CONFLICT            –                      –
//	Returning   over NewVars           NewVars and FROM       NewVars and USING
//
// Values read the columns of Src; checks, generated columns, policies and RETURNING read NewVars,
// which stand for the row once triggers and generated columns have had their say. Through a view,
// Table is what is written and Named the same table as the view shows it (viewdml.go); where
// triggers stand for the write (Instead), Table is the view itself.
func (b *Binder) dmlStmt(s *scope, st ast.Statement) (*rel.DML, error) {
	// dmls tells whether several parts of a statement write: what one refers to another may make (Plan.Writers).
	b.writes = true
	b.dmls++
	switch st := st.(type) {
	case *ast.Insert:
		return b.insert(s, st)
	case *ast.Update:
		return b.update(s, st)
	case *ast.Delete:
		return b.deleteStmt(s, st)
	case *ast.Merge:
		// each clause writes in its own way, and may be one that fires and follows by itself
		b.dmls += len(st.Whens)
		return b.merge(s, st)
	}
	return nil, pgerror.Internal("plan: %T does not write", st)
}

// dmlTable looks up the table that a statement changes.
// What has rows of its own, or is a view, passes; views are asked further by who knows the command.
// A REFRESH writes the materialized view itself, by its number, whatever stands in its place by
// name.
// A table that rights do not let be written is found all the same: rights are asked when the plan runs.
func (b *Binder) dmlTable(tn *ast.TableName) (*catalog.TableDesc, error) {
	// The name may mean another table by now; the view is known by its number.
	if id := b.Env.Refresh; id != 0 {
		return b.tableOf(&ast.TableName{Pos: -1, Name: tn.Name, Rel: uint32(id)})
	}
	t, err := b.tableOf(tn)
	if err != nil {
		return nil, err
	}
	// System catalogs are made of the schema when they are read.
	if t.Virtual {
		return nil, b.noDML(t)
	}
	// Only REFRESH writes it, which went another way above.
	if t.IsMaterialized() {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot change materialized view %q", t.Name)
	}
	return t, nil
}

// noDML is the error for a system catalog, in the words of one without rights.
func (b *Binder) noDML(t *catalog.TableDesc) error {
	return b.Fail(nil, pgerror.InsufficientPrivilege, "permission denied for table %s", t.Name).
		WithDetail("The rows of a system catalog are made of the schema; change it with DDL.")
}

// RowVars numbers the columns of a row of t.
// They are in step with t.Columns, hidden ones too; a partitioned table's row has its leaf's number
// (tableoid) at the end. Each call makes new ones: a statement may have several rows of one table
// in hand (old, new, excluded).
func (b *Binder) RowVars(t *catalog.TableDesc, alias string) []scalar.VarID {
	// Without a Need: a row in hand is not read from the table. Who wants rights asked for it gives it one (owns).
	ids := make([]scalar.VarID, len(t.Columns))
	for i := range t.Columns {
		c := &t.Columns[i]
		ids[i] = b.NewVar(rel.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Table: t, Slot: i, Alias: alias, Collation: b.columnCollation(c)})
	}
	if t.Partitioned() {
		ids = append(ids, b.partedOID(alias))
	}
	return ids
}

// writtenVars are RowVars of the rows that a statement writes.
// A table with children by inheritance has no number of its own in RowVars, but rows of several
// tables.
// The last one tells of which table a row is.
func (b *Binder) writtenVars(d *rel.DML) []scalar.VarID {
	ids := b.RowVars(d.Table, d.Alias)
	if d.Divided() && len(ids) == len(d.Table.Columns) {
		ids = append(ids, b.partedOID(d.Alias))
	}
	return ids
}

// rowRel names the columns of a row that is being written.
// A view's row has no system columns (row stays nil).
func (b *Binder) rowRel(t *catalog.TableDesc, name string, ids []scalar.VarID) *scopeRel {
	// The schema is part of the name only as long as no alias hides it.
	r := &scopeRel{name: name, table: t}
	if !t.IsView() {
		r.row = ids
	}
	if name == t.Name {
		r.schema = b.schemaName(t)
	}
	unlisted := b.unlisted(t)
	for i := range t.Columns {
		if c := &t.Columns[i]; !c.Hidden {
			r.cols = append(r.cols, scopeCol{name: b.columnName(t, c), id: ids[i], attr: int32(c.ID), unlisted: c.ID == unlisted})
		}
	}
	if len(ids) > len(t.Columns) { // it tells which leaf it is of
		r.cols = append(r.cols, scopeCol{name: "tableoid", id: ids[len(t.Columns)], starHidden: true, attr: tableOIDAttr})
		return r
	}
	oid := &scalar.Const{T: types.TOID, Typmod: types.NoTypmod, D: types.Int(int64(t.ID))}
	r.cols = append(r.cols, scopeCol{name: "tableoid", expr: oid, starHidden: true, attr: tableOIDAttr})
	return r
}

// insert binds INSERT. The order is Postgres's where errors could tell (transformInsertStmt): WITH,
// the table, the columns, the source, ON CONFLICT, RETURNING. t is the table whose rows are
// written, named what the statement calls its columns by: for a view that is written through, the
// table as the view shows it. What the base needs is needed by the view's owner (b.as), what the
// view needs by who runs it.
func (b *Binder) insert(s *scope, st *ast.Insert) (*rel.DML, error) {
	// WITH before the table, so that of two errors its is told.
	w, err := b.dmlWith(s, st.With, st)
	if err != nil {
		return nil, err
	}
	t, err := b.dmlTable(&st.Table)
	if err != nil {
		return nil, err
	}
	d := &rel.DML{Cmd: nodes.CommandInsert, Table: t, Alias: t.Name, Item: b.itemNumber(&st.Table.Item)}
	into, named := t, t // under the names that the statement uses
	// A view without a trigger for the command is written through to its table.
	if t.IsView() && !t.Instead(eventOf[nodes.CommandInsert]) {
		if d.View, err = b.viewTargetOf(t, nodes.CommandInsert, catalog.PrivilegeInsert); err != nil {
			return nil, err
		}
		named, d.Table = d.View.Shown, d.View.Base
	}
	// What is still a view here has a trigger in the place of the write.
	d.Instead = d.Table.IsView()
	b.as(d.View, func() { d.Need = b.needs(d.Table, catalog.PrivilegeInsert) })
	if d.View != nil {
		d.View.SetBase(d.Need)
	}
	t = d.Table
	if st.Table.Alias.Name != "" {
		d.Alias = st.Table.Alias.Name
	}
	// The alias is that by which RETURNING and ON CONFLICT name the row.
	cols, err := b.insertColumns(named, st)
	if err != nil {
		return nil, err
	}
	d.Named = named
	// By slot of the table that is written. What stays nil is filled by insertDefaults.
	d.Values = make([]scalar.Expr, len(t.Columns))
	// The source can't read the table, which is named in hints alone.
	vs := s.sibling()
	vs.hidden = append(vs.hidden, &scopeRel{name: d.Alias, table: into})
	if err := b.insertSource(vs, d, st, cols); err != nil {
		return nil, err
	}
	if w != nil {
		w.In = d.Src
		d.Src = w
	}
	if d.View != nil {
		if name := d.View.Twice(givenOf(d, st, cols), true); name != "" {
			return nil, b.Fail(nil, pgerror.SyntaxError, "multiple assignments to same column %q", name)
		}
	}
	if err := b.insertDefaults(d, cols); err != nil {
		return nil, err
	}
	// The row as it will be written, over which checks, policies and RETURNING are bound.
	d.NewVars = b.RowVars(t, d.Alias)
	// Through a view the columns are the view's needs (writtenRow).
	if d.View == nil {
		b.owns(d.Need, d.NewVars)
	}
	if err := b.viewChecks(d); err != nil {
		return nil, err
	}
	if d.Checks, err = b.Checks(d); err != nil {
		return nil, err
	}
	if st.OnConflict != nil {
		if d.Conflict, err = b.onConflict(s, d, st.OnConflict); err != nil {
			return nil, err
		}
	}
	// Policies of the base are asked for the view's owner.
	b.as(d.View, func() { b.guardInsert(d) })
	if err := b.returning(s, d, st.Returning, nil); err != nil {
		return nil, err
	}
	// That no index fits is found when all else is right, as in Postgres, whose planner looks.
	if c := d.Conflict; c != nil && len(c.Arbiters) == 0 && len(st.OnConflict.Elems) > 0 {
		return nil, b.Fail(nil, pgerror.InvalidColumnReference, "there is no unique or exclusion constraint matching the ON CONFLICT specification")
	}
	return d, nil
}

// dmlWith binds WITH of a statement that writes; nil for none.
// st is what stands behind the WITH, in which its queries are counted.
func (b *Binder) dmlWith(s *scope, w *ast.With, st ast.Node) (*rel.With, error) {
	if w == nil {
		return nil, nil
	}
	return b.with(s, w, st)
}

// insertColumns gives the slots of the target columns, in the order of values.
// -1 is a column of a view that can't be written, which maySet refuses when it gets a value.
// Without a list all columns count, but a homed table's region only if a value is there for it.
//
//	INSERT INTO t VALUES (1)               all columns; values may be fewer, the rest get their defaults
//	INSERT INTO t (b, a) VALUES (1, 2)     the slots of b and a, in this order
//	INSERT INTO t (a[1], a[2]) VALUES …    the slot of a twice
//	INSERT INTO t (a, a[1]) VALUES …       42701, or 42601 through a view
func (b *Binder) insertColumns(t *catalog.TableDesc, st *ast.Insert) ([]int, error) {
	var cols []int
	// All columns of the view, in its order.
	if vt := b.targets[t]; vt != nil && len(st.Columns) == 0 {
		return vt.Slots, nil
	}
	if len(st.Columns) == 0 {
		unlisted := b.unlisted(t)
		if st.Source != nil && len(st.Source.Values) > 0 && len(st.Source.Values[0]) == t.VisibleColumns() {
			unlisted = 0 // it gives all columns, as pg_dump --inserts writes them
		}
		for i := range t.Columns {
			if c := &t.Columns[i]; !c.Hidden && c.ID != unlisted {
				cols = append(cols, i)
			}
		}
		return cols, nil
	}
	// A column may be listed again for other parts of it: a[1], a[2]; never whole and in parts.
	// Slots, since two names of a view may be one column.
	seen := map[int]bool{} // by slot: as a whole
	for i := range st.Columns {
		c := &st.Columns[i]
		_, slot, err := b.targetColumn(c, t, inserting)
		if err != nil {
			return nil, err
		}
		if whole, ok := seen[slot]; ok && (whole || len(c.Steps) == 0) {
			if !slices.ContainsFunc(st.Columns[:i], func(o ast.InsertColumn) bool { return o.Name == c.Name }) { // of a view
				// Two columns of a view may be one of the table.
				return nil, b.Fail(nil, pgerror.SyntaxError, "multiple assignments to same column %q", b.assignedTwice(t, st.Columns[:i], c))
			}
			return nil, b.Fail(c, pgerror.DuplicateColumn, "column %q specified more than once", c.Name)
		}
		seen[slot] = len(c.Steps) == 0
		cols = append(cols, slot)
	}
	return cols, nil
}

// insertSource binds DEFAULT VALUES, VALUES or a query. VALUES with clauses of its own is a query.
// Without a source all columns get their defaults.
func (b *Binder) insertSource(s *scope, d *rel.DML, st *ast.Insert, cols []int) error {
	if st.Source == nil {
		d.Src = &rel.One{}
		return nil
	}
	q := st.Source
	// A WITH, ORDER BY or LIMIT makes a query of VALUES.
	// As a query its columns would have to find common types first, and DEFAULT could not stand in it.
	if q.Values != nil && q.With == nil && len(q.OrderBy) == 0 && q.Limit == nil && q.Offset == nil && len(q.Locking) == 0 {
		return b.insertValues(s, d, st, cols)
	}
	return b.insertQuery(s, d, st, cols)
}

// insertValues binds the rows of VALUES. DEFAULT may stand in them, and each value is converted to
// its column by itself: so the rows need no common type, as they would in a query. Only one row may
// call sets, as Postgres makes a select list of it; subscripts of the columns always may.
func (b *Binder) insertValues(s *scope, d *rel.DML, st *ast.Insert, cols []int) error {
	vs := s.sibling().with(kindInsertValues)
	// The tree is left as it was: it may be bound again.
	rows := slices.Clone(st.Source.Values)
	ts := s.insertTarget()
	if len(rows) == 1 {
		vs.srf = ts.srf // one row of values is a select list, with the subscripts
	}
	// A star in VALUES stands for a row's columns: (r).* of an outer one.
	for i := range rows {
		var err error
		if rows[i], err = vs.spread(rows[i]); err != nil {
			return err
		}
	}
	width := len(rows[0])
	if err := b.insertWidth(st, cols, width, func(i int) ast.Node { return rows[0][i] }); err != nil {
		return err
	}
	src := &rel.Values{Rows: make([][]scalar.Expr, len(rows))}
	// Columns that can't be written are told before their values are looked at.
	if err := b.maySet(d, st.Columns, cols[:width]); err != nil {
		return err
	}
	// A column of Values for each target, to which setElement and the rest refer: the rows' own
	// expressions follow below.
	for j, slot := range cols[:width] {
		c := &d.Named.Columns[slot]
		id := b.NewVar(rel.Column{Name: c.Name, Type: b.partType(st, j, c), Typmod: c.Typmod})
		src.Vars = append(src.Vars, id)
		if err := ts.insertInto(d, st, j, slot, rows[0][j], b.Ref(id)); err != nil {
			return err
		}
	}
	// Rows of other lengths are told by the first one, as in Postgres.
	// After the first row's columns were looked at, whose errors come before this one.
	for i, row := range rows {
		if len(row) != width {
			return b.Fail(firstNode(row), pgerror.SyntaxError, "VALUES lists must all be the same length")
		}
		for j, e := range row {
			x, err := b.insertValue(vs, d, st, cols[j], j, e)
			if err != nil {
				return err
			}
			src.Rows[i] = append(src.Rows[i], x)
		}
	}
	d.Src = src
	if len(rows) > 1 {
		d.Src = projectSets(src, b.usedSets(ts.srf, d.Values))
		return nil
	}
	// The row is computed above the functions then, once for each of their rows.
	if sets := b.usedSets(vs.srf, src.Rows[0], d.Values); len(sets) > 0 {
		p := &rel.Project{In: projectSets(&rel.One{}, sets)}
		for j, id := range src.Vars {
			p.Items = append(p.Items, rel.Item{ID: id, X: src.Rows[0][j]})
		}
		for _, it := range sets { // subscripts are computed above
			p.Pass(b.Ref(it.ID))
		}
		d.Src = p
	}
	return nil
}

// insertTarget is where subscripts of the columns of an INSERT are bound: they may call sets, which give
// more rows to insert.
func (s *scope) insertTarget() *scope {
	ts := s.sibling().with(kindInsertTarget)
	ts.srf = &srfScope{}
	return ts
}

// insertWidth compares the number of values with that of the columns. Without a list there may be
// fewer values; the rest of the columns get their defaults. value is the node of a value, for the place of the error.
//
//	INSERT INTO t (a, b) VALUES (1)        42601, at b: more target columns than expressions
//	INSERT INTO t (a) VALUES (1, 2)        42601, at 2: more expressions than target columns
func (b *Binder) insertWidth(st *ast.Insert, cols []int, width int, value func(i int) ast.Node) error {
	if width > len(cols) {
		return b.failLeft(value(len(cols)), pgerror.SyntaxError, "INSERT has more expressions than target columns")
	}
	if len(st.Columns) > 0 && width < len(cols) {
		return b.Fail(&st.Columns[width], pgerror.SyntaxError, "INSERT has more target columns than expressions")
	}
	return nil
}

// insertValue binds value j of a row, which is for slot. DEFAULT is the column's. OVERRIDING USER
// VALUE puts the identity's own in place of what is given.
// st.Overriding is for identity columns alone.
//
// For an identity column that is GENERATED ALWAYS, value 5:
//
//	nothing said                    428C9, unless the value is DEFAULT
//	OVERRIDING SYSTEM VALUE         5
//	OVERRIDING USER VALUE           the sequence's next value; 5 is bound and dropped
func (b *Binder) insertValue(s *scope, d *rel.DML, st *ast.Insert, slot, j int, e ast.Expr) (scalar.Expr, error) {
	c := &d.Named.Columns[slot]
	if _, ok := e.(*ast.DefaultExpr); ok {
		if isPart(st, j) {
			return nil, b.noPartDefault(&st.Columns[j])
		}
		return b.insertedDefault(d, viewColumn(d, st, j, slot), slot)
	}
	// Told late, when the values themselves are known to be right.
	b.takesNone(b.identityAllowed(c, st.Overriding))
	user := c.Identity != 0 && st.Overriding == ast.OverridingUser
	if !user {
		b.takesNone(notGenerated(c, "cannot insert a non-DEFAULT value into column %q"))
	}
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	x, err = b.assignPart(e, x, st, j, c)
	if err != nil || !user {
		return x, err
	}
	return b.columnDefault(d.Named, slot) // the value is looked at all the same: it may be a parameter
}

// viewColumn is the number of the view's column that the j-th target of an INSERT is; -1 where that is a table.
func viewColumn(d *rel.DML, st *ast.Insert, j, slot int) int {
	switch {
	case d.View == nil:
		return -1
	case len(st.Columns) == 0:
		return j
	}
	return d.View.ColumnOf(slot, st.Columns[j].Name)
}

// insertedDefault is what DEFAULT gives for a column: of the view, by its number there, if that or one below has any.
func (b *Binder) insertedDefault(d *rel.DML, column, slot int) (scalar.Expr, error) {
	if d.View != nil {
		if own := d.View.DefaultOf(column); own != nil {
			return b.viewDefault(d.Named, slot, own)
		}
	}
	return b.columnDefault(d.Named, slot)
}

// viewDefault is the default of a view's column, as a value for the slot of t that it shows.
func (b *Binder) viewDefault(t *catalog.TableDesc, slot int, own *catalog.Column) (scalar.Expr, error) {
	c := t.Columns[slot]
	c.Default, c.Identity, c.Generated = own.Default, 0, 0
	return b.defaultExpr(&c)
}

// isPart reports whether the j-th target of an INSERT is an element of an array.
// j may be beyond the list, where there is none.
func isPart(st *ast.Insert, j int) bool { return j < len(st.Columns) && len(st.Columns[j].Steps) > 0 }

// noPartDefault is the error of DEFAULT for a part of a column.
func (b *Binder) noPartDefault(c *ast.InsertColumn) error {
	if c.Steps[0].Field != "" {
		return b.Fail(c, pgerror.FeatureNotSupported, "cannot set a subfield to DEFAULT")
	}
	return b.Fail(c, pgerror.FeatureNotSupported, "cannot set an array element to DEFAULT")
}

// assignPart makes x a value for the j-th target.
// An element's mismatch is worded as Postgres's array_assign does; a field's as that of a column.
func (b *Binder) assignPart(n ast.Node, x scalar.Expr, st *ast.Insert, j int, c *catalog.Column) (scalar.Expr, error) {
	want := b.partType(st, j, c)
	y, err := b.assign(n, x, c.Name, want, c.Typmod)
	if pgerror.Is(err, pgerror.DatatypeMismatch) && isPart(st, j) && !hasField(st.Columns[j].Steps) {
		err = b.Fail(&st.Columns[j], pgerror.DatatypeMismatch, "subscripted assignment to %q requires type %s but expression is of type %s", c.Name, want, x.Type()).
			WithHint("You will need to rewrite or cast the expression.")
	}
	return y, err
}

// partType is the type of the value for the j-th target.
// It is the column's type where the target is the column as a whole.
func (b *Binder) partType(st *ast.Insert, j int, c *catalog.Column) *types.Type {
	if isPart(st, j) {
		return partOf(c.Type, st.Columns[j].Steps)
	}
	return c.Type
}

// insertInto makes x the value of the j-th target, or of a part of it.
// n is where errors point. Parts of one column are put into each other in the order of the list.
// j is the place in the statement's list, slot that of the column.
func (s *scope) insertInto(d *rel.DML, st *ast.Insert, j, slot int, n ast.Node, x scalar.Expr) (err error) {
	if isPart(st, j) {
		x, err = s.setElement(&st.Columns[j], &d.Table.Columns[slot], d.Values[slot], n, x)
	}
	// INSERT on the column is needed, even if it is assigned in part.
	d.Inserts(slot, viewColumn(d, st, j, slot))
	d.Values[slot] = x
	return err
}

// identityAllowed refuses a value for a GENERATED ALWAYS column.
// BY DEFAULT takes any value; ALWAYS only with OVERRIDING SYSTEM VALUE (428C9).
// nil: it may be given a value.
func (b *Binder) identityAllowed(c *catalog.Column, o ast.Overriding) error {
	if c.Identity == 'a' && o == ast.OverridingNone {
		return pgerror.New(pgerror.GeneratedAlways, "cannot insert a non-DEFAULT value into column %q", c.Name).
			WithDetail("Column %q is an identity column defined as GENERATED ALWAYS.", c.Name).
			WithHint("Use OVERRIDING SYSTEM VALUE to override.")
	}
	return nil
}

// insertQuery binds INSERT … SELECT. Literals of unknown type in its select list become of the
// columns' types (queryOpts.want), as in Postgres.
// o.want is by place in the select list.
func (b *Binder) insertQuery(s *scope, d *rel.DML, st *ast.Insert, cols []int) error {
	var o queryOpts
	for j, slot := range cols {
		// A column that can't be written; maySet tells it, if it gets a value at all.
		if slot < 0 {
			break
		}
		o.want = append(o.want, b.partType(st, j, &d.Table.Columns[slot]))
	}
	q, err := b.query(s.sibling(), st.Source, o)
	if err != nil {
		return err
	}
	if err := b.insertWidth(st, cols, len(q.Out), func(i int) ast.Node { return columnNode(st.Source, i, len(q.Out)) }); err != nil {
		return err
	}
	if err := b.maySet(d, st.Columns, cols[:len(q.Out)]); err != nil {
		return err
	}
	ts := s.insertTarget()
	for i, id := range q.Out {
		c := &d.Named.Columns[cols[i]]
		b.takesNone(b.identityAllowed(c, st.Overriding))
		// The identity's own is put in by insertDefaults.
		if c.Identity != 0 && st.Overriding == ast.OverridingUser {
			continue
		}
		b.takesNone(notGenerated(c, "cannot insert a non-DEFAULT value into column %q"))
		n := insertNode(st.Source, i)
		x, err := b.assignPart(n, b.Ref(id), st, i, c)
		if err != nil {
			return err
		}
		if err := ts.insertInto(d, st, i, cols[i], n, x); err != nil {
			return err
		}
	}
	d.Src = projectSets(q.Rel, b.usedSets(ts.srf, d.Values))
	return nil
}

// maySet refuses columns of a view that can't be written.
// Two columns of a view may show one of the table; only one of them gets a value, but for parts of it.
// d.View is nil where slots has no -1.
func (b *Binder) maySet(d *rel.DML, listed []ast.InsertColumn, slots []int) error {
	if slices.Contains(slots, -1) {
		return readOnly(d.View, upTo(len(slots)), inserting)
	}
	part := func(i int) bool { return i < len(listed) && len(listed[i].Steps) > 0 }
	for i, slot := range slots {
		if before := slices.Index(slots[:i], slot); d.View != nil && before >= 0 && !(part(i) && part(before)) {
			return pgerror.New(pgerror.SyntaxError, "multiple assignments to same column %q", d.Table.Columns[slot].Name)
		}
	}
	return nil
}

// insertNode is the node of a source's column, for error positions; nil for one of VALUES.
// Postgres tells no place for a value that came through VALUES with clauses.
// The leftmost SELECT of a set operation has the nodes.
func insertNode(q *ast.Select, i int) ast.Node {
	first := q
	for first.Op != ast.SetNone {
		first = first.Left
	}
	if first.Values != nil {
		return nil
	}
	return targetNode(q, i)
}

// insertDefaults fills the columns that the statement gives no value for.
// cols are those that got one; they are found by d.Values.
func (b *Binder) insertDefaults(d *rel.DML, cols []int) error {
	for slot := range d.Table.Columns {
		if d.Values[slot] != nil {
			continue
		}
		x, err := b.columnDefault(d.Named, slot)
		if err != nil {
			return err
		}
		d.Values[slot] = x
	}
	return nil
}

// givenOf are the columns of a view that an INSERT gives values, and which of them parts alone. DEFAULT in the only row,
// for a column that has none of a view, is as good as nothing.
func givenOf(d *rel.DML, st *ast.Insert, cols []int) map[int]bool {
	var row []ast.Expr
	if st.Source != nil && len(st.Source.Values) == 1 {
		row = st.Source.Values[0]
	}
	given := map[int]bool{}
	for j, slot := range cols {
		if slot < 0 || d.Values[slot] == nil {
			continue
		}
		i := viewColumn(d, st, j, slot)
		if len(row) == len(cols) && d.View.DefaultOf(i) == nil {
			if _, ok := row[j].(*ast.DefaultExpr); ok {
				continue
			}
		}
		given[i] = isPart(st, j)
	}
	return given
}

// columnDefault is what a column holds where no value is given: NULL without a
// default. A hidden row ID is drawn when the row is written (nil here).
// slot is of t, which may be a view as it shows its table: its own defaults come first then.
func (b *Binder) columnDefault(t *catalog.TableDesc, slot int) (scalar.Expr, error) {
	c := &t.Columns[slot]
	if c.ID == catalog.RowIDColumn {
		return nil, nil
	}
	if c.Generated != 0 || c.Computed {
		return scalar.Null(c.Type), nil // until the row is there
	}
	// A domain's NOT NULL is checked where nothing is given, too.
	if c.Default == nil && c.Type.Constrained() {
		return b.domainDefault(c)
	}
	if c.Default == nil {
		return scalar.Null(c.Type), nil
	}
	return b.defaultExpr(c)
}

// defaultExpr binds a column's default, once for each row of the text that asks for it: nextval in
// it is evaluated for each row that is written. It is a stored expression: names in it are no names
// of the statement, and it is not written down with one that is kept.
// Cost: a default is bound for each place; it is not shared, since volatile ones are computed apart.
func (b *Binder) defaultExpr(c *catalog.Column) (scalar.Expr, error) {
	// Positions in a stored expression are not positions in this statement.
	inner := *b.Env
	inner.Text = ""
	saved, resolving := b.Env, b.resolving
	b.Env, b.resolving = &inner, nil
	b.stored++
	defer func() { b.Env, b.resolving = saved, resolving; b.stored-- }()
	s := b.rootScope().with(kindDefault)
	x, err := s.expr(c.Default)
	if err != nil {
		return nil, err
	}
	// nextval of an identity column takes no right on its sequence.
	if h, ok := x.(*scalar.HostCall); ok && c.Identity != 0 {
		x = host.IdentityCall(h)
	}
	return b.assign(c.Default, x, c.Name, c.Type, c.Typmod)
}

// Checks binds the table's CHECK constraints, and its generated columns, over the row as written.
// The names in it are of the table alone; errors of it have no position.
// Also for what a foreign key's action writes, and for leaves.
func (b *Binder) Checks(d *rel.DML) ([]nodes.Check, error) {
	// Generated columns are bound first and always: they are checked as any other.
	if err := b.generated(d); err != nil || len(d.Table.Checks) == 0 {
		return nil, err
	}
	inner := *b.Env
	inner.Text = ""
	saved, resolving := b.Env, b.resolving
	b.Env, b.resolving = &inner, nil
	b.stored++
	defer func() { b.Env, b.resolving = saved, resolving; b.stored-- }()
	s := b.rootScope().with(kindCheck)
	s.rels = []*scopeRel{b.rowRel(d.Table, d.Table.Name, d.NewVars)}
	// The descriptor is shared and never sorted in place.
	list := slices.Clone(d.Table.Checks) // by name, as in Postgres, which tells of the first that fails
	slices.SortFunc(list, func(a, b catalog.CheckDesc) int { return strings.Compare(a.Name, b.Name) })
	var out []nodes.Check
	for i := range list {
		k := &list[i]
		x, err := s.condition(k.Expr, "CHECK")
		if err != nil {
			return nil, err
		}
		out = append(out, nodes.Check{Name: k.Name, X: x})
	}
	return out, nil
}

// onConflict binds ON CONFLICT. DO NOTHING may go without arbiters, DO UPDATE may not (42601). SET
// and WHERE see two rows: the one that is there (OldVars), and the one that was to be inserted
// (Excluded), whose columns have to be qualified.
// WHERE of the update reads both rows; RETURNING the new one alone.
func (b *Binder) onConflict(s *scope, d *rel.DML, oc *ast.OnConflict) (*rel.Conflict, error) {
	c := &rel.Conflict{Update: oc.DoUpdate}
	var err error
	if c.Arbiters, err = b.resolvedArbiters(d, oc); err != nil {
		return nil, err
	}
	b.arbiterNeeds(d, oc, c.Arbiters)
	if !oc.DoUpdate {
		return c, nil
	}
	if oc.Constraint == "" && len(oc.Elems) == 0 {
		return nil, b.Fail(oc, pgerror.SyntaxError, "ON CONFLICT DO UPDATE requires inference specification or constraint name").
			WithHint("For example, ON CONFLICT (column_name).")
	}
	c.OldVars = b.RowVars(d.Table, d.Alias)
	c.Excluded = b.RowVars(d.Table, "excluded")
	if d.View == nil {
		b.owns(d.Need, c.OldVars)
		b.owns(d.Need, c.Excluded)
	}
	cs := s.sibling()
	excluded, err := b.writtenRow(d, "excluded", c.Excluded)
	if err != nil {
		return nil, err
	}
	// Its schema is none, so that "public.excluded" means nothing; it has no system columns.
	excluded.schema, excluded.row, excluded.item = "", nil, b.itemNumber(&oc.Item)
	old, err := b.writtenRow(d, d.Alias, c.OldVars)
	if err != nil {
		return nil, err
	}
	cs.rels = []*scopeRel{old, excluded}
	// Unqualified names mean the existing row.
	bare := cs.sibling().with(kindUpdateSource)
	bare.rels = []*scopeRel{cs.rels[0], hideNames(excluded)}
	if c.Sets, err = b.sets(bare, d.Named, oc.Sets, upserting); err != nil {
		return nil, err
	}
	// UPDATE on those columns is needed beside INSERT.
	// Both through a view count: the table's columns and those of the views.
	d.Updates(c.Sets)
	if oc.SetWhere != nil {
		if c.Where, err = bare.with(kindWhere).condition(oc.SetWhere, "WHERE"); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// arbiterNeeds notes the columns that ON CONFLICT names, itself or by a constraint.
// Reading them takes SELECT: whether a row is there can be told from what INSERT does. For a view
// it is SELECT on the view, and on each one below it.
// Postgres: transformOnConflictArbiter.
func (b *Binder) arbiterNeeds(d *rel.DML, oc *ast.OnConflict, found []catalog.IndexID) {
	if oc.Constraint == "" && len(oc.Elems) == 0 {
		return
	}
	for _, id := range found {
		if ix, ok := d.Table.Index(id); ok {
			d.Need.Infers(d.Table.ReadBy(ix))
			for vt := d.View; vt != nil; vt = vt.Inner {
				vt.Need.Want(catalog.PrivilegeSelect)
			}
		}
	}
}

// hideNames lets columns be named with their qualifier only.
// r is left as it is.
// Excluded columns share names with the row that is there.
func hideNames(r *scopeRel) *scopeRel {
	n := *r
	n.cols = append([]scopeCol(nil), r.cols...)
	for i := range n.cols {
		n.cols[i].nameHidden = true
	}
	return &n
}

// arbiters finds the unique indexes that ON CONFLICT names.
// nil: any of the table's counts, or, where columns are named, none fits. A deferrable constraint is none, as it is checked too late
// (55000).
func (b *Binder) arbiters(d *rel.DML, oc *ast.OnConflict) ([]catalog.IndexID, error) {
	t := d.Named
	if oc.Constraint != "" {
		// The index of a constraint is named by it; a plain unique index is no constraint.
		ix, ok := t.IndexNamed(oc.Constraint)
		if !ok || ix.Constraint == 0 {
			return nil, b.Fail(nil, pgerror.UndefinedObject, "constraint %q for table %q does not exist", oc.Constraint, t.Name)
		}
		// Several rows may be in the way of an excluded one, so there is none to update.
		if ix.Excludes() && oc.DoUpdate {
			return nil, b.Fail(nil, pgerror.WrongObjectType, "ON CONFLICT DO UPDATE not supported with exclusion constraints")
		}
		if ix.Deferrable {
			return nil, b.noArbiter(t, ix)
		}
		return []catalog.IndexID{ix.ID}, nil
	}
	if len(oc.Elems) == 0 {
		return nil, nil
	}
	return b.inferred(d, oc)
}

// noArbiter is the error of a deferrable constraint as an arbiter (55000).
func (b *Binder) noArbiter(t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters").
		WithTable(b.schemaName(t), t.Name).WithConstraint(ix.Name)
}

// IsUnique reports whether an index lets no two rows be alike at any time.
// The primary key is Indexes[0], where the table has one: else that is the hidden row ID.
func IsUnique(t *catalog.TableDesc, ix *catalog.IndexDesc) bool {
	return ix.Identifies() || ix.ID == t.Indexes[0].ID && t.HasPrimaryKey()
}

// update binds UPDATE. WITH, the table, FROM, WHERE, RETURNING, SET: RETURNING goes before SET in
// Postgres too, as parameters tell. A WITH stands below the rows that are read, so it is put around
// Src last.
func (b *Binder) update(s *scope, st *ast.Update) (*rel.DML, error) {
	w, err := b.dmlWith(s, st.With, st)
	if err != nil {
		return nil, err
	}
	// r are the items of FROM, which RETURNING may name.
	d, us, r, err := b.dmlTarget(s, nodes.CommandUpdate, &st.Table, st.From)
	if err != nil {
		return nil, err
	}
	// The order is Postgres's: a parameter has the type of the clause that is looked at first.
	if err := b.dmlWhere(us, d, st.Where); err != nil {
		return nil, err
	}
	d.NewVars = b.writtenVars(d)
	if d.View == nil {
		b.owns(d.Need, d.NewVars)
	}
	if err := b.viewChecks(d); err != nil {
		return nil, err
	}
	// The slice is copied: returning adds to it.
	if err := b.returning(s, d, st.Returning, append([]*scopeRel{}, r...)); err != nil {
		return nil, err
	}
	if d.Values, err = b.sets(us.with(kindUpdateSource), d.Named, st.Sets, updating); err != nil {
		return nil, err
	}
	if w != nil {
		w.In = d.Src
		d.Src = w
	}
	d.Updates(d.Values)
	d.Checks, err = b.Checks(d)
	return d, err
}

// dmlTarget binds the target of UPDATE or DELETE and what FROM or USING adds.
// It returns the scope of the statement's expressions, and the added items.
// us, the scope that is returned, has the target first, then the items of FROM. These can't read
// the target, not with LATERAL either (barTarget). Of the target all rows are joined with them;
// where several match one row, the first one that comes is taken, as in Postgres.
// d.Src is the target joined with what is added.
func (b *Binder) dmlTarget(s *scope, cmd nodes.Command, tn *ast.TableName, from []ast.TableRef) (*rel.DML, *scope, []*scopeRel, error) {
	t, err := b.dmlTable(tn)
	if err != nil {
		return nil, nil, nil, err
	}
	letter := byte(catalog.PrivilegeDelete)
	if cmd == nodes.CommandUpdate {
		letter = catalog.PrivilegeUpdate
	}
	d := &rel.DML{Cmd: cmd, Table: t, Named: t}
	// An INSTEAD OF trigger takes the rows of the view.
	if t.IsView() && !t.Instead(eventOf[cmd]) {
		if d.View, err = b.viewTargetOf(t, cmd, letter); err != nil {
			return nil, nil, nil, err
		}
		d.Table, d.Named = d.View.Base, d.View.Shown
	}
	var r *scopeRel
	b.as(d.View, func() {
		if d.Table.IsView() {
			r, err = b.insteadTarget(s, d, tn)
			d.Need.Letters = string(rune(letter))
			return
		}
		ref := *tn
		if d.View != nil {
			ref.Only = d.View.Only()
		}
		// ONLY of a view counts where the view has it of its table.
		d.Target, r = b.scanTable(d.Table, &ref)
		d.Item = b.itemNumber(&tn.Item)
		r.item = d.Item
		d.TargetVars = d.Target.Vars
		d.Need = d.Target.Need
		// Not SELECT: that is needed once a column is named.
		d.Need.Letters = string(rune(letter))
		d.Src = b.guarded(d.Target, letter, d)
	})
	if err != nil {
		return nil, nil, nil, err
	}
	// Through a view the names are the view's from here on.
	if d.Alias = r.name; d.View != nil {
		if r, err = b.viewAsTarget(d, tn); err != nil {
			return nil, nil, nil, err
		}
	}
	us := s.sibling()
	us.rels = []*scopeRel{r}
	if len(from) == 0 {
		return d, us, nil, nil
	}
	// The items of FROM see the target only to be refused it with the right words.
	fs := s.sibling()
	fs.hidden = slices.Concat(fs.hidden, us.rels)
	fs.rels = barring(us.rels, barTarget)
	fr, err := fs.from(from)
	if err != nil {
		return nil, nil, nil, err
	}
	// Without the target again, which from had to start with.
	fs.rels = fs.rels[1:]
	if err := us.addRels(tn, fs.rels); err != nil {
		return nil, nil, nil, err
	}
	d.Src = &rel.Join{Kind: rel.JoinInner, L: d.Src, R: fr}
	d.Joined = true
	return d, us, fs.rels, nil
}

// eventOf is the event of a statement, as triggers have it.
// MERGE has none of its own: its clauses do.
var eventOf = map[nodes.Command]byte{nodes.CommandInsert: 'i', nodes.CommandUpdate: 'u', nodes.CommandDelete: 'd'}

// insteadTarget binds a view whose triggers stand for writing its rows.
// The rows come from the view's query, as for a SELECT; what is written is up to the triggers.
// d.Need is set on an error, too, as the caller goes on to it.
func (b *Binder) insteadTarget(s *scope, d *rel.DML, tn *ast.TableName) (*scopeRel, error) {
	fs := s.sibling()
	item, err := fs.viewRef(tn, d.Table)
	if err != nil {
		d.Need = &rel.Need{}
		return nil, err
	}
	r := item.rels[0]
	d.Instead, d.Src, d.Need = true, item.rel, r.view.need
	for i := range r.cols {
		d.TargetVars = append(d.TargetVars, r.cols[i].id)
	}
	return r, nil
}

// viewAsTarget names the columns of a view that UPDATE or DELETE is about, and leaves it the
// rows that the view shows.
// Columns were named when the view's query was bound; those are no needs of this statement
// (forget).
// vars are the table's columns; what the view shows of them is found by the view's query.
func (b *Binder) viewAsTarget(d *rel.DML, tn *ast.TableName) (*scopeRel, error) {
	vars := d.ShownVars()
	b.forget(vars)
	d.View.SetBase(d.Need)
	if d.Alias = d.View.View.Name; tn.Alias.Name != "" {
		d.Alias = tn.Alias.Name
	}
	var err error
	if d.Src, err = b.shownBy(d.View, d.Src, vars); err != nil {
		return nil, err
	}
	return b.writtenRow(d, d.Alias, vars)
}

// dmlWhere puts WHERE over the rows that are read: a condition, or the row of a cursor.
// e may be nil: all rows.
func (b *Binder) dmlWhere(s *scope, d *rel.DML, e ast.Expr) (err error) {
	var conds []scalar.Expr
	if c, ok := e.(*ast.CurrentOf); ok {
		conds, err = b.currentOf(d, c)
	} else {
		conds, err = s.where(e)
	}
	if err != nil {
		return err
	}
	if len(conds) > 0 {
		d.Src = &rel.Select{In: d.Src, Conds: conds}
	}
	return nil
}

// assignment is one column of SET with what it is given; x is nil for DEFAULT.
// One for each column of SET (a, b) = ….
type assignment struct {
	column *ast.InsertColumn
	node   ast.Node
	x      scalar.Expr
}

// sets binds the assignments of SET; nil where a column keeps its value. All values are
// bound before any column is looked for.
// The result is by slot of t. GENERATED ALWAYS columns take DEFAULT alone; that is told late
// (takesNone), when all else is known to be right.
func (b *Binder) sets(s *scope, t *catalog.TableDesc, list []ast.SetClause, w writing) ([]scalar.Expr, error) {
	var all []assignment
	for i := range list {
		given, err := b.setSource(s, &list[i])
		if err != nil {
			return nil, err
		}
		all = append(all, given...)
	}
	out := make([]scalar.Expr, len(t.Columns))
	for i := range all {
		// Each column may be set once.
		if err := b.setColumn(s, t, out, all, i, w); err != nil {
			return nil, err
		}
	}
	for i := range all {
		_, slot, _ := b.targetColumn(all[i].column, t, w)
		if all[i].x != nil {
			b.takesNone(onlyDefault(&t.Columns[slot]))
		} else if vt := b.targets[t]; vt != nil {
			b.takesNone(onlyDefault(&vt.Base.Columns[slot])) // DEFAULT is a value: the view's, or NULL
		}
		if t.Columns[slot].Generated != 0 {
			out[slot] = nil // it is computed where what it is computed from changes
		}
	}
	return out, nil
}

// onlyDefault refuses a value for a column that takes DEFAULT alone.
// nil: it takes any.
func onlyDefault(c *catalog.Column) error {
	if c.Identity == 'a' {
		return pgerror.New(pgerror.GeneratedAlways, "column %q can only be updated to DEFAULT", c.Name).
			WithDetail("Column %q is an identity column defined as GENERATED ALWAYS.", c.Name)
	}
	return notGenerated(c, "column %q can only be updated to DEFAULT")
}

// setSource binds the values of one item of SET.
// One column takes any value; a list takes ROW(…) or a subquery of as many columns, which is run
// once.
func (b *Binder) setSource(s *scope, sc *ast.SetClause) ([]assignment, error) {
	if len(sc.Columns) == 0 {
		x, err := s.setValue(sc.Value)
		return []assignment{{&sc.Column, sc.Value, x}}, err
	}
	// The subquery is one for all columns, so it runs once for a row.
	if q, ok := sc.Value.(*ast.SubqueryExpr); ok {
		return b.setSubquery(s, sc, q)
	}
	r, ok := sc.Value.(*ast.RowExpr)
	switch {
	case ok && slices.ContainsFunc(r.Fields, isStar):
		return b.setRow(s, sc, r)
	case !ok:
		return nil, b.Fail(sc.Value, pgerror.FeatureNotSupported, "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
	}
	fields := r.Fields
	if len(fields) != len(sc.Columns) {
		return nil, b.Fail(sc.Value, pgerror.SyntaxError, "number of columns does not match number of values")
	}
	out := make([]assignment, len(fields))
	for i, f := range fields {
		x, err := s.setValue(f)
		if err != nil {
			return nil, err
		}
		out[i] = assignment{&sc.Columns[i], f, x}
	}
	return out, nil
}

// columnsOf are the columns of assignments.
func columnsOf(all []assignment) []ast.InsertColumn {
	out := make([]ast.InsertColumn, len(all))
	for i := range all {
		out[i] = *all[i].column
	}
	return out
}

// isStar reports whether e is * or t.*.
func isStar(e ast.Expr) bool {
	ref, ok := e.(*ast.ColumnRef)
	return ok && ref.Star
}

// setValue binds a value of SET; nil is DEFAULT.
// An expression of SET sees the target's old row.
func (s *scope) setValue(v ast.Expr) (scalar.Expr, error) {
	if _, ok := v.(*ast.DefaultExpr); ok {
		return nil, nil
	}
	return s.expr(v)
}

// setRow is SET (a, b) = ROW(x.*, …).
// With a star the number of values is known only once the row is bound.
func (b *Binder) setRow(s *scope, sc *ast.SetClause, e *ast.RowExpr) ([]assignment, error) {
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	row, ok := x.(*scalar.Row)
	if !ok || len(row.Args) != len(sc.Columns) {
		return nil, b.Fail(sc.Value, pgerror.SyntaxError, "number of columns does not match number of values")
	}
	out := make([]assignment, len(row.Args))
	for i, y := range row.Args {
		out[i] = assignment{&sc.Columns[i], e, y}
	}
	return out, nil
}

// setSubquery is SET (a, b) = (SELECT x, y): one record (SubRow), of which each column takes a
// field. No row is a record of NULLs.
func (b *Binder) setSubquery(s *scope, sc *ast.SetClause, q *ast.SubqueryExpr) ([]assignment, error) {
	sub, err := s.subquery(q, q.Query, scalar.SubRow)
	if err != nil {
		return nil, err
	}
	ids := b.Subs[sub.ID].Out
	if len(ids) != len(sc.Columns) {
		return nil, b.Fail(q, pgerror.SyntaxError, "number of columns does not match number of values")
	}
	out := make([]assignment, len(ids))
	for i, id := range ids {
		out[i] = assignment{&sc.Columns[i], q, &scalar.Field{X: sub, Idx: i, T: b.Info(id).Type}}
	}
	return out, nil
}

// assignedTwice is what the error calls a column: the statement's own name for it, or, where two columns
// of a view are one of what that reads, the name there. before are the targets before c.
func (b *Binder) assignedTwice(t *catalog.TableDesc, before []ast.InsertColumn, c *ast.InsertColumn) string {
	vt := b.targets[t]
	if vt == nil || slices.ContainsFunc(before, func(o ast.InsertColumn) bool { return o.Name == c.Name }) {
		return c.Name
	}
	given := map[int]bool{}
	for i := range vt.View.Columns {
		if name := vt.View.Columns[i].Name; name == c.Name || slices.ContainsFunc(before, func(o ast.InsertColumn) bool { return o.Name == name }) {
			given[i] = false
		}
	}
	return vt.Twice(given, false)
}

// setColumn finds the column of the i-th assignment, and makes its value one of the column's type.
// out is by slot, and has what was assigned before: parts of a column are put into each other, all
// else is an error (42601).
// s is the scope of SET, for subscripts.
func (b *Binder) setColumn(s *scope, t *catalog.TableDesc, out []scalar.Expr, all []assignment, i int, w writing) (err error) {
	a := &all[i]
	c := a.column
	_, slot, err := b.targetColumn(c, t, w)
	if err != nil {
		return err
	}
	if out[slot] != nil && (len(c.Steps) == 0 || !isElementSet(out[slot])) {
		return b.Fail(nil, pgerror.SyntaxError, "multiple assignments to same column %q", b.assignedTwice(t, columnsOf(all[:i]), c))
	}
	col := &t.Columns[slot]
	var own *catalog.Column // of the view
	vt := b.targets[t]
	if vt != nil {
		i := vt.ColumnOf(slot, c.Name)
		vt.Updates(i)
		own = &vt.View.Columns[i]
	}
	switch {
	case a.x == nil && len(c.Steps) > 0:
		return b.noPartDefault(c)
	// SET column = DEFAULT is NULL without a default of the view itself, whatever what it reads has (Postgres:
	// rewriteTargetListIU).
	case a.x == nil && vt != nil && own.Default == nil:
		out[slot] = scalar.Null(col.Type)
	case a.x == nil && vt != nil:
		out[slot], err = b.viewDefault(t, slot, own)
	case a.x == nil:
		out[slot], err = b.columnDefault(t, slot)
	case len(c.Steps) == 0:
		out[slot], err = b.assign(a.node, a.x, col.Name, col.Type, col.Typmod)
	default:
		old := out[slot] // of an assignment to another element, before this one
		if old == nil {
			old = b.ownColumn(s, t, col)
		}
		out[slot], err = s.setElement(c, col, old, a.node, a.x)
	}
	return err
}

// ownColumn is a column of the row that is updated; nil where that has none. Assigning a
// part of it reads nothing that the user sees.
func (b *Binder) ownColumn(s *scope, t *catalog.TableDesc, col *catalog.Column) scalar.Expr {
	for _, r := range s.rels {
		if r.table != t {
			continue
		}
		for i := range r.cols {
			if r.cols[i].name == col.Name {
				return b.Ref(r.cols[i].id)
			}
		}
	}
	return nil
}

// deleteStmt binds DELETE. Its RETURNING sees the rows as they were.
func (b *Binder) deleteStmt(s *scope, st *ast.Delete) (*rel.DML, error) {
	w, err := b.dmlWith(s, st.With, st)
	if err != nil {
		return nil, err
	}
	d, us, r, err := b.dmlTarget(s, nodes.CommandDelete, &st.Table, st.Using)
	if err != nil {
		return nil, err
	}
	if err := b.dmlWhere(us, d, st.Where); err != nil {
		return nil, err
	}
	if w != nil {
		w.In = d.Src
		d.Src = w
	}
	d.NewVars = d.ShownVars()
	return d, b.returning(s, d, st.Returning, r)
}

// returning binds RETURNING over the row as written (as it was, for DELETE)
// and the items of FROM or USING.
// Set-returning functions, aggregates and windows can't stand there: the scope has none of these.
func (b *Binder) returning(s *scope, d *rel.DML, list []ast.Target, more []*scopeRel) error {
	if len(list) == 0 {
		return nil
	}
	rs := s.sibling().with(kindReturning)
	row, err := b.writtenRow(d, d.Alias, d.NewVars)
	if err != nil {
		return err
	}
	b.returnedXmax(d, row)
	rs.rels = append([]*scopeRel{row}, more...)
	// so that naming excluded is refused with a hint, rather than not found
	if d.Conflict != nil && d.Conflict.Update {
		rs.hidden = append(slices.Clone(rs.hidden), &scopeRel{name: "excluded"})
	}
	ts, err := rs.targetList(list)
	if err != nil {
		return err
	}
	q := &rel.Query{}
	p := &rel.Project{}
	// An unknown literal in RETURNING is text.
	for i := range ts {
		x, err := b.known(ts[i].node, ts[i].x)
		if err != nil {
			return err
		}
		// Each column is an item of its own: RETURNING is computed once, in order.
		col := b.returnedInfo(x, ts[i].name)
		if b.collations != nil {
			c := b.collationOf(ts[i].node, x)
			col.Collation = c.result()
		}
		id := b.NewVar(col)
		p.Items = append(p.Items, rel.Item{ID: id, X: x})
		q.Out = append(q.Out, id)
		q.Names = append(q.Names, ts[i].name)
	}
	d.Returning, d.RetItems = q, p.Items
	return nil
}

// returnedXmax names the system column xmax of a row that INSERT or UPDATE has written: 0, but
// for those that ON CONFLICT updated, by which clients tell them from those inserted.
// A view's rows have no system columns, and those of DELETE keep the one that was read.
func (b *Binder) returnedXmax(d *rel.DML, row *scopeRel) {
	if d.View != nil || d.Instead || d.Cmd != nodes.CommandInsert && d.Cmd != nodes.CommandUpdate {
		return
	}
	c := scopeCol{name: "xmax", starHidden: true, attr: catalog.SystemNumber("xmax")}
	if d.Conflict != nil && d.Conflict.Update {
		d.Xmax = b.NewVar(rel.Column{Name: c.name, Type: types.TXID, Typmod: types.NoTypmod, Alias: row.name})
		c.id = d.Xmax
	} else {
		c.expr = &scalar.Const{T: types.TXID, Typmod: types.NoTypmod, D: types.Int(0)}
	}
	row.cols = append(row.cols, c)
}

// returnedInfo keeps the origin of a table's column for RowDescription.
// Only a column as it is has an origin.
func (b *Binder) returnedInfo(x scalar.Expr, name string) rel.Column {
	v := rel.Column{Name: name, Type: x.Type(), Typmod: scalar.TypmodOf(x)}
	if ref, ok := x.(*scalar.Var); ok {
		o := b.Info(ref.ID)
		v.Table, v.Slot = o.Table, o.Slot
	}
	return v
}
