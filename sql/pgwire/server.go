package pgwire

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/accept"
	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/auth/hba"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
)

// Options configures a Server. Zero limits take the defaults.
type Options struct {
	// Sessions makes the session behind a connection.
	Sessions Sessions
	// NodeID is in the process IDs of connections; 0: there is one node.
	NodeID uint32
	// CancelElsewhere cancels what a process of another node runs, if the key is right; nil:
	// there are no others.
	CancelElsewhere func(ctx context.Context, pid uint32, key []byte) (found, right bool)
	// Verifiers serves SCRAM verifiers. Nil trusts every client (insecure mode
	// and nodes inside a test), unless there are Rules.
	Verifiers Verifiers
	// Rules say who may come from where, with what. Nil: hba.BuiltIn, by Verifiers and
	// RequireTLS, which count for nothing else.
	Rules *hba.Source
	// Networks are the addresses of this machine, for rules that speak of them.
	Networks func() ([]netip.Prefix, error)
	// DecoySecret makes up verifiers for users that don't exist. All servers of a cluster
	// have the same, always: else two of them, or a restart, tell who exists. Empty: a
	// random one.
	DecoySecret []byte
	// TLS offers encryption; nil refuses it. RequireTLS refuses its absence
	// from clients beyond loopback.
	TLS        *tls.Config
	RequireTLS bool
	// RenewTLS gives the configuration for one more connection, so that certificates can
	// be replaced while the server runs. Nil: TLS stays as it is.
	RenewTLS func() *tls.Config
	Logger   *slog.Logger
	Panics   *panics.Recorder // of bugs that end a connection

	ConnectionsMax       int           // sessions; default 4096: then 53300
	ReservedConnections  int           // of these, for superusers alone; default 3; negative: none
	PendingMax           int           // connections before authentication; default 512: then the oldest of the address with the most goes (53300)
	MessageBytesMax      int           // default 128 MiB: then 08P01
	OutputBytes          int           // default 32 KiB: what is gathered before a write
	AuthenticationWithin time.Duration // default 60 s
	SweepInterval        time.Duration // default 1 s: how long a lost client may go unnoticed

	// PlantedUnseen takes whatever a replay answers for what the client has, to show that tests
	// notice.
	PlantedUnseen bool
}

// Sessions makes the session behind a connection. An error refuses the client
// and is told to it.
type Sessions interface {
	NewSession(ctx context.Context, p session.Params) (*session.Session, error)
}

// Defaults fills in what is zero.
func (o *Options) Defaults() {
	set := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	set(&o.ConnectionsMax, 4096)
	set(&o.ReservedConnections, 3)
	set(&o.PendingMax, 512)
	o.ReservedConnections = min(max(o.ReservedConnections, 0), o.ConnectionsMax-1)
	set(&o.MessageBytesMax, 128<<20)
	set(&o.OutputBytes, 32<<10)
	if o.AuthenticationWithin == 0 {
		o.AuthenticationWithin = time.Minute
	}
	if o.SweepInterval == 0 {
		o.SweepInterval = time.Second
	}
	if o.Rules == nil {
		o.Rules = hba.Fixed(hba.BuiltIn(o.Verifiers == nil, o.RequireTLS))
	}
	if o.Networks == nil {
		o.Networks = func() ([]netip.Prefix, error) { return nil, errors.New("the server does not know its networks") }
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
}

// Server accepts clients. Its methods are safe for concurrent use.
type Server struct {
	opts     Options
	ctx      context.Context
	cancel   context.CancelFunc
	work     sync.WaitGroup // one for each connection, listener and the sweep
	draining atomic.Bool
	stats    Stats
	lobby    *accept.Lobby // connections before authentication

	failures  failures // of logins
	wrongKeys failures // of cancel requests

	mu struct {
		sync.Mutex // a leaf: nothing is locked under it
		conns      map[uint32]*conn
		listeners  map[net.Listener]struct{}
		nextPID    uint32
		sessions   int // of conns, those that have a session
		closed     bool
	}
}

// Stats counts what passed. All fields are read and written atomically.
type Stats struct {
	Connections, Open, Refused    atomic.Int64
	LoginFailures                 atomic.Int64
	AcceptFailures                atomic.Int64 // for want of descriptors and the like; the server goes on
	TurnedAway                    atomic.Int64 // before authentication, by those who came later
	BytesIn, BytesOut             atomic.Int64
	MessagesIn, Cancels, Vanished atomic.Int64
}

// NewServer returns a server without listeners. Close ends it.
func NewServer(o Options) *Server {
	o.Defaults()
	s := &Server{opts: o, lobby: accept.NewLobby(o.PendingMax)}
	if len(s.opts.DecoySecret) == 0 {
		s.opts.DecoySecret = make([]byte, 32)
		_, _ = rand.Read(s.opts.DecoySecret) // never fails
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.mu.conns = map[uint32]*conn{}
	s.mu.listeners = map[net.Listener]struct{}{}
	s.work.Go(s.sweep)
	return s
}

// Rules say who may connect.
func (s *Server) Rules() *hba.Source { return s.opts.Rules }

// Stats returns the server's counters.
func (s *Server) Stats() *Stats { return &s.stats }

// Serve accepts clients from listener until it or the server is closed. It returns nil
// after Drain and Close. An accept that fails for want of something is tried again.
func (s *Server) Serve(listener net.Listener) error {
	l := accept.Patiently(listener, s.opts.Logger, &s.stats.AcceptFailures)
	s.mu.Lock()
	if s.mu.closed {
		s.mu.Unlock()
		return errors.Join(net.ErrClosed, l.Close())
	}
	s.mu.listeners[l] = struct{}{}
	s.work.Add(1)
	s.mu.Unlock()
	defer s.work.Done()
	for {
		nc, err := l.Accept()
		if err != nil {
			if s.draining.Load() || s.ctx.Err() != nil {
				return nil
			}
			return err
		}
		s.Go(nc)
	}
}

// Go serves one client in a goroutine of the server's.
func (s *Server) Go(nc net.Conn) {
	c := newConn(s, nc)
	c.guest = s.lobby.Enter(nc.RemoteAddr(), c.turnAway)
	if !s.register(c) {
		c.guest.Leave()
		_ = nc.Close()
		return
	}
	go func() {
		defer s.work.Done()
		defer s.forget(c)
		c.serve()
	}()
}

// Process IDs name the node, so that a cancel request which comes to another one finds its
// way with keys of 32 bits, too: the low bits count a node's connections, those above are
// of the node's ID, less one, so that the first node's are as small as Postgres's.
const (
	pidCountBits = 20
	pidNodeBits  = 11
)

// pidBase is what all process IDs of a node begin with.
func pidBase(node uint32) uint32 {
	if node == 0 {
		return 0
	}
	return (node - 1) & (1<<pidNodeBits - 1) << pidCountBits
}

// MayBeOf reports whether a process ID may be one of the node's. Nodes whose IDs are 2,048
// apart share theirs.
func MayBeOf(pid, node uint32) bool { return pid&^(1<<pidCountBits-1) == pidBase(node) }

// WorkerPID is the process ID of a node's own sessions, of which there is one at a time. No
// client has it.
func WorkerPID(node uint32) int32 { return int32(pidBase(node) | workerPID) }

const workerPID = 1<<pidCountBits - 1

// register gives c a process ID and a secret, by which cancel requests name it.
func (s *Server) register(c *conn) bool {
	_, _ = rand.Read(c.secret[:]) // never fails
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mu.closed {
		return false
	}
	for {
		s.mu.nextPID = (s.mu.nextPID + 1) & (1<<pidCountBits - 1)
		if c.pid = pidBase(s.opts.NodeID) | s.mu.nextPID; s.mu.nextPID != 0 && s.mu.nextPID != workerPID && s.mu.conns[c.pid] == nil {
			break
		}
	}
	s.mu.conns[c.pid] = c
	s.work.Add(1)
	s.stats.Connections.Add(1)
	s.stats.Open.Add(1)
	return true
}

func (s *Server) forget(c *conn) {
	c.guest.Leave()
	s.stats.Open.Add(-1)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.mu.conns, c.pid)
	close(c.left)
	if c.seated {
		s.mu.sessions--
	}
}

// Left is closed when the process has ended; nil where there is none.
func (s *Server) Left(pid uint32) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.mu.conns[pid]; c != nil {
		return c.left
	}
	return nil
}

// full reports whether nobody has to introduce himself any more.
func (s *Server) full() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mu.sessions >= s.opts.ConnectionsMax
}

// seat gives a client that has proved who it is one of the places for sessions.
func (s *Server) seat(c *conn, superuser bool) *pgerror.Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	free := s.opts.ConnectionsMax - s.mu.sessions
	if free <= 0 || !superuser && free <= s.opts.ReservedConnections {
		s.stats.Refused.Add(1)
		if free <= 0 {
			return tooMany()
		}
		return pgerror.New(pgerror.TooManyConnections, "remaining connection slots are reserved for non-replication superuser connections").WithSeverity("FATAL")
	}
	s.mu.sessions++
	c.seated = true
	return nil
}

func tooMany() *pgerror.Error {
	return pgerror.New(pgerror.TooManyConnections, "sorry, too many clients already").WithSeverity("FATAL")
}

// cancelRequest cancels what the named connection is running, if the secret is
// right. As in Postgres, nobody is told whether it was.
// Whoever guesses waits, as with passwords, but for wrong keys alone: a login that fails
// again and again on a host does not keep its other clients from cancelling.
func (s *Server) cancelRequest(from net.Addr, pid uint32, secret []byte) {
	if stop.Sleep(s.ctx, s.wrongKeys.delay(from, time.Now())) != nil {
		return
	}
	found, right := s.CancelByKey(pid, secret)
	if !found && s.opts.CancelElsewhere != nil {
		found, right = s.opts.CancelElsewhere(s.ctx, pid, secret)
	}
	if !found || right { // not found: it has gone meanwhile, as is usual
		return
	}
	if count, log := s.wrongKeys.note(from, time.Now()); log {
		s.opts.Logger.Warn("a cancel request has the wrong key", "client", from.String(), "pid", pid, "failures", count)
	}
}

// CancelByKey cancels what process pid is running, if the key is right.
func (s *Server) CancelByKey(pid uint32, key []byte) (found, right bool) {
	s.mu.Lock()
	c := s.mu.conns[pid]
	s.mu.Unlock()
	if c == nil {
		return false, false
	}
	if k := c.key(); len(k) != len(key) || subtle.ConstantTimeCompare(k, key) != 1 {
		return true, false
	}
	s.stats.Cancels.Add(1)
	c.cancelStatement(pgerror.New(pgerror.QueryCanceled, "canceling statement due to user request"))
	return true, true
}

// Cancel cancels what process pid is running, as pg_cancel_backend does. With
// terminate it ends the connection too. It reports whether there is such a
// process.
func (s *Server) Cancel(pid uint32, terminate bool) bool {
	s.mu.Lock()
	c := s.mu.conns[pid]
	s.mu.Unlock()
	if c == nil {
		return false
	}
	if terminate {
		c.terminate(pgerror.New(pgerror.AdminShutdown, "terminating connection due to administrator command"))
	} else {
		c.cancelStatement(pgerror.New(pgerror.QueryCanceled, "canceling statement due to user request"))
	}
	return true
}

func (s *Server) open() []*conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	conns := make([]*conn, 0, len(s.mu.conns))
	for _, c := range s.mu.conns {
		conns = append(conns, c)
	}
	return conns
}

// Drain stops accepting and asks every client to go: at once where it is
// between transactions, else when its transaction ends. It returns when all are
// gone or ctx ends.
func (s *Server) Drain(ctx context.Context) error {
	s.draining.Store(true)
	s.closeListeners()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		conns := s.open()
		if len(conns) == 0 {
			return nil
		}
		for _, c := range conns {
			c.nudge()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

func (s *Server) closeListeners() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.mu.listeners {
		_ = l.Close()
		delete(s.mu.listeners, l)
	}
}

// Disconnect ends every connection, running statements too, and takes no more. It says why, and
// breaks those that are not gone with that after so long: when it returns, no client hears
// anything any more, though sessions may still end.
func (s *Server) Disconnect(timeout time.Duration) {
	s.end((*conn).terminate)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for until := time.Now().Add(timeout); len(s.open()) > 0 && time.Now().Before(until); {
		<-tick.C
	}
	s.end((*conn).hangUp)
}

// Close ends every connection, running statements too, and returns when all of
// the server's goroutines have ended.
func (s *Server) Close() {
	s.end((*conn).terminate)
	s.cancel()
	s.work.Wait()
}

// end has each connection end, somehow, and lets none begin.
func (s *Server) end(how func(*conn, *pgerror.Error)) {
	s.draining.Store(true)
	s.mu.Lock()
	s.mu.closed = true
	s.mu.Unlock()
	s.closeListeners()
	for _, c := range s.open() {
		how(c, pgerror.New(pgerror.AdminShutdown, "terminating connection due to administrator command"))
	}
}

// sweep watches over long statements: see conn.watch.
func (s *Server) sweep() {
	tick := time.NewTicker(s.opts.SweepInterval)
	defer tick.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-tick.C:
			for _, c := range s.open() {
				c.sweep()
			}
		}
	}
}
