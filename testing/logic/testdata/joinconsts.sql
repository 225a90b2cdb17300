# Constants of one side of a join reach what the other side groups, unites, numbers or keeps once.
create table jd (k int, n numeric, c text)
----
CREATE TABLE

create table jf (k int, n numeric, c text, x int)
----
CREATE TABLE

insert into jd select nullif(i % 12, 5), (i % 7) / 2.0, 'c' || i % 4 from generate_series(1, 40) i
----
INSERT 0 40

insert into jf select nullif(i % 17, 3), (i % 9) / 2.00, 'c' || i % 6, i from generate_series(1, 150) i
----
INSERT 0 150

select d.k, s.x, count(*) from jd d left join (select k, sum(x) x from jf group by k) s on s.k = d.k where d.k = 6 group by 1, 2
----
6|666|3
SELECT 1

select d.k, s.x from jd d left join (select k, sum(x) x from jf where k <> 6 group by k) s on s.k = d.k where d.k = 6 limit 2
----
6|NULL
6|NULL
SELECT 2

select d.k, s.k, s.x from jd d right join (select k, sum(x) x from jf group by k) s on s.k = d.k where s.k = 4 order by 1
----
4|4|648
4|4|648
4|4|648
4|4|648
SELECT 4

select d.k, s.k, s.x from (select * from jd where k = 4) d full join (select k, sum(x) x from jf group by k) s on s.k = d.k order by 2, 1
----
NULL|0|612
NULL|1|621
NULL|2|630
4|4|648
4|4|648
4|4|648
4|4|648
NULL|5|657
NULL|6|666
NULL|7|675
NULL|8|684
NULL|9|693
NULL|10|702
NULL|11|711
NULL|12|720
NULL|13|729
NULL|14|738
NULL|15|596
NULL|16|604
NULL|NULL|639
SELECT 20

select d.k, s.k, s.x from jd d full join (select k, sum(x) x from jf group by k) s on s.k = d.k where d.k = 4 order by 2, 1
----
4|4|648
4|4|648
4|4|648
4|4|648
SELECT 4

select d.k, s.n, s.x from jd d join (select n, sum(x) x from jf group by n) s on s.n = d.n where d.n = 1.000 order by 1 limit 4
----
1|1.00000000000000000000|1258
2|1.00000000000000000000|1258
4|1.00000000000000000000|1258
6|1.00000000000000000000|1258
SELECT 4

select d.k, s.c, s.x from jd d join (select distinct on (c) c, x from jf order by c, x desc) s on s.c = d.c where d.c = 'c2' order by 1 limit 3
----
2|c2|146
2|c2|146
2|c2|146
SELECT 3

select d.k, s.c, s.x from jd d join (select distinct on (c) c, x from jf order by c, x desc) s on s.x = d.k + 130 where s.x = 140
----
SELECT 0

select * from (select distinct on (k) k, x, c from jf order by k, x desc) s where k = 7 and c = 'c0'
----
SELECT 0

select * from (select distinct on (k) k, x, c from jf order by k, x) s where c = 'c5' order by 1
----
0|17|c5
5|5|c5
11|11|c5
SELECT 3

select s.* from jd d join (select k, x, row_number() over (partition by k order by x) r, sum(x) over () t from jf) s on s.k = d.k and r < 3 where d.k = 8 order by 1, 2 limit 4
----
8|8|1|11325
8|8|1|11325
8|8|1|11325
8|25|2|11325
SELECT 4

select s.* from jd d join (select k, x, row_number() over (partition by k order by x) r from jf) s on s.k = d.k and r < 3 where d.k = 8 order by 1, 2 limit 4
----
8|8|1
8|8|1
8|8|1
8|25|2
SELECT 4

select s.* from jd d join (select k, x from jf where x < 50 union all select k, -x from jf where x > 120) s on s.k = d.k where d.k = 9 order by 1, 2 limit 5
----
9|-145
9|-145
9|-145
9|-128
9|-128
SELECT 5

select s.* from jd d join (select k, c from jf except select k, c from jd) s on s.k = d.k and s.c = d.c where d.k = 1 order by 1, 2
----
SELECT 0

with s as (select k, count(*) n from jf group by k) select * from jd join s using (k) where k = 2 order by 2, 3
----
2|0.00000000000000000000|c2|9
2|1.00000000000000000000|c2|9
2|1.5000000000000000|c2|9
2|2.5000000000000000|c2|9
SELECT 4

with s as materialized (select k, count(*) n from jf group by k) select count(*) from jd join s using (k) where k = 2
----
4
SELECT 1

select d.k, s.x, u.m from jd d left join (select k, sum(x) x from jf group by k) s on s.k = d.k left join (select k, max(x) m from jf group by k) u on u.k = s.k where d.k = 10 limit 1
----
10|702|146
SELECT 1

select d.k, s.x, u.m from jd d left join (select k, sum(x) x from jf where k = 10 group by k) s on s.k = d.k left join (select k, max(x) m from jf group by k) u on u.k = s.k where d.k in (10, 11) order by 1 limit 5
----
10|702|146
10|702|146
10|702|146
11|NULL|NULL
11|NULL|NULL
SELECT 5

select count(*) from jd d where d.k = 6 and exists (select from (select k from jf group by k having count(*) > 8) s where s.k = d.k)
----
3
SELECT 1

select count(*) from jd d where exists (select from (select k from jf group by k having count(*) > 8) s where s.k = d.k and s.k = 6)
----
3
SELECT 1

select count(*) from jd d where d.k = 6 and not exists (select from (select k from jf group by k having count(*) > 9) s where s.k = d.k)
----
3
SELECT 1

select count(*) from jd d where d.k = 6 and d.k not in (select k from jf where k is not null group by k having count(*) > 9)
----
3
SELECT 1

select d.k, l.m from jd d, lateral (select s.m from (select k, max(x) m from jf group by k) s join jd e on e.k = s.k where e.k = d.k limit 1) l where d.n = 0.5 order by 1
----
0|136
1|137
8|144
10|146
SELECT 4

select (select sum(s.x) from (select k, sum(x) x from jf group by k) s join jd e on e.k = s.k where e.k = o.k) from (values (1), (5), (null), (6)) o (k)
----
1998
2484
NULL
NULL
SELECT 4

select d.k from jd d left join (select k, x from jf order by x limit 5) s on s.k = d.k where d.k = 1 and s.x is null
----
SELECT 0

select s.k, s.g, s.x from jd d join (select k, c g, sum(x) x from jf group by grouping sets ((k), (k, c))) s on s.k = d.k where d.k = 11 and d.n = 0 order by 1, 2
----
11|c0|96
11|c1|79
11|c2|62
11|c3|192
11|c4|158
11|c5|124
11|NULL|711
SELECT 7

prepare jp (int) as select d.k, s.x from jd d left join (select k, sum(x) x from jf group by k) s on s.k = d.k where d.k = $1 limit 1
----
PREPARE

execute jp (3)
----
3|NULL
SELECT 1

execute jp (7)
----
7|675
SELECT 1

execute jp (null)
----
SELECT 0

deallocate jp
----
DEALLOCATE

# An index that lacks what is computed is not read for the order of groups.
create index jfk on jf (k)
----
CREATE INDEX

select k, sum(x) from jf group by k order by k limit 3
----
0|612
1|621
2|630
SELECT 3

select k, max(n), min(c) from jf group by k order by k nulls first limit 4
----
NULL|4.0000000000000000|c0
0|4.0000000000000000|c0
1|4.0000000000000000|c0
2|4.0000000000000000|c0
SELECT 4

select distinct k, c from jf where x < 20 order by 1, 2 limit 6
----
0|c5
1|c0
1|c1
2|c1
2|c2
4|c4
SELECT 6

drop table jd, jf
----
DROP TABLE
