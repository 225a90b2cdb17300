package ddl

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Options are what an Executor is made of.
type Options struct {
	Catalog *catalog.Catalog
	Jobs    *jobs.Runner
	Stats   *stats.Store
	// Scatter spreads the ranges of a span over the cluster. Nil: there is one node.
	Scatter func(ctx context.Context, span keys.Span) error
	// Random serves the salts of passwords.
	Random io.Reader
	// Version tells what nodes of the cluster understand; nil: everything.
	Version version.Gate
	// NodeID and Epoch name this process: temporary schemas that it makes end with it.
	NodeID uint32
	Epoch  uint64
	// Sessions counts the sessions of the cluster that use a database; nil: nobody counts them.
	Sessions func(ctx context.Context, database catalog.ID) int
	// EndSessions ends those sessions in the name of a role, or tells which it may not end (42501); nil: nobody can.
	EndSessions func(ctx context.Context, d *catalog.DatabaseDesc, by catalog.ID) error
	// Localities tells where the nodes of the cluster stand; nil: nobody knows of any.
	Localities func() []allocator.Locality
}

// Executor runs schema statements. Safe for concurrent use.
type Executor struct{ o Options }

// New returns an Executor.
func New(o Options) *Executor { return &Executor{o: o} }

// Env is what one statement runs in.
type Env struct {
	State *catalog.State
	Txn   *coord.Txn
	// Session serves expressions and names the user.
	Session   host.Session
	Path      *catalog.SearchPath
	Functions *host.Functions
	Types     *types.Env
	// Text is the whole query's: positions count from its start.
	Text string
	// Notice takes notices; nil: dropped.
	Notice func(*pgerror.Error)
	// First: the transaction has done nothing before.
	First bool
	// LockTimeout is how long a statement waits for a table's writers; 0: without end.
	LockTimeout time.Duration
	// Memory counts what the statement holds, and Temp is where it puts what that does not
	// hold; nil: nobody counts, and nowhere.
	Memory spill.Budget
	Temp   *spill.Account
	// InBlock tells that the statement is not its whole transaction.
	InBlock bool

	// NewTemp is told of each temporary schema that a statement begins to make, and
	// makes it the session's own in Path; nil: there is no session to have one.
	NewTemp func(catalog.ID)

	// CheckRoutine has the language of a routine that was made or replaced read its body; nil:
	// nobody does.
	CheckRoutine func(context.Context, *catalog.RoutineDesc) error

	// As makes a table's owner the role in force until back is called, as who calls the functions
	// of its indexes; nil: nobody calls any.
	As func(owner catalog.ID) (back func())

	// Replica: the session's session_replication_role is replica.
	Replica bool
	// FireTruncate fires a trigger for a TRUNCATE; nil: nobody does.
	FireTruncate func(context.Context, *catalog.TableDesc, *catalog.TriggerDesc) error

	// Rewriting tells that the rows of a table will be written anew, and why (table_rewrite); nil: nobody listens.
	Rewriting func(ctx context.Context, table catalog.ID, reason int) error

	// Pending reports whether checks of a table's rows wait for the end of the transaction.
	Pending func(ctx context.Context, table catalog.ID) (bool, error)
	// InUse reports whether a statement that runs, or a cursor, goes through a table, which is part of
	// others above it; nil: none does.
	InUse func(table catalog.ID, above []catalog.ID) bool

	// Query are the result columns of the query of CREATE TABLE … AS. Made is the table
	// that it made, which the caller fills; 0: it was there already.
	Query []nodes.Column
	Made  catalog.ID
}

// rerunsMax bounds how often a statement starts anew because an object changed
// between its look-up and its lock.
const rerunsMax = 20

// Execute runs a statement and returns its command tag. It never commits the
// transaction. Errors leave changes behind: the caller rolls back to the place
// before the statement, or altogether.
func (x *Executor) Execute(ctx context.Context, env *Env, stmt ast.Statement) (tag string, err error) {
	for range rerunsMax {
		sp, mark := env.Txn.Savepoint(), env.State.Savepoint()
		r := &run{ctx: ctx, x: x, env: env}
		tag, err = r.statement(stmt)
		if !errors.Is(err, catalog.ErrMoved) {
			env.Txn.Release(sp)
			return tag, err
		}
		if err := env.Txn.RollbackTo(ctx, sp); err != nil {
			return "", err
		}
		env.State.RollbackTo(mark)
	}
	return "", &coord.RetryError{Why: "the schema is being changed by another transaction"}
}

// run is one execution of one statement.
type run struct {
	ctx context.Context
	x   *Executor
	env *Env
	me  *catalog.RoleDesc
	// making is the extension whose objects the statements make, nil outside of CREATE EXTENSION;
	// dropping is one whose objects go with it.
	making   *catalog.ExtensionDesc
	dropping catalog.ID
	// withType tells that typed tables change with their type.
	withType bool
	// replacing is the trigger that CREATE OR REPLACE makes: those of that name of partitions become it.
	replacing string
	// aside are objects that the statement drops by itself.
	aside map[catalog.ID]bool
	// excluded are tables that no one else writes to until the statement ends.
	excluded map[catalog.ID]bool
}

// snap is the schema with what the statement has changed so far.
func (r *run) snap() (*catalog.Snapshot, error) { return r.env.State.Snapshot(r.ctx) }

func (r *run) notice(e *pgerror.Error) {
	if r.env.Notice != nil {
		r.env.Notice(e)
	}
}

// skip is the notice of IF [NOT] EXISTS. As in Postgres, only that of what exists
// already carries the code of the error.
func (r *run) skip(code, format string, args ...any) {
	if strings.Contains(format, "does not exist") || strings.Contains(format, " is not ") {
		code = pgerror.SuccessfulCompletion
	}
	r.notice(pgerror.New(code, format+", skipping", args...).WithSeverity(pgerror.SeverityNotice))
}

// at adds a position, given as byte offset in the text, to an error.
func (r *run) at(err error, pos ast.Pos) error {
	p := int(pos)
	if err == nil || p < 0 || p > len(r.env.Text) || r.env.Text == "" {
		return err
	}
	if e, ok := err.(*pgerror.Error); ok && e.Code == pgerror.DependentObjectsStillExist {
		return err // what is in the way is not in the text
	}
	return pgerror.At(err, utf8.RuneCountInString(r.env.Text[:p])+1)
}

func (r *run) statement(stmt ast.Statement) (string, error) {
	switch s := stmt.(type) {
	case *ast.CreateTable:
		tag := "CREATE TABLE"
		if s.AsQuery != nil {
			tag = "CREATE TABLE AS"
		}
		return tag, r.createTable(s)
	case *ast.CreateView:
		if s.Materialized {
			return "CREATE MATERIALIZED VIEW", r.createView(s)
		}
		return "CREATE VIEW", r.createView(s)
	case *ast.RefreshView:
		return "REFRESH MATERIALIZED VIEW", r.refresh(s)
	case *ast.AlterTable:
		return "ALTER " + kindTag(s.Kind), r.alter(s)
	case *ast.CreateIndex:
		return "CREATE INDEX", r.createIndex(s)
	case *ast.CreateSequence:
		return "CREATE SEQUENCE", r.createSequence(s)
	case *ast.CreateSchema:
		return "CREATE SCHEMA", r.createSchema(s)
	case *ast.CreateDatabase:
		return "CREATE DATABASE", r.createDatabase(s)
	case *ast.DropDatabase:
		return "DROP DATABASE", r.dropDatabase(s)
	case *ast.AlterDatabase:
		return "ALTER DATABASE", r.alterDatabase(s)
	case *ast.Drop:
		if s.What != "" {
			return "DROP " + strings.ToUpper(s.What), r.drop(s)
		}
		return "DROP " + kindTag(s.Kind), r.drop(s)
	case *ast.Truncate:
		return "TRUNCATE TABLE", r.truncate(s)
	case *ast.Rename:
		return "ALTER " + renameTag(s), r.rename(s)
	case *ast.SetSchema:
		return "ALTER " + kindTag(s.Kind), r.setSchema(s)
	case *ast.AlterOwner:
		return "ALTER " + kindTag(s.Kind), r.alterOwner(s)
	case *ast.SplitTable:
		return "SPLIT TABLE", r.splitTable(s)
	case *ast.SplitAt:
		return "ALTER " + kindTag(s.Kind), r.splitAt(s)
	case *ast.Scatter:
		return "ALTER " + kindTag(s.Kind), r.scatter(s)
	case *ast.CommentOn:
		return "COMMENT", r.comment(s)
	case *ast.CreateRoutine:
		if s.Procedure {
			return "CREATE PROCEDURE", r.createRoutine(s)
		}
		return "CREATE FUNCTION", r.createRoutine(s)
	case *ast.AlterRoutine:
		return "ALTER " + s.Kind.String(), r.alterRoutine(s)
	case *ast.DropRoutine:
		return "DROP " + s.Kind.String(), r.dropRoutines(s)
	case *ast.CreateTrigger:
		return "CREATE TRIGGER", r.createTrigger(s)
	case *ast.DropTrigger:
		return "DROP TRIGGER", r.dropTrigger(s)
	case *ast.DropOf:
		return "DROP " + strings.ToUpper(s.What), r.dropOf(s)
	case *ast.CreateCast:
		return "CREATE CAST", r.createCast(s)
	case *ast.DropCast:
		return "DROP CAST", r.dropCast(s)
	case *ast.RenameTrigger:
		return "ALTER TRIGGER", r.renameTrigger(s)
	case *ast.CreateEnum:
		return "CREATE TYPE", r.createEnum(s)
	case *ast.CreateComposite:
		return "CREATE TYPE", r.createComposite(s)
	case *ast.CreateRange:
		return "CREATE TYPE", r.createRange(s)
	case *ast.CreateDomain:
		return "CREATE DOMAIN", r.createDomain(s)
	case *ast.AlterDomain:
		return "ALTER DOMAIN", r.alterDomain(s)
	case *ast.AlterComposite:
		return "ALTER TYPE", r.alterComposite(s)
	case *ast.AlterEnum:
		return "ALTER TYPE", r.alterEnum(s)
	case *ast.CreateOperator:
		return "CREATE OPERATOR", r.createOperator(s)
	case *ast.CreateStatistics:
		return "CREATE STATISTICS", r.createStatistics(s)
	case *ast.CreateEventTrigger:
		return "CREATE EVENT TRIGGER", r.createEventTrigger(s)
	case *ast.AlterEventTrigger:
		return "ALTER EVENT TRIGGER", r.alterEventTrigger(s)
	case *ast.CreateTextSearch:
		return "CREATE " + s.Kind.String(), r.createTextSearch(s)
	case *ast.AlterTextDictionary:
		return "ALTER TEXT SEARCH DICTIONARY", r.alterTextDictionary(s)
	case *ast.AlterTextConfiguration:
		return "ALTER TEXT SEARCH CONFIGURATION", r.alterTextConfiguration(s)
	case *ast.AlterStatistics:
		return "ALTER STATISTICS", r.alterStatistics(s)
	case *ast.DropOperator:
		return "DROP OPERATOR", r.dropOperators(s)
	case *ast.AlterOperator:
		return "ALTER OPERATOR", r.alterOperator(s)
	case *ast.CreateAggregate:
		return "CREATE AGGREGATE", r.createAggregate(s)
	case *ast.CreateExtension:
		return "CREATE EXTENSION", r.createExtension(s)
	case *ast.AlterExtension:
		return "ALTER EXTENSION", r.alterExtension(s)
	case *ast.CreatePolicy:
		return "CREATE POLICY", r.createPolicy(s)
	case *ast.AlterPolicy:
		return "ALTER POLICY", r.alterPolicy(s)
	case *ast.DropPolicy:
		return "DROP POLICY", r.dropPolicy(s)
	case *ast.CreateTablespace:
		return "CREATE TABLESPACE", r.createTablespace(s)
	case *ast.AlterTablespace:
		return "ALTER TABLESPACE", r.alterTablespace(s)
	case *ast.CreatePlacementPolicy:
		return "CREATE PLACEMENT POLICY", r.createPlacementPolicy(s)
	case *ast.AlterPlacementPolicy:
		return "ALTER PLACEMENT POLICY", r.alterPlacementPolicy(s)
	case *ast.DropPlacementPolicy:
		return "DROP PLACEMENT POLICY", r.dropPlacementPolicy("placement policy", s.Name, s.IfExists)
	}
	return r.otherStatement(stmt)
}

func (r *run) otherStatement(stmt ast.Statement) (string, error) {
	switch s := stmt.(type) {
	case *ast.CreateRole:
		return "CREATE ROLE", r.createRole(s)
	case *ast.AlterRole:
		return "ALTER ROLE", r.alterRole(s)
	case *ast.DropRole:
		return "DROP ROLE", r.dropRole(s)
	case *ast.AlterSetting:
		if s.Role != nil || s.Database == "" {
			return "ALTER ROLE", r.alterSetting(s)
		}
		return "ALTER DATABASE", r.alterSetting(s)
	case *ast.Grant:
		if s.Revoke {
			return "REVOKE", r.grant(s)
		}
		return "GRANT", r.grant(s)
	case *ast.GrantRole:
		if s.Revoke {
			return "REVOKE ROLE", r.grantRole(s)
		}
		return "GRANT ROLE", r.grantRole(s)
	case *ast.AlterDefaultPrivileges:
		return "ALTER DEFAULT PRIVILEGES", r.alterDefaultPrivileges(s)
	case *ast.AlterGroup:
		return "ALTER ROLE", r.alterGroup(s)
	case *ast.ReassignOwned:
		return "REASSIGN OWNED", r.reassignOwned(s)
	case *ast.DropOwned:
		return "DROP OWNED", r.dropOwned(s)
	case *ast.Vacuum:
		if s.Analyze {
			return "ANALYZE", r.vacuum(s)
		}
		return "VACUUM", r.vacuum(s)
	case *ast.Cluster:
		return "CLUSTER", r.cluster(s)
	case *ast.Reindex:
		return "REINDEX", r.reindex(s)
	case *ast.LockTable:
		return "LOCK TABLE", r.lockTable(s)
	case *ast.Checkpoint:
		return "CHECKPOINT", r.mayCheckpoint() // every commit is durable when it is acknowledged
	case *ast.Unsupported:
		return "", pgerror.Unsupported(hintOr(s.Hint), "%s is not supported", s.What)
	}
	return "", pgerror.Unsupported(hintOr(""), "%s is not supported", statementName(stmt))
}

// statementName is how a statement that is refused is called.
func statementName(stmt ast.Statement) string {
	switch stmt.(type) {
	case *ast.CreateCast:
		return "CREATE CAST"
	case *ast.Do:
		return "DO"
	case *ast.Call:
		return "CALL"
	case *ast.Load:
		return "LOAD"
	case *ast.Listen:
		return "LISTEN"
	case *ast.Notify:
		return "NOTIFY"
	case *ast.Unlisten:
		return "UNLISTEN"
	case *ast.PrepareTransaction:
		return "PREPARE TRANSACTION"
	case *ast.FinishPrepared:
		return "COMMIT or ROLLBACK PREPARED"
	case *ast.SetConstraints:
		return "SET CONSTRAINTS"
	}
	return "this statement"
}

func hintOr(h string) string {
	if h == "" {
		return "docs/sql-compatibility.md lists the statements that are."
	}
	return h
}

// kindTag is an object kind as command tags have it.
func kindTag(k ast.ObjectKind) string {
	switch k {
	case ast.ObjectTable, ast.ObjectColumn, ast.ObjectConstraint:
		return "TABLE"
	case ast.ObjectIndex:
		return "INDEX"
	case ast.ObjectSequence:
		return "SEQUENCE"
	case ast.ObjectView:
		return "VIEW"
	case ast.ObjectMaterializedView:
		return "MATERIALIZED VIEW"
	case ast.ObjectSchema:
		return "SCHEMA"
	case ast.ObjectDatabase:
		return "DATABASE"
	case ast.ObjectType:
		return "TYPE"
	case ast.ObjectDomain:
		return "DOMAIN"
	case ast.ObjectExtension:
		return "EXTENSION"
	case ast.ObjectAggregate:
		return "AGGREGATE"
	case ast.ObjectOperator:
		return "OPERATOR"
	case ast.ObjectCast:
		return "CAST"
	case ast.ObjectForeignTable:
		return "FOREIGN TABLE"
	case ast.ObjectLargeObject:
		return "LARGE OBJECT"
	case ast.ObjectTablespace:
		return "TABLESPACE"
	case ast.ObjectStatistics:
		return "STATISTICS"
	case ast.ObjectTextConfiguration, ast.ObjectTextDictionary, ast.ObjectTextParser, ast.ObjectTextTemplate, ast.ObjectEventTrigger:
		return k.String()
	case ast.ObjectRole, ast.ObjectUser, ast.ObjectGroup:
		return "ROLE"
	}
	return "OBJECT"
}

func renameTag(s *ast.Rename) string {
	if s.Kind == ast.ObjectColumn || s.Kind == ast.ObjectConstraint {
		return kindTag(s.RelationKind)
	}
	return kindTag(s.Kind)
}

// user is the role that runs the statement.
func (r *run) user() (*catalog.RoleDesc, error) {
	if r.me != nil {
		return r.me, nil
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	me, ok := snap.RoleByID(r.env.Path.Role)
	if r.env.Path.Role == 0 {
		me, ok = snap.Role(r.env.Session.User())
	}
	if !ok {
		return nil, pgerror.New(pgerror.UndefinedObject, "role %q does not exist", r.env.Session.User())
	}
	r.me = me
	return me, nil
}

// mustOwn checks that the user may change an object: its owner, a member of
// that role, or a superuser.
func (r *run) mustOwn(what string, d catalog.Descriptor) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if snap.Owns(me.ID, d) {
		return nil
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "must be owner of %s %s", what, d.Common().Name)
}

// mustCreateIn checks that the user may make objects in a schema.
func (r *run) mustCreateIn(s *catalog.SchemaDesc) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	if s.Virtual {
		if !me.Superuser {
			return catalog.Denied(s)
		}
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to create in schema %q", s.Name).
			WithDetail("System catalog modifications are currently disallowed.")
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if s.ID == r.env.Path.Temp || snap.HasPrivilege(me.ID, s, 'C') {
		return nil
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for schema %s", s.Name)
}

// mustCreateRelation is mustCreateIn of a relation, whose name the refusal of a superuser has.
func (r *run) mustCreateRelation(s *catalog.SchemaDesc, name string) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	if me.Superuser && s.Virtual && s.Name == catalog.SchemaPGCatalog {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to create \"%s.%s\"", s.Name, name).
			WithDetail("System catalog modifications are currently disallowed.")
	}
	return r.mustCreateIn(s)
}

// compile prepares an expression over the columns of t (nil: none).
func (r *run) compile(x ast.Expr, o bind.ScalarOptions) (*host.Scalar, error) {
	return r.compileOf(r.env.Text, x, o)
}

// compilePlaceless compiles what Postgres reads only when the statement's text is not at hand any
// more: its errors have no position.
func (r *run) compilePlaceless(x ast.Expr, o bind.ScalarOptions) (*host.Scalar, error) {
	return r.compileOf("", x, o)
}

func (r *run) compileOf(text string, x ast.Expr, o bind.ScalarOptions) (*host.Scalar, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	return bind.CompileScalar(x, r.bindEnv(snap, text), o)
}

// eval evaluates a compiled expression on a row.
func (r *run) eval(s *host.Scalar, row []types.Datum) (types.Datum, error) {
	return s.Eval(r.ctx, r.env.Session, r.env.Types, row)
}

// bindEnv is what names and expressions of a statement are bound by; text is what positions are
// told in, "" for none.
func (r *run) bindEnv(snap *catalog.Snapshot, text string) *bind.Env {
	return &bind.Env{Text: text, Catalog: snap, Path: r.env.Path, Functions: r.env.Functions, Types: r.env.Types, Version: r.x.o.Version}
}

// parted refuses what nodes before version.Parted could not read.
func (r *run) parted(what string) error { return r.since(version.Parted, what) }

// declared refuses what nodes before version.Declared could not read or maintain.
func (r *run) declared(what string) error { return r.since(version.Declared, what) }

// coded refuses what nodes before version.Coded could not read or maintain.
func (r *run) coded(what string) error { return r.since(version.Coded, what) }

// since refuses what some nodes of the cluster are too old for (0A000).
func (r *run) since(v uint32, what string) error {
	if r.x.o.Version.Active(v) {
		return nil
	}
	return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "%s are not supported by older nodes of the cluster", what)
}
