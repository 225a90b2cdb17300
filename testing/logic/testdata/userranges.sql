create type float8range as range (subtype = float8, subtype_diff = float8mi)
----
CREATE TYPE

create type textrange as range (subtype = text, collation = "C")
----
CREATE TYPE

create type nr as range (subtype = numeric, multirange_type_name = nrm)
----
CREATE TYPE

create type bad as range (subtype = float8, subtype_diff = float4mi)
----
error 42883

create type bad as range (subtype = numeric, multirange_type_name = nrm)
----
error 42710

create type bad as range (subtype = float8, foo = bar)
----
error 42601

create type bad as range (subtype_diff = float8mi)
----
error 42601

create type bad as range (subtype = int4, subtype = int8)
----
error 42601

create type bad as range (subtype = int4, collation = "C")
----
error 42809

create type bad as range (subtype = point)
----
error 42704

create type bad as range (subtype = anyelement)
----
error 42804

create type nr as range (subtype = numeric)
----
error 42710

select float8range(-1.5, '1e9'), float8range(2, 1.5 + 1), '(,-0]'::float8range, 'empty'::float8range, float8range(1, 1), float8range(null, 2, '[]')
----
[-1.5,1000000000)|[2,2.5)|(,-0]|empty|empty|(,2]
SELECT 1

select float8range(2, 1)
----
error 22000

select textrange('a', 'b', '[]'), '["a","b,c")'::textrange, 'b'::text <@ textrange('a', 'z'), textrange('a', 'c') * textrange('b', 'z')
----
[a,b]|[a,"b,c")|t|[b,c)
SELECT 1

select nr(1.50, 2.0), nrm(nr(1.50, 2.0), nr(2, 3.00)), nrm(), nrm(variadic array[nr(1, 2), nr(5, 6)]), nr(1, 2)::nrm, nr(1, 4) + nr(3, 6), nr(1.5, 2) = nr(1.50, 2.00), range_merge(nr(1, 2), nr(5, 6)), range_agg(nr(1, 3))
----
[1.50,2.0)|{[1.50,3.00)}|{}|{[1,2),[5,6)}|{[1,2)}|[1,6)|t|[1,6)|{[1,3)}
SELECT 1

select lower(r), upper(r), isempty(r), lower_inc(r), upper_inf(r) from (values (nr(1, 2.50)), ('empty'), ('[3,)')) v(r)
----
1|2.50|f|t|f
3|NULL|f|t|t
NULL|NULL|t|f|f
SELECT 3

select unnest(nrm(nr(1, 2), nr(5, 6)))
----
[1,2)
[5,6)
SELECT 2

select nr(1, 2) = float8range(1, 2)
----
error 42883

select nosuchrange(1, 2)
----
error 42883

select nr(1, 2, 3, 4)
----
error 42883

create table rt (id int primary key, r nr unique, m nrm default nrm(nr(1, 2)), rr nr[], f float8range, check (r <> nr(7, 8)))
----
CREATE TABLE

insert into rt values (1, nr(1.0, 2), default, array[nr(1, 2), nr(3, 4)], '[1,2)'), (2, 'empty', '{}', null, float8range(5, 6)), (3, null, null, '{"[1.10,2)",NULL}', 'empty')
----
INSERT 0 3

insert into rt values (4, nr(1, 2.00))
----
error 23505

insert into rt values (4, nr(7, 8.00))
----
error 23514

select * from rt order by r, id
----
2|empty|{}|NULL|[5,6)
1|[1.0,2)|{[1,2)}|{"[1,2)","[3,4)"}|[1,2)
3|NULL|NULL|{"[1.10,2)",NULL}|empty
SELECT 3

select id from rt where r @> 1.5
----
1
SELECT 1

select id from rt where r = '[1,2.000)'
----
1
SELECT 1

select f, count(*) from rt group by f order by f
----
empty|1
[1,2)|1
[5,6)|1
SELECT 3

select a.id from rt a join rt b using (r) order by 1
----
1
2
SELECT 2

select count(distinct r), max(f), min(r) from rt
----
error 42883

create view rv as select id, r * nr(0, 100) as x, nrm(r) as y from rt
----
CREATE VIEW

select * from rv order by id
----
1|[1.0,2)|{[1.0,2)}
2|empty|{}
3|NULL|NULL
SELECT 3

alter type nr rename to renamed
----
ALTER TYPE

select pg_typeof(r), pg_typeof(m) from rt limit 1
----
renamed|nrm
SELECT 1

select * from rv order by id
----
1|[1.0,2)|{[1.0,2)}
2|empty|{}
3|NULL|NULL
SELECT 3

drop type nrm
----
error 2BP01

drop type renamed
----
error 2BP01

create type arrayrange as range (subtype = int4[])
----
CREATE TYPE

select arrayrange(array[1, 2], array[2, 1]), array[1, 1] <@ arrayrange(array[1, 2], array[2, 1]), array[1, 3] <@ arrayrange(array[1, 2], array[2, 1])
----
["{1,2}","{2,1}")|f|t
SELECT 1

select arrayrange(array[2, 1], array[1, 2])
----
error 22000

create type two as (a int, b int)
----
CREATE TYPE

create type tworange as range (subtype = two)
----
CREATE TYPE

select tworange(row(1, 2), row(3, 4)), tworange(row(1, 2), row(3, 4)) @> row(2, 1)::two, (upper(tworange(row(1, 2), row(3, 4)))).b
----
["(1,2)","(3,4)")|t|4
SELECT 1

drop type two
----
error 2BP01

create type intervalrange as range (subtype = interval)
----
CREATE TYPE

select intervalrange('1 mon', '30 days', '[]'), intervalrange('1 mon', '30 days', '[]') = intervalrange('30 days', '1 mon', '[]'), '["1 mon","2 mon")'::intervalrange @> interval '40 days'
----
["1 mon","30 days"]|t|t
SELECT 1

create domain mydomain as int4
----
CREATE DOMAIN

create type mydomainrange as range (subtype = mydomain)
----
CREATE TYPE

select '[4,50)'::mydomainrange @> 7::mydomain
----
t
SELECT 1

drop domain mydomain
----
error 2BP01

create type timetzrange as range (subtype = timetz)
----
CREATE TYPE

select v from (values (timetzrange('10:00+00', '11:00+00')), (timetzrange('10:30+01', '11:00+00')), (timetzrange('11:00+01', '12:00+00'))) t(v) order by v
----
[10:30:00+01,11:00:00+00)
[11:00:00+01,12:00:00+00)
[10:00:00+00,11:00:00+00)
SELECT 3

create type chars as range (subtype = char(5))
----
CREATE TYPE

select chars('a', 'b  ') = chars('a ', 'b'), chars('a', 'b')
----
t|[a,b)
SELECT 1

create function rangetypes_sql(q anycompatiblerange, r anycompatiblearray) returns anycompatible as 'select lower($1) + $2[1]' language sql
----
CREATE FUNCTION

select rangetypes_sql(numrange(1, 10), array[2, 20])
----
3
SELECT 1

select rangetypes_sql(int4range(1, 10), array[2.5, 20])
----
error 42883

select rngsubtype::regtype, rngmultitypid::regtype, rngcollation, rngsubdiff from pg_range where rngtypid >= 16384 order by 1::text, 2::text
----
double precision|float8multirange|0|float8mi
text|textmultirange|950|-
numeric|nrm|0|-
integer[]|arraymultirange|0|-
two|twomultirange|0|-
interval|intervalmultirange|0|-
mydomain|mydomainmultirange|0|-
time with time zone|timetzmultirange|0|-
character|chars_multirange|100|-
SELECT 9

select typname, typtype, typlen, typcategory, typinput, typoutput, typarray <> 0 from pg_type where typname ~ '^(nr|float8m|float8r|renamed)' order by 1
----
float8multirange|m|-1|R|multirange_in|multirange_out|t
float8range|r|-1|R|range_in|range_out|t
nrm|m|-1|R|multirange_in|multirange_out|t
renamed|r|-1|R|range_in|range_out|t
SELECT 4
