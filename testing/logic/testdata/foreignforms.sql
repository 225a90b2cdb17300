# Foreign keys: declared, kept and broken. Columns are told. Errors are told whole, with their positions.
SET default_transaction_isolation = 'serializable'
----
SET

CREATE TABLE pp (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE cc (pid int REFERENCES pp)
----
CREATE TABLE

WITH c AS (INSERT INTO cc VALUES (7) RETURNING 1) INSERT INTO pp VALUES (7)
----
INSERT 0 1

WITH p AS (DELETE FROM pp RETURNING id) DELETE FROM cc
----
DELETE 1

WITH c AS (INSERT INTO cc VALUES (7)) SELECT 1
----
error 23503 insert or update on table "cc" violates foreign key constraint "cc_pid_fkey"; Key (pid)=(7) is not present in table "pp".

WITH c AS (INSERT INTO cc VALUES (8)), d AS (INSERT INTO pp VALUES (8)) SELECT 1
----
?column?:23
1
SELECT 1

WITH c AS (INSERT INTO cc VALUES (9)), d AS (INSERT INTO pp VALUES (8)) SELECT 1
----
error 23505 duplicate key value violates unique constraint "pp_pkey"; Key (id)=(8) already exists.

INSERT INTO pp VALUES (1),(2)
----
INSERT 0 2

INSERT INTO cc VALUES (1)
----
INSERT 0 1

WITH d AS (DELETE FROM pp WHERE id = 1 RETURNING id) INSERT INTO pp SELECT id + 10 FROM d
----
error 23503 update or delete on table "pp" violates foreign key constraint "cc_pid_fkey" on table "cc"; Key (id)=(1) is still referenced from table "cc".

WITH d AS (DELETE FROM pp WHERE id = 1 RETURNING id), e AS (DELETE FROM cc WHERE pid = 1) INSERT INTO pp SELECT id + 10 FROM d
----
INSERT 0 1

WITH d AS (UPDATE pp SET id = 20 WHERE id = 2) INSERT INTO cc VALUES (20)
----
INSERT 0 1

WITH d AS (UPDATE pp SET id = 21 WHERE id = 20) UPDATE cc SET pid = 21 WHERE pid = 20
----
UPDATE 1

# code only
WITH d AS (UPDATE pp SET id = 22 WHERE id = 21) INSERT INTO cc VALUES (21)
----
error 23503

CREATE TABLE m (id int PRIMARY KEY, up int REFERENCES m)
----
CREATE TABLE

INSERT INTO m VALUES (1, 2), (2, 1)
----
INSERT 0 2

WITH a AS (INSERT INTO m VALUES (3, 4)) INSERT INTO m VALUES (4, 3)
----
INSERT 0 1

DELETE FROM m WHERE id = 1
----
error 23503 update or delete on table "m" violates foreign key constraint "m_up_fkey" on table "m"; Key (id)=(1) is still referenced from table "m".

DELETE FROM m WHERE id IN (1, 2)
----
DELETE 2

UPDATE m SET id = 5, up = 5 WHERE id = 3
----
error 23503 update or delete on table "m" violates foreign key constraint "m_up_fkey" on table "m"; Key (id)=(3) is still referenced from table "m".

CREATE TABLE "Q" ("A" int REFERENCES pp, "b c" int UNIQUE)
----
CREATE TABLE

INSERT INTO "Q" VALUES (99, 1)
----
error 23503 insert or update on table "Q" violates foreign key constraint "Q_A_fkey"; Key (A)=(99) is not present in table "pp".

INSERT INTO "Q" VALUES (NULL, 1), (NULL, 1)
----
error 23505 duplicate key value violates unique constraint "Q_b c_key"; Key ("b c")=(1) already exists.

CREATE TABLE qq ("A" int)
----
CREATE TABLE

INSERT INTO qq VALUES (1),(1)
----
INSERT 0 2

CREATE UNIQUE INDEX ON qq ("A")
----
error 23505 could not create unique index "qq_A_idx"; Key ("A")=(1) is duplicated.

ALTER TABLE qq ADD PRIMARY KEY ("A")
----
error 23505 could not create unique index "qq_pkey"; Key ("A")=(1) is duplicated.

ALTER TABLE qq ADD FOREIGN KEY ("A") REFERENCES pp
----
error 23503 insert or update on table "qq" violates foreign key constraint "qq_A_fkey"; Key (A)=(1) is not present in table "pp".

CREATE TABLE tz (t timestamptz)
----
CREATE TABLE

SET timezone = 'Asia/Tokyo'
----
SET

INSERT INTO tz VALUES ('2020-01-01 00:00'), ('2020-01-01 00:00')
----
INSERT 0 2

ALTER TABLE tz ADD UNIQUE (t)
----
error 23505 could not create unique index "tz_t_key"; Key (t)=(2020-01-01 00:00:00+09) is duplicated.

CREATE TABLE ptz (t timestamptz PRIMARY KEY)
----
CREATE TABLE

INSERT INTO ptz VALUES ('2020-01-01 00:00')
----
INSERT 0 1

CREATE TABLE ctz (d date REFERENCES ptz)
----
CREATE TABLE

INSERT INTO ctz VALUES ('2020-01-01')
----
INSERT 0 1

INSERT INTO ctz VALUES ('infinity')
----
error 23503 insert or update on table "ctz" violates foreign key constraint "ctz_d_fkey"; Key (d)=(infinity) is not present in table "ptz".

RESET timezone
----
RESET

INSERT INTO ctz VALUES ('2020-01-01')
----
error 23503 insert or update on table "ctz" violates foreign key constraint "ctz_d_fkey"; Key (d)=(2020-01-01) is not present in table "ptz".

SELECT pid FROM cc ORDER BY 1
----
pid:23
8
21
SELECT 2

SELECT id FROM pp ORDER BY 1
----
id:23
8
11
21
SELECT 3

CREATE TABLE p (id numeric PRIMARY KEY)
----
CREATE TABLE

INSERT INTO p VALUES (1)
----
INSERT 0 1

CREATE TABLE c (pid int REFERENCES p)
----
CREATE TABLE

INSERT INTO c VALUES (1)
----
INSERT 0 1

INSERT INTO c VALUES (2)
----
error 23503 insert or update on table "c" violates foreign key constraint "c_pid_fkey"; Key (pid)=(2) is not present in table "p".

DELETE FROM p
----
error 23503 update or delete on table "p" violates foreign key constraint "c_pid_fkey" on table "c"; Key (id)=(1) is still referenced from table "c".

UPDATE p SET id = 1.0
----
UPDATE 1

SELECT * FROM p
----
id:1700
1.0
SELECT 1

UPDATE p SET id = 2
----
error 23503 update or delete on table "p" violates foreign key constraint "c_pid_fkey" on table "c"; Key (id)=(1.0) is still referenced from table "c".

CREATE INDEX ON c(pid)
----
CREATE INDEX

DELETE FROM p
----
error 23503 update or delete on table "p" violates foreign key constraint "c_pid_fkey" on table "c"; Key (id)=(1.0) is still referenced from table "c".

UPDATE c SET pid = 3
----
error 23503 insert or update on table "c" violates foreign key constraint "c_pid_fkey"; Key (pid)=(3) is not present in table "p".

CREATE TABLE p2 (ts timestamp PRIMARY KEY)
----
CREATE TABLE

INSERT INTO p2 VALUES ('2000-01-01 00:00:00.000001'), ('2000-01-03')
----
INSERT 0 2

CREATE TABLE c2 (d date REFERENCES p2)
----
CREATE TABLE

INSERT INTO c2 VALUES ('2000-01-02')
----
error 23503 insert or update on table "c2" violates foreign key constraint "c2_d_fkey"; Key (d)=(2000-01-02) is not present in table "p2".

INSERT INTO c2 VALUES ('2000-01-03')
----
INSERT 0 1

DELETE FROM p2 WHERE ts = '2000-01-03'
----
error 23503 update or delete on table "p2" violates foreign key constraint "c2_d_fkey" on table "c2"; Key (ts)=(2000-01-03 00:00:00) is still referenced from table "c2".

CREATE INDEX ON c2(d)
----
CREATE INDEX

DELETE FROM p2 WHERE ts = '2000-01-03'
----
error 23503 update or delete on table "p2" violates foreign key constraint "c2_d_fkey" on table "c2"; Key (ts)=(2000-01-03 00:00:00) is still referenced from table "c2".

CREATE TABLE p3 (id int PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c3 (pid bigint REFERENCES p3)
----
CREATE TABLE

INSERT INTO p3 VALUES (1)
----
INSERT 0 1

INSERT INTO c3 VALUES (1)
----
INSERT 0 1

INSERT INTO c3 VALUES (10000000000)
----
error 23503 insert or update on table "c3" violates foreign key constraint "c3_pid_fkey"; Key (pid)=(10000000000) is not present in table "p3".

CREATE TABLE c4 (pid numeric REFERENCES p3)
----
error 42804 foreign key constraint "c4_pid_fkey" cannot be implemented; Key columns "pid" and "id" are of incompatible types: numeric and integer.

CREATE TABLE c5 (pid text REFERENCES p3)
----
error 42804 foreign key constraint "c5_pid_fkey" cannot be implemented; Key columns "pid" and "id" are of incompatible types: text and integer.

CREATE TABLE p6 (id text PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c6 (pid varchar(3) REFERENCES p6)
----
CREATE TABLE

INSERT INTO p6 VALUES ('a')
----
INSERT 0 1

INSERT INTO c6 VALUES ('a')
----
INSERT 0 1

INSERT INTO c6 VALUES ('b')
----
error 23503 insert or update on table "c6" violates foreign key constraint "c6_pid_fkey"; Key (pid)=(b) is not present in table "p6".

DELETE FROM p6
----
error 23503 update or delete on table "p6" violates foreign key constraint "c6_pid_fkey" on table "c6"; Key (id)=(a) is still referenced from table "c6".

CREATE TABLE p7 (id char(5) PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c7 (pid text REFERENCES p7)
----
CREATE TABLE

INSERT INTO p7 VALUES ('a')
----
INSERT 0 1

INSERT INTO c7 VALUES ('a')
----
INSERT 0 1

INSERT INTO c7 VALUES ('a  ')
----
INSERT 0 1

CREATE TABLE p8 (id text PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c8 (pid char(5) REFERENCES p8)
----
CREATE TABLE

INSERT INTO p8 VALUES ('a')
----
INSERT 0 1

INSERT INTO c8 VALUES ('a')
----
INSERT 0 1

INSERT INTO c8 VALUES ('b')
----
error 23503 insert or update on table "c8" violates foreign key constraint "c8_pid_fkey"; Key (pid)=(b    ) is not present in table "p8".

CREATE TABLE p9 (id name PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c9 (pid text REFERENCES p9)
----
CREATE TABLE

INSERT INTO p9 VALUES ('a')
----
INSERT 0 1

INSERT INTO c9 VALUES ('a')
----
INSERT 0 1

INSERT INTO c9 VALUES ('b')
----
error 23503 insert or update on table "c9" violates foreign key constraint "c9_pid_fkey"; Key (pid)=(b) is not present in table "p9".

DELETE FROM p9
----
error 23503 update or delete on table "p9" violates foreign key constraint "c9_pid_fkey" on table "c9"; Key (id)=(a) is still referenced from table "c9".

CREATE TABLE p10 (id float8 PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c10 (pid int REFERENCES p10)
----
CREATE TABLE

INSERT INTO p10 VALUES (1)
----
INSERT 0 1

INSERT INTO c10 VALUES (1)
----
INSERT 0 1

INSERT INTO c10 VALUES (2)
----
error 23503 insert or update on table "c10" violates foreign key constraint "c10_pid_fkey"; Key (pid)=(2) is not present in table "p10".

DELETE FROM p10
----
error 23503 update or delete on table "p10" violates foreign key constraint "c10_pid_fkey" on table "c10"; Key (id)=(1) is still referenced from table "c10".

CREATE TABLE c11 (pid float4 REFERENCES p10)
----
CREATE TABLE

INSERT INTO c11 VALUES (1), (1.1)
----
error 23503 insert or update on table "c11" violates foreign key constraint "c11_pid_fkey"; Key (pid)=(1.1) is not present in table "p10".

CREATE TABLE p12 (id timestamptz PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c12 (pid date REFERENCES p12)
----
CREATE TABLE

INSERT INTO p12 VALUES ('2000-01-01')
----
INSERT 0 1

INSERT INTO c12 VALUES ('2000-01-01')
----
INSERT 0 1

INSERT INTO c12 VALUES ('2000-01-02')
----
error 23503 insert or update on table "c12" violates foreign key constraint "c12_pid_fkey"; Key (pid)=(2000-01-02) is not present in table "p12".

DELETE FROM p12
----
error 23503 update or delete on table "p12" violates foreign key constraint "c12_pid_fkey" on table "c12"; Key (id)=(2000-01-01 00:00:00+00) is still referenced from table "c12".

CREATE TABLE p13 (a int, b numeric, PRIMARY KEY (a,b))
----
CREATE TABLE

CREATE TABLE c13 (x bigint, y int, FOREIGN KEY (x,y) REFERENCES p13)
----
CREATE TABLE

INSERT INTO p13 VALUES (1,2.00)
----
INSERT 0 1

INSERT INTO c13 VALUES (1,2)
----
INSERT 0 1

INSERT INTO c13 VALUES (2,2)
----
error 23503 insert or update on table "c13" violates foreign key constraint "c13_x_y_fkey"; Key (x, y)=(2, 2) is not present in table "p13".

INSERT INTO c13 VALUES (NULL,2)
----
INSERT 0 1

DELETE FROM p13
----
error 23503 update or delete on table "p13" violates foreign key constraint "c13_x_y_fkey" on table "c13"; Key (a, b)=(1, 2.00) is still referenced from table "c13".

CREATE INDEX ON c13(x,y)
----
CREATE INDEX

DELETE FROM p13
----
error 23503 update or delete on table "p13" violates foreign key constraint "c13_x_y_fkey" on table "c13"; Key (a, b)=(1, 2.00) is still referenced from table "c13".

UPDATE p13 SET b = 2.0
----
UPDATE 1

UPDATE p13 SET b = 3
----
error 23503 update or delete on table "p13" violates foreign key constraint "c13_x_y_fkey" on table "c13"; Key (a, b)=(1, 2.0) is still referenced from table "c13".

CREATE TABLE p14 (id oid PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c14 (pid int REFERENCES p14)
----
CREATE TABLE

INSERT INTO p14 VALUES (1)
----
INSERT 0 1

INSERT INTO c14 VALUES (1)
----
INSERT 0 1

INSERT INTO c14 VALUES (-1)
----
error 23503 insert or update on table "c14" violates foreign key constraint "c14_pid_fkey"; Key (pid)=(-1) is not present in table "p14".

CREATE TABLE p15 (id bool PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c15 (pid int REFERENCES p15)
----
error 42804 foreign key constraint "c15_pid_fkey" cannot be implemented; Key columns "pid" and "id" are of incompatible types: integer and boolean.

CREATE TABLE p16 (id date PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c16 (pid timestamp REFERENCES p16)
----
CREATE TABLE

CREATE TABLE c16b (pid timestamptz REFERENCES p16)
----
CREATE TABLE

CREATE TABLE p17 (id interval PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c17 (pid time REFERENCES p17)
----
CREATE TABLE

CREATE TABLE p18 (id bigint PRIMARY KEY)
----
CREATE TABLE

CREATE TABLE c18 (pid smallint REFERENCES p18)
----
CREATE TABLE

INSERT INTO p18 VALUES (70000),(1)
----
INSERT 0 2

INSERT INTO c18 VALUES (1)
----
INSERT 0 1

DELETE FROM p18 WHERE id = 70000
----
DELETE 1

DELETE FROM p18
----
error 23503 update or delete on table "p18" violates foreign key constraint "c18_pid_fkey" on table "c18"; Key (id)=(1) is still referenced from table "c18".

CREATE INDEX ON c18(pid)
----
CREATE INDEX

INSERT INTO p18 VALUES (70000)
----
INSERT 0 1

DELETE FROM p18 WHERE id = 70000
----
DELETE 1

DELETE FROM p18
----
error 23503 update or delete on table "p18" violates foreign key constraint "c18_pid_fkey" on table "c18"; Key (id)=(1) is still referenced from table "c18".

CREATE TABLE p19 (id numeric PRIMARY KEY)
----
CREATE TABLE

INSERT INTO p19 VALUES (1),(2)
----
INSERT 0 2

CREATE TABLE c19 (pid float8 REFERENCES p19)
----
error 42804 foreign key constraint "c19_pid_fkey" cannot be implemented; Key columns "pid" and "id" are of incompatible types: double precision and numeric.

CREATE TABLE c20 (pid int)
----
CREATE TABLE

INSERT INTO c20 VALUES (1), (5)
----
INSERT 0 2

ALTER TABLE c20 ADD FOREIGN KEY (pid) REFERENCES p19
----
error 23503 insert or update on table "c20" violates foreign key constraint "c20_pid_fkey"; Key (pid)=(5) is not present in table "p19".

DELETE FROM c20 WHERE pid = 5
----
DELETE 1

ALTER TABLE c20 ADD FOREIGN KEY (pid) REFERENCES p19
----
ALTER TABLE

DELETE FROM p19
----
error 23503 update or delete on table "p19" violates foreign key constraint "c20_pid_fkey" on table "c20"; Key (id)=(1) is still referenced from table "c20".

DELETE FROM p19 WHERE id = 2
----
DELETE 1

ALTER TABLE p19 ALTER COLUMN id TYPE bigint
----
ALTER TABLE

DELETE FROM p19
----
error 23503 update or delete on table "p19" violates foreign key constraint "c20_pid_fkey" on table "c20"; Key (id)=(1) is still referenced from table "c20".

# code only
ALTER TABLE p19 ALTER COLUMN id TYPE text
----
error 42804

# code only
ALTER TABLE c20 ALTER COLUMN pid TYPE numeric(10,2)
----
error 42804

# code only
ALTER TABLE c20 ALTER COLUMN pid TYPE text
----
error 42804

INSERT INTO c20 VALUES (1.5)
----
error 23503 insert or update on table "c20" violates foreign key constraint "c20_pid_fkey"; Key (pid)=(2) is not present in table "p19".

INSERT INTO c20 VALUES (1.0)
----
INSERT 0 1
