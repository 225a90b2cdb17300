package process

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		dir, err := os.MkdirTemp("", "isochron-process")
		if err != nil {
			panic(err)
		}
		defer os.RemoveAll(dir)
		if binary, err = Build(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		return m.Run()
	}())
}

func mustStart(t *testing.T, args ...string) *Server {
	t.Helper()
	s, err := Start(t, binary, args...)
	if err != nil {
		t.Fatalf("start: %v\n%s", err, s.Log())
	}
	return s
}

func connect(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// TestFirstStart is the README's promise: an empty directory becomes a server
// that the printed URL connects to, encrypted and with a password; a wrong
// password is refused; a restart finds the data.
func TestFirstStart(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "data")
	s := mustStart(t, "--store="+dir)
	c := connect(t, s.URL)
	if _, err := c.Exec(ctx, "CREATE TABLE t (a int PRIMARY KEY, b text); INSERT INTO t VALUES (1, 'x')"); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" {
		info, err := os.Stat(filepath.Join(dir, "password"))
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("password file: %v %v, want mode 0600", info, err)
		}
	}
	var version, cipher string
	var bits int
	err := c.QueryRow(ctx, "SELECT version, cipher, bits FROM pg_stat_ssl WHERE ssl AND pid = pg_backend_pid()").Scan(&version, &cipher, &bits)
	if err != nil || version != "TLSv1.3" || !strings.HasPrefix(cipher, "TLS_") || bits < 128 {
		t.Errorf("pg_stat_ssl: %s, %s, %d bits, %v", version, cipher, bits, err)
	}
	conf, err := pgx.ParseConfig(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	if conf.Password == "" || strings.Contains(s.Printed, conf.Password) || strings.Contains(s.Log(), conf.Password) {
		t.Errorf("the password %q is told to what may keep it: %s", conf.Password, s.Printed)
	}
	open := filepath.Join(dir, "store")
	if info, err := os.Stat(open); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o700) {
		t.Errorf("the store's directory: %v %v, want mode 0700", info, err)
	}
	if conf.TLSConfig == nil {
		t.Error("the URL does not ask for encryption")
	}
	conf.Password += "x"
	if _, err := pgx.ConnectConfig(ctx, conf); err == nil || !strings.Contains(err.Error(), "28P01") {
		t.Errorf("wrong password: got %v, want 28P01", err)
	}
	_ = c.Close(ctx)
	if code := s.Stop(); code != 0 {
		t.Fatalf("SIGTERM: exit code %d\n%s", code, s.Log())
	}
	for _, d := range []string{dir, open} {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s = mustStart(t, "--store="+dir)
	if info, err := os.Stat(open); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o700 || !strings.Contains(s.Log(), "open to other accounts")) {
		t.Errorf("a directory that was open: %v %v\n%s", info, err, s.Log())
	}
	var b string
	if err := connect(t, s.URL).QueryRow(ctx, "SELECT b FROM t WHERE a = 1").Scan(&b); err != nil || b != "x" {
		t.Errorf("after a restart: %q, %v", b, err)
	}
}

func TestHTTP(t *testing.T) {
	s := mustStart(t, "--store=type=mem", "--insecure")
	for path, want := range map[string]string{"/health": "ok", "/health?ready=1": "ok", "/metrics": "isochron_"} {
		resp, err := http.Get(s.HTTP + path)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != 200 || !strings.Contains(string(body), want) {
			t.Errorf("GET %s: %d %.80q", path, resp.StatusCode, body)
		}
	}
}

// TestSize is row 20 of the goals: what a node that has nothing to do takes in memory, and the
// binary on disk. What the start alone needed is not kept, and comes back where it is asked for.
func TestSize(t *testing.T) {
	const memoryMax, binaryMax = 32e6, 60e6
	s := mustStart(t, "--insecure", "--store="+t.TempDir())
	if got := s.RSS(); float64(got) > memoryMax {
		t.Errorf("an idle node has %.1f MB in memory, want no more than %.0f", float64(got)/1e6, memoryMax/1e6)
	}
	var rows int
	if err := connect(t, s.URL).QueryRow(t.Context(), "SELECT count(*) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid").Scan(&rows); err != nil || rows == 0 {
		t.Errorf("%d rows of the catalog, %v", rows, err)
	}
	info, err := os.Stat(binary)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Size(); float64(got) > binaryMax {
		t.Errorf("the binary has %.1f MB, want no more than %.0f", float64(got)/1e6, binaryMax/1e6)
	}
}

// TestRefusals: each start-up mistake has a line that names it and an exit code.
func TestRefusals(t *testing.T) {
	used, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer used.Close()
	dir := t.TempDir()
	running := filepath.Join(dir, "running")
	mustStart(t, "--store="+running, "--insecure")
	foreign := filepath.Join(dir, "foreign")
	if err := os.MkdirAll(foreign, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(foreign, "thesis.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	corrupt := filepath.Join(dir, "corrupt")
	s := mustStart(t, "--store="+corrupt, "--insecure")
	s.Stop()
	names, err := filepath.Glob(filepath.Join(corrupt, "store", "MANIFEST-*"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no manifest: %v", err)
	}
	for _, n := range names {
		if err := os.WriteFile(n, []byte("rubbish rubbish rubbish"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name string
		args []string
		code int
		want string
	}{
		{"port in use", []string{"--store=" + filepath.Join(dir, "a"), "--sql-addr=" + used.Addr().String()}, 1, "--sql-addr"},
		{"second process", []string{"--store=" + running, "--insecure"}, 1, "in use"},
		{"foreign directory", []string{"--store=" + foreign, "--insecure"}, 2, "thesis.txt"},
		{"a file", []string{"--store=" + file, "--insecure"}, 2, "--store"},
		{"corrupt store", []string{"--store=" + corrupt, "--insecure"}, 1, "corrupt"},
		{"unknown flag", []string{"--florp"}, 2, "florp"},
		{"bad value", []string{"--cache=lots"}, 2, "cache"},
		{"argument", []string{"now"}, 2, "now"},
	}
	for _, tt := range tests {
		s, err := Start(t, binary, tt.args...)
		if err == nil {
			t.Errorf("%s: it started", tt.name)
			continue
		}
		if code := s.Wait(); code != tt.code || !strings.Contains(s.Log(), tt.want) {
			t.Errorf("%s: exit code %d (want %d), log %q (want %q in it)", tt.name, code, tt.code, s.Log(), tt.want)
		}
	}
}

func TestURLAndPIDFiles(t *testing.T) {
	dir := t.TempDir()
	url, pid := filepath.Join(dir, "url"), filepath.Join(dir, "pid")
	s := mustStart(t, "--store=type=mem", "--insecure", "--listening-url-file="+url, "--pid-file="+pid)
	if b, err := os.ReadFile(url); err != nil || strings.TrimSpace(string(b)) != s.URL {
		t.Errorf("URL file: %q, %v; want %q", b, err, s.URL)
	}
	if b, err := os.ReadFile(pid); err != nil || strings.TrimSpace(string(b)) != itoa(s.cmd.Process.Pid) {
		t.Errorf("PID file: %q, %v", b, err)
	}
	s.Stop()
	if _, err := os.Stat(pid); !os.IsNotExist(err) {
		t.Errorf("the PID file is left: %v", err)
	}
}
