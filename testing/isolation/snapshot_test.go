package isolation

import "testing"

// TestCursorKeepsItsSnapshot: a cursor goes on with what its statement saw, while
// others commit and later statements of its own transaction write.
func TestCursorKeepsItsSnapshot(t *testing.T) {
	setup := []string{
		"create table t (id int primary key, n int, pad text)",
		"create index on t (n)",
		"insert into t select g, 0, repeat('x', 1000) from generate_series(1, 3000) g",
	}
	for _, level := range []string{"read committed", "repeatable read", "serializable"} {
		t.Run(level, func(t *testing.T) {
			script(t, setup, []step{
				{0, begin(level), "BEGIN", false},
				{0, "declare c cursor for select id, n from t order by id", "DECLARE CURSOR", false},
				{0, "declare d cursor for select id, pad from t where n = 0 order by n, id", "DECLARE CURSOR", false},
				{0, "fetch 1 from c", "1 | 0; FETCH 1", false},
				{0, "move 1 from d", "MOVE 1", false},
				{1, "update t set n = 1, pad = 'y' where id = 3000", "UPDATE 1", false},
				{1, "insert into t values (3001, 0, 'z')", "INSERT 0 1", false},
				{0, "insert into t values (3002, 0, 'own')", "INSERT 0 1", false},
				{0, "update t set n = 2 where id = 2999", "UPDATE 1", false},
				{0, "move 2997 from c", "MOVE 2997", false},
				{0, "fetch all from c", "2999 | 0; 3000 | 0; FETCH 2", false},
				{0, "move all from d", "MOVE 2999", false},
				{0, "rollback", "ROLLBACK", false},
			})
		})
	}
}

// TestLimitOverOwnWrites: a filter beside the data and a limit, in a transaction that
// has written rows of the first page.
func TestLimitOverOwnWrites(t *testing.T) {
	setup := []string{
		"create table t (id int primary key, n int, pad text)",
		"insert into t select g, g, repeat('x', 1000) from generate_series(1, 3000) g",
	}
	script(t, setup, []step{
		{0, begin("serializable"), "BEGIN", false},
		{0, "insert into t values (0, 0, 'own')", "INSERT 0 1", false},
		{0, "select id from t where n = 2900 limit 1", "2900; SELECT 1", false},
		{0, "select id from t where n >= 2900 order by id limit 2", "2900; 2901; SELECT 2", false},
		{0, "rollback", "ROLLBACK", false},
	})
}

// TestConflictingRowIsNewer: at REPEATABLE READ the row that ON CONFLICT would update
// must be that of the snapshot, also where the conflict is in another index.
func TestConflictingRowIsNewer(t *testing.T) {
	setup := []string{"create table t (id int primary key, k int unique, n int)", "insert into t values (1, 1, 0)"}
	for level, want := range map[string]string{
		"read committed": "INSERT 0 1", "repeatable read": "ERROR 40001", "serializable": "ERROR 40001",
	} {
		t.Run(level, func(t *testing.T) {
			script(t, setup, []step{
				{0, begin(level), "BEGIN", false},
				{0, "select n from t", "0; SELECT 1", false},
				{1, "update t set n = 10 where id = 1", "UPDATE 1", false},
				{0, "insert into t values (2, 1, 0) on conflict (k) do update set n = t.n + 1", want, false},
				{0, "rollback", "ROLLBACK", false},
			})
		})
	}
}

// TestUndoneTable: a table that was made, or changed, and used after a savepoint is
// nothing to the transaction once it has gone back.
func TestUndoneTable(t *testing.T) {
	setup := []string{"create table t (id int primary key)", "insert into t values (1)"}
	for _, level := range []string{"read committed", "repeatable read", "serializable"} {
		t.Run(level, func(t *testing.T) {
			script(t, setup, []step{
				{0, begin(level), "BEGIN", false},
				{0, "insert into t values (2)", "INSERT 0 1", false},
				{0, "savepoint s", "SAVEPOINT", false},
				{0, "create table u (id int primary key)", "CREATE TABLE", false},
				{0, "insert into u values (1)", "INSERT 0 1", false},
				{0, "rollback to s", "ROLLBACK", false},
				{0, "alter table t add column n int", "ALTER TABLE", false},
				{0, "update t set n = 1", "UPDATE 2", false},
				{0, "rollback to s", "ROLLBACK", false},
				{0, "create table u (x text)", "CREATE TABLE", false},
				{0, "insert into u values ('q')", "INSERT 0 1", false},
				{0, "savepoint s2", "SAVEPOINT", false},
				{0, "alter table u add column y int default 3", "ALTER TABLE", false},
				{0, "rollback to s2", "ROLLBACK", false},
				{0, "insert into t values (3)", "INSERT 0 1", false},
				{0, "commit", "COMMIT", false},
				{1, "select * from u", "q; SELECT 1", false},
				{1, "select * from t order by id", "1; 2; 3; SELECT 3", false},
			})
		})
	}
}
