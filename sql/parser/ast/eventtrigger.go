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

func (p *printer) createEventTrigger(s *CreateEventTrigger) {
	p.optName("CREATE EVENT TRIGGER ", s.Name)
	p.optName(" ON ", s.Event)
	for i := range s.Filters {
		f := &s.Filters[i]
		p.optName([...]string{" WHEN ", " AND "}[min(i, 1)], f.Name)
		p.w(" IN (")
		p.list(len(f.Values), func(i int) { p.string(f.Values[i]) })
		p.w(")")
	}
	p.optQName(" EXECUTE FUNCTION ", &s.Function)
	p.w("()")
}

func (p *printer) alterEventTrigger(s *AlterEventTrigger) {
	p.optName("ALTER EVENT TRIGGER ", s.Name)
	switch s.Enabled {
	case 'D':
		p.w(" DISABLE")
		return
	case 'R':
		p.w(" ENABLE REPLICA")
		return
	case 'A':
		p.w(" ENABLE ALWAYS")
		return
	}
	p.w(" ENABLE")
}
