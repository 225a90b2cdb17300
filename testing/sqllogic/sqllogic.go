// Package sqllogic runs files of SQL statements and compares every answer with
// what Postgres 15 gave for the same file.
//
//	testdata/x.sql   statements, with blank lines between them
//	testdata/x.out   each statement and its answer: rows, command tag, or the
//	                 error with its SQLSTATE, DETAIL, HINT and POSITION
//
// The answers are not written by hand:
//
//	go test ./testing/sqllogic -rewrite -postgres postgres://localhost/…
//
// lets a Postgres write them. A statement that starts with a comment "-- sorted"
// has its rows compared in any order; "-- differs: why" in front of one tells that
// Isochron answers otherwise on purpose, and its answer is taken from Isochron.
package sqllogic

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Statement is one statement of a file.
type Statement struct {
	SQL string
	// Sorted: the order of rows is not compared.
	Sorted bool
	// Differs: Isochron's answer is not Postgres's.
	Differs bool
	// Loose: of an error only the SQLSTATE is compared.
	Loose bool
}

// Parse splits a file into statements at blank lines.
func Parse(text string) []Statement {
	var out []Statement
	for _, part := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n\n") {
		var s Statement
		var lines []string
		for _, l := range strings.Split(part, "\n") {
			switch {
			case strings.HasPrefix(l, "-- sorted"):
				s.Sorted = true
			case strings.HasPrefix(l, "-- differs"):
				s.Differs = true
			case strings.HasPrefix(l, "-- loose"):
				s.Loose = true
			case strings.HasPrefix(l, "--") && len(lines) == 0:
			case strings.TrimSpace(l) != "":
				lines = append(lines, l)
			}
		}
		if s.SQL = strings.Join(lines, "\n"); s.SQL != "" {
			out = append(out, s)
		}
	}
	return out
}

// Run executes one statement with the simple protocol and prints its answer.
func Run(ctx context.Context, conn *pgconn.PgConn, s Statement) string {
	results, err := conn.Exec(ctx, s.SQL).ReadAll()
	var b strings.Builder
	for _, r := range results {
		if len(r.FieldDescriptions) > 0 {
			printRows(&b, r, s.Sorted)
		}
		if r.CommandTag.String() != "" {
			fmt.Fprintf(&b, "%s\n", r.CommandTag)
		}
	}
	if err != nil {
		printError(&b, err, s.Loose)
	}
	return b.String()
}

func printRows(b *strings.Builder, r *pgconn.Result, sorted bool) {
	names := make([]string, len(r.FieldDescriptions))
	for i, f := range r.FieldDescriptions {
		names[i] = fmt.Sprintf("%s:%d", f.Name, f.DataTypeOID)
	}
	fmt.Fprintf(b, "%s\n", strings.Join(names, " | "))
	lines := make([]string, len(r.Rows))
	for i, row := range r.Rows {
		vals := make([]string, len(row))
		for j, v := range row {
			if vals[j] = string(v); v == nil {
				vals[j] = "NULL"
			}
		}
		lines[i] = strings.Join(vals, " | ")
	}
	if sorted {
		slices.Sort(lines)
	}
	for _, l := range lines {
		fmt.Fprintf(b, "%s\n", l)
	}
}

func printError(b *strings.Builder, err error, loose bool) {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		fmt.Fprintf(b, "BROKEN: %v\n", err)
		return
	}
	if loose {
		fmt.Fprintf(b, "ERROR %s\n", e.Code)
		return
	}
	fmt.Fprintf(b, "ERROR %s: %s\n", e.Code, e.Message)
	if e.Detail != "" {
		fmt.Fprintf(b, "DETAIL: %s\n", e.Detail)
	}
	if e.Hint != "" {
		fmt.Fprintf(b, "HINT: %s\n", e.Hint)
	}
	if e.Position != 0 {
		fmt.Fprintf(b, "POSITION: %d\n", e.Position)
	}
}

// Answers prints statements with their answers, as x.out holds them.
func Answers(list []Statement, answers []string) string {
	var b strings.Builder
	for i, s := range list {
		fmt.Fprintf(&b, "%s\n----\n%s\n", s.SQL, answers[i])
	}
	return b.String()
}

// ParseAnswers reads what Answers printed: the answer of each statement.
func ParseAnswers(text string, list []Statement) ([]string, error) {
	out := make([]string, len(list))
	for i, s := range list {
		head := s.SQL + "\n----\n"
		if !strings.HasPrefix(text, head) {
			return nil, fmt.Errorf("statement %d is not the one of the answers: %s", i+1, s.SQL)
		}
		text = text[len(head):]
		end := len(text)
		if i+1 < len(list) {
			if end = strings.Index(text, "\n"+list[i+1].SQL+"\n----\n"); end < 0 {
				return nil, fmt.Errorf("the answer of statement %d has no end: %s", i+1, s.SQL)
			}
		} else {
			end--
		}
		out[i], text = text[:end], text[end+1:]
	}
	return out, nil
}
