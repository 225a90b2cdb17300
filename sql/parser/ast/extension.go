package ast

// CreateExtension is CREATE EXTENSION.
type CreateExtension struct {
	Pos
	Name        string
	IfNotExists bool
	// Schema and Version are those that were written, empty for none.
	Schema  string
	Version string
	Cascade bool
}

// AlterExtension is ALTER EXTENSION … UPDATE.
type AlterExtension struct {
	Pos
	Name string
	// Version is that of TO, empty for none.
	Version string
}

// Definition is one part of a list of name = value: of an aggregate or an operator.
type Definition struct {
	Pos
	// Name is in lower case.
	Name string
	// One of these is the value: a type, which names of other kinds look like, an operator, a
	// text or number; none for a name alone.
	Type *TypeName
	Op   *QName
	Text *Const
	// Number tells that Text was written as a number.
	Number bool
}

// Word is the value as a text: of a type its name, "" where there is none.
func (d *Definition) Word() string {
	switch {
	case d.Text != nil:
		return d.Text.Text
	case d.Op != nil:
		return d.Op.Name
	case d.Type != nil:
		return d.Type.Names[len(d.Type.Names)-1]
	}
	return ""
}

// QName is the value as the name of a function or an operator.
func (d *Definition) QName() QName {
	switch {
	case d.Op != nil:
		return *d.Op
	case d.Type != nil && len(d.Type.Names) > 1:
		n := len(d.Type.Names)
		return QName{Pos: d.Pos, Schema: d.Type.Names[n-2], Name: d.Type.Names[n-1]}
	}
	return QName{Pos: d.Pos, Name: d.Word()}
}

// CreateOperator is CREATE OPERATOR.
type CreateOperator struct {
	Pos
	Name   QName
	Params []Definition
}

// OperatorName is an operator with the types of its operands, of which the left one may be none.
type OperatorName struct {
	Pos
	Name  QName
	Left  *TypeName
	Right *TypeName
}

// DropOperator is DROP OPERATOR.
type DropOperator struct {
	Pos
	IfExists  bool
	Operators []OperatorName
	Behavior  Behavior
}

// AlterOperator is ALTER OPERATOR: one of Owner and Schema.
type AlterOperator struct {
	Pos
	Op     OperatorName
	Owner  *RoleSpec
	Schema string
}

// CastContext says where a cast is applied by itself.
type CastContext byte

// The contexts, as pg_cast.castcontext has them.
const (
	CastExplicit   CastContext = 'e'
	CastAssignment CastContext = 'a'
	CastImplicit   CastContext = 'i'
)

// CreateCast is CREATE CAST: by Func, WITH INOUT, or, with neither, WITHOUT FUNCTION.
type CreateCast struct {
	Pos
	From, To *TypeName
	Func     *FunctionName
	InOut    bool
	Context  CastContext
}

// DropCast is DROP CAST.
type DropCast struct {
	Pos
	IfExists bool
	From, To *TypeName
	Behavior Behavior
}

// CreateStatistics is CREATE STATISTICS. Elements are columns and expressions.
type CreateStatistics struct {
	Pos
	IfNotExists bool
	Name        QName
	Kinds       []string
	Elems       []IndexElem
	From        []TableRef
}

// AlterStatistics is ALTER STATISTICS … SET STATISTICS.
type AlterStatistics struct {
	Pos
	IfExists bool
	Name     QName
	Target   int32
}

// DropOf is DROP of what nobody can make here and that is named by what it is of, too: rules of
// relations, operator classes and families of access methods, transforms of languages and user
// mappings of servers.
type DropOf struct {
	Pos
	What     string // "rule" and so on
	IfExists bool
	Name     QName     // not of transforms and user mappings
	Type     *TypeName // of transforms
	Role     *RoleSpec // of user mappings
	Of       QName
	Behavior Behavior
}

// CreateAggregate is CREATE AGGREGATE.
type CreateAggregate struct {
	Pos
	OrReplace bool
	Name      QName
	// Args are all arguments, of which the first Direct ones stand before ORDER BY where the
	// aggregate is of an ordered set. Star: it is called with *.
	Args    []RoutineArg
	Ordered bool
	Direct  int
	Star    bool
	// OldStyle aggregates name their argument among Params.
	OldStyle bool
	Params   []Definition
}

//ast:stmt CreateExtension AlterExtension CreateOperator DropOperator AlterOperator CreateCast DropCast
//ast:stmt CreateEventTrigger AlterEventTrigger CreateTextSearch AlterTextDictionary AlterTextConfiguration
//ast:stmt CreateStatistics AlterStatistics DropOf CreateAggregate
