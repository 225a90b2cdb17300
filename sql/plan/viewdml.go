package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// A statement that writes to a view that can be written to writes to the table that the view
// reads in the end (Postgres's rewriteTargetView). Names are those of the view; rows that the
// view does not show are neither changed nor deleted. Whoever writes needs the privileges on the
// view, its owner those on what it reads.

// viewTarget is a view that a statement writes to.
type viewTarget struct {
	view *catalog.TableDesc
	// base is the table in the end, shown the same with the names and defaults of the view.
	base, shown *catalog.TableDesc
	// inner is the view that this one reads, nil where that is the table.
	inner *viewTarget
	need  *need
	// slots are the columns of base that those of the view are; -1: none.
	slots []int
	// runAs is in whose name base is used; 0: who runs the statement.
	runAs catalog.ID
}

// viewTargetOf finds what a statement writes to through a view.
func (b *binder) viewTargetOf(v *catalog.TableDesc, cmd Command, letter byte) (*viewTarget, error) {
	if why := notUpdatable(b.env.Catalog, v, cmd != CommandDelete); why != "" {
		return nil, cannotWrite(v, cmd, why)
	}
	vt := &viewTarget{view: v, need: b.needs(v, letter)}
	err := b.inView(v, func() (err error) {
		base := baseOf(b.env.Catalog, v.Query)
		vt.need.belowRead = readOf(v, base)
		b.tableUse(base)
		switch {
		case base.Virtual:
			return b.noDML(base)
		case base.IsView() && !base.Instead(eventOf[cmd]):
			if vt.inner, err = b.viewTargetOf(base, cmd, letter); err != nil {
				return err
			}
			vt.base, vt.runAs, vt.need.below = vt.inner.base, vt.inner.runAs, vt.inner.need
		default:
			vt.base, vt.runAs = base, b.runAs
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	vt.show()
	if cmd == CommandInsert {
		if err := vt.ownDefaults(); err != nil {
			return nil, err
		}
	}
	if b.targets == nil {
		b.targets = map[*catalog.TableDesc]*viewTarget{}
	}
	b.targets[vt.shown] = vt
	return vt, nil
}

// ownDefaults refuses what is inserted through a view that has a default for a column which takes
// no value.
func (vt *viewTarget) ownDefaults() error {
	below := vt.base
	if vt.inner != nil {
		below = vt.inner.shown
	}
	for i, slot := range vt.slots {
		if vt.view.Columns[i].Default == nil {
			continue
		}
		if slot < 0 {
			return vt.readOnly(i, "insert into")
		}
		if err := notGenerated(&below.Columns[slot], "cannot insert a non-DEFAULT value into column %q"); err != nil {
			return err
		}
	}
	return nil
}

// ownDefault reports whether the view itself has a default for a column of the table.
func (vt *viewTarget) ownDefault(slot int) bool {
	for i, at := range vt.slots {
		if at == slot && vt.view.Columns[i].Default != nil {
			return true
		}
	}
	return false
}

// cannotWrite is the error for a view that can't be written to.
func cannotWrite(v *catalog.TableDesc, cmd Command, why string) error {
	words := [...][3]string{
		CommandInsert: {"insert into", "inserting into", "INSERT"},
		CommandUpdate: {"update", "updating", "UPDATE"},
		CommandDelete: {"delete from", "deleting from", "DELETE"},
	}[cmd]
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot %s view %q", words[0], v.Name).WithDetail("%s", why).
		WithHint("To enable %s the view, provide an INSTEAD OF %s trigger or an unconditional ON %s DO INSTEAD rule.", words[1], words[2], words[2])
}

// readOf are the columns of base that a view refers to.
func readOf(v, base *catalog.TableDesc) []catalog.ColumnID {
	var out []catalog.ColumnID
	for _, r := range v.Refs {
		if r.Object == base.ID && r.Column != 0 {
			out = append(out, r.Column)
		}
	}
	return out
}

// show makes the table with the names and defaults of the view.
func (vt *viewTarget) show() {
	below := vt.base
	if vt.inner != nil {
		below = vt.inner.shown
	}
	shown := *below
	shown.Name, shown.SchemaID, shown.Columns = vt.view.Name, vt.view.SchemaID, slices.Clone(below.Columns)
	for i := range vt.view.Query.Targets {
		slot := -1
		if t := &vt.view.Query.Targets[i]; notUpdatableColumn(vt.view.Query, t) == "" {
			slot = vt.slotBelow(catalog.ColumnID(t.Expr.(*ast.ColumnRef).Attr))
		}
		vt.slots = append(vt.slots, slot)
		if slot < 0 {
			continue
		}
		c, own := &shown.Columns[slot], &vt.view.Columns[i]
		if c.Name = own.Name; own.Default != nil {
			c.Default, c.Identity, c.Generated = own.Default, 0, 0
		}
	}
	vt.shown = &shown
}

// slotBelow is the slot of the table's column that a column of what the view reads is.
func (vt *viewTarget) slotBelow(id catalog.ColumnID) int {
	if vt.inner != nil {
		if int(id) > len(vt.inner.slots) {
			return -1
		}
		return vt.inner.slots[id-1]
	}
	if _, slot, ok := vt.base.ColumnByID(id); ok {
		return slot
	}
	return -1
}

// setBase says what is needed of the table, in whose owner's place the view is.
func (vt *viewTarget) setBase(n *need) {
	for vt.inner != nil {
		vt = vt.inner
	}
	vt.need.below = n
}

// as binds something in the name in which the table is used; vt may be nil.
func (b *binder) as(vt *viewTarget, f func()) {
	runAs := b.runAs
	if vt != nil {
		b.runAs = vt.runAs
	}
	f()
	b.runAs = runAs
}

// columnToSet finds a column that a statement assigns. t may be what a view shows of its table.
func (b *binder) columnToSet(n ast.Node, t *catalog.TableDesc, name, doing string) (*catalog.Column, int, error) {
	vt := b.targets[t]
	if vt == nil {
		c, slot, ok := t.ColumnNamed(name)
		if !ok && isSystemColumn(name) && doing == "update" {
			return nil, 0, b.fail(n, pgerror.FeatureNotSupported, "cannot assign to system column %q", name)
		}
		if !ok {
			return nil, 0, b.fail(n, pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, t.Name)
		}
		return c, slot, nil
	}
	i := slices.IndexFunc(vt.view.Columns, func(c catalog.Column) bool { return c.Name == name })
	if i < 0 {
		return nil, 0, b.fail(n, pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, t.Name)
	}
	if vt.slots[i] < 0 {
		return nil, 0, vt.readOnly(i, doing)
	}
	return &t.Columns[vt.slots[i]], vt.slots[i], nil
}

// readOnly is the error for a column of a view that can't be written.
func (vt *viewTarget) readOnly(i int, doing string) error {
	why := notUpdatableColumn(vt.view.Query, &vt.view.Query.Targets[i])
	if why == "" && vt.inner != nil {
		return vt.inner.readOnly(int(vt.view.Query.Targets[i].Expr.(*ast.ColumnRef).Attr)-1, doing)
	}
	return pgerror.New(pgerror.FeatureNotSupported, "cannot %s column %q of view %q", doing, vt.view.Columns[i].Name, vt.view.Name).WithDetail("%s", why)
}

// inserts and updates note, for the table and the views, the columns that get values.
func (d *dml) inserts(slot int) {
	d.need.inserts(slot)
	d.eachView(slot, func(n *need, i int) { n.inserts(i) })
}

func (d *dml) updates(sets []scalar.Expr) {
	d.need.updates(sets)
	for vt := d.view; vt != nil; vt = vt.inner {
		vt.need.want(catalog.PrivilegeUpdate)
	}
	for slot, x := range sets {
		if x != nil {
			d.eachView(slot, func(n *need, i int) { n.Updated = note(n.Updated, n.table, i) })
		}
	}
}

func (d *dml) eachView(slot int, f func(n *need, i int)) {
	for vt := d.view; vt != nil; vt = vt.inner {
		if i := slices.Index(vt.slots, slot); i >= 0 {
			f(vt.need, i)
		}
	}
}

// writtenRow names the columns of a row of the target, as the statement does.
func (b *binder) writtenRow(d *dml, name string, vars []scalar.VarID) (*scopeRel, error) {
	if d.view == nil {
		r := b.rowRel(d.table, name, vars)
		r.item = d.item
		return r, nil
	}
	r, err := b.viewRow(d.view, vars)
	if err != nil {
		return nil, err
	}
	r.name, r.table = name, d.view.shown
	if name == d.view.view.Name {
		r.schema = b.schemaName(d.view.view)
	}
	return r, nil
}

// viewRow names the columns of a view over a row of its table. That they are made of that
// table's is nobody's need.
func (b *binder) viewRow(vt *viewTarget, vars []scalar.VarID) (*scopeRel, error) {
	below, err := b.rowBelow(vt, vars)
	if err != nil {
		return nil, err
	}
	r := &scopeRel{name: vt.view.Name, view: &viewUse{need: vt.need}}
	err = b.inView(vt.view, func() error {
		s := b.rootScope().with(kindReturning)
		s.rels = []*scopeRel{below}
		for i := range vt.view.Columns {
			x, err := s.typed(vt.view.Query.Targets[i].Expr)
			if err != nil {
				return err
			}
			c := scopeCol{name: vt.view.Columns[i].Name, expr: x, attr: int32(i + 1), of: vt.need, slot: i}
			if v, ok := x.(*scalar.Var); ok {
				c.id, c.expr = v.ID, nil
			}
			r.cols = append(r.cols, c)
		}
		return nil
	})
	return r, err
}

// only reports whether the view is of ONLY its table.
func (vt *viewTarget) only() bool {
	for vt.inner != nil {
		vt = vt.inner
	}
	t, ok := vt.view.Query.From[0].(*ast.TableName)
	return ok && t.Only
}

// rowBelow names the columns of what a view reads over a row of the table.
func (b *binder) rowBelow(vt *viewTarget, vars []scalar.VarID) (*scopeRel, error) {
	var r *scopeRel
	if vt.inner == nil {
		r = b.rowRel(vt.base, vt.base.Name, vars)
		at := 0
		for i := range vt.base.Columns {
			if c := &vt.base.Columns[i]; !c.Hidden {
				r.cols[at].attr = int32(c.ID)
				at++
			}
		}
	} else {
		var err error
		if r, err = b.viewRow(vt.inner, vars); err != nil {
			return nil, err
		}
		for i := range r.cols {
			r.cols[i].of = nil
		}
	}
	r.item = *itemOf(vt.view.Query.From[0])
	return r, nil
}

// viewConds are the conditions under which a view shows a row.
func (b *binder) viewConds(vt *viewTarget, vars []scalar.VarID) ([]scalar.Expr, error) {
	if vt.view.Query.Where == nil {
		return nil, nil
	}
	below, err := b.rowBelow(vt, vars)
	if err != nil {
		return nil, err
	}
	var out []scalar.Expr
	err = b.inView(vt.view, func() (err error) {
		s := b.rootScope()
		s.rels = []*scopeRel{below}
		out, err = s.where(vt.view.Query.Where)
		return err
	})
	return out, err
}

// shownBy keeps the rows of a table that a view shows.
func (b *binder) shownBy(vt *viewTarget, r rel, vars []scalar.VarID) (rel, error) {
	if vt.inner != nil {
		var err error
		if r, err = b.shownBy(vt.inner, r, vars); err != nil {
			return nil, err
		}
	}
	conds, err := b.viewConds(vt, vars)
	if err != nil {
		return nil, err
	}
	if len(conds) > 0 {
		r = &relSelect{in: r, conds: conds}
	}
	if vt.view.Flag(optionBarrier) {
		r = &relBarrier{in: r}
	}
	return r, nil
}

// viewChecks are what check options want of a row that is written: those of the inner views
// first, as in Postgres.
func (b *binder) viewChecks(d *dml) error {
	var out []PolicyCheck
	cascaded := false
	for vt := d.view; vt != nil; vt = vt.inner {
		option, has := vt.view.Option(optionCheck)
		if cascaded = cascaded || option == "cascaded"; !has && !cascaded {
			continue
		}
		conds, err := b.viewConds(vt, d.newVars)
		if err != nil {
			return err
		}
		if len(conds) > 0 {
			out = append(out, PolicyCheck{Name: vt.view.Name, View: true, X: scalar.And(conds...)})
		}
	}
	slices.Reverse(out)
	d.viewChecks = out
	return nil
}

// forget makes that columns are read nobody's need: those of a view's table, whose need follows
// from that of the view.
func (b *binder) forget(vars []scalar.VarID) {
	for _, id := range vars {
		b.info(id).need = nil
	}
}
