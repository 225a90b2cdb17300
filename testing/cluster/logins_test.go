package cluster_test

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// addressed is a connection that comes from some address.
type addressed struct {
	net.Conn
	ip string
}

func (a addressed) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.ParseIP(a.ip), Port: 40000} }

// dialFrom is a dial function that reaches n as if from ip.
func dialFrom(n *node.Node, ip string) func(context.Context, string, string) (net.Conn, error) {
	return func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		n.Wire().Go(addressed{server, ip})
		return client, nil
	}
}

// TestFailedLogins: they are logged and counted, and who fails often waits, which those at
// other addresses don't.
func TestFailedLogins(t *testing.T) { synctest.Test(t, testFailedLogins) }

func testFailedLogins(t *testing.T) {
	ctx := t.Context()
	log := &lockedLog{}
	cl := cluster.Start(t, cluster.WithLogger(slog.New(slog.NewTextHandler(log, nil))),
		cluster.WithOptions(func(o *node.Options) { o.Trust, o.Password = false, "right" }))
	login := func(ip, user, password string) (time.Duration, string) {
		conf := cl.ConnConfig()
		conf.User, conf.Password, conf.DialFunc = user, password, dialFrom(cl.Node(), ip)
		began := time.Now()
		c, err := pgx.ConnectConfig(ctx, conf)
		if err == nil {
			_ = c.Close(ctx)
			return time.Since(began), ""
		}
		if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
			return time.Since(began), pg.Code
		}
		return time.Since(began), err.Error()
	}
	if _, code := login("10.0.0.1", "isochron", "right"); code != "" {
		t.Fatal(code)
	}
	for i := range 19 {
		user := []string{"isochron", "nobody"}[i%2]
		took, code := login("10.0.0.2", user, "wrong")
		if code != "28P01" {
			t.Fatalf("%d: %q", i, code)
		}
		if least := min(2*time.Second, 50*time.Millisecond<<max(0, i-10)); i < 10 && took > 0 || i >= 10 && took != least {
			t.Errorf("failure %d took %v, want %v", i, took, least)
		}
	}
	if took, code := login("10.0.0.1", "isochron", "right"); code != "" || took > 100*time.Millisecond {
		t.Errorf("beside them, from elsewhere: %q after %v", code, took)
	}
	if took, code := login("10.0.0.2", "isochron", "right"); code != "" || took != 2*time.Second {
		t.Errorf("the right one after them: %q after %v", code, took)
	}
	for _, want := range []string{"10.0.0.2:40000", "user=isochron reason=\"wrong password\"", "user=nobody reason=\"the role does not exist\"", "failures=7"} {
		if log.count(want) == 0 {
			t.Errorf("the log has no %s:\n%s", want, log.String())
		}
	}
	if n := cl.Node().Wire().Stats().LoginFailures.Load(); n != 19 {
		t.Errorf("%d failures are counted", n)
	}
	time.Sleep(6 * time.Minute)
	if took, code := login("10.0.0.2", "isochron", "wrong"); code != "28P01" || took > 0 {
		t.Errorf("later: %q after %v", code, took)
	}
}

// challenge is the salt and iterations that a node gives a user's client.
func challenge(t *testing.T, c net.Conn, user string) string {
	t.Helper()
	packet := func(kind string, body string) {
		b := append([]byte(kind), 0, 0, 0, 0)
		b = append(b, body...)
		binary.BigEndian.PutUint32(b[len(kind):], uint32(len(b)-len(kind)))
		if _, err := c.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	answer := func() string {
		head := make([]byte, 5)
		if _, err := io.ReadFull(c, head); err != nil {
			t.Fatal(err)
		}
		body := make([]byte, binary.BigEndian.Uint32(head[1:])-4)
		if _, err := io.ReadFull(c, body); err != nil || head[0] != 'R' {
			t.Fatalf("%q %q %v", head, body, err)
		}
		return string(body)
	}
	packet("", "\x00\x03\x00\x00user\x00"+user+"\x00\x00")
	answer()
	first := "n,,n=,r=abcdefghijklmnop"
	packet("p", "SCRAM-SHA-256\x00\x00\x00\x00"+string(rune(len(first)))+first)
	_, salt, _ := strings.Cut(answer(), ",s=")
	_ = c.Close()
	return salt
}

// TestDecoyIsTheClusters: what a user who does not exist is asked does not depend on the
// node, nor on the process: so it tells nothing.
func TestDecoyIsTheClusters(t *testing.T) { synctest.Test(t, testDecoy) }

func testDecoy(t *testing.T) {
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}}, Seed: 3,
		Configure: func(_ *local.Node, o *node.Options) { o.Trust, o.Password = false, "secret" }})
	nodes := c.Local().Nodes()
	ask := func(i int, user string) string {
		conn, err := nodes[i].Node().Dial(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return challenge(t, conn, user)
	}
	ghost, real := ask(0, "ghost"), ask(0, "isochron")
	if ghost == "" || ghost == real || ghost == ask(0, "other") || ask(1, "ghost") != ghost || ask(1, "isochron") != real {
		t.Errorf("ghost %q, real %q; at the other node %q, %q", ghost, real, ask(1, "ghost"), ask(1, "isochron"))
	}
	if err := nodes[2].Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := nodes[2].Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ask(2, "ghost"); got != ghost {
		t.Errorf("after a restart %q, before %q", got, ghost)
	}
}
