CREATE EXTENSION btree_gist

CREATE EXTENSION pg_trgm

CREATE TABLE m (id int PRIMARY KEY, a int, b int, made timestamptz, during tstzrange, spans int4multirange, addr inet, net cidr, body text, words tsvector, pad text)

-- statistics: m 100000 a=1000 made=90000

CREATE INDEX m_made ON m USING brin (made) WITH (pages_per_range = 32)

CREATE INDEX m_ab ON m USING brin (a, b)

CREATE INDEX m_during ON m USING gist (during)

CREATE INDEX m_spans ON m USING gist (spans)

CREATE INDEX m_addr ON m USING gist (addr inet_ops)

CREATE INDEX m_net ON m USING spgist (net)

CREATE INDEX m_lower ON m USING spgist (lower(body))

CREATE INDEX m_trigrams ON m USING gist (body gist_trgm_ops)

CREATE INDEX m_words ON m USING gist (words)

CREATE INDEX m_b_during ON m USING gist (b, during)

SELECT pad FROM m WHERE made BETWEEN '2024-01-01' AND '2024-01-02'

SELECT pad FROM m WHERE a = 5 AND b < 3

SELECT pad FROM m WHERE during && '[2024-01-01,2024-01-02)'

SELECT pad FROM m WHERE during @> now()

SELECT pad FROM m WHERE during && $1

SELECT pad FROM m WHERE during <@ '[2024-01-01,2024-01-02)' ORDER BY id

SELECT count(*) FROM m WHERE during && '[2024-01-01,2024-01-02)'

SELECT pad FROM m WHERE spans @> 5

SELECT pad FROM m WHERE spans && int4range(5, 9)

SELECT pad FROM m WHERE addr << '10.0.0.0/8'

SELECT pad FROM m WHERE addr >>= '10.0.0.0/8'

SELECT pad FROM m WHERE net <<= '10.0.0.0/8'

SELECT pad FROM m WHERE net && '10.0.0.0/8'

SELECT pad FROM m WHERE lower(body) ^@ 'abc'

SELECT pad FROM m WHERE lower(body) LIKE 'abc%'

SELECT pad FROM m WHERE lower(body) ~>=~ 'abc' AND lower(body) ~<~ 'abd'

SELECT pad FROM m WHERE body LIKE '%abc%'

SELECT pad FROM m WHERE body ILIKE '%abc%'

SELECT pad FROM m WHERE body % 'abcdef'

SELECT pad FROM m WHERE words @@ 'abc & d'

SELECT pad FROM m WHERE b = 5 AND during && '[2024-01-01,2024-01-02)'

SELECT pad FROM m WHERE during && '[2024-01-01,2024-01-02)' OR addr << '10.0.0.0/8'

UPDATE m SET pad = 'x' WHERE during && '[2024-01-01,2024-01-02)'

SELECT x.pad FROM m x JOIN m y ON x.b = y.a AND x.during && '[2024-01-01,2024-01-02)' WHERE y.id = 5
