// Package notify carries the notifications of NOTIFY from the transactions that send them to
// the sessions that listen, at whatever nodes.
//
// A database's notifications are a queue of rows, which transactions write as they write
// others, so a notification is there if and only if its transaction has committed:
//
//	0x04 'q' database 'h'      the head: the number of the last batch, what was written in all,
//	                           and what of that was removed again
//	0x04 'q' database 'r' n    batch n: when, who, and some notifications of one transaction
//
// A transaction locks the head last, just before it commits (Append), and numbers its batches
// from there: so numbers have no gaps and grow in the order of commits, as Postgres orders
// them by a lock that covers the commit. Transactions that notify in one database thus commit
// one after the other; others never meet them.
//
// Each node has a Hub. It reads, for each database in which one of its sessions listens, what
// lies beyond its cursor, by ordinary transactions, which return when what they have seen is
// in the past at every node (Rule W): whoever hears of a commit reads at or above it (C7).
// It looks when it is told that something may be there: by a commit of its own node, by
// another node's hint, which may get lost, and once a second. What a transaction of the own
// node has committed next in order needs no reading.
//
// Batches are removed a minute after they were written. A node that could not read them by
// then finds a gap in their numbers, and ends its listening sessions: they come again, and look
// at what they may have missed, as after any lost connection. So nothing is lost in silence.
//
// A session takes its notifications out of an inbox of its own, when it is idle; who does not
// for long is ended, too, and stalls nobody.
//
// The package must not know statements, plans or the wire.
package notify
