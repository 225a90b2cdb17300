# Errors are told whole.
# A literal between two bounds has the type of each.
create table t (c char(4), v text, n int, d date, i8 int8)
----
CREATE TABLE

insert into t values ('a','a',1,'2024-01-01',5), ('b ','b',2,'2024-02-01',6)
----
INSERT 0 2

create view w1 as select * from t where 'b' between c and v
----
CREATE VIEW

select pg_get_viewdef('w1'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE (('b'::bpchar >= t.c) AND ('b'::text <= t.v));
SELECT 1

select * from w1
----
b   |b|2|2024-02-01|6
SELECT 1

create view w2 as select * from t where 'b ' not between c and v::varchar
----
CREATE VIEW

select pg_get_viewdef('w2'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE (('b '::bpchar < t.c) OR ('b '::text > ((t.v)::character varying)::text));
SELECT 1

select * from w2
----
a   |a|1|2024-01-01|5
b   |b|2|2024-02-01|6
SELECT 2

create view w3 as select * from t where 'b ' between symmetric v and c
----
CREATE VIEW

select pg_get_viewdef('w3'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE ((('b '::text >= t.v) AND ('b '::bpchar <= t.c)) OR (('b '::bpchar >= t.c) AND ('b '::text <= t.v)));
SELECT 1

select * from w3
----
b   |b|2|2024-02-01|6
SELECT 1

create view w4 as select * from t where '2024-01-01' between d and d::timestamp
----
CREATE VIEW

select pg_get_viewdef('w4'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE (('2024-01-01'::date >= t.d) AND ('2024-01-01 00:00:00'::timestamp without time zone <= (t.d)::timestamp without time zone));
SELECT 1

create view w5 as select * from t where null between n and v
----
CREATE VIEW

select pg_get_viewdef('w5'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE ((NULL::integer >= t.n) AND (NULL::text <= t.v));
SELECT 1

create view w6 as select * from t where '5' between n and i8
----
CREATE VIEW

select pg_get_viewdef('w6'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE ((5 >= t.n) AND ('5'::bigint <= t.i8));
SELECT 1

select * from w6
----
a   |a|1|2024-01-01|5
b   |b|2|2024-02-01|6
SELECT 2

create view w7 as select * from t where c between 'a' and v
----
CREATE VIEW

select pg_get_viewdef('w7'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE ((t.c >= 'a'::bpchar) AND ((t.c)::text <= t.v));
SELECT 1

select * from w7
----
a   |a|1|2024-01-01|5
b   |b|2|2024-02-01|6
SELECT 2

create view w8 as select * from t where c between symmetric 'a ' and 'b '
----
CREATE VIEW

select pg_get_viewdef('w8'::regclass)
----
 SELECT t.c,\n    t.v,\n    t.n,\n    t.d,\n    t.i8\n   FROM t\n  WHERE (((t.c >= 'a '::bpchar) AND (t.c <= 'b '::bpchar)) OR ((t.c >= 'b '::bpchar) AND (t.c <= 'a '::bpchar)));
SELECT 1

create table ck (c char(4), v text, check ('b' between c and v))
----
CREATE TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'ck'::regclass
----
CHECK ((('b'::bpchar >= c) AND ('b'::text <= v)))
SELECT 1

insert into ck values ('a', 'c')
----
INSERT 0 1

create function fq(c char(4), v text) returns bool begin atomic
----
error 42601 syntax error at end of input

select 'b ' between c and v
----
error 42703 column "c" does not exist

end
----
COMMIT

select fq('a', 'b'), fq('a', 'c'), fq('b', 'c')
----
error 42883 function fq(unknown, unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

select * from t where 'b ' between symmetric v and c
----
b   |b|2|2024-02-01|6
SELECT 1

select * from t where 'b ' between v and c
----
b   |b|2|2024-02-01|6
SELECT 1

select * from t where '2024-02-01 10:00' between d and d::timestamp + interval '1 day'
----
b   |b|2|2024-02-01|6
SELECT 1

select * from t where '5' between n and v
----
a   |a|1|2024-01-01|5
b   |b|2|2024-02-01|6
SELECT 2

select * from t where '5' not between v and n
----
a   |a|1|2024-01-01|5
b   |b|2|2024-02-01|6
SELECT 2

select * from t where 'x' between v and n
----
error 22P02 invalid input syntax for type integer: "x"

select * from t where null between v and n
----
SELECT 0

select * from t where ('b ') between v and c
----
b   |b|2|2024-02-01|6
SELECT 1

select 'b ' between v and c from t
----
f
t
SELECT 2

select 'b' between 'a' and 'c', '5' between 1 and 7
----
t|t
SELECT 1

select * from t where 'b ' between v
----
error 42601 syntax error at end of input

select * from t where 'b ' between v and 1+'a' and n=1
----
error 22P02 invalid input syntax for type integer: "a"

select * from t where -'1' between n and n
----
error 42725 operator is not unique: - unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.

select * from t where 'a' between 1 and 2 and true
----
error 22P02 invalid input syntax for type integer: "a"

select * from t where not 'b' between c and v or false
----
a   |a|1|2024-01-01|5
SELECT 1

select 'b' between c and v is true from t
----
f
t
SELECT 2

select ('b' between c and v)::text from t
----
false
true
SELECT 2

select 1 where '1' between 0 and 2 and '3' between 2 and 1 or '1' between 1 and 1
----
1
SELECT 1

create table ckd (c char(4), v text)
----
CREATE TABLE

alter table ckd add check ('b ' not between symmetric c and v)
----
ALTER TABLE

select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'ckd'::regclass
----
CHECK (((('b '::bpchar < c) OR ('b '::text > v)) AND (('b '::text < v) OR ('b '::bpchar > c))))
SELECT 1

alter table ckd add g bool default ('b' between 'a' and 'c'), add h bool generated always as ('b ' between v and c) stored
----
ALTER TABLE

insert into ckd values ('b ', 'b'), ('a', 'a')
----
error 23514 new row for relation "ckd" violates check constraint "ckd_check"; Failing row contains (b   , b, t, t).

insert into ckd values ('a', 'a')
----
INSERT 0 1

select * from ckd
----
a   |a|t|f
SELECT 1

create policy p on ckd using ('b ' between v and c)
----
CREATE POLICY

select qual from pg_policies where policyname = 'p'
----
(('b '::text >= v) AND ('b '::bpchar <= c))
SELECT 1

create index ckdi on ckd (v) where 'b ' not between v and c
----
CREATE INDEX

select pg_get_indexdef('ckdi'::regclass), pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'ckd'::regclass order by adnum
----
CREATE INDEX ckdi ON public.ckd USING btree (v) WHERE (('b '::text < v) OR ('b '::bpchar > c))|(('b'::text >= 'a'::text) AND ('b'::text <= 'c'::text))
CREATE INDEX ckdi ON public.ckd USING btree (v) WHERE (('b '::text < v) OR ('b '::bpchar > c))|(('b '::text >= v) AND ('b '::bpchar <= c))
SELECT 2
