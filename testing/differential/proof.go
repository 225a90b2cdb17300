package differential

import (
	"context"
	"regexp"
	"slices"
	"strings"
)

// proof shows of one difference that it is what its rule says: not by the looks of the
// statement, but by asking both places more. It runs the steps anew and leaves the schema
// in some state; f keeps its steps.
type proof func(ctx context.Context, r *runner, f *finding) (bool, error)

var proofs = map[string]proof{
	"two mistakes":           twoMistakes,
	"fails as it plans":      failsAsItPlans,
	"fails before a mistake": failsBeforeAMistake,
	"a part fails":           aPartFails,
	"the view's rights":      viewsRights,

	"its body fails as it plans": bodyFailsAsItPlans,
	"not in the plan":            notInThePlan,
	"materialized":               materialized,
	"groups apart":               groupsApart,
	"a cascade plans":            aCascadePlans,
	"without NULL":               withoutNull,
	"prepared anew":              preparedAnew,
	"fails alone":                failsAlone,
	"asked once":                 askedOnce,
	"all partitions":             allPartitions,
	"once it may be read":        onceItMayBeRead,
}

// proofTriesMax bounds the work on one proof.
const proofTriesMax = 2000

// twoMistakes holds where the statement can be cut down to one that ends with their error in
// both places, and to one that ends with our error in both: it has two mistakes, each of which
// both places see, and they differ in which one they meet first.
func twoMistakes(ctx context.Context, r *runner, f *finding) (bool, error) {
	for _, theirs := range []bool{true, false} {
		ok, err := r.agreeOnPart(ctx, f, theirs)
		if !ok || err != nil {
			return false, err
		}
	}
	return true, nil
}

// failsAlone holds where the statement can be cut down to one that ends with their error in both places: something
// else in it kept us from coming to that.
func failsAlone(ctx context.Context, r *runner, f *finding) (bool, error) {
	return r.agreeOnPart(ctx, f, true)
}

// agreeOnPart cuts the statement down while one of the places says what it said, until both
// say so.
func (r *runner) agreeOnPart(ctx context.Context, f *finding, theirs bool) (bool, error) {
	g := *f
	g.steps = r.needed(f)
	for i, step := range g.steps {
		whole := *step
		whole.tree = step.tree.clone()
		g.steps[i] = &whole
	}
	want := f.told
	if theirs {
		want = f.said
	}
	same := func(o *outcome) bool { return o.code == want.code && alike(o, want) }
	tries, agreed := 0, false
	var failed error
	try := func(steps []*step) bool {
		if tries++; tries > proofTriesMax || agreed || failed != nil || ctx.Err() != nil {
			return false
		}
		said, told, err := r.replay(ctx, &g, steps)
		if err != nil {
			failed = err
			return false
		}
		if same(said) && same(told) {
			agreed = true
			return false
		}
		if theirs {
			return same(said)
		}
		return same(told)
	}
	fewerSteps(&g, try)
	for i, step := range g.steps { // of rows that each have a mistake, too
		if step.writes || i == len(g.steps)-1 {
			step.tree.drop(func() bool { return try(g.steps) })
		}
	}
	for again := true; again && tries <= proofTriesMax; {
		again = g.steps[len(g.steps)-1].tree.shrink(func() bool { return try(g.steps) })
	}
	g.steps[len(g.steps)-1].tree.fill(func() bool { return try(g.steps) })
	return agreed, failed
}

// needed are the steps that what follows may depend on, and the last.
func (r *runner) needed(f *finding) []*step {
	var out []*step
	for i, s := range f.steps {
		if i == len(f.steps)-1 || s.writes || s.schema || !strings.HasPrefix(s.text(), "TABLE") && !strings.HasPrefix(s.text(), "SELECT") && !strings.HasPrefix(s.text(), "WITH") {
			out = append(out, s)
		}
	}
	return out
}

// failsAsItPlans holds where Postgres says the same of EXPLAIN, which runs nothing.
func failsAsItPlans(ctx context.Context, r *runner, f *finding) (bool, error) {
	o, err := r.ask(ctx, f, f.theirs, func(text string) string { return "EXPLAIN " + text })
	return err == nil && o.code == f.said.code && o.message == f.said.message, err
}

// aCascadePlans holds where Postgres fails in the statement that an action of a foreign key is.
func aCascadePlans(ctx context.Context, r *runner, f *finding) (bool, error) {
	o, err := r.ask(ctx, f, f.theirs, func(text string) string {
		return "DO $cascade$ DECLARE c text; BEGIN " + text + "; EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS c = PG_EXCEPTION_CONTEXT; RAISE EXCEPTION '%', c; END $cascade$"
	})
	return err == nil && strings.HasPrefix(o.message, `SQL statement "UPDATE ONLY `), err
}

var functionBody = regexp.MustCompile(`(?s)^CREATE FUNCTION (\w+)\(.*LANGUAGE sql AS \$\$(.*)\$\$$`)

// bodyFailsAsItPlans holds where Postgres says the same of EXPLAIN of the body of a function that the statement
// calls, or a policy. One that reads its arguments is not judged.
func bodyFailsAsItPlans(ctx context.Context, r *runner, f *finding) (bool, error) {
	text := f.steps[len(f.steps)-1].text()
	for _, s := range f.steps {
		if strings.HasPrefix(s.text(), "CREATE POLICY") {
			text += " " + s.text()
		}
	}
	for _, s := range f.steps {
		m := functionBody.FindStringSubmatch(s.text())
		if m == nil || !strings.Contains(text, m[1]+"(") {
			continue
		}
		o, err := r.ask(ctx, f, f.theirs, func(string) string { return "EXPLAIN " + m[2] })
		if err != nil || o.code == f.said.code && o.message == f.said.message {
			return err == nil, err
		}
	}
	return false, nil
}

// failsBeforeAMistake holds where Postgres says the same of EXPLAIN, and the statement has our mistake in both
// places once it is cut down: Postgres fails before it comes to it.
func failsBeforeAMistake(ctx context.Context, r *runner, f *finding) (bool, error) {
	if ok, err := failsAsItPlans(ctx, r, f); !ok || err != nil {
		return false, err
	}
	return r.agreeOnPart(ctx, f, false)
}

// aPartFails holds where Postgres says the same of EXPLAIN, and still says so of a part of the statement that
// has no rows here: with all tables as they are, only pieces of the statement are left out.
func aPartFails(ctx context.Context, r *runner, f *finding) (bool, error) {
	if ok, err := failsAsItPlans(ctx, r, f); !ok || err != nil {
		return false, err
	}
	g := *f
	g.steps = r.needed(f)
	whole := *g.steps[len(g.steps)-1]
	whole.tree = whole.tree.clone()
	g.steps[len(g.steps)-1] = &whole
	tries, empty := 0, false
	var failed error
	try := func() bool {
		if tries++; tries > proofTriesMax || empty || failed != nil || ctx.Err() != nil {
			return false
		}
		said, told, err := r.replay(ctx, &g, g.steps)
		failed = err
		if err != nil || said.code != f.said.code || !alike(said, f.said) || told.code != "" {
			return false
		}
		empty = len(told.rows) == 0
		return true
	}
	whole.tree.drop(try)
	for again := true; again && !empty && tries <= proofTriesMax; {
		again = whole.tree.shrink(try)
	}
	return empty, failed
}

var lockingClauses = regexp.MustCompile(`( FOR (NO KEY UPDATE|UPDATE|SHARE|KEY SHARE)( OF [\w, ]+)?( NOWAIT| SKIP LOCKED)?)+$`)

// viewsRights holds where both places forbid the same to who locks no rows, the view or a table that is named before
// it, and the owner, who may read both, is told what we say.
func viewsRights(ctx context.Context, r *runner, f *finding) (bool, error) {
	unlocked := func(text string) string { return lockingClauses.ReplaceAllString(text, "") }
	forbidden, err := r.ask(ctx, f, f.theirs, unlocked)
	if err != nil || forbidden.code != f.said.code {
		return false, err
	}
	if o, err := r.ask(ctx, f, f.ours, unlocked); err != nil || o.code != forbidden.code { // of a table, perhaps, which comes first here
		return false, err
	}
	owned := *f
	owned.steps = slices.Clone(f.steps)
	last := *f.steps[len(f.steps)-1]
	last.role = "owner"
	owned.steps[len(owned.steps)-1] = &last
	o, err := r.ask(ctx, &owned, f.theirs, func(text string) string { return text })
	return err == nil && o.code == f.told.code && alike(o, f.told), err
}

// onceItMayBeRead holds where Postgres says what we say as soon as the views may be read that it forbids.
func onceItMayBeRead(ctx context.Context, r *runner, f *finding) (bool, error) {
	granted := *f
	o := f.said
	for range 5 {
		m := deniedTable.FindStringSubmatch(o.message)
		if m == nil {
			break
		}
		grant := &step{role: "owner", schema: true, tree: &piece{text: "GRANT SELECT ON " + m[1] + " TO PUBLIC"}}
		granted.steps = slices.Insert(slices.Clone(granted.steps), len(granted.steps)-1, grant)
		var err error
		if o, err = r.ask(ctx, &granted, f.theirs, func(text string) string { return text }); err != nil {
			return false, err
		}
	}
	return o.code == f.told.code && alike(o, f.told), nil
}

var deniedTable = regexp.MustCompile(`^permission denied for (?:table|view|materialized view) (\w+)$`)

// withoutNull holds where both places refuse the partition once NULL is not in its list: then it has rows that are in
// the default one.
func withoutNull(ctx context.Context, r *runner, f *finding) (bool, error) {
	for _, p := range []*place{f.theirs, f.ours} {
		o, err := r.ask(ctx, f, p, func(text string) string { return listedNull.ReplaceAllString(text, "") })
		if err != nil || o.code != "23514" {
			return false, err
		}
	}
	return true, nil
}

// listedNull is NULL in a list, with a comma.
var listedNull = regexp.MustCompile(`(?i)NULL\s*,\s*|\s*,\s*NULL`)

// notInThePlan holds where their plan reads the table that we forbid less often than the
// statement names it; not at all, where only policies name it.
func notInThePlan(ctx context.Context, r *runner, f *finding) (bool, error) {
	m := deniedTable.FindStringSubmatch(f.told.message)
	if m == nil {
		return false, nil
	}
	named := regexp.MustCompile(`\b` + m[1] + `\b`)
	// reads counts the scans of the table in a plan of theirs.
	reads := func(plan func(string) string) (n int, ok bool, err error) {
		o, err := r.ask(ctx, f, f.theirs, plan)
		if err != nil || o.code != "" {
			return 0, false, err
		}
		for _, line := range o.rows {
			if strings.Contains(line, "Scan") && named.MatchString(line) {
				n++
			}
		}
		return n, true, nil
	}
	last := queryOf(f)
	read, ok, err := reads(func(string) string { return "EXPLAIN " + last })
	if !ok || err != nil {
		return false, err
	}
	// A view that is written reads tables by itself, with its owner's rights.
	if to := writtenTo.FindStringSubmatch(last); to != nil && to[1] != m[1] {
		own, ok, err := reads(func(string) string { return "EXPLAIN SELECT * FROM " + to[1] })
		if err != nil {
			return false, err
		}
		if ok {
			read -= own
		}
	}
	text := strings.ReplaceAll(last, "INSERT INTO "+m[1], "")
	// What a function names that is put into the query is named there, too.
	for _, s := range f.steps {
		if made := functionBody.FindStringSubmatch(s.text()); made != nil && strings.Contains(last, made[1]+"(") {
			text += " " + made[2]
		}
		// And so is what a policy names of a table that the statement does.
		if of := policyOn.FindStringSubmatch(s.text()); of != nil && regexp.MustCompile(`\b`+of[1]+`\b`).MatchString(last) {
			text += " " + of[2]
		}
	}
	return read < max(1, len(named.FindAllString(text, -1))), nil
}

// queryOf is the statement in which a finding ends, where that fetches, the query of its cursor.
func queryOf(f *finding) string {
	last := f.steps[len(f.steps)-1].text()
	fetch := fetched.FindStringSubmatch(last)
	for i := len(f.steps) - 2; i >= 0 && fetch != nil; i-- {
		if q := cursorQuery.FindStringSubmatch(f.steps[i].text()); q != nil && q[1] == fetch[1] {
			return q[2]
		}
	}
	return last
}

var (
	policyOn    = regexp.MustCompile(`(?s)^CREATE POLICY \w+ ON (\w+) .*?((?:USING|WITH CHECK) \(.*)$`)
	fetched     = regexp.MustCompile(`^(?:FETCH|MOVE) .*?(\w+)$`)
	cursorQuery = regexp.MustCompile(`(?s)^DECLARE (\w+) .*?CURSOR .*?FOR (.*)$`)
)

var writtenTo = regexp.MustCompile(`(?i)^(?:UPDATE|DELETE FROM|INSERT INTO|MERGE INTO)\s+(\w+)`)

var executed = regexp.MustCompile(`^EXECUTE (\w+)`)

// preparedAnew holds where Postgres says what we do once the statement is prepared again before it is executed, or has
// other columns then, where we refuse to go on with these.
func preparedAnew(ctx context.Context, r *runner, f *finding) (bool, error) {
	m := executed.FindStringSubmatch(f.steps[len(f.steps)-1].text())
	if m == nil {
		return false, nil
	}
	text := ""
	for _, s := range f.steps {
		if strings.HasPrefix(s.text(), "PREPARE "+m[1]+" ") {
			text = s.text()
		}
	}
	if text == "" {
		return false, nil
	}
	g := *f
	g.steps = slices.Clone(f.steps)
	for _, again := range []string{"DEALLOCATE " + m[1], text} {
		s := *f.steps[len(f.steps)-1]
		s.tree = part("", again)
		g.steps = slices.Insert(g.steps, len(g.steps)-1, &s)
	}
	o, err := r.ask(ctx, &g, f.theirs, func(text string) string { return text })
	if err == nil && f.told.message == "cached plan must not change result type" {
		return o.code == "" && o.columns != f.said.columns, nil
	}
	return err == nil && differ(o, f.told) == "", err
}

// materialized holds where Postgres says what we do once its WITH queries are computed whole.
func materialized(ctx context.Context, r *runner, f *finding) (bool, error) {
	whole := strings.NewReplacer(") AS NOT MATERIALIZED (", ") AS MATERIALIZED (", ") AS (", ") AS MATERIALIZED (")
	o, err := r.ask(ctx, f, f.theirs, whole.Replace)
	return err == nil && o.code == f.told.code && alike(o, f.told), err
}

var groupingSets = regexp.MustCompile(`GROUP BY (DISTINCT )?(ROLLUP|CUBE|GROUPING SETS)`)

// groupsApart holds where Postgres says what we do once each part with grouping sets is a
// subquery in FROM, which no set operation looks into.
func groupsApart(ctx context.Context, r *runner, f *finding) (bool, error) {
	last := *f.steps[len(f.steps)-1]
	last.tree = last.tree.clone()
	last.tree.each(func(k *piece) {
		if k.with == nil && k.kind == groupedKind && groupingSets.MatchString(k.String()) {
			whole := *k
			whole.kind = ""
			k.with = part("", "(SELECT * FROM (", &whole, ") AS q)")
		}
	})
	o, err := r.ask(ctx, f, f.theirs, func(string) string { return last.text() })
	return err == nil && differ(o, f.told) == "", err
}

var (
	oneTimeFilter = regexp.MustCompile(`One-Time Filter: [^f]`)
	passesNone    = regexp.MustCompile(`^ +Filter: false$`)
)

// askedOnce holds where their plan asks something once, beside a scan that passes no row.
func askedOnce(ctx context.Context, r *runner, f *finding) (bool, error) {
	o, err := r.ask(ctx, f, f.theirs, func(text string) string { return "EXPLAIN (COSTS OFF) " + text })
	return err == nil && slices.ContainsFunc(o.rows, oneTimeFilter.MatchString) && slices.ContainsFunc(o.rows, passesNone.MatchString), err
}

// allPartitions holds where Postgres says what we do once it looks into every partition.
func allPartitions(ctx context.Context, r *runner, f *finding) (bool, error) {
	g := *f
	g.steps = slices.Clone(f.steps)
	all := *f.steps[len(f.steps)-1]
	all.tree = part("", "SET enable_partition_pruning = off")
	g.steps = slices.Insert(g.steps, len(g.steps)-1, &all)
	o, err := r.ask(ctx, &g, f.theirs, func(text string) string { return text })
	return err == nil && differ(o, f.told) == "", err
}

// ask runs the steps before the last in one place, and then a statement made of the last.
func (r *runner) ask(ctx context.Context, f *finding, p *place, of func(text string) string) (*outcome, error) {
	if err := p.reset(ctx); err != nil {
		return nil, err
	}
	steps := r.needed(f)
	for _, s := range steps[:len(steps)-1] {
		if _, err := p.run(ctx, s); err != nil {
			return nil, err
		}
	}
	last := steps[len(steps)-1]
	return query(ctx, p.roles[last.role], of(last.text()), last.ordered), nil
}
