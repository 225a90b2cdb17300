select jsonb_hash('1'), jsonb_hash('"a"'), jsonb_hash('true'), jsonb_hash('false'), jsonb_hash('null'), jsonb_hash('[]'), jsonb_hash('{}'), jsonb_hash('[1]'), jsonb_hash('{"a":1}'), jsonb_hash('[[1],"x"]')
----
-822615224|-1072467791|-2147483646|-2147483644|-2147483647|0|0|-822615224|1322320426|-570581479
SELECT 1

select jsonb_hash_extended('1',1), jsonb_hash_extended('"a"',0), jsonb_hash_extended('true',1), jsonb_hash_extended('false',0), jsonb_hash_extended('null',1), jsonb_hash_extended('[]',1), jsonb_hash_extended('{}',0), jsonb_hash_extended('[1]',1), jsonb_hash_extended('{"a":1}',1), jsonb_hash_extended('[[1],"x"]',5)
----
-9133102785766968338|-5631385854857219919|1602693740767042337|-9223372034707292156|-9223372034707292158|1|0|-9133102785766968338|-2518643985389794455|4659015679458523813
SELECT 1

select hash_range('empty'::int4range), hash_range('[1,)'::int4range), hash_range('(,)'::numrange), hash_multirange('{[1,2),[5,)}'::int4multirange), hash_range_extended('[1,5)'::int4range,7), hash_multirange_extended('{[1,2),[5,)}'::int4multirange,9), hash_range_extended('empty'::int4range,3)
----
484847245|-475597029|1061745599|-829456775|1320964691323871286|2022203059186646304|-2138365988330871190
SELECT 1

select hashinet('1.2.3.4/24'), hashinet('::1'), hashmacaddr('08:00:2b:01:02:03'), hashmacaddr8('08:00:2b:01:02:03:04:05'), pg_lsn_hash('1/2'), hashtid('(1,2)'), hashtidextended('(70000,2)',1), hashoidvector('1 2 3'), hash_record(row(1,'a'::text,null::int)), hash_record_extended(row(1,'a'::text,2.5),4)
----
1775433943|1984372031|294987870|-445665214|-28094569|-1827449972|-5788194624443955545|1738594973|-2140863691|-856599087218009366
SELECT 1

select hashtext('abc'), hashtext(''), hashint4(-1), hashint8(-5), hashint2(3::int2), hashfloat8(0), hashfloat8('nan'), hashfloat4(1.5), hash_numeric(0), hash_numeric('nan'), hash_numeric(123456.789), hashchar('a'::"char"), hashname('abc'), hashbpchar('ab '::char(5)), hashoid(1), hashvarlena(1::int4::text::bytea::text::varchar::text::bytea)
----
error 42883

select hash_array('{1,2,null}'::int[]), hash_array('{a,b}'::text[]), hash_array_extended('{1,2,null}'::int[],3), timestamp_hash('2020-01-01'), interval_hash('1 day'), time_hash('10:00'), timetz_hash('10:00+02'), uuid_hash('11111111-1111-1111-1111-111111111111'), timetz_hash_extended('10:00+02',2), interval_hash_extended('1 mon',2), hashtextextended('abc',-1), hashint4extended(5,-7), hash_numeric_extended(0,5)
----
-297298961|-1103066928|5345974830976777140|-575494134|-2053980660|1380652790|1231260348|-276850746|2983228079179445724|-6336659550298857229|1911237551546830967|6440701703435597284|4
SELECT 1

select setseed(0.25)
----
''
SELECT 1

select random() from generate_series(1, 3)
----
0.15365426245913838
0.19726358498438978
0.21053219395365486
SELECT 3

select setseed(-1), 1
----
''|1
SELECT 1

select random()
----
0.725656831544149
SELECT 1

select setseed(1.5)
----
error 22023

select (point '(1,2)')[0], (point '(1,2)')[1], (point '(1,2)')[2], (box '(3,4),(1,2)')[0], (lseg '[(0,1),(2,3)]')[1], (line '{1,2,3}')[2], (null::point)[0]
----
1|2|NULL|(3,4)|(2,3)|3|NULL
SELECT 1

create table shapes (id int primary key, p point)
----
CREATE TABLE

insert into shapes values (1, '(3,4)'), (2, '(1,9)'), (3, null)
----
INSERT 0 3

select id, p[0], p[1] from shapes order by p[0], id
----
2|1|9
1|3|4
3|NULL|NULL
SELECT 3

select (circle '<(1,1),2>')[0]
----
error 42804

drop table shapes
----
DROP TABLE

select trim_array('[0:2]={1,2,3}'::int[], 1), trim_array('[2:3][5:6]={{1,2},{3,4}}'::int[], 1)
----
{1,2}|{{1,2}}
SELECT 1

select cidr('192.168.1.2/30')
----
error 22P02

select cidr('192.168.1.0/30'), inet('10.1.2.3/8'), int4('12'), numeric('1.50'), text('x'), date('2020-02-03'), numeric(1.5)
----
error 42601

create view literals as select numeric('12345678901234567890.123456789') n, cidr('10/8') c, int4('7') i, date('2020-02-03') d
----
error 42601

select * from literals
----
error 42P01

drop view literals
----
error 42P01

select regtype('int3')
----
error 42704

select regrole('no.role')
----
error 42602

select regnamespace('nosuch')
----
error 3F000

select regclass('nosuch.table')
----
error 3F000

select regoper('||/'), regoperator('+(int4,int4)'), regoperator('-(none,int4)')
----
||/|+(integer,integer)|-(NONE,integer)
SELECT 1

select regoper('+')
----
error 42725

select regproc('abs')
----
error 42725

select regoper('nosuch.+')
----
error 3F000

select to_regoper('||/'), to_regoper('||//'), to_regoperator('*(int2,int4)'), to_regoperator('++(int4,int4)'), to_regcollation('"C"'), to_regcollation('nosuch'), to_regclass('nosuch.t')
----
||/|NULL|*(smallint,integer)|NULL|"C"|NULL|NULL
SELECT 1

select to_regrole('a.b')
----
error 42602

set my.own = 'x'
----
SET

set my."own-er" = 'x'
----
error 42602

create table gone (a int)
----
CREATE TABLE

prepare reads_gone as select * from gone where a = $1
----
PREPARE

drop table gone
----
DROP TABLE

select name from pg_prepared_statements where name = 'reads_gone'
----
reads_gone
SELECT 1

deallocate reads_gone
----
DEALLOCATE

select '010'::xid, '0xffffffff'::xid, '-1'::xid, ''::xid, 'x1'::xid, '0xffffffffffffffff'::xid8, '-1'::xid8, '99999999999999999999'::xid8, ' 12 a'::xid8
----
8|4294967295|4294967295|0|0|18446744073709551615|18446744073709551615|18446744073709551615|12
SELECT 1

select name, utc_offset, is_dst from pg_timezone_names where name in ('UTC', 'Asia/Tokyo', 'Etc/GMT+5') order by name
----
Asia/Tokyo|09:00:00|f
Etc/GMT+5|-05:00:00|f
UTC|00:00:00|f
SELECT 3

select count(distinct utc_offset) >= 24, count(*) > 400 from pg_timezone_names
----
t|t
SELECT 1

select abbrev, utc_offset, is_dst from pg_timezone_abbrevs where abbrev in ('EST', 'EDT', 'MSK', 'UTC') order by abbrev
----
EDT|-04:00:00|t
EST|-05:00:00|f
MSK|03:00:00|f
UTC|00:00:00|f
SELECT 4

select count(*) from pg_timezone_abbrevs where is_dst
----
52
SELECT 1
