// Package replicatest runs replicas without consensus: a fake log that applies
// proposals at once, or holds, drops, loses and reorders their answers as a test
// says. It is what the tests of a replica, and of what calls one, stand on.
//
// A Group is one store with any number of ranges on an engine in memory. It is a
// kvpb.Sender that dispatches by range ID, and each range's log is kept, encoded, so
// that it can be replayed.
package replicatest

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// Clock is a clock that a test sets. Each reading is one above the last, or, where it
// follows time, what has passed of that since.
// Safe for concurrent use, like all here.
type Clock struct {
	mu       sync.Mutex
	last     hlc.Reading
	zero     time.Time // of the reading 0, if it follows time
	degraded bool
}

// Follow makes the clock follow the time package's time, which a synctest bubble makes
// virtual.
func (c *Clock) Follow() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.zero = time.Now().Add(-time.Duration(c.last))
}

// Now implements replica.Clock.
// Readings strictly increase, as a node's do, so that two in a row can be told
// apart.
func (c *Clock) Now() hlc.Reading {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last++
	if !c.zero.IsZero() {
		c.last = max(c.last, hlc.Reading(time.Since(c.zero)))
	}
	return c.last
}

// Last is the last reading.
// It does not take a new one.
func (c *Clock) Last() hlc.Timestamp {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last.Timestamp()
}

// Glance implements replica.Clock.
func (c *Clock) Glance() hlc.Timestamp { return c.Last() }

// Advance lets time pass.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last += hlc.Reading(d)
}

// SetDegraded makes the clock out of its budget, or well again.
// Out of its budget (T16) it still gives readings.
func (c *Clock) SetDegraded(b bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.degraded = b
}

// Sound implements replica.Clock.
func (c *Clock) Sound() (r hlc.Reading, sound bool) { return c.Now(), !c.Degraded() }

// Degraded implements replica.Clock.
func (c *Clock) Degraded() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.degraded
}

// unlocked is the clock of one range. A reading may take as long as the disk does, where the clock's bound has to be
// stored first: one that was taken with the replica's mu held stands still here, for good, as the whole range would there
// for a while.
type unlocked struct {
	replica.Clock
	replica atomic.Pointer[replica.Replica]
}

// wait takes the replica's mutex for a moment: a call that is made with it held hangs the test.
func (u *unlocked) wait() {
	if r := u.replica.Load(); r != nil {
		r.AppliedIndex()
	}
}

// Now implements replica.Clock.
func (u *unlocked) Now() hlc.Reading {
	u.wait()
	return u.Clock.Now()
}

// Sound implements replica.Clock.
func (u *unlocked) Sound() (hlc.Reading, bool) {
	u.wait()
	return u.Clock.Sound()
}

// Lease is a lease that a test moves.
//
// A new one lasts for ever (hlc.Max) and serves; its term does not change.
type Lease struct {
	mu      sync.Mutex
	term    uint64
	until   hlc.Timestamp
	serving bool
}

// Term implements replica.Lease.
func (l *Lease) Term() uint64 { return l.term }

// Until implements replica.Lease.
func (l *Lease) Until() hlc.Timestamp {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.until
}

// Serving implements replica.Lease.
func (l *Lease) Serving() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.serving
}

// SetUntil moves the lease's end.
// The replica sees it at its next look.
func (l *Lease) SetUntil(t hlc.Timestamp) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.until = t
}

// Fate is what the log does with a proposal.
type Fate int

// What the log does with a proposal.
//
//	Apply   in the log     applied     answered at once
//	Hold    with Flush     with Flush  with Flush
//	Never   no             no          Never, at once: it may be tried again
//	Lose    yes            yes         Unknown, at once
//	Late    with Flush     with Flush  Unknown, at once
//	Show    yes            yes         with Sync; visible is called at once
const (
	Apply Fate = iota // at once
	Hold              // until Group.Flush
	Never             // it does not enter the log
	Lose              // it is applied, but its answer says Unknown
	Late              // its answer says Unknown; a Flush in a later term puts it into the log
	Show              // it is applied and visible, and durable with Group.Sync
)

// Group is a store of replicas without consensus. Safe for concurrent use.
//
// The order of mutexes: Group.mu and member.mu are not held together but that a
// member's apply may open another range, which takes Group.mu.
type Group struct {
	tb     testing.TB
	Engine engine.Engine
	Clock  *Clock
	// Options are for the replicas to come; set them before Start.
	Options replica.Options
	// Settler serves the replicas. Nil: waits for the context's end. Set it before Start.
	Settler func(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error)

	mu     sync.Mutex
	ranges map[uint64]*member
	nextID uint64
	// Nil: Apply. It is called without mutexes and may look at the command, not
	// change it.
	fate func(*replica.Command) Fate
}

// member is one range.
// member.mu makes its log a log: one command at a time is numbered, kept and
// applied.
type member struct {
	g       *Group
	id      uint64
	replica *replica.Replica
	lease   *Lease // nil: not open yet; guarded by Group.mu

	mu   sync.Mutex // applying
	term uint64
	// Of the last entry; 10 of term 5 is where a new range begins
	// (consensus.InitialIndex).
	index uint64
	log   []LogEntry
	// Not in the log yet.
	held  []proposal
	shown []proposal // and not durable
}

// LogEntry is one entry of a range's log.
// Data is encoded as it would be on disk, so that Replay finds what encoding
// loses.
type LogEntry struct {
	Index, Term uint64
	Data        []byte // an encoded command
}

// late: its answer was given; it may still enter the log.
type proposal struct {
	cmd  *replica.Command
	done func(replica.Result)
	late bool
	was  replica.Result // of those that are shown
}

// First is the bounds and ID of a group's first range.
var First = descriptor.Range{
	ID: 1, Start: keys.Key{keys.Rows}, End: keys.MaxKey, Generation: 1,
	Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}},
}

// New makes a group on a new engine in memory, at one second past the epoch. Change
// Options, then Start.
//
// It closes itself when the test ends, replicas first.
func New(tb testing.TB) *Group {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		tb.Fatal(err)
	}
	g := &Group{tb: tb, Engine: e, Clock: &Clock{last: hlc.Reading(time.Second)}, ranges: map[uint64]*member{}, nextID: 2}
	g.Options = replica.Options{NodeID: 1, Engine: e, Clock: g.Clock, Settler: g}
	g.Options.Limits.AheadMaxNanos = int64(time.Minute) // scripts like round numbers
	tb.Cleanup(g.close)
	return g
}

// Start bootstraps the first range and begins its lease.
func (g *Group) Start() *Group {
	b := g.Engine.NewBatch(0)
	d := First
	if err := replica.Bootstrap(b, &d, 10, 5); err != nil {
		g.tb.Fatal(err)
	}
	if err := g.Engine.Apply(b, false); err != nil {
		g.tb.Fatal(err)
	}
	g.open(d.ID, replica.LeaseStart{})
	return g
}

// open loads a range's replica and begins a lease in its next term.
// A range that is new begins where Bootstrap has put it; one that was there goes
// on in its log.
func (g *Group) open(id uint64, start replica.LeaseStart) {
	g.mu.Lock()
	m := g.ranges[id]
	if m == nil {
		m = &member{g: g, id: id, term: 5, index: 10}
		g.ranges[id] = m
	}
	g.mu.Unlock()
	o := g.Options
	clock := &unlocked{Clock: o.Clock}
	o.RangeID, o.Proposer, o.Clock = id, m, clock
	o.NewRangeID = func() (uint64, error) {
		g.mu.Lock()
		defer g.mu.Unlock()
		g.nextID++
		return g.nextID - 1, nil
	}
	r, err := replica.Load(o)
	if err != nil {
		g.tb.Fatal(err)
	}
	clock.replica.Store(r)
	g.mu.Lock()
	m.replica = r
	g.mu.Unlock()
	g.NewTerm(id, start)
}

// NewTerm ends the lease of a range and begins one in a new term.
// Proposals that are held keep their old term: applied later they have no effect
// (T5).
func (g *Group) NewTerm(id uint64, start replica.LeaseStart) *Lease {
	m := g.member(id)
	m.replica.EndLease()
	m.mu.Lock()
	m.term++
	l := &Lease{term: m.term, until: hlc.Max, serving: true}
	m.mu.Unlock()
	m.replica.BeginLease(l, start)
	g.mu.Lock()
	m.lease = l
	g.mu.Unlock()
	return l
}

// Restart loads a range's replica anew, as after a crash of its node, and begins a
// lease whose floor is the clock's reading.
// What was in memory is gone: locks, marks, latches. Intents and the log stay.
func (g *Group) Restart(id uint64) {
	g.member(id).replica.Close()
	g.open(id, replica.LeaseStart{Floor: g.Clock.Now().Timestamp()})
}

// close ends all replicas, and the engine after them: they may still read.
func (g *Group) close() {
	g.mu.Lock()
	ms := g.ranges
	g.mu.Unlock()
	for _, m := range ms {
		m.replica.Close()
	}
	if err := g.Engine.Close(); err != nil {
		g.tb.Errorf("closing the engine: %v", err)
	}
}

// member fails the test where there is none.
func (g *Group) member(id uint64) *member {
	g.mu.Lock()
	defer g.mu.Unlock()
	m := g.ranges[id]
	if m == nil {
		g.tb.Fatalf("there is no range %d", id)
	}
	return m
}

// Ranges are the IDs of all ranges, in order.
// Those that have a lease: one that is being opened by a split is not listed yet.
func (g *Group) Ranges() []uint64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	var out []uint64
	for id, m := range g.ranges {
		if m.lease != nil {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}

// Replica is a range's replica.
func (g *Group) Replica(id uint64) *replica.Replica { return g.member(id).replica }

// Lease is a range's present lease.
func (g *Group) Lease(id uint64) *Lease {
	m := g.member(id)
	g.mu.Lock()
	defer g.mu.Unlock()
	return m.lease
}

// Log is what a range has logged.
func (g *Group) Log(id uint64) []LogEntry {
	m := g.member(id)
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]LogEntry(nil), m.log...)
}

// SetFate says what happens to proposals from now on. Nil: they are applied at once.
func (g *Group) SetFate(f func(*replica.Command) Fate) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fate = f
}

// All is a fate for every command.
func All(f Fate) func(*replica.Command) Fate { return func(*replica.Command) Fate { return f } }

// Settle implements replica.Settler.
func (g *Group) Settle(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error) {
	if g.Settler != nil {
		return g.Settler(ctx, s)
	}
	<-ctx.Done()
	return nil, ctx.Err()
}

// Propose implements replica.Proposer.
//
// done is called exactly once, on this goroutine or on that of Flush or Sync. With
// Late a copy is kept: the replica may use the command's memory again once it has
// an answer.
func (m *member) Propose(cmd *replica.Command, visible func(), done func(replica.Result)) {
	m.g.mu.Lock()
	f := Apply
	if m.g.fate != nil {
		f = m.g.fate(cmd)
	}
	m.g.mu.Unlock()
	switch f {
	case Never:
		done(replica.Result{Code: replica.Never, Why: "dropped by the test"})
	case Hold:
		m.mu.Lock()
		m.held = append(m.held, proposal{cmd: cmd, done: done})
		m.mu.Unlock()
	case Show:
		res := m.apply(cmd)
		m.mu.Lock()
		m.shown = append(m.shown, proposal{cmd: cmd, done: done, was: res})
		m.mu.Unlock()
		if visible != nil && res.Code == replica.Done {
			visible()
		}
	case Late:
		m.mu.Lock()
		data, err := replica.EncodeCommand(cmd)
		copied, derr := replica.DecodeCommand(data)
		if err == nil && derr == nil {
			m.held = append(m.held, proposal{cmd: copied, done: func(replica.Result) {}, late: true})
		}
		m.mu.Unlock()
		done(replica.Result{Code: replica.Unknown, Why: "the leader lost sight of it"})
	case Lose:
		m.apply(cmd)
		done(replica.Result{Code: replica.Unknown, Why: "the answer was lost"})
	default:
		done(m.apply(cmd))
	}
}

// Flush puts what is held into the log, and returns how many.
// Late ones of the present term stay held, and do not count.
func (g *Group) Flush(id uint64) int {
	m := g.member(id)
	m.mu.Lock()
	var held, later []proposal
	for _, p := range m.held {
		// Who answers Unknown has lost the term: nothing comes back in it.
		if p.late && p.cmd.Term == m.term {
			later = append(later, p)
		} else {
			held = append(held, p)
		}
	}
	m.held = later
	m.mu.Unlock()
	for _, p := range held {
		p.done(m.apply(p.cmd))
	}
	return len(held)
}

// Sync makes durable what is shown, and answers it; lost: the disk fails, and the lease is over.
// The lease stops serving before the answers, as a store whose disk fails does it.
func (g *Group) Sync(id uint64, lost bool) {
	m := g.member(id)
	m.mu.Lock()
	shown := m.shown
	m.shown = nil
	m.mu.Unlock()
	if lost {
		l := g.Lease(id)
		l.mu.Lock()
		l.serving = false
		l.mu.Unlock()
	}
	for _, p := range shown {
		if lost {
			p.was = replica.Result{Code: replica.Unknown, Why: "the disk has failed"}
		}
		p.done(p.was)
	}
}

// Held is how many proposals are held.
func (g *Group) Held(id uint64) int {
	m := g.member(id)
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.held)
}

// apply logs and applies one command, through its encoding.
// It applies what it has decoded, not cmd: a field that the encoding loses shows
// in every test.
func (m *member) apply(cmd *replica.Command) replica.Result {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, err := replica.EncodeCommand(cmd)
	if err != nil {
		m.g.tb.Errorf("encoding a command: %v", err)
		return replica.Result{Code: replica.Never, Why: err.Error()}
	}
	m.index++
	m.log = append(m.log, LogEntry{m.index, m.term, data})
	decoded, err := replica.DecodeCommand(bytes.Clone(data))
	if err != nil {
		m.g.tb.Errorf("decoding a command: %v", err)
		return replica.Result{Code: replica.Unknown, Why: err.Error()}
	}
	out, err := m.replica.Apply([]replica.Entry{{Index: m.index, Term: m.term, Command: decoded}}, nil)
	if err != nil {
		m.g.tb.Errorf("applying entry %d of range %d: %v", m.index, m.id, err)
		return replica.Result{Code: replica.Unknown, Why: err.Error()}
	}
	if s := out[0].Split; s != nil {
		m.g.open(s.Right.ID, replica.LeaseStart{Handover: s.Handover})
	}
	return out[0].Result
}

// Replay applies a range's log to a replica of an engine that holds its bootstrapped
// state.
//
// The replica has no lease and a clock of its own: applying must depend on
// neither, only on the log (replicas would differ).
func Replay(tb testing.TB, e engine.Engine, d *descriptor.Range, log []LogEntry) {
	tb.Helper()
	b := e.NewBatch(0)
	if err := replica.Bootstrap(b, d, 10, 5); err != nil {
		tb.Fatal(err)
	}
	if err := e.Apply(b, false); err != nil {
		tb.Fatal(err)
	}
	r, err := replica.Load(replica.Options{
		RangeID: d.ID, Engine: e, Clock: &Clock{}, Settler: &Group{}, Proposer: &member{},
	})
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Close()
	for i := 0; i < len(log); { // in groups of uneven size: that must not matter
		var entries []replica.Entry
		for n := i%3 + 1; n > 0 && i < len(log); n-- {
			c, err := replica.DecodeCommand(log[i].Data)
			if err != nil {
				tb.Fatal(err)
			}
			entries = append(entries, replica.Entry{Index: log[i].Index, Term: log[i].Term, Command: c})
			i++
		}
		if _, err := r.Apply(entries, nil); err != nil {
			tb.Fatal(err)
		}
	}
}

// Dump is all entries of an engine, one a line.
// For comparing two engines, and for golden files.
func Dump(tb testing.TB, e engine.Reader) []string {
	tb.Helper()
	it, err := e.NewIter(engine.IterOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	defer it.Close()
	var out []string
	for ok := it.First(); ok; ok = it.Next() {
		v, err := it.Value()
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%s @%d = %x", it.Key(), it.Timestamp(), v))
	}
	return out
}

// Key is a row's key for a test: "a" lies in the rows' part of the key space.
// The three bytes stand for a table, an index and the like; nothing here reads
// them.
func Key(s string) []byte { return append([]byte{keys.Rows, 1, 1, 1}, s...) }

// Span is the span from a to b; b empty: the key a.
func Span(a, b string) *kvpb.Span {
	s := &kvpb.Span{Key: Key(a)}
	if b != "" {
		s.EndKey = Key(b)
	}
	return s
}

// Txn is the meta of transaction n, of this node's gateway.
func Txn(n int) *kvpb.TxnMeta {
	return &kvpb.TxnMeta{IdHi: 7, IdLo: uint64(n), Age: int64(n), Isolation: kvpb.Isolation_SERIALIZABLE, Gateway: 1, SessionEpoch: 1}
}

// Forever is a latest commit timestamp that never passes.
const Forever = math.MaxInt64
