package types

import (
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Registry is every cast, operator, function and aggregate. It is immutable.
type Registry struct {
	operators []*Operator
	functions []*Function
	casts     []*Cast
}

// Catalog returns the registry, built at the first call.
func Catalog() *Registry { return catalog() }

var catalog = sync.OnceValue(func() *Registry { return &Registry{} })

// Operators lists every operator with a body, unresolved. It must not be changed.
func (r *Registry) Operators() []*Operator { return r.operators }

// Functions lists every function and aggregate with a body, unresolved (types
// may be polymorphic). It must not be changed.
func (r *Registry) Functions() []*Function { return r.functions }

// Casts lists every cast. It must not be changed.
func (r *Registry) Casts() []*Cast { return r.casts }

// ResolveOperator is the package function of that name.
func (r *Registry) ResolveOperator(name string, left, right *Type) (*Operator, error) {
	return nil, pgerror.New(pgerror.UndefinedFunction, "operator does not exist: %s", name)
}

// ResolveFunction is the package function of that name.
func (r *Registry) ResolveFunction(name string, args []*Type, variadic bool) (*Function, error) {
	return nil, pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", name)
}

// FindCast is the package function of that name.
func (r *Registry) FindCast(from, to *Type, context CastContext) (*Cast, bool) { return nil, false }

// CanCoerce is the package function of that name.
func (r *Registry) CanCoerce(from, to *Type, context CastContext) bool { return false }

// CommonType is the package function of that name.
func (r *Registry) CommonType(what string, ts []*Type) (*Type, error) {
	return nil, pgerror.New(pgerror.DatatypeMismatch, "%s types cannot be matched", what)
}

// FunctionExists reports whether any function or aggregate has this name.
func (r *Registry) FunctionExists(name string) bool { return false }

// FunctionByOID returns the unresolved function of an OID.
func (r *Registry) FunctionByOID(oid OID) (*Function, bool) { return nil, false }

// OperatorByOID returns the unresolved operator of an OID.
func (r *Registry) OperatorByOID(oid OID) (*Operator, bool) { return nil, false }
