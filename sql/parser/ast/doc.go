// Package ast is the syntax tree of Isochron's SQL: what a client wrote, with
// nothing yet looked up.
//
// The tree follows the raw parse tree of Postgres 15 where a choice exists, so
// that libpg_query can judge it: parentheses vanish, typed literals become
// casts, EXTRACT and its relatives become function calls marked SQLSyntax,
// names of SQL types become their pg_catalog names (INTEGER is pg_catalog.int4).
//
// What the package must not know: tables, types, functions, settings. It
// imports nothing of the project, and of the standard library only text
// helpers.
//
// Every node embeds Pos, the byte offset in the parsed text at which it (or,
// for an operator, its operator token) starts. Equal ignores positions. Package
// deparse gives texts that parse to equal trees. Trees are immutable once parsed:
// they are shared by plan caches and read by many goroutines.
//
// Lines "//ast:stmt TYPE…" (expr, tableRef, alterCmd) say which types are statements, and so on: go generate
// writes the methods that mark them.
//
// Slices of small nodes (targets, order items, set clauses) hold values, not
// pointers, to spare allocations; Walk visits them by address.
//
// A resolved query is one that is kept: its FROM items are numbered, and tables and
// columns stand as numbers too (Item, Rel, Attr), so that no rename changes what they mean.
//
// Source: gram.y of Postgres 15 for what is accepted and what it means.
package ast

//go:generate go run ./internal/gen
