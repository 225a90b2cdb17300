package parser

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// createExtension reads CREATE EXTENSION, from EXTENSION on.
func (p *parser) createExtension(at ast.Pos) ast.Statement {
	p.expect(kwExtension)
	s := &ast.CreateExtension{Pos: at, IfNotExists: p.optIfNotExists(), Name: p.colID()}
	p.accept(kwWith)
	seen := map[kind]bool{}
	for {
		k := p.tok.kind
		if k == kwFrom {
			p.unsupported("CREATE EXTENSION ... FROM", "Leave FROM out.")
		}
		if k != kwSchema && k != kwVersion && k != kwCascade {
			return s
		}
		if seen[k] {
			p.failAt(p.pos(), CodeSyntaxError, "conflicting or redundant options")
		}
		seen[k] = true
		p.advance()
		switch k {
		case kwSchema:
			s.Schema = p.colID()
		case kwVersion:
			s.Version = p.wordOrText()
		default:
			s.Cascade = true
		}
	}
}

// createLanguage reads CREATE LANGUAGE without a handler, which means the extension of that name.
func (p *parser) createLanguage(at ast.Pos, orReplace bool) ast.Statement {
	p.accept(kwTrusted)
	p.accept(kwProcedural)
	p.expect(kwLanguage)
	s := &ast.CreateExtension{Pos: at, IfNotExists: orReplace, Name: p.colID()}
	if p.is(kwHandler) {
		p.unsupported("CREATE LANGUAGE ... HANDLER", "")
	}
	return s
}

// wordOrText reads a word that is no reserved one, or a string.
func (p *parser) wordOrText() string {
	if p.is(tString) {
		return p.take()
	}
	return p.word()
}

// alterExtension reads ALTER EXTENSION, from EXTENSION on.
func (p *parser) alterExtension(at ast.Pos) ast.Statement {
	p.expect(kwExtension)
	name := ast.QName{Pos: p.pos(), Name: p.colID()}
	switch {
	case p.acceptThen(kwSet, kwSchema):
		return &ast.SetSchema{Pos: at, Kind: ast.ObjectExtension, Name: name, Schema: p.colID()}
	case p.accept(kwUpdate):
		s := &ast.AlterExtension{Pos: at, Name: name.Name}
		if p.accept(kwTo) {
			s.Version = p.wordOrText()
		}
		return s
	case p.is(kwAdd), p.is(kwDrop):
		p.unsupported("ALTER EXTENSION ... ADD and DROP", "What an extension has comes with it.")
	}
	p.fail()
	return nil
}

// namedValues reads (name = value, …).
func (p *parser) namedValues() []ast.Definition {
	p.expect('(')
	var list []ast.Definition
	for {
		list = append(list, p.namedValue())
		if p.accept(')') {
			return list
		}
		p.expect(',')
	}
}

func (p *parser) namedValue() ast.Definition {
	d := ast.Definition{Pos: p.pos(), Name: p.label()}
	if !p.accept('=') {
		return d
	}
	at := p.pos()
	switch {
	case p.is(tString), p.is(tInt), p.is(tNumber), p.is('-') && isNumber(p.peek(1).kind), p.is('+') && isNumber(p.peek(1).kind):
		d.Number = !p.is(tString)
		d.Text = p.literalText()
	case p.is(kwOperator):
		schema, op := p.qualifiedOperator()
		d.Op = &ast.QName{Pos: at, Schema: schema, Name: op}
	case isOperator(p.tok.kind):
		_, op := p.anyOperator()
		d.Op = &ast.QName{Pos: at, Name: op}
	case p.is(kwNone), p.tok.cat == catReserved:
		d.Text = &ast.Const{Pos: at, Kind: ast.ConstString, Text: p.take()}
	default:
		d.Type = p.routineType()
	}
	return d
}

func isNumber(k kind) bool { return k == tInt || k == tNumber }

// literalText reads a string or a number, as a text.
func (p *parser) literalText() *ast.Const {
	c := &ast.Const{Pos: p.pos(), Kind: ast.ConstString}
	if p.is(tString) {
		c.Text = p.take()
	} else {
		c.Text = deparse.Print(p.number())
	}
	return c
}

// operatorName reads an operator as CREATE OPERATOR has it.
func (p *parser) operatorWord() ast.QName {
	at := p.pos()
	schema, op := p.anyOperator()
	return ast.QName{Pos: at, Schema: schema, Name: op}
}

// createOperator reads CREATE OPERATOR, from OPERATOR on.
func (p *parser) createOperator(at ast.Pos) ast.Statement {
	p.expect(kwOperator)
	if p.is(kwClass) || p.is(kwFamily) {
		p.unsupported("CREATE OPERATOR CLASS and FAMILY", "Indexes use the operators of the system, and of its extensions.")
	}
	s := &ast.CreateOperator{Pos: at, Name: p.operatorWord()}
	s.Params = p.namedValues()
	return s
}

// operatorName reads an operator with the types of its operands.
func (p *parser) operatorName() ast.OperatorName {
	o := ast.OperatorName{Pos: p.pos(), Name: p.operatorWord()}
	p.expect('(')
	if !p.accept(kwNone) {
		o.Left = p.typeName()
	}
	if o.Left != nil && p.is(')') {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "missing argument", Hint: "Use NONE to denote the missing argument of a unary operator."})
	}
	p.expect(',')
	if p.is(kwNone) {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "postfix operators are not supported"})
	}
	o.Right = p.typeName()
	p.expect(')')
	return o
}

// dropOperator reads DROP OPERATOR, from OPERATOR on.
func (p *parser) dropOperator(at ast.Pos) ast.Statement {
	p.expect(kwOperator)
	if p.is(kwClass) || p.is(kwFamily) {
		return p.dropOf(at)
	}
	d := &ast.DropOperator{Pos: at, IfExists: p.optIfExists()}
	for {
		d.Operators = append(d.Operators, p.operatorName())
		if !p.accept(',') {
			break
		}
	}
	d.Behavior = p.optBehavior()
	return d
}

// alterOperator reads ALTER OPERATOR, from OPERATOR on.
func (p *parser) alterOperator(at ast.Pos) ast.Statement {
	p.expect(kwOperator)
	if p.is(kwClass) || p.is(kwFamily) {
		p.unsupported("ALTER OPERATOR CLASS and FAMILY", "")
	}
	s := &ast.AlterOperator{Pos: at, Op: p.operatorName()}
	switch {
	case p.acceptThen(kwOwner, kwTo):
		r := p.roleSpec()
		s.Owner = &r
	case p.acceptThen(kwSet, kwSchema):
		s.Schema = p.colID()
	case p.isThen(kwSet, '('):
		p.unsupported("ALTER OPERATOR ... SET of estimators", "No plan asks them.")
	default:
		p.fail()
	}
	return s
}

// createStatistics reads CREATE STATISTICS, from STATISTICS on.
func (p *parser) createStatistics(at ast.Pos) ast.Statement {
	p.expect(kwStatistics)
	s := &ast.CreateStatistics{Pos: at, IfNotExists: p.optIfNotExists(), Name: p.qname()}
	if p.accept('(') {
		s.Kinds = p.colIDs()
		p.expect(')')
	}
	p.expect(kwOn)
	s.Elems = append(s.Elems, p.statisticsElem())
	for p.accept(',') {
		s.Elems = append(s.Elems, p.statisticsElem())
	}
	p.expect(kwFrom)
	s.From = p.tableRefs()
	return s
}

// statisticsElem reads a column, a call or an expression in parentheses.
func (p *parser) statisticsElem() ast.IndexElem {
	e := ast.IndexElem{Pos: p.pos()}
	next := p.peek(1).kind
	switch {
	case p.accept('('):
		e.Expr = p.expr()
		p.expect(')')
	case p.isColID() && next != '(' && next != '.':
		e.Column = p.colID()
	default:
		e.Expr = p.windowlessCall()
	}
	return e
}

// alterStatistics reads ALTER STATISTICS, from STATISTICS on.
func (p *parser) alterStatistics(at ast.Pos) ast.Statement {
	p.expect(kwStatistics)
	if p.optIfExists() {
		s := &ast.AlterStatistics{Pos: at, IfExists: true, Name: p.qname()}
		p.expect(kwSet, kwStatistics)
		s.Target = p.signedInt32()
		return s
	}
	name := p.qname()
	switch {
	case p.acceptThen(kwSet, kwStatistics):
		return &ast.AlterStatistics{Pos: at, Name: name, Target: p.signedInt32()}
	case p.acceptThen(kwSet, kwSchema):
		return &ast.SetSchema{Pos: at, Kind: ast.ObjectStatistics, Name: name, Schema: p.colID()}
	case p.acceptPair(kwRename, kwTo):
		return &ast.Rename{Pos: at, Kind: ast.ObjectStatistics, Name: name, New: p.colID()}
	case p.acceptThen(kwOwner, kwTo):
		return &ast.AlterOwner{Pos: at, Kind: ast.ObjectStatistics, Name: name, Role: p.roleSpec()}
	}
	p.fail()
	return nil
}

// castTypes reads (type AS type).
func (p *parser) castTypes() (from, to *ast.TypeName) {
	p.expect('(')
	from = p.typeName()
	p.expect(kwAs)
	to = p.typeName()
	p.expect(')')
	return from, to
}

// createCast reads CREATE CAST, from CAST on.
func (p *parser) createCast(at ast.Pos) ast.Statement {
	p.expect(kwCast)
	s := &ast.CreateCast{Pos: at, Context: ast.CastExplicit}
	s.From, s.To = p.castTypes()
	switch {
	case p.accept(kwWithout):
		p.expect(kwFunction)
	default:
		p.expect(kwWith)
		if s.InOut = p.accept(kwInout); !s.InOut {
			p.expect(kwFunction)
			f := p.functionName()
			s.Func = &f
		}
	}
	if p.accept(kwAs) {
		if s.Context = ast.CastImplicit; !p.accept(kwImplicit) {
			p.expect(kwAssignment)
			s.Context = ast.CastAssignment
		}
	}
	return s
}

// dropCast reads DROP CAST, from CAST on.
func (p *parser) dropCast(at ast.Pos) ast.Statement {
	p.expect(kwCast)
	d := &ast.DropCast{Pos: at, IfExists: p.optIfExists()}
	d.From, d.To = p.castTypes()
	d.Behavior = p.optBehavior()
	return d
}

// createAggregate reads CREATE AGGREGATE, from AGGREGATE on.
func (p *parser) createAggregate(at ast.Pos, orReplace bool) ast.Statement {
	p.expect(kwAggregate)
	s := &ast.CreateAggregate{Pos: at, OrReplace: orReplace, Name: p.funcNameAlone()}
	if s.OldStyle = p.is('(') && labelToken(p.peek(1)) && p.peek(2).kind == '='; !s.OldStyle {
		p.aggregateArgs(s)
	}
	s.Params = p.namedValues()
	return s
}

// aggregateArgs reads the arguments of an aggregate.
func (p *parser) aggregateArgs(s *ast.CreateAggregate) {
	p.expect('(')
	if p.accept('*') {
		s.Star = true
		p.expect(')')
		return
	}
	list := func() {
		s.Args = append(s.Args, p.routineArg(false))
		for p.accept(',') {
			s.Args = append(s.Args, p.routineArg(false))
		}
	}
	if !p.is(kwOrder) {
		list()
	}
	s.Direct = len(s.Args)
	if p.accept(kwOrder) {
		p.expect(kwBy)
		s.Ordered = true
		list()
	}
	p.expect(')')
}

// aggregateName reads an aggregate as DROP, ALTER and COMMENT name it.
func (p *parser) aggregateName() ast.FunctionName {
	f := ast.FunctionName{Pos: p.pos(), Name: p.funcNameAlone()}
	var s ast.CreateAggregate
	p.aggregateArgs(&s)
	f.Star = s.Star
	for i := range s.Args {
		f.Args = append(f.Args, s.Args[i].Type)
	}
	return f
}
