# Errors are told whole.
# Cursors and savepoints: a cursor that was declared in a savepoint which is released since then
# belongs to what is around that, and stays when a later savepoint is gone back to.
begin
----
BEGIN

savepoint a
----
SAVEPOINT

declare y cursor for select generate_series(1,5)
----
DECLARE CURSOR

release a
----
RELEASE

fetch 1 from y
----
1
FETCH 1

savepoint b
----
SAVEPOINT

rollback to b
----
ROLLBACK

fetch 1 from y
----
2
FETCH 1

savepoint c
----
SAVEPOINT

fetch 1 from y
----
3
FETCH 1

rollback to c
----
ROLLBACK

fetch 1 from y
----
4
FETCH 1

commit
----
COMMIT

create table curs (a int)
----
CREATE TABLE

begin
----
BEGIN

savepoint a
----
SAVEPOINT

insert into curs values (1), (2), (3)
----
INSERT 0 3

declare y scroll cursor for select * from curs
----
DECLARE CURSOR

declare h cursor with hold for select * from curs order by a
----
DECLARE CURSOR

release a
----
RELEASE

savepoint b
----
SAVEPOINT

insert into curs values (0)
----
INSERT 0 1

fetch 1 from y
----
1
FETCH 1

rollback to b
----
ROLLBACK

fetch 1 from y
----
2
FETCH 1

move absolute 1 from y
----
MOVE 1

update curs set a = 10 where current of y
----
UPDATE 1

fetch 1 from h
----
1
FETCH 1

release b
----
RELEASE

savepoint c
----
SAVEPOINT

delete from curs
----
DELETE 3

rollback to c
----
ROLLBACK

fetch 1 from h
----
2
FETCH 1

commit
----
COMMIT

fetch all from h
----
3
FETCH 1

close h
----
CLOSE CURSOR

begin
----
BEGIN

savepoint a
----
SAVEPOINT

savepoint a2
----
SAVEPOINT

declare y cursor for select generate_series(1,5)
----
DECLARE CURSOR

release a2
----
RELEASE

savepoint b
----
SAVEPOINT

rollback to b
----
ROLLBACK

fetch 1 from y
----
1
FETCH 1

rollback to a
----
ROLLBACK

fetch 1 from y
----
error 34000 cursor "y" does not exist

rollback
----
ROLLBACK

begin
----
BEGIN

savepoint a
----
SAVEPOINT

savepoint b
----
SAVEPOINT

declare y cursor for select generate_series(1,5)
----
DECLARE CURSOR

release a
----
RELEASE

savepoint c
----
SAVEPOINT

select 1/0
----
error 22012 division by zero

rollback to c
----
ROLLBACK

fetch 1 from y
----
1
FETCH 1

select name from pg_cursors
----
y
SELECT 1

commit
----
COMMIT

create function curs_f() returns text language plpgsql as $$
declare c refcursor := 'c_f'; x int; y int;
begin
  begin
    open c for select generate_series(1, 5);
    fetch c into x;
  exception when division_by_zero then null;
  end;
  begin
    perform 1/0;
  exception when division_by_zero then null;
  end;
  begin
    fetch c into y;
    perform 1/0;
  exception when division_by_zero then null;
  end;
  fetch c into y;
  return x || ' ' || y;
end $$
----
CREATE FUNCTION

begin
----
BEGIN

select curs_f()
----
1 3
SELECT 1

fetch 1 from c_f
----
4
FETCH 1

rollback
----
ROLLBACK

do $$
declare c refcursor; x int;
begin
  begin
    open c for select 1;
    perform 1/0;
  exception when division_by_zero then null;
  end;
  fetch c into x;
end $$
----
error 34000 cursor "<unnamed portal 1>" does not exist
