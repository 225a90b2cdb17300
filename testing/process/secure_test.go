package process

import (
	"context"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// run runs the binary and returns what it said.
func run(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command(binary, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("isochron %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// TestSecureCluster: nodes with certificates of one CA are a cluster; a client's
// certificate stands for its password; whoever does not belong is refused, and told why.
func TestSecureCluster(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	certs, others := filepath.Join(dir, "certs"), filepath.Join(dir, "others")
	for _, d := range []string{certs, others} {
		run(t, "cert", "create-ca", "--certs-dir="+d)
		run(t, "cert", "create-node", "localhost", "127.0.0.1", "--certs-dir="+d)
	}
	run(t, "cert", "create-client", "isochron", "--certs-dir="+certs)
	if got := run(t, "cert", "list", "--certs-dir="+certs); !strings.Contains(got, "client.isochron.crt") {
		t.Errorf("cert list: %s", got)
	}
	c := &Cluster{t: t, bin: binary, dir: dir}
	for range 2 {
		c.add([]string{"--certs-dir=" + certs})
	}
	for _, m := range c.members {
		m.args = m.args[1:] // without --insecure
	}
	started := make(chan error, 2)
	for _, m := range c.members {
		go func() { started <- m.Start() }()
	}
	c.Await("init", 20*time.Second, func(ctx context.Context) bool {
		out, err := exec.CommandContext(ctx, binary, "init", "--certs-dir="+certs, "--host="+c.members[0].peers).CombinedOutput()
		return err == nil || strings.Contains(string(out), "already")
	})
	for range 2 {
		if err := <-started; err != nil {
			t.Fatalf("%v\n%s\n%s", err, c.members[0].Log(), c.members[1].Log())
		}
	}
	db := connect(t, c.members[0].URL)
	if _, err := db.Exec(ctx, "CREATE TABLE t (a int PRIMARY KEY); INSERT INTO t VALUES (7)"); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(c.members[1].URL)
	if err != nil {
		t.Fatal(err)
	}
	if _, has := u.User.Password(); has {
		t.Error("a node that joined printed a password that it can't know")
	}
	q := u.Query()
	q.Set("sslcert", filepath.Join(certs, "client.isochron.crt"))
	q.Set("sslkey", filepath.Join(certs, "client.isochron.key"))
	u.RawQuery = q.Encode()
	var a int
	if err := connect(t, u.String()).QueryRow(ctx, "SELECT a FROM t").Scan(&a); err != nil || a != 7 {
		t.Errorf("by certificate at node 2: %d, %v", a, err)
	}
	if conn, err := pgx.Connect(ctx, c.members[1].URL); err == nil {
		_ = conn.Close(ctx)
		t.Error("node 2 let a client in without password and certificate")
	}
	foreign := filepath.Join(dir, "foreign")
	mustStart(t, "--store="+foreign, "--certs-dir="+certs).Stop()
	join := "--join=" + c.members[0].peers
	for what, x := range map[string]struct {
		args []string
		want string
	}{
		"another CA":      {[]string{"--store=" + filepath.Join(dir, "n8"), "--certs-dir=" + others, join}, "certificates of one CA"},
		"no certificates": {[]string{"--store=" + filepath.Join(dir, "n10"), join}, "certs-dir"},
		"another cluster": {[]string{"--store=" + foreign, "--certs-dir=" + certs, join}, "another cluster"},
	} {
		s, err := Start(t, binary, x.args...)
		if err == nil {
			t.Errorf("%s: the node started", what)
		} else if got := s.Log(); !strings.Contains(got, x.want) {
			t.Errorf("%s: it said %q, want something about %q", what, got, x.want)
		}
	}
}
