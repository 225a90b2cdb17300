package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// createEventTrigger reads CREATE EVENT TRIGGER, from EVENT on.
func (p *parser) createEventTrigger(at ast.Pos) ast.Statement {
	p.expect(kwEvent, kwTrigger)
	s := &ast.CreateEventTrigger{Pos: at, Name: p.colID()}
	p.expect(kwOn)
	s.Event = p.label()
	if p.accept(kwWhen) {
		s.Filters = append(s.Filters, p.eventFilter())
		for p.accept(kwAnd) {
			s.Filters = append(s.Filters, p.eventFilter())
		}
	}
	p.expect(kwExecute)
	if !p.accept(kwProcedure) {
		p.expect(kwFunction)
	}
	s.Function = p.qname()
	p.expect('(', ')')
	return s
}

// eventFilter reads variable IN ('value', …).
func (p *parser) eventFilter() ast.EventFilter {
	f := ast.EventFilter{Pos: p.pos(), Name: p.colID()}
	p.expect(kwIn, '(')
	for {
		f.Values = append(f.Values, p.str())
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return f
}

// alterEventTrigger reads ALTER EVENT TRIGGER, from EVENT on.
func (p *parser) alterEventTrigger(at ast.Pos) ast.Statement {
	p.expect(kwEvent, kwTrigger)
	namedAt := p.pos()
	name := p.colID()
	switch {
	case p.acceptThen(kwOwner, kwTo):
		return &ast.AlterOwner{Pos: at, Kind: ast.ObjectEventTrigger, Name: ast.QName{Pos: namedAt, Name: name}, Role: p.roleSpec()}
	case p.acceptPair(kwRename, kwTo):
		return &ast.Rename{Pos: at, Kind: ast.ObjectEventTrigger, Name: ast.QName{Pos: namedAt, Name: name}, New: p.colID()}
	}
	s := &ast.AlterEventTrigger{Pos: at, Name: name, Enabled: 'D'}
	if p.accept(kwDisable) {
		return s
	}
	p.expect(kwEnable)
	switch {
	case p.accept(kwReplica):
		s.Enabled = 'R'
	case p.accept(kwAlways):
		s.Enabled = 'A'
	default:
		s.Enabled = 'O'
	}
	return s
}
