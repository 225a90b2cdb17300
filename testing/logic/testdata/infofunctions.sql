# Functions of information_schema about types.
create domain idom as varchar(7);
create domain idom2 as idom;
create table inf (a varchar(10), b numeric(6,2), c idom, d timestamp(3), e interval year to month, f bit(5), g int[], h text, i char(3), j float4, k date, l interval(2), m numeric, n bigint, o interval second(4), p idom2, q time with time zone, r varbit);
select a.attname, information_schema._pg_truetypid(a, t)::regtype, information_schema._pg_truetypmod(a.*, t.*) from pg_attribute a join pg_type t on t.oid = a.atttypid where attrelid = 'inf'::regclass and attnum > 0 order by attnum;
select attname, information_schema._pg_char_max_length(atttypid, atttypmod), information_schema._pg_char_octet_length(atttypid, atttypmod), information_schema._pg_numeric_precision(atttypid, atttypmod), information_schema._pg_numeric_precision_radix(atttypid, atttypmod), information_schema._pg_numeric_scale(atttypid, atttypmod), information_schema._pg_datetime_precision(atttypid, atttypmod), information_schema._pg_interval_type(atttypid, atttypmod) from pg_attribute where attrelid = 'inf'::regclass and attnum > 0 order by attnum;
select attname, information_schema._pg_char_max_length(information_schema._pg_truetypid(a.*, t.*), information_schema._pg_truetypmod(a.*, t.*))::integer as longest from pg_attribute a left join pg_type t on t.oid = a.atttypid where attrelid = 'inf'::regclass and attnum > 0 order by attnum;
select information_schema._pg_char_max_length(1043, null), information_schema._pg_truetypid(null, null), information_schema._pg_numeric_scale(null, 5);
----
CREATE DOMAIN
CREATE DOMAIN
CREATE TABLE
a|character varying|14
b|numeric|393222
c|character varying|11
d|timestamp without time zone|3
e|interval|458751
f|bit|5
g|integer[]|-1
h|text|-1
i|character|7
j|real|-1
k|date|-1
l|interval|2147418114
m|numeric|-1
n|bigint|-1
o|interval|268435460
p|idom|-1
q|time with time zone|-1
r|bit varying|-1
SELECT 18
a|10|40|NULL|NULL|NULL|NULL|NULL
b|NULL|NULL|6|10|2|NULL|NULL
c|NULL|NULL|NULL|NULL|NULL|NULL|NULL
d|NULL|NULL|NULL|NULL|NULL|3|NULL
e|NULL|NULL|NULL|NULL|NULL|6|YEAR TO MONTH
f|5|NULL|NULL|NULL|NULL|NULL|NULL
g|NULL|NULL|NULL|NULL|NULL|NULL|NULL
h|NULL|1073741824|NULL|NULL|NULL|NULL|NULL
i|3|12|NULL|NULL|NULL|NULL|NULL
j|NULL|NULL|24|2|NULL|NULL|NULL
k|NULL|NULL|NULL|NULL|NULL|0|NULL
l|NULL|NULL|NULL|NULL|NULL|2|NULL
m|NULL|NULL|NULL|10|NULL|NULL|NULL
n|NULL|NULL|64|2|0|NULL|NULL
o|NULL|NULL|NULL|NULL|NULL|4|SECOND(4)
p|NULL|NULL|NULL|NULL|NULL|NULL|NULL
q|NULL|NULL|NULL|NULL|NULL|6|NULL
r|NULL|NULL|NULL|NULL|NULL|NULL|NULL
SELECT 18
a|10
b|NULL
c|7
d|NULL
e|NULL
f|5
g|NULL
h|NULL
i|3
j|NULL
k|NULL
l|NULL
m|NULL
n|NULL
o|NULL
p|NULL
q|NULL
r|NULL
SELECT 18
NULL|NULL|NULL
SELECT 1

select information_schema._pg_nothing(1, 2);
----
error 42883

select _pg_char_max_length(1043, 14);
----
error 42883
