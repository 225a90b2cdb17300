# Stored expressions, as Postgres shows them: with its casts, parentheses and forms.
create table gx (a int, b bigint, s smallint, n numeric(10,2), f float8, t text, v varchar(20), c char(3), d date, ts timestamp, tz timestamptz, bo boolean, ar int[], u uuid, iv interval)
----
CREATE TABLE

alter table gx add constraint c0 check (a > 0); select 'c0', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c0' and conrelid = 'gx'::regclass
----
ALTER TABLE
c0|CHECK ((a > 0))|(a > 0)|CHECK (a > 0)|a > 0
SELECT 1

alter table gx add constraint c1 check (a > 0 and b < 10); select 'c1', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c1' and conrelid = 'gx'::regclass
----
ALTER TABLE
c1|CHECK (((a > 0) AND (b < 10)))|((a > 0) AND (b < 10))|CHECK (a > 0 AND b < 10)|a > 0 AND b < 10
SELECT 1

alter table gx add constraint c2 check (a > 0 or b is null); select 'c2', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c2' and conrelid = 'gx'::regclass
----
ALTER TABLE
c2|CHECK (((a > 0) OR (b IS NULL)))|((a > 0) OR (b IS NULL))|CHECK (a > 0 OR b IS NULL)|a > 0 OR b IS NULL
SELECT 1

alter table gx add constraint c3 check (not (a = 1)); select 'c3', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c3' and conrelid = 'gx'::regclass
----
ALTER TABLE
c3|CHECK ((NOT (a = 1)))|(NOT (a = 1))|CHECK (NOT a = 1)|NOT a = 1
SELECT 1

alter table gx add constraint c4 check (a in (1,2,3)); select 'c4', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c4' and conrelid = 'gx'::regclass
----
ALTER TABLE
c4|CHECK ((a = ANY (ARRAY[1, 2, 3])))|(a = ANY (ARRAY[1, 2, 3]))|CHECK (a = ANY (ARRAY[1, 2, 3]))|a = ANY (ARRAY[1, 2, 3])
SELECT 1

alter table gx add constraint c5 check (a not in (1,2)); select 'c5', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c5' and conrelid = 'gx'::regclass
----
ALTER TABLE
c5|CHECK ((a <> ALL (ARRAY[1, 2])))|(a <> ALL (ARRAY[1, 2]))|CHECK (a <> ALL (ARRAY[1, 2]))|a <> ALL (ARRAY[1, 2])
SELECT 1

alter table gx add constraint c6 check (t in ('x','y')); select 'c6', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c6' and conrelid = 'gx'::regclass
----
ALTER TABLE
c6|CHECK ((t = ANY (ARRAY['x'::text, 'y'::text])))|(t = ANY (ARRAY['x'::text, 'y'::text]))|CHECK (t = ANY (ARRAY['x'::text, 'y'::text]))|t = ANY (ARRAY['x'::text, 'y'::text])
SELECT 1

alter table gx add constraint c7 check (t = 'abc'); select 'c7', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c7' and conrelid = 'gx'::regclass
----
ALTER TABLE
c7|CHECK ((t = 'abc'::text))|(t = 'abc'::text)|CHECK (t = 'abc'::text)|t = 'abc'::text
SELECT 1

alter table gx add constraint c8 check (t <> ''); select 'c8', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c8' and conrelid = 'gx'::regclass
----
ALTER TABLE
c8|CHECK ((t <> ''::text))|(t <> ''::text)|CHECK (t <> ''::text)|t <> ''::text
SELECT 1

alter table gx add constraint c9 check (v = 'abc'); select 'c9', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c9' and conrelid = 'gx'::regclass
----
ALTER TABLE
c9|CHECK (((v)::text = 'abc'::text))|((v)::text = 'abc'::text)|CHECK (v::text = 'abc'::text)|v::text = 'abc'::text
SELECT 1

alter table gx add constraint c11 check (length(t) > 3); select 'c11', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c11' and conrelid = 'gx'::regclass
----
ALTER TABLE
c11|CHECK ((length(t) > 3))|(length(t) > 3)|CHECK (length(t) > 3)|length(t) > 3
SELECT 1

alter table gx add constraint c12 check (t like 'a%'); select 'c12', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c12' and conrelid = 'gx'::regclass
----
ALTER TABLE
c12|CHECK ((t ~~ 'a%'::text))|(t ~~ 'a%'::text)|CHECK (t ~~ 'a%'::text)|t ~~ 'a%'::text
SELECT 1

alter table gx add constraint c13 check (t ~ '^a'); select 'c13', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c13' and conrelid = 'gx'::regclass
----
ALTER TABLE
c13|CHECK ((t ~ '^a'::text))|(t ~ '^a'::text)|CHECK (t ~ '^a'::text)|t ~ '^a'::text
SELECT 1

alter table gx add constraint c14 check (t ilike '%x'); select 'c14', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c14' and conrelid = 'gx'::regclass
----
ALTER TABLE
c14|CHECK ((t ~~* '%x'::text))|(t ~~* '%x'::text)|CHECK (t ~~* '%x'::text)|t ~~* '%x'::text
SELECT 1

alter table gx add constraint c15 check (n >= 0); select 'c15', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c15' and conrelid = 'gx'::regclass
----
ALTER TABLE
c15|CHECK ((n >= (0)::numeric))|(n >= (0)::numeric)|CHECK (n >= 0::numeric)|n >= 0::numeric
SELECT 1

alter table gx add constraint c16 check (n > 1.5); select 'c16', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c16' and conrelid = 'gx'::regclass
----
ALTER TABLE
c16|CHECK ((n > 1.5))|(n > 1.5)|CHECK (n > 1.5)|n > 1.5
SELECT 1

alter table gx add constraint c17 check (n between 0 and 100); select 'c17', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c17' and conrelid = 'gx'::regclass
----
ALTER TABLE
c17|CHECK (((n >= (0)::numeric) AND (n <= (100)::numeric)))|((n >= (0)::numeric) AND (n <= (100)::numeric))|CHECK (n >= 0::numeric AND n <= 100::numeric)|n >= 0::numeric AND n <= 100::numeric
SELECT 1

alter table gx add constraint c18 check (a between 1 and b); select 'c18', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c18' and conrelid = 'gx'::regclass
----
ALTER TABLE
c18|CHECK (((a >= 1) AND (a <= b)))|((a >= 1) AND (a <= b))|CHECK (a >= 1 AND a <= b)|a >= 1 AND a <= b
SELECT 1

alter table gx add constraint c19 check (d > '2020-01-01'); select 'c19', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c19' and conrelid = 'gx'::regclass
----
ALTER TABLE
c19|CHECK ((d > '2020-01-01'::date))|(d > '2020-01-01'::date)|CHECK (d > '2020-01-01'::date)|d > '2020-01-01'::date
SELECT 1

alter table gx add constraint c20 check (d > date '2020-01-01'); select 'c20', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c20' and conrelid = 'gx'::regclass
----
ALTER TABLE
c20|CHECK ((d > '2020-01-01'::date))|(d > '2020-01-01'::date)|CHECK (d > '2020-01-01'::date)|d > '2020-01-01'::date
SELECT 1

alter table gx add constraint c21 check (ts < now()); select 'c21', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c21' and conrelid = 'gx'::regclass
----
ALTER TABLE
c21|CHECK ((ts < now()))|(ts < now())|CHECK (ts < now())|ts < now()
SELECT 1

alter table gx add constraint c22 check (b > 0); select 'c22', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c22' and conrelid = 'gx'::regclass
----
ALTER TABLE
c22|CHECK ((b > 0))|(b > 0)|CHECK (b > 0)|b > 0
SELECT 1

alter table gx add constraint c23 check (b = a); select 'c23', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c23' and conrelid = 'gx'::regclass
----
ALTER TABLE
c23|CHECK ((b = a))|(b = a)|CHECK (b = a)|b = a
SELECT 1

alter table gx add constraint c24 check (a + b * 2 > 10); select 'c24', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c24' and conrelid = 'gx'::regclass
----
ALTER TABLE
c24|CHECK (((a + (b * 2)) > 10))|((a + (b * 2)) > 10)|CHECK ((a + b * 2) > 10)|(a + b * 2) > 10
SELECT 1

alter table gx add constraint c25 check ((a + b) * 2 > 10); select 'c25', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c25' and conrelid = 'gx'::regclass
----
ALTER TABLE
c25|CHECK ((((a + b) * 2) > 10))|(((a + b) * 2) > 10)|CHECK (((a + b) * 2) > 10)|((a + b) * 2) > 10
SELECT 1

alter table gx add constraint c26 check (coalesce(a, 0) >= 0); select 'c26', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c26' and conrelid = 'gx'::regclass
----
ALTER TABLE
c26|CHECK ((COALESCE(a, 0) >= 0))|(COALESCE(a, 0) >= 0)|CHECK (COALESCE(a, 0) >= 0)|COALESCE(a, 0) >= 0
SELECT 1

alter table gx add constraint c27 check (case when a > 0 then t is not null else true end); select 'c27', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c27' and conrelid = 'gx'::regclass
----
ALTER TABLE
c27|CHECK (\nCASE\n    WHEN (a > 0) THEN (t IS NOT NULL)\n    ELSE true\nEND)|\nCASE\n    WHEN (a > 0) THEN (t IS NOT NULL)\n    ELSE true\nEND|CHECK (\nCASE\n    WHEN a > 0 THEN t IS NOT NULL\n    ELSE true\nEND)|\nCASE\n    WHEN a > 0 THEN t IS NOT NULL\n    ELSE true\nEND
SELECT 1

alter table gx add constraint c28 check (t is not null); select 'c28', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c28' and conrelid = 'gx'::regclass
----
ALTER TABLE
c28|CHECK ((t IS NOT NULL))|(t IS NOT NULL)|CHECK (t IS NOT NULL)|t IS NOT NULL
SELECT 1

alter table gx add constraint c29 check (a is distinct from b); select 'c29', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c29' and conrelid = 'gx'::regclass
----
ALTER TABLE
c29|CHECK ((a IS DISTINCT FROM b))|(a IS DISTINCT FROM b)|CHECK (a IS DISTINCT FROM b)|a IS DISTINCT FROM b
SELECT 1

alter table gx add constraint c30 check (bo); select 'c30', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c30' and conrelid = 'gx'::regclass
----
ALTER TABLE
c30|CHECK (bo)|bo|CHECK (bo)|bo
SELECT 1

alter table gx add constraint c31 check (not bo); select 'c31', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c31' and conrelid = 'gx'::regclass
----
ALTER TABLE
c31|CHECK ((NOT bo))|(NOT bo)|CHECK (NOT bo)|NOT bo
SELECT 1

alter table gx add constraint c32 check (bo is true); select 'c32', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c32' and conrelid = 'gx'::regclass
----
ALTER TABLE
c32|CHECK ((bo IS TRUE))|(bo IS TRUE)|CHECK (bo IS TRUE)|bo IS TRUE
SELECT 1

alter table gx add constraint c33 check (a = any (array[1,2])); select 'c33', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c33' and conrelid = 'gx'::regclass
----
ALTER TABLE
c33|CHECK ((a = ANY (ARRAY[1, 2])))|(a = ANY (ARRAY[1, 2]))|CHECK (a = ANY (ARRAY[1, 2]))|a = ANY (ARRAY[1, 2])
SELECT 1

alter table gx add constraint c34 check (t = any (array['a','b'])); select 'c34', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c34' and conrelid = 'gx'::regclass
----
ALTER TABLE
c34|CHECK ((t = ANY (ARRAY['a'::text, 'b'::text])))|(t = ANY (ARRAY['a'::text, 'b'::text]))|CHECK (t = ANY (ARRAY['a'::text, 'b'::text]))|t = ANY (ARRAY['a'::text, 'b'::text])
SELECT 1

alter table gx add constraint c35 check (upper(t) = t); select 'c35', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c35' and conrelid = 'gx'::regclass
----
ALTER TABLE
c35|CHECK ((upper(t) = t))|(upper(t) = t)|CHECK (upper(t) = t)|upper(t) = t
SELECT 1

alter table gx add constraint c36 check (t || 'x' <> 'y'); select 'c36', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c36' and conrelid = 'gx'::regclass
----
ALTER TABLE
c36|CHECK (((t || 'x'::text) <> 'y'::text))|((t || 'x'::text) <> 'y'::text)|CHECK ((t || 'x'::text) <> 'y'::text)|(t || 'x'::text) <> 'y'::text
SELECT 1

alter table gx add constraint c37 check (a::text <> '1'); select 'c37', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c37' and conrelid = 'gx'::regclass
----
ALTER TABLE
c37|CHECK (((a)::text <> '1'::text))|((a)::text <> '1'::text)|CHECK (a::text <> '1'::text)|a::text <> '1'::text
SELECT 1

alter table gx add constraint c38 check (a::numeric > n); select 'c38', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c38' and conrelid = 'gx'::regclass
----
ALTER TABLE
c38|CHECK (((a)::numeric > n))|((a)::numeric > n)|CHECK (a::numeric > n)|a::numeric > n
SELECT 1

alter table gx add constraint c39 check (f > 0); select 'c39', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c39' and conrelid = 'gx'::regclass
----
ALTER TABLE
c39|CHECK ((f > (0)::double precision))|(f > (0)::double precision)|CHECK (f > 0::double precision)|f > 0::double precision
SELECT 1

alter table gx add constraint c40 check (f > 1.5); select 'c40', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c40' and conrelid = 'gx'::regclass
----
ALTER TABLE
c40|CHECK ((f > (1.5)::double precision))|(f > (1.5)::double precision)|CHECK (f > 1.5::double precision)|f > 1.5::double precision
SELECT 1

alter table gx add constraint c41 check (ar[1] = 1); select 'c41', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c41' and conrelid = 'gx'::regclass
----
ALTER TABLE
c41|CHECK ((ar[1] = 1))|(ar[1] = 1)|CHECK (ar[1] = 1)|ar[1] = 1
SELECT 1

alter table gx add constraint c42 check (lower(v) = v); select 'c42', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c42' and conrelid = 'gx'::regclass
----
ALTER TABLE
c42|CHECK ((lower((v)::text) = (v)::text))|(lower((v)::text) = (v)::text)|CHECK (lower(v::text) = v::text)|lower(v::text) = v::text
SELECT 1

alter table gx add constraint c43 check (char_length(v) <= 10); select 'c43', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c43' and conrelid = 'gx'::regclass
----
ALTER TABLE
c43|CHECK ((char_length((v)::text) <= 10))|(char_length((v)::text) <= 10)|CHECK (char_length(v::text) <= 10)|char_length(v::text) <= 10
SELECT 1

alter table gx add constraint c44 check (a % 2 = 0); select 'c44', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c44' and conrelid = 'gx'::regclass
----
ALTER TABLE
c44|CHECK (((a % 2) = 0))|((a % 2) = 0)|CHECK ((a % 2) = 0)|(a % 2) = 0
SELECT 1

alter table gx add constraint c45 check (-a < 5); select 'c45', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c45' and conrelid = 'gx'::regclass
----
ALTER TABLE
c45|CHECK (((- a) < 5))|((- a) < 5)|CHECK ((- a) < 5)|(- a) < 5
SELECT 1

alter table gx add constraint c46 check (a <> -1); select 'c46', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c46' and conrelid = 'gx'::regclass
----
ALTER TABLE
c46|CHECK ((a <> '-1'::integer))|(a <> '-1'::integer)|CHECK (a <> '-1'::integer)|a <> '-1'::integer
SELECT 1

alter table gx add constraint c47 check (n = round(n, 2)); select 'c47', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c47' and conrelid = 'gx'::regclass
----
ALTER TABLE
c47|CHECK ((n = round(n, 2)))|(n = round(n, 2))|CHECK (n = round(n, 2))|n = round(n, 2)
SELECT 1

alter table gx add constraint c48 check (extract(year from d) > 2000); select 'c48', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c48' and conrelid = 'gx'::regclass
----
ALTER TABLE
c48|CHECK ((EXTRACT(year FROM d) > (2000)::numeric))|(EXTRACT(year FROM d) > (2000)::numeric)|CHECK (EXTRACT(year FROM d) > 2000::numeric)|EXTRACT(year FROM d) > 2000::numeric
SELECT 1

alter table gx add constraint c49 check (t = lower(t) and (a > 0 or b > 0) and n is not null); select 'c49', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c49' and conrelid = 'gx'::regclass
----
ALTER TABLE
c49|CHECK (((t = lower(t)) AND ((a > 0) OR (b > 0)) AND (n IS NOT NULL)))|((t = lower(t)) AND ((a > 0) OR (b > 0)) AND (n IS NOT NULL))|CHECK (t = lower(t) AND (a > 0 OR b > 0) AND n IS NOT NULL)|t = lower(t) AND (a > 0 OR b > 0) AND n IS NOT NULL
SELECT 1

alter table gx add constraint c50 check ((a > 0) = (b > 0)); select 'c50', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c50' and conrelid = 'gx'::regclass
----
ALTER TABLE
c50|CHECK (((a > 0) = (b > 0)))|((a > 0) = (b > 0))|CHECK ((a > 0) = (b > 0))|(a > 0) = (b > 0)
SELECT 1

alter table gx add constraint c52 check (t similar to 'a|b'); select 'c52', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c52' and conrelid = 'gx'::regclass
----
ALTER TABLE
c52|CHECK ((t ~ similar_to_escape('a|b'::text)))|(t ~ similar_to_escape('a|b'::text))|CHECK (t ~ similar_to_escape('a|b'::text))|t ~ similar_to_escape('a|b'::text)
SELECT 1

alter table gx add constraint c53 check (substring(t from 1 for 2) = 'ab'); select 'c53', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c53' and conrelid = 'gx'::regclass
----
ALTER TABLE
c53|CHECK ((SUBSTRING(t FROM 1 FOR 2) = 'ab'::text))|(SUBSTRING(t FROM 1 FOR 2) = 'ab'::text)|CHECK (SUBSTRING(t FROM 1 FOR 2) = 'ab'::text)|SUBSTRING(t FROM 1 FOR 2) = 'ab'::text
SELECT 1

alter table gx add constraint c54 check (position('a' in t) > 0); select 'c54', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c54' and conrelid = 'gx'::regclass
----
ALTER TABLE
c54|CHECK ((POSITION(('a'::text) IN (t)) > 0))|(POSITION(('a'::text) IN (t)) > 0)|CHECK (POSITION(('a'::text) IN (t)) > 0)|POSITION(('a'::text) IN (t)) > 0
SELECT 1

alter table gx add constraint c55 check (nullif(a, 0) is null); select 'c55', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c55' and conrelid = 'gx'::regclass
----
ALTER TABLE
c55|CHECK ((NULLIF(a, 0) IS NULL))|(NULLIF(a, 0) IS NULL)|CHECK (NULLIF(a, 0) IS NULL)|NULLIF(a, 0) IS NULL
SELECT 1

alter table gx add constraint c56 check (greatest(a, b) > 0); select 'c56', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c56' and conrelid = 'gx'::regclass
----
ALTER TABLE
c56|CHECK ((GREATEST((a)::bigint, b) > 0))|(GREATEST((a)::bigint, b) > 0)|CHECK (GREATEST(a::bigint, b) > 0)|GREATEST(a::bigint, b) > 0
SELECT 1

alter table gx add constraint c57 check (s > 0); select 'c57', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c57' and conrelid = 'gx'::regclass
----
ALTER TABLE
c57|CHECK ((s > 0))|(s > 0)|CHECK (s > 0)|s > 0
SELECT 1

alter table gx add constraint c58 check (s = 5); select 'c58', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c58' and conrelid = 'gx'::regclass
----
ALTER TABLE
c58|CHECK ((s = 5))|(s = 5)|CHECK (s = 5)|s = 5
SELECT 1

alter table gx add constraint c59 check (s in (1,2)); select 'c59', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c59' and conrelid = 'gx'::regclass
----
ALTER TABLE
c59|CHECK ((s = ANY (ARRAY[1, 2])))|(s = ANY (ARRAY[1, 2]))|CHECK (s = ANY (ARRAY[1, 2]))|s = ANY (ARRAY[1, 2])
SELECT 1

alter table gx add constraint c60 check (u is not null); select 'c60', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c60' and conrelid = 'gx'::regclass
----
ALTER TABLE
c60|CHECK ((u IS NOT NULL))|(u IS NOT NULL)|CHECK (u IS NOT NULL)|u IS NOT NULL
SELECT 1

alter table gx add constraint c61 check (iv > interval '1 day'); select 'c61', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c61' and conrelid = 'gx'::regclass
----
ALTER TABLE
c61|CHECK ((iv > '1 day'::interval))|(iv > '1 day'::interval)|CHECK (iv > '1 day'::interval)|iv > '1 day'::interval
SELECT 1

alter table gx add constraint c62 check (iv > '1 day'); select 'c62', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c62' and conrelid = 'gx'::regclass
----
ALTER TABLE
c62|CHECK ((iv > '1 day'::interval))|(iv > '1 day'::interval)|CHECK (iv > '1 day'::interval)|iv > '1 day'::interval
SELECT 1

alter table gx add constraint c63 check (tz > '2020-01-01 00:00:00+00'); select 'c63', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c63' and conrelid = 'gx'::regclass
----
ALTER TABLE
c63|CHECK ((tz > '2020-01-01 00:00:00+00'::timestamp with time zone))|(tz > '2020-01-01 00:00:00+00'::timestamp with time zone)|CHECK (tz > '2020-01-01 00:00:00+00'::timestamp with time zone)|tz > '2020-01-01 00:00:00+00'::timestamp with time zone
SELECT 1

alter table gx add constraint c64 check (t <= 'z' collate "C"); select 'c64', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c64' and conrelid = 'gx'::regclass
----
ALTER TABLE
c64|CHECK ((t <= ('z'::text COLLATE "C")))|(t <= ('z'::text COLLATE "C"))|CHECK (t <= ('z'::text COLLATE "C"))|t <= ('z'::text COLLATE "C")
SELECT 1

alter table gx add constraint c66 check (row(a, t) is not null); select 'c66', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c66' and conrelid = 'gx'::regclass
----
ALTER TABLE
c66|CHECK ((ROW(a, t) IS NOT NULL))|(ROW(a, t) IS NOT NULL)|CHECK (ROW(a, t) IS NOT NULL)|ROW(a, t) IS NOT NULL
SELECT 1

alter table gx add constraint c67 check (v ~~ 'x%'); select 'c67', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c67' and conrelid = 'gx'::regclass
----
ALTER TABLE
c67|CHECK (((v)::text ~~ 'x%'::text))|((v)::text ~~ 'x%'::text)|CHECK (v::text ~~ 'x%'::text)|v::text ~~ 'x%'::text
SELECT 1

alter table gx add constraint c68 check (v || t <> 'q'); select 'c68', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c68' and conrelid = 'gx'::regclass
----
ALTER TABLE
c68|CHECK ((((v)::text || t) <> 'q'::text))|(((v)::text || t) <> 'q'::text)|CHECK ((v::text || t) <> 'q'::text)|(v::text || t) <> 'q'::text
SELECT 1

alter table gx add constraint c69 check (c = 'x'); select 'c69', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c69' and conrelid = 'gx'::regclass
----
ALTER TABLE
c69|CHECK ((c = 'x'::bpchar))|(c = 'x'::bpchar)|CHECK (c = 'x'::bpchar)|c = 'x'::bpchar
SELECT 1

alter table gx add constraint c70 check (a = 1::bigint); select 'c70', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c70' and conrelid = 'gx'::regclass
----
ALTER TABLE
c70|CHECK ((a = (1)::bigint))|(a = (1)::bigint)|CHECK (a = 1::bigint)|a = 1::bigint
SELECT 1

alter table gx add constraint c71 check (b = 5); select 'c71', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c71' and conrelid = 'gx'::regclass
----
ALTER TABLE
c71|CHECK ((b = 5))|(b = 5)|CHECK (b = 5)|b = 5
SELECT 1

alter table gx add constraint c72 check (b in (1, 2)); select 'c72', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c72' and conrelid = 'gx'::regclass
----
ALTER TABLE
c72|CHECK ((b = ANY (ARRAY[(1)::bigint, (2)::bigint])))|(b = ANY (ARRAY[(1)::bigint, (2)::bigint]))|CHECK (b = ANY (ARRAY[1::bigint, 2::bigint]))|b = ANY (ARRAY[1::bigint, 2::bigint])
SELECT 1

alter table gx add constraint c73 check (n in (1, 2.5)); select 'c73', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c73' and conrelid = 'gx'::regclass
----
ALTER TABLE
c73|CHECK ((n = ANY (ARRAY[(1)::numeric, 2.5])))|(n = ANY (ARRAY[(1)::numeric, 2.5]))|CHECK (n = ANY (ARRAY[1::numeric, 2.5]))|n = ANY (ARRAY[1::numeric, 2.5])
SELECT 1

alter table gx add constraint c74 check (trim(t) <> ''); select 'c74', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c74' and conrelid = 'gx'::regclass
----
ALTER TABLE
c74|CHECK ((TRIM(BOTH FROM t) <> ''::text))|(TRIM(BOTH FROM t) <> ''::text)|CHECK (TRIM(BOTH FROM t) <> ''::text)|TRIM(BOTH FROM t) <> ''::text
SELECT 1

alter table gx add constraint c75 check (date_part('year', d) = 2000); select 'c75', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c75' and conrelid = 'gx'::regclass
----
ALTER TABLE
c75|CHECK ((date_part('year'::text, d) = (2000)::double precision))|(date_part('year'::text, d) = (2000)::double precision)|CHECK (date_part('year'::text, d) = 2000::double precision)|date_part('year'::text, d) = 2000::double precision
SELECT 1

alter table gx add constraint c76 check (ts::date = d); select 'c76', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c76' and conrelid = 'gx'::regclass
----
ALTER TABLE
c76|CHECK (((ts)::date = d))|((ts)::date = d)|CHECK (ts::date = d)|ts::date = d
SELECT 1

alter table gx add constraint c77 check (t::int > 0); select 'c77', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c77' and conrelid = 'gx'::regclass
----
ALTER TABLE
c77|CHECK (((t)::integer > 0))|((t)::integer > 0)|CHECK (t::integer > 0)|t::integer > 0
SELECT 1

alter table gx add constraint c78 check (a * 1.5 > 2); select 'c78', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c78' and conrelid = 'gx'::regclass
----
ALTER TABLE
c78|CHECK ((((a)::numeric * 1.5) > (2)::numeric))|(((a)::numeric * 1.5) > (2)::numeric)|CHECK ((a::numeric * 1.5) > 2::numeric)|(a::numeric * 1.5) > 2::numeric
SELECT 1

alter table gx add constraint c79 check (f = 1); select 'c79', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c79' and conrelid = 'gx'::regclass
----
ALTER TABLE
c79|CHECK ((f = (1)::double precision))|(f = (1)::double precision)|CHECK (f = 1::double precision)|f = 1::double precision
SELECT 1

alter table gx add constraint c80 check (array_length(ar, 1) < 3); select 'c80', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c80' and conrelid = 'gx'::regclass
----
ALTER TABLE
c80|CHECK ((array_length(ar, 1) < 3))|(array_length(ar, 1) < 3)|CHECK (array_length(ar, 1) < 3)|array_length(ar, 1) < 3
SELECT 1

alter table gx add constraint c81 check (cardinality(ar) > 0); select 'c81', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c81' and conrelid = 'gx'::regclass
----
ALTER TABLE
c81|CHECK ((cardinality(ar) > 0))|(cardinality(ar) > 0)|CHECK (cardinality(ar) > 0)|cardinality(ar) > 0
SELECT 1

alter table gx add constraint c82 check (a is null = (b is null)); select 'c82', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c82' and conrelid = 'gx'::regclass
----
ALTER TABLE
c82|CHECK (((a IS NULL) = (b IS NULL)))|((a IS NULL) = (b IS NULL))|CHECK ((a IS NULL) = (b IS NULL))|(a IS NULL) = (b IS NULL)
SELECT 1

alter table gx add constraint c83 check (t in ('only')); select 'c83', pg_get_constraintdef(oid), pg_get_expr(conbin, conrelid), pg_get_constraintdef(oid, true), pg_get_expr(conbin, conrelid, true) from pg_constraint where conname = 'c83' and conrelid = 'gx'::regclass
----
ALTER TABLE
c83|CHECK ((t = 'only'::text))|(t = 'only'::text)|CHECK (t = 'only'::text)|t = 'only'::text
SELECT 1

create table gd (x int default 1); select 'd0', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d0|1|1
SELECT 1
DROP TABLE

create table gd (x int default -1); select 'd1', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d1|'-1'::integer|'-1'::integer
SELECT 1
DROP TABLE

create table gd (x int default 1+2); select 'd2', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d2|(1 + 2)|1 + 2
SELECT 1
DROP TABLE

create table gd (x bigint default 0); select 'd3', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d3|0|0
SELECT 1
DROP TABLE

create table gd (x smallint default 3); select 'd4', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d4|3|3
SELECT 1
DROP TABLE

create table gd (x numeric(10,2) default 0); select 'd5', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d5|0|0
SELECT 1
DROP TABLE

create table gd (x numeric default 1.5); select 'd6', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d6|1.5|1.5
SELECT 1
DROP TABLE

create table gd (x numeric default 0.0); select 'd7', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d7|0.0|0.0
SELECT 1
DROP TABLE

create table gd (x text default 'x'); select 'd8', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d8|'x'::text|'x'::text
SELECT 1
DROP TABLE

create table gd (x text default ''); select 'd9', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d9|''::text|''::text
SELECT 1
DROP TABLE

create table gd (x varchar(10) default 'abc'); select 'd10', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d10|'abc'::character varying|'abc'::character varying
SELECT 1
DROP TABLE

create table gd (x char(3) default 'a'); select 'd11', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d11|'a'::bpchar|'a'::bpchar
SELECT 1
DROP TABLE

create table gd (x text default null); select 'd12', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
SELECT 0
DROP TABLE

create table gd (x boolean default true); select 'd13', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d13|true|true
SELECT 1
DROP TABLE

create table gd (x boolean default false); select 'd14', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d14|false|false
SELECT 1
DROP TABLE

create table gd (x timestamp default now()); select 'd15', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d15|now()|now()
SELECT 1
DROP TABLE

create table gd (x timestamptz default now()); select 'd16', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d16|now()|now()
SELECT 1
DROP TABLE

create table gd (x timestamptz default current_timestamp); select 'd17', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d17|CURRENT_TIMESTAMP|CURRENT_TIMESTAMP
SELECT 1
DROP TABLE

create table gd (x date default current_date); select 'd18', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d18|CURRENT_DATE|CURRENT_DATE
SELECT 1
DROP TABLE

create table gd (x date default '2020-01-01'); select 'd19', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d19|'2020-01-01'::date|'2020-01-01'::date
SELECT 1
DROP TABLE

create table gd (x timestamptz default '2020-01-01 00:00:00+00'); select 'd20', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d20|'2020-01-01 00:00:00+00'::timestamp with time zone|'2020-01-01 00:00:00+00'::timestamp with time zone
SELECT 1
DROP TABLE

create table gd (x int[] default '{}'); select 'd22', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d22|'{}'::integer[]|'{}'::integer[]
SELECT 1
DROP TABLE

create table gd (x text[] default array[]::text[]); select 'd23', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d23|ARRAY[]::text[]|ARRAY[]::text[]
SELECT 1
DROP TABLE

create table gd (x int[] default array[1,2]); select 'd24', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d24|ARRAY[1, 2]|ARRAY[1, 2]
SELECT 1
DROP TABLE

create table gd (x float8 default 1); select 'd25', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d25|1|1
SELECT 1
DROP TABLE

create table gd (x float8 default 1.5); select 'd26', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d26|1.5|1.5
SELECT 1
DROP TABLE

create table gd (x interval default '1 day'); select 'd27', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d27|'1 day'::interval|'1 day'::interval
SELECT 1
DROP TABLE

create table gd (x text default current_user); select 'd29', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d29|CURRENT_USER|CURRENT_USER
SELECT 1
DROP TABLE

create table gd (x text default md5(random()::text)); select 'd30', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d30|md5((random())::text)|md5(random()::text)
SELECT 1
DROP TABLE

create table gd (x text default 'a' || 'b'); select 'd31', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d31|('a'::text || 'b'::text)|'a'::text || 'b'::text
SELECT 1
DROP TABLE

create table gd (x bytea default '\x00'); select 'd32', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d32|'\x00'::bytea|'\x00'::bytea
SELECT 1
DROP TABLE

create table gd (x timestamp default timezone('utc', now())); select 'd34', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d34|timezone('utc'::text, now())|timezone('utc'::text, now())
SELECT 1
DROP TABLE

create table gd (x time default '12:00'); select 'd35', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d35|'12:00:00'::time without time zone|'12:00:00'::time without time zone
SELECT 1
DROP TABLE

create table gd (x bigint default (extract(epoch from now()) * 1000)::bigint); select 'd36', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d36|((EXTRACT(epoch FROM now()) * (1000)::numeric))::bigint|(EXTRACT(epoch FROM now()) * 1000::numeric)::bigint
SELECT 1
DROP TABLE

create table gd (x text default 'it''s'); select 'd37', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d37|'it''s'::text|'it''s'::text
SELECT 1
DROP TABLE

create table gd (x int default (1)); select 'd38', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d38|1|1
SELECT 1
DROP TABLE

create table gd (x text default lower('X')); select 'd39', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d39|lower('X'::text)|lower('X'::text)
SELECT 1
DROP TABLE

create table gd (x timestamptz default now() + interval '1 day'); select 'd40', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d40|(now() + '1 day'::interval)|now() + '1 day'::interval
SELECT 1
DROP TABLE

create table gd (x timestamptz default localtimestamp); select 'd41', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d41|LOCALTIMESTAMP|LOCALTIMESTAMP
SELECT 1
DROP TABLE

create table gd (x real default 0); select 'd42', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d42|0|0
SELECT 1
DROP TABLE

create table gd (x name default 'x'); select 'd44', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d44|'x'::name|'x'::name
SELECT 1
DROP TABLE

create table gd (x oid default 0); select 'd45', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d45|0|0
SELECT 1
DROP TABLE

create table gd (x numeric default -1); select 'd46', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d46|'-1'::integer|'-1'::integer
SELECT 1
DROP TABLE

create table gd (x bigint default -5); select 'd47', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d47|'-5'::integer|'-5'::integer
SELECT 1
DROP TABLE

create table gd (x varchar default 'x'::varchar); select 'd49', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d49|'x'::character varying|'x'::character varying
SELECT 1
DROP TABLE

create table gd (x varchar(5) default 'x'::varchar(5)); select 'd50', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d50|'x'::character varying(5)|'x'::character varying(5)
SELECT 1
DROP TABLE

create table gd (x text default coalesce(null, 'a')); select 'd51', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d51|COALESCE(NULL::text, 'a'::text)|COALESCE(NULL::text, 'a'::text)
SELECT 1
DROP TABLE

create table gd (x boolean default 1 > 2); select 'd53', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d53|(1 > 2)|1 > 2
SELECT 1
DROP TABLE

create table gd (x date default now()); select 'd54', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d54|now()|now()
SELECT 1
DROP TABLE

create table gd (x date default now()::date); select 'd55', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d55|(now())::date|now()::date
SELECT 1
DROP TABLE

create table gd (x text[] default '{a,b}'); select 'd58', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d58|'{a,b}'::text[]|'{a,b}'::text[]
SELECT 1
DROP TABLE

create table gd (x timestamptz(3) default now()); select 'd59', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d59|now()|now()
SELECT 1
DROP TABLE

create table gd (x timestamptz default statement_timestamp()); select 'd60', pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) from pg_attrdef where adrelid = 'gd'::regclass; drop table gd
----
CREATE TABLE
d60|statement_timestamp()|statement_timestamp()
SELECT 1
DROP TABLE

drop table gx
----
DROP TABLE

# Lists of IN by their common type, rows field by field, intervals as they are read, casts that do nothing.
create table gy (a int, b int, v varchar(10), x text, ts timestamptz, t0 timestamp, d date, i interval, f float8, n numeric(10,2), bo bool, bp char(4), arr int[], by bytea, u uuid, si int2, bi int8, tm time)
----
CREATE TABLE

alter table gy add constraint c01 check (v IN ('a', 'b')); select 'c01', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c01' and conrelid = 'gy'::regclass
----
ALTER TABLE
c01|CHECK (((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))|CHECK (v::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[]))
SELECT 1

alter table gy add constraint c02 check (v NOT IN ('a', 'b')); select 'c02', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c02' and conrelid = 'gy'::regclass
----
ALTER TABLE
c02|CHECK (((v)::text <> ALL ((ARRAY['a'::character varying, 'b'::character varying])::text[])))|CHECK (v::text <> ALL (ARRAY['a'::character varying, 'b'::character varying]::text[]))
SELECT 1

alter table gy add constraint c03 check (v = 'a'); select 'c03', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c03' and conrelid = 'gy'::regclass
----
ALTER TABLE
c03|CHECK (((v)::text = 'a'::text))|CHECK (v::text = 'a'::text)
SELECT 1

alter table gy add constraint c04 check (v IN ('a')); select 'c04', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c04' and conrelid = 'gy'::regclass
----
ALTER TABLE
c04|CHECK (((v)::text = 'a'::text))|CHECK (v::text = 'a'::text)
SELECT 1

alter table gy add constraint c05 check (v::text IN ('a', 'b')); select 'c05', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c05' and conrelid = 'gy'::regclass
----
ALTER TABLE
c05|CHECK (((v)::text = ANY (ARRAY['a'::text, 'b'::text])))|CHECK (v::text = ANY (ARRAY['a'::text, 'b'::text]))
SELECT 1

alter table gy add constraint c06 check (x IN ('a', 'b')); select 'c06', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c06' and conrelid = 'gy'::regclass
----
ALTER TABLE
c06|CHECK ((x = ANY (ARRAY['a'::text, 'b'::text])))|CHECK (x = ANY (ARRAY['a'::text, 'b'::text]))
SELECT 1

alter table gy add constraint c07 check (bp IN ('a', 'b')); select 'c07', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c07' and conrelid = 'gy'::regclass
----
ALTER TABLE
c07|CHECK ((bp = ANY (ARRAY['a'::bpchar, 'b'::bpchar])))|CHECK (bp = ANY (ARRAY['a'::bpchar, 'b'::bpchar]))
SELECT 1

alter table gy add constraint c08 check ((a, b) < (1, 2)); select 'c08', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c08' and conrelid = 'gy'::regclass
----
ALTER TABLE
c08|CHECK ((ROW(a, b) < ROW(1, 2)))|CHECK ((ROW(a, b) < ROW(1, 2)))
SELECT 1

alter table gy add constraint c09 check ((a, b) = (1, 2)); select 'c09', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c09' and conrelid = 'gy'::regclass
----
ALTER TABLE
c09|CHECK (((a = 1) AND (b = 2)))|CHECK (a = 1 AND b = 2)
SELECT 1

alter table gy add constraint c10 check ((a, b) IN ((1, 2), (3, 4))); select 'c10', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c10' and conrelid = 'gy'::regclass
----
ALTER TABLE
c10|CHECK ((((a = 1) AND (b = 2)) OR ((a = 3) AND (b = 4))))|CHECK (a = 1 AND b = 2 OR a = 3 AND b = 4)
SELECT 1

alter table gy add constraint c11 check (ROW(a, b) >= ROW(1, 2)); select 'c11', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c11' and conrelid = 'gy'::regclass
----
ALTER TABLE
c11|CHECK ((ROW(a, b) >= ROW(1, 2)))|CHECK ((ROW(a, b) >= ROW(1, 2)))
SELECT 1

alter table gy add constraint c12 check ((a, b) <> (1, 2)); select 'c12', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c12' and conrelid = 'gy'::regclass
----
ALTER TABLE
c12|CHECK (((a <> 1) OR (b <> 2)))|CHECK (a <> 1 OR b <> 2)
SELECT 1

alter table gy add constraint c13 check (a > 1 AND (b > 2 AND a < 5)); select 'c13', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c13' and conrelid = 'gy'::regclass
----
ALTER TABLE
c13|CHECK (((a > 1) AND ((b > 2) AND (a < 5))))|CHECK (a > 1 AND b > 2 AND a < 5)
SELECT 1

alter table gy add constraint c14 check ((a > 1 AND b > 2) AND a < 5); select 'c14', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c14' and conrelid = 'gy'::regclass
----
ALTER TABLE
c14|CHECK (((a > 1) AND (b > 2) AND (a < 5)))|CHECK (a > 1 AND b > 2 AND a < 5)
SELECT 1

alter table gy add constraint c15 check (a > 1 OR (b > 2 OR a < 5)); select 'c15', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c15' and conrelid = 'gy'::regclass
----
ALTER TABLE
c15|CHECK (((a > 1) OR ((b > 2) OR (a < 5))))|CHECK (a > 1 OR b > 2 OR a < 5)
SELECT 1

alter table gy add constraint c16 check (a > 1 AND (b > 2 OR a < 5)); select 'c16', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c16' and conrelid = 'gy'::regclass
----
ALTER TABLE
c16|CHECK (((a > 1) AND ((b > 2) OR (a < 5))))|CHECK (a > 1 AND (b > 2 OR a < 5))
SELECT 1

alter table gy add constraint c17 check (a > 1 AND b BETWEEN 2 AND 5); select 'c17', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c17' and conrelid = 'gy'::regclass
----
ALTER TABLE
c17|CHECK (((a > 1) AND ((b >= 2) AND (b <= 5))))|CHECK (a > 1 AND b >= 2 AND b <= 5)
SELECT 1

alter table gy add constraint c18 check (a BETWEEN SYMMETRIC 2 AND 5); select 'c18', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c18' and conrelid = 'gy'::regclass
----
ALTER TABLE
c18|CHECK ((((a >= 2) AND (a <= 5)) OR ((a >= 5) AND (a <= 2))))|CHECK (a >= 2 AND a <= 5 OR a >= 5 AND a <= 2)
SELECT 1

alter table gy add constraint c19 check (NOT (a > 1 AND b > 2)); select 'c19', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c19' and conrelid = 'gy'::regclass
----
ALTER TABLE
c19|CHECK ((NOT ((a > 1) AND (b > 2))))|CHECK (NOT (a > 1 AND b > 2))
SELECT 1

alter table gy add constraint c20 check (i > interval '1 day'); select 'c20', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c20' and conrelid = 'gy'::regclass
----
ALTER TABLE
c20|CHECK ((i > '1 day'::interval))|CHECK (i > '1 day'::interval)
SELECT 1

alter table gy add constraint c21 check (i > interval '1-2' year to month); select 'c21', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c21' and conrelid = 'gy'::regclass
----
ALTER TABLE
c21|CHECK ((i > '1 year 2 mons'::interval year to month))|CHECK (i > '1 year 2 mons'::interval year to month)
SELECT 1

alter table gy add constraint c22 check (i > '90 minutes'); select 'c22', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c22' and conrelid = 'gy'::regclass
----
ALTER TABLE
c22|CHECK ((i > '01:30:00'::interval))|CHECK (i > '01:30:00'::interval)
SELECT 1

alter table gy add constraint c23 check (i > interval '1' day); select 'c23', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c23' and conrelid = 'gy'::regclass
----
ALTER TABLE
c23|CHECK ((i > '1 day'::interval day))|CHECK (i > '1 day'::interval day)
SELECT 1

alter table gy add constraint c24 check (d > '-infinity'); select 'c24', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c24' and conrelid = 'gy'::regclass
----
ALTER TABLE
c24|CHECK ((d > '-infinity'::date))|CHECK (d > '-infinity'::date)
SELECT 1

alter table gy add constraint c25 check (t0 > '-infinity'); select 'c25', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c25' and conrelid = 'gy'::regclass
----
ALTER TABLE
c25|CHECK ((t0 > '-infinity'::timestamp without time zone))|CHECK (t0 > '-infinity'::timestamp without time zone)
SELECT 1

alter table gy add constraint c26 check (ts > 'infinity'); select 'c26', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c26' and conrelid = 'gy'::regclass
----
ALTER TABLE
c26|CHECK ((ts > 'infinity'::timestamp with time zone))|CHECK (ts > 'infinity'::timestamp with time zone)
SELECT 1

alter table gy add constraint c27 check (f > '-infinity'); select 'c27', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c27' and conrelid = 'gy'::regclass
----
ALTER TABLE
c27|CHECK ((f > '-Infinity'::double precision))|CHECK (f > '-Infinity'::double precision)
SELECT 1

alter table gy add constraint c28 check (f < 'NaN'); select 'c28', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c28' and conrelid = 'gy'::regclass
----
ALTER TABLE
c28|CHECK ((f < 'NaN'::double precision))|CHECK (f < 'NaN'::double precision)
SELECT 1

alter table gy add constraint c29 check (d > date '2024-1-2'); select 'c29', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c29' and conrelid = 'gy'::regclass
----
ALTER TABLE
c29|CHECK ((d > '2024-01-02'::date))|CHECK (d > '2024-01-02'::date)
SELECT 1

alter table gy add constraint c30 check (a::int > 1); select 'c30', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c30' and conrelid = 'gy'::regclass
----
ALTER TABLE
c30|CHECK ((a > 1))|CHECK (a > 1)
SELECT 1

alter table gy add constraint c31 check (x::text > 'a'::text); select 'c31', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c31' and conrelid = 'gy'::regclass
----
ALTER TABLE
c31|CHECK ((x > 'a'::text))|CHECK (x > 'a'::text)
SELECT 1

alter table gy add constraint c32 check (1::int < a); select 'c32', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c32' and conrelid = 'gy'::regclass
----
ALTER TABLE
c32|CHECK ((1 < a))|CHECK (1 < a)
SELECT 1

alter table gy add constraint c33 check (n::numeric > 1); select 'c33', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c33' and conrelid = 'gy'::regclass
----
ALTER TABLE
c33|CHECK (((n)::numeric > (1)::numeric))|CHECK (n::numeric > 1::numeric)
SELECT 1

alter table gy add constraint c34 check (n::numeric(10,2) > 1); select 'c34', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c34' and conrelid = 'gy'::regclass
----
ALTER TABLE
c34|CHECK ((n > (1)::numeric))|CHECK (n > 1::numeric)
SELECT 1

alter table gy add constraint c35 check (v::varchar = 'a'); select 'c35', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c35' and conrelid = 'gy'::regclass
----
ALTER TABLE
c35|CHECK ((((v)::character varying)::text = 'a'::text))|CHECK (v::character varying::text = 'a'::text)
SELECT 1

alter table gy add constraint c36 check (v::varchar(10) = 'a'); select 'c36', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c36' and conrelid = 'gy'::regclass
----
ALTER TABLE
c36|CHECK (((v)::text = 'a'::text))|CHECK (v::text = 'a'::text)
SELECT 1

alter table gy add constraint c37 check (v::varchar(5) = 'a'); select 'c37', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c37' and conrelid = 'gy'::regclass
----
ALTER TABLE
c37|CHECK ((((v)::character varying(5))::text = 'a'::text))|CHECK (v::character varying(5)::text = 'a'::text)
SELECT 1

alter table gy add constraint c38 check ((ts AT TIME ZONE 'UTC') > t0); select 'c38', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c38' and conrelid = 'gy'::regclass
----
ALTER TABLE
c38|CHECK (((ts AT TIME ZONE 'UTC'::text) > t0))|CHECK ((ts AT TIME ZONE 'UTC'::text) > t0)
SELECT 1

alter table gy add constraint c39 check (t0 AT TIME ZONE 'UTC' > ts); select 'c39', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c39' and conrelid = 'gy'::regclass
----
ALTER TABLE
c39|CHECK (((t0 AT TIME ZONE 'UTC'::text) > ts))|CHECK ((t0 AT TIME ZONE 'UTC'::text) > ts)
SELECT 1

alter table gy add constraint c40 check ((t0 AT TIME ZONE 'UTC')::date > d); select 'c40', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c40' and conrelid = 'gy'::regclass
----
ALTER TABLE
c40|CHECK ((((t0 AT TIME ZONE 'UTC'::text))::date > d))|CHECK ((t0 AT TIME ZONE 'UTC'::text)::date > d)
SELECT 1

alter table gy add constraint c41 check (extract(day from d) > 3); select 'c41', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c41' and conrelid = 'gy'::regclass
----
ALTER TABLE
c41|CHECK ((EXTRACT(day FROM d) > (3)::numeric))|CHECK (EXTRACT(day FROM d) > 3::numeric)
SELECT 1

alter table gy add constraint c42 check (a + 1 > b * 2 - 3); select 'c42', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c42' and conrelid = 'gy'::regclass
----
ALTER TABLE
c42|CHECK (((a + 1) > ((b * 2) - 3)))|CHECK ((a + 1) > (b * 2 - 3))
SELECT 1

alter table gy add constraint c43 check (v LIKE 'a%'); select 'c43', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c43' and conrelid = 'gy'::regclass
----
ALTER TABLE
c43|CHECK (((v)::text ~~ 'a%'::text))|CHECK (v::text ~~ 'a%'::text)
SELECT 1

alter table gy add constraint c44 check (v || 'a' <> x); select 'c44', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c44' and conrelid = 'gy'::regclass
----
ALTER TABLE
c44|CHECK ((((v)::text || 'a'::text) <> x))|CHECK ((v::text || 'a'::text) <> x)
SELECT 1

alter table gy add constraint c45 check (si IN (1, 2)); select 'c45', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c45' and conrelid = 'gy'::regclass
----
ALTER TABLE
c45|CHECK ((si = ANY (ARRAY[1, 2])))|CHECK (si = ANY (ARRAY[1, 2]))
SELECT 1

alter table gy add constraint c46 check (bi IN (1, 2, 5000000000)); select 'c46', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c46' and conrelid = 'gy'::regclass
----
ALTER TABLE
c46|CHECK ((bi = ANY (ARRAY[(1)::bigint, (2)::bigint, '5000000000'::bigint])))|CHECK (bi = ANY (ARRAY[1::bigint, 2::bigint, '5000000000'::bigint]))
SELECT 1

alter table gy add constraint c47 check (f IN (1, 2.5)); select 'c47', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c47' and conrelid = 'gy'::regclass
----
ALTER TABLE
c47|CHECK ((f = ANY (ARRAY[(1)::double precision, (2.5)::double precision])))|CHECK (f = ANY (ARRAY[1::double precision, 2.5::double precision]))
SELECT 1

alter table gy add constraint c48 check (n IN (1, 2.5)); select 'c48', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c48' and conrelid = 'gy'::regclass
----
ALTER TABLE
c48|CHECK ((n = ANY (ARRAY[(1)::numeric, 2.5])))|CHECK (n = ANY (ARRAY[1::numeric, 2.5]))
SELECT 1

alter table gy add constraint c49 check (d IN ('2024-01-01', '2024-01-02')); select 'c49', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c49' and conrelid = 'gy'::regclass
----
ALTER TABLE
c49|CHECK ((d = ANY (ARRAY['2024-01-01'::date, '2024-01-02'::date])))|CHECK (d = ANY (ARRAY['2024-01-01'::date, '2024-01-02'::date]))
SELECT 1

alter table gy add constraint c50 check (v = ANY (ARRAY['a', 'b'])); select 'c50', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c50' and conrelid = 'gy'::regclass
----
ALTER TABLE
c50|CHECK (((v)::text = ANY (ARRAY['a'::text, 'b'::text])))|CHECK (v::text = ANY (ARRAY['a'::text, 'b'::text]))
SELECT 1

alter table gy add constraint c51 check (a = ANY (arr)); select 'c51', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c51' and conrelid = 'gy'::regclass
----
ALTER TABLE
c51|CHECK ((a = ANY (arr)))|CHECK (a = ANY (arr))
SELECT 1

alter table gy add constraint c52 check (a IN (b, 1, 2)); select 'c52', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c52' and conrelid = 'gy'::regclass
----
ALTER TABLE
c52|CHECK (((a = ANY (ARRAY[1, 2])) OR (a = b)))|CHECK ((a = ANY (ARRAY[1, 2])) OR a = b)
SELECT 1

alter table gy add constraint c53 check (a IS DISTINCT FROM b); select 'c53', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c53' and conrelid = 'gy'::regclass
----
ALTER TABLE
c53|CHECK ((a IS DISTINCT FROM b))|CHECK (a IS DISTINCT FROM b)
SELECT 1

alter table gy add constraint c54 check (coalesce(v, 'x') = 'a'); select 'c54', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c54' and conrelid = 'gy'::regclass
----
ALTER TABLE
c54|CHECK (((COALESCE(v, 'x'::character varying))::text = 'a'::text))|CHECK (COALESCE(v, 'x'::character varying)::text = 'a'::text)
SELECT 1

alter table gy add constraint c55 check (CASE WHEN a > 1 THEN b > 2 ELSE true END); select 'c55', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c55' and conrelid = 'gy'::regclass
----
ALTER TABLE
c55|CHECK (\nCASE\n    WHEN (a > 1) THEN (b > 2)\n    ELSE true\nEND)|CHECK (\nCASE\n    WHEN a > 1 THEN b > 2\n    ELSE true\nEND)
SELECT 1

alter table gy add constraint c56 check (lower(v) = v); select 'c56', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c56' and conrelid = 'gy'::regclass
----
ALTER TABLE
c56|CHECK ((lower((v)::text) = (v)::text))|CHECK (lower(v::text) = v::text)
SELECT 1

alter table gy add constraint c57 check (length(v) > 2); select 'c57', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c57' and conrelid = 'gy'::regclass
----
ALTER TABLE
c57|CHECK ((length((v)::text) > 2))|CHECK (length(v::text) > 2)
SELECT 1

alter table gy add constraint c58 check (bo IS TRUE); select 'c58', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c58' and conrelid = 'gy'::regclass
----
ALTER TABLE
c58|CHECK ((bo IS TRUE))|CHECK (bo IS TRUE)
SELECT 1

alter table gy add constraint c59 check (bo); select 'c59', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c59' and conrelid = 'gy'::regclass
----
ALTER TABLE
c59|CHECK (bo)|CHECK (bo)
SELECT 1

alter table gy add constraint c61 check (a <> 1 AND b <> 2 AND (a > 0 AND (b > 0 AND a < 9))); select 'c61', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c61' and conrelid = 'gy'::regclass
----
ALTER TABLE
c61|CHECK (((a <> 1) AND (b <> 2) AND ((a > 0) AND ((b > 0) AND (a < 9)))))|CHECK (a <> 1 AND b <> 2 AND a > 0 AND b > 0 AND a < 9)
SELECT 1

alter table gy add constraint c62 check (-a > 1); select 'c62', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c62' and conrelid = 'gy'::regclass
----
ALTER TABLE
c62|CHECK (((- a) > 1))|CHECK ((- a) > 1)
SELECT 1

alter table gy add constraint c63 check (a > -1); select 'c63', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c63' and conrelid = 'gy'::regclass
----
ALTER TABLE
c63|CHECK ((a > '-1'::integer))|CHECK (a > '-1'::integer)
SELECT 1

alter table gy add constraint c64 check ((a, x) < (1, 'b')); select 'c64', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c64' and conrelid = 'gy'::regclass
----
ALTER TABLE
c64|CHECK ((ROW(a, x) < ROW(1, 'b'::text)))|CHECK ((ROW(a, x) < ROW(1, 'b'::text)))
SELECT 1

alter table gy add constraint c65 check ((a, v) = (1, 'b')); select 'c65', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c65' and conrelid = 'gy'::regclass
----
ALTER TABLE
c65|CHECK (((a = 1) AND ((v)::text = 'b'::text)))|CHECK (a = 1 AND v::text = 'b'::text)
SELECT 1

alter table gy add constraint c66 check (v BETWEEN 'a' AND 'b'); select 'c66', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c66' and conrelid = 'gy'::regclass
----
ALTER TABLE
c66|CHECK ((((v)::text >= 'a'::text) AND ((v)::text <= 'b'::text)))|CHECK (v::text >= 'a'::text AND v::text <= 'b'::text)
SELECT 1

alter table gy add constraint c67 check (v IN ('a', x)); select 'c67', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c67' and conrelid = 'gy'::regclass
----
ALTER TABLE
c67|CHECK ((((v)::text = 'a'::text) OR ((v)::text = x)))|CHECK (v::text = 'a'::text OR v::text = x)
SELECT 1

alter table gy add constraint c68 check (v IN ('a', 'b', x)); select 'c68', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c68' and conrelid = 'gy'::regclass
----
ALTER TABLE
c68|CHECK ((((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])) OR ((v)::text = x)))|CHECK ((v::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[])) OR v::text = x)
SELECT 1

alter table gy add constraint c69 check (v IN ('a'::text, 'b'::text)); select 'c69', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c69' and conrelid = 'gy'::regclass
----
ALTER TABLE
c69|CHECK (((v)::text = ANY ((ARRAY[('a'::text)::character varying, ('b'::text)::character varying])::text[])))|CHECK (v::text = ANY (ARRAY['a'::text::character varying, 'b'::text::character varying]::text[]))
SELECT 1

alter table gy add constraint c70 check (v IN ('a'::varchar, 'b')); select 'c70', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c70' and conrelid = 'gy'::regclass
----
ALTER TABLE
c70|CHECK (((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))|CHECK (v::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[]))
SELECT 1

alter table gy add constraint c71 check (v = ANY (ARRAY['a'::varchar, 'b'::varchar])); select 'c71', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c71' and conrelid = 'gy'::regclass
----
ALTER TABLE
c71|CHECK (((v)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))|CHECK (v::text = ANY (ARRAY['a'::character varying, 'b'::character varying]::text[]))
SELECT 1

alter table gy add constraint c72 check (v = ANY (ARRAY['a'::text, 'b'])); select 'c72', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c72' and conrelid = 'gy'::regclass
----
ALTER TABLE
c72|CHECK (((v)::text = ANY (ARRAY['a'::text, 'b'::text])))|CHECK (v::text = ANY (ARRAY['a'::text, 'b'::text]))
SELECT 1

alter table gy add constraint c73 check ('2024-01-01'::timestamptz < ts); select 'c73', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c73' and conrelid = 'gy'::regclass
----
ALTER TABLE
c73|CHECK (('2024-01-01 00:00:00+00'::timestamp with time zone < ts))|CHECK ('2024-01-01 00:00:00+00'::timestamp with time zone < ts)
SELECT 1

alter table gy add constraint c74 check (tm > '10:00'); select 'c74', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c74' and conrelid = 'gy'::regclass
----
ALTER TABLE
c74|CHECK ((tm > '10:00:00'::time without time zone))|CHECK (tm > '10:00:00'::time without time zone)
SELECT 1

alter table gy add constraint c75 check (ts > '2024-01-01 00:00:00+02'); select 'c75', pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'c75' and conrelid = 'gy'::regclass
----
ALTER TABLE
c75|CHECK ((ts > '2023-12-31 22:00:00+00'::timestamp with time zone))|CHECK (ts > '2023-12-31 22:00:00+00'::timestamp with time zone)
SELECT 1

drop table gy
----
DROP TABLE

# A precision of an interval is not its fields.
create table gi (a interval day, b interval(3), c interval day to second(2), d interval second(5), e interval year to month, f interval second, g interval(0))
----
CREATE TABLE

select attname, atttypmod, format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'gi'::regclass and attnum > 0 order by 1
----
a|589823|interval day
b|2147418115|interval(3)
c|470286338|interval day to second(2)
d|268435461|interval second(5)
e|458751|interval year to month
f|268500991|interval second
g|2147418112|interval(0)
SELECT 7

insert into gi select i, i, i, i, i, i, i from (values ('1 year 2 months 3 days 04:05:06.789567'::interval), ('-1 day -0.5 sec'), ('1.9 sec')) v(i)
----
INSERT 0 3

select * from gi
----
-1 days|-1 days -00:00:00.5|-1 days -00:00:00.5|-1 days -00:00:00.5|00:00:00|-1 days -00:00:00.5|-1 days -00:00:01
00:00:00|00:00:01.9|00:00:01.9|00:00:01.9|00:00:00|00:00:01.9|00:00:02
1 year 2 mons 3 days|1 year 2 mons 3 days 04:05:06.79|1 year 2 mons 3 days 04:05:06.79|1 year 2 mons 3 days 04:05:06.78957|1 year 2 mons|1 year 2 mons 3 days 04:05:06.789567|1 year 2 mons 3 days 04:05:07
SELECT 3

select '1.23456 sec'::interval(3), interval(2) '1.239 sec', interval '1.5' second(0), '5'::interval day, cast('1.23456' as interval second(3))
----
00:00:01.235|00:00:01.24|00:00:02|5 days|00:00:01.235
SELECT 1

drop table gi
----
DROP TABLE

-- IN whose elements have no common type is compared one by one, wherever it is kept.
create table lists (a int, c time, b int8, check (null::interval in (c - c, null::time)), check (a in (1, 2, 3)), check (a not in (1, b, 2, a + 1)), check (b in (1, 2.5)));
----
CREATE TABLE

create policy p1 on lists using (null::interval in (null::time, null::time - c, null::time));
----
CREATE POLICY

create policy p2 on lists using (null::interval in (null::time, null::time));
----
CREATE POLICY

create policy p3 on lists using (a in (1, b, 2) and c > '10:00' and b = a) with check (b not in (a, 2));
----
CREATE POLICY

select policyname, qual, with_check from pg_policies where tablename = 'lists' order by 1
----
p1|(((NULL::interval = (NULL::time without time zone)::interval) OR (NULL::interval = (NULL::time without time zone - c))) OR (NULL::interval = (NULL::time without time zone)::interval))|NULL
p2|((NULL::interval = (NULL::time without time zone)::interval) OR (NULL::interval = (NULL::time without time zone)::interval))|NULL
p3|(((a = ANY (ARRAY[1, 2])) OR (a = b)) AND (c > '10:00:00'::time without time zone) AND (b = a))|((b <> a) AND (b <> 2))
SELECT 3

select conname, pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conrelid = 'lists'::regclass order by 1
----
lists_a_check|CHECK ((a = ANY (ARRAY[1, 2, 3])))|CHECK (a = ANY (ARRAY[1, 2, 3]))
lists_b_check|CHECK (((b)::numeric = ANY (ARRAY[(1)::numeric, 2.5])))|CHECK (b::numeric = ANY (ARRAY[1::numeric, 2.5]))
lists_c_check|CHECK (((NULL::interval = (c - c)) OR (NULL::interval = (NULL::time without time zone)::interval)))|CHECK (NULL::interval = (c - c) OR NULL::interval = NULL::time without time zone::interval)
lists_check|CHECK ((((a <> ALL (ARRAY[1, 2])) AND (a <> b)) AND (a <> (a + 1))))|CHECK ((a <> ALL (ARRAY[1, 2])) AND a <> b AND a <> (a + 1))
SELECT 4

select null::interval in (null::time, null::time - time '01:00', null::time), interval '1h' in (time '01:00', time '02:00' - time '01:00')
----
NULL|t
SELECT 1
