// Package pebbleengine is engine.Engine on Pebble, and the only importer of it.
//
// Keys are those of Pebble's cockroachkvs schema (a key, a sentinel, an 8-byte
// timestamp), so that its comparer, its columnar blocks and its block property
// on timestamps serve us; bloom filters are on the key without the timestamp. The
// comparer's name is our own, so that no other program's store opens by mistake.
//
// What fails. A failed read is an error of that read. A failed write or sync of
// the log, a directory or the manifest, or a failed flush, is the end of writing:
// from then on the disk is frozen as a power cut at that moment would have left it,
// and every Apply fails with engine.ErrFailed, which says engine.ErrFull where
// that is the cause. (Pebble itself would panic with its mutexes held, or wait for
// ever.) A sync that returned no error was on the disk before the first failure. A
// failed compaction is repeated by Pebble, once a second. Writable says engine.ErrFull some way
// before the disk is full, so that user data stops first.
package pebbleengine
