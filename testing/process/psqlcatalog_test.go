package process

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The commands of psql that read the catalog, and what they print on Postgres. Those that begin
// with ~ list what the system has of its own: each row that Isochron has must be Postgres's, too,
// but for its description (the texts of system objects are not carried) and what psqlOwn names.
//
// Left out, since there is something else to tell:
//   - \dAo, \dAp, \dA+, \dFp+: the operators and functions of access methods and parsers have no rows
//   - \dAc, \dAf of gist: its classes have no key types, and those of btree_gist are in pg_catalog;
//     \d of an index of it: the types of its keys are those of the columns
//   - \dAf of btree: the query leaves the order of the types open
//   - \dfS+, \dnS+, \dp of the system's: sources, and privileges that nobody can change
//   - \dx+ of an extension: they are built in
//   - \l of the templates: they have no rights of their own
//   - \dconfig of all: other settings are there, and other values are the defaults
const (
	psqlCommands = "testdata/whole/psql.txt"
	psqlOutput   = "testdata/whole/psql.out"
)

// psqlOwn is what only Isochron has: its own schema, whose rights take a line more and its
// description, with the extension of that name, and the
// views of pg_stat_statements, which are there without it, and the functions that Postgres lacks.
var psqlOwn = []string{"isochron_internal", "what the cluster knows of itself", "pg_stat_statements", "gateway_region"}

const psqlMark = "@@@ "

var (
	psqlSize  = regexp.MustCompile(`^\d+ (bytes|kB|MB|GB)$`)
	psqlOID   = regexp.MustCompile(`satisfies_hash_partition\('\d+'`)
	psqlCount = regexp.MustCompile(`^\(\d+ rows?\)$`)
)

// TestPsqlCatalog: each of psql's commands that reads the catalog prints what it prints on
// Postgres, on the schema of all kinds of objects. -rewrite takes that from a Postgres anew.
func TestPsqlCatalog(t *testing.T) {
	psql := client(t, "psql")
	text, err := os.ReadFile(psqlCommands)
	if err != nil {
		t.Fatal(err)
	}
	commands := strings.Split(strings.TrimSpace(string(text)), "\n")
	s := mustStart(t, "--store=type=mem", "--insecure")
	wholeOn(t, "isochron", s.URL)
	got := psqlPrints(t, psql, s.URL, commands)
	if at, ok := postgresServer(t); ok {
		wholeOn(t, "postgres", at)
		want := psqlPrints(t, psql, at, commands)
		for i, c := range commands {
			if strings.HasPrefix(c, "~") {
				want[i] = slices.DeleteFunc(slices.Clone(got[i]), func(l string) bool { return !slices.Contains(want[i], l) })
			}
		}
		comparePsql(t, "Postgres", commands, got, want)
		if *rewrite {
			writePsql(t, commands, want)
		}
	}
	if !psqlIs15(t, psql) {
		t.Log("psql is not that of version 15: its output is not compared with the file")
		return
	}
	comparePsql(t, psqlOutput, commands, got, readPsql(t, len(commands)))
}

// psqlPrints runs the commands in one session and returns the lines that each prints.
func psqlPrints(t *testing.T, psql, url string, commands []string) [][]string {
	t.Helper()
	var in bytes.Buffer
	in.WriteString("\\pset format unaligned\n\\pset fieldsep '\\t'\n")
	for i, c := range commands {
		in.WriteString("\\echo '" + psqlMark + strconv.Itoa(i) + "'\n" + strings.TrimPrefix(c, "~") + "\n")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, psql, url, "-X")
	cmd.Stdin = &in
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "PGTZ=UTC", "PGAPPNAME=", "PAGER=")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("psql: %v\n%s", err, out)
	}
	printed := make([][]string, len(commands))
	at := -1
	for _, l := range strings.Split(string(out), "\n") {
		if n, ok := strings.CutPrefix(l, psqlMark); ok {
			if at, err = strconv.Atoi(n); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if at >= 0 {
			printed[at] = append(printed[at], l)
		}
	}
	for i := range printed {
		printed[i] = normalPsql(printed[i], strings.HasPrefix(commands[i], "~"))
	}
	return printed
}

// normalPsql leaves out of lines what differs by nature: sizes, numbers of objects, how many rows
// there are, what is Isochron's own; and, of what the system has, descriptions.
func normalPsql(lines []string, system bool) []string {
	var kept []string
	fields := 0 // of lists that end with a description
	for _, l := range lines {
		if l == "" || psqlCount.MatchString(l) || slices.ContainsFunc(psqlOwn, func(own string) bool { return strings.Contains(l, own) }) {
			continue
		}
		parts := strings.Split(psqlOID.ReplaceAllString(l, "satisfies_hash_partition('(OID)'"), "\t")
		if parts[len(parts)-1] == "Description" {
			fields = len(parts)
		}
		if system && fields > 1 && len(parts) == fields {
			parts = parts[:fields-1]
		}
		for i := range parts {
			parts[i] = psqlSize.ReplaceAllString(parts[i], "(size)")
		}
		kept = append(kept, strings.Join(parts, "\t"))
	}
	return kept
}

func comparePsql(t *testing.T, with string, commands []string, got, want [][]string) {
	t.Helper()
	for i, c := range commands {
		if !slices.Equal(got[i], want[i]) {
			sameTexts(t, c+", compared with "+with, strings.Join(got[i], "\n"), strings.Join(want[i], "\n"))
		}
	}
}

func writePsql(t *testing.T, commands []string, list [][]string) {
	t.Helper()
	var b strings.Builder
	for i, c := range commands {
		b.WriteString(psqlMark + c + "\n")
		for _, l := range list[i] {
			b.WriteString(l + "\n")
		}
	}
	if err := os.WriteFile(psqlOutput, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// readPsql is what writePsql wrote.
func readPsql(t *testing.T, n int) [][]string {
	t.Helper()
	text, err := os.ReadFile(psqlOutput)
	if err != nil {
		t.Fatal(err)
	}
	var list [][]string
	for _, l := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if strings.HasPrefix(l, psqlMark) {
			list = append(list, nil)
			continue
		}
		list[len(list)-1] = append(list[len(list)-1], l)
	}
	if len(list) != n {
		t.Fatalf("%s has %d commands, of %d: take it anew with -rewrite", psqlOutput, len(list), n)
	}
	return list
}
