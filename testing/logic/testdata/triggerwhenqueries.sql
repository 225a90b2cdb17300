# Errors are told whole.
# queries in WHEN of triggers
create table t (k int4)
----
CREATE TABLE

create function tf() returns trigger language plpgsql as 'begin return new; end'
----
CREATE FUNCTION

create trigger a before update on t for each row when (exists (select 1)) execute function tf()
----
error 0A000 cannot use subquery in trigger WHEN condition

create trigger a before update on t for each row when (1 in (select)) execute function tf()
----
error 0A000 cannot use subquery in trigger WHEN condition

create trigger a before update on t for each row when (1 in (select nope)) execute function tf()
----
error 0A000 cannot use subquery in trigger WHEN condition

create policy p on t using (1 in (select))
----
error 42601 subquery has too few columns
