# Aggregates whose groups are put aside where memory is short (TestLogicSpilled).
create table spilled as select i % 7 as k, int4range(i % 50, i % 50 + 1 + i % 9) as r, numrange(i / 100.0, i + 500) as n, (i % 256)::bit(8) as b from generate_series(1, 3000) i
----
SELECT 3000

select k, range_agg(r) from spilled group by k order by k
----
0|{[0,58)}
1|{[0,58)}
2|{[0,58)}
3|{[0,58)}
4|{[0,58)}
5|{[0,58)}
6|{[0,57)}
SELECT 7

select k, range_intersect_agg(n) from spilled group by k order by k
----
0|[29.9600000000000000,507)
1|[29.9700000000000000,501)
2|[29.9800000000000000,502)
3|[29.9900000000000000,503)
4|[30.0000000000000000,504)
5|[29.9400000000000000,505)
6|[29.9500000000000000,506)
SELECT 7

select k, range_intersect_agg(m) from (select k, range_agg(n) as m from spilled group by k, n) as s group by k order by k
----
0|{[29.9600000000000000,507)}
1|{[29.9700000000000000,501)}
2|{[29.9800000000000000,502)}
3|{[29.9900000000000000,503)}
4|{[30.0000000000000000,504)}
5|{[29.9400000000000000,505)}
6|{[29.9500000000000000,506)}
SELECT 7

select k, bit_or(b), bit_and(b | B'00100000'), bit_xor(b) from spilled group by k order by k
----
0|11111111|00100000|00100000
1|11111111|00100000|11110101
2|11111111|00100000|10000010
3|11111111|00100000|01110111
4|11111111|00100000|00100100
5|11111111|00100000|00110000
6|11111111|00100000|10001100
SELECT 7

select range_agg(distinct r order by r desc), range_intersect_agg(distinct n), bit_xor(distinct b) from spilled
----
{[0,58)}|[30.0000000000000000,501)|00000000
SELECT 1

select k, range_agg(r), range_intersect_agg(r), bit_or(b) from spilled where false group by k
----
SELECT 0

select range_agg(r), range_intersect_agg(r), bit_or(b) from spilled where false
----
NULL|NULL|NULL
SELECT 1
