package pgoracle

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Generator makes random statements out of a grammar, the same ones for the
// same seed.
type Generator struct {
	r     *rand.Rand
	depth int
}

// NewGenerator makes a generator of a seed.
func NewGenerator(seed uint64) *Generator {
	return &Generator{r: rand.New(rand.NewPCG(seed, 0))}
}

// Statement makes a statement.
func (g *Generator) Statement() string {
	g.depth = 0
	return g.pick(
		g.query, g.query, g.query, g.query, g.query, g.query,
		g.insert, g.insert, g.update, g.update, g.delete,
		g.createTable, g.createTable, g.alterTable, g.alterTable, g.createIndex,
		g.createOther, g.session, g.utility, g.grant,
	)
}

// Mutate breaks a statement: it drops, doubles, swaps or replaces a word.
func (g *Generator) Mutate(sql string) string {
	words := strings.Fields(sql)
	i := g.r.IntN(len(words))
	switch g.r.IntN(5) {
	case 0:
		words = append(words[:i], words[i+1:]...)
	case 1:
		words = append(words[:i+1], words[i:]...)
	case 2:
		j := g.r.IntN(len(words))
		words[i], words[j] = words[j], words[i]
	case 3:
		words[i] = g.one("SELECT", "FROM", "(", ")", ",", "1", "'x'", "a", "AND", "NOT", "NULL", "AS", "IN", "=", "::", ".", "ON", "SET", "DEFAULT", "values", "year", "left", "interval", ";")
	default:
		// Cut within the text, which may be in the middle of a token.
		at := g.r.IntN(len(sql))
		return strings.ToValidUTF8(sql[:at], "")
	}
	return strings.Join(words, " ")
}

func (g *Generator) pick(options ...func() string) string {
	return options[g.r.IntN(len(options))]()
}

func (g *Generator) one(options ...string) string { return options[g.r.IntN(len(options))] }

// maybe gives s with a chance of one in n.
func (g *Generator) maybe(n int, s func() string) string {
	if g.r.IntN(n) != 0 {
		return ""
	}
	return s()
}

func (g *Generator) text(s string) func() string { return func() string { return s } }

// list makes one to n items with commas between.
func (g *Generator) list(n int, item func() string) string {
	parts := []string{item()}
	for range g.r.IntN(n) {
		parts = append(parts, item())
	}
	return strings.Join(parts, ", ")
}

func (g *Generator) name() string {
	return g.one("a", "b", "c", "t", "u", "x1", "foo_bar", `"Q n"`, `"select"`, "year", "name", "value", "at", "type", "key", "no", "rows", "first", "Mixed", `"a""b"`)
}

func (g *Generator) table() string {
	return g.one("t", "u", "s.t", "pgbench_accounts", `"T"`, "c.s.t", "data", "users")
}

func (g *Generator) column() string {
	return g.one("a", "b", "c", "t.a", "u.b", "s.t.c", "excluded.a", "id", `"Q"`, "x.y")
}

func (g *Generator) constant() string {
	return g.one("1", "0", "42", "-7", "2147483648", "1.5", "1e10", ".5", "'x'", "'it''s'", `E'a\nb'`, "NULL", "TRUE", "FALSE",
		"B'01'", "X'1F'", "$1", "$2", "''", "$$d$$", "9223372036854775808", "U&'\\0061'", "date '2020-01-01'", "interval '1' day",
		"interval '1 day'", "timestamp with time zone '2020-01-01'", "numeric(3, 1) '1.5'", "current_date", "current_timestamp(3)", "user", "- 5", "+ 5")
}

func (g *Generator) typ() string {
	return g.one("int", "bigint", "smallint", "text", "varchar(10)", "char(3)", "char", "numeric(10, 2)", "numeric", "float", "float(20)",
		"double precision", "boolean", "date", "timestamp", "timestamptz", "timestamp(3) with time zone", "time with time zone", "interval",
		"interval day to second(3)", "uuid", "bytea", "int[]", "text[][]", "int ARRAY[4]", "bit(3)", "bit varying(5)", "foo.bar", "foo(1, 2)",
		"jsonb", `"char"`, "character varying", "national character(3)", "oid", "name", "SETOF int", "pg_catalog.int4", "dec(5)", "real")
}

func (g *Generator) operator() string {
	return g.one("+", "-", "*", "/", "%", "^", "<", ">", "=", "<=", ">=", "<>", "!=", "||", "&&", "@>", "->", "->>", "~", "!~*", "<<", "|", "&", "#", "<->", "OPERATOR(pg_catalog.+)", "OPERATOR(s.@@)")
}

// expr makes an expression, smaller the deeper it stands.
func (g *Generator) expr() string {
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > 5 || g.r.IntN(4) == 0 {
		return g.pick(g.column, g.constant)
	}
	return g.pick(
		g.binary, g.binary, g.binary, g.logical, g.logical, g.test, g.test, g.call, g.call, g.cast, g.construct, g.construct,
		func() string { return "(" + g.expr() + ")" },
		func() string { return g.one("-", "+", "~ ", "@ ", "NOT ", "|/ ") + g.expr() },
		func() string { return "(" + g.query() + ")" },
		func() string { return g.expr() + " COLLATE " + g.one(`"C"`, "s.c") },
		func() string { return g.expr() + " AT TIME ZONE " + g.expr() },
	)
}

func (g *Generator) binary() string { return g.expr() + " " + g.operator() + " " + g.expr() }

func (g *Generator) logical() string { return g.expr() + g.one(" AND ", " OR ") + g.expr() }

func (g *Generator) test() string {
	not := g.one("", "", "NOT ")
	x := g.expr()
	return g.pick(
		func() string { return x + " IS " + not + g.one("NULL", "TRUE", "FALSE", "UNKNOWN", "NFC NORMALIZED") },
		func() string { return x + g.one(" ISNULL", " NOTNULL") },
		func() string { return x + " IS " + not + "DISTINCT FROM " + g.expr() },
		func() string {
			return x + " " + not + "BETWEEN " + g.one("", "SYMMETRIC ", "ASYMMETRIC ") + g.expr() + " AND " + g.expr()
		},
		func() string {
			return x + " " + not + g.one("LIKE", "ILIKE", "SIMILAR TO") + " " + g.expr() + g.maybe(4, func() string { return " ESCAPE " + g.expr() })
		},
		func() string { return x + " " + not + "IN (" + g.list(3, g.expr) + ")" },
		func() string { return x + " " + not + "IN (" + g.query() + ")" },
		func() string {
			return x + " " + g.one("=", "<>", ">=", "LIKE", "NOT ILIKE", "OPERATOR(s.=)") + g.one(" ANY (", " ALL (", " SOME (") + g.pick(g.expr, g.query) + ")"
		},
		func() string { return "EXISTS (" + g.query() + ")" },
		func() string {
			return "(" + g.expr() + ", " + g.expr() + ") OVERLAPS (" + g.expr() + ", " + g.expr() + ")"
		},
	)
}

func (g *Generator) call() string {
	return g.pick(
		func() string {
			return g.one("f", "s.g", "count", "lower", "left", "coalesce", "greatest", "c.s.h") + "(" + g.list(3, g.expr) + ")"
		},
		func() string {
			return g.one("sum", "string_agg") + "(" + g.one("DISTINCT ", "ALL ", "") + g.list(2, g.expr) + g.maybe(3, g.orderBy) + ")" +
				g.maybe(3, func() string { return " FILTER (WHERE " + g.expr() + ")" }) + g.maybe(3, g.over)
		},
		g.text("count(*)"), g.text("now()"),
		func() string { return "f(" + g.one("VARIADIC ", "a => ", "b := ") + g.expr() + ")" },
		func() string { return "percentile_cont(0.5) WITHIN GROUP (ORDER BY " + g.expr() + ")" },
		func() string {
			return "extract(" + g.one("year", "epoch", "'day'", "second") + " FROM " + g.expr() + ")"
		},
		func() string {
			return "substring(" + g.expr() + g.one(" FROM ", " FOR ", ", ") + g.expr() + ")"
		},
		func() string { return "position(a IN " + g.constant() + ")" },
		func() string {
			return "trim(" + g.one("", "BOTH ", "LEADING 'x' ", "TRAILING ") + "FROM " + g.expr() + ")"
		},
		func() string { return "overlay(" + g.expr() + " PLACING " + g.expr() + " FROM " + g.expr() + ")" },
		func() string { return "nullif(" + g.expr() + ", " + g.expr() + ")" },
	)
}

func (g *Generator) over() string {
	if g.r.IntN(3) == 0 {
		return " OVER w"
	}
	return " OVER (" + g.one("", "", "w ") + g.maybe(2, func() string { return "PARTITION BY " + g.list(2, g.expr) + " " }) + strings.TrimSpace(g.maybe(2, g.orderBy)) +
		g.one("", "", " ROWS UNBOUNDED PRECEDING", " RANGE BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES", " GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING") + ")"
}

func (g *Generator) cast() string {
	if g.r.IntN(2) == 0 {
		return "CAST(" + g.expr() + " AS " + g.typ() + ")"
	}
	return g.expr() + "::" + g.typ()
}

func (g *Generator) construct() string {
	return g.pick(
		func() string { return "ARRAY[" + g.list(3, g.expr) + "]" },
		func() string { return "ARRAY[[" + g.list(2, g.expr) + "], [" + g.expr() + "]]" },
		func() string { return "ARRAY(" + g.query() + ")" },
		func() string { return "ROW(" + g.list(3, g.expr) + ")" },
		func() string { return "(" + g.expr() + ", " + g.expr() + ")" },
		func() string { return "a[" + g.expr() + "]" },
		func() string { return "(" + g.expr() + ")[1:" + g.expr() + "]" },
		func() string { return "(" + g.expr() + ")." + g.name() },
		func() string {
			return "CASE " + g.maybe(2, g.expr) + " WHEN " + g.expr() + " THEN " + g.expr() + g.maybe(2, func() string { return " ELSE " + g.expr() }) + " END"
		},
	)
}

func (g *Generator) orderBy() string {
	return " ORDER BY " + g.list(2, func() string {
		return g.expr() + g.one("", "", " ASC", " DESC", " USING <") + g.one("", "", " NULLS FIRST", " NULLS LAST")
	})
}

// query makes a query.
func (g *Generator) query() string {
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > 4 {
		return "SELECT " + g.constant()
	}
	with := g.maybe(8, g.with)
	body := g.term()
	for range g.r.IntN(8) / 6 {
		body += g.one(" UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT ALL ") + g.term()
	}
	return with + body + g.maybe(3, g.orderBy) +
		g.one("", "", "", " LIMIT 5", " LIMIT ALL", " OFFSET 3 ROWS", " LIMIT 1 OFFSET 2", " FETCH FIRST 3 ROWS ONLY", " LIMIT "+g.constant()) +
		g.one("", "", "", "", " FOR UPDATE", " FOR SHARE OF t NOWAIT", " FOR NO KEY UPDATE SKIP LOCKED", " FOR KEY SHARE")
}

func (g *Generator) with() string {
	return "WITH " + g.one("", "RECURSIVE ") + g.list(2, func() string {
		return g.name() + g.one("", " (x, y)") + " AS " + g.one("", "MATERIALIZED ", "NOT MATERIALIZED ") + "(" + g.pick(g.query, g.query, g.insert, g.update, g.delete) + ")"
	}) + " "
}

func (g *Generator) term() string {
	switch g.r.IntN(10) {
	case 0:
		return "VALUES " + g.list(2, func() string { return "(" + g.list(2, g.expr) + ")" })
	case 1:
		return "TABLE " + g.table()
	case 2:
		return "(" + g.query() + ")"
	}
	return "SELECT " + g.one("", "", "DISTINCT ", "ALL ", "DISTINCT ON (a) ") + g.list(3, g.target) +
		g.maybe(1, func() string { return " FROM " + g.list(2, g.from) }) +
		g.maybe(2, func() string { return " WHERE " + g.expr() }) +
		g.maybe(5, func() string { return " GROUP BY " + g.list(2, g.group) }) +
		g.maybe(8, func() string { return " HAVING " + g.expr() }) +
		g.maybe(12, func() string { return " WINDOW w AS (PARTITION BY " + g.expr() + ")" })
}

func (g *Generator) group() string {
	return g.pick(g.expr, g.expr, g.column,
		func() string { return "ROLLUP (" + g.list(2, g.expr) + ")" },
		func() string { return "GROUPING SETS ((" + g.expr() + "), (), CUBE (" + g.column() + "))" },
		g.text("()"))
}

func (g *Generator) target() string {
	if g.r.IntN(6) == 0 {
		return g.one("*", "t.*")
	}
	return g.expr() + g.maybe(4, func() string { return " AS " + g.name() }) + g.maybe(12, func() string { return " " + g.one("z", `"Z"`) })
}

func (g *Generator) from() string {
	g.depth++
	defer func() { g.depth-- }()
	if g.depth > 5 {
		return g.table()
	}
	return g.pick(
		func() string { return g.one("", "ONLY ") + g.table() + g.one("", "", " AS x", " y", " z (p, q)") },
		func() string { return g.table() },
		func() string {
			return g.one("", "LATERAL ") + "(" + g.query() + ") AS " + g.name() + g.one("", " (a, b)")
		},
		func() string {
			return g.one("f", "generate_series", "s.g") + "(" + g.list(2, g.expr) + ")" + g.one("", " WITH ORDINALITY") + g.one("", " AS r", " r (a, b)", " AS (a int, b text)")
		},
		g.join, g.join,
		func() string { return "(" + g.join() + ")" + g.one("", " AS j") },
		func() string { return g.table() + " TABLESAMPLE bernoulli (10) REPEATABLE (5)" },
	)
}

func (g *Generator) join() string {
	switch g.r.IntN(4) {
	case 0:
		return g.from() + g.one(" CROSS JOIN ", " NATURAL JOIN ", " NATURAL LEFT JOIN ") + g.table()
	case 1:
		return g.from() + " JOIN " + g.from() + " USING (" + g.list(2, g.name) + ")"
	}
	return g.from() + g.one(" JOIN ", " INNER JOIN ", " LEFT JOIN ", " RIGHT OUTER JOIN ", " FULL JOIN ") + g.from() + " ON " + g.expr()
}

func (g *Generator) returning() string { return " RETURNING " + g.list(2, g.target) }

func (g *Generator) insert() string {
	g.depth++
	defer func() { g.depth-- }()
	return "INSERT INTO " + g.table() + g.one("", " AS x") + g.maybe(2, func() string { return " (" + g.list(3, g.assign) + ")" }) +
		g.one("", "", "", " OVERRIDING SYSTEM VALUE") + " " + g.pick(g.query, g.query, func() string {
		return "VALUES " + g.list(3, func() string {
			return "(" + g.list(3, func() string { return g.pick(g.expr, g.expr, g.text("DEFAULT")) }) + ")"
		})
	}) + g.maybe(3, g.onConflict) + g.maybe(4, g.returning)
}

func (g *Generator) assign() string { return g.one("a", "b", "c", "d[1]", "e.f", `"Q"`) }

func (g *Generator) sets() string {
	return g.list(3, func() string {
		if g.r.IntN(5) == 0 {
			return "(a, b) = " + g.one("(1, 2)", "ROW (DEFAULT, 1)", "(SELECT 1, 2)", "("+g.expr()+", "+g.expr()+")")
		}
		return g.assign() + " = " + g.pick(g.expr, g.expr, g.text("DEFAULT"))
	})
}

func (g *Generator) onConflict() string {
	return " ON CONFLICT" + g.one("", " (a)", " (a, lower(b)) WHERE "+g.expr(), " ON CONSTRAINT k", " ((a + 1) COLLATE \"C\" int4_ops)") +
		g.pick(g.text(" DO NOTHING"), func() string {
			return " DO UPDATE SET " + g.sets() + g.maybe(3, func() string { return " WHERE " + g.expr() })
		})
}

func (g *Generator) update() string {
	g.depth++
	defer func() { g.depth-- }()
	return "UPDATE " + g.one("", "ONLY ") + g.table() + g.one("", " AS x", " y") + " SET " + g.sets() +
		g.maybe(4, func() string { return " FROM " + g.list(2, g.from) }) +
		g.maybe(2, func() string { return " WHERE " + g.pick(g.expr, g.expr, g.text("CURRENT OF cur")) }) + g.maybe(4, g.returning)
}

func (g *Generator) delete() string {
	g.depth++
	defer func() { g.depth-- }()
	return "DELETE FROM " + g.table() + g.one("", " x") + g.maybe(4, func() string { return " USING " + g.list(2, g.from) }) +
		g.maybe(2, func() string { return " WHERE " + g.expr() }) + g.maybe(4, g.returning)
}

func (g *Generator) columnDef() string {
	return g.name() + " " + g.typ() + g.one("", "", ` COLLATE "C"`) + g.maybe(2, g.columnConstraint) + g.maybe(4, g.columnConstraint)
}

func (g *Generator) columnConstraint() string {
	return g.one("", "", " CONSTRAINT "+g.name()) + g.pick(
		g.text(" NOT NULL"), g.text(" NULL"), g.text(" PRIMARY KEY"), g.text(" UNIQUE"), g.text(" UNIQUE NULLS NOT DISTINCT"),
		func() string { return " DEFAULT " + g.constant() },
		func() string { return " DEFAULT (" + g.expr() + ")" },
		func() string { return " CHECK (" + g.expr() + ")" },
		func() string { return " GENERATED ALWAYS AS (" + g.expr() + ") STORED" },
		func() string {
			return " GENERATED " + g.one("ALWAYS", "BY DEFAULT") + " AS IDENTITY" + g.maybe(2, func() string { return " (" + g.seqOptions() + ")" })
		},
		func() string {
			return " REFERENCES " + g.table() + g.one("", " (a)") + g.refActions() + g.one("", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED")
		},
	)
}

func (g *Generator) refActions() string {
	return g.one("", " MATCH FULL", " MATCH SIMPLE") + g.one("", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE SET DEFAULT (a)") + g.one("", " ON UPDATE RESTRICT", " ON UPDATE NO ACTION")
}

func (g *Generator) tableConstraint() string {
	return g.maybe(2, func() string { return "CONSTRAINT " + g.name() + " " }) + g.pick(
		func() string { return "PRIMARY KEY (" + g.list(2, g.name) + ")" },
		func() string {
			return "UNIQUE (" + g.list(2, g.name) + ")" + g.one("", " INCLUDE (x)", " WITH (fillfactor = 70)", " DEFERRABLE")
		},
		func() string { return "CHECK (" + g.expr() + ")" + g.one("", " NO INHERIT") },
		func() string {
			return "FOREIGN KEY (" + g.list(2, g.name) + ") REFERENCES " + g.table() + g.one("", " (a, b)") + g.refActions() + g.one("", " INITIALLY DEFERRED")
		},
	)
}

func (g *Generator) createTable() string {
	if g.r.IntN(5) == 0 {
		return "CREATE " + g.one("", "TEMP ", "UNLOGGED ") + "TABLE " + g.table() + g.one("", " (a, b)") + " AS " + g.query() + g.one("", " WITH NO DATA", " WITH DATA")
	}
	return "CREATE " + g.one("", "", "TEMP ", "UNLOGGED ") + "TABLE " + g.one("", "IF NOT EXISTS ") + g.table() + " (" +
		g.list(4, func() string {
			return g.pick(g.columnDef, g.columnDef, g.columnDef, g.tableConstraint, g.text("LIKE u INCLUDING DEFAULTS"))
		}) +
		")" + g.one("", "", " INHERITS (u)") + g.one("", " WITH (fillfactor = 70, autovacuum_enabled = off)", " WITHOUT OIDS") + g.one("", "", " ON COMMIT DROP") + g.one("", "", " TABLESPACE ts")
}

func (g *Generator) alterTable() string {
	head := "ALTER TABLE " + g.one("", "IF EXISTS ") + g.one("", "ONLY ") + g.table() + " "
	switch g.r.IntN(8) {
	case 0:
		return head + "RENAME " + g.one("TO ", "a TO ", "COLUMN a TO ", "CONSTRAINT a TO ") + g.name()
	case 1:
		return head + "SET SCHEMA " + g.name()
	}
	return head + g.list(2, func() string {
		return g.pick(
			func() string { return "ADD " + g.one("", "COLUMN ", "COLUMN IF NOT EXISTS ") + g.columnDef() },
			func() string { return "ADD " + g.tableConstraint() },
			func() string {
				return "DROP " + g.one("", "COLUMN ", "COLUMN IF EXISTS ", "CONSTRAINT ", "CONSTRAINT IF EXISTS ") + g.name() + g.one("", " CASCADE", " RESTRICT")
			},
			func() string { return "ALTER " + g.one("", "COLUMN ") + g.name() + " SET DEFAULT " + g.expr() },
			func() string {
				return "ALTER " + g.name() + g.one(" SET DATA", "") + " TYPE " + g.typ() + g.maybe(2, func() string { return " USING " + g.expr() })
			},
			func() string {
				return "ALTER " + g.name() + " " + g.one("DROP DEFAULT", "SET NOT NULL", "DROP NOT NULL", "DROP IDENTITY IF EXISTS", "DROP EXPRESSION", "SET STATISTICS 5",
					"SET STORAGE plain", "ADD GENERATED ALWAYS AS IDENTITY", "SET GENERATED ALWAYS SET CACHE 5 RESTART", "SET (n_distinct = 5)", "RESET (n_distinct)")
			},
			func() string {
				return g.one("OWNER TO bob", "SET (fillfactor = 50)", "RESET (fillfactor)", "VALIDATE CONSTRAINT c", "ALTER CONSTRAINT c DEFERRABLE",
					"SET LOGGED", "CLUSTER ON i", "SET WITHOUT CLUSTER", "SET TABLESPACE x", "ADD PRIMARY KEY USING INDEX i")
			},
		)
	})
}

func (g *Generator) indexElem() string {
	return g.pick(g.name, g.name, g.text("lower(a)"), func() string { return "(" + g.expr() + ")" }) +
		g.one("", "", ` COLLATE "C"`) + g.one("", "", " int4_ops", " s.ops (x = 1)") + g.one("", " ASC", " DESC") + g.one("", "", " NULLS FIRST", " NULLS LAST")
}

func (g *Generator) createIndex() string {
	return "CREATE " + g.one("", "UNIQUE ") + "INDEX " + g.one("", "CONCURRENTLY ") + g.one("", "i ", "IF NOT EXISTS i ") + "ON " + g.one("", "ONLY ") + g.table() +
		g.one("", " USING btree", " USING hash") + " (" + g.list(3, g.indexElem) + ")" + g.one("", "", " INCLUDE (x, y)") + g.one("", "", " NULLS NOT DISTINCT") +
		g.one("", "", " WITH (fillfactor = 70)") + g.maybe(3, func() string { return " WHERE " + g.expr() })
}

func (g *Generator) seqOptions() string {
	out := g.one("START WITH 5", "INCREMENT BY -1", "CACHE 10")
	for range g.r.IntN(3) {
		out += " " + g.one("MINVALUE 1", "NO MINVALUE", "MAXVALUE 100", "NO MAXVALUE", "CYCLE", "NO CYCLE", "OWNED BY t.a", "START 7", "INCREMENT 2", "RESTART")
	}
	return out
}

func (g *Generator) createOther() string {
	return g.pick(
		func() string {
			return "CREATE " + g.one("", "TEMP ") + "SEQUENCE " + g.one("", "IF NOT EXISTS ") + g.table() + " " + g.one("", "AS int ") + g.seqOptions()
		},
		func() string { return "ALTER SEQUENCE " + g.table() + " " + g.seqOptions() },
		func() string {
			return "CREATE " + g.one("", "OR REPLACE ") + g.one("", "TEMP ") + "VIEW " + g.table() + g.one("", " (a, b)") + " AS " + g.query() + g.one("", " WITH CHECK OPTION")
		},
		func() string {
			return "CREATE SCHEMA " + g.one("", "IF NOT EXISTS ") + g.name() + g.one("", " AUTHORIZATION bob")
		},
		func() string {
			return "DROP " + g.one("TABLE", "INDEX", "VIEW", "SEQUENCE", "TYPE", "MATERIALIZED VIEW") + " " + g.one("", "IF EXISTS ") + g.list(3, g.table) + g.one("", " CASCADE", " RESTRICT")
		},
		func() string { return "TRUNCATE " + g.list(2, g.table) + g.one("", " RESTART IDENTITY", " CASCADE") },
		func() string {
			return "COMMENT ON " + g.one("TABLE t", "COLUMN t.a", "SCHEMA s", "CONSTRAINT c ON t") + " IS " + g.one("'x'", "NULL")
		},
	)
}

func (g *Generator) session() string {
	return g.pick(
		func() string {
			return g.one("BEGIN", "START TRANSACTION", "SET TRANSACTION", "SET SESSION CHARACTERISTICS AS TRANSACTION") + " " +
				g.one("ISOLATION LEVEL SERIALIZABLE", "READ ONLY", "ISOLATION LEVEL READ COMMITTED, READ WRITE", "DEFERRABLE READ ONLY")
		},
		func() string {
			return g.one("COMMIT", "END", "ROLLBACK", "ABORT", "COMMIT WORK", "ROLLBACK TRANSACTION") + g.one("", " AND CHAIN", " AND NO CHAIN")
		},
		func() string { return g.one("SAVEPOINT ", "RELEASE ", "RELEASE SAVEPOINT ", "ROLLBACK TO ") + g.name() },
		func() string {
			return "SET " + g.one("", "LOCAL ", "SESSION ") + g.name() + g.one(" = ", " TO ") + g.one("1", "'x'", "on", "DEFAULT", "a, b", "-1.5", "true")
		},
		func() string { return g.one("SHOW ", "RESET ") + g.one("ALL", "a.b", "TIME ZONE", g.name()) },
		func() string {
			return "PREPARE " + g.name() + g.one("", " (int, text)") + " AS " + g.pick(g.query, g.insert, g.update, g.delete)
		},
		func() string { return "EXECUTE " + g.name() + " (" + g.list(3, g.expr) + ")" },
		func() string { return "DECLARE " + g.name() + g.one("", " SCROLL") + " CURSOR FOR " + g.query() },
		func() string {
			return g.one("FETCH ", "MOVE ") + g.one("", "5 FROM ", "ALL ", "FORWARD 3 IN ", "PRIOR FROM ", "ABSOLUTE -1 ") + g.name()
		},
	)
}

func (g *Generator) utility() string {
	return g.pick(
		func() string {
			return "EXPLAIN " + g.one("", "ANALYZE ", "VERBOSE ", "(ANALYZE, FORMAT json) ", "(COSTS off) ") + g.pick(g.query, g.insert, g.update, g.delete)
		},
		func() string {
			return "COPY " + g.table() + g.one("", " (a, b)") + g.one(" FROM STDIN", " TO STDOUT") + g.one("", " CSV HEADER", " WITH (FORMAT csv, HEADER)", " BINARY", " (FORCE_NULL (a))", " DELIMITER ','")
		},
		func() string { return "COPY (" + g.pick(g.query, g.insert) + ") TO STDOUT" },
		func() string {
			return g.one("VACUUM", "ANALYZE", "VACUUM FULL", "VACUUM (ANALYZE)", "ANALYZE VERBOSE") + " " + g.list(2, func() string { return g.table() + g.one("", " (a, b)") })
		},
		func() string {
			return "LOCK TABLE " + g.list(2, g.table) + g.one("", " IN SHARE MODE", " IN ACCESS EXCLUSIVE MODE NOWAIT")
		},
		func() string { return fmt.Sprintf("NOTIFY %s, 'n%d'", g.name(), g.r.IntN(100)) },
	)
}

func (g *Generator) grant() string {
	what := g.one("SELECT", "ALL", "INSERT (a), UPDATE", "ALL PRIVILEGES", "USAGE", "references (a, b)") + " ON " +
		g.one("", "TABLE ", "SEQUENCE ") + g.list(2, g.table)
	if g.r.IntN(2) == 0 {
		return "GRANT " + what + " TO " + g.one("bob", "PUBLIC", "CURRENT_USER, bob") + g.one("", " WITH GRANT OPTION")
	}
	return "REVOKE " + g.one("", "GRANT OPTION FOR ") + what + " FROM " + g.one("bob", "PUBLIC") + g.one("", " CASCADE")
}
