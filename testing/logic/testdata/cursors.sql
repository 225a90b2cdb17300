# Cursors: SCROLL, WITH HOLD, WHERE CURRENT OF, and those of PL/pgSQL. Errors are told whole.
create table tk (unique1 int, unique2 int, stringu1 text)
----
CREATE TABLE

insert into tk select (i*7919)%1000, i, 'S'||i from generate_series(0,999) i
----
INSERT 0 1000

create table tk2 as select * from tk order by unique2
----
SELECT 1000

BEGIN
----
BEGIN

DECLARE foo1 SCROLL CURSOR FOR SELECT * FROM tk ORDER BY unique2
----
DECLARE CURSOR

DECLARE foo2 SCROLL CURSOR FOR SELECT * FROM tk2 ORDER BY unique2
----
DECLARE CURSOR

DECLARE foo3 CURSOR FOR SELECT * FROM tk ORDER BY unique2
----
DECLARE CURSOR

FETCH 1 in foo1
----
0|0|S0
FETCH 1

FETCH 2 in foo2
----
0|0|S0
919|1|S1
FETCH 2

FETCH 3 in foo3
----
0|0|S0
838|2|S2
919|1|S1
FETCH 3

FETCH backward 1 in foo3
----
919|1|S1
FETCH 1

FETCH backward 22 in foo2
----
0|0|S0
FETCH 1

FETCH backward 1 in foo1
----
FETCH 0

FETCH NEXT foo1; FETCH PRIOR foo1; FETCH FIRST foo1; FETCH LAST foo1; FETCH ABSOLUTE 5 foo1; FETCH ABSOLUTE -5 foo1; FETCH RELATIVE 2 foo1; FETCH RELATIVE -2 foo1; FETCH RELATIVE 0 foo1; FETCH ABSOLUTE 0 foo1; FETCH 0 foo1; FETCH NEXT foo1; FETCH 0 foo1; FETCH -1 foo1; FETCH ABSOLUTE 5000 foo1; FETCH BACKWARD 2 foo1; FETCH RELATIVE 100 foo1; FETCH PRIOR foo1; FETCH FORWARD -3 foo1; FETCH BACKWARD -2 foo1
----
0|0|S0
FETCH 1
FETCH 0
0|0|S0
FETCH 1
81|999|S999
FETCH 1
676|4|S4
FETCH 1
405|995|S995
FETCH 1
243|997|S997
FETCH 1
405|995|S995
FETCH 1
405|995|S995
FETCH 1
FETCH 0
FETCH 0
0|0|S0
FETCH 1
0|0|S0
FETCH 1
FETCH 0
FETCH 0
162|998|S998
81|999|S999
FETCH 2
FETCH 0
81|999|S999
FETCH 1
162|998|S998
243|997|S997
324|996|S996
FETCH 3
162|998|S998
243|997|S997
FETCH 2

FETCH ABSOLUTE 400 foo1; FETCH ABSOLUTE 401 foo1; FETCH ABSOLUTE 399 foo1; FETCH ABSOLUTE 100 foo1; FETCH ABSOLUTE -999 foo1
----
681|399|S399
FETCH 1
600|400|S400
FETCH 1
762|398|S398
FETCH 1
981|99|S99
FETCH 1
919|1|S1
FETCH 1

MOVE 10 foo1; MOVE BACKWARD ALL foo1; MOVE ALL foo1; MOVE BACKWARD ALL foo1; MOVE LAST foo1; MOVE 0 foo1; MOVE RELATIVE -3 foo1; MOVE ABSOLUTE 10 foo1; MOVE BACKWARD 20 foo1; MOVE FORWARD ALL foo1; MOVE -1000 foo1; MOVE FIRST foo1; MOVE NEXT foo1; MOVE PRIOR foo1; MOVE PRIOR foo1; MOVE PRIOR foo1
----
MOVE 10
MOVE 11
MOVE 1000
MOVE 1000
MOVE 1
MOVE 1
MOVE 1
MOVE 1
MOVE 9
MOVE 1000
MOVE 1000
MOVE 1
MOVE 1
MOVE 1
MOVE 0
MOVE 0

FETCH BACKWARD ALL foo3
----
0|0|S0
FETCH 1

MOVE ALL foo3
----
MOVE 1000

FETCH 1 foo3; FETCH BACKWARD 1 foo3
----
FETCH 0
81|999|S999
FETCH 1

CLOSE foo2
----
CLOSE CURSOR

SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors ORDER BY 1
----
foo1|DECLARE foo1 SCROLL CURSOR FOR SELECT * FROM tk ORDER BY unique2|f|f|t
foo3|DECLARE foo3 CURSOR FOR SELECT * FROM tk ORDER BY unique2|f|f|t
SELECT 2

END
----
COMMIT

SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors
----
SELECT 0

BEGIN; DECLARE foo24 NO SCROLL CURSOR FOR SELECT * FROM tk ORDER BY unique2; FETCH 1 FROM foo24; FETCH BACKWARD 1 FROM foo24; END
----
BEGIN
DECLARE CURSOR
0|0|S0
FETCH 1
error 55000 cursor can only scan forward; ; Declare it with SCROLL option to enable backward scan.

BEGIN; DECLARE foo24 NO SCROLL CURSOR FOR SELECT * FROM tk ORDER BY unique2; FETCH 1 FROM foo24; FETCH ABSOLUTE 2 FROM foo24; FETCH ABSOLUTE 1 FROM foo24; END
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE foo24 NO SCROLL CURSOR FOR SELECT * FROM tk ORDER BY unique2; FETCH 1 FROM foo24; MOVE BACKWARD ALL FROM foo24; END
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE foo24 NO SCROLL CURSOR FOR SELECT * FROM tk ORDER BY unique2; FETCH 1 FROM foo24; FETCH RELATIVE 0 FROM foo24; END
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DECLARE foo25 SCROLL CURSOR WITH HOLD FOR SELECT * FROM tk2 order by unique2
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

FETCH FROM foo25; FETCH FROM foo25
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

COMMIT
----
ROLLBACK

FETCH FROM foo25; FETCH BACKWARD FROM foo25; FETCH ABSOLUTE -1 FROM foo25
----
error 34000 cursor "foo25" does not exist

SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors
----
SELECT 0

BEGIN; FETCH ABSOLUTE 3 foo25; ROLLBACK; FETCH NEXT foo25; BEGIN; select 1/0; ROLLBACK; FETCH NEXT foo25
----
BEGIN
error 34000 cursor "foo25" does not exist

CLOSE foo25
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE foo25ns NO SCROLL CURSOR WITH HOLD FOR SELECT * FROM tk2 order by unique2; FETCH FROM foo25ns; FETCH FROM foo25ns; COMMIT; FETCH FROM foo25ns; FETCH ABSOLUTE 4 FROM foo25ns; FETCH ABSOLUTE 4 FROM foo25ns
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors; CLOSE foo25ns
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE foo26 CURSOR WITH HOLD FOR SELECT * FROM tk ORDER BY unique2; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

FETCH FROM foo26
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

ROLLBACK
----
ROLLBACK

create temp table tt1(f1 int)
----
CREATE TABLE

create function count_tt1_v() returns int8 as 'select count(*) from tt1' language sql volatile
----
CREATE FUNCTION

create function count_tt1_s() returns int8 as 'select count(*) from tt1' language sql stable
----
CREATE FUNCTION

begin
----
BEGIN

insert into tt1 values(1)
----
INSERT 0 1

declare c1 cursor for select count_tt1_v(), count_tt1_s()
----
DECLARE CURSOR

insert into tt1 values(2)
----
INSERT 0 1

fetch all from c1
----
2|1
FETCH 1

rollback
----
ROLLBACK

begin
----
BEGIN

insert into tt1 values(1)
----
INSERT 0 1

declare c2 cursor with hold for select count_tt1_v(), count_tt1_s()
----
DECLARE CURSOR

insert into tt1 values(2)
----
INSERT 0 1

commit
----
COMMIT

delete from tt1
----
DELETE 2

fetch all from c2
----
2|1
FETCH 1

close c2
----
CLOSE CURSOR

BEGIN
----
BEGIN

DECLARE bc BINARY CURSOR FOR SELECT * FROM tk
----
DECLARE CURSOR

SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors ORDER BY 1
----
bc|DECLARE bc BINARY CURSOR FOR SELECT * FROM tk|f|t|t
SELECT 1

ROLLBACK
----
ROLLBACK

PREPARE cprep AS SELECT name, statement, is_holdable, is_binary, is_scrollable FROM pg_cursors
----
PREPARE

EXECUTE cprep
----
SELECT 0

BEGIN; DECLARE foo1 CURSOR WITH HOLD FOR SELECT 1; DECLARE foo2 CURSOR WITHOUT HOLD FOR SELECT 1; SELECT name FROM pg_cursors ORDER BY 1; CLOSE ALL; SELECT name FROM pg_cursors ORDER BY 1; COMMIT
----
BEGIN
DECLARE CURSOR
DECLARE CURSOR
foo1
foo2
SELECT 2
CLOSE CURSOR ALL
SELECT 0
COMMIT

DECLARE foox CURSOR WITH HOLD FOR SELECT 1 as q
----
DECLARE CURSOR

FETCH foox
----
1
FETCH 1

FETCH BACKWARD foox
----
error 55000 cursor can only scan forward; ; Declare it with SCROLL option to enable backward scan.

DECLARE foox CURSOR WITH HOLD FOR SELECT 1 as q
----
error 42P03 cursor "foox" already exists

DECLARE fooy CURSOR FOR SELECT 1 as q
----
error 25P01 DECLARE CURSOR can only be used in transaction blocks

DISCARD ALL
----
DISCARD ALL

FETCH foox
----
error 34000 cursor "foox" does not exist

CREATE TEMP TABLE uctest(f1 int, f2 text)
----
CREATE TABLE

INSERT INTO uctest VALUES (1, 'one'), (2, 'two'), (3, 'three')
----
INSERT 0 3

BEGIN
----
BEGIN

DECLARE c1 CURSOR FOR SELECT * FROM uctest
----
DECLARE CURSOR

FETCH 2 FROM c1
----
1|one
2|two
FETCH 2

DELETE FROM uctest WHERE CURRENT OF c1
----
DELETE 1

SELECT * FROM uctest
----
1|one
3|three
SELECT 2

FETCH ALL FROM c1
----
3|three
FETCH 1

MOVE BACKWARD ALL IN c1
----
MOVE 3

FETCH ALL FROM c1
----
1|one
2|two
3|three
FETCH 3

COMMIT
----
COMMIT

BEGIN
----
BEGIN

DECLARE c1 CURSOR FOR SELECT * FROM uctest FOR UPDATE
----
DECLARE CURSOR

FETCH c1
----
1|one
FETCH 1

UPDATE uctest SET f1 = 8 WHERE CURRENT OF c1
----
UPDATE 1

SELECT * FROM uctest ORDER BY f1
----
3|three
8|one
SELECT 2

COMMIT
----
COMMIT

BEGIN
----
BEGIN

DECLARE c1 CURSOR FOR SELECT * FROM uctest WHERE f2 = 'three'
----
DECLARE CURSOR

FETCH c1
----
3|three
FETCH 1

UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1 RETURNING *
----
13|three
UPDATE 1

UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1
----
UPDATE 1

SELECT * FROM uctest ORDER BY f1
----
8|one
23|three
SELECT 2

FETCH RELATIVE 0 FROM c1
----
3|three
FETCH 1

DELETE FROM uctest WHERE CURRENT OF c1
----
DELETE 1

SELECT * FROM uctest ORDER BY f1
----
8|one
SELECT 1

DELETE FROM uctest WHERE CURRENT OF c1
----
DELETE 0

UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1
----
UPDATE 0

FETCH RELATIVE 0 FROM c1
----
3|three
FETCH 1

ROLLBACK
----
ROLLBACK

BEGIN; DECLARE c1 CURSOR FOR SELECT * FROM uctest WHERE f2 = 'three' FOR UPDATE; FETCH c1; UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1; UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1; SELECT * FROM uctest ORDER BY f1; DELETE FROM uctest WHERE CURRENT OF c1; DELETE FROM uctest WHERE CURRENT OF c1; FETCH RELATIVE 0 FROM c1; ROLLBACK
----
BEGIN
DECLARE CURSOR
3|three
FETCH 1
UPDATE 1
UPDATE 1
8|one
23|three
SELECT 2
DELETE 1
DELETE 0
error 55000 cursor can only scan forward; ; Declare it with SCROLL option to enable backward scan.

BEGIN; DECLARE c1 CURSOR FOR SELECT * FROM uctest a, uctest b WHERE a.f1 = b.f1 + 5; FETCH 1 FROM c1; UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c1 CURSOR FOR SELECT * FROM uctest a, uctest b WHERE a.f1 = b.f1 + 5 FOR UPDATE; FETCH 1 FROM c1; UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c1 CURSOR FOR SELECT * FROM uctest a, uctest b WHERE a.f1 = b.f1 + 5 FOR SHARE OF a; FETCH 1 FROM c1; UPDATE uctest SET f1 = f1 + 10 WHERE CURRENT OF c1; SELECT * FROM uctest ORDER BY f1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DELETE FROM uctest WHERE CURRENT OF c1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

DECLARE cx CURSOR WITH HOLD FOR SELECT * FROM uctest; DELETE FROM uctest WHERE CURRENT OF cx; CLOSE cx
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c CURSOR FOR SELECT * FROM tk2; DELETE FROM uctest WHERE CURRENT OF c; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c CURSOR FOR SELECT * FROM tk2 FOR SHARE; DELETE FROM uctest WHERE CURRENT OF c; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c CURSOR FOR SELECT * FROM tk JOIN tk2 USING (unique1); DELETE FROM tk WHERE CURRENT OF c; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c CURSOR FOR SELECT f1,count(*) FROM uctest GROUP BY f1; DELETE FROM uctest WHERE CURRENT OF c; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c1 CURSOR FOR SELECT * FROM uctest; DELETE FROM uctest WHERE CURRENT OF c1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c1 CURSOR FOR SELECT MIN(f1) FROM uctest FOR UPDATE; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

CREATE TEMP VIEW ucview AS SELECT * FROM uctest
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c1 CURSOR FOR SELECT * FROM ucview WHERE f2 = 'three'; FETCH FROM c1; DELETE FROM ucview WHERE CURRENT OF c1; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c SCROLL CURSOR FOR SELECT * FROM uctest FOR UPDATE; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT * FROM uctest FOR UPDATE; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c INSENSITIVE CURSOR FOR SELECT * FROM uctest FOR UPDATE; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c SCROLL NO SCROLL CURSOR FOR SELECT * FROM uctest; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c CURSOR FOR WITH q AS (DELETE FROM uctest RETURNING *) SELECT * FROM q; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c CURSOR FOR SELECT * INTO nope FROM uctest; ROLLBACK
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

BEGIN; DECLARE c1 CURSOR FOR SELECT * FROM uctest WHERE f2 = 'three'; SAVEPOINT a; FETCH c1; UPDATE uctest SET f2 = 'changed' WHERE CURRENT OF c1; ROLLBACK TO a; FETCH c1; SELECT * FROM uctest ORDER BY f1; COMMIT
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

create table pk (a int primary key, b int); insert into pk select i, i from generate_series(1,5) i
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

do $$ declare c cursor for select * from pk where a > 1 order by a for update; r record; begin
 for r in c loop if r.a % 2 = 0 then update pk set b = b * 10 where current of c; else delete from pk where current of c; end if; end loop; end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

select * from pk order by 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

do $$ declare c scroll cursor for select * from pk order by a; r record; n int; begin open c; fetch last from c into r; raise notice '%', r; fetch prior from c into r; raise notice '%', r; fetch absolute 1 from c into r; raise notice '%', r; fetch relative 1 from c into r; raise notice '%', r; move backward all from c; get diagnostics n = row_count; raise notice 'moved %', n; fetch c into r; raise notice '% %', r, found; move forward 100 in c; get diagnostics n = row_count; raise notice 'moved % %', n, found; fetch backward from c into r; raise notice '%', r; close c; end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

do $$ declare c no scroll cursor for select * from pk order by a; r record; begin open c; fetch c into r; fetch prior from c into r; end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

do $$ declare c refcursor; r record; begin open c scroll for select * from pk order by a; fetch last from c into r; raise notice '%', r; fetch first from c into r; raise notice '%', r; end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

do $$ declare c refcursor; r record; begin open c scroll for execute 'select * from pk where a > $1 order by a' using 1; fetch last from c into r; raise notice '%', r; fetch first from c into r; raise notice '%', r;  end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

create procedure pp() language plpgsql as $$ declare r record; begin for r in select * from pk order by a loop insert into pk values (r.a+100, r.b); commit; end loop; end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

call pp(); select * from pk order by 1
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

create procedure pp2() language plpgsql as $$ declare r record; begin for r in update pk set b = 0 returning * loop rollback; end loop; end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

call pp2()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

create procedure pp3() language plpgsql as $$ declare c cursor for select a from pk order by a; n int; begin open c; fetch c into n; raise notice '%', n; commit; fetch c into n; raise notice '%', n; end $$
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block

call pp3()
----
error 25P02 current transaction is aborted, commands ignored until end of transaction block
