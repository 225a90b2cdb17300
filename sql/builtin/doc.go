// Package builtin holds what Postgres can do with values: functions, operators,
// casts, aggregates and window functions of the system and of extensions.
//
//	Catalog  the registry: ResolveOperator, ResolveFunction,
//	         ResolveAggregate, FindCast, by the rules of chapter 10
//
// The registry's names, OIDs, volatility and strictness are PostgreSQL's own
// (catalog_gen.go is generated from the catalog of a server); a function whose
// row is known but which has no body here resolves as in Postgres and is then
// refused with 0A000, so that a program never silently gets another overload.
// A row finds its body by pg_proc.prosrc in one table, which the families of
// functions give together (bodies).
//
// As in types beneath it, nothing here may depend on the machine's locale, clock
// or zone but through types.Env: a plan fragment evaluated at a replica gives
// what the gateway would have given. It knows nothing of rows, plans, keys or
// transactions: plan and exec above it decide what is evaluated when.
//
// Source: PostgreSQL 15, chapters 9 and 10; behaviour compared with a server
// (testdata holds its answers).
package builtin
