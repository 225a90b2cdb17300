// Package bind gives names and types to a statement: from syntax to the tree of
// relations (package rel). Names are looked up in a snapshot of the catalog, types
// inferred by Postgres's rules, views and routines of SQL put in their places,
// policies and privileges noted. It also compiles what stands alone for DDL
// (CompileScalar), and keeps queries and bodies by number (ResolveQuery,
// ResolveBody).
//
//	Env     what binding and planning may depend on
//	Binder  the state of one statement; it lives for one call
//
// It must not know how tables are read. The planner above asks it again for what
// only it can tell: the checks, keys and triggers of a partition that rows come to.
//
// Source: PostgreSQL 15, chapters 4, 7 and 10, for what a statement means and how
// its errors are worded.
package bind
