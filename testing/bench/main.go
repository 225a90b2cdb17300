// Command bench measures Isochron beside Postgres on this machine, and prints a
// table of ratios, medians and spread:
//
//	go run ./testing/bench [-rows 1,2,4] [-seconds 10] [-rounds 3] [-scale 10] [-tpch 1] [-warehouses 2] [-o docs/benchmarks.md]
//
// It builds the binary, starts both servers with durable defaults on the same
// disk, and runs both sides in turn, round after round, so that a machine that
// drifts drifts for both. Every figure is measured by this run, but those of rows that it
// leaves out, which stay in the file with the day of theirs.
//
// It needs Postgres 15's initdb, pg_ctl and pgbench (on PATH or in
// /usr/lib/postgresql/15/bin), and sysbench for row 5. As root it runs Postgres
// as the user postgres. -profile DIR keeps CPU profiles of Isochron.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/isochrondb/isochron/testing/process"
)

type options struct {
	rows    string
	seconds int
	rounds  int
	scale   int
	tpch    float64
	queries string
	keep    string

	warehouses int
	bulk       int
	out        string
	profile    string
	dir        string
}

// bench is one run of the command.
type bench struct {
	o      options
	ctx    context.Context
	dir    string // of both stores, gone at the end
	binary string
	pg     *postgres
	table  []entry
	notes  []byte // what follows the table in the file

	earlier []string // the lines of its table, and under it
}

// entry is one line of the table.
type entry struct {
	row           string
	what          string
	ours, peer    samples
	goal, note    string
	unit          string
	readCommitted samples // ours at READ COMMITTED
}

// samples are the results of the rounds.
type samples []float64

func (s samples) median() float64 {
	if len(s) == 0 {
		return 0
	}
	t := append(samples(nil), s...)
	sort.Float64s(t)
	if len(t)%2 == 1 {
		return t[len(t)/2]
	}
	return (t[len(t)/2-1] + t[len(t)/2]) / 2
}

// spread is the distance from the least to the largest, of the median.
func (s samples) spread() string {
	m := s.median()
	if len(s) < 2 || m == 0 {
		return ""
	}
	lo, hi := s[0], s[0]
	for _, x := range s {
		lo, hi = min(lo, x), max(hi, x)
	}
	return fmt.Sprintf(" ±%.0f%%", 50*(hi-lo)/m)
}

func main() {
	var o options
	flag.StringVar(&o.rows, "rows", "all", "rows to measure, by number")
	flag.IntVar(&o.seconds, "seconds", 10, "length of one run of a load")
	flag.IntVar(&o.rounds, "rounds", 3, "runs of each side")
	flag.IntVar(&o.scale, "scale", 10, "pgbench scale of rows 1 and 2")
	flag.IntVar(&o.warehouses, "warehouses", 2, "size of TPC-C, row 29")
	flag.IntVar(&o.bulk, "bulk", 1_000_000, "rows of the tables of rows 6 and 8")
	flag.Float64Var(&o.tpch, "tpch", 1, "scale factor of TPC-H, row 7")
	flag.StringVar(&o.queries, "queries", "", "queries of TPC-H to run, by number (default: all)")
	flag.StringVar(&o.keep, "keep", "", "keep the stores of TPC-H in this directory, loaded, for the next run")
	flag.StringVar(&o.out, "o", "", "write the table to this file too")
	flag.StringVar(&o.profile, "profile", "", "keep CPU profiles of Isochron in this directory")
	flag.StringVar(&o.dir, "dir", "", "directory for the stores (default: a temporary one)")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp(o.dir, "isochron-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.Chmod(dir, 0o755); err != nil {
		return err
	}
	if o.profile != "" {
		if err := os.MkdirAll(o.profile, 0o755); err != nil {
			return err
		}
	}
	b := &bench{o: o, ctx: ctx, dir: dir}
	if b.notes, b.earlier, err = readTable(o.out); err != nil {
		return err
	}
	if b.binary, err = process.Build(dir); err != nil {
		return err
	}
	defer func() {
		if b.pg != nil {
			b.pg.stop()
		}
	}()
	var missing error // rows that could not be measured
	for _, r := range b.all() {
		if !b.wanted(r.number) {
			continue
		}
		fmt.Fprintf(os.Stderr, "row %s…\n", r.number)
		if err := guarded(r.measure); err != nil {
			missing = errors.Join(missing, fmt.Errorf("row %s: %w", r.number, err))
			b.table = append(b.table, entry{row: r.number, what: r.what, note: "not measured: " + firstLine(err.Error())})
		}
		if err := b.save(); err != nil { // a run that is cut short keeps what it has
			return err
		}
	}
	fmt.Print(b.render())
	return missing
}

func (b *bench) save() error {
	if b.o.out == "" {
		return nil
	}
	return os.WriteFile(b.o.out, append([]byte(b.render()), b.notes...), 0o644)
}

// readTable reads what a file has from earlier: the part that people wrote, from its second
// heading on, which a new table leaves as it is, and the lines of its table.
func readTable(file string) (notes []byte, lines []string, err error) {
	if file == "" {
		return nil, nil, nil
	}
	old, err := os.ReadFile(file)
	if os.IsNotExist(err) {
		return nil, nil, nil
	}
	table := old
	if i := bytes.Index(old, []byte("\n## ")); i >= 0 {
		table, notes = old[:i], old[i:]
	}
	for l := range strings.Lines(string(table)) {
		if n := rowOf(l); n > 0 {
			lines = append(lines, strings.TrimSpace(l))
		}
	}
	return notes, lines, err
}

// rowOf is the number of the row that a line tells of; 0: none.
func rowOf(line string) int {
	var n int
	if _, err := fmt.Sscanf(line, "| %d |", &n); err == nil {
		return n
	}
	_, _ = fmt.Sscanf(line, "Row %d (", &n)
	return n
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func (b *bench) wanted(row string) bool {
	if b.o.rows == "all" {
		return true
	}
	for _, r := range strings.Split(b.o.rows, ",") {
		if strings.TrimSpace(r) == row {
			return true
		}
	}
	return false
}

type row struct {
	number, what string
	measure      func() error
}

func (b *bench) all() []row {
	return []row{
		{"1", "pgbench TPC-B, prepared", b.tpcb},
		{"2", "pgbench -S, prepared", b.selectOnly},
		{"3", "pgbench TPC-B on three nodes beside synchronous standbys", b.threeNodes},
		{"4", "pgbench TPC-B at scale 1, 32 clients", b.oneBranch},
		{"5", "sysbench OLTP", b.sysbench},
		{"6", "COPY and INSERT of many rows", b.bulk},
		{"7", "TPC-H", b.tpch},
		{"8", "CREATE INDEX while writes go on", b.indexBuild},
		{"9", "one-range commit: rounds and fsyncs", b.fsyncs},
		{"11", "commits of many ranges", b.fanOut},
		{"14", "commit wait", b.commitWait},
		{"15", "allocations per prepared point SELECT", b.allocations},
		{"16", "messages per autocommit UPDATE", b.messages},
		{"17", "in-process start to first row", b.startUp},
		{"18", "copies of a database", b.clones},
		{"19", "a cluster of nine in process", b.nineNodes},
		{"20", "idle memory, size of the binary", b.idle},
		{"22", "many ranges: CPU per transaction, of splits, and idle (row 21)", b.ranges},
		{"24", "kills of leaseholders under load", b.pauses},
		{"25", "graceful drains under load", b.drains},
		{"26", "loss of the region with all leases, simulated", b.losses},
		{"27", "simulated hours with faults", b.hours},
		{"29", "TPC-C", b.tpcc},
		{"33", "TPC-B over many ranges beside one", b.split},
		{"28", "random kills and power cuts, simulated", b.powerCuts},
	}
}

// render prints the table as Markdown.
func (b *bench) render() string {
	var w strings.Builder
	fmt.Fprintf(&w, "# Benchmarks\n\nMade by `go run ./testing/bench` on %s: %d cores, %s/%s, %s; Postgres: %s. Each figure is the median of %d rounds of %d s, both sides in turn; ± is half the spread.\n",
		time.Now().UTC().Format("2006-01-02"), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), b.postgresVersion(), b.o.rounds, b.o.seconds)
	fmt.Fprintf(&w, "Isochron runs at SERIALIZABLE, Postgres at READ COMMITTED: their defaults. The last column is Isochron at READ COMMITTED.\n\n")
	fmt.Fprintf(&w, "| row | measure | Isochron | Postgres | ratio | goal | met | at READ COMMITTED | measured |\n|---|---|---|---|---|---|---|---|---|\n")
	rows, notes := b.lines()
	for _, l := range rows {
		fmt.Fprintln(&w, l)
	}
	for _, l := range notes {
		fmt.Fprintf(&w, "\n%s\n", l)
	}
	return w.String()
}

// lines are the table's rows and the notes under it, in order: those that were measured now,
// and those of rows that were measured earlier and not now.
func (b *bench) lines() (rows, notes []string) {
	now := map[int]bool{}
	day := time.Now().UTC().Format("2006-01-02")
	for _, e := range b.table {
		rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s | %s | %s |",
			e.row, e.what, e.cell(e.ours), e.cell(e.peer), e.ratio(), e.goal, e.met(), e.cell(e.readCommitted), day))
		now[rowOf(rows[len(rows)-1])] = true
		if e.note != "" {
			notes = append(notes, fmt.Sprintf("Row %s (%s): %s", e.row, e.what, e.note))
		}
	}
	for _, l := range b.earlier {
		switch {
		case now[rowOf(l)]:
		case strings.HasPrefix(l, "|"):
			rows = append(rows, l)
		default:
			notes = append(notes, l)
		}
	}
	byRow := func(x, y string) int { return rowOf(x) - rowOf(y) }
	slices.SortStableFunc(rows, byRow)
	slices.SortStableFunc(notes, byRow)
	return rows, notes
}

func (e *entry) cell(s samples) string {
	if len(s) == 0 {
		return ""
	}
	m := s.median()
	f := "%.0f%s%s"
	if m < 100 {
		f = "%.2f%s%s"
	}
	return fmt.Sprintf(f, m, e.unit, s.spread())
}

func (e *entry) ratio() string {
	if len(e.peer) == 0 || len(e.ours) == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", e.ours.median()/e.peer.median())
}

// met compares with a goal written as "≥ 0.8 ×", of the peer where there is one, or "≤ 30".
func (e *entry) met() string {
	var limit float64
	if len(e.ours) == 0 || e.goal == "" {
		return ""
	}
	value := e.ours.median()
	if len(e.peer) > 0 && strings.HasSuffix(e.goal, "×") {
		value /= e.peer.median()
	}
	if _, err := fmt.Sscanf(strings.TrimPrefix(e.goal, "≥ "), "%g", &limit); err == nil && strings.HasPrefix(e.goal, "≥") {
		return yesNo(value >= limit)
	}
	if _, err := fmt.Sscanf(strings.TrimPrefix(e.goal, "≤ "), "%g", &limit); err == nil && strings.HasPrefix(e.goal, "≤") {
		return yesNo(value <= limit)
	}
	return ""
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// tool finds one of Postgres's programs.
func tool(name string) (string, error) {
	if p, err := exec.LookPath(filepath.Join("/usr/lib/postgresql/15/bin", name)); err == nil {
		return p, nil
	}
	return exec.LookPath(name)
}
