# Errors are told whole.
# A literal in IN, CASE and the like has the type of each that it is compared with.
create table t (c char(4), v text, n int, d date, ts timestamp, i8 int8)
----
CREATE TABLE

insert into t values ('a','a',1,'2024-01-01','2024-01-01 10:00',5), ('b ','b',2,'2024-02-01','2024-02-01 10:00',6)
----
INSERT 0 2

select 'b ' in (v, c), 'b ' in (c, v), 'b ' not in (v, c), 'b ' in (c), 'b ' in (v) from t
----
f|f|t|f|f
t|t|f|t|f
SELECT 2

select '2024-02-01 10:00' in (d, ts), '2024-02-01 10:00' in (ts, d) from t
----
f|f
t|t
SELECT 2

select ('b ', 1) in ((v, 1), (c, 1)) from t
----
f
t
SELECT 2

select ('b ', 1) in ((v, 1)), ('b ', 1) in ((c, 1)) from t
----
f|f
f|t
SELECT 2

create view x1 as select 'b ' in (v, c) as a, '2024-02-01 10:00' in (d, ts) as b, 'b ' not in ('x', c, 'y') as e from t
----
CREATE VIEW

select * from x1
----
f|f|t
t|t|f
SELECT 2

select 'b ' = any (array[v, c]), 'b ' = any (array[c]), 'b ' = all (array[c]) from t
----
f|f|f
f|t|t
SELECT 2

select null in (n, v) from t
----
NULL
NULL
SELECT 2

select '5' in (n, v) from t
----
f
f
SELECT 2

select coalesce('b ', c) = c, coalesce('b ', v) = c, greatest('b ', c), nullif('b ', c), nullif('b ', v) from t
----
f|f|b |b |b 
t|f|b |NULL|b 
SELECT 2

select 'b ' is distinct from c, 'b ' is not distinct from v from t
----
f|f
t|f
SELECT 2

select 1 where 'b ' in (select c from t)
----
1
SELECT 1

select 1 where ('b ', 1) in (select c, 1 from t)
----
1
SELECT 1

select row('b ', 1) > row(c, n), ('b ', 1) between ('a', 1) and (c, 5) from t
----
f|t
t|f
SELECT 2

select (select 'b ') in (v, c) from t
----
f
f
SELECT 2

select 'b ' in ('x', c, 'y', v), 'b ' not in ('x', c), '5' in (1, n, i8), '5' in (n, 1) from t
----
f|t|t|f
t|f|f|f
SELECT 2

select 'x' in (n, v) from t
----
error 22P02 invalid input syntax for type integer: "x"

select ('b ') in (v, c) from t
----
f
t
SELECT 2

select * from t where 'b ' in (v, c) and 'a' in ('a', 'b')
----
b   |b|2|2024-02-01|2024-02-01 10:00:00|6
SELECT 1

select 'b ' in (v, (select c from t limit 1)) from t
----
f
f
SELECT 2
