package types

import "strconv"

// DateStyle is how dates and timestamps are printed: the first part of Postgres's
// setting of that name.
type DateStyle uint8

// The date styles. ISODates is ISO 8601's with a space.
const (
	ISODates DateStyle = iota
	SQLDates
	PostgresDates
	GermanDates
)

// IntervalStyle is how intervals are printed, and, for IntervalSQL, what a sign in
// front of the first field means.
type IntervalStyle uint8

// The interval styles. IntervalPostgres is 1 year 2 mons, IntervalVerbose @ 1 year 2
// mons, IntervalSQL 1-2, IntervalISO8601 P1Y2M.
const (
	IntervalPostgres IntervalStyle = iota
	IntervalVerbose
	IntervalSQL
	IntervalISO8601
)

// datePrinter prints dates in a style.
type datePrinter struct {
	style    DateStyle
	dayFirst bool // 31/12 for 12/31
}

func (e *Env) datePrinter() datePrinter {
	if e == nil {
		return datePrinter{}
	}
	return datePrinter{e.DateStyle, e.DateOrder == DMY}
}

var isoPrinter = datePrinter{}

// date prints a day; years before 1 count from 1 BC, and the caller appends " BC".
func (p datePrinter) date(dst []byte, year, month, day int) []byte {
	switch p.style {
	case SQLDates:
		return p.slots(dst, '/', year, month, day, p.dayFirst)
	case PostgresDates:
		return p.slots(dst, '-', year, month, day, p.dayFirst)
	case GermanDates:
		return p.slots(dst, '.', year, month, day, true)
	}
	return appendYMD(dst, year, month, day)
}

func (datePrinter) slots(dst []byte, between byte, year, month, day int, dayFirst bool) []byte {
	first, second := month, day
	if dayFirst {
		first, second = day, month
	}
	dst = append(AppendPadded(dst, first, 2), between)
	dst = append(AppendPadded(dst, second, 2), between)
	return appendYear(dst, year)
}

// civil prints a date and a time. zone tells what follows the time; nil: nothing does.
func (p datePrinter) civil(dst []byte, c Civil, zone *shownZone) []byte {
	if p.style == PostgresDates {
		return appendBC(p.postgres(dst, c, zone), c.Year)
	}
	dst = append(p.date(dst, c.Year, c.Month, c.Day), ' ')
	dst = appendHMS(dst, c.Hour, c.Minute, c.Sec, c.Micros)
	switch {
	case zone == nil:
	case p.style == ISODates:
		dst = AppendZone(dst, zone.east)
	default:
		dst = append(append(dst, ' '), zone.abbreviation()...)
	}
	return appendBC(dst, c.Year)
}

// postgres prints as ctime(3) does, with the zone behind the year.
func (p datePrinter) postgres(dst []byte, c Civil, zone *shownZone) []byte {
	day := JulianDay(c.Year, c.Month, c.Day)
	dst = append(append(dst, dayAbbreviations[(Weekday(day)+1)%7]...), ' ')
	month := monthAbbreviations[c.Month-1]
	if p.dayFirst {
		dst = append(append(AppendPadded(dst, c.Day, 2), ' '), month...)
	} else {
		dst = AppendPadded(append(append(dst, month...), ' '), c.Day, 2)
	}
	dst = appendHMS(append(dst, ' '), c.Hour, c.Minute, c.Sec, c.Micros)
	dst = appendYear(append(dst, ' '), c.Year)
	if zone != nil {
		dst = append(append(dst, ' '), zone.abbreviation()...)
	}
	return dst
}

var (
	dayAbbreviations   = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
	monthAbbreviations = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

// shownZone is the zone of one moment.
type shownZone struct {
	name string
	east int // seconds
}

// zoneNameMax is how much of a zone's abbreviation is printed.
const zoneNameMax = 10

func (z *shownZone) abbreviation() string { return z.name[:min(len(z.name), zoneNameMax)] }

func appendYear(dst []byte, year int) []byte {
	if year <= 0 {
		year = 1 - year
	}
	return AppendPadded(dst, year, 4)
}

// intervalFields are an interval's units; all of the time's have one sign.
type intervalFields struct {
	years, months, days, hours, minutes, seconds, micros int64
}

func (v Interval) fields() intervalFields {
	return intervalFields{
		int64(v.Months / monthsPerYear), int64(v.Months % monthsPerYear), int64(v.Days),
		v.Micros / MicrosPerHour, v.Micros / MicrosPerMinute % 60, v.Micros / MicrosPerSecond % 60, v.Micros % MicrosPerSecond,
	}
}

// appendIntervalVerbose prints the style "postgres_verbose": @ 1 year 2 mons -3 days
// 4 hours. A first field below zero turns all signs, and is said by "ago".
func appendIntervalVerbose(dst []byte, v Interval) []byte {
	f := v.fields()
	dst = append(dst, '@')
	zero, ago := true, false
	part := func(n int64, unit string) {
		if n == 0 {
			return
		}
		if zero {
			ago = n < 0
		}
		if zero = false; ago {
			n = -n
		}
		dst = append(strconv.AppendInt(append(dst, ' '), n, 10), ' ')
		if dst = append(dst, unit...); n != 1 {
			dst = append(dst, 's')
		}
	}
	part(f.years, "year")
	part(f.months, "mon")
	part(f.days, "day")
	part(f.hours, "hour")
	part(f.minutes, "min")
	if f.seconds != 0 || f.micros != 0 {
		negative := f.seconds < 0 || f.micros < 0
		if zero {
			ago = negative
		}
		dst = append(dst, ' ')
		if zero = false; negative != ago {
			dst = append(dst, '-')
		}
		dst = appendSeconds(dst, int(AbsUint64(f.seconds)), int(AbsUint64(f.micros)), 1)
		if dst = append(dst, " sec"...); AbsUint64(f.seconds) != 1 || f.micros != 0 {
			dst = append(dst, 's')
		}
	}
	if zero {
		dst = append(dst, " 0"...)
	}
	if ago {
		dst = append(dst, " ago"...)
	}
	return dst
}

// appendIntervalSQL prints the style "sql_standard": 1-2 for years and months, 3 4:05:06
// for days and time, and all with their signs where the standard has no form.
func appendIntervalSQL(dst []byte, v Interval) []byte {
	negative := v.Months < 0 || v.Days < 0 || v.Micros < 0
	positive := v.Months > 0 || v.Days > 0 || v.Micros > 0
	f := v.fields()
	years, months := int64(AbsUint64(f.years)), int64(AbsUint64(f.months))
	switch {
	case !negative && !positive:
		return append(dst, '0')
	case negative && positive || v.Months != 0 && (v.Days != 0 || v.Micros != 0):
		dst = append(dst, signOf(int64(v.Months)))
		dst = strconv.AppendInt(append(strconv.AppendInt(dst, years, 10), '-'), months, 10)
		dst = append(dst, ' ', signOf(f.days))
		dst = append(strconv.AppendUint(dst, AbsUint64(f.days), 10), ' ', signOf(v.Micros))
		return f.clock(dst)
	}
	if negative {
		dst = append(dst, '-')
	}
	if v.Months != 0 {
		return strconv.AppendInt(append(strconv.AppendInt(dst, years, 10), '-'), months, 10)
	}
	if v.Days != 0 {
		dst = append(strconv.AppendUint(dst, AbsUint64(f.days), 10), ' ')
	}
	return f.clock(dst)
}

func signOf(n int64) byte {
	if n < 0 {
		return '-'
	}
	return '+'
}

// clock prints the time without its sign as h:mm:ss.
func (f intervalFields) clock(dst []byte) []byte {
	dst = append(strconv.AppendUint(dst, AbsUint64(f.hours), 10), ':')
	dst = append(AppendPadded(dst, int(AbsUint64(f.minutes)), 2), ':')
	return appendSeconds(dst, int(AbsUint64(f.seconds)), int(AbsUint64(f.micros)), 2)
}
