# Errors are told whole.
# ROW_COUNT behind expressions, of which those count that are queries.
create table rct(k int)
----
CREATE TABLE

insert into rct values (1),(2),(3)
----
INSERT 0 3

create function rcs() returns int stable language plpgsql as 'begin return 5; end'
----
CREATE FUNCTION

create function rcf(out a text) language plpgsql as $$
declare n int; r bigint; begin
 perform * from rct; get diagnostics r = row_count; a := r;
 n := 1 + 1; get diagnostics r = row_count; a := a || ' ' || r;
 n := (select max(k) from rct); get diagnostics r = row_count; a := a || ' ' || r;
 update rct set k = k; n := rcs(); get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; if exists (select 1 from rct) then get diagnostics r = row_count; a := a || ' ' || r; end if;
 perform * from rct; n := k from rct where k = 99; get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; n := k from rct where k = 2; get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; n := count(*) from rct; get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; while n < (select 4) loop n := n + 1; end loop; get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; for i in 1..(select 2) loop null; end loop; get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; if n in (select 4) then null; end if; get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; n := case when true then (select 1) end; get diagnostics r = row_count; a := a || ' ' || r;
 perform * from rct; begin n := 1/0; exception when others then get diagnostics r = row_count; a := a || ' ' || r; end;
 perform * from rct; raise notice '%', (select 1); get diagnostics r = row_count; a := a || ' ' || r;
end $$
----
CREATE FUNCTION

select rcf()
----
3 3 1 3 1 0 1 1 1 1 1 1 3 1
SELECT 1

drop function rcf, rcs
----
DROP FUNCTION

drop table rct
----
DROP TABLE
