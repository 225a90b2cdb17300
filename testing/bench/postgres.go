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
)

// postgres is a private server with its own directory and port.
type postgres struct {
	bench *bench
	dir   string
	port  int
}

// startPostgres makes and starts the server, once.
func (b *bench) startPostgres() (*postgres, error) {
	if b.pg != nil {
		return b.pg, nil
	}
	p := &postgres{bench: b, dir: filepath.Join(b.dir, "postgres")}
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
	if err := l.Close(); err != nil {
		return nil, err
	}
	if err := p.run("initdb", "-D", p.dir+"/data", "-A", "trust", "-U", "postgres", "--no-locale", "-E", "UTF8"); err != nil {
		return nil, err
	}
	err = p.run("pg_ctl", "-D", p.dir+"/data", "-w", "-l", p.dir+"/log", "-o",
		fmt.Sprintf("-p %d -k %s -c listen_addresses=127.0.0.1 -c max_connections=200", p.port, p.dir), "start")
	if err != nil {
		return nil, err
	}
	b.pg = p
	return p, nil
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

func (p *postgres) url() string {
	return fmt.Sprintf("postgresql://postgres@127.0.0.1:%d/postgres?sslmode=disable", p.port)
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
