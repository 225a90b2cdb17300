package differential

import "fmt"

// valueExtensions are those whose functions topics call.
var valueExtensions = []string{"pgcrypto", "pg_trgm", "fuzzystrmatch", "unaccent", "uuid-ossp"}

// ciphers asks what pgcrypto makes of given keys and salts. What Postgres makes of bf depends on its OpenSSL.
func (g *generator) ciphers() []*step {
	t := g.name("cr")
	texts := []string{"", "a", "abc", "hello world", "é", "0123456789abcdef", "The quick brown fox jumps over the lazy dog", "x y", "a\tb"}
	var rows []*piece
	for i, n := range g.numbers(len(texts), 6) {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', '\\x%016x')", i, texts[n], g.r.Uint64()>>uint(g.r.IntN(60)))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, b text, y bytea)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, NULL)")}
	hash := func() string {
		return g.one("'md5'", "'sha1'", "'sha224'", "'sha256'", "'sha384'", "'sha512'", "'SHA256'", "'Md5'")
	}
	cipher := func() string {
		return g.one("'aes'", "'aes-cbc'", "'aes-ecb'", "'aes-cbc/pad:pkcs'", "'AES'", "'aes-cbc/pad:none'", "'rijndael'", "'aes128'")
	}
	key := func() string {
		return g.one("'0123456789abcdef'::bytea", "'k'::bytea", "''::bytea", "'0123456789abcdef01234567'::bytea", "'0123456789abcdef0123456789abcdef'::bytea", "'\\x00ff'::bytea", "'0123456789abcdefg'::bytea")
	}
	safe := func() string {
		switch g.r.IntN(7) {
		case 0, 1:
			return "encode(digest(" + g.one("b", "y", "b || 'x'") + ", " + hash() + "), " + g.one("'hex'", "'base64'", "'escape'") + ")"
		case 2:
			return "encode(hmac(" + g.one("b, 'key', ", "y, '\\x01ff'::bytea, ", "b, '', ", "b, b, ") + hash() + "), 'hex')"
		case 3:
			return "crypt(b, " + g.one("'$1$abcdefgh'", "'$1$'", "'$1$ab$'", "'$2a$04$abcdefghijklmnopqrstuu'", "crypt('a', '$1$zz')") + ")"
		case 4:
			k := key()
			return "encode(encrypt(y, " + k + ", 'aes'), 'hex'), convert_from(decrypt(encrypt(convert_to(b, 'UTF8'), " + k + ", 'aes'), " + k + ", 'aes'), 'UTF8')"
		case 5:
			return "encode(encrypt_iv(y, " + key() + ", " + g.one("'0123456789abcdef'::bytea", "'iv'::bytea", "''::bytea") + ", 'aes'), 'hex')"
		}
		return g.one("length(gen_random_bytes(5)), length(gen_salt('md5'))", "left(gen_salt('bf', 5), 7)", "gen_random_uuid() IS NULL", "crypt(b, gen_salt('md5')) = b, crypt('a', crypt('a', gen_salt('bf', 4))) IS NULL")
	}
	for range 16 {
		switch g.r.IntN(4) {
		case 0:
			steps = append(steps, asksAlone(g.one("digest('a', 'nope')", "hmac('a', 'b', 'nope')", "crypt('a', 'x')", "crypt('a', '')", "crypt('a', '$2a$')", "gen_salt('nope')", "gen_salt('bf', 2)", "gen_salt('md5', 7)", "gen_random_bytes(0)", "gen_random_bytes(1025)", "decrypt('\\x00', 'k', 'aes')", "encrypt('a', 'k', 'nope')", "decode('zz', 'hex')", "decode('a', 'base64')", "decode('abc', 'nope')", "encode('a', 'nope')", "decode('\\0', 'escape')", "encrypt_iv('abc', 'k', 'iv', 'aes-ecb')", "encrypt('abc', '0123456789abcdef', 'aes-ecb/pad:none')", "encrypt('abc', 'k', 'aes-cbc/pad:nope')", "encrypt('abc', 'k', 'aes-cfb')", "encrypt('abc', repeat('k', 40)::bytea, 'aes')")))
		case 1:
			a := "'0123456789abcdef'::bytea, " + key() + ", "
			steps = append(steps, asksAlone(g.one("encrypt("+a+cipher()+")", "encrypt_iv("+a+"'iv', "+cipher()+")", "decrypt("+a+cipher()+")", "encrypt("+a+g.one("'3des'", "'des3-ecb'", "'3des-cbc/pad:none'", "'nope'", "'aes256'")+")", "decrypt_iv("+a+"'0123456789abcdef', "+cipher()+")")))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return steps
}

// trigrams asks which texts are alike, with indexes of trigrams and without.
func (g *generator) trigrams() []*step {
	t := g.name("tg")
	words := []string{"cat", "cats", "Concatenate", "a", "", "word", "two words", "words two", "Wörter", "x_y%z", "hello, world", "foo bar baz", "fooo  bar", "abcabcabc", "10% off", "日本語", "It''s"}
	word := func() string { return "'" + words[g.r.IntN(len(words))] + "'" }
	var rows []*piece
	for i, n := range g.numbers(len(words), 12) {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', %s)", i, words[n], word())))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, b text, c text)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, 'x')")}
	if g.chance(2) {
		steps = append(steps, made("CREATE INDEX ON "+t+" USING "+g.one("gin (b gin_trgm_ops)", "gin (b gin_trgm_ops, c gin_trgm_ops)", "gist (b gist_trgm_ops)", "gin (lower(b) gin_trgm_ops)")))
	}
	safe := func() string {
		a, b := g.one("b", "c", "lower(b)", word()), g.one("c", "b", word(), "'"+g.one("wor", "cat", "ab", "hello", "ba")+"'")
		return g.one("similarity(", "word_similarity(", "strict_word_similarity(") + a + ", " + b + ")"
	}
	operator := func() string {
		a := g.one("b", "c")
		return g.one("show_trgm("+a+")", a+" % "+word(), a+" <% "+word(), a+" %> "+word(), a+" <<% "+word(), a+" %>> "+word(), a+" <-> "+word(), a+" <<-> "+word(), a+" <->> "+word(), a+" <<<-> "+word(), a+" <->>> "+word())
	}
	condition := func() string {
		pattern := "'" + g.one("%cat%", "%ord%", "w%", "%s", "%", "a", "_at", "%b%r%", "%o w%", "%\\%%", "%ö%", "cat_", "%abcab%", "", "%T%", "%本%") + "'"
		regexp := "'" + g.one("cat", "wor(d|ld)", "^a", "o{2,}", "[fb]oo", "s$", ".", "a.*c", "(foo|bar) ba", "x_y", "\\d+", "\\mwor", "abc(abc)+", "w?ord", "[[:digit:]]", "") + "'"
		return g.one("b LIKE "+pattern, "b ILIKE "+pattern, "b NOT LIKE "+pattern, "lower(b) LIKE "+pattern, "b ~ "+regexp, "b ~* "+regexp, "b !~ "+regexp, "b = "+word(), "b % "+word(), word()+" <% b", word()+" <<% b", "b LIKE "+pattern+" AND c LIKE '%o%'", "b LIKE "+pattern+" OR b % "+word(), "b LIKE "+pattern+" OR c ~ "+regexp, "b %> "+word())
	}
	for range 18 {
		switch g.r.IntN(8) {
		case 0:
			steps = append(steps, changes("SET pg_trgm."+g.one("similarity_threshold = ", "word_similarity_threshold = ", "strict_word_similarity_threshold = ")+g.one("0.1", "0.3", "0.6", "0.9", "1")))
		case 1:
			steps = append(steps, asksInOrder("SELECT k, b <-> 'words' FROM "+t+" ORDER BY b "+g.one("<-> ", "<->> ", "<->>> ")+word()+", k"))
		case 2, 3, 4:
			steps = append(steps, asks("SELECT k, b FROM "+t+" WHERE "+condition()))
		case 5:
			steps = append(steps, g.asksOver(", k FROM "+t, operator))
		case 6:
			steps = append(steps, changes(g.one("UPDATE "+t+" SET b = c WHERE k = "+fmt.Sprint(g.r.IntN(9)), "DELETE FROM "+t+" WHERE k = "+fmt.Sprint(g.r.IntN(9)), "INSERT INTO "+t+" VALUES ("+fmt.Sprint(30+g.r.IntN(9))+", "+word()+", "+word()+") ON CONFLICT DO NOTHING")))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return append(steps, asks("SELECT set_limit("+g.one("0.5", "0.2")+"), show_limit()"), asks("SELECT k FROM "+t+" WHERE b % 'words'"), changes("RESET pg_trgm.similarity_threshold"), changes("RESET pg_trgm.word_similarity_threshold"), changes("RESET pg_trgm.strict_word_similarity_threshold"), asks("SELECT set_limit(0.3)"))
}

// sounds asks fuzzystrmatch, unaccent and uuid-ossp.
func (g *generator) sounds() []*step {
	t := g.name("so")
	words := []string{"", "a", "Anne", "Andrew", "kitten", "sitting", "été", "Ærøskøbing", "straße", "Łódź", "ﬁn", "½", "Thompson", "gh", "Ångström", "naïve œuvre", "x1y", "Knuth", "日本", "Ñandú", "“q”", "№ 5", "İı"}
	word := func() string { return "'" + words[g.r.IntN(len(words))] + "'" }
	var rows []*piece
	for i, n := range g.numbers(len(words), 10) {
		rows = append(rows, part("", fmt.Sprintf("(%d, '%s', %s)", i, words[n], word())))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, b text, c text)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, 'x')")}
	safe := func() string {
		a, b := g.one("b", "c", word()), g.one("c", "b", word())
		return g.one("levenshtein("+a+", "+b+")", "levenshtein("+a+", "+b+", "+g.one("1, 2, 3", "2, 1, 1", "0, 1, 1")+")", "least(3, levenshtein_less_equal("+a+", "+b+", 2))", "least(4, levenshtein_less_equal("+a+", "+b+", 2, 1, 1, 3))", "soundex("+a+")", "difference("+a+", "+b+")", "unaccent("+a+")", "unaccent('unaccent', "+a+")",
			"uuid_generate_v5(uuid_ns_"+g.one("dns", "url", "oid", "x500")+"(), "+a+")", "uuid_generate_v3(uuid_ns_"+g.one("dns", "url", "oid", "x500")+"(), "+a+")", "uuid_generate_v5(uuid_generate_v3(uuid_nil(), "+b+"), "+a+")", "lower(unaccent("+a+"))")
	}
	for range 12 {
		if g.chance(5) {
			steps = append(steps, asksAlone(g.one("levenshtein(repeat('a', 256), 'b')", "levenshtein(repeat('a', 255), 'b')", "uuid_nil(), uuid_ns_dns(), uuid_ns_url(), uuid_ns_oid(), uuid_ns_x500()", "text_soundex('Robert')", "ts_lexize('unaccent', 'Hôtel')", "unaccent('nope', 'x')", "uuid_generate_v1() IS NULL, uuid_generate_v4() IS NULL, uuid_generate_v1mc() IS NULL", "uuid_generate_v5(NULL, 'x')", "soundex('')", "soundex('123')", "difference('', 'a')")))
			continue
		}
		steps = append(steps, g.asksOver(", k FROM "+t, safe))
	}
	return steps
}
