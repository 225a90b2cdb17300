package tpcc

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
)

// errUnusedItem rolls a new order back, as one of a hundred must be (clause 2.4.1.4).
var errUnusedItem = errors.New("tpcc: item number is not valid")

func (t *terminal) between(lo, hi int) int { return between(t.rng, lo, hi) }

func (t *terminal) customer() int {
	return nonUniform(t.rng, 1023, 1, t.o.Size.Customers, runC)
}

func (t *terminal) item() int { return nonUniform(t.rng, 8191, 1, t.o.Size.Items, runC) }

// name is a last name that somebody has.
func (t *terminal) name() string {
	return lastName(nonUniform(t.rng, 255, 0, min(namesMax, t.o.Size.Customers)-1, runC))
}

// another warehouse than the terminal's, where there is one.
func (t *terminal) another() int {
	n := t.o.Size.Warehouses
	if n == 1 {
		return t.warehouse
	}
	return (t.warehouse-1+t.between(1, n-1))%n + 1
}

// line is one item of an order.
type line struct{ item, supply, quantity int }

// newOrder is clause 2.4.
func (t *terminal) newOrder() func(context.Context, pgx.Tx) error {
	w, d, c := t.warehouse, t.between(1, districts), t.customer()
	lines := make([]line, t.between(5, 15))
	used := map[int]bool{}
	local := 1
	for i := range lines {
		item := t.item()
		for used[item] { // so that an order updates each stock once
			item = t.item()
		}
		used[item] = true
		lines[i] = line{item: item, supply: w, quantity: t.between(1, 10)}
		if t.rng.IntN(100) == 0 {
			lines[i].supply = t.another()
		}
		if lines[i].supply != w {
			local = 0
		}
	}
	if t.rng.IntN(100) == 0 {
		lines[len(lines)-1].item = t.o.Size.Items + 1
	}
	return func(ctx context.Context, tx pgx.Tx) error { return placeOrder(ctx, tx, w, d, c, local, lines) }
}

func placeOrder(ctx context.Context, tx pgx.Tx, w, d, c, local int, lines []line) error {
	var discount, tax, districtTax float64
	var last, credit string
	var order int
	err := tx.QueryRow(ctx, "SELECT c_discount, c_last, c_credit, w_tax FROM customer, warehouse WHERE w_id = $1 AND c_w_id = w_id AND c_d_id = $2 AND c_id = $3",
		w, d, c).Scan(&discount, &last, &credit, &tax)
	if err != nil {
		return fmt.Errorf("customer: %w", err)
	}
	if err := tx.QueryRow(ctx, "SELECT d_next_o_id, d_tax FROM district WHERE d_id = $1 AND d_w_id = $2 FOR UPDATE", d, w).Scan(&order, &districtTax); err != nil {
		return fmt.Errorf("district: %w", err)
	}
	if _, err := tx.Exec(ctx, "UPDATE district SET d_next_o_id = $1 + 1 WHERE d_id = $2 AND d_w_id = $3", order, d, w); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO orders (o_id, o_d_id, o_w_id, o_c_id, o_entry_d, o_ol_cnt, o_all_local) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		order, d, w, c, time.Now().UTC(), len(lines), local); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO new_order (no_o_id, no_d_id, no_w_id) VALUES ($1, $2, $3)", order, d, w); err != nil {
		return err
	}
	prices, err := itemPrices(ctx, tx, lines)
	if err != nil {
		return err
	}
	return takeStock(ctx, tx, w, d, order, lines, prices)
}

// itemPrices reads the items of an order; one that does not exist ends it.
func itemPrices(ctx context.Context, tx pgx.Tx, lines []line) (map[int]float64, error) {
	args := make([]any, len(lines))
	for i, l := range lines {
		args[i] = l.item
	}
	rows, err := tx.Query(ctx, "SELECT i_id, i_price, i_name, i_data FROM item WHERE i_id IN ("+placeholders(1, len(lines))+")", args...)
	if err != nil {
		return nil, err
	}
	prices := map[int]float64{}
	var id int
	var price float64
	var name, data string
	if _, err := pgx.ForEachRow(rows, []any{&id, &price, &name, &data}, func() error { prices[id] = price; return nil }); err != nil {
		return nil, err
	}
	if len(prices) < len(lines) {
		return nil, errUnusedItem
	}
	return prices, nil
}

// placeholders are $from, … of n parameters.
func placeholders(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", from+i)
	}
	return b.String()
}

func takeStock(ctx context.Context, tx pgx.Tx, w, d, order int, lines []line, prices map[int]float64) error {
	pairs, args := make([]string, len(lines)), make([]any, 0, 2*len(lines))
	for i, l := range lines {
		pairs[i] = "(" + placeholders(2*i+1, 2) + ")"
		args = append(args, l.supply, l.item)
	}
	rows, err := tx.Query(ctx, fmt.Sprintf("SELECT s_i_id, s_quantity, s_data, s_dist_%02d FROM stock WHERE (s_w_id, s_i_id) IN (%s) FOR UPDATE", d, strings.Join(pairs, ", ")), args...)
	if err != nil {
		return err
	}
	type stock struct {
		quantity int
		info     string
	}
	stocks := map[int]stock{}
	var id, quantity int
	var data, info string
	if _, err := pgx.ForEachRow(rows, []any{&id, &quantity, &data, &info}, func() error { stocks[id] = stock{quantity, info}; return nil }); err != nil {
		return err
	}
	if len(stocks) != len(lines) {
		return fmt.Errorf("tpcc: stock of %d items where %d were asked for", len(stocks), len(lines))
	}
	values, args := make([]string, len(lines)), []any{order, d, w}
	for i, l := range lines {
		left, remote := stocks[l.item].quantity-l.quantity, 0
		if left < 10 {
			left += 91
		}
		if l.supply != w {
			remote = 1
		}
		if _, err := tx.Exec(ctx, "UPDATE stock SET s_quantity = $1, s_ytd = s_ytd + $2, s_order_cnt = s_order_cnt + 1, s_remote_cnt = s_remote_cnt + $3 WHERE s_i_id = $4 AND s_w_id = $5",
			left, l.quantity, remote, l.item, l.supply); err != nil {
			return err
		}
		values[i] = "($1, $2, $3, " + placeholders(len(args)+1, 6) + ")"
		args = append(args, i+1, l.item, l.supply, l.quantity, fmt.Sprintf("%.2f", prices[l.item]*float64(l.quantity)), stocks[l.item].info)
	}
	_, err = tx.Exec(ctx, "INSERT INTO order_line (ol_o_id, ol_d_id, ol_w_id, ol_number, ol_i_id, ol_supply_w_id, ol_quantity, ol_amount, ol_dist_info) VALUES "+strings.Join(values, ", "), args...)
	return err
}

// payment is clause 2.5.
func (t *terminal) payment() func(context.Context, pgx.Tx) error {
	w, d := t.warehouse, t.between(1, districts)
	cw, cd := w, d
	if t.rng.IntN(100) < 15 {
		cw, cd = t.another(), t.between(1, districts)
	}
	who := t.who()
	amount := cents(t.between(100, 500_000))
	return func(ctx context.Context, tx pgx.Tx) error {
		var wName, dName string
		if err := tx.QueryRow(ctx, "UPDATE warehouse SET w_ytd = w_ytd + $1 WHERE w_id = $2 RETURNING w_name", amount, w).Scan(&wName); err != nil {
			return err
		}
		if err := tx.QueryRow(ctx, "UPDATE district SET d_ytd = d_ytd + $1 WHERE d_w_id = $2 AND d_id = $3 RETURNING d_name", amount, w, d).Scan(&dName); err != nil {
			return err
		}
		c, err := who.find(ctx, tx, cw, cd)
		if err != nil {
			return err
		}
		if err := pay(ctx, tx, cw, cd, c, amount, d, w); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "INSERT INTO history (h_c_d_id, h_c_w_id, h_c_id, h_d_id, h_w_id, h_date, h_amount, h_data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
			cd, cw, c, d, w, time.Now().UTC(), amount, wName+"    "+dName)
		return err
	}
}

// pay books a payment; customers of bad credit have it written into their data.
func pay(ctx context.Context, tx pgx.Tx, cw, cd, c int, amount string, d, w int) error {
	var credit, data string
	if err := tx.QueryRow(ctx, "SELECT c_credit, c_data FROM customer WHERE c_w_id = $1 AND c_d_id = $2 AND c_id = $3 FOR UPDATE", cw, cd, c).Scan(&credit, &data); err != nil {
		return fmt.Errorf("customer who pays: %w", err)
	}
	if credit == "BC" {
		data = fmt.Sprintf("%d %d %d %d %d %s | %s", c, cd, cw, d, w, amount, data)
		data = data[:min(len(data), 500)]
	}
	_, err := tx.Exec(ctx, "UPDATE customer SET c_balance = c_balance - $1, c_ytd_payment = c_ytd_payment + $1, c_payment_cnt = c_payment_cnt + 1, c_data = $2 WHERE c_w_id = $3 AND c_d_id = $4 AND c_id = $5",
		amount, data, cw, cd, c)
	return err
}

// who is a customer by number, or in 60 of 100 by last name.
type who struct {
	id   int
	name string
}

func (t *terminal) who() who {
	if t.rng.IntN(100) < 60 {
		return who{name: t.name()}
	}
	return who{id: t.customer()}
}

// find gives the number: of those of one name the one in the middle, by first name.
func (x who) find(ctx context.Context, tx pgx.Tx, w, d int) (int, error) {
	if x.name == "" {
		return x.id, nil
	}
	rows, err := tx.Query(ctx, "SELECT c_id FROM customer WHERE c_w_id = $1 AND c_d_id = $2 AND c_last = $3 ORDER BY c_first", w, d, x.name)
	if err != nil {
		return 0, err
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int])
	if err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, fmt.Errorf("tpcc: nobody of district %d of %d is called %s", d, w, x.name)
	}
	return ids[(len(ids)+1)/2-1], nil
}

// orderStatus is clause 2.6.
func (t *terminal) orderStatus() func(context.Context, pgx.Tx) error {
	w, d, who := t.warehouse, t.between(1, districts), t.who()
	return func(ctx context.Context, tx pgx.Tx) error {
		c, err := who.find(ctx, tx, w, d)
		if err != nil {
			return err
		}
		var balance, first, middle, last string
		if err := tx.QueryRow(ctx, "SELECT c_balance::text, c_first, c_middle, c_last FROM customer WHERE c_w_id = $1 AND c_d_id = $2 AND c_id = $3", w, d, c).Scan(&balance, &first, &middle, &last); err != nil {
			return fmt.Errorf("customer who asks: %w", err)
		}
		var order, n int
		var carrier *int
		err = tx.QueryRow(ctx, "SELECT o_id, o_carrier_id, o_ol_cnt FROM orders WHERE o_w_id = $1 AND o_d_id = $2 AND o_c_id = $3 ORDER BY o_id DESC LIMIT 1", w, d, c).Scan(&order, &carrier, &n)
		if err != nil {
			return fmt.Errorf("last order: %w", err)
		}
		rows, err := tx.Query(ctx, "SELECT ol_i_id, ol_supply_w_id, ol_quantity, ol_amount, ol_delivery_d FROM order_line WHERE ol_w_id = $1 AND ol_d_id = $2 AND ol_o_id = $3", w, d, order)
		if err != nil {
			return err
		}
		lines := 0
		for rows.Next() {
			lines++
		}
		if rows.Err() == nil && lines != n {
			return fmt.Errorf("tpcc: order %d of district %d of %d has %d lines, and says %d", order, d, w, lines, n)
		}
		return rows.Err()
	}
}

// delivery is clause 2.7, all districts in one transaction.
func (t *terminal) delivery() func(context.Context, pgx.Tx) error {
	w, carrier := t.warehouse, t.between(1, 10)
	return func(ctx context.Context, tx pgx.Tx) error {
		for d := 1; d <= districts; d++ {
			if err := deliver(ctx, tx, w, d, carrier); err != nil {
				return err
			}
		}
		return nil
	}
}

// deliver hands over the oldest order of a district, if there is one.
func deliver(ctx context.Context, tx pgx.Tx, w, d, carrier int) error {
	var order, c int
	err := tx.QueryRow(ctx, "SELECT no_o_id FROM new_order WHERE no_w_id = $1 AND no_d_id = $2 ORDER BY no_o_id LIMIT 1 FOR UPDATE", w, d).Scan(&order)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	// At READ COMMITTED another delivery may have taken it meanwhile.
	tag, err := tx.Exec(ctx, "DELETE FROM new_order WHERE no_w_id = $1 AND no_d_id = $2 AND no_o_id = $3", w, d, order)
	if err != nil || tag.RowsAffected() == 0 {
		return err
	}
	if err := tx.QueryRow(ctx, "UPDATE orders SET o_carrier_id = $1 WHERE o_w_id = $2 AND o_d_id = $3 AND o_id = $4 RETURNING o_c_id", carrier, w, d, order).Scan(&c); err != nil {
		return fmt.Errorf("order to deliver: %w", err)
	}
	if _, err := tx.Exec(ctx, "UPDATE order_line SET ol_delivery_d = $1 WHERE ol_w_id = $2 AND ol_d_id = $3 AND ol_o_id = $4", time.Now().UTC(), w, d, order); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE customer SET c_balance = c_balance + (SELECT sum(ol_amount) FROM order_line WHERE ol_w_id = $1 AND ol_d_id = $2 AND ol_o_id = $3),
		c_delivery_cnt = c_delivery_cnt + 1 WHERE c_w_id = $1 AND c_d_id = $2 AND c_id = $4`, w, d, order, c)
	return err
}

// stockLevel is clause 2.8.
func (t *terminal) stockLevel() func(context.Context, pgx.Tx) error {
	w, d, threshold := t.warehouse, t.district, t.between(10, 20)
	return func(ctx context.Context, tx pgx.Tx) error {
		var next, low int
		if err := tx.QueryRow(ctx, "SELECT d_next_o_id FROM district WHERE d_w_id = $1 AND d_id = $2", w, d).Scan(&next); err != nil {
			return fmt.Errorf("district: %w", err)
		}
		return tx.QueryRow(ctx, `SELECT count(DISTINCT s_i_id) FROM order_line, stock WHERE ol_w_id = $1 AND ol_d_id = $2 AND ol_o_id < $3 AND ol_o_id >= $3 - 20
			AND s_w_id = $1 AND s_i_id = ol_i_id AND s_quantity < $4`, w, d, next, threshold).Scan(&low)
	}
}

// Check looks at the consistency conditions of clause 3.3.2 and names those that do not
// hold. At the start, before any transaction, the eleventh is exact; later on deliveries
// have moved it in one direction.
func Check(ctx context.Context, c *pgx.Conn, size Size, start bool) ([]string, error) {
	var broken []string
	for i, q := range conditions {
		args := []any{}
		if i+1 == 11 {
			args = append(args, size.delivered(), start)
		}
		var n int
		if err := c.QueryRow(ctx, "SELECT count(*) FROM ("+q+") AS broken", args...).Scan(&n); err != nil {
			return nil, fmt.Errorf("condition %d: %w", i+1, err)
		}
		if n > 0 {
			broken = append(broken, fmt.Sprintf("condition %d: %d times", i+1, n))
		}
	}
	return slices.Clip(broken), nil
}

// conditions select what breaks each.
var conditions = [12]string{
	"SELECT w_id FROM warehouse JOIN (SELECT d_w_id, sum(d_ytd) AS ytd FROM district GROUP BY d_w_id) d ON d_w_id = w_id WHERE w_ytd <> ytd",
	`SELECT d_w_id FROM district JOIN (SELECT o_w_id, o_d_id, max(o_id) AS o FROM orders GROUP BY o_w_id, o_d_id) o ON o_w_id = d_w_id AND o_d_id = d_id
		LEFT JOIN (SELECT no_w_id, no_d_id, max(no_o_id) AS n FROM new_order GROUP BY no_w_id, no_d_id) n ON no_w_id = d_w_id AND no_d_id = d_id
		WHERE d_next_o_id - 1 <> o OR n <> o`,
	"SELECT no_w_id FROM new_order GROUP BY no_w_id, no_d_id HAVING max(no_o_id) - min(no_o_id) + 1 <> count(*)",
	`SELECT o_w_id FROM (SELECT o_w_id, o_d_id, sum(o_ol_cnt) AS n FROM orders GROUP BY o_w_id, o_d_id) o
		JOIN (SELECT ol_w_id, ol_d_id, count(*) AS n FROM order_line GROUP BY ol_w_id, ol_d_id) l ON ol_w_id = o_w_id AND ol_d_id = o_d_id WHERE o.n <> l.n`,
	`SELECT o_id FROM orders LEFT JOIN new_order ON no_w_id = o_w_id AND no_d_id = o_d_id AND no_o_id = o_id WHERE (o_carrier_id IS NULL) <> (no_o_id IS NOT NULL)`,
	`SELECT o_id FROM orders FULL JOIN (SELECT ol_w_id, ol_d_id, ol_o_id, count(*) AS n FROM order_line GROUP BY ol_w_id, ol_d_id, ol_o_id) l
		ON ol_w_id = o_w_id AND ol_d_id = o_d_id AND ol_o_id = o_id WHERE o_ol_cnt IS NULL OR n IS NULL OR o_ol_cnt <> n`,
	`SELECT ol_o_id FROM order_line JOIN orders ON o_w_id = ol_w_id AND o_d_id = ol_d_id AND o_id = ol_o_id WHERE (ol_delivery_d IS NULL) <> (o_carrier_id IS NULL)`,
	"SELECT w_id FROM warehouse JOIN (SELECT h_w_id, sum(h_amount) AS paid FROM history GROUP BY h_w_id) h ON h_w_id = w_id WHERE w_ytd <> paid",
	"SELECT d_id FROM district JOIN (SELECT h_w_id, h_d_id, sum(h_amount) AS paid FROM history GROUP BY h_w_id, h_d_id) h ON h_w_id = d_w_id AND h_d_id = d_id WHERE d_ytd <> paid",
	`SELECT c_id FROM customer ` + deliveredTo + `
		LEFT JOIN (SELECT h_c_w_id, h_c_d_id, h_c_id, sum(h_amount) AS paid FROM history GROUP BY h_c_w_id, h_c_d_id, h_c_id) h ON h_c_w_id = c_w_id AND h_c_d_id = c_d_id AND h_c_id = c_id
		WHERE c_balance <> coalesce(amount, 0) - coalesce(paid, 0)`,
	`SELECT d_id FROM district JOIN (SELECT o_w_id, o_d_id, count(*) AS o FROM orders GROUP BY o_w_id, o_d_id) o ON o_w_id = d_w_id AND o_d_id = d_id
		LEFT JOIN (SELECT no_w_id, no_d_id, count(*) AS n FROM new_order GROUP BY no_w_id, no_d_id) n ON no_w_id = d_w_id AND no_d_id = d_id
		WHERE o - coalesce(n, 0) < $1 OR $2 AND o - coalesce(n, 0) <> $1`,
	`SELECT c_id FROM customer ` + deliveredTo + ` WHERE c_balance + c_ytd_payment <> coalesce(amount, 0)`,
}

// deliveredTo joins customers with what was delivered to them.
const deliveredTo = `LEFT JOIN (SELECT o_w_id, o_d_id, o_c_id, sum(ol_amount) AS amount FROM orders JOIN order_line ON ol_w_id = o_w_id AND ol_d_id = o_d_id AND ol_o_id = o_id
	WHERE ol_delivery_d IS NOT NULL GROUP BY o_w_id, o_d_id, o_c_id) l ON o_w_id = c_w_id AND o_d_id = c_d_id AND o_c_id = c_id`
