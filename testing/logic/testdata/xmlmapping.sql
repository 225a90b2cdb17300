# What maps tables, queries, cursors, schemas and databases to XML. The results are Postgres's own. Errors are told whole.
CREATE FUNCTION xdb(x xml) RETURNS text LANGUAGE sql AS $$ SELECT replace(x::text, regexp_replace(current_database(), '^xml', '_x0078_ml'), 'DB') $$;
----
CREATE FUNCTION

CREATE SCHEMA xms;
----
CREATE SCHEMA

CREATE DOMAIN xms.xdom AS numeric(5,1) CHECK (value > 0);
----
CREATE DOMAIN

CREATE TYPE xms.xenum AS ENUM ('p', 'q');
----
CREATE TYPE

CREATE TABLE xms.goods (id int PRIMARY KEY, "the Name:x" varchar(20), price xms.xdom, kind xms.xenum, tags text[], added timestamptz, doc xml, raw bytea, ok boolean, big bigint, small smallint, r real, f float8, d date, t time, tz timetz(3), ts timestamp, c char(3), n numeric(8,3), j jsonb, u uuid, i interval);
----
CREATE TABLE

INSERT INTO xms.goods VALUES (1, 'a < b', 1.5, 'p', '{x,NULL,"<"}', '2020-01-02 03:04:05+00', '<d/>', '\x0102', true, 1, 2, 1.5, 2.5, '2020-02-29', '01:02:03', '01:02:03+02', '2020-01-01 00:00:00.5', 'ab', 3.5, '{"k": 1}', '00000000-0000-0000-0000-000000000001', '1 day'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
----
INSERT 0 2

CREATE VIEW xms.cheap AS SELECT id, price FROM xms.goods WHERE price < 2;
----
CREATE VIEW

CREATE TABLE xms."empty.One" ();
----
CREATE TABLE

SELECT table_to_xml('xms.goods', true, false, 'urn:g');
----
<goods xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:g">\n\n<row>\n  <id>1</id>\n  <the_x0020_Name_x003A_x>a &lt; b</the_x0020_Name_x003A_x>\n  <price>1.5</price>\n  <kind>p</kind>\n  <tags><element>x</element><element>&lt;</element></tags>\n  <added>2020-01-02T03:04:05+00:00</added>\n  <doc><d/></doc>\n  <raw>AQI=</raw>\n  <ok>true</ok>\n  <big>1</big>\n  <small>2</small>\n  <r>1.5</r>\n  <f>2.5</f>\n  <d>2020-02-29</d>\n  <t>01:02:03</t>\n  <tz>01:02:03+02</tz>\n  <ts>2020-01-01T00:00:00.5</ts>\n  <c>ab </c>\n  <n>3.500</n>\n  <j>{"k": 1}</j>\n  <u>00000000-0000-0000-0000-000000000001</u>\n  <i>1 day</i>\n</row>\n\n<row>\n  <id>2</id>\n  <the_x0020_Name_x003A_x xsi:nil="true"/>\n  <price xsi:nil="true"/>\n  <kind xsi:nil="true"/>\n  <tags xsi:nil="true"/>\n  <added xsi:nil="true"/>\n  <doc xsi:nil="true"/>\n  <raw xsi:nil="true"/>\n  <ok xsi:nil="true"/>\n  <big xsi:nil="true"/>\n  <small xsi:nil="true"/>\n  <r xsi:nil="true"/>\n  <f xsi:nil="true"/>\n  <d xsi:nil="true"/>\n  <t xsi:nil="true"/>\n  <tz xsi:nil="true"/>\n  <ts xsi:nil="true"/>\n  <c xsi:nil="true"/>\n  <n xsi:nil="true"/>\n  <j xsi:nil="true"/>\n  <u xsi:nil="true"/>\n  <i xsi:nil="true"/>\n</row>\n\n</goods>\n
SELECT 1

SELECT table_to_xml('xms.goods', false, true, '');
----
<goods xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <id>1</id>\n  <the_x0020_Name_x003A_x>a &lt; b</the_x0020_Name_x003A_x>\n  <price>1.5</price>\n  <kind>p</kind>\n  <tags><element>x</element><element>&lt;</element></tags>\n  <added>2020-01-02T03:04:05+00:00</added>\n  <doc><d/></doc>\n  <raw>AQI=</raw>\n  <ok>true</ok>\n  <big>1</big>\n  <small>2</small>\n  <r>1.5</r>\n  <f>2.5</f>\n  <d>2020-02-29</d>\n  <t>01:02:03</t>\n  <tz>01:02:03+02</tz>\n  <ts>2020-01-01T00:00:00.5</ts>\n  <c>ab </c>\n  <n>3.500</n>\n  <j>{"k": 1}</j>\n  <u>00000000-0000-0000-0000-000000000001</u>\n  <i>1 day</i>\n</goods>\n\n<goods xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <id>2</id>\n</goods>\n\n
SELECT 1

SELECT table_to_xml('xms.cheap', false, false, '');
----
<cheap xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n<row>\n  <id>1</id>\n  <price>1.5</price>\n</row>\n\n</cheap>\n
SELECT 1

SELECT table_to_xml('xms."empty.One"', false, false, ''), table_to_xml('xms."empty.One"', false, true, '');
----
<empty.One xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n</empty.One>\n|''
SELECT 1

SELECT xdb(table_to_xmlschema('xms.goods', true, false, 'urn:g'));
----
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema"\n    targetNamespace="urn:g"\n    elementFormDefault="qualified">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="VARCHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="Domain.DB.xms.xdom">\n  <xsd:restriction base="NUMERIC_5_1"/>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.xms.xenum">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog._text">\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP_WTZ">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType mixed="true">\n  <xsd:sequence>\n    <xsd:any name="element" minOccurs="0" maxOccurs="unbounded" processContents="skip"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.bytea">\n  <xsd:restriction base="xsd:base64Binary">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BOOLEAN">\n  <xsd:restriction base="xsd:boolean"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BIGINT">\n  <xsd:restriction base="xsd:long">\n    <xsd:maxInclusive value="9223372036854775807"/>\n    <xsd:minInclusive value="-9223372036854775808"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="SMALLINT">\n  <xsd:restriction base="xsd:short">\n    <xsd:maxInclusive value="32767"/>\n    <xsd:minInclusive value="-32768"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="REAL">\n  <xsd:restriction base="xsd:float"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DOUBLE">\n  <xsd:restriction base="xsd:double"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DATE">\n  <xsd:restriction base="xsd:date">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME_WTZ">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="CHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="NUMERIC">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.jsonb">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.uuid">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.interval">\n</xsd:simpleType>\n\n<xsd:complexType name="RowType.DB.xms.goods">\n  <xsd:sequence>\n    <xsd:element name="id" type="INTEGER" nillable="true"></xsd:element>\n    <xsd:element name="the_x0020_Name_x003A_x" type="VARCHAR" nillable="true"></xsd:element>\n    <xsd:element name="price" type="Domain.DB.xms.xdom" nillable="true"></xsd:element>\n    <xsd:element name="kind" type="UDT.DB.xms.xenum" nillable="true"></xsd:element>\n    <xsd:element name="tags" type="UDT.DB.pg_catalog._text" nillable="true"></xsd:element>\n    <xsd:element name="added" type="TIMESTAMP_WTZ" nillable="true"></xsd:element>\n    <xsd:element name="doc" type="XML" nillable="true"></xsd:element>\n    <xsd:element name="raw" type="UDT.DB.pg_catalog.bytea" nillable="true"></xsd:element>\n    <xsd:element name="ok" type="BOOLEAN" nillable="true"></xsd:element>\n    <xsd:element name="big" type="BIGINT" nillable="true"></xsd:element>\n    <xsd:element name="small" type="SMALLINT" nillable="true"></xsd:element>\n    <xsd:element name="r" type="REAL" nillable="true"></xsd:element>\n    <xsd:element name="f" type="DOUBLE" nillable="true"></xsd:element>\n    <xsd:element name="d" type="DATE" nillable="true"></xsd:element>\n    <xsd:element name="t" type="TIME" nillable="true"></xsd:element>\n    <xsd:element name="tz" type="TIME_WTZ" nillable="true"></xsd:element>\n    <xsd:element name="ts" type="TIMESTAMP" nillable="true"></xsd:element>\n    <xsd:element name="c" type="CHAR" nillable="true"></xsd:element>\n    <xsd:element name="n" type="NUMERIC" nillable="true"></xsd:element>\n    <xsd:element name="j" type="UDT.DB.pg_catalog.jsonb" nillable="true"></xsd:element>\n    <xsd:element name="u" type="UDT.DB.pg_catalog.uuid" nillable="true"></xsd:element>\n    <xsd:element name="i" type="UDT.DB.pg_catalog.interval" nillable="true"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:complexType name="TableType.DB.xms.goods">\n  <xsd:sequence>\n    <xsd:element name="row" type="RowType.DB.xms.goods" minOccurs="0" maxOccurs="unbounded"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="goods" type="TableType.DB.xms.goods"/>\n\n</xsd:schema>
SELECT 1

SELECT xdb(table_to_xmlschema('xms."empty.One"', true, true, ''));
----
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n\n<xsd:complexType name="RowType.DB.xms.empty_x002E_One">\n  <xsd:sequence>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="empty.One" type="RowType.DB.xms.empty_x002E_One"/>\n\n</xsd:schema>
SELECT 1

SET xmlbinary = hex; SELECT xdb(table_to_xmlschema('xms.goods', false, true, '')); RESET xmlbinary;
----
SET
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="VARCHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="Domain.DB.xms.xdom">\n  <xsd:restriction base="NUMERIC_5_1"/>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.xms.xenum">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog._text">\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP_WTZ">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType mixed="true">\n  <xsd:sequence>\n    <xsd:any name="element" minOccurs="0" maxOccurs="unbounded" processContents="skip"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.bytea">\n  <xsd:restriction base="xsd:hexBinary">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BOOLEAN">\n  <xsd:restriction base="xsd:boolean"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BIGINT">\n  <xsd:restriction base="xsd:long">\n    <xsd:maxInclusive value="9223372036854775807"/>\n    <xsd:minInclusive value="-9223372036854775808"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="SMALLINT">\n  <xsd:restriction base="xsd:short">\n    <xsd:maxInclusive value="32767"/>\n    <xsd:minInclusive value="-32768"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="REAL">\n  <xsd:restriction base="xsd:float"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DOUBLE">\n  <xsd:restriction base="xsd:double"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DATE">\n  <xsd:restriction base="xsd:date">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME_WTZ">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="CHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="NUMERIC">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.jsonb">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.uuid">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.interval">\n</xsd:simpleType>\n\n<xsd:complexType name="RowType.DB.xms.goods">\n  <xsd:sequence>\n    <xsd:element name="id" type="INTEGER" minOccurs="0"></xsd:element>\n    <xsd:element name="the_x0020_Name_x003A_x" type="VARCHAR" minOccurs="0"></xsd:element>\n    <xsd:element name="price" type="Domain.DB.xms.xdom" minOccurs="0"></xsd:element>\n    <xsd:element name="kind" type="UDT.DB.xms.xenum" minOccurs="0"></xsd:element>\n    <xsd:element name="tags" type="UDT.DB.pg_catalog._text" minOccurs="0"></xsd:element>\n    <xsd:element name="added" type="TIMESTAMP_WTZ" minOccurs="0"></xsd:element>\n    <xsd:element name="doc" type="XML" minOccurs="0"></xsd:element>\n    <xsd:element name="raw" type="UDT.DB.pg_catalog.bytea" minOccurs="0"></xsd:element>\n    <xsd:element name="ok" type="BOOLEAN" minOccurs="0"></xsd:element>\n    <xsd:element name="big" type="BIGINT" minOccurs="0"></xsd:element>\n    <xsd:element name="small" type="SMALLINT" minOccurs="0"></xsd:element>\n    <xsd:element name="r" type="REAL" minOccurs="0"></xsd:element>\n    <xsd:element name="f" type="DOUBLE" minOccurs="0"></xsd:element>\n    <xsd:element name="d" type="DATE" minOccurs="0"></xsd:element>\n    <xsd:element name="t" type="TIME" minOccurs="0"></xsd:element>\n    <xsd:element name="tz" type="TIME_WTZ" minOccurs="0"></xsd:element>\n    <xsd:element name="ts" type="TIMESTAMP" minOccurs="0"></xsd:element>\n    <xsd:element name="c" type="CHAR" minOccurs="0"></xsd:element>\n    <xsd:element name="n" type="NUMERIC" minOccurs="0"></xsd:element>\n    <xsd:element name="j" type="UDT.DB.pg_catalog.jsonb" minOccurs="0"></xsd:element>\n    <xsd:element name="u" type="UDT.DB.pg_catalog.uuid" minOccurs="0"></xsd:element>\n    <xsd:element name="i" type="UDT.DB.pg_catalog.interval" minOccurs="0"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="goods" type="RowType.DB.xms.goods"/>\n\n</xsd:schema>
SELECT 1
RESET

SELECT xdb(table_to_xml_and_xmlschema('xms.cheap', true, false, 'urn:c'));
----
<cheap xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:c" xsi:schemaLocation="urn:c #">\n\n<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema"\n    targetNamespace="urn:c"\n    elementFormDefault="qualified">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="Domain.DB.xms.xdom">\n  <xsd:restriction base="NUMERIC_5_1"/>\n</xsd:simpleType>\n\n<xsd:simpleType name="NUMERIC">\n</xsd:simpleType>\n\n<xsd:complexType name="RowType.DB.xms.cheap">\n  <xsd:sequence>\n    <xsd:element name="id" type="INTEGER" nillable="true"></xsd:element>\n    <xsd:element name="price" type="Domain.DB.xms.xdom" nillable="true"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:complexType name="TableType.DB.xms.cheap">\n  <xsd:sequence>\n    <xsd:element name="row" type="RowType.DB.xms.cheap" minOccurs="0" maxOccurs="unbounded"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="cheap" type="TableType.DB.xms.cheap"/>\n\n</xsd:schema>\n\n<row>\n  <id>1</id>\n  <price>1.5</price>\n</row>\n\n</cheap>\n
SELECT 1

SELECT xdb(table_to_xml_and_xmlschema('xms.cheap', true, true, ''));
----
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="Domain.DB.xms.xdom">\n  <xsd:restriction base="NUMERIC_5_1"/>\n</xsd:simpleType>\n\n<xsd:simpleType name="NUMERIC">\n</xsd:simpleType>\n\n<xsd:complexType name="RowType.DB.xms.cheap">\n  <xsd:sequence>\n    <xsd:element name="id" type="INTEGER" nillable="true"></xsd:element>\n    <xsd:element name="price" type="Domain.DB.xms.xdom" nillable="true"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="cheap" type="RowType.DB.xms.cheap"/>\n\n</xsd:schema>\n\n<cheap xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <id>1</id>\n  <price>1.5</price>\n</cheap>\n\n
SELECT 1

SELECT table_to_xml(NULL, true, true, '') IS NULL, table_to_xml('xms.cheap', true, true, NULL) IS NULL;
----
t|t
SELECT 1

SELECT table_to_xml('xms.nosuch', true, true, '');
----
error 42P01 relation "xms.nosuch" does not exist

SELECT query_to_xml('SELECT 1 AS a, 1 AS a, ''<'' AS "b c", NULL::int AS d', false, false, '');
----
<table xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n<row>\n  <a>1</a>\n  <a>1</a>\n  <b_x0020_c>&lt;</b_x0020_c>\n</row>\n\n</table>\n
SELECT 1

SELECT query_to_xml('SELECT g AS "xmlx" FROM generate_series(1, 3) g ORDER BY g DESC', true, true, 'u');
----
<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="u">\n  <_x0078_mlx>3</_x0078_mlx>\n</row>\n\n<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="u">\n  <_x0078_mlx>2</_x0078_mlx>\n</row>\n\n<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="u">\n  <_x0078_mlx>1</_x0078_mlx>\n</row>\n\n
SELECT 1

SELECT query_to_xml('VALUES (1, ''x''), (2, NULL)', true, false, '');
----
<table xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n<row>\n  <column1>1</column1>\n  <column2>x</column2>\n</row>\n\n<row>\n  <column1>2</column1>\n  <column2 xsi:nil="true"/>\n</row>\n\n</table>\n
SELECT 1

SELECT query_to_xml('SELECT 1 WHERE false', true, false, ''), query_to_xml('SELECT 1 WHERE false', true, true, '') = query_to_xml('SELECT 1', true, true, '');
----
error 42883 operator does not exist: xml = xml; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT query_to_xml('SELECT 1 WHERE false', true, true, '')::text = '';
----
t
SELECT 1

SELECT query_to_xml('SELECT', true, false, '');
----
<table xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n<row>\n</row>\n\n</table>\n
SELECT 1

SELECT xdb(query_to_xmlschema('SELECT 1 AS a, ''x'' AS b, ARRAY[1] AS c, now() AS d', false, false, ''));
----
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.text">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog._int4">\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP_WTZ">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType name="RowType">\n  <xsd:sequence>\n    <xsd:element name="a" type="INTEGER" minOccurs="0"></xsd:element>\n    <xsd:element name="b" type="UDT.DB.pg_catalog.text" minOccurs="0"></xsd:element>\n    <xsd:element name="c" type="UDT.DB.pg_catalog._int4" minOccurs="0"></xsd:element>\n    <xsd:element name="d" type="TIMESTAMP_WTZ" minOccurs="0"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:complexType name="TableType">\n  <xsd:sequence>\n    <xsd:element name="row" type="RowType" minOccurs="0" maxOccurs="unbounded"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="table" type="TableType"/>\n\n</xsd:schema>
SELECT 1

SELECT xdb(query_to_xmlschema('SELECT 1 AS a', true, true, 'u'));
----
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema"\n    targetNamespace="u"\n    elementFormDefault="qualified">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType name="RowType">\n  <xsd:sequence>\n    <xsd:element name="a" type="INTEGER" nillable="true"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="row" type="RowType"/>\n\n</xsd:schema>
SELECT 1

SELECT xdb(query_to_xml_and_xmlschema('SELECT 1 AS a', true, false, 'u'));
----
<table xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="u" xsi:schemaLocation="u #">\n\n<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema"\n    targetNamespace="u"\n    elementFormDefault="qualified">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType name="RowType">\n  <xsd:sequence>\n    <xsd:element name="a" type="INTEGER" nillable="true"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:complexType name="TableType">\n  <xsd:sequence>\n    <xsd:element name="row" type="RowType" minOccurs="0" maxOccurs="unbounded"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="table" type="TableType"/>\n\n</xsd:schema>\n\n<row>\n  <a>1</a>\n</row>\n\n</table>\n
SELECT 1

SELECT query_to_xml('DELETE FROM xms.goods', true, false, '');
----
error 0A000 DELETE is not allowed in a non-volatile function

# code only: the words are of another rule there
SELECT query_to_xml('INSERT INTO xms.goods (id) VALUES (9) RETURNING id', true, false, '');
----
error 0A000

SELECT query_to_xml('SELECT nosuch', true, false, '');
----
error 42703 column "nosuch" does not exist

SELECT query_to_xml('', true, false, '');
----
error 22000 invalid query

# code only: the position is told in another way
SELECT query_to_xml('SELEC 1', true, false, '');
----
error 42601

SELECT query_to_xml('SELECT 1/0', true, false, '');
----
error 22012 division by zero

SELECT query_to_xml('SELECT $1', true, false, '');
----
error 42P02 there is no parameter $1

SELECT id, query_to_xml('SELECT ' || id || ' AS v', false, true, '') FROM xms.goods ORDER BY id;
----
1|<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <v>1</v>\n</row>\n\n
2|<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <v>2</v>\n</row>\n\n
SELECT 2

SELECT (xpath('//v/text()', query_to_xml('SELECT count(*) AS v FROM xms.' || quote_ident(relname), false, true, '')))[1]::text::int, relname FROM pg_class WHERE relnamespace = 'xms'::regnamespace AND relkind IN ('r', 'v') AND relname <> 'empty.One' ORDER BY relname;
----
1|cheap
2|goods
SELECT 2

BEGIN; DECLARE xcur SCROLL CURSOR FOR SELECT id, kind FROM xms.goods ORDER BY id; SELECT xdb(cursor_to_xmlschema('xcur', true, false, '')); SELECT cursor_to_xml('xcur', 1, true, false, ''); SELECT cursor_to_xml('xcur', 5, false, true, 'u'); SELECT cursor_to_xml('xcur', 5, false, false, ''); MOVE ABSOLUTE 0 IN xcur; SELECT cursor_to_xml('xcur', 2, false, true, ''); COMMIT;
----
BEGIN
DECLARE CURSOR
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.xms.xenum">\n</xsd:simpleType>\n\n<xsd:complexType name="RowType">\n  <xsd:sequence>\n    <xsd:element name="id" type="INTEGER" nillable="true"></xsd:element>\n    <xsd:element name="kind" type="UDT.DB.xms.xenum" nillable="true"></xsd:element>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:complexType name="TableType">\n  <xsd:sequence>\n    <xsd:element name="row" type="RowType" minOccurs="0" maxOccurs="unbounded"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="table" type="TableType"/>\n\n</xsd:schema>
SELECT 1
<table xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n<row>\n  <id>1</id>\n  <kind>p</kind>\n</row>\n\n</table>\n
SELECT 1
<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="u">\n  <id>2</id>\n</row>\n\n
SELECT 1
<table xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n</table>\n
SELECT 1
MOVE 0
<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <id>1</id>\n  <kind>p</kind>\n</row>\n\n<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <id>2</id>\n</row>\n\n
SELECT 1
COMMIT

SELECT cursor_to_xml('xcur', 1, true, false, '');
----
error 34000 cursor "xcur" does not exist

SELECT cursor_to_xmlschema('xcur', true, false, '');
----
error 34000 cursor "xcur" does not exist

CREATE FUNCTION xmf() RETURNS text LANGUAGE plpgsql AS $$ DECLARE c refcursor; x xml; BEGIN OPEN c FOR SELECT id FROM xms.goods ORDER BY id; x := cursor_to_xml(c, 1, false, true, ''); RETURN x::text || query_to_xml('SELECT id FROM xms.cheap', false, true, ''); END $$;
----
CREATE FUNCTION

SELECT xmf();
----
<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <id>1</id>\n</row>\n\n<row xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n  <id>1</id>\n</row>\n\n
SELECT 1

DROP FUNCTION xmf;
----
DROP FUNCTION

SELECT schema_to_xml('xms', false, false, 'urn:s');
----
<xms xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="urn:s">\n\n<cheap>\n\n<row>\n  <id>1</id>\n  <price>1.5</price>\n</row>\n\n</cheap>\n\n<empty.One>\n\n</empty.One>\n\n<goods>\n\n<row>\n  <id>1</id>\n  <the_x0020_Name_x003A_x>a &lt; b</the_x0020_Name_x003A_x>\n  <price>1.5</price>\n  <kind>p</kind>\n  <tags><element>x</element><element>&lt;</element></tags>\n  <added>2020-01-02T03:04:05+00:00</added>\n  <doc><d/></doc>\n  <raw>AQI=</raw>\n  <ok>true</ok>\n  <big>1</big>\n  <small>2</small>\n  <r>1.5</r>\n  <f>2.5</f>\n  <d>2020-02-29</d>\n  <t>01:02:03</t>\n  <tz>01:02:03+02</tz>\n  <ts>2020-01-01T00:00:00.5</ts>\n  <c>ab </c>\n  <n>3.500</n>\n  <j>{"k": 1}</j>\n  <u>00000000-0000-0000-0000-000000000001</u>\n  <i>1 day</i>\n</row>\n\n<row>\n  <id>2</id>\n</row>\n\n</goods>\n\n</xms>\n
SELECT 1

SELECT schema_to_xml('xms', true, true, '');
----
<xms xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n<cheap>\n  <id>1</id>\n  <price>1.5</price>\n</cheap>\n\n\n\n<goods>\n  <id>1</id>\n  <the_x0020_Name_x003A_x>a &lt; b</the_x0020_Name_x003A_x>\n  <price>1.5</price>\n  <kind>p</kind>\n  <tags><element>x</element><element>&lt;</element></tags>\n  <added>2020-01-02T03:04:05+00:00</added>\n  <doc><d/></doc>\n  <raw>AQI=</raw>\n  <ok>true</ok>\n  <big>1</big>\n  <small>2</small>\n  <r>1.5</r>\n  <f>2.5</f>\n  <d>2020-02-29</d>\n  <t>01:02:03</t>\n  <tz>01:02:03+02</tz>\n  <ts>2020-01-01T00:00:00.5</ts>\n  <c>ab </c>\n  <n>3.500</n>\n  <j>{"k": 1}</j>\n  <u>00000000-0000-0000-0000-000000000001</u>\n  <i>1 day</i>\n</goods>\n\n<goods>\n  <id>2</id>\n  <the_x0020_Name_x003A_x xsi:nil="true"/>\n  <price xsi:nil="true"/>\n  <kind xsi:nil="true"/>\n  <tags xsi:nil="true"/>\n  <added xsi:nil="true"/>\n  <doc xsi:nil="true"/>\n  <raw xsi:nil="true"/>\n  <ok xsi:nil="true"/>\n  <big xsi:nil="true"/>\n  <small xsi:nil="true"/>\n  <r xsi:nil="true"/>\n  <f xsi:nil="true"/>\n  <d xsi:nil="true"/>\n  <t xsi:nil="true"/>\n  <tz xsi:nil="true"/>\n  <ts xsi:nil="true"/>\n  <c xsi:nil="true"/>\n  <n xsi:nil="true"/>\n  <j xsi:nil="true"/>\n  <u xsi:nil="true"/>\n  <i xsi:nil="true"/>\n</goods>\n\n\n</xms>\n
SELECT 1

SELECT xdb(schema_to_xmlschema('xms', false, false, 'urn:s'));
----
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema"\n    targetNamespace="urn:s"\n    elementFormDefault="qualified">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="Domain.DB.xms.xdom">\n  <xsd:restriction base="NUMERIC_5_1"/>\n</xsd:simpleType>\n\n<xsd:simpleType name="VARCHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.xms.xenum">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog._text">\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP_WTZ">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType mixed="true">\n  <xsd:sequence>\n    <xsd:any name="element" minOccurs="0" maxOccurs="unbounded" processContents="skip"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.bytea">\n  <xsd:restriction base="xsd:base64Binary">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BOOLEAN">\n  <xsd:restriction base="xsd:boolean"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BIGINT">\n  <xsd:restriction base="xsd:long">\n    <xsd:maxInclusive value="9223372036854775807"/>\n    <xsd:minInclusive value="-9223372036854775808"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="SMALLINT">\n  <xsd:restriction base="xsd:short">\n    <xsd:maxInclusive value="32767"/>\n    <xsd:minInclusive value="-32768"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="REAL">\n  <xsd:restriction base="xsd:float"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DOUBLE">\n  <xsd:restriction base="xsd:double"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DATE">\n  <xsd:restriction base="xsd:date">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME_WTZ">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="CHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="NUMERIC">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.jsonb">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.uuid">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.interval">\n</xsd:simpleType>\n\n<xsd:complexType name="SchemaType.DB.xms">\n  <xsd:all>\n    <xsd:element name="cheap" type="TableType.DB.xms.cheap"/>\n    <xsd:element name="empty.One" type="TableType.DB.xms.empty_x002E_One"/>\n    <xsd:element name="goods" type="TableType.DB.xms.goods"/>\n  </xsd:all>\n</xsd:complexType>\n\n<xsd:element name="xms" type="SchemaType.DB.xms"/>\n\n</xsd:schema>
SELECT 1

SELECT xdb(schema_to_xmlschema('xms', true, true, ''));
----
<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="Domain.DB.xms.xdom">\n  <xsd:restriction base="NUMERIC_5_1"/>\n</xsd:simpleType>\n\n<xsd:simpleType name="VARCHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.xms.xenum">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog._text">\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP_WTZ">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType mixed="true">\n  <xsd:sequence>\n    <xsd:any name="element" minOccurs="0" maxOccurs="unbounded" processContents="skip"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.bytea">\n  <xsd:restriction base="xsd:base64Binary">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BOOLEAN">\n  <xsd:restriction base="xsd:boolean"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BIGINT">\n  <xsd:restriction base="xsd:long">\n    <xsd:maxInclusive value="9223372036854775807"/>\n    <xsd:minInclusive value="-9223372036854775808"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="SMALLINT">\n  <xsd:restriction base="xsd:short">\n    <xsd:maxInclusive value="32767"/>\n    <xsd:minInclusive value="-32768"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="REAL">\n  <xsd:restriction base="xsd:float"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DOUBLE">\n  <xsd:restriction base="xsd:double"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DATE">\n  <xsd:restriction base="xsd:date">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME_WTZ">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="CHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="NUMERIC">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.jsonb">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.uuid">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.interval">\n</xsd:simpleType>\n\n<xsd:complexType name="SchemaType.DB.xms">\n  <xsd:sequence>\n    <xsd:element name="cheap" type="RowType.DB.xms.cheap" minOccurs="0" maxOccurs="unbounded"/>\n    <xsd:element name="empty.One" type="RowType.DB.xms.empty_x002E_One" minOccurs="0" maxOccurs="unbounded"/>\n    <xsd:element name="goods" type="RowType.DB.xms.goods" minOccurs="0" maxOccurs="unbounded"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="xms" type="SchemaType.DB.xms"/>\n\n</xsd:schema>
SELECT 1

SELECT xdb(schema_to_xml_and_xmlschema('xms', false, true, ''));
----
<xms xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="#">\n\n<xsd:schema\n    xmlns:xsd="http://www.w3.org/2001/XMLSchema">\n\n<xsd:simpleType name="INTEGER">\n  <xsd:restriction base="xsd:int">\n    <xsd:maxInclusive value="2147483647"/>\n    <xsd:minInclusive value="-2147483648"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="Domain.DB.xms.xdom">\n  <xsd:restriction base="NUMERIC_5_1"/>\n</xsd:simpleType>\n\n<xsd:simpleType name="VARCHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.xms.xenum">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog._text">\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP_WTZ">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:complexType mixed="true">\n  <xsd:sequence>\n    <xsd:any name="element" minOccurs="0" maxOccurs="unbounded" processContents="skip"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.bytea">\n  <xsd:restriction base="xsd:base64Binary">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BOOLEAN">\n  <xsd:restriction base="xsd:boolean"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="BIGINT">\n  <xsd:restriction base="xsd:long">\n    <xsd:maxInclusive value="9223372036854775807"/>\n    <xsd:minInclusive value="-9223372036854775808"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="SMALLINT">\n  <xsd:restriction base="xsd:short">\n    <xsd:maxInclusive value="32767"/>\n    <xsd:minInclusive value="-32768"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="REAL">\n  <xsd:restriction base="xsd:float"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DOUBLE">\n  <xsd:restriction base="xsd:double"></xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="DATE">\n  <xsd:restriction base="xsd:date">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIME_WTZ">\n  <xsd:restriction base="xsd:time">\n    <xsd:pattern value="\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?(\+|-)\p{Nd}{2}:\p{Nd}{2}"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="TIMESTAMP">\n  <xsd:restriction base="xsd:dateTime">\n    <xsd:pattern value="\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?"/>\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="CHAR">\n  <xsd:restriction base="xsd:string">\n  </xsd:restriction>\n</xsd:simpleType>\n\n<xsd:simpleType name="NUMERIC">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.jsonb">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.uuid">\n</xsd:simpleType>\n\n<xsd:simpleType name="UDT.DB.pg_catalog.interval">\n</xsd:simpleType>\n\n<xsd:complexType name="SchemaType.DB.xms">\n  <xsd:sequence>\n    <xsd:element name="cheap" type="RowType.DB.xms.cheap" minOccurs="0" maxOccurs="unbounded"/>\n    <xsd:element name="empty.One" type="RowType.DB.xms.empty_x002E_One" minOccurs="0" maxOccurs="unbounded"/>\n    <xsd:element name="goods" type="RowType.DB.xms.goods" minOccurs="0" maxOccurs="unbounded"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n<xsd:element name="xms" type="SchemaType.DB.xms"/>\n\n</xsd:schema>\n\n<cheap>\n  <id>1</id>\n  <price>1.5</price>\n</cheap>\n\n\n\n<goods>\n  <id>1</id>\n  <the_x0020_Name_x003A_x>a &lt; b</the_x0020_Name_x003A_x>\n  <price>1.5</price>\n  <kind>p</kind>\n  <tags><element>x</element><element>&lt;</element></tags>\n  <added>2020-01-02T03:04:05+00:00</added>\n  <doc><d/></doc>\n  <raw>AQI=</raw>\n  <ok>true</ok>\n  <big>1</big>\n  <small>2</small>\n  <r>1.5</r>\n  <f>2.5</f>\n  <d>2020-02-29</d>\n  <t>01:02:03</t>\n  <tz>01:02:03+02</tz>\n  <ts>2020-01-01T00:00:00.5</ts>\n  <c>ab </c>\n  <n>3.500</n>\n  <j>{"k": 1}</j>\n  <u>00000000-0000-0000-0000-000000000001</u>\n  <i>1 day</i>\n</goods>\n\n<goods>\n  <id>2</id>\n</goods>\n\n\n</xms>\n
SELECT 1

SELECT schema_to_xml('nosuch', true, false, '');
----
error 3F000 schema "nosuch" does not exist

CREATE ROLE xmapper;
----
CREATE ROLE

SET ROLE xmapper;
----
SET

SELECT schema_to_xml('xms', true, false, '');
----
error 42501 permission denied for schema xms

SELECT table_to_xml('xms.cheap'::regclass::oid::regclass, true, false, '');
----
error 42501 permission denied for schema xms

RESET ROLE;
----
RESET

GRANT USAGE ON SCHEMA xms TO xmapper;
----
GRANT

GRANT SELECT ON xms.cheap TO xmapper;
----
GRANT

SET ROLE xmapper;
----
SET

SELECT schema_to_xml('xms', true, true, '');
----
<xms xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n\n<cheap>\n  <id>1</id>\n  <price>1.5</price>\n</cheap>\n\n\n</xms>\n
SELECT 1

SELECT query_to_xml('SELECT id FROM xms.goods', true, false, '');
----
error 42501 permission denied for table goods

RESET ROLE;
----
RESET

DROP OWNED BY xmapper;
----
DROP OWNED

DROP ROLE xmapper;
----
DROP ROLE

SELECT xpath('count(/*/xms)', database_to_xml(false, true, '')), (xpath('namespace-uri(/*)', database_to_xml(true, false, 'urn:d')))[1];
----
{1}|urn:d
SELECT 1

SELECT database_to_xmlschema(true, false, '')::text LIKE '%<xsd:complexType name="CatalogType.%">%<xsd:element name="xms" type="SchemaType.%.xms"/>%', database_to_xml_and_xmlschema(true, true, 'u') IS DOCUMENT;
----
t|t
SELECT 1

DROP SCHEMA xms CASCADE;
----
DROP SCHEMA

DROP FUNCTION xdb;
----
DROP FUNCTION
