# Every operator with a left side (or only side) of these types, of values, and of NULL. Errors are told whole.
# anyarray
SELECT '{1,2,3}'::int4[] && '{3,4}'::int4[], '{3,4}'::int4[] && '{1,2,3}'::int4[], '{1,2,3}'::int4[] && '{1,2,3}'::int4[];
----
t|t|t
SELECT 1

SELECT NULL::int4[] && '{1,2,3}'::int4[], '{1,2,3}'::int4[] && NULL::int4[], pg_typeof('{1,2,3}'::int4[] && NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] < '{3,4}'::int4[], '{3,4}'::int4[] < '{1,2,3}'::int4[], '{1,2,3}'::int4[] < '{1,2,3}'::int4[];
----
t|f|f
SELECT 1

SELECT NULL::int4[] < '{1,2,3}'::int4[], '{1,2,3}'::int4[] < NULL::int4[], pg_typeof('{1,2,3}'::int4[] < NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] <= '{3,4}'::int4[], '{3,4}'::int4[] <= '{1,2,3}'::int4[], '{1,2,3}'::int4[] <= '{1,2,3}'::int4[];
----
t|f|t
SELECT 1

SELECT NULL::int4[] <= '{1,2,3}'::int4[], '{1,2,3}'::int4[] <= NULL::int4[], pg_typeof('{1,2,3}'::int4[] <= NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] <> '{3,4}'::int4[], '{3,4}'::int4[] <> '{1,2,3}'::int4[], '{1,2,3}'::int4[] <> '{1,2,3}'::int4[];
----
t|t|f
SELECT 1

SELECT NULL::int4[] <> '{1,2,3}'::int4[], '{1,2,3}'::int4[] <> NULL::int4[], pg_typeof('{1,2,3}'::int4[] <> NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] <@ '{3,4}'::int4[], '{3,4}'::int4[] <@ '{1,2,3}'::int4[], '{1,2,3}'::int4[] <@ '{1,2,3}'::int4[];
----
f|f|t
SELECT 1

SELECT NULL::int4[] <@ '{1,2,3}'::int4[], '{1,2,3}'::int4[] <@ NULL::int4[], pg_typeof('{1,2,3}'::int4[] <@ NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] = '{3,4}'::int4[], '{3,4}'::int4[] = '{1,2,3}'::int4[], '{1,2,3}'::int4[] = '{1,2,3}'::int4[];
----
f|f|t
SELECT 1

SELECT NULL::int4[] = '{1,2,3}'::int4[], '{1,2,3}'::int4[] = NULL::int4[], pg_typeof('{1,2,3}'::int4[] = NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] > '{3,4}'::int4[], '{3,4}'::int4[] > '{1,2,3}'::int4[], '{1,2,3}'::int4[] > '{1,2,3}'::int4[];
----
f|t|f
SELECT 1

SELECT NULL::int4[] > '{1,2,3}'::int4[], '{1,2,3}'::int4[] > NULL::int4[], pg_typeof('{1,2,3}'::int4[] > NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] >= '{3,4}'::int4[], '{3,4}'::int4[] >= '{1,2,3}'::int4[], '{1,2,3}'::int4[] >= '{1,2,3}'::int4[];
----
f|t|t
SELECT 1

SELECT NULL::int4[] >= '{1,2,3}'::int4[], '{1,2,3}'::int4[] >= NULL::int4[], pg_typeof('{1,2,3}'::int4[] >= NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{1,2,3}'::int4[] @> '{3,4}'::int4[], '{3,4}'::int4[] @> '{1,2,3}'::int4[], '{1,2,3}'::int4[] @> '{1,2,3}'::int4[];
----
f|f|t
SELECT 1

SELECT NULL::int4[] @> '{1,2,3}'::int4[], '{1,2,3}'::int4[] @> NULL::int4[], pg_typeof('{1,2,3}'::int4[] @> NULL::int4[]);
----
NULL|NULL|boolean
SELECT 1

# anycompatible
SELECT 2.5 || '{3.5,4}'::numeric[], 3 || '{1,2,3}'::int4[], 2.5 || '{1,2,3}'::int4[];
----
{2.5,3.5,4}|{3,1,2,3}|{2.5,1,2,3}
SELECT 1

SELECT NULL::int4 || '{1,2,3}'::int4[], 2.5 || NULL::int4[], pg_typeof(2.5 || NULL::int4[]);
----
{NULL,1,2,3}|{2.5}|numeric[]
SELECT 1

# anycompatiblearray
SELECT '{1,2,3}'::int4[] || 3, '{3.5,4}'::numeric[] || 2.5, '{1,2,3}'::int4[] || 2.5;
----
{1,2,3,3}|{3.5,4,2.5}|{1,2,3,2.5}
SELECT 1

SELECT NULL::int4[] || 2.5, '{1,2,3}'::int4[] || NULL::int4, pg_typeof('{1,2,3}'::int4[] || NULL::int4);
----
{2.5}|{1,2,3,NULL}|integer[]
SELECT 1

SELECT '{1,2,3}'::int4[] || '{3.5,4}'::numeric[], '{3.5,4}'::numeric[] || '{1,2,3}'::int4[], '{1,2,3}'::int4[] || '{1,2,3}'::int4[];
----
{1,2,3,3.5,4}|{3.5,4,1,2,3}|{1,2,3,1,2,3}
SELECT 1

SELECT NULL::int4[] || '{1,2,3}'::int4[], '{1,2,3}'::int4[] || NULL::int4[], pg_typeof('{1,2,3}'::int4[] || NULL::int4[]);
----
{1,2,3}|{1,2,3}|integer[]
SELECT 1

# anyelement
SELECT 2 <@ '{[2,6)}'::int4multirange, 3 <@ '{[1,3),[5,9)}'::int4multirange, 2 <@ '{[1,3),[5,9)}'::int4multirange, 3 <@ '{}'::int4multirange;
----
t|f|t|f
SELECT 1

SELECT NULL::int4 <@ '{[1,3),[5,9)}'::int4multirange, 2 <@ NULL::int4multirange, pg_typeof(2 <@ NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT 2 <@ '[5,15]'::int4range, 3 <@ '[1,10)'::int4range, 2 <@ '[1,10)'::int4range, 3 <@ 'empty'::int4range;
----
f|t|t|f
SELECT 1

SELECT NULL::int4 <@ '[1,10)'::int4range, 2 <@ NULL::int4range, pg_typeof(2 <@ NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

# anymultirange
SELECT '{[1,3),[5,9)}'::int4multirange @> 3, '{[2,6)}'::int4multirange @> 2, '{[1,3),[5,9)}'::int4multirange @> 2, '{}'::int4multirange @> 3;
----
f|t|t|f
SELECT 1

SELECT NULL::int4multirange @> 2, '{[1,3),[5,9)}'::int4multirange @> NULL::int4, pg_typeof('{[1,3),[5,9)}'::int4multirange @> NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange && '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange && '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange && '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange && '{}'::int4multirange;
----
t|t|t|f
SELECT 1

SELECT NULL::int4multirange && '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange && NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange && NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange &< '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange &< '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange &< '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange &< '{}'::int4multirange;
----
f|t|t|f
SELECT 1

SELECT NULL::int4multirange &< '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange &< NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange &< NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange &> '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange &> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange &> '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange &> '{}'::int4multirange;
----
f|t|t|f
SELECT 1

SELECT NULL::int4multirange &> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange &> NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange &> NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange * '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange * '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange * '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange * '{}'::int4multirange;
----
{[2,3),[5,6)}|{[2,3),[5,6)}|{[1,3),[5,9)}|{}
SELECT 1

SELECT NULL::int4multirange * '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange * NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange * NULL::int4multirange);
----
NULL|NULL|int4multirange
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange + '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange + '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange + '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange + '{}'::int4multirange;
----
{[1,9)}|{[1,9)}|{[1,3),[5,9)}|{}
SELECT 1

SELECT NULL::int4multirange + '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange + NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange + NULL::int4multirange);
----
NULL|NULL|int4multirange
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange - '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange - '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange - '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange - '{}'::int4multirange;
----
{[1,2),[6,9)}|{[3,5)}|{}|{}
SELECT 1

SELECT NULL::int4multirange - '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange - NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange - NULL::int4multirange);
----
NULL|NULL|int4multirange
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange -|- '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange -|- '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange -|- '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange -|- '{}'::int4multirange;
----
f|f|f|f
SELECT 1

SELECT NULL::int4multirange -|- '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange -|- NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange -|- NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange < '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange < '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange < '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange < '{}'::int4multirange;
----
t|f|f|f
SELECT 1

SELECT NULL::int4multirange < '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange < NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange < NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange << '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange << '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange << '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange << '{}'::int4multirange;
----
f|f|f|f
SELECT 1

SELECT NULL::int4multirange << '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange << NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange << NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange <= '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange <= '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange <= '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange <= '{}'::int4multirange;
----
t|f|t|t
SELECT 1

SELECT NULL::int4multirange <= '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange <= NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange <= NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange <> '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange <> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange <> '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange <> '{}'::int4multirange;
----
t|t|f|f
SELECT 1

SELECT NULL::int4multirange <> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange <> NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange <> NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange <@ '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange <@ '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange <@ '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange <@ '{}'::int4multirange;
----
f|f|t|t
SELECT 1

SELECT NULL::int4multirange <@ '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange <@ NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange <@ NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange = '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange = '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange = '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange = '{}'::int4multirange;
----
f|f|t|t
SELECT 1

SELECT NULL::int4multirange = '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange = NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange = NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange > '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange > '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange > '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange > '{}'::int4multirange;
----
f|t|f|f
SELECT 1

SELECT NULL::int4multirange > '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange > NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange > NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange >= '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange >= '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange >= '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange >= '{}'::int4multirange;
----
f|t|t|t
SELECT 1

SELECT NULL::int4multirange >= '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange >= NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange >= NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange >> '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange >> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange >> '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange >> '{}'::int4multirange;
----
f|f|f|f
SELECT 1

SELECT NULL::int4multirange >> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange >> NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange >> NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange @> '{[2,6)}'::int4multirange, '{[2,6)}'::int4multirange @> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange @> '{[1,3),[5,9)}'::int4multirange, '{}'::int4multirange @> '{}'::int4multirange;
----
f|f|t|t
SELECT 1

SELECT NULL::int4multirange @> '{[1,3),[5,9)}'::int4multirange, '{[1,3),[5,9)}'::int4multirange @> NULL::int4multirange, pg_typeof('{[1,3),[5,9)}'::int4multirange @> NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange && '[5,15]'::int4range, '{[2,6)}'::int4multirange && '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange && '[1,10)'::int4range, '{}'::int4multirange && 'empty'::int4range;
----
t|t|t|f
SELECT 1

SELECT NULL::int4multirange && '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange && NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange && NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange &< '[5,15]'::int4range, '{[2,6)}'::int4multirange &< '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange &< '[1,10)'::int4range, '{}'::int4multirange &< 'empty'::int4range;
----
t|t|t|f
SELECT 1

SELECT NULL::int4multirange &< '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange &< NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange &< NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange &> '[5,15]'::int4range, '{[2,6)}'::int4multirange &> '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange &> '[1,10)'::int4range, '{}'::int4multirange &> 'empty'::int4range;
----
f|t|t|f
SELECT 1

SELECT NULL::int4multirange &> '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange &> NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange &> NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange -|- '[5,15]'::int4range, '{[2,6)}'::int4multirange -|- '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange -|- '[1,10)'::int4range, '{}'::int4multirange -|- 'empty'::int4range;
----
f|f|f|f
SELECT 1

SELECT NULL::int4multirange -|- '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange -|- NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange -|- NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange << '[5,15]'::int4range, '{[2,6)}'::int4multirange << '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange << '[1,10)'::int4range, '{}'::int4multirange << 'empty'::int4range;
----
f|f|f|f
SELECT 1

SELECT NULL::int4multirange << '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange << NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange << NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange <@ '[5,15]'::int4range, '{[2,6)}'::int4multirange <@ '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange <@ '[1,10)'::int4range, '{}'::int4multirange <@ 'empty'::int4range;
----
f|t|t|t
SELECT 1

SELECT NULL::int4multirange <@ '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange <@ NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange <@ NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange >> '[5,15]'::int4range, '{[2,6)}'::int4multirange >> '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange >> '[1,10)'::int4range, '{}'::int4multirange >> 'empty'::int4range;
----
f|f|f|f
SELECT 1

SELECT NULL::int4multirange >> '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange >> NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange >> NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '{[1,3),[5,9)}'::int4multirange @> '[5,15]'::int4range, '{[2,6)}'::int4multirange @> '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange @> '[1,10)'::int4range, '{}'::int4multirange @> 'empty'::int4range;
----
f|f|f|t
SELECT 1

SELECT NULL::int4multirange @> '[1,10)'::int4range, '{[1,3),[5,9)}'::int4multirange @> NULL::int4range, pg_typeof('{[1,3),[5,9)}'::int4multirange @> NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

# anynonarray
SELECT 4 || 'Äpfel'::text, 5 || 'hello'::text, 4 || 'hello'::text, 5 || ''::text;
----
4Äpfel|5hello|4hello|5
SELECT 1

SELECT NULL::int4 || 'hello'::text, 4 || NULL::text, pg_typeof(4 || NULL::text);
----
NULL|NULL|text
SELECT 1

# anyrange
SELECT '[1,10)'::int4range @> 3, '[5,15]'::int4range @> 2, '[1,10)'::int4range @> 2, 'empty'::int4range @> 3;
----
t|f|t|f
SELECT 1

SELECT NULL::int4range @> 2, '[1,10)'::int4range @> NULL::int4, pg_typeof('[1,10)'::int4range @> NULL::int4);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range && '{[2,6)}'::int4multirange, '[5,15]'::int4range && '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range && '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range && '{}'::int4multirange;
----
t|t|t|f
SELECT 1

SELECT NULL::int4range && '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range && NULL::int4multirange, pg_typeof('[1,10)'::int4range && NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range &< '{[2,6)}'::int4multirange, '[5,15]'::int4range &< '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range &< '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range &< '{}'::int4multirange;
----
f|f|f|f
SELECT 1

SELECT NULL::int4range &< '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range &< NULL::int4multirange, pg_typeof('[1,10)'::int4range &< NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range &> '{[2,6)}'::int4multirange, '[5,15]'::int4range &> '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range &> '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range &> '{}'::int4multirange;
----
f|t|t|f
SELECT 1

SELECT NULL::int4range &> '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range &> NULL::int4multirange, pg_typeof('[1,10)'::int4range &> NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range -|- '{[2,6)}'::int4multirange, '[5,15]'::int4range -|- '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range -|- '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range -|- '{}'::int4multirange;
----
f|f|f|f
SELECT 1

SELECT NULL::int4range -|- '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range -|- NULL::int4multirange, pg_typeof('[1,10)'::int4range -|- NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range << '{[2,6)}'::int4multirange, '[5,15]'::int4range << '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range << '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range << '{}'::int4multirange;
----
f|f|f|f
SELECT 1

SELECT NULL::int4range << '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range << NULL::int4multirange, pg_typeof('[1,10)'::int4range << NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range <@ '{[2,6)}'::int4multirange, '[5,15]'::int4range <@ '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range <@ '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range <@ '{}'::int4multirange;
----
f|f|f|t
SELECT 1

SELECT NULL::int4range <@ '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range <@ NULL::int4multirange, pg_typeof('[1,10)'::int4range <@ NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range >> '{[2,6)}'::int4multirange, '[5,15]'::int4range >> '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range >> '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range >> '{}'::int4multirange;
----
f|f|f|f
SELECT 1

SELECT NULL::int4range >> '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range >> NULL::int4multirange, pg_typeof('[1,10)'::int4range >> NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range @> '{[2,6)}'::int4multirange, '[5,15]'::int4range @> '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range @> '{[1,3),[5,9)}'::int4multirange, 'empty'::int4range @> '{}'::int4multirange;
----
t|f|t|t
SELECT 1

SELECT NULL::int4range @> '{[1,3),[5,9)}'::int4multirange, '[1,10)'::int4range @> NULL::int4multirange, pg_typeof('[1,10)'::int4range @> NULL::int4multirange);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range && '[5,15]'::int4range, '[5,15]'::int4range && '[1,10)'::int4range, '[1,10)'::int4range && '[1,10)'::int4range, 'empty'::int4range && 'empty'::int4range;
----
t|t|t|f
SELECT 1

SELECT NULL::int4range && '[1,10)'::int4range, '[1,10)'::int4range && NULL::int4range, pg_typeof('[1,10)'::int4range && NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range &< '[5,15]'::int4range, '[5,15]'::int4range &< '[1,10)'::int4range, '[1,10)'::int4range &< '[1,10)'::int4range, 'empty'::int4range &< 'empty'::int4range;
----
t|f|t|f
SELECT 1

SELECT NULL::int4range &< '[1,10)'::int4range, '[1,10)'::int4range &< NULL::int4range, pg_typeof('[1,10)'::int4range &< NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range &> '[5,15]'::int4range, '[5,15]'::int4range &> '[1,10)'::int4range, '[1,10)'::int4range &> '[1,10)'::int4range, 'empty'::int4range &> 'empty'::int4range;
----
f|t|t|f
SELECT 1

SELECT NULL::int4range &> '[1,10)'::int4range, '[1,10)'::int4range &> NULL::int4range, pg_typeof('[1,10)'::int4range &> NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range * '[5,15]'::int4range, '[5,15]'::int4range * '[1,10)'::int4range, '[1,10)'::int4range * '[1,10)'::int4range, 'empty'::int4range * 'empty'::int4range;
----
[5,10)|[5,10)|[1,10)|empty
SELECT 1

SELECT NULL::int4range * '[1,10)'::int4range, '[1,10)'::int4range * NULL::int4range, pg_typeof('[1,10)'::int4range * NULL::int4range);
----
NULL|NULL|int4range
SELECT 1

SELECT '[1,10)'::int4range + '[5,15]'::int4range, '[5,15]'::int4range + '[1,10)'::int4range, '[1,10)'::int4range + '[1,10)'::int4range, 'empty'::int4range + 'empty'::int4range;
----
[1,16)|[1,16)|[1,10)|empty
SELECT 1

SELECT NULL::int4range + '[1,10)'::int4range, '[1,10)'::int4range + NULL::int4range, pg_typeof('[1,10)'::int4range + NULL::int4range);
----
NULL|NULL|int4range
SELECT 1

SELECT '[1,10)'::int4range - '[5,15]'::int4range, '[5,15]'::int4range - '[1,10)'::int4range, '[1,10)'::int4range - '[1,10)'::int4range, 'empty'::int4range - 'empty'::int4range;
----
[1,5)|[10,16)|empty|empty
SELECT 1

SELECT NULL::int4range - '[1,10)'::int4range, '[1,10)'::int4range - NULL::int4range, pg_typeof('[1,10)'::int4range - NULL::int4range);
----
NULL|NULL|int4range
SELECT 1

SELECT '[1,10)'::int4range -|- '[5,15]'::int4range, '[5,15]'::int4range -|- '[1,10)'::int4range, '[1,10)'::int4range -|- '[1,10)'::int4range, 'empty'::int4range -|- 'empty'::int4range;
----
f|f|f|f
SELECT 1

SELECT NULL::int4range -|- '[1,10)'::int4range, '[1,10)'::int4range -|- NULL::int4range, pg_typeof('[1,10)'::int4range -|- NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range < '[5,15]'::int4range, '[5,15]'::int4range < '[1,10)'::int4range, '[1,10)'::int4range < '[1,10)'::int4range, 'empty'::int4range < 'empty'::int4range;
----
t|f|f|f
SELECT 1

SELECT NULL::int4range < '[1,10)'::int4range, '[1,10)'::int4range < NULL::int4range, pg_typeof('[1,10)'::int4range < NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range << '[5,15]'::int4range, '[5,15]'::int4range << '[1,10)'::int4range, '[1,10)'::int4range << '[1,10)'::int4range, 'empty'::int4range << 'empty'::int4range;
----
f|f|f|f
SELECT 1

SELECT NULL::int4range << '[1,10)'::int4range, '[1,10)'::int4range << NULL::int4range, pg_typeof('[1,10)'::int4range << NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range <= '[5,15]'::int4range, '[5,15]'::int4range <= '[1,10)'::int4range, '[1,10)'::int4range <= '[1,10)'::int4range, 'empty'::int4range <= 'empty'::int4range;
----
t|f|t|t
SELECT 1

SELECT NULL::int4range <= '[1,10)'::int4range, '[1,10)'::int4range <= NULL::int4range, pg_typeof('[1,10)'::int4range <= NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range <> '[5,15]'::int4range, '[5,15]'::int4range <> '[1,10)'::int4range, '[1,10)'::int4range <> '[1,10)'::int4range, 'empty'::int4range <> 'empty'::int4range;
----
t|t|f|f
SELECT 1

SELECT NULL::int4range <> '[1,10)'::int4range, '[1,10)'::int4range <> NULL::int4range, pg_typeof('[1,10)'::int4range <> NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range <@ '[5,15]'::int4range, '[5,15]'::int4range <@ '[1,10)'::int4range, '[1,10)'::int4range <@ '[1,10)'::int4range, 'empty'::int4range <@ 'empty'::int4range;
----
f|f|t|t
SELECT 1

SELECT NULL::int4range <@ '[1,10)'::int4range, '[1,10)'::int4range <@ NULL::int4range, pg_typeof('[1,10)'::int4range <@ NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range = '[5,15]'::int4range, '[5,15]'::int4range = '[1,10)'::int4range, '[1,10)'::int4range = '[1,10)'::int4range, 'empty'::int4range = 'empty'::int4range;
----
f|f|t|t
SELECT 1

SELECT NULL::int4range = '[1,10)'::int4range, '[1,10)'::int4range = NULL::int4range, pg_typeof('[1,10)'::int4range = NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range > '[5,15]'::int4range, '[5,15]'::int4range > '[1,10)'::int4range, '[1,10)'::int4range > '[1,10)'::int4range, 'empty'::int4range > 'empty'::int4range;
----
f|t|f|f
SELECT 1

SELECT NULL::int4range > '[1,10)'::int4range, '[1,10)'::int4range > NULL::int4range, pg_typeof('[1,10)'::int4range > NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range >= '[5,15]'::int4range, '[5,15]'::int4range >= '[1,10)'::int4range, '[1,10)'::int4range >= '[1,10)'::int4range, 'empty'::int4range >= 'empty'::int4range;
----
f|t|t|t
SELECT 1

SELECT NULL::int4range >= '[1,10)'::int4range, '[1,10)'::int4range >= NULL::int4range, pg_typeof('[1,10)'::int4range >= NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range >> '[5,15]'::int4range, '[5,15]'::int4range >> '[1,10)'::int4range, '[1,10)'::int4range >> '[1,10)'::int4range, 'empty'::int4range >> 'empty'::int4range;
----
f|f|f|f
SELECT 1

SELECT NULL::int4range >> '[1,10)'::int4range, '[1,10)'::int4range >> NULL::int4range, pg_typeof('[1,10)'::int4range >> NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

SELECT '[1,10)'::int4range @> '[5,15]'::int4range, '[5,15]'::int4range @> '[1,10)'::int4range, '[1,10)'::int4range @> '[1,10)'::int4range, 'empty'::int4range @> 'empty'::int4range;
----
f|f|t|t
SELECT 1

SELECT NULL::int4range @> '[1,10)'::int4range, '[1,10)'::int4range @> NULL::int4range, pg_typeof('[1,10)'::int4range @> NULL::int4range);
----
NULL|NULL|boolean
SELECT 1

# inet
SELECT '192.168.1.5/24'::inet & '::1'::inet, '::1'::inet & '192.168.1.5/24'::inet, '192.168.1.5/24'::inet & '192.168.1.5/24'::inet, '10.0.0.1'::inet & '10.0.0.1'::inet;
----
error 22023 cannot AND inet values of different sizes

SELECT NULL::inet & '192.168.1.5/24'::inet, '192.168.1.5/24'::inet & NULL::inet, pg_typeof('192.168.1.5/24'::inet & NULL::inet);
----
NULL|NULL|inet
SELECT 1

SELECT '192.168.1.5/24'::inet && '::1'::inet, '::1'::inet && '192.168.1.5/24'::inet, '192.168.1.5/24'::inet && '192.168.1.5/24'::inet, '10.0.0.1'::inet && '10.0.0.1'::inet;
----
f|f|t|t
SELECT 1

SELECT NULL::inet && '192.168.1.5/24'::inet, '192.168.1.5/24'::inet && NULL::inet, pg_typeof('192.168.1.5/24'::inet && NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet - '::1'::inet, '::1'::inet - '192.168.1.5/24'::inet, '192.168.1.5/24'::inet - '192.168.1.5/24'::inet, '10.0.0.1'::inet - '10.0.0.1'::inet;
----
error 22023 cannot subtract inet values of different sizes

SELECT NULL::inet - '192.168.1.5/24'::inet, '192.168.1.5/24'::inet - NULL::inet, pg_typeof('192.168.1.5/24'::inet - NULL::inet);
----
NULL|NULL|bigint
SELECT 1

SELECT '192.168.1.5/24'::inet < '::1'::inet, '::1'::inet < '192.168.1.5/24'::inet, '192.168.1.5/24'::inet < '192.168.1.5/24'::inet, '10.0.0.1'::inet < '10.0.0.1'::inet;
----
t|f|f|f
SELECT 1

SELECT NULL::inet < '192.168.1.5/24'::inet, '192.168.1.5/24'::inet < NULL::inet, pg_typeof('192.168.1.5/24'::inet < NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet << '::1'::inet, '::1'::inet << '192.168.1.5/24'::inet, '192.168.1.5/24'::inet << '192.168.1.5/24'::inet, '10.0.0.1'::inet << '10.0.0.1'::inet;
----
f|f|f|f
SELECT 1

SELECT NULL::inet << '192.168.1.5/24'::inet, '192.168.1.5/24'::inet << NULL::inet, pg_typeof('192.168.1.5/24'::inet << NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet <<= '::1'::inet, '::1'::inet <<= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet <<= '192.168.1.5/24'::inet, '10.0.0.1'::inet <<= '10.0.0.1'::inet;
----
f|f|t|t
SELECT 1

SELECT NULL::inet <<= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet <<= NULL::inet, pg_typeof('192.168.1.5/24'::inet <<= NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet <= '::1'::inet, '::1'::inet <= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet <= '192.168.1.5/24'::inet, '10.0.0.1'::inet <= '10.0.0.1'::inet;
----
t|f|t|t
SELECT 1

SELECT NULL::inet <= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet <= NULL::inet, pg_typeof('192.168.1.5/24'::inet <= NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet <> '::1'::inet, '::1'::inet <> '192.168.1.5/24'::inet, '192.168.1.5/24'::inet <> '192.168.1.5/24'::inet, '10.0.0.1'::inet <> '10.0.0.1'::inet;
----
t|t|f|f
SELECT 1

SELECT NULL::inet <> '192.168.1.5/24'::inet, '192.168.1.5/24'::inet <> NULL::inet, pg_typeof('192.168.1.5/24'::inet <> NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet = '::1'::inet, '::1'::inet = '192.168.1.5/24'::inet, '192.168.1.5/24'::inet = '192.168.1.5/24'::inet, '10.0.0.1'::inet = '10.0.0.1'::inet;
----
f|f|t|t
SELECT 1

SELECT NULL::inet = '192.168.1.5/24'::inet, '192.168.1.5/24'::inet = NULL::inet, pg_typeof('192.168.1.5/24'::inet = NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet > '::1'::inet, '::1'::inet > '192.168.1.5/24'::inet, '192.168.1.5/24'::inet > '192.168.1.5/24'::inet, '10.0.0.1'::inet > '10.0.0.1'::inet;
----
f|t|f|f
SELECT 1

SELECT NULL::inet > '192.168.1.5/24'::inet, '192.168.1.5/24'::inet > NULL::inet, pg_typeof('192.168.1.5/24'::inet > NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet >= '::1'::inet, '::1'::inet >= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet >= '192.168.1.5/24'::inet, '10.0.0.1'::inet >= '10.0.0.1'::inet;
----
f|t|t|t
SELECT 1

SELECT NULL::inet >= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet >= NULL::inet, pg_typeof('192.168.1.5/24'::inet >= NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet >> '::1'::inet, '::1'::inet >> '192.168.1.5/24'::inet, '192.168.1.5/24'::inet >> '192.168.1.5/24'::inet, '10.0.0.1'::inet >> '10.0.0.1'::inet;
----
f|f|f|f
SELECT 1

SELECT NULL::inet >> '192.168.1.5/24'::inet, '192.168.1.5/24'::inet >> NULL::inet, pg_typeof('192.168.1.5/24'::inet >> NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet >>= '::1'::inet, '::1'::inet >>= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet >>= '192.168.1.5/24'::inet, '10.0.0.1'::inet >>= '10.0.0.1'::inet;
----
f|f|t|t
SELECT 1

SELECT NULL::inet >>= '192.168.1.5/24'::inet, '192.168.1.5/24'::inet >>= NULL::inet, pg_typeof('192.168.1.5/24'::inet >>= NULL::inet);
----
NULL|NULL|boolean
SELECT 1

SELECT '192.168.1.5/24'::inet | '::1'::inet, '::1'::inet | '192.168.1.5/24'::inet, '192.168.1.5/24'::inet | '192.168.1.5/24'::inet, '10.0.0.1'::inet | '10.0.0.1'::inet;
----
error 22023 cannot OR inet values of different sizes

SELECT NULL::inet | '192.168.1.5/24'::inet, '192.168.1.5/24'::inet | NULL::inet, pg_typeof('192.168.1.5/24'::inet | NULL::inet);
----
NULL|NULL|inet
SELECT 1

SELECT ~ '192.168.1.5/24'::inet, ~ '::1'::inet, ~ '10.0.0.1'::inet;
----
63.87.254.250/24|ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe|245.255.255.254
SELECT 1

SELECT ~ NULL::inet, pg_typeof(~ NULL::inet);
----
NULL|inet
SELECT 1

SELECT '192.168.1.5/24'::inet + '-4000000000'::int8, '::1'::inet + 9::int8, '192.168.1.5/24'::inet + 9::int8, '10.0.0.1'::inet + 9223372036854775807;
----
error 22003 result is out of range

SELECT NULL::inet + 9::int8, '192.168.1.5/24'::inet + NULL::int8, pg_typeof('192.168.1.5/24'::inet + NULL::int8);
----
NULL|NULL|inet
SELECT 1

SELECT '192.168.1.5/24'::inet - '-4000000000'::int8, '::1'::inet - 9::int8, '192.168.1.5/24'::inet - 9::int8, '10.0.0.1'::inet - 9223372036854775807;
----
error 22003 result is out of range

SELECT NULL::inet - 9::int8, '192.168.1.5/24'::inet - NULL::int8, pg_typeof('192.168.1.5/24'::inet - NULL::int8);
----
NULL|NULL|inet
SELECT 1

# json
SELECT '{"a": [1, {"b": null}]}'::json #> '{{x,y},{z,w}}'::text[], '[1, "x", true]'::json #> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}]}'::json #> '{a,b,NULL,c}'::text[], '[1, "x", true]'::json #> '{}'::text[];
----
NULL|NULL|NULL|[1, "x", true]
SELECT 1

SELECT NULL::json #> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}]}'::json #> NULL::text[], pg_typeof('{"a": [1, {"b": null}]}'::json #> NULL::text[]);
----
NULL|NULL|json
SELECT 1

SELECT '{"a": [1, {"b": null}]}'::json #>> '{{x,y},{z,w}}'::text[], '[1, "x", true]'::json #>> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}]}'::json #>> '{a,b,NULL,c}'::text[], '[1, "x", true]'::json #>> '{}'::text[];
----
NULL|NULL|NULL|[1, "x", true]
SELECT 1

SELECT NULL::json #>> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}]}'::json #>> NULL::text[], pg_typeof('{"a": [1, {"b": null}]}'::json #>> NULL::text[]);
----
NULL|NULL|text
SELECT 1

SELECT '{"a": [1, {"b": null}]}'::json -> (-17), '[1, "x", true]'::json -> 5, '{"a": [1, {"b": null}]}'::json -> 5, '[1, "x", true]'::json -> 2147483647;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::json -> 5, '{"a": [1, {"b": null}]}'::json -> NULL::int4, pg_typeof('{"a": [1, {"b": null}]}'::json -> NULL::int4);
----
NULL|NULL|json
SELECT 1

SELECT '{"a": [1, {"b": null}]}'::json ->> (-17), '[1, "x", true]'::json ->> 5, '{"a": [1, {"b": null}]}'::json ->> 5, '[1, "x", true]'::json ->> 2147483647;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::json ->> 5, '{"a": [1, {"b": null}]}'::json ->> NULL::int4, pg_typeof('{"a": [1, {"b": null}]}'::json ->> NULL::int4);
----
NULL|NULL|text
SELECT 1

SELECT '{"a": [1, {"b": null}]}'::json -> 'Äpfel'::text, '[1, "x", true]'::json -> 'hello'::text, '{"a": [1, {"b": null}]}'::json -> 'hello'::text, '[1, "x", true]'::json -> ''::text;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::json -> 'hello'::text, '{"a": [1, {"b": null}]}'::json -> NULL::text, pg_typeof('{"a": [1, {"b": null}]}'::json -> NULL::text);
----
NULL|NULL|json
SELECT 1

SELECT '{"a": [1, {"b": null}]}'::json ->> 'Äpfel'::text, '[1, "x", true]'::json ->> 'hello'::text, '{"a": [1, {"b": null}]}'::json ->> 'hello'::text, '[1, "x", true]'::json ->> ''::text;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::json ->> 'hello'::text, '{"a": [1, {"b": null}]}'::json ->> NULL::text, pg_typeof('{"a": [1, {"b": null}]}'::json ->> NULL::text);
----
NULL|NULL|text
SELECT 1

# jsonb
SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb #- '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb #- '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb #- '{a,b,NULL,c}'::text[], '3.50'::jsonb #- '{}'::text[];
----
error 2202E wrong number of array subscripts

SELECT NULL::jsonb #- '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb #- NULL::text[], pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb #- NULL::text[]);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb #> '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb #> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb #> '{a,b,NULL,c}'::text[], '3.50'::jsonb #> '{}'::text[];
----
NULL|NULL|NULL|3.50
SELECT 1

SELECT NULL::jsonb #> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb #> NULL::text[], pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb #> NULL::text[]);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb #>> '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb #>> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb #>> '{a,b,NULL,c}'::text[], '3.50'::jsonb #>> '{}'::text[];
----
NULL|NULL|NULL|3.50
SELECT 1

SELECT NULL::jsonb #>> '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb #>> NULL::text[], pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb #>> NULL::text[]);
----
NULL|NULL|text
SELECT 1

SELECT NULL::jsonb - '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb - NULL::text[], pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb - NULL::text[]);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb ?& '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb ?& '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb ?& '{a,b,NULL,c}'::text[], '3.50'::jsonb ?& '{}'::text[];
----
f|f|f|t
SELECT 1

SELECT NULL::jsonb ?& '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb ?& NULL::text[], pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb ?& NULL::text[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb ?| '{{x,y},{z,w}}'::text[], '[1, "c", true, null]'::jsonb ?| '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb ?| '{a,b,NULL,c}'::text[], '3.50'::jsonb ?| '{}'::text[];
----
f|t|t|f
SELECT 1

SELECT NULL::jsonb ?| '{a,b,NULL,c}'::text[], '{"a": [1, {"b": null}], "c": "x"}'::jsonb ?| NULL::text[], pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb ?| NULL::text[]);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb - (-17), '[1, "c", true, null]'::jsonb - 5, '{"a": [1, {"b": null}], "c": "x"}'::jsonb - 5, '3.50'::jsonb - 2147483647;
----
error 22023 cannot delete from object using integer index

SELECT NULL::jsonb - 5, '{"a": [1, {"b": null}], "c": "x"}'::jsonb - NULL::int4, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb - NULL::int4);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb -> (-17), '[1, "c", true, null]'::jsonb -> 5, '{"a": [1, {"b": null}], "c": "x"}'::jsonb -> 5, '3.50'::jsonb -> 2147483647;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::jsonb -> 5, '{"a": [1, {"b": null}], "c": "x"}'::jsonb -> NULL::int4, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb -> NULL::int4);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> (-17), '[1, "c", true, null]'::jsonb ->> 5, '{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> 5, '3.50'::jsonb ->> 2147483647;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::jsonb ->> 5, '{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> NULL::int4, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> NULL::int4);
----
NULL|NULL|text
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb < '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb < '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb < '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb < '3.50'::jsonb;
----
f|t|f|f
SELECT 1

SELECT NULL::jsonb < '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb < NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb < NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb <= '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb <= '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb <= '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb <= '3.50'::jsonb;
----
f|t|t|t
SELECT 1

SELECT NULL::jsonb <= '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb <= NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb <= NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb <> '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb <> '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb <> '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb <> '3.50'::jsonb;
----
t|t|f|f
SELECT 1

SELECT NULL::jsonb <> '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb <> NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb <> NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb <@ '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb <@ '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb <@ '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb <@ '3.50'::jsonb;
----
f|f|t|t
SELECT 1

SELECT NULL::jsonb <@ '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb <@ NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb <@ NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb = '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb = '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb = '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb = '3.50'::jsonb;
----
f|f|t|t
SELECT 1

SELECT NULL::jsonb = '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb = NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb = NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb > '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb > '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb > '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb > '3.50'::jsonb;
----
t|f|f|f
SELECT 1

SELECT NULL::jsonb > '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb > NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb > NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb >= '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb >= '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb >= '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb >= '3.50'::jsonb;
----
t|f|t|t
SELECT 1

SELECT NULL::jsonb >= '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb >= NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb >= NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb @> '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb @> '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb @> '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb @> '3.50'::jsonb;
----
f|f|t|t
SELECT 1

SELECT NULL::jsonb @> '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb @> NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb @> NULL::jsonb);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb || '[1, "c", true, null]'::jsonb, '[1, "c", true, null]'::jsonb || '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb || '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '3.50'::jsonb || '3.50'::jsonb;
----
[{"a": [1, {"b": null}], "c": "x"}, 1, "c", true, null]|[1, "c", true, null, {"a": [1, {"b": null}], "c": "x"}]|{"a": [1, {"b": null}], "c": "x"}|[3.50, 3.50]
SELECT 1

SELECT NULL::jsonb || '{"a": [1, {"b": null}], "c": "x"}'::jsonb, '{"a": [1, {"b": null}], "c": "x"}'::jsonb || NULL::jsonb, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb || NULL::jsonb);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb @? 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb @? '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb @? '$.a[*]'::jsonpath, '3.50'::jsonb @? 'strict $[1] ? (@ == "c")'::jsonpath;
----
NULL|f|t|NULL
SELECT 1

SELECT NULL::jsonb @? '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb @? NULL::jsonpath, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb @? NULL::jsonpath);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb @@ 'strict $[1] ? (@ == "c")'::jsonpath, '[1, "c", true, null]'::jsonb @@ '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb @@ '$.a[*]'::jsonpath, '3.50'::jsonb @@ 'strict $[1] ? (@ == "c")'::jsonpath;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::jsonb @@ '$.a[*]'::jsonpath, '{"a": [1, {"b": null}], "c": "x"}'::jsonb @@ NULL::jsonpath, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb @@ NULL::jsonpath);
----
NULL|NULL|boolean
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb - 'Äpfel'::text, '[1, "c", true, null]'::jsonb - 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb - 'hello'::text, '3.50'::jsonb - ''::text;
----
error 22023 cannot delete from scalar

SELECT NULL::jsonb - 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb - NULL::text, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb - NULL::text);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb -> 'Äpfel'::text, '[1, "c", true, null]'::jsonb -> 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb -> 'hello'::text, '3.50'::jsonb -> ''::text;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::jsonb -> 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb -> NULL::text, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb -> NULL::text);
----
NULL|NULL|jsonb
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> 'Äpfel'::text, '[1, "c", true, null]'::jsonb ->> 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> 'hello'::text, '3.50'::jsonb ->> ''::text;
----
NULL|NULL|NULL|NULL
SELECT 1

SELECT NULL::jsonb ->> 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> NULL::text, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb ->> NULL::text);
----
NULL|NULL|text
SELECT 1

SELECT '{"a": [1, {"b": null}], "c": "x"}'::jsonb ? 'Äpfel'::text, '[1, "c", true, null]'::jsonb ? 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb ? 'hello'::text, '3.50'::jsonb ? ''::text;
----
f|f|f|f
SELECT 1

SELECT NULL::jsonb ? 'hello'::text, '{"a": [1, {"b": null}], "c": "x"}'::jsonb ? NULL::text, pg_typeof('{"a": [1, {"b": null}], "c": "x"}'::jsonb ? NULL::text);
----
NULL|NULL|boolean
SELECT 1

# macaddr
SELECT '08:00:2b:01:02:03'::macaddr & 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr & '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr & '08:00:2b:01:02:03'::macaddr;
----
08:00:2b:00:00:01|08:00:2b:00:00:01|08:00:2b:01:02:03
SELECT 1

SELECT NULL::macaddr & '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr & NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr & NULL::macaddr);
----
NULL|NULL|macaddr
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr < 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr < '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr < '08:00:2b:01:02:03'::macaddr;
----
t|f|f
SELECT 1

SELECT NULL::macaddr < '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr < NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr < NULL::macaddr);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr <= 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr <= '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr <= '08:00:2b:01:02:03'::macaddr;
----
t|f|t
SELECT 1

SELECT NULL::macaddr <= '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr <= NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr <= NULL::macaddr);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr <> 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr <> '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr <> '08:00:2b:01:02:03'::macaddr;
----
t|t|f
SELECT 1

SELECT NULL::macaddr <> '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr <> NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr <> NULL::macaddr);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr = 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr = '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr = '08:00:2b:01:02:03'::macaddr;
----
f|f|t
SELECT 1

SELECT NULL::macaddr = '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr = NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr = NULL::macaddr);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr > 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr > '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr > '08:00:2b:01:02:03'::macaddr;
----
f|t|f
SELECT 1

SELECT NULL::macaddr > '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr > NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr > NULL::macaddr);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr >= 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr >= '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr >= '08:00:2b:01:02:03'::macaddr;
----
f|t|t
SELECT 1

SELECT NULL::macaddr >= '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr >= NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr >= NULL::macaddr);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:01:02:03'::macaddr | 'ff:ff:ff:00:00:01'::macaddr, 'ff:ff:ff:00:00:01'::macaddr | '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr | '08:00:2b:01:02:03'::macaddr;
----
ff:ff:ff:01:02:03|ff:ff:ff:01:02:03|08:00:2b:01:02:03
SELECT 1

SELECT NULL::macaddr | '08:00:2b:01:02:03'::macaddr, '08:00:2b:01:02:03'::macaddr | NULL::macaddr, pg_typeof('08:00:2b:01:02:03'::macaddr | NULL::macaddr);
----
NULL|NULL|macaddr
SELECT 1

SELECT ~ '08:00:2b:01:02:03'::macaddr, ~ 'ff:ff:ff:00:00:01'::macaddr;
----
f7:ff:d4:fe:fd:fc|00:00:00:ff:ff:fe
SELECT 1

SELECT ~ NULL::macaddr, pg_typeof(~ NULL::macaddr);
----
NULL|macaddr
SELECT 1

# macaddr8
SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 & '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 & '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 & '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
00:00:00:05:06:01:00:01|00:00:00:05:06:01:00:01|08:00:2b:ff:fe:01:02:03
SELECT 1

SELECT NULL::macaddr8 & '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 & NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 & NULL::macaddr8);
----
NULL|NULL|macaddr8
SELECT 1

SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 < '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 < '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 < '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
f|t|f
SELECT 1

SELECT NULL::macaddr8 < '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 < NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 < NULL::macaddr8);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 <= '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 <= '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 <= '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
f|t|t
SELECT 1

SELECT NULL::macaddr8 <= '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 <= NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 <= NULL::macaddr8);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 <> '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 <> '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 <> '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
t|t|f
SELECT 1

SELECT NULL::macaddr8 <> '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 <> NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 <> NULL::macaddr8);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 = '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 = '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 = '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
f|f|t
SELECT 1

SELECT NULL::macaddr8 = '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 = NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 = NULL::macaddr8);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 > '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 > '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 > '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
t|f|f
SELECT 1

SELECT NULL::macaddr8 > '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 > NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 > NULL::macaddr8);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 >= '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 >= '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 >= '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
t|f|t
SELECT 1

SELECT NULL::macaddr8 >= '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 >= NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 >= NULL::macaddr8);
----
NULL|NULL|boolean
SELECT 1

SELECT '08:00:2b:ff:fe:01:02:03'::macaddr8 | '02:03:04:05:06:07:08:09'::macaddr8, '02:03:04:05:06:07:08:09'::macaddr8 | '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 | '08:00:2b:ff:fe:01:02:03'::macaddr8;
----
0a:03:2f:ff:fe:07:0a:0b|0a:03:2f:ff:fe:07:0a:0b|08:00:2b:ff:fe:01:02:03
SELECT 1

SELECT NULL::macaddr8 | '08:00:2b:ff:fe:01:02:03'::macaddr8, '08:00:2b:ff:fe:01:02:03'::macaddr8 | NULL::macaddr8, pg_typeof('08:00:2b:ff:fe:01:02:03'::macaddr8 | NULL::macaddr8);
----
NULL|NULL|macaddr8
SELECT 1

SELECT ~ '08:00:2b:ff:fe:01:02:03'::macaddr8, ~ '02:03:04:05:06:07:08:09'::macaddr8;
----
f7:ff:d4:00:01:fe:fd:fc|fd:fc:fb:fa:f9:f8:f7:f6
SELECT 1

SELECT ~ NULL::macaddr8, pg_typeof(~ NULL::macaddr8);
----
NULL|macaddr8
SELECT 1

SELECT ROW(1, 'a'::text) < ROW(2, NULL::text), ROW(2, NULL::text) < ROW(1, 'a'::text), ROW(1, 'a'::text) < ROW(1, 'a'::text);
----
t|f|f
SELECT 1

SELECT ROW(1, 'a'::text) <= ROW(2, NULL::text), ROW(2, NULL::text) <= ROW(1, 'a'::text), ROW(1, 'a'::text) <= ROW(1, 'a'::text);
----
t|f|t
SELECT 1

SELECT ROW(1, 'a'::text) <> ROW(2, NULL::text), ROW(2, NULL::text) <> ROW(1, 'a'::text), ROW(1, 'a'::text) <> ROW(1, 'a'::text);
----
t|t|f
SELECT 1

SELECT ROW(1, 'a'::text) = ROW(2, NULL::text), ROW(2, NULL::text) = ROW(1, 'a'::text), ROW(1, 'a'::text) = ROW(1, 'a'::text);
----
f|f|t
SELECT 1

SELECT ROW(1, 'a'::text) > ROW(2, NULL::text), ROW(2, NULL::text) > ROW(1, 'a'::text), ROW(1, 'a'::text) > ROW(1, 'a'::text);
----
f|t|f
SELECT 1

SELECT ROW(1, 'a'::text) >= ROW(2, NULL::text), ROW(2, NULL::text) >= ROW(1, 'a'::text), ROW(1, 'a'::text) >= ROW(1, 'a'::text);
----
f|t|t
SELECT 1

# tsquery
SELECT !! 'fat & (rat | !cat)'::tsquery, !! 'a <-> b:*'::tsquery;
----
!( 'fat' & ( 'rat' | !'cat' ) )|!( 'a' <-> 'b':* )
SELECT 1

SELECT !! NULL::tsquery, pg_typeof(!! NULL::tsquery);
----
NULL|tsquery
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery && 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery && 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery && 'fat & (rat | !cat)'::tsquery;
----
'fat' & ( 'rat' | !'cat' ) & 'a' <-> 'b':*|'a' <-> 'b':* & 'fat' & ( 'rat' | !'cat' )|'fat' & ( 'rat' | !'cat' ) & 'fat' & ( 'rat' | !'cat' )
SELECT 1

SELECT NULL::tsquery && 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery && NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery && NULL::tsquery);
----
NULL|NULL|tsquery
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery < 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery < 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery < 'fat & (rat | !cat)'::tsquery;
----
f|t|f
SELECT 1

SELECT NULL::tsquery < 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery < NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery < NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery <-> 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery <-> 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <-> 'fat & (rat | !cat)'::tsquery;
----
( 'fat' & ( 'rat' | !'cat' ) ) <-> ( 'a' <-> 'b':* )|'a' <-> 'b':* <-> ( 'fat' & ( 'rat' | !'cat' ) )|( 'fat' & ( 'rat' | !'cat' ) ) <-> ( 'fat' & ( 'rat' | !'cat' ) )
SELECT 1

SELECT NULL::tsquery <-> 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <-> NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery <-> NULL::tsquery);
----
NULL|NULL|tsquery
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery <= 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery <= 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <= 'fat & (rat | !cat)'::tsquery;
----
f|t|t
SELECT 1

SELECT NULL::tsquery <= 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <= NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery <= NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery <> 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery <> 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <> 'fat & (rat | !cat)'::tsquery;
----
t|t|f
SELECT 1

SELECT NULL::tsquery <> 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <> NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery <> NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery <@ 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery <@ 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <@ 'fat & (rat | !cat)'::tsquery;
----
f|f|t
SELECT 1

SELECT NULL::tsquery <@ 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery <@ NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery <@ NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery = 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery = 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery = 'fat & (rat | !cat)'::tsquery;
----
f|f|t
SELECT 1

SELECT NULL::tsquery = 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery = NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery = NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery > 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery > 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery > 'fat & (rat | !cat)'::tsquery;
----
t|f|f
SELECT 1

SELECT NULL::tsquery > 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery > NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery > NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery >= 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery >= 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery >= 'fat & (rat | !cat)'::tsquery;
----
t|f|t
SELECT 1

SELECT NULL::tsquery >= 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery >= NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery >= NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery @> 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery @> 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery @> 'fat & (rat | !cat)'::tsquery;
----
f|f|t
SELECT 1

SELECT NULL::tsquery @> 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery @> NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery @> NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery || 'a <-> b:*'::tsquery, 'a <-> b:*'::tsquery || 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery || 'fat & (rat | !cat)'::tsquery;
----
'fat' & ( 'rat' | !'cat' ) | 'a' <-> 'b':*|'a' <-> 'b':* | 'fat' & ( 'rat' | !'cat' )|'fat' & ( 'rat' | !'cat' ) | 'fat' & ( 'rat' | !'cat' )
SELECT 1

SELECT NULL::tsquery || 'fat & (rat | !cat)'::tsquery, 'fat & (rat | !cat)'::tsquery || NULL::tsquery, pg_typeof('fat & (rat | !cat)'::tsquery || NULL::tsquery);
----
NULL|NULL|tsquery
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery @@ 'a b:1'::tsvector, 'a <-> b:*'::tsquery @@ 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery @@ 'fat:2A cat:3B,5 rat'::tsvector;
----
f|f|t
SELECT 1

SELECT NULL::tsquery @@ 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery @@ NULL::tsvector, pg_typeof('fat & (rat | !cat)'::tsquery @@ NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat & (rat | !cat)'::tsquery @@@ 'a b:1'::tsvector, 'a <-> b:*'::tsquery @@@ 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery @@@ 'fat:2A cat:3B,5 rat'::tsvector;
----
f|f|t
SELECT 1

SELECT NULL::tsquery @@@ 'fat:2A cat:3B,5 rat'::tsvector, 'fat & (rat | !cat)'::tsquery @@@ NULL::tsvector, pg_typeof('fat & (rat | !cat)'::tsquery @@@ NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

# tsvector
SELECT 'fat:2A cat:3B,5 rat'::tsvector @@ 'a <-> b:*'::tsquery, 'a b:1'::tsvector @@ 'fat & (rat | !cat)'::tsquery, 'fat:2A cat:3B,5 rat'::tsvector @@ 'fat & (rat | !cat)'::tsquery;
----
f|f|t
SELECT 1

SELECT NULL::tsvector @@ 'fat & (rat | !cat)'::tsquery, 'fat:2A cat:3B,5 rat'::tsvector @@ NULL::tsquery, pg_typeof('fat:2A cat:3B,5 rat'::tsvector @@ NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector @@@ 'a <-> b:*'::tsquery, 'a b:1'::tsvector @@@ 'fat & (rat | !cat)'::tsquery, 'fat:2A cat:3B,5 rat'::tsvector @@@ 'fat & (rat | !cat)'::tsquery;
----
f|f|t
SELECT 1

SELECT NULL::tsvector @@@ 'fat & (rat | !cat)'::tsquery, 'fat:2A cat:3B,5 rat'::tsvector @@@ NULL::tsquery, pg_typeof('fat:2A cat:3B,5 rat'::tsvector @@@ NULL::tsquery);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector < 'a b:1'::tsvector, 'a b:1'::tsvector < 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector < 'fat:2A cat:3B,5 rat'::tsvector;
----
f|t|f
SELECT 1

SELECT NULL::tsvector < 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector < NULL::tsvector, pg_typeof('fat:2A cat:3B,5 rat'::tsvector < NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector <= 'a b:1'::tsvector, 'a b:1'::tsvector <= 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector <= 'fat:2A cat:3B,5 rat'::tsvector;
----
f|t|t
SELECT 1

SELECT NULL::tsvector <= 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector <= NULL::tsvector, pg_typeof('fat:2A cat:3B,5 rat'::tsvector <= NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector <> 'a b:1'::tsvector, 'a b:1'::tsvector <> 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector <> 'fat:2A cat:3B,5 rat'::tsvector;
----
t|t|f
SELECT 1

SELECT NULL::tsvector <> 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector <> NULL::tsvector, pg_typeof('fat:2A cat:3B,5 rat'::tsvector <> NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector = 'a b:1'::tsvector, 'a b:1'::tsvector = 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector = 'fat:2A cat:3B,5 rat'::tsvector;
----
f|f|t
SELECT 1

SELECT NULL::tsvector = 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector = NULL::tsvector, pg_typeof('fat:2A cat:3B,5 rat'::tsvector = NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector > 'a b:1'::tsvector, 'a b:1'::tsvector > 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector > 'fat:2A cat:3B,5 rat'::tsvector;
----
t|f|f
SELECT 1

SELECT NULL::tsvector > 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector > NULL::tsvector, pg_typeof('fat:2A cat:3B,5 rat'::tsvector > NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector >= 'a b:1'::tsvector, 'a b:1'::tsvector >= 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector >= 'fat:2A cat:3B,5 rat'::tsvector;
----
t|f|t
SELECT 1

SELECT NULL::tsvector >= 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector >= NULL::tsvector, pg_typeof('fat:2A cat:3B,5 rat'::tsvector >= NULL::tsvector);
----
NULL|NULL|boolean
SELECT 1

SELECT 'fat:2A cat:3B,5 rat'::tsvector || 'a b:1'::tsvector, 'a b:1'::tsvector || 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector || 'fat:2A cat:3B,5 rat'::tsvector;
----
'a' 'b':6 'cat':3B,5 'fat':2A 'rat'|'a' 'b':1 'cat':4B,6 'fat':3A 'rat'|'cat':3B,5,8B,10 'fat':2A,7A 'rat'
SELECT 1

SELECT NULL::tsvector || 'fat:2A cat:3B,5 rat'::tsvector, 'fat:2A cat:3B,5 rat'::tsvector || NULL::tsvector, pg_typeof('fat:2A cat:3B,5 rat'::tsvector || NULL::tsvector);
----
NULL|NULL|tsvector
SELECT 1
