package builtin

import (
	"math"
	"strconv"
	"time"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

var (
	errInfiniteTimestamps = pgerror.New(pgerror.DatetimeFieldOverflow, "cannot subtract infinite timestamps")
	errInfiniteDates      = pgerror.New(pgerror.DatetimeFieldOverflow, "cannot subtract infinite dates")
)

func timestampFn(op func(env *types.Env, ts int64, v types.Interval) (int64, error), flip bool) body {
	return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		if flip {
			a, b = b, a
		}
		ts, err := op(env, a.Timestamp(), b.Interval())
		if err != nil {
			return types.Null, err
		}
		return types.Timestamp(ts), nil
	}}
}

// minus negates the interval of a timestamp operator.
func minus(op func(*types.Env, int64, types.Interval) (int64, error)) func(*types.Env, int64, types.Interval) (int64, error) {
	return func(env *types.Env, ts int64, v types.Interval) (int64, error) {
		n, err := types.IntervalNeg(v)
		if err != nil {
			return 0, err
		}
		return op(env, ts, n)
	}
}

func plusInterval(_ *types.Env, ts int64, v types.Interval) (int64, error) { return AddInterval(ts, v) }

// AddInterval adds months (keeping the day where the month has it), then days,
// then time to a timestamp. The error is 22008.
func AddInterval(ts int64, v types.Interval) (int64, error) {
	if types.IsInfinite(ts) {
		return ts, nil
	}
	var ok bool
	if v.Months != 0 {
		if ts, ok = addMonths(ts, int64(v.Months)); !ok || !types.TimestampInRange(ts) {
			return 0, types.ErrTimestampRange
		}
	}
	if v.Days != 0 {
		if ts, ok = shiftDays(ts, int64(v.Days)); !ok || !types.TimestampInRange(ts) {
			return 0, types.ErrTimestampRange
		}
	}
	if ts, ok = types.AddInt64Any(ts, v.Micros); !ok || !types.TimestampInRange(ts) {
		return 0, types.ErrTimestampRange
	}
	return ts, nil
}

// shiftDays adds days to a local time, which may be one that no timestamp is.
func shiftDays(ts, days int64) (int64, bool) {
	day, rest := types.FloorDivMod(ts, types.MicrosPerDay)
	ts, ok := types.MulInt64(day+days, types.MicrosPerDay)
	if !ok {
		return 0, false
	}
	return types.AddInt64Any(ts, rest)
}

// addMonths adds months to a local time, which may be one that no timestamp is.
func addMonths(ts, months int64) (int64, bool) {
	c := types.SplitTimestamp(ts)
	total := int64(c.Year)*12 + int64(c.Month-1) + months
	if total != int64(int32(total)) {
		return 0, false
	}
	c.Year, c.Month = int(types.FloorDiv(int32(total), 12)), int(total-int64(types.FloorDiv(int32(total), 12))*12)+1
	if !types.ValidJulianYear(c.Year, c.Month) {
		return 0, false
	}
	c.Day = min(c.Day, types.DaysInMonth(c.Year, c.Month))
	return c.Micros64()
}

// plusIntervalTZ adds months and days by the session's calendar and time by
// the clock, so that a day over a change of the zone's offset has 23 or 25 hours.
// Days are added to the moment that the months have come to.
func plusIntervalTZ(env *types.Env, ts int64, v types.Interval) (int64, error) {
	if types.IsInfinite(ts) {
		return ts, nil
	}
	for _, step := range [...]struct {
		n   int32
		add func(ts, n int64) (int64, bool)
	}{{v.Months, addMonths}, {v.Days, shiftDays}} {
		if step.n == 0 {
			continue
		}
		local, ok := step.add(env.Local(ts), int64(step.n))
		if !ok {
			return 0, types.ErrTimestampRange
		}
		if ts = types.LocalToUTC(env.Zone(), local); !types.TimestampInRange(ts) {
			return 0, types.ErrTimestampRange
		}
	}
	ts, ok := types.AddInt64Any(ts, v.Micros)
	if !ok || !types.TimestampInRange(ts) {
		return 0, types.ErrTimestampRange
	}
	return ts, nil
}

func intervalOp(op func(a, b types.Interval) (types.Interval, error)) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		v, err := op(a.Interval(), b.Interval())
		if err != nil {
			return types.Null, err
		}
		return types.NewInterval(v), nil
	}}
}

func intervalUnary(op func(types.Interval) (types.Interval, error)) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
		v, err := op(a.Interval())
		if err != nil {
			return types.Null, err
		}
		return types.NewInterval(v), nil
	}}
}

func scaleBody(flip bool, op func(part, by float64) float64, divides bool) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
		if flip {
			a, b = b, a
		}
		by := b.Float()
		if divides && by == 0 {
			return types.Null, types.ErrDivisionByZero
		}
		v, err := types.IntervalScale(a.Interval(), func(part float64) float64 { return op(part, by) })
		if err != nil {
			return types.Null, err
		}
		return types.NewInterval(v), nil
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
		"date_pli":                                      {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return addDays(a.Date(), b.Int()) }},
		"date_mii":                                      {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return addDays(a.Date(), -b.Int()) }},
		"integer_pl_date(int4,date)":                    {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return addDays(b.Date(), a.Int()) }},
		"date_mi":                                       {f2: subtractDates},
		"date_pl_interval":                              {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return dateInterval(a, b.Interval()) }},
		"interval_pl_date(interval,date)":               {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return dateInterval(b, a.Interval()) }},
		"date_mi_interval":                              {f2: dateMinusInterval},
		"time_pl_interval": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Time(wrapDay(a.Time(), b.Interval().Micros)), nil
		}},
		"time_mi_interval": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Time(wrapDay(a.Time(), -b.Interval().Micros)), nil
		}},
		"interval_pl_time(interval,time)": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Time(wrapDay(b.Time(), a.Interval().Micros)), nil
		}},
		"timetz_pl_interval": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.TimeTZ(wrapDay(a.Time(), b.Interval().Micros), a.Zone()), nil
		}},
		"timetz_mi_interval": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.TimeTZ(wrapDay(a.Time(), -b.Interval().Micros), a.Zone()), nil
		}},
		"interval_pl_timetz(interval,timetz)": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.TimeTZ(wrapDay(b.Time(), a.Interval().Micros), b.Zone()), nil
		}},
		"time_mi_time": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.NewInterval(types.Interval{Micros: a.Time() - b.Time()}), nil
		}},
		"datetime_timestamp":         {f2: datePlusTime},
		"timedate_pl(time,date)":     {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return datePlusTime(env, b, a) }},
		"datetimetz_timestamptz":     {f2: datePlusTimeTZ},
		"timetzdate_pl(timetz,date)": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return datePlusTimeTZ(env, b, a) }},
		"interval_pl":                intervalOp(types.IntervalAdd),
		"interval_mi":                intervalOp(types.IntervalSub),
		"interval_um":                intervalUnary(types.IntervalNeg),
		"interval_mul":               scaleBody(false, multiply, false),
		"mul_d_interval":             scaleBody(true, multiply, false),
		"interval_div":               scaleBody(false, func(p, by float64) float64 { return p / by }, true),
		"interval_justify_hours":     intervalUnary(types.JustifyHours),
		"interval_justify_days":      intervalUnary(types.JustifyDays),
		"interval_justify_interval":  intervalUnary(types.JustifyInterval),
		"date_finite": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return types.Bool(a.Date() != types.DateInfinity && a.Date() != types.DateNegInfinity), nil
		}},
		"timestamp_finite": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
			return types.Bool(!types.IsInfinite(a.Timestamp())), nil
		}},
		"interval_finite": {f1: func(*types.Env, types.Datum) (types.Datum, error) { return types.Bool(true), nil }},
		"timestamp_age":   {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return age(a.Timestamp(), b.Timestamp()) }},
		"timestamptz_age": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return ageTZ(env, a, b) }},
		"age(timestamp)":  {f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return age(env.Today(), a.Timestamp()) }},
		"age(timestamptz)": {f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			return age(env.Today(), env.Local(a.Timestamp()))
		}},
		"now": {fn: func(env *types.Env, _ []types.Datum) (types.Datum, error) {
			return types.Timestamp(env.TransactionTime()), nil
		}},
		"statement_timestamp": {fn: func(env *types.Env, _ []types.Datum) (types.Datum, error) {
			return types.Timestamp(env.StatementTime()), nil
		}},
		"clock_timestamp": {fn: func(env *types.Env, _ []types.Datum) (types.Datum, error) {
			return types.Timestamp(env.ClockTime()), nil
		}},
		"timeofday":                    {fn: timeOfDay},
		"make_date":                    {fn: makeDate},
		"make_time":                    {fn: makeTime},
		"make_timestamp":               {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) { return makeTimestamp(a) }},
		"make_timestamptz":             {fn: func(env *types.Env, a []types.Datum) (types.Datum, error) { return makeTimestampTZ(env, a) }},
		"make_timestamptz_at_timezone": {fn: func(env *types.Env, a []types.Datum) (types.Datum, error) { return makeTimestampTZ(env, a) }},
		"make_interval":                {fn: makeInterval},
		"timestamp_bin":                {fn: dateBin},
		"timestamptz_bin":              {fn: dateBin},
		"float8_timestamptz":           {f1: epochToTimestamp},
		"timestamp_zone":               {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return atZone(env, a.Text(), b) }},
		"timestamptz_zone":             {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return inZone(env, a.Text(), b) }},
		"timestamp_izone":              {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return shiftZone(a.Interval(), b, -1) }},
		"timestamptz_izone":            {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return shiftZone(a.Interval(), b, 1) }},
		"timetz_zone":                  {f2: timeTZZone},
		"timetz_izone": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			if err := zoneInterval(a.Interval()); err != nil {
				return types.Null, err
			}
			return moveTimeTZ(b, a.Interval().Micros/types.MicrosPerSecond), nil
		}},
		"overlaps_timestamp": {gen: overlapsBody}, "overlaps_time": {gen: overlapsBody}, "overlaps_timetz": {gen: overlapsBody},
		"timestamp_trunc": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return truncTimestamp(types.TTimestamp, a.Text(), b.Timestamp(), time.UTC)
		}},
		"timestamptz_trunc": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return truncTimestamp(types.TTimestampTZ, a.Text(), b.Timestamp(), env.Zone())
		}},
		"timestamptz_trunc_zone": {fn: func(env *types.Env, a []types.Datum) (types.Datum, error) {
			if types.IsInfinite(a[1].Timestamp()) {
				return a[1], nil
			}
			zone, err := env.ZoneOf(a[2].Text())
			if err != nil {
				return types.Null, err
			}
			return truncTimestamp(types.TTimestampTZ, a[0].Text(), a[1].Timestamp(), zone.Loc)
		}},
		"interval_trunc": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return truncInterval(a.Text(), b.Interval())
		}},
		"date_part(text,date)": {gen: partBody},
	}
	m["timestamp_to_char"] = body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		return timestampToChar(env, a, b.Text(), false)
	}}
	m["timestamptz_to_char"] = body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		return timestampToChar(env, a, b.Text(), true)
	}}
	m["interval_to_char"] = body{f2: intervalToChar}
	m["to_timestamp"] = body{f2: toTimestamp}
	m["to_date"] = body{f2: toDate}
	for _, t := range []string{"timestamp", "timestamptz", "time"} {
		m["overlaps("+t+",interval,"+t+",interval)"] = body{gen: overlapsIntervals}
		m["overlaps("+t+",interval,"+t+","+t+")"] = body{gen: overlapsIntervals}
		m["overlaps("+t+","+t+","+t+",interval)"] = body{gen: overlapsIntervals}
	}
	m["timestamptz(date,time)"] = body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		ts, err := datePlusTime(env, a, b)
		if err != nil {
			return types.Null, err
		}
		return env.ToTimestampTZ(ts)
	}}
	for _, t := range []string{"timestamp", "timestamptz", "interval", "time", "timetz"} {
		m[t+"_part"] = body{gen: partBody}
		m["extract_"+t] = body{gen: partBody}
	}
	m["extract_date"] = body{gen: partBody}
	return m
}

func subtractTimestamps(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	if types.IsInfinite(a.Timestamp()) || types.IsInfinite(b.Timestamp()) {
		return types.Null, errInfiniteTimestamps
	}
	d, ok := a.Timestamp(), true
	if b.Timestamp() != 0 {
		d, ok = types.SubInt64(d, b.Timestamp())
	}
	if !ok {
		return types.Null, types.ErrIntervalRange
	}
	v, err := types.JustifyHours(types.Interval{Micros: d})
	return types.NewInterval(v), err
}

func addDays(days int32, n int64) (types.Datum, error) {
	if days == types.DateInfinity || days == types.DateNegInfinity {
		return types.Date(days), nil
	}
	sum := int64(days) + n
	if sum < types.MinDate || sum >= types.MaxDate {
		return types.Null, types.ErrDateRange
	}
	return types.Date(int32(sum)), nil
}

func subtractDates(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	for _, d := range []types.Datum{a, b} {
		if d.Date() == types.DateInfinity || d.Date() == types.DateNegInfinity {
			return types.Null, errInfiniteDates
		}
	}
	return types.Int(int64(a.Date()) - int64(b.Date())), nil
}

func dateInterval(d types.Datum, v types.Interval) (types.Datum, error) {
	ts, err := dateToTimestamp(d)
	if err != nil {
		return types.Null, err
	}
	out, err := AddInterval(ts.Timestamp(), v)
	return types.Timestamp(out), err
}

func dateMinusInterval(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	n, err := types.IntervalNeg(b.Interval())
	if err != nil {
		return types.Null, err
	}
	return dateInterval(a, n)
}

// wrapDay adds to a time of day, around the clock.
func wrapDay(t, micros int64) int64 {
	_, r := types.FloorDivMod(t+micros%types.MicrosPerDay, types.MicrosPerDay)
	return r
}

func datePlusTime(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	ts, err := dateToTimestamp(a)
	if err != nil || types.IsInfinite(ts.Timestamp()) {
		return ts, err
	}
	sum := ts.Timestamp() + b.Time()
	if !types.TimestampInRange(sum) {
		return types.Null, types.ErrTimestampRange
	}
	return types.Timestamp(sum), nil
}

func datePlusTimeTZ(_ *types.Env, a, b types.Datum) (types.Datum, error) {
	ts, err := dateToTimestamp(a)
	if err != nil || types.IsInfinite(ts.Timestamp()) {
		return ts, err
	}
	sum := ts.Timestamp() + b.Time() + int64(b.Zone())*types.MicrosPerSecond
	if !types.TimestampInRange(sum) {
		return types.Null, errDateToTimestamp
	}
	return types.Timestamp(sum), nil
}

// age is the difference in years, months, days and time, by the calendar.
func age(a, b int64) (types.Datum, error) {
	if a == types.TimestampNegInfinity || b == types.TimestampNegInfinity {
		return types.Null, types.ErrTimestampRange
	}
	negative := a < b // the other infinity is the last microsecond that there is
	if negative {
		a, b = b, a
	}
	hi, lo := types.SplitTimestamp(a), types.SplitTimestamp(b)
	micros := hi.TimeOfDay() - lo.TimeOfDay()
	days, months := hi.Day-lo.Day, (hi.Year-lo.Year)*12+hi.Month-lo.Month
	if micros < 0 {
		micros += types.MicrosPerDay
		days--
	}
	for days < 0 { // borrow the length of the earlier timestamp's month
		days += types.DaysInMonth(lo.Year, lo.Month)
		months--
	}
	v := types.Interval{Micros: micros, Days: int32(days), Months: int32(months)}
	if negative {
		v = types.Interval{Micros: -micros, Days: int32(-days), Months: int32(-months)}
	}
	return types.NewInterval(v), nil
}

func ageTZ(env *types.Env, a, b types.Datum) (types.Datum, error) {
	return age(env.Local(a.Timestamp()), env.Local(b.Timestamp()))
}

func timeOfDay(env *types.Env, _ []types.Datum) (types.Datum, error) {
	t := types.TimestampToTime(env.ClockTime()).In(env.Zone())
	return types.Text(t.Format("Mon Jan 02 15:04:05.000000 2006 MST")), nil
}

func makeDate(_ *types.Env, a []types.Datum) (types.Datum, error) {
	shown := a[0].Int()
	if shown < 0 {
		shown++ // as Postgres tells it here, and not for timestamps
	}
	c, err := makeCivilDate(a, shown)
	if err != nil {
		return types.Null, err
	}
	days := types.JulianDay(c.Year, c.Month, c.Day) - types.EpochJulian
	if !types.ValidJulianYear(c.Year, c.Month) || days < types.MinDate || days >= types.MaxDate {
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "date out of range: %d-%02d-%02d", shown, a[1].Int(), a[2].Int())
	}
	return types.Date(int32(days)), nil
}

// makeCivilDate checks a year, a month and a day; an error tells the year as it is given.
func makeCivilDate(a []types.Datum, shown int64) (types.Civil, error) {
	c := types.Civil{Year: int(a[0].Int()), Month: int(a[1].Int()), Day: int(a[2].Int())}
	bad := c.Year == 0 || c.Month < 1 || c.Month > 12 || c.Day < 1
	if c.Year < 0 {
		c.Year++ // there is no year 0
	}
	if bad || c.Day > types.DaysInMonth(c.Year, c.Month) {
		return c, pgerror.New(pgerror.DatetimeFieldOverflow, "date field value out of range: %d-%02d-%02d", shown, a[1].Int(), a[2].Int())
	}
	return c, nil
}

func makeClock(hour, minute int64, sec float64) (int64, error) {
	micros := math.RoundToEven(sec * types.MicrosPerSecond)
	if hour < 0 || hour > 24 || minute < 0 || minute > 59 || !(micros >= 0 && micros <= 60*types.MicrosPerSecond) ||
		hour == 24 && (minute > 0 || micros > 0) {
		return 0, pgerror.New(pgerror.DatetimeFieldOverflow, "time field value out of range: %d:%02d:%s", hour, minute, formatSeconds(sec))
	}
	return hour*types.MicrosPerHour + minute*types.MicrosPerMinute + int64(micros), nil
}

// formatSeconds is C's %02g.
func formatSeconds(sec float64) string {
	if math.IsInf(sec, 0) {
		return string(types.AppendFloat(nil, sec, types.TFloat8, nil))
	}
	s := string(types.AppendG(nil, sec, 6))
	if len(s) < 2 {
		return "0" + s
	}
	return s
}

func makeTime(_ *types.Env, a []types.Datum) (types.Datum, error) {
	micros, err := makeClock(a[0].Int(), a[1].Int(), a[2].Float())
	return types.Time(micros), err
}

func makeTimestamp(a []types.Datum) (types.Datum, error) {
	c, err := makeCivilDate(a, a[0].Int())
	if err != nil {
		return types.Null, err
	}
	micros, err := makeClock(a[3].Int(), a[4].Int(), a[5].Float())
	if err != nil {
		return types.Null, err
	}
	day, ok := c.Timestamp()
	if !ok || !types.TimestampInRange(day+micros) {
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range: %d-%02d-%02d %d:%02d:%s",
			a[0].Int(), a[1].Int(), a[2].Int(), a[3].Int(), a[4].Int(), formatSeconds(a[5].Float()))
	}
	return types.Timestamp(day + micros), nil
}

func makeTimestampTZ(env *types.Env, a []types.Datum) (types.Datum, error) {
	ts, err := makeTimestamp(a)
	if err != nil {
		return types.Null, err
	}
	if len(a) == 6 {
		return env.ToTimestampTZ(ts)
	}
	zone, err := env.ZoneMade(a[6].Text())
	if err != nil {
		return types.Null, err
	}
	return zone.At(ts)
}

func makeInterval(_ *types.Env, a []types.Datum) (types.Datum, error) {
	years, months, weeks, days := intAt(a, 0, 0), intAt(a, 1, 0), intAt(a, 2, 0), intAt(a, 3, 0)
	secs := 0.0
	if len(a) > 6 {
		secs = a[6].Float()
	}
	if math.IsNaN(secs) || math.IsInf(secs, 0) {
		return types.Null, types.ErrIntervalRange
	}
	micros := intAt(a, 4, 0)*types.MicrosPerHour + intAt(a, 5, 0)*types.MicrosPerMinute + int64(math.RoundToEven(secs*types.MicrosPerSecond))
	v, err := types.CheckedInterval(years*12+months, weeks*7+days, micros, true)
	return types.NewInterval(v), err
}

func dateBin(_ *types.Env, a []types.Datum) (types.Datum, error) {
	stride, ts, origin := a[0].Interval(), a[1].Timestamp(), a[2].Timestamp()
	switch {
	case types.IsInfinite(ts):
		return a[1], nil
	case types.IsInfinite(origin):
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "origin out of range")
	case stride.Months != 0:
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "timestamps cannot be binned into intervals containing months or years")
	}
	days, okDays := types.MulInt64(int64(stride.Days), types.MicrosPerDay)
	step, ok := types.AddInt64Any(days, stride.Micros)
	since, okSince := types.AddInt64Any(ts, -origin)
	switch {
	case !ok || !okDays:
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "interval out of range")
	case step <= 0:
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "stride must be greater than zero")
	case !okSince:
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "interval out of range")
	}
	q, _ := types.FloorDivMod(since, step)
	out, ok := types.AddInt64Any(origin, q*step)
	if !ok || out < types.MinTimestamp || out >= types.MaxTimestamp {
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range")
	}
	return types.Timestamp(out), nil
}

// epochToTimestamp is to_timestamp(seconds since 1970).
func epochToTimestamp(env *types.Env, a types.Datum) (types.Datum, error) {
	v := a.Float()
	switch {
	case math.IsNaN(v):
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp cannot be NaN")
	case math.IsInf(v, 1):
		return types.Timestamp(types.TimestampInfinity), nil
	case math.IsInf(v, -1):
		return types.Timestamp(types.TimestampNegInfinity), nil
	}
	// The epoch is moved first, while nothing is lost of whole seconds.
	out := math.RoundToEven((v - types.EpochMicros/types.MicrosPerSecond) * types.MicrosPerSecond)
	if !(out >= types.MinTimestamp && out < types.MaxTimestamp) {
		return types.Null, pgerror.New(pgerror.DatetimeFieldOverflow, "timestamp out of range: \"%s\"", types.AppendG(nil, v, 6))
	}
	return types.Timestamp(int64(out)), nil
}

// atZone reads a timestamp as local time of a zone.
func atZone(env *types.Env, name string, d types.Datum) (types.Datum, error) {
	zone, err := env.ZoneOf(name)
	if err != nil {
		return types.Null, err
	}
	return zone.At(d)
}

// inZone gives what clocks of a zone show.
func inZone(env *types.Env, name string, d types.Datum) (types.Datum, error) {
	zone, err := env.ZoneOf(name)
	if err != nil || types.IsInfinite(d.Timestamp()) {
		return d, err
	}
	return shownLocal(d.Timestamp() + int64(zone.Offset(d.Timestamp()))*types.MicrosPerSecond)
}

// shownLocal makes a timestamp of what clocks show. The error is 22008.
func shownLocal(ts int64) (types.Datum, error) {
	if !types.IsInfinite(ts) && !types.TimestampInRange(ts) {
		return types.Null, types.ErrTimestampRange
	}
	return types.Timestamp(ts), nil
}

// zoneInterval checks an interval that stands for a time zone.
func zoneInterval(zone types.Interval) error {
	if zone.Months != 0 || zone.Days != 0 {
		return pgerror.New(pgerror.InvalidParameterValue, "interval time zone \"%s\" must not include months or days", types.AppendInterval(nil, zone))
	}
	return nil
}

func shiftZone(zone types.Interval, d types.Datum, sign int64) (types.Datum, error) {
	if err := zoneInterval(zone); err != nil {
		return types.Null, err
	}
	if types.IsInfinite(d.Timestamp()) {
		return d, nil
	}
	ts, ok := types.AddInt64Any(d.Timestamp(), sign*(zone.Micros/types.MicrosPerSecond*types.MicrosPerSecond))
	if !ok || !types.TimestampInRange(ts) {
		return types.Null, types.ErrTimestampRange
	}
	return types.Timestamp(ts), nil
}

func timeTZZone(env *types.Env, a, b types.Datum) (types.Datum, error) {
	zone, err := env.ZoneOf(a.Text())
	if err != nil {
		return types.Null, err
	}
	return moveTimeTZ(b, int64(zone.Offset(env.TransactionTime()))), nil
}

// moveTimeTZ shows the same moment in another zone.
func moveTimeTZ(d types.Datum, east int64) types.Datum {
	utc := d.Time() + int64(d.Zone())*types.MicrosPerSecond
	return types.TimeTZ(wrapDay(0, utc+east*types.MicrosPerSecond), int32(-east))
}

// overlapsBody is (a, b) OVERLAPS (c, d): half-open periods, in either order.
func overlapsBody(f *Function) body {
	t := f.Args[0]
	return body{fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
		s1, e1, ok1 := period(t, a[0], a[1])
		s2, e2, ok2 := period(t, a[2], a[3])
		if !ok1 || !ok2 {
			return types.Null, nil
		}
		return overlapResult(t, s1, e1, s2, e2), nil
	}}
}

// overlapsIntervals is overlapsBody where an end is given as a length.
func overlapsIntervals(f *Function) body {
	t := f.Args[0]
	add := map[types.OID]func(*types.Env, types.Datum, types.Interval) (types.Datum, error){
		types.OIDTimestamp: func(_ *types.Env, d types.Datum, v types.Interval) (types.Datum, error) {
			ts, err := AddInterval(d.Timestamp(), v)
			return types.Timestamp(ts), err
		},
		types.OIDTimestampTZ: func(env *types.Env, d types.Datum, v types.Interval) (types.Datum, error) {
			ts, err := plusIntervalTZ(env, d.Timestamp(), v)
			return types.Timestamp(ts), err
		},
		types.OIDTime: func(_ *types.Env, d types.Datum, v types.Interval) (types.Datum, error) {
			return types.Time(wrapDay(d.Time(), v.Micros)), nil
		},
	}[t.OID]
	whole := overlapsBody(f)
	return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
		ends := [4]types.Datum{args[0], args[1], args[2], args[3]}
		for i := 1; i < 4; i += 2 {
			if f.Args[i].OID != types.OIDInterval || ends[i].IsNull() {
				continue
			}
			if ends[i-1].IsNull() {
				ends[i] = types.Null
				continue
			}
			var err error
			if ends[i], err = add(env, ends[i-1], ends[i].Interval()); err != nil {
				return types.Null, err
			}
		}
		return whole.fn(env, ends[:])
	}}
}

// period orders the ends; a missing one comes last. ok is false without any.
func period(t *types.Type, s, e types.Datum) (types.Datum, types.Datum, bool) {
	switch {
	case s.IsNull() && e.IsNull():
		return s, e, false
	case s.IsNull() || !e.IsNull() && types.Compare(t, s, e) > 0:
		return e, s, true
	}
	return s, e, true
}

func overlapResult(t *types.Type, s1, e1, s2, e2 types.Datum) types.Datum {
	switch c := types.Compare(t, s1, s2); {
	case c > 0:
		return lateStart(t, s1, e1, e2)
	case c < 0:
		return lateStart(t, s2, e2, e1)
	case e1.IsNull() || e2.IsNull():
		return types.Null
	}
	return types.Bool(true)
}

// lateStart decides for a period that starts after the other, whose end is e2.
func lateStart(t *types.Type, s1, e1, e2 types.Datum) types.Datum {
	if e2.IsNull() {
		return types.Null
	}
	if types.Compare(t, s1, e2) < 0 {
		return types.Bool(true)
	}
	if e1.IsNull() {
		return types.Null
	}
	return types.Bool(false)
}

// units of date_trunc and extract.
func unitName(s string) string {
	switch u := asciiLower(s); u {
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

func unitError(unit, given string, t *types.Type) error {
	if unit == "" {
		return pgerror.New(pgerror.InvalidParameterValue, "unit \"%s\" not recognized for type %s", asciiLower(given), t)
	}
	return pgerror.New(pgerror.FeatureNotSupported, "unit \"%s\" not supported for type %s", asciiLower(given), t)
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
func truncTimestamp(t *types.Type, given string, ts int64, loc *time.Location) (types.Datum, error) {
	unit := truncUnit(given)
	if types.IsInfinite(ts) {
		return types.Timestamp(ts), nil
	}
	local := ts
	if t.OID == types.OIDTimestampTZ {
		local += int64(types.ZoneOffset(loc, ts)) * types.MicrosPerSecond
	}
	c := types.SplitTimestamp(local)
	if !truncCivil(&c, unit) {
		return types.Null, unitError(unit, given, t)
	}
	out, ok := c.Micros64()
	if ok && t.OID == types.OIDTimestampTZ {
		switch unit {
		case "microseconds", "milliseconds", "second", "minute", "hour":
			out -= int64(types.ZoneOffset(loc, ts)) * types.MicrosPerSecond
		default:
			out = types.LocalToUTC(loc, out)
		}
	}
	if !ok || !types.TimestampInRange(out) {
		return types.Null, types.ErrTimestampRange
	}
	return types.Timestamp(out), nil
}

func truncCivil(c *types.Civil, unit string) bool {
	switch unit {
	case "week":
		day := types.JulianDay(c.Year, c.Month, c.Day)
		c.Year, c.Month, c.Day = types.CalendarDate(day - types.Weekday(day))
	case "millennium":
		c.Year = truncYears(c.Year, 1000, true)
	case "century":
		c.Year = truncYears(c.Year, 100, true)
	case "decade":
		c.Year = truncYears(c.Year, 10, false)
	case "year", "quarter", "month", "day", "hour", "minute", "second":
	case "milliseconds":
		c.Micros -= c.Micros % 1000
		return true
	case "microseconds":
		return true
	default:
		return false
	}
	switch unit {
	case "millennium", "century", "decade", "year":
		c.Month = 1
		fallthrough
	case "quarter":
		c.Month = (c.Month-1)/3*3 + 1
		fallthrough
	case "month":
		c.Day = 1
		fallthrough
	case "week", "day":
		c.Hour = 0
		fallthrough
	case "hour":
		c.Minute = 0
		fallthrough
	case "minute":
		c.Sec = 0
	}
	c.Micros = 0
	return true
}

// truncYears cuts a year (0 is 1 BC) to decades, or to centuries and
// millennia, which begin with a year 1.
func truncYears(year, unit int, fromOne bool) int {
	if !fromOne {
		return int(types.FloorDiv(int32(year), int32(unit))) * unit
	}
	return int(types.FloorDiv(int32(year-1), int32(unit)))*unit + 1
}

func truncInterval(given string, v types.Interval) (types.Datum, error) {
	unit := truncUnit(given)
	keepMicros := int64(0)
	months := map[string]int32{"millennium": 12000, "century": 1200, "decade": 120, "year": 12, "quarter": 3, "month": 1}[unit]
	switch unit {
	case "millennium", "century", "decade", "year", "quarter", "month":
		v.Months = v.Months / months * months
		v.Days = 0
	case "day":
	case "hour":
		keepMicros = types.MicrosPerHour
	case "minute":
		keepMicros = types.MicrosPerMinute
	case "second":
		keepMicros = types.MicrosPerSecond
	case "milliseconds":
		keepMicros = 1000
	case "microseconds":
		keepMicros = 1
	case "week":
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "unit \"%s\" not supported for type interval", given).
			WithDetail("Months usually have fractional weeks.")
	default:
		return types.Null, unitError(unit, given, types.TInterval)
	}
	if keepMicros == 0 {
		v.Micros = 0
	} else {
		v.Micros = v.Micros / keepMicros * keepMicros
	}
	return types.NewInterval(v), nil
}

// partBody is extract (numeric) and date_part (float8).
func partBody(f *Function) body {
	t := f.Args[1]
	asFloat := f.Result.OID == types.OIDFloat8
	return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		d, err := extract(env, a.Text(), t, b, asFloat)
		if err != nil || d.IsNull() || !asFloat {
			return d, err
		}
		v, _ := types.NumericToFloat(d)
		return types.Float(v), nil
	}}
}

func extract(env *types.Env, given string, t *types.Type, d types.Datum, asFloat bool) (types.Datum, error) {
	if t.OID == types.OIDDate && asFloat { // Postgres casts to timestamp first
		ts, err := dateToTimestamp(d)
		if err != nil {
			return types.Null, err
		}
		return extract(env, given, types.TTimestamp, ts, true)
	}
	unit := unitName(given)
	var v types.Datum
	ok := unit != ""
	if ok {
		switch t.OID {
		case types.OIDDate:
			v, ok = extractDate(unit, d.Date())
		case types.OIDTimestamp:
			v, ok = extractTimestamp(unit, d.Timestamp())
		case types.OIDTimestampTZ:
			v, ok = extractTimestampTZ(env, unit, d.Timestamp())
		case types.OIDTime:
			v, ok = extractClock(unit, d.Time())
		case types.OIDTimeTZ:
			v, ok = extractTimeTZ(unit, d)
		case types.OIDInterval:
			v, ok = extractInterval(unit, d.Interval())
		}
	}
	if !ok {
		return types.Null, unitError(unit, given, t)
	}
	return v, nil
}

// extractClock gives the parts of a time of day.
func extractClock(unit string, micros int64) (types.Datum, bool) {
	h, m, s, us := types.SplitTime(micros)
	switch unit {
	case "microseconds":
		return types.NumericInt(int64(s)*types.MicrosPerSecond + int64(us)), true
	case "milliseconds":
		return types.NumericSmall(int64(s)*types.MicrosPerSecond+int64(us), 3), true
	case "second":
		return types.NumericSmall(int64(s)*types.MicrosPerSecond+int64(us), 6), true
	case "minute":
		return types.NumericInt(int64(m)), true
	case "hour":
		return types.NumericInt(int64(h)), true
	case "epoch":
		return types.NumericSmall(micros, 6), true
	}
	return types.Null, false
}

func extractTimeTZ(unit string, d types.Datum) (types.Datum, bool) {
	if unit == "epoch" {
		return types.NumericSmall(d.Time()+int64(d.Zone())*types.MicrosPerSecond, 6), true
	}
	if v, ok := extractZone(unit, -int64(d.Zone())); ok {
		return v, true
	}
	return extractClock(unit, d.Time())
}

func extractZone(unit string, east int64) (types.Datum, bool) {
	switch unit {
	case "timezone":
		return types.NumericInt(east), true
	case "timezone_hour":
		return types.NumericInt(east / 3600), true
	case "timezone_minute":
		return types.NumericInt(east / 60 % 60), true
	}
	return types.Null, false
}

// extractCalendar gives the parts of a date.
func extractCalendar(unit string, c types.Civil) (types.Datum, bool) {
	jd := types.JulianDay(c.Year, c.Month, c.Day)
	num := func(v int) (types.Datum, bool) { return types.NumericInt(int64(v)), true }
	// Years before 1 are counted from 1 BC as -1.
	shown := c.Year
	if shown <= 0 {
		shown--
	}
	switch unit {
	case "day":
		return num(c.Day)
	case "month":
		return num(c.Month)
	case "quarter":
		return num((c.Month-1)/3 + 1)
	case "week":
		_, w := isoWeek(jd)
		return num(w)
	case "year":
		return num(shown)
	case "decade":
		return num(int(types.FloorDiv(int32(c.Year), 10)))
	case "century":
		return num(period1(c.Year, 100))
	case "millennium":
		return num(period1(c.Year, 1000))
	case "isoyear":
		y, _ := isoWeek(jd)
		if y <= 0 {
			y--
		}
		return num(y)
	case "dow":
		return num((types.Weekday(jd) + 1) % 7)
	case "isodow":
		return num(types.Weekday(jd) + 1)
	case "doy":
		return num(jd - types.JulianDay(c.Year, 1, 1) + 1)
	}
	return types.Null, false
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
	y, _, _ := types.CalendarDate(jd - types.Weekday(jd) + 3) // that week's Thursday
	jan4 := types.JulianDay(y, 1, 4)
	return y, (jd-(jan4-types.Weekday(jan4)))/7 + 1
}

// infinitePart is what infinite dates have: infinite years, no months.
func infinitePart(unit string, positive bool) (types.Datum, bool) {
	switch unit {
	case "year", "decade", "century", "millennium", "julian", "isoyear", "epoch":
		return types.NumericInf(!positive), true
	case "":
		return types.Null, false
	}
	return types.Null, true
}

func extractDate(unit string, days int32) (types.Datum, bool) {
	switch unit {
	case "microseconds", "milliseconds", "second", "minute", "hour", "timezone", "timezone_hour", "timezone_minute":
		return types.Null, false
	}
	if days == types.DateInfinity || days == types.DateNegInfinity {
		return infinitePart(unit, days > 0)
	}
	switch unit {
	case "epoch":
		return types.NumericInt((int64(days) + types.EpochJulian - types.UnixJulian) * 86400), true
	case "julian":
		return types.NumericInt(int64(days) + types.EpochJulian), true
	}
	var c types.Civil
	c.Year, c.Month, c.Day = types.CalendarDate(int(days) + types.EpochJulian)
	return extractCalendar(unit, c)
}

func extractTimestamp(unit string, ts int64) (types.Datum, bool) {
	if types.IsInfinite(ts) {
		return infinitePart(unit, ts > 0)
	}
	switch unit {
	case "timezone", "timezone_hour", "timezone_minute":
		return types.Null, false
	}
	days, micros := types.FloorDivMod(ts, types.MicrosPerDay)
	switch unit {
	case "epoch":
		d, err := types.NumericAdd(types.NumericSmall(ts, 6), types.NumericSmall(types.EpochMicros, 6))
		return d, err == nil
	case "julian":
		return julianPart(days, micros), true
	}
	if v, ok := extractClock(unit, micros); ok {
		return v, true
	}
	return extractCalendar(unit, types.SplitTimestamp(ts))
}

// julianPart is the Julian day with the time as its fraction.
func julianPart(days, micros int64) types.Datum {
	day := types.NumericInt(days + types.EpochJulian)
	part, err := types.NumericDiv(types.NumericInt(micros), types.NumericInt(types.MicrosPerDay))
	if err != nil {
		return day
	}
	sum, err := types.NumericAdd(day, part)
	if err != nil {
		return day
	}
	return sum
}

func extractTimestampTZ(env *types.Env, unit string, ts int64) (types.Datum, bool) {
	if types.IsInfinite(ts) {
		return infinitePart(unit, ts > 0)
	}
	if v, ok := extractZone(unit, int64(types.ZoneOffset(env.Zone(), ts))); ok {
		return v, true
	}
	if unit == "epoch" {
		return extractTimestamp(unit, ts)
	}
	return extractTimestamp(unit, env.Local(ts))
}

func extractInterval(unit string, v types.Interval) (types.Datum, bool) {
	num := func(n int64) (types.Datum, bool) { return types.NumericInt(n), true }
	switch unit {
	case "hour":
		return num(v.Micros / types.MicrosPerHour)
	case "minute":
		return num(v.Micros / types.MicrosPerMinute % 60)
	case "second":
		return types.NumericSmall(v.Micros%types.MicrosPerMinute, 6), true
	case "milliseconds":
		return types.NumericSmall(v.Micros%types.MicrosPerMinute, 3), true
	case "microseconds":
		return num(v.Micros % types.MicrosPerMinute)
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
	return types.Null, false
}

// intervalEpoch counts years of 365.25 days and months of 30.
func intervalEpoch(v types.Interval) types.Datum {
	const secsPerYear = 31557600 // 365.25 days
	secs := int64(v.Months/12)*secsPerYear + int64(v.Months%12)*types.DaysPerMonth*86400 + int64(v.Days)*86400
	d, err := types.NumericAdd(types.NumericSmall(v.Micros, 6), types.NumericInt(secs))
	if err != nil {
		return types.NumericInt(secs)
	}
	return d
}

// parseInt reads a number that is known to be digits.
func parseInt(s string) int {
	v, _ := strconv.Atoi(s)
	return v
}
