# Errors are told whole.
# Variances of numbers of many digits.
create table long (k int primary key, g int, x numeric)
----
CREATE TABLE

insert into long select n, n % 3, (repeat('123456789', n * 500) || '.' || repeat('987654321', 300))::numeric from generate_series(1, 9) n
----
INSERT 0 9

insert into long select 100 + n, 10 + n % 3, ('0.' || repeat('987654321', n * 200))::numeric from generate_series(1, 9) n
----
INSERT 0 9

insert into long values (200, 20, 1e70000), (201, 20, 2e70000), (202, 21, 1e131000), (203, 21, 1e131000), (204, 22, 1e-16383), (205, 22, 3e-16383), (206, 23, 1e131071), (207, 23, -1e131071), (208, 24, 1e65000), (209, 24, 1e-9000)
----
INSERT 0 10

select g, count(*), md5(variance(x)::text), length(variance(x)::text), md5(stddev_samp(x)::text) from long where g < 20 group by g order by g
----
0|3|854c5b2291f5653a6a931f21a4442cd6|81999|a9e0da28b182807951c3d03feb6b61a4
1|3|ddc701eeeff014ecdcf7ce7d481be3f9|63999|314f3b360da8ef6fca20354da91aff38
2|3|ca8fe6e4ca2dcdb94fbcf7b2b4d40f0d|72999|48c8750cf3f5e433edb090f3f8878c07
10|3|1a5a255cc4b0646f8cb27448a2df2310|1002|1a5a255cc4b0646f8cb27448a2df2310
11|3|1a5a255cc4b0646f8cb27448a2df2310|1002|1a5a255cc4b0646f8cb27448a2df2310
12|3|1a5a255cc4b0646f8cb27448a2df2310|1002|1a5a255cc4b0646f8cb27448a2df2310
SELECT 6

select g, md5(var_pop(x)::text), md5(stddev_pop(x)::text) from long where g in (0, 10, 21, 22, 24) group by g order by g
----
0|d2b829c574a1abcc8467abfaf2c57151|6bf51be3eb2d1c6e2707f72eb42d4171
10|1a5a255cc4b0646f8cb27448a2df2310|1a5a255cc4b0646f8cb27448a2df2310
21|cfcd208495d565ef66e7dff9f98764da|cfcd208495d565ef66e7dff9f98764da
22|1a5a255cc4b0646f8cb27448a2df2310|1a5a255cc4b0646f8cb27448a2df2310
24|51f76918a85ca22d53c4d7e533c83d85|f5e94db6991623a3f56079726565dc8d
SELECT 5

select md5(stddev(x)::text), md5(stddev_pop(x)::text) from long where g = 20
----
e07841268647467ed29749e689b8a483|27b7d7057ff051a6def76193cc0a2fcd
SELECT 1

select variance(x) from long where g = 20
----
error 22003 value overflows numeric format

select stddev(x) is null, sum(x) from long where g = 23
----
f|0
SELECT 1

select variance(x) from long where g = 23
----
error 22003 value overflows numeric format

select md5(variance(x)::text), md5(stddev(x)::text) from long where k < 200
----
cb083ba2ceeaab2aa45d66983ebe90f0|0f998fe86d76f878bcde17320cfa4eae
SELECT 1

select k, md5(variance(x) over (order by k rows between 2 preceding and current row)::text) as v from long where k < 200 or k in (204, 205) order by k
----
1|NULL
2|623aa8cf35c58d8c4e9b578d898c221f
3|0531f91e9fca23725afdc63e06e76a81
4|68726698c84c491d3ec588aee13728a0
5|c613b7ee52583c66ffa429c88a28d5eb
6|f74ec0c5dc07f778e72f6f4289f37481
7|41d4c685402e537783fa18954ce36cf2
8|ade3977f0a074f9b7a63ba769a5e55d6
9|34b8ec5293389e39d09d0a19c98f8225
101|79b43b049f77f4e20a2928124fa91a31
102|77eb393ad2ed8c6e5dc9313b2e556a86
103|1a5a255cc4b0646f8cb27448a2df2310
104|1a5a255cc4b0646f8cb27448a2df2310
105|1a5a255cc4b0646f8cb27448a2df2310
106|1a5a255cc4b0646f8cb27448a2df2310
107|1a5a255cc4b0646f8cb27448a2df2310
108|1a5a255cc4b0646f8cb27448a2df2310
109|1a5a255cc4b0646f8cb27448a2df2310
204|50b338ffc10b28796d908f344b9a4316
205|50b338ffc10b28796d908f344b9a4316
SELECT 20

select g, md5(variance(distinct x)::text) from long where g < 20 group by g order by g
----
0|854c5b2291f5653a6a931f21a4442cd6
1|ddc701eeeff014ecdcf7ce7d481be3f9
2|ca8fe6e4ca2dcdb94fbcf7b2b4d40f0d
10|1a5a255cc4b0646f8cb27448a2df2310
11|1a5a255cc4b0646f8cb27448a2df2310
12|1a5a255cc4b0646f8cb27448a2df2310
SELECT 6

select variance(x), stddev(x), var_pop(x) from (values (1.5), (2.5), (4)) v(x)
----
1.5833333333333333|1.2583057392117916|1.05555555555555555556
SELECT 1

select variance(x), stddev(x) from (values (1.5), ('NaN'::numeric)) v(x) union all select variance(x), stddev(x) from (values (1.5), ('Infinity'::numeric)) v(x)
----
NaN|NaN
NaN|NaN
SELECT 2

select md5(sum(x)::text), md5(avg(x)::text) from (values (9e131071), (9e131071), (-9e131071)) v(x)
----
4700204c5fbb8fd6764a1f79ee5fe8f0|08a8b4179b5dc6c5b1c1acb9823f1c19
SELECT 1
