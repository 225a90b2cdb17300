package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/memnet"
)

// nets gives the stores of a cluster real meshes over a network in memory.
type nets struct {
	wire   *memnet.Net
	limits transport.Limits
	mu     sync.Mutex // guards what is below
	nets   map[uint32]*raftnet.Net
	meshes map[uint32]*transport.Mesh
}

func meshHost(node uint32) string { return fmt.Sprintf("n%d", node) }

func (d *nets) open(t *testing.T, node uint32) *raftnet.Net {
	net := raftnet.New(node)
	m, err := transport.New(transport.MeshOptions{
		Identity: transport.Identity{ClusterID: [16]byte{1, 2, 3}, NodeID: node, Address: meshHost(node) + ":26434"},
		Network:  d.wire.Host(meshHost(node)),
		Resolve:  func(n uint32) (string, bool) { return meshHost(n) + ":26434", true },
		Raft:     net, Heartbeats: net, Snapshots: net, Limits: d.limits,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Listen(meshHost(node) + ":26434"); err != nil {
		t.Fatal(err)
	}
	net.Attach(m)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.nets[node] = net
	d.meshes[node] = m
	return net
}

// close ends a node's net and mesh.
func (d *nets) close(node uint32) {
	d.mu.Lock()
	net, m := d.nets[node], d.meshes[node]
	delete(d.nets, node)
	delete(d.meshes, node)
	d.mu.Unlock()
	net.Close()
	m.Close()
}

// end closes all, after the stores.
func (d *nets) end(c *cluster) {
	for _, m := range c.stores {
		_ = m.get().Close()
	}
	for _, m := range c.stores {
		d.close(m.id)
	}
	c.close()
	d.wire.Close()
}

// Stores over real connections elect, commit, move a replica with its state, and
// go on when a store is cut off.
func TestStoresOverMesh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &nets{nets: map[uint32]*raftnet.Net{}, meshes: map[uint32]*transport.Mesh{}}
		w.wire = memnet.New(memnet.Options{Link: func(from, to string) memnet.Link { return memnet.Link{Latency: time.Millisecond} }})
		c := newCluster(t, 11, 4, 3, func(o *Options) {
			o.LogBytesMax, o.LagBytesMax = 4<<10, 4<<10
			o.Transport = w.open(t, o.Ident.NodeID).Transport(o.Ident.StoreID)
		})
		for _, m := range c.stores {
			w.nets[m.id].Add(m.id, m.get())
		}
		ctx := context.Background()
		e := c.client(0)
		k := userKey("a")
		for i := range 100 {
			e.check(e.put(ctx, userKey(fmt.Sprint(i)), "some value of a row"))
		}
		e.check(e.put(ctx, k, "1"))
		c.replace(k, c.leaderOf(k).id%3+1, 4)
		e.check(e.put(ctx, k, "2"))
		leader := c.leaderOf(k)
		if d := leader.get().Containing(k); !slices.ContainsFunc(d.Replicas, func(x descriptor.Replica) bool { return x.StoreID == 4 && x.VotesNew() }) {
			t.Errorf("%s has no vote on store 4", d)
		}
		leader.life.Add(1) // nobody asks it any more
		_ = leader.get().Close()
		begun := time.Now()
		e = c.client(int(c.leaderOrUp().id) - 1)
		e.check(e.put(ctx, k, "3"))
		if took := time.Since(begun); took > 3*time.Second {
			t.Errorf("writes stood still for %v", took)
		}
		if got, _, err := e.get(ctx, k); got != "3" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
		w.end(c)
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}

// A large state that is on its way to a store while that crashes, is restarted, or is cut off for
// a while, goes on where it was.
func TestStateGoesOn(t *testing.T) {
	strikes := map[string]func(w *nets, away *member){
		"cut": func(w *nets, away *member) {
			w.wire.Partition([]string{meshHost(4)}, []string{meshHost(1), meshHost(2), meshHost(3)})
			time.Sleep(40 * time.Second) // longer than it stays in memory
			w.wire.HealAll()
		},
		"crash": func(w *nets, away *member) {
			w.wire.Crash(meshHost(4))
			away.crash(0)
			w.close(away.id)
			time.Sleep(2 * time.Second)
			away.start()
		},
		"restart": func(w *nets, away *member) {
			away.stop()
			w.close(away.id)
			time.Sleep(2 * time.Second)
			away.start()
		},
	}
	if testing.Short() {
		delete(strikes, "restart") // a crash that loses nothing
	}
	for name, strike := range strikes {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { stateGoesOn(t, strike) })
		})
	}
}

func stateGoesOn(t *testing.T, strike func(*nets, *member)) {
	w := &nets{nets: map[uint32]*raftnet.Net{}, meshes: map[uint32]*transport.Mesh{}}
	w.limits = transport.Limits{SnapshotChunkBytes: 4 << 10, SnapshotWindowBytes: 32 << 10, SnapshotBytesPerSec: 64 << 10}
	w.wire = memnet.New(memnet.Options{Link: func(from, to string) memnet.Link { return memnet.Link{Latency: time.Millisecond} }})
	c := newCluster(t, 12, 4, 3, func(o *Options) {
		o.LogBytesMax, o.LagBytesMax, o.SnapshotDirectBytes, o.SnapshotFileBytes = 4<<10, 4<<10, 16<<10, 16<<10
		o.Transport = w.open(t, o.Ident.NodeID).Transport(o.Ident.StoreID)
	})
	for _, m := range c.stores {
		w.nets[m.id].Add(m.id, m.get())
	}
	ctx := context.Background()
	e := c.client(0)
	k := userKey("a")
	rng := rand.New(rand.NewPCG(1, 1))
	value := make([]byte, 10<<10)
	for i := range 64 {
		for i := range value {
			value[i] = byte(rng.Uint32())
		}
		e.check(e.put(ctx, userKey(fmt.Sprint(i)), string(value)))
	}
	away := c.stores[3]
	go func() {
		time.Sleep(6 * time.Second) // some 370 KiB have come
		strike(w, away)
		w.nets[away.id].Add(away.id, away.get())
	}()
	c.changeOnce(k, func(d *descriptor.Range) []descriptor.Replica {
		return append(slices.Clone(d.Replicas), descriptor.Replica{ID: d.NextReplicaID(), NodeID: 4, StoreID: 4, Learner: true})
	})
	time.Sleep(time.Minute)
	var sent, bytes uint64
	for _, m := range c.stores[:3] {
		sent += m.get().Snapshots().Sent
		bytes += w.wire.Traffic(meshHost(m.id), meshHost(4)).Bytes
	}
	if got := away.get().Snapshots(); got.Resumed != 1 || got.Taken < 1 || got.Kept != 0 || sent < 1 || bytes > 1<<20 {
		t.Errorf("%+v on the store that got it, %d sent, %d bytes", got, sent, bytes)
	}
	e = c.client(0)
	e.check(e.put(ctx, k, "2"))
	time.Sleep(5 * time.Second)
	c.sameBytes(ctx, 2)
	w.end(c)
	if err := c.verdict(); err != nil {
		t.Error(err)
	}
}
