package isolation

import (
	"testing"
	"testing/synctest"
)

// TestSeenAndGivenBack: a commit that goes before what has changed what it read does not go before who has been told what
// there is where it writes, be it under a lock that is over, or by an error.
func TestSeenAndGivenBack(t *testing.T) {
	const setup = `CREATE TABLE b (k int PRIMARY KEY, v int); CREATE TABLE x (k int PRIMARY KEY, v int);
		INSERT INTO b VALUES (1, 0), (2, 0); INSERT INTO x VALUES (9, 9)`
	rc := "BEGIN ISOLATION LEVEL READ COMMITTED"
	for _, tt := range []struct {
		name  string
		seen  []string // by another session, once b has changed
		write string
		want  bool // it commits
	}{
		{"nobody looks", nil, "INSERT INTO x VALUES (1, 1)", true},
		{"another row is looked at", []string{"SELECT FROM x WHERE k = 9 FOR UPDATE"}, "INSERT INTO x VALUES (1, 1)", true},
		{"there is no row", []string{rc, "SELECT FROM x WHERE k = 1 FOR UPDATE", "COMMIT"}, "INSERT INTO x VALUES (1, 1)", false},
		{"a row", []string{rc, "SELECT FROM x WHERE k = 9 FOR UPDATE", "COMMIT"}, "UPDATE x SET v = 1 WHERE k = 9", false},
		{"a row, and it is rolled back", []string{"BEGIN", "SELECT FROM x WHERE k = 9 FOR UPDATE", "ROLLBACK"}, "DELETE FROM x WHERE k = 9", false},
		{"a row behind a savepoint", []string{rc, "SAVEPOINT s", "SELECT FROM x WHERE k = 9 FOR SHARE", "ROLLBACK TO s", "COMMIT"}, "DELETE FROM x WHERE k = 9", false},
		{"a duplicate", []string{"INSERT INTO x VALUES (9, 1)"}, "DELETE FROM x WHERE k = 9", false},
		{"a row's key", []string{"BEGIN", "SELECT FROM x WHERE k = 9 FOR KEY SHARE", "ROLLBACK"}, "UPDATE x SET v = 1 WHERE k = 9", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t, "SERIALIZABLE", setup)
				// A commit that loses what it read has its range watched.
				s.begin(0)
				s.do(0, "SELECT v FROM b WHERE k = 2")
				s.do(1, "UPDATE b SET v = 1 WHERE k = 2")
				s.do(0, "INSERT INTO x VALUES (5, 5)")
				if s.commit(0) {
					t.Fatal("nothing was lost")
				}
				s.begin(0)
				s.do(0, "SELECT v FROM b WHERE k = 1")
				s.do(1, "UPDATE b SET v = 1 WHERE k = 1")
				for _, text := range tt.seen {
					s.do(2, text)
				}
				s.do(0, tt.write)
				if got := s.commit(0); got != tt.want {
					t.Errorf("it commits: %v", got)
				}
			})
		})
	}
}
