package plpgsql

import "github.com/isochrondb/isochron/sql/pgerror"

// Expr is a piece of SQL in a body: an expression, a query or a statement.
type Expr struct {
	Text string
	Pos  int // byte offset in the body
	Line int
	// Whole: a statement, not an expression.
	Whole bool

	perform bool   // of PERFORM: SELECT goes before it
	assigns string // of an assignment: the target and the operator
	among   string // of an arm of CASE x: the name of the variable that is to be one of the list
	q       *query // once it is compiled
}

// Block is DECLARE … BEGIN … EXCEPTION … END.
type Block struct {
	at
	Label    string
	Decls    []*Decl
	Body     []Stmt
	Handlers []*Handler
}

// Decl declares a variable, an alias or a cursor.
type Decl struct {
	at
	Pos     int
	Name    string
	Const   bool
	NotNull bool
	Type    *TypeRef
	Default *Expr
	Alias   []Word // ALIAS FOR
	Cursor  *CursorDecl

	v *variable
}

// CursorDecl is what a bound cursor is declared as.
type CursorDecl struct {
	Scroll, NoScroll bool
	Args             []*Decl
	Query            *Expr
}

// TypeRef is a type as it is written: a type name, or %TYPE or %ROWTYPE of Of.
type TypeRef struct {
	Text    string
	Pos     int
	Of      []string
	RowType bool
	OfType  bool
	Array   bool // %TYPE[] is not of Postgres 15; kept for the refusal
}

// Handler is WHEN … THEN … of EXCEPTION.
type Handler struct {
	at
	Conditions []Condition
	Body       []Stmt

	state, message *variable
}

// Condition is a named one or a SQLSTATE.
type Condition struct {
	Name   string
	Others bool
	Codes  []string
}

// Word is a name with its place.
type Word struct {
	Name   string
	Pos    int
	End    int
	Quoted bool
}

// at is the place of a statement.
type at struct {
	Line int
	pos  int // in the body
}

func (a at) line() int { return a.Line }

// Stmt is a statement of the language.
type Stmt interface {
	line() int
	what() string // as errors' contexts call it
}

// Target is where values go: a variable, a field of a record, elements of an array.
type Target struct {
	Words []Word
	Steps []Step
	Text  string
	Pos   int
	place place
}

// Step is a subscript or a field.
type Step struct {
	Field        string
	Lower, Upper *Expr // Lower: of a slice; nil: left out
	Slice        bool
}

// The statements.
type (
	Assign struct {
		at
		To    Target
		Value *Expr

		op      string         // := or =
		missing *pgerror.Error // of Value, once the target is known
	}
	If struct {
		at
		Arms []Arm
		Else []Stmt
	}
	// Arm is a condition and what it brings.
	Arm struct {
		Line int
		Cond *Expr
		Body []Stmt
	}
	// Case is CASE, with or without a value. The condition of an arm is then a list of values.
	Case struct {
		at
		Value   *Expr
		Arms    []Arm
		Else    []Stmt
		HasElse bool

		v *variable // the value
	}
	Loop struct {
		at
		Label string
		Body  []Stmt
	}
	While struct {
		at
		Label string
		Cond  *Expr
		Body  []Stmt
	}
	ForInt struct {
		at
		Label        string
		Var          Word
		Reverse      bool
		From, To, By *Expr
		Body         []Stmt

		v *variable
	}
	ForQuery struct {
		at
		Label   string
		Vars    []Target
		Query   *Expr
		Cursor  *Word // FOR r IN cursor
		Args    []CursorArg
		Dynamic bool
		Using   []*Expr
		Body    []Stmt
		into    *into
		v       *variable // the cursor
	}
	Foreach struct {
		at
		Label string
		Vars  []Target
		Slice int
		Array *Expr
		Body  []Stmt
		into  *into
	}
	Exit struct {
		at
		Continue bool
		Label    string
		When     *Expr
	}
	Return struct {
		at
		Value *Expr
		rec   *variable // that Value names
		end   int       // the place behind it
	}
	ReturnNext struct {
		at
		Value *Expr
		rec   *variable // that Value names
		end   int
	}
	ReturnQuery struct {
		at
		Query   *Expr
		Dynamic bool
		Using   []*Expr
	}
	Raise struct {
		at
		Level     string // "" re-raises
		Condition string
		Codes     []string
		Format    string
		HasFormat bool
		Args      []*Expr
		Options   []RaiseOption
	}
	RaiseOption struct {
		Name  string
		Value *Expr
	}
	Assert struct {
		at
		Cond, Message *Expr
	}
	SQL struct {
		at
		Query  *Expr
		Into   []Target
		Strict bool
		into   *into
	}
	Perform struct {
		at
		Query *Expr
	}
	Call struct {
		at
		Query *Expr
		Do    bool
	}
	Execute struct {
		at
		Query  *Expr
		Into   []Target
		Strict bool
		Using  []*Expr
		into   *into
	}
	GetDiag struct {
		at
		Stacked bool
		Items   []DiagItem
	}
	DiagItem struct {
		To   Target
		Kind string
	}
	Open struct {
		at
		Cursor           Word
		Scroll, NoScroll bool
		Args             []CursorArg
		HasArgs          bool
		Query            *Expr
		Dynamic          bool
		Using            []*Expr

		v *variable
	}
	// CursorArg is an argument of a bound cursor, with := its name.
	CursorArg struct {
		Name  string
		Value *Expr
		pos   int
	}
	Fetch struct {
		at
		Cursor    Word
		Direction string // next, prior, first, last, absolute, relative, forward, backward, all…
		Count     *Expr
		All       bool
		Move      bool
		Into      []Target
		into      *into
		v         *variable
	}
	Close struct {
		at
		Cursor Word

		v *variable
	}
	Null   struct{ at }
	EndTxn struct {
		at
		Rollback, Chain bool
	}
)

func (*Block) what() string  { return "statement block" }
func (*Assign) what() string { return "assignment" }
func (*If) what() string     { return "IF" }
func (*Case) what() string   { return "CASE" }
func (*Loop) what() string   { return "LOOP" }
func (*While) what() string  { return "WHILE" }
func (*ForInt) what() string { return "FOR with integer loop variable" }
func (f *ForQuery) what() string {
	switch {
	case f.Dynamic:
		return "FOR over EXECUTE statement"
	case f.Cursor != nil:
		return "FOR over cursor"
	}
	return "FOR over SELECT rows"
}
func (*Foreach) what() string { return "FOREACH over array" }
func (e *Exit) what() string {
	if e.Continue {
		return "CONTINUE"
	}
	return "EXIT"
}
func (*Return) what() string      { return "RETURN" }
func (*ReturnNext) what() string  { return "RETURN NEXT" }
func (*ReturnQuery) what() string { return "RETURN QUERY" }
func (*Raise) what() string       { return "RAISE" }
func (*Assert) what() string      { return "ASSERT" }
func (*SQL) what() string         { return "SQL statement" }
func (*Perform) what() string     { return "PERFORM" }
func (c *Call) what() string {
	if c.Do {
		return "DO"
	}
	return "CALL"
}
func (*Execute) what() string { return "EXECUTE" }
func (g *GetDiag) what() string {
	if g.Stacked {
		return "GET STACKED DIAGNOSTICS"
	}
	return "GET DIAGNOSTICS"
}
func (*Open) what() string { return "OPEN" }
func (f *Fetch) what() string {
	if f.Move {
		return "MOVE"
	}
	return "FETCH"
}
func (*Close) what() string { return "CLOSE" }
func (*Null) what() string  { return "NULL" }
func (e *EndTxn) what() string {
	if e.Rollback {
		return "ROLLBACK"
	}
	return "COMMIT"
}
