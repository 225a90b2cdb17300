package schema

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/testing/cluster"
)

// tables are those that the world changes, by name.
const tables = 3

// world is a cluster with clients at every node: some change the schema, some the rows.
type world struct {
	t     testing.TB
	c     *cluster.Regions
	nodes []string
	// faults: nodes are killed and started again, and the ways between them cut.
	faults bool

	mu     sync.Mutex // guards what follows; a leaf
	rng    *rand.Rand
	counts map[string]int
	bad    []string
	log    []string // what changed the schema
}

func (w *world) intn(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rng.IntN(n)
}

func (w *world) count(what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.counts[what]++
}

func (w *world) complain(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.bad = append(w.bad, fmt.Sprintf(format, args...))
}

// note remembers a statement that changes the schema, for a failing test.
func (w *world) note(began time.Time, sql string, err error) {
	if verb, _, _ := strings.Cut(sql, " "); verb == "INSERT" || verb == "UPDATE" || verb == "DELETE" {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.log = append(w.log, fmt.Sprintf("%v to %v: %s: %v", began.UnixNano(), time.Now().UnixNano(), sql, err))
}

// code is the SQLSTATE of an error, "" for none, "?" for what is none.
func code(err error) string {
	var pg *pgconn.PgError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &pg):
		return pg.Code
	}
	return "?"
}

// expected are the SQLSTATEs that statements beside changes of the schema may meet: what
// they name is gone or taken, a constraint is violated, or the client is to try again.
var expected = map[string]bool{
	"42P01": true, "42703": true, "42701": true, "42P07": true, "42710": true, "42704": true, "42611": true,
	"23505": true, "23514": true, "23502": true, "40001": true, "40P01": true, "2BP01": true, "55P03": true,
}

// faulty are those of clients whose node is lost, or can't reach the others: connections
// that break, outcomes that nobody knows.
var faulty = map[string]bool{"?": true, "40003": true, "08006": true, "08007": true, "57P01": true, "57P02": true, "57P03": true, "58030": true, "XX001": true}

// stillMax is how long a statement may take before it counts as one that waits for ever.
const stillMax = 2 * time.Minute

// exec runs a statement and counts how it went.
func (w *world) exec(ctx context.Context, conn *pgx.Conn, kind, sql string) bool {
	began := time.Now()
	within, done := context.WithTimeout(ctx, stillMax)
	defer done()
	_, err := conn.Exec(within, sql)
	w.note(began, sql, err)
	switch c := code(err); {
	case within.Err() != nil && ctx.Err() == nil:
		w.complain("%s: no answer within %v", sql, stillMax)
	case c == "":
		w.count(kind)
		return true
	case expected[c], w.faults && faulty[c]:
		w.count(kind + " " + c)
	case ctx.Err() == nil:
		w.complain("%s: %v", sql, err)
	}
	return false
}

// create makes a table, with columns of which a check and an index can tell whether they
// were written by who knew of them.
func create(i int) string {
	return fmt.Sprintf("CREATE TABLE t%d (id int PRIMARY KEY, a int NOT NULL, b int)", i)
}

// change runs one change of the schema.
func (w *world) change(ctx context.Context, conn *pgx.Conn) {
	i, k := w.intn(tables), w.intn(4)
	t := fmt.Sprint("t", i)
	switch w.intn(12) {
	case 0, 1:
		w.exec(ctx, conn, "add column", fmt.Sprintf("ALTER TABLE %s ADD COLUMN c%d int NOT NULL DEFAULT %d", t, k, w.intn(1000)))
	case 2:
		w.exec(ctx, conn, "drop column", fmt.Sprintf("ALTER TABLE %s DROP COLUMN c%d", t, k))
	case 3, 4, 5:
		w.exec(ctx, conn, "create index", fmt.Sprintf("CREATE INDEX %s_x%d ON %s (%s)", t, k, t, []string{"a", "b", "b, a", "a DESC"}[k]))
	case 6:
		w.exec(ctx, conn, "drop index", fmt.Sprintf("DROP INDEX %s_x%d", t, k))
	case 7:
		if w.exec(ctx, conn, "drop table", "DROP TABLE "+t) {
			w.exec(ctx, conn, "create table", create(i))
		}
	case 8:
		w.exec(ctx, conn, "truncate", "TRUNCATE "+t)
	case 9:
		w.exec(ctx, conn, "add check", fmt.Sprintf("ALTER TABLE %s ADD CONSTRAINT %s_k%d CHECK (b <> %d)", t, t, k, k))
	case 10:
		w.exec(ctx, conn, "drop check", fmt.Sprintf("ALTER TABLE %s DROP CONSTRAINT %s_k%d", t, t, k))
	case 11:
		w.exec(ctx, conn, "in a block", fmt.Sprintf("BEGIN; ALTER TABLE %s ADD COLUMN IF NOT EXISTS c%d int DEFAULT 3; CREATE INDEX IF NOT EXISTS %s_x%d ON %s (b, c%d); COMMIT",
			t, k, t, k, t, k))
		_, _ = conn.Exec(ctx, "ROLLBACK")
	}
}

// write runs one transaction of rows.
func (w *world) write(ctx context.Context, conn *pgx.Conn) {
	t := fmt.Sprint("t", w.intn(tables))
	id := w.intn(200)
	switch w.intn(6) {
	case 0, 1:
		w.exec(ctx, conn, "insert", fmt.Sprintf("INSERT INTO %s (id, a, b) VALUES (%d, %d, %d)", t, id, w.intn(50), w.intn(50)))
	case 2:
		w.exec(ctx, conn, "update", fmt.Sprintf("UPDATE %s SET a = a + 1, b = %d WHERE id = %d", t, w.intn(50), id))
	case 3:
		w.exec(ctx, conn, "delete", fmt.Sprintf("DELETE FROM %s WHERE id = %d", t, id))
	case 4:
		w.exec(ctx, conn, "move", fmt.Sprintf("UPDATE %s SET b = b + 1 WHERE a < 10", t))
	case 5:
		level := []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"}[w.intn(3)]
		other := fmt.Sprint("t", w.intn(tables))
		ok := w.exec(ctx, conn, "begin", "BEGIN ISOLATION LEVEL "+level) &&
			w.exec(ctx, conn, "in a block: insert", fmt.Sprintf("INSERT INTO %s (id, a, b) VALUES (%d, 1, 2) ON CONFLICT (id) DO UPDATE SET b = 3", t, id))
		if ok {
			time.Sleep(time.Duration(w.intn(200)) * time.Millisecond)
			ok = w.exec(ctx, conn, "in a block: update", fmt.Sprintf("UPDATE %s SET b = 4 WHERE id = %d", other, id))
		}
		if ok {
			w.exec(ctx, conn, "block "+level, "COMMIT")
		}
		_, _ = conn.Exec(ctx, "ROLLBACK")
	}
}

// run lets clients work for a while.
func (w *world) run(ctx context.Context, during time.Duration, writers, changers int, pauseMax time.Duration) {
	conn := w.c.Conn(ctx, w.nodes[0])
	for i := range tables {
		if _, err := conn.Exec(ctx, create(i)); err != nil {
			w.t.Fatal(err)
		}
	}
	until := time.Now().Add(during)
	var clients sync.WaitGroup
	for _, n := range w.nodes {
		for range writers {
			clients.Go(func() { w.client(ctx, n, until, pauseMax/10, w.write) })
		}
		for range changers {
			clients.Go(func() { w.client(ctx, n, until, pauseMax, w.change) })
		}
	}
	if w.faults {
		clients.Go(func() { w.hurt(until) })
	} else {
		clients.Go(func() { w.moveLeases(ctx, until) })
	}
	clients.Wait()
}

// client does one step after the other, on a new connection where the last one broke.
func (w *world) client(ctx context.Context, node string, until time.Time, pauseMax time.Duration, step func(context.Context, *pgx.Conn)) {
	var conn *pgx.Conn
	for ; time.Now().Before(until); time.Sleep(time.Duration(w.intn(int(pauseMax)))) {
		if conn == nil || conn.IsClosed() {
			var err error
			if conn, err = pgx.ConnectConfig(ctx, w.c.ConnConfig(node)); err != nil {
				if !w.faults {
					w.complain("connect to %s: %v", node, err)
				}
				conn = nil
				continue
			}
		}
		step(ctx, conn)
	}
	if conn != nil {
		_ = conn.Close(ctx)
	}
}

// moveLeases hands leases over from node to node, of the catalog's range most of all.
func (w *world) moveLeases(ctx context.Context, until time.Time) {
	for ; time.Now().Before(until); time.Sleep(time.Duration(w.intn(int(leasePause)))) {
		for _, d := range w.c.Local().Ranges() {
			if !d.Contains(keys.Key{keys.Catalog}) && w.intn(4) > 0 {
				continue
			}
			n := w.c.Local().Leaseholder(d.ID)
			if n == nil || n.Node() == nil {
				continue
			}
			if n.Node().Store().TransferLease(ctx, d.ID, 0) == nil {
				w.count("lease moved")
			}
		}
	}
}

// leasePause is how long leases stay at most before one is handed over.
const leasePause = 600 * time.Millisecond

// hurt does something to one node after the other.
func (w *world) hurt(until time.Time) {
	for time.Now().Before(until) {
		n := w.nodes[w.intn(len(w.nodes))]
		hurting := time.Duration(w.intn(4000)) * time.Millisecond
		switch w.intn(3) {
		case 0:
			w.c.Kill(n)
			time.Sleep(hurting)
			w.c.Restart(n)
		case 1:
			w.c.Crash(n)
			w.c.Restart(n)
		case 2:
			w.c.Partition(n)
			time.Sleep(hurting)
			w.c.Heal()
		}
		time.Sleep(time.Duration(w.intn(5000)) * time.Millisecond)
	}
}

// sum says how often what happened.
func (w *world) sum() string {
	var done, retried, changes int
	for k, n := range w.counts {
		switch {
		case strings.HasSuffix(k, "40001"):
			retried += n
		case strings.Contains(k, " 4"), strings.Contains(k, " 2"), strings.Contains(k, " 5"):
		case strings.Contains(k, "column"), strings.Contains(k, "index"), strings.Contains(k, "table"), strings.Contains(k, "truncate"),
			strings.Contains(k, "check"), k == "in a block":
			changes += n
		default:
			done += n
		}
	}
	return fmt.Sprintf("%d statements, %d changes of the schema, %d to be tried again: %v", done, changes, retried, w.counts)
}
