// Package pgcatalog makes pg_catalog, information_schema and isochron_internal:
// virtual tables whose rows are made of a catalog.Snapshot when they are read,
// and the functions that clients call on them (pg_get_indexdef, format_type, …).
//
// Nothing is stored. Tables have the names, columns, types and OIDs of PostgreSQL
// 15 where it has them; what describes Postgres's own storage is constant.
// The rows are those of one database and of the objects that all share, as the
// reading transaction sees them, its own changes included.
//
// The package knows sessions only through what it is given: catalog.VirtualEnv,
// and Schema for functions.
//
// Source: PostgreSQL 15, chapters 53 and 54 and part IV.37, and what psql, pgx
// and lib/pq ask.
package pgcatalog
