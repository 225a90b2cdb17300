package fleet

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/support"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/testing/sim/plan"
	"github.com/isochrondb/isochron/testing/workload"
	"github.com/isochrondb/isochron/txn/coord"
)

// Report is what came of a run.
type Report struct {
	Config    Config
	Anomalies []history.Anomaly
	Problems  []string // no anomalies, and still not as it should be

	Committed, Aborted, Unknown int64
	Effects                     map[plan.Kind]int // faults that took effect
	Work                        Work
	Lasted                      time.Duration // of virtual time, with clients
	Revived                     time.Duration // from the end of the last fault until all clients got on again
}

// Bad tells whether anything is wrong.
func (r *Report) Bad() bool { return len(r.Anomalies)+len(r.Problems) > 0 }

// Faults is how many took effect.
func (r *Report) Faults() (n int) {
	for _, k := range r.Effects {
		n += k
	}
	return n
}

// Again is the command that runs it again.
func (r *Report) Again() string {
	agree := " -budget"
	if r.Config.Agree {
		agree = " -agree"
	}
	more := ""
	if len(r.Config.More) > 0 {
		more = " -more " + strings.Join(r.Config.More, ",")
	}
	return fmt.Sprintf("go test ./testing/sim/fleet -run 'TestFleet$' -seed %d%s%s -lasts %v -times 10 -faults '%v'", r.Config.Seed, agree, more, r.Config.Lasts, r.Config.Plan)
}

// firstLines is how many lines of it first gives at most, but for the first: the last.
const firstLines = 10

// first is the first thing that is wrong, anomalies before problems.
func (r *Report) first() string {
	var wrong string
	if len(r.Anomalies) > 0 {
		wrong = r.Anomalies[0].String()
	} else {
		wrong = r.Problems[0]
	}
	lines := strings.Split(wrong, "\n")
	if left := len(lines) - firstLines; left > 1 {
		lines = slices.Replace(lines, 1, left, "[…]")
	}
	return fmt.Sprintf("seed %d: %s", r.Config.Seed, strings.Join(lines, "\n"))
}

// String tells it in a line.
func (r *Report) String() string {
	var kinds []string
	for _, k := range slices.Sorted(maps.Keys(r.Effects)) {
		kinds = append(kinds, fmt.Sprintf("%s %d", k, r.Effects[k]))
	}
	return fmt.Sprintf("%d committed, %d aborted, %d unknown in %v, all clients well after %v; %v; faults: %s",
		r.Committed, r.Aborted, r.Unknown, r.Lasted.Round(time.Second), r.Revived.Round(time.Millisecond), r.Work, strings.Join(kinds, ", "))
}

// How long a well cluster may take for what.
const (
	openWithin  = 2 * time.Minute
	finalWithin = 5 * time.Minute
	txnWithin   = 20 * time.Second // a client gives up
)

// run is one simulation under way.
type run struct {
	c       Config
	cluster *local.Cluster
	nemesis *nemesis
	loads   []workload.Load
	usual   []workload.Load        // of the usual clients
	further int                    // how many of usual, at its end, are further loads
	hot     *workload.ListLoad     // what the others want; nil: there are none
	notices *workload.Notices      // that sessions listen to; nil: there are none
	read    map[workload.Load]bool // those that were read in the end
	rec     *workload.Recorder
	tally   *workload.Tally
	rep     *Report
	began   time.Time
	pace    *pace
	work    *odometer
	healed  atomic.Bool
	well    sync.WaitGroup // clients that have not got on since then

	disciplined   sync.WaitGroup // time daemons
	undisciplined chan struct{}  // closed when they are to end

	mu    sync.Mutex // guards what rep gathers meanwhile, and what follows; a leaf
	words []string   // what the nodes have logged last
}

// Run runs one simulation in a bubble of virtual time, and judges it.
func Run(t *testing.T, c Config) *Report {
	r := &run{c: c, nemesis: newNemesis(c.Seed), work: newOdometer(), read: map[workload.Load]bool{}, rec: &workload.Recorder{}, tally: &workload.Tally{}, rep: &Report{Config: c}}
	r.nemesis.trace, r.nemesis.problem = r.trace, r.problem
	r.nemesis.begin(c.Plan, c.nodes())
	r.rec.Excuse(excuses(c.Plan)...)
	if c.Small != nil {
		r.rec.Excuse("72000") // snapshots that are older than the window, of nodes that were cut off
	}
	r.loads = slices.DeleteFunc(workload.All(r.rec, r.tally, c.Weak), func(l workload.Load) bool {
		return len(c.Loads) > 0 && !slices.Contains(c.Loads, l.Name())
	})
	for _, l := range workload.Further(r.rec, r.tally) {
		if !slices.Contains(c.More, l.Name()) {
			continue
		}
		r.loads = append(slices.Clip(r.loads), l)
		r.further++
		if n, ok := l.(*workload.Notices); ok {
			r.notices = n
		}
	}
	if r.usual = r.loads; c.Hot > 0 && len(c.Loads) == 0 {
		r.hot = workload.NewHotLists(r.rec, r.tally)
		r.loads = append(slices.Clip(r.loads), r.hot)
	}
	synctest.Test(t, func(t *testing.T) { r.simulate() })
	for _, l := range r.loads {
		if !r.read[l] { // else all that it was told would count as missing; why it was not read is a problem already
			continue
		}
		for _, a := range l.Check() {
			a.Story = l.Name() + ": " + a.Story
			r.rep.Anomalies = append(r.rep.Anomalies, a)
		}
	}
	r.rep.Anomalies = append(r.rep.Anomalies, r.rec.Anomalies()...)
	r.rep.Problems = append(r.rep.Problems, r.rec.Problems()...)
	r.rep.Effects = r.nemesis.effects
	r.rep.Work.Blackouts = r.rep.Effects[plan.Dark]
	r.work.read(&r.rep.Work)
	r.rep.Committed, r.rep.Aborted, r.rep.Unknown = r.tally.Committed.Load(), r.tally.Aborted.Load(), r.tally.Unknown.Load()
	return r.rep
}

// excuses are the SQLSTATEs that what is planned may lead to.
func excuses(p plan.Plan) (codes []string) {
	for _, f := range p {
		switch f.Kind {
		case plan.Full:
			codes = append(codes, "53100")
		case plan.Rot:
			codes = append(codes, "XX001", "58030")
		}
	}
	return codes
}

func (r *run) trace(format string, args ...any) {
	if r.c.Trace != nil {
		r.c.Trace(fmt.Sprintf("%v %s", time.Since(r.began).Round(time.Millisecond), fmt.Sprintf(format, args...)))
	}
}

func (r *run) problem(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rep.Problems = append(r.rep.Problems, fmt.Sprintf(format, args...))
}

func (r *run) anomaly(kind history.Kind, format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rep.Anomalies = append(r.rep.Anomalies, history.Anomaly{Kind: kind, Story: fmt.Sprintf(format, args...)})
}

// stretchKeysMax is about how many rows are kept together for scans at most: tables are small.
const stretchKeysMax = 4

// wordsKept is how many lines of the nodes' logs are kept, for clusters that don't come to be.
const wordsKept = 100

// complaints takes what nodes log. Panics that they have outlived are bugs; so is what they
// call an error, unless a planned fault is its cause. Of all else the last lines are kept.
type complaints struct {
	r    *run
	from string
	node int // from 1
}

// caused are the errors that a fault makes its node log, by how they begin.
var caused = map[plan.Kind][]string{
	plan.Full:    {"store stopped serving", "storage engine: background work failed", "storage engine: corrupt file"}, // a file that could not be made is missing
	plan.Rot:     {"store stopped serving", "storage engine: background work failed", "storage engine: corrupt file", "replica out of service"},
	plan.Replace: {"this node was decommissioned"},
}

// causes tells whether a fault of the plan makes a node log a message.
func (c *Config) causes(node int, message string) bool {
	return slices.ContainsFunc(c.Plan, func(f plan.Fault) bool {
		return slices.Contains(f.Nodes, node) && slices.ContainsFunc(caused[f.Kind], func(m string) bool { return strings.HasPrefix(message, m) })
	})
}

// Enabled implements slog.Handler.
func (c *complaints) Enabled(_ context.Context, l slog.Level) bool { return l >= slog.LevelInfo }

// Handle implements slog.Handler.
func (c *complaints) Handle(_ context.Context, rec slog.Record) error {
	line := fmt.Sprintf("%v %s: %s", time.Since(c.r.began).Round(time.Millisecond), c.from, rec.Message)
	rec.Attrs(func(a slog.Attr) bool {
		if a.Key == "stack" {
			c.r.problem("%s: %s\n%s", c.from, rec.Message, a.Value)
		}
		line += " " + a.String()
		return true
	})
	if rec.Level >= slog.LevelError && !c.r.c.causes(c.node, rec.Message) {
		c.r.problem("%s", line)
	}
	c.r.mu.Lock()
	defer c.r.mu.Unlock()
	if c.r.words = append(c.r.words, line); len(c.r.words) > 2*wordsKept {
		c.r.words = slices.Delete(c.r.words, 0, wordsKept)
	}
	return nil
}

// WithAttrs implements slog.Handler.
func (c *complaints) WithAttrs([]slog.Attr) slog.Handler { return c }

// WithGroup implements slog.Handler.
func (c *complaints) WithGroup(string) slog.Handler { return c }

func (r *run) simulate() {
	r.began = time.Now()
	ctx := context.Background()
	c, err := local.Start(ctx, local.Options{
		Regions: r.c.Regions, Seed: r.c.Seed, ClockError: r.c.ClockError, ClockClaim: r.c.ClockError - hlc.LeadMaxDefault, AgreeClocks: r.c.Agree, Jitter: 0.2, RaftFaults: r.nemesis,
		Logger: func(n *local.Node) *slog.Logger { return slog.New(&complaints{r: r, from: n.Name, node: n.Index + 1}) },
		Configure: func(n *local.Node, o *node.Options) {
			o.MemTableBytes, o.CodeProbes = r.c.MemTable, r.c.CodeProbes
			r.nemesis.build(n, o)
			o.Before = lossy.Before(&requests{r.nemesis, n})
			o.PlantedEngine = func(e *pebbleengine.Options) { e.StretchKeys = 1 + int(r.c.Seed%stretchKeysMax) }
			o.PlantedStore = func(s *store.Options) { s.Hold = func() { r.nemesis.hold(n) } }
			if r.c.Small != nil {
				r.c.Small.apply(o)
			}
			if r.c.Configure != nil {
				r.c.Configure(n, o)
			}
		},
	})
	if err != nil {
		r.problem("start: %v", err)
		return
	}
	r.cluster, r.nemesis.c, r.undisciplined = c, c, make(chan struct{})
	defer r.disciplined.Wait()
	defer close(r.undisciplined)
	defer func() {
		if err := c.Close(); err != nil {
			r.problem("close: %v", err)
		}
	}()
	if err := r.open(ctx); err != nil {
		r.mu.Lock()
		words := strings.Join(r.words, "\n")
		r.mu.Unlock()
		r.problem("opening: %v; the nodes said\n%s", err, words)
		return
	}
	began := time.Now()
	enough := r.listen(ctx)
	defer enough()
	defer r.storm(ctx)()
	r.rep.Lasted = time.Since(began)
	r.final(ctx)
}

// open makes the tables and waits until all is replicated.
func (r *run) open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, openWithin)
	defer cancel()
	if r.c.Agree && r.c.Seed%2 == 0 && !mixed(r.c.Plan) { // they begin with a budget
		r.freeRunning(rand.New(rand.NewPCG(r.c.Seed, 0xf4ee)))
	}
	if r.c.Measured {
		if err := r.measured(rand.New(rand.NewPCG(r.c.Seed, 0xc10c))); err != nil {
			return err
		}
		r.disciplined.Go(func() { r.daemons(rand.New(rand.NewPCG(r.c.Seed, 0xdae)), r.undisciplined) })
	}
	conn, err := connect(ctx, r.cluster.Nodes()[0])
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	for _, l := range r.loads {
		if err := l.Open(ctx, conn); err != nil {
			return fmt.Errorf("%s: %w", l.Name(), err)
		}
	}
	if r.c.Learners {
		for _, sql := range []string{"CREATE PLACEMENT POLICY readers LEARNERS = 1", "ALTER DATABASE " + conn.Config().Database + " PLACEMENT POLICY = readers"} {
			if _, err := conn.Exec(ctx, sql); err != nil {
				return fmt.Errorf("%s: %w", sql, err)
			}
		}
	}
	if err := r.cluster.AwaitReplicated(ctx, 3); err != nil {
		return err
	}
	if r.c.Prepare != nil {
		r.c.Prepare(r.cluster)
	}
	r.trace("open")
	return nil
}

// furtherClients are how many clients work on the further loads too. Their transactions stand in
// line (commits with NOTIFY, sums that triggers keep), and where regions are far apart a line of
// all clients would take longer than any of them waits.
const furtherClients = 8

// storm lets clients work while faults strike. What it returns ends the care for nodes that it begins
// once all faults are over.
func (r *run) storm(ctx context.Context) (tended func()) {
	stopped := make(chan struct{})
	r.pace = &pace{began: time.Now(), rate: r.c.Rate, burst: max(1, r.c.Burst)}
	var clients sync.WaitGroup
	for i := range r.c.Clients {
		r.well.Add(1)
		loads := r.usual
		if i >= furtherClients {
			loads = loads[:max(1, len(loads)-r.further)]
		}
		clients.Go(func() { r.client(ctx, i, stopped, r.pace, loads, r.well.Done) })
	}
	if hot := r.loads[len(r.usual):]; len(hot) > 0 {
		p := &pace{began: time.Now(), rate: r.c.Hot, burst: hotClients}
		for i := range hotClients { // they stand in line, and need not get on soon
			clients.Go(func() { r.client(ctx, r.c.Clients+i, stopped, p, hot, func() {}) })
		}
	}
	if r.hot != nil {
		for i, n := range r.cluster.Nodes() {
			clients.Go(func() { r.look(ctx, n, r.c.Clients+hotClients+i, stopped) })
		}
	}
	w := &watcher{c: r.cluster, seed: r.c.Seed, every: r.c.Watch, trace: r.trace, anomaly: r.anomaly, seen: map[hlc.Timestamp]*picture{}}
	clients.Go(func() { w.watch(ctx, stopped) })
	clients.Go(func() {
		for !isClosed(stopped) {
			r.work.look(r.cluster, r.problem)
			time.Sleep(r.c.Watch)
		}
	})
	r.nemesis.run(ctx, r.c.Plan)
	if left := r.c.Lasts - time.Since(r.began); left > 0 {
		time.Sleep(left)
	}
	r.trace("healing")
	healing, cancel := context.WithTimeout(ctx, finalWithin)
	r.nemesis.heal(healing)
	cancel()
	r.trace("healed")
	healed := time.Now()
	tended = r.tend(ctx)
	r.revive()
	time.Sleep(r.c.Calm - time.Since(healed))
	close(stopped)
	clients.Wait()
	w.again(ctx)
	r.work.look(r.cluster, r.problem)
	r.rep.Work.Reads, r.rep.Work.Inside, r.rep.Work.Beside = w.compared, w.replicas, w.beside
	looks := int(r.c.Lasts / r.c.Watch)
	floor := Work{Reads: looks / readsFloor, Inside: 1 + looks*insideFloor}
	if r.c.Away {
		floor = Work{}
	}
	for _, short := range r.rep.Work.below(floor, 1) {
		r.problem("%s", short)
	}
	return tended
}

// tend has the nemesis look after nodes until what it returns is called.
func (r *run) tend(ctx context.Context) (enough func()) {
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	all.Go(func() { r.nemesis.tend(ctx) })
	return func() {
		cancel()
		all.Wait()
	}
}

// Of the looks of a run's watcher, one in readsFloor at least must have compared what a node
// reads of the past, and each insideFloor replicas on average: else it proves nothing of T14.
// Short runs are held to it together (TestFleet): in one of them nodes may stand still throughout.
const readsFloor, insideFloor = 20, 2

// How soon after the last fault each client gets on, and what that is: so many transactions in
// a row that take no longer than reviveEach. Promises that were made while the network was slow last for
// up to support.LengthMax; whoever waits for an answer that is lost waits for txnWithin; and
// where the clients are far away and many, they stand in line for the same rows.
const (
	reviveWithin = support.LengthMax + txnWithin // for each region
	reviveBy     = 4
	reviveEach   = txnWithin / 2
)

// revive waits until all clients get on again.
func (r *run) revive() {
	began, within := time.Now(), time.Duration(len(r.c.Regions))*reviveWithin
	r.healed.Store(true)
	all := make(chan struct{})
	go func() {
		r.well.Wait()
		close(all)
	}()
	select {
	case <-all:
	case <-time.After(within):
		r.problem("nothing was wrong for %v, and clients still did not get on", within)
	}
	r.rep.Revived = time.Since(began)
}

// pace is how fast all clients together send: what they could not send while the cluster
// stood still, they send as soon as it goes on.
type pace struct {
	began time.Time
	rate  float64
	burst int
	sent  atomic.Int64
}

// wait returns when the next transaction may be sent.
func (p *pace) wait() {
	if p.rate == 0 {
		return
	}
	n := (p.sent.Add(1) - 1) / int64(p.burst) * int64(p.burst)
	time.Sleep(time.Duration(float64(n)/p.rate*float64(time.Second)) - time.Since(p.began))
}

func isClosed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// client sends one transaction after the other, to a node near it as long as that one
// answers. well is called when it has got on again after all faults.
func (r *run) client(ctx context.Context, i int, stopped chan struct{}, p *pace, loads []workload.Load, well func()) {
	rng := rand.New(rand.NewPCG(r.c.Seed, uint64(1000+i)))
	nodes := r.cluster.Nodes()
	at, done := i, 0
	well = sync.OnceFunc(well)
	defer well()
	var conn *pgx.Conn
	for !isClosed(stopped) {
		if conn == nil || conn.IsClosed() {
			dial, cancel := context.WithTimeout(ctx, txnWithin)
			var err error
			if conn, err = connect(dial, nodes[at%len(nodes)]); err != nil {
				conn = nil
				at++
				time.Sleep(50 * time.Millisecond)
			}
			cancel()
			continue
		}
		p.wait()
		l := loads[rng.IntN(len(loads))]
		txn, cancel := context.WithTimeout(ctx, cmp.Or(r.c.Timeout, txnWithin))
		began := time.Now()
		l.One(txn, conn, i, rng)
		cancel()
		if done++; !r.healed.Load() || conn.IsClosed() || time.Since(began) > reviveEach {
			done = 0
		}
		if done == reviveBy {
			well()
		}
		time.Sleep(time.Duration(rng.Int64N(int64(r.c.Think) + 1)))
		if rng.IntN(50) == 0 { // clients come and go
			_ = conn.Close(ctx)
			at = rng.IntN(len(nodes))
		}
	}
	if conn != nil {
		_ = conn.Close(ctx)
	}
}

// How often a node's own reader reads while the node hangs, and else; and how long it waits.
const lookHanging, lookElse, lookWithin = 100 * time.Millisecond, 5 * time.Second, time.Second

// look reads the hot lists through one node, which it does not leave, above all while the node
// hangs: clients who write, too, stand still then after their next write.
func (r *run) look(ctx context.Context, n *local.Node, client int, stopped chan struct{}) {
	var conn *pgx.Conn
	for last := time.Now(); !isClosed(stopped); time.Sleep(lookHanging) {
		if !r.nemesis.hangs(n) && time.Since(last) < lookElse {
			continue
		}
		last = time.Now()
		read, cancel := context.WithTimeout(ctx, lookWithin)
		if conn == nil || conn.IsClosed() {
			var err error
			if conn, err = connect(read, n); err != nil {
				conn = nil
			}
		}
		if conn != nil {
			r.hot.ReadAll(read, conn, client)
		}
		cancel()
	}
	if conn != nil {
		_ = conn.Close(ctx)
	}
}

// final judges the healed cluster: all readable, all replicas alike.
func (r *run) final(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, finalWithin)
	defer cancel()
	for i, l := range r.loads {
		conn := r.connectAny(ctx, i)
		if conn == nil {
			r.problem("%s and what comes after it were not read in the end", l.Name())
			return
		}
		err := l.Final(ctx, conn)
		if r.read[l] = err == nil; err != nil {
			r.problem("%s in the end: %v", l.Name(), err)
		}
		_ = conn.Close(ctx)
	}
	if r.notices != nil {
		r.lastNotice(ctx)
	}
	r.trace("read")
	r.risen(ctx)
	r.alike(ctx)
}

// listenersMax is how many nodes have a session that listens, and heardWithin how long the last notice
// may take to come to all of them.
const listenersMax, heardWithin = 3, time.Minute

// listen has sessions of several nodes listen to notices, until the returned function is called:
// where one is lost, another comes.
func (r *run) listen(ctx context.Context) (enough func()) {
	if r.notices == nil {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var all sync.WaitGroup
	for _, n := range r.cluster.Nodes()[:min(listenersMax, r.c.nodes())] {
		all.Go(func() {
			for more, k := true, 1; more && ctx.Err() == nil; {
				dial, done := context.WithTimeout(ctx, txnWithin)
				conn, err := connect(dial, n)
				done()
				if err == nil {
					more = r.notices.Listen(ctx, conn, fmt.Sprintf("session %d at %v", k, n))
					r.trace("session %d at %v listens no more", k, n)
					_ = conn.Close(context.WithoutCancel(ctx))
					k++
				}
				_ = stop.Sleep(ctx, listenPause)
			}
		})
	}
	return func() {
		cancel()
		all.Wait()
	}
}

// listenPause is between the end of a session that listened and the next.
const listenPause = 50 * time.Millisecond

// lastNotice waits until all sessions have heard the last notice.
func (r *run) lastNotice(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, heardWithin)
	defer cancel()
	conn := r.connectAny(ctx, 0)
	if conn == nil {
		return
	}
	if err := r.notices.End(ctx, conn); err != nil {
		r.problem("the last notice: %v", err)
	}
	_ = conn.Close(context.WithoutCancel(ctx))
}

// connectAny connects to the first node from the i-th on that takes connections: one that
// does not is a problem, but no reason to call what it was told lost.
func (r *run) connectAny(ctx context.Context, i int) *pgx.Conn {
	nodes := r.cluster.Nodes()
	for j := range nodes {
		conn, err := connect(ctx, nodes[(i+j)%len(nodes)])
		if err == nil {
			return conn
		}
		r.problem("connecting in the end: %v", err)
	}
	return nil
}

// How long the replicas of a range may take to be compared in the end: those whose disks were lost
// are waited for. And how long an answer takes.
const alikeWithin, alikePause = 45 * time.Second, 200 * time.Millisecond

// alike has all replicas compare what they hold.
func (r *run) alike(ctx context.Context) {
	if !r.judges() {
		r.trace("older builds are there: nothing is compared")
		return
	}
	ranges := r.cluster.Ranges()
	// Each may have to wait for the word of a store whose disk was lost.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Duration(len(ranges))*alikeWithin)
	defer cancel()
	for _, d := range ranges {
		var err error
		same := false
		for end := time.Now().Add(alikeWithin); !same && time.Now().Before(end) && ctx.Err() == nil; {
			same, err = r.compared(ctx, d.ID)
		}
		if same {
			r.rep.Work.Alike++
		} else if r.has(d.ID) && !r.merged(ctx, d) {
			r.problem("the replicas of range %d could not be compared: %v%s", d.ID, err, r.inspected(ctx, d.ID))
		}
	}
	for _, n := range r.cluster.Nodes() {
		x := n.Node()
		if x == nil {
			continue
		}
		for _, w := range x.Store().Wrong() {
			switch {
			case w.Differs:
				r.anomaly("replica", "%v holds something else of range %d than its leaseholder", n, w.RangeID)
			case !r.c.causes(n.Index+1, "replica out of service"):
				r.problem("%v: the replica of range %d is out of service: %s", n, w.RangeID, w.Why)
			}
		}
	}
}

// inspected is what each store says of its replica of a range.
func (r *run) inspected(ctx context.Context, id uint64) (words string) {
	for _, n := range r.cluster.Nodes() {
		x := n.Node()
		if x == nil {
			continue
		}
		if s, ok := x.InspectRange(ctx, id); ok {
			words += fmt.Sprintf("\n%v: %s", n, s)
		}
	}
	return words
}

// judges tells whether all nodes speak the version in which replicas are compared.
func (r *run) judges() bool {
	for _, n := range r.cluster.Nodes() {
		if x := n.Node(); x != nil && x.Version() < version.Guarded {
			return false
		}
	}
	return true
}

func (r *run) has(id uint64) bool {
	return slices.ContainsFunc(r.cluster.Ranges(), func(d *descriptor.Range) bool { return d.ID == id })
}

// merged reports whether another range holds what d did: a replica that has not heard of it
// may be there still, and nobody leads it.
func (r *run) merged(ctx context.Context, d *descriptor.Range) bool {
	for _, n := range r.cluster.Nodes() {
		x := n.Node()
		if x == nil {
			continue
		}
		if s, err := x.Router().Lookup(ctx, d.Start); err == nil && s.ID != d.ID {
			r.trace("range %d is a part of range %d, and %v has a replica of it still", d.ID, s.ID, n)
			return true
		}
	}
	return false
}

// compared has the replicas of a range compare what they hold, and reports whether all of
// them did: one that applied more meanwhile has nothing to compare.
func (r *run) compared(ctx context.Context, id uint64) (bool, error) {
	all := r.cluster.Ranges()
	i := slices.IndexFunc(all, func(d *descriptor.Range) bool { return d.ID == id })
	n := r.cluster.Leaseholder(id)
	if i < 0 || n == nil || n.Node() == nil {
		r.ask(ctx, all[max(i, 0)])
		time.Sleep(alikePause)
		return false, errNothing
	}
	before, here := r.comparisons(), uint64(0)
	for _, x := range r.cluster.Nodes() {
		if up := x.Node(); up != nil {
			if _, has := all[i].Replica(up.StoreID()); has { // of a disk that was lost nobody answers
				here++
			}
		}
	}
	check, cancel := context.WithTimeout(ctx, alikeWithin)
	defer cancel()
	err := n.Node().Store().CheckConsistency(check, id)
	time.Sleep(alikePause)
	return err == nil && here > 0 && r.comparisons() >= before+here, err
}

// ask reads something of a range, as a client would, who goes from replica to replica until one
// serves: one that nobody has asked for anything has no leaseholder.
func (r *run) ask(ctx context.Context, d *descriptor.Range) {
	ctx, cancel := context.WithTimeout(ctx, alikeWithin)
	defer cancel()
	i := slices.IndexFunc(r.cluster.Nodes(), func(n *local.Node) bool { return n.Node() != nil })
	if i < 0 {
		return
	}
	o := coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, Name: "ask"}
	err := r.cluster.Nodes()[i].Node().DB().Run(ctx, o, func(ctx context.Context, t *coord.Txn) error {
		_, _, err := t.Get(ctx, slices.MaxFunc([]keys.Key{d.Start, keys.MinKey}, keys.Key.Compare), kvpb.KeyOnly, nil)
		return err
	})
	r.trace("asked for range %d: %v", d.ID, err)
}

func (r *run) comparisons() (n uint64) {
	for _, x := range r.cluster.Nodes() {
		if up := x.Node(); up != nil {
			n += up.Store().Compared()
		}
	}
	return n
}
