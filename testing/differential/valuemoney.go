package differential

import "fmt"

// moneys asks what is read as money, what is computed with it and how it is printed.
func (g *generator) moneys() []*step {
	t := g.name("mo")
	literal := func() string {
		return g.one("'$1,234.56'", "'12'", "'-$7.895'", "'($3.14)'", "'$0.005'", "'-0.01'", "'  $ 5'", "'1000000'", "'$92,233,720,368,547,758.07'", "'.5'", "'5.'", "'+8'", "'$-4.4'", "'1,2,3'", "12.345", "7", "-3", "0", "99999999999", "2.5::numeric", "(-1.005)::numeric")
	}
	odd := func() string {
		return g.one("'abc'", "''", "'$'", "'1.2.3'", "'--1'", "'(1'", "'1)'", "'1-'", "'-'", "'$92,233,720,368,547,758.08'", "'-92233720368547758.08'", "'1e5'", "'1 2'", "'£3'", "'12$'", "'()'", "'(-1)'", "'-(1)'", "'1.999'", "'1.995'", "'0.'", "'.'", "'-$ 1'", "'- 1'", "'+-1'", "'99999999999999999999'", "'  '", "'1,'", "','", "'$1.'", "'NaN'", "'$ 1 '", "'1.234567890123456789'")
	}
	var rows []*piece
	for i := range 6 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s::money, %s, %s)", i, g.one("'$1,234.56'", "'12'", "'-7.89'", "'($3.14)'", "'0'", "'1000000.01'", "NULL", "'0.01'", "'2.5'"), g.one("1", "2", "-3", "NULL", "7"), g.one("1.5", "-0.25", "3", "0.1", "NULL"))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, m money, i int4, f float8)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...))}
	if g.chance(2) {
		steps = append(steps, made("CREATE INDEX ON "+t+" (m)"))
	}
	safe := func() string {
		number := g.one("i", "f", "i::int2", "i::int8", "2", "1.5", "f::float4", "3::int8", "-2::int2", "0.333")
		switch g.r.IntN(9) {
		case 0:
			return "m + " + literal() + "::money"
		case 1:
			return "m - " + literal() + "::money"
		case 2:
			return "m * " + g.one("i", "f", "i::int2", "i::int8", "2", "f::float4", "3::int8", "-2::int2", "1.5::float8", "1e-3::float8")
		case 3:
			return g.one("i", "f", "i::int2", "i::int8", "f::float4") + " * m"
		case 4:
			return "m / " + g.one("i", "f", "i::int2", "i::int8", "2", "f::float4", "3::int8", "0.3::float8")
		case 5:
			return "m " + g.one("=", "<>", "<", ">", "<=", ">=") + " " + g.one("'$12'", "'-7.89'", "'0'", "12::money", "2.5::money")
		case 6:
			return g.one("m::text", "m::numeric", "m::numeric(12,1)", "cashsmaller(m, '$5')", "cashlarger(m, '$5')", "cash_words(m)", "greatest(m, '1'), least(m, 1::money)", "m IS NULL", "m::numeric::int4", "round(m::numeric)", "m::varchar", "pg_typeof(m * f)", "to_json(m), to_jsonb(m)", "coalesce(m, '0')", "m BETWEEN '0' AND '20'", "m IN ('$12', '2.5')", "hashtext(m::text)", "ARRAY[m, '1']", "ROW(m, i)::text", "format('%s|%L', m, m)")
		case 7:
			return "(" + number + ")::numeric::money"
		}
		return literal() + "::money"
	}
	for range 14 {
		switch g.r.IntN(7) {
		case 0:
			steps = append(steps, asks("SELECT "+g.one("sum(m), min(m), max(m), count(m)", "i, sum(m)", "array_agg(m ORDER BY m)", "sum(m) FILTER (WHERE m > '0')", "string_agg(m::text, ';' ORDER BY k)")+" FROM "+t+" GROUP BY "+g.one("i", "i > 1, i")))
		case 1:
			steps = append(steps, asksAlone(odd()+"::money"))
		case 2:
			steps = append(steps, asksAlone(g.one("'1'::money / 0", "'1'::money / 0::float8", "'1'::money / '0'::money", "'7'::money / '2'::money", "'$92,233,720,368,547,758.07'::money + '0.01'", "'92233720368547758.07'::money * 2", "'1'::money * 'NaN'::float8", "'1'::money * 1e30::float8", "1e20::numeric::money", "9223372036854775807::int8::money", "'NaN'::numeric::money", "'1'::money * 1.5", "'1'::money / 1.5", "'5'::money % 2", "-'5'::money", "'1'::money::int4", "1.5::float8::money", "abs('1'::money)", "'-1'::money / 0::int2", "avg('1'::money)", "'1'::money + 1", "'3'::money = 3", "'1'::money / 'inf'::float8", "'-7'::money / 2, '7'::money / 2", "'0.05'::money * 0.5::float8, '0.15'::money * 0.5::float8", "'1'::money::float8", "'1'::money / '0.3'::float4", "'-92233720368547758.08'::money - '0.01'", "cash_words('-1,234,567.89')", "cash_words('"+fmt.Sprint(g.r.IntN(2000000))+".0"+fmt.Sprint(g.r.IntN(10))+"')")))
		case 3:
			steps = append(steps, asksInOrder("SELECT m, k FROM "+t+" WHERE m "+g.one(">", "<", "<=", "=", "<>")+" "+g.one("'0'", "'$12'", "'-7.89'", "2.5::money")+" ORDER BY m"+g.one("", " DESC", " NULLS FIRST")+", k"))
		case 4:
			steps = append(steps, changes("UPDATE "+t+" SET m = "+g.one("m * 2", "m + '$1'", "'3.145'", "i::money", "(f * 100)::numeric::money", "m / 3")+" WHERE k = "+fmt.Sprint(g.r.IntN(6))+" RETURNING m"))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return append(steps, asks("SELECT m, count(*) FROM "+t+" GROUP BY m"), asks("SELECT a.k, b.k FROM "+t+" a JOIN "+t+" b ON a.m = b.m AND a.k < b.k"))
}
