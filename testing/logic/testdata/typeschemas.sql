# Errors are told whole. Types that the search path does not lead to have their schemas in messages.
CREATE SCHEMA tns
----
CREATE SCHEMA

CREATE DOMAIN tns.dom AS int CHECK (value > 0)
----
CREATE DOMAIN

CREATE TYPE tns.en AS ENUM ('a', 'b')
----
CREATE TYPE

CREATE TYPE tns.comp AS (a int, b text)
----
CREATE TYPE

CREATE TYPE tns.rg AS RANGE (subtype = int)
----
CREATE TYPE

CREATE DOMAIN tns."Quoted Dom" AS int NOT NULL
----
CREATE DOMAIN

CREATE TABLE tnv (x tns.en, d tns.dom)
----
CREATE TABLE

SELECT 'x'::tns.en
----
error 22P02 invalid input value for enum tns.en: "x"

SELECT 'a'::tns.en + 1
----
error 42883 operator does not exist: tns.en + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 'a'::tns.en = 'b'::text
----
error 42883 operator does not exist: tns.en = text; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT row(1)::tns.comp
----
error 42846 cannot cast type record to tns.comp; Input has too few columns.

SELECT 1::tns.en
----
error 42846 cannot cast type integer to tns.en

SELECT '{}'::tns.en[] || 1
----
error 42883 operator does not exist: tns.en[] || integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT null::tns."Quoted Dom"
----
error 23502 domain tns."Quoted Dom" does not allow null values

SELECT ('(1,a)'::tns.comp).zz
----
error 42703 column "zz" not found in data type tns.comp

SELECT 1::tns.dom || 2
----
error 42883 operator does not exist: tns.dom || integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT 1::tns.dom && true
----
error 42883 operator does not exist: tns.dom && boolean; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT ARRAY[1::tns.dom] || 'x'
----
error 22P02 malformed array literal: "x"; Array value must start with "{" or dimension information.

BEGIN; CREATE TYPE tns.late AS ENUM ('x'); SELECT 'y'::tns.late; COMMIT
----
BEGIN
CREATE TYPE
error 22P02 invalid input value for enum tns.late: "y"

ROLLBACK
----
ROLLBACK

BEGIN; CREATE TYPE late AS ENUM ('x'); SELECT 'y'::late; COMMIT
----
BEGIN
CREATE TYPE
error 22P02 invalid input value for enum late: "y"

ROLLBACK
----
ROLLBACK

SELECT lower('a'::tns.en)
----
error 42883 function lower(tns.en) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT nosuch('a'::tns.en, 1, '{}'::tns.comp[])
----
error 42883 function nosuch(tns.en, integer, tns.comp[]) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT nosuch(x => 'a'::tns.en)
----
error 42883 function nosuch(x => tns.en) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT public.nosuch('a'::tns.en)
----
error 42883 function public.nosuch(tns.en) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT 'a'::tns.en::int
----
error 42846 cannot cast type tns.en to integer

CREATE TABLE tnw (x tns.en DEFAULT 1)
----
error 42804 column "x" is of type tns.en but default expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO tnv VALUES (1)
----
error 42804 column "x" is of type tns.en but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO tnv VALUES ('zz')
----
error 22P02 invalid input value for enum tns.en: "zz"

INSERT INTO tnv VALUES ('a', -1)
----
error 23514 value for domain tns.dom violates check constraint "dom_check"

UPDATE tnv SET x = 5
----
error 42804 column "x" is of type tns.en but expression is of type integer; ; You will need to rewrite or cast the expression.

ALTER TABLE tnv ALTER x TYPE tns.comp
----
error 42804 column "x" cannot be cast automatically to type tns.comp; ; You might need to specify "USING x::tns.comp".

SELECT 'a'::tns.en UNION SELECT 1
----
error 42804 UNION types tns.en and integer cannot be matched

SELECT CASE WHEN true THEN 'a'::tns.en ELSE 1 END
----
error 42804 CASE types integer and tns.en cannot be matched

SELECT coalesce('a'::tns.en, 'b'::text)
----
error 42804 COALESCE types tns.en and text cannot be matched

SELECT ARRAY['a'::tns.en, 1]
----
error 42804 ARRAY types tns.en and integer cannot be matched

CREATE FUNCTION tnf(tns.en) RETURNS int LANGUAGE sql AS $$SELECT 'a'::tns.en$$
----
error 42P13 return type mismatch in function declared to return integer; Actual return type is tns.en.

CREATE FUNCTION tng(tns.en) RETURNS tns.en LANGUAGE plpgsql AS $$BEGIN RETURN 5; END$$
----
CREATE FUNCTION

SELECT tng('a')
----
error 22P02 invalid input value for enum tns.en: "5"

SELECT tng(1::bigint)
----
error 42883 function tng(bigint) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

DO $$DECLARE v tns.en; BEGIN v := 5; END$$
----
error 22P02 invalid input value for enum tns.en: "5"

DO $$DECLARE v tns.dom; BEGIN v := -1; END$$
----
error 23514 value for domain tns.dom violates check constraint "dom_check"

DO $$BEGIN PERFORM 'a'::tns.en + 1; EXCEPTION WHEN undefined_function THEN RAISE EXCEPTION '%', sqlerrm; END$$
----
error P0001 operator does not exist: tns.en + integer

SELECT jsonb_populate_record(NULL::tnv, '{"d": -1}')
----
error 23514 value for domain tns.dom violates check constraint "dom_check"

SELECT ARRAY[-1]::tns.dom[]
----
error 23514 value for domain tns.dom violates check constraint "dom_check"

SELECT int4range(1, 2)::tns.rg
----
error 42846 cannot cast type int4range to tns.rg

SELECT 'a'::tns.en LIKE 'a'
----
error 42883 operator does not exist: tns.en ~~ unknown; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT sum('a'::tns.en)
----
error 42883 function sum(tns.en) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT max('(1,a)'::tns.comp)
----
error 42883 function max(tns.comp) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT 1 WHERE 'a'::tns.en
----
error 42804 argument of WHERE must be type boolean, not type tns.en

SELECT 1 LIMIT 'a'::tns.en
----
error 42804 argument of LIMIT must be type bigint, not type tns.en

DROP CAST (tns.en AS int)
----
error 42704 cast from type tns.en to type integer does not exist

DROP FUNCTION nosuch(tns.en)
----
error 42883 function nosuch(tns.en) does not exist

SET search_path TO public, tns
----
SET

SELECT 'a'::en + 1
----
error 42883 operator does not exist: en + integer; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT (-1)::dom
----
error 23514 value for domain dom violates check constraint "dom_check"

SET search_path TO tns
----
SET

SELECT 'x'::en
----
error 22P02 invalid input value for enum en: "x"

RESET search_path
----
RESET

SELECT (-1)::tns.dom
----
error 23514 value for domain tns.dom violates check constraint "dom_check"

DROP TABLE tnv
----
DROP TABLE

DROP FUNCTION tng
----
DROP FUNCTION

DROP SCHEMA tns CASCADE
----
DROP SCHEMA
