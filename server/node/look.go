package node

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/isochrondb/isochron/sql/auth"
	"github.com/isochrondb/isochron/sql/catalog"
)

// MayLook is nil where a SQL user, who has proved to be that, may see the node's metrics,
// or its profiles: those are for superusers, metrics for pg_monitor too.
func (n *Node) MayLook(ctx context.Context, user string, profiles bool) error {
	if err := n.takesSQL(); err != nil {
		return err
	}
	now, err := n.db.Reading(ctx) // a node whose clock is not well tells nothing old (T16)
	if err != nil {
		return err
	}
	snap, err := n.catalog.Snapshot(ctx, now)
	if err != nil {
		return err
	}
	r, ok := snap.Role(user)
	switch {
	case !ok || !r.Login:
		return fmt.Errorf("role %q is not permitted to log in", user)
	case r.Superuser, !profiles && snap.Inherits(r.ID, catalog.RoleMonitor, 0):
		return nil
	case profiles:
		return fmt.Errorf("profiles are for superusers, and %q is none", user)
	}
	return fmt.Errorf("metrics are for superusers and members of pg_monitor, and %q is none", user)
}

// LogInHTTP is MayLook for a user who gives a password. Failures count as those of SQL.
func (n *Node) LogInHTTP(ctx context.Context, remote, user, password string, profiles bool) error {
	if err := n.takesSQL(); err != nil {
		return err
	}
	from := net.Addr(&net.TCPAddr{})
	if a, err := net.ResolveTCPAddr("tcp", remote); err == nil {
		from = a
	}
	if err := n.wire.Penalty(ctx, from); err != nil {
		return err
	}
	users := &auth.Users{Catalog: n.catalog}
	ok, why, err := users.Check(ctx, user, password)
	if err != nil {
		return err
	}
	if !ok {
		n.wire.LoginFailed(from, user, why)
		return ErrPassword
	}
	return n.MayLook(ctx, user, profiles)
}

// ErrPassword is what LogInHTTP says of a wrong password, or user.
var ErrPassword = errors.New("wrong user or password")

// registerCertificates shows how long the certificates last.
func (n *Node) registerCertificates() {
	if n.o.CertificatesEnd == nil {
		return
	}
	n.registry.GaugeFunc("certificate_days", "days until the first of the node's certificate and its CAs ends", func() float64 {
		return time.Until(n.o.CertificatesEnd()).Hours() / 24
	})
}
