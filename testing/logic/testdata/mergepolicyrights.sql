# Errors are told whole.
# MERGE looks at the policies of all that it may do: what they read is asked for rights.
create role merge_guest
----
CREATE ROLE

do $$ begin execute format('grant usage on schema %I to merge_guest', current_schema()); end $$
----
DO

CREATE TABLE mpt (k int8 PRIMARY KEY, c1 int4range)
----
CREATE TABLE

CREATE TABLE mps (k int4 PRIMARY KEY) PARTITION BY HASH (k)
----
CREATE TABLE

CREATE VIEW mpv AS SELECT * FROM mps
----
CREATE VIEW

GRANT ALL ON mpt TO merge_guest
----
GRANT

ALTER TABLE mpt ENABLE ROW LEVEL SECURITY
----
ALTER TABLE

CREATE POLICY p9 ON mpt FOR DELETE TO merge_guest USING (NULL::bool)
----
CREATE POLICY

CREATE POLICY p10 ON mpt AS RESTRICTIVE FOR DELETE TO merge_guest USING ((SELECT bool_and(false) FROM mpv AS r13))
----
CREATE POLICY

set role merge_guest
----
SET

MERGE INTO mpt AS u USING (VALUES (10::int8, 2)) AS o(k, y) ON u.k = o.k WHEN NOT MATCHED AND NULL::bool THEN INSERT (k, c1) VALUES (o.k, NULL::int4range)
----
error 42501 permission denied for view mpv

MERGE INTO mpt AS u USING (VALUES (10::int8, 2)) AS o(k, y) ON u.k = o.k WHEN NOT MATCHED  THEN INSERT (k, c1) VALUES (o.k, NULL::int4range)
----
error 42501 permission denied for view mpv

MERGE INTO mpt AS u USING (VALUES (10::int8, 2)) AS o(k, y) ON u.k = o.k WHEN NOT MATCHED  THEN do nothing
----
error 42501 permission denied for view mpv

MERGE INTO mpt AS u USING (VALUES (10::int8, 2)) AS o(k, y) ON u.k = o.k WHEN MATCHED  THEN delete
----
error 42501 permission denied for view mpv

reset role
----
RESET

drop policy p9 on mpt
----
DROP POLICY

set role merge_guest
----
SET

MERGE INTO mpt AS u USING (VALUES (10::int8, 2)) AS o(k, y) ON u.k = o.k WHEN NOT MATCHED AND NULL::bool THEN INSERT (k, c1) VALUES (o.k, NULL::int4range)
----
MERGE 0

MERGE INTO mpt AS u USING (VALUES (10::int8, 2)) AS o(k, y) ON u.k = o.k WHEN NOT MATCHED  THEN do nothing
----
MERGE 0

MERGE INTO mpt AS u USING (VALUES (10::int8, 2)) AS o(k, y) ON u.k = o.k WHEN MATCHED  THEN delete
----
MERGE 0

delete from mpt
----
DELETE 0

reset role
----
RESET

drop owned by merge_guest
----
DROP OWNED

drop role merge_guest
----
DROP ROLE
