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
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// pipeFragment reads rows, passes those that the filter lets through on to a chain of
// operators, and gives what comes out at the end: the columns that are wanted, the
// first rows of an order, rows without repetitions, or the states of groups. It is
// immutable while requests with it are under way.
//
// One request is one page: the chain starts anew with each, so a group or a row may
// come once from every page.
type pipeFragment struct {
	fragmentArgs
	reader *rowReader
	filter scalar.Expr
	// chain is *plan.Filter, *plan.Project, *plan.ProjectSet, *plan.Group,
	// *plan.Distinct and *plan.Sort, in the order that rows pass them. Their inputs
	// are not used.
	chain []plan.Node
	// most is the limit of a Sort.
	most int64
	out  []rowenc.ValueColumn
}

// Limits of one request with a pipeFragment, besides those of all fragments.
const (
	pipeMemoryBytes = 2 << 20   // groups, and rows that are kept, end a page
	pipeBatchBytes  = 256 << 10 // of the rows of a batch
	pipeTopRowsMax  = 1000      // a larger LIMIT is left to the gateway
	pipeChainMax    = 64        // operators
)

// pipeColumns is how rows of these types travel.
func pipeColumns(ts []*types.Type) []rowenc.ValueColumn {
	out := make([]rowenc.ValueColumn, len(ts))
	for i, t := range ts {
		out[i] = rowenc.ValueColumn{ID: rowenc.ColumnID(i + 1), Type: t, Slot: i}
	}
	return out
}

// pipeRows are rows as a pipeFragment gives them: how many rows it has read, then a
// length and a value for each that came out.
type pipeRows struct {
	rest []byte
	read int
	dec  *rowenc.Decoder
	row  []types.Datum
}

// pipeHeadBytes hold the number of rows read.
const pipeHeadBytes = 4

// take begins with a page.
func (p *pipeRows) take(page []byte) error {
	if len(page) < pipeHeadBytes {
		return pgerror.New(pgerror.DataCorrupted, "malformed result of a plan fragment")
	}
	p.read, p.rest = int(binary.LittleEndian.Uint32(page)), page[pipeHeadBytes:]
	return nil
}

func (p *pipeRows) more() bool { return len(p.rest) > 0 }

// next decodes a row, which holds until the next call.
func (p *pipeRows) next() ([]types.Datum, error) {
	n, w := binary.Uvarint(p.rest)
	if w <= 0 || n > uint64(len(p.rest)-w) {
		return nil, pgerror.New(pgerror.DataCorrupted, "malformed result of a plan fragment")
	}
	value := p.rest[w : w+int(n)]
	p.rest = p.rest[w+int(n):]
	return p.row, p.dec.Decode(value, p.row)
}

// read runs the fragment for one request.
func (f *pipeFragment) read(ctx context.Context, budget *limit.Budget, req *kvpb.ReadRequest, snap replica.Snapshot, resp *kvpb.ReadResponse) error {
	r := &run{ctx: ctx, args: f.args, mem: newMemory(budget, defaultMemoryMaxBytes, 0)}
	defer r.mem.close()
	r.env = r.rangeEnv()
	src := newRangeOp(r, f, req, snap, resp)
	op := operator(src)
	for _, n := range f.chain {
		op = f.stage(r, n, op)
	}
	resp.FragmentResult = append(resp.FragmentResult[:0], 0, 0, 0, 0)
	if err := op.open(); err != nil {
		return err
	}
	w := rowWriter{cols: f.out, row: make([]types.Datum, len(f.out))}
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
func (f *pipeFragment) stage(r *run, n plan.Node, in operator) operator {
	switch n := n.(type) {
	case *plan.Filter:
		return &filterOp{r: r, n: n, in: in, ctx: r.eval()}
	case *plan.Project:
		return &projectOp{r: r, n: n, in: in, ctx: r.eval()}
	case *plan.ProjectSet:
		return newProjectSet(r, n, in)
	case *plan.Group:
		g := r.newGroup(n, in)
		g.partial = true
		return g
	case *plan.Distinct:
		return r.newDistinct(n, in)
	case *plan.Sort:
		s := newSort(r, n, in, nil)
		s.most = f.most
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
	f    *pipeFragment
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

	fixed bool // no column refers to the entry's memory
	buf   []byte
	row   []types.Datum
	eval  scalar.Ctx
	out   *Batch
}

func newRangeOp(r *run, f *pipeFragment, req *kvpb.ReadRequest, snap replica.Snapshot, resp *kvpb.ReadResponse) *rangeOp {
	s := &rangeOp{r: r, f: f, req: req, snap: snap, resp: resp, left: 1<<63 - 1, target: int(req.TargetBytes), fixed: true}
	if s.target == 0 {
		s.target = resultBytesMax
	}
	if req.MaxRows > 0 && req.MaxRows < 1<<62 {
		s.left = int64(req.MaxRows)
	}
	for _, k := range f.reader.kinds() {
		switch k {
		case types.KindBool, types.KindInt, types.KindFloat, types.KindDate, types.KindTime, types.KindTimestamp:
		default:
			s.fixed = false
		}
	}
	s.row = make([]types.Datum, f.reader.width)
	s.eval = scalar.Ctx{Args: f.args, Cols: columns(nil, s.row)}
	return s
}

func (s *rangeOp) open() error { return nil }
func (s *rangeOp) close()      {}

func (s *rangeOp) next(int) (*Batch, error) {
	if s.out == nil {
		s.out = newBatch(&s.r.mem, len(s.row), firstRows)
	} else if s.out.N == s.out.room() && s.out.room() < batchRows {
		s.out = newBatch(&s.r.mem, len(s.row), batchRows)
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
	return s.left <= 0 || len(s.resp.FragmentResult) >= s.target || s.r.mem.account.Used() >= pipeMemoryBytes ||
		s.scanned >= scanBytesMax || s.rows >= scanRowsMax
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
		if s.out.N == s.out.room() || len(s.buf) >= pipeBatchBytes || s.full() {
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
	if s.rows++; s.rows%cancelEvery == 0 {
		if err := s.r.cancelled(); err != nil {
			return err
		}
	}
	if err := s.f.reader.read(k, v, s.row); err != nil {
		return err
	}
	if s.f.filter != nil {
		ok, err := scalar.True(s.f.filter, &s.eval)
		if err != nil || !ok {
			return err
		}
	}
	n := s.out.N
	for c := range s.row {
		if s.fixed {
			s.out.Cols[c][n] = s.row[c]
		} else {
			s.out.Cols[c][n] = s.keep(s.row[c])
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
