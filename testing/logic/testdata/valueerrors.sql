# Errors are told whole.
create table assigned (a int[], b int, c text)
----
CREATE TABLE

update assigned set a[1] = 'x'::text
----
error 42804 subscripted assignment to "a" requires type integer but expression is of type text; ; You will need to rewrite or cast the expression.

select * from assigned s cross join (select s.b as g) t
----
error 42P01 invalid reference to FROM-clause entry for table "s"; ; There is an entry for table "s", but it cannot be referenced from this part of the query.

select * from assigned s, (select s.b as g) t
----
error 42P01 invalid reference to FROM-clause entry for table "s"; ; There is an entry for table "s", but it cannot be referenced from this part of the query.

update assigned set b = 1 from (select 1 x where b = 1) t
----
error 42703 column "b" does not exist; ; There is a column named "b" in table "assigned", but it cannot be referenced from this part of the query.

update assigned set b = 1 from (select assigned.c) t
----
error 42P01 invalid reference to FROM-clause entry for table "assigned"; ; There is an entry for table "assigned", but it cannot be referenced from this part of the query.

delete from assigned using (select assigned.c) t where true
----
error 42P01 invalid reference to FROM-clause entry for table "assigned"; ; There is an entry for table "assigned", but it cannot be referenced from this part of the query.

select regclass('nosuch.t')
----
error 3F000 schema "nosuch" does not exist

select regrole('a.b')
----
error 42602 invalid name syntax

select regproc('abs')
----
error 42725 more than one function named "abs"

select cidr('1.2.3.4/8')
----
error 22P02 invalid cidr value: "1.2.3.4/8"; Value has bits set to right of mask.

set my."a-b" = 1
----
error 42602 invalid configuration parameter name "my.a-b"; Custom parameter names must be two or more simple identifiers separated by dots.

select '"x"' ~ '(a)\2'
----
error 2201B invalid regular expression: invalid backreference number

select * from assigned tablesample nosuch (1)
----
error 42704 tablesample method nosuch does not exist

select jsonb_path_query('"x"', '$.datetime()')
----
error 22031 datetime format is not recognized: "x"; ; Use a datetime template argument to specify the input data format.

select jsonb_path_match('"2017-03-10"', '$.datetime() == "2017-03-10 00:00:00-05".datetime()')
----
error 0A000 cannot convert value from date to timestamptz without time zone usage; ; Use *_tz() function for time zone support.

drop table assigned
----
DROP TABLE
