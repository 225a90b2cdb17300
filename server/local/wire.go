package local

import (
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/server/node"
)

// What a node in memory takes, small since there are many in a process.
const (
	cacheBytes    = 8 << 20
	memTableBytes = 256 << 10 // a file in memory that a crash may cut is copied whole by each of its syncs, the log's too
)

// The ports of each host that others are told of. Clients come by Dial.
const (
	meshPort = ":26434"
	sqlPort  = ":26433"
)

// options are what the node starts with, on its way to serve as l.
func (n *Node) options(l *life) node.Options {
	c := n.c
	o := node.Options{
		InMemory: true, FS: n.Disk.view(), AfterSync: n.Disk.afterSync, Trust: true, CacheBytes: cacheBytes, MemTableBytes: memTableBytes,
		Source: n.Clock, ClockError: c.o.ClockError, AgreeClocks: c.o.AgreeClocks, Seed: c.random().Uint64() | 1,
		Locality: []directory.Tier{{Key: "region", Value: n.Region}, {Key: "zone", Value: n.Zone}}, Build: "local",
		SQLAddress: n.Name + sqlPort,
	}
	if len(c.nodes) > 1 {
		o.Network, o.ListenAddr, o.RaftFaults = port{c.net.Host(n.Name), l}, n.Name+meshPort, c.o.RaftFaults
	}
	for _, other := range c.nodes {
		if other != n && (n.Index > 0 || c.begun.Load()) {
			o.Join = append(o.Join, other.Name+meshPort)
		}
	}
	c.asking.Lock()
	defer c.asking.Unlock()
	if c.o.Logger != nil {
		o.Logger = c.o.Logger(n)
	}
	if c.o.Configure != nil {
		c.o.Configure(n, &o)
	}
	return o
}

// place is where the node stands.
func (n *Node) place() place { return place{n.Name, n.Region, n.Zone} }
