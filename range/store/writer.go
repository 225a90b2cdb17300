package store

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
)

// writer is the log writer: the one goroutine that owns all Raft groups of the
// store. Each turn of its loop takes all that is queued:
//
//	admit   proposals go to their slots, groups start or stop
//	gather  each group with something to do puts its appends into one batch
//	sync    the batch becomes durable; what may be seen before is applied meanwhile, and where
//	        that is all, the next turn begins (visible.go)
//	finish  the groups hear of it; what is committed is applied, for all ranges as
//	        one batch; the proposers are told
//
// The queue is bounded by the requests in the store: each waits for its proposal.
type writer struct {
	store *Store

	mu    sync.Mutex // guards what is below; a leaf
	queue []item
	ended bool // the loop is over: put answers at once

	wake chan struct{}  // capacity 1: the queue has become non-empty
	done chan struct{}  // closed by the loop
	late sync.WaitGroup // answers to those who came after the end

	// Of the loop.
	spare    []item
	dirty    []*slot
	joined   []*together
	appends  engine.Batch
	syncs    *syncs
	shown    []*slot
	unsure   int // of finished, from here on they may not be durable; -1: all are
	applies  engine.Batch
	results  []replica.Applied
	current  []replica.Applied // of the slot that finishes
	finished []*proposal
	controls []item
	told     int   // how many were answered last, or wait already
	again    bool  // something is in appends already
	failed   error // the store's, as syncs has found
	refuse   error // proposals are not admitted any more
	peers    peerWork
	stats    struct{ cycles, syncs, entries, bytes atomic.Uint64 }
}

// WriterStats counts what the log writer did. Totals since the start.
type WriterStats struct {
	Cycles  uint64 // turns of the loop
	Syncs   uint64 // synced batches
	Entries uint64 // log entries with commands, each one consensus round
	Bytes   uint64 // of those commands
}

// WriterStats returns what was counted so far.
func (s *Store) WriterStats() WriterStats {
	st := &s.writer.stats
	return WriterStats{Cycles: st.cycles.Load(), Syncs: st.syncs.Load(), Entries: st.entries.Load(), Bytes: st.bytes.Load()}
}

type itemKind uint8

const (
	itemPropose  itemKind = iota
	itemTogether          // commands of several groups
	itemStart             // a loaded group begins
	itemStop              // a group ends as by a crash; reply follows
	itemHandOver          // a group gets a new term, marks and locks stay
	itemFailed            // a batch could not be made durable
	itemDrain             // proposals are refused from now on; reply follows
	itemEnd               // the loop ends

	// Of ranges with peers: peers.go.
	itemStep        // a message has come
	itemUnreachable // one was lost
	itemTick
	itemView         // the store's view of support has changed
	itemRefresh      // a lease is to be extended; reply follows
	itemTransfer     // leadership is to go over; reply follows
	itemStand        // a group is to campaign at once
	itemSnapshotDone // a snapshot was sent, or not
	itemProgress     // how far the others are; reply follows
	itemReport       // how ranges are; reply follows
)

// item is one entry of the queue.
type item struct {
	kind  itemKind
	slot  *slot
	prop  *proposal
	group *consensus.Group

	together *together
	reply    chan error // buffered
	err      error

	message *consensus.Message // itemStep
	from    raftnet.Peer       // itemStep: where it came from; zero: from this store itself
	size    int64              // what it counts in the inbox
	replica uint64             // itemUnreachable, itemTransfer
	lost    []uint32           // itemView: stores whose support was withdrawn
	epochs  bool               // itemView: some promise has begun or ended

	progress *[]consensus.Progress // itemProgress
	slots    []*slot               // itemReport
	reports  []Report              // itemReport: of those
	words    bool                  // itemReport: with Report.Raft
}

// proposal is a command on its way through the log.
type proposal struct {
	slot *slot
	cmd  *replica.Command
	data []byte
	done func(replica.Result)

	visible  func()    // may be nil
	together *together // that it is of; may be nil
	result   replica.Result
}

// writerSide is the writer's part of a slot.
type writerSide struct {
	group    *consensus.Group // nil while asleep
	lease    *lease
	dirty    bool
	props    []*proposal
	pending  []*consensus.Append // in the batch that is gathered
	synced   []*consensus.Append // durable
	peers    peerSide
	effects  []consensus.Effects
	entries  []replica.Entry
	stopping chan error // itemStop's reply
	grown    int64      // bytes applied since the last look at the size
	rates    rates
	plain    bool              // what is gathered may be shown before it is durable
	ahead    bool              // it was
	merges   bool              // entries have one that merges
	handover *replica.Handover // of the right-hand side that is taken in next
}

func newWriter(s *Store) *writer {
	due := time.NewTimer(0)
	due.Stop()
	return &writer{
		store: s, wake: make(chan struct{}, 1), done: make(chan struct{}), peers: peerWork{due: due},
		appends: s.o.Engine.NewBatch(0), syncs: newSyncs(s), unsure: -1, applies: s.o.Engine.NewBatch(0),
	}
}

func (w *writer) start() {
	go w.syncs.run()
	go w.run()
}

// put adds to the queue. It never blocks.
func (w *writer) put(it item) {
	w.mu.Lock()
	if w.ended {
		w.mu.Unlock()
		if it.prop != nil { // not from within Propose
			w.late.Go(func() { it.prop.done(replica.Result{Code: replica.Never, Why: ErrClosed.Error()}) })
		}
		if it.together != nil {
			w.late.Go(func() {
				for _, p := range it.together.props {
					p.done(replica.Result{Code: replica.Never, Why: ErrClosed.Error()})
				}
			})
		}
		if it.reply != nil {
			it.reply <- ErrClosed
		}
		return
	}
	w.queue = append(w.queue, it)
	first := len(w.queue) == 1
	w.mu.Unlock()
	if first {
		select {
		case w.wake <- struct{}{}:
		default:
		}
	}
}

// call puts an item and waits for its reply.
func (w *writer) call(it item) error {
	it.reply = make(chan error, 1)
	w.put(it)
	return <-it.reply
}

// drain makes the writer refuse proposals, and returns when those before are answered.
func (w *writer) drain(err error) { _ = w.call(item{kind: itemDrain, err: err}) }

// stop ends the loop and waits for it.
func (w *writer) stop() {
	w.put(item{kind: itemEnd})
	<-w.done
	w.late.Wait()
	w.syncs.stop()
	w.appends.Close()
	w.applies.Close()
}

// Propose implements replica.Proposer for the slot's range.
func (sl *slot) Propose(cmd *replica.Command, visible func(), done func(replica.Result)) {
	p := &proposal{slot: sl, cmd: cmd, visible: visible, done: done}
	data, err := replica.EncodeCommand(cmd)
	if err != nil {
		p.result = replica.Result{Code: replica.Never, Why: err.Error()}
	}
	p.data = data
	sl.store.writer.put(item{kind: itemPropose, slot: sl, prop: p})
}

func (w *writer) run() {
	defer close(w.done)
	for {
		w.await()
		if w.store.o.Hold != nil {
			w.store.o.Hold()
		}
		w.yield()
		items := w.take()
		end := w.cycle(items)
		clear(items)
		w.spare = items[:0]
		if end {
			return
		}
	}
}

// await waits for something to do.
func (w *writer) await() {
	select {
	case <-w.peers.due.C:
		w.release()
		return
	default:
	}
	if w.again {
		return
	}
	select {
	case <-w.wake:
	case <-w.peers.due.C:
		w.release()
	}
}

// yieldsMax is how often the writer steps back for those whom it has just answered.
const yieldsMax = 16

// yield lets those who were answered in the last cycle get in line again, if
// they are quick: what they propose now shares this cycle's sync. Else two
// groups of proposers would take turns, each waiting for both groups' syncs.
func (w *writer) yield() {
	told := w.told
	w.told = 0
	for range yieldsMax {
		w.mu.Lock()
		n := len(w.queue)
		w.mu.Unlock()
		if n == 0 || n >= told {
			return
		}
		runtime.Gosched()
	}
}

// take empties the queue, up to the bytes that one cycle may hold.
func (w *writer) take() []item {
	w.mu.Lock()
	defer w.mu.Unlock()
	items := w.queue
	bytes := 0
	for i := range items {
		bytes += items[i].bytes()
		if bytes > w.store.o.CycleBytesMax && i > 0 {
			w.queue = append(w.spare[:0:0], items[i:]...)
			select {
			case w.wake <- struct{}{}:
			default:
			}
			return items[:i]
		}
	}
	w.queue = w.spare
	return items
}

// bytes are those of an item's commands.
func (it *item) bytes() (n int) {
	if it.prop != nil {
		return len(it.prop.data)
	}
	if it.together != nil {
		for _, p := range it.together.props {
			n += len(p.data)
		}
	}
	return n
}

// cycle is one turn. It reports whether the loop is to end.
func (w *writer) cycle(items []item) (end bool) {
	w.stats.cycles.Add(1)
	w.again, w.peers.now = false, 0
	for i := range items {
		if items[i].kind == itemEnd {
			w.mu.Lock()
			w.ended = true
			rest := w.queue
			w.queue = nil
			w.mu.Unlock()
			items = append(items, rest...)
			end = true
			break
		}
	}
	for i := range items {
		w.admit(&items[i])
	}
	if w.refuse == nil {
		err := w.failed
		if err == nil {
			err = w.advance()
		}
		if err != nil {
			w.store.fail(err)
			w.giveUp(ErrFailed)
			w.doubt(ErrFailed)
		}
	}
	w.tell()
	if len(w.controls) > 0 || end {
		w.syncs.flying.Wait()
	}
	w.control()
	return end
}

// advance moves all dirty groups on.
func (w *writer) advance() (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%v\n%s", p, debug.Stack())
		}
	}()
	for _, sl := range w.dirty {
		if err := w.guard(sl, w.gather); err != nil {
			return err
		}
	}
	if err := w.whole(); err != nil {
		return err
	}
	if !w.appends.Empty() {
		if err := w.sync(); err != nil {
			return err
		}
	}
	return w.finish()
}

// admit takes one item.
func (w *writer) admit(it *item) {
	sl := it.slot
	switch it.kind {
	case itemPropose:
		w.admitProposal(sl, it.prop)
	case itemTogether:
		w.admitTogether(it.together)
	case itemStart:
		if w.refuse != nil {
			sl.turn(broken, w.refuse)
			return
		}
		if sl.isClosed() { // retired while it was loaded
			return
		}
		sl.w.group = it.group
		w.touch(sl)
		w.startPeered(sl)
	case itemStop:
		if w.refuse != nil || sl.w.group == nil {
			it.reply <- w.refuse
			return
		}
		w.syncs.flying.Wait() // what it has shown
		sl.w.stopping = it.reply
		w.touch(sl)
	case itemFailed:
		w.failed = w.store.Err()
	case itemReport:
		w.report(it)
		it.reply <- w.refuse
	case itemHandOver, itemDrain, itemEnd:
		w.controls = append(w.controls, *it)
	default:
		w.admitPeered(it)
	}
}

// admitProposal lets a command into its group's log. A command of another term
// than the group's would have no effect (T5): it stays out.
func (w *writer) admitProposal(sl *slot, p *proposal) {
	g := sl.w.group
	switch {
	case p.result.Why != "": // could not be encoded
	case w.refuse != nil:
		p.result = replica.Result{Code: replica.Never, Why: w.refuse.Error()}
	case g == nil || !g.Leading() || g.Term() != p.cmd.Term:
		p.result = replica.Result{Code: replica.Never, Why: "the lease is over"}
	default:
		sl.w.props = append(sl.w.props, p)
		w.touch(sl)
		return
	}
	w.finished = append(w.finished, p)
}

func (w *writer) touch(sl *slot) {
	if !sl.w.dirty {
		sl.w.dirty = true
		w.dirty = append(w.dirty, sl)
	}
}

// gather proposes what a slot was given, and adds what its group wants stored to the batch.
func (w *writer) gather(sl *slot) error {
	sl.w.plain = false
	g := sl.w.group
	if g == nil {
		return nil
	}
	if w.store.o.Transport != nil {
		return w.gatherPeered(sl)
	}
	if g.Sole() && !g.Leading() && sl.w.stopping == nil {
		if err := g.Campaign(0); err != nil {
			return err
		}
	}
	if len(sl.w.props) > 0 {
		w.propose(sl)
	}
	if err := w.ready(sl); err != nil {
		return err
	}
	_, err := g.Truncate(w.appends)
	return err
}

func (w *writer) propose(sl *slot) {
	if w.store.o.Transport != nil {
		if w.proposeChanges(sl); len(sl.w.props) == 0 {
			return
		}
	}
	sl.w.plain = len(sl.w.pending) == 0 && plain(sl.w.props)
	data := make([][]byte, len(sl.w.props))
	tokens := make([]any, len(sl.w.props))
	bytes := 0
	for i, p := range sl.w.props {
		data[i], tokens[i] = p.data, p
		bytes += len(p.data)
	}
	if err := sl.w.group.Propose(data, tokens); err != nil {
		for _, p := range sl.w.props {
			p.result = replica.Result{Code: replica.Never, Why: err.Error()}
			w.finished = append(w.finished, p)
		}
	} else {
		for _, p := range sl.w.props {
			if p.together != nil {
				p.together.taken++
			}
		}
		w.stats.entries.Add(uint64(len(data)))
		w.stats.bytes.Add(uint64(bytes))
	}
	clear(sl.w.props)
	sl.w.props = sl.w.props[:0]
}

// ready takes all that the group has to say. A sole voter's votes need not be
// durable before it goes on: what follows them in the batch is what counts.
func (w *writer) ready(sl *slot) error {
	g := sl.w.group
	for g.HasReady() {
		eff := g.Ready()
		w.lost(eff.Lost)
		w.send(sl, eff.Send)
		if len(eff.States) > 0 {
			w.sendSnapshots(sl, eff.States)
		}
		if a := eff.Append; a != nil {
			if _, ok := a.Installed(); ok { // states come by BeginSnapshot, whose end puts them in place first
				return fmt.Errorf("%w: range %d begins with a state that is not there", ErrCorrupt, sl.id)
			}
			if err := g.Write(w.appends, a); err != nil {
				return err
			}
			if a.Entries() == 0 && g.Sole() {
				if _, err := g.Appended(a); err != nil {
					return err
				}
			} else {
				sl.w.pending = append(sl.w.pending, a)
			}
		}
		if len(eff.Commits) > 0 {
			sl.w.effects = append(sl.w.effects, eff)
		}
	}
	return nil
}

// lost answers proposals whose fate this store can't know any more.
func (w *writer) lost(tokens []any) {
	w.store.o.Reach.HitIf(len(tokens) > 0, "a proposal is lost with the leadership")
	for _, t := range tokens {
		p := t.(*proposal)
		p.result = replica.Result{Code: replica.Unknown, Why: "leadership was lost with the proposal in flight"}
		w.finished = append(w.finished, p)
	}
}

// finish tells the groups what is durable, and applies what that commits, until
// no group has more to say.
func (w *writer) finish() error {
	for _, sl := range w.dirty {
		if sl.w.ahead { // what it has pending came after the batch
			sl.w.ahead = false
			continue
		}
		sl.w.synced, sl.w.pending = sl.w.pending, sl.w.synced[:0]
	}
	if err := w.settle(w.dirty); err != nil {
		return err
	}
	kept := w.dirty[:0]
	for _, sl := range w.dirty {
		if sl.w.dirty = len(sl.w.pending) > 0; sl.w.dirty {
			kept = append(kept, sl)
			w.again = true
		}
	}
	w.dirty = kept
	if !w.appends.Empty() { // appended while finishing: into the next cycle's batch
		w.again = true
	}
	return nil
}

// settle does so for some slots, whose appends are to be taken for durable.
func (w *writer) settle(slots []*slot) error {
	for len(slots) > 0 {
		for _, sl := range slots {
			if err := w.guard(sl, w.appended); err != nil {
				return err
			}
		}
		applied, err := w.apply(slots)
		if err != nil || !applied {
			return err
		}
	}
	return nil
}

func (w *writer) appended(sl *slot) error {
	g := sl.w.group
	if sl.w.stopping != nil {
		w.stopGroup(sl)
		return nil
	}
	if g == nil {
		return nil
	}
	for i, a := range sl.w.synced {
		send, err := g.Appended(a)
		if err != nil {
			return err
		}
		w.send(sl, send)
		sl.w.synced[i] = nil
	}
	sl.w.synced = sl.w.synced[:0]
	if err := w.ready(sl); err != nil {
		return err
	}
	if w.store.o.Transport != nil {
		w.saySoon(sl)
		w.follow(sl)
	} else if len(sl.w.pending) > 0 {
		return errors.New("a sole voter appended while it finished")
	}
	return nil
}

// stopGroup ends a group as a crash of its range would: what was proposed may be
// in the log, and nobody here will say.
func (w *writer) stopGroup(sl *slot) {
	w.lost(sl.w.group.Abandon())
	reply := sl.w.stopping
	w.stopPeered(sl)
	sl.w = writerSide{dirty: sl.w.dirty}
	reply <- nil
}
