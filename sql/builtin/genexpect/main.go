// Command genexpect asks a PostgreSQL 15 server for the answers in the test
// cases of sql/types and writes them into the files:
//
//	go run ./sql/builtin/genexpect -psql "psql -h /tmp -U postgres db" sql/builtin/testdata/*.txt
//
// The database must have encoding UTF8, collation C and character type C.UTF-8;
// the session runs in the zone America/New_York.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin/typetest"
)

const setup = `set timezone='America/New_York'; set client_min_messages=error;
create function pg_temp.try(q text) returns text language plpgsql as $f$
declare r text; m text;
begin
  execute 'select format(''= %s'' || chr(9) || ''%s'', pg_typeof(x), case when x is null then ''<NULL>'' else format(''%s'', x) end) from (' || q || ') t' into r;
  return replace(r, chr(10), '\n');
exception when others then
  return replace('! ' || sqlstate || ' ' || sqlerrm, chr(10), '\n');
end $f$;
`

func main() {
	psql := flag.String("psql", "psql", "command that connects to the server")
	flag.Parse()
	for _, file := range flag.Args() {
		if err := rewrite(*psql, file); err != nil {
			log.Fatalf("%s: %v", file, err)
		}
	}
}

func rewrite(psql, file string) error {
	src, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	cases, err := typetest.Parse(string(src))
	if err != nil {
		return err
	}
	answers, err := ask(psql, cases)
	if err != nil {
		return err
	}
	var out strings.Builder
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "=") || strings.HasPrefix(line, "!") {
			continue
		}
		out.WriteString(strings.TrimRight(line, "\n") + "\n")
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out.WriteString(answers[0] + "\n")
			answers = answers[1:]
		}
	}
	return os.WriteFile(file, []byte(out.String()), 0o644)
}

// ask runs every case in one session; one line comes back for each.
func ask(psql string, cases []typetest.Case) ([]string, error) {
	var script strings.Builder
	script.WriteString(setup)
	for _, c := range cases {
		fmt.Fprintf(&script, "select pg_temp.try($q$%s$q$);\n", c.SQL())
	}
	args := strings.Fields(psql)
	cmd := exec.Command(args[0], append(args[1:], "-XqAt", "-f", "-")...)
	cmd.Stdin = strings.NewReader(script.String())
	cmd.Stderr = os.Stderr
	raw, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n")
	if len(lines) != len(cases) {
		return nil, fmt.Errorf("%d answers to %d cases", len(lines), len(cases))
	}
	return lines, nil
}
