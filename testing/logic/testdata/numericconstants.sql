# Errors are told whole.
# Constants of type numeric in definitions, bounds of partitions, conditions of triggers in information_schema, and debug as a level of messages.
set client_min_messages = debug
----
SET

show client_min_messages
----
debug2
SHOW

set client_min_messages = debug2
----
SET

show client_min_messages
----
debug2
SHOW

set log_min_messages = debug
----
SET

show log_min_messages
----
debug2
SHOW

set log_min_error_statement = debug
----
SET

show log_min_error_statement
----
debug2
SHOW

set client_min_messages = 'DEBUG'
----
SET

show client_min_messages
----
debug2
SHOW

set client_min_messages = notice
----
SET

set client_min_messages = debugx
----
error 22023 invalid value for parameter "client_min_messages": "debugx"; ; Available values: debug5, debug4, debug3, debug2, debug1, log, notice, warning, error.

reset client_min_messages
----
RESET

create table rc (a numeric default 1e3, b numeric default .5, c numeric default 5., d numeric default 1.5e-7, e numeric default 012.50, f numeric default -1e2, g numeric default '-1e2'::numeric, h numeric default '1e3'::numeric, i float8 default 1e3, j float8 default 1.50, k numeric(10,2) default 1e3, l numeric(10,2) default 2.5, m float8 default 1e-5, n numeric default 1e3 + .5 * 5., o int default 1e3, p text default 1e3, q numeric default +1e3, r numeric default - 1e3, s numeric default 12345678901234567890, t numeric default 0.0, u numeric default 0e5, v numeric default 1.50e1, w numeric default 1e2::numeric, x numeric default (1e2)::numeric(10,3), y numeric default 12.50::float8, z float4 default 2.50e0)
----
CREATE TABLE

select attname, pg_get_expr(adbin, adrelid) from pg_attrdef d join pg_attribute a on adrelid=attrelid and adnum=attnum where adrelid='rc'::regclass order by adnum
----
a|'1000'::numeric
b|0.5
c|'5'::numeric
d|0.00000015
e|12.50
f|'-100'::numeric
g|'-100'::numeric
h|'1000'::numeric
i|'1000'::numeric
j|1.50
k|'1000'::numeric
l|2.5
m|0.00001
n|('1000'::numeric + (0.5 * '5'::numeric))
o|'1000'::numeric
p|'1000'::numeric
q|(+ '1000'::numeric)
r|'-1000'::numeric
s|'12345678901234567890'::numeric
t|0.0
u|'0'::numeric
v|15.0
w|'100'::numeric
x|'100'::numeric(10,3)
y|(12.50)::double precision
z|2.50
SELECT 26

select column_name, column_default from information_schema.columns where table_name='rc' order by ordinal_position
----
a|'1000'::numeric
b|0.5
c|'5'::numeric
d|0.00000015
e|12.50
f|'-100'::numeric
g|'-100'::numeric
h|'1000'::numeric
i|'1000'::numeric
j|1.50
k|'1000'::numeric
l|2.5
m|0.00001
n|('1000'::numeric + (0.5 * '5'::numeric))
o|'1000'::numeric
p|'1000'::numeric
q|(+ '1000'::numeric)
r|'-1000'::numeric
s|'12345678901234567890'::numeric
t|0.0
u|'0'::numeric
v|15.0
w|'100'::numeric
x|'100'::numeric(10,3)
y|(12.50)::double precision
z|2.50
SELECT 26

create table rd (a numeric check (a < 1e3), b numeric check (b > .5 and b <> -1e2), c numeric check (c in (1e3, .5, 2)), d float8 check (d > 1e3), e numeric check (abs(e) < 5.), f int check (f < 1e3), g numeric check (g between 1e1 and 1.5e2), h numeric generated always as (a * 1e3 + .5) stored, i int check ((i::numeric / 1e1) > .25::float8), j numeric check (j = any(array[1e1, .5])), k numeric check (k > 1e20))
----
CREATE TABLE

select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid='rd'::regclass order by 1
----
rd_a_check|CHECK ((a < '1000'::numeric))
rd_b_check|CHECK (((b > 0.5) AND (b <> '-100'::numeric)))
rd_c_check|CHECK ((c = ANY (ARRAY['1000'::numeric, 0.5, (2)::numeric])))
rd_d_check|CHECK ((d > ('1000'::numeric)::double precision))
rd_e_check|CHECK ((abs(e) < '5'::numeric))
rd_f_check|CHECK (((f)::numeric < '1000'::numeric))
rd_g_check|CHECK (((g >= '10'::numeric) AND (g <= '150'::numeric)))
rd_i_check|CHECK (((((i)::numeric / '10'::numeric))::double precision > (0.25)::double precision))
rd_j_check|CHECK ((j = ANY (ARRAY['10'::numeric, 0.5])))
rd_k_check|CHECK ((k > '100000000000000000000'::numeric))
SELECT 10

select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid='rd'::regclass
----
((a * '1000'::numeric) + 0.5)
SELECT 1

create index rdi on rd ((a * 1e3)) where b > .5
----
CREATE INDEX

select pg_get_indexdef('rdi'::regclass)
----
CREATE INDEX rdi ON public.rd USING btree (((a * '1000'::numeric))) WHERE (b > 0.5)
SELECT 1

create policy rp on rd using (a > 1e3) with check (b < .5)
----
CREATE POLICY

select polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid) from pg_policy where polrelid='rd'::regclass
----
rp|(a > '1000'::numeric)|(b < 0.5)
SELECT 1

create function rtf() returns trigger language plpgsql as 'begin return new; end'
----
CREATE FUNCTION

create trigger rt before update on rd for each row when (new.a > 1e3 or new.b < .5) execute function rtf()
----
CREATE TRIGGER

select pg_get_triggerdef(oid) from pg_trigger where tgname='rt'
----
CREATE TRIGGER rt BEFORE UPDATE ON public.rd FOR EACH ROW WHEN (((new.a > '1000'::numeric) OR (new.b < 0.5))) EXECUTE FUNCTION rtf()
SELECT 1

select action_condition from information_schema.triggers where trigger_name='rt'
----
((new.a > '1000'::numeric) OR (new.b < 0.5))
SELECT 1

create domain rdom as numeric default 1e3 check (value > .5 and value < 1e5)
----
CREATE DOMAIN

select pg_get_constraintdef(oid) from pg_constraint where contypid='rdom'::regtype
----
CHECK (((VALUE > 0.5) AND (VALUE < '100000'::numeric)))
SELECT 1

select typdefault from pg_type where typname='rdom'
----
'1000'::numeric
SELECT 1

select domain_default from information_schema.domains where domain_name='rdom'
----
'1000'::numeric
SELECT 1

select check_clause from information_schema.check_constraints where constraint_name like 'rdom%'
----
(((VALUE > 0.5) AND (VALUE < '100000'::numeric)))
SELECT 1

create function rf(a numeric default 1e3, b float8 default .5, c numeric default -5.) returns numeric language sql return a + 1e3 * .5
----
CREATE FUNCTION

select pg_get_function_arguments('rf'::regproc), pg_get_function_sqlbody('rf'::regproc)
----
a numeric DEFAULT '1000'::numeric, b double precision DEFAULT 0.5, c numeric DEFAULT '-5'::numeric|RETURN (a + ('1000'::numeric * 0.5))
SELECT 1

create statistics rs on (a * 1e3), b from rd
----
CREATE STATISTICS

select pg_get_statisticsobjdef(oid) from pg_statistic_ext where stxname='rs'
----
CREATE STATISTICS public.rs ON b, (a * '1000'::numeric) FROM rd
SELECT 1

create table pn (a numeric, b text) partition by range (a)
----
CREATE TABLE

create table pn1 partition of pn for values from (1) to (100)
----
CREATE TABLE

create table pn2 partition of pn for values from (1e2) to (2.50e2)
----
CREATE TABLE

create table pn3 partition of pn for values from (minvalue) to (-.5)
----
CREATE TABLE

create table pf (a float8) partition by list (a)
----
CREATE TABLE

create table pf1 partition of pf for values in (2.5, 30)
----
CREATE TABLE

create table pf2 partition of pf for values in (null, 1e3, -7)
----
CREATE TABLE

create table pf4 (a float4) partition by range (a)
----
CREATE TABLE

create table pf41 partition of pf4 for values from (1.5) to (2)
----
CREATE TABLE

create table pm (a int8, b numeric, c date, d text, e int2, f bool) partition by range (a, b, c, d, e, f)
----
CREATE TABLE

create table pm1 partition of pm for values from (1, 2, '2020-01-01', 'x', 3, false) to (10, 20.5, '2021-01-01', 'y', 4, true)
----
CREATE TABLE

create table pl (a numeric) partition by list (a)
----
CREATE TABLE

create table pl1 partition of pl for values in (2.5, 30, -1)
----
CREATE TABLE

create table ph (a numeric) partition by hash (a)
----
CREATE TABLE

create table ph1 partition of ph for values with (modulus 2, remainder 0)
----
CREATE TABLE

create table pi (a int8) partition by list (a)
----
CREATE TABLE

create table pi1 partition of pi for values in (1, 5000000000)
----
CREATE TABLE

create table po (a oid) partition by list (a)
----
CREATE TABLE

create table po1 partition of po for values in (1, 2)
----
CREATE TABLE

create table pmy (a money) partition by list (a)
----
CREATE TABLE

create table pmy1 partition of pmy for values in (1, '2')
----
CREATE TABLE

select relname, pg_get_expr(relpartbound, oid) from pg_class where relpartbound is not null and relname ~ '^p[a-z]' order by 1
----
pf1|FOR VALUES IN ('2.5', '30')
pf2|FOR VALUES IN (NULL, '1000', '-7')
pf41|FOR VALUES FROM ('1.5') TO ('2')
ph1|FOR VALUES WITH (modulus 2, remainder 0)
pi1|FOR VALUES IN ('1', '5000000000')
pl1|FOR VALUES IN (2.5, '30', '-1')
pm1|FOR VALUES FROM ('1', '2', '2020-01-01', 'x', '3', false) TO ('10', 20.5, '2021-01-01', 'y', '4', true)
pmy1|FOR VALUES IN ('$1.00', '$2.00')
pn1|FOR VALUES FROM ('1') TO ('100')
pn2|FOR VALUES FROM ('100') TO ('250')
pn3|FOR VALUES FROM (MINVALUE) TO ('-0.5')
po1|FOR VALUES IN ('1', '2')
SELECT 12

select relname, pg_get_partition_constraintdef(oid) from pg_class where relpartbound is not null and relname ~ '^p[a-z]' and relname !~ '^ph' order by 1
----
pf1|((a IS NOT NULL) AND (a = ANY (ARRAY['2.5'::double precision, '30'::double precision])))
pf2|((a IS NULL) OR (a = ANY (ARRAY['1000'::double precision, '-7'::double precision])))
pf41|((a IS NOT NULL) AND (a >= '1.5'::real) AND (a < '2'::real))
pi1|((a IS NOT NULL) AND (a = ANY (ARRAY['1'::bigint, '5000000000'::bigint])))
pl1|((a IS NOT NULL) AND (a = ANY (ARRAY[2.5, '30'::numeric, '-1'::numeric])))
pm1|((a IS NOT NULL) AND (b IS NOT NULL) AND (c IS NOT NULL) AND (d IS NOT NULL) AND (e IS NOT NULL) AND (f IS NOT NULL) AND ((a > '1'::bigint) OR ((a = '1'::bigint) AND (b > '2'::numeric)) OR ((a = '1'::bigint) AND (b = '2'::numeric) AND (c > '2020-01-01'::date)) OR ((a = '1'::bigint) AND (b = '2'::numeric) AND (c = '2020-01-01'::date) AND (d > 'x'::text)) OR ((a = '1'::bigint) AND (b = '2'::numeric) AND (c = '2020-01-01'::date) AND (d = 'x'::text) AND (e > '3'::smallint)) OR ((a = '1'::bigint) AND (b = '2'::numeric) AND (c = '2020-01-01'::date) AND (d = 'x'::text) AND (e = '3'::smallint) AND (f >= false))) AND ((a < '10'::bigint) OR ((a = '10'::bigint) AND (b < 20.5)) OR ((a = '10'::bigint) AND (b = 20.5) AND (c < '2021-01-01'::date)) OR ((a = '10'::bigint) AND (b = 20.5) AND (c = '2021-01-01'::date) AND (d < 'y'::text)) OR ((a = '10'::bigint) AND (b = 20.5) AND (c = '2021-01-01'::date) AND (d = 'y'::text) AND (e < '4'::smallint)) OR ((a = '10'::bigint) AND (b = 20.5) AND (c = '2021-01-01'::date) AND (d = 'y'::text) AND (e = '4'::smallint) AND (f < true))))
pmy1|((a IS NOT NULL) AND (a = ANY (ARRAY['$1.00'::money, '$2.00'::money])))
pn1|((a IS NOT NULL) AND (a >= '1'::numeric) AND (a < '100'::numeric))
pn2|((a IS NOT NULL) AND (a >= '100'::numeric) AND (a < '250'::numeric))
pn3|((a IS NOT NULL) AND (a < '-0.5'::numeric))
po1|((a IS NOT NULL) AND (a = ANY (ARRAY['1'::oid, '2'::oid])))
SELECT 11

create table tr (id int, name varchar(20), n int2, c char(3), d date)
----
CREATE TABLE

create trigger trt before update on tr for each row when (new.name is distinct from old.name and new.n > 5 and new.c = 'x' and old.d < now()) execute function rtf()
----
CREATE TRIGGER

select action_condition from information_schema.triggers where trigger_name='trt'
----
(((new.name)::text IS DISTINCT FROM (old.name)::text) AND (new.n > 5) AND (new.c = 'x'::bpchar) AND (old.d < now()))
SELECT 1

select pg_get_triggerdef(oid) from pg_trigger where tgname='trt'
----
CREATE TRIGGER trt BEFORE UPDATE ON public.tr FOR EACH ROW WHEN ((((new.name)::text IS DISTINCT FROM (old.name)::text) AND (new.n > 5) AND (new.c = 'x'::bpchar) AND (old.d < now()))) EXECUTE FUNCTION rtf()
SELECT 1

drop table rc, rd, pn, pf, pf4, pm, pl, ph, pi, po, pmy, tr cascade
----
DROP TABLE

drop function rf, rtf
----
DROP FUNCTION

drop domain rdom
----
DROP DOMAIN
