package ast

// ConstKind is the kind of a literal.
type ConstKind uint8

// The kinds of literals.
const (
	ConstNull ConstKind = iota
	// ConstBool is TRUE or FALSE; see Const.Bool.
	ConstBool
	// ConstInt is an integer that fits int64; see Const.Int. Its type is int4
	// where it fits, else int8.
	ConstInt
	// ConstNumeric is a number with a point or exponent, or too large for
	// int64; Text holds it as written, with a '-' in front where negated.
	ConstNumeric
	// ConstString is a string literal of unknown type; Text holds its value.
	ConstString
	// ConstBits is B'0101'; Text holds the digits.
	ConstBits
	// ConstHexBits is X'1FF'; Text holds the digits.
	ConstHexBits
)

// Const is a literal. A minus directly before a number is folded in, as
// Postgres does.
type Const struct {
	Pos
	Kind ConstKind
	Bool bool
	Int  int64
	Text string
	// Type is the OID of the type that a string, or NULL, was read as in a resolved
	// query; 0 elsewhere.
	Type uint32
}

// ColumnRef is a possibly qualified column, or with Star "t.*" or "*".
type ColumnRef struct {
	Pos
	Catalog string
	Schema  string
	Table   string
	// Name is empty where Star is set.
	Name string
	Star bool
	// Item and Attr say which column of which FROM item it is in a resolved query: of a
	// table the column's number, of others its place from 1, with WholeRow all of them. With
	// ArgItem it is the input Attr, from 1, of the routine whose body this is, or, where there is
	// a Name, that field of it.
	Item int32
	Attr int32
}

// ArgItem is the Item of a reference to an input of a routine.
const ArgItem = -1

// WholeRow is the Attr of a reference to a whole row.
const WholeRow = 0

// Param is $1, $2, …
type Param struct {
	Pos
	Number int
}

// BoolOp is AND or OR.
type BoolOp uint8

// The boolean connectives.
const (
	And BoolOp = iota
	Or
)

// BoolExpr is a AND b AND c, or a OR b OR c: chains are flattened to the left,
// so a long chain makes no deep tree.
type BoolExpr struct {
	Pos
	Op   BoolOp
	Args []Expr
}

// NotExpr is NOT x.
type NotExpr struct {
	Pos
	X Expr
}

// BinaryExpr is an operator with two operands. Op is "+", "=", "<>" (also for
// !=), "||", "~~" never (see LikeExpr), or any operator name. Pos is the
// operator's.
type BinaryExpr struct {
	Pos
	// OpSchema is the schema of OPERATOR(schema.op), else empty.
	OpSchema string
	Op       string
	L, R     Expr
}

// UnaryExpr is a prefix operator: "-", "+", "~", "@", …
type UnaryExpr struct {
	Pos
	OpSchema string
	Op       string
	X        Expr
}

// IsKind is what IS tests for.
type IsKind uint8

// The tests of IsExpr.
const (
	IsNull IsKind = iota
	IsTrue
	IsFalse
	IsUnknown
)

// IsExpr is x IS [NOT] NULL, TRUE, FALSE or UNKNOWN.
type IsExpr struct {
	Pos
	Kind IsKind
	Not  bool
	X    Expr
}

// DistinctExpr is l IS [NOT] DISTINCT FROM r.
type DistinctExpr struct {
	Pos
	Not  bool
	L, R Expr
}

// BetweenExpr is x [NOT] BETWEEN [SYMMETRIC] lo AND hi.
type BetweenExpr struct {
	Pos
	Not       bool
	Symmetric bool
	X, Lo, Hi Expr

	// Again is X once more where that is a literal, to be compared with Hi: each gets its type from its bound.
	// Else it is nil.
	Again Expr
}

// Apart is the BETWEEN of a literal as comparisons.
func (e *BetweenExpr) Apart() Expr {
	join, other, first, second := And, Or, ">=", "<="
	if e.Not {
		join, other, first, second = Or, And, "<", ">"
	}
	both := func(a, lo, b, hi Expr) Expr {
		return &BoolExpr{Pos: e.Pos, Op: join, Args: []Expr{&BinaryExpr{Pos: e.Pos, Op: first, L: a, R: lo}, &BinaryExpr{Pos: e.Pos, Op: second, L: b, R: hi}}}
	}
	out := both(e.X, e.Lo, e.Again, e.Hi)
	if e.Symmetric {
		out = &BoolExpr{Pos: e.Pos, Op: other, Args: []Expr{out, both(e.Again, e.Hi, e.X, e.Lo)}}
	}
	return out
}

// LikeKind is the kind of a pattern match.
type LikeKind uint8

// The pattern matches. Their operators are ~~, ~~* and (SIMILAR) ~ over
// similar_to_escape(pattern [, escape]).
const (
	Like LikeKind = iota
	ILike
	SimilarTo
)

// LikeExpr is x [NOT] LIKE, ILIKE or SIMILAR TO pattern [ESCAPE escape].
type LikeExpr struct {
	Pos
	Kind    LikeKind
	Not     bool
	X       Expr
	Pattern Expr
	// Escape is nil where no ESCAPE was written.
	Escape Expr
}

// InExpr is x [NOT] IN (list) or x [NOT] IN (SELECT …): one of List and Query
// is set.
type InExpr struct {
	Pos
	Not   bool
	X     Expr
	List  []Expr
	Query *Select
}

// QuantExpr is x op ANY (…) or x op ALL (…) over an array or a subquery: one
// of Array and Query is set. Op may be "~~", "!~~", "~~*", "!~~*" for LIKE ANY
// and its relatives. SOME is ANY.
type QuantExpr struct {
	Pos
	OpSchema string
	Op       string
	All      bool
	X        Expr
	Array    Expr
	Query    *Select
}

// OperatorSchema is where an expression that names an operator keeps the operator's schema; nil for
// other nodes.
func OperatorSchema(n Node) *string {
	switch n := n.(type) {
	case *BinaryExpr:
		return &n.OpSchema
	case *UnaryExpr:
		return &n.OpSchema
	case *QuantExpr:
		return &n.OpSchema
	}
	return nil
}

// ExistsExpr is EXISTS (SELECT …).
type ExistsExpr struct {
	Pos
	Query *Select
}

// SubqueryExpr is a subquery that stands as an expression: scalar, or a row on
// the right of UPDATE … SET (a, b) = (SELECT …).
type SubqueryExpr struct {
	Pos
	Query *Select
}

// ArrayExpr is ARRAY[a, b]; nested brackets are nested ArrayExprs.
type ArrayExpr struct {
	Pos
	Elems []Expr
}

// ArraySubquery is ARRAY(SELECT …).
type ArraySubquery struct {
	Pos
	Query *Select
}

// RowExpr is ROW(a, b) or (a, b).
type RowExpr struct {
	Pos
	// Explicit tells that ROW was written.
	Explicit bool
	Fields   []Expr
}

// CaseExpr is CASE [arg] WHEN … THEN … [ELSE …] END.
type CaseExpr struct {
	Pos
	Arg   Expr
	Whens []When
	Else  Expr
}

// When is one arm of a CaseExpr.
type When struct {
	Pos
	Cond   Expr
	Result Expr
}

// CoalesceExpr is COALESCE(a, b, …).
type CoalesceExpr struct {
	Pos
	Args []Expr
}

// NullIfExpr is NULLIF(l, r).
type NullIfExpr struct {
	Pos
	L, R Expr
}

// MinMaxExpr is GREATEST(…) or LEAST(…).
type MinMaxExpr struct {
	Pos
	Least bool
	Args  []Expr
}

// FuncCall is a call of a function, an aggregate or a window function.
type FuncCall struct {
	Pos
	Name QName
	// Args may hold *NamedArg. With Variadic the last one was marked so.
	Args     []Expr
	Variadic bool
	// Star is f(*).
	Star bool
	// Distinct is f(DISTINCT …).
	Distinct bool
	// OrderBy is f(… ORDER BY …), or with WithinGroup the list of
	// WITHIN GROUP (ORDER BY …).
	OrderBy     []OrderItem
	WithinGroup bool
	Filter      Expr
	// Over is nil for a plain call.
	Over *WindowSpec
	// SQLSyntax tells that one of the standard's own notations was used:
	// EXTRACT(f FROM x) is pg_catalog.extract('f', x), x AT TIME ZONE z is
	// pg_catalog.timezone(z, x), SUBSTRING(x FROM a FOR b) is
	// pg_catalog.substring(x, a, b), POSITION(a IN b) is
	// pg_catalog.position(b, a), TRIM(LEADING c FROM x) is
	// pg_catalog.ltrim(x, c), OVERLAY, NORMALIZE, IS NORMALIZED, OVERLAPS,
	// COLLATION FOR likewise. The arguments are already in the order of the
	// function; only Print looks at this.
	SQLSyntax bool
}

// NamedArg is name => value in a call.
type NamedArg struct {
	Pos
	Name  string
	Value Expr
}

// SQLValueKind is a function without parentheses.
type SQLValueKind uint8

// The functions without parentheses.
const (
	CurrentDate SQLValueKind = iota
	CurrentTime
	CurrentTimestamp
	LocalTime
	LocalTimestamp
	CurrentRole
	CurrentUser
	SessionUser
	User
	CurrentCatalog
	CurrentSchema
)

// SQLValue is current_date, current_timestamp(3), session_user, …
type SQLValue struct {
	Pos
	Kind SQLValueKind
	// Precision is -1 where none was written.
	Precision int32
}

// CastExpr is x::type, CAST(x AS type), or a typed literal: DATE '2020-01-01'.
type CastExpr struct {
	Pos
	X    Expr
	Type *TypeName
}

// CollateExpr is x COLLATE name.
type CollateExpr struct {
	Pos
	X         Expr
	Collation QName
}

// IndirectionExpr selects fields or elements: (x).f, x[1], x[1:2], (x).*.
type IndirectionExpr struct {
	Pos
	X     Expr
	Steps []Indirection
}

// Indirection is one step of an IndirectionExpr or an assignment target. One
// of these holds: Field is set; Star; Slice with optional Lower and Upper;
// otherwise Upper is the subscript.
type Indirection struct {
	Pos
	Field string
	Star  bool
	Slice bool
	Lower Expr
	Upper Expr
}

// DefaultExpr is DEFAULT in INSERT … VALUES and UPDATE … SET.
type DefaultExpr struct {
	Pos
}

// CurrentOf is WHERE CURRENT OF cursor.
type CurrentOf struct {
	Pos
	Cursor string
}

// GroupingSetKind is a kind of grouping set.
type GroupingSetKind uint8

// The grouping sets.
const (
	// GroupingEmpty is ().
	GroupingEmpty GroupingSetKind = iota
	GroupingRollup
	GroupingCube
	GroupingSets
)

// GroupingSet stands in GROUP BY alone.
type GroupingSet struct {
	Pos
	Kind  GroupingSetKind
	Items []Expr
}

// GroupingFunc is GROUPING(a, b).
type GroupingFunc struct {
	Pos
	Args []Expr
}

// TypeExpr wraps a type where an option's value is one.
type TypeExpr struct {
	Pos
	Type *TypeName
}

// OptionList is a list as an option's value: COPY … (FORCE_QUOTE (a, b)).
type OptionList struct {
	Pos
	Items []Expr
}

// OptionStar is * as an option's value.
type OptionStar struct {
	Pos
}

//ast:expr Const ColumnRef Param BoolExpr NotExpr BinaryExpr UnaryExpr IsExpr DistinctExpr BetweenExpr LikeExpr InExpr
//ast:expr QuantExpr ExistsExpr SubqueryExpr ArrayExpr ArraySubquery RowExpr CaseExpr CoalesceExpr XMLExpr XMLTable
//ast:expr NullIfExpr MinMaxExpr FuncCall NamedArg SQLValue CastExpr CollateExpr IndirectionExpr DefaultExpr CurrentOf
//ast:expr GroupingSet GroupingFunc TypeExpr OptionList OptionStar
