// Package shell is the SQL shell of `isochron sql` and `isochron demo`: it reads statements and
// backslash commands, at a terminal with history and completion, and prints what they give. psql
// does more, and works too.
package shell

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"

	"github.com/isochrondb/isochron/sql/parser"
)

// Options configures a Shell.
type Options struct {
	In          io.Reader
	Out, Err    io.Writer
	StopOnError bool   // leave at the first error
	Banner      string // printed first at a terminal
	HistoryFile string // where lines of a terminal are kept; empty: they are not
	// Commands carries out lines that begin with a backslash, and reports whether it knows
	// them. It gets an empty line after each statement. nil: there are no others.
	Commands func(ctx context.Context, line string) bool
	// Connect is for \c: to another database as the same user. nil: it is refused.
	Connect func(ctx context.Context, database string) (*pgconn.PgConn, error)
}

// Shell reads statements and prints what they give. Not safe for concurrent use.
type Shell struct {
	Conn *pgconn.PgConn // who answers; the owner may exchange it between statements

	o        Options
	lines    lines
	text     strings.Builder // of the statement that is not complete yet
	timing   bool
	expanded bool
	depth    int // of files that read files
}

// New returns a shell that talks to conn.
func New(conn *pgconn.PgConn, o Options) *Shell {
	return &Shell{Conn: conn, o: o}
}

// cancelWithin is how long the server has to end a statement that was cancelled, before the
// connection is given up.
const cancelWithin = 10 * time.Second

// Configure has connections tell notices, and survive that a statement is cancelled.
func Configure(conf *pgconn.Config, notices io.Writer) {
	conf.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) { fmt.Fprintf(notices, "%s:  %s\n", n.Severity, n.Message) }
	conf.BuildContextWatcherHandler = func(c *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: c, DeadlineDelay: cancelWithin}
	}
}

// Close closes the connection.
func (s *Shell) Close(ctx context.Context) error {
	if s.Conn == nil {
		return nil
	}
	return s.Conn.Close(ctx)
}

// errInterrupted: the line was given up, by Ctrl-C.
var errInterrupted = errors.New("interrupted")

// ErrTold is in errors that have been printed.
var ErrTold = errors.New("an error has been printed")

// told marks an error as printed.
func told(err error) error {
	if err == nil || errors.Is(err, ErrTold) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrTold, err)
}

// errLeave ends the shell.
var errLeave = errors.New("leave")

// Loop reads until the end of the input, or \q. It returns the first error where Options say
// so, else those of the input alone.
func (s *Shell) Loop(ctx context.Context) error {
	var interactive bool
	s.lines, interactive = s.openLines()
	if interactive && s.o.Banner != "" {
		fmt.Fprintln(s.o.Out, s.o.Banner)
	}
	for {
		line, err := s.lines.read(s.prompt())
		switch {
		case errors.Is(err, errInterrupted):
			s.text.Reset()
			continue
		case err == io.EOF:
			return s.rest(ctx)
		case err != nil:
			return err
		}
		if err := s.Line(ctx, line); errors.Is(err, errLeave) {
			return nil
		} else if err != nil && s.o.StopOnError {
			return err
		}
	}
}

// rest runs what is left without a semicolon.
func (s *Shell) rest(ctx context.Context) error {
	text := s.text.String()
	s.text.Reset()
	if strings.TrimSpace(text) == "" {
		return nil
	}
	if err := s.Run(ctx, text); err != nil && s.o.StopOnError {
		return err
	}
	return nil
}

// Line takes one line: a command, or a part of a statement, which is run when it is complete.
func (s *Shell) Line(ctx context.Context, line string) error {
	if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, `\`) {
		if s.text.Len() == 0 || trimmed == `\r` {
			s.remember(trimmed)
			return s.command(ctx, trimmed)
		}
	}
	s.text.WriteString(line)
	s.text.WriteByte('\n')
	if !isComplete(s.text.String()) {
		if strings.TrimSpace(s.text.String()) == "" {
			s.text.Reset()
		}
		return nil
	}
	text := s.text.String()
	s.text.Reset()
	s.remember(text)
	err := s.Run(ctx, text)
	if s.o.Commands != nil {
		s.o.Commands(ctx, "")
	}
	return err
}

func (s *Shell) remember(text string) {
	if s.lines != nil {
		s.lines.remember(text)
	}
}

// isComplete reports whether a text ends with a semicolon that is not within a
// string, a comment, parentheses or the BEGIN ATOMIC … END of a routine. What is wrong otherwise is
// for the server to say.
func isComplete(text string) bool {
	return strings.HasSuffix(strings.TrimSpace(text), ";") && parser.Complete(text)
}

func (s *Shell) prompt() string {
	mark := "=>"
	switch {
	case s.text.Len() > 0:
		mark = "->"
	case s.Conn.TxStatus() == 'T':
		mark = "*=>"
	case s.Conn.TxStatus() == 'E':
		mark = "!=>"
	}
	return "isochron" + mark + " "
}

// Run executes a text and prints its results. Ctrl-C cancels it.
func (s *Shell) Run(ctx context.Context, text string) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	began := time.Now()
	err := s.run(ctx, text)
	if err != nil {
		printError(s.o.Err, err)
		err = told(err)
	}
	if s.timing {
		fmt.Fprintf(s.o.Out, "Time: %.3f ms\n", float64(time.Since(began).Microseconds())/1000)
	}
	return err
}

func (s *Shell) run(ctx context.Context, text string) error {
	if c, err := copyOf(text); err != nil {
		return err
	} else if c != nil {
		return s.copy(ctx, c, text)
	}
	results := s.Conn.Exec(ctx, text)
	for results.NextResult() {
		s.print(results.ResultReader())
	}
	return results.Close()
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
