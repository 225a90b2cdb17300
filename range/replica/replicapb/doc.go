// Package replicapb is what a range keeps besides its rows (evidence, records,
// prevention tombstones, carried marks), and the effects of its commands, as
// stored and as shipped in the log (replica.proto, generated).
//
// It must not know what they mean: package replica does.
package replicapb

//go:generate go -C ../../../internal/protogen run . ../.. range/replica/replicapb/replica.proto
