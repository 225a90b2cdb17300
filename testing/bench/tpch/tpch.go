// Package tpch makes the data of TPC-H by the rules of its specification (revision
// 3.0.1, clause 4.2) and holds its 22 queries with the parameters of their validation
// (clause 2.4).
//
// The random numbers are this package's own, not dbgen's: the same scale gives the same
// rows at each run, but not the rows of the published answers. An answer is judged by
// another database that was given the same rows.
package tpch

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strconv"
	"time"
)

// Schema creates the tables with their keys (clause 1.4). Foreign keys are left out, as
// the specification allows: they would be checked at load alone.
const Schema = `
CREATE TABLE region (r_regionkey int PRIMARY KEY, r_name char(25) NOT NULL, r_comment varchar(152));
CREATE TABLE nation (n_nationkey int PRIMARY KEY, n_name char(25) NOT NULL, n_regionkey int NOT NULL, n_comment varchar(152));
CREATE TABLE supplier (s_suppkey int PRIMARY KEY, s_name char(25) NOT NULL, s_address varchar(40) NOT NULL, s_nationkey int NOT NULL,
	s_phone char(15) NOT NULL, s_acctbal decimal(15,2) NOT NULL, s_comment varchar(101) NOT NULL);
CREATE TABLE customer (c_custkey int PRIMARY KEY, c_name varchar(25) NOT NULL, c_address varchar(40) NOT NULL, c_nationkey int NOT NULL,
	c_phone char(15) NOT NULL, c_acctbal decimal(15,2) NOT NULL, c_mktsegment char(10) NOT NULL, c_comment varchar(117) NOT NULL);
CREATE TABLE part (p_partkey int PRIMARY KEY, p_name varchar(55) NOT NULL, p_mfgr char(25) NOT NULL, p_brand char(10) NOT NULL,
	p_type varchar(25) NOT NULL, p_size int NOT NULL, p_container char(10) NOT NULL, p_retailprice decimal(15,2) NOT NULL, p_comment varchar(23) NOT NULL);
CREATE TABLE partsupp (ps_partkey int NOT NULL, ps_suppkey int NOT NULL, ps_availqty int NOT NULL, ps_supplycost decimal(15,2) NOT NULL,
	ps_comment varchar(199) NOT NULL, PRIMARY KEY (ps_partkey, ps_suppkey));
CREATE TABLE orders (o_orderkey bigint PRIMARY KEY, o_custkey int NOT NULL, o_orderstatus char(1) NOT NULL, o_totalprice decimal(15,2) NOT NULL,
	o_orderdate date NOT NULL, o_orderpriority char(15) NOT NULL, o_clerk char(15) NOT NULL, o_shippriority int NOT NULL, o_comment varchar(79) NOT NULL);
CREATE TABLE lineitem (l_orderkey bigint NOT NULL, l_partkey int NOT NULL, l_suppkey int NOT NULL, l_linenumber int NOT NULL,
	l_quantity decimal(15,2) NOT NULL, l_extendedprice decimal(15,2) NOT NULL, l_discount decimal(15,2) NOT NULL, l_tax decimal(15,2) NOT NULL,
	l_returnflag char(1) NOT NULL, l_linestatus char(1) NOT NULL, l_shipdate date NOT NULL, l_commitdate date NOT NULL, l_receiptdate date NOT NULL,
	l_shipinstruct char(25) NOT NULL, l_shipmode char(10) NOT NULL, l_comment varchar(44) NOT NULL, PRIMARY KEY (l_orderkey, l_linenumber));
`

// Indexes are those on foreign keys and dates that clause 1.5.4 allows; both sides of a
// comparison get them.
const Indexes = `
CREATE INDEX nation_region ON nation (n_regionkey);
CREATE INDEX supplier_nation ON supplier (s_nationkey);
CREATE INDEX customer_nation ON customer (c_nationkey);
CREATE INDEX partsupp_supp ON partsupp (ps_suppkey);
CREATE INDEX orders_cust ON orders (o_custkey);
CREATE INDEX orders_date ON orders (o_orderdate);
CREATE INDEX lineitem_part ON lineitem (l_partkey, l_suppkey);
CREATE INDEX lineitem_ship ON lineitem (l_shipdate);
`

// Tables in the order in which they are loaded. Lines of orders and lineitem come from
// one walk over the same random numbers, each into its own stream.
func Tables() []string {
	return []string{"region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem"}
}

// sizes of tables at one scale factor (clause 4.2.5).
type sizes struct{ suppliers, customers, parts, orders int }

func sizesOf(scale float64) sizes {
	n := func(at1 int) int { return max(1, int(math.Round(float64(at1)*scale))) }
	return sizes{suppliers: max(4, n(10_000)), customers: max(3, n(150_000)), parts: n(200_000), orders: n(1_500_000)}
}

// The scales that the rules give rows for: with fewer than 100 suppliers those of a part
// are not four different ones.
const (
	scaleMin = 0.01
	scaleMax = 1000.0
)

// Generate writes the rows of one table at a scale factor (from 0.01 to 1,000; 1 is about
// 1 GB in all) in COPY's text format.
func Generate(w io.Writer, table string, scale float64) error {
	if !(scale >= scaleMin && scale <= scaleMax) {
		return fmt.Errorf("tpch: scale %g is not from %g to %g", scale, scaleMin, scaleMax)
	}
	g := &generator{w: bufio.NewWriterSize(w, 1<<18), n: sizesOf(scale), words: pool()}
	switch table {
	case "region":
		g.regions()
	case "nation":
		g.nations()
	case "supplier":
		g.suppliers()
	case "customer":
		g.customers()
	case "part":
		g.parts()
	case "partsupp":
		g.partsupps()
	case "orders":
		g.orders(false)
	case "lineitem":
		g.orders(true)
	default:
		return fmt.Errorf("tpch: no table %q", table)
	}
	return g.w.Flush()
}

// generator writes lines. Errors of the writer stay in it until Flush.
type generator struct {
	w     *bufio.Writer
	n     sizes
	words []byte
	rng   *rand.Rand
	line  []byte
}

// Streams of random numbers: a table and its row make the seed, so that each row is the
// same whichever others are made.
const (
	streamSmall = iota + 1
	streamSupplier
	streamCustomer
	streamPart
	streamPartsupp
	streamOrder
	streamPool
)

func (g *generator) begin(stream, row int) {
	g.rng = rand.New(rand.NewPCG(uint64(stream), uint64(row)))
	g.line = g.line[:0]
}

func (g *generator) end() {
	g.line[len(g.line)-1] = '\n'
	g.w.Write(g.line)
}

func (g *generator) text(s string)           { g.line = append(append(g.line, s...), '\t') }
func (g *generator) number(n int)            { g.line = append(strconv.AppendInt(g.line, int64(n), 10), '\t') }
func (g *generator) between(lo, hi int) int  { return lo + g.rng.IntN(hi-lo+1) }
func (g *generator) of(list []string) string { return list[g.rng.IntN(len(list))] }

// cents writes hundredths.
func (g *generator) cents(n int) {
	if n < 0 {
		g.line, n = append(g.line, '-'), -n
	}
	g.line = strconv.AppendInt(g.line, int64(n/100), 10)
	g.line = append(g.line, '.', byte('0'+n/10%10), byte('0'+n%10), '\t')
}

func (g *generator) date(day int) { // since the start
	g.line = append(start.AddDate(0, 0, day).AppendFormat(g.line, time.DateOnly), '\t')
}

// comment cuts a piece of the pool of text (clause 4.2.2.10), of 0.4 to 1.6 times the
// average length.
func (g *generator) comment(average int) string {
	n := g.between(average*4/10, average*16/10)
	at := g.rng.IntN(len(g.words) - n)
	return string(g.words[at : at+n])
}

const alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ,"

// address is a v-string (clause 4.2.2.7).
func (g *generator) address() string {
	b := make([]byte, g.between(10, 40))
	for i := range b {
		b[i] = alphabet[g.rng.IntN(len(alphabet))]
	}
	return string(b)
}

func (g *generator) phone(nation int) string {
	return fmt.Sprintf("%d-%03d-%03d-%04d", nation+10, g.between(100, 999), g.between(100, 999), g.between(1000, 9999))
}

func (g *generator) regions() {
	for i, name := range regions {
		g.begin(streamSmall, i)
		g.number(i)
		g.text(name)
		g.text(g.comment(72))
		g.end()
	}
}

func (g *generator) nations() {
	for i, n := range nations {
		g.begin(streamSmall, 100+i)
		g.number(i)
		g.text(n.name)
		g.number(n.region)
		g.text(g.comment(72))
		g.end()
	}
}

// Of 10,000 suppliers five have customers who complain, and five ones who recommend.
const remarksOf = 2000

func (g *generator) suppliers() {
	for i := 1; i <= g.n.suppliers; i++ {
		g.begin(streamSupplier, i)
		nation := g.rng.IntN(len(nations))
		g.number(i)
		g.text(fmt.Sprintf("Supplier#%09d", i))
		g.text(g.address())
		g.number(nation)
		g.text(g.phone(nation))
		g.cents(g.between(-99999, 999999))
		comment := g.comment(62)
		switch i % remarksOf {
		case 7:
			comment = remark(comment, "Customer ", "Complaints")
		case 11:
			comment = remark(comment, "Customer ", "Recommends")
		}
		g.text(comment)
		g.end()
	}
}

// remark puts two words into a comment, at its start and somewhere behind.
func remark(comment, first, second string) string {
	c := first + comment
	if len(c)+len(second) > 101 {
		c = c[:101-len(second)]
	}
	return c + second
}

func (g *generator) customers() {
	for i := 1; i <= g.n.customers; i++ {
		g.begin(streamCustomer, i)
		nation := g.rng.IntN(len(nations))
		g.number(i)
		g.text(fmt.Sprintf("Customer#%09d", i))
		g.text(g.address())
		g.number(nation)
		g.text(g.phone(nation))
		g.cents(g.between(-99999, 999999))
		g.text(g.of(segments))
		g.text(g.comment(72))
		g.end()
	}
}

// retail is a part's price in hundredths.
func retail(part int) int { return 90000 + part/10%20001 + 100*(part%1000) }

func (g *generator) parts() {
	for i := 1; i <= g.n.parts; i++ {
		g.begin(streamPart, i)
		maker := g.between(1, 5)
		g.number(i)
		g.text(g.partName())
		g.text(fmt.Sprintf("Manufacturer#%d", maker))
		g.text(fmt.Sprintf("Brand#%d%d", maker, g.between(1, 5)))
		g.text(g.of(typeFirst) + " " + g.of(typeSecond) + " " + g.of(typeThird))
		g.number(g.between(1, 50))
		g.text(g.of(containerFirst) + " " + g.of(containerSecond))
		g.cents(retail(i))
		g.text(g.comment(14))
		g.end()
	}
}

// partName is five different colours.
func (g *generator) partName() string {
	var name string
	for i, at := range g.rng.Perm(len(colours))[:5] {
		if i > 0 {
			name += " "
		}
		name += colours[at]
	}
	return name
}

// supplierOf is the i-th (0 to 3) of the four suppliers of a part.
func (g *generator) supplierOf(part, i int) int {
	s := g.n.suppliers
	return (part+i*(s/4+(part-1)/s))%s + 1
}

func (g *generator) partsupps() {
	for part := 1; part <= g.n.parts; part++ {
		for i := range 4 {
			g.begin(streamPartsupp, part*4+i)
			g.number(part)
			g.number(g.supplierOf(part, i))
			g.number(g.between(1, 9999))
			g.cents(g.between(100, 100000))
			g.text(g.comment(124))
			g.end()
		}
	}
}

// The days of the data (clause 4.2.2.12).
var start = time.Date(1992, 1, 1, 0, 0, 0, 0, time.UTC)

var (
	lastOrderDay = int(time.Date(1998, 12, 31, 0, 0, 0, 0, time.UTC).Sub(start).Hours()/24) - 151
	currentDay   = int(time.Date(1995, 6, 17, 0, 0, 0, 0, time.UTC).Sub(start).Hours() / 24)
)

// item is one line of an order.
type item struct {
	part, supplier, quantity, price, discount, tax int // money in hundredths, rates in percent
	ship, commit, receipt                          int
	returned                                       string
	instruction, mode, comment                     string
}

func (g *generator) orders(lines bool) {
	for i := range g.n.orders {
		g.begin(streamOrder, i)
		key := i/8*32 + i%8 + 1 // a quarter of the keys is used
		day := g.rng.IntN(lastOrderDay + 1)
		customer := g.customerOfOrder()
		items := make([]item, g.between(1, 7))
		for j := range items {
			items[j] = g.item(day)
		}
		if lines {
			for j := range items {
				g.writeItem(key, j+1, &items[j])
			}
			continue
		}
		g.writeOrder(key, customer, day, items)
	}
}

// customerOfOrder leaves out each third customer, who has never ordered.
func (g *generator) customerOfOrder() int {
	for {
		if c := g.between(1, g.n.customers); c%3 != 0 {
			return c
		}
	}
}

func (g *generator) item(day int) item {
	it := item{part: g.between(1, g.n.parts), quantity: g.between(1, 50), discount: g.between(0, 10), tax: g.between(0, 8)}
	it.supplier = g.supplierOf(it.part, g.rng.IntN(4))
	it.price = it.quantity * retail(it.part)
	it.ship, it.commit = day+g.between(1, 121), day+g.between(30, 90)
	it.receipt = it.ship + g.between(1, 30)
	it.returned = "N"
	if it.receipt <= currentDay {
		it.returned = [2]string{"R", "A"}[g.rng.IntN(2)]
	}
	it.instruction, it.mode, it.comment = g.of(instructions), g.of(modes), g.comment(27)
	return it
}

func (it *item) status() string {
	if it.ship > currentDay {
		return "O"
	}
	return "F"
}

func (g *generator) writeItem(order, number int, it *item) {
	g.line = g.line[:0]
	for _, n := range [...]int{order, it.part, it.supplier, number} {
		g.number(n)
	}
	for _, n := range [...]int{it.quantity * 100, it.price, it.discount, it.tax} {
		g.cents(n)
	}
	g.text(it.returned)
	g.text(it.status())
	for _, d := range [...]int{it.ship, it.commit, it.receipt} {
		g.date(d)
	}
	g.text(it.instruction)
	g.text(it.mode)
	g.text(it.comment)
	g.end()
}

func (g *generator) writeOrder(key, customer, day int, items []item) {
	total, status := 0.0, items[0].status()
	for i := range items {
		it := &items[i]
		total += float64(it.price) * float64(100+it.tax) * float64(100-it.discount) / 10000
		if it.status() != status {
			status = "P"
		}
	}
	g.line = g.line[:0]
	g.number(key)
	g.number(customer)
	g.text(status)
	g.cents(int(math.Round(total)))
	g.date(day)
	g.text(g.of(priorities))
	g.text(fmt.Sprintf("Clerk#%09d", g.between(1, max(1, g.n.orders/1500))))
	g.number(0)
	g.text(g.comment(49))
	g.end()
}
