package isolation

import (
	"testing"
	"testing/synctest"
)

// orphans counts rows that refer to nothing.
const orphans = "SELECT count(*) FROM c WHERE pid IS NOT NULL AND NOT EXISTS (SELECT FROM p WHERE p.id = c.pid)"

// TestForeignKeyActions: actions of foreign keys against what other transactions write at the
// same time. No schedule leaves a row that refers to nothing.
func TestForeignKeyActions(t *testing.T) {
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, index := range []string{"", "CREATE INDEX ON c (pid);"} {
			for _, action := range []string{"ON DELETE CASCADE ON UPDATE CASCADE", "ON DELETE SET NULL ON UPDATE SET NULL", "ON DELETE SET DEFAULT ON UPDATE SET DEFAULT", ""} {
				setup := `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, pid int DEFAULT 9 REFERENCES p ` + action + `);` + index +
					`INSERT INTO p VALUES (1), (2), (9); INSERT INTO c VALUES (1, 2)`
				for _, change := range []string{"DELETE FROM p WHERE id = 1", "UPDATE p SET id = 3 WHERE id = 1"} {
					for name, run := range foreignSchedules {
						t.Run(level+"/"+index+action+"/"+change+"/"+name, func(t *testing.T) {
							synctest.Test(t, func(t *testing.T) {
								s := newStage(t, level, setup)
								run(s, change, action != "")
								if got := s.do(2, orphans).rows; got != "0" {
									t.Errorf("%s rows refer to nothing", got)
								}
							})
						})
					}
				}
			}
		}
	}
}

// foreignSchedules run change, of the parent that session 1 refers to. acts: the foreign key
// changes rows.
var foreignSchedules = map[string]func(s *stage, change string, acts bool){
	// The parent's change waits for a child that is not committed yet, and finds it then.
	"child first": func(s *stage, change string, acts bool) {
		s.begin(1)
		s.do(1, "INSERT INTO c VALUES (5, 1)")
		if !s.start(0, change) {
			s.t.Error("it did not wait")
		}
		if !s.commit(1) {
			s.t.Error("the child did not commit")
		}
		want := "23503"
		if acts {
			want = ""
		}
		if r := s.end(0); r.code != want {
			s.t.Errorf("the parent's change: %q, want %q", r.code, want)
		}
	},
	// It has a snapshot from before the child.
	"child within": func(s *stage, change string, acts bool) {
		s.begin(0)
		s.do(0, "SELECT * FROM p WHERE id = 9")
		s.do(1, "INSERT INTO c VALUES (5, 1)")
		r := s.do(0, change)
		committed := s.commit(0)
		if s.level == "READ COMMITTED" && acts && (r.code != "" || !committed) {
			s.t.Errorf("the parent's change: %q, committed %v", r.code, committed)
		}
		if !acts && committed {
			s.t.Error("it committed")
		}
	},
	// The same in a block, whose statement cannot be run again without the client: READ
	// COMMITTED looks at the children after the wait.
	"child first, in a block": func(s *stage, change string, acts bool) {
		s.begin(0, 1)
		s.do(0, "SELECT * FROM p WHERE id = 9")
		s.do(1, "INSERT INTO c VALUES (5, 1)")
		s.start(0, change)
		s.commit(1)
		r := s.end(0)
		committed := s.commit(0)
		if s.level == "READ COMMITTED" && acts != committed {
			s.t.Errorf("the parent's change: %q, committed %v", r.code, committed)
		}
	},
	// The child waits for the parent's change.
	"parent first": func(s *stage, change string, acts bool) {
		s.begin(0)
		if r := s.do(0, change); r.code != "" {
			s.t.Fatalf("the parent's change: %s", r.code)
		}
		if !s.start(1, "INSERT INTO c VALUES (5, 1)") {
			s.t.Error("it did not wait")
		}
		if !s.commit(0) {
			s.t.Error("the parent's change did not commit")
		}
		if r := s.end(1); r.code != "23503" {
			s.t.Errorf("the child: %q", r.code)
		}
	},
	// Another child moves to the parent.
	"child moves": func(s *stage, change string, acts bool) {
		s.begin(0, 1)
		s.do(1, "UPDATE c SET pid = 1 WHERE id = 1")
		waits := s.start(0, change)
		s.commit(1)
		if r := s.end(0); r.code == "" && waits {
			s.commit(0)
			return
		}
		s.do(0, "ROLLBACK")
	},
	// The children that are there are locked by somebody, who gives up.
	"child locked": func(s *stage, change string, acts bool) {
		s.do(1, "INSERT INTO c VALUES (5, 1)")
		s.begin(1)
		s.do(1, "SELECT * FROM c FOR UPDATE")
		waits := s.start(0, change)
		if waits != acts {
			s.t.Errorf("it waited: %v", waits)
		}
		s.do(1, "ROLLBACK")
		if r := s.end(0); acts && r.code != "" {
			s.t.Errorf("the parent's change: %s", r.code)
		}
	},
}

// TestDeferredForeignKeys: what is checked at COMMIT holds at the commit's timestamp.
func TestDeferredForeignKeys(t *testing.T) {
	const setup = `CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, pid int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
		INSERT INTO p VALUES (1)`
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, index := range []string{"", "; CREATE INDEX ON c (pid)"} {
			for _, tt := range []struct {
				name, first, other string
				commits            bool // without a conflict
			}{
				{"the parent comes", "INSERT INTO c VALUES (1, 2)", "INSERT INTO p VALUES (2)", true},
				{"the parent goes", "INSERT INTO c VALUES (1, 1)", "DELETE FROM p", false},
				{"a child comes", "DELETE FROM p", "INSERT INTO c VALUES (2, 1)", false},
				{"a child has come and goes", "DELETE FROM p", "INSERT INTO c VALUES (2, 1); DELETE FROM c", true},
				{"the parent is exchanged", "INSERT INTO c VALUES (1, 1)", "DELETE FROM p; INSERT INTO p VALUES (1)", true},
			} {
				t.Run(level+index+"/"+tt.name, func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						s := newStage(t, level, setup+index)
						s.begin(0)
						if r := s.do(0, tt.first); r.code != "" {
							t.Fatalf("%s: %s", tt.first, r.code)
						}
						waits := s.start(1, tt.other)
						r := s.do(0, "COMMIT")
						s.end(1)
						if r.code == "" && !tt.commits && !waits {
							t.Error("committed")
						}
						if level == "READ COMMITTED" && tt.commits && r.code != "" && index != "" {
							t.Errorf("not committed: %s", r.code)
						}
						if got := s.do(2, orphans).rows; got != "0" {
							t.Errorf("%s rows refer to nothing", got)
						}
					})
				})
			}
		}
	}
}

// TestDeferredCircle: two transactions each write rows that refer to each other, and to those
// of the other.
func TestDeferredCircle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, "READ COMMITTED", `CREATE TABLE p (id int PRIMARY KEY, other int); CREATE TABLE c (id int PRIMARY KEY, pid int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
			ALTER TABLE p ADD FOREIGN KEY (other) REFERENCES c DEFERRABLE INITIALLY DEFERRED`)
		s.begin(0, 1)
		for i, sql := range []string{"INSERT INTO p VALUES (1, 2)", "INSERT INTO p VALUES (2, 1)"} {
			if r := s.do(i, sql); r.code != "" {
				t.Fatalf("%s: %s", sql, r.code)
			}
		}
		s.do(0, "INSERT INTO c VALUES (1, 1)")
		s.do(1, "INSERT INTO c VALUES (2, 2)")
		// Each waits for what the other has not committed: one of them must go.
		waits := s.start(0, "COMMIT")
		one := s.do(1, "COMMIT")
		two := s.end(0)
		t.Logf("waits %v: %q, %q", waits, two.code, one.code)
		if one.code == "" && two.code == "" {
			t.Error("both committed: each refers to what the other wrote")
		}
		if got := s.do(2, "SELECT (SELECT count(*) FROM p), (SELECT count(*) FROM c)").rows; got != "0|0" {
			t.Errorf("%s rows are left", got)
		}
		if got := s.do(2, orphans).rows; got != "0" {
			t.Errorf("%s rows refer to nothing", got)
		}
	})
}

// TestDeferrableUnique: of transactions that write one value at the same time only one
// commits, and one that takes it back does not hurt the other.
func TestDeferrableUnique(t *testing.T) {
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, when := range []string{"DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"} {
			for _, back := range []bool{false, true} {
				t.Run(level+"/"+when, func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						s := newStage(t, level, "CREATE TABLE u (id int PRIMARY KEY, a int UNIQUE "+when+"); INSERT INTO u VALUES (1, 1), (2, 2)")
						s.begin(0, 1)
						s.do(0, "SELECT count(*) FROM u WHERE id = 9")
						s.do(1, "SELECT count(*) FROM u WHERE id = 9")
						if r := s.do(0, "UPDATE u SET a = 3 WHERE id = 1"); r.code != "" {
							t.Fatal(r.code)
						}
						s.start(1, "INSERT INTO u VALUES (4, 3)")
						if back {
							s.do(0, "ROLLBACK")
						} else if !s.commit(0) {
							t.Error("the first did not commit")
						}
						r := s.end(1)
						committed := s.commit(1)
						if r.code != "" && r.code != "23505" && r.code != "40001" {
							t.Errorf("the second: %s", r.code)
						}
						if committed != back {
							t.Errorf("the second committed %v, the first was rolled back %v", committed, back)
						}
						if got := s.do(2, "SELECT count(*) FROM u WHERE a = 3").rows; got != "1" {
							t.Errorf("%s rows have the value", got)
						}
					})
				})
			}
		}
	}
}

// TestReferredWhileWaiting: at READ COMMITTED who deletes a key that others refer to meanwhile gets
// Postgres's error from the statement, not a conflict from its COMMIT.
func TestReferredWhileWaiting(t *testing.T) {
	for _, index := range []string{"", "CREATE INDEX ON c (pid);"} {
		for _, change := range []string{"DELETE FROM p WHERE id = 1", "UPDATE p SET id = 3 WHERE id = 1"} {
			t.Run(index+change, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newStage(t, "READ COMMITTED", `CREATE TABLE p (id int PRIMARY KEY, note text); CREATE TABLE c (id int PRIMARY KEY, pid int REFERENCES p);`+index+`INSERT INTO p VALUES (1)`)
					s.begin(0, 1)
					s.want(0, "UPDATE p SET note = 'seen'", "UPDATE 1")
					s.want(1, "INSERT INTO c VALUES (5, 1)", "INSERT 0 1")
					if !s.start(0, change) {
						t.Error("it did not wait")
					}
					s.commits(1)
					if r := s.end(0); r.code != "23503" {
						t.Errorf("%q %q, want 23503", r.rows, r.code)
					}
					s.do(0, "ROLLBACK")
					s.want(2, orphans, "0")
				})
			})
		}
	}
}
