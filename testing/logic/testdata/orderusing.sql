# ORDER BY … USING the operators of text_pattern_ops and its like. Errors are told whole.
create table ou (t text, v varchar(10), c char(4), n name, i int);
insert into ou values ('b', 'x', 'a', 'q', 1), ('B', 'y', 'A', 'Q', 2), ('a b', null, 'a b', 'r', 3), (null, 'X', null, null, 4), ('ä', 'ä', 'é', 'é', 5), ('', '', '', '', 6);
select i from ou order by t using ~<~;
----
CREATE TABLE
INSERT 0 6
6
2
3
1
5
4
SELECT 6

select i from ou order by t using ~>~, i;
----
4
5
1
3
2
6
SELECT 6

select array_agg(i order by v using ~<~ nulls first, i), array_agg(i order by c using ~>~ nulls last), string_agg(t, ',' order by t using ~<~) from ou;
create view ouv as select t, i from ou order by t using ~<~, v using ~>~, c using <, n using > nulls last;
select pg_get_viewdef('ouv'::regclass);
create view ouw as select array_agg(i order by v using ~<~ nulls first, c using ~>~ nulls last, t using ~>~) as a, rank() over (order by count(*) using <) from ou;
select pg_get_viewdef('ouw'::regclass);
select count(*) from ouv;
----
{3,6,4,1,2,5}|{5,3,1,2,6,4}|,B,a b,b,ä
SELECT 1
CREATE VIEW
 SELECT ou.t,\n    ou.i\n   FROM ou\n  ORDER BY ou.t USING ~<~ NULLS LAST, ou.v USING ~>~ NULLS FIRST, ou.c, ou.n DESC NULLS LAST;
SELECT 1
CREATE VIEW
 SELECT array_agg(ou.i ORDER BY ou.v USING ~<~ NULLS FIRST, ou.c USING ~>~ NULLS LAST, ou.t USING ~>~ NULLS FIRST) AS a,\n    rank() OVER (ORDER BY (count(*))) AS rank\n   FROM ou;
SELECT 1
6
SELECT 1

select i from ou order by t using ~<=~;
----
error 42809 operator ~<=~ is not a valid ordering operator; ; Ordering operators must be "<" or ">" members of btree operator families.

select i from ou order by t using <=;
----
error 42809 operator <= is not a valid ordering operator; ; Ordering operators must be "<" or ">" members of btree operator families.
