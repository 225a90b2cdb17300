package exec

import (
	"bytes"
	"context"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica"
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
}

func (e Evaluator) knows(v uint32) bool { return e.Newest == 0 || e.Newest >= v }

// NewEvaluator returns an evaluator.
func NewEvaluator() Evaluator { return Evaluator{} }

// resultBytesMax ends a page of a fragment's result where the request names no
// target; scanBytesMax and scanRowsMax end one whose filter drops most of what it reads.
const (
	resultBytesMax = 512 << 10
	scanBytesMax   = 32 << 20
	scanRowsMax    = 128 << 10
	cancelEvery    = 1024 // rows
)

// fragmentOf gives the fragment as it is, or decodes the request's bytes.
func fragmentOf(frag kvpb.Fragment, b []byte) (kvpb.Fragment, error) {
	if frag != nil {
		return frag, nil
	}
	return decodeFragment(b)
}

// Read runs a scan fragment over the request's spans.
func (e Evaluator) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, snap replica.Snapshot, resp *kvpb.ReadResponse) error {
	f, err := fragmentOf(frag, req.Fragment)
	if err != nil {
		return err
	}
	if pf, ok := f.(*pipeFragment); ok {
		if !e.knows(version.RangesWork) {
			return unknownFragment("kind", fragmentPipe)
		}
		return pf.read(ctx, e.Budget, req, snap, resp)
	}
	sf, ok := f.(*scanFragment)
	if !ok {
		return corruptFragment("it does not read")
	}
	s := &fragmentScanner{f: sf, req: req, snap: snap, resp: resp, ctx: ctx}
	return s.run()
}

// fragmentScanner is one run of a scanFragment.
type fragmentScanner struct {
	f    *scanFragment
	req  *kvpb.ReadRequest
	snap replica.Snapshot
	resp *kvpb.ReadResponse
	ctx  context.Context

	eval    scalar.Ctx
	row     []types.Datum
	scanned int // bytes
	rows    int
	target  int
}

func (s *fragmentScanner) run() error {
	s.row = make([]types.Datum, s.f.reader.width)
	s.eval = scalar.Ctx{Args: s.f.args, Cols: columns(nil, s.row)}
	if s.target = int(s.req.TargetBytes); s.target == 0 {
		s.target = resultBytesMax
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
		s.scanned >= scanBytesMax || s.rows >= scanRowsMax
}

// offer appends a row that passes the filter.
func (s *fragmentScanner) offer(k keys.Key, v []byte) (bool, error) {
	s.scanned += len(k) + len(v)
	if s.rows++; s.rows%cancelEvery == 0 && s.ctx.Err() != nil {
		return false, context.Cause(s.ctx)
	}
	if s.f.filter != nil || s.f.partners != nil {
		if err := s.f.reader.read(k, v, s.row); err != nil {
			return false, err
		}
		if s.f.filter != nil {
			ok, err := scalar.True(s.f.filter, &s.eval)
			if err != nil || !ok {
				return false, err
			}
		}
		if s.f.partners != nil && !s.f.partners.some(s.row) {
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
func (Evaluator) Write(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, locked []*kvpb.Locked, snap replica.Snapshot, out *replica.Fused) error {
	f, err := fragmentOf(frag, req.Fragment)
	if err != nil {
		return err
	}
	switch f := f.(type) {
	case *changeFragment:
		if len(locked) != 1 || len(req.FusedLocks) != 1 {
			return corruptFragment("it changes one row, under one lock")
		}
		return f.write(req.FusedLocks[0].Key, locked[0], out)
	case *insertFragment:
		if len(locked) != len(f.values) || len(req.FusedLocks) != len(f.values) {
			return corruptFragment("it wants a lock for each entry")
		}
		f.write(req, locked, out)
		return nil
	}
	return corruptFragment("it does not write")
}

// write inserts the entries; where one is there already the gateway goes on.
func (f *insertFragment) write(req *kvpb.CommitRequest, locked []*kvpb.Locked, out *replica.Fused) {
	for i := range f.values {
		if f.unique[i] && locked[i].Exists {
			out.NotFused = true
			return
		}
	}
	for i, v := range f.values {
		out.Put(req.FusedLocks[i].Key, v, kvpb.LockMode_UPDATE)
	}
	out.Result = append(out.Result, resultRow)
}

// write changes the row. What would be an error is left to the gateway.
func (f *changeFragment) write(key keys.Key, l *kvpb.Locked, out *replica.Fused) error {
	if !l.Exists {
		out.Result = append(out.Result, resultNone)
		return nil
	}
	w, buf := f.width(), make([]types.Datum, f.width()+f.reader.width)
	row, read := buf[:w:w], buf[w:]
	if err := f.reader.read(key, l.Value, read); err != nil {
		return err
	}
	c := scalar.Ctx{Args: f.args, Cols: columns(make([][]types.Datum, 0, len(buf)), read)}
	if f.filter != nil {
		ok, err := scalar.True(f.filter, &c)
		if err != nil {
			out.NotFused = true
			return nil
		}
		if !ok {
			out.Result = append(out.Result, resultNone)
			return nil
		}
	}
	for i, at := range f.old {
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
	if f.del {
		out.Delete(key, kvpb.LockMode_UPDATE)
	} else {
		out.Put(key, rowenc.AppendRow(nil, f.value, row), f.mode)
	}
	out.Result = append(append(out.Result, resultRow), result...)
	return nil
}

func (f *changeFragment) width() int { return len(f.old) }

// change computes the new row; false where a constraint does not hold.
func (f *changeFragment) change(c *scalar.Ctx, row []types.Datum) (bool, error) {
	if f.del {
		return true, nil
	}
	for slot, x := range f.sets {
		if x == nil {
			continue
		}
		d, err := x.Eval(c)
		if err != nil {
			return false, err
		}
		row[slot] = d
	}
	for _, slot := range f.notNull {
		if row[slot].IsNull() {
			return false, nil
		}
	}
	if len(f.checks) == 0 {
		return true, nil
	}
	c.Cols = columns(c.Cols, row)
	for _, x := range f.checks {
		d, err := x.Eval(c)
		if err != nil || !d.IsNull() && !d.Bool() {
			return false, err
		}
	}
	return true, nil
}

// resultOf computes RETURNING over the new row and what was read.
func (f *changeFragment) resultOf(c *scalar.Ctx, both []types.Datum) ([]byte, error) {
	if len(f.returning) == 0 {
		return nil, nil
	}
	c.Cols = columns(c.Cols, both)
	out := make([]types.Datum, len(f.returning))
	for i, x := range f.returning {
		d, err := x.Eval(c)
		if err != nil {
			return nil, err
		}
		out[i] = d
	}
	return rowenc.AppendRow(nil, f.result, out), nil
}

// decodeResult reads a change fragment's result.
func (f *changeFragment) decodeResult(b []byte) (written bool, row []types.Datum, err error) {
	if len(b) == 0 {
		// A commit that was asked for twice found its own tag: the row was written,
		// but what it returned is not known any more.
		if len(f.returning) > 0 {
			return true, nil, pgerror.New(pgerror.TRStatementCompletionUnknown, "the statement has committed, but its result was lost").
				WithHint("Read the row to learn what was written.")
		}
		return true, nil, nil
	}
	if b[0] == resultNone {
		return false, nil, nil
	}
	if len(f.returning) == 0 {
		return true, nil, nil
	}
	row = make([]types.Datum, len(f.returning))
	return true, row, rowenc.NewDecoder(f.result, true).Decode(b[1:], row)
}
