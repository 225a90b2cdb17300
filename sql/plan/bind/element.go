package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Assignments to parts of a column nest: a[1] = x, a[2] = y is the second scalar.Assign over the value of
// the first, which is over the column. isElementSet knows such a chain, and so does setColumn, which allows a
// second assignment to a column only on top of one.

// pathOf are the steps of an assignment as scalar.Assign has them.
func pathOf(steps []ast.Indirection) []scalar.PathStep {
	out := make([]scalar.PathStep, len(steps))
	for i := range steps {
		st := &steps[i]
		out[i] = scalar.PathStep{Field: st.Field, Lower: st.Lower != nil, Upper: st.Upper != nil, Slice: st.Slice}
	}
	return out
}

// hasSlice reports whether one of some subscripts is a slice: then all of them are.
func hasSlice(steps []ast.Indirection) bool {
	for i := range steps {
		if steps[i].Slice {
			return true
		}
	}
	return false
}

// hasField reports whether some steps lead through a field of a composite type.
// A field is reached by its name, through subscripts or not.
func hasField(steps []ast.Indirection) bool {
	return slices.ContainsFunc(steps, func(st ast.Indirection) bool { return st.Field != "" })
}

// setPart makes the value of type t after its part at steps was assigned x, of its value old.
// It goes down the steps and comes back with the whole: the part within is read from old, assigned,
// and put back at each level. c is for names and places in errors; old is nil where there was no
// value, v where the value x stands. A domain on the way is opened, and checked when its value is
// complete.
// Several assignments to one column come one after the other, each with the value so far as old.
// old stands once in what comes out, and so do subscripts: a part further in is a scalar.CaseArg to what is assigned there.
//
// UPDATE t SET a[1].f = 5, from without to within and back:
//
//	setPart   a, steps [1] .f      an array; a field lies behind the subscript
//	setPart   a[1], steps .f       of the element, which is a CaseArg here
//	setField  f                    Assign: the record with f = 5
//	setElement a, steps [1]        Assign: the array with that record at 1, Read taking the element before
func (s *scope) setPart(c *ast.InsertColumn, t *types.Type, typmod int32, steps []ast.Indirection, old scalar.Expr, v ast.Node, x scalar.Expr) (scalar.Expr, error) {
	if len(steps) == 0 {
		// The end of the steps: the value itself.
		y, err := s.b.assign(v, x, c.Name, t, typmod)
		if pgerror.Is(err, pgerror.DatatypeMismatch) && len(c.Steps) > 0 {
			err = s.b.Fail(c, pgerror.DatatypeMismatch, "subfield %q is of type %s but expression is of type %s", c.Name, t, x.Type()).
				WithHint("You will need to rewrite or cast the expression.")
		}
		return y, err
	}
	// The domain is checked once, when the base's value is made.
	if base := t.Base(); base != t {
		for d, ok := old.(*scalar.Domain); ok; d, ok = old.(*scalar.Domain) {
			old = d.X
		}
		y, err := s.setPart(c, base, t.BaseTypmod(typmod), steps, old, v, x)
		if err != nil {
			return nil, err
		}
		return s.b.constrain(v, y, t)
	}
	if f := steps[0].Field; f != "" {
		return s.setField(c, t, steps, old, v, x)
	}
	// Subscripts and then a field: the element is read, its field set, and the element assigned.
	var read func(*types.Env, types.Datum, []types.Datum) (types.Datum, error)
	n := slices.IndexFunc(steps, func(st ast.Indirection) bool { return st.Field != "" })
	if n >= 0 {
		if !t.IsArray() {
			return nil, s.b.Fail(c, pgerror.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", t)
		}
		within := t.Elem()
		if hasSlice(steps[:n]) {
			within = t // which has no fields
		}
		// The element's own parts, of the element before; NULL where the array has none there.
		y, err := s.setPart(c, within, types.NoTypmod, steps[n:], &scalar.CaseArg{T: within}, v, x)
		if err != nil {
			return nil, err
		}
		x, steps, read = y, steps[:n], scalar.ElementAt
	}
	// Subscripts are left: an element or a slice of the array.
	// A node of its own: c has all steps, those that were taken on the way here and those within the element.
	part := &ast.InsertColumn{Pos: c.Pos, Name: c.Name, Steps: steps}
	y, err := s.setElement(part, &catalog.Column{Name: c.Name, Type: t, Typmod: typmod}, old, v, x)
	if err == nil && read != nil {
		y.(*scalar.Assign).Read = read // t is an array, and no domain
	}
	return y, err
}

// setField is setPart of a field of a composite type.
// A field of NULL is set in a record of NULLs, as in Postgres (ExecEvalFieldStoreForm).
// The function is not strict: a field of NULL may be assigned.
func (s *scope) setField(c *ast.InsertColumn, t *types.Type, steps []ast.Indirection, old scalar.Expr, v ast.Node, x scalar.Expr) (scalar.Expr, error) {
	f, comp := steps[0].Field, t.Composite()
	if comp == nil {
		return nil, s.b.Fail(c, pgerror.DatatypeMismatch, "cannot assign to field %q of column %q because its type %s is not a composite type", f, c.Name, t)
	}
	// t is no domain here (setPart).
	at := comp.Find(f)
	if at < 0 {
		return nil, s.b.Fail(c, pgerror.UndefinedColumn, "cannot assign to field %q of column %q because there is no such column in data type %s", f, c.Name, t)
	}
	s.b.namesField(&steps[0].Field, t)
	attrs := comp.Attributes()
	if old == nil {
		old = scalar.Null(t)
	}
	// Positions stay those of the column.
	within := *c // errors name the field
	within.Name = f
	// The field before is NULL where old is, too, and what is set in it begins with nothing.
	y, err := s.setPart(&within, attrs[at].Type, attrs[at].Typmod, steps[1:], &scalar.CaseArg{T: attrs[at].Type}, v, x)
	if err != nil {
		return nil, err
	}
	set := &scalar.Assign{T: t, Old: old, Path: pathOf(steps[:1]), New: y}
	if len(steps) > 1 {
		set.Read = func(_ *types.Env, old types.Datum, _ []types.Datum) (types.Datum, error) {
			// The old record may have fewer values than the type has attributes by now; those that it
			// lacks are NULL.
			if vals := old.Record().Values; at < len(vals) {
				return vals[at], nil
			}
			return types.Null, nil
		}
	}
	set.Write = func(_ *types.Env, old, part types.Datum, _ []types.Datum) (types.Datum, error) {
		vals := make([]types.Datum, len(attrs))
		if !old.IsNull() {
			copy(vals, old.Record().Values)
		}
		vals[at] = part
		return comp.Record(vals), nil
	}
	return set, nil
}

// partOf is the type of what is assigned at steps within a value of type t.
// What does not fit gives the type so far: the assignment's own error comes later.
// It only foretells: types that do not fit are told when the assignment is bound.
// Values are converted to it before the assignment is made of them (partType).
//
// For a of type c[], where c has a field f of type int:
//
//	a[1]        c
//	a[1:2]      c[], a slice takes an array
//	a[1].f      int
//	a.f         c[], which is no composite type: the assignment itself will fail
func partOf(t *types.Type, steps []ast.Indirection) *types.Type {
	for len(steps) > 0 {
		base := t.Base()
		if f := steps[0].Field; f != "" {
			comp := base.Composite()
			if comp == nil || comp.Find(f) < 0 {
				return t
			}
			t, steps = comp.Attributes()[comp.Find(f)].Type, steps[1:]
			continue
		}
		n := 0
		for n < len(steps) && steps[n].Field == "" {
			n++
		}
		if base.MadeKind() == types.MadeHstore {
			return types.TText
		}
		shape, _ := types.ShapePart(base)
		// A slice takes an array of the same type, and a part of jsonb is jsonb.
		if !base.IsArray() && shape == nil || hasSlice(steps[:n]) {
			return t
		}
		if t, steps = base.Elem(), steps[n:]; shape != nil {
			t = shape
		}
	}
	return t
}

// isElementSet reports whether x is the value of an assignment to a part of a column.
// The chain may lie within checks of domains.
func isElementSet(x scalar.Expr) bool {
	for d, ok := x.(*scalar.Domain); ok; d, ok = x.(*scalar.Domain) {
		x = d.X
	}
	_, ok := x.(*scalar.Assign)
	return ok
}

// subscriptable reports whether values of a type that is no domain have subscripts that can be
// assigned to.
func subscriptable(t *types.Type) bool {
	shape, _ := types.ShapePart(t)
	return t.IsArray() || t == types.TJSONB || t.MadeKind() == types.MadeHstore || shape != nil
}

// setElement makes the value of column col after c[…] = x, of its value old.
// c has the steps, col the type and the name for errors. The function gets the old value, the new
// part, and then the bounds that are written, lower before upper, step by step; bounds says which
// there are.
// The value of the whole column is made anew, whatever part is assigned: cost is that of a copy.
func (s *scope) setElement(c *ast.InsertColumn, col *catalog.Column, old scalar.Expr, v ast.Node, x scalar.Expr) (scalar.Expr, error) {
	t := col.Type
	// Fields first, as they may lie behind subscripts; then domains, since what they are over decides the rest.
	if hasField(c.Steps) {
		return s.setPart(c, t, col.Typmod, c.Steps, old, v, x)
	}
	// A domain over a subscriptable type.
	if base := t.Base(); base != t && subscriptable(base) {
		return s.setInDomain(c, col, old, v, x)
	}
	if t == types.TJSONB {
		return s.setJSON(c, col, old, v, x)
	}
	if t.MadeKind() == types.MadeHstore {
		return s.setHstore(c, col, old, v, x)
	}
	shape, _ := types.ShapePart(t)
	if !t.IsArray() && shape == nil {
		return nil, s.b.Fail(c, pgerror.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", t)
	}
	slice := hasSlice(c.Steps)
	// An element gets the column's modifier: varchar(3)[] holds elements of three letters.
	want := t.Elem()
	if shape != nil {
		want = shape
	}
	// A slice takes an array of the column's type.
	if slice {
		want = t
	}
	// for the error: x is converted next
	of := x.Type()
	x, err := s.b.assign(v, x, col.Name, want, col.Typmod)
	if pgerror.Is(err, pgerror.DatatypeMismatch) {
		err = s.b.Fail(c, pgerror.DatatypeMismatch, "subscripted assignment to %q requires type %s but expression is of type %s", col.Name, want, of).
			WithHint("You will need to rewrite or cast the expression.")
	}
	if err != nil {
		return nil, err
	}
	if old == nil {
		old = scalar.Null(t)
	}
	set := &scalar.Assign{T: t, Old: old, Path: pathOf(c.Steps), New: x}
	// The bounds are evaluated for each row, in order; which of them are there is known now.
	bounds := make([]builtin.Bound, len(c.Steps))
	for i := range c.Steps {
		st := &c.Steps[i]
		lower := st.Lower
		if slice && !st.Slice { // b[2] among slices is b[1:2]
			bounds[i].LowerIsOne = true
		}
		// A bound that is left out stays out of At (bounds says so).
		for j, e := range []ast.Expr{lower, st.Upper} {
			if e == nil {
				continue
			}
			y, err := s.expr(e)
			if err != nil {
				return nil, err
			}
			// Assignment, as for a column of that type.
			if y, err = s.b.assign(e, y, col.Name, types.TInt4, types.NoTypmod); err != nil {
				return nil, err
			}
			set.At = append(set.At, y)
			if j == 0 {
				bounds[i].HasLower = true
			} else {
				bounds[i].HasUpper = true
			}
		}
	}
	set.Write = func(env *types.Env, old, part types.Datum, at []types.Datum) (types.Datum, error) {
		switch {
		// A point has two numbers and no slices; Postgres says so only when it is run.
		case shape != nil && slice:
			return types.Null, pgerror.New(pgerror.FeatureNotSupported, "updates on slices of fixed-length arrays not implemented")
		case shape != nil:
			return builtin.AssignShape(t, old, part, at)
		}
		return builtin.AssignArray(env, t.Elem(), old, part, slice, bounds, at)
	}
	return set, nil
}

// jsonSubscript takes j['a'][0] as the path that the subscripts are.
// A subscript is text in the path; one that is a number is written out. Reading never fails: what
// is not there is NULL.
// jsonb['a'] in Postgres: jsonb_subscript_fetch; here the function for paths.
func (s *scope) jsonSubscript(x scalar.Expr, steps []ast.Indirection) (scalar.Expr, error) {
	// x has no node: no cast of it is to be shown, and its errors were told.
	args, nodes := []scalar.Expr{x}, []ast.Expr{nil}
	for i := range steps {
		y, err := s.jsonStep(&steps[i], &steps[0])
		if err != nil {
			return nil, err
		}
		// Array elements of jsonb are addressed by number.
		if y.Type() == types.TInt4 {
			if y, err = s.b.Coerce(steps[i].Upper, y, types.TText, builtin.Explicit); err != nil {
				return nil, err
			}
		}
		args, nodes = append(args, y), append(nodes, steps[i].Upper)
	}
	return s.b.function(steps[0].Upper, "jsonb_extract_path", args, nodes)
}

// jsonStep is one subscript of jsonb, of type integer or text.
// Integer wins where a type would fit both (Postgres: jsonb_subscript_transform, which refuses what
// fits neither or both).
// A slice is told of at the first subscript of all.
func (s *scope) jsonStep(st, first *ast.Indirection) (scalar.Expr, error) {
	// An operand of a slice is not even bound: that there is a slice is told before what is wrong within it.
	if st.Slice {
		at := ast.Node(first)
		for _, e := range []ast.Expr{first.Upper, first.Lower} {
			if e != nil {
				at = e
			}
		}
		return nil, s.b.Fail(at, pgerror.DatatypeMismatch, "jsonb subscript does not support slices")
	}
	x, err := s.expr(st.Upper)
	if err != nil {
		return nil, err
	}
	var to *types.Type
	switch t := x.Type(); {
	case t == types.TUnknown:
		to = types.TText
	case s.b.registry().CanCoerce(t, types.TInt4, builtin.Implicit):
		to = types.TInt4
	case s.b.registry().CanCoerce(t, types.TText, builtin.Implicit):
		to = types.TText
	default:
		return nil, s.b.Fail(st.Upper, pgerror.DatatypeMismatch, "subscript type %s is not supported", t).
			WithHint("jsonb subscript must be coercible to either integer or text.")
	}
	return s.b.implicit(st.Upper, x, to)
}

// setJSON makes the value of a jsonb column after c['a'][0] = x, of its value old.
// Its result may be larger than both values, so room for it is asked for first (53200).
// v is the value's node; the path's nodes are in c.
// What is on the way and not there is made, as jsonb_set would not; a scalar on the way fails when it is run.
func (s *scope) setJSON(c *ast.InsertColumn, col *catalog.Column, old scalar.Expr, v ast.Node, x scalar.Expr) (scalar.Expr, error) {
	y, err := s.subscripted(c, v, x, types.TJSONB)
	if err != nil {
		return nil, err
	}
	if old == nil {
		old = scalar.Null(types.TJSONB)
	}
	set := &scalar.Assign{T: types.TJSONB, Old: old, Path: pathOf(c.Steps), New: y}
	for i := range c.Steps {
		step, err := s.jsonStep(&c.Steps[i], &c.Steps[i])
		if err != nil {
			return nil, err
		}
		set.At = append(set.At, step)
	}
	// The limit is the statement's memory.
	set.Write = func(env *types.Env, old, part types.Datum, at []types.Datum) (types.Datum, error) {
		if err := env.Room(int64(old.MemoryBytes() + part.MemoryBytes())); err != nil {
			return types.Null, err
		}
		return builtin.AssignJSON(old, part, at)
	}
	return set, nil
}

// subscripted is what is assigned to a part of a document, as the type that parts have.
func (s *scope) subscripted(c *ast.InsertColumn, v ast.Node, x scalar.Expr, want *types.Type) (scalar.Expr, error) {
	y, err := s.b.Coerce(v, x, want, builtin.Assignment)
	if err == nil && y == nil {
		err = s.b.Fail(v, pgerror.DatatypeMismatch, "subscripted assignment to %q requires type %s but expression is of type %s", c.Name, want, x.Type()).
			WithHint("You will need to rewrite or cast the expression.")
	}
	return y, err
}

// setInDomain assigns to a part of a column of a domain: the whole is checked when it is made.
// The domain's constraints see the whole value.
func (s *scope) setInDomain(c *ast.InsertColumn, col *catalog.Column, old scalar.Expr, v ast.Node, x scalar.Expr) (_ scalar.Expr, err error) {
	plain := *col
	plain.Type, plain.Typmod = col.Type.Base(), col.Type.BaseTypmod(col.Typmod)
	for d, ok := old.(*scalar.Domain); ok; d, ok = old.(*scalar.Domain) {
		old = d.X // of an assignment to another part, before this one
	}
	if old != nil && old.Type() != plain.Type {
		if old, err = s.b.Coerce(v, old, plain.Type, builtin.Explicit); err != nil {
			return nil, err
		}
	}
	y, err := s.setElement(c, &plain, old, v, x)
	if err != nil {
		return nil, err
	}
	return s.b.constrain(v, y, col.Type)
}
