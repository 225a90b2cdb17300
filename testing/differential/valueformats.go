package differential

import (
	"fmt"
	"strings"
)

// timePicture draws a picture of to_char for times.
func (g *generator) timePicture() string {
	var b strings.Builder
	for range 1 + g.r.IntN(5) {
		b.WriteString(g.one("", "", "", "FM", "TM", "FX"))
		b.WriteString(g.one("HH24", "HH12", "HH", "MI", "SS", "MS", "US", "SSSS", "SSSSS", "FF1", "FF3", "FF6", "AM", "pm", "A.M.", "p.m.", "YYYY", "YYY", "YY", "Y", "Y,YYY", "IYYY", "IYY", "IY", "I", "BC", "b.c.", "MONTH", "Month", "month", "MON", "Mon", "mon", "MM", "DAY", "Day", "day", "DY", "Dy", "dy", "DDD", "IDDD", "DD", "D", "ID", "W", "WW", "IW", "CC", "J", "Q", "RM", "rm"))
		b.WriteString(g.one("", "", "", "TH", "th", "SP"))
		b.WriteString(g.one("", " ", "-", ":", "/", ".", ",", "\"of\"", "\"x\\\"y\"", "  ", "T", "_", "é", "FX", "\\\""))
	}
	return b.String()
}

// numberPicture draws one for numbers.
func (g *generator) numberPicture() string {
	digits := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(g.one("9", "9", "9", "0", "9", "0", "9,", "G"))
		}
		return strings.ReplaceAll(strings.TrimSuffix(b.String(), ","), ",,", ",")
	}
	s := g.one("", "", "", "S", "SG", "MI", "PL", "L", "FM", "FM", "FMS", "$", "B") + digits(1+g.r.IntN(6))
	if g.chance(2) {
		s += g.one(".", "D", ".", "V") + strings.NewReplacer("G", "9", ",", "").Replace(digits(g.r.IntN(4)))
	}
	return s + g.one("", "", "", "", "S", "MI", "PR", "SG", "PL", "TH", "th", "\"x\"", " %", "EEEE", "\"a\\\"b\"")
}

// formats asks for texts of pictures, and for what pictures read.
func (g *generator) formats() []*step {
	t := g.name("fo")
	moments := []string{"2024-02-29 00:00:00", "2024-03-10 02:30:00.123456", "1999-12-31 23:59:59.999999", "0044-03-15 12:00:00 BC", "2000-01-01 12:00:00.5", "1582-10-15 01:02:03", "9999-12-31 11:59:00", "0001-01-01 00:00:00", "12345-06-07 08:09:10", "2021-01-03 13:14:15", "infinity", "2020-12-31 23:00:00", "1900-01-01 00:00:00"}
	numbers := []string{"0", "1", "-1", "12.5", "-0.005", "1234567.891", "99999", "0.1", "-99.995", "4", "1e10", "485", "3999", "-1234.5", "0.00012"}
	spans := []string{"1 day", "-1 day -02:03:04.5", "1 year 2 mons 3 days 04:05:06.789", "100:00:00", "-3 mons", "15:16:17", "1000 years 13 mons", "0", "-0.5 seconds"}
	var rows []*piece
	for i := range 6 {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', '%s', '%s')", i, moments[g.r.IntN(len(moments))], numbers[g.r.IntN(len(numbers))], spans[g.r.IntN(len(spans))])))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, s timestamp, n numeric, v interval)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...))}
	quote := func(s string) string { return "'" + s + "'" }
	for range 22 {
		switch g.r.IntN(9) {
		case 0, 1:
			steps = append(steps, asks("SELECT k, to_char("+g.one("s", "s", "s::timestamptz", "s::date")+", "+quote(g.timePicture()+g.one("", "", " TZ", " tz", " OF", " TZH:TZM"))+") FROM "+t))
		case 2:
			steps = append(steps, asks("SELECT k, to_char(v, "+quote(g.timePicture())+") FROM "+t))
		case 3, 4:
			steps = append(steps, asks("SELECT k, to_char("+g.one("n", "n", "n::float8", "n::int8", "n::int4", "n::float4")+", "+quote(g.numberPicture())+") FROM "+t+" WHERE n < 1e9"))
		case 5:
			steps = append(steps, asksAlone("to_char("+g.one(numbers...)+g.one("::numeric", "::float8", "::numeric")+", "+quote(g.one("RN", "FMRN", "rn", "9.99EEEE", "FM9.9999EEEE", "0.0eeee", "999V9", "FM9990V99", "999PR", "FM999.999PR", "S999", "999S", "MI999", "999MI", "FM0999.90", "9G999G999D99", "", "x", "99.99.99", "9EEEE9", "S9S", "9PR9", "FM,9", "V9", "9V9.9", "RN9"))+")"))
		case 6:
			steps = append(steps, asksAlone(g.readNumber()))
		default:
			steps = append(steps, asksAlone(g.readTime()))
		}
	}
	return steps
}

// readNumber draws a text that to_number reads by a picture.
func (g *generator) readNumber() string {
	return "to_number('" + g.one("12,454.8-", "-12.5", "1234", " 12 ", "<12>", "12th", "$1,234.56", "", "abc", "1.2.3", "0", "+5", "5-", "5+", "1 234", "12345678901234567890", "1e5", "-", ".5", "5.", "<1.5", "12.345", "-1,2,3", "x12y") + "', '" +
		g.one("99G999D9S", "S99.9", "9999", "99", "99PR", "99th", "L9,999.99", "9", "9.9.9", "0", "S9", "9S", "9MI", "9 999", "99999999999999999999", "9EEEE", "MI99", ".9", "99.99", "\"x\"99", "FM99", "PL9", "99.9PR", "999D999", "9,9,9", "RN", "9V9") + "')"
}

// readTime draws a text that to_date or to_timestamp reads by a picture. It names a year, so
// that nothing depends on the day.
func (g *generator) readTime() string {
	pairs := [][2]string{
		{"2024-02-29", "YYYY-MM-DD"}, {"2024-02-30", "YYYY-MM-DD"}, {"20240229", "YYYYMMDD"}, {"29 Feb 2024", "DD Mon YYYY"}, {"29 FEBRUARY 2024", "DD MONTH YYYY"}, {"29feb2024", "DDMonYYYY"}, {"2024 060", "YYYY DDD"}, {"2024-09-4", "IYYY-IW-ID"}, {"2024-W09-4", "IYYY-\"W\"IW-ID"}, {"2024-060", "IYYY-IDDD"},
		{"24", "YY"}, {"70", "YY"}, {"69", "YY"}, {"024", "YYY"}, {"999", "YYY"}, {"4", "Y"}, {"2,024", "Y,YYY"}, {"20 24", "CC YY"}, {"21", "CC"}, {"-44", "YYYY"}, {"44 BC", "YYYY BC"}, {"44 b.c.", "YYYY b.c."}, {"2460370", "J"}, {"2024 1", "YYYY Q"}, {"2024 II", "YYYY RM"}, {"2024 xii 3", "YYYY rm DD"}, {"2024 2 3", "YYYY MM W"}, {"2024 9", "YYYY WW"},
		{"2024-02-29 13:14:15.678", "YYYY-MM-DD HH24:MI:SS.MS"}, {"2024-02-29 01:14:15 PM", "YYYY-MM-DD HH12:MI:SS AM"}, {"2024-02-29 13:14 PM", "YYYY-MM-DD HH12:MI AM"}, {"2024-02-29 12:00 am", "YYYY-MM-DD HH:MI pm"}, {"2024 5025", "YYYY SSSS"}, {"2024 86400", "YYYY SSSSS"}, {"2024 123456", "YYYY US"}, {"2024 1", "YYYY MS"}, {"2024 12", "YYYY FF3"}, {"2024 1234567", "YYYY FF6"}, {"2024-02-29 10:00 +05:30", "YYYY-MM-DD HH24:MI TZH:TZM"}, {"2024-02-29 10:00 -3", "YYYY-MM-DD HH24:MI TZH"}, {"2024 EST", "YYYY TZ"}, {"2024 +01", "YYYY OF"},
		{"2024-2-9", "YYYY-MM-DD"}, {"2024-2-9", "FXYYYY-MM-DD"}, {"2024/02/09", "YYYY-MM-DD"}, {"2024 02 09", "YYYYMMDD"}, {"  2024 02", "YYYY MM"}, {"2024   02", "YYYY MM"}, {"2024 02", "YYYY  MM"}, {"2024 02", "FXYYYY  MM"}, {"2024x02", "YYYY\"y\"MM"}, {"2024th", "YYYYth"}, {"1st 2024", "DDth YYYY"}, {"2024-13", "YYYY-MM"}, {"2024-00", "YYYY-MM"}, {"2024-01-32", "YYYY-MM-DD"}, {"2024 24", "YYYY HH24"}, {"2024 25", "YYYY HH24"}, {"2024 13", "YYYY HH12"}, {"2024 60", "YYYY MI"}, {"2024 61", "YYYY SS"}, {"2024 366", "YYYY DDD"}, {"2023 366", "YYYY DDD"}, {"2024 foo", "YYYY Mon"}, {"x", "YYYY"}, {"", "YYYY"}, {"2024", ""}, {"2024 Monday", "YYYY Day"}, {"2024 Mon", "YYYY Day"}, {"2024 2023", "YYYY YYYY"}, {"2024 09 02", "IYYY IW MM"}, {"2024 9", "YYYY IW"}, {"99999-01-01", "YYYY-MM-DD"}, {"20000-1131", "YYYY-MMDD"}, {"200001131", "YYYYMMDD"}, {"5874898-01-01", "YYYY-MM-DD"}, {"294277-01-01", "YYYY-MM-DD"}, {"0000-01-01", "YYYY-MM-DD"}, {"2024 TMFeb", "YYYY TMMon"}, {"2024.02.29", "YYYY.MM.DD"}, {"2024--02", "YYYY-MM"}, {"2024-02", "YYYY--MM"}, {"2024 -02", "YYYY MM"}, {"12 31 2024", "MM DD YYYY"}, {"1:2:3 2024", "HH24:MI:SS YYYY"}, {"2024 1 2 3", "YYYY MM DD D"}, {"2024 AD", "YYYY AD"}, {"2024 A.D.", "YYYY AD"}, {"0 BC", "YYYY BC"}, {"-1 BC", "YYYY BC"}, {"2024 3", "YYYY ID"}, {"2024\\02", "YYYY\\MM"},
	}
	p := pairs[g.r.IntN(len(pairs))]
	if g.chance(6) {
		p[0] = pairs[g.r.IntN(len(pairs))][0]
	}
	p[1] = g.one("", "", "", "FX", "FM", "TM") + p[1]
	return g.one("to_date('", "to_timestamp('", "to_timestamp('") + p[0] + "', '" + p[1] + "')"
}
