# The type xml: what is read, shown, cast, stored. The results are Postgres's own. Errors are told whole.
CREATE TABLE xt (a int, x xml);
----
CREATE TABLE

INSERT INTO xt VALUES (1, '<a>1</a>'), (2, NULL), (3, 'text'), (4, '<?xml version="1.0" encoding="latin1"?><b/>'), (5, '<?xml version="1.1" standalone="yes"?>
<b/>'), (6, '');
----
INSERT 0 6

SELECT * FROM xt ORDER BY a;
----
1|<a>1</a>
2|NULL
3|text
4|<b/>
5|<?xml version="1.1" standalone="yes"?>\n<b/>
6|''
SELECT 6

SELECT a, x::text, x::varchar(6), length(x::text) FROM xt ORDER BY a;
----
1|<a>1</a>|<a>1</|8
2|NULL|NULL|NULL
3|text|text|4
4|<?xml version="1.0" encoding="latin1"?><b/>|<?xml |43
5|<?xml version="1.1" standalone="yes"?>\n<b/>|<?xml |43
6|''|''|0
SELECT 6

INSERT INTO xt VALUES (7, '<a>');
----
error 2200N invalid XML content; line 1: Premature end of data in tag a line 1\n<a>\n   ^

INSERT INTO xt SELECT 7, t FROM (VALUES ('text')) v (t);
----
error 42804 column "x" is of type xml but expression is of type text; ; You will need to rewrite or cast the expression.

INSERT INTO xt SELECT 7, t::xml FROM (VALUES ('<text/>')) v (t) RETURNING x;
----
<text/>
INSERT 0 1

SELECT array_agg(x ORDER BY a) FROM xt;
----
{<a>1</a>,NULL,text,<b/>,"<?xml version=\"1.1\" standalone=\"yes\"?>\n<b/>","",<text/>}
SELECT 1

SELECT '{<a/>,"<b c=\"1\"/>"}'::xml[], ARRAY[xml 'a', NULL, 'b'];
----
{<a/>,"<b c=\"1\"/>"}|{a,NULL,b}
SELECT 1

SELECT '{<a}'::xml[];
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

SELECT x FROM xt ORDER BY x;
----
error 42883 could not identify an ordering operator for type xml; ; Use an explicit ordering operator or modify the query.

SELECT DISTINCT x FROM xt;
----
error 42883 could not identify an equality operator for type xml

SELECT x = x FROM xt;
----
error 42883 operator does not exist: xml = xml; ; No operator matches the given name and argument types. You might need to add explicit type casts.

SELECT x FROM xt GROUP BY x;
----
error 42883 could not identify an equality operator for type xml

SELECT x FROM xt UNION SELECT x FROM xt;
----
error 42883 could not identify an equality operator for type xml

SELECT count(DISTINCT x) FROM xt;
----
error 42883 could not identify an equality operator for type xml

SELECT max(x) FROM xt;
----
error 42883 function max(xml) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT greatest(xml 'a', xml 'b');
----
error 42883 could not identify a comparison function for type xml

SELECT xml 'a' IN (xml 'a');
----
error 42883 operator does not exist: xml = xml; ; No operator matches the given name and argument types. You might need to add explicit type casts.

CREATE INDEX ON xt (x);
----
error 42704 data type xml has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

CREATE INDEX xti ON xt ((x::text));
----
CREATE INDEX

DROP INDEX xti;
----
DROP INDEX

CREATE TABLE xk (x xml PRIMARY KEY);
----
error 42704 data type xml has no default operator class for access method "btree"; ; You must specify an operator class for the index or define a default operator class for the data type.

SELECT x FROM xt WHERE a < 3 UNION ALL SELECT x FROM xt WHERE a = 3;
----
<a>1</a>
NULL
text
SELECT 3

SELECT a, x IS NULL, coalesce(x, '<n/>'), CASE WHEN a = 1 THEN x END FROM xt ORDER BY a;
----
1|f|<a>1</a>|<a>1</a>
2|t|<n/>|NULL
3|f|text|NULL
4|f|<b/>|NULL
5|f|<?xml version="1.1" standalone="yes"?>\n<b/>|NULL
6|f|''|NULL
7|f|<text/>|NULL
SELECT 7

SELECT '<a/>'::text::xml, '<a/>'::varchar::xml, '<b/>'::char(10)::xml, '<a/>'::name::xml, CAST('<a/>' AS xml), xml '<a/>', pg_typeof(xml '');
----
<a/>|<a/>|<b/>      |<a/>|<a/>|<a/>|xml
SELECT 1

SELECT 1::xml;
----
error 42846 cannot cast type integer to xml

SELECT '<a/>'::xml::int;
----
error 42846 cannot cast type xml to integer

SELECT '<a/>'::xml || 'x';
----
<a/>x
SELECT 1

SELECT length(xml 'a');
----
error 42883 function length(xml) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT upper(xml 'a');
----
error 42883 function upper(xml) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE DOMAIN xd AS xml CHECK (value IS NOT NULL);
----
CREATE DOMAIN

SELECT '<a/>'::xd, pg_typeof('<a/>'::xd);
----
<a/>|xd
SELECT 1

SELECT '<a'::xd;
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

SELECT row(x), to_json(x), to_jsonb(x) FROM xt ORDER BY a;
----
(<a>1</a>)|"<a>1</a>"|"<a>1</a>"
()|NULL|NULL
(text)|"text"|"text"
(<b/>)|"<b/>"|"<b/>"
("<?xml version=""1.1"" standalone=""yes""?>\n<b/>")|"<?xml version=\"1.1\" standalone=\"yes\"?>\n<b/>"|"<?xml version=\"1.1\" standalone=\"yes\"?>\n<b/>"
("")|""|""
(<text/>)|"<text/>"|"<text/>"
SELECT 7

SELECT quote_literal(x), quote_nullable(x), format('%s %L', x, x) FROM xt ORDER BY a;
----
'<a>1</a>'|'<a>1</a>'|<a>1</a> '<a>1</a>'
NULL|NULL| NULL
'text'|'text'|text 'text'
'<?xml version="1.0" encoding="latin1"?><b/>'|'<?xml version="1.0" encoding="latin1"?><b/>'|<b/> '<b/>'
'<?xml version="1.1" standalone="yes"?>\n<b/>'|'<?xml version="1.1" standalone="yes"?>\n<b/>'|<?xml version="1.1" standalone="yes"?>\n<b/> '<?xml version="1.1" standalone="yes"?>\n<b/>'
''|''| ''
'<text/>'|'<text/>'|<text/> '<text/>'
SELECT 7

SELECT quote_literal(true);
----
'true'
SELECT 1

SELECT typname, typlen, typcategory, typispreferred, typinput, typoutput, typreceive, typsend, typarray, typelem FROM pg_type WHERE oid IN (142, 143) ORDER BY oid;
----
xml|-1|U|f|xml_in|xml_out|xml_recv|xml_send|143|0
_xml|-1|A|f|array_in|array_out|array_recv|array_send|0|142
SELECT 2

SELECT castsource::regtype, casttarget::regtype, castfunc, castcontext, castmethod FROM pg_cast WHERE 142 IN (castsource, casttarget) ORDER BY 1, 2;
----
text|xml|2896|e|f
xml|text|0|a|b
xml|character|0|a|b
xml|character varying|0|a|b
character|xml|2896|e|f
character varying|xml|2896|e|f
SELECT 6

SELECT oid, proname, prosrc, provolatile, proisstrict, pg_get_function_result(oid), pg_get_function_arguments(oid) FROM pg_proc WHERE proname ~ 'xml|xpath' AND proname !~ '^pg' ORDER BY oid;
----
2614|xmlexists|xmlexists|i|t|boolean|text, xml
2893|xml_in|xml_in|s|t|xml|cstring
2894|xml_out|xml_out|i|t|cstring|xml
2895|xmlcomment|xmlcomment|i|t|xml|text
2896|xml|texttoxml|s|t|xml|text
2897|xmlvalidate|xmlvalidate|i|t|boolean|xml, text
2898|xml_recv|xml_recv|s|t|xml|internal
2899|xml_send|xml_send|s|t|bytea|xml
2900|xmlconcat2|xmlconcat2|i|f|xml|xml, xml
2901|xmlagg|aggregate_dummy|i|f|xml|xml
2923|table_to_xml|table_to_xml|s|t|xml|tbl regclass, nulls boolean, tableforest boolean, targetns text
2924|query_to_xml|query_to_xml|v|t|xml|query text, nulls boolean, tableforest boolean, targetns text
2925|cursor_to_xml|cursor_to_xml|v|t|xml|cursor refcursor, count integer, nulls boolean, tableforest boolean, targetns text
2926|table_to_xmlschema|table_to_xmlschema|s|t|xml|tbl regclass, nulls boolean, tableforest boolean, targetns text
2927|query_to_xmlschema|query_to_xmlschema|v|t|xml|query text, nulls boolean, tableforest boolean, targetns text
2928|cursor_to_xmlschema|cursor_to_xmlschema|v|t|xml|cursor refcursor, nulls boolean, tableforest boolean, targetns text
2929|table_to_xml_and_xmlschema|table_to_xml_and_xmlschema|s|t|xml|tbl regclass, nulls boolean, tableforest boolean, targetns text
2930|query_to_xml_and_xmlschema|query_to_xml_and_xmlschema|v|t|xml|query text, nulls boolean, tableforest boolean, targetns text
2931|xpath|xpath|i|t|xml[]|text, xml, text[]
2932|xpath|''|i|t|xml[]|text, xml
2933|schema_to_xml|schema_to_xml|s|t|xml|schema name, nulls boolean, tableforest boolean, targetns text
2934|schema_to_xmlschema|schema_to_xmlschema|s|t|xml|schema name, nulls boolean, tableforest boolean, targetns text
2935|schema_to_xml_and_xmlschema|schema_to_xml_and_xmlschema|s|t|xml|schema name, nulls boolean, tableforest boolean, targetns text
2936|database_to_xml|database_to_xml|s|t|xml|nulls boolean, tableforest boolean, targetns text
2937|database_to_xmlschema|database_to_xmlschema|s|t|xml|nulls boolean, tableforest boolean, targetns text
2938|database_to_xml_and_xmlschema|database_to_xml_and_xmlschema|s|t|xml|nulls boolean, tableforest boolean, targetns text
3049|xpath_exists|xpath_exists|i|t|boolean|text, xml, text[]
3050|xpath_exists|''|i|t|boolean|text, xml
3051|xml_is_well_formed|xml_is_well_formed|s|t|boolean|text
3052|xml_is_well_formed_document|xml_is_well_formed_document|i|t|boolean|text
3053|xml_is_well_formed_content|xml_is_well_formed_content|i|t|boolean|text
SELECT 31

SHOW xmloption;
----
content
SHOW

SHOW xmlbinary;
----
base64
SHOW

SET XML OPTION DOCUMENT;
----
SET

SHOW xmloption;
----
document
SHOW

SELECT 'abc'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\nabc\n^

SELECT '<a/>'::xml;
----
<a/>
SELECT 1

SELECT ''::xml;
----
error 2200M invalid XML document; line 1: switching encoding : no input\n\n^\nline 1: Document is empty\n\n^

SELECT '<a/><b/>'::xml;
----
error 2200M invalid XML document; line 1: Extra content at the end of the document\n<a/><b/>\n    ^

SELECT '<?xml version="1.0" encoding="UTF-8"?><a/>'::xml;
----
<a/>
SELECT 1

SET XML OPTION CONTENT;
----
SET

SET xmlbinary = oct;
----
error 22023 invalid value for parameter "xmlbinary": "oct"; ; Available values: base64, hex.

ALTER TABLE xt ALTER x TYPE text;
----
ALTER TABLE

ALTER TABLE xt ALTER x TYPE xml;
----
error 42804 column "x" cannot be cast automatically to type xml; ; You might need to specify "USING x::xml".

ALTER TABLE xt ALTER x TYPE xml USING x::xml;
----
ALTER TABLE

ALTER TABLE xt ALTER x SET DEFAULT '<d/>';
----
ALTER TABLE

INSERT INTO xt (a) VALUES (9) RETURNING *;
----
9|<d/>
INSERT 0 1

UPDATE xt SET x = '<u/>' WHERE a = 9 RETURNING x;
----
<u/>
UPDATE 1

CREATE TABLE xbad (x xml DEFAULT '<d');
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag d line 1\n<d\n  ^

CREATE TABLE xgen (t text, x xml GENERATED ALWAYS AS (t::xml) STORED);
----
error 42P17 generation expression is not immutable

CREATE VIEW xv AS SELECT a, xml '<v/>' AS v, x::text AS t FROM xt WHERE x IS NOT NULL;
----
CREATE VIEW

SELECT pg_get_viewdef('xv'::regclass);
----
 SELECT xt.a,\n    '<v/>'::xml AS v,\n    (xt.x)::text AS t\n   FROM xt\n  WHERE (xt.x IS NOT NULL);
SELECT 1

DROP VIEW xv;
----
DROP VIEW

DROP TABLE xt;
----
DROP TABLE

CREATE TYPE xc AS (n int, x xml);
----
CREATE TYPE

SELECT (ROW(1, '<a/>')::xc).x, '(1,<a/>)'::xc, '(1,<a)'::text;
----
<a/>|(1,<a/>)|(1,<a)
SELECT 1

SELECT '(1,<a)'::xc;
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

SELECT DISTINCT ROW(1, '<a/>')::xc;
----
error 42883 could not identify an equality operator for type xc

DROP TYPE xc;
----
DROP TYPE

CREATE FUNCTION xf(x xml) RETURNS xml LANGUAGE plpgsql AS $$ DECLARE y xml := '<y/>'; BEGIN IF x IS NULL THEN RETURN y; END IF; y := x::text || '<z/>'; RETURN y; END $$;
----
CREATE FUNCTION

SELECT xf(NULL), xf('<a/>');
----
<y/>|<a/><z/>
SELECT 1

SELECT xf('<a>');
----
error 2200N invalid XML content; line 1: Premature end of data in tag a line 1\n<a>\n   ^

DROP FUNCTION xf;
----
DROP FUNCTION

PREPARE xp (xml) AS SELECT $1;
----
PREPARE

EXECUTE xp ('<a/>');
----
<a/>
SELECT 1

EXECUTE xp ('<a');
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

EXECUTE xp ('<a/>'::text);
----
error 42804 parameter $1 of type text cannot be coerced to the expected type xml; ; You will need to rewrite or cast the expression.
