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
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/transportpb"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

// nemesis carries out a plan.
type nemesis struct {
	c     *local.Cluster
	trace func(string, ...any)
	// problem is told of what must not be.
	problem func(string, ...any)

	mu      sync.Mutex // guards what follows; a leaf
	rng     *rand.Rand
	effects map[plan.Kind]int // faults that took effect
	wiped   int
	old     []bool  // nodes that start as older builds; nil: none does
	runs    []bool  // those that were started so
	unknown int     // fragments that nodes were sent and did not know
	raft    []int64 // percentages in force
}

func newNemesis(seed uint64) *nemesis {
	return &nemesis{rng: rand.New(rand.NewPCG(seed, 0x4e3)), effects: map[plan.Kind]int{}}
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
	case plan.Raft:
		n.setRaft(f.Amount, true)
		_ = stop.Sleep(ctx, f.For)
		n.setRaft(f.Amount, false)
		return true
	case plan.Disk, plan.Stuck:
		return n.each(hurt, func(x *local.Node) bool { return n.disk(ctx, f, x) })
	case plan.Skew, plan.Drift, plan.Jump, plan.Freeze:
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
	switch f.Kind {
	case plan.Kill:
		err = x.Kill(ctx)
	case plan.Restart:
		drain, cancel := context.WithTimeout(ctx, 10*time.Second)
		err = x.Stop(drain)
		cancel()
	case plan.Full:
		x.Disk.Fill(true)
		_ = stop.Sleep(ctx, f.For)
		x.Disk.Fill(false)
		err = x.Crash(ctx)
	default:
		err = x.Crash(ctx)
	}
	if errors.Is(err, local.ErrDown) && f.Kind != plan.Full { // a full disk ends a node by itself
		return false
	}
	rotten := false
	if f.Kind == plan.Rot && n.mayWipe() {
		where, err := x.Disk.Rot(n.random())
		n.trace("%v rots: %s, %v", x, where, err)
		rotten = err == nil
	}
	_ = stop.Sleep(ctx, f.For)
	n.up(ctx, x, rotten)
	return f.Kind != plan.Full || x.Disk.Met("full") > 0
}

// mayWipe takes the right to lose a disk.
func (n *nemesis) mayWipe() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.wiped == wipedMax {
		return false
	}
	n.wiped++
	return true
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
		if rotten && !errors.Is(err, context.DeadlineExceeded) {
			n.trace("%v gets an empty disk: %v", x, x.Wipe(ctx))
		}
		_ = stop.Sleep(ctx, startPause)
	}
}

// network hurts what passes between nodes.
func (n *nemesis) network(ctx context.Context, f plan.Fault, hurt, others []*local.Node) bool {
	if len(hurt) == 0 || len(others) == 0 {
		return false
	}
	amount := time.Duration(f.Amount) * time.Millisecond
	all := n.c.Nodes()
	switch f.Kind {
	case plan.Isolate:
		n.c.Partition(hurt, others)
	case plan.OneWay:
		n.c.Cut(hurt, others)
	case plan.Deaf:
		n.c.Cut(others, hurt)
	case plan.Bridge:
		half := len(others) / 2
		n.c.Partition(others[:half], others[half:])
	case plan.Flap:
		for end := time.Now().Add(f.For); time.Now().Before(end) && ctx.Err() == nil; {
			n.c.Partition(hurt, others)
			_ = stop.Sleep(ctx, amount)
			n.c.Mend(hurt, others)
			n.c.Mend(others, hurt)
			_ = stop.Sleep(ctx, amount)
		}
		return true
	case plan.Slow:
		n.c.Slow(hurt, all, amount, 0, 0)
	case plan.Loss:
		n.c.Slow(hurt, all, 0, float64(f.Amount)/100, 0)
	case plan.Reset:
		n.c.Reset(hurt, others)
		return true
	}
	_ = stop.Sleep(ctx, f.For)
	if f.Kind == plan.Slow || f.Kind == plan.Loss {
		n.c.Slow(hurt, all, 0, 0, 0)
	} else {
		n.c.Mend(all, all)
	}
	return true
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
	kind, undo := "slow", func() { x.Disk.Slow(0) }
	if f.Kind == plan.Stuck {
		kind, undo = "stuck", x.Disk.Stick()
	} else {
		x.Disk.Slow(time.Duration(f.Amount) * time.Millisecond)
	}
	before := x.Disk.Met(kind)
	_ = stop.Sleep(ctx, f.For)
	undo()
	return x.Disk.Met(kind) > before
}

func (n *nemesis) clock(ctx context.Context, f plan.Fault, x *local.Node) bool {
	switch f.Kind {
	case plan.Skew:
		x.Clock.Skew(time.Duration(f.Amount) * time.Microsecond)
	case plan.Drift:
		x.Clock.Drift(f.Amount)
	case plan.Jump:
		x.Clock.Jump(time.Duration(f.Amount) * time.Millisecond)
	case plan.Freeze:
		x.Clock.Freeze(true)
	}
	_ = stop.Sleep(ctx, f.For)
	x.Clock.Heal()
	return x.Up()
}

// drain has a node give its leases away, as before a stop that is then called off.
func (n *nemesis) drain(ctx context.Context, x *local.Node) bool {
	l := x.Node()
	if l == nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	l.Store().Drain(ctx)
	return true
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

type splitter interface {
	Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error
	Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error
}

var errNothing = errors.New("nothing to do")

// split cuts a range somewhere behind its first key.
func (n *nemesis) split(ctx context.Context, s splitter, d *descriptor.Range, rng *rand.Rand) error {
	at := slices.Clone(d.Start)
	at = append(at, byte(rng.IntN(256)), byte(rng.IntN(256)))
	if len(d.End) > 0 && at.Compare(d.End) >= 0 {
		return errNothing
	}
	return s.Split(ctx, &kvpb.SplitRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: at}, &kvpb.SplitResponse{})
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

// emptyWithin is how long a node may take to give its replicas away, before it stays.
const emptyWithin = time.Minute

// replace has a node leave for good, when the others have its replicas, and a new one come
// in its place. Where the others have no room, nothing happens.
func (n *nemesis) replace(ctx context.Context, f plan.Fault, x *local.Node) bool {
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
	err := x.Stop(ctx)
	n.trace("%v has left: %v", x, errors.Join(err, x.Wipe(ctx)))
	_ = stop.Sleep(ctx, f.For)
	n.up(ctx, x, false)
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

// heal ends all faults that the plan has left behind, and starts who is down.
func (n *nemesis) heal(ctx context.Context) {
	n.c.Heal()
	for _, x := range n.c.Nodes() {
		x.Disk.Heal()
		x.Clock.Heal()
	}
	n.each(n.c.Nodes(), func(x *local.Node) bool {
		n.up(ctx, x, n.wipedAny())
		if n.outdated(x) {
			n.down(ctx, plan.Fault{Kind: plan.Restart}, x)
		}
		return true
	})
}

func (n *nemesis) wipedAny() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.wiped > 0
}
