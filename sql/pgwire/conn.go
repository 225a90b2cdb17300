package pgwire

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/isochrondb/isochron/base/accept"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
)

// conn is one client.
//
//	state      message          next
//	start-up   SSLRequest       start-up, encrypted
//	           CancelRequest    end
//	           StartupMessage   authentication, then ready
//	ready      Query            runs, ReadyForQuery, ready
//	           Parse…Execute    runs, ready; skipping after an error
//	           Sync             commits, ReadyForQuery, ready
//	           Terminate        end
//	skipping   Sync             ReadyForQuery, ready
//	           other            nothing
type conn struct {
	srv    *Server
	nc     net.Conn
	raw    net.Conn    // what nc was at first, without TLS
	tls    *tls.Config // of the connection, where it is encrypted
	in     reader
	out    output
	pid    uint32
	secret [secretBytes]byte // of cancel requests
	minor  atomic.Uint32     // of the protocol that is spoken: 3.minor
	guest  *accept.Guest     // until it is authenticated
	gone   chan struct{}     // closed when it is turned away
	seated bool              // it has a place for a session; guarded by the server's mutex
	left   chan struct{}     // closed when the server has forgotten it

	sess     *session.Session
	skipping bool                          // an extended query failed: nothing runs until Sync
	ended    bool                          // the last message was answered by ReadyForQuery
	unsure   bool                          // since then something committed, or may have
	late     *pgerror.Error                // why the connection ends at in.deadline
	idle     atomic.Bool                   // waiting for a message, outside of a transaction
	fatal    atomic.Pointer[pgerror.Error] // why the connection must end
	live     atomic.Pointer[session.Session]

	tape    tape     // for a pipeline that is to run again
	block   blockLog // for a transaction block that is to
	between bool     // more of it follows

	// Message bodies are decoded into these.
	msg struct {
		query    pgproto3.Query
		parse    pgproto3.Parse
		bind     pgproto3.Bind
		describe pgproto3.Describe
		execute  pgproto3.Execute
		close    pgproto3.Close
	}
}

func newConn(s *Server, nc net.Conn) *conn {
	nc, linger := lingerer(nc)
	c := &conn{srv: s, nc: nc, raw: nc, gone: make(chan struct{}), left: make(chan struct{})}
	c.in = reader{nc: nc, linger: linger, messageMax: min(authBytesMax, s.opts.MessageBytesMax), wake: c.wake, bytesIn: &s.stats.BytesIn}
	c.in.company.all = &s.stats.MessagesIn
	c.out = output{conn: c, limit: s.opts.OutputBytes}
	return c
}

// authBytesMax is the longest message before the client has proved who it is.
const authBytesMax = 64 << 10

// errQuit ends the loop without a word more than what fatal says.
var errQuit = errors.New("pgwire: asked to leave")

// wake decides, when the read deadline has passed or moves, whether the
// connection ends.
func (c *conn) wake() error {
	if c.fatal.Load() != nil {
		return errQuit
	}
	if !c.in.deadline.IsZero() && !time.Now().Before(c.in.deadline) {
		c.fatal.CompareAndSwap(nil, c.late)
		return errQuit
	}
	if c.srv.draining.Load() && c.idle.Load() {
		c.fatal.CompareAndSwap(nil, pgerror.New(pgerror.AdminShutdown, "terminating connection due to administrator command"))
		return errQuit
	}
	return c.tellNow()
}

// notified is told, from any goroutine, that notifications have come. A connection that
// waits for its client is waked; another looks when its client's turn has come.
func (c *conn) notified() {
	if c.idle.Load() {
		_ = c.raw.SetReadDeadline(time.Unix(1, 0))
	}
}

// tellNow sends notifications to a client that is waited for, outside of a transaction.
func (c *conn) tellNow() error {
	if !c.idle.Load() {
		return nil
	}
	if any, err := c.notifications(); !any || err != nil {
		return err
	}
	return c.out.flush()
}

// notifications writes what has come; any tells that there was something. An error ends the connection.
func (c *conn) notifications() (any bool, err error) {
	list, why := c.sess.Notifications()
	for i := range list {
		c.out.notification(&list[i])
	}
	if why != nil {
		c.fatal.CompareAndSwap(nil, why)
		return true, errQuit
	}
	return len(list) > 0, nil
}

// nudge wakes an idle connection, so that it notices that the server drains, and ends one
// that has not said who it is: it would get no session any more.
func (c *conn) nudge() {
	switch {
	case c.idle.Load():
		_ = c.raw.SetReadDeadline(time.Unix(1, 0))
	case c.guest.Leave():
		c.terminate(pgerror.New(pgerror.CannotConnectNow, "the database system is shutting down").WithSeverity("FATAL"))
	}
}

// turnAway makes room for others before the client has proved who it is.
func (c *conn) turnAway() {
	c.srv.stats.TurnedAway.Add(1)
	c.terminate(tooMany())
	close(c.gone)
}

// hangUp breaks the connection: nothing that is said from now on reaches the client.
func (c *conn) hangUp(why *pgerror.Error) {
	_ = c.raw.Close()
	c.terminate(why)
}

// terminate ends the connection, whatever it does.
func (c *conn) terminate(why *pgerror.Error) {
	c.fatal.CompareAndSwap(nil, why)
	c.cancelStatement(why)
	_ = c.raw.SetReadDeadline(time.Unix(1, 0)) // nc may just be becoming TLS
	_ = c.raw.SetWriteDeadline(time.Now().Add(time.Second))
}

func (c *conn) cancelStatement(why *pgerror.Error) {
	if s := c.live.Load(); s != nil {
		s.Cancel(why)
	}
}

// sweep looks after a statement that has been running since before the last
// sweep: is the client still there?
func (c *conn) sweep() {
	s := c.live.Load()
	if s == nil || !s.RunningSince(c.srv.opts.SweepInterval) {
		return
	}
	c.in.startWatching(&c.srv.work, func() {
		c.srv.stats.Vanished.Add(1)
		lost := pgerror.New(pgerror.ConnectionFailure, "connection to client lost").WithSeverity("FATAL")
		c.fatal.CompareAndSwap(nil, lost) // what it has sent besides does not run
		c.cancelStatement(lost)
	})
}

// broken keeps a bug in one client's statement from ending everybody else's:
// it is logged with its stack, and ends this connection alone.
func (c *conn) broken() {
	p := recover()
	if p == nil {
		return
	}
	e := c.srv.opts.Panics.Caught(p, "a connection", "pid", c.pid, "client", addressOf(c.nc.RemoteAddr()))
	c.fatal.CompareAndSwap(nil, pgerror.From(e).Clone().WithSeverity("FATAL"))
	if c.block.playing {
		c.block.playing = false
		c.forgetUnsent()
	}
	c.out.dropHalf()
	c.farewell(errQuit)
}

func (c *conn) serve() {
	defer func() { _ = c.nc.Close() }()
	defer c.broken()
	if err := c.start(); err != nil {
		c.farewell(err)
		return
	}
	defer c.leave()
	c.farewell(c.loop())
}

// leave ends the session: its locks go, whatever happened.
func (c *conn) leave() {
	c.live.Store(nil)
	_, _ = c.in.stopWatching()
	c.sess.Close()
}

// farewell tells the client why the connection ends, if it can be told.
func (c *conn) farewell(err error) {
	var e *pgerror.Error
	var length lengthError
	var long tooLong
	switch {
	case c.fatal.Load() != nil:
		e = c.fatal.Load().Clone()
		if c.unsure { // whoever hears another code takes it for aborted
			e.Code = pgerror.TRStatementCompletionUnknown
			e = e.WithDetail("It is unknown whether the transaction committed.")
		}
	case err == nil || errors.Is(err, errQuit):
		return
	case errors.As(err, &e):
	case errors.As(err, &length):
		e = pgerror.New(pgerror.ProtocolViolation, "invalid message length")
	case errors.As(err, &long):
		e = pgerror.New(pgerror.ProtocolViolation, "invalid message length").
			WithDetail("The message has %d bytes; the limit is %d.", long.length, long.limit)
	default:
		return // the network: nobody hears
	}
	if e.Severity == "ERROR" || e.Severity == "" {
		e.Severity = "FATAL"
	}
	c.out.sendError(e)
	_ = c.nc.SetWriteDeadline(time.Now().Add(time.Second))
	_ = c.out.flush()
}

// loop serves messages until the client leaves (nil) or something is fatal.
func (c *conn) loop() error {
	for {
		owed := c.owed()
		if c.fatal.Load() != nil && !owed {
			return errQuit
		}
		c.idle.Store(c.sess.Idle() && !c.unsure)
		if c.srv.draining.Load() && c.idle.Load() {
			return c.wake()
		}
		c.timeout()
		if err := c.tellNow(); err != nil { // what came since the client was answered
			return err
		}
		kind, body, err := c.in.next()
		c.idle.Store(false)
		c.idleTimeout()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if c.fatal.Load() != nil && !owed { // what comes after pg_terminate_backend does not run
			return errQuit
		}
		c.in.company.came()
		if kind == 'X' {
			return nil
		}
		if err := c.handle(kind, body); err != nil {
			return err
		}
	}
}

// owed reports whether the client has sent the Sync behind what has committed: told of its end only,
// libpq's and others' callers take the COMMIT for failed.
func (c *conn) owed() bool {
	return c.unsure && !c.skipping && c.sess.Idle() && c.in.peek() == 'S'
}

// timeout limits how long the client may now be silent.
func (c *conn) timeout() {
	if !c.ended {
		return
	}
	c.ended = false
	if d, why := c.sess.IdleTimeout(); d > 0 {
		c.in.deadline, c.late = time.Now().Add(d), why
	}
}

func (c *conn) idleTimeout() {
	if !c.in.deadline.IsZero() {
		c.in.deadline = time.Time{}
		_ = c.nc.SetReadDeadline(time.Time{})
	}
}

// handle serves one message. An error is fatal; what only fails a statement
// has been told to the client already.
func (c *conn) handle(kind byte, body []byte) error {
	if c.skipping && kind != 'S' && knownMessage(kind) {
		return nil
	}
	switch kind {
	case 'Q', 'P', 'B', 'D', 'E', 'C', 'S', 'F':
		c.note(kind, body)
		err := c.perform(kind, body)
		if err != nil && c.sess.Lost() {
			err = c.replay(err)
		}
		c.began(kind)
		return c.answer(kind, err)
	case 'H':
		return c.out.flush()
	case 'd', 'c', 'f': // left over from a COPY that failed: ignored, as in Postgres
		return nil
	}
	return pgerror.New(pgerror.ProtocolViolation, "invalid frontend message type %d", kind)
}

// perform serves a message, and again where nothing of it need be seen. It writes no error.
func (c *conn) perform(kind byte, body []byte) error {
	switch kind {
	case 'Q', 'F':
		c.tape.drop()
		return c.once(kind, body)
	case 'S':
		skipped := c.skipping
		err := c.once(kind, body)
		if err != nil && !skipped && !c.sess.Lost() {
			err = c.again(err, func() error { return c.sess.Sync(&c.out) })
		}
		c.tape.drop()
		return err
	}
	c.keep(kind, body)
	err := c.once(kind, body)
	if err != nil && !c.sess.Lost() {
		err = c.again(err, nil)
	}
	return err
}

// once serves a message.
func (c *conn) once(kind byte, body []byte) error {
	switch kind {
	case 'Q':
		return c.simpleQuery(body)
	case 'F':
		return c.functionCall(body)
	case 'S':
		c.skipping = false
		return c.sess.Sync(&c.out)
	}
	return c.extended(kind, body)
}

// answer writes what came of a message beside its results. An error is fatal.
func (c *conn) answer(kind byte, err error) error {
	switch kind {
	case 'Q', 'F', 'S':
		if err != nil {
			if err := c.tell(err); err != nil {
				return err
			}
		}
		return c.ready()
	}
	if err != nil {
		return c.fail(err)
	}
	return c.out.spill()
}

func knownMessage(kind byte) bool {
	switch kind {
	case 'Q', 'P', 'B', 'D', 'E', 'C', 'S', 'H', 'd', 'c', 'f', 'F':
		return true
	}
	return false
}

// malformed is a message whose body can't be read. Postgres tells it and goes
// on: the frame was whole.
func malformed(err error) error {
	why := strings.TrimSpace(err.Error())
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		why = "The message ends too early."
	}
	return pgerror.New(pgerror.ProtocolViolation, "invalid message format").WithDetail("%s", why)
}

// fail tells a failed extended query; the rest is skipped until Sync.
func (c *conn) fail(err error) error {
	c.skipping = true
	c.tape.drop()
	c.sess.Fail(err)
	return c.tell(err)
}

// tell sends err to the client. A fatal one ends the connection.
func (c *conn) tell(err error) error {
	if c.out.broken != nil {
		return c.out.broken
	}
	e := c.sess.Reworded(pgerror.From(err))
	if e.Severity == "FATAL" || e.Severity == "PANIC" {
		return e
	}
	if c.fatal.Load() != nil {
		c.unsure = c.unsure || e.Code == pgerror.TRStatementCompletionUnknown
		return errQuit
	}
	c.out.dropHalf() // of a row whose making broke
	c.out.sendError(e)
	if c.skipping { // a Flush that the client has sent already will be skipped
		return c.out.flush()
	}
	return c.out.spill()
}

func (c *conn) simpleQuery(body []byte) error {
	if err := c.msg.query.Decode(body); err != nil {
		c.sess.Fail(err)
		return malformed(err)
	}
	if err := c.heard(&c.msg.query.String); err != nil {
		c.sess.Fail(err)
		return err
	}
	return c.sess.Simple(c.msg.query.String, &c.out)
}

// ready ends a query cycle: the client gets all that was gathered.
func (c *conn) ready() error {
	c.ended, c.unsure = true, false
	if c.block.on && !c.block.playing && !c.sess.InBlock() {
		c.dropBlock()
	}
	if c.sess.Idle() {
		if _, err := c.notifications(); err != nil {
			return err
		}
	}
	c.out.ready(c.sess.Status())
	return c.out.flush()
}

func (c *conn) extended(kind byte, body []byte) error {
	switch kind {
	case 'P':
		m := &c.msg.parse
		if err := m.Decode(body); err != nil {
			return malformed(err)
		}
		if err := c.heard(&m.Name, &m.Query); err != nil {
			return err
		}
		if err := c.sess.Parse(m.Name, m.Query, m.ParameterOIDs); err != nil {
			return err
		}
		c.out.message('1')
	case 'B':
		m := &c.msg.bind
		if err := m.Decode(body); err != nil {
			return malformed(err)
		}
		if err := c.heard(&m.DestinationPortal, &m.PreparedStatement); err != nil {
			return err
		}
		err := c.sess.Bind(m.DestinationPortal, m.PreparedStatement, m.ParameterFormatCodes, m.Parameters, m.ResultFormatCodes)
		if err != nil {
			return err
		}
		c.out.message('2')
	case 'D':
		m := &c.msg.describe
		if err := m.Decode(body); err != nil {
			return malformed(err)
		}
		if err := c.heard(&m.Name); err != nil {
			return err
		}
		return c.describe(m.ObjectType, m.Name)
	case 'E':
		m := &c.msg.execute
		if err := m.Decode(body); err != nil {
			return malformed(err)
		}
		if err := c.heard(&m.Portal); err != nil {
			return err
		}
		err := c.sess.Execute(m.Portal, int(m.MaxRows), !c.between && c.in.peek() == 'S', &c.out)
		c.unsure = c.unsure || err == nil && c.sess.Idle()
		return err
	case 'C':
		m := &c.msg.close
		if err := m.Decode(body); err != nil {
			return malformed(err)
		}
		if err := c.heard(&m.Name); err != nil {
			return err
		}
		if err := c.closeObject(m.ObjectType, m.Name); err != nil {
			return err
		}
		c.out.message('3')
	}
	return nil
}

func (c *conn) describe(kind byte, name string) error {
	switch kind {
	case 'S':
		params, cols, err := c.sess.DescribeStatement(name)
		if err != nil {
			return err
		}
		c.out.parameterDescription(params)
		c.out.rowDescription(cols, nil)
	case 'P':
		cols, formats, err := c.sess.DescribePortal(name)
		if err != nil {
			return err
		}
		c.out.rowDescription(cols, formats)
	default:
		return pgerror.New(pgerror.ProtocolViolation, "invalid DESCRIBE message subtype %d", kind)
	}
	return nil
}

func (c *conn) closeObject(kind byte, name string) error {
	switch kind {
	case 'S':
		return c.sess.CloseStatement(name)
	case 'P':
		return c.sess.ClosePortal(name)
	}
	return pgerror.New(pgerror.ProtocolViolation, "invalid CLOSE message subtype %d", kind)
}

// copyIn is a client's COPY data. It serves copydata.Source.
type copyIn struct {
	c    *conn
	done bool
}

// Next returns the next CopyData. Flush and Sync are allowed in between and
// mean nothing.
func (s *copyIn) Next() ([]byte, error) {
	for {
		if s.done {
			return nil, io.EOF
		}
		kind, body, err := s.c.in.next()
		if err != nil {
			if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
				err = pgerror.New(pgerror.ConnectionFailure, "unexpected EOF on client connection with an open transaction").WithSeverity("FATAL")
			}
			s.done = true
			return nil, err
		}
		switch kind {
		case 'd':
			return body, nil
		case 'c':
			s.done = true
		case 'f':
			s.done = true
			var m pgproto3.CopyFail
			if err := m.Decode(body); err != nil {
				return nil, malformed(err)
			}
			if err := s.c.heard(&m.Message); err != nil {
				return nil, err
			}
			return nil, pgerror.New(pgerror.QueryCanceled, "COPY from stdin failed: %s", m.Message)
		case 'H', 'S':
		default:
			s.done = true
			return nil, pgerror.New(pgerror.ProtocolViolation, "unexpected message type 0x%02X during COPY from stdin", kind).WithSeverity("FATAL")
		}
	}
}

// addressOf names one end of a connection for logs, pg_stat_activity and inet_client_addr.
func addressOf(a net.Addr) string {
	if a == nil {
		return ""
	}
	return a.String()
}
