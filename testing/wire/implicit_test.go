package wire

import (
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestImplicitIndexesAreToldOf: at debug1 a client hears of the sequences and indexes that a table makes.
// Postgres tells there, too, that it builds the indexes, which is its own affair.
func TestImplicitIndexesAreToldOf(t *testing.T) {
	cl := cluster.Start(t)
	var got []string
	conf := cl.ConnConfig()
	conf.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) { got = append(got, n.Severity+" "+n.Message) }
	c, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(ctx) })
	exec(t, c, "SET client_min_messages = debug1")
	exec(t, c, "CREATE TABLE t (a serial PRIMARY KEY, b serial, c int UNIQUE, CONSTRAINT ab UNIQUE (a, b), EXCLUDE (b WITH =))")
	exec(t, c, "CREATE TABLE u (a int, b int)")
	exec(t, c, "ALTER TABLE u ADD PRIMARY KEY (a), ADD UNIQUE (b)")
	exec(t, c, "SET client_min_messages = log")
	exec(t, c, "CREATE TABLE v (a serial PRIMARY KEY)")
	want := []string{
		`DEBUG CREATE TABLE will create implicit sequence "t_a_seq" for serial column "t.a"`,
		`DEBUG CREATE TABLE will create implicit sequence "t_b_seq" for serial column "t.b"`,
		`DEBUG CREATE TABLE / PRIMARY KEY will create implicit index "t_pkey" for table "t"`,
		`DEBUG CREATE TABLE / UNIQUE will create implicit index "t_c_key" for table "t"`,
		`DEBUG CREATE TABLE / UNIQUE will create implicit index "ab" for table "t"`,
		`DEBUG CREATE TABLE / EXCLUDE will create implicit index "t_b_excl" for table "t"`,
		`DEBUG ALTER TABLE / ADD PRIMARY KEY will create implicit index "u_pkey" for table "u"`,
		`DEBUG ALTER TABLE / ADD UNIQUE will create implicit index "u_b_key" for table "u"`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
