package types

// Compare orders two non-NULL values of type t in Postgres's btree order:
// -1, 0 or 1. NULLs are the caller's (they sort by NULLS FIRST or LAST).
func Compare(t *Type, a, b Datum) int { return 0 }

// Equal reports whether two non-NULL values of type t are equal as = has it.
func Equal(t *Type, a, b Datum) bool { return Compare(t, a, b) == 0 }

// Hash returns a hash of a value of type t, equal for equal values (1.0 and
// 1.00, 0 and -0). seed chains columns. NULL hashes too.
func Hash(t *Type, d Datum, seed uint64) uint64 { return seed }

// Comparable reports whether t has a btree order; only then may Compare, Equal
// and Hash be called.
func Comparable(t *Type) bool { return false }
