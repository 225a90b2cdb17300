package builtin

import (
	"slices"

	"github.com/isochrondb/isochron/sql/types"
)

// Signature is a function of the system as calls tell it from others of its name.
type Signature struct {
	OID  types.OID
	Args []types.OID
}

// Signatures are those of the functions and aggregates of a name, found without a walk over all:
// whoever prints or reads many names asks for each of them.
func (r *Registry) Signatures(name string) []Signature {
	rows := procsNamed(name)
	out := make([]Signature, len(rows))
	for i := range rows {
		out[i] = Signature{rows[i].oid, make([]types.OID, len(rows[i].args))}
		for j, a := range rows[i].args {
			out[i].Args[j] = types.OID(a)
		}
	}
	return out
}

// OperatorSignature is an operator of the system by its operands; Left is 0 of a prefix operator.
type OperatorSignature struct {
	OID, Left, Right types.OID
}

// OperatorSignatures are those of the operators of a name.
func (r *Registry) OperatorSignatures(name string) []OperatorSignature {
	rows := operatorsNamed(name)
	out := make([]OperatorSignature, len(rows))
	for i, row := range rows {
		out[i] = OperatorSignature{row.oid, row.left, row.right}
	}
	return out
}

// FunctionsOf lists what Functions does, of one OID or of one name alone.
func (r *Registry) FunctionsOf(oid types.OID, name string) []*Function {
	if oid != 0 {
		if f, ok := r.FunctionByOID(oid); ok && (name == "" || f.Name == name) {
			return slices.DeleteFunc([]*Function{f}, ofInformation)
		}
		return nil
	}
	var out []*Function
	rows := procsNamed(name)
	for i := range rows {
		out = append(out, rows[i].unresolved())
	}
	return slices.DeleteFunc(out, ofInformation)
}

func ofInformation(f *Function) bool {
	return len(f.Name) > len(InformationPrefix) && f.Name[:len(InformationPrefix)] == InformationPrefix
}
