// Package deparse prints the trees of package ast as SQL.
//
//  1. Print gives a text that parses to a tree equal to what it was given.
//  2. What is stored (views, bodies, expressions of constraints, indexes, policies and triggers) is
//     printed as Postgres 15 shows it (PrintQuery, PrintBody, PrintStored and their like), with the
//     casts and forms that binding has found, which the caller hands in: the package knows no catalog.
//  3. A name is quoted where it would be read as another one, or as a word of the grammar.
//
// Printers hold the text of one call: any number of goroutines may print one tree.
//
// Source: ruleutils.c of Postgres 15 for the forms of what is stored.
package deparse
