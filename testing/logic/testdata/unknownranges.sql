# A literal may stand for a range of something in the choice of functions and operators. Errors are told whole.
create function pf(anyelement, anyrange) returns int language sql as 'select 1'
----
CREATE FUNCTION

create function pg_(anyelement, anymultirange) returns int language sql as 'select 1'
----
CREATE FUNCTION

create function pa(anyelement, anyarray) returns int language sql as 'select 1'
----
CREATE FUNCTION

select pf(1, '[1,2)')
----
error 42804 could not determine polymorphic type anyrange because input has type unknown

select pf('a', '[1,2)')
----
error 42804 could not determine polymorphic type because input has type unknown

select pf('a', null)
----
error 42804 could not determine polymorphic type because input has type unknown

select pg_(1, '{[1,2)}')
----
error 42804 could not determine polymorphic type anymultirange because input has type unknown

select pa(1, '{1}')
----
1
SELECT 1

select pa('1', '{1}'::int[])
----
1
SELECT 1

select 1 <@ 'x'
----
error 42725 operator is not unique: integer <@ unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.

select 'x' @> 1
----
error 42725 operator is not unique: unknown @> integer; ; Could not choose a best candidate operator. You might need to add explicit type casts.

select 1 = any('{1}')
----
t
SELECT 1

select array_append('{}', 1)
----
{1}
SELECT 1

select array_position('{a}', 'a')
----
1
SELECT 1

select array_cat('{1}', array[2])
----
{1,2}
SELECT 1

select int4range(1,2) @> '1'
----
error 22P02 malformed range literal: "1"; Missing left parenthesis or bracket.

select '1' <@ int4range(1,2)
----
error 22P02 malformed range literal: "1"; Missing left parenthesis or bracket.

select '{[1,2)}' @> int4range(1,2)
----
error 22P02 malformed range literal: "{[1,2)}"; Missing left parenthesis or bracket.

select int4range(1,2) -|- '{[1,2)}'
----
error 22P02 malformed range literal: "{[1,2)}"; Missing left parenthesis or bracket.

select int4range(1,2) << null
----
NULL
SELECT 1

select null << null
----
error 42725 operator is not unique: unknown << unknown; ; Could not choose a best candidate operator. You might need to add explicit type casts.

select '[1,2)' @> 1.5
----
error 42725 operator is not unique: unknown @> numeric; ; Could not choose a best candidate operator. You might need to add explicit type casts.

select 5 || '{1}'
----
5{1}
SELECT 1

select lower('[1,2)')
----
[1,2)
SELECT 1

select upper(null)
----
NULL
SELECT 1

select range_merge('[1,2)', int4range(3,4))
----
[1,4)
SELECT 1

select isempty('x')
----
error 42725 function isempty(unknown) is not unique; ; Could not choose a best candidate function. You might need to add explicit type casts.

select range_contains_elem('x', 1)
----
error 42804 could not determine polymorphic type anyrange because input has type unknown

select elem_contained_by_range(1, 'x')
----
error 42804 could not determine polymorphic type anyrange because input has type unknown

select 'x' > int4range(1,2)
----
error 22P02 malformed range literal: "x"; Missing left parenthesis or bracket.

drop function pf, pg_, pa
----
DROP FUNCTION
