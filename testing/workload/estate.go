package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/history"
)

// Estate are owners and their things, and what the database itself keeps about them: everything
// here happens because of something else, and all of it or nothing.
//
//	owners  → things   deferrable foreign keys: things go with their owner, forget one that was theirs
//	                   before (SET NULL), and follow its code (ON UPDATE CASCADE)
//	things  → audit    a row for each change of a row, by a trigger for rows
//	things  → sums     how many there are and what they are worth, by triggers for statements
//	things  → seen     a materialized view, refreshed now and then
//
// Things lie in partitions, between which they move, and have a partial unique index, a unique
// index of an expression, and two more (gin, partial unique) that come and go. The partition of
// another table, parcels, comes and goes.
//
// Whoever looks compares all of that in one snapshot. In the end the changes that were acknowledged
// are in the audit once each, those that were refused are not, and things and parcels are there as
// inserts and deletes say.
type Estate struct {
	Common

	mu       sync.Mutex // guards what follows; a leaf
	next     int64      // things, and changes of them
	busy     bool       // one changes the schema at a time
	turn     int
	things   []history.Row
	owned    map[int64]int64 // owners of things
	changes  []history.Row   // of things, by their token
	removals []history.Removal
	leavings []history.Removal // of owners
	parcels  []history.Row
	found    []history.Anomaly
	thingsIn, changesIn,
	parcelsIn map[int64]int // in the end
}

const (
	estateOwners = 8
	estateKinds  = 4 // two have partitions of their own
	estateSlots  = 12
	estateTags   = 5
	estateOf     = 1000 // an owner's codes begin with its ID times that
	// estateWindow is how many of the newest things clients change.
	estateWindow = 60
)

// estateTables make them.
var estateTables = []string{
	"CREATE TABLE owners (id int PRIMARY KEY, code int NOT NULL UNIQUE)",
	`CREATE TABLE things (id bigint NOT NULL, kind int NOT NULL,
		owner int NOT NULL REFERENCES owners ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
		before int REFERENCES owners (code) ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
		n bigint NOT NULL, v int NOT NULL DEFAULT 1, token bigint NOT NULL,
		slot int NOT NULL, taken bool NOT NULL, name text NOT NULL, doc jsonb NOT NULL,
		PRIMARY KEY (id, kind)) PARTITION BY LIST (kind)`,
	"CREATE TABLE things_0 PARTITION OF things FOR VALUES IN (0)",
	"CREATE TABLE things_1 PARTITION OF things FOR VALUES IN (1)",
	"CREATE TABLE things_x PARTITION OF things DEFAULT",
	"CREATE INDEX ON things (owner)", "CREATE INDEX ON things (before)",
	"CREATE UNIQUE INDEX things_slot ON things (slot, kind) WHERE taken",
	"CREATE UNIQUE INDEX things_name ON things (lower(name), kind)",
	"CREATE TABLE audit (thing bigint, v int, op text, token bigint, n bigint NOT NULL, PRIMARY KEY (thing, v, op))",
	"CREATE TABLE sums (k int PRIMARY KEY, c bigint NOT NULL, n bigint NOT NULL)",
	`CREATE FUNCTION bump() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v := OLD.v + 1; RETURN NEW; END $$`,
	`CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		IF TG_OP = 'INSERT' THEN INSERT INTO audit VALUES (NEW.id, NEW.v, 'I', NEW.token, NEW.n);
		ELSIF TG_OP = 'UPDATE' THEN INSERT INTO audit VALUES (NEW.id, NEW.v, 'U', NULLIF(NEW.token, OLD.token), NEW.n - OLD.n);
		ELSE INSERT INTO audit VALUES (OLD.id, OLD.v, 'D', NULL, -OLD.n);
		END IF;
		RETURN NULL;
	END $$`,
	`CREATE FUNCTION add() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		IF TG_OP <> 'INSERT' THEN
			UPDATE sums s SET c = s.c - x.c, n = s.n - x.n FROM (SELECT id % 4 AS k, count(*) AS c, sum(n) AS n FROM gone GROUP BY 1) x WHERE s.k = x.k;
		END IF;
		IF TG_OP <> 'DELETE' THEN
			UPDATE sums s SET c = s.c + x.c, n = s.n + x.n FROM (SELECT id % 4 AS k, count(*) AS c, sum(n) AS n FROM came GROUP BY 1) x WHERE s.k = x.k;
		END IF;
		RETURN NULL;
	END $$`,
	"CREATE TRIGGER things_bump BEFORE UPDATE ON things FOR EACH ROW EXECUTE FUNCTION bump()",
	"CREATE TRIGGER things_keep AFTER INSERT OR UPDATE OR DELETE ON things FOR EACH ROW EXECUTE FUNCTION keep()",
	"CREATE TRIGGER things_i AFTER INSERT ON things REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION add()",
	"CREATE TRIGGER things_u AFTER UPDATE ON things REFERENCING OLD TABLE AS gone NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION add()",
	"CREATE TRIGGER things_d AFTER DELETE ON things REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION add()",
	`CREATE MATERIALIZED VIEW seen AS SELECT kind, count(*) AS c, sum(n) AS n, (SELECT sum(c) FROM sums) AS all_c, (SELECT sum(n) FROM sums) AS all_n
		FROM things GROUP BY kind`,
	"CREATE TABLE parcels (id bigint NOT NULL, half int NOT NULL, PRIMARY KEY (id, half)) PARTITION BY LIST (half)",
	"CREATE TABLE parcels_0 PARTITION OF parcels FOR VALUES IN (0)",
	"CREATE TABLE parcels_1 PARTITION OF parcels FOR VALUES IN (1)",
	"INSERT INTO sums SELECT k, 0, 0 FROM generate_series(0, 3) AS g(k)",
	fmt.Sprintf("INSERT INTO owners SELECT i, i * %d FROM generate_series(0, %d) AS g(i)", estateOf, estateOwners-1),
}

// estateChanges of the schema are made in turn. What is there already, or gone already, is what a
// change of unknown outcome did.
var estateChanges = []struct {
	statement string
	done      string // the SQLSTATE where it is done already
}{
	{"CREATE INDEX IF NOT EXISTS things_doc ON things USING gin (doc)", ""},
	{"CREATE UNIQUE INDEX IF NOT EXISTS things_twin ON things (slot, kind) WHERE taken", ""},
	{"ALTER TABLE parcels DETACH PARTITION parcels_1", "42P01"},
	{"REFRESH MATERIALIZED VIEW seen", ""},
	{"DROP INDEX IF EXISTS things_doc", ""},
	{"DROP INDEX IF EXISTS things_twin", ""},
	{"ALTER TABLE parcels ATTACH PARTITION parcels_1 FOR VALUES IN (1)", "42809"},
}

// Name implements Load.
func (e *Estate) Name() string { return "estate" }

// Open implements Load.
func (e *Estate) Open(ctx context.Context, c *pgx.Conn) error {
	e.owned = map[int64]int64{}
	return execTogether(ctx, c, estateTables...)
}

// One implements Load.
func (e *Estate) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	owner := int64(rng.IntN(estateOwners))
	switch x := rng.IntN(20); {
	case x < 5:
		e.insert(ctx, c, client, owner, rng)
	case x < 8:
		e.change(ctx, c, client, "UPDATE things SET n = n + 1 + $1 % 7, token = $1 WHERE id = $2", rng)
	case x < 9:
		e.change(ctx, c, client, fmt.Sprintf("UPDATE things SET kind = (kind + 1) %% %d, token = $1 WHERE id = $2", estateKinds), rng)
	case x < 11:
		e.change(ctx, c, client, fmt.Sprintf("UPDATE things SET taken = NOT taken, slot = $1 %% %d, token = $1 WHERE id = $2", estateSlots), rng)
	case x < 12:
		e.remove(ctx, c, &e.removals, "DELETE FROM things WHERE id = $1", e.some(rng))
	case x < 13:
		e.remove(ctx, c, &e.leavings, "DELETE FROM owners WHERE id = $1", owner)
	case x < 14:
		_, err := c.Exec(ctx, fmt.Sprintf("INSERT INTO owners VALUES ($1, $1 * %d) ON CONFLICT DO NOTHING", estateOf), owner)
		e.outcome(c, alone(err))
	case x < 15:
		_, err := c.Exec(ctx, fmt.Sprintf("UPDATE owners SET code = id * %d + (code + 1) %% %[1]d WHERE id = $1", estateOf), owner)
		e.outcome(c, alone(err))
	case x < 17:
		e.parcel(ctx, c, client)
	case x < 19:
		e.judge("estate", c, e.look(ctx, c, rng))
	default:
		e.alter(ctx, c)
	}
}

// outcome judges the answer to a transaction: an owner may be gone, a slot taken, a partition away.
func (e *Estate) outcome(c *pgx.Conn, a answer) history.Outcome {
	if expectedCode(a.err, "23503", "23514") || expectedCode(a.err, "23505") && !violates(a.err, "audit_pkey") {
		e.Tally.count(history.Aborted)
		return history.Aborted
	}
	return e.judge("estate", c, a)
}

// token numbers a thing or a change of one.
func (e *Estate) token() int64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.next++
	return e.next
}

// some is one of the newest things, or none.
func (e *Estate) some(rng *rand.Rand) int64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.things) == 0 {
		return 0
	}
	return e.things[max(0, len(e.things)-1-rng.IntN(estateWindow))].ID
}

// insert inserts a thing, now and then before its owner.
func (e *Estate) insert(ctx context.Context, c *pgx.Conn, client int, owner int64, rng *rand.Rand) {
	id := e.token()
	x := history.Row{Fact: history.Fact{ID: id, Client: client, Invoked: e.Recorder.Now()}, Group: id}
	name := fmt.Sprintf("Thing %d", id)
	if rng.IntN(10) == 0 { // somebody else's
		name = fmt.Sprintf("THING %d", e.some(rng))
	}
	doc := fmt.Sprintf(`{"tag": %d, "of": {"owner": %d}, "list": [%d, %[1]d]}`, id%estateTags, owner, id%3)
	do := func(q querier) error {
		tag, err := q.Exec(ctx, `INSERT INTO things (id, kind, owner, before, n, token, slot, taken, name, doc)
			VALUES ($1::bigint, $2, $3, (SELECT code FROM owners WHERE id = $4), $1, $1, $5, $6, $7, $8::text::jsonb)`,
			id, rng.IntN(estateKinds), owner, (owner+1)%estateOwners, rng.IntN(estateSlots), rng.IntN(3) == 0, name, doc)
		if err == nil && tag.RowsAffected() != 1 {
			return &vanished{"an insert of a thing inserted none"}
		}
		return err
	}
	var a answer
	if rng.IntN(3) > 0 {
		a = alone(do(c))
	} else {
		a = inTxn(ctx, c, pgx.TxOptions{}, func(tx pgx.Tx) error {
			if err := do(tx); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, fmt.Sprintf("INSERT INTO owners VALUES ($1, $1 * %d) ON CONFLICT DO NOTHING", estateOf), owner)
			return err
		})
	}
	x.Outcome, x.Returned = e.outcome(c, a), e.Recorder.Now()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.things, e.changes, e.owned[id] = append(e.things, x), append(e.changes, x), owner
}

// change changes a thing, if it is there.
func (e *Estate) change(ctx context.Context, c *pgx.Conn, client int, q string, rng *rand.Rand) {
	id := e.token()
	x := history.Row{Fact: history.Fact{ID: id, Client: client, Invoked: e.Recorder.Now()}, Group: id}
	tag, err := c.Exec(ctx, q, id, e.some(rng))
	x.Outcome, x.Returned = e.outcome(c, alone(err)), e.Recorder.Now()
	if err == nil && tag.RowsAffected() == 0 {
		x.Outcome = history.Aborted
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.changes = append(e.changes, x)
}

func (e *Estate) remove(ctx context.Context, c *pgx.Conn, to *[]history.Removal, q string, id int64) {
	r := history.Removal{Group: id, Invoked: e.Recorder.Now()}
	_, err := c.Exec(ctx, q, id)
	r.Outcome, r.Returned = e.outcome(c, alone(err)), e.Recorder.Now()
	e.mu.Lock()
	defer e.mu.Unlock()
	*to = append(*to, r)
}

func (e *Estate) parcel(ctx context.Context, c *pgx.Conn, client int) {
	id := e.token()
	x := history.Row{Fact: history.Fact{ID: id, Client: client, Invoked: e.Recorder.Now()}, Group: id}
	x.Outcome = e.outcome(c, alone(changesOne(ctx, c, "INSERT INTO parcels VALUES ($1::bigint, $1 % 2)", id)))
	x.Returned = e.Recorder.Now()
	e.mu.Lock()
	defer e.mu.Unlock()
	e.parcels = append(e.parcels, x)
}

// alter makes the next change of the schema, unless somebody does.
func (e *Estate) alter(ctx context.Context, c *pgx.Conn) {
	e.mu.Lock()
	was := e.busy
	e.busy = true
	change := estateChanges[e.turn%len(estateChanges)]
	if !was {
		e.turn++
	}
	e.mu.Unlock()
	if was {
		return
	}
	e.applied(c, change.statement, change.done, execOnly(ctx, c, change.statement))
	e.mu.Lock()
	defer e.mu.Unlock()
	e.busy = false
}

func execOnly(ctx context.Context, c *pgx.Conn, q string) error {
	_, err := c.Exec(ctx, q)
	return err
}

// applied judges the answer to a change of the schema.
func (e *Estate) applied(c *pgx.Conn, statement, done string, err error) {
	switch {
	case done != "" && expectedCode(err, done):
		e.Tally.count(history.Aborted)
	case expectedCode(err, "23505"):
		e.anomaly("index", "%s found what the other unique index does not allow: %v", statement, err)
	default:
		e.judge(statement, c, alone(err))
	}
}

func (e *Estate) anomaly(k history.Kind, format string, args ...any) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.found = append(e.found, history.Anomaly{Kind: k, Story: fmt.Sprintf(format, args...)})
}

// estateRules are queries that show a row for each thing that is not as it must be.
var estateRules = []struct {
	kind  history.Kind
	query string
}{
	{"audit", `SELECT format('thing %s: %s changes by the audit, worth %s, there %s; by its row %s, worth %s', coalesce(a.thing, t.id), a.changes, a.n, a.there, t.v, t.n) FROM
		(SELECT thing, count(*) FILTER (WHERE op <> 'D') AS changes, sum(n) AS n, count(*) FILTER (WHERE op = 'I') - count(*) FILTER (WHERE op = 'D') AS there FROM audit GROUP BY 1) a
		FULL JOIN things t ON t.id = a.thing
		WHERE a.thing IS NULL OR CASE WHEN t.id IS NULL THEN a.n <> 0 OR a.there <> 0 ELSE a.changes <> t.v OR a.n <> t.n OR a.there <> 1 END`},
	{"sums", `SELECT format('sum %s is %s, %s, and things are %s, %s', s.k, s.c, s.n, t.c, t.n) FROM sums s
		LEFT JOIN (SELECT id % 4 AS k, count(*) AS c, sum(n) AS n FROM things GROUP BY 1) t ON t.k = s.k WHERE s.c <> coalesce(t.c, 0) OR s.n <> coalesce(t.n, 0)`},
	{"orphan", `SELECT format('thing %s, whose owner %s is not there', t.id, t.owner) FROM things t LEFT JOIN owners o ON o.id = t.owner WHERE o.id IS NULL
		UNION ALL SELECT format('thing %s, whose owner before had code %s, which nobody has', t.id, t.before) FROM things t LEFT JOIN owners o ON o.code = t.before
		WHERE o.id IS NULL AND t.before IS NOT NULL`},
	{"unique", `SELECT format('slot %s of kind %s is taken %s times', slot, kind, count(*)) FROM things WHERE taken GROUP BY slot, kind HAVING count(*) > 1
		UNION ALL SELECT format('%s things of kind %s are called %s', count(*), kind, lower(name || '')) FROM things GROUP BY lower(name || ''), kind HAVING count(*) > 1`},
	{"view", "SELECT format('the view shows %s, %s where the sums were %s, %s', sum(c), sum(n), max(all_c), max(all_n)) FROM seen HAVING sum(c) <> max(all_c) OR sum(n) <> max(all_n)"},
	{"partition", `SELECT format('%s parcels in the partition, %s by the table', a, b) FROM
		(SELECT (SELECT count(*) FROM parcels_1) AS a, (SELECT count(*) FROM parcels WHERE half = 1) AS b) x WHERE b <> 0 AND a <> b`},
	{"partition", `SELECT format('thing %s of kind %s is in %s', id, kind, tableoid::regclass) FROM things
		WHERE tableoid::regclass::text <> CASE kind WHEN 0 THEN 'things_0' WHEN 1 THEN 'things_1' ELSE 'things_x' END`},
}

// estateWays are conditions in pairs: one that an index may serve, and one that none can.
var estateWays = [][2]string{
	{`doc @> '{"tag": %d}'`, `doc || '{}' @> '{"tag": %d}'`},
	{"taken AND slot = %d", "taken::int = 1 AND slot + 0 = %d"},
	{"lower(name) = 'thing ' || %d", "lower(name || '') = 'thing ' || %d"},
	{"owner = %d %% 8", "owner + 0 = %d %% 8"},
}

// look looks at all in one snapshot.
func (e *Estate) look(ctx context.Context, c *pgx.Conn, rng *rand.Rand) answer {
	return inTxn(ctx, c, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		for _, r := range estateRules {
			rows, err := tx.Query(ctx, r.query)
			if err != nil {
				return err
			}
			bad, err := pgx.CollectRows(rows, pgx.RowTo[string])
			if err != nil {
				return err
			}
			for _, story := range bad {
				e.anomaly(r.kind, "%s", story)
			}
		}
		for _, w := range estateWays {
			if err := e.ways(ctx, tx, w, rng); err != nil {
				return err
			}
		}
		return nil
	})
}

// ways compares what two conditions that mean the same show.
func (e *Estate) ways(ctx context.Context, tx pgx.Tx, w [2]string, rng *rand.Rand) error {
	x := rng.Int64N(estateTags)
	if w == estateWays[2] {
		x = e.some(rng)
	}
	var ways [2][]int64
	for i, cond := range w {
		rows, err := tx.Query(ctx, "SELECT id FROM things WHERE "+fmt.Sprintf(cond, x))
		if err != nil {
			return err
		}
		if ways[i], err = pgx.CollectRows(rows, pgx.RowTo[int64]); err != nil {
			return err
		}
		slices.Sort(ways[i])
	}
	if !slices.Equal(ways[0], ways[1]) {
		e.anomaly("index", "%s for %d: by the index %v, by rows %v", w[0], x, ways[0], ways[1])
	}
	return nil
}

// Final implements Load. All indexes are there then, and the partition is where it belongs.
func (e *Estate) Final(ctx context.Context, c *pgx.Conn) error {
	for _, change := range estateChanges {
		if change.done == "42P01" || change.statement[:4] == "DROP" {
			continue
		}
		if err := execRetry(ctx, func() error { return execOnly(ctx, c, change.statement) }); err != nil && !(change.done != "" && expectedCode(err, change.done)) {
			return fmt.Errorf("%s: %w", change.statement, err)
		}
	}
	rng := rand.New(rand.NewPCG(1, 1))
	if err := execRetry(ctx, func() error { return e.look(ctx, c, rng).err }); err != nil {
		return err
	}
	for _, x := range []struct {
		into  *map[int64]int
		query string
	}{
		{&e.thingsIn, "SELECT id FROM things"}, {&e.changesIn, "SELECT token FROM audit WHERE op <> 'D' AND token IS NOT NULL"}, {&e.parcelsIn, "SELECT id FROM parcels"},
	} {
		if err := execRetry(ctx, func() (err error) { *x.into, err = counted(ctx, c, x.query); return err }); err != nil {
			return err
		}
	}
	return nil
}

// Check implements Load.
func (e *Estate) Check() []history.Anomaly {
	gone := slices.Clone(e.removals)
	for _, r := range e.leavings {
		for _, x := range e.things {
			if e.owned[x.ID] == r.Group {
				with := r
				with.Group = x.ID
				gone = append(gone, with)
			}
		}
	}
	return slices.Concat(e.found, history.CheckRows(e.things, gone, e.thingsIn), history.CheckRows(e.changes, nil, e.changesIn), history.CheckRows(e.parcels, nil, e.parcelsIn))
}
