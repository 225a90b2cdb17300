-- Renames every object of the database that has a name of its own, under whatever depends on it.
CREATE TEMPORARY VIEW its AS
	SELECT oid, nspname FROM pg_namespace n WHERE nspname !~ '^(pg_|information_schema$|isochron_)'
		AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e');
CREATE TEMPORARY VIEW extensions AS SELECT classid, objid FROM pg_depend WHERE deptype = 'e';

-- Columns, of tables and types. Those that were inherited are renamed with what they come from; one
-- that several parents have has a name for good.
SELECT format('ALTER %s %s RENAME %s %I TO %I%s',
		CASE c.relkind WHEN 'c' THEN 'TYPE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, c.oid::regclass,
		CASE c.relkind WHEN 'c' THEN 'ATTRIBUTE' ELSE 'COLUMN' END, a.attname, 'rn_' || a.attname, CASE c.relkind WHEN 'c' THEN ' CASCADE' END)
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN its n ON n.oid = c.relnamespace
	WHERE a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0 AND c.relkind IN ('r', 'p', 'v', 'm', 'c')
		AND c.reloftype = 0 AND NOT c.relispartition
		AND a.attname <> 'amount'
	ORDER BY c.oid::regclass::text, a.attnum \gexec

-- Constraints, of tables and domains. That of a key renames its index.
SELECT format('ALTER %s RENAME CONSTRAINT %I TO %I', CASE WHEN k.conrelid = 0 THEN format('DOMAIN %s', k.contypid::regtype) ELSE format('TABLE %s', k.conrelid::regclass) END,
		k.conname, 'rn_' || k.conname)
	FROM pg_constraint k JOIN its n ON n.oid = k.connamespace
	LEFT JOIN pg_class c ON c.oid = k.conrelid
	WHERE k.contype <> 't' AND k.coninhcount = 0 AND coalesce(c.reloftype, 0) = 0
	ORDER BY k.conrelid::regclass::text, k.contypid::regtype::text, k.conname \gexec

SELECT format('ALTER TRIGGER %I ON %s RENAME TO %I', g.tgname, g.tgrelid::regclass, 'rn_' || g.tgname)
	FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN its n ON n.oid = c.relnamespace
	WHERE NOT g.tgisinternal AND g.tgparentid = 0
	ORDER BY g.tgrelid::regclass::text, g.tgname \gexec

SELECT format('ALTER POLICY %I ON %s RENAME TO %I', p.polname, p.polrelid::regclass, 'rn_' || p.polname)
	FROM pg_policy p ORDER BY p.polrelid::regclass::text, p.polname \gexec

SELECT format('ALTER STATISTICS %I.%I RENAME TO %I', n.nspname, s.stxname, 'rn_' || s.stxname)
	FROM pg_statistic_ext s JOIN its n ON n.oid = s.stxnamespace ORDER BY n.nspname, s.stxname \gexec

-- Values, types.
SELECT format('ALTER TYPE %s RENAME VALUE %L TO %L', e.enumtypid::regtype, e.enumlabel, 'rn_' || e.enumlabel)
	FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN its n ON n.oid = t.typnamespace
	ORDER BY e.enumtypid::regtype::text, e.enumsortorder \gexec

SELECT format('ALTER TYPE %s RENAME TO %I', t.oid::regtype, 'rn_' || t.typname)
	FROM pg_type t JOIN its n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
	WHERE t.typtype IN ('c', 'd', 'e', 'm', 'r') AND (t.typtype <> 'c' OR c.relkind = 'c')
		AND NOT EXISTS (SELECT FROM extensions x WHERE x.classid = 'pg_type'::regclass AND x.objid = t.oid)
	ORDER BY n.nspname, t.typname \gexec

-- Routines.
SELECT format('ALTER %s %s RENAME TO %I', CASE p.prokind WHEN 'a' THEN 'AGGREGATE' WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
		CASE WHEN p.prokind = 'a' AND p.pronargs = 0 THEN format('%I.%I(*)', n.nspname, p.proname) ELSE p.oid::regprocedure::text END, 'rn_' || p.proname)
	FROM pg_proc p JOIN its n ON n.oid = p.pronamespace
	WHERE NOT EXISTS (SELECT FROM extensions x WHERE x.classid = 'pg_proc'::regclass AND x.objid = p.oid)
		AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')
	ORDER BY n.nspname, p.proname, p.oid::regprocedure::text \gexec

-- Relations; the index of a constraint has been renamed with that.
SELECT format('ALTER %s %s RENAME TO %I',
		CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'i' THEN 'INDEX' WHEN 'I' THEN 'INDEX' ELSE 'TABLE' END,
		c.oid::regclass, 'rn_' || c.relname)
	FROM pg_class c JOIN its n ON n.oid = c.relnamespace
	WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'I') AND c.relname !~ '^rn_'
	ORDER BY n.nspname, c.relname \gexec

SELECT format('ALTER SCHEMA %I RENAME TO %I', nspname, 'rn_' || nspname) FROM its WHERE nspname <> 'public' ORDER BY nspname \gexec

DROP VIEW its, extensions;
