package deparse

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

func (p *printer) createTextSearch(s *ast.CreateTextSearch) {
	p.w("CREATE ", s.Kind.String(), " ")
	p.qname(&s.Name)
	p.definitions(s.Options)
}

func (p *printer) alterTextConfiguration(s *ast.AlterTextConfiguration) {
	p.w("ALTER TEXT SEARCH CONFIGURATION ")
	p.qname(&s.Name)
	p.w([...]string{" ADD", " ALTER", " ALTER", " DROP"}[s.Change], " MAPPING")
	p.wIf(s.IfExists, " IF EXISTS")
	if len(s.Tokens) > 0 {
		p.w(" FOR ")
		p.list(len(s.Tokens), func(i int) { p.name(s.Tokens[i]) })
	}
	switch s.Change {
	case ast.MappingReplace:
		p.optQName(" REPLACE ", &s.Dicts[0])
		p.optQName(" WITH ", &s.Dicts[1])
	case ast.MappingAdd, ast.MappingAlter:
		p.w(" WITH ")
		p.list(len(s.Dicts), func(i int) { p.qname(&s.Dicts[i]) })
	}
}
