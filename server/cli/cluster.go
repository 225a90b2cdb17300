package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/server/certs"
	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/node"
)

func initCommand() *cobra.Command {
	var host, dir string
	var insecure bool
	within := 30 * time.Second
	cmd := &cobra.Command{
		Use: "init", Short: "Begin a cluster of nodes that wait for one", Args: noArgs,
		Long: "Tell one node, started with --join and waiting, to begin the cluster. The others then join it.\n" +
			"It is done once in a cluster's life.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			o := node.InitOptions{Address: host}
			if !insecure {
				d, err := certs.OpenDir(dir, slog.New(slog.DiscardHandler), nil)
				if err != nil {
					return fmt.Errorf("--certs-dir: %w (--insecure, if the nodes were started so)", err)
				}
				o.TLS.Server, o.TLS.Client, o.TLS.Verify = d.Peers()
				o.TLS.VerifyHost, o.TLS.VerifyNode = certs.VerifyHost, certs.VerifyNodeID
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), within)
			defer cancel()
			id, already, err := node.Init(ctx, o)
			if err != nil {
				return err
			}
			if already {
				return fmt.Errorf("the node belongs to cluster %x already", id)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "cluster %x begun\n", id)
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&host, "host", config.DefaultListenAddr, "node-to-node address (--listen-addr) of any waiting node")
	f.StringVar(&dir, "certs-dir", "certs", "directory of ca.crt, node.crt and node.key")
	f.BoolVar(&insecure, "insecure", false, "the nodes were started with --insecure")
	f.DurationVar(&within, "within", within, "how long to wait for the node's answer")
	return cmd
}

func nodeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "node", Short: "Show, drain and decommission nodes", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	url := sqlURL(cmd.PersistentFlags())
	with := func(f remoteCommand) func(*cobra.Command, []string) error { return withSQL(url, f) }
	cmd.AddCommand(&cobra.Command{Use: "status", Short: "List the nodes", Args: noArgs, RunE: with(nodeStatus)})
	within := 5 * time.Minute
	membership := func(name, short, long, to string, wait func(context.Context, *pgconn.PgConn, io.Writer, []int) error) {
		c := &cobra.Command{Use: name + " ID...", Short: short, Long: long, Args: atLeastOne("node ID")}
		c.RunE = with(func(ctx context.Context, conn *pgconn.PgConn, w io.Writer, args []string) error {
			ids, err := nodeIDs(args)
			if err != nil {
				return err
			}
			if err := setMembership(ctx, conn, ids, to); err != nil {
				return err
			}
			if wait == nil {
				return nil
			}
			ctx, cancel := context.WithTimeout(ctx, within)
			defer cancel()
			return wait(ctx, conn, w, ids)
		})
		if wait != nil {
			c.Flags().DurationVar(&within, "within", within, "how long to wait for it")
		}
		cmd.AddCommand(c)
	}
	membership("drain", "Move the leases of nodes away, before they stop", "Move the leases of nodes away. A node that is stopped with SIGTERM does so itself; one that is started again takes leases again.", "draining", awaitDrained)
	membership("decommission", "Move everything off nodes, for good", "Move all replicas and leases off nodes, and end their membership. It is refused where ranges would lose their quorum. A node that was decommissioned can be stopped; it does not come back with the same store.", "decommissioning", awaitDecommissioned)
	membership("recommission", "Undo a decommission that is not over", "", "active", nil)
	return cmd
}

// sqlURL is the flag of commands that ask a running node.
func sqlURL(f *pflag.FlagSet) *string {
	return f.String("url", "postgresql://isochron@"+config.DefaultSQLAddr+"/isochron?sslmode=disable", "SQL URL of any node: what 'isochron start' printed")
}

// remoteCommand does its work by a connection to a running node.
type remoteCommand func(ctx context.Context, c *pgconn.PgConn, w io.Writer, args []string) error

// withSQL runs such a command.
func withSQL(url *string, f remoteCommand) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		c, err := pgconn.Connect(cmd.Context(), *url)
		if err != nil {
			return err
		}
		defer func() { _ = c.Close(context.Background()) }()
		return explained(f(cmd.Context(), c, cmd.OutOrStdout(), args))
	}
}

// explained adds what the server's refusal says besides: which ranges, and what to do.
func explained(err error) error {
	e, ok := errors.AsType[*pgconn.PgError](err)
	if !ok {
		return err
	}
	for _, more := range []struct{ what, text string }{{"DETAIL", e.Detail}, {"HINT", e.Hint}} {
		if more.text != "" {
			err = fmt.Errorf("%w\n%s: %s", err, more.what, more.text)
		}
	}
	return err
}

func nodeIDs(args []string) ([]int, error) {
	var ids []int
	for _, a := range args {
		id, err := strconv.ParseUint(a, 10, 32)
		if err != nil || id == 0 {
			return nil, usageError{fmt.Errorf("%q is not a node ID", a)}
		}
		ids = append(ids, int(id))
	}
	return ids, nil
}

func join(ids []int) string {
	s := make([]string, len(ids))
	for i, id := range ids {
		s[i] = strconv.Itoa(id)
	}
	return strings.Join(s, ", ")
}

func setMembership(ctx context.Context, c *pgconn.PgConn, ids []int, to string) error {
	for _, id := range ids {
		if _, err := query(ctx, c, fmt.Sprintf("SELECT isochron_internal.set_membership(%d, '%s')", id, to)); err != nil {
			return err
		}
	}
	return nil
}

// query runs one statement and returns its rows as text.
func query(ctx context.Context, c *pgconn.PgConn, text string) ([][]string, error) {
	results, err := c.Exec(ctx, text).ReadAll()
	if err != nil {
		return nil, err
	}
	var out [][]string
	for _, r := range results {
		for _, row := range r.Rows {
			cells := make([]string, len(row))
			for i, v := range row {
				cells[i] = string(v)
			}
			out = append(out, cells)
		}
	}
	return out, nil
}

func nodeStatus(ctx context.Context, c *pgconn.PgConn, w io.Writer, _ []string) error {
	rows, err := query(ctx, c, "SELECT n.node_id, n.address, n.sql_address, n.locality, n.build, n.membership, n.is_live, coalesce(sum(s.replicas), 0), coalesce(sum(s.leases), 0), n.version_min || '-' || n.version_max, "+
		"CASE WHEN c.node_id IS NULL THEN '?' WHEN c.contradicts THEN 'contradicts' WHEN c.error_ms IS NULL THEN 'no source' ELSE '±' || round(c.error_ms::numeric, 3) || ' ms' END || coalesce(' (' || c.source || ')', '') "+
		"|| coalesce('; permit ' || c.permit, '') || CASE WHEN c.proof IN ('message', 'utc') THEN ', ' || round(c.behind_ms::numeric, 3) || ' ms behind by ' || c.proof ELSE '' END "+
		", CASE WHEN sum(s.available_bytes) IS NULL OR sum(s.capacity_bytes) = 0 THEN '?' ELSE pg_size_pretty(sum(s.available_bytes)) || ' of ' || pg_size_pretty(sum(s.capacity_bytes)) || CASE WHEN bool_or(s.available_bytes < least("+strconv.Itoa(pebbleengine.ReserveBytesDefault)+", s.capacity_bytes / 4)) THEN ': full' ELSE '' END END "+
		"FROM isochron_internal.nodes n LEFT JOIN isochron_internal.stores s ON s.node_id = n.node_id LEFT JOIN isochron_internal.clocks c ON c.node_id = n.node_id "+
		"GROUP BY n.node_id, n.address, n.sql_address, n.locality, n.build, n.membership, n.is_live, n.version_min, n.version_max, c.node_id, c.contradicts, c.error_ms, c.source, c.permit, c.proof, c.behind_ms ORDER BY n.node_id")
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tADDRESS\tSQL\tLOCALITY\tBUILD\tMEMBERSHIP\tLIVE\tREPLICAS\tLEASES\tVERSIONS\tCLOCK\tFREE")
	for _, r := range rows {
		fmt.Fprintln(t, strings.Join(r, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return clusterVersion(ctx, c, w)
}

// clusterVersion tells at which version the cluster is, and what the next one waits for.
func clusterVersion(ctx context.Context, c *pgconn.PgConn, w io.Writer) error {
	rows, err := query(ctx, c, "SELECT version, version + 1, array_to_string(waits_for, ', '), clocks, (SELECT bool_or(version_max > c.version) FROM isochron_internal.nodes) FROM isochron_internal.cluster c")
	if err != nil {
		return err
	}
	for _, r := range rows {
		line := "cluster version " + r[0]
		switch r[3] {
		case "agreed":
			line += ", by clocks that agree"
		case "turning":
			line += ", turning to clocks that agree"
		}
		switch {
		case r[2] == "":
		case r[4] == "t":
			line += fmt.Sprintf("; version %s waits for node %s", r[1], r[2])
		default:
			line += fmt.Sprintf("; clocks that agree wait for node %s", r[2])
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// awaitPoll is how often a command looks how far something has got.
const awaitPoll = 500 * time.Millisecond

// await looks until a count of something left on the nodes is zero.
func await(ctx context.Context, c *pgconn.PgConn, w io.Writer, ids []int, column string) error {
	last := ""
	for {
		rows, err := query(ctx, c, fmt.Sprintf("SELECT coalesce(sum(%s), 0) FROM isochron_internal.stores WHERE node_id IN (%s)", column, join(ids)))
		if err != nil {
			return err
		}
		if len(rows) == 1 && rows[0][0] != last {
			last = rows[0][0]
			fmt.Fprintf(w, "%s left: %s\n", column, last)
		}
		if last == "0" {
			return nil
		}
		if err := stop.Sleep(ctx, awaitPoll); err != nil {
			return fmt.Errorf("%s are left on the nodes: %w", column, err)
		}
	}
}

func awaitDrained(ctx context.Context, c *pgconn.PgConn, w io.Writer, ids []int) error {
	return await(ctx, c, w, ids, "leases")
}

func awaitDecommissioned(ctx context.Context, c *pgconn.PgConn, w io.Writer, ids []int) error {
	if err := await(ctx, c, w, ids, "replicas"); err != nil {
		return err
	}
	if err := setMembership(ctx, c, ids, "decommissioned"); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w, "decommissioned")
	return err
}
