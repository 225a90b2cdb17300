// Package kvpb is the language between gateways and leaseholders: the requests
// of transactions.md, their answers, and the interface of whoever serves them.
// The messages are protobuf (kv.proto, generated); in one process they travel
// as they are, without being marshalled.
//
// It must not know who sends or serves them: no clocks, no storage, no policy.
package kvpb

//go:generate go -C ../../internal/protogen run . ../.. kv/kvpb/kv.proto
