package membership

import (
	"context"
	"log/slog"
	"sync"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/txn/coord"
)

// Host is the node, as its membership needs it.
type Host interface {
	// Forming comes before this node begins a cluster: it settles what its clock goes by.
	Forming(ctx context.Context) error
	// Admitting comes before this node takes another in, each time: from then on it counts on
	// others' clocks and changes of the schema. An error keeps the other out.
	Admitting(ctx context.Context) error
	// Describe fills a row with what the node is, but for its membership.
	Describe(row *directory.Node)
}

// Options are what a Member is made of.
type Options struct {
	Host   Host
	Engine engine.Engine
	// Store is the store's name in errors and in the log.
	Store string
	Log   *slog.Logger
	// Group runs what looks for other nodes.
	Group *stop.Group
	// Ending ends when the node does.
	Ending context.Context
	// DB is asked for only once the node's ranges are open.
	DB func() *coord.DB
	// Now is the timestamp of a new cluster.
	Now func() hlc.Timestamp

	// Epoch is the process's, greater than that of any before of this node.
	Epoch    uint64
	Locality []directory.Tier
	Build    string   // as people call it
	Join     []string // addresses of other nodes

	Versions *Versions
	// First is the version of a cluster that this node begins.
	First uint32
	// AgreeClocks: the node turns its cluster to clocks that agree; else it only goes along. MayAgree
	// reports whether there is somebody to give permits then.
	AgreeClocks bool
	MayAgree    func() bool
}

// Member is a node's part in its cluster. Its methods are called in this order, once each:
// Attach, SetAddress, Identify, Greet, Formed, Announce, Serve; the others at any time after
// Attach. Safe for concurrent use but for these.
type Member struct {
	o        Options
	log      *slog.Logger
	engine   engine.Engine
	members  *Members
	versions *Versions
	mesh     *transport.Mesh
	address  string

	forming   sync.Mutex       // guards ident until formed is closed
	ident     store.Ident      // zero: the node has none yet
	formed    chan struct{}    // closed when ident is there
	serving   chan struct{}    // closed when the node takes others in
	began     bool             // this process made the cluster
	initAsked chan initRequest // somebody wants the cluster to begin
}

// New makes the part of a node that has no identity yet, and nobody to talk to.
func New(o Options) *Member {
	return &Member{
		o: o, log: o.Log, engine: o.Engine, members: newMembers(o.Log, o.Engine, o.DB), versions: o.Versions,
		formed: make(chan struct{}), serving: make(chan struct{}), initAsked: make(chan initRequest),
	}
}

// Members is what is known of the cluster's nodes and stores. It is the same for good.
func (m *Member) Members() *Members { return m.members }

// Began reports whether the cluster began with this process.
func (m *Member) Began() bool { return m.began }

// Joint reports whether the cluster has had another node, as far as is noted.
func (m *Member) Joint() bool {
	m.members.mu.RLock()
	defer m.members.mu.RUnlock()
	return m.members.joint
}

// Attach gives the node its end of the connections to others, and has them served there.
func (m *Member) Attach(mesh *transport.Mesh) {
	m.mesh, m.members.mesh = mesh, mesh
	m.versions.attach(mesh)
	mesh.HandleStrangers(serviceJoin, m.serveJoin)
	mesh.HandleStrangers(serviceInit, m.serveInit)
	mesh.Handle(serviceMembers, m.members.serve)
}

// SetAddress says where others reach the node.
func (m *Member) SetAddress(address string) { m.address = address }

// Formed says that the node is somebody: who asks it to begin a cluster hears so.
func (m *Member) Formed() { close(m.formed) }

// Serve has the node take others in.
func (m *Member) Serve() { close(m.serving) }
