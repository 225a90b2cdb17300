package cluster_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"
)

// TestBlockingPids: who waits for whom is told by any node, whichever nodes have the sessions
// and the rows, and for advisory locks too.
func TestBlockingPids(t *testing.T) { synctest.Test(t, testBlockingPids) }

func testBlockingPids(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	admin, holder, waiter, third := c.Conn(ctx, "n3"), c.Conn(ctx, "n1"), c.Conn(ctx, "n2"), c.Conn(ctx, "n1")
	lines(ctx, t, admin, "CREATE TABLE rows (id int PRIMARY KEY, v int)")
	lines(ctx, t, admin, "INSERT INTO rows VALUES (1, 0), (2, 0)")
	lines(ctx, t, admin, "CREATE ROLE plain LOGIN")
	pid := func(conn *pgx.Conn) uint32 { return conn.PgConn().PID() }
	lines(ctx, t, holder, "BEGIN")
	lines(ctx, t, holder, "UPDATE rows SET v = 1 WHERE id = 1")
	lines(ctx, t, holder, "SELECT pg_advisory_lock(7)")
	told := func(conn *pgx.Conn, sql string) string {
		t.Helper()
		return strings.Join(lines(ctx, t, conn, sql), "\n")
	}
	if got := told(admin, "SELECT count(*) FROM isochron_internal.lock_waits"); got != "0|" {
		t.Errorf("%s wait before anybody does", got)
	}

	var done []chan error
	start := func(conn *pgx.Conn, sql string) {
		ended := make(chan error, 1)
		done = append(done, ended)
		go func() {
			_, err := conn.Exec(context.WithoutCancel(ctx), sql)
			ended <- err
		}()
		time.Sleep(2 * time.Second)
	}
	start(waiter, "UPDATE rows SET v = 2 WHERE id = 1")
	start(third, "SELECT pg_advisory_lock(7)")

	for _, tt := range []struct{ sql, want string }{
		{fmt.Sprintf("SELECT pg_blocking_pids(%d), pg_blocking_pids(%d), pg_blocking_pids(%d), pg_blocking_pids(NULL)", pid(waiter), pid(third), pid(holder)),
			fmt.Sprintf("{%d}|{%[1]d}|{}|NULL|", pid(holder))},
		{fmt.Sprintf("SELECT pg_isolation_test_session_is_blocked(%d, '{%d,99}'), pg_isolation_test_session_is_blocked(%[1]d, '{%[3]d}'), pg_isolation_test_session_is_blocked(%[2]d, '{%[1]d}')", pid(waiter), pid(holder), pid(third)),
			"t|f|f|"},
		{fmt.Sprintf("SELECT pg_safe_snapshot_blocking_pids(%d)", pid(waiter)), "{}|"},
		{"SELECT pid, blocking_pids, table_name, key FROM isochron_internal.lock_waits", fmt.Sprintf("%d|{%d}|public.rows|", pid(waiter), pid(holder))},
		{"SELECT w.pid, w.mode, h.pid, h.mode FROM pg_locks w JOIN pg_locks h USING (locktype, transactionid) WHERE NOT w.granted AND h.granted AND locktype = 'transactionid'",
			fmt.Sprintf("%d|ShareLock|%d|ExclusiveLock|", pid(waiter), pid(holder))},
		{"SELECT w.pid, h.pid FROM pg_locks w JOIN pg_locks h USING (locktype, database, classid, objid, objsubid) WHERE NOT w.granted AND h.granted AND locktype = 'advisory'",
			fmt.Sprintf("%d|%d|", pid(third), pid(holder))},
		{"SELECT pid, wait_event_type, wait_event FROM pg_stat_activity WHERE wait_event_type = 'Lock' ORDER BY wait_event", fmt.Sprintf("%d|Lock|advisory|\n%d|Lock|transactionid|", pid(third), pid(waiter))},
		{"SELECT count(*) FROM isochron_internal.transactions t JOIN isochron_internal.lock_waits w ON t.txn_id = ANY(w.blocking_txns) OR t.txn_id = w.txn_id", "2|"},
		{fmt.Sprintf("SELECT a.pid FROM pg_stat_activity a JOIN pg_locks l ON l.transactionid = a.backend_xid WHERE l.pid = %d", pid(waiter)), fmt.Sprintf("%d|", pid(holder))},
	} {
		for _, node := range []string{"n1", "n2", "n3"} {
			if got := told(c.Conn(ctx, node), tt.sql); !strings.HasPrefix(got, tt.want) {
				t.Errorf("%s at %s: %q, want %q", tt.sql, node, got, tt.want)
			}
		}
	}
	// Who may not read the table learns that rows of it are waited for, not which.
	conf := c.ConnConfig("n2")
	conf.User = "plain"
	plain, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	sees, all := told(plain, "SELECT key FROM isochron_internal.lock_waits"), told(admin, "SELECT key FROM isochron_internal.lock_waits")
	if sees == all || sees == "" || !strings.HasPrefix(all, strings.TrimSuffix(sees, "|")) {
		t.Errorf("a role without rights sees the key %q, a superuser %q", sees, all)
	}

	lines(ctx, t, holder, "SELECT pg_advisory_unlock(7)")
	lines(ctx, t, holder, "COMMIT")
	for i, d := range done {
		if err := <-d; err != nil {
			t.Errorf("waiter %d: %v", i, err)
		}
	}
	if got := told(admin, "SELECT count(*) FROM isochron_internal.lock_waits"); got != "0|" {
		t.Errorf("%s wait when all is over", got)
	}
	if i := slices.IndexFunc([]*pgx.Conn{holder, waiter, third}, func(conn *pgx.Conn) bool {
		return told(admin, fmt.Sprintf("SELECT pg_blocking_pids(%d)", pid(conn))) != "{}|"
	}); i >= 0 {
		t.Errorf("session %d still waits", i)
	}
}
