package cli

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/isochrondb/isochron/server/certs"
)

func certCommand() *cobra.Command {
	var dir string
	var overwrite bool
	cmd := &cobra.Command{
		Use: "cert", Short: "Make and list certificates", Args: noArgs,
		Long: "Make the certificates that the nodes of a cluster show each other and their clients.\n\n" +
			"One CA signs for the whole cluster: make it once, keep ca.key away from the nodes, and give each\n" +
			"node ca.crt and a certificate that names the addresses by which it is reached. A certificate of a\n" +
			"user stands for that user's password. Files that are replaced count without a restart.\n" +
			"Certificates that are to count no more are listed in the file \"revoked\" of each node's --certs-dir:\n" +
			"their serial numbers ('cert list' prints them), one a line, or CRLs in PEM.",
		Example: "  isochron cert create-ca --certs-dir=certs\n" +
			"  isochron cert create-node node1.example.com 10.0.0.1 localhost --certs-dir=certs\n" +
			"  isochron cert create-client isochron --certs-dir=certs",
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.PersistentFlags().StringVar(&dir, "certs-dir", "certs", "directory of the certificates")
	sub := func(use, short string, run func(args []string) (string, error), args cobra.PositionalArgs) *cobra.Command {
		c := &cobra.Command{Use: use, Short: short, Args: args, RunE: func(cmd *cobra.Command, args []string) error {
			made, err := run(args)
			if errors.Is(err, certs.ErrExists) {
				return fmt.Errorf("%w (--overwrite replaces it)", err)
			}
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), made)
			return err
		}}
		cmd.AddCommand(c)
		return c
	}
	sub("create-ca", "Make a CA: ca.crt and ca.key", func([]string) (string, error) {
		return "made " + certs.CACert + " and " + certs.CAKey + " in " + dir, certs.CreateCA(dir, time.Now())
	}, noArgs)
	sub("create-client-ca", "Make a CA for users' certificates alone: ca-client.crt and ca-client.key", func([]string) (string, error) {
		return "made " + certs.ClientCACert + " and " + certs.ClientCAKey + " in " + dir, certs.CreateClientCA(dir, time.Now())
	}, noArgs)
	var nodeID uint32
	node := sub("create-node HOST...", "Make a node's certificate for these host names and addresses", func(hosts []string) (string, error) {
		return "made " + certs.NodeCert + " and " + certs.NodeKey + " in " + dir, certs.CreateNode(dir, hosts, nodeID, time.Now(), overwrite)
	}, atLeastOne("HOST"))
	client := sub("create-client USER", "Make a SQL user's certificate", func(args []string) (string, error) {
		cert, key := certs.ClientFiles(args[0])
		return "made " + cert + " and " + key + " in " + dir, certs.CreateClient(dir, args[0], time.Now(), overwrite)
	}, exactlyOne("USER"))
	node.Flags().Uint32Var(&nodeID, "node-id", 0, "the certificate is good for the node with this ID alone (0: for any)")
	for _, c := range []*cobra.Command{node, client} {
		c.Flags().BoolVar(&overwrite, "overwrite", false, "replace what is there")
	}
	cmd.AddCommand(&cobra.Command{Use: "list", Short: "List the certificates in --certs-dir", Args: noArgs, RunE: func(cmd *cobra.Command, _ []string) error {
		list, err := certs.List(dir)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "FILE\tNAME\tSERIAL\tHOSTS\tUNTIL")
		for _, c := range list {
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", c.File, c.Name(), c.Serial, strings.Join(c.Hosts, " "), c.NotAfter.UTC().Format(time.RFC3339))
		}
		return w.Flush()
	}})
	return cmd
}

// atLeastOne wants arguments.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{fmt.Errorf("%s needs a %s", cmd.CommandPath(), what)}
		}
		return nil
	}
}

// exactlyOne wants one argument.
func exactlyOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError{fmt.Errorf("%s takes one %s, not %d", cmd.CommandPath(), what, len(args))}
		}
		return nil
	}
}
