package builtin

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Ordered-set aggregates, name(direct …) WITHIN GROUP (ORDER BY …), take the rows of a group
// in their order. Add gets the values of ORDER BY, then the direct arguments, which are the
// same for all rows of a group; the hypothetical ones get a SetOrder for each value after
// these.

// SetKind tells ordered-set aggregates from others.
type SetKind uint8

// The kinds.
const (
	PlainAggregate SetKind = iota
	OrderedSet
	// HypotheticalSet aggregates say where a row of the direct arguments would stand.
	HypotheticalSet
)

// SetKind is pg_aggregate.aggkind, and how many direct arguments an ordered-set aggregate has.
func (f *Function) SetKind() (kind SetKind, direct int) {
	if f.Kind != KindAggregate {
		return PlainAggregate, 0
	}
	switch f.Name {
	case "percentile_cont", "percentile_disc":
		return OrderedSet, 1
	case "mode":
		return OrderedSet, 0
	case "rank", "dense_rank", "percent_rank", "cume_dist":
		return HypotheticalSet, len(f.Args) / 2
	}
	return PlainAggregate, 0
}

// SetOrder is how a value of a hypothetical set is ordered, as its Add takes it.
func SetOrder(desc, nullsFirst bool) types.Datum {
	n := int64(0)
	if desc {
		n |= 1
	}
	if nullsFirst {
		n |= 2
	}
	return types.Int(n)
}

// orderedSetState returns the states of an ordered-set aggregate; nil for another one.
func orderedSetState(f *Function) func() AggState {
	switch kind, _ := f.SetKind(); {
	case kind == HypotheticalSet:
		return func() AggState { return &hypotheticalState{f: f} }
	case kind != OrderedSet:
		return nil
	case f.Name == "mode":
		return func() AggState { return &modeState{t: f.Args[0]} }
	}
	return func() AggState { return &percentileState{f: f} }
}

// percentileState keeps those values of a group that the result is made of: which they are is known
// before they come.
type percentileState struct {
	f        *Function
	count    int64   // values of the group, without NULLs
	seen     int64   // of them, so far
	picks    []int64 // which are kept, counted from 0, in their order
	values   []types.Datum
	fraction types.Datum
	held     int
	some     bool
}

// TellCount serves ToldCount.
func (s *percentileState) TellCount(n int64) { s.count = n }

func (s *percentileState) Add(_ *types.Env, args []types.Datum) error {
	if !s.some {
		s.some, s.fraction = true, args[1].Clone()
		s.held += s.fraction.MemoryBytes()
		s.choose()
	}
	if args[0].IsNull() {
		return nil
	}
	if n := len(s.values); n < len(s.picks) && s.picks[n] == s.seen {
		s.values = append(s.values, args[0].Clone())
		s.held += args[0].MemoryBytes()
	}
	s.seen++
	return nil
}

// choose finds out which values are wanted. Of fractions that are none nothing is.
func (s *percentileState) choose() {
	if s.fraction.IsNull() || s.count == 0 {
		return
	}
	fractions := []types.Datum{s.fraction}
	if s.fraction.Kind() == types.KindArray {
		fractions = s.fraction.Array().Items
	}
	for _, p := range fractions {
		if !p.IsNull() && checkFraction(p) == nil {
			first, last := s.places(p.Float())
			s.picks = append(s.picks, first, last)
		}
	}
	slices.Sort(s.picks)
	s.picks = slices.Compact(s.picks)
}

// places are the values that one fraction's is made of, from 0, the same twice where it is one.
func (s *percentileState) places(p float64) (first, last int64) {
	n := float64(s.count)
	if s.f.Name == "percentile_disc" {
		first = int64(math.Max(1, math.Ceil(p*n))) - 1
		return first, first
	}
	place := p * (n - 1)
	return int64(math.Floor(place)), int64(math.Ceil(place))
}

// value is one that was kept.
func (s *percentileState) value(place int64) types.Datum {
	i, _ := slices.BinarySearch(s.picks, place)
	return s.values[i]
}

// Merge is never asked for: the rows come in order.
func (s *percentileState) Merge(*types.Env, AggState) error { return errOrderedMerge }

var errOrderedMerge = pgerror.Internal("states of ordered-set aggregates are not merged")

func (s *percentileState) MemoryBytes() int {
	return 128 + s.held + cap(s.values)*types.DatumBytes + cap(s.picks)*8
}

func (s *percentileState) Result(*types.Env) (types.Datum, error) {
	if !s.some || s.fraction.IsNull() {
		return types.Null, nil
	}
	if s.fraction.Kind() != types.KindArray {
		return s.at(s.fraction)
	}
	in := s.fraction.Array()
	for _, p := range in.Items {
		if err := checkFraction(p); err != nil {
			return types.Null, err
		}
	}
	if s.count == 0 {
		return types.Null, nil
	}
	out := &types.Array{Elem: s.f.Result.Elem(), Dims: in.Dims, Items: make([]types.Datum, len(in.Items))}
	for i, p := range in.Items {
		d, err := s.at(p)
		if err != nil {
			return types.Null, err
		}
		out.Items[i] = d
	}
	return types.NewArray(out), nil
}

func checkFraction(p types.Datum) error {
	if p.IsNull() || p.Float() >= 0 && p.Float() <= 1 {
		return nil
	}
	return pgerror.New(pgerror.NumericValueOutOfRange, "percentile value %g is not between 0 and 1", p.Float())
}

// at is the value at a fraction of the group.
func (s *percentileState) at(p types.Datum) (types.Datum, error) {
	if err := checkFraction(p); err != nil || p.IsNull() || s.count == 0 {
		return types.Null, err
	}
	first, last := s.places(p.Float())
	lo, hi := s.value(first), s.value(last)
	if s.f.Name == "percentile_disc" {
		return lo, nil
	}
	part := p.Float()*(float64(s.count)-1) - float64(first)
	if part == 0 {
		return lo, nil
	}
	if lo.Kind() == types.KindFloat {
		return types.Float(lo.Float() + part*(hi.Float()-lo.Float())), nil
	}
	gap, err := types.IntervalSub(hi.Interval(), lo.Interval())
	if err != nil {
		return types.Null, err
	}
	if gap, err = types.IntervalScale(gap, func(x float64) float64 { return x * part }); err != nil {
		return types.Null, err
	}
	v, err := types.IntervalAdd(gap, lo.Interval())
	return types.NewInterval(v), err
}

// modeState finds the value that comes most often, the first of several.
type modeState struct {
	t           *types.Type
	best, now   types.Datum
	bestN, nowN int64
	began       bool
}

func (s *modeState) Add(_ *types.Env, args []types.Datum) error {
	d := args[0]
	switch {
	case d.IsNull():
		return nil
	case s.began && types.Compare(s.t, s.now, d) == 0:
		s.nowN++
	default:
		s.now, s.nowN, s.began = d.Clone(), 1, true
	}
	if s.nowN > s.bestN {
		s.best, s.bestN = s.now, s.nowN
	}
	return nil
}

// Merge is never asked for: the rows come in order.
func (s *modeState) Merge(*types.Env, AggState) error { return errOrderedMerge }

func (s *modeState) Result(*types.Env) (types.Datum, error) { return s.best, nil }
func (s *modeState) MemoryBytes() int                       { return 48 + s.best.MemoryBytes() + s.now.MemoryBytes() }

// hypotheticalState counts the rows that come before the direct arguments.
type hypotheticalState struct {
	f            *Function
	rows         int64
	before, upTo int64 // rows before, and rows not after
	distinct     int64 // of those before
	last         []types.Datum
}

func (s *hypotheticalState) Add(_ *types.Env, args []types.Datum) error {
	k := len(args) / 3
	row, direct, order := args[:k], args[k:2*k], args[2*k:]
	c, same := 0, s.before > 0
	for i := range row {
		t := s.f.Args[k+i]
		if c == 0 {
			c = compareOrdered(t, row[i], direct[i], order[i].Int())
		}
		same = same && compareOrdered(t, row[i], s.last[i], order[i].Int()) == 0
	}
	s.rows++
	if c > 0 {
		return nil
	}
	s.upTo++
	if c == 0 {
		return nil
	}
	s.before++
	if !same {
		s.distinct++
		s.last = s.last[:0]
		for _, d := range row {
			s.last = append(s.last, d.Clone())
		}
	}
	return nil
}

// compareOrdered compares two values in a SetOrder.
func compareOrdered(t *types.Type, a, b types.Datum, order int64) int {
	nullsFirst := order&2 != 0
	switch {
	case a.IsNull() && b.IsNull():
		return 0
	case a.IsNull() && nullsFirst, b.IsNull() && !nullsFirst:
		return -1
	case a.IsNull(), b.IsNull():
		return 1
	case order&1 != 0:
		return -types.Compare(t, a, b)
	}
	return types.Compare(t, a, b)
}

// Merge is never asked for: the rows come in order.
func (s *hypotheticalState) Merge(*types.Env, AggState) error { return errOrderedMerge }

func (s *hypotheticalState) Result(*types.Env) (types.Datum, error) {
	switch s.f.Name {
	case "rank":
		return types.Int(s.before + 1), nil
	case "dense_rank":
		return types.Int(s.distinct + 1), nil
	case "cume_dist":
		return types.Float(float64(s.upTo+1) / float64(s.rows+1)), nil
	}
	if s.rows == 0 {
		return types.Float(0), nil
	}
	return types.Float(float64(s.before) / float64(s.rows)), nil
}

func (s *hypotheticalState) MemoryBytes() int {
	n := 64
	for _, d := range s.last {
		n += d.MemoryBytes()
	}
	return n
}
