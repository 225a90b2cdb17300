// Package nodepb is what nodes say to each other about the cluster itself
// (node.proto, generated). Package node gives it its meaning.
package nodepb

//go:generate go -C ../../../internal/protogen run . ../.. server/node/nodepb/node.proto
