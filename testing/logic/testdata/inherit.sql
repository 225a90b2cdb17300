# Tables that inherit from others: they are read and changed with them.
create table p (a int primary key, b text default 'x', check (a > 0))
----
CREATE TABLE

create table c (c int) inherits (p)
----
CREATE TABLE

create table d (b text not null, d int, a int) inherits (p)
----
CREATE TABLE

create table e (e int) inherits (c, d)
----
CREATE TABLE

insert into p values (1, 'p')
----
INSERT 0 1

insert into c values (2, 'c', 20), (1, 'dup', 3)
----
INSERT 0 2

insert into d values (3, 'd', 30)
----
INSERT 0 1

insert into e values (4, 'e', 40, 400, 4000)
----
INSERT 0 1

insert into c values (-1)
----
error 23514

select tableoid::regclass, * from p order by a, b
----
c|1|dup
p|1|p
c|2|c
d|3|d
e|4|e
SELECT 5

select tableoid::regclass, * from only p
----
p|1|p
SELECT 1

select tableoid::regclass, * from c* order by 2
----
c|1|dup|3
c|2|c|20
e|4|e|40
SELECT 3

select * from d order by a
----
3|d|30
4|e|400
SELECT 2

update p set b = b || '!' where a >= 1
----
UPDATE 5

select * from e; select * from c order by 1; select * from d order by 1
----
4|e!|40|400|4000
SELECT 1
1|dup!|3
2|c!|20
4|e!|40
SELECT 3
3|d!|30
4|e!|400
SELECT 2

update only p set b = 'only' returning tableoid::regclass, *
----
p|1|only
UPDATE 1

update p set b = 'r' where a > 1 returning tableoid::regclass, *
----
c|2|r
d|3|r
e|4|r
UPDATE 3

select * from e; select * from c order by 1; select * from d order by 1
----
4|r|40|400|4000
SELECT 1
1|dup!|3
2|r|20
4|r|40
SELECT 3
3|r|30
4|r|400
SELECT 2

delete from p where a = 2 returning *, tableoid::regclass
----
2|r|c
DELETE 1

delete from only p
----
DELETE 1

select tableoid::regclass, * from p order by 1,2
----
c|1|dup!
d|3|r
e|4|r
SELECT 3

merge into p using (values (3), (9)) v(x) on v.x = p.a when matched then update set b = 'm' when not matched then insert values (x, 'new')
----
MERGE 2

merge into p using (values (4), (9)) v(x) on v.x = p.a when matched and x = 4 then delete when matched then update set b = 'again'
----
MERGE 2

select tableoid::regclass, * from p order by 1,2
----
p|9|again
c|1|dup!
d|3|m
SELECT 3

begin; select * from p order by 1 for update; commit
----
BEGIN
1|dup!
3|m
9|again
SELECT 3
COMMIT

begin; select * from p where a = 3 for update; commit
----
BEGIN
3|m
SELECT 1
COMMIT

select attrelid::regclass, attname, attinhcount, attislocal, attnotnull from pg_attribute where attrelid::regclass::text in ('p','c','d','e') and attnum > 0 order by 1, attnum
----
p|a|0|t|t
p|b|0|t|f
c|a|1|f|t
c|b|1|f|f
c|c|0|t|f
d|a|1|t|t
d|b|1|t|t
d|d|0|t|f
e|a|2|f|t
e|b|2|f|t
e|c|1|f|f
e|d|1|f|f
e|e|0|t|f
SELECT 13

select conrelid::regclass, conname, coninhcount, conislocal, connoinherit from pg_constraint where conrelid::regclass::text in ('p','c','d','e') order by 1,2
----
p|p_a_check|0|t|f
p|p_pkey|0|t|t
c|p_a_check|1|f|f
d|p_a_check|1|f|f
e|p_a_check|2|f|f
SELECT 5

select inhrelid::regclass, inhparent::regclass, inhseqno, inhdetachpending from pg_inherits where inhparent::regclass::text in ('p','c','d','e') order by 1, 3
----
c|p|1|f
d|p|1|f
e|c|1|f
e|d|2|f
SELECT 4

select relname, relhassubclass from pg_class where relname in ('p','c','d','e') order by 1
----
c|t
d|t
e|f
p|t
SELECT 4

drop table p
----
error 2BP01

drop table c
----
error 2BP01

drop table p cascade
----
DROP TABLE

select * from e
----
error 42P01
