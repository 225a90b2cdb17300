// Package raftsnap reads and writes the content of a Raft snapshot: all that a range has in an engine, for
// a replica that lags or is new. How it travels and is staged in files is range/snapshot's.
//
// # Invariants
//
//	S1  Nothing of a snapshot may be used unless all of it came: the reader says so by its checksum.
//	S2  What goes on after a break (Progress, Resume) is what a reading without one would have given.
//	S3  Where a snapshot goes nothing else of the range's bounds, old or new, is left.
//	S4  Replicas at one applied index write the same bytes, so Sum compares them.
package raftsnap
