package types

import (
	"math"
	"strconv"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Fields of an interval's modifier, as Postgres numbers them.
const (
	intervalFullRange = 0x7fff
	maskMonth         = 1 << 1
	maskYear          = 1 << 2
	maskDay           = 1 << 3
	maskHour          = 1 << 10
	maskMinute        = 1 << 11
	maskSecond        = 1 << 12
)

// intervalTypmodIn takes a field mask, or one and a precision.
func intervalTypmodIn(args []int64) (int32, error) {
	fields, precision := int64(intervalFullRange), int64(0xffff)
	switch len(args) {
	case 1:
		fields, precision = args[0], 0xffff
	case 2:
		fields, precision = args[0], args[1]
		if precision < 0 {
			return 0, pgerror.New(pgerror.InvalidParameterValue, "INTERVAL(%d) precision must not be negative", precision)
		}
		precision = min(precision, 6)
	default:
		return 0, pgerror.New(pgerror.InvalidParameterValue, "invalid INTERVAL type modifier")
	}
	if fields == intervalFullRange && precision == 0xffff {
		return NoTypmod, nil
	}
	return int32(fields<<16 | precision), nil
}

var intervalFieldNames = map[int32]string{
	maskYear: " year", maskMonth: " month", maskDay: " day",
	maskHour: " hour", maskMinute: " minute", maskSecond: " second",
	maskYear | maskMonth: " year to month", maskDay | maskHour: " day to hour",
	maskDay | maskHour | maskMinute:              " day to minute",
	maskDay | maskHour | maskMinute | maskSecond: " day to second",
	maskHour | maskMinute:                        " hour to minute",
	maskHour | maskMinute | maskSecond:           " hour to second",
	maskMinute | maskSecond:                      " minute to second",
}

func intervalTypmodString(typmod int32) string {
	s := intervalFieldNames[typmod>>16&intervalFullRange]
	if p := typmod & 0xffff; p != 0xffff {
		s += "(" + strconv.Itoa(int(p)) + ")"
	}
	return s
}

// applyIntervalTypmod drops the fields that the modifier leaves out and rounds
// the seconds.
func applyIntervalTypmod(d Datum, typmod int32) (Datum, error) {
	v := d.Interval()
	fields, precision := typmod>>16&intervalFullRange, typmod&0xffff
	trim := func(unit int64) { v.Micros = v.Micros / unit * unit }
	switch fields {
	case maskYear:
		v.Months = v.Months / monthsPerYear * monthsPerYear
		v.Days, v.Micros = 0, 0
	case maskMonth, maskYear | maskMonth:
		v.Days, v.Micros = 0, 0
	case maskDay:
		v.Micros = 0
	case maskHour, maskDay | maskHour:
		trim(MicrosPerHour)
	case maskMinute, maskDay | maskHour | maskMinute, maskHour | maskMinute:
		trim(MicrosPerMinute)
	}
	if precision != 0xffff {
		v.Micros = RoundMicros(v.Micros, precision)
	}
	return NewInterval(v), nil
}

// Span is the interval in days of 24 hours, months having 30 days: what
// comparison goes by. micros is below one day and not negative.
func (v Interval) Span() (days, micros int64) {
	q, r := FloorDivMod(v.Micros, MicrosPerDay)
	return int64(v.Months)*DaysPerMonth + int64(v.Days) + q, r
}

// CompareInterval orders intervals by how long they are, with months of 30 days.
func CompareInterval(a, b Interval) int {
	da, ma := a.Span()
	db, mb := b.Span()
	if c := CompareInts(da, db); c != 0 {
		return c
	}
	return CompareInts(ma, mb)
}

// AppendInterval prints the style "postgres": 1 year 2 mons -3 days +04:05:06.
func AppendInterval(dst []byte, v Interval) []byte {
	at := len(dst)
	before := false // the field before was negative
	part := func(n int64, unit string) {
		if n == 0 {
			return
		}
		if len(dst) > at {
			dst = append(dst, ' ')
		}
		if before && n > 0 {
			dst = append(dst, '+')
		}
		dst = strconv.AppendInt(dst, n, 10)
		dst = append(dst, ' ')
		dst = append(dst, unit...)
		if n != 1 {
			dst = append(dst, 's')
		}
		before = n < 0
	}
	part(int64(v.Months/monthsPerYear), "year")
	part(int64(v.Months%monthsPerYear), "mon")
	part(int64(v.Days), "day")
	if v.Micros == 0 && len(dst) > at {
		return dst
	}
	if len(dst) > at {
		dst = append(dst, ' ')
	}
	switch {
	case v.Micros < 0:
		dst = append(dst, '-')
	case before:
		dst = append(dst, '+')
	}
	us := AbsUint64(v.Micros)
	dst = AppendPadded(dst, int(us/MicrosPerHour), 2)
	dst = append(dst, ':')
	dst = AppendPadded(dst, int(us/MicrosPerMinute%60), 2)
	dst = append(dst, ':')
	return appendSeconds(dst, int(us/MicrosPerSecond%60), int(us%MicrosPerSecond), 2)
}

// printInterval writes an interval in the session's style.
func printInterval(dst []byte, v Interval, env *Env) []byte {
	if env == nil {
		return AppendInterval(dst, v)
	}
	switch env.IntervalStyle {
	case IntervalVerbose:
		return appendIntervalVerbose(dst, v)
	case IntervalSQL:
		return appendIntervalSQL(dst, v)
	case IntervalISO8601:
		return appendIntervalISO(dst, v)
	}
	return AppendInterval(dst, v)
}

// appendIntervalISO writes an interval as ISO 8601's format with designators.
func appendIntervalISO(dst []byte, v Interval) []byte {
	if v == (Interval{}) {
		return append(dst, "PT0S"...)
	}
	part := func(n int64, unit byte) {
		if n != 0 {
			dst = append(strconv.AppendInt(dst, n, 10), unit)
		}
	}
	dst = append(dst, 'P')
	part(int64(v.Months/monthsPerYear), 'Y')
	part(int64(v.Months%monthsPerYear), 'M')
	part(int64(v.Days), 'D')
	if v.Micros == 0 {
		return dst
	}
	dst = append(dst, 'T')
	part(v.Micros/MicrosPerHour, 'H')
	part(v.Micros%MicrosPerHour/MicrosPerMinute, 'M')
	rest := v.Micros % MicrosPerMinute
	if rest == 0 {
		return dst
	}
	if rest < 0 {
		dst = append(dst, '-')
	}
	us := AbsUint64(rest)
	return append(appendSeconds(dst, int(us/MicrosPerSecond), int(us%MicrosPerSecond), 1), 'S')
}

// IntervalAdd adds field by field.
func IntervalAdd(a, b Interval) (Interval, error) {
	months := int64(a.Months) + int64(b.Months)
	days := int64(a.Days) + int64(b.Days)
	micros, ok := AddInt64Any(a.Micros, b.Micros)
	return CheckedInterval(months, days, micros, ok)
}

// IntervalNeg is -a, or 22008.
func IntervalNeg(a Interval) (Interval, error) {
	return CheckedInterval(-int64(a.Months), -int64(a.Days), -a.Micros, a.Micros != math.MinInt64)
}

// IntervalSub is a - b, or 22008.
func IntervalSub(a, b Interval) (Interval, error) {
	months := int64(a.Months) - int64(b.Months)
	days := int64(a.Days) - int64(b.Days)
	micros, ok := a.Micros, true
	if b.Micros != 0 {
		micros, ok = SubInt64(a.Micros, b.Micros)
	}
	return CheckedInterval(months, days, micros, ok)
}

// CheckedInterval makes an interval, or 22008 where its parts don't fit.
func CheckedInterval(months, days, micros int64, ok bool) (Interval, error) {
	if !ok || months != int64(int32(months)) || days != int64(int32(days)) {
		return Interval{}, ErrIntervalRange
	}
	return Interval{Micros: micros, Days: int32(days), Months: int32(months)}, nil
}

// IntervalScale multiplies by a factor (or divides, by div). Fractions of a
// month spill to days and fractions of a day to seconds, months having 30 days.
func IntervalScale(v Interval, op func(float64) float64) (Interval, error) {
	months, days := op(float64(v.Months)), op(float64(v.Days))
	wholeMonths, wholeDays := math.Trunc(months), math.Trunc(days)
	if !inInt32(months) || !inInt32(days) {
		return Interval{}, ErrIntervalRange
	}
	monthRest := roundTo6((months - wholeMonths) * DaysPerMonth)
	secRest := roundTo6((days - wholeDays + monthRest - math.Trunc(monthRest)) * 86400)
	extraDays := math.Trunc(monthRest)
	if math.Abs(secRest) >= 86400 {
		d := math.Trunc(secRest / 86400)
		extraDays += d
		secRest -= d * 86400
	}
	micros := math.RoundToEven(op(float64(v.Micros)) + secRest*MicrosPerSecond)
	if math.IsNaN(micros) || micros >= math.MaxInt64 || micros <= math.MinInt64 || !inInt32(wholeDays+extraDays) {
		return Interval{}, ErrIntervalRange
	}
	return Interval{Micros: int64(micros), Days: int32(wholeDays + extraDays), Months: int32(wholeMonths)}, nil
}

func inInt32(v float64) bool { return v >= math.MinInt32 && v <= math.MaxInt32 }

// roundTo6 rounds to a millionth, as Postgres's TSROUND.
func roundTo6(v float64) float64 { return math.RoundToEven(v*1e6) / 1e6 }

// JustifyHours moves whole days out of the time.
func JustifyHours(v Interval) (Interval, error) {
	days := v.Micros / MicrosPerDay
	out, err := CheckedInterval(int64(v.Months), int64(v.Days)+days, v.Micros%MicrosPerDay, true)
	if err != nil {
		return out, err
	}
	switch {
	case out.Days > 0 && out.Micros < 0:
		out.Micros += MicrosPerDay
		out.Days--
	case out.Days < 0 && out.Micros > 0:
		out.Micros -= MicrosPerDay
		out.Days++
	}
	return out, nil
}

// JustifyDays moves whole months out of the days.
func JustifyDays(v Interval) (Interval, error) {
	out, err := CheckedInterval(int64(v.Months)+int64(v.Days/DaysPerMonth), int64(v.Days%DaysPerMonth), v.Micros, true)
	if err != nil {
		return out, err
	}
	switch {
	case out.Months > 0 && out.Days < 0:
		out.Days += DaysPerMonth
		out.Months--
	case out.Months < 0 && out.Days > 0:
		out.Days -= DaysPerMonth
		out.Months++
	}
	return out, nil
}

// JustifyInterval does both and makes the signs agree.
func JustifyInterval(v Interval) (Interval, error) {
	months, days, micros := int64(v.Months), int64(v.Days), v.Micros
	if days > 0 && micros > 0 || days < 0 && micros < 0 {
		months += days / DaysPerMonth
		days %= DaysPerMonth
	}
	days += micros / MicrosPerDay
	micros %= MicrosPerDay
	months += days / DaysPerMonth
	days %= DaysPerMonth
	switch {
	case months > 0 && (days < 0 || days == 0 && micros < 0):
		days += DaysPerMonth
		months--
	case months < 0 && (days > 0 || days == 0 && micros > 0):
		days -= DaysPerMonth
		months++
	}
	switch {
	case days > 0 && micros < 0:
		micros += MicrosPerDay
		days--
	case days < 0 && micros > 0:
		micros -= MicrosPerDay
		days++
	}
	return CheckedInterval(months, days, micros, true)
}
