package types

import (
	"encoding/json"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// checkJSON accepts s if it is one JSON value; json keeps its text as written.
func checkJSON(s string) (Datum, error) {
	if !json.Valid([]byte(s)) {
		return Null, pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type json")
	}
	return Text(s), nil
}
