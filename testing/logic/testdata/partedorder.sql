# Orders of partitioned tables, and of those that others inherit from, by the indexes of each.
create table ev (at int not null, who int, what text, id int not null, primary key (id, at)) partition by range (at)
----
CREATE TABLE

create table ev1 partition of ev for values from (0) to (100)
----
CREATE TABLE

create table ev2 partition of ev for values from (100) to (200)
----
CREATE TABLE

create table ev3 (id int not null, extra int, what text, who int, at int not null)
----
CREATE TABLE

alter table ev3 drop column extra
----
ALTER TABLE

alter table ev attach partition ev3 for values from (200) to (300)
----
ALTER TABLE

create table ev4 partition of ev for values from (300) to (400)
----
CREATE TABLE

create index ev_who on ev (who)
----
CREATE INDEX

create index ev_what on ev (what desc nulls last)
----
CREATE INDEX

insert into ev select i % 300, nullif(i % 37, 5), 'w' || nullif(i % 61, 9), i from generate_series(1, 2400) i
----
INSERT 0 2400

analyze ev
----
ANALYZE

set enable_sort = off
----
SET

select who, id from ev order by who, id limit 5
----
0|37
0|74
0|111
0|148
0|185
SELECT 5

select who from ev order by who limit 5
----
0
0
0
0
0
SELECT 5

select who from ev order by who desc limit 5 offset 60
----
NULL
NULL
NULL
NULL
NULL
SELECT 5

select who from ev order by who desc nulls last limit 3
----
36
36
36
SELECT 3

select what from ev order by what desc nulls last limit 5 offset 3
----
w8
w8
w8
w8
w8
SELECT 5

select what from ev order by what nulls first limit 2
----
NULL
NULL
SELECT 2

select id, at from ev order by id limit 4
----
1|1
2|2
3|3
4|4
SELECT 4

select id, at from ev order by id desc limit 4
----
2400|0
2399|299
2398|298
2397|297
SELECT 4

select id from ev where at < 150 order by id offset 1190
----
2241
2242
2243
2244
2245
2246
2247
2248
2249
2400
SELECT 10

select id from ev where who = 3 order by id limit 3
----
3
40
77
SELECT 3

select id from ev where (id, at) > (100, 5) order by id, at limit 3
----
100
101
102
SELECT 3

select min(who), max(who), min(id), max(id) from ev
----
0|36|1|2400
SELECT 1

select max(who) from ev where at > 250
----
36
SELECT 1

select min(who), max(who) from ev where at >= 300
----
NULL|NULL
SELECT 1

select min(what), max(what) from ev
----
w0|w8
SELECT 1

select max(who) from only ev
----
NULL
SELECT 1

select count(*), sum(id) from (select id from ev order by who, id limit 1000) x
----
1000|1174316
SELECT 1

select string_agg(id::text, ',') from (select id from ev where at between 95 and 205 order by id) x
----
95,96,97,98,99,100,101,102,103,104,105,106,107,108,109,110,111,112,113,114,115,116,117,118,119,120,121,122,123,124,125,126,127,128,129,130,131,132,133,134,135,136,137,138,139,140,141,142,143,144,145,146,147,148,149,150,151,152,153,154,155,156,157,158,159,160,161,162,163,164,165,166,167,168,169,170,171,172,173,174,175,176,177,178,179,180,181,182,183,184,185,186,187,188,189,190,191,192,193,194,195,196,197,198,199,200,201,202,203,204,205,395,396,397,398,399,400,401,402,403,404,405,406,407,408,409,410,411,412,413,414,415,416,417,418,419,420,421,422,423,424,425,426,427,428,429,430,431,432,433,434,435,436,437,438,439,440,441,442,443,444,445,446,447,448,449,450,451,452,453,454,455,456,457,458,459,460,461,462,463,464,465,466,467,468,469,470,471,472,473,474,475,476,477,478,479,480,481,482,483,484,485,486,487,488,489,490,491,492,493,494,495,496,497,498,499,500,501,502,503,504,505,695,696,697,698,699,700,701,702,703,704,705,706,707,708,709,710,711,712,713,714,715,716,717,718,719,720,721,722,723,724,725,726,727,728,729,730,731,732,733,734,735,736,737,738,739,740,741,742,743,744,745,746,747,748,749,750,751,752,753,754,755,756,757,758,759,760,761,762,763,764,765,766,767,768,769,770,771,772,773,774,775,776,777,778,779,780,781,782,783,784,785,786,787,788,789,790,791,792,793,794,795,796,797,798,799,800,801,802,803,804,805,995,996,997,998,999,1000,1001,1002,1003,1004,1005,1006,1007,1008,1009,1010,1011,1012,1013,1014,1015,1016,1017,1018,1019,1020,1021,1022,1023,1024,1025,1026,1027,1028,1029,1030,1031,1032,1033,1034,1035,1036,1037,1038,1039,1040,1041,1042,1043,1044,1045,1046,1047,1048,1049,1050,1051,1052,1053,1054,1055,1056,1057,1058,1059,1060,1061,1062,1063,1064,1065,1066,1067,1068,1069,1070,1071,1072,1073,1074,1075,1076,1077,1078,1079,1080,1081,1082,1083,1084,1085,1086,1087,1088,1089,1090,1091,1092,1093,1094,1095,1096,1097,1098,1099,1100,1101,1102,1103,1104,1105,1295,1296,1297,1298,1299,1300,1301,1302,1303,1304,1305,1306,1307,1308,1309,1310,1311,1312,1313,1314,1315,1316,1317,1318,1319,1320,1321,1322,1323,1324,1325,1326,1327,1328,1329,1330,1331,1332,1333,1334,1335,1336,1337,1338,1339,1340,1341,1342,1343,1344,1345,1346,1347,1348,1349,1350,1351,1352,1353,1354,1355,1356,1357,1358,1359,1360,1361,1362,1363,1364,1365,1366,1367,1368,1369,1370,1371,1372,1373,1374,1375,1376,1377,1378,1379,1380,1381,1382,1383,1384,1385,1386,1387,1388,1389,1390,1391,1392,1393,1394,1395,1396,1397,1398,1399,1400,1401,1402,1403,1404,1405,1595,1596,1597,1598,1599,1600,1601,1602,1603,1604,1605,1606,1607,1608,1609,1610,1611,1612,1613,1614,1615,1616,1617,1618,1619,1620,1621,1622,1623,1624,1625,1626,1627,1628,1629,1630,1631,1632,1633,1634,1635,1636,1637,1638,1639,1640,1641,1642,1643,1644,1645,1646,1647,1648,1649,1650,1651,1652,1653,1654,1655,1656,1657,1658,1659,1660,1661,1662,1663,1664,1665,1666,1667,1668,1669,1670,1671,1672,1673,1674,1675,1676,1677,1678,1679,1680,1681,1682,1683,1684,1685,1686,1687,1688,1689,1690,1691,1692,1693,1694,1695,1696,1697,1698,1699,1700,1701,1702,1703,1704,1705,1895,1896,1897,1898,1899,1900,1901,1902,1903,1904,1905,1906,1907,1908,1909,1910,1911,1912,1913,1914,1915,1916,1917,1918,1919,1920,1921,1922,1923,1924,1925,1926,1927,1928,1929,1930,1931,1932,1933,1934,1935,1936,1937,1938,1939,1940,1941,1942,1943,1944,1945,1946,1947,1948,1949,1950,1951,1952,1953,1954,1955,1956,1957,1958,1959,1960,1961,1962,1963,1964,1965,1966,1967,1968,1969,1970,1971,1972,1973,1974,1975,1976,1977,1978,1979,1980,1981,1982,1983,1984,1985,1986,1987,1988,1989,1990,1991,1992,1993,1994,1995,1996,1997,1998,1999,2000,2001,2002,2003,2004,2005,2195,2196,2197,2198,2199,2200,2201,2202,2203,2204,2205,2206,2207,2208,2209,2210,2211,2212,2213,2214,2215,2216,2217,2218,2219,2220,2221,2222,2223,2224,2225,2226,2227,2228,2229,2230,2231,2232,2233,2234,2235,2236,2237,2238,2239,2240,2241,2242,2243,2244,2245,2246,2247,2248,2249,2250,2251,2252,2253,2254,2255,2256,2257,2258,2259,2260,2261,2262,2263,2264,2265,2266,2267,2268,2269,2270,2271,2272,2273,2274,2275,2276,2277,2278,2279,2280,2281,2282,2283,2284,2285,2286,2287,2288,2289,2290,2291,2292,2293,2294,2295,2296,2297,2298,2299,2300,2301,2302,2303,2304,2305
SELECT 1

select who, count(*) from ev group by who order by who limit 4
----
0|64
1|65
2|65
3|65
SELECT 4

select distinct who from ev order by who desc limit 3
----
NULL
36
35
SELECT 3

select distinct on (who) who, id from ev order by who, id limit 4
----
0|37
1|1
2|2
3|3
SELECT 4

prepare p (int, int) as select id from ev where at >= $1 and at < $2 order by id limit 4
----
PREPARE

execute p (90, 210)
----
90
91
92
93
SELECT 4

execute p (150, 160)
----
150
151
152
153
SELECT 4

execute p (300, 400)
----
SELECT 0

execute p (null, 400)
----
SELECT 0

select id from ev order by id limit 3 for update
----
1
2
3
SELECT 3

begin
----
BEGIN

insert into ev values (350, -1, 'new', 0), (10, -2, 'newer', 5000)
----
INSERT 0 2

delete from ev where id = 1
----
DELETE 1

select id, who from ev order by who, id limit 3
----
5000|-2
0|-1
37|0
SELECT 3

select id, tableoid::regclass from ev order by id limit 3
----
0|ev4
2|ev1
3|ev1
SELECT 3

select min(who), max(id) from ev
----
-2|5000
SELECT 1

declare c cursor for select id from ev order by id
----
DECLARE CURSOR

fetch 3 from c
----
0
2
3
FETCH 3

fetch 2 from c
----
4
5
FETCH 2

rollback
----
ROLLBACK

create table base (id int primary key, n int)
----
CREATE TABLE

create table kid (more text) inherits (base)
----
CREATE TABLE

create index on base (n)
----
CREATE INDEX

create index on kid (n)
----
CREATE INDEX

insert into base select i, i * 7 % 101 from generate_series(1, 300) i
----
INSERT 0 300

insert into kid select i, i * 11 % 103, 'm' from generate_series(301, 600) i
----
INSERT 0 300

analyze
----
ANALYZE

select n from base order by n limit 6
----
0
0
0
0
0
1
SELECT 6

select n, id from base order by n desc, id limit 4
----
102|337
102|440
102|543
101|365
SELECT 4

select min(n), max(n), max(id) from base
----
0|102|600
SELECT 1

select max(n) from only base
----
100
SELECT 1

select x.k, (select max(n) from base b where b.id < x.k) from (values (5), (400), (0)) x (k)
----
0|NULL
400|102
5|28
SELECT 3

select x.k, y.id from (values (5), (400)) x (k), lateral (select id from base b where b.n > x.k % 50 order by n, id limit 2) y order by 1, 2
----
5|73
5|174
400|29
400|130
SELECT 4

set isochron.enable_mergeappend = off
----
SET

select n from base order by n limit 6
----
0
0
0
0
0
1
SELECT 6

select min(n), max(n), max(id) from base
----
0|102|600
SELECT 1
