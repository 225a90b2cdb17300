// Package probepb is what nodes ask each other about transactions (probe.proto,
// generated). Package probe gives it its meaning.
package probepb

//go:generate go -C ../../../internal/protogen run . ../.. txn/probe/probepb/probe.proto
