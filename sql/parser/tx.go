package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// transaction reads BEGIN, COMMIT, ROLLBACK, savepoints and their synonyms.
func (p *parser) transaction() ast.Statement {
	at := p.pos()
	switch k := p.tok.kind; k {
	case kwStart:
		p.expect(kwStart, kwTransaction)
		s := &ast.Begin{Pos: at, Start: true}
		s.Modes, s.AsOf = p.txModes()
		return s
	case kwBegin:
		p.advance()
		p.optTransactionWord()
		s := &ast.Begin{Pos: at}
		s.Modes, s.AsOf = p.txModes()
		return s
	case kwCommit, kwEnd:
		p.advance()
		if k == kwCommit && p.accept(kwPrepared) {
			return &ast.FinishPrepared{Pos: at, ID: p.str()}
		}
		p.optTransactionWord()
		return &ast.Commit{Pos: at, Chain: p.optChain()}
	case kwSavepoint:
		p.advance()
		return &ast.Savepoint{Pos: at, Name: p.colID()}
	case kwRelease:
		p.advance()
		return &ast.Release{Pos: at, Name: p.savepointName()}
	}
	return p.rollback()
}

// rollback reads ROLLBACK and ABORT.
func (p *parser) rollback() ast.Statement {
	at := p.pos()
	abort := p.is(kwAbort)
	p.advance()
	if !abort && p.accept(kwPrepared) {
		return &ast.FinishPrepared{Pos: at, Rollback: true, ID: p.str()}
	}
	p.optTransactionWord()
	if !abort && p.accept(kwTo) {
		return &ast.RollbackTo{Pos: at, Name: p.savepointName()}
	}
	return &ast.Rollback{Pos: at, Chain: p.optChain()}
}

// savepointName reads [SAVEPOINT] name; a savepoint may itself be so named.
func (p *parser) savepointName() string {
	if p.is(kwSavepoint) && colIDToken(p.peek(1)) {
		p.advance()
	}
	return p.colID()
}

// optTransactionWord reads WORK or TRANSACTION if it is there.
func (p *parser) optTransactionWord() {
	if !p.accept(kwWork) {
		p.accept(kwTransaction)
	}
}

// optChain reads AND [NO] CHAIN if it is there.
func (p *parser) optChain() bool {
	if !p.accept(kwAnd) {
		return false
	}
	chain := !p.accept(kwNo)
	p.expect(kwChain)
	return chain
}

// txModes reads transaction modes, with or without commas between. AS OF TIMESTAMP, which is
// ours and not Postgres's, may stand among them, once.
func (p *parser) txModes() (modes []ast.TxMode, asOf ast.Expr) {
	for {
		if asOf == nil && p.isThen(kwAs, kwOf) {
			p.expect(kwAs, kwOf, kwTimestamp)
			asOf = p.expr()
		} else if mode, ok := p.txMode(); ok {
			modes = append(modes, mode)
		} else {
			return modes, asOf
		}
		if p.accept(',') {
			switch p.tok.kind {
			case kwIsolation, kwRead, kwDeferrable, kwNot, kwAs:
			default:
				p.fail()
			}
		}
	}
}

func (p *parser) txMode() (mode ast.TxMode, ok bool) {
	switch {
	case p.accept(kwIsolation):
		p.expect(kwLevel)
		return p.isolation(), true
	case p.accept(kwRead):
		if p.accept(kwOnly) {
			return ast.TxReadOnly, true
		}
		p.expect(kwWrite)
		return ast.TxReadWrite, true
	case p.accept(kwDeferrable):
		return ast.TxDeferrable, true
	case p.acceptPair(kwNot, kwDeferrable):
		return ast.TxNotDeferrable, true
	}
	return 0, false
}

func (p *parser) isolation() ast.TxMode {
	switch {
	case p.accept(kwSerializable):
		return ast.TxSerializable
	case p.acceptPair(kwRepeatable, kwRead):
		return ast.TxRepeatableRead
	}
	p.expect(kwRead)
	if p.accept(kwCommitted) {
		return ast.TxReadCommitted
	}
	p.expect(kwUncommitted)
	return ast.TxReadUncommitted
}

// prepare reads PREPARE of a statement or of a transaction.
func (p *parser) prepare() ast.Statement {
	at := p.pos()
	p.expect(kwPrepare)
	if p.is(kwTransaction) && p.peek(1).kind == tString {
		p.advance()
		return &ast.PrepareTransaction{Pos: at, ID: p.str()}
	}
	s := &ast.Prepare{Pos: at, Name: p.colID()}
	if p.accept('(') {
		s.Types = append(s.Types, p.typeName())
		for p.accept(',') {
			s.Types = append(s.Types, p.typeName())
		}
		p.expect(')')
	}
	p.expect(kwAs)
	s.Stmt = p.preparable()
	return s
}

// execute reads EXECUTE.
func (p *parser) execute() ast.Statement {
	s := &ast.Execute{Pos: p.pos()}
	p.expect(kwExecute)
	s.Name = p.colID()
	if p.accept('(') {
		s.Args = p.exprList()
		p.expect(')')
	}
	return s
}

// deallocate reads DEALLOCATE.
func (p *parser) deallocate() ast.Statement {
	s := &ast.Deallocate{Pos: p.pos()}
	p.expect(kwDeallocate)
	if p.is(kwPrepare) && (p.peek(1).kind == kwAll || colIDToken(p.peek(1))) {
		p.advance()
	}
	if s.All = p.accept(kwAll); !s.All {
		s.Name = p.colID()
	}
	return s
}

// discard reads DISCARD.
func (p *parser) discard() ast.Statement {
	s := &ast.Discard{Pos: p.pos()}
	p.expect(kwDiscard)
	switch p.tok.kind {
	case kwAll:
	case kwPlans:
		s.Kind = ast.DiscardPlans
	case kwSequences:
		s.Kind = ast.DiscardSequences
	case kwTemp, kwTemporary:
		s.Kind = ast.DiscardTemp
	default:
		p.fail()
	}
	p.advance()
	return s
}

// declare reads DECLARE … CURSOR.
func (p *parser) declare() ast.Statement {
	s := &ast.DeclareCursor{Pos: p.pos()}
	p.expect(kwDeclare)
	s.Name = p.colID()
	s.Options = p.cursorOptions()
	p.expect(kwCursor)
	switch {
	case p.acceptPair(kwWith, kwHold):
		s.Options |= ast.CursorHold
	case p.acceptPair(kwWithout, kwHold):
	}
	p.expect(kwFor)
	s.Query = p.query()
	return s
}

func (p *parser) cursorOptions() ast.CursorOptions {
	var o ast.CursorOptions
	for {
		switch {
		case p.accept(kwBinary):
			o |= ast.CursorBinary
		case p.accept(kwScroll):
			o |= ast.CursorScroll
		case p.acceptPair(kwNo, kwScroll):
			o |= ast.CursorNoScroll
		case p.accept(kwInsensitive):
			o |= ast.CursorInsensitive
		case p.accept(kwAsensitive):
			o |= ast.CursorAsensitive
		default:
			return o
		}
	}
}

// fetch reads FETCH and MOVE.
func (p *parser) fetch() ast.Statement {
	s := &ast.Fetch{Pos: p.pos(), Move: p.is(kwMove), Count: 1}
	p.advance()
	// A word that could be a direction is a cursor where nothing follows it.
	if p.isColID() && (p.peek(1).kind == tEOF || p.peek(1).kind == ';') {
		s.Cursor = p.colID()
		return s
	}
	p.fetchDirection(s)
	if !p.accept(kwFrom) {
		p.accept(kwIn)
	}
	s.Cursor = p.colID()
	return s
}

// fetchDirection reads the direction and count, both optional.
func (p *parser) fetchDirection(s *ast.Fetch) {
	switch p.tok.kind {
	case kwNext:
	case kwPrior:
		s.Direction = ast.FetchBackward
	case kwFirst:
		s.Direction = ast.FetchAbsolute
	case kwLast:
		s.Direction, s.Count = ast.FetchAbsolute, -1
	case kwAll:
		s.Count = ast.FetchAll
	case kwAbsolute, kwRelative:
		s.Direction = ast.FetchAbsolute
		if p.is(kwRelative) {
			s.Direction = ast.FetchRelative
		}
		p.advance()
		s.Count = int64(p.signedInt32())
		return
	case kwForward, kwBackward:
		if p.is(kwBackward) {
			s.Direction = ast.FetchBackward
		}
		p.advance()
		if p.accept(kwAll) {
			s.Count = ast.FetchAll
			return
		}
		p.optFetchCount(s)
		return
	default:
		p.optFetchCount(s)
		return
	}
	p.advance()
}

func (p *parser) optFetchCount(s *ast.Fetch) {
	if p.is(tInt) || p.is('-') || p.is('+') {
		s.Count = int64(p.signedInt32())
	}
}

// closeCursor reads CLOSE.
func (p *parser) closeCursor() ast.Statement {
	s := &ast.CloseCursor{Pos: p.pos()}
	p.expect(kwClose)
	if s.All = p.accept(kwAll); !s.All {
		s.Name = p.colID()
	}
	return s
}

// notification reads LISTEN, NOTIFY and UNLISTEN.
func (p *parser) notification() ast.Statement {
	at := p.pos()
	switch k := p.tok.kind; k {
	case kwListen:
		p.advance()
		return &ast.Listen{Pos: at, Channel: p.colID()}
	case kwUnlisten:
		p.advance()
		if p.accept('*') {
			return &ast.Unlisten{Pos: at, All: true}
		}
		return &ast.Unlisten{Pos: at, Channel: p.colID()}
	}
	p.expect(kwNotify)
	s := &ast.Notify{Pos: at, Channel: p.colID()}
	if p.accept(',') {
		s.HasPayload = true
		s.Payload = p.str()
	}
	return s
}

// lockTable reads LOCK [TABLE].
func (p *parser) lockTable() ast.Statement {
	s := &ast.LockTable{Pos: p.pos(), Mode: ast.LockAccessExclusive}
	p.expect(kwLock)
	p.accept(kwTable)
	for {
		s.Tables = append(s.Tables, *p.relation())
		if !p.accept(',') {
			break
		}
	}
	if p.accept(kwIn) {
		s.Mode = p.lockMode()
		p.expect(kwMode)
	}
	s.NoWait = p.accept(kwNowait)
	return s
}

func (p *parser) lockMode() ast.TableLock {
	switch {
	case p.accept(kwAccess):
		if p.accept(kwShare) {
			return ast.LockAccessShare
		}
		p.expect(kwExclusive)
		return ast.LockAccessExclusive
	case p.accept(kwRow):
		if p.accept(kwShare) {
			return ast.LockRowShare
		}
		p.expect(kwExclusive)
		return ast.LockRowExclusive
	case p.accept(kwShare):
		switch {
		case p.acceptPair(kwUpdate, kwExclusive):
			return ast.LockShareUpdateExclusive
		case p.acceptPair(kwRow, kwExclusive):
			return ast.LockShareRowExclusive
		}
		return ast.LockShare
	}
	p.expect(kwExclusive)
	return ast.LockExclusive
}
