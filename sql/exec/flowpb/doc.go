// Package flowpb is what nodes say to each other about flows (flow.proto, generated).
// Package exec gives it its meaning.
package flowpb

//go:generate go -C ../../../internal/protogen run . ../.. sql/exec/flowpb/flow.proto
