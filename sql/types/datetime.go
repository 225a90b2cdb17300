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
	microsPerSecond = 1_000_000
	microsPerMinute = 60 * microsPerSecond
	microsPerHour   = 60 * microsPerMinute
	microsPerDay    = 24 * microsPerHour

	daysPerMonth  = 30 // as intervals count
	monthsPerYear = 12

	// epochJulian is 2000-01-01, unixJulian 1970-01-01.
	epochJulian = 2451545
	unixJulian  = 2440588
	// epochMicros is 2000-01-01 UTC in microseconds since 1970.
	epochMicros = 946684800 * microsPerSecond

	// minDate and maxDate bound finite dates: 4714-11-24 BC and 5874897-12-31.
	minDate = -epochJulian
	maxDate = 2147483494 - epochJulian
	// minTimestamp and maxTimestamp bound finite timestamps: from 4714-11-24 BC
	// to before 294277-01-01.
	minTimestamp = -211813488000000000
	maxTimestamp = 9223371331200000000

	// maxZoneSeconds bounds a displacement: 15:59:59.
	maxZoneSeconds = 16*3600 - 1
)

// TimestampFromTime returns the microseconds since 2000-01-01 UTC of t.
func TimestampFromTime(t time.Time) int64 { return t.UnixMicro() - epochMicros }

// TimestampToTime is the inverse of TimestampFromTime, in UTC.
func TimestampToTime(micros int64) time.Time { return time.UnixMicro(micros + epochMicros).UTC() }

// julianDay returns the Julian day of a proleptic Gregorian date; year 0 is 1 BC.
func julianDay(year, month, day int) int {
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

// calendarDate is the inverse of julianDay.
func calendarDate(jd int) (year, month, day int) {
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

// civil is a moment in calendar fields; year 0 is 1 BC.
type civil struct {
	year, month, day  int
	hour, minute, sec int
	micros            int
}

// splitTimestamp returns the fields of a finite timestamp.
func splitTimestamp(ts int64) civil {
	days, rest := floorDivMod(ts, microsPerDay)
	var c civil
	c.year, c.month, c.day = calendarDate(int(days) + epochJulian)
	c.hour, c.minute, c.sec, c.micros = splitTime(rest)
	return c
}

func splitTime(micros int64) (hour, minute, sec, us int) {
	return int(micros / microsPerHour), int(micros / microsPerMinute % 60),
		int(micros / microsPerSecond % 60), int(micros % microsPerSecond)
}

func floorDivMod(a, b int64) (q, r int64) {
	q, r = a/b, a%b
	if r < 0 {
		return q - 1, r + b
	}
	return q, r
}

// timestamp is the inverse of splitTimestamp; ok is false out of range.
func (c civil) timestamp() (ts int64, ok bool) {
	ts, ok = c.micros64()
	return ts, ok && timestampInRange(ts)
}

// micros64 is timestamp for a moment whose zone is still to be subtracted: the
// range is int64's.
func (c civil) micros64() (ts int64, ok bool) {
	if !validJulianYear(c.year, c.month) {
		return 0, false
	}
	days := int64(julianDay(c.year, c.month, c.day) - epochJulian)
	ts, ok = mulInt64(days, microsPerDay)
	if !ok {
		return 0, false
	}
	return addInt64Any(ts, c.timeOfDay())
}

func (c civil) timeOfDay() int64 {
	return int64(c.hour)*microsPerHour + int64(c.minute)*microsPerMinute + int64(c.sec)*microsPerSecond + int64(c.micros)
}

// addInt64Any is addInt64 for a zero b too.
func addInt64Any(a, b int64) (int64, bool) {
	if b == 0 {
		return a, true
	}
	return addInt64(a, b)
}

// validJulianYear reports whether julianDay works for the month.
func validJulianYear(year, month int) bool {
	return (year > -4713 || year == -4713 && month >= 11) && (year < 5874898 || year == 5874898 && month < 6)
}

func appendPadded(dst []byte, v, width int) []byte {
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
	dst = append(appendPadded(dst, year, 4), '-')
	dst = append(appendPadded(dst, month, 2), '-')
	return appendPadded(dst, day, 2)
}

func appendHMS(dst []byte, hour, minute, sec, micros int) []byte {
	dst = append(appendPadded(dst, hour, 2), ':')
	dst = append(appendPadded(dst, minute, 2), ':')
	return appendSeconds(dst, sec, micros, 2)
}

// appendSeconds prints seconds with as many digits of the fraction as needed.
func appendSeconds(dst []byte, sec, micros, width int) []byte {
	dst = appendPadded(dst, sec, width)
	if micros == 0 {
		return dst
	}
	dst = append(dst, '.')
	dst = appendPadded(dst, micros, 6)
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
	y, m, d := calendarDate(int(days) + epochJulian)
	return appendBC(p.date(dst, y, m, d), y)
}

func appendTime(dst []byte, micros int64) []byte {
	h, m, s, us := splitTime(micros)
	return appendHMS(dst, h, m, s, us)
}

// appendZone prints a displacement in seconds east as +hh[:mm[:ss]].
func appendZone(dst []byte, east int) []byte {
	sign := byte('+')
	if east < 0 {
		sign, east = '-', -east
	}
	dst = appendPadded(append(dst, sign), east/3600, 2)
	if east%3600 != 0 {
		dst = appendPadded(append(dst, ':'), east/60%60, 2)
	}
	if east%60 != 0 {
		dst = appendPadded(append(dst, ':'), east%60, 2)
	}
	return dst
}

func appendTimestamp(dst []byte, ts int64, p datePrinter) []byte {
	if special := infinityText(ts); special != "" {
		return append(dst, special...)
	}
	return p.civil(dst, splitTimestamp(ts), nil)
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
	zone := shownZone{"", zoneOffset(env.location(), ts)}
	if p.style != ISODates {
		zone.name, _ = zoneAt(env.location(), ts)
	}
	return p.civil(dst, splitTimestamp(ts+int64(zone.east)*microsPerSecond), &zone)
}

// zoneOffset returns the seconds east of UTC that loc has at a moment.
func zoneOffset(loc *time.Location, ts int64) int {
	if loc == time.UTC {
		return 0
	}
	_, east := TimestampToTime(ts).In(loc).Zone()
	return east
}

// localToUTC returns the moment at which clocks in loc show ts. A time that
// they skip is read with the offset before the jump, one that they show twice
// is the later (standard) one: as Postgres's DetermineTimeZoneOffset.
func localToUTC(loc *time.Location, ts int64) int64 {
	if loc == time.UTC {
		return ts
	}
	before := zoneOffset(loc, ts-microsPerDay)
	after := zoneOffset(loc, ts+microsPerDay)
	if before == after {
		if mid := zoneOffset(loc, ts-int64(before)*microsPerSecond); mid == before {
			return ts - int64(before)*microsPerSecond
		}
	}
	fits := func(east int) bool {
		return zoneOffset(loc, ts-int64(east)*microsPerSecond) == east
	}
	fitsBefore, fitsAfter := fits(before), fits(after)
	switch {
	case fitsBefore && fitsAfter: // shown twice: the later time counts, whatever is called summer time
		return ts - int64(min(before, after))*microsPerSecond
	case fitsBefore:
		return ts - int64(before)*microsPerSecond
	case fitsAfter:
		return ts - int64(after)*microsPerSecond
	}
	return ts - int64(min(before, after))*microsPerSecond // skipped
}

func timestampInRange(ts int64) bool { return ts >= minTimestamp && ts < maxTimestamp }

func isInfinite(ts int64) bool { return ts == TimestampInfinity || ts == TimestampNegInfinity }

// roundMicros rounds a count of microseconds to the digits of a typmod.
func roundMicros(v int64, typmod int32) int64 {
	if typmod < 0 || typmod >= 6 || isInfinite(v) {
		return v
	}
	unit := int64(pow10u[6-typmod])
	if v >= 0 {
		return (v + unit/2) / unit * unit
	}
	return -((-v + unit/2) / unit * unit)
}

// applyDatetimeTypmod rounds to the precision of a time type.
func applyDatetimeTypmod(t *Type, d Datum, typmod int32) (Datum, error) {
	if typmod < 0 {
		return d, nil
	}
	switch t.OID {
	case OIDTime:
		return Time(roundMicros(d.Time(), typmod)), nil
	case OIDTimeTZ:
		return TimeTZ(roundMicros(d.Time(), typmod), d.aux), nil
	case OIDTimestamp, OIDTimestampTZ:
		return Timestamp(roundMicros(d.Timestamp(), typmod)), nil
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
		if v != DateInfinity && v != DateNegInfinity && (v < minDate || v >= maxDate) {
			return Null, errDateRange
		}
		return Date(v), nil
	case KindTime, KindTimeTZ:
		v := int64(binary.BigEndian.Uint64(b))
		if v < 0 || v > microsPerDay {
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
		if !isInfinite(v) && !timestampInRange(v) {
			return Null, errTimestampRange
		}
		d = Timestamp(v)
	case KindInterval:
		d = NewInterval(Interval{
			Micros: int64(binary.BigEndian.Uint64(b)),
			Days:   int32(binary.BigEndian.Uint32(b[8:])),
			Months: int32(binary.BigEndian.Uint32(b[12:])),
		})
	}
	return applyDatetimeTypmod(t, d, typmod)
}
