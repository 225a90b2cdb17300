package store

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/memnet"
)

// doors gives the stores of a cluster real meshes over a network in memory.
type doors struct {
	net    *memnet.Net
	mu     sync.Mutex // guards what is below
	doors  map[uint32]*Door
	meshes []*transport.Mesh
}

func meshHost(node uint32) string { return fmt.Sprintf("n%d", node) }

func (d *doors) open(t *testing.T, node uint32) *Door {
	door := NewDoor(node)
	m, err := transport.New(transport.MeshOptions{
		Identity: transport.Identity{ClusterID: [16]byte{1, 2, 3}, NodeID: node, Address: meshHost(node) + ":26434"},
		Network:  d.net.Host(meshHost(node)),
		Resolve:  func(n uint32) (string, bool) { return meshHost(n) + ":26434", true },
		Raft:     door, Heartbeats: door, Snapshots: door,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.Listen(meshHost(node) + ":26434"); err != nil {
		t.Fatal(err)
	}
	door.Attach(m)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.doors[node] = door
	d.meshes = append(d.meshes, m)
	return door
}

// Stores over real connections elect, commit, move a replica with its state, and
// go on when a store is cut off.
func TestStoresOverMesh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &doors{doors: map[uint32]*Door{}}
		w.net = memnet.New(memnet.Options{Link: func(from, to string) memnet.Link { return memnet.Link{Latency: time.Millisecond} }})
		c := newCluster(t, 11, 4, 3, func(o *Options) {
			o.LogBytesMax, o.LagBytesMax = 4<<10, 4<<10
			o.Courier = w.open(t, o.Ident.NodeID).Courier(o.Ident.StoreID)
		})
		for _, m := range c.stores {
			w.doors[m.id].Add(m.get())
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
		for _, m := range c.stores {
			_ = m.get().Close()
		}
		for _, d := range w.doors {
			d.Close()
		}
		for _, m := range w.meshes {
			m.Close()
		}
		c.close()
		w.net.Close()
		if err := c.verdict(); err != nil {
			t.Error(err)
		}
	})
}
