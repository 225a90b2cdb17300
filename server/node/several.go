package node

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/rebalancer"
	"github.com/isochrondb/isochron/range/transport"
)

// What a node does as one of several: it tells who it is, follows who else is there,
// fits the length of leases to the network, and drives its ranges' placement.

// lateRoutes is the router for the store, which is there before it.
type lateRoutes struct {
	r atomic.Pointer[distsender.Router]
}

var errStarting = &kvpb.RetryElsewhere{Why: "the node is starting"}

func (l *lateRoutes) Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	if r := l.r.Load(); r != nil {
		return r.Lookup(ctx, key)
	}
	return nil, errStarting
}

// Server is asked only for what Lookup gave.
func (l *lateRoutes) Server(d *descriptor.Range) kvpb.Sender { return l.r.Load().Server(d) }

func (l *lateRoutes) Heard(d *descriptor.Range, err error) {
	if r := l.r.Load(); r != nil {
		r.Heard(d, err)
	}
}

func (l *lateRoutes) Forget(d *descriptor.Range) {
	if r := l.r.Load(); r != nil {
		r.Forget(d)
	}
}

// reconfigured is store.Options.Reconfigured.
func (l *lateRoutes) reconfigured(d *descriptor.Range) {
	if r := l.r.Load(); r != nil {
		r.Reconfigured(d)
	}
}

// openCluster makes the node known, and begins to follow the others.
func (n *Node) openCluster(ctx context.Context) error {
	for _, step := range []func(context.Context) error{
		n.membership.Announce, n.members.Poll, n.announceStore, n.membership.SettleVersion,
	} {
		if err := n.membership.Patiently(ctx, step); err != nil {
			return err
		}
	}
	o := n.o.Placement
	if w := n.o.Collect.Window; w > 0 && o.SnapshotNews == 0 {
		o.SnapshotNews = w / 10
	}
	o.Store, o.Members, o.Routes, o.Capacity, o.Log = n.store, placing{n}, n.router, n.capacity, n.log
	o.Degraded, o.OldestRead = n.clock.Degraded, n.oldestTold
	o.NonVoting = func() bool { return n.versions.Active(version.NonVoting) }
	if o.Policies == nil {
		o.Policies = n.catalog.Policies()
	}
	n.presents.policies.Store(&o.Policies)
	if n.o.SplitBytes > 0 {
		o.Placement.Splits.BytesMax = n.o.SplitBytes
	}
	var err error
	if !n.lone() {
		n.followOthers()
	}
	o.Cores = cores()
	if n.rebalancer, err = rebalancer.New(o); err != nil {
		return err
	}
	n.rebalancer.Start()
	n.mesh.Handle(serviceScatter, n.serveScatter)
	n.mesh.Handle(serviceSessions, n.serveSessions)
	n.mesh.Handle(serviceAdvisory, n.serveAdvisory)
	n.mesh.Handle(serviceNotify, n.serveNotify)
	n.cluster.Go(n.sessions.KeepAdvisoryLocks)
	n.cluster.Go(func(ctx context.Context) { n.members.Follow(ctx, n.followed) })
	n.membership.Serve()
	return nil
}

// placing is what placement's driver needs of the members.
type placing struct{ n *Node }

func (p placing) Nodes() []*directory.Node   { return p.n.members.Nodes() }
func (p placing) Stores() []*directory.Store { return p.n.members.Stores() }
func (p placing) Answers(nodeID uint32) bool { return p.n.members.Answers(nodeID) }
func (p placing) Report(ctx context.Context, row *directory.Store) error {
	return p.n.members.Report(ctx, row)
}

var _ rebalancer.Members = placing{}

func (n *Node) capacity() (total, used, available uint64) {
	m := n.engine.Metrics()
	if m.FreeBytes == 0 { // unknown: a file system in memory has no end
		return 0, uint64(max(m.DiskBytes, 0)), 0
	}
	used, available = uint64(max(m.DiskBytes, 0)), uint64(max(m.FreeBytes, 0))
	return used + available, used, available
}

// nowhere is the address in the row of a node that others can't reach: a row has one.
const nowhere = ":0"

// describe fills a row with what the node is.
func (n *Node) describe(row *directory.Node) {
	row.ID, row.Address, row.SQLAddress, row.HTTPAddress = n.ident.NodeID, cmp.Or(n.address, nowhere), n.o.SQLAddress, n.o.HTTPAddress
	row.Locality, row.Build = n.o.Locality, n.o.Build
	row.VersionMin, row.VersionMax, row.VersionNoted = n.o.VersionMin, n.o.VersionMax, n.versions.Noted().Next
	row.Epoch = n.epoch
	row.ClockBudget, row.Cores = n.o.ClockError, cores()
}

// cores is how many processors the node computes with. (Go may have more threads to run code on.)
func cores() float64 { return float64(min(runtime.GOMAXPROCS(0), runtime.NumCPU())) }

// announceStore writes a row of a store that has none: placement finds it by that.
func (n *Node) announceStore(ctx context.Context) error {
	for _, s := range n.members.Stores() {
		if s.ID == n.ident.StoreID {
			return nil
		}
	}
	total, used, available := n.capacity()
	return n.members.Report(ctx, &directory.Store{
		ID: n.ident.StoreID, NodeID: n.ident.NodeID, CapacityBytes: total, UsedBytes: used, AvailableBytes: available, ReportedAt: time.Now(),
	})
}

// followed takes in what the rows of the members say now.
func (n *Node) followed(ctx context.Context) {
	if err := n.settleGivers(ctx); err != nil && ctx.Err() == nil {
		n.log.Warn("who gives permits was not settled", "error", err)
	}
	if err := n.membership.SettleVersion(ctx); err != nil && ctx.Err() == nil {
		n.log.Warn("the cluster's version was not followed", "error", err)
	}
	n.endIfSuperseded()
	if d := n.router.First(); d != nil {
		n.members.LearnFirst(d)
	}
	if d := n.members.First(); d != nil {
		n.router.SetFirst(d)
	}
	n.rebalancer.Poke()
	if n.membership.Left() && !n.expelled.Swap(true) {
		n.log.Error("this node was decommissioned: it serves no clients any more, stop it")
		// Its clock may never be well again, since nobody permits it to go on: clients would wait for good.
		n.cluster.Go(func(context.Context) { n.cutOff() })
	}
}

// endIfSuperseded ends the node where another process of it was started later, with a copy
// of its store: no other node will listen to this one again.
func (n *Node) endIfSuperseded() {
	for _, p := range n.mesh.Peers() {
		if errors.Is(p.LastError, transport.ErrSuperseded) {
			n.store.Fail(fmt.Errorf("another process of node %d runs, with a copy of its store: node %d has %w", n.ident.NodeID, p.NodeID, p.LastError))
			return
		}
	}
}

// roundTrips are those to the other nodes that answer: leases and elections fit them.
func (n *Node) roundTrips() []time.Duration {
	if longest := n.slowest(); longest > 0 {
		return []time.Duration{longest}
	}
	return nil
}

// soloSource is a physical clock whose error does not matter while the node is alone:
// nobody else's readings are compared with its own.
type soloSource struct {
	bound.Source
	alone atomic.Bool
}

// lone reports whether nobody has been taken in, ever: what the node need not wait for then are other
// clocks, and others' changes of the schema. Nothing else asks (archtest).
func (n *Node) lone() bool { return n.solo.alone.Load() }

// Error implements bound.Source.
func (s *soloSource) Error() time.Duration {
	if s.alone.Load() {
		return 0
	}
	return s.Source.Error()
}

// together makes the node one of several, for good: from then on its clock's error
// counts, before anybody else is there to notice, and its schema is certified for
// others' changes, too.
func (n *Node) together(ctx context.Context) error {
	select {
	case n.joining <- struct{}{}: // one at a time
		defer func() { <-n.joining }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if !n.lone() {
		return nil
	}
	if s, ok := n.o.Source.(bound.Sourced); ok {
		s.Look()
	}
	if e := n.o.Source.Error(); e > n.o.ClockError && !n.versions.Active(version.Agreed) {
		return fmt.Errorf("this node's clock may be wrong by %v, and the budget is %v", e, n.o.ClockError)
	}
	if err := n.members.Become(); err != nil {
		return err
	}
	if err := n.bound.SetBudget(n.o.ClockError); err != nil {
		return err
	}
	n.shareClock()
	if n.catalog != nil {
		if err := n.catalog.Share(ctx); err != nil {
			return err
		}
	}
	n.solo.alone.Store(false)
	if n.parts.runner != nil {
		n.followOthers()
	}
	return nil
}

// followOthers makes the node look after what other nodes do with jobs and statistics.
func (n *Node) followOthers() {
	n.parts.runner.Follow(followEvery)
	n.parts.stats.Follow(followEvery)
}

// followEvery is how often jobs and statistics of other nodes are looked at.
const followEvery = 3 * time.Second

// slowest is the longest round trip of late to any other node that answers.
func (n *Node) slowest() (longest time.Duration) {
	for _, id := range n.members.Others() {
		if _, d := n.mesh.RTT(id); n.members.Answers(id) {
			longest = max(longest, d)
		}
	}
	return longest
}

// center is the node that waits are told to (txn/probe): the directory's leaseholder.
func (n *Node) center() uint32 {
	if d := n.router.First(); d != nil {
		return n.router.Leader(d)
	}
	return 0
}

// drainNotice is how long a node that is drained tries to say so.
const drainNotice = 2 * time.Second

// leave says that the node is drained, and hands its leases over.
func (n *Node) leave(ctx context.Context) {
	if n.db == nil || len(n.members.Others()) == 0 { // nobody is there to hear it
		return
	}
	n.announceDrain(ctx)
	if left := n.store.Drain(ctx); left > 0 {
		n.log.Warn("leases that nobody took over", "ranges", left)
	}
}

// announceDrain writes to the node's row that it drains. One whose clock is not well could
// not end the transaction; its peers take its leases over anyway.
func (n *Node) announceDrain(ctx context.Context) {
	if n.clock.Degraded() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, drainNotice)
	defer cancel()
	if err := n.membership.Set(ctx, n.ident.NodeID, directory.Draining); err != nil {
		n.log.Warn("the others were not told of the drain", "error", err)
	}
}

// Began reports whether the cluster began with this process.
func (n *Node) Began() bool { return n.membership.Began() }

// ID is the node's number in its cluster.
func (n *Node) ID() uint32 { return n.ident.NodeID }

// StoreID is its store's.
func (n *Node) StoreID() uint32 { return n.ident.StoreID }

// ClusterID is its cluster's.
func (n *Node) ClusterID() [16]byte { return n.ident.ClusterID }

// Addr is where other nodes reach it; empty: they can't.
func (n *Node) Addr() string { return n.address }

// Mesh is its end of the connections to other nodes.
func (n *Node) Mesh() *transport.Mesh { return n.mesh }

// Router finds ranges.
func (n *Node) Router() *distsender.Router { return n.router }
