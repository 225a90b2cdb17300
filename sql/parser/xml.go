package parser

import (
	"fmt"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// xmlCall reads the calls of SQL/XML; nil where the keyword is none of theirs.
func (p *parser) xmlCall() ast.Expr {
	e := &ast.XMLExpr{Pos: p.pos()}
	switch p.tok.kind {
	case kwXmlconcat:
		e.Kind, e.Args = ast.XMLConcat, p.keywordArgs()
		return e
	case kwXmlelement:
		p.xmlElement(e)
	case kwXmlexists:
		return p.xmlExists()
	case kwXmlforest:
		e.Kind = ast.XMLForest
		p.advance()
		e.Named = p.xmlNamed()
		return e
	case kwXmlparse:
		p.xmlParse(e)
	case kwXmlpi:
		e.Kind = ast.XMLPI
		p.advance()
		p.expect('(', kwName)
		e.Name = p.label()
		if p.accept(',') {
			e.Args = []ast.Expr{p.expr()}
		}
	case kwXmlroot:
		p.xmlRoot(e)
	case kwXmlserialize:
		e.Kind = ast.XMLSerialize
		p.advance()
		p.expect('(')
		e.Document = p.documentOrContent()
		e.Args = []ast.Expr{p.expr()}
		p.expect(kwAs)
		e.Type = p.simpleType()
	default:
		return nil
	}
	p.expect(')')
	return e
}

func (p *parser) xmlElement(e *ast.XMLExpr) {
	e.Kind = ast.XMLElement
	p.advance()
	p.expect('(', kwName)
	e.Name = p.label()
	if !p.accept(',') {
		return
	}
	if p.is(kwXmlattributes) && p.peek(1).kind == '(' {
		p.advance()
		e.Named = p.xmlNamed()
		if !p.accept(',') {
			return
		}
	}
	e.Args = p.exprList()
}

// xmlNamed reads (x AS name, y).
func (p *parser) xmlNamed() []ast.Target {
	var list []ast.Target
	p.expect('(')
	for {
		t := ast.Target{Pos: p.pos(), Expr: p.expr()}
		if p.accept(kwAs) {
			t.As = p.label()
		}
		list = append(list, t)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

func (p *parser) documentOrContent() bool {
	if p.accept(kwDocument) {
		return true
	}
	p.expect(kwContent)
	return false
}

func (p *parser) xmlParse(e *ast.XMLExpr) {
	e.Kind = ast.XMLParse
	p.advance()
	p.expect('(')
	e.Document = p.documentOrContent()
	e.Args = []ast.Expr{p.expr()}
	if p.accept(kwPreserve) {
		e.Preserve = true
		p.expect(kwWhitespace)
	} else if p.accept(kwStrip) {
		p.expect(kwWhitespace)
	}
}

func (p *parser) xmlRoot(e *ast.XMLExpr) {
	e.Kind = ast.XMLRoot
	p.advance()
	p.expect('(')
	e.Args = []ast.Expr{p.expr()}
	p.expect(',', kwVersion)
	if !p.acceptThen(kwNo, kwValue) {
		e.Args = append(e.Args, p.expr())
	}
	if !p.accept(',') {
		return
	}
	p.expect(kwStandalone)
	switch {
	case p.accept(kwYes):
		e.Standalone = ast.XMLStandaloneYes
	case p.acceptThen(kwNo, kwValue):
		e.Standalone = ast.XMLStandaloneNoValue
	default:
		p.expect(kwNo)
		e.Standalone = ast.XMLStandaloneNo
	}
}

// xmlExists reads XMLEXISTS(path PASSING [BY REF] x [BY REF]).
func (p *parser) xmlExists() ast.Expr {
	at := p.pos()
	p.advance()
	p.expect('(')
	path := p.primary()
	x := p.passing()
	p.expect(')')
	return p.sqlCall(at, "xmlexists", path, x)
}

// passing reads PASSING [BY REF] x [BY REF].
func (p *parser) passing() ast.Expr {
	p.expect(kwPassing)
	p.passingBy()
	x := p.primary()
	p.passingBy()
	return x
}

func (p *parser) passingBy() {
	if p.accept(kwBy) && !p.accept(kwRef) {
		p.expect(kwValue)
	}
}

// xmlTable reads XMLTABLE(…).
func (p *parser) xmlTable() *ast.XMLTable {
	t := &ast.XMLTable{Pos: p.pos()}
	p.expect(kwXmltable, '(')
	if p.is(kwXmlnamespaces) && p.peek(1).kind == '(' {
		p.advance()
		t.Namespaces = p.xmlNamespaces()
		p.expect(',')
	}
	t.Row = p.primary()
	t.Doc = p.passing()
	p.expect(kwColumns)
	for {
		t.Columns = append(t.Columns, p.xmlColumn())
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return t
}

// xmlNamespaces reads (uri AS prefix, DEFAULT uri).
func (p *parser) xmlNamespaces() []ast.Target {
	var list []ast.Target
	p.expect('(')
	for {
		t := ast.Target{Pos: p.pos()}
		if p.accept(kwDefault) {
			t.Expr = p.exprAt(precNone, true)
		} else {
			t.Expr = p.exprAt(precNone, true)
			p.expect(kwAs)
			t.As = p.label()
		}
		list = append(list, t)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

func (p *parser) xmlColumn() ast.XMLColumn {
	c := ast.XMLColumn{Pos: p.pos(), Name: p.colID()}
	if p.acceptPair(kwFor, kwOrdinality) {
		c.Ordinality = true
		return c
	}
	c.Type = p.typeName()
	said := false
	for !p.is(',') && !p.is(')') {
		at := p.pos()
		switch {
		case p.accept(kwDefault):
			if c.Default != nil {
				p.failAt(at, pgerror.SyntaxError, "only one DEFAULT value is allowed")
			}
			c.Default = p.exprAt(precNone, true)
		case p.is(kwNull), p.isThen(kwNot, kwNull):
			c.NotNull = p.accept(kwNot)
			p.expect(kwNull)
			if said {
				p.failAt(at, pgerror.SyntaxError, fmt.Sprintf("conflicting or redundant NULL / NOT NULL declarations for column \"%s\"", c.Name))
			}
			said = true
		case p.is(tIdent):
			p.xmlColumnOption(&c)
		default:
			p.fail()
		}
	}
	return c
}

// xmlColumnOption reads PATH x, or refuses another word.
func (p *parser) xmlColumnOption(c *ast.XMLColumn) {
	at, word := p.pos(), p.take()
	if word == "__pg__is_not_null" {
		p.failAt(at, pgerror.SyntaxError, fmt.Sprintf("option name \"%s\" cannot be used in XMLTABLE", word))
	}
	x := p.exprAt(precNone, true)
	switch {
	case word != "path":
		p.failAt(at, pgerror.SyntaxError, fmt.Sprintf("unrecognized column option \"%s\"", word))
	case c.Path != nil:
		p.failAt(at, pgerror.SyntaxError, "only one PATH value per column is allowed")
	}
	c.Path = x
}
