package plan

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// actions plans what follows from the referenced keys that out takes away.
// A key is deleted or changed: what ON DELETE and ON UPDATE do then is itself a statement, planned
// here once for each foreign key, which may take away keys of further tables, and so on. The map of
// what is planned ends cycles (a table that refers to itself): the work is bounded by the number of
// foreign keys that can be reached, two plans each.
//
// search = true is the look for referring rows (NO ACTION, RESTRICT), false what changes them.
func (b *builder) actions(out *nodes.Plan) error {
	todo := b.inbound
	if len(todo) == 0 {
		return nil
	}
	env := bind.Env{}
	if b.Env != nil {
		env = *b.Env
	}
	// The action is a statement of its own: the outer one's parameters, text (for positions in errors),
	// variables and arguments mean nothing in it.
	env.ParamTypes, env.Text, env.Variables, env.Arguments = nil, "", nil, nil
	out.Actions = map[nodes.ActionKey]*nodes.Plan{}
	used := map[catalog.ID]bool{}
	for len(todo) > 0 {
		in := todo[0]
		todo = todo[1:]
		for _, search := range []bool{false, true} {
			if _, ok := out.Actions[in.Key(search)]; ok || search && !in.Searches() || !search && !in.Acts() {
				continue
			}
			nb := newBuilder(&env)
			nb.Nested = true
			q, d, err := nb.Action(in, search)
			if err != nil {
				return err
			}
			p, err := nb.plan(q, d)
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
	// What actions read and write counts as the statement's own: a change of these tables must make the
	// plan stale. Sorted and without repetition, as both lists promise.
	more := slices.Collect(maps.Keys(used))
	out.Tables = slices.Compact(slices.Sorted(slices.Values(append(more, out.Tables...))))
	out.Always = slices.Compact(slices.Sorted(slices.Values(append(more, out.Always...))))
	return nil
}
