package process

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const (
	// wholeSchema has an object of each kind, wholeDump is what Postgres's pg_dump writes of it.
	wholeSchema = "testdata/whole/schema.sql"
	wholeDump   = "testdata/whole/dump.sql"
	// wholeRename renames all of that, renamedDump is what pg_dump writes of it then.
	wholeRename = "testdata/whole/rename.sql"
	renamedDump = "testdata/whole/renamed.sql"
)

// dumpOptions are options of pg_dump whose texts are compared. Not among them are
// --rows-per-insert, since rows come in the order of their keys here, and
// --quote-all-identifiers, whose setting has no effect on the server's own texts.
var dumpOptions = []string{"--schema-only", "--data-only --inserts", "--data-only --column-inserts --on-conflict-do-nothing", "-n other", "-N other", "-t p_*", "-t public.base -t counter", "-T p_*",
	"--section=pre-data", "--section=data", "--section=post-data", "--clean --if-exists", "--no-owner --no-privileges", "--create", "--create --clean",
	"--no-comments --exclude-table-data=m* --no-blobs", "--data-only --disable-triggers", "--load-via-partition-root --no-tablespaces", "--use-set-session-authorization",
	"--serializable-deferrable --lock-wait-timeout=1000 --role=isochron", "--extension=hstore", "--if-exists --clean -n public", "--encoding=LATIN1 -n other",
	"--no-publications --no-subscriptions --no-security-labels --no-toast-compression --no-unlogged-table-data"}

// A dumpSide is a server that the schema was made on.
type dumpSide struct {
	name, url string
	text      string // of its dump
}

func (s dumpSide) in(database string) string {
	return strings.Replace(s.url, "/isochron?", "/"+database+"?", 1)
}

// TestPostgresDump: what pg_dump writes of a schema with all kinds of objects is the same text
// from Isochron and from Postgres, and is again once it went from the one into the other, either
// way and in each format, every row included. Where there is no server of Postgres the text is
// compared with the one that it gave (-rewrite takes that anew), and read back.
func TestPostgresDump(t *testing.T) {
	dump := client(t, "pg_dump")
	version := tool(t, dump, "--version")
	s := mustStart(t, "--store=type=mem", "--insecure")
	iso := wholeOn(t, "isochron", s.URL)
	if at, ok := postgresServer(t); ok {
		pg := wholeOn(t, "postgres", at)
		sameTexts(t, "dump", iso.text, pg.text)
		if *rewrite {
			if err := os.WriteFile(wholeDump, []byte(pg.text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		t.Run("options", func(t *testing.T) { compareOptions(t, iso, pg) })
		t.Run("globals", func(t *testing.T) { compareGlobals(t, iso, pg) })
		for _, way := range [][2]dumpSide{{iso, pg}, {pg, iso}} {
			t.Run("from "+way[0].name, func(t *testing.T) { dumpAcross(t, way[0], way[1]) })
		}
	}
	golden, err := os.ReadFile(wholeDump)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(version, postgresVersion) {
		sameTexts(t, wholeDump, iso.text, string(golden))
	} else {
		t.Logf("%s writes other texts than that of version 15: the file is only read", strings.TrimSpace(version))
	}
	to := dumpSide{name: iso.name, url: s.URL}.in(createDatabase(t, s.URL, "golden"))
	tool(t, client(t, "psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", wholeDump, to)
	sameTexts(t, "what was made of the file", wholeText(t, to), iso.text)
}

// TestRenamedDump: what depends on an object follows its new name. After each object of that schema
// was renamed, under all that uses it, its dump is what it is on Postgres after the same renames, and
// can be read back.
func TestRenamedDump(t *testing.T) {
	version := tool(t, client(t, "pg_dump"), "--version")
	s := mustStart(t, "--store=type=mem", "--insecure")
	got := renamedOn(t, s.URL)
	if at, ok := postgresServer(t); ok {
		// The functions that make ranges keep their names there, where their types are renamed.
		want := strings.ReplaceAll(renamedOn(t, at), "ARRAY[public.zfloats(", "ARRAY[public.rn_zfloats(")
		sameTexts(t, "dump", got, want)
		if *rewrite {
			if err := os.WriteFile(renamedDump, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	golden, err := os.ReadFile(renamedDump)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(version, postgresVersion) {
		sameTexts(t, renamedDump, got, string(golden))
	}
	to := dumpSide{url: s.URL}.in(createDatabase(t, s.URL, "again"))
	tool(t, client(t, "psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", renamedDump, to)
	// VALUES that were the whole query stand in FROM since their columns have other names.
	sameTexts(t, "what was made of the file", strings.ReplaceAll(wholeText(t, to, "--schema-only"), "FROM ( VALUES", "FROM (VALUES"), got)
}

// renamedOn makes the schema on a server, renames all of it, and dumps it without rows.
func renamedOn(t *testing.T, url string) string {
	t.Helper()
	wholeOn(t, "", url)
	tool(t, client(t, "psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.DevNull, "-f", wholeRename, url)
	return wholeText(t, url, "--schema-only")
}

// wholeOn makes the schema on a server.
func wholeOn(t *testing.T, name, url string) dumpSide {
	t.Helper()
	tool(t, client(t, "psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.DevNull, "-f", wholeSchema, url)
	return dumpSide{name: name, url: url, text: wholeText(t, url)}
}

func createDatabase(t *testing.T, url, name string) string {
	t.Helper()
	if _, err := connect(t, url).Exec(t.Context(), "CREATE DATABASE "+name); err != nil {
		t.Fatal(err)
	}
	return name
}

// wholeText is a plain dump with options.
func wholeText(t *testing.T, url string, options ...string) string {
	t.Helper()
	return normalDump(tool(t, client(t, "pg_dump"), append(slices.Clone(options), url)...))
}

// normalDump leaves out the lines of a dump that differ each time or name versions, and puts the
// rows of a table in the order of their texts: none was asked for.
func normalDump(text string) string {
	var kept, rows []string
	inCopy := false
	flush := func() {
		slices.Sort(rows)
		kept, rows = append(kept, rows...), nil
	}
	for _, l := range strings.Split(text, "\n") {
		for _, p := range []string{`\restrict `, `\unrestrict `, "-- Dumped from ", "-- Dumped by "} {
			if strings.HasPrefix(l, p) {
				l = ""
			}
		}
		if inCopy && l != `\.` || strings.HasPrefix(l, "INSERT INTO ") {
			rows = append(rows, l)
			continue
		}
		flush()
		inCopy = strings.HasPrefix(l, "COPY ")
		kept = append(kept, l)
	}
	return strings.Join(kept, "\n")
}

// sameTexts tells of the first lines that differ.
func sameTexts(t *testing.T, what, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("%s: from line %d on\ngot\n%s\nwant\n%s", what, i+1, strings.Join(around(g, i), "\n"), strings.Join(around(w, i), "\n"))
			return
		}
	}
}

func around(lines []string, at int) []string {
	return lines[min(max(at-3, 0), len(lines)):min(at+6, len(lines))]
}

func compareOptions(t *testing.T, a, b dumpSide) {
	for _, o := range dumpOptions {
		options := strings.Fields(o)
		sameTexts(t, "pg_dump "+o, wholeText(t, a.url, options...), wholeText(t, b.url, options...))
	}
}

func compareGlobals(t *testing.T, a, b dumpSide) {
	all := client(t, "pg_dumpall")
	for _, o := range []string{"--globals-only", "--roles-only", "--schema-only"} {
		text := func(s dumpSide) string {
			return normalDump(tool(t, all, o, "-d", s.url))
		}
		sameTexts(t, "pg_dumpall "+o, text(a), text(b))
	}
}

// dumpAcross takes a dump in each format from one server to the other.
func dumpAcross(t *testing.T, from, to dumpSide) {
	dump, restore, psql := client(t, "pg_dump"), client(t, "pg_restore"), client(t, "psql")
	dir := t.TempDir()
	for _, c := range []struct{ format, jobs string }{{"plain", ""}, {"custom", "-j2"}, {"directory", "-j2"}, {"tar", "-j1"}} {
		file := filepath.Join(dir, c.format)
		args := []string{"-F" + c.format[:1], "-f", file, from.url}
		if c.format == "directory" {
			args = append([]string{c.jobs}, args...)
		}
		tool(t, dump, args...)
		into := to.in(createDatabase(t, to.url, c.format))
		if c.format == "plain" {
			tool(t, psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.DevNull, "-f", file, into)
		} else {
			tool(t, restore, c.jobs, "--exit-on-error", "-d", into, file)
		}
		sameTexts(t, c.format+" from "+from.name+" in "+to.name, wholeText(t, into), from.text)
	}
	// Without tables with partitions that have keys, since Postgres refuses to drop those of the
	// partitions, and without privileges: the default ones, which nothing drops, come on top.
	partsLeftOut := []string{"--no-privileges", "-T", "p_list*", "-T", "other.p_list_rest", "-T", "hashed*", "-T", "refers_part"}
	clean, into := filepath.Join(dir, "clean"), to.in(createDatabase(t, to.url, "cleaned"))
	tool(t, dump, append(slices.Clone(partsLeftOut), "-Fc", "-f", clean, from.url)...)
	tool(t, restore, "--exit-on-error", "-d", into, clean)
	tool(t, restore, "--clean", "--if-exists", "--exit-on-error", "-d", into, clean)
	sameTexts(t, "pg_restore --clean --if-exists", wholeText(t, into, "--no-privileges"), wholeText(t, from.url, partsLeftOut...))
	restoreParts(t, from, to, dir)
}

var archiveNumbers = regexp.MustCompile(`(?m)^\d+; \d+ \d+ `)

// restoreParts compares the tables of contents of archives, and restores by an edited one, and by
// sections.
func restoreParts(t *testing.T, from, to dumpSide, dir string) {
	dump, restore := client(t, "pg_dump"), client(t, "pg_restore")
	archive := filepath.Join(dir, "custom")
	contents := func(file string) string {
		var kept []string
		for _, l := range strings.Split(tool(t, restore, "-l", file), "\n") {
			if !strings.HasPrefix(l, ";") {
				kept = append(kept, archiveNumbers.ReplaceAllString(l, ""))
			}
		}
		return strings.Join(kept, "\n")
	}
	back := filepath.Join(dir, "back")
	tool(t, dump, "-Fc", "-f", back, to.in("custom"))
	sameTexts(t, "pg_restore -l", contents(back), contents(archive))

	var list []string
	for _, l := range strings.Split(tool(t, restore, "-l", archive), "\n") {
		if !strings.Contains(l, " p_range") {
			list = append(list, l)
		}
	}
	edited := filepath.Join(dir, "list")
	if err := os.WriteFile(edited, []byte(strings.Join(list, "\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	into := to.in(createDatabase(t, to.url, "listed"))
	tool(t, restore, "-L", edited, "--exit-on-error", "-d", into, archive)
	sameTexts(t, "pg_restore -L", wholeText(t, into), wholeText(t, from.url, "-T", "p_range*"))

	into = to.in(createDatabase(t, to.url, "sections"))
	for _, s := range []string{"pre-data", "data", "post-data"} {
		tool(t, restore, "--section="+s, "--exit-on-error", "-d", into, archive)
	}
	sameTexts(t, "pg_restore --section", wholeText(t, into), from.text)
}

// psqlIs15 reports whether psql draws as that of version 15.
func psqlIs15(t *testing.T, psql string) bool {
	t.Helper()
	out, err := exec.Command(psql, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.HasPrefix(string(out), psqlVersion)
}
