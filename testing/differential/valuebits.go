package differential

import "fmt"

// bits asks what is computed of bit strings.
func (g *generator) bits() []*step {
	t := g.name("bt")
	eight := func() string { return fmt.Sprintf("B'%08b'", g.r.IntN(256)) }
	var rows []*piece
	for i := range 6 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s)", i, eight(), g.one("B''", "B'1'", "B'0101'", "X'1f'", "NULL", "B'00000000000000000000000000000000000000001'", eight()))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, b bit(8), v varbit" + g.one("", "(41)") + ")"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, NULL)")}
	safe := func() string {
		n := g.one("0", "1", "3", "8", "9", "-2", "k", "40")
		return g.one("b & "+eight(), "b | "+eight(), "b # "+eight(), "~ b, ~ v", "b << "+n+", v >> "+n, "b || v, v || "+eight(), "length(b), length(v), bit_length(v), octet_length(v)", "substring(v from "+n+g.one("", " for 2", " for 0", " for 100")+")", "overlay(b placing v from 2"+g.one("", " for 3", " for 0")+")", "position(B'1' in v), position(v in b)", "get_bit(b, k % 8), set_bit(b, k % 8, "+g.one("0", "1")+")", "bit_count(b), bit_count(v)", "b::int4, b::int8", "b::bit(4), b::bit(12), v::bit(3)", "v::varbit(2)", "k::bit(8), (-k)::bit(40), k::int8::bit(3)", "b::text, v::text", "b = v, b < v, v > B'01'", "greatest(b::varbit, v), least(v, B'1')", "b::varbit = b", "v::text::varbit", "'x1f'::varbit || v", "to_json(v)", "hashtext(v::text)", "b IN ("+eight()+", B'00000001')")
	}
	for range 12 {
		switch g.r.IntN(5) {
		case 0:
			steps = append(steps, asksAlone(g.one("B'1' & B'11'", "B'10' | B'1'", "B'2'", "X'g'", "'102'::bit(3)", "'xg'::varbit", "B'101'::int4", "B'"+"111111111111111111111111111111111"+"'::int4", "get_bit(B'1', 1)", "get_bit(B'1', -1)", "set_bit(B'1', 0, 2)", "substring(B'101' from 1 for -1)", "overlay(B'101' placing B'0' from 0)", "B'101'::bit(2)", "bit '101'", "'101'::bit", "'1'::bit(0)", "B'1' << 2147483647", "1::bit", "5::bit(3), -1::bit(5)", "B'1' = '1'", "B''::int4", "~B''", "B'1' < X'1'", "X'AbC'", "'B101'::varbit, 'X1'::varbit", "octet_length(B'111111111')")))
		case 1:
			steps = append(steps, asks("SELECT "+g.one("bit_and(b), bit_or(b), bit_xor(b)", "min(k), bit_or(b) FILTER (WHERE k > 1)", "bit_and(v::bit(4))", "count(DISTINCT v), bit_xor(b)", "array_agg(v ORDER BY v)")+" FROM "+t))
		case 2:
			steps = append(steps, changes(g.one("INSERT INTO "+t+" VALUES (30, B'101', B'1')", "UPDATE "+t+" SET b = b << 1", "UPDATE "+t+" SET v = v || B'1' WHERE k < 3", "UPDATE "+t+" SET b = B'111111111'", "UPDATE "+t+" SET v = b")))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return append(steps, asksInOrder("SELECT v, b FROM "+t+" ORDER BY v, b"), asks("SELECT b, count(*) FROM "+t+" GROUP BY b"))
}

// networks asks what is computed of addresses.
func (g *generator) networks() []*step {
	t := g.name("nw")
	inet := func() string {
		return "'" + g.one("10.1.2.3", "10.1.2.3/8", "192.168.0.0/16", "0.0.0.0/0", "255.255.255.255", "::1", "2001:db8::/32", "2001:db8::1:2/64", "::ffff:1.2.3.4", "fe80::1/128", "10.0.0.0/9", "::/0", "1:0:0:2::/64", "127.0.0.1/31") + "'::inet"
	}
	cidr := func() string {
		return "'" + g.one("10.0.0.0/8", "10.1.2.3", "192.168.1", "10", "2001:db8::/32", "::/0", "128", "224.1", "192.168.1.128/25") + "'::cidr"
	}
	mac := func() string {
		return "'" + g.one("08:00:2b:01:02:03", "08-00-2b-01-02-03", "08002b:010203", "08002b010203", "0800.2b01.0203", "ff:ff:ff:ff:ff:ff", "00:00:00:00:00:00") + "'"
	}
	var rows []*piece
	for i := range 7 {
		rows = append(rows, part("", fmt.Sprintf("(%d, %s, %s, %s, %s)", i, inet(), cidr(), mac(), g.one("'08:00:2b:01:02:03:04:05'", "'08002b0102030405'", "NULL", "'08:00:2b:01:02:03'"))))
	}
	steps := []*step{made("CREATE TABLE " + t + " (k int4 PRIMARY KEY, i inet, c cidr, m macaddr, e macaddr8)"), changes("INSERT INTO "+t+" VALUES ", list(", ", rows...), ", (20, NULL, NULL, NULL, NULL)")}
	if g.chance(2) {
		steps = append(steps, made("CREATE INDEX ON "+t+g.one(" (i)", " USING gist (i inet_ops)", " (c)", " (m)")))
	}
	safe := func() string {
		v := g.one("i", "c", inet())
		w := g.one("i", "c", inet(), cidr())
		return g.one("abbrev("+v+")", "broadcast("+v+")", "host("+v+"), masklen("+v+")", "hostmask("+v+"), netmask("+v+")", "network("+v+"), family("+v+")", "set_masklen("+v+", "+g.one("8", "0", "24", "-1", "32")+")", "text("+v+"), "+v+"::text", "inet_same_family("+v+", "+w+"), inet_merge(i, i)", v+" << "+w+", "+v+" >>= "+w, v+" <<= "+w+", "+v+" >> "+w, v+" && "+w, v+" = "+w+", "+v+" < "+w, v+" <> "+w, "~ "+v, "i & set_masklen(i, 0)", v+" - "+v, "greatest(i, c), least(i, c)", "i::cidr, c::inet", "to_json(i), to_json(m)",
			"trunc(m), trunc(e)", "~ m, m & "+mac()+"::macaddr, m | "+mac()+"::macaddr", "m::macaddr8, macaddr8_set7bit(e)", "m < "+mac()+"::macaddr, m = e::text::macaddr8", "~ e, e & '0f:0f:0f:0f:0f:0f:0f:0f'", "host(i)::inet = i", "i::text::varchar", "m::text, e::text")
	}
	for range 14 {
		switch g.r.IntN(5) {
		case 0:
			steps = append(steps, asksAlone(g.one("'10.0.0.1/33'::inet", "'10.0.0.1/8'::cidr", "'256.1.1.1'::inet", "'1.2.3'::inet", "'1.2.3'::cidr", "''::inet", "'::1/129'::inet", "'1:2:3'::inet", "'::1::2'::inet", "'10.0.0.1/-1'::inet", "'10.0.0.1/08'::inet", "inet '255.255.255.255' + 1", "inet '0.0.0.0' - 1", "inet '::1' - inet '1.2.3.4'", "inet '::1' & inet '1.2.3.4'", "inet '::ffff' - inet '::1'", "inet 'ffff::' - inet '::1'", "set_masklen(inet '1.2.3.4', 33)", "set_masklen(cidr '10.1.2.0/24', 8)", "inet_merge('10.0.0.1', '::1')", "inet_merge('10.0.1.0/24', '10.0.2.5')", "'08:00'::macaddr", "'08:00:2b:01:02:0g'::macaddr", "macaddr8 '08:00:2b:01:02:03:04:05'::macaddr", "macaddr8 '08:00:2b:ff:fe:03:04:05'::macaddr", "'08002b01020'::macaddr", "'8:0:2b:1:2:3'::macaddr", "inet '10.0.0.5' + 300, inet '10.0.0.5' - 300, 7 + inet '::'", "inet '10.0.0.5' - inet '10.0.0.1'", "'1.2.3.4/'::inet", "'::1%eth0'::inet", "'0::0:0'::inet, '::1.2.3.4'::inet, '1::'::inet", "'010.1.1.1'::inet", "' 1.2.3.4'::inet", "cidr '1.2.3.4/32' = inet '1.2.3.4'", "abbrev(cidr '10.1.0.0/16'), abbrev(inet '10.1.0.0/16'), abbrev(cidr '::/0')")))
		case 1:
			steps = append(steps, asks("SELECT "+g.one("min(i), max(i)", "min(c), max(c)", "count(DISTINCT i)", "array_agg(m ORDER BY m)", "string_agg(host(i), ',' ORDER BY i, k)")+" FROM "+t))
		case 2:
			steps = append(steps, asks("SELECT k FROM "+t+" WHERE "+g.one("i << '10.0.0.0/8'", "i <<= c", "i && '10.1.0.0/16'", "i >>= '10.1.2.3'", "i > '10.1.2.3'", "c = '10.0.0.0/8'", "m > '08:00:2b:01:02:02'", "i = '10.1.2.3'", "i BETWEEN '10.0.0.0' AND '11.0.0.0'")))
		default:
			steps = append(steps, g.asksOver(", k FROM "+t, safe))
		}
	}
	return append(steps, asksInOrder("SELECT i FROM "+t+" ORDER BY i"), asksInOrder("SELECT c, m, e FROM "+t+" ORDER BY c, m, e"), asks("SELECT i, count(*) FROM "+t+" GROUP BY i"))
}
