# What type a UNION, an array, and CASE find for two types. Errors are told whole.
SELECT pg_typeof(ARRAY[true, 12.345]), ARRAY[12.345, true];
----
error 42804 ARRAY types boolean and numeric cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN true ELSE '\x0102ff'::bytea END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types bytea and boolean cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT true AS x UNION ALL SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid) u;
----
error 42804 UNION types boolean and uuid cannot be matched

SELECT pg_typeof(ARRAY[true, B'10110'::bit(5)]), ARRAY[B'10110'::bit(5), true];
----
error 42804 ARRAY types boolean and bit cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN true ELSE '<(0,0),5>'::circle END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types circle and boolean cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT true AS x UNION ALL SELECT 'fat:2A cat:3B,5 rat'::tsvector) u;
----
error 42804 UNION types boolean and tsvector cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 7::int2 AS x UNION ALL SELECT 5) u;
----
5|integer
7|integer
SELECT 2

SELECT pg_typeof(ARRAY[7::int2, 9::int8]), ARRAY[9::int8, 7::int2];
----
bigint[]|{9,7}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 7::int2 ELSE 26::oid END AS x FROM generate_series(1, 2) g) u;
----
oid|26
oid|7
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 7::int2 AS x UNION ALL SELECT 1.5::float4) u;
----
1.5|real
7|real
SELECT 2

SELECT pg_typeof(ARRAY[7::int2, 2.5::float8]), ARRAY[2.5::float8, 7::int2];
----
double precision[]|{2.5,7}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 7::int2 ELSE 12.345 END AS x FROM generate_series(1, 2) g) u;
----
numeric|12.345
numeric|7
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 7::int2 AS x UNION ALL SELECT '12.34'::money) u;
----
error 42846 UNION could not convert type money to smallint

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 7::int2 ELSE 'q'::"char" END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types "char" and smallint cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 7::int2 AS x UNION ALL SELECT '1 mon 2 days 03:04:05.5'::interval) u;
----
error 42804 UNION types smallint and interval cannot be matched

SELECT pg_typeof(ARRAY[7::int2, '08:00:2b:ff:fe:01:02:03'::macaddr8]), ARRAY['08:00:2b:ff:fe:01:02:03'::macaddr8, 7::int2];
----
error 42804 ARRAY types smallint and macaddr8 cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 7::int2 ELSE '((0,0),(4,0),(4,3))'::polygon END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types polygon and smallint cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 7::int2 AS x UNION ALL SELECT 'pg_class'::regclass) u;
----
7|regclass
pg_class|regclass
SELECT 2

SELECT pg_typeof(ARRAY[7::int2, 'int4'::regtype]), ARRAY['int4'::regtype, 7::int2];
----
regtype[]|{integer,7}
SELECT 1

SELECT x, pg_typeof(x) FROM (SELECT 7::int2 AS x UNION ALL SELECT '16/B374D848'::pg_lsn) u;
----
error 42804 UNION types smallint and pg_lsn cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 5 ELSE 9::int8 END AS x FROM generate_series(1, 2) g) u;
----
bigint|5
bigint|9
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 5 AS x UNION ALL SELECT 26::oid) u;
----
26|oid
5|oid
SELECT 2

SELECT pg_typeof(ARRAY[5, 1.5::float4]), ARRAY[1.5::float4, 5];
----
real[]|{1.5,5}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 5 ELSE 2.5::float8 END AS x FROM generate_series(1, 2) g) u;
----
double precision|2.5
double precision|5
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 5 AS x UNION ALL SELECT 12.345) u;
----
12.345|numeric
5|numeric
SELECT 2

SELECT pg_typeof(ARRAY[5, '12.34'::money]), ARRAY['12.34'::money, 5];
----
error 42846 ARRAY could not convert type money to integer

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 5 ELSE 'some_name'::name END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types name and integer cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 5 AS x UNION ALL SELECT '2024-02-29 12:34:56.789012+01'::timestamptz) u;
----
error 42804 UNION types integer and timestamp with time zone cannot be matched

SELECT pg_typeof(ARRAY[5, '08:00:2b:01:02:03'::macaddr]), ARRAY['08:00:2b:01:02:03'::macaddr, 5];
----
error 42804 ARRAY types integer and macaddr cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 5 ELSE '[(0,0),(1,1),(2,0)]'::path END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types path and integer cannot be matched

SELECT pg_typeof(ARRAY[5, 'pg_class'::regclass]), ARRAY['pg_class'::regclass, 5];
----
regclass[]|{pg_class,5}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 5 ELSE 'int4'::regtype END AS x FROM generate_series(1, 2) g) u;
----
regtype|5
regtype|integer
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 5 AS x UNION ALL SELECT '1234567890123'::xid8) u;
----
error 42804 UNION types integer and xid8 cannot be matched

SELECT pg_typeof(ARRAY[9::int8, 26::oid]), ARRAY[26::oid, 9::int8];
----
oid[]|{26,9}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 9::int8 ELSE 1.5::float4 END AS x FROM generate_series(1, 2) g) u;
----
real|1.5
real|9
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 9::int8 AS x UNION ALL SELECT 2.5::float8) u;
----
2.5|double precision
9|double precision
SELECT 2

SELECT pg_typeof(ARRAY[9::int8, 12.345]), ARRAY[12.345, 9::int8];
----
numeric[]|{12.345,9}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 9::int8 ELSE '12.34'::money END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type bigint to money

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 9::int8 ELSE 'abc'::char(6) END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types character and bigint cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 9::int8 AS x UNION ALL SELECT '2024-02-29 12:34:56.789012'::timestamp) u;
----
error 42804 UNION types bigint and timestamp without time zone cannot be matched

SELECT pg_typeof(ARRAY[9::int8, '192.168.0.0/16'::cidr]), ARRAY['192.168.0.0/16'::cidr, 9::int8];
----
error 42804 ARRAY types bigint and cidr cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 9::int8 ELSE '(3,4),(0,0)'::box END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types box and bigint cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 9::int8 ELSE 'pg_class'::regclass END AS x FROM generate_series(1, 2) g) u;
----
regclass|9
regclass|pg_class
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 9::int8 AS x UNION ALL SELECT 'int4'::regtype) u;
----
9|regtype
integer|regtype
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 26::oid AS x UNION ALL SELECT 1.5::float4) u;
----
error 42846 UNION could not convert type real to oid

SELECT pg_typeof(ARRAY[26::oid, 2.5::float8]), ARRAY[2.5::float8, 26::oid];
----
error 42846 ARRAY could not convert type double precision to oid

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 26::oid ELSE 12.345 END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type oid to numeric

SELECT x, pg_typeof(x) FROM (SELECT 26::oid AS x UNION ALL SELECT '12.34'::money) u;
----
error 42846 UNION could not convert type money to oid

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 26::oid ELSE 'héllo'::varchar(10) END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types character varying and oid cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 26::oid AS x UNION ALL SELECT '13:45:06.789+02'::timetz) u;
----
error 42804 UNION types oid and time with time zone cannot be matched

SELECT pg_typeof(ARRAY[26::oid, '192.168.1.5/24'::inet]), ARRAY['192.168.1.5/24'::inet, 26::oid];
----
error 42804 ARRAY types oid and inet cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 26::oid ELSE '[(0,0),(3,4)]'::lseg END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types lseg and oid cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 26::oid AS x UNION ALL SELECT 'pg_class'::regclass) u;
----
1259|oid
26|oid
SELECT 2

SELECT pg_typeof(ARRAY[26::oid, 'int4'::regtype]), ARRAY['int4'::regtype, 26::oid];
----
oid[]|{integer,oid}
SELECT 1

SELECT pg_typeof(ARRAY[26::oid, '{a,b,NULL,c}'::text[]]), ARRAY['{a,b,NULL,c}'::text[], 26::oid];
----
error 42804 ARRAY types oid and text[] cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 1.5::float4 ELSE 2.5::float8 END AS x FROM generate_series(1, 2) g) u;
----
double precision|1.5
double precision|2.5
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT 1.5::float4 AS x UNION ALL SELECT 12.345) u;
----
1.5|real
12.345|real
SELECT 2

SELECT pg_typeof(ARRAY[1.5::float4, '12.34'::money]), ARRAY['12.34'::money, 1.5::float4];
----
error 42846 ARRAY could not convert type money to real

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 1.5::float4 ELSE '17'::text END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types text and real cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 1.5::float4 AS x UNION ALL SELECT '13:45:06.789'::time) u;
----
error 42804 UNION types real and time without time zone cannot be matched

SELECT pg_typeof(ARRAY[1.5::float4, '{"a": [1, {"b": null}], "c": "x"}'::jsonb]), ARRAY['{"a": [1, {"b": null}], "c": "x"}'::jsonb, 1.5::float4];
----
error 42804 ARRAY types real and jsonb cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 1.5::float4 ELSE '(1,2)'::point END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types point and real cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 1.5::float4 AS x UNION ALL SELECT '{[1,3),[5,9)}'::int4multirange) u;
----
error 42804 UNION types real and int4multirange cannot be matched

SELECT pg_typeof(ARRAY[1.5::float4, 'pg_class'::regclass]), ARRAY['pg_class'::regclass, 1.5::float4];
----
error 42846 ARRAY could not convert type regclass to real

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 1.5::float4 ELSE 'int4'::regtype END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type real to regtype

SELECT pg_typeof(ARRAY[1.5::float4, '{1,2,3}'::int4[]]), ARRAY['{1,2,3}'::int4[], 1.5::float4];
----
error 42804 ARRAY types real and integer[] cannot be matched

SELECT pg_typeof(ARRAY[2.5::float8, 12.345]), ARRAY[12.345, 2.5::float8];
----
double precision[]|{12.345,2.5}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 2.5::float8 ELSE '12.34'::money END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type double precision to money

SELECT x, pg_typeof(x) FROM (SELECT 2.5::float8 AS x UNION ALL SELECT '2024-02-29'::date) u;
----
error 42804 UNION types double precision and date cannot be matched

SELECT pg_typeof(ARRAY[2.5::float8, '{"a": [1, {"b": null}]}'::json]), ARRAY['{"a": [1, {"b": null}]}'::json, 2.5::float8];
----
error 42804 ARRAY types double precision and json cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 2.5::float8 ELSE B'1011'::varbit END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types bit varying and double precision cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 2.5::float8 AS x UNION ALL SELECT '[1,10)'::int4range) u;
----
error 42804 UNION types double precision and int4range cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 2.5::float8 ELSE 'pg_class'::regclass END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type double precision to regclass

SELECT x, pg_typeof(x) FROM (SELECT 2.5::float8 AS x UNION ALL SELECT 'int4'::regtype) u;
----
error 42846 UNION could not convert type regtype to double precision

SELECT pg_typeof(ARRAY[2.5::float8, 'fat & (rat | !cat)'::tsquery]), ARRAY['fat & (rat | !cat)'::tsquery, 2.5::float8];
----
error 42804 ARRAY types double precision and tsquery cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 12.345 AS x UNION ALL SELECT '12.34'::money) u;
----
error 42846 UNION could not convert type money to numeric

SELECT x, pg_typeof(x) FROM (SELECT 12.345 AS x UNION ALL SELECT '\x0102ff'::bytea) u;
----
error 42804 UNION types numeric and bytea cannot be matched

SELECT pg_typeof(ARRAY[12.345, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid]), ARRAY['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 12.345];
----
error 42804 ARRAY types numeric and uuid cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 12.345 ELSE B'10110'::bit(5) END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types bit and numeric cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 12.345 AS x UNION ALL SELECT '<(0,0),5>'::circle) u;
----
error 42804 UNION types numeric and circle cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 12.345 AS x UNION ALL SELECT 'pg_class'::regclass) u;
----
error 42846 UNION could not convert type regclass to numeric

SELECT pg_typeof(ARRAY[12.345, 'int4'::regtype]), ARRAY['int4'::regtype, 12.345];
----
error 42846 ARRAY could not convert type regtype to numeric

SELECT pg_typeof(ARRAY[12.345, 'fat:2A cat:3B,5 rat'::tsvector]), ARRAY['fat:2A cat:3B,5 rat'::tsvector, 12.345];
----
error 42804 ARRAY types numeric and tsvector cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '12.34'::money AS x UNION ALL SELECT 'q'::"char") u;
----
error 42804 UNION types money and "char" cannot be matched

SELECT pg_typeof(ARRAY['12.34'::money, '1 mon 2 days 03:04:05.5'::interval]), ARRAY['1 mon 2 days 03:04:05.5'::interval, '12.34'::money];
----
error 42804 ARRAY types money and interval cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '12.34'::money ELSE '08:00:2b:ff:fe:01:02:03'::macaddr8 END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types macaddr8 and money cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '12.34'::money AS x UNION ALL SELECT '((0,0),(4,0),(4,3))'::polygon) u;
----
error 42804 UNION types money and polygon cannot be matched

SELECT pg_typeof(ARRAY['12.34'::money, 'pg_class'::regclass]), ARRAY['pg_class'::regclass, '12.34'::money];
----
error 42846 ARRAY could not convert type regclass to money

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '12.34'::money ELSE 'int4'::regtype END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type money to regtype

SELECT pg_typeof(ARRAY['12.34'::money, '16/B374D848'::pg_lsn]), ARRAY['16/B374D848'::pg_lsn, '12.34'::money];
----
error 42804 ARRAY types money and pg_lsn cannot be matched

SELECT pg_typeof(ARRAY['17'::text, 'héllo'::varchar(10)]), ARRAY['héllo'::varchar(10), '17'::text];
----
text[]|{héllo,17}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '17'::text ELSE 'abc'::char(6) END AS x FROM generate_series(1, 2) g) u;
----
character|17
character|abc   
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT '17'::text AS x UNION ALL SELECT 'some_name'::name) u;
----
17|text
some_name|text
SELECT 2

SELECT pg_typeof(ARRAY['17'::text, '2024-02-29 12:34:56.789012+01'::timestamptz]), ARRAY['2024-02-29 12:34:56.789012+01'::timestamptz, '17'::text];
----
error 42804 ARRAY types text and timestamp with time zone cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '17'::text ELSE '08:00:2b:01:02:03'::macaddr END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types macaddr and text cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '17'::text AS x UNION ALL SELECT '[(0,0),(1,1),(2,0)]'::path) u;
----
error 42804 UNION types text and path cannot be matched

SELECT pg_typeof(ARRAY['17'::text, '1234567890123'::xid8]), ARRAY['1234567890123'::xid8, '17'::text];
----
error 42804 ARRAY types text and xid8 cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 'héllo'::varchar(10) AS x UNION ALL SELECT 'abc'::char(6)) u;
----
abc|character varying
héllo|character varying
SELECT 2

SELECT pg_typeof(ARRAY['héllo'::varchar(10), 'some_name'::name]), ARRAY['some_name'::name, 'héllo'::varchar(10)];
----
name[]|{some_name,héllo}
SELECT 1

SELECT pg_typeof(ARRAY['héllo'::varchar(10), '2024-02-29 12:34:56.789012'::timestamp]), ARRAY['2024-02-29 12:34:56.789012'::timestamp, 'héllo'::varchar(10)];
----
error 42804 ARRAY types character varying and timestamp without time zone cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'héllo'::varchar(10) ELSE '192.168.0.0/16'::cidr END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types cidr and character varying cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 'héllo'::varchar(10) AS x UNION ALL SELECT '(3,4),(0,0)'::box) u;
----
error 42804 UNION types character varying and box cannot be matched

SELECT pg_typeof(ARRAY['héllo'::varchar(10), 'int4'::regtype]), ARRAY['int4'::regtype, 'héllo'::varchar(10)];
----
error 42804 ARRAY types character varying and regtype cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'abc'::char(6) ELSE 'some_name'::name END AS x FROM generate_series(1, 2) g) u;
----
name|abc
name|some_name
SELECT 2

SELECT pg_typeof(ARRAY['abc'::char(6), '13:45:06.789+02'::timetz]), ARRAY['13:45:06.789+02'::timetz, 'abc'::char(6)];
----
error 42804 ARRAY types character and time with time zone cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'abc'::char(6) ELSE '192.168.1.5/24'::inet END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types inet and character cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 'abc'::char(6) AS x UNION ALL SELECT '[(0,0),(3,4)]'::lseg) u;
----
error 42804 UNION types character and lseg cannot be matched

SELECT pg_typeof(ARRAY['abc'::char(6), 'pg_class'::regclass]), ARRAY['pg_class'::regclass, 'abc'::char(6)];
----
error 42804 ARRAY types character and regclass cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'abc'::char(6) ELSE '{a,b,NULL,c}'::text[] END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types text[] and character cannot be matched

SELECT pg_typeof(ARRAY['some_name'::name, '13:45:06.789'::time]), ARRAY['13:45:06.789'::time, 'some_name'::name];
----
error 42804 ARRAY types name and time without time zone cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'some_name'::name ELSE '{"a": [1, {"b": null}], "c": "x"}'::jsonb END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types jsonb and name cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 'some_name'::name AS x UNION ALL SELECT '(1,2)'::point) u;
----
error 42804 UNION types name and point cannot be matched

SELECT pg_typeof(ARRAY['some_name'::name, '{[1,3),[5,9)}'::int4multirange]), ARRAY['{[1,3),[5,9)}'::int4multirange, 'some_name'::name];
----
error 42804 ARRAY types name and int4multirange cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'some_name'::name ELSE '{1,2,3}'::int4[] END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types integer[] and name cannot be matched

SELECT pg_typeof(ARRAY['q'::"char", '2024-02-29'::date]), ARRAY['2024-02-29'::date, 'q'::"char"];
----
error 42804 ARRAY types "char" and date cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'q'::"char" ELSE '{"a": [1, {"b": null}]}'::json END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types json and "char" cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT 'q'::"char" AS x UNION ALL SELECT B'1011'::varbit) u;
----
error 42804 UNION types "char" and bit varying cannot be matched

SELECT pg_typeof(ARRAY['q'::"char", '[1,10)'::int4range]), ARRAY['[1,10)'::int4range, 'q'::"char"];
----
error 42804 ARRAY types "char" and int4range cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'q'::"char" ELSE 'fat & (rat | !cat)'::tsquery END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types tsquery and "char" cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '\x0102ff'::bytea ELSE 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type bytea to uuid

SELECT x, pg_typeof(x) FROM (SELECT '\x0102ff'::bytea AS x UNION ALL SELECT '{"a": [1, {"b": null}]}'::json) u;
----
error 42846 UNION could not convert type json to bytea

SELECT pg_typeof(ARRAY['\x0102ff'::bytea, '{"a": [1, {"b": null}], "c": "x"}'::jsonb]), ARRAY['{"a": [1, {"b": null}], "c": "x"}'::jsonb, '\x0102ff'::bytea];
----
error 42846 ARRAY could not convert type jsonb to bytea

SELECT pg_typeof(ARRAY['\x0102ff'::bytea, '08:00:2b:01:02:03'::macaddr]), ARRAY['08:00:2b:01:02:03'::macaddr, '\x0102ff'::bytea];
----
error 42846 ARRAY could not convert type macaddr to bytea

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '\x0102ff'::bytea ELSE '08:00:2b:ff:fe:01:02:03'::macaddr8 END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type bytea to macaddr8

SELECT x, pg_typeof(x) FROM (SELECT '\x0102ff'::bytea AS x UNION ALL SELECT B'10110'::bit(5)) u;
----
error 42804 UNION types bytea and bit cannot be matched

SELECT pg_typeof(ARRAY['\x0102ff'::bytea, '<(0,0),5>'::circle]), ARRAY['<(0,0),5>'::circle, '\x0102ff'::bytea];
----
error 42804 ARRAY types bytea and circle cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '\x0102ff'::bytea AS x UNION ALL SELECT '1234567890123'::xid8) u;
----
error 42846 UNION could not convert type xid8 to bytea

SELECT pg_typeof(ARRAY['\x0102ff'::bytea, '16/B374D848'::pg_lsn]), ARRAY['16/B374D848'::pg_lsn, '\x0102ff'::bytea];
----
error 42846 ARRAY could not convert type pg_lsn to bytea

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '\x0102ff'::bytea ELSE 'fat:2A cat:3B,5 rat'::tsvector END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type bytea to tsvector

SELECT x, pg_typeof(x) FROM (SELECT '\x0102ff'::bytea AS x UNION ALL SELECT 'fat & (rat | !cat)'::tsquery) u;
----
error 42846 UNION could not convert type tsquery to bytea

SELECT pg_typeof(ARRAY['2024-02-29'::date, '13:45:06.789'::time]), ARRAY['13:45:06.789'::time, '2024-02-29'::date];
----
error 42846 ARRAY could not convert type time without time zone to date

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '2024-02-29'::date ELSE '13:45:06.789+02'::timetz END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type date to time with time zone

SELECT x, pg_typeof(x) FROM (SELECT '2024-02-29'::date AS x UNION ALL SELECT '2024-02-29 12:34:56.789012'::timestamp) u;
----
2024-02-29 00:00:00|timestamp without time zone
2024-02-29 12:34:56.789012|timestamp without time zone
SELECT 2

SELECT pg_typeof(ARRAY['2024-02-29'::date, '2024-02-29 12:34:56.789012+01'::timestamptz]), ARRAY['2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29'::date];
----
timestamp with time zone[]|{"2024-02-29 11:34:56.789012+00","2024-02-29 00:00:00+00"}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '2024-02-29'::date ELSE '1 mon 2 days 03:04:05.5'::interval END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types interval and date cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '2024-02-29'::date AS x UNION ALL SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8) u;
----
error 42804 UNION types date and macaddr8 cannot be matched

SELECT pg_typeof(ARRAY['2024-02-29'::date, '((0,0),(4,0),(4,3))'::polygon]), ARRAY['((0,0),(4,0),(4,3))'::polygon, '2024-02-29'::date];
----
error 42804 ARRAY types date and polygon cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '2024-02-29'::date ELSE '16/B374D848'::pg_lsn END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types pg_lsn and date cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '13:45:06.789'::time AS x UNION ALL SELECT '13:45:06.789+02'::timetz) u;
----
13:45:06.789+00|time with time zone
13:45:06.789+02|time with time zone
SELECT 2

SELECT pg_typeof(ARRAY['13:45:06.789'::time, '2024-02-29 12:34:56.789012'::timestamp]), ARRAY['2024-02-29 12:34:56.789012'::timestamp, '13:45:06.789'::time];
----
error 42846 ARRAY could not convert type timestamp without time zone to time without time zone

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '13:45:06.789'::time ELSE '2024-02-29 12:34:56.789012+01'::timestamptz END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type time without time zone to timestamp with time zone

SELECT x, pg_typeof(x) FROM (SELECT '13:45:06.789'::time AS x UNION ALL SELECT '08:00:2b:01:02:03'::macaddr) u;
----
error 42804 UNION types time without time zone and macaddr cannot be matched

SELECT pg_typeof(ARRAY['13:45:06.789'::time, '[(0,0),(1,1),(2,0)]'::path]), ARRAY['[(0,0),(1,1),(2,0)]'::path, '13:45:06.789'::time];
----
error 42804 ARRAY types time without time zone and path cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '13:45:06.789'::time ELSE '1234567890123'::xid8 END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types xid8 and time without time zone cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '13:45:06.789+02'::timetz ELSE '2024-02-29 12:34:56.789012'::timestamp END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type time with time zone to timestamp without time zone

SELECT x, pg_typeof(x) FROM (SELECT '13:45:06.789+02'::timetz AS x UNION ALL SELECT '2024-02-29 12:34:56.789012+01'::timestamptz) u;
----
error 42846 UNION could not convert type timestamp with time zone to time with time zone

SELECT x, pg_typeof(x) FROM (SELECT '13:45:06.789+02'::timetz AS x UNION ALL SELECT '192.168.0.0/16'::cidr) u;
----
error 42804 UNION types time with time zone and cidr cannot be matched

SELECT pg_typeof(ARRAY['13:45:06.789+02'::timetz, '(3,4),(0,0)'::box]), ARRAY['(3,4),(0,0)'::box, '13:45:06.789+02'::timetz];
----
error 42804 ARRAY types time with time zone and box cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '13:45:06.789+02'::timetz ELSE 'int4'::regtype END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types regtype and time with time zone cannot be matched

SELECT pg_typeof(ARRAY['2024-02-29 12:34:56.789012'::timestamp, '2024-02-29 12:34:56.789012+01'::timestamptz]), ARRAY['2024-02-29 12:34:56.789012+01'::timestamptz, '2024-02-29 12:34:56.789012'::timestamp];
----
timestamp with time zone[]|{"2024-02-29 11:34:56.789012+00","2024-02-29 12:34:56.789012+00"}
SELECT 1

SELECT x, pg_typeof(x) FROM (SELECT '2024-02-29 12:34:56.789012'::timestamp AS x UNION ALL SELECT '192.168.1.5/24'::inet) u;
----
error 42804 UNION types timestamp without time zone and inet cannot be matched

SELECT pg_typeof(ARRAY['2024-02-29 12:34:56.789012'::timestamp, '[(0,0),(3,4)]'::lseg]), ARRAY['[(0,0),(3,4)]'::lseg, '2024-02-29 12:34:56.789012'::timestamp];
----
error 42804 ARRAY types timestamp without time zone and lseg cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '2024-02-29 12:34:56.789012'::timestamp ELSE 'pg_class'::regclass END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types regclass and timestamp without time zone cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '2024-02-29 12:34:56.789012'::timestamp AS x UNION ALL SELECT '{a,b,NULL,c}'::text[]) u;
----
error 42804 UNION types timestamp without time zone and text[] cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '2024-02-29 12:34:56.789012+01'::timestamptz AS x UNION ALL SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb) u;
----
error 42804 UNION types timestamp with time zone and jsonb cannot be matched

SELECT pg_typeof(ARRAY['2024-02-29 12:34:56.789012+01'::timestamptz, '(1,2)'::point]), ARRAY['(1,2)'::point, '2024-02-29 12:34:56.789012+01'::timestamptz];
----
error 42804 ARRAY types timestamp with time zone and point cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '2024-02-29 12:34:56.789012+01'::timestamptz ELSE '{[1,3),[5,9)}'::int4multirange END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types int4multirange and timestamp with time zone cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '2024-02-29 12:34:56.789012+01'::timestamptz AS x UNION ALL SELECT '{1,2,3}'::int4[]) u;
----
error 42804 UNION types timestamp with time zone and integer[] cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '1 mon 2 days 03:04:05.5'::interval AS x UNION ALL SELECT '{"a": [1, {"b": null}]}'::json) u;
----
error 42804 UNION types interval and json cannot be matched

SELECT pg_typeof(ARRAY['1 mon 2 days 03:04:05.5'::interval, B'1011'::varbit]), ARRAY[B'1011'::varbit, '1 mon 2 days 03:04:05.5'::interval];
----
error 42804 ARRAY types interval and bit varying cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '1 mon 2 days 03:04:05.5'::interval ELSE '[1,10)'::int4range END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types int4range and interval cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '1 mon 2 days 03:04:05.5'::interval AS x UNION ALL SELECT 'fat & (rat | !cat)'::tsquery) u;
----
error 42804 UNION types interval and tsquery cannot be matched

SELECT pg_typeof(ARRAY['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, '{"a": [1, {"b": null}]}'::json]), ARRAY['{"a": [1, {"b": null}]}'::json, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid];
----
error 42846 ARRAY could not convert type json to uuid

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid ELSE '{"a": [1, {"b": null}], "c": "x"}'::jsonb END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type uuid to jsonb

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid ELSE '08:00:2b:01:02:03'::macaddr END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type uuid to macaddr

SELECT x, pg_typeof(x) FROM (SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid AS x UNION ALL SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8) u;
----
error 42846 UNION could not convert type macaddr8 to uuid

SELECT pg_typeof(ARRAY['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, B'10110'::bit(5)]), ARRAY[B'10110'::bit(5), 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid];
----
error 42804 ARRAY types uuid and bit cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid ELSE '<(0,0),5>'::circle END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types circle and uuid cannot be matched

SELECT pg_typeof(ARRAY['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, '1234567890123'::xid8]), ARRAY['1234567890123'::xid8, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid];
----
error 42846 ARRAY could not convert type xid8 to uuid

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid ELSE '16/B374D848'::pg_lsn END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type uuid to pg_lsn

SELECT x, pg_typeof(x) FROM (SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid AS x UNION ALL SELECT 'fat:2A cat:3B,5 rat'::tsvector) u;
----
error 42846 UNION could not convert type tsvector to uuid

SELECT pg_typeof(ARRAY['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid, 'fat & (rat | !cat)'::tsquery]), ARRAY['fat & (rat | !cat)'::tsquery, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid];
----
error 42846 ARRAY could not convert type tsquery to uuid

SELECT x, pg_typeof(x) FROM (SELECT '{"a": [1, {"b": null}]}'::json AS x UNION ALL SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb) u;
----
error 42846 UNION could not convert type jsonb to json

SELECT x, pg_typeof(x) FROM (SELECT '{"a": [1, {"b": null}]}'::json AS x UNION ALL SELECT '08:00:2b:01:02:03'::macaddr) u;
----
error 42846 UNION could not convert type macaddr to json

SELECT pg_typeof(ARRAY['{"a": [1, {"b": null}]}'::json, '08:00:2b:ff:fe:01:02:03'::macaddr8]), ARRAY['08:00:2b:ff:fe:01:02:03'::macaddr8, '{"a": [1, {"b": null}]}'::json];
----
error 42846 ARRAY could not convert type macaddr8 to json

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{"a": [1, {"b": null}]}'::json ELSE '((0,0),(4,0),(4,3))'::polygon END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types polygon and json cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{"a": [1, {"b": null}]}'::json ELSE '1234567890123'::xid8 END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type json to xid8

SELECT x, pg_typeof(x) FROM (SELECT '{"a": [1, {"b": null}]}'::json AS x UNION ALL SELECT '16/B374D848'::pg_lsn) u;
----
error 42846 UNION could not convert type pg_lsn to json

SELECT pg_typeof(ARRAY['{"a": [1, {"b": null}]}'::json, 'fat:2A cat:3B,5 rat'::tsvector]), ARRAY['fat:2A cat:3B,5 rat'::tsvector, '{"a": [1, {"b": null}]}'::json];
----
error 42846 ARRAY could not convert type tsvector to json

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{"a": [1, {"b": null}]}'::json ELSE 'fat & (rat | !cat)'::tsquery END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type json to tsquery

SELECT pg_typeof(ARRAY['{"a": [1, {"b": null}], "c": "x"}'::jsonb, '08:00:2b:01:02:03'::macaddr]), ARRAY['08:00:2b:01:02:03'::macaddr, '{"a": [1, {"b": null}], "c": "x"}'::jsonb];
----
error 42846 ARRAY could not convert type macaddr to jsonb

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{"a": [1, {"b": null}], "c": "x"}'::jsonb ELSE '08:00:2b:ff:fe:01:02:03'::macaddr8 END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type jsonb to macaddr8

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{"a": [1, {"b": null}], "c": "x"}'::jsonb ELSE '[(0,0),(1,1),(2,0)]'::path END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types path and jsonb cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb AS x UNION ALL SELECT '1234567890123'::xid8) u;
----
error 42846 UNION could not convert type xid8 to jsonb

SELECT pg_typeof(ARRAY['{"a": [1, {"b": null}], "c": "x"}'::jsonb, '16/B374D848'::pg_lsn]), ARRAY['16/B374D848'::pg_lsn, '{"a": [1, {"b": null}], "c": "x"}'::jsonb];
----
error 42846 ARRAY could not convert type pg_lsn to jsonb

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{"a": [1, {"b": null}], "c": "x"}'::jsonb ELSE 'fat:2A cat:3B,5 rat'::tsvector END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type jsonb to tsvector

SELECT x, pg_typeof(x) FROM (SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb AS x UNION ALL SELECT 'fat & (rat | !cat)'::tsquery) u;
----
error 42846 UNION could not convert type tsquery to jsonb

SELECT pg_typeof(ARRAY['192.168.1.5/24'::inet, '192.168.0.0/16'::cidr]), ARRAY['192.168.0.0/16'::cidr, '192.168.1.5/24'::inet];
----
inet[]|{192.168.0.0/16,192.168.1.5/24}
SELECT 1

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '192.168.1.5/24'::inet ELSE '(3,4),(0,0)'::box END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types box and inet cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '192.168.1.5/24'::inet AS x UNION ALL SELECT 'int4'::regtype) u;
----
error 42804 UNION types inet and regtype cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '192.168.0.0/16'::cidr ELSE '[(0,0),(3,4)]'::lseg END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types lseg and cidr cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '192.168.0.0/16'::cidr AS x UNION ALL SELECT 'pg_class'::regclass) u;
----
error 42804 UNION types cidr and regclass cannot be matched

SELECT pg_typeof(ARRAY['192.168.0.0/16'::cidr, '{a,b,NULL,c}'::text[]]), ARRAY['{a,b,NULL,c}'::text[], '192.168.0.0/16'::cidr];
----
error 42804 ARRAY types cidr and text[] cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '08:00:2b:01:02:03'::macaddr ELSE '08:00:2b:ff:fe:01:02:03'::macaddr8 END AS x FROM generate_series(1, 2) g) u;
----
macaddr8|08:00:2b:ff:fe:01:02:03
macaddr8|08:00:2b:ff:fe:01:02:03
SELECT 2

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '08:00:2b:01:02:03'::macaddr ELSE '(1,2)'::point END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types point and macaddr cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '08:00:2b:01:02:03'::macaddr AS x UNION ALL SELECT '{[1,3),[5,9)}'::int4multirange) u;
----
error 42804 UNION types macaddr and int4multirange cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '08:00:2b:01:02:03'::macaddr AS x UNION ALL SELECT '1234567890123'::xid8) u;
----
error 42846 UNION could not convert type xid8 to macaddr

SELECT pg_typeof(ARRAY['08:00:2b:01:02:03'::macaddr, '16/B374D848'::pg_lsn]), ARRAY['16/B374D848'::pg_lsn, '08:00:2b:01:02:03'::macaddr];
----
error 42846 ARRAY could not convert type pg_lsn to macaddr

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '08:00:2b:01:02:03'::macaddr ELSE 'fat:2A cat:3B,5 rat'::tsvector END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type macaddr to tsvector

SELECT x, pg_typeof(x) FROM (SELECT '08:00:2b:01:02:03'::macaddr AS x UNION ALL SELECT 'fat & (rat | !cat)'::tsquery) u;
----
error 42846 UNION could not convert type tsquery to macaddr

SELECT pg_typeof(ARRAY['08:00:2b:01:02:03'::macaddr, '{1,2,3}'::int4[]]), ARRAY['{1,2,3}'::int4[], '08:00:2b:01:02:03'::macaddr];
----
error 42804 ARRAY types macaddr and integer[] cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '08:00:2b:ff:fe:01:02:03'::macaddr8 ELSE B'1011'::varbit END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types bit varying and macaddr8 cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 AS x UNION ALL SELECT '[1,10)'::int4range) u;
----
error 42804 UNION types macaddr8 and int4range cannot be matched

SELECT pg_typeof(ARRAY['08:00:2b:ff:fe:01:02:03'::macaddr8, '1234567890123'::xid8]), ARRAY['1234567890123'::xid8, '08:00:2b:ff:fe:01:02:03'::macaddr8];
----
error 42846 ARRAY could not convert type xid8 to macaddr8

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '08:00:2b:ff:fe:01:02:03'::macaddr8 ELSE '16/B374D848'::pg_lsn END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type macaddr8 to pg_lsn

SELECT x, pg_typeof(x) FROM (SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 AS x UNION ALL SELECT 'fat:2A cat:3B,5 rat'::tsvector) u;
----
error 42846 UNION could not convert type tsvector to macaddr8

SELECT pg_typeof(ARRAY['08:00:2b:ff:fe:01:02:03'::macaddr8, 'fat & (rat | !cat)'::tsquery]), ARRAY['fat & (rat | !cat)'::tsquery, '08:00:2b:ff:fe:01:02:03'::macaddr8];
----
error 42846 ARRAY could not convert type tsquery to macaddr8

SELECT x, pg_typeof(x) FROM (SELECT B'10110'::bit(5) AS x UNION ALL SELECT B'1011'::varbit) u;
----
10110|bit
1011|bit
SELECT 2

SELECT x, pg_typeof(x) FROM (SELECT B'10110'::bit(5) AS x UNION ALL SELECT '<(0,0),5>'::circle) u;
----
error 42804 UNION types bit and circle cannot be matched

SELECT pg_typeof(ARRAY[B'10110'::bit(5), 'fat:2A cat:3B,5 rat'::tsvector]), ARRAY['fat:2A cat:3B,5 rat'::tsvector, B'10110'::bit(5)];
----
error 42804 ARRAY types bit and tsvector cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT B'1011'::varbit AS x UNION ALL SELECT '((0,0),(4,0),(4,3))'::polygon) u;
----
error 42804 UNION types bit varying and polygon cannot be matched

SELECT pg_typeof(ARRAY[B'1011'::varbit, '16/B374D848'::pg_lsn]), ARRAY['16/B374D848'::pg_lsn, B'1011'::varbit];
----
error 42804 ARRAY types bit varying and pg_lsn cannot be matched

SELECT pg_typeof(ARRAY['(1,2)'::point, '[(0,0),(3,4)]'::lseg]), ARRAY['[(0,0),(3,4)]'::lseg, '(1,2)'::point];
----
error 42846 ARRAY could not convert type lseg to point

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '(1,2)'::point ELSE '(3,4),(0,0)'::box END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type point to box

SELECT x, pg_typeof(x) FROM (SELECT '(1,2)'::point AS x UNION ALL SELECT '[(0,0),(1,1),(2,0)]'::path) u;
----
error 42846 UNION could not convert type path to point

SELECT pg_typeof(ARRAY['(1,2)'::point, '((0,0),(4,0),(4,3))'::polygon]), ARRAY['((0,0),(4,0),(4,3))'::polygon, '(1,2)'::point];
----
error 42846 ARRAY could not convert type polygon to point

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '(1,2)'::point ELSE '<(0,0),5>'::circle END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type point to circle

SELECT pg_typeof(ARRAY['(1,2)'::point, '1234567890123'::xid8]), ARRAY['1234567890123'::xid8, '(1,2)'::point];
----
error 42804 ARRAY types point and xid8 cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '[(0,0),(3,4)]'::lseg AS x UNION ALL SELECT '(3,4),(0,0)'::box) u;
----
error 42846 UNION could not convert type box to lseg

SELECT pg_typeof(ARRAY['[(0,0),(3,4)]'::lseg, '[(0,0),(1,1),(2,0)]'::path]), ARRAY['[(0,0),(1,1),(2,0)]'::path, '[(0,0),(3,4)]'::lseg];
----
error 42846 ARRAY could not convert type path to lseg

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '[(0,0),(3,4)]'::lseg ELSE '((0,0),(4,0),(4,3))'::polygon END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type lseg to polygon

SELECT x, pg_typeof(x) FROM (SELECT '[(0,0),(3,4)]'::lseg AS x UNION ALL SELECT '<(0,0),5>'::circle) u;
----
error 42846 UNION could not convert type circle to lseg

SELECT pg_typeof(ARRAY['[(0,0),(3,4)]'::lseg, 'int4'::regtype]), ARRAY['int4'::regtype, '[(0,0),(3,4)]'::lseg];
----
error 42804 ARRAY types lseg and regtype cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '(3,4),(0,0)'::box ELSE '[(0,0),(1,1),(2,0)]'::path END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type box to path

SELECT x, pg_typeof(x) FROM (SELECT '(3,4),(0,0)'::box AS x UNION ALL SELECT '((0,0),(4,0),(4,3))'::polygon) u;
----
error 42846 UNION could not convert type polygon to box

SELECT pg_typeof(ARRAY['(3,4),(0,0)'::box, '<(0,0),5>'::circle]), ARRAY['<(0,0),5>'::circle, '(3,4),(0,0)'::box];
----
error 42846 ARRAY could not convert type circle to box

SELECT pg_typeof(ARRAY['(3,4),(0,0)'::box, 'pg_class'::regclass]), ARRAY['pg_class'::regclass, '(3,4),(0,0)'::box];
----
error 42804 ARRAY types box and regclass cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '(3,4),(0,0)'::box ELSE '{a,b,NULL,c}'::text[] END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types text[] and box cannot be matched

SELECT pg_typeof(ARRAY['[(0,0),(1,1),(2,0)]'::path, '((0,0),(4,0),(4,3))'::polygon]), ARRAY['((0,0),(4,0),(4,3))'::polygon, '[(0,0),(1,1),(2,0)]'::path];
----
error 42846 ARRAY could not convert type polygon to path

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '[(0,0),(1,1),(2,0)]'::path ELSE '<(0,0),5>'::circle END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type path to circle

SELECT pg_typeof(ARRAY['[(0,0),(1,1),(2,0)]'::path, '{[1,3),[5,9)}'::int4multirange]), ARRAY['{[1,3),[5,9)}'::int4multirange, '[(0,0),(1,1),(2,0)]'::path];
----
error 42804 ARRAY types path and int4multirange cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '[(0,0),(1,1),(2,0)]'::path ELSE '{1,2,3}'::int4[] END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types integer[] and path cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '((0,0),(4,0),(4,3))'::polygon AS x UNION ALL SELECT '<(0,0),5>'::circle) u;
----
error 42846 UNION could not convert type circle to polygon

SELECT pg_typeof(ARRAY['((0,0),(4,0),(4,3))'::polygon, '[1,10)'::int4range]), ARRAY['[1,10)'::int4range, '((0,0),(4,0),(4,3))'::polygon];
----
error 42804 ARRAY types polygon and int4range cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '((0,0),(4,0),(4,3))'::polygon ELSE 'fat & (rat | !cat)'::tsquery END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types tsquery and polygon cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '<(0,0),5>'::circle ELSE 'fat:2A cat:3B,5 rat'::tsvector END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types tsvector and circle cannot be matched

SELECT pg_typeof(ARRAY['[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange]), ARRAY['{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range];
----
error 42846 ARRAY could not convert type int4multirange to int4range

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '[1,10)'::int4range ELSE '16/B374D848'::pg_lsn END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types pg_lsn and int4range cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{[1,3),[5,9)}'::int4multirange ELSE '1234567890123'::xid8 END AS x FROM generate_series(1, 2) g) u;
----
error 42804 CASE types xid8 and int4multirange cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN 'pg_class'::regclass ELSE 'int4'::regtype END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type regclass to regtype

SELECT x, pg_typeof(x) FROM (SELECT 'int4'::regtype AS x UNION ALL SELECT '{a,b,NULL,c}'::text[]) u;
----
error 42804 UNION types regtype and text[] cannot be matched

SELECT x, pg_typeof(x) FROM (SELECT '1234567890123'::xid8 AS x UNION ALL SELECT '16/B374D848'::pg_lsn) u;
----
error 42846 UNION could not convert type pg_lsn to xid8

SELECT pg_typeof(ARRAY['1234567890123'::xid8, 'fat:2A cat:3B,5 rat'::tsvector]), ARRAY['fat:2A cat:3B,5 rat'::tsvector, '1234567890123'::xid8];
----
error 42846 ARRAY could not convert type tsvector to xid8

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '1234567890123'::xid8 ELSE 'fat & (rat | !cat)'::tsquery END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type xid8 to tsquery

SELECT x, pg_typeof(x) FROM (SELECT '1234567890123'::xid8 AS x UNION ALL SELECT '{1,2,3}'::int4[]) u;
----
error 42804 UNION types xid8 and integer[] cannot be matched

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '16/B374D848'::pg_lsn ELSE 'fat:2A cat:3B,5 rat'::tsvector END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type pg_lsn to tsvector

SELECT x, pg_typeof(x) FROM (SELECT '16/B374D848'::pg_lsn AS x UNION ALL SELECT 'fat & (rat | !cat)'::tsquery) u;
----
error 42846 UNION could not convert type tsquery to pg_lsn

SELECT pg_typeof(ARRAY['fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery]), ARRAY['fat & (rat | !cat)'::tsquery, 'fat:2A cat:3B,5 rat'::tsvector];
----
error 42846 ARRAY could not convert type tsquery to tsvector

SELECT pg_typeof(x), x FROM (SELECT CASE WHEN g = 1 THEN '{1,2,3}'::int4[] ELSE '{a,b,NULL,c}'::text[] END AS x FROM generate_series(1, 2) g) u;
----
error 42846 CASE/WHEN could not convert type integer[] to text[]
