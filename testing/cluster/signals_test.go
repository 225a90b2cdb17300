package cluster_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/testing/cluster"
)

// threeNodes are in a region each, close to each other.
func threeNodes(t *testing.T, log *lockedLog) *cluster.Regions {
	return cluster.StartRegions(t, cluster.Topology{
		Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}}, Seed: 7,
		Logger: func(*local.Node) *slog.Logger {
			return slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelWarn}))
		},
	})
}

// cancelAt sends a cancel request to a node, whosever the key is.
func cancelAt(t *testing.T, c *cluster.Regions, node string, pid uint32, key []byte) {
	t.Helper()
	nc, err := c.Dial(t.Context(), node)
	if err != nil {
		t.Fatal(err)
	}
	b := binary.BigEndian.AppendUint32(nil, uint32(12+len(key)))
	b = binary.BigEndian.AppendUint32(b, 80877102)
	b = append(binary.BigEndian.AppendUint32(b, pid), key...)
	if _, err := nc.Write(b); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, nc) // it is closed when it has been carried out
	_ = nc.Close()
}

// TestSignalsReachOtherNodes: a cancel request that a balancer sends to another node, and
// what pg_cancel_backend and pg_terminate_backend name, arrive; all sessions are listed.
func TestSignalsReachOtherNodes(t *testing.T) { synctest.Test(t, testSignals) }

func testSignals(t *testing.T) {
	ctx := t.Context()
	log := &lockedLog{}
	c := threeNodes(t, log)
	admin := c.Conn(ctx, "n3")
	lines(ctx, t, admin, "CREATE ROLE plain LOGIN")
	for _, protocol := range []string{"3.0", "3.2"} {
		conf := c.ConnConfig("n2")
		conf.MaxProtocolVersion = protocol
		conn, err := pgx.ConnectConfig(ctx, conf)
		if err != nil {
			t.Fatal(err)
		}
		pid, key := conn.PgConn().PID(), conn.PgConn().SecretKey()
		sleeping := func(end func()) (code string, took time.Duration) {
			t.Helper()
			answer := make(chan error, 1)
			began := time.Now()
			go func() {
				_, err := conn.Exec(context.WithoutCancel(ctx), "SELECT pg_sleep(20)")
				answer <- err
			}()
			time.Sleep(time.Second)
			end()
			err := <-answer
			if e, ok := errors.AsType[*pgconn.PgError](err); ok {
				code = e.Code
			}
			return code, time.Since(began)
		}
		if code, took := sleeping(func() { cancelAt(t, c, "n1", pid, key) }); code != "57014" || took > 2*time.Second {
			t.Errorf("%s: a cancel request at another node: %q after %v, want 57014", protocol, code, took)
		}
		wrong := append([]byte(nil), key...)
		wrong[0] ^= 1
		if code, took := sleeping(func() { cancelAt(t, c, "n1", pid, wrong) }); code != "" || took < 20*time.Second {
			t.Errorf("%s: a cancel request with a wrong key: %q after %v", protocol, code, took)
		}
		if n := log.count("a cancel request has the wrong key"); n == 0 {
			t.Errorf("%s: a wrong key is not logged", protocol)
		}
		if code, took := sleeping(func() { lines(ctx, t, admin, fmt.Sprintf("SELECT pg_cancel_backend(%d)", pid)) }); code != "57014" || took > 2*time.Second {
			t.Errorf("%s: pg_cancel_backend at another node: %q after %v, want 57014", protocol, code, took)
		}
		var at, query string
		if err := admin.QueryRow(ctx, "SELECT state, query FROM pg_stat_activity WHERE pid = $1", pid).Scan(&at, &query); err != nil || at != "idle" || query != "SELECT pg_sleep(20)" {
			t.Errorf("%s: pg_stat_activity at another node: %q, %q, %v", protocol, at, query, err)
		}
		plain := c.ConnConfig("n1")
		plain.User = "plain"
		p, err := pgx.ConnectConfig(ctx, plain)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range []string{"pg_cancel_backend", "pg_terminate_backend"} {
			_, err := p.Exec(ctx, "SELECT "+f+"($1)", pid)
			if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "42501" {
				t.Errorf("%s: %s of a superuser's: %v, want 42501", protocol, f, err)
			}
		}
		if err := p.QueryRow(ctx, "SELECT query FROM pg_stat_activity WHERE pid = $1", pid).Scan(&query); err != nil || query != "<insufficient privilege>" {
			t.Errorf("%s: another's query: %q, %v", protocol, query, err)
		}
		_ = p.Close(ctx)
		var done bool
		if err := admin.QueryRow(ctx, "SELECT pg_terminate_backend($1, 10000)", pid).Scan(&done); err != nil || !done {
			t.Errorf("%s: pg_terminate_backend: %v, %v", protocol, done, err)
		}
		if _, err := conn.Exec(ctx, "SELECT 1"); err == nil {
			t.Errorf("%s: the session goes on", protocol)
		}
		if err := admin.QueryRow(ctx, "SELECT pg_terminate_backend($1)", pid).Scan(&done); err != nil || done {
			t.Errorf("%s: pg_terminate_backend of a session that is gone: %v, %v", protocol, done, err)
		}
	}
}

// TestConnectionLimits: of a role, and of a database, they bind the cluster.
func TestConnectionLimits(t *testing.T) { synctest.Test(t, testConnectionLimits) }

func testConnectionLimits(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	admin := c.Conn(ctx, "n3")
	lines(ctx, t, admin, "CREATE ROLE few LOGIN CONNECTION LIMIT 2")
	lines(ctx, t, admin, "CREATE ROLE some1 LOGIN")
	lines(ctx, t, admin, "CREATE DATABASE narrow CONNECTION LIMIT 1")
	login := func(node, user, database string) (*pgx.Conn, string) {
		conf := c.ConnConfig(node)
		conf.User = user
		if database != "" {
			conf.Database = database
		}
		conn, err := pgx.ConnectConfig(ctx, conf)
		return conn, sqlstate(err)
	}
	want := func(node, user, database, code string) *pgx.Conn {
		t.Helper()
		conn, got := login(node, user, database)
		if got != code {
			t.Errorf("%s at %s in %q: %q, want %q", user, node, database, got, code)
		}
		return conn
	}
	want("n1", "few", "", "")
	second := want("n2", "few", "", "")
	want("n3", "few", "", "53300")
	want("n1", "few", "", "53300")
	want("n3", "some1", "", "")
	if second != nil {
		_ = second.Close(ctx)
	}
	time.Sleep(time.Second)
	want("n3", "few", "", "")
	want("n1", "some1", "narrow", "")
	want("n2", "some1", "narrow", "53300")
	want("n2", admin.Config().User, "narrow", "") // superusers are not counted out
}
