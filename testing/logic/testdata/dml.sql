# INSERT, UPDATE, DELETE, RETURNING, ON CONFLICT. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table p (id int primary key, name text unique, n int default 7 check (n > 0), d date)
----
CREATE TABLE

insert into p (id, name) values (1, 'a') returning *
----
id:23|name:25|n:23|d:1082
1|a|7|NULL
INSERT 0 1

insert into p values (2, 'b', default, '2020-01-01'), (3, 'c', 3, null)
----
INSERT 0 2

insert into p (id) values (1)
----
error 23505 duplicate key value violates unique constraint "p_pkey"; Key (id)=(1) already exists.

insert into p values (9, 'a')
----
error 23505 duplicate key value violates unique constraint "p_name_key"; Key (name)=(a) already exists.

insert into p (id, n) values (4, 0)
----
error 23514 new row for relation "p" violates check constraint "p_n_check"; Failing row contains (4, null, 0, null).

insert into p (id, n) values (4, -1) returning id
----
error 23514 new row for relation "p" violates check constraint "p_n_check"; Failing row contains (4, null, -1, null).

insert into p (name) values ('x')
----
error 23502 null value in column "id" of relation "p" violates not-null constraint; Failing row contains (null, x, 7, null).

insert into p values (1, 2, 3, null, 5)
----
error 42601 INSERT has more expressions than target columns
at 38

insert into p (id, name) values (5)
----
error 42601 INSERT has more target columns than expressions
at 20

insert into p (id, id) values (5, 6)
----
error 42701 column "id" specified more than once
at 20

insert into p (id, nosuch) values (5, 6)
----
error 42703 column "nosuch" of relation "p" does not exist
at 20

insert into p values ('x', 'y')
----
error 22P02 invalid input syntax for type integer: "x"
at 23

insert into p (id, d) values (5, 'notadate')
----
error 22007 invalid input syntax for type date: "notadate"
at 34

insert into p default values
----
error 23502 null value in column "id" of relation "p" violates not-null constraint; Failing row contains (null, null, 7, null).

insert into p select 10 + g, 'g' || g, g from generate_series(1, 3) g
----
INSERT 0 3

select * from p order by id
----
id:23|name:25|n:23|d:1082
1|a|7|NULL
2|b|7|2020-01-01
3|c|3|NULL
11|g1|1|NULL
12|g2|2|NULL
13|g3|3|NULL
SELECT 6

insert into p values (1, 'z') on conflict do nothing
----
INSERT 0 0

insert into p values (1, 'z') on conflict (id) do nothing returning *
----
INSERT 0 0

insert into p values (1, 'z', 5) on conflict (id) do update set name = excluded.name, n = p.n + excluded.n returning *
----
id:23|name:25|n:23|d:1082
1|z|12|NULL
INSERT 0 1

insert into p values (50, 'z', 5) on conflict (name) do update set n = p.n * 10 returning *
----
id:23|name:25|n:23|d:1082
1|z|120|NULL
INSERT 0 1

insert into p values (50, 'z', 5) on conflict (id) do nothing
----
error 23505 duplicate key value violates unique constraint "p_name_key"; Key (name)=(z) already exists.

insert into p values (60, 'q'), (60, 'r') on conflict (id) do update set name = excluded.name
----
error 21000 ON CONFLICT DO UPDATE command cannot affect row a second time; ; Ensure that no rows proposed for insertion within the same command have duplicate constrained values.

insert into p values (60, 'q'), (60, 'r') on conflict (id) do nothing
----
INSERT 0 1

insert into p values (1, 'z', 5) on conflict (id) do update set n = 0
----
error 23514 new row for relation "p" violates check constraint "p_n_check"; Failing row contains (1, z, 0, null).

insert into p values (1, 'z', 5) on conflict (n) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

insert into p values (1, 'z', 5) on conflict (id) do update set n = 99 where p.n > 1000
----
INSERT 0 0

insert into p values (1, 'k', 5) on conflict on constraint p_pkey do update set n = 98 returning n
----
n:23
98
INSERT 0 1

insert into p values (1, 'k', 5) on conflict do update set n = 98
----
error 42601 ON CONFLICT DO UPDATE requires inference specification or constraint name; ; For example, ON CONFLICT (column_name).
at 34

select * from p order by id
----
id:23|name:25|n:23|d:1082
1|z|98|NULL
2|b|7|2020-01-01
3|c|3|NULL
11|g1|1|NULL
12|g2|2|NULL
13|g3|3|NULL
60|q|7|NULL
SELECT 7

update p set n = n + 1 where id < 3 returning id, n
----
id:23|n:23
1|99
2|8
UPDATE 2

update p set n = default where id = 1 returning n
----
n:23
7
UPDATE 1

update p set (name, n) = ('multi', 42) where id = 2 returning *
----
id:23|name:25|n:23|d:1082
2|multi|42|2020-01-01
UPDATE 1

update p set (name, n) = (select 'sub', 43) where id = 2 returning *
----
id:23|name:25|n:23|d:1082
2|sub|43|2020-01-01
UPDATE 1

update p set n = -5 where id = 1
----
error 23514 new row for relation "p" violates check constraint "p_n_check"; Failing row contains (1, z, -5, null).

update p set id = 2 where id = 1
----
error 23505 duplicate key value violates unique constraint "p_pkey"; Key (id)=(2) already exists.

update p set name = 'c' where id = 1
----
error 23505 duplicate key value violates unique constraint "p_name_key"; Key (name)=(c) already exists.

update p set id = id + 100 where id > 10
----
UPDATE 4

update p set nosuch = 1
----
error 42703 column "nosuch" of relation "p" does not exist
at 14

update p set n = 1, n = 2
----
error 42601 multiple assignments to same column "n"

update p set n = 'abc'
----
error 22P02 invalid input syntax for type integer: "abc"
at 18

update p set n = count(*)
----
error 42803 aggregate functions are not allowed in UPDATE
at 18

update p set d = '2020-02-30' where id = 1
----
error 22008 date/time field value out of range: "2020-02-30"
at 18

select * from p order by id
----
id:23|name:25|n:23|d:1082
1|z|7|NULL
2|sub|43|2020-01-01
3|c|3|NULL
111|g1|1|NULL
112|g2|2|NULL
113|g3|3|NULL
160|q|7|NULL
SELECT 7

# ordered
update p set name = x.nm from (values (1, 'one'), (2, 'two')) as x(id, nm) where p.id = x.id returning p.id, p.name, x.nm
----
id:23|name:25|nm:25
1|one|one
2|two|two
UPDATE 2

update p as q set n = q.n + 1 where q.id = 1 returning q.*
----
id:23|name:25|n:23|d:1082
1|one|8|NULL
UPDATE 1

# ordered
delete from p where id > 100 returning id
----
id:23
111
112
113
160
DELETE 4

delete from p using (values (1)) as v(id) where p.id = v.id returning p.name
----
name:25
one
DELETE 1

delete from p where nosuch = 1
----
error 42703 column "nosuch" does not exist
at 21

select * from p order by id
----
id:23|name:25|n:23|d:1082
2|two|43|2020-01-01
3|c|3|NULL
SELECT 2

with del as (delete from p where id = 2 returning *) select count(*) from del
----
count:20
1
SELECT 1

with ins as (insert into p values (200, 'cte') returning id) select * from ins
----
id:23
200
SELECT 1

select count(*) from p
----
count:20
2
SELECT 1

create table child (id int primary key, pid int references p (id), name text)
----
CREATE TABLE

insert into child values (1, 3, 'x')
----
INSERT 0 1

insert into child values (2, 999, 'y')
----
error 23503 insert or update on table "child" violates foreign key constraint "child_pid_fkey"; Key (pid)=(999) is not present in table "p".

insert into child values (2, null, 'y')
----
INSERT 0 1

delete from p where id = 3
----
error 23503 update or delete on table "p" violates foreign key constraint "child_pid_fkey" on table "child"; Key (id)=(3) is still referenced from table "child".

update p set id = 33 where id = 3
----
error 23503 update or delete on table "p" violates foreign key constraint "child_pid_fkey" on table "child"; Key (id)=(3) is still referenced from table "child".

update p set n = 77 where id = 3
----
UPDATE 1

update child set pid = 12345 where id = 1
----
error 23503 insert or update on table "child" violates foreign key constraint "child_pid_fkey"; Key (pid)=(12345) is not present in table "p".

update child set pid = 200 where id = 1
----
UPDATE 1

delete from p where id = 3
----
DELETE 1

select * from child order by id
----
id:23|pid:23|name:25
1|200|x
2|NULL|y
SELECT 2

create table tree (id int primary key, parent int references tree (id))
----
CREATE TABLE

insert into tree values (1, null), (2, 1), (3, 2)
----
INSERT 0 3

insert into tree values (5, 6), (6, null)
----
INSERT 0 2

insert into tree values (7, 8)
----
error 23503 insert or update on table "tree" violates foreign key constraint "tree_parent_fkey"; Key (parent)=(8) is not present in table "tree".

delete from tree where id = 1
----
error 23503 update or delete on table "tree" violates foreign key constraint "tree_parent_fkey" on table "tree"; Key (id)=(1) is still referenced from table "tree".

delete from tree where id in (2, 3)
----
DELETE 2

delete from tree
----
DELETE 3

create table ser (id serial primary key, x int, y int generated by default as identity)
----
CREATE TABLE

# ordered
insert into ser (x) values (10), (20) returning *
----
id:23|x:23|y:23
1|10|1
2|20|2
INSERT 0 2

insert into ser values (100, 1, 2)
----
INSERT 0 1

select * from ser order by id
----
id:23|x:23|y:23
1|10|1
2|20|2
100|1|2
SELECT 3

create table ida (id int generated always as identity primary key, v text)
----
CREATE TABLE

insert into ida (v) values ('a') returning id
----
id:23
1
INSERT 0 1

insert into ida values (5, 'b')
----
error 428C9 cannot insert a non-DEFAULT value into column "id"; Column "id" is an identity column defined as GENERATED ALWAYS.; Use OVERRIDING SYSTEM VALUE to override.

insert into ida overriding system value values (5, 'b') returning id
----
id:23
5
INSERT 0 1

update ida set id = 9
----
error 428C9 column "id" can only be updated to DEFAULT; Column "id" is an identity column defined as GENERATED ALWAYS.

create table nopk (a int, b text)
----
CREATE TABLE

insert into nopk values (1, 'x'), (1, 'x'), (2, null)
----
INSERT 0 3

select * from nopk order by a, b
----
a:23|b:25
1|x
1|x
2|NULL
SELECT 3

# ordered
update nopk set a = a + 1 returning *
----
a:23|b:25
2|x
2|x
3|NULL
UPDATE 3

delete from nopk where a = 2
----
DELETE 2

select * from nopk
----
a:23|b:25
3|NULL
SELECT 1

create table uniq (a int, b int, unique (a, b))
----
CREATE TABLE

insert into uniq values (1, null), (1, null), (1, 2)
----
INSERT 0 3

insert into uniq values (1, 2)
----
error 23505 duplicate key value violates unique constraint "uniq_a_b_key"; Key (a, b)=(1, 2) already exists.

insert into uniq values (1, 3) on conflict (a, b) do update set b = 4
----
INSERT 0 1

insert into uniq values (1, 3) on conflict (b, a) do update set b = 4 returning *
----
a:23|b:23
1|4
INSERT 0 1

select * from uniq
----
a:23|b:23
1|2
1|4
1|NULL
1|NULL
SELECT 4

create table vc (s varchar(3), c char(3), num numeric(4, 1))
----
CREATE TABLE

insert into vc values ('abc', 'x', 12.34) returning *
----
s:1043|c:1042|num:1700
abc|x  |12.3
INSERT 0 1

insert into vc values ('abcd', 'x', 1)
----
error 22001 value too long for type character varying(3)

insert into vc values ('abc   ', 'xyz  ', 1) returning s || '|', c || '|'
----
?column?:25|?column?:25
abc||xyz|
INSERT 0 1

insert into vc values ('a', 'b', 12345)
----
error 22003 numeric field overflow; A field with precision 4, scale 1 must round to an absolute value less than 10^3.

insert into p (id) values (1), (2), (2)
----
error 23505 duplicate key value violates unique constraint "p_pkey"; Key (id)=(2) already exists.

select count(*) from p where id = 1
----
count:20
0
SELECT 1

truncate child, p
----
TRUNCATE TABLE

select count(*) from p
----
count:20
0
SELECT 1

insert into p select g, 'n' || g from generate_series(1, 2000) g
----
INSERT 0 2000

select count(*), sum(id), min(name), max(name) from p
----
count:20|sum:20|min:25|max:25
2000|2001000|n1|n999
SELECT 1

update p set n = 8 where id % 2 = 0
----
UPDATE 1000

select n, count(*) from p group by n order by n
----
n:23|count:20
7|1000
8|1000
SELECT 2

delete from p where id % 3 = 0
----
DELETE 666

select count(*) from p
----
count:20
1334
SELECT 1

update p set name = name || 'x'
----
UPDATE 1334

select count(*) from p where name like '%x'
----
count:20
1334
SELECT 1

select count(*) from p where name = 'n1x'
----
count:20
1
SELECT 1
