package ast

// TxMode is one transaction mode. Where modes contradict, the last wins.
type TxMode uint8

// The transaction modes.
const (
	TxReadUncommitted TxMode = iota
	TxReadCommitted
	TxRepeatableRead
	TxSerializable
	TxReadOnly
	TxReadWrite
	TxDeferrable
	TxNotDeferrable
)

// Begin is BEGIN or START TRANSACTION.
type Begin struct {
	Pos
	// Start tells that START TRANSACTION was written, which is also its tag.
	Start bool
	Modes []TxMode
	// AsOf is what AS OF TIMESTAMP names, else nil.
	AsOf Expr
}

// Commit is COMMIT or END.
type Commit struct {
	Pos
	Chain bool
}

// Rollback is ROLLBACK or ABORT.
type Rollback struct {
	Pos
	Chain bool
}

// Savepoint is SAVEPOINT.
type Savepoint struct {
	Pos
	Name string
}

// Release is RELEASE [SAVEPOINT].
type Release struct {
	Pos
	Name string
}

// RollbackTo is ROLLBACK TO [SAVEPOINT].
type RollbackTo struct {
	Pos
	Name string
}

// PrepareTransaction is PREPARE TRANSACTION 'id'.
type PrepareTransaction struct {
	Pos
	ID string
}

// FinishPrepared is COMMIT or ROLLBACK PREPARED 'id'.
type FinishPrepared struct {
	Pos
	Rollback bool
	ID       string
}

// SetTransaction is SET TRANSACTION, or with Session SET SESSION
// CHARACTERISTICS AS TRANSACTION.
type SetTransaction struct {
	Pos
	Session bool
	Modes   []TxMode
	// Snapshot is that of SET TRANSACTION SNAPSHOT, else empty.
	Snapshot string
	// AsOf is what AS OF TIMESTAMP names, else nil.
	AsOf Expr
}

// SetConstraints is SET CONSTRAINTS.
type SetConstraints struct {
	Pos
	All      bool
	Names    []QName
	Deferred bool
}

// SetVar is SET, SET LOCAL and SET SESSION. The special forms arrive under the
// names of their settings: SET TIME ZONE as timezone, SET NAMES as
// client_encoding, SET SCHEMA as search_path, SET ROLE as role, SET SESSION
// AUTHORIZATION as session_authorization, SET XML OPTION as xmloption.
type SetVar struct {
	Pos
	// Name is as written, folded, with its dots.
	Name  string
	Local bool
	// Default is TO DEFAULT. Otherwise Values has at least one value: a *Const,
	// or for the time zone a *CastExpr to interval.
	Default     bool
	FromCurrent bool
	Values      []Expr
}

// Show is SHOW. Name is "all" for SHOW ALL, else the setting's name.
type Show struct {
	Pos
	Name string
}

// Reset is RESET. Name is empty for RESET ALL.
type Reset struct {
	Pos
	Name string
	All  bool
}

// DiscardKind is what DISCARD discards.
type DiscardKind uint8

// What DISCARD may discard.
const (
	DiscardAll DiscardKind = iota
	DiscardPlans
	DiscardSequences
	DiscardTemp
)

// Discard is DISCARD.
type Discard struct {
	Pos
	Kind DiscardKind
}

// Prepare is PREPARE name [(types)] AS statement.
type Prepare struct {
	Pos
	Name  string
	Types []*TypeName
	Stmt  Statement
}

// Execute is EXECUTE name [(arguments)].
type Execute struct {
	Pos
	Name string
	Args []Expr
}

// Deallocate is DEALLOCATE [PREPARE] name or ALL.
type Deallocate struct {
	Pos
	All  bool
	Name string
}

// CursorOptions is a set of options of DECLARE.
type CursorOptions uint8

// The options of DECLARE.
const (
	CursorBinary CursorOptions = 1 << iota
	CursorScroll
	CursorNoScroll
	CursorInsensitive
	CursorAsensitive
	CursorHold
)

// DeclareCursor is DECLARE name CURSOR FOR query.
type DeclareCursor struct {
	Pos
	Name    string
	Options CursorOptions
	Query   *Select
}

// FetchDirection is where FETCH and MOVE go.
type FetchDirection uint8

// The directions of FETCH and MOVE.
const (
	FetchForward FetchDirection = iota
	FetchBackward
	FetchAbsolute
	FetchRelative
)

// FetchAll is the count of FETCH ALL.
const FetchAll = int64(1<<63 - 1)

// Fetch is FETCH or MOVE. NEXT is FORWARD 1, PRIOR is BACKWARD 1, FIRST and
// LAST are ABSOLUTE 1 and -1, ALL is FORWARD FetchAll.
type Fetch struct {
	Pos
	Move      bool
	Direction FetchDirection
	Count     int64
	Cursor    string
}

// CloseCursor is CLOSE.
type CloseCursor struct {
	Pos
	All  bool
	Name string
}

// Explain is EXPLAIN. The old EXPLAIN ANALYZE VERBOSE arrives as the options
// "analyze" and "verbose".
type Explain struct {
	Pos
	Options []Option
	Stmt    Statement
}

// Vacuum is VACUUM, or with Analyze alone ANALYZE. The old VACUUM FULL FREEZE
// VERBOSE ANALYZE arrives as options.
type Vacuum struct {
	Pos
	// Analyze tells the statement ANALYZE from VACUUM.
	Analyze bool
	Options []Option
	Tables  []VacuumTable
}

// VacuumTable is a table, with columns to analyze.
type VacuumTable struct {
	Pos
	Name    QName
	Columns []string
}

// Copy is COPY. One of Table and Query is set.
type Copy struct {
	Pos
	Table   *QName
	Columns []string
	// Query is a *Select, *Insert, *Update or *Delete.
	Query Statement
	// From tells COPY FROM from COPY TO.
	From bool
	// Program tells that File is a command.
	Program bool
	// File is empty for STDIN and STDOUT, which are one.
	File string
	// Options are those of the old syntax too, under their new names.
	Options []Option
	Where   Expr
}

// Privilege is one privilege of GRANT.
type Privilege struct {
	Pos
	// Name is lower case: "select", or "all".
	Name    string
	Columns []string
}

// FunctionName names a function, by its arguments' types unless Bare.
type FunctionName struct {
	Pos
	Name QName
	Args []*TypeName
	Bare bool
	// Star is that of an aggregate without arguments.
	Star bool
	// Modes tells that IN, OUT, INOUT or VARIADIC was written: then the arguments that only come
	// back are not among Args, which else may be among them in the name of a procedure.
	Modes bool
}

// Grant is GRANT or REVOKE of privileges on objects.
type Grant struct {
	Pos
	Revoke bool
	// OptionFor is REVOKE GRANT OPTION FOR.
	OptionFor bool
	// All is ALL [PRIVILEGES], with Columns those of ALL (a, b).
	All        bool
	Columns    []string
	Privileges []Privilege
	Kind       ObjectKind
	// InSchema tells ALL TABLES IN SCHEMA, whose names are schemas.
	InSchema bool
	// Defaults tells the GRANT of ALTER DEFAULT PRIVILEGES, which has no names.
	Defaults bool
	Names    []QName
	// Functions are the objects of ObjectFunction, ObjectProcedure and ObjectRoutine.
	Functions []FunctionName
	Grantees  []RoleSpec
	// WithGrantOption is WITH GRANT OPTION.
	WithGrantOption bool
	// GrantedBy is nil where not written.
	GrantedBy *RoleSpec
	Behavior  Behavior
}

// AlterDefaultPrivileges is ALTER DEFAULT PRIVILEGES: what Grant says holds for
// objects that Roles (nil: the user) will make, in Schemas (nil: anywhere).
type AlterDefaultPrivileges struct {
	Pos
	Roles   []RoleSpec
	Schemas []string
	Grant   *Grant
}

// GrantRole is GRANT or REVOKE of roles.
type GrantRole struct {
	Pos
	Revoke bool
	// OptionFor is REVOKE ADMIN OPTION FOR.
	OptionFor   bool
	Roles       []string
	Grantees    []RoleSpec
	AdminOption bool
	GrantedBy   *RoleSpec
	Behavior    Behavior
}

// CreateRole is CREATE ROLE, USER or GROUP. Options have the names of
// RoleOption.
type CreateRole struct {
	Pos
	// Kind is ObjectRole, ObjectUser or ObjectGroup.
	Kind    ObjectKind
	Name    RoleSpec
	Options []RoleOption
}

// AlterRole is ALTER ROLE or USER with options.
type AlterRole struct {
	Pos
	Name    RoleSpec
	Options []RoleOption
}

// AlterGroup is ALTER GROUP … ADD|DROP USER.
type AlterGroup struct {
	Pos
	Name  RoleSpec
	Drop  bool
	Users []RoleSpec
}

// RoleOption is one option of a role. Name is one of superuser, createdb,
// createrole, inherit, canlogin, isreplication, bypassrls (with Value true or
// false), password (Value a string or NULL), connectionlimit, validUntil,
// adminmembers, rolemembers, addroleto (Roles), sysid.
type RoleOption struct {
	Pos
	Name  string
	Value *Const
	Roles []RoleSpec
}

// DropRole is DROP ROLE, USER or GROUP.
type DropRole struct {
	Pos
	Kind     ObjectKind
	Names    []RoleSpec
	IfExists bool
}

// AlterSetting is ALTER ROLE|DATABASE … SET|RESET.
type AlterSetting struct {
	Pos
	// Role is nil for ALTER ROLE ALL, with AllRoles, and for ALTER DATABASE.
	Role     *RoleSpec
	AllRoles bool
	// Database is empty where none was named.
	Database string
	// Set is a *SetVar or a *Reset.
	Set Statement
}

// CreatePolicy is CREATE POLICY.
type CreatePolicy struct {
	Pos
	Name        string
	Table       QName
	Restrictive bool
	// Command is all, select, insert, update or delete.
	Command string
	// Roles is empty for PUBLIC.
	Roles []RoleSpec
	// Using and Check are nil where not written.
	Using Expr
	Check Expr
}

// AlterPolicy is ALTER POLICY: RENAME TO with New set, else what is to change.
type AlterPolicy struct {
	Pos
	Name  string
	Table QName
	New   string
	// IfExists is with New alone.
	IfExists bool
	Roles    []RoleSpec
	Using    Expr
	Check    Expr
}

// DropPolicy is DROP POLICY.
type DropPolicy struct {
	Pos
	Name     string
	Table    QName
	IfExists bool
	Behavior Behavior
}

// ReassignOwned is REASSIGN OWNED BY … TO.
type ReassignOwned struct {
	Pos
	Roles []RoleSpec
	To    RoleSpec
}

// DropOwned is DROP OWNED BY.
type DropOwned struct {
	Pos
	Roles    []RoleSpec
	Behavior Behavior
}

// Listen is LISTEN.
type Listen struct {
	Pos
	Channel string
}

// Notify is NOTIFY.
type Notify struct {
	Pos
	Channel    string
	Payload    string
	HasPayload bool
}

// Unlisten is UNLISTEN.
type Unlisten struct {
	Pos
	All     bool
	Channel string
}

// TableLock is a mode of LOCK TABLE.
type TableLock uint8

// The table locks, weakest first.
const (
	LockAccessShare TableLock = iota + 1
	LockRowShare
	LockRowExclusive
	LockShareUpdateExclusive
	LockShare
	LockShareRowExclusive
	LockExclusive
	LockAccessExclusive
)

// LockTable is LOCK TABLE.
type LockTable struct {
	Pos
	Tables []TableName
	Mode   TableLock
	NoWait bool
}

// Checkpoint is CHECKPOINT.
type Checkpoint struct {
	Pos
}

// Do is DO.
type Do struct {
	Pos
	// Language is empty where none was named.
	Language string
	Code     string
}

// Call is CALL.
type Call struct {
	Pos
	Func *FuncCall
}

// ReindexKind is what REINDEX rebuilds.
type ReindexKind uint8

// What REINDEX may rebuild.
const (
	ReindexIndex ReindexKind = iota
	ReindexTable
	ReindexSchema
	ReindexSystem
	ReindexDatabase
)

// Reindex is REINDEX.
type Reindex struct {
	Pos
	Kind         ReindexKind
	Concurrently bool
	Options      []Option
	Name         QName
}

// Cluster is CLUSTER. Table is nil for all tables.
type Cluster struct {
	Pos
	Options []Option
	Table   *QName
	Index   string
}

// Load is LOAD.
type Load struct {
	Pos
	File string
}

// Unsupported is a statement that Postgres knows and Isochron refuses with
// SQLSTATE 0A000. Only its beginning was checked; Text is all of it.
type Unsupported struct {
	Pos
	// What names the statement or clause: "CREATE FUNCTION".
	What string
	// Hint says what to do instead, or is empty.
	Hint string
	Text string
}

//ast:stmt Begin Commit Rollback Savepoint Release RollbackTo PrepareTransaction FinishPrepared SetTransaction
//ast:stmt SetConstraints SetVar Show Reset Discard Prepare Execute Deallocate DeclareCursor Fetch CloseCursor Explain
//ast:stmt Vacuum Copy Grant GrantRole CreateRole AlterRole AlterGroup DropRole AlterSetting AlterDefaultPrivileges
//ast:stmt CreatePolicy AlterPolicy DropPolicy ReassignOwned DropOwned Listen Notify Unlisten LockTable Checkpoint Do
//ast:stmt Call Reindex Cluster Load Unsupported

// objectWords are the words for kinds of objects.
var objectWords = map[ObjectKind]string{
	ObjectTable: "TABLE", ObjectIndex: "INDEX", ObjectSequence: "SEQUENCE", ObjectView: "VIEW",
	ObjectMaterializedView: "MATERIALIZED VIEW", ObjectForeignTable: "FOREIGN TABLE", ObjectSchema: "SCHEMA", ObjectDatabase: "DATABASE",
	ObjectColumn: "COLUMN", ObjectConstraint: "CONSTRAINT", ObjectType: "TYPE", ObjectDomain: "DOMAIN", ObjectDomainConstraint: "CONSTRAINT",
	ObjectRole: "ROLE", ObjectUser: "USER", ObjectGroup: "GROUP", ObjectExtension: "EXTENSION",
	ObjectTablespace: "TABLESPACE", ObjectStatistics: "STATISTICS", ObjectLanguage: "LANGUAGE", ObjectPolicy: "POLICY", ObjectFunction: "FUNCTION", ObjectProcedure: "PROCEDURE", ObjectRoutine: "ROUTINE", ObjectTrigger: "TRIGGER",
	ObjectAggregate: "AGGREGATE", ObjectOperator: "OPERATOR", ObjectCast: "CAST", ObjectLargeObject: "LARGE OBJECT",
	ObjectParameter: "PARAMETER", ObjectTextConfiguration: "TEXT SEARCH CONFIGURATION", ObjectTextDictionary: "TEXT SEARCH DICTIONARY",
	ObjectTextParser: "TEXT SEARCH PARSER", ObjectTextTemplate: "TEXT SEARCH TEMPLATE", ObjectEventTrigger: "EVENT TRIGGER",
}

// String gives the words of SQL for the kind.
func (k ObjectKind) String() string { return objectWords[k] }

var txModeWords = [...]string{
	TxReadUncommitted: "ISOLATION LEVEL READ UNCOMMITTED", TxReadCommitted: "ISOLATION LEVEL READ COMMITTED",
	TxRepeatableRead: "ISOLATION LEVEL REPEATABLE READ", TxSerializable: "ISOLATION LEVEL SERIALIZABLE",
	TxReadOnly: "READ ONLY", TxReadWrite: "READ WRITE", TxDeferrable: "DEFERRABLE", TxNotDeferrable: "NOT DEFERRABLE",
}

// String gives the words of SQL for the mode.
func (m TxMode) String() string { return txModeWords[m] }
