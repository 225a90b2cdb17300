# SELECT INTO computes no row more than it takes; ROW_COUNT and FOUND are known where it fails.
CREATE OR REPLACE FUNCTION rc(what text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE i int; n int = -1; f bool;
BEGIN
  PERFORM FROM generate_series(1, 7);
  BEGIN
    CASE what
    WHEN 'dyn' THEN EXECUTE 'SELECT generate_series(1,5)' INTO i;
    WHEN 'dynstrict' THEN EXECUTE 'SELECT generate_series(1,5)' INTO STRICT i;
    WHEN 'dynnone' THEN EXECUTE 'SELECT 1 WHERE false' INTO STRICT i;
    WHEN 'dynwrite' THEN EXECUTE 'INSERT INTO rct SELECT generate_series(1,3) RETURNING *' INTO i;
    WHEN 'dynwritestrict' THEN EXECUTE 'INSERT INTO rct SELECT generate_series(1,3) RETURNING *' INTO STRICT i;
    WHEN 'many' THEN SELECT generate_series(1,5) INTO i;
    WHEN 'manystrict' THEN SELECT generate_series(1,5) INTO STRICT i;
    WHEN 'none' THEN SELECT 1 INTO STRICT i WHERE false;
    WHEN 'write' THEN INSERT INTO rct SELECT generate_series(1,3) RETURNING * INTO i;
    WHEN 'writestrict' THEN INSERT INTO rct SELECT generate_series(1,3) RETURNING * INTO STRICT i;
    WHEN 'conv' THEN SELECT 'a' INTO i FROM generate_series(1,3);
    WHEN 'dynconv' THEN EXECUTE 'SELECT ''a'' FROM generate_series(1,3)' INTO i;
    WHEN 'fail' THEN SELECT 1 / (2 - g) INTO i FROM generate_series(1,3) g ;
    WHEN 'failstrict' THEN SELECT 1 / (2 - g) INTO STRICT i FROM generate_series(1,3) g ;
    END CASE;
    GET DIAGNOSTICS n = ROW_COUNT; f := found;
  EXCEPTION WHEN OTHERS THEN GET DIAGNOSTICS n = ROW_COUNT; f := found; RETURN concat_ws(' ', what, sqlstate, n, f);
  END;
  RETURN concat_ws(' ', what, i, n, f);
END $$
----
CREATE FUNCTION

create table rct (a int)
----
CREATE TABLE

SELECT rc(w) FROM unnest('{dyn,dynstrict,dynnone,dynwrite,dynwritestrict,many,manystrict,none,write,writestrict,conv,dynconv,fail,failstrict}'::text[]) w
----
conv 22P02 1 t
dyn 1 5 t
dynconv 22P02 3 t
dynnone P0002 0 t
dynstrict P0003 5 t
dynwrite 1 3 t
dynwritestrict P0003 3 t
fail 1 1 t
failstrict 22012 7 t
many 1 1 t
manystrict P0003 2 t
none P0002 0 f
write P0003 2 t
writestrict P0003 2 t
SELECT 14

create function rd() returns int language plpgsql as $$ declare i int; n int; begin select generate_series(1,5) into i; get diagnostics n = row_count; return n; end $$
----
CREATE FUNCTION

select rd()
----
1
SELECT 1

set plpgsql.extra_warnings = 'too_many_rows'
----
SET

select rd()
----
2
SELECT 1

reset plpgsql.extra_warnings
----
RESET

# What writes in WITH is done whole.
create function rw() returns int language plpgsql as $$ declare i int; n int; begin with w as (insert into rct select generate_series(1, 5) returning a) select a into i from w; get diagnostics n = row_count; return n; end $$
----
CREATE FUNCTION

select rw()
----
1
SELECT 1

select count(*) from rct
----
8
SELECT 1

# A record that no row was found for is a row of NULLs, which no domain is asked about.
CREATE TABLE pt21 (k int4 PRIMARY KEY, a int4, b text);
CREATE FUNCTION ra(what int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE q pt21; r record; s record; i int := 5;
BEGIN
  CASE what
  WHEN 0 THEN NULL;
  WHEN 1 THEN FOR q IN DELETE FROM pt21 WHERE k = 3 RETURNING * LOOP END LOOP;
  WHEN 2 THEN FOR q IN SELECT * FROM pt21 LOOP END LOOP;
  WHEN 3 THEN SELECT * INTO q FROM pt21;
  WHEN 4 THEN q := NULL;
  WHEN 5 THEN q := ROW(NULL,NULL,NULL);
  WHEN 6 THEN EXECUTE 'SELECT * FROM pt21' INTO q;
  WHEN 7 THEN FOR q IN EXECUTE 'SELECT * FROM pt21' LOOP END LOOP;
  WHEN 8 THEN q.k := NULL;
  WHEN 9 THEN q := (SELECT x FROM pt21 x);
  WHEN 10 THEN FOR s IN SELECT * FROM pt21 LOOP END LOOP; r := s; i := r.k; RETURN concat_ws(' ', what, i, s IS NULL, s::text, r::text);
  WHEN 11 THEN SELECT * INTO s FROM pt21; r := s; i := r.k; RETURN concat_ws(' ', what, i, s IS NULL, s::text, r::text);
  WHEN 12 THEN UPDATE pt21 SET k = 1 WHERE k = 77 RETURNING * INTO q;
  END CASE;
  RAISE NOTICE '% % %', what, q IS NULL, q::text;
  r := q; i := r.k;
  RETURN concat_ws(' ', what, i, r::text);
EXCEPTION WHEN OTHERS THEN RETURN concat_ws(' ', what, sqlerrm);
END $$
----
CREATE TABLE
CREATE FUNCTION

select ra(w) from generate_series(0, 12) w
----
0 record "r" is not assigned yet
1 (,,)
10 t (,,) (,,)
11 t (,,) (,,)
12 (,,)
2 (,,)
3 (,,)
4 record "r" is not assigned yet
5 (,,)
6 (,,)
7 (,,)
8 (,,)
9 record "r" is not assigned yet
SELECT 13

create domain nn as int not null; create type cnn as (a nn, b text)
----
CREATE DOMAIN
CREATE TYPE

create function rn() returns text language plpgsql as $$ declare q cnn; begin select 1, 'x' into q where false; return q::text; end $$
----
CREATE FUNCTION

select rn()
----
(,)
SELECT 1

create function rf() returns text language plpgsql as $$ declare q cnn; begin for q in select 1::nn, 'x'::text where false loop end loop; return q::text; end $$
----
CREATE FUNCTION

select rf()
----
(,)
SELECT 1
