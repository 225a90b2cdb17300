package parser

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// set reads SET in all its forms.
func (p *parser) set() ast.Statement {
	at := p.pos()
	p.expect(kwSet)
	switch {
	case p.is(kwConstraints):
		return p.setConstraints(at)
	case p.isThen(kwTransaction, kwIsolation), p.isThen(kwTransaction, kwRead),
		p.isThen(kwTransaction, kwDeferrable), p.isThen(kwTransaction, kwNot),
		p.isThen(kwTransaction, kwSnapshot), p.isThen(kwTransaction, kwAs):
		return p.setTransaction(at, false)
	case p.isThen(kwSession, kwCharacteristics):
		p.expect(kwSession, kwCharacteristics, kwAs, kwTransaction)
		return p.setModes(at, true)
	case p.is(kwLocal) && p.setNameFollows():
		p.advance()
		return p.setRest(at, true)
	case p.is(kwSession) && p.setNameFollows():
		p.advance()
		return p.setRest(at, false)
	}
	return p.setRest(at, false)
}

// setNameFollows tells whether LOCAL or SESSION, which is next, is a scope and
// not itself the name of a setting.
func (p *parser) setNameFollows() bool {
	switch p.peek(1).kind {
	case '=', kwTo, '.':
		return false
	case kwAuthorization:
		return false
	}
	return true
}

// setTransaction reads the rest of SET [LOCAL] TRANSACTION.
func (p *parser) setTransaction(at ast.Pos, local bool) ast.Statement {
	p.expect(kwTransaction)
	if p.accept(kwSnapshot) {
		return &ast.SetTransaction{Pos: at, Snapshot: p.str()}
	}
	return p.setModes(at, false)
}

// setModes reads at least one transaction mode.
func (p *parser) setModes(at ast.Pos, session bool) ast.Statement {
	s := &ast.SetTransaction{Pos: at, Session: session}
	s.Modes, s.AsOf = p.txModes()
	if s.Modes == nil && s.AsOf == nil {
		p.fail()
	}
	if session && s.AsOf != nil {
		p.unsupported("SET SESSION CHARACTERISTICS … AS OF TIMESTAMP", "SET isochron.read_staleness has a session read in the past.")
	}
	return s
}

// setConstraints reads the rest of SET CONSTRAINTS.
func (p *parser) setConstraints(at ast.Pos) ast.Statement {
	p.expect(kwConstraints)
	s := &ast.SetConstraints{Pos: at}
	if s.All = p.accept(kwAll); !s.All {
		s.Names = p.qnames()
	}
	if s.Deferred = p.accept(kwDeferred); !s.Deferred {
		p.expect(kwImmediate)
	}
	return s
}

// setRest reads what follows SET, SET LOCAL or SET SESSION.
func (p *parser) setRest(at ast.Pos, local bool) ast.Statement {
	if p.is(kwTransaction) && p.peek(1).kind != '=' && p.peek(1).kind != kwTo {
		return p.setTransaction(at, local)
	}
	s := &ast.SetVar{Pos: at, Local: local}
	if p.setSpecial(s) {
		return s
	}
	s.Name = p.varName()
	switch {
	case p.acceptPair(kwFrom, kwCurrent):
		s.FromCurrent = true
		return s
	case p.accept('='):
	default:
		p.expect(kwTo)
	}
	p.setValues(s)
	return s
}

// setValues reads DEFAULT or a list of values.
func (p *parser) setValues(s *ast.SetVar) {
	if p.accept(kwDefault) {
		s.Default = true
		return
	}
	s.Values = []ast.Expr{p.varValue()}
	for p.accept(',') {
		s.Values = append(s.Values, p.varValue())
	}
}

// varName reads a setting's name with its dots.
func (p *parser) varName() string {
	name := p.colID()
	for p.accept('.') {
		name += "." + p.colID()
	}
	return name
}

// varValue reads a word, a string or a number.
func (p *parser) varValue() ast.Expr {
	switch p.tok.kind {
	case tInt, tNumber, '-', '+':
		return p.number()
	}
	return p.wordOrString()
}

// wordOrString reads a word or a string as a string: TRUE, FALSE and ON are
// words too.
func (p *parser) wordOrString() *ast.Const {
	c := &ast.Const{Pos: p.pos(), Kind: ast.ConstString}
	switch {
	case p.is(tString), p.is(kwTrue), p.is(kwFalse), p.is(kwOn):
		c.Text = p.take()
	default:
		c.Text = p.word()
	}
	return c
}

// setSpecial reads the settings with a notation of their own.
func (p *parser) setSpecial(s *ast.SetVar) bool {
	next := p.peek(1).kind
	if next == '=' || next == '.' || next == kwTo && !p.is(kwTime) {
		return false
	}
	switch p.tok.kind {
	case kwTime:
		p.expect(kwTime, kwZone)
		s.Name = "timezone"
		p.zoneValue(s)
	case kwCatalog:
		p.unsupported("SET CATALOG", "Connect to the other database instead.")
	case kwSchema:
		p.advance()
		s.Name = "search_path"
		s.Values = []ast.Expr{p.stringConst()}
	case kwNames:
		p.advance()
		s.Name = "client_encoding"
		switch {
		case p.is(tString):
			s.Values = []ast.Expr{p.stringConst()}
		default:
			p.accept(kwDefault)
			s.Default = true
		}
	case kwRole:
		p.advance()
		s.Name = "role"
		c := &ast.Const{Pos: p.pos(), Kind: ast.ConstString}
		if p.is(tString) {
			c.Text = p.take()
		} else {
			c.Text = p.word()
		}
		s.Values = []ast.Expr{c}
	case kwSession:
		p.expect(kwSession, kwAuthorization)
		p.setAuthorization(s)
	case kwXml:
		p.expect(kwXml, kwOption)
		s.Name = "xmloption"
		c := &ast.Const{Pos: p.pos(), Kind: ast.ConstString, Text: strings.ToUpper(p.tok.text)}
		if !p.accept(kwDocument) {
			p.expect(kwContent)
		}
		s.Values = []ast.Expr{c}
	default:
		return false
	}
	return true
}

func (p *parser) setAuthorization(s *ast.SetVar) {
	s.Name = "session_authorization"
	if p.accept(kwDefault) {
		s.Default = true
		return
	}
	c := &ast.Const{Pos: p.pos(), Kind: ast.ConstString}
	if p.is(tString) {
		c.Text = p.take()
	} else {
		c.Text = p.word()
	}
	s.Values = []ast.Expr{c}
}

// stringConst reads a string literal.
func (p *parser) stringConst() ast.Expr {
	c := &ast.Const{Pos: p.pos(), Kind: ast.ConstString}
	c.Text = p.str()
	return c
}

// zoneValue reads the value of SET TIME ZONE.
func (p *parser) zoneValue(s *ast.SetVar) {
	at := p.pos()
	switch p.tok.kind {
	case kwDefault, kwLocal:
		p.advance()
		s.Default = true
	case kwInterval:
		t := &ast.TypeName{Pos: at}
		p.sqlType(t, true)
		x := p.literalOfType(t)
		if t.Mods == nil {
			at = p.pos()
			p.intervalFields(t)
			switch t.Interval {
			case ast.IntervalAll, ast.IntervalHour, ast.IntervalHourToMinute:
			default:
				p.failAt(at, CodeSyntaxError, "time zone interval must be HOUR or HOUR TO MINUTE")
			}
		}
		s.Values = []ast.Expr{x}
	case tInt, tNumber, '+', '-':
		s.Values = []ast.Expr{p.number()}
	case tString:
		s.Values = []ast.Expr{p.stringConst()}
	default:
		if p.tok.kind != tIdent {
			p.fail()
		}
		c := &ast.Const{Pos: at, Kind: ast.ConstString}
		c.Text = p.take()
		s.Values = []ast.Expr{c}
	}
}

// show reads SHOW.
func (p *parser) show() ast.Statement {
	s := &ast.Show{Pos: p.pos()}
	p.expect(kwShow)
	if p.is(tIdent) && p.tok.text == "ranges" {
		return p.showRanges()
	}
	s.Name = p.varNameOrSpecial()
	return s
}

// showRanges reads SHOW RANGES [FROM TABLE name], which is ours and not Postgres's: short
// for a query.
func (p *parser) showRanges() ast.Statement {
	p.word()
	if p.accept(kwFrom) {
		p.expect(kwTable)
		return p.rangesOf(p.qname())
	}
	return p.rangesOf(ast.QName{})
}

// rangesOf is the query for the ranges of a table, or for all of them.
func (p *parser) rangesOf(table ast.QName) ast.Statement {
	text := `SELECT r.range_id, r.start_pretty AS start_key, r.end_pretty AS end_key, r.leaseholder, r.lease_store, r.voters, r.learners, ` +
		`r.keys, r.bytes, r.queries_per_second, r.tables FROM isochron_internal.ranges r`
	if table.Name != "" {
		text += ` WHERE (SELECT n.nspname::text || '.' || c.relname::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace ` +
			`WHERE c.oid = ` + quoteLiteral(deparse.Print(&ast.TableName{Name: table})) + `::pg_catalog.regclass) = ANY (r.tables)`
	}
	q, err := ParseOne(text + ` ORDER BY r.start_key`)
	if err != nil {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: err.Error()})
	}
	return q.AST
}

// quoteLiteral writes a text as a string constant.
func quoteLiteral(text string) string {
	if strings.Contains(text, `\`) {
		return `E'` + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(text) + `'`
	}
	return `'` + strings.ReplaceAll(text, `'`, `''`) + `'`
}

// reset reads RESET.
func (p *parser) reset() ast.Statement {
	s := &ast.Reset{Pos: p.pos()}
	p.expect(kwReset)
	s.Name = p.varNameOrSpecial()
	if s.Name == "all" {
		s.All, s.Name = true, ""
	}
	return s
}

// varNameOrSpecial reads a setting's name, or one of the notations for some.
func (p *parser) varNameOrSpecial() string {
	switch {
	case p.accept(kwAll):
		return "all"
	case p.acceptThen(kwTime, kwZone):
		return "timezone"
	case p.acceptThen(kwTransaction, kwIsolation):
		p.expect(kwLevel)
		return "transaction_isolation"
	case p.acceptThen(kwSession, kwAuthorization):
		return "session_authorization"
	}
	return p.varName()
}
