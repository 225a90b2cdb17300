package accept

import (
	"container/list"
	"net"
	"net/netip"
	"sync"
)

// Lobby holds those who have not yet said who they are. Safe for concurrent use.
type Lobby struct {
	max int

	mu struct {
		sync.Mutex                       // a leaf: turnedAway is called without it
		hosts      map[string]*list.List // of *Guest, the oldest first
		count      int
	}
}

// Guest is one of them.
type Guest struct {
	lobby      *Lobby
	host       string
	place      *list.Element
	turnedAway func()
}

// NewLobby returns a lobby for max guests.
func NewLobby(max int) *Lobby {
	l := &Lobby{max: max}
	l.mu.hosts = map[string]*list.List{}
	return l
}

// Enter takes somebody in, and turns another away where the lobby was full.
// turnedAway is called at most once, from any goroutine, and not after Leave has
// returned true.
func (l *Lobby) Enter(from net.Addr, turnedAway func()) *Guest {
	g := &Guest{lobby: l, host: Host(from), turnedAway: turnedAway}
	l.mu.Lock()
	var victim *Guest
	if l.mu.count >= l.max {
		victim = l.victimLocked()
		l.removeLocked(victim)
	}
	q := l.mu.hosts[g.host]
	if q == nil {
		q = list.New()
		l.mu.hosts[g.host] = q
	}
	g.place = q.PushBack(g)
	l.mu.count++
	l.mu.Unlock()
	if victim != nil {
		victim.turnedAway()
	}
	return g
}

// victimLocked is the oldest guest of the host with the most. Hosts are at most
// as many as guests, which are few.
func (l *Lobby) victimLocked() *Guest {
	var most *list.List
	for _, q := range l.mu.hosts {
		if most == nil || q.Len() > most.Len() || q.Len() == most.Len() && q.Front().Value.(*Guest).host < most.Front().Value.(*Guest).host {
			most = q
		}
	}
	return most.Front().Value.(*Guest)
}

func (l *Lobby) removeLocked(g *Guest) {
	q := l.mu.hosts[g.host]
	q.Remove(g.place)
	if g.place = nil; q.Len() == 0 {
		delete(l.mu.hosts, g.host)
	}
	l.mu.count--
}

// Leave ends the guest's stay: it has said who it is, or is gone. It reports
// whether the guest was still there, and was not turned away.
func (g *Guest) Leave() bool {
	g.lobby.mu.Lock()
	defer g.lobby.mu.Unlock()
	if g.place == nil {
		return false
	}
	g.lobby.removeLocked(g)
	return true
}

// Len is how many are there.
func (l *Lobby) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.mu.count
}

// Host is what connections of one client have in common: its IP address, of
// IPv6 the 64 bits that one customer is given; "local" for what is no address.
func Host(a net.Addr) string {
	tcp, ok := a.(*net.TCPAddr)
	if !ok {
		return "local"
	}
	ip, ok := netip.AddrFromSlice(tcp.IP)
	if !ok {
		return "local"
	}
	if ip = ip.Unmap(); ip.Is6() {
		p, err := ip.Prefix(64)
		if err != nil {
			return ip.String()
		}
		return p.String()
	}
	return ip.String()
}

// Bounded lets at most max connections of l be open: beyond them the oldest of the
// address with the most is closed.
func Bounded(l net.Listener, max int) net.Listener { return &bounded{l, NewLobby(max)} }

type bounded struct {
	net.Listener
	lobby *Lobby
}

type boundedConn struct {
	net.Conn
	guest *Guest
}

func (b *bounded) Accept() (net.Conn, error) {
	c, err := b.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &boundedConn{c, b.lobby.Enter(c.RemoteAddr(), func() { _ = c.Close() })}, nil
}

func (c *boundedConn) Close() error {
	c.guest.Leave()
	return c.Conn.Close()
}
