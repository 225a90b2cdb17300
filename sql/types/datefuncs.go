package types

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/pgerror"
)

var (
	errInfiniteTimestamps = pgerror.New(pgerror.DatetimeFieldOverflow, "cannot subtract infinite timestamps")
	errInfiniteDates      = pgerror.New(pgerror.DatetimeFieldOverflow, "cannot subtract infinite dates")
)

func timestampFn(op func(env *Env, ts int64, v Interval) (int64, error), flip bool) body {
	return body{f2: func(env *Env, a, b Datum) (Datum, error) {
		if flip {
			a, b = b, a
		}
		ts, err := op(env, a.Timestamp(), b.Interval())
		if err != nil {
			return Null, err
		}
		return Timestamp(ts), nil
	}}
}

// minus negates the interval of a timestamp operator.
func minus(op func(*Env, int64, Interval) (int64, error)) func(*Env, int64, Interval) (int64, error) {
	return func(env *Env, ts int64, v Interval) (int64, error) {
		n, err := intervalNeg(v)
		if err != nil {
			return 0, err
		}
		return op(env, ts, n)
	}
}

func plusInterval(_ *Env, ts int64, v Interval) (int64, error) { return AddInterval(ts, v) }

// AddInterval adds months (keeping the day where the month has it), then days,
// then time to a timestamp. The error is 22008.
func AddInterval(ts int64, v Interval) (int64, error) {
	if isInfinite(ts) {
		return ts, nil
	}
	var ok bool
	if v.Months != 0 {
		if ts, ok = addMonths(ts, int64(v.Months)); !ok {
			return 0, errTimestampRange
		}
	}
	if v.Days != 0 {
		day, rest := floorDivMod(ts, microsPerDay)
		if ts, ok = mulInt64(day+int64(v.Days), microsPerDay); ok {
			ts, ok = addInt64Any(ts, rest)
		}
		if !ok || !timestampInRange(ts) {
			return 0, errTimestampRange
		}
	}
	if ts, ok = addInt64Any(ts, v.Micros); !ok || !timestampInRange(ts) {
		return 0, errTimestampRange
	}
	return ts, nil
}

func addMonths(ts, months int64) (int64, bool) {
	c := splitTimestamp(ts)
	total := int64(c.year)*12 + int64(c.month-1) + months
	if total != int64(int32(total)) {
		return 0, false
	}
	c.year, c.month = int(floorDiv(int32(total), 12)), int(total-int64(floorDiv(int32(total), 12))*12)+1
	if !validJulianYear(c.year, c.month) {
		return 0, false
	}
	c.day = min(c.day, daysInMonth(c.year, c.month))
	return c.timestamp()
}

// plusIntervalTZ adds months and days by the session's calendar and time by
// the clock, so that a day over a change of the zone's offset has 23 or 25 hours.
func plusIntervalTZ(env *Env, ts int64, v Interval) (int64, error) {
	if isInfinite(ts) {
		return ts, nil
	}
	if v.Months != 0 || v.Days != 0 {
		local, err := AddInterval(env.local(ts), Interval{Months: v.Months, Days: v.Days})
		if err != nil {
			return 0, err
		}
		ts = localToUTC(env.location(), local)
	}
	ts, ok := addInt64Any(ts, v.Micros)
	if !ok || !timestampInRange(ts) {
		return 0, errTimestampRange
	}
	return ts, nil
}

func intervalOp(op func(a, b Interval) (Interval, error)) body {
	return body{f2: func(_ *Env, a, b Datum) (Datum, error) {
		v, err := op(a.Interval(), b.Interval())
		if err != nil {
			return Null, err
		}
		return NewInterval(v), nil
	}}
}

func intervalUnary(op func(Interval) (Interval, error)) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) {
		v, err := op(a.Interval())
		if err != nil {
			return Null, err
		}
		return NewInterval(v), nil
	}}
}

func scaleBody(flip bool, op func(part, by float64) float64, divides bool) body {
	return body{f2: func(_ *Env, a, b Datum) (Datum, error) {
		if flip {
			a, b = b, a
		}
		by := b.Float()
		if divides && by == 0 {
			return Null, errDivisionByZero
		}
		v, err := intervalScale(a.Interval(), func(part float64) float64 { return op(part, by) })
		if err != nil {
			return Null, err
		}
		return NewInterval(v), nil
	}}
}

func datetimeBodies() map[string]body {
	multiply := func(p, by float64) float64 { return p * by }
	m := map[string]body{
		"timestamp_pl_interval":                         timestampFn(plusInterval, false),
		"timestamp_mi_interval":                         timestampFn(minus(plusInterval), false),
		"timestamptz_pl_interval":                       timestampFn(plusIntervalTZ, false),
		"timestamptz_mi_interval":                       timestampFn(minus(plusIntervalTZ), false),
		"interval_pl_timestamp(interval,timestamp)":     timestampFn(plusInterval, true),
		"interval_pl_timestamptz(interval,timestamptz)": timestampFn(plusIntervalTZ, true),
		"timestamp_mi":                                  {f2: subtractTimestamps},
		"date_pli":                                      {f2: func(_ *Env, a, b Datum) (Datum, error) { return addDays(a.Date(), b.Int()) }},
		"date_mii":                                      {f2: func(_ *Env, a, b Datum) (Datum, error) { return addDays(a.Date(), -b.Int()) }},
		"integer_pl_date(int4,date)":                    {f2: func(_ *Env, a, b Datum) (Datum, error) { return addDays(b.Date(), a.Int()) }},
		"date_mi":                                       {f2: subtractDates},
		"date_pl_interval":                              {f2: func(_ *Env, a, b Datum) (Datum, error) { return dateInterval(a, b.Interval()) }},
		"interval_pl_date(interval,date)":               {f2: func(_ *Env, a, b Datum) (Datum, error) { return dateInterval(b, a.Interval()) }},
		"date_mi_interval":                              {f2: dateMinusInterval},
		"time_pl_interval":                              {f2: func(_ *Env, a, b Datum) (Datum, error) { return Time(wrapDay(a.Time(), b.Interval().Micros)), nil }},
		"time_mi_interval":                              {f2: func(_ *Env, a, b Datum) (Datum, error) { return Time(wrapDay(a.Time(), -b.Interval().Micros)), nil }},
		"interval_pl_time(interval,time)":               {f2: func(_ *Env, a, b Datum) (Datum, error) { return Time(wrapDay(b.Time(), a.Interval().Micros)), nil }},
		"timetz_pl_interval": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return TimeTZ(wrapDay(a.Time(), b.Interval().Micros), a.aux), nil
		}},
		"timetz_mi_interval": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return TimeTZ(wrapDay(a.Time(), -b.Interval().Micros), a.aux), nil
		}},
		"interval_pl_timetz(interval,timetz)": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return TimeTZ(wrapDay(b.Time(), a.Interval().Micros), b.aux), nil
		}},
		"time_mi_time": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return NewInterval(Interval{Micros: a.Time() - b.Time()}), nil
		}},
		"datetime_timestamp":         {f2: datePlusTime},
		"timedate_pl(time,date)":     {f2: func(env *Env, a, b Datum) (Datum, error) { return datePlusTime(env, b, a) }},
		"datetimetz_timestamptz":     {f2: datePlusTimeTZ},
		"timetzdate_pl(timetz,date)": {f2: func(env *Env, a, b Datum) (Datum, error) { return datePlusTimeTZ(env, b, a) }},
		"interval_pl":                intervalOp(intervalAdd),
		"interval_mi":                intervalOp(intervalSub),
		"interval_um":                intervalUnary(intervalNeg),
		"interval_mul":               scaleBody(false, multiply, false),
		"mul_d_interval":             scaleBody(true, multiply, false),
		"interval_div":               scaleBody(false, func(p, by float64) float64 { return p / by }, true),
		"interval_justify_hours":     intervalUnary(justifyHours),
		"interval_justify_days":      intervalUnary(justifyDays),
		"interval_justify_interval":  intervalUnary(justifyInterval),
		"date_finite": {f1: func(_ *Env, a Datum) (Datum, error) {
			return Bool(a.Date() != DateInfinity && a.Date() != DateNegInfinity), nil
		}},
		"timestamp_finite":             {f1: func(_ *Env, a Datum) (Datum, error) { return Bool(!isInfinite(a.Timestamp())), nil }},
		"interval_finite":              {f1: func(*Env, Datum) (Datum, error) { return Bool(true), nil }},
		"timestamp_age":                {f2: func(_ *Env, a, b Datum) (Datum, error) { return age(a.Timestamp(), b.Timestamp()) }},
		"timestamptz_age":              {f2: func(env *Env, a, b Datum) (Datum, error) { return ageTZ(env, a, b) }},
		"age(timestamp)":               {f1: func(env *Env, a Datum) (Datum, error) { return age(env.today(), a.Timestamp()) }},
		"age(timestamptz)":             {f1: func(env *Env, a Datum) (Datum, error) { return age(env.today(), env.local(a.Timestamp())) }},
		"now":                          {fn: func(env *Env, _ []Datum) (Datum, error) { return Timestamp(env.txnTime()), nil }},
		"statement_timestamp":          {fn: func(env *Env, _ []Datum) (Datum, error) { return Timestamp(env.stmtTime()), nil }},
		"clock_timestamp":              {fn: func(env *Env, _ []Datum) (Datum, error) { return Timestamp(env.clockTime()), nil }},
		"timeofday":                    {fn: timeOfDay},
		"make_date":                    {fn: makeDate},
		"make_time":                    {fn: makeTime},
		"make_timestamp":               {fn: func(_ *Env, a []Datum) (Datum, error) { return makeTimestamp(a) }},
		"make_timestamptz":             {fn: func(env *Env, a []Datum) (Datum, error) { return makeTimestampTZ(env, a) }},
		"make_timestamptz_at_timezone": {fn: func(env *Env, a []Datum) (Datum, error) { return makeTimestampTZ(env, a) }},
		"make_interval":                {fn: makeInterval},
		"timestamp_bin":                {fn: dateBin},
		"timestamptz_bin":              {fn: dateBin},
		"float8_timestamptz":           {f1: epochToTimestamp},
		"timestamp_zone":               {f2: func(env *Env, a, b Datum) (Datum, error) { return atZone(env, a.Text(), b) }},
		"timestamptz_zone":             {f2: func(env *Env, a, b Datum) (Datum, error) { return inZone(env, a.Text(), b) }},
		"timestamp_izone":              {f2: func(_ *Env, a, b Datum) (Datum, error) { return shiftZone(a.Interval(), b, -1) }},
		"timestamptz_izone":            {f2: func(_ *Env, a, b Datum) (Datum, error) { return shiftZone(a.Interval(), b, 1) }},
		"timetz_zone":                  {f2: timeTZZone},
		"timetz_izone": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return moveTimeTZ(b, a.Interval().Micros/microsPerSecond), nil
		}},
		"overlaps_timestamp": {gen: overlapsBody}, "overlaps_time": {gen: overlapsBody}, "overlaps_timetz": {gen: overlapsBody},
		"timestamp_trunc": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return truncTimestamp(TTimestamp, a.Text(), b.Timestamp(), time.UTC)
		}},
		"timestamptz_trunc": {f2: func(env *Env, a, b Datum) (Datum, error) {
			return truncTimestamp(TTimestampTZ, a.Text(), b.Timestamp(), env.location())
		}},
		"timestamptz_trunc_zone": {fn: func(env *Env, a []Datum) (Datum, error) {
			zone, err := env.zoneOf(a[2].Text())
			if err != nil {
				return Null, err
			}
			return truncTimestamp(TTimestampTZ, a[0].Text(), a[1].Timestamp(), zone.loc)
		}},
		"interval_trunc":       {f2: func(_ *Env, a, b Datum) (Datum, error) { return truncInterval(a.Text(), b.Interval()) }},
		"date_part(text,date)": {gen: partBody},
	}
	m["timestamp_to_char"] = body{f2: func(env *Env, a, b Datum) (Datum, error) { return timestampToChar(env, a, b.Text(), false) }}
	m["timestamptz_to_char"] = body{f2: func(env *Env, a, b Datum) (Datum, error) { return timestampToChar(env, a, b.Text(), true) }}
	m["interval_to_char"] = body{f2: intervalToChar}
	m["to_timestamp"] = body{f2: toTimestamp}
	m["to_date"] = body{f2: toDate}
	for _, t := range []string{"timestamp", "timestamptz", "time"} {
		m["overlaps("+t+",interval,"+t+",interval)"] = body{gen: overlapsIntervals}
		m["overlaps("+t+",interval,"+t+","+t+")"] = body{gen: overlapsIntervals}
		m["overlaps("+t+","+t+","+t+",interval)"] = body{gen: overlapsIntervals}
	}
	m["timestamptz(date,time)"] = body{f2: func(env *Env, a, b Datum) (Datum, error) {
		ts, err := datePlusTime(env, a, b)
		if err != nil {
			return Null, err
		}
		return env.toTimestampTZ(ts)
	}}
	for _, t := range []string{"timestamp", "timestamptz", "interval", "time", "timetz"} {
		m[t+"_part"] = body{gen: partBody}
		m["extract_"+t] = body{gen: partBody}
	}
	m["extract_date"] = body{gen: partBody}
	return m
}

func subtractTimestamps(_ *Env, a, b Datum) (Datum, error) {
	if isInfinite(a.Timestamp()) || isInfinite(b.Timestamp()) {
		return Null, errInfiniteTimestamps
	}
	d, ok := a.Timestamp(), true
	if b.Timestamp() != 0 {
		d, ok = subInt64(d, b.Timestamp())
	}
	if !ok {
		return Null, errIntervalRange
	}
	v, err := justifyHours(Interval{Micros: d})
	return NewInterval(v), err
}

func addDays(days int32, n int64) (Datum, error) {
	if days == DateInfinity || days == DateNegInfinity {
		return Date(days), nil
	}
	sum := int64(days) + n
	if sum < minDate || sum >= maxDate {
		return Null, errDateRange
	}
	return Date(int32(sum)), nil
}

func subtractDates(_ *Env, a, b Datum) (Datum, error) {
	for _, d := range []Datum{a, b} {
		if d.Date() == DateInfinity || d.Date() == DateNegInfinity {
			return Null, errInfiniteDates
		}
	}
	return Int(int64(a.Date()) - int64(b.Date())), nil
}

func dateInterval(d Datum, v Interval) (Datum, error) {
	ts, err := dateToTimestamp(d)
	if err != nil {
		return Null, err
	}
	out, err := AddInterval(ts.Timestamp(), v)
	return Timestamp(out), err
}

func dateMinusInterval(_ *Env, a, b Datum) (Datum, error) {
	n, err := intervalNeg(b.Interval())
	if err != nil {
		return Null, err
	}
	return dateInterval(a, n)
}

// wrapDay adds to a time of day, around the clock.
func wrapDay(t, micros int64) int64 {
	_, r := floorDivMod(t+micros%microsPerDay, microsPerDay)
	return r
}

func datePlusTime(_ *Env, a, b Datum) (Datum, error) {
	ts, err := dateToTimestamp(a)
	if err != nil || isInfinite(ts.Timestamp()) {
		return ts, err
	}
	sum := ts.Timestamp() + b.Time()
	if !timestampInRange(sum) {
		return Null, errTimestampRange
	}
	return Timestamp(sum), nil
}

func datePlusTimeTZ(env *Env, a, b Datum) (Datum, error) {
	ts, err := datePlusTime(env, a, Time(b.Time()))
	if err != nil || isInfinite(ts.Timestamp()) {
		return ts, err
	}
	sum := ts.Timestamp() + int64(b.Zone())*microsPerSecond
	if !timestampInRange(sum) {
		return Null, errTimestampRange
	}
	return Timestamp(sum), nil
}

// today is the session's midnight in local time.
func (e *Env) today() int64 {
	days, _ := floorDivMod(e.local(e.txnTime()), microsPerDay)
	return days * microsPerDay
}

// age is the difference in years, months, days and time, by the calendar.
func age(a, b int64) (Datum, error) {
	if a == TimestampNegInfinity || b == TimestampNegInfinity {
		return Null, errTimestampRange
	}
	negative := a < b // the other infinity is the last microsecond that there is
	if negative {
		a, b = b, a
	}
	hi, lo := splitTimestamp(a), splitTimestamp(b)
	micros := hi.timeOfDay() - lo.timeOfDay()
	days, months := hi.day-lo.day, (hi.year-lo.year)*12+hi.month-lo.month
	if micros < 0 {
		micros += microsPerDay
		days--
	}
	for days < 0 { // borrow the length of the earlier timestamp's month
		days += daysInMonth(lo.year, lo.month)
		months--
	}
	v := Interval{Micros: micros, Days: int32(days), Months: int32(months)}
	if negative {
		v = Interval{Micros: -micros, Days: int32(-days), Months: int32(-months)}
	}
	return NewInterval(v), nil
}

func ageTZ(env *Env, a, b Datum) (Datum, error) {
	return age(env.local(a.Timestamp()), env.local(b.Timestamp()))
}

func timeOfDay(env *Env, _ []Datum) (Datum, error) {
	t := TimestampToTime(env.clockTime()).In(env.location())
	return Text(t.Format("Mon Jan 02 15:04:05.000000 2006 MST")), nil
}

func makeDate(_ *Env, a []Datum) (Datum, error) {
	c, err := makeCivilDate(a)
	if err != nil {
		return Null, err
	}
	days := julianDay(c.year, c.month, c.day) - epochJulian
	if !validJulianYear(c.year, c.month) || days < minDate || days >= maxDate {
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range: %d-%02d-%02d", a[0].Int(), a[1].Int(), a[2].Int())
	}
	return Date(int32(days)), nil
}

func makeCivilDate(a []Datum) (civil, error) {
	c := civil{year: int(a[0].Int()), month: int(a[1].Int()), day: int(a[2].Int())}
	bad := c.year == 0 || c.month < 1 || c.month > 12 || c.day < 1
	if c.year < 0 {
		c.year++ // there is no year 0
	}
	if bad || c.day > daysInMonth(c.year, c.month) {
		return c, pgerror.New(pgerror.DatetimeFieldOverflow, "date field value out of range: %d-%02d-%02d", a[0].Int(), a[1].Int(), a[2].Int())
	}
	return c, nil
}

func makeClock(hour, minute int64, sec float64) (int64, error) {
	micros := math.RoundToEven(sec * microsPerSecond)
	if hour < 0 || hour > 24 || minute < 0 || minute > 59 || !(micros >= 0 && micros <= 60*microsPerSecond) ||
		hour == 24 && (minute > 0 || micros > 0) {
		return 0, pgerror.New(pgerror.DatetimeFieldOverflow, "time field value out of range: %d:%02d:%s", hour, minute, formatSeconds(sec))
	}
	return hour*microsPerHour + minute*microsPerMinute + int64(micros), nil
}

// formatSeconds is C's %02g.
func formatSeconds(sec float64) string {
	s := string(appendG(nil, sec, 6))
	if len(s) < 2 {
		return "0" + s
	}
	return s
}

func makeTime(_ *Env, a []Datum) (Datum, error) {
	micros, err := makeClock(a[0].Int(), a[1].Int(), a[2].Float())
	return Time(micros), err
}

func makeTimestamp(a []Datum) (Datum, error) {
	c, err := makeCivilDate(a)
	if err != nil {
		return Null, err
	}
	micros, err := makeClock(a[3].Int(), a[4].Int(), a[5].Float())
	if err != nil {
		return Null, err
	}
	day, ok := c.timestamp()
	if !ok || !timestampInRange(day+micros) {
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range: %d-%02d-%02d %d:%02d:%s",
			a[0].Int(), a[1].Int(), a[2].Int(), a[3].Int(), a[4].Int(), formatSeconds(a[5].Float()))
	}
	return Timestamp(day + micros), nil
}

func makeTimestampTZ(env *Env, a []Datum) (Datum, error) {
	ts, err := makeTimestamp(a)
	if err != nil {
		return Null, err
	}
	if len(a) == 6 {
		return env.toTimestampTZ(ts)
	}
	zone, err := env.zoneMade(a[6].Text())
	if err != nil {
		return Null, err
	}
	return zone.at(ts)
}

func makeInterval(_ *Env, a []Datum) (Datum, error) {
	years, months, weeks, days := intAt(a, 0, 0), intAt(a, 1, 0), intAt(a, 2, 0), intAt(a, 3, 0)
	secs := 0.0
	if len(a) > 6 {
		secs = a[6].Float()
	}
	if math.IsNaN(secs) || math.IsInf(secs, 0) {
		return Null, errIntervalRange
	}
	micros := intAt(a, 4, 0)*microsPerHour + intAt(a, 5, 0)*microsPerMinute + int64(math.RoundToEven(secs*microsPerSecond))
	v, err := checkedInterval(years*12+months, weeks*7+days, micros, true)
	return NewInterval(v), err
}

func dateBin(_ *Env, a []Datum) (Datum, error) {
	stride, ts, origin := a[0].Interval(), a[1].Timestamp(), a[2].Timestamp()
	switch {
	case isInfinite(ts):
		return a[1], nil
	case isInfinite(origin):
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "origin out of range")
	case stride.Months != 0:
		return Null, pgerror.New(pgerror.FeatureNotSupported, "timestamps cannot be binned into intervals containing months or years")
	}
	days, okDays := mulInt64(int64(stride.Days), microsPerDay)
	step, ok := addInt64Any(days, stride.Micros)
	since, okSince := addInt64Any(ts, -origin)
	switch {
	case !ok || !okDays:
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "interval out of range")
	case step <= 0:
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "stride must be greater than zero")
	case !okSince:
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "interval out of range")
	}
	q, _ := floorDivMod(since, step)
	out, ok := addInt64Any(origin, q*step)
	if !ok || out < minTimestamp || out >= maxTimestamp {
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range")
	}
	return Timestamp(out), nil
}

// epochToTimestamp is to_timestamp(seconds since 1970).
func epochToTimestamp(env *Env, a Datum) (Datum, error) {
	v := a.Float()
	switch {
	case math.IsNaN(v):
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp cannot be NaN")
	case math.IsInf(v, 1):
		return Timestamp(TimestampInfinity), nil
	case math.IsInf(v, -1):
		return Timestamp(TimestampNegInfinity), nil
	}
	out := math.RoundToEven(v*microsPerSecond) - epochMicros
	if !(out >= minTimestamp && out < maxTimestamp) {
		return Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range: \"%s\"", appendG(nil, v, 6))
	}
	return Timestamp(int64(out)), nil
}

// zoneOf is a zone of AT TIME ZONE: a name, an abbreviation, or an offset in
// POSIX notation (west is positive).
func (e *Env) zoneOf(name string) (namedZone, error) {
	if zone, ok := e.dynamicZone(strings.ToLower(name)); ok {
		return zone, nil
	}
	if east, ok := zoneAbbrevs[strings.ToLower(name)]; ok {
		return namedZone{loc: time.FixedZone(strings.ToUpper(name), east)}, nil
	}
	if loc, err := e.zone(name); err == nil {
		return namedZone{loc: loc}, nil
	}
	at := strings.IndexAny(name, "+-0123456789")
	if at >= 0 && isAlphas(name[:at]) {
		s := name[at:]
		if isDigit(s[0]) {
			s = "+" + s
		}
		if east, err := zoneDisplacement(s); err == nil {
			return namedZone{loc: time.FixedZone(name, -east)}, nil
		}
	}
	return namedZone{}, pgerror.New(pgerror.InvalidParameterValue, "time zone \"%s\" not recognized", name)
}

// zoneMade is the zone of make_timestamptz, whose displacements count east.
func (e *Env) zoneMade(name string) (namedZone, error) {
	switch {
	case name == "" || name[0] != '+' && name[0] != '-' && !isDigit(name[0]):
		return e.zoneOf(name)
	case isDigit(name[0]):
		return namedZone{}, pgerror.New(pgerror.InvalidParameterValue, "invalid input syntax for type numeric time zone: \"%s\"", name).
			WithHint("Numeric time zones must have \"-\" or \"+\" as first character.")
	}
	east, err := zoneDisplacement(strings.TrimSuffix(name, ":"))
	switch err {
	case nil:
		return namedZone{loc: time.FixedZone(name, east)}, nil
	case errZoneOverflow:
		return namedZone{}, pgerror.New(pgerror.InvalidParameterValue, "numeric time zone \"%s\" out of range", name)
	}
	return namedZone{}, pgerror.New(pgerror.InvalidParameterValue, "time zone \"%s\" not recognized", name)
}

func isAlphas(s string) bool {
	for i := range len(s) {
		if !isAlpha(s[i]) {
			return false
		}
	}
	return true
}

// atZone reads a timestamp as local time of a zone.
func atZone(env *Env, name string, d Datum) (Datum, error) {
	zone, err := env.zoneOf(name)
	if err != nil {
		return Null, err
	}
	return zone.at(d)
}

// at reads a timestamp as local time of the zone.
func (z namedZone) at(d Datum) (Datum, error) {
	if isInfinite(d.Timestamp()) {
		return d, nil
	}
	ts := z.toUTC(d.Timestamp())
	if !timestampInRange(ts) {
		return Null, errTimestampRange
	}
	return Timestamp(ts), nil
}

// inZone gives what clocks of a zone show.
func inZone(env *Env, name string, d Datum) (Datum, error) {
	zone, err := env.zoneOf(name)
	if err != nil || isInfinite(d.Timestamp()) {
		return d, err
	}
	return Timestamp(d.Timestamp() + int64(zone.offset(d.Timestamp()))*microsPerSecond), nil
}

func shiftZone(zone Interval, d Datum, sign int64) (Datum, error) {
	if zone.Months != 0 || zone.Days != 0 {
		return Null, pgerror.New(pgerror.InvalidParameterValue, "interval time zone \"%s\" must not include months or days", appendInterval(nil, zone))
	}
	if isInfinite(d.Timestamp()) {
		return d, nil
	}
	ts, ok := addInt64Any(d.Timestamp(), sign*(zone.Micros/microsPerSecond*microsPerSecond))
	if !ok || !timestampInRange(ts) {
		return Null, errTimestampRange
	}
	return Timestamp(ts), nil
}

func timeTZZone(env *Env, a, b Datum) (Datum, error) {
	zone, err := env.zoneOf(a.Text())
	if err != nil {
		return Null, err
	}
	return moveTimeTZ(b, int64(zone.offset(env.txnTime()))), nil
}

// moveTimeTZ shows the same moment in another zone.
func moveTimeTZ(d Datum, east int64) Datum {
	utc := d.Time() + int64(d.Zone())*microsPerSecond
	return TimeTZ(wrapDay(0, utc+east*microsPerSecond), int32(-east))
}

// overlapsBody is (a, b) OVERLAPS (c, d): half-open periods, in either order.
func overlapsBody(f *Function) body {
	t := f.Args[0]
	return body{fn: func(_ *Env, a []Datum) (Datum, error) {
		s1, e1, ok1 := period(t, a[0], a[1])
		s2, e2, ok2 := period(t, a[2], a[3])
		if !ok1 || !ok2 {
			return Null, nil
		}
		return overlapResult(t, s1, e1, s2, e2), nil
	}}
}

// overlapsIntervals is overlapsBody where an end is given as a length.
func overlapsIntervals(f *Function) body {
	t := f.Args[0]
	add := map[OID]func(*Env, Datum, Interval) (Datum, error){
		OIDTimestamp: func(_ *Env, d Datum, v Interval) (Datum, error) {
			ts, err := AddInterval(d.Timestamp(), v)
			return Timestamp(ts), err
		},
		OIDTimestampTZ: func(env *Env, d Datum, v Interval) (Datum, error) {
			ts, err := plusIntervalTZ(env, d.Timestamp(), v)
			return Timestamp(ts), err
		},
		OIDTime: func(_ *Env, d Datum, v Interval) (Datum, error) { return Time(wrapDay(d.Time(), v.Micros)), nil },
	}[t.OID]
	whole := overlapsBody(f)
	return body{fn: func(env *Env, args []Datum) (Datum, error) {
		ends := [4]Datum{args[0], args[1], args[2], args[3]}
		for i := 1; i < 4; i += 2 {
			if f.Args[i].OID != OIDInterval || ends[i].IsNull() {
				continue
			}
			if ends[i-1].IsNull() {
				ends[i] = Null
				continue
			}
			var err error
			if ends[i], err = add(env, ends[i-1], ends[i].Interval()); err != nil {
				return Null, err
			}
		}
		return whole.fn(env, ends[:])
	}}
}

// period orders the ends; a missing one comes last. ok is false without any.
func period(t *Type, s, e Datum) (Datum, Datum, bool) {
	switch {
	case s.IsNull() && e.IsNull():
		return s, e, false
	case s.IsNull() || !e.IsNull() && Compare(t, s, e) > 0:
		return e, s, true
	}
	return s, e, true
}

func overlapResult(t *Type, s1, e1, s2, e2 Datum) Datum {
	switch c := Compare(t, s1, s2); {
	case c > 0:
		return lateStart(t, s1, e1, e2)
	case c < 0:
		return lateStart(t, s2, e2, e1)
	case e1.IsNull() || e2.IsNull():
		return Null
	}
	return Bool(true)
}

// lateStart decides for a period that starts after the other, whose end is e2.
func lateStart(t *Type, s1, e1, e2 Datum) Datum {
	if e2.IsNull() {
		return Null
	}
	if Compare(t, s1, e2) < 0 {
		return Bool(true)
	}
	if e1.IsNull() {
		return Null
	}
	return Bool(false)
}

// units of date_trunc and extract.
func unitName(s string) string {
	switch u := strings.ToLower(trimSpace(s)); u {
	case "us", "usec", "usecs", "usecond", "useconds", "microsecond", "microseconds", "microsecon":
		return "microseconds"
	case "ms", "msec", "msecs", "msecond", "mseconds", "millisecond", "milliseconds", "millisecon":
		return "milliseconds"
	case "s", "sec", "secs", "second", "seconds":
		return "second"
	case "m", "min", "mins", "minute", "minutes":
		return "minute"
	case "h", "hr", "hrs", "hour", "hours":
		return "hour"
	case "d", "day", "days":
		return "day"
	case "w", "week", "weeks":
		return "week"
	case "mon", "mons", "month", "months":
		return "month"
	case "qtr", "quarter":
		return "quarter"
	case "y", "yr", "yrs", "year", "years":
		return "year"
	case "dec", "decs", "decade", "decades":
		return "decade"
	case "c", "cent", "century", "centuries":
		return "century"
	case "mil", "mils", "millennia", "millennium":
		return "millennium"
	case "j", "jd", "julian":
		return "julian"
	case "timezone_h":
		return "timezone_hour"
	case "timezone_m":
		return "timezone_minute"
	case "dow", "doy", "isodow", "isoyear", "epoch", "timezone", "timezone_hour", "timezone_minute":
		return u
	}
	return ""
}

func unitError(unit, given string, t *Type) error {
	if unit == "" {
		return pgerror.New(pgerror.InvalidParameterValue, "unit \"%s\" not recognized for type %s", strings.ToLower(given), t)
	}
	return pgerror.New(pgerror.FeatureNotSupported, "unit \"%s\" not supported for type %s", strings.ToLower(given), t)
}

// truncUnit leaves out the words that only extract knows.
func truncUnit(s string) string {
	switch u := unitName(s); u {
	case "dow", "doy", "isodow", "isoyear", "epoch", "julian":
		return ""
	default:
		return u
	}
}

// truncTimestamp cuts a timestamp to a unit, in loc for timestamptz.
func truncTimestamp(t *Type, given string, ts int64, loc *time.Location) (Datum, error) {
	unit := truncUnit(given)
	if isInfinite(ts) {
		return Timestamp(ts), nil
	}
	local := ts
	if t.OID == OIDTimestampTZ {
		local += int64(zoneOffset(loc, ts)) * microsPerSecond
	}
	c := splitTimestamp(local)
	if !truncCivil(&c, unit) {
		return Null, unitError(unit, given, t)
	}
	out, ok := c.timestamp()
	if ok && t.OID == OIDTimestampTZ {
		switch unit {
		case "microseconds", "milliseconds", "second", "minute", "hour":
			out -= int64(zoneOffset(loc, ts)) * microsPerSecond
		default:
			out = localToUTC(loc, out)
		}
	}
	if !ok {
		return Null, errTimestampRange
	}
	return Timestamp(out), nil
}

func truncCivil(c *civil, unit string) bool {
	switch unit {
	case "week":
		day := julianDay(c.year, c.month, c.day)
		c.year, c.month, c.day = calendarDate(day - (day % 7))
	case "millennium":
		c.year = truncYears(c.year, 1000, true)
	case "century":
		c.year = truncYears(c.year, 100, true)
	case "decade":
		c.year = truncYears(c.year, 10, false)
	case "year", "quarter", "month", "day", "hour", "minute", "second":
	case "milliseconds":
		c.micros -= c.micros % 1000
		return true
	case "microseconds":
		return true
	default:
		return false
	}
	switch unit {
	case "millennium", "century", "decade", "year":
		c.month = 1
		fallthrough
	case "quarter":
		c.month = (c.month-1)/3*3 + 1
		fallthrough
	case "month":
		c.day = 1
		fallthrough
	case "week", "day":
		c.hour = 0
		fallthrough
	case "hour":
		c.minute = 0
		fallthrough
	case "minute":
		c.sec = 0
	}
	c.micros = 0
	return true
}

// truncYears cuts a year (0 is 1 BC) to decades, or to centuries and
// millennia, which begin with a year 1.
func truncYears(year, unit int, fromOne bool) int {
	if !fromOne {
		return int(floorDiv(int32(year), int32(unit))) * unit
	}
	return int(floorDiv(int32(year-1), int32(unit)))*unit + 1
}

func truncInterval(given string, v Interval) (Datum, error) {
	unit := truncUnit(given)
	keepMicros := int64(0)
	months := map[string]int32{"millennium": 12000, "century": 1200, "decade": 120, "year": 12, "quarter": 3, "month": 1}[unit]
	switch unit {
	case "millennium", "century", "decade", "year", "quarter", "month":
		v.Months = v.Months / months * months
		v.Days = 0
	case "day":
	case "hour":
		keepMicros = microsPerHour
	case "minute":
		keepMicros = microsPerMinute
	case "second":
		keepMicros = microsPerSecond
	case "milliseconds":
		keepMicros = 1000
	case "microseconds":
		keepMicros = 1
	case "week":
		return Null, pgerror.New(pgerror.FeatureNotSupported, "unit \"%s\" not supported for type interval", given).
			WithDetail("Months usually have fractional weeks.")
	default:
		return Null, unitError(unit, given, TInterval)
	}
	if keepMicros == 0 {
		v.Micros = 0
	} else {
		v.Micros = v.Micros / keepMicros * keepMicros
	}
	return NewInterval(v), nil
}

// partBody is extract (numeric) and date_part (float8).
func partBody(f *Function) body {
	t := f.Args[1]
	asFloat := f.Result.OID == OIDFloat8
	return body{f2: func(env *Env, a, b Datum) (Datum, error) {
		d, err := extract(env, a.Text(), t, b, asFloat)
		if err != nil || d.IsNull() || !asFloat {
			return d, err
		}
		v, _ := NumericToFloat(d)
		return Float(v), nil
	}}
}

func extract(env *Env, given string, t *Type, d Datum, asFloat bool) (Datum, error) {
	if t.OID == OIDDate && asFloat { // Postgres casts to timestamp first
		ts, err := dateToTimestamp(d)
		if err != nil {
			return Null, err
		}
		return extract(env, given, TTimestamp, ts, true)
	}
	unit := unitName(given)
	var v Datum
	ok := unit != ""
	if ok {
		switch t.OID {
		case OIDDate:
			v, ok = extractDate(unit, d.Date())
		case OIDTimestamp:
			v, ok = extractTimestamp(unit, d.Timestamp())
		case OIDTimestampTZ:
			v, ok = extractTimestampTZ(env, unit, d.Timestamp())
		case OIDTime:
			v, ok = extractClock(unit, d.Time())
		case OIDTimeTZ:
			v, ok = extractTimeTZ(unit, d)
		case OIDInterval:
			v, ok = extractInterval(unit, d.Interval())
		}
	}
	if !ok {
		return Null, unitError(unit, given, t)
	}
	return v, nil
}

// extractClock gives the parts of a time of day.
func extractClock(unit string, micros int64) (Datum, bool) {
	h, m, s, us := splitTime(micros)
	switch unit {
	case "microseconds":
		return NumericInt(int64(s)*microsPerSecond + int64(us)), true
	case "milliseconds":
		return NumericSmall(int64(s)*microsPerSecond+int64(us), 3), true
	case "second":
		return NumericSmall(int64(s)*microsPerSecond+int64(us), 6), true
	case "minute":
		return NumericInt(int64(m)), true
	case "hour":
		return NumericInt(int64(h)), true
	case "epoch":
		return NumericSmall(micros, 6), true
	}
	return Null, false
}

func extractTimeTZ(unit string, d Datum) (Datum, bool) {
	if unit == "epoch" {
		return NumericSmall(d.Time()+int64(d.Zone())*microsPerSecond, 6), true
	}
	if v, ok := extractZone(unit, -int64(d.Zone())); ok {
		return v, true
	}
	return extractClock(unit, d.Time())
}

func extractZone(unit string, east int64) (Datum, bool) {
	switch unit {
	case "timezone":
		return NumericInt(east), true
	case "timezone_hour":
		return NumericInt(east / 3600), true
	case "timezone_minute":
		return NumericInt(east / 60 % 60), true
	}
	return Null, false
}

// extractCalendar gives the parts of a date.
func extractCalendar(unit string, c civil) (Datum, bool) {
	jd := julianDay(c.year, c.month, c.day)
	num := func(v int) (Datum, bool) { return NumericInt(int64(v)), true }
	// Years before 1 are counted from 1 BC as -1.
	shown := c.year
	if shown <= 0 {
		shown--
	}
	switch unit {
	case "day":
		return num(c.day)
	case "month":
		return num(c.month)
	case "quarter":
		return num((c.month-1)/3 + 1)
	case "week":
		_, w := isoWeek(jd)
		return num(w)
	case "year":
		return num(shown)
	case "decade":
		return num(int(floorDiv(int32(c.year), 10)))
	case "century":
		return num(period1(c.year, 100))
	case "millennium":
		return num(period1(c.year, 1000))
	case "isoyear":
		y, _ := isoWeek(jd)
		if y <= 0 {
			y--
		}
		return num(y)
	case "dow":
		return num((jd + 1) % 7)
	case "isodow":
		return num(jd%7 + 1)
	case "doy":
		return num(jd - julianDay(c.year, 1, 1) + 1)
	}
	return Null, false
}

// period1 numbers centuries and millennia: the first begins with year 1, and
// -1 ends with 1 BC.
func period1(year, unit int) int {
	if year > 0 {
		return (year + unit - 1) / unit
	}
	return -((unit - 1 - (year - 1)) / unit)
}

// isoWeek returns the ISO year and week of a Julian day: weeks begin on Monday,
// and week 1 holds January 4.
func isoWeek(jd int) (year, week int) {
	y, _, _ := calendarDate(jd - jd%7 + 3) // that week's Thursday
	jan4 := julianDay(y, 1, 4)
	return y, (jd-(jan4-jan4%7))/7 + 1
}

// infinitePart is what infinite dates have: infinite years, no months.
func infinitePart(unit string, positive bool) (Datum, bool) {
	switch unit {
	case "year", "decade", "century", "millennium", "julian", "isoyear", "epoch":
		return NumericInf(!positive), true
	case "":
		return Null, false
	}
	return Null, true
}

func extractDate(unit string, days int32) (Datum, bool) {
	switch unit {
	case "microseconds", "milliseconds", "second", "minute", "hour", "timezone", "timezone_hour", "timezone_minute":
		return Null, false
	}
	if days == DateInfinity || days == DateNegInfinity {
		return infinitePart(unit, days > 0)
	}
	switch unit {
	case "epoch":
		return NumericInt((int64(days) + epochJulian - unixJulian) * 86400), true
	case "julian":
		return NumericInt(int64(days) + epochJulian), true
	}
	var c civil
	c.year, c.month, c.day = calendarDate(int(days) + epochJulian)
	return extractCalendar(unit, c)
}

func extractTimestamp(unit string, ts int64) (Datum, bool) {
	if isInfinite(ts) {
		return infinitePart(unit, ts > 0)
	}
	switch unit {
	case "timezone", "timezone_hour", "timezone_minute":
		return Null, false
	}
	days, micros := floorDivMod(ts, microsPerDay)
	switch unit {
	case "epoch":
		d, err := NumericAdd(NumericSmall(ts, 6), NumericSmall(epochMicros, 6))
		return d, err == nil
	case "julian":
		return julianPart(days, micros), true
	}
	if v, ok := extractClock(unit, micros); ok {
		return v, true
	}
	return extractCalendar(unit, splitTimestamp(ts))
}

// julianPart is the Julian day with the time as its fraction.
func julianPart(days, micros int64) Datum {
	day := NumericInt(days + epochJulian)
	part, err := NumericDiv(NumericInt(micros), NumericInt(microsPerDay))
	if err != nil {
		return day
	}
	sum, err := NumericAdd(day, part)
	if err != nil {
		return day
	}
	return sum
}

func extractTimestampTZ(env *Env, unit string, ts int64) (Datum, bool) {
	if isInfinite(ts) {
		return infinitePart(unit, ts > 0)
	}
	if v, ok := extractZone(unit, int64(zoneOffset(env.location(), ts))); ok {
		return v, true
	}
	if unit == "epoch" {
		return extractTimestamp(unit, ts)
	}
	return extractTimestamp(unit, env.local(ts))
}

func extractInterval(unit string, v Interval) (Datum, bool) {
	num := func(n int64) (Datum, bool) { return NumericInt(n), true }
	switch unit {
	case "hour":
		return num(v.Micros / microsPerHour)
	case "minute":
		return num(v.Micros / microsPerMinute % 60)
	case "second":
		return NumericSmall(v.Micros%microsPerMinute, 6), true
	case "milliseconds":
		return NumericSmall(v.Micros%microsPerMinute, 3), true
	case "microseconds":
		return num(v.Micros % microsPerMinute)
	case "day":
		return num(int64(v.Days))
	case "month":
		return num(int64(v.Months % 12))
	case "quarter":
		return num(int64(v.Months%12/3 + 1))
	case "year":
		return num(int64(v.Months / 12))
	case "decade":
		return num(int64(v.Months / 120))
	case "century":
		return num(int64(v.Months / 1200))
	case "millennium":
		return num(int64(v.Months / 12000))
	case "epoch":
		return intervalEpoch(v), true
	}
	return Null, false
}

// intervalEpoch counts years of 365.25 days and months of 30.
func intervalEpoch(v Interval) Datum {
	const secsPerYear = 31557600 // 365.25 days
	secs := int64(v.Months/12)*secsPerYear + int64(v.Months%12)*daysPerMonth*86400 + int64(v.Days)*86400
	d, err := NumericAdd(NumericSmall(v.Micros, 6), NumericInt(secs))
	if err != nil {
		return NumericInt(secs)
	}
	return d
}

// parseInt reads a number that is known to be digits.
func parseInt(s string) int {
	v, _ := strconv.Atoi(s)
	return v
}
