package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"

	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/shell"
)

func sqlCommand() *cobra.Command {
	var url, file, history string
	var execute []string
	cmd := &cobra.Command{
		Use: "sql", Short: "A SQL shell", Args: noArgs,
		Long: "A SQL shell: lines are edited, recalled (Up) and completed (Tab); \\d tells what there is. psql works too, and does more.\n\n" +
			"Statements end with a semicolon. \\q leaves, \\? helps.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			conf, err := pgconn.ParseConfig(url)
			if err != nil {
				return usageError{err}
			}
			shell.Configure(conf, cmd.ErrOrStderr())
			o := shell.Options{In: cmd.InOrStdin(), Out: cmd.OutOrStdout(), Err: cmd.ErrOrStderr(), Banner: shellBanner(), HistoryFile: history}
			o.Connect = func(ctx context.Context, database string) (*pgconn.PgConn, error) {
				to := conf.Copy()
				to.Database = database
				return pgconn.ConnectConfig(ctx, to)
			}
			conn, err := pgconn.ConnectConfig(cmd.Context(), conf)
			if err != nil {
				return err
			}
			if file != "" {
				f, err := os.Open(file)
				if err != nil {
					return errors.Join(err, conn.Close(context.Background()))
				}
				defer f.Close()
				o.In, o.StopOnError = f, true
			}
			sh := shell.New(conn, o)
			defer func() { _ = sh.Close(context.Background()) }()
			if len(execute) == 0 {
				return sh.Loop(cmd.Context())
			}
			for _, text := range execute {
				if err := sh.Execute(cmd.Context(), text); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&url, "url", "postgresql://isochron@"+config.DefaultSQLAddr+"/isochron?sslmode=disable", "where to connect: what 'isochron start' printed")
	f.StringArrayVarP(&execute, "execute", "e", nil, "run this text and leave; may be repeated")
	f.StringVarP(&file, "file", "f", "", "run this file and leave; stops at the first error")
	f.StringVar(&history, "history", historyPath(), "where what was entered at a terminal is kept, but for what may hold a password; empty: nowhere")
	return cmd
}

// historyPath is where the shell keeps what was entered, empty where there is no home.
func historyPath() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, ".isochron_history")
}

// shellBanner is what the shell begins with at a terminal.
func shellBanner() string { return "isochron " + Version + `; \? for help` }
