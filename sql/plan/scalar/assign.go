package scalar

import "github.com/isochrondb/isochron/sql/types"

// Assign is a value with a part of it replaced: an element or a slice of an array, a field of a record, what is at
// a key of a document.
// Where the part has parts of its own, of which one is assigned, New is an Assign over the part as it was, which is
// CaseArg within New: Old stands once, however deep the part lies (Postgres: CaseTestExpr in SubscriptingRef and FieldStore).
type Assign struct {
	T   *types.Type
	Old Expr
	// At are the values that say which part; Path has the rest of it for Key and EXPLAIN: a field's name, or where At stand.
	At   []Expr
	Path []PathStep
	New  Expr
	// Read gives the part before, of a value that is not NULL; nil where New does not ask for it.
	Read func(env *types.Env, old types.Datum, at []types.Datum) (types.Datum, error)
	// Write makes the whole of the value before, which may be NULL, and the new part.
	Write func(env *types.Env, old, part types.Datum, at []types.Datum) (types.Datum, error)
}

// PathStep is a field, or a subscript, whose bounds are the next of At.
type PathStep struct {
	Field        string
	Lower, Upper bool // which bounds were written
	Slice        bool
}

// Type implements Expr.
func (e *Assign) Type() *types.Type { return e.T }

// Eval computes the value before, then which part, then the part (Postgres: ExecInitSubscriptingRef).
func (e *Assign) Eval(c *Ctx) (types.Datum, error) {
	old, err := e.Old.Eval(c)
	if err != nil {
		return types.Null, err
	}
	at, _, err := evalArgs(c, e.At, nil)
	if err != nil {
		return types.Null, err
	}
	part, err := e.part(c, old, at)
	if err != nil {
		return types.Null, err
	}
	mark := c.Env.Mark()
	d, err := e.Write(c.Env, old, part, at)
	if err == nil {
		err = c.Env.Made(mark, d)
	}
	return d, err
}

// part evaluates New, within which CaseArg is the part before.
func (e *Assign) part(c *Ctx, old types.Datum, at []types.Datum) (types.Datum, error) {
	if e.Read == nil {
		return e.New.Eval(c)
	}
	before := types.Null
	if !old.IsNull() {
		var err error
		if before, err = e.Read(c.Env, old, at); err != nil {
			return types.Null, err
		}
	}
	saved := c.caseArg
	c.caseArg = before
	defer func() { c.caseArg = saved }()
	return e.New.Eval(c)
}
