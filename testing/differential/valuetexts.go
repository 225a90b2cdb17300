package differential

import (
	"fmt"
	"strings"
)

// pattern draws a regular expression. One with back references repeats none of its groups: what a group has that matched
// nothing at last, Postgres tells in more than one way.
func (g *generator) pattern() string {
	groups, back := 0, g.chance(3)
	var branch func(depth int) string
	atom := func(depth int) string {
		if depth > 0 && g.chance(3) {
			open := g.one("(", "(", "(?:", "(?=", "(?!", "(?<=", "(?<!")
			if open == "(" {
				groups++
			}
			return open + branch(depth-1) + g.one("", "", "|"+branch(depth-1)) + ")"
		}
		if back && groups > 0 && g.chance(4) {
			return "\\1"
		}
		return g.one("a", "b", "o", "foo", "ba", ".", "[ab]", "[^a]", "[a-z]", "[[:alpha:]]", "[[:digit:][:space:]]", "\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\m", "\\M", "\\y", "\\Y", "\\A", "\\Z", "^", "$", "é", "\\.", "[.]", " ", "[]x]", "[^[:upper:]]", "\\x41", "[b-]", "x", "A", "[\\w-]", "1", "\\u00e9", "\\n", "[[.a.]]", "[[=a=]]", "(?#c)", ",")
	}
	branch = func(depth int) string {
		var b strings.Builder
		for range 1 + g.r.IntN(3) {
			a := atom(depth)
			b.WriteString(a)
			if !(back && a[0] == '(') && !strings.HasPrefix(a, "(?=") && !strings.HasPrefix(a, "(?!") && !strings.HasPrefix(a, "(?<") && a != "(?#c)" && !strings.ContainsAny(a[len(a)-1:], "^$mMyYAZ") {
				b.WriteString(g.one("", "", "", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,}", "{1,2}?", "{0}", "{,2}"))
			}
		}
		return b.String()
	}
	return g.one("", "", "", "", "", "(?i)", "(?n)", "(?x)", "***:", "***=", "(?s)", "(?w)", "(?p)", "(?q)", "(?c)") + branch(2) + g.one("", "", "|"+branch(1))
}

// textSubjects are what patterns look into.
var textSubjects = []string{"", "a", "foobar", "foo bar baz", "abcabc", "ABC abc", "été", "a1b22c333", "x.y.z", "line1\nline2\n\nline4", "aaa", "  spaced  ", "foo,bar,,baz", "It''s", "a\\b", "100%", "under_score", "日本語", "AbAbab", "tab\there", "b]x[-a", "\u0130\u0131"}

// words is a table of them.
func (g *generator) words(prefix string) (string, []*step) {
	t := g.name(prefix)
	var rows []*piece
	for i, n := range g.numbers(len(textSubjects), 10) {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', %s, %d)", i, textSubjects[n], g.literal("text"), g.r.IntN(9)-2)))
	}
	return t, []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, b text, c text, n int4)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, 'x', 1)")}
}

// patterns asks what regular expressions find.
func (g *generator) patterns() []*step {
	t, steps := g.words("pa")
	for range 20 {
		p := "'" + g.pattern() + "'"
		flags := g.one("", "", "", ", 'i'", ", 'n'", ", 'x'", ", 'w'", ", 'p'", ", 's'", ", 'c'", ", 'ni'", ", 'q'", ", 'e'", ", 'b'")
		global := g.one(", 'g'", ", 'gi'", "", ", 'gn'")
		replacement := g.one("''", "'x'", "'<\\1>'", "'[\\&]'", "'\\\\'", "'\\2\\1'", "'\\0'", "'a\\'", "'é'")
		at, nth := g.one("1", "2", "3", "9"), g.one("1", "2", "0", "3")
		var x string
		switch g.r.IntN(14) {
		case 0:
			x = "regexp_match(b, " + p + flags + ")"
		case 1:
			x = "ARRAY(SELECT m::text FROM regexp_matches(b, " + p + global + ") WITH ORDINALITY AS q(m, o) ORDER BY o)"
		case 2:
			x = "regexp_replace(b, " + p + ", " + replacement + global + ")"
		case 3:
			x = "regexp_replace(b, " + p + ", " + replacement + ", " + at + ", " + nth + flags + ")"
		case 4:
			x = "regexp_split_to_array(b, " + p + flags + ")"
		case 5:
			x = "ARRAY(SELECT m FROM regexp_split_to_table(b, " + p + flags + ") WITH ORDINALITY AS q(m, o) ORDER BY o)"
		case 6:
			x = "regexp_count(b, " + p + g.one("", ", "+at, ", "+at+flags) + ")"
		case 7:
			x = "regexp_instr(b, " + p + g.one("", ", "+at, ", "+at+", 1", ", "+at+", 2, 1", ", 1, 1, 0"+flags, ", 1, 1, 0, 'i', 1") + ")"
		case 8:
			x = "regexp_substr(b, " + p + g.one("", ", "+at, ", "+at+", 2", ", 1, 1"+flags, ", 1, 1, 'i', 1") + ")"
		case 9:
			x = "regexp_like(b, " + p + flags + ")"
		case 10:
			x = "substring(b from " + p + "), substring(b, " + p + ")"
		case 11:
			x = "b ~ " + p + ", b !~* " + p
		case 12:
			x = "b ~* " + p
		default:
			s := "'" + g.similar() + "'"
			x = g.one("b SIMILAR TO "+s, "b NOT SIMILAR TO "+s+" ESCAPE '#'", "substring(b similar "+s+" escape '#')", "b LIKE '"+g.likePattern()+"'", "b ILIKE '"+g.likePattern()+"'", "b LIKE '"+g.likePattern()+"' ESCAPE "+g.one("'#'", "''", "'%'", "'_'"), "b NOT LIKE '"+g.likePattern()+"'")
		}
		steps = append(steps, asks("SELECT k, "+x+" FROM "+t))
	}
	return append(steps, asksAlone(g.one("'a' ~ '('", "'a' ~ '[b'", "'a' ~ 'a{2,1}'", "'a' ~ 'a{256}'", "'a' ~ '*'", "'a' ~ 'a**'", "'a' ~ '\\'", "'a' ~ '[[:nope:]]'", "'a' ~ '[b-a]'", "'a' ~ '\\9'", "regexp_match('a', 'a', 'g')", "regexp_match('a', 'a', 'z')", "regexp_replace('a', 'a', 'b', 0)", "regexp_replace('a', 'a', 'b', 1, -1)", "regexp_count('a', 'a', 0)", "regexp_instr('a', 'a', 1, 0)", "regexp_instr('a', 'a', 1, 1, 2)", "regexp_substr('a', 'a', 1, 1, '', -1)", "'a' LIKE 'a\\'", "'a' LIKE 'a' ESCAPE 'xx'", "'a' SIMILAR TO 'a' ESCAPE 'xx'", "substring('a' similar 'a#\"b#\"c#\"' escape '#')", "regexp_split_to_array('a', 'a', 'g')", "regexp_replace('a', 'a', 'b', 'z')", "regexp_replace('a', 'a', 'b', '1')", "regexp_like('a', 'a', 'g')", "'a' ~ 'a{,3}'", "'a' ~ '(?z)a'", "'a' ~ '***a'", "'a' ~ 'a)'", "'a' ~ '(?<n>a)'", "regexp_instr('a', '(a)', 1, 1, 0, '', 3)")))
}

// similar draws a pattern of SIMILAR TO.
func (g *generator) similar() string {
	s := ""
	for range 1 + g.r.IntN(4) {
		s += g.one("%", "_", "a", "foo", "(a|b)", "[abc]", "[^a]", "b+", "a*", "o{2}", "(ab){1,2}", "x?", "#%", "\\_", "é", ".", "#\"%#\"", "|", "[[:alpha:]]", " ", "^", "$")
	}
	return s
}

func (g *generator) likePattern() string {
	s := ""
	for range g.r.IntN(5) {
		s += g.one("%", "_", "a", "foo", "b", "\\%", "\\_", "#%", "é", "%%", "_%", "\\\\", "A", "1", "##", ".")
	}
	return s
}

// texts asks what functions make of texts.
func (g *generator) texts() []*step {
	t, steps := g.words("tx")
	safe := func() string {
		v, w := g.one("b", "b", "c", "b || c", "upper(b)"), g.one("c", "'a'", "'o'", "' '", "''", "'ab'", "'é'")
		n := g.one("n", "2", "-1", "0", "3", "100", "n + 1")
		return g.one(
			"split_part("+v+", "+w+", "+g.one("1", "2", "-1", "-2", "9")+")", "overlay("+v+" placing "+w+" from "+g.one("1", "2", "5")+g.one("", " for 2", " for 0", " for n")+")", "translate("+v+", "+w+", "+g.one("'xy'", "''", "'z'")+")", "position("+w+" in "+v+"), strpos("+v+", "+w+")", "lpad("+v+", "+n+g.one("", ", "+w, ", 'xy'")+")", "rpad("+v+", "+n+g.one("", ", "+w, ", 'xy'")+")",
			"trim("+g.one("both ", "leading ", "trailing ", "")+g.one("", "'a ' from ", "from ")+v+")", "btrim("+v+", "+w+"), ltrim("+v+", 'f a'), rtrim("+v+", 'cz ')", "quote_literal("+v+"), quote_ident("+v+"), quote_nullable("+v+")", "encode(convert_to("+v+", 'UTF8'), "+g.one("'hex'", "'base64'", "'escape'")+")", "normalize("+v+g.one("", ", NFD", ", NFKC", ", NFKD")+")", v+" IS "+g.one("", "NOT ")+g.one("", "NFC ", "NFD ", "NFKC ")+"NORMALIZED",
			"string_to_array("+v+", "+g.one("','", "NULL", "''", "'a'", "' '")+g.one("", ", 'b'", ", ''")+")", "to_hex(n), to_hex(n::int8)", "ascii("+v+")", "chr(n + 70)", "reverse("+v+"), repeat("+v+", n)", "left("+v+", "+n+"), right("+v+", "+n+")", "substr("+v+", "+n+"), substring("+v+" from "+n+" for "+g.one("2", "0", "100")+")", "length("+v+"), octet_length("+v+"), bit_length("+v+")", "initcap("+v+"), lower("+v+"), upper("+v+")", "replace("+v+", "+w+", 'Q')", "starts_with("+v+", "+w+"), "+v+" ^@ "+w,
			"concat("+v+", n, NULL, true), concat_ws("+w+", "+v+", n, NULL, 'z')", "format('%s|%I|%L', coalesce("+v+", 'null'), coalesce("+v+", 'null'), "+v+")", "format('%2$s %1$s %%', n, "+v+")", "format('%"+g.one("5", "-5", "*", "-*", "1$*", "")+"s|', n, "+v+", 4)", "md5("+v+"), sha256(convert_to("+v+", 'UTF8'))", "unistr('\\0041\\+000062' || replace("+v+", '\\', ''))", "string_to_table("+v+", ',')", "to_json("+v+"), to_jsonb("+v+")", "md5("+v+"::bytea) = md5("+v+")", "convert_from(convert_to(b, 'UTF8'), 'UTF8') = b", "get_byte(convert_to(b || 'a', 'UTF8'), 0), set_byte(convert_to(b || 'a', 'UTF8'), 0, 65)", "b::varchar(3), b::char(4) || '|', b::name", "b < c, b = c, b > 'a', b <> 'A'", "hashtext(b) = hashtext(b || '')", "greatest(b, c), least(b, c)", "bit_count(convert_to(b, 'UTF8')), trim('ab'::bytea from convert_to(b, 'UTF8'))", "quote_literal(n), quote_nullable(n)", "substring(convert_to(b, 'UTF8') from 2 for 2), overlay(convert_to(b, 'UTF8') placing '\\x00'::bytea from 1)", "position('b'::bytea in convert_to(b, 'UTF8'))")
	}
	for range 16 {
		if g.chance(4) {
			steps = append(steps, asksAlone(g.one("split_part('a', ',', 0)", "format('%z', 1)", "format('%s')", "format('%2$s', 1)", "format('%I', NULL)", "format('%0$s', 1)", "format('%', 1)", "format('%1', 1)", "format('%s %s', VARIADIC ARRAY[1, 2])", "format(NULL, 1)", "chr(0)", "chr(-1)", "chr(1114112)", "chr(55296)", "chr(8364), chr(128512), ascii('€')", "repeat('a', 2000000000)", "lpad('a', 2000000000)", "parse_ident('\"A\".b.c[1]', false)", "parse_ident('\"A\".b')", "parse_ident('a..b')", "parse_ident('1a')", "parse_ident('')", "parse_ident(' a . \"b\"\"c\" ')", "parse_ident('a b')", "substring('abc' from 2 for -1)", "overlay('abc' placing 'x' from 0)", "overlay('abc' placing 'x' from 2 for -1)", "decode('zzz', 'hex')", "decode('abc', 'hex')", "decode('QUI', 'base64')", "decode('QUI=', 'base64')", "decode('Q U\nI=', 'base64')", "decode('a\\101\\\\', 'escape')", "decode('a\\9', 'escape')", "convert_from('\\xff', 'UTF8')", "convert_from('\\xe9', 'LATIN1')", "convert_to('é', 'LATIN1')", "convert_to('日', 'LATIN1')", "convert('\\xe9', 'LATIN1', 'UTF8')", "convert_from('a', 'NOPE')", "unistr('\\d83d\\de00')", "unistr('\\x')", "unistr('\\d83d')", "normalize('a', 'x')", "U&'\\0061\\+000062' || U&'!0063' UESCAPE '!'", "get_byte('a', 1)", "set_bit('a', 99, 1)", "get_bit('\\x01', 0), get_bit('\\x01', 7)", "to_hex(-1), to_hex((-1)::int8)", "starts_with('', '')", "position('' in '')", "initcap('a-b_c d''e 1f éa')", "lower('ÀÉ'), upper('àéß'), upper('ŉ')", "'a'::char(3) || 'b', length('a  '::char(5)), 'a '::char(2) = 'a'", "concat_ws(NULL, 'a', 'b')", "quote_ident('select'), quote_ident('Abc'), quote_ident('a_1'), quote_ident('1a'), quote_ident('')", "encode(sha512('a'), 'hex'), encode(sha224('a'), 'hex'), encode(sha384('a'), 'base64')", "string_to_array('', ','), string_to_array('a', ''), array_length(string_to_array('', ','), 1)", "lpad('abc', -1), lpad('abc', 2), lpad('abc', 5, '')", "trim(leading from '  a '), ltrim('zzyab', 'xyz')", "regexp_split_to_array('abc', '')", "bit_count('\\xff01'::bytea)", "ltrim('\\x0001'::bytea, '\\x00'::bytea)", "substring('\\x010203'::bytea from 2 for 1)")))
			continue
		}
		steps = append(steps, g.asksOver(", k FROM "+t, safe))
	}
	return append(steps, asks("SELECT string_agg(b, '|' ORDER BY b), string_agg(c, b ORDER BY k), min(b), max(b) FROM "+t), asksInOrder("SELECT b FROM "+t+" ORDER BY "+g.one("b", "b DESC", "lower(b), b", "length(b), b", "reverse(b), b")))
}
