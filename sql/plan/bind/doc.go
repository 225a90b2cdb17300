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
// # The life of a statement
//
//	Bind      syntax → rel.Query or rel.DML; all errors of names and types
//	Settle    what could be judged only now: values for what takes none, policies, parameters
//	planning  package physical, which asks for Checks, Triggers, KeysOver, Action, …
//	Begin     the plan with what the binder knows of it: parameters, privileges, what it writes
//
// One Binder serves one statement and one goroutine. It takes no lock, asks no network and
// reads no table: all it knows is in Env, which is only read. Nothing has to be closed.
//
// # Names
//
// A scope is what names mean at one place; scopes form a chain outward, one for each query.
// A name that is found in the query itself is a column (scalar.Var). One that is found in a
// query around is a register (scalar.Reg), which whoever runs the inner query sets before
// each run, from the row at hand: the sets say from which column. So an expression never reads
// the row of another query, and a subquery without sets can be run once.
//
// Each use of a table, WITH query or function gets columns of its own. A column's number is
// unique in the statement, so expressions can be moved about without renaming.
//
// # Types
//
// String literals, NULL and parameters are of type unknown until their place wants a type
// (Coerce). What no place wanted is text in the end (known). The order in which parts are bound
// is that of Postgres even where another would be simpler: a parameter takes the type of the
// place that is looked at first, and of two mistakes a client expects to be told the same one.
//
// # Three kinds of text
//
//	written   by the user, now: names are looked up along the search path
//	stored    defaults, checks, index expressions: names of the table's own columns, bound in an
//	          environment without the statement's text, variables and literals (Binder.stored)
//	resolved  views, policies, bodies: names have been replaced by numbers when the text was kept,
//	          so that a rename changes nothing (Binder.resolving, Binder.frozen)
//
// # Privileges
//
// They are noted, not checked: a plan is kept and run by others. Each place where a table
// stands has a rel.Need, to which naming a column adds. In whose name a need is asked follows
// the views around the place (Binder.runAs).
//
// # Where to look
//
//	bind.go scope, columns, hints           select.go  query blocks, set operations, VALUES
//	from.go FROM, joins, functions there    with.go    WITH; recursion.go, marks.go for RECURSIVE
//	expr.go expressions; row.go rows        sets.go    GROUPING SETS; window.go windows
//	call.go function calls                  outeragg.go  aggregates of a query around
//	coerce.go conversions; domain.go        collation.go collations
//	dml.go  INSERT, UPDATE, DELETE          merge.go, arbiter.go, copy.go, element.go
//	view.go views; viewdml.go writing them  policy.go  row security; lock.go FOR UPDATE
//	routine.go, inline.go, useragg.go, userop.go, owncast.go  what users have created
//	resolve.go, resolvebody.go              queries and bodies that are kept
//	compile.go, computed.go, generated.go   expressions without a statement
//
// Source: PostgreSQL 15, chapters 4, 7 and 10, for what a statement means and how
// its errors are worded. Comments name the function of Postgres where a rule is from one.
package bind
