package local

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/range/transport/memnet"
)

// Cluster is a running cluster. Its methods are safe for concurrent use.
type Cluster struct {
	o     Options
	net   *memnet.Net
	nodes []*Node
	begun atomic.Bool // the first node has begun the cluster: if its disk is lost, it joins
	near  atomic.Bool // the cluster forms: everything is as near as within a zone

	asking sync.Mutex // held while Options.Logger and Configure are called: nodes start beside each other

	mu struct { // held for moments only; a leaf
		sync.Mutex
		rng  *rand.Rand
		off  map[string]bool    // hosts without power
		cuts map[[2]string]bool // ways that are cut, by host
		cut  map[[2]string]bool // ways that the network was told to cut
	}
}

// Start starts a cluster: the first node begins it, the others join. It returns
// when all serve SQL. Until then nothing is far from anything: a cluster forms once,
// and waiting for that is not what it is for. Close it.
func Start(ctx context.Context, o Options) (*Cluster, error) {
	c, err := New(o)
	if err != nil {
		return nil, err
	}
	c.near.Store(true)
	if err := c.start(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	c.near.Store(false)
	c.Slow(c.nodes, c.nodes, 0, 0, 0)
	for _, n := range c.nodes {
		if x := n.Node(); x != nil {
			x.Mesh().MeasureAnew()
		}
	}
	return c, nil
}

// New makes a cluster whose nodes are all down, with empty disks.
func New(o Options) (*Cluster, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	c := &Cluster{o: o}
	c.mu.rng = rand.New(rand.NewPCG(o.Seed, 0x10ca1))
	c.mu.off, c.mu.cuts, c.mu.cut = map[string]bool{}, map[[2]string]bool{}, map[[2]string]bool{}
	places := map[string]place{}
	for i, p := range o.places() {
		n := newNode(c, i, p)
		n.Clock.Claim(o.ClockClaim)
		c.nodes = append(c.nodes, n)
		places[p.name] = p
	}
	c.net = memnet.New(memnet.Options{Seed: o.Seed, Link: func(from, to string) memnet.Link {
		if c.near.Load() {
			to = from
		}
		return c.o.link(places[from], places[to])
	}})
	return c, nil
}

func (c *Cluster) start(ctx context.Context) error {
	if err := c.nodes[0].Start(ctx); err != nil {
		return err
	}
	c.begun.Store(true)
	if err := c.each(c.nodes[1:], func(n *Node) error { return n.Start(ctx) }); err != nil || !c.o.Replicated {
		return err
	}
	return c.AwaitReplicated(ctx, 0)
}

// each does f for all nodes at once.
func (c *Cluster) each(nodes []*Node, f func(*Node) error) error {
	errs := make([]error, len(nodes))
	var all sync.WaitGroup
	for i, n := range nodes {
		all.Go(func() { errs[i] = f(n) })
	}
	all.Wait()
	return errors.Join(errs...)
}

// Close ends all nodes and the network. It returns when their goroutines have ended.
func (c *Cluster) Close() error {
	c.Heal()
	err := c.each(c.nodes, func(n *Node) error {
		n.Disk.Heal()
		return n.exclusive(context.Background(), n.close)
	})
	c.net.Close()
	return err
}

// Nodes are all nodes, in the topology's order.
func (c *Cluster) Nodes() []*Node { return slices.Clone(c.nodes) }

// Blackout cuts the power of all nodes at once, and all that was not synced is lost. It
// returns when they have ended, and how many had run.
func (c *Cluster) Blackout(ctx context.Context) (cut int, err error) {
	var n atomic.Int32
	err = c.each(c.nodes, func(x *Node) error {
		err := x.kill(ctx, 0)
		if err == nil {
			n.Add(1)
		} else if errors.Is(err, ErrDown) {
			return nil
		}
		return err
	})
	return int(n.Load()), err
}

// Net is the network, whose hosts are the nodes' names.
func (c *Cluster) Net() *memnet.Net { return c.net }

// Select returns the nodes that the names mean: of nodes, zones or regions, each
// node once. No names: all nodes.
func (c *Cluster) Select(names ...string) ([]*Node, error) {
	if len(names) == 0 {
		return c.Nodes(), nil
	}
	var out []*Node
	for _, name := range names {
		found := false
		for _, n := range c.nodes {
			if name != n.Name && name != n.Zone && name != n.Region {
				continue
			}
			if found = true; !slices.Contains(out, n) {
				out = append(out, n)
			}
		}
		if !found {
			return nil, fmt.Errorf("local: no node, zone or region is called %q", name)
		}
	}
	return out, nil
}

// random is a source of its own for somebody.
func (c *Cluster) random() *rand.Rand {
	c.mu.Lock()
	defer c.mu.Unlock()
	return rand.New(rand.NewPCG(c.mu.rng.Uint64(), 1))
}

func (c *Cluster) draw(from []int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return from[c.mu.rng.IntN(len(from))]
}

// power gives a host power, or takes it: then not even a refusal comes from it.
func (c *Cluster) power(host string, on bool) {
	c.mu.Lock()
	if on {
		delete(c.mu.off, host)
	} else {
		c.mu.off[host] = true
	}
	c.mu.Unlock()
	c.apply()
}

// apply tells the network which ways are cut.
func (c *Cluster) apply() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.nodes {
		for _, b := range c.nodes {
			k := [2]string{a.Name, b.Name}
			want := a != b && (c.mu.cuts[k] || c.mu.off[k[0]] || c.mu.off[k[1]])
			switch {
			case want && !c.mu.cut[k]:
				c.mu.cut[k] = true
				c.net.Cut(k[0], k[1])
			case !want && c.mu.cut[k]:
				delete(c.mu.cut, k)
				c.net.Heal(k[0], k[1])
			}
		}
	}
}

// Partition cuts the groups off from each other, both ways. Nodes in no group
// reach all: one such node is a bridge. A further partition adds to it.
func (c *Cluster) Partition(groups ...[]*Node) {
	for i, a := range groups {
		for j, b := range groups {
			if i != j {
				c.Cut(a, b)
			}
		}
	}
}

// Isolate cuts nodes off from all others.
func (c *Cluster) Isolate(nodes []*Node) {
	c.Partition(nodes, slices.DeleteFunc(c.Nodes(), func(n *Node) bool { return slices.Contains(nodes, n) }))
}

// Cut lets nothing more arrive at the nodes to from the nodes from.
func (c *Cluster) Cut(from, to []*Node) { c.setCut(from, to, true) }

// Mend ends cuts from the nodes from to the nodes to.
func (c *Cluster) Mend(from, to []*Node) { c.setCut(from, to, false) }

func (c *Cluster) setCut(from, to []*Node, cut bool) {
	c.mu.Lock()
	for _, a := range from {
		for _, b := range to {
			if cut && a != b {
				c.mu.cuts[[2]string{a.Name, b.Name}] = true
			} else {
				delete(c.mu.cuts, [2]string{a.Name, b.Name})
			}
		}
	}
	c.mu.Unlock()
	c.apply()
}

// Slow makes messages from some nodes to others take longer by that much, lose
// that share of segments (TCP sends them again), and pass no faster than
// bytesPerSecond (0: no limit). Zeros make them as they were.
func (c *Cluster) Slow(from, to []*Node, by time.Duration, loss float64, bytesPerSecond int64) {
	for _, a := range from {
		for _, b := range to {
			if a == b {
				continue
			}
			l := c.o.link(a.place(), b.place())
			l.Latency += by
			l.Loss, l.BytesPerSecond = loss, bytesPerSecond
			c.net.SetLink(a.Name, b.Name, l)
		}
	}
}

// Reset breaks the connections between nodes, which then connect again.
func (c *Cluster) Reset(a, b []*Node) {
	for _, x := range a {
		for _, y := range b {
			if x != y {
				c.net.Reset(x.Name, y.Name)
			}
		}
	}
}

// Heal ends what was done to the network.
func (c *Cluster) Heal() {
	c.mu.Lock()
	clear(c.mu.cuts)
	c.mu.Unlock()
	c.apply()
	c.Slow(c.nodes, c.nodes, 0, 0, 0)
}
