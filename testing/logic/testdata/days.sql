# Dates compared with timestamps, by indexes. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

create table days (id int primary key, d date)
----
CREATE TABLE

insert into days select g, date '2020-01-01' + g from generate_series(0, 20) g
----
INSERT 0 21

insert into days values (100, 'infinity'), (101, '-infinity'), (102, null), (103, '5874897-12-31'), (104, '4713-01-01 BC')
----
INSERT 0 5

create index days_d on days (d)
----
CREATE INDEX

select id from days where d < date '2020-01-01' + interval '3 day' order by id
----
id:23
0
1
2
101
104
SELECT 5

select id from days where d <= date '2020-01-01' + interval '3 day' order by id
----
id:23
0
1
2
3
101
104
SELECT 6

select id from days where d < timestamp '2020-01-04 12:00' order by id
----
id:23
0
1
2
3
101
104
SELECT 6

select id from days where d <= timestamp '2020-01-04 12:00' order by id
----
id:23
0
1
2
3
101
104
SELECT 6

select id from days where d > timestamp '2020-01-19 12:00' order by id
----
id:23
19
20
100
103
SELECT 4

select id from days where d >= timestamp '2020-01-19 12:00' order by id
----
id:23
19
20
100
103
SELECT 4

select id from days where d >= timestamp '2020-01-19' order by id
----
id:23
18
19
20
100
103
SELECT 5

select id from days where d > timestamp '2020-01-19' order by id
----
id:23
19
20
100
103
SELECT 4

select id from days where d = timestamp '2020-01-19' order by id
----
id:23
18
SELECT 1

select id from days where d = timestamp '2020-01-19 00:00:01' order by id
----
SELECT 0

select id from days where d <> timestamp '2020-01-19' and id < 20 and id > 15 order by id
----
id:23
16
17
19
SELECT 3

select id from days where d < timestamp 'infinity' and id > 18 order by id
----
id:23
19
20
101
103
104
SELECT 5

select id from days where d <= timestamp 'infinity' and id > 18 order by id
----
id:23
19
20
100
101
103
104
SELECT 6

select id from days where d > timestamp '-infinity' and id > 18 order by id
----
id:23
19
20
100
103
104
SELECT 5

select id from days where d = timestamp 'infinity' order by id
----
id:23
100
SELECT 1

select id from days where d < timestamp '1999-12-31 23:59:59.999999' order by id
----
id:23
101
104
SELECT 2

# ordered
# ours: the plans are Isochron's own
explain (costs off) select id from days where d >= date '2020-01-01' and d < date '2020-01-01' + interval '1' month
----
QUERY PLAN:25
Index Only Scan using days_d on days
  Index Cond: ((d >= '2020-01-01'::date) AND (d < '2020-02-01'::date))
EXPLAIN
