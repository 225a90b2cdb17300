package builtin

import (
	"math"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// MovingState is an aggregate's state from which rows can be taken away again, the first
// ones first: of a window whose frame moves (pg_aggregate.aggminvtransfn).
type MovingState interface {
	AggState
	// Remove takes the first of the rows away that are in the state. false: what is left
	// can't be told from the state, which is not used any more.
	Remove(env *types.Env, args []types.Datum) (bool, error)
}

// Moving starts an aggregation of which rows can be taken away; nil where Postgres has none
// for the aggregate: sums of floating point numbers would not be what is left.
func Moving(f *Function) MovingState {
	switch s := f.NewAgg().(type) {
	case *countState:
		return s
	case *intSum:
		return &movingIntSum{}
	case *numericSum:
		return &movingSum{numericSum: *s}
	case *intervalTotal:
		return s
	case *boolState:
		return &movingBool{or: s.or}
	case *numericSpread:
		return &movingSpread{numericSpread: *s}
	}
	return nil
}

// Remove implements MovingState.
func (s *countState) Remove(_ *types.Env, args []types.Datum) (bool, error) {
	if s.star || !args[0].IsNull() {
		s.n--
	}
	return true, nil
}

// Remove implements MovingState.
func (s *intervalTotal) Remove(_ *types.Env, args []types.Datum) (bool, error) {
	if args[0].IsNull() {
		return true, nil
	}
	left, err := types.IntervalSub(s.sum, args[0].Interval())
	s.n--
	s.sum = left
	return err == nil, nil
}

// movingIntSum is intSum, and how many values it is of.
type movingIntSum struct {
	intSum
	n int64
}

func (s *movingIntSum) Add(env *types.Env, args []types.Datum) error {
	if !args[0].IsNull() {
		s.n++
	}
	return s.intSum.Add(env, args)
}

// Remove implements MovingState.
func (s *movingIntSum) Remove(_ *types.Env, args []types.Datum) (bool, error) {
	if args[0].IsNull() {
		return true, nil
	}
	left, ok := types.SubInt64(s.sum, args[0].Int())
	s.n--
	s.sum, s.some = left, s.n > 0
	return ok, nil
}

// scales counts the values that have the most digits after the point: a sum has as many,
// and when the last of them goes it is to be made anew.
type scales struct {
	most  int32
	count int64
}

func (s *scales) add(d types.Datum) {
	switch scale := digitsAfter(d); {
	case scale > s.most:
		s.most, s.count = scale, 1
	case scale == s.most:
		s.count++
	}
}

// remove reports whether the digits after the point are what they were.
func (s *scales) remove(d types.Datum) bool {
	if digitsAfter(d) == s.most {
		s.count--
	}
	return s.most == 0 || s.count > 0
}

// digitsAfter is a value's digits after the point.
func digitsAfter(d types.Datum) int32 {
	if d.Kind() == types.KindInt {
		return 0
	}
	return types.NumericScale(d)
}

// finiteNumber reports whether d is neither infinite nor NaN.
func finiteNumber(d types.Datum) bool { return d.Kind() == types.KindInt || types.NumericRank(d) == 0 }

// movingSum is numericSum of a frame.
type movingSum struct {
	numericSum
	scales scales
}

func (s *movingSum) Add(env *types.Env, args []types.Datum) error {
	if d := args[0]; !d.IsNull() && finiteNumber(d) {
		s.scales.add(d)
	}
	return s.numericSum.Add(env, args)
}

// Remove implements MovingState.
func (s *movingSum) Remove(_ *types.Env, args []types.Datum) (bool, error) {
	d := args[0]
	if d.IsNull() {
		return true, nil
	}
	if !finiteNumber(d) || !s.scales.remove(d) {
		return false, nil
	}
	s.n--
	if d.Kind() == types.KindInt {
		if left, ok := types.SubInt64(s.small, d.Int()); ok {
			s.small = left
			return true, nil
		}
		d = types.NumericInt(d.Int())
	}
	return true, s.addBig(types.NumericNeg(d))
}

// movingBool is bool_and and bool_or of a frame.
type movingBool struct {
	trues, falses int64
	or            bool
}

func (s *movingBool) step(d types.Datum, by int64) {
	switch {
	case d.IsNull():
	case d.Bool():
		s.trues += by
	default:
		s.falses += by
	}
}

func (s *movingBool) Add(_ *types.Env, args []types.Datum) error {
	s.step(args[0], 1)
	return nil
}

// Remove implements MovingState.
func (s *movingBool) Remove(_ *types.Env, args []types.Datum) (bool, error) {
	s.step(args[0], -1)
	return true, nil
}

func (s *movingBool) Merge(_ *types.Env, other AggState) error {
	o := other.(*movingBool)
	s.trues, s.falses = s.trues+o.trues, s.falses+o.falses
	return nil
}

func (s *movingBool) Result(*types.Env) (types.Datum, error) {
	switch {
	case s.trues+s.falses == 0:
		return types.Null, nil
	case s.or:
		return types.Bool(s.trues > 0), nil
	}
	return types.Bool(s.falses == 0), nil
}
func (s *movingBool) MemoryBytes() int { return 24 }

// movingSpread is numericSpread of a frame.
type movingSpread struct {
	numericSpread
	scales scales
}

func (s *movingSpread) Add(env *types.Env, args []types.Datum) error {
	if d := args[0]; !d.IsNull() && finiteNumber(d) {
		s.scales.add(d)
	}
	return s.numericSpread.Add(env, args)
}

// Remove implements MovingState.
func (s *movingSpread) Remove(_ *types.Env, args []types.Datum) (bool, error) {
	d := args[0]
	if d.IsNull() {
		return true, nil
	}
	if !finiteNumber(d) || !s.scales.remove(d) {
		return false, nil
	}
	if d.Kind() == types.KindInt {
		d = types.NumericInt(d.Int())
	}
	return true, s.take(-1, types.NumericNeg(d), types.NumericNeg(exactSquare(d)))
}

// errFrameSize is shared, as those of errors.go are.
var errFrameSize = pgerror.New(pgerror.InvalidPrecedingOrFollowingSize, "invalid preceding or following size in window function")

// inRangeOffsets lists, by the type of an ordering column, the types that the offset of a
// RANGE frame may have (the in_range functions of its operator family).
var inRangeOffsets = map[types.OID][]types.OID{
	types.OIDInt2: {types.OIDInt8, types.OIDInt4, types.OIDInt2}, types.OIDInt4: {types.OIDInt8, types.OIDInt4, types.OIDInt2}, types.OIDInt8: {types.OIDInt8},
	types.OIDFloat4: {types.OIDFloat8}, types.OIDFloat8: {types.OIDFloat8}, types.OIDNumeric: {types.OIDNumeric},
	types.OIDDate: {types.OIDInterval}, types.OIDTimestamp: {types.OIDInterval}, types.OIDTimestampTZ: {types.OIDInterval},
	types.OIDInterval: {types.OIDInterval}, types.OIDTime: {types.OIDInterval}, types.OIDTimeTZ: {types.OIDInterval},
}

// InRange lists the functions that tell whether a value lies within an offset of another
// one, of a column of type t: in_range(value, base, offset, sub, less).
func InRange(t *types.Type) []*Function {
	var out []*Function
	for _, oid := range inRangeOffsets[t.OID] {
		offset, _ := types.ByOID(oid)
		if f, err := ResolveFunction("in_range", []*types.Type{t, t, offset, types.TBool, types.TBool}, false); err == nil {
			out = append(out, f)
		}
	}
	return out
}

// windowBodies are the in_range functions: whether value <= base ± offset (less), or >=.
func windowBodies() map[string]body {
	m := map[string]body{
		"in_range_float8_float8":        {fn: inRangeFloat},
		"in_range_float4_float8":        {fn: inRangeFloat},
		"in_range_numeric_numeric":      {fn: inRangeNumeric},
		"in_range_interval_interval":    {fn: inRangeInterval},
		"in_range_date_interval":        {fn: inRangeDate},
		"in_range_timestamp_interval":   {fn: inRangeTimestamps(types.TTimestamp, plusInterval)},
		"in_range_timestamptz_interval": {fn: inRangeTimestamps(types.TTimestampTZ, plusIntervalTZ)},
		"in_range_time_interval":        {fn: inRangeTime},
		"in_range_timetz_interval":      {fn: inRangeTimeTZ},
	}
	for _, name := range []string{"int8_int8", "int4_int8", "int4_int4", "int4_int2", "int2_int8", "int2_int4", "int2_int2"} {
		m["in_range_"+name] = body{fn: inRangeInt}
	}
	return m
}

// within compares a value with the end of its range.
func within(t *types.Type, value, end types.Datum, less bool) (types.Datum, error) {
	c := types.Compare(t, value, end)
	return types.Bool(less && c <= 0 || !less && c >= 0), nil
}

func inRangeInt(_ *types.Env, a []types.Datum) (types.Datum, error) {
	value, base, offset, sub, less := a[0].Int(), a[1].Int(), a[2].Int(), a[3].Bool(), a[4].Bool()
	if offset < 0 {
		return types.Null, errFrameSize
	}
	end, ok := types.AddInt64(base, offset)
	if sub {
		end, ok = types.SubInt64(base, offset)
	}
	switch {
	case !ok: // the end lies beyond all values
		return types.Bool(sub != less), nil
	case less:
		return types.Bool(value <= end), nil
	}
	return types.Bool(value >= end), nil
}

func inRangeFloat(_ *types.Env, a []types.Datum) (types.Datum, error) {
	value, base, offset, sub, less := a[0].Float(), a[1].Float(), a[2].Float(), a[3].Bool(), a[4].Bool()
	switch {
	case math.IsNaN(offset) || offset < 0:
		return types.Null, errFrameSize
	case math.IsNaN(value):
		return types.Bool(math.IsNaN(base) || !less), nil
	case math.IsNaN(base):
		return types.Bool(less), nil
	case math.IsInf(offset, 1) && (sub && math.IsInf(base, 1) || !sub && math.IsInf(base, -1)):
		return types.Bool(true), nil // an infinity precedes itself infinitely
	}
	end := base + offset
	if sub {
		end = base - offset
	}
	if less {
		return types.Bool(value <= end), nil
	}
	return types.Bool(value >= end), nil
}

// numIsNaN reports whether a numeric is NaN.
func numIsNaN(d types.Datum) bool {
	return types.NumericRank(d) == types.NumericRank(types.NumericNaN())
}

func inRangeNumeric(_ *types.Env, a []types.Datum) (types.Datum, error) {
	value, base, offset, sub, less := a[0], a[1], a[2], a[3].Bool(), a[4].Bool()
	infinite := types.NumericInf(true)
	if sub {
		infinite = types.NumericInf(false)
	}
	switch {
	case numIsNaN(offset) || types.NumericCompare(offset, types.NumericInt(0)) < 0:
		return types.Null, errFrameSize
	case numIsNaN(value):
		return types.Bool(numIsNaN(base) || !less), nil
	case numIsNaN(base):
		return types.Bool(less), nil
	case types.NumericCompare(offset, types.NumericInf(false)) == 0 && types.NumericCompare(base, infinite) == 0:
		return types.Bool(true), nil
	}
	op := types.NumericAdd
	if sub {
		op = types.NumericSub
	}
	end, err := op(base, offset)
	if err != nil {
		return types.Null, err
	}
	return within(types.TNumeric, value, end, less)
}

// notNegative refuses an offset that goes back.
func notNegative(v types.Interval) error {
	if types.CompareInterval(v, types.Interval{}) < 0 {
		return errFrameSize
	}
	return nil
}

func inRangeInterval(_ *types.Env, a []types.Datum) (types.Datum, error) {
	if err := notNegative(a[2].Interval()); err != nil {
		return types.Null, err
	}
	op := types.IntervalAdd
	if a[3].Bool() {
		op = types.IntervalSub
	}
	end, err := op(a[1].Interval(), a[2].Interval())
	if err != nil {
		return types.Null, err
	}
	return within(types.TInterval, a[0], types.NewInterval(end), a[4].Bool())
}

// inRangeTimestamps is in_range of timestamps; add adds an interval to one.
func inRangeTimestamps(t *types.Type, add func(*types.Env, int64, types.Interval) (int64, error)) func(*types.Env, []types.Datum) (types.Datum, error) {
	sub := minus(add)
	return func(env *types.Env, a []types.Datum) (types.Datum, error) {
		if err := notNegative(a[2].Interval()); err != nil {
			return types.Null, err
		}
		op := add
		if a[3].Bool() {
			op = sub
		}
		end, err := op(env, a[1].Timestamp(), a[2].Interval())
		if err != nil {
			return types.Null, err
		}
		return within(t, a[0], types.Timestamp(end), a[4].Bool())
	}
}

func inRangeDate(env *types.Env, a []types.Datum) (types.Datum, error) {
	value, err := dateToTimestamp(a[0])
	if err != nil {
		return types.Null, err
	}
	base, err := dateToTimestamp(a[1])
	if err != nil {
		return types.Null, err
	}
	return inRangeTimestamps(types.TTimestamp, plusInterval)(env, []types.Datum{value, base, a[2], a[3], a[4]})
}

// timeEnd is a time of day and the time of an offset, whose days don't count. It does not
// wrap around at midnight.
func timeEnd(base, offset types.Datum, sub bool) (int64, error) {
	by := offset.Interval().Micros
	if by < 0 {
		return 0, errFrameSize
	}
	if sub {
		by = -by
	}
	end, ok := types.AddInt64(base.Time(), by)
	if !ok {
		end = math.MaxInt64
	}
	return end, nil
}

func inRangeTime(_ *types.Env, a []types.Datum) (types.Datum, error) {
	end, err := timeEnd(a[1], a[2], a[3].Bool())
	if err != nil {
		return types.Null, err
	}
	return within(types.TTime, a[0], types.Time(end), a[4].Bool())
}

func inRangeTimeTZ(_ *types.Env, a []types.Datum) (types.Datum, error) {
	end, err := timeEnd(a[1], a[2], a[3].Bool())
	if err != nil {
		return types.Null, err
	}
	return within(types.TTimeTZ, a[0], types.TimeTZ(end, a[1].Zone()), a[4].Bool())
}
