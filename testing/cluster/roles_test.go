package cluster_test

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// as connects as a role, with runtime parameters of the first message.
func as(ctx context.Context, cl *cluster.Cluster, user, database string, params map[string]string) (*pgx.Conn, error) {
	conf := cl.ConnConfig()
	conf.User, conf.Database = user, database
	for k, v := range params {
		conf.RuntimeParams[k] = v
	}
	return pgx.ConnectConfig(ctx, conf)
}

func mustAs(t *testing.T, cl *cluster.Cluster, user string) *pgx.Conn {
	t.Helper()
	c, err := as(t.Context(), cl, user, "isochron", nil)
	if err != nil {
		t.Fatalf("as %s: %v", user, err)
	}
	t.Cleanup(func() { _ = c.Close(context.WithoutCancel(t.Context())) })
	return c
}

// told is an error's code and message.
func told(err error) string {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code + " " + e.Message
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func one(t *testing.T, c *pgx.Conn, sql string) string {
	t.Helper()
	var s *string
	if err := c.QueryRow(t.Context(), sql, pgx.QueryExecModeSimpleProtocol).Scan(&s); err != nil {
		return told(err)
	}
	if s == nil {
		return "NULL"
	}
	return *s
}

// TestOthersSessions: who may cancel and end whose, and see what of them.
func TestOthersSessions(t *testing.T) {
	ctx := t.Context()
	log := &lockedLog{}
	cl := cluster.Start(t, cluster.WithLogger(slog.New(slog.NewTextHandler(log, nil))), cluster.WithOptions(func(o *node.Options) { o.SlowStatement = time.Nanosecond }))
	boss := cl.Conn(ctx)
	for _, s := range []string{"CREATE ROLE app LOGIN", "CREATE ROLE other LOGIN", "CREATE ROLE friend LOGIN IN ROLE app", "CREATE ROLE watch LOGIN IN ROLE pg_read_all_stats",
		"CREATE ROLE signal LOGIN IN ROLE pg_signal_backend", "CREATE TABLE mail (a text PRIMARY KEY)", "ALTER TABLE mail SPLIT AT VALUES ('jo@example.org')", "GRANT SELECT ON mail TO friend"} {
		if _, err := boss.Exec(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	app, other, friend, watch, signal := mustAs(t, cl, "app"), mustAs(t, cl, "other"), mustAs(t, cl, "friend"), mustAs(t, cl, "watch"), mustAs(t, cl, "signal")
	pid := func(c *pgx.Conn) string { return strconv.Itoa(int(c.PgConn().PID())) }
	for _, tt := range []struct {
		by   *pgx.Conn
		call string
		of   *pgx.Conn
		want string
	}{
		{other, "pg_cancel_backend", boss, "42501 must be a superuser to cancel superuser query"},
		{other, "pg_terminate_backend", boss, "42501 must be a superuser to terminate superuser process"},
		{signal, "pg_terminate_backend", boss, "42501 must be a superuser to terminate superuser process"},
		{other, "pg_cancel_backend", app, "42501 must be a member of the role whose query is being canceled or member of pg_signal_backend"},
		{other, "pg_terminate_backend", app, "42501 must be a member of the role whose process is being terminated or member of pg_signal_backend"},
		{friend, "pg_cancel_backend", app, "true"},
		{signal, "pg_cancel_backend", app, "true"},
		{app, "pg_cancel_backend", friend, "42501 must be a member of the role whose query is being canceled or member of pg_signal_backend"},
		{boss, "pg_cancel_backend", app, "true"},
	} {
		if got := one(t, tt.by, "SELECT "+tt.call+"("+pid(tt.of)+")::text"); got != tt.want {
			t.Errorf("%s of %s by %s: %q, want %q", tt.call, tt.of.Config().User, tt.by.Config().User, got, tt.want)
		}
	}
	if got := one(t, other, "SELECT pg_terminate_backend(999999)::text"); got != "false" {
		t.Errorf("a process that is none: %q", got)
	}
	one(t, app, "SELECT 'for my eyes'")
	one(t, boss, "SET log_min_duration_statement = 0")
	query := "SELECT query FROM pg_stat_activity WHERE pid = " + pid(app)
	for _, tt := range []struct {
		by   *pgx.Conn
		want string
	}{{other, "<insufficient privilege>"}, {signal, "<insufficient privilege>"}, {friend, "SELECT 'for my eyes'"}, {watch, "SELECT 'for my eyes'"}, {boss, "SELECT 'for my eyes'"}} {
		if got := one(t, tt.by, query); got != tt.want {
			t.Errorf("%s sees %q, want %q", tt.by.Config().User, got, tt.want)
		}
	}
	if got := one(t, other, "SELECT state FROM pg_stat_activity WHERE pid = "+pid(app)); got != "NULL" {
		t.Errorf("the state of another is %q", got)
	}
	for _, s := range []string{"ALTER ROLE app PASSWORD 'hunter2'", "ALTER ROLE app /* PASSWORD */ PASSWORD /* x */ $q$hunter2$q$", "CREATE USER x PASSWORD E'hunter2'", "SELECT 1; ALTER USER app WITH ENCRYPTED PASSWORD 'hunter2' NOSUPERUSER"} {
		if _, err := boss.Exec(ctx, s, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		if got := one(t, watch, "SELECT query FROM pg_stat_activity WHERE pid = "+pid(boss)); strings.Contains(got, "hunter2") || !strings.Contains(got, "<redacted>") {
			t.Errorf("others see %q", got)
		}
	}
	if log.count("slow statement") == 0 || log.count("hunter2") > 0 {
		t.Errorf("%d slow statements are logged, %d passwords", log.count("slow statement"), log.count("hunter2"))
	}
	one(t, boss, "SET log_redact_literals = on; SET log_min_duration_statement = 0")
	one(t, boss, "SELECT 'a secret', 4711 -- and another secret")
	if got := one(t, watch, "SELECT query FROM pg_stat_activity WHERE pid = "+pid(boss)); got != "SELECT ?, ?" {
		t.Errorf("without literals it is %q", got)
	}
	if log.count("SELECT ?, ?") == 0 || log.count("4711") > 0 {
		t.Errorf("the log has literals: %s", log.String())
	}
	keys := "SELECT string_agg(start_pretty || end_pretty || encode(decode(substr(start_key, 3), 'hex'), 'escape') || (SELECT string_agg(start_pretty, '') FROM isochron_internal.leases), ' ') FROM isochron_internal.ranges"
	for by, sees := range map[*pgx.Conn]bool{boss: true, friend: true, app: false, other: false} {
		if got := one(t, by, keys); strings.Contains(got, "jo@") != sees {
			t.Errorf("%s: keys %q", by.Config().User, got)
		}
	}
	if got := one(t, friend, "SELECT pg_terminate_backend("+pid(app)+")::text"); got != "true" {
		t.Errorf("to end it: %q", got)
	}
	if _, err := app.Exec(ctx, "SELECT 1"); err == nil {
		t.Error("it was not ended")
	}
}

// TestLogin: what a role or a database forbids at login, in Postgres's words.
func TestLogin(t *testing.T) {
	ctx := t.Context()
	cl := cluster.Start(t)
	boss := cl.Conn(ctx)
	for _, s := range []string{"CREATE ROLE app LOGIN", "CREATE ROLE gone", "CREATE ROLE few LOGIN CONNECTION LIMIT 1", "CREATE ROLE zero LOGIN CONNECTION LIMIT 0",
		"CREATE DATABASE closed", "REVOKE CONNECT ON DATABASE closed FROM PUBLIC", "CREATE DATABASE off ALLOW_CONNECTIONS false", "CREATE DATABASE small CONNECTION LIMIT 1", "CREATE ROLE root LOGIN SUPERUSER CONNECTION LIMIT 0"} {
		if _, err := boss.Exec(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	for _, tt := range []struct{ user, database, want string }{
		{"app", "isochron", ""},
		{"nobody", "isochron", `28000 role "nobody" does not exist`},
		{"gone", "isochron", `28000 role "gone" is not permitted to log in`},
		{"app", "nowhere", `3D000 database "nowhere" does not exist`},
		{"app", "closed", `42501 permission denied for database "closed"`},
		{"isochron", "closed", ""},
		{"app", "template0", `55000 database "template0" is not currently accepting connections`},
		{"isochron", "off", `55000 database "off" is not currently accepting connections`},
		{"zero", "isochron", `53300 too many connections for role "zero"`},
		{"root", "isochron", ""},
	} {
		c, err := as(ctx, cl, tt.user, tt.database, nil)
		if got := told(err); got != tt.want {
			t.Errorf("%s to %s: %q, want %q", tt.user, tt.database, got, tt.want)
		}
		if err == nil {
			_ = c.Close(ctx)
		}
	}
	few, err := as(ctx, cl, "few", "small", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = as(ctx, cl, "few", "isochron", nil); told(err) != `53300 too many connections for role "few"` {
		t.Errorf("a second session of few: %v", err)
	}
	if _, err = as(ctx, cl, "app", "small", nil); told(err) != `53300 too many connections for database "small"` {
		t.Errorf("a second session in small: %v", err)
	}
	if c, err := as(ctx, cl, "isochron", "small", nil); err != nil {
		t.Errorf("a superuser in small: %v", err)
	} else {
		_ = c.Close(ctx)
	}
	_ = few.Close(ctx)
}

// TestSettingsAtLogin: the narrower setting wins, the client over all, and RESET goes back
// to what counted at login. Who may set what is Postgres's.
func TestSettingsAtLogin(t *testing.T) {
	ctx := t.Context()
	cl := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.ConnectionsMax = 77 }))
	boss := cl.Conn(ctx)
	for _, s := range []string{"CREATE ROLE app LOGIN", "CREATE DATABASE d",
		"ALTER ROLE ALL SET statement_timeout = '1min'", "ALTER DATABASE d SET statement_timeout = '2min'", "ALTER ROLE app SET statement_timeout = '3min'",
		"ALTER ROLE app IN DATABASE d SET statement_timeout = '4min'", "ALTER DATABASE d SET search_path = a, b", "ALTER ROLE app SET my.own = 'x'",
		"ALTER ROLE app SET log_min_duration_statement = 5000"} {
		if _, err := boss.Exec(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	for _, tt := range []struct {
		user, database string
		params         map[string]string
		want           string
	}{
		{"isochron", "isochron", nil, "1min"}, {"isochron", "d", nil, "2min"}, {"app", "isochron", nil, "3min"}, {"app", "d", nil, "4min"},
		{"app", "d", map[string]string{"statement_timeout": "5min"}, "5min"}, {"app", "d", map[string]string{"options": "-c statement_timeout=6min"}, "6min"},
	} {
		c, err := as(ctx, cl, tt.user, tt.database, tt.params)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{"SELECT 1", "SET statement_timeout = 0; RESET statement_timeout", "SET statement_timeout = 0; RESET ALL", "DISCARD ALL"} {
			if _, err := c.Exec(ctx, s, pgx.QueryExecModeSimpleProtocol); err != nil {
				t.Fatal(err)
			}
			if got := one(t, c, "SHOW statement_timeout"); got != tt.want {
				t.Errorf("%s in %s %v, after %s: %q, want %q", tt.user, tt.database, tt.params, s, got, tt.want)
			}
		}
		_ = c.Close(ctx)
	}
	app, err := as(ctx, cl, "app", "d", nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = app.Close(ctx) }()
	for _, tt := range []struct {
		by        *pgx.Conn
		sql, want string
	}{
		{app, "SHOW search_path", "a, b"},
		{app, "SHOW my.own", "x"},
		{app, "SHOW log_min_duration_statement", "5s"},
		{boss, "SHOW log_min_duration_statement", "-1"},
		{app, "SHOW is_superuser", "off"},
		{boss, "SHOW is_superuser", "on"},
		{app, "SHOW max_connections", "77"},
		{app, "SHOW superuser_reserved_connections", "3"},
		{app, "SHOW authentication_timeout", "1min"},
		{app, "SHOW ssl", "off"},
		{app, "SHOW password_encryption", "scram-sha-256"},
		{app, "SET log_min_duration_statement = 0", `42501 permission denied to set parameter "log_min_duration_statement"`},
		{app, "RESET log_min_duration_statement", `42501 permission denied to set parameter "log_min_duration_statement"`},
		{app, "SELECT set_config('log_statement', 'all', false)", `42501 permission denied to set parameter "log_statement"`},
		{app, "SET is_superuser = on", `55P02 parameter "is_superuser" cannot be changed`},
		{boss, "SET max_connections = 5", `55P02 parameter "max_connections" cannot be changed without restarting the server`},
		{boss, "SET ssl = off", `55P02 parameter "ssl" cannot be changed now`},
		{boss, "SET log_connections = on", `55P02 parameter "log_connections" cannot be set after connection start`},
		{app, "ALTER ROLE app SET statement_timeout = '7min'", "no rows in result set"},
		{app, "ALTER ROLE app SET log_statement = 'all'", `42501 permission denied to set parameter "log_statement"`},
		{app, "ALTER ROLE isochron SET statement_timeout = 1", "42501 must be superuser to alter superusers"},
		{app, "ALTER ROLE ALL SET statement_timeout = 1", "42501 must be superuser to alter settings globally"},
		{boss, "ALTER ROLE app SET no_such_thing = 1", `42704 unrecognized configuration parameter "no_such_thing"`},
		{boss, "ALTER ROLE app SET statement_timeout = 'soon'", `22023 invalid value for parameter "statement_timeout": "soon"`},
		{boss, "SELECT count(*)::text FROM pg_db_role_setting", "4"},
		{boss, "SELECT string_agg(DISTINCT context, ',' ORDER BY context) FROM pg_settings", "internal,postmaster,sighup,superuser,superuser-backend,user"},
	} {
		if got := one(t, tt.by, tt.sql); got != tt.want {
			t.Errorf("%s: %s: %q, want %q", tt.by.Config().User, tt.sql, got, tt.want)
		}
	}
	if got := app.PgConn().ParameterStatus("is_superuser"); got != "off" {
		t.Errorf("the client is told is_superuser = %q", got)
	}
	if _, err := as(ctx, cl, "app", "d", map[string]string{"log_connections": "on"}); told(err) != `42501 permission denied to set parameter "log_connections"` {
		t.Errorf("log_connections of a user: %v", err)
	}
	if c, err := as(ctx, cl, "isochron", "d", map[string]string{"log_connections": "on"}); err != nil {
		t.Errorf("log_connections of a superuser: %v", err)
	} else {
		_ = c.Close(ctx)
	}
}
