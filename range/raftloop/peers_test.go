package raftloop

import (
	"testing"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
)

// Replicas that write and are newer than the descriptor are known by where they wrote from, some at
// a time; those that were removed are not.
func TestStrangers(t *testing.T) {
	d := &descriptor.Range{Generation: 3, Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}}}
	var p peerSide
	next := d.NextReplicaID()
	p.meet(d, 1, raftnet.Peer{NodeID: 7, StoreID: 7})
	p.meet(d, next-1, raftnet.Peer{NodeID: 7, StoreID: 7})
	p.meet(d, next, raftnet.Peer{})
	if p.strangers != nil {
		t.Fatalf("%v", p.strangers)
	}
	if at, ok := p.whereIs(d, 1); !ok || at != (raftnet.Peer{NodeID: 1, StoreID: 1}) {
		t.Errorf("%v %v", at, ok)
	}
	for i := range uint64(100) {
		p.meet(d, next+i, raftnet.Peer{NodeID: uint32(i), StoreID: 1})
		if at, ok := p.whereIs(d, next+i); !ok || at != (raftnet.Peer{NodeID: uint32(i), StoreID: 1}) {
			t.Fatalf("%d: %v %v", i, at, ok)
		}
	}
	if len(p.strangers) > strangersMax {
		t.Errorf("%d strangers", len(p.strangers))
	}
	if _, ok := p.whereIs(d, next+5000); ok {
		t.Error("somebody who never wrote was found")
	}
	later := &descriptor.Range{Generation: d.Generation + 200, Replicas: d.Replicas}
	if _, ok := p.whereIs(later, next+99); ok {
		t.Error("a replica that was added and removed since is answered")
	}
	p.meet(later, next+99, raftnet.Peer{NodeID: 99, StoreID: 1})
	if _, ok := p.strangers[next+99]; ok {
		t.Error("a stranger that is known stays")
	}
}
