package differential

import (
	"fmt"
	"strings"
)

// styles draws how values are written and read, by the settings that say it.
func (g *generator) styles() []*step {
	var steps []*step
	set := func() {
		name := g.one("datestyle", "datestyle", "datestyle", "intervalstyle", "intervalstyle", "bytea_output", "extra_float_digits", "timezone", "xmloption")
		value := map[string]string{
			"datestyle": g.one("ISO", "SQL", "German", "Postgres", "DMY", "MDY", "YMD", "SQL, DMY", "Postgres, DMY", "ISO, YMD", "Postgres, YMD", "German, MDY", "European", "US", "nope"), "intervalstyle": g.one("postgres", "postgres_verbose", "sql_standard", "iso_8601", "nope"),
			"bytea_output": g.one("hex", "escape"), "extra_float_digits": g.one("0", "1", "-3", "3", "-15"), "timezone": g.one("UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "EST5EDT", "+03", "-05:30", "Pacific/Apia"),
			"xmloption": g.one("content", "document"),
		}[name]
		steps = append(steps, &step{role: "owner", writes: true, tree: part("", "SET "+name+" = '"+value+"'")}, asks("SHOW "+name))
	}
	stamps := func() string {
		return "'" + g.one("2024-02-29 13:14:15.678", "1999-12-31", "0044-03-15 BC", "infinity", "2024-03-10 02:30:00", "2024-11-03 01:30:00", "12345-06-07", "1900-01-01 00:00:00", "2024-07-04 23:59:59.999999") + "'"
	}
	texts := func() string {
		return "'" + g.one("01/02/2003", "1/2/03", "2003-02-01", "13/02/2003", "02-13-2003", "Feb 3 2004", "3 Feb 2004", "2004.034", "J2451187", "20040506", "040506", "epoch", "Sat Feb 3 2001 04:05:06", "2001-02-03T04:05:06Z", "2001-02-03 04:05:06 PST", "2001-02-03 04:05 PM", "99-01-08", "08-Jan-99", "January 8, 99 BC", "1999.12.31 allballs", "2024-01-01 24:00", "2024-02-30", "12:30 2020-01-02", "04:05 Feb 3 2001", "2020-01-02 12:30+05:45", "2020-01-02 12:30 America/New_York", "31.12.99") + "'"
	}
	intervals := func() string {
		return "'" + g.one("1 year 2 mons 3 days 04:05:06.789", "-1 day", "-1 year +2 days -03:00", "P1Y2M3DT4H5M6S", "1-2", "3 4:05:06", "1.5 weeks", "@ 1 minute ago", "P0001-02-03T04:05:06", "-0.5 hours", "1 century", "0", "00:00:00.000001", "1 day -00:00:01", "2 decades 1 millennium", "1 mon -1 day", "-1-2 +3 -4:05:06", "PT-1.5S", "1:2:3:4", "1e3 seconds") + "'"
	}
	for range 24 {
		switch g.r.IntN(9) {
		case 0, 1:
			set()
		case 2:
			steps = append(steps, asks("SELECT "+stamps()+"::timestamp, "+stamps()+"::timestamptz, "+stamps()+"::date"))
		case 3:
			steps = append(steps, asks("SELECT "+texts()+"::"+g.one("timestamp", "timestamptz", "date")))
		case 4:
			steps = append(steps, asks("SELECT "+intervals()+"::interval"))
		case 5:
			steps = append(steps, asks("SELECT "+intervals()+"::interval"+g.one(" * 1.5", " / 7", " + '1 mon'::interval", "(2)", "", " - '1 day 12:00'::interval", " * -1")))
		case 6:
			steps = append(steps, asks("SELECT '"+g.one("1.1", "1e100", "0.1", "123456789.123456789", "-1e-7", "NaN", "1e15", "1e16", "0.30000000000000004")+"'::"+g.one("float8", "float4")+", ARRAY["+g.one("0.1", "1e-5", "33333.3333333333")+"]::float8[], to_json("+g.one("0.1", "1e22", "1e-5")+"::float8)"))
		case 7:
			steps = append(steps, asks("SELECT '"+g.one(`\x00ff41`, `abc\\`, `\000\377A`, `\x`, `it''s`)+"'::bytea, ROW('"+g.one(`\xdead`, `a b`)+"'::bytea, "+stamps()+"::timestamp)::text"))
		default:
			steps = append(steps, asks("SELECT "+g.one("timetz '04:05:06-08'", "time '04:05 PM'", "tstzrange('2024-01-01', '2024-02-01')", "ARRAY["+stamps()+"::timestamptz]", "to_json("+stamps()+"::timestamptz), to_jsonb("+stamps()+"::date)", "ROW("+intervals()+"::interval, "+stamps()+"::date)", "jsonb_build_object('a', "+intervals()+"::interval)", "("+stamps()+"::timestamp)::text, ("+stamps()+"::timestamptz)::text", "quote_literal("+stamps()+"::timestamp)", "format('%s %L', "+stamps()+"::date, "+intervals()+"::interval)", "concat("+stamps()+"::timestamp, '/', "+intervals()+"::interval)")))
		}
	}
	for _, name := range []string{"datestyle", "intervalstyle", "bytea_output", "extra_float_digits", "xmloption"} {
		value := "DEFAULT"
		if name == "extra_float_digits" {
			value = "1"
		}
		steps = append(steps, &step{role: "owner", writes: true, tree: part("", "SET "+name+" = "+value)})
	}
	return append(steps, &step{role: "owner", writes: true, tree: part("", "SET timezone = 'UTC'")})
}

// manyAggregates asks for aggregates of all kinds over small groups.
func (g *generator) manyAggregates() []*step {
	t := g.name("ag")
	var rows []*piece
	for i := range 5 + g.r.IntN(6) {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s, %s, %s, %s, %s)", i, g.one("1", "1", "2", "NULL"), g.one("1.5", "2", "-3.25", "NULL", "0", "100"), g.one("1", "2.5", "NULL", "-4", "1e3"), g.one("'a'", "'b'", "'a'", "NULL", "''"), g.one("true", "false", "NULL"), g.one("B'1010'", "B'0110'", "NULL"))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, g int4, n numeric, f float8, s text, b bool, v bit(4))"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...))}
	x := func() string { return g.one("k", "n", "f", "g", "n * 2", "f - k") }
	order := func() string { return g.one(" ORDER BY k", " ORDER BY k DESC", " ORDER BY s NULLS FIRST, k") }
	one := func() string {
		switch g.r.IntN(12) {
		case 0:
			return g.one("stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp") + "(" + x() + ")"
		case 1:
			return g.one("corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy") + "(" + g.one("f", "k", "n") + ", " + g.one("k", "f", "g") + ")"
		case 2:
			return g.one("bool_and(b), bool_or(b)", "every(k > 2), bool_or(n IS NULL)", "bit_and(k), bit_or(g)", "bit_xor(k), bit_and(v)", "bit_or(v), bit_xor(v)")
		case 3:
			return "string_agg(" + g.one("", "DISTINCT ") + "s, " + g.one("','", "''", "NULL") + " ORDER BY s" + g.one("", " DESC") + ")"
		case 4:
			return "string_agg(s, " + g.one("','", "k::text", "s") + order() + ")"
		case 5:
			return g.one("array_agg", "json_agg", "jsonb_agg") + "(" + g.one("k", "n", "s", "b", "v", "ROW(k, s)", "ARRAY[k, g]", "to_char(n, 'FM990.0')") + order() + ")"
		case 6:
			return g.one("jsonb_object_agg", "json_object_agg") + "(" + g.one("k", "'x' || k", "coalesce(s, '?')") + ", " + g.one("n", "s", "b", "g") + order() + ")"
		case 7:
			return g.one("mode()", "percentile_disc("+g.one("0.3", "0.5", "ARRAY[0, 0.5, 1]", "ARRAY[0.25, NULL]")+")") + " WITHIN GROUP (ORDER BY " + g.one("k", "n", "s", "f") + g.one("", " DESC") + ")"
		case 8:
			return "percentile_cont(" + g.one("0.3", "0.5", "ARRAY[0, 0.5, 1]", "1") + ") WITHIN GROUP (ORDER BY " + g.one("k", "f", "n", "make_interval(secs => k)") + g.one("", " DESC") + ")"
		case 9:
			return g.one("rank", "dense_rank", "percent_rank", "cume_dist") + "(" + g.one("1.5", "2", "NULL") + ") WITHIN GROUP (ORDER BY " + g.one("n", "n DESC", "f NULLS FIRST") + ")"
		case 10:
			return g.one("sum", "avg", "min", "max", "count") + "(" + g.one("", "DISTINCT ") + x() + ")"
		}
		return g.one("count(*), count(s), count(DISTINCT s)", "count(DISTINCT (g, s))", "min(s), max(s)", "sum(n) / nullif(count(n), 0)", "max(ARRAY[k, g]), min(ROW(g, k))", "avg(make_interval(hours => k)), sum(make_interval(mins => k))", "sum(f::float4), avg(k::int2), sum(k::int8)")
	}
	for range 16 {
		a := one()
		filter := ""
		if !strings.Contains(a, "), ") && !strings.Contains(a, "/") && g.chance(3) {
			filter = " FILTER (WHERE " + g.one("k > 2", "s IS NOT NULL", "b", "false", "n > f") + ")"
		}
		where := g.one("", "", " WHERE k > 3", " WHERE false", " WHERE g = 1")
		switch g.r.IntN(4) {
		case 0:
			steps = append(steps, asks("SELECT "+a+filter+" FROM "+t+where))
		case 1:
			steps = append(steps, asks("SELECT g, "+a+filter+" FROM "+t+where+" GROUP BY g"+g.one("", " HAVING count(*) > 1", " HAVING bool_or(b)")))
		case 2:
			steps = append(steps, asks("SELECT s, g, "+a+filter+", grouping(s, g) FROM "+t+where+" GROUP BY "+g.one("ROLLUP (s, g)", "CUBE (s, g)", "GROUPING SETS ((s), (g), ())")))
		default:
			if strings.Contains(a, "WITHIN") || strings.Contains(a, "DISTINCT") || strings.Contains(a, "ORDER BY") || strings.Contains(a, "), ") || strings.Contains(a, "/") {
				steps = append(steps, asks("SELECT "+a+" FROM "+t+where))
				continue
			}
			steps = append(steps, asks("SELECT k, "+a+filter+" OVER ("+g.one("", "PARTITION BY g ")+"ORDER BY k"+g.one("", " ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING", " ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING", " RANGE BETWEEN 2 PRECEDING AND CURRENT ROW", " ROWS 2 PRECEDING EXCLUDE CURRENT ROW")+") FROM "+t+where))
		}
	}
	return steps
}
