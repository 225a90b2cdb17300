package exec

import (
	"bytes"
	"context"
	"encoding/binary"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/exec/vector"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// NewEvaluator returns what runs plan fragments beside the data, of versions up to newest (0: all);
// groups and rows under way there come out of the budget, nil for none.
func NewEvaluator(newest uint32, budget *limit.Budget) pushdown.Evaluator {
	return pushdown.Evaluator{Newest: newest, Budget: budget, Pipe: runPipe}
}

// runPipe runs the fragment for one request.
func runPipe(ctx context.Context, f *pushdown.Pipe, budget *limit.Budget, req *kvpb.ReadRequest, snap replica.Snapshot, resp *kvpb.ReadResponse) error {
	r := &run{ctx: ctx, args: f.Args, mem: newMemory(budget, defaultMemoryMaxBytes, 0)}
	defer r.mem.close()
	r.env = r.rangeEnv()
	src := newRangeOp(r, f, req, snap, resp)
	op := operator(src)
	for _, n := range f.Chain {
		op = pipeStage(r, f, n, op)
	}
	resp.FragmentResult = append(resp.FragmentResult[:0], 0, 0, 0, 0)
	if err := op.open(); err != nil {
		return err
	}
	w := rowWriter{cols: f.Out, row: make([]types.Datum, len(f.Out))}
	for {
		b, err := op.next(batchRows)
		if err != nil {
			return err
		}
		if b.N == 0 {
			binary.LittleEndian.PutUint32(resp.FragmentResult, uint32(src.rows))
			return nil
		}
		for i := range b.N {
			resp.FragmentResult = w.append(resp.FragmentResult, b, i)
		}
		resp.NumRows += uint64(b.N)
	}
}

// stage makes the operator of one link of the chain.
func pipeStage(r *run, f *pushdown.Pipe, n nodes.Node, in operator) operator {
	switch n := n.(type) {
	case *nodes.Filter:
		return &filterOp{r: r, n: n, in: in, ctx: r.eval()}
	case *nodes.Project:
		return &projectOp{r: r, n: n, in: in, ctx: r.eval()}
	case *nodes.ProjectSet:
		return newProjectSet(r, n, in)
	case *nodes.Group:
		g := r.newGroup(n, in)
		g.partial = true
		return g
	case *nodes.Distinct:
		return r.newDistinct(n, in)
	case *nodes.Sort:
		s := newSort(r, n, in, nil)
		s.most = f.Most
		return s
	}
	panic("exec: no such link")
}

// rowWriter encodes rows of batches.
type rowWriter struct {
	cols []rowenc.ValueColumn
	row  []types.Datum
	buf  []byte
}

func (w *rowWriter) append(dst []byte, b *Batch, i int) []byte {
	for c := range w.row {
		w.row[c] = b.Cols[c][i]
	}
	w.buf = rowenc.AppendRow(w.buf[:0], w.cols, w.row)
	dst = binary.AppendUvarint(dst, uint64(len(w.buf)))
	return append(dst, w.buf...)
}

// rangeOp gives the rows of a request's spans that pass the filter. Where a limit of the
// request is reached it ends, and the answer says where to go on.
type rangeOp struct {
	r    *run
	f    *pushdown.Pipe
	req  *kvpb.ReadRequest
	snap replica.Snapshot
	resp *kvpb.ReadResponse

	at      int       // spans begun
	cur     keys.Span // what is left of the last one begun
	busy    bool      // cur is set
	scanned int       // bytes
	rows    int
	left    int64 // rows that may still be given
	target  int
	ended   bool

	alias  []bool // by column: values refer to the entry's memory
	buf    []byte
	row    []types.Datum
	filter *vector.Filter
	eval   scalar.Ctx
	out    *Batch
}

func newRangeOp(r *run, f *pushdown.Pipe, req *kvpb.ReadRequest, snap replica.Snapshot, resp *kvpb.ReadResponse) *rangeOp {
	s := &rangeOp{r: r, f: f, req: req, snap: snap, resp: resp, left: 1<<63 - 1, target: int(req.TargetBytes)}
	if s.target == 0 {
		s.target = pushdown.ResultBytesMax
	}
	if req.MaxRows > 0 && req.MaxRows < 1<<62 {
		s.left = int64(req.MaxRows)
	}
	kinds := f.Reader.Kinds()
	s.alias = make([]bool, len(kinds))
	for i, k := range kinds {
		switch k {
		case types.KindText, types.KindBytes, types.KindJSONB, types.KindArray, types.KindRecord:
			s.alias[i] = true
		}
	}
	s.row, s.filter = make([]types.Datum, f.Reader.Width), vector.NewFilter(f.Filter)
	s.eval = scalar.Ctx{Args: f.Args, NullKnown: r.nullKnown, Cols: pushdown.RowColumns(nil, s.row), Env: pushdown.FilterEnv(r, f.Filter, req)}
	return s
}

func (s *rangeOp) open() error { return nil }
func (s *rangeOp) close()      {}

func (s *rangeOp) next(int) (*Batch, error) {
	if s.out == nil {
		s.out = newBatch(&s.r.mem, len(s.row), firstRoom(len(s.row)))
	} else if s.out.N == s.out.room() && s.out.room() < fullRoom(len(s.row)) {
		s.out = newBatch(&s.r.mem, len(s.row), fullRoom(len(s.row)))
	}
	s.out.N, s.buf = 0, s.buf[:0]
	for s.out.N == 0 && !s.ended {
		if s.full() {
			s.stop()
			break
		}
		if err := s.r.cancelled(); err != nil {
			return nil, err
		}
		if err := s.fill(); err != nil {
			return nil, err
		}
	}
	return s.out, nil
}

// full reports whether the page is to end here.
func (s *rangeOp) full() bool {
	return s.left <= 0 || len(s.resp.FragmentResult) >= s.target || s.r.mem.account.Used() >= pushdown.PipeMemoryBytes ||
		s.scanned >= pushdown.ScanBytesMax || s.rows >= pushdown.ScanRowsMax
}

// stop says what is left to be read, in the order of reading.
func (s *rangeOp) stop() {
	s.ended = true
	if s.busy {
		s.resp.Resume = append(s.resp.Resume, &kvpb.Span{Key: s.cur.Start, EndKey: s.cur.End})
	}
	for ; s.at < len(s.req.Spans); s.at++ {
		x := s.req.Spans[s.index()]
		s.resp.Resume = append(s.resp.Resume, &kvpb.Span{Key: bytes.Clone(x.Key), EndKey: bytes.Clone(x.EndKey)})
	}
}

func (s *rangeOp) index() int {
	if s.req.Reverse {
		return len(s.req.Spans) - 1 - s.at
	}
	return s.at
}

// fill adds rows of one span to out.
func (s *rangeOp) fill() error {
	if !s.busy {
		if s.at == len(s.req.Spans) {
			s.ended = true
			return nil
		}
		x := s.req.Spans[s.index()]
		s.at++
		if len(x.EndKey) == 0 {
			return s.point(x.Key)
		}
		s.cur, s.busy = keys.Span{Start: x.Key, End: x.EndKey}, true
	}
	res, err := s.snap.Scan(s.cur, mvcc.ScanOptions{Reverse: s.req.Reverse}, func(k keys.Key, v []byte) error {
		if err := s.offer(k, v); err != nil {
			return err
		}
		if s.out.N == s.out.room() || len(s.buf) >= pushdown.PipeBatchBytes || s.full() {
			return mvcc.ErrStop
		}
		return nil
	})
	s.cur, s.busy = res.Resume, res.More
	return err
}

func (s *rangeOp) point(k keys.Key) error {
	v, found, err := s.snap.Get(k, nil)
	if err != nil || !found {
		return err
	}
	return s.offer(k, v)
}

// offer puts a row into out if it passes the filter.
func (s *rangeOp) offer(k keys.Key, v []byte) error {
	s.scanned += len(k) + len(v)
	if s.rows++; s.rows%pushdown.CancelEvery == 0 {
		if err := s.r.cancelled(); err != nil {
			return err
		}
	}
	if ok, err := s.f.Reader.ReadIf(k, v, s.row, s.filter.Tests(len(s.row))); err != nil || !ok {
		return err
	}
	if ok, err := s.filter.True(&s.eval); err != nil || !ok {
		return err
	}
	n := s.out.N
	for c := range s.row {
		if s.alias[c] {
			s.out.Cols[c][n] = s.keep(s.row[c])
		} else {
			s.out.Cols[c][n] = s.row[c]
		}
	}
	s.out.N++
	s.left--
	return nil
}

// keep gives a value memory that holds as long as the batch: the entry's holds during one
// call.
func (s *rangeOp) keep(d types.Datum) types.Datum {
	switch d.Kind() {
	case types.KindText, types.KindBytes, types.KindJSONB:
		b := d.Bytes()
		at := len(s.buf)
		s.buf = append(s.buf, b...)
		b = s.buf[at:len(s.buf):len(s.buf)]
		switch d.Kind() {
		case types.KindText:
			return types.TextAlias(b)
		case types.KindJSONB:
			return types.JSONB(b)
		}
		return types.Bytes(b)
	case types.KindArray, types.KindRecord:
		return d.Clone()
	}
	return d
}
