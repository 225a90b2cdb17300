// Package plpgsql is the procedural language PL/pgSQL: a body is parsed to a tree (Parse),
// compiled against the schema (names to places, types), and interpreted.
//
//	text ──Parse──▶ Block … ──Compile──▶ Function ──Call──▶ interpreter ──▶ Host
//
// The expressions and statements of a body are SQL. Those that are no more than an expression
// (x + 1) are evaluated directly; all others run through the Host, which is the session that
// runs the body: each is a statement of its own within the calling one. Names of variables in
// them are parameters (bind.Variables).
//
// The package must not know the wire, the session's state or how transactions work. It follows
// PostgreSQL 15's pl/plpgsql: grammar, order of name resolution, wording and places of errors.
package plpgsql
