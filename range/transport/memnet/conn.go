package memnet

import (
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// segmentBytesMax is how much of a write travels as one.
// Bounds what one lost segment delays, and how finely a bandwidth is shared.
const segmentBytesMax = 64 << 10

// segment is what was written, or the end.
// data is a copy of what the writer gave.
// An end has no data, and is read as EOF.
type segment struct {
	data []byte
	at   time.Time // of arrival, but for cuts
	end  bool
}

// pipe is one direction of a connection.
// It does as TCP over a network that may be cut: order is kept, nothing is lost while both ends live, a cut
// holds what is under way until it heals, and a full window holds up the writer. What one end does is seen by the
// other a way later, never at once; of a host that vanishes nothing is seen.
type pipe struct {
	way, back *way
	max       int
	readable  chan struct{} // one slot: look again
	writable  chan struct{} // likewise
	dead      chan struct{} // closed with broken

	mu struct { // held for moments only; a leaf
		sync.Mutex
		segments []segment
		last     time.Time // arrival of the newest
		unacked  int       // bytes written and not acknowledged: in segments, or held
		held     int       // read, and the acknowledgement can't travel
		ended    bool      // the writer has closed
		deaf     time.Time // when the writer hears that the reader is gone; zero: it reads
		broken   error     // for both ends
	}
}

// back is the way of its acknowledgements, that of the other direction's data.
// It begins open at both ends: connect has taken the round trip of the handshake before.
func newPipe(w, back *way, bufferBytes int) *pipe {
	return &pipe{way: w, back: back, max: bufferBytes, readable: make(chan struct{}, 1), writable: make(chan struct{}, 1), dead: make(chan struct{})}
}

// One slot is enough: whoever is waked looks at everything.
func wake(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// tryRead reads what has arrived. Otherwise it says what to wait for.
// when: look again then (zero: no time is known). wait: the state of the way under which that was
// found; a change of it (a cut, another latency) is a reason to look again.
// It takes bytes of as many segments as have arrived, up to the room in b.
func (p *pipe) tryRead(b []byte) (n int, when time.Time, wait *wayState, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.mu.broken != nil {
		return 0, when, nil, p.mu.broken
	}
	s := p.way.state.Load()
	// Arrivals are looked at anew each time: a cut that has begun since the last look holds what it caught.
	for len(p.mu.segments) > 0 && n < len(b) {
		seg := &p.mu.segments[0]
		at, ok := s.arrival(seg.at)
		// One that is late holds up those behind it, as TCP does: what has been read so far is given first.
		if !ok || at.After(time.Now()) {
			if n > 0 {
				break
			}
			// No time is known: a change of the way is what wakes the reader.
			if !ok {
				at = time.Time{}
			}
			return 0, at, s, nil
		}
		// EOF is said by itself, on the next read, so that no reader takes bytes and the end at once.
		if seg.end {
			if n == 0 {
				return 0, when, nil, io.EOF
			}
			break
		}
		k := copy(b[n:], seg.data)
		n += k
		if seg.data = seg.data[k:]; len(seg.data) > 0 {
			break
		}
		// Let go of, since the array behind the slice may live for long.
		p.mu.segments[0] = segment{}
		if p.mu.segments = p.mu.segments[1:]; len(p.mu.segments) == 0 {
			p.mu.segments = nil
		}
	}
	if n > 0 {
		// Room comes back through held, since the acknowledgement may not get through (acknowledge).
		p.mu.held += n
		p.acknowledge()
		if len(p.mu.segments) > 0 {
			// Another reader may wait, and this one's wake was for both.
			wake(p.readable)
		}
	}
	return n, when, nil, nil
}

// acknowledge gives room back for what was read, if the way back is open.
// Caller holds mu. While the way back is cut the writer's window stays full, as that of a real sender would,
// and the next write or read gives it back.
func (p *pipe) acknowledge() {
	// At once, without the latency of the way back: a window is far larger than what is under way, so that nobody
	// would see the difference but in a test of the window itself.
	if p.mu.held > 0 && p.back.state.Load().on() == nil {
		p.mu.unacked -= p.mu.held
		p.mu.held = 0
		wake(p.writable)
	}
}

// A read of nothing returns at once, as io.Reader allows.
func (p *pipe) read(b []byte, d *deadline) (int, error) {
	for {
		n, when, s, err := p.tryRead(b)
		if n > 0 || err != nil || len(b) == 0 {
			return n, err
		}
		if err := p.wait(p.readable, when, s, d); err != nil {
			return 0, err
		}
	}
}

// wait returns when there may be something to do.
// nil: look again; nothing is promised. In a synctest bubble all that it waits for are channels and timers of
// the bubble, so that virtual time goes on.
func (p *pipe) wait(wake <-chan struct{}, when time.Time, s *wayState, d *deadline) error {
	var timer <-chan time.Time
	if !when.IsZero() {
		t := time.NewTimer(time.Until(when))
		defer t.Stop()
		timer = t.C
	}
	var changed <-chan struct{}
	if s != nil {
		changed = s.changed
	}
	// set goes on with a channel that is open: a deadline that is moved meanwhile ends this wait, too.
	// Taken before the look at it below: a deadline that passes in between is seen by one of the two.
	passed := d.wait()
	select {
	case <-passed: // a deadline in the past comes first
		return os.ErrDeadlineExceeded
	default:
	}
	select {
	case <-wake:
	case <-p.dead:
	case <-timer:
	case <-changed:
	case <-passed:
		return os.ErrDeadlineExceeded
	}
	return nil
}

// tryWrite sends what fits. wait is the way whose change might make room.
// After the reader has closed, and until the writer can have heard of it, writes succeed and are lost; from then
// on they fail with EPIPE. That window is what makes "sent" ambiguous on real networks.
func (p *pipe) tryWrite(b []byte) (n int, when time.Time, wait *wayState, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.acknowledge()
	back := p.back.state.Load()
	if p.mu.broken != nil {
		return 0, when, nil, p.mu.broken
	}
	if p.mu.ended {
		return 0, when, nil, net.ErrClosed
	}
	if !p.mu.deaf.IsZero() {
		at, ok := back.arrival(p.mu.deaf)
		// The news that the reader is gone has come by now, or (ok false) it is held up by a cut.
		if ok && !at.After(time.Now()) {
			return 0, when, nil, syscall.EPIPE
		}
		if ok {
			when = at
		}
	}
	// Partial, as a socket's: write goes on with the rest when there is room again.
	n = min(len(b), segmentBytesMax, p.max-p.mu.unacked)
	if n <= 0 {
		return 0, when, back, nil
	}
	p.mu.unacked += n
	if !p.mu.deaf.IsZero() {
		p.mu.held += n // nobody keeps it; the writer does not know yet
		return n, when, nil, nil
	}
	// Copied: the writer may use its bytes again as soon as Write returns.
	p.push(segment{data: append([]byte(nil), b[:n]...)})
	return n, when, nil, nil
}

// push sends a segment. Arrivals keep their order.
// Caller holds mu. A way whose latency falls would let later segments overtake.
func (p *pipe) push(s segment) {
	// Jitter and retransmissions hold up those behind: TCP gives nothing out of order.
	if s.at = p.way.send(len(s.data)); s.at.Before(p.mu.last) {
		s.at = p.mu.last
	}
	p.mu.last = s.at
	p.mu.segments = append(p.mu.segments, s)
	wake(p.readable)
}

// It returns what was sent even with an error, as net.Conn asks for.
// It waits for room in between, so that a write larger than the buffer ends only when most of it was read.
func (p *pipe) write(b []byte, d *deadline) (int, error) {
	done := 0
	for {
		n, when, s, err := p.tryWrite(b[done:])
		if done += n; err != nil || done == len(b) {
			return done, err
		}
		if n > 0 {
			continue
		}
		if err := p.wait(p.writable, when, s, d); err != nil {
			return done, err
		}
	}
}

// end says that nothing more will be written.
// The end travels behind the data, as a segment: readers get all that was written before EOF.
func (p *pipe) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	// Once: a second end would be an EOF behind the EOF.
	if !p.mu.ended && p.mu.broken == nil {
		p.mu.ended = true
		p.push(segment{end: true})
	}
	wake(p.writable)
}

// abandon says that nothing more will be read. The writer hears of it later.
// What has not been read is dropped and acknowledged, so that a writer who waits for room finds out.
func (p *pipe) abandon() {
	// The news travels back like any packet, and may be cut off (deaf).
	at := p.back.send(0)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.mu.deaf.IsZero() {
		p.mu.deaf = at
	}
	p.mu.segments = nil
	// All that is under way counts as read by nobody: the writer's window opens, and its next write meets deaf.
	p.mu.held = p.mu.unacked
	p.acknowledge()
	wake(p.writable)
}

// vanish: what was written is lost, and the reader is never told.
// As when a machine loses power: the reader waits until its own deadline or keepalive.
func (p *pipe) vanish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mu.segments, p.mu.ended = nil, true
	wake(p.writable)
}

// The first error stays. dead is closed with mu held, once.
// Whoever waits at either end is waked by dead, and finds broken.
func (p *pipe) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.mu.broken == nil {
		p.mu.broken = err
		p.mu.segments = nil
		close(p.dead)
	}
}

// conn is one end of a connection.
// in and out are shared with peer, crosswise.
type conn struct {
	net           *Net
	from, to      string
	peer          *conn
	in, out       *pipe
	local, remote addr
	reads, writes deadline

	mu struct { // held for moments only
		sync.Mutex
		closed bool
	}
}

// Read implements net.Conn.
// Bytes that have arrived are lost once this end is closed, as with TCP.
func (c *conn) Read(b []byte) (int, error) {
	if c.isClosed() {
		return 0, c.fault("read", net.ErrClosed)
	}
	n, err := c.in.read(b, &c.reads)
	return n, c.fault("read", err)
}

// Write implements net.Conn.
// What is returned as written may still be lost, by a crash of the other end.
func (c *conn) Write(b []byte) (int, error) {
	n, err := c.out.write(b, &c.writes)
	return n, c.fault("write", err)
}

// fault makes err what a TCP connection would return.
// gRPC and TLS look for net.ErrClosed, os.ErrDeadlineExceeded and syscall errors in it.
func (c *conn) fault(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	// Whatever ended the read or write, at a closed end it is told as its closing: interrupt uses a deadline for that.
	if c.isClosed() {
		err = net.ErrClosed
	}
	return &net.OpError{Op: op, Net: "mem", Source: c.local, Addr: c.remote, Err: err}
}

// isClosed reports whether this end was closed; the other one may be open.
func (c *conn) isClosed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.mu.closed
}

// close marks this end closed. false: it was.
// net.mu is taken after c.mu was given back: the two are never held together.
func (c *conn) close() bool {
	c.mu.Lock()
	was := c.mu.closed
	c.mu.closed = true
	c.mu.Unlock()
	if was {
		return false
	}
	c.net.mu.Lock()
	delete(c.net.mu.conns, c)
	c.net.mu.Unlock()
	return true
}

// Close implements net.Conn. What was written still arrives.
// A second one fails, as with TCP. Writes under way end with net.ErrClosed.
func (c *conn) Close() error {
	if !c.close() {
		return c.fault("close", net.ErrClosed)
	}
	c.out.end()
	c.in.abandon()
	c.interrupt()
	return nil
}

// interrupt lets whoever waits at this end see that it is closed.
// A deadline that has passed ends reads and writes under way; fault then says that it was the closing.
func (c *conn) interrupt() {
	c.reads.set(time.Unix(1, 0))
	c.writes.set(time.Unix(1, 0))
}

// kill closes this end as the end of its process does.
// The kernel of a machine that runs on closes for a process what it had open.
func (c *conn) kill() { _ = c.Close() }

// vanish closes this end and tells nobody.
// Its peer's end stays open, and is remembered by PowerOff for when the host is back.
func (c *conn) vanish() {
	if c.close() {
		c.out.vanish()
		c.interrupt()
	}
}

// reset breaks both ends at once.
// Both directions break for both ends, at once and without the data that is under way.
func (c *conn) reset(err error) {
	// Both pipes are shared by both ends: what fails here fails there.
	c.in.fail(err)
	c.out.fail(err)
	c.net.mu.Lock()
	delete(c.net.mu.conns, c)
	delete(c.net.mu.conns, c.peer)
	c.net.mu.Unlock()
}

// resetLater breaks this end as a peer does that has lost what it knew of the connection: it answers the next packet
// that gets there with a reset, and that has to get back.
func (c *conn) resetLater() {
	there, back := c.net.way(c.from, c.to), c.net.way(c.to, c.from)
	there.arrives(time.Now(), func() {
		back.arrives(back.send(0), func() { c.reset(syscall.ECONNRESET) })
	})
}

// LocalAddr implements net.Conn.
func (c *conn) LocalAddr() net.Addr { return c.local }

// RemoteAddr implements net.Conn.
func (c *conn) RemoteAddr() net.Addr { return c.remote }

// SetDeadline implements net.Conn.
func (c *conn) SetDeadline(t time.Time) error {
	// Both fail alike, so that one error is enough.
	_ = c.SetReadDeadline(t)
	return c.SetWriteDeadline(t)
}

// SetReadDeadline implements net.Conn.
func (c *conn) SetReadDeadline(t time.Time) error { return c.setDeadline(&c.reads, t) }

// SetWriteDeadline implements net.Conn.
func (c *conn) SetWriteDeadline(t time.Time) error { return c.setDeadline(&c.writes, t) }

// setDeadline sets one of the two deadlines. At a closed end it fails with net.ErrClosed, as TCP
// does.
func (c *conn) setDeadline(d *deadline, t time.Time) error {
	if c.isClosed() {
		return c.fault("set", net.ErrClosed)
	}
	d.set(t)
	return nil
}

// deadline is a point in time that may be moved while somebody waits for it.
// As net.Pipe has it: a timer that closes a channel, so that waiting for it is one case of a select.
type deadline struct {
	mu     sync.Mutex    // a leaf
	timer  *time.Timer   // nil: none
	passed chan struct{} // closed when the deadline has passed; nil: made when asked for
}

// Asked for before each wait, for set may put another channel in its place.
func (d *deadline) wait() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.passed == nil {
		d.passed = make(chan struct{})
	}
	return d.passed
}

// A timer that could not be stopped is closing the channel just now, which is waited for: else it would
// close it after the check below, and a later set would find it open and close it again.
func (d *deadline) set(t time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	// false: it has fired, and its function runs or has run. It takes no mutex, so that waiting for it here ends.
	if d.timer != nil && !d.timer.Stop() {
		<-d.passed // it is being closed
	}
	d.timer = nil
	if d.passed == nil || closed(d.passed) {
		d.passed = make(chan struct{})
	}
	if t.IsZero() {
		return
	}
	// passed is captured: a later set may have put another channel into d when this one fires.
	if left := time.Until(t); left > 0 {
		passed := d.passed
		d.timer = time.AfterFunc(left, func() { close(passed) })
		return
	}
	close(d.passed)
}

// closed reports whether a channel that nobody sends on was closed.
func closed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
