# SEARCH and CYCLE, WITH within recursive queries. Errors are told whole.
create table graph0( f int, t int, label text ); insert into graph0 values (1, 2, 'arc 1 -> 2'), (1, 3, 'arc 1 -> 3'), (2, 3, 'arc 2 -> 3'), (1, 4, 'arc 1 -> 4'), (4, 5, 'arc 4 -> 5')
----
CREATE TABLE
INSERT 0 5

create table graph( f int, t int, label text ); insert into graph select * from graph0; insert into graph values (5, 1, 'arc 5 -> 1')
----
CREATE TABLE
INSERT 0 5
INSERT 0 1

with recursive search_graph(f, t, label) as (select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t) search depth first by f, t set seq select * from search_graph order by seq
----
1|2|arc 1 -> 2|{"(1,2)"}
2|3|arc 2 -> 3|{"(1,2)","(2,3)"}
1|3|arc 1 -> 3|{"(1,3)"}
1|4|arc 1 -> 4|{"(1,4)"}
4|5|arc 4 -> 5|{"(1,4)","(4,5)"}
2|3|arc 2 -> 3|{"(2,3)"}
4|5|arc 4 -> 5|{"(4,5)"}
SELECT 7

with recursive search_graph(f, t, label) as (select * from graph0 g union distinct select g.* from graph0 g, search_graph sg where g.f = sg.t) search depth first by f, t set seq select * from search_graph order by seq
----
1|2|arc 1 -> 2|{"(1,2)"}
2|3|arc 2 -> 3|{"(1,2)","(2,3)"}
1|3|arc 1 -> 3|{"(1,3)"}
1|4|arc 1 -> 4|{"(1,4)"}
4|5|arc 4 -> 5|{"(1,4)","(4,5)"}
2|3|arc 2 -> 3|{"(2,3)"}
4|5|arc 4 -> 5|{"(4,5)"}
SELECT 7

with recursive search_graph(f, t, label) as (select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t) search breadth first by f, t set seq select * from search_graph order by seq
----
1|2|arc 1 -> 2|(0,1,2)
1|3|arc 1 -> 3|(0,1,3)
1|4|arc 1 -> 4|(0,1,4)
2|3|arc 2 -> 3|(0,2,3)
4|5|arc 4 -> 5|(0,4,5)
2|3|arc 2 -> 3|(1,2,3)
4|5|arc 4 -> 5|(1,4,5)
SELECT 7

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t set is_cycle using path select * from search_graph order by path
----
1|2|arc 1 -> 2|f|{"(1,2)"}
2|3|arc 2 -> 3|f|{"(1,2)","(2,3)"}
1|3|arc 1 -> 3|f|{"(1,3)"}
1|4|arc 1 -> 4|f|{"(1,4)"}
4|5|arc 4 -> 5|f|{"(1,4)","(4,5)"}
5|1|arc 5 -> 1|f|{"(1,4)","(4,5)","(5,1)"}
1|2|arc 1 -> 2|f|{"(1,4)","(4,5)","(5,1)","(1,2)"}
2|3|arc 2 -> 3|f|{"(1,4)","(4,5)","(5,1)","(1,2)","(2,3)"}
1|3|arc 1 -> 3|f|{"(1,4)","(4,5)","(5,1)","(1,3)"}
1|4|arc 1 -> 4|t|{"(1,4)","(4,5)","(5,1)","(1,4)"}
2|3|arc 2 -> 3|f|{"(2,3)"}
4|5|arc 4 -> 5|f|{"(4,5)"}
5|1|arc 5 -> 1|f|{"(4,5)","(5,1)"}
1|2|arc 1 -> 2|f|{"(4,5)","(5,1)","(1,2)"}
2|3|arc 2 -> 3|f|{"(4,5)","(5,1)","(1,2)","(2,3)"}
1|3|arc 1 -> 3|f|{"(4,5)","(5,1)","(1,3)"}
1|4|arc 1 -> 4|f|{"(4,5)","(5,1)","(1,4)"}
4|5|arc 4 -> 5|t|{"(4,5)","(5,1)","(1,4)","(4,5)"}
5|1|arc 5 -> 1|f|{"(5,1)"}
1|2|arc 1 -> 2|f|{"(5,1)","(1,2)"}
2|3|arc 2 -> 3|f|{"(5,1)","(1,2)","(2,3)"}
1|3|arc 1 -> 3|f|{"(5,1)","(1,3)"}
1|4|arc 1 -> 4|f|{"(5,1)","(1,4)"}
4|5|arc 4 -> 5|f|{"(5,1)","(1,4)","(4,5)"}
5|1|arc 5 -> 1|t|{"(5,1)","(1,4)","(4,5)","(5,1)"}
SELECT 25

with recursive search_graph(f, t, label) as (select * from graph g union distinct select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t set is_cycle to 'Y' default 'N' using path select * from search_graph order by path
----
1|2|arc 1 -> 2|N|{"(1,2)"}
2|3|arc 2 -> 3|N|{"(1,2)","(2,3)"}
1|3|arc 1 -> 3|N|{"(1,3)"}
1|4|arc 1 -> 4|N|{"(1,4)"}
4|5|arc 4 -> 5|N|{"(1,4)","(4,5)"}
5|1|arc 5 -> 1|N|{"(1,4)","(4,5)","(5,1)"}
1|2|arc 1 -> 2|N|{"(1,4)","(4,5)","(5,1)","(1,2)"}
2|3|arc 2 -> 3|N|{"(1,4)","(4,5)","(5,1)","(1,2)","(2,3)"}
1|3|arc 1 -> 3|N|{"(1,4)","(4,5)","(5,1)","(1,3)"}
1|4|arc 1 -> 4|Y|{"(1,4)","(4,5)","(5,1)","(1,4)"}
2|3|arc 2 -> 3|N|{"(2,3)"}
4|5|arc 4 -> 5|N|{"(4,5)"}
5|1|arc 5 -> 1|N|{"(4,5)","(5,1)"}
1|2|arc 1 -> 2|N|{"(4,5)","(5,1)","(1,2)"}
2|3|arc 2 -> 3|N|{"(4,5)","(5,1)","(1,2)","(2,3)"}
1|3|arc 1 -> 3|N|{"(4,5)","(5,1)","(1,3)"}
1|4|arc 1 -> 4|N|{"(4,5)","(5,1)","(1,4)"}
4|5|arc 4 -> 5|Y|{"(4,5)","(5,1)","(1,4)","(4,5)"}
5|1|arc 5 -> 1|N|{"(5,1)"}
1|2|arc 1 -> 2|N|{"(5,1)","(1,2)"}
2|3|arc 2 -> 3|N|{"(5,1)","(1,2)","(2,3)"}
1|3|arc 1 -> 3|N|{"(5,1)","(1,3)"}
1|4|arc 1 -> 4|N|{"(5,1)","(1,4)"}
4|5|arc 4 -> 5|N|{"(5,1)","(1,4)","(4,5)"}
5|1|arc 5 -> 1|Y|{"(5,1)","(1,4)","(4,5)","(5,1)"}
SELECT 25

with recursive search_graph(f, t, label) as (select * from graph g where f = 4 union all select g.* from graph g, search_graph sg where g.f = sg.t) search depth first by f, t set seq cycle f, t set is_cycle using path select * from search_graph order by seq, path
----
4|5|arc 4 -> 5|{"(4,5)"}|f|{"(4,5)"}
5|1|arc 5 -> 1|{"(4,5)","(5,1)"}|f|{"(4,5)","(5,1)"}
1|2|arc 1 -> 2|{"(4,5)","(5,1)","(1,2)"}|f|{"(4,5)","(5,1)","(1,2)"}
2|3|arc 2 -> 3|{"(4,5)","(5,1)","(1,2)","(2,3)"}|f|{"(4,5)","(5,1)","(1,2)","(2,3)"}
1|3|arc 1 -> 3|{"(4,5)","(5,1)","(1,3)"}|f|{"(4,5)","(5,1)","(1,3)"}
1|4|arc 1 -> 4|{"(4,5)","(5,1)","(1,4)"}|f|{"(4,5)","(5,1)","(1,4)"}
4|5|arc 4 -> 5|{"(4,5)","(5,1)","(1,4)","(4,5)"}|t|{"(4,5)","(5,1)","(1,4)","(4,5)"}
SELECT 7

with recursive search_graph(f, t, label) as (select * from graph g where f = 4 union all select g.* from graph g, search_graph sg where g.f = sg.t) search breadth first by f, t set seq cycle f, t set is_cycle using path select * from search_graph order by seq, path
----
4|5|arc 4 -> 5|(0,4,5)|f|{"(4,5)"}
5|1|arc 5 -> 1|(1,5,1)|f|{"(4,5)","(5,1)"}
1|2|arc 1 -> 2|(2,1,2)|f|{"(4,5)","(5,1)","(1,2)"}
1|3|arc 1 -> 3|(2,1,3)|f|{"(4,5)","(5,1)","(1,3)"}
1|4|arc 1 -> 4|(2,1,4)|f|{"(4,5)","(5,1)","(1,4)"}
2|3|arc 2 -> 3|(3,2,3)|f|{"(4,5)","(5,1)","(1,2)","(2,3)"}
4|5|arc 4 -> 5|(3,4,5)|t|{"(4,5)","(5,1)","(1,4)","(4,5)"}
SELECT 7

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) search depth first by foo, tar set seq select * from search_graph
----
error 42601 search column "foo" not in WITH query column list

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) search depth first by f, t set label select * from search_graph
----
error 42601 search sequence column name "label" already used in WITH query column list

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) search depth first by f, t, f set seq select * from search_graph
----
error 42701 search column "f" specified more than once

with recursive search_graph(f, t, label) as (select * from graph g union all select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) search depth first by f, t set seq select * from search_graph order by seq
----
error 0A000 with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT

with recursive search_graph(f, t, label) as (select * from graph g union all (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t)) search depth first by f, t set seq select * from search_graph order by seq
----
error 42601 with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT

with search_graph(f, t, label) as (select * from graph) search depth first by f, t set seq select * from search_graph
----
error 42601 WITH query is not recursive

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle foo, tar set is_cycle using path select * from search_graph
----
error 42601 cycle column "foo" not in WITH query column list

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t set is_cycle to true default 55 using path select * from search_graph
----
error 42804 CYCLE types boolean and integer cannot be matched

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t set label to true default false using path select * from search_graph
----
error 42601 cycle mark column name "label" already used in WITH query column list

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t set is_cycle to true default false using label select * from search_graph
----
error 42601 cycle path column name "label" already used in WITH query column list

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t set foo to true default false using foo select * from search_graph
----
error 42601 cycle mark column name and cycle path column name are the same

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t, f set is_cycle to true default false using path select * from search_graph
----
error 42701 cycle column "f" specified more than once

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) search depth first by f, t set foo cycle f, t set foo to true default false using path select * from search_graph
----
error 42601 search sequence column name and cycle mark column name are the same

with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) search depth first by f, t set foo cycle f, t set is_cycle to true default false using foo select * from search_graph
----
error 42601 search sequence column name and cycle path column name are the same

with recursive test as (select 1 as x union all select x + 1 from test) cycle x set is_cycle to 'Y' default 'N' using path select x from test limit 3
----
1
2
3
SELECT 3

with recursive test as (select 0 as x union all select (x + 1) % 5 from test) cycle x set is_cycle using path select * from test order by path
----
0|f|{(0)}
1|f|{(0),(1)}
2|f|{(0),(1),(2)}
3|f|{(0),(1),(2),(3)}
4|f|{(0),(1),(2),(3),(4)}
0|t|{(0),(1),(2),(3),(4),(0)}
SELECT 6

with recursive test as (select 0 as x union all select (x + 1) % 5 from test where not is_cycle) cycle x set is_cycle using path select * from test
----
0|f|{(0)}
0|t|{(0),(1),(2),(3),(4),(0)}
1|f|{(0),(1)}
2|f|{(0),(1),(2)}
3|f|{(0),(1),(2),(3)}
4|f|{(0),(1),(2),(3),(4)}
SELECT 6

with recursive x(n) as (with x1 as (select 1 as n) select 0 union select * from x1) select * from x order by 1
----
0
1
SELECT 2

with recursive t(n) as (with lim as (select 4 as m) select 1 union all select n + 1 from t, lim where n < m) select * from t order by 1
----
1
2
3
4
SELECT 4

create view vsearch as with recursive search_graph(f, t, label) as (select * from graph0 g union all select g.* from graph0 g, search_graph sg where g.f = sg.t) search depth first by f, t set seq select f, t, label from search_graph
----
CREATE VIEW

select * from vsearch order by 1, 2
----
1|2|arc 1 -> 2
1|3|arc 1 -> 3
1|4|arc 1 -> 4
2|3|arc 2 -> 3
2|3|arc 2 -> 3
4|5|arc 4 -> 5
4|5|arc 4 -> 5
SELECT 7

select pg_get_viewdef('vsearch')
----
 WITH RECURSIVE search_graph(f, t, label) AS (\n         SELECT g.f,\n            g.t,\n            g.label\n           FROM graph0 g\n        UNION ALL\n         SELECT g.f,\n            g.t,\n            g.label\n           FROM graph0 g,\n            search_graph sg\n          WHERE (g.f = sg.t)\n        ) SEARCH DEPTH FIRST BY f, t SET seq\n SELECT search_graph.f,\n    search_graph.t,\n    search_graph.label\n   FROM search_graph;
SELECT 1

create view vcycle as with recursive search_graph(f, t, label) as (select * from graph g union all select g.* from graph g, search_graph sg where g.f = sg.t) cycle f, t set is_cycle to 'Y' default 'N' using path select f, t, is_cycle from search_graph
----
CREATE VIEW

select * from vcycle order by f, t, is_cycle
----
1|2|N
1|2|N
1|2|N
1|2|N
1|3|N
1|3|N
1|3|N
1|3|N
1|4|N
1|4|N
1|4|N
1|4|Y
2|3|N
2|3|N
2|3|N
2|3|N
2|3|N
4|5|N
4|5|N
4|5|N
4|5|Y
5|1|N
5|1|N
5|1|N
5|1|Y
SELECT 25

select pg_get_viewdef('vcycle')
----
 WITH RECURSIVE search_graph(f, t, label) AS (\n         SELECT g.f,\n            g.t,\n            g.label\n           FROM graph g\n        UNION ALL\n         SELECT g.f,\n            g.t,\n            g.label\n           FROM graph g,\n            search_graph sg\n          WHERE (g.f = sg.t)\n        ) CYCLE f, t SET is_cycle TO 'Y'::text DEFAULT 'N'::text USING path\n SELECT search_graph.f,\n    search_graph.t,\n    search_graph.is_cycle\n   FROM search_graph;
SELECT 1
