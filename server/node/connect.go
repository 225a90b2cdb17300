package node

import (
	"context"
	"errors"
	"net"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/membership"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// How the node comes to be one of its cluster (package membership), and where it meets the others.

// The services that nodes offer each other besides the ranges and membership's.
const (
	serviceScatter  = "scatter"
	serviceSessions = "sessions"
	serviceAdvisory = "advisory"
	serviceNotify   = "notify"
)

// openMesh makes the node's end of connections to others, and begins to listen, as who the node is
// not known yet. A node without an address has that end, too: nobody is there to talk to.
func (n *Node) openMesh() (err error) {
	var notes transport.ClockNotes
	if n.agreed != nil {
		notes = n.agreed
	}
	n.mesh, err = transport.New(transport.MeshOptions{
		Identity: transport.Identity{Address: n.o.AdvertiseAddr, Epoch: n.epoch},
		Network:  n.o.Network, ServerTLS: n.o.PeerTLS.Server, ClientTLS: n.o.PeerTLS.Client, VerifyPeer: n.o.PeerTLS.Verify,
		VerifyHost: n.o.PeerTLS.VerifyHost, VerifyNode: n.o.PeerTLS.VerifyNode,
		Log: n.log, Panics: n.panics,
		Resolve: n.members.Resolve, Met: n.members.Met, Admit: n.members.Admit,
		Clock: n.tellClock, Notes: notes,
		EncodeError: pgerror.EncodeError, DecodeError: pgerror.DecodeError,
		Raft: n.raftnet, Heartbeats: n.raftnet, Snapshots: n.raftnet, RaftFaults: n.o.RaftFaults,
		Limits: n.o.MeshLimits, Timing: n.o.MeshTiming, VersionMin: n.o.VersionMin, VersionMax: n.o.VersionMax,
	})
	if err != nil {
		return err
	}
	n.endMesh = n.mesh.Close
	n.membership.Attach(n.mesh)
	if n.o.ListenAddr == "" {
		return nil
	}
	return n.listen()
}

// listen takes connections of other nodes.
func (n *Node) listen() (err error) {
	l := n.o.Listener
	if l == nil {
		network := n.o.Network
		if network == nil {
			network = transport.OS{}
		}
		if l, err = network.Listen(n.o.ListenAddr); err != nil {
			return err
		}
	}
	n.address = advertised(n.o.AdvertiseAddr, l.Addr().String())
	if err := n.mesh.Serve(l); err != nil {
		return err
	}
	n.membership.SetAddress(n.address)
	n.mesh.SetIdentity(transport.Identity{Address: n.address, Epoch: n.epoch})
	return nil
}

// advertised is where others reach a node that listens at address. An advertised
// address without a port gets the one that is listened on.
func advertised(advertise, address string) string {
	if advertise == "" {
		return address
	}
	host, port, err := net.SplitHostPort(advertise)
	if err != nil {
		host, port = advertise, "0"
	}
	if port == "0" || port == "" {
		_, port, _ = net.SplitHostPort(address)
	}
	return net.JoinHostPort(host, port)
}

// identify finds out who this node is, or makes it somebody.
func (n *Node) identify(ctx context.Context) (err error) {
	if n.ident, err = n.membership.Identify(ctx); err != nil {
		return err
	}
	if n.membership.Joint() {
		if n.o.ListenAddr == "" && len(n.members.Others()) > 0 {
			return errors.New("the node's cluster has other nodes, which could not reach it: it needs an address for them")
		}
		if err := n.together(ctx); err != nil {
			return err
		}
	}
	if err := n.decide(ctx); err != nil {
		return err
	}
	n.raftnet.SetNode(n.ident.NodeID)
	n.raftnet.Attach(n.mesh)
	n.mesh.SetIdentity(transport.Identity{ClusterID: n.ident.ClusterID, NodeID: n.ident.NodeID, Address: n.address, Epoch: n.epoch})
	if err := n.membership.Greet(ctx); err != nil {
		return err
	}
	if err := n.awaitCompared(ctx); err != nil {
		return err
	}
	n.cluster.Go(n.watchClocks)
	n.cluster.Go(n.watchRoom)
	if n.agreed != nil {
		n.cluster.Go(n.agreed.follow)
	}
	return nil
}

// member is the node, as its membership sees it.
type member struct{ n *Node }

var _ membership.Host = member{}

// Forming implements membership.Host.
func (h member) Forming(ctx context.Context) error { return h.n.decide(ctx) }

// Describe implements membership.Host.
func (h member) Describe(row *directory.Node) { h.n.describe(row) }

// Admitting implements membership.Host.
func (h member) Admitting(ctx context.Context) error {
	n := h.n
	if err := n.agreed.first(); err != nil {
		return err
	}
	if err := n.together(ctx); err != nil {
		return err
	}
	if n.goesBy() == byAgreement { // what this node serves meanwhile stands still
		return n.agreed.awaitPermit(ctx)
	}
	return nil
}

// openMembership makes the node's part in its cluster.
func (n *Node) openMembership() {
	n.membership = membership.New(membership.Options{
		Host: member{n}, Engine: n.engine, Store: n.o.Dir, Log: n.log, Group: n.cluster, Ending: n.closing,
		DB: func() *coord.DB { return n.db }, Now: func() hlc.Timestamp { return n.clock.Now().Timestamp() },
		Epoch: n.epoch, Locality: n.o.Locality, Build: n.o.Build, Join: n.o.Join,
		Versions: n.versions, First: n.o.versionFirst(), AgreeClocks: n.o.AgreeClocks, MayAgree: n.agreed.mayPermit,
	})
	n.members = n.membership.Members()
}

// InitOptions say how to reach the node that is to begin a cluster.
type InitOptions struct {
	Network transport.Network // nil: the operating system's
	TLS     PeerTLS
	Address string // node-to-node
}

// Init tells a node that waits to begin the cluster. already: it belongs to one.
func Init(ctx context.Context, o InitOptions) (clusterID []byte, already bool, err error) {
	m, err := transport.New(transport.MeshOptions{
		Identity: transport.Identity{Address: "init"}, Network: o.Network,
		ServerTLS: o.TLS.Server, ClientTLS: o.TLS.Client, VerifyPeer: o.TLS.Verify,
		VerifyHost: o.TLS.VerifyHost, VerifyNode: o.TLS.VerifyNode,
		Resolve:    func(uint32) (string, bool) { return "", false },
		VersionMax: version.Max | version.Agreed, // it keeps no clock, and reads none
	})
	if err != nil {
		return nil, false, err
	}
	defer m.Close()
	return membership.Init(ctx, m, o.Address)
}
