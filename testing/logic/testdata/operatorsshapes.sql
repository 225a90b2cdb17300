# Every operator with a left side (or only side) of these types, of values, and of NULL. Errors are told whole.
# box
SELECT '(3,4),(0,0)'::box # '(5,6),(2,1)'::box, '(5,6),(2,1)'::box # '(3,4),(0,0)'::box, '(3,4),(0,0)'::box # '(3,4),(0,0)'::box;
----
(3,4),(2,1)|(3,4),(2,1)|(3,4),(0,0)
SELECT 1

SELECT NULL::box # '(3,4),(0,0)'::box, '(3,4),(0,0)'::box # NULL::box, pg_typeof('(3,4),(0,0)'::box # NULL::box);
----
NULL|NULL|box
SELECT 1

SELECT '(3,4),(0,0)'::box && '(5,6),(2,1)'::box, '(5,6),(2,1)'::box && '(3,4),(0,0)'::box, '(3,4),(0,0)'::box && '(3,4),(0,0)'::box;
----
t|t|t
SELECT 1

SELECT NULL::box && '(3,4),(0,0)'::box, '(3,4),(0,0)'::box && NULL::box, pg_typeof('(3,4),(0,0)'::box && NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box &< '(5,6),(2,1)'::box, '(5,6),(2,1)'::box &< '(3,4),(0,0)'::box, '(3,4),(0,0)'::box &< '(3,4),(0,0)'::box;
----
t|f|t
SELECT 1

SELECT NULL::box &< '(3,4),(0,0)'::box, '(3,4),(0,0)'::box &< NULL::box, pg_typeof('(3,4),(0,0)'::box &< NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box &<| '(5,6),(2,1)'::box, '(5,6),(2,1)'::box &<| '(3,4),(0,0)'::box, '(3,4),(0,0)'::box &<| '(3,4),(0,0)'::box;
----
t|f|t
SELECT 1

SELECT NULL::box &<| '(3,4),(0,0)'::box, '(3,4),(0,0)'::box &<| NULL::box, pg_typeof('(3,4),(0,0)'::box &<| NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box &> '(5,6),(2,1)'::box, '(5,6),(2,1)'::box &> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box &> '(3,4),(0,0)'::box;
----
f|t|t
SELECT 1

SELECT NULL::box &> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box &> NULL::box, pg_typeof('(3,4),(0,0)'::box &> NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box < '(5,6),(2,1)'::box, '(5,6),(2,1)'::box < '(3,4),(0,0)'::box, '(3,4),(0,0)'::box < '(3,4),(0,0)'::box;
----
t|f|f
SELECT 1

SELECT NULL::box < '(3,4),(0,0)'::box, '(3,4),(0,0)'::box < NULL::box, pg_typeof('(3,4),(0,0)'::box < NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box <-> '(5,6),(2,1)'::box, '(5,6),(2,1)'::box <-> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <-> '(3,4),(0,0)'::box;
----
2.5|2.5|0
SELECT 1

SELECT NULL::box <-> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <-> NULL::box, pg_typeof('(3,4),(0,0)'::box <-> NULL::box);
----
NULL|NULL|double precision
SELECT 1

SELECT '(3,4),(0,0)'::box << '(5,6),(2,1)'::box, '(5,6),(2,1)'::box << '(3,4),(0,0)'::box, '(3,4),(0,0)'::box << '(3,4),(0,0)'::box;
----
f|f|f
SELECT 1

SELECT NULL::box << '(3,4),(0,0)'::box, '(3,4),(0,0)'::box << NULL::box, pg_typeof('(3,4),(0,0)'::box << NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box <<| '(5,6),(2,1)'::box, '(5,6),(2,1)'::box <<| '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <<| '(3,4),(0,0)'::box;
----
f|f|f
SELECT 1

SELECT NULL::box <<| '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <<| NULL::box, pg_typeof('(3,4),(0,0)'::box <<| NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box <= '(5,6),(2,1)'::box, '(5,6),(2,1)'::box <= '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <= '(3,4),(0,0)'::box;
----
t|f|t
SELECT 1

SELECT NULL::box <= '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <= NULL::box, pg_typeof('(3,4),(0,0)'::box <= NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box <@ '(5,6),(2,1)'::box, '(5,6),(2,1)'::box <@ '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <@ '(3,4),(0,0)'::box;
----
f|f|t
SELECT 1

SELECT NULL::box <@ '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <@ NULL::box, pg_typeof('(3,4),(0,0)'::box <@ NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box <^ '(5,6),(2,1)'::box, '(5,6),(2,1)'::box <^ '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <^ '(3,4),(0,0)'::box;
----
f|f|f
SELECT 1

SELECT NULL::box <^ '(3,4),(0,0)'::box, '(3,4),(0,0)'::box <^ NULL::box, pg_typeof('(3,4),(0,0)'::box <^ NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box = '(5,6),(2,1)'::box, '(5,6),(2,1)'::box = '(3,4),(0,0)'::box, '(3,4),(0,0)'::box = '(3,4),(0,0)'::box;
----
f|f|t
SELECT 1

SELECT NULL::box = '(3,4),(0,0)'::box, '(3,4),(0,0)'::box = NULL::box, pg_typeof('(3,4),(0,0)'::box = NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box > '(5,6),(2,1)'::box, '(5,6),(2,1)'::box > '(3,4),(0,0)'::box, '(3,4),(0,0)'::box > '(3,4),(0,0)'::box;
----
f|t|f
SELECT 1

SELECT NULL::box > '(3,4),(0,0)'::box, '(3,4),(0,0)'::box > NULL::box, pg_typeof('(3,4),(0,0)'::box > NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box >= '(5,6),(2,1)'::box, '(5,6),(2,1)'::box >= '(3,4),(0,0)'::box, '(3,4),(0,0)'::box >= '(3,4),(0,0)'::box;
----
f|t|t
SELECT 1

SELECT NULL::box >= '(3,4),(0,0)'::box, '(3,4),(0,0)'::box >= NULL::box, pg_typeof('(3,4),(0,0)'::box >= NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box >> '(5,6),(2,1)'::box, '(5,6),(2,1)'::box >> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box >> '(3,4),(0,0)'::box;
----
f|f|f
SELECT 1

SELECT NULL::box >> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box >> NULL::box, pg_typeof('(3,4),(0,0)'::box >> NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box >^ '(5,6),(2,1)'::box, '(5,6),(2,1)'::box >^ '(3,4),(0,0)'::box, '(3,4),(0,0)'::box >^ '(3,4),(0,0)'::box;
----
f|f|f
SELECT 1

SELECT NULL::box >^ '(3,4),(0,0)'::box, '(3,4),(0,0)'::box >^ NULL::box, pg_typeof('(3,4),(0,0)'::box >^ NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box ?# '(5,6),(2,1)'::box, '(5,6),(2,1)'::box ?# '(3,4),(0,0)'::box, '(3,4),(0,0)'::box ?# '(3,4),(0,0)'::box;
----
t|t|t
SELECT 1

SELECT NULL::box ?# '(3,4),(0,0)'::box, '(3,4),(0,0)'::box ?# NULL::box, pg_typeof('(3,4),(0,0)'::box ?# NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box @> '(5,6),(2,1)'::box, '(5,6),(2,1)'::box @> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box @> '(3,4),(0,0)'::box;
----
f|f|t
SELECT 1

SELECT NULL::box @> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box @> NULL::box, pg_typeof('(3,4),(0,0)'::box @> NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT @@ '(3,4),(0,0)'::box, @@ '(5,6),(2,1)'::box;
----
(1.5,2)|(3.5,3.5)
SELECT 1

SELECT @@ NULL::box, pg_typeof(@@ NULL::box);
----
NULL|point
SELECT 1

SELECT '(3,4),(0,0)'::box |&> '(5,6),(2,1)'::box, '(5,6),(2,1)'::box |&> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box |&> '(3,4),(0,0)'::box;
----
f|t|t
SELECT 1

SELECT NULL::box |&> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box |&> NULL::box, pg_typeof('(3,4),(0,0)'::box |&> NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box |>> '(5,6),(2,1)'::box, '(5,6),(2,1)'::box |>> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box |>> '(3,4),(0,0)'::box;
----
f|f|f
SELECT 1

SELECT NULL::box |>> '(3,4),(0,0)'::box, '(3,4),(0,0)'::box |>> NULL::box, pg_typeof('(3,4),(0,0)'::box |>> NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box ~= '(5,6),(2,1)'::box, '(5,6),(2,1)'::box ~= '(3,4),(0,0)'::box, '(3,4),(0,0)'::box ~= '(3,4),(0,0)'::box;
----
f|f|t
SELECT 1

SELECT NULL::box ~= '(3,4),(0,0)'::box, '(3,4),(0,0)'::box ~= NULL::box, pg_typeof('(3,4),(0,0)'::box ~= NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(3,4),(0,0)'::box <-> '[(1,0),(1,5)]'::lseg, '(5,6),(2,1)'::box <-> '[(0,0),(3,4)]'::lseg, '(3,4),(0,0)'::box <-> '[(0,0),(3,4)]'::lseg;
----
0|0|0
SELECT 1

SELECT NULL::box <-> '[(0,0),(3,4)]'::lseg, '(3,4),(0,0)'::box <-> NULL::lseg, pg_typeof('(3,4),(0,0)'::box <-> NULL::lseg);
----
NULL|NULL|double precision
SELECT 1

SELECT '(3,4),(0,0)'::box * '(-3.5,4)'::point, '(5,6),(2,1)'::box * '(1,2)'::point, '(3,4),(0,0)'::box * '(1,2)'::point;
----
(-0,0),(-26.5,-2)|(0,16),(-7,5)|(0,10),(-5,0)
SELECT 1

SELECT NULL::box * '(1,2)'::point, '(3,4),(0,0)'::box * NULL::point, pg_typeof('(3,4),(0,0)'::box * NULL::point);
----
NULL|NULL|box
SELECT 1

SELECT '(3,4),(0,0)'::box + '(-3.5,4)'::point, '(5,6),(2,1)'::box + '(1,2)'::point, '(3,4),(0,0)'::box + '(1,2)'::point;
----
(-0.5,8),(-3.5,4)|(6,8),(3,3)|(4,6),(1,2)
SELECT 1

SELECT NULL::box + '(1,2)'::point, '(3,4),(0,0)'::box + NULL::point, pg_typeof('(3,4),(0,0)'::box + NULL::point);
----
NULL|NULL|box
SELECT 1

SELECT '(3,4),(0,0)'::box - '(-3.5,4)'::point, '(5,6),(2,1)'::box - '(1,2)'::point, '(3,4),(0,0)'::box - '(1,2)'::point;
----
(6.5,0),(3.5,-4)|(4,4),(1,-1)|(2,2),(-1,-2)
SELECT 1

SELECT NULL::box - '(1,2)'::point, '(3,4),(0,0)'::box - NULL::point, pg_typeof('(3,4),(0,0)'::box - NULL::point);
----
NULL|NULL|box
SELECT 1

SELECT '(3,4),(0,0)'::box / '(-3.5,4)'::point, '(5,6),(2,1)'::box / '(1,2)'::point, '(3,4),(0,0)'::box / '(1,2)'::point;
----
(0.19469026548672566,-0),(0,-0.9203539823008849)|(3.4,-0.6),(0.8,-0.8)|(2.2,0),(0,-0.4)
SELECT 1

SELECT NULL::box / '(1,2)'::point, '(3,4),(0,0)'::box / NULL::point, pg_typeof('(3,4),(0,0)'::box / NULL::point);
----
NULL|NULL|box
SELECT 1

SELECT '(3,4),(0,0)'::box <-> '(-3.5,4)'::point, '(5,6),(2,1)'::box <-> '(1,2)'::point, '(3,4),(0,0)'::box <-> '(1,2)'::point;
----
3.5|1|0
SELECT 1

SELECT NULL::box <-> '(1,2)'::point, '(3,4),(0,0)'::box <-> NULL::point, pg_typeof('(3,4),(0,0)'::box <-> NULL::point);
----
NULL|NULL|double precision
SELECT 1

SELECT '(3,4),(0,0)'::box @> '(-3.5,4)'::point, '(5,6),(2,1)'::box @> '(1,2)'::point, '(3,4),(0,0)'::box @> '(1,2)'::point;
----
f|f|t
SELECT 1

SELECT NULL::box @> '(1,2)'::point, '(3,4),(0,0)'::box @> NULL::point, pg_typeof('(3,4),(0,0)'::box @> NULL::point);
----
NULL|NULL|boolean
SELECT 1

# circle
SELECT '<(0,0),5>'::circle && '<(3,1),2>'::circle, '<(3,1),2>'::circle && '<(0,0),5>'::circle, '<(0,0),5>'::circle && '<(0,0),5>'::circle;
----
t|t|t
SELECT 1

SELECT NULL::circle && '<(0,0),5>'::circle, '<(0,0),5>'::circle && NULL::circle, pg_typeof('<(0,0),5>'::circle && NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle &< '<(3,1),2>'::circle, '<(3,1),2>'::circle &< '<(0,0),5>'::circle, '<(0,0),5>'::circle &< '<(0,0),5>'::circle;
----
t|t|t
SELECT 1

SELECT NULL::circle &< '<(0,0),5>'::circle, '<(0,0),5>'::circle &< NULL::circle, pg_typeof('<(0,0),5>'::circle &< NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle &<| '<(3,1),2>'::circle, '<(3,1),2>'::circle &<| '<(0,0),5>'::circle, '<(0,0),5>'::circle &<| '<(0,0),5>'::circle;
----
f|t|t
SELECT 1

SELECT NULL::circle &<| '<(0,0),5>'::circle, '<(0,0),5>'::circle &<| NULL::circle, pg_typeof('<(0,0),5>'::circle &<| NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle &> '<(3,1),2>'::circle, '<(3,1),2>'::circle &> '<(0,0),5>'::circle, '<(0,0),5>'::circle &> '<(0,0),5>'::circle;
----
f|t|t
SELECT 1

SELECT NULL::circle &> '<(0,0),5>'::circle, '<(0,0),5>'::circle &> NULL::circle, pg_typeof('<(0,0),5>'::circle &> NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle < '<(3,1),2>'::circle, '<(3,1),2>'::circle < '<(0,0),5>'::circle, '<(0,0),5>'::circle < '<(0,0),5>'::circle;
----
f|t|f
SELECT 1

SELECT NULL::circle < '<(0,0),5>'::circle, '<(0,0),5>'::circle < NULL::circle, pg_typeof('<(0,0),5>'::circle < NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle <-> '<(3,1),2>'::circle, '<(3,1),2>'::circle <-> '<(0,0),5>'::circle, '<(0,0),5>'::circle <-> '<(0,0),5>'::circle;
----
0|0|0
SELECT 1

SELECT NULL::circle <-> '<(0,0),5>'::circle, '<(0,0),5>'::circle <-> NULL::circle, pg_typeof('<(0,0),5>'::circle <-> NULL::circle);
----
NULL|NULL|double precision
SELECT 1

SELECT '<(0,0),5>'::circle << '<(3,1),2>'::circle, '<(3,1),2>'::circle << '<(0,0),5>'::circle, '<(0,0),5>'::circle << '<(0,0),5>'::circle;
----
f|f|f
SELECT 1

SELECT NULL::circle << '<(0,0),5>'::circle, '<(0,0),5>'::circle << NULL::circle, pg_typeof('<(0,0),5>'::circle << NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle <<| '<(3,1),2>'::circle, '<(3,1),2>'::circle <<| '<(0,0),5>'::circle, '<(0,0),5>'::circle <<| '<(0,0),5>'::circle;
----
f|f|f
SELECT 1

SELECT NULL::circle <<| '<(0,0),5>'::circle, '<(0,0),5>'::circle <<| NULL::circle, pg_typeof('<(0,0),5>'::circle <<| NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle <= '<(3,1),2>'::circle, '<(3,1),2>'::circle <= '<(0,0),5>'::circle, '<(0,0),5>'::circle <= '<(0,0),5>'::circle;
----
f|t|t
SELECT 1

SELECT NULL::circle <= '<(0,0),5>'::circle, '<(0,0),5>'::circle <= NULL::circle, pg_typeof('<(0,0),5>'::circle <= NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle <> '<(3,1),2>'::circle, '<(3,1),2>'::circle <> '<(0,0),5>'::circle, '<(0,0),5>'::circle <> '<(0,0),5>'::circle;
----
t|t|f
SELECT 1

SELECT NULL::circle <> '<(0,0),5>'::circle, '<(0,0),5>'::circle <> NULL::circle, pg_typeof('<(0,0),5>'::circle <> NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle <@ '<(3,1),2>'::circle, '<(3,1),2>'::circle <@ '<(0,0),5>'::circle, '<(0,0),5>'::circle <@ '<(0,0),5>'::circle;
----
f|f|t
SELECT 1

SELECT NULL::circle <@ '<(0,0),5>'::circle, '<(0,0),5>'::circle <@ NULL::circle, pg_typeof('<(0,0),5>'::circle <@ NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle = '<(3,1),2>'::circle, '<(3,1),2>'::circle = '<(0,0),5>'::circle, '<(0,0),5>'::circle = '<(0,0),5>'::circle;
----
f|f|t
SELECT 1

SELECT NULL::circle = '<(0,0),5>'::circle, '<(0,0),5>'::circle = NULL::circle, pg_typeof('<(0,0),5>'::circle = NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle > '<(3,1),2>'::circle, '<(3,1),2>'::circle > '<(0,0),5>'::circle, '<(0,0),5>'::circle > '<(0,0),5>'::circle;
----
t|f|f
SELECT 1

SELECT NULL::circle > '<(0,0),5>'::circle, '<(0,0),5>'::circle > NULL::circle, pg_typeof('<(0,0),5>'::circle > NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle >= '<(3,1),2>'::circle, '<(3,1),2>'::circle >= '<(0,0),5>'::circle, '<(0,0),5>'::circle >= '<(0,0),5>'::circle;
----
t|f|t
SELECT 1

SELECT NULL::circle >= '<(0,0),5>'::circle, '<(0,0),5>'::circle >= NULL::circle, pg_typeof('<(0,0),5>'::circle >= NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle >> '<(3,1),2>'::circle, '<(3,1),2>'::circle >> '<(0,0),5>'::circle, '<(0,0),5>'::circle >> '<(0,0),5>'::circle;
----
f|f|f
SELECT 1

SELECT NULL::circle >> '<(0,0),5>'::circle, '<(0,0),5>'::circle >> NULL::circle, pg_typeof('<(0,0),5>'::circle >> NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle @> '<(3,1),2>'::circle, '<(3,1),2>'::circle @> '<(0,0),5>'::circle, '<(0,0),5>'::circle @> '<(0,0),5>'::circle;
----
f|f|t
SELECT 1

SELECT NULL::circle @> '<(0,0),5>'::circle, '<(0,0),5>'::circle @> NULL::circle, pg_typeof('<(0,0),5>'::circle @> NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT @@ '<(0,0),5>'::circle, @@ '<(3,1),2>'::circle;
----
(0,0)|(3,1)
SELECT 1

SELECT @@ NULL::circle, pg_typeof(@@ NULL::circle);
----
NULL|point
SELECT 1

SELECT '<(0,0),5>'::circle |&> '<(3,1),2>'::circle, '<(3,1),2>'::circle |&> '<(0,0),5>'::circle, '<(0,0),5>'::circle |&> '<(0,0),5>'::circle;
----
f|t|t
SELECT 1

SELECT NULL::circle |&> '<(0,0),5>'::circle, '<(0,0),5>'::circle |&> NULL::circle, pg_typeof('<(0,0),5>'::circle |&> NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle |>> '<(3,1),2>'::circle, '<(3,1),2>'::circle |>> '<(0,0),5>'::circle, '<(0,0),5>'::circle |>> '<(0,0),5>'::circle;
----
f|f|f
SELECT 1

SELECT NULL::circle |>> '<(0,0),5>'::circle, '<(0,0),5>'::circle |>> NULL::circle, pg_typeof('<(0,0),5>'::circle |>> NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle ~= '<(3,1),2>'::circle, '<(3,1),2>'::circle ~= '<(0,0),5>'::circle, '<(0,0),5>'::circle ~= '<(0,0),5>'::circle;
----
f|f|t
SELECT 1

SELECT NULL::circle ~= '<(0,0),5>'::circle, '<(0,0),5>'::circle ~= NULL::circle, pg_typeof('<(0,0),5>'::circle ~= NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle * '(-3.5,4)'::point, '<(3,1),2>'::circle * '(1,2)'::point, '<(0,0),5>'::circle * '(1,2)'::point;
----
<(-0,0),26.575364531836627>|<(1,7),4.47213595499958>|<(0,0),11.180339887498949>
SELECT 1

SELECT NULL::circle * '(1,2)'::point, '<(0,0),5>'::circle * NULL::point, pg_typeof('<(0,0),5>'::circle * NULL::point);
----
NULL|NULL|circle
SELECT 1

SELECT '<(0,0),5>'::circle + '(-3.5,4)'::point, '<(3,1),2>'::circle + '(1,2)'::point, '<(0,0),5>'::circle + '(1,2)'::point;
----
<(-3.5,4),5>|<(4,3),2>|<(1,2),5>
SELECT 1

SELECT NULL::circle + '(1,2)'::point, '<(0,0),5>'::circle + NULL::point, pg_typeof('<(0,0),5>'::circle + NULL::point);
----
NULL|NULL|circle
SELECT 1

SELECT '<(0,0),5>'::circle - '(-3.5,4)'::point, '<(3,1),2>'::circle - '(1,2)'::point, '<(0,0),5>'::circle - '(1,2)'::point;
----
<(3.5,-4),5>|<(2,-1),2>|<(-1,-2),5>
SELECT 1

SELECT NULL::circle - '(1,2)'::point, '<(0,0),5>'::circle - NULL::point, pg_typeof('<(0,0),5>'::circle - NULL::point);
----
NULL|NULL|circle
SELECT 1

SELECT '<(0,0),5>'::circle / '(-3.5,4)'::point, '<(3,1),2>'::circle / '(1,2)'::point, '<(0,0),5>'::circle / '(1,2)'::point;
----
<(0,-0),0.9407208683835973>|<(1,-1),0.8944271909999159>|<(0,0),2.23606797749979>
SELECT 1

SELECT NULL::circle / '(1,2)'::point, '<(0,0),5>'::circle / NULL::point, pg_typeof('<(0,0),5>'::circle / NULL::point);
----
NULL|NULL|circle
SELECT 1

SELECT '<(0,0),5>'::circle <-> '(-3.5,4)'::point, '<(3,1),2>'::circle <-> '(1,2)'::point, '<(0,0),5>'::circle <-> '(1,2)'::point;
----
0.315072906367325|0.2360679774997898|0
SELECT 1

SELECT NULL::circle <-> '(1,2)'::point, '<(0,0),5>'::circle <-> NULL::point, pg_typeof('<(0,0),5>'::circle <-> NULL::point);
----
NULL|NULL|double precision
SELECT 1

SELECT '<(0,0),5>'::circle @> '(-3.5,4)'::point, '<(3,1),2>'::circle @> '(1,2)'::point, '<(0,0),5>'::circle @> '(1,2)'::point;
----
f|f|t
SELECT 1

SELECT NULL::circle @> '(1,2)'::point, '<(0,0),5>'::circle @> NULL::point, pg_typeof('<(0,0),5>'::circle @> NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '<(0,0),5>'::circle <-> '((1,1),(2,1),(2,2),(1,2))'::polygon, '<(3,1),2>'::circle <-> '((0,0),(4,0),(4,3))'::polygon, '<(0,0),5>'::circle <-> '((0,0),(4,0),(4,3))'::polygon;
----
0|0|0
SELECT 1

SELECT NULL::circle <-> '((0,0),(4,0),(4,3))'::polygon, '<(0,0),5>'::circle <-> NULL::polygon, pg_typeof('<(0,0),5>'::circle <-> NULL::polygon);
----
NULL|NULL|double precision
SELECT 1

# line
SELECT '{1,-1,0}'::line ?# '(5,6),(2,1)'::box, '{0,1,-2}'::line ?# '(3,4),(0,0)'::box, '{1,-1,0}'::line ?# '(3,4),(0,0)'::box;
----
t|t|t
SELECT 1

SELECT NULL::line ?# '(3,4),(0,0)'::box, '{1,-1,0}'::line ?# NULL::box, pg_typeof('{1,-1,0}'::line ?# NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,-1,0}'::line # '{0,1,-2}'::line, '{0,1,-2}'::line # '{1,-1,0}'::line, '{1,-1,0}'::line # '{1,-1,0}'::line;
----
(2,2)|(2,2)|NULL
SELECT 1

SELECT NULL::line # '{1,-1,0}'::line, '{1,-1,0}'::line # NULL::line, pg_typeof('{1,-1,0}'::line # NULL::line);
----
NULL|NULL|point
SELECT 1

SELECT '{1,-1,0}'::line <-> '{0,1,-2}'::line, '{0,1,-2}'::line <-> '{1,-1,0}'::line, '{1,-1,0}'::line <-> '{1,-1,0}'::line;
----
0|0|0
SELECT 1

SELECT NULL::line <-> '{1,-1,0}'::line, '{1,-1,0}'::line <-> NULL::line, pg_typeof('{1,-1,0}'::line <-> NULL::line);
----
NULL|NULL|double precision
SELECT 1

SELECT '{1,-1,0}'::line = '{0,1,-2}'::line, '{0,1,-2}'::line = '{1,-1,0}'::line, '{1,-1,0}'::line = '{1,-1,0}'::line;
----
f|f|t
SELECT 1

SELECT NULL::line = '{1,-1,0}'::line, '{1,-1,0}'::line = NULL::line, pg_typeof('{1,-1,0}'::line = NULL::line);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,-1,0}'::line ?# '{0,1,-2}'::line, '{0,1,-2}'::line ?# '{1,-1,0}'::line, '{1,-1,0}'::line ?# '{1,-1,0}'::line;
----
t|t|f
SELECT 1

SELECT NULL::line ?# '{1,-1,0}'::line, '{1,-1,0}'::line ?# NULL::line, pg_typeof('{1,-1,0}'::line ?# NULL::line);
----
NULL|NULL|boolean
SELECT 1

SELECT ?- '{1,-1,0}'::line, ?- '{0,1,-2}'::line;
----
f|t
SELECT 1

SELECT ?- NULL::line, pg_typeof(?- NULL::line);
----
NULL|boolean
SELECT 1

SELECT '{1,-1,0}'::line ?-| '{0,1,-2}'::line, '{0,1,-2}'::line ?-| '{1,-1,0}'::line, '{1,-1,0}'::line ?-| '{1,-1,0}'::line;
----
f|f|f
SELECT 1

SELECT NULL::line ?-| '{1,-1,0}'::line, '{1,-1,0}'::line ?-| NULL::line, pg_typeof('{1,-1,0}'::line ?-| NULL::line);
----
NULL|NULL|boolean
SELECT 1

SELECT ?| '{1,-1,0}'::line, ?| '{0,1,-2}'::line;
----
f|f
SELECT 1

SELECT ?| NULL::line, pg_typeof(?| NULL::line);
----
NULL|boolean
SELECT 1

SELECT '{1,-1,0}'::line ?|| '{0,1,-2}'::line, '{0,1,-2}'::line ?|| '{1,-1,0}'::line, '{1,-1,0}'::line ?|| '{1,-1,0}'::line;
----
f|f|t
SELECT 1

SELECT NULL::line ?|| '{1,-1,0}'::line, '{1,-1,0}'::line ?|| NULL::line, pg_typeof('{1,-1,0}'::line ?|| NULL::line);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,-1,0}'::line ## '[(1,0),(1,5)]'::lseg, '{0,1,-2}'::line ## '[(0,0),(3,4)]'::lseg, '{1,-1,0}'::line ## '[(0,0),(3,4)]'::lseg;
----
(1,1)|(1.5,2)|(0,0)
SELECT 1

SELECT NULL::line ## '[(0,0),(3,4)]'::lseg, '{1,-1,0}'::line ## NULL::lseg, pg_typeof('{1,-1,0}'::line ## NULL::lseg);
----
NULL|NULL|point
SELECT 1

SELECT '{1,-1,0}'::line <-> '[(1,0),(1,5)]'::lseg, '{0,1,-2}'::line <-> '[(0,0),(3,4)]'::lseg, '{1,-1,0}'::line <-> '[(0,0),(3,4)]'::lseg;
----
0|0|0
SELECT 1

SELECT NULL::line <-> '[(0,0),(3,4)]'::lseg, '{1,-1,0}'::line <-> NULL::lseg, pg_typeof('{1,-1,0}'::line <-> NULL::lseg);
----
NULL|NULL|double precision
SELECT 1

SELECT '{1,-1,0}'::line <-> '(-3.5,4)'::point, '{0,1,-2}'::line <-> '(1,2)'::point, '{1,-1,0}'::line <-> '(1,2)'::point;
----
5.303300858899107|0|0.7071067811865476
SELECT 1

SELECT NULL::line <-> '(1,2)'::point, '{1,-1,0}'::line <-> NULL::point, pg_typeof('{1,-1,0}'::line <-> NULL::point);
----
NULL|NULL|double precision
SELECT 1

# lseg
SELECT '[(0,0),(3,4)]'::lseg ## '(5,6),(2,1)'::box, '[(1,0),(1,5)]'::lseg ## '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg ## '(3,4),(0,0)'::box;
----
(2.9400000000000004,3.9200000000000004)|(1,2)|(1.5000000000000002,2)
SELECT 1

SELECT NULL::lseg ## '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg ## NULL::box, pg_typeof('[(0,0),(3,4)]'::lseg ## NULL::box);
----
NULL|NULL|point
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <-> '(5,6),(2,1)'::box, '[(1,0),(1,5)]'::lseg <-> '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg <-> '(3,4),(0,0)'::box;
----
0|0|0
SELECT 1

SELECT NULL::lseg <-> '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg <-> NULL::box, pg_typeof('[(0,0),(3,4)]'::lseg <-> NULL::box);
----
NULL|NULL|double precision
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <@ '(5,6),(2,1)'::box, '[(1,0),(1,5)]'::lseg <@ '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg <@ '(3,4),(0,0)'::box;
----
f|f|t
SELECT 1

SELECT NULL::lseg <@ '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg <@ NULL::box, pg_typeof('[(0,0),(3,4)]'::lseg <@ NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg ?# '(5,6),(2,1)'::box, '[(1,0),(1,5)]'::lseg ?# '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg ?# '(3,4),(0,0)'::box;
----
t|t|t
SELECT 1

SELECT NULL::lseg ?# '(3,4),(0,0)'::box, '[(0,0),(3,4)]'::lseg ?# NULL::box, pg_typeof('[(0,0),(3,4)]'::lseg ?# NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <-> '{0,1,-2}'::line, '[(1,0),(1,5)]'::lseg <-> '{1,-1,0}'::line, '[(0,0),(3,4)]'::lseg <-> '{1,-1,0}'::line;
----
0|0|0
SELECT 1

SELECT NULL::lseg <-> '{1,-1,0}'::line, '[(0,0),(3,4)]'::lseg <-> NULL::line, pg_typeof('[(0,0),(3,4)]'::lseg <-> NULL::line);
----
NULL|NULL|double precision
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <@ '{0,1,-2}'::line, '[(1,0),(1,5)]'::lseg <@ '{1,-1,0}'::line, '[(0,0),(3,4)]'::lseg <@ '{1,-1,0}'::line;
----
f|f|f
SELECT 1

SELECT NULL::lseg <@ '{1,-1,0}'::line, '[(0,0),(3,4)]'::lseg <@ NULL::line, pg_typeof('[(0,0),(3,4)]'::lseg <@ NULL::line);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg ?# '{0,1,-2}'::line, '[(1,0),(1,5)]'::lseg ?# '{1,-1,0}'::line, '[(0,0),(3,4)]'::lseg ?# '{1,-1,0}'::line;
----
t|t|t
SELECT 1

SELECT NULL::lseg ?# '{1,-1,0}'::line, '[(0,0),(3,4)]'::lseg ?# NULL::line, pg_typeof('[(0,0),(3,4)]'::lseg ?# NULL::line);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg # '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg # '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg # '[(0,0),(3,4)]'::lseg;
----
(1,1.3333333333333333)|(1,1.3333333333333333)|NULL
SELECT 1

SELECT NULL::lseg # '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg # NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg # NULL::lseg);
----
NULL|NULL|point
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg ## '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg ## '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ## '[(0,0),(3,4)]'::lseg;
----
(1,1.3333333333333333)|(1,1.3333333333333333)|NULL
SELECT 1

SELECT NULL::lseg ## '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ## NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg ## NULL::lseg);
----
NULL|NULL|point
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg < '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg < '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg < '[(0,0),(3,4)]'::lseg;
----
f|f|f
SELECT 1

SELECT NULL::lseg < '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg < NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg < NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <-> '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg <-> '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg <-> '[(0,0),(3,4)]'::lseg;
----
0|0|0
SELECT 1

SELECT NULL::lseg <-> '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg <-> NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg <-> NULL::lseg);
----
NULL|NULL|double precision
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <= '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg <= '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg <= '[(0,0),(3,4)]'::lseg;
----
t|t|t
SELECT 1

SELECT NULL::lseg <= '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg <= NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg <= NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <> '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg <> '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg <> '[(0,0),(3,4)]'::lseg;
----
t|t|f
SELECT 1

SELECT NULL::lseg <> '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg <> NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg <> NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg = '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg = '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg = '[(0,0),(3,4)]'::lseg;
----
f|f|t
SELECT 1

SELECT NULL::lseg = '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg = NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg = NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg > '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg > '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg > '[(0,0),(3,4)]'::lseg;
----
f|f|f
SELECT 1

SELECT NULL::lseg > '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg > NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg > NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg >= '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg >= '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg >= '[(0,0),(3,4)]'::lseg;
----
t|t|t
SELECT 1

SELECT NULL::lseg >= '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg >= NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg >= NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg ?# '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg ?# '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ?# '[(0,0),(3,4)]'::lseg;
----
t|t|f
SELECT 1

SELECT NULL::lseg ?# '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ?# NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg ?# NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT ?- '[(0,0),(3,4)]'::lseg, ?- '[(1,0),(1,5)]'::lseg;
----
f|f
SELECT 1

SELECT ?- NULL::lseg, pg_typeof(?- NULL::lseg);
----
NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg ?-| '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg ?-| '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ?-| '[(0,0),(3,4)]'::lseg;
----
f|f|f
SELECT 1

SELECT NULL::lseg ?-| '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ?-| NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg ?-| NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT ?| '[(0,0),(3,4)]'::lseg, ?| '[(1,0),(1,5)]'::lseg;
----
f|t
SELECT 1

SELECT ?| NULL::lseg, pg_typeof(?| NULL::lseg);
----
NULL|boolean
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg ?|| '[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg ?|| '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ?|| '[(0,0),(3,4)]'::lseg;
----
f|f|t
SELECT 1

SELECT NULL::lseg ?|| '[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg ?|| NULL::lseg, pg_typeof('[(0,0),(3,4)]'::lseg ?|| NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT @-@ '[(0,0),(3,4)]'::lseg, @-@ '[(1,0),(1,5)]'::lseg;
----
5|5
SELECT 1

SELECT @-@ NULL::lseg, pg_typeof(@-@ NULL::lseg);
----
NULL|double precision
SELECT 1

SELECT @@ '[(0,0),(3,4)]'::lseg, @@ '[(1,0),(1,5)]'::lseg;
----
(1.5,2)|(1,2.5)
SELECT 1

SELECT @@ NULL::lseg, pg_typeof(@@ NULL::lseg);
----
NULL|point
SELECT 1

SELECT '[(0,0),(3,4)]'::lseg <-> '(-3.5,4)'::point, '[(1,0),(1,5)]'::lseg <-> '(1,2)'::point, '[(0,0),(3,4)]'::lseg <-> '(1,2)'::point;
----
5.2|0|0.4000000000000001
SELECT 1

SELECT NULL::lseg <-> '(1,2)'::point, '[(0,0),(3,4)]'::lseg <-> NULL::point, pg_typeof('[(0,0),(3,4)]'::lseg <-> NULL::point);
----
NULL|NULL|double precision
SELECT 1

# path
SELECT # '[(0,0),(1,1),(2,0)]'::path, # '((0,0),(4,0),(4,3))'::path;
----
3|3
SELECT 1

SELECT # NULL::path, pg_typeof(# NULL::path);
----
NULL|integer
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path + '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path + '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path + '[(0,0),(1,1),(2,0)]'::path;
----
NULL|NULL|[(0,0),(1,1),(2,0),(0,0),(1,1),(2,0)]
SELECT 1

SELECT NULL::path + '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path + NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path + NULL::path);
----
NULL|NULL|path
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path < '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path < '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path < '[(0,0),(1,1),(2,0)]'::path;
----
f|f|f
SELECT 1

SELECT NULL::path < '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path < NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path < NULL::path);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path <-> '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path <-> '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path <-> '[(0,0),(1,1),(2,0)]'::path;
----
0|0|0
SELECT 1

SELECT NULL::path <-> '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path <-> NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path <-> NULL::path);
----
NULL|NULL|double precision
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path <= '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path <= '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path <= '[(0,0),(1,1),(2,0)]'::path;
----
t|t|t
SELECT 1

SELECT NULL::path <= '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path <= NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path <= NULL::path);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path = '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path = '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path = '[(0,0),(1,1),(2,0)]'::path;
----
t|t|t
SELECT 1

SELECT NULL::path = '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path = NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path = NULL::path);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path > '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path > '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path > '[(0,0),(1,1),(2,0)]'::path;
----
f|f|f
SELECT 1

SELECT NULL::path > '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path > NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path > NULL::path);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path >= '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path >= '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path >= '[(0,0),(1,1),(2,0)]'::path;
----
t|t|t
SELECT 1

SELECT NULL::path >= '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path >= NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path >= NULL::path);
----
NULL|NULL|boolean
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path ?# '((0,0),(4,0),(4,3))'::path, '((0,0),(4,0),(4,3))'::path ?# '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path ?# '[(0,0),(1,1),(2,0)]'::path;
----
t|t|t
SELECT 1

SELECT NULL::path ?# '[(0,0),(1,1),(2,0)]'::path, '[(0,0),(1,1),(2,0)]'::path ?# NULL::path, pg_typeof('[(0,0),(1,1),(2,0)]'::path ?# NULL::path);
----
NULL|NULL|boolean
SELECT 1

SELECT @-@ '[(0,0),(1,1),(2,0)]'::path, @-@ '((0,0),(4,0),(4,3))'::path;
----
2.8284271247461903|12
SELECT 1

SELECT @-@ NULL::path, pg_typeof(@-@ NULL::path);
----
NULL|double precision
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path * '(-3.5,4)'::point, '((0,0),(4,0),(4,3))'::path * '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path * '(1,2)'::point;
----
[(-0,0),(-7.5,0.5),(-7,8)]|((0,0),(4,8),(-2,11))|[(0,0),(-1,3),(2,4)]
SELECT 1

SELECT NULL::path * '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path * NULL::point, pg_typeof('[(0,0),(1,1),(2,0)]'::path * NULL::point);
----
NULL|NULL|path
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path + '(-3.5,4)'::point, '((0,0),(4,0),(4,3))'::path + '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path + '(1,2)'::point;
----
[(-3.5,4),(-2.5,5),(-1.5,4)]|((1,2),(5,2),(5,5))|[(1,2),(2,3),(3,2)]
SELECT 1

SELECT NULL::path + '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path + NULL::point, pg_typeof('[(0,0),(1,1),(2,0)]'::path + NULL::point);
----
NULL|NULL|path
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path - '(-3.5,4)'::point, '((0,0),(4,0),(4,3))'::path - '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path - '(1,2)'::point;
----
[(3.5,-4),(4.5,-3),(5.5,-4)]|((-1,-2),(3,-2),(3,1))|[(-1,-2),(0,-1),(1,-2)]
SELECT 1

SELECT NULL::path - '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path - NULL::point, pg_typeof('[(0,0),(1,1),(2,0)]'::path - NULL::point);
----
NULL|NULL|path
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path / '(-3.5,4)'::point, '((0,0),(4,0),(4,3))'::path / '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path / '(1,2)'::point;
----
[(0,-0),(0.017699115044247787,-0.26548672566371684),(-0.24778761061946902,-0.2831858407079646)]|((0,0),(0.8,-1.6),(2,-1))|[(0,0),(0.6,-0.2),(0.4,-0.8)]
SELECT 1

SELECT NULL::path / '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path / NULL::point, pg_typeof('[(0,0),(1,1),(2,0)]'::path / NULL::point);
----
NULL|NULL|path
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path <-> '(-3.5,4)'::point, '((0,0),(4,0),(4,3))'::path <-> '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path <-> '(1,2)'::point;
----
5.303300858899107|1|1
SELECT 1

SELECT NULL::path <-> '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path <-> NULL::point, pg_typeof('[(0,0),(1,1),(2,0)]'::path <-> NULL::point);
----
NULL|NULL|double precision
SELECT 1

SELECT '[(0,0),(1,1),(2,0)]'::path @> '(-3.5,4)'::point, '((0,0),(4,0),(4,3))'::path @> '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path @> '(1,2)'::point;
----
f|f|f
SELECT 1

SELECT NULL::path @> '(1,2)'::point, '[(0,0),(1,1),(2,0)]'::path @> NULL::point, pg_typeof('[(0,0),(1,1),(2,0)]'::path @> NULL::point);
----
NULL|NULL|boolean
SELECT 1

# point
SELECT '(1,2)'::point ## '(5,6),(2,1)'::box, '(-3.5,4)'::point ## '(3,4),(0,0)'::box, '(1,2)'::point ## '(3,4),(0,0)'::box;
----
(2,2)|(0,4)|(1,2)
SELECT 1

SELECT NULL::point ## '(3,4),(0,0)'::box, '(1,2)'::point ## NULL::box, pg_typeof('(1,2)'::point ## NULL::box);
----
NULL|NULL|point
SELECT 1

SELECT '(1,2)'::point <-> '(5,6),(2,1)'::box, '(-3.5,4)'::point <-> '(3,4),(0,0)'::box, '(1,2)'::point <-> '(3,4),(0,0)'::box;
----
1|3.5|0
SELECT 1

SELECT NULL::point <-> '(3,4),(0,0)'::box, '(1,2)'::point <-> NULL::box, pg_typeof('(1,2)'::point <-> NULL::box);
----
NULL|NULL|double precision
SELECT 1

SELECT '(1,2)'::point <@ '(5,6),(2,1)'::box, '(-3.5,4)'::point <@ '(3,4),(0,0)'::box, '(1,2)'::point <@ '(3,4),(0,0)'::box;
----
f|f|t
SELECT 1

SELECT NULL::point <@ '(3,4),(0,0)'::box, '(1,2)'::point <@ NULL::box, pg_typeof('(1,2)'::point <@ NULL::box);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point <-> '<(3,1),2>'::circle, '(-3.5,4)'::point <-> '<(0,0),5>'::circle, '(1,2)'::point <-> '<(0,0),5>'::circle;
----
0.2360679774997898|0.315072906367325|0
SELECT 1

SELECT NULL::point <-> '<(0,0),5>'::circle, '(1,2)'::point <-> NULL::circle, pg_typeof('(1,2)'::point <-> NULL::circle);
----
NULL|NULL|double precision
SELECT 1

SELECT '(1,2)'::point <@ '<(3,1),2>'::circle, '(-3.5,4)'::point <@ '<(0,0),5>'::circle, '(1,2)'::point <@ '<(0,0),5>'::circle;
----
f|f|t
SELECT 1

SELECT NULL::point <@ '<(0,0),5>'::circle, '(1,2)'::point <@ NULL::circle, pg_typeof('(1,2)'::point <@ NULL::circle);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point ## '{0,1,-2}'::line, '(-3.5,4)'::point ## '{1,-1,0}'::line, '(1,2)'::point ## '{1,-1,0}'::line;
----
(1,2)|(0.25,0.25)|(1.5,1.5)
SELECT 1

SELECT NULL::point ## '{1,-1,0}'::line, '(1,2)'::point ## NULL::line, pg_typeof('(1,2)'::point ## NULL::line);
----
NULL|NULL|point
SELECT 1

SELECT '(1,2)'::point <-> '{0,1,-2}'::line, '(-3.5,4)'::point <-> '{1,-1,0}'::line, '(1,2)'::point <-> '{1,-1,0}'::line;
----
0|5.303300858899107|0.7071067811865476
SELECT 1

SELECT NULL::point <-> '{1,-1,0}'::line, '(1,2)'::point <-> NULL::line, pg_typeof('(1,2)'::point <-> NULL::line);
----
NULL|NULL|double precision
SELECT 1

SELECT '(1,2)'::point <@ '{0,1,-2}'::line, '(-3.5,4)'::point <@ '{1,-1,0}'::line, '(1,2)'::point <@ '{1,-1,0}'::line;
----
t|f|f
SELECT 1

SELECT NULL::point <@ '{1,-1,0}'::line, '(1,2)'::point <@ NULL::line, pg_typeof('(1,2)'::point <@ NULL::line);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point ## '[(1,0),(1,5)]'::lseg, '(-3.5,4)'::point ## '[(0,0),(3,4)]'::lseg, '(1,2)'::point ## '[(0,0),(3,4)]'::lseg;
----
(1,2)|(0.6600000000000001,0.8800000000000001)|(1.3200000000000003,1.7600000000000002)
SELECT 1

SELECT NULL::point ## '[(0,0),(3,4)]'::lseg, '(1,2)'::point ## NULL::lseg, pg_typeof('(1,2)'::point ## NULL::lseg);
----
NULL|NULL|point
SELECT 1

SELECT '(1,2)'::point <-> '[(1,0),(1,5)]'::lseg, '(-3.5,4)'::point <-> '[(0,0),(3,4)]'::lseg, '(1,2)'::point <-> '[(0,0),(3,4)]'::lseg;
----
0|5.2|0.4000000000000001
SELECT 1

SELECT NULL::point <-> '[(0,0),(3,4)]'::lseg, '(1,2)'::point <-> NULL::lseg, pg_typeof('(1,2)'::point <-> NULL::lseg);
----
NULL|NULL|double precision
SELECT 1

SELECT '(1,2)'::point <@ '[(1,0),(1,5)]'::lseg, '(-3.5,4)'::point <@ '[(0,0),(3,4)]'::lseg, '(1,2)'::point <@ '[(0,0),(3,4)]'::lseg;
----
t|f|f
SELECT 1

SELECT NULL::point <@ '[(0,0),(3,4)]'::lseg, '(1,2)'::point <@ NULL::lseg, pg_typeof('(1,2)'::point <@ NULL::lseg);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point <-> '((0,0),(4,0),(4,3))'::path, '(-3.5,4)'::point <-> '[(0,0),(1,1),(2,0)]'::path, '(1,2)'::point <-> '[(0,0),(1,1),(2,0)]'::path;
----
1|5.303300858899107|1
SELECT 1

SELECT NULL::point <-> '[(0,0),(1,1),(2,0)]'::path, '(1,2)'::point <-> NULL::path, pg_typeof('(1,2)'::point <-> NULL::path);
----
NULL|NULL|double precision
SELECT 1

SELECT '(1,2)'::point <@ '((0,0),(4,0),(4,3))'::path, '(-3.5,4)'::point <@ '[(0,0),(1,1),(2,0)]'::path, '(1,2)'::point <@ '[(0,0),(1,1),(2,0)]'::path;
----
f|f|f
SELECT 1

SELECT NULL::point <@ '[(0,0),(1,1),(2,0)]'::path, '(1,2)'::point <@ NULL::path, pg_typeof('(1,2)'::point <@ NULL::path);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point * '(-3.5,4)'::point, '(-3.5,4)'::point * '(1,2)'::point, '(1,2)'::point * '(1,2)'::point;
----
(-11.5,-3)|(-11.5,-3)|(-3,4)
SELECT 1

SELECT NULL::point * '(1,2)'::point, '(1,2)'::point * NULL::point, pg_typeof('(1,2)'::point * NULL::point);
----
NULL|NULL|point
SELECT 1

SELECT '(1,2)'::point + '(-3.5,4)'::point, '(-3.5,4)'::point + '(1,2)'::point, '(1,2)'::point + '(1,2)'::point;
----
(-2.5,6)|(-2.5,6)|(2,4)
SELECT 1

SELECT NULL::point + '(1,2)'::point, '(1,2)'::point + NULL::point, pg_typeof('(1,2)'::point + NULL::point);
----
NULL|NULL|point
SELECT 1

SELECT '(1,2)'::point - '(-3.5,4)'::point, '(-3.5,4)'::point - '(1,2)'::point, '(1,2)'::point - '(1,2)'::point;
----
(4.5,-2)|(-4.5,2)|(0,0)
SELECT 1

SELECT NULL::point - '(1,2)'::point, '(1,2)'::point - NULL::point, pg_typeof('(1,2)'::point - NULL::point);
----
NULL|NULL|point
SELECT 1

SELECT '(1,2)'::point / '(-3.5,4)'::point, '(-3.5,4)'::point / '(1,2)'::point, '(1,2)'::point / '(1,2)'::point;
----
(0.1592920353982301,-0.3893805309734513)|(0.9,2.2)|(1,0)
SELECT 1

SELECT NULL::point / '(1,2)'::point, '(1,2)'::point / NULL::point, pg_typeof('(1,2)'::point / NULL::point);
----
NULL|NULL|point
SELECT 1

SELECT '(1,2)'::point <-> '(-3.5,4)'::point, '(-3.5,4)'::point <-> '(1,2)'::point, '(1,2)'::point <-> '(1,2)'::point;
----
4.924428900898052|4.924428900898052|0
SELECT 1

SELECT NULL::point <-> '(1,2)'::point, '(1,2)'::point <-> NULL::point, pg_typeof('(1,2)'::point <-> NULL::point);
----
NULL|NULL|double precision
SELECT 1

SELECT '(1,2)'::point << '(-3.5,4)'::point, '(-3.5,4)'::point << '(1,2)'::point, '(1,2)'::point << '(1,2)'::point;
----
f|t|f
SELECT 1

SELECT NULL::point << '(1,2)'::point, '(1,2)'::point << NULL::point, pg_typeof('(1,2)'::point << NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point <<| '(-3.5,4)'::point, '(-3.5,4)'::point <<| '(1,2)'::point, '(1,2)'::point <<| '(1,2)'::point;
----
t|f|f
SELECT 1

SELECT NULL::point <<| '(1,2)'::point, '(1,2)'::point <<| NULL::point, pg_typeof('(1,2)'::point <<| NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point <> '(-3.5,4)'::point, '(-3.5,4)'::point <> '(1,2)'::point, '(1,2)'::point <> '(1,2)'::point;
----
t|t|f
SELECT 1

SELECT NULL::point <> '(1,2)'::point, '(1,2)'::point <> NULL::point, pg_typeof('(1,2)'::point <> NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point <^ '(-3.5,4)'::point, '(-3.5,4)'::point <^ '(1,2)'::point, '(1,2)'::point <^ '(1,2)'::point;
----
t|f|f
SELECT 1

SELECT NULL::point <^ '(1,2)'::point, '(1,2)'::point <^ NULL::point, pg_typeof('(1,2)'::point <^ NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point >> '(-3.5,4)'::point, '(-3.5,4)'::point >> '(1,2)'::point, '(1,2)'::point >> '(1,2)'::point;
----
t|f|f
SELECT 1

SELECT NULL::point >> '(1,2)'::point, '(1,2)'::point >> NULL::point, pg_typeof('(1,2)'::point >> NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point >^ '(-3.5,4)'::point, '(-3.5,4)'::point >^ '(1,2)'::point, '(1,2)'::point >^ '(1,2)'::point;
----
f|t|f
SELECT 1

SELECT NULL::point >^ '(1,2)'::point, '(1,2)'::point >^ NULL::point, pg_typeof('(1,2)'::point >^ NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point ?- '(-3.5,4)'::point, '(-3.5,4)'::point ?- '(1,2)'::point, '(1,2)'::point ?- '(1,2)'::point;
----
f|f|t
SELECT 1

SELECT NULL::point ?- '(1,2)'::point, '(1,2)'::point ?- NULL::point, pg_typeof('(1,2)'::point ?- NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point ?| '(-3.5,4)'::point, '(-3.5,4)'::point ?| '(1,2)'::point, '(1,2)'::point ?| '(1,2)'::point;
----
f|f|t
SELECT 1

SELECT NULL::point ?| '(1,2)'::point, '(1,2)'::point ?| NULL::point, pg_typeof('(1,2)'::point ?| NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point |>> '(-3.5,4)'::point, '(-3.5,4)'::point |>> '(1,2)'::point, '(1,2)'::point |>> '(1,2)'::point;
----
f|t|f
SELECT 1

SELECT NULL::point |>> '(1,2)'::point, '(1,2)'::point |>> NULL::point, pg_typeof('(1,2)'::point |>> NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point ~= '(-3.5,4)'::point, '(-3.5,4)'::point ~= '(1,2)'::point, '(1,2)'::point ~= '(1,2)'::point;
----
f|f|t
SELECT 1

SELECT NULL::point ~= '(1,2)'::point, '(1,2)'::point ~= NULL::point, pg_typeof('(1,2)'::point ~= NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT '(1,2)'::point <-> '((1,1),(2,1),(2,2),(1,2))'::polygon, '(-3.5,4)'::point <-> '((0,0),(4,0),(4,3))'::polygon, '(1,2)'::point <-> '((0,0),(4,0),(4,3))'::polygon;
----
0|5.315072906367325|1
SELECT 1

SELECT NULL::point <-> '((0,0),(4,0),(4,3))'::polygon, '(1,2)'::point <-> NULL::polygon, pg_typeof('(1,2)'::point <-> NULL::polygon);
----
NULL|NULL|double precision
SELECT 1

SELECT '(1,2)'::point <@ '((1,1),(2,1),(2,2),(1,2))'::polygon, '(-3.5,4)'::point <@ '((0,0),(4,0),(4,3))'::polygon, '(1,2)'::point <@ '((0,0),(4,0),(4,3))'::polygon;
----
t|f|f
SELECT 1

SELECT NULL::point <@ '((0,0),(4,0),(4,3))'::polygon, '(1,2)'::point <@ NULL::polygon, pg_typeof('(1,2)'::point <@ NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

# polygon
SELECT '((0,0),(4,0),(4,3))'::polygon <-> '<(3,1),2>'::circle, '((1,1),(2,1),(2,2),(1,2))'::polygon <-> '<(0,0),5>'::circle, '((0,0),(4,0),(4,3))'::polygon <-> '<(0,0),5>'::circle;
----
0|0|0
SELECT 1

SELECT NULL::polygon <-> '<(0,0),5>'::circle, '((0,0),(4,0),(4,3))'::polygon <-> NULL::circle, pg_typeof('((0,0),(4,0),(4,3))'::polygon <-> NULL::circle);
----
NULL|NULL|double precision
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon <-> '(-3.5,4)'::point, '((1,1),(2,1),(2,2),(1,2))'::polygon <-> '(1,2)'::point, '((0,0),(4,0),(4,3))'::polygon <-> '(1,2)'::point;
----
5.315072906367325|0|1
SELECT 1

SELECT NULL::polygon <-> '(1,2)'::point, '((0,0),(4,0),(4,3))'::polygon <-> NULL::point, pg_typeof('((0,0),(4,0),(4,3))'::polygon <-> NULL::point);
----
NULL|NULL|double precision
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon @> '(-3.5,4)'::point, '((1,1),(2,1),(2,2),(1,2))'::polygon @> '(1,2)'::point, '((0,0),(4,0),(4,3))'::polygon @> '(1,2)'::point;
----
f|t|f
SELECT 1

SELECT NULL::polygon @> '(1,2)'::point, '((0,0),(4,0),(4,3))'::polygon @> NULL::point, pg_typeof('((0,0),(4,0),(4,3))'::polygon @> NULL::point);
----
NULL|NULL|boolean
SELECT 1

SELECT # '((0,0),(4,0),(4,3))'::polygon, # '((1,1),(2,1),(2,2),(1,2))'::polygon;
----
3|4
SELECT 1

SELECT # NULL::polygon, pg_typeof(# NULL::polygon);
----
NULL|integer
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon && '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon && '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon && '((0,0),(4,0),(4,3))'::polygon;
----
t|t|t
SELECT 1

SELECT NULL::polygon && '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon && NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon && NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon &< '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon &< '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon &< '((0,0),(4,0),(4,3))'::polygon;
----
f|t|t
SELECT 1

SELECT NULL::polygon &< '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon &< NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon &< NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon &<| '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon &<| '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon &<| '((0,0),(4,0),(4,3))'::polygon;
----
f|t|t
SELECT 1

SELECT NULL::polygon &<| '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon &<| NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon &<| NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon &> '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon &> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon &> '((0,0),(4,0),(4,3))'::polygon;
----
f|t|t
SELECT 1

SELECT NULL::polygon &> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon &> NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon &> NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon <-> '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon <-> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon <-> '((0,0),(4,0),(4,3))'::polygon;
----
0|0|0
SELECT 1

SELECT NULL::polygon <-> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon <-> NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon <-> NULL::polygon);
----
NULL|NULL|double precision
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon << '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon << '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon << '((0,0),(4,0),(4,3))'::polygon;
----
f|f|f
SELECT 1

SELECT NULL::polygon << '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon << NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon << NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon <<| '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon <<| '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon <<| '((0,0),(4,0),(4,3))'::polygon;
----
f|f|f
SELECT 1

SELECT NULL::polygon <<| '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon <<| NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon <<| NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon <@ '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon <@ '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon <@ '((0,0),(4,0),(4,3))'::polygon;
----
f|f|t
SELECT 1

SELECT NULL::polygon <@ '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon <@ NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon <@ NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon >> '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon >> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon >> '((0,0),(4,0),(4,3))'::polygon;
----
f|f|f
SELECT 1

SELECT NULL::polygon >> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon >> NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon >> NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon @> '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon @> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon @> '((0,0),(4,0),(4,3))'::polygon;
----
f|f|t
SELECT 1

SELECT NULL::polygon @> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon @> NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon @> NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT @@ '((0,0),(4,0),(4,3))'::polygon, @@ '((1,1),(2,1),(2,2),(1,2))'::polygon;
----
(2.6666666666666665,1)|(1.5,1.5)
SELECT 1

SELECT @@ NULL::polygon, pg_typeof(@@ NULL::polygon);
----
NULL|point
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon |&> '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon |&> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon |&> '((0,0),(4,0),(4,3))'::polygon;
----
f|t|t
SELECT 1

SELECT NULL::polygon |&> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon |&> NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon |&> NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon |>> '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon |>> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon |>> '((0,0),(4,0),(4,3))'::polygon;
----
f|f|f
SELECT 1

SELECT NULL::polygon |>> '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon |>> NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon |>> NULL::polygon);
----
NULL|NULL|boolean
SELECT 1

SELECT '((0,0),(4,0),(4,3))'::polygon ~= '((1,1),(2,1),(2,2),(1,2))'::polygon, '((1,1),(2,1),(2,2),(1,2))'::polygon ~= '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon ~= '((0,0),(4,0),(4,3))'::polygon;
----
f|f|t
SELECT 1

SELECT NULL::polygon ~= '((0,0),(4,0),(4,3))'::polygon, '((0,0),(4,0),(4,3))'::polygon ~= NULL::polygon, pg_typeof('((0,0),(4,0),(4,3))'::polygon ~= NULL::polygon);
----
NULL|NULL|boolean
SELECT 1
