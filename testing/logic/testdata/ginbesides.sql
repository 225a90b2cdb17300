# gin indexes of documents, arrays and texts that have columns of btree_gin's classes, too.
create extension btree_gin
----
CREATE EXTENSION

create extension pg_trgm
----
CREATE EXTENSION

create table vis (id int primary key, ns text, doc jsonb, tags text[], n int, at timestamptz, body text)
----
CREATE TABLE

insert into vis select i, 'ns' || i % 10, jsonb_build_object('k', i % 100), array['t' || i % 50], i % 7, timestamptz '2024-01-01 00:00Z' + i * interval '1 hour', 'word' || i from generate_series(1, 2000) i
----
INSERT 0 2000

insert into vis values (2001, null, null, null, null, null, null), (2002, 'ns1', null, '{t1}', 1, null, null)
----
INSERT 0 2

create index a on vis using gin (ns, doc jsonb_path_ops)
----
CREATE INDEX

create index b on vis using gin (doc, ns)
----
CREATE INDEX

create index c on vis using gin (n, at, tags)
----
CREATE INDEX

create index d on vis using gin (ns, body gin_trgm_ops, (n + 1), doc) where n > 2
----
CREATE INDEX

create index e on vis using gin (ns, n)
----
CREATE INDEX

select count(*), sum(id) from vis where ns = 'ns3' and doc @> '{"k": 13}'
----
20|19260
SELECT 1

select count(*), sum(id) from vis where doc @> '{"k": 13}'
----
20|19260
SELECT 1

select count(*), sum(id) from vis where ns = 'ns3'
----
200|199600
SELECT 1

select count(*), sum(id) from vis where tags @> '{t1}' and n = 1
----
7|7258
SELECT 1

select count(*), sum(id) from vis where tags && '{t1,t2}' and at > '2024-02-01'
----
50|67575
SELECT 1

select count(*), sum(id) from vis where body like '%ord77%' and n > 2
----
4|3098
SELECT 1

select count(*), sum(id) from vis where ns is null
----
1|2001
SELECT 1

select count(*), sum(id) from vis where ns = 'ns3' or doc @> '{"k": 14}'
----
220|218880
SELECT 1

update vis set doc = '{"k": 1000}', ns = 'nsx' where id = 13
----
UPDATE 1

delete from vis where id = 113
----
DELETE 1

select id, ns from vis where doc @> '{"k": 1000}' and ns = 'nsx'
----
13|nsx
SELECT 1

select count(*), sum(id) from vis where ns = 'ns3' and doc @> '{"k": 13}'
----
18|19134
SELECT 1

select indexrelid::regclass, indclass::text <> '', (select array_agg(opcname order by o.n) from unnest(indclass) with ordinality o(c, n) join pg_opclass on pg_opclass.oid = c) from pg_index where indrelid = 'vis'::regclass order by 1
----
vis_pkey|t|{int4_ops}
a|t|{text_ops,jsonb_path_ops}
b|t|{jsonb_ops,text_ops}
c|t|{int4_ops,timestamptz_ops,array_ops}
d|t|{text_ops,gin_trgm_ops,int4_ops,jsonb_ops}
e|t|{text_ops,int4_ops}
SELECT 6

select pg_get_indexdef('a'::regclass), pg_get_indexdef('b'::regclass), pg_get_indexdef('c'::regclass), pg_get_indexdef('d'::regclass)
----
CREATE INDEX a ON public.vis USING gin (ns, doc jsonb_path_ops)|CREATE INDEX b ON public.vis USING gin (doc, ns)|CREATE INDEX c ON public.vis USING gin (n, at, tags)|CREATE INDEX d ON public.vis USING gin (ns, body gin_trgm_ops, ((n + 1)), doc) WHERE (n > 2)
SELECT 1

select attname, format_type(atttypid, atttypmod) from pg_attribute where attrelid in ('a'::regclass, 'c'::regclass) order by attrelid, attnum
----
ns|text
doc|integer
n|integer
at|timestamp with time zone
tags|text
SELECT 5

create table part (k int, ns text, doc jsonb) partition by list (k)
----
CREATE TABLE

create table part1 partition of part for values in (1)
----
CREATE TABLE

create index on part using gin (ns, doc)
----
CREATE INDEX

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'part1'::regclass
----
CREATE INDEX part1_ns_doc_idx ON public.part1 USING gin (ns, doc)
SELECT 1

create table lk (like vis including indexes)
----
CREATE TABLE

select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'lk'::regclass order by 1
----
CREATE INDEX lk_doc_ns_idx ON public.lk USING gin (doc, ns)
CREATE INDEX lk_n_at_tags_idx ON public.lk USING gin (n, at, tags)
CREATE INDEX lk_ns_body_expr_doc_idx ON public.lk USING gin (ns, body gin_trgm_ops, ((n + 1)), doc) WHERE (n > 2)
CREATE INDEX lk_ns_doc_idx ON public.lk USING gin (ns, doc jsonb_path_ops)
CREATE INDEX lk_ns_n_idx ON public.lk USING gin (ns, n)
CREATE UNIQUE INDEX lk_pkey ON public.lk USING btree (id)
SELECT 6

alter table vis alter n type bigint
----
ALTER TABLE

alter table vis alter ns type varchar(30)
----
ALTER TABLE

select pg_get_indexdef('a'::regclass), pg_get_indexdef('c'::regclass)
----
CREATE INDEX a ON public.vis USING gin (ns, doc jsonb_path_ops)|CREATE INDEX c ON public.vis USING gin (n, at, tags)
SELECT 1

select count(*), sum(id) from vis where tags @> '{t1}' and n = 1
----
7|7258
SELECT 1

create index f on vis using gin (ns, at, id)
----
CREATE INDEX

create index g on vis using gin (ns, doc, point(1,2))
----
error 42704

drop index a, b, c, d, e
----
DROP INDEX

create index h on vis using gin (ns, doc)
----
CREATE INDEX
