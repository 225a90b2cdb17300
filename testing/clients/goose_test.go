package clients

import (
	"context"
	"database/sql"
	"os"
	"testing"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// TestGoose: up, down and up again, each migration in its transaction or, where
// it says so, outside of one; a session's advisory lock keeps others out.
func TestGoose(t *testing.T) {
	run(t, "goose", func(x *flow) {
		db := x.db()
		locker, err := lock.NewPostgresSessionLocker()
		x.must("locker", err)
		inGo := goose.NewGoMigration(5, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "CREATE VIEW open_orders AS SELECT * FROM orders WHERE state IN ('new', 'paid')")
			return err
		}}, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, "DROP VIEW open_orders")
			return err
		}})
		p, err := goose.NewProvider(goose.DialectPostgres, db, os.DirFS("testdata/goose"), goose.WithSessionLocker(locker), goose.WithGoMigrations(inGo))
		x.must("provider", err)
		tell := func(rs []*goose.MigrationResult, err error) {
			t.Helper()
			x.must("migrate", err)
			for _, r := range rs {
				x.say("%s %d %v", r.Direction, r.Source.Version, r.Error)
			}
			v, err := p.GetDBVersion(x.ctx)
			x.must("version", err)
			x.say("version %d", v)
		}
		tell(p.Up(x.ctx))
		tell(p.DownTo(x.ctx, 1))
		tell(p.Up(x.ctx))
		r, err := p.ApplyVersion(x.ctx, 5, false)
		x.must("apply", err)
		x.say("%s %d", r.Direction, r.Source.Version)
		states, err := p.Status(x.ctx)
		x.must("status", err)
		for _, s := range states {
			x.say("%d %s", s.Source.Version, s.State)
		}
		var n, touched int
		var sum string
		x.must("count", db.QueryRow("SELECT count(*), count(updated_at), sum(total) FROM orders").Scan(&n, &touched, &sum))
		x.say("%d orders of %s, %d touched", n, sum, touched)
	})
}
