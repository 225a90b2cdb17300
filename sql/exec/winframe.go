package exec

import (
	"math"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

func isOffset(k ast.BoundKind) bool { return k == ast.OffsetPreceding || k == ast.OffsetFollowing }

// evalOffsets computes the offsets of the frame, once for all partitions.
func (w *windowOp) evalOffsets() (err error) {
	fr := &w.frame
	if fr.startBy, err = w.evalOffset(fr.StartOffset, "starting"); err != nil {
		return err
	}
	fr.endBy, err = w.evalOffset(fr.EndOffset, "ending")
	return err
}

func (w *windowOp) evalOffset(x scalar.Expr, what string) (types.Datum, error) {
	if x == nil {
		return types.Null, nil
	}
	d, err := w.r.constant(x)
	if err != nil {
		return types.Null, err
	}
	if d.IsNull() {
		return types.Null, pgerror.New(pgerror.NullValueNotAllowed, "frame %s offset must not be null", what)
	}
	// That of RANGE is looked at by its function.
	if w.frame.Mode != ast.FrameRange && d.Int() < 0 {
		return types.Null, pgerror.New(pgerror.InvalidPrecedingOrFollowingSize, "frame %s offset must not be negative", what)
	}
	return d.Clone(), nil
}

// ends are the first row of the frame and the one after its last; tail may be before head.
func (w *windowOp) ends() (head, tail int, err error) {
	fr := &w.frame
	if !fr.headKnown {
		if fr.head, err = w.head(); err != nil {
			return 0, 0, err
		}
		fr.headKnown = true
	}
	if !fr.tailKnown {
		if fr.tail, err = w.tail(); err != nil {
			return 0, 0, err
		}
		fr.tailKnown = true
	}
	return fr.head, fr.tail, nil
}

func (w *windowOp) head() (int, error) {
	fr := &w.frame
	switch {
	case fr.Start == ast.UnboundedPreceding:
		return 0, nil
	case fr.Start == ast.CurrentRow && fr.Mode == ast.FrameRows:
		return w.cur, nil
	case fr.Start == ast.CurrentRow:
		return w.peers.head, nil
	case fr.Mode == ast.FrameRows:
		return w.rowAt(offsetFrom(w.cur, fr.startBy.Int(), fr.Start))
	case fr.Mode == ast.FrameGroups:
		first := offsetFrom(w.peers.group, fr.startBy.Int(), fr.Start)
		return w.seek(&fr.headEnd, &fr.headRead, func(group int, _ []types.Datum) (bool, error) { return group >= first, nil })
	}
	return w.seek(&fr.headEnd, &fr.headRead, func(_ int, row []types.Datum) (bool, error) { return w.startsRange(row) })
}

func (w *windowOp) tail() (int, error) {
	fr := &w.frame
	switch {
	case fr.End == ast.UnboundedFollowing:
		return w.rows()
	case fr.End == ast.CurrentRow && fr.Mode == ast.FrameRows:
		return w.cur + 1, nil
	case fr.End == ast.CurrentRow:
		return w.groupTail()
	case fr.Mode == ast.FrameRows:
		at := offsetFrom(w.cur, fr.endBy.Int(), fr.End)
		if at == math.MaxInt {
			return w.rows()
		}
		return w.rowAt(at + 1)
	case fr.Mode == ast.FrameGroups:
		last := offsetFrom(w.peers.group, fr.endBy.Int(), fr.End)
		return w.seek(&fr.tailEnd, &fr.tailRead, func(group int, _ []types.Datum) (bool, error) { return group > last, nil })
	}
	return w.seek(&fr.tailEnd, &fr.tailRead, func(_ int, row []types.Datum) (bool, error) { return w.endsRange(row) })
}

// offsetFrom goes so many rows or groups back or on, as far as there are numbers.
func offsetFrom(at int, by int64, k ast.BoundKind) int {
	if k == ast.OffsetPreceding {
		return at - int(by) // neither is negative
	}
	if by > math.MaxInt-int64(at) {
		return math.MaxInt
	}
	return at + int(by)
}

// rowAt is a place among the rows of the partition, or its nearest end.
func (w *windowOp) rowAt(at int) (int, error) {
	if at <= 0 {
		return 0, nil
	}
	if _, err := w.spool(at - 1); err != nil {
		return 0, err
	}
	return min(at, w.count), nil
}

// seek goes on from an end of the frame to the row that is found, or to the end of the
// partition.
func (w *windowOp) seek(e *winEnd, r *winReader, found func(group int, row []types.Datum) (bool, error)) (int, error) {
	for {
		ok, err := w.spool(e.at)
		if err != nil || !ok {
			return e.at, err
		}
		row, err := w.at(r, e.at)
		if err != nil {
			return 0, err
		}
		if w.frame.Mode == ast.FrameGroups && !(e.begun && w.same(e.key, row)) {
			if e.begun {
				e.group++
			}
			e.begun, e.key = true, w.keyOf(e.key, row)
		}
		if ok, err := found(e.group, row); err != nil || ok {
			return e.at, err
		}
		e.at++
	}
}

// startsRange reports whether the frame begins at a row, which no row before does.
func (w *windowOp) startsRange(row []types.Datum) (bool, error) {
	k, fr := w.peers.keys[0], &w.frame
	value, base := row[k.Slot], w.frame.base
	if value.IsNull() || base.IsNull() {
		// NULLs are in the frames of NULLs, and only there.
		if k.NullsFirst {
			return !value.IsNull() || base.IsNull(), nil
		}
		return value.IsNull() || !base.IsNull(), nil
	}
	sub := (fr.Start == ast.OffsetPreceding) != k.Desc
	return w.inRange(fr.StartIn, value, base, fr.startBy, sub, k.Desc)
}

// endsRange reports whether the frame has ended before a row.
func (w *windowOp) endsRange(row []types.Datum) (bool, error) {
	k, fr := w.peers.keys[0], &w.frame
	value, base := row[k.Slot], w.frame.base
	if value.IsNull() || base.IsNull() {
		if k.NullsFirst {
			return !value.IsNull(), nil
		}
		return !base.IsNull(), nil
	}
	sub := (fr.End == ast.OffsetPreceding) != k.Desc
	in, err := w.inRange(fr.EndIn, value, base, fr.endBy, sub, !k.Desc)
	return !in, err
}

// frameBase readies the frame of the current row.
func (w *windowOp) frameBase() error {
	fr := &w.frame
	fr.headKnown, fr.tailKnown = false, false
	if fr.StartIn == nil && fr.EndIn == nil {
		return nil
	}
	row, err := w.at(&w.row, w.cur)
	if err == nil {
		fr.base = row[w.peers.keys[0].Slot]
	}
	return err
}

func (w *windowOp) inRange(fn *builtin.Function, value, base, by types.Datum, sub, less bool) (bool, error) {
	w.frame.args = [5]types.Datum{value, base, by, types.Bool(sub), types.Bool(less)}
	d, err := fn.Fn(w.r.env, w.frame.args[:])
	if err != nil {
		return false, err
	}
	return d.Bool(), nil
}

// kept reports whether EXCLUDE leaves a row in the frame.
func (w *windowOp) kept(i int) (bool, error) {
	switch w.n.Frame.Exclude {
	case ast.ExcludeCurrentRow:
		return i != w.cur, nil
	case ast.ExcludeTies, ast.ExcludeGroup:
		if i == w.cur && w.n.Frame.Exclude == ast.ExcludeTies || i < w.peers.head {
			return true, nil
		}
		tail, err := w.groupTail()
		return i >= tail, err
	}
	return true, nil
}

// excluded is the rows that EXCLUDE takes out of the frame: those of [from, to), but for one;
// keep is -1 where that is none.
func (w *windowOp) excluded(head, tail int) (from, to, keep int, err error) {
	from, to, keep = w.cur, w.cur+1, -1
	switch w.n.Frame.Exclude {
	case ast.ExcludeNone:
		return head, head, -1, nil
	case ast.ExcludeTies, ast.ExcludeGroup:
		from = w.peers.head
		if to, err = w.groupTail(); err != nil {
			return 0, 0, 0, err
		}
		if w.n.Frame.Exclude == ast.ExcludeTies {
			keep = w.cur
		}
	}
	from, to = max(from, head), min(to, tail)
	if from >= to {
		return head, head, -1, nil
	}
	return from, to, keep, nil
}

// nth is the n-th row of the frame, from 0.
func (w *windowOp) nth(n int) (int, bool, error) {
	head, tail, err := w.ends()
	if err != nil || n >= tail-head {
		return 0, false, err
	}
	from, to, keep, err := w.excluded(head, tail)
	if err != nil {
		return 0, false, err
	}
	at := head + n
	switch {
	case from == to || at < from:
		return at, true, nil
	case keep >= 0 && at == from:
		// The current row stands for its peers, if it is in the frame at all.
		return keep, keep >= from && keep < to, nil
	case keep >= 0:
		at--
	}
	at += to - from
	return at, at < tail, nil
}

// last is the last row of the frame.
func (w *windowOp) last(int) (int, bool, error) {
	head, tail, err := w.ends()
	if err != nil || tail <= head {
		return 0, false, err
	}
	from, to, keep, err := w.excluded(head, tail)
	if err != nil {
		return 0, false, err
	}
	at := tail - 1
	switch {
	case from == to || at >= to:
		return at, true, nil
	case keep >= 0:
		return keep, keep >= from && keep < to, nil
	}
	at = from - 1
	return at, at >= head, nil
}
