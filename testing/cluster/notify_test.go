package cluster_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// heard collects what a connection is notified of within d, as "channel:payload".
func heard(ctx context.Context, t *testing.T, c *pgx.Conn, d time.Duration) (out []string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	for {
		n, err := c.WaitForNotification(ctx)
		if err != nil {
			if ctx.Err() == nil {
				t.Errorf("waiting for notifications: %v", err)
			}
			return out
		}
		out = append(out, n.Channel+":"+n.Payload)
	}
}

// TestNotify: what arrives, what does not, and in which order, at the own session, at another
// of the node and at another node.
func TestNotify(t *testing.T) { synctest.Test(t, notifications) }

func notifications(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	for _, tt := range []struct {
		name  string
		texts []string
		want  []string
	}{
		{"alone", []string{"NOTIFY a, 'x'"}, []string{"a:x"}},
		{"without payload", []string{"NOTIFY a"}, []string{"a:"}},
		{"another channel", []string{"NOTIFY nobody", `NOTIFY "A"`}, nil},
		{"committed", []string{"BEGIN", "NOTIFY a, '1'", "NOTIFY b, '2'", "SELECT pg_notify('a', '3')", "COMMIT"}, []string{"a:1", "b:2", "a:3"}},
		{"rolled back", []string{"BEGIN", "NOTIFY a, '1'", "ROLLBACK"}, nil},
		{"failed", []string{"BEGIN", "NOTIFY a, '1'", "SAVEPOINT s", "COMMIT AND NO CHAIN", "BEGIN", "NOTIFY a, '2'", "ROLLBACK"}, []string{"a:1"}},
		{"savepoints", []string{"BEGIN", "NOTIFY a, '1'", "SAVEPOINT s", "NOTIFY a, '2'", "SAVEPOINT r", "NOTIFY a, '3'", "ROLLBACK TO s", "NOTIFY a, '4'", "RELEASE s", "COMMIT"}, []string{"a:1", "a:4"}},
		{"the same twice", []string{"BEGIN", "NOTIFY a, '1'", "NOTIFY a, '1'", "NOTIFY b, '1'", "NOTIFY a, '1'", "COMMIT"}, []string{"a:1", "b:1"}},
		{"the same after a rollback", []string{"BEGIN", "SAVEPOINT s", "NOTIFY a, '1'", "ROLLBACK TO s", "NOTIFY a, '1'", "COMMIT"}, []string{"a:1"}},
		{"many", []string{"SELECT pg_notify('a', (g % 40)::text) FROM generate_series(0, 99) g"}, manyPayloads(40)},
		{"in a write", []string{"INSERT INTO t SELECT 1 WHERE pg_notify('a', 'w') IS NOT NULL"}, []string{"a:w"}},
		{"in a point write", []string{"INSERT INTO p VALUES (1, pg_notify('a', 'w')::text) ", "UPDATE p SET v = pg_notify('a', 'u')::text WHERE id = 1", "DELETE FROM p WHERE id = 1"}, []string{"a:w", "a:u"}},
		{"read only", []string{"BEGIN READ ONLY", "NOTIFY a, 'ro'", "COMMIT"}, []string{"a:ro"}},
		{"serializable", []string{"BEGIN ISOLATION LEVEL SERIALIZABLE", "SELECT count(*) FROM t", "NOTIFY a, 's'", "COMMIT"}, []string{"a:s"}},
		{"repeatable read", []string{"BEGIN ISOLATION LEVEL REPEATABLE READ", "SELECT count(*) FROM t", "NOTIFY a, 'r'", "COMMIT"}, []string{"a:r"}},
	} {
		sender := c.Conn(ctx, "n1")
		mustExec(ctx, t, sender, "CREATE TABLE IF NOT EXISTS t (a int)", "CREATE TABLE IF NOT EXISTS p (id int PRIMARY KEY, v text)")
		same, other := c.Conn(ctx, "n1"), c.Conn(ctx, "n2")
		listeners := []*pgx.Conn{sender, same, other}
		for _, l := range listeners {
			mustExec(ctx, t, l, "LISTEN a", "LISTEN b")
		}
		mustExec(ctx, t, sender, tt.texts...)
		for i, l := range listeners {
			if got := heard(ctx, t, l, 3*time.Second); !slices.Equal(got, tt.want) {
				t.Errorf("%s: listener %d heard %q, want %q", tt.name, i, got, tt.want)
			}
			_ = l.Close(ctx)
		}
	}
}

func manyPayloads(n int) (out []string) {
	for i := range n {
		out = append(out, "a:"+strconv.Itoa(i))
	}
	return out
}

// TestListen: a LISTEN counts from its commit on, and is undone like other statements.
func TestListen(t *testing.T) { synctest.Test(t, listens) }

func listens(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	sender, l := c.Conn(ctx), c.Conn(ctx)
	channels := func() string {
		var out string
		if err := l.QueryRow(ctx, "SELECT coalesce(string_agg(c, ','), '') FROM pg_listening_channels() c", pgx.QueryExecModeSimpleProtocol).Scan(&out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	mustExec(ctx, t, sender, "NOTIFY a, 'before'")
	mustExec(ctx, t, l, "BEGIN", "LISTEN a")
	if got := channels(); got != "" {
		t.Errorf("in the transaction it listens to %q", got)
	}
	mustExec(ctx, t, sender, "NOTIFY a, 'meanwhile'")
	mustExec(ctx, t, l, "NOTIFY a, 'own'", "COMMIT")
	mustExec(ctx, t, sender, "NOTIFY a, 'after'")
	mustExec(ctx, t, l, "BEGIN", "LISTEN b", "UNLISTEN a", "ROLLBACK", "BEGIN", "LISTEN c", "SAVEPOINT s", "LISTEN d", "ROLLBACK TO s", "COMMIT", "LISTEN a")
	if got := channels(); got != "a,c" {
		t.Errorf("it listens to %q, want a,c", got)
	}
	mustExec(ctx, t, l, "BEGIN")
	mustExec(ctx, t, sender, "NOTIFY a, 'in a transaction'")
	time.Sleep(5 * time.Second)
	mustExec(ctx, t, l, "SELECT 1", "COMMIT")
	mustExec(ctx, t, l, "UNLISTEN *")
	mustExec(ctx, t, sender, "NOTIFY a, 'unheard'")
	if got, want := heard(ctx, t, l, 3*time.Second), []string{"a:own", "a:after", "a:in a transaction"}; !slices.Equal(got, want) {
		t.Errorf("heard %q, want %q", got, want)
	}
	mustExec(ctx, t, l, "LISTEN a", "DISCARD ALL")
	if got := channels(); got != "" {
		t.Errorf("after DISCARD ALL it listens to %q", got)
	}
	for text, want := range map[string]string{
		"SELECT pg_notify('', 'x')": "channel name cannot be empty", "SELECT pg_notify(repeat('c', 64), '')": "channel name too long",
		"SELECT pg_notify('a', repeat('x', 8000))": "payload string too long", "NOTIFY a, '" + strings.Repeat("x", 8000) + "'": "payload string too long",
	} {
		if _, err := sender.Exec(ctx, text); sqlstate(err) != "22023" || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want %q", text, err, want)
		}
	}
	mustExec(ctx, t, sender, "SELECT pg_notify(repeat('c', 63), repeat('x', 7999))")
}

// TestNotifyOrder: sessions of several nodes send while one is killed. Everybody hears the
// same in the same order, all that was acknowledged, nothing twice; and what they read after
// hearing is what had been committed (C7).
func TestNotifyOrder(t *testing.T) { synctest.Test(t, notifyOrder) }

func notifyOrder(t *testing.T) {
	ctx := t.Context()
	c := threeNodes(t, &lockedLog{})
	first := c.Conn(ctx, "n1")
	mustExec(ctx, t, first, "CREATE TABLE done (id text PRIMARY KEY)")
	c.AwaitReplicated()
	names := []string{"n1", "n2"}
	got := make([][]string, len(names))
	var listeners, senders sync.WaitGroup
	stop, end := context.WithCancel(ctx)
	for i, name := range names {
		conn := c.Conn(ctx, name)
		reader := c.Conn(ctx, name)
		mustExec(ctx, t, conn, "LISTEN a")
		listeners.Go(func() {
			for {
				n, err := conn.WaitForNotification(stop)
				if err != nil {
					if stop.Err() == nil {
						t.Errorf("%s: %v", name, err)
					}
					return
				}
				got[i] = append(got[i], n.Payload)
				var there int
				if err := reader.QueryRow(ctx, "SELECT count(*) FROM done WHERE id = $1", n.Payload).Scan(&there); err != nil || there != 1 {
					t.Errorf("%s hears of %s, and finds %d rows (%v)", name, n.Payload, there, err)
				}
			}
		})
	}
	var mu sync.Mutex
	sure, maybe := map[string]bool{}, map[string]bool{}
	for s := range 6 {
		name := []string{"n1", "n2", "n3"}[s%3]
		rng := rand.New(rand.NewPCG(uint64(s), 1))
		senders.Go(func() {
			conn := c.Conn(ctx, name)
			for k := range 30 {
				id := fmt.Sprintf("%d-%02d", s, k)
				mu.Lock()
				maybe[id] = true
				mu.Unlock()
				text := fmt.Sprintf("BEGIN; INSERT INTO done VALUES ('%s'); NOTIFY a, '%s'; COMMIT", id, id)
				if k%5 == 4 {
					text = strings.Replace(text, "COMMIT", "ROLLBACK", 1)
				}
				_, err := conn.Exec(ctx, text, pgx.QueryExecModeSimpleProtocol)
				if err == nil && k%5 != 4 {
					mu.Lock()
					sure[id] = true
					mu.Unlock()
				}
				if err != nil && name == "n3" { // it was killed
					return
				}
				if k%5 == 4 {
					mu.Lock()
					delete(maybe, id)
					mu.Unlock()
				}
				if err != nil && conn.IsClosed() {
					t.Errorf("%s: %v", id, err)
					return
				}
				if err != nil {
					mustExec(ctx, t, conn, "ROLLBACK")
				}
				time.Sleep(time.Duration(rng.IntN(100)) * time.Millisecond)
			}
		})
	}
	time.Sleep(700 * time.Millisecond)
	c.Kill("n3")
	senders.Wait()
	time.Sleep(20 * time.Second)
	end()
	listeners.Wait()
	if !slices.Equal(got[0], got[1]) {
		t.Errorf("two listeners heard different things:\n%q\n%q", got[0], got[1])
	}
	once := map[string]bool{}
	last := map[byte]string{}
	for _, id := range got[0] {
		switch {
		case once[id]:
			t.Errorf("%s was heard twice", id)
		case !maybe[id]:
			t.Errorf("%s was heard and never committed", id)
		case id < last[id[0]]:
			t.Errorf("%s was heard after %s", id, last[id[0]])
		}
		once[id], last[id[0]] = true, id
	}
	for id := range sure {
		if !once[id] {
			t.Errorf("%s was committed and not heard", id)
		}
	}
	t.Logf("%d heard of %d acknowledged", len(got[0]), len(sure))
	if len(sure) < 60 {
		t.Errorf("only %d were acknowledged", len(sure))
	}
}

// TestNotifySlowListener: one that takes nothing is ended in the end, and stalls nobody.
func TestNotifySlowListener(t *testing.T) { synctest.Test(t, slowListener) }

func slowListener(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	sender, slow, quick := c.Conn(ctx), c.Conn(ctx), c.Conn(ctx)
	mustExec(ctx, t, slow, "LISTEN a", "BEGIN", "SELECT 1") // in a transaction it gets none
	mustExec(ctx, t, quick, "LISTEN a")
	n := 0
	for range 30 {
		mustExec(ctx, t, sender, "SELECT pg_notify('a', g::text || repeat('x', 7900)) FROM generate_series(1, 100) g")
		n += len(heard(ctx, t, quick, time.Second))
	}
	if n != 3000 {
		t.Errorf("the quick listener heard %d of 3000", n)
	}
	_, err := slow.Exec(ctx, "COMMIT")
	if sqlstate(err) != "54000" {
		t.Errorf("the slow listener: %v, want 54000", err)
	}
	var usage float64
	if err := sender.QueryRow(ctx, "SELECT pg_notification_queue_usage()").Scan(&usage); err != nil || usage <= 0 {
		t.Errorf("the queue's usage is %v (%v), want more than 0", usage, err)
	}
	time.Sleep(3 * time.Minute)
	if err := sender.QueryRow(ctx, "SELECT pg_notification_queue_usage()").Scan(&usage); err != nil || usage != 0 {
		t.Errorf("the queue's usage is %v (%v) minutes later, want 0", usage, err)
	}
}
