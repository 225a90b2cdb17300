package wire

import (
	stdctx "context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/certs"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestTLS: SCRAM over TLS, with channel binding (tls-server-end-point), as pgx
// asks for it; and what is refused.
func TestTLS(t *testing.T) {
	dir := t.TempDir()
	server, _, err := certs.Ensure(dir, []string{"localhost"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	pem, err := os.ReadFile(filepath.Join(dir, certs.CACert))
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	cl := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.Trust, o.Password, o.TLS = false, "secret", server }))
	connect := func(params, password string) error {
		conf, err := pgx.ParseConfig("postgresql://isochron@localhost/isochron?sslmode=require&" + params)
		if err != nil {
			t.Fatal(err)
		}
		conf.Password, conf.DialFunc, conf.LookupFunc = password, cl.Dial, cl.ConnConfig().LookupFunc
		conf.TLSConfig = &tls.Config{RootCAs: roots, ServerName: "localhost"}
		c, err := pgx.ConnectConfig(ctx, conf)
		if err != nil {
			return err
		}
		defer func() { _ = c.Close(ctx) }()
		var user string
		return c.QueryRow(ctx, "SELECT current_user").Scan(&user)
	}
	for _, tt := range []struct{ params, password, want string }{
		{"channel_binding=require", "secret", ""},
		{"channel_binding=prefer", "secret", ""},
		{"channel_binding=disable", "secret", ""},
		{"channel_binding=require", "wrong", "28P01"},
		{"channel_binding=disable", "", "28P01"},
	} {
		if got := code(connect(tt.params, tt.password)); got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.params, tt.password, got, tt.want)
		}
	}
	// A client that expects another certificate leaves before it says anything.
	conf := cl.ConnConfig()
	conf.TLSConfig = &tls.Config{ServerName: "elsewhere"}
	if _, err := pgx.ConnectConfig(ctx, conf); err == nil {
		t.Error("the certificate was taken for another host's")
	}
}

// stranger is a connection from beyond this machine.
type stranger struct{ net.Conn }

func (stranger) RemoteAddr() net.Addr {
	return &net.TCPAddr{IP: net.IPv4(203, 0, 113, 9), Port: 1234}
}

// TestRequireTLS: clients from beyond this machine must encrypt.
func TestRequireTLS(t *testing.T) { synctest.Test(t, requireTLS) }

func requireTLS(t *testing.T) {
	server, _, err := certs.Ensure(t.TempDir(), []string{"localhost"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	cl := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.TLS, o.RequireTLS = server, true }))
	for _, tt := range []struct {
		name     string
		far, tls bool
		want     string
	}{{"near, clear", false, false, ""}, {"near, encrypted", false, true, ""}, {"far, clear", true, false, "28000"}, {"far, encrypted", true, true, ""}} {
		conf := cl.ConnConfig()
		conf.DialFunc = func(_ stdctx.Context, _, _ string) (net.Conn, error) {
			client, srv := net.Pipe()
			if tt.far {
				srv = stranger{srv}
			}
			cl.Node().Wire().Go(srv)
			return client, nil
		}
		if tt.tls {
			conf.TLSConfig = &tls.Config{InsecureSkipVerify: true}
		}
		c, err := pgx.ConnectConfig(ctx, conf)
		if got := code(err); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
		if err == nil {
			_ = c.Close(ctx)
		}
	}
}

// TestTooMany: beyond the limit clients are told, and those who leave make room.
func TestTooMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cl := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.ConnectionsMax = 2 }))
		a := cl.Conn(ctx)
		_ = cl.Conn(ctx)
		_, err := pgx.ConnectConfig(ctx, cl.ConnConfig())
		wantCode(t, "one too many", err, "53300")
		_ = a.Close(ctx)
		synctest.Wait()
		_ = cl.Conn(ctx)
	})
}
