package shell

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
)

const help = `General
  \q               leave                     \?               this
  \timing [on|off] how long statements take  \x [on|off]      rows as lists of their columns
  \i FILE          run a file                \echo TEXT       print it
  \c DATABASE      another database          \conninfo        where this is
  \r               forget what was entered
What there is
  \d               tables, views, sequences  \d NAME          one of them
  \dt \dv \dm \di \ds [PATTERN]              tables, views, materialized views, indexes, sequences
  \dn \df \dT \dx [PATTERN]                  schemas, functions, types, extensions
  \du \l [PATTERN]                           roles, databases
Statements end with a semicolon. Tab completes names and words, Up recalls. psql has more commands.
`

// filesMax is how deep files may read files.
const filesMax = 16

// commandNames are completed.
var commandNames = []string{`\?`, `\c`, `\conninfo`, `\d`, `\df`, `\di`, `\dm`, `\dn`, `\ds`, `\dt`, `\dT`, `\du`, `\dv`, `\dx`, `\echo`, `\i`, `\l`, `\q`, `\r`, `\timing`, `\x`}

// command runs a line that begins with a backslash.
func (s *Shell) command(ctx context.Context, line string) error {
	name, arg, _ := strings.Cut(line, " ")
	name, arg = strings.TrimSuffix(name, ";"), strings.TrimSuffix(strings.TrimSpace(arg), ";")
	if name == `\q` || name == `\quit` {
		return errLeave
	}
	if s.o.Commands != nil && s.o.Commands(ctx, line) {
		return nil
	}
	err := s.builtin(ctx, name, arg)
	if err != nil && !errors.Is(err, errLeave) && !errors.Is(err, ErrTold) {
		fmt.Fprintln(s.o.Err, err)
		err = told(err)
	}
	return err
}

// Execute runs a text, or a command.
func (s *Shell) Execute(ctx context.Context, text string) error {
	if line := strings.TrimSpace(text); strings.HasPrefix(line, `\`) {
		if err := s.command(ctx, line); !errors.Is(err, errLeave) {
			return err
		}
		return nil
	}
	return s.Run(ctx, text)
}

func (s *Shell) builtin(ctx context.Context, name, arg string) error {
	switch name {
	case `\?`, `\h`, `\help`:
		fmt.Fprint(s.o.Out, help)
	case `\r`:
		s.text.Reset()
	case `\timing`:
		return s.toggle(&s.timing, "Timing", arg)
	case `\x`:
		return s.toggle(&s.expanded, "Expanded display", arg)
	case `\echo`:
		fmt.Fprintln(s.o.Out, arg)
	case `\i`:
		return s.file(ctx, arg)
	case `\c`, `\connect`:
		return s.connect(ctx, arg)
	case `\conninfo`:
		return told(s.Run(ctx, "SELECT current_user AS user, current_database() AS database, inet_server_addr() AS server, inet_server_port() AS port, version()"))
	default:
		return s.describe(ctx, name, arg)
	}
	return nil
}

func (s *Shell) toggle(flag *bool, what, arg string) error {
	switch arg {
	case "":
		*flag = !*flag
	case "on":
		*flag = true
	case "off":
		*flag = false
	default:
		return fmt.Errorf("%q is neither on nor off", arg)
	}
	state := "off"
	if *flag {
		state = "on"
	}
	fmt.Fprintf(s.o.Out, "%s is %s.\n", what, state)
	return nil
}

// file runs a file's statements and commands.
func (s *Shell) file(ctx context.Context, name string) error {
	if name == "" {
		return errors.New(`\i wants a file`)
	}
	if s.depth >= filesMax {
		return fmt.Errorf("%s: files read files %d deep", name, filesMax)
	}
	f, err := os.Open(strings.Trim(name, "'"))
	if err != nil {
		return err
	}
	defer f.Close()
	o := s.o
	o.In = f
	inner := &Shell{Conn: s.Conn, o: o, timing: s.timing, expanded: s.expanded, depth: s.depth + 1}
	inner.lines = newPlain(f, s.o.Out, false)
	defer func() { s.Conn, s.timing, s.expanded = inner.Conn, inner.timing, inner.expanded }()
	for {
		line, err := inner.lines.read("")
		if err != nil {
			return told(inner.rest(ctx))
		}
		if err := inner.Line(ctx, line); errors.Is(err, errLeave) {
			return nil
		} else if err != nil && s.o.StopOnError {
			return told(err)
		}
	}
}

func (s *Shell) connect(ctx context.Context, database string) error {
	switch {
	case s.o.Connect == nil:
		return errors.New(`\c is not known here`)
	case database == "":
		return errors.New(`\c wants a database`)
	}
	conn, err := s.o.Connect(ctx, strings.Trim(database, `"`))
	if err != nil {
		printError(s.o.Err, err)
		return told(err)
	}
	_ = s.Conn.Close(ctx)
	s.Conn = conn
	fmt.Fprintf(s.o.Out, "You are now connected to database %q.\n", database)
	return nil
}
