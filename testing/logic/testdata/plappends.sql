# Errors are told whole.
# Arrays and texts that grow in PL/pgSQL are nobody else's.
create table app_kept (n int, x int[])
----
CREATE TABLE

create function appends() returns setof text language plpgsql as $$
declare a int[]; b int[]; c int[]; t text := ''; s text; n int := 0;
begin
	for i in 1 .. 5 loop a := array_append(a, i); end loop;
	b := a; a := array_append(a, 6);
	return next concat_ws(' ', '1', a, b);
	a := a || array[n]; b := a; a := a || array[7 + n]; c := array_append(a, null);
	return next concat_ws(' ', '2', a, b, c);
	insert into app_kept values (1, a); a := array_append(a, 8);
	insert into app_kept values (2, a);
	a := array_append(a, a[1]); a := a || array[cardinality(a)];
	return next concat_ws(' ', '3', a);
	a := '{}'; a := a || array[n]; b := a; a := a || array[n + 1]; b := b || array[n + 2];
	return next concat_ws(' ', '4', a, b);
	a := null; a := a || array[n]; a := array_append(a, n); b := array_append(b, null);
	return next concat_ws(' ', '5', a, b);
	a := '[3:4]={1,2}'; a := array_append(a, 3); a := a || array[n]; a := array_append(a, 4);
	return next concat_ws(' ', '6', a);
	a := '{{1,2},{3,4}}'; a := a || array[n, n];
	return next concat_ws(' ', '7', a);
	begin
		a := '{{1,2},{3,4}}'; a := array_append(a, 1);
	exception when others then return next concat_ws(' ', '8', sqlstate, sqlerrm, a); end;
	begin
		a := array_append(array_append(null, 5), 1 / n);
	exception when others then return next concat_ws(' ', '9', sqlstate, sqlerrm, a); end;
	for i in 1 .. 300 loop t := t || 'ab' || i || true || i::numeric / 2 || null::text is null; end loop;
	return next concat_ws(' ', '10', t);
	t := ''; s := 'x';
	for i in 1 .. 300 loop t := t || i || ',' || s; if i = 150 then s := t; end if; if i > 150 then s := left(s, 5); end if; end loop;
	return next concat_ws(' ', '11', length(t), md5(t), s);
	t := '';
	for i in 1 .. 300 loop t := concat(t, i, ',', null, s, true, i::numeric / 2); if i = 150 then s := t; end if; if i > 150 then s := left(s, 5); end if; end loop;
	t := concat(t, null); t := concat(t, s, t); t := concat(t);
	return next concat_ws(' ', '13', length(t), md5(t), s);
	t := null; t := concat(t, 'a', n); t := concat(variadic array[t, 'b']);
	return next concat_ws(' ', '14', t);
	t := repeat('x', 300); t := concat(t, 'a', n); t := concat(variadic array[t, 'b']); t := concat(n, t);
	return next concat_ws(' ', '15', t);
	t := t || null::int;
	return next concat_ws(' ', '12', t is null, s);
end $$
----
CREATE FUNCTION

select * from appends()
----
1 {1,2,3,4,5,6} {1,2,3,4,5}
10 true
11 2629 ef6572366cc8f37b921a888c1d8bbb4d 1,x2,
12 t 1,1,x
13 25821 cb2a3aaabc41db5e573f0e81c69e5157 1,1,x
14 a0b
15 0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxa0b
2 {1,2,3,4,5,6,0,7} {1,2,3,4,5,6,0} {1,2,3,4,5,6,0,7,NULL}
3 {1,2,3,4,5,6,0,7,8,1,10}
4 {0,1} {0,2}
5 {0,0} {0,2,NULL}
6 [3:7]={1,2,3,0,4}
7 {{1,2},{3,4},{0,0}}
8 22000 argument must be empty or one-dimensional array {{1,2},{3,4}}
9 22012 division by zero {{1,2},{3,4}}
SELECT 15

select * from app_kept order by n
----
1|{1,2,3,4,5,6,0,7}
2|{1,2,3,4,5,6,0,7,8}
SELECT 2

create domain few as int[] check (cardinality(value) < 4)
----
CREATE DOMAIN

do $$ declare a few; begin for i in 1 .. 5 loop a := array_append(a, i); end loop; end $$
----
error 23514 value for domain few violates check constraint "few_check"

do $$ declare a few; begin for i in 1 .. 5 loop a := a || array[i]; end loop; end $$
----
error 23514 value for domain few violates check constraint "few_check"

create function volatile_item() returns text language plpgsql as $$
declare a bigint[]; begin
	create temp sequence app_s; for i in 1 .. 4 loop a := array_append(a, nextval('app_s')); a := a || array[nextval('app_s')]; end loop;
	return a::text; end $$
----
CREATE FUNCTION

select volatile_item()
----
{1,2,3,4,5,6,7,8}
SELECT 1
