// Package parser turns SQL text into the tree of package ast.
//
// A hand-written lexer and recursive descent with precedence climbing for
// expressions follow the grammar of Postgres 15: same keywords, same
// precedences, same wording and position of syntax errors. Statements and
// clauses that Postgres has and Isochron refuses become ast.Unsupported, so
// that what precedes them in the same text still runs.
//
// The package must not know tables, types or settings; strings are read with
// standard_conforming_strings on unless Strings says otherwise, and text is UTF-8. It imports ast alone.
//
// Within the package an error travels as a panic of *Error, caught in Parse;
// no other panic is caught.
package parser

import (
	"strconv"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

const (
	// nestMax is how deep parentheses, subqueries and operators may nest while
	// parsing. It bounds the parser's own stack, at about 1 KB a level.
	nestMax = 4000
	// treeDepthMax is how deep a tree may be: chains of left-associative
	// operators grow a tree without nesting. It bounds the stack of all that
	// walk the tree afterwards.
	treeDepthMax = 8000
	// paramMax is the highest parameter number. Bind counts in 16 bits, EXECUTE does not,
	// and clients may have described what they can't bind.
	paramMax = 1<<17 - 1
)

// Statement is one statement of a text.
type Statement struct {
	AST ast.Statement
	// Start and End are the byte range of the statement in the text, without
	// the semicolon and the spaces and comments around.
	Start, End int
	// Text is that range.
	Text string
	// NumParams is the highest parameter number used: 2 for "$2".
	NumParams int
	// Globals are the byte positions of GLOBAL in the text, which means nothing.
	Globals []int
}

// Parse reads all statements of a text. Empty statements vanish: for an empty
// text the list is empty. The error is an *Error.
func Parse(sql string) ([]Statement, error) {
	p := parser{lex: lexer{sql: sql}}
	return p.all()
}

func (p *parser) all() (list []Statement, err error) {
	defer p.catch(&err)
	p.start()
	for {
		for p.accept(';') {
		}
		if p.tok.kind == tEOF {
			return list, nil
		}
		list = append(list, p.one())
	}
}

// ParseOne reads a text that holds exactly one statement; semicolons may
// follow it. The error is an *Error.
func ParseOne(sql string) (Statement, error) {
	p := parser{lex: lexer{sql: sql}}
	return p.single()
}

func (p *parser) single() (s Statement, err error) {
	defer p.catch(&err)
	p.start()
	for p.accept(';') {
	}
	if p.tok.kind == tEOF {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "no statement in the text"})
	}
	s = p.one()
	for p.accept(';') {
	}
	if p.tok.kind != tEOF {
		throw(&Error{SQLSTATE: CodeSyntaxError, Message: "cannot insert multiple commands into a prepared statement"})
	}
	return s, nil
}

// ParseExpr reads a single expression, as stored for defaults and checks.
func ParseExpr(sql string) (x ast.Expr, err error) {
	p := parser{lex: lexer{sql: sql}}
	defer p.catch(&err)
	p.start()
	x = p.expr()
	if p.tok.kind != tEOF {
		p.fail()
	}
	p.checkDepth(x, len(sql))
	return x, nil
}

// ParseType reads a single type name.
func ParseType(sql string) (t *ast.TypeName, err error) {
	p := parser{lex: lexer{sql: sql}}
	defer p.catch(&err)
	p.start()
	t = p.typeName()
	if p.tok.kind != tEOF {
		p.fail()
	}
	return t, nil
}

// parser reads one text.
type parser struct {
	lex lexer
	// tok is the next token, not yet consumed; ahead holds those read beyond it.
	tok    token
	ahead  [aheadMax]token
	nAhead int
	// prevEnd is the end of the last consumed token.
	prevEnd int32
	depth   int
	// targetDepth is the depth of an item's expression in the innermost select
	// list.
	targetDepth int
	// similarDepth is that of the first argument of SUBSTRING, where SIMILAR
	// needs no TO.
	similarDepth int
	params       int
	globals      []int
}

// aheadMax is how many tokens beyond the next one the grammar looks at.
const aheadMax = 3

// catch turns a thrown *Error into a returned one.
func (p *parser) catch(err *error) {
	switch e := recover().(type) {
	case nil:
	case *Error:
		*err = e
	default:
		panic(e)
	}
}

// start checks the text and reads the first token.
func (p *parser) start() {
	if err := checkEncoding(p.lex.sql); err != nil {
		throw(err)
	}
	p.lex.next(&p.tok)
}

// one reads one statement up to its semicolon or the text's end.
func (p *parser) one() Statement {
	p.params, p.depth, p.globals = 0, 0, nil
	start := p.tok.pos
	tree := p.statementOrUnsupported()
	end := p.prevEnd
	p.checkDepth(tree, int(end-start))
	return Statement{
		AST: tree, Start: int(start), End: int(end),
		Text: p.lex.sql[start:end], NumParams: p.params, Globals: p.globals,
	}
}

// checkDepth refuses trees deeper than treeDepthMax. Each level needs a byte of
// text at least, so short texts need no look.
func (p *parser) checkDepth(n ast.Node, textBytes int) {
	if textBytes > treeDepthMax && ast.DeeperThan(n, treeDepthMax) {
		p.tooDeep()
	}
}

// enter counts a level of nesting, which leave ends.
func (p *parser) enter() {
	if p.depth++; p.depth > nestMax {
		p.tooDeep()
	}
}

func (p *parser) leave() { p.depth-- }

func (p *parser) tooDeep() {
	throw(&Error{SQLSTATE: CodeTooComplex, Message: "stack depth limit exceeded",
		Hint: "Nest expressions and subqueries less deeply."})
}

// advance consumes the next token.
func (p *parser) advance() {
	p.prevEnd = p.tok.end
	if p.nAhead == 0 {
		p.lex.next(&p.tok)
	} else {
		p.tok = p.ahead[0]
		p.nAhead--
		copy(p.ahead[:], p.ahead[1:1+p.nAhead])
	}
	if p.tok.kind == kwNulls {
		p.checkNulls()
	}
}

// checkNulls tells NULLS before FIRST or LAST from the name.
func (p *parser) checkNulls() {
	if next := p.peek(1).kind; next == kwFirst || next == kwLast {
		p.tok.kind, p.tok.cat = tNullsLA, catNone
	}
}

// peek gives the token n places beyond the next one, from 1.
func (p *parser) peek(n int) *token {
	for p.nAhead < n {
		p.lex.next(&p.ahead[p.nAhead])
		p.nAhead++
	}
	return &p.ahead[n-1]
}

// fail throws a syntax error at the next token.
func (p *parser) fail() {
	throwAt(p.lex.sql, p.tok.pos, p.tok.end, "syntax error")
}

// failHere throws an error of the given words about the next token.
func (p *parser) failHere(message string) {
	throwAt(p.lex.sql, p.tok.pos, p.tok.end, message)
}

// failAt throws an error of the given words at a position, without a token.
func (p *parser) failAt(pos ast.Pos, code, message string) {
	throw(&Error{SQLSTATE: code, Message: message, Position: charPosition(p.lex.sql, int(pos))})
}

func (p *parser) pos() ast.Pos { return ast.Pos(p.tok.pos) }

// is tells whether the next token is of kind k.
func (p *parser) is(k kind) bool { return p.tok.kind == k }

// isThen tells whether the next two tokens are of kinds k and l.
func (p *parser) isThen(k, l kind) bool {
	return p.tok.kind == k && p.peek(1).kind == l
}

// accept consumes the next token if it is of kind k.
func (p *parser) accept(k kind) bool {
	if p.tok.kind != k {
		return false
	}
	p.advance()
	return true
}

// acceptThen consumes the next two tokens if they are of kinds k and l.
func (p *parser) acceptThen(k, l kind) bool {
	if !p.isThen(k, l) {
		return false
	}
	p.advance()
	p.advance()
	return true
}

// expect consumes tokens of the given kinds, in order, or fails.
func (p *parser) expect(kinds ...kind) {
	for _, k := range kinds {
		if p.tok.kind != k {
			p.fail()
		}
		p.advance()
	}
}

// acceptPair consumes the keyword k, which l must follow.
func (p *parser) acceptPair(k, l kind) bool {
	if !p.accept(k) {
		return false
	}
	p.expect(l)
	return true
}

// param reads the number of a parameter token.
func (p *parser) paramNumber() int {
	n, err := strconv.Atoi(p.tok.text)
	if err != nil || n > paramMax {
		p.failAt(p.pos(), CodeSyntaxError, "there is no parameter $"+p.tok.text)
	}
	p.params = max(p.params, n)
	return n
}
