package deparse

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

func (p *printer) createEventTrigger(s *ast.CreateEventTrigger) {
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

func (p *printer) alterEventTrigger(s *ast.AlterEventTrigger) {
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
