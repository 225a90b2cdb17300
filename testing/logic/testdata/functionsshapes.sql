# Functions by their first argument's type, of values and of NULL. Errors are told whole.
# box
SELECT area('(3,4),(0,0)'::box), area('(5,6),(2,1)'::box), area(NULL::box), pg_typeof(area('(3,4),(0,0)'::box));
----
12|15|NULL|double precision
SELECT 1

SELECT bound_box('(3,4),(0,0)'::box, '(3,4),(0,0)'::box), bound_box('(5,6),(2,1)'::box, '(5,6),(2,1)'::box), bound_box('(3,4),(0,0)'::box, '(5,6),(2,1)'::box);
----
(3,4),(0,0)|(5,6),(2,1)|(5,6),(0,0)
SELECT 1

SELECT bound_box(NULL::box, '(3,4),(0,0)'::box), bound_box('(3,4),(0,0)'::box, NULL::box), pg_typeof(bound_box(NULL::box, '(3,4),(0,0)'::box));
----
NULL|NULL|box
SELECT 1

SELECT center('(3,4),(0,0)'::box), center('(5,6),(2,1)'::box), center(NULL::box), pg_typeof(center('(3,4),(0,0)'::box));
----
(1.5,2)|(3.5,3.5)|NULL|point
SELECT 1

SELECT circle('(3,4),(0,0)'::box), circle('(5,6),(2,1)'::box), circle(NULL::box), pg_typeof(circle('(3,4),(0,0)'::box));
----
<(1.5,2),2.5>|<(3.5,3.5),2.91547594742265>|NULL|circle
SELECT 1

SELECT diagonal('(3,4),(0,0)'::box), diagonal('(5,6),(2,1)'::box), diagonal(NULL::box), pg_typeof(diagonal('(3,4),(0,0)'::box));
----
[(3,4),(0,0)]|[(5,6),(2,1)]|NULL|lseg
SELECT 1

SELECT height('(3,4),(0,0)'::box), height('(5,6),(2,1)'::box), height(NULL::box), pg_typeof(height('(3,4),(0,0)'::box));
----
4|5|NULL|double precision
SELECT 1

SELECT lseg('(3,4),(0,0)'::box), lseg('(5,6),(2,1)'::box), lseg(NULL::box), pg_typeof(lseg('(3,4),(0,0)'::box));
----
[(3,4),(0,0)]|[(5,6),(2,1)]|NULL|lseg
SELECT 1

SELECT point('(3,4),(0,0)'::box), point('(5,6),(2,1)'::box), point(NULL::box), pg_typeof(point('(3,4),(0,0)'::box));
----
(1.5,2)|(3.5,3.5)|NULL|point
SELECT 1

SELECT polygon('(3,4),(0,0)'::box), polygon('(5,6),(2,1)'::box), polygon(NULL::box), pg_typeof(polygon('(3,4),(0,0)'::box));
----
((0,0),(0,4),(3,4),(3,0))|((2,1),(2,6),(5,6),(5,1))|NULL|polygon
SELECT 1

SELECT width('(3,4),(0,0)'::box), width('(5,6),(2,1)'::box), width(NULL::box), pg_typeof(width('(3,4),(0,0)'::box));
----
3|3|NULL|double precision
SELECT 1

# circle
SELECT area('<(0,0),5>'::circle), area('<(3,1),2>'::circle), area(NULL::circle), pg_typeof(area('<(0,0),5>'::circle));
----
78.53981633974483|12.566370614359172|NULL|double precision
SELECT 1

SELECT box('<(0,0),5>'::circle), box('<(3,1),2>'::circle), box(NULL::circle), pg_typeof(box('<(0,0),5>'::circle));
----
(3.5355339059327373,3.5355339059327373),(-3.5355339059327373,-3.5355339059327373)|(4.414213562373095,2.414213562373095),(1.585786437626905,-0.4142135623730949)|NULL|box
SELECT 1

SELECT center('<(0,0),5>'::circle), center('<(3,1),2>'::circle), center(NULL::circle), pg_typeof(center('<(0,0),5>'::circle));
----
(0,0)|(3,1)|NULL|point
SELECT 1

SELECT diameter('<(0,0),5>'::circle), diameter('<(3,1),2>'::circle), diameter(NULL::circle), pg_typeof(diameter('<(0,0),5>'::circle));
----
10|4|NULL|double precision
SELECT 1

SELECT point('<(0,0),5>'::circle), point('<(3,1),2>'::circle), point(NULL::circle), pg_typeof(point('<(0,0),5>'::circle));
----
(0,0)|(3,1)|NULL|point
SELECT 1

SELECT polygon('<(0,0),5>'::circle), polygon('<(3,1),2>'::circle), polygon(NULL::circle), pg_typeof(polygon('<(0,0),5>'::circle));
----
((-5,0),(-4.330127018922194,2.4999999999999996),(-2.5000000000000004,4.330127018922193),(-3.061616997868383e-16,5),(2.499999999999999,4.330127018922194),(4.330127018922193,2.5000000000000018),(5,6.123233995736766e-16),(4.3301270189221945,-2.4999999999999987),(2.500000000000002,-4.330127018922192),(9.184850993605148e-16,-5),(-2.4999999999999964,-4.330127018922195),(-4.330127018922192,-2.500000000000002))|((1,1),(1.2679491924311226,2),(1.9999999999999998,2.732050807568877),(3,3),(3.9999999999999996,2.7320508075688776),(4.732050807568877,2.000000000000001),(5,1.0000000000000002),(4.732050807568878,5.551115123125783e-16),(4.000000000000001,-0.7320508075688767),(3.0000000000000004,-1),(2.0000000000000013,-0.7320508075688781),(1.2679491924311233,-8.881784197001252e-16))|NULL|polygon
SELECT 1

SELECT radius('<(0,0),5>'::circle), radius('<(3,1),2>'::circle), radius(NULL::circle), pg_typeof(radius('<(0,0),5>'::circle));
----
5|2|NULL|double precision
SELECT 1

# path
SELECT area('[(0,0),(1,1),(2,0)]'::path), area('((0,0),(4,0),(4,3))'::path), area(NULL::path), pg_typeof(area('[(0,0),(1,1),(2,0)]'::path));
----
NULL|6|NULL|double precision
SELECT 1

SELECT isclosed('[(0,0),(1,1),(2,0)]'::path), isclosed('((0,0),(4,0),(4,3))'::path), isclosed(NULL::path), pg_typeof(isclosed('[(0,0),(1,1),(2,0)]'::path));
----
f|t|NULL|boolean
SELECT 1

SELECT isopen('[(0,0),(1,1),(2,0)]'::path), isopen('((0,0),(4,0),(4,3))'::path), isopen(NULL::path), pg_typeof(isopen('[(0,0),(1,1),(2,0)]'::path));
----
t|f|NULL|boolean
SELECT 1

SELECT length('[(0,0),(1,1),(2,0)]'::path), length('((0,0),(4,0),(4,3))'::path), length(NULL::path), pg_typeof(length('[(0,0),(1,1),(2,0)]'::path));
----
2.8284271247461903|12|NULL|double precision
SELECT 1

SELECT npoints('[(0,0),(1,1),(2,0)]'::path), npoints('((0,0),(4,0),(4,3))'::path), npoints(NULL::path), pg_typeof(npoints('[(0,0),(1,1),(2,0)]'::path));
----
3|3|NULL|integer
SELECT 1

SELECT pclose('[(0,0),(1,1),(2,0)]'::path), pclose('((0,0),(4,0),(4,3))'::path), pclose(NULL::path), pg_typeof(pclose('[(0,0),(1,1),(2,0)]'::path));
----
((0,0),(1,1),(2,0))|((0,0),(4,0),(4,3))|NULL|path
SELECT 1

SELECT polygon('[(0,0),(1,1),(2,0)]'::path), polygon('((0,0),(4,0),(4,3))'::path), polygon(NULL::path), pg_typeof(polygon('[(0,0),(1,1),(2,0)]'::path));
----
error 22023 open path cannot be converted to polygon

SELECT popen('[(0,0),(1,1),(2,0)]'::path), popen('((0,0),(4,0),(4,3))'::path), popen(NULL::path), pg_typeof(popen('[(0,0),(1,1),(2,0)]'::path));
----
[(0,0),(1,1),(2,0)]|[(0,0),(4,0),(4,3)]|NULL|path
SELECT 1

# point
SELECT box('(1,2)'::point), box('(-3.5,4)'::point), box(NULL::point), pg_typeof(box('(1,2)'::point));
----
(1,2),(1,2)|(-3.5,4),(-3.5,4)|NULL|box
SELECT 1

SELECT box('(1,2)'::point, '(1,2)'::point), box('(-3.5,4)'::point, '(-3.5,4)'::point), box('(1,2)'::point, '(-3.5,4)'::point);
----
(1,2),(1,2)|(-3.5,4),(-3.5,4)|(1,4),(-3.5,2)
SELECT 1

SELECT box(NULL::point, '(1,2)'::point), box('(1,2)'::point, NULL::point), pg_typeof(box(NULL::point, '(1,2)'::point));
----
NULL|NULL|box
SELECT 1

SELECT circle('(1,2)'::point, 2.5::float8), circle('(-3.5,4)'::point, '-1e300'::float8);
----
<(1,2),2.5>|<(-3.5,4),-1e+300>
SELECT 1

SELECT circle(NULL::point, 2.5::float8), circle('(1,2)'::point, NULL::float8), pg_typeof(circle(NULL::point, 2.5::float8));
----
NULL|NULL|circle
SELECT 1

SELECT ishorizontal('(1,2)'::point, '(1,2)'::point), ishorizontal('(-3.5,4)'::point, '(-3.5,4)'::point), ishorizontal('(1,2)'::point, '(-3.5,4)'::point);
----
t|t|f
SELECT 1

SELECT ishorizontal(NULL::point, '(1,2)'::point), ishorizontal('(1,2)'::point, NULL::point), pg_typeof(ishorizontal(NULL::point, '(1,2)'::point));
----
NULL|NULL|boolean
SELECT 1

SELECT isvertical('(1,2)'::point, '(1,2)'::point), isvertical('(-3.5,4)'::point, '(-3.5,4)'::point), isvertical('(1,2)'::point, '(-3.5,4)'::point);
----
t|t|f
SELECT 1

SELECT isvertical(NULL::point, '(1,2)'::point), isvertical('(1,2)'::point, NULL::point), pg_typeof(isvertical(NULL::point, '(1,2)'::point));
----
NULL|NULL|boolean
SELECT 1

SELECT line('(1,2)'::point, '(1,2)'::point), line('(-3.5,4)'::point, '(-3.5,4)'::point), line('(1,2)'::point, '(-3.5,4)'::point);
----
error 22023 invalid line specification: must be two distinct points

SELECT line(NULL::point, '(1,2)'::point), line('(1,2)'::point, NULL::point), pg_typeof(line(NULL::point, '(1,2)'::point));
----
NULL|NULL|line
SELECT 1

SELECT lseg('(1,2)'::point, '(1,2)'::point), lseg('(-3.5,4)'::point, '(-3.5,4)'::point), lseg('(1,2)'::point, '(-3.5,4)'::point);
----
[(1,2),(1,2)]|[(-3.5,4),(-3.5,4)]|[(1,2),(-3.5,4)]
SELECT 1

SELECT lseg(NULL::point, '(1,2)'::point), lseg('(1,2)'::point, NULL::point), pg_typeof(lseg(NULL::point, '(1,2)'::point));
----
NULL|NULL|lseg
SELECT 1

SELECT slope('(1,2)'::point, '(1,2)'::point), slope('(-3.5,4)'::point, '(-3.5,4)'::point), slope('(1,2)'::point, '(-3.5,4)'::point);
----
Infinity|Infinity|-0.4444444444444444
SELECT 1

SELECT slope(NULL::point, '(1,2)'::point), slope('(1,2)'::point, NULL::point), pg_typeof(slope(NULL::point, '(1,2)'::point));
----
NULL|NULL|double precision
SELECT 1

# polygon
SELECT box('((0,0),(4,0),(4,3))'::polygon), box('((1,1),(2,1),(2,2),(1,2))'::polygon), box(NULL::polygon), pg_typeof(box('((0,0),(4,0),(4,3))'::polygon));
----
(4,3),(0,0)|(2,2),(1,1)|NULL|box
SELECT 1

SELECT circle('((0,0),(4,0),(4,3))'::polygon), circle('((1,1),(2,1),(2,2),(1,2))'::polygon), circle(NULL::polygon), pg_typeof(circle('((0,0),(4,0),(4,3))'::polygon));
----
<(2.6666666666666665,1),2.306122921805057>|<(1.5,1.5),0.7071067811865476>|NULL|circle
SELECT 1

SELECT npoints('((0,0),(4,0),(4,3))'::polygon), npoints('((1,1),(2,1),(2,2),(1,2))'::polygon), npoints(NULL::polygon), pg_typeof(npoints('((0,0),(4,0),(4,3))'::polygon));
----
3|4|NULL|integer
SELECT 1

SELECT path('((0,0),(4,0),(4,3))'::polygon), path('((1,1),(2,1),(2,2),(1,2))'::polygon), path(NULL::polygon), pg_typeof(path('((0,0),(4,0),(4,3))'::polygon));
----
((0,0),(4,0),(4,3))|((1,1),(2,1),(2,2),(1,2))|NULL|path
SELECT 1

SELECT point('((0,0),(4,0),(4,3))'::polygon), point('((1,1),(2,1),(2,2),(1,2))'::polygon), point(NULL::polygon), pg_typeof(point('((0,0),(4,0),(4,3))'::polygon));
----
(2.6666666666666665,1)|(1.5,1.5)|NULL|point
SELECT 1

# line
SELECT ishorizontal('{1,-1,0}'::line), ishorizontal('{0,1,-2}'::line), ishorizontal(NULL::line), pg_typeof(ishorizontal('{1,-1,0}'::line));
----
f|t|NULL|boolean
SELECT 1

SELECT isparallel('{1,-1,0}'::line, '{1,-1,0}'::line), isparallel('{0,1,-2}'::line, '{0,1,-2}'::line), isparallel('{1,-1,0}'::line, '{0,1,-2}'::line);
----
t|t|f
SELECT 1

SELECT isparallel(NULL::line, '{1,-1,0}'::line), isparallel('{1,-1,0}'::line, NULL::line), pg_typeof(isparallel(NULL::line, '{1,-1,0}'::line));
----
NULL|NULL|boolean
SELECT 1

SELECT isperp('{1,-1,0}'::line, '{1,-1,0}'::line), isperp('{0,1,-2}'::line, '{0,1,-2}'::line), isperp('{1,-1,0}'::line, '{0,1,-2}'::line);
----
f|f|f
SELECT 1

SELECT isperp(NULL::line, '{1,-1,0}'::line), isperp('{1,-1,0}'::line, NULL::line), pg_typeof(isperp(NULL::line, '{1,-1,0}'::line));
----
NULL|NULL|boolean
SELECT 1

SELECT isvertical('{1,-1,0}'::line), isvertical('{0,1,-2}'::line), isvertical(NULL::line), pg_typeof(isvertical('{1,-1,0}'::line));
----
f|f|NULL|boolean
SELECT 1

# lseg
SELECT ishorizontal('[(0,0),(3,4)]'::lseg), ishorizontal('[(1,0),(1,5)]'::lseg), ishorizontal(NULL::lseg), pg_typeof(ishorizontal('[(0,0),(3,4)]'::lseg));
----
f|f|NULL|boolean
SELECT 1

SELECT isparallel('[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg), isparallel('[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg), isparallel('[(0,0),(3,4)]'::lseg, '[(1,0),(1,5)]'::lseg);
----
t|t|f
SELECT 1

SELECT isparallel(NULL::lseg, '[(0,0),(3,4)]'::lseg), isparallel('[(0,0),(3,4)]'::lseg, NULL::lseg), pg_typeof(isparallel(NULL::lseg, '[(0,0),(3,4)]'::lseg));
----
NULL|NULL|boolean
SELECT 1

SELECT isperp('[(0,0),(3,4)]'::lseg, '[(0,0),(3,4)]'::lseg), isperp('[(1,0),(1,5)]'::lseg, '[(1,0),(1,5)]'::lseg), isperp('[(0,0),(3,4)]'::lseg, '[(1,0),(1,5)]'::lseg);
----
f|f|f
SELECT 1

SELECT isperp(NULL::lseg, '[(0,0),(3,4)]'::lseg), isperp('[(0,0),(3,4)]'::lseg, NULL::lseg), pg_typeof(isperp(NULL::lseg, '[(0,0),(3,4)]'::lseg));
----
NULL|NULL|boolean
SELECT 1

SELECT isvertical('[(0,0),(3,4)]'::lseg), isvertical('[(1,0),(1,5)]'::lseg), isvertical(NULL::lseg), pg_typeof(isvertical('[(0,0),(3,4)]'::lseg));
----
f|t|NULL|boolean
SELECT 1

SELECT length('[(0,0),(3,4)]'::lseg), length('[(1,0),(1,5)]'::lseg), length(NULL::lseg), pg_typeof(length('[(0,0),(3,4)]'::lseg));
----
5|5|NULL|double precision
SELECT 1

SELECT point('[(0,0),(3,4)]'::lseg), point('[(1,0),(1,5)]'::lseg), point(NULL::lseg), pg_typeof(point('[(0,0),(3,4)]'::lseg));
----
(1.5,2)|(1,2.5)|NULL|point
SELECT 1
