package plan

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/routine"
)

// Triggers of a table that a statement writes to. BEFORE triggers are fired where a row is about
// to be written, one row after the other, so that each sees what became of the rows before it;
// AFTER triggers are events of the statement's end, as those of foreign keys are.

// TriggerCaller runs functions of triggers. A Session may serve it.
type TriggerCaller interface {
	FireTrigger(ctx context.Context, src *routine.Source, f *routine.Firing) (routine.Fired, error)
}

// Cascader knows how deep in triggers it is. A Session may serve it.
type Cascader interface {
	// Cascade has what a foreign key brings about run one deeper, until leave is called.
	Cascade() (leave func())
}

// Settler knows of statements that have computed rows which they have yet to write. A Session may
// serve it.
type Settler interface {
	// Unsettled has write called, until leave is, before anything is done that could tell whether
	// the rows are written.
	Unsettled(write func() error) (leave func())
	// Settle calls it. The error is a *routine.Earlier.
	Settle() error
}

// Triggers are those that a statement may fire at a table, by event. Each list is by name.
type Triggers struct {
	Table  *catalog.TableDesc
	Schema string
	// Columns are the visible ones, Slots their places.
	Columns []routine.Column
	Slots   []int
	Events  map[routine.Event]*TriggerSet
}

// TriggerSet are those of one event.
type TriggerSet struct {
	BeforeRow, AfterRow, BeforeStatement, AfterStatement []Trigger
	// InsteadRow are those of a view, which stand for writing its rows.
	InsteadRow []Trigger
	// OldTable and NewTable tell that some of them read such a transition table.
	OldTable, NewTable bool
}

// Trigger is a trigger that may fire.
type Trigger struct {
	Desc *catalog.TriggerDesc
	// Source is its function.
	Source *routine.Source
	// When is its condition, over the columns of the old and then of the new row; nil: none.
	When *Scalar
}

// rows reports whether there are triggers for rows.
func (t *Triggers) rows(event routine.Event) bool {
	if t == nil {
		return false
	}
	s := t.Events[event]
	return s != nil && (len(s.BeforeRow)+len(s.AfterRow) > 0 || s.OldTable || s.NewTable)
}

// mayChange reports whether a trigger may change what is written.
func (t *Triggers) mayChange(event routine.Event) bool {
	if t == nil {
		return false
	}
	s := t.Events[event]
	return s != nil && len(s.BeforeRow) > 0
}

// triggers finds what writing to a table fires. set are the columns that an UPDATE sets, by
// slot.
func (b *binder) triggers(t *catalog.TableDesc, set map[int]bool, events ...routine.Event) (*Triggers, error) {
	if len(t.Triggers) == 0 {
		return nil, nil
	}
	var out *Triggers
	list := make([]*catalog.TriggerDesc, len(t.Triggers))
	for i := range t.Triggers {
		list[i] = &t.Triggers[i]
	}
	slices.SortFunc(list, func(a, b *catalog.TriggerDesc) int { return strings.Compare(a.Name, b.Name) })
	if slices.Contains(events, routine.Update) {
		set = withComputed(t, set)
	}
	for _, event := range events {
		for _, g := range list {
			if !g.Fires(byte(event)) || event == routine.Update && !namesAny(t, g, set) {
				continue
			}
			if out == nil {
				out = b.newTriggers(t)
			}
			x, err := b.trigger(t, g)
			if err != nil {
				return nil, err
			}
			out.add(event, g, x)
		}
	}
	b.routines = b.routines || out != nil
	return out, nil
}

// namesAny reports whether UPDATE OF names a column that is set, or none at all.
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
	if !hasGenerated(t) {
		return set
	}
	before := slices.ContainsFunc(t.Triggers, func(g catalog.TriggerDesc) bool { return g.When == 'B' && g.Row && g.Fires(byte(routine.Update)) })
	out := maps.Clone(set)
	for slot := range t.Columns {
		if c := &t.Columns[slot]; c.Generated != 0 && (before || readsSet(t, c.Default, set)) {
			out[slot] = true
		}
	}
	return out
}

// withAllComputed adds the slots of all generated columns: those of INSERT … ON CONFLICT and MERGE
// count as set by what they update.
func withAllComputed(t *catalog.TableDesc, set map[int]bool) map[int]bool {
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

func (b *binder) newTriggers(t *catalog.TableDesc) *Triggers {
	out := &Triggers{Table: t, Schema: b.schemaName(t), Events: map[routine.Event]*TriggerSet{}}
	for i := range t.Columns {
		if c := &t.Columns[i]; !c.Hidden {
			out.Columns = append(out.Columns, routine.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod})
			out.Slots = append(out.Slots, i)
		}
	}
	return out
}

func (t *Triggers) add(event routine.Event, g *catalog.TriggerDesc, x Trigger) {
	s := t.Events[event]
	if s == nil {
		s = &TriggerSet{}
		t.Events[event] = s
	}
	s.OldTable, s.NewTable = s.OldTable || g.OldTable != "", s.NewTable || g.NewTable != ""
	switch {
	case g.When == 'I':
		s.InsteadRow = append(s.InsteadRow, x)
	case g.When == 'B' && g.Row:
		s.BeforeRow = append(s.BeforeRow, x)
	case g.Row:
		s.AfterRow = append(s.AfterRow, x)
	case g.When == 'B':
		s.BeforeStatement = append(s.BeforeStatement, x)
	default:
		s.AfterStatement = append(s.AfterStatement, x)
	}
}

func (b *binder) trigger(t *catalog.TableDesc, g *catalog.TriggerDesc) (Trigger, error) {
	d, ok := b.env.Catalog.RoutineByID(g.Function)
	if !ok {
		return Trigger{}, pgerror.Internal("the function of trigger %q is not there", g.Name)
	}
	src, err := SourceOf(b.env.Catalog, d, nil)
	if err != nil {
		return Trigger{}, err
	}
	out := Trigger{Desc: g, Source: src}
	if g.Cond != nil {
		env := *b.env
		env.Text, env.Literals, env.Names, env.Variables, env.ParamTypes = "", nil, nil, nil, nil
		if out.When, err = CompileScalar(g.Cond, &env, ScalarOptions{Use: ScalarWhen, Table: t, Old: true, New: true}); err != nil {
			return Trigger{}, err
		}
	}
	return out, nil
}
