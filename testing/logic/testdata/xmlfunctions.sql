# Functions of xml and what SQL/XML has a syntax of its own for. The results are Postgres's own. Errors are told whole.
CREATE TABLE xe (n text, a int, w numeric, d date, b bytea);
----
CREATE TABLE

INSERT INTO xe VALUES ('ann', 30, 1.50, '2020-02-29', '\xdeadbeef'), ('bob & co', NULL, -2, NULL, NULL), (NULL, 7, NULL, '0044-03-15 BC', '');
----
INSERT 0 3

SELECT xmlcomment('a'), xmlcomment(''), xmlcomment(NULL), xmlcomment(' - ');
----
<!--a-->|<!---->|NULL|<!-- - -->
SELECT 1

SELECT xmlcomment('a--b');
----
error 2200S invalid XML comment

SELECT xmlcomment('a-');
----
error 2200S invalid XML comment

SELECT xmlelement(NAME a), xmlelement(NAME a, NULL), xmlelement(NAME a, ''), xmlelement(NAME a, 'x', NULL, 'y'), xmlelement(NAME a, xmlattributes('v' AS b)), xmlelement(NAME a, xmlattributes(NULL AS b), 'c');
----
<a/>|<a/>|<a></a>|<a>xy</a>|<a b="v"/>|<a>c</a>
SELECT 1

SELECT xmlelement(NAME r, xmlattributes(n, a AS age), xmlforest(n, w AS "W x", d), b) FROM xe ORDER BY a;
----
<r age="7"><d>0044-03-15 BC</d></r>
<r n="ann" age="30"><n>ann</n><W_x0020_x>1.50</W_x0020_x><d>2020-02-29</d>3q2+7w==</r>
<r n="bob &amp; co"><n>bob &amp; co</n><W_x0020_x>-2</W_x0020_x></r>
SELECT 3

SELECT xmlelement(NAME "1 a:b_x", xmlattributes(1 AS "xml", 2 AS ":c", 3 AS "_x", 4 AS "ä.")), xmlforest(1 AS "xmlfoo", 2 AS "<>");
----
<_x0031__x0020_a:b_x005F_x xml="1" _x003A_c="2" _x005F_x="3" ä.="4"/>|<xmlfoo>1</xmlfoo><_x003C__x003E_>2</_x003C__x003E_>
SELECT 1

SELECT xmlelement(NAME a, 1, 1.5, true, 'x<&>"', date '2020-01-02', timestamp '2020-01-02 03:04:05.678', timestamptz '2020-01-02 03:04:05+02', time '01:02:03', interval '1 day', '\x00ff'::bytea, array[1,NULL,2], array[array['a','<'],array['b','c']], NULL::int[], jsonb '{"a":"<"}', xml '<x/>', uuid '00000000-0000-0000-0000-000000000001', row(1,'<'), 'NaN'::float8);
----
<a>11.5truex&lt;&amp;&gt;"2020-01-022020-01-02T03:04:05.6782020-01-02T01:04:05+00:0001:02:031 dayAP8=<element>1</element><element>2</element><element>a</element><element>&lt;</element><element>b</element><element>c</element>{"a": "&lt;"}<x/>00000000-0000-0000-0000-000000000001(1,&lt;)NaN</a>
SELECT 1

SELECT xmlelement(NAME a, xmlattributes('x<&>"''' AS a, E'1\n2\t3\r4' AS b, true AS c, date '2020-01-02' AS d, xml '<x/>' AS e, '\xff'::bytea AS f, array['<',NULL] AS g));
----
<a a="x&lt;&amp;&gt;&quot;'" b="1&#10;2&#9;3&#13;4" c="true" d="2020-01-02" e="&lt;x/&gt;" f="/w==" g="&lt;element&gt;&amp;lt;&lt;/element&gt;"/>
SELECT 1

SELECT xmlelement(NAME a, xmlattributes('ä€𝄞' AS b), 'ä€𝄞');
----
<a b="&#xE4;&#x20AC;&#x1D11E;">ä€𝄞</a>
SELECT 1

SELECT xmlelement(NAME a, E'1\n2\t3\r4');
----
<a>1\n2	3&#x0d;4</a>
SELECT 1

SELECT xmlelement(NAME a, date 'infinity');
----
error 22008 date out of range; XML does not support infinite date values.

SELECT xmlelement(NAME a, xmlattributes(timestamp '-infinity' AS b));
----
error 22008 timestamp out of range; XML does not support infinite timestamp values.

SELECT xmlforest(timestamptz 'infinity' AS b);
----
error 22008 timestamp out of range; XML does not support infinite timestamp values.

SELECT xmlelement(NAME a, xmlattributes(1));
----
error 42601 unnamed XML attribute value must be a column reference

SELECT xmlforest(1 + 1);
----
error 42601 unnamed XML element value must be a column reference

SELECT xmlelement(NAME a, xmlattributes(1 AS b, 2 AS b));
----
error 42601 XML attribute name "b" appears more than once

SELECT xmlforest(1 AS b, 2 AS b, NULL AS c), xmlforest(NULL AS a, NULL AS b) IS NULL;
----
<b>1</b><b>2</b>|t
SELECT 1

SELECT xmlelement(NAME a, decode(repeat('00', 100), 'hex'));
----
<a>AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==</a>
SELECT 1

SET xmlbinary = hex;
----
SET

SELECT xmlelement(NAME a, '\xabCD'::bytea), xmlelement(NAME a, xmlattributes('\xab'::bytea AS b));
----
<a>ABCD</a>|<a b="AB"/>
SELECT 1

RESET xmlbinary;
----
RESET

SET datestyle = 'German'; SELECT xmlelement(NAME a, date '2020-01-02', time '01:02'); RESET datestyle;
----
SET
<a>2020-01-0201:02:00</a>
SELECT 1
RESET

SET timezone = 'Europe/Berlin'; SELECT xmlelement(NAME a, timestamptz '2020-07-02 03:04:05+00', timestamptz '2020-01-02 03:04:05.5+00'); RESET timezone;
----
SET
<a>2020-07-02T05:04:05+02:002020-01-02T04:04:05.5+01:00</a>
SELECT 1
RESET

SELECT xmlconcat('<a/>', NULL, 'b', xml '<c/>'), xmlconcat(NULL), xmlconcat(xmlcomment('x'), '<?xml version="1.1"?>y'), xmlconcat('<?xml version="1.1"?>y', '<?xml version="1.1" standalone="no"?>z');
----
<a/>b<c/>|NULL|<!--x-->y|<?xml version="1.1"?>yz
SELECT 1

SELECT xmlconcat('<?xml version="1.0" standalone="yes"?><a/>', '<?xml version="1.0" standalone="yes"?><b/>'), xmlconcat('<?xml version="1.0" standalone="yes"?><a/>', '<?xml version="1.0" standalone="no"?><b/>');
----
<?xml version="1.0" standalone="yes"?><a/><b/>|<?xml version="1.0" standalone="no"?><a/><b/>
SELECT 1

SELECT xmlconcat('<a');
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

SELECT xmlconcat(1);
----
error 42804 argument of XMLCONCAT must be type xml, not type integer

SELECT xmlpi(NAME php), xmlpi(NAME php, 'echo 1'), xmlpi(NAME php, '  x '), xmlpi(NAME php, ''), xmlpi(NAME php, NULL) IS NULL, xmlpi(NAME "a b");
----
<?php?>|<?php echo 1?>|<?php x ?>|<?php ?>|t|<?a_x0020_b?>
SELECT 1

SELECT xmlpi(NAME xml);
----
error 42601 invalid XML processing instruction; XML processing instruction target name cannot be "xml".

SELECT xmlpi(NAME "XmL", NULL);
----
error 42601 invalid XML processing instruction; XML processing instruction target name cannot be "XmL".

SELECT xmlpi(NAME a, 'x?>');
----
error 2200T invalid XML processing instruction; XML processing instruction cannot contain "?>".

SELECT xmlpi(NAME a, 1);
----
<?a 1?>
SELECT 1

SELECT xmlroot('<a/>', VERSION NO VALUE), xmlroot('<a/>', VERSION '1.1'), xmlroot('<a/>', VERSION '1.0', STANDALONE YES), xmlroot('<?xml version="1.1" standalone="yes"?><a/>', VERSION NO VALUE), xmlroot('<?xml version="1.1" standalone="yes"?><a/>', VERSION '1.1', STANDALONE NO VALUE), xmlroot('<?xml version="1.1"?><a/>', VERSION '1.2', STANDALONE NO), xmlroot(NULL, VERSION '1.0') IS NULL, xmlroot('<a/>', VERSION NULL);
----
<a/>|<?xml version="1.1"?><a/>|<?xml version="1.0" standalone="yes"?><a/>|<?xml version="1.0" standalone="yes"?><a/>|<?xml version="1.1"?><a/>|<?xml version="1.2" standalone="no"?><a/>|t|<a/>
SELECT 1

SELECT xmlroot('<a/>', VERSION 1);
----
<?xml version="1"?><a/>
SELECT 1

SELECT xmlparse(DOCUMENT '<a/>'), xmlparse(CONTENT 'x<a/>'), xmlparse(CONTENT ''), xmlparse(CONTENT NULL) IS NULL, xmlparse(DOCUMENT '<a> </a>' PRESERVE WHITESPACE), xmlparse(CONTENT ' a ' STRIP WHITESPACE);
----
<a/>|x<a/>|''|t|<a> </a>| a 
SELECT 1

SELECT xmlparse(DOCUMENT 'x');
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\nx\n^

SELECT xmlparse(CONTENT '<a');
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

SELECT xmlparse(CONTENT 1);
----
1
SELECT 1

SELECT xmlserialize(CONTENT '<a/>' AS text), xmlserialize(CONTENT '<?xml version="1.0" encoding="latin1"?><a/>' AS text), xmlserialize(DOCUMENT '<a/>' AS varchar), xmlserialize(CONTENT '<a/>' AS char(6)), xmlserialize(CONTENT NULL AS text) IS NULL, pg_typeof(xmlserialize(CONTENT '<a/>' AS varchar(9)));
----
<a/>|<?xml version="1.0" encoding="latin1"?><a/>|<a/>|<a/>  |t|character varying
SELECT 1

SELECT xmlserialize(DOCUMENT 'x' AS text);
----
error 2200L not an XML document

SELECT xmlserialize(CONTENT '<a/>' AS varchar(3));
----
error 22001 value too long for type character varying(3)

SELECT xmlserialize(CONTENT '<a/>' AS int);
----
error 42846 cannot cast XMLSERIALIZE result to integer

SELECT xmlserialize(CONTENT '<a/>' AS bytea);
----
error 42846 cannot cast XMLSERIALIZE result to bytea

SELECT xmlserialize(CONTENT 1 AS text);
----
error 42804 argument of XMLSERIALIZE must be type xml, not type integer

SELECT xml '<a/>' IS DOCUMENT, xml 'x' IS DOCUMENT, xml '<a/><b/>' IS NOT DOCUMENT, NULL::xml IS DOCUMENT, '<a/>' IS DOCUMENT, xml '<?xml version="1.0"?><a/>' IS DOCUMENT, xml '' IS DOCUMENT;
----
t|f|t|NULL|t|t|f
SELECT 1

SELECT 1 IS DOCUMENT;
----
error 42804 argument of IS DOCUMENT must be type xml, not type integer

SELECT '<' IS DOCUMENT;
----
error 2200N invalid XML content; line 1: StartTag: invalid element name\n<\n ^

SELECT n FROM xe WHERE xmlelement(NAME a, n) IS DOCUMENT ORDER BY n;
----
ann
bob & co
NULL
SELECT 3

SELECT xmlagg(xmlelement(NAME n, n) ORDER BY n DESC NULLS LAST), xmlagg(xmlelement(NAME n, n) ORDER BY a) FILTER (WHERE a > 10), xmlagg(NULL::xml), xmlagg(xmlelement(NAME n, n)) FILTER (WHERE false) FROM xe;
----
<n>bob &amp; co</n><n>ann</n><n/>|<n>ann</n>|NULL|NULL
SELECT 1

SELECT xmlagg(x ORDER BY o) FROM (VALUES (1, xml '<?xml version="1.1"?><a/>'), (2, NULL), (3, '<?xml version="1.1" standalone="yes"?><b/>')) v (o, x);
----
<?xml version="1.1"?><a/><b/>
SELECT 1

SELECT xmlagg(x) FROM (VALUES (xml '<?xml version="1.1"?><a/>')) v (x);
----
<?xml version="1.1"?><a/>
SELECT 1

SELECT a > 7 AS old, xmlagg(xmlforest(n, a) ORDER BY n) FROM xe GROUP BY 1 ORDER BY 1;
----
f|<a>7</a>
t|<n>ann</n><a>30</a>
NULL|<n>bob &amp; co</n>
SELECT 3

SELECT a, xmlagg(xmlelement(NAME n, n)) OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM xe ORDER BY a;
----
7|<n/>
30|<n/><n>ann</n>
NULL|<n>ann</n><n>bob &amp; co</n>
SELECT 3

SELECT xmlagg(DISTINCT xmlelement(NAME n, n)) FROM xe;
----
error 42883 could not identify an equality operator for type xml

SELECT xmlagg(n) FROM xe;
----
error 42883 function xmlagg(text) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

SELECT xml_is_well_formed('a'), xml_is_well_formed('<a>'), xml_is_well_formed_document('a'), xml_is_well_formed_document('<a/>'), xml_is_well_formed_content('a<b/>'), xml_is_well_formed_content('<b'), xml_is_well_formed(NULL), xml_is_well_formed('<a xmlns="&lt;"/>'), xml_is_well_formed('<x:a/>');
----
t|f|f|t|t|f|NULL|t|t
SELECT 1

SET xmloption = document; SELECT xml_is_well_formed('a'), xml_is_well_formed('<a/>'); RESET xmloption;
----
SET
f|t
SELECT 1
RESET

SELECT xmlvalidate('<a/>', 'x');
----
error 0A000 xmlvalidate is not implemented

SELECT xmltext('a');
----
error 42883 function xmltext(unknown) does not exist; ; No function matches the given name and argument types. You might need to add explicit type casts.

CREATE VIEW xv AS SELECT xmlelement(NAME "a b", xmlattributes(n, a AS age, 'c' AS k), xmlforest(n AS x, w), 'text', xmlcomment('c')) AS e, xmlconcat('<a/>', xmlpi(NAME p, n)) AS c, xmlparse(DOCUMENT n STRIP WHITESPACE) AS p, xmlserialize(CONTENT xmlelement(NAME y) AS varchar(10)) AS s, xmlroot('<a/>', VERSION n, STANDALONE NO VALUE) AS r, xmlroot(xmlroot('<a/>', VERSION NO VALUE), VERSION '1.0', STANDALONE YES) AS r2, xmlpi(NAME q) AS q, xmlagg(xmlelement(NAME z, n) ORDER BY a) AS g, xmlelement(NAME i, n) IS NOT DOCUMENT AS i, xmlexists('/a' PASSING BY REF xmlelement(NAME a)) AS ex, xmlserialize(DOCUMENT xmlelement(NAME y) AS text) FROM xe GROUP BY n, a, w HAVING xmlelement(NAME h, n) IS DOCUMENT;
----
CREATE VIEW

SELECT pg_get_viewdef('xv'::regclass);
----
 SELECT XMLELEMENT(NAME "a b", XMLATTRIBUTES(xe.n AS n, xe.a AS age, 'c' AS k), XMLFOREST(xe.n AS x, xe.w AS w), 'text', xmlcomment('c'::text)) AS e,\n    XMLCONCAT('<a/>'::xml, XMLPI(NAME p, xe.n)) AS c,\n    XMLPARSE(DOCUMENT xe.n STRIP WHITESPACE) AS p,\n    (XMLSERIALIZE(CONTENT XMLELEMENT(NAME y) AS character varying(10)))::character varying(10) AS s,\n    XMLROOT('<a/>'::xml, VERSION xe.n, STANDALONE NO VALUE) AS r,\n    XMLROOT(XMLROOT('<a/>'::xml, VERSION NO VALUE), VERSION '1.0'::text, STANDALONE YES) AS r2,\n    XMLPI(NAME q) AS q,\n    xmlagg(XMLELEMENT(NAME z, xe.n) ORDER BY xe.a) AS g,\n    (NOT XMLELEMENT(NAME i, xe.n) IS DOCUMENT) AS i,\n    XMLEXISTS(('/a'::text) PASSING (XMLELEMENT(NAME a))) AS ex,\n    XMLSERIALIZE(DOCUMENT XMLELEMENT(NAME y) AS text) AS "xmlserialize"\n   FROM xe\n  GROUP BY xe.n, xe.a, xe.w\n HAVING XMLELEMENT(NAME h, xe.n) IS DOCUMENT;
SELECT 1

SELECT pg_get_viewdef('xv'::regclass, true);
----
 SELECT XMLELEMENT(NAME "a b", XMLATTRIBUTES(xe.n AS n, xe.a AS age, 'c' AS k), XMLFOREST(xe.n AS x, xe.w AS w), 'text', xmlcomment('c'::text)) AS e,\n    XMLCONCAT('<a/>'::xml, XMLPI(NAME p, xe.n)) AS c,\n    XMLPARSE(DOCUMENT xe.n STRIP WHITESPACE) AS p,\n    XMLSERIALIZE(CONTENT XMLELEMENT(NAME y) AS character varying(10))::character varying(10) AS s,\n    XMLROOT('<a/>'::xml, VERSION xe.n, STANDALONE NO VALUE) AS r,\n    XMLROOT(XMLROOT('<a/>'::xml, VERSION NO VALUE), VERSION '1.0'::text, STANDALONE YES) AS r2,\n    XMLPI(NAME q) AS q,\n    xmlagg(XMLELEMENT(NAME z, xe.n) ORDER BY xe.a) AS g,\n    NOT (XMLELEMENT(NAME i, xe.n)) IS DOCUMENT AS i,\n    XMLEXISTS(('/a'::text) PASSING (XMLELEMENT(NAME a))) AS ex,\n    XMLSERIALIZE(DOCUMENT XMLELEMENT(NAME y) AS text) AS "xmlserialize"\n   FROM xe\n  GROUP BY xe.n, xe.a, xe.w\n HAVING (XMLELEMENT(NAME h, xe.n)) IS DOCUMENT;
SELECT 1

SELECT attname, atttypid::regtype, atttypmod FROM pg_attribute WHERE attrelid = 'xv'::regclass ORDER BY attnum;
----
e|xml|-1
c|xml|-1
p|xml|-1
s|character varying|14
r|xml|-1
r2|xml|-1
q|xml|-1
g|xml|-1
i|boolean|-1
ex|boolean|-1
xmlserialize|text|-1
SELECT 11

SELECT e, c, s, r2, g, i, ex FROM xv WHERE e IS NOT NULL AND c::text LIKE '%ann%';
----
<a_x0020_b n="ann" age="30" k="c"><x>ann</x><w>1.50</w>text<!--c--></a_x0020_b>|<a/><?p ann?>|<y/>|<?xml version="1.0" standalone="yes"?><a/>|<z>ann</z>|f|t
SELECT 1

ALTER TABLE xe RENAME n TO renamed;
----
ALTER TABLE

SELECT e FROM xv WHERE e::text LIKE '%ann%';
----
<a_x0020_b n="ann" age="30" k="c"><x>ann</x><w>1.50</w>text<!--c--></a_x0020_b>
SELECT 1

SELECT pg_get_viewdef('xv'::regclass) LIKE '%renamed AS n%';
----
t
SELECT 1

DROP VIEW xv;
----
DROP VIEW

CREATE INDEX xei ON xe ((xmlserialize(CONTENT xmlelement(NAME a, renamed) AS text)));
----
CREATE INDEX

SELECT pg_get_indexdef('xei'::regclass);
----
CREATE INDEX xei ON public.xe USING btree (XMLSERIALIZE(CONTENT XMLELEMENT(NAME a, renamed) AS text))
SELECT 1

SELECT renamed FROM xe WHERE xmlserialize(CONTENT xmlelement(NAME a, renamed) AS text) = '<a>ann</a>';
----
ann
SELECT 1

ALTER TABLE xe ADD CHECK (xmlelement(NAME a, renamed) IS DOCUMENT);
----
ALTER TABLE

SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 'xe'::regclass;
----
CHECK (XMLELEMENT(NAME a, renamed) IS DOCUMENT)
SELECT 1

CREATE FUNCTION xpl(t text) RETURNS xml LANGUAGE plpgsql AS $$ BEGIN RETURN xmlelement(NAME f, xmlattributes(t AS v), xmlparse(CONTENT t)); EXCEPTION WHEN invalid_xml_content THEN RETURN xmlcomment('bad'); END $$;
----
CREATE FUNCTION

SELECT xpl('x'), xpl('<x');
----
<f v="x">x</f>|<!--bad-->
SELECT 1

CREATE FUNCTION xsq(t text) RETURNS xml IMMUTABLE LANGUAGE sql RETURN xmlforest(t AS v);
----
CREATE FUNCTION

SELECT xsq('<'), pg_get_function_sqlbody('xsq'::regproc);
----
<v>&lt;</v>|RETURN XMLFOREST(t AS v)
SELECT 1

PREPARE xpr AS SELECT xmlelement(NAME a, $1::text, xmlforest($2::int AS b)), xmlparse(CONTENT $1);
----
PREPARE

EXECUTE xpr ('x', 1);
----
<a>x<b>1</b></a>|x
SELECT 1

EXECUTE xpr ('<x', 1);
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag x line 1\n<x\n  ^

SELECT xmlelement(a);
----
error 42601 syntax error at or near "a"

SELECT xmlelement(NAME);
----
error 42601 syntax error at or near ")"

SELECT xmlforest();
----
error 42601 syntax error at or near ")"

SELECT xmlparse('<a/>');
----
error 42601 syntax error at or near "'<a/>'"

SELECT xmlroot('<a/>');
----
error 42601 syntax error at or near ")"

SELECT xmlserialize('<a/>' AS text);
----
error 42601 syntax error at or near "'<a/>'"

SELECT xmlexists('/a', '<a/>');
----
error 42601 syntax error at or near ","

SELECT xmlexists('/a' PASSING '<a/>'), xmlexists('/b' PASSING BY VALUE '<a/>' BY VALUE), xmlexists(NULL PASSING '<a/>'), xmlexists('/a' PASSING NULL);
----
t|f|NULL|NULL
SELECT 1

DROP TABLE xe;
----
DROP TABLE
