package plpgsql

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// statement reads one statement with its semicolon; nil for NULL, which does nothing.
func (p *reader) statement() Stmt {
	p.enter()
	defer func() { p.depth-- }()
	label := p.label()
	t := p.tok()
	if t.Kind == parser.TokenWord {
		switch t.Text {
		case "declare", "begin":
			b := p.block(label)
			p.expectOp(";")
			return b
		case "loop", "while", "for", "foreach":
			return p.loop(label)
		}
	}
	if label != "" {
		p.fail()
	}
	if p.assigns() {
		return p.assign()
	}
	if t.Kind == parser.TokenWord {
		if read := p.keyword(t.Text); read != nil {
			return read()
		}
	}
	if t.Kind == parser.TokenWord || t.Kind == parser.TokenName {
		return p.sql()
	}
	if isOp(t, "(") {
		return p.sql()
	}
	p.fail()
	return nil
}

// keyword finds who reads the statements that begin with a word.
func (p *reader) keyword(w string) func() Stmt {
	switch w {
	case "if":
		return p.ifStmt
	case "case":
		return p.caseStmt
	case "exit", "continue":
		return p.exit
	case "return":
		return p.returnStmt
	case "raise":
		return p.raise
	case "assert":
		return p.assert
	case "perform":
		return p.perform
	case "execute":
		return p.execute
	case "get":
		return p.getDiag
	case "open":
		return p.open
	case "fetch", "move":
		return p.fetch
	case "close":
		return p.close
	case "null":
		return p.null
	case "commit", "rollback":
		return p.endTxn
	case "call", "do":
		return p.call
	case "end", "else", "elsif", "elseif", "when", "then", "exception":
		return func() Stmt { p.fail(); return nil }
	}
	return nil
}

// assigns reports whether an assignment follows: a name, fields and subscripts, := or =.
func (p *reader) assigns() bool {
	t := p.tok()
	dollar := t.Kind == parser.TokenOther && strings.HasPrefix(t.Text, "$")
	if !isNameToken(t) && !dollar {
		return false
	}
	switch n := p.peek(1); {
	case isOp(n, ":="), isOp(n, "="), isOp(n, "["), isOp(n, "."):
		return true
	}
	return false
}

// target reads a variable with fields and subscripts.
func (p *reader) target() Target {
	start := p.tok()
	t := Target{Pos: start.Pos, Words: []Word{p.anyName()}}
	for {
		switch {
		case p.op("."):
			p.next()
			w := p.anyName()
			if len(t.Steps) > 0 {
				t.Steps = append(t.Steps, Step{Field: w.Name})
			} else {
				t.Words = append(t.Words, w)
			}
		case p.op("["):
			p.next()
			t.Steps = append(t.Steps, p.subscript())
		default:
			t.Text = p.text[start.Pos:p.toks[p.i-1].End]
			return t
		}
	}
}

func (p *reader) subscript() Step {
	var s Step
	if !p.op(":") {
		x := p.until("expression", "]", ":")
		if p.op("]") {
			p.next()
			s.Upper = x
			return s
		}
		s.Lower = x
	}
	p.expectOp(":")
	s.Slice = true
	if !p.op("]") {
		s.Upper = p.until("expression", "]")
	}
	p.expectOp("]")
	return s
}

func (p *reader) assign() Stmt {
	s := &Assign{at: p.here()}
	s.To = p.target()
	s.op = p.tok().Text
	if !p.acceptOp(":=") && !p.acceptOp("=") {
		p.fail()
	}
	if p.op(";") {
		t := p.next()
		s.missing = scanError(parser.SyntaxErrorAt(p.text, t.Pos, t.End, "missing expression"))
		return s
	}
	s.Value = p.expr(";")
	p.expectOp(";")
	return s
}

func (p *reader) ifStmt() Stmt {
	s := &If{at: p.here()}
	p.expect("if")
	for {
		a := Arm{Line: p.lineOf(p.toks[p.i-1].Pos), Cond: p.expr("then")}
		p.expect("then")
		a.Body = p.statements("elsif", "elseif", "else", "end")
		s.Arms = append(s.Arms, a)
		if !p.accept("elsif") && !p.accept("elseif") {
			break
		}
	}
	if p.accept("else") {
		s.Else = p.statements("end")
	}
	p.expect("end", "if")
	p.expectOp(";")
	return s
}

func (p *reader) caseStmt() Stmt {
	s := &Case{at: p.here()}
	p.expect("case")
	if !p.is("when") {
		s.Value = p.expr("when")
	}
	for p.is("when") {
		a := Arm{Line: p.lineOf(p.tok().Pos)}
		p.next()
		a.Cond = p.expr("then")
		p.expect("then")
		a.Body = p.statements("when", "else", "end")
		s.Arms = append(s.Arms, a)
	}
	if len(s.Arms) == 0 {
		p.fail()
	}
	if p.accept("else") {
		s.HasElse = true
		s.Else = p.statements("end")
	}
	p.expect("end", "case")
	p.expectOp(";")
	return s
}

// loop reads LOOP, WHILE, FOR and FOREACH.
func (p *reader) loop(label string) Stmt {
	p.labels = append(p.labels, label)
	defer func() { p.labels = p.labels[:len(p.labels)-1] }()
	start := p.here()
	switch w := p.next().Text; w {
	case "loop":
		p.i--
		return &Loop{start, label, p.loopBody(label)}
	case "while":
		x := p.expr("loop")
		return &While{start, label, x, p.loopBody(label)}
	case "foreach":
		s := &Foreach{at: start, Label: label}
		s.Vars = p.targets()
		if p.accept("slice") {
			t := p.tok()
			if t.Kind != parser.TokenInt {
				p.fail()
			}
			for _, c := range t.Text {
				s.Slice = s.Slice*10 + int(c-'0')
			}
			p.next()
		}
		p.expect("in", "array")
		s.Array = p.expr("loop")
		s.Body = p.loopBody(label)
		return s
	}
	return p.forLoop(start, label)
}

func (p *reader) loopBody(label string) []Stmt {
	p.expect("loop")
	body := p.statements("end")
	p.expect("end", "loop")
	p.endLabel(label)
	p.expectOp(";")
	return body
}

func (p *reader) targets() []Target {
	list := []Target{p.target()}
	for p.acceptOp(",") {
		list = append(list, p.target())
	}
	return list
}

// forLoop reads FOR from its variables on.
func (p *reader) forLoop(start at, label string) Stmt {
	vars := p.targets()
	p.expect("in")
	if p.accept("execute") {
		s := &ForQuery{at: start, Label: label, Vars: vars, Dynamic: true}
		s.Query = p.expr("loop", "using")
		if p.accept("using") {
			s.Using = p.exprList("loop")
		}
		s.Body = p.loopBody(label)
		return s
	}
	mark := p.i
	reverse := p.accept("reverse")
	if end := p.findRange(); end {
		s := &ForInt{at: start, Label: label, Reverse: reverse}
		if len(vars) != 1 || len(vars[0].Words) != 1 || len(vars[0].Steps) > 0 {
			p.throw(vars[0].Pos, pgerror.SyntaxError, "integer FOR loop must have only one target variable")
		}
		s.Var = vars[0].Words[0]
		s.From = p.expr("..")
		p.expectOp("..")
		s.To = p.expr("loop", "by")
		if p.accept("by") {
			s.By = p.expr("loop")
		}
		s.Body = p.loopBody(label)
		return s
	}
	if reverse {
		p.i = mark
		p.throw(p.tok().Pos, pgerror.SyntaxError, "cannot specify REVERSE in query FOR loop")
	}
	s := &ForQuery{at: start, Label: label, Vars: vars}
	if isNameToken(p.tok()) && (isWord(p.peek(1), "loop") || isOp(p.peek(1), "(") && !p.is("values") && !p.is("select") && !p.is("with") && !p.is("explain")) {
		w := p.name()
		s.Cursor = &w
		if p.op("(") {
			s.Args = p.cursorArgs()
		}
	} else {
		s.Query = p.sqlUntil("loop")
	}
	s.Body = p.loopBody(label)
	return s
}

// findRange reports whether .. comes before LOOP.
func (p *reader) findRange() bool {
	depth := 0
	for i := p.i; i < len(p.toks); i++ {
		t := &p.toks[i]
		switch {
		case isOp(t, "("), isOp(t, "["):
			depth++
		case isOp(t, ")"), isOp(t, "]"):
			depth--
		case depth == 0 && isOp(t, ".."):
			return true
		case depth == 0 && (isWord(t, "loop") || isOp(t, ";")):
			return false
		}
	}
	return false
}

func (p *reader) exprList(ends ...string) []*Expr {
	list := []*Expr{p.expr(append([]string{","}, ends...)...)}
	for p.acceptOp(",") {
		list = append(list, p.expr(append([]string{","}, ends...)...))
	}
	return list
}

func (p *reader) exit() Stmt {
	s := &Exit{at: p.here(), Continue: p.is("continue")}
	p.next()
	if isNameToken(p.tok()) {
		w := p.name()
		s.Label = w.Name
		if !contains(p.labels, w.Name) {
			p.throw(w.Pos, pgerror.SyntaxError, "there is no label %q attached to any block or loop enclosing this statement", w.Name)
		}
	}
	if p.accept("when") {
		s.When = p.expr(";")
	}
	p.expectOp(";")
	return s
}

func (p *reader) returnStmt() Stmt {
	start := p.here()
	p.expect("return")
	switch {
	case p.accept("next"):
		s := &ReturnNext{at: start}
		if !p.op(";") {
			s.Value = p.expr(";")
		}
		s.end = p.tok().Pos
		p.expectOp(";")
		return s
	case p.accept("query"):
		s := &ReturnQuery{at: start}
		if p.accept("execute") {
			s.Dynamic = true
			s.Query = p.expr(";", "using")
			if p.accept("using") {
				s.Using = p.exprList(";")
			}
		} else {
			s.Query = p.sqlUntil(";")
		}
		p.expectOp(";")
		return s
	}
	s := &Return{at: start}
	if !p.op(";") {
		s.Value = p.expr(";")
	}
	s.end = p.tok().Pos
	p.expectOp(";")
	return s
}

var raiseLevels = map[string]bool{"debug": true, "log": true, "info": true, "notice": true, "warning": true, "exception": true}

func (p *reader) raise() Stmt {
	s := &Raise{at: p.here()}
	p.expect("raise")
	if p.acceptOp(";") {
		return s
	}
	s.Level = "exception"
	if t := p.tok(); t.Kind == parser.TokenWord && raiseLevels[t.Text] {
		s.Level = t.Text
		p.next()
	}
	switch t := p.tok(); {
	case t.Kind == parser.TokenString:
		p.raiseFormat(s)
	case p.is("using"), p.op(";"):
		if p.op(";") {
			p.fail()
		}
	case p.accept("sqlstate"):
		s.Condition = p.sqlstate()
		s.Codes = []string{s.Condition}
	default:
		w := p.name()
		s.Condition = w.Name
		if s.Codes = pgerror.Conditions(w.Name); s.Codes == nil {
			p.throwNear(w.Pos, pgerror.UndefinedObject, "unrecognized exception condition %q", w.Name)
		}
	}
	if p.accept("using") {
		p.raiseOptions(s)
	}
	p.expectOp(";")
	return s
}

// raiseFormat reads the format string and as many arguments as it has placeholders.
func (p *reader) raiseFormat(s *Raise) {
	s.HasFormat, s.Format = true, p.next().Text
	for p.acceptOp(",") {
		s.Args = append(s.Args, p.expr(",", ";", "using"))
	}
	want := 0
	for i := 0; i < len(s.Format); i++ {
		if s.Format[i] == '%' {
			if i+1 < len(s.Format) && s.Format[i+1] == '%' {
				i++
				continue
			}
			want++
		}
	}
	switch {
	case want > len(s.Args):
		p.throwNear(s.pos, pgerror.SyntaxError, "too few parameters specified for RAISE")
	case want < len(s.Args):
		p.throwNear(s.pos, pgerror.SyntaxError, "too many parameters specified for RAISE")
	}
}

var raiseOptions = map[string]bool{"errcode": true, "message": true, "detail": true, "hint": true, "column": true, "constraint": true,
	"datatype": true, "table": true, "schema": true}

func (p *reader) raiseOptions(s *Raise) {
	for {
		t := p.tok()
		if t.Kind != parser.TokenWord || !raiseOptions[t.Text] {
			p.failWith("unrecognized RAISE statement option")
		}
		p.next()
		if !p.acceptOp("=") && !p.acceptOp(":=") {
			p.failWith("syntax error, expected \"=\"")
		}
		s.Options = append(s.Options, RaiseOption{t.Text, p.expr(",", ";")})
		if !p.acceptOp(",") {
			return
		}
	}
}

func (p *reader) assert() Stmt {
	s := &Assert{at: p.here()}
	p.expect("assert")
	s.Cond = p.expr(",", ";")
	if p.acceptOp(",") {
		s.Message = p.expr(";")
	}
	p.expectOp(";")
	return s
}

func (p *reader) perform() Stmt {
	s := &Perform{at: p.here()}
	p.next()
	s.Query = p.sqlUntil(";")
	s.Query.perform = true
	p.expectOp(";")
	return s
}

func (p *reader) call() Stmt {
	s := &Call{at: p.here(), Do: p.is("do")}
	s.Query = p.sqlUntil(";")
	p.expectOp(";")
	return s
}

// into reads INTO [STRICT] targets.
func (p *reader) into(strict *bool) []Target {
	*strict = p.accept("strict")
	return p.targets()
}

func (p *reader) execute() Stmt {
	s := &Execute{at: p.here()}
	p.expect("execute")
	s.Query = p.expr("into", "using", ";")
	for {
		switch {
		case p.is("into") && s.Into == nil:
			p.next()
			s.Into = p.into(&s.Strict)
		case p.is("using") && s.Using == nil:
			p.next()
			s.Using = p.exprList("into", ";")
		default:
			p.expectOp(";")
			return s
		}
	}
}

var diagKinds = map[string]bool{"row_count": true, "pg_context": true, "returned_sqlstate": true, "column_name": true, "constraint_name": true,
	"pg_datatype_name": true, "message_text": true, "table_name": true, "schema_name": true, "pg_exception_detail": true,
	"pg_exception_hint": true, "pg_exception_context": true}

func (p *reader) getDiag() Stmt {
	s := &GetDiag{at: p.here()}
	p.expect("get")
	if p.accept("stacked") {
		s.Stacked = true
	} else {
		p.accept("current")
	}
	p.expect("diagnostics")
	for {
		it := DiagItem{To: p.target()}
		if !p.acceptOp("=") && !p.acceptOp(":=") {
			p.fail()
		}
		t := p.tok()
		if t.Kind != parser.TokenWord || !diagKinds[t.Text] {
			p.failWith("unrecognized GET DIAGNOSTICS item")
		}
		p.next()
		it.Kind = t.Text
		current := it.Kind == "row_count" || it.Kind == "pg_context"
		switch {
		case s.Stacked && it.Kind == "row_count", s.Stacked && it.Kind == "pg_context":
			p.throw(t.Pos, pgerror.SyntaxError, "diagnostics item %s is not allowed in GET STACKED DIAGNOSTICS", strings.ToUpper(it.Kind))
		case !s.Stacked && !current:
			p.throw(t.Pos, pgerror.SyntaxError, "diagnostics item %s is not allowed in GET CURRENT DIAGNOSTICS", strings.ToUpper(it.Kind))
		}
		s.Items = append(s.Items, it)
		if !p.acceptOp(",") {
			break
		}
	}
	p.expectOp(";")
	return s
}

func (p *reader) cursorArgs() []CursorArg {
	p.expectOp("(")
	var list []CursorArg
	for {
		a := CursorArg{pos: p.tok().Pos}
		if isNameToken(p.tok()) && isOp(p.peek(1), ":=") {
			a.Name = p.name().Name
			p.next()
		}
		a.Value = p.expr(",", ")")
		list = append(list, a)
		if !p.acceptOp(",") {
			break
		}
	}
	p.expectOp(")")
	return list
}

func (p *reader) open() Stmt {
	s := &Open{at: p.here()}
	p.next()
	s.Cursor = p.anyName()
	switch {
	case p.op("("):
		s.Args, s.HasArgs = p.cursorArgs(), true
		p.expectOp(";")
		return s
	case p.acceptOp(";"):
		return s
	}
	if p.accept("no") {
		p.expect("scroll")
		s.NoScroll = true
	} else {
		s.Scroll = p.accept("scroll")
	}
	p.expect("for")
	if p.accept("execute") {
		s.Dynamic = true
		s.Query = p.expr("using", ";")
		if p.accept("using") {
			s.Using = p.exprList(";")
		}
	} else {
		s.Query = p.sqlUntil(";")
	}
	p.expectOp(";")
	return s
}

// fetch reads FETCH and MOVE.
func (p *reader) fetch() Stmt {
	s := &Fetch{at: p.here(), Move: p.is("move"), Direction: "next"}
	p.next()
	t := p.tok()
	needFrom := true
	switch {
	case isWord(t, "next"), isWord(t, "prior"), isWord(t, "first"), isWord(t, "last"):
		s.Direction = t.Text
		p.next()
	case isWord(t, "absolute"), isWord(t, "relative"):
		s.Direction = t.Text
		p.next()
		s.Count = p.expr("from", "in")
	case isWord(t, "all"):
		s.Direction, s.All = "forward", true
		p.next()
	case isWord(t, "forward"), isWord(t, "backward"):
		s.Direction = t.Text
		p.next()
		switch {
		case p.accept("all"):
			s.All = true
		case !p.is("from") && !p.is("in"):
			s.Count = p.expr("from", "in")
		}
	case isWord(t, "from"), isWord(t, "in"):
	case isNameToken(t) && (isOp(p.peek(1), ";") || isWord(p.peek(1), "into")):
		needFrom = false
	case isNameToken(t) || t.Kind == parser.TokenInt || isOp(t, "-") || isOp(t, "("):
		s.Direction = "forward"
		s.Count = p.expr("from", "in")
	}
	if needFrom && !p.accept("from") && !p.accept("in") {
		p.failWith("expected FROM or IN")
	}
	s.Cursor = p.anyName()
	if !s.Move {
		if s.All || s.Direction == "forward" && s.Count != nil || s.Direction == "backward" && s.Count != nil {
			p.throw(p.tok().Pos, pgerror.FeatureNotSupported, "FETCH statement cannot return multiple rows")
		}
		p.expect("into")
		s.Into = p.targets()
	}
	p.expectOp(";")
	return s
}

func (p *reader) close() Stmt {
	s := &Close{at: p.here()}
	p.next()
	s.Cursor = p.anyName()
	p.expectOp(";")
	return s
}

func (p *reader) null() Stmt {
	s := &Null{p.here()}
	p.next()
	p.expectOp(";")
	return s
}

func (p *reader) endTxn() Stmt {
	s := &EndTxn{at: p.here(), Rollback: p.is("rollback")}
	p.next()
	if p.accept("and") {
		chain := !p.accept("no")
		p.expect("chain")
		s.Chain = chain
	}
	p.expectOp(";")
	return s
}

// sql reads any other statement, and takes INTO out of it.
func (p *reader) sql() Stmt {
	s := &SQL{at: p.here()}
	first := p.tok()
	insert := isWord(first, "insert") || isWord(first, "merge")
	start := p.i
	depth := 0
	cutFrom, cutTo := -1, -1
	for {
		t := p.tok()
		if t.Kind == parser.TokenEnd {
			if depth > 0 {
				p.failWith("mismatched parentheses")
			}
			p.fail()
		}
		if isOp(t, ";") && depth == 0 {
			break
		}
		switch {
		case isOp(t, "("), isOp(t, "["):
			depth++
		case isOp(t, ")"), isOp(t, "]"):
			depth--
		case isWord(t, "into") && !isWord(first, "import") && !isWord(first, "create"):
			if insert && (isWord(&p.toks[p.i-1], "insert") || isWord(&p.toks[p.i-1], "merge")) || p.i > start && isWord(&p.toks[p.i-1], "insert") {
				break
			}
			if s.Into != nil {
				p.throw(t.Pos, pgerror.SyntaxError, "INTO specified more than once")
			}
			cutFrom = t.Pos
			p.next()
			s.Into = p.into(&s.Strict)
			cutTo = p.toks[p.i-1].End
			continue
		}
		p.next()
	}
	end := p.toks[p.i-1].End
	text := p.text[first.Pos:end]
	if cutFrom >= 0 {
		text = p.text[first.Pos:cutFrom] + strings.Repeat(" ", cutTo-cutFrom) + p.text[cutTo:max(end, cutTo)]
	}
	s.Query = &Expr{Text: strings.TrimRight(text, " \t\r\n"), Pos: first.Pos, Line: s.Line, Whole: true}
	p.expectOp(";")
	return s
}
