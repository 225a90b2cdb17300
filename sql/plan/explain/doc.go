// Package explain words a plan as Postgres's EXPLAIN does: a tree of labels and
// details (Of), its text, and a text that tells plans apart (Shape).
//
// It reads plans alone, and must not know how they were chosen or are run; what
// running one measured is given to it (Actual).
//
// Words are Postgres's where it has the operator, as clients and people read them; what it has not (flows, what
// ranges do, messages) is worded so that tools which read its output go on: as further lines below an operator.
//
//	Tree    made once of a plan; text, JSON, XML and YAML are written of it
//	Shape   the text without figures by which plans are told apart: two plans with one Shape run alike
//
// A projection has no line of its own unless VERBOSE is asked for, a WITH stands in its query's line, and subqueries of
// expressions stand below the operator that asks them first. Conditions are printed as Postgres prints expressions
// (scalar.Format), with columns named as the statement does.
package explain
