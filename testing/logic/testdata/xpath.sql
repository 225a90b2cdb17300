# XPath 1.0: axes, tests, predicates, operators, functions, numbers, and what is wrong with expressions. The results are Postgres's own, with libxml2 2.9. Errors are told whole.
CREATE TABLE xdoc (d xml);
----
CREATE TABLE

INSERT INTO xdoc VALUES ('<r xml:lang="en-US"><a id="1">x<b>2</b></a><a id="2" xml:id="k">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n="urn:n" n:f="1"><n:g xmlns="urn:d"><h/></n:g></n:e><![CDATA[c<d]]></r>');
----
INSERT 0 1

SELECT xpath('/r/a', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath_exists('/r/a', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//b', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('count(//a)', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('//a[2]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('(//b)[last()]', (SELECT d FROM xdoc));
----
{<b>10</b>}
SELECT 1

SELECT xpath('//a[position()=last()]/@id', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('sum(//b)', (SELECT d FROM xdoc));
----
{12}
SELECT 1

SELECT xpath('string(//a)', (SELECT d FROM xdoc));
----
{x2}
SELECT 1

SELECT xpath('//a[b>5]/@id', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('1 div 0', (SELECT d FROM xdoc));
----
{Infinity}
SELECT 1

SELECT xpath('-1 div 0', (SELECT d FROM xdoc));
----
{-Infinity}
SELECT 1

SELECT xpath('0 div 0', (SELECT d FROM xdoc));
----
{NaN}
SELECT 1

SELECT xpath('-5 mod 3', (SELECT d FROM xdoc));
----
{-2}
SELECT 1

SELECT xpath('5 mod -3', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('5.5 mod 2', (SELECT d FROM xdoc));
----
{1.5}
SELECT 1

SELECT xpath('//a/following-sibling::node()', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>",<!--k-->,"<?p q?>","<d>  s  t </d>","<n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e>",<![CDATA[c<d]]>}
SELECT 1

SELECT xpath('//c/preceding::b', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('//c/preceding::node()', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>",x,<b>2</b>,2,y,<b>10</b>,10}
SELECT 1

SELECT xpath('//c/preceding::node()[1]', (SELECT d FROM xdoc));
----
{10}
SELECT 1

SELECT xpath('//c/ancestor::*', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//c/ancestor::*[1]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//c/ancestor-or-self::node()', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>\n","<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>",<c/>}
SELECT 1

SELECT xpath('//b/following::node()', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>",y,<b>10</b>,10,<c/>,<!--k-->,"<?p q?>","<d>  s  t </d>","  s  t ","<n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e>","<n:g xmlns=\"urn:d\" xmlns:n=\"urn:n\"><h/></n:g>","<h xmlns=\"urn:d\"/>",<![CDATA[c<d]]>}
SELECT 1

SELECT xpath('//b/following::*[1]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>",<c/>}
SELECT 1

SELECT xpath('normalize-space(//d)', (SELECT d FROM xdoc));
----
{"s t"}
SELECT 1

SELECT xpath('translate(''bar'',''abc'',''AB'')', (SELECT d FROM xdoc));
----
{BAr}
SELECT 1

SELECT xpath_exists('translate(''bar'',''abc'',''AB'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('translate(''bar'',''ab'','''')', (SELECT d FROM xdoc));
----
{r}
SELECT 1

SELECT xpath_exists('translate(''bar'',''ab'','''')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('translate(''-ab--'',''-'','''')', (SELECT d FROM xdoc));
----
{ab}
SELECT 1

SELECT xpath_exists('translate(''-ab--'',''-'','''')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''12345'',1.5,2.6)', (SELECT d FROM xdoc));
----
{234}
SELECT 1

SELECT xpath_exists('substring(''12345'',1.5,2.6)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''12345'',0,3)', (SELECT d FROM xdoc));
----
{12}
SELECT 1

SELECT xpath_exists('substring(''12345'',0,3)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''12345'', 0 div 0, 3)', (SELECT d FROM xdoc));
----
{""}
SELECT 1

SELECT xpath_exists('substring(''12345'', 0 div 0, 3)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''12345'', 1, 0 div 0)', (SELECT d FROM xdoc));
----
{""}
SELECT 1

SELECT xpath_exists('substring(''12345'', 1, 0 div 0)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''12345'', -42, 1 div 0)', (SELECT d FROM xdoc));
----
{12345}
SELECT 1

SELECT xpath_exists('substring(''12345'', -42, 1 div 0)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''12345'', -1 div 0, 1 div 0)', (SELECT d FROM xdoc));
----
{""}
SELECT 1

SELECT xpath_exists('substring(''12345'', -1 div 0, 1 div 0)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''12345'', 2)', (SELECT d FROM xdoc));
----
{2345}
SELECT 1

SELECT xpath_exists('substring(''12345'', 2)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring(''äöü'', 2, 1)', (SELECT d FROM xdoc));
----
{ö}
SELECT 1

SELECT xpath_exists('substring(''äöü'', 2, 1)', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//a[1]|//d', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<d>  s  t </d>"}
SELECT 1

SELECT xpath('//d|//a[1]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<d>  s  t </d>"}
SELECT 1

SELECT xpath('name(//@id)', (SELECT d FROM xdoc));
----
{id}
SELECT 1

SELECT xpath('name(//n:e)', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Undefined namespace prefix

SELECT xpath('name(//*[local-name()=''e''])', (SELECT d FROM xdoc));
----
{n:e}
SELECT 1

SELECT xpath('local-name(//*[local-name()=''e''])', (SELECT d FROM xdoc));
----
{e}
SELECT 1

SELECT xpath('namespace-uri(//*[local-name()=''e''])', (SELECT d FROM xdoc));
----
{urn:n}
SELECT 1

SELECT xpath('namespace-uri(//*[local-name()=''h''])', (SELECT d FROM xdoc));
----
{urn:d}
SELECT 1

SELECT xpath('//*[local-name()=''e'']', (SELECT d FROM xdoc));
----
{"<n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e>"}
SELECT 1

SELECT xpath('//*[local-name()=''g'']', (SELECT d FROM xdoc));
----
{"<n:g xmlns=\"urn:d\" xmlns:n=\"urn:n\"><h/></n:g>"}
SELECT 1

SELECT xpath('//*[local-name()=''h'']', (SELECT d FROM xdoc));
----
{"<h xmlns=\"urn:d\"/>"}
SELECT 1

SELECT xpath('//*[local-name()=''e'']/@*', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('//comment()', (SELECT d FROM xdoc));
----
{<!--k-->}
SELECT 1

SELECT xpath('//processing-instruction(''p'')', (SELECT d FROM xdoc));
----
{"<?p q?>"}
SELECT 1

SELECT xpath_exists('//processing-instruction(''p'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//processing-instruction()', (SELECT d FROM xdoc));
----
{"<?p q?>"}
SELECT 1

SELECT xpath('//processing-instruction(''x'')', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath_exists('//processing-instruction(''x'')', (SELECT d FROM xdoc));
----
f
SELECT 1

SELECT xpath('//text()', (SELECT d FROM xdoc));
----
{x,2,y,10,"  s  t ",<![CDATA[c<d]]>}
SELECT 1

SELECT xpath('boolean(//zzz)', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('not(//a)', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('string(1.0)', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('string(1e3)', (SELECT d FROM xdoc));
----
{1000}
SELECT 1

SELECT xpath('1=1.0', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('1=1.0', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//b=''10''', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//b!=//b', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//b=//b', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//b<//b', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//b>//b', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//b<3', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//b=''x''', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('3>//b', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('true()=//b', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('false()=//zzz', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//b=true()', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('''a''=''a''', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('''a''=''a''', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('''a''!=''b''', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('''a''!=''b''', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('''1''=1', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('''1''=1', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('''x''<''y''', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath_exists('''x''<''y''', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('''1''<''2''', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('''1''<''2''', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('true()>false()', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('round(-2.5)', (SELECT d FROM xdoc));
----
{-2}
SELECT 1

SELECT xpath('round(2.5)', (SELECT d FROM xdoc));
----
{3}
SELECT 1

SELECT xpath('round(-0.4)', (SELECT d FROM xdoc));
----
{-0}
SELECT 1

SELECT xpath('round(0.5)', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('floor(-0.5)', (SELECT d FROM xdoc));
----
{-1}
SELECT 1

SELECT xpath('ceiling(-0.5)', (SELECT d FROM xdoc));
----
{-0}
SELECT 1

SELECT xpath('number(''abc'')', (SELECT d FROM xdoc));
----
{NaN}
SELECT 1

SELECT xpath_exists('number(''abc'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number('' 12 '')', (SELECT d FROM xdoc));
----
{12}
SELECT 1

SELECT xpath_exists('number('' 12 '')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number(''1.'')', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath_exists('number(''1.'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number(''.5'')', (SELECT d FROM xdoc));
----
{0.5}
SELECT 1

SELECT xpath_exists('number(''.5'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number(''-.5'')', (SELECT d FROM xdoc));
----
{-0.5}
SELECT 1

SELECT xpath_exists('number(''-.5'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number(''+5'')', (SELECT d FROM xdoc));
----
{NaN}
SELECT 1

SELECT xpath_exists('number(''+5'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number(''1e2'')', (SELECT d FROM xdoc));
----
{100}
SELECT 1

SELECT xpath_exists('number(''1e2'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number(''- 5'')', (SELECT d FROM xdoc));
----
{NaN}
SELECT 1

SELECT xpath_exists('number(''- 5'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('number(true())', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('number(//b)', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('//a/b/..', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('id(''k'')', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath_exists('id(''k'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('id(''1'')', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath_exists('id(''1'')', (SELECT d FROM xdoc));
----
f
SELECT 1

SELECT xpath('lang(''en'')', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath_exists('lang(''en'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//b[lang(''en'')]', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath_exists('//b[lang(''en'')]', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//b[lang(''de'')]', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath_exists('//b[lang(''de'')]', (SELECT d FROM xdoc));
----
f
SELECT 1

SELECT xpath('concat(''a'',1,true())', (SELECT d FROM xdoc));
----
{a1true}
SELECT 1

SELECT xpath_exists('concat(''a'',1,true())', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('concat(''a'')', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid number of arguments

SELECT xpath_exists('concat(''a'')', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid number of arguments

SELECT xpath('starts-with(''abc'','''')', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('starts-with(''abc'','''')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('starts-with(''abc'',''ab'')', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('starts-with(''abc'',''ab'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('contains(''abc'',''bc'')', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('contains(''abc'',''bc'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring-before(''a/b'',''/'')', (SELECT d FROM xdoc));
----
{a}
SELECT 1

SELECT xpath_exists('substring-before(''a/b'',''/'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring-after(''a/b/c'',''/'')', (SELECT d FROM xdoc));
----
{b/c}
SELECT 1

SELECT xpath_exists('substring-after(''a/b/c'',''/'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('substring-after(''a'',''/'')', (SELECT d FROM xdoc));
----
{""}
SELECT 1

SELECT xpath_exists('substring-after(''a'',''/'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('/', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>\n"}
SELECT 1

SELECT xpath('.', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>\n"}
SELECT 1

SELECT xpath('..', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('/..', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('*', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>"}
SELECT 1

SELECT xpath('r', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>"}
SELECT 1

SELECT xpath('@id', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('//a/@id', (SELECT d FROM xdoc));
----
{1,2}
SELECT 1

SELECT xpath('//a/@*', (SELECT d FROM xdoc));
----
{1,2,k}
SELECT 1

SELECT xpath('//a[@id=''2'']/c/..', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('string-length(''äö'')', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath_exists('string-length(''äö'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('string-length()', (SELECT d FROM xdoc));
----
{15}
SELECT 1

SELECT xpath('//*[self::a or self::d]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>","<d>  s  t </d>"}
SELECT 1

SELECT xpath('//*[not(self::a)][1]', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>",<b>2</b>,<b>10</b>,"<d>  s  t </d>","<n:g xmlns=\"urn:d\" xmlns:n=\"urn:n\"><h/></n:g>","<h xmlns=\"urn:d\"/>"}
SELECT 1

SELECT xpath('1 < 2 < 3', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('3 > 2 > 1', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('''1'' + 2', (SELECT d FROM xdoc));
----
{3}
SELECT 1

SELECT xpath_exists('''1'' + 2', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('1+2*3-4', (SELECT d FROM xdoc));
----
{3}
SELECT 1

SELECT xpath('(1+2)*3', (SELECT d FROM xdoc));
----
{9}
SELECT 1

SELECT xpath('- - 1', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('-(-1)', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('2 - -2', (SELECT d FROM xdoc));
----
{4}
SELECT 1

SELECT xpath('foo()', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Unregistered function

SELECT xpath_exists('foo()', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Unregistered function

SELECT xpath('n:foo()', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object

SELECT xpath('//a[', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath_exists('//a[', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('//a[]', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('//a]', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('//a[1', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid predicate

SELECT xpath('(1', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('1)', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('''''', (SELECT d FROM xdoc));
----
{""}
SELECT 1

SELECT xpath_exists('''''', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('''abc', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Unfinished literal

SELECT xpath_exists('''abc', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Unfinished literal

SELECT xpath('"abc', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Unfinished literal

SELECT xpath('$x', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Undefined variable

SELECT xpath('$', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Expected $ for variable reference

SELECT xpath('//', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('/r/', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('/r//', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('//a[1][1]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>"}
SELECT 1

SELECT xpath('//a[b][1]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>"}
SELECT 1

SELECT xpath('//a[last()]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//a[position()<2]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>"}
SELECT 1

SELECT xpath('//a[position()>1]/b', (SELECT d FROM xdoc));
----
{<b>10</b>}
SELECT 1

SELECT xpath('//b[1]', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('//a/descendant::b[1]', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('/descendant::b[1]', (SELECT d FROM xdoc));
----
{<b>2</b>}
SELECT 1

SELECT xpath('/descendant::b[2]', (SELECT d FROM xdoc));
----
{<b>10</b>}
SELECT 1

SELECT xpath('string(0.1+0.2)', (SELECT d FROM xdoc));
----
{0.3}
SELECT 1

SELECT xpath('0.1+0.2', (SELECT d FROM xdoc));
----
{0.30000000000000004}
SELECT 1

SELECT xpath('string(123456789012345678)', (SELECT d FROM xdoc));
----
{1.23456789012346e+17}
SELECT 1

SELECT xpath('string(1 div 3)', (SELECT d FROM xdoc));
----
{0.333333333333333}
SELECT 1

SELECT xpath('string(1e-7)', (SELECT d FROM xdoc));
----
{1e-07}
SELECT 1

SELECT xpath('string(-0.00001)', (SELECT d FROM xdoc));
----
{-0.00001}
SELECT 1

SELECT xpath('string(1000000000)', (SELECT d FROM xdoc));
----
{1000000000}
SELECT 1

SELECT xpath('string(2147483648)', (SELECT d FROM xdoc));
----
{2.147483648e+09}
SELECT 1

SELECT xpath('string(1e15)', (SELECT d FROM xdoc));
----
{1e+15}
SELECT 1

SELECT xpath('string(-0)', (SELECT d FROM xdoc));
----
{0}
SELECT 1

SELECT xpath('string(1234.5)', (SELECT d FROM xdoc));
----
{1234.5}
SELECT 1

SELECT xpath('1e400', (SELECT d FROM xdoc));
----
{Infinity}
SELECT 1

SELECT xpath('//namespace::*', (SELECT d FROM xdoc));
----
error 53200 could not copy node

SELECT xpath('//n:e/namespace::*', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Undefined namespace prefix

SELECT xpath('//a[b=2 and not(c)]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>"}
SELECT 1

SELECT xpath('//a[string-length(b)>1]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//node()[5]', (SELECT d FROM xdoc));
----
{"<d>  s  t </d>"}
SELECT 1

SELECT xpath('/r/node()[last()]', (SELECT d FROM xdoc));
----
{<![CDATA[c<d]]>}
SELECT 1

SELECT xpath('/r/child::node()[position()=2]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('child::r', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>"}
SELECT 1

SELECT xpath('self::node()', (SELECT d FROM xdoc));
----
{"<r xml:lang=\"en-US\"><a id=\"1\">x<b>2</b></a><a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a><!--k--><?p q?><d>  s  t </d><n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e><![CDATA[c<d]]></r>\n"}
SELECT 1

SELECT xpath('self::r', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('descendant-or-self::b', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('parent::*', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('/r/a/following-sibling::a', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('/r/a[2]/preceding-sibling::a', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>"}
SELECT 1

SELECT xpath('/r/d/preceding-sibling::*[1]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('/r/d/preceding-sibling::node()[1]', (SELECT d FROM xdoc));
----
{"<?p q?>"}
SELECT 1

SELECT xpath('nosuch:a', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Undefined namespace prefix

SELECT xpath('xml:a', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('//@xml:lang', (SELECT d FROM xdoc));
----
{en-US}
SELECT 1

SELECT xpath('//@xml:*', (SELECT d FROM xdoc));
----
{en-US,k}
SELECT 1

SELECT xpath('//n:*', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Undefined namespace prefix

SELECT xpath('//*[@n:f]', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Undefined namespace prefix

SELECT xpath('last()', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid context size

SELECT xpath('position()', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid context position

SELECT xpath('count()', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid number of arguments

SELECT xpath('count(1)', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid type

SELECT xpath('count(//a,//b)', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid number of arguments

SELECT xpath('sum(''a'')', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid type

SELECT xpath_exists('sum(''a'')', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid type

SELECT xpath('true(1)', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid number of arguments

SELECT xpath('not()', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid number of arguments

SELECT xpath('number(1,2)', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid number of arguments

SELECT xpath('//a/text()', (SELECT d FROM xdoc));
----
{x,y}
SELECT 1

SELECT xpath('//a/text()[1]', (SELECT d FROM xdoc));
----
{x,y}
SELECT 1

SELECT xpath('//d/text()', (SELECT d FROM xdoc));
----
{"  s  t "}
SELECT 1

SELECT xpath('string(//comment())', (SELECT d FROM xdoc));
----
{k}
SELECT 1

SELECT xpath('string(//processing-instruction())', (SELECT d FROM xdoc));
----
{q}
SELECT 1

SELECT xpath('4div2', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('4 div2', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('6 mod 4', (SELECT d FROM xdoc));
----
{2}
SELECT 1

SELECT xpath('//a and //b', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//a or //zzz', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('//zzz or //yyy', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('a|b', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('1|2', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Invalid type

SELECT xpath('//a/1', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('//a/count(b)', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('(//a)/b', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('(//a|//d)[2]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//a[b[.=''10'']]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//a[.//c]', (SELECT d FROM xdoc));
----
{"<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//a[../d]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('.//b', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('./r/a', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('*/*', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>","<d>  s  t </d>","<n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e>"}
SELECT 1

SELECT xpath('*[1]/*[2]/b', (SELECT d FROM xdoc));
----
{<b>10</b>}
SELECT 1

SELECT xpath('//*[3]', (SELECT d FROM xdoc));
----
{"<d>  s  t </d>"}
SELECT 1

SELECT xpath('//a[@id=1]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>"}
SELECT 1

SELECT xpath('//a[@id="1" or @id="2"]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//a[@nope]', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('//a[not(@nope)]', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('boolean(0)', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('boolean(-1)', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('boolean('''')', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath_exists('boolean('''')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('boolean(''false'')', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath_exists('boolean(''false'')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('boolean(0 div 0)', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('string(true())', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('string(1=2)', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath('count(//*)', (SELECT d FROM xdoc));
----
{10}
SELECT 1

SELECT xpath('count(//node())', (SELECT d FROM xdoc));
----
{18}
SELECT 1

SELECT xpath('count(//@*)', (SELECT d FROM xdoc));
----
{5}
SELECT 1

SELECT xpath('count(/descendant-or-self::node())', (SELECT d FROM xdoc));
----
{19}
SELECT 1

SELECT xpath('normalize-space()', (SELECT d FROM xdoc));
----
{"x2y10 s t c&lt;d"}
SELECT 1

SELECT xpath('normalize-space(''  a  b '')', (SELECT d FROM xdoc));
----
{"a b"}
SELECT 1

SELECT xpath_exists('normalize-space(''  a  b '')', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('div', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('mod', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('//div', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('and', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('or', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('/r/a[1]/b', (SELECT d FROM xdoc));
----
{<b>2</b>}
SELECT 1

SELECT xpath('processing-instruction', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('text', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('//text', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('comment()', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('r/comment()', (SELECT d FROM xdoc));
----
{<!--k-->}
SELECT 1

SELECT xpath('//a [ 2 ] / b', (SELECT d FROM xdoc));
----
{<b>10</b>}
SELECT 1

SELECT xpath(' //a', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//a ', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//ä', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('preceding-sibling::*', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('child::text()', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('attribute::id', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('//a/attribute::id', (SELECT d FROM xdoc));
----
{1,2}
SELECT 1

SELECT xpath('//a/@id/..', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//a/@id/text()', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('//a/@id/following::b', (SELECT d FROM xdoc));
----
{<b>10</b>}
SELECT 1

SELECT xpath('//a/@id/preceding::b', (SELECT d FROM xdoc));
----
{<b>2</b>}
SELECT 1

SELECT xpath('foo::a', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('@', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('@@id', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('//a//b', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('//a//text()', (SELECT d FROM xdoc));
----
{x,2,y,10}
SELECT 1

SELECT xpath('r//b[1]', (SELECT d FROM xdoc));
----
{<b>2</b>,<b>10</b>}
SELECT 1

SELECT xpath('.1 + 1', (SELECT d FROM xdoc));
----
{1.1}
SELECT 1

SELECT xpath('1.', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('1.5.2', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('--1', (SELECT d FROM xdoc));
----
{1}
SELECT 1

SELECT xpath('1 - 1', (SELECT d FROM xdoc));
----
{0}
SELECT 1

SELECT xpath('1 -1', (SELECT d FROM xdoc));
----
{0}
SELECT 1

SELECT xpath('1-1', (SELECT d FROM xdoc));
----
{0}
SELECT 1

SELECT xpath('a-1', (SELECT d FROM xdoc));
----
{}
SELECT 1

SELECT xpath('''a'' and ''''', (SELECT d FROM xdoc));
----
{false}
SELECT 1

SELECT xpath_exists('''a'' and ''''', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//*[name()=''a'']', (SELECT d FROM xdoc));
----
{"<a id=\"1\">x<b>2</b></a>","<a id=\"2\" xml:id=\"k\">y<b>10</b><c/></a>"}
SELECT 1

SELECT xpath('//*[starts-with(name(),''n:'')]', (SELECT d FROM xdoc));
----
{"<n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e>","<n:g xmlns=\"urn:d\" xmlns:n=\"urn:n\"><h/></n:g>"}
SELECT 1

SELECT xpath('///text()', (SELECT d FROM xdoc));
----
{x,2,y,10,"  s  t ",<![CDATA[c<d]]>}
SELECT 1

SELECT xpath('string(', (SELECT d FROM xdoc));
----
{"x2y10  s  t c&lt;d"}
SELECT 1

SELECT xpath('f(', (SELECT d FROM xdoc));
----
error XX000 could not create XPath object; Unregistered function

SELECT xpath('//a[sf::b]', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid expression

SELECT xpath('//a[1(', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Invalid predicate

SELECT xpath('processing-instruction(a)', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Start of literal\nInvalid expression

SELECT xpath('//text(/)', (SELECT d FROM xdoc));
----
error XX000 invalid XPath expression; Missing closing curly brace

SELECT xpath('//b<///.', (SELECT d FROM xdoc));
----
{true}
SELECT 1

SELECT xpath('id(''k'')///c', (SELECT d FROM xdoc));
----
{<c/>}
SELECT 1

SELECT xpath_exists('id(''k'')///c', (SELECT d FROM xdoc));
----
t
SELECT 1

SELECT xpath('//x:e', (SELECT d FROM xdoc), ARRAY[ARRAY['x','urn:n']]);
----
{"<n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e>"}
SELECT 1

SELECT xpath('//x:e/@x:f', (SELECT d FROM xdoc), ARRAY[ARRAY['x','urn:n']]);
----
{1}
SELECT 1

SELECT xpath('//x:*', (SELECT d FROM xdoc), ARRAY[ARRAY['x','urn:n']]);
----
{"<n:e xmlns:n=\"urn:n\" n:f=\"1\"><n:g xmlns=\"urn:d\"><h/></n:g></n:e>","<n:g xmlns=\"urn:d\" xmlns:n=\"urn:n\"><h/></n:g>"}
SELECT 1

SELECT xpath('//y:e', (SELECT d FROM xdoc), ARRAY[ARRAY['x','urn:n']]);
----
error XX000 could not create XPath object; Undefined namespace prefix

SELECT xpath('x:foo()', (SELECT d FROM xdoc), ARRAY[ARRAY['x','urn:n']]);
----
error XX000 could not create XPath object; Unregistered function

SELECT xpath('/a', '<a b="ä€" xmlns="u&amp;v">ä</a>');
----
{}
SELECT 1

SELECT xpath('/*', '<a b="ä€" xmlns="http://u&amp;v">ä</a>');
----
{"<a xmlns=\"http://u&#38;v\" b=\"&#xE4;&#x20AC;\">ä</a>"}
SELECT 1

SELECT xpath('/a', '<a/>', ARRAY['x','y']);
----
error 22000 invalid array for XML namespace mapping; The array must be two-dimensional with length of the second axis equal to 2.

SELECT xpath('/a', '<a/>', ARRAY[ARRAY['x',NULL]]);
----
error 22004 neither namespace name nor URI may be null

SELECT xpath('/a', '<a/>', ARRAY[ARRAY['x','y','z']]);
----
error 22000 invalid array for XML namespace mapping; The array must be two-dimensional with length of the second axis equal to 2.

SELECT xpath('/a', '<a/>', '{}');
----
{<a/>}
SELECT 1

SELECT xpath('/a', '<a/><b/>');
----
error 2200M could not parse XML document; line 1: Extra content at the end of the document\n<a/><b/>\n    ^

SELECT xpath('/a', 'text');
----
error 2200M could not parse XML document; line 1: Start tag expected, '<' not found\ntext\n^

SELECT xpath('/a', '<a>&lt;</a>');
----
{<a>&lt;</a>}
SELECT 1

SELECT xpath('/a/@b', '<a b="&lt;&#10;&quot;"/>');
----
{"&lt;\n\""}
SELECT 1

SELECT xpath('/a', '<a b="&lt;&#10;&quot;&#9;&apos;">&#13;&gt;</a>');
----
{"<a b=\"&lt;&#10;&quot;&#9;'\">&#13;&gt;</a>"}
SELECT 1

SELECT xpath('/a', '<a>&#xe4;ä</a>');
----
{<a>ää</a>}
SELECT 1

SELECT xpath('/', '<!--x--><a/><?p q?>');
----
{"<!--x-->\n<a/>\n<?p q?>\n"}
SELECT 1

SELECT xpath('/a', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>');
----
{<a>&e;</a>}
SELECT 1

SELECT xpath('string(/a)', '<!DOCTYPE a [<!ENTITY e "x">]><a>1&e;2</a>');
----
{1x2}
SELECT 1

SELECT xpath('/a/text()', '<!DOCTYPE a [<!ENTITY e "x">]><a>1&e;2</a>');
----
{1,2}
SELECT 1

SELECT xpath('/a/@b', '<!DOCTYPE a [<!ENTITY e "x">]><a b="1&e;2"/>');
----
{1x2}
SELECT 1

SELECT xpath('/a', '<!DOCTYPE a [<!ATTLIST a b CDATA "d">]><a/>');
----
{<a/>}
SELECT 1

SELECT xpath('/a/@b', '<!DOCTYPE a [<!ATTLIST a b CDATA "d">]><a/>');
----
{}
SELECT 1

SELECT xpath('/a', '<?xml version="1.0" encoding="utf-16"?><a/>');
----
{<a/>}
SELECT 1

SELECT xpath('/a/b', '<a xmlns:x="u"><b x:c="1"/></a>');
----
{"<b xmlns:x=\"u\" x:c=\"1\"/>"}
SELECT 1

SELECT xpath('//*', '<a xmlns:x="u" xmlns="d"><b x:c="1"><x:c/></b></a>');
----
{"<a xmlns:x=\"u\" xmlns=\"d\"><b x:c=\"1\"><x:c/></b></a>","<b xmlns=\"d\" xmlns:x=\"u\" x:c=\"1\"><x:c/></b>","<x:c xmlns:x=\"u\"/>"}
SELECT 1

SELECT xpath('/x:a','<x:a/>');
----
error 2200M could not parse XML document; line 1: Namespace prefix x on a is not defined\n<x:a/>\n    ^

SELECT xpath('/a','<a xmlns="rel"/>');
----
{}
SELECT 1

SELECT xpath(NULL,'<a/>');
----
NULL
SELECT 1

SELECT xpath('/a', NULL);
----
NULL
SELECT 1

SELECT xpath('/a[1]/b','<a><b>  </b>
<b/></a>');
----
{"<b>  </b>",<b/>}
SELECT 1

SELECT xpath('/a/node()','<a> <b/> </a>');
----
{" ",<b/>," "}
SELECT 1

DROP TABLE xdoc;
----
DROP TABLE
