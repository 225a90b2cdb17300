CREATE TABLE f (id int PRIMARY KEY, d date, ts timestamp, tz timestamptz, a int, n int)

CREATE INDEX f_d ON f (d)

CREATE INDEX f_ts ON f (ts)

CREATE INDEX f_tz ON f (tz)

CREATE INDEX f_a ON f (a)

CREATE TABLE ev (at timestamptz NOT NULL, n int) PARTITION BY RANGE (at)

CREATE TABLE ev1 PARTITION OF ev FOR VALUES FROM ('2020-01-01 00:00Z') TO ('2020-02-01 00:00Z')

CREATE TABLE ev2 PARTITION OF ev FOR VALUES FROM ('2020-02-01 00:00Z') TO ('2020-03-01 00:00Z')

CREATE TABLE days (d date NOT NULL, n int) PARTITION BY RANGE (d)

CREATE TABLE days1 PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')

CREATE TABLE days2 PARTITION OF days FOR VALUES FROM ('2020-02-01') TO ('2020-03-01')

-- statistics: f 1000000 id=1000000 d=2000 ts=1000000 tz=1000000 a=1000 n=100

SELECT n FROM f WHERE ts >= date '2020-03-01' AND ts < date '2020-03-02'

SELECT n FROM f WHERE tz >= date '2020-03-01' AND tz < timestamp '2020-03-02'

SELECT n FROM f WHERE ts BETWEEN current_date - 7 AND now()

SELECT n FROM f WHERE tz BETWEEN current_date - 7 AND localtimestamp

SELECT n FROM f WHERE d BETWEEN now() - interval '1 day' AND now()

SELECT n FROM f WHERE d = timestamp '2020-03-01'

SELECT n FROM f WHERE d = $1::timestamp

SELECT n FROM f WHERE ts = $1::timestamptz

SELECT n FROM f WHERE tz = $1::date ORDER BY tz, id

SELECT n FROM f WHERE ts = $1::timestamptz ORDER BY ts

SELECT n FROM f WHERE tz IN ($1::date, $2::date)

SELECT n FROM f WHERE ts = date '2020-03-01' OR tz = timestamp '2020-03-01 12:00'

SELECT n FROM f WHERE (tz, id) > (date '2020-03-01', 5) ORDER BY tz, id LIMIT 10

SELECT x.n FROM f x JOIN f y ON y.tz = x.d WHERE x.id = 1

SELECT x.n FROM f x JOIN f y ON y.ts = x.tz WHERE x.id = 1

SELECT n FROM f WHERE NOT (a <> 5)

SELECT n FROM f WHERE NOT (a < 5 OR a > 6)

SELECT n FROM ev WHERE at >= timestamptz '2020-02-01 00:00Z'

SELECT n FROM ev WHERE at >= current_date

SELECT n FROM ev WHERE at BETWEEN $1::date AND $2::timestamp

SELECT n FROM days WHERE d > timestamp '2020-01-31 12:00'

SELECT n FROM days WHERE d = $1::timestamptz

SELECT n FROM f WHERE tz = ANY (ARRAY[date '2020-03-01', date '2020-03-02'])

SELECT n FROM f WHERE tz = ANY ($1::date[]) ORDER BY tz

SELECT n FROM f WHERE ts = ANY ($1::timestamptz[])

SELECT n FROM f WHERE d = ANY ('{2020-03-01,2020-03-02}'::timestamp[])

SELECT n FROM ev WHERE at = ANY ('{2020-02-01,2020-02-02}'::date[])

SELECT n FROM days WHERE d = ANY ('{2020-01-01 12:00}'::timestamp[])

SELECT x.n FROM f x JOIN f y ON y.tz >= x.d AND y.tz < x.d + 1 WHERE x.id = 1
