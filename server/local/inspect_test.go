package local_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/local"
)

// TestInspectRange: an operator asks any node what goes on in a range: who leads it, which rows are
// locked, and who waits for them.
func TestInspectRange(t *testing.T) { synctest.Test(t, testInspectRange) }

func testInspectRange(t *testing.T) {
	ctx := t.Context()
	c := start(t, local.Options{Regions: []local.Region{{Name: "us-east"}}, Seed: 7, Replicated: true})
	conn := connect(t, c.Nodes()[0])
	exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 100); CREATE ROLE alice LOGIN")
	exec(t, conn, "ALTER TABLE t SPLIT AT VALUES (0)")
	type figures struct {
		RangeID  uint64 `json:"range_id"`
		Node     uint32 `json:"leaseholder_node_id"`
		Stores   []uint32
		Start    string `json:"start_key"`
		Term     uint64 `json:"lease_term"`
		Index    uint64 `json:"applied_index"`
		Requests uint64 `json:"requests"`
		Locks    uint64 `json:"row_locks"`
		Holders  uint64 `json:"lock_holders"`
		Waiters  uint64 `json:"lock_waiters"`
		Latched  uint64 `json:"latched_requests"`
		Closed   string `json:"closed_timestamp"`
		Read     string `json:"newest_read"`
	}
	var id int64
	if err := conn.QueryRow(ctx, "SELECT max(range_id) FROM isochron_internal.ranges WHERE 'public.t' = ANY (tables)").Scan(&id); err != nil {
		t.Fatal(err)
	}
	inspect := func(from int) (x figures) {
		t.Helper()
		var text string
		if err := connect(t, c.Nodes()[from]).QueryRow(ctx, "SELECT isochron_internal.inspect_range($1)::text", id).Scan(&text); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(text), &x); err != nil {
			t.Fatal(err)
		}
		return x
	}
	before := inspect(0)
	holder, waiter := connect(t, c.Nodes()[1]), connect(t, c.Nodes()[2])
	exec(t, holder, "BEGIN")
	exec(t, holder, "UPDATE t SET i = i WHERE i <= 3")
	got := make(chan error, 1)
	go func() {
		_, err := waiter.Exec(ctx, "SELECT * FROM t WHERE i = 2 FOR UPDATE")
		got <- err
	}()
	time.Sleep(time.Second)
	for from := range c.Nodes() {
		x := inspect(from)
		if x.RangeID != uint64(id) || x.Node == 0 || len(x.Stores) != 3 || x.Term == 0 || x.Start == "" || x.Closed == "" || x.Read == "" {
			t.Errorf("node %d tells %+v", from+1, x)
		}
		if x.Locks != 4 || x.Holders != 1 || x.Waiters != 1 || x.Latched != 0 || x.Requests <= before.Requests {
			t.Errorf("node %d tells of locks and requests %+v; before %+v", from+1, x, before)
		}
	}
	exec(t, holder, "COMMIT")
	if err := <-got; err != nil {
		t.Error(err)
	}
	if x := inspect(0); x.Locks != 0 || x.Holders+x.Waiters != 0 || x.Index <= before.Index {
		t.Errorf("after all: %+v", x)
	}
	for as, code := range map[string]string{"SELECT isochron_internal.inspect_range(0)": "42704", "SELECT isochron_internal.inspect_range(-1)": "42704", "SET ROLE alice; SELECT isochron_internal.inspect_range(1)": "42501"} {
		_, err := conn.Exec(ctx, as)
		if pg, ok := errors.AsType[*pgconn.PgError](err); !ok || pg.Code != code {
			t.Errorf("%s: %v, want %s", as, err, code)
		}
	}
	var none *string
	if err := conn.QueryRow(ctx, "SELECT isochron_internal.inspect_range(NULL)::text").Scan(&none); err == nil && none != nil {
		t.Error(fmt.Sprint("nothing is ", *none))
	}
}
