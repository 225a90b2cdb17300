package isolation

import (
	"testing"
	"testing/synctest"
)

// TestPartitionsAndForeignKeys: who deletes from a partition sees the foreign keys to the table
// that it is a partition of, also those that another transaction makes at the same time.
func TestPartitionsAndForeignKeys(t *testing.T) {
	const setup = `CREATE TABLE p (id int PRIMARY KEY) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); INSERT INTO p VALUES (1);
		CREATE TABLE cs (pid int REFERENCES p) PARTITION BY LIST (pid); CREATE TABLE c (pid int); INSERT INTO c VALUES (1)`
	changes := map[string]string{
		"a key is added":        "ALTER TABLE c ADD FOREIGN KEY (pid) REFERENCES p",
		"a partition is added":  "ALTER TABLE cs ATTACH PARTITION c FOR VALUES IN (1)",
		"a partition is joined": "CREATE TABLE c1 PARTITION OF cs FOR VALUES IN (1); INSERT INTO cs VALUES (1)",
	}
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for name, change := range changes {
			for _, first := range []string{change, "DELETE FROM p1"} {
				second := "DELETE FROM p1"
				if first == second {
					second = change
				}
				t.Run(level+"/"+name+"/"+first, func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						s := newStage(t, level, setup)
						s.begin(0, 1)
						if r := s.do(0, first); r.code != "" {
							t.Fatalf("%s: %s", first, r.code)
						}
						if !s.start(1, second) {
							t.Errorf("%s did not wait", second)
						}
						if !s.commit(0) {
							t.Errorf("%s did not commit", first)
						}
						s.end(1)
						s.commit(1)
						if got := s.do(2, "SELECT count(*) FROM (SELECT FROM cs UNION ALL SELECT FROM c WHERE EXISTS (SELECT FROM pg_constraint WHERE conrelid = 'c'::regclass)) x WHERE NOT EXISTS (SELECT FROM p)").rows; got != "0" {
							t.Errorf("%s rows refer to nothing", got)
						}
					})
				})
			}
		}
	}
}

// TestPartitionsRuledOut: who changes rows of one partition keeps nobody from changing another's
// table, and commits; of those that it may come to it does.
func TestPartitionsRuledOut(t *testing.T) {
	const setup = `CREATE TABLE p (id int PRIMARY KEY, v int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1, 10);
		CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2); INSERT INTO p VALUES (1, 1), (2, 2);
		CREATE FUNCTION raise(which int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE p SET v = v + 1 WHERE id = which; END $$`
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, c := range []struct {
			name, write, change string
			waits               bool
		}{
			{"update/checked", "UPDATE p SET v = v + 1 WHERE id = 1", "ALTER TABLE p2 ADD CHECK (v < 100)", false},
			{"update/indexed", "UPDATE p SET v = v + 1 WHERE id IN (1, 10)", "CREATE INDEX ON p2 (v)", false},
			{"update/emptied", "UPDATE p SET v = v + 1 WHERE id = 1", "TRUNCATE p2", false},
			{"update/its own", "UPDATE p SET v = v + 1 WHERE id = 1", "ALTER TABLE p1 ADD CHECK (v < 100)", true},
			{"update/any", "UPDATE p SET v = v + 1 WHERE v = 1", "ALTER TABLE p2 ADD CHECK (v < 100)", true},
			{"update/moves", "UPDATE p SET id = 10 WHERE id = 1", "ALTER TABLE p2 ADD CHECK (v < 100)", true},
			{"update/detached", "UPDATE p SET v = v + 1 WHERE id = 1", "ALTER TABLE p DETACH PARTITION p2", true},
			{"function", "SELECT raise(1)", "ALTER TABLE p2 ADD CHECK (v < 100)", false},
			{"delete", "DELETE FROM p WHERE id = 1", "ALTER TABLE p2 ADD CHECK (v < 100)", false},
			{"delete/its own", "DELETE FROM p WHERE id = 1", "ALTER TABLE p1 ADD CHECK (v < 100)", true},
			{"insert", "INSERT INTO p VALUES (10, 1)", "ALTER TABLE p2 ADD CHECK (v < 100)", false},
			{"insert/its own", "INSERT INTO p VALUES (10, 1)", "ALTER TABLE p1 ADD CHECK (v < 100)", true},
			{"insert/of a query", "INSERT INTO p SELECT 10, 1", "ALTER TABLE p1 ADD CHECK (v < 100)", true},
			{"insert/all", "INSERT INTO p VALUES (10, 1), (2, 2) ON CONFLICT DO NOTHING", "ALTER TABLE p2 ADD CHECK (v < 100)", true},
		} {
			t.Run(level+"/"+c.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newStage(t, level, setup)
					s.begin(0)
					if r := s.do(0, c.write); r.code != "" {
						t.Fatalf("%s: %s", c.write, r.code)
					}
					if waits := s.start(1, c.change); waits != c.waits {
						t.Errorf("%s waits for %s: %v, want %v", c.change, c.write, waits, c.waits)
					}
					if !s.commit(0) {
						t.Errorf("%s did not commit", c.write)
					}
					s.end(1)
				})
			})
		}
	}
}
