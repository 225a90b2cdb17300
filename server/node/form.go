package node

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// How a node becomes a member:
//
//	its store has an identity        it is that node
//	no Join                          it begins a cluster of its own
//	Join                             it asks those addresses for an ID, until one is a
//	                                 member and gives it one, or until somebody tells it
//	                                 to begin the cluster (Init)
//
// An ID is given once: a node that is lost before it has noted its ID gets another.

// The services that nodes offer each other besides the ranges.
const (
	serviceJoin     = "join"
	serviceInit     = "init"
	serviceMembers  = "members"
	serviceScatter  = "scatter"
	serviceSessions = "sessions"
	serviceAdvisory = "advisory"
	serviceNotify   = "notify"
)

const (
	joinPatience = 5 * time.Second // for one answer of one address
	joinPauseMin = 50 * time.Millisecond
	joinPauseMax = time.Second
)

// Errors of joining. Test with errors.Is.
var (
	// ErrWaiting means that the asked node is no member of a cluster either.
	ErrWaiting = errors.New("it belongs to no cluster yet")
	// ErrRefused means that a node can't be in the cluster that it is to join.
	ErrRefused = errors.New("refused by the cluster")
)

// openMesh begins to listen to other nodes, as who the node is not known yet.
func (n *Node) openMesh() (err error) {
	if n.o.ListenAddr == "" {
		return nil
	}
	n.raftnet = raftnet.New(0)
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
	n.members.mesh, n.versions.mesh = n.mesh, n.mesh
	n.mesh.HandleStrangers(serviceJoin, n.serveJoin)
	n.mesh.HandleStrangers(serviceInit, n.serveInit)
	n.mesh.Handle(serviceMembers, n.members.serve)
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
	n.ident, err = store.ReadIdent(n.engine)
	if err == nil {
		if err := n.versions.load(); err != nil {
			return fmt.Errorf("store %s: %w", n.o.Dir, err)
		}
	}
	if errors.Is(err, store.ErrEmpty) {
		if n.mesh == nil || len(n.o.Join) == 0 {
			err = n.beginCluster(ctx)
		} else {
			err = n.join(ctx)
		}
	}
	if err != nil {
		return err
	}
	n.members.self, n.members.epoch, n.members.home = n.ident.NodeID, n.epoch, regionOf(n.o.Locality)
	if err := n.members.load(); err != nil {
		return err
	}
	if n.members.joint {
		if err := n.together(ctx); err != nil {
			return err
		}
	}
	if err := n.decide(ctx); err != nil {
		return err
	}
	if n.mesh != nil {
		n.raftnet.SetNode(n.ident.NodeID)
		n.raftnet.Attach(n.mesh)
		n.mesh.SetIdentity(transport.Identity{ClusterID: n.ident.ClusterID, NodeID: n.ident.NodeID, Address: n.address, Epoch: n.epoch})
		if err := n.greet(ctx); err != nil {
			return err
		}
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

// beginCluster makes the store of a new cluster's first node.
func (n *Node) beginCluster(ctx context.Context) error {
	n.forming.Lock()
	defer n.forming.Unlock()
	id, err := store.ReadIdent(n.engine)
	if err == nil {
		n.ident = id // somebody was faster
		return nil
	}
	id = store.Ident{NodeID: 1, StoreID: 1}
	if _, err := rand.Read(id.ClusterID[:]); err != nil {
		return err
	}
	if err := n.decide(ctx); err != nil {
		return err
	}
	v := directory.Version{Active: n.o.versionFirst(), Next: n.o.versionFirst()}
	if err := n.versions.begin(v); err != nil {
		return err
	}
	if err := store.Bootstrap(n.engine, id, n.clock.Now().Timestamp(), v); err != nil {
		return err
	}
	n.began = true
	n.log.Info("new cluster", "cluster", fmt.Sprintf("%x", id.ClusterID), "dir", n.o.Dir)
	n.ident, err = store.ReadIdent(n.engine)
	return err
}

// join asks around until this node has an ID.
func (n *Node) join(ctx context.Context) error {
	n.log.Info("joining", "addresses", n.o.Join, "address", n.address)
	why := map[string]*reasons{}
	for _, address := range n.o.Join {
		why[address] = &reasons{every: reasonEvery}
	}
	for wait := joinPauseMin; ; wait = min(2*wait, joinPauseMax) {
		for _, address := range n.o.Join {
			reply, err := n.askToJoin(ctx, address)
			switch {
			case err == nil:
				return n.joined(reply)
			case errors.Is(err, ErrRefused):
				return err
			case ctx.Err() != nil:
				return ctx.Err()
			}
			if why[address].due(time.Now()) {
				n.log.Info("not joined yet", "address", address, "why", err)
			}
		}
		pause := time.NewTimer(wait)
		select {
		case asked := <-n.initAsked:
			pause.Stop()
			return n.begin(ctx, asked)
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
		}
		if ctx.Err() != nil {
			return fmt.Errorf("no cluster found at %v: %w", n.o.Join, ctx.Err())
		}
	}
}

// initRequest is somebody's wish that the cluster begins.
type initRequest struct {
	done chan error    // gets what came of it
	told chan struct{} // closed when they know
}

// begin begins the cluster as asked. It returns when that is told, for who becomes
// somebody closes all connections from before.
func (n *Node) begin(ctx context.Context, r initRequest) error {
	err := n.beginCluster(ctx)
	r.done <- err
	wait := time.NewTimer(joinPatience)
	defer wait.Stop()
	select {
	case <-r.told:
	case <-wait.C:
	case <-ctx.Done():
	}
	return err
}

// askToJoin asks one address for an ID.
func (n *Node) askToJoin(ctx context.Context, address string) (*nodepb.JoinReply, error) {
	ctx, cancel := context.WithTimeout(ctx, joinPatience)
	defer cancel()
	s, err := n.mesh.OpenAddress(ctx, address, serviceJoin)
	if err != nil {
		return nil, refusal(address, err)
	}
	defer s.Close()
	if err := s.Send(&nodepb.JoinRequest{Address: n.address, Build: n.o.Build}); err != nil {
		return nil, refusal(address, err)
	}
	reply := &nodepb.JoinReply{}
	if err := s.Receive(reply); err != nil {
		return nil, refusal(address, err)
	}
	if reply.Waiting {
		return nil, fmt.Errorf("%s: %w", address, ErrWaiting)
	}
	if reply.Refused != "" {
		return nil, fmt.Errorf("%w: %s: its node can't connect with this one: %s", ErrRefused, address, reply.Refused)
	}
	if len(reply.ClusterId) != 16 || reply.NodeId == 0 || reply.StoreId == 0 {
		return nil, fmt.Errorf("%s: its answer makes no sense", address)
	}
	return reply, nil
}

// refusal marks errors that trying again does not mend.
func refusal(address string, err error) error {
	switch {
	case transport.Untrusted(err):
		return fmt.Errorf("%w: %s: the nodes of a cluster need certificates of one CA: %w", ErrRefused, address, err)
	case errors.Is(err, transport.ErrVersion), errors.Is(err, transport.ErrCluster), errors.Is(err, transport.ErrExpelled), errors.Is(err, directory.ErrVersion):
		return fmt.Errorf("%w: %s: %w", ErrRefused, address, err)
	}
	return err
}

// joined makes the store of a node that was taken in.
func (n *Node) joined(reply *nodepb.JoinReply) error {
	n.forming.Lock()
	defer n.forming.Unlock()
	id := store.Ident{NodeID: reply.NodeId, StoreID: reply.StoreId}
	copy(id.ClusterID[:], reply.ClusterId)
	n.members.learnBook(reply.Book)
	if err := n.members.become(); err != nil {
		return err
	}
	if err := n.versions.begin(n.members.version()); err != nil {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	if err := store.Join(n.engine, id); err != nil {
		return err
	}
	var err error
	n.ident, err = store.ReadIdent(n.engine)
	n.log.Info("joined", "cluster", fmt.Sprintf("%x", id.ClusterID), "node", id.NodeID, "store", id.StoreID)
	return err
}

// serveJoin gives a stranger an ID.
func (n *Node) serveJoin(s *transport.Stream) error {
	var req nodepb.JoinRequest
	if err := s.Receive(&req); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(req.Address); err != nil {
		return fmt.Errorf("the address %.100q is not host:port", req.Address)
	}
	select {
	case <-n.serving:
	default:
		return s.Send(&nodepb.JoinReply{Waiting: true})
	}
	if err := n.dialBack(s.Context(), req.Address); transport.Untrusted(err) {
		n.log.Warn("a node may not join: it can't be reached", "address", req.Address, "why", err)
		return s.Send(&nodepb.JoinReply{Refused: err.Error()})
	} else if err != nil {
		return fmt.Errorf("node %d can't reach the address that it was given: %w", n.ident.NodeID, err)
	}
	reply, err := n.admit(s.Context(), s.Peer())
	if err != nil {
		return err
	}
	n.log.Info("a node joins", "node", reply.NodeId, "address", req.Address, "build", req.Build)
	return s.Send(reply)
}

// dialBack looks whether a node that wants to join can be reached where it says. One that reaches
// others and can't be reached would look healthy, and be none that a quorum can count on.
func (n *Node) dialBack(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, joinPatience/2)
	defer cancel()
	s, err := n.mesh.OpenAddress(ctx, address, serviceJoin)
	if err != nil {
		return err
	}
	s.Close()
	return nil
}

// admit takes a new node in. From then on this node counts on others.
func (n *Node) admit(ctx context.Context, who transport.Peer) (*nodepb.JoinReply, error) {
	if err := n.agreed.first(); err != nil {
		return nil, err
	}
	if err := n.together(ctx); err != nil {
		return nil, err
	}
	if n.goesBy() == byAgreement { // what this node serves meanwhile stands still
		if err := n.agreed.awaitPermit(ctx); err != nil {
			return nil, err
		}
	}
	reply := &nodepb.JoinReply{ClusterId: n.ident.ClusterID[:]}
	err := n.db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "join"}, func(ctx context.Context, t *coord.Txn) error {
		v, err := lockVersion(ctx, t, kvpb.LockMode_SHARE)
		if err != nil {
			return err
		}
		n.members.learnVersion(v)
		if err := v.Admits(who.VersionMin, who.VersionMax); err != nil {
			return err
		}
		if reply.NodeId, err = nextID(ctx, t, "id/node"); err == nil {
			reply.StoreId, err = nextID(ctx, t, "id/store")
		}
		return err
	})
	n.members.nudge()
	reply.Book = n.members.book()
	return reply, err
}

// nextID takes a number from a counter whose first, 1, the first node has.
func nextID(ctx context.Context, t *coord.Txn, name string) (uint32, error) {
	k := append(keys.Key{keys.System}, name...)
	v, found, err := lockRow(ctx, t, k)
	if err != nil {
		return 0, err
	}
	id := uint64(2)
	if found {
		last, n := binary.Uvarint(v)
		if n <= 0 || last >= 1<<32-1 {
			return 0, fmt.Errorf("the counter %s is damaged, or at its end", name)
		}
		id = last + 1
	}
	return uint32(id), t.Put(ctx, k, binary.AppendUvarint(nil, id), kvpb.LockMode_UPDATE)
}

// serveInit begins the cluster, where this node waits for one.
func (n *Node) serveInit(s *transport.Stream) error {
	var req nodepb.InitRequest
	if err := s.Receive(&req); err != nil {
		return err
	}
	r := initRequest{make(chan error, 1), make(chan struct{})}
	defer close(r.told)
	select {
	case n.initAsked <- r:
		if err := <-r.done; err != nil {
			return err
		}
		if err := s.Send(&nodepb.InitReply{ClusterId: n.clusterID()}); err != nil {
			return err
		}
		<-s.Context().Done() // who asked has heard it, and left
		return nil
	case <-n.formed:
		return s.Send(&nodepb.InitReply{ClusterId: n.clusterID(), Already: true})
	case <-s.Context().Done():
		return s.Context().Err()
	case <-n.closing.Done():
		return errors.New("the node stops")
	}
}

func (n *Node) clusterID() []byte {
	n.forming.Lock()
	defer n.forming.Unlock()
	return n.ident.ClusterID[:]
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
	s, err := m.OpenAddress(ctx, o.Address, serviceInit)
	if err != nil {
		return nil, false, err
	}
	defer s.Close()
	if err := s.Send(&nodepb.InitRequest{}); err != nil {
		return nil, false, err
	}
	var reply nodepb.InitReply
	if err := s.Receive(&reply); err != nil {
		return nil, false, err
	}
	return reply.ClusterId, reply.Already, nil
}
