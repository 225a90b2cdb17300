# Aggregates where rows are grouped by them. The results are Postgres's own. Errors are told whole, with their positions.
create table g (a int);
----
CREATE TABLE

select a, count(*) from g group by a, 2;
----
error 42803 aggregate functions are not allowed in GROUP BY
at 11

select a, 1 + sum(a) + max(a) from g group by 1, 2;
----
error 42803 aggregate functions are not allowed in GROUP BY
at 15

select a, 1 + sum(a) s from g group by a, s;
----
error 42803 aggregate functions are not allowed in GROUP BY
at 15

select a, 1 + sum(a) s from g group by a, 1 + sum(a);
----
error 42803 aggregate functions are not allowed in GROUP BY
at 47

select a, 1 + rank() over () s from g group by a, s;
----
error 42P20 window functions are not allowed in GROUP BY
at 15

select a, 1 + sum(a) s from g group by rollup (a, s);
----
error 42803 aggregate functions are not allowed in GROUP BY
at 15

select a, (select sum(g.a)) s from g group by a, s;
----
error 42803 aggregate functions are not allowed in GROUP BY
at 19
