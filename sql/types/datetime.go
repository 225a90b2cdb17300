package types

import (
	"encoding/binary"
	"math"
	"strconv"
	"time"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// The infinities of date and timestamp, as Postgres stores them.
const (
	DateInfinity         = math.MaxInt32
	DateNegInfinity      = math.MinInt32
	TimestampInfinity    = math.MaxInt64
	TimestampNegInfinity = math.MinInt64
)

// The calendar in microseconds and in Julian days.
const (
	MicrosPerSecond = 1_000_000
	MicrosPerMinute = 60 * MicrosPerSecond
	MicrosPerHour   = 60 * MicrosPerMinute
	MicrosPerDay    = 24 * MicrosPerHour

	DaysPerMonth  = 30 // as intervals count
	monthsPerYear = 12

	// EpochJulian is 2000-01-01, UnixJulian 1970-01-01.
	EpochJulian = 2451545
	UnixJulian  = 2440588
	// EpochMicros is 2000-01-01 UTC in microseconds since 1970.
	EpochMicros = 946684800 * MicrosPerSecond

	// MinDate and MaxDate bound finite dates: 4714-11-24 BC and 5874897-12-31.
	MinDate = -EpochJulian
	MaxDate = 2147483494 - EpochJulian
	// MinTimestamp and MaxTimestamp bound finite timestamps: from 4714-11-24 BC
	// to before 294277-01-01.
	MinTimestamp = -211813488000000000
	MaxTimestamp = 9223371331200000000

	// maxZoneSeconds bounds a displacement: 15:59:59.
	maxZoneSeconds = 16*3600 - 1
)

// TimestampFromTime returns the microseconds since 2000-01-01 UTC of t.
func TimestampFromTime(t time.Time) int64 { return t.UnixMicro() - EpochMicros }

// TimestampToTime is the inverse of TimestampFromTime, in UTC.
func TimestampToTime(micros int64) time.Time { return time.UnixMicro(micros + EpochMicros).UTC() }

// JulianDay returns the Julian day of a proleptic Gregorian date; year 0 is 1 BC.
func JulianDay(year, month, day int) int {
	if month > 2 {
		month++
		year += 4800
	} else {
		month += 13
		year += 4799
	}
	century := year / 100
	julian := year*365 - 32167
	julian += year/4 - century + century/4
	return julian + 7834*month/256 + day
}

// CalendarDate is the inverse of JulianDay.
func CalendarDate(jd int) (year, month, day int) {
	julian := uint64(jd) + 32044
	quad := julian / 146097
	extra := (julian-quad*146097)*4 + 3
	julian += 60 + quad*3 + extra/146097
	quad = julian / 1461
	julian -= quad * 1461
	y := julian * 4 / 1461
	if y != 0 {
		julian = (julian+305)%365 + 123
	} else {
		julian = (julian+306)%366 + 123
	}
	y += quad * 4
	quad = julian * 2141 / 65536
	return int(y) - 4800, int((quad+10)%12) + 1, int(julian - 7834*quad/256)
}

// Civil is a moment in calendar fields; year 0 is 1 BC.
type Civil struct {
	Year, Month, Day  int
	Hour, Minute, Sec int
	Micros            int
}

// SplitTimestamp returns the fields of a finite timestamp.
func SplitTimestamp(ts int64) Civil {
	days, rest := FloorDivMod(ts, MicrosPerDay)
	var c Civil
	c.Year, c.Month, c.Day = CalendarDate(int(days) + EpochJulian)
	c.Hour, c.Minute, c.Sec, c.Micros = SplitTime(rest)
	return c
}

// SplitTime takes a time of day apart.
func SplitTime(micros int64) (hour, minute, sec, us int) {
	return int(micros / MicrosPerHour), int(micros / MicrosPerMinute % 60),
		int(micros / MicrosPerSecond % 60), int(micros % MicrosPerSecond)
}

// Weekday is the weekday of a Julian day, 0 for Monday. What clocks show may be a day below 0.
func Weekday(jd int) int {
	_, d := FloorDivMod(int64(jd), 7)
	return int(d)
}

// FloorDivMod divides towards minus infinity; the rest is not negative.
func FloorDivMod(a, b int64) (q, r int64) {
	q, r = a/b, a%b
	if r < 0 {
		return q - 1, r + b
	}
	return q, r
}

// Timestamp is the inverse of SplitTimestamp; ok is false out of range.
func (c Civil) Timestamp() (ts int64, ok bool) {
	ts, ok = c.Micros64()
	return ts, ok && TimestampInRange(ts)
}

// Micros64 is timestamp for a moment whose zone is still to be subtracted: the
// range is int64's.
func (c Civil) Micros64() (ts int64, ok bool) {
	if !ValidJulianYear(c.Year, c.Month) {
		return 0, false
	}
	days := int64(JulianDay(c.Year, c.Month, c.Day) - EpochJulian)
	ts, ok = MulInt64(days, MicrosPerDay)
	if !ok {
		return 0, false
	}
	return AddInt64Any(ts, c.TimeOfDay())
}

// TimeOfDay is microseconds since midnight.
func (c Civil) TimeOfDay() int64 {
	return int64(c.Hour)*MicrosPerHour + int64(c.Minute)*MicrosPerMinute + int64(c.Sec)*MicrosPerSecond + int64(c.Micros)
}

// AddInt64Any is AddInt64 for a zero b too.
func AddInt64Any(a, b int64) (int64, bool) {
	if b == 0 {
		return a, true
	}
	return AddInt64(a, b)
}

// ValidJulianYear reports whether JulianDay works for the month.
func ValidJulianYear(year, month int) bool {
	return (year > -4713 || year == -4713 && month >= 11) && (year < 5874898 || year == 5874898 && month < 6)
}

// AppendPadded appends a number with zeros in front, so that it has at least width digits.
func AppendPadded(dst []byte, v, width int) []byte {
	if width == 2 && v >= 0 && v < 100 {
		return append(dst, '0'+byte(v/10), '0'+byte(v%10))
	}
	var buf [20]byte
	b := strconv.AppendInt(buf[:0], int64(v), 10)
	for range width - len(b) {
		dst = append(dst, '0')
	}
	return append(dst, b...)
}

// appendYMD prints year-month-day; years before 1 count from 1 BC, and the
// caller appends " BC".
func appendYMD(dst []byte, year, month, day int) []byte {
	if year <= 0 {
		year = 1 - year
	}
	dst = append(AppendPadded(dst, year, 4), '-')
	dst = append(AppendPadded(dst, month, 2), '-')
	return AppendPadded(dst, day, 2)
}

func appendHMS(dst []byte, hour, minute, sec, micros int) []byte {
	dst = append(AppendPadded(dst, hour, 2), ':')
	dst = append(AppendPadded(dst, minute, 2), ':')
	return appendSeconds(dst, sec, micros, 2)
}

// appendSeconds prints seconds with as many digits of the fraction as needed.
func appendSeconds(dst []byte, sec, micros, width int) []byte {
	dst = AppendPadded(dst, sec, width)
	if micros == 0 {
		return dst
	}
	dst = append(dst, '.')
	dst = AppendPadded(dst, micros, 6)
	for dst[len(dst)-1] == '0' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

func appendBC(dst []byte, year int) []byte {
	if year <= 0 {
		return append(dst, " BC"...)
	}
	return dst
}

func appendDate(dst []byte, days int32, p datePrinter) []byte {
	switch days {
	case DateInfinity:
		return append(dst, "infinity"...)
	case DateNegInfinity:
		return append(dst, "-infinity"...)
	}
	y, m, d := CalendarDate(int(days) + EpochJulian)
	return appendBC(p.date(dst, y, m, d), y)
}

func appendTime(dst []byte, micros int64) []byte {
	h, m, s, us := SplitTime(micros)
	return appendHMS(dst, h, m, s, us)
}

// AppendZone prints a displacement in seconds east as +hh[:mm[:ss]].
func AppendZone(dst []byte, east int) []byte {
	sign := byte('+')
	if east < 0 {
		sign, east = '-', -east
	}
	dst = AppendPadded(append(dst, sign), east/3600, 2)
	if east%3600 != 0 {
		dst = AppendPadded(append(dst, ':'), east/60%60, 2)
	}
	if east%60 != 0 {
		dst = AppendPadded(append(dst, ':'), east%60, 2)
	}
	return dst
}

func appendTimestamp(dst []byte, ts int64, p datePrinter) []byte {
	if special := infinityText(ts); special != "" {
		return append(dst, special...)
	}
	return p.civil(dst, SplitTimestamp(ts), nil)
}

func infinityText(ts int64) string {
	switch ts {
	case TimestampInfinity:
		return "infinity"
	case TimestampNegInfinity:
		return "-infinity"
	}
	return ""
}

// appendTimestampTZ prints the moment in the session's zone.
func appendTimestampTZ(dst []byte, ts int64, env *Env, p datePrinter) []byte {
	if special := infinityText(ts); special != "" {
		return append(dst, special...)
	}
	zone := shownZone{"", ZoneOffset(env.Zone(), ts)}
	if p.style != ISODates {
		zone.name, _ = ZoneAt(env.Zone(), ts)
	}
	return p.civil(dst, SplitTimestamp(ts+int64(zone.east)*MicrosPerSecond), &zone)
}

// ZoneOffset returns the seconds east of UTC that loc has at a moment.
func ZoneOffset(loc *time.Location, ts int64) int {
	if loc == time.UTC {
		return 0
	}
	_, east := TimestampToTime(zoneYears(ts)).In(loc).Zone()
	return east
}

// zoneYears takes a moment of the far future, which the standard library's rules of time
// zones don't reach, to one in whose year the calendar is the same.
func zoneYears(ts int64) int64 {
	const (
		far   = 10_000 * 365 * MicrosPerDay
		cycle = 146_097 * MicrosPerDay // 400 years, whole weeks
	)
	if ts <= far {
		return ts
	}
	return far - cycle + (ts-far)%cycle
}

// LocalToUTC returns the moment at which clocks in loc show ts. A time that
// they skip is read with the offset before the jump, one that they show twice
// is the later (standard) one: as Postgres's DetermineTimeZoneOffset.
func LocalToUTC(loc *time.Location, ts int64) int64 {
	if loc == time.UTC {
		return ts
	}
	before := ZoneOffset(loc, ts-MicrosPerDay)
	after := ZoneOffset(loc, ts+MicrosPerDay)
	if before == after {
		if mid := ZoneOffset(loc, ts-int64(before)*MicrosPerSecond); mid == before {
			return ts - int64(before)*MicrosPerSecond
		}
	}
	fits := func(east int) bool {
		return ZoneOffset(loc, ts-int64(east)*MicrosPerSecond) == east
	}
	fitsBefore, fitsAfter := fits(before), fits(after)
	switch {
	case fitsBefore && fitsAfter: // shown twice: the later time counts, whatever is called summer time
		return ts - int64(min(before, after))*MicrosPerSecond
	case fitsBefore:
		return ts - int64(before)*MicrosPerSecond
	case fitsAfter:
		return ts - int64(after)*MicrosPerSecond
	}
	return ts - int64(min(before, after))*MicrosPerSecond // skipped
}

// TimestampInRange reports whether a timestamp is one that Postgres has.
func TimestampInRange(ts int64) bool { return ts >= MinTimestamp && ts < MaxTimestamp }

// IsInfinite reports whether a timestamp is one of the infinities.
func IsInfinite(ts int64) bool { return ts == TimestampInfinity || ts == TimestampNegInfinity }

// RoundMicros rounds a count of microseconds to the digits of a typmod.
func RoundMicros(v int64, typmod int32) int64 {
	if typmod < 0 || typmod >= 6 || IsInfinite(v) {
		return v
	}
	unit := int64(Pow10Uint64[6-typmod])
	if v >= 0 {
		return (v + unit/2) / unit * unit
	}
	return -((-v + unit/2) / unit * unit)
}

// ApplyDatetimeTypmod rounds to the precision of a time type.
func ApplyDatetimeTypmod(t *Type, d Datum, typmod int32) (Datum, error) {
	if typmod < 0 {
		return d, nil
	}
	switch t.OID {
	case OIDTime:
		return Time(RoundMicros(d.Time(), typmod)), nil
	case OIDTimeTZ:
		return TimeTZ(RoundMicros(d.Time(), typmod), d.aux()), nil
	case OIDTimestamp, OIDTimestampTZ:
		return Timestamp(RoundMicros(d.Timestamp(), typmod)), nil
	case OIDInterval:
		return applyIntervalTypmod(d, typmod)
	}
	return d, nil
}

// decodeDatetimeBinary reads the receive forms of the date and time types.
func decodeDatetimeBinary(t *Type, typmod int32, b []byte) (Datum, error) {
	var d Datum
	switch t.kind {
	case KindDate:
		v := int32(binary.BigEndian.Uint32(b))
		if v != DateInfinity && v != DateNegInfinity && (v < MinDate || v >= MaxDate) {
			return Null, ErrDateRange
		}
		return Date(v), nil
	case KindTime, KindTimeTZ:
		v := int64(binary.BigEndian.Uint64(b))
		if v < 0 || v > MicrosPerDay {
			return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "time out of range")
		}
		d = Time(v)
		if t.kind == KindTimeTZ {
			zone := int32(binary.BigEndian.Uint32(b[8:]))
			if zone <= -maxZoneSeconds-1 || zone >= maxZoneSeconds+1 {
				return Null, pgerror.New(pgerror.InvalidTimeZoneDisplacementValue, "time zone displacement out of range")
			}
			d = TimeTZ(v, zone)
		}
	case KindTimestamp:
		v := int64(binary.BigEndian.Uint64(b))
		if !IsInfinite(v) && !TimestampInRange(v) {
			return Null, ErrTimestampRange
		}
		d = Timestamp(v)
	case KindInterval:
		d = NewInterval(Interval{
			Micros: int64(binary.BigEndian.Uint64(b)),
			Days:   int32(binary.BigEndian.Uint32(b[8:])),
			Months: int32(binary.BigEndian.Uint32(b[12:])),
		})
	}
	return ApplyDatetimeTypmod(t, d, typmod)
}
