package pushdown

import (
	"bytes"
	"context"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/sql/exec/vector"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Evaluator runs plan fragments beside the data. It serves replica.Evaluator,
// has no state, and is safe for concurrent use.
type Evaluator struct {
	// Newest is the version up to which fragments are known (base/version); 0: all.
	Newest uint32
	// Budget is where groups and rows under way at ranges come out of; nil: nowhere.
	Budget *limit.Budget
	// Pipe runs a Pipe, whose operators are those of the gateway.
	Pipe PipeRunner
	// AsSent has fragments of this process decoded from their bytes, as those of other nodes are: for tests.
	AsSent bool
}

// PipeRunner runs a Pipe over the request's spans, with memory out of a budget that may be nil.
type PipeRunner func(ctx context.Context, f *Pipe, budget *limit.Budget, req *kvpb.ReadRequest, snap replica.Snapshot, resp *kvpb.ReadResponse) error

func (e Evaluator) knows(v uint32) bool { return e.Newest == 0 || e.Newest >= v }

// ResultBytesMax ends a page of a fragment's result where the request names no
// target; ScanBytesMax and ScanRowsMax end one whose filter drops most of what it reads.
const (
	ResultBytesMax = 512 << 10
	ScanBytesMax   = 32 << 20
	ScanRowsMax    = 128 << 10
	CancelEvery    = 1024 // rows
)

// fragmentOf gives the fragment as it is, or decodes the request's bytes.
func (e Evaluator) fragmentOf(frag kvpb.Fragment, b []byte) (kvpb.Fragment, error) {
	if frag == nil {
		return Decode(b)
	}
	if !e.AsSent {
		return frag, nil
	}
	b, err := frag.Marshal()
	if err != nil {
		return nil, err
	}
	return Decode(b)
}

// Read runs a scan fragment over the request's spans.
func (e Evaluator) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, snap replica.Snapshot, resp *kvpb.ReadResponse) error {
	f, err := e.fragmentOf(frag, req.Fragment)
	if err != nil {
		return err
	}
	if pf, ok := f.(*Pipe); ok {
		if !e.knows(version.RangesWork) {
			return Unknown("kind", KindPipe)
		}
		return e.Pipe(ctx, pf, e.Budget, req, snap, resp)
	}
	sf, ok := f.(*Scan)
	if !ok {
		return Corrupt("it does not read")
	}
	s := &fragmentScanner{f: sf, req: req, snap: snap, resp: resp, ctx: ctx}
	return s.run()
}

// FilterEnv is what a filter sees of the session: nothing. What is dear to build, such as a
// regular expression, is remembered from one row to the next, and what takes long asks
// whether it is to end. It is nil where there is one row, whose filter would pay for it.
func FilterEnv(ends types.Interrupter, filter scalar.Expr, req *kvpb.ReadRequest) *types.Env {
	if filter == nil || len(req.Spans) == 0 || len(req.Spans) == 1 && len(req.Spans[0].EndKey) == 0 {
		return nil
	}
	env := types.NewEnv()
	env.Interrupt = ends
	return env
}

// ctxInterrupt ends what runs with a context.
type ctxInterrupt struct{ ctx context.Context }

// Interrupted serves types.Interrupter.
func (i ctxInterrupt) Interrupted() error {
	if i.ctx.Err() != nil {
		return context.Cause(i.ctx)
	}
	return nil
}

// fragmentScanner is one run of a Scan.
type fragmentScanner struct {
	f    *Scan
	req  *kvpb.ReadRequest
	snap replica.Snapshot
	resp *kvpb.ReadResponse
	ctx  context.Context

	filter  *vector.Filter
	eval    scalar.Ctx
	row     []types.Datum
	scanned int // bytes
	rows    int
	target  int
}

func (s *fragmentScanner) run() error {
	s.row, s.filter = make([]types.Datum, s.f.Reader.Width), vector.NewFilter(s.f.Filter)
	s.eval = scalar.Ctx{Args: s.f.Args, NullKnown: s.f.nullKnown(), Cols: RowColumns(nil, s.row), Env: FilterEnv(ctxInterrupt{s.ctx}, s.f.Filter, s.req)}
	if s.target = int(s.req.TargetBytes); s.target == 0 {
		s.target = ResultBytesMax
	}
	s.resp.FragmentResult = s.resp.FragmentResult[:0]
	n := len(s.req.Spans)
	for i := range n {
		at := i
		if s.req.Reverse {
			at = n - 1 - i
		}
		stop, err := s.span(s.req.Spans[at])
		if err != nil {
			return err
		}
		if stop {
			s.rest(i + 1)
			return nil
		}
	}
	return nil
}

// span reads one span; stop tells that a limit was reached.
func (s *fragmentScanner) span(x *kvpb.Span) (stop bool, err error) {
	if len(x.EndKey) == 0 {
		value, found, err := s.snap.Get(x.Key, nil)
		if err != nil || !found {
			return false, err
		}
		if _, err := s.offer(x.Key, value); err != nil {
			return false, err
		}
		return s.full(), nil
	}
	res, err := s.snap.Scan(keys.Span{Start: x.Key, End: x.EndKey}, mvcc.ScanOptions{Reverse: s.req.Reverse}, func(k keys.Key, v []byte) error {
		if _, err := s.offer(k, v); err != nil {
			return err
		}
		if s.full() {
			return mvcc.ErrStop
		}
		return nil
	})
	if err != nil {
		return false, err
	}
	if res.More {
		s.resp.Resume = append(s.resp.Resume, &kvpb.Span{Key: res.Resume.Start, EndKey: res.Resume.End})
		return true, nil
	}
	return s.full(), nil
}

func (s *fragmentScanner) full() bool {
	return s.req.MaxRows > 0 && s.resp.NumRows >= s.req.MaxRows || len(s.resp.FragmentResult) >= s.target ||
		s.scanned >= ScanBytesMax || s.rows >= ScanRowsMax
}

// offer appends a row that passes the filter.
func (s *fragmentScanner) offer(k keys.Key, v []byte) (bool, error) {
	s.scanned += len(k) + len(v)
	if s.rows++; s.rows%CancelEvery == 0 && s.ctx.Err() != nil {
		return false, context.Cause(s.ctx)
	}
	if s.f.Filter != nil || s.f.Partners != nil {
		if ok, err := s.f.Reader.ReadIf(k, v, s.row, s.filter.Tests(len(s.row))); err != nil || !ok {
			return false, err
		}
		if ok, err := s.filter.True(&s.eval); err != nil || !ok {
			return false, err
		}
		if s.f.Partners != nil && !s.f.Partners.Some(s.row) {
			return false, nil
		}
	}
	s.resp.FragmentResult = kvpb.AppendRow(s.resp.FragmentResult, k, v)
	s.resp.NumRows++
	return true, nil
}

// rest names the spans that were not begun, in the order of reading.
func (s *fragmentScanner) rest(from int) {
	n := len(s.req.Spans)
	for i := from; i < n; i++ {
		x := s.req.Spans[i]
		if s.req.Reverse {
			x = s.req.Spans[n-1-i]
		}
		s.resp.Resume = append(s.resp.Resume, &kvpb.Span{Key: bytes.Clone(x.Key), EndKey: bytes.Clone(x.EndKey)})
	}
}

// The first byte of a change fragment's result.
const (
	resultNone = 0 // no such row, or the filter dropped it
	resultRow  = 1 // written; the row of RETURNING follows
)

// Same implements replica.Evaluator.
func (Evaluator) Same(of kvpb.Columns, a, b []byte) bool { return rowenc.Same(of, a, b) }

// Write runs the fragment of a fused statement.
func (e Evaluator) Write(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, locked []*kvpb.Locked, snap replica.Snapshot, out *replica.Fused) error {
	f, err := e.fragmentOf(frag, req.Fragment)
	if err != nil {
		return err
	}
	switch f := f.(type) {
	case *Change:
		if len(locked) != 1 || len(req.FusedLocks) != 1 {
			return Corrupt("it changes one row, under one lock")
		}
		return f.write(req.FusedLocks[0].Key, locked[0], out)
	case *Insert:
		if len(locked) != len(f.Values) || len(req.FusedLocks) != len(f.Values) {
			return Corrupt("it wants a lock for each entry")
		}
		f.write(req, locked, out)
		return nil
	}
	return Corrupt("it does not write")
}

// write inserts the entries; where one is there already the gateway goes on.
func (f *Insert) write(req *kvpb.CommitRequest, locked []*kvpb.Locked, out *replica.Fused) {
	for i := range f.Values {
		if f.Unique[i] && locked[i].Exists {
			out.NotFused = true
			return
		}
	}
	for i, v := range f.Values {
		out.Put(req.FusedLocks[i].Key, v, kvpb.LockMode_UPDATE)
	}
	out.Result = append(out.Result, resultRow)
}

// write changes the row. What would be an error is left to the gateway.
func (f *Change) write(key keys.Key, l *kvpb.Locked, out *replica.Fused) error {
	if !l.Exists {
		out.Result = append(out.Result, resultNone)
		return nil
	}
	w, buf := f.width(), make([]types.Datum, f.width()+f.Reader.Width)
	row, read := buf[:w:w], buf[w:]
	if err := f.Reader.Read(key, l.Value, read); err != nil {
		return err
	}
	c := scalar.Ctx{Args: f.Args, Cols: RowColumns(make([][]types.Datum, 0, len(buf)), read)}
	if f.Filter != nil {
		ok, err := scalar.True(f.Filter, &c)
		if err != nil {
			out.NotFused = true
			return nil
		}
		if !ok {
			out.Result = append(out.Result, resultNone)
			return nil
		}
	}
	for i, at := range f.Old {
		if at >= 0 {
			row[i] = read[at]
		}
	}
	ok, err := f.change(&c, row)
	if err != nil || !ok {
		out.NotFused = true
		return nil
	}
	result, err := f.resultOf(&c, buf)
	if err != nil {
		out.NotFused = true
		return nil
	}
	if f.Del {
		out.Delete(key, kvpb.LockMode_UPDATE)
	} else {
		out.Put(key, rowenc.AppendRow(nil, f.Value, row), f.Mode)
	}
	out.Result = append(append(out.Result, resultRow), result...)
	return nil
}

func (f *Change) width() int { return len(f.Old) }

// change computes the new row; false where a constraint does not hold.
func (f *Change) change(c *scalar.Ctx, row []types.Datum) (bool, error) {
	if f.Del {
		return true, nil
	}
	for slot, x := range f.Sets {
		if x == nil {
			continue
		}
		d, err := x.Eval(c)
		if err != nil {
			return false, err
		}
		row[slot] = d
	}
	for _, slot := range f.NotNull {
		if row[slot].IsNull() {
			return false, nil
		}
	}
	if len(f.Checks) == 0 {
		return true, nil
	}
	c.Cols = RowColumns(c.Cols, row)
	for _, x := range f.Checks {
		d, err := x.Eval(c)
		if err != nil || !d.IsNull() && !d.Bool() {
			return false, err
		}
	}
	return true, nil
}

// resultOf computes RETURNING over the new row and what was read.
func (f *Change) resultOf(c *scalar.Ctx, both []types.Datum) ([]byte, error) {
	if len(f.Returning) == 0 {
		return nil, nil
	}
	c.Cols = RowColumns(c.Cols, both)
	out := make([]types.Datum, len(f.Returning))
	for i, x := range f.Returning {
		d, err := x.Eval(c)
		if err != nil {
			return nil, err
		}
		out[i] = d
	}
	return rowenc.AppendRow(nil, f.Result, out), nil
}

// DecodeResult reads a change fragment's result.
func (f *Change) DecodeResult(b []byte) (written bool, row []types.Datum, err error) {
	if len(b) == 0 {
		// A commit that was asked for twice found its own tag: the row was written,
		// but what it returned is not known any more.
		if len(f.Returning) > 0 {
			return true, nil, pgerror.New(pgerror.TRStatementCompletionUnknown, "the statement has committed, but its result was lost").
				WithHint("Read the row to learn what was written.")
		}
		return true, nil, nil
	}
	if b[0] == resultNone {
		return false, nil, nil
	}
	if len(f.Returning) == 0 {
		return true, nil, nil
	}
	row = make([]types.Datum, len(f.Returning))
	return true, row, rowenc.NewDecoder(f.Result, true).Decode(b[1:], row)
}
