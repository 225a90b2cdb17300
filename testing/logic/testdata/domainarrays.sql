# Errors are told whole. Domains over arrays, and over arrays of domains. The results are Postgres's own.
create domain da_pos as int check (value > 0)
----
CREATE DOMAIN

create domain da_list as da_pos[] not null check (array_length(value, 1) < 4)
----
CREATE DOMAIN

create domain da_ints as int[]
----
CREATE DOMAIN

create domain da_doc as jsonb check (value ? 'a')
----
CREATE DOMAIN

create table da (p int primary key, l da_list, i da_ints, d da_doc)
----
CREATE TABLE

insert into da values (1, '{1,2}', '{3,4}', '{"a": 1}'), (2, array[5], null, null)
----
INSERT 0 2

insert into da values (3, array[5, -1], null, null)
----
error 23514 value for domain da_pos violates check constraint "da_pos_check"

insert into da values (3, '{5,-1}', null, null)
----
error 23514 value for domain da_pos violates check constraint "da_pos_check"

insert into da values (3, null, null, null)
----
error 23502 domain da_list does not allow null values

insert into da values (3, '{1,2,3,4}', null, null)
----
error 23514 value for domain da_list violates check constraint "da_list_check"

insert into da values (3, '{1}', null, '{"b": 1}')
----
error 23514 value for domain da_doc violates check constraint "da_doc_check"

select p, l[1], l[1:1], i[2], i || 9, array_length(l, 1), d -> 'a', d['a'] from da order by p
----
1|1|{1}|4|{3,4,9}|2|1|1
2|5|{5}|NULL|{9}|1|NULL|NULL
SELECT 2

select p, 3 = any (i), 5 = any (l), 5 = all (l) from da order by p
----
1|t|f|f
2|NULL|t|t
SELECT 2

update da set l[2] = -4
----
error 23514 value for domain da_pos violates check constraint "da_pos_check"

update da set l[2] = 44 where p = 1 returning l
----
{1,44}
UPDATE 1

update da set l[1] = 7, l[3] = 8 where p = 1 returning l
----
{7,44,8}
UPDATE 1

update da set i[1:2] = '{8,9}' returning i
----
{8,9}
{8,9}
UPDATE 2

update da set d['a'] = '5' where p = 1 returning d
----
{"a": 5}
UPDATE 1

insert into da (p, l[1], i[1]) values (9, 4, 6) returning *
----
9|{4}|{6}|NULL
INSERT 0 1

update da set d = d - 'a' where p = 1
----
error 23514 value for domain da_doc violates check constraint "da_doc_check"

select l, count(*) from da group by l order by l
----
{4}|1
{5}|1
{7,44,8}|1
SELECT 3

select * from da where l = '{5,44}'
----
SELECT 0

create table da2 (l da_list primary key, q da_pos generated always as (l[1]) stored)
----
CREATE TABLE

insert into da2 values ('{3}'), (array[1, 2])
----
INSERT 0 2

select * from da2 order by l
----
{1,2}|1
{3}|3
SELECT 2

select unnest(l) from da2 order by 1
----
1
2
3
SELECT 3

select array_agg(q order by q) from da2
----
{1,3}
SELECT 1

drop table da, da2
----
DROP TABLE

drop domain da_pos cascade
----
DROP DOMAIN

drop domain da_ints, da_doc
----
DROP DOMAIN
