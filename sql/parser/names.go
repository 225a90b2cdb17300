package parser

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// The four sets of words that may stand for a name, by what they name.

// isColID tells whether the next token may name a column or table.
func (p *parser) isColID() bool { return colIDToken(&p.tok) }

func colIDToken(t *token) bool {
	return t.kind == tIdent || t.cat == catUnreserved || t.cat == catColName
}

// typeFuncToken tells whether t may name a type or function.
func typeFuncToken(t *token) bool {
	return t.kind == tIdent || t.cat == catUnreserved || t.cat == catTypeFunc
}

// labelToken tells whether t may be a label after AS or a dot.
func labelToken(t *token) bool {
	return t.kind == tIdent || t.cat != catNone
}

// colID reads the name of a column, table or the like.
func (p *parser) colID() string {
	if !p.isColID() {
		p.fail()
	}
	return p.take()
}

// label reads a name after AS or a dot, where every keyword will do.
func (p *parser) label() string {
	if !labelToken(&p.tok) {
		p.fail()
	}
	return p.take()
}

// typeFunc reads the name of a type or function.
func (p *parser) typeFunc() string {
	if !typeFuncToken(&p.tok) {
		p.fail()
	}
	return p.take()
}

// word reads a name that is no column: any keyword but the reserved ones.
func (p *parser) word() string {
	if p.tok.kind != tIdent && (p.tok.cat == catNone || p.tok.cat == catReserved) {
		p.fail()
	}
	return p.take()
}

// take consumes the next token and gives its text.
func (p *parser) take() string {
	text := p.tok.text
	p.advance()
	return text
}

// str reads a string literal.
func (p *parser) str() string {
	if !p.is(tString) {
		p.fail()
	}
	return p.take()
}

// colIDs reads names separated by commas.
func (p *parser) colIDs() []string {
	list := []string{p.colID()}
	for p.accept(',') {
		list = append(list, p.colID())
	}
	return list
}

// parenColIDs reads (a, b).
func (p *parser) parenColIDs() []string {
	p.expect('(')
	list := p.colIDs()
	p.expect(')')
	return list
}

// optParenColIDs reads (a, b) if it is there.
func (p *parser) optParenColIDs() []string {
	if !p.is('(') {
		return nil
	}
	return p.parenColIDs()
}

// qname reads a name with up to two qualifiers.
func (p *parser) qname() ast.QName {
	q := ast.QName{Pos: p.pos(), Name: p.colID()}
	p.qualify(&q)
	return q
}

// qualify reads ".name" up to twice, moving what q holds one place outwards.
func (p *parser) qualify(q *ast.QName) {
	for p.is('.') {
		p.advance()
		if q.Catalog != "" {
			p.tooManyNames(q.Pos, q.Catalog, q.Schema, q.Name, p.label())
		}
		q.Catalog, q.Schema, q.Name = q.Schema, q.Name, p.label()
	}
}

// tooManyNames refuses a name with more qualifiers than there are levels.
func (p *parser) tooManyNames(at ast.Pos, names ...string) {
	for p.accept('.') {
		if p.accept('*') {
			names = append(names, "*")
			break
		}
		names = append(names, p.label())
	}
	p.failAt(at, CodeSyntaxError, "improper qualified name (too many dotted names): "+strings.Join(names, "."))
}

// qnames reads qualified names separated by commas.
func (p *parser) qnames() []ast.QName {
	list := []ast.QName{p.qname()}
	for p.accept(',') {
		list = append(list, p.qname())
	}
	return list
}

// optIfExists reads IF EXISTS if it is there. A table may be named "if".
func (p *parser) optIfExists() bool { return p.acceptThen(kwIf, kwExists) }

// optIfNotExists reads IF NOT EXISTS if it is there. A table may be named "if".
func (p *parser) optIfNotExists() bool {
	if !p.isThen(kwIf, kwNot) {
		return false
	}
	p.expect(kwIf, kwNot, kwExists)
	return true
}

// optBehavior reads CASCADE or RESTRICT if it is there.
func (p *parser) optBehavior() ast.Behavior {
	switch {
	case p.accept(kwCascade):
		return ast.BehaviorCascade
	case p.accept(kwRestrict):
		return ast.BehaviorRestrict
	}
	return ast.BehaviorDefault
}

// roleSpec reads a role, the current one, or PUBLIC.
func (p *parser) roleSpec() ast.RoleSpec {
	r := ast.RoleSpec{Pos: p.pos()}
	switch p.tok.kind {
	case kwCurrentRole:
		r.Kind = ast.RoleCurrentRole
	case kwCurrentUser:
		r.Kind = ast.RoleCurrentUser
	case kwSessionUser:
		r.Kind = ast.RoleSessionUser
	default:
		r.Name = p.word()
		switch r.Name {
		case "public":
			r.Kind, r.Name = ast.RolePublic, ""
		case "none":
			p.failAt(r.Pos, CodeReservedName, `role name "none" is reserved`)
		}
		return r
	}
	p.advance()
	return r
}

// roleID reads the name of a role alone.
func (p *parser) roleID() string {
	r := p.roleSpec()
	switch r.Kind {
	case ast.RolePublic:
		p.failAt(r.Pos, CodeReservedName, `role name "public" is reserved`)
	case ast.RoleSessionUser:
		p.failAt(r.Pos, CodeReservedName, "SESSION_USER cannot be used as a role name here")
	case ast.RoleCurrentUser:
		p.failAt(r.Pos, CodeReservedName, "CURRENT_USER cannot be used as a role name here")
	case ast.RoleCurrentRole:
		p.failAt(r.Pos, CodeReservedName, "CURRENT_ROLE cannot be used as a role name here")
	}
	return r.Name
}

// roleSpecs reads roles separated by commas.
func (p *parser) roleSpecs() []ast.RoleSpec {
	list := []ast.RoleSpec{p.roleSpec()}
	for p.accept(',') {
		list = append(list, p.roleSpec())
	}
	return list
}
