package ast

// CreateEventTrigger is CREATE EVENT TRIGGER.
type CreateEventTrigger struct {
	Pos
	Name     string
	Event    string
	Filters  []EventFilter
	Function QName
}

// EventFilter is a condition of WHEN: a variable is one of some values.
type EventFilter struct {
	Pos
	Name   string
	Values []string
}

// AlterEventTrigger is ALTER EVENT TRIGGER … ENABLE and DISABLE. Enabled is as pg_event_trigger has it:
// O, R for REPLICA, A for ALWAYS, D for DISABLE.
type AlterEventTrigger struct {
	Pos
	Name    string
	Enabled byte
}
