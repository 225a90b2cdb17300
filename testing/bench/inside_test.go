package main

import (
	"context"
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/isochrondb/isochron/server/node"
)

// statement is one that takes int4 parameters: a key, and keys 99 above the one
// before.
type statement struct {
	name, sql string
	params    int
}

// The statements of sysbench's oltp_read_write: those that read, one by one and
// as the transaction that they make together, and those that write, which make
// another.
var statements = []statement{
	{"point", "SELECT c FROM sbtest WHERE id=$1", 1},
	{"simple", "SELECT c FROM sbtest WHERE id BETWEEN $1 AND $2", 2},
	{"sum", "SELECT SUM(k) FROM sbtest WHERE id BETWEEN $1 AND $2", 2},
	{"order", "SELECT c FROM sbtest WHERE id BETWEEN $1 AND $2 ORDER BY c", 2},
	{"distinct", "SELECT DISTINCT c FROM sbtest WHERE id BETWEEN $1 AND $2 ORDER BY c", 2},
}

var writes = []statement{
	{"index update", "UPDATE sbtest SET k = k + 1 WHERE id = $1", 1},
	{"update", "UPDATE sbtest SET c = repeat(md5($2::int4::text), 3) WHERE id = $1", 2},
	{"delete", "DELETE FROM sbtest WHERE id = $1", 1},
	{"insert", "INSERT INTO sbtest (id, k, c, pad) VALUES ($1, $2, 'c', 'pad')", 2},
}

const sbRows = 25_000

// nodeWith starts a node and runs the statements on it.
func nodeWith(b *testing.B, sql string) *node.Node {
	b.Helper()
	n, err := startNode(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := n.Close(); err != nil {
			b.Error(err)
		}
	})
	c, err := connect(b.Context(), n)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close(context.Background())
	if _, err := c.Exec(b.Context(), sql); err != nil {
		b.Fatal(err)
	}
	return n
}

// sbtest starts a node with sysbench's table.
func sbtest(b *testing.B) *rawClient {
	b.Helper()
	n := nodeWith(b, fmt.Sprintf(`CREATE TABLE sbtest (id serial PRIMARY KEY, k int NOT NULL, c char(120) NOT NULL, pad char(60) NOT NULL);
		INSERT INTO sbtest (k, c, pad) SELECT 7919 * x %% %d, repeat(md5(x::text), 3), md5((x + 1)::text) FROM generate_series(1, %d) x;
		CREATE INDEX ON sbtest (k)`, sbRows, sbRows))
	r, err := newRawClient(n, "BEGIN")
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range slices.Concat(statements, writes, []statement{{"commit", "COMMIT", 0}}) {
		if err := r.exchange(encoded(b, &pgproto3.Parse{Name: s.name, Query: s.sql}, &pgproto3.Sync{})); err != nil {
			b.Fatal(err)
		}
	}
	return r
}

func encoded(b *testing.B, ms ...pgproto3.FrontendMessage) []byte {
	var out []byte
	for _, m := range ms {
		var err error
		if out, err = m.Encode(out); err != nil {
			b.Fatal(err)
		}
	}
	return out
}

// execution is a prepared statement's Bind, Execute and Sync, as libpq sends
// them; its int4 arguments lie at the places returned.
func execution(b *testing.B, name string, params int) (msg []byte, at []int) {
	bind := &pgproto3.Bind{PreparedStatement: name}
	for range params {
		bind.ParameterFormatCodes = []int16{1}
		bind.Parameters = append(bind.Parameters, []byte{0, 0, 0, 0})
	}
	msg = encoded(b, bind)
	end := len(msg) - 2 // no result formats
	for i := range params {
		at = append(at, end-8*(params-i)+4)
	}
	return append(msg, encoded(b, &pgproto3.Describe{ObjectType: 'P'}, &pgproto3.Execute{}, &pgproto3.Sync{})...), at
}

// BenchmarkStatement counts what one execution costs the server, the client's
// own little share included.
func BenchmarkStatement(b *testing.B) {
	r := sbtest(b)
	type call struct {
		msg []byte
		at  []int
	}
	calls := map[string]call{}
	add := func(name string, params int) {
		msg, at := execution(b, name, params)
		calls[name] = call{msg, at}
	}
	for _, s := range slices.Concat(statements, writes) {
		add(s.name, s.params)
	}
	add("commit", 0)
	add("s", 0) // BEGIN
	key := 1
	same := func(b *testing.B, name string) {
		c := calls[name]
		for i, at := range c.at {
			binary.BigEndian.PutUint32(c.msg[at:], uint32(key+99*i))
		}
		if err := r.exchange(c.msg); err != nil {
			b.Fatal(err)
		}
	}
	run := func(b *testing.B, name string) {
		key = 1 + (key*7919)%(sbRows-100)
		same(b, name)
	}
	for _, s := range statements {
		measured(b, s.name, func(b *testing.B) { run(b, s.name) })
	}
	measured(b, "transaction", func(b *testing.B) {
		run(b, "s")
		for range 10 {
			run(b, "point")
		}
		for _, s := range statements[1:] {
			run(b, s.name)
		}
		run(b, "commit")
	})
	measured(b, "one row's commit", func(b *testing.B) { run(b, "index update") })
	transaction := func(b *testing.B) {
		run(b, "s")
		for _, s := range writes {
			same(b, s.name)
		}
		same(b, "commit")
	}
	measured(b, "writes", transaction)
	// Without what is kept so as to run the block again.
	if err := r.exchange(encoded(b, &pgproto3.Query{String: "SET isochron.transaction_replay = off"})); err != nil {
		b.Fatal(err)
	}
	measured(b, "writes that are not kept", transaction)
}

func measured(b *testing.B, name string, run func(*testing.B)) {
	b.Run(name, func(b *testing.B) {
		for range 200 {
			run(b)
		}
		runtime.GC()
		b.ReportAllocs()
		b.ResetTimer()
		before := cpuTime()
		for range b.N {
			run(b)
		}
		b.ReportMetric(float64((cpuTime()-before).Nanoseconds())/float64(b.N), "cpu-ns/op")
	})
}
