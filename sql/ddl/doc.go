// Package ddl runs the statements that change the schema: CREATE, ALTER, DROP,
// TRUNCATE, COMMENT, GRANT, roles, VACUUM and ANALYZE.
//
// A statement resolves its names in the transaction's own snapshot, locks the
// descriptors that it changes, and writes changed copies through catalog.State.
// All of it is part of the transaction: it is seen by its own later statements,
// undone by ROLLBACK and ROLLBACK TO, and valid for everybody from its commit
// timestamp on.
//
// Rows that must be checked, rewritten or indexed go through one place, rows.go:
// they are read in the transaction's snapshot, and the transaction commits only
// if they have not changed since (or its isolation level sees to that). What is
// written lies under keys that no descriptor names yet, so it is loaded beside the
// transaction, in bulk; a guarding job removes it if the transaction does not commit.
// An index on a table with rows is built online (index.go).
//
// The package must not know the wire or the replica; expressions are compiled by
// sql/plan.
//
// Source: PostgreSQL 15, the reference pages of the statements, and a server for
// the words of its errors.
package ddl
