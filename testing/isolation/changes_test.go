package isolation

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// TestWritersBehindChange: who writes to a table that another transaction is changing waits for
// it in sight of pg_blocking_pids, for lock_timeout at most, and as part of the search for
// deadlocks.
func TestWritersBehindChange(t *testing.T) {
	changes := []string{
		"ALTER TABLE t ADD COLUMN v int",
		"ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES u",
		"CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
	}
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, change := range changes {
			for name, run := range behindChange {
				t.Run(level+"/"+change+"/"+name, func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						run(newStage(t, level, `CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (id int PRIMARY KEY); INSERT INTO u VALUES (1), (2); CREATE TABLE w (id int PRIMARY KEY); INSERT INTO w VALUES (2);
							CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$`), change)
					})
				})
			}
		}
	}
}

const writeT = "INSERT INTO t VALUES (1)"

var behindChange = map[string]func(s *stage, change string){
	"in sight": func(s *stage, change string) {
		s.begin(0)
		s.do(0, change)
		if !s.start(1, writeT) {
			s.t.Error("the writer did not wait")
		}
		time.Sleep(2 * time.Second) // who waits for long is told of
		pid := func(who int) uint32 { return s.conns[who].PgConn().PID() }
		s.want(2, fmt.Sprintf("SELECT pg_blocking_pids(%d)", pid(1)), fmt.Sprintf("{%d}", pid(0)))
		s.want(2, fmt.Sprintf("SELECT pg_isolation_test_session_is_blocked(%d, '{%d}')", pid(1), pid(0)), "t")
		s.commits(0)
		if r := s.end(1); r.code != "" {
			s.t.Errorf("the writer got %s", r.code)
		}
		s.want(2, "SELECT id FROM t", "1")
	},
	"lock_timeout": func(s *stage, change string) {
		s.begin(0)
		s.do(0, change)
		s.do(1, "SET lock_timeout = '1s'")
		s.start(1, writeT)
		time.Sleep(2 * time.Second)
		if len(s.busy[1]) == 0 {
			s.t.Error("the writer waits on")
		}
		s.commits(0)
		if r := s.end(1); r.code != "55P03" {
			s.t.Errorf("the writer got %q", r.code)
		}
	},
	// Rolled back to a savepoint the change holds the row no more; the writer waits for its end.
	"a savepoint": func(s *stage, change string) {
		s.begin(0)
		s.do(0, "SAVEPOINT a")
		s.do(0, change)
		s.do(0, "ROLLBACK TO a")
		s.start(1, writeT)
		s.commits(0)
		if r := s.end(1); r.code != "" {
			s.t.Errorf("the writer got %s", r.code)
		}
	},
	"deadlock": func(s *stage, change string) {
		s.begin(0, 1)
		s.want(1, "UPDATE w SET id = 3 WHERE id = 2", "UPDATE 1")
		s.do(0, change)
		s.start(0, "UPDATE w SET id = 4 WHERE id = 2")
		begun := time.Now()
		s.start(1, writeT)
		if a, b := s.end(0), s.end(1); (a.code == "40P01") == (b.code == "40P01") {
			s.t.Errorf("they got %q and %q, want one 40P01", a.code, b.code)
		}
		if took := time.Since(begun); took > 5*time.Second {
			s.t.Errorf("it was found after %v", took)
		}
	},
}
