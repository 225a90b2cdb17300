# Rows whose parts are compared by operators of users.
create type c as (x int, y text)
----
CREATE TYPE

create type e as enum ('a')
----
CREATE TYPE

create function f(c, c) returns c language sql as 'select $1'
----
CREATE FUNCTION

create function g(e, e) returns bool language sql as 'select true'
----
CREATE FUNCTION

create operator = (leftarg = c, rightarg = c, function = f)
----
CREATE OPERATOR

create operator = (leftarg = e, rightarg = text, function = g2)
----
error 42883

create function g2(e, text) returns bool language sql as 'select true'
----
CREATE FUNCTION

create operator = (leftarg = e, rightarg = text, function = g2)
----
CREATE OPERATOR

create table t (v c, w e, k int, s text)
----
CREATE TABLE

insert into t values ('(1,a)', 'a', 1, 'q')
----
INSERT 0 1

select (v, 1) = (v, 1) from t
----
error 42804

select (1, v) = (1, v) from t
----
error 42804

select (w, 1) = (s, 1) from t
----
error 0A000

select (w, v) = (s, v) from t
----
error 42804

select (w, 1) = (s, 'x'::text) from t
----
error 42883

select row(w) = row(s), row(w) in (row(s)), row(w) = any (select s from t) from t
----
t|t|t
SELECT 1

select row(v) = row(v) from t
----
error 42804

select (w, 1) in (select s, 1 from t) from t
----
error 0A000

select (w, 1) < (s, 1) from t
----
error 42883

select row(w, 1) is distinct from row(s, 1) from t
----
f
SELECT 1
