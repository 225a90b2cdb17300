package vector

import (
	"math"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Filter is a condition that is asked for many rows, with the same arguments. Its parts are asked in
// their order until one is not true. Parts that compare a column with a constant, or with another
// column, look at 64 bits; several such bounds of one column are one part. nil is always true. Not
// safe for concurrent use.
type Filter struct {
	x      scalar.Expr
	asked  int    // up to testsRows
	passed int    // of them
	parts  []part // once it was asked readyRows times
	tests  rowenc.Tests
	told   bool // tests is made
}

// readyRows is from how many rows on it is worth while to look at a condition's parts.
const readyRows = 32

// testsRows is after how many rows Tests is made. Where most of them passed it is nil: their columns would be asked
// twice.
const testsRows = 256

// part is one of a Filter.
type part struct {
	x    scalar.Expr
	form form
	slot int
	of   types.Kind

	with  int // formPair: the other column
	holds builtin.Ordering

	bounds []bound
	scale  int32 // of numerics: for which lo and hi are
	lo, hi int64 // the least and the largest that pass
}

type form uint8

const (
	formAny   form = iota // x is evaluated
	formRange             // a column between lo and hi
	formPair              // two columns
)

// bound is what a column is compared with: coeff / 10^scale, rounded down unless exact.
type bound struct {
	holds builtin.Ordering
	coeff int64
	scale int32
	exact bool
}

// NewFilter makes a Filter of a condition; nil of none.
func NewFilter(x scalar.Expr) *Filter {
	if x == nil {
		return nil
	}
	return &Filter{x: x}
}

func (f *Filter) ready(args []types.Datum) {
	for _, c := range scalar.Conjuncts(f.x) {
		p := partOf(c, args)
		if p.form != formRange || !f.join(p) {
			f.parts = append(f.parts, p)
		}
	}
}

// join adds bounds of a column to those at hand. Parts that may fail are not asked later for that.
func (f *Filter) join(p part) bool {
	for i := len(f.parts) - 1; i >= 0 && f.parts[i].form != formAny; i-- {
		q := &f.parts[i]
		if q.form == formRange && q.slot == p.slot && q.of == p.of {
			q.x = scalar.And(q.x, p.x)
			if q.bounds = append(q.bounds, p.bounds...); !q.narrow(q.scale) {
				q.form = formAny
			}
			return true
		}
	}
	return false
}

// True evaluates the condition for c's row: NULL counts as false.
func (f *Filter) True(c *scalar.Ctx) (ok bool, err error) {
	if f == nil {
		return true, nil
	}
	if f.asked == testsRows {
		return f.holds(c)
	}
	f.asked++
	if f.asked <= readyRows {
		ok, err = scalar.True(f.x, c)
	} else {
		if f.parts == nil {
			f.ready(c.Args)
		}
		ok, err = f.holds(c)
	}
	if ok {
		f.passed++
	}
	return ok, err
}

// holds is True, by parts.
func (f *Filter) holds(c *scalar.Ctx) (bool, error) {
	for i := range f.parts {
		p := &f.parts[i]
		var ok, known bool
		switch p.form {
		case formRange:
			ok, known = p.between(&c.Cols[p.slot][c.Row])
		case formPair:
			ok, known = p.pair(&c.Cols[p.slot][c.Row], &c.Cols[p.with][c.Row])
		}
		if !known {
			var err error
			if ok, err = scalar.True(p.x, c); err != nil {
				return false, err
			}
		}
		if !ok {
			return false, nil
		}
	}
	return true, nil
}

// Tests are what may be asked of columns, of so many, while a row is being read: a row of which a column fails
// does not pass. nil: nothing, or nothing yet. A part that may fail is asked before those behind it, so that
// what it reports is not lost: they are no tests.
func (f *Filter) Tests(width int) rowenc.Tests {
	switch {
	case f == nil || f.asked < testsRows:
		return nil
	case f.told:
		return f.tests
	}
	if f.told = true; 2*f.passed > f.asked {
		return nil
	}
	for i := range f.parts {
		p := &f.parts[i]
		if p.form == formAny && !scalar.Leakproof(p.x) {
			break
		}
		if p.form != formRange {
			continue
		}
		if f.tests == nil {
			f.tests = make(rowenc.Tests, width)
		}
		before := f.tests[p.slot]
		f.tests[p.slot] = func(d *types.Datum) bool {
			ok, known := p.between(d)
			return (ok || !known) && (before == nil || before(d))
		}
	}
	return f.tests
}

// between reports whether a value passes; known is false where that can't be told here.
func (p *part) between(d *types.Datum) (ok, known bool) {
	v, scale, small := d.Plain()
	switch {
	case d.Kind() != p.of || !small:
		return false, d.IsNull()
	case scale != p.scale && !p.narrow(scale):
		return false, false
	}
	return p.lo <= v && v <= p.hi, true
}

func (p *part) pair(l, r *types.Datum) (ok, known bool) {
	switch {
	case l.Kind() == p.of && r.Kind() == p.of:
		return p.holds.Has(types.CompareInts(l.Int(), r.Int())), true
	case l.IsNull() || r.IsNull():
		return false, true
	}
	return false, false
}

func partOf(x scalar.Expr, args []types.Datum) part {
	p := part{x: x}
	o, ok := x.(*scalar.Op)
	if !ok || o.L == nil {
		return p
	}
	l, lcol := o.L.(*scalar.Slot)
	r, rcol := o.R.(*scalar.Slot)
	holds := o.Op.Holds
	switch {
	case lcol && rcol:
		if k := l.T.Kind(); holds != 0 && k == r.T.Kind() && plain(k) && k != types.KindNumeric && k != types.KindFloat {
			p.form, p.slot, p.with, p.of, p.holds = formPair, l.Idx, r.Idx, k, holds
		}
		return p
	case rcol:
		return p.compare(r, o.L, mirrored(holds), o, args)
	case lcol:
		return p.compare(l, o.R, holds, o, args)
	}
	return p
}

// mirrored is the comparison with its operands exchanged.
func mirrored(o builtin.Ordering) builtin.Ordering {
	m := o & builtin.Same
	if o&builtin.Less != 0 {
		m |= builtin.Greater
	}
	if o&builtin.Greater != 0 {
		m |= builtin.Less
	}
	return m
}

// compare makes p the comparison of a column with what is the same for all rows, if it is such.
func (p part) compare(col *scalar.Slot, with scalar.Expr, holds builtin.Ordering, o *scalar.Op, args []types.Datum) part {
	d, ok := constantOf(with, args)
	if !ok {
		return p
	}
	b, k := bound{holds: holds, exact: true}, col.T.Kind()
	switch {
	case holds != 0 && k == d.Kind() && plain(k) && k != types.KindFloat:
		if b.coeff, b.scale, ok = d.Plain(); !ok {
			return p
		}
	case k == types.KindDate && d.Kind() == types.KindTimestamp && col == o.L && o.Op.Proc != nil:
		if b.holds = dateWithTimestamp[o.Op.Proc.Source]; b.holds == 0 {
			return p
		}
		b.coeff, b.exact = dayOf(d.Timestamp())
	default:
		return p
	}
	if b.holds == builtin.Less|builtin.Greater { // <> is no range
		return p
	}
	p.bounds = []bound{b}
	p.slot, p.of = col.Idx, k
	if p.narrow(b.scale) {
		p.form = formRange
	}
	return p
}

// dateWithTimestamp are comparisons of a date with a timestamp.
var dateWithTimestamp = map[string]builtin.Ordering{
	"date_lt_timestamp": builtin.Less, "date_le_timestamp": builtin.Less | builtin.Same, "date_eq_timestamp": builtin.Same,
	"date_ge_timestamp": builtin.Same | builtin.Greater, "date_gt_timestamp": builtin.Greater,
}

// dayOf is the day that a moment lies on, and whether it is its beginning.
func dayOf(micros int64) (day int64, exact bool) {
	switch micros {
	case types.TimestampInfinity:
		return types.DateInfinity, true
	case types.TimestampNegInfinity:
		return types.DateNegInfinity, true
	}
	const dayMicros = 24 * 60 * 60 * 1_000_000
	return floorDiv(micros, dayMicros)
}

func floorDiv(a, b int64) (q int64, exact bool) {
	q = a / b
	if a%b != 0 && a < 0 {
		q--
	}
	return q, a%b == 0
}

// constantOf is the value of what is the same for all rows.
func constantOf(x scalar.Expr, args []types.Datum) (types.Datum, bool) {
	switch x := x.(type) {
	case *scalar.Const:
		return x.D, true
	case *scalar.Param:
		if x.N <= len(args) {
			return args[x.N-1], true
		}
	}
	return types.Null, false
}

// narrow computes lo and hi for values of a scale; false: they can't be had.
func (p *part) narrow(scale int32) bool {
	lo, hi := int64(math.MinInt64), int64(math.MaxInt64)
	for _, b := range p.bounds {
		v, exact, ok := b.at(scale)
		if !ok || v == math.MinInt64 || v == math.MaxInt64 {
			return false
		}
		// Where v was rounded down nothing of the scale equals the bound.
		switch same := b.holds&builtin.Same != 0; {
		case b.holds == builtin.Same && !exact:
			lo, hi = 1, 0
		case b.holds == builtin.Same:
			lo, hi = max(lo, v), min(hi, v)
		case b.holds&builtin.Less != 0 && exact && !same:
			hi = min(hi, v-1)
		case b.holds&builtin.Less != 0:
			hi = min(hi, v)
		case exact && same:
			lo = max(lo, v)
		default:
			lo = max(lo, v+1)
		}
	}
	p.scale, p.lo, p.hi = scale, lo, hi
	return true
}

// at is the bound as a coefficient of a scale.
func (b *bound) at(scale int32) (v int64, exact, ok bool) {
	switch by := scale - b.scale; {
	case by == 0:
		return b.coeff, b.exact, true
	case by > 18 || by < -18:
		return 0, false, false
	case by > 0:
		v, ok = types.MulInt64(b.coeff, int64(types.Pow10Uint64[by]))
		return v, true, ok
	default:
		v, exact = floorDiv(b.coeff, int64(types.Pow10Uint64[-by]))
		return v, exact, true
	}
}
