package parser

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// refusal travels as a panic from a clause that is not supported to
// statementOrUnsupported.
type refusal struct {
	pos        ast.Pos
	what, hint string
}

// unsupported gives up on the statement that is being read, because of what
// starts at the next token.
func (p *parser) unsupported(what, hint string) {
	panic(refusal{pos: p.pos(), what: what, hint: hint})
}

// statementOrUnsupported reads one statement. Where a clause of it is refused,
// it skips to the end and gives ast.Unsupported.
func (p *parser) statementOrUnsupported() (s ast.Statement) {
	start := p.tok.pos
	defer func() {
		switch r := recover().(type) {
		case nil:
		case refusal:
			s = p.refused(start, r)
		default:
			panic(r)
		}
	}()
	s = p.statement()
	if !p.is(';') && !p.is(tEOF) {
		p.fail()
	}
	return s
}

// refused skips to the end of the statement that began at start. A semicolon
// within BEGIN ATOMIC … END, or in the parentheses of a rule, does not end it.
func (p *parser) refused(start int32, r refusal) ast.Statement {
	nested := 0
	for !p.is(tEOF) && (!p.is(';') || nested > 0) {
		switch {
		case p.is('('):
			nested++
		case p.is(')'):
			nested--
		case p.isThen(kwBegin, kwAtomic):
			nested++
		case nested > 0 && p.is(kwCase):
			nested++
		case nested > 0 && p.is(kwEnd):
			nested--
		}
		p.advance()
	}
	return &ast.Unsupported{Pos: r.pos, What: r.what, Hint: r.hint, Text: p.lex.sql[start:p.prevEnd]}
}

// statement reads any statement.
func (p *parser) statement() ast.Statement {
	if p.tidbAhead() {
		return p.tidb()
	}
	switch p.tok.kind {
	case kwSelect, kwValues, kwTable, '(':
		return p.query()
	case kwInsert:
		return p.insert(nil)
	case kwUpdate:
		return p.update(nil)
	case kwDelete:
		return p.delete(nil)
	case kwMerge:
		return p.merge(nil)
	case kwWith:
		return p.withStatement()
	case kwBegin, kwStart, kwCommit, kwEnd, kwRollback, kwAbort, kwSavepoint, kwRelease:
		return p.transaction()
	case kwSet:
		return p.set()
	case kwShow:
		return p.show()
	case kwReset:
		return p.reset()
	case kwCreate:
		return p.create()
	case kwAlter:
		return p.alter()
	case kwDrop:
		return p.drop()
	}
	return p.utility()
}

// utility reads the less common statements.
func (p *parser) utility() ast.Statement {
	switch p.tok.kind {
	case kwTruncate:
		return p.truncate()
	case kwPrepare:
		return p.prepare()
	case kwExecute:
		return p.execute()
	case kwDeallocate:
		return p.deallocate()
	case kwDiscard:
		return p.discard()
	case kwDeclare:
		return p.declare()
	case kwFetch, kwMove:
		return p.fetch()
	case kwClose:
		return p.closeCursor()
	case kwExplain:
		return p.explain()
	case kwVacuum:
		return p.vacuum()
	case kwAnalyze, kwAnalyse:
		return p.analyze()
	case kwCopy:
		return p.copy()
	case kwGrant:
		return p.grant()
	case kwRevoke:
		return p.revoke()
	case kwComment:
		return p.comment()
	case kwListen, kwNotify, kwUnlisten:
		return p.notification()
	case kwLock:
		return p.lockTable()
	case kwReassign:
		return p.reassign()
	}
	return p.maintenance()
}

// maintenance reads the rare statements, among them those that are refused.
func (p *parser) maintenance() ast.Statement {
	at := p.pos()
	switch p.tok.kind {
	case kwCheckpoint:
		p.advance()
		return &ast.Checkpoint{Pos: at}
	case kwDo:
		return p.do()
	case kwCall:
		p.advance()
		return &ast.Call{Pos: at, Func: p.application(p.funcNameAlone())}
	case kwReindex:
		return p.reindex()
	case kwCluster:
		return p.cluster()
	case kwRefresh:
		return p.refresh()
	case kwLoad:
		p.advance()
		return &ast.Load{Pos: at, File: p.str()}
	case kwImport:
		p.advance()
		if !p.is(kwForeign) {
			p.fail()
		}
		p.unsupported("IMPORT FOREIGN SCHEMA", "Foreign tables are not supported.")
	case kwSecurity:
		p.advance()
		if !p.is(kwLabel) {
			p.fail()
		}
		p.unsupported("SECURITY LABEL", "")
	}
	p.fail()
	return nil
}

// unsupportedKind tells which kinds of object are refused in CREATE, ALTER and
// DROP, with the hint to give. The words are those after CREATE, ALTER or DROP.
func (p *parser) unsupportedKind(verb string) {
	k, next := p.tok.kind, p.peek(1).kind
	hint := ""
	words := 1
	switch k {
	case kwPolicy, kwTransform, kwConversion, kwCollation,
		kwPublication, kwSubscription, kwLanguage, kwServer, kwSystem:
	case kwRule:
		hint = "Use a trigger, or a view with INSTEAD OF triggers."
	case kwTrusted, kwProcedural, kwConstraint, kwEvent, kwForeign, kwAccess, kwText, kwLarge, kwUser:
		switch next {
		case kwLanguage, kwProcedural, kwTrigger, kwTable, kwData, kwMethod, kwSearch, kwObject, kwMapping:
			words = 2
		default:
			return
		}
	case kwDefault:
		if next != kwPrivileges && next != kwConversion {
			return
		}
		words = 2
	default:
		return
	}
	what := verb + " " + strings.ToUpper(p.tok.text)
	if words == 2 {
		what += " " + strings.ToUpper(p.peek(1).text)
	}
	p.unsupported(what, hint)
}
