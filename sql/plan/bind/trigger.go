package bind

import (
	"maps"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Triggers of a table that a statement writes to. BEFORE triggers are fired where a row is about
// to be written, one row after the other, so that each sees what became of the rows before it;
// AFTER triggers are events of the statement's end, as those of foreign keys are.

// Triggers finds what writing to a table fires. set are the columns that an UPDATE sets, by
// slot.
// nil: nothing is fired. They are in the order of their names, which is that of firing. An event
// may be listed more than once by MERGE and ON CONFLICT; set counts for UPDATE alone.
func (b *Binder) Triggers(t *catalog.TableDesc, set map[int]bool, events ...routine.Event) (*nodes.Triggers, error) {
	if len(t.Triggers) == 0 {
		return nil, nil
	}
	var out *nodes.Triggers
	// Postgres sorts them by name, too. The descriptor belongs to all who read the snapshot, so that pointers are sorted.
	list := make([]*catalog.TriggerDesc, len(t.Triggers))
	for i := range t.Triggers {
		list[i] = &t.Triggers[i]
	}
	slices.SortFunc(list, func(a, b *catalog.TriggerDesc) int { return strings.Compare(a.Name, b.Name) })
	// UPDATE OF names generated columns too, which nobody sets.
	if slices.Contains(events, routine.Update) {
		set = withComputed(t, set)
	}
	for _, event := range events {
		for _, g := range list {
			// Replica: under session_replication_role = replica those of ENABLE REPLICA fire and those of plain
			// ENABLE don't; ENABLE ALWAYS fires in any case.
			if !g.Fires(byte(event), b.Env.Replica) || event == routine.Update && !namesAny(t, g, set) {
				continue
			}
			if out == nil {
				out = b.newTriggers(t)
			}
			x, err := b.trigger(t, g)
			if err != nil {
				return nil, err
			}
			out.Add(event, g, x)
		}
	}
	// A plan that calls routines is never the one of a single point: they write to the same transaction.
	b.Routines = b.Routines || out != nil
	return out, nil
}

// namesAny reports whether UPDATE OF names a column that is set, or none at all.
// What SET names counts, whether or not the value becomes another one, as in Postgres.
func namesAny(t *catalog.TableDesc, g *catalog.TriggerDesc, set map[int]bool) bool {
	if len(g.Columns) == 0 {
		return true
	}
	for _, id := range g.Columns {
		if _, slot, ok := t.ColumnByID(id); ok && set[slot] {
			return true
		}
	}
	return false
}

// withComputed are the slots that an UPDATE which sets some columns changes: those of the generated
// columns that read them, too, and of all of them where a BEFORE trigger may set others.
func withComputed(t *catalog.TableDesc, set map[int]bool) map[int]bool {
	if !HasGenerated(t) {
		return set
	}
	// Either state of Replica: the answer is wider than needed, never too small.
	before := slices.ContainsFunc(t.Triggers, func(g catalog.TriggerDesc) bool {
		return g.When == 'B' && g.Row && (g.Fires(byte(routine.Update), false) || g.Fires(byte(routine.Update), true))
	})
	// One round is enough: a generated column reads no other one.
	out := maps.Clone(set)
	for slot := range t.Columns {
		if c := &t.Columns[slot]; c.Generated != 0 && (before || readsSet(t, c.Default, set)) {
			out[slot] = true
		}
	}
	return out
}

// WithAllComputed adds the slots of all generated columns: those of INSERT … ON CONFLICT and MERGE
// count as set by what they update.
// set is changed in place and returned.
func WithAllComputed(t *catalog.TableDesc, set map[int]bool) map[int]bool {
	for slot := range t.Columns {
		if t.Columns[slot].Generated != 0 {
			set[slot] = true
		}
	}
	return set
}

// readsSet reports whether the expression of a generated column reads a column that is set.
func readsSet(t *catalog.TableDesc, x ast.Expr, set map[int]bool) bool {
	return slices.ContainsFunc(t.ColumnsIn(x), func(id catalog.ColumnID) bool {
		_, slot, ok := t.ColumnByID(id)
		return ok && set[slot]
	})
}

// newTriggers is the part that all triggers of the table share: the shape of the rows that their
// functions get.
func (b *Binder) newTriggers(t *catalog.TableDesc) *nodes.Triggers {
	out := &nodes.Triggers{Table: t, Schema: b.schemaName(t), Events: map[routine.Event]*nodes.TriggerSet{}}
	for i := range t.Columns {
		// Functions see the columns that people see; Slots says where in the row these are.
		if c := &t.Columns[i]; !c.Hidden {
			out.Columns = append(out.Columns, routine.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod})
			out.Slots = append(out.Slots, i)
		}
	}
	out.Type = b.rowTypeOf(&scopeRel{table: t}, len(out.Columns))
	return out
}

// trigger finds the function of a trigger, and compiles WHEN over the old and the new row.
func (b *Binder) trigger(t *catalog.TableDesc, g *catalog.TriggerDesc) (nodes.Trigger, error) {
	// No EXECUTE is asked for: Postgres asks for it when the trigger is made, not when it fires.
	src, err := TriggerSource(b.Env.Catalog, b.Env.Path, g)
	if err != nil {
		return nodes.Trigger{}, err
	}
	out := nodes.Trigger{Desc: g, Source: src}
	if g.Cond != nil {
		// The trigger's condition is bound as stored: no parameter, no variable and no position of the statement
		// at hand means anything in it.
		env := *b.Env
		env.Text, env.Literals, env.Names, env.Variables, env.ParamTypes = "", nil, nil, nil, nil
		if out.When, err = CompileScalar(g.Cond, &env, ScalarOptions{Use: ScalarWhen, Kept: true, Table: t, Old: true, New: true}); err != nil {
			return nodes.Trigger{}, err
		}
	}
	return out, nil
}

// TriggerSource is the function of a trigger. Errors name it as path finds it.
// A function of the system, suppress_redundant_updates_trigger say, has no routine in the catalog.
func TriggerSource(snap *catalog.Snapshot, path *catalog.SearchPath, g *catalog.TriggerDesc) (*routine.Source, error) {
	if name := catalog.SystemTrigger(g.Function); name != "" {
		return &routine.Source{OID: g.Function, Schema: catalog.SchemaPGCatalog, Name: name, Signature: name + "()", Result: types.TTrigger, Language: catalog.LanguageInternal}, nil
	}
	d, ok := snap.RoutineByID(g.Function)
	if !ok {
		return nil, pgerror.Internal("the function of trigger %q is not there", g.Name)
	}
	src, err := SourceOf(snap, d, nil)
	if err == nil && path != nil {
		src.Signature = snap.RoutineSignature(path, d)
	}
	return src, err
}
