package exec

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/sql/exec/flowpb"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// FlowService is the mesh's name of what Flows serves.
const FlowService = "flow"

// Limits of flows.
const (
	flowNodesMax    = 32       // nodes of one flow; a statement over more is the gateway's
	flowsMax        = 256      // flows of which a node has a part at a time, or waits for it
	flowsOverMax    = 1024     // flows whose parts have ended, and that a node remembers
	flowFrameBytes  = 32 << 10 // rows in a message
	flowQueueFrames = 8        // messages that have come and wait for their stage
	flowHoldBytes   = 1 << 20  // results that the gateway holds back, to begin anew where a node is lost
	flowSpansMax    = 1 << 14  // spans that a flow reads
)

// FlowOptions are what a node's Flows are made of.
type FlowOptions struct {
	DB     *coord.DB
	Mesh   *transport.Mesh
	NodeID uint32
	Epoch  uint64 // of this process
	// MemoryMaxBytes bounds what this node's part of one flow may hold (53200 beyond
	// it); 0: 64 MiB.
	MemoryMaxBytes int64
	Budget         *limit.Budget // where that comes from; nil: nowhere
	Temp           *spill.Store  // where rows go that memory does not hold; nil: nowhere
	SpillAlways    bool          // see Options
	Version        version.Gate  // flows are spoken from version.RangesWork on
	Panics         *panics.Recorder
	Planted        func() // called as a stage begins: tests only
}

// Flows runs this node's parts of flows (nodes.Flow): it is asked by gateways, and gets
// rows from other nodes of the same flow.
//
//	gateway  ── setup ──▶ every node of the flow
//	node     ── rows, by hash ──▶ every other node, a stream for each stage that is hashed
//	node     ── rows of the last stage, end ──▶ gateway, on the stream of the setup
//
// Streams hold a sender back while its receiver has no room. That makes no circle: all
// nodes run the same stages, a stage reads one input after the other to its end, and the
// gateway takes what comes from whom it comes. A stream that ends without an end says
// that something was lost; then all of the flow is: its gateway ends it everywhere, by
// ending its streams, and computes the statement by itself, or has it run anew.
//
// Safe for concurrent use.
type Flows struct {
	o       FlowOptions
	number  atomic.Uint64
	stats   flowCounts
	ctx     context.Context // ends with Close
	stop    context.CancelFunc
	serving sync.WaitGroup

	mu     sync.Mutex // a leaf
	closed bool
	parts  map[flowID]*flowSlot
	over   overFlows
}

// overFlows are the flows whose parts here have ended of late, the oldest at next. Rows that
// come for one afterwards, from a node that was slower, are not wanted any more: a join whose
// other side is empty reads nothing.
type overFlows struct {
	ids  [flowsOverMax]flowID
	next int
	set  map[flowID]bool
}

// add notes one, in place of the oldest.
func (o *overFlows) add(id flowID) {
	if o.set == nil {
		o.set = map[flowID]bool{}
	}
	delete(o.set, o.ids[o.next])
	o.ids[o.next], o.set[id] = id, true
	o.next = (o.next + 1) % flowsOverMax
}

// flowCounts count since the start.
type flowCounts struct{ begun, lost, parts, bytes atomic.Uint64 }

// FlowStats are counts since the start.
type FlowStats struct {
	Begun uint64 // flows of which this node was the gateway
	Lost  uint64 // of these, those that were given up
	Parts uint64 // parts of flows that ran here
	Bytes uint64 // rows that this node sent to others
}

// Stats returns the counts so far.
func (f *Flows) Stats() FlowStats {
	return FlowStats{f.stats.begun.Load(), f.stats.lost.Load(), f.stats.parts.Load(), f.stats.bytes.Load()}
}

type flowID struct {
	node          uint32
	epoch, number uint64
}

func idOf(id *flowpb.ID) flowID { return flowID{id.GetNode(), id.GetEpoch(), id.GetNumber()} }

func (id flowID) proto() *flowpb.ID {
	return &flowpb.ID{Node: id.node, Epoch: id.epoch, Number: id.number}
}

// flowSlot is where the part of a flow and the rows for it meet: either may come first.
type flowSlot struct {
	ready   chan struct{} // closed when part is there
	part    *flowPart
	waiting int // streams that wait for the part
}

// NewFlows serves others from now on. Close it before the mesh and the DB.
func NewFlows(o FlowOptions) *Flows {
	if o.MemoryMaxBytes == 0 {
		o.MemoryMaxBytes = defaultMemoryMaxBytes
	}
	f := &Flows{o: o, parts: map[flowID]*flowSlot{}}
	f.ctx, f.stop = context.WithCancel(context.Background())
	o.Mesh.Handle(FlowService, f.serve)
	return f
}

// Close ends all parts that run here.
func (f *Flows) Close() {
	f.o.Mesh.Handle(FlowService, nil)
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	f.stop()
	f.serving.Wait()
}

// begin counts one more that runs; false: Close has begun.
func (f *Flows) begin() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.closed {
		f.serving.Add(1)
	}
	return !f.closed
}

// active reports whether flows may be begun here.
func (f *Flows) active() bool {
	return f != nil && f.o.DB.Elsewhere() && f.o.Version.Active(version.RangesWork)
}

var (
	errFlowsClosed = errors.New("the node stops")
	errFlowsFull   = errors.New("the node has too many flows")
	errFlowVersion = errors.New("the flow is of another version")
	errFlowEdge    = errors.New("rows that nobody waits for")
	errUnwanted    = errors.New("the stage reads no more")
)

// serve serves one stream, until Close. A handler can end its stream by its return alone: sending waits for a
// gateway whose client reads no more, or receiving for a node that waits for such a one, and neither looks
// at another context.
func (f *Flows) serve(s *transport.Stream) error {
	if !f.begin() {
		return errFlowsClosed
	}
	ended := make(chan error, 1)
	go func() {
		defer f.serving.Done()
		ended <- f.served(s)
	}()
	select {
	case err := <-ended:
		return err
	case <-f.ctx.Done():
		return errFlowsClosed
	}
}

// served serves one stream: of a gateway, or of another node of a flow.
func (f *Flows) served(s *transport.Stream) (err error) {
	defer f.o.Panics.Recover("a flow", &err)
	var first flowpb.Frame
	if err := s.Receive(&first); err != nil {
		return err
	}
	switch {
	case first.Setup != nil:
		away := &flowTarget{away: true, send: func(fr *flowpb.Frame) error { return s.Send(fr) }}
		return s.Send(f.run(s.Context(), first.Setup, away))
	case first.Edge != nil:
		return f.receive(s, first.Edge)
	}
	return errFlowEdge
}

// receive brings a stage the rows of another node.
func (f *Flows) receive(s *transport.Stream, e *flowpb.Edge) error {
	if e.Version != flowVersion {
		return errFlowVersion
	}
	part, err := f.await(s.Context(), idOf(e.Id))
	if err == errUnwanted {
		return nil
	}
	if err != nil {
		return err
	}
	q := part.claim(e.Stage, s.Peer().NodeID)
	if q == nil {
		return errFlowEdge
	}
	for {
		fr := new(flowpb.Frame)
		if err := s.Receive(fr); err != nil {
			_ = q.push(part.ctx, lostFrame(err))
			return err
		}
		if err := q.push(part.ctx, fr); err != nil || fr.End != nil {
			return nil // what is not wanted any more is dropped
		}
	}
}

func lostFrame(err error) *flowpb.Frame {
	return &flowpb.Frame{End: &flowpb.End{Lost: err.Error()}}
}

// slot finds or makes a flow's slot; nil: there are too many.
func (f *Flows) slot(id flowID) *flowSlot {
	s := f.parts[id]
	if s == nil && len(f.parts) < flowsMax {
		s = &flowSlot{ready: make(chan struct{})}
		f.parts[id] = s
	}
	return s
}

// await waits for this node's part of a flow: its setup may come later than the first
// rows. errUnwanted tells that it has ended. Who waits hears from the gateway, whose end
// of the flow ends ctx.
func (f *Flows) await(ctx context.Context, id flowID) (*flowPart, error) {
	f.mu.Lock()
	if f.over.set[id] {
		f.mu.Unlock()
		return nil, errUnwanted
	}
	s := f.slot(id)
	if s != nil {
		s.waiting++
	}
	f.mu.Unlock()
	if s == nil {
		return nil, errFlowsFull
	}
	defer f.leave(id, s)
	select {
	case <-s.ready:
		return s.part, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-f.ctx.Done():
		return nil, errFlowsClosed
	}
}

// leave forgets a slot that nobody needs.
func (f *Flows) leave(id flowID, s *flowSlot) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if s.waiting--; s.waiting == 0 && s.part == nil && f.parts[id] == s {
		delete(f.parts, id)
	}
}

// register makes a part known to those who bring it rows.
func (f *Flows) register(p *flowPart) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.slot(p.id)
	if s == nil {
		return errFlowsFull
	}
	if s.part != nil {
		return errFlowEdge
	}
	s.part = p
	close(s.ready)
	return nil
}

func (f *Flows) unregister(p *flowPart) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.parts, p.id)
	f.over.add(p.id)
}

// run runs this node's part of a flow. Rows go to the gateway; what it returns is the end.
func (f *Flows) run(ctx context.Context, set *flowpb.Setup, gateway *flowTarget) (end *flowpb.Frame) {
	f.stats.parts.Add(1)
	defer func() {
		if p := recover(); p != nil {
			end = endOf(pgerror.From(f.o.Panics.Caught(p, "a flow")))
		}
	}()
	p, err := f.newPart(ctx, set)
	if err != nil {
		return lostFrame(err)
	}
	defer context.AfterFunc(f.ctx, func() { p.fail(errFlowsClosed) })()
	defer p.cancel(nil)
	defer p.memory.Close()
	if err := f.register(p); err != nil {
		return lostFrame(err)
	}
	defer f.unregister(p)
	return p.run(gateway)
}

// endOf is the end that tells of an error: to the client where a statement's own, else
// to the gateway.
func endOf(err error) *flowpb.Frame {
	e := &flowpb.End{}
	var known *pgerror.Error
	var other pushdown.UnknownError
	if errors.As(err, &known) && !errors.As(err, &other) {
		e.Error = pgerror.EncodeError(err)
	} else {
		e.Lost = err.Error()
	}
	return &flowpb.Frame{End: e}
}

// newPart readies a part. The setup comes from another node and is not trusted to fit.
func (f *Flows) newPart(ctx context.Context, set *flowpb.Setup) (*flowPart, error) {
	if set.Version != flowVersion {
		return nil, errFlowVersion
	}
	st, err := decodeFlow(set.Stages)
	if err != nil {
		return nil, err
	}
	p := &flowPart{f: f, id: idOf(set.Id), st: st, nodes: set.Nodes, self: slices.Index(set.Nodes, f.o.NodeID),
		leaf: coord.LeafState{Meta: set.Txn, ReadTS: hlc.Timestamp(set.ReadTs)}, spans: make([][]keys.Span, len(st.stages)),
		queues: make([]*flowQueue, len(st.stages)), stats: make([]flowpb.StageStats, len(st.stages)),
		memory: limit.New(memoryName, f.o.MemoryMaxBytes, f.o.Budget)}
	if p.self < 0 || len(p.nodes) > flowNodesMax || set.Txn == nil || set.ReadTs == 0 {
		return nil, pushdown.Corrupt("a flow that is not this node's")
	}
	for i := range st.stages[:len(st.stages)-1] {
		p.queues[i] = &flowQueue{frames: make(chan *flowpb.Frame, flowQueueFrames), done: make(chan struct{}), senders: len(p.nodes)}
	}
	for _, l := range set.Leaves {
		if int(l.Stage) >= len(st.stages) || st.stages[l.Stage].frag == nil {
			return nil, pushdown.Corrupt("what a stage reads")
		}
		for _, x := range l.Spans {
			p.spans[l.Stage] = append(p.spans[l.Stage], keys.Span{Start: x.Key, End: x.EndKey})
		}
	}
	if f.o.Temp != nil {
		p.temp = f.o.Temp.Account()
	}
	p.ctx, p.cancel = context.WithCancelCause(ctx)
	return p, nil
}

// flowQueue brings a stage the rows of one of its inputs, from all nodes.
type flowQueue struct {
	frames  chan *flowpb.Frame
	done    chan struct{} // closed by the stage, when it reads no more
	senders int
	mu      sync.Mutex // a leaf
	claimed []uint32   // nodes whose streams have come
}

// push gives a message to the stage, when it has room.
func (q *flowQueue) push(ctx context.Context, fr *flowpb.Frame) error {
	select {
	case q.frames <- fr:
		return nil
	case <-q.done:
		return errUnwanted
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// flowPart is one node's part of a flow that runs.
type flowPart struct {
	f      *Flows
	id     flowID
	st     *flowStages
	nodes  []uint32
	self   int // among nodes
	leaf   coord.LeafState
	spans  [][]keys.Span // by stage
	queues []*flowQueue  // by the stage whose rows they bring; nil: the last
	stats  []flowpb.StageStats
	memory *limit.Budget // of all stages
	temp   *spill.Account
	maxObs atomic.Int64

	ctx    context.Context
	cancel context.CancelCauseFunc
}

// fail ends the part for a reason.
func (p *flowPart) fail(err error) { p.cancel(err) }

// claim gives the queue of a stage's rows to the one stream that brings a node's; nil:
// there is no such.
func (p *flowPart) claim(stage uint32, node uint32) *flowQueue {
	if int(stage) >= len(p.queues) || p.queues[stage] == nil || node == p.nodes[p.self] || !slices.Contains(p.nodes, node) {
		return nil
	}
	q := p.queues[stage]
	q.mu.Lock()
	defer q.mu.Unlock()
	if slices.Contains(q.claimed, node) {
		return nil
	}
	q.claimed = append(q.claimed, node)
	return q
}

// met notes the newest version that rows depend on.
func (p *flowPart) met(ts int64) {
	for old := p.maxObs.Load(); ts > old && !p.maxObs.CompareAndSwap(old, ts); {
		old = p.maxObs.Load()
	}
}

// run runs all stages to their ends, the last one here, and tells of the end.
func (p *flowPart) run(gateway *flowTarget) *flowpb.Frame {
	var wg sync.WaitGroup
	last := len(p.st.stages) - 1
	for i := range last {
		wg.Go(func() {
			if err := p.drive(i, p.router(i)); err != nil {
				p.fail(err)
			}
		})
	}
	root := &flowOut{p: p, stage: last, w: p.writer(last), targets: []*flowTarget{gateway}}
	err := p.drive(last, root)
	if err != nil {
		p.fail(err)
	}
	wg.Wait()
	if err == nil {
		err = p.ctx.Err()
	}
	end := &flowpb.Frame{End: &flowpb.End{}}
	if err != nil {
		end = endOf(context.Cause(p.ctx))
	}
	end.MaxObs = uint64(p.maxObs.Load())
	end.End.MemoryPeak = uint64(p.memory.Peak())
	for i := range p.stats {
		s := &p.stats[i]
		end.End.Stats = append(end.End.Stats, &flowpb.StageStats{Stage: uint32(i), Rows: s.Rows, SentRows: s.SentRows, SentBytes: s.SentBytes})
	}
	return end
}

// drive runs one stage and sends what it gives. A panic is the statement's error, not a
// loss that the gateway would make good by computing all of it itself.
func (p *flowPart) drive(i int, out *flowOut) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = pgerror.From(p.f.o.Panics.Caught(v, "a flow"))
		}
	}()
	defer out.close()
	if p.f.o.Planted != nil {
		p.f.o.Planted()
	}
	r := &run{ctx: p.ctx, args: p.st.Args, mem: newMemory(p.memory, 0, 0)}
	defer r.mem.close()
	r.mem.maySpill(p.temp, 0, p.f.o.MemoryMaxBytes, p.f.o.Budget)
	r.mem.spill.always, r.mem.spill.budget, r.mem.spill.holders = p.f.o.SpillAlways, p.memory, len(p.st.stages)
	r.env = r.rangeEnv()
	st := p.st.stages[i]
	defer p.readNoMore(st)
	if st.frag != nil {
		r.txn = p.f.o.DB.NewLeaf(p.leaf)
		defer r.txn.EndLeaf()
		// However it ends: an error tells of what was read, too (T1).
		defer func() { p.met(int64(r.txn.Seen())) }()
	}
	op, err := p.build(r, i)
	if err != nil {
		return err
	}
	defer op.close()
	if err := op.open(); err != nil {
		return err
	}
	for {
		b, err := op.next(batchRows)
		if err != nil {
			return err
		}
		if r.txn != nil {
			p.met(int64(r.txn.Seen()))
		}
		if b.N == 0 {
			break
		}
		if err := out.batch(b); err != nil {
			return err
		}
	}
	return out.end()
}

// readNoMore lets go of those who still send to a stage.
func (p *flowPart) readNoMore(st *flowStage) {
	for _, in := range st.inputs {
		close(p.queues[in].done)
	}
}

// router is where the rows of a stage go that are hashed.
func (p *flowPart) router(i int) *flowOut {
	out := &flowOut{p: p, stage: i, w: p.writer(i)}
	st := p.st.stages[i]
	out.keys, out.types = st.hash, st.hashTypes
	out.eval.Args = p.st.Args
	for _, node := range p.nodes {
		t := &flowTarget{}
		if node == p.nodes[p.self] {
			t.send = func(fr *flowpb.Frame) error { return p.queues[i].push(p.ctx, fr) }
		} else {
			t.away, t.open = true, func() (*transport.Stream, error) { return p.dial(node, i) }
		}
		out.targets = append(out.targets, t)
	}
	return out
}

// dial begins a stream of a stage's rows.
func (p *flowPart) dial(node uint32, stage int) (*transport.Stream, error) {
	s, err := p.f.o.Mesh.Open(p.ctx, node, FlowService)
	if err != nil {
		return nil, err
	}
	err = s.Send(&flowpb.Frame{Edge: &flowpb.Edge{Version: flowVersion, Id: p.id.proto(), Stage: uint32(stage)}})
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// unwanted reports whether a receiver has ended a stream because it reads no more.
func unwanted(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, errUnwanted) }
