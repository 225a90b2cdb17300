# Errors are told whole.
# EXPLAIN for programs: properties, their order and layout; and what stands beside the plan.
CREATE TABLE ef (a int PRIMARY KEY, b int, c text)
----
CREATE TABLE

CREATE TABLE eg (a int, d text)
----
CREATE TABLE

CREATE FUNCTION ef_lines(options text, q text) RETURNS SETOF text LANGUAGE plpgsql AS $$DECLARE l text; BEGIN EXECUTE 'EXPLAIN (' || options || ') ' || q INTO l; RETURN QUERY SELECT regexp_replace(x, '\m(ef|x)\.', '', 'g') FROM string_to_table(l, E'\n') x WHERE x NOT LIKE '%at the ranges%'; END$$
----
CREATE FUNCTION

CREATE FUNCTION ef_keys(options text, q text, VARIADIC path text[]) RETURNS text LANGUAGE plpgsql AS $$DECLARE p json; BEGIN EXECUTE 'EXPLAIN (FORMAT JSON, ' || options || ') ' || q INTO p; RETURN (SELECT string_agg(k, ',') FROM json_object_keys(p #> path) k); END$$
----
CREATE FUNCTION

CREATE FUNCTION ef_of(options text, q text, VARIADIC path text[]) RETURNS text LANGUAGE plpgsql AS $$DECLARE p json; BEGIN EXECUTE 'EXPLAIN (FORMAT JSON, ' || options || ') ' || q INTO p; RETURN p #>> path; END$$
----
CREATE FUNCTION

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT JSON', $q$SELECT * FROM ef x WHERE a = 1 AND b > 2$q$)
----
[
  {
    "Plan": {
      "Node Type": "Index Scan",
      "Parallel Aware": false,
      "Async Capable": false,
      "Scan Direction": "Forward",
      "Index Name": "ef_pkey",
      "Relation Name": "ef",
      "Alias": "x",
      "Index Cond": "(a = 1)",
      "Filter": "(b > 2)"
    }
  }
]
SELECT 15

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT JSON', $q$SELECT b, c FROM ef WHERE c < 'it''s "<x>"' ORDER BY b DESC, c$q$)
----
[
  {
    "Plan": {
      "Node Type": "Sort",
      "Parallel Aware": false,
      "Async Capable": false,
      "Sort Key": ["b DESC", "c"],
      "Plans": [
        {
          "Node Type": "Seq Scan",
          "Parent Relationship": "Outer",
          "Parallel Aware": false,
          "Async Capable": false,
          "Relation Name": "ef",
          "Alias": "ef",
          "Filter": "(c < 'it''s \"<x>\"'::text)"
        }
      ]
    }
  }
]
SELECT 21

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT JSON', $q$INSERT INTO ef VALUES (1, 2, 'a') ON CONFLICT (a) DO NOTHING$q$)
----
[
  {
    "Plan": {
      "Node Type": "ModifyTable",
      "Operation": "Insert",
      "Parallel Aware": false,
      "Async Capable": false,
      "Relation Name": "ef",
      "Alias": "ef",
      "Conflict Resolution": "NOTHING",
      "Conflict Arbiter Indexes": ["ef_pkey"],
      "Plans": [
        {
          "Node Type": "Result",
          "Parent Relationship": "Outer",
          "Parallel Aware": false,
          "Async Capable": false
        }
      ]
    }
  }
]
SELECT 22

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT * FROM ef x WHERE a = 1 AND b > 2$q$)
----
- Plan: 
    Node Type: "Index Scan"
    Parallel Aware: false
    Async Capable: false
    Scan Direction: "Forward"
    Index Name: "ef_pkey"
    Relation Name: "ef"
    Alias: "x"
    Index Cond: "(a = 1)"
    Filter: "(b > 2)"
SELECT 10

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT b, c FROM ef WHERE c < 'it''s "<x>"' ORDER BY b DESC, c$q$)
----
- Plan: 
    Node Type: "Sort"
    Parallel Aware: false
    Async Capable: false
    Sort Key: 
      - "b DESC"
      - "c"
    Plans: 
      - Node Type: "Seq Scan"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
        Relation Name: "ef"
        Alias: "ef"
        Filter: "(c < 'it''s \"<x>\"'::text)"
SELECT 15

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$INSERT INTO ef VALUES (1, 2, 'a') ON CONFLICT (a) DO NOTHING$q$)
----
- Plan: 
    Node Type: "ModifyTable"
    Operation: "Insert"
    Parallel Aware: false
    Async Capable: false
    Relation Name: "ef"
    Alias: "ef"
    Conflict Resolution: "NOTHING"
    Conflict Arbiter Indexes: 
      - "ef_pkey"
    Plans: 
      - Node Type: "Result"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
SELECT 15

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT XML', $q$SELECT * FROM ef x WHERE a = 1 AND b > 2$q$)
----
<explain xmlns="http://www.postgresql.org/2009/explain">
  <Query>
    <Plan>
      <Node-Type>Index Scan</Node-Type>
      <Parallel-Aware>false</Parallel-Aware>
      <Async-Capable>false</Async-Capable>
      <Scan-Direction>Forward</Scan-Direction>
      <Index-Name>ef_pkey</Index-Name>
      <Relation-Name>ef</Relation-Name>
      <Alias>x</Alias>
      <Index-Cond>(a = 1)</Index-Cond>
      <Filter>(b &gt; 2)</Filter>
    </Plan>
  </Query>
</explain>
SELECT 15

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT XML', $q$SELECT b, c FROM ef WHERE c < 'it''s "<x>"' ORDER BY b DESC, c$q$)
----
<explain xmlns="http://www.postgresql.org/2009/explain">
  <Query>
    <Plan>
      <Node-Type>Sort</Node-Type>
      <Parallel-Aware>false</Parallel-Aware>
      <Async-Capable>false</Async-Capable>
      <Sort-Key>
        <Item>b DESC</Item>
        <Item>c</Item>
      </Sort-Key>
      <Plans>
        <Plan>
          <Node-Type>Seq Scan</Node-Type>
          <Parent-Relationship>Outer</Parent-Relationship>
          <Parallel-Aware>false</Parallel-Aware>
          <Async-Capable>false</Async-Capable>
          <Relation-Name>ef</Relation-Name>
          <Alias>ef</Alias>
          <Filter>(c &lt; 'it''s "&lt;x&gt;"'::text)</Filter>
        </Plan>
      </Plans>
    </Plan>
  </Query>
</explain>
SELECT 24

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT XML', $q$INSERT INTO ef VALUES (1, 2, 'a') ON CONFLICT (a) DO NOTHING$q$)
----
<explain xmlns="http://www.postgresql.org/2009/explain">
  <Query>
    <Plan>
      <Node-Type>ModifyTable</Node-Type>
      <Operation>Insert</Operation>
      <Parallel-Aware>false</Parallel-Aware>
      <Async-Capable>false</Async-Capable>
      <Relation-Name>ef</Relation-Name>
      <Alias>ef</Alias>
      <Conflict-Resolution>NOTHING</Conflict-Resolution>
      <Conflict-Arbiter-Indexes>
        <Item>ef_pkey</Item>
      </Conflict-Arbiter-Indexes>
      <Plans>
        <Plan>
          <Node-Type>Result</Node-Type>
          <Parent-Relationship>Outer</Parent-Relationship>
          <Parallel-Aware>false</Parallel-Aware>
          <Async-Capable>false</Async-Capable>
        </Plan>
      </Plans>
    </Plan>
  </Query>
</explain>
SELECT 24

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT b, count(*) FROM ef GROUP BY b$q$)
----
- Plan: 
    Node Type: "Aggregate"
    Strategy: "Hashed"
    Partial Mode: "Simple"
    Parallel Aware: false
    Async Capable: false
    Group Key: 
      - "b"
    Plans: 
      - Node Type: "Seq Scan"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
        Relation Name: "ef"
        Alias: "ef"
SELECT 15

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT DISTINCT b FROM ef$q$)
----
- Plan: 
    Node Type: "Aggregate"
    Strategy: "Hashed"
    Partial Mode: "Simple"
    Parallel Aware: false
    Async Capable: false
    Group Key: 
      - "b"
    Plans: 
      - Node Type: "Seq Scan"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
        Relation Name: "ef"
        Alias: "ef"
SELECT 15

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT count(*) FROM ef$q$)
----
- Plan: 
    Node Type: "Aggregate"
    Strategy: "Plain"
    Partial Mode: "Simple"
    Parallel Aware: false
    Async Capable: false
    Plans: 
      - Node Type: "Seq Scan"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
        Relation Name: "ef"
        Alias: "ef"
SELECT 13

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT * FROM generate_series(1, 3) g UNION ALL SELECT * FROM (VALUES (1), (2)) v$q$)
----
- Plan: 
    Node Type: "Append"
    Parallel Aware: false
    Async Capable: false
    Subplans Removed: 0
    Plans: 
      - Node Type: "Function Scan"
        Parent Relationship: "Member"
        Parallel Aware: false
        Async Capable: false
        Function Name: "generate_series"
        Alias: "g"
      - Node Type: "Values Scan"
        Parent Relationship: "Member"
        Parallel Aware: false
        Async Capable: false
        Alias: "*VALUES*"
SELECT 17

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT b FROM ef ORDER BY a DESC LIMIT 1$q$)
----
- Plan: 
    Node Type: "Limit"
    Parallel Aware: false
    Async Capable: false
    Plans: 
      - Node Type: "Index Scan"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
        Scan Direction: "Backward"
        Index Name: "ef_pkey"
        Relation Name: "ef"
        Alias: "ef"
SELECT 13

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$DELETE FROM ef WHERE a = 1$q$)
----
- Plan: 
    Node Type: "ModifyTable"
    Operation: "Delete"
    Parallel Aware: false
    Async Capable: false
    Relation Name: "ef"
    Alias: "ef"
    Plans: 
      - Node Type: "Index Scan"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
        Scan Direction: "Forward"
        Index Name: "ef_pkey"
        Relation Name: "ef"
        Alias: "ef"
        Index Cond: "(a = 1)"
SELECT 17

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$SELECT 1$q$)
----
- Plan: 
    Node Type: "Result"
    Parallel Aware: false
    Async Capable: false
SELECT 4

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT YAML', $q$WITH w AS MATERIALIZED (SELECT b FROM ef) SELECT * FROM w z$q$)
----
- Plan: 
    Node Type: "CTE Scan"
    Parallel Aware: false
    Async Capable: false
    CTE Name: "w"
    Alias: "z"
    Plans: 
      - Node Type: "Seq Scan"
        Parent Relationship: "InitPlan"
        Subplan Name: "CTE w"
        Parallel Aware: false
        Async Capable: false
        Relation Name: "ef"
        Alias: "ef"
SELECT 14

# ordered
SELECT * FROM ef_lines('COSTS OFF, FORMAT JSON, VERBOSE', $q$SELECT a, b FROM ef x WHERE a = 1$q$)
----
[
  {
    "Plan": {
      "Node Type": "Index Scan",
      "Parallel Aware": false,
      "Async Capable": false,
      "Scan Direction": "Forward",
      "Index Name": "ef_pkey",
      "Relation Name": "ef",
      "Schema": "public",
      "Alias": "x",
      "Output": ["a", "b"],
      "Index Cond": "(a = 1)"
    }
  }
]
SELECT 16

SELECT ef_keys('ANALYZE, TIMING OFF, SETTINGS', 'SELECT 1', '0')
----
Plan,Settings,Planning Time,Triggers,Execution Time
SELECT 1

SELECT ef_keys('ANALYZE', 'SELECT 1', '0')
----
Plan,Planning Time,Triggers,Execution Time
SELECT 1

SELECT ef_keys('ANALYZE, SUMMARY OFF', 'SELECT 1', '0')
----
Plan,Triggers
SELECT 1

SELECT ef_keys('SUMMARY', 'SELECT 1', '0')
----
Plan,Planning Time
SELECT 1

SELECT ef_keys('VERBOSE', 'SELECT 1', '0')
----
Plan
SELECT 1

SELECT ef_keys('COSTS', 'SELECT * FROM ef WHERE a = 1', '0', 'Plan')
----
Node Type,Parallel Aware,Async Capable,Scan Direction,Index Name,Relation Name,Alias,Startup Cost,Total Cost,Plan Rows,Plan Width,Index Cond
SELECT 1

SELECT ef_of('COSTS', 'SELECT * FROM ef x FULL JOIN eg USING (a)', '0', 'Plan', 'Join Type'), ef_of('COSTS', 'SELECT * FROM ef x FULL JOIN eg USING (a)', '0', 'Plan', 'Node Type')
----
Full|Hash Join
SELECT 1

SELECT ef_of('COSTS', 'SELECT * FROM ef', '0', 'Plan', 'Total Cost') ~ '^[0-9]+[.][0-9][0-9]$', ef_of('COSTS', 'SELECT * FROM ef', '0', 'Plan', 'Plan Rows') ~ '^[0-9]+$', ef_of('COSTS', 'SELECT a FROM ef', '0', 'Plan', 'Plan Width')
----
t|t|4
SELECT 1

SELECT ef_of('ANALYZE', 'SELECT * FROM ef', '0', 'Plan', 'Actual Total Time') ~ '^[0-9]+[.][0-9]{3}$', ef_of('ANALYZE', 'SELECT * FROM ef', '0', 'Planning Time') ~ '^[0-9]+[.][0-9]{3}$', ef_of('ANALYZE', 'SELECT * FROM ef', '0', 'Execution Time') ~ '^[0-9]+[.][0-9]{3}$'
----
t|t|t
SELECT 1

SELECT ef_of('ANALYZE', 'SELECT * FROM ef WHERE false', '0', 'Plan', 'Actual Rows')
----
0
SELECT 1

SET enable_seqscan = off
----
SET

SET work_mem = '100kB'
----
SET

SET search_path = pg_catalog
----
SET

EXPLAIN (SETTINGS, COSTS OFF) SELECT 1
----
Result
Settings: enable_seqscan = 'off', search_path = 'pg_catalog', work_mem = '100kB'
EXPLAIN

# ordered
EXPLAIN (SETTINGS, COSTS OFF, FORMAT YAML) SELECT 1
----
- Plan: \n    Node Type: "Result"\n    Parallel Aware: false\n    Async Capable: false\n  Settings: \n    enable_seqscan: "off"\n    search_path: "pg_catalog"\n    work_mem: "100kB"
EXPLAIN

# ordered
EXPLAIN (SETTINGS, COSTS OFF, FORMAT JSON) SELECT 1
----
[\n  {\n    "Plan": {\n      "Node Type": "Result",\n      "Parallel Aware": false,\n      "Async Capable": false\n    },\n    "Settings": {\n      "enable_seqscan": "off",\n      "search_path": "pg_catalog",\n      "work_mem": "100kB"\n    }\n  }\n]
EXPLAIN

SET enable_seqscan = on
----
SET

# ordered
EXPLAIN (SETTINGS, COSTS OFF) SELECT 1
----
Result
Settings: search_path = 'pg_catalog', work_mem = '100kB'
EXPLAIN

SET enable_hashjoin = off
----
SET

# ordered
EXPLAIN (SETTINGS, COSTS OFF) SELECT 1
----
Result
Settings: enable_hashjoin = 'off', search_path = 'pg_catalog', work_mem = '100kB'
EXPLAIN
