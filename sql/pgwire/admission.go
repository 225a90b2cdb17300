package pgwire

import (
	"crypto/tls"
	"net"
	"net/netip"

	"github.com/isochrondb/isochron/sql/auth/hba"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// admission finds the rule that the client comes in by, or refuses it in Postgres's words.
func (c *conn) admission(user, database string) (*hba.Rule, error) {
	client := &hba.Client{Addr: c.address(), Encrypted: c.encrypted(), User: user, Database: database, Networks: c.srv.opts.Networks}
	client.Member = func(role string) (bool, error) {
		if c.srv.opts.Verifiers == nil {
			return false, pgerror.Internal("a rule asks for members of %q, and nobody knows them", role)
		}
		return c.srv.opts.Verifiers.Member(c.srv.ctx, user, role)
	}
	rule, err := c.srv.opts.Rules.Rules().Decide(client)
	if err != nil { // nobody comes in by the rules after one that could not be read
		return nil, fatal(err)
	}
	switch {
	case rule == nil:
		return nil, c.refused("no pg_hba.conf entry", "no pg_hba.conf entry for host %q, user %q, database %q, %s", client)
	case rule.Method == hba.Clear:
		return nil, pgerror.New(pgerror.InvalidAuthorizationSpecification, "connection from %s refused: no encryption", addressOf(c.nc.RemoteAddr())).
			WithHint("Connect with sslmode=require or stricter, or start the server with --insecure.").WithSeverity("FATAL")
	case rule.ClientCert != hba.CertOff && !c.hasCertificate():
		return nil, c.refusedAs(user, "no certificate", pgerror.New(pgerror.InvalidAuthorizationSpecification, "connection requires a valid client certificate"))
	case rule.Method == hba.Reject:
		return nil, c.refused("pg_hba.conf rejects", "pg_hba.conf rejects connection for host %q, user %q, database %q, %s", client)
	}
	return rule, nil
}

// refused is the error of a client that no rule lets in.
func (c *conn) refused(why, format string, client *hba.Client) error {
	encryption := "no encryption"
	if client.Encrypted {
		encryption = "SSL encryption"
	}
	return c.refusedAs(client.User, why, pgerror.New(pgerror.InvalidAuthorizationSpecification, format, client.Addr.String(), client.User, client.Database, encryption))
}

// refusedAs notes the failure.
func (c *conn) refusedAs(user, why string, err *pgerror.Error) error {
	c.failed(user, why)
	return err.WithSeverity("FATAL")
}

// address is the client's. One that has none is inside of this process.
func (c *conn) address() netip.Addr {
	if tcp, ok := c.nc.RemoteAddr().(*net.TCPAddr); ok {
		if a, ok := netip.AddrFromSlice(tcp.IP); ok {
			return a.Unmap()
		}
	}
	return netip.AddrFrom4([4]byte{127, 0, 0, 1})
}

func (c *conn) encrypted() bool {
	_, ok := c.nc.(*tls.Conn)
	return ok
}

// hasCertificate reports whether the client has shown a certificate that TLS verified.
func (c *conn) hasCertificate() bool {
	t, ok := c.nc.(*tls.Conn)
	return ok && len(t.ConnectionState().VerifiedChains) > 0
}

// prove has the client show what its rule asks for.
func (c *conn) prove(user string, rule *hba.Rule) error {
	certified := c.certified(user)
	switch rule.Method {
	case hba.Trust:
		if rule.ClientCert == hba.CertFull && !certified {
			return c.refusedAs(user, "the certificate is another user's", pgerror.New(pgerror.InvalidAuthorizationSpecification, "\"trust\" authentication failed for user %q", user))
		}
		return nil
	case hba.Cert:
		if !certified {
			return c.refusedAs(user, "the certificate is another user's", pgerror.New(pgerror.InvalidAuthorizationSpecification, "certificate authentication failed for user %q", user))
		}
		return nil
	case hba.CertOrSCRAM:
		if certified {
			return nil
		}
	case hba.SCRAM, hba.MD5:
	default:
		return pgerror.Internal("no method %v", rule.Method)
	}
	if err := c.password(user); err != nil {
		return err
	}
	if rule.ClientCert == hba.CertFull && !certified {
		c.failed(user, "the certificate is another user's")
		return wrongPassword(user)
	}
	return nil
}
