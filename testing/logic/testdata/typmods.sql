# type modifiers of CASE, COALESCE, arrays and subqueries, as pg_attribute has them
create table s (k int, v varchar(5), w varchar(7), n numeric(5,2), z char(3))
----
CREATE TABLE

create view x1 as select case when k>0 then v else v end a, case when k > 0 then v end b, coalesce(v, v) c, coalesce(null, v) d, nullif(v, 'b') e, greatest(v, v) f, array[v] g, (array[v])[1] h, (select v) i, case when k>1 then v else w end j, array[v,w] l, array(select v from s) m, max(v) p, coalesce(n) q, case k when 1 then n else n end r, case when k > 0 then v else 'x'::varchar(5) end t, case when k>0 then z else 'abc'::char(3) end u, (select v from s limit 1) w, coalesce(n, 0) y, least(n, n) aa, coalesce(n, n) bb, coalesce((select n from s limit 1), n) cc from s group by k,v,w,n,z
----
CREATE VIEW

select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'x1'::regclass and attnum > 0 order by attnum
----
a|character varying(5)
b|character varying
c|character varying(5)
d|character varying
e|text
f|character varying(5)
g|character varying(5)[]
h|character varying(5)
i|character varying(5)
j|character varying
l|character varying[]
m|character varying(5)[]
p|text
q|numeric(5,2)
r|numeric(5,2)
t|character varying(5)
u|character(3)
w|character varying(5)
y|numeric
aa|numeric(5,2)
bb|numeric(5,2)
cc|numeric(5,2)
SELECT 22

create table x2 as select * from x1
----
SELECT 0

select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'x2'::regclass and attnum > 0 order by attnum
----
a|character varying(5)
b|character varying
c|character varying(5)
d|character varying
e|text
f|character varying(5)
g|character varying(5)[]
h|character varying(5)
i|character varying(5)
j|character varying
l|character varying[]
m|character varying(5)[]
p|text
q|numeric(5,2)
r|numeric(5,2)
t|character varying(5)
u|character(3)
w|character varying(5)
y|numeric
aa|numeric(5,2)
bb|numeric(5,2)
cc|numeric(5,2)
SELECT 22

create table x3 as select v from s union select v from s
----
SELECT 0

create table x4 as select v from s union all select w from s
----
SELECT 0

create view x5 as values ('a'::varchar(3)), ('b'::varchar(3))
----
CREATE VIEW

create view x6 as select x, y from (select v as x, array_agg(n) y from s group by v) q join s on true
----
CREATE VIEW

create view x7 as with q as (select n from s) select n, lag(n) over (), first_value(v) over () from q, s as u(a,v)
----
error 42702

select attrelid::regclass, attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid in ('x3'::regclass,'x4'::regclass,'x5'::regclass,'x6'::regclass,'x7'::regclass) and attnum > 0 order by attrelid::regclass::text, attnum
----
error 42P01
