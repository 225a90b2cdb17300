# Comparisons with the elements of arrays of other types of moments, with and without an index.
create table f (id int primary key, d date, ts timestamp, tz timestamptz, g int);
set timezone = 'Europe/Berlin';
insert into f select i, date '2024-03-25' + i / 8, timestamp '2024-03-25' + i * interval '3 hours', timestamptz '2024-03-25' + i * interval '3 hours', i % 3 from generate_series(0, 99) i;
insert into f select 100 + i, date '2024-10-24' + i / 24, timestamp '2024-10-24' + i * interval '1 hour', timestamptz '2024-10-24' + i * interval '1 hour', i % 3 from generate_series(0, 99) i;
insert into f values (500, 'infinity', 'infinity', 'infinity', 1), (501, '-infinity', '-infinity', '-infinity', 1), (502, null, null, null, 1);
create index on f (d);
create index on f (ts desc);
create index on f (tz, g);
create index on f (g, ts);
analyze f;
----
CREATE TABLE
SET
INSERT 0 100
INSERT 0 100
INSERT 0 3
CREATE INDEX
CREATE INDEX
CREATE INDEX
CREATE INDEX
ANALYZE

select id from f where tz = any (array[date '2024-03-26', '2024-03-31', '2024-04-01', null, 'infinity']) order by 1;
select id from f where tz = any ('{2024-03-31 02:30,2024-03-31 03:00,2024-10-27 02:00,2024-10-27 03:00,-infinity}'::timestamp[]) order by 1;
select id from f where ts = any ('{2024-03-30,2024-03-31,2024-10-27}'::date[]) order by 1;
select id from f where ts = any ('{2024-03-31 00:00+01,2024-03-31 03:00+02,2024-10-27 02:00+02,2024-10-27 02:00+01,infinity}'::timestamptz[]) order by 1;
select id from f where d = any ('{2024-03-26 00:00,2024-03-26 12:00,2024-10-25 00:00}'::timestamp[]) order by 1;
select id from f where d = any ('{2024-03-31 00:00+01,2024-03-31 00:00+02,2024-10-27 00:00+02,-infinity}'::timestamptz[]) order by 1;
----
8
48
500
SELECT 3
175
176
501
SELECT 3
40
48
172
SELECT 3
48
49
174
500
SELECT 4
8
9
10
11
12
13
14
15
124
125
126
127
128
129
130
131
132
133
134
135
136
137
138
139
140
141
142
143
144
145
146
147
SELECT 32
48
49
50
51
52
53
54
55
172
173
174
175
176
177
178
179
180
181
182
183
184
185
186
187
188
189
190
191
192
193
194
195
501
SELECT 33

select id from f where tz = any ('{{2024-03-26,2024-03-27},{2024-03-28,2024-03-26}}'::date[]) and g = 0 order by 1;
select id from f where g = 1 and ts = any ('{2024-03-26 03:00+01,2024-03-26 06:00+01,2024-03-26 09:00+01}'::timestamptz[]) order by 1;
select id from f where tz = any (null::date[]) or ts = any ('{}'::date[]) order by 1;
select id from f where tz = any (array(select d from f where id in (8, 9, 16, 108))) order by 1;
select id from f where tz = any (array[current_date - 100000, date '2024-03-28']) order by 1;
select count(*) from f where not tz = any ('{2024-03-26,2024-03-27}'::date[]);
select count(*) from f where tz <> all ('{2024-03-26,2024-03-27}'::date[]);
select id from f where tz in (date '2024-03-26', timestamp '2024-03-26 03:00', timestamptz '2024-03-26 06:00') order by 1;
----
24
SELECT 1
10
SELECT 1
SELECT 0
8
16
100
SELECT 3
24
SELECT 1
200
SELECT 1
200
SELECT 1
8
9
10
SELECT 3

set timezone = 'America/New_York';
select id from f where tz = any (array[date '2024-03-26', '2024-03-31', '2024-04-01']) order by 1;
select id from f where ts = any ('{2024-03-26 00:00+01,2024-03-26 04:00+00,2024-10-27 00:00-04}'::timestamptz[]) order by 1;
prepare p (date[], timestamptz[]) as select id from f where tz = any ($1) or ts = any ($2) order by 1;
execute p ('{2024-03-26,2024-03-27}', '{2024-03-26 04:00+00}');
set timezone = 'UTC';
execute p ('{2024-03-26,2024-03-27}', '{2024-03-26 06:00+00}');
execute p ('{}', null);
----
SET
SELECT 0
8
172
SELECT 2
PREPARE
8
SELECT 1
SET
10
SELECT 1
SELECT 0

create table pt (at timestamptz not null, n int) partition by range (at);
create table pt1 partition of pt for values from ('2024-01-01') to ('2024-02-01');
create table pt2 partition of pt for values from ('2024-02-01') to ('2024-03-01');
create table pt3 partition of pt default;
insert into pt select timestamptz '2024-01-10' + i * interval '1 day', i from generate_series(0, 99) i;
select n from pt where at = any ('{2024-01-11,2024-02-11,2024-04-01}'::date[]) order by 1;
select n from pt where at = any ('{2024-01-11}'::date[]) order by 1;
create table pd (d date not null, n int) partition by range (d);
create table pd1 partition of pd for values from ('2024-01-01') to ('2024-02-01');
create table pd2 partition of pd for values from ('2024-02-01') to ('2024-03-01');
insert into pd select date '2024-01-10' + i, i from generate_series(0, 49) i;
set timezone = 'Europe/Berlin';
select n from pd where d = any ('{2024-01-11 00:00+01,2024-01-31 23:00+00,2024-02-03 00:00+00}'::timestamptz[]) order by 1;
----
CREATE TABLE
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 100
1
32
82
SELECT 3
1
SELECT 1
CREATE TABLE
CREATE TABLE
CREATE TABLE
INSERT 0 50
SET
1
22
SELECT 2
