// Package replica is one range on one store: it answers the requests that a
// leaseholder gets, and applies the entries that consensus has decided.
//
// # What happens to a request
//
//	read     raise the mark to r → wait for latches that may write at or below r → stages at or
//	         below r settled → snapshot → threshold checked (transactions.md, section 3)
//	lock     in line, by transactions' ages → writers in flight and stages waited for → newest version
//	commit   latches → tag → bounds and generation → marks → c → checks → proposal → applied → answer
//	stage    the same, and the answer is replicated evidence (5.3)
//	others   under the transaction's latch: evidence, decide, resolve, flush
//
// What there is to be done stands in one table (commands.go), and there is one way to do what writes
// (execute.go): wait for the latches, admit, look with the mutex held, fill the command without it,
// propose, answer. No function gives the mutex, or latches, to another to be let go of.
//
// A request holds its latches until its entry is applied, so that what it checked
// is still so then. Nothing changes state but Apply, which consensus calls in the
// order of the log and which is a function of the entry and the state alone:
// replaying a log into an empty store gives the same bytes.
//
// # Rooms
//
//	latch      spans held by requests, first come first served
//	intention  what a commit or a stage wants of the range, as its request says it
//	tscache    at which timestamps the keys have been read (T2)
//	locktable  row locks of transactions, their queues, who waits for whom
//	rangestate what is applied, in memory and as it is stored
//	view       rows at a timestamp, and the newest versions of keys
//	raftsnap   the content of a Raft snapshot of the range
//
// These are plain structs that step; this package is their shell. What has state of its own in it, and
// one task, is a type beside Replica: rowLocks, flushedLocks, closer, gatherer, settler, prepared.
//
// # Invariants
//
// T2 (a commit timestamp exceeds r, marks, versions and closed timestamp, and lies
// below the lease's end), T3, T4 (closed timestamps and thresholds never regress),
// T5 (an entry of another term has no effect), T6 (no version below its intent),
// T7 (record states), T8 (evidence and prevention exclude each other), T10 (tags),
// T11 (expect), T12 (validation), T15 (no request too far ahead), T16 (a degraded
// node answers nothing), T17 (a stage waits for strictly lower ones), T18 (nobody
// waits for what has not staged), T21 (the threshold). T2 to T8, T17 and T20 are watched
// in every build (metrics); with the build tag invariants a replica panics there.
//
// The package must not know Raft, SQL, the network, or who coordinates a
// transaction: it reaches those through the interfaces of doors.go.
package replica
