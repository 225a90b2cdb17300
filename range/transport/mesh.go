package transport

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/keepalive"

	"github.com/isochrondb/isochron/base/accept"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Mesh is this node's end of all connections to the others: what they ask of it
// (Serve), and what it asks of them (Server, SendRaft, SendHeartbeat, SendSnapshot,
// Open). Connections are made when they are first needed and made again when
// they break. It implements router.Peers. Safe for concurrent use.
type Mesh struct {
	o     MeshOptions
	codec errorCodec
	// What the mesh measures (round trips, silence, echoes) counts from here by the monotonic clock:
	// no step of the wall clock makes a peer look silent.
	began  time.Time
	who    atomic.Pointer[Identity]
	local  atomic.Pointer[kvpb.Sender] // serves others' requests
	ranges atomic.Pointer[Ranges]      // what answers tell besides
	least  atomic.Uint32               // the version that others must speak: the cluster's

	server   *grpc.Server
	group    *stop.Group // pings, Raft streams
	serving  sync.WaitGroup
	dials    sync.WaitGroup // under way; grows under mu
	calls    inFlight       // requests that are being served
	workers  workers
	pendings sync.Pool // of *pending: this mesh's, for a channel belongs to one synctest bubble

	peers     atomic.Pointer[map[uint32]*remote] // copied on write, under mu
	services  atomic.Pointer[map[string]service] // likewise
	counts    meshCounts
	pace      pacer         // of snapshots sent
	taken     atomic.Int64  // connections of known nodes
	strangers *accept.Lobby // connections of others
	incoming  chan struct{} // a slot for each snapshot that is taken

	mu struct { // held for moments only; a leaf
		sync.Mutex
		closed bool
		conns  map[*conn]*link   // open ones; nil: taken
		epochs map[uint32]uint64 // the newest seen of each node
		in     map[uint32]*traffic
		strays map[*grpc.ClientConn]bool // of OpenAddress
		gone   struct{ out, in uint64 }  // bytes of nodes that were forgotten
	}
}

// meshCounts are totals since the start.
// Dropped ones are counted wherever that happens: by a full queue, by age, or with a stream that broke.
type meshCounts struct {
	dials, dialsFailed, accepted, refused, served, pings atomic.Uint64
	raftDropped, raftSent                                atomic.Uint64
	beatsDropped, beatsSent                              atomic.Uint64
	snapshotBytes                                        atomic.Uint64
}

// New returns a mesh that listens nowhere yet. Close ends it.
// It starts no goroutine: those begin with Serve, and with the first use of a node.
// Errors are those of options only.
func New(o MeshOptions) (*Mesh, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	m := &Mesh{o: o, codec: errorCodec{o.EncodeError, o.DecodeError}, began: time.Now(), group: stop.New()}
	m.who.Store(&o.Identity)
	m.SetServer(o.Server)
	m.peers.Store(&map[uint32]*remote{})
	m.services.Store(&map[string]service{})
	m.incoming = make(chan struct{}, o.Limits.SnapshotsMax)
	m.strangers = accept.NewLobby(o.Limits.StrangersMax)
	m.pace.perSecond = o.Limits.SnapshotBytesPerSec
	m.mu.conns = make(map[*conn]*link)
	m.mu.epochs = make(map[uint32]uint64)
	m.mu.in = make(map[uint32]*traffic)
	m.mu.strays = make(map[*grpc.ClientConn]bool)
	m.workers = workers{free: make(chan work), max: int64(o.Limits.WorkersMax), end: m.group.Stopping()}
	m.server = m.newServer()
	return m, nil
}

// messageSlack is what an envelope may add to a message of the largest size.
const messageSlack = 4 << 10

// headerBytesMax bounds what a peer may send besides messages.
const headerBytesMax = 16 << 10

// Windows are static: gRPC's estimate of the bandwidth sends pings of its own, and grows windows with the
// round trip, while memory for each peer is to be known (limits.md). Keepalives may come twice as often as
// this end sends them, so that two nodes of different settings don't throw each other out.
func (m *Mesh) newServer() *grpc.Server {
	l, t := &m.o.Limits, &m.o.Timing
	s := grpc.NewServer(
		grpc.Creds(&handshake{m: m}),
		grpc.ForceServerCodecV2(wire{}),
		grpc.MaxRecvMsgSize(l.MessageBytesMax+messageSlack),
		grpc.MaxSendMsgSize(l.MessageBytesMax+messageSlack),
		// Of calls of their own; those that share a stream keep to the same number by themselves (muxServer.waiting).
		grpc.MaxConcurrentStreams(uint32(l.StreamsMax)),
		grpc.StaticStreamWindowSize(int32(l.StreamWindowBytes)),
		grpc.StaticConnWindowSize(int32(l.ConnWindowBytes)),
		grpc.MaxHeaderListSize(headerBytesMax),
		grpc.ConnectionTimeout(t.Hello),
		grpc.KeepaliveParams(keepalive.ServerParameters{Time: t.KeepAlive, Timeout: t.KeepAlive}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: t.KeepAlive / 2, PermitWithoutStream: true}),
		grpc.WaitForHandlers(true),
		// Streams have no generated service: which there are is looked up when one begins (Handle).
		grpc.UnknownServiceHandler(m.serveStream),
	)
	s.RegisterService(kvService(), m)
	s.RegisterService(&controlService, m)
	return s
}

// Identity is who this node is to others.
// It changes once, when the node joins, but for its address: who compares two looks at both IDs.
func (m *Mesh) Identity() Identity { return *m.who.Load() }

// Ranges is what a node knows of ranges. Safe for concurrent use; neither may block.
type Ranges interface {
	// Newer returns a range as it is here, if that is newer than the generation that somebody
	// goes by; nil: it is not, or nothing of it is here.
	Newer(rangeID, generation uint64) *kvpb.RangeDescriptor
	// Told takes what another node knows of a range.
	Told(*kvpb.RangeDescriptor)
}

// SetRanges has answers to others' requests tell what a range is by now, where they went by an older
// descriptor, and takes in what others' answers tell. Whoever is always served else goes by the
// first that it got: until its leaseholder is lost, and with it perhaps that of the directory.
// What is told is older than what the taker knows, or newer: that is for it to find out by the generation.
// Answers on streams of their own, the large ones, tell nothing.
func (m *Mesh) SetRanges(r Ranges) { m.ranges.Store(&r) }

// newer is what an answer to req is to tell of its range; nil: nothing.
func (m *Mesh) newer(req kvpb.Request) []byte {
	p, h := m.ranges.Load(), req.GetHeader()
	if p == nil || h.GetGeneration() == 0 {
		return nil
	}
	d := (*p).Newer(h.GetRangeId(), h.GetGeneration())
	if d == nil {
		return nil
	}
	// An answer without it does no harm, so that no error here may cost the answer.
	b, err := d.MarshalVT()
	if err != nil {
		return nil
	}
	return b
}

// told takes in what an answer has told of a range, if anything.
// What can't be read is left alone: the answer counts without it.
func (m *Mesh) told(about []byte) {
	p := m.ranges.Load()
	if p == nil || len(about) == 0 {
		return
	}
	var d kvpb.RangeDescriptor
	if d.UnmarshalVT(about) == nil {
		(*p).Told(&d)
	}
}

// SetServer begins to serve others' requests with s, which a node that joins has
// only later than its mesh. nil: they are sent elsewhere.
// Requests that have begun keep the server that they began with.
func (m *Mesh) SetServer(s kvpb.Sender) {
	if s == nil {
		m.local.Store(nil)
		return
	}
	m.local.Store(&s)
}

// SetIdentity makes the node who it is: a member, once it has joined; or tells
// a new address. Connections from before are closed where the cluster or the
// node ID changed, for they were made by another.
// Connections under way meanwhile are caught by met, which compares with who the node was when
// it said hello.
func (m *Mesh) SetIdentity(id Identity) {
	// The new identity first: a hello that begins now says it, and one that was under way is caught by met.
	old := m.who.Swap(&id)
	if old.ClusterID != id.ClusterID || old.NodeID != id.NodeID {
		m.breakAll(func(*link) bool { return true })
	}
}

// SetVersion says that the cluster is at a version, or about to be: who does not speak it
// has no place in it, and connections to them are closed.
// The floor is stored first: a hello that comes to met later is judged by it.
func (m *Mesh) SetVersion(v uint32) {
	m.least.Store(v)
	m.breakConns(func(c *conn, _ *link) bool {
		p := c.peer.Load()
		return p != nil && !version.Has(p.VersionMax, v)
	})
}

// A snapshot for one hello, so that both ends judge by the same words though they change meanwhile.
func (m *Mesh) self() *self {
	return &self{Identity: m.Identity(), versionMin: m.o.VersionMin, versionMax: m.o.VersionMax, cluster: m.least.Load(), admit: m.o.Admit}
}

// Listen begins to take connections at address, and returns the one that it
// got (port 0: any). They are served until Close.
func (m *Mesh) Listen(address string) (net.Addr, error) {
	l, err := m.o.Network.Listen(address)
	if err != nil {
		return nil, err
	}
	if err := m.Serve(l); err != nil {
		return nil, err
	}
	return l.Addr(), nil
}

// Serve takes connections from l, which it owns from then on, until Close.
// ErrClosed after Close, and then l is closed, too.
func (m *Mesh) Serve(l net.Listener) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.mu.closed {
		_ = l.Close()
		return ErrClosed
	}
	m.serving.Go(func() {
		_ = m.server.Serve(&listener{accept.Patiently(l, m.o.Log, nil), m}) // ends with Close
	})
	return nil
}

// listener wraps what it accepts, and keeps to StrangersMax: nobody has said hello yet.
type listener struct {
	net.Listener
	m *Mesh
}

// Accept implements net.Listener.
// A guest has to say hello, within Timing.Hello; where StrangersMax are waiting the lobby sends one away, so that
// whoever opens connections and says nothing can't keep nodes out. An error of track is the mesh's end:
// the next Accept tells that.
// The lobby is entered before gRPC has the connection, since TLS alone may keep a goroutine of it for long.
func (l *listener) Accept() (net.Conn, error) {
	for {
		// Its error alone ends the loop, and gRPC's Serve with it: that is the listener's end.
		raw, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if c, err := l.m.track(raw, nil, ""); err == nil {
			l.m.counts.accepted.Add(1)
			c.guest.Store(l.m.strangers.Enter(raw.RemoteAddr(), func() {
				c.refuse()
				_ = c.Close()
			}))
			if c.closed.Load() { // by the mesh's end, before it was a guest
				c.guest.Load().Leave()
			}
			return c, nil
		}
	}
}

// It comes when the hello was answered already: the dialler sees a connection that ends, and dials again after a pause.
var errCrowded = errors.New("too many connections of nodes are open")

// seat takes a connection of a node of the cluster for one of ConnectionsMax: strangers
// can't keep it out, and don't count any more.
// net.ErrClosed: the lobby has shown it out meanwhile.
func (m *Mesh) seat(c *conn) error {
	// Counted before it is looked at: of two at the limit one goes, and the count is right after either.
	if m.taken.Add(1) > int64(m.o.Limits.ConnectionsMax) {
		m.taken.Add(-1)
		return errCrowded
	}
	if !c.guest.Load().Leave() {
		m.taken.Add(-1)
		return net.ErrClosed
	}
	c.seated.Store(true)
	if c.closed.Load() { // meanwhile: whoever clears seated counts it
		m.unseat(c)
	}
	return nil
}

// Called by whoever finds it closed, perhaps by two: Swap lets it count once.
func (m *Mesh) unseat(c *conn) {
	if c.seated.Swap(false) {
		m.taken.Add(-1)
	}
}

// track makes raw one of the mesh's connections.
// From here on Close ends the connection. It looks at closed with the mutex held that Close sets it under,
// so that none is added to the map after Close has gone through it.
func (m *Mesh) track(raw net.Conn, l *link, address string) (*conn, error) {
	c := &conn{Conn: raw, m: m, address: address}
	m.mu.Lock()
	closed := m.mu.closed
	if !closed {
		m.mu.conns[c] = l
	}
	m.mu.Unlock()
	if closed {
		_ = raw.Close()
		return nil, ErrClosed
	}
	return c, nil
}

// dialling reports whether a connection may be made, and counts it.
// Counted with the mutex held, so that Close, which sets closed first, waits for all that were let through.
func (m *Mesh) dialling() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.mu.closed {
		return false
	}
	m.dials.Add(1)
	return true
}

// forget is told of a connection that was closed.
func (m *Mesh) forget(c *conn) {
	m.mu.Lock()
	delete(m.mu.conns, c)
	m.mu.Unlock()
	c.closed.Store(true)
	if g := c.guest.Load(); g != nil {
		g.Leave()
	}
	m.unseat(c)
}

// breakAll closes the connections that which picks (nil: one that was taken).
func (m *Mesh) breakAll(which func(*link) bool) {
	m.breakConns(func(_ *conn, l *link) bool { return which(l) })
}

// They are closed without the mutex: Close of a connection calls forget, which takes it.
func (m *Mesh) breakConns(which func(*conn, *link) bool) {
	m.mu.Lock()
	var victims []*conn
	for c, l := range m.mu.conns {
		if which(c, l) {
			victims = append(victims, c)
		}
	}
	m.mu.Unlock()
	for _, c := range victims {
		_ = c.Close()
	}
}

// 0: none was seen.
func (m *Mesh) epochOf(node uint32) uint64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.mu.epochs[node]
}

// Both ends call it, each for the other, so that news of an epoch is heard whichever end has dialled.
// met notes a peer that said hello while this node was me. It fails if the node
// has become another since.
func (m *Mesh) met(p Peer, me Identity) error {
	if now := m.Identity(); now.ClusterID != me.ClusterID || now.NodeID != me.NodeID {
		return fmt.Errorf("%w: this node has become %s", ErrNode, now)
	}
	if least := m.least.Load(); !version.Has(p.VersionMax, least) { // it rose since the hello
		return fmt.Errorf("%w: the cluster is at version %d since, or goes by clocks that agree", ErrVersion, version.Build(least))
	}
	// Whoever has no ID yet has no epochs to compare, and is nobody's news.
	if !p.Member() {
		return nil
	}
	m.mu.Lock()
	// Compared and raised under one hold: of two hellos of one node the newer epoch stays.
	newer := p.Epoch > m.mu.epochs[p.NodeID]
	if newer {
		m.mu.epochs[p.NodeID] = p.Epoch
	}
	m.mu.Unlock()
	if newer { // what an earlier process of the node still says must not be heard any more
		m.breakConns(func(c *conn, _ *link) bool {
			q := c.peer.Load()
			return q != nil && q.NodeID == p.NodeID && q.Epoch < p.Epoch
		})
	}
	// Outside of the mutex: what it does is not known here.
	if m.o.Met != nil {
		m.o.Met(p)
	}
	return nil
}

// traffic is what is counted of a peer's connections to here; all strangers
// share one.
// Counts from before a node was first asked stay with in; Peers adds both up.
func (m *Mesh) traffic(p Peer) *traffic {
	node := uint32(0)
	if p.Member() {
		node = p.NodeID
	}
	if r, ok := (*m.peers.Load())[node]; ok {
		return &r.traffic
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	t := m.mu.in[node]
	if t == nil {
		t = &traffic{}
		m.mu.in[node] = t
	}
	return t
}

// Server implements router.Peers: the way to a node's ranges, or nil where no
// address of it is known.
// An interface that holds a nil *remote would not be nil.
func (m *Mesh) Server(nodeID uint32) kvpb.Sender {
	if r := m.remote(nodeID); r != nil {
		return r
	}
	return nil
}

// remote returns the peer with that ID, or nil where it can't be resolved.
// Resolve is asked without the mutex, for it may look into the directory, and again only for who is new:
// an address that changes later is asked for by each dial.
func (m *Mesh) remote(nodeID uint32) *remote {
	if r, ok := (*m.peers.Load())[nodeID]; ok {
		return r
	}
	// Nobody has the ID 0: it stands for who has none, and is not to be resolved.
	if nodeID == 0 {
		return nil
	}
	if _, ok := m.o.Resolve(nodeID); !ok {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	old := *m.peers.Load()
	if r, ok := old[nodeID]; ok {
		return r
	}
	if m.mu.closed {
		return nil
	}
	r := newRemote(m, nodeID)
	next := maps.Clone(old)
	next[nodeID] = r
	m.peers.Store(&next)
	return r
}

// Forget closes the connections to a node that has left the cluster. A later
// use makes new ones.
// It is not for good: whoever is not to come back is kept out by Admit, not by this.
// What waits for that node fails as with a broken connection, so that proposals are ambiguous.
func (m *Mesh) Forget(nodeID uint32) {
	m.mu.Lock()
	old := *m.peers.Load()
	r := old[nodeID]
	next := maps.Clone(old)
	delete(next, nodeID)
	if r != nil {
		// With the mutex held that bytes adds up under: totals never fall.
		m.mu.gone.out += r.traffic.bytesOut.Load()
		m.mu.gone.in += r.traffic.bytesIn.Load()
	}
	m.peers.Store(&next)
	m.mu.Unlock()
	if r != nil {
		r.close()
	}
}

// Drain refuses further requests (another replica's node will do them), and
// waits until those under way are answered, or ctx ends.
// It does not end: a request that comes after it gets RetryElsewhere until Close. Raft, heartbeats and
// snapshots go on, so that leases can be handed over meanwhile.
// Requests to ranges alone count: streams of services end with their own handlers.
func (m *Mesh) Drain(ctx context.Context) error {
	select {
	case <-m.calls.drain():
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Close ends all connections and waits until nothing of the mesh runs any more.
// Calls under way fail at both ends; handlers of this node see their context end.
// The order matters: nothing new is let in (closed), then connections end, which ends the handlers that Stop
// waits for (WaitForHandlers), then what dials and sends, and last the workers, whose calls' contexts ended
// with their handlers.
func (m *Mesh) Close() {
	m.mu.Lock()
	m.mu.closed = true
	// They belong to no remote, and nobody else would end them (OpenAddress).
	strays := slices.Collect(maps.Keys(m.mu.strays))
	m.mu.Unlock()
	for _, cc := range strays {
		_ = cc.Close()
	}
	m.breakAll(func(*link) bool { return true })
	// Complete: remote adds none once closed is set.
	for _, r := range *m.peers.Load() {
		r.close()
	}
	m.server.Stop()
	m.serving.Wait()
	m.dials.Wait()
	m.group.Stop()
	m.workers.wg.Wait()
}

// inFlight counts requests under way, until no more may begin.
// A WaitGroup would not do: it may not grow from 0 while somebody waits, and requests come at any time.
type inFlight struct {
	mu       sync.Mutex // a leaf
	n        int
	draining bool
	idle     chan struct{} // closed when draining and none is under way
}

// false: the node drains, and leave must not be called.
func (f *inFlight) enter() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.draining {
		return false
	}
	f.n++
	return true
}

func (f *inFlight) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.n--; f.n == 0 && f.draining {
		close(f.idle)
	}
}

func (f *inFlight) drain() <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	// Once: a second Drain waits for the same end.
	if !f.draining {
		f.draining, f.idle = true, make(chan struct{})
		if f.n == 0 {
			close(f.idle)
		}
	}
	return f.idle
}

// Also the end of a stream of calls whose server stops: what was sent on it may have been done.
var errStopping = errors.New("the node is stopping")
