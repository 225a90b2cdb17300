# Parts of points and their like by subscripts, read and assigned. Errors are told whole.
create table sp (id int primary key, p point, b box, l lseg, n line, arr point[]);
insert into sp values (1, '(1,2)', '(3,4),(1,2)', '[(1,2),(3,4)]', '{1,2,3}', '{"(1,2)","(3,4)"}'), (2, null, null, null, null, null);
select id, p[0], p[1], p[2], p[-1], p[null], b[0], b[1], l[0], l[1][0], (l[1])[0], n[2], p[0][1] from sp order by id;
----
CREATE TABLE
INSERT 0 2
1|1|2|NULL|NULL|NULL|(3,4)|(1,2)|(1,2)|NULL|3|3|NULL
2|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL
SELECT 2

update sp set p[0] = 10, p[1] = p[0] + 5;
update sp set b[0] = '(-7,8)', l[1] = point(p[1], 0), n[1] = 9.5;
update sp set n[0] = null where id = 1;
select * from sp order by id;
insert into sp (id, p[0], p[1]) values (3, 1, 2) returning *;
update sp set p[0] = 5 where p is null returning id, p;
update sp set arr[2] = '(0,0)' returning arr;
----
UPDATE 2
UPDATE 2
UPDATE 1
1|(10,6)|(-7,8),(1,2)|[(1,2),(6,0)]|{1,9.5,3}|{"(1,2)","(3,4)"}
2|NULL|NULL|NULL|NULL|NULL
SELECT 2
3|NULL|NULL|NULL|NULL|NULL
INSERT 0 1
2|NULL
3|NULL
UPDATE 2
{"(1,2)","(0,0)"}
[2:2]={"(0,0)"}
[2:2]={"(0,0)"}
UPDATE 3

update sp set arr[2] = '(0,0)' where id = 1 returning arr;
create domain dp as point check (value[0] >= 0);
alter table sp add column d dp;
update sp set d = p where id = 1;
update sp set d[1] = -5 where id = 1 returning d, d[1];
----
{"(1,2)","(0,0)"}
UPDATE 1
CREATE DOMAIN
ALTER TABLE
UPDATE 1
(10,-5)|-5
UPDATE 1

update sp set d[0] = -5 where id = 1;
----
error 23514 value for domain dp violates check constraint "dp_check"

update sp set p[2] = 1 where id = 1;
----
error 2202E array subscript out of range

update sp set p[0] = 'x';
----
error 22P02 invalid input syntax for type double precision: "x"

update sp set p[0:1] = '{1,2}' where id = 1;
----
error 22P02 invalid input syntax for type point: "{1,2}"

update sp set p[null] = 1 where id = 1;
----
error 22004 array subscript in assignment must not be null

update sp set p[0] = true;
----
error 42804 subscripted assignment to "p" requires type double precision but expression is of type boolean; ; You will need to rewrite or cast the expression.

select p[0:1] from sp;
----
error 0A000 slices of fixed-length arrays not implemented

update sp set id[0] = 1;
----
error 42804 cannot subscript type integer because it does not support subscripting

do $$ declare p point := '(1,2)'; b box := '(4,4),(1,1)'; i int := 1; a point[]; begin
  p[0] := 7; p[i] := p[0] * 2; b[1] := p; b[0] := '(0,0)'; a[2] := p; p[0] := null;
  raise exception '% % %', p, b, a; end $$;
----
error P0001 (7,14) (0,0),(7,14) [2:2]={"(7,14)"}

do $$ declare p point := '(1,2)'; begin p[2] := 7; end $$;
----
error 2202E array subscript out of range

do $$ declare p point; begin p[1] := 7; raise exception '%', p is null; end $$;
----
error P0001 t

update sp set (id) = 1;
----
error 0A000 source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression

update sp set (id) = (1) where false;
----
error 0A000 source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression

update sp set (id) = row(1), (p) = (select '(5,5)'::point) where id = 1 returning id, p;
----
1|(5,5)
UPDATE 1
