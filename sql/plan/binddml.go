package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// dml is a bound INSERT, UPDATE, DELETE or MERGE.
type dml struct {
	cmd   Command
	table *catalog.TableDesc
	alias string
	// item is the table's number in a resolved statement.
	item int32
	// src gives the rows to insert, or those to change joined with what FROM or
	// USING adds.
	src rel
	// target is the scan of the table to change, within src.
	target *relScan
	need   *need
	// named is the table under the names that the statement uses: those of a view.
	named *catalog.TableDesc
	// targetVars are the columns of what target scans, or of a view whose triggers stand for
	// writing its rows: instead tells so, and there is no target.
	targetVars []scalar.VarID
	instead    bool
	// joined tells that src may give a target row more than once.
	joined bool
	// values has an entry for each column of the table: what an inserted row
	// holds, or what SET gives (nil: unchanged), over the columns of src.
	values []scalar.Expr
	// newVars stand for the columns of the row as written.
	newVars []scalar.VarID
	checks  []Check
	// generated are the columns that are computed, over newVars.
	generated []Generated
	policies  []PolicyCheck
	// view is set where the statement writes to a view; viewChecks are its check options.
	view       *viewTarget
	viewChecks []PolicyCheck
	conflict   *conflict
	// rowWhere is what a row of COPY FROM must satisfy to be inserted, over newVars.
	rowWhere scalar.Expr
	// arms are the WHEN clauses of MERGE.
	arms []*mergeArm
	// returning is a projection over newVars (old columns for DELETE) and src.
	returning *query
	retItems  []projItem
	// xmax stands for that system column of what ON CONFLICT DO UPDATE returns, behind newVars.
	xmax scalar.VarID
}

// conflict is a bound ON CONFLICT.
type conflict struct {
	update bool
	// arbiters are the unique indexes that count; all of them without a target.
	arbiters []catalog.IndexID
	// oldVars are the existing row's columns, excluded those of the proposed row.
	oldVars, excluded []scalar.VarID
	sets              []scalar.Expr // by column; nil: unchanged
	where             scalar.Expr
	// existing and written are what policies say of the row as it was and will be.
	existing, written []PolicyCheck
}

func (d *dml) returns() bool { return d.returning != nil }

// dmlStmt binds a statement that writes.
func (b *binder) dmlStmt(s *scope, st ast.Statement) (*dml, error) {
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
		b.dmls += len(st.Whens)
		return b.merge(s, st)
	}
	return nil, pgerror.Internal("plan: %T does not write", st)
}

// dmlTable looks up the table that a statement changes.
func (b *binder) dmlTable(tn *ast.TableName) (*catalog.TableDesc, error) {
	if id := b.env.Refresh; id != 0 {
		return b.tableOf(&ast.TableName{Pos: -1, Name: tn.Name, Rel: uint32(id)})
	}
	t, err := b.tableOf(tn)
	if err != nil {
		return nil, err
	}
	if t.Virtual {
		return nil, b.noDML(t)
	}
	if t.IsMaterialized() {
		return nil, pgerror.New(pgerror.WrongObjectType, "cannot change materialized view %q", t.Name)
	}
	return t, nil
}

func (b *binder) noDML(t *catalog.TableDesc) error {
	return b.fail(nil, pgerror.InsufficientPrivilege, "permission denied for table %s", t.Name).
		WithDetail("The rows of a system catalog are made of the schema; change it with DDL.")
}

func (b *binder) rowVars(t *catalog.TableDesc, alias string) []scalar.VarID {
	ids := make([]scalar.VarID, len(t.Columns))
	for i := range t.Columns {
		c := &t.Columns[i]
		ids[i] = b.newVar(varInfo{name: c.Name, t: c.Type, typmod: c.Typmod, table: t, slot: i, alias: alias})
	}
	if t.Partitioned() {
		ids = append(ids, b.partedOID(alias))
	}
	return ids
}

// writtenVars are rowVars of the rows that a statement writes.
func (b *binder) writtenVars(d *dml) []scalar.VarID {
	ids := b.rowVars(d.table, d.alias)
	if d.divided() && len(ids) == len(d.table.Columns) {
		ids = append(ids, b.partedOID(d.alias))
	}
	return ids
}

// divided reports whether the statement writes to several tables: the leaves of a partitioned
// one, or a table with those that inherit from it.
func (d *dml) divided() bool {
	return d.table.Partitioned() || d.target != nil && d.target.tree != nil
}

// rowRel names the columns of a row that is being written.
func (b *binder) rowRel(t *catalog.TableDesc, name string, ids []scalar.VarID) *scopeRel {
	r := &scopeRel{name: name, table: t}
	if !t.IsView() {
		r.row = ids
	}
	if name == t.Name {
		r.schema = b.schemaName(t)
	}
	for i := range t.Columns {
		if c := &t.Columns[i]; !c.Hidden {
			r.cols = append(r.cols, scopeCol{name: b.columnName(t, c), id: ids[i], attr: int32(c.ID)})
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

func (b *binder) insert(s *scope, st *ast.Insert) (*dml, error) {
	w, err := b.dmlWith(s, st.With, st)
	if err != nil {
		return nil, err
	}
	t, err := b.dmlTable(&st.Table)
	if err != nil {
		return nil, err
	}
	d := &dml{cmd: CommandInsert, table: t, alias: t.Name, item: b.itemNumber(&st.Table.Item)}
	named := t // under the names that the statement uses
	if t.IsView() && !t.Instead(eventOf[CommandInsert]) {
		if d.view, err = b.viewTargetOf(t, CommandInsert, catalog.PrivilegeInsert); err != nil {
			return nil, err
		}
		named, d.table = d.view.shown, d.view.base
	}
	d.instead = d.table.IsView()
	b.as(d.view, func() { d.need = b.needs(d.table, catalog.PrivilegeInsert) })
	if d.view != nil {
		d.view.setBase(d.need)
	}
	t = d.table
	if st.Table.Alias.Name != "" {
		d.alias = st.Table.Alias.Name
	}
	cols, err := b.insertColumns(named, st)
	if err != nil {
		return nil, err
	}
	d.named = named
	d.values = make([]scalar.Expr, len(t.Columns))
	if err := b.insertSource(s, d, st, cols); err != nil {
		return nil, err
	}
	if w != nil {
		w.in = d.src
		d.src = w
	}
	if err := b.insertDefaults(d, cols); err != nil {
		return nil, err
	}
	d.newVars = b.rowVars(t, d.alias)
	if d.view == nil {
		b.owns(d.need, d.newVars)
	}
	if err := b.viewChecks(d); err != nil {
		return nil, err
	}
	if d.checks, err = b.checks(d); err != nil {
		return nil, err
	}
	if st.OnConflict != nil {
		if d.conflict, err = b.onConflict(s, d, st.OnConflict); err != nil {
			return nil, err
		}
	}
	b.as(d.view, func() { b.guardInsert(d) })
	return d, b.returning(s, d, st.Returning, nil)
}

func (b *binder) dmlWith(s *scope, w *ast.With, st ast.Node) (*relWith, error) {
	if w == nil {
		return nil, nil
	}
	return b.with(s, w, st)
}

// insertColumns gives the slots of the target columns, in the order of values.
func (b *binder) insertColumns(t *catalog.TableDesc, st *ast.Insert) ([]int, error) {
	var cols []int
	if vt := b.targets[t]; vt != nil && len(st.Columns) == 0 {
		return vt.slots, nil
	}
	if len(st.Columns) == 0 {
		for i := range t.Columns {
			if !t.Columns[i].Hidden {
				cols = append(cols, i)
			}
		}
		return cols, nil
	}
	seen := map[int]bool{} // by slot: as a whole
	for i := range st.Columns {
		c := &st.Columns[i]
		_, slot, err := b.targetColumn(c, t, "insert into")
		if err != nil {
			return nil, err
		}
		if whole, ok := seen[slot]; ok && (whole || len(c.Steps) == 0) {
			if !slices.ContainsFunc(st.Columns[:i], func(o ast.InsertColumn) bool { return o.Name == c.Name }) { // of a view
				return nil, b.fail(nil, pgerror.SyntaxError, "multiple assignments to same column %q", t.Columns[slot].Name)
			}
			return nil, b.fail(c, pgerror.DuplicateColumn, "column %q specified more than once", c.Name)
		}
		seen[slot] = len(c.Steps) == 0
		cols = append(cols, slot)
	}
	return cols, nil
}

func (b *binder) insertSource(s *scope, d *dml, st *ast.Insert, cols []int) error {
	if st.Source == nil {
		d.src = &relOne{}
		return nil
	}
	q := st.Source
	if q.Values != nil && q.With == nil && len(q.OrderBy) == 0 && q.Limit == nil && q.Offset == nil && len(q.Locking) == 0 {
		return b.insertValues(s, d, st, cols)
	}
	return b.insertQuery(s, d, st, cols)
}

func (b *binder) insertValues(s *scope, d *dml, st *ast.Insert, cols []int) error {
	vs := s.sibling().with(kindInsertValues)
	rows := slices.Clone(st.Source.Values)
	if len(rows) == 1 {
		vs.srf = &srfScope{} // one row of values is a select list
	}
	for i := range rows {
		var err error
		if rows[i], err = vs.spread(rows[i]); err != nil {
			return err
		}
	}
	width := len(rows[0])
	if err := b.insertWidth(st, cols, width, rows[0]); err != nil {
		return err
	}
	src := &relValues{rows: make([][]scalar.Expr, len(rows))}
	if err := b.maySet(d, cols[:width]); err != nil {
		return err
	}
	for j, slot := range cols[:width] {
		c := &d.named.Columns[slot]
		id := b.newVar(varInfo{name: c.Name, t: b.partType(st, j, c), typmod: c.Typmod})
		src.vars = append(src.vars, id)
		if err := vs.insertInto(d, st, j, slot, rows[0][j], b.ref(id)); err != nil {
			return err
		}
	}
	for i, row := range rows {
		if len(row) != width {
			return b.fail(row[0], pgerror.SyntaxError, "VALUES lists must all be the same length")
		}
		for j, e := range row {
			x, err := b.insertValue(vs, d, st, cols[j], j, e)
			if err != nil {
				return err
			}
			src.rows[i] = append(src.rows[i], x)
		}
	}
	d.src = src
	if vs.srf != nil && len(vs.srf.items) > 0 {
		p := &relProject{in: projectSets(&relOne{}, vs.srf.items)}
		for j, id := range src.vars {
			p.items = append(p.items, projItem{id, src.rows[0][j]})
		}
		d.src = p
	}
	return nil
}

func (b *binder) insertWidth(st *ast.Insert, cols []int, width int, row []ast.Expr) error {
	if width > len(cols) {
		var n ast.Node
		if row != nil {
			n = row[len(cols)]
		}
		return b.fail(n, pgerror.SyntaxError, "INSERT has more expressions than target columns")
	}
	if len(st.Columns) > 0 && width < len(cols) {
		return b.fail(&st.Columns[width], pgerror.SyntaxError, "INSERT has more target columns than expressions")
	}
	return nil
}

func (b *binder) insertValue(s *scope, d *dml, st *ast.Insert, slot, j int, e ast.Expr) (scalar.Expr, error) {
	c := &d.named.Columns[slot]
	if _, ok := e.(*ast.DefaultExpr); ok {
		if isPart(st, j) {
			return nil, b.noPartDefault(&st.Columns[j])
		}
		return b.columnDefault(d.named, slot)
	}
	b.takesNone(b.identityAllowed(c, st.Overriding))
	user := c.Identity != 0 && st.Overriding == ast.OverridingUser
	if !user {
		b.takesNone(notGenerated(c, "cannot insert a non-DEFAULT value into column %q"))
	}
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	x, err = b.assign(e, x, c.Name, b.partType(st, j, c), c.Typmod)
	if err != nil || !user {
		return x, err
	}
	return b.columnDefault(d.named, slot) // the value is looked at all the same: it may be a parameter
}

// isPart reports whether the j-th target of an INSERT is an element of an array.
func isPart(st *ast.Insert, j int) bool { return j < len(st.Columns) && len(st.Columns[j].Steps) > 0 }

// noPartDefault is the error of DEFAULT for a part of a column.
func (b *binder) noPartDefault(c *ast.InsertColumn) error {
	if c.Steps[0].Field != "" {
		return b.fail(c, pgerror.FeatureNotSupported, "cannot set a subfield to DEFAULT")
	}
	return b.fail(c, pgerror.FeatureNotSupported, "cannot set an array element to DEFAULT")
}

// partType is the type of the value for the j-th target.
func (b *binder) partType(st *ast.Insert, j int, c *catalog.Column) *types.Type {
	if isPart(st, j) {
		return partOf(c.Type, st.Columns[j].Steps)
	}
	return c.Type
}

// insertInto makes x the value of the j-th target, or of a part of it.
func (s *scope) insertInto(d *dml, st *ast.Insert, j, slot int, n ast.Node, x scalar.Expr) (err error) {
	if isPart(st, j) {
		x, err = s.setElement(&st.Columns[j], &d.table.Columns[slot], d.values[slot], n, x)
	}
	d.inserts(slot)
	d.values[slot] = x
	return err
}

// identityAllowed refuses a value for a GENERATED ALWAYS column.
func (b *binder) identityAllowed(c *catalog.Column, o ast.Overriding) error {
	if c.Identity == 'a' && o == ast.OverridingNone {
		return pgerror.New(pgerror.GeneratedAlways, "cannot insert a non-DEFAULT value into column %q", c.Name).
			WithDetail("Column %q is an identity column defined as GENERATED ALWAYS.", c.Name).
			WithHint("Use OVERRIDING SYSTEM VALUE to override.")
	}
	return nil
}

func (b *binder) insertQuery(s *scope, d *dml, st *ast.Insert, cols []int) error {
	var o queryOpts
	for j, slot := range cols {
		if slot < 0 {
			break
		}
		o.want = append(o.want, b.partType(st, j, &d.table.Columns[slot]))
	}
	q, err := b.query(s.sibling(), st.Source, o)
	if err != nil {
		return err
	}
	if err := b.insertWidth(st, cols, len(q.out), nil); err != nil {
		return err
	}
	if err := b.maySet(d, cols[:len(q.out)]); err != nil {
		return err
	}
	for i, id := range q.out {
		c := &d.named.Columns[cols[i]]
		b.takesNone(b.identityAllowed(c, st.Overriding))
		if c.Identity != 0 && st.Overriding == ast.OverridingUser {
			continue
		}
		b.takesNone(notGenerated(c, "cannot insert a non-DEFAULT value into column %q"))
		n := insertNode(st.Source, i)
		x, err := b.assign(n, b.ref(id), c.Name, b.partType(st, i, c), c.Typmod)
		if err != nil {
			return err
		}
		if err := s.insertInto(d, st, i, cols[i], n, x); err != nil {
			return err
		}
	}
	d.src = q.rel
	return nil
}

// maySet refuses columns of a view that can't be written.
func (b *binder) maySet(d *dml, slots []int) error {
	if at := slices.Index(slots, -1); at >= 0 {
		return d.view.readOnly(at, "insert into")
	}
	for i, slot := range slots {
		if d.view != nil && slices.Contains(slots[:i], slot) {
			return pgerror.New(pgerror.SyntaxError, "multiple assignments to same column %q", d.table.Columns[slot].Name)
		}
	}
	return nil
}

// insertNode is the node of a source's column, for error positions; nil for one of VALUES.
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
func (b *binder) insertDefaults(d *dml, cols []int) error {
	for slot := range d.table.Columns {
		if d.values[slot] != nil {
			continue
		}
		x, err := b.columnDefault(d.named, slot)
		if err != nil {
			return err
		}
		d.values[slot] = x
	}
	return nil
}

// columnDefault is what a column holds where no value is given: NULL without a
// default. A hidden row ID is drawn when the row is written (nil here).
func (b *binder) columnDefault(t *catalog.TableDesc, slot int) (scalar.Expr, error) {
	c := &t.Columns[slot]
	if c.ID == catalog.RowIDColumn {
		return nil, nil
	}
	if c.Generated != 0 || c.Computed {
		return scalar.Null(c.Type), nil // until the row is there
	}
	if c.Default == nil && c.Type.Constrained() {
		return b.domainDefault(c)
	}
	if c.Default == nil {
		return scalar.Null(c.Type), nil
	}
	return b.defaultExpr(c)
}

func (b *binder) defaultExpr(c *catalog.Column) (scalar.Expr, error) {
	// Positions in a stored expression are not positions in this statement.
	inner := *b.env
	inner.Text = ""
	saved, resolving := b.env, b.resolving
	b.env, b.resolving = &inner, nil
	b.stored++
	defer func() { b.env, b.resolving = saved, resolving; b.stored-- }()
	s := b.rootScope().with(kindDefault)
	x, err := s.expr(c.Default)
	if err != nil {
		return nil, err
	}
	if h, ok := x.(*scalar.HostCall); ok && c.Identity != 0 {
		x = identityCall(h)
	}
	return b.assign(c.Default, x, c.Name, c.Type, c.Typmod)
}

// checks binds the table's CHECK constraints, and its generated columns, over the row as written.
func (b *binder) checks(d *dml) ([]Check, error) {
	if err := b.generated(d); err != nil || len(d.table.Checks) == 0 {
		return nil, err
	}
	inner := *b.env
	inner.Text = ""
	saved, resolving := b.env, b.resolving
	b.env, b.resolving = &inner, nil
	b.stored++
	defer func() { b.env, b.resolving = saved, resolving; b.stored-- }()
	s := b.rootScope().with(kindCheck)
	s.rels = []*scopeRel{b.rowRel(d.table, d.table.Name, d.newVars)}
	var out []Check
	for i := range d.table.Checks {
		k := &d.table.Checks[i]
		x, err := s.condition(k.Expr, "CHECK")
		if err != nil {
			return nil, err
		}
		out = append(out, Check{Name: k.Name, X: x})
	}
	return out, nil
}

func (b *binder) onConflict(s *scope, d *dml, oc *ast.OnConflict) (*conflict, error) {
	c := &conflict{update: oc.DoUpdate}
	var err error
	if c.arbiters, err = b.resolvedArbiters(d, oc); err != nil {
		return nil, err
	}
	b.arbiterNeeds(d, oc, c.arbiters)
	if !oc.DoUpdate {
		return c, nil
	}
	if len(c.arbiters) == 0 {
		return nil, b.fail(oc, pgerror.SyntaxError, "ON CONFLICT DO UPDATE requires inference specification or constraint name").
			WithHint("For example, ON CONFLICT (column_name).")
	}
	c.oldVars = b.rowVars(d.table, d.alias)
	c.excluded = b.rowVars(d.table, "excluded")
	if d.view == nil {
		b.owns(d.need, c.oldVars)
		b.owns(d.need, c.excluded)
	}
	cs := s.sibling()
	excluded, err := b.writtenRow(d, "excluded", c.excluded)
	if err != nil {
		return nil, err
	}
	excluded.schema, excluded.row, excluded.item = "", nil, b.itemNumber(&oc.Item)
	old, err := b.writtenRow(d, d.alias, c.oldVars)
	if err != nil {
		return nil, err
	}
	cs.rels = []*scopeRel{old, excluded}
	// Unqualified names mean the existing row.
	bare := cs.sibling()
	bare.rels = []*scopeRel{cs.rels[0], hideNames(excluded)}
	if c.sets, err = b.sets(bare, d.named, oc.Sets); err != nil {
		return nil, err
	}
	d.updates(c.sets)
	if oc.SetWhere != nil {
		if c.where, err = bare.with(kindWhere).condition(oc.SetWhere, "WHERE"); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// arbiterNeeds notes the columns that ON CONFLICT names, itself or by a constraint.
func (b *binder) arbiterNeeds(d *dml, oc *ast.OnConflict, found []catalog.IndexID) {
	if oc.Constraint == "" && len(oc.Elems) == 0 {
		return
	}
	for _, id := range found {
		if ix, ok := d.table.Index(id); ok {
			d.need.infers(d.table.ReadBy(ix))
			for vt := d.view; vt != nil; vt = vt.inner {
				vt.need.want(catalog.PrivilegeSelect)
			}
		}
	}
}

// hideNames lets columns be named with their qualifier only.
func hideNames(r *scopeRel) *scopeRel {
	n := *r
	n.cols = append([]scopeCol(nil), r.cols...)
	for i := range n.cols {
		n.cols[i].nameHidden = true
	}
	return &n
}

// arbiters finds the unique indexes that ON CONFLICT names.
func (b *binder) arbiters(d *dml, oc *ast.OnConflict) ([]catalog.IndexID, error) {
	t := d.named
	if oc.Constraint != "" {
		ix, ok := t.IndexNamed(oc.Constraint)
		if !ok || ix.Constraint == 0 {
			return nil, b.fail(oc, pgerror.UndefinedObject, "constraint %q for table %q does not exist", oc.Constraint, t.Name)
		}
		if ix.Excludes() && oc.DoUpdate {
			return nil, b.fail(nil, pgerror.WrongObjectType, "ON CONFLICT DO UPDATE not supported with exclusion constraints")
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

func (b *binder) noArbiter(t *catalog.TableDesc, ix *catalog.IndexDesc) error {
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters").
		WithTable(b.schemaName(t), t.Name).WithConstraint(ix.Name)
}

// isUnique reports whether an index lets no two rows be alike at any time.
func isUnique(t *catalog.TableDesc, ix *catalog.IndexDesc) bool {
	return ix.Identifies() || ix.ID == t.Indexes[0].ID && t.HasPrimaryKey()
}

func (b *binder) update(s *scope, st *ast.Update) (*dml, error) {
	w, err := b.dmlWith(s, st.With, st)
	if err != nil {
		return nil, err
	}
	d, us, r, err := b.dmlTarget(s, CommandUpdate, &st.Table, st.From)
	if err != nil {
		return nil, err
	}
	// The order is Postgres's: a parameter has the type of the clause that is looked at first.
	if err := b.dmlWhere(us, d, st.Where); err != nil {
		return nil, err
	}
	d.newVars = b.writtenVars(d)
	if d.view == nil {
		b.owns(d.need, d.newVars)
	}
	if err := b.viewChecks(d); err != nil {
		return nil, err
	}
	if err := b.returning(s, d, st.Returning, append([]*scopeRel{}, r...)); err != nil {
		return nil, err
	}
	if d.values, err = b.sets(us.with(kindUpdateSource), d.named, st.Sets); err != nil {
		return nil, err
	}
	if w != nil {
		w.in = d.src
		d.src = w
	}
	d.updates(d.values)
	d.checks, err = b.checks(d)
	return d, err
}

// dmlTarget binds the target of UPDATE or DELETE and what FROM or USING adds.
// It returns the scope of the statement's expressions, and the added items.
func (b *binder) dmlTarget(s *scope, cmd Command, tn *ast.TableName, from []ast.TableRef) (*dml, *scope, []*scopeRel, error) {
	t, err := b.dmlTable(tn)
	if err != nil {
		return nil, nil, nil, err
	}
	letter := byte(catalog.PrivilegeDelete)
	if cmd == CommandUpdate {
		letter = catalog.PrivilegeUpdate
	}
	d := &dml{cmd: cmd, table: t, named: t}
	if t.IsView() && !t.Instead(eventOf[cmd]) {
		if d.view, err = b.viewTargetOf(t, cmd, letter); err != nil {
			return nil, nil, nil, err
		}
		d.table, d.named = d.view.base, d.view.shown
	}
	var r *scopeRel
	b.as(d.view, func() {
		if d.table.IsView() {
			r, err = b.insteadTarget(s, d, tn)
			d.need.Letters = string(rune(letter))
			return
		}
		ref := *tn
		if d.view != nil {
			ref.Only = d.view.only()
		}
		d.target, r = b.scanTable(d.table, &ref)
		d.item = b.itemNumber(&tn.Item)
		r.item = d.item
		d.targetVars = d.target.vars
		d.need = d.target.need
		d.need.Letters = string(rune(letter))
		d.src = b.guarded(d.target, letter, d)
	})
	if err != nil {
		return nil, nil, nil, err
	}
	if d.alias = r.name; d.view != nil {
		if r, err = b.viewAsTarget(d, tn); err != nil {
			return nil, nil, nil, err
		}
	}
	us := s.sibling()
	us.rels = []*scopeRel{r}
	if len(from) == 0 {
		return d, us, nil, nil
	}
	fs := s.sibling()
	fs.hidden = slices.Concat(fs.hidden, us.rels)
	fs.rels = barring(us.rels, barTarget)
	fr, err := fs.from(from)
	if err != nil {
		return nil, nil, nil, err
	}
	fs.rels = fs.rels[1:]
	if err := us.addRels(tn, fs.rels); err != nil {
		return nil, nil, nil, err
	}
	d.src = &relJoin{kind: joinInner, l: d.src, r: fr}
	d.joined = true
	return d, us, fs.rels, nil
}

// eventOf is the event of a statement, as triggers have it.
var eventOf = map[Command]byte{CommandInsert: 'i', CommandUpdate: 'u', CommandDelete: 'd'}

// shownVars are the columns of the target that RETURNING and a view of it may show: of a
// partitioned table, also which leaf a row is of.
func (d *dml) shownVars() []scalar.VarID {
	if d.instead {
		return d.targetVars
	}
	return d.target.rowVars()
}

// insteadTarget binds a view whose triggers stand for writing its rows.
func (b *binder) insteadTarget(s *scope, d *dml, tn *ast.TableName) (*scopeRel, error) {
	fs := s.sibling()
	item, err := fs.viewRef(tn, d.table)
	if err != nil {
		d.need = &need{}
		return nil, err
	}
	r := item.rels[0]
	d.instead, d.src, d.need = true, item.rel, r.view.need
	for i := range r.cols {
		d.targetVars = append(d.targetVars, r.cols[i].id)
	}
	return r, nil
}

// viewAsTarget names the columns of a view that UPDATE or DELETE is about, and leaves it the
// rows that the view shows.
func (b *binder) viewAsTarget(d *dml, tn *ast.TableName) (*scopeRel, error) {
	vars := d.shownVars()
	b.forget(vars)
	d.view.setBase(d.need)
	if d.alias = d.view.view.Name; tn.Alias.Name != "" {
		d.alias = tn.Alias.Name
	}
	var err error
	if d.src, err = b.shownBy(d.view, d.src, vars); err != nil {
		return nil, err
	}
	return b.writtenRow(d, d.alias, vars)
}

func (b *binder) dmlWhere(s *scope, d *dml, e ast.Expr) (err error) {
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
		d.src = &relSelect{in: d.src, conds: conds}
	}
	return nil
}

// assignment is one column of SET with what it is given; x is nil for DEFAULT.
type assignment struct {
	column *ast.InsertColumn
	node   ast.Node
	x      scalar.Expr
}

// sets binds the assignments of SET; nil where a column keeps its value. All values are
// bound before any column is looked for.
func (b *binder) sets(s *scope, t *catalog.TableDesc, list []ast.SetClause) ([]scalar.Expr, error) {
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
		if err := b.setColumn(s, t, out, &all[i]); err != nil {
			return nil, err
		}
	}
	for i := range all {
		_, slot, _ := b.targetColumn(all[i].column, t, "update")
		if all[i].x != nil {
			b.takesNone(onlyDefault(&t.Columns[slot]))
		} else if vt := b.targets[t]; vt != nil {
			b.takesNone(onlyDefault(&vt.base.Columns[slot])) // DEFAULT is a value: the view's, or NULL
		}
		if t.Columns[slot].Generated != 0 {
			out[slot] = nil // it is computed where what it is computed from changes
		}
	}
	return out, nil
}

// onlyDefault refuses a value for a column that takes DEFAULT alone.
func onlyDefault(c *catalog.Column) error {
	if c.Identity == 'a' {
		return pgerror.New(pgerror.GeneratedAlways, "column %q can only be updated to DEFAULT", c.Name).
			WithDetail("Column %q is an identity column defined as GENERATED ALWAYS.", c.Name)
	}
	return notGenerated(c, "column %q can only be updated to DEFAULT")
}

// setSource binds the values of one item of SET.
func (b *binder) setSource(s *scope, sc *ast.SetClause) ([]assignment, error) {
	if len(sc.Columns) == 0 {
		x, err := s.setValue(sc.Value)
		return []assignment{{&sc.Column, sc.Value, x}}, err
	}
	if q, ok := sc.Value.(*ast.SubqueryExpr); ok {
		return b.setSubquery(s, sc, q)
	}
	r, ok := sc.Value.(*ast.RowExpr)
	switch {
	case ok && slices.ContainsFunc(r.Fields, isStar):
		return b.setRow(s, sc, r)
	case !ok && len(sc.Columns) > 1:
		return nil, b.fail(sc.Value, pgerror.FeatureNotSupported, "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
	}
	fields := []ast.Expr{sc.Value}
	if ok {
		fields = r.Fields
	}
	if len(fields) != len(sc.Columns) {
		return nil, b.fail(sc.Value, pgerror.SyntaxError, "number of columns does not match number of values")
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

func isStar(e ast.Expr) bool {
	ref, ok := e.(*ast.ColumnRef)
	return ok && ref.Star
}

// setValue binds a value of SET; nil is DEFAULT.
func (s *scope) setValue(v ast.Expr) (scalar.Expr, error) {
	if _, ok := v.(*ast.DefaultExpr); ok {
		return nil, nil
	}
	return s.expr(v)
}

// setRow is SET (a, b) = ROW(x.*, …).
func (b *binder) setRow(s *scope, sc *ast.SetClause, e *ast.RowExpr) ([]assignment, error) {
	x, err := s.expr(e)
	if err != nil {
		return nil, err
	}
	row, ok := x.(*scalar.Row)
	if !ok || len(row.Args) != len(sc.Columns) {
		return nil, b.fail(sc.Value, pgerror.SyntaxError, "number of columns does not match number of values")
	}
	out := make([]assignment, len(row.Args))
	for i, y := range row.Args {
		out[i] = assignment{&sc.Columns[i], e, y}
	}
	return out, nil
}

func (b *binder) setSubquery(s *scope, sc *ast.SetClause, q *ast.SubqueryExpr) ([]assignment, error) {
	sub, err := s.subquery(q, q.Query, scalar.SubRow)
	if err != nil {
		return nil, err
	}
	ids := b.subs[sub.ID].out
	if len(ids) != len(sc.Columns) {
		return nil, b.fail(q, pgerror.SyntaxError, "number of columns does not match number of values")
	}
	out := make([]assignment, len(ids))
	for i, id := range ids {
		out[i] = assignment{&sc.Columns[i], q, &scalar.Field{X: sub, Idx: i, T: b.info(id).t}}
	}
	return out, nil
}

// setColumn finds the column of an assignment, and makes its value one of the column's type.
func (b *binder) setColumn(s *scope, t *catalog.TableDesc, out []scalar.Expr, a *assignment) (err error) {
	c := a.column
	_, slot, err := b.targetColumn(c, t, "update")
	if err != nil {
		return err
	}
	if out[slot] != nil && (len(c.Steps) == 0 || !isElementSet(out[slot])) {
		return b.fail(nil, pgerror.SyntaxError, "multiple assignments to same column %q", c.Name)
	}
	col := &t.Columns[slot]
	switch {
	case a.x == nil && len(c.Steps) > 0:
		return b.noPartDefault(c)
	case a.x == nil && b.targets[t] != nil && !b.targets[t].ownDefault(slot):
		out[slot] = scalar.Null(col.Type) // the default of what the view reads is not the view's
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
func (b *binder) ownColumn(s *scope, t *catalog.TableDesc, col *catalog.Column) scalar.Expr {
	for _, r := range s.rels {
		if r.table != t {
			continue
		}
		for i := range r.cols {
			if r.cols[i].name == col.Name {
				return b.ref(r.cols[i].id)
			}
		}
	}
	return nil
}

func (b *binder) deleteStmt(s *scope, st *ast.Delete) (*dml, error) {
	w, err := b.dmlWith(s, st.With, st)
	if err != nil {
		return nil, err
	}
	d, us, r, err := b.dmlTarget(s, CommandDelete, &st.Table, st.Using)
	if err != nil {
		return nil, err
	}
	if err := b.dmlWhere(us, d, st.Where); err != nil {
		return nil, err
	}
	if w != nil {
		w.in = d.src
		d.src = w
	}
	d.newVars = d.shownVars()
	return d, b.returning(s, d, st.Returning, r)
}

// returning binds RETURNING over the row as written (as it was, for DELETE)
// and the items of FROM or USING.
func (b *binder) returning(s *scope, d *dml, list []ast.Target, more []*scopeRel) error {
	if len(list) == 0 {
		return nil
	}
	rs := s.sibling().with(kindReturning)
	row, err := b.writtenRow(d, d.alias, d.newVars)
	if err != nil {
		return err
	}
	b.returnedXmax(d, row)
	rs.rels = append([]*scopeRel{row}, more...)
	ts, err := rs.targetList(list)
	if err != nil {
		return err
	}
	q := &query{}
	p := &relProject{}
	for i := range ts {
		x, err := b.known(ts[i].node, ts[i].x)
		if err != nil {
			return err
		}
		// Each column is an item of its own: RETURNING is computed once, in order.
		id := b.newVar(b.returnedInfo(x, ts[i].name))
		p.items = append(p.items, projItem{id, x})
		q.out = append(q.out, id)
		q.names = append(q.names, ts[i].name)
	}
	d.returning, d.retItems = q, p.items
	return nil
}

// returnedXmax names the system column xmax of a row that INSERT or UPDATE has written: 0, but
// for those that ON CONFLICT updated, by which clients tell them from those inserted.
func (b *binder) returnedXmax(d *dml, row *scopeRel) {
	if d.view != nil || d.instead || d.cmd != CommandInsert && d.cmd != CommandUpdate {
		return
	}
	c := scopeCol{name: "xmax", starHidden: true, attr: systemAttrs["xmax"]}
	if d.conflict != nil && d.conflict.update {
		d.xmax = b.newVar(varInfo{name: c.name, t: types.TXID, typmod: types.NoTypmod, alias: row.name})
		c.id = d.xmax
	} else {
		c.expr = &scalar.Const{T: types.TXID, Typmod: types.NoTypmod, D: types.Int(0)}
	}
	row.cols = append(row.cols, c)
}

// returnedInfo keeps the origin of a table's column for RowDescription.
func (b *binder) returnedInfo(x scalar.Expr, name string) varInfo {
	v := varInfo{name: name, t: x.Type(), typmod: scalar.TypmodOf(x)}
	if ref, ok := x.(*scalar.Var); ok {
		o := b.info(ref.ID)
		v.table, v.slot = o.table, o.slot
	}
	return v
}
