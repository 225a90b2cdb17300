package types

import "github.com/isochrondb/isochron/sql/pgerror"

// AppendText appends the text form of d, a non-NULL value of type t, exactly as
// the type's output function prints it.
func AppendText(dst []byte, t *Type, d Datum, env *Env) []byte { return dst }

// AppendBinary appends the binary form of d, a non-NULL value of type t, as the
// type's send function does. Types without one (see HasBinary) are refused.
func AppendBinary(dst []byte, t *Type, d Datum, env *Env) ([]byte, error) {
	return dst, unsupportedType(t)
}

// DecodeText reads s as the type's input function does and applies typmod as an
// assignment would. Errors are 22P02, 22003, 22007, 22008, 22001 and so on. The
// result does not share memory with s but for the text family.
func DecodeText(t *Type, typmod int32, s string, env *Env) (Datum, error) {
	return Null, unsupportedType(t)
}

// DecodeBinary reads b as the type's receive function does. The result does not
// share memory with b.
func DecodeBinary(t *Type, typmod int32, b []byte, env *Env) (Datum, error) {
	return Null, unsupportedType(t)
}

func unsupportedType(t *Type) error {
	return pgerror.Unsupported("Use a supported type; docs/sql-compatibility.md lists them.",
		"values of type %s are not supported", t)
}
