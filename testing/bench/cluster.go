package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/process"
)

// Rows of goals.md that need several nodes.

// failed is how quiet's Fatalf leaves a measurement; run takes it back.
type failed struct{ error }

func (q *quiet) Fatal(args ...any)                 { panic(failed{errors.New(fmt.Sprint(args...))}) }
func (q *quiet) Fatalf(format string, args ...any) { panic(failed{fmt.Errorf(format, args...)}) }
func (q *quiet) Error(args ...any)                 { panic(failed{errors.New(fmt.Sprint(args...))}) }
func (q *quiet) Errorf(format string, args ...any) { panic(failed{fmt.Errorf(format, args...)}) }

func (q *quiet) end() {
	for i := len(q.cleanups) - 1; i >= 0; i-- {
		q.cleanups[i]()
	}
}

// guarded runs a measurement that may end in Fatalf.
func guarded(measure func() error) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case failed:
			err = p.error
		default:
			panic(p)
		}
	}()
	return measure()
}

// three starts three nodes, and ends them with the returned function.
func (b *bench) three(name string) (*process.Cluster, func()) {
	q := &quiet{}
	dir := filepath.Join(b.dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		q.Fatal(err)
	}
	return process.StartCluster(q, b.binary, dir, 3), q.end
}

// threeNodes is row 3: three nodes on this machine beside Postgres with two synchronous
// standbys, either of which must have a commit.
func (b *bench) threeNodes() error {
	pg, err := b.startStandbys(2)
	if err != nil {
		return err
	}
	defer pg.stopAll()
	for _, clients := range []string{"8", "32"} {
		e := entry{row: "3", what: "pgbench TPC-B, three nodes, scale " + strconv.Itoa(b.o.scale) + ", prepared, " + clients + " clients", unit: " tps", goal: "≥ 1.3 ×"}
		if err := b.besideStandbys(&e, pg, clients); err != nil {
			return err
		}
		b.table = append(b.table, e)
	}
	return nil
}

func (b *bench) besideStandbys(e *entry, pg *standbys, clients string) error {
	c, end := b.three("three" + clients)
	defer end()
	ours := c.Members()[0].URL
	for _, url := range []string{pg.url(), ours} {
		if _, err := b.pgbench(url, "", "-i", "-q", "-s", strconv.Itoa(b.o.scale)); err != nil {
			return err
		}
	}
	c.AwaitReplicas(3, time.Minute)
	args := []string{"-n", "-M", "prepared", "-T", strconv.Itoa(b.o.seconds), "-c", clients, "-j", "2"}
	for range b.o.rounds {
		for _, side := range []struct {
			url, isolation string
			into           *samples
		}{{pg.url(), "", &e.peer}, {ours, "", &e.ours}, {ours, "read committed", &e.readCommitted}} {
			v, err := b.pgbench(side.url, side.isolation, args...)
			if err != nil {
				return err
			}
			*side.into = append(*side.into, v)
		}
	}
	return nil
}

// killsMost is how many leaseholders row 24 kills; killsBetween the time from one to the next.
const (
	killsMost    = 100
	killsBetween = 15 * time.Second
)

// pauses is row 24: the node with the most leases is killed under load, again and again.
func (b *bench) pauses() error {
	c, end := b.three("kills")
	defer end()
	load, err := b.transfers(c)
	if err != nil {
		return err
	}
	defer load.Stop()
	var all samples
	for range killsMost {
		victim := c.Busiest(b.ctx)
		at := time.Now()
		victim.Kill()
		b.sleep(killsBetween / 2)
		if err := victim.Start(); err != nil {
			return err
		}
		b.sleep(time.Until(at.Add(killsBetween)))
		all = append(all, load.LongestPause(at, time.Now()).Seconds()*1e3)
		if b.ctx.Err() != nil {
			return b.ctx.Err()
		}
	}
	load.Stop()
	load.Check(b.ctx, c.Members()[0].URL)
	b.percentiles("24", fmt.Sprintf("pause of writes over %d kills of the node with the most leases", killsMost), "≤ 1000", all)
	return nil
}

// transfers starts the load of rows 24 and 25.
func (b *bench) transfers(c *process.Cluster) (*process.Transfers, error) {
	if err := process.Seed(b.ctx, c.Members()[0].URL, 500); err != nil {
		return nil, err
	}
	c.AwaitReplicas(3, time.Minute)
	var urls []string
	for _, m := range c.Members() {
		urls = append(urls, m.URL)
	}
	load := process.RunTransfers(&quiet{}, urls, 500)
	c.Await("first writes", 30*time.Second, func(context.Context) bool { n, _ := load.Acked(); return n > 100 })
	return load, nil
}

func (b *bench) sleep(d time.Duration) {
	select {
	case <-time.After(d):
	case <-b.ctx.Done():
	}
}

// percentiles adds the p99 of samples as a figure, with the distribution as a note.
func (b *bench) percentiles(row, what, goal string, all samples) {
	sorted := append(samples(nil), all...)
	sort.Float64s(sorted)
	at := func(q float64) float64 { return sorted[max(0, int(math.Ceil(q*float64(len(sorted))))-1)] } // by nearest rank
	b.table = append(b.table, entry{
		row: row, what: what + ", p99", unit: " ms", goal: goal, ours: samples{at(0.99)},
		note: fmt.Sprintf("median %.0f ms, p90 %.0f ms, longest %.0f ms", at(0.5), at(0.9), at(1)),
	})
}

// drainsMost is how many drains row 25 looks at.
const drainsMost = 30

// drains is row 25: nodes are stopped with SIGTERM under load and started again. A drain is
// over when its node has written a row again for a client of its own, and others have
// come back to it.
func (b *bench) drains() error {
	c, end := b.three("drains")
	defer end()
	load, err := b.transfers(c)
	if err != nil {
		return err
	}
	defer load.Stop()
	if err := servesAgain(b.ctx, c.Members()[0].URL, "CREATE TABLE again (id int PRIMARY KEY, n int); INSERT INTO again VALUES (1, 0)"); err != nil {
		return err
	}
	var pauses, away samples
	for i := range drainsMost {
		m := c.Members()[i%3]
		from := time.Now()
		if code := m.Stop(); code != 0 {
			return fmt.Errorf("a drained node left with %d", code)
		}
		if err := m.Start(); err != nil {
			return err
		}
		if err := servesAgain(b.ctx, m.URL, "UPDATE again SET n = n + 1"); err != nil {
			return err
		}
		away = append(away, time.Since(from).Seconds()*1e3)
		b.sleep(3 * time.Second)
		pauses = append(pauses, load.LongestPause(from, time.Now()).Seconds()*1e3)
	}
	load.Stop()
	load.Check(b.ctx, c.Members()[0].URL)
	_, unexpected := load.Errors()
	doubt, broken := load.Broken()
	b.percentiles("25", fmt.Sprintf("pause of writes over %d graceful drains, until 3 s after the node has written again", drainsMost), "≤ 25", pauses)
	b.percentiles("25", "from SIGTERM until the node has written again", "", away)
	b.table = append(b.table,
		entry{row: "25", what: "errors that clients saw, without broken connections", goal: "≤ 0", ours: samples{float64(len(unexpected))}},
		entry{row: "25", what: "commits left in doubt", goal: "≤ 0", ours: samples{float64(doubt)}},
		entry{row: "25", what: "connections that ended under a client", ours: samples{float64(broken)}})
	return nil
}

// servesAgain runs a statement on a node that has started: an error is one, since it says that
// it serves.
func servesAgain(ctx context.Context, url, sql string) error {
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	_, err = c.Exec(ctx, sql)
	return err
}

var lossFigure = regexp.MustCompile(`pauses of writes over ([0-9]+) losses: median ([0-9.]+) s, p99 ([0-9.]+) s, longest ([0-9.]+) s`)

// lossesMost is how many regions row 26 loses, in each of two ways.
const lossesMost = 50

// losses is row 26: the region with all leases is lost, in virtual time.
func (b *bench) losses() error {
	out, failed := exec.CommandContext(b.ctx, "go", "test", "-count=1", "-v", "-timeout=1h", "-run", "^TestLosesARegion$",
		"github.com/isochrondb/isochron/testing/cluster", "-region-losses", strconv.Itoa(lossesMost)).CombinedOutput()
	m := lossFigure.FindSubmatch(out)
	if m == nil {
		return errors.Join(errors.New("the test printed no figures"), failed)
	}
	var v [4]float64
	for i := range v {
		v[i], _ = strconv.ParseFloat(string(m[i+1]), 64)
	}
	if failed != nil {
		return fmt.Errorf("the test failed (%w): %s; %s", failed, m[0], firstError(string(out)))
	}
	b.table = append(b.table, entry{
		row: "26", what: fmt.Sprintf("pause of writes over %.0f losses of the region with all leases, p99, virtual time", v[0]), unit: " s", goal: "≤ 3",
		ours: samples{v[2]}, note: fmt.Sprintf("median %.2f s, longest %.2f s", v[1], v[3]),
	})
	return nil
}

// nineNodes is row 19: nine nodes in three regions, in process, until every range has all
// its replicas and a row comes back.
func (b *bench) nineNodes() error {
	e := entry{row: "19", what: "nine nodes in three regions, in process: start to first row, replicated", unit: " ms", goal: "≤ 100"}
	for range max(b.o.rounds, 3) {
		began := time.Now()
		c, err := local.Start(b.ctx, local.Options{Regions: local.ThreeRegions(), Replicated: true})
		if err != nil {
			return err
		}
		err = firstRow(b.ctx, c.Nodes()[0])
		took := time.Since(began)
		if err = errors.Join(err, c.Close()); err != nil {
			return err
		}
		e.ours = append(e.ours, took.Seconds()*1e3)
	}
	b.table = append(b.table, e)
	return nil
}

func firstRow(ctx context.Context, n *local.Node) error {
	c, err := connect(ctx, n.Node())
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	var one int
	return c.QueryRow(ctx, "SELECT 1 FROM pg_class LIMIT 1").Scan(&one)
}

var fanOutFigure = regexp.MustCompile(`ranges over commit of two: ([0-9.]+)`)

// fanOut is row 11: commits that write 50 ranges beside commits that write two. In virtual
// time it is what messages take; in real time three nodes and their client share
// this machine, and 50 ranges are 25 times the work of two.
func (b *bench) fanOut() error {
	waits, err := b.figure("TestFiftyRanges", "testing/sim/wan", fanOutFigure)
	if err != nil {
		return err
	}
	b.table = append(b.table, entry{row: "11", what: "commit of 50 ranges over commit of two, three nodes 1 ms apart, virtual time", goal: "≤ 1.1", ours: samples{waits}})
	c, err := local.Start(b.ctx, local.Options{Regions: []local.Region{{Name: "one", Nodes: 3, Zones: 3}}})
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	db, err := connect(b.ctx, c.Nodes()[0].Node())
	if err != nil {
		return err
	}
	defer func() { _ = db.Close(b.ctx) }()
	if err := b.fiftyRanges(db, c.Nodes()[0].Node()); err != nil {
		return err
	}
	e := entry{row: "11", what: "the same with three nodes in one process on this machine, real time", goal: "≤ 1.1"}
	for range max(b.o.rounds, 3) {
		two, cpuTwo, err := commitOf(b.ctx, db, 2)
		if err != nil {
			return err
		}
		fifty, cpuFifty, err := commitOf(b.ctx, db, 50)
		if err != nil {
			return err
		}
		e.ours = append(e.ours, fifty/two)
		e.note = fmt.Sprintf("last round: %.1f ms over %.1f ms; CPU of a transaction, all of it, on all nodes: %.1f ms over %.1f ms", fifty*1e3, two*1e3, cpuFifty*1e3, cpuTwo*1e3)
	}
	b.table = append(b.table, e)
	return nil
}

func (b *bench) fiftyRanges(db *pgx.Conn, n *node.Node) error {
	var at []string
	for i := 1; i < 50; i++ {
		at = append(at, fmt.Sprintf("(%d)", 10*i))
	}
	for _, text := range []string{
		"CREATE TABLE f (id int PRIMARY KEY, v int)", "INSERT INTO f SELECT i, 0 FROM generate_series(0, 499) i",
		"ALTER TABLE f SPLIT AT VALUES " + strings.Join(at, ", "),
	} {
		if _, err := db.Exec(b.ctx, text); err != nil {
			return err
		}
	}
	deadline := time.Now().Add(2 * time.Minute)
	for {
		short := 0
		for _, d := range n.Store().Ranges() {
			if len(d.Replicas) < 3 {
				short++
			}
		}
		if short == 0 {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%d ranges have fewer than three replicas after two minutes", short)
		}
		b.sleep(200 * time.Millisecond)
	}
}

// commitOf is the median time of COMMIT after writes to so many ranges, and what CPU a
// transaction takes until all of it is resolved.
func commitOf(ctx context.Context, db *pgx.Conn, ranges int) (median, cpu float64, err error) {
	const runs = 40
	const behind = 20 * time.Millisecond // what follows the acknowledgement is not in the next commit's way
	var all samples
	before := cpuTime()
	for i := range runs {
		tx, err := db.Begin(ctx)
		if err != nil {
			return 0, 0, err
		}
		if _, err := tx.Exec(ctx, "UPDATE f SET v = v + 1 WHERE id = ANY($1)", oneOfEach(ranges, i)); err != nil {
			return 0, 0, err
		}
		began := time.Now()
		if err := tx.Commit(ctx); err != nil {
			return 0, 0, err
		}
		all = append(all, time.Since(began).Seconds())
		time.Sleep(behind)
	}
	return all.median(), (cpuTime() - before).Seconds() / runs, nil
}

func oneOfEach(ranges, i int) []int {
	out := make([]int, ranges)
	for r := range out {
		out[r] = r*(50/ranges)*10 + i%10
	}
	return out
}
