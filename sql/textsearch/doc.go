// Package textsearch is Postgres's full text search over values in memory: documents as sorted
// lexemes (Vector), queries (Query), the parser that cuts a text into tokens, the dictionaries
// that make lexemes of them, and what is asked of both: matching, ranking, headlines, rewriting.
//
// It knows nothing of SQL types, settings and the catalog: sql/types gives its values their texts,
// wire forms and functions, sql/pgcatalog shows its configurations. Everything is a pure function
// of its arguments, whatever node evaluates it, and may be called concurrently.
//
// The meaning is that of PostgreSQL 15, whose documentation (chapter 12) is the source, and whose
// answers the tests hold; stop words are those that PostgreSQL ships, which are Snowball's.
package textsearch
