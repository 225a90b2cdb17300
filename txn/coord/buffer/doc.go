// Package buffer is what a transaction keeps at its gateway of the keys that it has locked or written:
//
//	Buffer    entries in key order, each with its lock, what the lock found, and the writes of each statement
//	Merge     a page of rows, as ranges answered it, with the transaction's own writes among them
//	Flushed   what has left the buffer for the ranges: how much, where, and which of it was rolled back
//	Arena     the memory of keys and values
//
// # Invariants
//
//	B1  An entry's writes are sorted by sequence number, and the last one commits. A statement sees those
//	    with numbers below its own limit, and no others.
//	B2  Numbers are never used twice, so undoing to one drops what came after it and nothing else.
//	B3  Written and N count the entries with writes, and all: a buffer with Written 0 has nothing to merge.
//	B4  Flushed.Count is the number of intents that live at the ranges: what they count must be as much, or
//	    one was lost. Has errs on one side: false means that a key was surely not flushed.
//
// It sends nothing and knows no clock; txn/coord does. Not safe for concurrent use.
package buffer
