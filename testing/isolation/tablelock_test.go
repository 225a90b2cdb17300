package isolation

import (
	"testing"
	"testing/synctest"
)

// TestLockTable: LOCK TABLE keeps writers and other LOCK TABLEs out until its transaction ends,
// waits for those that are inside, and is part of the search for deadlocks.
func TestLockTable(t *testing.T) {
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for name, run := range tableLocks {
			t.Run(level+"/"+name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					run(newStage(t, level, "CREATE TABLE t (id int PRIMARY KEY); CREATE TABLE u (id int PRIMARY KEY); INSERT INTO t VALUES (1); SET lock_timeout = 0"))
				})
			})
		}
	}
}

var tableLocks = map[string]func(s *stage){
	// Who waited sees what was committed meanwhile.
	"writers wait": func(s *stage) {
		s.begin(0)
		s.want(0, "LOCK TABLE t IN EXCLUSIVE MODE", "LOCK TABLE")
		s.want(2, "SELECT count(*) FROM t", "1") // readers don't
		if !s.start(1, "INSERT INTO t SELECT max(id) + 1 FROM t") {
			s.t.Error("the writer did not wait")
		}
		s.want(0, "INSERT INTO t SELECT max(id) + 1 FROM t", "INSERT 0 1")
		s.commits(0)
		if r := s.end(1); r.code != "" {
			s.t.Errorf("the writer got %s", r.code)
		}
		s.want(2, "SELECT id FROM t ORDER BY id", "1, 2, 3")
	},
	"it waits for writers": func(s *stage) {
		s.begin(0, 1)
		s.want(0, "INSERT INTO t VALUES (2)", "INSERT 0 1")
		if !s.start(1, "LOCK TABLE t IN SHARE MODE") {
			s.t.Error("LOCK TABLE did not wait")
		}
		s.commits(0)
		if r := s.end(1); r.code != "" {
			s.t.Fatalf("LOCK TABLE got %s", r.code)
		}
		s.want(1, "SELECT count(*) FROM t", "2")
		s.commits(1)
	},
	"one after the other": func(s *stage) {
		s.begin(0, 1)
		s.want(0, "LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE", "LOCK TABLE")
		s.want(2, "INSERT INTO t VALUES (2)", "INSERT 0 1") // a mode that writers do not mind
		if !s.start(1, "LOCK t") {
			s.t.Error("the second did not wait")
		}
		s.commits(0)
		s.end(1)
		s.want(1, "SELECT count(*) FROM t", "2")
		s.commits(1)
	},
	"NOWAIT": func(s *stage) {
		s.begin(0, 1)
		s.want(0, "INSERT INTO t VALUES (2)", "INSERT 0 1")
		if r := s.do(1, "LOCK t IN EXCLUSIVE MODE NOWAIT"); r.code != "55P03" {
			s.t.Errorf("beside a writer: %q", r.code)
		}
		s.do(1, "ROLLBACK")
		s.commits(0)
		s.begin(0, 1)
		s.want(0, "LOCK t", "LOCK TABLE")
		if r := s.do(1, "LOCK t IN EXCLUSIVE MODE NOWAIT"); r.code != "55P03" {
			s.t.Errorf("beside a LOCK TABLE: %q", r.code)
		}
	},
	"lock_timeout": func(s *stage) {
		s.begin(0)
		s.want(0, "LOCK t", "LOCK TABLE")
		s.want(1, "SET lock_timeout = '1s'", "SET")
		if r := s.do(1, "INSERT INTO t VALUES (2)"); r.code != "55P03" {
			s.t.Errorf("the writer got %q", r.code)
		}
	},
	"deadlock": func(s *stage) {
		s.begin(0, 1)
		s.want(0, "LOCK t", "LOCK TABLE")
		s.want(1, "LOCK u", "LOCK TABLE")
		s.start(0, "INSERT INTO u VALUES (1)")
		s.start(1, "INSERT INTO t VALUES (2)")
		if a, b := s.end(0), s.end(1); (a.code == "40P01") == (b.code == "40P01") {
			s.t.Errorf("they got %q and %q, want one 40P01", a.code, b.code)
		}
	},
	"a savepoint gives it back": func(s *stage) {
		s.begin(0)
		s.want(0, "SAVEPOINT a", "SAVEPOINT")
		s.want(0, "LOCK t", "LOCK TABLE")
		s.want(0, "ROLLBACK TO a", "ROLLBACK")
		s.want(1, "INSERT INTO t VALUES (2)", "INSERT 0 1")
	},
	"views and partitions": func(s *stage) {
		s.do(0, "CREATE VIEW v AS SELECT * FROM t; CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)")
		s.begin(0)
		s.want(0, "LOCK v, p", "LOCK TABLE")
		for i, text := range []string{"INSERT INTO t VALUES (2)", "INSERT INTO p1 VALUES (1)"} {
			if !s.start(i+1, text) {
				s.t.Errorf("%s did not wait", text)
			}
		}
		s.commits(0)
		s.end(1)
		s.end(2)
	},
}

func (s *stage) want(who int, text, rows string) {
	s.t.Helper()
	if r := s.do(who, text); r.code != "" || r.rows != rows {
		s.t.Errorf("%s: %q %s, want %q", text, r.rows, r.code, rows)
	}
}

func (s *stage) commits(who int) {
	s.t.Helper()
	if !s.commit(who) {
		s.t.Error("it did not commit")
	}
}
