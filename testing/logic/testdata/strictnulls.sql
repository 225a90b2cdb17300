# Errors are told whole.
# A strict function of NULL does not compute its other arguments, unless it returns a set.
create table st(b text)
----
CREATE TABLE

insert into st values ('B')
----
INSERT 0 1

select substr(null::text, b::int4) from st
----
NULL
SELECT 1

select null::int4 + b::int4 from st
----
NULL
SELECT 1

create function sf(a int, b int) returns int strict language plpgsql as 'begin return 1; end'
----
CREATE FUNCTION

select sf(null, b::int4) from st
----
NULL
SELECT 1

create function ss(a int, b int) returns int strict language sql as 'select 1'
----
CREATE FUNCTION

select ss(null, b::int4) from st
----
NULL
SELECT 1

create function sset(a int, b int) returns setof int strict language sql as 'select 1'
----
CREATE FUNCTION

create function nf(a int, b int) returns int language plpgsql as 'begin return 1; end'
----
CREATE FUNCTION

select nf(null, b::int4) from st
----
error 22P02 invalid input syntax for type integer: "B"

select * from st where sf(null, b::int4) = 1
----
SELECT 0

select count(*) from st group by sf(null, b::int4)
----
1
SELECT 1

create function ssetp(a int, b int) returns setof int strict language plpgsql as 'begin return next 1; end'
----
CREATE FUNCTION

create function ff(a int) returns int language plpgsql as 'begin raise division_by_zero; end'
----
CREATE FUNCTION

select sset(null, b::int4) from st
----
error 22P02 invalid input syntax for type integer: "B"

select sset(null, 1/0)
----
error 22012 division by zero

select * from sset(null, 1/0)
----
error 22012 division by zero

select * from st, sset(null, b::int4)
----
error 22P02 invalid input syntax for type integer: "B"

select * from st, ssetp(null, b::int4)
----
error 22P02 invalid input syntax for type integer: "B"

select * from st, sf(null, b::int4)
----
B|NULL
SELECT 1

select * from st, sf(nullif(b, 'B')::int, b::int4)
----
error 22P02 invalid input syntax for type integer: "B"

select * from st, sset(nullif(b, 'B')::int, b::int4)
----
error 22P02 invalid input syntax for type integer: "B"

select generate_series(null, b::int4) from st
----
error 22P02 invalid input syntax for type integer: "B"

select * from st, generate_series(null, b::int4)
----
error 22P02 invalid input syntax for type integer: "B"

select * from st, generate_series(null, 3, 1/0)
----
error 22012 division by zero

select * from generate_series(null, ff(3))
----
error 22012 division_by_zero

select generate_series(null, 3, ff(3))
----
error 22012 division_by_zero

select * from rows from (sset(null, ff(3)), ssetp(2, null)) r
----
error 22012 division_by_zero

select * from rows from (sset(null, 3), ssetp(2, 1)) r
----
NULL|1
SELECT 1

select * from st, regexp_split_to_table(null, b::int4::text)
----
error 22P02 invalid input syntax for type integer: "B"

do $$ declare x int; begin perform sset(x, ff(1)); end $$
----
error 22012 division_by_zero

select * from sset(null, 1), ssetp(1, null)
----
SELECT 0

select sset(null, 1), ssetp(1, 1)
----
NULL|1
SELECT 1

prepare sp(int) as select sf($1, b::int4) from st
----
PREPARE

execute sp(null)
----
NULL
SELECT 1

prepare sp2(text) as select substr($1, b::int4) from st
----
PREPARE

execute sp2(null)
----
NULL
SELECT 1

prepare sp3(int) as select $1 + b::int4 from st where $1 * b::int4 is null
----
PREPARE

execute sp3(null)
----
NULL
SELECT 1

prepare sp4(int) as select nf($1, b::int4) from st
----
PREPARE

execute sp4(null)
----
error 22P02 invalid input syntax for type integer: "B"

prepare sp5(int) as select sset($1, b::int4) from st
----
PREPARE

execute sp5(null)
----
error 22P02 invalid input syntax for type integer: "B"

prepare sp6(int) as select sf(sf($1, b::int4), ff(1)) from st
----
PREPARE

execute sp6(null)
----
NULL
SELECT 1

set plan_cache_mode = force_generic_plan
----
SET

execute sp(null)
----
error 22P02 invalid input syntax for type integer: "B"

execute sp2(null)
----
error 22P02 invalid input syntax for type integer: "B"

execute sp6(null)
----
error 22P02 invalid input syntax for type integer: "B"

set plan_cache_mode = force_custom_plan
----
SET

execute sp(null)
----
NULL
SELECT 1

execute sp2(null)
----
NULL
SELECT 1

execute sp6(null)
----
NULL
SELECT 1

execute sp(1)
----
error 22P02 invalid input syntax for type integer: "B"

reset plan_cache_mode; deallocate all
----
RESET
DEALLOCATE ALL

drop table st
----
DROP TABLE

drop function sf, ss, sset, ssetp, nf, ff
----
DROP FUNCTION
