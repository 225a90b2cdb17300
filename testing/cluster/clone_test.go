package cluster_test

import (
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestOnCopies shows tests that each change what they find, beside each other: the database is
// prepared once.
func TestOnCopies(t *testing.T) {
	c := cluster.Start(t)
	if _, err := c.DB().Exec("CREATE TABLE accounts (id int PRIMARY KEY, balance int); INSERT INTO accounts VALUES (1, 100), (2, 0)"); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]string{
		"emptied": "DELETE FROM accounts", "paid": "UPDATE accounts SET balance = 50", "changed": "ALTER TABLE accounts DROP COLUMN balance",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := c.Clone(t).DB()
			var sum int
			if err := db.QueryRow("SELECT sum(balance) FROM accounts").Scan(&sum); err != nil || sum != 100 {
				t.Errorf("%d, %v", sum, err)
			}
			if _, err := db.Exec(change); err != nil {
				t.Error(err)
			}
		})
	}
}

// BenchmarkClone is the time of a copy, without its end: of 50 tables, 100 rows and two indexes
// each, and of smaller ones.
func BenchmarkClone(b *testing.B) {
	for _, size := range []struct{ tables, rows int }{{5, 20}, {50, 0}, {50, 100}} {
		b.Run(fmt.Sprintf("tables=%d/rows=%d", size.tables, size.rows), func(b *testing.B) {
			c := cluster.Start(b)
			db := c.DB()
			for i := range size.tables {
				if _, err := db.Exec(fmt.Sprintf(`CREATE TABLE t%d (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'x', parent int%s, at timestamptz DEFAULT now());
					CREATE INDEX ON t%[1]d (name); INSERT INTO t%[1]d (name) SELECT 'row ' || i FROM generate_series(1, %[3]d) i`, i, references(i), size.rows)); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				d := c.Clone(b)
				b.StopTimer()
				d.Drop()
				b.StartTimer()
			}
		})
	}
}

func references(i int) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf(" REFERENCES t%d", i-1)
}
