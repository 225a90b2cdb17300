# Errors are told whole.
# ON CONFLICT DO UPDATE of rows that exclusion constraints look at.
create table uu (k int primary key, u int unique, d int4range, exclude using gist (d with &&))
----
CREATE TABLE

insert into uu values (0,5,'[1,5)'), (2,2,'[10,20)')
----
INSERT 0 2

insert into uu values (1,7,'[1,5)'),(0,6,null) on conflict (k) do update set d = 'empty'
----
error 23P01 conflicting key value violates exclusion constraint "uu_d_excl"; Key (d)=([1,5)) conflicts with existing key (d)=([1,5)).

insert into uu values (0,6,'[10,20)'),(2,2,'empty') on conflict (k) do update set d = excluded.d
----
error 23P01 conflicting key value violates exclusion constraint "uu_d_excl"; Key (d)=([10,20)) conflicts with existing key (d)=([10,20)).

insert into uu values (2,2,'empty'),(0,6,'[10,20)') on conflict (k) do update set d = excluded.d
----
INSERT 0 2

insert into uu values (0,6,'[10,21)'),(3,9,'[20,22)') on conflict (k) do update set d = excluded.d
----
error 23P01 conflicting key value violates exclusion constraint "uu_d_excl"; Key (d)=([20,22)) conflicts with existing key (d)=([10,21)).

insert into uu values (0,6,'[10,21)'),(3,9,'[21,22)'), (2,2,'[22,22)') on conflict (k) do update set d = excluded.d
----
INSERT 0 3

select * from uu order by 1
----
0|5|[10,21)
2|2|empty
3|9|[21,22)
SELECT 3

drop table uu
----
DROP TABLE

create table uu (k int primary key, u int unique, d int4range, exclude using gist (d with &&) deferrable)
----
CREATE TABLE

insert into uu values (0,5,'[1,5)'), (2,2,'[10,20)')
----
INSERT 0 2

insert into uu values (1,7,'[1,5)'),(0,6,null) on conflict (k) do update set d = 'empty'
----
INSERT 0 2

select * from uu order by 1
----
0|5|empty
1|7|[1,5)
2|2|[10,20)
SELECT 3

drop table uu
----
DROP TABLE
