package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/shell"
)

const demoHelp = `\map                    who is where: nodes, clocks, ranges and their leaseholders
\kill NAME …            cut the power of nodes (n1 …), zones or regions
\restart NAME …         start nodes, after stopping those that run
\partition NAME …       cut nodes off from all others
\skew NAME DURATION     set clocks wrong, by 5ms or -2s
\heal                   end partitions, set clocks right; nodes that are down stay so
\connect NAME           talk to another node
\d tells what there is, \q leaves, \? prints this. Statements end with a semicolon.`

func demoCommand() *cobra.Command {
	var regions []string
	var perRegion int
	var agree bool
	cmd := &cobra.Command{
		Use: "demo", Short: "A cluster of several regions in this process, to play with", Args: noArgs,
		Long: "A cluster of several regions in this process, in memory, with the latencies that were measured\n" +
			"between such regions, and a SQL shell. psql can connect to each node, too.\n\n" + demoHelp,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o := local.Options{AgreeClocks: agree}
			for _, r := range regions {
				o.Regions = append(o.Regions, local.Region{Name: r, Nodes: perRegion})
			}
			if err := o.Validate(); err != nil {
				return usageError{err}
			}
			d := &demo{out: cmd.OutOrStdout(), errOut: cmd.ErrOrStderr()}
			return d.run(cmd.Context(), o, cmd.InOrStdin())
		},
	}
	f := cmd.Flags()
	f.StringSliceVar(&regions, "regions", []string{"us-east", "eu-west", "ap-northeast"}, "where nodes stand; latencies are known between "+strings.Join(local.MeasuredRegions(), ", "))
	f.IntVar(&perRegion, "nodes", 3, "nodes in each region")
	f.BoolVar(&agree, "agree-clocks", false, "go by clocks that agree with each other, in place of a bound on their error")
	return cmd
}

// demo is a cluster at a terminal.
type demo struct {
	out, errOut io.Writer
	cluster     *local.Cluster
	shell       *shell.Shell
	at          *local.Node // whom the shell talks to
	priced      string      // the last transaction whose price was told

	served sync.WaitGroup // listeners
	urls   map[string]string
	ports  map[string]net.Listener
}

func (d *demo) run(ctx context.Context, o local.Options, in io.Reader) (err error) {
	began := time.Now()
	if d.cluster, err = local.Start(ctx, o); err != nil {
		return err
	}
	d.urls, d.ports = map[string]string{}, map[string]net.Listener{}
	defer func() { err = errors.Join(err, d.close()) }()
	for _, n := range d.cluster.Nodes() {
		if err := d.serve(n); err != nil {
			return err
		}
	}
	fmt.Fprintf(d.out, "%s: %d nodes after %v\n", VersionText(), len(d.cluster.Nodes()), time.Since(began).Round(time.Millisecond))
	d.awaitReplicas(ctx, began)
	for _, n := range d.cluster.Nodes() {
		fmt.Fprintf(d.out, "  %-4s %-18s %s\n", n.Name, n.Zone, d.urls[n.Name])
	}
	fmt.Fprintln(d.out, `\? for help`)
	d.shell = shell.New(nil, shell.Options{In: in, Out: d.out, Err: d.errOut, Banner: shellBanner(), Commands: d.command})
	if err := d.connect(ctx, d.cluster.Nodes()[0]); err != nil {
		return err
	}
	return d.shell.Loop(ctx)
}

// replicasWithin is how long the demo waits for its ranges to be what survives a region.
const replicasWithin = 30 * time.Second

// awaitReplicas waits until a region can be lost: else the first thing that many try would
// find a cluster that has just begun to copy its ranges.
func (d *demo) awaitReplicas(ctx context.Context, began time.Time) {
	ctx, cancel := context.WithTimeout(ctx, replicasWithin)
	defer cancel()
	if err := d.cluster.AwaitReplicated(ctx, 0); err != nil {
		fmt.Fprintln(d.errOut, "not all ranges have their replicas yet:", err)
		return
	}
	fmt.Fprintf(d.out, "every range has its replicas after %v\n", time.Since(began).Round(time.Millisecond))
}

func (d *demo) close() error {
	if d.shell != nil {
		_ = d.shell.Close(context.Background())
	}
	err := d.cluster.Close()
	for _, l := range d.ports {
		_ = l.Close()
	}
	d.served.Wait()
	return err
}

// serve lets clients from outside reach a node on a port of its own, for as long as
// the demo lasts: each connection goes to whatever runs there then.
func (d *demo) serve(n *local.Node) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	d.ports[n.Name] = l
	d.urls[n.Name] = "postgresql://isochron@" + l.Addr().String() + "/isochron?sslmode=disable"
	d.served.Go(func() {
		for {
			outside, err := l.Accept()
			if err != nil {
				return
			}
			d.served.Go(func() { forward(outside, n) })
		}
	})
	return nil
}

// forward joins a client with a node until either leaves.
func forward(outside net.Conn, n *local.Node) {
	defer outside.Close()
	inside, err := n.Dial(context.Background())
	if err != nil {
		return
	}
	defer inside.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(inside, outside)
		_ = inside.Close()
	}()
	_, _ = io.Copy(outside, inside)
	_ = outside.Close()
	<-done
}

// connect makes the shell talk to a node.
func (d *demo) connect(ctx context.Context, n *local.Node) error {
	conf, err := pgconn.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		return err
	}
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	conf.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return n.Dial(ctx) }
	shell.Configure(conf, d.errOut)
	conn, err := pgconn.ConnectConfig(ctx, conf)
	if err != nil {
		return fmt.Errorf("%v: %w", n, err)
	}
	if d.shell.Conn != nil {
		_ = d.shell.Conn.Close(ctx)
	}
	d.shell.Conn, d.at, d.priced = conn, n, ""
	fmt.Fprintf(d.out, "connected to %v\n", n)
	return nil
}

// reconnect finds a node that is up, the nearest first, where the last one is gone.
func (d *demo) reconnect(ctx context.Context) {
	if !d.shell.Conn.IsClosed() && d.at.Up() {
		return
	}
	nodes := d.cluster.Nodes()
	slices.SortStableFunc(nodes, func(a, b *local.Node) int { return distance(d.at, a) - distance(d.at, b) })
	for _, n := range nodes {
		if n.Up() && d.connect(ctx, n) == nil {
			return
		}
	}
	fmt.Fprintln(d.errOut, "no node is up: \\restart one")
}

func distance(a, b *local.Node) int {
	switch {
	case a == b:
		return 0
	case a.Region == b.Region:
		return 1
	}
	return 2
}

// command carries out a line that begins with a backslash. known: it is one of the demo's.
func (d *demo) command(ctx context.Context, line string) (known bool) {
	words := strings.Fields(line)
	if len(words) == 0 {
		words = []string{"reconnect"}
	}
	err := error(nil)
	switch name, args := words[0], words[1:]; name {
	case "reconnect": // after a statement
		d.reconnect(ctx)
		d.tellPrice(ctx)
		return true
	case `\?`, `\h`, `\help`:
		fmt.Fprintln(d.out, demoHelp)
	case `\map`:
		d.printMap()
	case `\heal`:
		d.cluster.Heal()
		for _, n := range d.cluster.Nodes() {
			n.Clock.Heal()
		}
	case `\kill`:
		err = d.each(args, func(n *local.Node) error { return n.Kill(ctx) })
	case `\restart`:
		err = d.each(args, func(n *local.Node) error {
			if err := n.Stop(ctx); err != nil && !errors.Is(err, local.ErrDown) {
				return err
			}
			return n.Start(ctx)
		})
	case `\partition`:
		err = d.some(args, d.cluster.Isolate)
	case `\skew`:
		err = d.skew(args)
	case `\connect`:
		err = d.some(args, func(nodes []*local.Node) { err = d.connect(ctx, nodes[0]) })
	default:
		return false
	}
	if err != nil {
		fmt.Fprintln(d.errOut, "ERROR: ", err)
	}
	d.reconnect(ctx)
	return true
}

// tellPrice tells what distance has cost the transaction that has ended since it was last asked.
func (d *demo) tellPrice(ctx context.Context) {
	conn := d.shell.Conn
	if conn.IsClosed() || conn.TxStatus() != 'I' {
		return
	}
	res := conn.ExecParams(ctx, "SHOW isochron.last_commit_price", nil, nil, nil, nil).Read()
	if res.Err != nil || len(res.Rows) != 1 || len(res.Rows[0][0]) == 0 {
		return
	}
	price := map[string]string{}
	for _, f := range strings.Fields(string(res.Rows[0][0])) {
		name, value, _ := strings.Cut(f, "=")
		price[name] = value
	}
	if now := d.at.Name + " " + price["transaction"]; now != d.priced {
		d.priced = now
		fmt.Fprintf(d.out, "WAN round trips: %s (COMMIT: %s), %s bytes\n", price["round_trips"], price["commit_round_trips"], price["bytes"])
	}
}

var errWhom = errors.New("name nodes, zones or regions: \\map shows them")

// some does f with what the names mean.
func (d *demo) some(names []string, f func([]*local.Node)) error {
	if len(names) == 0 {
		return errWhom
	}
	nodes, err := d.cluster.Select(names...)
	if err == nil {
		f(nodes)
	}
	return err
}

// each does f with each of them, at once.
func (d *demo) each(names []string, f func(*local.Node) error) (err error) {
	bad := d.some(names, func(nodes []*local.Node) {
		errs := make([]error, len(nodes))
		var all sync.WaitGroup
		for i, n := range nodes {
			all.Go(func() { errs[i] = f(n) })
		}
		all.Wait()
		err = errors.Join(errs...)
	})
	return errors.Join(bad, err)
}

func (d *demo) skew(args []string) error {
	if len(args) < 2 {
		return errors.New("\\skew NAME DURATION")
	}
	by, err := time.ParseDuration(args[len(args)-1])
	if err != nil {
		return fmt.Errorf("%q is not a duration such as 5ms", args[len(args)-1])
	}
	return d.each(args[:len(args)-1], func(n *local.Node) error {
		n.Clock.Skew(by)
		return nil
	})
}

// printMap shows nodes and ranges.
func (d *demo) printMap() {
	w := tabwriter.NewWriter(d.out, 0, 0, 2, ' ', 0)
	defer w.Flush()
	byStore := map[uint32]string{}
	fmt.Fprintln(w, "node\tzone\tstate\tclock\tleases\turl")
	leases := map[*local.Node]int{}
	ranges := d.cluster.Ranges()
	for _, r := range ranges {
		if n := d.cluster.Leaseholder(r.ID); n != nil {
			leases[n]++
		}
	}
	for _, n := range d.cluster.Nodes() {
		state := "down"
		if x := n.Node(); x != nil {
			state = "up"
			byStore[x.StoreID()] = n.Name
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%+v\t%d\t%s\n", n.Name, n.Zone, state, n.Clock.Off().Round(time.Microsecond), leases[n], d.urls[n.Name])
	}
	_ = w.Flush()
	fmt.Fprintln(w, "\nrange\tfrom\tlease\treplicas")
	for _, r := range ranges {
		lease := "nobody now"
		if n := d.cluster.Leaseholder(r.ID); n != nil {
			lease = n.Name
		}
		var names []string
		for _, x := range r.Replicas {
			name := byStore[x.StoreID]
			if name == "" {
				name = "(down)"
			}
			names = append(names, name)
		}
		fmt.Fprintf(w, "r%d\t%v\t%s\t%s\n", r.ID, r.Start, lease, strings.Join(names, " "))
	}
}
