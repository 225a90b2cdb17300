package catalog

import (
	"strings"
	"sync"
)

// keywords are the words that Postgres's quote_ident quotes: every keyword but
// the unreserved ones.
const keywords = ` all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char
 character check coalesce collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema
 current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch float for
 foreign freeze from full grant greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join
 lateral leading least left like limit localtime localtimestamp national natural nchar none normalize not notnull null nullif numeric offset on only
 or order out outer overlaps overlay placing position precision primary real references returning right row select session_user setof similar some
 smallint substring symmetric table tablesample then time timestamp to trailing treat trim true union unique user using values varchar variadic
 verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable `

// QuoteIdent quotes an identifier where Postgres's quote_ident would.
func QuoteIdent(s string) string {
	if plainIdent(s) && !isKeyword(s) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

func plainIdent(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter := c >= 'a' && c <= 'z' || c == '_'
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

var keywordSet = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(keywords) {
		m[w] = true
	}
	return m
})

func isKeyword(s string) bool { return keywordSet()[s] }
