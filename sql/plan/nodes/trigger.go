package nodes

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Triggers are those that a statement may fire at a table, by event. Each list is by name.
// By name, as Postgres fires triggers of one event in the order of their names.
type Triggers struct {
	Table  *catalog.TableDesc
	Schema string
	// Columns are the visible ones, Slots their places.
	// Hidden columns (computed ones, row IDs) are no part of OLD and NEW.
	Columns []routine.Column
	Slots   []int
	// Type is that of the table's rows; nil where it has none, or not all nodes know it.
	Type   *types.Type
	Events map[routine.Event]*TriggerSet
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
	When *host.Scalar
}

// Rows reports whether there are triggers for rows.
// Transition tables count: they are made of rows as these are written, whether a trigger for rows reads them or not.
// A nil t has no triggers.
func (t *Triggers) Rows(event routine.Event) bool {
	if t == nil {
		return false
	}
	s := t.Events[event]
	return s != nil && (len(s.BeforeRow)+len(s.AfterRow) > 0 || s.OldTable || s.NewTable)
}

// MayChange reports whether a trigger may change what is written.
// Where one may, whatever was decided by the statement's values (which indexes change, which partition) has to be
// decided again of the row that comes back.
func (t *Triggers) MayChange(event routine.Event) bool {
	if t == nil {
		return false
	}
	s := t.Events[event]
	return s != nil && len(s.BeforeRow) > 0
}

// Add notes a trigger that fires at an event.
func (t *Triggers) Add(event routine.Event, g *catalog.TriggerDesc, x Trigger) {
	s := t.Events[event]
	if s == nil {
		s = &TriggerSet{}
		t.Events[event] = s
	}
	s.OldTable, s.NewTable = s.OldTable || g.OldTable != "", s.NewTable || g.NewTable != ""
	// When is Postgres's: B before, A after, I instead of.
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
