# An argument that the body of a function does not use is not computed.
CREATE TABLE unusedarg (k int4 PRIMARY KEY, a int4, b text)
----
CREATE TABLE

INSERT INTO unusedarg (k, a, b) VALUES (5, 3, 'é'::text)
----
INSERT 0 1

CREATE FUNCTION ofunusedarg(a0 int8) RETURNS timestamp RETURN NULL::timestamp
----
CREATE FUNCTION

SELECT u.k, ofunusedarg(u.b::int8) FROM unusedarg AS u
----
5|NULL
SELECT 1

SELECT u.k, ofunusedarg(u.b::int8) FROM unusedarg AS u order by ofunusedarg(u.b::int8)
----
5|NULL
SELECT 1

SELECT ofunusedarg(u.b::int8), count(*) FROM unusedarg AS u group by 1
----
NULL|1
SELECT 1

SELECT count(ofunusedarg(u.b::int8)) FROM unusedarg AS u
----
0
SELECT 1

SELECT ofunusedarg(max(u.b)::int8) FROM unusedarg AS u
----
NULL
SELECT 1

SELECT k FROM unusedarg AS u where ofunusedarg(u.b::int8) is null
----
5
SELECT 1

SELECT distinct ofunusedarg(u.b::int8) FROM unusedarg AS u
----
NULL
SELECT 1

update unusedarg set a = extract(day from ofunusedarg(b::int8)) returning ofunusedarg(b::int8)
----
NULL
UPDATE 1

insert into unusedarg select 7, 1, ofunusedarg(b::int8)::text from unusedarg
----
INSERT 0 1

select (select ofunusedarg(u.b::int8)) from unusedarg u
----
NULL
NULL
SELECT 2

select u.k from unusedarg u join unusedarg v on ofunusedarg(v.b::int8) is null
----
5
5
7
7
SELECT 4

select case when ofunusedarg(b::int8) is null then 1 end from unusedarg
----
1
1
SELECT 2
