package local

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/isochrondb/isochron/server/node"
)

// Node is a machine of the cluster, up or down. Safe for concurrent use.
//
//	down ──Start──► up ──Stop, Crash, Kill──► ending ──its goroutines have ended──► down
type Node struct {
	Name   string // n1, n2 …
	Region string
	Zone   string
	Index  int // from 0, in the topology's order

	Disk  *Disk
	Clock *Clock

	c *Cluster

	change chan struct{} // one slot: held while the node starts or ends

	life atomic.Pointer[life] // nil: down

	starting atomic.Pointer[context.CancelFunc] // ends a start; nil: none is under way
}

// life is from a start to an end.
type life struct {
	node *node.Node

	over    context.Context // ends with the life
	end     context.CancelFunc
	watched chan struct{} // closed when nobody watches for its failure any more

	mu      sync.Mutex // guards what follows; a leaf
	dark    bool       // nobody hears anything of it any more
	clients map[*client]bool
}

// Errors of what is done to a node.
var (
	ErrDown = errors.New("the node is down")
	ErrUp   = errors.New("the node is up")
)

func newNode(c *Cluster, i int, p place) *Node {
	return &Node{Name: p.name, Region: p.region, Zone: p.zone, Index: i, Disk: newDisk(), Clock: newClock(), c: c, change: make(chan struct{}, 1)}
}

// String is the node's name and zone.
func (n *Node) String() string { return n.Name + " (" + n.Zone + ")" }

// Up reports whether the node runs.
func (n *Node) Up() bool { return n.life.Load() != nil }

// Node is what runs, nil while the node is down.
func (n *Node) Node() *node.Node {
	if l := n.life.Load(); l != nil {
		return l.node
	}
	return nil
}

// exclusive lets one change of the node happen at a time.
func (n *Node) exclusive(ctx context.Context, f func() error) error {
	select {
	case n.change <- struct{}{}:
		defer func() { <-n.change }()
		return f()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Start starts the node on what its disk holds, and returns when it serves SQL.
// It fails with ErrUp where it runs.
func (n *Node) Start(ctx context.Context) error {
	return n.exclusive(ctx, func() error {
		if n.Up() {
			return fmt.Errorf("%v: %w", n, ErrUp)
		}
		return n.start(ctx)
	})
}

func (n *Node) start(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, n.c.o.StartWithin)
	defer cancel()
	n.starting.Store(&cancel)
	defer n.starting.Store(nil)
	n.c.power(n.Name, true)
	n.Clock.Resync() // a new process takes the time as it is
	l := &life{clients: map[*client]bool{}}
	var err error
	if l.node, err = node.Start(ctx, n.options(l)); err != nil {
		return fmt.Errorf("%v: start: %w", n, err)
	}
	l.over, l.end = context.WithCancel(context.Background())
	l.watched = make(chan struct{})
	n.life.Store(l)
	go func() {
		defer close(l.watched)
		n.watch(l)
	}()
	return nil
}

// watch ends a node whose store has failed, as its process would end itself.
func (n *Node) watch(l *life) {
	select {
	case <-l.node.Failed():
	case <-l.over.Done():
		return
	}
	_ = n.exclusive(l.over, func() error {
		if n.life.Load() == l {
			l.darken()
			n.c.net.Crash(n.Name)
			l.end()
			return n.cut(l, 100)
		}
		return nil
	})
}

// ended returns when nobody watches a life any more.
func (l *life) ended() {
	l.end()
	<-l.watched
}

// Stop ends the node as SIGTERM does: drained, then closed. Its disk keeps all.
func (n *Node) Stop(ctx context.Context) error {
	return n.ending(ctx, func(l *life) error {
		err := l.node.Drain(ctx)
		n.life.Store(nil)
		err = errors.Join(err, l.node.Close())
		n.Disk.settle()
		l.darken()
		return err
	})
}

// Crash ends the node's process at once, as kill -9 does: connections break, and
// the disk keeps what was written.
func (n *Node) Crash(ctx context.Context) error {
	return n.ending(ctx, func(l *life) error {
		l.darken()
		n.c.net.Crash(n.Name)
		return n.cut(l, 100)
	})
}

// Kill cuts the node's power: what was not synced is lost, and others hear nothing
// until they give up waiting. It returns when the node's goroutines have ended. A start
// that is under way fails with context.Canceled, and Kill with ErrDown.
func (n *Node) Kill(ctx context.Context) error {
	return n.kill(ctx, n.c.draw([]int{0, 0, 50, 100}))
}

// kill cuts the power; so much of what was not synced survives. A start does not go on without it:
// it may wait for nodes that have lost theirs at the same time.
func (n *Node) kill(ctx context.Context, percent int) error {
	if abandon := n.starting.Load(); abandon != nil {
		(*abandon)()
	}
	return n.ending(ctx, func(l *life) error {
		l.darken()
		n.c.power(n.Name, false)
		n.c.net.PowerOff(n.Name)
		return n.cut(l, percent)
	})
}

func (n *Node) ending(ctx context.Context, end func(*life) error) error {
	return n.exclusive(ctx, func() error {
		l := n.life.Load()
		if l == nil {
			return fmt.Errorf("%v: %w", n, ErrDown)
		}
		l.ended()
		return end(l)
	})
}

// cut ends a life of which nobody hears any more. That comes first, then the disk is
// taken: whatever anybody was told is on it, if it had to be.
func (n *Node) cut(l *life, unsyncedPercent int) error {
	n.life.Store(nil)
	n.Disk.cut(unsyncedPercent, n.c.random())
	n.Disk.unstick(nil)
	_ = l.node.Close() // what it says on its way, nobody hears
	return nil
}

// close ends the node, if it runs.
func (n *Node) close() error {
	l := n.life.Swap(nil)
	if l == nil {
		return nil
	}
	l.ended()
	l.darken()
	return l.node.Close()
}

// darken ends what others can hear: clients' connections break, and no connection to
// other nodes is made any more.
func (l *life) darken() {
	l.mu.Lock()
	l.dark = true
	var gone []*client
	for c := range l.clients {
		gone = append(gone, c)
	}
	l.mu.Unlock()
	for _, c := range gone {
		_ = c.Close()
	}
}

func (l *life) isDark() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dark
}

// Dial opens an in-process connection to the node that speaks the Postgres
// protocol. It breaks with the node.
func (n *Node) Dial(ctx context.Context) (net.Conn, error) {
	l := n.life.Load()
	if l == nil {
		return nil, &net.OpError{Op: "dial", Net: "mem", Err: fmt.Errorf("%v: %w", n, ErrDown)}
	}
	inner, err := l.node.Dial(ctx)
	if err != nil {
		return nil, err
	}
	c := &client{Conn: inner, life: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.dark {
		_ = inner.Close()
		return nil, &net.OpError{Op: "dial", Net: "mem", Err: syscall.ECONNREFUSED}
	}
	l.clients[c] = true
	return c, nil
}

// client is a client's end of a connection. Nothing passes once the node is dark.
type client struct {
	net.Conn
	life *life
}

func (c *client) broken(op string, err error) error {
	if err != nil && c.life.isDark() {
		return &net.OpError{Op: op, Net: "mem", Err: syscall.ECONNRESET}
	}
	return err
}

// Read implements net.Conn.
func (c *client) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if c.life.isDark() {
		return 0, c.broken("read", net.ErrClosed)
	}
	return n, err
}

// Write implements net.Conn.
func (c *client) Write(b []byte) (int, error) {
	if c.life.isDark() {
		return 0, c.broken("write", net.ErrClosed)
	}
	n, err := c.Conn.Write(b)
	return n, c.broken("write", err)
}

// Close implements net.Conn.
func (c *client) Close() error {
	c.life.mu.Lock()
	delete(c.life.clients, c)
	c.life.mu.Unlock()
	return c.Conn.Close()
}

// Wipe gives a node that is down an empty disk: at its next start it joins as a new
// node.
func (n *Node) Wipe(ctx context.Context) error {
	return n.exclusive(ctx, func() error {
		if n.Up() {
			return fmt.Errorf("%v: %w", n, ErrUp)
		}
		n.Disk.wipe()
		return nil
	})
}
