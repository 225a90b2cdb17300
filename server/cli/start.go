package cli

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/isochrondb/isochron/server/certs"
	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/server/status"
)

func startCommand() *cobra.Command {
	c := config.Default()
	cmd := &cobra.Command{
		Use: "start", Short: "Start a node", Args: noArgs,
		Long: "Start a node: a durable server in --store, which is made if it does not exist.\n\n" +
			"At the first start it makes a CA, a certificate and a password for the user isochron,\n" +
			"and prints a URL that psql and drivers connect with. SIGTERM and SIGINT drain and stop it.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := c.Validate(); err != nil {
				return err
			}
			ctx, stop := signal.NotifyContext(cmd.Context(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return start(ctx, &c, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&c.Store, "store", c.Store, "directory of the store, or "+config.MemoryStore+" for one that is gone with the process")
	f.StringVar(&c.SQLAddr, "sql-addr", c.SQLAddr, "address for SQL clients; port 0 picks a free one")
	f.StringVar(&c.HTTPAddr, "http-addr", c.HTTPAddr, "address for health, metrics and profiles; empty for none")
	f.StringVar(&c.CertsDir, "certs-dir", c.CertsDir, "directory of ca.crt, node.crt and node.key (default STORE/certs, made at the first start)")
	f.BoolVar(&c.Insecure, "insecure", c.Insecure, "no encryption and no passwords")
	f.Var((*bytesValue)(&c.CacheBytes), "cache", "memory for blocks of the store")
	f.Var((*bytesValue)(&c.MemoryBytes), "sql-memory", "memory that one statement may hold")
	f.IntVar(&c.ConnectionsMax, "max-connections", c.ConnectionsMax, "SQL connections at once")
	f.StringVar(&c.DefaultIsolation, "default-isolation", c.DefaultIsolation, "serializable, repeatable-read or read-committed")
	f.StringVar(&c.ListeningURLFile, "listening-url-file", c.ListeningURLFile, "file that gets the URL once the node answers SQL")
	f.StringVar(&c.PIDFile, "pid-file", c.PIDFile, "file that gets the process ID")
	f.DurationVar(&c.SlowStatement, "slow-statement", c.SlowStatement, "log statements that take this long (0: none)")
	f.DurationVar(&c.DrainWithin, "drain-within", c.DrainWithin, "how long a stop waits for transactions to end")
	f.StringVar(&c.LogLevel, "log-level", c.LogLevel, "debug, info, warn or error")
	f.StringVar(&c.LogFormat, "log-format", c.LogFormat, "text or json, to standard error")
	return cmd
}

// running is a started node with what listens for it.
type running struct {
	c        *config.Config
	log      *slog.Logger
	node     *node.Node
	sql      net.Listener
	http     *status.Server
	httpAddr string
	password string
}

func start(ctx context.Context, c *config.Config, out, errOut io.Writer) error {
	r := &running{c: c, log: newLogger(c, errOut)}
	began := time.Now()
	if err := r.open(ctx); err != nil {
		return err
	}
	served := make(chan error, 1)
	go func() { served <- r.node.ServeSQL(r.sql) }()
	if err := r.announce(out, time.Since(began)); err != nil {
		return errors.Join(err, r.close(served))
	}
	select {
	case <-ctx.Done():
		r.log.Info("draining", "within", c.DrainWithin)
	case err := <-served:
		served <- err
	case <-r.node.Failed():
		r.log.Error("the store failed", "error", r.node.Err())
	}
	return r.close(served)
}

// open takes the ports first, so that a second process on them fails before it
// touches the store, then the store.
func (r *running) open(ctx context.Context) (err error) {
	c := r.c
	if r.sql, err = net.Listen("tcp", c.SQLAddr); err != nil {
		return fmt.Errorf("--sql-addr: %w", err)
	}
	var web net.Listener
	if c.HTTPAddr != "" {
		if web, err = net.Listen("tcp", c.HTTPAddr); err != nil {
			return errors.Join(fmt.Errorf("--http-addr: %w", err), r.sql.Close())
		}
		r.httpAddr = web.Addr().String()
	}
	fail := func(err error) error {
		_ = r.sql.Close()
		if web != nil {
			_ = web.Close()
		}
		return err
	}
	o, err := r.nodeOptions()
	if err != nil {
		return fail(err)
	}
	if r.node, err = node.Start(ctx, o); err != nil {
		return fail(err)
	}
	if web != nil {
		if o.TLS != nil && !loopback(web.Addr()) {
			web = tls.NewListener(web, o.TLS) // metrics and profiles tell of data
		}
		r.http = status.Serve(web, status.Options{Ready: r.node.Ready, Metrics: r.node.Metrics()})
	}
	return nil
}

func (r *running) nodeOptions() (node.Options, error) {
	c := r.c
	isolation, err := c.Isolation()
	if err != nil {
		return node.Options{}, err
	}
	o := node.Options{
		InMemory: c.InMemory(), Dir: c.StoreDir(), CacheBytes: c.CacheBytes, MemoryBytes: c.MemoryBytes, ConnectionsMax: c.ConnectionsMax,
		SlowStatement: c.SlowStatement, DefaultIsolation: isolation, IsolationSet: true, Logger: r.log, Trust: c.Insecure,
	}
	if err := c.CheckStore(); err != nil {
		return o, err
	}
	if !c.InMemory() {
		if err := os.MkdirAll(c.StoreDir(), 0o755); err != nil {
			return o, &config.Error{Option: "store", Why: err.Error()}
		}
	}
	if c.Insecure {
		if !loopback(r.sql.Addr()) {
			r.log.Warn("insecure: anyone who reaches this address can read and write everything", "address", r.sql.Addr().String())
		}
		return o, nil
	}
	host, _, _ := net.SplitHostPort(c.SQLAddr)
	hosts := []string{"localhost", "127.0.0.1", "::1", host}
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, name)
	}
	conf, made, err := certs.Ensure(c.Certs(), hosts, time.Now())
	if err != nil {
		return o, fmt.Errorf("--certs-dir: %w", err)
	}
	if made {
		r.log.Info("made certificates", "dir", c.Certs())
	}
	o.TLS, o.RequireTLS = conf, true
	r.password, err = ensurePassword(c.PasswordFile())
	o.Password = r.password
	return o, err
}

// ensurePassword reads the first user's password, or makes it. It counts only
// when the store is made; afterwards the file is a note for its owner.
func ensurePassword(file string) (string, error) {
	b, err := os.ReadFile(file)
	if err == nil {
		return strings.TrimSpace(string(b)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	var raw [18]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return "", err
	}
	password := base64.RawURLEncoding.EncodeToString(raw[:])
	return password, certs.WriteFile(file, []byte(password+"\n"), 0o600)
}

func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// url is what a client on this machine connects with.
func (r *running) url() string {
	host, port, _ := net.SplitHostPort(r.sql.Addr().String())
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	u := url.URL{Scheme: "postgresql", Host: net.JoinHostPort(host, port), Path: "/isochron", User: url.User("isochron")}
	q := url.Values{}
	if r.c.Insecure {
		q.Set("sslmode", "disable")
	} else {
		u.User = url.UserPassword("isochron", r.password)
		q.Set("sslmode", "verify-full")
		ca, err := filepath.Abs(filepath.Join(r.c.Certs(), certs.CACert))
		if err == nil {
			q.Set("sslrootcert", ca)
		}
	}
	u.RawQuery = strings.ReplaceAll(q.Encode(), "%2F", "/")
	return u.String()
}

// announce tells where the node listens.
func (r *running) announce(out io.Writer, took time.Duration) error {
	if f := r.c.PIDFile; f != "" {
		if err := certs.WriteFile(f, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o644); err != nil {
			return fmt.Errorf("--pid-file: %w", err)
		}
	}
	u := r.url()
	if f := r.c.ListeningURLFile; f != "" {
		if err := certs.WriteFile(f, []byte(u+"\n"), 0o600); err != nil {
			return fmt.Errorf("--listening-url-file: %w", err)
		}
	}
	web := ""
	if r.httpAddr != "" {
		web = "\nhttp:   http://" + r.httpAddr
	}
	r.log.Info("ready", "version", Version, "sql", r.sql.Addr().String(), "http", r.httpAddr, "store", r.c.Store, "took", took.Round(time.Millisecond))
	_, err := fmt.Fprintf(out, "%s\nstore:  %s\nsql:    %s%s\nstop with Ctrl-C or SIGTERM\n", VersionText(), r.c.Store, u, web)
	return err
}

// close drains and stops everything, in the order that clients notice least.
func (r *running) close(served chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), r.c.DrainWithin)
	defer cancel()
	if err := r.node.Drain(ctx); err != nil {
		r.log.Warn("clients were cut off", "error", err)
	}
	failed := r.node.Err()
	err := errors.Join(failed, r.node.Close(), <-served)
	if r.http != nil {
		err = errors.Join(err, r.http.Close())
	}
	if r.c.PIDFile != "" {
		_ = os.Remove(r.c.PIDFile)
	}
	r.log.Info("stopped")
	return err
}

func newLogger(c *config.Config, w io.Writer) *slog.Logger {
	level, err := c.Level()
	if err != nil {
		level = slog.LevelInfo
	}
	o := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}
