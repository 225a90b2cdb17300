package isolation

import "testing"

// TestFailedSavepoint: what was locked since the newest savepoint is let go as soon as a statement fails, not when the
// client goes back to it; what was locked before it is kept.
func TestFailedSavepoint(t *testing.T) {
	script(t, []string{"CREATE TABLE t (k int PRIMARY KEY, v int)", "INSERT INTO t VALUES (1, 1), (2, 2), (3, 3), (4, 4)"}, []step{
		{1, "BEGIN ISOLATION LEVEL READ COMMITTED", "BEGIN", false},
		{1, "SELECT k FROM t WHERE k = 1 FOR UPDATE", "1; SELECT 1", false},
		{1, "SELECT pg_advisory_xact_lock(1)", "; SELECT 1", false},
		{1, "SAVEPOINT a", "SAVEPOINT", false},
		{1, "SELECT k FROM t WHERE k = 2 FOR UPDATE", "2; SELECT 1", false},
		{1, "UPDATE t SET v = 30 WHERE k = 3", "UPDATE 1", false},
		{1, "SELECT pg_advisory_xact_lock(2)", "; SELECT 1", false},
		{1, "SAVEPOINT b", "SAVEPOINT", false},
		{1, "DELETE FROM t WHERE k = 4", "DELETE 1", false},
		{1, "SELECT pg_advisory_xact_lock(3), pg_advisory_lock(4)", " | ; SELECT 1", false},
		{1, "SELECT 1 / 0", "ERROR 22012", false},
		// Those since b are free, those before are not.
		{2, "SELECT k FROM t WHERE k = 4 FOR UPDATE NOWAIT", "4; SELECT 1", false},
		{2, "SELECT k FROM t WHERE k = 3 FOR UPDATE NOWAIT", "ERROR 55P03", false},
		{2, "SELECT k FROM t WHERE k = 2 FOR UPDATE NOWAIT", "ERROR 55P03", false},
		{2, "SELECT pg_try_advisory_xact_lock(i) FROM generate_series(1, 4) i", "f; f; t; f; SELECT 4", false},
		{1, "SELECT 1", "ERROR 25P02", false},
		{1, "RELEASE b", "ERROR 25P02", false},
		{1, "ROLLBACK TO a", "ROLLBACK", false},
		{2, "SELECT k FROM t WHERE k = 3 FOR UPDATE NOWAIT", "3; SELECT 1", false},
		{2, "SELECT k FROM t WHERE k = 1 FOR UPDATE NOWAIT", "ERROR 55P03", false},
		{2, "SELECT pg_try_advisory_xact_lock(i) FROM generate_series(1, 2) i", "f; t; SELECT 2", false},
		// What is free is taken by others, and taken again.
		{2, "UPDATE t SET v = v + 1 WHERE k IN (3, 4)", "UPDATE 2", false},
		{1, "SELECT k, v FROM t WHERE k = 2 FOR UPDATE", "2 | 2; SELECT 1", false},
		{1, "UPDATE t SET v = 10 WHERE k = 1", "UPDATE 1", false},
		{1, "COMMIT", "COMMIT", false},
		{2, "SELECT * FROM t ORDER BY k", "1 | 10; 2 | 2; 3 | 4; 4 | 5; SELECT 4", false},
	})
}

// TestSavepointBeforeAll: a savepoint set before anything was done is gone back to as others are.
func TestSavepointBeforeAll(t *testing.T) {
	script(t, []string{"CREATE TABLE t (k int PRIMARY KEY, v int)", "INSERT INTO t VALUES (1, 1)"}, []step{
		{1, "BEGIN", "BEGIN", false},
		{1, "SAVEPOINT a", "SAVEPOINT", false},
		{1, "UPDATE t SET v = 2", "UPDATE 1", false},
		{1, "INSERT INTO t VALUES (1, 3)", "ERROR 23505", false},
		{2, "UPDATE t SET v = 4", "UPDATE 1", false},
		{1, "ROLLBACK TO a", "ROLLBACK", false},
		{1, "UPDATE t SET v = v + 1", "UPDATE 1", false},
		{1, "COMMIT", "COMMIT", false},
		{2, "SELECT v FROM t", "5; SELECT 1", false},
	})
}
