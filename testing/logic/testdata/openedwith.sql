# Opening a cursor with arguments counts as a row that was found.
create function oc1() returns setof text language plpgsql as $$ declare c cursor (x int) for select x where false; d cursor for select 1; n int; begin perform 1 where false; open c(2); get diagnostics n = row_count; return next found || ' ' || n; close c; perform 1 where false; open d; get diagnostics n = row_count; return next found || ' ' || n; perform 1 where false; for r in c(3) loop return next 'no'; end loop; get diagnostics n = row_count; return next found || ' ' || n; end $$
----
CREATE FUNCTION

select oc1()
----
false 0
false 1
true 1
SELECT 3

create function oc2() returns setof text language plpgsql as $$ declare c cursor (x int, y text) for select x, y; n int; begin open c(y := 'a', x := 2); get diagnostics n = row_count; return next found || ' ' || n; close c; begin open c(1/0, 'b'); exception when others then get diagnostics n = row_count; return next found || ' ' || n; end; for r in c(3, 'c') loop get diagnostics n = row_count; return next r || ' ' || found || ' ' || n; end loop; end $$
----
CREATE FUNCTION

select oc2()
----
(3,c) true 1
true 1
true 1
SELECT 3

create function oc3() returns setof text language plpgsql as $$ declare c cursor (x int) for select x; i int; n int; begin begin open c(x := 2); fetch relative 0 from c into i; exception when others then get diagnostics n = row_count; return next sqlerrm || ' ' || found || ' ' || n; end; end $$
----
CREATE FUNCTION

select oc3()
----
SELECT 0
