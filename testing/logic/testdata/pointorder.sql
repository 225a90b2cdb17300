# Rows that are named by their keys, in the order that is asked for, locked or not.
create table po (id int primary key, v int); insert into po select x, x % 10 from generate_series(1, 20) x; create table pp (a int, b int, v int, primary key (a, b)); insert into pp select x % 3, x, x from generate_series(1, 12) x
----
CREATE TABLE
INSERT 0 20
CREATE TABLE
INSERT 0 12

select * from po where id in (1, 2, 3) order by id desc for update
----
3|3
2|2
1|1
SELECT 3

select * from po where id in (1, 2, 3) order by id for update
----
1|1
2|2
3|3
SELECT 3

select * from po where id in (3, 1, 2, 99) and v > 0 order by id desc for no key update
----
3|3
2|2
1|1
SELECT 3

select * from po where id = any ('{5, 7, 6}') order by id desc for share
----
7|7
6|6
5|5
SELECT 3

select * from po where id in (1, 2, 3) order by id desc limit 2 for update skip locked
----
3|3
2|2
SELECT 2

select * from po where id in (1, 2, 3) order by id desc limit 2 offset 1 for update
----
2|2
1|1
SELECT 2

select array_agg(id) from (select id from po where id in (11, 12, 13) order by id desc for update) x
----
{13,12,11}
SELECT 1

select a, b from pp where (a, b) in ((1, 1), (1, 4), (2, 2)) order by a desc, b for update
----
2|2
1|1
1|4
SELECT 3

select a, b from pp where a = 1 and b in (1, 4, 7) order by b for update
----
1|1
1|4
1|7
SELECT 3

select a, b from pp where a = 1 and b in (1, 4, 7) order by b desc for update
----
1|7
1|4
1|1
SELECT 3

begin; update po set v = 100 where id = 2; delete from po where id = 3; select * from po where id in (1, 2, 3, 4) order by id desc for update
----
BEGIN
UPDATE 1
DELETE 1
4|4
2|100
1|1
SELECT 3

select * from po where id in (1, 2, 3, 4) order by id desc; rollback
----
4|4
2|100
1|1
SELECT 3
ROLLBACK

begin isolation level repeatable read; select * from po where id in (18, 19, 20) order by id desc for update; commit
----
BEGIN
20|0
19|9
18|8
SELECT 3
COMMIT

drop table po, pp
----
DROP TABLE
