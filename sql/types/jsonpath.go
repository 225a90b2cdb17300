package types

import "github.com/isochrondb/isochron/sql/pgerror"

func decodeJSONPath(s string) (Datum, error) {
	return Null, pgerror.Unsupported("Use the operators of jsonb.", "type jsonpath is not supported")
}
