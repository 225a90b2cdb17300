package parser

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// explain reads EXPLAIN, with options in parentheses or as words.
func (p *parser) explain() ast.Statement {
	s := &ast.Explain{Pos: p.pos()}
	p.expect(kwExplain)
	switch {
	case p.is('(') && p.optionListAhead():
		s.Options = p.options(p.genericOption)
	default:
		at := p.pos()
		if p.accept(kwAnalyze) || p.accept(kwAnalyse) {
			s.Options = append(s.Options, ast.Option{Pos: at, Name: "analyze"})
		}
		at = p.pos()
		if p.accept(kwVerbose) {
			s.Options = append(s.Options, ast.Option{Pos: at, Name: "verbose"})
		}
	}
	s.Stmt = p.explainable()
	return s
}

// optionListAhead tells whether the parenthesis that is next opens options and
// not a query.
func (p *parser) optionListAhead() bool {
	t := p.peek(1)
	return t.kind == tIdent || t.cat != catNone && t.cat != catReserved && !p.parenQueryAhead() ||
		t.kind == kwAnalyze || t.kind == kwAnalyse
}

// genericOption reads an option of EXPLAIN, VACUUM and their relatives.
func (p *parser) genericOption() ast.Option {
	o := ast.Option{Pos: p.pos()}
	switch p.tok.kind {
	case kwAnalyse:
		p.advance()
		o.Name = "analyze"
	case kwAnalyze:
		o.Name = p.take()
	default:
		o.Name = p.word()
	}
	switch p.tok.kind {
	case ',', ')':
	case tInt, tNumber, '-', '+':
		o.Value = p.number()
	default:
		o.Value = p.wordOrString()
	}
	return o
}

// explainable reads a statement that EXPLAIN may show.
func (p *parser) explainable() ast.Statement {
	p.enter()
	defer p.leave()
	at := p.pos()
	switch p.tok.kind {
	case kwDeclare:
		return p.declare()
	case kwExecute:
		return p.execute()
	case kwRefresh:
		return p.refresh()
	case kwCreate:
		p.advance()
		persistence := p.optPersistence()
		if p.is(kwMaterialized) {
			return p.createMaterializedView(at, persistence)
		}
		return p.createTableForm(at, persistence, true)
	}
	return p.preparable()
}

// vacuum reads VACUUM.
func (p *parser) vacuum() ast.Statement {
	s := &ast.Vacuum{Pos: p.pos()}
	p.expect(kwVacuum)
	if p.is('(') {
		s.Options = p.options(p.genericOption)
	} else {
		for _, k := range []kind{kwFull, kwFreeze, kwVerbose, kwAnalyze, kwAnalyse} {
			at := p.pos()
			if p.accept(k) {
				name := strings.Replace(keywords[k-keywordBase].word, "analyse", "analyze", 1)
				s.Options = append(s.Options, ast.Option{Pos: at, Name: name})
			}
		}
	}
	s.Tables = p.vacuumTables()
	return s
}

// analyze reads ANALYZE.
func (p *parser) analyze() ast.Statement {
	s := &ast.Vacuum{Pos: p.pos(), Analyze: true}
	p.advance()
	at := p.pos()
	switch {
	case p.is('('):
		s.Options = p.options(p.genericOption)
	case p.accept(kwVerbose):
		s.Options = []ast.Option{{Pos: at, Name: "verbose"}}
	}
	s.Tables = p.vacuumTables()
	return s
}

func (p *parser) vacuumTables() []ast.VacuumTable {
	if !p.isColID() {
		return nil
	}
	var list []ast.VacuumTable
	for {
		list = append(list, ast.VacuumTable{Pos: p.pos(), Name: p.qname(), Columns: p.optParenColIDs()})
		if !p.accept(',') {
			return list
		}
	}
}

// comment reads COMMENT ON.
func (p *parser) comment() ast.Statement {
	c := &ast.CommentOn{Pos: p.pos()}
	p.expect(kwComment, kwOn)
	switch p.tok.kind {
	case kwColumn:
		p.advance()
		c.Kind = ast.ObjectColumn
		p.columnOf(c)
	case kwConstraint:
		p.advance()
		c.Kind = ast.ObjectConstraint
		c.Child = p.colID()
		p.expect(kwOn)
		if p.accept(kwDomain) {
			c.Kind = ast.ObjectDomainConstraint
		}
		c.Name = p.qname()
	case kwFunction, kwProcedure, kwRoutine:
		c.Kind = routineKind(p.tok.kind)
		p.advance()
		f := p.functionName()
		c.Func, c.Name = &f, f.Name
	case kwAggregate:
		p.advance()
		c.Kind = ast.ObjectAggregate
		f := p.aggregateName()
		c.Func, c.Name = &f, f.Name
	case kwEvent:
		p.expect(kwEvent, kwTrigger)
		c.Kind = ast.ObjectEventTrigger
		c.Name = ast.QName{Pos: p.pos(), Name: p.colID()}
	case kwText:
		c.Kind = p.textSearchKind()
		c.Name = p.qname()
	case kwOperator:
		if next := p.peek(1).kind; next == kwClass || next == kwFamily {
			p.unsupported("COMMENT ON OPERATOR CLASS and FAMILY", "Comments are kept of the objects that users make.")
		}
		p.advance()
		c.Kind = ast.ObjectOperator
		o := p.operatorName()
		c.Operator = &o
	case kwCast:
		p.advance()
		c.Kind = ast.ObjectCast
		c.From, c.To = p.castTypes()
	case kwTrigger:
		p.advance()
		c.Kind = ast.ObjectTrigger
		c.Child = p.colID()
		p.expect(kwOn)
		c.Name = p.qname()
	case kwLarge:
		c.Kind, c.Name = ast.ObjectLargeObject, p.largeObject()
	case kwPolicy:
		p.advance()
		c.Kind = ast.ObjectPolicy
		c.Child = p.colID()
		p.expect(kwOn)
		c.Name = p.qname()
	default:
		p.commentTarget(c)
	}
	p.expect(kwIs)
	if c.IsNull = p.accept(kwNull); !c.IsNull {
		c.Comment = p.str()
	}
	return c
}

// columnOf reads table.column.
func (p *parser) columnOf(c *ast.CommentOn) {
	at := p.pos()
	names := p.anyName()
	n := len(names)
	if n < 2 {
		p.failAt(at, CodeSyntaxError, "column name must be qualified")
	}
	c.Child = names[n-1]
	c.Name = ast.QName{Pos: at, Name: names[n-2]}
	switch n {
	case 4:
		c.Name.Catalog = names[0]
		c.Name.Schema = names[1]
	case 3:
		c.Name.Schema = names[0]
	case 2:
	default:
		p.failAt(at, CodeSyntaxError, "improper relation name (too many dotted names)")
	}
}

// commentKinds are the objects whose comments are read.
var commentKinds = map[kind]ast.ObjectKind{
	kwTable: ast.ObjectTable, kwIndex: ast.ObjectIndex, kwSequence: ast.ObjectSequence,
	kwView: ast.ObjectView, kwSchema: ast.ObjectSchema, kwDatabase: ast.ObjectDatabase,
	kwRole: ast.ObjectRole, kwExtension: ast.ObjectExtension, kwTablespace: ast.ObjectTablespace,
	kwType: ast.ObjectType, kwDomain: ast.ObjectDomain, kwStatistics: ast.ObjectStatistics,
}

func (p *parser) commentTarget(c *ast.CommentOn) {
	if p.is(kwMaterialized) {
		p.advance()
		if !p.is(kwView) {
			p.fail()
		}
		c.Kind = ast.ObjectMaterializedView
	} else {
		k, ok := commentKinds[p.tok.kind]
		if !ok {
			p.unsupportedKind("COMMENT ON")
			p.fail()
		}
		c.Kind = k
	}
	p.advance()
	switch c.Kind {
	case ast.ObjectSchema, ast.ObjectDatabase, ast.ObjectRole, ast.ObjectExtension, ast.ObjectTablespace:
		c.Name = ast.QName{Pos: p.pos(), Name: p.colID()}
	default:
		c.Name = p.qname()
	}
}

// do reads DO.
func (p *parser) do() ast.Statement {
	s := &ast.Do{Pos: p.pos()}
	p.expect(kwDo)
	seen := false
	for {
		switch {
		case p.is(tString) && !seen:
			seen = true
			s.Code = p.take()
		case p.is(kwLanguage) && s.Language == "":
			p.advance()
			if p.is(tString) {
				s.Language = p.take()
			} else {
				s.Language = p.word()
			}
		case !seen && s.Language == "":
			p.fail()
		case !seen:
			throw(&Error{SQLSTATE: CodeSyntaxError, Message: "no inline code specified"})
		default:
			return s
		}
	}
}

// reindex reads REINDEX.
func (p *parser) reindex() ast.Statement {
	s := &ast.Reindex{Pos: p.pos()}
	p.expect(kwReindex)
	if p.is('(') {
		s.Options = p.options(p.genericOption)
	}
	kinds := map[kind]ast.ReindexKind{
		kwIndex: ast.ReindexIndex, kwTable: ast.ReindexTable, kwSchema: ast.ReindexSchema,
		kwSystem: ast.ReindexSystem, kwDatabase: ast.ReindexDatabase,
	}
	k, ok := kinds[p.tok.kind]
	if !ok {
		p.fail()
	}
	s.Kind = k
	p.advance()
	s.Concurrently = p.accept(kwConcurrently)
	switch {
	case k == ast.ReindexIndex, k == ast.ReindexTable:
		s.Name = p.qname()
	case k == ast.ReindexSchema:
		s.Name = ast.QName{Pos: p.pos(), Name: p.colID()}
	case p.isColID():
		s.Name = ast.QName{Pos: p.pos(), Name: p.colID()}
	}
	return s
}

// cluster reads CLUSTER, in its new form and in the old CLUSTER index ON table.
func (p *parser) cluster() ast.Statement {
	s := &ast.Cluster{Pos: p.pos()}
	p.expect(kwCluster)
	at := p.pos()
	switch {
	case p.is('('):
		s.Options = p.options(p.genericOption)
	case p.accept(kwVerbose):
		s.Options = []ast.Option{{Pos: at, Name: "verbose"}}
	}
	if !p.isColID() {
		return s
	}
	name := p.qname()
	switch {
	case p.accept(kwUsing):
		s.Index = p.colID()
	case p.is(kwOn) && name.Schema == "":
		p.advance()
		s.Index = name.Name
		name = p.qname()
	}
	s.Table = &name
	return s
}

// copy reads COPY.
func (p *parser) copy() ast.Statement {
	s := &ast.Copy{Pos: p.pos()}
	p.expect(kwCopy)
	if p.is('(') {
		p.advance()
		s.Query = p.preparable()
		p.expect(')', kwTo)
	} else {
		binaryAt := p.pos()
		if p.is(kwBinary) && colIDToken(p.peek(1)) {
			p.advance()
			s.Options = append(s.Options, ast.Option{Pos: binaryAt, Name: "format", Value: &ast.Const{Pos: binaryAt, Kind: ast.ConstString, Text: "binary"}})
		}
		name := p.qname()
		s.Table = &name
		s.Columns = p.optParenColIDs()
		if s.From = p.accept(kwFrom); !s.From {
			p.expect(kwTo)
		}
	}
	p.copyFile(s)
	p.copyOptions(s)
	whereAt := p.pos()
	if s.Table != nil && p.accept(kwWhere) {
		if !s.From {
			throw(&Error{SQLSTATE: CodeSyntaxError, Message: "WHERE clause not allowed with COPY TO", Position: charPosition(p.lex.sql, int(whereAt))})
		}
		s.Where = p.expr()
	}
	return s
}

// copyFile reads where COPY reads or writes.
func (p *parser) copyFile(s *ast.Copy) {
	switch {
	case p.accept(kwStdin), p.accept(kwStdout):
		return
	case p.accept(kwProgram):
		s.Program = true
	}
	s.File = p.str()
}

// copyOptions reads the options of COPY, in the new or the old notation.
func (p *parser) copyOptions(s *ast.Copy) {
	if s.Table != nil {
		p.copyOldDelimiters(s)
	}
	p.accept(kwWith)
	if p.is('(') {
		s.Options = append(s.Options, p.options(p.copyOption)...)
		return
	}
	for {
		o := ast.Option{Pos: p.pos()}
		if !p.copyOldOption(&o) {
			return
		}
		s.Options = append(s.Options, o)
	}
}

// copyOldDelimiters reads [USING] DELIMITERS '…'.
func (p *parser) copyOldDelimiters(s *ast.Copy) {
	at := p.pos()
	if !p.is(kwDelimiters) && !p.isThen(kwUsing, kwDelimiters) {
		return
	}
	p.accept(kwUsing)
	p.expect(kwDelimiters)
	s.Options = append(s.Options, ast.Option{Pos: at, Name: "delimiter", Value: p.stringConst()})
}

// copyOption reads an option in parentheses.
func (p *parser) copyOption() ast.Option {
	o := ast.Option{Pos: p.pos(), Name: p.label()}
	at := p.pos()
	switch {
	case p.is(','), p.is(')'):
	case p.accept('*'):
		o.Value = &ast.OptionStar{Pos: at}
	case p.accept('('):
		list := &ast.OptionList{Pos: at}
		for {
			list.Items = append(list.Items, p.wordOrString())
			if !p.accept(',') {
				break
			}
		}
		p.expect(')')
		o.Value = list
	case p.is(tInt), p.is(tNumber), p.is('-'), p.is('+'):
		o.Value = p.number()
	default:
		o.Value = p.wordOrString()
	}
	return o
}

// copyOldOption reads an option without parentheses, and gives it the name
// that it has in them.
func (p *parser) copyOldOption(o *ast.Option) bool {
	text := func(s string) ast.Expr { return &ast.Const{Pos: o.Pos, Kind: ast.ConstString, Text: s} }
	k := p.tok.kind
	switch k {
	case kwBinary, kwCsv:
		o.Name, o.Value = "format", text(p.tok.text)
		p.advance()
	case kwFreeze, kwHeader:
		o.Name, o.Value = p.tok.text, text("true")
		p.advance()
	case kwDelimiter, kwNull, kwQuote, kwEscape:
		o.Name = p.take()
		p.accept(kwAs)
		o.Value = p.stringConst()
	case kwEncoding:
		o.Name = p.take()
		o.Value = p.stringConst()
	case kwForce:
		p.copyForce(o)
	default:
		return false
	}
	return true
}

// copyForce reads FORCE QUOTE, FORCE NOT NULL and FORCE NULL.
func (p *parser) copyForce(o *ast.Option) {
	p.expect(kwForce)
	switch {
	case p.accept(kwQuote):
		o.Name = "force_quote"
		at := p.pos()
		if p.accept('*') {
			o.Value = &ast.OptionStar{Pos: at}
			return
		}
	case p.acceptPair(kwNot, kwNull):
		o.Name = "force_not_null"
	default:
		p.expect(kwNull)
		o.Name = "force_null"
	}
	list := &ast.OptionList{Pos: p.pos()}
	for _, name := range p.colIDs() {
		list.Items = append(list.Items, &ast.Const{Pos: list.Pos, Kind: ast.ConstString, Text: name})
	}
	o.Value = list
}
