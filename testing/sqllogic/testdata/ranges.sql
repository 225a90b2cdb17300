create table r1 (id int primary key, k int2, s text)

insert into r1 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g

create index r1_i on r1 (k)

select count(*), sum(id), min(k), max(s) from r1 where k > 0

select count(*), sum(id), min(k), max(s) from r1 where k >= 0

select count(*), sum(id), min(k), max(s) from r1 where k < 0

select count(*), sum(id), min(k), max(s) from r1 where k <= 0

select count(*), sum(id), min(k), max(s) from r1 where k = 1

select count(*), sum(id), min(k), max(s) from r1 where k is null

select count(*), sum(id), min(k), max(s) from r1 where k is not null

select count(*), sum(id), min(k), max(s) from r1 where k > -2 and k < 2

select count(*), sum(id), min(k), max(s) from r1 where k between -1 and 1

select count(*), sum(id), min(k), max(s) from r1 where k in (-1, 2, null)

select count(*), sum(id), min(k), max(s) from r1 where k = any (array[0, 3, null]::int2[])

select count(*), sum(id), min(k), max(s) from r1 where k < -1 or k > 1

select count(*), sum(id), min(k), max(s) from r1 where k is null or k = 2

select count(*), sum(id), min(k), max(s) from r1 where k > 100000

select count(*), sum(id), min(k), max(s) from r1 where k < 100000

select count(*), sum(id), min(k), max(s) from r1 where k > -100000

select count(*), sum(id), min(k), max(s) from r1 where k = 100000

select count(*), sum(id), min(k), max(s) from r1 where k in (1, 100000)

select count(*), sum(id), min(k), max(s) from r1 where k > 1 and k < 0

select count(*), sum(id), min(k), max(s) from r1 where k = 1 and s = 'b'

select count(*), sum(id), min(k), max(s) from r1 where k = 1 and s > 'a'

select count(*), sum(id), min(k), max(s) from r1 where s = 'c' and k > 0

select count(*), sum(id), min(k), max(s) from r1 where s is null and k < 2

select count(*), sum(id), min(k), max(s) from r1 where s in ('a', 'd') and k in (1, 2)

select count(*), sum(id), min(k), max(s) from r1 where s = 'a' and k is null

select count(*), sum(id), min(k), max(s) from r1 where k > null

select count(*), sum(id), min(k), max(s) from r1 where not (k > 1)

select count(*), sum(id), min(k), max(s) from r1 where s > 'b' and k = -3

select count(*), sum(id), min(k), max(s) from r1 where k > 0 and s like 'a%'

select count(*), sum(id), min(k), max(s) from r1 where (k = 1 or k = 2) and (s = 'a' or s = 'b')

select string_agg(id::text, ' ') from (select id from r1 order by k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r1 order by k desc, id limit 12) x

select string_agg(id::text, ' ') from (select id from r1 order by k nulls first, id limit 12) x

select string_agg(id::text, ' ') from (select id from r1 order by k desc nulls last, id limit 12) x

select string_agg(id::text, ' ') from (select id from r1 order by s, k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r1 order by k, s desc, id limit 12) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r1 where k > -2 order by k limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r1 where k > -2 order by k desc limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r1 order by k limit 5 offset 45) x

select k, count(*), count(s) from r1 group by k order by k

select s, k, count(*) from r1 where k > 1 group by s, k order by s, k

select distinct k from r1 order by k desc

select count(*) from r1 a join r1 b on a.k = b.k and a.s = b.s

create table r2 (id int primary key, k int2, s text)

insert into r2 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g

create index r2_i on r2 (k desc)

select count(*), sum(id), min(k), max(s) from r2 where k > 0

select count(*), sum(id), min(k), max(s) from r2 where k >= 0

select count(*), sum(id), min(k), max(s) from r2 where k < 0

select count(*), sum(id), min(k), max(s) from r2 where k <= 0

select count(*), sum(id), min(k), max(s) from r2 where k = 1

select count(*), sum(id), min(k), max(s) from r2 where k is null

select count(*), sum(id), min(k), max(s) from r2 where k is not null

select count(*), sum(id), min(k), max(s) from r2 where k > -2 and k < 2

select count(*), sum(id), min(k), max(s) from r2 where k between -1 and 1

select count(*), sum(id), min(k), max(s) from r2 where k in (-1, 2, null)

select count(*), sum(id), min(k), max(s) from r2 where k = any (array[0, 3, null]::int2[])

select count(*), sum(id), min(k), max(s) from r2 where k < -1 or k > 1

select count(*), sum(id), min(k), max(s) from r2 where k is null or k = 2

select count(*), sum(id), min(k), max(s) from r2 where k > 100000

select count(*), sum(id), min(k), max(s) from r2 where k < 100000

select count(*), sum(id), min(k), max(s) from r2 where k > -100000

select count(*), sum(id), min(k), max(s) from r2 where k = 100000

select count(*), sum(id), min(k), max(s) from r2 where k in (1, 100000)

select count(*), sum(id), min(k), max(s) from r2 where k > 1 and k < 0

select count(*), sum(id), min(k), max(s) from r2 where k = 1 and s = 'b'

select count(*), sum(id), min(k), max(s) from r2 where k = 1 and s > 'a'

select count(*), sum(id), min(k), max(s) from r2 where s = 'c' and k > 0

select count(*), sum(id), min(k), max(s) from r2 where s is null and k < 2

select count(*), sum(id), min(k), max(s) from r2 where s in ('a', 'd') and k in (1, 2)

select count(*), sum(id), min(k), max(s) from r2 where s = 'a' and k is null

select count(*), sum(id), min(k), max(s) from r2 where k > null

select count(*), sum(id), min(k), max(s) from r2 where not (k > 1)

select count(*), sum(id), min(k), max(s) from r2 where s > 'b' and k = -3

select count(*), sum(id), min(k), max(s) from r2 where k > 0 and s like 'a%'

select count(*), sum(id), min(k), max(s) from r2 where (k = 1 or k = 2) and (s = 'a' or s = 'b')

select string_agg(id::text, ' ') from (select id from r2 order by k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r2 order by k desc, id limit 12) x

select string_agg(id::text, ' ') from (select id from r2 order by k nulls first, id limit 12) x

select string_agg(id::text, ' ') from (select id from r2 order by k desc nulls last, id limit 12) x

select string_agg(id::text, ' ') from (select id from r2 order by s, k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r2 order by k, s desc, id limit 12) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r2 where k > -2 order by k limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r2 where k > -2 order by k desc limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r2 order by k limit 5 offset 45) x

select k, count(*), count(s) from r2 group by k order by k

select s, k, count(*) from r2 where k > 1 group by s, k order by s, k

select distinct k from r2 order by k desc

select count(*) from r2 a join r2 b on a.k = b.k and a.s = b.s

create table r3 (id int primary key, k int2, s text)

insert into r3 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g

create index r3_i on r3 (k nulls first)

select count(*), sum(id), min(k), max(s) from r3 where k > 0

select count(*), sum(id), min(k), max(s) from r3 where k >= 0

select count(*), sum(id), min(k), max(s) from r3 where k < 0

select count(*), sum(id), min(k), max(s) from r3 where k <= 0

select count(*), sum(id), min(k), max(s) from r3 where k = 1

select count(*), sum(id), min(k), max(s) from r3 where k is null

select count(*), sum(id), min(k), max(s) from r3 where k is not null

select count(*), sum(id), min(k), max(s) from r3 where k > -2 and k < 2

select count(*), sum(id), min(k), max(s) from r3 where k between -1 and 1

select count(*), sum(id), min(k), max(s) from r3 where k in (-1, 2, null)

select count(*), sum(id), min(k), max(s) from r3 where k = any (array[0, 3, null]::int2[])

select count(*), sum(id), min(k), max(s) from r3 where k < -1 or k > 1

select count(*), sum(id), min(k), max(s) from r3 where k is null or k = 2

select count(*), sum(id), min(k), max(s) from r3 where k > 100000

select count(*), sum(id), min(k), max(s) from r3 where k < 100000

select count(*), sum(id), min(k), max(s) from r3 where k > -100000

select count(*), sum(id), min(k), max(s) from r3 where k = 100000

select count(*), sum(id), min(k), max(s) from r3 where k in (1, 100000)

select count(*), sum(id), min(k), max(s) from r3 where k > 1 and k < 0

select count(*), sum(id), min(k), max(s) from r3 where k = 1 and s = 'b'

select count(*), sum(id), min(k), max(s) from r3 where k = 1 and s > 'a'

select count(*), sum(id), min(k), max(s) from r3 where s = 'c' and k > 0

select count(*), sum(id), min(k), max(s) from r3 where s is null and k < 2

select count(*), sum(id), min(k), max(s) from r3 where s in ('a', 'd') and k in (1, 2)

select count(*), sum(id), min(k), max(s) from r3 where s = 'a' and k is null

select count(*), sum(id), min(k), max(s) from r3 where k > null

select count(*), sum(id), min(k), max(s) from r3 where not (k > 1)

select count(*), sum(id), min(k), max(s) from r3 where s > 'b' and k = -3

select count(*), sum(id), min(k), max(s) from r3 where k > 0 and s like 'a%'

select count(*), sum(id), min(k), max(s) from r3 where (k = 1 or k = 2) and (s = 'a' or s = 'b')

select string_agg(id::text, ' ') from (select id from r3 order by k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r3 order by k desc, id limit 12) x

select string_agg(id::text, ' ') from (select id from r3 order by k nulls first, id limit 12) x

select string_agg(id::text, ' ') from (select id from r3 order by k desc nulls last, id limit 12) x

select string_agg(id::text, ' ') from (select id from r3 order by s, k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r3 order by k, s desc, id limit 12) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r3 where k > -2 order by k limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r3 where k > -2 order by k desc limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r3 order by k limit 5 offset 45) x

select k, count(*), count(s) from r3 group by k order by k

select s, k, count(*) from r3 where k > 1 group by s, k order by s, k

select distinct k from r3 order by k desc

select count(*) from r3 a join r3 b on a.k = b.k and a.s = b.s

create table r4 (id int primary key, k int2, s text)

insert into r4 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g

create index r4_i on r4 (k desc nulls last)

select count(*), sum(id), min(k), max(s) from r4 where k > 0

select count(*), sum(id), min(k), max(s) from r4 where k >= 0

select count(*), sum(id), min(k), max(s) from r4 where k < 0

select count(*), sum(id), min(k), max(s) from r4 where k <= 0

select count(*), sum(id), min(k), max(s) from r4 where k = 1

select count(*), sum(id), min(k), max(s) from r4 where k is null

select count(*), sum(id), min(k), max(s) from r4 where k is not null

select count(*), sum(id), min(k), max(s) from r4 where k > -2 and k < 2

select count(*), sum(id), min(k), max(s) from r4 where k between -1 and 1

select count(*), sum(id), min(k), max(s) from r4 where k in (-1, 2, null)

select count(*), sum(id), min(k), max(s) from r4 where k = any (array[0, 3, null]::int2[])

select count(*), sum(id), min(k), max(s) from r4 where k < -1 or k > 1

select count(*), sum(id), min(k), max(s) from r4 where k is null or k = 2

select count(*), sum(id), min(k), max(s) from r4 where k > 100000

select count(*), sum(id), min(k), max(s) from r4 where k < 100000

select count(*), sum(id), min(k), max(s) from r4 where k > -100000

select count(*), sum(id), min(k), max(s) from r4 where k = 100000

select count(*), sum(id), min(k), max(s) from r4 where k in (1, 100000)

select count(*), sum(id), min(k), max(s) from r4 where k > 1 and k < 0

select count(*), sum(id), min(k), max(s) from r4 where k = 1 and s = 'b'

select count(*), sum(id), min(k), max(s) from r4 where k = 1 and s > 'a'

select count(*), sum(id), min(k), max(s) from r4 where s = 'c' and k > 0

select count(*), sum(id), min(k), max(s) from r4 where s is null and k < 2

select count(*), sum(id), min(k), max(s) from r4 where s in ('a', 'd') and k in (1, 2)

select count(*), sum(id), min(k), max(s) from r4 where s = 'a' and k is null

select count(*), sum(id), min(k), max(s) from r4 where k > null

select count(*), sum(id), min(k), max(s) from r4 where not (k > 1)

select count(*), sum(id), min(k), max(s) from r4 where s > 'b' and k = -3

select count(*), sum(id), min(k), max(s) from r4 where k > 0 and s like 'a%'

select count(*), sum(id), min(k), max(s) from r4 where (k = 1 or k = 2) and (s = 'a' or s = 'b')

select string_agg(id::text, ' ') from (select id from r4 order by k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r4 order by k desc, id limit 12) x

select string_agg(id::text, ' ') from (select id from r4 order by k nulls first, id limit 12) x

select string_agg(id::text, ' ') from (select id from r4 order by k desc nulls last, id limit 12) x

select string_agg(id::text, ' ') from (select id from r4 order by s, k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r4 order by k, s desc, id limit 12) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r4 where k > -2 order by k limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r4 where k > -2 order by k desc limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r4 order by k limit 5 offset 45) x

select k, count(*), count(s) from r4 group by k order by k

select s, k, count(*) from r4 where k > 1 group by s, k order by s, k

select distinct k from r4 order by k desc

select count(*) from r4 a join r4 b on a.k = b.k and a.s = b.s

create table r5 (id int primary key, k int2, s text)

insert into r5 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g

create index r5_i on r5 (k, s desc)

select count(*), sum(id), min(k), max(s) from r5 where k > 0

select count(*), sum(id), min(k), max(s) from r5 where k >= 0

select count(*), sum(id), min(k), max(s) from r5 where k < 0

select count(*), sum(id), min(k), max(s) from r5 where k <= 0

select count(*), sum(id), min(k), max(s) from r5 where k = 1

select count(*), sum(id), min(k), max(s) from r5 where k is null

select count(*), sum(id), min(k), max(s) from r5 where k is not null

select count(*), sum(id), min(k), max(s) from r5 where k > -2 and k < 2

select count(*), sum(id), min(k), max(s) from r5 where k between -1 and 1

select count(*), sum(id), min(k), max(s) from r5 where k in (-1, 2, null)

select count(*), sum(id), min(k), max(s) from r5 where k = any (array[0, 3, null]::int2[])

select count(*), sum(id), min(k), max(s) from r5 where k < -1 or k > 1

select count(*), sum(id), min(k), max(s) from r5 where k is null or k = 2

select count(*), sum(id), min(k), max(s) from r5 where k > 100000

select count(*), sum(id), min(k), max(s) from r5 where k < 100000

select count(*), sum(id), min(k), max(s) from r5 where k > -100000

select count(*), sum(id), min(k), max(s) from r5 where k = 100000

select count(*), sum(id), min(k), max(s) from r5 where k in (1, 100000)

select count(*), sum(id), min(k), max(s) from r5 where k > 1 and k < 0

select count(*), sum(id), min(k), max(s) from r5 where k = 1 and s = 'b'

select count(*), sum(id), min(k), max(s) from r5 where k = 1 and s > 'a'

select count(*), sum(id), min(k), max(s) from r5 where s = 'c' and k > 0

select count(*), sum(id), min(k), max(s) from r5 where s is null and k < 2

select count(*), sum(id), min(k), max(s) from r5 where s in ('a', 'd') and k in (1, 2)

select count(*), sum(id), min(k), max(s) from r5 where s = 'a' and k is null

select count(*), sum(id), min(k), max(s) from r5 where k > null

select count(*), sum(id), min(k), max(s) from r5 where not (k > 1)

select count(*), sum(id), min(k), max(s) from r5 where s > 'b' and k = -3

select count(*), sum(id), min(k), max(s) from r5 where k > 0 and s like 'a%'

select count(*), sum(id), min(k), max(s) from r5 where (k = 1 or k = 2) and (s = 'a' or s = 'b')

select string_agg(id::text, ' ') from (select id from r5 order by k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r5 order by k desc, id limit 12) x

select string_agg(id::text, ' ') from (select id from r5 order by k nulls first, id limit 12) x

select string_agg(id::text, ' ') from (select id from r5 order by k desc nulls last, id limit 12) x

select string_agg(id::text, ' ') from (select id from r5 order by s, k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r5 order by k, s desc, id limit 12) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r5 where k > -2 order by k limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r5 where k > -2 order by k desc limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r5 order by k limit 5 offset 45) x

select k, count(*), count(s) from r5 group by k order by k

select s, k, count(*) from r5 where k > 1 group by s, k order by s, k

select distinct k from r5 order by k desc

select count(*) from r5 a join r5 b on a.k = b.k and a.s = b.s

create table r6 (id int primary key, k int2, s text)

insert into r6 select g, case when g % 5 = 0 then null else g % 7 - 3 end, case when g % 11 = 0 then null else chr(97 + g % 4) end from generate_series(1, 60) g

create index r6_i on r6 (s, k desc nulls last)

select count(*), sum(id), min(k), max(s) from r6 where k > 0

select count(*), sum(id), min(k), max(s) from r6 where k >= 0

select count(*), sum(id), min(k), max(s) from r6 where k < 0

select count(*), sum(id), min(k), max(s) from r6 where k <= 0

select count(*), sum(id), min(k), max(s) from r6 where k = 1

select count(*), sum(id), min(k), max(s) from r6 where k is null

select count(*), sum(id), min(k), max(s) from r6 where k is not null

select count(*), sum(id), min(k), max(s) from r6 where k > -2 and k < 2

select count(*), sum(id), min(k), max(s) from r6 where k between -1 and 1

select count(*), sum(id), min(k), max(s) from r6 where k in (-1, 2, null)

select count(*), sum(id), min(k), max(s) from r6 where k = any (array[0, 3, null]::int2[])

select count(*), sum(id), min(k), max(s) from r6 where k < -1 or k > 1

select count(*), sum(id), min(k), max(s) from r6 where k is null or k = 2

select count(*), sum(id), min(k), max(s) from r6 where k > 100000

select count(*), sum(id), min(k), max(s) from r6 where k < 100000

select count(*), sum(id), min(k), max(s) from r6 where k > -100000

select count(*), sum(id), min(k), max(s) from r6 where k = 100000

select count(*), sum(id), min(k), max(s) from r6 where k in (1, 100000)

select count(*), sum(id), min(k), max(s) from r6 where k > 1 and k < 0

select count(*), sum(id), min(k), max(s) from r6 where k = 1 and s = 'b'

select count(*), sum(id), min(k), max(s) from r6 where k = 1 and s > 'a'

select count(*), sum(id), min(k), max(s) from r6 where s = 'c' and k > 0

select count(*), sum(id), min(k), max(s) from r6 where s is null and k < 2

select count(*), sum(id), min(k), max(s) from r6 where s in ('a', 'd') and k in (1, 2)

select count(*), sum(id), min(k), max(s) from r6 where s = 'a' and k is null

select count(*), sum(id), min(k), max(s) from r6 where k > null

select count(*), sum(id), min(k), max(s) from r6 where not (k > 1)

select count(*), sum(id), min(k), max(s) from r6 where s > 'b' and k = -3

select count(*), sum(id), min(k), max(s) from r6 where k > 0 and s like 'a%'

select count(*), sum(id), min(k), max(s) from r6 where (k = 1 or k = 2) and (s = 'a' or s = 'b')

select string_agg(id::text, ' ') from (select id from r6 order by k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r6 order by k desc, id limit 12) x

select string_agg(id::text, ' ') from (select id from r6 order by k nulls first, id limit 12) x

select string_agg(id::text, ' ') from (select id from r6 order by k desc nulls last, id limit 12) x

select string_agg(id::text, ' ') from (select id from r6 order by s, k, id limit 12) x

select string_agg(id::text, ' ') from (select id from r6 order by k, s desc, id limit 12) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r6 where k > -2 order by k limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r6 where k > -2 order by k desc limit 10) x

select string_agg(coalesce(k::text, '-'), ' ') from (select k from r6 order by k limit 5 offset 45) x

select k, count(*), count(s) from r6 group by k order by k

select s, k, count(*) from r6 where k > 1 group by s, k order by s, k

select distinct k from r6 order by k desc

select count(*) from r6 a join r6 b on a.k = b.k and a.s = b.s
