// Package view is a range's rows as its engine has them: at a timestamp (Snapshot), and key by key at
// their newest (Looker). Both walk only as far as is asked for.
//
//	Source     the engine of a range, and what its readers use again
//	Snapshot   rows at a timestamp, within the spans of a request: versions, and over them intents that
//	           are committed and not resolved, or the reader's own
//	Looker     newest versions of single keys; of keys that lie close together by one Walk
//	bares      spans whose rows are gone, which later walks leave out
//
// # Invariants
//
//	V1  Nothing at or below a snapshot's timestamp changes in its spans while it is read: its opener has
//	    raised marks and waited for writers (T2). So the engine's newest state serves, unless something lies
//	    over the versions: then it is one state of the engine (Freeze).
//	V2  Newest is at least the newest version that was met, whether it was given or hidden.
//	V3  A fragment reads within Spans and nowhere else.
//	V4  A span is left out only where no key of it has a row, and no version above what is said: it was
//	    walked twice, the second time under a watch (T12, T14).
//
// It knows no lease, no latch and no lock: range/replica asks it when the answer can't change any more.
package view
