package types

import (
	"math"
	"strconv"
	"strings"
)

// intervalUnit is what a unit word means: whole years, months, days or
// microseconds.
type intervalUnit struct {
	years, months, days, micros int64
}

// unitBytes is how much of a unit's word counts.
const unitBytes = 10

func unitOf(w string) (intervalUnit, bool) {
	switch w[:min(len(w), unitBytes)] {
	case "us", "usec", "usecs", "usecond", "useconds", "microsecon":
		return intervalUnit{micros: 1}, true
	case "ms", "msec", "msecs", "msecond", "mseconds", "millisecon":
		return intervalUnit{micros: 1000}, true
	case "s", "sec", "secs", "second", "seconds":
		return intervalUnit{micros: MicrosPerSecond}, true
	case "m", "min", "mins", "minute", "minutes":
		return intervalUnit{micros: MicrosPerMinute}, true
	case "h", "hr", "hrs", "hour", "hours":
		return intervalUnit{micros: MicrosPerHour}, true
	case "d", "day", "days":
		return intervalUnit{days: 1}, true
	case "w", "week", "weeks":
		return intervalUnit{days: 7}, true
	case "mon", "mons", "month", "months":
		return intervalUnit{months: 1}, true
	case "y", "yr", "yrs", "year", "years":
		return intervalUnit{years: 1}, true
	case "dec", "decs", "decade", "decades":
		return intervalUnit{years: 10}, true
	case "c", "cent", "century", "centuries":
		return intervalUnit{years: 100}, true
	case "mil", "mils", "millennia", "millennium":
		return intervalUnit{years: 1000}, true
	}
	return intervalUnit{}, false
}

// intervalSum gathers fields; overflow is remembered.
type intervalSum struct {
	years, months, days, micros int64
	overflow                    bool
}

func (v *intervalSum) addTo(dst *int64, n, unit int64) {
	p, ok := MulInt64(n, unit)
	if ok {
		p, ok = AddInt64Any(*dst, p)
	}
	*dst = p
	v.overflow = v.overflow || !ok
}

// add takes n whole units and a fraction of one. Fractions of months become
// days and fractions of days become time.
func (v *intervalSum) add(n int64, frac float64, u intervalUnit) {
	switch {
	case u.micros > 0:
		v.addTo(&v.micros, n, u.micros)
		v.fracMicros(frac * float64(u.micros))
	case u.days > 0:
		v.addTo(&v.days, n, u.days)
		v.fracDays(frac * float64(u.days))
	case u.months > 0:
		v.addTo(&v.months, n, u.months)
		v.fracDays(frac * DaysPerMonth)
	default:
		v.addTo(&v.years, n, u.years)
		v.addTo(&v.months, int64(math.RoundToEven(frac*float64(u.years)*monthsPerYear)), 1)
	}
}

func (v *intervalSum) negate() {
	v.overflow = v.overflow || v.micros == math.MinInt64
	v.years, v.months, v.days, v.micros = -v.years, -v.months, -v.days, -v.micros
}

func (v *intervalSum) fracDays(days float64) {
	whole := math.Trunc(days)
	v.addTo(&v.days, int64(whole), 1)
	v.fracMicros((days - whole) * MicrosPerDay)
}

// fracMicros adds microseconds, of which halves are left out.
func (v *intervalSum) fracMicros(micros float64) {
	whole := math.Trunc(micros)
	switch rest := micros - whole; {
	case rest > 0.5:
		whole++
	case rest < -0.5:
		whole--
	}
	v.addTo(&v.micros, int64(whole), 1)
}

func (v *intervalSum) interval() (Interval, error) {
	for _, n := range []int64{v.years, v.months, v.days} {
		v.overflow = v.overflow || n != int64(int32(n))
	}
	if v.overflow {
		return Interval{}, errFieldOverflow
	}
	return CheckedInterval(v.years*monthsPerYear+v.months, v.days, v.micros, true)
}

// parseInterval reads the verbose, SQL and ISO 8601 forms.
func parseInterval(s string, typmod int32, style IntervalStyle) (Interval, error) {
	text := TrimSpace(s)
	if strings.HasPrefix(text, "P") {
		return parseISOInterval(text[1:])
	}
	fields, err := lexDatetime(s)
	if err != nil {
		return Interval{}, err
	}
	if len(fields) == 0 {
		return Interval{}, errBadFormat
	}
	p := intervalParser{unit: defaultUnit(typmod), minutes: fieldsOf(typmod) == maskMinute|maskSecond}
	negative := style == IntervalSQL && leadingSign(fields)
	if negative {
		fields[0] = fields[0].unsigned()
	}
	// Units stand after their numbers, so the walk goes backwards.
	for i := len(fields) - 1; i >= 0; i-- {
		if err := p.field(fields[i]); err != nil {
			return Interval{}, err
		}
	}
	if !p.any || p.pending {
		return Interval{}, errBadFormat
	}
	if p.ago != negative {
		p.sum.negate()
	}
	return p.sum.interval()
}

// unsigned is a field without the sign in front.
func (f field) unsigned() field {
	f.text = f.text[1:]
	if f.kind == fieldZone {
		if f.kind = fieldNumber; strings.Contains(f.text, ":") {
			f.kind = fieldTime
		}
	}
	return f
}

// leadingSign reports whether a minus in front is that of all fields, as the standard
// has it: unless another field has a sign of its own, as Postgres prints them.
func leadingSign(fields []field) bool {
	for i, f := range fields {
		signed := f.text != "" && (f.text[0] == '-' || f.text[0] == '+')
		if signed != (i == 0) || i == 0 && f.text[0] == '+' {
			return false
		}
	}
	return true
}

// fieldsOf are the fields of an interval's modifier.
func fieldsOf(typmod int32) int32 {
	if typmod < 0 {
		return intervalFullRange
	}
	return typmod >> 16 & intervalFullRange
}

// defaultUnit is what a bare number counts: the last field of the modifier.
func defaultUnit(typmod int32) intervalUnit {
	fields := fieldsOf(typmod)
	switch {
	case fields == intervalFullRange || fields&maskSecond != 0:
		return intervalUnit{micros: MicrosPerSecond}
	case fields&maskMinute != 0:
		return intervalUnit{micros: MicrosPerMinute}
	case fields&maskHour != 0:
		return intervalUnit{micros: MicrosPerHour}
	case fields&maskDay != 0:
		return intervalUnit{days: 1}
	case fields&maskMonth != 0:
		return intervalUnit{months: 1}
	}
	return intervalUnit{years: 1}
}

type intervalParser struct {
	sum     intervalSum
	unit    intervalUnit // of the next number, going backwards
	pending bool         // a unit waits for its number
	minutes bool         // 1:02 are minutes and seconds
	ago     bool
	any     bool
	seen    int32 // the fields that were given, as a modifier has them, and those of seenMasks
}

// What was given beside the fields of a modifier.
const (
	seenMillis = 1 << (16 + iota)
	seenMicros
	seenWeek
	seenDecade
	seenCentury
	seenMillennium
)

// maskSeconds is all that a number of seconds with a fraction gives.
const maskSeconds = maskSecond | seenMillis | seenMicros

// mask is what a number of units gives.
func (u intervalUnit) mask(fraction bool) int32 {
	switch u {
	case intervalUnit{micros: 1}:
		return seenMicros
	case intervalUnit{micros: 1000}:
		return seenMillis
	case intervalUnit{micros: MicrosPerSecond}:
		if fraction {
			return maskSeconds
		}
		return maskSecond
	case intervalUnit{micros: MicrosPerMinute}:
		return maskMinute
	case intervalUnit{micros: MicrosPerHour}:
		return maskHour
	case intervalUnit{days: 1}:
		return maskDay
	case intervalUnit{days: 7}:
		return seenWeek
	case intervalUnit{months: 1}:
		return maskMonth
	case intervalUnit{years: 10}:
		return seenDecade
	case intervalUnit{years: 100}:
		return seenCentury
	case intervalUnit{years: 1000}:
		return seenMillennium
	}
	return maskYear
}

func (p *intervalParser) field(f field) error {
	switch f.kind {
	case fieldTime:
		return p.clock(f.text, false)
	case fieldZone:
		if strings.Contains(f.text, ":") {
			return p.clock(f.text[1:], f.text[0] == '-')
		}
		return p.number(f.text)
	case fieldNumber, fieldDate:
		return p.number(f.text)
	case fieldString:
		return p.word(f.text)
	}
	return errBadFormat
}

// clock reads hh:mm[:ss]; a bare number before it counts days.
func (p *intervalParser) clock(s string, negative bool) error {
	if p.minutes && strings.Count(s, ":") == 1 && !strings.Contains(s, ".") {
		s = "0:" + s
	}
	h, m, sec, us, err := clockFields(s)
	if err != nil {
		return err
	}
	if err := p.once(maskHour | maskMinute | maskSeconds); err != nil {
		return err
	}
	var v intervalSum
	v.add(int64(h), 0, intervalUnit{micros: MicrosPerHour})
	v.add(int64(m)*60+int64(sec), 0, intervalUnit{micros: MicrosPerSecond})
	v.add(int64(us), 0, intervalUnit{micros: 1})
	if negative {
		v.micros = -v.micros
	}
	p.sum.overflow = p.sum.overflow || v.overflow
	p.sum.addTo(&p.sum.micros, v.micros, 1)
	p.unit, p.pending, p.any = intervalUnit{days: 1}, false, true
	return nil
}

// once refuses fields that were given already.
func (p *intervalParser) once(mask int32) error {
	if p.seen&mask != 0 {
		return errBadFormat
	}
	p.seen |= mask
	return nil
}

// number reads n, n.f, and the SQL form years-months.
func (p *intervalParser) number(s string) error {
	negative := s[0] == '-'
	body := strings.TrimLeft(s, "+-")
	if years, months, ok := strings.Cut(body, "-"); ok {
		return p.yearsMonths(years, months, negative)
	}
	whole, fracText, _ := strings.Cut(body, ".")
	n, frac, err := wholeAndFraction(negative, whole, fracText)
	if err != nil {
		return err
	}
	if err := p.once(p.unit.mask(frac != 0)); err != nil {
		return err
	}
	p.sum.add(n, frac, p.unit)
	p.pending, p.any = false, true
	if p.unit.micros == MicrosPerHour {
		p.unit = intervalUnit{days: 1}
	}
	return nil
}

func wholeAndFraction(negative bool, whole, frac string) (int64, float64, error) {
	sign := ""
	if negative {
		sign = "-"
	}
	if whole+frac == "" || !IsDigits(whole) || !IsDigits(frac) {
		return 0, 0, errBadFormat
	}
	n := int64(0)
	if whole != "" {
		var err error
		if n, err = strconv.ParseInt(sign+whole, 10, 64); err != nil {
			return 0, 0, errFieldOverflow
		}
	}
	f := 0.0
	if frac != "" {
		f, _ = strconv.ParseFloat(sign+"0."+frac, 64)
	}
	return n, f, nil
}

func (p *intervalParser) yearsMonths(years, months string, negative bool) error {
	y, err1 := strconv.ParseInt(years, 10, 64)
	m, err2 := strconv.ParseInt(months, 10, 64)
	if err1 != nil || err2 != nil {
		return errBadFormat
	}
	if m >= monthsPerYear {
		return errFieldOverflow
	}
	if err := p.once(maskYear | maskMonth); err != nil {
		return err
	}
	sign := int64(1)
	if negative {
		sign = -1
	}
	p.sum.addTo(&p.sum.years, y, sign)
	p.sum.addTo(&p.sum.months, m, sign)
	p.pending, p.any = false, true
	return nil
}

func (p *intervalParser) word(w string) error {
	if w == "ago" { // wherever it stands, it negates the whole
		p.ago = true
		return nil
	}
	if p.pending {
		return errBadFormat
	}
	u, ok := unitOf(w)
	if !ok {
		return errBadFormat
	}
	p.unit, p.pending = u, true
	return nil
}

// parseISOInterval reads what follows the P: 1Y2M3W4DT5H6M7.8S, or the alternative form
// 0001-02-03T04:05:06, either for the date and for the time.
func parseISOInterval(s string) (Interval, error) {
	if s == "" {
		return Interval{}, errBadFormat
	}
	var sum intervalSum
	parts := strings.Split(s, "T")
	for i, part := range parts {
		if err := sum.isoPart(part, i > 0, i == len(parts)-1); err != nil {
			return Interval{}, err
		}
	}
	return sum.interval()
}

// isoPart adds the date or time of an interval; last is what nothing follows.
func (v *intervalSum) isoPart(s string, inTime, last bool) error {
	for first := true; s != ""; first = false {
		n, frac, rest, err := isoNumber(s)
		if err != nil {
			return err
		}
		if rest != "" {
			if u, ok := isoUnit(rest[0], inTime); ok {
				v.add(n, frac, u)
				s = rest[1:]
				continue
			}
		}
		if !first || inTime && !last {
			return errBadFormat
		}
		return v.isoAlternative(s, inTime)
	}
	return nil
}

// isoAlternative adds yyyy-mm-dd or yyyymmdd, hh:mm:ss or hhmmss, or the beginning of the long ones.
func (v *intervalSum) isoAlternative(s string, inTime bool) error {
	units, sep, digits := [3]intervalUnit{{years: 1}, {months: 1}, {days: 1}}, byte('-'), 8
	if inTime {
		units, sep, digits = [3]intervalUnit{{micros: MicrosPerHour}, {micros: MicrosPerMinute}, {micros: MicrosPerSecond}}, ':', 6
	}
	if n, frac, rest, err := isoNumber(s); err == nil && rest == "" && digitsAt(strings.TrimPrefix(s, "-")) == digits {
		v.add(n/10000, 0, units[0])
		v.add(n/100%100, 0, units[1])
		if inTime { // the fraction is one of a microsecond, in Postgres
			v.add(n%100, 0, units[2])
			v.fracMicros(frac)
			return nil
		}
		v.add(n%100, frac, units[2])
		return nil
	}
	for _, u := range units {
		n, frac, rest, err := isoNumber(s)
		if err != nil {
			return err
		}
		v.add(n, frac, u)
		if rest == "" {
			return nil
		}
		if rest[0] != sep {
			return errBadFormat
		}
		s = rest[1:]
	}
	return errBadFormat
}

// isoNumberMax is how large a number of an ISO 8601 interval may be: Postgres reads it as a float8.
const isoNumberMax = 1e15

// isoNumber reads the number that s begins with, as C's strtod finds its end.
func isoNumber(s string) (n int64, frac float64, rest string, err error) {
	end := 0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		end = 1
	}
	end += digitsAt(s[end:])
	if end < len(s) && s[end] == '.' {
		end += 1 + digitsAt(s[end+1:])
	}
	if end < len(s) && (s[end] == 'e' || s[end] == 'E') {
		sign := 0
		if end+1 < len(s) && (s[end+1] == '-' || s[end+1] == '+') {
			sign = 1
		}
		if more := digitsAt(s[end+1+sign:]); more > 0 {
			end += 1 + sign + more
		}
	}
	x, err := strconv.ParseFloat(s[:end], 64)
	if err != nil {
		return 0, 0, "", errBadFormat
	}
	if math.Abs(x) > isoNumberMax {
		return 0, 0, "", errFieldOverflow
	}
	n = int64(x)
	return n, x - float64(n), s[end:], nil
}

// digitsAt is how many digits s begins with.
func digitsAt(s string) int {
	return len(s) - len(strings.TrimLeft(s, "0123456789"))
}

func isoUnit(c byte, inTime bool) (intervalUnit, bool) {
	switch {
	case inTime && c == 'H':
		return intervalUnit{micros: MicrosPerHour}, true
	case inTime && c == 'M':
		return intervalUnit{micros: MicrosPerMinute}, true
	case inTime && c == 'S':
		return intervalUnit{micros: MicrosPerSecond}, true
	case inTime:
	case c == 'Y':
		return intervalUnit{years: 1}, true
	case c == 'M':
		return intervalUnit{months: 1}, true
	case c == 'W':
		return intervalUnit{days: 7}, true
	case c == 'D':
		return intervalUnit{days: 1}, true
	}
	return intervalUnit{}, false
}
