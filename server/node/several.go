package node

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/placer"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/txn/coord"
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

// openCluster makes the node known, and begins to follow the others.
func (n *Node) openCluster(ctx context.Context) error {
	if n.mesh == nil {
		return n.settleAlone(ctx)
	}
	for _, step := range []func(context.Context) error{
		n.announce, func(ctx context.Context) error { return n.members.poll(ctx, n.db) }, n.announceStore, n.settleVersion,
	} {
		if err := n.patiently(ctx, step); err != nil {
			return err
		}
	}
	o := n.o.Placement
	if w := n.o.Collect.Window; w > 0 && o.SnapshotNews == 0 {
		o.SnapshotNews = w / 10
	}
	o.Store, o.Members, o.Routes, o.Capacity, o.Log = n.store, placing{n}, n.router, n.capacity, n.log
	o.Degraded, o.OldestRead = n.clock.Degraded, n.oldestTold
	if o.Policies == nil {
		o.Policies = n.catalog.Policies()
	}
	n.presents.policies.Store(&o.Policies)
	if n.o.SplitBytes > 0 {
		o.Placement.Splits.BytesMax = n.o.SplitBytes
	}
	var err error
	if !n.solo.alone.Load() {
		n.followOthers()
	}
	o.Cores = cores()
	if n.placer, err = placer.New(o); err != nil {
		return err
	}
	n.placer.Start()
	n.mesh.Handle(serviceScatter, n.serveScatter)
	n.mesh.Handle(serviceSessions, n.serveSessions)
	n.mesh.Handle(serviceAdvisory, n.serveAdvisory)
	n.mesh.Handle(serviceNotify, n.serveNotify)
	n.cluster.Go(n.sessions.KeepAdvisoryLocks)
	n.cluster.Go(func(ctx context.Context) { n.members.follow(ctx, n.db, n.followed) })
	close(n.serving)
	return nil
}

// refusalPoll is how often a start looks whether the others refuse this node.
const refusalPoll = 100 * time.Millisecond

// patiently does what a start needs of the cluster's ranges, again while nobody serves
// them: a node that comes back may be the one that a quorum waits for. It ends when another
// node says that this one has left the cluster, or has no place in it while nobody serves.
func (n *Node) patiently(ctx context.Context, step func(context.Context) error) error {
	ctx, giveUp := context.WithCancelCause(ctx)
	var watch sync.WaitGroup
	watch.Go(func() {
		for stop.Sleep(ctx, refusalPoll) == nil {
			if err := n.refusedByOthers(); errors.Is(err, errDecommissioned) {
				giveUp(err)
			}
		}
	})
	defer watch.Wait()
	defer giveUp(nil)
	for {
		err := step(ctx)
		if refused := context.Cause(ctx); err != nil && errors.Is(refused, ErrRefused) {
			return refused
		}
		if _, ok := errors.AsType[*coord.UnavailableError](err); !ok || ctx.Err() != nil {
			return err
		}
		if refused := n.refusedByOthers(); refused != nil { // one node's word about versions is no reason while others serve
			return refused
		}
		n.log.Warn("the start waits for ranges that nobody serves", "error", err)
	}
}

// placing is what placement's driver needs of the members.
type placing struct{ n *Node }

func (p placing) Nodes() []*directory.Node   { return p.n.members.Nodes() }
func (p placing) Stores() []*directory.Store { return p.n.members.Stores() }
func (p placing) Answers(nodeID uint32) bool { return p.n.members.Answers(nodeID) }
func (p placing) Report(ctx context.Context, row *directory.Store) error {
	return p.n.members.report(ctx, p.n.db, row)
}

var _ placer.Members = placing{}

func (n *Node) capacity() (total, used, available uint64) {
	m := n.engine.Metrics()
	if m.FreeBytes == 0 { // unknown: a file system in memory has no end
		return 0, uint64(max(m.DiskBytes, 0)), 0
	}
	used, available = uint64(max(m.DiskBytes, 0)), uint64(max(m.FreeBytes, 0))
	return used + available, used, available
}

// announce writes this node's row, if it speaks the cluster's version and has noted it
// (V2, V3). A node that was drained is active again; one that leaves goes on leaving.
func (n *Node) announce(ctx context.Context) error {
	for {
		var v directory.Version
		err := n.members.changeIf(ctx, n.db, n.ident.NodeID, func(ctx context.Context, t *coord.Txn) (err error) {
			if v, err = lockVersion(ctx, t, kvpb.LockMode_SHARE); err != nil {
				return err
			}
			if err := v.Admits(n.o.VersionMin, n.o.VersionMax); err != nil {
				return fmt.Errorf("%w: %w", ErrRefused, err)
			}
			if v.Next > n.versions.noted().Next {
				return errUnnoted
			}
			return nil
		}, n.own)
		if !errors.Is(err, errUnnoted) {
			n.members.learnVersion(v)
			return err
		}
		if err := n.versions.note(v); err != nil {
			return err
		}
	}
}

// own makes this node's row.
func (n *Node) own(old *directory.Node) (*directory.Node, error) {
	row := &directory.Node{}
	if old != nil {
		copied := *old
		row = &copied
	}
	switch row.Membership {
	case directory.Decommissioned:
		return nil, errDecommissioned
	case directory.Draining:
		row.Membership = directory.Active
	}
	n.describe(row)
	row.StartedAt = time.Now()
	return row, nil
}

// describe fills a row with what the node is.
func (n *Node) describe(row *directory.Node) {
	row.ID, row.Address, row.SQLAddress, row.HTTPAddress = n.ident.NodeID, n.address, n.o.SQLAddress, n.o.HTTPAddress
	row.Locality, row.Build = n.o.Locality, n.o.Build
	row.VersionMin, row.VersionMax, row.VersionNoted = n.o.VersionMin, n.o.VersionMax, n.versions.noted().Next
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
	return n.members.report(ctx, n.db, &directory.Store{
		ID: n.ident.StoreID, NodeID: n.ident.NodeID, CapacityBytes: total, UsedBytes: used, AvailableBytes: available, ReportedAt: time.Now(),
	})
}

// followed takes in what the rows of the members say now.
func (n *Node) followed(ctx context.Context) {
	if err := n.settleGivers(ctx); err != nil && ctx.Err() == nil {
		n.log.Warn("who gives permits was not settled", "error", err)
	}
	if err := n.settleVersion(ctx); err != nil && ctx.Err() == nil {
		n.log.Warn("the cluster's version was not followed", "error", err)
	}
	n.endIfSuperseded()
	if d := n.router.First(); d != nil {
		n.members.learnFirst(d)
	}
	if d := n.members.firstRange(); d != nil {
		n.router.SetFirst(d)
	}
	n.placer.Poke()
	if n.left() && !n.expelled.Swap(true) {
		n.log.Error("this node was decommissioned: it serves no clients any more, stop it")
		// Its clock may never be well again, since nobody permits it to go on: clients would wait for good.
		n.cluster.Go(func(context.Context) { n.cutOff() })
	}
}

// left reports whether the node is known to be no member any more: by its row, or by others
// who don't let it read that.
func (n *Node) left() bool {
	return n.members.membership(n.ident.NodeID) == directory.Decommissioned || errors.Is(n.refusedByOthers(), errDecommissioned)
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
	if !n.solo.alone.Load() {
		return nil
	}
	if s, ok := n.o.Source.(bound.Sourced); ok {
		s.Look()
	}
	if e := n.o.Source.Error(); e > n.o.ClockError && !n.versions.Active(version.Agreed) {
		return fmt.Errorf("this node's clock may be wrong by %v, and the budget is %v", e, n.o.ClockError)
	}
	if err := n.members.become(); err != nil {
		return err
	}
	if err := n.bound.SetBudget(n.o.ClockError); err != nil {
		return err
	}
	n.shareClock()
	if n.catalog != nil {
		if err := n.catalog.Together(ctx); err != nil {
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

// deadAfter is how long a node does not answer before its jobs are taken over: several
// leases' worth, for nobody else is hurt by waiting.
const deadAfter = 5 * time.Second

// processAlive implements jobs.Options.Alive.
func (n *Node) processAlive(_ context.Context, nodeID uint32, epoch uint64) (bool, error) {
	alive, known := n.members.Alive(nodeID, epoch)
	if !alive || known {
		n.members.heardOf(nodeID)
		return alive, nil
	}
	return n.members.silentFor(nodeID) < deadAfter, nil
}

// slowest is the longest round trip of late to any other node that answers.
func (n *Node) slowest() (longest time.Duration) {
	for _, id := range n.members.others() {
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
	if n.mesh == nil || n.db == nil || !n.members.several() {
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
	if err := n.setMembership(ctx, n.ident.NodeID, directory.Draining); err != nil {
		n.log.Warn("the others were not told of the drain", "error", err)
	}
}

// ErrMembership reports a change of a node's membership that may not be.
var ErrMembership = errors.New("node: membership")

// setMembership changes what is wanted of a node.
func (n *Node) setMembership(ctx context.Context, nodeID uint32, to directory.Membership) error {
	return n.members.change(ctx, n.db, nodeID, func(old *directory.Node) (*directory.Node, error) {
		switch {
		case old == nil:
			return nil, errNoSuchNode
		case old.Membership == to:
			return nil, nil
		case to == directory.Draining && old.Membership == directory.Decommissioning:
			return nil, nil // it gives its leases away as it is
		case !old.Membership.May(to):
			return nil, &membershipError{nodeID, old.Membership, to}
		}
		row := *old
		row.Membership = to
		return &row, nil
	})
}

var errNoSuchNode = errors.New("there is no such node")

type membershipError struct {
	node     uint32
	from, to directory.Membership
}

func (e *membershipError) Error() string {
	return "node " + strconv.Itoa(int(e.node)) + " is " + e.from.String() + " and can't become " + e.to.String()
}

func (e *membershipError) Unwrap() error { return ErrMembership }

// Began reports whether the cluster began with this process.
func (n *Node) Began() bool { return n.began }

// ID is the node's number in its cluster.
func (n *Node) ID() uint32 { return n.ident.NodeID }

// StoreID is its store's.
func (n *Node) StoreID() uint32 { return n.ident.StoreID }

// ClusterID is its cluster's.
func (n *Node) ClusterID() [16]byte { return n.ident.ClusterID }

// Addr is where other nodes reach it; empty: nowhere.
func (n *Node) Addr() string { return n.address }

// Mesh is its end of the connections to other nodes; nil: it has none.
func (n *Node) Mesh() *transport.Mesh { return n.mesh }

// Router finds ranges.
func (n *Node) Router() *distsender.Router { return n.router }
