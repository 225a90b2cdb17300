# What ALTER COLUMN TYPE leaves of extended statistics.
create table st (a int, b text, d numeric(8,2), e int)
----
CREATE TABLE

create statistics s1 on a, d from st
----
CREATE STATISTICS

alter statistics s1 set statistics 7
----
ALTER STATISTICS

comment on statistics s1 is 'hi'
----
COMMENT

alter table st alter d type numeric
----
ALTER TABLE

select stxname, stxstattarget, obj_description(oid, 'pg_statistic_ext') from pg_statistic_ext
----
s1|-1|hi
SELECT 1

alter statistics s1 set statistics 7
----
ALTER STATISTICS

alter table st alter d type numeric
----
ALTER TABLE

select stxname, stxstattarget from pg_statistic_ext
----
s1|-1
SELECT 1

alter statistics s1 set statistics 7
----
ALTER STATISTICS

alter table st alter e type bigint
----
ALTER TABLE

select stxname, stxstattarget from pg_statistic_ext
----
s1|7
SELECT 1

create statistics s2 on (a + 1), b from st
----
CREATE STATISTICS

alter statistics s2 set statistics 9
----
ALTER STATISTICS

alter table st alter a type bigint
----
ALTER TABLE

select stxname, stxstattarget, pg_get_statisticsobjdef(oid) from pg_statistic_ext order by 1
----
s1|-1|CREATE STATISTICS public.s1 ON a, d FROM st
s2|-1|CREATE STATISTICS public.s2 ON b, (a + 1) FROM st
SELECT 2

alter statistics s2 set statistics 9
----
ALTER STATISTICS

alter table st alter b type varchar(20)
----
ALTER TABLE

select stxname, stxstattarget, pg_get_statisticsobjdef(oid) from pg_statistic_ext order by 1
----
s1|-1|CREATE STATISTICS public.s1 ON a, d FROM st
s2|-1|CREATE STATISTICS public.s2 ON b, (a + 1) FROM st
SELECT 2

alter table st alter a set not null, alter b set default 'x'
----
ALTER TABLE

select stxname, stxstattarget, pg_get_statisticsobjdef(oid) from pg_statistic_ext order by 1
----
s1|-1|CREATE STATISTICS public.s1 ON a, d FROM st
s2|-1|CREATE STATISTICS public.s2 ON b, (a + 1) FROM st
SELECT 2
