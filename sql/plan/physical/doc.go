// Package physical decides how relations are computed: ways to read a table
// (access.go; arms.go for conditions over several columns, union.go for several
// indexes), the order of joins (joinorder.go) and how each is done (join.go), by
// what is known of the columns (selectivity.go), and what ranges and nodes of the
// cluster do for themselves (push.go, flow.go, point.go).
//
// The order of joins is the cheapest in which one input after the other is joined
// (Selinger et al. 1979): semi, anti and left joins are inputs that wait for what
// their conditions read. No selectivity is nothing. Those of parameters are
// averages, unless the plan is for their values.
//
// It knows what tables hold only through bind.StatsSource.
package physical
