package session

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// utility runs what has no plan.
func (s *Session) utility(ctx context.Context, r *run, out Output) error {
	if done, err := s.transactionStatement(ctx, r, out); done {
		return err
	}
	if done, err := s.settingStatement(r, out); done {
		return err
	}
	switch r.p.stmt.(type) {
	case *ast.Prepare, *ast.Deallocate, *ast.CloseCursor: // they have a snapshot in Postgres
		s.block.looked = s.block.state != blockIdle || s.block.implicit
	}
	switch st := r.p.stmt.(type) {
	case *ast.Prepare:
		return s.prepareStatement(ctx, r, st, out)
	case *ast.Execute:
		return s.executeStatement(ctx, r, st, out)
	case *ast.Deallocate:
		return s.deallocate(st, out)
	case *ast.DeclareCursor:
		return s.declare(ctx, r, st, out)
	case *ast.Fetch:
		return s.fetch(ctx, r, st, out)
	case *ast.CloseCursor:
		return s.closeCursor(st, out)
	case *ast.Explain:
		if explainsFill(st) {
			return s.explainFill(ctx, r, st, out)
		}
		return s.explainExecute(ctx, r, st, out)
	case *ast.Call:
		return s.call(ctx, r, st, out)
	case *ast.Copy:
		return s.copy(ctx, r, st, out)
	case *ast.Discard:
		return s.discard(ctx, st, out)
	case *ast.Unsupported:
		return pgerror.Unsupported(unsupportedHint(st.Hint), "%s is not supported", st.What).WithPosition(st.Position() + 1)
	case *ast.Unlisten, *ast.Listen, *ast.Notify:
		return s.notification(ctx, r, out)
	case *ast.Do:
		return s.do(ctx, r, st, out)
	}
	return s.schemaStatement(ctx, r, out)
}

func unsupportedHint(hint string) string {
	if hint == "" {
		return "See docs/sql-compatibility.md for what is supported."
	}
	return hint
}

// transactionStatement runs BEGIN, COMMIT and their like.
func (s *Session) transactionStatement(ctx context.Context, r *run, out Output) (done bool, err error) {
	tag := ""
	switch st := r.p.stmt.(type) {
	case *ast.Begin:
		tag = "BEGIN"
		if st.Start {
			tag = "START TRANSACTION"
		}
		err = s.begin(ctx, st, r.p.text)
	case *ast.Commit:
		tag, err = s.commit(ctx, st.Chain)
	case *ast.Rollback:
		tag, err = "ROLLBACK", s.rollback(ctx, st.Chain)
	case *ast.Savepoint:
		tag, err = "SAVEPOINT", s.savepoint(st.Name)
	case *ast.Release:
		tag, err = "RELEASE", s.release(st.Name)
	case *ast.RollbackTo:
		tag, err = "ROLLBACK", s.rollbackTo(ctx, st.Name)
	case *ast.SetTransaction:
		tag, err = "SET", s.setTransactionModes(ctx, st, r.p.text)
	case *ast.SetConstraints:
		tag, err = "SET CONSTRAINTS", s.setConstraints(ctx, st, false)
	case *ast.PrepareTransaction, *ast.FinishPrepared:
		err = pgerror.Unsupported("Commit the transaction instead.", "prepared transactions are not supported")
	default:
		return false, nil
	}
	if err == nil {
		out.Complete(tag, -1)
	}
	return true, err
}

// setConstraints is SET CONSTRAINTS. What has waited for constraints that are IMMEDIATE now
// is checked. inside: a routine says so, for the transaction of the statement that calls it.
func (s *Session) setConstraints(ctx context.Context, st *ast.SetConstraints, inside bool) error {
	if s.block.state == blockIdle && !s.block.implicit && !inside {
		s.notice(pgerror.NewWarning(pgerror.NoActiveSQLTransaction, "SET CONSTRAINTS can only be used in transaction blocks"))
	}
	s.need()
	s.attach()
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	if st.All {
		s.deferred.SetAll(st.Deferred)
		return s.setDeferred(ctx, st.Deferred, inside)
	}
	var ids []catalog.ID
	for i := range st.Names {
		n := &st.Names[i]
		schemas := snap.EffectiveSchemas(&s.path)
		if n.Schema != "" {
			d, err := snap.Qualify(&s.path, *n)
			if err != nil {
				return err
			}
			schemas = []*catalog.SchemaDesc{d}
		}
		found, deferrable := constraintsNamed(snap, s.db.ID, schemas, n.Name)
		switch {
		case !found:
			return pgerror.New(pgerror.UndefinedObject, "constraint %q does not exist", n.Name)
		case len(deferrable) == 0 && st.Deferred:
			return pgerror.New(pgerror.WrongObjectType, "constraint %q is not deferrable", n.Name)
		}
		ids = append(ids, deferrable...)
	}
	s.deferred.Set(ids, st.Deferred)
	return s.setDeferred(ctx, st.Deferred, inside)
}

// setDeferred checks what is due now, and forgets at once what was set outside of a
// transaction.
func (s *Session) setDeferred(ctx context.Context, deferred, inside bool) error {
	if s.block.state == blockIdle && !s.block.implicit && !inside {
		s.deferred.Reset()
		return nil
	}
	switch {
	case deferred:
		return nil
	case inside:
		return s.settleInside(ctx)
	}
	return s.settle(ctx, false)
}

// constraintsNamed finds the constraints of that name in the first of the schemas that has
// one, and which of them are deferrable.
func constraintsNamed(snap *catalog.Snapshot, db catalog.ID, schemas []*catalog.SchemaDesc, name string) (found bool, deferrable []catalog.ID) {
	for _, d := range schemas {
		for t := range snap.Tables(db) {
			if t.SchemaID != d.ID || !t.HasConstraint(name) {
				continue
			}
			found = true
			for i := range t.Indexes {
				if ix := &t.Indexes[i]; ix.Name == name && ix.Constraint != 0 && ix.Deferrable {
					deferrable = appendParts(append(deferrable, ix.Constraint), snap, t, ix.OID)
				}
			}
			for i := range t.ForeignKeys {
				if f := &t.ForeignKeys[i]; f.Name == name && f.Deferrable {
					deferrable = append(deferrable, f.OID)
				}
			}
			for i := range t.Triggers {
				if g := &t.Triggers[i]; g.Name == name && g.Constraint != 0 && g.Deferrable {
					deferrable = append(deferrable, g.Constraint)
				}
			}
		}
		if found {
			return true, deferrable
		}
	}
	return false, nil
}

// appendParts adds the constraints of a table's partitions, and of theirs, that are parts of one.
func appendParts(list []catalog.ID, snap *catalog.Snapshot, t *catalog.TableDesc, index catalog.ID) []catalog.ID {
	for _, part := range t.Partitioning.Parts {
		p, ok := snap.TableByID(part.Table)
		if !ok {
			continue
		}
		for i := range p.Indexes {
			if ix := &p.Indexes[i]; ix.Parent == index {
				list = appendParts(append(list, ix.Constraint), snap, p, ix.OID)
			}
		}
	}
	return list
}

func (s *Session) setTransactionModes(ctx context.Context, st *ast.SetTransaction, text string) error {
	if len(st.Modes) == 0 && st.AsOf == nil {
		return s.importSnapshot(st.Snapshot)
	}
	if !st.Session {
		if s.block.state == blockIdle && !s.block.implicit {
			s.notice(pgerror.NewWarning(pgerror.NoActiveSQLTransaction, "SET TRANSACTION can only be used in transaction blocks"))
			return nil
		}
		return s.setBlockModes(ctx, st.Modes, st.AsOf, text)
	}
	for _, m := range st.Modes {
		name, value := "", ""
		switch m {
		case ast.TxSerializable:
			name, value = "default_transaction_isolation", "serializable"
		case ast.TxRepeatableRead:
			name, value = "default_transaction_isolation", "repeatable read"
		case ast.TxReadCommitted:
			name, value = "default_transaction_isolation", "read committed"
		case ast.TxReadUncommitted:
			name, value = "default_transaction_isolation", "read uncommitted"
		case ast.TxReadOnly, ast.TxReadWrite:
			name, value = "default_transaction_read_only", onOff(m == ast.TxReadOnly)
		case ast.TxDeferrable, ast.TxNotDeferrable:
			name, value = "default_transaction_deferrable", onOff(m == ast.TxDeferrable)
		}
		if err := s.set(name, value, false); err != nil {
			return err
		}
	}
	return nil
}

// settingStatement runs SET, SHOW and RESET.
func (s *Session) settingStatement(r *run, out Output) (done bool, err error) {
	switch st := r.p.stmt.(type) {
	case *ast.SetVar:
		if err := s.setVar(st); err != nil {
			return true, err
		}
		out.Complete("SET", -1)
	case *ast.Reset:
		if st.All {
			s.resetAll()
		} else if err := s.reset(st.Name, false); err != nil {
			return true, err
		}
		out.Complete("RESET", -1)
	case *ast.Show:
		cols, rows, err := s.show(st.Name)
		if err != nil {
			return true, err
		}
		if err := out.Shape(cols, r.formats, r.announce); err != nil {
			return true, err
		}
		for _, row := range rows {
			if err := out.Row(row); err != nil {
				return true, err
			}
		}
		out.Complete("SHOW", -1)
	default:
		return false, nil
	}
	return true, nil
}

// prepareStatement runs PREPARE.
func (s *Session) prepareStatement(ctx context.Context, r *run, st *ast.Prepare, out Output) error {
	s.preparesAgain(st.Name)
	if s.statements[st.Name] != nil {
		return pgerror.New(pgerror.DuplicatePreparedStatement, "prepared statement %q already exists", st.Name)
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	text := deparse.Print(st.Stmt)
	p := &prepared{name: st.Name, text: text, raw: text, source: r.text, stmt: st.Stmt, kept: true, choices: choices{kept: true}, key: planKey{env: s.envID, text: text}}
	var oids []uint32
	for _, tn := range st.Types {
		t, _, err := bind.ResolveType(tn, snap, &s.path)
		if err != nil {
			return err
		}
		p.given = append(p.given, t)
		oids = append(oids, uint32(t.OID))
	}
	p.key.params = packOIDs(oids)
	switch q := sourceQuery(p.stmt); {
	case planned(p.stmt):
		_, err = s.planFor(p, snap)
	case q != nil:
		var pl *nodes.Plan
		if pl, err = s.build(q, p.text, p.given, snap); err == nil {
			p.params = pl.Params
		}
	}
	if err != nil {
		return err
	}
	if err := s.keep(p); err != nil {
		return err
	}
	out.Complete("PREPARE", -1)
	return nil
}

// executeStatement runs EXECUTE.
func (s *Session) executeStatement(ctx context.Context, r *run, st *ast.Execute, out Output) error {
	p, err := s.statementNamed(st.Name)
	if err != nil {
		return err
	}
	if !executable(p.stmt) {
		return notExecutable()
	}
	args, err := s.executeArgs(ctx, p, st, r.text)
	if err != nil {
		return err
	}
	inner := *r
	inner.p, inner.args = p, args
	return s.statement(ctx, &inner, out)
}

func notExecutable() error {
	return pgerror.Unsupported("Send the statement itself.", "EXECUTE of a prepared utility statement is not supported")
}

// executeArgs evaluates the arguments of EXECUTE, which is written in text, each coerced to its
// parameter's type as an assignment is.
func (s *Session) executeArgs(ctx context.Context, p *prepared, st *ast.Execute, text string) ([]types.Datum, error) {
	var want []*types.Type
	snap, err := s.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	if planned(p.stmt) {
		c, err := s.planFor(p, snap)
		if err != nil {
			return nil, err
		}
		want = c.plan.Params
	} else {
		want = p.params
	}
	if len(st.Args) != len(want) {
		return nil, pgerror.New(pgerror.SyntaxError, "wrong number of parameters for prepared statement %q", st.Name).
			WithDetail("Expected %d parameters but got %d.", len(want), len(st.Args))
	}
	env := s.planEnv
	env.Catalog, env.Text = snap, text
	args := make([]types.Datum, len(want))
	for i, e := range st.Args {
		x, err := bind.CompileScalar(e, &env, bind.ScalarOptions{Use: bind.ScalarArgument, Column: "$" + strconv.Itoa(i+1), Type: want[i], Typmod: types.NoTypmod})
		if err != nil {
			return nil, err
		}
		if args[i], err = x.Eval(ctx, s, &s.env, nil); err != nil {
			return nil, err
		}
	}
	return args, nil
}

func (s *Session) deallocate(st *ast.Deallocate, out Output) error {
	if st.All {
		for name := range s.statements {
			s.deallocated(name)
		}
		out.Complete("DEALLOCATE ALL", -1)
		return nil
	}
	if s.statements[st.Name] == nil {
		return pgerror.New(pgerror.InvalidSQLStatementName, "prepared statement %q does not exist", st.Name)
	}
	s.deallocated(st.Name)
	out.Complete("DEALLOCATE", -1)
	return nil
}

// explainExecute runs EXPLAIN EXECUTE.
func (s *Session) explainExecute(ctx context.Context, r *run, st *ast.Explain, out Output) error {
	p, x, err := s.toExplain(st)
	if err != nil {
		return err
	}
	args, err := s.executeArgs(ctx, p, x, r.text)
	if err != nil {
		return err
	}
	o, err := explain.ParseOptions(st.Options)
	if err != nil {
		return err
	}
	custom, began := p.choices.custom, time.Now()
	inner, err := s.ready(ctx, &run{p: p, args: args, text: r.text, explained: !o.Analyze})
	if err != nil {
		return err
	}
	o.Planning = time.Since(began)
	if p.choices.custom > custom {
		o.Arguments = args
	}
	explained := explain.PlanOf(inner, o)
	if err := out.Shape(explained.Columns, r.formats, r.announce); err != nil {
		return err
	}
	s.fill(explained, args)
	if _, err := s.runAlone(ctx, out); err != nil {
		return err
	}
	s.block.ran++
	out.Complete("EXPLAIN", -1)
	return s.endAlone(ctx, r)
}

// toExplain is the prepared statement that EXPLAIN EXECUTE, or EXPLAIN CREATE TABLE AS EXECUTE,
// tells of.
func (s *Session) toExplain(st *ast.Explain) (*prepared, *ast.Execute, error) {
	x, ok := st.Stmt.(*ast.Execute)
	as := ast.AsCreateTable(st.Stmt)
	if !ok {
		x = as.AsQuery.(*ast.Execute)
	}
	p, err := s.statementNamed(x.Name)
	if err != nil {
		return nil, nil, err
	}
	if _, explained := p.stmt.(*ast.Explain); explained || !planned(p.stmt) {
		return nil, nil, pgerror.Unsupported("Send the statement itself.", "EXPLAIN EXECUTE of a prepared utility statement is not supported")
	}
	if as == nil {
		return p, x, nil
	}
	if _, ok := p.stmt.(*ast.Select); !ok {
		return nil, nil, pgerror.New(pgerror.WrongObjectType, "prepared statement is not a SELECT")
	}
	return p, x, nil
}

// endAlone commits what a statement that was alone has left open.
func (s *Session) endAlone(ctx context.Context, r *run) error {
	if r.alone {
		return s.endImplicit(ctx)
	}
	return nil
}

// schemaStatement runs everything that the schema layer does.
func (s *Session) schemaStatement(ctx context.Context, r *run, out Output) error {
	if s.block.readOnly(s) && !readerLock(r.p.stmt) {
		return pgerror.New(pgerror.ReadOnlySQLTransaction, "cannot execute %s in a read-only transaction", statementWord(r.p.stmt))
	}
	s.block.renews = r.alone && s.block.state == blockIdle && !s.block.implicit
	mark := out.Mark()
	for attempt := 1; ; attempt++ {
		tag, count, err := s.schemaAttempt(ctx, r, out)
		if err == nil {
			if s.filling != nil {
				tag, count = "EXPLAIN", -1
			}
			out.Complete(tag, count)
			return nil
		}
		if !s.again(ctx, r, err, attempt) || !out.Rewind(mark) {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// readerLock reports a LOCK TABLE in a mode that readers may take; pg_dump does.
func readerLock(st ast.Statement) bool {
	l, ok := st.(*ast.LockTable)
	return ok && l.Mode <= ast.LockRowExclusive
}

// schemaAttempt runs the statement once, and returns its command tag and how many rows
// that counts (-1: none).
func (s *Session) schemaAttempt(ctx context.Context, r *run, out Output) (string, int64, error) {
	t := s.need()
	s.attach()
	if err := t.StartStatement(ctx); err != nil {
		return "", 0, err
	}
	first := !s.block.touched
	s.block.touched = true
	env := s.schemaEnv(r.text)
	env.First = first
	sp, mark := t.Savepoint(), s.schema.Savepoint()
	tag, count, err := "", int64(-1), error(nil)
	if as := ast.AsCreateTable(r.p.stmt); as != nil {
		tag, count, err = s.createTableAs(ctx, r, env, as, out)
	} else {
		tag, count, err = s.executeSchema(ctx, env, r.p.stmt, out)
	}
	if err != nil {
		return "", 0, s.undoneForRetry(ctx, err, sp, mark)
	}
	t.Release(sp)
	s.noteOnCommit(r.p.stmt, env.Made)
	if r.alone && s.block.state == blockIdle {
		if err := s.commitNow(ctx); err != nil {
			return "", 0, err
		}
		s.countCommit()
		s.undoChanges(0, true)
		s.finish()
		return tag, count, nil
	}
	s.block.ran++
	return tag, count, nil
}

// undoneForRetry undoes a statement that is to run anew in its transaction, which has none of its
// changes then.
func (s *Session) undoneForRetry(ctx context.Context, err error, sp coord.Savepoint, mark catalog.Mark) error {
	var again *coord.StatementRetry
	if !errors.As(err, &again) {
		return err
	}
	if err := s.block.txn.RollbackTo(ctx, sp); err != nil {
		return err
	}
	s.schema.RollbackTo(mark)
	return err
}

// schemaEnv is what a statement of the schema runs in.
func (s *Session) schemaEnv(text string) *ddl.Env {
	return &ddl.Env{State: s.schema, Txn: s.block.txn, Session: s, Path: &s.path, Functions: s.m.o.Functions, Types: &s.env,
		Text: text, Notice: s.notice, LockTimeout: s.lockTimeout, Memory: heldBudget{s}, Temp: s.temp, InBlock: s.block.state != blockIdle || s.block.implicit,
		Pending: s.pending, InUse: s.uses, NewTemp: s.newTemp, CheckRoutine: func(ctx context.Context, d *catalog.RoutineDesc) error { return s.checkRoutine(ctx, d, text) }, Replica: s.planEnv.Replica, FireTruncate: s.fireTruncate,
		As: func(owner catalog.ID) (back func()) { return s.actAs(owner, true) }}
}

func statementWord(st ast.Statement) string {
	switch st := st.(type) {
	case *ast.Select:
		return "SELECT INTO"
	case *ast.CreateTable:
		if st.AsQuery != nil {
			return "CREATE TABLE AS"
		}
		return "CREATE TABLE"
	case *ast.CreateSequence:
		return "CREATE SEQUENCE"
	case *ast.CreateView:
		if st.Materialized {
			return "CREATE MATERIALIZED VIEW"
		}
		return "CREATE VIEW"
	case *ast.RefreshView:
		return "REFRESH MATERIALIZED VIEW"
	case *ast.CreateIndex:
		return "CREATE INDEX"
	case *ast.CreateRole:
		return "CREATE ROLE"
	case *ast.DropRole:
		return "DROP ROLE"
	case *ast.GrantRole:
		return grantWord(st.Revoke) + " ROLE"
	case *ast.Grant:
		return grantWord(st.Revoke)
	case *ast.AlterDefaultPrivileges:
		return "ALTER DEFAULT PRIVILEGES"
	case *ast.CommentOn:
		return "COMMENT"
	case *ast.Truncate:
		return "TRUNCATE TABLE"
	case *ast.Vacuum, *ast.Cluster, *ast.Load:
		word, _, _ := strings.Cut(deparse.Print(st), " ")
		return word
	case *ast.CreateTablespace:
		return "CREATE TABLESPACE"
	case *ast.AlterTablespace:
		return "ALTER TABLESPACE"
	case *ast.CreatePlacementPolicy:
		return "CREATE PLACEMENT POLICY"
	case *ast.AlterPlacementPolicy:
		return "ALTER PLACEMENT POLICY"
	case *ast.DropPlacementPolicy:
		return "DROP PLACEMENT POLICY"
	case *ast.DropOf:
		return "DROP " + strings.ToUpper(st.What)
	case *ast.Drop:
		if st.What != "" {
			return "DROP " + strings.ToUpper(st.What)
		}
		return "DROP " + st.Kind.String()
	}
	words := strings.Fields(strings.Replace(deparse.Print(st), " OR REPLACE ", " ", 1))
	n := 2
	if len(words) > n && words[1] == "MATERIALIZED" {
		n++
	}
	return strings.ToUpper(strings.Join(words[:min(n, len(words))], " "))
}

func grantWord(revoke bool) string {
	if revoke {
		return "REVOKE"
	}
	return "GRANT"
}

// discard runs DISCARD.
func (s *Session) discard(ctx context.Context, st *ast.Discard, out Output) error {
	tags := map[ast.DiscardKind]string{ast.DiscardAll: "DISCARD ALL", ast.DiscardPlans: "DISCARD PLANS", ast.DiscardSequences: "DISCARD SEQUENCES", ast.DiscardTemp: "DISCARD TEMP"}
	s.cantReplay(BarDiscard)
	switch st.Kind {
	case ast.DiscardAll:
		if s.block.state != blockIdle || s.block.implicit {
			return pgerror.New(pgerror.ActiveSQLTransaction, "DISCARD ALL cannot run inside a transaction block")
		}
		s.closeAllPortals()
		if err := s.reset(settingAuthorization, false); err != nil {
			return err
		}
		if err := s.reset(settingRole, false); err != nil {
			return err
		}
		s.resetAll()
		s.forgetAll()
		s.releaseAdvisories()
		s.sequences = sequences{}
		s.unlistenNow()
		if err := s.discardTemp(ctx); err != nil {
			return err
		}
	case ast.DiscardTemp:
		if err := s.discardTemp(ctx); err != nil {
			return err
		}
	case ast.DiscardPlans:
		for _, p := range s.statements {
			p.cached = nil
		}
	case ast.DiscardSequences:
		s.sequences = sequences{}
	}
	out.Complete(tags[st.Kind], -1)
	return nil
}
