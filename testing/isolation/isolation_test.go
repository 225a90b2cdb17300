package isolation

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// stage runs one scenario: sessions 0 to 2, each with one transaction at the
// level under test.
type stage struct {
	t     *testing.T
	level string
	conns []*pgx.Conn
	busy  []chan result // a step that waits
}

// result is what a step gave: its rows as "1|2, 3|4", or its SQLSTATE.
type result struct {
	rows string
	code string
}

const sessions = 3

func newStage(t *testing.T, level, setup string) *stage {
	ctx := context.Background()
	c := cluster.Start(t)
	s := &stage{t: t, level: level, busy: make([]chan result, sessions)}
	for range sessions {
		conn := c.Conn(ctx)
		if _, err := conn.Exec(ctx, "SET isochron.transaction_replay = off"); err != nil { // which would hide what the levels refuse
			t.Fatal(err)
		}
		s.conns = append(s.conns, conn)
	}
	if _, err := s.conns[0].Exec(ctx, setup); err != nil {
		t.Fatalf("setup: %v", err)
	}
	return s
}

func (s *stage) begin(who ...int) {
	for _, w := range who {
		if r := s.do(w, "BEGIN ISOLATION LEVEL "+s.level); r.code != "" {
			s.t.Fatalf("begin: %s", r.code)
		}
	}
}

// start runs a step and reports whether it waits for somebody.
func (s *stage) start(who int, text string) (waits bool) {
	s.t.Helper()
	if s.busy[who] != nil {
		s.t.Fatalf("session %d is still waiting", who)
	}
	done := make(chan result, 1)
	s.busy[who] = done
	go func() { done <- run(s.conns[who], text) }()
	synctest.Wait()
	return len(done) == 0
}

// end waits for a step that start began.
func (s *stage) end(who int) result {
	r := <-s.busy[who]
	s.busy[who] = nil
	return r
}

// do runs a step to its end; it must not wait for a transaction that stands
// still, or the test hangs and says where.
func (s *stage) do(who int, text string) result {
	s.t.Helper()
	s.start(who, text)
	return s.end(who)
}

// commit reports whether the transaction committed.
func (s *stage) commit(who int) bool {
	r := s.do(who, "COMMIT")
	return r.code == "" && r.rows == "COMMIT"
}

func run(c *pgx.Conn, text string) result {
	results := c.PgConn().Exec(context.Background(), text)
	var out result
	for results.NextResult() {
		r := results.ResultReader()
		var rows []string
		for r.NextRow() {
			var cols []string
			for _, v := range r.Values() {
				cols = append(cols, string(v))
			}
			rows = append(rows, strings.Join(cols, "|"))
		}
		tag, _ := r.Close()
		if out.rows = strings.Join(rows, ", "); len(r.FieldDescriptions()) == 0 {
			out.rows = tag.String()
		}
	}
	var e *pgconn.PgError
	if err := results.Close(); errors.As(err, &e) {
		return result{code: e.Code}
	} else if err != nil {
		return result{code: err.Error()}
	}
	return out
}

const twoRows = "CREATE TABLE test (id int PRIMARY KEY, value int); INSERT INTO test VALUES (1, 10), (2, 20)"

// scenario returns whether the anomaly happened.
type scenario struct {
	name, setup string
	// allowed are the levels at which Postgres shows it in this schedule.
	allowed string
	run     func(s *stage) bool
}

var scenarios = []scenario{
	{"G0 dirty write", twoRows, "", func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, "UPDATE test SET value = 11 WHERE id = 1")
		if !s.start(1, "UPDATE test SET value = 12 WHERE id = 1") {
			return true // it did not wait
		}
		s.do(0, "UPDATE test SET value = 21 WHERE id = 2")
		s.commit(0)
		if s.end(1).code == "" {
			s.do(1, "UPDATE test SET value = 22 WHERE id = 2")
		}
		s.commit(1)
		all := s.do(2, "SELECT value FROM test ORDER BY id").rows
		return all != "11, 21" && all != "12, 22"
	}},
	{"G1a aborted read", twoRows, "", func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, "UPDATE test SET value = 101 WHERE id = 1")
		before := s.do(1, "SELECT value FROM test WHERE id = 1").rows
		s.do(0, "ROLLBACK")
		after := s.do(1, "SELECT value FROM test WHERE id = 1").rows
		s.commit(1)
		return before == "101" || after == "101"
	}},
	{"G1b intermediate read", twoRows, "", func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, "UPDATE test SET value = 101 WHERE id = 1")
		before := s.do(1, "SELECT value FROM test WHERE id = 1").rows
		s.do(0, "UPDATE test SET value = 11 WHERE id = 1")
		s.commit(0)
		s.do(1, "SELECT value FROM test WHERE id = 1")
		s.commit(1)
		return before == "101"
	}},
	{"G1c circular information flow", twoRows, "", func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, "UPDATE test SET value = 11 WHERE id = 1")
		s.do(1, "UPDATE test SET value = 22 WHERE id = 2")
		a := s.do(0, "SELECT value FROM test WHERE id = 2").rows
		b := s.do(1, "SELECT value FROM test WHERE id = 1").rows
		s.commit(0)
		s.commit(1)
		return a == "22" || b == "11"
	}},
	{"OTV observed transaction vanishes", twoRows, "", func(s *stage) bool {
		s.begin(0, 1, 2)
		s.do(0, "UPDATE test SET value = 11 WHERE id = 1")
		s.do(0, "UPDATE test SET value = 19 WHERE id = 2")
		s.start(1, "UPDATE test SET value = 12 WHERE id = 1")
		s.commit(0)
		one := s.do(2, "SELECT value FROM test WHERE id = 1").rows
		if s.end(1).code == "" {
			s.do(1, "UPDATE test SET value = 18 WHERE id = 2")
		}
		two := s.do(2, "SELECT value FROM test WHERE id = 2").rows
		s.commit(1)
		s.commit(2)
		return one == "12" && two == "19" || one == "11" && two == "20"
	}},
	{"P2 non-repeatable read", twoRows, "READ COMMITTED", func(s *stage) bool {
		s.begin(0, 1)
		first := s.do(0, "SELECT value FROM test WHERE id = 1").rows
		s.do(1, "UPDATE test SET value = 11 WHERE id = 1")
		s.commit(1)
		second := s.do(0, "SELECT value FROM test WHERE id = 1").rows
		s.commit(0)
		return first != second
	}},
	{"P3 phantom", twoRows, "READ COMMITTED", func(s *stage) bool {
		s.begin(0, 1)
		first := s.do(0, "SELECT count(*) FROM test WHERE value >= 10").rows
		s.do(1, "INSERT INTO test VALUES (3, 30)")
		s.commit(1)
		second := s.do(0, "SELECT count(*) FROM test WHERE value >= 10").rows
		s.commit(0)
		return first != second
	}},
	{"PMP predicate many preceders", twoRows, "READ COMMITTED", func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, "SELECT * FROM test WHERE value = 30")
		s.do(1, "INSERT INTO test VALUES (3, 30)")
		s.commit(1)
		rows := s.do(0, "SELECT id FROM test WHERE value % 3 = 0").rows
		s.commit(0)
		return rows != ""
	}},
	{"P4 lost update", twoRows, "READ COMMITTED", func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, "SELECT value FROM test WHERE id = 1")
		s.do(1, "SELECT value FROM test WHERE id = 1")
		s.do(0, "UPDATE test SET value = 11 WHERE id = 1")
		s.start(1, "UPDATE test SET value = 12 WHERE id = 1")
		first := s.commit(0)
		s.end(1)
		return s.commit(1) && first
	}},
	{"G-single read skew", twoRows, "READ COMMITTED", func(s *stage) bool {
		s.begin(0, 1)
		one := s.do(0, "SELECT value FROM test WHERE id = 1").rows
		s.do(1, "UPDATE test SET value = 12 WHERE id = 1")
		s.do(1, "UPDATE test SET value = 18 WHERE id = 2")
		s.commit(1)
		two := s.do(0, "SELECT value FROM test WHERE id = 2").rows
		return s.commit(0) && one == "10" && two == "18"
	}},
	{"G-single read skew with a write", twoRows, "READ COMMITTED", func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, "SELECT value FROM test WHERE id = 1")
		s.do(1, "UPDATE test SET value = 12 WHERE id = 1")
		s.do(1, "UPDATE test SET value = 18 WHERE id = 2")
		s.commit(1)
		r := s.do(0, "DELETE FROM test WHERE value = 20")
		return s.commit(0) && r.rows == "DELETE 0"
	}},
	{"G2-item write skew", twoRows, "READ COMMITTED, REPEATABLE READ", skew("SELECT * FROM test WHERE id IN (1, 2)", "SELECT * FROM test WHERE id IN (1, 2)",
		"UPDATE test SET value = 11 WHERE id = 1", "UPDATE test SET value = 21 WHERE id = 2")},
	{"G2-item write skew under locks of the keys", twoRows, "READ COMMITTED, REPEATABLE READ", skew("SELECT * FROM test WHERE id = 2 FOR KEY SHARE", "SELECT * FROM test WHERE id = 1 FOR KEY SHARE",
		"UPDATE test SET value = 11 WHERE id = 1", "UPDATE test SET value = 21 WHERE id = 2")},
	{"G2 write skew over a predicate", twoRows, "READ COMMITTED, REPEATABLE READ", skew("SELECT * FROM test WHERE value % 3 = 0", "SELECT * FROM test WHERE value % 3 = 0",
		"INSERT INTO test VALUES (3, 30)", "INSERT INTO test VALUES (4, 42)")},
	// Fekete, O'Neil, O'Neil: the batch report sees the deposit closed, and a
	// total that a later receipt still changes.
	{"read-only anomaly: receipts and report",
		"CREATE TABLE control (deposit int PRIMARY KEY, no int); INSERT INTO control VALUES (0, 1); CREATE TABLE receipt (id int PRIMARY KEY, deposit int, amount int)",
		"READ COMMITTED, REPEATABLE READ", func(s *stage) bool {
			s.begin(0, 1)
			deposit := s.do(0, "SELECT no FROM control WHERE deposit = 0").rows
			s.do(1, "UPDATE control SET no = 2 WHERE deposit = 0")
			closed := s.commit(1)
			s.begin(2)
			s.do(2, "SELECT no FROM control WHERE deposit = 0")
			report := s.do(2, "SELECT count(*) FROM receipt WHERE deposit = 1").rows
			reported := s.commit(2)
			s.do(0, "INSERT INTO receipt VALUES (1, "+deposit+", 100)")
			return s.commit(0) && closed && reported && report == "0"
		}},
	// The same paper's savings account: a withdrawal with a penalty that the
	// state shown to the reader excludes.
	{"read-only anomaly: penalty",
		"CREATE TABLE account (id int PRIMARY KEY, value int); INSERT INTO account VALUES (1, 0), (2, 0)",
		"READ COMMITTED, REPEATABLE READ", func(s *stage) bool {
			s.begin(0, 1)
			s.do(1, "SELECT * FROM account")
			s.do(0, "SELECT value FROM account WHERE id = 2")
			s.do(0, "UPDATE account SET value = 20 WHERE id = 2")
			deposited := s.commit(0)
			s.begin(2)
			seen := s.do(2, "SELECT value FROM account ORDER BY id").rows
			read := s.commit(2)
			s.do(1, "UPDATE account SET value = -11 WHERE id = 1")
			return s.commit(1) && deposited && read && seen == "0, 20"
		}},
}

// skew is two transactions that read, and then write what the other has read; it happened if both commit.
func skew(reads, otherReads, writes, otherWrites string) func(*stage) bool {
	return func(s *stage) bool {
		s.begin(0, 1)
		s.do(0, reads)
		s.do(1, otherReads)
		s.do(0, writes)
		s.do(1, otherWrites)
		first := s.commit(0)
		return s.commit(1) && first
	}
}

func TestAnomalies(t *testing.T) {
	for _, sc := range scenarios {
		for _, level := range []string{"READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"} {
			t.Run(fmt.Sprintf("%s/%s", sc.name, level), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					want := strings.Contains(sc.allowed, level)
					if got := sc.run(newStage(t, level, sc.setup)); got != want {
						t.Errorf("at %s: happened %v, want %v", level, got, want)
					}
				})
			})
		}
	}
}
