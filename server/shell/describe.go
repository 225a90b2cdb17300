package shell

import (
	"context"
	"fmt"
	"strings"
)

// relations lists what has a name in pg_class, of the kinds, that fits the pattern.
func relations(kinds string) string {
	return `SELECT n.nspname AS "Schema", c.relname AS "Name",
  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
    WHEN 'i' THEN 'index' WHEN 'I' THEN 'partitioned index' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type' END AS "Type",
  pg_get_userbyid(c.relowner) AS "Owner"
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = ANY ('{` + kinds + `}') AND ` + fits("n.nspname", "c.relname", "pg_table_is_visible(c.oid)") + ` ORDER BY 1, 2`
}

// fits is the condition of what a pattern names: $1 is a LIKE pattern of the schema, ” where the
// pattern has none, $2 of the name. Without a pattern the system's own is left out.
func fits(schema, name, visible string) string {
	return fmt.Sprintf(`CASE WHEN $1 <> '' THEN %[1]s LIKE $1 ELSE %[3]s AND ($2 <> '%%' OR %[1]s NOT IN ('pg_catalog', 'information_schema', 'isochron_internal')) END AND %[2]s LIKE $2`, schema, name, visible)
}

// lists are the commands that list what fits a pattern.
func lists() map[string]string {
	return map[string]string{
		`\d`: relations("r,p,v,m,S"), `\dt`: relations("r,p"), `\dv`: relations("v"), `\dm`: relations("m"), `\di`: relations("i,I"), `\ds`: relations("S"),
		`\dn`: `SELECT nspname AS "Name", pg_get_userbyid(nspowner) AS "Owner" FROM pg_namespace
WHERE $1 = '' AND nspname LIKE $2 AND ($2 <> '%' OR nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'isochron_internal')) ORDER BY 1`,
		`\df`: `SELECT n.nspname AS "Schema", p.proname AS "Name", pg_get_function_result(p.oid) AS "Result", pg_get_function_arguments(p.oid) AS "Arguments",
  CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window' WHEN 'p' THEN 'procedure' ELSE 'function' END AS "Type"
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ` + fits("n.nspname", "p.proname", "pg_function_is_visible(p.oid)") + ` ORDER BY 1, 2, 4`,
		`\dT`: `SELECT n.nspname AS "Schema", format_type(t.oid, NULL) AS "Name", obj_description(t.oid, 'pg_type') AS "Description"
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype <> 'p' AND t.typelem = 0 AND (t.typrelid = 0 OR (SELECT relkind FROM pg_class WHERE oid = t.typrelid) = 'c') AND ` +
			fits("n.nspname", "t.typname", "pg_type_is_visible(t.oid)") + ` ORDER BY 1, 2`,
		`\dx`: `SELECT e.extname AS "Name", e.extversion AS "Version", n.nspname AS "Schema" FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE $1 = '' AND e.extname LIKE $2 ORDER BY 1`,
		`\du`: `SELECT r.rolname AS "Role", concat_ws(', ', CASE WHEN r.rolsuper THEN 'Superuser' END, CASE WHEN NOT r.rolinherit THEN 'No inheritance' END,
  CASE WHEN r.rolcreaterole THEN 'Create role' END, CASE WHEN r.rolcreatedb THEN 'Create DB' END, CASE WHEN NOT r.rolcanlogin THEN 'Cannot login' END,
  CASE WHEN r.rolbypassrls THEN 'Bypass RLS' END) AS "Attributes",
  array(SELECT b.rolname FROM pg_auth_members m JOIN pg_roles b ON b.oid = m.roleid WHERE m.member = r.oid ORDER BY 1) AS "Member of"
FROM pg_roles r WHERE $1 = '' AND r.rolname LIKE $2 AND ($2 <> '%' OR r.rolname !~ '^pg_') ORDER BY 1`,
		`\l`: `SELECT d.datname AS "Name", pg_get_userbyid(d.datdba) AS "Owner", pg_encoding_to_char(d.encoding) AS "Encoding" FROM pg_database d
WHERE $1 = '' AND d.datname LIKE $2 ORDER BY 1`,
	}
}

// describe carries out \d and its like.
func (s *Shell) describe(ctx context.Context, name, arg string) error {
	name = strings.TrimSuffix(name, "+") // nothing more is known
	query, ok := lists()[name]
	if !ok {
		return fmt.Errorf("unknown command %s; \\? for help", name)
	}
	schema, pattern := patterns(arg)
	if name != `\d` || arg == "" {
		return told(s.show(ctx, "", query, schema, pattern))
	}
	return s.relation(ctx, schema, pattern)
}

// patterns makes LIKE patterns of one of psql's, [schema.]name with * and ?: the schema's is
// empty where there is none.
func patterns(arg string) (schema, name string) {
	if arg == "" {
		return "", "%"
	}
	parts, quoted, at := []string{"", ""}, false, 0
	for _, r := range arg {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '.' && !quoted && at == 0:
			at = 1
		case r == '*' && !quoted:
			parts[at] += "%"
		case r == '?' && !quoted:
			parts[at] += "_"
		case r == '_' || r == '%' || r == '\\':
			parts[at] += `\` + string(r)
		case quoted:
			parts[at] += string(r)
		default:
			parts[at] += strings.ToLower(string(r))
		}
	}
	if at == 0 {
		return "", parts[0]
	}
	return parts[0], parts[1]
}

// relation tells of each table, view, index or sequence that fits.
func (s *Shell) relation(ctx context.Context, schema, name string) error {
	found, err := s.ask(ctx, `SELECT c.oid::text, n.nspname || '.' || c.relname, c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = ANY ('{r,p,v,m,i,I,S,c}') AND `+fits("n.nspname", "c.relname", "pg_table_is_visible(c.oid)")+` ORDER BY 2`, schema, name)
	if err != nil {
		return told(err)
	}
	if len(found) == 0 {
		return fmt.Errorf("did not find any relation that is named so")
	}
	kinds := map[string]string{"r": "Table", "p": "Partitioned table", "v": "View", "m": "Materialized view", "i": "Index", "I": "Partitioned index", "S": "Sequence", "c": "Composite type"}
	for _, r := range found {
		if err := s.show(ctx, fmt.Sprintf("%s %q", kinds[r[2]], r[1]), `SELECT a.attname AS "Column", format_type(a.atttypid, a.atttypmod) AS "Type",
  CASE WHEN a.attnotnull THEN 'not null' ELSE '' END AS "Nullable",
  CASE WHEN a.attidentity = 'a' THEN 'generated always as identity' WHEN a.attidentity = 'd' THEN 'generated by default as identity'
    WHEN a.attgenerated = 's' THEN 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored' ELSE coalesce(pg_get_expr(d.adbin, d.adrelid), '') END AS "Default"
FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`, r[0]); err != nil {
			return told(err)
		}
		if err := s.footer(ctx, r[0]); err != nil {
			return told(err)
		}
	}
	return nil
}

// footers are what stands below a relation's columns: a title, and a query of lines about $1.
func footers() [][2]string {
	return [][2]string{
		{"Definition:", `SELECT pg_get_viewdef(oid, true) FROM pg_class WHERE oid = $1::oid AND relkind IN ('v', 'm') AND pg_get_viewdef(oid) <> ''`},
		{"Index of:", `SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indexrelid = $1::oid`},
		{"Partition of:", `SELECT i.inhparent::regclass::text || ' ' || pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.oid = $1::oid AND c.relispartition`},
		{"Partition key:", `SELECT pg_get_partkeydef($1::oid) WHERE pg_get_partkeydef($1::oid) IS NOT NULL`},
		{"Indexes:", `SELECT '"' || c.relname || '" ' || CASE WHEN i.indisprimary THEN 'PRIMARY KEY, ' WHEN i.indisunique THEN 'UNIQUE, ' ELSE '' END || substring(pg_get_indexdef(c.oid) FROM ' USING (.*)$')
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = $1::oid ORDER BY NOT i.indisprimary, c.relname`},
		{"Check constraints:", `SELECT '"' || conname || '" ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::oid AND contype = 'c' ORDER BY 1`},
		{"Foreign-key constraints:", `SELECT '"' || conname || '" ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = $1::oid AND contype = 'f' ORDER BY 1`},
		{"Referenced by:", `SELECT 'TABLE ' || conrelid::regclass::text || ' CONSTRAINT "' || conname || '" ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE confrelid = $1::oid AND contype = 'f' ORDER BY 1`},
		{"Policies:", `SELECT 'POLICY "' || polname || '"' FROM pg_policy WHERE polrelid = $1::oid ORDER BY 1`},
		{"Triggers:", `SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = $1::oid AND NOT tgisinternal ORDER BY 1`},
		{"Partitions:", `SELECT i.inhrelid::regclass::text || ' ' || pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::oid AND c.relkind IN ('r', 'p') AND c.relispartition ORDER BY 1`},
		{"Inherits:", `SELECT i.inhparent::regclass::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.oid = $1::oid AND c.relkind = 'r' AND NOT c.relispartition ORDER BY i.inhseqno`},
		{"Child tables:", `SELECT i.inhrelid::regclass::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::oid AND c.relkind = 'r' AND NOT c.relispartition ORDER BY 1`},
	}
}

func (s *Shell) footer(ctx context.Context, oid string) error {
	for _, f := range footers() {
		rows, err := s.ask(ctx, f[1], oid)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			fmt.Fprintln(s.o.Out, f[0])
		}
		for _, r := range rows {
			for line := range strings.SplitSeq(strings.TrimSpace(r[0]), "\n") {
				fmt.Fprintln(s.o.Out, "    "+line)
			}
		}
	}
	return nil
}

// ask returns a query's rows; an error has been printed.
func (s *Shell) ask(ctx context.Context, query string, args ...string) (rows [][]string, err error) {
	r := s.Conn.ExecParams(ctx, query, values(args), nil, nil, nil)
	for r.NextRow() {
		rows = append(rows, texts(r.Values()))
	}
	if _, err = r.Close(); err != nil {
		printError(s.o.Err, err)
	}
	return rows, err
}

// show prints a query's rows below a title; an error has been printed.
func (s *Shell) show(ctx context.Context, title, query string, args ...string) error {
	if title != "" {
		fmt.Fprintln(s.o.Out, title)
	}
	r := s.Conn.ExecParams(ctx, query, values(args), nil, nil, nil)
	s.print(r)
	_, err := r.Close()
	if err != nil {
		printError(s.o.Err, err)
	}
	return err
}

func values(args []string) [][]byte {
	out := make([][]byte, len(args))
	for i, a := range args {
		out[i] = []byte(a)
	}
	return out
}
