package types

import "github.com/isochrondb/isochron/sql/pgerror"

// Errors that carry no operand are shared values: the hot path allocates
// nothing, and pgerror.At copies before it adds a position.
var (
	errDivisionByZero  = pgerror.New(pgerror.DivisionByZero, "division by zero")
	errInt2Range       = pgerror.New(pgerror.NumericValueOutOfRange, "smallint out of range")
	errInt4Range       = pgerror.New(pgerror.NumericValueOutOfRange, "integer out of range")
	errInt8Range       = pgerror.New(pgerror.NumericValueOutOfRange, "bigint out of range")
	errFloatOverflow   = pgerror.New(pgerror.NumericValueOutOfRange, "value out of range: overflow")
	errFloatUnderflow  = pgerror.New(pgerror.NumericValueOutOfRange, "value out of range: underflow")
	errTimestampRange  = pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range")
	errDateRange       = pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range")
	errIntervalRange   = pgerror.New(pgerror.DatetimeFieldOverflow, "interval out of range")
	errShortMessage    = pgerror.New(pgerror.ProtocolViolation, "insufficient data left in message")
	errBinaryFormat    = pgerror.New(pgerror.InvalidBinaryRepresentation, "incorrect binary data format")
	errArrayTooLarge   = pgerror.New(pgerror.ProgramLimitExceeded, "array size exceeds the maximum allowed (134217727)")
	errRequestedLength = pgerror.New(pgerror.ProgramLimitExceeded, "requested length too large")
)

// syntaxError is the 22P02 of the input functions.
func syntaxError(typeName, s string) error {
	return pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type %s: \"%s\"", typeName, s)
}

// rangeError is the 22003 of the input functions.
func rangeError(typeName, s string) error {
	return pgerror.New(pgerror.NumericValueOutOfRange, "value \"%s\" is out of range for type %s", s, typeName)
}
