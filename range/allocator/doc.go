// Package allocator decides where replicas and leases belong, and where ranges
// begin and end. Its decisions are functions of an immutable snapshot of the
// cluster: no clock, no I/O, no memory of earlier decisions. A driver takes a
// snapshot, asks for the next steps, carries them out, and asks again; if it is
// lost in between, the next snapshot tells its successor all that is needed.
//
// Each decision is one step of one range, and says why in words. The rules are
// tried in this order; the first that has something to say is heard:
//
//	quorum      without a live quorum nothing can be done
//	leader      without a leaseholder nobody can do it
//	joint       a joint configuration is left before anything else begins
//	drain       a lease goes from a store that must not hold it
//	cleanup     a learner on a store that is gone or leaving is removed
//	repair      too few good voters: a learner is added, fed, and takes the
//	            place of a bad voter, or of none, in one joint change
//	shrink      too many voters: bad ones first
//	split       at a policy's border, by size, by load
//	near        a replica that does not vote is lacking where the policy wants one
//	merge       two small cold neighbours come to lie on the same stores, under
//	            one leaseholder, and become one
//	move        first for the policy's rules, then for diversity, then from a
//	            full disk, then for balance
//	orphan      a learner that neither a move nor the policy needs is removed
//	lease       by the policy's preference, then for balance
//
// What holds of every step (the tests name them by number):
//
//	1  a quorum of live voters that keep up remains after every single step, in
//	   both halves of a joint configuration; learners never count
//	2  add before remove: the number of good voters does not fall below what the
//	   policy asks and the cluster can give
//	3  the voter that holds the lease is never demoted: its lease goes first
//	4  no two voters of a range share a node (but the only voter and its successor
//	   on a sibling store may, for a moment)
//	5  optional moves strictly improve (violations, diversity, imbalance) in
//	   this order, the last by more than a tolerance, so that moves end; and they
//	   are made only while all voters of the range are well
//	6  replicas on their way, learners, weigh on the store where they go and no
//	   more on the one that they leave, so that many moves at once do not overshoot
//
// Imbalance is a sum of squares: for ranges, bytes, load and leases, each store's
// share squared over its weight. A move takes what a store would cost with the
// range and compares it with what another would; since every accepted move
// lowers the same sum, moves cannot chase each other.
//
// Roles: the joint configuration of Raft is named here by the roles Incoming
// and Outgoing of a replica. A voter that leaves becomes a learner, which is
// removed by a step of its own, unless the policy wants such a one there:
// learners that stay are the non-voters (nonvoters.go).
//
// The package must not know how a decision is carried out. Neighbours:
// descriptor says what a range is, sql/catalog serves Policies, server/node
// joins them and drives.
package allocator
