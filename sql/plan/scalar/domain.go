package scalar

import (
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Domain makes a value of a domain, or an array of such, out of one of what it is of: it is
// checked.
// A DomainStep's condition is bound for itself (bind.domainSteps) and shared by all values.
type Domain struct {
	X Expr
	T *types.Type
	// Of an array of the domain they are the element's: the array has none.
	// Steps are the constraints in the order in which they are checked.
	Steps []DomainStep
}

// DomainStep is a constraint of a domain: NOT NULL where Cond is nil.
type DomainStep struct {
	Name string
	Cond Expr // over the value as slot 0
}

// Type implements Expr.
func (e *Domain) Type() *types.Type { return e.T }

// Eval checks.
func (e *Domain) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil {
		return types.Null, err
	}
	// An array of the domain is checked by its elements.
	if e.T.Elem() == nil {
		return d, e.check(c, e.T, d)
	}
	if !d.IsNull() {
		for _, item := range d.Array().Items {
			if err := e.check(c, e.T.Elem(), item); err != nil {
				return types.Null, err
			}
		}
	}
	return d, nil
}

// check asks the constraints of one value, under a context of its own in which slot 0 is the value: the
// row's columns and arguments mean nothing in a constraint. The errors are 23502 and 23514.
// A condition that asks the session gets it.
func (e *Domain) check(c *Ctx, t *types.Type, d types.Datum) error {
	// One context serves all steps: they read the value and nothing of each other.
	inner := Ctx{Cols: [][]types.Datum{{d}}, Env: c.Env, Host: c.Host, Context: c.Context}
	for i := range e.Steps {
		s := &e.Steps[i]
		if s.Cond == nil {
			if d.IsNull() {
				return pgerror.New(pgerror.NotNullViolation, "domain %s does not allow null values", t).WithTable(t.Schema, "").WithDataType(t.Name)
			}
			continue
		}
		// As of any CHECK, NULL passes.
		ok, err := s.Cond.Eval(&inner)
		if err != nil {
			return err
		}
		if !ok.IsNull() && !ok.Bool() {
			return pgerror.New(pgerror.CheckViolation, "value for domain %s violates check constraint \"%s\"", t, s.Name).
				WithTable(t.Schema, "").WithDataType(t.Name).WithConstraint(s.Name)
		}
	}
	return nil
}
