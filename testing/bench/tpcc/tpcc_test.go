package tpcc_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/bench/tpcc"
	"github.com/isochrondb/isochron/testing/cluster"
)

var small = tpcc.Size{Warehouses: 2, Items: 200, Customers: 30}

func loaded(t *testing.T) (string, *pgx.Conn) {
	t.Helper()
	url := cluster.Start(t).URL()
	c, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	if err := tpcc.Load(t.Context(), c, small); err != nil {
		t.Fatal(err)
	}
	return url, c
}

// mustHold checks the conditions.
func mustHold(t *testing.T, c *pgx.Conn, start bool) {
	t.Helper()
	broken, err := tpcc.Check(t.Context(), c, small, start)
	if err != nil {
		t.Fatal(err)
	}
	if len(broken) > 0 {
		t.Errorf("broken: %v", broken)
	}
}

// TestMix: the five transactions on a small size at each isolation level; nothing but
// conflicts is answered, and the conditions hold.
func TestMix(t *testing.T) {
	url, c := loaded(t)
	mustHold(t, c, true)
	for _, level := range []string{"serializable", "repeatable read", "read committed"} {
		o := tpcc.Options{Size: small, Terminals: 3, For: time.Minute, Decks: 1, Seed: 1, Connect: func(ctx context.Context, _ int) (*pgx.Conn, error) {
			conf, err := pgx.ParseConfig(url)
			if err != nil {
				return nil, err
			}
			conf.RuntimeParams["default_transaction_isolation"] = level
			return pgx.ConnectConfig(ctx, conf)
		}}
		r, err := tpcc.Run(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %v", level, r)
		if len(r.Errors) > 0 || r.Lost > 0 {
			t.Errorf("%s: %v, %d connections lost", level, r.Errors, r.Lost)
		}
		if slices.Contains(r.Done[:], 0) {
			t.Errorf("%s: not all transactions were run: %v", level, r.Done)
		}
		mustHold(t, c, false)
	}
}

// TestCheck: each condition is broken once, and named.
func TestCheck(t *testing.T) {
	_, c := loaded(t)
	for i, breaks := range []string{
		"UPDATE warehouse SET w_ytd = w_ytd + 1 WHERE w_id = 1",
		"UPDATE district SET d_next_o_id = d_next_o_id + 1 WHERE d_w_id = 1 AND d_id = 3",
		"DELETE FROM new_order WHERE no_w_id = 1 AND no_d_id = 2 AND no_o_id = 25",
		"UPDATE orders SET o_ol_cnt = o_ol_cnt + 1 WHERE o_w_id = 1 AND o_d_id = 1 AND o_id = 4",
		"UPDATE orders SET o_carrier_id = NULL WHERE o_w_id = 2 AND o_d_id = 1 AND o_id = 4",
		"DELETE FROM order_line WHERE ol_w_id = 1 AND ol_d_id = 1 AND ol_o_id = 5 AND ol_number = 1",
		"UPDATE order_line SET ol_delivery_d = NULL WHERE ol_w_id = 1 AND ol_d_id = 1 AND ol_o_id = 5 AND ol_number = 1",
		"UPDATE history SET h_amount = h_amount + 1 WHERE h_w_id = 1 AND h_d_id = 1 AND h_c_id = 7",
		"UPDATE history SET h_d_id = 2 WHERE h_w_id = 1 AND h_d_id = 1 AND h_c_id = 7",
		"UPDATE customer SET c_balance = c_balance + 1 WHERE c_w_id = 2 AND c_d_id = 10 AND c_id = 9",
		"INSERT INTO new_order VALUES (1, 1, 1)",
		"UPDATE customer SET c_ytd_payment = c_ytd_payment + 1 WHERE c_w_id = 2 AND c_d_id = 10 AND c_id = 9",
	} {
		tx, err := c.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if tag, err := tx.Exec(t.Context(), breaks); err != nil || tag.RowsAffected() == 0 {
			t.Fatalf("%s: %v %v", breaks, tag, err)
		}
		broken, err := tpcc.Check(t.Context(), c, small, true)
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("condition %d:", i+1)
		if !slices.ContainsFunc(broken, func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("%s: %v does not name condition %d", breaks, broken, i+1)
		}
		if err := tx.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	mustHold(t, c, true)
}
