# Rows that come in the order of the first keys are sorted part by part.
create table ps (a int, b int, c text, d numeric)
----
CREATE TABLE

insert into ps select nullif(i % 40, 7), nullif(i % 90, 11), 'c' || i % 13, (i * 7 % 31) / 2.0 from generate_series(1, 3000) i
----
INSERT 0 3000

create index ps_a on ps (a)
----
CREATE INDEX

create index ps_ab on ps (a desc, b)
----
CREATE INDEX

create table pj (a int primary key, n int)
----
CREATE TABLE

insert into pj select i, i % 6 from generate_series(0, 39) i
----
INSERT 0 40

analyze ps
----
ANALYZE

analyze pj
----
ANALYZE

select a, b, c from ps order by a, c, b limit 7
----
0|10|c0
0|30|c0
0|50|c0
0|70|c0
0|80|c0
0|0|c1
0|20|c1
SELECT 7

select a, b, c from ps order by a desc, c, b limit 7
----
NULL|7|c0
NULL|27|c0
NULL|47|c0
NULL|57|c0
NULL|67|c0
NULL|77|c0
NULL|7|c1
SELECT 7

select a, b, c from ps order by a desc nulls last, c, b limit 7
----
39|19|c0
39|29|c0
39|39|c0
39|49|c0
39|69|c0
39|89|c0
39|19|c1
SELECT 7

select a, b, c from ps order by a nulls first, c desc, b limit 7
----
NULL|7|c9
NULL|27|c9
NULL|47|c9
NULL|67|c9
NULL|77|c9
NULL|87|c9
NULL|7|c8
SELECT 7

select a, b, c from ps order by a, c, b limit 5 offset 70
----
0|10|c9
0|30|c9
0|50|c9
0|70|c9
0|80|c9
SELECT 5

select a, b, c from ps order by a desc, b, c, d limit 7
----
NULL|7|c0
NULL|7|c1
NULL|7|c12
NULL|7|c3
NULL|7|c4
NULL|7|c5
NULL|7|c7
SELECT 7

select a, b, c from ps order by a desc, b desc, c limit 7
----
NULL|87|c1
NULL|87|c10
NULL|87|c11
NULL|87|c2
NULL|87|c3
NULL|87|c5
NULL|87|c6
SELECT 7

select a, c, count(*) from (select a, c from ps order by a, c, b limit 150) s group by 1, 2 order by 1, 2 limit 6
----
0|c0|5
0|c1|6
0|c10|6
0|c11|5
0|c12|5
0|c2|6
SELECT 6

select a, b, c from ps where a > 30 order by a, c, b limit 5
----
31|1|c0
31|21|c0
31|41|c0
31|61|c0
31|71|c0
SELECT 5

select a, b, c from ps where a in (3, 5) order by a desc, c, b limit 5
----
5|15|c0
5|35|c0
5|45|c0
5|55|c0
5|65|c0
SELECT 5

select a, b, c from ps where a = 3 order by a, c, b limit 3
----
3|3|c0
3|23|c0
3|43|c0
SELECT 3

select md5(string_agg(a || ',' || b || ',' || c, ' ')) from (select a, b, c from ps where b is not null and a is not null order by a, b desc, c) s
----
7638615d3dc4531087d68fafffcdeadb
SELECT 1

select md5(string_agg(coalesce(a, -1) || ',' || coalesce(b, -1) || ',' || c, ' ')) from (select a, b, c from ps order by a desc, b desc nulls last, c) s
----
e8fa0515573e5e8f5d1411266bb2a5fc
SELECT 1

select * from (select a, c, row_number() over (partition by a order by c, b, d) r from ps) s where r <= 2 order by a, r limit 6
----
0|c0|1
0|c0|2
1|c0|1
1|c0|2
2|c0|1
2|c0|2
SELECT 6

select a, c, sum(d) over (partition by a order by c, b, d rows unbounded preceding) from ps where a < 2 order by a, c, 3 limit 6
----
0|c0|10.5000000000000000
0|c0|14.5000000000000000
0|c0|27.5000000000000000
0|c0|34.0000000000000000
0|c0|35.5000000000000000
0|c1|49.0000000000000000
SELECT 6

select distinct on (a) a, c, b from ps order by a, c desc, b limit 4
----
0|c9|0
1|c9|31
2|c9|2
3|c9|3
SELECT 4

select distinct on (a, c) a, c, b from ps order by a, c, b limit 4
----
0|c0|10
0|c1|0
0|c10|0
0|c11|0
SELECT 4

select ps.a, n, c, b from ps join pj using (a) order by ps.a, c, b limit 4
----
0|0|c0|10
0|0|c0|30
0|0|c0|50
0|0|c0|70
SELECT 4

select ps.a, n, c, b from ps left join pj using (a) order by ps.a desc, n, c, b limit 4
----
NULL|NULL|c0|7
NULL|NULL|c0|27
NULL|NULL|c0|47
NULL|NULL|c0|57
SELECT 4

select a, b, c from ps order by a, c, b limit 0
----
SELECT 0

select a, b from ps order by a, b limit null offset 2996
----
NULL|87
NULL|87
NULL|87
NULL|87
SELECT 4

begin
----
BEGIN

declare cu cursor for select a, c, b from ps order by a, c, b, d
----
DECLARE CURSOR

fetch 3 from cu
----
0|c0|10
0|c0|30
0|c0|50
FETCH 3

fetch forward 2 from cu
----
0|c0|70
0|c0|80
FETCH 2

move 74 in cu
----
MOVE 74

fetch 2 from cu
----
1|c0|NULL
1|c1|1
FETCH 2

commit
----
COMMIT

prepare pp (int) as select a, c, b from ps order by a, c, b limit $1
----
PREPARE

execute pp (2)
----
0|c0|10
0|c0|30
SELECT 2

execute pp (-1)
----
error 2201W

deallocate pp
----
DEALLOCATE

select count(*) from (select 1 from ps order by a, c limit 100) s
----
100
SELECT 1

drop table ps, pj
----
DROP TABLE
