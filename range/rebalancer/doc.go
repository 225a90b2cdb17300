// Package rebalancer carries out what package allocator decides: it is the driver of
// one store. What it looks after are the ranges whose lease its store holds, so that
// each range has one driver at a time, and nobody has to see all of the cluster.
//
//	rows ──► members ──┐                       ┌──► Store.ChangeReplicas
//	                   ├──► snapshot ──► steps ├──► Store.TransferLease
//	Store.Report ──────┘   (allocator)         └──► Store.Split, Store.MergeRange
//
// What is urgent (too few replicas, a dead store, one that is drained or leaves)
// is done at once, by all drivers side by side, each within its own limits. The
// stores' limits of snapshots under way hold across drivers.
//
// Balance needs to know what other drivers' ranges weigh on each store. Each store
// tells in its row (directory.Store) how its own leases' ranges lie on all stores:
// the sum over rows is the cluster, and a driver takes its own part from its memory
// instead, which is never late. So that drivers do not all move to the same empty store,
// they take turns: the stores, in the order of their IDs, have a turn of TurnEvery
// each, a few at a time where they are many, by the clock on the wall. Nothing but
// quiet depends on clocks that agree.
//
// A range that nobody leads is waked by a driver whose store holds a replica, if its
// descriptor says that something is urgent.
//
// Small cold neighbours are merged (merge.go).
//
// Where the cluster has one store the driver sleeps: it has no timer, and is
// woken by Poke. While there are boundaries that may go it looks once a minute.
//
// The package knows nothing of SQL: Policies say what a span asks for. It changes no
// range but by the steps of package allocator, each of which leaves a quorum.
package rebalancer
