// Package pebbleengine is engine.Engine on Pebble, and the only importer of it.
//
// Keys are those of Pebble's cockroachkvs schema (a key, a sentinel, an 8-byte
// timestamp), so that its comparer, its columnar blocks and its block property
// on timestamps serve us; bloom filters are on the key without the timestamp. The
// comparer's name is our own, so that no other program's store opens by mistake.
//
// What fails. A failed read is an error of that read. A failed write or sync
// of the log is the end of writing: from then on the log's file swallows what it
// is given, every Apply fails with engine.ErrFailed, and the disk stays as a power
// cut at that moment would have left it. (Pebble itself would panic with its
// mutexes held.) A sync that returns no error has been on the disk before the
// first failure. Failed flushes and compactions are repeated by Pebble, and where
// the disk is full, Writable says so until there is room.
package pebbleengine
