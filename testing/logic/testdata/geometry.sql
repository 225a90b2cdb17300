set extra_float_digits = -3
----
SET

create table points (i int primary key, v point)
----
CREATE TABLE

insert into points values (0, '(0,0)'), (1, '(-10,0)'), (2, '(-3,4)'), (3, '(5.1,34.5)'), (4, '(-5,-12)'), (5, '(10,10)'), (6, '(NaN,NaN)'), (7, '(1,1)')
----
INSERT 0 8

select * from points order by i
----
0|(0,0)
1|(-10,0)
2|(-3,4)
3|(5.1,34.5)
4|(-5,-12)
5|(10,10)
6|(NaN,NaN)
7|(1,1)
SELECT 8

create table lsegs (i int primary key, v lseg)
----
CREATE TABLE

insert into lsegs values (0, '[(1,2),(3,4)]'), (1, '(0,0),(6,6)'), (2, '10,-10,-3,-4'), (3, '(11,22),(33,44)'), (4, '[(-10,2),(-10,3)]'), (5, '[(0,-20),(30,-20)]'), (6, '[(2,0),(2,9)]')
----
INSERT 0 7

select * from lsegs order by i
----
0|[(1,2),(3,4)]
1|[(0,0),(6,6)]
2|[(10,-10),(-3,-4)]
3|[(11,22),(33,44)]
4|[(-10,2),(-10,3)]
5|[(0,-20),(30,-20)]
6|[(2,0),(2,9)]
SELECT 7

create table lines (i int primary key, v line)
----
CREATE TABLE

insert into lines values (0, '{0,-1,5}'), (1, '{1,0,5}'), (2, '{0,3,0}'), (3, '(0,0),(6,6)'), (4, '10,-10,-5,-4'), (5, '{3,NaN,5}'), (6, '[(1,3),(2,3)]')
----
INSERT 0 7

select * from lines order by i
----
0|{0,-1,5}
1|{1,0,5}
2|{0,3,0}
3|{1,-1,0}
4|{-0.4,-1,-6}
5|{3,NaN,5}
6|{0,-1,3}
SELECT 7

create table boxs (i int primary key, v box)
----
CREATE TABLE

insert into boxs values (0, '(2,2,0,0)'), (1, '(1,1,3,3)'), (2, '((-8,2),(-2,-10))'), (3, '(2.5,2.5,2.5,3.5)'), (4, '(3,3,3,3)')
----
INSERT 0 5

select * from boxs order by i
----
0|(2,2),(0,0)
1|(3,3),(1,1)
2|(-2,2),(-8,-10)
3|(2.5,3.5),(2.5,2.5)
4|(3,3),(3,3)
SELECT 5

create table paths (i int primary key, v path)
----
CREATE TABLE

insert into paths values (0, '[(1,2),(3,4)]'), (1, '((1,2),(3,4))'), (2, '[(0,0),(3,0),(4,5),(1,6)]'), (3, '((10,20))'), (4, '[11,12,13,14]'), (5, '((0,0),(4,0),(4,4))')
----
INSERT 0 6

select * from paths order by i
----
0|[(1,2),(3,4)]
1|((1,2),(3,4))
2|[(0,0),(3,0),(4,5),(1,6)]
3|((10,20))
4|[(11,12),(13,14)]
5|((0,0),(4,0),(4,4))
SELECT 6

create table polygons (i int primary key, v polygon)
----
CREATE TABLE

insert into polygons values (0, '(2,0),(2,4),(0,0)'), (1, '(3,1),(3,3),(1,0)'), (2, '(1,2),(3,4),(5,6),(7,8)'), (3, '(7,8),(5,6),(3,4),(1,2)'), (4, '(1,2),(7,8),(5,6),(3,-4)'), (5, '(0,0)'), (6, '(0,0),(9,0),(9,9),(0,9)'), (7, '(1,1),(2,1),(2,2)'), (8, '(0,0),(0,100),(100,100),(50,50),(100,0),(0,0)')
----
INSERT 0 9

select * from polygons order by i
----
0|((2,0),(2,4),(0,0))
1|((3,1),(3,3),(1,0))
2|((1,2),(3,4),(5,6),(7,8))
3|((7,8),(5,6),(3,4),(1,2))
4|((1,2),(7,8),(5,6),(3,-4))
5|((0,0))
6|((0,0),(9,0),(9,9),(0,9))
7|((1,1),(2,1),(2,2))
8|((0,0),(0,100),(100,100),(50,50),(100,0),(0,0))
SELECT 9

create table circles (i int primary key, v circle)
----
CREATE TABLE

insert into circles values (0, '<(5,1),3>'), (1, '((1,2),100)'), (2, '1,3,5'), (3, '<(100,200),10>'), (4, '<(3,5),0>'), (5, '<(3,5),NaN>')
----
INSERT 0 6

select * from circles order by i
----
0|<(5,1),3>
1|<(1,2),100>
2|<(1,3),5>
3|<(100,200),10>
4|<(3,5),0>
5|<(3,5),NaN>
SELECT 6

select string_agg(coalesce((a.v << b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;false;false;true;false;true;false;true;true;false;true;true;true;true;false;true;true;false;false;true;false;true;false;true;false;false;false;false;false;true;false;false;true;false;true;true;false;true;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;true;false;false
SELECT 1

select string_agg(coalesce((a.v >> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;true;true;false;true;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;true;false;false;false;true;true;true;false;true;false;false;true;false;true;false;false;false;false;false;false;true;true;true;true;true;false;false;true;false;false;false;false;false;false;false;false;true;true;true;false;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <<| b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;false;true;true;false;true;false;true;false;false;true;true;false;true;false;true;false;false;false;true;false;true;false;false;false;false;false;false;false;false;false;false;true;true;true;true;false;true;false;true;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;false;true;false;false
SELECT 1

select string_agg(coalesce((a.v |>> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;true;true;false;false;true;false;false;true;true;true;true;false;true;true;false;true;false;false;false;false;false;false;false;false;true;true;true;false;true;false;false;true;false;false;false;false;false;false;false;false;true;true;false;false;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v ~= b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
error 42883

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
0;10;5;34.8749193547;13;14.1421356237;NaN;1.41421356237;10;0;8.0622577483;37.6597928831;13;22.360679775;NaN;11.0453610172;5;8.0622577483;0;31.5572495633;16.1245154966;14.3178210633;NaN;5;34.8749193547;37.6597928831;31.5572495633;0;47.5842410888;24.9851956166;NaN;33.7499629629;13;13;16.1245154966;47.5842410888;0;26.6270539114;NaN;14.3178210633;14.1421356237;22.360679775;14.3178210633;24.9851956166;26.6270539114;0;NaN;12.7279220614;NaN;NaN;NaN;NaN;NaN;NaN;NaN;NaN;1.41421356237;11.0453610172;5;33.7499629629;14.3178210633;12.7279220614;NaN;0
SELECT 1

select string_agg(coalesce((a.v + b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
(0,0);(-10,0);(-3,4);(5.1,34.5);(-5,-12);(10,10);(NaN,NaN);(1,1);(-10,0);(-20,0);(-13,4);(-4.9,34.5);(-15,-12);(0,10);(NaN,NaN);(-9,1);(-3,4);(-13,4);(-6,8);(2.1,38.5);(-8,-8);(7,14);(NaN,NaN);(-2,5);(5.1,34.5);(-4.9,34.5);(2.1,38.5);(10.2,69);(0.1,22.5);(15.1,44.5);(NaN,NaN);(6.1,35.5);(-5,-12);(-15,-12);(-8,-8);(0.1,22.5);(-10,-24);(5,-2);(NaN,NaN);(-4,-11);(10,10);(0,10);(7,14);(15.1,44.5);(5,-2);(20,20);(NaN,NaN);(11,11);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(1,1);(-9,1);(-2,5);(6.1,35.5);(-4,-11);(11,11);(NaN,NaN);(2,2)
SELECT 1

select string_agg(coalesce((a.v - b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
(0,0);(10,0);(3,-4);(-5.1,-34.5);(5,12);(-10,-10);(NaN,NaN);(-1,-1);(-10,0);(0,0);(-7,-4);(-15.1,-34.5);(-5,12);(-20,-10);(NaN,NaN);(-11,-1);(-3,4);(7,4);(0,0);(-8.1,-30.5);(2,16);(-13,-6);(NaN,NaN);(-4,3);(5.1,34.5);(15.1,34.5);(8.1,30.5);(0,0);(10.1,46.5);(-4.9,24.5);(NaN,NaN);(4.1,33.5);(-5,-12);(5,-12);(-2,-16);(-10.1,-46.5);(0,0);(-15,-22);(NaN,NaN);(-6,-13);(10,10);(20,10);(13,6);(4.9,-24.5);(15,22);(0,0);(NaN,NaN);(9,9);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(1,1);(11,1);(4,-3);(-4.1,-33.5);(6,13);(-9,-9);(NaN,NaN);(0,0)
SELECT 1

select string_agg(coalesce((a.v * b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
(0,0);(-0,0);(-0,0);(0,0);(0,-0);(0,0);(NaN,NaN);(0,0);(-0,0);(100,-0);(30,-40);(-51,-345);(50,120);(-100,-100);(NaN,NaN);(-10,-10);(-0,0);(30,-40);(-7,-24);(-153.3,-83.1);(63,16);(-70,10);(NaN,NaN);(-7,1);(0,0);(-51,-345);(-153.3,-83.1);(-1164.24,351.9);(388.5,-233.7);(-294,396);(NaN,NaN);(-29.4,39.6);(0,-0);(50,120);(63,16);(388.5,-233.7);(-119,120);(70,-170);(NaN,NaN);(7,-17);(0,0);(-100,-100);(-70,10);(-294,396);(70,-170);(0,200);(NaN,NaN);(0,20);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(0,0);(-10,-10);(-7,1);(-29.4,39.6);(7,-17);(0,20);(NaN,NaN);(0,2)
SELECT 1

select string_agg(coalesce((a.v / b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b where b.v::text <> '(0,0)'
----
(0,-0);(0,-0);(0,0);(-0,0);(0,0);(NaN,NaN);(0,0);(1,0);(1.2,1.6);(-0.0419318237877,0.283656455034);(0.295857988166,-0.710059171598);(-0.5,0.5);(NaN,NaN);(-5,5);(0.3,-0.4);(1,0);(0.100883034877,0.101869666025);(-0.195266272189,-0.331360946746);(0.05,0.35);(NaN,NaN);(0.5,3.5);(-0.51,-3.45);(4.908,-4.956);(1,0);(-2.60059171598,-0.658579881657);(1.98,1.47);(NaN,NaN);(19.8,14.7);(0.5,1.2);(-1.32,2.24);(-0.361353657935,0.0915100389719);(1,0);(-0.85,-0.35);(NaN,NaN);(-8.5,-3.5);(-1,-1);(0.4,-2.8);(0.325588278822,-0.241724631247);(-1.00591715976,0.414201183432);(1,0);(NaN,NaN);(10,0);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(-0.1,-0.1);(0.04,-0.28);(0.0325588278822,-0.0241724631247);(-0.100591715976,0.0414201183432);(0.1,0);(NaN,NaN);(1,0)
SELECT 1

select string_agg(coalesce((a.v ?| b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v ?- b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
true;true;false;false;false;false;false;false;true;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;true;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;true;false
SELECT 1

select string_agg(coalesce((a.v |>> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;true;true;false;false;true;false;false;true;true;true;true;false;true;true;false;true;false;false;false;false;false;false;false;false;true;true;true;false;true;false;false;true;false;false;false;false;false;false;false;false;true;true;false;false;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <^ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;false;true;true;false;true;false;true;false;false;true;true;false;true;false;true;false;false;false;true;false;true;false;false;false;false;false;false;false;false;false;false;true;true;true;true;false;true;false;true;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;false;true;false;false
SELECT 1

select string_agg(coalesce((a.v >^ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, points b
----
false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;true;true;false;false;true;false;false;true;true;true;true;false;true;true;false;true;false;false;false;false;false;false;false;false;true;true;true;false;true;false;false;true;false;false;false;false;false;false;false;false;true;true;false;false;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, lsegs b
----
2.2360679775;0;4.88901207039;24.5967477525;10.1980390272;20;2;11.1803398875;10;8.0622577483;30.4138126515;2;22.360679775;12;4.472135955;4.94974746831;8;22.803508502;7.07106781187;24.1867732449;5;30.5722096028;28.5142069853;39.3428519556;13.0107647738;34.932220084;54.5;25.6877402665;15.2315462117;13;8.10179143093;37.5765884561;14.8660687473;9.43398113206;13.8924439894;9.21954445729;5.65685424949;18.15918769;12.0415945788;21.1896201004;30;8.0622577483;NaN;NaN;NaN;NaN;NaN;NaN;NaN;1;0;6.21602963235;23.2594066992;11.0453610172;21;1
SELECT 1

select string_agg(coalesce((a.v ## b.v)::text, 'null'), ';' order by a.i, b.i) from points a, lsegs b
----
(1,2);(0,0);(-2.0487804878,-4.43902439024);(11,22);(-10,2);(0,-20);(2,0);(1,2);(0,0);(-3,-4);(11,22);(-10,2);(0,-20);(2,0);(1,2);(0.5,0.5);(-3,-4);(11,22);(-10,3);(0,-20);(2,4);(3,4);(6,6);(-3,-4);(14.3,25.3);(-10,3);(5.1,-20);(2,9);(1,2);(0,0);(-1.60487804878,-4.64390243902);(11,22);(-10,2);(0,-20);(2,0);(3,4);(6,6);(2.39024390244,-6.48780487805);(11,22);(-10,3);(10,-20);(2,9);null;null;null;null;null;null;null;(1,2);(1,1);(-1.60487804878,-4.64390243902);(11,22);(-10,2);(1,-20);(2,1)
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, lsegs b
----
false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, points b
----
2.2360679775;11.1803398875;4.472135955;30.5722096028;15.2315462117;9.21954445729;NaN;1;0;10;4.94974746831;28.5142069853;13;5.65685424949;NaN;0;4.88901207039;8.0622577483;8;39.3428519556;8.10179143093;18.15918769;NaN;6.21602963235;24.5967477525;30.4138126515;22.803508502;13.0107647738;37.5765884561;12.0415945788;NaN;23.2594066992;10.1980390272;2;7.07106781187;34.932220084;14.8660687473;21.1896201004;NaN;11.0453610172;20;22.360679775;24.1867732449;54.5;9.43398113206;30;NaN;21;2;12;5;25.6877402665;13.8924439894;8.0622577483;NaN;1
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, lines b
----
5;5;0;0;5.57086014531;NaN;3;5;5;0;7.07106781187;1.85695338177;NaN;3;1;2;4;4.94974746831;8.17059487979;NaN;1;29.5;10.1;34.5;20.7889393669;39.4973984303;NaN;31.5;17;0;12;4.94974746831;7.42781352708;NaN;15;5;15;10;0;18.5695338177;NaN;7;NaN;NaN;NaN;NaN;NaN;NaN;NaN;4;6;1;0;6.87072751255;NaN;2
SELECT 1

select string_agg(coalesce((a.v ## b.v)::text, 'null'), ';' order by a.i, b.i) from points a, lines b
----
(0,5);(-5,0);(0,0);(0,0);(-2.06896551724,-5.1724137931);null;(0,3);(-10,5);(-5,0);(-10,0);(-5,-5);(-10.6896551724,-1.72413793103);null;(-10,3);(-3,5);(-5,4);(-3,0);(0.5,0.5);(-6.03448275862,-3.58620689655);null;(-3,3);(5.1,5);(-5,34.5);(5.1,0);(19.8,19.8);(-9.56896551724,-2.1724137931);null;(5.1,3);(-5,5);(-5,-12);(-5,0);(-8.5,-8.5);(-2.24137931034,-5.10344827586);null;(-5,3);(10,5);(-5,10);(10,0);(10,10);(3.10344827586,-7.24137931034);null;(10,3);null;null;null;null;null;null;null;(1,5);(-5,1);(1,0);(1,1);(-1.55172413793,-5.37931034483);null;(1,3)
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, lines b
----
false;false;true;true;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, points b
----
5;5;1;29.5;17;5;NaN;4;5;5;2;10.1;0;15;NaN;6;0;0;4;34.5;12;10;NaN;1;0;7.07106781187;4.94974746831;20.7889393669;4.94974746831;0;NaN;0;5.57086014531;1.85695338177;8.17059487979;39.4973984303;7.42781352708;18.5695338177;NaN;6.87072751255;NaN;NaN;NaN;NaN;NaN;NaN;NaN;NaN;3;3;1;31.5;15;7;NaN;2
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, boxs b
----
0;1.41421356237;2;3.53553390593;4.24264068712;10;11.0453610172;2;12.747548784;13.3416640641;3.60555127546;4.12310562562;2;5.52268050859;6.0827625303;32.6475113906;31.5699223946;33.2664996656;31.108841187;31.5699223946;13;14.3178210633;2;16.3248277173;17;11.313708499;9.89949493661;14.4222051019;9.92471662064;9.89949493661;NaN;NaN;NaN;NaN;NaN;0;0;3;2.12132034356;2.82842712475
SELECT 1

select string_agg(coalesce((a.v ## b.v)::text, 'null'), ';' order by a.i, b.i) from points a, boxs b
----
(0,0);(1,1);(-2,0);(2.5,2.5);(3,3);(0,0);(1,1);(-8,0);(2.5,2.5);(3,3);(0,2);(1,3);(-3,2);(2.5,3.5);(3,3);(2,2);(3,3);(-2,2);(2.5,3.5);(3,3);(0,0);(1,1);(-5,-10);(2.5,2.5);(3,3);(2,2);(3,3);(-2,2);(2.5,3.5);(3,3);null;null;null;null;null;(1,1);(1,1);(-2,1);(2.5,2.5);(3,3)
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, boxs b
----
true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, points b
----
0;10;3.60555127546;32.6475113906;13;11.313708499;NaN;0;1.41421356237;11.0453610172;4.12310562562;31.5699223946;14.3178210633;9.89949493661;NaN;0;2;2;2;33.2664996656;2;14.4222051019;NaN;3;3.53553390593;12.747548784;5.52268050859;31.108841187;16.3248277173;9.92471662064;NaN;2.12132034356;4.24264068712;13.3416640641;6.0827625303;31.5699223946;17;9.89949493661;NaN;2.82842712475
SELECT 1

select string_agg(coalesce((a.v @> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, points b
----
true;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v + b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, points b
----
(2,2),(0,0);(-8,2),(-10,0);(-1,6),(-3,4);(7.1,36.5),(5.1,34.5);(-3,-10),(-5,-12);(12,12),(10,10);(NaN,NaN),(NaN,NaN);(3,3),(1,1);(3,3),(1,1);(-7,3),(-9,1);(0,7),(-2,5);(8.1,37.5),(6.1,35.5);(-2,-9),(-4,-11);(13,13),(11,11);(NaN,NaN),(NaN,NaN);(4,4),(2,2);(-2,2),(-8,-10);(-12,2),(-18,-10);(-5,6),(-11,-6);(3.1,36.5),(-2.9,24.5);(-7,-10),(-13,-22);(8,12),(2,0);(NaN,NaN),(NaN,NaN);(-1,3),(-7,-9);(2.5,3.5),(2.5,2.5);(-7.5,3.5),(-7.5,2.5);(-0.5,7.5),(-0.5,6.5);(7.6,38),(7.6,37);(-2.5,-8.5),(-2.5,-9.5);(12.5,13.5),(12.5,12.5);(NaN,NaN),(NaN,NaN);(3.5,4.5),(3.5,3.5);(3,3),(3,3);(-7,3),(-7,3);(0,7),(0,7);(8.1,37.5),(8.1,37.5);(-2,-9),(-2,-9);(13,13),(13,13);(NaN,NaN),(NaN,NaN);(4,4),(4,4)
SELECT 1

select string_agg(coalesce((a.v - b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, points b
----
(2,2),(0,0);(12,2),(10,0);(5,-2),(3,-4);(-3.1,-32.5),(-5.1,-34.5);(7,14),(5,12);(-8,-8),(-10,-10);(NaN,NaN),(NaN,NaN);(1,1),(-1,-1);(3,3),(1,1);(13,3),(11,1);(6,-1),(4,-3);(-2.1,-31.5),(-4.1,-33.5);(8,15),(6,13);(-7,-7),(-9,-9);(NaN,NaN),(NaN,NaN);(2,2),(0,0);(-2,2),(-8,-10);(8,2),(2,-10);(1,-2),(-5,-14);(-7.1,-32.5),(-13.1,-44.5);(3,14),(-3,2);(-12,-8),(-18,-20);(NaN,NaN),(NaN,NaN);(-3,1),(-9,-11);(2.5,3.5),(2.5,2.5);(12.5,3.5),(12.5,2.5);(5.5,-0.5),(5.5,-1.5);(-2.6,-31),(-2.6,-32);(7.5,15.5),(7.5,14.5);(-7.5,-6.5),(-7.5,-7.5);(NaN,NaN),(NaN,NaN);(1.5,2.5),(1.5,1.5);(3,3),(3,3);(13,3),(13,3);(6,-1),(6,-1);(-2.1,-31.5),(-2.1,-31.5);(8,15),(8,15);(-7,-7),(-7,-7);(NaN,NaN),(NaN,NaN);(2,2),(2,2)
SELECT 1

select string_agg(coalesce((a.v * b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, points b
----
(0,0),(0,0);(-0,0),(-20,-20);(-0,2),(-14,0);(0,79.2),(-58.8,0);(14,-0),(0,-34);(0,40),(0,0);(NaN,NaN),(NaN,NaN);(0,4),(0,0);(0,0),(0,0);(-10,-10),(-30,-30);(-7,3),(-21,1);(-29.4,118.8),(-88.2,39.6);(21,-17),(7,-51);(0,60),(0,20);(NaN,NaN),(NaN,NaN);(0,6),(0,2);(0,-0),(-0,0);(80,100),(20,-20);(64,-2),(-2,-14);(304.2,-58.8),(-79.2,-327);(34,146),(-80,14);(20,0),(-40,-180);(NaN,NaN),(NaN,NaN);(2,0),(-4,-18);(0,0),(0,0);(-25,-25),(-25,-35);(-17.5,2.5),(-21.5,-0.5);(-73.5,104.1),(-108,99);(29.5,-42.5),(17.5,-47.5);(0,60),(-10,50);(NaN,NaN),(NaN,NaN);(0,6),(-1,5);(0,0),(0,0);(-30,-30),(-30,-30);(-21,3),(-21,3);(-88.2,118.8),(-88.2,118.8);(21,-51),(21,-51);(0,60),(0,60);(NaN,NaN),(NaN,NaN);(0,6),(0,6)
SELECT 1

select string_agg(coalesce((a.v / b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, points b where b.v::text <> '(0,0)'
----
(0,-0),(-0.2,-0.2);(0.08,-0),(0,-0.56);(0.0651176557644,0),(0,-0.0483449262493);(-0,0.0828402366864),(-0.201183431953,0);(0.2,0),(0,0);(NaN,NaN),(NaN,NaN);(2,0),(0,0);(-0.1,-0.1),(-0.3,-0.3);(0.12,-0.28),(0.04,-0.84);(0.0976764836466,-0.0241724631247),(0.0325588278822,-0.072517389374);(-0.100591715976,0.12426035503),(-0.301775147929,0.0414201183432);(0.3,0),(0.1,0);(NaN,NaN),(NaN,NaN);(3,0),(1,0);(0.8,1),(0.2,-0.2);(0.56,2.48),(-0.64,0.08);(0.0483449262493,0.18499334024),(-0.317201914064,0.0651176557644);(0.94674556213,-0.201183431953),(-0.0828402366864,-0.272189349112);(0,0.2),(-0.9,-0.1);(NaN,NaN),(NaN,NaN);(0,2),(-9,-1);(-0.25,-0.25),(-0.25,-0.35);(0.26,-0.7),(0.1,-0.82);(0.109762715209,-0.0562379754329),(0.0813970697055,-0.0604311578117);(-0.251479289941,0.103550295858),(-0.322485207101,0.0739644970414);(0.3,0.05),(0.25,0);(NaN,NaN),(NaN,NaN);(3,0.5),(2.5,0);(-0.3,-0.3),(-0.3,-0.3);(0.12,-0.84),(0.12,-0.84);(0.0976764836466,-0.072517389374),(0.0976764836466,-0.072517389374);(-0.301775147929,0.12426035503),(-0.301775147929,0.12426035503);(0.3,0),(0.3,0);(NaN,NaN),(NaN,NaN);(3,0),(3,0)
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, paths b
----
2.2360679775;2.2360679775;0;22.360679775;16.2788205961;0;11.1803398875;11.1803398875;10;28.2842712475;24.1867732449;10;4.472135955;4.472135955;4.472135955;20.6155281281;16.1245154966;4.94974746831;30.5722096028;30.5722096028;28.793402022;15.3055545473;21.9695243462;30.5198296194;15.2315462117;15.2315462117;13;35.3411940941;28.8444102037;13;9.21954445729;9.21954445729;7.81024967591;10;2.2360679775;8.48528137424;NaN;NaN;NaN;NaN;NaN;NaN;1;1;1;21.0237960416;14.8660687473;0
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, paths b
----
false;false;true;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;true;false;true;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, points b
----
2.2360679775;11.1803398875;4.472135955;30.5722096028;15.2315462117;9.21954445729;NaN;1;2.2360679775;11.1803398875;4.472135955;30.5722096028;15.2315462117;9.21954445729;NaN;1;0;10;4.472135955;28.793402022;13;7.81024967591;NaN;1;22.360679775;28.2842712475;20.6155281281;15.3055545473;35.3411940941;10;NaN;21.0237960416;16.2788205961;24.1867732449;16.1245154966;21.9695243462;28.8444102037;2.2360679775;NaN;14.8660687473;0;10;4.94974746831;30.5198296194;13;8.48528137424;NaN;0
SELECT 1

select string_agg(coalesce((a.v @> b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, points b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;true;true
SELECT 1

select string_agg(coalesce((a.v + b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, points b
----
[(1,2),(3,4)];[(-9,2),(-7,4)];[(-2,6),(0,8)];[(6.1,36.5),(8.1,38.5)];[(-4,-10),(-2,-8)];[(11,12),(13,14)];[(NaN,NaN),(NaN,NaN)];[(2,3),(4,5)];((1,2),(3,4));((-9,2),(-7,4));((-2,6),(0,8));((6.1,36.5),(8.1,38.5));((-4,-10),(-2,-8));((11,12),(13,14));((NaN,NaN),(NaN,NaN));((2,3),(4,5));[(0,0),(3,0),(4,5),(1,6)];[(-10,0),(-7,0),(-6,5),(-9,6)];[(-3,4),(0,4),(1,9),(-2,10)];[(5.1,34.5),(8.1,34.5),(9.1,39.5),(6.1,40.5)];[(-5,-12),(-2,-12),(-1,-7),(-4,-6)];[(10,10),(13,10),(14,15),(11,16)];[(NaN,NaN),(NaN,NaN),(NaN,NaN),(NaN,NaN)];[(1,1),(4,1),(5,6),(2,7)];((10,20));((0,20));((7,24));((15.1,54.5));((5,8));((20,30));((NaN,NaN));((11,21));[(11,12),(13,14)];[(1,12),(3,14)];[(8,16),(10,18)];[(16.1,46.5),(18.1,48.5)];[(6,0),(8,2)];[(21,22),(23,24)];[(NaN,NaN),(NaN,NaN)];[(12,13),(14,15)];((0,0),(4,0),(4,4));((-10,0),(-6,0),(-6,4));((-3,4),(1,4),(1,8));((5.1,34.5),(9.1,34.5),(9.1,38.5));((-5,-12),(-1,-12),(-1,-8));((10,10),(14,10),(14,14));((NaN,NaN),(NaN,NaN),(NaN,NaN));((1,1),(5,1),(5,5))
SELECT 1

select string_agg(coalesce((a.v - b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, points b
----
[(1,2),(3,4)];[(11,2),(13,4)];[(4,-2),(6,0)];[(-4.1,-32.5),(-2.1,-30.5)];[(6,14),(8,16)];[(-9,-8),(-7,-6)];[(NaN,NaN),(NaN,NaN)];[(0,1),(2,3)];((1,2),(3,4));((11,2),(13,4));((4,-2),(6,0));((-4.1,-32.5),(-2.1,-30.5));((6,14),(8,16));((-9,-8),(-7,-6));((NaN,NaN),(NaN,NaN));((0,1),(2,3));[(0,0),(3,0),(4,5),(1,6)];[(10,0),(13,0),(14,5),(11,6)];[(3,-4),(6,-4),(7,1),(4,2)];[(-5.1,-34.5),(-2.1,-34.5),(-1.1,-29.5),(-4.1,-28.5)];[(5,12),(8,12),(9,17),(6,18)];[(-10,-10),(-7,-10),(-6,-5),(-9,-4)];[(NaN,NaN),(NaN,NaN),(NaN,NaN),(NaN,NaN)];[(-1,-1),(2,-1),(3,4),(0,5)];((10,20));((20,20));((13,16));((4.9,-14.5));((15,32));((0,10));((NaN,NaN));((9,19));[(11,12),(13,14)];[(21,12),(23,14)];[(14,8),(16,10)];[(5.9,-22.5),(7.9,-20.5)];[(16,24),(18,26)];[(1,2),(3,4)];[(NaN,NaN),(NaN,NaN)];[(10,11),(12,13)];((0,0),(4,0),(4,4));((10,0),(14,0),(14,4));((3,-4),(7,-4),(7,0));((-5.1,-34.5),(-1.1,-34.5),(-1.1,-30.5));((5,12),(9,12),(9,16));((-10,-10),(-6,-10),(-6,-6));((NaN,NaN),(NaN,NaN),(NaN,NaN));((-1,-1),(3,-1),(3,3))
SELECT 1

select string_agg(coalesce((a.v * b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, points b
----
[(0,0),(0,0)];[(-10,-20),(-30,-40)];[(-11,-2),(-25,0)];[(-63.9,44.7),(-122.7,123.9)];[(19,-22),(33,-56)];[(-10,30),(-10,70)];[(NaN,NaN),(NaN,NaN)];[(-1,3),(-1,7)];((0,0),(0,0));((-10,-20),(-30,-40));((-11,-2),(-25,0));((-63.9,44.7),(-122.7,123.9));((19,-22),(33,-56));((-10,30),(-10,70));((NaN,NaN),(NaN,NaN));((-1,3),(-1,7));[(0,0),(0,0),(0,0),(0,0)];[(-0,0),(-30,0),(-40,-50),(-10,-60)];[(-0,0),(-9,12),(-32,1),(-27,-14)];[(0,0),(15.3,103.5),(-152.1,163.5),(-201.9,65.1)];[(0,-0),(-15,-36),(40,-73),(67,-42)];[(0,0),(30,30),(-10,90),(-50,70)];[(NaN,NaN),(NaN,NaN),(NaN,NaN),(NaN,NaN)];[(0,0),(3,3),(-1,9),(-5,7)];((0,0));((-100,-200));((-110,-20));((-639,447));((190,-220));((-100,300));((NaN,NaN));((-10,30));[(0,0),(0,0)];[(-110,-120),(-130,-140)];[(-81,8),(-95,10)];[(-357.9,440.7),(-416.7,519.9)];[(89,-192),(103,-226)];[(-10,230),(-10,270)];[(NaN,NaN),(NaN,NaN)];[(-1,23),(-1,27)];((0,0),(0,0),(0,0));((-0,0),(-40,0),(-40,-40));((-0,0),(-12,16),(-28,4));((0,0),(20.4,138),(-117.6,158.4));((0,-0),(-20,-48),(28,-68));((0,0),(40,40),(0,80));((NaN,NaN),(NaN,NaN),(NaN,NaN));((0,0),(4,4),(0,8))
SELECT 1

select string_agg(coalesce((a.v / b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, points b where b.v::text <> '(0,0)'
----
[(-0.1,-0.2),(-0.3,-0.4)];[(0.2,-0.4),(0.28,-0.96)];[(0.0609244733856,-0.0199792807459),(0.12604212915,-0.0683242069952)];[(-0.171597633136,0.0118343195266),(-0.372781065089,0.094674556213)];[(0.15,0.05),(0.35,0.05)];[(NaN,NaN),(NaN,NaN)];[(1.5,0.5),(3.5,0.5)];((-0.1,-0.2),(-0.3,-0.4));((0.2,-0.4),(0.28,-0.96));((0.0609244733856,-0.0199792807459),(0.12604212915,-0.0683242069952));((-0.171597633136,0.0118343195266),(-0.372781065089,0.094674556213));((0.15,0.05),(0.35,0.05));((NaN,NaN),(NaN,NaN));((1.5,0.5),(3.5,0.5));[(0,-0),(-0.3,-0),(-0.4,-0.5),(-0.1,-0.6)];[(0,-0),(-0.36,-0.48),(0.32,-1.24),(0.84,-0.88)];[(0,0),(0.0125795471363,-0.0850969365103),(0.158600957032,-0.0924966701199),(0.174387055399,-0.00320655123082)];[(-0,0),(-0.0887573964497,0.213017751479),(-0.473372781065,0.136094674556),(-0.455621301775,-0.10650887574)];[(0,0),(0.15,-0.15),(0.45,0.05),(0.35,0.25)];[(NaN,NaN),(NaN,NaN),(NaN,NaN),(NaN,NaN)];[(0,0),(1.5,-1.5),(4.5,0.5),(3.5,2.5)];((-1,-2));((2,-4));((0.609244733856,-0.199792807459));((-1.71597633136,0.118343195266));((1.5,0.5));((NaN,NaN));((15,5));[(-1.1,-1.2),(-1.3,-1.4)];[(0.6,-3.2),(0.68,-3.76)];[(0.386512752208,-0.261703911993),(0.451630407972,-0.310048838242)];[(-1.1775147929,0.426035502959),(-1.37869822485,0.508875739645)];[(1.15,0.05),(1.35,0.05)];[(NaN,NaN),(NaN,NaN)];[(11.5,0.5),(13.5,0.5)];((0,-0),(-0.4,-0),(-0.4,-0.4));((0,-0),(-0.48,-0.64),(0.16,-1.12));((0,0),(0.0167727295151,-0.113462582014),(0.130235311529,-0.0966898524986));((-0,0),(-0.118343195266,0.284023668639),(-0.402366863905,0.165680473373));((0,0),(0.2,-0.2),(0.4,0));((NaN,NaN),(NaN,NaN),(NaN,NaN));((0,0),(2,-2),(4,0))
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, polygons b
----
0;1;2.2360679775;2.2360679775;1.58113883008;0;0;1.41421356237;0;10;11;11.1803398875;11.1803398875;11.1803398875;10;10;11.0453610172;10;4.472135955;5.54700196225;4.472135955;4.472135955;4.472135955;5;3;5;3;30.6571362002;31.5699223946;26.5680258958;26.5680258958;26.5680258958;34.8749193547;25.5;32.6475113906;0;13;13.416407865;15.2315462117;15.2315462117;11.313708499;13;13;14.3178210633;13;10;9.89949493661;3.60555127546;3.60555127546;3.60555127546;14.1421356237;1.41421356237;11.313708499;0;0;0;0;0;0;0;0;0;0;0;0.554700196225;1;1;0.316227766017;1.41421356237;0;0;0
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, polygons b
----
true;false;false;false;false;true;true;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;true;true;true;true;true;true;true;true;true;false;false;false;false;false;true;true;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, points b
----
0;10;4.472135955;30.6571362002;13;10;0;0;1;11;5.54700196225;31.5699223946;13.416407865;9.89949493661;0;0.554700196225;2.2360679775;11.1803398875;4.472135955;26.5680258958;15.2315462117;3.60555127546;0;1;2.2360679775;11.1803398875;4.472135955;26.5680258958;15.2315462117;3.60555127546;0;1;1.58113883008;11.1803398875;4.472135955;26.5680258958;11.313708499;3.60555127546;0;0.316227766017;0;10;5;34.8749193547;13;14.1421356237;0;1.41421356237;0;10;3;25.5;13;1.41421356237;0;0;1.41421356237;11.0453610172;5;32.6475113906;14.3178210633;11.313708499;0;0;0;10;3;0;13;0;0;0
SELECT 1

select string_agg(coalesce((a.v @> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, points b
----
true;false;false;false;false;false;true;true;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;true;false;false;false;false;false;true;false;true;false;false;false;false;false;true;true;false;false;false;false;false;false;true;true;true;false;false;true;false;true;true;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from points a, circles b
----
2.09901951359;0;0;213.60679775;5.83095189485;NaN;12.0332963784;0;6.40175425099;218.25424421;13.9283882772;NaN;5.54400374532;0;0;211.415898255;6.0827625303;NaN;30.5001492534;0;26.7657047773;180.778038568;29.5746513082;NaN;13.4012194669;0;11.1554944214;226.577682802;18.7882942281;NaN;7.29563014099;0;6.40175425099;200.237960416;8.60232526704;NaN;NaN;NaN;NaN;NaN;NaN;NaN;1;0;0;212.265606876;4.472135955;NaN
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from points a, circles b
----
false;true;true;false;false;false;false;true;false;false;false;false;false;true;true;false;false;false;false;true;false;false;false;false;false;true;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;true;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, points b
----
2.09901951359;12.0332963784;5.54400374532;30.5001492534;13.4012194669;7.29563014099;NaN;1;0;0;0;0;0;0;NaN;0;0;6.40175425099;0;26.7657047773;11.1554944214;6.40175425099;NaN;0;213.60679775;218.25424421;211.415898255;180.778038568;226.577682802;200.237960416;NaN;212.265606876;5.83095189485;13.9283882772;6.0827625303;29.5746513082;18.7882942281;8.60232526704;NaN;4.472135955;NaN;NaN;NaN;NaN;NaN;NaN;NaN;NaN
SELECT 1

select string_agg(coalesce((a.v @> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, points b
----
false;false;false;false;false;false;false;false;true;true;true;true;true;true;false;true;true;false;true;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v + b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, points b
----
<(5,1),3>;<(-5,1),3>;<(2,5),3>;<(10.1,35.5),3>;<(0,-11),3>;<(15,11),3>;<(NaN,NaN),3>;<(6,2),3>;<(1,2),100>;<(-9,2),100>;<(-2,6),100>;<(6.1,36.5),100>;<(-4,-10),100>;<(11,12),100>;<(NaN,NaN),100>;<(2,3),100>;<(1,3),5>;<(-9,3),5>;<(-2,7),5>;<(6.1,37.5),5>;<(-4,-9),5>;<(11,13),5>;<(NaN,NaN),5>;<(2,4),5>;<(100,200),10>;<(90,200),10>;<(97,204),10>;<(105.1,234.5),10>;<(95,188),10>;<(110,210),10>;<(NaN,NaN),10>;<(101,201),10>;<(3,5),0>;<(-7,5),0>;<(0,9),0>;<(8.1,39.5),0>;<(-2,-7),0>;<(13,15),0>;<(NaN,NaN),0>;<(4,6),0>;<(3,5),NaN>;<(-7,5),NaN>;<(0,9),NaN>;<(8.1,39.5),NaN>;<(-2,-7),NaN>;<(13,15),NaN>;<(NaN,NaN),NaN>;<(4,6),NaN>
SELECT 1

select string_agg(coalesce((a.v - b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, points b
----
<(5,1),3>;<(15,1),3>;<(8,-3),3>;<(-0.1,-33.5),3>;<(10,13),3>;<(-5,-9),3>;<(NaN,NaN),3>;<(4,0),3>;<(1,2),100>;<(11,2),100>;<(4,-2),100>;<(-4.1,-32.5),100>;<(6,14),100>;<(-9,-8),100>;<(NaN,NaN),100>;<(0,1),100>;<(1,3),5>;<(11,3),5>;<(4,-1),5>;<(-4.1,-31.5),5>;<(6,15),5>;<(-9,-7),5>;<(NaN,NaN),5>;<(0,2),5>;<(100,200),10>;<(110,200),10>;<(103,196),10>;<(94.9,165.5),10>;<(105,212),10>;<(90,190),10>;<(NaN,NaN),10>;<(99,199),10>;<(3,5),0>;<(13,5),0>;<(6,1),0>;<(-2.1,-29.5),0>;<(8,17),0>;<(-7,-5),0>;<(NaN,NaN),0>;<(2,4),0>;<(3,5),NaN>;<(13,5),NaN>;<(6,1),NaN>;<(-2.1,-29.5),NaN>;<(8,17),NaN>;<(-7,-5),NaN>;<(NaN,NaN),NaN>;<(2,4),NaN>
SELECT 1

select string_agg(coalesce((a.v * b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, points b
----
<(0,0),0>;<(-50,-10),30>;<(-19,17),15>;<(-9,177.6),104.624758064>;<(-13,-65),39>;<(40,60),42.4264068712>;<(NaN,NaN),NaN>;<(4,6),4.24264068712>;<(0,0),0>;<(-10,-20),1000>;<(-11,-2),500>;<(-63.9,44.7),3487.49193547>;<(19,-22),1300>;<(-10,30),1414.21356237>;<(NaN,NaN),NaN>;<(-1,3),141.421356237>;<(0,0),0>;<(-10,-30),50>;<(-15,-5),25>;<(-98.4,49.8),174.374596774>;<(31,-27),65>;<(-20,40),70.7106781187>;<(NaN,NaN),NaN>;<(-2,4),7.07106781187>;<(0,0),0>;<(-1000,-2000),100>;<(-1100,-200),50>;<(-6390,4470),348.749193547>;<(1900,-2200),130>;<(-1000,3000),141.421356237>;<(NaN,NaN),NaN>;<(-100,300),14.1421356237>;<(0,0),0>;<(-30,-50),0>;<(-29,-3),0>;<(-157.2,129),0>;<(45,-61),0>;<(-20,80),0>;<(NaN,NaN),NaN>;<(-2,8),0>;<(0,0),NaN>;<(-30,-50),NaN>;<(-29,-3),NaN>;<(-157.2,129),NaN>;<(45,-61),NaN>;<(-20,80),NaN>;<(NaN,NaN),NaN>;<(-2,8),NaN>
SELECT 1

select string_agg(coalesce((a.v / b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, points b where b.v::text <> '(0,0)'
----
<(-0.5,-0.1),0.3>;<(-0.44,-0.92),0.6>;<(0.0493315573973,-0.137635045138),0.0860217042937>;<(-0.218934911243,0.325443786982),0.230769230769>;<(0.3,-0.2),0.212132034356>;<(NaN,NaN),NaN>;<(3,-2),2.12132034356>;<(-0.1,-0.2),10>;<(0.2,-0.4),20>;<(0.0609244733856,-0.0199792807459),2.86739014312>;<(-0.171597633136,0.0118343195266),7.69230769231>;<(0.15,0.05),7.07106781187>;<(NaN,NaN),NaN>;<(1.5,0.5),70.7106781187>;<(-0.1,-0.3),0.5>;<(0.36,-0.52),1>;<(0.0892901188891,-0.0157860983671),0.143369507156>;<(-0.242603550296,-0.0177514792899),0.384615384615>;<(0.2,0.1),0.353553390593>;<(NaN,NaN),NaN>;<(2,1),3.53553390593>;<(-10,-20),1>;<(20,-40),2>;<(6.09244733856,-1.99792807459),0.286739014312>;<(-17.1597633136,1.18343195266),0.769230769231>;<(15,5),0.707106781187>;<(NaN,NaN),NaN>;<(150,50),7.07106781187>;<(-0.3,-0.5),0>;<(0.44,-1.08),0>;<(0.154407774653,-0.0641310246164),0>;<(-0.443786982249,0.0650887573964),0>;<(0.4,0.1),0>;<(NaN,NaN),NaN>;<(4,1),0>;<(-0.3,-0.5),NaN>;<(0.44,-1.08),NaN>;<(0.154407774653,-0.0641310246164),NaN>;<(-0.443786982249,0.0650887573964),NaN>;<(0.4,0.1),NaN>;<(NaN,NaN),NaN>;<(4,1),NaN>
SELECT 1

select string_agg(coalesce((a.v ?# b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
false;false;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v ?|| b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
true;true;false;true;false;false;false;true;true;false;true;false;false;false;false;false;true;false;false;false;false;true;true;false;true;false;false;false;false;false;false;false;true;false;true;false;false;false;false;false;true;false;false;false;false;false;true;false;true
SELECT 1

select string_agg(coalesce((a.v ?-| b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;true;false;true;false;false;false;false;false;true;false
SELECT 1

select string_agg(coalesce((a.v = b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <> b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
false;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;false
SELECT 1

select string_agg(coalesce((a.v < b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
false;true;true;true;false;true;true;false;false;true;true;false;true;true;false;false;false;true;false;true;false;false;false;false;false;false;false;false;true;true;true;true;false;true;true;false;false;false;true;false;false;false;false;false;true;true;false;true;false
SELECT 1

select string_agg(coalesce((a.v <= b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
true;true;true;true;false;true;true;false;true;true;true;false;true;true;false;false;true;true;false;true;false;false;false;false;true;false;false;false;true;true;true;true;true;true;true;false;false;false;true;false;true;false;false;false;true;true;false;true;true
SELECT 1

select string_agg(coalesce((a.v > b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
false;false;false;false;true;false;false;true;false;false;false;true;false;false;true;true;false;false;true;false;true;true;true;true;false;true;true;true;false;false;false;false;false;false;false;true;true;true;false;true;false;true;true;true;false;false;true;false;false
SELECT 1

select string_agg(coalesce((a.v >= b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
true;false;false;false;true;false;false;true;true;false;false;true;false;false;true;true;true;false;true;false;true;true;true;true;true;true;true;true;false;false;false;false;true;false;false;true;true;true;false;true;true;true;true;true;false;false;true;false;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
0;0.707106781187;7.12398901685;19.6977156036;11;22;0;0.707106781187;0;4.88901207039;16.7630546142;10.1980390272;20;0;7.12398901685;4.88901207039;0;29.4737584815;9.21954445729;10;5.72712842531;19.6977156036;16.7630546142;29.4737584815;0;28.319604517;42;15.8113883008;11;10.1980390272;9.21954445729;28.319604517;0;24.1660919472;12;22;20;10;42;24.1660919472;0;20;0;0;5.72712842531;15.8113883008;12;20;0
SELECT 1

select string_agg(coalesce((a.v # b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
null;null;null;null;null;null;(2,3);null;null;null;null;null;null;(2,2);null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;null;(2,3);(2,2);null;null;null;null;null
SELECT 1

select string_agg(coalesce((a.v ## b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lsegs b
----
null;null;(-1.98536585366,-4.46829268293);null;(-10,2);(1,-20);(2,3);null;null;(-2.0487804878,-4.43902439024);null;(-10,2);(0,-20);(2,2);(1,2);(0,0);null;(11,22);(-10,2);(10,-20);(2,0);null;null;(-1.3512195122,-4.76097560976);null;(-10,3);(11,-20);(2,9);(1,2);(0,0);(-3,-4);(11,22);null;(0,-20);null;(1,2);(0,0);(10,-10);(11,22);(-10,2);null;(2,0);(2,3);(2,2);(-0.4,-5.2);(11,22);null;(2,-20);null
SELECT 1

select string_agg(coalesce((a.v ?# b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lines b
----
false;false;false;false;false;false;true;true;false;true;false;false;false;true;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;true;true;false;false;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lines b
----
1;6;2;0.707106781187;7.79920420344;NaN;0;0;5;0;0;5.57086014531;NaN;0;9;2;4;0.707106781187;0;NaN;7;17;16;22;7.77817459305;30.0826447847;NaN;19;2;5;2;8.48528137424;3.71390676354;NaN;0;25;5;20;14.1421356237;1.85695338177;NaN;23;0;7;0;0;6.31364149802;NaN;0
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, lines b
----
false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lsegs b
----
1;0;9;17;2;25;0;6;5;2;16;5;5;7;2;0;4;22;2;20;0;0.707106781187;0;0.707106781187;7.77817459305;8.48528137424;14.1421356237;0;7.79920420344;5.57086014531;0;30.0826447847;3.71390676354;1.85695338177;6.31364149802;NaN;NaN;NaN;NaN;NaN;NaN;NaN;0;0;7;19;0;23;0
SELECT 1

select string_agg(coalesce((a.v ## b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lsegs b
----
(3,4);(5,5);(-3,-4);(11,22);(-10,3);null;(2,5);(1,2);(0,0);(-3,-4);(11,22);null;(0,-20);null;(1,2);(0,0);(-3,-4);(11,22);(-10,2);null;(2,0);null;null;(-3,-4);null;(-10,2);(0,-20);(2,2);(1,2);(0,0);(10,-10);(11,22);(-10,2);(30,-20);(2,0);null;null;null;null;null;null;null;(2,3);(3,3);(-3,-4);(11,22);(-10,3);null;(2,3)
SELECT 1

select string_agg(coalesce((a.v ?# b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, boxs b
----
true;true;false;true;false;true;true;false;true;true;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, boxs b
----
0;0;3;0;0.707106781187;0;0;2;0;0;4.88901207039;6.21602963235;0;8.20655597529;8.87006475627;21.9317121995;20.6155281281;23.8537208838;20.3592730715;20.6155281281;10;11;2;12.5;13;20;21;10.1980390272;22.5;23;0;0;4;0.5;1
SELECT 1

select string_agg(coalesce((a.v ## b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, boxs b
----
(1,2);(1.5,2.5);(-2,2);(2.25,3.25);(3,3);(1,1);(2,2);(-2,0);(2.75,2.75);(3,3);(0,0);(1,1);(-3,-4);(2.5,2.5);(3,3);(2,2);(3,3);(-2,2);(2.5,3.5);(3,3);(0,2);(1,2);(-8,2);(2.5,3);(3,3);(0,0);(1,1);(-2,-10);(2.5,2.5);(3,3);(2,1);(2,2);(-2,2);(2.5,2.5);(3,3)
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from lsegs a, boxs b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, lsegs b
----
0;0;4.88901207039;21.9317121995;10;20;0;0;0;6.21602963235;20.6155281281;11;21;0;3;2;0;23.8537208838;2;10.1980390272;4;0;0;8.20655597529;20.3592730715;12.5;22.5;0.5;0.707106781187;0;8.87006475627;20.6155281281;13;23;1
SELECT 1

select string_agg(coalesce((a.v ?# b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lines b
----
false;true;false;true;true;true;false;true;false;true;true;true;true;true;false;true;false;true;true;true;false;true;true;true;false;true;true;true;true;true;true;true;false;true;true;true;true;true;true;true;true;true;false;true;false;true;true;true;false
SELECT 1

select string_agg(coalesce((a.v ?|| b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lines b
----
true;false;true;false;false;false;true;false;true;false;false;false;false;false;true;false;true;false;false;false;true;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;true;false;true;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v ?-| b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lines b
----
false;true;false;false;false;false;false;true;false;true;false;false;false;true;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v = b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lines b
----
true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lines b
----
0;0;5;0;0;0;2;0;0;0;0;0;0;0;5;0;0;0;0;0;3;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;2;0;3;0;0;0;0
SELECT 1

select string_agg(coalesce((a.v # b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, lines b
----
null;(-5,5);null;(5,5);(-27.5,5);(NaN,NaN);null;(-5,5);null;(-5,0);(-5,-5);(-5,-4);(NaN,NaN);(-5,3);null;(-5,0);null;(0,0);(-15,0);(NaN,NaN);null;(5,5);(-5,-5);(0,0);null;(-4.28571428571,-4.28571428571);(NaN,NaN);(3,3);(-27.5,5);(-5,-4);(-15,0);(-4.28571428571,-4.28571428571);null;(NaN,NaN);(-22.5,3);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);(NaN,NaN);null;(-5,3);null;(3,3);(-22.5,3);(NaN,NaN);null
SELECT 1

select string_agg(coalesce((a.v ?# b.v)::text, 'null'), ';' order by a.i, b.i) from lines a, boxs b
----
false;false;false;false;false;false;false;true;false;false;true;false;true;false;false;true;true;true;true;true;false;false;true;false;false;false;false;false;false;false;false;true;false;true;true
SELECT 1

select string_agg(coalesce((a.v && b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;true;false;false;false;true;true;false;true;true;false;false;true;false;false;false;true;false;true;false;false;true;false;false;true
SELECT 1

select string_agg(coalesce((a.v << b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;false;true;true;false;false;false;false;false;true;true;false;true;true;false;false;false;false;true;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &< b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;true;false;true;true;false;true;false;false;true;true;true;true;true;true;false;true;false;true;true;false;true;false;false;true
SELECT 1

select string_agg(coalesce((a.v >> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;true;false;false;false;false;true;false;false;false;false;false;false;false;true;false;true;false;false;true;false;true;true;false
SELECT 1

select string_agg(coalesce((a.v &> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;false;true;false;false;true;true;true;false;false;false;false;true;false;false;true;true;true;true;false;true;true;true;true;true
SELECT 1

select string_agg(coalesce((a.v <<| b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;false;true;true;false;false;false;false;false;false;false;false;true;true;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &<| b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;true;true;true;true;false;true;false;true;true;true;true;true;true;true;false;false;false;true;false;false;true;false;true;true
SELECT 1

select string_agg(coalesce((a.v |>> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;true;false;false;true;false;true;false;false
SELECT 1

select string_agg(coalesce((a.v |&> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;false;true;false;false;true;true;true;false;false;false;false;true;false;false;true;true;true;true;false;true;true;true;true;true
SELECT 1

select string_agg(coalesce((a.v @> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;false;false;false;false;false;true;false;false;true;false;false;true;false;false;false;false;false;true;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;false;false;false;false;false;true;false;false;false;false;false;true;false;false;false;false;false;true;false;false;true;false;false;true
SELECT 1

select string_agg(coalesce((a.v ~= b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;false;false;false;false;false;true;false;false;false;false;false;true;false;false;false;false;false;true;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v < b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;true;false;false;false;false;true;false;false;false;false;false;false;false;true;true;true;false;false;true;true;true;false;false
SELECT 1

select string_agg(coalesce((a.v <= b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;true;true;false;false;true;true;true;false;false;false;false;true;false;false;true;true;true;true;true;true;true;true;true;true
SELECT 1

select string_agg(coalesce((a.v = b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;true;false;false;false;true;true;false;false;false;false;false;true;false;false;false;false;false;true;true;false;false;false;true;true
SELECT 1

select string_agg(coalesce((a.v >= b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;true;false;true;true;true;true;false;true;true;true;true;true;true;true;false;false;false;true;true;false;false;false;true;true
SELECT 1

select string_agg(coalesce((a.v > b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;false;true;true;false;false;false;true;true;true;true;false;true;true;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v # b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
(2,2),(0,0);(2,2),(1,1);null;null;null;(2,2),(1,1);(3,3),(1,1);null;(2.5,3),(2.5,2.5);(3,3),(3,3);null;null;(-2,2),(-8,-10);null;null;null;(2.5,3),(2.5,2.5);null;(2.5,3.5),(2.5,2.5);null;null;(3,3),(3,3);null;null;(3,3),(3,3)
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
0;1.41421356237;7.81024967591;2.5;2.82842712475;1.41421356237;0;9.21954445729;1.11803398875;1.41421356237;7.81024967591;9.21954445729;0;10.2591422643;10.6301458127;2.5;1.11803398875;10.2591422643;0;0.5;2.82842712475;1.41421356237;10.6301458127;0.5;0
SELECT 1

select string_agg(coalesce((a.v ?# b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
true;true;false;false;false;true;true;false;true;true;false;false;true;false;false;false;true;false;true;false;false;true;false;false;true
SELECT 1

select string_agg(coalesce((a.v <^ b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;false;true;true;false;false;false;false;true;false;false;false;true;true;false;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v >^ b.v)::text, 'null'), ';' order by a.i, b.i) from boxs a, boxs b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;true;false;false;true;true;true;false;true
SELECT 1

select string_agg(coalesce((a.v ?# b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
0;0;0.784464540553;17.4642491966;11.313708499;0.707106781187;0;0;0.784464540553;17.4642491966;11.313708499;0.707106781187;0.784464540553;0.784464540553;0;16.1554944214;9.89949493661;0;17.4642491966;17.4642491966;16.1554944214;0;6.7082039325;17.0880074906;11.313708499;11.313708499;9.89949493661;6.7082039325;0;10.6301458127;0.707106781187;0.707106781187;0;17.0880074906;10.6301458127;0
SELECT 1

select string_agg(coalesce((a.v + b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
[(1,2),(3,4),(1,2),(3,4)];null;[(1,2),(3,4),(0,0),(3,0),(4,5),(1,6)];null;[(1,2),(3,4),(11,12),(13,14)];null;null;null;null;null;null;null;[(0,0),(3,0),(4,5),(1,6),(1,2),(3,4)];null;[(0,0),(3,0),(4,5),(1,6),(0,0),(3,0),(4,5),(1,6)];null;[(0,0),(3,0),(4,5),(1,6),(11,12),(13,14)];null;null;null;null;null;null;null;[(11,12),(13,14),(1,2),(3,4)];null;[(11,12),(13,14),(0,0),(3,0),(4,5),(1,6)];null;[(11,12),(13,14),(11,12),(13,14)];null;null;null;null;null;null;null
SELECT 1

select string_agg(coalesce((a.v < b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
false;false;true;false;false;true;false;false;true;false;false;true;false;false;false;false;false;false;true;true;true;false;true;true;false;false;true;false;false;true;false;false;true;false;false;false
SELECT 1

select string_agg(coalesce((a.v <= b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
true;true;true;false;true;true;true;true;true;false;true;true;false;false;true;false;false;false;true;true;true;true;true;true;true;true;true;false;true;true;false;false;true;false;false;true
SELECT 1

select string_agg(coalesce((a.v = b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
true;true;false;false;true;false;true;true;false;false;true;false;false;false;true;false;false;false;false;false;false;true;false;false;true;true;false;false;true;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v >= b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
true;true;false;true;true;false;true;true;false;true;true;false;true;true;true;true;true;true;false;false;false;true;false;false;true;true;false;true;true;false;true;true;false;true;true;true
SELECT 1

select string_agg(coalesce((a.v > b.v)::text, 'null'), ';' order by a.i, b.i) from paths a, paths b
----
false;false;false;true;false;false;false;false;false;true;false;false;true;true;false;true;true;true;false;false;false;false;false;false;false;false;false;true;false;false;true;true;false;true;true;false
SELECT 1

select string_agg(coalesce((a.v && b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;true;true;true;true;true;true;true;true;true;true;false;false;true;false;true;true;true;true;false;true;true;true;false;true;false;true;true;false;true;true;true;false;true;false;true;true;true;true;true;true;false;true;true;true;true;false;false;false;false;true;true;false;true;true;true;true;true;true;true;true;true;true;true;true;false;false;true;false;true;true;true;true;true;true;true;true;true;true;true;true
SELECT 1

select string_agg(coalesce((a.v << b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;true;true;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &< b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;true;true;true;true;false;true;true;true;false;true;true;true;true;false;true;false;true;false;false;true;true;true;false;true;false;true;false;false;true;true;true;false;true;false;true;false;false;true;true;true;false;true;false;true;true;true;true;true;true;true;true;true;true;false;false;false;false;false;false;true;false;true;true;true;true;true;true;false;true;true;true;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v >> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;false;false;false;false;true;true;false;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;false;false;false;false;true;true;false;true;true;false;false;false;false;true;true;false;true;true;true;true;true;true;true;true;true;true;true;false;false;false;false;true;true;false;true
SELECT 1

select string_agg(coalesce((a.v <<| b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &<| b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;false;true;true;true;false;true;false;true;true;true;true;true;true;false;true;false;true;false;false;true;true;true;false;true;false;true;false;false;true;true;true;false;true;false;true;false;false;true;true;true;false;true;false;true;true;true;true;true;true;true;true;true;true;false;false;false;false;false;false;true;false;true;true;true;true;true;true;false;true;true;true;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v |>> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v |&> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;true;false;false;true;true;true;false;true;true;true;false;false;true;true;true;false;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;true;false;false;false;false;true;false;false;false;false;true;true;false;false;true;true;true;false;true;true;true;false;false;true;true;true;false;true;true;true;false;false;true;true;true;true;true;true;true;false;false;true;true;true;false;true
SELECT 1

select string_agg(coalesce((a.v @> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;false;false;false;false;true;false;true;false;false;true;false;false;false;false;false;false;false;false;false;true;true;false;false;false;false;false;false;false;true;true;false;false;false;false;false;false;false;true;true;true;false;false;false;false;false;false;false;false;false;true;false;false;false;true;true;true;true;false;true;true;true;false;false;false;false;false;false;false;false;true;false;true;true;true;true;false;true;true;true;true
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;false;false;false;false;false;true;false;true;false;true;false;false;false;false;true;false;true;false;false;true;true;true;false;true;false;true;false;false;true;true;true;false;true;false;true;false;false;false;false;true;false;false;false;false;true;false;false;false;false;true;true;false;true;false;false;false;false;false;false;true;false;true;true;false;false;false;false;false;true;true;true;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v ~= b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
true;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;true;true;false;false;false;false;false;false;false;true;true;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, polygons b
----
0;0;0;0;0;0;0;0;0;0;0;0.707106781187;0.707106781187;0;1;0;0;0;0;0.707106781187;0;0;0;2.2360679775;0;0.707106781187;0;0;0.707106781187;0;0;0;2.2360679775;0;0.707106781187;0;0;0;0;0;0;1.58113883008;0;0;0;0;1;2.2360679775;2.2360679775;1.58113883008;0;0;1.41421356237;0;0;0;0;0;0;0;0;0;0;0;0;0.707106781187;0.707106781187;0;1.41421356237;0;0;0;0;0;0;0;0;0;0;0;0
SELECT 1

select string_agg(coalesce((a.v && b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;true;true;false;false;false;true;true;true;false;true;false;true;true;true;false;true;false;false;false;false;true;false;false;false;true;true;false;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v << b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &< b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;true;false;true;false;false;false;true;false;true;false;false;true;true;true;true;false;false;false;false;false;true;false;false;true;true;true;true;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v >> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;false;true;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;true;true;false;false;false;false;true;false;false;false;false;false;true;true;false;false;false;true;true;true;true;true;false;true;true;true;false;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <<| b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
false;false;false;true;true;false;false;false;false;true;false;false;false;false;false;true;false;false;false;false;false;false;false;false;false;false;false;true;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v &<| b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;true;true;true;true;false;false;true;false;true;false;false;false;true;true;true;false;false;false;false;false;true;false;false;false;true;true;true;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v |>> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;false;true;true;true;false;true;false;true;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v |&> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;true;true;false;false;false;false;true;false;false;false;false;true;true;true;false;false;false;true;true;true;true;true;false;true;true;true;false;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v @> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;false;false;false;false;false;true;true;true;false;true;false;false;false;true;false;true;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <@ b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;true;false;false;false;false;false;true;false;false;false;false;false;true;true;false;false;false;false;false;false;true;false;false;false;true;true;false;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v ~= b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;false;false;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;true
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
0;0;0;207.513038163;1.472135955;NaN;0;0;0;111.370729772;0;NaN;0;0;0;205.476756144;0;NaN;207.513038163;111.370729772;205.476756144;0;207.79348016;NaN;1.472135955;0;0;207.79348016;0;NaN;NaN;NaN;NaN;NaN;NaN;NaN
SELECT 1

select string_agg(coalesce((a.v < b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
false;true;true;true;false;false;false;false;false;false;false;false;false;true;false;true;false;false;false;true;false;false;false;false;true;true;true;true;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <= b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;true;true;true;false;false;false;true;false;false;false;false;false;true;true;true;false;false;false;true;false;true;false;false;true;true;true;true;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v = b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;false;false;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
false;true;true;true;true;false;true;false;true;true;true;false;true;true;false;true;true;false;true;true;true;false;true;false;true;true;true;true;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v >= b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
true;false;false;false;true;false;true;true;true;true;true;false;true;false;true;false;true;false;true;false;true;true;true;false;false;false;false;false;true;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v > b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, circles b
----
false;false;false;false;true;false;true;false;true;true;true;false;true;false;false;false;true;false;true;false;true;false;true;false;false;false;false;false;false;false;false;false;false;false;false;false
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from circles a, polygons b
----
0;0;0.535533905933;0.535533905933;0;2.09901951359;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;0;209.134661795;209.585974051;203.337760371;203.337760371;203.337760371;213.60679775;201.570319279;210.925326751;90;1.41421356237;2;0.707106781187;0.707106781187;0.707106781187;5.83095189485;0;3.16227766017;0;NaN;NaN;NaN;NaN;NaN;NaN;NaN;NaN;NaN
SELECT 1

select string_agg(coalesce((a.v <-> b.v)::text, 'null'), ';' order by a.i, b.i) from polygons a, circles b
----
0;0;0;209.134661795;1.41421356237;NaN;0;0;0;209.585974051;2;NaN;0.535533905933;0;0;203.337760371;0.707106781187;NaN;0.535533905933;0;0;203.337760371;0.707106781187;NaN;0;0;0;203.337760371;0.707106781187;NaN;2.09901951359;0;0;213.60679775;5.83095189485;NaN;0;0;0;201.570319279;0;NaN;0;0;0;210.925326751;3.16227766017;NaN;0;0;0;90;0;NaN
SELECT 1

select string_agg(coalesce((area(v))::text, 'null'), ';' order by i) from boxs
----
4;4;72;0;0
SELECT 1

select string_agg(coalesce((area(v))::text, 'null'), ';' order by i) from paths
----
null;0;null;0;null;8
SELECT 1

select string_agg(coalesce((area(v))::text, 'null'), ';' order by i) from circles
----
28.2743338823;31415.9265359;78.5398163397;314.159265359;0;NaN
SELECT 1

select string_agg(coalesce((center(v))::text, 'null'), ';' order by i) from boxs
----
(1,1);(2,2);(-5,-4);(2.5,3);(3,3)
SELECT 1

select string_agg(coalesce((center(v))::text, 'null'), ';' order by i) from circles
----
(5,1);(1,2);(1,3);(100,200);(3,5);(3,5)
SELECT 1

select string_agg(coalesce((diagonal(v))::text, 'null'), ';' order by i) from boxs
----
[(2,2),(0,0)];[(3,3),(1,1)];[(-2,2),(-8,-10)];[(2.5,3.5),(2.5,2.5)];[(3,3),(3,3)]
SELECT 1

select string_agg(coalesce((diameter(v))::text, 'null'), ';' order by i) from circles
----
6;200;10;20;0;NaN
SELECT 1

select string_agg(coalesce((height(v))::text, 'null'), ';' order by i) from boxs
----
2;2;12;1;0
SELECT 1

select string_agg(coalesce((width(v))::text, 'null'), ';' order by i) from boxs
----
2;2;6;0;0
SELECT 1

select string_agg(coalesce((isclosed(v))::text, 'null'), ';' order by i) from paths
----
false;true;false;true;false;true
SELECT 1

select string_agg(coalesce((isopen(v))::text, 'null'), ';' order by i) from paths
----
true;false;true;false;true;false
SELECT 1

select string_agg(coalesce((length(v))::text, 'null'), ';' order by i) from lsegs
----
2.82842712475;8.48528137424;14.3178210633;31.1126983722;1;30;9
SELECT 1

select string_agg(coalesce((length(v))::text, 'null'), ';' order by i) from paths
----
2.82842712475;5.65685424949;11.2612971738;0;2.82842712475;13.6568542495
SELECT 1

select string_agg(coalesce((npoints(v))::text, 'null'), ';' order by i) from paths
----
2;2;4;1;2;3
SELECT 1

select string_agg(coalesce((npoints(v))::text, 'null'), ';' order by i) from polygons
----
3;3;4;4;4;1;4;3;6
SELECT 1

select string_agg(coalesce((pclose(v))::text, 'null'), ';' order by i) from paths
----
((1,2),(3,4));((1,2),(3,4));((0,0),(3,0),(4,5),(1,6));((10,20));((11,12),(13,14));((0,0),(4,0),(4,4))
SELECT 1

select string_agg(coalesce((popen(v))::text, 'null'), ';' order by i) from paths
----
[(1,2),(3,4)];[(1,2),(3,4)];[(0,0),(3,0),(4,5),(1,6)];[(10,20)];[(11,12),(13,14)];[(0,0),(4,0),(4,4)]
SELECT 1

select string_agg(coalesce((radius(v))::text, 'null'), ';' order by i) from circles
----
3;100;5;10;0;NaN
SELECT 1

select string_agg(coalesce((box(v))::text, 'null'), ';' order by i) from points
----
(0,0),(0,0);(-10,0),(-10,0);(-3,4),(-3,4);(5.1,34.5),(5.1,34.5);(-5,-12),(-5,-12);(10,10),(10,10);(NaN,NaN),(NaN,NaN);(1,1),(1,1)
SELECT 1

select string_agg(coalesce((box(v))::text, 'null'), ';' order by i) from circles
----
(7.12132034356,3.12132034356),(2.87867965644,-1.12132034356);(71.7106781187,72.7106781187),(-69.7106781187,-68.7106781187);(4.53553390593,6.53553390593),(-2.53553390593,-0.535533905933);(107.071067812,207.071067812),(92.9289321881,192.928932188);(3,5),(3,5);(NaN,NaN),(NaN,NaN)
SELECT 1

select string_agg(coalesce((box(v))::text, 'null'), ';' order by i) from polygons
----
(2,4),(0,0);(3,3),(1,0);(7,8),(1,2);(7,8),(1,2);(7,8),(1,-4);(0,0),(0,0);(9,9),(0,0);(2,2),(1,1);(100,100),(0,0)
SELECT 1

select string_agg(coalesce((circle(v))::text, 'null'), ';' order by i) from boxs
----
<(1,1),1.41421356237>;<(2,2),1.41421356237>;<(-5,-4),6.7082039325>;<(2.5,3),0.5>;<(3,3),0>
SELECT 1

select string_agg(coalesce((circle(v))::text, 'null'), ';' order by i) from polygons
----
<(1.33333333333,1.33333333333),2.04168905064>;<(2.33333333333,1.33333333333),1.47534300379>;<(4,5),2.82842712475>;<(4,5),2.82842712475>;<(4,3),4.80664375676>;<(0,0),0>;<(4.5,4.5),6.36396103068>;<(1.66666666667,1.33333333333),0.654038835264>;<(41.6666666667,41.6666666667),59.2506870233>
SELECT 1

select string_agg(coalesce((lseg(v))::text, 'null'), ';' order by i) from boxs
----
[(2,2),(0,0)];[(3,3),(1,1)];[(-2,2),(-8,-10)];[(2.5,3.5),(2.5,2.5)];[(3,3),(3,3)]
SELECT 1

select string_agg(coalesce((path(v))::text, 'null'), ';' order by i) from polygons
----
((2,0),(2,4),(0,0));((3,1),(3,3),(1,0));((1,2),(3,4),(5,6),(7,8));((7,8),(5,6),(3,4),(1,2));((1,2),(7,8),(5,6),(3,-4));((0,0));((0,0),(9,0),(9,9),(0,9));((1,1),(2,1),(2,2));((0,0),(0,100),(100,100),(50,50),(100,0),(0,0))
SELECT 1

select string_agg(coalesce((point(v))::text, 'null'), ';' order by i) from boxs
----
(1,1);(2,2);(-5,-4);(2.5,3);(3,3)
SELECT 1

select string_agg(coalesce((point(v))::text, 'null'), ';' order by i) from lsegs
----
(2,3);(3,3);(3.5,-7);(22,33);(-10,2.5);(15,-20);(2,4.5)
SELECT 1

select string_agg(coalesce((point(v))::text, 'null'), ';' order by i) from circles
----
(5,1);(1,2);(1,3);(100,200);(3,5);(3,5)
SELECT 1

select string_agg(coalesce((point(v))::text, 'null'), ';' order by i) from polygons
----
(1.33333333333,1.33333333333);(2.33333333333,1.33333333333);(4,5);(4,5);(4,3);(0,0);(4.5,4.5);(1.66666666667,1.33333333333);(41.6666666667,41.6666666667)
SELECT 1

select string_agg(coalesce((polygon(v))::text, 'null'), ';' order by i) from boxs
----
((0,0),(0,2),(2,2),(2,0));((1,1),(1,3),(3,3),(3,1));((-8,-10),(-8,2),(-2,2),(-2,-10));((2.5,2.5),(2.5,3.5),(2.5,3.5),(2.5,2.5));((3,3),(3,3),(3,3),(3,3))
SELECT 1

select string_agg(coalesce((polygon(v))::text, 'null'), ';' order by i) from paths where isclosed(v)
----
((1,2),(3,4));((10,20));((0,0),(4,0),(4,4))
SELECT 1

select string_agg(coalesce((isvertical(v))::text, 'null'), ';' order by i) from lsegs
----
false;false;false;false;true;false;true
SELECT 1

select string_agg(coalesce((ishorizontal(v))::text, 'null'), ';' order by i) from lsegs
----
false;false;false;false;false;true;false
SELECT 1

select string_agg(coalesce((isvertical(v))::text, 'null'), ';' order by i) from lines
----
false;true;false;false;false;false;false
SELECT 1

select string_agg(coalesce((ishorizontal(v))::text, 'null'), ';' order by i) from lines
----
true;false;true;false;false;false;true
SELECT 1

select string_agg(coalesce((@-@ v)::text, 'null'), ';' order by i) from lsegs
----
2.82842712475;8.48528137424;14.3178210633;31.1126983722;1;30;9
SELECT 1

select string_agg(coalesce((@-@ v)::text, 'null'), ';' order by i) from paths
----
2.82842712475;5.65685424949;11.2612971738;0;2.82842712475;13.6568542495
SELECT 1

select string_agg(coalesce((@@ v)::text, 'null'), ';' order by i) from lsegs
----
(2,3);(3,3);(3.5,-7);(22,33);(-10,2.5);(15,-20);(2,4.5)
SELECT 1

select string_agg(coalesce((@@ v)::text, 'null'), ';' order by i) from boxs
----
(1,1);(2,2);(-5,-4);(2.5,3);(3,3)
SELECT 1

select string_agg(coalesce((@@ v)::text, 'null'), ';' order by i) from circles
----
(5,1);(1,2);(1,3);(100,200);(3,5);(3,5)
SELECT 1

select string_agg(coalesce((@@ v)::text, 'null'), ';' order by i) from polygons
----
(1.33333333333,1.33333333333);(2.33333333333,1.33333333333);(4,5);(4,5);(4,3);(0,0);(4.5,4.5);(1.66666666667,1.33333333333);(41.6666666667,41.6666666667)
SELECT 1

select string_agg(coalesce((# v)::text, 'null'), ';' order by i) from paths
----
2;2;4;1;2;3
SELECT 1

select string_agg(coalesce((# v)::text, 'null'), ';' order by i) from polygons
----
3;3;4;4;4;1;4;3;6
SELECT 1

select string_agg(coalesce((?| v)::text, 'null'), ';' order by i) from lsegs
----
false;false;false;false;true;false;true
SELECT 1

select string_agg(coalesce((?- v)::text, 'null'), ';' order by i) from lsegs
----
false;false;false;false;false;true;false
SELECT 1

select string_agg(coalesce((?| v)::text, 'null'), ';' order by i) from lines
----
false;true;false;false;false;false;false
SELECT 1

select string_agg(coalesce((?- v)::text, 'null'), ';' order by i) from lines
----
true;false;true;false;false;false;true
SELECT 1

select polygon(4, v), v::polygon from circles where i = 0
----
((2,1),(5,4),(8,1),(5,-2))|((2,1),(2.40192378865,2.5),(3.5,3.59807621135),(5,4),(6.5,3.59807621135),(7.59807621135,2.5),(8,1),(7.59807621135,-0.5),(6.5,-1.59807621135),(5,-2),(3.5,-1.59807621135),(2.40192378865,-0.5))
SELECT 1

select polygon(1, circle '<(0,0),1>')
----
error 22023

select polygon(10, circle '<(0,0),0>')
----
error 0A000

select '[(1,2),(3,4)]'::path::polygon
----
error 22023

select line(point '(1,0)', point '(1,0)')
----
error 22023

select '[(1,2),(1,2)]'::line
----
error 22P02

select point '(1,1)' / point '(0,0)'
----
error 22012

select point '(1e300,1e300)' * point '(1e300,1e300)'
----
error 22003

select point '(1e-300,1)' * point '(1e-300,0)'
----
error 22003

select point '(1,1)' = point '(1,1)'
----
error 42883

select slope(point '(1,1)', point '(3,2)'), slope(point '(1,1)', point '(1,2)'), point '(1,1)' ?- point '(2,1)', bound_box(box '(1,1,2,2)', box '(5,0,6,1)')
----
0.5|Infinity|t|(6,2),(1,0)
SELECT 1

select v from points order by v
----
error 42883

select count(*) from points where v <@ box '(0,0,100,100)' or v <@ polygon '(0,0),(0,100),(100,100)'
----
5
SELECT 1
