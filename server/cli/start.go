package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
	"github.com/spf13/cobra"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/server/certs"
	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/server/status"
	"github.com/isochrondb/isochron/sql/auth/hba"
)

func startCommand() *cobra.Command {
	c := config.Default()
	cmd := &cobra.Command{
		Use: "start", Short: "Start a node", Args: noArgs,
		Long: "Start a node: a durable server in --store, which is made if it does not exist.\n\n" +
			"At the first start it makes a CA, a certificate and a password for the user isochron,\n" +
			"and prints a URL that psql and drivers connect with. SIGTERM and SIGINT drain and stop it.\n\n" +
			"With --join it becomes a node of the cluster that one of those addresses belongs to. Where none\n" +
			"does yet, it waits for 'isochron init'. Nodes show each other certificates of the same CA.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			c.ClockShifted = cmd.Flags().Changed("clock-offset") || cmd.Flags().Changed("clock-drift")
			c.ListenPicked = cmd.Flags().Changed("listen-addr") || len(c.Join) > 0
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
	f.StringVar(&c.ListenAddr, "listen-addr", c.ListenAddr, "address for other nodes; empty for none")
	f.StringVar(&c.AdvertiseAddr, "advertise-addr", c.AdvertiseAddr, "address that other nodes are told, if it is not --listen-addr")
	f.StringSliceVar(&c.Join, "join", c.Join, "addresses of other nodes (their --listen-addr), to become a node of their cluster")
	f.StringVar(&c.Locality, "locality", c.Locality, "where the node stands, the widest first: region=eu,zone=eu-1")
	f.Var((*clockErrorValue)(&c.MaxClockError), "max-clock-error", "how wrong this machine's clock may be (default 0 on a loopback address, else what --clock-source says, within 250ms)")
	f.StringVar(&c.ClockSource, "clock-source", c.ClockSource, "what vouches for this machine's clock: auto, kernel, clockbound[:FILE] or ptp:DEVICE[,ERROR[,tai]]\n(default --max-clock-error where that is said, else auto: a ClockBound daemon, PTP clocks that state\ntheir error, the kernel, whichever does first)")
	f.Var((*switchValue)(&c.AgreeClocks), "agree-clocks", "have the cluster go by clocks that agree with each other, in place of a bound on their error, once no node\nis told not to; for good: then none may start with --agree-clocks=false (default: where nodes are not known\nto read one clock, by an address beyond loopback or --max-clock-error)")
	f.Lookup("agree-clocks").NoOptDefVal = "true"
	f.DurationVar(&c.ClockOffset, "clock-offset", 0, "for tests: makes the clock wrong by so much")
	f.Int64Var(&c.ClockDriftPPM, "clock-drift", 0, "for tests: makes the clock run fast by so many parts in a million")
	for _, hidden := range []string{"clock-offset", "clock-drift"} {
		f.Lookup(hidden).Hidden = true
	}
	f.StringVar(&c.CertsDir, "certs-dir", c.CertsDir, "directory of ca.crt, node.crt and node.key (default STORE/certs, made at the first start)")
	f.StringVar(&c.HBAFile, "hba-file", c.HBAFile, "file of who may connect from where, with what, as Postgres's pg_hba.conf; read again on SIGHUP\nand by pg_reload_conf() (default: everybody, with a password or a certificate)")
	f.BoolVar(&c.Insecure, "insecure", c.Insecure, "no encryption and no passwords: who reaches the addresses reads and writes everything")
	f.Var((*bytesValue)(&c.CacheBytes), "cache", "memory for blocks of the store: a size, or a share of the machine's memory")
	f.Var((*bytesValue)(&c.MemoryBytes), "sql-memory", "memory that one statement may hold")
	f.Var((*tempMaxValue)(&c.TempMaxBytes), "max-temp-disk", "temporary files of all statements together: what their memory does not hold")
	f.Var((*memoryMaxValue)(&c.MemoryMaxBytes), "max-sql-memory", "memory that all clients of the node may hold together: a size, or a share of the machine's memory")
	f.IntVar(&c.ConnectionsMax, "max-connections", c.ConnectionsMax, "SQL connections at once")
	f.IntVar(&c.ReservedMax, "superuser-reserved-connections", c.ReservedMax, "of --max-connections, those that superusers alone may take")
	f.DurationVar(&c.Authentication, "authentication-timeout", c.Authentication, "how long a client may take to prove who it is")
	f.StringVar(&c.DefaultIsolation, "default-isolation", c.DefaultIsolation, "serializable, repeatable-read or read-committed")
	f.StringVar(&c.ListeningURLFile, "listening-url-file", c.ListeningURLFile, "file that gets the URL once the node answers SQL")
	f.StringVar(&c.PIDFile, "pid-file", c.PIDFile, "file that gets the process ID, at once; it is removed at the end")
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
	certs    *certs.Dir // nil: insecure
	node     *node.Node
	started  atomic.Pointer[node.Node] // node, for HTTP, which is there before it
	sql      net.Listener
	http     *status.Server
	httpAddr string
	password string
	hangup   chan os.Signal // SIGHUP; nil: it ends the process

	newPassword bool // made by this process, or first told by it
	httpSecure  bool
}

// terminal reports whether what is written to w is seen by a person, and kept by nobody.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull
}

func start(ctx context.Context, c *config.Config, out, errOut io.Writer) error {
	r := &running{c: c, log: newLogger(c, errOut)}
	began := time.Now()
	r.keepWithin()
	spareProcessor()
	if c.HBAFile != "" {
		r.hangup = make(chan os.Signal, 1)
		signal.Notify(r.hangup, syscall.SIGHUP)
		defer signal.Stop(r.hangup)
	}
	defer r.removePID()
	if err := r.open(ctx); err != nil {
		return err
	}
	defer r.doubt(ctx)()
	served := make(chan error, 1)
	go func() { served <- r.node.ServeSQL(r.sql) }()
	trim()
	if err := r.announce(out, time.Since(began)); err != nil {
		return errors.Join(err, r.close(served))
	}
	r.wait(ctx, served)
	return r.close(served)
}

// certificatesEvery is how often the node looks whether its certificates end soon.
const certificatesEvery = time.Hour

// wait returns when the node is to end.
func (r *running) wait(ctx context.Context, served chan error) {
	look := time.NewTicker(certificatesEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			r.log.Info("draining", "within", r.c.DrainWithin)
			return
		case err := <-served:
			served <- err
			return
		case <-r.node.Failed():
			r.log.Error("the store failed", "error", r.explain(r.node.Err()))
			return
		case <-r.hangup:
			r.node.Reload()
		case <-look.C:
			if r.certs != nil {
				r.certs.WarnExpiry()
			}
		}
	}
}

// open takes the ports first, so that a second process on them fails before it
// touches the store, then the store. HTTP answers from the beginning: a node that
// waits for its cluster is alive, and not ready.
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
	peers, err := r.listen()
	var o node.Options
	if err == nil {
		o, err = r.nodeOptions()
	}
	if err != nil {
		for _, l := range []net.Listener{web, peers} {
			if l != nil {
				_ = l.Close()
			}
		}
		return errors.Join(err, r.sql.Close())
	}
	o.Listener = peers
	if web != nil {
		r.serveHTTP(web, o.TLS)
	}
	err = r.writePID(false)
	if err == nil {
		r.node, err = node.Start(ctx, o)
	}
	if err != nil {
		if r.http != nil {
			_ = r.http.Close()
		}
		return errors.Join(r.explain(err), r.sql.Close())
	}
	r.started.Store(r.node)
	return r.keepPassword()
}

func (r *running) serveHTTP(web net.Listener, conf *tls.Config) {
	o := status.Options{Log: r.log, Ready: r.ready, Warnings: r.warnings, Metrics: prometheus.GathererFunc(r.metrics), Range: r.inspect}
	if conf != nil && !loopback(web.Addr()) {
		// Metrics and profiles tell of data. Certificates may be replaced meanwhile.
		r.httpSecure = true
		web = tls.NewListener(web, &tls.Config{MinVersion: tls.VersionTLS12, GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return r.certs.SQL(), nil
		}})
		o.Authorize = r.authorizeHTTP
	}
	r.http = status.Serve(web, o)
}

// inspect tells of a range once the node has started.
func (r *running) inspect(ctx context.Context, id uint64) (string, bool) {
	n := r.started.Load()
	if n == nil {
		return "", false
	}
	return n.InspectRange(ctx, id)
}

// authorizeHTTP lets in who has a certificate of the CA or logs in as a SQL user would.
// Profiles are for superusers, who alone may see what is in memory.
func (r *running) authorizeHTTP(req *http.Request, profiles bool) error {
	n := r.started.Load()
	user, password, given := req.BasicAuth()
	if req.TLS != nil && len(req.TLS.VerifiedChains) > 0 {
		if name := req.TLS.VerifiedChains[0][0].Subject.CommonName; name == certs.NodeName || !given || user == name {
			if name == certs.NodeName {
				return nil
			}
			if n == nil {
				return errStarting
			}
			return n.MayLook(req.Context(), name, profiles)
		}
	}
	switch {
	case !given:
		return status.ErrAuthenticate
	case n == nil:
		return errStarting
	}
	err := n.LogInHTTP(req.Context(), req.RemoteAddr, user, password, profiles)
	if errors.Is(err, node.ErrPassword) {
		return status.ErrAuthenticate
	}
	return err
}

var errStarting = errors.New("starting: the node has not found its cluster yet")

func (r *running) ready() error {
	if n := r.started.Load(); n != nil {
		return n.Ready()
	}
	return errStarting
}

func (r *running) warnings() []string {
	if n := r.started.Load(); n != nil {
		return n.Warnings()
	}
	return nil
}

func (r *running) metrics() ([]*dto.MetricFamily, error) {
	if n := r.started.Load(); n != nil {
		return n.Metrics().Gather()
	}
	return nil, nil
}

// keepWithin tells the garbage collector what the process should keep within: somewhat
// less than the environment's GOMEMLIMIT, where there is one, which "off" turns off.
func (r *running) keepWithin() {
	given := int64(0)
	switch os.Getenv("GOMEMLIMIT") {
	case "":
	case "off":
		return
	default:
		given = debug.SetMemoryLimit(-1) // asks
	}
	n := r.c.MemoryTarget(config.MachineMemory(os.DirFS("/")), given)
	debug.SetMemoryLimit(n)
	r.log.Info("memory", "clients", r.c.MemoryMax(), "cache", r.c.CacheBytes, "process", n)
}

func (r *running) nodeOptions() (node.Options, error) {
	c := r.c
	isolation, err := c.Isolation()
	if err != nil {
		return node.Options{}, err
	}
	o := node.Options{
		InMemory: c.InMemory(), Dir: c.StoreDir(), CacheBytes: c.CacheBytes, MemoryBytes: c.MemoryBytes, MemoryMaxBytes: c.MemoryMax(), TempMaxBytes: c.TempMaxBytes,
		ConnectionsMax: c.ConnectionsMax, ReservedConnections: noneIfZero(c.ReservedMax), AuthenticationWithin: c.Authentication,
		SlowStatement: c.SlowStatement, DefaultIsolation: isolation, IsolationSet: true, Logger: r.log, Trust: c.Insecure,
		Build: Version, SQLAddress: r.sql.Addr().String(), HTTPAddress: r.httpAddr,
	}
	r.fitFiles(&o)
	if err := c.CheckStore(); err != nil {
		return o, err
	}
	if err := r.peerOptions(&o); err != nil {
		return o, err
	}
	if err := r.rules(&o); err != nil {
		return o, err
	}
	o.SQLAddress, o.HTTPAddress = reachable(o.SQLAddress, o.AdvertiseAddr), reachable(o.HTTPAddress, o.AdvertiseAddr)
	if !c.InMemory() {
		if err := r.closeStore(); err != nil {
			return o, &config.Error{Option: "store", Why: err.Error()}
		}
	}
	if c.Insecure {
		for _, a := range []string{r.sql.Addr().String(), c.ListenAddr, c.HTTPAddr} {
			if !config.Local(a) {
				r.log.Warn("insecure: anyone who reaches this address can read and write everything", "address", a)
			}
		}
		return o, nil
	}
	return o, r.secure(&o)
}

// rules reads who may connect.
func (r *running) rules(o *node.Options) (err error) {
	name := r.c.HBAFile
	if name == "" {
		return nil
	}
	read := func() ([]byte, error) {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		b, err := io.ReadAll(io.LimitReader(f, hba.FileBytesMax+1))
		return b, errors.Join(err, f.Close())
	}
	if o.Rules, err = hba.Open(name, read, !r.c.Insecure, r.log); err != nil {
		return &config.Error{Option: "hba-file", Why: err.Error()}
	}
	return nil
}

// closeStore makes the store's directories, and takes them from other accounts of the
// machine: they hold everything that the database does.
func (r *running) closeStore() error {
	for _, dir := range []string{r.c.Store, r.c.StoreDir()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
		info, err := os.Stat(dir)
		if err != nil {
			return err
		}
		if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
			if err := os.Chmod(dir, 0o700); err != nil {
				return fmt.Errorf("other accounts can read %s (mode %04o), and that can't be changed: %w", dir, mode, err)
			}
			r.log.Warn("the store's directory was open to other accounts; it is closed now", "dir", dir, "mode", fmt.Sprintf("%04o", mode))
		}
	}
	return nil
}

// noneIfZero is for options whose zero takes a default, and whose negative is none.
func noneIfZero(n int) int {
	if n == 0 {
		return -1
	}
	return n
}

// fitFiles takes no more connections than the process may have open files: else clients
// could keep the store from opening its own.
func (r *running) fitFiles(o *node.Options) {
	files, known := openFilesMax()
	if !known {
		return
	}
	connections, pending := config.FitFiles(files, o.ConnectionsMax)
	if connections < o.ConnectionsMax {
		r.log.Warn("the limit of open files (ulimit -n) allows fewer connections than --max-connections", "files", files, "connections", connections)
	}
	o.ConnectionsMax, o.PendingMax = connections, pending
	if o.ReservedConnections >= connections {
		o.ReservedConnections = noneIfZero(connections - 1)
	}
}

// peerOptions sets what concerns other nodes.
func (r *running) peerOptions(o *node.Options) error {
	c := r.c
	o.ListenAddr, o.AdvertiseAddr, o.Join = c.ListenAddr, c.AdvertiseAddr, c.Join
	tiers, err := c.Tiers()
	if err != nil {
		return err
	}
	for _, t := range tiers {
		o.Locality = append(o.Locality, directory.Tier{Key: t.Key, Value: t.Value})
	}
	if host, _, _ := net.SplitHostPort(c.ListenAddr); c.ListenAddr != "" && c.AdvertiseAddr == "" && unspecified(host) {
		name, err := os.Hostname()
		if err != nil {
			return &config.Error{Option: "advertise-addr", Why: "is needed: this machine has no name, and listens everywhere"}
		}
		o.AdvertiseAddr = name
	}
	return r.clock(o, bound.ThisMachine())
}

// reachable is an address as others are told: where it is every address of this machine,
// they know the machine as the host of advertised.
func reachable(address, advertised string) string {
	host, port, err := net.SplitHostPort(address)
	if err != nil || !unspecified(host) || advertised == "" {
		return address
	}
	if host, _, err = net.SplitHostPort(advertised); err != nil {
		host = advertised
	}
	return net.JoinHostPort(host, port)
}

func unspecified(host string) bool {
	ip := net.ParseIP(host)
	return host == "" || ip != nil && ip.IsUnspecified()
}

// listen takes the port for other nodes. Where nobody has asked for the default one, and
// it is taken, another does.
func (r *running) listen() (l net.Listener, err error) {
	c := r.c
	if c.ListenAddr == "" {
		return nil, nil
	}
	if l, err = net.Listen("tcp", c.ListenAddr); err != nil && !c.ListenPicked {
		r.log.Warn("the default address for other nodes is taken: another is used", "address", c.ListenAddr)
		l, err = net.Listen("tcp", "127.0.0.1:0")
	}
	if err != nil {
		return nil, fmt.Errorf("--listen-addr: %w", err)
	}
	return l, nil
}

// secure sets certificates and the first user's password.
func (r *running) secure(o *node.Options) error {
	c := r.c
	advertised, _, err := net.SplitHostPort(o.AdvertiseAddr)
	if err != nil {
		advertised = o.AdvertiseAddr
	}
	sqlHost, _, _ := net.SplitHostPort(c.SQLAddr)
	peerHost, _, _ := net.SplitHostPort(c.ListenAddr)
	hosts := []string{"localhost", "127.0.0.1", "::1", sqlHost, peerHost, advertised}
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, name)
	}
	if unspecified(sqlHost) || unspecified(peerHost) {
		hosts = append(hosts, machineAddresses()...)
	}
	if len(c.Join) > 0 {
		if _, err := os.Stat(filepath.Join(c.Certs(), certs.CACert)); err != nil {
			return &config.Error{Option: "certs-dir", Why: fmt.Sprintf("%s holds no %s: nodes of a cluster need certificates of one CA ('isochron cert --help')", c.Certs(), certs.CACert)}
		}
	}
	_, made, err := certs.Ensure(c.Certs(), slices.Compact(slices.Sorted(slices.Values(hosts))), time.Now())
	if err != nil {
		return fmt.Errorf("--certs-dir: %w", err)
	}
	if made {
		r.log.Info("made certificates", "dir", c.Certs())
	}
	if r.certs, err = certs.OpenDir(c.Certs(), r.log, nil); err != nil {
		return fmt.Errorf("--certs-dir: %w", err)
	}
	o.TLS, o.RenewTLS, o.RequireTLS = r.certs.SQL(), r.certs.SQL, true
	o.PeerTLS.Server, o.PeerTLS.Client, o.PeerTLS.Verify = r.certs.Peers()
	o.CertificatesEnd = r.certs.Expires
	r.certs.WarnExpiry()
	o.PeerTLS.VerifyHost, o.PeerTLS.VerifyNode = certs.VerifyHost, certs.VerifyNodeID
	r.password, err = r.firstPassword()
	o.Password = r.password
	return err
}

// machineAddresses are those that this machine is reached by from elsewhere.
func machineAddresses() (out []string) {
	all, _ := net.InterfaceAddrs() // none: clients name the host
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.IsGlobalUnicast() {
			out = append(out, n.IP.String())
		}
	}
	return out
}

func loopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// url is what a client on this machine connects with.
func (r *running) url(password bool) string {
	host, port, _ := net.SplitHostPort(r.sql.Addr().String())
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	u := url.URL{Scheme: "postgresql", Host: net.JoinHostPort(host, port), Path: "/isochron", User: url.User("isochron")}
	q := url.Values{}
	if r.c.Insecure {
		q.Set("sslmode", "disable")
	} else {
		if password && r.password != "" {
			u.User = url.UserPassword("isochron", r.password)
		}
		q.Set("sslmode", "verify-full")
		ca, err := filepath.Abs(filepath.Join(r.c.Certs(), certs.CACert))
		if err == nil {
			q.Set("sslrootcert", ca)
		}
	}
	u.RawQuery = strings.ReplaceAll(q.Encode(), "%2F", "/")
	return u.String()
}

// writePID writes the process's ID down, as soon as it has its ports: whoever watches it must
// be able to tell a process that waits for its cluster from none. What the file says of a process
// that is no more is replaced. One that lives may hold the store: its word stays until this
// process has the store, and with it the right to the file.
func (r *running) writePID(storeIsOurs bool) error {
	f := r.c.PIDFile
	if f == "" {
		return nil
	}
	switch pid := readPID(f); {
	case pid == os.Getpid():
		return nil
	case pid != 0 && !storeIsOurs && processLives(pid):
		r.log.Warn("the PID file is another process's: it is replaced once this node is ready", "file", f, "pid", pid)
		return nil
	}
	if err := certs.WriteFile(f, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o644); err != nil {
		return fmt.Errorf("--pid-file: %w", err)
	}
	return nil
}

// readPID is the process that a file names; 0: none.
func readPID(file string) int {
	b, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || pid <= 0 {
		return 0
	}
	return pid
}

// removePID removes the file if it is of this process.
func (r *running) removePID() {
	if f := r.c.PIDFile; f != "" && readPID(f) == os.Getpid() {
		_ = os.Remove(f)
	}
}

// announce tells where the node listens.
func (r *running) announce(out io.Writer, took time.Duration) error {
	if err := r.writePID(true); err != nil {
		return err
	}
	u := r.url(true)
	if f := r.c.ListeningURLFile; f != "" {
		if err := certs.WriteFile(f, []byte(u+"\n"), 0o600); err != nil {
			return fmt.Errorf("--listening-url-file: %w", err)
		}
	}
	shown, note := r.url(false), ""
	if r.password != "" {
		if r.newPassword && terminal(out) {
			shown, note = u, "\n        the password is shown this once, and stands in "+r.c.PasswordFile()
		} else {
			note = "\n        the first password of isochron stands in " + r.c.PasswordFile()
		}
	}
	web := note
	if r.httpAddr != "" {
		scheme := "http"
		if r.httpSecure {
			scheme = "https"
		}
		web += "\nhttp:   " + scheme + "://" + r.httpAddr
	}
	if a := r.node.Addr(); a != "" {
		web += fmt.Sprintf("\nnode:   %d, for others at %s", r.node.ID(), a)
	}
	r.log.Info("ready", "version", Version, "node", r.node.ID(), "nodes", r.node.Addr(), "sql", r.sql.Addr().String(), "http", r.httpAddr, "store", r.c.Store, "took", took.Round(time.Millisecond))
	_, err := fmt.Fprintf(out, "%s\nstore:  %s\nsql:    %s%s\nstop with Ctrl-C or SIGTERM\n", VersionText(), r.c.Store, shown, web)
	return err
}

// close drains and stops everything, in the order that clients notice least.
func (r *running) close(served chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), r.c.DrainWithin)
	defer cancel()
	if err := r.node.Drain(ctx); err != nil {
		r.log.Warn("clients were cut off", "error", err)
	}
	failed := r.explain(r.node.Err())
	err := errors.Join(failed, r.node.Close())
	if e := <-served; !errors.Is(e, net.ErrClosed) { // stopped before it took the first client
		err = errors.Join(err, e)
	}
	if r.http != nil {
		err = errors.Join(err, r.http.Close())
	}
	r.log.Info("stopped")
	return err
}

// explain says what to do about a store that is damaged.
func (r *running) explain(err error) error {
	if !errors.Is(err, engine.ErrCorrupt) {
		return err
	}
	return fmt.Errorf("the store in %s is damaged, and serves nothing: %w\n"+
		"Restore it from a backup; or, where other nodes of its cluster hold its data, delete the directory and start with --join as a new node", r.c.Store, err)
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
