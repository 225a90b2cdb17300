package differential

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

var (
	statements = flag.Int("statements", 300, "how many statements to run")
	seed       = flag.Uint64("seed", 1, "seed of the first world")
	postgres   = flag.String("postgres", "", "URL of a Postgres 15 server, as a superuser, to compare with")
	plans      = flag.Bool("plans", true, "compare with nodes of other plans")
	topics     = flag.String("topics", "", "topics of which worlds consist, by the names of their methods with commas between; none for whole worlds")
	findings   = flag.Int("findings", 20, "how many differences to shrink before the run ends")
)

const rulesFile = "testdata/explained.txt"

// statementsForRules is from when on each rule must have been used.
const statementsForRules = 200_000

func connects(c *cluster.Cluster) func(context.Context) (*pgx.Conn, error) {
	return func(ctx context.Context) (*pgx.Conn, error) { return pgx.ConnectConfig(ctx, c.ConnConfig()) }
}

// plain is a node as users have it.
func plain(t *testing.T) *place { return &place{name: "isochron", connect: connects(cluster.Start(t))} }

// forced are settings that have ways taken which few rows are no reason for.
var forced = []string{"SET enable_seqscan = off", "SET enable_indexscan = off", "SET enable_indexonlyscan = off", "SET isochron.correlated_subqueries = once"}

// merged have an order made by indexes.
var merged = []string{"SET enable_seqscan = off", "SET enable_sort = off", "SET enable_hashjoin = off", "SET isochron.correlated_subqueries = each"}

// others are nodes that come to their answers by other plans.
func others(t *testing.T) []*place {
	spills := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.SpillAlways = true }))
	c := cluster.Start(t)
	in := func(db string) func(context.Context) (*pgx.Conn, error) {
		if _, err := c.DB().Exec("CREATE DATABASE " + db); err != nil {
			t.Fatal(err)
		}
		return func(ctx context.Context) (*pgx.Conn, error) {
			conf := c.ConnConfig()
			conf.Database = db
			return pgx.ConnectConfig(ctx, conf)
		}
	}
	return []*place{
		{name: "spilled", connect: connects(spills)},
		{name: "split", connect: connects(c), split: true},
		{name: "gathered, no indexes", bare: true, set: []string{"SET enable_distributed_execution = off"}, connect: in("gathered")},
		{name: "forced, an index for each column", dense: true, connect: in("forced"), set: forced},
		{name: "merged, an index for each column", dense: true, connect: in("merged"), set: merged},
	}
}

// theirs is the Postgres of the flag, in a database of its own in locale C.
func theirs(t *testing.T) *place {
	ctx := context.Background()
	admin, err := pgx.Connect(ctx, *postgres)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("differential_%d", *seed) // of its own, so that runs may stand side by side
	for _, text := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"} {
		if _, err := admin.Exec(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		_, _ = admin.Exec(ctx, "DROP DATABASE IF EXISTS "+name)
		_ = admin.Close(ctx)
	})
	// Without jit, which takes longer to compile than these queries take to run.
	return &place{name: "postgres", set: []string{"SET jit = off"}, connect: func(ctx context.Context) (*pgx.Conn, error) {
		conf, err := pgx.ParseConfig(*postgres)
		if err != nil {
			return nil, err
		}
		conf.Database = name
		return pgx.ConnectConfig(ctx, conf)
	}}
}

// ready starts the places of a runner, until the test ends.
func ready(t *testing.T, r *runner) {
	ctx := context.Background()
	for _, p := range r.places {
		if err := p.start(ctx); err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		t.Cleanup(func() { p.close(ctx) })
	}
}

func TestDifferential(t *testing.T) {
	rules, err := readRules(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	ours := plain(t)
	r := &runner{against: map[*place]*place{}, rules: rules, max: *findings, log: t.Logf}
	for name := range strings.SplitSeq(*topics, ",") {
		if name == "" {
			continue
		}
		topic, err := topicNamed(name)
		if err != nil {
			t.Fatal(err)
		}
		r.only = append(r.only, topic)
	}
	if *postgres != "" {
		p := theirs(t)
		r.places = append(r.places, p)
		r.against[ours] = p
	}
	r.places = append(r.places, ours)
	if *plans {
		for _, p := range others(t) {
			r.places = append(r.places, p)
			r.against[p] = ours
		}
	}
	if len(r.against) == 0 {
		t.Fatal("nothing to compare with: -plans=false without -postgres")
	}
	ready(t, r)
	if err := r.run(context.Background(), *seed, *statements); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d statements, %d of them errors, %d too slow, %d differences", r.statements, r.errors, r.slow, len(r.findings))
	for code, n := range r.codes {
		t.Logf("%6d × error %s", n, code)
	}
	for key, n := range r.seen {
		t.Logf("%6d × %s", n, key)
	}
	for _, rule := range rules {
		t.Logf("%6d × rule %q", rule.used, rule.name)
		if *postgres != "" && r.statements >= statementsForRules && rule.used == 0 {
			t.Errorf("rule %q explained nothing", rule.name)
		}
	}
	if len(r.findings) > 0 {
		t.Errorf("%d unexplained differences", len(r.findings))
	}
	if r.slow*1000 > r.statements+1000 {
		t.Errorf("%d of %d statements took too long", r.slow, r.statements)
	}
	if r.errors*2 > r.statements {
		t.Errorf("%d of %d statements are errors", r.errors, r.statements)
	}
}

// TestPlanted shows that a row that is left out is found, and shrunk to what
// it needs.
func TestPlanted(t *testing.T) {
	ours := plain(t)
	wrong := &place{name: "wrong", connect: ours.connect, alter: func(text string, o *outcome) {
		if strings.Contains(text, "LEFT JOIN") && len(o.rows) > 0 {
			o.rows = o.rows[1:]
		}
	}}
	wrong.connect = connects(cluster.Start(t))
	r := &runner{places: []*place{ours, wrong}, against: map[*place]*place{wrong: ours}, max: 1, log: t.Logf}
	ready(t, r)
	if err := r.run(context.Background(), *seed, 2000); err != nil {
		t.Fatal(err)
	}
	if len(r.findings) != 1 {
		t.Fatalf("%d differences are found", len(r.findings))
	}
	f := r.findings[0]
	last := f.steps[len(f.steps)-1].text()
	if f.kind != "count of rows" || !strings.Contains(last, "LEFT JOIN") || len(last) > 300 || len(f.steps) > 8 {
		t.Errorf("found %q in %d steps:\n%s", f.kind, len(f.steps), f)
	}
}

// TestSeeds shows that a seed means one world.
func TestSeeds(t *testing.T) {
	texts := func(seed uint64) []string {
		var list []string
		for _, s := range newGenerator(seed).world(stepsOfWorld) {
			list = append(list, s.role+" "+s.text())
		}
		return list
	}
	if a, b := texts(7), texts(7); !slices.Equal(a, b) {
		t.Error("one seed, two worlds")
	}
	if a, b := texts(7), texts(8); slices.Equal(a, b) {
		t.Error("two seeds, one world")
	}
}

// TestExplained runs the examples of all rules: what is explained is still so.
func TestExplained(t *testing.T) {
	rules, err := readRules(rulesFile)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	for _, rule := range rules {
		ours := plain(t)
		r := &runner{places: []*place{ours}}
		ready(t, r)
		if err := ours.reset(ctx); err != nil {
			t.Fatal(err)
		}
		o := query(ctx, ours.roles["owner"], rule.example, false)
		if !rule.ours.MatchString(o.String()) || !rule.statement.MatchString(rule.example) {
			t.Errorf("rule %q: the example says %s", rule.name, o)
		}
	}
}

// TestGroupsApart shows that the proof of that name compares rows in no order, and that it does not hold where the
// parts in subqueries say something else.
func TestGroupsApart(t *testing.T) {
	ctx := context.Background()
	p := plain(t)
	r := &runner{places: []*place{p}}
	ready(t, r)
	grouped := part(groupedKind, "SELECT 2 FROM generate_series(1, 2) GROUP BY ROLLUP (1)")
	last := &step{role: "owner", tree: part("", grouped, " UNION ALL SELECT 1")}
	for _, c := range []struct {
		rows []string // what we said
		want bool
	}{
		{[]string{"1", "2", "NULL"}, true},
		{[]string{"1", "2", "2"}, false},
	} {
		f := &finding{theirs: p, ours: p, steps: []*step{last}, told: &outcome{columns: "?column?:23", tag: "SELECT 3", rows: c.rows}}
		if got, err := groupsApart(ctx, r, f); err != nil || got != c.want {
			t.Errorf("rows %v: holds %v, %v", c.rows, got, err)
		}
	}
}
