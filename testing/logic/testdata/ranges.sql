select '[1,5)'::int4range, '(1,5]'::int4range, 'empty'::int4range, '(,)'::int4range, '[5,5)'::int4range, '[,5]'::int8range, '[1.5,2.50]'::numrange, '["2020-01-01","2020-02-01"]'::daterange, '[2020-01-01 10:00,2020-01-01 11:00)'::tsrange, '[2020-01-01 10:00+00,)'::tstzrange is not null, '(1,2)'::int4range, '(1,2)'::numrange
----
[1,5)|[2,6)|empty|(,)|empty|(,6)|[1.5,2.50]|[2020-01-01,2020-02-02)|["2020-01-01 10:00:00","2020-01-01 11:00:00")|t|empty|(1,2)
SELECT 1

select '[5,1)'::int4range
----
error 22000

select '[1,5'::int4range
----
error 22P02

select '1,5)'::int4range
----
error 22P02

select '[1 5)'::int4range
----
error 22P02

select '[1,5,6)'::int4range
----
error 22P02

select '[1,5) x'::int4range
----
error 22P02

select 'empty x'::int4range
----
error 22P02

select '[a,5)'::int4range
----
error 22P02

select '[1,2147483647]'::int4range
----
error 22003

select '{[1,3),[2,5),[7,8),empty}'::int4multirange, '{}'::int4multirange, '{ [1,3) , [3,4) }'::nummultirange, '{[1.50,2.0],[3,4)}'::nummultirange
----
{[1,5),[7,8)}|{}|{[1,4)}|{[1.50,2.0],[3,4)}
SELECT 1

select '[1,2)'::int4multirange
----
error 22P02

select '{x}'::int4multirange
----
error 22P02

select '{[1,2)'::int4multirange
----
error 22P02

select '{[1,2) [3,4)}'::int4multirange
----
error 22P02

select '{[1,2)} x'::int4multirange
----
error 22P02

select int4range(1,5), int4range(1,5,'[]'), int4range(null,5), int4range(1,null,'()'), numrange(1.0,2.50,'(]'), daterange('2020-01-01','2020-01-05','[]'), int4multirange(), int4multirange(int4range(1,2)), int4multirange(int4range(1,2),int4range(5,6)), multirange(int4range(1,2)), int4range(1,2)::int4multirange
----
[1,5)|[1,6)|(,5)|[2,)|(1.0,2.50]|[2020-01-01,2020-01-06)|{}|{[1,2)}|{[1,2),[5,6)}|{[1,2)}|{[1,2)}
SELECT 1

select int4range(1,5,'x')
----
error 42601

select int4range(1,5,null)
----
error 22000

select int4range(5,1)
----
error 22000

select r @> 3, r @> '[2,3)'::int4range, 3 <@ r, r && '[4,9)', r << '[5,6)', r >> '[0,1)', r &< '[0,5)', r &> '[1,2)', r -|- '[5,6)', r + '[5,9)', r - '[3,9)', r * '[3,9)', r = '[1,4]', r < '[1,6)' from (select '[1,5)'::int4range r) q
----
t|t|t|t|t|t|t|t|t|[1,9)|[1,3)|[3,5)|t|t
SELECT 1

select '[1,5)'::int4range + '[7,9)'::int4range
----
error 22000

select '[1,9)'::int4range - '[3,5)'::int4range
----
error 22000

select range_merge('[1,2)'::int4range,'[8,9)'), range_merge('{[1,2),[8,9)}'::int4multirange), 'empty'::int4range + '[1,2)', '[1,2)'::int4range - 'empty', 'empty'::int4range * '[1,2)', 'empty'::int4range @> 'empty'::int4range, 'empty'::int4range << '[1,2)'
----
[1,9)|[1,9)|[1,2)|[1,2)|empty|t|f
SELECT 1

select lower(r), upper(r), isempty(r), lower_inc(r), upper_inc(r), lower_inf(r), upper_inf(r) from unnest('{"[1,5)",empty,"(,)","[3,)"}'::int4range[]) r
----
1|5|f|t|f|f|f
3|NULL|f|t|f|f|t
NULL|NULL|f|f|f|t|t
NULL|NULL|t|f|f|f|f
SELECT 4

select lower(m), upper(m), isempty(m), lower_inc(m), upper_inc(m), lower_inf(m), upper_inf(m) from unnest('{"{[1,5),[7,9)}","{}","{(,)}"}'::int4multirange[]) m
----
1|9|f|t|f|f|f
NULL|NULL|f|f|f|t|t
NULL|NULL|t|f|f|f|f
SELECT 3

select m @> 3, m @> '[2,3)'::int4range, m @> '{[1,2),[7,8)}'::int4multirange, 3 <@ m, '[1,2)'::int4range <@ m, m && '[4,9)'::int4range, '[4,9)'::int4range && m, m && '{[5,6)}'::int4multirange, m << '[9,10)'::int4range, '[0,1)'::int4range << m, m >> '[0,1)'::int4range, m &< '[0,9)'::int4range, m &> '[1,2)'::int4range, m -|- '[9,10)'::int4range, m + '{[5,7)}', m - '{[2,3)}', m * '{[4,8)}', m = '{[1,5),[7,9)}' from (select '{[1,5),[7,9)}'::int4multirange m) q
----
t|t|t|t|t|t|t|f|t|t|t|t|t|t|{[1,9)}|{[1,2),[3,5),[7,9)}|{[4,5),[7,8)}|t
SELECT 1

select unnest('{[1,5),[7,9)}'::int4multirange)
----
[1,5)
[7,9)
SELECT 2

select * from unnest('{[1,5),[7,9)}'::int4multirange) u
----
[1,5)
[7,9)
SELECT 2

select range_agg(r), range_intersect_agg(r) from unnest('{"[1,5)","[4,8)","[20,30)"}'::int4range[]) r
----
{[1,8),[20,30)}|empty
SELECT 1

select range_agg(r), range_intersect_agg(r) from unnest('{"[1,5)","[4,8)"}'::int4range[]) r
----
{[1,8)}|[4,5)
SELECT 1

select range_agg(m) from unnest('{"{[1,5),[7,9)}","{[5,7)}"}'::int4multirange[]) m
----
{[1,9)}
SELECT 1

select range_agg(r) from (select '[1,2)'::int4range r where false) q
----
NULL
SELECT 1

select r from unnest('{"[1,5)",empty,"(,)","[1,)","(,5)","[1,4)","[2,3)"}'::int4range[]) r order by r
----
empty
(,5)
(,)
[1,4)
[1,5)
[1,)
[2,3)
SELECT 7

select r from unnest('{"[1,5)",empty,"(,)","(1,5)","[1,)","(,5)","(,5]","[1,5]","[-3,2)","[-3.5,2)","[1e10,2e10)","(-infinity,1)","[nan,nan]","[0,0.001]","[-0.02,-0.01]"}'::numrange[]) r order by r
----
empty
(,5)
(,5]
(,)
(-Infinity,1)
[-3.5,2)
[-3,2)
[-0.02,-0.01]
[0,0.001]
[1,5)
[1,5]
[1,)
(1,5)
[10000000000,20000000000)
[NaN,NaN]
SELECT 15

select m from unnest('{"{[1,5)}","{}","{[1,5),[7,8)}","{(,)}","{[1,4)}","{[1,5),[7,)}"}'::int4multirange[]) m order by m
----
{}
{(,)}
{[1,4)}
{[1,5)}
{[1,5),[7,8)}
{[1,5),[7,)}
SELECT 6

select '[1.0,2)'::numrange = '[1.00,2.0)'::numrange, count(distinct r), min(lower(r)) from unnest('{"[1.0,2)","[1.00,2.0)","[1,2)"}'::numrange[]) r
----
t|1|1
SELECT 1

select numrange(1.10,2.20) * numrange(1.5,3.000), numrange(1.10,2.20) + numrange(1.5,3.000), upper(numrange(1.10,2.20)), '[-1.50,0.00]'::numrange, '[12345678901234567890.123,1e30]'::numrange, '{[0.10,0.20),[0.5,0.60)}'::nummultirange - '{[0.15,0.55)}'::nummultirange
----
[1.5,2.20)|[1.10,3.000)|2.20|[-1.50,0.00]|[12345678901234567890.123,1000000000000000000000000000000]|{[0.10,0.15),[0.55,0.60)}
SELECT 1

create table rt (id int primary key, during tsrange, r int4range unique, m nummultirange, n numrange)
----
CREATE TABLE

insert into rt values (1, '[2020-01-01 14:30, 2020-01-01 15:30)', '[1,5)', '{[1.50,2)}', '[1.0,2.0]'), (2, '[2020-01-01,2020-01-02 00:00:01.5]', '[5,9)', '{}', '[1.00,2.00]'), (3, null, null, null, null), (4, 'empty', 'empty', null, 'empty')
----
INSERT 0 4

insert into rt values (5, null, '[1,4]', null, null)
----
error 23505

select * from rt order by id
----
1|["2020-01-01 14:30:00","2020-01-01 15:30:00")|[1,5)|{[1.50,2)}|[1.0,2.0]
2|["2020-01-01 00:00:00","2020-01-02 00:00:01.5"]|[5,9)|{}|[1.00,2.00]
3|NULL|NULL|NULL|NULL
4|empty|empty|NULL|empty
SELECT 4

select id from rt where r = '[5,8]'
----
2
SELECT 1

select id, r from rt where r > '[1,5)' order by r
----
2|[5,9)
SELECT 1

select id from rt where during @> '2020-01-01 15:00'::timestamp order by id
----
1
2
SELECT 2

select id from rt where during && '[2020-01-01 15:00,2020-01-01 15:10)' order by id
----
1
2
SELECT 2

create index on rt (n)
----
CREATE INDEX

select id, n from rt where n = '[1,2]' order by id
----
1|[1.0,2.0]
2|[1.00,2.00]
SELECT 2

select n from rt order by n, id
----
empty
[1.0,2.0]
[1.00,2.00]
NULL
SELECT 4

select a.id, b.id from rt a join rt b on a.n = b.n order by 1,2
----
1|1
1|2
2|1
2|2
4|4
SELECT 5

select n, count(*) from rt group by n order by count(*), n
----
empty|1
NULL|1
[1.0,2.0]|2
SELECT 3

select int8range(1,2) @> 1
----
error 42883

select int8range(1,2) @> 1::bigint
----
t
SELECT 1

select '[1,2)'::int4range && '[1,2)'::int8range
----
error 42883

select lower('[1,2)')
----
[1,2)
SELECT 1

select lower('ABC'), upper('abc'::varchar)
----
abc|ABC
SELECT 1

select '[a,b]'::text::int4range
----
error 22P02

select int4range(1,2)::text, to_json(int4range(1,2)), pg_typeof(int4range(1,2) + int4range(2,3)), pg_typeof(lower(int4range(1,2))), array_agg(int4range(1,2)), '{"[1,3)","empty"}'::int4range[]
----
[1,2)|"[1,2)"|int4range|integer|{"[1,2)"}|{"[1,3)",empty}
SELECT 1

select int4range(1,2) is null, int4range(1,2) = any('{"[1,2)"}'::int4range[]), '["2020-01-01",)'::daterange, '[-infinity,infinity]'::daterange, '(2020-01-01,infinity)'::daterange, '[,]'::daterange
----
f|t|[2020-01-01,)|[-infinity,infinity]|[2020-01-02,infinity)|(,)
SELECT 1

select extract(epoch from upper(r) - lower(r)) from (select '[2020-01-01 14:30, 2020-01-01 15:30)'::tsrange r) q
----
3600.000000
SELECT 1

select upper(r) - lower(r) from (select int4range(3,9) r) q
----
6
SELECT 1

prepare p(int4range) as select $1, lower($1)
----
PREPARE

execute p('[1,2]')
----
[1,3)|1
SELECT 1

# Of variadic arguments of a strict function one may be NULL: the array that they become is not.
SELECT int4multirange('[1,2)'::int4range, NULL::int4range)
----
error 22004

SELECT int4multirange(NULL::int4range), int4multirange(VARIADIC NULL::int4range[])
----
NULL|NULL
SELECT 1

SELECT jsonb_delete('{"a":1,"b":2}', 'a', NULL), jsonb_delete(NULL, 'a', 'b'), jsonb_extract_path('{"a":1}', 'a', NULL)
----
{"b": 2}|NULL|NULL
SELECT 1
