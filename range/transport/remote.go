package transport

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/connectivity"
	"google.golang.org/grpc/keepalive"
)

// remote is another node as this one sees it.
//
//	        first use           answered
//	unknown ────────► pinged ──────────────► up
//	                    ▲    silence  │
//	                    └── down ◄────┘   calls fail at once; pings go on
//
// A node is down when it has answered nothing that it was asked of late: then
// its connections are closed, so that whoever waits for it learns soon, and can
// ask another. Bytes that come from it prove nothing, for where the way there is
// cut, the way back may be open.
type remote struct {
	m    *Mesh
	node uint32

	traffic traffic
	down    atomic.Bool
	used    atomic.Int64  // when it was last asked something, as nanoseconds since the mesh began
	heard   atomic.Int64  // when it was last asked something that it has answered, likewise
	pinged  time.Duration // the last ping, likewise; of watch

	last atomic.Pointer[error] // why the last attempt to connect failed; nil: it did not
	told atomic.Int64          // when the log was last told of certificates, since the mesh began; 0: never

	rtt    atomic.Int64           // the median of the last ones; 0: none measured
	rttVar atomic.Int64           // the mean deviation from it
	rttMax atomic.Int64           // the longest of them but one
	offset atomic.Pointer[offset] // of its clock against ours, as the last ping bounds it; nil: not known
	soon   atomic.Bool            // a ping is wanted now

	mu struct { // held for moments only; after no other
		sync.Mutex
		closed  bool
		dials   map[int]context.CancelFunc // under way
		dialSeq int
		pinging bool
		samples [rttSamples]int64 // the last round trips, round and round
		seen    int
		rough   bool // the only sample is a guess
		late    int  // round trips in a row that were not believed

		echo      int64 // when the newest of its messages left that came on its stream of heartbeats, by its time
		echoEpoch uint64
	}
	conns [classCount]atomic.Pointer[grpc.ClientConn] // made under mu
	calls atomic.Pointer[muxClient]                   // likewise
	beats atomic.Pointer[beatStream]                  // likewise
	raft  atomic.Pointer[map[storePair]*raftStream]   // copied on write, under mu
	stop  context.CancelFunc
	ctx   context.Context
}

// heard begins as now: a node that was never asked gets a whole silence before it is taken to be down.
func newRemote(m *Mesh, node uint32) *remote {
	r := &remote{m: m, node: node}
	r.ctx, r.stop = context.WithCancel(m.group.Context())
	r.mu.dials = make(map[int]context.CancelFunc)
	r.heard.Store(int64(time.Since(m.began)))
	r.raft.Store(&map[storePair]*raftStream{})
	return r
}

// link is the connection of one class to one node, or to an address.
// gRPC makes its connections anew by itself, and asks dial for each: what is remembered here outlives them.
type link struct {
	m       *Mesh
	r       *remote // nil: to an address whose node is not known
	node    uint32
	class   Class
	address string // with r == nil
	last    atomic.Pointer[error]
}

// failed notes why a connection could not be made.
// It is told as temporary, since gRPC stops for good at errors that it takes to be permanent, and what is wrong
// (an address, a certificate) may be mended while this process runs.
func (l *link) failed(err error) error {
	l.m.counts.dialsFailed.Add(1)
	l.last.Store(&err)
	if l.r != nil {
		l.r.last.Store(&err)
		if Untrusted(err) && l.m.o.Log != nil && l.r.tellTrouble() {
			l.m.o.Log.Warn("a node can't be reached: certificates do not fit", "node", l.node, "why", err)
		}
	}
	return temporary{err}
}

// troubleEvery is how often the log tells of a node's certificate.
const troubleEvery = time.Minute

// tellTrouble reports whether the log is to be told, the first time at once.
// Several connections of one node fail at once, and gRPC dials each again and again; one of them tells.
func (r *remote) tellTrouble() bool {
	now, last := int64(time.Since(r.m.began))+1, r.told.Load()
	return (last == 0 || now-last >= int64(troubleEvery)) && r.told.CompareAndSwap(last, now)
}

// Untrusted reports whether one end did not like the other's certificate. That does not mend
// itself, and nobody would learn of it from a node that looks alive.
func Untrusted(err error) bool {
	var alert tls.AlertError
	var authority x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var verify *tls.CertificateVerificationError
	return errors.As(err, &alert) || errors.As(err, &authority) || errors.As(err, &invalid) || errors.As(err, &host) || errors.As(err, &verify)
}

// why adds what is known of the last attempt to connect to err.
func (l *link) why(err error) error { return withLast(err, &l.last) }

// gRPC's own errors say that there is no connection, and not why: the dialler knows.
func withLast(err error, last *atomic.Pointer[error]) error {
	if p := last.Load(); p != nil {
		return fmt.Errorf("%w (last attempt to connect: %w)", err, *p)
	}
	return err
}

// temporary keeps gRPC from giving a peer up for good.
// gRPC asks for the method Temporary; it is how a dialler tells it to go on.
type temporary struct{ error }

// Temporary has gRPC dial again instead of giving the connection up.
func (temporary) Temporary() bool { return true }
func (t temporary) Unwrap() error { return t.error }

// opened is told of a connection that stands, and how long the hello took: that
// is the first round trip to be measured.
// A hello is an answer to what was asked when it began, so that a node that has just been dialled counts as heard.
func (l *link) opened(c *conn, rtt time.Duration) {
	// A connection stands: what failed before is no reason for anything that fails from now on.
	l.last.Store(nil)
	if l.r == nil {
		return
	}
	c.count(&l.r.traffic)
	l.r.answeredAt(time.Since(l.m.began) - rtt)
	l.r.last.Store(nil)
	l.r.guess(rtt)
}

// dial is gRPC's dialler. The address is resolved each time.
// A node that has moved is so found without a restart. It is counted in dials, for which Close waits.
func (l *link) dial(ctx context.Context, _ string) (net.Conn, error) {
	if !l.m.dialling() {
		return nil, ErrClosed
	}
	defer l.m.dials.Done()
	address := l.address
	// By ID, not by the address that was: whoever has moved is asked for anew with each dial.
	if l.r != nil {
		known := false
		if address, known = l.m.o.Resolve(l.node); !known {
			return nil, l.failed(ErrUnknownNode)
		}
		var done func()
		if ctx, done = l.r.dialling(ctx); done != nil {
			defer done()
		}
	}
	l.m.counts.dials.Add(1)
	raw, err := l.m.o.Network.Dial(ctx, address)
	if err != nil {
		return nil, l.failed(err)
	}
	return l.m.track(raw, l, address)
}

// dialling lets setDown end a dial under way.
// Without that a dial into the void would hold its callers for Timing.Dial after the node is known to be down.
func (r *remote) dialling(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	r.mu.Lock()
	// By number, since a CancelFunc can't be compared: each dial takes its own off again.
	r.mu.dialSeq++
	seq := r.mu.dialSeq
	r.mu.dials[seq] = cancel
	r.mu.Unlock()
	return ctx, func() {
		cancel()
		r.mu.Lock()
		delete(r.mu.dials, seq)
		r.mu.Unlock()
	}
}

// It fails for bad options only: gRPC connects when it is first used. Its own retries, service
// configurations and health checks are off: a request that may have arrived must not be sent again by anybody but
// who knows what it does. The name is passed through, for dial looks up the address.
func (m *Mesh) newClient(l *link, name string) (*grpc.ClientConn, error) {
	lim, t := &m.o.Limits, &m.o.Timing
	return grpc.NewClient("passthrough:///"+name,
		grpc.WithTransportCredentials(&handshake{m: m, link: l}),
		grpc.WithContextDialer(l.dial),
		grpc.WithDefaultCallOptions(grpc.ForceCodecV2(wire{}),
			grpc.MaxCallRecvMsgSize(lim.MessageBytesMax+messageSlack), grpc.MaxCallSendMsgSize(lim.MessageBytesMax+messageSlack)),
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff:           backoff.Config{BaseDelay: t.BackoffMin, Multiplier: 1.6, Jitter: 0.2, MaxDelay: t.BackoffMax},
			MinConnectTimeout: t.Dial,
		}),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: t.KeepAlive, Timeout: t.KeepAlive}),
		grpc.WithStaticStreamWindowSize(int32(lim.StreamWindowBytes)),
		grpc.WithStaticConnWindowSize(int32(lim.ConnWindowBytes)),
		grpc.WithMaxHeaderListSize(headerBytesMax),
		grpc.WithIdleTimeout(t.Idle),
		grpc.WithDisableServiceConfig(), grpc.WithDisableRetry(), grpc.WithDisableHealthCheck(), grpc.WithStatsHandler(pauser{}),
		grpc.WithUserAgent("isochron"), grpc.WithAuthority(name),
	)
}

// client returns the connection of a class; whether it stands is seen when it
// is used. While the node is down it fails with ErrDown.
// It counts as use, and so keeps pings going.
func (r *remote) client(class Class) (*grpc.ClientConn, error) {
	// A client to a node that is down would dial, and its caller would wait for that.
	if r.down.Load() {
		return nil, ErrDown
	}
	r.use()
	return r.dialled(class)
}

// warmFrom is from what round trip on the connections to a node are kept: to dial takes three, which an
// election, or the first request to whom it made a leaseholder, would wait for.
const warmFrom = 10 * time.Millisecond

// keepWarm connects to a far node before there is anything to send: for requests while the node is in
// use, for Raft where stores share ranges.
func (r *remote) keepWarm(class Class) {
	if time.Duration(r.rtt.Load()) < warmFrom || r.down.Load() {
		return
	}
	if cc, err := r.dialled(class); err == nil && cc.GetState() == connectivity.Idle {
		cc.Connect()
	}
}

// use notes that the node is asked something, and returns when.
func (r *remote) use() time.Duration {
	now := time.Since(r.m.began)
	r.used.Store(int64(now))
	return now
}

// answeredAt notes that what was asked then has been answered.
// It only rises: answers may come in another order than they were asked for.
func (r *remote) answeredAt(asked time.Duration) {
	// Without a mutex: every answered call comes here.
	for old := r.heard.Load(); int64(asked) > old && !r.heard.CompareAndSwap(old, int64(asked)); old = r.heard.Load() {
	}
}

// since is how long ago the moment is that at holds, which counts from the mesh's beginning.
func (r *remote) since(at *atomic.Int64) time.Duration {
	return time.Since(r.m.began) - time.Duration(at.Load())
}

// It ignores down, so that pings can find out when the node is back. The first connection of any class begins
// watch, which ends with the remote.
func (r *remote) dialled(class Class) (*grpc.ClientConn, error) {
	if cc := r.conns[class].Load(); cc != nil {
		return cc, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.mu.closed {
		return nil, ErrClosed
	}
	if cc := r.conns[class].Load(); cc != nil {
		return cc, nil
	}
	l := &link{m: r.m, r: r, node: r.node, class: class}
	cc, err := r.m.newClient(l, fmt.Sprintf("node-%d", r.node))
	if err != nil {
		return nil, err
	}
	r.conns[class].Store(cc)
	if !r.mu.pinging {
		r.mu.pinging = r.m.group.Go(func(context.Context) { r.watch() })
	}
	return cc, nil
}

// Its goroutines end with ctx; the mesh waits for them, not this.
func (r *remote) close() {
	r.stop()
	r.mu.Lock()
	r.mu.closed = true
	r.mu.Unlock()
	for i := range r.conns {
		if cc := r.conns[i].Load(); cc != nil {
			_ = cc.Close()
		}
	}
}

func (r *remote) why(err error) error { return withLast(err, &r.last) }

// silence is how long a node may be silent when asked: never less than the
// round trips measured and their deviations call for (much as RFC 6298 computes
// a retransmission timeout), and for one that never answered a part of the time
// that a dial may take. A dial that takes longer is not in vain: in the end the
// node answers a ping, and is up.
func (r *remote) silence() time.Duration {
	rtt := time.Duration(r.rtt.Load())
	if rtt == 0 {
		return max(r.m.o.Timing.Silence, r.m.o.Timing.Dial/2)
	}
	return max(r.m.o.Timing.Silence, 3*rtt+4*time.Duration(r.rttVar.Load()))
}

// measureEvery is how many intervals pass between pings while calls show that
// the node is up: round trips are measured by pings alone.
// A count of intervals, so that tests with other intervals measure as often in proportion.
const measureEvery = 10

// offset is where another clock was, less ours, and what that node told of it.
type offset struct {
	low, high, at time.Duration
	clock         Clock
}

// PingSoon asks for a comparison of clocks at the next occasion, where one is due only
// later, or the node is not in use.
func (m *Mesh) PingSoon(nodeID uint32) {
	if r := m.remote(nodeID); r != nil {
		r.soon.Store(true)
		_, _ = r.client(ClassControl) // pings begin with the connection; why there is none, Peers tells
	}
}

// MeasureAnew forgets the round trips to all nodes, and measures them soon: the network is another than
// it was.
func (m *Mesh) MeasureAnew() {
	for _, r := range *m.peers.Load() {
		r.mu.Lock()
		// What was measured is gone, not only old: a median of two networks would be of neither.
		r.mu.seen, r.mu.late = 0, 0
		r.rtt.Store(0)
		r.rttVar.Store(0)
		r.rttMax.Store(0)
		r.mu.Unlock()
		r.soon.Store(true)
	}
}

// watch pings the node while it is in use.
// It alone reads and writes pinged. Beside pings, calls that are answered show that the node is up (fresh), so that
// a busy node is pinged for its round trip and its clock alone. A node that is down is pinged even if nobody uses it:
// who would must learn that it is back.
func (r *remote) watch() {
	t := time.NewTimer(0)
	defer t.Stop()
	every := r.m.o.Timing.PingInterval
	for {
		select {
		case <-r.ctx.Done():
			return
		case <-t.C:
		}
		idle := r.since(&r.used) >= r.m.o.Timing.Idle
		if s := r.beats.Load(); idle && s != nil && s.open.Load() {
			s.nudge() // it sees that nobody uses it
		}
		fresh := r.since(&r.heard) < every && time.Since(r.m.began)-r.pinged < measureEvery*every
		//	soon           somebody asked for it
		//	down           who would use the node must learn that it is back
		//	in use         unless answers of late show that it is up, and it was measured of late
		if soon := r.soon.Swap(false); soon || r.down.Load() || !idle && !fresh {
			r.pinged = time.Since(r.m.began)
			r.judge(r.ping())
		}
		if !idle {
			r.keepWarm(ClassData)
		}
		t.Reset(every)
	}
}

// judge says whether the node is up, by what a ping brought.
// One ping that fails is not enough: what counts is the time since anything was answered. The rest before the second look
// gives answers that wait in this process's sockets a chance to be read.
func (r *remote) judge(err error) {
	switch {
	case err == nil:
		r.down.Store(false)
	// Nothing to be found out: the mesh ends, or it is known already.
	case r.ctx.Err() != nil || r.down.Load():
	case r.silent():
		// If it was this process that stood still, there is something to read.
		if !r.rest(r.m.o.Timing.PingInterval/2) || !r.silent() {
			return
		}
		r.setDown()
	}
}

// silent reports whether nothing has been answered for as long as that may be.
func (r *remote) silent() bool {
	return r.since(&r.heard) >= r.silence()
}

// rest sleeps; false: the remote ended meanwhile.
func (r *remote) rest(d time.Duration) bool { return pause(r.ctx, d) == nil }

// setDown lets all who wait for the node know.
// down comes first, so that what is closed below is not dialled again at once.
func (r *remote) setDown() {
	r.down.Store(true)
	r.forgetSamples()
	r.mu.Lock()
	for _, cancel := range r.mu.dials {
		cancel()
	}
	r.mu.Unlock()
	// All classes: a call that waits on one of them would wait for its keepalive.
	r.m.breakAll(func(l *link) bool { return l != nil && l.r == r })
}

// guess takes the time of a hello for a round trip until one is measured: a node that
// starts lets them wait.
// A hello takes TLS and two processes into account, and is longer than the way: the first ping replaces it.
func (r *remote) guess(rtt time.Duration) {
	if r.rtt.Load() > 0 {
		return
	}
	r.observe(rtt)
	r.mu.Lock()
	r.mu.rough = r.mu.seen == 1
	r.mu.Unlock()
}

// forgetSamples keeps the median alone: what comes after an outage may be another way.
func (r *remote) forgetSamples() {
	r.mu.Lock()
	defer r.mu.Unlock()
	// With one sample there is nothing to forget, and a hello's guess stays a guess.
	if r.mu.seen > 1 {
		r.mu.samples[0], r.mu.seen = r.rtt.Load(), 1
	}
}

// rttSamples is how many round trips are remembered.
const rttSamples = 8

// lateMost is how many round trips in a row, each longer than a silence, are taken for
// something that stood still.
const lateMost = 2

// observe takes a round trip into account: the median of the last ones, and the longest
// but for one. A single late answer is a process or a disk that stood still, not the way
// there: leases, leads of commits and limits of time must not grow with it.
func (r *remote) observe(rtt time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	// The first counts whatever it is: with nothing to compare it with, it is the best that is known.
	if r.mu.seen > 0 && rtt > r.m.o.Timing.Silence && r.mu.late < lateMost {
		r.mu.late++ // it should have counted as down: so slow a way shows again and again
		return
	}
	r.mu.late = 0
	// The first real round trip takes the place of the hello's.
	if r.mu.rough {
		r.mu.seen, r.mu.rough = 0, false
	}
	// At least 1: zero says that nothing was measured.
	r.mu.samples[r.mu.seen%rttSamples] = max(int64(rtt), 1)
	r.mu.seen++
	all := r.mu.samples
	known := all[:min(r.mu.seen, rttSamples)]
	// Of a copy: samples stay in the order in which they are overwritten.
	slices.Sort(known)
	median := known[(len(known)-1)/2]
	// But one: the longest may be a process that stood still.
	if len(known) > 2 {
		known = known[:len(known)-1]
	}
	var off int64
	for _, x := range known {
		off += max(x-median, median-x)
	}
	r.rtt.Store(median)
	r.rttVar.Store(off / int64(len(known)))
	r.rttMax.Store(known[len(known)-1])
}
