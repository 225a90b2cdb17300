package membership

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/txn/coord"
)

// The services that nodes offer each other about membership.
const (
	serviceJoin    = "join"
	serviceInit    = "init"
	serviceMembers = "members"
)

const (
	joinTimeout  = 5 * time.Second // for one answer of one address
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

// Identify finds out who this node is, or makes it somebody: the first of a new cluster, or one
// of another that takes it in, for which it may wait until ctx ends. ErrRefused tells that it
// has no place there.
func (m *Member) Identify(ctx context.Context) (store.Ident, error) {
	id, err := store.ReadIdent(m.engine)
	m.ident = id
	if err == nil {
		if err := m.versions.load(); err != nil {
			return id, fmt.Errorf("store %s: %w", m.o.Store, err)
		}
	}
	if errors.Is(err, store.ErrEmpty) {
		if len(m.o.Join) == 0 {
			err = m.beginCluster(ctx)
		} else {
			err = m.join(ctx)
		}
	}
	if err != nil {
		return m.ident, err
	}
	m.members.self, m.members.epoch, m.members.home = m.ident.NodeID, m.o.Epoch, RegionOf(m.o.Locality)
	return m.ident, m.members.load()
}

// beginCluster makes the store of a new cluster's first node.
func (m *Member) beginCluster(ctx context.Context) error {
	m.forming.Lock()
	defer m.forming.Unlock()
	id, err := store.ReadIdent(m.engine)
	if err == nil {
		m.ident = id // somebody was faster
		return nil
	}
	id = store.Ident{NodeID: 1, StoreID: 1}
	if _, err := rand.Read(id.ClusterID[:]); err != nil {
		return err
	}
	if err := m.o.Host.Forming(ctx); err != nil {
		return err
	}
	v := directory.Version{Active: m.o.First, Next: m.o.First}
	if err := m.versions.begin(v); err != nil {
		return err
	}
	if err := store.Bootstrap(m.engine, id, m.o.Now(), v); err != nil {
		return err
	}
	m.began = true
	m.log.Info("new cluster", "cluster", fmt.Sprintf("%x", id.ClusterID), "dir", m.o.Store)
	m.ident, err = store.ReadIdent(m.engine)
	return err
}

// joinPauses are those between two rounds of asking: a node that starts beside this one is there soon.
func joinPauses() retry.Pauses {
	return retry.Policy{First: joinPauseMin, Longest: joinPauseMax}.Begin()
}

// join asks around until this node has an ID.
func (m *Member) join(ctx context.Context) error {
	m.log.Info("joining", "addresses", m.o.Join, "address", m.address)
	why := map[string]*reasons{}
	for _, address := range m.o.Join {
		why[address] = &reasons{every: reasonEvery}
	}
	for pauses := joinPauses(); ; {
		for _, address := range m.o.Join {
			reply, err := m.askToJoin(ctx, address)
			switch {
			case err == nil:
				return m.joined(reply)
			case errors.Is(err, ErrRefused):
				return err
			case ctx.Err() != nil:
				return ctx.Err()
			}
			if why[address].due(time.Now()) {
				m.log.Info("not joined yet", "address", address, "why", err)
			}
		}
		pause := time.NewTimer(pauses.Next())
		select {
		case asked := <-m.initAsked:
			pause.Stop()
			return m.begin(ctx, asked)
		case <-pause.C:
		case <-ctx.Done():
			pause.Stop()
		}
		if ctx.Err() != nil {
			return fmt.Errorf("no cluster found at %v: %w", m.o.Join, ctx.Err())
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
func (m *Member) begin(ctx context.Context, r initRequest) error {
	err := m.beginCluster(ctx)
	r.done <- err
	wait := time.NewTimer(joinTimeout)
	defer wait.Stop()
	select {
	case <-r.told:
	case <-wait.C:
	case <-ctx.Done():
	}
	return err
}

// askToJoin asks one address for an ID.
func (m *Member) askToJoin(ctx context.Context, address string) (*nodepb.JoinReply, error) {
	ctx, cancel := context.WithTimeout(ctx, joinTimeout)
	defer cancel()
	s, err := m.mesh.OpenAddress(ctx, address, serviceJoin)
	if err != nil {
		return nil, refusal(address, err)
	}
	defer s.Close()
	if err := s.Send(&nodepb.JoinRequest{Address: m.address, Build: m.o.Build}); err != nil {
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
func (m *Member) joined(reply *nodepb.JoinReply) error {
	m.forming.Lock()
	defer m.forming.Unlock()
	id := store.Ident{NodeID: reply.NodeId, StoreID: reply.StoreId}
	copy(id.ClusterID[:], reply.ClusterId)
	m.members.learnBook(reply.Book)
	if err := m.members.Become(); err != nil {
		return err
	}
	if err := m.versions.begin(m.members.version()); err != nil {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	if err := store.Join(m.engine, id); err != nil {
		return err
	}
	var err error
	m.ident, err = store.ReadIdent(m.engine)
	m.log.Info("joined", "cluster", fmt.Sprintf("%x", id.ClusterID), "node", id.NodeID, "store", id.StoreID)
	return err
}

// serveJoin gives a stranger an ID.
func (m *Member) serveJoin(s *transport.Stream) error {
	var req nodepb.JoinRequest
	if err := s.Receive(&req); err != nil {
		return err
	}
	if _, _, err := net.SplitHostPort(req.Address); err != nil {
		return fmt.Errorf("the address %.100q is not host:port", req.Address)
	}
	select {
	case <-m.serving:
	default:
		return s.Send(&nodepb.JoinReply{Waiting: true})
	}
	if err := m.dialBack(s.Context(), req.Address); transport.Untrusted(err) {
		m.log.Warn("a node may not join: it can't be reached", "address", req.Address, "why", err)
		return s.Send(&nodepb.JoinReply{Refused: err.Error()})
	} else if err != nil {
		return fmt.Errorf("node %d can't reach the address that it was given: %w", m.ident.NodeID, err)
	}
	reply, err := m.admit(s.Context(), s.Peer())
	if err != nil {
		return err
	}
	m.log.Info("a node joins", "node", reply.NodeId, "address", req.Address, "build", req.Build)
	return s.Send(reply)
}

// dialBack looks whether a node that wants to join can be reached where it says. One that reaches
// others and can't be reached would look healthy, and be none that a quorum can count on.
func (m *Member) dialBack(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, joinTimeout/2)
	defer cancel()
	s, err := m.mesh.OpenAddress(ctx, address, serviceJoin)
	if err != nil {
		return err
	}
	s.Close()
	return nil
}

// admit takes a new node in. From then on this node counts on others.
func (m *Member) admit(ctx context.Context, who transport.Peer) (*nodepb.JoinReply, error) {
	if err := m.o.Host.Admitting(ctx); err != nil {
		return nil, err
	}
	reply := &nodepb.JoinReply{ClusterId: m.ident.ClusterID[:]}
	err := m.o.DB().Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "join"}, func(ctx context.Context, t *coord.Txn) error {
		v, err := lockVersion(ctx, t, kvpb.LockMode_SHARE)
		if err != nil {
			return err
		}
		m.members.learnVersion(v)
		if err := v.Admits(who.VersionMin, who.VersionMax); err != nil {
			return err
		}
		if reply.NodeId, err = nextID(ctx, t, "id/node"); err == nil {
			reply.StoreId, err = nextID(ctx, t, "id/store")
		}
		return err
	})
	m.members.Nudge()
	reply.Book = m.members.book()
	return reply, err
}

// nextID takes a number from a counter whose first, 1, the first node has.
func nextID(ctx context.Context, t *coord.Txn, name string) (uint32, error) {
	k := append(keys.Key{keys.System}, name...)
	v, found, err := LockRow(ctx, t, k)
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
func (m *Member) serveInit(s *transport.Stream) error {
	var req nodepb.InitRequest
	if err := s.Receive(&req); err != nil {
		return err
	}
	r := initRequest{make(chan error, 1), make(chan struct{})}
	defer close(r.told)
	select {
	case m.initAsked <- r:
		if err := <-r.done; err != nil {
			return err
		}
		if err := s.Send(&nodepb.InitReply{ClusterId: m.clusterID()}); err != nil {
			return err
		}
		<-s.Context().Done() // who asked has heard it, and left
		return nil
	case <-m.formed:
		return s.Send(&nodepb.InitReply{ClusterId: m.clusterID(), Already: true})
	case <-s.Context().Done():
		return s.Context().Err()
	case <-m.o.Ending.Done():
		return errors.New("the node stops")
	}
}

func (m *Member) clusterID() []byte {
	m.forming.Lock()
	defer m.forming.Unlock()
	return m.ident.ClusterID[:]
}

// Init tells the node at an address, which waits, to begin the cluster; mesh is that of a stranger.
// already: it belongs to one.
func Init(ctx context.Context, mesh *transport.Mesh, address string) (clusterID []byte, already bool, err error) {
	s, err := mesh.OpenAddress(ctx, address, serviceInit)
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
