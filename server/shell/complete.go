package shell

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
)

const (
	// completeWithin is how long the server may look for names.
	completeWithin = time.Second
	// completionsMax is how many names are shown.
	completionsMax = 60
)

// words are what statements are mostly made of.
var words = strings.Fields(`ADD ALL ALTER ANALYZE AND AS ASC BEGIN BETWEEN BY CASCADE CASE CHECK COLUMN COMMIT CONFLICT CONSTRAINT COPY CREATE
CROSS CURRENT_DATE CURRENT_TIMESTAMP DATABASE DEFAULT DELETE DESC DISTINCT DO DROP ELSE END EXCEPT EXECUTE EXISTS EXPLAIN FALSE FILTER FOR FOREIGN FROM
FULL FUNCTION GRANT GROUP HAVING IF ILIKE IN INDEX INNER INSERT INTERSECT INTERVAL INTO IS ISOLATION JOIN KEY LATERAL LEFT LEVEL LIKE LIMIT
LISTEN LOCK MATERIALIZED MERGE NATURAL NOT NOTHING NOTIFY NULL NULLS OFFSET ON OR ORDER OUTER OVER PARTITION POLICY PREPARE PRIMARY PROCEDURE
RANGES REFERENCES REFRESH RENAME RESET RESTRICT RETURNING REVOKE RIGHT ROLE ROLLBACK ROWS SAVEPOINT SCATTER SCHEMA SELECT SEQUENCE SERIALIZABLE SESSION SET SHOW
SPLIT TABLE TEMPORARY THEN TO TRANSACTION TRIGGER TRUE TRUNCATE TYPE UNION UNIQUE UPDATE USING VALUES VIEW WHEN WHERE WINDOW WITH`)

// named are the names that begin with $1: what stands in the search path, columns of what the
// user has made, schemas; and what stands in the schema $2, if there is one.
const named = `SELECT quote_ident(c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = ANY ('{r,p,v,m,S}') AND starts_with(c.relname, $1) AND CASE WHEN $2 <> '' THEN n.nspname = $2 ELSE pg_table_is_visible(c.oid) AND ($1 <> '' OR n.nspname <> 'pg_catalog') END
UNION SELECT quote_ident(a.attname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind = ANY ('{r,p,v,m}') AND starts_with(a.attname, $1)
  AND CASE WHEN $2 <> '' THEN c.relname = $2 ELSE $1 <> '' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'isochron_internal') END
UNION SELECT quote_ident(nspname) || '.' FROM pg_namespace WHERE $2 = '' AND $1 <> '' AND starts_with(nspname, $1)
ORDER BY 1 LIMIT 200`

// complete implements completer.
func (s *Shell) complete(line string, pos int, show func(string)) (string, int, bool) {
	from := pos
	for from > 0 && isWord(line[from-1]) {
		from--
	}
	word := line[from:pos]
	list := s.completions(word)
	if len(list) == 0 {
		return "", 0, false
	}
	to := common(list)
	switch {
	case len(list) == 1:
		if to = list[0]; !strings.HasSuffix(to, ".") {
			to += " "
		}
	case len(to) <= len(word):
		show(strings.Join(list[:min(len(list), completionsMax)], "  ") + "\n")
		return "", 0, false
	}
	return line[:from] + to + line[pos:], from + len(to), true
}

func isWord(b byte) bool {
	return b == '_' || b == '.' || b == '"' || b == '\\' || b >= 0x80 || unicode.IsLetter(rune(b)) || unicode.IsDigit(rune(b))
}

// completions are what the word may become, in order, each once.
func (s *Shell) completions(word string) (list []string) {
	if strings.HasPrefix(word, `\`) {
		for _, c := range commandNames {
			if strings.HasPrefix(c, word) {
				list = append(list, c)
			}
		}
		return list
	}
	schema, name := "", word
	if i := strings.LastIndexByte(word, '.'); i >= 0 {
		schema, name = word[:i], word[i+1:]
	}
	if word != "" && schema == "" {
		for _, w := range words {
			if strings.HasPrefix(w, strings.ToUpper(word)) {
				if strings.ToLower(word) == word {
					w = strings.ToLower(w)
				}
				list = append(list, w)
			}
		}
	}
	for _, n := range s.names(name, schema) {
		if schema != "" {
			n = schema + "." + n
		}
		list = append(list, n)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// names asks the server, outside of transactions alone: what is read there is the transaction's.
func (s *Shell) names(begin, schema string) (out []string) {
	if s.Conn == nil || s.Conn.IsClosed() || s.Conn.TxStatus() != 'I' {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), completeWithin)
	defer cancel()
	r := s.Conn.ExecParams(ctx, named, values([]string{strings.ToLower(begin), strings.ToLower(schema)}), nil, nil, nil)
	for r.NextRow() {
		out = append(out, string(r.Values()[0]))
	}
	_, _ = r.Close() // what can't be completed is typed
	return out
}

// common is the longest beginning of all.
func common(list []string) string {
	to := list[0]
	for _, w := range list[1:] {
		for !strings.HasPrefix(w, to) {
			to = to[:len(to)-1]
		}
	}
	return to
}
