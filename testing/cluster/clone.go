package cluster

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

// Database is a database of a cluster that one test has to itself. Its methods are safe for
// concurrent use.
type Database struct {
	t    testing.TB
	c    *Cluster
	name string

	mu struct {
		sync.Mutex
		pool *pgxpool.Pool
		db   *sql.DB

		dropped bool
	}
}

// Clone returns a fresh copy of the database that c.DB and its like connect to, with all that is in
// it: for a test that changes what others find there, too. It is dropped when t ends. The database
// may be in use: the copy is of what it was at one time. A failure fails the test.
//
// The rows of a copy that was dropped are removed once nobody can read that far back: after
// Collect.Window of the node's options, ten minutes where WithOptions does not shorten it.
func (c *Cluster) Clone(t testing.TB) *Database {
	t.Helper()
	return c.CloneOf(t, "isochron")
}

// CloneOf is Clone of another database.
func (c *Cluster) CloneOf(t testing.TB, template string) *Database {
	t.Helper()
	d := &Database{t: t, c: c, name: fmt.Sprintf("clone_%d", c.clones.Add(1))}
	if err := c.admin("CREATE DATABASE " + d.name + " TEMPLATE " + pgx.Identifier{template}.Sanitize() + " STRATEGY snapshot"); err != nil {
		t.Fatalf("cluster: clone %s: %v", template, err)
	}
	t.Cleanup(d.Drop)
	return d
}

// admin runs a statement about databases.
func (c *Cluster) admin(stmt string) error {
	ctx := context.Background()
	conn, err := c.adminConn(ctx)
	if err != nil {
		return err
	}
	if _, err = conn.Exec(ctx, stmt, pgx.QueryExecModeSimpleProtocol); !conn.IsClosed() {
		c.mu.Lock()
		c.mu.admins = append(c.mu.admins, conn)
		c.mu.Unlock()
	}
	return err
}

// adminConn takes a connection that is not in use: those of tests that run in parallel do not
// wait for each other.
func (c *Cluster) adminConn(ctx context.Context) (*pgx.Conn, error) {
	c.mu.Lock()
	if n := len(c.mu.admins); n > 0 {
		conn := c.mu.admins[n-1]
		c.mu.admins = c.mu.admins[:n-1]
		c.mu.Unlock()
		return conn, nil
	}
	c.mu.Unlock()
	conf := c.ConnConfig()
	conf.Database = "postgres"
	return pgx.ConnectConfig(ctx, conf)
}

// Drop drops the database before the test ends. Its connections are closed, and sessions of others are ended.
func (d *Database) Drop() {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.mu.dropped {
		return
	}
	d.mu.dropped = true
	if d.mu.pool != nil {
		d.mu.pool.Close()
	}
	if d.mu.db != nil {
		_ = d.mu.db.Close()
	}
	d.c.mu.Lock()
	stopped := d.c.mu.stopped
	d.c.mu.Unlock()
	if stopped {
		return
	}
	if err := d.c.admin("DROP DATABASE " + d.name + " WITH (FORCE)"); err != nil {
		d.t.Errorf("cluster: drop %s: %v", d.name, err)
	}
}

// Name is the database's.
func (d *Database) Name() string { return d.name }

// ConnConfig returns a pgx configuration that connects to it in-process.
func (d *Database) ConnConfig() *pgx.ConnConfig {
	conf := d.c.ConnConfig()
	conf.Database = d.name
	return conf
}

// Conn returns one in-process connection, closed with the test.
func (d *Database) Conn(ctx context.Context) *pgx.Conn {
	d.t.Helper()
	conn, err := pgx.ConnectConfig(ctx, d.ConnConfig())
	if err != nil {
		d.t.Fatalf("cluster: connect to %s: %v", d.name, err)
	}
	d.t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(ctx)) })
	return conn
}

// Pool returns a pool of in-process pgx connections, closed with the test.
func (d *Database) Pool() *pgxpool.Pool {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.mu.pool != nil {
		return d.mu.pool
	}
	conf, err := pgxpool.ParseConfig(inProcess + "&pool_max_conns=16")
	if err != nil {
		d.t.Fatalf("cluster: %v", err)
	}
	conf.ConnConfig = d.ConnConfig()
	conf.HealthCheckPeriod = time.Hour
	if d.mu.pool, err = pgxpool.NewWithConfig(context.Background(), conf); err != nil {
		d.t.Fatalf("cluster: pool: %v", err)
	}
	return d.mu.pool
}

// DB returns a database/sql handle over in-process connections, closed with the test.
func (d *Database) DB() *sql.DB {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.mu.db == nil {
		d.mu.db = stdlib.OpenDB(*d.ConnConfig())
	}
	return d.mu.db
}

// URL is how any client connects to it; see Cluster.URL.
func (d *Database) URL() string {
	d.t.Helper()
	u, err := url.Parse(d.c.URL())
	if err != nil {
		d.t.Fatalf("cluster: %v", err)
	}
	u.Path = "/" + d.name
	return u.String()
}
