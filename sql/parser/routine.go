package parser

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// createRoutine reads CREATE FUNCTION and CREATE PROCEDURE, from that word on.
func (p *parser) createRoutine(at ast.Pos, orReplace bool) ast.Statement {
	s := &ast.CreateRoutine{Pos: at, OrReplace: orReplace, Procedure: p.is(kwProcedure)}
	p.advance()
	s.Name = p.funcNameAlone()
	p.expect('(')
	for !p.is(')') {
		s.Args = append(s.Args, p.routineArg(true))
		if !p.accept(',') {
			break
		}
		if p.is(')') {
			p.fail()
		}
	}
	p.expect(')')
	if !s.Procedure && p.accept(kwReturns) {
		p.returns(s)
	}
	for {
		o, ok := p.routineOption(true)
		if !ok {
			break
		}
		s.Options = append(s.Options, o)
	}
	p.routineBody(s)
	return s
}

// returns reads what follows RETURNS.
func (p *parser) returns(s *ast.CreateRoutine) {
	if !p.is(kwTable) {
		s.Returns = p.routineType()
		return
	}
	p.expect(kwTable, '(')
	s.Table = true
	for {
		a := ast.RoutineArg{Pos: p.pos(), Mode: ast.ArgTable, Name: p.typeFunc()}
		a.Type = p.routineType()
		s.Args = append(s.Args, a)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
}

// routineType reads the type of an argument or result.
func (p *parser) routineType() *ast.TypeName {
	t := p.typeName()
	if p.is('%') && p.peek(1).kind == kwType {
		p.advance()
		p.advance()
		t.OfColumn = true
	}
	return t
}

// routineArg reads an argument; defaults: it may have one.
func (p *parser) routineArg(defaults bool) ast.RoutineArg {
	a := ast.RoutineArg{Pos: p.pos()}
	mode := func() {
		if a.Mode == 0 {
			a.Mode = p.argMode()
		}
	}
	mode()
	if p.argNameAhead() {
		a.Name = p.typeFunc()
		mode()
	}
	if a.Mode == 0 {
		a.Mode = ast.ArgIn
	}
	a.Type = p.routineType()
	if defaults && (p.accept(kwDefault) || p.accept('=')) {
		a.Default = p.expr()
	}
	return a
}

// argMode reads a mode, 0 where there is none.
func (p *parser) argMode() ast.ArgMode {
	switch {
	case p.accept(kwIn):
		if p.accept(kwOut) {
			return ast.ArgInOut
		}
		return ast.ArgIn
	case p.accept(kwOut):
		return ast.ArgOut
	case p.accept(kwInout):
		return ast.ArgInOut
	case p.accept(kwVariadic):
		return ast.ArgVariadic
	}
	return 0
}

// argNameAhead tells whether the next token is an argument's name and not already its type.
func (p *parser) argNameAhead() bool {
	if !typeFuncToken(&p.tok) {
		return false
	}
	switch next := p.peek(1).kind; next {
	case ',', ')', '(', '[', '.', '=', '%', kwDefault, kwArray, tEOF:
		return false
	case kwPrecision:
		return !p.is(kwDouble)
	}
	return true
}

// routineOption reads one option; create: those of CREATE alone count too.
func (p *parser) routineOption(create bool) (o ast.RoutineOption, ok bool) {
	o.Pos = p.pos()
	flag := func(name string, on bool) (ast.RoutineOption, bool) {
		o.Name, o.On = name, on
		return o, true
	}
	word := func(name string) (ast.RoutineOption, bool) {
		o.Name, o.Text = "volatility", name
		p.advance()
		return o, true
	}
	switch p.tok.kind {
	case kwCalled:
		p.expect(kwCalled, kwOn, kwNull, kwInput)
		return flag("strict", false)
	case kwReturns:
		p.expect(kwReturns, kwNull, kwOn, kwNull, kwInput)
		return flag("strict", true)
	case kwStrict:
		p.advance()
		return flag("strict", true)
	case kwImmutable:
		return word("immutable")
	case kwStable:
		return word("stable")
	case kwVolatile:
		return word("volatile")
	case kwExternal:
		p.advance()
		p.expect(kwSecurity)
		return flag("security", p.definer())
	case kwSecurity:
		p.advance()
		return flag("security", p.definer())
	case kwLeakproof:
		p.advance()
		return flag("leakproof", true)
	case kwNot:
		p.expect(kwNot, kwLeakproof)
		return flag("leakproof", false)
	case kwCost, kwRows:
		if o.Name = "rows"; p.is(kwCost) {
			o.Name = "cost"
		}
		p.advance()
		o.Text = deparse.Print(p.number())
		return o, true
	case kwSupport:
		p.unsupported("SUPPORT of a function", "")
	case kwParallel:
		p.advance()
		o.Name, o.Text = "parallel", p.colID()
		return o, true
	case kwSet, kwReset:
		o.Name, o.Set = "set", p.setOrReset()
		return o, true
	}
	if !create {
		return o, false
	}
	switch p.tok.kind {
	case kwLanguage:
		p.advance()
		if o.Name = "language"; p.is(tString) {
			o.Text = p.take()
		} else {
			o.Text = p.word()
		}
		return o, true
	case kwAs:
		p.advance()
		o.Name, o.Text = "as", p.str()
		if p.accept(',') {
			o.Link, o.HasLink = p.str(), true
		}
		return o, true
	case kwWindow:
		p.advance()
		return flag("window", true)
	case kwTransform:
		p.unsupported("TRANSFORM of a function", "")
	}
	return o, false
}

func (p *parser) definer() bool {
	if p.accept(kwInvoker) {
		return false
	}
	p.expect(kwDefiner)
	return true
}

// routineBody reads RETURN or BEGIN ATOMIC.
func (p *parser) routineBody(s *ast.CreateRoutine) {
	o := ast.RoutineOption{Pos: p.pos(), Name: "body"}
	params := p.params
	switch {
	case p.accept(kwReturn):
		o.IsReturn, o.Return = true, p.expr()
	case p.isThen(kwBegin, kwAtomic):
		p.expect(kwBegin, kwAtomic)
		for p.accept(';') {
		}
		for !p.accept(kwEnd) {
			if p.accept(kwReturn) {
				o.Body = append(o.Body, &ast.Select{Pos: -1, Return: true, Targets: []ast.Target{{Pos: -1, Expr: p.expr()}}})
			} else {
				o.Body = append(o.Body, p.statementOrUnsupported())
			}
			p.expect(';')
			for p.accept(';') {
			}
		}
	default:
		return
	}
	p.params = params
	s.Options = append(s.Options, o)
}

// functionNames reads functions with the types of their arguments.
func (p *parser) functionNames() []ast.FunctionName {
	list := []ast.FunctionName{p.functionName()}
	for p.accept(',') {
		list = append(list, p.functionName())
	}
	return list
}

// functionName reads a function as DROP, ALTER, COMMENT and GRANT name it: of its arguments
// those count that a call gives a value.
func (p *parser) functionName() ast.FunctionName {
	f := ast.FunctionName{Pos: p.pos(), Name: p.funcNameAlone(), Bare: true}
	if !p.accept('(') {
		return f
	}
	f.Bare = false
	for !p.is(')') {
		f.Modes = f.Modes || p.is(kwIn) || p.is(kwOut) || p.is(kwInout) || p.is(kwVariadic)
		if a := p.routineArg(false); a.Mode != ast.ArgOut {
			f.Args = append(f.Args, a.Type)
		}
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return f
}

// routineKind is the kind of object that a word begins; ObjectNone for others.
func routineKind(k kind) ast.ObjectKind {
	switch k {
	case kwFunction:
		return ast.ObjectFunction
	case kwProcedure:
		return ast.ObjectProcedure
	case kwRoutine:
		return ast.ObjectRoutine
	case kwAggregate:
		return ast.ObjectAggregate
	}
	return ast.ObjectNone
}

// dropRoutine reads DROP FUNCTION and its relatives, from that word on.
func (p *parser) dropRoutine(at ast.Pos) ast.Statement {
	d := &ast.DropRoutine{Pos: at, Kind: routineKind(p.tok.kind)}
	p.advance()
	d.IfExists = p.optIfExists()
	if d.Kind == ast.ObjectAggregate {
		d.Functions = append(d.Functions, p.aggregateName())
		for p.accept(',') {
			d.Functions = append(d.Functions, p.aggregateName())
		}
	} else {
		d.Functions = p.functionNames()
	}
	d.Behavior = p.optBehavior()
	return d
}

// alterRoutine reads ALTER FUNCTION and its relatives, from that word on.
func (p *parser) alterRoutine(at ast.Pos) ast.Statement {
	s := &ast.AlterRoutine{Pos: at, Kind: routineKind(p.tok.kind)}
	p.advance()
	if s.Kind == ast.ObjectAggregate {
		s.Func = p.aggregateName()
	} else {
		s.Func = p.functionName()
	}
	switch {
	case p.acceptThen(kwRename, kwTo):
		s.New = p.colID()
		return s
	case p.acceptThen(kwSet, kwSchema):
		s.Schema = p.colID()
		return s
	case p.acceptThen(kwOwner, kwTo):
		r := p.roleSpec()
		s.Owner = &r
		return s
	case p.is(kwDepends), p.isThen(kwNo, kwDepends):
		p.unsupported("DEPENDS ON EXTENSION", "DROP EXTENSION ... CASCADE drops what uses the extension.")
	}
	if s.Kind == ast.ObjectAggregate {
		p.fail()
	}
	for {
		o, ok := p.routineOption(false)
		if !ok {
			break
		}
		s.Options = append(s.Options, o)
	}
	if len(s.Options) == 0 {
		p.fail()
	}
	p.accept(kwRestrict)
	return s
}

// createTrigger reads CREATE [CONSTRAINT] TRIGGER, from that word on.
func (p *parser) createTrigger(at ast.Pos, orReplace bool) ast.Statement {
	s := &ast.CreateTrigger{Pos: at, OrReplace: orReplace, Constraint: p.accept(kwConstraint)}
	p.expect(kwTrigger)
	s.Name = p.colID()
	switch {
	case p.accept(kwAfter):
		s.When = "after"
	case s.Constraint:
		p.fail()
	case p.accept(kwBefore):
		s.When = "before"
	default:
		p.expect(kwInstead, kwOf)
		s.When = "instead of"
	}
	s.Events = p.triggerEvents()
	p.expect(kwOn)
	s.Table = p.qname()
	if s.Constraint {
		if p.accept(kwFrom) {
			s.From = p.qname()
		}
		p.triggerDeferral(s)
	} else if p.accept(kwReferencing) {
		p.transitionTables(s)
	}
	if s.Constraint {
		p.expect(kwFor, kwEach, kwRow)
		s.Row = true
	} else if p.accept(kwFor) {
		p.accept(kwEach)
		if s.Row = p.accept(kwRow); !s.Row {
			p.expect(kwStatement)
		}
	}
	if p.accept(kwWhen) {
		p.expect('(')
		s.Cond = p.expr()
		p.expect(')')
	}
	p.expect(kwExecute)
	if !p.accept(kwFunction) {
		p.expect(kwProcedure)
	}
	s.Func = p.funcNameAlone()
	p.expect('(')
	for !p.is(')') {
		s.Args = append(s.Args, p.triggerArg())
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return s
}

func (p *parser) triggerEvents() []ast.TriggerEvent {
	var list []ast.TriggerEvent
	for {
		e := ast.TriggerEvent{Pos: p.pos(), Name: p.tok.text}
		once := func() {
			if slices.ContainsFunc(list, func(o ast.TriggerEvent) bool { return o.Name == e.Name }) {
				p.failHere("duplicate trigger events specified")
			}
		}
		switch p.tok.kind {
		case kwInsert, kwDelete, kwTruncate:
			once()
			p.advance()
		default:
			p.expect(kwUpdate)
			if p.accept(kwOf) {
				e.Columns = p.colIDs()
			}
			once() // told of behind it, where the columns end
		}
		list = append(list, e)
		if !p.accept(kwOr) {
			return list
		}
	}
}

// triggerDeferral reads [NOT] DEFERRABLE and INITIALLY …
func (p *parser) triggerDeferral(s *ast.CreateTrigger) {
	for {
		switch {
		case p.accept(kwDeferrable):
			s.Deferrable = true
		case p.acceptThen(kwNot, kwDeferrable):
		case p.acceptThen(kwInitially, kwDeferred):
			s.Deferrable, s.Initially = true, true
		case p.acceptThen(kwInitially, kwImmediate):
		default:
			return
		}
	}
}

func (p *parser) transitionTables(s *ast.CreateTrigger) {
	for p.is(kwOld) || p.is(kwNew) {
		t := ast.TransitionTable{Pos: p.pos(), New: p.is(kwNew)}
		p.advance()
		if p.is(kwRow) {
			p.unsupported("REFERENCING OLD ROW or NEW ROW", "Use OLD TABLE or NEW TABLE for naming transition tables.")
		}
		p.expect(kwTable)
		p.accept(kwAs)
		t.Name = p.colID()
		s.Referencing = append(s.Referencing, t)
	}
	if len(s.Referencing) == 0 {
		p.fail()
	}
}

// triggerArg reads an argument of a trigger: a literal or a word.
func (p *parser) triggerArg() string {
	switch {
	case p.is(tString):
		return p.take()
	case p.is(tInt), p.is(tNumber):
		return strings.TrimSpace(deparse.Print(p.number()))
	}
	return p.label()
}

// dropTrigger reads DROP TRIGGER, from TRIGGER on.
func (p *parser) dropTrigger(at ast.Pos) ast.Statement {
	p.expect(kwTrigger)
	d := &ast.DropTrigger{Pos: at, IfExists: p.optIfExists()}
	d.Name = p.colID()
	p.expect(kwOn)
	d.Table = p.qname()
	d.Behavior = p.optBehavior()
	return d
}

// renameTrigger reads ALTER TRIGGER, from TRIGGER on.
func (p *parser) renameTrigger(at ast.Pos) ast.Statement {
	p.expect(kwTrigger)
	s := &ast.RenameTrigger{Pos: at, Name: p.colID()}
	p.expect(kwOn)
	s.Table = p.qname()
	if p.is(kwDepends) || p.is(kwNo) {
		p.unsupported("DEPENDS ON EXTENSION", "DROP EXTENSION ... CASCADE drops what uses the extension.")
	}
	p.expect(kwRename, kwTo)
	s.New = p.colID()
	return s
}

// enableTrigger reads ENABLE and DISABLE TRIGGER; nil where it is something else, of which
// nothing is read.
func (p *parser) enableTrigger(at ast.Pos) ast.AlterCmd {
	c := &ast.EnableTrigger{Pos: at, State: 'O'}
	if p.is(kwDisable) {
		c.State = 'D'
	}
	switch next := p.peek(1).kind; {
	case next == kwTrigger:
		p.advance()
	case c.State == 'O' && (next == kwReplica || next == kwAlways) && p.peek(2).kind == kwTrigger:
		if c.State = 'R'; next == kwAlways {
			c.State = 'A'
		}
		p.advance()
		p.advance()
	default:
		return nil
	}
	p.expect(kwTrigger)
	if c.State == 'O' || c.State == 'D' {
		if p.accept(kwAll) {
			return c
		}
		if p.accept(kwUser) {
			c.User = true
			return c
		}
	}
	c.Name = p.colID()
	return c
}
