# What INSERT assigns to columns of each type: casts of assignment, and refusals with their hints. Errors are told whole.
CREATE TABLE assigned (
  c_bool bool,
  c_int2 int2,
  c_int4 int4,
  c_int8 int8,
  c_oid oid,
  c_float4 float4,
  c_float8 float8,
  c_numeric numeric(6,1),
  c_money money,
  c_text text,
  c_varchar varchar(4),
  c_bpchar char(4),
  c_name name,
  c_char "char",
  c_bytea bytea,
  c_date date,
  c_time time,
  c_timetz timetz,
  c_timestamp timestamp,
  c_timestamptz timestamptz,
  c_interval interval,
  c_uuid uuid,
  c_json json,
  c_jsonb jsonb,
  c_inet inet,
  c_cidr cidr,
  c_macaddr macaddr,
  c_macaddr8 macaddr8,
  c_bit bit(6),
  c_varbit varbit(4),
  c_point point,
  c_lseg lseg,
  c_box box,
  c_path path,
  c_polygon polygon,
  c_circle circle,
  c_int4range int4range,
  c_int4multirange int4multirange,
  c_regclass regclass,
  c_regtype regtype,
  c_xid8 xid8,
  c_pg_lsn pg_lsn,
  c_tsvector tsvector,
  c_tsquery tsquery,
  c__int4 int4[],
  c__text text[]
)
----
CREATE TABLE

INSERT INTO assigned (c_int4) SELECT true RETURNING c_int4;
----
error 42804 column "c_int4" is of type integer but expression is of type boolean; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT true RETURNING c_text;
----
true
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT true RETURNING c_varchar;
----
true
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT true RETURNING c_bpchar;
----
true
INSERT 0 1

INSERT INTO assigned (c_name) SELECT true RETURNING c_name;
----
t
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 7::int2 RETURNING c_int4;
----
7
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 7::int2 RETURNING c_int8;
----
7
INSERT 0 1

INSERT INTO assigned (c_oid) SELECT 7::int2 RETURNING c_oid;
----
7
INSERT 0 1

INSERT INTO assigned (c_float4) SELECT 7::int2 RETURNING c_float4;
----
7
INSERT 0 1

INSERT INTO assigned (c_float8) SELECT 7::int2 RETURNING c_float8;
----
7
INSERT 0 1

INSERT INTO assigned (c_numeric) SELECT 7::int2 RETURNING c_numeric;
----
7.0
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 7::int2 RETURNING c_text;
----
7
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 7::int2 RETURNING c_varchar;
----
7
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 7::int2 RETURNING c_bpchar;
----
7   
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 7::int2 RETURNING c_name;
----
7
INSERT 0 1

INSERT INTO assigned (c_regclass) SELECT 7::int2 RETURNING c_regclass;
----
7
INSERT 0 1

INSERT INTO assigned (c_regtype) SELECT 7::int2 RETURNING c_regtype;
----
7
INSERT 0 1

INSERT INTO assigned (c_bool) SELECT 5 RETURNING c_bool;
----
error 42804 column "c_bool" is of type boolean but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int2) SELECT 5 RETURNING c_int2;
----
5
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 5 RETURNING c_int8;
----
5
INSERT 0 1

INSERT INTO assigned (c_oid) SELECT 5 RETURNING c_oid;
----
5
INSERT 0 1

INSERT INTO assigned (c_float4) SELECT 5 RETURNING c_float4;
----
5
INSERT 0 1

INSERT INTO assigned (c_float8) SELECT 5 RETURNING c_float8;
----
5
INSERT 0 1

INSERT INTO assigned (c_numeric) SELECT 5 RETURNING c_numeric;
----
5.0
INSERT 0 1

INSERT INTO assigned (c_money) SELECT 5 RETURNING c_money;
----
$5.00
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 5 RETURNING c_text;
----
5
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 5 RETURNING c_varchar;
----
5
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 5 RETURNING c_bpchar;
----
5   
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 5 RETURNING c_name;
----
5
INSERT 0 1

INSERT INTO assigned (c_char) SELECT 5 RETURNING c_char;
----
error 42804 column "c_char" is of type "char" but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bytea) SELECT 5 RETURNING c_bytea;
----
error 42804 column "c_bytea" is of type bytea but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_date) SELECT 5 RETURNING c_date;
----
error 42804 column "c_date" is of type date but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_time) SELECT 5 RETURNING c_time;
----
error 42804 column "c_time" is of type time without time zone but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timetz) SELECT 5 RETURNING c_timetz;
----
error 42804 column "c_timetz" is of type time with time zone but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamp) SELECT 5 RETURNING c_timestamp;
----
error 42804 column "c_timestamp" is of type timestamp without time zone but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamptz) SELECT 5 RETURNING c_timestamptz;
----
error 42804 column "c_timestamptz" is of type timestamp with time zone but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_interval) SELECT 5 RETURNING c_interval;
----
error 42804 column "c_interval" is of type interval but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_uuid) SELECT 5 RETURNING c_uuid;
----
error 42804 column "c_uuid" is of type uuid but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_json) SELECT 5 RETURNING c_json;
----
error 42804 column "c_json" is of type json but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_jsonb) SELECT 5 RETURNING c_jsonb;
----
error 42804 column "c_jsonb" is of type jsonb but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_inet) SELECT 5 RETURNING c_inet;
----
error 42804 column "c_inet" is of type inet but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_cidr) SELECT 5 RETURNING c_cidr;
----
error 42804 column "c_cidr" is of type cidr but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr) SELECT 5 RETURNING c_macaddr;
----
error 42804 column "c_macaddr" is of type macaddr but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr8) SELECT 5 RETURNING c_macaddr8;
----
error 42804 column "c_macaddr8" is of type macaddr8 but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bit) SELECT 5 RETURNING c_bit;
----
error 42804 column "c_bit" is of type bit but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_varbit) SELECT 5 RETURNING c_varbit;
----
error 42804 column "c_varbit" is of type bit varying but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_point) SELECT 5 RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_lseg) SELECT 5 RETURNING c_lseg;
----
error 42804 column "c_lseg" is of type lseg but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_box) SELECT 5 RETURNING c_box;
----
error 42804 column "c_box" is of type box but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_path) SELECT 5 RETURNING c_path;
----
error 42804 column "c_path" is of type path but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_polygon) SELECT 5 RETURNING c_polygon;
----
error 42804 column "c_polygon" is of type polygon but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_circle) SELECT 5 RETURNING c_circle;
----
error 42804 column "c_circle" is of type circle but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4range) SELECT 5 RETURNING c_int4range;
----
error 42804 column "c_int4range" is of type int4range but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4multirange) SELECT 5 RETURNING c_int4multirange;
----
error 42804 column "c_int4multirange" is of type int4multirange but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_regclass) SELECT 5 RETURNING c_regclass;
----
5
INSERT 0 1

INSERT INTO assigned (c_regtype) SELECT 5 RETURNING c_regtype;
----
5
INSERT 0 1

INSERT INTO assigned (c_xid8) SELECT 5 RETURNING c_xid8;
----
error 42804 column "c_xid8" is of type xid8 but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_pg_lsn) SELECT 5 RETURNING c_pg_lsn;
----
error 42804 column "c_pg_lsn" is of type pg_lsn but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsvector) SELECT 5 RETURNING c_tsvector;
----
error 42804 column "c_tsvector" is of type tsvector but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsquery) SELECT 5 RETURNING c_tsquery;
----
error 42804 column "c_tsquery" is of type tsquery but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__int4) SELECT 5 RETURNING c__int4;
----
error 42804 column "c__int4" is of type integer[] but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__text) SELECT 5 RETURNING c__text;
----
error 42804 column "c__text" is of type text[] but expression is of type integer; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int2) SELECT 9::int8 RETURNING c_int2;
----
9
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 9::int8 RETURNING c_int4;
----
9
INSERT 0 1

INSERT INTO assigned (c_oid) SELECT 9::int8 RETURNING c_oid;
----
9
INSERT 0 1

INSERT INTO assigned (c_float4) SELECT 9::int8 RETURNING c_float4;
----
9
INSERT 0 1

INSERT INTO assigned (c_float8) SELECT 9::int8 RETURNING c_float8;
----
9
INSERT 0 1

INSERT INTO assigned (c_numeric) SELECT 9::int8 RETURNING c_numeric;
----
9.0
INSERT 0 1

INSERT INTO assigned (c_money) SELECT 9::int8 RETURNING c_money;
----
$9.00
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 9::int8 RETURNING c_text;
----
9
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 9::int8 RETURNING c_varchar;
----
9
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 9::int8 RETURNING c_bpchar;
----
9   
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 9::int8 RETURNING c_name;
----
9
INSERT 0 1

INSERT INTO assigned (c_bit) SELECT 9::int8 RETURNING c_bit;
----
error 42804 column "c_bit" is of type bit but expression is of type bigint; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_regclass) SELECT 9::int8 RETURNING c_regclass;
----
9
INSERT 0 1

INSERT INTO assigned (c_regtype) SELECT 9::int8 RETURNING c_regtype;
----
9
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 26::oid RETURNING c_int4;
----
26
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 26::oid RETURNING c_int8;
----
26
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 26::oid RETURNING c_text;
----
26
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 26::oid RETURNING c_varchar;
----
26
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 26::oid RETURNING c_bpchar;
----
26  
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 26::oid RETURNING c_name;
----
26
INSERT 0 1

INSERT INTO assigned (c_regclass) SELECT 26::oid RETURNING c_regclass;
----
26
INSERT 0 1

INSERT INTO assigned (c_regtype) SELECT 26::oid RETURNING c_regtype;
----
oid
INSERT 0 1

INSERT INTO assigned (c_int2) SELECT 1.5::float4 RETURNING c_int2;
----
2
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 1.5::float4 RETURNING c_int4;
----
2
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 1.5::float4 RETURNING c_int8;
----
2
INSERT 0 1

INSERT INTO assigned (c_float8) SELECT 1.5::float4 RETURNING c_float8;
----
1.5
INSERT 0 1

INSERT INTO assigned (c_numeric) SELECT 1.5::float4 RETURNING c_numeric;
----
1.5
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 1.5::float4 RETURNING c_text;
----
1.5
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 1.5::float4 RETURNING c_varchar;
----
1.5
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 1.5::float4 RETURNING c_bpchar;
----
1.5 
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 1.5::float4 RETURNING c_name;
----
1.5
INSERT 0 1

INSERT INTO assigned (c_int2) SELECT 2.5::float8 RETURNING c_int2;
----
2
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 2.5::float8 RETURNING c_int4;
----
2
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 2.5::float8 RETURNING c_int8;
----
2
INSERT 0 1

INSERT INTO assigned (c_float4) SELECT 2.5::float8 RETURNING c_float4;
----
2.5
INSERT 0 1

INSERT INTO assigned (c_numeric) SELECT 2.5::float8 RETURNING c_numeric;
----
2.5
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 2.5::float8 RETURNING c_text;
----
2.5
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 2.5::float8 RETURNING c_varchar;
----
2.5
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 2.5::float8 RETURNING c_bpchar;
----
2.5 
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 2.5::float8 RETURNING c_name;
----
2.5
INSERT 0 1

INSERT INTO assigned (c_bool) SELECT 12.345 RETURNING c_bool;
----
error 42804 column "c_bool" is of type boolean but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int2) SELECT 12.345 RETURNING c_int2;
----
12
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 12.345 RETURNING c_int4;
----
12
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 12.345 RETURNING c_int8;
----
12
INSERT 0 1

INSERT INTO assigned (c_oid) SELECT 12.345 RETURNING c_oid;
----
error 42804 column "c_oid" is of type oid but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_float4) SELECT 12.345 RETURNING c_float4;
----
12.345
INSERT 0 1

INSERT INTO assigned (c_float8) SELECT 12.345 RETURNING c_float8;
----
12.345
INSERT 0 1

INSERT INTO assigned (c_money) SELECT 12.345 RETURNING c_money;
----
$12.35
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 12.345 RETURNING c_text;
----
12.345
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 12.345 RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT 12.345 RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT 12.345 RETURNING c_name;
----
12.345
INSERT 0 1

INSERT INTO assigned (c_char) SELECT 12.345 RETURNING c_char;
----
error 42804 column "c_char" is of type "char" but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bytea) SELECT 12.345 RETURNING c_bytea;
----
error 42804 column "c_bytea" is of type bytea but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_date) SELECT 12.345 RETURNING c_date;
----
error 42804 column "c_date" is of type date but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_time) SELECT 12.345 RETURNING c_time;
----
error 42804 column "c_time" is of type time without time zone but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timetz) SELECT 12.345 RETURNING c_timetz;
----
error 42804 column "c_timetz" is of type time with time zone but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamp) SELECT 12.345 RETURNING c_timestamp;
----
error 42804 column "c_timestamp" is of type timestamp without time zone but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamptz) SELECT 12.345 RETURNING c_timestamptz;
----
error 42804 column "c_timestamptz" is of type timestamp with time zone but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_interval) SELECT 12.345 RETURNING c_interval;
----
error 42804 column "c_interval" is of type interval but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_uuid) SELECT 12.345 RETURNING c_uuid;
----
error 42804 column "c_uuid" is of type uuid but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_json) SELECT 12.345 RETURNING c_json;
----
error 42804 column "c_json" is of type json but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_jsonb) SELECT 12.345 RETURNING c_jsonb;
----
error 42804 column "c_jsonb" is of type jsonb but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_inet) SELECT 12.345 RETURNING c_inet;
----
error 42804 column "c_inet" is of type inet but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_cidr) SELECT 12.345 RETURNING c_cidr;
----
error 42804 column "c_cidr" is of type cidr but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr) SELECT 12.345 RETURNING c_macaddr;
----
error 42804 column "c_macaddr" is of type macaddr but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr8) SELECT 12.345 RETURNING c_macaddr8;
----
error 42804 column "c_macaddr8" is of type macaddr8 but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bit) SELECT 12.345 RETURNING c_bit;
----
error 42804 column "c_bit" is of type bit but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_varbit) SELECT 12.345 RETURNING c_varbit;
----
error 42804 column "c_varbit" is of type bit varying but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_point) SELECT 12.345 RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_lseg) SELECT 12.345 RETURNING c_lseg;
----
error 42804 column "c_lseg" is of type lseg but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_box) SELECT 12.345 RETURNING c_box;
----
error 42804 column "c_box" is of type box but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_path) SELECT 12.345 RETURNING c_path;
----
error 42804 column "c_path" is of type path but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_polygon) SELECT 12.345 RETURNING c_polygon;
----
error 42804 column "c_polygon" is of type polygon but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_circle) SELECT 12.345 RETURNING c_circle;
----
error 42804 column "c_circle" is of type circle but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4range) SELECT 12.345 RETURNING c_int4range;
----
error 42804 column "c_int4range" is of type int4range but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4multirange) SELECT 12.345 RETURNING c_int4multirange;
----
error 42804 column "c_int4multirange" is of type int4multirange but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_regclass) SELECT 12.345 RETURNING c_regclass;
----
error 42804 column "c_regclass" is of type regclass but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_regtype) SELECT 12.345 RETURNING c_regtype;
----
error 42804 column "c_regtype" is of type regtype but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_xid8) SELECT 12.345 RETURNING c_xid8;
----
error 42804 column "c_xid8" is of type xid8 but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_pg_lsn) SELECT 12.345 RETURNING c_pg_lsn;
----
error 42804 column "c_pg_lsn" is of type pg_lsn but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsvector) SELECT 12.345 RETURNING c_tsvector;
----
error 42804 column "c_tsvector" is of type tsvector but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsquery) SELECT 12.345 RETURNING c_tsquery;
----
error 42804 column "c_tsquery" is of type tsquery but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__int4) SELECT 12.345 RETURNING c__int4;
----
error 42804 column "c__int4" is of type integer[] but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__text) SELECT 12.345 RETURNING c__text;
----
error 42804 column "c__text" is of type text[] but expression is of type numeric; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_numeric) SELECT '12.34'::money RETURNING c_numeric;
----
12.3
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '12.34'::money RETURNING c_text;
----
$12.34
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '12.34'::money RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '12.34'::money RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '12.34'::money RETURNING c_name;
----
$12.34
INSERT 0 1

INSERT INTO assigned (c_bool) SELECT '17'::text RETURNING c_bool;
----
error 42804 column "c_bool" is of type boolean but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int2) SELECT '17'::text RETURNING c_int2;
----
error 42804 column "c_int2" is of type smallint but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4) SELECT '17'::text RETURNING c_int4;
----
error 42804 column "c_int4" is of type integer but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int8) SELECT '17'::text RETURNING c_int8;
----
error 42804 column "c_int8" is of type bigint but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_oid) SELECT '17'::text RETURNING c_oid;
----
error 42804 column "c_oid" is of type oid but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_float4) SELECT '17'::text RETURNING c_float4;
----
error 42804 column "c_float4" is of type real but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_float8) SELECT '17'::text RETURNING c_float8;
----
error 42804 column "c_float8" is of type double precision but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_numeric) SELECT '17'::text RETURNING c_numeric;
----
error 42804 column "c_numeric" is of type numeric but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_money) SELECT '17'::text RETURNING c_money;
----
error 42804 column "c_money" is of type money but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_varchar) SELECT '17'::text RETURNING c_varchar;
----
17
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT '17'::text RETURNING c_bpchar;
----
17  
INSERT 0 1

INSERT INTO assigned (c_name) SELECT '17'::text RETURNING c_name;
----
17
INSERT 0 1

INSERT INTO assigned (c_char) SELECT '17'::text RETURNING c_char;
----
1
INSERT 0 1

INSERT INTO assigned (c_bytea) SELECT '17'::text RETURNING c_bytea;
----
error 42804 column "c_bytea" is of type bytea but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_date) SELECT '17'::text RETURNING c_date;
----
error 42804 column "c_date" is of type date but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_time) SELECT '17'::text RETURNING c_time;
----
error 42804 column "c_time" is of type time without time zone but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timetz) SELECT '17'::text RETURNING c_timetz;
----
error 42804 column "c_timetz" is of type time with time zone but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamp) SELECT '17'::text RETURNING c_timestamp;
----
error 42804 column "c_timestamp" is of type timestamp without time zone but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamptz) SELECT '17'::text RETURNING c_timestamptz;
----
error 42804 column "c_timestamptz" is of type timestamp with time zone but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_interval) SELECT '17'::text RETURNING c_interval;
----
error 42804 column "c_interval" is of type interval but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_uuid) SELECT '17'::text RETURNING c_uuid;
----
error 42804 column "c_uuid" is of type uuid but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_json) SELECT '17'::text RETURNING c_json;
----
error 42804 column "c_json" is of type json but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_jsonb) SELECT '17'::text RETURNING c_jsonb;
----
error 42804 column "c_jsonb" is of type jsonb but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_inet) SELECT '17'::text RETURNING c_inet;
----
error 42804 column "c_inet" is of type inet but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_cidr) SELECT '17'::text RETURNING c_cidr;
----
error 42804 column "c_cidr" is of type cidr but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr) SELECT '17'::text RETURNING c_macaddr;
----
error 42804 column "c_macaddr" is of type macaddr but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr8) SELECT '17'::text RETURNING c_macaddr8;
----
error 42804 column "c_macaddr8" is of type macaddr8 but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bit) SELECT '17'::text RETURNING c_bit;
----
error 42804 column "c_bit" is of type bit but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_varbit) SELECT '17'::text RETURNING c_varbit;
----
error 42804 column "c_varbit" is of type bit varying but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_point) SELECT '17'::text RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_lseg) SELECT '17'::text RETURNING c_lseg;
----
error 42804 column "c_lseg" is of type lseg but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_box) SELECT '17'::text RETURNING c_box;
----
error 42804 column "c_box" is of type box but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_path) SELECT '17'::text RETURNING c_path;
----
error 42804 column "c_path" is of type path but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_polygon) SELECT '17'::text RETURNING c_polygon;
----
error 42804 column "c_polygon" is of type polygon but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_circle) SELECT '17'::text RETURNING c_circle;
----
error 42804 column "c_circle" is of type circle but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4range) SELECT '17'::text RETURNING c_int4range;
----
error 42804 column "c_int4range" is of type int4range but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4multirange) SELECT '17'::text RETURNING c_int4multirange;
----
error 42804 column "c_int4multirange" is of type int4multirange but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_regtype) SELECT '17'::text RETURNING c_regtype;
----
error 42804 column "c_regtype" is of type regtype but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_xid8) SELECT '17'::text RETURNING c_xid8;
----
error 42804 column "c_xid8" is of type xid8 but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_pg_lsn) SELECT '17'::text RETURNING c_pg_lsn;
----
error 42804 column "c_pg_lsn" is of type pg_lsn but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsvector) SELECT '17'::text RETURNING c_tsvector;
----
error 42804 column "c_tsvector" is of type tsvector but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsquery) SELECT '17'::text RETURNING c_tsquery;
----
error 42804 column "c_tsquery" is of type tsquery but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__int4) SELECT '17'::text RETURNING c__int4;
----
error 42804 column "c__int4" is of type integer[] but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__text) SELECT '17'::text RETURNING c__text;
----
error 42804 column "c__text" is of type text[] but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT 'héllo'::varchar(10) RETURNING c_text;
----
héllo
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 'héllo'::varchar(10) RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT 'héllo'::varchar(10) RETURNING c_name;
----
héllo
INSERT 0 1

INSERT INTO assigned (c_char) SELECT 'héllo'::varchar(10) RETURNING c_char;
----
h
INSERT 0 1

INSERT INTO assigned (c_regclass) SELECT 'héllo'::varchar(10) RETURNING c_regclass;
----
error 42P01 relation "héllo" does not exist

INSERT INTO assigned (c_text) SELECT 'abc'::char(6) RETURNING c_text;
----
abc
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'abc'::char(6) RETURNING c_varchar;
----
abc
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 'abc'::char(6) RETURNING c_name;
----
abc
INSERT 0 1

INSERT INTO assigned (c_char) SELECT 'abc'::char(6) RETURNING c_char;
----
a
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 'some_name'::name RETURNING c_text;
----
some_name
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'some_name'::name RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT 'some_name'::name RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_int4) SELECT 'q'::"char" RETURNING c_int4;
----
error 42804 column "c_int4" is of type integer but expression is of type "char"; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT 'q'::"char" RETURNING c_text;
----
q
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'q'::"char" RETURNING c_varchar;
----
q
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT 'q'::"char" RETURNING c_bpchar;
----
q   
INSERT 0 1

INSERT INTO assigned (c_name) SELECT 'q'::"char" RETURNING c_name;
----
q
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '\x0102ff'::bytea RETURNING c_text;
----
\x0102ff
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '\x0102ff'::bytea RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '\x0102ff'::bytea RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '\x0102ff'::bytea RETURNING c_name;
----
\x0102ff
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '2024-02-29'::date RETURNING c_text;
----
2024-02-29
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '2024-02-29'::date RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '2024-02-29'::date RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '2024-02-29'::date RETURNING c_name;
----
2024-02-29
INSERT 0 1

INSERT INTO assigned (c_timestamp) SELECT '2024-02-29'::date RETURNING c_timestamp;
----
2024-02-29 00:00:00
INSERT 0 1

INSERT INTO assigned (c_timestamptz) SELECT '2024-02-29'::date RETURNING c_timestamptz;
----
2024-02-29 00:00:00+00
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '13:45:06.789'::time RETURNING c_text;
----
13:45:06.789
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '13:45:06.789'::time RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '13:45:06.789'::time RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '13:45:06.789'::time RETURNING c_name;
----
13:45:06.789
INSERT 0 1

INSERT INTO assigned (c_timetz) SELECT '13:45:06.789'::time RETURNING c_timetz;
----
13:45:06.789+00
INSERT 0 1

INSERT INTO assigned (c_interval) SELECT '13:45:06.789'::time RETURNING c_interval;
----
13:45:06.789
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '13:45:06.789+02'::timetz RETURNING c_text;
----
13:45:06.789+02
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '13:45:06.789+02'::timetz RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '13:45:06.789+02'::timetz RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '13:45:06.789+02'::timetz RETURNING c_name;
----
13:45:06.789+02
INSERT 0 1

INSERT INTO assigned (c_time) SELECT '13:45:06.789+02'::timetz RETURNING c_time;
----
13:45:06.789
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '2024-02-29 12:34:56.789012'::timestamp RETURNING c_text;
----
2024-02-29 12:34:56.789012
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '2024-02-29 12:34:56.789012'::timestamp RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '2024-02-29 12:34:56.789012'::timestamp RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '2024-02-29 12:34:56.789012'::timestamp RETURNING c_name;
----
2024-02-29 12:34:56.789012
INSERT 0 1

INSERT INTO assigned (c_date) SELECT '2024-02-29 12:34:56.789012'::timestamp RETURNING c_date;
----
2024-02-29
INSERT 0 1

INSERT INTO assigned (c_time) SELECT '2024-02-29 12:34:56.789012'::timestamp RETURNING c_time;
----
12:34:56.789012
INSERT 0 1

INSERT INTO assigned (c_timestamptz) SELECT '2024-02-29 12:34:56.789012'::timestamp RETURNING c_timestamptz;
----
2024-02-29 12:34:56.789012+00
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_text;
----
2024-02-29 11:34:56.789012+00
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_name;
----
2024-02-29 11:34:56.789012+00
INSERT 0 1

INSERT INTO assigned (c_date) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_date;
----
2024-02-29
INSERT 0 1

INSERT INTO assigned (c_time) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_time;
----
11:34:56.789012
INSERT 0 1

INSERT INTO assigned (c_timetz) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_timetz;
----
11:34:56.789012+00
INSERT 0 1

INSERT INTO assigned (c_timestamp) SELECT '2024-02-29 12:34:56.789012+01'::timestamptz RETURNING c_timestamp;
----
2024-02-29 11:34:56.789012
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '1 mon 2 days 03:04:05.5'::interval RETURNING c_text;
----
1 mon 2 days 03:04:05.5
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '1 mon 2 days 03:04:05.5'::interval RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '1 mon 2 days 03:04:05.5'::interval RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '1 mon 2 days 03:04:05.5'::interval RETURNING c_name;
----
1 mon 2 days 03:04:05.5
INSERT 0 1

INSERT INTO assigned (c_time) SELECT '1 mon 2 days 03:04:05.5'::interval RETURNING c_time;
----
03:04:05.5
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid RETURNING c_text;
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid RETURNING c_name;
----
a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
INSERT 0 1

INSERT INTO assigned (c_bool) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_bool;
----
error 42804 column "c_bool" is of type boolean but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int2) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_int2;
----
error 42804 column "c_int2" is of type smallint but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_int4;
----
error 42804 column "c_int4" is of type integer but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int8) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_int8;
----
error 42804 column "c_int8" is of type bigint but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_oid) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_oid;
----
error 42804 column "c_oid" is of type oid but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_float4) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_float4;
----
error 42804 column "c_float4" is of type real but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_float8) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_float8;
----
error 42804 column "c_float8" is of type double precision but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_numeric) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_numeric;
----
error 42804 column "c_numeric" is of type numeric but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_money) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_money;
----
error 42804 column "c_money" is of type money but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_text;
----
{"a": [1, {"b": null}]}
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_name;
----
{"a": [1, {"b": null}]}
INSERT 0 1

INSERT INTO assigned (c_char) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_char;
----
error 42804 column "c_char" is of type "char" but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bytea) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_bytea;
----
error 42804 column "c_bytea" is of type bytea but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_date) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_date;
----
error 42804 column "c_date" is of type date but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_time) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_time;
----
error 42804 column "c_time" is of type time without time zone but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timetz) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_timetz;
----
error 42804 column "c_timetz" is of type time with time zone but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamp) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_timestamp;
----
error 42804 column "c_timestamp" is of type timestamp without time zone but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_timestamptz) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_timestamptz;
----
error 42804 column "c_timestamptz" is of type timestamp with time zone but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_interval) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_interval;
----
error 42804 column "c_interval" is of type interval but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_uuid) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_uuid;
----
error 42804 column "c_uuid" is of type uuid but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_jsonb) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_jsonb;
----
{"a": [1, {"b": null}]}
INSERT 0 1

INSERT INTO assigned (c_inet) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_inet;
----
error 42804 column "c_inet" is of type inet but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_cidr) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_cidr;
----
error 42804 column "c_cidr" is of type cidr but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_macaddr;
----
error 42804 column "c_macaddr" is of type macaddr but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_macaddr8) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_macaddr8;
----
error 42804 column "c_macaddr8" is of type macaddr8 but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bit) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_bit;
----
error 42804 column "c_bit" is of type bit but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_varbit) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_varbit;
----
error 42804 column "c_varbit" is of type bit varying but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_point) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_lseg) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_lseg;
----
error 42804 column "c_lseg" is of type lseg but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_box) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_box;
----
error 42804 column "c_box" is of type box but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_path) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_path;
----
error 42804 column "c_path" is of type path but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_polygon) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_polygon;
----
error 42804 column "c_polygon" is of type polygon but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_circle) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_circle;
----
error 42804 column "c_circle" is of type circle but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4range) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_int4range;
----
error 42804 column "c_int4range" is of type int4range but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4multirange) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_int4multirange;
----
error 42804 column "c_int4multirange" is of type int4multirange but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_regclass) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_regclass;
----
error 42804 column "c_regclass" is of type regclass but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_regtype) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_regtype;
----
error 42804 column "c_regtype" is of type regtype but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_xid8) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_xid8;
----
error 42804 column "c_xid8" is of type xid8 but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_pg_lsn) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_pg_lsn;
----
error 42804 column "c_pg_lsn" is of type pg_lsn but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsvector) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_tsvector;
----
error 42804 column "c_tsvector" is of type tsvector but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_tsquery) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c_tsquery;
----
error 42804 column "c_tsquery" is of type tsquery but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__int4) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c__int4;
----
error 42804 column "c__int4" is of type integer[] but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c__text) SELECT '{"a": [1, {"b": null}]}'::json RETURNING c__text;
----
error 42804 column "c__text" is of type text[] but expression is of type json; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_bool) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_bool;
----
error 42804 column "c_bool" is of type boolean but expression is of type jsonb; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int2) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_int2;
----
error 42804 column "c_int2" is of type smallint but expression is of type jsonb; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int4) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_int4;
----
error 42804 column "c_int4" is of type integer but expression is of type jsonb; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int8) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_int8;
----
error 42804 column "c_int8" is of type bigint but expression is of type jsonb; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_float4) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_float4;
----
error 42804 column "c_float4" is of type real but expression is of type jsonb; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_float8) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_float8;
----
error 42804 column "c_float8" is of type double precision but expression is of type jsonb; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_numeric) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_numeric;
----
error 42804 column "c_numeric" is of type numeric but expression is of type jsonb; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_text;
----
{"a": [1, {"b": null}], "c": "x"}
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_name;
----
{"a": [1, {"b": null}], "c": "x"}
INSERT 0 1

INSERT INTO assigned (c_json) SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb RETURNING c_json;
----
{"a": [1, {"b": null}], "c": "x"}
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '192.168.1.5/24'::inet RETURNING c_text;
----
192.168.1.5/24
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '192.168.1.5/24'::inet RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '192.168.1.5/24'::inet RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '192.168.1.5/24'::inet RETURNING c_name;
----
192.168.1.5/24
INSERT 0 1

INSERT INTO assigned (c_cidr) SELECT '192.168.1.5/24'::inet RETURNING c_cidr;
----
192.168.1.0/24
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '192.168.0.0/16'::cidr RETURNING c_text;
----
192.168.0.0/16
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '192.168.0.0/16'::cidr RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '192.168.0.0/16'::cidr RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '192.168.0.0/16'::cidr RETURNING c_name;
----
192.168.0.0/16
INSERT 0 1

INSERT INTO assigned (c_inet) SELECT '192.168.0.0/16'::cidr RETURNING c_inet;
----
192.168.0.0/16
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '08:00:2b:01:02:03'::macaddr RETURNING c_text;
----
08:00:2b:01:02:03
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '08:00:2b:01:02:03'::macaddr RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '08:00:2b:01:02:03'::macaddr RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '08:00:2b:01:02:03'::macaddr RETURNING c_name;
----
08:00:2b:01:02:03
INSERT 0 1

INSERT INTO assigned (c_macaddr8) SELECT '08:00:2b:01:02:03'::macaddr RETURNING c_macaddr8;
----
08:00:2b:ff:fe:01:02:03
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 RETURNING c_text;
----
08:00:2b:ff:fe:01:02:03
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 RETURNING c_name;
----
08:00:2b:ff:fe:01:02:03
INSERT 0 1

INSERT INTO assigned (c_macaddr) SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 RETURNING c_macaddr;
----
08:00:2b:01:02:03
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT B'10110'::bit(5) RETURNING c_int4;
----
error 42804 column "c_int4" is of type integer but expression is of type bit; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_int8) SELECT B'10110'::bit(5) RETURNING c_int8;
----
error 42804 column "c_int8" is of type bigint but expression is of type bit; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT B'10110'::bit(5) RETURNING c_text;
----
10110
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT B'10110'::bit(5) RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT B'10110'::bit(5) RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT B'10110'::bit(5) RETURNING c_name;
----
10110
INSERT 0 1

INSERT INTO assigned (c_varbit) SELECT B'10110'::bit(5) RETURNING c_varbit;
----
error 22001 bit string too long for type bit varying(4)

INSERT INTO assigned (c_text) SELECT B'1011'::varbit RETURNING c_text;
----
1011
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT B'1011'::varbit RETURNING c_varchar;
----
1011
INSERT 0 1

INSERT INTO assigned (c_bpchar) SELECT B'1011'::varbit RETURNING c_bpchar;
----
1011
INSERT 0 1

INSERT INTO assigned (c_name) SELECT B'1011'::varbit RETURNING c_name;
----
1011
INSERT 0 1

INSERT INTO assigned (c_bit) SELECT B'1011'::varbit RETURNING c_bit;
----
error 22026 bit string length 4 does not match type bit(6)

INSERT INTO assigned (c_text) SELECT '(1,2)'::point RETURNING c_text;
----
(1,2)
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '(1,2)'::point RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '(1,2)'::point RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '(1,2)'::point RETURNING c_name;
----
(1,2)
INSERT 0 1

INSERT INTO assigned (c_box) SELECT '(1,2)'::point RETURNING c_box;
----
(1,2),(1,2)
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '[(0,0),(3,4)]'::lseg RETURNING c_text;
----
[(0,0),(3,4)]
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '[(0,0),(3,4)]'::lseg RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '[(0,0),(3,4)]'::lseg RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '[(0,0),(3,4)]'::lseg RETURNING c_name;
----
[(0,0),(3,4)]
INSERT 0 1

INSERT INTO assigned (c_point) SELECT '[(0,0),(3,4)]'::lseg RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type lseg; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT '(3,4),(0,0)'::box RETURNING c_text;
----
(3,4),(0,0)
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '(3,4),(0,0)'::box RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '(3,4),(0,0)'::box RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '(3,4),(0,0)'::box RETURNING c_name;
----
(3,4),(0,0)
INSERT 0 1

INSERT INTO assigned (c_point) SELECT '(3,4),(0,0)'::box RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type box; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_lseg) SELECT '(3,4),(0,0)'::box RETURNING c_lseg;
----
error 42804 column "c_lseg" is of type lseg but expression is of type box; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_polygon) SELECT '(3,4),(0,0)'::box RETURNING c_polygon;
----
((0,0),(0,4),(3,4),(3,0))
INSERT 0 1

INSERT INTO assigned (c_circle) SELECT '(3,4),(0,0)'::box RETURNING c_circle;
----
error 42804 column "c_circle" is of type circle but expression is of type box; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT '[(0,0),(1,1),(2,0)]'::path RETURNING c_text;
----
[(0,0),(1,1),(2,0)]
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '[(0,0),(1,1),(2,0)]'::path RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '[(0,0),(1,1),(2,0)]'::path RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '[(0,0),(1,1),(2,0)]'::path RETURNING c_name;
----
[(0,0),(1,1),(2,0)]
INSERT 0 1

INSERT INTO assigned (c_polygon) SELECT '[(0,0),(1,1),(2,0)]'::path RETURNING c_polygon;
----
error 22023 open path cannot be converted to polygon

INSERT INTO assigned (c_text) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_text;
----
((0,0),(4,0),(4,3))
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_name;
----
((0,0),(4,0),(4,3))
INSERT 0 1

INSERT INTO assigned (c_point) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type polygon; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_box) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_box;
----
error 42804 column "c_box" is of type box but expression is of type polygon; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_path) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_path;
----
((0,0),(4,0),(4,3))
INSERT 0 1

INSERT INTO assigned (c_circle) SELECT '((0,0),(4,0),(4,3))'::polygon RETURNING c_circle;
----
error 42804 column "c_circle" is of type circle but expression is of type polygon; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT '<(0,0),5>'::circle RETURNING c_text;
----
<(0,0),5>
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '<(0,0),5>'::circle RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '<(0,0),5>'::circle RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '<(0,0),5>'::circle RETURNING c_name;
----
<(0,0),5>
INSERT 0 1

INSERT INTO assigned (c_point) SELECT '<(0,0),5>'::circle RETURNING c_point;
----
error 42804 column "c_point" is of type point but expression is of type circle; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_box) SELECT '<(0,0),5>'::circle RETURNING c_box;
----
error 42804 column "c_box" is of type box but expression is of type circle; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_polygon) SELECT '<(0,0),5>'::circle RETURNING c_polygon;
----
error 42804 column "c_polygon" is of type polygon but expression is of type circle; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT '[1,10)'::int4range RETURNING c_text;
----
[1,10)
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '[1,10)'::int4range RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '[1,10)'::int4range RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '[1,10)'::int4range RETURNING c_name;
----
[1,10)
INSERT 0 1

INSERT INTO assigned (c_int4multirange) SELECT '[1,10)'::int4range RETURNING c_int4multirange;
----
error 42804 column "c_int4multirange" is of type int4multirange but expression is of type int4range; ; You will need to rewrite or cast the expression.

INSERT INTO assigned (c_text) SELECT '{[1,3),[5,9)}'::int4multirange RETURNING c_text;
----
{[1,3),[5,9)}
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '{[1,3),[5,9)}'::int4multirange RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '{[1,3),[5,9)}'::int4multirange RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '{[1,3),[5,9)}'::int4multirange RETURNING c_name;
----
{[1,3),[5,9)}
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 'pg_class'::regclass RETURNING c_int4;
----
1259
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 'pg_class'::regclass RETURNING c_int8;
----
1259
INSERT 0 1

INSERT INTO assigned (c_oid) SELECT 'pg_class'::regclass RETURNING c_oid;
----
1259
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 'pg_class'::regclass RETURNING c_text;
----
pg_class
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'pg_class'::regclass RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT 'pg_class'::regclass RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT 'pg_class'::regclass RETURNING c_name;
----
pg_class
INSERT 0 1

INSERT INTO assigned (c_int4) SELECT 'int4'::regtype RETURNING c_int4;
----
23
INSERT 0 1

INSERT INTO assigned (c_int8) SELECT 'int4'::regtype RETURNING c_int8;
----
23
INSERT 0 1

INSERT INTO assigned (c_oid) SELECT 'int4'::regtype RETURNING c_oid;
----
23
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 'int4'::regtype RETURNING c_text;
----
integer
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'int4'::regtype RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT 'int4'::regtype RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT 'int4'::regtype RETURNING c_name;
----
integer
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '1234567890123'::xid8 RETURNING c_text;
----
1234567890123
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '1234567890123'::xid8 RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '1234567890123'::xid8 RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '1234567890123'::xid8 RETURNING c_name;
----
1234567890123
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '16/B374D848'::pg_lsn RETURNING c_text;
----
16/B374D848
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '16/B374D848'::pg_lsn RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '16/B374D848'::pg_lsn RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '16/B374D848'::pg_lsn RETURNING c_name;
----
16/B374D848
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 'fat:2A cat:3B,5 rat'::tsvector RETURNING c_text;
----
'cat':3B,5 'fat':2A 'rat'
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'fat:2A cat:3B,5 rat'::tsvector RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT 'fat:2A cat:3B,5 rat'::tsvector RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT 'fat:2A cat:3B,5 rat'::tsvector RETURNING c_name;
----
'cat':3B,5 'fat':2A 'rat'
INSERT 0 1

INSERT INTO assigned (c_text) SELECT 'fat & (rat | !cat)'::tsquery RETURNING c_text;
----
'fat' & ( 'rat' | !'cat' )
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT 'fat & (rat | !cat)'::tsquery RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT 'fat & (rat | !cat)'::tsquery RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT 'fat & (rat | !cat)'::tsquery RETURNING c_name;
----
'fat' & ( 'rat' | !'cat' )
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '{1,2,3}'::int4[] RETURNING c_text;
----
{1,2,3}
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '{1,2,3}'::int4[] RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '{1,2,3}'::int4[] RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '{1,2,3}'::int4[] RETURNING c_name;
----
{1,2,3}
INSERT 0 1

INSERT INTO assigned (c_text) SELECT '{a,b,NULL,c}'::text[] RETURNING c_text;
----
{a,b,NULL,c}
INSERT 0 1

INSERT INTO assigned (c_varchar) SELECT '{a,b,NULL,c}'::text[] RETURNING c_varchar;
----
error 22001 value too long for type character varying(4)

INSERT INTO assigned (c_bpchar) SELECT '{a,b,NULL,c}'::text[] RETURNING c_bpchar;
----
error 22001 value too long for type character(4)

INSERT INTO assigned (c_name) SELECT '{a,b,NULL,c}'::text[] RETURNING c_name;
----
{a,b,NULL,c}
INSERT 0 1
