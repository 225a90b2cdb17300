package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/server/config"
)

func debugCommand() *cobra.Command {
	c := config.Default()
	cmd := &cobra.Command{Use: "debug", Short: "Look into a store that no process has open, or into a range of a cluster", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	cmd.PersistentFlags().StringVar(&c.Store, "store", c.Store, "directory of the store")
	open := func(f func(engine.Engine) error) error {
		e, err := pebbleengine.Open(pebbleengine.Options{Dir: c.StoreDir(), ReadOnly: true, CacheBytes: 8 << 20})
		if err != nil {
			return err
		}
		return errors.Join(f(e), e.Close())
	}
	cmd.AddCommand(debugRange(), debugRanges(open), debugKeys(open), debugLogs(open))
	return cmd
}

type opener func(func(engine.Engine) error) error

func debugRange() *cobra.Command {
	cmd := &cobra.Command{
		Use: "range ID", Short: "Show what goes on in a range of a running cluster", Args: exactlyOne("range ID"),
		Long: "Ask the leaseholder of a range for its lease, requests, row locks and timestamps. isochron_internal.ranges has the ranges' numbers;\n" +
			"SELECT isochron_internal.inspect_range(ID) is the same by SQL.",
	}
	url := sqlURL(cmd.Flags())
	cmd.RunE = withSQL(url, func(ctx context.Context, c *pgconn.PgConn, w io.Writer, args []string) error {
		id, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			return usageError{fmt.Errorf("range ID: %q is no number", args[0])}
		}
		rows, err := query(ctx, c, fmt.Sprintf("SELECT key, value FROM jsonb_each_text(isochron_internal.inspect_range(%d)) ORDER BY key", id))
		if err != nil {
			return err
		}
		out := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, r := range rows {
			fmt.Fprintf(out, "%s\t%s\n", r[0], r[1])
		}
		return out.Flush()
	})
	return cmd
}

func debugRanges(open opener) *cobra.Command {
	return &cobra.Command{
		Use: "ranges", Short: "List the store's ranges", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return open(func(e engine.Engine) error {
				id, ranges, err := store.Describe(e)
				if err != nil {
					return err
				}
				w := cmd.OutOrStdout()
				fmt.Fprintf(w, "cluster %x, node %d, store %d, format %d\n", id.ClusterID, id.NodeID, id.StoreID, id.Format)
				for _, d := range ranges {
					fmt.Fprintf(w, "range %d, generation %d: [%s, %s)\n", d.ID, d.Generation, d.Start, d.End)
				}
				return nil
			})
		},
	}
}

func debugKeys(open opener) *cobra.Command {
	var limit int
	var values bool
	cmd := &cobra.Command{
		Use: "keys", Short: "List the store's keys and versions", Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return open(func(e engine.Engine) error { return printKeys(cmd.OutOrStdout(), e, limit, values) })
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 1000, "entries to list; 0: all")
	cmd.Flags().BoolVar(&values, "values", false, "values too, in hexadecimal")
	return cmd
}

func printKeys(w io.Writer, e engine.Reader, limit int, values bool) error {
	it, err := e.NewIter(engine.IterOptions{})
	if err != nil {
		return err
	}
	defer it.Close()
	n := 0
	for ok := it.First(); ok; ok = it.Next() {
		if n++; limit > 0 && n > limit {
			fmt.Fprintln(w, "…")
			break
		}
		v, err := it.Value()
		if err != nil {
			return err
		}
		printEntry(w, it.Key(), it.Timestamp(), v, values)
	}
	return it.Err()
}

func printEntry(w io.Writer, k keys.Key, ts hlc.Timestamp, v []byte, values bool) {
	fmt.Fprint(w, k.String())
	if ts != hlc.Zero {
		fmt.Fprintf(w, " @ %s", ts)
		if h, body, err := mvcc.DecodeVersion(v); err == nil {
			if h.Tombstone {
				fmt.Fprint(w, " deleted")
			}
			fmt.Fprintf(w, " by %016x", h.Tag)
			v = body
		}
	}
	fmt.Fprintf(w, ", %d bytes", len(v))
	if values {
		fmt.Fprintf(w, ": %x", v)
	}
	fmt.Fprintln(w)
}

func debugLogs(open opener) *cobra.Command {
	return &cobra.Command{
		Use: "logs [RANGE]", Short: "List the entries of a range's log, or of all", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var only uint64
			if len(args) == 1 {
				n, err := strconv.ParseUint(args[0], 10, 64)
				if err != nil {
					return usageError{fmt.Errorf("%q is not a range ID", args[0])}
				}
				only = n
			}
			return open(func(e engine.Engine) error { return printLogs(cmd.OutOrStdout(), e, only) })
		},
	}
}

func printLogs(w io.Writer, e engine.Reader, only uint64) error {
	_, ranges, err := store.Describe(e)
	if err != nil {
		return err
	}
	found := false
	for _, d := range ranges {
		if only != 0 && d.ID != only {
			continue
		}
		found = true
		err := store.DumpLog(e, d.ID, func(l store.LogEntry) error {
			_, err := fmt.Fprintf(w, "range %d, entry %d, term %d, %s, %d bytes: %s\n", d.ID, l.Index, l.Term, l.Kind, l.Bytes, l.Summary)
			return err
		})
		if err != nil {
			return err
		}
	}
	if !found {
		return fmt.Errorf("the store has no range %d", only)
	}
	return nil
}
