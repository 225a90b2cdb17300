package bind

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// domainNestingMax bounds domains whose constraints cast to domains.
// Each level has its own parse and binding.
const domainNestingMax = 32

// DomainValue is the table whose only column is VALUE in a domain's constraint: of what the
// domain is of.
// VALUE is a column name here, so that the constraint is bound as a CHECK is.
func DomainValue(base *types.Type, typmod int32) *catalog.TableDesc {
	return &catalog.TableDesc{Columns: []catalog.Column{{ID: 1, Name: "value", Type: base, TypeOID: base.OID, Typmod: typmod}}}
}

// coerceDomain makes a value of a domain, or an array of a domain, out of x; nil where no cast
// is allowed.
// The value is brought to the base type and its modifier first, then checked. A parameter takes the
// domain as its type, so the client may send NULL or text: the check is made on what arrives.
func (b *Binder) coerceDomain(n ast.Node, x scalar.Expr, to *types.Type, ctx builtin.CastContext) (scalar.Expr, error) {
	if p, ok := x.(*scalar.Param); ok && p.T == types.TUnknown {
		y, err := b.coerceParam(n, p, to)
		if y == nil || err != nil {
			return nil, err
		}
		return b.constrain(n, y, to)
	}
	// x is an array already, of the domain's base.
	if x.Type() != to && x.Type().Base() == to { // an array in a domain, whose elements were checked
		return b.coerceBase(n, x, to, ctx)
	}
	base, typmod := to.Base(), to.BaseTypmod(types.NoTypmod)
	y := x
	if x.Type() != base {
		var err error
		// An interval's fields count for its literal.
		if y, err = b.intervalLiteral(n, x, base, typmod); err == nil && y == nil {
			y, err = b.coerceBase(n, x, base, ctx)
		}
		if y == nil || err != nil {
			return nil, err
		}
	}
	if typmod != types.NoTypmod {
		y = b.applyTypmod(y, base, typmod, ctx == builtin.Explicit)
	} else if elem := base.Elem(); elem != nil && elem.Domain() != nil && elem.BaseTypmod(typmod) != types.NoTypmod { // that of the elements' domain
		y = b.applyTypmod(y, elem.Base().ArrayType(), elem.BaseTypmod(typmod), ctx == builtin.Explicit)
	}
	if ctx == builtin.Implicit { // the conversion to the base type is not shown beside it
		b.castTo(n, to)
		b.relabelled(n)
		b.literalOver(n, base)
	}
	return b.constrain(n, y, to)
}

// literalOver notes that a literal becomes a value of a domain over base, which Postgres shows as one
// of base that is cast.
func (b *Binder) literalOver(n ast.Node, base *types.Type) {
	if k, ok := n.(*ast.Const); ok && b.casts != nil {
		b.casts.Bases[k] = b.shown(base, types.NoTypmod)
	}
}

// constrain checks a value, represented as one of t is, against the constraints of t.
// n is where errors of the constraints' own texts point; that a value does not satisfy one is seen
// when it runs.
// The steps are bound anew for each place (domainSteps).
func (b *Binder) constrain(n ast.Node, x scalar.Expr, t *types.Type) (scalar.Expr, error) {
	d := t
	// Arrays: each element is checked against the element's domain.
	switch base := t.Base(); {
	case t.IsArray():
		d = t.Elem()
	case base.Constrained(): // an array of another domain
		var err error
		if x, err = b.constrain(n, x, base); err != nil {
			return nil, err
		}
	}
	steps, err := b.domainSteps(d)
	if err != nil {
		return nil, b.at(n, err)
	}
	return &scalar.Domain{X: x, T: t, Steps: steps}, nil
}

// CompileDomain compiles the constraints of a domain over a value as $1; nil where it has none.
func CompileDomain(t *types.Type, env *Env) (*host.Scalar, error) {
	b := New(env)
	steps, err := b.domainSteps(t)
	if err != nil || len(steps) == 0 {
		return nil, err
	}
	return host.NewScalar(&scalar.Domain{X: &scalar.Param{T: t.Base(), N: 1}, T: t, Steps: steps}, nil, nil, b.calls), nil
}

// domainSteps are the constraints of a domain and of those that it is over: NOT NULL first,
// then what it is of, then its own.
// A NOT NULL of any level is one step without a name, the first. Constraints are bound for each
// use: Env.domains counts how deep such binding is, as a constraint may cast to another domain.
// A chain of domains is checked from the inside out.
func (b *Binder) domainSteps(t *types.Type) ([]scalar.DomainStep, error) {
	if b.Env.domains >= domainNestingMax {
		return nil, pgerror.New(pgerror.StatementTooComplex, "domains are nested more than %d levels deep", domainNestingMax)
	}
	notNull := false
	// from the domain itself to the innermost one
	var levels []*types.Domain
	for d := t.Domain(); d != nil; d = d.Base.Domain() {
		notNull = notNull || d.NotNull
		levels = append(levels, d)
	}
	var steps []scalar.DomainStep
	for i := len(levels) - 1; i >= 0; i-- {
		for _, k := range levels[i].Checks {
			cond, err := b.domainCheck(levels[i], k.Text)
			// Postgres: a constraint of a domain that others are over is checked before theirs.
			if err != nil {
				return nil, err
			}
			steps = append(steps, scalar.DomainStep{Name: k.Name, Cond: cond})
		}
	}
	if notNull {
		steps = append([]scalar.DomainStep{{}}, steps...)
	}
	return steps, nil
}

// It gets an environment of its own, since the statement's is none of its business.
// The literals and parameters of a statement mean nothing there.
func (b *Binder) domainCheck(d *types.Domain, text string) (scalar.Expr, error) {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return nil, pgerror.Wrap(err, pgerror.DataCorrupted, "a constraint of a domain can't be read: %s", err.Error())
	}
	env := &Env{Catalog: b.Env.Catalog, Path: b.Env.Path, Functions: b.Env.Functions, Types: b.Env.Types, domains: b.Env.domains + 1}
	sc, err := compileScalar(x, env, ScalarOptions{Use: ScalarCheck, Kept: true, Table: DomainValue(d.Base, d.Typmod), Type: types.TBool, Typmod: types.NoTypmod})
	if err != nil {
		return nil, err
	}
	b.needsCalls(sc.Needs())
	// The condition reads VALUE as slot 0.
	return sc.Expr(), nil
}

// domainDefault is what a column of a domain holds where neither it nor the statement says so.
// With no default either it is NULL, which the domain's NOT NULL refuses when the row is written.
func (b *Binder) domainDefault(c *catalog.Column) (scalar.Expr, error) {
	d := c.Type.Domain()
	if d == nil || d.Default == "" {
		return b.constrain(nil, scalar.Null(c.Type), c.Type)
	}
	x, err := parser.ParseExpr(d.Default)
	if err != nil {
		return nil, pgerror.Wrap(err, pgerror.DataCorrupted, "the default of a domain can't be read: %s", err.Error())
	}
	// The column's own descriptor is shared: a copy gets the domain's default.
	with := *c
	with.Default = x
	return b.defaultExpr(&with)
}
