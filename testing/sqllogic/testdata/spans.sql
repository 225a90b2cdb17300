create table s1 (w int, i int, v int2, t text, d int, primary key (w, i))

insert into s1 select w, i, case when i % 5 = 0 then null else (i % 7) - 3 end, case when i % 11 = 0 then null else 'k' || chr(97 + i % 4) || (i % 10) end, (w * 100 - i) % 13 from generate_series(1, 3) w, generate_series(1, 40) i

create index s1_v on s1 (v, d desc)

create index s1_t on s1 (t)

create index s1_td on s1 (t desc, i)

create table s2 (a int, b int, c int)

insert into s2 values (1, 2, 3), (1, 2, 4), (2, 39, 1), (3, null, 5), (null, 1, 1), (9, 9, 9)

create table s3 (x text primary key, y varchar(20), z bytea)

insert into s3 values ('', '', ''), ('a', 'a', 'a'), ('ab', 'ab', 'ab'), ('abc', 'abc', 'abc'), ('abd', 'abd', 'x'), ('ab%', 'ab%', 'y'), ('ab_', 'ab_', 'z'), ('ab\c', 'ab\c', 'q'), ('aé', 'aé', 'w'), ('aéz', 'aéz', 'w'), (U&'\+10FFFF', 'z', 'z'), (U&'\+10FFFFx', 'zz', 'z'), ('AB', 'AB', 'c'), ('b', 'b', 'b')

create index s3_y on s3 (y)

select count(*), sum(i), sum(w) from s1 where (w, i) in ((1, 2), (2, 39), (3, 41))

select w, i from s1 where (w, i) in ((1, 2), (2, 39), (1, 2), (null, 3), (3, 1)) order by w, i

select w, i from s1 where (w = 1 and i = 2) or (w = 3 and i = 4) order by w, i

select w, i from s1 where (w = 1 and i = 2) or (w = 3 and i between 38 and 50) or w > 5 order by w, i

select w, i from s1 where (w = 1 and i < 3) or (i = 40 and w >= 2) order by w, i

select count(*) from s1 where (w = 1 and i < 3) or i = 40

select w, i, v from s1 where (w, i) > (2, 37) order by w, i limit 6

select w, i, v from s1 where (w, i) >= (2, 37) order by w, i limit 6

select w, i, v from s1 where (w, i) < (2, 3) order by w desc, i desc limit 6

select w, i, v from s1 where (2, 3) >= (w, i) order by w desc, i desc limit 6

select count(*), sum(i) from s1 where (w, i) > (1, 35) and (w, i) <= (2, 4)

select count(*), sum(i) from s1 where (w, i) > (1, 35) and (w, i) <= (2, 4) and i <> 40

select count(*) from s1 where (w, i) > (1, null)

select count(*) from s1 where (w, i) > (null, 1)

select count(*) from s1 where (w, i) <> (1, 1)

select v, d, w, i from s1 where (v, d) > (1, 5) order by v, d, w, i limit 7

select v, d, w, i from s1 where (v, d) < (-2, 5) order by v desc, d desc, w, i limit 7

select count(*) from s1 where (v, d) <= (0, 7) and (v, d) >= (-1, 3)

select v, d, w, i from s1 where v = 1 and (d, w) > (3, 1) order by d, w, i

select w, i from s1 where w = 2 and (i = 3 or i = 5 and v > 1 or (i, v) > (38, 0)) order by i

select w, i from s1 where w = 2 and ((i = 3 and v = 0) or (i = 5 and v is null)) order by i

select count(*) from s1 where (w = 1 or w = 2) and (i = 1 or i = 2)

select count(*) from s1 where ((w = 1 and i = 1) or (w = 2 and i = 2)) and ((w = 2 and i = 2) or (w = 3 and i = 3))

select count(*) from s1 where v = 2 and (t = 'ka0' or d = 1)

select w, i from s1 where (w, i) = (select a, b from s2 where c = 4)

select count(*) from s1 where i = (select max(b) from s2)

select w, i from s1 where w = (select 2) and i > (select max(b) - 2 from s2) order by i

select count(*) from s1 where w = (select a from s2 where c = 77)

select count(*) from s1 where w = (select a from s2)

select count(*) from s1 where v between (select -1) and (select 1)

select w, i from s1 where w = any (array(select a from s2 where b = 2)) and i < 3 order by 1, 2

select a, (select count(*) from s1 where w = (select max(x.a) from s2 x where x.a = s2.a)) from s2 order by 1

select w, i, v from s1 where (w, i) in (select a, b from s2) order by 1, 2

select w, i, v from s1 where w in (select a from s2 where c > 3) and i < 3 order by 1, 2

select w, i from s1 where (w, i) not in (select a, b from s2 where a is not null and b is not null) and i in (2, 39) order by 1, 2

select count(*), min(t), max(t) from s1 where t like 'ka%'

select count(*), min(t), max(t) from s1 where t like 'ka_'

select count(*), min(t), max(t) from s1 where t like 'k%3'

select count(*), min(t), max(t) from s1 where t like '%3'

select count(*), min(t), max(t) from s1 where t like 'ka2'

select count(*), min(t), max(t) from s1 where t not like 'ka%'

select count(*), min(t), max(t) from s1 where t like null

select count(*), min(t), max(t) from s1 where t ~ '^ka'

select count(*), min(t), max(t) from s1 where t ~ '^ka?'

select count(*), min(t), max(t) from s1 where t ~ '^k[ab]'

select count(*), min(t), max(t) from s1 where t ~ '^ka|^kb'

select count(*), min(t), max(t) from s1 where t ~ '^ka{2}'

select count(*), min(t), max(t) from s1 where t ~ '^ka+2'

select count(*), min(t), max(t) from s1 where t ^@ 'kc'

select count(*), min(t), max(t) from s1 where t like 'ka%' or t like 'kc%' or t = 'kd3'

select t, i from s1 where t like 'kb%' order by t desc, i limit 5

select t, i from s1 where t like 'kb%' and t > 'kb5' order by t, i, w limit 5

select x from s3 where x like 'ab%' order by x

select x from s3 where x like 'ab\%' order by x

select x from s3 where x like 'ab\_%' order by x

select x from s3 where x like 'ab\\%' order by x

select x from s3 where x like 'aé%' order by x

select x from s3 where x like '' order by x

select x from s3 where x like '%' order by x

select x from s3 where x like U&'\+10FFFF%' order by x

select y from s3 where y like 'ab%' order by y

select y from s3 where y ilike 'ab%' order by y

select x from s3 where x ^@ '' order by x

select x from s3 where x like y || '%' order by x

select count(*) from s3 where z like 'ab%'

select count(*), sum(w), max(d) from s1 where t like 'ka%' and d > 0

select count(*), sum(w), max(d) from s1 where t like '%a3' and d > 0

select i, (select sum(d) from s1 x where x.t like o.p and x.w = 1) from (values (1, 'ka%'), (2, '%1'), (3, 'kb%'), (4, null)) o (i, p) order by i

update s1 set d = d + 1000 where (w, i) in ((1, 2), (3, 40)) returning w, i, d

update s1 set d = d + 1000 where w = (select max(a) from s2 where a < 4) and i = (select min(b) from s2) returning w, i, d

delete from s1 where (w, i) > (3, 37) returning w, i

delete from s1 where (w, i) in (select w, i from s1 where t like 'ka%' order by w, i limit 3) returning w, i

select w, i from s1 where (w, i) in ((1, 3), (2, 3), (3, 3)) and v = 0 order by w, i for update

select count(*), sum(i), sum(d) from s1
