package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// createTablespace reads CREATE TABLESPACE, from that word on.
func (p *parser) createTablespace(at ast.Pos) ast.Statement {
	p.expect(kwTablespace)
	s := &ast.CreateTablespace{Pos: at, Name: p.colID()}
	if p.accept(kwOwner) {
		owner := p.roleSpec()
		s.Owner = &owner
	}
	p.expect(kwLocation)
	s.Location = p.str()
	if p.accept(kwWith) {
		s.Options = p.relOptions()
	}
	return s
}

// alterTablespace reads ALTER TABLESPACE, from that word on.
func (p *parser) alterTablespace(at ast.Pos) ast.Statement {
	p.expect(kwTablespace)
	if k := p.peek(1).kind; k != kwSet && k != kwReset {
		return p.alterNamed(at, ast.ObjectTablespace)
	}
	s := &ast.AlterTablespace{Pos: at, Name: p.colID()}
	if s.Reset = p.accept(kwReset); !s.Reset {
		p.expect(kwSet)
	}
	s.Options = p.relOptions()
	return s
}
