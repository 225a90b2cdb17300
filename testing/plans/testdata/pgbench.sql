CREATE TABLE pgbench_branches (bid int PRIMARY KEY, bbalance int, filler char(88))

CREATE TABLE pgbench_tellers (tid int PRIMARY KEY, bid int, tbalance int, filler char(84))

CREATE TABLE pgbench_accounts (aid int PRIMARY KEY, bid int, abalance int, filler char(84))

CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))

-- statistics: pgbench_branches 10 bid=10 bbalance=10

-- statistics: pgbench_tellers 100 tid=100 bid=10

-- statistics: pgbench_accounts 1000000 aid=1000000 bid=10 abalance=1

UPDATE pgbench_accounts SET abalance = abalance + $1 WHERE aid = $2

SELECT abalance FROM pgbench_accounts WHERE aid = $1

UPDATE pgbench_tellers SET tbalance = tbalance + $1 WHERE tid = $2

UPDATE pgbench_branches SET bbalance = bbalance + $1 WHERE bid = $2

INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES ($1, $2, $3, $4, CURRENT_TIMESTAMP)

SELECT count(*) FROM pgbench_branches

SELECT sum(abalance) FROM pgbench_accounts

SELECT o.bid, count(*) FROM pgbench_branches o JOIN pgbench_accounts a ON a.bid = o.bid GROUP BY o.bid
