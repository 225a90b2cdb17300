# Errors are told whole. A SET in a function that has a SET clause of its own: it is the session's, SET LOCAL is the function's.
create function f1() returns text language plpgsql set work_mem = '1MB' as $$ begin set work_mem='2MB'; return current_setting('work_mem'); end $$;
----
CREATE FUNCTION

set work_mem = '3MB';
----
SET

select f1(), current_setting('work_mem');
----
2MB|2MB
SELECT 1

show work_mem;
----
2MB
SHOW

create function f2() returns text language plpgsql set work_mem = '1MB' as $$ begin set local work_mem='2MB'; return current_setting('work_mem'); end $$;
----
CREATE FUNCTION

set work_mem = '3MB';
----
SET

select f2(); 
----
2MB
SELECT 1

show work_mem;
----
3MB
SHOW

create function f3() returns text language plpgsql as $$ begin set local work_mem='2MB'; return current_setting('work_mem'); end $$;
----
CREATE FUNCTION

set work_mem = '3MB';
----
SET

select f3();
----
2MB
SELECT 1

show work_mem;
----
3MB
SHOW

begin; select f1(); show work_mem; rollback; show work_mem;
----
BEGIN
2MB
SELECT 1
2MB
SHOW
ROLLBACK
3MB
SHOW

begin; select f1(); show work_mem; commit; show work_mem;
----
BEGIN
2MB
SELECT 1
2MB
SHOW
COMMIT
2MB
SHOW

create function f4() returns text language plpgsql set work_mem = '1MB' as $$ begin perform set_config('work_mem','2MB',false); return current_setting('work_mem'); end $$;
----
CREATE FUNCTION

set work_mem='3MB'; select f4(); show work_mem;
----
SET
2MB
SELECT 1
2MB
SHOW

create function f5() returns text language plpgsql set work_mem = '1MB' as $$ begin set work_mem='2MB'; raise exception 'x'; end $$;
----
CREATE FUNCTION

set work_mem='3MB'; select f5(); show work_mem;
----
SET
error P0001 x

create function f7() returns text language plpgsql set work_mem = '1MB' as $$ begin set statement_timeout='5s'; return current_setting('work_mem'); end $$;
----
CREATE FUNCTION

select f7(); show work_mem; show statement_timeout; reset statement_timeout;
----
1MB
SELECT 1
2MB
SHOW
5s
SHOW
RESET

create function f8() returns text language plpgsql set work_mem = '1MB' as $$ begin return f1(); end $$;
----
CREATE FUNCTION

set work_mem='3MB'; select f8(); show work_mem;
----
SET
2MB
SELECT 1
2MB
SHOW

create procedure p1() language plpgsql set work_mem = '1MB' as $$ begin set work_mem='2MB'; raise notice '%', current_setting('work_mem'); end $$;
----
CREATE PROCEDURE

call p1(); show work_mem;
----
CALL
2MB
SHOW
