package catalog

import (
	"slices"
	"strings"
)

// EventTriggerDesc is an event trigger of a database: a function that is called when the schema is
// changed. It needs version.Watching.
type EventTriggerDesc struct {
	Base       `f:"1"`
	DatabaseID ID `f:"2"`
	// Event is one of those below.
	Event    string `f:"3"`
	Function ID     `f:"4"`
	// Enabled is as pg_event_trigger.evtenabled has it: O, D, R or A.
	Enabled byte `f:"5"`
	// Tags are those of the statements that it is for, in capitals; nil: of all.
	Tags []string `f:"6"`
}

// The events.
const (
	EventStart   = "ddl_command_start"
	EventEnd     = "ddl_command_end"
	EventDrop    = "sql_drop"
	EventRewrite = "table_rewrite"
)

func (*EventTriggerDesc) kind() Kind { return KindEventTrigger }

// Fires reports whether a statement of a tag fires the trigger, with session_replication_role replica
// or without.
func (d *EventTriggerDesc) Fires(event, tag string, replica bool) bool {
	if d.Event != event || d.Enabled == 'D' || d.Enabled == 'R' && !replica || d.Enabled == 'O' && replica {
		return false
	}
	return len(d.Tags) == 0 || slices.Contains(d.Tags, tag)
}

func isEventTrigger(d Descriptor) bool {
	_, ok := d.(*EventTriggerDesc)
	return ok
}

func (s *Snapshot) eventTriggersOf() map[ID][]*EventTriggerDesc {
	var out map[ID][]*EventTriggerDesc
	for d := range ofKind[*EventTriggerDesc](s, KindEventTrigger) {
		if out == nil {
			out = map[ID][]*EventTriggerDesc{}
		}
		out[d.DatabaseID] = append(out[d.DatabaseID], d)
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b *EventTriggerDesc) int { return strings.Compare(a.Name, b.Name) })
	}
	return out
}

// EventTriggers lists the event triggers of a database, in the order in which they fire: by name.
func (s *Snapshot) EventTriggers(database ID) []*EventTriggerDesc {
	if s == nil {
		return nil
	}
	return s.watching[database]
}

// EventTrigger finds an event trigger of a database by its name.
func (s *Snapshot) EventTrigger(database ID, name string) (*EventTriggerDesc, bool) {
	for _, d := range s.EventTriggers(database) {
		if d.Name == name {
			return d, true
		}
	}
	return nil, false
}

// EventTriggerByID returns an event trigger.
func (s *Snapshot) EventTriggerByID(id ID) (*EventTriggerDesc, bool) {
	if s == nil || s.watching == nil {
		return nil, false
	}
	return byID[*EventTriggerDesc](s, id)
}
