package wire

import (
	stdctx "context"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// caller is a connection that comes from some address.
type caller struct {
	net.Conn
	ip net.IP
}

func (c caller) RemoteAddr() net.Addr { return &net.TCPAddr{IP: c.ip, Port: 40000} }

// call opens a connection to the node as if from ip.
func call(cl *cluster.Cluster, ip string) net.Conn {
	client, server := net.Pipe()
	cl.Node().Wire().Go(caller{server, net.ParseIP(ip)})
	return client
}

func configFrom(cl *cluster.Cluster, ip string) *pgx.ConnConfig {
	conf := cl.ConnConfig()
	conf.DialFunc = func(stdctx.Context, string, string) (net.Conn, error) { return call(cl, ip), nil }
	return conf
}

// TestSilentConnections: those who say nothing push out each other, and nobody else; they
// are told, and none is kept for longer than the time for authentication.
func TestSilentConnections(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cl := cluster.Start(t, cluster.WithOptions(func(o *node.Options) {
			o.PendingMax, o.ConnectionsMax, o.AuthenticationWithin = 16, 20, 10*time.Second
		}))
		half := call(cl, "10.0.0.7") // of another address: it stays
		if _, err := half.Write([]byte{0, 0}); err != nil {
			t.Fatal(err)
		}
		told := make(chan string, 400)
		for range 400 {
			c := call(cl, "10.0.0.9")
			go func() {
				var all []byte
				buf := make([]byte, 1024)
				for {
					n, err := c.Read(buf)
					if all = append(all, buf[:n]...); err != nil {
						told <- string(all)
						return
					}
				}
			}()
		}
		synctest.Wait()
		for _, ip := range []string{"10.0.0.9", "10.0.0.8"} {
			c, err := pgx.ConnectConfig(ctx, configFrom(cl, ip))
			if err != nil {
				t.Fatalf("from %s: %v", ip, err)
			}
			if _, err := c.Exec(ctx, "SELECT 1"); err != nil {
				t.Errorf("from %s: %v", ip, err)
			}
			_ = c.Close(ctx)
		}
		synctest.Wait()
		if n := cl.Node().Wire().Stats().Open.Load(); n > 16 {
			t.Errorf("%d connections are open, want at most 16", n)
		}
		if err := half.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
			t.Fatal(err)
		}
		if _, err := half.Read(make([]byte, 1)); err == nil || !strings.Contains(err.Error(), "timeout") {
			t.Errorf("the other address's connection ended: %v", err)
		}
		time.Sleep(15 * time.Second)
		synctest.Wait()
		if n := cl.Node().Wire().Stats().Open.Load(); n != 0 {
			t.Errorf("%d connections are open after the time for authentication", n)
		}
		crowded := 0
		for range 400 {
			if strings.Contains(<-told, "C53300") {
				crowded++
			}
		}
		if want := 400 - 16 + 2; crowded != want { // as in Postgres, silence is answered by silence
			t.Errorf("%d were told that there are too many, want %d", crowded, want)
		}
	})
}

// TestReservedConnections: the last places are for superusers.
func TestReservedConnections(t *testing.T) {
	cl := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.ConnectionsMax, o.ReservedConnections = 4, 2 }))
	if _, err := cl.Conn(ctx).Exec(ctx, "CREATE ROLE app LOGIN"); err != nil { // the first
		t.Fatal(err)
	}
	app := cl.ConnConfig()
	app.User = "app"
	first, err := pgx.ConnectConfig(ctx, app) // the second
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = first.Close(ctx) }()
	_, err = pgx.ConnectConfig(ctx, app)
	wantCode(t, "a user on a reserved place", err, "53300")
	if err == nil || !strings.Contains(err.Error(), "remaining connection slots are reserved for non-replication superuser connections") {
		t.Errorf("it was told %v", err)
	}
	_, _ = cl.Conn(ctx), cl.Conn(ctx)
	_, err = pgx.ConnectConfig(ctx, cl.ConnConfig())
	wantCode(t, "a superuser beyond all places", err, "53300")
}
