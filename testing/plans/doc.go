// Package plans is a corpus of statements with the shapes of their plans, over fixed
// statistics, so that a change of plans is seen:
//
//	go test ./testing/plans -rewrite
//
// A file of testdata holds, with empty lines between them: statements that make tables;
// statistics of a table,
//
//	-- statistics: NAME ROWS column=DISTINCT[/NULLS] …
//
// which stand in place of measured ones; and statements to explain. One with parameters is
// explained as drivers run it, prepared, by the plan that all values share. Figures are left
// out. Beside each file lie its plans (.plans).
package plans
