package ast

// CreateRoutine is CREATE FUNCTION, or CREATE PROCEDURE.
type CreateRoutine struct {
	Pos
	OrReplace, Procedure bool
	Name                 QName
	// Args are the arguments, and the columns of RETURNS TABLE.
	Args []RoutineArg
	// Returns is nil where nothing was written, and with RETURNS TABLE, which Table tells.
	Returns *TypeName
	Table   bool
	Options []RoutineOption
}

// ArgMode is how an argument of a routine is passed, in the letters of pg_proc.proargmodes.
type ArgMode byte

// The modes.
const (
	ArgIn       ArgMode = 'i'
	ArgOut      ArgMode = 'o'
	ArgInOut    ArgMode = 'b'
	ArgVariadic ArgMode = 'v'
	ArgTable    ArgMode = 't'
)

// RoutineArg is an argument of a routine, or a column of what it returns.
type RoutineArg struct {
	Pos
	Mode ArgMode
	// Name is empty where none was written.
	Name string
	Type *TypeName
	// Default is nil for none.
	Default Expr
}

// RoutineOption is a property of a routine. Name is lower case: language, as, volatility,
// strict, security, leakproof, window, cost, rows, parallel, support, transform, set, body.
type RoutineOption struct {
	Pos
	Name string
	// Text is the language, the text of AS, the word of volatility (immutable, stable,
	// volatile) and of PARALLEL, the number of COST and ROWS, the function of SUPPORT.
	Text string
	// Link is the second text of AS; HasLink tells that there is one.
	Link    string
	HasLink bool
	// On is that of strict, security (DEFINER), leakproof and window.
	On bool
	// Set is a *SetVar or a *Reset.
	Set Statement
	// Body are the statements of BEGIN ATOMIC; with IsReturn, Return is the expression of RETURN.
	Body     []Statement
	IsReturn bool
	Return   Expr
}

// DropRoutine is DROP FUNCTION, PROCEDURE and ROUTINE.
type DropRoutine struct {
	Pos
	Kind      ObjectKind
	IfExists  bool
	Functions []FunctionName
	Behavior  Behavior
}

// AlterRoutine is ALTER FUNCTION, PROCEDURE and ROUTINE: one of Options, New (RENAME TO),
// Schema (SET SCHEMA) and Owner.
type AlterRoutine struct {
	Pos
	Kind    ObjectKind
	Func    FunctionName
	Options []RoutineOption
	New     string
	Schema  string
	Owner   *RoleSpec
}

// TriggerEvent is an event of CREATE TRIGGER.
type TriggerEvent struct {
	Pos
	// Name is lower case: insert, update, delete, truncate.
	Name string
	// Columns are those of UPDATE OF.
	Columns []string
}

// TransitionTable is one of REFERENCING.
type TransitionTable struct {
	Pos
	// New tells NEW TABLE from OLD TABLE.
	New  bool
	Name string
}

// CreateTrigger is CREATE TRIGGER.
type CreateTrigger struct {
	Pos
	OrReplace, Constraint bool
	Name                  string
	// When is lower case: before, after, instead of.
	When   string
	Events []TriggerEvent
	Table  QName
	// From is that of FROM table, for constraint triggers.
	From        QName
	Deferrable  bool
	Initially   bool // INITIALLY DEFERRED
	Referencing []TransitionTable
	// Row is FOR EACH ROW.
	Row bool
	// Cond is that of WHEN; nil for none.
	Cond Expr
	Func QName
	// Args are literals, as texts.
	Args []string
}

// DropTrigger is DROP TRIGGER.
type DropTrigger struct {
	Pos
	Name     string
	Table    QName
	IfExists bool
	Behavior Behavior
}

// RenameTrigger is ALTER TRIGGER … RENAME TO.
type RenameTrigger struct {
	Pos
	Name  string
	Table QName
	New   string
}

// EnableTrigger is ENABLE and DISABLE TRIGGER of ALTER TABLE.
type EnableTrigger struct {
	Pos
	// Name is empty for ALL and USER, which User tells.
	Name string
	User bool
	// State is as pg_trigger.tgenabled has it: O, D, R (REPLICA) or A (ALWAYS).
	State byte
}

//ast:stmt CreateRoutine DropRoutine AlterRoutine CreateTrigger DropTrigger RenameTrigger
//ast:alterCmd EnableTrigger
