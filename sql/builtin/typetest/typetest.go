// Package typetest reads the test cases that sql/types shares with a Postgres
// server: each line is one expression, and the line after it what the server
// said.
//
//	io type'text'                   input, then output
//	bin type'text'                  the binary form, in hexadecimal
//	cast type'text' type            an explicit cast
//	op NAME type'text' type'text'   an operator; one operand: a prefix operator
//	fn NAME arg…                    a function
//	set NAME arg…                   a set-returning function, gathered
//	agg NAME arg…                   an aggregate over one-argument rows
//	= result type<TAB>text          the answer; NULL is written <NULL>
//	! SQLSTATE message              the error
//
// An argument is type'text', 'text' (a literal of unknown type) or type NULL as
// type'<NULL>'. Quotes are doubled inside. Lines that start with # are comments.
package typetest

import (
	"fmt"
	"strings"
)

// Null is how a NULL argument or answer is written.
const Null = "<NULL>"

// Arg is one operand.
type Arg struct {
	Type string // "" for a literal of unknown type, "type" alone as a cast's target
	Text string
	Bare bool // a type name without a value
}

// Case is one expression and what the server answered.
type Case struct {
	Line string
	Kind string
	Name string
	Args []Arg
	Want string // the answer's line, "" if not yet known
}

// Parse reads a file of cases; comments are dropped.
func Parse(file string) ([]Case, error) {
	var cases []Case
	for line := range strings.Lines(file) {
		line = strings.TrimRight(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '=' || line[0] == '!':
			if len(cases) == 0 {
				return nil, fmt.Errorf("an answer without a case: %s", line)
			}
			cases[len(cases)-1].Want = line
		default:
			c, err := parseCase(line)
			if err != nil {
				return nil, err
			}
			cases = append(cases, c)
		}
	}
	return cases, nil
}

func parseCase(line string) (Case, error) {
	c := Case{Line: line}
	var rest string
	c.Kind, rest, _ = strings.Cut(line, " ")
	switch c.Kind {
	case "op", "fn", "set", "agg":
		c.Name, rest, _ = strings.Cut(rest, " ")
	}
	for rest = strings.TrimLeft(rest, " "); rest != ""; rest = strings.TrimLeft(rest, " ") {
		var a Arg
		var err error
		if a, rest, err = parseArg(rest); err != nil {
			return c, fmt.Errorf("%s: %w", line, err)
		}
		c.Args = append(c.Args, a)
	}
	return c, nil
}

func parseArg(s string) (Arg, string, error) {
	q := strings.IndexByte(s, '\'')
	if q < 0 {
		return Arg{Type: strings.TrimSpace(s), Bare: true}, "", nil
	}
	a := Arg{Type: s[:q]}
	var b strings.Builder
	for i := q + 1; i < len(s); i++ {
		if s[i] != '\'' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '\'' {
			b.WriteByte('\'')
			i++
			continue
		}
		a.Text = b.String()
		return a, s[i+1:], nil
	}
	return a, "", fmt.Errorf("a quote is not closed")
}

// SQL writes the argument as an expression.
func (a Arg) SQL() string {
	lit := "'" + strings.ReplaceAll(a.Text, "'", "''") + "'"
	switch {
	case a.Text == Null && a.Type == "":
		return "NULL"
	case a.Text == Null:
		return "(NULL::" + a.Type + ")"
	case a.Type == "":
		return lit
	}
	return "(" + lit + "::" + a.Type + ")"
}

// SQL writes the case as a query of one column x.
func (c Case) SQL() string {
	args := make([]string, len(c.Args))
	for i, a := range c.Args {
		args[i] = a.SQL()
	}
	switch c.Kind {
	case "io":
		return "select " + args[0] + " x"
	case "bin":
		return "select encode(" + sendFunction(c.Args[0].Type) + "(" + args[0] + "),'hex') x"
	case "cast":
		return "select " + args[0] + "::" + c.Args[1].Type + " x"
	case "op":
		if len(args) == 1 {
			return "select " + c.Name + " " + args[0] + " x"
		}
		return "select " + args[0] + " " + c.Name + " " + args[1] + " x"
	case "fn":
		return "select " + quoteName(c.Name) + "(" + strings.Join(args, ", ") + ") x"
	case "set":
		return "select array_agg(y) x from " + quoteName(c.Name) + "(" + strings.Join(args, ", ") + ") y"
	case "agg":
		return "select " + quoteName(c.Name) + "(y) x from (values (" + strings.Join(args, "),(") + ")) v(y)"
	}
	return "select 'unknown kind " + c.Kind + "'"
}

func quoteName(s string) string { return `"` + s + `"` }

func sendFunction(t string) string {
	t, _, _ = strings.Cut(t, "(")
	if strings.HasSuffix(t, "[]") {
		return "array_send"
	}
	switch t {
	case "date", "time", "timetz", "timestamp", "timestamptz", "interval", "numeric", "uuid", "json":
		return t + "_send"
	}
	return t + "send"
}
