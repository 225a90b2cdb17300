// Package support is store liveness: which store promises which other not to
// elect anybody in its place, and until when. It takes the place of a heartbeat
// per range: a leaseholder is a Raft leader whose store is supported by the
// stores of a quorum of its range (transactions.md, section 7).
//
// Everything here is a plain value that steps. State is one store's side of all
// pairs; Voter and Leader are what one range's replica keeps beside it; View is
// an immutable picture of a State that replicas read. Nothing does I/O, owns a
// goroutine or reads a clock: the caller stores what Ready says, then sends what
// Ready says. The package knows stores, timestamps and terms, and nothing of
// ranges, logs or the network.
//
// A promise, between the store that asks (X) and the one that gives (V):
//
//	epoch e, until t    V holds it while it renews; t only rises
//	withdrawn           V's clock passed t: epoch e+1, nothing promised
//	X or V restarted    a higher epoch; what was promised still runs out
//
// An epoch is one unbroken promise of one pair. An acknowledgement of a term
// names the epoch that was held when it was given, and is void in any other, for
// V may have voted in between.
//
// Invariants:
//
//	S1   a promise is stored before it is given
//	S2   a promise is never shortened
//	S3   epochs of a pair only grow
//	S4   support is withdrawn only when the clock has passed the promise
//	S5   after a restart nobody gets a vote until the clock has passed every
//	     promise given before, however often the process restarts meanwhile
//	S6   a restart of either side ends the epoch: what was acknowledged is forgotten
//	S7   a leader's promise to itself binds its own vote, and bounds its lease
//	S8   support counts only from replicas that acknowledged the group's current
//	     term in the epoch that is still promised
//	S9   a quorum in both halves of a joint configuration; learners don't count
//	S10  a degraded node gives and asks nothing, and votes for nobody (T16)
//	S11  what binds a vote runs out: it is withdrawn, or its leader is known to
//	     lead no more, from when on it is a timestamp that does not move
//	S12  a lease's end never falls, so the configuration changes only while the
//	     present one supports all that was claimed
//
// Together they give T3's half: a lease that begins at floor C + ε after an
// election begins above all that earlier leases of the range could serve.
//
// Source: the leader leases of CockroachDB, as publicly described ("Scalable
// Leader Leases For Multi Consensus Groups in CockroachDB", 2025), with
// promises that are timestamps, and a voter's side that is not stored.
package support
