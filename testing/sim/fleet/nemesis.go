package fleet

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/transportpb"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

// nemesis carries out a plan.
type nemesis struct {
	c     *local.Cluster
	trace func(string, ...any)
	// problem is told of what must not be.
	problem func(string, ...any)

	mu       sync.Mutex // guards what follows; a leaf
	rng      *rand.Rand
	effects  map[plan.Kind]int    // faults that took effect
	wiped    map[*local.Node]bool // whose disks may be lost
	replaced map[*local.Node]bool // that are being replaced
	old      []bool               // nodes that start as older builds; nil: none does
	runs     []bool               // those that were started so
	unknown  int                  // fragments that nodes were sent and did not know
	raft     []int64              // percentages in force
	met      map[plan.Kind]int    // messages and requests that were hurt
	force    forces
}

// forces are the faults in force. Each ends by itself, whatever others go on.
type forces struct {
	cuts   map[[2]*local.Node]int
	slow   map[*local.Node][]way
	clocks map[*local.Node]int
	frozen map[*local.Node]int
	disks  map[*local.Node][]time.Duration
	stuck  map[*local.Node]int
	free   map[*local.Node]func() // ends stuck
	full   map[*local.Node]int
	calls  map[*local.Node][]int64   // percentages
	pauses map[*local.Node]time.Time // until when
	hangs  map[*local.Node]time.Time
}

// way is how what a node sends is hurt.
type way struct {
	by   time.Duration
	loss float64
}

func newNemesis(seed uint64) *nemesis {
	return &nemesis{
		rng: rand.New(rand.NewPCG(seed, 0x4e3)), effects: map[plan.Kind]int{}, met: map[plan.Kind]int{}, wiped: map[*local.Node]bool{}, replaced: map[*local.Node]bool{},
		force: forces{
			cuts: map[[2]*local.Node]int{}, slow: map[*local.Node][]way{}, clocks: map[*local.Node]int{}, frozen: map[*local.Node]int{},
			disks: map[*local.Node][]time.Duration{}, stuck: map[*local.Node]int{}, free: map[*local.Node]func(){}, full: map[*local.Node]int{},
			calls: map[*local.Node][]int64{}, pauses: map[*local.Node]time.Time{}, hangs: map[*local.Node]time.Time{},
		},
	}
}

// wipedMax bounds the nodes whose disk is lost for good: a majority must remain.
const wipedMax = 1

// startPause is between two tries to start a node.
const startPause = 500 * time.Millisecond

// run carries out the plan, and returns when all of it is over.
func (n *nemesis) run(ctx context.Context, p plan.Plan) {
	began := time.Now()
	var all sync.WaitGroup
	for _, f := range p {
		all.Go(func() {
			if stop.Sleep(ctx, f.At-time.Since(began)) != nil {
				return
			}
			n.trace("fault %v", f)
			if n.do(ctx, f) {
				n.mu.Lock()
				n.effects[f.Kind]++
				n.mu.Unlock()
			}
		})
	}
	all.Wait()
}

func (n *nemesis) nodes(f plan.Fault) (hurt, others []*local.Node) {
	for i, x := range n.c.Nodes() {
		if slices.Contains(f.Nodes, i+1) {
			hurt = append(hurt, x)
		} else {
			others = append(others, x)
		}
	}
	return hurt, others
}

// do carries out one fault, and reports whether it had an effect.
func (n *nemesis) do(ctx context.Context, f plan.Fault) bool {
	hurt, others := n.nodes(f)
	switch f.Kind {
	case plan.Kill, plan.Crash, plan.Restart, plan.Full, plan.Rot:
		return n.each(hurt, func(x *local.Node) bool { return n.down(ctx, f, x) })
	case plan.Rolling:
		took := false
		for _, x := range n.c.Nodes() {
			took = n.down(ctx, plan.Fault{Kind: plan.Restart, For: f.For}, x) || took
		}
		return took
	case plan.Isolate, plan.OneWay, plan.Deaf, plan.Bridge, plan.Flap, plan.Slow, plan.Loss, plan.Reset:
		return n.network(ctx, f, hurt, others)
	case plan.Dark:
		return n.dark(ctx, f)
	case plan.Pause:
		return n.each(hurt, func(x *local.Node) bool { return n.pause(ctx, f, x) })
	case plan.Hang:
		return n.each(hurt, func(x *local.Node) bool { return n.hang(ctx, f, x) })
	case plan.Calls:
		return n.each(hurt, func(x *local.Node) bool { return n.call(ctx, f, x) })
	case plan.Raft:
		before := n.hurt(plan.Raft)
		n.setRaft(f.Amount, true)
		_ = stop.Sleep(ctx, f.For)
		n.setRaft(f.Amount, false)
		return n.hurt(plan.Raft) > before
	case plan.Disk, plan.Stuck:
		return n.each(hurt, func(x *local.Node) bool { return n.disk(ctx, f, x) })
	case plan.Skew, plan.Drift, plan.Jump, plan.Step, plan.Freeze:
		return n.each(hurt, func(x *local.Node) bool { return n.clock(ctx, f, x) })
	case plan.Lease, plan.Split, plan.Scatter, plan.Merge:
		return n.ranges(ctx, f)
	case plan.Upgrade:
		return n.each(hurt, func(x *local.Node) bool { return n.upgrade(ctx, f, x) })
	case plan.Drain:
		return n.each(hurt, func(x *local.Node) bool { return n.drain(ctx, x) })
	case plan.Replace:
		return n.each(hurt, func(x *local.Node) bool { return n.replace(ctx, f, x) })
	}
	return false
}

// each does f with all of them at once.
func (n *nemesis) each(hurt []*local.Node, f func(*local.Node) bool) bool {
	took := make([]bool, len(hurt))
	var all sync.WaitGroup
	for i, x := range hurt {
		all.Go(func() { took[i] = f(x) })
	}
	all.Wait()
	return slices.Contains(took, true)
}

// down ends a node in some way, and starts it again.
func (n *nemesis) down(ctx context.Context, f plan.Fault, x *local.Node) bool {
	var err error
	full := x.Disk.Met("full")
	switch f.Kind {
	case plan.Kill:
		err = x.Kill(ctx)
	case plan.Restart:
		drain, cancel := context.WithTimeout(ctx, drainWithin)
		err = x.Stop(drain)
		cancel()
	case plan.Full:
		n.count(n.force.full, x, 1, func() { x.Disk.Fill(true) })
		_ = stop.Sleep(ctx, f.For)
		n.count(n.force.full, x, -1, func() { x.Disk.Fill(false) })
		err = x.Crash(ctx)
	default:
		err = x.Crash(ctx)
	}
	if errors.Is(err, local.ErrDown) && f.Kind != plan.Full { // a full disk ends a node by itself
		return false
	}
	rotten := f.Kind == plan.Rot && n.rot(x)
	_ = stop.Sleep(ctx, f.For)
	n.up(ctx, x, rotten)
	switch f.Kind {
	case plan.Full:
		return x.Disk.Met("full") > full
	case plan.Rot:
		return rotten
	}
	return true
}

// rot has a bit of some file of a node's flip.
func (n *nemesis) rot(x *local.Node) bool {
	if !n.mayWipe(x) {
		return false
	}
	rng := n.random()
	kinds := []local.Rottable{local.Tables, local.Logs, local.Manifests, local.States}
	for _, i := range rng.Perm(len(kinds)) {
		where, err := x.Disk.Rot(kinds[i], rng)
		n.trace("%v rots: %s, %v", x, where, err)
		if err == nil {
			return true
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.wiped, x)
	return false
}

// mayWipe takes the right to lose the disk of a node; it fails where another's is lost.
func (n *nemesis) mayWipe(x *local.Node) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.wiped) == wipedMax {
		return false
	}
	n.wiped[x] = true
	return true
}

func (n *nemesis) isRotten(x *local.Node) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.wiped[x]
}

// upWithin is how long a node may take to start, whatever else is wrong meanwhile.
const upWithin = 10 * time.Minute

// up starts a node until it runs. A rotten disk that keeps it from starting is replaced
// by an empty one.
func (n *nemesis) up(ctx context.Context, x *local.Node, rotten bool) {
	for began := time.Now(); ctx.Err() == nil; {
		err := x.Start(ctx)
		if err == nil || errors.Is(err, local.ErrUp) {
			n.trace("%v is up", x)
			return
		}
		n.trace("%v", err)
		if time.Since(began) > upWithin {
			n.problem("%v does not start: %v", x, err)
			return
		}
		if rotten && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
			n.trace("%v gets an empty disk: %v", x, x.Wipe(ctx))
		}
		_ = stop.Sleep(ctx, startPause)
	}
}

// running tells whether one of them runs.
func running(nodes []*local.Node) bool { return slices.ContainsFunc(nodes, (*local.Node).Up) }

// network hurts what passes between nodes.
func (n *nemesis) network(ctx context.Context, f plan.Fault, hurt, others []*local.Node) bool {
	if !running(hurt) || !running(others) { // nothing passes anyway
		return false
	}
	amount := time.Duration(f.Amount) * time.Millisecond
	switch half := len(others) / 2; f.Kind {
	case plan.Isolate:
		defer n.cut(n.cut(nil, hurt, others), others, hurt)()
	case plan.OneWay:
		defer n.cut(nil, hurt, others)()
	case plan.Deaf:
		defer n.cut(nil, others, hurt)()
	case plan.Bridge:
		if !running(others[:half]) || !running(others[half:]) {
			return false
		}
		defer n.cut(n.cut(nil, others[:half], others[half:]), others[half:], others[:half])()
	case plan.Flap:
		for end := time.Now().Add(f.For); time.Now().Before(end) && ctx.Err() == nil; {
			mend := n.cut(n.cut(nil, hurt, others), others, hurt)
			_ = stop.Sleep(ctx, amount)
			mend()
			_ = stop.Sleep(ctx, amount)
		}
		return true
	case plan.Slow:
		defer n.slow(hurt, way{by: amount})()
	case plan.Loss:
		defer n.slow(hurt, way{loss: float64(f.Amount) / 100})()
	case plan.Reset:
		n.c.Reset(hurt, others)
		return true
	}
	_ = stop.Sleep(ctx, f.For)
	return true
}

// count counts a fault of a node in or out, and has the first begin it, the last end it.
func (n *nemesis) count(of map[*local.Node]int, x *local.Node, by int, f func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if of[x] += by; by > 0 && of[x] == 1 || by < 0 && of[x] == 0 {
		f()
	}
}

// cut lets nothing pass from some nodes to others, until the returned function is called,
// which then calls also.
func (n *nemesis) cut(also func(), from, to []*local.Node) (mend func()) {
	change := func(by int) {
		n.mu.Lock()
		defer n.mu.Unlock()
		for _, a := range from {
			for _, b := range to {
				k := [2]*local.Node{a, b}
				switch n.force.cuts[k] += by; {
				case by > 0 && n.force.cuts[k] == 1:
					n.c.Cut([]*local.Node{a}, []*local.Node{b})
				case n.force.cuts[k] == 0:
					n.c.Mend([]*local.Node{a}, []*local.Node{b})
				}
			}
		}
	}
	change(1)
	return func() {
		change(-1)
		if also != nil {
			also()
		}
	}
}

// slow hurts what nodes send, until the returned function is called.
func (n *nemesis) slow(nodes []*local.Node, w way) (mend func()) {
	all := n.c.Nodes()
	change := func(f func([]way) []way) {
		n.mu.Lock()
		defer n.mu.Unlock()
		for _, x := range nodes {
			n.force.slow[x] = f(n.force.slow[x])
			var sum way
			for _, o := range n.force.slow[x] {
				sum.by, sum.loss = sum.by+o.by, max(sum.loss, o.loss)
			}
			n.c.Slow([]*local.Node{x}, all, sum.by, sum.loss, 0)
		}
	}
	change(func(ws []way) []way { return append(ws, w) })
	return func() { change(func(ws []way) []way { return without(ws, w) }) }
}

// without removes one value.
func without[T comparable](from []T, v T) []T {
	if i := slices.Index(from, v); i >= 0 {
		return slices.Delete(from, i, i+1)
	}
	return from
}

// dark cuts the power of all nodes at once.
func (n *nemesis) dark(ctx context.Context, f plan.Fault) bool {
	cut, err := n.c.Blackout(ctx)
	n.trace("%d nodes went dark: %v", cut, err)
	_ = stop.Sleep(ctx, f.For)
	n.each(n.c.Nodes(), func(x *local.Node) bool { n.up(ctx, x, n.isRotten(x)); return true })
	return cut == len(n.c.Nodes())
}

// pause has a process stand still where it waits: the writer of its log, with its part in
// consensus, its disk, requests to its ranges, its own clients' too, and what it sends to others and
// hears of them. Timers go on: virtual time has no other for one node. A lease that is thought
// to last is hang's.
func (n *nemesis) pause(ctx context.Context, f plan.Fault, x *local.Node) bool {
	if !x.Up() {
		return false
	}
	mend := n.still(n.force.pauses, f, x)
	n.stick(x)
	_ = stop.Sleep(ctx, f.For)
	n.unstick(x)
	mend()
	return true
}

// hang has the writer of a node's log stand still, with its part in consensus, and lets nothing
// pass between it and others. All else goes on: reads for its own clients as far as its leases let
// it, above all. A leaseholder that does not know that it is none is found by those clients
// (run.look); it gets all leases that it can have, before.
func (n *nemesis) hang(ctx context.Context, f plan.Fault, x *local.Node) bool {
	if !x.Up() {
		return false
	}
	n.gather(ctx, x)
	mend := n.still(n.force.hangs, f, x)
	_ = stop.Sleep(ctx, f.For)
	mend()
	return true
}

// gatherWithin is how long leases may take to come to a node that is to hang.
const gatherWithin = 2 * time.Second

// gather gives a node the leases of others.
func (n *nemesis) gather(ctx context.Context, x *local.Node) {
	to := x.Node()
	if to == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, gatherWithin)
	defer cancel()
	n.each(n.c.Nodes(), func(o *local.Node) bool {
		from := o.Node()
		if o == x || from == nil {
			return false
		}
		for _, d := range from.Store().Ranges() {
			if from.Store().LeaseHeld(d.ID) && ctx.Err() == nil {
				_ = from.Store().TransferLease(ctx, d.ID, to.StoreID()) // it has no replica, perhaps
			}
		}
		return true
	})
}

// hangs reports whether a node hangs.
func (n *nemesis) hangs(x *local.Node) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return time.Now().Before(n.force.hangs[x])
}

// still notes until when a node's log writer stands still, and cuts it off until the returned
// function is called.
func (n *nemesis) still(of map[*local.Node]time.Time, f plan.Fault, x *local.Node) (mend func()) {
	n.mu.Lock()
	if end := time.Now().Add(f.For); end.After(of[x]) {
		of[x] = end
	}
	n.mu.Unlock()
	others := slices.DeleteFunc(n.c.Nodes(), func(o *local.Node) bool { return o == x })
	return n.cut(n.cut(nil, []*local.Node{x}, others), others, []*local.Node{x})
}

func (n *nemesis) stick(x *local.Node) {
	n.count(n.force.stuck, x, 1, func() { n.force.free[x] = x.Disk.Stick() })
}

func (n *nemesis) unstick(x *local.Node) {
	n.count(n.force.stuck, x, -1, func() { n.force.free[x]() })
}

// call has requests to a node's ranges be lost, late or doubled.
func (n *nemesis) call(ctx context.Context, f plan.Fault, x *local.Node) bool {
	before := n.hurt(plan.Calls)
	change := func(f func([]int64) []int64) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.force.calls[x] = f(n.force.calls[x])
	}
	change(func(all []int64) []int64 { return append(all, f.Amount) })
	_ = stop.Sleep(ctx, f.For)
	change(func(all []int64) []int64 { return without(all, f.Amount) })
	return n.hurt(plan.Calls) > before
}

// hurt is how many messages a kind of fault has hurt.
func (n *nemesis) hurt(k plan.Kind) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.met[k]
}

// hold stops a node's log writer while it pauses or hangs.
func (n *nemesis) hold(x *local.Node) {
	n.mu.Lock()
	left := max(time.Until(n.force.pauses[x]), time.Until(n.force.hangs[x]))
	n.mu.Unlock()
	if left > 0 {
		time.Sleep(left)
	}
}

// requests decides the fate of requests to one node's ranges. It implements lossy.Faults.
type requests struct {
	n  *nemesis
	at *local.Node
}

const (
	callLateMax = 2 * time.Second // a request or an answer; copies come up to three times as late
	callLostFor = time.Second     // until a caller hears of a loss
	// stageLatePercent of the stages are late, whatever becomes of other requests: others may
	// recover the transaction meanwhile.
	stageLatePercent = 50
)

// Fate implements lossy.Faults.
func (r *requests) Fate(m lossy.Message) (f lossy.Fate) {
	n := r.n
	n.mu.Lock()
	defer n.mu.Unlock()
	f.Delay = max(0, time.Until(n.force.pauses[r.at]))
	if slices.Contains(administrative, m.Method) {
		return f
	}
	late := func() time.Duration { return time.Duration(n.rng.Int64N(int64(callLateMax))) }
	if m.Method == kvpb.MethodStage && len(n.force.calls[r.at]) > 0 && n.rng.Int64N(100) < stageLatePercent {
		f.Delay += late()
	}
	for _, percent := range n.force.calls[r.at] {
		if n.rng.Int64N(100) >= percent {
			continue
		}
		n.met[plan.Calls]++
		f.Timeout = callLostFor
		switch n.rng.IntN(5) {
		case 0:
			f.Lost = true
		case 1:
			f.ReplyLost = true
		case 2:
			f.Delay += late()
		case 3:
			f.ReplyDelay += late()
		case 4:
			f.Copies = append(f.Copies, 3*late())
		}
	}
	return f
}

// administrative are the requests of those who keep ranges, which keep their order.
var administrative = []kvpb.Method{
	kvpb.MethodSplit, kvpb.MethodMerge, kvpb.MethodCollect, kvpb.MethodClear, kvpb.MethodIngest, kvpb.MethodStats,
}

func (n *nemesis) setRaft(percent int64, on bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if on {
		n.raft = append(n.raft, percent)
	} else if i := slices.Index(n.raft, percent); i >= 0 {
		n.raft = slices.Delete(n.raft, i, i+1)
	}
}

// RaftFate implements transport.RaftFaults.
func (n *nemesis) RaftFate(transport.RaftLink, *transportpb.RaftMessage) (fate transport.RaftFate) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, percent := range n.raft {
		if n.rng.Int64N(100) >= percent {
			continue
		}
		n.met[plan.Raft]++
		switch late := time.Duration(n.rng.Int64N(int64(300 * time.Millisecond))); n.rng.IntN(3) {
		case 0:
			fate.Lost = true
		case 1:
			fate.Delay = late
		case 2:
			fate.Copies = append(fate.Copies, late)
		}
	}
	return fate
}

func (n *nemesis) disk(ctx context.Context, f plan.Fault, x *local.Node) bool {
	if f.Kind == plan.Stuck {
		before := x.Disk.Met("stuck")
		n.stick(x)
		_ = stop.Sleep(ctx, f.For)
		n.unstick(x)
		return x.Disk.Met("stuck") > before
	}
	before, by := x.Disk.Met("slow"), time.Duration(f.Amount)*time.Millisecond
	change := func(f func([]time.Duration) []time.Duration) {
		n.mu.Lock()
		defer n.mu.Unlock()
		n.force.disks[x] = f(n.force.disks[x])
		x.Disk.Slow(slices.Max(append(n.force.disks[x], 0)))
	}
	change(func(all []time.Duration) []time.Duration { return append(all, by) })
	_ = stop.Sleep(ctx, f.For)
	change(func(all []time.Duration) []time.Duration { return without(all, by) })
	return x.Disk.Met("slow") > before
}

// clock hurts a clock. What it has gone wrong by is set right when no such fault goes on.
func (n *nemesis) clock(ctx context.Context, f plan.Fault, x *local.Node) bool {
	n.count(n.force.clocks, x, 1, func() {})
	switch f.Kind {
	case plan.Skew:
		x.Clock.Skew(time.Duration(f.Amount) * time.Microsecond)
	case plan.Drift:
		x.Clock.Drift(f.Amount)
	case plan.Jump:
		x.Clock.Jump(time.Duration(f.Amount) * time.Millisecond)
	case plan.Step:
		x.Clock.StepSource(time.Duration(f.Amount) * time.Millisecond)
	case plan.Freeze:
		n.count(n.force.frozen, x, 1, func() { x.Clock.Freeze(true) })
	}
	_ = stop.Sleep(ctx, f.For)
	took := x.Up() && (x.Clock.Off() != 0 || x.Clock.Step() != 0)
	switch f.Kind {
	case plan.Step:
		x.Clock.StepSource(-time.Duration(f.Amount) * time.Millisecond)
	case plan.Drift:
		x.Clock.Drift(0)
	case plan.Freeze:
		n.count(n.force.frozen, x, -1, func() { x.Clock.Freeze(false) })
	}
	n.count(n.force.clocks, x, -1, x.Clock.Heal)
	return took
}

// drain has a node give its leases away, as before a stop that is then called off.
func (n *nemesis) drain(ctx context.Context, x *local.Node) bool {
	l := x.Node()
	if l == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	had := false
	for _, d := range l.Store().Ranges() {
		had = had || l.Store().LeaseHeld(d.ID)
	}
	l.Store().Drain(ctx)
	return had
}

// served is a range with the node that serves it.
type served struct {
	at *local.Node
	d  *descriptor.Range
}

// rowRanges are the ranges of rows, as far as somebody serves them now.
func rowRanges(c *local.Cluster) (out []served) {
	for _, x := range c.Nodes() {
		l := x.Node()
		if l == nil {
			continue
		}
		for _, d := range l.Store().Ranges() {
			if l.Store().LeaseHeld(d.ID) && len(d.Start) > 0 && d.Start[0] >= keys.Rows {
				out = append(out, served{x, d})
			}
		}
	}
	return out
}

func (n *nemesis) random() *rand.Rand {
	n.mu.Lock()
	defer n.mu.Unlock()
	return rand.New(rand.NewPCG(n.rng.Uint64(), 1))
}

// ranges does something to a range.
func (n *nemesis) ranges(ctx context.Context, f plan.Fault) bool {
	all := rowRanges(n.c)
	if len(all) == 0 {
		return false
	}
	rng := n.random()
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	r := all[rng.IntN(len(all))]
	if f.Kind == plan.Split && rng.IntN(4) > 0 {
		r = busiest(ctx, all)
	}
	l := r.at.Node()
	if l == nil {
		return false
	}
	switch f.Kind {
	case plan.Lease:
		err := l.Store().TransferLease(ctx, r.d.ID, 0)
		n.trace("lease of r%d leaves %v: %v", r.d.ID, r.at, err)
		return err == nil
	case plan.Split:
		err := n.split(ctx, l.Store(), r.d, rng)
		n.trace("split of r%d at %v: %v", r.d.ID, r.at, err)
		return err == nil
	case plan.Scatter:
		err := n.move(ctx, r, rng)
		n.trace("a replica of r%d moves: %v", r.d.ID, err)
		return err == nil
	case plan.Merge:
		err := n.merge(ctx, all, r)
		n.trace("r%d at %v takes its neighbour in: %v", r.d.ID, r.at, err)
		return err == nil
	}
	return false
}

var errNothing = errors.New("nothing to do")

// busiest is the range with the most requests of late.
func busiest(ctx context.Context, all []served) (most served) {
	most, rate := all[0], -1.0
	for _, r := range all {
		if l := r.at.Node(); l != nil {
			if rep := l.Store().Reports(ctx, r.d.ID); len(rep) == 1 && len(rep[0].Sample) > 0 && rep[0].RequestsPerSecond > rate {
				most, rate = r, rep[0].RequestsPerSecond
			}
		}
	}
	return most
}

// split cuts a range where it is used, so that transactions then write on both sides, or
// somewhere behind its first key.
func (n *nemesis) split(ctx context.Context, s *store.Store, d *descriptor.Range, rng *rand.Rand) error {
	at := slices.Clone(d.Start)
	at = append(at, byte(rng.IntN(256)), byte(rng.IntN(256)))
	if rep := s.Reports(ctx, d.ID); len(rep) == 1 && len(rep[0].Sample) > 0 && rng.IntN(4) > 0 {
		at = rep[0].Sample[rng.IntN(len(rep[0].Sample))]
	}
	if at.Compare(d.Start) <= 0 {
		return errNothing
	}
	if len(d.End) > 0 && at.Compare(d.End) >= 0 {
		return errNothing
	}
	// What nobody asked for by name may merge again.
	req := &kvpb.SplitRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: at, ByItself: rng.IntN(4) > 0}
	return s.Send(ctx, req, &kvpb.SplitResponse{})
}

// merge has a range take its right neighbour in, whose lease comes here first.
func (n *nemesis) merge(ctx context.Context, all []served, left served) error {
	i := slices.IndexFunc(all, func(r served) bool { return r.d.Start.Compare(left.d.End) == 0 })
	l := left.at.Node()
	if i < 0 || l == nil {
		return errNothing
	}
	if right := all[i]; right.at != left.at {
		r := right.at.Node()
		if r == nil {
			return errNothing
		}
		if err := r.Store().TransferLease(ctx, right.d.ID, l.StoreID()); err != nil {
			return err
		}
	}
	_, err := l.Store().MergeRange(ctx, left.d.ID, left.d.Generation)
	return err
}

// drainWithin is how long clients of a node that ends have for their transactions.
const drainWithin = 10 * time.Second

// emptyWithin is how long a node may take to give its replicas away, before it stays.
const emptyWithin = time.Minute

// replace has a node leave for good, when the others have its replicas, and a new one come
// in its place. Where the others have no room, nothing happens.
func (n *nemesis) replace(ctx context.Context, f plan.Fault, x *local.Node) bool {
	if !n.replaces(x, true) {
		return false // by the node that another fault puts in its place
	}
	defer n.replaces(x, false)
	l := x.Node()
	if l == nil {
		return false
	}
	id := l.ID()
	if err := n.member(ctx, x, id, "decommissioning"); err != nil {
		n.trace("%v can't leave: %v", x, err)
		return false
	}
	for end := time.Now().Add(emptyWithin); n.holds(id) && time.Now().Before(end); {
		_ = stop.Sleep(ctx, startPause)
	}
	if err := n.member(ctx, x, id, "decommissioned"); err != nil && !n.leftAnyway(ctx, x, id) {
		n.trace("%v stays: %v", x, err)
		return false
	}
	n.upgraded(x) // the others may have gone on to a version that its build does not speak
	drain, cancel := context.WithTimeout(ctx, drainWithin)
	err := x.Stop(drain)
	cancel()
	n.trace("%v has left: %v", x, errors.Join(err, x.Wipe(ctx)))
	_ = stop.Sleep(ctx, f.For)
	n.up(ctx, x, false)
	return true
}

// replaces begins or ends the replacement of a node; it fails to begin beside another.
func (n *nemesis) replaces(x *local.Node, begin bool) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if begin && n.replaced[x] {
		return false
	}
	n.replaced[x] = begin
	return true
}

// leftAnyway takes back the end of a membership that failed, unless it has come all the same:
// whoever asked for it may have been cut off from the answer.
func (n *nemesis) leftAnyway(ctx context.Context, x *local.Node, id uint32) bool {
	for ctx.Err() == nil {
		err := n.member(ctx, x, id, "active")
		if err == nil {
			return false
		}
		if pg, ok := errors.AsType[*pgconn.PgError](err); ok && pg.Code == pgerror.ObjectNotInPrerequisiteState {
			return true
		}
		_ = stop.Sleep(ctx, startPause)
	}
	return false
}

// holds reports whether a node has any replica.
func (n *nemesis) holds(id uint32) bool {
	return slices.ContainsFunc(n.c.Ranges(), func(d *descriptor.Range) bool {
		return slices.ContainsFunc(d.Replicas, func(r descriptor.Replica) bool { return r.NodeID == id })
	})
}

// member changes a node's membership, by way of another.
func (n *nemesis) member(ctx context.Context, x *local.Node, id uint32, to string) (err error) {
	ctx, cancel := context.WithTimeout(ctx, txnWithin)
	defer cancel()
	err = errNothing
	for _, o := range n.c.Nodes() {
		if o == x || !o.Up() {
			continue
		}
		var conn *pgx.Conn
		if conn, err = connect(ctx, o); err != nil {
			continue
		}
		_, err = conn.Exec(ctx, "SELECT isochron_internal.set_membership($1, $2)", int32(id), to)
		_ = conn.Close(ctx)
		if err == nil {
			return nil
		}
	}
	return err
}

// move adds a learner where there is none, or takes it away again: placement's driver
// puts things right.
func (n *nemesis) move(ctx context.Context, r served, rng *rand.Rand) error {
	to := slices.Clone(r.d.Replicas)
	if i := slices.IndexFunc(to, func(x descriptor.Replica) bool { return x.Learner }); i >= 0 {
		to = slices.Delete(to, i, i+1)
	} else if i := rng.IntN(len(to)); len(to) > 3 && !r.d.Joint() && to[i].StoreID != r.at.Node().StoreID() {
		to[i].Change = descriptor.Outgoing
	} else {
		var free []*local.Node
		for _, x := range n.c.Nodes() {
			if l := x.Node(); l != nil {
				if _, has := r.d.Replica(l.StoreID()); !has {
					free = append(free, x)
				}
			}
		}
		if len(free) == 0 {
			return errNothing
		}
		l := free[rng.IntN(len(free))].Node()
		if l == nil {
			return errNothing
		}
		to = append(to, descriptor.Replica{ID: r.d.NextReplicaID(), NodeID: l.ID(), StoreID: l.StoreID(), Learner: true})
	}
	l := r.at.Node()
	if l == nil {
		return fmt.Errorf("%v: %w", r.at, local.ErrDown)
	}
	_, err := l.Store().ChangeReplicas(ctx, r.d.ID, r.d.Generation, to)
	return err
}

// tend does what an operator does once all faults are over: a node that stops by itself, since it
// has met what is damaged on its disk, gets an empty one. It returns with ctx.
func (n *nemesis) tend(ctx context.Context) {
	for stop.Sleep(ctx, startPause) == nil {
		for _, x := range n.c.Nodes() {
			if n.isRotten(x) && !x.Up() && ctx.Err() == nil {
				n.trace("%v has stopped, and gets an empty disk: %v", x, x.Wipe(ctx))
				n.up(ctx, x, true)
			}
		}
	}
}

// heal ends all faults that the plan has left behind, and starts who is down.
func (n *nemesis) heal(ctx context.Context) {
	n.c.Heal()
	for _, x := range n.c.Nodes() {
		x.Disk.Heal()
		x.Clock.Heal()
	}
	n.each(n.c.Nodes(), func(x *local.Node) bool {
		n.up(ctx, x, n.isRotten(x))
		if n.outdated(x) {
			n.down(ctx, plan.Fault{Kind: plan.Restart}, x)
		}
		return true
	})
}
