package wire

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/isochrondb/isochron/testing/cluster"
)

// texts are what random clients send. Some fail, some wait for COPY data.
var texts = []string{
	"", "SELECT 1", "SELECT $1::int", "SELECT a, b FROM t WHERE a > $1 ORDER BY a", "INSERT INTO t VALUES ($1, $2)", "INSERT INTO t VALUES (1, 'x')",
	"UPDATE t SET b = b || 'x' WHERE a = $1 RETURNING *", "DELETE FROM t WHERE a = $1", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT s", "ROLLBACK TO s", "RELEASE s",
	"SELECT 1/0", "SELEC", "SELECT * FROM nosuch", "SHOW search_path", "SET work_mem = '1MB'", "SET work_mem = 'x'", "RESET ALL", "DISCARD ALL",
	"CREATE TABLE u (a int)", "DROP TABLE u", "ALTER TABLE t ADD COLUMN c int", "ALTER TABLE t DROP COLUMN c", "TRUNCATE t",
	"DECLARE c CURSOR FOR SELECT a FROM t", "FETCH 2 FROM c", "MOVE c", "CLOSE c", "FETCH p", "PREPARE p AS SELECT a FROM t", "EXECUTE p", "DEALLOCATE ALL", "EXPLAIN SELECT * FROM t",
	"COPY t FROM STDIN", "COPY t (a) FROM STDIN (FORMAT csv)", "COPY t TO STDOUT", "COPY t TO STDOUT (FORMAT binary)", "COPY u FROM STDIN (FORMAT binary)",
	"SELECT 1; SELECT 2", "INSERT INTO t (a) VALUES (5); SELECT 1/0", "BEGIN; SELECT 1; COMMIT", "SELECT i FROM generate_series(1, 100) i", "VALUES (1), (2)", "SELECT", "SELECT FROM t",
	"SELECT pg_advisory_xact_lock(1)", "SELECT set_config('work_mem', '2MB', true)", "LISTEN x", "VACUUM", "COMMIT AND CHAIN", "SET TRANSACTION READ ONLY",
}

// randomText seldom chooses COPY FROM, after which most messages end the
// connection.
func randomText(rng *rand.Rand) string {
	for {
		if text := texts[rng.IntN(len(texts))]; !strings.HasSuffix(text, "STDIN") || rng.IntN(8) == 0 {
			return text
		}
	}
}

func randomMessage(rng *rand.Rand) pgproto3.FrontendMessage {
	name := func() string { return []string{"", "", "", "p", "q"}[rng.IntN(5)] }
	switch rng.IntN(24) {
	case 0, 1, 2:
		return &pgproto3.Query{String: randomText(rng)}
	case 3, 4, 5, 6:
		return &pgproto3.Parse{Name: name(), Query: randomText(rng), ParameterOIDs: make([]uint32, rng.IntN(8)/7)}
	case 7, 8, 9, 10:
		m := &pgproto3.Bind{DestinationPortal: name(), PreparedStatement: name()}
		for range max(0, rng.IntN(5)-2) {
			m.Parameters = append(m.Parameters, [][]byte{nil, []byte("1"), []byte("x"), {0, 0, 0, 7}}[rng.IntN(4)])
			m.ParameterFormatCodes = append(m.ParameterFormatCodes, int16(rng.IntN(2)))
		}
		for range max(0, rng.IntN(6)-3) {
			m.ResultFormatCodes = append(m.ResultFormatCodes, int16(rng.IntN(2)))
		}
		return m
	case 11:
		return &pgproto3.Describe{ObjectType: "SPX"[rng.IntN(3)], Name: name()}
	case 12, 13, 14, 15:
		return &pgproto3.Execute{Portal: name(), MaxRows: uint32(rng.IntN(4))}
	case 16:
		return &pgproto3.Close{ObjectType: "SP"[rng.IntN(2)], Name: name()}
	case 17:
		return &pgproto3.Flush{}
	case 18:
		return []pgproto3.FrontendMessage{&pgproto3.CopyData{Data: []byte("7\tx\n")}, &pgproto3.CopyDone{}, &pgproto3.CopyFail{Message: "no"}}[rng.IntN(3)]
	}
	return &pgproto3.Sync{}
}

// TestRandomMessages: whatever well-formed messages come in whatever order, the
// server answers each Query and Sync once with ReadyForQuery, or says why it
// ends the connection; nothing in it breaks, and nothing stays behind.
func TestRandomMessages(t *testing.T) {
	const seeds, messages = 300, 80
	synctest.Test(t, func(t *testing.T) {
		cl := cluster.Start(t)
		setup := cl.Conn(ctx)
		exec(t, setup, "CREATE TABLE t (a int PRIMARY KEY, b text)")
		for seed := range uint64(seeds) {
			oneRandomClient(t, cl, rand.New(rand.NewPCG(seed, 1)), seed, messages)
		}
		synctest.Wait()
		stats := cl.Node().Wire().Stats()
		if cl.Node().Panics() != 0 || stats.Open.Load() != 1 {
			t.Errorf("%d panics, %d connections", cl.Node().Panics(), stats.Open.Load())
		}
		exec(t, setup, "DROP TABLE t") // nobody holds a lock on it
	})
}

func oneRandomClient(t *testing.T, cl *cluster.Cluster, rng *rand.Rand, seed uint64, messages int) {
	p := &play{t: t, file: "random", node: cl, all: map[string]*peer{}}
	p.now = p.peer("a")
	if err := p.startup(3<<16, nil); err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
	p.now.messages()
	var sent []string
	for range messages {
		m := randomMessage(rng)
		sent = append(sent, fmt.Sprintf("%T%+v", m, m))
		if err := p.send(m); err != nil {
			break
		}
		if rng.IntN(3) == 0 {
			synctest.Wait() // else it is a pipeline
		}
	}
	// Whatever state it is in: out of COPY, out of skipping.
	_ = p.send(&pgproto3.CopyFail{Message: "enough"})
	_ = p.send(&pgproto3.Sync{})
	synctest.Wait()
	ended, last := false, ""
	for {
		kind, body, ok := p.now.frame()
		if !ok {
			break
		}
		last = p.now.show(kind, body) // panics if it does not decode
		ended = ended || kind == 'E' && body[1] == 'F'
	}
	if !ended && (len(last) < 13 || last[:13] != "ReadyForQuery") {
		t.Errorf("seed %d: the last message is %q after\n%s", seed, last, sent[max(0, len(sent)-10):])
	}
	_ = p.now.nc.Close()
}
