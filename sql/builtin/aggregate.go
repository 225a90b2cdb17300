package builtin

import (
	"math"
	"strings"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// aggregateBody returns the states of an aggregate whose types are concrete.
func aggregateBody(f *Function) (body, bool) {
	make := aggregateState(f)
	if make == nil {
		return body{}, false
	}
	return body{agg: func(*Function) AggState { return make() }}, true
}

func aggregateState(f *Function) func() AggState {
	if state := orderedSetState(f); state != nil {
		return state
	}
	var t *types.Type
	if len(f.Args) > 0 {
		t = f.Args[0]
		if !t.Supported() && t != types.TAny {
			return nil
		}
	}
	switch f.Name {
	case "count":
		star := len(f.Args) == 0
		return func() AggState { return &countState{star: star} }
	case "sum":
		return sumState(t, f.Result)
	case "avg":
		return avgState(t)
	case "min", "max":
		sign := map[string]int{"min": 1, "max": -1}[f.Name]
		return func() AggState { return &extremeState{t: t, sign: sign} }
	case "bool_and", "every", "bool_or":
		or := f.Name == "bool_or"
		return func() AggState { return &boolState{or: or} }
	case "bit_and", "bit_or", "bit_xor":
		if t.Kind() == types.KindBytes {
			return func() AggState { return &bitStringState{op: f.Name[len("bit_"):]} }
		}
		return func() AggState { return &bitState{op: f.Name} }
	case "range_agg", "range_intersect_agg":
		return func() AggState {
			return &rangeState{arg: t.Base(), result: f.Result, intersect: f.Name == "range_intersect_agg"}
		}
	case "string_agg":
		return func() AggState { return &stringState{bytes: t.Kind() == types.KindBytes} }
	case "xmlagg":
		return func() AggState { return &xmlState{} }
	case "array_agg":
		return func() AggState { return &arrayState{result: f.Result, nested: t.Elem() != nil} }
	case "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg":
		return jsonAggregate(f)
	case "variance", "var_samp", "stddev", "stddev_samp", "var_pop", "stddev_pop":
		return spreadState(f.Name, t)
	case "corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy":
		return func() AggState { return &pairState{name: f.Name} }
	}
	return nil
}

type countState struct {
	n    int64
	star bool
}

func (s *countState) Add(_ *types.Env, args []types.Datum) error {
	if s.star || !args[0].IsNull() {
		s.n++
	}
	return nil
}

func (s *countState) Merge(_ *types.Env, other AggState) error {
	s.n += other.(*countState).n
	return nil
}
func (s *countState) Result(*types.Env) (types.Datum, error) { return types.Int(s.n), nil }
func (s *countState) MemoryBytes() int                       { return 16 }

// AddRows counts n rows at once, for count(*).
func (s *countState) AddRows(n int64) { s.n += n }

// RowCounter is a state that can take rows without their values: count(*).
type RowCounter interface{ AddRows(n int64) }

// sumState chooses how sums are kept: bigint for the smaller integers, numeric
// for bigint and numeric.
func sumState(t, result *types.Type) func() AggState {
	if t.OID == types.OIDMoney {
		return func() AggState { return &moneySum{} }
	}
	switch t.Kind() {
	case types.KindInt:
		if result.OID == types.OIDInt8 {
			return func() AggState { return &intSum{} }
		}
		return func() AggState { return &numericSum{} }
	case types.KindNumeric:
		return func() AggState { return &numericSum{} }
	case types.KindFloat:
		single := types.IsFloat4(result)
		return func() AggState { return &floatSum{single: single} }
	case types.KindInterval:
		return func() AggState { return &intervalTotal{} }
	}
	return nil
}

func avgState(t *types.Type) func() AggState {
	switch t.Kind() {
	case types.KindInt, types.KindNumeric:
		return func() AggState { return &numericSum{avg: true} }
	case types.KindFloat:
		return func() AggState { return &floatSpread{name: "avg"} }
	case types.KindInterval:
		return func() AggState { return &intervalTotal{avg: true} }
	}
	return nil
}

type intSum struct {
	sum  int64
	some bool
}

func (s *intSum) Add(_ *types.Env, args []types.Datum) (err error) {
	if args[0].IsNull() {
		return nil
	}
	s.some = true
	s.sum, err = AddInt8(s.sum, args[0].Int())
	return err
}

func (s *intSum) Merge(_ *types.Env, other AggState) (err error) {
	o := other.(*intSum)
	s.some = s.some || o.some
	s.sum, err = AddInt8(s.sum, o.sum)
	return err
}

func (s *intSum) Result(*types.Env) (types.Datum, error) {
	if !s.some {
		return types.Null, nil
	}
	return types.Int(s.sum), nil
}
func (s *intSum) MemoryBytes() int { return 16 }

// numericSum is sum and avg of bigint and numeric. Integers are gathered in
// small until that would overflow.
type numericSum struct {
	small int64
	big   types.Datum // NULL until used
	n     int64
	avg   bool
}

func (s *numericSum) Add(_ *types.Env, args []types.Datum) error {
	d := args[0]
	switch d.Kind() {
	case types.KindNull:
		return nil
	case types.KindInt:
		s.n++
		return s.addInt(d.Int())
	}
	s.n++
	return s.addBig(d)
}

func (s *numericSum) addInt(v int64) error {
	if sum, ok := types.AddInt64(s.small, v); ok {
		s.small = sum
		return nil
	}
	return s.addBig(types.NumericInt(v))
}

func (s *numericSum) addBig(d types.Datum) (err error) {
	if s.big.IsNull() {
		s.big = d
		return nil
	}
	s.big, err = types.ExactSum(s.big, d)
	return err
}

func (s *numericSum) total() (types.Datum, error) {
	if s.big.IsNull() {
		return types.NumericInt(s.small), nil
	}
	return types.ExactSum(s.big, types.NumericInt(s.small))
}

func (s *numericSum) Merge(_ *types.Env, other AggState) error {
	o := other.(*numericSum)
	if o.n == 0 {
		return nil
	}
	s.n += o.n
	t, err := o.total()
	if err != nil {
		return err
	}
	return s.addBig(t)
}

func (s *numericSum) Result(*types.Env) (types.Datum, error) {
	if s.n == 0 {
		return types.Null, nil
	}
	t, err := s.total()
	if _, _, small := t.SmallNumeric(); err == nil && !small && types.NumericRank(t) == 0 { // it may have passed the limit on its way
		var buf apd.BigInt
		coeff, scale := types.NumericParts(t, &buf)
		t, err = types.NumericChecked(coeff, scale)
	}
	if err != nil || !s.avg {
		return t, err
	}
	return types.NumericDiv(t, types.NumericInt(s.n))
}
func (s *numericSum) MemoryBytes() int { return 32 + s.big.MemoryBytes() }

type floatSum struct {
	sum    float64
	some   bool
	single bool
}

func (s *floatSum) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() {
		return nil
	}
	return s.add(args[0].Float())
}

func (s *floatSum) add(v float64) error {
	if !s.some {
		s.sum, s.some = v, true
		return nil
	}
	sum, err := AddFloat8(s.sum, v)
	if err != nil {
		return err
	}
	if s.single {
		f := float32(sum)
		if math.IsInf(float64(f), 0) && !math.IsInf(sum, 0) {
			return types.ErrFloatOverflow
		}
		sum = float64(f)
	}
	s.sum = sum
	return nil
}

func (s *floatSum) Merge(_ *types.Env, other AggState) error {
	if o := other.(*floatSum); o.some {
		return s.add(o.sum)
	}
	return nil
}

func (s *floatSum) Result(*types.Env) (types.Datum, error) {
	if !s.some {
		return types.Null, nil
	}
	return types.Float(s.sum), nil
}
func (s *floatSum) MemoryBytes() int { return 24 }

type intervalTotal struct {
	sum types.Interval
	n   int64
	avg bool
}

func (s *intervalTotal) Add(_ *types.Env, args []types.Datum) (err error) {
	if args[0].IsNull() {
		return nil
	}
	s.n++
	s.sum, err = types.IntervalAdd(s.sum, args[0].Interval())
	return err
}

func (s *intervalTotal) Merge(_ *types.Env, other AggState) (err error) {
	o := other.(*intervalTotal)
	s.n += o.n
	s.sum, err = types.IntervalAdd(s.sum, o.sum)
	return err
}

func (s *intervalTotal) Result(*types.Env) (types.Datum, error) {
	if s.n == 0 {
		return types.Null, nil
	}
	if !s.avg {
		return types.NewInterval(s.sum), nil
	}
	v, err := types.IntervalScale(s.sum, func(part float64) float64 { return part / float64(s.n) })
	return types.NewInterval(v), err
}
func (s *intervalTotal) MemoryBytes() int { return 32 }

// extremeState is min (sign 1) and max (-1).
type extremeState struct {
	best types.Datum
	t    *types.Type
	sign int
}

func (s *extremeState) Add(_ *types.Env, args []types.Datum) error {
	s.take(args[0])
	return nil
}

func (s *extremeState) take(d types.Datum) {
	if d.IsNull() {
		return
	}
	if s.best.IsNull() {
		s.best = d.Clone()
		return
	}
	// Of equal values that look different, as 1 and 1.0 do, the last one stays, as in Postgres.
	if c := types.Compare(s.t, d, s.best) * s.sign; c < 0 || c == 0 && equalsDiffer(d.Kind()) {
		s.best = d.Clone()
	}
}

// equalsDiffer reports whether equal values of a kind may look different.
func equalsDiffer(k types.Kind) bool {
	switch k {
	case types.KindNumeric, types.KindFloat, types.KindInterval, types.KindArray, types.KindRecord, types.KindJSONB:
		return true
	}
	return false
}

func (s *extremeState) Merge(_ *types.Env, other AggState) error {
	s.take(other.(*extremeState).best)
	return nil
}
func (s *extremeState) Result(*types.Env) (types.Datum, error) { return s.best, nil }
func (s *extremeState) MemoryBytes() int                       { return 24 + s.best.MemoryBytes() }

type boolState struct{ some, value, or bool }

func (s *boolState) Add(_ *types.Env, args []types.Datum) error {
	if !args[0].IsNull() {
		s.take(args[0].Bool())
	}
	return nil
}

func (s *boolState) take(v bool) {
	switch {
	case !s.some:
		s.some, s.value = true, v
	case s.or:
		s.value = s.value || v
	default:
		s.value = s.value && v
	}
}

func (s *boolState) Merge(_ *types.Env, other AggState) error {
	if o := other.(*boolState); o.some {
		s.take(o.value)
	}
	return nil
}

func (s *boolState) Result(*types.Env) (types.Datum, error) {
	if !s.some {
		return types.Null, nil
	}
	return types.Bool(s.value), nil
}
func (s *boolState) MemoryBytes() int { return 8 }

type bitState struct {
	some  bool
	value int64
	op    string
}

func (s *bitState) Add(_ *types.Env, args []types.Datum) error {
	if !args[0].IsNull() {
		s.take(args[0].Int())
	}
	return nil
}

func (s *bitState) take(v int64) {
	switch {
	case !s.some:
		s.some, s.value = true, v
	case s.op == "bit_and":
		s.value &= v
	case s.op == "bit_or":
		s.value |= v
	default:
		s.value ^= v
	}
}

func (s *bitState) Merge(_ *types.Env, other AggState) error {
	if o := other.(*bitState); o.some {
		s.take(o.value)
	}
	return nil
}

func (s *bitState) Result(*types.Env) (types.Datum, error) {
	if !s.some {
		return types.Null, nil
	}
	return types.Int(s.value), nil
}
func (s *bitState) MemoryBytes() int { return 40 }

// stringState is string_agg: separators stand before their values, and the
// first one is dropped at the end, so that two states can be joined.
type stringState struct {
	buf   []byte
	first int // bytes of the first separator
	some  bool
	bytes bool
}

func (s *stringState) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() {
		return nil
	}
	sep := ""
	if !args[1].IsNull() {
		sep = args[1].Text()
	}
	if !s.some {
		s.some, s.first = true, len(sep)
	}
	if len(s.buf)+len(sep)+len(args[0].Text()) > types.ValueBytesMax {
		return errTooLongAgg
	}
	s.buf = append(append(s.buf, sep...), args[0].Text()...)
	return nil
}

// errTooLongAgg is shared, as those of errors.go are.
var errTooLongAgg = pgerror.New(pgerror.ProgramLimitExceeded, "string_agg result exceeds %d bytes", types.ValueBytesMax)

func (s *stringState) fits() error {
	if len(s.buf) > types.ValueBytesMax {
		return errTooLongAgg
	}
	return nil
}

func (s *stringState) Merge(_ *types.Env, other AggState) error {
	o := other.(*stringState)
	if !o.some {
		return nil
	}
	if !s.some {
		s.some, s.first = true, o.first
	}
	s.buf = append(s.buf, o.buf...)
	return nil
}

func (s *stringState) Result(*types.Env) (types.Datum, error) {
	switch {
	case !s.some:
		return types.Null, nil
	case s.bytes:
		return types.Bytes(s.buf[s.first:]), nil
	}
	return types.TextAlias(s.buf[s.first:]), nil
}
func (s *stringState) MemoryBytes() int { return 48 + cap(s.buf) }

// arrayState is array_agg; nested makes arrays of arrays.
type arrayState struct {
	items  []types.Datum
	held   int
	some   bool
	result *types.Type
	nested bool
}

func (s *arrayState) Add(_ *types.Env, args []types.Datum) error {
	if s.nested {
		first := args[0]
		if len(s.items) > 0 {
			first = s.items[0]
		}
		if err := mayAccumulate(first, args[0]); err != nil {
			return err
		}
	}
	s.some = true
	s.items = append(s.items, args[0].Clone())
	s.held += args[0].MemoryBytes()
	return nil
}

func (s *arrayState) Merge(_ *types.Env, other AggState) error {
	o := other.(*arrayState)
	s.some = s.some || o.some
	s.items, s.held = append(s.items, o.items...), s.held+o.held
	return nil
}

func (s *arrayState) Result(*types.Env) (types.Datum, error) {
	if !s.some {
		return types.Null, nil
	}
	d, err := s.array()
	if err == nil && s.result.IsVector() { // which has one dimension, begins at 0 and is printed so
		return types.Null, pgerror.New(pgerror.DatatypeMismatch, "array is not a valid %s", s.result)
	}
	return d, err
}

// array puts the items together; those of states that were merged are compared here.
func (s *arrayState) array() (types.Datum, error) {
	if s.nested {
		return AccumulateArray(s.result.Elem(), s.items, true)
	}
	return BuildArray(s.result.Elem(), s.items, false)
}

func (s *arrayState) MemoryBytes() int { return 64 + s.held + cap(s.items)*8 }

func spreadState(name string, t *types.Type) func() AggState {
	if t.Kind() == types.KindFloat {
		return func() AggState { return &floatSpread{name: name} }
	}
	return func() AggState {
		return &numericSpread{name: name, sum: types.NumericInt(0), squares: types.NumericInt(0)}
	}
}

// floatSpread keeps count, sum and sum of squared differences from the mean
// (the method of Youngs and Cramer), which loses little where sums of squares
// would lose all.
type floatSpread struct {
	n, sx, sxx float64
	name       string
}

func (s *floatSpread) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() {
		return nil
	}
	return s.add(args[0].Float())
}

func (s *floatSpread) add(v float64) error {
	before := s.sx
	s.n++
	s.sx += v
	if s.n > 1 {
		tmp := v*s.n - s.sx
		s.sxx += tmp * tmp / (s.n * (s.n - 1))
		if math.IsInf(s.sx, 0) || math.IsInf(s.sxx, 0) {
			if !math.IsInf(before, 0) && !math.IsInf(v, 0) {
				return types.ErrFloatOverflow
			}
			s.sxx = math.NaN()
		}
	} else if math.IsNaN(v) || math.IsInf(v, 0) {
		s.sxx = math.NaN()
	}
	return nil
}

func (s *floatSpread) Merge(_ *types.Env, other AggState) error {
	o := other.(*floatSpread)
	switch {
	case o.n == 0:
	case s.n == 0:
		s.n, s.sx, s.sxx = o.n, o.sx, o.sxx
	default:
		n := s.n + o.n
		tmp := s.sx/s.n - o.sx/o.n
		s.sxx += o.sxx + s.n*o.n*tmp*tmp/n
		s.n, s.sx = n, s.sx+o.sx
	}
	return nil
}

func (s *floatSpread) Result(*types.Env) (types.Datum, error) {
	switch {
	case s.n == 0:
		return types.Null, nil
	case s.name == "avg":
		return types.Float(s.sx / s.n), nil
	}
	div := s.n - 1
	if isPopulation(s.name) {
		div = s.n
	}
	if div == 0 {
		return types.Null, nil
	}
	if isDeviation(s.name) {
		return types.Float(math.Sqrt(s.sxx / div)), nil
	}
	return types.Float(s.sxx / div), nil
}
func (s *floatSpread) MemoryBytes() int { return 40 }

func isPopulation(name string) bool { return name == "var_pop" || name == "stddev_pop" }
func isDeviation(name string) bool {
	return name == "stddev" || name == "stddev_samp" || name == "stddev_pop"
}

// numericSpread keeps exact sums, which are not bounded as numerics are: the squares of some have
// more digits.
type numericSpread struct {
	n            int64
	sum, squares types.Datum
	name         string
}

func (s *numericSpread) Add(_ *types.Env, args []types.Datum) error {
	d := args[0]
	if d.IsNull() {
		return nil
	}
	if d.Kind() == types.KindInt {
		d = types.NumericInt(d.Int())
	}
	return s.take(1, d, exactSquare(d))
}

func (s *numericSpread) take(n int64, sum, squares types.Datum) (err error) {
	s.n += n
	if s.sum, err = types.ExactSum(s.sum, sum); err != nil {
		return err
	}
	s.squares, err = types.ExactSum(s.squares, squares)
	return err
}

// exactSquare is the square of a value, of as many digits as it has.
func exactSquare(d types.Datum) types.Datum {
	switch types.NumericRank(d) {
	case 0:
		return types.ExactProduct(d, d)
	case 2:
		return types.NumericNaN()
	}
	return types.NumericInf(false)
}

func (s *numericSpread) Merge(_ *types.Env, other AggState) error {
	o := other.(*numericSpread)
	return s.take(o.n, o.sum, o.squares)
}

// Result is (n Σx² - (Σx)²) / (n (n-1)), or over n² for a population.
func (s *numericSpread) Result(*types.Env) (types.Datum, error) {
	less := int64(1)
	if isPopulation(s.name) {
		less = 0
	}
	if s.n-less <= 0 {
		return types.Null, nil
	}
	if types.NumericRank(s.sum) != 0 || types.NumericRank(s.squares) != 0 {
		return types.NumericNaN(), nil
	}
	num, err := types.ExactSum(types.ExactProduct(types.NumericInt(s.n), s.squares), types.NumericNeg(types.ExactProduct(s.sum, s.sum)))
	if err != nil {
		return types.Null, err
	}
	if types.NumericSign(num) <= 0 {
		return types.NumericInt(0), nil
	}
	den := types.ExactProduct(types.NumericInt(s.n), types.NumericInt(s.n-less))
	scale := types.NumericDivScale(num, den)
	quo := types.NumericQuotient(num, den, scale)
	if !isDeviation(s.name) {
		return types.NumericChecked(quo, scale)
	}
	return numericRootScale(types.NumericBig(quo, scale), scale), nil
}
func (s *numericSpread) MemoryBytes() int {
	return 32 + s.sum.MemoryBytes() + s.squares.MemoryBytes()
}

// pairState is corr, covar and regr, over rows where both arguments are known.
type pairState struct {
	n, sx, sxx, sy, syy, sxy float64
	name                     string
}

// Add takes (y, x) as SQL orders them.
func (s *pairState) Add(_ *types.Env, args []types.Datum) error {
	if args[0].IsNull() || args[1].IsNull() {
		return nil
	}
	if s.name == "regr_count" { // no sum of it may overflow
		s.n++
		return nil
	}
	y, x := args[0].Float(), args[1].Float()
	known := finite(s.sx) && finite(s.sy) && finite(x) && finite(y)
	s.n++
	s.sx += x
	s.sy += y
	if s.n > 1 {
		tx, ty := x*s.n-s.sx, y*s.n-s.sy
		scale := 1 / (s.n * (s.n - 1))
		s.sxx += tx * tx * scale
		s.syy += ty * ty * scale
		s.sxy += tx * ty * scale
		if known && (math.IsInf(s.sxx, 0) || math.IsInf(s.syy, 0) || math.IsInf(s.sxy, 0) || math.IsInf(s.sx, 0) || math.IsInf(s.sy, 0)) {
			return pgerror.New(pgerror.NumericValueOutOfRange, "value out of range: overflow")
		}
	}
	// Where an input is infinite or NaN, so is every deviation from the mean.
	if !finite(x) {
		s.sxx, s.sxy = math.NaN(), math.NaN()
	}
	if !finite(y) {
		s.syy, s.sxy = math.NaN(), math.NaN()
	}
	return nil
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

func (s *pairState) Merge(_ *types.Env, other AggState) error {
	o := other.(*pairState)
	switch {
	case o.n == 0:
	case s.n == 0:
		name := s.name
		*s = *o
		s.name = name
	default:
		n := s.n + o.n
		tx, ty := s.sx/s.n-o.sx/o.n, s.sy/s.n-o.sy/o.n
		s.sxx += o.sxx + s.n*o.n*tx*tx/n
		s.syy += o.syy + s.n*o.n*ty*ty/n
		s.sxy += o.sxy + s.n*o.n*tx*ty/n
		s.n, s.sx, s.sy = n, s.sx+o.sx, s.sy+o.sy
	}
	return nil
}

func (s *pairState) Result(*types.Env) (types.Datum, error) {
	switch {
	case s.name == "regr_count":
		return types.Int(int64(s.n)), nil
	case s.n < 1:
		return types.Null, nil
	case strings.HasPrefix(s.name, "regr_"):
		return s.regression(), nil
	case s.name == "covar_pop":
		return types.Float(s.sxy / s.n), nil
	case s.name == "covar_samp":
		if s.n < 2 {
			return types.Null, nil
		}
		return types.Float(s.sxy / (s.n - 1)), nil
	case s.sxx == 0 || s.syy == 0:
		return types.Null, nil
	}
	return types.Float(s.sxy / math.Sqrt(s.sxx*s.syy)), nil
}

// regression is the result of what describes the line of least squares; there is none where
// all x are the same.
func (s *pairState) regression() types.Datum {
	switch s.name {
	case "regr_avgx":
		return types.Float(s.sx / s.n)
	case "regr_avgy":
		return types.Float(s.sy / s.n)
	case "regr_sxx":
		return types.Float(s.sxx)
	case "regr_syy":
		return types.Float(s.syy)
	case "regr_sxy":
		return types.Float(s.sxy)
	}
	switch {
	case s.sxx == 0:
		return types.Null
	case s.name == "regr_slope":
		return types.Float(s.sxy / s.sxx)
	case s.name == "regr_intercept":
		return types.Float((s.sy - s.sx*s.sxy/s.sxx) / s.n)
	case s.syy == 0: // regr_r2
		return types.Float(1)
	}
	return types.Float((s.sxy * s.sxy) / (s.sxx * s.syy))
}

func (s *pairState) MemoryBytes() int { return 72 }
