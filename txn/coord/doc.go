// Package coord is a transaction as its gateway sees it (transactions.md,
// sections 2 to 6): what the SQL layer reads, locks and writes through, and the
// one place that decides when a client may hear of an outcome.
//
// # Life of a transaction
//
//	Begin            no message, no clock reading, no registration
//	StartStatement   a new sequence number; READ COMMITTED: a new snapshot
//	Get, Scan        lock-free reads at r, merged with the writes of earlier statements
//	Lock             an exclusive or weaker lock at the leaseholder, reading the newest version;
//	                 the answer's `expect` goes with the key to commit
//	Put, Delete      into the buffer; the key must be locked (or be PutFresh)
//	PutDerived       the same for a key that another one's lock guards (entries of indexes)
//	Require          a constraint, evaluated at the commit timestamp
//	Commit           one of the three shapes, then Rule W, then the acknowledgement;
//	                 resolution goes on behind it
//
// # Commit
//
//	writes on      read, locked or   shape
//	               required on
//	none           anywhere          none; locks are validated (lock-only)
//	one range      the same range    5.1: one message, one consensus round, the leaseholder chooses c
//	one range      other ranges      5.2: they validate and mark at a c of the gateway's choice, then one commit at c
//	many ranges    anywhere          5.3: all stage at c, in parallel; all at c is the commit
//	flushed early  anywhere          5.4: as 5.3, the stage names how many intents it must find
//
// The four answers of kvpb/errors.go are handled each in its own way (answers.go):
//
//	Refused          final: the error it stands for
//	RefusedForNow    asked again until the closed timestamp passes the latest c
//	RetryElsewhere   the range cache is told, the request is planned again
//	Ambiguous        asked again (the tag tells); where asking does not settle it: AmbiguousError, 40003
//
// # Invariants
//
// T1 (the acknowledgement waits by Rule W: commit timestamps, maxObs, errors
// that tell of data), T2's share of the gateway (a fixed c exceeds r and every
// version met), T7 and T9 (only the record decides, and a client hears
// "aborted" when ABORTED is durable or nothing was staged), T11 (each written
// or locked key carries expect), T12 (read spans are validated), T15 (no
// timestamp advances the clock), T20 (a Certifier vouches for the schema at c).
//
// The package must not know SQL, Raft or storage. Its own rooms: buffer (what is locked and written),
// spanset (what was read), wan (what distance costs). Its neighbours: range/distsender below, txn/recover and txn/deadlock beside it, sql/session and sql/exec above.
package coord
