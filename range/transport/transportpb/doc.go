// Package transportpb is what nodes say to each other besides requests to
// ranges: the hello of a connection, the answers that are not "done", Raft
// messages, snapshots and heartbeats (transport.proto, generated).
//
// It must not know how they travel or what they mean.
package transportpb

//go:generate go -C ../../../internal/protogen run . ../.. range/transport/transportpb/transport.proto
