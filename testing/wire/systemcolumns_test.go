package wire

import (
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestXminToken: xmin as the token of optimistic concurrency, as Entity Framework uses it: it comes
// back from the statement that writes, in autocommit and in a transaction, and who comes second
// changes nothing.
func TestXminToken(t *testing.T) {
	srv := cluster.Start(t)
	a, b := srv.Conn(ctx), srv.Conn(ctx)
	exec(t, a, "CREATE TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text, tags text[])")
	var id int64
	var token, again pgtype.Uint32
	if err := a.QueryRow(ctx, "INSERT INTO posts (title) VALUES ($1) RETURNING id, xmin", "one").Scan(&id, &token); err != nil {
		t.Fatal(err)
	}
	const update = "UPDATE posts SET title = $1 WHERE id = $2 AND xmin = $3 RETURNING xmin"
	if err := b.QueryRow(ctx, update, "two", id, token).Scan(&again); err != nil || again == token {
		t.Fatalf("the first update: %v, %v after %v", err, again, token)
	}
	if err := a.QueryRow(ctx, update, "lost", id, token).Scan(&again); err != pgx.ErrNoRows {
		t.Fatalf("an update with an old token: %v", err)
	}
	tx, err := a.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"three", "four"} {
		token = again
		if err := tx.QueryRow(ctx, update, title, id, token).Scan(&again); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if err := b.QueryRow(ctx, "SELECT xmin FROM posts WHERE id = $1", id).Scan(&token); err != nil || token != again {
		t.Fatalf("after the commit xmin is %v, %v, and was %v before", token, err, again)
	}
	if tag, err := b.Exec(ctx, "DELETE FROM posts WHERE id = $1 AND xmin = $2", id, token); err != nil || tag.RowsAffected() != 1 {
		t.Errorf("%v, %v", tag, err)
	}
}

// TestXminOfTypes: what RETURNING tells is what is read, of values of many types.
func TestXminOfTypes(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TYPE mood AS ENUM ('sad', 'happy')")
	exec(t, c, "CREATE TYPE pair AS (a int, b text)")
	exec(t, c, "CREATE DOMAIN short AS numeric(6, 2)")
	exec(t, c, `CREATE TABLE many (n numeric, c char(5), f float8, ts timestamptz, i interval, tm timetz, ar int[], j json, jb jsonb, b bit varying(9),
		ip inet, r numrange, m mood, p pair, d short, x bytea, u uuid, money money, v varchar(4), s2 smallint, ok bool, g text GENERATED ALWAYS AS (v || c) STORED,
		PRIMARY KEY (n, c, f))`)
	const row = `1.50, 'ab', '-0', now(), '1 mon 40 days', '10:00+03', '{1,2,NULL}', '{"a": 1}', '{"b": [1.0, 2]}', '101',
		'10.0.0.1/8', '[1.0,2)', 'happy', '(1,"x y")', 1.234, '\x00ff', gen_random_uuid(), '12.5', 'abcd', 7, true`
	var written, read, updated uint32
	if err := c.QueryRow(ctx, "INSERT INTO many VALUES ("+row+") RETURNING xmin").Scan(&written); err != nil {
		t.Fatal(err)
	}
	if err := c.QueryRow(ctx, "SELECT xmin FROM many").Scan(&read); err != nil || read != written {
		t.Errorf("%d was written, %d is read, %v", written, read, err)
	}
	if err := c.QueryRow(ctx, "UPDATE many SET n = 1.500 RETURNING xmin").Scan(&updated); err != nil || updated == written {
		t.Errorf("%d was written, %d after an update, %v", written, updated, err)
	}
	if err := c.QueryRow(ctx, "SELECT xmin FROM many").Scan(&read); err != nil || read != updated {
		t.Errorf("%d was written, %d is read, %v", updated, read, err)
	}
	var n string
	if err := c.QueryRow(ctx, "SELECT n::text FROM many WHERE ctid = (SELECT ctid FROM many)").Scan(&n); err != nil || n != "1.500" {
		t.Errorf("by its ctid: %s, %v", n, err)
	}
}

// TestCTIDValues: ctid in binary, as arguments and in arrays; what a client cuts to six bytes names
// no row.
func TestCTIDValues(t *testing.T) {
	c := cluster.Start(t).Conn(ctx)
	exec(t, c, "CREATE TABLE t (id int PRIMARY KEY, v text)")
	exec(t, c, "CREATE TABLE n (v text)")
	exec(t, c, "INSERT INTO t SELECT i, 'v' || i FROM generate_series(1, 5) i")
	exec(t, c, "INSERT INTO n SELECT v FROM t")
	var place pgtype.TID
	if err := c.QueryRow(ctx, "SELECT ctid FROM t WHERE id = 3").Scan(&place); err != nil {
		t.Fatal(err)
	}
	var id int
	if err := c.QueryRow(ctx, "SELECT id FROM t WHERE ctid = $1", place).Scan(&id); err != nil || id != 3 {
		t.Errorf("%v: %d, %v", place, id, err)
	}
	rows, err := c.Query(ctx, "DELETE FROM t WHERE ctid = ANY ($1) RETURNING id", []pgtype.TID{place, {BlockNumber: 9, OffsetNumber: 9, Valid: true}})
	if err != nil {
		t.Fatal(err)
	}
	if ids, err := pgx.CollectRows(rows, pgx.RowTo[int]); err != nil || len(ids) != 1 || ids[0] != 3 {
		t.Errorf("%v, %v", ids, err)
	}
	// Other than in Postgres the place is the key's: it stays, and comes again with the key.
	stays := func(sql string) {
		t.Helper()
		var after pgtype.TID
		if err := c.QueryRow(ctx, sql).Scan(&after); err != nil || after != (pgtype.TID{OffsetNumber: 4, Valid: true}) {
			t.Errorf("%s: %v, %v", sql, after, err)
		}
	}
	stays("UPDATE t SET v = 'new' WHERE ctid = '(0,4)' RETURNING ctid")
	stays("DELETE FROM t WHERE ctid = '(0,4)' RETURNING ctid")
	stays("INSERT INTO t VALUES (4, 'again') RETURNING ctid")
	// A table without a key: its rows' places are longer.
	binary := []int16{pgx.BinaryFormatCode}
	r := c.PgConn().ExecParams(ctx, "SELECT ctid FROM n WHERE v = 'v2'", nil, nil, nil, binary).Read()
	if r.Err != nil || len(r.Rows) != 1 {
		t.Fatal(r.Err)
	}
	at := r.Rows[0][0]
	find := func(at []byte) int {
		r := c.PgConn().ExecParams(ctx, "SELECT v FROM n WHERE ctid = $1", [][]byte{at}, []uint32{pgtype.TIDOID}, binary, nil).Read()
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		return len(r.Rows)
	}
	if len(at) <= 6 || find(at) != 1 || find(at[:6]) != 0 {
		t.Errorf("%x: %d rows, cut %d", at, find(at), find(at[:6]))
	}
	for _, bad := range []string{"", "\x00\x00", "1234567", string(at[:6]) + "\x00"} {
		r := c.PgConn().ExecParams(ctx, "SELECT v FROM n WHERE ctid = $1", [][]byte{[]byte(bad)}, []uint32{pgtype.TIDOID}, binary, nil).Read()
		if code(r.Err) == "" {
			t.Errorf("%q: %v", bad, r.Err)
		}
	}
	var text string
	if err := c.QueryRow(ctx, "SELECT ctid::text FROM n WHERE v = 'v2'").Scan(&text); err != nil {
		t.Fatal(err)
	}
	if tag, err := c.Exec(ctx, "UPDATE n SET v = 'found' WHERE ctid = $1::text::tid", text); err != nil || tag.RowsAffected() != 1 {
		t.Errorf("%s: %v, %v", text, tag, err)
	}
}

// TestSystemColumnsOfOlderNodes: they travel in plan fragments that older nodes do not know.
func TestSystemColumnsOfOlderNodes(t *testing.T) {
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.VersionMax = version.Parted - 1 })).Conn(ctx)
	exec(t, c, "CREATE TABLE t (a int PRIMARY KEY)")
	for _, text := range []string{"SELECT ctid FROM t", "SELECT xmin FROM t", "DELETE FROM t WHERE ctid = '(0,1)'"} {
		_, err := c.Exec(ctx, text)
		wantCode(t, text, err, "0A000")
	}
	if got := one(t, c, "INSERT INTO t VALUES (1) RETURNING xmax"); got != "0" {
		t.Error(got)
	}
}
