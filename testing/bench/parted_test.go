package main

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"
)

// BenchmarkPartitions counts what a statement on one row of a table with a thousand partitions
// costs, and, as "planned", one of a text that was not planned before.
func BenchmarkPartitions(b *testing.B) {
	const rows = 100_000
	n := nodeWith(b, fmt.Sprintf(`CREATE TABLE p (id int PRIMARY KEY, v int, t text) PARTITION BY RANGE (id);
		DO $$ BEGIN FOR i IN 0..999 LOOP EXECUTE format('CREATE TABLE p%%s PARTITION OF p FOR VALUES FROM (%%s) TO (%%s)', i, i * 100, i * 100 + 100); END LOOP; END $$;
		INSERT INTO p SELECT g, 0, 'x' FROM generate_series(0, %d) g`, rows-1))
	r, err := newRawClient(n, "SELECT v FROM p WHERE id = $1")
	if err != nil {
		b.Fatal(err)
	}
	key := 1
	for _, s := range []statement{
		{"update", "UPDATE p SET v = v + 1 WHERE id = $1", 1},
		{"insert", "INSERT INTO p VALUES ($1, 0, 'x') ON CONFLICT DO NOTHING", 1},
		{"delete", "DELETE FROM p WHERE id = $1", 1},
	} {
		if err := r.exchange(encoded(b, &pgproto3.Parse{Name: s.name, Query: s.sql}, &pgproto3.Sync{})); err != nil {
			b.Fatal(err)
		}
		msg, at := execution(b, s.name, s.params)
		measured(b, s.name, func(b *testing.B) {
			key = (key + 7919) % rows
			binary.BigEndian.PutUint32(msg[at[0]:], uint32(key))
			if err := r.exchange(msg); err != nil {
				b.Fatal(err)
			}
		})
	}
	for name, text := range map[string]string{
		"update planned": "UPDATE p AS p%d SET v = v + 1 WHERE id = 1",
		"insert planned": "INSERT INTO p AS p%d VALUES (1, 0, 'x') ON CONFLICT DO NOTHING",
	} {
		measured(b, name, func(b *testing.B) {
			key++
			if err := r.exchange(encoded(b, &pgproto3.Query{String: fmt.Sprintf(text, key)})); err != nil {
				b.Fatal(err)
			}
		})
	}
}
