package local_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestLargeValue: a value that is larger than what a range takes in one write is refused with the
// number of that, whichever node is asked; what is a little smaller is stored.
func TestLargeValue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const most = 1 << 20
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 3, Replicated: true,
			Configure: func(_ *local.Node, o *node.Options) { o.Ranges.CommandBytesMax = most }})
		for i, n := range c.Nodes() {
			db := connect(t, n)
			if i == 0 {
				exec(t, db, "CREATE TABLE t (i int PRIMARY KEY, v bytea)")
			}
			insert := func(id, bytes int) error {
				_, err := db.Exec(t.Context(), "INSERT INTO t VALUES ($1, $2)", id, make([]byte, bytes))
				return err
			}
			if err := insert(2*i, most-4<<10); err != nil {
				t.Errorf("%v: %v", n, err)
			}
			e, ok := errors.AsType[*pgconn.PgError](insert(2*i+1, most))
			if !ok || e.Code != "54000" || !strings.Contains(e.Message, fmt.Sprintf("of %d at most", most)) || !strings.Contains(e.Hint, "smaller values") {
				t.Errorf("%v: %+v", n, e)
			}
			if got := count(t, db); got != i+1 {
				t.Errorf("%v: %d rows", n, got)
			}
		}
	})
}
