package differential

import (
	"fmt"
	"strings"
)

// dates asks what is computed of dates, times and intervals.
func (g *generator) dates() []*step {
	t := g.name("dt")
	moment := func() string {
		return "'" + g.one("2024-02-29 00:00:00", "2024-03-10 02:30:00.123456", "1999-12-31 23:59:59.999999", "0044-03-15 12:00:00 BC", "2000-01-01", "infinity", "-infinity", "2024-11-03 01:30:00", "1970-01-01", "2024-03-31 02:30", "9999-12-31", "1900-01-01", "2016-02-29 10:11:12", "epoch") + "'"
	}
	span := func() string {
		return "'" + g.one("1 day", "-1 day -02:03:04.5", "1 year 2 mons 3 days 04:05:06.789", "100:00:00", "-3 mons", "15:16:17", "0", "1 mon -1 day", "35 days 25:00", "-0.000001 sec", "P1Y2M3DT4H5M6S", "P0001-02-03T04:05:06", "1-2", "2 weeks ago", "1.5 months", "1.5 years", "0.1 day", "@ 1 hour", "1 decade 1 century", "90 min", "3 4:05:06", "-1-2 +3 -4:05:06") + "'"
	}
	var rows []*piece
	for i := range 7 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s, %s, '%s')", i, moment(), moment()+"::timestamp::date", span(), g.one("00:00", "12:34:56.789", "24:00", "23:59:59.999999", "01:02"))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, s timestamp, d date, v interval, c time)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, NULL, NULL, NULL)")}
	field := func() string {
		return g.one("year", "month", "day", "hour", "minute", "second", "millisecond", "microsecond", "week", "quarter", "decade", "century", "millennium")
	}
	zone := func() string {
		return g.one("'UTC'", "'America/New_York'", "'Europe/Berlin'", "'Asia/Kolkata'", "'+03'", "'-05:30'", "'EST'", "'CEST'", "'est5edt'", "'Australia/Lord_Howe'", "interval '5:45'", "'<+02>-02'")
	}
	stamp := func() string {
		return g.one("s", "s", "d", "s::timestamptz", moment()+"::timestamp", moment()+"::timestamptz")
	}
	finite := "isfinite(s) AND isfinite(d)" // Postgres 15 counts infinity's microseconds in age
	safe := func() string {
		m, s := stamp(), span()+"::interval"
		return g.one("extract("+g.one(field(), "dow", "doy", "isodow", "isoyear", "epoch", "julian")+" from "+g.one("s", "d::timestamp", "s::timestamptz")+")", "extract("+g.one("hour", "minute", "second", "epoch", "milliseconds", "microseconds")+" from "+g.one("c", "v", "s")+")", "extract("+g.one("year", "month", "day", "quarter", "decade", "century", "millennium", "epoch", "hour")+" from v)", "date_part('"+g.one(field(), "dow", "doy", "isodow", "isoyear", "epoch", "julian")+"', s)", "extract(timezone from s::timestamptz), extract(timezone_hour from s::timestamptz)",
			"date_trunc('"+field()+"', "+m+")", "date_trunc('"+field()+"', s::timestamptz, "+g.one("'America/New_York'", "'Asia/Kolkata'", "'UTC'", "'Europe/Berlin'")+")", "date_trunc('"+g.one("year", "month", "day", "hour", "minute", "second", "decade", "quarter", "century", "millisecond")+"', v)", "CASE WHEN "+finite+" THEN age(s, '2024-02-29 12:00') END, CASE WHEN "+finite+" THEN age(d, date '2000-01-31') END", "age("+strings.NewReplacer("-infinity", "2019-01-31", "infinity", "2020-06-30").Replace(moment())+"::timestamptz, '2001-03-31 01:02:03+00')", "s + "+s+", s - "+s, "d + "+g.one("3", "-400", "time '12:00'", s), "s::timestamptz + "+s, "d - date '2024-01-01', s - timestamp '2024-01-01 12:00'", "c + "+s+", c - "+s, "c - time '12:00', c - c",
			"v + "+s+", v - "+s+", - v", "v * "+g.one("2", "0.5", "-1.5", "1e-3", "1.0/3")+", v / "+g.one("2", "3", "-0.7", "1e3"), "justify_days(v), justify_hours(v), justify_interval(v)", "v = "+s+", v < "+s, "greatest(v, "+s+"), least(v, "+s+")", "s AT TIME ZONE "+zone(), "s::timestamptz AT TIME ZONE "+zone(), "c::timetz AT TIME ZONE 'UTC' IS NULL", "isfinite(s), isfinite(d), isfinite(v)", "s::date, s::time, s::text", "d::timestamp, d::timestamptz, d::text", "v::text, v::time", "c::text, c::interval, c::time(2)", "s::timestamp(0), s::timestamp(3), v::interval(1)", "v::interval day, v::interval hour to minute, v::interval year to month",
			"(s, "+s+") OVERLAPS (timestamp '2024-02-28', interval '3 days')", "(d, d + 1) OVERLAPS (date '2024-02-29', date '2024-03-01')", "s < d, s = d::timestamp, d >= s::timestamptz", "to_json(s), to_json(d), to_json(v), to_jsonb(s::timestamptz)", "to_char(v, 'YYYY-MM-DD HH24:MI:SS')", "s::timestamptz::date, s::timestamptz::time, s::timestamptz::timetz::text", "date_trunc('week', d)", "make_interval(secs => extract(second from c)::float8)", "v::interval second(2), v::interval minute")
	}
	for range 18 {
		switch g.r.IntN(7) {
		case 0:
			steps = append(steps, asksAlone(g.momentAlone(zone(), field())))
		case 1:
			steps = append(steps, asks("SELECT k, "+g.one("date_bin("+g.one("'15 min'", "'1 day'", "'7 days 3 hours'", "'0.5 sec'", "'1000 days'")+", "+g.one("s", "s::timestamptz")+", "+g.one("'2001-01-01'", "'2024-02-29 12:34'", "'1970-01-01 00:00:07'")+")", "generate_series(s, s + interval '2 days', '"+g.one("1 day", "20 hours", "36 hours")+"')", "(SELECT array_agg(x) FROM generate_series(s::timestamptz, s::timestamptz + interval '2 months', '1 month') x)", "to_timestamp(extract(epoch from s)::float8)", "extract(epoch from s::timestamptz)::numeric(20,3)", "d::text::date = d, s::text::timestamp = s", "s - d, d - s", "age(s)  IS NULL, age(s, d)")+" FROM "+t+" WHERE "+finite))
		case 2:
			steps = append(steps, asks("SELECT "+g.one("sum(v), avg(v), min(v), max(v)", "min(s), max(s), min(d), max(d)", "max(c), min(c)", "array_agg(v ORDER BY v, k)", "sum(v) FILTER (WHERE v > '0')", "count(DISTINCT v)", "sum(c), avg(c::interval)")+" FROM "+t))
		case 3:
			steps = append(steps, asksInOrder("SELECT k FROM "+t+" WHERE "+g.one("v > '1 day'", "s >= '2024-02-29'", "d <> '2000-01-01'", "c < '12:00'", "s = 'infinity'", "v = '30 days'", "d BETWEEN '1999-12-31' AND '2024-03-31'")+" ORDER BY "+g.one("v", "s DESC", "d NULLS FIRST", "c", "-v")+", k"))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	style := g.one("sql_standard", "postgres_verbose", "iso_8601", "postgres")
	steps = append(steps, changes("SET intervalstyle = "+style), asks("SELECT k, v, v * -1, justify_interval(v), v::text FROM "+t), asksAlone("interval '"+g.one("-1-2 -3 -4:05:06", "1 2:3", "-1 2:3", "+1-1", "3 days ago", "-1 day 2 hours")+"'"), changes("RESET intervalstyle"))
	return append(steps, changes("SET datestyle = '"+g.one("SQL, DMY", "German", "Postgres, MDY", "SQL, MDY", "Postgres, DMY", "ISO, YMD")+"'"), asks("SELECT k, s, d, s::timestamptz FROM "+t), asksAlone("'"+g.one("01/02/03", "13/01/2024", "1.2.2024", "2024-01-02", "Jan 2 99", "99-01-08", "08-Jan-1999", "01/13/2024")+"'::date"), changes("RESET datestyle"))
}

// momentAlone draws one value that may be an error.
func (g *generator) momentAlone(zone, field string) string {
	switch g.r.IntN(6) {
	case 0:
		return g.one("make_date(", "make_date(") + g.one("2024", "-44", "0", "300000") + ", " + g.one("2", "13", "0") + ", " + g.one("29", "30", "1") + ")"
	case 1:
		return g.one("make_time("+g.one("24", "23", "25")+", "+g.one("0", "59", "60")+", "+g.one("0", "59.999", "60", "61", "-1")+")", "make_timestamp(2024, "+g.one("2, 29", "2, 30")+", "+g.one("24, 0, 0", "13, 14, 15.678", "24, 0, 1", "0, 0, 60")+")", "make_timestamptz(2024, 3, 10, 2, 30, 0"+g.one("", ", 'America/New_York'", ", 'nope'", ", '+03'")+")", "make_interval("+g.one("1, 2, 3, 4, 5, 6, 7.5", "days => 10, secs => -0.5", "weeks => 2", "secs => 1e20", "secs => 'NaN'", "mins => 2147483647")+")")
	case 2:
		return "timestamp '2024-03-10 02:30' AT TIME ZONE " + zone + ", timestamptz '2024-11-03 05:30+00' AT TIME ZONE " + zone
	case 3:
		return "'" + g.one("2024-02-30", "2024-13-01", "20240229", "2024.060", "Feb 29 2024", "29 feb 2024 12:00 PM", "2024-02-29T10:00:00Z", "2024-02-29 10:00 +05:30", "2024-02-29 25:00", "2024-02-29 24:00", "2024-02-29 23:59:60", "J2460370", "now-x", "2024-02-29 10:00 America/New_York", "2024-02-29 10:00 EST", "2024-02-29 10:00 XYZ", "Thu Feb 29 10:00:00 2024", "2024-1-1", "1/2/2024", "12:00", "2024-02-29 1:2:3.4567891", "4714-11-24 BC", "4714-11-23 BC", "294276-12-31 23:59:59.999999", "294277-01-01", "epoch", "allballs", "2024-02-29 10 am", "2024-02-29 13:00 pm", "24-02-29", "99-01-01", "0001-01-01 BC", "0000-01-01", "1999-01-08 04:05:06 -8:00", "1999-01-08 04:05:06 PST8PDT", "January 8, 1999", "1999.008", "2024-02-29 10:00:00.1234565", "2024-02-29 10:00:00,5", "2024-02-29 10:00 zulu", "y2024m02d29") + "'::" + g.one("timestamp", "timestamptz", "date", "time", "timetz", "timestamp(2)")
	case 4:
		return "'" + g.one("1 fortnight", "1 day 1 day", "1:2:3:4", "P", "P1", "PT1.5S", "P1.5Y", "P-1Y2M", "1y 2mon 3w 4d 5h 6m 7s", "1 us 1 ms", "10000000000 years", "1e3 days", "1.2.3 days", "", "abc", "1 day ago ago", "infinity", "-", "1 -2", "1 day -", "2147483647 days 2147483648 hours", "178956970 years 8 mons", "0.5 mons 0.5 days", "1 mil", "5 c", "01:02:03.1234567", "1 2", "P1DT", "P1Y1Y", "T1H", "1 month 1.7 weeks", "0.33 years", "-0.7 mons", "5 quarters", "1 13:14") + "'::interval" + g.one("", "", " day", " hour to second", " year", "(2)", " minute to second(1)", " year to month")
	}
	return g.one("date_trunc('nope', now())", "date_trunc('"+field+"', timestamptz '2024-03-10 07:30:00+00', 'nope')", "extract(nope from now())", "extract(timezone from timestamp '2024-01-01')", "extract(hour from date '2024-01-01')", "extract(year from date 'infinity'), extract(day from date 'infinity'), extract(epoch from timestamp '-infinity')", "extract(julian from interval '1 day')", "date_bin('0', now(), now())", "date_bin('1 month', now(), now())", "date_bin('-1 day', now(), now())", "date 'infinity' - date '2024-01-01'", "timestamp 'infinity' - timestamp '2024-01-01'", "date 'infinity' + 1, date '-infinity' + interval '1 day', timestamp 'infinity' - interval '1 year'", "interval '1 day' / 0", "interval '1 day' * 'NaN'::float8", "date '5874897-12-31' + 1", "timestamp '294276-12-31' + interval '1 day'", "interval '178956970 years' + interval '1 year'", "interval '2147483647 days' * 2", "time '24:00' + interval '1 sec'", "justify_hours(interval '2147483647 days 24:00')", "to_timestamp('NaN'::float8)", "to_timestamp('Infinity'::float8), to_timestamp(0.5), to_timestamp(-1e9)", "to_timestamp(1e20)", "now() AT TIME ZONE 'nope'", "timestamp '2024-01-01' AT TIME ZONE interval '1 month'", "timestamp '2024-01-01' AT TIME ZONE interval '1 day'", "interval '1 day' = interval '24 hours', interval '1 mon' > interval '29 days 24:00'", "(NULL, date '2024-01-01') OVERLAPS (date '2023-01-01', date '2024-02-01')", "(date '2024-01-02', date '2024-01-01') OVERLAPS (date '2024-01-01', date '2024-01-02')", "timetz '12:00+02' AT TIME ZONE '+03', timetz '12:00+02' AT TIME ZONE interval '-5 hours'", "extract(timezone from timetz '12:00+02:30'), extract(epoch from timetz '12:00+02')", "date_part('epoch', interval '1 mon 1 day'), extract(epoch from interval '1 year')", "date '2024-01-31' - interval '1 month', date '2024-03-31' + interval '1 month'", "make_timestamptz(2024, 11, 3, 1, 30, 0, 'America/New_York')", "timestamptz '2024-03-10 02:30 America/New_York', timestamptz '2024-11-03 01:30 America/New_York'", "to_date('infinity', 'YYYY')", "date 'epoch' - 2440588 + interval '0'", "date_trunc('"+field+"', interval '"+g.one("1 year 13 mons 400 days", "-1 year -13 mons", "123456 years 25:61:61.5")+"')")
}

// amounts asks what is computed of numerics, floats and integers.
func (g *generator) amounts() []*step {
	t := g.name("nm")
	numeric := func() string {
		return g.one("'0'", "'1'", "'-1'", "'2.5'", "'-2.50'", "'1e-20'", "'12345678901234567890.123456789'", "'NaN'", "'Infinity'", "'-Infinity'", "'0.1'", "'99999.99999'", "'7'", "'100'", "'1e30'", "'-0.000'", "'3.14159265358979323846'", "NULL")
	}
	float := func() string {
		return g.one("'0'", "'-0'", "'1'", "'2.5'", "'-2.5'", "'NaN'", "'Infinity'", "'-Infinity'", "'1e-10'", "'1e15'", "'0.1'", "'123456.789'", "'3.5'", "'-7'", "NULL")
	}
	var rows []*piece
	for i := range 8 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s, %s, %d)", i, numeric(), float(), g.one("'1.5'", "'1e10'", "'-3'", "'0.1'", "NULL", "'16777217'"), g.r.IntN(60)-20)))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, n numeric, f float8, r float4, i int4)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...))}
	safe := func() string {
		v := g.one("n", "f", "n")
		c := g.one("2", "-2", "0", "1", "5", "-5", "i")
		small := "(n % 10)"
		return g.one("round(n, "+c+"), trunc(n, "+c+")", "round("+v+"), trunc("+v+"), ceil("+v+"), floor("+v+")", "abs("+v+"), sign("+v+"), - "+v, "scale(n), min_scale(n), trim_scale(n)", "div(n, "+g.one("3", "2.5", "-0.7")+"), mod(n, "+g.one("3", "2.5", "-0.7", "'Infinity'")+")", "n % "+g.one("7", "0.3", "-2.5"), "n + "+g.one("1.10", "'Infinity'", "1e-5", "n")+", n - "+g.one("1.10", "0.100", "1e20"), "n * "+g.one("1.10", "0", "-3", "1e-10", "0.00"), "n / "+g.one("3", "1e10", "-0.07", "7.000"), "n = "+numeric()+", n < "+numeric()+"::numeric", "greatest(n, "+numeric()+"), least(n, 0)", "f + r, f * r, f - 1", "f = n::float8, f < 'NaN', f > r", "n::float8, n::float4", "f::text, r::text", "f::numeric, r::numeric", "n::text, n::numeric(40,2)", "i / 7, i % 7, -i / 7, -i % 7, i # 5, i & 12, i | 3, ~i", "i << 3, i >> 2, i::int8 << 40, i::int2 >> 1", "@ i, |/ abs(i), ||/ i, @ n", "gcd(i, "+g.one("12", "0", "-18")+"), lcm(i, "+g.one("12", "0", "-18")+")",
			"gcd("+small+", 2.4)", "sqrt(abs(n)), sqrt(abs(f))", "exp("+small+"), exp(least(f, 10))", "ln(abs(n) + 1), log(abs(n) + 1)", "log(2, abs(n) + 1), log(abs("+small+") + 1.5, 10)", "power(abs("+small+") + 0.5, "+g.one("2", "0.5", "-3", "10.25", "0")+")", "power(abs(f) + 0.5, "+g.one("2", "0.5", "-3", "0")+")", "cbrt(f), degrees(f), radians(f)", "width_bucket(n, -10, 10, "+g.one("4", "7")+")", "width_bucket(i, "+g.one("0, 10", "10, 0", "-5, 50")+", 5)", "width_bucket(f, ARRAY[-1, 0, 2.5, 100]::float8[])", "factorial(abs(i) % 30)", "sin(i), cos(i), tan(i), atan(f), atan2(f, r), cot(i + 0.5)", "sinh(i / 10.0::float8), tanh(f), asinh(f), erf IS NULL FROM (SELECT 1 AS erf) z, "+t, "sind(i), cosd(i * 30), tand(i), atand(f)", "pi(), i::float8 / 3", "float8 '1e-7' * i, (i * 1e20)::float8, r * 1e-5::float4", "to_hex(i), i::bit(8)::int4", "n::text::numeric = n, f::text::float8 = f", "num_nonnulls(n, f, r), num_nulls(n, f)", "int4range(i, i + 3) @> 5, i BETWEEN SYMMETRIC 10 AND -3", "hash_numeric(n) = hash_numeric(n + 0.00)", "round(i::numeric / 3, 4), i * 1.5, i / 3.0", "n IS DISTINCT FROM 'NaN', n > 'Infinity'", "coalesce(n, 0)::text")
	}
	for range 18 {
		switch g.r.IntN(6) {
		case 0:
			steps = append(steps, asksAlone(g.amountAlone()))
		case 1:
			steps = append(steps, asks("SELECT "+g.one("sum(n), count(n)", "avg(i), sum(i), stddev(i), var_pop(i)", "sum(n) FILTER (WHERE n < 1e9 AND n > -1e9), avg(n) FILTER (WHERE abs(n) < 1e9)", "min(n), max(n), min(f), max(f)", "stddev(n), variance(n) FILTER (WHERE abs(n) < 1e9)", "corr(i, k), regr_slope(i, k), covar_pop(i, k)", "avg(r), sum(i::int2), sum(i::int8)", "bit_and(i), bit_or(i), bit_xor(i)", "percentile_cont(0.3) WITHIN GROUP (ORDER BY i), percentile_disc(ARRAY[0, 0.5, 1]) WITHIN GROUP (ORDER BY i)", "mode() WITHIN GROUP (ORDER BY i)", "array_agg(n ORDER BY n, k)", "array_agg(f ORDER BY f DESC, k)", "count(DISTINCT n), count(DISTINCT f)")+" FROM "+t))
		case 2:
			steps = append(steps, asks("SELECT '"+g.numberText()+"'::"+g.one("numeric", "float8", "float4", "numeric(6,2)", "int4", "int8", "int2", "numeric(3,-2)", "numeric(3,5)")))
		default:
			if draw := safe(); strings.Contains(draw, " FROM ") {
				steps = append(steps, asks("SELECT "+draw))
			} else {
				steps = append(steps, asks("SELECT k, "+draw, option(", "+strings.Split(safe(), ", erf")[0]), " FROM "+t))
			}
		}
	}
	return append(steps, asksInOrder("SELECT n FROM "+t+" ORDER BY n, k"), asksInOrder("SELECT f FROM "+t+" ORDER BY f DESC, k"), asks("SELECT k, n FROM "+t+" WHERE n = "+numeric()+" OR f >= "+float()))
}

// numberText draws what may be read as a number.
func (g *generator) numberText() string {
	return g.one("", "", " ", "+", "-") + g.one("0", "1", "12", "00012", "1_000", "0x1f", "32768", "2147483648", "9223372036854775808", "1e", "1e5", "1E-5", ".5", "5.", ".", "1.2.3", "nan", "NaN", "inf", "Infinity", "infinit", "1e400", "1e-400", "1e-50", "3.4e38", "3.5e38", "1.17e-38", "1e-46", "123456789.123456789", "0.1e1", "1 2", "abc", "", "1e+5", "1e5.5", "99.995", "999.994", "9999.995", "0.000000000000000000000000000001", "5e-324", "2e-324", "1.7976931348623157e308", "1e131072", "1e-16384", "12345678901234567890123456789", "2.5", "3.5", "0.30000000000000004") + g.one("", "", "", " ", "\t", "x")
}

// amountAlone draws one value that may be an error.
func (g *generator) amountAlone() string {
	return g.one("1 / 0", "1.0 / 0", "1::float8 / 0", "5 % 0", "mod(5, 0.0)", "div(5, 0.0)", "'NaN'::numeric / 0", "'Infinity'::numeric / 0", "'Infinity'::numeric - 'Infinity'::numeric, 'Infinity'::numeric * 0", "sqrt(-1)", "sqrt(-1::numeric)", "ln(0::numeric)", "ln(-1::float8)", "log(0, 10)", "log(1, 10)", "log(-1::numeric)", "power(0, -1)", "power(0::numeric, -1)", "power(-2, 0.5)", "power(-2::numeric, 0.5)", "power(-2::numeric, 3), power(-2::float8, -3), power(0, 0), power(0::numeric, 0)", "factorial(-1)", "factorial(20), factorial(0), factorial(33)", "factorial(100)", "exp(1000::float8)", "exp(-1000::float8)", "exp(100::numeric), exp(-50.5)", "exp(10000::numeric)", "power(1e300::float8, 2)", "width_bucket(1, 0, 0, 3)", "width_bucket(1, 0, 10, 0)", "width_bucket('NaN'::numeric, 0, 10, 3)", "width_bucket(5, 0, 'Infinity', 3)", "width_bucket(5, 'NaN', 10, 3)", "width_bucket(5.0::float8, 0, 10, 3), width_bucket(0::float8, 0, 10, 3), width_bucket(10::float8, 0, 10, 3)", "(-2147483648) / -1", "2147483647 + 1", "abs(-2147483648)", "(-32768)::int2 / -1::int2", "9223372036854775807 * 2", "(-9223372036854775808)::int8 % -1", "gcd(-9223372036854775808, 0)", "gcd((-2147483648)::int4, 0)", "lcm(2147483647, 2)", "lcm(2147483647, 2147483646)", "gcd(12.5, 0.75), lcm(12.5, 0.75), gcd('NaN', 1), gcd(0.0, 0)", "'NaN'::float8::int4", "1e10::float8::int4", "32767.5::float8::int2", "2147483647.4::numeric::int4, 2.5::numeric::int4, -2.5::float8::int4", "'Infinity'::numeric::int4", "1e300::float8::float4", "1e-300::float8::float4", "acos(2)", "asin(-1.5)", "acosd(0.5), asind(0.5), atan2d(1, -1)", "acosh(0.5)", "atanh(1)", "atanh(0.5), acosh(2), cosh(1)", "sin('Infinity')", "round(123456.789, -3), round(-0.5), round(1.5::float8), round(2.5::float8), trunc(-99.99, 1)", "scale(1.2300), min_scale(1.2300), trim_scale(1.2300), scale('NaN'), trim_scale(0.000)", "1::numeric(3,2) + 9.999::numeric(3,2)", "1.5::numeric(2,0), 2.5::numeric(2,0)", "99.6::numeric(2)", "1e5::numeric(4)", "1::numeric(1001)", "1::numeric(5,6)", "0.001234::numeric(3,5), 12345::numeric(3,-2)", "10 ^ 20, 2 ^ 0.5, 2::numeric ^ 100, 10.0 ^ -5", "2 ^ -1074::float8", "1.0 / 3, 2.0 / 3.000, 1e-10 / 3, 1e10 / 3", "ln(2.0), ln(1e-10), ln(1e30), log(1000.0), log(2.0, 64.0), log(10, 1e-5)", "exp(1.0), exp(0.0), exp(-1.5), sqrt(2.0), sqrt(1e30), sqrt(1e-30), sqrt(0.0)", "power(2.5, 3.5), power(1.0000001, 1e7), power(10.0, -20), power(0.5, 100)", "12345678901234567890 * 98765432109876543210, 1e50 + 1e-50", "0.1::float4, 0.1::float4::float8, 1e15::float8, 1e16::float8, 123456789::float4, 1e-5::float8", "1.5e300::float8 * 1e10, 1e-320::float8", "1::int8 << 63, 1 << 31, 1 << 32, 1 << -1, -1 >> 40", "'-0'::float8 = 0, '-0'::float8::text, -0.0::numeric, round(-0.4::float8)", "float8 'NaN' = 'NaN', float8 'NaN' > 'Infinity', numeric 'NaN' > 'Infinity'", "numeric_inc IS NULL FROM (SELECT 1 AS numeric_inc) x", "random() BETWEEN 0 AND 1, setseed(0.5)", "setseed(2)", "ceil(-0.5), floor(-0.5), sign(-0.0), ceil(-0.5::float8)", "1e1000::numeric % 7, 1e100 / 7e99, div(1e30, 7), mod(-7.5, 2)", "to_number('1,234.5', '9G999D9')", "int8 '9007199254740993'::float8, 16777217::float4", "'1e-1000'::numeric, '1e1000'::numeric = 1e1000")
}
