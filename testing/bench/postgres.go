package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5"
)

// postgres is a private server with its own directory and port.
type postgres struct {
	bench *bench
	dir   string
	port  int
}

// startPostgres makes and starts the server, once.
func (b *bench) startPostgres() (p *postgres, err error) {
	if b.pg == nil {
		b.pg, err = b.startNamed("postgres")
	}
	return b.pg, err
}

// startNamed makes and starts a server in a directory of that name.
func (b *bench) startNamed(name string) (*postgres, error) {
	p, err := b.newPostgres(name)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(p.dir + "/data/PG_VERSION"); err == nil {
		return p, p.start() // of an earlier run
	}
	if err := p.run("initdb", "-D", p.dir+"/data", "-A", "trust", "-U", "postgres", "--no-locale", "-E", "UTF8"); err != nil {
		return nil, err
	}
	return p, p.start()
}

// newPostgres finds a directory and a port.
func (b *bench) newPostgres(name string) (*postgres, error) {
	p := &postgres{bench: b, dir: filepath.Join(b.dir, name)}
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return nil, err
	}
	if err := p.giveAway(); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p.port = l.Addr().(*net.TCPAddr).Port
	return p, l.Close()
}

func (p *postgres) start() error {
	return p.run("pg_ctl", "-D", p.dir+"/data", "-w", "-l", p.dir+"/log", "-o",
		fmt.Sprintf("-p %d -k %s -c listen_addresses=127.0.0.1 -c max_connections=200", p.port, p.dir), "start")
}

// giveAway hands the directory to the user that Postgres runs as.
func (p *postgres) giveAway() error {
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return fmt.Errorf("as root, Postgres needs the user postgres: %w", err)
	}
	return exec.Command("chown", u.Uid+":"+u.Gid, p.dir).Run()
}

func (p *postgres) run(name string, args ...string) error {
	bin, err := tool(name)
	if err != nil {
		return err
	}
	cmd := exec.Command(bin, args...)
	if os.Getuid() == 0 {
		line := []string{quote(bin)}
		for _, a := range args {
			line = append(line, quote(a))
		}
		cmd = exec.Command("su", "postgres", "-s", "/bin/sh", "-c", strings.Join(line, " "))
	}
	cmd.Dir = p.dir
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if name == "pg_ctl" { // the server inherits the pipes: do not wait for them
		null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer null.Close()
		cmd.Stdout, cmd.Stderr = null, null
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, firstLine(out.String()))
	}
	return nil
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func (p *postgres) stop() { _ = p.run("pg_ctl", "-D", p.dir+"/data", "-m", "immediate", "stop") }

func (p *postgres) url() string { return p.urlOf("postgres") }

func (p *postgres) urlOf(database string) string {
	return fmt.Sprintf("postgresql://postgres@127.0.0.1:%d/%s?sslmode=disable", p.port, database)
}

// database makes an empty database at p and returns its URL.
func (b *bench) database(p *postgres, name string) (string, error) {
	return p.urlOf(name), b.onConnection(p.url(), func(c *pgx.Conn) error {
		_, err := c.Exec(b.ctx, "CREATE DATABASE "+name)
		return err
	})
}

// standbys are a primary with streaming standbys that must acknowledge commits.
type standbys struct {
	*postgres
	others []*postgres
}

// startStandbys makes a primary of its own with n standbys, any one of which must have
// a commit before it is acknowledged.
func (b *bench) startStandbys(n int) (*standbys, error) {
	primary, err := b.startNamed("primary")
	if err != nil {
		return nil, err
	}
	s := &standbys{postgres: primary}
	for i := range n {
		p, err := b.startStandby(primary, fmt.Sprintf("standby%d", i+1))
		if err != nil {
			s.stopAll()
			return nil, err
		}
		s.others = append(s.others, p)
	}
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("standby%d", i+1)
	}
	for _, text := range []string{
		fmt.Sprintf("ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (%s)'", strings.Join(names, ", ")),
		"SELECT pg_reload_conf()",
	} {
		if err := primary.run("psql", "-q", "-d", primary.url(), "-c", text); err != nil {
			s.stopAll()
			return nil, err
		}
	}
	return s, nil
}

// startStandby copies a primary and follows it.
func (b *bench) startStandby(primary *postgres, name string) (*postgres, error) {
	p, err := b.newPostgres(name)
	if err != nil {
		return nil, err
	}
	err = p.run("pg_basebackup", "-D", p.dir+"/data", "-R", "-X", "stream", "-c", "fast",
		"-d", fmt.Sprintf("host=127.0.0.1 port=%d user=postgres application_name=%s", primary.port, name))
	if err != nil {
		return nil, err
	}
	return p, p.start()
}

func (s *standbys) stopAll() {
	for _, p := range s.others {
		p.stop()
	}
	s.stop()
}

func (b *bench) postgresVersion() string {
	bin, err := tool("postgres")
	if err != nil {
		return "none"
	}
	out, err := exec.Command(bin, "--version").Output()
	if err != nil {
		return "none"
	}
	return strings.TrimSpace(string(out))
}
