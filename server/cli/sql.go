package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/spf13/cobra"

	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/sql/parser"
)

func sqlCommand() *cobra.Command {
	var url, file string
	var execute []string
	cmd := &cobra.Command{
		Use: "sql", Short: "A small SQL shell", Args: noArgs,
		Long: "A small SQL shell. psql works too, and does more.\n\n" +
			"Statements end with a semicolon. \\q leaves, \\? helps.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			conf, err := pgconn.ParseConfig(url)
			if err != nil {
				return usageError{err}
			}
			sh := &shell{out: cmd.OutOrStdout(), errOut: cmd.ErrOrStderr(), in: cmd.InOrStdin()}
			conf.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) { fmt.Fprintf(sh.errOut, "%s:  %s\n", n.Severity, n.Message) }
			conn, err := pgconn.ConnectConfig(cmd.Context(), conf)
			if err != nil {
				return err
			}
			defer func() { _ = conn.Close(context.Background()) }()
			sh.conn = conn
			switch {
			case len(execute) > 0:
				for _, text := range execute {
					if err := sh.run(cmd.Context(), text); err != nil {
						return err
					}
				}
				return nil
			case file != "":
				f, err := os.Open(file)
				if err != nil {
					return err
				}
				defer f.Close()
				sh.in, sh.stopOnError = f, true
			}
			return sh.loop(cmd.Context())
		},
	}
	f := cmd.Flags()
	f.StringVar(&url, "url", "postgresql://isochron@"+config.DefaultSQLAddr+"/isochron?sslmode=disable", "where to connect: what 'isochron start' printed")
	f.StringArrayVarP(&execute, "execute", "e", nil, "run this text and leave; may be repeated")
	f.StringVarP(&file, "file", "f", "", "run this file and leave; stops at the first error")
	return cmd
}

// shell reads statements and prints what they give.
type shell struct {
	conn        *pgconn.PgConn
	in          io.Reader
	out, errOut io.Writer
	stopOnError bool
	interactive bool
	// commands carries out lines that begin with a backslash, and reports whether it
	// knows them. It gets an empty line after each statement. nil: there are no others.
	commands func(ctx context.Context, line string) bool
}

// shellLineBytesMax is the longest line of input.
const shellLineBytesMax = 16 << 20

func (s *shell) loop(ctx context.Context) error {
	if f, ok := s.in.(*os.File); ok {
		info, err := f.Stat()
		s.interactive = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	if s.interactive {
		fmt.Fprintf(s.out, "isochron %s; \\? for help\n", Version)
	}
	lines := bufio.NewScanner(s.in)
	lines.Buffer(make([]byte, 64<<10), shellLineBytesMax)
	var text strings.Builder
	s.prompt(false)
	for lines.Scan() {
		line := lines.Text()
		if text.Len() == 0 && strings.HasPrefix(strings.TrimSpace(line), `\`) {
			if leave := s.command(ctx, strings.TrimSpace(line)); leave {
				return nil
			}
			s.prompt(false)
			continue
		}
		text.WriteString(line)
		text.WriteByte('\n')
		if isComplete(text.String()) {
			if err := s.run(ctx, text.String()); err != nil && s.stopOnError {
				return err
			}
			text.Reset()
			if s.commands != nil {
				s.commands(ctx, "")
			}
		}
		s.prompt(text.Len() > 0)
	}
	if strings.TrimSpace(text.String()) != "" {
		if err := s.run(ctx, text.String()); err != nil && s.stopOnError {
			return err
		}
	}
	return lines.Err()
}

// isComplete reports whether a text ends with a semicolon that is not within a
// string or a comment. What is wrong otherwise is for the server to say.
func isComplete(text string) bool {
	if !strings.HasSuffix(strings.TrimSpace(text), ";") {
		return false
	}
	_, err := parser.Parse(text)
	return err == nil || !strings.HasPrefix(err.Error(), "unterminated")
}

func (s *shell) prompt(more bool) {
	if !s.interactive {
		return
	}
	mark := "=>"
	switch {
	case more:
		mark = "->"
	case s.conn.TxStatus() == 'T':
		mark = "*=>"
	case s.conn.TxStatus() == 'E':
		mark = "!=>"
	}
	fmt.Fprintf(s.out, "isochron%s ", mark)
}

// command runs a line that begins with a backslash. It reports whether to leave.
func (s *shell) command(ctx context.Context, line string) bool {
	if line == `\q` || line == `\quit` {
		return true
	}
	if s.commands != nil && s.commands(ctx, line) {
		return false
	}
	switch line {
	case `\?`, `\h`, `\help`:
		fmt.Fprintln(s.out, `\q leaves, \? prints this. Statements end with a semicolon. psql has more commands.`)
	default:
		fmt.Fprintf(s.errOut, "unknown command %s; \\? for help\n", line)
	}
	return false
}

// run executes a text and prints its results. Ctrl-C cancels it.
func (s *shell) run(ctx context.Context, text string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	results := s.conn.Exec(ctx, text)
	for results.NextResult() {
		s.print(results.ResultReader())
	}
	err := results.Close()
	if err != nil {
		printError(s.errOut, err)
	}
	return err
}

func printError(w io.Writer, err error) {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		fmt.Fprintln(w, "ERROR:", err)
		return
	}
	fmt.Fprintf(w, "%s:  %s (SQLSTATE %s)\n", e.Severity, e.Message, e.Code)
	if e.Detail != "" {
		fmt.Fprintf(w, "DETAIL:  %s\n", e.Detail)
	}
	if e.Hint != "" {
		fmt.Fprintf(w, "HINT:  %s\n", e.Hint)
	}
}

// shellRowsMax is how many rows are gathered to align their columns; what
// follows is printed as it comes.
const shellRowsMax = 10_000

func (s *shell) print(r *pgconn.ResultReader) {
	fields := r.FieldDescriptions()
	w := bufio.NewWriter(s.out)
	defer w.Flush()
	if len(fields) == 0 {
		for r.NextRow() {
		}
		if tag, err := r.Close(); err == nil && tag.String() != "" {
			fmt.Fprintln(w, tag.String())
		}
		return
	}
	head := make([]string, len(fields))
	width := make([]int, len(fields))
	for i, f := range fields {
		head[i], width[i] = f.Name, utf8.RuneCountInString(f.Name)
	}
	var rows [][]string
	total := 0
	printed := false
	for r.NextRow() {
		total++
		row := make([]string, len(fields))
		for i, v := range r.Values() {
			row[i] = string(v)
			if !printed {
				width[i] = max(width[i], utf8.RuneCountInString(row[i]))
			}
		}
		if printed {
			writeRow(w, row, width)
			continue
		}
		if rows = append(rows, row); len(rows) == shellRowsMax {
			writeTable(w, head, rows, width)
			printed, rows = true, nil
		}
	}
	if _, err := r.Close(); err != nil {
		return // told by run
	}
	if !printed {
		writeTable(w, head, rows, width)
	}
	plural := "s"
	if total == 1 {
		plural = ""
	}
	fmt.Fprintf(w, "(%d row%s)\n", total, plural)
}

func writeTable(w io.Writer, head []string, rows [][]string, width []int) {
	writeRow(w, head, width)
	for i, n := range width {
		if i > 0 {
			fmt.Fprint(w, "+")
		}
		fmt.Fprint(w, strings.Repeat("-", n+2))
	}
	fmt.Fprintln(w)
	for _, row := range rows {
		writeRow(w, row, width)
	}
}

func writeRow(w io.Writer, row []string, width []int) {
	for i, v := range row {
		if i > 0 {
			fmt.Fprint(w, "|")
		}
		fmt.Fprintf(w, " %s%s ", v, strings.Repeat(" ", max(0, width[i]-utf8.RuneCountInString(v))))
	}
	fmt.Fprintln(w)
}
