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

// A statement that writes to a view that can be written to writes to the table that the view
// reads in the end (Postgres's rewriteTargetView). Names are those of the view; rows that the
// view does not show are neither changed nor deleted. Whoever writes needs the privileges on the
// view, its owner those on what it reads.

// viewTargetOf finds what a statement writes to through a view.
// Views upon views are followed down to a table, or to a view with a trigger that stands for the
// write: each level has its ViewTarget, the outer one first. letter is the privilege that the
// command takes on the view; what the view's owner needs below is in Need.Below.
//
// The parts, from outside in, for v over w over table t:
//
//	ViewTarget{View: v}           Need: of who writes; Slots: v's columns in t
//	  Inner: ViewTarget{View: w}  Need: of v's owner (Need.Below); RunAs: w's owner
//	Base: t                       needed by the innermost view's owner (Binder.as)
//	Shown                         t, with the names and defaults that v gives its columns
func (b *Binder) viewTargetOf(v *catalog.TableDesc, cmd nodes.Command, letter byte) (*rel.ViewTarget, error) {
	if why := notUpdatable(b.Env.Catalog, v, cmd != nodes.CommandDelete); why != "" {
		return nil, cannotWrite(v, cmd, why)
	}
	// After the view's own reasons: who can't write through it in any case is told why, not that the session is restricted.
	if err := b.mayUseView(v); err != nil {
		return nil, err
	}
	vt := &rel.ViewTarget{View: v, Need: b.needs(v, letter)}
	// The base is looked up by its number, in the view's name.
	// inView: what is below is used in the name of v's owner, or, with security_invoker, of who writes.
	err := b.inView(v, func() (err error) {
		base := baseOf(b.Env.Catalog, v.Query)
		vt.Need.BelowRead = readOf(v, base)
		// The statement does not name it, and its plan depends on it all the same.
		b.TableUse(base)
		switch {
		case base.Virtual:
			return b.noDML(base)
		// A view with INSTEAD OF triggers ends the way down: they get its rows, whatever it reads.
		case base.IsView() && !base.Instead(eventOf[cmd]):
			if vt.Inner, err = b.viewTargetOf(base, cmd, letter); err != nil {
				return err
			}
			vt.Base, vt.RunAs, vt.Need.Below = vt.Inner.Base, vt.Inner.RunAs, vt.Inner.Need
		default:
			vt.Base, vt.RunAs = base, b.runAs
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	showThrough(vt)
	if cmd == nodes.CommandInsert {
		if err := ownDefaults(vt); err != nil {
			return nil, err
		}
	}
	// By the copy: two uses of one view in a statement have each a target of their own.
	if b.targets == nil {
		b.targets = map[*catalog.TableDesc]*rel.ViewTarget{}
	}
	b.targets[vt.Shown] = vt
	return vt, nil
}

// ownDefaults refuses what is inserted through a view that has a default for a column which takes
// no value.
// It is asked before the columns of the statement are known: such a view takes no row at all.
//
// ALTER VIEW v ALTER c SET DEFAULT 1, where c is a + 1 of the table: each INSERT into v would
// have to write c.
func ownDefaults(vt *rel.ViewTarget) error {
	below := vt.Base
	if vt.Inner != nil {
		below = vt.Inner.Shown
	}
	for i, slot := range vt.Slots {
		if vt.View.Columns[i].Default == nil {
			continue
		}
		if slot < 0 {
			return readOnly(vt, []int{i}, inserting)
		}
		if err := notGenerated(&below.Columns[slot], "cannot insert a non-DEFAULT value into column %q"); err != nil {
			return err
		}
	}
	return nil
}

// cannotWrite is the error for a view that can't be written to.
// why is the detail. It is 55000, with Postgres's words for each command.
func cannotWrite(v *catalog.TableDesc, cmd nodes.Command, why string) error {
	words := [...][3]string{
		// No other command comes here: MERGE does not write through a view.
		nodes.CommandInsert: {"insert into", "inserting into", "INSERT"},
		nodes.CommandUpdate: {"update", "updating", "UPDATE"},
		nodes.CommandDelete: {"delete from", "deleting from", "DELETE"},
	}[cmd]
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot %s view %q", words[0], v.Name).WithDetail("%s", why).
		WithHint("To enable %s the view, provide an INSTEAD OF %s trigger or an unconditional ON %s DO INSTEAD rule.", words[1], words[2], words[2])
}

// readOf are the columns of base that a view refers to.
func readOf(v, base *catalog.TableDesc) []catalog.ColumnID {
	var out []catalog.ColumnID
	for _, r := range v.Refs {
		// Refs with column 0 are of the table as a whole, by count(*) say.
		if r.Object == base.ID && r.Column != 0 {
			out = append(out, r.Column)
		}
	}
	return out
}

// showThrough makes the table with the names and defaults of the view.
// Slots gives the table's slot for each column of the view, -1 where that can't be written. The
// descriptor is a copy, made for this statement: it is what names and defaults are looked up in
// (rel.DML.Named), and the key of Binder.targets.
// Where several columns of the view show one of the table, the last name and the last default stand there; whoever looks a
// name up goes by View.Columns and Slots (columnToSet).
func showThrough(vt *rel.ViewTarget) {
	below := vt.Base
	if vt.Inner != nil {
		below = vt.Inner.Shown
	}
	// The copy is also how columnToSet knows that names are a view's: it is a key of Binder.targets, the table is none.
	// A shallow copy but for the columns: indexes, checks and triggers are the table's own.
	shown := *below
	shown.Name, shown.SchemaID, shown.Columns = vt.View.Name, vt.View.SchemaID, slices.Clone(below.Columns)
	for i := range vt.View.Query.Targets {
		slot := -1
		if t := &vt.View.Query.Targets[i]; notUpdatableColumn(vt.View.Query, t) == "" {
			slot = vt.SlotBelow(catalog.ColumnID(t.Expr.(*ast.ColumnRef).Attr))
		}
		vt.Slots = append(vt.Slots, slot)
		if slot < 0 {
			continue
		}
		c, own := &shown.Columns[slot], &vt.View.Columns[i]
		// The view's default goes before the table's, and before an identity.
		if c.Name = own.Name; own.Default != nil {
			c.Default, c.Identity, c.Generated = own.Default, 0, 0
		}
	}
	vt.Shown = &shown
}

// as binds something in the name in which the table is used; vt may be nil.
// What the statement reads besides is bound outside of f, in the name of who runs it.
func (b *Binder) as(vt *rel.ViewTarget, f func()) {
	runAs := b.runAs
	if vt != nil {
		b.runAs = vt.RunAs
	}
	f()
	b.runAs = runAs
}

// columnToSet finds a column that a statement assigns. t may be what a view shows of its table.
func (b *Binder) columnToSet(n ast.Node, t *catalog.TableDesc, name string, w writing) (*catalog.Column, int, error) {
	vt := b.targets[t]
	if vt == nil {
		c, slot, ok := t.ColumnNamed(name)
		// In INSERT's list a system column is one that is not there (Postgres: checkInsertTargets).
		if !ok && IsSystemColumn(name) && w.set {
			return nil, 0, b.Fail(n, pgerror.FeatureNotSupported, "cannot assign to system column %q", name)
		}
		if !ok {
			return nil, 0, b.Fail(n, pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, t.Name)
		}
		return c, slot, nil
	}
	// A hidden column of the table can't be named through a view: only the view's columns are looked at.
	i := slices.IndexFunc(vt.View.Columns, func(c catalog.Column) bool { return c.Name == name })
	if i < 0 {
		return nil, 0, b.Fail(n, pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, t.Name)
	}
	if vt.Slots[i] < 0 {
		return nil, 0, readOnly(vt, []int{i}, w)
	}
	return &t.Columns[vt.Slots[i]], vt.Slots[i], nil
}

// writing is how a statement writes a column: doing words errors, set tells SET from a list of columns.
type writing struct {
	doing string
	set   bool
}

var (
	inserting = writing{"insert into", false}
	updating  = writing{"update", true}
	upserting = writing{"insert into", true} // SET of ON CONFLICT
)

// readOnly is the error for columns of a view of which one can't be written. The views are looked at
// from the outermost down, each with all of the columns, in its own order.
func readOnly(vt *rel.ViewTarget, columns []int, w writing) error {
	var below []int
	slices.Sort(columns)
	for _, i := range columns {
		t := &vt.View.Query.Targets[i]
		if why := notUpdatableColumn(vt.View.Query, t); why != "" {
			return pgerror.New(pgerror.FeatureNotSupported, "cannot %s column %q of view %q", w.doing, vt.View.Columns[i].Name, vt.View.Name).WithDetail("%s", why)
		}
		// It is a plain column, or why would have told; of a view below the number is the place, from 1.
		below = append(below, int(t.Expr.(*ast.ColumnRef).Attr)-1)
	}
	return readOnly(vt.Inner, below, w)
}

// upTo are the numbers below n.
func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// writtenRow names the columns of a row of the target, as the statement does.
func (b *Binder) writtenRow(d *rel.DML, name string, vars []scalar.VarID) (*scopeRel, error) {
	if d.View == nil {
		r := b.rowRel(d.Table, name, vars)
		r.item = d.Item
		return r, nil
	}
	r, err := b.viewRow(d.View, vars)
	if err != nil {
		return nil, err
	}
	r.name, r.table = name, d.View.Shown
	// schema.view.column means it, unless an alias has hidden the name.
	if name == d.View.View.Name {
		r.schema = b.schemaName(d.View.View)
	}
	return r, nil
}

// viewRow names the columns of a view over a row of its table. That they are made of that
// table's is nobody's need.
func (b *Binder) viewRow(vt *rel.ViewTarget, vars []scalar.VarID) (*scopeRel, error) {
	below, err := b.rowBelow(vt, vars)
	if err != nil {
		return nil, err
	}
	// need is that of the view: naming a column of the row asks for the privilege on the view's column.
	r := &scopeRel{name: vt.View.Name, view: &viewUse{need: vt.Need}}
	err = b.inView(vt.View, func() error {
		s := b.rootScope().with(kindReturning)
		// Each column is its expression over the row below, also those that can't be written.
		s.rels = []*scopeRel{below}
		for i := range vt.View.Columns {
			x, err := s.typed(vt.View.Query.Targets[i].Expr)
			if err != nil {
				return err
			}
			// of and slot: who names the column needs the privilege on that of the view, whatever it is made of.
			c := scopeCol{name: vt.View.Columns[i].Name, expr: x, attr: int32(i + 1), of: vt.Need, slot: i}
			if v, ok := x.(*scalar.Var); ok {
				c.id, c.expr = v.ID, nil
			}
			r.cols = append(r.cols, c)
		}
		return nil
	})
	return r, err
}

// rowBelow names the columns of what a view reads over a row of the table.
// A view's query knows its table by the number of its FROM item, and the columns by their IDs.
func (b *Binder) rowBelow(vt *rel.ViewTarget, vars []scalar.VarID) (*scopeRel, error) {
	var r *scopeRel
	if vt.Inner == nil {
		r = b.rowRel(vt.Base, vt.Base.Name, vars)
		// r.cols has the visible columns, in order, and tableoid behind them.
		at := 0
		for i := range vt.Base.Columns {
			if c := &vt.Base.Columns[i]; !c.Hidden {
				r.cols[at].attr = int32(c.ID)
				at++
			}
		}
	} else {
		var err error
		if r, err = b.viewRow(vt.Inner, vars); err != nil {
			return nil, err
		}
		for i := range r.cols {
			// Naming w's columns in v is v's owner's need, which is noted as a whole (BelowRead).
			r.cols[i].of = nil
		}
	}
	r.item = *itemOf(vt.View.Query.From[0])
	return r, nil
}

// viewConds are the conditions under which a view shows a row.
// They are bound anew over each row that is asked about: the old one, the new one.
func (b *Binder) viewConds(vt *rel.ViewTarget, vars []scalar.VarID) ([]scalar.Expr, error) {
	if vt.View.Query.Where == nil {
		return nil, nil
	}
	below, err := b.rowBelow(vt, vars)
	if err != nil {
		return nil, err
	}
	var out []scalar.Expr
	err = b.inView(vt.View, func() (err error) {
		s := b.rootScope()
		s.rels = []*scopeRel{below}
		out, err = s.where(vt.View.Query.Where)
		return err
	})
	return out, err
}

// shownBy keeps the rows of a table that a view shows.
// A security_barrier view keeps what is outside from being evaluated on rows that it does not show.
// The innermost conditions are judged first: an outer view's see only rows that the inner ones show.
func (b *Binder) shownBy(vt *rel.ViewTarget, r rel.Rel, vars []scalar.VarID) (rel.Rel, error) {
	if vt.Inner != nil {
		var err error
		if r, err = b.shownBy(vt.Inner, r, vars); err != nil {
			return nil, err
		}
	}
	conds, err := b.viewConds(vt, vars)
	if err != nil {
		return nil, err
	}
	if len(conds) > 0 {
		r = &rel.Select{In: r, Conds: conds}
	}
	// The barrier is above the view's own conditions: those may be judged first, as the view's owner wrote them.
	if vt.View.Flag(optionBarrier) {
		r = &rel.Barrier{In: r}
	}
	return r, nil
}

// ViewChecks are what check options want of a row that is written: those of the inner views
// first, as in Postgres.
// Without a check option of its own a view is checked where one around it is CASCADED.
// The name of the check is the view's, by which 44000 tells who refused the row.
func (b *Binder) viewChecks(d *rel.DML) error {
	var out []nodes.PolicyCheck
	cascaded := false
	// A LOCAL one reaches no further than its view, and does not end what one around it has begun.
	// From outside in, since CASCADED reaches inwards.
	for vt := d.View; vt != nil; vt = vt.Inner {
		// has without CASCADED is LOCAL.
		option, has := vt.View.Option(optionCheck)
		if cascaded = cascaded || option == "cascaded"; !has && !cascaded {
			continue
		}
		conds, err := b.viewConds(vt, d.NewVars)
		if err != nil {
			return err
		}
		if len(conds) > 0 {
			out = append(out, nodes.PolicyCheck{Name: vt.View.Name, View: true, X: scalar.And(conds...)})
		}
	}
	slices.Reverse(out)
	d.ViewChecks = out
	return nil
}

// forget makes that columns are read nobody's need: those of a view's table, whose need follows
// from that of the view.
// What is asked of the base instead was taken down by viewTargetOf (BelowRead).
func (b *Binder) forget(vars []scalar.VarID) {
	for _, id := range vars {
		b.Info(id).Need = nil
	}
}
