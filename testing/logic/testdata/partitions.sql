# Partitioned tables: bounds, routing, rows that move, what partitions have of their parents. Errors are told whole.
create table notp (a int)
----
CREATE TABLE

create table l (a int, b text) partition by list (a)
----
CREATE TABLE

create table l1 partition of l for values in (1,2)
----
CREATE TABLE

create table l2 partition of l for values in (2,3)
----
error 42P17 partition "l2" would overlap partition "l1"

create table l2 partition of l for values in ('x')
----
error 22P02 invalid input syntax for type integer: "x"

create table l2 partition of l for values from (1) to (2)
----
error 42P16 invalid bound specification for a list partition

create table l2 partition of l for values with (modulus 2, remainder 0)
----
error 42P16 invalid bound specification for a list partition

create table l2 partition of notp for values in (1)
----
error 42P17 "notp" is not partitioned

create table l2 partition of nosuch for values in (1)
----
error 42P01 relation "nosuch" does not exist

create table ld partition of l default
----
CREATE TABLE

create table ld2 partition of l default
----
error 42P17 partition "ld2" conflicts with existing default partition "ld"

insert into l values (9)
----
INSERT 0 1

create table l9 partition of l for values in (9)
----
error 23514 updated partition constraint for default partition "ld" would be violated by some row

create table l2 partition of l for values in (a)
----
error 0A000 cannot use column reference in partition bound expression

create table l2 partition of l for values in (sum(1))
----
error 42803 aggregate functions are not allowed in partition bound

create table l2 partition of l for values in ((select 1))
----
error 0A000 cannot use subquery in partition bound

create table l2 partition of l (c int) for values in (3)
----
error 42601 syntax error at or near "int"

create table l2 partition of l (b not null default 'q', constraint ck check (a > 0)) for values in (3)
----
CREATE TABLE

create table l5 partition of l (zz default 'q') for values in (5)
----
error 42703 column "zz" does not exist

create table r (a int, b int) partition by range (a, b)
----
CREATE TABLE

create table r1 partition of r for values from (1, minvalue) to (10, maxvalue)
----
CREATE TABLE

create table r2 partition of r for values from (5, 5) to (6,6)
----
error 42P17 partition "r2" would overlap partition "r1"

create table r2 partition of r for values from (10, 5) to (10,5)
----
error 42P17 empty range bound specified for partition "r2"; Specified lower bound (10, 5) is greater than or equal to upper bound (10, 5).

create table r2 partition of r for values from (10) to (10,5)
----
error 42P16 FROM must specify exactly one value per partitioning column

create table r2 partition of r for values from (null,1) to (10,5)
----
error 42P17 cannot specify NULL in range bound

create table r2 partition of r for values from (minvalue,1) to (10,5)
----
error 42804 every bound following MINVALUE must also be MINVALUE

create table r2 partition of r for values from (20,1) to (30,5)
----
CREATE TABLE

create table h (a int) partition by hash (a)
----
CREATE TABLE

create table h1 partition of h for values with (modulus 4, remainder 0)
----
CREATE TABLE

create table h2 partition of h for values with (modulus 4, remainder 4)
----
error 42P16 remainder for hash partition must be less than modulus

create table h2 partition of h for values with (modulus 0, remainder 0)
----
error 42P16 modulus for hash partition must be an integer value greater than zero

create table h2 partition of h for values with (modulus 6, remainder 1)
----
error 42P17 every hash partition modulus must be a factor of the next larger modulus; The new modulus 6 is not divisible by 4, the modulus of existing partition "h1".

create table h2 partition of h for values with (modulus 8, remainder 4)
----
error 42P17 partition "h2" would overlap partition "h1"

create table h2 partition of h default
----
error 42P16 a hash-partitioned table may not have a default partition

insert into h select g from generate_series(1,10) g
----
error 23514 no partition of relation "h" found for row; Partition key of the failing row contains (a) = (2).

create table x (a int) partition by list (a,a)
----
error 42P17 cannot use "list" partition strategy with more than one column

create table x (a int) partition by foo (a)
----
error 22023 unrecognized partitioning strategy "foo"

create table x (a int) partition by list (b)
----
error 42703 column "b" named in partition key does not exist

create table x (a int) partition by list (xmin)
----
error 42P17 cannot use system column "xmin" in partition key

create table x (a int) partition by list ((1))
----
error 42P17 cannot use constant expression as partition key

create table x (a int) partition by list ((random()))
----
error 42P17 functions in partition key expression must be marked IMMUTABLE

create table x (a int) partition by list ((sum(a)))
----
error 42803 aggregate functions are not allowed in partition key expressions

create table x (a int) partition by list ((select 1))
----
error 42601 syntax error at or near "select"

create table x (a int, b int generated always as (a+1) stored) partition by list (b)
----
error 42P17 cannot use generated column in partition key; Column "b" is a generated column.

create table x (a point) partition by list (a)
----
error 42704 data type point has no default operator class for access method "btree"; ; You must specify a btree operator class or define a default btree operator class for the data type.

create table x (a point) partition by hash (a)
----
error 42704 data type point has no default operator class for access method "hash"; ; You must specify a hash operator class or define a default hash operator class for the data type.

create table x (a int primary key, b int) partition by list (b)
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; PRIMARY KEY constraint on table "x" lacks column "b" which is part of the partition key.

create table x (a int unique, b int) partition by list ((b+1))
----
error 0A000 unsupported UNIQUE constraint with partition key definition; UNIQUE constraints cannot be used when partition keys include expressions.

create table x (a int, b int, unique(b)) partition by list (a)
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; UNIQUE constraint on table "x" lacks column "a" which is part of the partition key.

create table x (a int, constraint c check (a>0) no inherit) partition by list (a)
----
error 42P16 cannot add NO INHERIT constraint to partitioned table "x"

create table x (a int primary key, b int default 3, c serial, d text not null, check (b > 0)) partition by range (a)
----
CREATE TABLE

create table x1 partition of x for values from (1) to (10)
----
CREATE TABLE

create table x2 partition of x for values from (10) to (20) partition by list (a)
----
CREATE TABLE

create table x21 partition of x2 for values in (11)
----
CREATE TABLE

insert into x values (1,1) 
----
error 23502 null value in column "d" of relation "x1" violates not-null constraint; Failing row contains (1, 1, 1, null).

insert into x values (1,1,1,'d')
----
INSERT 0 1

insert into x values (1,1,1,'d')
----
error 23505 duplicate key value violates unique constraint "x1_pkey"; Key (a)=(1) already exists.

insert into x values (2,-1,1,'d')
----
error 23514 new row for relation "x1" violates check constraint "x_b_check"; Failing row contains (2, -1, 1, d).

insert into x values (12,1,1,'d')
----
error 23514 no partition of relation "x2" found for row; Partition key of the failing row contains (a) = (12).

insert into x values (30,1,1,'d')
----
error 23514 no partition of relation "x" found for row; Partition key of the failing row contains (a) = (30).

insert into x values (11,1,1,'d') returning tableoid::regclass, *
----
x21|11|1|1|d
INSERT 0 1

insert into x1 values (11,1,1,'d')
----
error 23514 new row for relation "x1" violates partition constraint; Failing row contains (11, 1, 1, d).

insert into x21 values (12,1,1,'d')
----
error 23514 new row for relation "x21" violates partition constraint; Failing row contains (12, 1, 1, d).

insert into x2 values (12,1,1,'d')
----
error 23514 no partition of relation "x2" found for row; Partition key of the failing row contains (a) = (12).

update x set a = a + 1
----
error 23514 no partition of relation "x2" found for row; Partition key of the failing row contains (a) = (12).

update x set a = 3 where a = 2 returning tableoid::regclass,*
----
UPDATE 0

update x set a = 5 where a = 12
----
UPDATE 0

update x set a = 11 where a = 3 returning tableoid::regclass,*
----
UPDATE 0

delete from x where a = 12 returning tableoid::regclass,*
----
DELETE 0

select tableoid::regclass, * from x order by 2
----
x1|1|1|1|d
x21|11|1|1|d
SELECT 2

insert into x values (11,1,1,'z') on conflict (a) do update set d = excluded.d || x.d returning *
----
11|1|1|zd
INSERT 0 1

insert into x values (11,1,1,'z') on conflict (a) do update set a = 3
----
error 0A000 invalid ON UPDATE specification; The result tuple would appear in a different partition than the original tuple.

insert into x values (11,1,1,'z') on conflict do nothing
----
INSERT 0 0

select * from only x
----
SELECT 0

truncate x
----
TRUNCATE TABLE

select count(*) from x
----
0
SELECT 1

drop table l1
----
DROP TABLE

drop table x
----
DROP TABLE

select relname, relkind, relispartition, pg_get_expr(relpartbound, oid), pg_get_partkeydef(oid) from pg_class where relname in ('l','l2','ld','r','r1','h','h1','h2') order by 1
----
h|p|f|NULL|HASH (a)
h1|r|t|FOR VALUES WITH (modulus 4, remainder 0)|NULL
l|p|f|NULL|LIST (a)
l2|r|t|FOR VALUES IN (3)|NULL
ld|r|t|DEFAULT|NULL
r|p|f|NULL|RANGE (a, b)
r1|r|t|FOR VALUES FROM (1, MINVALUE) TO (10, MAXVALUE)|NULL
SELECT 7

select inhrelid::regclass, inhparent::regclass, inhseqno, inhdetachpending from pg_inherits order by 1::text
----
ld|l|1|f
l2|l|1|f
r1|r|1|f
r2|r|1|f
h1|h|1|f
SELECT 5

select * from pg_partition_tree('r')
----
r1|r|t|1
r2|r|t|1
r|NULL|f|0
SELECT 3

select * from pg_partition_ancestors('r1')
----
r
r1
SELECT 2

select pg_partition_root('r1')
----
r
SELECT 1

select partrelid::regclass, partstrat, partnatts, partdefid::regclass, partattrs from pg_partitioned_table order by 1::text
----
l|l|1|ld|1
r|r|2|-|1 2
h|h|1|-|1
SELECT 3

drop table l, r, h, notp
----
DROP TABLE

create table m (a int not null, b text, c int default 5) partition by range (a)
----
CREATE TABLE

create table m1 partition of m for values from (1) to (10)
----
CREATE TABLE

insert into m select g, 'x'||g from generate_series(1,9) g
----
INSERT 0 9

create table m2 (b text, c int, a int not null, d int)
----
CREATE TABLE

alter table m attach partition m2 for values from (10) to (20)
----
error 42804 table "m2" contains column "d" not found in parent "m"; The new partition may contain only the columns present in parent.

alter table m2 drop column d
----
ALTER TABLE

insert into m2 values ('z', 1, 10), ('zz', 2, 25)
----
INSERT 0 2

alter table m attach partition m2 for values from (10) to (20)
----
error 23514 partition constraint of relation "m2" is violated by some row

delete from m2 where a = 25
----
DELETE 1

alter table m attach partition m2 for values from (5) to (20)
----
error 42P17 partition "m2" would overlap partition "m1"

alter table m attach partition m2 for values from (10) to (20)
----
ALTER TABLE

alter table m attach partition m2 for values from (20) to (30)
----
error 42809 "m2" is already a partition

select tableoid::regclass, * from m where a > 8 order by a
----
m1|9|x9|5
m2|10|z|1
SELECT 2

insert into m values (11, 'eleven') returning *, tableoid::regclass
----
11|eleven|5|m2
INSERT 0 1

update m set a = a + 2 where a = 9 returning *, tableoid::regclass
----
11|x9|5|m2
UPDATE 1

update m set c = 7 where a = 11 returning *
----
11|eleven|7
11|x9|7
UPDATE 2

update m set a = 1, c = c + 1 where a = 10 returning *, tableoid::regclass
----
1|z|2|m1
UPDATE 1

create index m_b on m (b)
----
CREATE INDEX

create unique index m_u on m (a, b)
----
CREATE INDEX

create unique index m_bad on m (b)
----
error 0A000 unique constraint on partitioned table must include all partitioning columns; UNIQUE constraint on table "m" lacks column "a" which is part of the partition key.

drop index m1_b_idx
----
error 2BP01 cannot drop index m1_b_idx because index m_b requires it; ; You can drop index m_b instead.

create index on only m (c)
----
CREATE INDEX

create index m1c on m1 (c)
----
CREATE INDEX

alter index m_c_idx attach partition m1c
----
ALTER INDEX

create index m2c on m2 (c)
----
CREATE INDEX

alter index m_c_idx attach partition m2c
----
ALTER INDEX

alter index m_c_idx attach partition m2c
----
ALTER INDEX

alter table m add column e int default 3
----
ALTER TABLE

alter table m1 add column f int
----
error 42809 cannot add column to a partition

alter table m1 drop column e
----
error 42P16 cannot drop inherited column "e"

alter table m drop column a
----
error 42P16 cannot drop column "a" because it is part of the partition key of relation "m"

alter table m alter column a type bigint
----
error 42P16 cannot alter column "a" because it is part of the partition key of relation "m"

alter table m alter column c type bigint
----
ALTER TABLE

alter table m add constraint ck check (e > 0)
----
ALTER TABLE

alter table m1 drop constraint ck
----
error 42P16 cannot drop inherited constraint "ck" of relation "m1"

alter table m alter column e set not null
----
ALTER TABLE

alter table m1 alter column e drop not null
----
error 42P16 column "e" is marked NOT NULL in parent table

alter table m rename column e to ee
----
ALTER TABLE

alter table m1 rename column ee to eee
----
error 42P16 cannot rename inherited column "ee"

select * from m order by a limit 3
----
1|x1|5|3
1|z|2|3
2|x2|5|3
SELECT 3

insert into m values (5, 'q', 1, -1)
----
error 23514 new row for relation "m1" violates check constraint "ck"; Failing row contains (5, q, 1, -1).

alter table m drop constraint ck
----
ALTER TABLE

alter table m drop column ee
----
ALTER TABLE

alter table m detach partition m2
----
ALTER TABLE

insert into m values (11, 'eleven')
----
error 23514 no partition of relation "m" found for row; Partition key of the failing row contains (a) = (11).

alter table m attach partition m2 default
----
ALTER TABLE

insert into m values (110, 'eleven')
----
INSERT 0 1

create table m3 partition of m for values from (100) to (200)
----
error 23514 updated partition constraint for default partition "m2" would be violated by some row

create table m3 partition of m for values from (200) to (300)
----
CREATE TABLE

drop index m_b
----
DROP INDEX

create table ref (id int primary key)
----
CREATE TABLE

insert into ref values (1), (5), (7)
----
INSERT 0 3

alter table m add constraint fk foreign key (c) references ref
----
error 23503 insert or update on table "m1" violates foreign key constraint "fk"; Key (c)=(2) is not present in table "ref".

insert into m values (201, 'r', 99)
----
INSERT 0 1

insert into m values (201, 'r', 1)
----
error 23505 duplicate key value violates unique constraint "m3_a_b_idx"; Key (a, b)=(201, r) already exists.

delete from ref where id = 1
----
DELETE 1

alter table m add constraint fk2 foreign key (c) references ref on delete cascade
----
error 23503 insert or update on table "m1" violates foreign key constraint "fk2"; Key (c)=(2) is not present in table "ref".

alter table m drop constraint fk
----
error 42704 constraint "fk" of relation "m" does not exist

delete from ref where id = 1
----
DELETE 0

select count(*) from m where c = 1
----
0
SELECT 1

alter table m3 drop constraint fk2
----
error 42704 constraint "fk2" of relation "m3" does not exist

insert into m values (2,'t'), (210, 't')
----
INSERT 0 2

update m set a = 220 where a = 210
----
UPDATE 1

update m set a = 3 where a = 220
----
UPDATE 1

delete from m where b = 't'
----
DELETE 2

create table s (k int, v int) partition by hash (k, v)
----
CREATE TABLE

create table s0 partition of s for values with (modulus 3, remainder 0)
----
CREATE TABLE

create table s1 partition of s for values with (modulus 3, remainder 1)
----
CREATE TABLE

create table s2 partition of s for values with (modulus 3, remainder 2)
----
CREATE TABLE

insert into s select g, g % 7 from generate_series(1, 30) g
----
INSERT 0 30

insert into s values (null, 3), (null, null)
----
INSERT 0 2

select tableoid::regclass, count(*), sum(k) from s group by 1 order by 1
----
s0|10|162
s1|8|77
s2|14|226
SELECT 3

create table t (d timestamptz, n numeric, u uuid, t text) partition by hash (d, n, u, t)
----
CREATE TABLE

create table t0 partition of t for values with (modulus 2, remainder 0)
----
CREATE TABLE

create table t1 partition of t for values with (modulus 2, remainder 1)
----
CREATE TABLE

insert into t select '2020-01-01 00:00:00+00'::timestamptz + g * interval '1 day', g / 3.0, md5(g::text)::uuid, g::text from generate_series(1,50) g
----
INSERT 0 50

select tableoid::regclass, count(*), sum(n::int) from t group by 1 order by 1
----
t0|16|141
t1|34|284
SELECT 2

create table lt (x text, y int) partition by list (lower(x))
----
CREATE TABLE

create table lt1 partition of lt for values in ('a', 'b')
----
CREATE TABLE

create table lt2 partition of lt for values in (null)
----
CREATE TABLE

insert into lt values ('A', 1), (null, 2)
----
INSERT 0 2

insert into lt values ('C', 1)
----
error 23514 no partition of relation "lt" found for row; Partition key of the failing row contains (lower(x)) = (c).

select tableoid::regclass, * from lt order by 2
----
lt1|A|1
lt2|NULL|2
SELECT 2

update lt set x = 'a' where x is null returning *, tableoid::regclass
----
a|2|lt1
UPDATE 1

begin
----
BEGIN

create table tx partition of m for values from (300) to (400)
----
CREATE TABLE

insert into m values (301,'a')
----
INSERT 0 1

rollback
----
ROLLBACK

insert into m values (301,'a')
----
INSERT 0 1

select tableoid::regclass, a from m where a = 301
----
m2|301
SELECT 1

select * from m m join s on m.a = s.k order by 1 limit 2
----
1|x1|5|1|1
1|z|2|1|1
SELECT 2

create table par (id int primary key, p int references par)
----
CREATE TABLE

select a, b from m where a in (4, 206) order by 1
----
4|x4
SELECT 1

truncate only m
----
error 42809 cannot truncate only a partitioned table; ; Do not specify the ONLY keyword, or use TRUNCATE ONLY on the partitions directly.

truncate m
----
TRUNCATE TABLE

select count(*) from m
----
0
SELECT 1

drop table m1
----
DROP TABLE

drop table m
----
DROP TABLE

select relname from pg_class where relname like 'm_' order by 1
----
SELECT 0

grant insert on s to public
----
GRANT

create view sv as select * from s where k > 5
----
CREATE VIEW

insert into sv values (7, 8)
----
INSERT 0 1

update sv set v = 100 where k = 7
----
UPDATE 2

select * from sv where k = 7 order by v
----
7|100
7|100
SELECT 2

delete from sv where k = 7
----
DELETE 2

insert into tp values (1)
----
error 42P01 relation "tp" does not exist

select * from tp
----
error 42P01 relation "tp" does not exist

create table g (a int, b text, c int) partition by range (a)
----
CREATE TABLE

create table g1 partition of g for values from (0) to (10)
----
CREATE TABLE

create table g2 partition of g for values from (10) to (20) partition by list (b)
----
CREATE TABLE

create table g2a partition of g2 for values in ('a')
----
CREATE TABLE

create table g2z partition of g2 default
----
CREATE TABLE

insert into g values (5, 'x', 1), (12, 'a', 2), (13, 'q', 3), (6, 'a', 4)
----
INSERT 0 4

select tableoid::regclass, * from g where a = 12 and b = 'a'
----
g2a|12|a|2
SELECT 1

select tableoid::regclass, * from g where a in (5, 13)
----
g1|5|x|1
g2z|13|q|3
SELECT 2

select tableoid::regclass, * from g where a between 6 and 12
----
g1|6|a|4
g2a|12|a|2
SELECT 2

select tableoid::regclass, * from g where b = 'a' or a = 13
----
g1|6|a|4
g2a|12|a|2
g2z|13|q|3
SELECT 3

select tableoid::regclass, * from g where a is null
----
SELECT 0

select tableoid::regclass, * from g where tableoid = 'g2z'::regclass
----
g2z|13|q|3
SELECT 1

select a, count(*) from g group by rollup (a) order by a
----
5|1
6|1
12|1
13|1
NULL|4
SELECT 5

select g.a, h.b from g join g h on g.a = h.a order by 1
----
5|x
6|a
12|a
13|q
SELECT 4

select g.a, s.i from generate_series(4, 6) s(i) left join g on g.a = s.i order by s.i
----
NULL|4
5|5
6|6
SELECT 3

select (select b from g where g.a = s.i) from generate_series(12, 14) s(i)
----
NULL
a
q
SELECT 3

select i, exists (select from g where a = i) from generate_series(4, 7) i order by i
----
4|f
5|t
6|t
7|f
SELECT 4

select max(a), min(a) from g
----
13|5
SELECT 1

select * from g order by a desc limit 2
----
13|q|3
12|a|2
SELECT 2

with w as (update g set c = c + 1 where a < 7 returning tableoid::regclass as t, a, c) select * from w order by a
----
g1|5|2
g1|6|5
SELECT 2

with d as (delete from g where b = 'q' returning a) insert into g select a + 1, 'b', 0 from d returning *
----
14|b|0
INSERT 0 1

update g set b = 'z', a = 12 from (values (5)) v(i) where g.a = v.i returning g.tableoid::regclass, g.*, v.i
----
g2z|12|z|2|5
UPDATE 1

delete from g using (values (12)) v(i) where g.a = v.i returning tableoid::regclass, *
----
g2a|12|a|2|12
g2z|12|z|2|12
DELETE 2

insert into g (a, b) select i, case when i < 10 then 'n' else 'a' end from generate_series(1, 19) i
----
INSERT 0 19

select tableoid::regclass, count(*), min(a), max(a) from g group by 1 order by 1
----
g1|10|1|9
g2a|10|10|19
g2z|1|14|14
SELECT 3

select count(*) from only g
----
0
SELECT 1

update only g set a = 1
----
UPDATE 0

delete from only g
----
DELETE 0

alter table g add primary key (a)
----
error 23505 could not create unique index "g1_pkey"; Key (a)=(6) is duplicated.

alter table g add primary key (a, b)
----
ALTER TABLE

delete from g
----
DELETE 21

alter table g add primary key (a, b)
----
error 42P16 multiple primary keys for table "g" are not allowed

insert into g values (1, 'p', 1), (11, 'a', 1), (11, 'b', 1)
----
INSERT 0 3

insert into g values (11, 'a', 5) on conflict (a, b) do update set c = g.c + excluded.c returning *, tableoid::regclass
----
11|a|6|g2a
INSERT 0 1

insert into g values (11, 'b', 5), (12, 'b', 5) on conflict do nothing returning *
----
12|b|5
INSERT 0 1

insert into g values (11, 'b', 5) on conflict (a) do nothing
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

select conrelid::regclass, conname, contype, conislocal, coninhcount, conparentid <> 0 from pg_constraint where conrelid in ('g'::regclass, 'g1'::regclass, 'g2a'::regclass) order by 1, 2
----
g|g_pkey|p|t|0|f
g1|g1_pkey|p|f|1|t
g2a|g2a_pkey|p|f|1|t
SELECT 3

select relname, relkind, relispartition, relhassubclass from pg_class where relname ~ '^g' order by 1
----
g|p|f|t
g1|r|t|f
g1_pkey|i|t|f
g2|p|t|t
g2_pkey|I|t|t
g2a|r|t|f
g2a_pkey|i|t|f
g2z|r|t|f
g2z_pkey|i|t|f
g_pkey|I|f|t
SELECT 10

select inhrelid::regclass, inhparent::regclass from pg_inherits where inhparent::regclass::text ~ '^g' order by 1
----
g1|g
g2|g
g2a|g2
g2z|g2
g1_pkey|g_pkey
g2_pkey|g_pkey
g2a_pkey|g2_pkey
g2z_pkey|g2_pkey
SELECT 8

select * from pg_partition_tree('g') order by level, 1
----
g|NULL|f|0
g1|g|t|1
g2|g|f|1
g2a|g2|t|2
g2z|g2|t|2
SELECT 5

select * from pg_partition_tree('g_pkey') order by level, 1
----
g_pkey|NULL|f|0
g1_pkey|g_pkey|t|1
g2_pkey|g_pkey|f|1
g2a_pkey|g2_pkey|t|2
g2z_pkey|g2_pkey|t|2
SELECT 5

select * from pg_partition_ancestors('g2a_pkey')
----
g2_pkey
g2a_pkey
g_pkey
SELECT 3

select pg_partition_root('g2a'), pg_partition_root('g')
----
g|g
SELECT 1

select pg_get_partition_constraintdef('g2a'::regclass), pg_get_partition_constraintdef('g2z'::regclass)
----
((a IS NOT NULL) AND (a >= 10) AND (a < 20) AND (b IS NOT NULL) AND (b = 'a'::text))|((a IS NOT NULL) AND (a >= 10) AND (a < 20) AND (NOT ((b IS NOT NULL) AND (b = 'a'::text))))
SELECT 1

create view gv as select a, b from g where a < 10 with check option
----
CREATE VIEW

insert into gv values (2, 'v')
----
INSERT 0 1

insert into gv values (15, 'v')
----
error 44000 new row violates check option for view "gv"; Failing row contains (15, v, null).

update gv set a = 3 where a = 2 returning *
----
3|v
UPDATE 1

update gv set a = 13 where a = 3
----
error 44000 new row violates check option for view "gv"; Failing row contains (13, v, null).

delete from gv where a = 3 returning *
----
3|v
DELETE 1

alter table g enable row level security
----
ALTER TABLE

create policy gp on g using (b <> 'b') with check (c > 0)
----
CREATE POLICY

create role partreader
----
CREATE ROLE

grant all on g to partreader
----
GRANT

grant usage on schema public to partreader
----
GRANT

set role partreader
----
SET

select * from g
----
11|a|6
1|p|1
SELECT 2

insert into g values (3, 'r', 0)
----
error 42501 new row violates row-level security policy for table "g"

insert into g values (3, 'r', 1)
----
INSERT 0 1

update g set a = 14 where a = 3 returning *
----
14|r|1
UPDATE 1

select * from g2
----
error 42501 permission denied for table g2

reset role
----
RESET

drop table g cascade
----
DROP TABLE

revoke usage on schema public from partreader
----
REVOKE

drop role partreader
----
DROP ROLE

create table ts (at timestamp, v int) partition by range (at)
----
CREATE TABLE

create table ts20 partition of ts for values from ('2020-01-01') to ('2021-01-01')
----
CREATE TABLE

create table ts21 partition of ts for values from ('2021-01-01') to ('2022-01-01')
----
CREATE TABLE

insert into ts select '2020-06-01'::timestamp + i * interval '1 month', i from generate_series(0, 15) i
----
INSERT 0 16

select tableoid::regclass, count(*) from ts where at >= '2020-12-01' group by 1 order by 1
----
ts20|1
ts21|9
SELECT 2

prepare p1(timestamp) as select count(*), min(v) from ts where at < $1
----
PREPARE

execute p1('2020-07-15')
----
2|0
SELECT 1

execute p1('2021-02-01')
----
8|0
SELECT 1

execute p1(null)
----
0|NULL
SELECT 1

prepare p2(int[]) as select tableoid::regclass, v from ts where v = any ($1) order by v
----
PREPARE

execute p2('{1,12}')
----
ts20|1
ts21|12
SELECT 2

deallocate all
----
DEALLOCATE ALL

drop table ts
----
DROP TABLE

create table e (k int, v text) partition by list (k)
----
CREATE TABLE

insert into e values (1)
----
error 23514 no partition of relation "e" found for row; Partition key of the failing row contains (k) = (1).

select * from e
----
SELECT 0

update e set v = 'x'
----
UPDATE 0

create table e1 partition of e for values in (1)
----
CREATE TABLE

create table e2 (v text, k int)
----
CREATE TABLE

alter table e attach partition e2 for values in (2, null)
----
ALTER TABLE

insert into e values (1, 'one'), (2, 'two'), (null, 'none')
----
INSERT 0 3

select tableoid::regclass, * from e order by k
----
e1|1|one
e2|2|two
e2|NULL|none
SELECT 3

update e set k = 3 - k where k in (1, 2)
----
UPDATE 2

select tableoid::regclass, * from e order by k
----
e1|1|two
e2|2|one
e2|NULL|none
SELECT 3

update e set k = null where k = 1 returning tableoid::regclass, *
----
e2|NULL|two
UPDATE 1

alter table e detach partition e2
----
ALTER TABLE

select * from e2 order by k
----
one|2
none|NULL
two|NULL
SELECT 3

create table e3 partition of e2 for values in (1)
----
error 42P17 "e2" is not partitioned

alter table e attach partition e2 for values in (5)
----
error 23514 partition constraint of relation "e2" is violated by some row

alter table e attach partition e1 for values in (5)
----
error 42809 "e1" is already a partition

alter table e attach partition e for values in (5)
----
error 42P07 circular inheritance not allowed; "e" is already a child of "e".

alter table e1 attach partition e2 for values in (5)
----
error 42P17 table "e1" is not partitioned

drop table e, e2
----
DROP TABLE

create table hp (a int, b text) partition by hash (a, b)
----
CREATE TABLE

create table hp0 partition of hp for values with (modulus 2, remainder 0)
----
CREATE TABLE

create table hp1 partition of hp for values with (modulus 2, remainder 1)
----
CREATE TABLE

insert into hp select i, 'x' || i from generate_series(1, 40) i
----
INSERT 0 40

select count(*) from hp where satisfies_hash_partition('hp'::regclass, 2, 0, a, b) <> (tableoid = 'hp0'::regclass)
----
0
SELECT 1

select satisfies_hash_partition('hp'::regclass, 2, 2, 1, 'x'::text)
----
error 22023 remainder for hash partition must be less than modulus

select satisfies_hash_partition('hp'::regclass, 2, 1, 1)
----
error 22023 number of partitioning columns (2) does not match number of partition keys provided (1)

select satisfies_hash_partition('hp0'::regclass, 2, 1, 1)
----
error 22023 "hp0" is not a hash partitioned table

select satisfies_hash_partition('hp'::regclass, 2, 1, 1, 2)
----
error 22023 column 2 of the partition key has type text, but supplied value is of type integer

select satisfies_hash_partition('hp'::regclass, null, 1, 1, 2)
----
f
SELECT 1

drop table hp
----
DROP TABLE

create table ml (a int, b int) partition by range (a, b)
----
CREATE TABLE

create table ml1 (b int not null, a int not null) partition by range ((b + 0))
----
CREATE TABLE

create table ml11 (junk int, b int not null, a int not null)
----
CREATE TABLE

alter table ml11 drop column junk
----
ALTER TABLE

alter table ml1 attach partition ml11 for values from (2) to (5)
----
ALTER TABLE

alter table ml attach partition ml1 for values from (1, 2) to (1, 10)
----
ALTER TABLE

insert into ml values (1, 2) returning tableoid::regclass, *
----
ml11|1|2
INSERT 0 1

insert into ml values (1, 5)
----
error 23514 no partition of relation "ml1" found for row; Partition key of the failing row contains ((b + 0)) = (5).

insert into ml1 (a, b) values (2, 3)
----
error 23514 new row for relation "ml1" violates partition constraint; Failing row contains (3, 2).

insert into ml11 (a, b) values (2, 3)
----
error 23514 new row for relation "ml11" violates partition constraint; Failing row contains (3, 2).

alter table ml11 add check (b < 4)
----
ALTER TABLE

insert into ml values (1, 4)
----
error 23514 new row for relation "ml11" violates check constraint "ml11_b_check"; Failing row contains (1, 4).

update ml set b = 4
----
error 23514 new row for relation "ml11" violates check constraint "ml11_b_check"; Failing row contains (1, 4).

select * from ml for update
----
1|2
SELECT 1

drop table ml
----
DROP TABLE

# All columns depend on the primary key of a partitioned table.
CREATE TABLE dep (k int PRIMARY KEY, c text) PARTITION BY HASH (k); CREATE TABLE dep0 PARTITION OF dep FOR VALUES WITH (MODULUS 1, REMAINDER 0); INSERT INTO dep VALUES (1, 'a'), (2, 'b')
----
CREATE TABLE
CREATE TABLE
INSERT 0 2

SELECT c, count(*) FROM dep GROUP BY k ORDER BY 1
----
a|1
b|1
SELECT 2

SELECT k FROM dep GROUP BY c
----
error 42803 column "dep.k" must appear in the GROUP BY clause or be used in an aggregate function

# A key that ONLY the parent has is not valid until each partition has its part of it; what else
# the partitions get from the parent meanwhile does not bring it.
CREATE TABLE okey (id int NOT NULL, k text NOT NULL) PARTITION BY HASH (id); CREATE TABLE okey_0 PARTITION OF okey FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE okey_1 PARTITION OF okey FOR VALUES WITH (MODULUS 2, REMAINDER 1); INSERT INTO okey SELECT i, 'k' || i FROM generate_series(1, 20) i
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 20

ALTER TABLE ONLY okey ADD CONSTRAINT okey_pkey PRIMARY KEY (id, k)
----
ALTER TABLE

ALTER TABLE okey ADD CHECK (id > 0)
----
ALTER TABLE

CREATE FUNCTION okey_f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER okey_t BEFORE INSERT ON okey FOR EACH ROW EXECUTE FUNCTION okey_f()
----
CREATE FUNCTION
CREATE TRIGGER

SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indrelid::regclass::text LIKE 'okey%' ORDER BY 1
----
okey_pkey|f
SELECT 1

INSERT INTO okey VALUES (1, 'k1') ON CONFLICT (id, k) DO NOTHING
----
error 42P10 there is no unique or exclusion constraint matching the ON CONFLICT specification

CREATE TABLE okey_ref (id int, k text, FOREIGN KEY (id, k) REFERENCES okey (id, k))
----
error 42830 there is no unique constraint matching given keys for referenced table "okey"

ALTER TABLE ONLY okey_0 ADD CONSTRAINT okey_0_pkey PRIMARY KEY (id, k); ALTER TABLE ONLY okey_1 ADD CONSTRAINT okey_1_pkey PRIMARY KEY (id, k); ALTER INDEX okey_pkey ATTACH PARTITION okey_0_pkey
----
ALTER TABLE
ALTER TABLE
ALTER INDEX

SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indrelid::regclass::text LIKE 'okey%' ORDER BY 1
----
okey_0_pkey|t
okey_1_pkey|t
okey_pkey|f
SELECT 3

ALTER INDEX okey_pkey ATTACH PARTITION okey_1_pkey
----
ALTER INDEX

SELECT indexrelid::regclass::text, indisvalid FROM pg_index WHERE indrelid::regclass::text LIKE 'okey%' ORDER BY 1
----
okey_0_pkey|t
okey_1_pkey|t
okey_pkey|t
SELECT 3

INSERT INTO okey VALUES (1, 'k1') ON CONFLICT (id, k) DO NOTHING
----
INSERT 0 0

DROP TABLE okey; DROP FUNCTION okey_f()
----
DROP TABLE
DROP FUNCTION
