# Errors are told whole.
# Which mistake is told of, of several in CASE, COALESCE and DO UPDATE.
CREATE TABLE t0 (c0 int unique, c2 int4, g int4 GENERATED ALWAYS AS (c2 * 2 + 1) STORED)
----
CREATE TABLE

INSERT INTO t0 VALUES (1, 2) ON CONFLICT (c0) DO UPDATE SET g = CASE WHEN coalesce(NULL::time, true) THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

INSERT INTO t0 VALUES (1, 2) ON CONFLICT (c0) DO UPDATE SET c2 = CASE WHEN coalesce(NULL::time, true) THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

INSERT INTO t0 VALUES (1, 2) ON CONFLICT (c0) DO UPDATE SET c2 = CASE WHEN true THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 0A000 set-returning functions are not allowed in UPDATE

update t0 SET c2 = CASE WHEN coalesce(NULL::time, true) THEN NULL::int4 ELSE unnest(ARRAY[7, NULL::int4]) END
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

drop table t0
----
DROP TABLE

select case when coalesce(null::time,true) then null::int4 else unnest(array[7]) end
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

create table t0(c2 int)
----
CREATE TABLE

update t0 set c2 = coalesce(coalesce(null::time,true), unnest(array[7]))
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

update t0 set c2 = case when true then unnest(array[7]) when coalesce(null::time,true) then 1 end
----
error 0A000 set-returning functions are not allowed in UPDATE

update t0 set c2 = case when coalesce(null::time,true) then 1 end
----
error 42804 COALESCE types time without time zone and boolean cannot be matched

drop table t0
----
DROP TABLE
