// Package rewrite changes relations into others that give the same rows, and
// conditions into others that are true for the same ones: conditions move down
// to where their columns are made, EXISTS and IN become semi joins, outer joins
// whose padded rows are dropped become inner ones, constants are shared over
// joins, and what implies what is told for partial indexes.
//
// It knows the tree and no costs: a rule is here if it is worth it always. The
// planner decides the rest.
package rewrite
