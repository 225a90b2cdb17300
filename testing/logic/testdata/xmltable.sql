# XMLTABLE. The results are Postgres's own. Errors are told whole.
CREATE TABLE xd (id int, x xml);
----
CREATE TABLE

INSERT INTO xd VALUES (1, '<l><i k="1" p="1.5"><n>one</n><t>a</t><t>b</t></i><i k="2"><n>two</n><d>2020-01-02</d></i><i k="3"/></l>'), (2, '<l><i k="9"><n/></i></l>'), (3, NULL), (4, '<l/>');
----
INSERT 0 4

SELECT t.* FROM xd, XMLTABLE('/l/i' PASSING x COLUMNS o FOR ORDINALITY, k int PATH '@k', n text, p numeric(4,2) PATH '@p' DEFAULT 7, d date PATH 'd') t WHERE id < 5 ORDER BY id, o;
----
1|1|one|1.50|NULL
2|2|two|7.00|2020-01-02
3|3|NULL|7.00|NULL
1|9|''|7.00|NULL
SELECT 4

SELECT id, t.* FROM xd LEFT JOIN LATERAL XMLTABLE('/l/i' PASSING BY REF x COLUMNS k int PATH '@k') t ON true ORDER BY id, k;
----
1|1
1|2
1|3
2|9
3|NULL
4|NULL
SELECT 6

SELECT * FROM XMLTABLE('/l/i' PASSING '<l><i><t>a</t><t>b</t></i></l>' COLUMNS t xml PATH 't', s text PATH 'string(t)', c int PATH 'count(t)', e boolean PATH 'count(t)=2', m int PATH 'count(t)=2', z text PATH 'nope', l text PATH '"x<y"', lx xml PATH '"x<y"', whole xml PATH '.');
----
<t>a</t><t>b</t>|a|2|t|1|NULL|x<y|x&lt;y|<i><t>a</t><t>b</t></i>
SELECT 1

SELECT * FROM XMLTABLE('/l/i' PASSING '<l><i><t>a</t><t>b</t></i></l>' COLUMNS t text PATH 't');
----
error 21000 more than one value returned by column XPath expression

SELECT * FROM XMLTABLE('/l/i' PASSING '<l><i/></l>' COLUMNS t text PATH 't' NOT NULL);
----
error 22004 null is not allowed in column "t"

SELECT * FROM XMLTABLE('/l/i' PASSING '<l><i/></l>' COLUMNS t text PATH 't' DEFAULT 'd' NOT NULL, u int PATH 'u' NULL);
----
d|NULL
SELECT 1

SELECT * FROM XMLTABLE('/l/i' PASSING '<l><i t="x"/></l>' COLUMNS t int PATH '@t');
----
error 22P02 invalid input syntax for type integer: "x"

SELECT * FROM XMLTABLE('/l/i' PASSING '<l><i t="toolong"/></l>' COLUMNS t varchar(3) PATH '@t');
----
error 22001 value too long for type character varying(3)

SELECT * FROM XMLTABLE('/l/i' PASSING NULL COLUMNS t int PATH '@t');
----
SELECT 0

SELECT * FROM XMLTABLE('/l/i' PASSING 'x' COLUMNS t int PATH '@t');
----
error 2200M could not parse XML document; line 1: Start tag expected, '<' not found\nx\n^

SELECT * FROM XMLTABLE('' PASSING '<l/>' COLUMNS t int PATH '@t');
----
error 22000 row path filter must not be empty string

SELECT * FROM XMLTABLE(NULL PASSING '<l/>' COLUMNS t int PATH '@t');
----
error 22004 row filter expression must not be null

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS t int PATH '');
----
error 22000 column path filter must not be empty string

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS t int PATH NULL);
----
error 22004 column filter expression must not be null; Filter for column "t" is null.

SELECT * FROM XMLTABLE('/l[' PASSING '<l/>' COLUMNS t int PATH '@t');
----
error 42601 invalid XPath expression; Invalid expression

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS t int PATH '@t[');
----
error 22000 invalid XPath expression; Invalid expression

SELECT * FROM XMLTABLE('foo()' PASSING '<l/>' COLUMNS t int PATH '@t');
----
error XX000 could not create XPath object; Unregistered function

SELECT * FROM XMLTABLE('count(/l)' PASSING '<l/>' COLUMNS t int PATH '@t');
----
SELECT 0

SELECT * FROM XMLTABLE('/l/@*' PASSING '<l a="1" b="2"/>' COLUMNS t int PATH '.', n text PATH 'name()', p text PATH 'name(..)');
----
1|a|l
2|b|l
SELECT 2

SELECT * FROM XMLTABLE('//text()' PASSING '<l>a<b>c</b>d</l>' COLUMNS o FOR ORDINALITY, t text PATH '.');
----
1|a
2|c
3|d
SELECT 3

SELECT * FROM XMLTABLE(XMLNAMESPACES('urn:a' AS x, 'urn:b' AS "Y"), '/x:l/Y:i' PASSING '<l xmlns="urn:a" xmlns:q="urn:b"><q:i x="1">t</q:i></l>' COLUMNS v int PATH '@x', t text PATH '.', n xml PATH '.');
----
1|t|<q:i xmlns:q="urn:b" x="1">t</q:i>
SELECT 1

SELECT * FROM XMLTABLE(XMLNAMESPACES(NULL AS x), '/x:l' PASSING '<l/>' COLUMNS v int PATH '@x');
----
error 22004 namespace URI must not be null

SELECT * FROM XMLTABLE(XMLNAMESPACES(DEFAULT 'urn:a'), '/l' PASSING '<l/>' COLUMNS v int PATH '@x');
----
error 0A000 DEFAULT namespace is not supported

SELECT * FROM XMLTABLE(XMLNAMESPACES('a' AS x, 'b' AS x), '/l' PASSING '<l/>' COLUMNS v int PATH '@x');
----
error 42601 namespace name "x" is not unique

SELECT * FROM XMLTABLE(XMLNAMESPACES(DEFAULT 'a', DEFAULT 'b'), '/l' PASSING '<l/>' COLUMNS v int PATH '@x');
----
error 42601 only one default namespace is allowed

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int, a text);
----
error 42601 column name "a" is not unique

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a FOR ORDINALITY, b FOR ORDINALITY);
----
error 42601 only one FOR ORDINALITY column is allowed

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a SETOF int);
----
error 42P16 column "a" cannot be declared SETOF

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a nosuch);
----
error 42704 type "nosuch" does not exist

SELECT * FROM XMLTABLE(1 PASSING '<l/>' COLUMNS a int);
----
SELECT 0

SELECT * FROM XMLTABLE('/l' PASSING 1 COLUMNS a int);
----
error 42804 argument of XMLTABLE must be type xml, not type integer

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int PATH 1);
----
1
SELECT 1

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int DEFAULT 'x');
----
error 22P02 invalid input syntax for type integer: "x"

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int DEFAULT true);
----
error 42804 argument of XMLTABLE must be type integer, not type boolean

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int NOT NULL NULL);
----
error 42601 conflicting or redundant NULL / NOT NULL declarations for column "a"

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int DEFAULT 1 DEFAULT 2);
----
error 42601 only one DEFAULT value is allowed

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int PATH 'a' PATH 'b');
----
error 42601 only one PATH value per column is allowed

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int nosuch 'x');
----
error 42601 unrecognized column option "nosuch"

SELECT * FROM XMLTABLE('/l' PASSING '<l/>');
----
error 42601 syntax error at or near ")"

SELECT XMLTABLE('/l' PASSING '<l/>' COLUMNS a int);
----
error 42601 syntax error at or near "("

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int, b int) AS f (c);
----
NULL|NULL
SELECT 1

SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int) AS f (c, d);
----
error 42P10 XMLTABLE function has 1 columns available but 2 columns specified

SELECT f.a, f FROM XMLTABLE('/l' PASSING '<l a="1"/>' COLUMNS a int PATH '@a') f;
----
1|(1)
SELECT 1

SELECT xmltable.a FROM XMLTABLE('/l' PASSING '<l a="1"/>' COLUMNS a int PATH '@a');
----
1
SELECT 1

SELECT a.v, b.v FROM XMLTABLE('/l/i' PASSING '<l><i>1</i><i>2</i></l>' COLUMNS v int PATH '.') a JOIN XMLTABLE('/l/i' PASSING '<l><i>2</i><i>3</i></l>' COLUMNS v int PATH '.') b USING (v);
----
2|2
SELECT 1

SELECT count(*), sum(v) FROM generate_series(1, 3) g, XMLTABLE('/l/i' PASSING xmlelement(NAME l, xmlelement(NAME i, g), xmlelement(NAME i, g * 10)) COLUMNS v int PATH '.');
----
6|66
SELECT 1

SELECT g, v FROM (VALUES ('a'), ('b')) s (g), XMLTABLE(('/l/' || g) PASSING '<l><a>1</a><b>2</b></l>' COLUMNS v int PATH '.') ORDER BY g;
----
a|1
b|2
SELECT 2

SELECT * FROM XMLTABLE('/l/i' PASSING '<l><i>1</i><i>2</i></l>' COLUMNS v int PATH '.') ORDER BY v DESC LIMIT 1;
----
2
SELECT 1

CREATE DOMAIN xpos AS int CHECK (value > 0);
----
CREATE DOMAIN

SELECT * FROM XMLTABLE('/l' PASSING '<l a="1"/>' COLUMNS a xpos PATH '@a', r int[] PATH '"{1,2}"');
----
1|{1,2}
SELECT 1

SELECT * FROM XMLTABLE('/l' PASSING '<l a="-1"/>' COLUMNS a xpos PATH '@a');
----
error 23514 value for domain xpos violates check constraint "xpos_check"

CREATE VIEW xtv AS SELECT d.id, t.* FROM xd d, XMLTABLE(XMLNAMESPACES('urn:a' AS x, 'urn:b' AS "Y z"), '/l/i' PASSING d.x COLUMNS o FOR ORDINALITY, k int PATH '@k', "N n" text DEFAULT 'none' PATH 'n' NOT NULL, p numeric(4,2) PATH ('@' || 'p')) AS t (first, second);
----
CREATE VIEW

# ours: names of columns that the alias gives are shown, without which the text would be of another view
SELECT pg_get_viewdef('xtv'::regclass);
----
 SELECT d.id,\n    t.first,\n    t.second,\n    t."N n",\n    t.p\n   FROM xd d,\n    LATERAL XMLTABLE(XMLNAMESPACES ('urn:a'::text AS x, 'urn:b'::text AS "Y z"), ('/l/i'::text) PASSING (d.x) COLUMNS o FOR ORDINALITY, k integer PATH ('@k'::text), "N n" text DEFAULT ('none'::text) PATH ('n'::text) NOT NULL, p numeric(4,2) PATH (('@'::text || 'p'::text))) t(first, second, "N n", p);
SELECT 1

SELECT * FROM xtv ORDER BY 1, 2;
----
1|1|1|one|1.50
1|2|2|two|NULL
1|3|3|none|NULL
2|1|9|''|NULL
SELECT 4

ALTER TABLE xd RENAME x TO doc;
----
ALTER TABLE

# ours: as above
SELECT pg_get_viewdef('xtv'::regclass, true);
----
 SELECT d.id,\n    t.first,\n    t.second,\n    t."N n",\n    t.p\n   FROM xd d,\n    LATERAL XMLTABLE(XMLNAMESPACES ('urn:a'::text AS x, 'urn:b'::text AS "Y z"), ('/l/i'::text) PASSING (d.doc) COLUMNS o FOR ORDINALITY, k integer PATH ('@k'::text), "N n" text DEFAULT ('none'::text) PATH ('n'::text) NOT NULL, p numeric(4,2) PATH ('@'::text || 'p'::text)) t(first, second, "N n", p);
SELECT 1

SELECT count(*) FROM xtv;
----
4
SELECT 1

CREATE VIEW xtw AS SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int), XMLTABLE('/l' PASSING '<l/>' COLUMNS a2 int DEFAULT 1 + 1) b;
----
CREATE VIEW

SELECT pg_get_viewdef('xtw'::regclass);
----
 SELECT "xmltable".a,\n    b.a2\n   FROM XMLTABLE(('/l'::text) PASSING ('<l/>'::xml) COLUMNS a integer),\n    XMLTABLE(('/l'::text) PASSING ('<l/>'::xml) COLUMNS a2 integer DEFAULT ((1 + 1))) b;
SELECT 1

SELECT * FROM xtw;
----
NULL|2
SELECT 1

DROP VIEW xtv, xtw;
----
DROP VIEW

CREATE FUNCTION xtf(d xml) RETURNS SETOF int LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM XMLTABLE('//i' PASSING d COLUMNS v int PATH '.') LOOP RETURN NEXT r.v; END LOOP; END $$;
----
CREATE FUNCTION

SELECT * FROM xtf('<l><i>1</i><i>2</i></l>');
----
1
2
SELECT 2

DROP FUNCTION xtf;
----
DROP FUNCTION

PREPARE xtp (xml, text) AS SELECT * FROM XMLTABLE($2 PASSING $1 COLUMNS v int PATH '.');
----
PREPARE

EXECUTE xtp ('<l><i>4</i></l>', '/l/i');
----
4
SELECT 1

EXPLAIN (COSTS OFF) SELECT * FROM XMLTABLE('/l' PASSING '<l/>' COLUMNS a int);
----
Table Function Scan on "xmltable"
EXPLAIN

INSERT INTO xd SELECT 10, xmlelement(NAME l, xmlagg(xmlelement(NAME i, xmlattributes(g AS k)))) FROM generate_series(1, 500) g;
----
INSERT 0 1

SELECT count(*), sum(k), max(o) FROM xd, XMLTABLE('/l/i' PASSING doc COLUMNS o FOR ORDINALITY, k int PATH '@k') WHERE id = 10;
----
500|125250|500
SELECT 1

DROP TABLE xd;
----
DROP TABLE
