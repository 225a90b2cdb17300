package pgwire

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"io"
	"sort"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
)

// Request codes of the start-up packet (chapter 55.7).
const (
	codeCancel = 80877102
	codeSSL    = 80877103
	codeGSS    = 80877104

	protocol32     = 3<<16 | 2 // keys of cancel requests may be long
	protocolNewest = protocol32
)

// Lengths of the keys of cancel requests: since protocol 3.2, before it, and the longest
// that the protocol allows.
const (
	secretBytes    = 32
	secretBytesOld = 4
	secretBytesMax = 256
)

// key is what a cancel request for the connection must show.
func (c *conn) key() []byte {
	if c.minor.Load() >= protocol32&0xffff {
		return c.secret[:]
	}
	return c.secret[:secretBytesOld]
}

// start takes the connection from its first byte to readiness.
func (c *conn) start() error {
	c.in.deadline = time.Now().Add(c.srv.opts.AuthenticationWithin)
	c.late = pgerror.New(pgerror.QueryCanceled, "canceling authentication due to timeout").WithSeverity("FATAL")
	_ = c.nc.SetDeadline(c.in.deadline)
	if err := c.wake(); err != nil {
		return err
	}
	m, err := c.startupMessage()
	if err != nil {
		return err
	}
	if c.srv.draining.Load() {
		return pgerror.New(pgerror.CannotConnectNow, "the database system is shutting down").WithSeverity("FATAL")
	}
	if c.srv.full() {
		c.srv.stats.Refused.Add(1)
		return tooMany()
	}
	p, unknown, err := parameters(m)
	if err != nil {
		return err
	}
	c.minor.Store(min(m.ProtocolVersion, protocolNewest) & 0xffff)
	if m.ProtocolVersion > protocolNewest || len(unknown) > 0 {
		c.out.encode(&pgproto3.NegotiateProtocolVersion{NewestMinorProtocol: protocolNewest, UnrecognizedOptions: unknown})
	}
	p.Remote, p.Local, p.PID = addressOf(c.nc.RemoteAddr()), addressOf(c.nc.LocalAddr()), int32(c.pid)
	p.TLS = c.encryption()
	if err := c.authenticate(p.User, p.Database); err != nil {
		return err
	}
	return c.welcome(p)
}

// welcome makes the session and tells the client what it has to know.
func (c *conn) welcome(p session.Params) error {
	ctx, cancel := context.WithTimeout(c.srv.ctx, c.srv.opts.AuthenticationWithin)
	defer cancel()
	sess, err := c.srv.opts.Sessions.NewSession(ctx, p)
	if err != nil {
		e := fatal(err)
		switch e.Code {
		case pgerror.InvalidAuthorizationSpecification, pgerror.InsufficientPrivilege:
			c.failed(p.User, e.Message)
		}
		return e
	}
	if err := c.admit(sess.Superuser()); err != nil {
		sess.Close()
		return err
	}
	c.sess = sess
	sess.OnNotification(c.notified)
	c.live.Store(sess)
	for _, s := range sess.Reported() {
		c.out.Parameter(s.Name, s.Value)
	}
	c.out.report()
	at := c.out.begin('K')
	c.out.buf = binary.BigEndian.AppendUint32(c.out.buf, c.pid)
	c.out.buf = append(c.out.buf, c.key()...)
	c.out.end(at)
	c.in.hold = sess.Hold
	c.in.deadline, c.in.messageMax = time.Time{}, c.srv.opts.MessageBytesMax
	_ = c.nc.SetDeadline(time.Time{})
	return c.ready()
}

// admit lets the client out of the lobby and onto a place for sessions.
func (c *conn) admit(superuser bool) error {
	if !c.guest.Leave() {
		return errQuit // it was turned away; fatal says why
	}
	if err := c.srv.seat(c, superuser); err != nil {
		return err
	}
	return nil
}

// fatal is err as it ends a login. A client that has no session yet has no transaction to run
// again: where nobody serves what a login needs it hears that it can't connect now, which
// drivers with several addresses take as a reason to try the next one.
func fatal(err error) *pgerror.Error {
	e := pgerror.From(err).Clone().WithSeverity("FATAL")
	if e.Code == pgerror.TRSerializationFailure {
		e.Code, e.Hint = pgerror.CannotConnectNow, "Try again, or connect to another node."
		e.Message = "the database system is not able to accept connections now: " + e.Message
	}
	return e
}

// startupMessage answers requests for encryption until the client introduces
// itself. A cancel request is carried out and ends the connection, and so does, without a word,
// a length that no start-up packet has.
func (c *conn) startupMessage() (*pgproto3.StartupMessage, error) {
	for range 3 { // GSS, SSL, start-up: no client has more to ask
		body, err := c.in.startup()
		if err != nil {
			var bad lengthError
			if errors.As(err, &bad) { // it may not speak the protocol at all, or ends what it never began
				c.discard()
				return nil, errQuit
			}
			return nil, err
		}
		switch code := binary.BigEndian.Uint32(body); {
		case code == codeSSL:
			if err := c.answerSSL(); err != nil {
				return nil, err
			}
		case code == codeGSS:
			if _, err := c.nc.Write([]byte{'N'}); err != nil {
				return nil, err
			}
		case code == codeCancel:
			if len(body) >= 8+secretBytesOld && len(body) <= 8+secretBytesMax {
				c.srv.cancelRequest(c.nc.RemoteAddr(), binary.BigEndian.Uint32(body[4:]), body[8:])
			}
			return nil, errQuit
		case code>>16 == 3:
			return decodeStartup(body)
		default:
			return nil, pgerror.New(pgerror.FeatureNotSupported, "unsupported frontend protocol %d.%d: server supports 3.0 to 3.2", code>>16, code&0xffff).WithSeverity("FATAL")
		}
	}
	return nil, pgerror.New(pgerror.ProtocolViolation, "expected a startup message").WithSeverity("FATAL")
}

// discardTime is how long a client that is to hear nothing may go on sending.
const discardTime = time.Second

// discard reads what the client has sent: with bytes that nobody has read a close is a reset
// there, and not the end of the connection.
func (c *conn) discard() {
	_ = c.nc.SetReadDeadline(time.Now().Add(discardTime))
	_, _ = io.CopyN(io.Discard, c.nc, startupBytesMax)
}

// decodeStartup reads name and value pairs, each ended by a zero byte, and a
// last zero byte.
func decodeStartup(body []byte) (*pgproto3.StartupMessage, error) {
	bad := pgerror.New(pgerror.ProtocolViolation, "invalid startup packet layout: expected terminator as last byte").WithSeverity("FATAL")
	m := &pgproto3.StartupMessage{ProtocolVersion: binary.BigEndian.Uint32(body), Parameters: map[string]string{}}
	if len(body) < 5 || body[len(body)-1] != 0 {
		return nil, bad
	}
	fields := strings.Split(string(body[4:len(body)-1]), "\x00")
	if fields[len(fields)-1] == "" { // the zero byte that ended the last value
		fields = fields[:len(fields)-1]
	}
	if len(fields)%2 != 0 {
		return nil, bad
	}
	for i := 0; i < len(fields); i += 2 {
		m.Parameters[fields[i]] = fields[i+1]
	}
	return m, nil
}

func (c *conn) answerSSL() error {
	if _, encrypted := c.nc.(*tls.Conn); c.srv.opts.TLS == nil || encrypted {
		_, err := c.nc.Write([]byte{'N'})
		return err
	}
	if _, err := c.nc.Write([]byte{'S'}); err != nil {
		return err
	}
	c.tls = c.srv.opts.TLS
	if renew := c.srv.opts.RenewTLS; renew != nil {
		c.tls = renew()
	}
	t := tls.Server(c.nc, c.tls)
	if err := t.HandshakeContext(c.srv.ctx); err != nil {
		return err
	}
	c.nc, c.in.nc = t, t
	return nil
}

// parameters sorts what the client said of itself. unknown are protocol
// options that this server doesn't know.
func parameters(m *pgproto3.StartupMessage) (p session.Params, unknown []string, err error) {
	for name, value := range m.Parameters {
		switch {
		case name == "user":
			p.User = value
		case name == "database":
			p.Database = value
		case name == "replication":
			if on := strings.ToLower(value); on != "false" && on != "off" && on != "no" && on != "0" {
				return p, nil, pgerror.Unsupported("Connect without the replication parameter.", "replication connections are not supported").WithSeverity("FATAL")
			}
		case name == "options":
			if err := p.AddOptions(value); err != nil {
				return p, nil, fatal(err)
			}
		case strings.HasPrefix(name, "_pq_."):
			unknown = append(unknown, name)
		default:
			p.Settings = append(p.Settings, session.Setting{Name: name, Value: value})
		}
	}
	sort.Strings(unknown)
	sort.Slice(p.Settings, func(i, j int) bool { return p.Settings[i].Name < p.Settings[j].Name })
	if p.User == "" {
		return p, nil, pgerror.New(pgerror.InvalidAuthorizationSpecification, "no PostgreSQL user name specified in startup packet").WithSeverity("FATAL")
	}
	if p.Database == "" {
		p.Database = p.User
	}
	return p, unknown, nil
}
