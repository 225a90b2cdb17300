package exec

import (
	"context"
	"errors"
	"io"

	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/sql/exec/flowpb"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// build makes the operators of stage i.
func (p *flowPart) build(r *run, i int) (operator, error) {
	st := p.st.stages[i]
	var op operator
	switch {
	case st.frag != nil:
		op = &flowScan{r: r, st: st, part: p, stage: i}
	case st.join != nil:
		n := *st.join
		n.Left, n.Right = p.input(r, st, 0), p.input(r, st, 1)
		var err error
		if op, err = r.newHashJoin(&n); err != nil {
			return nil, err
		}
	default:
		op = p.input(r, st, 0)
	}
	for _, l := range st.chain {
		op = flowOperator(r, l, op)
	}
	return op, nil
}

// flowOperator makes the operator of one link of a chain.
func flowOperator(r *run, l flowLink, in operator) operator {
	if n, ok := l.node.(*nodes.Group); ok {
		g := r.newGroup(n, in)
		g.partial = l.mode == nodes.GroupParts || l.mode == nodes.GroupJoin
		g.parts = l.mode == nodes.GroupJoin || l.mode == nodes.GroupFinal
		return g
	}
	f := pushdown.Pipe{Most: l.most}
	return pipeStage(r, &f, l.node, in)
}

func (p *flowPart) input(r *run, st *flowStage, i int) *flowInput {
	in := &flowInput{r: r, part: p, q: p.queues[st.inputs[i]]}
	in.Types = st.in[i]
	return in
}

// flowInput gives the rows that come for one input of a stage, in the order of their
// coming. It is a plan node, too, for the join that reads it.
type flowInput struct {
	nodes.Head_
	r     *run
	part  *flowPart
	q     *flowQueue
	ended int // senders
	rows  pushdown.PipeRows
	out   *Batch
}

func (s *flowInput) open() error { return nil }
func (s *flowInput) close()      {}

func (s *flowInput) next(most int) (*Batch, error) {
	if s.out == nil {
		s.out = newBatch(&s.r.mem, len(s.Types), fullRoom(len(s.Types)))
		s.rows = pushdown.PipeRows{Dec: rowenc.NewDecoder(pushdown.PipeColumns(s.Types), true), Row: make([]types.Datum, len(s.Types))}
	}
	s.out.N = 0
	for !s.rows.More() && s.ended < s.q.senders {
		if err := s.receive(); err != nil {
			return nil, err
		}
	}
	return s.out, fillRows(&s.rows, s.out, most)
}

// receive takes the next message.
func (s *flowInput) receive() error {
	select {
	case fr := <-s.q.frames:
		s.part.met(int64(fr.MaxObs))
		if e := fr.End; e != nil {
			if e.Lost != "" {
				return errors.New(e.Lost)
			}
			s.ended++
		}
		s.rows.Rest = fr.Rows
		return nil
	case <-s.r.ctx.Done():
		return context.Cause(s.r.ctx)
	}
}

// fillRows decodes up to most rows into b.
func fillRows(rows *pushdown.PipeRows, b *Batch, most int) error {
	for b.N = 0; rows.More() && b.N < min(most, b.room()); b.N++ {
		row, err := rows.Next()
		if err != nil {
			return err
		}
		for c := range row {
			b.Cols[c][b.N] = row[c]
		}
	}
	return nil
}

// flowScan reads the spans of a leaf.
type flowScan struct {
	r     *run
	st    *flowStage
	part  *flowPart
	stage int
	rows  *coord.Rows
	page  pushdown.PipeRows
	out   *Batch
}

func (s *flowScan) open() error {
	spans := s.part.spans[s.stage]
	ts := make([]*types.Type, len(s.st.frag.Out))
	for i, c := range s.st.frag.Out {
		ts[i] = c.Type
	}
	s.out = newBatch(&s.r.mem, len(ts), fullRoom(len(ts)))
	s.page = pushdown.PipeRows{Dec: rowenc.NewDecoder(s.st.frag.Out, true), Row: make([]types.Datum, len(ts))}
	if len(spans) > 0 {
		s.rows = s.r.txn.Scan(s.r.ctx, coord.ScanSpec{Spans: spans, Fragment: s.st.frag, Far: s.st.frag, Whole: true})
	}
	return nil
}

func (s *flowScan) close() {
	if s.rows != nil {
		s.rows.Close()
		s.rows = nil
	}
}

var errRawPage = errors.New("a range does not know the work that it is asked for")

func (s *flowScan) next(most int) (*Batch, error) {
	s.out.N = 0
	for !s.page.More() && s.rows != nil {
		if err := s.r.cancelled(); err != nil {
			return nil, err
		}
		b, ok := s.rows.NextBatch(s.r.ctx)
		if !ok {
			return s.out, s.rows.Err()
		}
		if b.Raw {
			return nil, errRawPage
		}
		if err := s.page.Take(b.Result); err != nil {
			return nil, err
		}
	}
	return s.out, fillRows(&s.page, s.out, most)
}

// flowOut is where a stage's rows go: each to the node that its keys' hash says, or all
// to the gateway.
type flowOut struct {
	p       *flowPart
	stage   int
	w       rowWriter
	keys    []scalar.Expr // none: there is one target
	types   []*types.Type
	eval    scalar.Ctx
	targets []*flowTarget
}

// flowTarget is one receiver. Its stream is opened when there is something to send.
type flowTarget struct {
	away   bool // on another node
	send   func(*flowpb.Frame) error
	open   func() (*transport.Stream, error)
	stream *transport.Stream
	rows   []byte
	n      uint32
	ended  bool // it wants no more
}

func (p *flowPart) writer(i int) rowWriter {
	cols := pushdown.PipeColumns(p.st.stages[i].types)
	return rowWriter{cols: cols, row: make([]types.Datum, len(cols))}
}

// batch sends rows, or keeps them until there are enough for a message.
func (o *flowOut) batch(b *Batch) error {
	if len(b.Cols) != len(o.w.row) {
		return errFlowColumns()
	}
	st := &o.p.stats[o.stage]
	st.Rows += uint64(b.N)
	o.eval.Cols = b.Cols
	for i := range b.N {
		t := o.targets[0]
		if len(o.keys) > 0 {
			h, err := o.hash(i)
			if err != nil {
				return err
			}
			t = o.targets[h%uint64(len(o.targets))]
		}
		t.rows = o.w.append(t.rows, b, i)
		if t.n++; len(t.rows) >= flowFrameBytes {
			if err := o.flush(t, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// hash says where row i of the batch goes.
func (o *flowOut) hash(i int) (uint64, error) {
	o.eval.Row = i
	h := uint64(0)
	for k, x := range o.keys {
		d, err := x.Eval(&o.eval)
		if err != nil {
			return 0, err
		}
		h = types.Spread(o.types[k], d, h)
	}
	return h>>32 ^ h, nil
}

// flush sends what is kept for a target.
func (o *flowOut) flush(t *flowTarget, end *flowpb.End) error {
	fr := &flowpb.Frame{Rows: t.rows, NumRows: t.n, End: end, MaxObs: uint64(o.p.maxObs.Load())}
	t.n = 0
	if t.rows = t.rows[:0]; !t.away {
		t.rows = nil // it goes as it is
	}
	if t.ended {
		return nil
	}
	if t.away {
		st := &o.p.stats[o.stage]
		st.SentRows += uint64(fr.NumRows)
		st.SentBytes += uint64(fr.SizeVT())
		o.p.f.stats.bytes.Add(uint64(fr.SizeVT()))
	}
	if t.send == nil {
		var err error
		if t.stream, err = t.open(); err != nil {
			return err
		}
		t.send = func(fr *flowpb.Frame) error { return t.stream.Send(fr) }
	}
	err := t.send(fr)
	if unwanted(err) {
		t.ended, err = true, nil
	}
	return err
}

// end sends the rest, says that it was all, and waits until it has been taken.
func (o *flowOut) end() error {
	for _, t := range o.targets {
		if len(o.keys) == 0 { // the gateway's end comes when all stages are through
			if len(t.rows) > 0 {
				return o.flush(t, nil)
			}
			return nil
		}
		if err := o.flush(t, &flowpb.End{}); err != nil {
			return err
		}
		if t.stream != nil && !t.ended {
			if err := t.stream.CloseSend(); err != nil && !errors.Is(err, io.EOF) {
				return err
			}
		}
	}
	for _, t := range o.targets {
		if t.stream == nil || t.ended {
			continue
		}
		if err := t.stream.Receive(new(flowpb.Frame)); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	return nil
}

// close ends the streams.
func (o *flowOut) close() {
	for _, t := range o.targets {
		if t.stream != nil {
			t.stream.Close()
		}
	}
}
