# Policies whose subqueries have columns that are called as the functions and types that give them.
# The results are Postgres's own.
create function pn_uid() returns int language sql stable as 'select 1';
create function pn_ids() returns setof int language sql stable as 'select 1 union all select 3';
create function pn_pairs() returns table (x int, y text) language sql stable as $$select 1, 'a'$$;
create type pn_mood as enum ('ok', 'sad');
create table pn_t (id int, mood text); insert into pn_t values (1, 'ok'), (2, 'ok'), (3, 'sad');
create table pn_s (p text, id int); insert into pn_s values ('x', 1)
----
CREATE FUNCTION
CREATE FUNCTION
CREATE FUNCTION
CREATE TYPE
CREATE TABLE
INSERT 0 3
CREATE TABLE
INSERT 0 1

create policy p1 on pn_t using ((select pn_uid()) = id) with check (id in (select pn_ids()) and id = (select now()::text::int));
create policy p2 on pn_t using (exists (select pn_uid(), pn_ids(), 1, x.mood from pn_t x where x.id = pn_t.id));
create policy p3 on pn_t using ((select x.pn_uid from (select pn_uid()) x) = id);
create policy p4 on pn_t using (id = (with w as (select pn_uid()) select pn_uid from w));
create policy p5 on pn_t using (id = (select pn_uid()::bigint) or id = all (array(select pn_ids())));
create policy p6 on pn_t using (exists (select x.pn_mood from (select 'ok'::pn_mood) x where x.pn_mood::text = mood))
----
CREATE POLICY
CREATE POLICY
CREATE POLICY
CREATE POLICY
CREATE POLICY
CREATE POLICY

create policy p7 on pn_t using (exists (select 1 from pn_ids() where pn_ids = id));
create policy p8 on pn_t using (id in (select pn_ids from pn_ids()));
create policy p9 on pn_t using (exists (select pn_ids.pn_ids from pn_ids() where pn_ids.pn_ids = id));
create policy pa on pn_t using (exists (select x, pn_pairs.y from pn_pairs() where x = id))
----
CREATE POLICY
CREATE POLICY
CREATE POLICY
CREATE POLICY

select policyname, qual, with_check from pg_policies where tablename = 'pn_t' order by 1
----
p1|(( SELECT pn_uid() AS pn_uid) = id)|((id IN ( SELECT pn_ids() AS pn_ids)) AND (id = ( SELECT ((now())::text)::integer AS now)))
p2|(EXISTS ( SELECT pn_uid() AS pn_uid,\n    pn_ids() AS pn_ids,\n    1,\n    x.mood\n   FROM pn_t x\n  WHERE (x.id = pn_t.id)))|NULL
p3|(( SELECT x.pn_uid\n   FROM ( SELECT pn_uid() AS pn_uid) x) = id)|NULL
p4|(id = ( WITH w AS (\n         SELECT pn_uid() AS pn_uid\n        )\n SELECT w.pn_uid\n   FROM w))|NULL
p5|((id = ( SELECT (pn_uid())::bigint AS pn_uid)) OR (id = ALL (ARRAY( SELECT pn_ids() AS pn_ids))))|NULL
p6|(EXISTS ( SELECT x.pn_mood\n   FROM ( SELECT 'ok'::pn_mood AS pn_mood) x\n  WHERE ((x.pn_mood)::text = pn_t.mood)))|NULL
p7|(EXISTS ( SELECT 1\n   FROM pn_ids() pn_ids(pn_ids)\n  WHERE (pn_ids.pn_ids = pn_t.id)))|NULL
p8|(id IN ( SELECT pn_ids.pn_ids\n   FROM pn_ids() pn_ids(pn_ids)))|NULL
p9|(EXISTS ( SELECT pn_ids.pn_ids\n   FROM pn_ids() pn_ids(pn_ids)\n  WHERE (pn_ids.pn_ids = pn_t.id)))|NULL
pa|(EXISTS ( SELECT pn_pairs.x,\n    pn_pairs.y\n   FROM pn_pairs() pn_pairs(x, y)\n  WHERE (pn_pairs.x = pn_t.id)))|NULL
SELECT 10

create role pn_r; grant select on pn_t, pn_s to pn_r; do $$ begin execute format('grant usage on schema %I to pn_r', current_schema()); end $$; alter table pn_t enable row level security;
drop policy p1 on pn_t; drop policy p2 on pn_t; drop policy p5 on pn_t; drop policy p6 on pn_t; drop policy p7 on pn_t; drop policy p8 on pn_t; drop policy p9 on pn_t; drop policy pa on pn_t
----
CREATE ROLE
GRANT
DO
ALTER TABLE
DROP POLICY
DROP POLICY
DROP POLICY
DROP POLICY
DROP POLICY
DROP POLICY
DROP POLICY
DROP POLICY

set role pn_r; select id from pn_t order by 1; reset role
----
SET
1
SELECT 1
RESET

drop policy p3 on pn_t; drop policy p4 on pn_t; create policy q on pn_t using (id in (select pn_ids from pn_ids()));
alter function pn_ids() rename to pn_others;
set role pn_r; select id from pn_t order by 1; reset role
----
DROP POLICY
DROP POLICY
CREATE POLICY
ALTER FUNCTION
SET
1
3
SELECT 2
RESET

select qual from pg_policies where tablename = 'pn_t'
----
(id IN ( SELECT pn_ids.pn_ids\n   FROM pn_others() pn_ids(pn_ids)))
SELECT 1

drop table pn_t, pn_s; drop function pn_uid, pn_others, pn_pairs; drop type pn_mood; drop owned by pn_r; drop role pn_r
----
DROP TABLE
DROP FUNCTION
DROP TYPE
DROP OWNED
DROP ROLE
