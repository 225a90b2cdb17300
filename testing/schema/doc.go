// Package schema holds tests of schema changes on clusters: statements that change
// tables, indexes and privileges at several gateways while others write, and what must
// hold of every row at any timestamp (transactions.md, T13 and T20).
package schema
