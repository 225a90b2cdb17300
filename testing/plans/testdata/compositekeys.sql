CREATE TYPE place AS (x int, y text)

CREATE TABLE visits (at place PRIMARY KEY, n int)

SELECT n FROM visits WHERE at = ROW(1, 'a')::place

SELECT n FROM visits WHERE at = $1::place

SELECT n FROM visits WHERE ROW(1, 'a')::place > at

SELECT n FROM visits WHERE at = ROW(1, 'a')

SELECT n FROM visits ORDER BY at LIMIT 3
