package types

import "github.com/isochrondb/isochron/sql/pgerror"

// intervalFullRange is the field mask of an interval without fields.
const intervalFullRange = 0x7fff

func intervalTypmodIn(args []int64) (int32, error) {
	switch {
	case len(args) == 1:
		return intervalFullRange<<16 | int32(min(max(args[0], 0), 6)), nil
	case len(args) == 2:
		return int32(args[0])<<16 | int32(min(max(args[1], 0), 6)), nil
	}
	return 0, pgerror.New(pgerror.InvalidParameterValue, "invalid INTERVAL type modifier")
}

func intervalTypmodString(typmod int32) string { return "" }
