package cli

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
)

// screen is what a terminal shows.
type screen struct {
	mu    sync.Mutex // guards what follows; a leaf
	b     bytes.Buffer
	grown chan struct{} // one slot
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.grown <- struct{}{}:
	default:
	}
	return s.b.Write(p)
}

// await returns what is shown up to some text, and takes that away.
func (s *screen) await(t *testing.T, text string) string {
	t.Helper()
	deadline := time.After(time.Minute)
	for {
		s.mu.Lock()
		all := s.b.String()
		if i := strings.Index(all, text); i >= 0 {
			out := string(s.b.Next(i + len(text)))
			s.mu.Unlock()
			return out
		}
		s.mu.Unlock()
		select {
		case <-s.grown:
		case <-deadline:
			t.Fatalf("no %q in\n%s", text, all)
		}
	}
}

// TestDemo drives the demo as a person does: a table, a region lost and brought back, a
// client from outside.
func TestDemo(t *testing.T) {
	in, typed := io.Pipe()
	s := &screen{grown: make(chan struct{}, 1)}
	d := &demo{out: s, errOut: s}
	o := local.Options{Replicated: true, Regions: []local.Region{{Name: "us-east", Nodes: 1}, {Name: "eu-west", Nodes: 1}, {Name: "uk-south", Nodes: 1}}}
	done := make(chan error, 1)
	go func() { done <- d.run(context.Background(), o, in) }()
	enter := func(line string) {
		if _, err := io.WriteString(typed, line+"\n"); err != nil {
			t.Fatal(err)
		}
	}
	started := s.await(t, "connected to n1 (us-east-a)")
	_, after, _ := strings.Cut(started, "eu-west-a")
	url := strings.Fields(after)[0]
	enter("CREATE TABLE t (i int PRIMARY KEY);")
	s.await(t, "CREATE TABLE")
	enter("INSERT INTO t VALUES (1), (2);")
	s.await(t, "INSERT 0 2")
	s.await(t, "WAN round trips: ")
	outside, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	var n int
	if err := outside.QueryRow(t.Context(), "SELECT count(*) FROM t").Scan(&n); err != nil || n != 2 {
		t.Errorf("from outside %d rows, %v", n, err)
	}
	_ = outside.Close(t.Context())
	enter(`\kill uk-south`)
	enter("INSERT INTO t VALUES (3);")
	s.await(t, "INSERT 0 1")
	enter(`\map`)
	if m := s.await(t, "replicas"); !strings.Contains(m, "uk-south-a  down") {
		t.Errorf("the map shows\n%s", m)
	}
	enter(`\restart uk-south`)
	enter(`\skew n2 3ms`)
	enter(`\partition n3`)
	enter(`\heal`)
	enter(`\connect n3`)
	s.await(t, "connected to n3 (uk-south-a)")
	enter("SELECT i FROM t ORDER BY i;")
	s.await(t, "(3 rows)")
	enter(`\kill mars`)
	s.await(t, `no node, zone or region is called "mars"`)
	enter(`\kill`)
	s.await(t, "name nodes")
	enter(`\dance`)
	s.await(t, `unknown command \dance`)
	enter(`\?`)
	s.await(t, `\partition NAME`)
	enter(`\kill n3`)
	s.await(t, "connected to")
	enter(`\q`)
	if err := <-done; err != nil {
		t.Error(err)
	}
}
