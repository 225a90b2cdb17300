# Errors are told whole.
# Arrays in rows in arrays are nobody else's.
create type pair as (i int, arr int[])
----
CREATE TYPE

create function held() returns setof text language plpgsql as $$
declare rows pair[]; b int[]; l pair[]; a int[];
begin
	for i in 1..4 loop b := array_append(b, i); rows := array_append(rows, row(i,b)::pair); end loop;
	return next '1 ' || rows::text;
	rows := null; b := null;
	for i in 1..4 loop b := b || i; rows := rows || row(i,b)::pair; end loop;
	return next '2 ' || rows::text;
	rows := null; b := null;
	for i in 1..4 loop b[i] := i; rows := rows || array[row(i,b)::pair]; end loop;
	return next '3 ' || rows::text;
	rows := null; b := '{1,2}';
	for i in 1..3 loop b[1] := i; rows := array_append(rows, case when i > 1 then row(i,b)::pair else null end); b[1] := 9; end loop;
	return next '4 ' || rows::text;
	for i in 1..3 loop a[i] := i; l := l || row(i, a)::pair; a[1] := a[1] + 1; end loop;
	return next '5 ' || l::text;
	for i in 1..3 loop rows := rows || row(cardinality(rows), a)::pair; end loop; a[1] := 0;
	return next '6 ' || rows::text;
end $$
----
CREATE FUNCTION

select * from held()
----
1 {"(1,{1})","(2,\"{1,2}\")","(3,\"{1,2,3}\")","(4,\"{1,2,3,4}\")"}
2 {"(1,{1})","(2,\"{1,2}\")","(3,\"{1,2,3}\")","(4,\"{1,2,3,4}\")"}
3 {"(1,{1})","(2,\"{1,2}\")","(3,\"{1,2,3}\")","(4,\"{1,2,3,4}\")"}
4 {NULL,"(2,\"{2,2}\")","(3,\"{3,2}\")"}
5 {"(1,{1})","(2,\"{2,2}\")","(3,\"{3,2,3}\")"}
6 {NULL,"(2,\"{2,2}\")","(3,\"{3,2}\")","(3,\"{4,2,3}\")","(4,\"{4,2,3}\")","(5,\"{4,2,3}\")"}
SELECT 6
