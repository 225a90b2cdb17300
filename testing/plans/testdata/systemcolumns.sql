CREATE TABLE jobs (id bigint PRIMARY KEY, queue text NOT NULL, done bool)

CREATE INDEX jobs_queue ON jobs (queue)

CREATE TABLE places (queue text, part int, note text, PRIMARY KEY (queue, part))

CREATE TABLE log (line text)

-- statistics: jobs 1000000 id=1000000 queue=20 done=2

-- statistics: places 10000 queue=100 part=100 note=9000

-- statistics: log 100000 line=90000

SELECT * FROM jobs WHERE ctid = '(0,5)'

SELECT * FROM jobs WHERE ctid = $1 AND queue = 'a'

SELECT * FROM jobs WHERE ctid IN ('(0,5)', $1)

SELECT * FROM jobs WHERE ctid = '(0,5)' OR ctid = ANY ($1)

SELECT * FROM jobs WHERE ctid > '(0,5)' AND ctid <= '(1,0)'

SELECT line FROM log WHERE ctid = $1

SELECT * FROM places WHERE ctid = ANY (ARRAY(SELECT ctid FROM places WHERE note = 'x' LIMIT 10))

DELETE FROM jobs WHERE ctid IN (SELECT ctid FROM jobs WHERE queue = 'a' LIMIT 1000)

DELETE FROM jobs WHERE ctid = ANY (ARRAY(SELECT ctid FROM jobs WHERE queue = 'a' LIMIT 1000))

DELETE FROM log WHERE ctid IN (SELECT ctid FROM log WHERE line LIKE 'old%' LIMIT 1000)

DELETE FROM log a USING log b WHERE a.ctid < b.ctid AND a.line = b.line

UPDATE places SET note = 'y' FROM (SELECT ctid AS place FROM places WHERE queue = 'q') s WHERE places.ctid = s.place

UPDATE jobs SET done = true WHERE id = $1 AND xmin = $2 RETURNING xmin

SELECT xmin, id FROM jobs WHERE queue = 'a'
