# Expressions of PL/pgSQL after what they call has become something else
create function called() returns int language plpgsql immutable as 'begin return 7; end'
----
CREATE FUNCTION

create function calls() returns int language plpgsql as $$declare x int; begin x := called(); return x; end$$
----
CREATE FUNCTION

create function performs() returns bool language plpgsql as $$begin perform called(); return found; end$$
----
CREATE FUNCTION

create function loops() returns text language plpgsql as $$declare t text := ''; begin for i in 6..called() loop t := t || i; end loop; return t; end$$
----
CREATE FUNCTION

select calls(), performs(), loops()
----
7|t|67
SELECT 1

alter function called() stable
----
ALTER FUNCTION

select calls(), performs(), loops()
----
7|t|67
SELECT 1

select calls(), performs(), loops()
----
7|t|67
SELECT 1

alter function called() volatile
----
ALTER FUNCTION

select calls(), performs(), loops()
----
7|t|67
SELECT 1

create or replace function called() returns int language plpgsql immutable as 'begin return 8; end'
----
CREATE FUNCTION

select calls(), performs(), loops()
----
8|t|678
SELECT 1

drop function called()
----
DROP FUNCTION

select calls()
----
error 42883
