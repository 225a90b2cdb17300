package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/process"
)

// Row 33 of goals.md: what TPC-B costs when its tables lie in many ranges, beside all in one.

// splitScale is pgbench's scale there, and splitRanges how many ranges the accounts lie in.
const splitScale, splitRanges = 5, 20

// layout is how the tables of pgbench are divided.
type layout struct {
	what       string
	statements []string
	goals      [2]string // of CPU over that of one range: one node, three nodes
	counted    bool      // entries, bytes and messages per commit have goals
}

var layouts = []layout{
	{what: "one range"},
	{what: fmt.Sprintf("accounts in %d ranges", splitRanges), statements: accountsSplit(), goals: [2]string{"≤ 1.4", "≤ 1.5"}, counted: true},
	{what: fmt.Sprintf("accounts in %d ranges, each table its own", splitRanges), statements: append(accountsSplit(),
		"ALTER TABLE pgbench_tellers SPLIT AT VALUES (0)", "ALTER TABLE pgbench_branches SPLIT AT VALUES (0)", "ALTER TABLE pgbench_history SPLIT AT VALUES (0)"),
		goals: [2]string{"≤ 1.8", "≤ 2"}},
}

func accountsSplit() []string {
	var at []string
	for i := 1; i < splitRanges; i++ {
		at = append(at, fmt.Sprintf("(%d)", i*splitScale*100_000/splitRanges))
	}
	return []string{"ALTER TABLE pgbench_accounts SPLIT AT VALUES " + strings.Join(at, ", ")}
}

// divided is a database of one layout, on one node or several.
type divided struct {
	layout
	servers []*process.Server
	cost    map[string]samples // per commit
}

// Of divided.cost: CPU in µs, and counters of the nodes.
const (
	costCPU      = "cpu"
	costEntries  = "isochron_log_entries_total"
	costWAL      = "isochron_engine_wal_bytes_total"
	costMessages = "isochron_messages_total"
)

// split is row 33.
func (b *bench) split() error {
	if err := b.splitOn(0, "one node", b.oneSplit); err != nil {
		return err
	}
	return b.splitOn(1, "three nodes", b.threeSplit)
}

func (b *bench) oneSplit(name string) ([]*process.Server, func(), error) {
	s, err := b.server(name)
	if err != nil {
		return nil, nil, err
	}
	return []*process.Server{s}, s.Kill, nil
}

func (b *bench) threeSplit(name string) ([]*process.Server, func(), error) {
	c, end := b.three(name)
	c.AwaitReplicas(3, time.Minute)
	var servers []*process.Server
	for _, m := range c.Members() {
		servers = append(servers, m.Server)
	}
	return servers, end, nil
}

// splitOn measures all layouts in turn, round after round.
func (b *bench) splitOn(nodes int, where string, start func(name string) ([]*process.Server, func(), error)) error {
	var all []*divided
	for i, l := range layouts {
		servers, end, err := start(fmt.Sprintf("split%d-%d", nodes, i))
		if err != nil {
			return err
		}
		defer end()
		d := &divided{layout: l, servers: servers, cost: map[string]samples{}}
		if err := b.divide(d); err != nil {
			return err
		}
		all = append(all, d)
	}
	clients := []string{"8"}
	if nodes == 0 {
		clients = append(clients, "32")
	}
	for _, c := range clients {
		for _, d := range all {
			clear(d.cost)
		}
		for range b.o.rounds {
			for _, d := range all {
				if err := b.costOf(d, c); err != nil {
					return err
				}
			}
		}
		b.splitEntries(all, nodes, where, c)
	}
	return nil
}

// divide fills a database and divides its tables.
func (b *bench) divide(d *divided) error {
	url := d.servers[0].URL
	if _, err := b.pgbench(url, "", "-i", "-q", "-s", strconv.Itoa(splitScale)); err != nil {
		return err
	}
	c, err := pgx.Connect(b.ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(b.ctx) }()
	for _, text := range d.statements {
		if _, err := c.Exec(b.ctx, text); err != nil {
			return err
		}
	}
	b.sleep(splitRest)
	_, err = b.pgbench(url, "", "-n", "-M", "prepared", "-T", "2", "-c", "8", "-j", "2")
	return err
}

// splitRest is how long replicas of new ranges have to come up and leases to settle.
const splitRest = 5 * time.Second

// costOf runs the load once.
func (b *bench) costOf(d *divided, clients string) error {
	before, err := d.counters()
	if err != nil {
		return err
	}
	tps, err := b.pgbench(d.servers[0].URL, "", "-n", "-M", "prepared", "-T", strconv.Itoa(b.o.seconds), "-c", clients, "-j", "2")
	if err != nil {
		return err
	}
	after, err := d.counters()
	if err != nil {
		return err
	}
	for what := range after {
		d.cost[what] = append(d.cost[what], (after[what]-before[what])/(tps*float64(b.o.seconds)))
	}
	return nil
}

// counters are what all nodes have used and counted.
func (d *divided) counters() (map[string]float64, error) {
	sum := map[string]float64{costEntries: 0, costWAL: 0, costMessages: 0}
	for _, s := range d.servers {
		cpu := s.CPU()
		if cpu == 0 {
			return nil, errors.New("this system does not tell what a process has used")
		}
		sum[costCPU] += cpu.Seconds() * 1e6
		text, err := metricsOf(s)
		if err != nil {
			return nil, err
		}
		for line := range bytes.Lines(text) {
			var v float64
			name, rest, _ := strings.Cut(string(line), " ")
			if _, known := sum[name]; !known {
				continue
			}
			if _, err := fmt.Sscan(rest, &v); err != nil {
				return nil, fmt.Errorf("metric %q: %w", line, err)
			}
			sum[name] += v
		}
	}
	return sum, nil
}

func metricsOf(s *process.Server) ([]byte, error) {
	resp, err := http.Get(s.HTTP + "/metrics")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var b bytes.Buffer
	_, err = b.ReadFrom(resp.Body)
	return b.Bytes(), err
}

// splitEntries adds what was measured to the table.
func (b *bench) splitEntries(all []*divided, nodes int, where, clients string) {
	one := all[0].cost[costCPU]
	for _, d := range all[1:] {
		var ratio samples
		for i, v := range d.cost[costCPU] {
			ratio = append(ratio, v/one[i])
		}
		b.table = append(b.table, entry{
			row: "33", what: fmt.Sprintf("CPU of a TPC-B transaction, %s, %s clients: %s over all in one range", where, clients, d.what), goal: d.goals[nodes], ours: ratio,
			note: fmt.Sprintf("%.0f µs over %.0f µs", d.cost[costCPU].median(), one.median()),
		})
		if nodes > 0 || !d.counted {
			continue
		}
		goals := map[string]string{costEntries: "≤ 2.6", costWAL: "≤ 1300", costMessages: "≤ 7"}
		if clients == "32" {
			goals = map[string]string{costEntries: "≤ 2.3"}
		}
		for _, c := range []struct{ what, name string }{{"log entries", costEntries}, {"bytes of the engine's log", costWAL}, {"messages to ranges", costMessages}} {
			b.table = append(b.table, entry{row: "33", what: fmt.Sprintf("%s a commit, %s, %s clients, %s", c.what, where, clients, d.what), goal: goals[c.name], ours: d.cost[c.name]})
		}
	}
}
