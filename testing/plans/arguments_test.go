package plans

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// skewed is a table of 20,000 rows: half of them are of state 0, the others of 100 more, and a, b, at
// and the name are spread evenly.
func skewed(ctx context.Context, t *testing.T) (*cluster.Cluster, *pgx.Conn) {
	t.Helper()
	c := cluster.Start(t)
	conn := c.Conn(ctx)
	simple(ctx, t, conn,
		"CREATE TABLE s (id int PRIMARY KEY, state int, a int, b int, at timestamptz, name text, pad int DEFAULT 0)",
		"CREATE INDEX ON s (state)", "CREATE INDEX ON s (a)", "CREATE INDEX ON s (b)", "CREATE INDEX ON s (at)", "CREATE INDEX ON s (name)",
		"INSERT INTO s SELECT i, CASE WHEN i % 2 = 0 THEN 0 ELSE i % 200 END, i * 7919 % 20000, i * 6007 % 20000, now() - i * interval '1 hour', lpad((i * 6011 % 20000)::text, 5, '0') FROM generate_series(1, 20000) i",
		"ANALYZE s")
	return c, conn
}

func simple(ctx context.Context, t *testing.T, conn *pgx.Conn, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if _, err := conn.Exec(ctx, text, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
}

func lines(ctx context.Context, t *testing.T, conn *pgx.Conn, text string) string {
	t.Helper()
	rows, err := conn.Query(ctx, text, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return strings.Join(out, "\n")
}

// way names how a plan reads its table.
func way(plan string) string {
	for _, w := range []string{"BitmapOr", "Index Scan", "Index Only Scan", "Seq Scan"} {
		if strings.Contains(plan, w) {
			return w
		}
	}
	return plan
}

var byValue = []struct {
	name, query   string
	types         string
	rare, common  string // arguments
	few, many     string // by which way each is read
	generic       string
	genericOfAuto string // by which way auto goes on after having seen rare ones alone
}{
	{"a common value", "SELECT pad FROM s WHERE state = $1", "int", "7", "0", "Index Scan", "Seq Scan", "Index Scan", "Index Scan"},
	{"a list", "SELECT pad FROM s WHERE state = ANY ($1)", "int[]", "'{7,9}'", "'{0,7}'", "Index Scan", "Seq Scan", "Index Scan", "Index Scan"},
	{"a range", "SELECT pad FROM s WHERE a < $1", "int", "20", "15000", "Index Scan", "Seq Scan", "Seq Scan", "Index Scan"},
	{"two ranges", "SELECT pad FROM s WHERE a < $1 OR b < $2", "int, int", "20, 20", "20, 15000", "BitmapOr", "Seq Scan", "Seq Scan", "BitmapOr"},
	{"a sum", "SELECT pad FROM s WHERE a > 20000 - $1", "int", "20", "15000", "Index Scan", "Seq Scan", "Seq Scan", "Index Scan"},
	{"a time", "SELECT pad FROM s WHERE at > now() - $1", "interval", "'10 hours'", "'600 days'", "Index Scan", "Seq Scan", "Index Scan", "Index Scan"},
	{"a pattern", "SELECT pad FROM s WHERE name LIKE $1", "text", "'0012%'", "'%7'", "Index Scan", "Seq Scan", "Index Scan", "Index Scan"},
	{"a pattern or a range", "SELECT pad FROM s WHERE name LIKE $1 OR b < $2", "text, int", "'0012%', 20", "'%7', 20", "BitmapOr", "Seq Scan", "Seq Scan", "BitmapOr"},
	{"a limit", "SELECT pad FROM s WHERE b < 5000 ORDER BY a LIMIT $1", "int", "3", "15000", "Index Scan", "Seq Scan", "Index Scan", "Index Scan"},
}

// TestPreparedByValues: a prepared statement is planned by its arguments as plan_cache_mode says, and
// pg_prepared_statements tells how often.
func TestPreparedByValues(t *testing.T) {
	ctx := context.Background()
	_, conn := skewed(ctx, t)
	for _, tt := range byValue {
		t.Run(tt.name, func(t *testing.T) {
			prepare := func(mode string) {
				simple(ctx, t, conn, "DEALLOCATE ALL", "SET plan_cache_mode = "+mode, fmt.Sprintf("PREPARE p (%s) AS %s", tt.types, tt.query))
			}
			is := func(mode, args, want string) {
				t.Helper()
				plan := lines(ctx, t, conn, "EXPLAIN EXECUTE p("+args+")")
				if got := way(plan); got != want {
					t.Errorf("%s, %s: %s, want %s\n%s", mode, args, got, want, plan)
				}
				if shown := !strings.Contains(plan, "$"); mode != "auto" && shown != (mode == "custom") && tt.name != "a limit" {
					t.Errorf("%s, %s: the arguments are shown: %v\n%s", mode, args, shown, plan)
				}
			}
			counts := func(want string) {
				t.Helper()
				if got := lines(ctx, t, conn, "SELECT generic_plans || ' generic, ' || custom_plans || ' custom' FROM pg_prepared_statements"); got != want {
					t.Errorf("counted %s, want %s", got, want)
				}
			}
			prepare("force_custom_plan")
			for range 4 {
				is("custom", tt.rare, tt.few)
				is("custom", tt.common, tt.many)
			}
			counts("0 generic, 8 custom")
			prepare("force_generic_plan")
			is("generic", tt.rare, tt.generic)
			is("generic", tt.common, tt.generic)
			counts("2 generic, 0 custom")
			prepare("auto")
			is("auto", tt.common, tt.many)
			is("auto", tt.rare, tt.few)
			prepare("auto")
			for range 6 {
				is("auto", tt.rare, tt.few)
			}
			is("auto", tt.rare, tt.genericOfAuto)
		})
	}
}

// TestSimpleByValues: a simple query's literals decide how the table is read, though they are
// parameters of a plan that others share, and so do the variables of a routine. Reading all of the
// table conflicts with an INSERT that has other values; reading a part of an index does not.
func TestSimpleByValues(t *testing.T) {
	ctx := context.Background()
	c, conn := skewed(ctx, t)
	other := c.Conn(ctx)
	simple(ctx, t, conn, `CREATE FUNCTION pads(x int, y int) RETURNS bigint LANGUAGE plpgsql AS
		'BEGIN RETURN (SELECT sum(pad) FROM s WHERE a < x OR b < y); END'`,
		`CREATE FUNCTION pads_of(x int) RETURNS bigint LANGUAGE plpgsql AS
		'DECLARE n bigint; BEGIN SELECT sum(pad) INTO n FROM s WHERE state = x; RETURN n; END'`)
	id := 100_000
	for _, tt := range []struct {
		query string
		reads bool // all of the table
	}{
		{"SELECT pad FROM s WHERE state = 7", false},
		{"SELECT pad FROM s WHERE state = 0", true},
		{"SELECT pad FROM s WHERE state = 9", false},
		{"SELECT pad FROM s WHERE a < 20 OR b < 20", false},
		{"SELECT pad FROM s WHERE a < 9000 OR b < 20", true},
		{"SELECT pad FROM s WHERE a < 21 OR b < 30", false},
		{"SELECT pad FROM s WHERE at > now() - interval '10 hours'", false},
		{"SELECT pads(20, 20)", false},
		{"SELECT pads(9000, 20)", true},
		{"SELECT pads_of(7)", false},
		{"SELECT pads_of(0)", true},
	} {
		id++
		simple(ctx, t, conn, "SET isochron.transaction_replay = off", "BEGIN ISOLATION LEVEL SERIALIZABLE", tt.query, "UPDATE s SET pad = 1 WHERE id = 5")
		// Who has read, after that, what the first writes keeps it from going before.
		simple(ctx, t, other, fmt.Sprintf("INSERT INTO s VALUES (%d, 12345, 50000, 50000, '2001-01-01', 'x')", id), "SELECT pad FROM s WHERE id = 5")
		_, err := conn.Exec(ctx, "COMMIT")
		var pg *pgconn.PgError
		if lost := errors.As(err, &pg) && pg.Code == "40001"; lost != tt.reads || err != nil && !lost {
			t.Errorf("%s: all of the table is read: %v, want %v (%v)", tt.query, lost, tt.reads, err)
		}
	}
}

// TestPartialIndexByValues: a partial index serves where arguments and literals imply its predicate, and
// only there: rows that it lacks are found with all others.
func TestPartialIndexByValues(t *testing.T) {
	ctx := context.Background()
	c, conn := skewed(ctx, t)
	simple(ctx, t, conn, "DROP INDEX s_name_idx", "CREATE INDEX odd ON s (id) WHERE state = 7", "CREATE INDEX few ON s (b) WHERE state < 0 OR a BETWEEN 100 AND 200", "CREATE INDEX names ON s (id) WHERE name IN ('00123', '00456')")
	for _, tt := range []struct {
		query, types, args string
		index              string // "": none of the partial ones
		rows               int
	}{
		{"state = $1", "int", "7", "odd", 100},
		{"state = $1", "int", "9", "", 100},
		{"state = $1", "int", "0", "", 10000},
		{"state = $1", "int", "NULL", "", 0},
		{"state = $1 AND id < $2", "int, int", "7, 19000", "odd", 95},
		{"state = $1 AND id < $2", "int, int", "9, 19000", "", 95},
		{"state = $1 + 1", "int", "6", "odd", 100},
		{"state IN ($1, $2)", "int, int", "7, 7", "odd", 100},
		{"state IN ($1, $2)", "int, int", "7, 9", "", 200},
		{"a > $1 AND a < 200 AND b > 20 - 30", "int", "-5", "", 200},
		{"a BETWEEN $1 AND $2", "int, int", "120, 130", "", 11},
		{"name = $1", "text", "'00456'", "names", 1},
		{"name = $1", "text", "'00457'", "", 1},
	} {
		query := "SELECT pad FROM s WHERE " + tt.query
		literal := query
		for i, a := range strings.Split(tt.args, ", ") {
			literal = strings.ReplaceAll(literal, fmt.Sprintf("$%d", i+1), a)
		}
		if got := count(ctx, t, conn, literal); got != tt.rows {
			t.Errorf("%s: %d rows, want %d", literal, got, tt.rows)
		}
		for _, mode := range []string{"force_custom_plan", "force_generic_plan", "auto"} {
			simple(ctx, t, conn, "DEALLOCATE ALL", "SET plan_cache_mode = "+mode, fmt.Sprintf("PREPARE p (%s) AS %s", tt.types, query))
			for range 7 {
				if got := count(ctx, t, conn, "EXECUTE p("+tt.args+")"); got != tt.rows {
					t.Errorf("%s, %s of (%s): %d rows, want %d", mode, query, tt.args, got, tt.rows)
				}
			}
			plan := lines(ctx, t, conn, "EXPLAIN EXECUTE p("+tt.args+")")
			index := ""
			for _, name := range []string{"odd", "few", "names"} {
				if strings.Contains(plan, "using "+name+" ") {
					index = name
				}
			}
			if mode == "force_custom_plan" && index != tt.index || mode == "force_generic_plan" && index != "" {
				t.Errorf("%s, %s of (%s): the index is %q, want %q\n%s", mode, query, tt.args, index, tt.index, plan)
			}
		}
	}
	// A simple query reads no more than the index, as in TestSimpleByValues.
	other := c.Conn(ctx)
	simple(ctx, t, conn, "SET isochron.transaction_replay = off", "DROP INDEX s_state_idx", "BEGIN ISOLATION LEVEL SERIALIZABLE", "SELECT pad FROM s WHERE state = 7 AND id < 5000", "UPDATE s SET pad = 1 WHERE id = 5")
	simple(ctx, t, other, "INSERT INTO s VALUES (-1, 12345, 50000, 50000, '2001-01-01', 'x')")
	if _, err := conn.Exec(ctx, "COMMIT"); err != nil {
		t.Errorf("more than the partial index was read: %v", err)
	}
}

func count(ctx context.Context, t *testing.T, conn *pgx.Conn, text string) (n int) {
	t.Helper()
	rows, err := conn.Query(ctx, text, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	for rows.Next() {
		n++
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return n
}

// TestValuesAtRandom: whatever values come in which order to one text, a table with many indexes, most
// of them partial, gives the rows that one without any gives.
func TestValuesAtRandom(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	for _, table := range []string{"x", "y"} {
		simple(ctx, t, conn, "CREATE TABLE "+table+" (id int PRIMARY KEY, a int, b int, c text)",
			"INSERT INTO "+table+" SELECT i, CASE WHEN i % 10 < 7 THEN i % 3 ELSE i % 40 END, nullif(i * 7 % 50, 7), chr(97 + i % 20) || i % 7 FROM generate_series(1, 3000) i")
	}
	r := rand.New(rand.NewPCG(1, 2))
	number := func() string { return strconv.Itoa(r.IntN(45) - 3) }
	letter := func() string { return fmt.Sprintf("'%c%d'", 'a'+r.IntN(21), r.IntN(8)) }
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	condition := func() string {
		switch r.IntN(7) {
		case 0:
			return "c " + pick("=", "<", ">", "<>") + " " + letter()
		case 1:
			return "c LIKE '" + pick("a", "b1", "%", "_", "k") + pick("%", "", "3") + "'"
		case 2:
			return pick("a", "b") + " IN (" + number() + ", " + number() + ")"
		case 3:
			return pick("a", "b") + " BETWEEN " + number() + " AND " + number()
		case 4:
			return pick("a", "b") + pick(" = ", " < ") + number() + " + 1"
		}
		return pick("a", "b") + " " + pick("=", "<", "<=", ">", ">=", "<>") + " " + number()
	}
	for range 25 {
		simple(ctx, t, conn, "CREATE INDEX ON x ("+pick("a", "b", "c", "id")+") WHERE "+condition()+pick("", " OR "+condition(), " AND "+condition()))
	}
	simple(ctx, t, conn, "CREATE INDEX ON x (a)", "CREATE INDEX ON x (b)", "CREATE INDEX ON x (c)", "ANALYZE x")
	for range 500 {
		where := condition() + pick("", " AND "+condition(), " OR "+condition(), " AND "+condition()+" OR "+condition())
		if got, want := count(ctx, t, conn, "SELECT id FROM x WHERE "+where), count(ctx, t, conn, "SELECT id FROM y WHERE "+where); got != want {
			t.Errorf("%s: %d rows, want %d", where, got, want)
		}
	}
}

// TestLimitOfEntries: few rows of a condition that a gin index serves are looked for in the table where many
// have it, and by its entries where few do.
func TestLimitOfEntries(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	simple(ctx, t, conn, "CREATE TABLE g (id int PRIMARY KEY, doc jsonb)",
		"INSERT INTO g SELECT i, jsonb_build_object('n', i % 3, 'm', i % 50) FROM generate_series(1, 200000) i",
		"CREATE INDEX ON g USING gin (doc)", "ANALYZE g", "SET plan_cache_mode = force_custom_plan",
		`PREPARE n (bigint) AS SELECT id FROM g WHERE doc @> '{"n": 2}' LIMIT $1`,
		`PREPARE m (bigint) AS SELECT id FROM g WHERE doc @> '{"m": 5}' LIMIT $1`)
	for call, want := range map[string]string{"n(1)": "g_pkey", "n(100000)": "g_pkey", "m(1)": "g_doc_idx", "m(100000)": "g_doc_idx"} {
		if plan := lines(ctx, t, conn, "EXPLAIN EXECUTE "+call); !strings.Contains(plan, want) {
			t.Errorf("%s: not by %s\n%s", call, want, plan)
		}
	}
}
