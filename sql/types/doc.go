// Package types holds Postgres's data types: what their values are, how they
// are ordered, hashed, written and read.
//
//	Type     what pg_type says: an immutable, shared value (TInt4, ByName)
//	Datum    one value, 24 bytes, NULL when zero
//	Compare  the btree order of a type; Equal, Hash
//	AppendText, AppendBinary, DecodeText, DecodeBinary
//	         both wire formats of every type
//	Env      what a session adds: time zone, clock, randomness, names of reg types
//
// Everything in sql imports it. What is computed with values (functions,
// operators, casts, aggregates) is builtin's, beside it; what both need to take a
// value apart (numbers, dates, JSON, ranges, bit strings) is exported here.
// It knows nothing of rows, plans, keys or transactions: rowenc stores datums.
// It is the same on every node: nothing here may depend on the machine's locale,
// clock or zone but through Env.
//
// Text is UTF-8. Bytes decide the order (collation "C"), while letters, digits
// and case are Unicode's (character type C.UTF-8).
//
// Source: PostgreSQL 15, chapters 8 and 55; behaviour compared with a server.
package types
