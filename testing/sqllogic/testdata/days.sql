create table days (id int primary key, d date)

insert into days select g, date '2020-01-01' + g from generate_series(0, 20) g

insert into days values (100, 'infinity'), (101, '-infinity'), (102, null), (103, '5874897-12-31'), (104, '4713-01-01 BC')

create index days_d on days (d)

select id from days where d < date '2020-01-01' + interval '3 day' order by id

select id from days where d <= date '2020-01-01' + interval '3 day' order by id

select id from days where d < timestamp '2020-01-04 12:00' order by id

select id from days where d <= timestamp '2020-01-04 12:00' order by id

select id from days where d > timestamp '2020-01-19 12:00' order by id

select id from days where d >= timestamp '2020-01-19 12:00' order by id

select id from days where d >= timestamp '2020-01-19' order by id

select id from days where d > timestamp '2020-01-19' order by id

select id from days where d = timestamp '2020-01-19' order by id

select id from days where d = timestamp '2020-01-19 00:00:01' order by id

select id from days where d <> timestamp '2020-01-19' and id < 20 and id > 15 order by id

select id from days where d < timestamp 'infinity' and id > 18 order by id

select id from days where d <= timestamp 'infinity' and id > 18 order by id

select id from days where d > timestamp '-infinity' and id > 18 order by id

select id from days where d = timestamp 'infinity' order by id

select id from days where d < timestamp '1999-12-31 23:59:59.999999' order by id

-- differs: the plans are Isochron's own
explain (costs off) select id from days where d >= date '2020-01-01' and d < date '2020-01-01' + interval '1' month
