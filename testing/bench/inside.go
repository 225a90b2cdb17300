package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"net"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/isochrondb/isochron/server/node"
)

// startNode starts a node in this process, in memory.
func startNode(ctx context.Context) (*node.Node, error) {
	return node.Start(ctx, node.Options{InMemory: true, Trust: true, CacheBytes: 32 << 20})
}

func connect(ctx context.Context, n *node.Node) (*pgx.Conn, error) {
	conf, err := pgx.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
	if err != nil {
		return nil, err
	}
	conf.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return n.Dial(ctx) }
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	return pgx.ConnectConfig(ctx, conf)
}

const rowsInside = 10_000

func withTable(ctx context.Context) (*node.Node, *pgx.Conn, error) {
	n, err := startNode(ctx)
	if err != nil {
		return nil, nil, err
	}
	c, err := connect(ctx, n)
	if err == nil {
		_, err = c.Exec(ctx, fmt.Sprintf("CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t SELECT x, 0 FROM generate_series(1, %d) x", rowsInside))
	}
	if err != nil {
		return nil, nil, errors.Join(err, n.Close())
	}
	return n, c, nil
}

// rawClient speaks the protocol without allocating, so that what is counted
// is the server's.
type rawClient struct {
	c   net.Conn
	msg []byte
	buf []byte
}

func newRawClient(n *node.Node, sql string) (*rawClient, error) {
	c, err := n.Dial(context.Background())
	if err != nil {
		return nil, err
	}
	r := &rawClient{c: c, buf: make([]byte, 64<<10)}
	start, err := (&pgproto3.StartupMessage{ProtocolVersion: 3 << 16, Parameters: map[string]string{"user": "isochron", "database": "isochron"}}).Encode(nil)
	if err != nil {
		return nil, err
	}
	if err := r.exchange(start); err != nil {
		return nil, err
	}
	prep, err := (&pgproto3.Parse{Name: "s", Query: sql}).Encode(nil)
	if err != nil {
		return nil, err
	}
	prep, _ = (&pgproto3.Sync{}).Encode(prep)
	return r, r.exchange(prep)
}

// exchange writes and reads up to ReadyForQuery.
func (r *rawClient) exchange(msg []byte) error {
	if _, err := r.c.Write(msg); err != nil {
		return err
	}
	have := 0
	for {
		n, err := r.c.Read(r.buf[have:])
		if err != nil {
			return err
		}
		have += n
		at := 0
		for have-at >= 5 {
			size := 1 + int(binary.BigEndian.Uint32(r.buf[at+1:]))
			if have-at < size {
				break
			}
			switch r.buf[at] {
			case 'E':
				return errors.New("server: " + string(r.buf[at+5:at+size]))
			case 'Z':
				return nil
			}
			at += size
		}
		copy(r.buf, r.buf[at:have])
		have -= at
	}
}

// prepare makes the message of one execution with an int4 in binary.
func (r *rawClient) prepare(key int) error {
	arg := binary.BigEndian.AppendUint32(nil, uint32(key))
	m, err := (&pgproto3.Bind{PreparedStatement: "s", ParameterFormatCodes: []int16{1}, Parameters: [][]byte{arg}, ResultFormatCodes: []int16{1}}).Encode(r.msg[:0])
	if err != nil {
		return err
	}
	if m, err = (&pgproto3.Execute{}).Encode(m); err != nil {
		return err
	}
	r.msg, err = (&pgproto3.Sync{}).Encode(m)
	return err
}

func (b *bench) allocations() error {
	n, _, err := withTable(b.ctx)
	if err != nil {
		return err
	}
	defer n.Close()
	r, err := newRawClient(n, "SELECT v FROM t WHERE id = $1")
	if err != nil {
		return err
	}
	if err := r.prepare(42); err != nil {
		return err
	}
	e := entry{row: "15", what: "allocations per prepared point SELECT, wire to wire", goal: "≤ 5"}
	for range max(5, b.o.rounds) {
		v, err := r.allocations(20_000)
		if err != nil {
			return err
		}
		e.ours = append(e.ours, v)
	}
	b.table = append(b.table, e)
	return nil
}

// allocations counts those of one exchange of the prepared message. The load of
// the table leaves work behind that goes on for seconds (intents to resolve,
// files to flush) and allocates too: it has ended when two rounds agree.
func (r *rawClient) allocations(runs int) (float64, error) {
	round := func() (float64, error) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range runs {
			if err := r.exchange(r.msg); err != nil {
				return 0, err
			}
		}
		runtime.ReadMemStats(&after)
		return float64(after.Mallocs-before.Mallocs) / float64(runs), nil
	}
	last, err := round()
	for range settleRoundsMax {
		var v float64
		if v, err = round(); err != nil || math.Abs(v-last) < 0.02*last {
			return v, err
		}
		last = v
	}
	return last, err
}

// settleRoundsMax is how many rounds are waited for at most.
const settleRoundsMax = 20

func (b *bench) messages() error {
	n, c, err := withTable(b.ctx)
	if err != nil {
		return err
	}
	defer n.Close()
	e := entry{row: "16", what: "messages gateway to leaseholder per autocommit UPDATE of one row", goal: "≤ 1"}
	const runs = 500
	if _, err := c.Exec(b.ctx, "UPDATE t SET v = v + 1 WHERE id = $1", 1); err != nil {
		return err
	}
	before := n.Transport().Totals()
	for i := range runs {
		if _, err := c.Exec(b.ctx, "UPDATE t SET v = v + 1 WHERE id = $1", 1+i); err != nil {
			return err
		}
	}
	after := n.Transport().Totals()
	e.ours = samples{float64(after.Messages()-before.Messages()) / runs}
	b.table = append(b.table, e)
	return nil
}

func (b *bench) commitWait() error {
	n, c, err := withTable(b.ctx)
	if err != nil {
		return err
	}
	defer n.Close()
	before := n.CommitWait()
	for i := range 500 {
		if _, err := c.Exec(b.ctx, "UPDATE t SET v = v + 1 WHERE id = $1", 1+i); err != nil {
			return err
		}
	}
	b.table = append(b.table, entry{row: "14", what: "commit wait per write on one node", unit: " ns", goal: "≤ 0", ours: samples{float64((n.CommitWait() - before).Nanoseconds()) / 500}})
	return b.agreed()
}

func (b *bench) startUp() error {
	e := entry{row: "17", what: "in-process start to first row, in memory", unit: " ms", goal: "≤ 2"}
	for range max(10, b.o.rounds) {
		began := time.Now()
		n, err := startNode(b.ctx)
		if err != nil {
			return err
		}
		c, err := connect(b.ctx, n)
		var one int
		if err == nil {
			err = c.QueryRow(b.ctx, "SELECT 1").Scan(&one)
		}
		e.ours = append(e.ours, float64(time.Since(began).Microseconds())/1000)
		if err = errors.Join(err, n.Close()); err != nil {
			return err
		}
	}
	b.table = append(b.table, e)
	return nil
}

func (b *bench) idle() error {
	s, err := b.server("idle")
	if err != nil {
		return err
	}
	defer s.Kill()
	select { // an idle node is one that has been left alone for a while
	case <-time.After(5 * time.Second):
	case <-b.ctx.Done():
	}
	info, err := os.Stat(b.binary)
	if err != nil {
		return err
	}
	b.table = append(b.table,
		entry{row: "20", what: "resident memory of an idle node", unit: " MB", goal: "≤ 32", ours: samples{float64(s.RSS()) / 1e6}},
		entry{row: "20", what: "size of the binary", unit: " MB", goal: "≤ 60", ours: samples{float64(info.Size()) / 1e6}})
	return nil
}

// ranges measures CPU per one-range UPDATE in a table split into more and more
// ranges, and what the most of them cost while nobody asks.
func (b *bench) ranges() error {
	cpu := map[int]samples{}
	var idle, split samples
	for range b.o.rounds {
		n, c, err := withTable(b.ctx)
		if err != nil {
			return err
		}
		for _, count := range []int{1, 64, rangesMost} {
			began := cpuTime()
			if err = splitInto(b.ctx, c, count); err != nil {
				break
			}
			if count == rangesMost {
				split = append(split, (cpuTime()-began).Seconds()*1e6/rangesMost)
			}
			b.settle()
			var v float64
			if v, err = cpuPerUpdate(b.ctx, c); err != nil {
				break
			}
			cpu[count] = append(cpu[count], v)
		}
		idle = append(idle, 100*b.idleShare())
		if err = errors.Join(err, n.Close()); err != nil {
			return err
		}
	}
	b.table = append(b.table,
		entry{row: "21", what: fmt.Sprintf("an idle core's share with %d ranges on one store, over the %v that begin %v after the last write", rangesMost, idleWindow, idleRest), unit: " %", goal: "≤ 1", ours: idle},
		entry{row: "21", what: fmt.Sprintf("CPU of each split, up to %d ranges", rangesMost), unit: " µs", ours: split})
	one := cpu[1].median()
	for _, g := range []struct {
		count int
		goal  string
	}{{64, "≤ 1.1"}, {rangesMost, "≤ 1.3"}} {
		var ratio samples
		for _, v := range cpu[g.count] {
			ratio = append(ratio, v/one)
		}
		b.table = append(b.table, entry{row: "22", what: fmt.Sprintf("CPU per one-range UPDATE at %d ranges over that at 1 (%.0f µs)", g.count, one*1e6), goal: g.goal, ours: ratio})
	}
	return nil
}

const rangesMost = 10_000

// settle waits until the process has little to do (ranges close their timestamps
// behind the last write), for a minute at most.
func (b *bench) settle() {
	const window = 2 * time.Second
	for range 30 {
		before := cpuTime()
		if b.sleep(window); b.ctx.Err() != nil || cpuTime()-before < window/100 {
			return
		}
	}
}

// Row 21 is measured over one window, whatever happens in it: idleRest after the last
// write, idleWindow long.
const (
	idleRest   = 30 * time.Second
	idleWindow = time.Minute
)

// idleShare is the share of a core that the process uses while nobody asks for anything.
func (b *bench) idleShare() float64 {
	b.sleep(idleRest)
	before, began := cpuTime(), time.Now()
	b.sleep(idleWindow)
	return (cpuTime() - before).Seconds() / time.Since(began).Seconds()
}

func splitInto(ctx context.Context, c *pgx.Conn, count int) error {
	for at := 1; at < count; at += 500 {
		sql := "ALTER TABLE t SPLIT AT VALUES "
		for i := at; i < min(at+500, count); i++ {
			if i > at {
				sql += ", "
			}
			sql += "(" + strconv.Itoa(1+i*rowsInside/count) + ")"
		}
		if _, err := c.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

func cpuPerUpdate(ctx context.Context, c *pgx.Conn) (float64, error) {
	const runs = 5000
	update := func(i int) error {
		_, err := c.Exec(ctx, "UPDATE t SET v = v + 1 WHERE id = $1", 1+i*7919%rowsInside)
		return err
	}
	for i := range rowsInside { // every range is awake, and known to the gateway
		if err := update(i); err != nil {
			return 0, err
		}
	}
	before := cpuTime()
	for i := range runs {
		if err := update(i); err != nil {
			return 0, err
		}
	}
	return (cpuTime() - before).Seconds() / runs, nil
}

var fsyncFigure = regexp.MustCompile(`([0-9.]+) syncs per commit`)

// figure takes a figure that a virtual-time test prints.
func (b *bench) figure(test, room string, line *regexp.Regexp) (float64, error) {
	out, err := exec.CommandContext(b.ctx, "go", "test", "-count=1", "-v", "-run", "^"+test+"$", "github.com/isochrondb/isochron/"+room).CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%s: %w", test, err)
	}
	m := line.FindStringSubmatch(string(out))
	if m == nil {
		return 0, fmt.Errorf("%s printed no figures", test)
	}
	return strconv.ParseFloat(m[1], 64)
}

// fsyncs takes the figures of the virtual-time test that counts them.
func (b *bench) fsyncs() error {
	syncs, err := b.figure("TestSyncsPerCommit", "range/store", fsyncFigure)
	if err != nil {
		return err
	}
	b.table = append(b.table,
		entry{row: "9", what: "fsyncs per commit at 32 clients, 5 ms a sync, virtual time", goal: "≤ 0.05", ours: samples{syncs}})
	return b.rounds()
}

// rounds counts log entries per autocommit UPDATE.
func (b *bench) rounds() error {
	n, c, err := withTable(b.ctx)
	if err != nil {
		return err
	}
	defer n.Close()
	const runs = 500
	before := n.Store().WriterStats().Entries
	for i := range runs {
		if _, err := c.Exec(b.ctx, "UPDATE t SET v = v + 1 WHERE id = $1", 1+i); err != nil {
			return err
		}
	}
	b.table = append(b.table, entry{row: "9", what: "consensus rounds per one-range commit (closing timestamps included)", goal: "≤ 1.05",
		ours: samples{float64(n.Store().WriterStats().Entries-before) / runs}})
	return nil
}
