package wire

import (
	"bytes"
	stdctx "context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/certs"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/sql/auth/hba"
	"github.com/isochrondb/isochron/testing/cluster"
)

// ruled is a node with rules in a file, users and their certificates.
type ruled struct {
	cl  *cluster.Cluster
	dir string

	mu   sync.Mutex
	text string
	log  bytes.Buffer
}

func (r *ruled) read() ([]byte, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return []byte(r.text), nil
}

func (r *ruled) write(text string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.text = text
}

// Write takes the log.
func (r *ruled) Write(b []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.Write(b)
}

func (r *ruled) logged() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.log.String()
}

func startRuled(t *testing.T, text string) *ruled {
	t.Helper()
	r := &ruled{dir: t.TempDir(), text: text}
	if _, _, err := certs.Ensure(r.dir, []string{"localhost"}, time.Now()); err != nil {
		t.Fatal(err)
	}
	for _, user := range []string{"app", "other"} {
		if err := certs.CreateClient(r.dir, user, time.Now(), false); err != nil {
			t.Fatal(err)
		}
	}
	log := slog.New(slog.NewTextHandler(r, nil))
	dir, err := certs.OpenDir(r.dir, log, nil)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := hba.Open("pg_hba.conf", r.read, true, log)
	if err != nil {
		t.Fatal(err)
	}
	r.cl = cluster.Start(t, cluster.WithOptions(func(o *node.Options) {
		o.Trust, o.Password, o.TLS, o.RequireTLS, o.Rules, o.Logger = false, "secret", dir.SQL(), true, rules, log
	}))
	boss, err := r.connect(visitor{ip: "127.0.0.1", user: "isochron", password: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	defer boss.Close(ctx)
	exec(t, boss, `CREATE ROLE app LOGIN PASSWORD 'pw'; CREATE ROLE other LOGIN PASSWORD 'pw'; CREATE ROLE staff; CREATE ROLE heads;
		GRANT staff TO heads; GRANT heads TO app; CREATE ROLE "isochron_boss" LOGIN SUPERUSER PASSWORD 'pw'`)
	for _, db := range []string{"app", "staff", "shop"} {
		exec(t, boss, "CREATE DATABASE "+db)
	}
	return r
}

// visitor is who connects. cert: whose certificate is shown.
type visitor struct {
	ip, user, database, password, cert string
	tls                                bool
}

func (r *ruled) connect(v visitor) (*pgx.Conn, error) {
	conf := r.cl.ConnConfig()
	conf.DialFunc = func(stdctx.Context, string, string) (net.Conn, error) { return call(r.cl, v.ip), nil }
	conf.User, conf.Password, conf.Database, conf.TLSConfig, conf.Fallbacks = v.user, v.password, v.database, nil, nil
	if v.database == "" {
		conf.Database = "isochron"
	}
	if v.tls {
		conf.TLSConfig = &tls.Config{InsecureSkipVerify: true}
	}
	if v.cert != "" {
		cert, key := certs.ClientFiles(v.cert)
		pair, err := tls.LoadX509KeyPair(filepath.Join(r.dir, cert), filepath.Join(r.dir, key))
		if err != nil {
			return nil, err
		}
		conf.TLSConfig.Certificates = []tls.Certificate{pair}
	}
	return pgx.ConnectConfig(ctx, conf)
}

// answer is what the visitor is told: SQLSTATE and message; "": come in.
func (r *ruled) answer(v visitor) string {
	c, err := r.connect(v)
	if err == nil {
		_ = c.Close(ctx)
		return ""
	}
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Severity + " " + e.Code + " " + e.Message
	}
	return err.Error()
}

// TestHBA: who comes in by a file of rules, and what others are told, in Postgres's words.
func TestHBA(t *testing.T) { synctest.Test(t, testHBA) }

func testHBA(t *testing.T) {
	r := startRuled(t, `
host      all       isochron  127.0.0.1/32    scram-sha-256
host      all       +staff    10.1.0.0/16     trust
host      samerole  app       10.2.0.0/16     trust
host      sameuser  all       10.2.0.0/16     md5
host      all       other     10.3.0.0/16     reject
hostssl   all       all       10.3.0.0/16     scram-sha-256
hostnossl shop      all       10.4.0.0 255.255.0.0  scram-sha-256
hostssl   all       all       10.5.0.0/16     cert
hostssl   all       all       10.6.0.0/16     trust          clientcert=verify-ca
hostssl   all       all       10.7.0.0/16     scram-sha-256  clientcert=verify-full
hostssl   all       all       2001:db8::/32   scram-sha-256
hostssl   all       all       10.8.0.0/16     trust          clientcert=verify-full
`)
	none := func(v visitor, encryption string) string {
		return fmt.Sprintf(`FATAL 28000 no pg_hba.conf entry for host "%s", user "%s", database "%s", %s`, v.ip, v.user, v.database, encryption)
	}
	const wrong = `FATAL 28P01 password authentication failed for user `
	for _, tt := range []struct {
		v    visitor
		want string
	}{
		{visitor{ip: "127.0.0.1", user: "isochron", password: "secret"}, ""},
		{visitor{ip: "127.0.0.1", user: "isochron", password: "no"}, wrong + `"isochron"`},
		{visitor{ip: "127.0.0.2", user: "isochron", database: "shop", password: "secret"}, none(visitor{ip: "127.0.0.2", user: "isochron", database: "shop"}, "no encryption")},
		{visitor{ip: "127.0.0.2", user: "isochron", database: "shop", password: "secret", tls: true}, none(visitor{ip: "127.0.0.2", user: "isochron", database: "shop"}, "SSL encryption")},
		{visitor{ip: "10.1.2.3", user: "app"}, ""},
		{visitor{ip: "::ffff:10.1.2.3", user: "app"}, ""},
		{visitor{ip: "10.1.2.3", user: "other", database: "shop"}, none(visitor{ip: "10.1.2.3", user: "other", database: "shop"}, "no encryption")},
		{visitor{ip: "10.1.2.3", user: "isochron_boss", database: "shop"}, none(visitor{ip: "10.1.2.3", user: "isochron_boss", database: "shop"}, "no encryption")}, // a superuser is no member
		{visitor{ip: "10.1.2.3", user: "nobody", database: "shop"}, none(visitor{ip: "10.1.2.3", user: "nobody", database: "shop"}, "no encryption")},
		{visitor{ip: "10.1.2.3", user: "staff"}, `FATAL 28000 role "staff" is not permitted to log in`},
		{visitor{ip: "10.2.0.1", user: "app", database: "staff"}, ""},
		{visitor{ip: "10.2.0.1", user: "app", database: "shop"}, none(visitor{ip: "10.2.0.1", user: "app", database: "shop"}, "no encryption")},
		{visitor{ip: "10.2.0.1", user: "other", database: "other", password: "pw"}, `FATAL 3D000 database "other" does not exist`},
		{visitor{ip: "10.2.0.1", user: "other", database: "other", password: "no"}, wrong + `"other"`},
		{visitor{ip: "10.3.0.1", user: "other", database: "shop", password: "pw", tls: true}, `FATAL 28000 pg_hba.conf rejects connection for host "10.3.0.1", user "other", database "shop", SSL encryption`},
		{visitor{ip: "10.3.0.1", user: "other", database: "shop", password: "pw"}, `FATAL 28000 pg_hba.conf rejects connection for host "10.3.0.1", user "other", database "shop", no encryption`},
		{visitor{ip: "10.3.0.1", user: "app", password: "pw", tls: true}, ""},
		{visitor{ip: "10.3.0.1", user: "app", password: "no", tls: true, cert: "app"}, wrong + `"app"`}, // a certificate is no password
		{visitor{ip: "10.3.0.1", user: "app", database: "shop", password: "pw"}, none(visitor{ip: "10.3.0.1", user: "app", database: "shop"}, "no encryption")},
		{visitor{ip: "10.4.9.9", user: "app", database: "shop", password: "pw"}, ""},
		{visitor{ip: "10.4.9.9", user: "app", database: "shop", password: "pw", tls: true}, none(visitor{ip: "10.4.9.9", user: "app", database: "shop"}, "SSL encryption")},
		{visitor{ip: "10.5.0.1", user: "app", tls: true, cert: "app"}, ""},
		{visitor{ip: "10.5.0.1", user: "app", password: "pw", tls: true, cert: "other"}, `FATAL 28000 certificate authentication failed for user "app"`},
		{visitor{ip: "10.5.0.1", user: "app", password: "pw", tls: true}, `FATAL 28000 connection requires a valid client certificate`},
		{visitor{ip: "10.6.0.1", user: "app", tls: true, cert: "other"}, ""},
		{visitor{ip: "10.6.0.1", user: "app", tls: true}, `FATAL 28000 connection requires a valid client certificate`},
		{visitor{ip: "10.7.0.1", user: "app", password: "pw", tls: true, cert: "app"}, ""},
		{visitor{ip: "10.7.0.1", user: "app", password: "pw", tls: true, cert: "other"}, wrong + `"app"`},
		{visitor{ip: "10.7.0.1", user: "app", password: "no", tls: true, cert: "app"}, wrong + `"app"`},
		{visitor{ip: "2001:db8::7", user: "app", password: "pw", tls: true}, ""},
		{visitor{ip: "2001:db9::7", user: "app", database: "shop", password: "pw", tls: true}, none(visitor{ip: "2001:db9::7", user: "app", database: "shop"}, "SSL encryption")},
		{visitor{ip: "10.8.0.1", user: "app", tls: true, cert: "other"}, `FATAL 28000 "trust" authentication failed for user "app"`},
	} {
		if got := r.answer(tt.v); got != tt.want {
			t.Errorf("%+v:\ngot  %s\nwant %s", tt.v, got, tt.want)
		}
	}
	for _, part := range []string{`reason="no pg_hba.conf entry"`, `reason="pg_hba.conf rejects"`, "10.3.0.1:40000"} {
		if !strings.Contains(r.logged(), part) {
			t.Errorf("the log does not say %s", part)
		}
	}
}

// TestReloadConf: the file is read again by pg_reload_conf, for superusers; where it is
// wrong the old rules stay, the log says where, and pg_hba_file_rules shows the file.
func TestReloadConf(t *testing.T) { synctest.Test(t, testReloadConf) }

func testReloadConf(t *testing.T) {
	const first = "host all all 127.0.0.1/32 scram-sha-256\nhost all all 10.1.0.0/16 scram-sha-256\n"
	r := startRuled(t, first)
	far := visitor{ip: "10.1.0.1", user: "app", password: "pw"}
	boss, err := r.connect(visitor{ip: "127.0.0.1", user: "isochron", password: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	defer boss.Close(ctx)
	app, err := r.connect(far)
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close(ctx)
	reload := func(want bool) {
		t.Helper()
		var ok bool
		if err := boss.QueryRow(ctx, "SELECT pg_reload_conf()").Scan(&ok); err != nil || ok != want {
			t.Errorf("pg_reload_conf: %v, %v", ok, err)
		}
	}
	rows := func() string {
		t.Helper()
		rows, err := boss.Query(ctx, `SELECT concat_ws('|', coalesce(line_number, 0), type, database, user_name, address, netmask, auth_method, options, error) FROM pg_hba_file_rules`)
		if err != nil {
			t.Fatal(err)
		}
		all, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(all, "\n")
	}
	_, err = app.Exec(ctx, "SELECT pg_reload_conf()")
	wantCode(t, "pg_reload_conf by a user", err, "42501")
	_, err = app.Exec(ctx, "SELECT * FROM pg_hba_file_rules")
	wantCode(t, "pg_hba_file_rules for a user", err, "42501")

	r.write(strings.Replace(first, "10.1.0.0/16 scram-sha-256", "10.1.0.0/16 reject", 1) + "host all all\n")
	if got := r.answer(far); got != "" {
		t.Errorf("before the file is read again: %s", got)
	}
	reload(false)
	if got := r.answer(far); got != "" {
		t.Errorf("with a file that is wrong: %s", got)
	}
	if !strings.Contains(r.logged(), "line=3 column=13") {
		t.Errorf("the log does not say where the file is wrong: %s", r.logged())
	}
	const want = "1|host|{all}|{all}|127.0.0.1|255.255.255.255|scram-sha-256\n2|host|{all}|{all}|10.1.0.0|255.255.0.0|reject\n3|end-of-line before IP address specification"
	if got := rows(); got != want {
		t.Errorf("pg_hba_file_rules:\n%s\nwant\n%s", got, want)
	}

	r.write(strings.Replace(first, "10.1.0.0/16 scram-sha-256", "10.1.0.0/16 reject", 1))
	reload(true)
	if got := r.answer(far); !strings.HasPrefix(got, "FATAL 28000 pg_hba.conf rejects connection for host") {
		t.Errorf("with the new file: %q", got)
	}
	exec(t, app, "SELECT 1") // who is in stays
}

// TestNoRules: without a file pg_hba_file_rules shows what holds, and there is nothing to
// read again.
func TestNoRules(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	var ok bool
	var line *int
	var method string
	if err := c.QueryRow(ctx, "SELECT pg_reload_conf(), line_number, auth_method FROM pg_hba_file_rules").Scan(&ok, &line, &method); err != nil || !ok || line != nil || method != "trust" {
		t.Errorf("%v, %v, %s, %v", ok, line, method, err)
	}
}
