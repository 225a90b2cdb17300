// Package tpcc loads, runs and judges TPC-C (specification 5.11): its nine tables by the
// rules of clause 4.3, its five transactions in their mix (clauses 2 and 5.2.4), without
// keying and thinking times, and the twelve consistency conditions of clause 3.3.2.
//
// Statements are those that drivers of TPC-C send to Postgres: the items and the stock of
// an order are each read by one statement, stock by pairs of warehouse and item.
package tpcc

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Schema creates the tables (clause 1.3).
const Schema = `
CREATE TABLE warehouse (w_id int PRIMARY KEY, w_name varchar(10), w_street_1 varchar(20), w_street_2 varchar(20), w_city varchar(20),
	w_state char(2), w_zip char(9), w_tax decimal(4,4), w_ytd decimal(12,2));
CREATE TABLE district (d_id int, d_w_id int, d_name varchar(10), d_street_1 varchar(20), d_street_2 varchar(20), d_city varchar(20),
	d_state char(2), d_zip char(9), d_tax decimal(4,4), d_ytd decimal(12,2), d_next_o_id int, PRIMARY KEY (d_w_id, d_id));
CREATE TABLE customer (c_id int, c_d_id int, c_w_id int, c_first varchar(16), c_middle char(2), c_last varchar(16), c_street_1 varchar(20),
	c_street_2 varchar(20), c_city varchar(20), c_state char(2), c_zip char(9), c_phone char(16), c_since timestamp, c_credit char(2),
	c_credit_lim decimal(12,2), c_discount decimal(4,4), c_balance decimal(12,2), c_ytd_payment decimal(12,2), c_payment_cnt int,
	c_delivery_cnt int, c_data varchar(500), PRIMARY KEY (c_w_id, c_d_id, c_id));
CREATE INDEX customer_name ON customer (c_w_id, c_d_id, c_last, c_first);
CREATE TABLE history (h_c_id int, h_c_d_id int, h_c_w_id int, h_d_id int, h_w_id int, h_date timestamp, h_amount decimal(6,2), h_data varchar(24));
CREATE TABLE orders (o_id int, o_d_id int, o_w_id int, o_c_id int, o_entry_d timestamp, o_carrier_id int, o_ol_cnt int, o_all_local int,
	PRIMARY KEY (o_w_id, o_d_id, o_id));
CREATE INDEX orders_customer ON orders (o_w_id, o_d_id, o_c_id, o_id);
CREATE TABLE new_order (no_o_id int, no_d_id int, no_w_id int, PRIMARY KEY (no_w_id, no_d_id, no_o_id));
CREATE TABLE order_line (ol_o_id int, ol_d_id int, ol_w_id int, ol_number int, ol_i_id int, ol_supply_w_id int, ol_delivery_d timestamp,
	ol_quantity int, ol_amount decimal(6,2), ol_dist_info char(24), PRIMARY KEY (ol_w_id, ol_d_id, ol_o_id, ol_number));
CREATE TABLE item (i_id int PRIMARY KEY, i_im_id int, i_name varchar(24), i_price decimal(5,2), i_data varchar(50));
CREATE TABLE stock (s_i_id int, s_w_id int, s_quantity int, s_dist_01 char(24), s_dist_02 char(24), s_dist_03 char(24), s_dist_04 char(24),
	s_dist_05 char(24), s_dist_06 char(24), s_dist_07 char(24), s_dist_08 char(24), s_dist_09 char(24), s_dist_10 char(24), s_ytd int,
	s_order_cnt int, s_remote_cnt int, s_data varchar(50), PRIMARY KEY (s_w_id, s_i_id));
`

// Size is how much there is. Tests shrink it; the specification's is Full.
type Size struct {
	Warehouses int
	Items      int // 100,000 by the specification
	Customers  int // and orders, of a district: 3,000; at least 10
}

// Full is the specification's size.
func Full(warehouses int) Size { return Size{Warehouses: warehouses, Items: 100_000, Customers: 3000} }

// districts of a warehouse.
const districts = 10

// delivered is how many of a district's first orders were delivered when the data begins.
func (s Size) delivered() int { return s.Customers * 7 / 10 }

func (s Size) check() error {
	if s.Warehouses < 1 || s.Items < 100 || s.Customers < 10 || s.Customers > 3000 {
		return fmt.Errorf("tpcc: a size of %d warehouses, %d items, %d customers", s.Warehouses, s.Items, s.Customers)
	}
	return nil
}

// Load creates the tables, fills them by COPY and analyzes them.
func Load(ctx context.Context, c *pgx.Conn, size Size) error {
	if err := size.check(); err != nil {
		return err
	}
	for st := range strings.SplitSeq(Schema, ";\n") {
		if _, err := c.Exec(ctx, st); err != nil {
			return fmt.Errorf("%s: %w", strings.TrimSpace(st), err)
		}
	}
	for i, t := range tables {
		if err := fill(ctx, c, t.name, size, uint64(i), t.write); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		if _, err := c.Exec(ctx, "ANALYZE "+t.name); err != nil {
			return fmt.Errorf("ANALYZE %s: %w", t.name, err)
		}
	}
	return nil
}

func fill(ctx context.Context, c *pgx.Conn, table string, size Size, seed uint64, write func(*loader)) error {
	r, w := io.Pipe()
	go func() {
		l := &loader{w: bufio.NewWriterSize(w, 1<<17), size: size, rng: rand.New(rand.NewPCG(seed, 0))}
		write(l)
		w.CloseWithError(l.w.Flush())
	}()
	_, err := c.PgConn().CopyFrom(ctx, r, "COPY "+table+" FROM STDIN")
	r.CloseWithError(io.ErrClosedPipe) // ends the loader where the COPY failed
	return err
}

var tables = []struct {
	name  string
	write func(*loader)
}{
	{"item", (*loader).items}, {"warehouse", (*loader).warehouses}, {"district", (*loader).districts}, {"stock", (*loader).stock},
	{"customer", (*loader).customers}, {"history", (*loader).history}, {"orders", (*loader).orders},
	{"new_order", (*loader).newOrders}, {"order_line", (*loader).orderLines},
}

// loader writes lines of COPY's text format; errors of the writer stay in it.
type loader struct {
	w    *bufio.Writer
	size Size
	rng  *rand.Rand
}

// row writes one line of ints and strings; nil is NULL.
func (l *loader) row(values ...any) {
	var b [24]byte
	for i, v := range values {
		if i > 0 {
			l.w.WriteByte('\t')
		}
		switch v := v.(type) {
		case int:
			l.w.Write(strconv.AppendInt(b[:0], int64(v), 10))
		case string:
			l.w.WriteString(v)
		case nil:
			l.w.WriteString(`\N`)
		default:
			panic(fmt.Sprintf("tpcc: a value of %T", v))
		}
	}
	l.w.WriteByte('\n')
}

func (l *loader) between(lo, hi int) int { return between(l.rng, lo, hi) }

func between(rng *rand.Rand, lo, hi int) int { return lo + rng.IntN(hi-lo+1) }

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

func (l *loader) text(lo, hi int) string   { return l.from(letters, lo, hi) }
func (l *loader) digits(lo, hi int) string { return l.from("0123456789", lo, hi) }

func (l *loader) from(alphabet string, lo, hi int) string {
	b := make([]byte, l.between(lo, hi))
	for i := range b {
		b[i] = alphabet[l.rng.IntN(len(alphabet))]
	}
	return string(b)
}

// data is text of which a tenth has ORIGINAL in it (clause 4.3.3.1).
func (l *loader) data() string {
	s := l.text(26, 50)
	if l.rng.IntN(10) == 0 {
		at := l.rng.IntN(len(s) - 8)
		s = s[:at] + "ORIGINAL" + s[at+8:]
	}
	return s
}

func (l *loader) zip() string  { return l.digits(4, 4) + "11111" }
func (l *loader) rate() string { return fmt.Sprintf("0.%04d", l.between(0, 2000)) }

func cents(n int) string { return fmt.Sprintf("%d.%02d", n/100, n%100) }

// day is when the data begins; what it is does not matter.
const day = "2020-01-01 00:00:00"

func (l *loader) items() {
	for i := 1; i <= l.size.Items; i++ {
		l.row(i, l.between(1, 10_000), l.text(14, 24), cents(l.between(100, 10_000)), l.data())
	}
}

func (l *loader) warehouses() {
	for w := 1; w <= l.size.Warehouses; w++ {
		l.row(w, l.text(6, 10), l.text(10, 20), l.text(10, 20), l.text(10, 20), l.text(2, 2), l.zip(), l.rate(), cents(l.size.Customers*districts*1000))
	}
}

func (l *loader) districts() {
	for w := 1; w <= l.size.Warehouses; w++ {
		for d := 1; d <= districts; d++ {
			l.row(d, w, l.text(6, 10), l.text(10, 20), l.text(10, 20), l.text(10, 20), l.text(2, 2), l.zip(), l.rate(), cents(l.size.Customers*1000), l.size.Customers+1)
		}
	}
}

func (l *loader) stock() {
	for w := 1; w <= l.size.Warehouses; w++ {
		for i := 1; i <= l.size.Items; i++ {
			v := []any{i, w, l.between(10, 100)}
			for range districts {
				v = append(v, l.text(24, 24))
			}
			l.row(append(v, 0, 0, 0, l.data())...)
		}
	}
}

// each calls f for each district.
func (l *loader) each(f func(w, d int)) {
	for w := 1; w <= l.size.Warehouses; w++ {
		for d := 1; d <= districts; d++ {
			f(w, d)
		}
	}
}

// The sum of clause 4.3.3.1: each customer has paid 10 once.
const paid = 1000

func (l *loader) customers() {
	l.each(func(w, d int) {
		for c := 1; c <= l.size.Customers; c++ {
			name, credit := c-1, "GC"
			if c > namesMax {
				name = nonUniform(l.rng, 255, 0, namesMax-1, loadC)
			}
			if l.rng.IntN(10) == 0 {
				credit = "BC"
			}
			l.row(c, d, w, l.text(8, 16), "OE", lastName(name), l.text(10, 20), l.text(10, 20), l.text(10, 20), l.text(2, 2), l.zip(), l.digits(16, 16),
				day, credit, "50000.00", fmt.Sprintf("0.%04d", l.between(0, 5000)), "-"+cents(paid), cents(paid), 1, 0, l.text(300, 500))
		}
	})
}

func (l *loader) history() {
	l.each(func(w, d int) {
		for c := 1; c <= l.size.Customers; c++ {
			l.row(c, d, w, d, w, day, cents(paid), l.text(12, 24))
		}
	})
}

// shape is what orders and order_line share of a district's orders: the customers, and
// the lines of each.
func (l *loader) shape(w, d int) (customers []int, lines []int) {
	rng := rand.New(rand.NewPCG(uint64(w), uint64(d)))
	customers, lines = rng.Perm(l.size.Customers), make([]int, l.size.Customers)
	for i := range lines {
		lines[i] = between(rng, 5, 15)
	}
	return customers, lines
}

func (l *loader) orders() {
	l.each(func(w, d int) {
		customers, lines := l.shape(w, d)
		for i, c := range customers {
			var carrier any
			if i+1 <= l.size.delivered() {
				carrier = l.between(1, 10)
			}
			l.row(i+1, d, w, c+1, day, carrier, lines[i], 1)
		}
	})
}

func (l *loader) newOrders() {
	l.each(func(w, d int) {
		for o := l.size.delivered() + 1; o <= l.size.Customers; o++ {
			l.row(o, d, w)
		}
	})
}

func (l *loader) orderLines() {
	l.each(func(w, d int) {
		_, lines := l.shape(w, d)
		for i, n := range lines {
			for line := 1; line <= n; line++ {
				var at any
				amount := l.between(1, 999_999)
				if i+1 <= l.size.delivered() {
					at, amount = day, 0
				}
				l.row(i+1, d, w, line, l.between(1, l.size.Items), w, at, 5, cents(amount), l.text(24, 24))
			}
		}
	})
}

// The distribution NURand of clause 2.1.6, and its constants, which differ between load
// and run as clause 2.1.6.1 asks: |runC - loadC| is 86, not 96 or 112.
const (
	loadC    = 157
	runC     = 243
	namesMax = 1000
)

func nonUniform(rng *rand.Rand, a, lo, hi, c int) int {
	return (((between(rng, 0, a) | between(rng, lo, hi)) + c) % (hi - lo + 1)) + lo
}

var syllables = [...]string{"BAR", "OUGHT", "ABLE", "PRI", "PRES", "ESE", "ANTI", "CALLY", "ATION", "EING"}

// lastName makes a name of a number below 1,000 (clause 4.3.2.3).
func lastName(n int) string { return syllables[n/100] + syllables[n/10%10] + syllables[n%10] }
