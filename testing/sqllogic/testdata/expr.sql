select 1 + 2 * 3 as x, (1 + 2) * 3 as y, 7 / 2 as z, 7 % 3 as m, -7 / 2 as n

select 7.0 / 2 as x, 2 ^ 10 as p, |/ 16.0 as s, @ -5 as a

select 'abc' || 'def' as x, upper('abc') as u, length('hello') as l, substring('hello' from 2 for 3) as s

select 1 = 1 as a, 1 <> 1 as b, null = null as c, null is null as d, 1 is distinct from null as e, 1 is not distinct from 1 as f

select true and null as a, false and null as b, true or null as c, false or null as d, not null as e

select 1 between 0 and 2 as a, 1 not between 0 and 2 as b, 3 between symmetric 5 and 1 as c

select 1 in (1, 2, 3) as a, 4 in (1, 2, 3) as b, 4 in (1, null) as c, 1 not in (2, null) as d, 5 not in (1, 2) as e

select case when 1 > 2 then 'a' when 2 > 1 then 'b' else 'c' end as x, case 3 when 1 then 'one' when 3 then 'three' end as y, case when false then 1 end as z

select coalesce(null, 1, 2) as a, nullif(1, 1) as b, nullif(1, 2) as c, greatest(1, 3, 2) as d, least(1, null, 2) as e

select 'abc' like 'a%' as a, 'abc' like '_b_' as b, 'abc' ilike 'A%' as c, 'abc' not like 'b%' as d, 'a%c' like 'a\%c' as e, 'a%c' like 'a#%c' escape '#' as f

select 'abc' ~ '^a' as a, 'abc' ~* 'B' as b, 'abc' !~ 'z' as c, 'abc' similar to '(a|x)bc' as d

select '2020-01-31'::date + 1 as a, date '2020-03-01' - date '2020-02-01' as b, '2020-01-31'::date + interval '1 month' as c

select extract(year from timestamp '2020-05-06 07:08:09') as y, extract(dow from date '2020-05-06') as d, date_trunc('hour', timestamp '2020-05-06 07:08:09') as t

select 1::text as a, '1'::int as b, 1.5::int as c, 2.5::int as d, 'true'::bool as e, 1::bool as f, 'f'::boolean::text as g

select '{1,2,3}'::int[] as a, array[1, 2] || 3 as b, (array[1, 2, 3])[2] as c, array_length(array[1, 2, 3], 1) as d, 2 = any(array[1, 2]) as e, 5 > all(array[1, 2]) as f

select array[[1, 2], [3, 4]] as a, (array[[1, 2], [3, 4]])[2][1] as b, (array[1, 2, 3, 4])[2:3] as c

select (1, 2) = (1, 2) as a, (1, 2) < (1, 3) as b, (1, null) = (1, 2) as c, (1, 2) in ((1, 2), (3, 4)) as d, row(1, 'x') = row(1, 'y') as e

select 1 / 0

select 'abc'::int

select '99999999999'::int4

select 2147483647 + 1

select 9223372036854775807 + 1

select 1 + 'a'

select 1 || 2

select nosuch(1)

select 1::nosuch

select upper(1)

select 'a' + 'b'

select 1 = 'a'

select sum(1) from nosuch

select case when 1 then 2 end

select case when true then 1 else 'x' end

select coalesce(1, 'a')

select array[1, 'a']

select 1 in ('a', 'b')

select true + 1

select not 1

select * from generate_series(1, 5)

select * from generate_series(1, 10, 3) as g

select g, g * 2 from generate_series(1, 3) as g

select * from generate_series(5, 1, -2) with ordinality as t(v, n)

select generate_series(1, 3), generate_series(1, 2)

select generate_series(1, 3) as g order by g desc

select x, y from (values (1, 'a'), (2, 'b')) as v(x, y) order by x desc

values (1, 'a'), (2, null), (3, 'c')

values (1, 2), (3)

select 1 as a, 2 as a order by a

select 1.10 as a, 1e3 as b, .5 as c, 1.0 as d, 100000000000 as e, 1.5e-3 as f

select null as n, 'x' as s, true as t, -1 as neg, - 1 as neg2, +1 as pos

select 'a' as "Quoted Name", 1 as select_, 'it''s' as q

select E'a\nb' as a, U&'\0041' as b

select now() = now() as a, current_timestamp = now() as b, pg_typeof(now()) as c, pg_typeof(1) as d, pg_typeof('x') as e, pg_typeof(null) as f, pg_typeof(1.5) as g

select current_user = session_user as a, current_database() is not null as b, current_schema() as c

select abs(-3) as a, round(2.567, 2) as b, ceil(1.2) as c, floor(-1.2) as d, mod(7, 3) as e, power(2, 3) as f, sqrt(4) as g, sign(-3) as h, trunc(2.9) as i

select lower('ABC') as a, initcap('hello world') as b, replace('abcabc', 'b', 'x') as c, trim('  x  ') as d, ltrim('xxa', 'x') as e, lpad('5', 3, '0') as f, repeat('ab', 2) as g, reverse('abc') as h, left('hello', 2) as i, right('hello', 2) as j, position('l' in 'hello') as k, strpos('hello', 'lo') as l, split_part('a,b,c', ',', 2) as m, concat('a', 1, null, 'b') as n, concat_ws('-', 'a', null, 'b') as o, md5('a') as p, chr(65) as q, ascii('A') as r

select to_char(1234.5, '9999.99') as a, to_char(date '2020-05-06', 'YYYY-MM-DD') as b, format('%s is %I %L', 'x', 'Y z', 'q') as c

select '1 day'::interval * 2 as a, interval '1 hour' + interval '30 minutes' as b, '01:30'::interval as c, age(timestamp '2020-03-01', timestamp '2020-01-15') as d

select '\x4142'::bytea as a, encode('abc'::bytea, 'hex') as b, length('\x0102'::bytea) as c

select 'a1b2c3d4-0000-0000-0000-000000000001'::uuid as u

select 1::smallint + 1::smallint as a, pg_typeof(1::smallint + 1) as b, pg_typeof(1 + 1::bigint) as c, pg_typeof(1 + 1.0) as d, pg_typeof(1::real + 1::float8) as e

select 'x'::varchar(3) || 'y' as a, 'abcdef'::varchar(3) as b, 'ab'::char(4) || '|' as c, length('ab '::char(4)) as d, 'ab'::char(4) = 'ab' as e

select 'abcdef'::char(3) as a, 1234.567::numeric(6, 2) as b, '12:34:56.789'::time(1) as c

select 12345.67::numeric(5, 2)

select exists (select 1) as a, exists (select 1 where false) as b, (select 5) as c, array(select generate_series(1, 3)) as d

select (select 1, 2)

select (select generate_series(1, 2))

select 3 = any (select generate_series(1, 3)) as a, 3 > all (select generate_series(1, 2)) as b, 1 in (select 2) as c, null in (select 1) as d, 1 not in (select null::int) as e
