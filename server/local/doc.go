// Package local runs many nodes in one process: real nodes, each a machine of
// its own with a disk in memory that forgets what was not synced when its power
// fails, a clock that may be wrong, and a place in a topology, over a network in
// memory with latencies between regions.
//
//	Cluster ── Node ── node.Node (a life: from a start to a stop or a power cut)
//	   │         ├── Disk      slow, full, rotten; a power cut leaves what was synced
//	   │         └── Clock     skew, drift, jumps; its own rate and elapsed time; a time service
//	   └── memnet.Net          latency by topology; partitions, slow ways, loss
//
// Everything runs in real time and in testing/synctest bubbles alike, and has
// ended when Close returns. What testing/cluster gives to tests, and the demo to
// people, is this package.
//
// It must not know what is done with the cluster: workloads, checks, and when
// what fails, are the caller's.
package local
