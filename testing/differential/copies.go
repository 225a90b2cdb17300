package differential

import (
	"fmt"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// copies draws COPY from and to the client, in all formats.
func (g *generator) copies() []*step {
	t := g.name("cp")
	steps := []*step{made("CREATE TABLE "+t+" (k int4", option(" PRIMARY KEY"), ", a int4", option(" DEFAULT 7"), ", b text", option(" NOT NULL"), ", c varchar(5), d numeric(6,2), e bool, f int4[], ", option("m date CHECK (m > '2000-01-01'), "), "g int4 GENERATED ALWAYS AS (a + 1) STORED)")}
	if g.chance(3) {
		steps = append(steps, g.copyTrigger(t)...)
	}
	if g.chance(3) {
		steps = append(steps, made("GRANT "+g.one("ALL", "SELECT", "INSERT", "INSERT (k, b)", "SELECT (k, a)")+" ON "+t+" TO differential_guest"))
	}
	secured := g.chance(4)
	if secured {
		steps = append(steps, made("ALTER TABLE "+t+" ENABLE ROW LEVEL SECURITY"), made("CREATE POLICY p ON "+t+" USING (k < 5)"))
	}
	for range 5 {
		steps = append(steps, g.copyFrom(t), asks("TABLE "+t))
	}
	for range 7 {
		steps = append(steps, g.copyTo(t, secured))
	}
	return append(steps, g.copyAll(t)...)
}

// copyTrigger makes a trigger that changes, refuses or notes what is copied.
func (g *generator) copyTrigger(t string) []*step {
	f := g.name("ct")
	body := g.one("NEW.b := NEW.b || '!'; RETURN NEW;", "IF NEW.k = 3 THEN RETURN NULL; END IF; RETURN NEW;", "IF NEW.k > 8 THEN RAISE EXCEPTION 'too much'; END IF; RETURN NEW;", "NEW.a := NULL; RETURN NEW;")
	return []*step{
		made("CREATE FUNCTION " + f + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body + " END $$"),
		made("CREATE TRIGGER " + f + " BEFORE INSERT ON " + t + " FOR EACH ROW EXECUTE FUNCTION " + f + "()"),
	}
}

// copyFormat is how rows are written.
type copyFormat struct {
	csv, header                bool
	delim, null, quote, escape string
	options                    []string
}

func (g *generator) copyFormat() copyFormat {
	f := copyFormat{delim: "\t", null: `\N`}
	if f.csv = g.chance(2); f.csv {
		f.delim, f.null, f.quote, f.escape = ",", "", `"`, `"`
		f.options = append(f.options, "FORMAT csv")
		if g.chance(4) {
			f.quote = g.one("'", "`", "%")
			f.escape = f.quote
			f.options = append(f.options, "QUOTE "+deparse.QuoteString(f.quote))
		}
		if g.chance(4) {
			f.escape = g.one(`\`, "^", f.quote)
			f.options = append(f.options, "ESCAPE "+deparse.QuoteString(f.escape))
		}
	} else if g.chance(3) {
		f.options = append(f.options, g.one("FORMAT text", "FORMAT 'text'"))
	}
	if g.chance(4) {
		f.delim = g.one("|", ";", ":", "~")
		f.options = append(f.options, "DELIMITER "+deparse.QuoteString(f.delim))
	}
	if g.chance(4) {
		f.null = g.one("NULL", "n", "", "--")
		f.options = append(f.options, "NULL "+deparse.QuoteString(f.null))
	}
	if g.chance(4) {
		f.header = true
		f.options = append(f.options, g.one("HEADER", "HEADER true", "HEADER on"))
	}
	return f
}

// field writes a value as the format wants it, "\N" for NULL.
func (f *copyFormat) field(g *generator, v string) string {
	if v == `\N` {
		return f.null
	}
	if f.csv {
		special := strings.ContainsAny(v, f.delim+f.quote+"\n\r") || v == f.null || v == `\.`
		if !special && !g.chance(6) {
			return v
		}
		r := strings.NewReplacer(f.quote, f.escape+f.quote)
		if f.escape != f.quote {
			r = strings.NewReplacer(f.quote, f.escape+f.quote, f.escape, f.escape+f.escape)
		}
		return f.quote + r.Replace(v) + f.quote
	}
	return strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\t", `\t`, f.delim, `\`+f.delim).Replace(v)
}

// copyColumns draws a list of columns, and it as it is written.
func (g *generator) copyColumns() ([]string, string) {
	switch g.r.IntN(5) {
	case 0:
		return []string{"k", "b"}, " (k, b)"
	case 1:
		return []string{"b", "a", "k"}, " (b, a, k)"
	case 2:
		return []string{"k", "b", "d", "f"}, " (k, b, d, f)"
	case 3:
		return []string{"k", "a", "b", "c", "d", "e", "f"}, " (k, a, b, c, d, e, f)"
	}
	return []string{"k", "a", "b", "c", "d", "e", "f"}, " (k, a, b, c, d, e, f)"
}

// copyValue draws what may stand in a column, now and then what may not.
func (g *generator) copyValue(col string, n int) string {
	if g.chance(60) {
		return g.one("x", "99999999999", "", `\N`, "1.5")
	}
	if g.chance(8) && col != "k" && col != "b" {
		return `\N`
	}
	switch col {
	case "k":
		return fmt.Sprint(n)
	case "a":
		return g.one("1", " 2", "-3", "+4", "007")
	case "d":
		return g.one("1.5", "-0.005", "1e2", "12", "9999.99", "NaN")
	case "e":
		return g.one("t", "f", "true", "no", "on", "0", "F")
	case "f":
		return g.one("{}", "{1,2}", "{NULL}", "{{1},{2}}", "[0:1]={3,4}", "{ 1 , 2 }")
	case "c":
		return g.one("abc", "", "é", "a b", "12345", "12345 ")
	}
	return g.one("a", "b c", "", `x\y`, "tab\there", "two\nlines", `say "hi"`, "it's", "a,b", "a|b;c", "é", "NULL", "n", `\.x`, `C:\tmp\new`, " lead", "trail ", "^%`")
}

// copyFrom gives rows to a table.
func (g *generator) copyFrom(t string) *step {
	f := g.copyFormat()
	cols, list := g.copyColumns()
	s := &step{role: g.one("owner", "owner", "owner", "guest"), writes: true, in: &piece{}}
	line := func(text string) { s.in.kids = append(s.in.kids, option(text)) }
	if f.header && !g.chance(5) {
		line(strings.Join(cols, f.delim) + "\n")
	}
	first := g.r.IntN(12)
	for i := range 1 + g.r.IntN(5) {
		var fields []string
		for _, c := range cols {
			fields = append(fields, f.field(g, g.copyValue(c, first+i)))
		}
		switch g.r.IntN(60) {
		case 0:
			fields = fields[1:]
		case 1:
			fields = append(fields, "more")
		case 2:
			line("\n")
		case 3:
			fields[len(fields)-1] += f.quote
		}
		line(strings.Join(fields, f.delim) + "\n")
	}
	if g.chance(6) {
		line("\\.\n")
		line("after the end\n")
	}
	options := f.options
	if f.header && g.chance(3) {
		options = append(options[:len(options)-1:len(options)-1], "HEADER match")
	}
	if f.csv && g.chance(4) {
		options = append(options, g.one("FORCE_NULL (b)", "FORCE_NOT_NULL (b, c)", "FORCE_NULL (a, c)", "FORCE_NOT_NULL (nope)", "FORCE_NULL (f)"))
	}
	if g.chance(12) {
		options = append(options, g.one("FREEZE false", "ENCODING 'UTF8'", "ENCODING 'LATIN1'", "OIDS", "FORCE_QUOTE (a)", "FORMAT nope", "DELIMITER '::'", "FORMAT csv", "HEADER 2", "NULL E'\\n'", "DELIMITER 'a'"))
	}
	s.tree = part("", "COPY "+t+list+" FROM STDIN", withOptions(g, options), option(g.one("", "", " WHERE k < 8", " WHERE k % 2 = 0 OR a IS NULL", " WHERE b LIKE 'a%'", " WHERE length(b) > 1 AND e", " WHERE g > 2", " WHERE k IN (SELECT 1)", " WHERE a", " WHERE coalesce(a, 0) <> 1")))
	return s
}

func withOptions(g *generator, options []string) *piece {
	if len(options) == 0 {
		return nil
	}
	var items []*piece
	for _, o := range options {
		items = append(items, part("", o))
	}
	return option(g.one(" WITH (", " ("), list(", ", items...), ")")
}

// copyTo asks for rows of a table or of a query. With policies Postgres copies generated columns,
// too, where none are listed.
func (g *generator) copyTo(t string, listed bool) *step {
	f := g.copyFormat()
	s := &step{role: g.one("owner", "owner", "owner", "guest"), out: true}
	options := f.options
	if f.csv && !listed && g.chance(3) {
		options = append(options, g.one("FORCE_QUOTE *", "FORCE_QUOTE (b)", "FORCE_QUOTE (k, b)", "FORCE_NULL (b)"))
	}
	if g.chance(15) {
		options = append(options, g.one("ENCODING 'LATIN1'", "NULL ''", "HEADER match"))
	}
	var from *piece
	switch g.r.IntN(6) {
	case 0, 1:
		_, list := g.copyColumns()
		if !listed && g.chance(3) {
			list = ""
		}
		from = part("", t+g.one(list, list, " (b)", " (f, e, d)", " (k, g)"))
	case 2:
		g.scope, g.ctes, g.budget = nil, nil, 20
		sel, ordered := g.statementQuery()
		from, s.ordered, s.role = part("", "(", sel, ")"), ordered, "owner" // rules are about queries as such
	case 3:
		from, s.writes = part("", "("+g.one("INSERT INTO "+t+" (k, b) VALUES (30, 'r') RETURNING k, b", "UPDATE "+t+" SET a = 1 WHERE k = 2 RETURNING *", "DELETE FROM "+t+" WHERE k = 30 RETURNING b", "UPDATE "+t+" SET a = 2", "VALUES (1, 'x'), (2, NULL)", "TABLE "+t)+")"), true
	default:
		from = part("", "(SELECT "+g.one("*", "k, b", "b, c, NULL AS x", "k, to_json(b), f", "e, d, 'a b' AS \"A b\"")+" FROM "+t+" ORDER BY k, b)")
		s.ordered = true
	}
	s.tree = part("", "COPY ", from, " TO STDOUT", withOptions(g, options))
	return s
}

// copyAll takes all rows of a table away, and gives them back as they came.
func (g *generator) copyAll(t string) []*step {
	old := g.one("", " CSV", " CSV HEADER", " DELIMITER '|'", " WITH NULL AS 'x'", " DELIMITERS ';'", " CSV QUOTE AS '%' FORCE QUOTE b", " BINARY")
	o := &step{role: "owner", out: true, ordered: true, tree: part("", "COPY (SELECT k, a, b, d, f, timestamptz '2024-01-01 00:00+00', interval '1 day 2 hours', '\\x00ff'::bytea, uuid '00000000-0000-0000-0000-000000000001', jsonb '{\"a\": 1}', point '(1,2)' FROM "+t+" ORDER BY k, b) TO STDOUT"+old)}
	binary := "504750434f50590aff0d0a000000000000000000" // an empty header
	row := g.one(
		"0002"+"00000004"+"00000032"+"00000002"+"6162", // 50, ab
		"0002"+"00000004"+"00000033"+"ffffffff",        // 51, NULL
		"0002"+"00000003"+"000033"+"00000001"+"61",     // an int4 of three bytes
		"0003"+"00000004"+"00000034"+"ffffffff"+"ffffffff",
		"0002"+"00000004"+"00000035"+"00000002"+"ff61", // no UTF-8
		"0002"+"00000004"+"00000036"+"000000ff"+"61",
	)
	end := g.one("ffff", "ffff", "", "ffff00")
	in := &step{role: "owner", writes: true, in: part("", binaryPrefix+binary+row+end), tree: part("", "COPY "+t+" (k, b) FROM STDIN"+g.one(" BINARY", " (FORMAT binary)", " WITH (FORMAT 'binary')"))}
	return []*step{o, in, asks("TABLE " + t)}
}
