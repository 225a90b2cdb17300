# What the trees of views' rules tell of their columns: of which table or view, and which column, each is.
create table ta (id int primary key, b bigint, "odd (name) {x}" text, v varchar(5));
create table tb (id bigint primary key, b bigint, c text, v varchar(9));
alter table ta drop column b;
alter table ta add column b bigint;
create type pair as (x int, y text);
create function origins(name) returns table (n int, col text, tab text, att int) language sql as $$
  select m[1]::int, m[2], nullif(m[3], '0')::oid::regclass::text, m[4]::int
  from (select (regexp_split_to_array(ev_action::text, ' :targetList '))[array_upper(regexp_split_to_array(ev_action::text, ' :targetList '), 1)] t
        from pg_rewrite where ev_class = $1::text::regclass) s,
  regexp_matches(t, ':resno (\d+?) :resname (.*?) :ressortgroupref \d+ :resorigtbl (\d+) :resorigcol (-?\d+) :resjunk false', 'g') m where m[2] <> '<>'
$$;
----
CREATE TABLE
CREATE TABLE
ALTER TABLE
ALTER TABLE
CREATE TYPE
CREATE FUNCTION

create view v1 as select id, "odd (name) {x}", b, b + 1 as plus, b::int as less, 7 as seven, v::varchar as longer from ta order by v;
select * from origins('v1');
----
CREATE VIEW
1|id|ta|1
2|odd\ \(name\)\ \{x\}|ta|3
3|b|ta|5
4|plus|NULL|0
5|less|NULL|0
6|seven|NULL|0
7|longer|NULL|0
SELECT 7

create view v2 as select l.id, r.id as rid, r.c, r.v, l as whole, r.ctid, l.tableoid from ta l join tb r on l.id = r.id;
select * from origins('v2');
create view v3 as select rid, c as "<c>", id as "1 a", v as "-1", v as "\\" from v2;
select * from origins('v3');
----
CREATE VIEW
1|id|ta|1
2|rid|tb|1
3|c|tb|3
4|v|tb|4
5|whole|ta|0
6|ctid|tb|-1
7|tableoid|ta|-6
SELECT 7
CREATE VIEW
1|rid|v2|2
2|\<c>|v2|3
3|\1\ a|v2|1
4|\-1|v2|4
5|\\\\|v2|4
SELECT 5

create view v4 as select s.x, s.y, s.z, s from (select id as x, c as y, upper(c) as z from tb) s;
select * from origins('v4');
create view v5 as with w (p, q) as (select id, b from ta), u as (select q, p from w where p > 1) select u.p, u.q, w.p as p2 from u join w on w.q = u.q;
select * from origins('v5');
create view v6 as with recursive r as (select id, b from ta union all select id + 1, b from r where id < 3) select * from r;
select * from origins('v6');
create view v7 as select id from ta union select id from tb;
select * from origins('v7');
create view v8 as select s.id, s.n from (select id, 1 as n from ta union all select id, 2 from ta) s;
select * from origins('v8');
create view v9 as values (1, 'a'), (2, 'b');
select * from origins('v9');
----
error 42P16

create view u1 as select * from ta join tb using (b);
select * from origins('u1');
create view u2 as select id, l.v from ta l join tb r using (id);
select * from origins('u2');
create view u3 as select id from ta l left join tb r using (id);
select * from origins('u3');
create view u4 as select id from ta l right join tb r using (id);
select * from origins('u4');
create view u5 as select b, l.b as lb, r.b as rb from ta l full join tb r using (b);
select * from origins('u5');
create view u6 as select b from ta l right join tb r using (b);
select * from origins('u6');
create view u7 as select v from ta l join tb r using (v);
select * from origins('u7');
create view u8 as select v, b from (ta l join tb r using (v, b)) left join tb s using (v, b);
select * from origins('u8');
create view u9 as select x.a1, x.a2, x.a6 from (ta join tb using (b)) as x (a1, a2, a3, a4, a5, a6);
select * from origins('u9');
create view u10 as select j.b, ta.id from ta join tb using (b) as j;
select * from origins('u10');
----
error 42701

create view f1 as select l.id, s.c, g from ta l, lateral (select l.b as c from tb where tb.id = l.id) s, generate_series(1, 3) g;
select * from origins('f1');
create view f2 as select id, count(*) as n, max(b) as most, (row(id, 'a')::pair).x from ta group by id;
select * from origins('f2');
create view f3 as select b, c, rank() over (partition by b order by c) from tb where id in (select id from ta);
select * from origins('f3');
create view f4 as select distinct on (b) b, id, id as again from tb order by b, id desc;
select * from origins('f4');
create materialized view m1 as select v2.id, ta.b from v2 join ta on ta.id = v2.id;
select * from origins('m1');
alter table ta rename to renamed;
alter table renamed rename column b to bb;
alter view v1 rename column plus to more;
select * from origins('v1') where n <> 4;
----
CREATE VIEW
1|id|ta|1
2|c|ta|5
3|g|NULL|0
SELECT 3
CREATE VIEW
1|id|ta|1
2|n|NULL|0
3|most|NULL|0
4|x|NULL|0
SELECT 4
CREATE VIEW
1|b|tb|2
2|c|tb|3
3|rank|NULL|0
SELECT 3
CREATE VIEW
1|b|tb|2
2|id|tb|1
3|again|tb|1
SELECT 3
SELECT 0
1|id|v2|1
2|b|ta|5
SELECT 2
ALTER TABLE
ALTER TABLE
ALTER VIEW
1|id|renamed|1
2|odd\ \(name\)\ \{x\}|renamed|3
3|b|renamed|5
5|less|NULL|0
6|seven|NULL|0
7|longer|NULL|0
SELECT 6
