package isolation

import (
	"testing"
	"testing/synctest"
)

// TestWhatWasRead: at SERIALIZABLE others may change what a transaction has not read, of
// rows that it has read too, and it commits; not what decided its answers.
func TestWhatWasRead(t *testing.T) {
	const setup = `CREATE TABLE w (id int PRIMARY KEY, tax int, ytd int, area int); INSERT INTO w VALUES (1, 5, 0, 7), (2, 6, 0, 7); CREATE INDEX ON w (area);
		CREATE TABLE q (id int PRIMARY KEY); INSERT INTO q SELECT generate_series(1, 50); CREATE TABLE o (id int PRIMARY KEY);
		CREATE TABLE big (id int PRIMARY KEY); INSERT INTO big SELECT 10 * generate_series(1, 3000); ANALYZE big;
		CREATE TABLE span (lo int, hi int); INSERT INTO span VALUES (100, 130), (120, 150), (201, 209), (NULL, 500)`
	const spans = " FROM span JOIN big ON big.id BETWEEN span.lo AND span.hi"
	for _, tt := range []struct {
		name, read, change string
		commits            bool
	}{
		{"another column of a row", "SELECT tax FROM w WHERE id = 1", "UPDATE w SET ytd = 1 WHERE id = 1", true},
		{"another column of some rows", "SELECT tax FROM w WHERE id IN (1, 2)", "UPDATE w SET ytd = 1", true},
		{"another column of all rows", "SELECT sum(tax) FROM w", "UPDATE w SET ytd = 1", true},
		{"another column behind an index", "SELECT tax FROM w WHERE area = 7 ORDER BY id", "UPDATE w SET ytd = 1", true},
		{"another column of a join", "SELECT tax FROM w JOIN q ON w.id = q.id WHERE q.id < 3", "UPDATE w SET ytd = 1", true},
		{"the column", "SELECT ytd FROM w WHERE id = 1", "UPDATE w SET ytd = 1 WHERE id = 1", false},
		{"all columns", "SELECT * FROM w WHERE id = 1", "UPDATE w SET ytd = 1 WHERE id = 1", false},
		{"a column of the condition", "SELECT tax FROM w WHERE ytd = 0", "UPDATE w SET ytd = 1 WHERE id = 1", false},
		{"a column of the condition on a row", "SELECT tax FROM w WHERE id = 1 AND ytd = 0", "UPDATE w SET ytd = 1 WHERE id = 1", false},
		{"a column that an index is by", "SELECT tax FROM w WHERE area = 7", "UPDATE w SET area = 8 WHERE id = 1", false},
		{"a row is gone", "SELECT tax FROM w WHERE id = 1", "DELETE FROM w WHERE id = 1", false},
		{"a row comes", "SELECT count(*) FROM w", "INSERT INTO w VALUES (3, 6, 0, 8)", false},
		{"a row comes where there was none", "SELECT tax FROM w WHERE id = 3", "INSERT INTO w VALUES (3, 6, 0, 8)", false},
		{"behind the rows that a LIMIT locks", "SELECT id FROM q ORDER BY id LIMIT 1 FOR UPDATE", "INSERT INTO q VALUES (60); DELETE FROM q WHERE id = 2", true},
		{"behind the rows of a LIMIT", "SELECT id FROM q WHERE id + 1 > 3 ORDER BY id LIMIT 2", "INSERT INTO q VALUES (60)", true},
		{"a row comes between bounds of a join", "SELECT count(*)" + spans, "INSERT INTO big VALUES (145)", false},
		{"a row comes between bounds where there was none", "SELECT count(*)" + spans, "INSERT INTO big VALUES (205)", false},
		{"a row comes outside of a join's bounds", "SELECT count(*)" + spans, "INSERT INTO big VALUES (99), (151), (199), (211), (499)", true},
		{"a row comes where a semi join found none", "SELECT count(*) FROM span WHERE EXISTS (SELECT FROM big WHERE id BETWEEN lo AND hi)", "INSERT INTO big VALUES (205)", false},
		{"a row comes outside of an anti join's bounds", "SELECT count(*) FROM span WHERE NOT EXISTS (SELECT FROM big WHERE id BETWEEN lo AND hi)", "INSERT INTO big VALUES (211)", true},
		{"before the row of a LIMIT", "SELECT id FROM q ORDER BY id LIMIT 1 FOR UPDATE", "INSERT INTO q VALUES (0)", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, late := range []string{"INSERT INTO o VALUES (1)", "SELECT * FROM q WHERE id = 50 FOR UPDATE", "UPDATE w SET ytd = ytd WHERE id = 2"} {
				synctest.Test(t, func(t *testing.T) {
					s := newStage(t, "SERIALIZABLE", setup)
					s.begin(0)
					s.do(0, tt.read)
					if r := s.do(1, tt.change+"; UPDATE q SET id = 51 WHERE id = 50; INSERT INTO q VALUES (50)"); r.code != "" {
						t.Fatalf("%s: %s", tt.change, r.code)
					}
					s.do(0, late) // what it locks is newer than its snapshot
					s.do(0, "INSERT INTO o VALUES (2)")
					if got := s.commit(0); got != tt.commits {
						t.Errorf("%s, %s, %s: committed %v, want %v", tt.read, tt.change, late, got, tt.commits)
					}
				})
			}
		})
	}
}

// TestUpdateKeepsOthers: an UPDATE that read its rows before another changed other columns of
// them does not write those back as it read them, whatever finds its rows.
func TestUpdateKeepsOthers(t *testing.T) {
	const setup = `CREATE TABLE w (id int PRIMARY KEY, tax int, ytd int, area int); INSERT INTO w VALUES (1, 5, 0, 7), (2, 6, 0, 7); CREATE INDEX ON w (area);
		CREATE TABLE o (id int PRIMARY KEY); INSERT INTO o VALUES (1)`
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, update := range []string{
			"UPDATE w SET ytd = ytd + 1 WHERE id = 1", "UPDATE w SET ytd = ytd + 1 WHERE area = 7", "UPDATE w SET ytd = ytd + 1 WHERE ytd >= 0",
			"UPDATE w SET ytd = w.ytd + o.id FROM o WHERE w.id = o.id", "INSERT INTO w VALUES (1, 0, 0, 0) ON CONFLICT (id) DO UPDATE SET ytd = w.ytd + 1",
		} {
			t.Run(level+"/"+update, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newStage(t, level, setup)
					s.begin(0)
					s.do(0, "SELECT id FROM o") // r is chosen
					s.do(1, "UPDATE w SET tax = 9 WHERE id = 1")
					s.do(0, update)
					committed := s.commit(0)
					want := "9|0"
					if committed {
						want = "9|1"
					}
					if got := s.do(1, "SELECT tax, ytd FROM w WHERE id = 1").rows; got != want {
						t.Errorf("committed %v: %s, want %s", committed, got, want)
					}
					if level == "READ COMMITTED" && !committed {
						t.Error("not committed")
					}
				})
			})
		}
	}
}
