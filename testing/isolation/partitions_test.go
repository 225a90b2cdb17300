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
