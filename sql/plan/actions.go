package plan

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// What a foreign key does to referencing rows is a plan of its own: a DELETE, an UPDATE or
// a SELECT that joins the referencing table with the set of keys that are gone. The
// executor runs it inside the statement, for whole sets of keys. A plan that changes
// referenced keys carries the plans of all that may follow, each once, however the foreign
// keys go in circles. They run with the rights of the tables' owners: neither the caller's
// privileges nor its policies are asked.

// ActionKey names a plan of a foreign key: after DELETE or after UPDATE of referenced rows,
// what is done, or the search for keys that are still referred to.
type ActionKey struct {
	ForeignKey     catalog.ID
	Update, Search bool
}

// Key names the plan of what in does, or the search.
func (in *Inbound) Key(search bool) ActionKey { return ActionKey{in.Desc.OID, in.Update, search} }

// searches reports whether in needs a plan that looks for referencing rows: there is no
// index, and they must not be.
func (in *Inbound) searches() bool {
	return in.Layout == nil && (!in.Acts() || in.Action == ast.RefSetDefault)
}

// Acts reports whether in changes referencing rows.
func (in *Inbound) Acts() bool { return in.Action >= ast.RefCascade }

// Width is how many values of an event of in there are: the key that is gone; the same as
// values of the referencing columns, where these are of other types (At: where they
// begin); and for ON UPDATE CASCADE the key that has come.
func (in *Inbound) Width() int {
	n := in.At + len(in.Slots)
	if in.cascadesUpdate() {
		n += len(in.Slots)
	}
	return n
}

func (in *Inbound) cascadesUpdate() bool { return in.Update && in.Action == ast.RefCascade }

// place decides what events of in look like.
func (in *Inbound) place() {
	for _, back := range in.Back {
		if in.Reversible && back != nil {
			in.At = len(in.Slots)
		}
	}
}

// needsPlan reports whether in cannot be served without one.
func (in *Inbound) needsPlan() bool { return in.Acts() || in.searches() }

// actions plans what follows from the referenced keys that out takes away.
func (b *binder) actions(out *Plan) error {
	todo := b.inbound
	if len(todo) == 0 {
		return nil
	}
	env := Env{}
	if b.env != nil {
		env = *b.env
	}
	env.ParamTypes, env.Text, env.Variables, env.Arguments = nil, "", nil, nil
	out.Actions = map[ActionKey]*Plan{}
	used := map[catalog.ID]bool{}
	for len(todo) > 0 {
		in := todo[0]
		todo = todo[1:]
		for _, search := range []bool{false, true} {
			if _, ok := out.Actions[in.Key(search)]; ok || search && !in.searches() || !search && !in.Acts() {
				continue
			}
			nb := newBinder(&env)
			nb.nested = true
			p, err := nb.action(in, search)
			if err != nil {
				return err
			}
			out.Actions[in.Key(search)] = p
			todo = append(todo, nb.inbound...)
			for _, id := range p.Tables {
				used[id] = true
			}
		}
	}
	more := slices.Collect(maps.Keys(used))
	out.Tables = slices.Compact(slices.Sorted(slices.Values(append(more, out.Tables...))))
	out.Always = slices.Compact(slices.Sorted(slices.Values(append(more, out.Always...))))
	return nil
}

// action plans what in does, or the search for keys that are still referred to.
func (b *binder) action(in *Inbound, search bool) (*Plan, error) {
	sc, r := b.scanTable(in.Child, &ast.TableName{Only: !in.Child.Partitioned()}) // what inherits from it has keys of its own
	b.tableUse(in.Child)
	gone := b.goneKeys(in)
	conds := make([]scalar.Expr, len(in.From))
	var err error
	for j, slot := range in.From {
		if conds[j], err = b.operator(nil, "=", b.ref(sc.vars[slot]), b.ref(gone.vars[in.At+j]), nil, nil); err != nil {
			return nil, err
		}
	}
	src := &relSelect{in: &relJoin{kind: joinInner, l: sc, r: gone}, conds: conds}
	if search {
		return b.planQuery(&query{rel: src, out: gone.vars, names: make([]string, len(gone.vars))})
	}
	b.writes = true
	b.dmls++
	d := &dml{cmd: CommandDelete, table: in.Child, alias: r.name, target: sc, targetVars: sc.out(), need: sc.need, src: src, newVars: sc.out()}
	if in.Update || in.Action != ast.RefCascade {
		d.cmd = CommandUpdate
		d.newVars = b.rowVars(in.Child, d.alias)
		if d.values, err = b.actionSets(in, gone); err != nil {
			return nil, err
		}
		if d.checks, err = b.checks(d); err != nil {
			return nil, err
		}
	}
	return b.planDML(d)
}

// goneKeys is the relation of in's events: the executor has made its rows before.
func (b *binder) goneKeys(in *Inbound) *relCTE {
	c := &cte{name: "gone", id: len(b.ctes), uses: 2, rows: 1}
	b.ctes = append(b.ctes, c)
	out := &relCTE{cte: c}
	add := func(name string, t *types.Type) {
		out.vars = append(out.vars, b.newVar(varInfo{name: name, t: t, typmod: types.NoTypmod, alias: c.name}))
	}
	key := func(t *catalog.TableDesc, slots []int) {
		for _, s := range slots {
			add(t.Columns[s].Name, t.Columns[s].Type)
		}
	}
	key(in.Parent, in.Slots)
	if in.At > 0 {
		key(in.Child, in.From)
	}
	if in.cascadesUpdate() {
		key(in.Parent, in.Slots)
	}
	c.out = out.vars
	return out
}

// actionSets are the values of the referencing columns that in gives.
func (b *binder) actionSets(in *Inbound, gone *relCTE) (out []scalar.Expr, err error) {
	out = make([]scalar.Expr, len(in.Child.Columns))
	for j, slot := range in.From {
		c := &in.Child.Columns[slot]
		switch {
		case in.Action == ast.RefCascade:
			x := b.ref(gone.vars[in.At+len(in.Slots)+j])
			if out[slot], err = b.assign(nil, x, c.Name, c.Type, c.Typmod); err != nil {
				return nil, err
			}
		case !in.sets(c.ID):
		case in.Action == ast.RefSetNull:
			out[slot] = scalar.Null(c.Type)
		default:
			if out[slot], err = b.columnDefault(in.Child, slot); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// sets reports whether SET NULL or SET DEFAULT changes a column: ON DELETE may name some.
func (in *Inbound) sets(id catalog.ColumnID) bool {
	return in.Update || len(in.Desc.SetColumns) == 0 || slices.Contains(in.Desc.SetColumns, id)
}
