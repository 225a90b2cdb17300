# Which texts are well-formed, as content and as documents, and what is said of others. The results are Postgres's own, with libxml2 2.9. Errors are told whole.
SELECT '<a'::xml;
----
error 2200N invalid XML content; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

SELECT '<a>'::xml;
----
error 2200N invalid XML content; line 1: Premature end of data in tag a line 1\n<a>\n   ^

SELECT '</a>'::xml;
----
error 2200N invalid XML content; line 1: chunk is not well balanced\n</a>\n^

SELECT '<a></b>'::xml;
----
error 2200N invalid XML content; line 1: Opening and ending tag mismatch: a line 1 and b\n<a></b>\n       ^

SELECT '<a b></a>'::xml;
----
error 2200N invalid XML content; line 1: Specification mandates value for attribute b\n<a b></a>\n    ^

SELECT '<a b=c/>'::xml;
----
error 2200N invalid XML content; line 1: AttValue: " or ' expected\n<a b=c/>\n     ^\nline 1: attributes construct error\n<a b=c/>\n     ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b=c/>\n     ^

SELECT '<a b=''c/>'::xml;
----
error 2200N invalid XML content; line 1: AttValue: ' expected\n<a b='c/>\n         ^\nline 1: attributes construct error\n<a b='c/>\n         ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b='c/>\n         ^

SELECT '<a b="<"/>'::xml;
----
error 2200N invalid XML content; line 1: Unescaped '<' not allowed in attributes values\n<a b="<"/>\n      ^\nline 1: attributes construct error\n<a b="<"/>\n      ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="<"/>\n      ^\nline 1: StartTag: invalid element name\n<a b="<"/>\n       ^

SELECT '<a b="&"/>'::xml;
----
error 2200N invalid XML content; line 1: xmlParseEntityRef: no name\n<a b="&"/>\n       ^

SELECT '<a b="&x;"/>'::xml;
----
error 2200N invalid XML content; line 1: Entity 'x' not defined\n<a b="&x;"/>\n         ^

SELECT '<a b="1" b="2"/>'::xml;
----
error 2200N invalid XML content; line 1: Attribute b redefined\n<a b="1" b="2"/>\n              ^

SELECT '<a b="1"c="2"/>'::xml;
----
error 2200N invalid XML content; line 1: attributes construct error\n<a b="1"c="2"/>\n        ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="1"c="2"/>\n        ^

SELECT '<a x:b="1" y:b="2"/>'::xml;
----
<a x:b="1" y:b="2"/>
SELECT 1

SELECT '<x:a/>'::xml;
----
<x:a/>
SELECT 1

SELECT '<x:a xmlns:x="u"></x:b>'::xml;
----
error 2200N invalid XML content; line 1: Opening and ending tag mismatch: a line 1 and b\n<x:a xmlns:x="u"></x:b>\n                       ^

SELECT '<x:a xmlns:x="u"></y:a>'::xml;
----
error 2200N invalid XML content; line 1: Opening and ending tag mismatch: a line 1 and a\n<x:a xmlns:x="u"></y:a>\n                       ^

SELECT '<x:a xmlns:x=""/>'::xml;
----
<x:a xmlns:x=""/>
SELECT 1

SELECT '<a xmlns:xml="foo"/>'::xml;
----
<a xmlns:xml="foo"/>
SELECT 1

SELECT '<a xmlns:xmlns="foo"/>'::xml;
----
<a xmlns:xmlns="foo"/>
SELECT 1

SELECT '<a xmlns="http://www.w3.org/XML/1998/namespace"/>'::xml;
----
<a xmlns="http://www.w3.org/XML/1998/namespace"/>
SELECT 1

SELECT '<a xmlns:q="http://www.w3.org/XML/1998/namespace"/>'::xml;
----
<a xmlns:q="http://www.w3.org/XML/1998/namespace"/>
SELECT 1

SELECT '<a xmlns:q="http://www.w3.org/2000/xmlns/"/>'::xml;
----
<a xmlns:q="http://www.w3.org/2000/xmlns/"/>
SELECT 1

SELECT '<a xmlns="rel"/>'::xml;
----
<a xmlns="rel"/>
SELECT 1

SELECT '<a xmlns="a b"/>'::xml;
----
<a xmlns="a b"/>
SELECT 1

SELECT '<a:b:c/>'::xml;
----
<a:b:c/>
SELECT 1

SELECT '<:a/>'::xml;
----
<:a/>
SELECT 1

SELECT '<a:/>'::xml;
----
<a:/>
SELECT 1

SELECT '<1/>'::xml;
----
error 2200N invalid XML content; line 1: StartTag: invalid element name\n<1/>\n ^

SELECT '< a/>'::xml;
----
error 2200N invalid XML content; line 1: StartTag: invalid element name\n< a/>\n ^

SELECT '<a><b></a></b>'::xml;
----
error 2200N invalid XML content; line 1: Opening and ending tag mismatch: b line 1 and a\n<a><b></a></b>\n          ^\nline 1: Opening and ending tag mismatch: a line 1 and b\n<a><b></a></b>\n              ^

SELECT '<a>]]></a>'::xml;
----
error 2200N invalid XML content; line 1: Sequence ']]>' not allowed in content\n<a>]]></a>\n   ^

SELECT 'text]]>more'::xml;
----
error 2200N invalid XML content; line 1: Sequence ']]>' not allowed in content\ntext]]>more\n^

SELECT 'tä]]>x'::xml;
----
error 2200N invalid XML content; line 1: Sequence ']]>' not allowed in content\ntä]]>x\n   ^

SELECT '&'::xml;
----
error 2200N invalid XML content; line 1: xmlParseEntityRef: no name\n&\n ^

SELECT '&;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseEntityRef: no name\n&;\n ^

SELECT '&x'::xml;
----
error 2200N invalid XML content; line 1: EntityRef: expecting ';'\n&x\n  ^

SELECT '&x;'::xml;
----
error 2200N invalid XML content; line 1: Entity 'x' not defined\n&x;\n   ^

SELECT '&amp'::xml;
----
error 2200N invalid XML content; line 1: EntityRef: expecting ';'\n&amp\n    ^

SELECT '&#;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseCharRef: invalid xmlChar value 0\n&#;\n   ^

SELECT '&#x;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseCharRef: invalid xmlChar value 0\n&#x;\n    ^

SELECT '&#xZZ;'::xml;
----
error 2200N invalid XML content; line 1: CharRef: invalid hexadecimal value\n&#xZZ;\n   ^\nline 1: xmlParseCharRef: invalid xmlChar value 0\n&#xZZ;\n   ^

SELECT '&#12;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseCharRef: invalid xmlChar value 12\n&#12;\n     ^

SELECT '&#1;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseCharRef: invalid xmlChar value 1\n&#1;\n    ^

SELECT '&#0;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseCharRef: invalid xmlChar value 0\n&#0;\n    ^

SELECT '&#x110000;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseCharRef: character reference out of bounds\n&#x110000;\n          ^

SELECT '&#99999999999;'::xml;
----
error 2200N invalid XML content; line 1: xmlParseCharRef: character reference out of bounds\n&#99999999999;\n              ^

SELECT '&#65;&#x41;&lt;'::xml;
----
&#65;&#x41;&lt;
SELECT 1

SELECT '<!-- a -- b -->'::xml;
----
error 2200N invalid XML content; line 1: Double hyphen within comment: <!-- a \n<!-- a -- b -->\n       ^

SELECT '<!---->'::xml;
----
<!---->
SELECT 1

SELECT '<!--->'::xml;
----
error 2200N invalid XML content; line 1: Comment not terminated\n<!--->\n      ^

SELECT '<!-- unfinished'::xml;
----
error 2200N invalid XML content; line 1: Comment not terminated\n<!-- unfinished\n               ^

SELECT '<!--'::xml;
----
error 2200N invalid XML content; line 1: Comment not terminated\n<!--\n    ^

SELECT '<!-- a --->'::xml;
----
error 2200N invalid XML content; line 1: Double hyphen within comment: <!-- a \n<!-- a --->\n       ^\nline 1: Comment not terminated\n<!-- a --->\n           ^

SELECT '<!-a-->'::xml;
----
error 2200N invalid XML content; line 1: StartTag: invalid element name\n<!-a-->\n ^

SELECT '<![CDATA[x]]>'::xml;
----
<![CDATA[x]]>
SELECT 1

SELECT '<![CDATA[x'::xml;
----
error 2200N invalid XML content; line 1: Unregistered error message\n<![CDATA[x\n          ^

SELECT '<![CDATA['::xml;
----
error 2200N invalid XML content; line 1: Unregistered error message\n<![CDATA[\n         ^

SELECT '<![CDATA[]]>'::xml;
----
<![CDATA[]]>
SELECT 1

SELECT '<![CDAT[x]]>'::xml;
----
error 2200N invalid XML content; line 1: StartTag: invalid element name\n<![CDAT[x]]>\n ^\nline 1: Sequence ']]>' not allowed in content\n<![CDAT[x]]>\n ^

SELECT '<?xml?>'::xml;
----
error 2200N invalid XML content: invalid XML declaration; Space required.

SELECT '<?xml version="1.0"?>'::xml;
----
''
SELECT 1

SELECT '<?xml version="2.0"?><a/>'::xml;
----
<?xml version="2.0"?><a/>
SELECT 1

SELECT '<?xml version=''1.0'' encoding=''utf-8'' standalone=''yes''?><a/>'::xml;
----
<?xml version="1.0" standalone="yes"?><a/>
SELECT 1

SELECT '<?xml version="1.0" standalone="maybe"?><a/>'::xml;
----
error 2200N invalid XML content: invalid XML declaration; standalone accepts only 'yes' or 'no'.

SELECT '<?xml encoding="utf-8"?><a/>'::xml;
----
error 2200N invalid XML content: invalid XML declaration; Malformed declaration: missing version.

SELECT '<?xml version="1.0"encoding="utf-8"?><a/>'::xml;
----
error 2200N invalid XML content: invalid XML declaration; Space required.

SELECT '<?xml version="1.0" encoding="?"?><a/>'::xml;
----
<a/>
SELECT 1

SELECT '<?xml version=1.0?><a/>'::xml;
----
error 2200N invalid XML content: invalid XML declaration; Malformed declaration: missing version.

SELECT '<?xml version="1.0" ><a/>'::xml;
----
error 2200N invalid XML content: invalid XML declaration; Parsing XML declaration: '?>' expected.

SELECT '<?xml-stylesheet a?><a/>'::xml;
----
<?xml-stylesheet a?><a/>
SELECT 1

SELECT '<?xmlfoo a?><a/>'::xml;
----
<?xmlfoo a?><a/>
SELECT 1

SELECT '<?XML a?><a/>'::xml;
----
error 2200N invalid XML content; line 1: Invalid PI name\n<?XML a?><a/>\n     ^

SELECT '<a/><?xml version="1.0"?>'::xml;
----
error 2200N invalid XML content; line 1: XML declaration allowed only at the start of the document\n<a/><?xml version="1.0"?>\n         ^

SELECT ' <?xml version="1.0"?><a/>'::xml;
----
error 2200N invalid XML content; line 1: XML declaration allowed only at the start of the document\n <?xml version="1.0"?><a/>\n      ^

SELECT '<?p?>'::xml;
----
<?p?>
SELECT 1

SELECT '<?p'::xml;
----
error 2200N invalid XML content; line 1: ParsePI: PI p space expected\n<?p\n   ^\nline 1: ParsePI: PI p never end ...\n<?p\n   ^

SELECT '<?p x'::xml;
----
error 2200N invalid XML content; line 1: ParsePI: PI p never end ...\n<?p x\n     ^

SELECT '<?'::xml;
----
error 2200N invalid XML content; line 1: xmlParsePI : no target name\n<?\n  ^

SELECT '<?1?>'::xml;
----
error 2200N invalid XML content; line 1: xmlParsePI : no target name\n<?1?>\n  ^

SELECT '<?p:q x?>'::xml;
----
<?p:q x?>
SELECT 1

SELECT '<?p+x?>'::xml;
----
error 2200N invalid XML content; line 1: ParsePI: PI p space expected\n<?p+x?>\n   ^

SELECT '<a/><b/>'::xml;
----
<a/><b/>
SELECT 1

SELECT '<a/>text'::xml;
----
<a/>text
SELECT 1

SELECT '<a/> '::xml;
----
<a/> 
SELECT 1

SELECT 'text<a/>'::xml;
----
text<a/>
SELECT 1

SELECT '  <a/>'::xml;
----
  <a/>
SELECT 1

SELECT '<!DOCTYPE a><a/>'::xml;
----
<!DOCTYPE a><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "<b>x</b>">]><a>&e;&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY e "<b>x</b>">]><a>&e;&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "<b>x">]><a>&e;</a>'::xml;
----
error 2200N invalid XML content; line 1: Premature end of data in tag b line 1\n<b>x\n    ^\nline 1: Entity 'e' failed to parse\n<!DOCTYPE a [<!ENTITY e "<b>x">]><a>&e;</a>\n                                       ^

SELECT '<!DOCTYPE a [<!ENTITY e "x</b>">]><a>&e;</a>'::xml;
----
error 2200N invalid XML content; line 1: chunk is not well balanced\nx</b>\n ^\nline 1: Entity 'e' failed to parse\n<!DOCTYPE a [<!ENTITY e "x</b>">]><a>&e;</a>\n                                        ^

SELECT '<!DOCTYPE a [<!ENTITY e "x">]><a b="&e;"/>'::xml;
----
<!DOCTYPE a [<!ENTITY e "x">]><a b="&e;"/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "<">]><a b="&e;"/>'::xml;
----
error 2200N invalid XML content; line 1: '<' in entity 'e' is not allowed in attributes values\n<!DOCTYPE a [<!ENTITY e "<">]><a b="&e;"/>\n                                       ^

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a>&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a>&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a b="&e;"/>'::xml;
----
error 2200N invalid XML content; line 1: Attribute references external entity 'e'\n<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a b="&e;"/>\n                                                        ^

SELECT '<!DOCTYPE a SYSTEM "http://x/y.dtd"><a>&nope;</a>'::xml;
----
<!DOCTYPE a SYSTEM "http://x/y.dtd"><a>&nope;</a>
SELECT 1

SELECT '<!DOCTYPE a SYSTEM><a/>'::xml;
----
error 2200N invalid XML content; line 1: Space required after 'SYSTEM'\n<!DOCTYPE a SYSTEM><a/>\n                  ^\nline 1: SystemLiteral " or ' expected\n<!DOCTYPE a SYSTEM><a/>\n                  ^\nline 1: SYSTEM or PUBLIC, the URI is missing\n<!DOCTYPE a SYSTEM><a/>\n                  ^

SELECT '<!DOCTYPE a PUBLIC "x"><a/>'::xml;
----
error 2200N invalid XML content; line 1: Space required after the Public Identifier\n<!DOCTYPE a PUBLIC "x"><a/>\n                      ^\nline 1: SystemLiteral " or ' expected\n<!DOCTYPE a PUBLIC "x"><a/>\n                      ^\nline 1: SYSTEM or PUBLIC, the URI is missing\n<!DOCTYPE a PUBLIC "x"><a/>\n                      ^

SELECT '<!DOCTYPE a PUBLIC "x" "y"><a/>'::xml;
----
<!DOCTYPE a PUBLIC "x" "y"><a/>
SELECT 1

SELECT '<!DOCTYPE><a/>'::xml;
----
error 2200N invalid XML content; line 1: xmlParseDocTypeDecl : no DOCTYPE name !\n<!DOCTYPE><a/>\n         ^

SELECT '<!DOCTYPE a [<a/>'::xml;
----
error 2200N invalid XML content; line 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<a/>\n             ^\nline 1: DOCTYPE improperly terminated\n<!DOCTYPE a [<a/>\n             ^

SELECT '<!DOCTYPE a [<!FOO>]><a/>'::xml;
----
error 2200N invalid XML content; line 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!FOO>]><a/>\n             ^\nline 1: DOCTYPE improperly terminated\n<!DOCTYPE a [<!FOO>]><a/>\n             ^\nline 1: StartTag: invalid element name\n<!DOCTYPE a [<!FOO>]><a/>\n              ^\nline 1: Extra content at the end of the document\n<!DOCTYPE a [<!FOO>]><a/>\n              ^

SELECT '<!DOCTYPE a [<!ENTITY>]><a/>'::xml;
----
error 2200N invalid XML content; line 1: Space required after '<!ENTITY'\n<!DOCTYPE a [<!ENTITY>]><a/>\n                     ^\nline 1: xmlParseEntityDecl: no name\n<!DOCTYPE a [<!ENTITY>]><a/>\n                     ^\nline 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!ENTITY>]><a/>\n                     ^\nline 1: Start tag expected, '<' not found\n<!DOCTYPE a [<!ENTITY>]><a/>\n                      ^

SELECT '<!DOCTYPE a [<!ENTITY e>]><a/>'::xml;
----
error 2200N invalid XML content; line 1: Space required after the entity name\n<!DOCTYPE a [<!ENTITY e>]><a/>\n                       ^\nline 1: Entity value required\n<!DOCTYPE a [<!ENTITY e>]><a/>\n                       ^

SELECT '<!DOCTYPE a [<!ENTITY e "x"]><a/>'::xml;
----
error 2200N invalid XML content; line 1: xmlParseEntityDecl: entity e not terminated\n<!DOCTYPE a [<!ENTITY e "x"]><a/>\n                           ^

SELECT '<!DOCTYPE a [<!ENTITY e "%x;">]><a/>'::xml;
----
error 2200N invalid XML content; line 1: PEReferences forbidden in internal subset\n<!DOCTYPE a [<!ENTITY e "%x;">]><a/>\n                             ^

SELECT '<!DOCTYPE a [<!ENTITY e "& x">]><a/>'::xml;
----
error 2200N invalid XML content; line 1: EntityValue: '&' forbidden except for entities references\n<!DOCTYPE a [<!ENTITY e "& x">]><a/>\n                             ^

SELECT '<!DOCTYPE a [<!ENTITY % p "<!ENTITY e ''z''>"> %p; ]><a>&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY % p "<!ENTITY e 'z'>"> %p; ]><a>&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [%p;]><a/>'::xml;
----
error 2200N invalid XML content; line 1: PEReference: %p; not found\n<!DOCTYPE a [%p;]><a/>\n                ^

SELECT '<!DOCTYPE a [<!ATTLIST a b CDATA "d">]><a/>'::xml;
----
<!DOCTYPE a [<!ATTLIST a b CDATA "d">]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ATTLIST a b (x|y) "x" c CDATA #REQUIRED d ID #IMPLIED e CDATA #FIXED "q">]><a/>'::xml;
----
<!DOCTYPE a [<!ATTLIST a b (x|y) "x" c CDATA #REQUIRED d ID #IMPLIED e CDATA #FIXED "q">]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ATTLIST a b>]><a/>'::xml;
----
error 2200N invalid XML content; line 1: Space required after the attribute name\n<!DOCTYPE a [<!ATTLIST a b>]><a/>\n                          ^

SELECT '<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>'::xml;
----
error 2200N invalid XML content; line 1: '(' required to start ATTLIST enumeration\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^\nline 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^\nline 1: DOCTYPE improperly terminated\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^\nline 1: Start tag expected, '<' not found\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^

SELECT '<!DOCTYPE a [<!ATTLIST a b NOTATION (x) "x">]><a/>'::xml;
----
<!DOCTYPE a [<!ATTLIST a b NOTATION (x) "x">]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "x#y">]><a/>'::xml;
----
error 2200N invalid XML content; line 1: Fragment not allowed\n<!DOCTYPE a [<!ENTITY e SYSTEM "x#y">]><a/>\n                                    ^

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "x y">]><a/>'::xml;
----
error 2200N invalid XML content; line 1: Invalid URI: x y\n<!DOCTYPE a [<!ENTITY e SYSTEM "x y">]><a/>\n                                    ^

SELECT '<!DOCTYPE a [<!ELEMENT a (b,c*)><!ELEMENT b EMPTY><!ELEMENT c ANY>]><a/>'::xml;
----
<!DOCTYPE a [<!ELEMENT a (b,c*)><!ELEMENT b EMPTY><!ELEMENT c ANY>]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ELEMENT a>]><a/>'::xml;
----
error 2200N invalid XML content; line 1: Space required after the element name\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                        ^\nline 1: xmlParseElementDecl: 'EMPTY', 'ANY' or '(' expected\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                        ^\nline 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                        ^\nline 1: Start tag expected, '<' not found\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                         ^

SELECT '<!DOCTYPE a [<!NOTATION n SYSTEM "x"><!ENTITY u SYSTEM "y" NDATA n>]><a>&u;</a>'::xml;
----
error 2200N invalid XML content; line 1: Entity reference to unparsed entity u\n<!DOCTYPE a [<!NOTATION n SYSTEM "x"><!ENTITY u SYSTEM "y" NDATA n>]><a>&u;</a>\n                                                                           ^

SELECT '<!DOCTYPE a [<!-- c --><?p i?>]><a/>'::xml;
----
<!DOCTYPE a [<!-- c --><?p i?>]><a/>
SELECT 1

SELECT '<!DOCTYPE a []><a/><b/>'::xml;
----
error 2200N invalid XML content; line 1: Extra content at the end of the document\n<!DOCTYPE a []><a/><b/>\n                   ^

SELECT '<a xml:space="x"/>'::xml;
----
<a xml:space="x"/>
SELECT 1

SELECT '<a xml:lang="de"/>'::xml;
----
<a xml:lang="de"/>
SELECT 1

SELECT '<a>'::xml;
----
error 2200N invalid XML content; line 1: Premature end of data in tag a line 1\n<a>\n   ^

SELECT ' <b>'::xml;
----
error 2200N invalid XML content; line 1: Premature end of data in tag b line 1\n <b>\n    ^

SELECT '  <c></d>'::xml;
----
error 2200N invalid XML content; line 1: Opening and ending tag mismatch: c line 1 and d\n  <c></d>\n         ^

SELECT ' </b>'::xml;
----
error 2200N invalid XML content; line 1: chunk is not well balanced\n </b>\n ^

SELECT '</a>'::xml;
----
error 2200N invalid XML content; line 1: chunk is not well balanced\n</a>\n^

SELECT '<a b="1'::xml;
----
error 2200N invalid XML content; line 1: AttValue: ' expected\n<a b="1\n       ^\nline 1: attributes construct error\n<a b="1\n       ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="1\n       ^

SELECT '2"/>'::xml;
----
2"/>
SELECT 1

SELECT '<ä ö="ü">ß</ä>'::xml;
----
<ä ö="ü">ß</ä>
SELECT 1

SELECT '<a/></a>'::xml;
----
error 2200N invalid XML content; line 1: chunk is not well balanced\n<a/></a>\n    ^

SELECT '<a><![CDATA[<&]]></a>'::xml;
----
<a><![CDATA[<&]]></a>
SELECT 1

SELECT '<a/ >'::xml;
----
error 2200N invalid XML content; line 1: error parsing attribute name\n<a/ >\n  ^\nline 1: attributes construct error\n<a/ >\n  ^\nline 1: Couldn't find end of Start Tag a line 1\n<a/ >\n  ^

SELECT '<a / >'::xml;
----
error 2200N invalid XML content; line 1: error parsing attribute name\n<a / >\n   ^\nline 1: attributes construct error\n<a / >\n   ^\nline 1: Couldn't find end of Start Tag a line 1\n<a / >\n   ^

SELECT '<a b = ''1'' />'::xml;
----
<a b = '1' />
SELECT 1

SELECT '<a b="1" / c="2">'::xml;
----
error 2200N invalid XML content; line 1: error parsing attribute name\n<a b="1" / c="2">\n         ^\nline 1: attributes construct error\n<a b="1" / c="2">\n         ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="1" / c="2">\n         ^

SELECT '<a></a >'::xml;
----
<a></a >
SELECT 1

SELECT '</ a>'::xml;
----
error 2200N invalid XML content; line 1: chunk is not well balanced\n</ a>\n^

SELECT '<a></ a>'::xml;
----
error 2200N invalid XML content; line 1: expected '>'\n<a></ a>\n      ^\nline 1: Opening and ending tag mismatch: a line 1 and unparsable\n<a></ a>\n      ^

SELECT '<a></a b>'::xml;
----
error 2200N invalid XML content; line 1: expected '>'\n<a></a b>\n       ^

SELECT '<a b="x>y"/>'::xml;
----
<a b="x>y"/>
SELECT 1

SELECT '<a b=''"'' c="''"/>'::xml;
----
<a b='"' c="'"/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY a0 "dos"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">]><a>&a1;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY a0 "dos"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">]><a>&a1;</a>
SELECT 1

SELECT 'verylonglineverylonglineverylonglineverylonglineverylonglineverylonglineverylonglineverylonglineverylongline<a>x</b>'::xml;
----
error 2200N invalid XML content; line 1: Opening and ending tag mismatch: a line 1 and b\nverylonglineverylonglineverylonglineverylonglineverylonglineverylongline<a>x</b>\n                                                                               ^

SELECT '<a>
 <b>
  <c></d>
 </b>
</a>'::xml;
----
error 2200N invalid XML content; line 3: Opening and ending tag mismatch: c line 3 and d\n  <c></d>\n         ^

SELECT '<a b="1
2"/>'::xml;
----
<a b="1\n2"/>
SELECT 1

SELECT '	<a>	<b x=1></a>'::xml;
----
error 2200N invalid XML content; line 1: AttValue: " or ' expected\n	<a>	<b x=1></a>\n	   	     ^\nline 1: attributes construct error\n	<a>	<b x=1></a>\n	   	     ^\nline 1: Couldn't find end of Start Tag b line 1\n	<a>	<b x=1></a>\n	   	     ^

SELECT '<a>
'::xml;
----
error 2200N invalid XML content; line 2: Premature end of data in tag a line 1\n\n^

SELECT '<a
b
=
''1''
>'::xml;
----
error 2200N invalid XML content; line 5: Premature end of data in tag a line 1\n>\n ^

SET xmloption = document;
----
SET

SELECT '<a'::xml;
----
error 2200M invalid XML document; line 1: Couldn't find end of Start Tag a line 1\n<a\n  ^

SELECT '<a>'::xml;
----
error 2200M invalid XML document; line 1: Premature end of data in tag a line 1\n<a>\n   ^

SELECT '</a>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n</a>\n ^\nline 1: Extra content at the end of the document\n</a>\n ^

SELECT '<a></b>'::xml;
----
error 2200M invalid XML document; line 1: Opening and ending tag mismatch: a line 1 and b\n<a></b>\n       ^

SELECT '<a b></a>'::xml;
----
error 2200M invalid XML document; line 1: Specification mandates value for attribute b\n<a b></a>\n    ^

SELECT '<a b=c/>'::xml;
----
error 2200M invalid XML document; line 1: AttValue: " or ' expected\n<a b=c/>\n     ^\nline 1: attributes construct error\n<a b=c/>\n     ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b=c/>\n     ^\nline 1: Extra content at the end of the document\n<a b=c/>\n     ^

SELECT '<a b=''c/>'::xml;
----
error 2200M invalid XML document; line 1: AttValue: ' expected\n<a b='c/>\n         ^\nline 1: attributes construct error\n<a b='c/>\n         ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b='c/>\n         ^

SELECT '<a b="<"/>'::xml;
----
error 2200M invalid XML document; line 1: Unescaped '<' not allowed in attributes values\n<a b="<"/>\n      ^\nline 1: attributes construct error\n<a b="<"/>\n      ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="<"/>\n      ^\nline 1: Extra content at the end of the document\n<a b="<"/>\n      ^

SELECT '<a b="&"/>'::xml;
----
error 2200M invalid XML document; line 1: xmlParseEntityRef: no name\n<a b="&"/>\n       ^

SELECT '<a b="&x;"/>'::xml;
----
error 2200M invalid XML document; line 1: Entity 'x' not defined\n<a b="&x;"/>\n         ^

SELECT '<a b="1" b="2"/>'::xml;
----
error 2200M invalid XML document; line 1: Attribute b redefined\n<a b="1" b="2"/>\n              ^

SELECT '<a b="1"c="2"/>'::xml;
----
error 2200M invalid XML document; line 1: attributes construct error\n<a b="1"c="2"/>\n        ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="1"c="2"/>\n        ^\nline 1: Extra content at the end of the document\n<a b="1"c="2"/>\n        ^

SELECT '<a x:b="1" y:b="2"/>'::xml;
----
<a x:b="1" y:b="2"/>
SELECT 1

SELECT '<x:a/>'::xml;
----
<x:a/>
SELECT 1

SELECT '<x:a xmlns:x="u"></x:b>'::xml;
----
error 2200M invalid XML document; line 1: Opening and ending tag mismatch: a line 1 and b\n<x:a xmlns:x="u"></x:b>\n                       ^

SELECT '<x:a xmlns:x="u"></y:a>'::xml;
----
error 2200M invalid XML document; line 1: Opening and ending tag mismatch: a line 1 and a\n<x:a xmlns:x="u"></y:a>\n                       ^

SELECT '<x:a xmlns:x=""/>'::xml;
----
<x:a xmlns:x=""/>
SELECT 1

SELECT '<a xmlns:xml="foo"/>'::xml;
----
<a xmlns:xml="foo"/>
SELECT 1

SELECT '<a xmlns:xmlns="foo"/>'::xml;
----
<a xmlns:xmlns="foo"/>
SELECT 1

SELECT '<a xmlns="http://www.w3.org/XML/1998/namespace"/>'::xml;
----
<a xmlns="http://www.w3.org/XML/1998/namespace"/>
SELECT 1

SELECT '<a xmlns:q="http://www.w3.org/XML/1998/namespace"/>'::xml;
----
<a xmlns:q="http://www.w3.org/XML/1998/namespace"/>
SELECT 1

SELECT '<a xmlns:q="http://www.w3.org/2000/xmlns/"/>'::xml;
----
<a xmlns:q="http://www.w3.org/2000/xmlns/"/>
SELECT 1

SELECT '<a xmlns="rel"/>'::xml;
----
<a xmlns="rel"/>
SELECT 1

SELECT '<a xmlns="a b"/>'::xml;
----
<a xmlns="a b"/>
SELECT 1

SELECT '<a:b:c/>'::xml;
----
<a:b:c/>
SELECT 1

SELECT '<:a/>'::xml;
----
<:a/>
SELECT 1

SELECT '<a:/>'::xml;
----
<a:/>
SELECT 1

SELECT '<1/>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n<1/>\n ^\nline 1: Extra content at the end of the document\n<1/>\n ^

SELECT '< a/>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n< a/>\n ^\nline 1: Extra content at the end of the document\n< a/>\n  ^

SELECT '<a><b></a></b>'::xml;
----
error 2200M invalid XML document; line 1: Opening and ending tag mismatch: b line 1 and a\n<a><b></a></b>\n          ^\nline 1: Opening and ending tag mismatch: a line 1 and b\n<a><b></a></b>\n              ^

SELECT '<a>]]></a>'::xml;
----
error 2200M invalid XML document; line 1: Sequence ']]>' not allowed in content\n<a>]]></a>\n   ^

SELECT 'text]]>more'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\ntext]]>more\n^

SELECT 'tä]]>x'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\ntä]]>x\n^

SELECT '&'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&\n^

SELECT '&;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&;\n^

SELECT '&x'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&x\n^

SELECT '&x;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&x;\n^

SELECT '&amp'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&amp\n^

SELECT '&#;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#;\n^

SELECT '&#x;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#x;\n^

SELECT '&#xZZ;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#xZZ;\n^

SELECT '&#12;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#12;\n^

SELECT '&#1;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#1;\n^

SELECT '&#0;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#0;\n^

SELECT '&#x110000;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#x110000;\n^

SELECT '&#99999999999;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#99999999999;\n^

SELECT '&#65;&#x41;&lt;'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n&#65;&#x41;&lt;\n^

SELECT '<!-- a -- b -->'::xml;
----
error 2200M invalid XML document; line 1: Double hyphen within comment: <!-- a \n<!-- a -- b -->\n       ^\nline 1: Start tag expected, '<' not found\n<!-- a -- b -->\n               ^

SELECT '<!---->'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n<!---->\n       ^

SELECT '<!--->'::xml;
----
error 2200M invalid XML document; line 1: Comment not terminated\n<!--->\n      ^\nline 1: Start tag expected, '<' not found\n<!--->\n      ^

SELECT '<!-- unfinished'::xml;
----
error 2200M invalid XML document; line 1: Comment not terminated\n<!-- unfinished\n               ^\nline 1: Start tag expected, '<' not found\n<!-- unfinished\n               ^

SELECT '<!--'::xml;
----
error 2200M invalid XML document; line 1: Comment not terminated\n<!--\n    ^\nline 1: Start tag expected, '<' not found\n<!--\n    ^

SELECT '<!-- a --->'::xml;
----
error 2200M invalid XML document; line 1: Double hyphen within comment: <!-- a \n<!-- a --->\n       ^\nline 1: Comment not terminated\n<!-- a --->\n           ^\nline 1: Start tag expected, '<' not found\n<!-- a --->\n           ^

SELECT '<!-a-->'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n<!-a-->\n ^\nline 1: Extra content at the end of the document\n<!-a-->\n ^

SELECT '<![CDATA[x]]>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n<![CDATA[x]]>\n ^\nline 1: Extra content at the end of the document\n<![CDATA[x]]>\n ^

SELECT '<![CDATA[x'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n<![CDATA[x\n ^\nline 1: Extra content at the end of the document\n<![CDATA[x\n ^

SELECT '<![CDATA['::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n<![CDATA[\n ^\nline 1: Extra content at the end of the document\n<![CDATA[\n ^

SELECT '<![CDATA[]]>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n<![CDATA[]]>\n ^\nline 1: Extra content at the end of the document\n<![CDATA[]]>\n ^

SELECT '<![CDAT[x]]>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n<![CDAT[x]]>\n ^\nline 1: Extra content at the end of the document\n<![CDAT[x]]>\n ^

SELECT '<?xml?>'::xml;
----
error 2200M invalid XML document; line 1: XML declaration allowed only at the start of the document\n<?xml?>\n     ^\nline 1: Start tag expected, '<' not found\n<?xml?>\n       ^

SELECT '<?xml version="1.0"?>'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n<?xml version="1.0"?>\n                     ^

SELECT '<?xml version="2.0"?><a/>'::xml;
----
error 2200M invalid XML document; line 1: Unsupported version '2.0'\n<?xml version="2.0"?><a/>\n                   ^

SELECT '<?xml version=''1.0'' encoding=''utf-8'' standalone=''yes''?><a/>'::xml;
----
<?xml version="1.0" standalone="yes"?><a/>
SELECT 1

SELECT '<?xml version="1.0" standalone="maybe"?><a/>'::xml;
----
error 2200M invalid XML document; line 1: standalone accepts only 'yes' or 'no'\n<?xml version="1.0" standalone="maybe"?><a/>\n                                ^\nline 1: String not closed expecting " or '\n<?xml version="1.0" standalone="maybe"?><a/>\n                                ^\nline 1: parsing XML declaration: '?>' expected\n<?xml version="1.0" standalone="maybe"?><a/>\n                                ^

SELECT '<?xml encoding="utf-8"?><a/>'::xml;
----
error 2200M invalid XML document; line 1: Malformed declaration expecting version\n<?xml encoding="utf-8"?><a/>\n      ^\nline 1: Blank needed here\n<?xml encoding="utf-8"?><a/>\n      ^

SELECT '<?xml version="1.0"encoding="utf-8"?><a/>'::xml;
----
error 2200M invalid XML document; line 1: Blank needed here\n<?xml version="1.0"encoding="utf-8"?><a/>\n                   ^

SELECT '<?xml version="1.0" encoding="?"?><a/>'::xml;
----
error 2200M invalid XML document; line 1: Invalid XML encoding name\n<?xml version="1.0" encoding="?"?><a/>\n                              ^\nline 1: String not closed expecting " or '\n<?xml version="1.0" encoding="?"?><a/>\n                              ^\nline 1: parsing XML declaration: '?>' expected\n<?xml version="1.0" encoding="?"?><a/>\n                              ^

SELECT '<?xml version=1.0?><a/>'::xml;
----
error 2200M invalid XML document; line 1: String not started expecting ' or "\n<?xml version=1.0?><a/>\n              ^\nline 1: Malformed declaration expecting version\n<?xml version=1.0?><a/>\n              ^\nline 1: Blank needed here\n<?xml version=1.0?><a/>\n              ^\nline 1: parsing XML declaration: '?>' expected\n<?xml version=1.0?><a/>\n              ^

SELECT '<?xml version="1.0" ><a/>'::xml;
----
error 2200M invalid XML document; line 1: parsing XML declaration: '?>' expected\n<?xml version="1.0" ><a/>\n                    ^

SELECT '<?xml-stylesheet a?><a/>'::xml;
----
<?xml-stylesheet a?><a/>
SELECT 1

SELECT '<?xmlfoo a?><a/>'::xml;
----
<?xmlfoo a?><a/>
SELECT 1

SELECT '<?XML a?><a/>'::xml;
----
error 2200M invalid XML document; line 1: Invalid PI name\n<?XML a?><a/>\n     ^

SELECT '<a/><?xml version="1.0"?>'::xml;
----
error 2200M invalid XML document; line 1: XML declaration allowed only at the start of the document\n<a/><?xml version="1.0"?>\n         ^

SELECT ' <?xml version="1.0"?><a/>'::xml;
----
error 2200M invalid XML document; line 1: XML declaration allowed only at the start of the document\n <?xml version="1.0"?><a/>\n      ^

SELECT '<?p?>'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n<?p?>\n     ^

SELECT '<?p'::xml;
----
error 2200M invalid XML document; line 1: ParsePI: PI p space expected\n<?p\n   ^\nline 1: ParsePI: PI p never end ...\n<?p\n   ^\nline 1: Start tag expected, '<' not found\n<?p\n   ^

SELECT '<?p x'::xml;
----
error 2200M invalid XML document; line 1: ParsePI: PI p never end ...\n<?p x\n     ^\nline 1: Start tag expected, '<' not found\n<?p x\n     ^

SELECT '<?'::xml;
----
error 2200M invalid XML document; line 1: xmlParsePI : no target name\n<?\n  ^\nline 1: Start tag expected, '<' not found\n<?\n  ^

SELECT '<?1?>'::xml;
----
error 2200M invalid XML document; line 1: xmlParsePI : no target name\n<?1?>\n  ^\nline 1: Start tag expected, '<' not found\n<?1?>\n  ^

SELECT '<?p:q x?>'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n<?p:q x?>\n         ^

SELECT '<?p+x?>'::xml;
----
error 2200M invalid XML document; line 1: ParsePI: PI p space expected\n<?p+x?>\n   ^\nline 1: Start tag expected, '<' not found\n<?p+x?>\n       ^

SELECT '<a/><b/>'::xml;
----
error 2200M invalid XML document; line 1: Extra content at the end of the document\n<a/><b/>\n    ^

SELECT '<a/>text'::xml;
----
error 2200M invalid XML document; line 1: Extra content at the end of the document\n<a/>text\n    ^

SELECT '<a/> '::xml;
----
<a/> 
SELECT 1

SELECT 'text<a/>'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\ntext<a/>\n^

SELECT '  <a/>'::xml;
----
  <a/>
SELECT 1

SELECT '<!DOCTYPE a><a/>'::xml;
----
<!DOCTYPE a><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "<b>x</b>">]><a>&e;&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY e "<b>x</b>">]><a>&e;&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "<b>x">]><a>&e;</a>'::xml;
----
error 2200M invalid XML document; line 1: Premature end of data in tag b line 1\n<b>x\n    ^\nline 1: Entity 'e' failed to parse\n<!DOCTYPE a [<!ENTITY e "<b>x">]><a>&e;</a>\n                                       ^

SELECT '<!DOCTYPE a [<!ENTITY e "x</b>">]><a>&e;</a>'::xml;
----
error 2200M invalid XML document; line 1: chunk is not well balanced\nx</b>\n ^\nline 1: Entity 'e' failed to parse\n<!DOCTYPE a [<!ENTITY e "x</b>">]><a>&e;</a>\n                                        ^

SELECT '<!DOCTYPE a [<!ENTITY e "x">]><a b="&e;"/>'::xml;
----
<!DOCTYPE a [<!ENTITY e "x">]><a b="&e;"/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e "<">]><a b="&e;"/>'::xml;
----
error 2200M invalid XML document; line 1: '<' in entity 'e' is not allowed in attributes values\n<!DOCTYPE a [<!ENTITY e "<">]><a b="&e;"/>\n                                       ^

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a>&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a>&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a b="&e;"/>'::xml;
----
error 2200M invalid XML document; line 1: Attribute references external entity 'e'\n<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]><a b="&e;"/>\n                                                        ^

SELECT '<!DOCTYPE a SYSTEM "http://x/y.dtd"><a>&nope;</a>'::xml;
----
<!DOCTYPE a SYSTEM "http://x/y.dtd"><a>&nope;</a>
SELECT 1

SELECT '<!DOCTYPE a SYSTEM><a/>'::xml;
----
error 2200M invalid XML document; line 1: Space required after 'SYSTEM'\n<!DOCTYPE a SYSTEM><a/>\n                  ^\nline 1: SystemLiteral " or ' expected\n<!DOCTYPE a SYSTEM><a/>\n                  ^\nline 1: SYSTEM or PUBLIC, the URI is missing\n<!DOCTYPE a SYSTEM><a/>\n                  ^

SELECT '<!DOCTYPE a PUBLIC "x"><a/>'::xml;
----
error 2200M invalid XML document; line 1: Space required after the Public Identifier\n<!DOCTYPE a PUBLIC "x"><a/>\n                      ^\nline 1: SystemLiteral " or ' expected\n<!DOCTYPE a PUBLIC "x"><a/>\n                      ^\nline 1: SYSTEM or PUBLIC, the URI is missing\n<!DOCTYPE a PUBLIC "x"><a/>\n                      ^

SELECT '<!DOCTYPE a PUBLIC "x" "y"><a/>'::xml;
----
<!DOCTYPE a PUBLIC "x" "y"><a/>
SELECT 1

SELECT '<!DOCTYPE><a/>'::xml;
----
error 2200M invalid XML document; line 1: xmlParseDocTypeDecl : no DOCTYPE name !\n<!DOCTYPE><a/>\n         ^

SELECT '<!DOCTYPE a [<a/>'::xml;
----
error 2200M invalid XML document; line 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<a/>\n             ^\nline 1: DOCTYPE improperly terminated\n<!DOCTYPE a [<a/>\n             ^

SELECT '<!DOCTYPE a [<!FOO>]><a/>'::xml;
----
error 2200M invalid XML document; line 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!FOO>]><a/>\n             ^\nline 1: DOCTYPE improperly terminated\n<!DOCTYPE a [<!FOO>]><a/>\n             ^\nline 1: StartTag: invalid element name\n<!DOCTYPE a [<!FOO>]><a/>\n              ^\nline 1: Extra content at the end of the document\n<!DOCTYPE a [<!FOO>]><a/>\n              ^

SELECT '<!DOCTYPE a [<!ENTITY>]><a/>'::xml;
----
error 2200M invalid XML document; line 1: Space required after '<!ENTITY'\n<!DOCTYPE a [<!ENTITY>]><a/>\n                     ^\nline 1: xmlParseEntityDecl: no name\n<!DOCTYPE a [<!ENTITY>]><a/>\n                     ^\nline 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!ENTITY>]><a/>\n                     ^\nline 1: Start tag expected, '<' not found\n<!DOCTYPE a [<!ENTITY>]><a/>\n                      ^

SELECT '<!DOCTYPE a [<!ENTITY e>]><a/>'::xml;
----
error 2200M invalid XML document; line 1: Space required after the entity name\n<!DOCTYPE a [<!ENTITY e>]><a/>\n                       ^\nline 1: Entity value required\n<!DOCTYPE a [<!ENTITY e>]><a/>\n                       ^

SELECT '<!DOCTYPE a [<!ENTITY e "x"]><a/>'::xml;
----
error 2200M invalid XML document; line 1: xmlParseEntityDecl: entity e not terminated\n<!DOCTYPE a [<!ENTITY e "x"]><a/>\n                           ^

SELECT '<!DOCTYPE a [<!ENTITY e "%x;">]><a/>'::xml;
----
error 2200M invalid XML document; line 1: PEReferences forbidden in internal subset\n<!DOCTYPE a [<!ENTITY e "%x;">]><a/>\n                             ^

SELECT '<!DOCTYPE a [<!ENTITY e "& x">]><a/>'::xml;
----
error 2200M invalid XML document; line 1: EntityValue: '&' forbidden except for entities references\n<!DOCTYPE a [<!ENTITY e "& x">]><a/>\n                             ^

SELECT '<!DOCTYPE a [<!ENTITY % p "<!ENTITY e ''z''>"> %p; ]><a>&e;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY % p "<!ENTITY e 'z'>"> %p; ]><a>&e;</a>
SELECT 1

SELECT '<!DOCTYPE a [%p;]><a/>'::xml;
----
error 2200M invalid XML document; line 1: PEReference: %p; not found\n<!DOCTYPE a [%p;]><a/>\n                ^

SELECT '<!DOCTYPE a [<!ATTLIST a b CDATA "d">]><a/>'::xml;
----
<!DOCTYPE a [<!ATTLIST a b CDATA "d">]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ATTLIST a b (x|y) "x" c CDATA #REQUIRED d ID #IMPLIED e CDATA #FIXED "q">]><a/>'::xml;
----
<!DOCTYPE a [<!ATTLIST a b (x|y) "x" c CDATA #REQUIRED d ID #IMPLIED e CDATA #FIXED "q">]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ATTLIST a b>]><a/>'::xml;
----
error 2200M invalid XML document; line 1: Space required after the attribute name\n<!DOCTYPE a [<!ATTLIST a b>]><a/>\n                          ^

SELECT '<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>'::xml;
----
error 2200M invalid XML document; line 1: '(' required to start ATTLIST enumeration\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^\nline 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^\nline 1: DOCTYPE improperly terminated\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^\nline 1: Start tag expected, '<' not found\n<!DOCTYPE a [<!ATTLIST a b CA "d">]><a/>\n                           ^

SELECT '<!DOCTYPE a [<!ATTLIST a b NOTATION (x) "x">]><a/>'::xml;
----
<!DOCTYPE a [<!ATTLIST a b NOTATION (x) "x">]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "x#y">]><a/>'::xml;
----
error 2200M invalid XML document; line 1: Fragment not allowed\n<!DOCTYPE a [<!ENTITY e SYSTEM "x#y">]><a/>\n                                    ^

SELECT '<!DOCTYPE a [<!ENTITY e SYSTEM "x y">]><a/>'::xml;
----
error 2200M invalid XML document; line 1: Invalid URI: x y\n<!DOCTYPE a [<!ENTITY e SYSTEM "x y">]><a/>\n                                    ^

SELECT '<!DOCTYPE a [<!ELEMENT a (b,c*)><!ELEMENT b EMPTY><!ELEMENT c ANY>]><a/>'::xml;
----
<!DOCTYPE a [<!ELEMENT a (b,c*)><!ELEMENT b EMPTY><!ELEMENT c ANY>]><a/>
SELECT 1

SELECT '<!DOCTYPE a [<!ELEMENT a>]><a/>'::xml;
----
error 2200M invalid XML document; line 1: Space required after the element name\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                        ^\nline 1: xmlParseElementDecl: 'EMPTY', 'ANY' or '(' expected\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                        ^\nline 1: internal error: xmlParseInternalSubset: error detected in Markup declaration\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                        ^\nline 1: Start tag expected, '<' not found\n<!DOCTYPE a [<!ELEMENT a>]><a/>\n                         ^

SELECT '<!DOCTYPE a [<!NOTATION n SYSTEM "x"><!ENTITY u SYSTEM "y" NDATA n>]><a>&u;</a>'::xml;
----
error 2200M invalid XML document; line 1: Entity reference to unparsed entity u\n<!DOCTYPE a [<!NOTATION n SYSTEM "x"><!ENTITY u SYSTEM "y" NDATA n>]><a>&u;</a>\n                                                                           ^

SELECT '<!DOCTYPE a [<!-- c --><?p i?>]><a/>'::xml;
----
<!DOCTYPE a [<!-- c --><?p i?>]><a/>
SELECT 1

SELECT '<!DOCTYPE a []><a/><b/>'::xml;
----
error 2200M invalid XML document; line 1: Extra content at the end of the document\n<!DOCTYPE a []><a/><b/>\n                   ^

SELECT '<a xml:space="x"/>'::xml;
----
<a xml:space="x"/>
SELECT 1

SELECT '<a xml:lang="de"/>'::xml;
----
<a xml:lang="de"/>
SELECT 1

SELECT '<a>'::xml;
----
error 2200M invalid XML document; line 1: Premature end of data in tag a line 1\n<a>\n   ^

SELECT ' <b>'::xml;
----
error 2200M invalid XML document; line 1: Premature end of data in tag b line 1\n <b>\n    ^

SELECT '  <c></d>'::xml;
----
error 2200M invalid XML document; line 1: Opening and ending tag mismatch: c line 1 and d\n  <c></d>\n         ^

SELECT ' </b>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n </b>\n  ^\nline 1: Extra content at the end of the document\n </b>\n  ^

SELECT '</a>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n</a>\n ^\nline 1: Extra content at the end of the document\n</a>\n ^

SELECT '<a b="1'::xml;
----
error 2200M invalid XML document; line 1: AttValue: ' expected\n<a b="1\n       ^\nline 1: attributes construct error\n<a b="1\n       ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="1\n       ^

SELECT '2"/>'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\n2"/>\n^

SELECT '<ä ö="ü">ß</ä>'::xml;
----
<ä ö="ü">ß</ä>
SELECT 1

SELECT '<a/></a>'::xml;
----
error 2200M invalid XML document; line 1: Extra content at the end of the document\n<a/></a>\n    ^

SELECT '<a><![CDATA[<&]]></a>'::xml;
----
<a><![CDATA[<&]]></a>
SELECT 1

SELECT '<a/ >'::xml;
----
error 2200M invalid XML document; line 1: error parsing attribute name\n<a/ >\n  ^\nline 1: attributes construct error\n<a/ >\n  ^\nline 1: Couldn't find end of Start Tag a line 1\n<a/ >\n  ^\nline 1: Extra content at the end of the document\n<a/ >\n  ^

SELECT '<a / >'::xml;
----
error 2200M invalid XML document; line 1: error parsing attribute name\n<a / >\n   ^\nline 1: attributes construct error\n<a / >\n   ^\nline 1: Couldn't find end of Start Tag a line 1\n<a / >\n   ^\nline 1: Extra content at the end of the document\n<a / >\n   ^

SELECT '<a b = ''1'' />'::xml;
----
<a b = '1' />
SELECT 1

SELECT '<a b="1" / c="2">'::xml;
----
error 2200M invalid XML document; line 1: error parsing attribute name\n<a b="1" / c="2">\n         ^\nline 1: attributes construct error\n<a b="1" / c="2">\n         ^\nline 1: Couldn't find end of Start Tag a line 1\n<a b="1" / c="2">\n         ^\nline 1: Extra content at the end of the document\n<a b="1" / c="2">\n         ^

SELECT '<a></a >'::xml;
----
<a></a >
SELECT 1

SELECT '</ a>'::xml;
----
error 2200M invalid XML document; line 1: StartTag: invalid element name\n</ a>\n ^\nline 1: Extra content at the end of the document\n</ a>\n ^

SELECT '<a></ a>'::xml;
----
error 2200M invalid XML document; line 1: expected '>'\n<a></ a>\n      ^\nline 1: Opening and ending tag mismatch: a line 1 and unparsable\n<a></ a>\n      ^\nline 1: Extra content at the end of the document\n<a></ a>\n      ^

SELECT '<a></a b>'::xml;
----
error 2200M invalid XML document; line 1: expected '>'\n<a></a b>\n       ^\nline 1: Extra content at the end of the document\n<a></a b>\n       ^

SELECT '<a b="x>y"/>'::xml;
----
<a b="x>y"/>
SELECT 1

SELECT '<a b=''"'' c="''"/>'::xml;
----
<a b='"' c="'"/>
SELECT 1

SELECT '<!DOCTYPE a [<!ENTITY a0 "dos"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">]><a>&a1;</a>'::xml;
----
<!DOCTYPE a [<!ENTITY a0 "dos"><!ENTITY a1 "&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;&a0;">]><a>&a1;</a>
SELECT 1

SELECT 'verylonglineverylonglineverylonglineverylonglineverylonglineverylonglineverylonglineverylonglineverylongline<a>x</b>'::xml;
----
error 2200M invalid XML document; line 1: Start tag expected, '<' not found\nverylonglineverylonglineverylonglineverylonglineverylonglineverylonglineverylong\n^

SELECT '<a>
 <b>
  <c></d>
 </b>
</a>'::xml;
----
error 2200M invalid XML document; line 3: Opening and ending tag mismatch: c line 3 and d\n  <c></d>\n         ^

SELECT '<a b="1
2"/>'::xml;
----
<a b="1\n2"/>
SELECT 1

SELECT '	<a>	<b x=1></a>'::xml;
----
error 2200M invalid XML document; line 1: AttValue: " or ' expected\n	<a>	<b x=1></a>\n	   	     ^\nline 1: attributes construct error\n	<a>	<b x=1></a>\n	   	     ^\nline 1: Couldn't find end of Start Tag b line 1\n	<a>	<b x=1></a>\n	   	     ^

SELECT '<a>
'::xml;
----
error 2200M invalid XML document; line 2: Premature end of data in tag a line 1\n\n^

SELECT '<a
b
=
''1''
>'::xml;
----
error 2200M invalid XML document; line 5: Premature end of data in tag a line 1\n>\n ^
