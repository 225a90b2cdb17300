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

// geoSchema has a table of each kind that lies somewhere: by a policy of its own, homed, with a region
// that is hidden and one that is not, and global.
const geoSchema = `
CREATE PLACEMENT POLICY eu PRIMARY_REGION = 'eu' VOTERS = 1;
CREATE PLACEMENT POLICY rest VOTERS = 1;
CREATE TABLE placed (id int PRIMARY KEY, v text) WITH (fillfactor = 70) TABLESPACE eu;
CREATE INDEX elsewhere ON placed (v) TABLESPACE rest;
CREATE TABLE users (id int PRIMARY KEY, mail text UNIQUE) WITH (homed = 'eu', rehome_on_update);
CREATE TABLE users_rest PARTITION OF users DEFAULT TABLESPACE rest;
ALTER TABLE users ADD COLUMN note text DEFAULT 'none';
CREATE TABLE orders (region text DEFAULT gateway_region(), id int, author int REFERENCES users, PRIMARY KEY (region, id)) PARTITION BY LIST (region) WITH (homed);
CREATE TABLE orders_eu PARTITION OF orders FOR VALUES IN ('eu') TABLESPACE eu;
CREATE TABLE orders_rest PARTITION OF orders DEFAULT;
CREATE TABLE rates (code text PRIMARY KEY, rate numeric) WITH (global) TABLESPACE eu;
INSERT INTO placed VALUES (1, 'one'), (2, NULL);
INSERT INTO users VALUES (1, 'a@x'), (2, 'b@x');
INSERT INTO users (id, mail, region) VALUES (3, 'c@x', 'us');
INSERT INTO orders (id, author) VALUES (1, 1), (2, 3);
INSERT INTO orders VALUES ('us', 1, 2);
INSERT INTO rates VALUES ('EUR', 1), ('USD', 1.08);
`

// ownWords are what such a dump says that Postgres does not know (docs/geo.md has them for sed).
var ownWords = []*regexp.Regexp{
	regexp.MustCompile(`\b(?:homed|hidden_region|rehome_on_update|global)='[^']*'(?:, )?`),
	regexp.MustCompile(`(?m)^WITH \(\)`),
	regexp.MustCompile(` DEFAULT gateway_region\(\)`),
}

// geoAnswers are what the tables have, with the regions of rows.
const geoAnswers = `SELECT 'u', id, mail, note, region, tableoid::regclass::text FROM users UNION ALL SELECT 'o', id, author::text, NULL, region, tableoid::regclass::text FROM orders
	UNION ALL SELECT 'r', rate * 100, code, NULL, NULL, NULL FROM rates UNION ALL SELECT 'p', id, v, NULL, NULL, NULL FROM placed ORDER BY 1, 2, 3`

// TestGeoDump: pg_dump writes tables that lie somewhere as what can be read here again, in each format,
// and as what Postgres can read, but for keys over all regions.
func TestGeoDump(t *testing.T) {
	dump, restore, psql := client(t, "pg_dump"), client(t, "pg_restore"), client(t, "psql")
	s := mustStart(t, "--store=type=mem", "--insecure", "--locality=region=eu")
	dir := t.TempDir()
	schema := filepath.Join(dir, "schema.sql")
	if err := os.WriteFile(schema, []byte(geoSchema), 0o644); err != nil {
		t.Fatal(err)
	}
	tool(t, psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", schema, s.URL)
	from := dumpSide{name: "isochron", url: s.URL, text: wholeText(t, s.URL)}
	want := tool(t, psql, "-X", "-A", "-t", "-c", geoAnswers, s.URL)
	if !strings.Contains(want, "u|1|a@x|none|eu|users_eu\nu|2|b@x|none|eu|users_eu\nu|3|c@x|none|us|users_rest\n") {
		t.Fatalf("the tables have %s", want)
	}
	for _, c := range []struct {
		name          string
		dump, restore []string
	}{
		{"plain", []string{"-Fp"}, nil}, {"inserts", []string{"-Fp", "--inserts"}, nil}, {"root", []string{"-Fc", "--load-via-partition-root"}, nil},
		{"custom", []string{"-Fc"}, []string{"-j2"}}, {"tar", []string{"-Ft"}, nil}, {"directory", []string{"-Fd", "-j2"}, []string{"-j2"}},
	} {
		file, into := filepath.Join(dir, c.name), from.in(createDatabase(t, s.URL, c.name))
		tool(t, dump, append(slices.Clone(c.dump), "-f", file, s.URL)...)
		if c.dump[0] == "-Fp" {
			tool(t, psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.DevNull, "-f", file, into)
		} else {
			tool(t, restore, append(slices.Clone(c.restore), "--exit-on-error", "-d", into, file)...)
		}
		sameTexts(t, c.name, wholeText(t, into), from.text)
		if got := tool(t, psql, "-X", "-A", "-t", "-c", geoAnswers, into); got != want {
			t.Errorf("%s: the tables have\n%s, want\n%s", c.name, got, want)
		}
		if got := tool(t, psql, "-X", "-A", "-t", "-c", "TABLE users_rest", into); got != "3|c@x|none\n" {
			t.Errorf("%s: TABLE users_rest gives %q", c.name, got)
		}
	}
	if at, ok := postgresServer(t); ok {
		geoIntoPostgres(t, from, at, want)
	}
}

// TestGeoDumpAll: pg_dumpall writes the policies too, as tablespaces, with what was granted and said of
// them, and another cluster of the same regions reads all of it.
func TestGeoDumpAll(t *testing.T) {
	all, psql := client(t, "pg_dumpall"), client(t, "psql")
	start := func() *Server { return mustStart(t, "--store=type=mem", "--insecure", "--locality=region=eu") }
	from, to := start(), start()
	schema := filepath.Join(t.TempDir(), "schema.sql")
	more := "CREATE ROLE keeper; ALTER TABLESPACE rest OWNER TO keeper; GRANT CREATE ON TABLESPACE eu TO keeper; COMMENT ON TABLESPACE eu IS 'it''s near';\n" +
		"CREATE PLACEMENT POLICY wide CONSTRAINTS = '[+region=eu]' VOTERS = 1; CREATE DATABASE near TABLESPACE wide;\n"
	if err := os.WriteFile(schema, []byte(geoSchema+more), 0o644); err != nil {
		t.Fatal(err)
	}
	tool(t, psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", schema, from.URL)
	text := tool(t, all, "-d", from.URL)
	// Each cluster has its first user and database.
	text = regexp.MustCompile(`(?m)^CREATE (ROLE isochron|DATABASE isochron .*);$`).ReplaceAllString(text, "")
	file := filepath.Join(t.TempDir(), "all.sql")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	tool(t, psql, "-q", "-X", "-v", "ON_ERROR_STOP=1", "-o", os.DevNull, "-f", file, to.URL)
	const policies = `SELECT spcname, spcowner::regrole, spcacl, spcoptions, shobj_description(t.oid, 'pg_tablespace'), (SELECT string_agg(datname, ',') FROM pg_database WHERE dattablespace = t.oid) FROM pg_tablespace t ORDER BY 1`
	for _, query := range []string{policies, geoAnswers} {
		want, got := tool(t, psql, "-X", "-A", "-t", "-c", query, from.URL), tool(t, psql, "-X", "-A", "-t", "-c", query, to.URL)
		if got != want {
			t.Errorf("%s\ngives\n%s, want\n%s", query, got, want)
		}
		if query == policies && !strings.Contains(got, "wide|isochron||{constraints='[+region=eu]',voters=1}||near\n") {
			t.Errorf("policies are\n%s", got)
		}
	}
	sameTexts(t, "pg_dumpall", wholeText(t, to.URL), wholeText(t, from.URL))
}

// geoIntoPostgres reads the dump into Postgres, which refuses the keys that don't hold the region, and
// what hangs on them, and nothing else.
func geoIntoPostgres(t *testing.T, from dumpSide, at, want string) {
	psql := client(t, "psql")
	text := tool(t, client(t, "pg_dump"), "--no-tablespaces", "--no-owner", from.url)
	for _, r := range ownWords {
		text = r.ReplaceAllString(text, "")
	}
	file := filepath.Join(t.TempDir(), "postgres.sql")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	to := dumpSide{url: at}.in(createDatabase(t, at, "geo"))
	out, err := exec.Command(psql, "-q", "-X", "-o", os.DevNull, "-f", file, to).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var refused []string
	for _, l := range strings.Split(string(out), "\n") {
		if _, e, ok := strings.Cut(l, "ERROR:  "); ok {
			refused = append(refused, e)
		}
	}
	expected := []string{"unique constraint on partitioned table must include all partitioning columns", "unique constraint on partitioned table must include all partitioning columns",
		`relation "public.users_mail_key" does not exist`, `relation "public.users_pkey" does not exist`, `relation "public.users_mail_key" does not exist`, `relation "public.users_pkey" does not exist`,
		`there is no unique constraint matching given keys for referenced table "users"`}
	slices.Sort(refused)
	slices.Sort(expected)
	if !slices.Equal(refused, expected) {
		t.Errorf("Postgres refuses\n%s\nof\n%s", out, text)
	}
	if got := tool(t, psql, "-X", "-A", "-t", "-c", geoAnswers, to); got != want {
		t.Errorf("Postgres has\n%s, want\n%s", got, want)
	}
}
