// Package types holds Postgres's data types: what their values are, how they
// are ordered, written and read, and which casts, operators, functions and
// aggregates work on them.
//
//	Type     what pg_type says: an immutable, shared value (TInt4, ByName)
//	Datum    one value, 24 bytes, NULL when zero
//	Compare  the btree order of a type; Equal, Hash
//	AppendText, AppendBinary, DecodeText, DecodeBinary
//	         both wire formats of every type
//	Catalog  the registry: ResolveOperator, ResolveFunction,
//	         ResolveAggregate, FindCast, by the rules of chapter 10
//	Env      what a session adds: time zone, clock, randomness, names of reg types
//
// The package evaluates single values. It knows nothing of rows, plans, keys or
// transactions: rowenc beside it stores datums, plan and exec above it decide
// what is evaluated when. It is the same on every node, so a plan fragment
// evaluated at a replica gives what the gateway would have given: nothing here
// may depend on the machine's locale, clock or zone but through Env.
//
// The registry's names, OIDs, volatility and strictness are PostgreSQL's own
// (catalog_gen.go is generated from the catalog of a server); a function whose
// row is known but which has no body here resolves as in Postgres and is then
// refused with 0A000, so that a program never silently gets another overload.
//
// Text is UTF-8. Bytes decide the order (collation "C"), while letters, digits
// and case are Unicode's (character type C.UTF-8).
//
// Source: PostgreSQL 15, chapters 8, 9, 10 and 55; behaviour compared with a
// server (testdata holds its answers).
package types
