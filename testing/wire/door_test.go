package wire

import (
	stdctx "context"
	"encoding/binary"
	"io"
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

// raw is a client that speaks the protocol by hand.
type raw struct {
	t *testing.T
	net.Conn
}

func (r raw) send(kind, body string) {
	r.t.Helper()
	b := append([]byte(kind), 0, 0, 0, 0)
	b = append(b, body...)
	binary.BigEndian.PutUint32(b[len(kind):], uint32(len(b)-len(kind)))
	if _, err := r.Write(b); err != nil {
		r.t.Fatal(err)
	}
}

// until reads up to a message of some kind, and returns its body.
func (r raw) until(kind byte) string {
	r.t.Helper()
	for {
		head := make([]byte, 5)
		if _, err := io.ReadFull(r, head); err != nil {
			r.t.Fatalf("waiting for %c: %v", kind, err)
		}
		body := make([]byte, binary.BigEndian.Uint32(head[1:])-4)
		if _, err := io.ReadFull(r, body); err != nil {
			r.t.Fatal(err)
		}
		if head[0] == kind {
			return string(body)
		}
	}
}

// TestCancelKeys: a client of protocol 3.2 gets a key of 256 bits, and that alone cancels; who
// guesses is slowed down.
func TestCancelKeys(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cl := cluster.Start(t)
		for _, tt := range []struct {
			version string
			bytes   int
		}{{"\x00\x03\x00\x00", 4}, {"\x00\x03\x00\x02", 32}, {"\x00\x03\x27\x0f", 32}} {
			c := raw{t, call(cl, "10.0.0.1")}
			c.send("", tt.version+"user\x00isochron\x00\x00")
			key := c.until('K')
			if len(key) != 4+tt.bytes {
				t.Errorf("version %q: a key of %d bytes, want %d", tt.version, len(key)-4, tt.bytes)
			}
			c.until('Z')
			c.send("Q", "SELECT pg_sleep(3600)\x00")
			synctest.Wait()
			cancel := func(key string) {
				x := raw{t, call(cl, "10.0.0.2")}
				x.send("", "\x04\xd2\x16\x2e"+key)
				_, _ = io.Copy(io.Discard, x) // ends when it was heard
			}
			before := cl.Node().Wire().Stats().Cancels.Load()
			began := time.Now()
			for i := range 20 {
				cancel(key[:len(key)-1] + string([]byte{key[len(key)-1] + byte(1+i)}))
			}
			cancel(key[:4+tt.bytes/2])
			if n := cl.Node().Wire().Stats().Cancels.Load(); n != before {
				t.Errorf("version %q: a wrong key cancelled", tt.version)
			}
			if took := time.Since(began); took < 5*time.Second {
				t.Errorf("twenty guesses took %v", took)
			}
			cancel(key)
			if e := c.until('E'); !strings.Contains(e, "C57014") {
				t.Errorf("the right key: %q", e)
			}
			_ = c.Close()
			time.Sleep(6 * time.Minute) // guesses are forgotten
		}
	})
}
