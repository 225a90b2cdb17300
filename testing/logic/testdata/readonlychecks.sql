# Foreign keys that are checked when the transaction ends lock rows: one that has become read only can't.
CREATE TABLE rop (k int4 PRIMARY KEY, u int unique)
----
CREATE TABLE

CREATE TABLE roc (k int4 PRIMARY KEY, p int4 REFERENCES rop DEFERRABLE INITIALLY DEFERRED, u int references rop(u) on delete cascade deferrable initially deferred, v int unique deferrable initially deferred)
----
CREATE TABLE

insert into rop values (1, 1), (2, 2), (3, 3)
----
INSERT 0 3

BEGIN
----
BEGIN

INSERT INTO roc VALUES (40, 77, null)
----
INSERT 0 1

set transaction READ ONLY
----
SET

commit
----
error 25006

BEGIN
----
BEGIN

INSERT INTO roc VALUES (41, 1, null)
----
INSERT 0 1

set transaction READ ONLY
----
SET

commit
----
error 25006

BEGIN
----
BEGIN

INSERT INTO roc VALUES (42, null, null, 1)
----
INSERT 0 1

set transaction READ ONLY
----
SET

commit
----
COMMIT

BEGIN
----
BEGIN

INSERT INTO roc VALUES (43, 77, null)
----
INSERT 0 1

delete from roc where k = 43
----
DELETE 1

set transaction READ ONLY
----
SET

commit
----
COMMIT

BEGIN
----
BEGIN

INSERT INTO roc VALUES (44, 77, null)
----
INSERT 0 1

set transaction READ ONLY
----
SET

set constraints all immediate
----
error 25006

commit
----
ROLLBACK

BEGIN
----
BEGIN

delete from rop where k = 3
----
DELETE 1

set transaction READ ONLY
----
SET

commit
----
error 25006

BEGIN
----
BEGIN

update rop set k = 9 where k = 3
----
UPDATE 1

set transaction READ ONLY
----
SET

commit
----
error 25006

BEGIN
----
BEGIN

update rop set u = 9 where k = 3
----
UPDATE 1

set transaction READ ONLY
----
SET

commit
----
error 25006

BEGIN
----
BEGIN

INSERT INTO roc VALUES (45, null, null, 1)
----
INSERT 0 1

set transaction READ ONLY
----
SET

commit
----
error 23505

begin
----
BEGIN

create temp table rotp (k int primary key)
----
CREATE TABLE

create temp table rotc (p int references rotp deferrable initially deferred)
----
CREATE TABLE

insert into rotc values (1)
----
INSERT 0 1

set transaction read only
----
SET

commit
----
error 23503

begin
----
BEGIN

create temp table rotp (k int primary key)
----
CREATE TABLE

create temp table rotc (p int references rotp deferrable initially deferred)
----
CREATE TABLE

insert into rotp values (1)
----
INSERT 0 1

insert into rotc values (1)
----
INSERT 0 1

set transaction read only
----
SET

commit
----
COMMIT

select k from roc order by k
----
42
SELECT 1
