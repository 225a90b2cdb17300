package types

import "github.com/isochrondb/isochron/sql/pgerror"

// Errors that carry no operand are shared values: the hot path allocates
// nothing, and pgerror.At copies before it adds a position.
var (
	ErrDivisionByZero  = pgerror.New(pgerror.DivisionByZero, "division by zero")
	ErrInt2Range       = pgerror.New(pgerror.NumericValueOutOfRange, "smallint out of range")
	ErrInt4Range       = pgerror.New(pgerror.NumericValueOutOfRange, "integer out of range")
	ErrInt8Range       = pgerror.New(pgerror.NumericValueOutOfRange, "bigint out of range")
	ErrFloatOverflow   = pgerror.New(pgerror.NumericValueOutOfRange, "value out of range: overflow")
	ErrFloatUnderflow  = pgerror.New(pgerror.NumericValueOutOfRange, "value out of range: underflow")
	ErrTimestampRange  = pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range")
	ErrDateRange       = pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range")
	ErrIntervalRange   = pgerror.New(pgerror.DatetimeFieldOverflow, "interval out of range")
	errShortMessage    = pgerror.New(pgerror.ProtocolViolation, "insufficient data left in message")
	ErrBinaryFormat    = pgerror.New(pgerror.InvalidBinaryRepresentation, "incorrect binary data format")
	ErrArrayTooLarge   = pgerror.New(pgerror.ProgramLimitExceeded, "array size exceeds the maximum allowed (134217727)")
	ErrRequestedLength = pgerror.New(pgerror.ProgramLimitExceeded, "requested length too large")
)

// SyntaxError is the 22P02 of the input functions.
func SyntaxError(typeName, s string) error {
	return pgerror.New(pgerror.InvalidTextRepresentation, "invalid input syntax for type %s: \"%s\"", typeName, s)
}

// rangeError is the 22003 of the input functions.
func rangeError(typeName, s string) error {
	return pgerror.New(pgerror.NumericValueOutOfRange, "value \"%s\" is out of range for type %s", s, typeName)
}

// ErrNoRandom is of an Env that has no randomness.
var ErrNoRandom = pgerror.Internal("no source of randomness in this evaluation")

// ErrNegativeSubstring is of a substring whose length is negative.
var ErrNegativeSubstring = pgerror.New(pgerror.SubstringError, "negative substring length not allowed")
