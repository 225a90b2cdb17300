//go:build unix

package process

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var (
	siegePercent = flag.Int("siege-percent", 2, "how much of each load of TestSiege there is; 100: all of it")
	siegeHeap    = flag.String("siege-heap", "", "a directory for heap profiles of the moments of most memory")
	siegeLimit   = flag.String("siege-gomemlimit", "1GiB", "GOMEMLIMIT of TestSiege's node; empty: the node decides")
	siegeRSS     = flag.Int("siege-rss", 1024, "how many MiB the process of TestSiege may have")
)

// part is so much of n as siegePercent says, and at least one.
func part(n int) int { return max(1, n**siegePercent/100) }

// siege is a node with little memory, under what clients do to it.
type siege struct {
	s    *Server
	host string
}

// conn connects, until the load is over.
func (g *siege) conn(ctx context.Context, t *testing.T, change ...func(*pgx.ConnConfig)) *pgx.Conn {
	t.Helper()
	conf, err := pgx.ParseConfig(g.s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(conf)
	}
	c, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatalf("connecting: %v", err)
	}
	t.Cleanup(func() { _ = c.Close(context.WithoutCancel(ctx)) })
	return c
}

// code is an error's SQLSTATE, "" without one.
func code(t *testing.T, err error) string {
	t.Helper()
	var e *pgconn.PgError
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("no error of the server: %v", err)
	}
	if e == nil {
		return ""
	}
	return e.Code
}

// during samples the node's memory, and has two small clients served, until f is over.
func (g *siege) during(t *testing.T, f func()) {
	t.Helper()
	over := make(chan struct{})
	var work sync.WaitGroup
	var most int64
	work.Go(func() {
		for {
			if now := g.s.RSS(); now > most {
				if *siegeHeap != "" && now > most+most/16 {
					g.profile(t)
				}
				most = now
			}
			select {
			case <-over:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	})
	small := []*small{{sql: "SELECT n FROM tally WHERE k = 1"}, {sql: "UPDATE tally SET n = n + 1 WHERE k = 1"}}
	for _, s := range small {
		s.conn = g.conn(t.Context(), t)
		work.Go(func() { s.ask(t, over) })
	}
	began := time.Now()
	func() {
		defer close(over)
		f()
	}()
	took := time.Since(began)
	work.Wait()
	t.Logf("%v: peak RSS %d MiB; reads of a small client: %v; its writes: %v", took.Round(time.Millisecond), most>>20, small[0], small[1])
	if most > int64(*siegeRSS)<<20 {
		t.Errorf("peak RSS %d MiB, want at most %d", most>>20, *siegeRSS)
	}
}

// small is a client that asks for little, again and again.
type small struct {
	sql   string
	conn  *pgx.Conn
	waits []time.Duration
}

func (s *small) ask(t *testing.T, over <-chan struct{}) {
	for {
		began := time.Now()
		if _, err := s.conn.Exec(t.Context(), s.sql); err != nil {
			t.Errorf("a small client: %s: %v", s.sql, err)
			return
		}
		s.waits = append(s.waits, time.Since(began))
		select {
		case <-over:
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (s *small) String() string {
	if len(s.waits) == 0 {
		return "none"
	}
	slices.Sort(s.waits)
	at := func(percent int) time.Duration {
		return s.waits[(len(s.waits)-1)*percent/100].Round(100 * time.Microsecond)
	}
	return fmt.Sprintf("%d, median %v, 99 of 100 within %v, longest %v", len(s.waits), at(50), at(99), at(100))
}

// TestSiege: a node with 256 MiB for its clients, and 1 GiB for the process, stays within
// that and serves others, whatever one client does.
func TestSiege(t *testing.T) {
	t.Setenv("GOMEMLIMIT", *siegeLimit)
	s, err := Start(t, binary, "--store="+filepath.Join(t.TempDir(), "data"), "--max-sql-memory=256MiB", "--cache=128MiB")
	if err != nil {
		t.Fatalf("%v\n%s", err, s.Log())
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	g := &siege{s, u.Host}
	c := g.conn(t.Context(), t)
	for _, sql := range []string{"CREATE TABLE tally (k int PRIMARY KEY, n int)", "INSERT INTO tally VALUES (1, 0)",
		"CREATE TABLE bulk (a int, b text)"} {
		if _, err := c.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	for _, l := range []struct {
		name string
		run  func(t *testing.T, c *pgx.Conn)
	}{
		{"nothing", g.nothing}, {"bulk loader", g.bulkLoader}, {"distinct statements", g.distinctStatements}, {"values in 1664 columns", g.wideValues},
		{"deep plans", g.deepPlans},
		{"advisory locks", g.advisoryLocks}, {"array_agg", g.arrays}, {"cursors", g.cursors},
		{"silent connections", g.silent}, {"wrong passwords", g.wrongPasswords}, {"no descriptors", g.noDescriptors},
	} {
		t.Run(l.name, func(t *testing.T) {
			c := g.conn(t.Context(), t)
			g.during(t, func() { l.run(t, c) })
			if _, err := c.Exec(t.Context(), "SELECT 1"); err != nil {
				t.Errorf("then SELECT 1: %v", err)
			}
		})
	}
	if code := s.Stop(); code != 0 {
		t.Errorf("exit code %d\n%s", code, s.Log())
	}
}

// nothing is what the others' figures are to be seen beside.
func (g *siege) nothing(*testing.T, *pgx.Conn) {
	time.Sleep(time.Duration(part(2000)) * time.Millisecond)
}

// bulkLoader inserts rows by statements of 450 KB, each another.
func (g *siege) bulkLoader(t *testing.T, c *pgx.Conn) {
	for i := range part(520) { // 8.6 million rows
		var b strings.Builder
		b.WriteString("INSERT INTO bulk VALUES ")
		for j := 0; b.Len() < 450_000; j++ {
			if j > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, "(%d,'row %d of %d')", j, j, i)
		}
		if _, err := c.Exec(t.Context(), b.String()); err != nil {
			t.Fatalf("statement %d: %v", i, err)
		}
	}
}

// distinctStatements runs each once.
func (g *siege) distinctStatements(t *testing.T, c *pgx.Conn) {
	long := strings.Repeat("x", 1<<20)
	for i := range part(4096) {
		var n int
		if err := c.QueryRow(t.Context(), fmt.Sprintf("SELECT length('%s') + %d AS c%d", long, i, i), pgx.QueryExecModeSimpleProtocol).Scan(&n); err != nil || n != 1<<20+i {
			t.Fatalf("statement %d: %d, %v", i, n, err)
		}
	}
}

func (g *siege) wideValues(t *testing.T, c *pgx.Conn) {
	for _, x := range []string{"repeat('x', 30000000)", "repeat('x', 100000) || repeat('y', 200000)"} {
		sql := "SELECT " + strings.TrimSuffix(strings.Repeat(x+",", 1664), ",")
		if _, err := c.Exec(t.Context(), sql); code(t, err) != "53200" {
			t.Errorf("1664 times %s: got %v, want 53200", x, err)
		}
	}
}

// deepPlans have hundreds of operators over wide rows, of which there are none. Answers and refusals are both right.
func (g *siege) deepPlans(t *testing.T, c *pgx.Conn) {
	windows, joins := make([]string, part(1600)), "SELECT * FROM tally t"
	for i := range windows {
		windows[i] = fmt.Sprintf("sum(n) OVER (ORDER BY k + %d)", i)
	}
	for i := range part(200) {
		joins += fmt.Sprintf(" LEFT JOIN LATERAL (SELECT u.n + %d AS x%d FROM tally u WHERE u.k = t.k) l%d ON true", i, i, i)
	}
	for _, sql := range []string{"SELECT " + strings.Join(windows, ", ") + " FROM tally", joins} {
		if _, err := c.Exec(t.Context(), sql); err != nil && code(t, err) != "53200" {
			t.Errorf("%.60s…: %v", sql, err)
		}
	}
}

func (g *siege) advisoryLocks(t *testing.T, c *pgx.Conn) {
	for _, f := range []string{"pg_advisory_lock", "pg_advisory_xact_lock_shared"} {
		if _, err := c.Exec(t.Context(), "SELECT count("+f+"(i)) FROM generate_series(1, 100000000) i"); code(t, err) != "53200" {
			t.Errorf("%s: got %v, want 53200", f, err)
		}
	}
}

// arrays may be refused or not: it is one value.
func (g *siege) arrays(t *testing.T, c *pgx.Conn) {
	for range 3 {
		_, err := c.Exec(t.Context(), fmt.Sprintf("SELECT array_length(array_agg(repeat('x', 20) || g), 1) FROM generate_series(1, %d) g", max(200_000, part(2_000_000))))
		if got := code(t, err); got != "53200" && got != "" {
			t.Errorf("got %v, want 53200 or an answer", err)
		}
	}
}

// cursors are opened and read from until no more are let, or there are all.
func (g *siege) cursors(t *testing.T, c *pgx.Conn) {
	for _, sql := range []string{"CREATE TABLE many (k int PRIMARY KEY, v text)",
		fmt.Sprintf("INSERT INTO many SELECT g, repeat('v', 50) FROM generate_series(1, %d) g", part(1_000_000)), "BEGIN"} {
		if _, err := c.Exec(t.Context(), sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	for i := range part(200) {
		order := ""
		if i%20 == 0 { // what it sorts is on disk
			order = "ORDER BY v, k DESC"
		}
		_, err := c.Exec(t.Context(), fmt.Sprintf("DECLARE c%d CURSOR FOR SELECT k, v FROM many %s", i, order))
		if err == nil {
			_, err = c.Exec(t.Context(), fmt.Sprintf("FETCH 100 FROM c%d", i))
		}
		if got := code(t, err); got == "53200" || got == "53400" {
			t.Logf("cursor %d: %v", i+1, err)
			break
		} else if got != "" {
			t.Fatalf("cursor %d: %v", i+1, err)
		}
	}
	if _, err := c.Exec(t.Context(), "ROLLBACK"); err != nil {
		t.Error(err)
	}
}

func (g *siege) silent(t *testing.T, _ *pgx.Conn) {
	for i := range part(4096) {
		n, err := net.Dial("tcp", g.host)
		if err != nil {
			t.Fatalf("connection %d: %v", i, err)
		}
		defer func() { _ = n.Close() }()
	}
	if _, err := g.conn(t.Context(), t).Exec(t.Context(), "SELECT 1"); err != nil {
		t.Errorf("who comes later: %v", err)
	}
}

// wrongPasswords come from an address of their own; after a while they wait for their
// verdicts, and the clients don't: they give up.
func (g *siege) wrongPasswords(t *testing.T, _ *pgx.Conn) {
	conf, err := pgx.ParseConfig(g.s.URL)
	if err != nil {
		t.Fatal(err)
	}
	from := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}
	conf.DialFunc = from.DialContext
	todo := make(chan int)
	var clients sync.WaitGroup
	for range 64 {
		clients.Go(func() {
			for i := range todo {
				ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
				mine := conf.Copy()
				mine.Password = "wrong" + strconv.Itoa(i)
				if c, err := pgx.ConnectConfig(ctx, mine); err == nil {
					t.Error("a wrong password is let in")
					_ = c.Close(ctx)
				}
				cancel()
			}
		})
	}
	for i := range part(10_000) {
		todo <- i
	}
	close(todo)
	clients.Wait()
	_ = g.conn(t.Context(), t)
}

// profile keeps a heap profile of the node.
func (g *siege) profile(t *testing.T) {
	u, err := url.Parse(g.s.URL)
	if err != nil {
		t.Error(err)
		return
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.s.HTTP+"/debug/pprof/heap", nil)
	if err != nil {
		t.Error(err)
		return
	}
	word, _ := u.User.Password()
	req.SetBasicAuth(u.User.Username(), word)
	client := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	resp, err := client.Do(req)
	if err != nil {
		t.Logf("heap profile: %v", err)
		return
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	if err == nil {
		err = os.WriteFile(filepath.Join(*siegeHeap, fmt.Sprintf("%d-%dMiB.pb.gz", time.Now().UnixMilli(), g.s.RSS()>>20)), b, 0o600)
	}
	if err != nil {
		t.Errorf("heap profile: %v (%s)", err, resp.Status)
	}
}

// noDescriptors holds more sockets than another process may have files, with as little
// memory; it is sampled and asked beside the first.
func (g *siege) noDescriptors(t *testing.T, _ *pgx.Conn) {
	s, err := Start(t, limited(t, 200), "--store="+filepath.Join(t.TempDir(), "data"), "--max-sql-memory=256MiB", "--cache=128MiB")
	if err != nil {
		t.Fatalf("%v\n%s", err, s.Log())
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	few := &siege{s, u.Host}
	if _, err := few.conn(t.Context(), t).Exec(t.Context(), "CREATE TABLE tally (k int PRIMARY KEY, n int); INSERT INTO tally VALUES (1, 0)", pgx.QueryExecModeSimpleProtocol); err != nil {
		t.Fatal(err)
	}
	few.during(t, func() {
		for i := range 900 {
			n, err := net.Dial("tcp", few.host)
			if err != nil {
				t.Fatalf("connection %d: %v", i, err)
			}
			defer func() { _ = n.Close() }()
		}
		if _, err := few.conn(t.Context(), t).Exec(t.Context(), "SELECT 1"); err != nil {
			t.Errorf("who comes later: %v", err)
		}
	})
	if code := s.Stop(); code != 0 {
		t.Errorf("exit code %d\n%s", code, s.Log())
	}
}
