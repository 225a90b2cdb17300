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

create table dropof_t (a int); create view dropof_v as select * from dropof_t;
----
CREATE TABLE
CREATE VIEW

drop rule r on dropof_t;
----
error 42704 rule "r" for relation "dropof_t" does not exist

drop rule r on nosuch;
----
error 42P01 relation "nosuch" does not exist

drop rule r on nosuch.t;
----
error 3F000 schema "nosuch" does not exist

drop rule "_RETURN" on dropof_v;
----
error 2BP01 cannot drop rule _RETURN on view dropof_v because view dropof_v requires it; ; You can drop view dropof_v instead.

drop rule "_RETURN" on dropof_t cascade;
----
error 42704 rule "_RETURN" for relation "dropof_t" does not exist

drop rule if exists r on dropof_t;
----
DROP RULE

drop cast (text as point);
----
error 42704 cast from type text to type point does not exist

drop cast (nosuch as int);
----
error 42704 type "nosuch" does not exist

drop cast (int as bigint);
----
error 2BP01 cannot drop cast from integer to bigint because it is required by the database system

drop cast if exists (text as point);
----
DROP CAST

drop foreign table ft;
----
error 42704 foreign table "ft" does not exist

drop foreign table dropof_t;
----
error 42809 "dropof_t" is not a foreign table; ; Use DROP TABLE to remove a table.

drop foreign table if exists dropof_t;
----
error 42809 "dropof_t" is not a foreign table; ; Use DROP TABLE to remove a table.

drop foreign table if exists nosuch.t, ft2;
----
DROP FOREIGN TABLE

drop user mapping for public server s;
----
error 42704 server "s" does not exist

drop user mapping for nosuch server s;
----
error 42704 role "nosuch" does not exist

drop user mapping if exists for current_user server s;
----
DROP USER MAPPING

drop operator class oc using btree;
----
error 42704 operator class "oc" does not exist for access method "btree"

drop operator class oc using nosuch;
----
error 42704 access method "nosuch" does not exist

drop operator class if exists oc using nosuch;
----
error 42704 access method "nosuch" does not exist

drop operator class nosuch.oc using hash;
----
error 3F000 schema "nosuch" does not exist

drop operator class int4_ops using btree;
----
error 2BP01 cannot drop operator class int4_ops for access method btree because it is required by the database system

drop operator family integer_ops using btree;
----
error 2BP01 cannot drop operator family integer_ops for access method btree because it is required by the database system

drop operator family of using hash;
----
error 42704 operator family "of" does not exist for access method "hash"

drop operator family if exists of using hash restrict;
----
DROP OPERATOR FAMILY

drop transform for int language sql;
----
error 42704 transform for type integer language "sql" does not exist

drop transform if exists for int language nosuch;
----
DROP TRANSFORM

drop procedural language l;
----
error 42704 language "l" does not exist

drop procedural language if exists l;
----
DROP LANGUAGE

begin read only; drop foreign table if exists x;
----
BEGIN
error 25006 cannot execute DROP FOREIGN TABLE in a read-only transaction

rollback;
----
ROLLBACK

begin read only; drop operator class if exists x using btree;
----
BEGIN
error 25006 cannot execute DROP OPERATOR CLASS in a read-only transaction

rollback;
----
ROLLBACK

begin read only; drop materialized view if exists x;
----
BEGIN
error 25006 cannot execute DROP MATERIALIZED VIEW in a read-only transaction

rollback;
----
ROLLBACK

drop view dropof_v; drop table dropof_t;
----
DROP VIEW
DROP TABLE
