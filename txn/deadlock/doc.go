// Package deadlock finds cycles of transactions that wait for each other's row
// locks, and breaks them (transactions.md, section 4): the youngest of a cycle,
// by the age of its first attempt, of those that hold what another waits for gets
// 40P01, so that whoever began first and is run again in the end wins.
//
// Graph is the decision: a plain struct that steps, fed with waits, yielding
// victims. Detector is its shell: it serves replica.WaitObserver, which is
// called with a replica's mutex held and so may not block, and searches in a
// goroutine of its own.
//
// Every wait at this node's ranges is seen here, and so is every cycle among
// them. In a cluster a cycle may have its waits at several nodes; then probes
// carry waits from one Detector to another, and the Graph takes waits of any
// origin.
//
// It must not know what a lock is, nor what a range is. T17 and T18 keep
// committing transactions and readers out of all cycles.
package deadlock
