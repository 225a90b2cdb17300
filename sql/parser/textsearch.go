package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// textKinds are the kinds of objects of full text search, by the word behind TEXT SEARCH.
var textKinds = map[kind]ast.ObjectKind{
	kwConfiguration: ast.ObjectTextConfiguration, kwDictionary: ast.ObjectTextDictionary,
	kwParser: ast.ObjectTextParser, kwTemplate: ast.ObjectTextTemplate,
}

// textSearchKind reads TEXT SEARCH and the kind of an object.
func (p *parser) textSearchKind() ast.ObjectKind {
	p.expect(kwText, kwSearch)
	k, ok := textKinds[p.tok.kind]
	if !ok {
		p.fail()
	}
	p.advance()
	return k
}

// createTextSearch reads CREATE TEXT SEARCH, from TEXT on.
func (p *parser) createTextSearch(at ast.Pos) ast.Statement {
	s := &ast.CreateTextSearch{Pos: at, Kind: p.textSearchKind(), Name: p.qname()}
	s.Options = p.namedValues()
	return s
}

// alterTextSearch reads ALTER TEXT SEARCH, from TEXT on.
func (p *parser) alterTextSearch(at ast.Pos) ast.Statement {
	kind := p.textSearchKind()
	name := p.qname()
	switch {
	case p.acceptThen(kwSet, kwSchema):
		return &ast.SetSchema{Pos: at, Kind: kind, Name: name, Schema: p.colID()}
	case p.acceptPair(kwRename, kwTo):
		return &ast.Rename{Pos: at, Kind: kind, Name: name, New: p.colID()}
	}
	switch kind {
	case ast.ObjectTextDictionary:
		if p.is('(') {
			return &ast.AlterTextDictionary{Pos: at, Name: name, Options: p.namedValues()}
		}
	case ast.ObjectTextConfiguration:
		if !p.is(kwOwner) {
			return p.alterMapping(&ast.AlterTextConfiguration{Pos: at, Name: name})
		}
	default:
		p.fail()
	}
	p.expect(kwOwner, kwTo)
	return &ast.AlterOwner{Pos: at, Kind: kind, Name: name, Role: p.roleSpec()}
}

// alterMapping reads what is done to a configuration.
func (p *parser) alterMapping(s *ast.AlterTextConfiguration) ast.Statement {
	switch {
	case p.accept(kwDrop):
		p.expect(kwMapping)
		s.Change, s.IfExists = ast.MappingDrop, p.optIfExists()
		p.expect(kwFor)
		s.Tokens = p.colIDs()
		return s
	case p.accept(kwAdd):
		s.Change = ast.MappingAdd
	default:
		p.expect(kwAlter)
		s.Change = ast.MappingAlter
	}
	p.expect(kwMapping)
	if s.Change == ast.MappingAdd || !p.is(kwReplace) {
		p.expect(kwFor)
		s.Tokens = p.colIDs()
	}
	if s.Change == ast.MappingAlter && p.accept(kwReplace) {
		s.Change = ast.MappingReplace
		s.Dicts = []ast.QName{p.qname()}
		p.expect(kwWith)
		s.Dicts = append(s.Dicts, p.qname())
		return s
	}
	p.expect(kwWith)
	s.Dicts = p.qnames()
	return s
}
