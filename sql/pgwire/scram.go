package pgwire

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/tls"
	"crypto/x509"
	"hash"
	"net"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
	"github.com/xdg-go/scram"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// Verifiers serves what SCRAM-SHA-256 needs to know of a user (RFC 5803): no
// password and nothing to derive one from. ok is false for users that don't
// exist or have no password; the conversation then runs against a made-up
// verifier, so that the client can't tell which it was.
type Verifiers interface {
	// why says why not, for the log alone.
	Verifier(ctx context.Context, user string) (v scram.StoredCredentials, ok bool, why string, err error)
	// Member reports whether a user is a member of a role, superusers like others.
	Member(ctx context.Context, user, role string) (bool, error)
}

const (
	mechanism     = "SCRAM-SHA-256"
	mechanismPlus = "SCRAM-SHA-256-PLUS"
	iterations    = 4096
)

func (c *conn) authenticate(user, database string) error {
	rule, err := c.admission(user, database)
	if err != nil {
		return err
	}
	if err := c.prove(user, rule); err != nil {
		return err
	}
	c.out.encode(&pgproto3.AuthenticationOk{})
	return nil
}

// password has the client prove that it knows the user's.
func (c *conn) password(user string) error {
	if c.srv.opts.Verifiers == nil {
		return pgerror.Internal("the server has no passwords to compare with").WithSeverity("FATAL")
	}
	v, known, why, err := c.srv.opts.Verifiers.Verifier(c.srv.ctx, user)
	if err != nil {
		return fatal(err)
	}
	if !known {
		v = c.srv.decoy(user)
	} else {
		why = "wrong password"
	}
	if err := c.converse(user, v); err != nil {
		if pgerror.Is(err, pgerror.InvalidPassword) {
			c.failed(user, why)
		}
		return err
	}
	if !known {
		c.failed(user, why)
		return wrongPassword(user)
	}
	return nil
}

// failed notes that a client has not proved to be who it says, or may not be let in.
func (c *conn) failed(user, why string) { c.srv.LoginFailed(c.nc.RemoteAddr(), user, why) }

// LoginFailed notes a login that failed, here or at another door of the node.
func (s *Server) LoginFailed(from net.Addr, user, why string) {
	s.stats.LoginFailures.Add(1)
	if count, log := s.failures.note(from, time.Now()); log {
		s.opts.Logger.Warn("login failed", "client", from.String(), "user", clipName(user), "reason", why, "failures", count)
	}
}

// Penalty waits as long as an address must that has failed often.
func (s *Server) Penalty(ctx context.Context, from net.Addr) error {
	return stop.Sleep(ctx, s.failures.delay(from, time.Now()))
}

// clipName is what of a name goes to the log: a client may send a long one.
func clipName(name string) string {
	if len(name) > loggedNameMax {
		return name[:loggedNameMax] + "…"
	}
	return name
}

const loggedNameMax = 64

// penalty waits for the verdict as long as those do who have failed often. The connection
// stays one of those that others push out.
func (c *conn) penalty() error {
	d := c.srv.failures.delay(c.nc.RemoteAddr(), time.Now())
	if d == 0 {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-c.gone:
	case <-c.srv.ctx.Done():
	}
	return errQuit
}

// certified reports whether the client has shown a certificate, verified by TLS, whose
// common name is the user's.
func (c *conn) certified(user string) bool {
	t, ok := c.nc.(*tls.Conn)
	if !ok || user == nodeName {
		return false
	}
	chains := t.ConnectionState().VerifiedChains
	return len(chains) > 0 && len(chains[0]) > 0 && chains[0][0].Subject.CommonName == user
}

// nodeName is the common name of nodes' certificates, which stand for no user, whatever
// roles there are.
const nodeName = "node"

func wrongPassword(user string) error {
	return pgerror.New(pgerror.InvalidPassword, "password authentication failed for user %q", user).WithSeverity("FATAL")
}

// converse runs the SASL exchange (RFC 5802, section 5) to its end.
func (c *conn) converse(user string, v scram.StoredCredentials) error {
	server, err := scram.SHA256.NewServer(func(string) (scram.StoredCredentials, error) { return v, nil })
	if err != nil {
		return fatal(err)
	}
	binding, bound := c.channelBinding()
	mechanisms := []string{mechanism}
	if bound {
		mechanisms = []string{mechanismPlus, mechanism}
	}
	c.out.encode(&pgproto3.AuthenticationSASL{AuthMechanisms: mechanisms})
	body, err := c.saslReply()
	if err != nil {
		return err
	}
	var first pgproto3.SASLInitialResponse
	if err := first.Decode(body); err != nil {
		return malformed(err)
	}
	var talk *scram.ServerConversation
	switch {
	case first.AuthMechanism == mechanismPlus && bound:
		talk = server.NewConversationWithChannelBindingRequired(binding)
	case first.AuthMechanism == mechanism && bound:
		talk = server.NewConversationWithChannelBinding(binding)
	case first.AuthMechanism == mechanism:
		talk = server.NewConversation()
	default:
		return pgerror.New(pgerror.ProtocolViolation, "client selected an invalid SASL authentication mechanism").WithSeverity("FATAL")
	}
	return c.exchange(user, talk, string(first.Data))
}

func (c *conn) exchange(user string, talk *scram.ServerConversation, clientFirst string) error {
	failed := wrongPassword(user)
	challenge, err := talk.Step(clientFirst)
	if err != nil {
		return failed
	}
	c.out.encode(&pgproto3.AuthenticationSASLContinue{Data: []byte(challenge)})
	body, err := c.saslReply()
	if err != nil {
		return err
	}
	if err := c.penalty(); err != nil {
		return err
	}
	final, err := talk.Step(string(body))
	if err != nil || !talk.Valid() {
		return failed
	}
	c.out.encode(&pgproto3.AuthenticationSASLFinal{Data: []byte(final)})
	return nil
}

func (c *conn) saslReply() ([]byte, error) {
	if err := c.out.flush(); err != nil {
		return nil, err
	}
	kind, body, err := c.in.next()
	if err != nil {
		return nil, err
	}
	if kind != 'p' {
		return nil, pgerror.New(pgerror.ProtocolViolation, "expected SASL response, got message type %d", kind).WithSeverity("FATAL")
	}
	return body, nil
}

// decoy is a verifier that no password fits: the same each time for a user, and
// not to be foretold without the cluster's secret.
func (s *Server) decoy(user string) scram.StoredCredentials {
	sum := func(what string) []byte {
		h := hmac.New(sha256.New, s.opts.DecoySecret)
		h.Write([]byte(what + user))
		return h.Sum(nil)
	}
	return scram.StoredCredentials{
		KeyFactors: scram.KeyFactors{Salt: string(sum("salt")[:16]), Iters: iterations},
		StoredKey:  sum("stored"), ServerKey: sum("server"),
	}
}

// channelBinding is tls-server-end-point (RFC 5929, section 4.1): the hash of
// the certificate that this server showed, by the certificate's own algorithm,
// SHA-256 in place of anything weaker.
func (c *conn) channelBinding() (scram.ChannelBinding, bool) {
	if _, ok := c.nc.(*tls.Conn); !ok || len(c.tls.Certificates) != 1 {
		return scram.ChannelBinding{}, false
	}
	cert, err := x509.ParseCertificate(c.tls.Certificates[0].Certificate[0])
	if err != nil {
		return scram.ChannelBinding{}, false
	}
	var h hash.Hash
	switch cert.SignatureAlgorithm {
	case x509.SHA384WithRSA, x509.ECDSAWithSHA384, x509.SHA384WithRSAPSS:
		h = sha512.New384()
	case x509.SHA512WithRSA, x509.ECDSAWithSHA512, x509.SHA512WithRSAPSS:
		h = sha512.New()
	case x509.PureEd25519: // no hash of its own: RFC 5929 leaves it undefined
		return scram.ChannelBinding{}, false
	default:
		h = sha256.New()
	}
	h.Write(cert.Raw)
	return scram.ChannelBinding{Type: scram.ChannelBindingTLSServerEndpoint, Data: h.Sum(nil)}, true
}
