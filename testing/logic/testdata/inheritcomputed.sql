# Expression and partial indexes of tables that others inherit from.
create table p (a int, b text); create index on p (lower(b)); create index on p (a) where b > 'b'; create table c (x int) inherits (p); create index on c (lower(b))
----
CREATE TABLE
CREATE INDEX
CREATE INDEX
CREATE TABLE
CREATE INDEX

insert into p select g, 'P' || g from generate_series(1, 300) g; insert into c select g, 'C' || g, g from generate_series(1, 300) g
----
INSERT 0 300
INSERT 0 300

select lower(b) from p order by lower(b) limit 3
----
c1
c10
c100
SELECT 3

select lower(b), count(*) from p where lower(b) like 'c1%' group by lower(b) order by 1 limit 3
----
c1|1
c10|1
c100|1
SELECT 3

select p.a, lower(p.b) from p join c on lower(c.b) = lower(p.b) where c.a < 3 order by 1
----
1|c1
2|c2
SELECT 2

select min(lower(b)), max(lower(b)) from p
----
c1|p99
SELECT 1

select * from p where lower(b) = 'c7'; select * from p where lower(b) = 'p7'; select count(*) from p where a = 5 and b > 'b'; select count(*) from p where a = 5 and b > 'D'
----
7|C7
SELECT 1
7|P7
SELECT 1
0
SELECT 1
1
SELECT 1

create table q (a int, b text) partition by list (a); create index on q (lower(b)); create table q1 partition of q for values in (1); create table q2 partition of q for values in (2); insert into q values (1, 'AA'), (2, 'BB')
----
CREATE TABLE
CREATE INDEX
CREATE TABLE
CREATE TABLE
INSERT 0 2

select lower(b) from q order by lower(b) desc; select q.a, lower(q.b) from q join c on lower(q.b) = lower(c.b || 'b') ; select q.a, lower(q.b) from q join q x on lower(q.b) = lower(x.b) order by 1; select max(lower(b)) from q
----
bb
aa
SELECT 2
SELECT 0
1|aa
2|bb
SELECT 2
bb
SELECT 1

update p set b = upper(b) || 'Z' where lower(b) = 'c8'; select * from c where lower(b) = 'c8z'; select * from p where lower(b) = 'c8z'; delete from p where lower(b) in ('c8z', 'p8'); select count(*) from p
----
UPDATE 1
8|C8Z|8
SELECT 1
8|C8Z
SELECT 1
DELETE 2
598
SELECT 1
