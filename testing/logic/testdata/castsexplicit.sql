# Every type is cast to every other; what can't be is refused in Postgres's words. Errors are told whole.
# bool
SELECT (true)::int2, (false)::int2;
----
error 42846 cannot cast type boolean to smallint

SELECT (true)::int4, (false)::int4;
----
1|0
SELECT 1

SELECT (true)::int8, (false)::int8;
----
error 42846 cannot cast type boolean to bigint

SELECT (true)::oid, (false)::oid;
----
error 42846 cannot cast type boolean to oid

SELECT (true)::float4, (false)::float4;
----
error 42846 cannot cast type boolean to real

SELECT (true)::float8, (false)::float8;
----
error 42846 cannot cast type boolean to double precision

SELECT (true)::numeric(6,1), (false)::numeric(6,1);
----
error 42846 cannot cast type boolean to numeric

SELECT (true)::money, (false)::money;
----
error 42846 cannot cast type boolean to money

SELECT (true)::text, (false)::text;
----
true|false
SELECT 1

SELECT (true)::varchar(4), (false)::varchar(4);
----
true|fals
SELECT 1

SELECT (true)::char(4), (false)::char(4);
----
true|fals
SELECT 1

SELECT (true)::name, (false)::name;
----
t|f
SELECT 1

SELECT (true)::"char", (false)::"char";
----
error 42846 cannot cast type boolean to "char"

SELECT (true)::bytea, (false)::bytea;
----
error 42846 cannot cast type boolean to bytea

SELECT (true)::date, (false)::date;
----
error 42846 cannot cast type boolean to date

SELECT (true)::time, (false)::time;
----
error 42846 cannot cast type boolean to time without time zone

SELECT (true)::timetz, (false)::timetz;
----
error 42846 cannot cast type boolean to time with time zone

SELECT (true)::timestamp, (false)::timestamp;
----
error 42846 cannot cast type boolean to timestamp without time zone

SELECT (true)::timestamptz, (false)::timestamptz;
----
error 42846 cannot cast type boolean to timestamp with time zone

SELECT (true)::interval, (false)::interval;
----
error 42846 cannot cast type boolean to interval

SELECT (true)::uuid, (false)::uuid;
----
error 42846 cannot cast type boolean to uuid

SELECT (true)::json, (false)::json;
----
error 42846 cannot cast type boolean to json

SELECT (true)::jsonb, (false)::jsonb;
----
error 42846 cannot cast type boolean to jsonb

SELECT (true)::inet, (false)::inet;
----
error 42846 cannot cast type boolean to inet

SELECT (true)::cidr, (false)::cidr;
----
error 42846 cannot cast type boolean to cidr

SELECT (true)::macaddr, (false)::macaddr;
----
error 42846 cannot cast type boolean to macaddr

SELECT (true)::macaddr8, (false)::macaddr8;
----
error 42846 cannot cast type boolean to macaddr8

SELECT (true)::bit(6), (false)::bit(6);
----
error 42846 cannot cast type boolean to bit

SELECT (true)::varbit(4), (false)::varbit(4);
----
error 42846 cannot cast type boolean to bit varying

SELECT (true)::point, (false)::point;
----
error 42846 cannot cast type boolean to point

SELECT (true)::lseg, (false)::lseg;
----
error 42846 cannot cast type boolean to lseg

SELECT (true)::box, (false)::box;
----
error 42846 cannot cast type boolean to box

SELECT (true)::path, (false)::path;
----
error 42846 cannot cast type boolean to path

SELECT (true)::polygon, (false)::polygon;
----
error 42846 cannot cast type boolean to polygon

SELECT (true)::circle, (false)::circle;
----
error 42846 cannot cast type boolean to circle

SELECT (true)::int4range, (false)::int4range;
----
error 42846 cannot cast type boolean to int4range

SELECT (true)::int4multirange, (false)::int4multirange;
----
error 42846 cannot cast type boolean to int4multirange

SELECT (true)::regclass, (false)::regclass;
----
error 42846 cannot cast type boolean to regclass

SELECT (true)::regtype, (false)::regtype;
----
error 42846 cannot cast type boolean to regtype

SELECT (true)::xid8, (false)::xid8;
----
error 42846 cannot cast type boolean to xid8

SELECT (true)::pg_lsn, (false)::pg_lsn;
----
error 42846 cannot cast type boolean to pg_lsn

SELECT (true)::tsvector, (false)::tsvector;
----
error 42846 cannot cast type boolean to tsvector

SELECT (true)::tsquery, (false)::tsquery;
----
error 42846 cannot cast type boolean to tsquery

SELECT (true)::int4[], (false)::int4[];
----
error 42846 cannot cast type boolean to integer[]

SELECT (true)::text[], (false)::text[];
----
error 42846 cannot cast type boolean to text[]

# int2
SELECT (7::int2)::bool, ('-32768'::int2)::bool, (300::int2)::bool;
----
error 42846 cannot cast type smallint to boolean

SELECT (7::int2)::int4, ('-32768'::int2)::int4, (300::int2)::int4;
----
7|-32768|300
SELECT 1

SELECT (7::int2)::int8, ('-32768'::int2)::int8, (300::int2)::int8;
----
7|-32768|300
SELECT 1

SELECT (7::int2)::oid, ('-32768'::int2)::oid, (300::int2)::oid;
----
7|4294934528|300
SELECT 1

SELECT (7::int2)::float4, ('-32768'::int2)::float4, (300::int2)::float4;
----
7|-32768|300
SELECT 1

SELECT (7::int2)::float8, ('-32768'::int2)::float8, (300::int2)::float8;
----
7|-32768|300
SELECT 1

SELECT (7::int2)::numeric(6,1), ('-32768'::int2)::numeric(6,1), (300::int2)::numeric(6,1);
----
7.0|-32768.0|300.0
SELECT 1

SELECT (7::int2)::money, ('-32768'::int2)::money, (300::int2)::money;
----
error 42846 cannot cast type smallint to money

SELECT (7::int2)::text, ('-32768'::int2)::text, (300::int2)::text;
----
7|-32768|300
SELECT 1

SELECT (7::int2)::varchar(4), ('-32768'::int2)::varchar(4), (300::int2)::varchar(4);
----
7|-327|300
SELECT 1

SELECT (7::int2)::char(4), ('-32768'::int2)::char(4), (300::int2)::char(4);
----
7   |-327|300 
SELECT 1

SELECT (7::int2)::name, ('-32768'::int2)::name, (300::int2)::name;
----
7|-32768|300
SELECT 1

SELECT (7::int2)::"char", ('-32768'::int2)::"char", (300::int2)::"char";
----
error 42846 cannot cast type smallint to "char"

SELECT (7::int2)::bytea, ('-32768'::int2)::bytea, (300::int2)::bytea;
----
error 42846 cannot cast type smallint to bytea

SELECT (7::int2)::date, ('-32768'::int2)::date, (300::int2)::date;
----
error 42846 cannot cast type smallint to date

SELECT (7::int2)::time, ('-32768'::int2)::time, (300::int2)::time;
----
error 42846 cannot cast type smallint to time without time zone

SELECT (7::int2)::timetz, ('-32768'::int2)::timetz, (300::int2)::timetz;
----
error 42846 cannot cast type smallint to time with time zone

SELECT (7::int2)::timestamp, ('-32768'::int2)::timestamp, (300::int2)::timestamp;
----
error 42846 cannot cast type smallint to timestamp without time zone

SELECT (7::int2)::timestamptz, ('-32768'::int2)::timestamptz, (300::int2)::timestamptz;
----
error 42846 cannot cast type smallint to timestamp with time zone

SELECT (7::int2)::interval, ('-32768'::int2)::interval, (300::int2)::interval;
----
error 42846 cannot cast type smallint to interval

SELECT (7::int2)::uuid, ('-32768'::int2)::uuid, (300::int2)::uuid;
----
error 42846 cannot cast type smallint to uuid

SELECT (7::int2)::json, ('-32768'::int2)::json, (300::int2)::json;
----
error 42846 cannot cast type smallint to json

SELECT (7::int2)::jsonb, ('-32768'::int2)::jsonb, (300::int2)::jsonb;
----
error 42846 cannot cast type smallint to jsonb

SELECT (7::int2)::inet, ('-32768'::int2)::inet, (300::int2)::inet;
----
error 42846 cannot cast type smallint to inet

SELECT (7::int2)::cidr, ('-32768'::int2)::cidr, (300::int2)::cidr;
----
error 42846 cannot cast type smallint to cidr

SELECT (7::int2)::macaddr, ('-32768'::int2)::macaddr, (300::int2)::macaddr;
----
error 42846 cannot cast type smallint to macaddr

SELECT (7::int2)::macaddr8, ('-32768'::int2)::macaddr8, (300::int2)::macaddr8;
----
error 42846 cannot cast type smallint to macaddr8

SELECT (7::int2)::bit(6), ('-32768'::int2)::bit(6), (300::int2)::bit(6);
----
error 42846 cannot cast type smallint to bit

SELECT (7::int2)::varbit(4), ('-32768'::int2)::varbit(4), (300::int2)::varbit(4);
----
error 42846 cannot cast type smallint to bit varying

SELECT (7::int2)::point, ('-32768'::int2)::point, (300::int2)::point;
----
error 42846 cannot cast type smallint to point

SELECT (7::int2)::lseg, ('-32768'::int2)::lseg, (300::int2)::lseg;
----
error 42846 cannot cast type smallint to lseg

SELECT (7::int2)::box, ('-32768'::int2)::box, (300::int2)::box;
----
error 42846 cannot cast type smallint to box

SELECT (7::int2)::path, ('-32768'::int2)::path, (300::int2)::path;
----
error 42846 cannot cast type smallint to path

SELECT (7::int2)::polygon, ('-32768'::int2)::polygon, (300::int2)::polygon;
----
error 42846 cannot cast type smallint to polygon

SELECT (7::int2)::circle, ('-32768'::int2)::circle, (300::int2)::circle;
----
error 42846 cannot cast type smallint to circle

SELECT (7::int2)::int4range, ('-32768'::int2)::int4range, (300::int2)::int4range;
----
error 42846 cannot cast type smallint to int4range

SELECT (7::int2)::int4multirange, ('-32768'::int2)::int4multirange, (300::int2)::int4multirange;
----
error 42846 cannot cast type smallint to int4multirange

SELECT (7::int2)::regclass, ('-32768'::int2)::regclass, (300::int2)::regclass;
----
7|4294934528|300
SELECT 1

SELECT (7::int2)::regtype, ('-32768'::int2)::regtype, (300::int2)::regtype;
----
7|4294934528|300
SELECT 1

SELECT (7::int2)::xid8, ('-32768'::int2)::xid8, (300::int2)::xid8;
----
error 42846 cannot cast type smallint to xid8

SELECT (7::int2)::pg_lsn, ('-32768'::int2)::pg_lsn, (300::int2)::pg_lsn;
----
error 42846 cannot cast type smallint to pg_lsn

SELECT (7::int2)::tsvector, ('-32768'::int2)::tsvector, (300::int2)::tsvector;
----
error 42846 cannot cast type smallint to tsvector

SELECT (7::int2)::tsquery, ('-32768'::int2)::tsquery, (300::int2)::tsquery;
----
error 42846 cannot cast type smallint to tsquery

SELECT (7::int2)::int4[], ('-32768'::int2)::int4[], (300::int2)::int4[];
----
error 42846 cannot cast type smallint to integer[]

SELECT (7::int2)::text[], ('-32768'::int2)::text[], (300::int2)::text[];
----
error 42846 cannot cast type smallint to text[]

# int4
SELECT (5)::bool, (-17)::bool, (2147483647)::bool;
----
t|t|t
SELECT 1

SELECT (5)::int2, (-17)::int2, (2147483647)::int2;
----
error 22003 smallint out of range

SELECT (5)::int8, (-17)::int8, (2147483647)::int8;
----
5|-17|2147483647
SELECT 1

SELECT (5)::oid, (-17)::oid, (2147483647)::oid;
----
5|4294967279|2147483647
SELECT 1

SELECT (5)::float4, (-17)::float4, (2147483647)::float4;
----
5|-17|2.1474836e+09
SELECT 1

SELECT (5)::float8, (-17)::float8, (2147483647)::float8;
----
5|-17|2147483647
SELECT 1

SELECT (5)::numeric(6,1), (-17)::numeric(6,1), (2147483647)::numeric(6,1);
----
error 22003 numeric field overflow; A field with precision 6, scale 1 must round to an absolute value less than 10^5.

SELECT (5)::money, (-17)::money, (2147483647)::money;
----
$5.00|-$17.00|$2,147,483,647.00
SELECT 1

SELECT (5)::text, (-17)::text, (2147483647)::text;
----
5|-17|2147483647
SELECT 1

SELECT (5)::varchar(4), (-17)::varchar(4), (2147483647)::varchar(4);
----
5|-17|2147
SELECT 1

SELECT (5)::char(4), (-17)::char(4), (2147483647)::char(4);
----
5   |-17 |2147
SELECT 1

SELECT (5)::name, (-17)::name, (2147483647)::name;
----
5|-17|2147483647
SELECT 1

SELECT (5)::"char", (-17)::"char", (2147483647)::"char";
----
error 22003 "char" out of range

SELECT (5)::bytea, (-17)::bytea, (2147483647)::bytea;
----
error 42846 cannot cast type integer to bytea

SELECT (5)::date, (-17)::date, (2147483647)::date;
----
error 42846 cannot cast type integer to date

SELECT (5)::time, (-17)::time, (2147483647)::time;
----
error 42846 cannot cast type integer to time without time zone

SELECT (5)::timetz, (-17)::timetz, (2147483647)::timetz;
----
error 42846 cannot cast type integer to time with time zone

SELECT (5)::timestamp, (-17)::timestamp, (2147483647)::timestamp;
----
error 42846 cannot cast type integer to timestamp without time zone

SELECT (5)::timestamptz, (-17)::timestamptz, (2147483647)::timestamptz;
----
error 42846 cannot cast type integer to timestamp with time zone

SELECT (5)::interval, (-17)::interval, (2147483647)::interval;
----
error 42846 cannot cast type integer to interval

SELECT (5)::uuid, (-17)::uuid, (2147483647)::uuid;
----
error 42846 cannot cast type integer to uuid

SELECT (5)::json, (-17)::json, (2147483647)::json;
----
error 42846 cannot cast type integer to json

SELECT (5)::jsonb, (-17)::jsonb, (2147483647)::jsonb;
----
error 42846 cannot cast type integer to jsonb

SELECT (5)::inet, (-17)::inet, (2147483647)::inet;
----
error 42846 cannot cast type integer to inet

SELECT (5)::cidr, (-17)::cidr, (2147483647)::cidr;
----
error 42846 cannot cast type integer to cidr

SELECT (5)::macaddr, (-17)::macaddr, (2147483647)::macaddr;
----
error 42846 cannot cast type integer to macaddr

SELECT (5)::macaddr8, (-17)::macaddr8, (2147483647)::macaddr8;
----
error 42846 cannot cast type integer to macaddr8

SELECT (5)::bit(6), (-17)::bit(6), (2147483647)::bit(6);
----
000101|101111|111111
SELECT 1

SELECT (5)::varbit(4), (-17)::varbit(4), (2147483647)::varbit(4);
----
error 42846 cannot cast type integer to bit varying

SELECT (5)::point, (-17)::point, (2147483647)::point;
----
error 42846 cannot cast type integer to point

SELECT (5)::lseg, (-17)::lseg, (2147483647)::lseg;
----
error 42846 cannot cast type integer to lseg

SELECT (5)::box, (-17)::box, (2147483647)::box;
----
error 42846 cannot cast type integer to box

SELECT (5)::path, (-17)::path, (2147483647)::path;
----
error 42846 cannot cast type integer to path

SELECT (5)::polygon, (-17)::polygon, (2147483647)::polygon;
----
error 42846 cannot cast type integer to polygon

SELECT (5)::circle, (-17)::circle, (2147483647)::circle;
----
error 42846 cannot cast type integer to circle

SELECT (5)::int4range, (-17)::int4range, (2147483647)::int4range;
----
error 42846 cannot cast type integer to int4range

SELECT (5)::int4multirange, (-17)::int4multirange, (2147483647)::int4multirange;
----
error 42846 cannot cast type integer to int4multirange

SELECT (5)::regclass, (-17)::regclass, (2147483647)::regclass;
----
5|4294967279|2147483647
SELECT 1

SELECT (5)::regtype, (-17)::regtype, (2147483647)::regtype;
----
5|4294967279|2147483647
SELECT 1

SELECT (5)::xid8, (-17)::xid8, (2147483647)::xid8;
----
error 42846 cannot cast type integer to xid8

SELECT (5)::pg_lsn, (-17)::pg_lsn, (2147483647)::pg_lsn;
----
error 42846 cannot cast type integer to pg_lsn

SELECT (5)::tsvector, (-17)::tsvector, (2147483647)::tsvector;
----
error 42846 cannot cast type integer to tsvector

SELECT (5)::tsquery, (-17)::tsquery, (2147483647)::tsquery;
----
error 42846 cannot cast type integer to tsquery

SELECT (5)::int4[], (-17)::int4[], (2147483647)::int4[];
----
error 42846 cannot cast type integer to integer[]

SELECT (5)::text[], (-17)::text[], (2147483647)::text[];
----
error 42846 cannot cast type integer to text[]

# int8
SELECT (9::int8)::bool, ('-4000000000'::int8)::bool, (9223372036854775807)::bool;
----
error 42846 cannot cast type bigint to boolean

SELECT (9::int8)::int2, ('-4000000000'::int8)::int2, (9223372036854775807)::int2;
----
error 22003 smallint out of range

SELECT (9::int8)::int4, ('-4000000000'::int8)::int4, (9223372036854775807)::int4;
----
error 22003 integer out of range

SELECT (9::int8)::oid, ('-4000000000'::int8)::oid, (9223372036854775807)::oid;
----
error 22003 OID out of range

SELECT (9::int8)::float4, ('-4000000000'::int8)::float4, (9223372036854775807)::float4;
----
9|-4e+09|9.223372e+18
SELECT 1

SELECT (9::int8)::float8, ('-4000000000'::int8)::float8, (9223372036854775807)::float8;
----
9|-4000000000|9.223372036854776e+18
SELECT 1

SELECT (9::int8)::numeric(6,1), ('-4000000000'::int8)::numeric(6,1), (9223372036854775807)::numeric(6,1);
----
error 22003 numeric field overflow; A field with precision 6, scale 1 must round to an absolute value less than 10^5.

SELECT (9::int8)::money, ('-4000000000'::int8)::money, (9223372036854775807)::money;
----
error 22003 bigint out of range

SELECT (9::int8)::text, ('-4000000000'::int8)::text, (9223372036854775807)::text;
----
9|-4000000000|9223372036854775807
SELECT 1

SELECT (9::int8)::varchar(4), ('-4000000000'::int8)::varchar(4), (9223372036854775807)::varchar(4);
----
9|-400|9223
SELECT 1

SELECT (9::int8)::char(4), ('-4000000000'::int8)::char(4), (9223372036854775807)::char(4);
----
9   |-400|9223
SELECT 1

SELECT (9::int8)::name, ('-4000000000'::int8)::name, (9223372036854775807)::name;
----
9|-4000000000|9223372036854775807
SELECT 1

SELECT (9::int8)::"char", ('-4000000000'::int8)::"char", (9223372036854775807)::"char";
----
error 42846 cannot cast type bigint to "char"

SELECT (9::int8)::bytea, ('-4000000000'::int8)::bytea, (9223372036854775807)::bytea;
----
error 42846 cannot cast type bigint to bytea

SELECT (9::int8)::date, ('-4000000000'::int8)::date, (9223372036854775807)::date;
----
error 42846 cannot cast type bigint to date

SELECT (9::int8)::time, ('-4000000000'::int8)::time, (9223372036854775807)::time;
----
error 42846 cannot cast type bigint to time without time zone

SELECT (9::int8)::timetz, ('-4000000000'::int8)::timetz, (9223372036854775807)::timetz;
----
error 42846 cannot cast type bigint to time with time zone

SELECT (9::int8)::timestamp, ('-4000000000'::int8)::timestamp, (9223372036854775807)::timestamp;
----
error 42846 cannot cast type bigint to timestamp without time zone

SELECT (9::int8)::timestamptz, ('-4000000000'::int8)::timestamptz, (9223372036854775807)::timestamptz;
----
error 42846 cannot cast type bigint to timestamp with time zone

SELECT (9::int8)::interval, ('-4000000000'::int8)::interval, (9223372036854775807)::interval;
----
error 42846 cannot cast type bigint to interval

SELECT (9::int8)::uuid, ('-4000000000'::int8)::uuid, (9223372036854775807)::uuid;
----
error 42846 cannot cast type bigint to uuid

SELECT (9::int8)::json, ('-4000000000'::int8)::json, (9223372036854775807)::json;
----
error 42846 cannot cast type bigint to json

SELECT (9::int8)::jsonb, ('-4000000000'::int8)::jsonb, (9223372036854775807)::jsonb;
----
error 42846 cannot cast type bigint to jsonb

SELECT (9::int8)::inet, ('-4000000000'::int8)::inet, (9223372036854775807)::inet;
----
error 42846 cannot cast type bigint to inet

SELECT (9::int8)::cidr, ('-4000000000'::int8)::cidr, (9223372036854775807)::cidr;
----
error 42846 cannot cast type bigint to cidr

SELECT (9::int8)::macaddr, ('-4000000000'::int8)::macaddr, (9223372036854775807)::macaddr;
----
error 42846 cannot cast type bigint to macaddr

SELECT (9::int8)::macaddr8, ('-4000000000'::int8)::macaddr8, (9223372036854775807)::macaddr8;
----
error 42846 cannot cast type bigint to macaddr8

SELECT (9::int8)::bit(6), ('-4000000000'::int8)::bit(6), (9223372036854775807)::bit(6);
----
001001|000000|111111
SELECT 1

SELECT (9::int8)::varbit(4), ('-4000000000'::int8)::varbit(4), (9223372036854775807)::varbit(4);
----
error 42846 cannot cast type bigint to bit varying

SELECT (9::int8)::point, ('-4000000000'::int8)::point, (9223372036854775807)::point;
----
error 42846 cannot cast type bigint to point

SELECT (9::int8)::lseg, ('-4000000000'::int8)::lseg, (9223372036854775807)::lseg;
----
error 42846 cannot cast type bigint to lseg

SELECT (9::int8)::box, ('-4000000000'::int8)::box, (9223372036854775807)::box;
----
error 42846 cannot cast type bigint to box

SELECT (9::int8)::path, ('-4000000000'::int8)::path, (9223372036854775807)::path;
----
error 42846 cannot cast type bigint to path

SELECT (9::int8)::polygon, ('-4000000000'::int8)::polygon, (9223372036854775807)::polygon;
----
error 42846 cannot cast type bigint to polygon

SELECT (9::int8)::circle, ('-4000000000'::int8)::circle, (9223372036854775807)::circle;
----
error 42846 cannot cast type bigint to circle

SELECT (9::int8)::int4range, ('-4000000000'::int8)::int4range, (9223372036854775807)::int4range;
----
error 42846 cannot cast type bigint to int4range

SELECT (9::int8)::int4multirange, ('-4000000000'::int8)::int4multirange, (9223372036854775807)::int4multirange;
----
error 42846 cannot cast type bigint to int4multirange

SELECT (9::int8)::regclass, ('-4000000000'::int8)::regclass, (9223372036854775807)::regclass;
----
error 22003 OID out of range

SELECT (9::int8)::regtype, ('-4000000000'::int8)::regtype, (9223372036854775807)::regtype;
----
error 22003 OID out of range

SELECT (9::int8)::xid8, ('-4000000000'::int8)::xid8, (9223372036854775807)::xid8;
----
error 42846 cannot cast type bigint to xid8

SELECT (9::int8)::pg_lsn, ('-4000000000'::int8)::pg_lsn, (9223372036854775807)::pg_lsn;
----
error 42846 cannot cast type bigint to pg_lsn

SELECT (9::int8)::tsvector, ('-4000000000'::int8)::tsvector, (9223372036854775807)::tsvector;
----
error 42846 cannot cast type bigint to tsvector

SELECT (9::int8)::tsquery, ('-4000000000'::int8)::tsquery, (9223372036854775807)::tsquery;
----
error 42846 cannot cast type bigint to tsquery

SELECT (9::int8)::int4[], ('-4000000000'::int8)::int4[], (9223372036854775807)::int4[];
----
error 42846 cannot cast type bigint to integer[]

SELECT (9::int8)::text[], ('-4000000000'::int8)::text[], (9223372036854775807)::text[];
----
error 42846 cannot cast type bigint to text[]

# oid
SELECT (26::oid)::bool, ('4294967295'::oid)::bool;
----
error 42846 cannot cast type oid to boolean

SELECT (26::oid)::int2, ('4294967295'::oid)::int2;
----
error 42846 cannot cast type oid to smallint

SELECT (26::oid)::int4, ('4294967295'::oid)::int4;
----
26|-1
SELECT 1

SELECT (26::oid)::int8, ('4294967295'::oid)::int8;
----
26|4294967295
SELECT 1

SELECT (26::oid)::float4, ('4294967295'::oid)::float4;
----
error 42846 cannot cast type oid to real

SELECT (26::oid)::float8, ('4294967295'::oid)::float8;
----
error 42846 cannot cast type oid to double precision

SELECT (26::oid)::numeric(6,1), ('4294967295'::oid)::numeric(6,1);
----
error 42846 cannot cast type oid to numeric

SELECT (26::oid)::money, ('4294967295'::oid)::money;
----
error 42846 cannot cast type oid to money

SELECT (26::oid)::text, ('4294967295'::oid)::text;
----
26|4294967295
SELECT 1

SELECT (26::oid)::varchar(4), ('4294967295'::oid)::varchar(4);
----
26|4294
SELECT 1

SELECT (26::oid)::char(4), ('4294967295'::oid)::char(4);
----
26  |4294
SELECT 1

SELECT (26::oid)::name, ('4294967295'::oid)::name;
----
26|4294967295
SELECT 1

SELECT (26::oid)::"char", ('4294967295'::oid)::"char";
----
error 42846 cannot cast type oid to "char"

SELECT (26::oid)::bytea, ('4294967295'::oid)::bytea;
----
error 42846 cannot cast type oid to bytea

SELECT (26::oid)::date, ('4294967295'::oid)::date;
----
error 42846 cannot cast type oid to date

SELECT (26::oid)::time, ('4294967295'::oid)::time;
----
error 42846 cannot cast type oid to time without time zone

SELECT (26::oid)::timetz, ('4294967295'::oid)::timetz;
----
error 42846 cannot cast type oid to time with time zone

SELECT (26::oid)::timestamp, ('4294967295'::oid)::timestamp;
----
error 42846 cannot cast type oid to timestamp without time zone

SELECT (26::oid)::timestamptz, ('4294967295'::oid)::timestamptz;
----
error 42846 cannot cast type oid to timestamp with time zone

SELECT (26::oid)::interval, ('4294967295'::oid)::interval;
----
error 42846 cannot cast type oid to interval

SELECT (26::oid)::uuid, ('4294967295'::oid)::uuid;
----
error 42846 cannot cast type oid to uuid

SELECT (26::oid)::json, ('4294967295'::oid)::json;
----
error 42846 cannot cast type oid to json

SELECT (26::oid)::jsonb, ('4294967295'::oid)::jsonb;
----
error 42846 cannot cast type oid to jsonb

SELECT (26::oid)::inet, ('4294967295'::oid)::inet;
----
error 42846 cannot cast type oid to inet

SELECT (26::oid)::cidr, ('4294967295'::oid)::cidr;
----
error 42846 cannot cast type oid to cidr

SELECT (26::oid)::macaddr, ('4294967295'::oid)::macaddr;
----
error 42846 cannot cast type oid to macaddr

SELECT (26::oid)::macaddr8, ('4294967295'::oid)::macaddr8;
----
error 42846 cannot cast type oid to macaddr8

SELECT (26::oid)::bit(6), ('4294967295'::oid)::bit(6);
----
error 42846 cannot cast type oid to bit

SELECT (26::oid)::varbit(4), ('4294967295'::oid)::varbit(4);
----
error 42846 cannot cast type oid to bit varying

SELECT (26::oid)::point, ('4294967295'::oid)::point;
----
error 42846 cannot cast type oid to point

SELECT (26::oid)::lseg, ('4294967295'::oid)::lseg;
----
error 42846 cannot cast type oid to lseg

SELECT (26::oid)::box, ('4294967295'::oid)::box;
----
error 42846 cannot cast type oid to box

SELECT (26::oid)::path, ('4294967295'::oid)::path;
----
error 42846 cannot cast type oid to path

SELECT (26::oid)::polygon, ('4294967295'::oid)::polygon;
----
error 42846 cannot cast type oid to polygon

SELECT (26::oid)::circle, ('4294967295'::oid)::circle;
----
error 42846 cannot cast type oid to circle

SELECT (26::oid)::int4range, ('4294967295'::oid)::int4range;
----
error 42846 cannot cast type oid to int4range

SELECT (26::oid)::int4multirange, ('4294967295'::oid)::int4multirange;
----
error 42846 cannot cast type oid to int4multirange

SELECT (26::oid)::regclass, ('4294967295'::oid)::regclass;
----
26|4294967295
SELECT 1

SELECT (26::oid)::regtype, ('4294967295'::oid)::regtype;
----
oid|4294967295
SELECT 1

SELECT (26::oid)::xid8, ('4294967295'::oid)::xid8;
----
error 42846 cannot cast type oid to xid8

SELECT (26::oid)::pg_lsn, ('4294967295'::oid)::pg_lsn;
----
error 42846 cannot cast type oid to pg_lsn

SELECT (26::oid)::tsvector, ('4294967295'::oid)::tsvector;
----
error 42846 cannot cast type oid to tsvector

SELECT (26::oid)::tsquery, ('4294967295'::oid)::tsquery;
----
error 42846 cannot cast type oid to tsquery

SELECT (26::oid)::int4[], ('4294967295'::oid)::int4[];
----
error 42846 cannot cast type oid to integer[]

SELECT (26::oid)::text[], ('4294967295'::oid)::text[];
----
error 42846 cannot cast type oid to text[]

# float4
SELECT (1.5::float4)::bool, ('-2.25e10'::float4)::bool, ('NaN'::float4)::bool;
----
error 42846 cannot cast type real to boolean

SELECT (1.5::float4)::int2, ('-2.25e10'::float4)::int2, ('NaN'::float4)::int2;
----
error 22003 smallint out of range

SELECT (1.5::float4)::int4, ('-2.25e10'::float4)::int4, ('NaN'::float4)::int4;
----
error 22003 integer out of range

SELECT (1.5::float4)::int8, ('-2.25e10'::float4)::int8, ('NaN'::float4)::int8;
----
error 22003 bigint out of range

SELECT (1.5::float4)::oid, ('-2.25e10'::float4)::oid, ('NaN'::float4)::oid;
----
error 42846 cannot cast type real to oid

SELECT (1.5::float4)::float8, ('-2.25e10'::float4)::float8, ('NaN'::float4)::float8;
----
1.5|-22499999744|NaN
SELECT 1

SELECT (1.5::float4)::numeric(6,1), ('-2.25e10'::float4)::numeric(6,1), ('NaN'::float4)::numeric(6,1);
----
error 22003 numeric field overflow; A field with precision 6, scale 1 must round to an absolute value less than 10^5.

SELECT (1.5::float4)::money, ('-2.25e10'::float4)::money, ('NaN'::float4)::money;
----
error 42846 cannot cast type real to money

SELECT (1.5::float4)::text, ('-2.25e10'::float4)::text, ('NaN'::float4)::text;
----
1.5|-2.25e+10|NaN
SELECT 1

SELECT (1.5::float4)::varchar(4), ('-2.25e10'::float4)::varchar(4), ('NaN'::float4)::varchar(4);
----
1.5|-2.2|NaN
SELECT 1

SELECT (1.5::float4)::char(4), ('-2.25e10'::float4)::char(4), ('NaN'::float4)::char(4);
----
1.5 |-2.2|NaN 
SELECT 1

SELECT (1.5::float4)::name, ('-2.25e10'::float4)::name, ('NaN'::float4)::name;
----
1.5|-2.25e+10|NaN
SELECT 1

SELECT (1.5::float4)::"char", ('-2.25e10'::float4)::"char", ('NaN'::float4)::"char";
----
error 42846 cannot cast type real to "char"

SELECT (1.5::float4)::bytea, ('-2.25e10'::float4)::bytea, ('NaN'::float4)::bytea;
----
error 42846 cannot cast type real to bytea

SELECT (1.5::float4)::date, ('-2.25e10'::float4)::date, ('NaN'::float4)::date;
----
error 42846 cannot cast type real to date

SELECT (1.5::float4)::time, ('-2.25e10'::float4)::time, ('NaN'::float4)::time;
----
error 42846 cannot cast type real to time without time zone

SELECT (1.5::float4)::timetz, ('-2.25e10'::float4)::timetz, ('NaN'::float4)::timetz;
----
error 42846 cannot cast type real to time with time zone

SELECT (1.5::float4)::timestamp, ('-2.25e10'::float4)::timestamp, ('NaN'::float4)::timestamp;
----
error 42846 cannot cast type real to timestamp without time zone

SELECT (1.5::float4)::timestamptz, ('-2.25e10'::float4)::timestamptz, ('NaN'::float4)::timestamptz;
----
error 42846 cannot cast type real to timestamp with time zone

SELECT (1.5::float4)::interval, ('-2.25e10'::float4)::interval, ('NaN'::float4)::interval;
----
error 42846 cannot cast type real to interval

SELECT (1.5::float4)::uuid, ('-2.25e10'::float4)::uuid, ('NaN'::float4)::uuid;
----
error 42846 cannot cast type real to uuid

SELECT (1.5::float4)::json, ('-2.25e10'::float4)::json, ('NaN'::float4)::json;
----
error 42846 cannot cast type real to json

SELECT (1.5::float4)::jsonb, ('-2.25e10'::float4)::jsonb, ('NaN'::float4)::jsonb;
----
error 42846 cannot cast type real to jsonb

SELECT (1.5::float4)::inet, ('-2.25e10'::float4)::inet, ('NaN'::float4)::inet;
----
error 42846 cannot cast type real to inet

SELECT (1.5::float4)::cidr, ('-2.25e10'::float4)::cidr, ('NaN'::float4)::cidr;
----
error 42846 cannot cast type real to cidr

SELECT (1.5::float4)::macaddr, ('-2.25e10'::float4)::macaddr, ('NaN'::float4)::macaddr;
----
error 42846 cannot cast type real to macaddr

SELECT (1.5::float4)::macaddr8, ('-2.25e10'::float4)::macaddr8, ('NaN'::float4)::macaddr8;
----
error 42846 cannot cast type real to macaddr8

SELECT (1.5::float4)::bit(6), ('-2.25e10'::float4)::bit(6), ('NaN'::float4)::bit(6);
----
error 42846 cannot cast type real to bit

SELECT (1.5::float4)::varbit(4), ('-2.25e10'::float4)::varbit(4), ('NaN'::float4)::varbit(4);
----
error 42846 cannot cast type real to bit varying

SELECT (1.5::float4)::point, ('-2.25e10'::float4)::point, ('NaN'::float4)::point;
----
error 42846 cannot cast type real to point

SELECT (1.5::float4)::lseg, ('-2.25e10'::float4)::lseg, ('NaN'::float4)::lseg;
----
error 42846 cannot cast type real to lseg

SELECT (1.5::float4)::box, ('-2.25e10'::float4)::box, ('NaN'::float4)::box;
----
error 42846 cannot cast type real to box

SELECT (1.5::float4)::path, ('-2.25e10'::float4)::path, ('NaN'::float4)::path;
----
error 42846 cannot cast type real to path

SELECT (1.5::float4)::polygon, ('-2.25e10'::float4)::polygon, ('NaN'::float4)::polygon;
----
error 42846 cannot cast type real to polygon

SELECT (1.5::float4)::circle, ('-2.25e10'::float4)::circle, ('NaN'::float4)::circle;
----
error 42846 cannot cast type real to circle

SELECT (1.5::float4)::int4range, ('-2.25e10'::float4)::int4range, ('NaN'::float4)::int4range;
----
error 42846 cannot cast type real to int4range

SELECT (1.5::float4)::int4multirange, ('-2.25e10'::float4)::int4multirange, ('NaN'::float4)::int4multirange;
----
error 42846 cannot cast type real to int4multirange

SELECT (1.5::float4)::regclass, ('-2.25e10'::float4)::regclass, ('NaN'::float4)::regclass;
----
error 42846 cannot cast type real to regclass

SELECT (1.5::float4)::regtype, ('-2.25e10'::float4)::regtype, ('NaN'::float4)::regtype;
----
error 42846 cannot cast type real to regtype

SELECT (1.5::float4)::xid8, ('-2.25e10'::float4)::xid8, ('NaN'::float4)::xid8;
----
error 42846 cannot cast type real to xid8

SELECT (1.5::float4)::pg_lsn, ('-2.25e10'::float4)::pg_lsn, ('NaN'::float4)::pg_lsn;
----
error 42846 cannot cast type real to pg_lsn

SELECT (1.5::float4)::tsvector, ('-2.25e10'::float4)::tsvector, ('NaN'::float4)::tsvector;
----
error 42846 cannot cast type real to tsvector

SELECT (1.5::float4)::tsquery, ('-2.25e10'::float4)::tsquery, ('NaN'::float4)::tsquery;
----
error 42846 cannot cast type real to tsquery

SELECT (1.5::float4)::int4[], ('-2.25e10'::float4)::int4[], ('NaN'::float4)::int4[];
----
error 42846 cannot cast type real to integer[]

SELECT (1.5::float4)::text[], ('-2.25e10'::float4)::text[], ('NaN'::float4)::text[];
----
error 42846 cannot cast type real to text[]

# float8
SELECT (2.5::float8)::bool, ('-1e300'::float8)::bool, ('Infinity'::float8)::bool;
----
error 42846 cannot cast type double precision to boolean

SELECT (2.5::float8)::int2, ('-1e300'::float8)::int2, ('Infinity'::float8)::int2;
----
error 22003 smallint out of range

SELECT (2.5::float8)::int4, ('-1e300'::float8)::int4, ('Infinity'::float8)::int4;
----
error 22003 integer out of range

SELECT (2.5::float8)::int8, ('-1e300'::float8)::int8, ('Infinity'::float8)::int8;
----
error 22003 bigint out of range

SELECT (2.5::float8)::oid, ('-1e300'::float8)::oid, ('Infinity'::float8)::oid;
----
error 42846 cannot cast type double precision to oid

SELECT (2.5::float8)::float4, ('-1e300'::float8)::float4, ('Infinity'::float8)::float4;
----
error 22003 value out of range: overflow

SELECT (2.5::float8)::numeric(6,1), ('-1e300'::float8)::numeric(6,1), ('Infinity'::float8)::numeric(6,1);
----
error 22003 numeric field overflow; A field with precision 6, scale 1 must round to an absolute value less than 10^5.

SELECT (2.5::float8)::money, ('-1e300'::float8)::money, ('Infinity'::float8)::money;
----
error 42846 cannot cast type double precision to money

SELECT (2.5::float8)::text, ('-1e300'::float8)::text, ('Infinity'::float8)::text;
----
2.5|-1e+300|Infinity
SELECT 1

SELECT (2.5::float8)::varchar(4), ('-1e300'::float8)::varchar(4), ('Infinity'::float8)::varchar(4);
----
2.5|-1e+|Infi
SELECT 1

SELECT (2.5::float8)::char(4), ('-1e300'::float8)::char(4), ('Infinity'::float8)::char(4);
----
2.5 |-1e+|Infi
SELECT 1

SELECT (2.5::float8)::name, ('-1e300'::float8)::name, ('Infinity'::float8)::name;
----
2.5|-1e+300|Infinity
SELECT 1

SELECT (2.5::float8)::"char", ('-1e300'::float8)::"char", ('Infinity'::float8)::"char";
----
error 42846 cannot cast type double precision to "char"

SELECT (2.5::float8)::bytea, ('-1e300'::float8)::bytea, ('Infinity'::float8)::bytea;
----
error 42846 cannot cast type double precision to bytea

SELECT (2.5::float8)::date, ('-1e300'::float8)::date, ('Infinity'::float8)::date;
----
error 42846 cannot cast type double precision to date

SELECT (2.5::float8)::time, ('-1e300'::float8)::time, ('Infinity'::float8)::time;
----
error 42846 cannot cast type double precision to time without time zone

SELECT (2.5::float8)::timetz, ('-1e300'::float8)::timetz, ('Infinity'::float8)::timetz;
----
error 42846 cannot cast type double precision to time with time zone

SELECT (2.5::float8)::timestamp, ('-1e300'::float8)::timestamp, ('Infinity'::float8)::timestamp;
----
error 42846 cannot cast type double precision to timestamp without time zone

SELECT (2.5::float8)::timestamptz, ('-1e300'::float8)::timestamptz, ('Infinity'::float8)::timestamptz;
----
error 42846 cannot cast type double precision to timestamp with time zone

SELECT (2.5::float8)::interval, ('-1e300'::float8)::interval, ('Infinity'::float8)::interval;
----
error 42846 cannot cast type double precision to interval

SELECT (2.5::float8)::uuid, ('-1e300'::float8)::uuid, ('Infinity'::float8)::uuid;
----
error 42846 cannot cast type double precision to uuid

SELECT (2.5::float8)::json, ('-1e300'::float8)::json, ('Infinity'::float8)::json;
----
error 42846 cannot cast type double precision to json

SELECT (2.5::float8)::jsonb, ('-1e300'::float8)::jsonb, ('Infinity'::float8)::jsonb;
----
error 42846 cannot cast type double precision to jsonb

SELECT (2.5::float8)::inet, ('-1e300'::float8)::inet, ('Infinity'::float8)::inet;
----
error 42846 cannot cast type double precision to inet

SELECT (2.5::float8)::cidr, ('-1e300'::float8)::cidr, ('Infinity'::float8)::cidr;
----
error 42846 cannot cast type double precision to cidr

SELECT (2.5::float8)::macaddr, ('-1e300'::float8)::macaddr, ('Infinity'::float8)::macaddr;
----
error 42846 cannot cast type double precision to macaddr

SELECT (2.5::float8)::macaddr8, ('-1e300'::float8)::macaddr8, ('Infinity'::float8)::macaddr8;
----
error 42846 cannot cast type double precision to macaddr8

SELECT (2.5::float8)::bit(6), ('-1e300'::float8)::bit(6), ('Infinity'::float8)::bit(6);
----
error 42846 cannot cast type double precision to bit

SELECT (2.5::float8)::varbit(4), ('-1e300'::float8)::varbit(4), ('Infinity'::float8)::varbit(4);
----
error 42846 cannot cast type double precision to bit varying

SELECT (2.5::float8)::point, ('-1e300'::float8)::point, ('Infinity'::float8)::point;
----
error 42846 cannot cast type double precision to point

SELECT (2.5::float8)::lseg, ('-1e300'::float8)::lseg, ('Infinity'::float8)::lseg;
----
error 42846 cannot cast type double precision to lseg

SELECT (2.5::float8)::box, ('-1e300'::float8)::box, ('Infinity'::float8)::box;
----
error 42846 cannot cast type double precision to box

SELECT (2.5::float8)::path, ('-1e300'::float8)::path, ('Infinity'::float8)::path;
----
error 42846 cannot cast type double precision to path

SELECT (2.5::float8)::polygon, ('-1e300'::float8)::polygon, ('Infinity'::float8)::polygon;
----
error 42846 cannot cast type double precision to polygon

SELECT (2.5::float8)::circle, ('-1e300'::float8)::circle, ('Infinity'::float8)::circle;
----
error 42846 cannot cast type double precision to circle

SELECT (2.5::float8)::int4range, ('-1e300'::float8)::int4range, ('Infinity'::float8)::int4range;
----
error 42846 cannot cast type double precision to int4range

SELECT (2.5::float8)::int4multirange, ('-1e300'::float8)::int4multirange, ('Infinity'::float8)::int4multirange;
----
error 42846 cannot cast type double precision to int4multirange

SELECT (2.5::float8)::regclass, ('-1e300'::float8)::regclass, ('Infinity'::float8)::regclass;
----
error 42846 cannot cast type double precision to regclass

SELECT (2.5::float8)::regtype, ('-1e300'::float8)::regtype, ('Infinity'::float8)::regtype;
----
error 42846 cannot cast type double precision to regtype

SELECT (2.5::float8)::xid8, ('-1e300'::float8)::xid8, ('Infinity'::float8)::xid8;
----
error 42846 cannot cast type double precision to xid8

SELECT (2.5::float8)::pg_lsn, ('-1e300'::float8)::pg_lsn, ('Infinity'::float8)::pg_lsn;
----
error 42846 cannot cast type double precision to pg_lsn

SELECT (2.5::float8)::tsvector, ('-1e300'::float8)::tsvector, ('Infinity'::float8)::tsvector;
----
error 42846 cannot cast type double precision to tsvector

SELECT (2.5::float8)::tsquery, ('-1e300'::float8)::tsquery, ('Infinity'::float8)::tsquery;
----
error 42846 cannot cast type double precision to tsquery

SELECT (2.5::float8)::int4[], ('-1e300'::float8)::int4[], ('Infinity'::float8)::int4[];
----
error 42846 cannot cast type double precision to integer[]

SELECT (2.5::float8)::text[], ('-1e300'::float8)::text[], ('Infinity'::float8)::text[];
----
error 42846 cannot cast type double precision to text[]

# numeric
SELECT (12.345)::bool, (-0.0001)::bool, ('NaN'::numeric)::bool;
----
error 42846 cannot cast type numeric to boolean

SELECT (12.345)::int2, (-0.0001)::int2, ('NaN'::numeric)::int2;
----
error 0A000 cannot convert NaN to smallint

SELECT (12.345)::int4, (-0.0001)::int4, ('NaN'::numeric)::int4;
----
error 0A000 cannot convert NaN to integer

SELECT (12.345)::int8, (-0.0001)::int8, ('NaN'::numeric)::int8;
----
error 0A000 cannot convert NaN to bigint

SELECT (12.345)::oid, (-0.0001)::oid, ('NaN'::numeric)::oid;
----
error 42846 cannot cast type numeric to oid

SELECT (12.345)::float4, (-0.0001)::float4, ('NaN'::numeric)::float4;
----
12.345|-0.0001|NaN
SELECT 1

SELECT (12.345)::float8, (-0.0001)::float8, ('NaN'::numeric)::float8;
----
12.345|-0.0001|NaN
SELECT 1

SELECT (12.345)::money, (-0.0001)::money, ('NaN'::numeric)::money;
----
error 0A000 cannot convert NaN to bigint

SELECT (12.345)::text, (-0.0001)::text, ('NaN'::numeric)::text;
----
12.345|-0.0001|NaN
SELECT 1

SELECT (12.345)::varchar(4), (-0.0001)::varchar(4), ('NaN'::numeric)::varchar(4);
----
12.3|-0.0|NaN
SELECT 1

SELECT (12.345)::char(4), (-0.0001)::char(4), ('NaN'::numeric)::char(4);
----
12.3|-0.0|NaN 
SELECT 1

SELECT (12.345)::name, (-0.0001)::name, ('NaN'::numeric)::name;
----
12.345|-0.0001|NaN
SELECT 1

SELECT (12.345)::"char", (-0.0001)::"char", ('NaN'::numeric)::"char";
----
error 42846 cannot cast type numeric to "char"

SELECT (12.345)::bytea, (-0.0001)::bytea, ('NaN'::numeric)::bytea;
----
error 42846 cannot cast type numeric to bytea

SELECT (12.345)::date, (-0.0001)::date, ('NaN'::numeric)::date;
----
error 42846 cannot cast type numeric to date

SELECT (12.345)::time, (-0.0001)::time, ('NaN'::numeric)::time;
----
error 42846 cannot cast type numeric to time without time zone

SELECT (12.345)::timetz, (-0.0001)::timetz, ('NaN'::numeric)::timetz;
----
error 42846 cannot cast type numeric to time with time zone

SELECT (12.345)::timestamp, (-0.0001)::timestamp, ('NaN'::numeric)::timestamp;
----
error 42846 cannot cast type numeric to timestamp without time zone

SELECT (12.345)::timestamptz, (-0.0001)::timestamptz, ('NaN'::numeric)::timestamptz;
----
error 42846 cannot cast type numeric to timestamp with time zone

SELECT (12.345)::interval, (-0.0001)::interval, ('NaN'::numeric)::interval;
----
error 42846 cannot cast type numeric to interval

SELECT (12.345)::uuid, (-0.0001)::uuid, ('NaN'::numeric)::uuid;
----
error 42846 cannot cast type numeric to uuid

SELECT (12.345)::json, (-0.0001)::json, ('NaN'::numeric)::json;
----
error 42846 cannot cast type numeric to json

SELECT (12.345)::jsonb, (-0.0001)::jsonb, ('NaN'::numeric)::jsonb;
----
error 42846 cannot cast type numeric to jsonb

SELECT (12.345)::inet, (-0.0001)::inet, ('NaN'::numeric)::inet;
----
error 42846 cannot cast type numeric to inet

SELECT (12.345)::cidr, (-0.0001)::cidr, ('NaN'::numeric)::cidr;
----
error 42846 cannot cast type numeric to cidr

SELECT (12.345)::macaddr, (-0.0001)::macaddr, ('NaN'::numeric)::macaddr;
----
error 42846 cannot cast type numeric to macaddr

SELECT (12.345)::macaddr8, (-0.0001)::macaddr8, ('NaN'::numeric)::macaddr8;
----
error 42846 cannot cast type numeric to macaddr8

SELECT (12.345)::bit(6), (-0.0001)::bit(6), ('NaN'::numeric)::bit(6);
----
error 42846 cannot cast type numeric to bit

SELECT (12.345)::varbit(4), (-0.0001)::varbit(4), ('NaN'::numeric)::varbit(4);
----
error 42846 cannot cast type numeric to bit varying

SELECT (12.345)::point, (-0.0001)::point, ('NaN'::numeric)::point;
----
error 42846 cannot cast type numeric to point

SELECT (12.345)::lseg, (-0.0001)::lseg, ('NaN'::numeric)::lseg;
----
error 42846 cannot cast type numeric to lseg

SELECT (12.345)::box, (-0.0001)::box, ('NaN'::numeric)::box;
----
error 42846 cannot cast type numeric to box

SELECT (12.345)::path, (-0.0001)::path, ('NaN'::numeric)::path;
----
error 42846 cannot cast type numeric to path

SELECT (12.345)::polygon, (-0.0001)::polygon, ('NaN'::numeric)::polygon;
----
error 42846 cannot cast type numeric to polygon

SELECT (12.345)::circle, (-0.0001)::circle, ('NaN'::numeric)::circle;
----
error 42846 cannot cast type numeric to circle

SELECT (12.345)::int4range, (-0.0001)::int4range, ('NaN'::numeric)::int4range;
----
error 42846 cannot cast type numeric to int4range

SELECT (12.345)::int4multirange, (-0.0001)::int4multirange, ('NaN'::numeric)::int4multirange;
----
error 42846 cannot cast type numeric to int4multirange

SELECT (12.345)::regclass, (-0.0001)::regclass, ('NaN'::numeric)::regclass;
----
error 42846 cannot cast type numeric to regclass

SELECT (12.345)::regtype, (-0.0001)::regtype, ('NaN'::numeric)::regtype;
----
error 42846 cannot cast type numeric to regtype

SELECT (12.345)::xid8, (-0.0001)::xid8, ('NaN'::numeric)::xid8;
----
error 42846 cannot cast type numeric to xid8

SELECT (12.345)::pg_lsn, (-0.0001)::pg_lsn, ('NaN'::numeric)::pg_lsn;
----
error 42846 cannot cast type numeric to pg_lsn

SELECT (12.345)::tsvector, (-0.0001)::tsvector, ('NaN'::numeric)::tsvector;
----
error 42846 cannot cast type numeric to tsvector

SELECT (12.345)::tsquery, (-0.0001)::tsquery, ('NaN'::numeric)::tsquery;
----
error 42846 cannot cast type numeric to tsquery

SELECT (12.345)::int4[], (-0.0001)::int4[], ('NaN'::numeric)::int4[];
----
error 42846 cannot cast type numeric to integer[]

SELECT (12.345)::text[], (-0.0001)::text[], ('NaN'::numeric)::text[];
----
error 42846 cannot cast type numeric to text[]

# money
SELECT ('12.34'::money)::bool, ('-$1,234.56'::money)::bool;
----
error 42846 cannot cast type money to boolean

SELECT ('12.34'::money)::int2, ('-$1,234.56'::money)::int2;
----
error 42846 cannot cast type money to smallint

SELECT ('12.34'::money)::int4, ('-$1,234.56'::money)::int4;
----
error 42846 cannot cast type money to integer

SELECT ('12.34'::money)::int8, ('-$1,234.56'::money)::int8;
----
error 42846 cannot cast type money to bigint

SELECT ('12.34'::money)::oid, ('-$1,234.56'::money)::oid;
----
error 42846 cannot cast type money to oid

SELECT ('12.34'::money)::float4, ('-$1,234.56'::money)::float4;
----
error 42846 cannot cast type money to real

SELECT ('12.34'::money)::float8, ('-$1,234.56'::money)::float8;
----
error 42846 cannot cast type money to double precision

SELECT ('12.34'::money)::numeric(6,1), ('-$1,234.56'::money)::numeric(6,1);
----
12.3|-1234.6
SELECT 1

SELECT ('12.34'::money)::text, ('-$1,234.56'::money)::text;
----
$12.34|-$1,234.56
SELECT 1

SELECT ('12.34'::money)::varchar(4), ('-$1,234.56'::money)::varchar(4);
----
$12.|-$1,
SELECT 1

SELECT ('12.34'::money)::char(4), ('-$1,234.56'::money)::char(4);
----
$12.|-$1,
SELECT 1

SELECT ('12.34'::money)::name, ('-$1,234.56'::money)::name;
----
$12.34|-$1,234.56
SELECT 1

SELECT ('12.34'::money)::"char", ('-$1,234.56'::money)::"char";
----
error 42846 cannot cast type money to "char"

SELECT ('12.34'::money)::bytea, ('-$1,234.56'::money)::bytea;
----
error 42846 cannot cast type money to bytea

SELECT ('12.34'::money)::date, ('-$1,234.56'::money)::date;
----
error 42846 cannot cast type money to date

SELECT ('12.34'::money)::time, ('-$1,234.56'::money)::time;
----
error 42846 cannot cast type money to time without time zone

SELECT ('12.34'::money)::timetz, ('-$1,234.56'::money)::timetz;
----
error 42846 cannot cast type money to time with time zone

SELECT ('12.34'::money)::timestamp, ('-$1,234.56'::money)::timestamp;
----
error 42846 cannot cast type money to timestamp without time zone

SELECT ('12.34'::money)::timestamptz, ('-$1,234.56'::money)::timestamptz;
----
error 42846 cannot cast type money to timestamp with time zone

SELECT ('12.34'::money)::interval, ('-$1,234.56'::money)::interval;
----
error 42846 cannot cast type money to interval

SELECT ('12.34'::money)::uuid, ('-$1,234.56'::money)::uuid;
----
error 42846 cannot cast type money to uuid

SELECT ('12.34'::money)::json, ('-$1,234.56'::money)::json;
----
error 42846 cannot cast type money to json

SELECT ('12.34'::money)::jsonb, ('-$1,234.56'::money)::jsonb;
----
error 42846 cannot cast type money to jsonb

SELECT ('12.34'::money)::inet, ('-$1,234.56'::money)::inet;
----
error 42846 cannot cast type money to inet

SELECT ('12.34'::money)::cidr, ('-$1,234.56'::money)::cidr;
----
error 42846 cannot cast type money to cidr

SELECT ('12.34'::money)::macaddr, ('-$1,234.56'::money)::macaddr;
----
error 42846 cannot cast type money to macaddr

SELECT ('12.34'::money)::macaddr8, ('-$1,234.56'::money)::macaddr8;
----
error 42846 cannot cast type money to macaddr8

SELECT ('12.34'::money)::bit(6), ('-$1,234.56'::money)::bit(6);
----
error 42846 cannot cast type money to bit

SELECT ('12.34'::money)::varbit(4), ('-$1,234.56'::money)::varbit(4);
----
error 42846 cannot cast type money to bit varying

SELECT ('12.34'::money)::point, ('-$1,234.56'::money)::point;
----
error 42846 cannot cast type money to point

SELECT ('12.34'::money)::lseg, ('-$1,234.56'::money)::lseg;
----
error 42846 cannot cast type money to lseg

SELECT ('12.34'::money)::box, ('-$1,234.56'::money)::box;
----
error 42846 cannot cast type money to box

SELECT ('12.34'::money)::path, ('-$1,234.56'::money)::path;
----
error 42846 cannot cast type money to path

SELECT ('12.34'::money)::polygon, ('-$1,234.56'::money)::polygon;
----
error 42846 cannot cast type money to polygon

SELECT ('12.34'::money)::circle, ('-$1,234.56'::money)::circle;
----
error 42846 cannot cast type money to circle

SELECT ('12.34'::money)::int4range, ('-$1,234.56'::money)::int4range;
----
error 42846 cannot cast type money to int4range

SELECT ('12.34'::money)::int4multirange, ('-$1,234.56'::money)::int4multirange;
----
error 42846 cannot cast type money to int4multirange

SELECT ('12.34'::money)::regclass, ('-$1,234.56'::money)::regclass;
----
error 42846 cannot cast type money to regclass

SELECT ('12.34'::money)::regtype, ('-$1,234.56'::money)::regtype;
----
error 42846 cannot cast type money to regtype

SELECT ('12.34'::money)::xid8, ('-$1,234.56'::money)::xid8;
----
error 42846 cannot cast type money to xid8

SELECT ('12.34'::money)::pg_lsn, ('-$1,234.56'::money)::pg_lsn;
----
error 42846 cannot cast type money to pg_lsn

SELECT ('12.34'::money)::tsvector, ('-$1,234.56'::money)::tsvector;
----
error 42846 cannot cast type money to tsvector

SELECT ('12.34'::money)::tsquery, ('-$1,234.56'::money)::tsquery;
----
error 42846 cannot cast type money to tsquery

SELECT ('12.34'::money)::int4[], ('-$1,234.56'::money)::int4[];
----
error 42846 cannot cast type money to integer[]

SELECT ('12.34'::money)::text[], ('-$1,234.56'::money)::text[];
----
error 42846 cannot cast type money to text[]

# text
SELECT 'yes'::text::bool;
----
t
SELECT 1

SELECT 'of'::text::bool;
----
f
SELECT 1

SELECT ' 42 '::text::int2;
----
42
SELECT 1

SELECT '70000'::text::int2;
----
error 22003 value "70000" is out of range for type smallint

SELECT '-0012'::text::int4;
----
-12
SELECT 1

SELECT '1.5'::text::int4;
----
error 22P02 invalid input syntax for type integer: "1.5"

SELECT '9223372036854775807'::text::int8;
----
9223372036854775807
SELECT 1

SELECT '1e3'::text::int8;
----
error 22P02 invalid input syntax for type bigint: "1e3"

SELECT '42'::text::oid;
----
42
SELECT 1

SELECT '-1'::text::oid;
----
4294967295
SELECT 1

SELECT '1e-46'::text::float4;
----
error 22003 "1e-46" is out of range for type real

SELECT '  inf'::text::float4;
----
Infinity
SELECT 1

SELECT '1e400'::text::float8;
----
error 22003 "1e400" is out of range for type double precision

SELECT 'nAn'::text::float8;
----
NaN
SELECT 1

SELECT '12345.67'::text::numeric(6,1);
----
12345.7
SELECT 1

SELECT '99999.96'::text::numeric(6,1);
----
error 22003 numeric field overflow; A field with precision 6, scale 1 must round to an absolute value less than 10^5.

SELECT '$1,000.999'::text::money;
----
$1,001.00
SELECT 1

SELECT '(12.5)'::text::money;
----
-$12.50
SELECT 1

SELECT 'abcdef'::text::varchar(4);
----
abcd
SELECT 1

SELECT 'x'::text::varchar(4);
----
x
SELECT 1

SELECT 'abcdef'::text::char(4);
----
abcd
SELECT 1

SELECT 'x'::text::char(4);
----
x   
SELECT 1

SELECT 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'::text::name;
----
xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
SELECT 1

SELECT ''::text::name;
----
''
SELECT 1

SELECT 'hello'::text::"char";
----
h
SELECT 1

SELECT ''::text::"char";
----
''
SELECT 1

SELECT '\x6g'::text::bytea;
----
error 22023 invalid hexadecimal digit: "g"

SELECT '\101a'::text::bytea;
----
\x4161
SELECT 1

SELECT 'Feb 30 2024'::text::date;
----
error 22008 date/time field value out of range: "Feb 30 2024"

SELECT '20240229'::text::date;
----
2024-02-29
SELECT 1

SELECT '25:00'::text::time;
----
error 22008 date/time field value out of range: "25:00"

SELECT '3:04 PM'::text::time;
----
15:04:00
SELECT 1

SELECT '04:05 America/New_York'::text::timetz;
----
error 22007 invalid input syntax for type time with time zone: "04:05 America/New_York"

SELECT '2024-07-01 04:05 America/New_York'::text::timetz;
----
04:05:00-04
SELECT 1

SELECT '2024-02-30'::text::timestamp;
----
error 22008 date/time field value out of range: "2024-02-30"

SELECT 'J2451187 12:00'::text::timestamp;
----
1999-01-08 12:00:00
SELECT 1

SELECT '2024-07-01 12:00 Europe/Berlin'::text::timestamptz;
----
2024-07-01 10:00:00+00
SELECT 1

SELECT 'epoch'::text::timestamptz;
----
1970-01-01 00:00:00+00
SELECT 1

SELECT '1-2 3 4:05'::text::interval;
----
1 year 2 mons 3 days 04:05:00
SELECT 1

SELECT 'P1Y2M3DT4H5M6S'::text::interval;
----
1 year 2 mons 3 days 04:05:06
SELECT 1

SELECT '{A0EEBC99-9C0B4EF8-BB6D6BB9-BD380A11}'::text::uuid;
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
SELECT 1

SELECT 'a0eebc99'::text::uuid;
----
error 22P02 invalid input syntax for type uuid: "a0eebc99"

SELECT '{"a":1,}'::text::json;
----
error 22P02 invalid input syntax for type json; Expected string, but found "}".

SELECT ' [1 , 2] '::text::json;
----
 [1 , 2] 
SELECT 1

SELECT '{"a":1, "a":2}'::text::jsonb;
----
{"a": 2}
SELECT 1

SELECT '01'::text::jsonb;
----
error 22P02 invalid input syntax for type json; Token "01" is invalid.

SELECT '1.2.3'::text::inet;
----
error 22P02 invalid input syntax for type inet: "1.2.3"

SELECT '1.2.3.4/33'::text::inet;
----
error 22P02 invalid input syntax for type inet: "1.2.3.4/33"

SELECT '10.1'::text::cidr;
----
10.1.0.0/16
SELECT 1

SELECT '10.1.2.3/8'::text::cidr;
----
error 22P02 invalid cidr value: "10.1.2.3/8"; Value has bits set to right of mask.

SELECT '0800.2b01.0203'::text::macaddr;
----
08:00:2b:01:02:03
SELECT 1

SELECT '08:00:2b:01:02'::text::macaddr;
----
error 22P02 invalid input syntax for type macaddr: "08:00:2b:01:02"

SELECT '08002b010203'::text::macaddr8;
----
08:00:2b:ff:fe:01:02:03
SELECT 1

SELECT 'zz'::text::macaddr8;
----
error 22P02 invalid input syntax for type macaddr8: "zz"

SELECT '101'::text::bit(6);
----
101000
SELECT 1

SELECT 'x1f'::text::bit(6);
----
000111
SELECT 1

SELECT '101'::text::varbit(4);
----
101
SELECT 1

SELECT '2'::text::varbit(4);
----
error 22P02 "2" is not a valid binary digit

SELECT '1,2'::text::point;
----
(1,2)
SELECT 1

SELECT '(1)'::text::point;
----
error 22P02 invalid input syntax for type point: "(1)"

SELECT '(1,2),(3,4)'::text::lseg;
----
[(1,2),(3,4)]
SELECT 1

SELECT '1'::text::lseg;
----
error 22P02 invalid input syntax for type lseg: "1"

SELECT '1,2,3,4'::text::box;
----
(3,4),(1,2)
SELECT 1

SELECT '(1,2)'::text::box;
----
error 22P02 invalid input syntax for type box: "(1,2)"

SELECT '1,2,3,4'::text::path;
----
((1,2),(3,4))
SELECT 1

SELECT '[(1,2)'::text::path;
----
error 22P02 invalid input syntax for type path: "[(1,2)"

SELECT '(1,2),(3,4)'::text::polygon;
----
((1,2),(3,4))
SELECT 1

SELECT '()'::text::polygon;
----
error 22P02 invalid input syntax for type polygon: "()"

SELECT '1,2,3'::text::circle;
----
<(1,2),3>
SELECT 1

SELECT '<(1,2),-3>'::text::circle;
----
error 22P02 invalid input syntax for type circle: "<(1,2),-3>"

SELECT '[1,5]'::text::int4range;
----
[1,6)
SELECT 1

SELECT '[5,1]'::text::int4range;
----
error 22000 range lower bound must be less than or equal to range upper bound

SELECT '{[1,3),[2,5)}'::text::int4multirange;
----
{[1,5)}
SELECT 1

SELECT '{[1,3}'::text::int4multirange;
----
error 22P02 malformed multirange literal: "{[1,3}"; Unexpected end of input.

SELECT 'pg_catalog.pg_class'::text::regclass;
----
pg_class
SELECT 1

SELECT 'no_such'::text::regclass;
----
error 42P01 relation "no_such" does not exist

SELECT 'varchar(3)'::text::regtype;
----
character varying
SELECT 1

SELECT 'no_such'::text::regtype;
----
error 42704 type "no_such" does not exist

SELECT '18446744073709551615'::text::xid8;
----
18446744073709551615
SELECT 1

SELECT 'x'::text::xid8;
----
0
SELECT 1

SELECT '1/A'::text::pg_lsn;
----
1/A
SELECT 1

SELECT '1'::text::pg_lsn;
----
error 22P02 invalid input syntax for type pg_lsn: "1"

SELECT 'a:1 b'::text::tsvector;
----
'a':1 'b'
SELECT 1

SELECT ''a'::text::tsvector;
----
error 42601 unterminated quoted string at or near "'::text::tsvector;"

SELECT 'a & b'::text::tsquery;
----
'a' & 'b'
SELECT 1

SELECT 'a &'::text::tsquery;
----
error 42601 no operand in tsquery: "a &"

SELECT '{1,2,{3}}'::text::int4[];
----
error 22P02 malformed array literal: "{1,2,{3}}"; Unexpected "{" character.

SELECT '[2:3]={1,2}'::text::int4[];
----
[2:3]={1,2}
SELECT 1

SELECT '{"a,b",NULL,"NULL"}'::text::text[];
----
{"a,b",NULL,"NULL"}
SELECT 1

SELECT '{a'::text::text[];
----
error 22P02 malformed array literal: "{a"; Unexpected end of input.

# varchar
SELECT ('héllo'::varchar(10))::bool, ('b'::varchar)::bool;
----
error 22P02 invalid input syntax for type boolean: "héllo"

SELECT ('héllo'::varchar(10))::int2, ('b'::varchar)::int2;
----
error 22P02 invalid input syntax for type smallint: "héllo"

SELECT ('héllo'::varchar(10))::int4, ('b'::varchar)::int4;
----
error 22P02 invalid input syntax for type integer: "héllo"

SELECT ('héllo'::varchar(10))::int8, ('b'::varchar)::int8;
----
error 22P02 invalid input syntax for type bigint: "héllo"

SELECT ('héllo'::varchar(10))::oid, ('b'::varchar)::oid;
----
error 22P02 invalid input syntax for type oid: "héllo"

SELECT ('héllo'::varchar(10))::float4, ('b'::varchar)::float4;
----
error 22P02 invalid input syntax for type real: "héllo"

SELECT ('héllo'::varchar(10))::float8, ('b'::varchar)::float8;
----
error 22P02 invalid input syntax for type double precision: "héllo"

SELECT ('héllo'::varchar(10))::numeric(6,1), ('b'::varchar)::numeric(6,1);
----
error 22P02 invalid input syntax for type numeric: "héllo"

SELECT ('héllo'::varchar(10))::money, ('b'::varchar)::money;
----
error 22P02 invalid input syntax for type money: "héllo"

SELECT ('héllo'::varchar(10))::text, ('b'::varchar)::text;
----
héllo|b
SELECT 1

SELECT ('héllo'::varchar(10))::char(4), ('b'::varchar)::char(4);
----
héll|b   
SELECT 1

SELECT ('héllo'::varchar(10))::name, ('b'::varchar)::name;
----
héllo|b
SELECT 1

SELECT ('héllo'::varchar(10))::"char", ('b'::varchar)::"char";
----
h|b
SELECT 1

SELECT ('héllo'::varchar(10))::bytea, ('b'::varchar)::bytea;
----
\x68c3a96c6c6f|\x62
SELECT 1

SELECT ('héllo'::varchar(10))::date, ('b'::varchar)::date;
----
error 22007 invalid input syntax for type date: "héllo"

SELECT ('héllo'::varchar(10))::time, ('b'::varchar)::time;
----
error 22007 invalid input syntax for type time: "héllo"

SELECT ('héllo'::varchar(10))::timetz, ('b'::varchar)::timetz;
----
error 22007 invalid input syntax for type time with time zone: "héllo"

SELECT ('héllo'::varchar(10))::timestamp, ('b'::varchar)::timestamp;
----
error 22007 invalid input syntax for type timestamp: "héllo"

SELECT ('héllo'::varchar(10))::timestamptz, ('b'::varchar)::timestamptz;
----
error 22007 invalid input syntax for type timestamp with time zone: "héllo"

SELECT ('héllo'::varchar(10))::interval, ('b'::varchar)::interval;
----
error 22007 invalid input syntax for type interval: "héllo"

SELECT ('héllo'::varchar(10))::uuid, ('b'::varchar)::uuid;
----
error 22P02 invalid input syntax for type uuid: "héllo"

SELECT ('héllo'::varchar(10))::json, ('b'::varchar)::json;
----
error 22P02 invalid input syntax for type json; Token "héllo" is invalid.

SELECT ('héllo'::varchar(10))::jsonb, ('b'::varchar)::jsonb;
----
error 22P02 invalid input syntax for type json; Token "héllo" is invalid.

SELECT ('héllo'::varchar(10))::inet, ('b'::varchar)::inet;
----
error 22P02 invalid input syntax for type inet: "héllo"

SELECT ('héllo'::varchar(10))::cidr, ('b'::varchar)::cidr;
----
error 22P02 invalid input syntax for type cidr: "héllo"

SELECT ('héllo'::varchar(10))::macaddr, ('b'::varchar)::macaddr;
----
error 22P02 invalid input syntax for type macaddr: "héllo"

SELECT ('héllo'::varchar(10))::macaddr8, ('b'::varchar)::macaddr8;
----
error 22P02 invalid input syntax for type macaddr8: "héllo"

SELECT ('héllo'::varchar(10))::bit(6), ('b'::varchar)::bit(6);
----
error 22P02 "h" is not a valid binary digit

SELECT ('héllo'::varchar(10))::varbit(4), ('b'::varchar)::varbit(4);
----
error 22P02 "h" is not a valid binary digit

SELECT ('héllo'::varchar(10))::point, ('b'::varchar)::point;
----
error 22P02 invalid input syntax for type point: "héllo"

SELECT ('héllo'::varchar(10))::lseg, ('b'::varchar)::lseg;
----
error 22P02 invalid input syntax for type lseg: "héllo"

SELECT ('héllo'::varchar(10))::box, ('b'::varchar)::box;
----
error 22P02 invalid input syntax for type box: "héllo"

SELECT ('héllo'::varchar(10))::path, ('b'::varchar)::path;
----
error 22P02 invalid input syntax for type path: "héllo"

SELECT ('héllo'::varchar(10))::polygon, ('b'::varchar)::polygon;
----
error 22P02 invalid input syntax for type polygon: "héllo"

SELECT ('héllo'::varchar(10))::circle, ('b'::varchar)::circle;
----
error 22P02 invalid input syntax for type circle: "héllo"

SELECT ('héllo'::varchar(10))::int4range, ('b'::varchar)::int4range;
----
error 22P02 malformed range literal: "héllo"; Missing left parenthesis or bracket.

SELECT ('héllo'::varchar(10))::int4multirange, ('b'::varchar)::int4multirange;
----
error 22P02 malformed multirange literal: "héllo"; Missing left brace.

SELECT ('héllo'::varchar(10))::regclass, ('b'::varchar)::regclass;
----
error 42P01 relation "héllo" does not exist

SELECT ('héllo'::varchar(10))::regtype, ('b'::varchar)::regtype;
----
error 42704 type "héllo" does not exist

SELECT ('héllo'::varchar(10))::xid8, ('b'::varchar)::xid8;
----
0|0
SELECT 1

SELECT ('héllo'::varchar(10))::pg_lsn, ('b'::varchar)::pg_lsn;
----
error 22P02 invalid input syntax for type pg_lsn: "héllo"

SELECT ('héllo'::varchar(10))::tsvector, ('b'::varchar)::tsvector;
----
'héllo'|'b'
SELECT 1

SELECT ('héllo'::varchar(10))::tsquery, ('b'::varchar)::tsquery;
----
'héllo'|'b'
SELECT 1

SELECT ('héllo'::varchar(10))::int4[], ('b'::varchar)::int4[];
----
error 22P02 malformed array literal: "héllo"; Array value must start with "{" or dimension information.

SELECT ('héllo'::varchar(10))::text[], ('b'::varchar)::text[];
----
error 22P02 malformed array literal: "héllo"; Array value must start with "{" or dimension information.

# bpchar
SELECT ('abc'::char(6))::bool, ('xy  '::bpchar)::bool;
----
error 22P02 invalid input syntax for type boolean: "abc   "

SELECT ('abc'::char(6))::int2, ('xy  '::bpchar)::int2;
----
error 22P02 invalid input syntax for type smallint: "abc   "

SELECT ('abc'::char(6))::int4, ('xy  '::bpchar)::int4;
----
error 22P02 invalid input syntax for type integer: "abc   "

SELECT ('abc'::char(6))::int8, ('xy  '::bpchar)::int8;
----
error 22P02 invalid input syntax for type bigint: "abc   "

SELECT ('abc'::char(6))::oid, ('xy  '::bpchar)::oid;
----
error 22P02 invalid input syntax for type oid: "abc   "

SELECT ('abc'::char(6))::float4, ('xy  '::bpchar)::float4;
----
error 22P02 invalid input syntax for type real: "abc   "

SELECT ('abc'::char(6))::float8, ('xy  '::bpchar)::float8;
----
error 22P02 invalid input syntax for type double precision: "abc   "

SELECT ('abc'::char(6))::numeric(6,1), ('xy  '::bpchar)::numeric(6,1);
----
error 22P02 invalid input syntax for type numeric: "abc   "

SELECT ('abc'::char(6))::money, ('xy  '::bpchar)::money;
----
error 22P02 invalid input syntax for type money: "abc   "

SELECT ('abc'::char(6))::text, ('xy  '::bpchar)::text;
----
abc|xy
SELECT 1

SELECT ('abc'::char(6))::varchar(4), ('xy  '::bpchar)::varchar(4);
----
abc|xy
SELECT 1

SELECT ('abc'::char(6))::name, ('xy  '::bpchar)::name;
----
abc|xy
SELECT 1

SELECT ('abc'::char(6))::"char", ('xy  '::bpchar)::"char";
----
a|x
SELECT 1

SELECT ('abc'::char(6))::bytea, ('xy  '::bpchar)::bytea;
----
\x616263202020|\x78792020
SELECT 1

SELECT ('abc'::char(6))::date, ('xy  '::bpchar)::date;
----
error 22007 invalid input syntax for type date: "abc   "

SELECT ('abc'::char(6))::time, ('xy  '::bpchar)::time;
----
error 22007 invalid input syntax for type time: "abc   "

SELECT ('abc'::char(6))::timetz, ('xy  '::bpchar)::timetz;
----
error 22007 invalid input syntax for type time with time zone: "abc   "

SELECT ('abc'::char(6))::timestamp, ('xy  '::bpchar)::timestamp;
----
error 22007 invalid input syntax for type timestamp: "abc   "

SELECT ('abc'::char(6))::timestamptz, ('xy  '::bpchar)::timestamptz;
----
error 22007 invalid input syntax for type timestamp with time zone: "abc   "

SELECT ('abc'::char(6))::interval, ('xy  '::bpchar)::interval;
----
error 22007 invalid input syntax for type interval: "abc   "

SELECT ('abc'::char(6))::uuid, ('xy  '::bpchar)::uuid;
----
error 22P02 invalid input syntax for type uuid: "abc   "

SELECT ('abc'::char(6))::json, ('xy  '::bpchar)::json;
----
error 22P02 invalid input syntax for type json; Token "abc" is invalid.

SELECT ('abc'::char(6))::jsonb, ('xy  '::bpchar)::jsonb;
----
error 22P02 invalid input syntax for type json; Token "abc" is invalid.

SELECT ('abc'::char(6))::inet, ('xy  '::bpchar)::inet;
----
error 22P02 invalid input syntax for type inet: "abc   "

SELECT ('abc'::char(6))::cidr, ('xy  '::bpchar)::cidr;
----
error 22P02 invalid input syntax for type cidr: "abc   "

SELECT ('abc'::char(6))::macaddr, ('xy  '::bpchar)::macaddr;
----
error 22P02 invalid input syntax for type macaddr: "abc   "

SELECT ('abc'::char(6))::macaddr8, ('xy  '::bpchar)::macaddr8;
----
error 22P02 invalid input syntax for type macaddr8: "abc   "

SELECT ('abc'::char(6))::bit(6), ('xy  '::bpchar)::bit(6);
----
error 22P02 "a" is not a valid binary digit

SELECT ('abc'::char(6))::varbit(4), ('xy  '::bpchar)::varbit(4);
----
error 22P02 "a" is not a valid binary digit

SELECT ('abc'::char(6))::point, ('xy  '::bpchar)::point;
----
error 22P02 invalid input syntax for type point: "abc   "

SELECT ('abc'::char(6))::lseg, ('xy  '::bpchar)::lseg;
----
error 22P02 invalid input syntax for type lseg: "abc   "

SELECT ('abc'::char(6))::box, ('xy  '::bpchar)::box;
----
error 22P02 invalid input syntax for type box: "abc   "

SELECT ('abc'::char(6))::path, ('xy  '::bpchar)::path;
----
error 22P02 invalid input syntax for type path: "abc   "

SELECT ('abc'::char(6))::polygon, ('xy  '::bpchar)::polygon;
----
error 22P02 invalid input syntax for type polygon: "abc   "

SELECT ('abc'::char(6))::circle, ('xy  '::bpchar)::circle;
----
error 22P02 invalid input syntax for type circle: "abc   "

SELECT ('abc'::char(6))::int4range, ('xy  '::bpchar)::int4range;
----
error 22P02 malformed range literal: "abc   "; Missing left parenthesis or bracket.

SELECT ('abc'::char(6))::int4multirange, ('xy  '::bpchar)::int4multirange;
----
error 22P02 malformed multirange literal: "abc   "; Missing left brace.

SELECT ('abc'::char(6))::regclass, ('xy  '::bpchar)::regclass;
----
error 42P01 relation "abc" does not exist

SELECT ('abc'::char(6))::regtype, ('xy  '::bpchar)::regtype;
----
error 42704 type "abc" does not exist

SELECT ('abc'::char(6))::xid8, ('xy  '::bpchar)::xid8;
----
0|0
SELECT 1

SELECT ('abc'::char(6))::pg_lsn, ('xy  '::bpchar)::pg_lsn;
----
error 22P02 invalid input syntax for type pg_lsn: "abc   "

SELECT ('abc'::char(6))::tsvector, ('xy  '::bpchar)::tsvector;
----
'abc'|'xy'
SELECT 1

SELECT ('abc'::char(6))::tsquery, ('xy  '::bpchar)::tsquery;
----
'abc'|'xy'
SELECT 1

SELECT ('abc'::char(6))::int4[], ('xy  '::bpchar)::int4[];
----
error 22P02 malformed array literal: "abc   "; Array value must start with "{" or dimension information.

SELECT ('abc'::char(6))::text[], ('xy  '::bpchar)::text[];
----
error 22P02 malformed array literal: "abc   "; Array value must start with "{" or dimension information.

# name
SELECT ('some_name'::name)::bool, ('Zed'::name)::bool;
----
error 22P02 invalid input syntax for type boolean: "some_name"

SELECT ('some_name'::name)::int2, ('Zed'::name)::int2;
----
error 22P02 invalid input syntax for type smallint: "some_name"

SELECT ('some_name'::name)::int4, ('Zed'::name)::int4;
----
error 22P02 invalid input syntax for type integer: "some_name"

SELECT ('some_name'::name)::int8, ('Zed'::name)::int8;
----
error 22P02 invalid input syntax for type bigint: "some_name"

SELECT ('some_name'::name)::oid, ('Zed'::name)::oid;
----
error 22P02 invalid input syntax for type oid: "some_name"

SELECT ('some_name'::name)::float4, ('Zed'::name)::float4;
----
error 22P02 invalid input syntax for type real: "some_name"

SELECT ('some_name'::name)::float8, ('Zed'::name)::float8;
----
error 22P02 invalid input syntax for type double precision: "some_name"

SELECT ('some_name'::name)::numeric(6,1), ('Zed'::name)::numeric(6,1);
----
error 22P02 invalid input syntax for type numeric: "some_name"

SELECT ('some_name'::name)::money, ('Zed'::name)::money;
----
error 22P02 invalid input syntax for type money: "some_name"

SELECT ('some_name'::name)::text, ('Zed'::name)::text;
----
some_name|Zed
SELECT 1

SELECT ('some_name'::name)::varchar(4), ('Zed'::name)::varchar(4);
----
some|Zed
SELECT 1

SELECT ('some_name'::name)::char(4), ('Zed'::name)::char(4);
----
some|Zed 
SELECT 1

SELECT ('some_name'::name)::"char", ('Zed'::name)::"char";
----
s|Z
SELECT 1

SELECT ('some_name'::name)::bytea, ('Zed'::name)::bytea;
----
\x736f6d655f6e616d65|\x5a6564
SELECT 1

SELECT ('some_name'::name)::date, ('Zed'::name)::date;
----
error 22007 invalid input syntax for type date: "some_name"

SELECT ('some_name'::name)::time, ('Zed'::name)::time;
----
error 22007 invalid input syntax for type time: "some_name"

SELECT ('some_name'::name)::timetz, ('Zed'::name)::timetz;
----
error 22007 invalid input syntax for type time with time zone: "some_name"

SELECT ('some_name'::name)::timestamp, ('Zed'::name)::timestamp;
----
error 22007 invalid input syntax for type timestamp: "some_name"

SELECT ('some_name'::name)::timestamptz, ('Zed'::name)::timestamptz;
----
error 22007 invalid input syntax for type timestamp with time zone: "some_name"

SELECT ('some_name'::name)::interval, ('Zed'::name)::interval;
----
error 22007 invalid input syntax for type interval: "some_name"

SELECT ('some_name'::name)::uuid, ('Zed'::name)::uuid;
----
error 22P02 invalid input syntax for type uuid: "some_name"

SELECT ('some_name'::name)::json, ('Zed'::name)::json;
----
error 22P02 invalid input syntax for type json; Token "some_name" is invalid.

SELECT ('some_name'::name)::jsonb, ('Zed'::name)::jsonb;
----
error 22P02 invalid input syntax for type json; Token "some_name" is invalid.

SELECT ('some_name'::name)::inet, ('Zed'::name)::inet;
----
error 22P02 invalid input syntax for type inet: "some_name"

SELECT ('some_name'::name)::cidr, ('Zed'::name)::cidr;
----
error 22P02 invalid input syntax for type cidr: "some_name"

SELECT ('some_name'::name)::macaddr, ('Zed'::name)::macaddr;
----
error 22P02 invalid input syntax for type macaddr: "some_name"

SELECT ('some_name'::name)::macaddr8, ('Zed'::name)::macaddr8;
----
error 22P02 invalid input syntax for type macaddr8: "some_name"

SELECT ('some_name'::name)::bit(6), ('Zed'::name)::bit(6);
----
error 22P02 "s" is not a valid binary digit

SELECT ('some_name'::name)::varbit(4), ('Zed'::name)::varbit(4);
----
error 22P02 "s" is not a valid binary digit

SELECT ('some_name'::name)::point, ('Zed'::name)::point;
----
error 22P02 invalid input syntax for type point: "some_name"

SELECT ('some_name'::name)::lseg, ('Zed'::name)::lseg;
----
error 22P02 invalid input syntax for type lseg: "some_name"

SELECT ('some_name'::name)::box, ('Zed'::name)::box;
----
error 22P02 invalid input syntax for type box: "some_name"

SELECT ('some_name'::name)::path, ('Zed'::name)::path;
----
error 22P02 invalid input syntax for type path: "some_name"

SELECT ('some_name'::name)::polygon, ('Zed'::name)::polygon;
----
error 22P02 invalid input syntax for type polygon: "some_name"

SELECT ('some_name'::name)::circle, ('Zed'::name)::circle;
----
error 22P02 invalid input syntax for type circle: "some_name"

SELECT ('some_name'::name)::int4range, ('Zed'::name)::int4range;
----
error 22P02 malformed range literal: "some_name"; Missing left parenthesis or bracket.

SELECT ('some_name'::name)::int4multirange, ('Zed'::name)::int4multirange;
----
error 22P02 malformed multirange literal: "some_name"; Missing left brace.

SELECT ('some_name'::name)::regclass, ('Zed'::name)::regclass;
----
error 42P01 relation "some_name" does not exist

SELECT ('some_name'::name)::regtype, ('Zed'::name)::regtype;
----
error 42704 type "some_name" does not exist

SELECT ('some_name'::name)::xid8, ('Zed'::name)::xid8;
----
0|0
SELECT 1

SELECT ('some_name'::name)::pg_lsn, ('Zed'::name)::pg_lsn;
----
error 22P02 invalid input syntax for type pg_lsn: "some_name"

SELECT ('some_name'::name)::tsvector, ('Zed'::name)::tsvector;
----
'some_name'|'Zed'
SELECT 1

SELECT ('some_name'::name)::tsquery, ('Zed'::name)::tsquery;
----
'some_name'|'Zed'
SELECT 1

SELECT ('some_name'::name)::int4[], ('Zed'::name)::int4[];
----
error 22P02 malformed array literal: "some_name"; Array value must start with "{" or dimension information.

SELECT ('some_name'::name)::text[], ('Zed'::name)::text[];
----
error 22P02 malformed array literal: "some_name"; Array value must start with "{" or dimension information.

# char
SELECT ('q'::"char")::bool, ('A'::"char")::bool;
----
error 42846 cannot cast type "char" to boolean

SELECT ('q'::"char")::int2, ('A'::"char")::int2;
----
error 42846 cannot cast type "char" to smallint

SELECT ('q'::"char")::int4, ('A'::"char")::int4;
----
113|65
SELECT 1

SELECT ('q'::"char")::int8, ('A'::"char")::int8;
----
error 42846 cannot cast type "char" to bigint

SELECT ('q'::"char")::oid, ('A'::"char")::oid;
----
error 42846 cannot cast type "char" to oid

SELECT ('q'::"char")::float4, ('A'::"char")::float4;
----
error 42846 cannot cast type "char" to real

SELECT ('q'::"char")::float8, ('A'::"char")::float8;
----
error 42846 cannot cast type "char" to double precision

SELECT ('q'::"char")::numeric(6,1), ('A'::"char")::numeric(6,1);
----
error 42846 cannot cast type "char" to numeric

SELECT ('q'::"char")::money, ('A'::"char")::money;
----
error 42846 cannot cast type "char" to money

SELECT ('q'::"char")::text, ('A'::"char")::text;
----
q|A
SELECT 1

SELECT ('q'::"char")::varchar(4), ('A'::"char")::varchar(4);
----
q|A
SELECT 1

SELECT ('q'::"char")::char(4), ('A'::"char")::char(4);
----
q   |A   
SELECT 1

SELECT ('q'::"char")::name, ('A'::"char")::name;
----
q|A
SELECT 1

SELECT ('q'::"char")::bytea, ('A'::"char")::bytea;
----
error 42846 cannot cast type "char" to bytea

SELECT ('q'::"char")::date, ('A'::"char")::date;
----
error 42846 cannot cast type "char" to date

SELECT ('q'::"char")::time, ('A'::"char")::time;
----
error 42846 cannot cast type "char" to time without time zone

SELECT ('q'::"char")::timetz, ('A'::"char")::timetz;
----
error 42846 cannot cast type "char" to time with time zone

SELECT ('q'::"char")::timestamp, ('A'::"char")::timestamp;
----
error 42846 cannot cast type "char" to timestamp without time zone

SELECT ('q'::"char")::timestamptz, ('A'::"char")::timestamptz;
----
error 42846 cannot cast type "char" to timestamp with time zone

SELECT ('q'::"char")::interval, ('A'::"char")::interval;
----
error 42846 cannot cast type "char" to interval

SELECT ('q'::"char")::uuid, ('A'::"char")::uuid;
----
error 42846 cannot cast type "char" to uuid

SELECT ('q'::"char")::json, ('A'::"char")::json;
----
error 42846 cannot cast type "char" to json

SELECT ('q'::"char")::jsonb, ('A'::"char")::jsonb;
----
error 42846 cannot cast type "char" to jsonb

SELECT ('q'::"char")::inet, ('A'::"char")::inet;
----
error 42846 cannot cast type "char" to inet

SELECT ('q'::"char")::cidr, ('A'::"char")::cidr;
----
error 42846 cannot cast type "char" to cidr

SELECT ('q'::"char")::macaddr, ('A'::"char")::macaddr;
----
error 42846 cannot cast type "char" to macaddr

SELECT ('q'::"char")::macaddr8, ('A'::"char")::macaddr8;
----
error 42846 cannot cast type "char" to macaddr8

SELECT ('q'::"char")::bit(6), ('A'::"char")::bit(6);
----
error 42846 cannot cast type "char" to bit

SELECT ('q'::"char")::varbit(4), ('A'::"char")::varbit(4);
----
error 42846 cannot cast type "char" to bit varying

SELECT ('q'::"char")::point, ('A'::"char")::point;
----
error 42846 cannot cast type "char" to point

SELECT ('q'::"char")::lseg, ('A'::"char")::lseg;
----
error 42846 cannot cast type "char" to lseg

SELECT ('q'::"char")::box, ('A'::"char")::box;
----
error 42846 cannot cast type "char" to box

SELECT ('q'::"char")::path, ('A'::"char")::path;
----
error 42846 cannot cast type "char" to path

SELECT ('q'::"char")::polygon, ('A'::"char")::polygon;
----
error 42846 cannot cast type "char" to polygon

SELECT ('q'::"char")::circle, ('A'::"char")::circle;
----
error 42846 cannot cast type "char" to circle

SELECT ('q'::"char")::int4range, ('A'::"char")::int4range;
----
error 42846 cannot cast type "char" to int4range

SELECT ('q'::"char")::int4multirange, ('A'::"char")::int4multirange;
----
error 42846 cannot cast type "char" to int4multirange

SELECT ('q'::"char")::regclass, ('A'::"char")::regclass;
----
error 42846 cannot cast type "char" to regclass

SELECT ('q'::"char")::regtype, ('A'::"char")::regtype;
----
error 42846 cannot cast type "char" to regtype

SELECT ('q'::"char")::xid8, ('A'::"char")::xid8;
----
error 42846 cannot cast type "char" to xid8

SELECT ('q'::"char")::pg_lsn, ('A'::"char")::pg_lsn;
----
error 42846 cannot cast type "char" to pg_lsn

SELECT ('q'::"char")::tsvector, ('A'::"char")::tsvector;
----
error 42846 cannot cast type "char" to tsvector

SELECT ('q'::"char")::tsquery, ('A'::"char")::tsquery;
----
error 42846 cannot cast type "char" to tsquery

SELECT ('q'::"char")::int4[], ('A'::"char")::int4[];
----
error 42846 cannot cast type "char" to integer[]

SELECT ('q'::"char")::text[], ('A'::"char")::text[];
----
error 42846 cannot cast type "char" to text[]

# bytea
SELECT ('\x0102ff'::bytea)::bool, ('abc'::bytea)::bool, ('\x'::bytea)::bool;
----
error 42846 cannot cast type bytea to boolean

SELECT ('\x0102ff'::bytea)::int2, ('abc'::bytea)::int2, ('\x'::bytea)::int2;
----
error 42846 cannot cast type bytea to smallint

SELECT ('\x0102ff'::bytea)::int4, ('abc'::bytea)::int4, ('\x'::bytea)::int4;
----
error 42846 cannot cast type bytea to integer

SELECT ('\x0102ff'::bytea)::int8, ('abc'::bytea)::int8, ('\x'::bytea)::int8;
----
error 42846 cannot cast type bytea to bigint

SELECT ('\x0102ff'::bytea)::oid, ('abc'::bytea)::oid, ('\x'::bytea)::oid;
----
error 42846 cannot cast type bytea to oid

SELECT ('\x0102ff'::bytea)::float4, ('abc'::bytea)::float4, ('\x'::bytea)::float4;
----
error 42846 cannot cast type bytea to real

SELECT ('\x0102ff'::bytea)::float8, ('abc'::bytea)::float8, ('\x'::bytea)::float8;
----
error 42846 cannot cast type bytea to double precision

SELECT ('\x0102ff'::bytea)::numeric(6,1), ('abc'::bytea)::numeric(6,1), ('\x'::bytea)::numeric(6,1);
----
error 42846 cannot cast type bytea to numeric

SELECT ('\x0102ff'::bytea)::money, ('abc'::bytea)::money, ('\x'::bytea)::money;
----
error 42846 cannot cast type bytea to money

SELECT ('\x0102ff'::bytea)::text, ('abc'::bytea)::text, ('\x'::bytea)::text;
----
\x0102ff|\x616263|\x
SELECT 1

SELECT ('\x0102ff'::bytea)::varchar(4), ('abc'::bytea)::varchar(4), ('\x'::bytea)::varchar(4);
----
\x01|\x61|\x
SELECT 1

SELECT ('\x0102ff'::bytea)::char(4), ('abc'::bytea)::char(4), ('\x'::bytea)::char(4);
----
\x01|\x61|\x  
SELECT 1

SELECT ('\x0102ff'::bytea)::name, ('abc'::bytea)::name, ('\x'::bytea)::name;
----
\x0102ff|\x616263|\x
SELECT 1

SELECT ('\x0102ff'::bytea)::"char", ('abc'::bytea)::"char", ('\x'::bytea)::"char";
----
error 42846 cannot cast type bytea to "char"

SELECT ('\x0102ff'::bytea)::date, ('abc'::bytea)::date, ('\x'::bytea)::date;
----
error 42846 cannot cast type bytea to date

SELECT ('\x0102ff'::bytea)::time, ('abc'::bytea)::time, ('\x'::bytea)::time;
----
error 42846 cannot cast type bytea to time without time zone

SELECT ('\x0102ff'::bytea)::timetz, ('abc'::bytea)::timetz, ('\x'::bytea)::timetz;
----
error 42846 cannot cast type bytea to time with time zone

SELECT ('\x0102ff'::bytea)::timestamp, ('abc'::bytea)::timestamp, ('\x'::bytea)::timestamp;
----
error 42846 cannot cast type bytea to timestamp without time zone

SELECT ('\x0102ff'::bytea)::timestamptz, ('abc'::bytea)::timestamptz, ('\x'::bytea)::timestamptz;
----
error 42846 cannot cast type bytea to timestamp with time zone

SELECT ('\x0102ff'::bytea)::interval, ('abc'::bytea)::interval, ('\x'::bytea)::interval;
----
error 42846 cannot cast type bytea to interval

SELECT ('\x0102ff'::bytea)::uuid, ('abc'::bytea)::uuid, ('\x'::bytea)::uuid;
----
error 42846 cannot cast type bytea to uuid

SELECT ('\x0102ff'::bytea)::json, ('abc'::bytea)::json, ('\x'::bytea)::json;
----
error 42846 cannot cast type bytea to json

SELECT ('\x0102ff'::bytea)::jsonb, ('abc'::bytea)::jsonb, ('\x'::bytea)::jsonb;
----
error 42846 cannot cast type bytea to jsonb

SELECT ('\x0102ff'::bytea)::inet, ('abc'::bytea)::inet, ('\x'::bytea)::inet;
----
error 42846 cannot cast type bytea to inet

SELECT ('\x0102ff'::bytea)::cidr, ('abc'::bytea)::cidr, ('\x'::bytea)::cidr;
----
error 42846 cannot cast type bytea to cidr

SELECT ('\x0102ff'::bytea)::macaddr, ('abc'::bytea)::macaddr, ('\x'::bytea)::macaddr;
----
error 42846 cannot cast type bytea to macaddr

SELECT ('\x0102ff'::bytea)::macaddr8, ('abc'::bytea)::macaddr8, ('\x'::bytea)::macaddr8;
----
error 42846 cannot cast type bytea to macaddr8

SELECT ('\x0102ff'::bytea)::bit(6), ('abc'::bytea)::bit(6), ('\x'::bytea)::bit(6);
----
error 42846 cannot cast type bytea to bit

SELECT ('\x0102ff'::bytea)::varbit(4), ('abc'::bytea)::varbit(4), ('\x'::bytea)::varbit(4);
----
error 42846 cannot cast type bytea to bit varying

SELECT ('\x0102ff'::bytea)::point, ('abc'::bytea)::point, ('\x'::bytea)::point;
----
error 42846 cannot cast type bytea to point

SELECT ('\x0102ff'::bytea)::lseg, ('abc'::bytea)::lseg, ('\x'::bytea)::lseg;
----
error 42846 cannot cast type bytea to lseg

SELECT ('\x0102ff'::bytea)::box, ('abc'::bytea)::box, ('\x'::bytea)::box;
----
error 42846 cannot cast type bytea to box

SELECT ('\x0102ff'::bytea)::path, ('abc'::bytea)::path, ('\x'::bytea)::path;
----
error 42846 cannot cast type bytea to path

SELECT ('\x0102ff'::bytea)::polygon, ('abc'::bytea)::polygon, ('\x'::bytea)::polygon;
----
error 42846 cannot cast type bytea to polygon

SELECT ('\x0102ff'::bytea)::circle, ('abc'::bytea)::circle, ('\x'::bytea)::circle;
----
error 42846 cannot cast type bytea to circle

SELECT ('\x0102ff'::bytea)::int4range, ('abc'::bytea)::int4range, ('\x'::bytea)::int4range;
----
error 42846 cannot cast type bytea to int4range

SELECT ('\x0102ff'::bytea)::int4multirange, ('abc'::bytea)::int4multirange, ('\x'::bytea)::int4multirange;
----
error 42846 cannot cast type bytea to int4multirange

SELECT ('\x0102ff'::bytea)::regclass, ('abc'::bytea)::regclass, ('\x'::bytea)::regclass;
----
error 42846 cannot cast type bytea to regclass

SELECT ('\x0102ff'::bytea)::regtype, ('abc'::bytea)::regtype, ('\x'::bytea)::regtype;
----
error 42846 cannot cast type bytea to regtype

SELECT ('\x0102ff'::bytea)::xid8, ('abc'::bytea)::xid8, ('\x'::bytea)::xid8;
----
error 42846 cannot cast type bytea to xid8

SELECT ('\x0102ff'::bytea)::pg_lsn, ('abc'::bytea)::pg_lsn, ('\x'::bytea)::pg_lsn;
----
error 42846 cannot cast type bytea to pg_lsn

SELECT ('\x0102ff'::bytea)::tsvector, ('abc'::bytea)::tsvector, ('\x'::bytea)::tsvector;
----
error 42846 cannot cast type bytea to tsvector

SELECT ('\x0102ff'::bytea)::tsquery, ('abc'::bytea)::tsquery, ('\x'::bytea)::tsquery;
----
error 42846 cannot cast type bytea to tsquery

SELECT ('\x0102ff'::bytea)::int4[], ('abc'::bytea)::int4[], ('\x'::bytea)::int4[];
----
error 42846 cannot cast type bytea to integer[]

SELECT ('\x0102ff'::bytea)::text[], ('abc'::bytea)::text[], ('\x'::bytea)::text[];
----
error 42846 cannot cast type bytea to text[]

# date
SELECT ('2024-02-29'::date)::bool, ('0044-03-15 BC'::date)::bool, ('infinity'::date)::bool;
----
error 42846 cannot cast type date to boolean

SELECT ('2024-02-29'::date)::int2, ('0044-03-15 BC'::date)::int2, ('infinity'::date)::int2;
----
error 42846 cannot cast type date to smallint

SELECT ('2024-02-29'::date)::int4, ('0044-03-15 BC'::date)::int4, ('infinity'::date)::int4;
----
error 42846 cannot cast type date to integer

SELECT ('2024-02-29'::date)::int8, ('0044-03-15 BC'::date)::int8, ('infinity'::date)::int8;
----
error 42846 cannot cast type date to bigint

SELECT ('2024-02-29'::date)::oid, ('0044-03-15 BC'::date)::oid, ('infinity'::date)::oid;
----
error 42846 cannot cast type date to oid

SELECT ('2024-02-29'::date)::float4, ('0044-03-15 BC'::date)::float4, ('infinity'::date)::float4;
----
error 42846 cannot cast type date to real

SELECT ('2024-02-29'::date)::float8, ('0044-03-15 BC'::date)::float8, ('infinity'::date)::float8;
----
error 42846 cannot cast type date to double precision

SELECT ('2024-02-29'::date)::numeric(6,1), ('0044-03-15 BC'::date)::numeric(6,1), ('infinity'::date)::numeric(6,1);
----
error 42846 cannot cast type date to numeric

SELECT ('2024-02-29'::date)::money, ('0044-03-15 BC'::date)::money, ('infinity'::date)::money;
----
error 42846 cannot cast type date to money

SELECT ('2024-02-29'::date)::text, ('0044-03-15 BC'::date)::text, ('infinity'::date)::text;
----
2024-02-29|0044-03-15 BC|infinity
SELECT 1

SELECT ('2024-02-29'::date)::varchar(4), ('0044-03-15 BC'::date)::varchar(4), ('infinity'::date)::varchar(4);
----
2024|0044|infi
SELECT 1

SELECT ('2024-02-29'::date)::char(4), ('0044-03-15 BC'::date)::char(4), ('infinity'::date)::char(4);
----
2024|0044|infi
SELECT 1

SELECT ('2024-02-29'::date)::name, ('0044-03-15 BC'::date)::name, ('infinity'::date)::name;
----
2024-02-29|0044-03-15 BC|infinity
SELECT 1

SELECT ('2024-02-29'::date)::"char", ('0044-03-15 BC'::date)::"char", ('infinity'::date)::"char";
----
error 42846 cannot cast type date to "char"

SELECT ('2024-02-29'::date)::bytea, ('0044-03-15 BC'::date)::bytea, ('infinity'::date)::bytea;
----
error 42846 cannot cast type date to bytea

SELECT ('2024-02-29'::date)::time, ('0044-03-15 BC'::date)::time, ('infinity'::date)::time;
----
error 42846 cannot cast type date to time without time zone

SELECT ('2024-02-29'::date)::timetz, ('0044-03-15 BC'::date)::timetz, ('infinity'::date)::timetz;
----
error 42846 cannot cast type date to time with time zone

SELECT ('2024-02-29'::date)::timestamp, ('0044-03-15 BC'::date)::timestamp, ('infinity'::date)::timestamp;
----
2024-02-29 00:00:00|0044-03-15 00:00:00 BC|infinity
SELECT 1

SELECT ('2024-02-29'::date)::timestamptz, ('0044-03-15 BC'::date)::timestamptz, ('infinity'::date)::timestamptz;
----
2024-02-29 00:00:00+00|0044-03-15 00:00:00+00 BC|infinity
SELECT 1

SELECT ('2024-02-29'::date)::interval, ('0044-03-15 BC'::date)::interval, ('infinity'::date)::interval;
----
error 42846 cannot cast type date to interval

SELECT ('2024-02-29'::date)::uuid, ('0044-03-15 BC'::date)::uuid, ('infinity'::date)::uuid;
----
error 42846 cannot cast type date to uuid

SELECT ('2024-02-29'::date)::json, ('0044-03-15 BC'::date)::json, ('infinity'::date)::json;
----
error 42846 cannot cast type date to json

SELECT ('2024-02-29'::date)::jsonb, ('0044-03-15 BC'::date)::jsonb, ('infinity'::date)::jsonb;
----
error 42846 cannot cast type date to jsonb

SELECT ('2024-02-29'::date)::inet, ('0044-03-15 BC'::date)::inet, ('infinity'::date)::inet;
----
error 42846 cannot cast type date to inet

SELECT ('2024-02-29'::date)::cidr, ('0044-03-15 BC'::date)::cidr, ('infinity'::date)::cidr;
----
error 42846 cannot cast type date to cidr

SELECT ('2024-02-29'::date)::macaddr, ('0044-03-15 BC'::date)::macaddr, ('infinity'::date)::macaddr;
----
error 42846 cannot cast type date to macaddr

SELECT ('2024-02-29'::date)::macaddr8, ('0044-03-15 BC'::date)::macaddr8, ('infinity'::date)::macaddr8;
----
error 42846 cannot cast type date to macaddr8

SELECT ('2024-02-29'::date)::bit(6), ('0044-03-15 BC'::date)::bit(6), ('infinity'::date)::bit(6);
----
error 42846 cannot cast type date to bit

SELECT ('2024-02-29'::date)::varbit(4), ('0044-03-15 BC'::date)::varbit(4), ('infinity'::date)::varbit(4);
----
error 42846 cannot cast type date to bit varying

SELECT ('2024-02-29'::date)::point, ('0044-03-15 BC'::date)::point, ('infinity'::date)::point;
----
error 42846 cannot cast type date to point

SELECT ('2024-02-29'::date)::lseg, ('0044-03-15 BC'::date)::lseg, ('infinity'::date)::lseg;
----
error 42846 cannot cast type date to lseg

SELECT ('2024-02-29'::date)::box, ('0044-03-15 BC'::date)::box, ('infinity'::date)::box;
----
error 42846 cannot cast type date to box

SELECT ('2024-02-29'::date)::path, ('0044-03-15 BC'::date)::path, ('infinity'::date)::path;
----
error 42846 cannot cast type date to path

SELECT ('2024-02-29'::date)::polygon, ('0044-03-15 BC'::date)::polygon, ('infinity'::date)::polygon;
----
error 42846 cannot cast type date to polygon

SELECT ('2024-02-29'::date)::circle, ('0044-03-15 BC'::date)::circle, ('infinity'::date)::circle;
----
error 42846 cannot cast type date to circle

SELECT ('2024-02-29'::date)::int4range, ('0044-03-15 BC'::date)::int4range, ('infinity'::date)::int4range;
----
error 42846 cannot cast type date to int4range

SELECT ('2024-02-29'::date)::int4multirange, ('0044-03-15 BC'::date)::int4multirange, ('infinity'::date)::int4multirange;
----
error 42846 cannot cast type date to int4multirange

SELECT ('2024-02-29'::date)::regclass, ('0044-03-15 BC'::date)::regclass, ('infinity'::date)::regclass;
----
error 42846 cannot cast type date to regclass

SELECT ('2024-02-29'::date)::regtype, ('0044-03-15 BC'::date)::regtype, ('infinity'::date)::regtype;
----
error 42846 cannot cast type date to regtype

SELECT ('2024-02-29'::date)::xid8, ('0044-03-15 BC'::date)::xid8, ('infinity'::date)::xid8;
----
error 42846 cannot cast type date to xid8

SELECT ('2024-02-29'::date)::pg_lsn, ('0044-03-15 BC'::date)::pg_lsn, ('infinity'::date)::pg_lsn;
----
error 42846 cannot cast type date to pg_lsn

SELECT ('2024-02-29'::date)::tsvector, ('0044-03-15 BC'::date)::tsvector, ('infinity'::date)::tsvector;
----
error 42846 cannot cast type date to tsvector

SELECT ('2024-02-29'::date)::tsquery, ('0044-03-15 BC'::date)::tsquery, ('infinity'::date)::tsquery;
----
error 42846 cannot cast type date to tsquery

SELECT ('2024-02-29'::date)::int4[], ('0044-03-15 BC'::date)::int4[], ('infinity'::date)::int4[];
----
error 42846 cannot cast type date to integer[]

SELECT ('2024-02-29'::date)::text[], ('0044-03-15 BC'::date)::text[], ('infinity'::date)::text[];
----
error 42846 cannot cast type date to text[]

# time
SELECT ('13:45:06.789'::time)::bool, ('24:00'::time)::bool;
----
error 42846 cannot cast type time without time zone to boolean

SELECT ('13:45:06.789'::time)::int2, ('24:00'::time)::int2;
----
error 42846 cannot cast type time without time zone to smallint

SELECT ('13:45:06.789'::time)::int4, ('24:00'::time)::int4;
----
error 42846 cannot cast type time without time zone to integer

SELECT ('13:45:06.789'::time)::int8, ('24:00'::time)::int8;
----
error 42846 cannot cast type time without time zone to bigint

SELECT ('13:45:06.789'::time)::oid, ('24:00'::time)::oid;
----
error 42846 cannot cast type time without time zone to oid

SELECT ('13:45:06.789'::time)::float4, ('24:00'::time)::float4;
----
error 42846 cannot cast type time without time zone to real

SELECT ('13:45:06.789'::time)::float8, ('24:00'::time)::float8;
----
error 42846 cannot cast type time without time zone to double precision

SELECT ('13:45:06.789'::time)::numeric(6,1), ('24:00'::time)::numeric(6,1);
----
error 42846 cannot cast type time without time zone to numeric

SELECT ('13:45:06.789'::time)::money, ('24:00'::time)::money;
----
error 42846 cannot cast type time without time zone to money

SELECT ('13:45:06.789'::time)::text, ('24:00'::time)::text;
----
13:45:06.789|24:00:00
SELECT 1

SELECT ('13:45:06.789'::time)::varchar(4), ('24:00'::time)::varchar(4);
----
13:4|24:0
SELECT 1

SELECT ('13:45:06.789'::time)::char(4), ('24:00'::time)::char(4);
----
13:4|24:0
SELECT 1

SELECT ('13:45:06.789'::time)::name, ('24:00'::time)::name;
----
13:45:06.789|24:00:00
SELECT 1

SELECT ('13:45:06.789'::time)::"char", ('24:00'::time)::"char";
----
error 42846 cannot cast type time without time zone to "char"

SELECT ('13:45:06.789'::time)::bytea, ('24:00'::time)::bytea;
----
error 42846 cannot cast type time without time zone to bytea

SELECT ('13:45:06.789'::time)::date, ('24:00'::time)::date;
----
error 42846 cannot cast type time without time zone to date

SELECT ('13:45:06.789'::time)::timetz, ('24:00'::time)::timetz;
----
13:45:06.789+00|24:00:00+00
SELECT 1

SELECT ('13:45:06.789'::time)::timestamp, ('24:00'::time)::timestamp;
----
error 42846 cannot cast type time without time zone to timestamp without time zone

SELECT ('13:45:06.789'::time)::timestamptz, ('24:00'::time)::timestamptz;
----
error 42846 cannot cast type time without time zone to timestamp with time zone

SELECT ('13:45:06.789'::time)::interval, ('24:00'::time)::interval;
----
13:45:06.789|24:00:00
SELECT 1

SELECT ('13:45:06.789'::time)::uuid, ('24:00'::time)::uuid;
----
error 42846 cannot cast type time without time zone to uuid

SELECT ('13:45:06.789'::time)::json, ('24:00'::time)::json;
----
error 42846 cannot cast type time without time zone to json

SELECT ('13:45:06.789'::time)::jsonb, ('24:00'::time)::jsonb;
----
error 42846 cannot cast type time without time zone to jsonb

SELECT ('13:45:06.789'::time)::inet, ('24:00'::time)::inet;
----
error 42846 cannot cast type time without time zone to inet

SELECT ('13:45:06.789'::time)::cidr, ('24:00'::time)::cidr;
----
error 42846 cannot cast type time without time zone to cidr

SELECT ('13:45:06.789'::time)::macaddr, ('24:00'::time)::macaddr;
----
error 42846 cannot cast type time without time zone to macaddr

SELECT ('13:45:06.789'::time)::macaddr8, ('24:00'::time)::macaddr8;
----
error 42846 cannot cast type time without time zone to macaddr8

SELECT ('13:45:06.789'::time)::bit(6), ('24:00'::time)::bit(6);
----
error 42846 cannot cast type time without time zone to bit

SELECT ('13:45:06.789'::time)::varbit(4), ('24:00'::time)::varbit(4);
----
error 42846 cannot cast type time without time zone to bit varying

SELECT ('13:45:06.789'::time)::point, ('24:00'::time)::point;
----
error 42846 cannot cast type time without time zone to point

SELECT ('13:45:06.789'::time)::lseg, ('24:00'::time)::lseg;
----
error 42846 cannot cast type time without time zone to lseg

SELECT ('13:45:06.789'::time)::box, ('24:00'::time)::box;
----
error 42846 cannot cast type time without time zone to box

SELECT ('13:45:06.789'::time)::path, ('24:00'::time)::path;
----
error 42846 cannot cast type time without time zone to path

SELECT ('13:45:06.789'::time)::polygon, ('24:00'::time)::polygon;
----
error 42846 cannot cast type time without time zone to polygon

SELECT ('13:45:06.789'::time)::circle, ('24:00'::time)::circle;
----
error 42846 cannot cast type time without time zone to circle

SELECT ('13:45:06.789'::time)::int4range, ('24:00'::time)::int4range;
----
error 42846 cannot cast type time without time zone to int4range

SELECT ('13:45:06.789'::time)::int4multirange, ('24:00'::time)::int4multirange;
----
error 42846 cannot cast type time without time zone to int4multirange

SELECT ('13:45:06.789'::time)::regclass, ('24:00'::time)::regclass;
----
error 42846 cannot cast type time without time zone to regclass

SELECT ('13:45:06.789'::time)::regtype, ('24:00'::time)::regtype;
----
error 42846 cannot cast type time without time zone to regtype

SELECT ('13:45:06.789'::time)::xid8, ('24:00'::time)::xid8;
----
error 42846 cannot cast type time without time zone to xid8

SELECT ('13:45:06.789'::time)::pg_lsn, ('24:00'::time)::pg_lsn;
----
error 42846 cannot cast type time without time zone to pg_lsn

SELECT ('13:45:06.789'::time)::tsvector, ('24:00'::time)::tsvector;
----
error 42846 cannot cast type time without time zone to tsvector

SELECT ('13:45:06.789'::time)::tsquery, ('24:00'::time)::tsquery;
----
error 42846 cannot cast type time without time zone to tsquery

SELECT ('13:45:06.789'::time)::int4[], ('24:00'::time)::int4[];
----
error 42846 cannot cast type time without time zone to integer[]

SELECT ('13:45:06.789'::time)::text[], ('24:00'::time)::text[];
----
error 42846 cannot cast type time without time zone to text[]

# timetz
SELECT ('13:45:06.789+02'::timetz)::bool, ('00:00-08:30'::timetz)::bool;
----
error 42846 cannot cast type time with time zone to boolean

SELECT ('13:45:06.789+02'::timetz)::int2, ('00:00-08:30'::timetz)::int2;
----
error 42846 cannot cast type time with time zone to smallint

SELECT ('13:45:06.789+02'::timetz)::int4, ('00:00-08:30'::timetz)::int4;
----
error 42846 cannot cast type time with time zone to integer

SELECT ('13:45:06.789+02'::timetz)::int8, ('00:00-08:30'::timetz)::int8;
----
error 42846 cannot cast type time with time zone to bigint

SELECT ('13:45:06.789+02'::timetz)::oid, ('00:00-08:30'::timetz)::oid;
----
error 42846 cannot cast type time with time zone to oid

SELECT ('13:45:06.789+02'::timetz)::float4, ('00:00-08:30'::timetz)::float4;
----
error 42846 cannot cast type time with time zone to real

SELECT ('13:45:06.789+02'::timetz)::float8, ('00:00-08:30'::timetz)::float8;
----
error 42846 cannot cast type time with time zone to double precision

SELECT ('13:45:06.789+02'::timetz)::numeric(6,1), ('00:00-08:30'::timetz)::numeric(6,1);
----
error 42846 cannot cast type time with time zone to numeric

SELECT ('13:45:06.789+02'::timetz)::money, ('00:00-08:30'::timetz)::money;
----
error 42846 cannot cast type time with time zone to money

SELECT ('13:45:06.789+02'::timetz)::text, ('00:00-08:30'::timetz)::text;
----
13:45:06.789+02|00:00:00-08:30
SELECT 1

SELECT ('13:45:06.789+02'::timetz)::varchar(4), ('00:00-08:30'::timetz)::varchar(4);
----
13:4|00:0
SELECT 1

SELECT ('13:45:06.789+02'::timetz)::char(4), ('00:00-08:30'::timetz)::char(4);
----
13:4|00:0
SELECT 1

SELECT ('13:45:06.789+02'::timetz)::name, ('00:00-08:30'::timetz)::name;
----
13:45:06.789+02|00:00:00-08:30
SELECT 1

SELECT ('13:45:06.789+02'::timetz)::"char", ('00:00-08:30'::timetz)::"char";
----
error 42846 cannot cast type time with time zone to "char"

SELECT ('13:45:06.789+02'::timetz)::bytea, ('00:00-08:30'::timetz)::bytea;
----
error 42846 cannot cast type time with time zone to bytea

SELECT ('13:45:06.789+02'::timetz)::date, ('00:00-08:30'::timetz)::date;
----
error 42846 cannot cast type time with time zone to date

SELECT ('13:45:06.789+02'::timetz)::time, ('00:00-08:30'::timetz)::time;
----
13:45:06.789|00:00:00
SELECT 1

SELECT ('13:45:06.789+02'::timetz)::timestamp, ('00:00-08:30'::timetz)::timestamp;
----
error 42846 cannot cast type time with time zone to timestamp without time zone

SELECT ('13:45:06.789+02'::timetz)::timestamptz, ('00:00-08:30'::timetz)::timestamptz;
----
error 42846 cannot cast type time with time zone to timestamp with time zone

SELECT ('13:45:06.789+02'::timetz)::interval, ('00:00-08:30'::timetz)::interval;
----
error 42846 cannot cast type time with time zone to interval

SELECT ('13:45:06.789+02'::timetz)::uuid, ('00:00-08:30'::timetz)::uuid;
----
error 42846 cannot cast type time with time zone to uuid

SELECT ('13:45:06.789+02'::timetz)::json, ('00:00-08:30'::timetz)::json;
----
error 42846 cannot cast type time with time zone to json

SELECT ('13:45:06.789+02'::timetz)::jsonb, ('00:00-08:30'::timetz)::jsonb;
----
error 42846 cannot cast type time with time zone to jsonb

SELECT ('13:45:06.789+02'::timetz)::inet, ('00:00-08:30'::timetz)::inet;
----
error 42846 cannot cast type time with time zone to inet

SELECT ('13:45:06.789+02'::timetz)::cidr, ('00:00-08:30'::timetz)::cidr;
----
error 42846 cannot cast type time with time zone to cidr

SELECT ('13:45:06.789+02'::timetz)::macaddr, ('00:00-08:30'::timetz)::macaddr;
----
error 42846 cannot cast type time with time zone to macaddr

SELECT ('13:45:06.789+02'::timetz)::macaddr8, ('00:00-08:30'::timetz)::macaddr8;
----
error 42846 cannot cast type time with time zone to macaddr8

SELECT ('13:45:06.789+02'::timetz)::bit(6), ('00:00-08:30'::timetz)::bit(6);
----
error 42846 cannot cast type time with time zone to bit

SELECT ('13:45:06.789+02'::timetz)::varbit(4), ('00:00-08:30'::timetz)::varbit(4);
----
error 42846 cannot cast type time with time zone to bit varying

SELECT ('13:45:06.789+02'::timetz)::point, ('00:00-08:30'::timetz)::point;
----
error 42846 cannot cast type time with time zone to point

SELECT ('13:45:06.789+02'::timetz)::lseg, ('00:00-08:30'::timetz)::lseg;
----
error 42846 cannot cast type time with time zone to lseg

SELECT ('13:45:06.789+02'::timetz)::box, ('00:00-08:30'::timetz)::box;
----
error 42846 cannot cast type time with time zone to box

SELECT ('13:45:06.789+02'::timetz)::path, ('00:00-08:30'::timetz)::path;
----
error 42846 cannot cast type time with time zone to path

SELECT ('13:45:06.789+02'::timetz)::polygon, ('00:00-08:30'::timetz)::polygon;
----
error 42846 cannot cast type time with time zone to polygon

SELECT ('13:45:06.789+02'::timetz)::circle, ('00:00-08:30'::timetz)::circle;
----
error 42846 cannot cast type time with time zone to circle

SELECT ('13:45:06.789+02'::timetz)::int4range, ('00:00-08:30'::timetz)::int4range;
----
error 42846 cannot cast type time with time zone to int4range

SELECT ('13:45:06.789+02'::timetz)::int4multirange, ('00:00-08:30'::timetz)::int4multirange;
----
error 42846 cannot cast type time with time zone to int4multirange

SELECT ('13:45:06.789+02'::timetz)::regclass, ('00:00-08:30'::timetz)::regclass;
----
error 42846 cannot cast type time with time zone to regclass

SELECT ('13:45:06.789+02'::timetz)::regtype, ('00:00-08:30'::timetz)::regtype;
----
error 42846 cannot cast type time with time zone to regtype

SELECT ('13:45:06.789+02'::timetz)::xid8, ('00:00-08:30'::timetz)::xid8;
----
error 42846 cannot cast type time with time zone to xid8

SELECT ('13:45:06.789+02'::timetz)::pg_lsn, ('00:00-08:30'::timetz)::pg_lsn;
----
error 42846 cannot cast type time with time zone to pg_lsn

SELECT ('13:45:06.789+02'::timetz)::tsvector, ('00:00-08:30'::timetz)::tsvector;
----
error 42846 cannot cast type time with time zone to tsvector

SELECT ('13:45:06.789+02'::timetz)::tsquery, ('00:00-08:30'::timetz)::tsquery;
----
error 42846 cannot cast type time with time zone to tsquery

SELECT ('13:45:06.789+02'::timetz)::int4[], ('00:00-08:30'::timetz)::int4[];
----
error 42846 cannot cast type time with time zone to integer[]

SELECT ('13:45:06.789+02'::timetz)::text[], ('00:00-08:30'::timetz)::text[];
----
error 42846 cannot cast type time with time zone to text[]

# timestamp
SELECT ('2024-02-29 12:34:56.789012'::timestamp)::bool, ('1999-12-31 23:59:59'::timestamp)::bool, ('-infinity'::timestamp)::bool;
----
error 42846 cannot cast type timestamp without time zone to boolean

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::int2, ('1999-12-31 23:59:59'::timestamp)::int2, ('-infinity'::timestamp)::int2;
----
error 42846 cannot cast type timestamp without time zone to smallint

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::int4, ('1999-12-31 23:59:59'::timestamp)::int4, ('-infinity'::timestamp)::int4;
----
error 42846 cannot cast type timestamp without time zone to integer

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::int8, ('1999-12-31 23:59:59'::timestamp)::int8, ('-infinity'::timestamp)::int8;
----
error 42846 cannot cast type timestamp without time zone to bigint

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::oid, ('1999-12-31 23:59:59'::timestamp)::oid, ('-infinity'::timestamp)::oid;
----
error 42846 cannot cast type timestamp without time zone to oid

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::float4, ('1999-12-31 23:59:59'::timestamp)::float4, ('-infinity'::timestamp)::float4;
----
error 42846 cannot cast type timestamp without time zone to real

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::float8, ('1999-12-31 23:59:59'::timestamp)::float8, ('-infinity'::timestamp)::float8;
----
error 42846 cannot cast type timestamp without time zone to double precision

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::numeric(6,1), ('1999-12-31 23:59:59'::timestamp)::numeric(6,1), ('-infinity'::timestamp)::numeric(6,1);
----
error 42846 cannot cast type timestamp without time zone to numeric

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::money, ('1999-12-31 23:59:59'::timestamp)::money, ('-infinity'::timestamp)::money;
----
error 42846 cannot cast type timestamp without time zone to money

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::text, ('1999-12-31 23:59:59'::timestamp)::text, ('-infinity'::timestamp)::text;
----
2024-02-29 12:34:56.789012|1999-12-31 23:59:59|-infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::varchar(4), ('1999-12-31 23:59:59'::timestamp)::varchar(4), ('-infinity'::timestamp)::varchar(4);
----
2024|1999|-inf
SELECT 1

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::char(4), ('1999-12-31 23:59:59'::timestamp)::char(4), ('-infinity'::timestamp)::char(4);
----
2024|1999|-inf
SELECT 1

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::name, ('1999-12-31 23:59:59'::timestamp)::name, ('-infinity'::timestamp)::name;
----
2024-02-29 12:34:56.789012|1999-12-31 23:59:59|-infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::"char", ('1999-12-31 23:59:59'::timestamp)::"char", ('-infinity'::timestamp)::"char";
----
error 42846 cannot cast type timestamp without time zone to "char"

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::bytea, ('1999-12-31 23:59:59'::timestamp)::bytea, ('-infinity'::timestamp)::bytea;
----
error 42846 cannot cast type timestamp without time zone to bytea

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::date, ('1999-12-31 23:59:59'::timestamp)::date, ('-infinity'::timestamp)::date;
----
2024-02-29|1999-12-31|-infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::time, ('1999-12-31 23:59:59'::timestamp)::time, ('-infinity'::timestamp)::time;
----
12:34:56.789012|23:59:59|NULL
SELECT 1

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::timetz, ('1999-12-31 23:59:59'::timestamp)::timetz, ('-infinity'::timestamp)::timetz;
----
error 42846 cannot cast type timestamp without time zone to time with time zone

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::timestamptz, ('1999-12-31 23:59:59'::timestamp)::timestamptz, ('-infinity'::timestamp)::timestamptz;
----
2024-02-29 12:34:56.789012+00|1999-12-31 23:59:59+00|-infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::interval, ('1999-12-31 23:59:59'::timestamp)::interval, ('-infinity'::timestamp)::interval;
----
error 42846 cannot cast type timestamp without time zone to interval

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::uuid, ('1999-12-31 23:59:59'::timestamp)::uuid, ('-infinity'::timestamp)::uuid;
----
error 42846 cannot cast type timestamp without time zone to uuid

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::json, ('1999-12-31 23:59:59'::timestamp)::json, ('-infinity'::timestamp)::json;
----
error 42846 cannot cast type timestamp without time zone to json

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::jsonb, ('1999-12-31 23:59:59'::timestamp)::jsonb, ('-infinity'::timestamp)::jsonb;
----
error 42846 cannot cast type timestamp without time zone to jsonb

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::inet, ('1999-12-31 23:59:59'::timestamp)::inet, ('-infinity'::timestamp)::inet;
----
error 42846 cannot cast type timestamp without time zone to inet

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::cidr, ('1999-12-31 23:59:59'::timestamp)::cidr, ('-infinity'::timestamp)::cidr;
----
error 42846 cannot cast type timestamp without time zone to cidr

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::macaddr, ('1999-12-31 23:59:59'::timestamp)::macaddr, ('-infinity'::timestamp)::macaddr;
----
error 42846 cannot cast type timestamp without time zone to macaddr

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::macaddr8, ('1999-12-31 23:59:59'::timestamp)::macaddr8, ('-infinity'::timestamp)::macaddr8;
----
error 42846 cannot cast type timestamp without time zone to macaddr8

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::bit(6), ('1999-12-31 23:59:59'::timestamp)::bit(6), ('-infinity'::timestamp)::bit(6);
----
error 42846 cannot cast type timestamp without time zone to bit

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::varbit(4), ('1999-12-31 23:59:59'::timestamp)::varbit(4), ('-infinity'::timestamp)::varbit(4);
----
error 42846 cannot cast type timestamp without time zone to bit varying

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::point, ('1999-12-31 23:59:59'::timestamp)::point, ('-infinity'::timestamp)::point;
----
error 42846 cannot cast type timestamp without time zone to point

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::lseg, ('1999-12-31 23:59:59'::timestamp)::lseg, ('-infinity'::timestamp)::lseg;
----
error 42846 cannot cast type timestamp without time zone to lseg

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::box, ('1999-12-31 23:59:59'::timestamp)::box, ('-infinity'::timestamp)::box;
----
error 42846 cannot cast type timestamp without time zone to box

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::path, ('1999-12-31 23:59:59'::timestamp)::path, ('-infinity'::timestamp)::path;
----
error 42846 cannot cast type timestamp without time zone to path

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::polygon, ('1999-12-31 23:59:59'::timestamp)::polygon, ('-infinity'::timestamp)::polygon;
----
error 42846 cannot cast type timestamp without time zone to polygon

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::circle, ('1999-12-31 23:59:59'::timestamp)::circle, ('-infinity'::timestamp)::circle;
----
error 42846 cannot cast type timestamp without time zone to circle

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::int4range, ('1999-12-31 23:59:59'::timestamp)::int4range, ('-infinity'::timestamp)::int4range;
----
error 42846 cannot cast type timestamp without time zone to int4range

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::int4multirange, ('1999-12-31 23:59:59'::timestamp)::int4multirange, ('-infinity'::timestamp)::int4multirange;
----
error 42846 cannot cast type timestamp without time zone to int4multirange

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::regclass, ('1999-12-31 23:59:59'::timestamp)::regclass, ('-infinity'::timestamp)::regclass;
----
error 42846 cannot cast type timestamp without time zone to regclass

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::regtype, ('1999-12-31 23:59:59'::timestamp)::regtype, ('-infinity'::timestamp)::regtype;
----
error 42846 cannot cast type timestamp without time zone to regtype

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::xid8, ('1999-12-31 23:59:59'::timestamp)::xid8, ('-infinity'::timestamp)::xid8;
----
error 42846 cannot cast type timestamp without time zone to xid8

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::pg_lsn, ('1999-12-31 23:59:59'::timestamp)::pg_lsn, ('-infinity'::timestamp)::pg_lsn;
----
error 42846 cannot cast type timestamp without time zone to pg_lsn

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::tsvector, ('1999-12-31 23:59:59'::timestamp)::tsvector, ('-infinity'::timestamp)::tsvector;
----
error 42846 cannot cast type timestamp without time zone to tsvector

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::tsquery, ('1999-12-31 23:59:59'::timestamp)::tsquery, ('-infinity'::timestamp)::tsquery;
----
error 42846 cannot cast type timestamp without time zone to tsquery

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::int4[], ('1999-12-31 23:59:59'::timestamp)::int4[], ('-infinity'::timestamp)::int4[];
----
error 42846 cannot cast type timestamp without time zone to integer[]

SELECT ('2024-02-29 12:34:56.789012'::timestamp)::text[], ('1999-12-31 23:59:59'::timestamp)::text[], ('-infinity'::timestamp)::text[];
----
error 42846 cannot cast type timestamp without time zone to text[]

# timestamptz
SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::bool, ('1999-12-31 23:59:59-05'::timestamptz)::bool, ('infinity'::timestamptz)::bool;
----
error 42846 cannot cast type timestamp with time zone to boolean

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::int2, ('1999-12-31 23:59:59-05'::timestamptz)::int2, ('infinity'::timestamptz)::int2;
----
error 42846 cannot cast type timestamp with time zone to smallint

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::int4, ('1999-12-31 23:59:59-05'::timestamptz)::int4, ('infinity'::timestamptz)::int4;
----
error 42846 cannot cast type timestamp with time zone to integer

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::int8, ('1999-12-31 23:59:59-05'::timestamptz)::int8, ('infinity'::timestamptz)::int8;
----
error 42846 cannot cast type timestamp with time zone to bigint

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::oid, ('1999-12-31 23:59:59-05'::timestamptz)::oid, ('infinity'::timestamptz)::oid;
----
error 42846 cannot cast type timestamp with time zone to oid

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::float4, ('1999-12-31 23:59:59-05'::timestamptz)::float4, ('infinity'::timestamptz)::float4;
----
error 42846 cannot cast type timestamp with time zone to real

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::float8, ('1999-12-31 23:59:59-05'::timestamptz)::float8, ('infinity'::timestamptz)::float8;
----
error 42846 cannot cast type timestamp with time zone to double precision

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::numeric(6,1), ('1999-12-31 23:59:59-05'::timestamptz)::numeric(6,1), ('infinity'::timestamptz)::numeric(6,1);
----
error 42846 cannot cast type timestamp with time zone to numeric

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::money, ('1999-12-31 23:59:59-05'::timestamptz)::money, ('infinity'::timestamptz)::money;
----
error 42846 cannot cast type timestamp with time zone to money

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::text, ('1999-12-31 23:59:59-05'::timestamptz)::text, ('infinity'::timestamptz)::text;
----
2024-02-29 11:34:56.789012+00|2000-01-01 04:59:59+00|infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::varchar(4), ('1999-12-31 23:59:59-05'::timestamptz)::varchar(4), ('infinity'::timestamptz)::varchar(4);
----
2024|2000|infi
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::char(4), ('1999-12-31 23:59:59-05'::timestamptz)::char(4), ('infinity'::timestamptz)::char(4);
----
2024|2000|infi
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::name, ('1999-12-31 23:59:59-05'::timestamptz)::name, ('infinity'::timestamptz)::name;
----
2024-02-29 11:34:56.789012+00|2000-01-01 04:59:59+00|infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::"char", ('1999-12-31 23:59:59-05'::timestamptz)::"char", ('infinity'::timestamptz)::"char";
----
error 42846 cannot cast type timestamp with time zone to "char"

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::bytea, ('1999-12-31 23:59:59-05'::timestamptz)::bytea, ('infinity'::timestamptz)::bytea;
----
error 42846 cannot cast type timestamp with time zone to bytea

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::date, ('1999-12-31 23:59:59-05'::timestamptz)::date, ('infinity'::timestamptz)::date;
----
2024-02-29|2000-01-01|infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::time, ('1999-12-31 23:59:59-05'::timestamptz)::time, ('infinity'::timestamptz)::time;
----
11:34:56.789012|04:59:59|NULL
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::timetz, ('1999-12-31 23:59:59-05'::timestamptz)::timetz, ('infinity'::timestamptz)::timetz;
----
11:34:56.789012+00|04:59:59+00|NULL
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::timestamp, ('1999-12-31 23:59:59-05'::timestamptz)::timestamp, ('infinity'::timestamptz)::timestamp;
----
2024-02-29 11:34:56.789012|2000-01-01 04:59:59|infinity
SELECT 1

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::interval, ('1999-12-31 23:59:59-05'::timestamptz)::interval, ('infinity'::timestamptz)::interval;
----
error 42846 cannot cast type timestamp with time zone to interval

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::uuid, ('1999-12-31 23:59:59-05'::timestamptz)::uuid, ('infinity'::timestamptz)::uuid;
----
error 42846 cannot cast type timestamp with time zone to uuid

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::json, ('1999-12-31 23:59:59-05'::timestamptz)::json, ('infinity'::timestamptz)::json;
----
error 42846 cannot cast type timestamp with time zone to json

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::jsonb, ('1999-12-31 23:59:59-05'::timestamptz)::jsonb, ('infinity'::timestamptz)::jsonb;
----
error 42846 cannot cast type timestamp with time zone to jsonb

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::inet, ('1999-12-31 23:59:59-05'::timestamptz)::inet, ('infinity'::timestamptz)::inet;
----
error 42846 cannot cast type timestamp with time zone to inet

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::cidr, ('1999-12-31 23:59:59-05'::timestamptz)::cidr, ('infinity'::timestamptz)::cidr;
----
error 42846 cannot cast type timestamp with time zone to cidr

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::macaddr, ('1999-12-31 23:59:59-05'::timestamptz)::macaddr, ('infinity'::timestamptz)::macaddr;
----
error 42846 cannot cast type timestamp with time zone to macaddr

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::macaddr8, ('1999-12-31 23:59:59-05'::timestamptz)::macaddr8, ('infinity'::timestamptz)::macaddr8;
----
error 42846 cannot cast type timestamp with time zone to macaddr8

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::bit(6), ('1999-12-31 23:59:59-05'::timestamptz)::bit(6), ('infinity'::timestamptz)::bit(6);
----
error 42846 cannot cast type timestamp with time zone to bit

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::varbit(4), ('1999-12-31 23:59:59-05'::timestamptz)::varbit(4), ('infinity'::timestamptz)::varbit(4);
----
error 42846 cannot cast type timestamp with time zone to bit varying

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::point, ('1999-12-31 23:59:59-05'::timestamptz)::point, ('infinity'::timestamptz)::point;
----
error 42846 cannot cast type timestamp with time zone to point

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::lseg, ('1999-12-31 23:59:59-05'::timestamptz)::lseg, ('infinity'::timestamptz)::lseg;
----
error 42846 cannot cast type timestamp with time zone to lseg

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::box, ('1999-12-31 23:59:59-05'::timestamptz)::box, ('infinity'::timestamptz)::box;
----
error 42846 cannot cast type timestamp with time zone to box

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::path, ('1999-12-31 23:59:59-05'::timestamptz)::path, ('infinity'::timestamptz)::path;
----
error 42846 cannot cast type timestamp with time zone to path

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::polygon, ('1999-12-31 23:59:59-05'::timestamptz)::polygon, ('infinity'::timestamptz)::polygon;
----
error 42846 cannot cast type timestamp with time zone to polygon

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::circle, ('1999-12-31 23:59:59-05'::timestamptz)::circle, ('infinity'::timestamptz)::circle;
----
error 42846 cannot cast type timestamp with time zone to circle

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::int4range, ('1999-12-31 23:59:59-05'::timestamptz)::int4range, ('infinity'::timestamptz)::int4range;
----
error 42846 cannot cast type timestamp with time zone to int4range

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::int4multirange, ('1999-12-31 23:59:59-05'::timestamptz)::int4multirange, ('infinity'::timestamptz)::int4multirange;
----
error 42846 cannot cast type timestamp with time zone to int4multirange

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::regclass, ('1999-12-31 23:59:59-05'::timestamptz)::regclass, ('infinity'::timestamptz)::regclass;
----
error 42846 cannot cast type timestamp with time zone to regclass

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::regtype, ('1999-12-31 23:59:59-05'::timestamptz)::regtype, ('infinity'::timestamptz)::regtype;
----
error 42846 cannot cast type timestamp with time zone to regtype

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::xid8, ('1999-12-31 23:59:59-05'::timestamptz)::xid8, ('infinity'::timestamptz)::xid8;
----
error 42846 cannot cast type timestamp with time zone to xid8

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::pg_lsn, ('1999-12-31 23:59:59-05'::timestamptz)::pg_lsn, ('infinity'::timestamptz)::pg_lsn;
----
error 42846 cannot cast type timestamp with time zone to pg_lsn

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::tsvector, ('1999-12-31 23:59:59-05'::timestamptz)::tsvector, ('infinity'::timestamptz)::tsvector;
----
error 42846 cannot cast type timestamp with time zone to tsvector

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::tsquery, ('1999-12-31 23:59:59-05'::timestamptz)::tsquery, ('infinity'::timestamptz)::tsquery;
----
error 42846 cannot cast type timestamp with time zone to tsquery

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::int4[], ('1999-12-31 23:59:59-05'::timestamptz)::int4[], ('infinity'::timestamptz)::int4[];
----
error 42846 cannot cast type timestamp with time zone to integer[]

SELECT ('2024-02-29 12:34:56.789012+01'::timestamptz)::text[], ('1999-12-31 23:59:59-05'::timestamptz)::text[], ('infinity'::timestamptz)::text[];
----
error 42846 cannot cast type timestamp with time zone to text[]

# interval
SELECT ('1 mon 2 days 03:04:05.5'::interval)::bool, ('-1 year -00:00:01'::interval)::bool;
----
error 42846 cannot cast type interval to boolean

SELECT ('1 mon 2 days 03:04:05.5'::interval)::int2, ('-1 year -00:00:01'::interval)::int2;
----
error 42846 cannot cast type interval to smallint

SELECT ('1 mon 2 days 03:04:05.5'::interval)::int4, ('-1 year -00:00:01'::interval)::int4;
----
error 42846 cannot cast type interval to integer

SELECT ('1 mon 2 days 03:04:05.5'::interval)::int8, ('-1 year -00:00:01'::interval)::int8;
----
error 42846 cannot cast type interval to bigint

SELECT ('1 mon 2 days 03:04:05.5'::interval)::oid, ('-1 year -00:00:01'::interval)::oid;
----
error 42846 cannot cast type interval to oid

SELECT ('1 mon 2 days 03:04:05.5'::interval)::float4, ('-1 year -00:00:01'::interval)::float4;
----
error 42846 cannot cast type interval to real

SELECT ('1 mon 2 days 03:04:05.5'::interval)::float8, ('-1 year -00:00:01'::interval)::float8;
----
error 42846 cannot cast type interval to double precision

SELECT ('1 mon 2 days 03:04:05.5'::interval)::numeric(6,1), ('-1 year -00:00:01'::interval)::numeric(6,1);
----
error 42846 cannot cast type interval to numeric

SELECT ('1 mon 2 days 03:04:05.5'::interval)::money, ('-1 year -00:00:01'::interval)::money;
----
error 42846 cannot cast type interval to money

SELECT ('1 mon 2 days 03:04:05.5'::interval)::text, ('-1 year -00:00:01'::interval)::text;
----
1 mon 2 days 03:04:05.5|-1 years -00:00:01
SELECT 1

SELECT ('1 mon 2 days 03:04:05.5'::interval)::varchar(4), ('-1 year -00:00:01'::interval)::varchar(4);
----
1 mo|-1 y
SELECT 1

SELECT ('1 mon 2 days 03:04:05.5'::interval)::char(4), ('-1 year -00:00:01'::interval)::char(4);
----
1 mo|-1 y
SELECT 1

SELECT ('1 mon 2 days 03:04:05.5'::interval)::name, ('-1 year -00:00:01'::interval)::name;
----
1 mon 2 days 03:04:05.5|-1 years -00:00:01
SELECT 1

SELECT ('1 mon 2 days 03:04:05.5'::interval)::"char", ('-1 year -00:00:01'::interval)::"char";
----
error 42846 cannot cast type interval to "char"

SELECT ('1 mon 2 days 03:04:05.5'::interval)::bytea, ('-1 year -00:00:01'::interval)::bytea;
----
error 42846 cannot cast type interval to bytea

SELECT ('1 mon 2 days 03:04:05.5'::interval)::date, ('-1 year -00:00:01'::interval)::date;
----
error 42846 cannot cast type interval to date

SELECT ('1 mon 2 days 03:04:05.5'::interval)::time, ('-1 year -00:00:01'::interval)::time;
----
03:04:05.5|23:59:59
SELECT 1

SELECT ('1 mon 2 days 03:04:05.5'::interval)::timetz, ('-1 year -00:00:01'::interval)::timetz;
----
error 42846 cannot cast type interval to time with time zone

SELECT ('1 mon 2 days 03:04:05.5'::interval)::timestamp, ('-1 year -00:00:01'::interval)::timestamp;
----
error 42846 cannot cast type interval to timestamp without time zone

SELECT ('1 mon 2 days 03:04:05.5'::interval)::timestamptz, ('-1 year -00:00:01'::interval)::timestamptz;
----
error 42846 cannot cast type interval to timestamp with time zone

SELECT ('1 mon 2 days 03:04:05.5'::interval)::uuid, ('-1 year -00:00:01'::interval)::uuid;
----
error 42846 cannot cast type interval to uuid

SELECT ('1 mon 2 days 03:04:05.5'::interval)::json, ('-1 year -00:00:01'::interval)::json;
----
error 42846 cannot cast type interval to json

SELECT ('1 mon 2 days 03:04:05.5'::interval)::jsonb, ('-1 year -00:00:01'::interval)::jsonb;
----
error 42846 cannot cast type interval to jsonb

SELECT ('1 mon 2 days 03:04:05.5'::interval)::inet, ('-1 year -00:00:01'::interval)::inet;
----
error 42846 cannot cast type interval to inet

SELECT ('1 mon 2 days 03:04:05.5'::interval)::cidr, ('-1 year -00:00:01'::interval)::cidr;
----
error 42846 cannot cast type interval to cidr

SELECT ('1 mon 2 days 03:04:05.5'::interval)::macaddr, ('-1 year -00:00:01'::interval)::macaddr;
----
error 42846 cannot cast type interval to macaddr

SELECT ('1 mon 2 days 03:04:05.5'::interval)::macaddr8, ('-1 year -00:00:01'::interval)::macaddr8;
----
error 42846 cannot cast type interval to macaddr8

SELECT ('1 mon 2 days 03:04:05.5'::interval)::bit(6), ('-1 year -00:00:01'::interval)::bit(6);
----
error 42846 cannot cast type interval to bit

SELECT ('1 mon 2 days 03:04:05.5'::interval)::varbit(4), ('-1 year -00:00:01'::interval)::varbit(4);
----
error 42846 cannot cast type interval to bit varying

SELECT ('1 mon 2 days 03:04:05.5'::interval)::point, ('-1 year -00:00:01'::interval)::point;
----
error 42846 cannot cast type interval to point

SELECT ('1 mon 2 days 03:04:05.5'::interval)::lseg, ('-1 year -00:00:01'::interval)::lseg;
----
error 42846 cannot cast type interval to lseg

SELECT ('1 mon 2 days 03:04:05.5'::interval)::box, ('-1 year -00:00:01'::interval)::box;
----
error 42846 cannot cast type interval to box

SELECT ('1 mon 2 days 03:04:05.5'::interval)::path, ('-1 year -00:00:01'::interval)::path;
----
error 42846 cannot cast type interval to path

SELECT ('1 mon 2 days 03:04:05.5'::interval)::polygon, ('-1 year -00:00:01'::interval)::polygon;
----
error 42846 cannot cast type interval to polygon

SELECT ('1 mon 2 days 03:04:05.5'::interval)::circle, ('-1 year -00:00:01'::interval)::circle;
----
error 42846 cannot cast type interval to circle

SELECT ('1 mon 2 days 03:04:05.5'::interval)::int4range, ('-1 year -00:00:01'::interval)::int4range;
----
error 42846 cannot cast type interval to int4range

SELECT ('1 mon 2 days 03:04:05.5'::interval)::int4multirange, ('-1 year -00:00:01'::interval)::int4multirange;
----
error 42846 cannot cast type interval to int4multirange

SELECT ('1 mon 2 days 03:04:05.5'::interval)::regclass, ('-1 year -00:00:01'::interval)::regclass;
----
error 42846 cannot cast type interval to regclass

SELECT ('1 mon 2 days 03:04:05.5'::interval)::regtype, ('-1 year -00:00:01'::interval)::regtype;
----
error 42846 cannot cast type interval to regtype

SELECT ('1 mon 2 days 03:04:05.5'::interval)::xid8, ('-1 year -00:00:01'::interval)::xid8;
----
error 42846 cannot cast type interval to xid8

SELECT ('1 mon 2 days 03:04:05.5'::interval)::pg_lsn, ('-1 year -00:00:01'::interval)::pg_lsn;
----
error 42846 cannot cast type interval to pg_lsn

SELECT ('1 mon 2 days 03:04:05.5'::interval)::tsvector, ('-1 year -00:00:01'::interval)::tsvector;
----
error 42846 cannot cast type interval to tsvector

SELECT ('1 mon 2 days 03:04:05.5'::interval)::tsquery, ('-1 year -00:00:01'::interval)::tsquery;
----
error 42846 cannot cast type interval to tsquery

SELECT ('1 mon 2 days 03:04:05.5'::interval)::int4[], ('-1 year -00:00:01'::interval)::int4[];
----
error 42846 cannot cast type interval to integer[]

SELECT ('1 mon 2 days 03:04:05.5'::interval)::text[], ('-1 year -00:00:01'::interval)::text[];
----
error 42846 cannot cast type interval to text[]

# uuid
SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::bool, ('00000000-0000-0000-0000-000000000000'::uuid)::bool;
----
error 42846 cannot cast type uuid to boolean

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int2, ('00000000-0000-0000-0000-000000000000'::uuid)::int2;
----
error 42846 cannot cast type uuid to smallint

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int4, ('00000000-0000-0000-0000-000000000000'::uuid)::int4;
----
error 42846 cannot cast type uuid to integer

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int8, ('00000000-0000-0000-0000-000000000000'::uuid)::int8;
----
error 42846 cannot cast type uuid to bigint

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::oid, ('00000000-0000-0000-0000-000000000000'::uuid)::oid;
----
error 42846 cannot cast type uuid to oid

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::float4, ('00000000-0000-0000-0000-000000000000'::uuid)::float4;
----
error 42846 cannot cast type uuid to real

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::float8, ('00000000-0000-0000-0000-000000000000'::uuid)::float8;
----
error 42846 cannot cast type uuid to double precision

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::numeric(6,1), ('00000000-0000-0000-0000-000000000000'::uuid)::numeric(6,1);
----
error 42846 cannot cast type uuid to numeric

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::money, ('00000000-0000-0000-0000-000000000000'::uuid)::money;
----
error 42846 cannot cast type uuid to money

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::text, ('00000000-0000-0000-0000-000000000000'::uuid)::text;
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|00000000-0000-0000-0000-000000000000
SELECT 1

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::varchar(4), ('00000000-0000-0000-0000-000000000000'::uuid)::varchar(4);
----
a0ee|0000
SELECT 1

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::char(4), ('00000000-0000-0000-0000-000000000000'::uuid)::char(4);
----
a0ee|0000
SELECT 1

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::name, ('00000000-0000-0000-0000-000000000000'::uuid)::name;
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|00000000-0000-0000-0000-000000000000
SELECT 1

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::"char", ('00000000-0000-0000-0000-000000000000'::uuid)::"char";
----
error 42846 cannot cast type uuid to "char"

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::bytea, ('00000000-0000-0000-0000-000000000000'::uuid)::bytea;
----
error 42846 cannot cast type uuid to bytea

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::date, ('00000000-0000-0000-0000-000000000000'::uuid)::date;
----
error 42846 cannot cast type uuid to date

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::time, ('00000000-0000-0000-0000-000000000000'::uuid)::time;
----
error 42846 cannot cast type uuid to time without time zone

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::timetz, ('00000000-0000-0000-0000-000000000000'::uuid)::timetz;
----
error 42846 cannot cast type uuid to time with time zone

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::timestamp, ('00000000-0000-0000-0000-000000000000'::uuid)::timestamp;
----
error 42846 cannot cast type uuid to timestamp without time zone

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::timestamptz, ('00000000-0000-0000-0000-000000000000'::uuid)::timestamptz;
----
error 42846 cannot cast type uuid to timestamp with time zone

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::interval, ('00000000-0000-0000-0000-000000000000'::uuid)::interval;
----
error 42846 cannot cast type uuid to interval

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::json, ('00000000-0000-0000-0000-000000000000'::uuid)::json;
----
error 42846 cannot cast type uuid to json

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::jsonb, ('00000000-0000-0000-0000-000000000000'::uuid)::jsonb;
----
error 42846 cannot cast type uuid to jsonb

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::inet, ('00000000-0000-0000-0000-000000000000'::uuid)::inet;
----
error 42846 cannot cast type uuid to inet

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::cidr, ('00000000-0000-0000-0000-000000000000'::uuid)::cidr;
----
error 42846 cannot cast type uuid to cidr

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::macaddr, ('00000000-0000-0000-0000-000000000000'::uuid)::macaddr;
----
error 42846 cannot cast type uuid to macaddr

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::macaddr8, ('00000000-0000-0000-0000-000000000000'::uuid)::macaddr8;
----
error 42846 cannot cast type uuid to macaddr8

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::bit(6), ('00000000-0000-0000-0000-000000000000'::uuid)::bit(6);
----
error 42846 cannot cast type uuid to bit

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::varbit(4), ('00000000-0000-0000-0000-000000000000'::uuid)::varbit(4);
----
error 42846 cannot cast type uuid to bit varying

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::point, ('00000000-0000-0000-0000-000000000000'::uuid)::point;
----
error 42846 cannot cast type uuid to point

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::lseg, ('00000000-0000-0000-0000-000000000000'::uuid)::lseg;
----
error 42846 cannot cast type uuid to lseg

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::box, ('00000000-0000-0000-0000-000000000000'::uuid)::box;
----
error 42846 cannot cast type uuid to box

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::path, ('00000000-0000-0000-0000-000000000000'::uuid)::path;
----
error 42846 cannot cast type uuid to path

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::polygon, ('00000000-0000-0000-0000-000000000000'::uuid)::polygon;
----
error 42846 cannot cast type uuid to polygon

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::circle, ('00000000-0000-0000-0000-000000000000'::uuid)::circle;
----
error 42846 cannot cast type uuid to circle

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int4range, ('00000000-0000-0000-0000-000000000000'::uuid)::int4range;
----
error 42846 cannot cast type uuid to int4range

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int4multirange, ('00000000-0000-0000-0000-000000000000'::uuid)::int4multirange;
----
error 42846 cannot cast type uuid to int4multirange

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::regclass, ('00000000-0000-0000-0000-000000000000'::uuid)::regclass;
----
error 42846 cannot cast type uuid to regclass

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::regtype, ('00000000-0000-0000-0000-000000000000'::uuid)::regtype;
----
error 42846 cannot cast type uuid to regtype

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::xid8, ('00000000-0000-0000-0000-000000000000'::uuid)::xid8;
----
error 42846 cannot cast type uuid to xid8

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::pg_lsn, ('00000000-0000-0000-0000-000000000000'::uuid)::pg_lsn;
----
error 42846 cannot cast type uuid to pg_lsn

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::tsvector, ('00000000-0000-0000-0000-000000000000'::uuid)::tsvector;
----
error 42846 cannot cast type uuid to tsvector

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::tsquery, ('00000000-0000-0000-0000-000000000000'::uuid)::tsquery;
----
error 42846 cannot cast type uuid to tsquery

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::int4[], ('00000000-0000-0000-0000-000000000000'::uuid)::int4[];
----
error 42846 cannot cast type uuid to integer[]

SELECT ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)::text[], ('00000000-0000-0000-0000-000000000000'::uuid)::text[];
----
error 42846 cannot cast type uuid to text[]

# json
SELECT ('{"a": [1, {"b": null}]}'::json)::bool, ('[1, "x", true]'::json)::bool;
----
error 42846 cannot cast type json to boolean

SELECT ('{"a": [1, {"b": null}]}'::json)::int2, ('[1, "x", true]'::json)::int2;
----
error 42846 cannot cast type json to smallint

SELECT ('{"a": [1, {"b": null}]}'::json)::int4, ('[1, "x", true]'::json)::int4;
----
error 42846 cannot cast type json to integer

SELECT ('{"a": [1, {"b": null}]}'::json)::int8, ('[1, "x", true]'::json)::int8;
----
error 42846 cannot cast type json to bigint

SELECT ('{"a": [1, {"b": null}]}'::json)::oid, ('[1, "x", true]'::json)::oid;
----
error 42846 cannot cast type json to oid

SELECT ('{"a": [1, {"b": null}]}'::json)::float4, ('[1, "x", true]'::json)::float4;
----
error 42846 cannot cast type json to real

SELECT ('{"a": [1, {"b": null}]}'::json)::float8, ('[1, "x", true]'::json)::float8;
----
error 42846 cannot cast type json to double precision

SELECT ('{"a": [1, {"b": null}]}'::json)::numeric(6,1), ('[1, "x", true]'::json)::numeric(6,1);
----
error 42846 cannot cast type json to numeric

SELECT ('{"a": [1, {"b": null}]}'::json)::money, ('[1, "x", true]'::json)::money;
----
error 42846 cannot cast type json to money

SELECT ('{"a": [1, {"b": null}]}'::json)::text, ('[1, "x", true]'::json)::text;
----
{"a": [1, {"b": null}]}|[1, "x", true]
SELECT 1

SELECT ('{"a": [1, {"b": null}]}'::json)::varchar(4), ('[1, "x", true]'::json)::varchar(4);
----
{"a"|[1, 
SELECT 1

SELECT ('{"a": [1, {"b": null}]}'::json)::char(4), ('[1, "x", true]'::json)::char(4);
----
{"a"|[1, 
SELECT 1

SELECT ('{"a": [1, {"b": null}]}'::json)::name, ('[1, "x", true]'::json)::name;
----
{"a": [1, {"b": null}]}|[1, "x", true]
SELECT 1

SELECT ('{"a": [1, {"b": null}]}'::json)::"char", ('[1, "x", true]'::json)::"char";
----
error 42846 cannot cast type json to "char"

SELECT ('{"a": [1, {"b": null}]}'::json)::bytea, ('[1, "x", true]'::json)::bytea;
----
error 42846 cannot cast type json to bytea

SELECT ('{"a": [1, {"b": null}]}'::json)::date, ('[1, "x", true]'::json)::date;
----
error 42846 cannot cast type json to date

SELECT ('{"a": [1, {"b": null}]}'::json)::time, ('[1, "x", true]'::json)::time;
----
error 42846 cannot cast type json to time without time zone

SELECT ('{"a": [1, {"b": null}]}'::json)::timetz, ('[1, "x", true]'::json)::timetz;
----
error 42846 cannot cast type json to time with time zone

SELECT ('{"a": [1, {"b": null}]}'::json)::timestamp, ('[1, "x", true]'::json)::timestamp;
----
error 42846 cannot cast type json to timestamp without time zone

SELECT ('{"a": [1, {"b": null}]}'::json)::timestamptz, ('[1, "x", true]'::json)::timestamptz;
----
error 42846 cannot cast type json to timestamp with time zone

SELECT ('{"a": [1, {"b": null}]}'::json)::interval, ('[1, "x", true]'::json)::interval;
----
error 42846 cannot cast type json to interval

SELECT ('{"a": [1, {"b": null}]}'::json)::uuid, ('[1, "x", true]'::json)::uuid;
----
error 42846 cannot cast type json to uuid

SELECT ('{"a": [1, {"b": null}]}'::json)::jsonb, ('[1, "x", true]'::json)::jsonb;
----
{"a": [1, {"b": null}]}|[1, "x", true]
SELECT 1

SELECT ('{"a": [1, {"b": null}]}'::json)::inet, ('[1, "x", true]'::json)::inet;
----
error 42846 cannot cast type json to inet

SELECT ('{"a": [1, {"b": null}]}'::json)::cidr, ('[1, "x", true]'::json)::cidr;
----
error 42846 cannot cast type json to cidr

SELECT ('{"a": [1, {"b": null}]}'::json)::macaddr, ('[1, "x", true]'::json)::macaddr;
----
error 42846 cannot cast type json to macaddr

SELECT ('{"a": [1, {"b": null}]}'::json)::macaddr8, ('[1, "x", true]'::json)::macaddr8;
----
error 42846 cannot cast type json to macaddr8

SELECT ('{"a": [1, {"b": null}]}'::json)::bit(6), ('[1, "x", true]'::json)::bit(6);
----
error 42846 cannot cast type json to bit

SELECT ('{"a": [1, {"b": null}]}'::json)::varbit(4), ('[1, "x", true]'::json)::varbit(4);
----
error 42846 cannot cast type json to bit varying

SELECT ('{"a": [1, {"b": null}]}'::json)::point, ('[1, "x", true]'::json)::point;
----
error 42846 cannot cast type json to point

SELECT ('{"a": [1, {"b": null}]}'::json)::lseg, ('[1, "x", true]'::json)::lseg;
----
error 42846 cannot cast type json to lseg

SELECT ('{"a": [1, {"b": null}]}'::json)::box, ('[1, "x", true]'::json)::box;
----
error 42846 cannot cast type json to box

SELECT ('{"a": [1, {"b": null}]}'::json)::path, ('[1, "x", true]'::json)::path;
----
error 42846 cannot cast type json to path

SELECT ('{"a": [1, {"b": null}]}'::json)::polygon, ('[1, "x", true]'::json)::polygon;
----
error 42846 cannot cast type json to polygon

SELECT ('{"a": [1, {"b": null}]}'::json)::circle, ('[1, "x", true]'::json)::circle;
----
error 42846 cannot cast type json to circle

SELECT ('{"a": [1, {"b": null}]}'::json)::int4range, ('[1, "x", true]'::json)::int4range;
----
error 42846 cannot cast type json to int4range

SELECT ('{"a": [1, {"b": null}]}'::json)::int4multirange, ('[1, "x", true]'::json)::int4multirange;
----
error 42846 cannot cast type json to int4multirange

SELECT ('{"a": [1, {"b": null}]}'::json)::regclass, ('[1, "x", true]'::json)::regclass;
----
error 42846 cannot cast type json to regclass

SELECT ('{"a": [1, {"b": null}]}'::json)::regtype, ('[1, "x", true]'::json)::regtype;
----
error 42846 cannot cast type json to regtype

SELECT ('{"a": [1, {"b": null}]}'::json)::xid8, ('[1, "x", true]'::json)::xid8;
----
error 42846 cannot cast type json to xid8

SELECT ('{"a": [1, {"b": null}]}'::json)::pg_lsn, ('[1, "x", true]'::json)::pg_lsn;
----
error 42846 cannot cast type json to pg_lsn

SELECT ('{"a": [1, {"b": null}]}'::json)::tsvector, ('[1, "x", true]'::json)::tsvector;
----
error 42846 cannot cast type json to tsvector

SELECT ('{"a": [1, {"b": null}]}'::json)::tsquery, ('[1, "x", true]'::json)::tsquery;
----
error 42846 cannot cast type json to tsquery

SELECT ('{"a": [1, {"b": null}]}'::json)::int4[], ('[1, "x", true]'::json)::int4[];
----
error 42846 cannot cast type json to integer[]

SELECT ('{"a": [1, {"b": null}]}'::json)::text[], ('[1, "x", true]'::json)::text[];
----
error 42846 cannot cast type json to text[]

# jsonb
SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::bool, ('[1, "c", true, null]'::jsonb)::bool, ('3.50'::jsonb)::bool;
----
error 22023 cannot cast jsonb object to type boolean

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::int2, ('[1, "c", true, null]'::jsonb)::int2, ('3.50'::jsonb)::int2;
----
error 22023 cannot cast jsonb object to type smallint

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::int4, ('[1, "c", true, null]'::jsonb)::int4, ('3.50'::jsonb)::int4;
----
error 22023 cannot cast jsonb object to type integer

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::int8, ('[1, "c", true, null]'::jsonb)::int8, ('3.50'::jsonb)::int8;
----
error 22023 cannot cast jsonb object to type bigint

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::oid, ('[1, "c", true, null]'::jsonb)::oid, ('3.50'::jsonb)::oid;
----
error 42846 cannot cast type jsonb to oid

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::float4, ('[1, "c", true, null]'::jsonb)::float4, ('3.50'::jsonb)::float4;
----
error 22023 cannot cast jsonb object to type real

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::float8, ('[1, "c", true, null]'::jsonb)::float8, ('3.50'::jsonb)::float8;
----
error 22023 cannot cast jsonb object to type double precision

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::numeric(6,1), ('[1, "c", true, null]'::jsonb)::numeric(6,1), ('3.50'::jsonb)::numeric(6,1);
----
error 22023 cannot cast jsonb object to type numeric

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::money, ('[1, "c", true, null]'::jsonb)::money, ('3.50'::jsonb)::money;
----
error 42846 cannot cast type jsonb to money

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::text, ('[1, "c", true, null]'::jsonb)::text, ('3.50'::jsonb)::text;
----
{"a": [1, {"b": null}], "c": "x"}|[1, "c", true, null]|3.50
SELECT 1

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::varchar(4), ('[1, "c", true, null]'::jsonb)::varchar(4), ('3.50'::jsonb)::varchar(4);
----
{"a"|[1, |3.50
SELECT 1

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::char(4), ('[1, "c", true, null]'::jsonb)::char(4), ('3.50'::jsonb)::char(4);
----
{"a"|[1, |3.50
SELECT 1

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::name, ('[1, "c", true, null]'::jsonb)::name, ('3.50'::jsonb)::name;
----
{"a": [1, {"b": null}], "c": "x"}|[1, "c", true, null]|3.50
SELECT 1

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::"char", ('[1, "c", true, null]'::jsonb)::"char", ('3.50'::jsonb)::"char";
----
error 42846 cannot cast type jsonb to "char"

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::bytea, ('[1, "c", true, null]'::jsonb)::bytea, ('3.50'::jsonb)::bytea;
----
error 42846 cannot cast type jsonb to bytea

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::date, ('[1, "c", true, null]'::jsonb)::date, ('3.50'::jsonb)::date;
----
error 42846 cannot cast type jsonb to date

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::time, ('[1, "c", true, null]'::jsonb)::time, ('3.50'::jsonb)::time;
----
error 42846 cannot cast type jsonb to time without time zone

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::timetz, ('[1, "c", true, null]'::jsonb)::timetz, ('3.50'::jsonb)::timetz;
----
error 42846 cannot cast type jsonb to time with time zone

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::timestamp, ('[1, "c", true, null]'::jsonb)::timestamp, ('3.50'::jsonb)::timestamp;
----
error 42846 cannot cast type jsonb to timestamp without time zone

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::timestamptz, ('[1, "c", true, null]'::jsonb)::timestamptz, ('3.50'::jsonb)::timestamptz;
----
error 42846 cannot cast type jsonb to timestamp with time zone

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::interval, ('[1, "c", true, null]'::jsonb)::interval, ('3.50'::jsonb)::interval;
----
error 42846 cannot cast type jsonb to interval

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::uuid, ('[1, "c", true, null]'::jsonb)::uuid, ('3.50'::jsonb)::uuid;
----
error 42846 cannot cast type jsonb to uuid

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::json, ('[1, "c", true, null]'::jsonb)::json, ('3.50'::jsonb)::json;
----
{"a": [1, {"b": null}], "c": "x"}|[1, "c", true, null]|3.50
SELECT 1

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::inet, ('[1, "c", true, null]'::jsonb)::inet, ('3.50'::jsonb)::inet;
----
error 42846 cannot cast type jsonb to inet

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::cidr, ('[1, "c", true, null]'::jsonb)::cidr, ('3.50'::jsonb)::cidr;
----
error 42846 cannot cast type jsonb to cidr

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::macaddr, ('[1, "c", true, null]'::jsonb)::macaddr, ('3.50'::jsonb)::macaddr;
----
error 42846 cannot cast type jsonb to macaddr

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::macaddr8, ('[1, "c", true, null]'::jsonb)::macaddr8, ('3.50'::jsonb)::macaddr8;
----
error 42846 cannot cast type jsonb to macaddr8

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::bit(6), ('[1, "c", true, null]'::jsonb)::bit(6), ('3.50'::jsonb)::bit(6);
----
error 42846 cannot cast type jsonb to bit

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::varbit(4), ('[1, "c", true, null]'::jsonb)::varbit(4), ('3.50'::jsonb)::varbit(4);
----
error 42846 cannot cast type jsonb to bit varying

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::point, ('[1, "c", true, null]'::jsonb)::point, ('3.50'::jsonb)::point;
----
error 42846 cannot cast type jsonb to point

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::lseg, ('[1, "c", true, null]'::jsonb)::lseg, ('3.50'::jsonb)::lseg;
----
error 42846 cannot cast type jsonb to lseg

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::box, ('[1, "c", true, null]'::jsonb)::box, ('3.50'::jsonb)::box;
----
error 42846 cannot cast type jsonb to box

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::path, ('[1, "c", true, null]'::jsonb)::path, ('3.50'::jsonb)::path;
----
error 42846 cannot cast type jsonb to path

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::polygon, ('[1, "c", true, null]'::jsonb)::polygon, ('3.50'::jsonb)::polygon;
----
error 42846 cannot cast type jsonb to polygon

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::circle, ('[1, "c", true, null]'::jsonb)::circle, ('3.50'::jsonb)::circle;
----
error 42846 cannot cast type jsonb to circle

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::int4range, ('[1, "c", true, null]'::jsonb)::int4range, ('3.50'::jsonb)::int4range;
----
error 42846 cannot cast type jsonb to int4range

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::int4multirange, ('[1, "c", true, null]'::jsonb)::int4multirange, ('3.50'::jsonb)::int4multirange;
----
error 42846 cannot cast type jsonb to int4multirange

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::regclass, ('[1, "c", true, null]'::jsonb)::regclass, ('3.50'::jsonb)::regclass;
----
error 42846 cannot cast type jsonb to regclass

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::regtype, ('[1, "c", true, null]'::jsonb)::regtype, ('3.50'::jsonb)::regtype;
----
error 42846 cannot cast type jsonb to regtype

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::xid8, ('[1, "c", true, null]'::jsonb)::xid8, ('3.50'::jsonb)::xid8;
----
error 42846 cannot cast type jsonb to xid8

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::pg_lsn, ('[1, "c", true, null]'::jsonb)::pg_lsn, ('3.50'::jsonb)::pg_lsn;
----
error 42846 cannot cast type jsonb to pg_lsn

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::tsvector, ('[1, "c", true, null]'::jsonb)::tsvector, ('3.50'::jsonb)::tsvector;
----
error 42846 cannot cast type jsonb to tsvector

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::tsquery, ('[1, "c", true, null]'::jsonb)::tsquery, ('3.50'::jsonb)::tsquery;
----
error 42846 cannot cast type jsonb to tsquery

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::int4[], ('[1, "c", true, null]'::jsonb)::int4[], ('3.50'::jsonb)::int4[];
----
error 42846 cannot cast type jsonb to integer[]

SELECT ('{"a": [1, {"b": null}], "c": "x"}'::jsonb)::text[], ('[1, "c", true, null]'::jsonb)::text[], ('3.50'::jsonb)::text[];
----
error 42846 cannot cast type jsonb to text[]

# inet
SELECT ('192.168.1.5/24'::inet)::bool, ('::1'::inet)::bool, ('10.0.0.1'::inet)::bool;
----
error 42846 cannot cast type inet to boolean

SELECT ('192.168.1.5/24'::inet)::int2, ('::1'::inet)::int2, ('10.0.0.1'::inet)::int2;
----
error 42846 cannot cast type inet to smallint

SELECT ('192.168.1.5/24'::inet)::int4, ('::1'::inet)::int4, ('10.0.0.1'::inet)::int4;
----
error 42846 cannot cast type inet to integer

SELECT ('192.168.1.5/24'::inet)::int8, ('::1'::inet)::int8, ('10.0.0.1'::inet)::int8;
----
error 42846 cannot cast type inet to bigint

SELECT ('192.168.1.5/24'::inet)::oid, ('::1'::inet)::oid, ('10.0.0.1'::inet)::oid;
----
error 42846 cannot cast type inet to oid

SELECT ('192.168.1.5/24'::inet)::float4, ('::1'::inet)::float4, ('10.0.0.1'::inet)::float4;
----
error 42846 cannot cast type inet to real

SELECT ('192.168.1.5/24'::inet)::float8, ('::1'::inet)::float8, ('10.0.0.1'::inet)::float8;
----
error 42846 cannot cast type inet to double precision

SELECT ('192.168.1.5/24'::inet)::numeric(6,1), ('::1'::inet)::numeric(6,1), ('10.0.0.1'::inet)::numeric(6,1);
----
error 42846 cannot cast type inet to numeric

SELECT ('192.168.1.5/24'::inet)::money, ('::1'::inet)::money, ('10.0.0.1'::inet)::money;
----
error 42846 cannot cast type inet to money

SELECT ('192.168.1.5/24'::inet)::text, ('::1'::inet)::text, ('10.0.0.1'::inet)::text;
----
192.168.1.5/24|::1/128|10.0.0.1/32
SELECT 1

SELECT ('192.168.1.5/24'::inet)::varchar(4), ('::1'::inet)::varchar(4), ('10.0.0.1'::inet)::varchar(4);
----
192.|::1/|10.0
SELECT 1

SELECT ('192.168.1.5/24'::inet)::char(4), ('::1'::inet)::char(4), ('10.0.0.1'::inet)::char(4);
----
192.|::1/|10.0
SELECT 1

SELECT ('192.168.1.5/24'::inet)::name, ('::1'::inet)::name, ('10.0.0.1'::inet)::name;
----
192.168.1.5/24|::1|10.0.0.1
SELECT 1

SELECT ('192.168.1.5/24'::inet)::"char", ('::1'::inet)::"char", ('10.0.0.1'::inet)::"char";
----
error 42846 cannot cast type inet to "char"

SELECT ('192.168.1.5/24'::inet)::bytea, ('::1'::inet)::bytea, ('10.0.0.1'::inet)::bytea;
----
error 42846 cannot cast type inet to bytea

SELECT ('192.168.1.5/24'::inet)::date, ('::1'::inet)::date, ('10.0.0.1'::inet)::date;
----
error 42846 cannot cast type inet to date

SELECT ('192.168.1.5/24'::inet)::time, ('::1'::inet)::time, ('10.0.0.1'::inet)::time;
----
error 42846 cannot cast type inet to time without time zone

SELECT ('192.168.1.5/24'::inet)::timetz, ('::1'::inet)::timetz, ('10.0.0.1'::inet)::timetz;
----
error 42846 cannot cast type inet to time with time zone

SELECT ('192.168.1.5/24'::inet)::timestamp, ('::1'::inet)::timestamp, ('10.0.0.1'::inet)::timestamp;
----
error 42846 cannot cast type inet to timestamp without time zone

SELECT ('192.168.1.5/24'::inet)::timestamptz, ('::1'::inet)::timestamptz, ('10.0.0.1'::inet)::timestamptz;
----
error 42846 cannot cast type inet to timestamp with time zone

SELECT ('192.168.1.5/24'::inet)::interval, ('::1'::inet)::interval, ('10.0.0.1'::inet)::interval;
----
error 42846 cannot cast type inet to interval

SELECT ('192.168.1.5/24'::inet)::uuid, ('::1'::inet)::uuid, ('10.0.0.1'::inet)::uuid;
----
error 42846 cannot cast type inet to uuid

SELECT ('192.168.1.5/24'::inet)::json, ('::1'::inet)::json, ('10.0.0.1'::inet)::json;
----
error 42846 cannot cast type inet to json

SELECT ('192.168.1.5/24'::inet)::jsonb, ('::1'::inet)::jsonb, ('10.0.0.1'::inet)::jsonb;
----
error 42846 cannot cast type inet to jsonb

SELECT ('192.168.1.5/24'::inet)::cidr, ('::1'::inet)::cidr, ('10.0.0.1'::inet)::cidr;
----
192.168.1.0/24|::1/128|10.0.0.1/32
SELECT 1

SELECT ('192.168.1.5/24'::inet)::macaddr, ('::1'::inet)::macaddr, ('10.0.0.1'::inet)::macaddr;
----
error 42846 cannot cast type inet to macaddr

SELECT ('192.168.1.5/24'::inet)::macaddr8, ('::1'::inet)::macaddr8, ('10.0.0.1'::inet)::macaddr8;
----
error 42846 cannot cast type inet to macaddr8

SELECT ('192.168.1.5/24'::inet)::bit(6), ('::1'::inet)::bit(6), ('10.0.0.1'::inet)::bit(6);
----
error 42846 cannot cast type inet to bit

SELECT ('192.168.1.5/24'::inet)::varbit(4), ('::1'::inet)::varbit(4), ('10.0.0.1'::inet)::varbit(4);
----
error 42846 cannot cast type inet to bit varying

SELECT ('192.168.1.5/24'::inet)::point, ('::1'::inet)::point, ('10.0.0.1'::inet)::point;
----
error 42846 cannot cast type inet to point

SELECT ('192.168.1.5/24'::inet)::lseg, ('::1'::inet)::lseg, ('10.0.0.1'::inet)::lseg;
----
error 42846 cannot cast type inet to lseg

SELECT ('192.168.1.5/24'::inet)::box, ('::1'::inet)::box, ('10.0.0.1'::inet)::box;
----
error 42846 cannot cast type inet to box

SELECT ('192.168.1.5/24'::inet)::path, ('::1'::inet)::path, ('10.0.0.1'::inet)::path;
----
error 42846 cannot cast type inet to path

SELECT ('192.168.1.5/24'::inet)::polygon, ('::1'::inet)::polygon, ('10.0.0.1'::inet)::polygon;
----
error 42846 cannot cast type inet to polygon

SELECT ('192.168.1.5/24'::inet)::circle, ('::1'::inet)::circle, ('10.0.0.1'::inet)::circle;
----
error 42846 cannot cast type inet to circle

SELECT ('192.168.1.5/24'::inet)::int4range, ('::1'::inet)::int4range, ('10.0.0.1'::inet)::int4range;
----
error 42846 cannot cast type inet to int4range

SELECT ('192.168.1.5/24'::inet)::int4multirange, ('::1'::inet)::int4multirange, ('10.0.0.1'::inet)::int4multirange;
----
error 42846 cannot cast type inet to int4multirange

SELECT ('192.168.1.5/24'::inet)::regclass, ('::1'::inet)::regclass, ('10.0.0.1'::inet)::regclass;
----
error 42846 cannot cast type inet to regclass

SELECT ('192.168.1.5/24'::inet)::regtype, ('::1'::inet)::regtype, ('10.0.0.1'::inet)::regtype;
----
error 42846 cannot cast type inet to regtype

SELECT ('192.168.1.5/24'::inet)::xid8, ('::1'::inet)::xid8, ('10.0.0.1'::inet)::xid8;
----
error 42846 cannot cast type inet to xid8

SELECT ('192.168.1.5/24'::inet)::pg_lsn, ('::1'::inet)::pg_lsn, ('10.0.0.1'::inet)::pg_lsn;
----
error 42846 cannot cast type inet to pg_lsn

SELECT ('192.168.1.5/24'::inet)::tsvector, ('::1'::inet)::tsvector, ('10.0.0.1'::inet)::tsvector;
----
error 42846 cannot cast type inet to tsvector

SELECT ('192.168.1.5/24'::inet)::tsquery, ('::1'::inet)::tsquery, ('10.0.0.1'::inet)::tsquery;
----
error 42846 cannot cast type inet to tsquery

SELECT ('192.168.1.5/24'::inet)::int4[], ('::1'::inet)::int4[], ('10.0.0.1'::inet)::int4[];
----
error 42846 cannot cast type inet to integer[]

SELECT ('192.168.1.5/24'::inet)::text[], ('::1'::inet)::text[], ('10.0.0.1'::inet)::text[];
----
error 42846 cannot cast type inet to text[]

# cidr
SELECT ('192.168.0.0/16'::cidr)::bool, ('2001:db8::/32'::cidr)::bool;
----
error 42846 cannot cast type cidr to boolean

SELECT ('192.168.0.0/16'::cidr)::int2, ('2001:db8::/32'::cidr)::int2;
----
error 42846 cannot cast type cidr to smallint

SELECT ('192.168.0.0/16'::cidr)::int4, ('2001:db8::/32'::cidr)::int4;
----
error 42846 cannot cast type cidr to integer

SELECT ('192.168.0.0/16'::cidr)::int8, ('2001:db8::/32'::cidr)::int8;
----
error 42846 cannot cast type cidr to bigint

SELECT ('192.168.0.0/16'::cidr)::oid, ('2001:db8::/32'::cidr)::oid;
----
error 42846 cannot cast type cidr to oid

SELECT ('192.168.0.0/16'::cidr)::float4, ('2001:db8::/32'::cidr)::float4;
----
error 42846 cannot cast type cidr to real

SELECT ('192.168.0.0/16'::cidr)::float8, ('2001:db8::/32'::cidr)::float8;
----
error 42846 cannot cast type cidr to double precision

SELECT ('192.168.0.0/16'::cidr)::numeric(6,1), ('2001:db8::/32'::cidr)::numeric(6,1);
----
error 42846 cannot cast type cidr to numeric

SELECT ('192.168.0.0/16'::cidr)::money, ('2001:db8::/32'::cidr)::money;
----
error 42846 cannot cast type cidr to money

SELECT ('192.168.0.0/16'::cidr)::text, ('2001:db8::/32'::cidr)::text;
----
192.168.0.0/16|2001:db8::/32
SELECT 1

SELECT ('192.168.0.0/16'::cidr)::varchar(4), ('2001:db8::/32'::cidr)::varchar(4);
----
192.|2001
SELECT 1

SELECT ('192.168.0.0/16'::cidr)::char(4), ('2001:db8::/32'::cidr)::char(4);
----
192.|2001
SELECT 1

SELECT ('192.168.0.0/16'::cidr)::name, ('2001:db8::/32'::cidr)::name;
----
192.168.0.0/16|2001:db8::/32
SELECT 1

SELECT ('192.168.0.0/16'::cidr)::"char", ('2001:db8::/32'::cidr)::"char";
----
error 42846 cannot cast type cidr to "char"

SELECT ('192.168.0.0/16'::cidr)::bytea, ('2001:db8::/32'::cidr)::bytea;
----
error 42846 cannot cast type cidr to bytea

SELECT ('192.168.0.0/16'::cidr)::date, ('2001:db8::/32'::cidr)::date;
----
error 42846 cannot cast type cidr to date

SELECT ('192.168.0.0/16'::cidr)::time, ('2001:db8::/32'::cidr)::time;
----
error 42846 cannot cast type cidr to time without time zone

SELECT ('192.168.0.0/16'::cidr)::timetz, ('2001:db8::/32'::cidr)::timetz;
----
error 42846 cannot cast type cidr to time with time zone

SELECT ('192.168.0.0/16'::cidr)::timestamp, ('2001:db8::/32'::cidr)::timestamp;
----
error 42846 cannot cast type cidr to timestamp without time zone

SELECT ('192.168.0.0/16'::cidr)::timestamptz, ('2001:db8::/32'::cidr)::timestamptz;
----
error 42846 cannot cast type cidr to timestamp with time zone

SELECT ('192.168.0.0/16'::cidr)::interval, ('2001:db8::/32'::cidr)::interval;
----
error 42846 cannot cast type cidr to interval

SELECT ('192.168.0.0/16'::cidr)::uuid, ('2001:db8::/32'::cidr)::uuid;
----
error 42846 cannot cast type cidr to uuid

SELECT ('192.168.0.0/16'::cidr)::json, ('2001:db8::/32'::cidr)::json;
----
error 42846 cannot cast type cidr to json

SELECT ('192.168.0.0/16'::cidr)::jsonb, ('2001:db8::/32'::cidr)::jsonb;
----
error 42846 cannot cast type cidr to jsonb

SELECT ('192.168.0.0/16'::cidr)::inet, ('2001:db8::/32'::cidr)::inet;
----
192.168.0.0/16|2001:db8::/32
SELECT 1

SELECT ('192.168.0.0/16'::cidr)::macaddr, ('2001:db8::/32'::cidr)::macaddr;
----
error 42846 cannot cast type cidr to macaddr

SELECT ('192.168.0.0/16'::cidr)::macaddr8, ('2001:db8::/32'::cidr)::macaddr8;
----
error 42846 cannot cast type cidr to macaddr8

SELECT ('192.168.0.0/16'::cidr)::bit(6), ('2001:db8::/32'::cidr)::bit(6);
----
error 42846 cannot cast type cidr to bit

SELECT ('192.168.0.0/16'::cidr)::varbit(4), ('2001:db8::/32'::cidr)::varbit(4);
----
error 42846 cannot cast type cidr to bit varying

SELECT ('192.168.0.0/16'::cidr)::point, ('2001:db8::/32'::cidr)::point;
----
error 42846 cannot cast type cidr to point

SELECT ('192.168.0.0/16'::cidr)::lseg, ('2001:db8::/32'::cidr)::lseg;
----
error 42846 cannot cast type cidr to lseg

SELECT ('192.168.0.0/16'::cidr)::box, ('2001:db8::/32'::cidr)::box;
----
error 42846 cannot cast type cidr to box

SELECT ('192.168.0.0/16'::cidr)::path, ('2001:db8::/32'::cidr)::path;
----
error 42846 cannot cast type cidr to path

SELECT ('192.168.0.0/16'::cidr)::polygon, ('2001:db8::/32'::cidr)::polygon;
----
error 42846 cannot cast type cidr to polygon

SELECT ('192.168.0.0/16'::cidr)::circle, ('2001:db8::/32'::cidr)::circle;
----
error 42846 cannot cast type cidr to circle

SELECT ('192.168.0.0/16'::cidr)::int4range, ('2001:db8::/32'::cidr)::int4range;
----
error 42846 cannot cast type cidr to int4range

SELECT ('192.168.0.0/16'::cidr)::int4multirange, ('2001:db8::/32'::cidr)::int4multirange;
----
error 42846 cannot cast type cidr to int4multirange

SELECT ('192.168.0.0/16'::cidr)::regclass, ('2001:db8::/32'::cidr)::regclass;
----
error 42846 cannot cast type cidr to regclass

SELECT ('192.168.0.0/16'::cidr)::regtype, ('2001:db8::/32'::cidr)::regtype;
----
error 42846 cannot cast type cidr to regtype

SELECT ('192.168.0.0/16'::cidr)::xid8, ('2001:db8::/32'::cidr)::xid8;
----
error 42846 cannot cast type cidr to xid8

SELECT ('192.168.0.0/16'::cidr)::pg_lsn, ('2001:db8::/32'::cidr)::pg_lsn;
----
error 42846 cannot cast type cidr to pg_lsn

SELECT ('192.168.0.0/16'::cidr)::tsvector, ('2001:db8::/32'::cidr)::tsvector;
----
error 42846 cannot cast type cidr to tsvector

SELECT ('192.168.0.0/16'::cidr)::tsquery, ('2001:db8::/32'::cidr)::tsquery;
----
error 42846 cannot cast type cidr to tsquery

SELECT ('192.168.0.0/16'::cidr)::int4[], ('2001:db8::/32'::cidr)::int4[];
----
error 42846 cannot cast type cidr to integer[]

SELECT ('192.168.0.0/16'::cidr)::text[], ('2001:db8::/32'::cidr)::text[];
----
error 42846 cannot cast type cidr to text[]

# macaddr
SELECT ('08:00:2b:01:02:03'::macaddr)::bool, ('ff:ff:ff:00:00:01'::macaddr)::bool;
----
error 42846 cannot cast type macaddr to boolean

SELECT ('08:00:2b:01:02:03'::macaddr)::int2, ('ff:ff:ff:00:00:01'::macaddr)::int2;
----
error 42846 cannot cast type macaddr to smallint

SELECT ('08:00:2b:01:02:03'::macaddr)::int4, ('ff:ff:ff:00:00:01'::macaddr)::int4;
----
error 42846 cannot cast type macaddr to integer

SELECT ('08:00:2b:01:02:03'::macaddr)::int8, ('ff:ff:ff:00:00:01'::macaddr)::int8;
----
error 42846 cannot cast type macaddr to bigint

SELECT ('08:00:2b:01:02:03'::macaddr)::oid, ('ff:ff:ff:00:00:01'::macaddr)::oid;
----
error 42846 cannot cast type macaddr to oid

SELECT ('08:00:2b:01:02:03'::macaddr)::float4, ('ff:ff:ff:00:00:01'::macaddr)::float4;
----
error 42846 cannot cast type macaddr to real

SELECT ('08:00:2b:01:02:03'::macaddr)::float8, ('ff:ff:ff:00:00:01'::macaddr)::float8;
----
error 42846 cannot cast type macaddr to double precision

SELECT ('08:00:2b:01:02:03'::macaddr)::numeric(6,1), ('ff:ff:ff:00:00:01'::macaddr)::numeric(6,1);
----
error 42846 cannot cast type macaddr to numeric

SELECT ('08:00:2b:01:02:03'::macaddr)::money, ('ff:ff:ff:00:00:01'::macaddr)::money;
----
error 42846 cannot cast type macaddr to money

SELECT ('08:00:2b:01:02:03'::macaddr)::text, ('ff:ff:ff:00:00:01'::macaddr)::text;
----
08:00:2b:01:02:03|ff:ff:ff:00:00:01
SELECT 1

SELECT ('08:00:2b:01:02:03'::macaddr)::varchar(4), ('ff:ff:ff:00:00:01'::macaddr)::varchar(4);
----
08:0|ff:f
SELECT 1

SELECT ('08:00:2b:01:02:03'::macaddr)::char(4), ('ff:ff:ff:00:00:01'::macaddr)::char(4);
----
08:0|ff:f
SELECT 1

SELECT ('08:00:2b:01:02:03'::macaddr)::name, ('ff:ff:ff:00:00:01'::macaddr)::name;
----
08:00:2b:01:02:03|ff:ff:ff:00:00:01
SELECT 1

SELECT ('08:00:2b:01:02:03'::macaddr)::"char", ('ff:ff:ff:00:00:01'::macaddr)::"char";
----
error 42846 cannot cast type macaddr to "char"

SELECT ('08:00:2b:01:02:03'::macaddr)::bytea, ('ff:ff:ff:00:00:01'::macaddr)::bytea;
----
error 42846 cannot cast type macaddr to bytea

SELECT ('08:00:2b:01:02:03'::macaddr)::date, ('ff:ff:ff:00:00:01'::macaddr)::date;
----
error 42846 cannot cast type macaddr to date

SELECT ('08:00:2b:01:02:03'::macaddr)::time, ('ff:ff:ff:00:00:01'::macaddr)::time;
----
error 42846 cannot cast type macaddr to time without time zone

SELECT ('08:00:2b:01:02:03'::macaddr)::timetz, ('ff:ff:ff:00:00:01'::macaddr)::timetz;
----
error 42846 cannot cast type macaddr to time with time zone

SELECT ('08:00:2b:01:02:03'::macaddr)::timestamp, ('ff:ff:ff:00:00:01'::macaddr)::timestamp;
----
error 42846 cannot cast type macaddr to timestamp without time zone

SELECT ('08:00:2b:01:02:03'::macaddr)::timestamptz, ('ff:ff:ff:00:00:01'::macaddr)::timestamptz;
----
error 42846 cannot cast type macaddr to timestamp with time zone

SELECT ('08:00:2b:01:02:03'::macaddr)::interval, ('ff:ff:ff:00:00:01'::macaddr)::interval;
----
error 42846 cannot cast type macaddr to interval

SELECT ('08:00:2b:01:02:03'::macaddr)::uuid, ('ff:ff:ff:00:00:01'::macaddr)::uuid;
----
error 42846 cannot cast type macaddr to uuid

SELECT ('08:00:2b:01:02:03'::macaddr)::json, ('ff:ff:ff:00:00:01'::macaddr)::json;
----
error 42846 cannot cast type macaddr to json

SELECT ('08:00:2b:01:02:03'::macaddr)::jsonb, ('ff:ff:ff:00:00:01'::macaddr)::jsonb;
----
error 42846 cannot cast type macaddr to jsonb

SELECT ('08:00:2b:01:02:03'::macaddr)::inet, ('ff:ff:ff:00:00:01'::macaddr)::inet;
----
error 42846 cannot cast type macaddr to inet

SELECT ('08:00:2b:01:02:03'::macaddr)::cidr, ('ff:ff:ff:00:00:01'::macaddr)::cidr;
----
error 42846 cannot cast type macaddr to cidr

SELECT ('08:00:2b:01:02:03'::macaddr)::macaddr8, ('ff:ff:ff:00:00:01'::macaddr)::macaddr8;
----
08:00:2b:ff:fe:01:02:03|ff:ff:ff:ff:fe:00:00:01
SELECT 1

SELECT ('08:00:2b:01:02:03'::macaddr)::bit(6), ('ff:ff:ff:00:00:01'::macaddr)::bit(6);
----
error 42846 cannot cast type macaddr to bit

SELECT ('08:00:2b:01:02:03'::macaddr)::varbit(4), ('ff:ff:ff:00:00:01'::macaddr)::varbit(4);
----
error 42846 cannot cast type macaddr to bit varying

SELECT ('08:00:2b:01:02:03'::macaddr)::point, ('ff:ff:ff:00:00:01'::macaddr)::point;
----
error 42846 cannot cast type macaddr to point

SELECT ('08:00:2b:01:02:03'::macaddr)::lseg, ('ff:ff:ff:00:00:01'::macaddr)::lseg;
----
error 42846 cannot cast type macaddr to lseg

SELECT ('08:00:2b:01:02:03'::macaddr)::box, ('ff:ff:ff:00:00:01'::macaddr)::box;
----
error 42846 cannot cast type macaddr to box

SELECT ('08:00:2b:01:02:03'::macaddr)::path, ('ff:ff:ff:00:00:01'::macaddr)::path;
----
error 42846 cannot cast type macaddr to path

SELECT ('08:00:2b:01:02:03'::macaddr)::polygon, ('ff:ff:ff:00:00:01'::macaddr)::polygon;
----
error 42846 cannot cast type macaddr to polygon

SELECT ('08:00:2b:01:02:03'::macaddr)::circle, ('ff:ff:ff:00:00:01'::macaddr)::circle;
----
error 42846 cannot cast type macaddr to circle

SELECT ('08:00:2b:01:02:03'::macaddr)::int4range, ('ff:ff:ff:00:00:01'::macaddr)::int4range;
----
error 42846 cannot cast type macaddr to int4range

SELECT ('08:00:2b:01:02:03'::macaddr)::int4multirange, ('ff:ff:ff:00:00:01'::macaddr)::int4multirange;
----
error 42846 cannot cast type macaddr to int4multirange

SELECT ('08:00:2b:01:02:03'::macaddr)::regclass, ('ff:ff:ff:00:00:01'::macaddr)::regclass;
----
error 42846 cannot cast type macaddr to regclass

SELECT ('08:00:2b:01:02:03'::macaddr)::regtype, ('ff:ff:ff:00:00:01'::macaddr)::regtype;
----
error 42846 cannot cast type macaddr to regtype

SELECT ('08:00:2b:01:02:03'::macaddr)::xid8, ('ff:ff:ff:00:00:01'::macaddr)::xid8;
----
error 42846 cannot cast type macaddr to xid8

SELECT ('08:00:2b:01:02:03'::macaddr)::pg_lsn, ('ff:ff:ff:00:00:01'::macaddr)::pg_lsn;
----
error 42846 cannot cast type macaddr to pg_lsn

SELECT ('08:00:2b:01:02:03'::macaddr)::tsvector, ('ff:ff:ff:00:00:01'::macaddr)::tsvector;
----
error 42846 cannot cast type macaddr to tsvector

SELECT ('08:00:2b:01:02:03'::macaddr)::tsquery, ('ff:ff:ff:00:00:01'::macaddr)::tsquery;
----
error 42846 cannot cast type macaddr to tsquery

SELECT ('08:00:2b:01:02:03'::macaddr)::int4[], ('ff:ff:ff:00:00:01'::macaddr)::int4[];
----
error 42846 cannot cast type macaddr to integer[]

SELECT ('08:00:2b:01:02:03'::macaddr)::text[], ('ff:ff:ff:00:00:01'::macaddr)::text[];
----
error 42846 cannot cast type macaddr to text[]

# macaddr8
SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::bool, ('02:03:04:05:06:07:08:09'::macaddr8)::bool;
----
error 42846 cannot cast type macaddr8 to boolean

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::int2, ('02:03:04:05:06:07:08:09'::macaddr8)::int2;
----
error 42846 cannot cast type macaddr8 to smallint

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::int4, ('02:03:04:05:06:07:08:09'::macaddr8)::int4;
----
error 42846 cannot cast type macaddr8 to integer

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::int8, ('02:03:04:05:06:07:08:09'::macaddr8)::int8;
----
error 42846 cannot cast type macaddr8 to bigint

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::oid, ('02:03:04:05:06:07:08:09'::macaddr8)::oid;
----
error 42846 cannot cast type macaddr8 to oid

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::float4, ('02:03:04:05:06:07:08:09'::macaddr8)::float4;
----
error 42846 cannot cast type macaddr8 to real

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::float8, ('02:03:04:05:06:07:08:09'::macaddr8)::float8;
----
error 42846 cannot cast type macaddr8 to double precision

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::numeric(6,1), ('02:03:04:05:06:07:08:09'::macaddr8)::numeric(6,1);
----
error 42846 cannot cast type macaddr8 to numeric

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::money, ('02:03:04:05:06:07:08:09'::macaddr8)::money;
----
error 42846 cannot cast type macaddr8 to money

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::text, ('02:03:04:05:06:07:08:09'::macaddr8)::text;
----
08:00:2b:ff:fe:01:02:03|02:03:04:05:06:07:08:09
SELECT 1

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::varchar(4), ('02:03:04:05:06:07:08:09'::macaddr8)::varchar(4);
----
08:0|02:0
SELECT 1

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::char(4), ('02:03:04:05:06:07:08:09'::macaddr8)::char(4);
----
08:0|02:0
SELECT 1

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::name, ('02:03:04:05:06:07:08:09'::macaddr8)::name;
----
08:00:2b:ff:fe:01:02:03|02:03:04:05:06:07:08:09
SELECT 1

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::"char", ('02:03:04:05:06:07:08:09'::macaddr8)::"char";
----
error 42846 cannot cast type macaddr8 to "char"

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::bytea, ('02:03:04:05:06:07:08:09'::macaddr8)::bytea;
----
error 42846 cannot cast type macaddr8 to bytea

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::date, ('02:03:04:05:06:07:08:09'::macaddr8)::date;
----
error 42846 cannot cast type macaddr8 to date

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::time, ('02:03:04:05:06:07:08:09'::macaddr8)::time;
----
error 42846 cannot cast type macaddr8 to time without time zone

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::timetz, ('02:03:04:05:06:07:08:09'::macaddr8)::timetz;
----
error 42846 cannot cast type macaddr8 to time with time zone

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::timestamp, ('02:03:04:05:06:07:08:09'::macaddr8)::timestamp;
----
error 42846 cannot cast type macaddr8 to timestamp without time zone

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::timestamptz, ('02:03:04:05:06:07:08:09'::macaddr8)::timestamptz;
----
error 42846 cannot cast type macaddr8 to timestamp with time zone

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::interval, ('02:03:04:05:06:07:08:09'::macaddr8)::interval;
----
error 42846 cannot cast type macaddr8 to interval

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::uuid, ('02:03:04:05:06:07:08:09'::macaddr8)::uuid;
----
error 42846 cannot cast type macaddr8 to uuid

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::json, ('02:03:04:05:06:07:08:09'::macaddr8)::json;
----
error 42846 cannot cast type macaddr8 to json

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::jsonb, ('02:03:04:05:06:07:08:09'::macaddr8)::jsonb;
----
error 42846 cannot cast type macaddr8 to jsonb

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::inet, ('02:03:04:05:06:07:08:09'::macaddr8)::inet;
----
error 42846 cannot cast type macaddr8 to inet

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::cidr, ('02:03:04:05:06:07:08:09'::macaddr8)::cidr;
----
error 42846 cannot cast type macaddr8 to cidr

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::macaddr, ('02:03:04:05:06:07:08:09'::macaddr8)::macaddr;
----
error 22003 macaddr8 data out of range to convert to macaddr; ; Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::bit(6), ('02:03:04:05:06:07:08:09'::macaddr8)::bit(6);
----
error 42846 cannot cast type macaddr8 to bit

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::varbit(4), ('02:03:04:05:06:07:08:09'::macaddr8)::varbit(4);
----
error 42846 cannot cast type macaddr8 to bit varying

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::point, ('02:03:04:05:06:07:08:09'::macaddr8)::point;
----
error 42846 cannot cast type macaddr8 to point

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::lseg, ('02:03:04:05:06:07:08:09'::macaddr8)::lseg;
----
error 42846 cannot cast type macaddr8 to lseg

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::box, ('02:03:04:05:06:07:08:09'::macaddr8)::box;
----
error 42846 cannot cast type macaddr8 to box

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::path, ('02:03:04:05:06:07:08:09'::macaddr8)::path;
----
error 42846 cannot cast type macaddr8 to path

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::polygon, ('02:03:04:05:06:07:08:09'::macaddr8)::polygon;
----
error 42846 cannot cast type macaddr8 to polygon

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::circle, ('02:03:04:05:06:07:08:09'::macaddr8)::circle;
----
error 42846 cannot cast type macaddr8 to circle

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::int4range, ('02:03:04:05:06:07:08:09'::macaddr8)::int4range;
----
error 42846 cannot cast type macaddr8 to int4range

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::int4multirange, ('02:03:04:05:06:07:08:09'::macaddr8)::int4multirange;
----
error 42846 cannot cast type macaddr8 to int4multirange

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::regclass, ('02:03:04:05:06:07:08:09'::macaddr8)::regclass;
----
error 42846 cannot cast type macaddr8 to regclass

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::regtype, ('02:03:04:05:06:07:08:09'::macaddr8)::regtype;
----
error 42846 cannot cast type macaddr8 to regtype

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::xid8, ('02:03:04:05:06:07:08:09'::macaddr8)::xid8;
----
error 42846 cannot cast type macaddr8 to xid8

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::pg_lsn, ('02:03:04:05:06:07:08:09'::macaddr8)::pg_lsn;
----
error 42846 cannot cast type macaddr8 to pg_lsn

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::tsvector, ('02:03:04:05:06:07:08:09'::macaddr8)::tsvector;
----
error 42846 cannot cast type macaddr8 to tsvector

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::tsquery, ('02:03:04:05:06:07:08:09'::macaddr8)::tsquery;
----
error 42846 cannot cast type macaddr8 to tsquery

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::int4[], ('02:03:04:05:06:07:08:09'::macaddr8)::int4[];
----
error 42846 cannot cast type macaddr8 to integer[]

SELECT ('08:00:2b:ff:fe:01:02:03'::macaddr8)::text[], ('02:03:04:05:06:07:08:09'::macaddr8)::text[];
----
error 42846 cannot cast type macaddr8 to text[]

# bit
SELECT (B'10110'::bit(5))::bool, (B'01001'::bit(5))::bool;
----
error 42846 cannot cast type bit to boolean

SELECT (B'10110'::bit(5))::int2, (B'01001'::bit(5))::int2;
----
error 42846 cannot cast type bit to smallint

SELECT (B'10110'::bit(5))::int4, (B'01001'::bit(5))::int4;
----
22|9
SELECT 1

SELECT (B'10110'::bit(5))::int8, (B'01001'::bit(5))::int8;
----
22|9
SELECT 1

SELECT (B'10110'::bit(5))::oid, (B'01001'::bit(5))::oid;
----
error 42846 cannot cast type bit to oid

SELECT (B'10110'::bit(5))::float4, (B'01001'::bit(5))::float4;
----
error 42846 cannot cast type bit to real

SELECT (B'10110'::bit(5))::float8, (B'01001'::bit(5))::float8;
----
error 42846 cannot cast type bit to double precision

SELECT (B'10110'::bit(5))::numeric(6,1), (B'01001'::bit(5))::numeric(6,1);
----
error 42846 cannot cast type bit to numeric

SELECT (B'10110'::bit(5))::money, (B'01001'::bit(5))::money;
----
error 42846 cannot cast type bit to money

SELECT (B'10110'::bit(5))::text, (B'01001'::bit(5))::text;
----
10110|01001
SELECT 1

SELECT (B'10110'::bit(5))::varchar(4), (B'01001'::bit(5))::varchar(4);
----
1011|0100
SELECT 1

SELECT (B'10110'::bit(5))::char(4), (B'01001'::bit(5))::char(4);
----
1011|0100
SELECT 1

SELECT (B'10110'::bit(5))::name, (B'01001'::bit(5))::name;
----
10110|01001
SELECT 1

SELECT (B'10110'::bit(5))::"char", (B'01001'::bit(5))::"char";
----
error 42846 cannot cast type bit to "char"

SELECT (B'10110'::bit(5))::bytea, (B'01001'::bit(5))::bytea;
----
error 42846 cannot cast type bit to bytea

SELECT (B'10110'::bit(5))::date, (B'01001'::bit(5))::date;
----
error 42846 cannot cast type bit to date

SELECT (B'10110'::bit(5))::time, (B'01001'::bit(5))::time;
----
error 42846 cannot cast type bit to time without time zone

SELECT (B'10110'::bit(5))::timetz, (B'01001'::bit(5))::timetz;
----
error 42846 cannot cast type bit to time with time zone

SELECT (B'10110'::bit(5))::timestamp, (B'01001'::bit(5))::timestamp;
----
error 42846 cannot cast type bit to timestamp without time zone

SELECT (B'10110'::bit(5))::timestamptz, (B'01001'::bit(5))::timestamptz;
----
error 42846 cannot cast type bit to timestamp with time zone

SELECT (B'10110'::bit(5))::interval, (B'01001'::bit(5))::interval;
----
error 42846 cannot cast type bit to interval

SELECT (B'10110'::bit(5))::uuid, (B'01001'::bit(5))::uuid;
----
error 42846 cannot cast type bit to uuid

SELECT (B'10110'::bit(5))::json, (B'01001'::bit(5))::json;
----
error 42846 cannot cast type bit to json

SELECT (B'10110'::bit(5))::jsonb, (B'01001'::bit(5))::jsonb;
----
error 42846 cannot cast type bit to jsonb

SELECT (B'10110'::bit(5))::inet, (B'01001'::bit(5))::inet;
----
error 42846 cannot cast type bit to inet

SELECT (B'10110'::bit(5))::cidr, (B'01001'::bit(5))::cidr;
----
error 42846 cannot cast type bit to cidr

SELECT (B'10110'::bit(5))::macaddr, (B'01001'::bit(5))::macaddr;
----
error 42846 cannot cast type bit to macaddr

SELECT (B'10110'::bit(5))::macaddr8, (B'01001'::bit(5))::macaddr8;
----
error 42846 cannot cast type bit to macaddr8

SELECT (B'10110'::bit(5))::varbit(4), (B'01001'::bit(5))::varbit(4);
----
1011|0100
SELECT 1

SELECT (B'10110'::bit(5))::point, (B'01001'::bit(5))::point;
----
error 42846 cannot cast type bit to point

SELECT (B'10110'::bit(5))::lseg, (B'01001'::bit(5))::lseg;
----
error 42846 cannot cast type bit to lseg

SELECT (B'10110'::bit(5))::box, (B'01001'::bit(5))::box;
----
error 42846 cannot cast type bit to box

SELECT (B'10110'::bit(5))::path, (B'01001'::bit(5))::path;
----
error 42846 cannot cast type bit to path

SELECT (B'10110'::bit(5))::polygon, (B'01001'::bit(5))::polygon;
----
error 42846 cannot cast type bit to polygon

SELECT (B'10110'::bit(5))::circle, (B'01001'::bit(5))::circle;
----
error 42846 cannot cast type bit to circle

SELECT (B'10110'::bit(5))::int4range, (B'01001'::bit(5))::int4range;
----
error 42846 cannot cast type bit to int4range

SELECT (B'10110'::bit(5))::int4multirange, (B'01001'::bit(5))::int4multirange;
----
error 42846 cannot cast type bit to int4multirange

SELECT (B'10110'::bit(5))::regclass, (B'01001'::bit(5))::regclass;
----
error 42846 cannot cast type bit to regclass

SELECT (B'10110'::bit(5))::regtype, (B'01001'::bit(5))::regtype;
----
error 42846 cannot cast type bit to regtype

SELECT (B'10110'::bit(5))::xid8, (B'01001'::bit(5))::xid8;
----
error 42846 cannot cast type bit to xid8

SELECT (B'10110'::bit(5))::pg_lsn, (B'01001'::bit(5))::pg_lsn;
----
error 42846 cannot cast type bit to pg_lsn

SELECT (B'10110'::bit(5))::tsvector, (B'01001'::bit(5))::tsvector;
----
error 42846 cannot cast type bit to tsvector

SELECT (B'10110'::bit(5))::tsquery, (B'01001'::bit(5))::tsquery;
----
error 42846 cannot cast type bit to tsquery

SELECT (B'10110'::bit(5))::int4[], (B'01001'::bit(5))::int4[];
----
error 42846 cannot cast type bit to integer[]

SELECT (B'10110'::bit(5))::text[], (B'01001'::bit(5))::text[];
----
error 42846 cannot cast type bit to text[]

# varbit
SELECT (B'1011'::varbit)::bool, (B'0'::varbit(8))::bool;
----
error 42846 cannot cast type bit varying to boolean

SELECT (B'1011'::varbit)::int2, (B'0'::varbit(8))::int2;
----
error 42846 cannot cast type bit varying to smallint

SELECT (B'1011'::varbit)::int4, (B'0'::varbit(8))::int4;
----
error 42846 cannot cast type bit varying to integer

SELECT (B'1011'::varbit)::int8, (B'0'::varbit(8))::int8;
----
error 42846 cannot cast type bit varying to bigint

SELECT (B'1011'::varbit)::oid, (B'0'::varbit(8))::oid;
----
error 42846 cannot cast type bit varying to oid

SELECT (B'1011'::varbit)::float4, (B'0'::varbit(8))::float4;
----
error 42846 cannot cast type bit varying to real

SELECT (B'1011'::varbit)::float8, (B'0'::varbit(8))::float8;
----
error 42846 cannot cast type bit varying to double precision

SELECT (B'1011'::varbit)::numeric(6,1), (B'0'::varbit(8))::numeric(6,1);
----
error 42846 cannot cast type bit varying to numeric

SELECT (B'1011'::varbit)::money, (B'0'::varbit(8))::money;
----
error 42846 cannot cast type bit varying to money

SELECT (B'1011'::varbit)::text, (B'0'::varbit(8))::text;
----
1011|0
SELECT 1

SELECT (B'1011'::varbit)::varchar(4), (B'0'::varbit(8))::varchar(4);
----
1011|0
SELECT 1

SELECT (B'1011'::varbit)::char(4), (B'0'::varbit(8))::char(4);
----
1011|0   
SELECT 1

SELECT (B'1011'::varbit)::name, (B'0'::varbit(8))::name;
----
1011|0
SELECT 1

SELECT (B'1011'::varbit)::"char", (B'0'::varbit(8))::"char";
----
error 42846 cannot cast type bit varying to "char"

SELECT (B'1011'::varbit)::bytea, (B'0'::varbit(8))::bytea;
----
error 42846 cannot cast type bit varying to bytea

SELECT (B'1011'::varbit)::date, (B'0'::varbit(8))::date;
----
error 42846 cannot cast type bit varying to date

SELECT (B'1011'::varbit)::time, (B'0'::varbit(8))::time;
----
error 42846 cannot cast type bit varying to time without time zone

SELECT (B'1011'::varbit)::timetz, (B'0'::varbit(8))::timetz;
----
error 42846 cannot cast type bit varying to time with time zone

SELECT (B'1011'::varbit)::timestamp, (B'0'::varbit(8))::timestamp;
----
error 42846 cannot cast type bit varying to timestamp without time zone

SELECT (B'1011'::varbit)::timestamptz, (B'0'::varbit(8))::timestamptz;
----
error 42846 cannot cast type bit varying to timestamp with time zone

SELECT (B'1011'::varbit)::interval, (B'0'::varbit(8))::interval;
----
error 42846 cannot cast type bit varying to interval

SELECT (B'1011'::varbit)::uuid, (B'0'::varbit(8))::uuid;
----
error 42846 cannot cast type bit varying to uuid

SELECT (B'1011'::varbit)::json, (B'0'::varbit(8))::json;
----
error 42846 cannot cast type bit varying to json

SELECT (B'1011'::varbit)::jsonb, (B'0'::varbit(8))::jsonb;
----
error 42846 cannot cast type bit varying to jsonb

SELECT (B'1011'::varbit)::inet, (B'0'::varbit(8))::inet;
----
error 42846 cannot cast type bit varying to inet

SELECT (B'1011'::varbit)::cidr, (B'0'::varbit(8))::cidr;
----
error 42846 cannot cast type bit varying to cidr

SELECT (B'1011'::varbit)::macaddr, (B'0'::varbit(8))::macaddr;
----
error 42846 cannot cast type bit varying to macaddr

SELECT (B'1011'::varbit)::macaddr8, (B'0'::varbit(8))::macaddr8;
----
error 42846 cannot cast type bit varying to macaddr8

SELECT (B'1011'::varbit)::bit(6), (B'0'::varbit(8))::bit(6);
----
101100|000000
SELECT 1

SELECT (B'1011'::varbit)::point, (B'0'::varbit(8))::point;
----
error 42846 cannot cast type bit varying to point

SELECT (B'1011'::varbit)::lseg, (B'0'::varbit(8))::lseg;
----
error 42846 cannot cast type bit varying to lseg

SELECT (B'1011'::varbit)::box, (B'0'::varbit(8))::box;
----
error 42846 cannot cast type bit varying to box

SELECT (B'1011'::varbit)::path, (B'0'::varbit(8))::path;
----
error 42846 cannot cast type bit varying to path

SELECT (B'1011'::varbit)::polygon, (B'0'::varbit(8))::polygon;
----
error 42846 cannot cast type bit varying to polygon

SELECT (B'1011'::varbit)::circle, (B'0'::varbit(8))::circle;
----
error 42846 cannot cast type bit varying to circle

SELECT (B'1011'::varbit)::int4range, (B'0'::varbit(8))::int4range;
----
error 42846 cannot cast type bit varying to int4range

SELECT (B'1011'::varbit)::int4multirange, (B'0'::varbit(8))::int4multirange;
----
error 42846 cannot cast type bit varying to int4multirange

SELECT (B'1011'::varbit)::regclass, (B'0'::varbit(8))::regclass;
----
error 42846 cannot cast type bit varying to regclass

SELECT (B'1011'::varbit)::regtype, (B'0'::varbit(8))::regtype;
----
error 42846 cannot cast type bit varying to regtype

SELECT (B'1011'::varbit)::xid8, (B'0'::varbit(8))::xid8;
----
error 42846 cannot cast type bit varying to xid8

SELECT (B'1011'::varbit)::pg_lsn, (B'0'::varbit(8))::pg_lsn;
----
error 42846 cannot cast type bit varying to pg_lsn

SELECT (B'1011'::varbit)::tsvector, (B'0'::varbit(8))::tsvector;
----
error 42846 cannot cast type bit varying to tsvector

SELECT (B'1011'::varbit)::tsquery, (B'0'::varbit(8))::tsquery;
----
error 42846 cannot cast type bit varying to tsquery

SELECT (B'1011'::varbit)::int4[], (B'0'::varbit(8))::int4[];
----
error 42846 cannot cast type bit varying to integer[]

SELECT (B'1011'::varbit)::text[], (B'0'::varbit(8))::text[];
----
error 42846 cannot cast type bit varying to text[]

# point
SELECT ('(1,2)'::point)::bool, ('(-3.5,4)'::point)::bool;
----
error 42846 cannot cast type point to boolean

SELECT ('(1,2)'::point)::int2, ('(-3.5,4)'::point)::int2;
----
error 42846 cannot cast type point to smallint

SELECT ('(1,2)'::point)::int4, ('(-3.5,4)'::point)::int4;
----
error 42846 cannot cast type point to integer

SELECT ('(1,2)'::point)::int8, ('(-3.5,4)'::point)::int8;
----
error 42846 cannot cast type point to bigint

SELECT ('(1,2)'::point)::oid, ('(-3.5,4)'::point)::oid;
----
error 42846 cannot cast type point to oid

SELECT ('(1,2)'::point)::float4, ('(-3.5,4)'::point)::float4;
----
error 42846 cannot cast type point to real

SELECT ('(1,2)'::point)::float8, ('(-3.5,4)'::point)::float8;
----
error 42846 cannot cast type point to double precision

SELECT ('(1,2)'::point)::numeric(6,1), ('(-3.5,4)'::point)::numeric(6,1);
----
error 42846 cannot cast type point to numeric

SELECT ('(1,2)'::point)::money, ('(-3.5,4)'::point)::money;
----
error 42846 cannot cast type point to money

SELECT ('(1,2)'::point)::text, ('(-3.5,4)'::point)::text;
----
(1,2)|(-3.5,4)
SELECT 1

SELECT ('(1,2)'::point)::varchar(4), ('(-3.5,4)'::point)::varchar(4);
----
(1,2|(-3.
SELECT 1

SELECT ('(1,2)'::point)::char(4), ('(-3.5,4)'::point)::char(4);
----
(1,2|(-3.
SELECT 1

SELECT ('(1,2)'::point)::name, ('(-3.5,4)'::point)::name;
----
(1,2)|(-3.5,4)
SELECT 1

SELECT ('(1,2)'::point)::"char", ('(-3.5,4)'::point)::"char";
----
error 42846 cannot cast type point to "char"

SELECT ('(1,2)'::point)::bytea, ('(-3.5,4)'::point)::bytea;
----
error 42846 cannot cast type point to bytea

SELECT ('(1,2)'::point)::date, ('(-3.5,4)'::point)::date;
----
error 42846 cannot cast type point to date

SELECT ('(1,2)'::point)::time, ('(-3.5,4)'::point)::time;
----
error 42846 cannot cast type point to time without time zone

SELECT ('(1,2)'::point)::timetz, ('(-3.5,4)'::point)::timetz;
----
error 42846 cannot cast type point to time with time zone

SELECT ('(1,2)'::point)::timestamp, ('(-3.5,4)'::point)::timestamp;
----
error 42846 cannot cast type point to timestamp without time zone

SELECT ('(1,2)'::point)::timestamptz, ('(-3.5,4)'::point)::timestamptz;
----
error 42846 cannot cast type point to timestamp with time zone

SELECT ('(1,2)'::point)::interval, ('(-3.5,4)'::point)::interval;
----
error 42846 cannot cast type point to interval

SELECT ('(1,2)'::point)::uuid, ('(-3.5,4)'::point)::uuid;
----
error 42846 cannot cast type point to uuid

SELECT ('(1,2)'::point)::json, ('(-3.5,4)'::point)::json;
----
error 42846 cannot cast type point to json

SELECT ('(1,2)'::point)::jsonb, ('(-3.5,4)'::point)::jsonb;
----
error 42846 cannot cast type point to jsonb

SELECT ('(1,2)'::point)::inet, ('(-3.5,4)'::point)::inet;
----
error 42846 cannot cast type point to inet

SELECT ('(1,2)'::point)::cidr, ('(-3.5,4)'::point)::cidr;
----
error 42846 cannot cast type point to cidr

SELECT ('(1,2)'::point)::macaddr, ('(-3.5,4)'::point)::macaddr;
----
error 42846 cannot cast type point to macaddr

SELECT ('(1,2)'::point)::macaddr8, ('(-3.5,4)'::point)::macaddr8;
----
error 42846 cannot cast type point to macaddr8

SELECT ('(1,2)'::point)::bit(6), ('(-3.5,4)'::point)::bit(6);
----
error 42846 cannot cast type point to bit

SELECT ('(1,2)'::point)::varbit(4), ('(-3.5,4)'::point)::varbit(4);
----
error 42846 cannot cast type point to bit varying

SELECT ('(1,2)'::point)::lseg, ('(-3.5,4)'::point)::lseg;
----
error 42846 cannot cast type point to lseg

SELECT ('(1,2)'::point)::box, ('(-3.5,4)'::point)::box;
----
(1,2),(1,2)|(-3.5,4),(-3.5,4)
SELECT 1

SELECT ('(1,2)'::point)::path, ('(-3.5,4)'::point)::path;
----
error 42846 cannot cast type point to path

SELECT ('(1,2)'::point)::polygon, ('(-3.5,4)'::point)::polygon;
----
error 42846 cannot cast type point to polygon

SELECT ('(1,2)'::point)::circle, ('(-3.5,4)'::point)::circle;
----
error 42846 cannot cast type point to circle

SELECT ('(1,2)'::point)::int4range, ('(-3.5,4)'::point)::int4range;
----
error 42846 cannot cast type point to int4range

SELECT ('(1,2)'::point)::int4multirange, ('(-3.5,4)'::point)::int4multirange;
----
error 42846 cannot cast type point to int4multirange

SELECT ('(1,2)'::point)::regclass, ('(-3.5,4)'::point)::regclass;
----
error 42846 cannot cast type point to regclass

SELECT ('(1,2)'::point)::regtype, ('(-3.5,4)'::point)::regtype;
----
error 42846 cannot cast type point to regtype

SELECT ('(1,2)'::point)::xid8, ('(-3.5,4)'::point)::xid8;
----
error 42846 cannot cast type point to xid8

SELECT ('(1,2)'::point)::pg_lsn, ('(-3.5,4)'::point)::pg_lsn;
----
error 42846 cannot cast type point to pg_lsn

SELECT ('(1,2)'::point)::tsvector, ('(-3.5,4)'::point)::tsvector;
----
error 42846 cannot cast type point to tsvector

SELECT ('(1,2)'::point)::tsquery, ('(-3.5,4)'::point)::tsquery;
----
error 42846 cannot cast type point to tsquery

SELECT ('(1,2)'::point)::int4[], ('(-3.5,4)'::point)::int4[];
----
error 42846 cannot cast type point to integer[]

SELECT ('(1,2)'::point)::text[], ('(-3.5,4)'::point)::text[];
----
error 42846 cannot cast type point to text[]

# lseg
SELECT ('[(0,0),(3,4)]'::lseg)::bool, ('[(1,0),(1,5)]'::lseg)::bool;
----
error 42846 cannot cast type lseg to boolean

SELECT ('[(0,0),(3,4)]'::lseg)::int2, ('[(1,0),(1,5)]'::lseg)::int2;
----
error 42846 cannot cast type lseg to smallint

SELECT ('[(0,0),(3,4)]'::lseg)::int4, ('[(1,0),(1,5)]'::lseg)::int4;
----
error 42846 cannot cast type lseg to integer

SELECT ('[(0,0),(3,4)]'::lseg)::int8, ('[(1,0),(1,5)]'::lseg)::int8;
----
error 42846 cannot cast type lseg to bigint

SELECT ('[(0,0),(3,4)]'::lseg)::oid, ('[(1,0),(1,5)]'::lseg)::oid;
----
error 42846 cannot cast type lseg to oid

SELECT ('[(0,0),(3,4)]'::lseg)::float4, ('[(1,0),(1,5)]'::lseg)::float4;
----
error 42846 cannot cast type lseg to real

SELECT ('[(0,0),(3,4)]'::lseg)::float8, ('[(1,0),(1,5)]'::lseg)::float8;
----
error 42846 cannot cast type lseg to double precision

SELECT ('[(0,0),(3,4)]'::lseg)::numeric(6,1), ('[(1,0),(1,5)]'::lseg)::numeric(6,1);
----
error 42846 cannot cast type lseg to numeric

SELECT ('[(0,0),(3,4)]'::lseg)::money, ('[(1,0),(1,5)]'::lseg)::money;
----
error 42846 cannot cast type lseg to money

SELECT ('[(0,0),(3,4)]'::lseg)::text, ('[(1,0),(1,5)]'::lseg)::text;
----
[(0,0),(3,4)]|[(1,0),(1,5)]
SELECT 1

SELECT ('[(0,0),(3,4)]'::lseg)::varchar(4), ('[(1,0),(1,5)]'::lseg)::varchar(4);
----
[(0,|[(1,
SELECT 1

SELECT ('[(0,0),(3,4)]'::lseg)::char(4), ('[(1,0),(1,5)]'::lseg)::char(4);
----
[(0,|[(1,
SELECT 1

SELECT ('[(0,0),(3,4)]'::lseg)::name, ('[(1,0),(1,5)]'::lseg)::name;
----
[(0,0),(3,4)]|[(1,0),(1,5)]
SELECT 1

SELECT ('[(0,0),(3,4)]'::lseg)::"char", ('[(1,0),(1,5)]'::lseg)::"char";
----
error 42846 cannot cast type lseg to "char"

SELECT ('[(0,0),(3,4)]'::lseg)::bytea, ('[(1,0),(1,5)]'::lseg)::bytea;
----
error 42846 cannot cast type lseg to bytea

SELECT ('[(0,0),(3,4)]'::lseg)::date, ('[(1,0),(1,5)]'::lseg)::date;
----
error 42846 cannot cast type lseg to date

SELECT ('[(0,0),(3,4)]'::lseg)::time, ('[(1,0),(1,5)]'::lseg)::time;
----
error 42846 cannot cast type lseg to time without time zone

SELECT ('[(0,0),(3,4)]'::lseg)::timetz, ('[(1,0),(1,5)]'::lseg)::timetz;
----
error 42846 cannot cast type lseg to time with time zone

SELECT ('[(0,0),(3,4)]'::lseg)::timestamp, ('[(1,0),(1,5)]'::lseg)::timestamp;
----
error 42846 cannot cast type lseg to timestamp without time zone

SELECT ('[(0,0),(3,4)]'::lseg)::timestamptz, ('[(1,0),(1,5)]'::lseg)::timestamptz;
----
error 42846 cannot cast type lseg to timestamp with time zone

SELECT ('[(0,0),(3,4)]'::lseg)::interval, ('[(1,0),(1,5)]'::lseg)::interval;
----
error 42846 cannot cast type lseg to interval

SELECT ('[(0,0),(3,4)]'::lseg)::uuid, ('[(1,0),(1,5)]'::lseg)::uuid;
----
error 42846 cannot cast type lseg to uuid

SELECT ('[(0,0),(3,4)]'::lseg)::json, ('[(1,0),(1,5)]'::lseg)::json;
----
error 42846 cannot cast type lseg to json

SELECT ('[(0,0),(3,4)]'::lseg)::jsonb, ('[(1,0),(1,5)]'::lseg)::jsonb;
----
error 42846 cannot cast type lseg to jsonb

SELECT ('[(0,0),(3,4)]'::lseg)::inet, ('[(1,0),(1,5)]'::lseg)::inet;
----
error 42846 cannot cast type lseg to inet

SELECT ('[(0,0),(3,4)]'::lseg)::cidr, ('[(1,0),(1,5)]'::lseg)::cidr;
----
error 42846 cannot cast type lseg to cidr

SELECT ('[(0,0),(3,4)]'::lseg)::macaddr, ('[(1,0),(1,5)]'::lseg)::macaddr;
----
error 42846 cannot cast type lseg to macaddr

SELECT ('[(0,0),(3,4)]'::lseg)::macaddr8, ('[(1,0),(1,5)]'::lseg)::macaddr8;
----
error 42846 cannot cast type lseg to macaddr8

SELECT ('[(0,0),(3,4)]'::lseg)::bit(6), ('[(1,0),(1,5)]'::lseg)::bit(6);
----
error 42846 cannot cast type lseg to bit

SELECT ('[(0,0),(3,4)]'::lseg)::varbit(4), ('[(1,0),(1,5)]'::lseg)::varbit(4);
----
error 42846 cannot cast type lseg to bit varying

SELECT ('[(0,0),(3,4)]'::lseg)::point, ('[(1,0),(1,5)]'::lseg)::point;
----
(1.5,2)|(1,2.5)
SELECT 1

SELECT ('[(0,0),(3,4)]'::lseg)::box, ('[(1,0),(1,5)]'::lseg)::box;
----
error 42846 cannot cast type lseg to box

SELECT ('[(0,0),(3,4)]'::lseg)::path, ('[(1,0),(1,5)]'::lseg)::path;
----
error 42846 cannot cast type lseg to path

SELECT ('[(0,0),(3,4)]'::lseg)::polygon, ('[(1,0),(1,5)]'::lseg)::polygon;
----
error 42846 cannot cast type lseg to polygon

SELECT ('[(0,0),(3,4)]'::lseg)::circle, ('[(1,0),(1,5)]'::lseg)::circle;
----
error 42846 cannot cast type lseg to circle

SELECT ('[(0,0),(3,4)]'::lseg)::int4range, ('[(1,0),(1,5)]'::lseg)::int4range;
----
error 42846 cannot cast type lseg to int4range

SELECT ('[(0,0),(3,4)]'::lseg)::int4multirange, ('[(1,0),(1,5)]'::lseg)::int4multirange;
----
error 42846 cannot cast type lseg to int4multirange

SELECT ('[(0,0),(3,4)]'::lseg)::regclass, ('[(1,0),(1,5)]'::lseg)::regclass;
----
error 42846 cannot cast type lseg to regclass

SELECT ('[(0,0),(3,4)]'::lseg)::regtype, ('[(1,0),(1,5)]'::lseg)::regtype;
----
error 42846 cannot cast type lseg to regtype

SELECT ('[(0,0),(3,4)]'::lseg)::xid8, ('[(1,0),(1,5)]'::lseg)::xid8;
----
error 42846 cannot cast type lseg to xid8

SELECT ('[(0,0),(3,4)]'::lseg)::pg_lsn, ('[(1,0),(1,5)]'::lseg)::pg_lsn;
----
error 42846 cannot cast type lseg to pg_lsn

SELECT ('[(0,0),(3,4)]'::lseg)::tsvector, ('[(1,0),(1,5)]'::lseg)::tsvector;
----
error 42846 cannot cast type lseg to tsvector

SELECT ('[(0,0),(3,4)]'::lseg)::tsquery, ('[(1,0),(1,5)]'::lseg)::tsquery;
----
error 42846 cannot cast type lseg to tsquery

SELECT ('[(0,0),(3,4)]'::lseg)::int4[], ('[(1,0),(1,5)]'::lseg)::int4[];
----
error 42846 cannot cast type lseg to integer[]

SELECT ('[(0,0),(3,4)]'::lseg)::text[], ('[(1,0),(1,5)]'::lseg)::text[];
----
error 42846 cannot cast type lseg to text[]

# box
SELECT ('(3,4),(0,0)'::box)::bool, ('(5,6),(2,1)'::box)::bool;
----
error 42846 cannot cast type box to boolean

SELECT ('(3,4),(0,0)'::box)::int2, ('(5,6),(2,1)'::box)::int2;
----
error 42846 cannot cast type box to smallint

SELECT ('(3,4),(0,0)'::box)::int4, ('(5,6),(2,1)'::box)::int4;
----
error 42846 cannot cast type box to integer

SELECT ('(3,4),(0,0)'::box)::int8, ('(5,6),(2,1)'::box)::int8;
----
error 42846 cannot cast type box to bigint

SELECT ('(3,4),(0,0)'::box)::oid, ('(5,6),(2,1)'::box)::oid;
----
error 42846 cannot cast type box to oid

SELECT ('(3,4),(0,0)'::box)::float4, ('(5,6),(2,1)'::box)::float4;
----
error 42846 cannot cast type box to real

SELECT ('(3,4),(0,0)'::box)::float8, ('(5,6),(2,1)'::box)::float8;
----
error 42846 cannot cast type box to double precision

SELECT ('(3,4),(0,0)'::box)::numeric(6,1), ('(5,6),(2,1)'::box)::numeric(6,1);
----
error 42846 cannot cast type box to numeric

SELECT ('(3,4),(0,0)'::box)::money, ('(5,6),(2,1)'::box)::money;
----
error 42846 cannot cast type box to money

SELECT ('(3,4),(0,0)'::box)::text, ('(5,6),(2,1)'::box)::text;
----
(3,4),(0,0)|(5,6),(2,1)
SELECT 1

SELECT ('(3,4),(0,0)'::box)::varchar(4), ('(5,6),(2,1)'::box)::varchar(4);
----
(3,4|(5,6
SELECT 1

SELECT ('(3,4),(0,0)'::box)::char(4), ('(5,6),(2,1)'::box)::char(4);
----
(3,4|(5,6
SELECT 1

SELECT ('(3,4),(0,0)'::box)::name, ('(5,6),(2,1)'::box)::name;
----
(3,4),(0,0)|(5,6),(2,1)
SELECT 1

SELECT ('(3,4),(0,0)'::box)::"char", ('(5,6),(2,1)'::box)::"char";
----
error 42846 cannot cast type box to "char"

SELECT ('(3,4),(0,0)'::box)::bytea, ('(5,6),(2,1)'::box)::bytea;
----
error 42846 cannot cast type box to bytea

SELECT ('(3,4),(0,0)'::box)::date, ('(5,6),(2,1)'::box)::date;
----
error 42846 cannot cast type box to date

SELECT ('(3,4),(0,0)'::box)::time, ('(5,6),(2,1)'::box)::time;
----
error 42846 cannot cast type box to time without time zone

SELECT ('(3,4),(0,0)'::box)::timetz, ('(5,6),(2,1)'::box)::timetz;
----
error 42846 cannot cast type box to time with time zone

SELECT ('(3,4),(0,0)'::box)::timestamp, ('(5,6),(2,1)'::box)::timestamp;
----
error 42846 cannot cast type box to timestamp without time zone

SELECT ('(3,4),(0,0)'::box)::timestamptz, ('(5,6),(2,1)'::box)::timestamptz;
----
error 42846 cannot cast type box to timestamp with time zone

SELECT ('(3,4),(0,0)'::box)::interval, ('(5,6),(2,1)'::box)::interval;
----
error 42846 cannot cast type box to interval

SELECT ('(3,4),(0,0)'::box)::uuid, ('(5,6),(2,1)'::box)::uuid;
----
error 42846 cannot cast type box to uuid

SELECT ('(3,4),(0,0)'::box)::json, ('(5,6),(2,1)'::box)::json;
----
error 42846 cannot cast type box to json

SELECT ('(3,4),(0,0)'::box)::jsonb, ('(5,6),(2,1)'::box)::jsonb;
----
error 42846 cannot cast type box to jsonb

SELECT ('(3,4),(0,0)'::box)::inet, ('(5,6),(2,1)'::box)::inet;
----
error 42846 cannot cast type box to inet

SELECT ('(3,4),(0,0)'::box)::cidr, ('(5,6),(2,1)'::box)::cidr;
----
error 42846 cannot cast type box to cidr

SELECT ('(3,4),(0,0)'::box)::macaddr, ('(5,6),(2,1)'::box)::macaddr;
----
error 42846 cannot cast type box to macaddr

SELECT ('(3,4),(0,0)'::box)::macaddr8, ('(5,6),(2,1)'::box)::macaddr8;
----
error 42846 cannot cast type box to macaddr8

SELECT ('(3,4),(0,0)'::box)::bit(6), ('(5,6),(2,1)'::box)::bit(6);
----
error 42846 cannot cast type box to bit

SELECT ('(3,4),(0,0)'::box)::varbit(4), ('(5,6),(2,1)'::box)::varbit(4);
----
error 42846 cannot cast type box to bit varying

SELECT ('(3,4),(0,0)'::box)::point, ('(5,6),(2,1)'::box)::point;
----
(1.5,2)|(3.5,3.5)
SELECT 1

SELECT ('(3,4),(0,0)'::box)::lseg, ('(5,6),(2,1)'::box)::lseg;
----
[(3,4),(0,0)]|[(5,6),(2,1)]
SELECT 1

SELECT ('(3,4),(0,0)'::box)::path, ('(5,6),(2,1)'::box)::path;
----
error 42846 cannot cast type box to path

SELECT ('(3,4),(0,0)'::box)::polygon, ('(5,6),(2,1)'::box)::polygon;
----
((0,0),(0,4),(3,4),(3,0))|((2,1),(2,6),(5,6),(5,1))
SELECT 1

SELECT ('(3,4),(0,0)'::box)::circle, ('(5,6),(2,1)'::box)::circle;
----
<(1.5,2),2.5>|<(3.5,3.5),2.91547594742265>
SELECT 1

SELECT ('(3,4),(0,0)'::box)::int4range, ('(5,6),(2,1)'::box)::int4range;
----
error 42846 cannot cast type box to int4range

SELECT ('(3,4),(0,0)'::box)::int4multirange, ('(5,6),(2,1)'::box)::int4multirange;
----
error 42846 cannot cast type box to int4multirange

SELECT ('(3,4),(0,0)'::box)::regclass, ('(5,6),(2,1)'::box)::regclass;
----
error 42846 cannot cast type box to regclass

SELECT ('(3,4),(0,0)'::box)::regtype, ('(5,6),(2,1)'::box)::regtype;
----
error 42846 cannot cast type box to regtype

SELECT ('(3,4),(0,0)'::box)::xid8, ('(5,6),(2,1)'::box)::xid8;
----
error 42846 cannot cast type box to xid8

SELECT ('(3,4),(0,0)'::box)::pg_lsn, ('(5,6),(2,1)'::box)::pg_lsn;
----
error 42846 cannot cast type box to pg_lsn

SELECT ('(3,4),(0,0)'::box)::tsvector, ('(5,6),(2,1)'::box)::tsvector;
----
error 42846 cannot cast type box to tsvector

SELECT ('(3,4),(0,0)'::box)::tsquery, ('(5,6),(2,1)'::box)::tsquery;
----
error 42846 cannot cast type box to tsquery

SELECT ('(3,4),(0,0)'::box)::int4[], ('(5,6),(2,1)'::box)::int4[];
----
error 42846 cannot cast type box to integer[]

SELECT ('(3,4),(0,0)'::box)::text[], ('(5,6),(2,1)'::box)::text[];
----
error 42846 cannot cast type box to text[]

# path
SELECT ('[(0,0),(1,1),(2,0)]'::path)::bool, ('((0,0),(4,0),(4,3))'::path)::bool;
----
error 42846 cannot cast type path to boolean

SELECT ('[(0,0),(1,1),(2,0)]'::path)::int2, ('((0,0),(4,0),(4,3))'::path)::int2;
----
error 42846 cannot cast type path to smallint

SELECT ('[(0,0),(1,1),(2,0)]'::path)::int4, ('((0,0),(4,0),(4,3))'::path)::int4;
----
error 42846 cannot cast type path to integer

SELECT ('[(0,0),(1,1),(2,0)]'::path)::int8, ('((0,0),(4,0),(4,3))'::path)::int8;
----
error 42846 cannot cast type path to bigint

SELECT ('[(0,0),(1,1),(2,0)]'::path)::oid, ('((0,0),(4,0),(4,3))'::path)::oid;
----
error 42846 cannot cast type path to oid

SELECT ('[(0,0),(1,1),(2,0)]'::path)::float4, ('((0,0),(4,0),(4,3))'::path)::float4;
----
error 42846 cannot cast type path to real

SELECT ('[(0,0),(1,1),(2,0)]'::path)::float8, ('((0,0),(4,0),(4,3))'::path)::float8;
----
error 42846 cannot cast type path to double precision

SELECT ('[(0,0),(1,1),(2,0)]'::path)::numeric(6,1), ('((0,0),(4,0),(4,3))'::path)::numeric(6,1);
----
error 42846 cannot cast type path to numeric

SELECT ('[(0,0),(1,1),(2,0)]'::path)::money, ('((0,0),(4,0),(4,3))'::path)::money;
----
error 42846 cannot cast type path to money

SELECT ('[(0,0),(1,1),(2,0)]'::path)::text, ('((0,0),(4,0),(4,3))'::path)::text;
----
[(0,0),(1,1),(2,0)]|((0,0),(4,0),(4,3))
SELECT 1

SELECT ('[(0,0),(1,1),(2,0)]'::path)::varchar(4), ('((0,0),(4,0),(4,3))'::path)::varchar(4);
----
[(0,|((0,
SELECT 1

SELECT ('[(0,0),(1,1),(2,0)]'::path)::char(4), ('((0,0),(4,0),(4,3))'::path)::char(4);
----
[(0,|((0,
SELECT 1

SELECT ('[(0,0),(1,1),(2,0)]'::path)::name, ('((0,0),(4,0),(4,3))'::path)::name;
----
[(0,0),(1,1),(2,0)]|((0,0),(4,0),(4,3))
SELECT 1

SELECT ('[(0,0),(1,1),(2,0)]'::path)::"char", ('((0,0),(4,0),(4,3))'::path)::"char";
----
error 42846 cannot cast type path to "char"

SELECT ('[(0,0),(1,1),(2,0)]'::path)::bytea, ('((0,0),(4,0),(4,3))'::path)::bytea;
----
error 42846 cannot cast type path to bytea

SELECT ('[(0,0),(1,1),(2,0)]'::path)::date, ('((0,0),(4,0),(4,3))'::path)::date;
----
error 42846 cannot cast type path to date

SELECT ('[(0,0),(1,1),(2,0)]'::path)::time, ('((0,0),(4,0),(4,3))'::path)::time;
----
error 42846 cannot cast type path to time without time zone

SELECT ('[(0,0),(1,1),(2,0)]'::path)::timetz, ('((0,0),(4,0),(4,3))'::path)::timetz;
----
error 42846 cannot cast type path to time with time zone

SELECT ('[(0,0),(1,1),(2,0)]'::path)::timestamp, ('((0,0),(4,0),(4,3))'::path)::timestamp;
----
error 42846 cannot cast type path to timestamp without time zone

SELECT ('[(0,0),(1,1),(2,0)]'::path)::timestamptz, ('((0,0),(4,0),(4,3))'::path)::timestamptz;
----
error 42846 cannot cast type path to timestamp with time zone

SELECT ('[(0,0),(1,1),(2,0)]'::path)::interval, ('((0,0),(4,0),(4,3))'::path)::interval;
----
error 42846 cannot cast type path to interval

SELECT ('[(0,0),(1,1),(2,0)]'::path)::uuid, ('((0,0),(4,0),(4,3))'::path)::uuid;
----
error 42846 cannot cast type path to uuid

SELECT ('[(0,0),(1,1),(2,0)]'::path)::json, ('((0,0),(4,0),(4,3))'::path)::json;
----
error 42846 cannot cast type path to json

SELECT ('[(0,0),(1,1),(2,0)]'::path)::jsonb, ('((0,0),(4,0),(4,3))'::path)::jsonb;
----
error 42846 cannot cast type path to jsonb

SELECT ('[(0,0),(1,1),(2,0)]'::path)::inet, ('((0,0),(4,0),(4,3))'::path)::inet;
----
error 42846 cannot cast type path to inet

SELECT ('[(0,0),(1,1),(2,0)]'::path)::cidr, ('((0,0),(4,0),(4,3))'::path)::cidr;
----
error 42846 cannot cast type path to cidr

SELECT ('[(0,0),(1,1),(2,0)]'::path)::macaddr, ('((0,0),(4,0),(4,3))'::path)::macaddr;
----
error 42846 cannot cast type path to macaddr

SELECT ('[(0,0),(1,1),(2,0)]'::path)::macaddr8, ('((0,0),(4,0),(4,3))'::path)::macaddr8;
----
error 42846 cannot cast type path to macaddr8

SELECT ('[(0,0),(1,1),(2,0)]'::path)::bit(6), ('((0,0),(4,0),(4,3))'::path)::bit(6);
----
error 42846 cannot cast type path to bit

SELECT ('[(0,0),(1,1),(2,0)]'::path)::varbit(4), ('((0,0),(4,0),(4,3))'::path)::varbit(4);
----
error 42846 cannot cast type path to bit varying

SELECT ('[(0,0),(1,1),(2,0)]'::path)::point, ('((0,0),(4,0),(4,3))'::path)::point;
----
error 42846 cannot cast type path to point

SELECT ('[(0,0),(1,1),(2,0)]'::path)::lseg, ('((0,0),(4,0),(4,3))'::path)::lseg;
----
error 42846 cannot cast type path to lseg

SELECT ('[(0,0),(1,1),(2,0)]'::path)::box, ('((0,0),(4,0),(4,3))'::path)::box;
----
error 42846 cannot cast type path to box

SELECT ('[(0,0),(1,1),(2,0)]'::path)::polygon, ('((0,0),(4,0),(4,3))'::path)::polygon;
----
error 22023 open path cannot be converted to polygon

SELECT ('[(0,0),(1,1),(2,0)]'::path)::circle, ('((0,0),(4,0),(4,3))'::path)::circle;
----
error 42846 cannot cast type path to circle

SELECT ('[(0,0),(1,1),(2,0)]'::path)::int4range, ('((0,0),(4,0),(4,3))'::path)::int4range;
----
error 42846 cannot cast type path to int4range

SELECT ('[(0,0),(1,1),(2,0)]'::path)::int4multirange, ('((0,0),(4,0),(4,3))'::path)::int4multirange;
----
error 42846 cannot cast type path to int4multirange

SELECT ('[(0,0),(1,1),(2,0)]'::path)::regclass, ('((0,0),(4,0),(4,3))'::path)::regclass;
----
error 42846 cannot cast type path to regclass

SELECT ('[(0,0),(1,1),(2,0)]'::path)::regtype, ('((0,0),(4,0),(4,3))'::path)::regtype;
----
error 42846 cannot cast type path to regtype

SELECT ('[(0,0),(1,1),(2,0)]'::path)::xid8, ('((0,0),(4,0),(4,3))'::path)::xid8;
----
error 42846 cannot cast type path to xid8

SELECT ('[(0,0),(1,1),(2,0)]'::path)::pg_lsn, ('((0,0),(4,0),(4,3))'::path)::pg_lsn;
----
error 42846 cannot cast type path to pg_lsn

SELECT ('[(0,0),(1,1),(2,0)]'::path)::tsvector, ('((0,0),(4,0),(4,3))'::path)::tsvector;
----
error 42846 cannot cast type path to tsvector

SELECT ('[(0,0),(1,1),(2,0)]'::path)::tsquery, ('((0,0),(4,0),(4,3))'::path)::tsquery;
----
error 42846 cannot cast type path to tsquery

SELECT ('[(0,0),(1,1),(2,0)]'::path)::int4[], ('((0,0),(4,0),(4,3))'::path)::int4[];
----
error 42846 cannot cast type path to integer[]

SELECT ('[(0,0),(1,1),(2,0)]'::path)::text[], ('((0,0),(4,0),(4,3))'::path)::text[];
----
error 42846 cannot cast type path to text[]

# polygon
SELECT ('((0,0),(4,0),(4,3))'::polygon)::bool, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::bool;
----
error 42846 cannot cast type polygon to boolean

SELECT ('((0,0),(4,0),(4,3))'::polygon)::int2, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::int2;
----
error 42846 cannot cast type polygon to smallint

SELECT ('((0,0),(4,0),(4,3))'::polygon)::int4, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::int4;
----
error 42846 cannot cast type polygon to integer

SELECT ('((0,0),(4,0),(4,3))'::polygon)::int8, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::int8;
----
error 42846 cannot cast type polygon to bigint

SELECT ('((0,0),(4,0),(4,3))'::polygon)::oid, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::oid;
----
error 42846 cannot cast type polygon to oid

SELECT ('((0,0),(4,0),(4,3))'::polygon)::float4, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::float4;
----
error 42846 cannot cast type polygon to real

SELECT ('((0,0),(4,0),(4,3))'::polygon)::float8, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::float8;
----
error 42846 cannot cast type polygon to double precision

SELECT ('((0,0),(4,0),(4,3))'::polygon)::numeric(6,1), ('((1,1),(2,1),(2,2),(1,2))'::polygon)::numeric(6,1);
----
error 42846 cannot cast type polygon to numeric

SELECT ('((0,0),(4,0),(4,3))'::polygon)::money, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::money;
----
error 42846 cannot cast type polygon to money

SELECT ('((0,0),(4,0),(4,3))'::polygon)::text, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::text;
----
((0,0),(4,0),(4,3))|((1,1),(2,1),(2,2),(1,2))
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::varchar(4), ('((1,1),(2,1),(2,2),(1,2))'::polygon)::varchar(4);
----
((0,|((1,
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::char(4), ('((1,1),(2,1),(2,2),(1,2))'::polygon)::char(4);
----
((0,|((1,
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::name, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::name;
----
((0,0),(4,0),(4,3))|((1,1),(2,1),(2,2),(1,2))
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::"char", ('((1,1),(2,1),(2,2),(1,2))'::polygon)::"char";
----
error 42846 cannot cast type polygon to "char"

SELECT ('((0,0),(4,0),(4,3))'::polygon)::bytea, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::bytea;
----
error 42846 cannot cast type polygon to bytea

SELECT ('((0,0),(4,0),(4,3))'::polygon)::date, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::date;
----
error 42846 cannot cast type polygon to date

SELECT ('((0,0),(4,0),(4,3))'::polygon)::time, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::time;
----
error 42846 cannot cast type polygon to time without time zone

SELECT ('((0,0),(4,0),(4,3))'::polygon)::timetz, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::timetz;
----
error 42846 cannot cast type polygon to time with time zone

SELECT ('((0,0),(4,0),(4,3))'::polygon)::timestamp, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::timestamp;
----
error 42846 cannot cast type polygon to timestamp without time zone

SELECT ('((0,0),(4,0),(4,3))'::polygon)::timestamptz, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::timestamptz;
----
error 42846 cannot cast type polygon to timestamp with time zone

SELECT ('((0,0),(4,0),(4,3))'::polygon)::interval, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::interval;
----
error 42846 cannot cast type polygon to interval

SELECT ('((0,0),(4,0),(4,3))'::polygon)::uuid, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::uuid;
----
error 42846 cannot cast type polygon to uuid

SELECT ('((0,0),(4,0),(4,3))'::polygon)::json, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::json;
----
error 42846 cannot cast type polygon to json

SELECT ('((0,0),(4,0),(4,3))'::polygon)::jsonb, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::jsonb;
----
error 42846 cannot cast type polygon to jsonb

SELECT ('((0,0),(4,0),(4,3))'::polygon)::inet, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::inet;
----
error 42846 cannot cast type polygon to inet

SELECT ('((0,0),(4,0),(4,3))'::polygon)::cidr, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::cidr;
----
error 42846 cannot cast type polygon to cidr

SELECT ('((0,0),(4,0),(4,3))'::polygon)::macaddr, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::macaddr;
----
error 42846 cannot cast type polygon to macaddr

SELECT ('((0,0),(4,0),(4,3))'::polygon)::macaddr8, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::macaddr8;
----
error 42846 cannot cast type polygon to macaddr8

SELECT ('((0,0),(4,0),(4,3))'::polygon)::bit(6), ('((1,1),(2,1),(2,2),(1,2))'::polygon)::bit(6);
----
error 42846 cannot cast type polygon to bit

SELECT ('((0,0),(4,0),(4,3))'::polygon)::varbit(4), ('((1,1),(2,1),(2,2),(1,2))'::polygon)::varbit(4);
----
error 42846 cannot cast type polygon to bit varying

SELECT ('((0,0),(4,0),(4,3))'::polygon)::point, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::point;
----
(2.6666666666666665,1)|(1.5,1.5)
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::lseg, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::lseg;
----
error 42846 cannot cast type polygon to lseg

SELECT ('((0,0),(4,0),(4,3))'::polygon)::box, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::box;
----
(4,3),(0,0)|(2,2),(1,1)
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::path, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::path;
----
((0,0),(4,0),(4,3))|((1,1),(2,1),(2,2),(1,2))
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::circle, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::circle;
----
<(2.6666666666666665,1),2.306122921805057>|<(1.5,1.5),0.7071067811865476>
SELECT 1

SELECT ('((0,0),(4,0),(4,3))'::polygon)::int4range, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::int4range;
----
error 42846 cannot cast type polygon to int4range

SELECT ('((0,0),(4,0),(4,3))'::polygon)::int4multirange, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::int4multirange;
----
error 42846 cannot cast type polygon to int4multirange

SELECT ('((0,0),(4,0),(4,3))'::polygon)::regclass, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::regclass;
----
error 42846 cannot cast type polygon to regclass

SELECT ('((0,0),(4,0),(4,3))'::polygon)::regtype, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::regtype;
----
error 42846 cannot cast type polygon to regtype

SELECT ('((0,0),(4,0),(4,3))'::polygon)::xid8, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::xid8;
----
error 42846 cannot cast type polygon to xid8

SELECT ('((0,0),(4,0),(4,3))'::polygon)::pg_lsn, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::pg_lsn;
----
error 42846 cannot cast type polygon to pg_lsn

SELECT ('((0,0),(4,0),(4,3))'::polygon)::tsvector, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::tsvector;
----
error 42846 cannot cast type polygon to tsvector

SELECT ('((0,0),(4,0),(4,3))'::polygon)::tsquery, ('((1,1),(2,1),(2,2),(1,2))'::polygon)::tsquery;
----
error 42846 cannot cast type polygon to tsquery

SELECT ('((0,0),(4,0),(4,3))'::polygon)::int4[], ('((1,1),(2,1),(2,2),(1,2))'::polygon)::int4[];
----
error 42846 cannot cast type polygon to integer[]

SELECT ('((0,0),(4,0),(4,3))'::polygon)::text[], ('((1,1),(2,1),(2,2),(1,2))'::polygon)::text[];
----
error 42846 cannot cast type polygon to text[]

# circle
SELECT ('<(0,0),5>'::circle)::bool, ('<(3,1),2>'::circle)::bool;
----
error 42846 cannot cast type circle to boolean

SELECT ('<(0,0),5>'::circle)::int2, ('<(3,1),2>'::circle)::int2;
----
error 42846 cannot cast type circle to smallint

SELECT ('<(0,0),5>'::circle)::int4, ('<(3,1),2>'::circle)::int4;
----
error 42846 cannot cast type circle to integer

SELECT ('<(0,0),5>'::circle)::int8, ('<(3,1),2>'::circle)::int8;
----
error 42846 cannot cast type circle to bigint

SELECT ('<(0,0),5>'::circle)::oid, ('<(3,1),2>'::circle)::oid;
----
error 42846 cannot cast type circle to oid

SELECT ('<(0,0),5>'::circle)::float4, ('<(3,1),2>'::circle)::float4;
----
error 42846 cannot cast type circle to real

SELECT ('<(0,0),5>'::circle)::float8, ('<(3,1),2>'::circle)::float8;
----
error 42846 cannot cast type circle to double precision

SELECT ('<(0,0),5>'::circle)::numeric(6,1), ('<(3,1),2>'::circle)::numeric(6,1);
----
error 42846 cannot cast type circle to numeric

SELECT ('<(0,0),5>'::circle)::money, ('<(3,1),2>'::circle)::money;
----
error 42846 cannot cast type circle to money

SELECT ('<(0,0),5>'::circle)::text, ('<(3,1),2>'::circle)::text;
----
<(0,0),5>|<(3,1),2>
SELECT 1

SELECT ('<(0,0),5>'::circle)::varchar(4), ('<(3,1),2>'::circle)::varchar(4);
----
<(0,|<(3,
SELECT 1

SELECT ('<(0,0),5>'::circle)::char(4), ('<(3,1),2>'::circle)::char(4);
----
<(0,|<(3,
SELECT 1

SELECT ('<(0,0),5>'::circle)::name, ('<(3,1),2>'::circle)::name;
----
<(0,0),5>|<(3,1),2>
SELECT 1

SELECT ('<(0,0),5>'::circle)::"char", ('<(3,1),2>'::circle)::"char";
----
error 42846 cannot cast type circle to "char"

SELECT ('<(0,0),5>'::circle)::bytea, ('<(3,1),2>'::circle)::bytea;
----
error 42846 cannot cast type circle to bytea

SELECT ('<(0,0),5>'::circle)::date, ('<(3,1),2>'::circle)::date;
----
error 42846 cannot cast type circle to date

SELECT ('<(0,0),5>'::circle)::time, ('<(3,1),2>'::circle)::time;
----
error 42846 cannot cast type circle to time without time zone

SELECT ('<(0,0),5>'::circle)::timetz, ('<(3,1),2>'::circle)::timetz;
----
error 42846 cannot cast type circle to time with time zone

SELECT ('<(0,0),5>'::circle)::timestamp, ('<(3,1),2>'::circle)::timestamp;
----
error 42846 cannot cast type circle to timestamp without time zone

SELECT ('<(0,0),5>'::circle)::timestamptz, ('<(3,1),2>'::circle)::timestamptz;
----
error 42846 cannot cast type circle to timestamp with time zone

SELECT ('<(0,0),5>'::circle)::interval, ('<(3,1),2>'::circle)::interval;
----
error 42846 cannot cast type circle to interval

SELECT ('<(0,0),5>'::circle)::uuid, ('<(3,1),2>'::circle)::uuid;
----
error 42846 cannot cast type circle to uuid

SELECT ('<(0,0),5>'::circle)::json, ('<(3,1),2>'::circle)::json;
----
error 42846 cannot cast type circle to json

SELECT ('<(0,0),5>'::circle)::jsonb, ('<(3,1),2>'::circle)::jsonb;
----
error 42846 cannot cast type circle to jsonb

SELECT ('<(0,0),5>'::circle)::inet, ('<(3,1),2>'::circle)::inet;
----
error 42846 cannot cast type circle to inet

SELECT ('<(0,0),5>'::circle)::cidr, ('<(3,1),2>'::circle)::cidr;
----
error 42846 cannot cast type circle to cidr

SELECT ('<(0,0),5>'::circle)::macaddr, ('<(3,1),2>'::circle)::macaddr;
----
error 42846 cannot cast type circle to macaddr

SELECT ('<(0,0),5>'::circle)::macaddr8, ('<(3,1),2>'::circle)::macaddr8;
----
error 42846 cannot cast type circle to macaddr8

SELECT ('<(0,0),5>'::circle)::bit(6), ('<(3,1),2>'::circle)::bit(6);
----
error 42846 cannot cast type circle to bit

SELECT ('<(0,0),5>'::circle)::varbit(4), ('<(3,1),2>'::circle)::varbit(4);
----
error 42846 cannot cast type circle to bit varying

SELECT ('<(0,0),5>'::circle)::point, ('<(3,1),2>'::circle)::point;
----
(0,0)|(3,1)
SELECT 1

SELECT ('<(0,0),5>'::circle)::lseg, ('<(3,1),2>'::circle)::lseg;
----
error 42846 cannot cast type circle to lseg

SELECT ('<(0,0),5>'::circle)::box, ('<(3,1),2>'::circle)::box;
----
(3.5355339059327373,3.5355339059327373),(-3.5355339059327373,-3.5355339059327373)|(4.414213562373095,2.414213562373095),(1.585786437626905,-0.4142135623730949)
SELECT 1

SELECT ('<(0,0),5>'::circle)::path, ('<(3,1),2>'::circle)::path;
----
error 42846 cannot cast type circle to path

SELECT ('<(0,0),5>'::circle)::polygon, ('<(3,1),2>'::circle)::polygon;
----
((-5,0),(-4.330127018922194,2.4999999999999996),(-2.5000000000000004,4.330127018922193),(-3.061616997868383e-16,5),(2.499999999999999,4.330127018922194),(4.330127018922193,2.5000000000000018),(5,6.123233995736766e-16),(4.3301270189221945,-2.4999999999999987),(2.500000000000002,-4.330127018922192),(9.184850993605148e-16,-5),(-2.4999999999999964,-4.330127018922195),(-4.330127018922192,-2.500000000000002))|((1,1),(1.2679491924311226,2),(1.9999999999999998,2.732050807568877),(3,3),(3.9999999999999996,2.7320508075688776),(4.732050807568877,2.000000000000001),(5,1.0000000000000002),(4.732050807568878,5.551115123125783e-16),(4.000000000000001,-0.7320508075688767),(3.0000000000000004,-1),(2.0000000000000013,-0.7320508075688781),(1.2679491924311233,-8.881784197001252e-16))
SELECT 1

SELECT ('<(0,0),5>'::circle)::int4range, ('<(3,1),2>'::circle)::int4range;
----
error 42846 cannot cast type circle to int4range

SELECT ('<(0,0),5>'::circle)::int4multirange, ('<(3,1),2>'::circle)::int4multirange;
----
error 42846 cannot cast type circle to int4multirange

SELECT ('<(0,0),5>'::circle)::regclass, ('<(3,1),2>'::circle)::regclass;
----
error 42846 cannot cast type circle to regclass

SELECT ('<(0,0),5>'::circle)::regtype, ('<(3,1),2>'::circle)::regtype;
----
error 42846 cannot cast type circle to regtype

SELECT ('<(0,0),5>'::circle)::xid8, ('<(3,1),2>'::circle)::xid8;
----
error 42846 cannot cast type circle to xid8

SELECT ('<(0,0),5>'::circle)::pg_lsn, ('<(3,1),2>'::circle)::pg_lsn;
----
error 42846 cannot cast type circle to pg_lsn

SELECT ('<(0,0),5>'::circle)::tsvector, ('<(3,1),2>'::circle)::tsvector;
----
error 42846 cannot cast type circle to tsvector

SELECT ('<(0,0),5>'::circle)::tsquery, ('<(3,1),2>'::circle)::tsquery;
----
error 42846 cannot cast type circle to tsquery

SELECT ('<(0,0),5>'::circle)::int4[], ('<(3,1),2>'::circle)::int4[];
----
error 42846 cannot cast type circle to integer[]

SELECT ('<(0,0),5>'::circle)::text[], ('<(3,1),2>'::circle)::text[];
----
error 42846 cannot cast type circle to text[]

# int4range
SELECT ('[1,10)'::int4range)::bool, ('[5,15]'::int4range)::bool, ('empty'::int4range)::bool;
----
error 42846 cannot cast type int4range to boolean

SELECT ('[1,10)'::int4range)::int2, ('[5,15]'::int4range)::int2, ('empty'::int4range)::int2;
----
error 42846 cannot cast type int4range to smallint

SELECT ('[1,10)'::int4range)::int4, ('[5,15]'::int4range)::int4, ('empty'::int4range)::int4;
----
error 42846 cannot cast type int4range to integer

SELECT ('[1,10)'::int4range)::int8, ('[5,15]'::int4range)::int8, ('empty'::int4range)::int8;
----
error 42846 cannot cast type int4range to bigint

SELECT ('[1,10)'::int4range)::oid, ('[5,15]'::int4range)::oid, ('empty'::int4range)::oid;
----
error 42846 cannot cast type int4range to oid

SELECT ('[1,10)'::int4range)::float4, ('[5,15]'::int4range)::float4, ('empty'::int4range)::float4;
----
error 42846 cannot cast type int4range to real

SELECT ('[1,10)'::int4range)::float8, ('[5,15]'::int4range)::float8, ('empty'::int4range)::float8;
----
error 42846 cannot cast type int4range to double precision

SELECT ('[1,10)'::int4range)::numeric(6,1), ('[5,15]'::int4range)::numeric(6,1), ('empty'::int4range)::numeric(6,1);
----
error 42846 cannot cast type int4range to numeric

SELECT ('[1,10)'::int4range)::money, ('[5,15]'::int4range)::money, ('empty'::int4range)::money;
----
error 42846 cannot cast type int4range to money

SELECT ('[1,10)'::int4range)::text, ('[5,15]'::int4range)::text, ('empty'::int4range)::text;
----
[1,10)|[5,16)|empty
SELECT 1

SELECT ('[1,10)'::int4range)::varchar(4), ('[5,15]'::int4range)::varchar(4), ('empty'::int4range)::varchar(4);
----
[1,1|[5,1|empt
SELECT 1

SELECT ('[1,10)'::int4range)::char(4), ('[5,15]'::int4range)::char(4), ('empty'::int4range)::char(4);
----
[1,1|[5,1|empt
SELECT 1

SELECT ('[1,10)'::int4range)::name, ('[5,15]'::int4range)::name, ('empty'::int4range)::name;
----
[1,10)|[5,16)|empty
SELECT 1

SELECT ('[1,10)'::int4range)::"char", ('[5,15]'::int4range)::"char", ('empty'::int4range)::"char";
----
error 42846 cannot cast type int4range to "char"

SELECT ('[1,10)'::int4range)::bytea, ('[5,15]'::int4range)::bytea, ('empty'::int4range)::bytea;
----
error 42846 cannot cast type int4range to bytea

SELECT ('[1,10)'::int4range)::date, ('[5,15]'::int4range)::date, ('empty'::int4range)::date;
----
error 42846 cannot cast type int4range to date

SELECT ('[1,10)'::int4range)::time, ('[5,15]'::int4range)::time, ('empty'::int4range)::time;
----
error 42846 cannot cast type int4range to time without time zone

SELECT ('[1,10)'::int4range)::timetz, ('[5,15]'::int4range)::timetz, ('empty'::int4range)::timetz;
----
error 42846 cannot cast type int4range to time with time zone

SELECT ('[1,10)'::int4range)::timestamp, ('[5,15]'::int4range)::timestamp, ('empty'::int4range)::timestamp;
----
error 42846 cannot cast type int4range to timestamp without time zone

SELECT ('[1,10)'::int4range)::timestamptz, ('[5,15]'::int4range)::timestamptz, ('empty'::int4range)::timestamptz;
----
error 42846 cannot cast type int4range to timestamp with time zone

SELECT ('[1,10)'::int4range)::interval, ('[5,15]'::int4range)::interval, ('empty'::int4range)::interval;
----
error 42846 cannot cast type int4range to interval

SELECT ('[1,10)'::int4range)::uuid, ('[5,15]'::int4range)::uuid, ('empty'::int4range)::uuid;
----
error 42846 cannot cast type int4range to uuid

SELECT ('[1,10)'::int4range)::json, ('[5,15]'::int4range)::json, ('empty'::int4range)::json;
----
error 42846 cannot cast type int4range to json

SELECT ('[1,10)'::int4range)::jsonb, ('[5,15]'::int4range)::jsonb, ('empty'::int4range)::jsonb;
----
error 42846 cannot cast type int4range to jsonb

SELECT ('[1,10)'::int4range)::inet, ('[5,15]'::int4range)::inet, ('empty'::int4range)::inet;
----
error 42846 cannot cast type int4range to inet

SELECT ('[1,10)'::int4range)::cidr, ('[5,15]'::int4range)::cidr, ('empty'::int4range)::cidr;
----
error 42846 cannot cast type int4range to cidr

SELECT ('[1,10)'::int4range)::macaddr, ('[5,15]'::int4range)::macaddr, ('empty'::int4range)::macaddr;
----
error 42846 cannot cast type int4range to macaddr

SELECT ('[1,10)'::int4range)::macaddr8, ('[5,15]'::int4range)::macaddr8, ('empty'::int4range)::macaddr8;
----
error 42846 cannot cast type int4range to macaddr8

SELECT ('[1,10)'::int4range)::bit(6), ('[5,15]'::int4range)::bit(6), ('empty'::int4range)::bit(6);
----
error 42846 cannot cast type int4range to bit

SELECT ('[1,10)'::int4range)::varbit(4), ('[5,15]'::int4range)::varbit(4), ('empty'::int4range)::varbit(4);
----
error 42846 cannot cast type int4range to bit varying

SELECT ('[1,10)'::int4range)::point, ('[5,15]'::int4range)::point, ('empty'::int4range)::point;
----
error 42846 cannot cast type int4range to point

SELECT ('[1,10)'::int4range)::lseg, ('[5,15]'::int4range)::lseg, ('empty'::int4range)::lseg;
----
error 42846 cannot cast type int4range to lseg

SELECT ('[1,10)'::int4range)::box, ('[5,15]'::int4range)::box, ('empty'::int4range)::box;
----
error 42846 cannot cast type int4range to box

SELECT ('[1,10)'::int4range)::path, ('[5,15]'::int4range)::path, ('empty'::int4range)::path;
----
error 42846 cannot cast type int4range to path

SELECT ('[1,10)'::int4range)::polygon, ('[5,15]'::int4range)::polygon, ('empty'::int4range)::polygon;
----
error 42846 cannot cast type int4range to polygon

SELECT ('[1,10)'::int4range)::circle, ('[5,15]'::int4range)::circle, ('empty'::int4range)::circle;
----
error 42846 cannot cast type int4range to circle

SELECT ('[1,10)'::int4range)::int4multirange, ('[5,15]'::int4range)::int4multirange, ('empty'::int4range)::int4multirange;
----
{[1,10)}|{[5,16)}|{}
SELECT 1

SELECT ('[1,10)'::int4range)::regclass, ('[5,15]'::int4range)::regclass, ('empty'::int4range)::regclass;
----
error 42846 cannot cast type int4range to regclass

SELECT ('[1,10)'::int4range)::regtype, ('[5,15]'::int4range)::regtype, ('empty'::int4range)::regtype;
----
error 42846 cannot cast type int4range to regtype

SELECT ('[1,10)'::int4range)::xid8, ('[5,15]'::int4range)::xid8, ('empty'::int4range)::xid8;
----
error 42846 cannot cast type int4range to xid8

SELECT ('[1,10)'::int4range)::pg_lsn, ('[5,15]'::int4range)::pg_lsn, ('empty'::int4range)::pg_lsn;
----
error 42846 cannot cast type int4range to pg_lsn

SELECT ('[1,10)'::int4range)::tsvector, ('[5,15]'::int4range)::tsvector, ('empty'::int4range)::tsvector;
----
error 42846 cannot cast type int4range to tsvector

SELECT ('[1,10)'::int4range)::tsquery, ('[5,15]'::int4range)::tsquery, ('empty'::int4range)::tsquery;
----
error 42846 cannot cast type int4range to tsquery

SELECT ('[1,10)'::int4range)::int4[], ('[5,15]'::int4range)::int4[], ('empty'::int4range)::int4[];
----
error 42846 cannot cast type int4range to integer[]

SELECT ('[1,10)'::int4range)::text[], ('[5,15]'::int4range)::text[], ('empty'::int4range)::text[];
----
error 42846 cannot cast type int4range to text[]

# int4multirange
SELECT ('{[1,3),[5,9)}'::int4multirange)::bool, ('{[2,6)}'::int4multirange)::bool, ('{}'::int4multirange)::bool;
----
error 42846 cannot cast type int4multirange to boolean

SELECT ('{[1,3),[5,9)}'::int4multirange)::int2, ('{[2,6)}'::int4multirange)::int2, ('{}'::int4multirange)::int2;
----
error 42846 cannot cast type int4multirange to smallint

SELECT ('{[1,3),[5,9)}'::int4multirange)::int4, ('{[2,6)}'::int4multirange)::int4, ('{}'::int4multirange)::int4;
----
error 42846 cannot cast type int4multirange to integer

SELECT ('{[1,3),[5,9)}'::int4multirange)::int8, ('{[2,6)}'::int4multirange)::int8, ('{}'::int4multirange)::int8;
----
error 42846 cannot cast type int4multirange to bigint

SELECT ('{[1,3),[5,9)}'::int4multirange)::oid, ('{[2,6)}'::int4multirange)::oid, ('{}'::int4multirange)::oid;
----
error 42846 cannot cast type int4multirange to oid

SELECT ('{[1,3),[5,9)}'::int4multirange)::float4, ('{[2,6)}'::int4multirange)::float4, ('{}'::int4multirange)::float4;
----
error 42846 cannot cast type int4multirange to real

SELECT ('{[1,3),[5,9)}'::int4multirange)::float8, ('{[2,6)}'::int4multirange)::float8, ('{}'::int4multirange)::float8;
----
error 42846 cannot cast type int4multirange to double precision

SELECT ('{[1,3),[5,9)}'::int4multirange)::numeric(6,1), ('{[2,6)}'::int4multirange)::numeric(6,1), ('{}'::int4multirange)::numeric(6,1);
----
error 42846 cannot cast type int4multirange to numeric

SELECT ('{[1,3),[5,9)}'::int4multirange)::money, ('{[2,6)}'::int4multirange)::money, ('{}'::int4multirange)::money;
----
error 42846 cannot cast type int4multirange to money

SELECT ('{[1,3),[5,9)}'::int4multirange)::text, ('{[2,6)}'::int4multirange)::text, ('{}'::int4multirange)::text;
----
{[1,3),[5,9)}|{[2,6)}|{}
SELECT 1

SELECT ('{[1,3),[5,9)}'::int4multirange)::varchar(4), ('{[2,6)}'::int4multirange)::varchar(4), ('{}'::int4multirange)::varchar(4);
----
{[1,|{[2,|{}
SELECT 1

SELECT ('{[1,3),[5,9)}'::int4multirange)::char(4), ('{[2,6)}'::int4multirange)::char(4), ('{}'::int4multirange)::char(4);
----
{[1,|{[2,|{}  
SELECT 1

SELECT ('{[1,3),[5,9)}'::int4multirange)::name, ('{[2,6)}'::int4multirange)::name, ('{}'::int4multirange)::name;
----
{[1,3),[5,9)}|{[2,6)}|{}
SELECT 1

SELECT ('{[1,3),[5,9)}'::int4multirange)::"char", ('{[2,6)}'::int4multirange)::"char", ('{}'::int4multirange)::"char";
----
error 42846 cannot cast type int4multirange to "char"

SELECT ('{[1,3),[5,9)}'::int4multirange)::bytea, ('{[2,6)}'::int4multirange)::bytea, ('{}'::int4multirange)::bytea;
----
error 42846 cannot cast type int4multirange to bytea

SELECT ('{[1,3),[5,9)}'::int4multirange)::date, ('{[2,6)}'::int4multirange)::date, ('{}'::int4multirange)::date;
----
error 42846 cannot cast type int4multirange to date

SELECT ('{[1,3),[5,9)}'::int4multirange)::time, ('{[2,6)}'::int4multirange)::time, ('{}'::int4multirange)::time;
----
error 42846 cannot cast type int4multirange to time without time zone

SELECT ('{[1,3),[5,9)}'::int4multirange)::timetz, ('{[2,6)}'::int4multirange)::timetz, ('{}'::int4multirange)::timetz;
----
error 42846 cannot cast type int4multirange to time with time zone

SELECT ('{[1,3),[5,9)}'::int4multirange)::timestamp, ('{[2,6)}'::int4multirange)::timestamp, ('{}'::int4multirange)::timestamp;
----
error 42846 cannot cast type int4multirange to timestamp without time zone

SELECT ('{[1,3),[5,9)}'::int4multirange)::timestamptz, ('{[2,6)}'::int4multirange)::timestamptz, ('{}'::int4multirange)::timestamptz;
----
error 42846 cannot cast type int4multirange to timestamp with time zone

SELECT ('{[1,3),[5,9)}'::int4multirange)::interval, ('{[2,6)}'::int4multirange)::interval, ('{}'::int4multirange)::interval;
----
error 42846 cannot cast type int4multirange to interval

SELECT ('{[1,3),[5,9)}'::int4multirange)::uuid, ('{[2,6)}'::int4multirange)::uuid, ('{}'::int4multirange)::uuid;
----
error 42846 cannot cast type int4multirange to uuid

SELECT ('{[1,3),[5,9)}'::int4multirange)::json, ('{[2,6)}'::int4multirange)::json, ('{}'::int4multirange)::json;
----
error 42846 cannot cast type int4multirange to json

SELECT ('{[1,3),[5,9)}'::int4multirange)::jsonb, ('{[2,6)}'::int4multirange)::jsonb, ('{}'::int4multirange)::jsonb;
----
error 42846 cannot cast type int4multirange to jsonb

SELECT ('{[1,3),[5,9)}'::int4multirange)::inet, ('{[2,6)}'::int4multirange)::inet, ('{}'::int4multirange)::inet;
----
error 42846 cannot cast type int4multirange to inet

SELECT ('{[1,3),[5,9)}'::int4multirange)::cidr, ('{[2,6)}'::int4multirange)::cidr, ('{}'::int4multirange)::cidr;
----
error 42846 cannot cast type int4multirange to cidr

SELECT ('{[1,3),[5,9)}'::int4multirange)::macaddr, ('{[2,6)}'::int4multirange)::macaddr, ('{}'::int4multirange)::macaddr;
----
error 42846 cannot cast type int4multirange to macaddr

SELECT ('{[1,3),[5,9)}'::int4multirange)::macaddr8, ('{[2,6)}'::int4multirange)::macaddr8, ('{}'::int4multirange)::macaddr8;
----
error 42846 cannot cast type int4multirange to macaddr8

SELECT ('{[1,3),[5,9)}'::int4multirange)::bit(6), ('{[2,6)}'::int4multirange)::bit(6), ('{}'::int4multirange)::bit(6);
----
error 42846 cannot cast type int4multirange to bit

SELECT ('{[1,3),[5,9)}'::int4multirange)::varbit(4), ('{[2,6)}'::int4multirange)::varbit(4), ('{}'::int4multirange)::varbit(4);
----
error 42846 cannot cast type int4multirange to bit varying

SELECT ('{[1,3),[5,9)}'::int4multirange)::point, ('{[2,6)}'::int4multirange)::point, ('{}'::int4multirange)::point;
----
error 42846 cannot cast type int4multirange to point

SELECT ('{[1,3),[5,9)}'::int4multirange)::lseg, ('{[2,6)}'::int4multirange)::lseg, ('{}'::int4multirange)::lseg;
----
error 42846 cannot cast type int4multirange to lseg

SELECT ('{[1,3),[5,9)}'::int4multirange)::box, ('{[2,6)}'::int4multirange)::box, ('{}'::int4multirange)::box;
----
error 42846 cannot cast type int4multirange to box

SELECT ('{[1,3),[5,9)}'::int4multirange)::path, ('{[2,6)}'::int4multirange)::path, ('{}'::int4multirange)::path;
----
error 42846 cannot cast type int4multirange to path

SELECT ('{[1,3),[5,9)}'::int4multirange)::polygon, ('{[2,6)}'::int4multirange)::polygon, ('{}'::int4multirange)::polygon;
----
error 42846 cannot cast type int4multirange to polygon

SELECT ('{[1,3),[5,9)}'::int4multirange)::circle, ('{[2,6)}'::int4multirange)::circle, ('{}'::int4multirange)::circle;
----
error 42846 cannot cast type int4multirange to circle

SELECT ('{[1,3),[5,9)}'::int4multirange)::int4range, ('{[2,6)}'::int4multirange)::int4range, ('{}'::int4multirange)::int4range;
----
error 42846 cannot cast type int4multirange to int4range

SELECT ('{[1,3),[5,9)}'::int4multirange)::regclass, ('{[2,6)}'::int4multirange)::regclass, ('{}'::int4multirange)::regclass;
----
error 42846 cannot cast type int4multirange to regclass

SELECT ('{[1,3),[5,9)}'::int4multirange)::regtype, ('{[2,6)}'::int4multirange)::regtype, ('{}'::int4multirange)::regtype;
----
error 42846 cannot cast type int4multirange to regtype

SELECT ('{[1,3),[5,9)}'::int4multirange)::xid8, ('{[2,6)}'::int4multirange)::xid8, ('{}'::int4multirange)::xid8;
----
error 42846 cannot cast type int4multirange to xid8

SELECT ('{[1,3),[5,9)}'::int4multirange)::pg_lsn, ('{[2,6)}'::int4multirange)::pg_lsn, ('{}'::int4multirange)::pg_lsn;
----
error 42846 cannot cast type int4multirange to pg_lsn

SELECT ('{[1,3),[5,9)}'::int4multirange)::tsvector, ('{[2,6)}'::int4multirange)::tsvector, ('{}'::int4multirange)::tsvector;
----
error 42846 cannot cast type int4multirange to tsvector

SELECT ('{[1,3),[5,9)}'::int4multirange)::tsquery, ('{[2,6)}'::int4multirange)::tsquery, ('{}'::int4multirange)::tsquery;
----
error 42846 cannot cast type int4multirange to tsquery

SELECT ('{[1,3),[5,9)}'::int4multirange)::int4[], ('{[2,6)}'::int4multirange)::int4[], ('{}'::int4multirange)::int4[];
----
error 42846 cannot cast type int4multirange to integer[]

SELECT ('{[1,3),[5,9)}'::int4multirange)::text[], ('{[2,6)}'::int4multirange)::text[], ('{}'::int4multirange)::text[];
----
error 42846 cannot cast type int4multirange to text[]

# regclass
SELECT ('pg_class'::regclass)::bool, ('pg_type'::regclass)::bool;
----
error 42846 cannot cast type regclass to boolean

SELECT ('pg_class'::regclass)::int2, ('pg_type'::regclass)::int2;
----
error 42846 cannot cast type regclass to smallint

SELECT ('pg_class'::regclass)::int4, ('pg_type'::regclass)::int4;
----
1259|1247
SELECT 1

SELECT ('pg_class'::regclass)::int8, ('pg_type'::regclass)::int8;
----
1259|1247
SELECT 1

SELECT ('pg_class'::regclass)::oid, ('pg_type'::regclass)::oid;
----
1259|1247
SELECT 1

SELECT ('pg_class'::regclass)::float4, ('pg_type'::regclass)::float4;
----
error 42846 cannot cast type regclass to real

SELECT ('pg_class'::regclass)::float8, ('pg_type'::regclass)::float8;
----
error 42846 cannot cast type regclass to double precision

SELECT ('pg_class'::regclass)::numeric(6,1), ('pg_type'::regclass)::numeric(6,1);
----
error 42846 cannot cast type regclass to numeric

SELECT ('pg_class'::regclass)::money, ('pg_type'::regclass)::money;
----
error 42846 cannot cast type regclass to money

SELECT ('pg_class'::regclass)::text, ('pg_type'::regclass)::text;
----
pg_class|pg_type
SELECT 1

SELECT ('pg_class'::regclass)::varchar(4), ('pg_type'::regclass)::varchar(4);
----
pg_c|pg_t
SELECT 1

SELECT ('pg_class'::regclass)::char(4), ('pg_type'::regclass)::char(4);
----
pg_c|pg_t
SELECT 1

SELECT ('pg_class'::regclass)::name, ('pg_type'::regclass)::name;
----
pg_class|pg_type
SELECT 1

SELECT ('pg_class'::regclass)::"char", ('pg_type'::regclass)::"char";
----
error 42846 cannot cast type regclass to "char"

SELECT ('pg_class'::regclass)::bytea, ('pg_type'::regclass)::bytea;
----
error 42846 cannot cast type regclass to bytea

SELECT ('pg_class'::regclass)::date, ('pg_type'::regclass)::date;
----
error 42846 cannot cast type regclass to date

SELECT ('pg_class'::regclass)::time, ('pg_type'::regclass)::time;
----
error 42846 cannot cast type regclass to time without time zone

SELECT ('pg_class'::regclass)::timetz, ('pg_type'::regclass)::timetz;
----
error 42846 cannot cast type regclass to time with time zone

SELECT ('pg_class'::regclass)::timestamp, ('pg_type'::regclass)::timestamp;
----
error 42846 cannot cast type regclass to timestamp without time zone

SELECT ('pg_class'::regclass)::timestamptz, ('pg_type'::regclass)::timestamptz;
----
error 42846 cannot cast type regclass to timestamp with time zone

SELECT ('pg_class'::regclass)::interval, ('pg_type'::regclass)::interval;
----
error 42846 cannot cast type regclass to interval

SELECT ('pg_class'::regclass)::uuid, ('pg_type'::regclass)::uuid;
----
error 42846 cannot cast type regclass to uuid

SELECT ('pg_class'::regclass)::json, ('pg_type'::regclass)::json;
----
error 42846 cannot cast type regclass to json

SELECT ('pg_class'::regclass)::jsonb, ('pg_type'::regclass)::jsonb;
----
error 42846 cannot cast type regclass to jsonb

SELECT ('pg_class'::regclass)::inet, ('pg_type'::regclass)::inet;
----
error 42846 cannot cast type regclass to inet

SELECT ('pg_class'::regclass)::cidr, ('pg_type'::regclass)::cidr;
----
error 42846 cannot cast type regclass to cidr

SELECT ('pg_class'::regclass)::macaddr, ('pg_type'::regclass)::macaddr;
----
error 42846 cannot cast type regclass to macaddr

SELECT ('pg_class'::regclass)::macaddr8, ('pg_type'::regclass)::macaddr8;
----
error 42846 cannot cast type regclass to macaddr8

SELECT ('pg_class'::regclass)::bit(6), ('pg_type'::regclass)::bit(6);
----
error 42846 cannot cast type regclass to bit

SELECT ('pg_class'::regclass)::varbit(4), ('pg_type'::regclass)::varbit(4);
----
error 42846 cannot cast type regclass to bit varying

SELECT ('pg_class'::regclass)::point, ('pg_type'::regclass)::point;
----
error 42846 cannot cast type regclass to point

SELECT ('pg_class'::regclass)::lseg, ('pg_type'::regclass)::lseg;
----
error 42846 cannot cast type regclass to lseg

SELECT ('pg_class'::regclass)::box, ('pg_type'::regclass)::box;
----
error 42846 cannot cast type regclass to box

SELECT ('pg_class'::regclass)::path, ('pg_type'::regclass)::path;
----
error 42846 cannot cast type regclass to path

SELECT ('pg_class'::regclass)::polygon, ('pg_type'::regclass)::polygon;
----
error 42846 cannot cast type regclass to polygon

SELECT ('pg_class'::regclass)::circle, ('pg_type'::regclass)::circle;
----
error 42846 cannot cast type regclass to circle

SELECT ('pg_class'::regclass)::int4range, ('pg_type'::regclass)::int4range;
----
error 42846 cannot cast type regclass to int4range

SELECT ('pg_class'::regclass)::int4multirange, ('pg_type'::regclass)::int4multirange;
----
error 42846 cannot cast type regclass to int4multirange

SELECT ('pg_class'::regclass)::regtype, ('pg_type'::regclass)::regtype;
----
error 42846 cannot cast type regclass to regtype

SELECT ('pg_class'::regclass)::xid8, ('pg_type'::regclass)::xid8;
----
error 42846 cannot cast type regclass to xid8

SELECT ('pg_class'::regclass)::pg_lsn, ('pg_type'::regclass)::pg_lsn;
----
error 42846 cannot cast type regclass to pg_lsn

SELECT ('pg_class'::regclass)::tsvector, ('pg_type'::regclass)::tsvector;
----
error 42846 cannot cast type regclass to tsvector

SELECT ('pg_class'::regclass)::tsquery, ('pg_type'::regclass)::tsquery;
----
error 42846 cannot cast type regclass to tsquery

SELECT ('pg_class'::regclass)::int4[], ('pg_type'::regclass)::int4[];
----
error 42846 cannot cast type regclass to integer[]

SELECT ('pg_class'::regclass)::text[], ('pg_type'::regclass)::text[];
----
error 42846 cannot cast type regclass to text[]

# regtype
SELECT ('int4'::regtype)::bool, ('text[]'::regtype)::bool;
----
error 42846 cannot cast type regtype to boolean

SELECT ('int4'::regtype)::int2, ('text[]'::regtype)::int2;
----
error 42846 cannot cast type regtype to smallint

SELECT ('int4'::regtype)::int4, ('text[]'::regtype)::int4;
----
23|1009
SELECT 1

SELECT ('int4'::regtype)::int8, ('text[]'::regtype)::int8;
----
23|1009
SELECT 1

SELECT ('int4'::regtype)::oid, ('text[]'::regtype)::oid;
----
23|1009
SELECT 1

SELECT ('int4'::regtype)::float4, ('text[]'::regtype)::float4;
----
error 42846 cannot cast type regtype to real

SELECT ('int4'::regtype)::float8, ('text[]'::regtype)::float8;
----
error 42846 cannot cast type regtype to double precision

SELECT ('int4'::regtype)::numeric(6,1), ('text[]'::regtype)::numeric(6,1);
----
error 42846 cannot cast type regtype to numeric

SELECT ('int4'::regtype)::money, ('text[]'::regtype)::money;
----
error 42846 cannot cast type regtype to money

SELECT ('int4'::regtype)::text, ('text[]'::regtype)::text;
----
integer|text[]
SELECT 1

SELECT ('int4'::regtype)::varchar(4), ('text[]'::regtype)::varchar(4);
----
inte|text
SELECT 1

SELECT ('int4'::regtype)::char(4), ('text[]'::regtype)::char(4);
----
inte|text
SELECT 1

SELECT ('int4'::regtype)::name, ('text[]'::regtype)::name;
----
integer|text[]
SELECT 1

SELECT ('int4'::regtype)::"char", ('text[]'::regtype)::"char";
----
error 42846 cannot cast type regtype to "char"

SELECT ('int4'::regtype)::bytea, ('text[]'::regtype)::bytea;
----
error 42846 cannot cast type regtype to bytea

SELECT ('int4'::regtype)::date, ('text[]'::regtype)::date;
----
error 42846 cannot cast type regtype to date

SELECT ('int4'::regtype)::time, ('text[]'::regtype)::time;
----
error 42846 cannot cast type regtype to time without time zone

SELECT ('int4'::regtype)::timetz, ('text[]'::regtype)::timetz;
----
error 42846 cannot cast type regtype to time with time zone

SELECT ('int4'::regtype)::timestamp, ('text[]'::regtype)::timestamp;
----
error 42846 cannot cast type regtype to timestamp without time zone

SELECT ('int4'::regtype)::timestamptz, ('text[]'::regtype)::timestamptz;
----
error 42846 cannot cast type regtype to timestamp with time zone

SELECT ('int4'::regtype)::interval, ('text[]'::regtype)::interval;
----
error 42846 cannot cast type regtype to interval

SELECT ('int4'::regtype)::uuid, ('text[]'::regtype)::uuid;
----
error 42846 cannot cast type regtype to uuid

SELECT ('int4'::regtype)::json, ('text[]'::regtype)::json;
----
error 42846 cannot cast type regtype to json

SELECT ('int4'::regtype)::jsonb, ('text[]'::regtype)::jsonb;
----
error 42846 cannot cast type regtype to jsonb

SELECT ('int4'::regtype)::inet, ('text[]'::regtype)::inet;
----
error 42846 cannot cast type regtype to inet

SELECT ('int4'::regtype)::cidr, ('text[]'::regtype)::cidr;
----
error 42846 cannot cast type regtype to cidr

SELECT ('int4'::regtype)::macaddr, ('text[]'::regtype)::macaddr;
----
error 42846 cannot cast type regtype to macaddr

SELECT ('int4'::regtype)::macaddr8, ('text[]'::regtype)::macaddr8;
----
error 42846 cannot cast type regtype to macaddr8

SELECT ('int4'::regtype)::bit(6), ('text[]'::regtype)::bit(6);
----
error 42846 cannot cast type regtype to bit

SELECT ('int4'::regtype)::varbit(4), ('text[]'::regtype)::varbit(4);
----
error 42846 cannot cast type regtype to bit varying

SELECT ('int4'::regtype)::point, ('text[]'::regtype)::point;
----
error 42846 cannot cast type regtype to point

SELECT ('int4'::regtype)::lseg, ('text[]'::regtype)::lseg;
----
error 42846 cannot cast type regtype to lseg

SELECT ('int4'::regtype)::box, ('text[]'::regtype)::box;
----
error 42846 cannot cast type regtype to box

SELECT ('int4'::regtype)::path, ('text[]'::regtype)::path;
----
error 42846 cannot cast type regtype to path

SELECT ('int4'::regtype)::polygon, ('text[]'::regtype)::polygon;
----
error 42846 cannot cast type regtype to polygon

SELECT ('int4'::regtype)::circle, ('text[]'::regtype)::circle;
----
error 42846 cannot cast type regtype to circle

SELECT ('int4'::regtype)::int4range, ('text[]'::regtype)::int4range;
----
error 42846 cannot cast type regtype to int4range

SELECT ('int4'::regtype)::int4multirange, ('text[]'::regtype)::int4multirange;
----
error 42846 cannot cast type regtype to int4multirange

SELECT ('int4'::regtype)::regclass, ('text[]'::regtype)::regclass;
----
error 42846 cannot cast type regtype to regclass

SELECT ('int4'::regtype)::xid8, ('text[]'::regtype)::xid8;
----
error 42846 cannot cast type regtype to xid8

SELECT ('int4'::regtype)::pg_lsn, ('text[]'::regtype)::pg_lsn;
----
error 42846 cannot cast type regtype to pg_lsn

SELECT ('int4'::regtype)::tsvector, ('text[]'::regtype)::tsvector;
----
error 42846 cannot cast type regtype to tsvector

SELECT ('int4'::regtype)::tsquery, ('text[]'::regtype)::tsquery;
----
error 42846 cannot cast type regtype to tsquery

SELECT ('int4'::regtype)::int4[], ('text[]'::regtype)::int4[];
----
error 42846 cannot cast type regtype to integer[]

SELECT ('int4'::regtype)::text[], ('text[]'::regtype)::text[];
----
error 42846 cannot cast type regtype to text[]

# xid8
SELECT ('1234567890123'::xid8)::bool, ('3'::xid8)::bool;
----
error 42846 cannot cast type xid8 to boolean

SELECT ('1234567890123'::xid8)::int2, ('3'::xid8)::int2;
----
error 42846 cannot cast type xid8 to smallint

SELECT ('1234567890123'::xid8)::int4, ('3'::xid8)::int4;
----
error 42846 cannot cast type xid8 to integer

SELECT ('1234567890123'::xid8)::int8, ('3'::xid8)::int8;
----
error 42846 cannot cast type xid8 to bigint

SELECT ('1234567890123'::xid8)::oid, ('3'::xid8)::oid;
----
error 42846 cannot cast type xid8 to oid

SELECT ('1234567890123'::xid8)::float4, ('3'::xid8)::float4;
----
error 42846 cannot cast type xid8 to real

SELECT ('1234567890123'::xid8)::float8, ('3'::xid8)::float8;
----
error 42846 cannot cast type xid8 to double precision

SELECT ('1234567890123'::xid8)::numeric(6,1), ('3'::xid8)::numeric(6,1);
----
error 42846 cannot cast type xid8 to numeric

SELECT ('1234567890123'::xid8)::money, ('3'::xid8)::money;
----
error 42846 cannot cast type xid8 to money

SELECT ('1234567890123'::xid8)::text, ('3'::xid8)::text;
----
1234567890123|3
SELECT 1

SELECT ('1234567890123'::xid8)::varchar(4), ('3'::xid8)::varchar(4);
----
1234|3
SELECT 1

SELECT ('1234567890123'::xid8)::char(4), ('3'::xid8)::char(4);
----
1234|3   
SELECT 1

SELECT ('1234567890123'::xid8)::name, ('3'::xid8)::name;
----
1234567890123|3
SELECT 1

SELECT ('1234567890123'::xid8)::"char", ('3'::xid8)::"char";
----
error 42846 cannot cast type xid8 to "char"

SELECT ('1234567890123'::xid8)::bytea, ('3'::xid8)::bytea;
----
error 42846 cannot cast type xid8 to bytea

SELECT ('1234567890123'::xid8)::date, ('3'::xid8)::date;
----
error 42846 cannot cast type xid8 to date

SELECT ('1234567890123'::xid8)::time, ('3'::xid8)::time;
----
error 42846 cannot cast type xid8 to time without time zone

SELECT ('1234567890123'::xid8)::timetz, ('3'::xid8)::timetz;
----
error 42846 cannot cast type xid8 to time with time zone

SELECT ('1234567890123'::xid8)::timestamp, ('3'::xid8)::timestamp;
----
error 42846 cannot cast type xid8 to timestamp without time zone

SELECT ('1234567890123'::xid8)::timestamptz, ('3'::xid8)::timestamptz;
----
error 42846 cannot cast type xid8 to timestamp with time zone

SELECT ('1234567890123'::xid8)::interval, ('3'::xid8)::interval;
----
error 42846 cannot cast type xid8 to interval

SELECT ('1234567890123'::xid8)::uuid, ('3'::xid8)::uuid;
----
error 42846 cannot cast type xid8 to uuid

SELECT ('1234567890123'::xid8)::json, ('3'::xid8)::json;
----
error 42846 cannot cast type xid8 to json

SELECT ('1234567890123'::xid8)::jsonb, ('3'::xid8)::jsonb;
----
error 42846 cannot cast type xid8 to jsonb

SELECT ('1234567890123'::xid8)::inet, ('3'::xid8)::inet;
----
error 42846 cannot cast type xid8 to inet

SELECT ('1234567890123'::xid8)::cidr, ('3'::xid8)::cidr;
----
error 42846 cannot cast type xid8 to cidr

SELECT ('1234567890123'::xid8)::macaddr, ('3'::xid8)::macaddr;
----
error 42846 cannot cast type xid8 to macaddr

SELECT ('1234567890123'::xid8)::macaddr8, ('3'::xid8)::macaddr8;
----
error 42846 cannot cast type xid8 to macaddr8

SELECT ('1234567890123'::xid8)::bit(6), ('3'::xid8)::bit(6);
----
error 42846 cannot cast type xid8 to bit

SELECT ('1234567890123'::xid8)::varbit(4), ('3'::xid8)::varbit(4);
----
error 42846 cannot cast type xid8 to bit varying

SELECT ('1234567890123'::xid8)::point, ('3'::xid8)::point;
----
error 42846 cannot cast type xid8 to point

SELECT ('1234567890123'::xid8)::lseg, ('3'::xid8)::lseg;
----
error 42846 cannot cast type xid8 to lseg

SELECT ('1234567890123'::xid8)::box, ('3'::xid8)::box;
----
error 42846 cannot cast type xid8 to box

SELECT ('1234567890123'::xid8)::path, ('3'::xid8)::path;
----
error 42846 cannot cast type xid8 to path

SELECT ('1234567890123'::xid8)::polygon, ('3'::xid8)::polygon;
----
error 42846 cannot cast type xid8 to polygon

SELECT ('1234567890123'::xid8)::circle, ('3'::xid8)::circle;
----
error 42846 cannot cast type xid8 to circle

SELECT ('1234567890123'::xid8)::int4range, ('3'::xid8)::int4range;
----
error 42846 cannot cast type xid8 to int4range

SELECT ('1234567890123'::xid8)::int4multirange, ('3'::xid8)::int4multirange;
----
error 42846 cannot cast type xid8 to int4multirange

SELECT ('1234567890123'::xid8)::regclass, ('3'::xid8)::regclass;
----
error 42846 cannot cast type xid8 to regclass

SELECT ('1234567890123'::xid8)::regtype, ('3'::xid8)::regtype;
----
error 42846 cannot cast type xid8 to regtype

SELECT ('1234567890123'::xid8)::pg_lsn, ('3'::xid8)::pg_lsn;
----
error 42846 cannot cast type xid8 to pg_lsn

SELECT ('1234567890123'::xid8)::tsvector, ('3'::xid8)::tsvector;
----
error 42846 cannot cast type xid8 to tsvector

SELECT ('1234567890123'::xid8)::tsquery, ('3'::xid8)::tsquery;
----
error 42846 cannot cast type xid8 to tsquery

SELECT ('1234567890123'::xid8)::int4[], ('3'::xid8)::int4[];
----
error 42846 cannot cast type xid8 to integer[]

SELECT ('1234567890123'::xid8)::text[], ('3'::xid8)::text[];
----
error 42846 cannot cast type xid8 to text[]

# pg_lsn
SELECT ('16/B374D848'::pg_lsn)::bool, ('0/0'::pg_lsn)::bool;
----
error 42846 cannot cast type pg_lsn to boolean

SELECT ('16/B374D848'::pg_lsn)::int2, ('0/0'::pg_lsn)::int2;
----
error 42846 cannot cast type pg_lsn to smallint

SELECT ('16/B374D848'::pg_lsn)::int4, ('0/0'::pg_lsn)::int4;
----
error 42846 cannot cast type pg_lsn to integer

SELECT ('16/B374D848'::pg_lsn)::int8, ('0/0'::pg_lsn)::int8;
----
error 42846 cannot cast type pg_lsn to bigint

SELECT ('16/B374D848'::pg_lsn)::oid, ('0/0'::pg_lsn)::oid;
----
error 42846 cannot cast type pg_lsn to oid

SELECT ('16/B374D848'::pg_lsn)::float4, ('0/0'::pg_lsn)::float4;
----
error 42846 cannot cast type pg_lsn to real

SELECT ('16/B374D848'::pg_lsn)::float8, ('0/0'::pg_lsn)::float8;
----
error 42846 cannot cast type pg_lsn to double precision

SELECT ('16/B374D848'::pg_lsn)::numeric(6,1), ('0/0'::pg_lsn)::numeric(6,1);
----
error 42846 cannot cast type pg_lsn to numeric

SELECT ('16/B374D848'::pg_lsn)::money, ('0/0'::pg_lsn)::money;
----
error 42846 cannot cast type pg_lsn to money

SELECT ('16/B374D848'::pg_lsn)::text, ('0/0'::pg_lsn)::text;
----
16/B374D848|0/0
SELECT 1

SELECT ('16/B374D848'::pg_lsn)::varchar(4), ('0/0'::pg_lsn)::varchar(4);
----
16/B|0/0
SELECT 1

SELECT ('16/B374D848'::pg_lsn)::char(4), ('0/0'::pg_lsn)::char(4);
----
16/B|0/0 
SELECT 1

SELECT ('16/B374D848'::pg_lsn)::name, ('0/0'::pg_lsn)::name;
----
16/B374D848|0/0
SELECT 1

SELECT ('16/B374D848'::pg_lsn)::"char", ('0/0'::pg_lsn)::"char";
----
error 42846 cannot cast type pg_lsn to "char"

SELECT ('16/B374D848'::pg_lsn)::bytea, ('0/0'::pg_lsn)::bytea;
----
error 42846 cannot cast type pg_lsn to bytea

SELECT ('16/B374D848'::pg_lsn)::date, ('0/0'::pg_lsn)::date;
----
error 42846 cannot cast type pg_lsn to date

SELECT ('16/B374D848'::pg_lsn)::time, ('0/0'::pg_lsn)::time;
----
error 42846 cannot cast type pg_lsn to time without time zone

SELECT ('16/B374D848'::pg_lsn)::timetz, ('0/0'::pg_lsn)::timetz;
----
error 42846 cannot cast type pg_lsn to time with time zone

SELECT ('16/B374D848'::pg_lsn)::timestamp, ('0/0'::pg_lsn)::timestamp;
----
error 42846 cannot cast type pg_lsn to timestamp without time zone

SELECT ('16/B374D848'::pg_lsn)::timestamptz, ('0/0'::pg_lsn)::timestamptz;
----
error 42846 cannot cast type pg_lsn to timestamp with time zone

SELECT ('16/B374D848'::pg_lsn)::interval, ('0/0'::pg_lsn)::interval;
----
error 42846 cannot cast type pg_lsn to interval

SELECT ('16/B374D848'::pg_lsn)::uuid, ('0/0'::pg_lsn)::uuid;
----
error 42846 cannot cast type pg_lsn to uuid

SELECT ('16/B374D848'::pg_lsn)::json, ('0/0'::pg_lsn)::json;
----
error 42846 cannot cast type pg_lsn to json

SELECT ('16/B374D848'::pg_lsn)::jsonb, ('0/0'::pg_lsn)::jsonb;
----
error 42846 cannot cast type pg_lsn to jsonb

SELECT ('16/B374D848'::pg_lsn)::inet, ('0/0'::pg_lsn)::inet;
----
error 42846 cannot cast type pg_lsn to inet

SELECT ('16/B374D848'::pg_lsn)::cidr, ('0/0'::pg_lsn)::cidr;
----
error 42846 cannot cast type pg_lsn to cidr

SELECT ('16/B374D848'::pg_lsn)::macaddr, ('0/0'::pg_lsn)::macaddr;
----
error 42846 cannot cast type pg_lsn to macaddr

SELECT ('16/B374D848'::pg_lsn)::macaddr8, ('0/0'::pg_lsn)::macaddr8;
----
error 42846 cannot cast type pg_lsn to macaddr8

SELECT ('16/B374D848'::pg_lsn)::bit(6), ('0/0'::pg_lsn)::bit(6);
----
error 42846 cannot cast type pg_lsn to bit

SELECT ('16/B374D848'::pg_lsn)::varbit(4), ('0/0'::pg_lsn)::varbit(4);
----
error 42846 cannot cast type pg_lsn to bit varying

SELECT ('16/B374D848'::pg_lsn)::point, ('0/0'::pg_lsn)::point;
----
error 42846 cannot cast type pg_lsn to point

SELECT ('16/B374D848'::pg_lsn)::lseg, ('0/0'::pg_lsn)::lseg;
----
error 42846 cannot cast type pg_lsn to lseg

SELECT ('16/B374D848'::pg_lsn)::box, ('0/0'::pg_lsn)::box;
----
error 42846 cannot cast type pg_lsn to box

SELECT ('16/B374D848'::pg_lsn)::path, ('0/0'::pg_lsn)::path;
----
error 42846 cannot cast type pg_lsn to path

SELECT ('16/B374D848'::pg_lsn)::polygon, ('0/0'::pg_lsn)::polygon;
----
error 42846 cannot cast type pg_lsn to polygon

SELECT ('16/B374D848'::pg_lsn)::circle, ('0/0'::pg_lsn)::circle;
----
error 42846 cannot cast type pg_lsn to circle

SELECT ('16/B374D848'::pg_lsn)::int4range, ('0/0'::pg_lsn)::int4range;
----
error 42846 cannot cast type pg_lsn to int4range

SELECT ('16/B374D848'::pg_lsn)::int4multirange, ('0/0'::pg_lsn)::int4multirange;
----
error 42846 cannot cast type pg_lsn to int4multirange

SELECT ('16/B374D848'::pg_lsn)::regclass, ('0/0'::pg_lsn)::regclass;
----
error 42846 cannot cast type pg_lsn to regclass

SELECT ('16/B374D848'::pg_lsn)::regtype, ('0/0'::pg_lsn)::regtype;
----
error 42846 cannot cast type pg_lsn to regtype

SELECT ('16/B374D848'::pg_lsn)::xid8, ('0/0'::pg_lsn)::xid8;
----
error 42846 cannot cast type pg_lsn to xid8

SELECT ('16/B374D848'::pg_lsn)::tsvector, ('0/0'::pg_lsn)::tsvector;
----
error 42846 cannot cast type pg_lsn to tsvector

SELECT ('16/B374D848'::pg_lsn)::tsquery, ('0/0'::pg_lsn)::tsquery;
----
error 42846 cannot cast type pg_lsn to tsquery

SELECT ('16/B374D848'::pg_lsn)::int4[], ('0/0'::pg_lsn)::int4[];
----
error 42846 cannot cast type pg_lsn to integer[]

SELECT ('16/B374D848'::pg_lsn)::text[], ('0/0'::pg_lsn)::text[];
----
error 42846 cannot cast type pg_lsn to text[]

# tsvector
SELECT ('fat:2A cat:3B,5 rat'::tsvector)::bool, ('a b:1'::tsvector)::bool;
----
error 42846 cannot cast type tsvector to boolean

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::int2, ('a b:1'::tsvector)::int2;
----
error 42846 cannot cast type tsvector to smallint

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::int4, ('a b:1'::tsvector)::int4;
----
error 42846 cannot cast type tsvector to integer

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::int8, ('a b:1'::tsvector)::int8;
----
error 42846 cannot cast type tsvector to bigint

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::oid, ('a b:1'::tsvector)::oid;
----
error 42846 cannot cast type tsvector to oid

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::float4, ('a b:1'::tsvector)::float4;
----
error 42846 cannot cast type tsvector to real

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::float8, ('a b:1'::tsvector)::float8;
----
error 42846 cannot cast type tsvector to double precision

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::numeric(6,1), ('a b:1'::tsvector)::numeric(6,1);
----
error 42846 cannot cast type tsvector to numeric

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::money, ('a b:1'::tsvector)::money;
----
error 42846 cannot cast type tsvector to money

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::text, ('a b:1'::tsvector)::text;
----
'cat':3B,5 'fat':2A 'rat'|'a' 'b':1
SELECT 1

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::varchar(4), ('a b:1'::tsvector)::varchar(4);
----
'cat|'a' 
SELECT 1

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::char(4), ('a b:1'::tsvector)::char(4);
----
'cat|'a' 
SELECT 1

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::name, ('a b:1'::tsvector)::name;
----
'cat':3B,5 'fat':2A 'rat'|'a' 'b':1
SELECT 1

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::"char", ('a b:1'::tsvector)::"char";
----
error 42846 cannot cast type tsvector to "char"

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::bytea, ('a b:1'::tsvector)::bytea;
----
error 42846 cannot cast type tsvector to bytea

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::date, ('a b:1'::tsvector)::date;
----
error 42846 cannot cast type tsvector to date

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::time, ('a b:1'::tsvector)::time;
----
error 42846 cannot cast type tsvector to time without time zone

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::timetz, ('a b:1'::tsvector)::timetz;
----
error 42846 cannot cast type tsvector to time with time zone

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::timestamp, ('a b:1'::tsvector)::timestamp;
----
error 42846 cannot cast type tsvector to timestamp without time zone

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::timestamptz, ('a b:1'::tsvector)::timestamptz;
----
error 42846 cannot cast type tsvector to timestamp with time zone

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::interval, ('a b:1'::tsvector)::interval;
----
error 42846 cannot cast type tsvector to interval

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::uuid, ('a b:1'::tsvector)::uuid;
----
error 42846 cannot cast type tsvector to uuid

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::json, ('a b:1'::tsvector)::json;
----
error 42846 cannot cast type tsvector to json

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::jsonb, ('a b:1'::tsvector)::jsonb;
----
error 42846 cannot cast type tsvector to jsonb

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::inet, ('a b:1'::tsvector)::inet;
----
error 42846 cannot cast type tsvector to inet

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::cidr, ('a b:1'::tsvector)::cidr;
----
error 42846 cannot cast type tsvector to cidr

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::macaddr, ('a b:1'::tsvector)::macaddr;
----
error 42846 cannot cast type tsvector to macaddr

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::macaddr8, ('a b:1'::tsvector)::macaddr8;
----
error 42846 cannot cast type tsvector to macaddr8

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::bit(6), ('a b:1'::tsvector)::bit(6);
----
error 42846 cannot cast type tsvector to bit

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::varbit(4), ('a b:1'::tsvector)::varbit(4);
----
error 42846 cannot cast type tsvector to bit varying

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::point, ('a b:1'::tsvector)::point;
----
error 42846 cannot cast type tsvector to point

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::lseg, ('a b:1'::tsvector)::lseg;
----
error 42846 cannot cast type tsvector to lseg

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::box, ('a b:1'::tsvector)::box;
----
error 42846 cannot cast type tsvector to box

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::path, ('a b:1'::tsvector)::path;
----
error 42846 cannot cast type tsvector to path

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::polygon, ('a b:1'::tsvector)::polygon;
----
error 42846 cannot cast type tsvector to polygon

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::circle, ('a b:1'::tsvector)::circle;
----
error 42846 cannot cast type tsvector to circle

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::int4range, ('a b:1'::tsvector)::int4range;
----
error 42846 cannot cast type tsvector to int4range

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::int4multirange, ('a b:1'::tsvector)::int4multirange;
----
error 42846 cannot cast type tsvector to int4multirange

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::regclass, ('a b:1'::tsvector)::regclass;
----
error 42846 cannot cast type tsvector to regclass

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::regtype, ('a b:1'::tsvector)::regtype;
----
error 42846 cannot cast type tsvector to regtype

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::xid8, ('a b:1'::tsvector)::xid8;
----
error 42846 cannot cast type tsvector to xid8

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::pg_lsn, ('a b:1'::tsvector)::pg_lsn;
----
error 42846 cannot cast type tsvector to pg_lsn

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::tsquery, ('a b:1'::tsvector)::tsquery;
----
error 42846 cannot cast type tsvector to tsquery

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::int4[], ('a b:1'::tsvector)::int4[];
----
error 42846 cannot cast type tsvector to integer[]

SELECT ('fat:2A cat:3B,5 rat'::tsvector)::text[], ('a b:1'::tsvector)::text[];
----
error 42846 cannot cast type tsvector to text[]

# tsquery
SELECT ('fat & (rat | !cat)'::tsquery)::bool, ('a <-> b:*'::tsquery)::bool;
----
error 42846 cannot cast type tsquery to boolean

SELECT ('fat & (rat | !cat)'::tsquery)::int2, ('a <-> b:*'::tsquery)::int2;
----
error 42846 cannot cast type tsquery to smallint

SELECT ('fat & (rat | !cat)'::tsquery)::int4, ('a <-> b:*'::tsquery)::int4;
----
error 42846 cannot cast type tsquery to integer

SELECT ('fat & (rat | !cat)'::tsquery)::int8, ('a <-> b:*'::tsquery)::int8;
----
error 42846 cannot cast type tsquery to bigint

SELECT ('fat & (rat | !cat)'::tsquery)::oid, ('a <-> b:*'::tsquery)::oid;
----
error 42846 cannot cast type tsquery to oid

SELECT ('fat & (rat | !cat)'::tsquery)::float4, ('a <-> b:*'::tsquery)::float4;
----
error 42846 cannot cast type tsquery to real

SELECT ('fat & (rat | !cat)'::tsquery)::float8, ('a <-> b:*'::tsquery)::float8;
----
error 42846 cannot cast type tsquery to double precision

SELECT ('fat & (rat | !cat)'::tsquery)::numeric(6,1), ('a <-> b:*'::tsquery)::numeric(6,1);
----
error 42846 cannot cast type tsquery to numeric

SELECT ('fat & (rat | !cat)'::tsquery)::money, ('a <-> b:*'::tsquery)::money;
----
error 42846 cannot cast type tsquery to money

SELECT ('fat & (rat | !cat)'::tsquery)::text, ('a <-> b:*'::tsquery)::text;
----
'fat' & ( 'rat' | !'cat' )|'a' <-> 'b':*
SELECT 1

SELECT ('fat & (rat | !cat)'::tsquery)::varchar(4), ('a <-> b:*'::tsquery)::varchar(4);
----
'fat|'a' 
SELECT 1

SELECT ('fat & (rat | !cat)'::tsquery)::char(4), ('a <-> b:*'::tsquery)::char(4);
----
'fat|'a' 
SELECT 1

SELECT ('fat & (rat | !cat)'::tsquery)::name, ('a <-> b:*'::tsquery)::name;
----
'fat' & ( 'rat' | !'cat' )|'a' <-> 'b':*
SELECT 1

SELECT ('fat & (rat | !cat)'::tsquery)::"char", ('a <-> b:*'::tsquery)::"char";
----
error 42846 cannot cast type tsquery to "char"

SELECT ('fat & (rat | !cat)'::tsquery)::bytea, ('a <-> b:*'::tsquery)::bytea;
----
error 42846 cannot cast type tsquery to bytea

SELECT ('fat & (rat | !cat)'::tsquery)::date, ('a <-> b:*'::tsquery)::date;
----
error 42846 cannot cast type tsquery to date

SELECT ('fat & (rat | !cat)'::tsquery)::time, ('a <-> b:*'::tsquery)::time;
----
error 42846 cannot cast type tsquery to time without time zone

SELECT ('fat & (rat | !cat)'::tsquery)::timetz, ('a <-> b:*'::tsquery)::timetz;
----
error 42846 cannot cast type tsquery to time with time zone

SELECT ('fat & (rat | !cat)'::tsquery)::timestamp, ('a <-> b:*'::tsquery)::timestamp;
----
error 42846 cannot cast type tsquery to timestamp without time zone

SELECT ('fat & (rat | !cat)'::tsquery)::timestamptz, ('a <-> b:*'::tsquery)::timestamptz;
----
error 42846 cannot cast type tsquery to timestamp with time zone

SELECT ('fat & (rat | !cat)'::tsquery)::interval, ('a <-> b:*'::tsquery)::interval;
----
error 42846 cannot cast type tsquery to interval

SELECT ('fat & (rat | !cat)'::tsquery)::uuid, ('a <-> b:*'::tsquery)::uuid;
----
error 42846 cannot cast type tsquery to uuid

SELECT ('fat & (rat | !cat)'::tsquery)::json, ('a <-> b:*'::tsquery)::json;
----
error 42846 cannot cast type tsquery to json

SELECT ('fat & (rat | !cat)'::tsquery)::jsonb, ('a <-> b:*'::tsquery)::jsonb;
----
error 42846 cannot cast type tsquery to jsonb

SELECT ('fat & (rat | !cat)'::tsquery)::inet, ('a <-> b:*'::tsquery)::inet;
----
error 42846 cannot cast type tsquery to inet

SELECT ('fat & (rat | !cat)'::tsquery)::cidr, ('a <-> b:*'::tsquery)::cidr;
----
error 42846 cannot cast type tsquery to cidr

SELECT ('fat & (rat | !cat)'::tsquery)::macaddr, ('a <-> b:*'::tsquery)::macaddr;
----
error 42846 cannot cast type tsquery to macaddr

SELECT ('fat & (rat | !cat)'::tsquery)::macaddr8, ('a <-> b:*'::tsquery)::macaddr8;
----
error 42846 cannot cast type tsquery to macaddr8

SELECT ('fat & (rat | !cat)'::tsquery)::bit(6), ('a <-> b:*'::tsquery)::bit(6);
----
error 42846 cannot cast type tsquery to bit

SELECT ('fat & (rat | !cat)'::tsquery)::varbit(4), ('a <-> b:*'::tsquery)::varbit(4);
----
error 42846 cannot cast type tsquery to bit varying

SELECT ('fat & (rat | !cat)'::tsquery)::point, ('a <-> b:*'::tsquery)::point;
----
error 42846 cannot cast type tsquery to point

SELECT ('fat & (rat | !cat)'::tsquery)::lseg, ('a <-> b:*'::tsquery)::lseg;
----
error 42846 cannot cast type tsquery to lseg

SELECT ('fat & (rat | !cat)'::tsquery)::box, ('a <-> b:*'::tsquery)::box;
----
error 42846 cannot cast type tsquery to box

SELECT ('fat & (rat | !cat)'::tsquery)::path, ('a <-> b:*'::tsquery)::path;
----
error 42846 cannot cast type tsquery to path

SELECT ('fat & (rat | !cat)'::tsquery)::polygon, ('a <-> b:*'::tsquery)::polygon;
----
error 42846 cannot cast type tsquery to polygon

SELECT ('fat & (rat | !cat)'::tsquery)::circle, ('a <-> b:*'::tsquery)::circle;
----
error 42846 cannot cast type tsquery to circle

SELECT ('fat & (rat | !cat)'::tsquery)::int4range, ('a <-> b:*'::tsquery)::int4range;
----
error 42846 cannot cast type tsquery to int4range

SELECT ('fat & (rat | !cat)'::tsquery)::int4multirange, ('a <-> b:*'::tsquery)::int4multirange;
----
error 42846 cannot cast type tsquery to int4multirange

SELECT ('fat & (rat | !cat)'::tsquery)::regclass, ('a <-> b:*'::tsquery)::regclass;
----
error 42846 cannot cast type tsquery to regclass

SELECT ('fat & (rat | !cat)'::tsquery)::regtype, ('a <-> b:*'::tsquery)::regtype;
----
error 42846 cannot cast type tsquery to regtype

SELECT ('fat & (rat | !cat)'::tsquery)::xid8, ('a <-> b:*'::tsquery)::xid8;
----
error 42846 cannot cast type tsquery to xid8

SELECT ('fat & (rat | !cat)'::tsquery)::pg_lsn, ('a <-> b:*'::tsquery)::pg_lsn;
----
error 42846 cannot cast type tsquery to pg_lsn

SELECT ('fat & (rat | !cat)'::tsquery)::tsvector, ('a <-> b:*'::tsquery)::tsvector;
----
error 42846 cannot cast type tsquery to tsvector

SELECT ('fat & (rat | !cat)'::tsquery)::int4[], ('a <-> b:*'::tsquery)::int4[];
----
error 42846 cannot cast type tsquery to integer[]

SELECT ('fat & (rat | !cat)'::tsquery)::text[], ('a <-> b:*'::tsquery)::text[];
----
error 42846 cannot cast type tsquery to text[]

# _int4
SELECT ('{1,2,3}'::int4[])::bool, ('[0:2]={3,NULL,1}'::int4[])::bool;
----
error 42846 cannot cast type integer[] to boolean

SELECT ('{1,2,3}'::int4[])::int2, ('[0:2]={3,NULL,1}'::int4[])::int2;
----
error 42846 cannot cast type integer[] to smallint

SELECT ('{1,2,3}'::int4[])::int4, ('[0:2]={3,NULL,1}'::int4[])::int4;
----
error 42846 cannot cast type integer[] to integer

SELECT ('{1,2,3}'::int4[])::int8, ('[0:2]={3,NULL,1}'::int4[])::int8;
----
error 42846 cannot cast type integer[] to bigint

SELECT ('{1,2,3}'::int4[])::oid, ('[0:2]={3,NULL,1}'::int4[])::oid;
----
error 42846 cannot cast type integer[] to oid

SELECT ('{1,2,3}'::int4[])::float4, ('[0:2]={3,NULL,1}'::int4[])::float4;
----
error 42846 cannot cast type integer[] to real

SELECT ('{1,2,3}'::int4[])::float8, ('[0:2]={3,NULL,1}'::int4[])::float8;
----
error 42846 cannot cast type integer[] to double precision

SELECT ('{1,2,3}'::int4[])::numeric(6,1), ('[0:2]={3,NULL,1}'::int4[])::numeric(6,1);
----
error 42846 cannot cast type integer[] to numeric

SELECT ('{1,2,3}'::int4[])::money, ('[0:2]={3,NULL,1}'::int4[])::money;
----
error 42846 cannot cast type integer[] to money

SELECT ('{1,2,3}'::int4[])::text, ('[0:2]={3,NULL,1}'::int4[])::text;
----
{1,2,3}|[0:2]={3,NULL,1}
SELECT 1

SELECT ('{1,2,3}'::int4[])::varchar(4), ('[0:2]={3,NULL,1}'::int4[])::varchar(4);
----
{1,2|[0:2
SELECT 1

SELECT ('{1,2,3}'::int4[])::char(4), ('[0:2]={3,NULL,1}'::int4[])::char(4);
----
{1,2|[0:2
SELECT 1

SELECT ('{1,2,3}'::int4[])::name, ('[0:2]={3,NULL,1}'::int4[])::name;
----
{1,2,3}|[0:2]={3,NULL,1}
SELECT 1

SELECT ('{1,2,3}'::int4[])::"char", ('[0:2]={3,NULL,1}'::int4[])::"char";
----
error 42846 cannot cast type integer[] to "char"

SELECT ('{1,2,3}'::int4[])::bytea, ('[0:2]={3,NULL,1}'::int4[])::bytea;
----
error 42846 cannot cast type integer[] to bytea

SELECT ('{1,2,3}'::int4[])::date, ('[0:2]={3,NULL,1}'::int4[])::date;
----
error 42846 cannot cast type integer[] to date

SELECT ('{1,2,3}'::int4[])::time, ('[0:2]={3,NULL,1}'::int4[])::time;
----
error 42846 cannot cast type integer[] to time without time zone

SELECT ('{1,2,3}'::int4[])::timetz, ('[0:2]={3,NULL,1}'::int4[])::timetz;
----
error 42846 cannot cast type integer[] to time with time zone

SELECT ('{1,2,3}'::int4[])::timestamp, ('[0:2]={3,NULL,1}'::int4[])::timestamp;
----
error 42846 cannot cast type integer[] to timestamp without time zone

SELECT ('{1,2,3}'::int4[])::timestamptz, ('[0:2]={3,NULL,1}'::int4[])::timestamptz;
----
error 42846 cannot cast type integer[] to timestamp with time zone

SELECT ('{1,2,3}'::int4[])::interval, ('[0:2]={3,NULL,1}'::int4[])::interval;
----
error 42846 cannot cast type integer[] to interval

SELECT ('{1,2,3}'::int4[])::uuid, ('[0:2]={3,NULL,1}'::int4[])::uuid;
----
error 42846 cannot cast type integer[] to uuid

SELECT ('{1,2,3}'::int4[])::json, ('[0:2]={3,NULL,1}'::int4[])::json;
----
error 42846 cannot cast type integer[] to json

SELECT ('{1,2,3}'::int4[])::jsonb, ('[0:2]={3,NULL,1}'::int4[])::jsonb;
----
error 42846 cannot cast type integer[] to jsonb

SELECT ('{1,2,3}'::int4[])::inet, ('[0:2]={3,NULL,1}'::int4[])::inet;
----
error 42846 cannot cast type integer[] to inet

SELECT ('{1,2,3}'::int4[])::cidr, ('[0:2]={3,NULL,1}'::int4[])::cidr;
----
error 42846 cannot cast type integer[] to cidr

SELECT ('{1,2,3}'::int4[])::macaddr, ('[0:2]={3,NULL,1}'::int4[])::macaddr;
----
error 42846 cannot cast type integer[] to macaddr

SELECT ('{1,2,3}'::int4[])::macaddr8, ('[0:2]={3,NULL,1}'::int4[])::macaddr8;
----
error 42846 cannot cast type integer[] to macaddr8

SELECT ('{1,2,3}'::int4[])::bit(6), ('[0:2]={3,NULL,1}'::int4[])::bit(6);
----
error 42846 cannot cast type integer[] to bit

SELECT ('{1,2,3}'::int4[])::varbit(4), ('[0:2]={3,NULL,1}'::int4[])::varbit(4);
----
error 42846 cannot cast type integer[] to bit varying

SELECT ('{1,2,3}'::int4[])::point, ('[0:2]={3,NULL,1}'::int4[])::point;
----
error 42846 cannot cast type integer[] to point

SELECT ('{1,2,3}'::int4[])::lseg, ('[0:2]={3,NULL,1}'::int4[])::lseg;
----
error 42846 cannot cast type integer[] to lseg

SELECT ('{1,2,3}'::int4[])::box, ('[0:2]={3,NULL,1}'::int4[])::box;
----
error 42846 cannot cast type integer[] to box

SELECT ('{1,2,3}'::int4[])::path, ('[0:2]={3,NULL,1}'::int4[])::path;
----
error 42846 cannot cast type integer[] to path

SELECT ('{1,2,3}'::int4[])::polygon, ('[0:2]={3,NULL,1}'::int4[])::polygon;
----
error 42846 cannot cast type integer[] to polygon

SELECT ('{1,2,3}'::int4[])::circle, ('[0:2]={3,NULL,1}'::int4[])::circle;
----
error 42846 cannot cast type integer[] to circle

SELECT ('{1,2,3}'::int4[])::int4range, ('[0:2]={3,NULL,1}'::int4[])::int4range;
----
error 42846 cannot cast type integer[] to int4range

SELECT ('{1,2,3}'::int4[])::int4multirange, ('[0:2]={3,NULL,1}'::int4[])::int4multirange;
----
error 42846 cannot cast type integer[] to int4multirange

SELECT ('{1,2,3}'::int4[])::regclass, ('[0:2]={3,NULL,1}'::int4[])::regclass;
----
error 42846 cannot cast type integer[] to regclass

SELECT ('{1,2,3}'::int4[])::regtype, ('[0:2]={3,NULL,1}'::int4[])::regtype;
----
error 42846 cannot cast type integer[] to regtype

SELECT ('{1,2,3}'::int4[])::xid8, ('[0:2]={3,NULL,1}'::int4[])::xid8;
----
error 42846 cannot cast type integer[] to xid8

SELECT ('{1,2,3}'::int4[])::pg_lsn, ('[0:2]={3,NULL,1}'::int4[])::pg_lsn;
----
error 42846 cannot cast type integer[] to pg_lsn

SELECT ('{1,2,3}'::int4[])::tsvector, ('[0:2]={3,NULL,1}'::int4[])::tsvector;
----
error 42846 cannot cast type integer[] to tsvector

SELECT ('{1,2,3}'::int4[])::tsquery, ('[0:2]={3,NULL,1}'::int4[])::tsquery;
----
error 42846 cannot cast type integer[] to tsquery

SELECT ('{1,2,3}'::int4[])::text[], ('[0:2]={3,NULL,1}'::int4[])::text[];
----
{1,2,3}|[0:2]={3,NULL,1}
SELECT 1

# _text
SELECT ('{a,b,NULL,c}'::text[])::bool, ('{{x,y},{z,w}}'::text[])::bool, ('{}'::text[])::bool;
----
error 42846 cannot cast type text[] to boolean

SELECT ('{a,b,NULL,c}'::text[])::int2, ('{{x,y},{z,w}}'::text[])::int2, ('{}'::text[])::int2;
----
error 42846 cannot cast type text[] to smallint

SELECT ('{a,b,NULL,c}'::text[])::int4, ('{{x,y},{z,w}}'::text[])::int4, ('{}'::text[])::int4;
----
error 42846 cannot cast type text[] to integer

SELECT ('{a,b,NULL,c}'::text[])::int8, ('{{x,y},{z,w}}'::text[])::int8, ('{}'::text[])::int8;
----
error 42846 cannot cast type text[] to bigint

SELECT ('{a,b,NULL,c}'::text[])::oid, ('{{x,y},{z,w}}'::text[])::oid, ('{}'::text[])::oid;
----
error 42846 cannot cast type text[] to oid

SELECT ('{a,b,NULL,c}'::text[])::float4, ('{{x,y},{z,w}}'::text[])::float4, ('{}'::text[])::float4;
----
error 42846 cannot cast type text[] to real

SELECT ('{a,b,NULL,c}'::text[])::float8, ('{{x,y},{z,w}}'::text[])::float8, ('{}'::text[])::float8;
----
error 42846 cannot cast type text[] to double precision

SELECT ('{a,b,NULL,c}'::text[])::numeric(6,1), ('{{x,y},{z,w}}'::text[])::numeric(6,1), ('{}'::text[])::numeric(6,1);
----
error 42846 cannot cast type text[] to numeric

SELECT ('{a,b,NULL,c}'::text[])::money, ('{{x,y},{z,w}}'::text[])::money, ('{}'::text[])::money;
----
error 42846 cannot cast type text[] to money

SELECT ('{a,b,NULL,c}'::text[])::text, ('{{x,y},{z,w}}'::text[])::text, ('{}'::text[])::text;
----
{a,b,NULL,c}|{{x,y},{z,w}}|{}
SELECT 1

SELECT ('{a,b,NULL,c}'::text[])::varchar(4), ('{{x,y},{z,w}}'::text[])::varchar(4), ('{}'::text[])::varchar(4);
----
{a,b|{{x,|{}
SELECT 1

SELECT ('{a,b,NULL,c}'::text[])::char(4), ('{{x,y},{z,w}}'::text[])::char(4), ('{}'::text[])::char(4);
----
{a,b|{{x,|{}  
SELECT 1

SELECT ('{a,b,NULL,c}'::text[])::name, ('{{x,y},{z,w}}'::text[])::name, ('{}'::text[])::name;
----
{a,b,NULL,c}|{{x,y},{z,w}}|{}
SELECT 1

SELECT ('{a,b,NULL,c}'::text[])::"char", ('{{x,y},{z,w}}'::text[])::"char", ('{}'::text[])::"char";
----
error 42846 cannot cast type text[] to "char"

SELECT ('{a,b,NULL,c}'::text[])::bytea, ('{{x,y},{z,w}}'::text[])::bytea, ('{}'::text[])::bytea;
----
error 42846 cannot cast type text[] to bytea

SELECT ('{a,b,NULL,c}'::text[])::date, ('{{x,y},{z,w}}'::text[])::date, ('{}'::text[])::date;
----
error 42846 cannot cast type text[] to date

SELECT ('{a,b,NULL,c}'::text[])::time, ('{{x,y},{z,w}}'::text[])::time, ('{}'::text[])::time;
----
error 42846 cannot cast type text[] to time without time zone

SELECT ('{a,b,NULL,c}'::text[])::timetz, ('{{x,y},{z,w}}'::text[])::timetz, ('{}'::text[])::timetz;
----
error 42846 cannot cast type text[] to time with time zone

SELECT ('{a,b,NULL,c}'::text[])::timestamp, ('{{x,y},{z,w}}'::text[])::timestamp, ('{}'::text[])::timestamp;
----
error 42846 cannot cast type text[] to timestamp without time zone

SELECT ('{a,b,NULL,c}'::text[])::timestamptz, ('{{x,y},{z,w}}'::text[])::timestamptz, ('{}'::text[])::timestamptz;
----
error 42846 cannot cast type text[] to timestamp with time zone

SELECT ('{a,b,NULL,c}'::text[])::interval, ('{{x,y},{z,w}}'::text[])::interval, ('{}'::text[])::interval;
----
error 42846 cannot cast type text[] to interval

SELECT ('{a,b,NULL,c}'::text[])::uuid, ('{{x,y},{z,w}}'::text[])::uuid, ('{}'::text[])::uuid;
----
error 42846 cannot cast type text[] to uuid

SELECT ('{a,b,NULL,c}'::text[])::json, ('{{x,y},{z,w}}'::text[])::json, ('{}'::text[])::json;
----
error 42846 cannot cast type text[] to json

SELECT ('{a,b,NULL,c}'::text[])::jsonb, ('{{x,y},{z,w}}'::text[])::jsonb, ('{}'::text[])::jsonb;
----
error 42846 cannot cast type text[] to jsonb

SELECT ('{a,b,NULL,c}'::text[])::inet, ('{{x,y},{z,w}}'::text[])::inet, ('{}'::text[])::inet;
----
error 42846 cannot cast type text[] to inet

SELECT ('{a,b,NULL,c}'::text[])::cidr, ('{{x,y},{z,w}}'::text[])::cidr, ('{}'::text[])::cidr;
----
error 42846 cannot cast type text[] to cidr

SELECT ('{a,b,NULL,c}'::text[])::macaddr, ('{{x,y},{z,w}}'::text[])::macaddr, ('{}'::text[])::macaddr;
----
error 42846 cannot cast type text[] to macaddr

SELECT ('{a,b,NULL,c}'::text[])::macaddr8, ('{{x,y},{z,w}}'::text[])::macaddr8, ('{}'::text[])::macaddr8;
----
error 42846 cannot cast type text[] to macaddr8

SELECT ('{a,b,NULL,c}'::text[])::bit(6), ('{{x,y},{z,w}}'::text[])::bit(6), ('{}'::text[])::bit(6);
----
error 42846 cannot cast type text[] to bit

SELECT ('{a,b,NULL,c}'::text[])::varbit(4), ('{{x,y},{z,w}}'::text[])::varbit(4), ('{}'::text[])::varbit(4);
----
error 42846 cannot cast type text[] to bit varying

SELECT ('{a,b,NULL,c}'::text[])::point, ('{{x,y},{z,w}}'::text[])::point, ('{}'::text[])::point;
----
error 42846 cannot cast type text[] to point

SELECT ('{a,b,NULL,c}'::text[])::lseg, ('{{x,y},{z,w}}'::text[])::lseg, ('{}'::text[])::lseg;
----
error 42846 cannot cast type text[] to lseg

SELECT ('{a,b,NULL,c}'::text[])::box, ('{{x,y},{z,w}}'::text[])::box, ('{}'::text[])::box;
----
error 42846 cannot cast type text[] to box

SELECT ('{a,b,NULL,c}'::text[])::path, ('{{x,y},{z,w}}'::text[])::path, ('{}'::text[])::path;
----
error 42846 cannot cast type text[] to path

SELECT ('{a,b,NULL,c}'::text[])::polygon, ('{{x,y},{z,w}}'::text[])::polygon, ('{}'::text[])::polygon;
----
error 42846 cannot cast type text[] to polygon

SELECT ('{a,b,NULL,c}'::text[])::circle, ('{{x,y},{z,w}}'::text[])::circle, ('{}'::text[])::circle;
----
error 42846 cannot cast type text[] to circle

SELECT ('{a,b,NULL,c}'::text[])::int4range, ('{{x,y},{z,w}}'::text[])::int4range, ('{}'::text[])::int4range;
----
error 42846 cannot cast type text[] to int4range

SELECT ('{a,b,NULL,c}'::text[])::int4multirange, ('{{x,y},{z,w}}'::text[])::int4multirange, ('{}'::text[])::int4multirange;
----
error 42846 cannot cast type text[] to int4multirange

SELECT ('{a,b,NULL,c}'::text[])::regclass, ('{{x,y},{z,w}}'::text[])::regclass, ('{}'::text[])::regclass;
----
error 42846 cannot cast type text[] to regclass

SELECT ('{a,b,NULL,c}'::text[])::regtype, ('{{x,y},{z,w}}'::text[])::regtype, ('{}'::text[])::regtype;
----
error 42846 cannot cast type text[] to regtype

SELECT ('{a,b,NULL,c}'::text[])::xid8, ('{{x,y},{z,w}}'::text[])::xid8, ('{}'::text[])::xid8;
----
error 42846 cannot cast type text[] to xid8

SELECT ('{a,b,NULL,c}'::text[])::pg_lsn, ('{{x,y},{z,w}}'::text[])::pg_lsn, ('{}'::text[])::pg_lsn;
----
error 42846 cannot cast type text[] to pg_lsn

SELECT ('{a,b,NULL,c}'::text[])::tsvector, ('{{x,y},{z,w}}'::text[])::tsvector, ('{}'::text[])::tsvector;
----
error 42846 cannot cast type text[] to tsvector

SELECT ('{a,b,NULL,c}'::text[])::tsquery, ('{{x,y},{z,w}}'::text[])::tsquery, ('{}'::text[])::tsquery;
----
error 42846 cannot cast type text[] to tsquery

SELECT ('{a,b,NULL,c}'::text[])::int4[], ('{{x,y},{z,w}}'::text[])::int4[], ('{}'::text[])::int4[];
----
error 22P02 invalid input syntax for type integer: "a"
