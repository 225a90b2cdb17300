// Package spanset is a set of keys as sorted, disjoint spans, each with what of its rows counts: what a
// transaction has read and must validate (T12), and what it has flushed.
//
// # Invariants
//
//	S1  Spans are sorted by Start, disjoint, and do not touch.
//	S2  The set holds whatever was added. It may hold more (a conflict too many costs a retry), never less.
//	S3  At most Limit spans, if there is one: beyond it, neighbours with the longest common prefixes are joined.
package spanset
