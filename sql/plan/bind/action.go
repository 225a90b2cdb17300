package bind

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// What a foreign key does to referencing rows is a plan of its own: a DELETE, an UPDATE or
// a SELECT that joins the referencing table with the set of keys that are gone. The
// executor runs it inside the statement, for whole sets of keys. A plan that changes
// referenced keys carries the plans of all that may follow, each once, however the foreign
// keys go in circles. They run with the rights of the tables' owners: neither the caller's
// privileges nor its policies are asked.

// Action binds what in does, or the search for keys that are still referred to, which is a query.
// in is the foreign key as the referenced table sees it; the keys that are gone are a relation
// whose rows the executor hands over (goneKeys). One of the two results is set. = is looked up by
// types, as the constraint's own operator is that of both key's types.
func (b *Binder) Action(in *nodes.Inbound, search bool) (*rel.Query, *rel.DML, error) {
	sc, r := b.scanTable(in.Child, &ast.TableName{Only: !in.Child.Partitioned()}) // what inherits from it has keys of its own
	// A change of the referencing table ends the plan: which columns and indexes there are is its matter.
	b.TableUse(in.Child)
	gone := b.goneKeys(in)
	conds := make([]scalar.Expr, len(in.From))
	var err error
	for j, slot := range in.From {
		// An equality of two types may take an operator of a third (int4 = int8): it is the one that a user's
		// join would take.
		if conds[j], err = b.Operator(nil, "=", b.Ref(sc.Vars[slot]), b.Ref(gone.Vars[in.At+j]), nil, nil); err != nil {
			return nil, nil, err
		}
	}
	// The join is one of equalities: which side is read first is the planner's to say.
	src := &rel.Select{In: &rel.Join{Kind: rel.JoinInner, L: sc, R: gone}, Conds: conds}
	if search {
		return &rel.Query{Rel: src, Out: gone.Vars, Names: make([]string, len(gone.Vars))}, nil, nil
	}
	// From here on as the binder does for what a user writes (dmlStmt).
	b.writes = true
	b.dmls++
	// For DELETE the row as it was stands in the place of the row as written.
	d := &rel.DML{Cmd: nodes.CommandDelete, Table: in.Child, Alias: r.name, Target: sc, TargetVars: sc.Out(), Need: sc.Need, Src: src, NewVars: sc.Out()}
	// SET NULL and SET DEFAULT are updates also after a DELETE of the referenced row.
	if in.Update || in.Action != ast.RefCascade {
		d.Cmd = nodes.CommandUpdate
		d.NewVars = b.RowVars(in.Child, d.Alias)
		if d.Values, err = b.actionSets(in, gone); err != nil {
			return nil, nil, err
		}
		// CHECK constraints hold for what an action writes, too.
		if d.Checks, err = b.Checks(d); err != nil {
			return nil, nil, err
		}
	}
	return nil, d, nil
}

// goneKeys is the relation of in's events: the executor has made its rows before.
// Its columns, one after the other:
//
//	the referenced key   as it was
//	from At on           the same, or where At is above 0 the referencing row's columns
//	CascadesUpdate       the referenced key as it will be
//
// Rows 1: an estimate. A set of keys is small, and an index of the referencing table is worth it.
func (b *Binder) goneKeys(in *nodes.Inbound) *rel.CTEScan {
	// Two uses, so that it is not taken apart as a query that is read once is (New).
	c := &rel.CTE{Name: "gone", ID: len(b.ctes), Uses: 2, Rows: 1}
	b.ctes = append(b.ctes, c)
	out := &rel.CTEScan{CTE: c}
	// The names are for EXPLAIN alone.
	add := func(name string, t *types.Type) {
		out.Vars = append(out.Vars, b.NewVar(rel.Column{Name: name, Type: t, Typmod: types.NoTypmod, Alias: c.Name}))
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
	if in.CascadesUpdate() {
		key(in.Parent, in.Slots)
	}
	c.Out = out.Vars
	return out
}

// actionSets are the values of the referencing columns that in gives.
// nil keeps a column as it is. ON DELETE SET NULL (a, b) names the columns that change.
// out is by slot of the referencing table.
func (b *Binder) actionSets(in *nodes.Inbound, gone *rel.CTEScan) (out []scalar.Expr, err error) {
	out = make([]scalar.Expr, len(in.Child.Columns))
	for j, slot := range in.From {
		c := &in.Child.Columns[slot]
		switch {
		// To the column's own type: it may be another than the key's.
		case in.Action == ast.RefCascade:
			x := b.Ref(gone.Vars[in.At+len(in.Slots)+j])
			if out[slot], err = b.assign(nil, x, c.Name, c.Type, c.Typmod); err != nil {
				return nil, err
			}
		// A column that the list of ON DELETE SET NULL (…) leaves out.
		case !in.Sets(c.ID):
		case in.Action == ast.RefSetNull:
			out[slot] = scalar.Null(c.Type)
		// SET DEFAULT: a default that refers to nothing is found when the written rows are checked.
		default:
			if out[slot], err = b.columnDefault(in.Child, slot); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
