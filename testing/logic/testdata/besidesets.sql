# Expressions beside set-returning functions are computed for a row too that these give nothing for.
create sequence zs
----
CREATE SEQUENCE

create table zt (k int, c text, b text)
----
CREATE TABLE

insert into zt values (1,'','x'),(2,'a,b','y'),(3,null,'z')
----
INSERT 0 3

select generate_series(1,2), nextval('zs')
----
1|1
2|2
SELECT 2

select nextval('zs')
----
4
SELECT 1

select nextval('zs'), generate_series(1,0)
----
SELECT 0

select nextval('zs')
----
6
SELECT 1

select string_to_table(c, ','), nextval('zs'), k from zt order by k
----
a|8|2
b|9|2
SELECT 2

select nextval('zs')
----
12
SELECT 1

select string_to_table(c, ','), md5(b::bytea), k from zt order by k
----
a|415290769594460e2e485922904f345d|2
b|415290769594460e2e485922904f345d|2
SELECT 2

select string_to_table(c, ','), 1/(k-1), k from zt
----
error 22012

select string_to_table(c, ','), 1/(k-1) as x, k from zt order by x
----
error 22012

select string_to_table(c, ','), 1/(k-1) as x, k from zt limit 1
----
error 22012

select 1/(k-1), string_to_table(c, ',') from zt
----
error 22012

select k from (select string_to_table(c, ','), 1/(k-1) as x, k from zt) s
----
2
2
SELECT 2

select x from (select string_to_table(c, ','), 1/(k-1) as x, k from zt) s
----
error 22012

select string_to_table(c, ','), sum(1/(k-1)) from zt group by c
----
error 22012

select string_to_table(c, ','), 1/(sum(k)-1) from zt group by c
----
error 22012

select string_to_table(c, ',') || (1/(k-1))::text from zt
----
a1
b1
SELECT 2

select string_to_table(c, ','), string_to_table(c, ',') || (1/(k-1))::text from zt
----
a|a1
b|b1
SELECT 2

select string_to_table(string_to_table(c, ','), 'x'), 1/(k-1) from zt
----
a|1
b|1
SELECT 2

select string_to_table(string_to_table(c, ','), 'x') || (1/(k-1))::text from zt
----
a1
b1
SELECT 2

select generate_series(1,k-1), 1/(k-1) from zt
----
error 22012

select generate_series(k,0), 1/(k-1) from zt
----
error 22012

select unnest(array[]::int[]), 1/(k-1) from zt
----
error 22012

select distinct unnest(array[]::int[]), 1/(k-1) from zt
----
error 22012

insert into zt select k, string_to_table(c, ','), (1/(k-1))::text from zt
----
error 22012

create table zt2 as select k, string_to_table(c, ',') s, (1/(k-1))::text from zt
----
error 22012

drop table zt
----
DROP TABLE

drop sequence zs
----
DROP SEQUENCE

create sequence zs
----
CREATE SEQUENCE

create table zt (k int, c text, b text)
----
CREATE TABLE

insert into zt values (1,'','x'),(2,'a,b','y'),(3,null,'z'),(4,'q,r,s','z')
----
INSERT 0 4

select string_to_table(c, ','), nextval('zs'), k*2, md5(b) from zt order by k
----
a|2|4|415290769594460e2e485922904f345d
b|3|4|415290769594460e2e485922904f345d
q|6|8|fbade9e36a3f36d3d676c1b808451dd7
r|7|8|fbade9e36a3f36d3d676c1b808451dd7
s|8|8|fbade9e36a3f36d3d676c1b808451dd7
SELECT 5

select string_to_table(c, ','), nextval('zs'), k*2 from zt order by k*2 desc
----
q|10|8
r|11|8
s|12|8
a|15|4
b|16|4
SELECT 5

select string_to_table(c, ','), nextval('zs'), 10/(k-1) from zt where k > 1 order by 10/(k-1) limit 4
----
q|19|3
r|20|3
s|21|3
a|24|10
SELECT 4

select * from (select string_to_table(c, ',') s, k*2 x, 1/(k-1) y from zt) s where x > 3
----
a|4|1
b|4|1
q|8|0
r|8|0
s|8|0
SELECT 5

select * from (select string_to_table(c, ',') s, k*2 x, 1/(k-1) y from zt) s where x > 3 and s <> 'q' order by 1
----
a|4|1
b|4|1
r|8|0
s|8|0
SELECT 4

select * from (select string_to_table(c, ',') s, k*2 x, 1/(k-1) y from zt) s where x*y > 3
----
error 22012

select s, x from (select string_to_table(c, ',') s, k*2 x, 1/(k-1) y from zt) s order by s, x
----
a|4
b|4
q|8
r|8
s|8
SELECT 5

select x, count(*) from (select string_to_table(c, ',') s, k*2 x, 1/(k-1) y from zt) s group by x order by x
----
4|2
8|3
SELECT 2

select distinct generate_series(1,2), k/2 from zt order by 1,2
----
1|0
1|1
1|2
2|0
2|1
2|2
SELECT 6

select string_to_table(c, ','), string_to_table(b, ','), k+1, (select k+1), row_number() over (order by k) + 1 from zt order by k, 1
----
NULL|x|2|2|2
a|y|3|3|3
b|NULL|3|3|3
NULL|z|4|4|4
q|z|5|5|5
r|NULL|5|5|5
s|NULL|5|5|5
SELECT 7

select string_to_table(string_to_table(c, ','),'q'), k+1 from zt order by k, 1
----
a|3
b|3
''|5
''|5
r|5
s|5
SELECT 6

select generate_series(1,k), sum(k*2) + 1, k+1 from zt group by k order by k, 1
----
1|3|2
1|5|3
2|5|3
1|7|4
2|7|4
3|7|4
1|9|5
2|9|5
3|9|5
4|9|5
SELECT 10

select generate_series(1,1500) g, k*2 as x into zbig from zt
----
SELECT 6000

select count(*), sum(x), sum(g) from zbig
----
6000|30000|4503000
SELECT 1

select a.x, b.x from (select generate_series(1,2) g, k*2 x from zt) a join (select generate_series(1,2) g, k+k x from zt) b using (g, x) order by 1
----
2|2
2|2
4|4
4|4
6|6
6|6
8|8
8|8
SELECT 8

drop table zt
----
DROP TABLE

drop sequence zs
----
DROP SEQUENCE
