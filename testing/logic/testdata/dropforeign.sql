# DROP of objects that nobody can make here. The results are Postgres's own. Errors are told whole.
drop collation if exists c;
----
DROP COLLATION

drop collation c;
----
error 42704 collation "c" for encoding "UTF8" does not exist

drop collation nosuch.c;
----
error 3F000 schema "nosuch" does not exist

drop conversion if exists nosuch.c;
----
DROP CONVERSION

drop conversion c;
----
error 42704 conversion "c" does not exist

drop text search parser p;
----
error 42704 text search parser "p" does not exist

drop text search dictionary if exists p, q;
----
DROP TEXT SEARCH DICTIONARY

drop text search template p;
----
error 42704 text search template "p" does not exist

drop text search configuration p;
----
error 42704 text search configuration "p" does not exist

drop statistics if exists s;
----
DROP STATISTICS

drop event trigger et;
----
error 42704 event trigger "et" does not exist

drop event trigger if exists et;
----
DROP EVENT TRIGGER

drop publication if exists p;
----
DROP PUBLICATION

drop subscription if exists s;
----
DROP SUBSCRIPTION

drop tablespace t;
----
error 42704 tablespace "t" does not exist

drop server s cascade;
----
error 42704 server "s" does not exist

drop foreign data wrapper w;
----
error 42704 foreign-data wrapper "w" does not exist

drop access method nosuch;
----
error 42704 access method "nosuch" does not exist

drop language nosuch;
----
error 42704 language "nosuch" does not exist

drop language if exists nosuch;
----
DROP LANGUAGE
