package local

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/memnet"
	"github.com/isochrondb/isochron/server/node"
)

// Region is where nodes stand.
type Region struct {
	Name  string
	Nodes int // default 3
	Zones int // the nodes stand in them in turn; default: one each
}

// ThreeRegions are three regions on three continents with three nodes each, which
// have 74, 165 and 232 ms between them.
func ThreeRegions() []Region {
	return []Region{{Name: "us-east"}, {Name: "eu-west"}, {Name: "ap-northeast"}}
}

// Options of a Cluster. Zero values mean the defaults named.
type Options struct {
	Regions []Region // default: one node in "us-east"

	// RoundTrip is the network's between two regions (or within one, between zones);
	// nil: the function RoundTrip, which knows measured ones.
	RoundTrip func(from, to string) time.Duration
	Jitter    float64 // share of its latency that a message may take longer

	Seed uint64 // of jitter, power cuts, and what the nodes draw

	// ClockError is E, the budget of every node. A cluster of several nodes has 10 ms:
	// what a maintained clock keeps to. One node alone has none.
	ClockError time.Duration
	// ClockClaim is what nodes' clocks claim their error to be at first: what their sources once
	// knew goes on to count with clocks that agree.
	ClockClaim time.Duration
	// AgreeClocks is node.Options's.
	AgreeClocks bool

	RaftFaults transport.RaftFaults // decides about Raft messages; nil: none is hurt
	// Configure may change what a node starts with. nil: nothing. It and Logger are called one
	// node after the other, and must not wait for anything.
	Configure func(n *Node, o *node.Options)
	Logger    func(n *Node) *slog.Logger // nil: silent

	// Replicated makes Start wait until every range has its replicas, too.
	Replicated bool
	// StartWithin is how long a node may take to serve. Default 60 s.
	StartWithin time.Duration
}

// Limits and defaults of Options.
const (
	nodesMax           = 64 // of a cluster in one process: each has a store's caches and a dozen goroutines
	defaultClockError  = 10 * time.Millisecond
	defaultStartWithin = 60 * time.Second
	defaultNodes       = 3
)

// Validate fills in defaults and reports what makes no sense.
func (o *Options) Validate() error {
	if len(o.Regions) == 0 {
		o.Regions = []Region{{Name: "us-east", Nodes: 1}}
	}
	if o.RoundTrip == nil {
		o.RoundTrip = RoundTrip
	}
	if o.StartWithin == 0 {
		o.StartWithin = defaultStartWithin
	}
	o.Regions = slices.Clone(o.Regions)
	total := 0
	for i := range o.Regions {
		if err := o.Regions[i].validate(); err != nil {
			return err
		}
		if slices.ContainsFunc(o.Regions[:i], func(r Region) bool { return r.Name == o.Regions[i].Name }) {
			return fmt.Errorf("local: region %q twice", o.Regions[i].Name)
		}
		total += o.Regions[i].Nodes
	}
	if total > nodesMax {
		return fmt.Errorf("local: %d nodes are more than %d", total, nodesMax)
	}
	if o.ClockError == 0 && total > 1 {
		o.ClockError = defaultClockError
	}
	if o.Jitter < 0 {
		return errors.New("local: a message can't be early: jitter is negative")
	}
	return nil
}

func (r *Region) validate() error {
	if r.Nodes == 0 {
		r.Nodes = defaultNodes
	}
	if r.Zones == 0 {
		r.Zones = r.Nodes
	}
	switch {
	case r.Name == "":
		return errors.New("local: a region without a name")
	case r.Nodes < 0 || r.Zones < 0:
		return fmt.Errorf("local: region %q has %d nodes in %d zones", r.Name, r.Nodes, r.Zones)
	}
	return nil
}

// place is where a node stands, and what it is called.
type place struct{ name, region, zone string }

// places gives the nodes names (n1, n2 …, in the regions' order) and zones
// (us-east-a, us-east-b …).
func (o *Options) places() (out []place) {
	for _, r := range o.Regions {
		for i := range r.Nodes {
			out = append(out, place{
				name: fmt.Sprint("n", len(out)+1), region: r.Name, zone: fmt.Sprintf("%s-%s", r.Name, letters(i%r.Zones)),
			})
		}
	}
	return out
}

// letters counts a, b … z, aa, ab …
func letters(i int) string {
	s := string(rune('a' + i%26))
	if i >= 26 {
		return letters(i/26-1) + s
	}
	return s
}

// link is what the way from a place to another is like.
func (o *Options) link(a, b place) memnet.Link {
	var rt time.Duration
	switch {
	case a.zone == b.zone:
		rt = withinRoundTrip
	default:
		rt = o.RoundTrip(a.region, b.region)
	}
	l := memnet.Link{Latency: rt / 2}
	l.Jitter = time.Duration(o.Jitter * float64(l.Latency))
	return l
}
