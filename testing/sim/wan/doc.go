// Package wan counts what commits cost between regions, in virtual time, where
// latencies are exact: transactions.md, section 10, as tests. Replicas and leases are
// pinned to regions by an override of placement.
package wan
