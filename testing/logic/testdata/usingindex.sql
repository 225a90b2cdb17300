# PRIMARY KEY and UNIQUE USING INDEX. Errors are told whole.
create table uiu (id int, v text, w int); create table uir (x int)
----
CREATE TABLE
CREATE TABLE

insert into uiu values (1,'a',1),(2,'b',2); insert into uir values (1)
----
INSERT 0 2
INSERT 0 1

create unique index uiu_id on uiu (id); create unique index uiu_v on uiu (v); create index uiu_w on uiu (w); create unique index uiu_x on uiu (w, id) include (v)
----
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX

create unique index uiu_e on uiu ((w + 1)); create unique index uiu_p on uiu (w) where w > 1; create unique index uiu_d on uiu (w desc)
----
CREATE INDEX
CREATE INDEX
CREATE INDEX

alter table uir add constraint uir_x_fkey foreign key (x) references uiu (id)
----
ALTER TABLE

alter table uiu add constraint uv unique using index uiu_v
----
ALTER TABLE

alter table uiu add unique using index uiu_v
----
error 42704 index "uiu_v" does not exist

alter table uiu add unique using index uv
----
error 55000 index "uv" is already associated with a constraint

alter table uiu add constraint uw unique using index uiu_w
----
error 42809 "uiu_w" is not a unique index; Cannot create a primary key or unique constraint using such an index.

alter table uiu add constraint ue unique using index uiu_e
----
error 42809 index "uiu_e" contains expressions; Cannot create a primary key or unique constraint using such an index.

alter table uiu add constraint up unique using index uiu_p
----
error 42809 "uiu_p" is a partial index; Cannot create a primary key or unique constraint using such an index.

alter table uiu add constraint ud unique using index uiu_d
----
error 42809 index "uiu_d" column number 1 does not have default sorting behavior; Cannot create a primary key or unique constraint using such an index.

alter table uiu add constraint nosuch unique using index nosuch
----
error 42704 index "nosuch" does not exist

alter table uir add constraint other unique using index uiu_id
----
error 55000 index "uiu_id" does not belong to table "uir"

alter table uiu add primary key using index uiu_id
----
ALTER TABLE

alter table uiu add primary key using index uiu_x
----
error 42P16 multiple primary keys for table "uiu" are not allowed

insert into uiu values (1,'q',9)
----
error 23505 duplicate key value violates unique constraint "uiu_id"; Key (id)=(1) already exists.

insert into uiu values (3,'a',9)
----
error 23505 duplicate key value violates unique constraint "uv"; Key (v)=(a) already exists.

insert into uiu values (null,'r',9)
----
error 23502 null value in column "id" of relation "uiu" violates not-null constraint; Failing row contains (null, r, 9).

delete from uiu where id = 1
----
error 23503 update or delete on table "uiu" violates foreign key constraint "uir_x_fkey" on table "uir"; Key (id)=(1) is still referenced from table "uir".

insert into uiu values (1,'z',1) on conflict (id) do update set w = 50 returning *
----
1|a|50
INSERT 0 1

insert into uiu values (5,'b',1) on conflict on constraint uv do update set w = 51 returning *
----
2|b|51
INSERT 0 1

alter table uiu add constraint uxx unique using index uiu_x
----
ALTER TABLE

select conname, contype, conindid::regclass, conkey from pg_constraint where conrelid = 'uiu'::regclass order by 1
----
uiu_id|p|uiu_id|{1}
uv|u|uv|{2}
uxx|u|uxx|{3,1}
SELECT 3

select pg_get_constraintdef(oid), conindid::regclass from pg_constraint where conrelid = 'uir'::regclass
----
FOREIGN KEY (x) REFERENCES uiu(id)|uiu_id
SELECT 1

select indexrelid::regclass, indisprimary, indisunique from pg_index where indrelid = 'uiu'::regclass order by indexrelid::regclass::text
----
uiu_d|f|t
uiu_e|f|t
uiu_id|t|t
uiu_p|f|t
uiu_w|f|f
uv|f|t
uxx|f|t
SELECT 7

alter table uiu drop constraint uv
----
ALTER TABLE

alter table uiu drop constraint uiu_id
----
error 2BP01 cannot drop constraint uiu_id on table uiu because other objects depend on it; constraint uir_x_fkey on table uir depends on index uiu_id; Use DROP ... CASCADE to drop the dependent objects too.

alter table uiu drop constraint uiu_id cascade
----
ALTER TABLE

create table uin (a int); insert into uin values (1),(null); create unique index uini on uin (a)
----
CREATE TABLE
INSERT 0 2
CREATE INDEX

alter table uin add constraint uinp primary key using index uini
----
error 23502 column "a" of relation "uin" contains null values

begin; delete from uin where a is null; create unique index uini2 on uin (a); alter table uin add constraint uinp primary key using index uini2; commit
----
BEGIN
DELETE 1
CREATE INDEX
ALTER TABLE
COMMIT

create table uic (a int, unique using index uini)
----
error 0A000 cannot use an existing index in CREATE TABLE

select indexrelid::regclass, indisprimary from pg_index where indrelid = 'uin'::regclass order by indexrelid::regclass::text
----
uini|f
uinp|t
SELECT 2

create table uip (a int) partition by list (a); create unique index uipi on uip (a)
----
CREATE TABLE
CREATE INDEX

alter table uip add unique using index uipi
----
error 0A000 ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables
