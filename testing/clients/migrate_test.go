package clients

import (
	"errors"
	"strings"
	"testing"

	"github.com/golang-migrate/migrate/v4"
	_ "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	_ "github.com/golang-migrate/migrate/v4/source/file"
)

// TestMigrate: golang-migrate's versions, with its advisory lock, its mark of a
// migration that failed, and Drop, which asks the catalog for all tables.
func TestMigrate(t *testing.T) {
	run(t, "migrate", func(x *flow) {
		m, err := migrate.New("file://testdata/migrate", "pgx5"+strings.TrimPrefix(strings.TrimPrefix(x.url, "postgresql"), "postgres"))
		x.must("new", err)
		tell := func(what string, err error) {
			t.Helper()
			v, dirty, verr := m.Version()
			state := sqlstate(err)
			if state == "" && err != nil && !errors.Is(err, migrate.ErrNoChange) && !strings.Contains(err.Error(), "does not exist") {
				t.Fatalf("%s: %v", what, err)
			}
			x.say("%s: %v, version %d, dirty %v, %v", what, err != nil, v, dirty, verr)
		}
		tell("two", m.Steps(2))
		tell("one more", m.Steps(1))
		tell("broken", m.Up())
		tell("force", m.Force(3))
		tell("down to 1", m.Migrate(1))
		tell("up to 3", m.Migrate(3))
		db := x.db()
		var n int
		var total string
		x.must("select", db.QueryRow("SELECT count(*), (SELECT total FROM totals) FROM accounts WHERE doubled = 200").Scan(&n, &total))
		x.say("%d accounts, %s", n, total)
		x.tellSchema()
		tell("down", m.Down())
		tell("up to 2", m.Migrate(2))
		x.must("drop", m.Drop())
		serr, derr := m.Close()
		x.must("close", errors.Join(serr, derr))
	})
}
