// Package cluster starts Isochron inside a Go test: a whole node, in memory,
// that clients reach through in-process connections, and that ends with the
// test. What runs is the product itself, not a fake of it.
//
//	func TestTransfer(t *testing.T) {
//		db := cluster.Start(t).DB()
//		_, err := db.Exec("CREATE TABLE accounts (id int PRIMARY KEY, balance int)")
//		…
//	}
//
// What takes long to prepare, a schema by its migrations, is made once, and copied for each test
// that changes what others find:
//
//	func TestShop(t *testing.T) {
//		c := cluster.Start(t)
//		migrate(t, c.DB())
//		t.Run("order", func(t *testing.T) {
//			t.Parallel()
//			db := c.Clone(t).DB() // dropped when the test ends
//			…
//		})
//	}
//
// Tests may run in parallel, each with a node of its own, and inside of
// testing/synctest bubbles, where a node runs in virtual time.
package cluster

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/isochrondb/isochron/server/node"
)

// Cluster is a running node. Its methods are safe for concurrent use.
type Cluster struct {
	t    testing.TB
	node *node.Node

	mu struct {
		sync.Mutex
		pool    *pgxpool.Pool
		db      *sql.DB
		url     string
		served  chan error
		stopped bool
		admins  []*pgx.Conn // not in use; see admin
	}
	clones atomic.Int64
}

// Option changes how a cluster starts.
type Option func(*node.Options)

// WithLogger logs what the node does.
func WithLogger(l *slog.Logger) Option { return func(o *node.Options) { o.Logger = l } }

// WithOptions changes the node's options in any way.
func WithOptions(f func(*node.Options)) Option { return f }

// Start starts a node that ends with the test. A failure to start fails the test.
func Start(t testing.TB, options ...Option) *Cluster {
	t.Helper()
	o := node.Options{InMemory: true, Trust: true} // its cache and memory tables are as large as they are used
	for _, f := range options {
		f(&o)
	}
	n, err := node.Start(context.Background(), o)
	if err != nil {
		t.Fatalf("cluster: start: %v", err)
	}
	c := &Cluster{t: t, node: n}
	t.Cleanup(c.close)
	return c
}

// Stop ends the node before the test does, and returns what its Close says.
func (c *Cluster) Stop() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.mu.stopped = true
	return c.node.Close()
}

func (c *Cluster) close() {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mu.pool != nil {
		c.mu.pool.Close()
	}
	if c.mu.db != nil {
		_ = c.mu.db.Close()
	}
	for _, conn := range c.mu.admins {
		_ = conn.Close(context.Background())
	}
	if c.t.Failed() && c.mu.url != "" {
		c.t.Logf("cluster: %s", c.mu.url)
	}
	if !c.mu.stopped {
		if err := c.node.Close(); err != nil {
			c.t.Errorf("cluster: close: %v", err)
		}
	}
	if c.mu.served != nil {
		if err := <-c.mu.served; err != nil {
			c.t.Errorf("cluster: serve: %v", err)
		}
	}
}

// Node gives the node itself, for tests of its insides.
func (c *Cluster) Node() *node.Node { return c.node }

// Dial opens an in-process connection that speaks the Postgres protocol. It is
// what a driver's dial function wants; network and address are ignored.
func (c *Cluster) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	return c.node.Dial(ctx)
}

// inProcess is the URL of connections that are dialled by a function.
const inProcess = "postgresql://isochron@in-process/isochron?sslmode=disable"

// lookup keeps drivers from asking a name server for it.
func lookup(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }

// ConnConfig returns a pgx configuration that connects in-process.
func (c *Cluster) ConnConfig() *pgx.ConnConfig {
	conf, err := pgx.ParseConfig(inProcess)
	if err != nil {
		panic(fmt.Sprintf("cluster: %v", err)) // the text is constant
	}
	conf.DialFunc = c.Dial
	conf.LookupFunc = lookup
	return conf
}

// Pool returns a pool of in-process pgx connections, closed with the test.
func (c *Cluster) Pool() *pgxpool.Pool {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mu.pool != nil {
		return c.mu.pool
	}
	conf, err := pgxpool.ParseConfig(inProcess + "&pool_max_conns=16")
	if err != nil {
		c.t.Fatalf("cluster: %v", err)
	}
	conf.ConnConfig.DialFunc = c.Dial
	conf.ConnConfig.LookupFunc = lookup
	conf.HealthCheckPeriod = time.Hour
	pool, err := pgxpool.NewWithConfig(context.Background(), conf)
	if err != nil {
		c.t.Fatalf("cluster: pool: %v", err)
	}
	c.mu.pool = pool
	return pool
}

// DB returns a database/sql handle over in-process connections, closed with
// the test.
func (c *Cluster) DB() *sql.DB {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mu.db == nil {
		c.mu.db = stdlib.OpenDB(*c.ConnConfig())
	}
	return c.mu.db
}

// Conn returns one in-process connection, closed with the test.
func (c *Cluster) Conn(ctx context.Context) *pgx.Conn {
	c.t.Helper()
	conn, err := pgx.ConnectConfig(ctx, c.ConnConfig())
	if err != nil {
		c.t.Fatalf("cluster: connect: %v", err)
	}
	c.t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(ctx)) })
	return conn
}

// URL serves the node on a free port of the loopback interface, once, and
// returns how any client connects to it.
func (c *Cluster) URL() string {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mu.url != "" {
		return c.mu.url
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		c.t.Fatalf("cluster: listen: %v", err)
	}
	served := make(chan error, 1)
	go func() { served <- c.node.ServeSQL(l) }()
	u := url.URL{Scheme: "postgresql", User: url.User("isochron"), Host: l.Addr().String(), Path: "/isochron", RawQuery: "sslmode=disable"}
	c.mu.url, c.mu.served = u.String(), served
	return c.mu.url
}
