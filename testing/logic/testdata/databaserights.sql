# Errors are told whole.
# what the owner of a database may say in CREATE and ALTER DATABASE
create role rv3_o createdb
----
CREATE ROLE

create role rv3_p
----
CREATE ROLE

grant rv3_p to rv3_o
----
GRANT ROLE

set role rv3_o
----
SET

create database rv3_d
----
CREATE DATABASE

create database rv3_e tablespace pg_default
----
error 42501 permission denied for tablespace pg_default

create database rv3_e tablespace pg_global
----
error 42501 permission denied for tablespace pg_global

create database rv3_e tablespace nothing
----
error 42704 tablespace "nothing" does not exist

create database rv3_e owner rv3_p
----
CREATE DATABASE

create database rv3_f owner postgres_none
----
error 42704 role "postgres_none" does not exist

create database rv3_f owner pg_read_all_data
----
error 42501 must be member of role "pg_read_all_data"

alter database rv3_d tablespace pg_default
----
error 42501 permission denied for tablespace pg_default

alter database rv3_d set tablespace pg_default
----
error 42501 permission denied for tablespace pg_default

alter database rv3_d set tablespace pg_global
----
error 42501 permission denied for tablespace pg_global

alter database rv3_d set tablespace nothing
----
error 42704 tablespace "nothing" does not exist

alter database rv3_none set tablespace pg_default
----
error 3D000 database "rv3_none" does not exist

alter database rv3_d owner to rv3_p
----
ALTER DATABASE

alter database rv3_d with owner rv3_p
----
error 42601 option "owner" not recognized

# code only
alter database rv3_d owner rv3_p
----
error 42601

alter database rv3_d encoding 'UTF8'
----
error 42601 option "encoding" not recognized

alter database rv3_d locale 'C'
----
error 42601 option "locale" not recognized

alter database rv3_d template template0
----
error 42601 option "template" not recognized

alter database rv3_d connection limit 5
----
ALTER DATABASE

alter database rv3_d allow_connections false
----
ALTER DATABASE

alter database rv3_d is_template true
----
ALTER DATABASE

alter database rv3_d is_template false
----
ALTER DATABASE

reset role
----
RESET

alter role rv3_o nocreatedb
----
ALTER ROLE

set role rv3_o
----
SET

alter database rv3_d owner to rv3_o
----
error 42501 permission denied to change owner of database

alter database rv3_d connection limit 6
----
ALTER DATABASE

alter database rv3_d set tablespace pg_default
----
error 42501 permission denied for tablespace pg_default

create database rv3_g
----
error 42501 permission denied to create database

reset role
----
RESET

alter database rv3_d set tablespace pg_default
----
ALTER DATABASE

alter database rv3_d set tablespace pg_global
----
error 22023 pg_global cannot be used as default tablespace

set role rv3_p
----
SET

alter database rv3_e set tablespace pg_default
----
error 42501 permission denied for tablespace pg_default

alter database rv3_e set tablespace nothing
----
error 42704 tablespace "nothing" does not exist

alter database rv3_none set tablespace nothing
----
error 3D000 database "rv3_none" does not exist

alter database rv3_d with owner rv3_o
----
error 42601 option "owner" not recognized

alter database rv3_d with owner rv3_p connection limit 3
----
error 42601 option "owner" not recognized

select datconnlimit, datdba::regrole from pg_database where datname = 'rv3_d'
----
6|rv3_p
SELECT 1

drop database rv3_d
----
DROP DATABASE

alter database rv3_d connection limit 7
----
error 3D000 database "rv3_d" does not exist

reset role
----
RESET

alter database rv3_d tablespace pg_default
----
error 3D000 database "rv3_d" does not exist

alter database rv3_d owner to rv3_p
----
error 3D000 database "rv3_d" does not exist

set role rv3_p
----
SET

alter database rv3_d set tablespace pg_default
----
error 3D000 database "rv3_d" does not exist

reset role
----
RESET

drop database if exists rv3_d
----
DROP DATABASE

drop database if exists rv3_e
----
DROP DATABASE

drop database if exists rv3_f
----
DROP DATABASE

drop owned by rv3_o, rv3_p
----
DROP OWNED

drop role rv3_o, rv3_p
----
DROP ROLE
