package parser

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// corpusLines reads the lines of a file in testdata.
func corpusLines(t testing.TB, name string) []string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line := lines.Text(); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

// corpus reads the statements of a corpus file: lines in double quotes are Go
// strings.
func corpus(t testing.TB, name string) []string {
	t.Helper()
	list := corpusLines(t, name)
	for i, line := range list {
		if !strings.HasPrefix(line, `"`) {
			continue
		}
		sql, err := strconv.Unquote(line)
		if err != nil {
			t.Fatal(err)
		}
		list[i] = sql
	}
	return list
}

// TestGolden compares what the parser does with each statement of the corpus
// with the golden files, which Postgres's own grammar has judged (see
// testing/pgoracle). "+" is to accept, "-" with position and message to reject,
// "!" in front tells that Postgres differs, for a reason listed there.
func TestGolden(t *testing.T) {
	for _, name := range []string{"statements", "generated"} {
		golden := corpusLines(t, name+".golden")
		list := corpus(t, name+".txt")
		if len(golden) != len(list) {
			t.Fatalf("%s: %d statements, %d golden lines", name, len(list), len(golden))
		}
		for i, sql := range list {
			stmts, err := Parse(sql)
			got := "+"
			var e *Error
			if errors.As(err, &e) {
				got = fmt.Sprintf("-%d %s", e.Position, e.Message)
			}
			if want := strings.TrimPrefix(golden[i], "!"); got != want {
				t.Errorf("Parse(%q)\n got %s\nwant %s", sql, got, want)
			}
			if err == nil {
				checkRoundTrip(t, stmts)
			}
			if text, literals, ok := Normalize(sql); ok {
				checkNormalized(t, sql, text, literals)
			}
		}
	}
}

// checkRoundTrip checks that what is printed parses to an equal tree, and that
// printing that gives the same text.
func checkRoundTrip(t *testing.T, stmts []Statement) {
	t.Helper()
	for _, s := range stmts {
		text := deparse.Print(s.AST)
		again, err := ParseOne(text)
		if err != nil {
			t.Errorf("%s\nprinted as %s\ndoes not parse: %v", s.Text, text, err)
			continue
		}
		if !ast.Equal(s.AST, again.AST) {
			t.Errorf("%s\nprinted as %s\nis another tree, printed as %s", s.Text, text, deparse.Print(again.AST))
		}
		if second := deparse.Print(again.AST); second != text {
			t.Errorf("%s\nprinted as %s\nand then as %s", s.Text, text, second)
		}
		if again.NumParams != s.NumParams {
			t.Errorf("%s: %d parameters, printed %d", s.Text, s.NumParams, again.NumParams)
		}
	}
}
