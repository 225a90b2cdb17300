# Errors are told whole.
# A row that meets an exclusion constraint and a key at once: the older of the two is told.
CREATE TABLE exo (k int4 PRIMARY KEY, a int4, b int4, c text, d int4range, EXCLUDE USING gist (d WITH &&), CHECK (k <> 9))
----
CREATE TABLE

CREATE UNIQUE INDEX exo_low ON exo (lower(c))
----
CREATE INDEX

CREATE UNIQUE INDEX exo_part ON exo (b) WHERE a > 2
----
CREATE INDEX

INSERT INTO exo VALUES (1, NULL::int4, NULL::int4, 'a'::text, '[1,5)'::int4range)
----
INSERT 0 1

INSERT INTO exo VALUES (0, 1, NULL::int4, 'a'::text, '[1,5)'::int4range)
----
error 23P01 conflicting key value violates exclusion constraint "exo_d_excl"; Key (d)=([1,5)) conflicts with existing key (d)=([1,5)).

INSERT INTO exo VALUES (0, 1, NULL::int4, 'a'::text, '[1,5)'::int4range) ON CONFLICT (k) DO NOTHING
----
error 23P01 conflicting key value violates exclusion constraint "exo_d_excl"; Key (d)=([1,5)) conflicts with existing key (d)=([1,5)).

INSERT INTO exo VALUES (0, 1, NULL::int4, 'a'::text, '[1,5)'::int4range) ON CONFLICT (k) DO UPDATE SET a = 1
----
error 23P01 conflicting key value violates exclusion constraint "exo_d_excl"; Key (d)=([1,5)) conflicts with existing key (d)=([1,5)).

INSERT INTO exo VALUES (0, 1, NULL::int4, 'a'::text, '[1,5)'::int4range) ON CONFLICT (lower(c)) DO UPDATE SET a = 1
----
INSERT 0 1

INSERT INTO exo VALUES (0, 1, NULL::int4, 'a'::text, '[1,5)'::int4range) ON CONFLICT DO NOTHING
----
INSERT 0 0

INSERT INTO exo VALUES (1, 1, NULL::int4, 'a'::text, '[1,5)'::int4range)
----
error 23505 duplicate key value violates unique constraint "exo_pkey"; Key (k)=(1) already exists.

update exo set k=k
----
UPDATE 1

INSERT INTO exo VALUES (2, 1, NULL::int4, 'b'::text, '[10,15)'::int4range)
----
INSERT 0 1

update exo set c='a', d='[1,5)' where k=2
----
error 23P01 conflicting key value violates exclusion constraint "exo_d_excl"; Key (d)=([1,5)) conflicts with existing key (d)=([1,5)).

alter table exo add exclude using gist (d with =)
----
ALTER TABLE

INSERT INTO exo VALUES (0, 1, NULL::int4, 'a'::text, '[1,5)'::int4range) ON CONFLICT (k) DO NOTHING
----
error 23P01 conflicting key value violates exclusion constraint "exo_d_excl"; Key (d)=([1,5)) conflicts with existing key (d)=([1,5)).

create table ex2 (d int4range, c text unique, k int primary key, exclude using gist (d with &&))
----
CREATE TABLE

insert into ex2 values ('[1,5)','a',1),('[5,9)','b',2)
----
INSERT 0 2

update ex2 set c='b', d='[2,4)' where k=1
----
error 23505 duplicate key value violates unique constraint "ex2_c_key"; Key (c)=(b) already exists.

update ex2 set c='b', d='[2,6)' where k=1
----
error 23505 duplicate key value violates unique constraint "ex2_c_key"; Key (c)=(b) already exists.

update ex2 set k=3, c='b', d='[2,3)' where k=1
----
error 23505 duplicate key value violates unique constraint "ex2_c_key"; Key (c)=(b) already exists.

insert into ex2 values ('[4,5)','b',3)
----
error 23505 duplicate key value violates unique constraint "ex2_c_key"; Key (c)=(b) already exists.

alter table ex2 drop constraint ex2_d_excl
----
ALTER TABLE

alter table ex2 add exclude using gist (d with &&)
----
ALTER TABLE

insert into ex2 values ('[4,5)','b',3)
----
error 23505 duplicate key value violates unique constraint "ex2_c_key"; Key (c)=(b) already exists.

insert into ex2 values ('[4,5)','b',3) on conflict (k) do nothing
----
error 23505 duplicate key value violates unique constraint "ex2_c_key"; Key (c)=(b) already exists.

insert into ex2 values ('[4,5)','b',3) on conflict do nothing
----
INSERT 0 0
