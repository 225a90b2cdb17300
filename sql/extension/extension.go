// Package extension lists the extensions that CREATE EXTENSION turns on: what they are called,
// who may have them and the statements that make their objects. It knows nothing of catalogs;
// the bodies of their functions, and what their types mean, are package types's.
package extension

import (
	_ "embed"
	"slices"
	"strings"
)

// Extension is one of them.
type Extension struct {
	Name    string
	Release string
	Comment string
	// Trusted ones may be made by whoever may create objects in the database; others by superusers.
	Trusted bool
	// Relocatable ones may be moved to another schema.
	Relocatable bool
	// Schema is where alone it can be, "" for any.
	Schema string
	// Requires are those that must be there before.
	Requires []string
	// Types are the base types that it makes, named as their kinds (types.NewMade).
	Types []string
	// Script makes its other objects, statement by statement. In it MODULE_PATHNAME stands for
	// the library.
	Script string
}

// Library is what pg_proc.probin says of its functions.
func (e *Extension) Library() string { return "$libdir/" + e.Name }

// Plpgsql is there in each database, and stays.
const Plpgsql = "plpgsql"

// PlpgsqlComment is its comment.
const PlpgsqlComment = "PL/pgSQL procedural language"

var (
	//go:embed scripts/citext.sql
	citext string
	//go:embed scripts/fuzzystrmatch.sql
	fuzzystrmatch string
	//go:embed scripts/hstore.sql
	hstore string
	//go:embed scripts/pgcrypto.sql
	pgcrypto string
	//go:embed scripts/pg_trgm.sql
	pgTrgm string
	//go:embed scripts/unaccent.sql
	unaccent string
	//go:embed scripts/uuid-ossp.sql
	uuidOSSP string
)

// All lists them by name.
func All() []Extension {
	return []Extension{
		{Name: "btree_gin", Release: "1.3", Comment: "support for indexing common datatypes in GIN", Trusted: true, Relocatable: true},
		{Name: "btree_gist", Release: "1.7", Comment: "support for indexing common datatypes in GiST", Trusted: true, Relocatable: true},
		{Name: "citext", Release: "1.6", Comment: "data type for case-insensitive character strings", Trusted: true, Relocatable: true, Types: []string{"citext"}, Script: citext},
		{Name: "fuzzystrmatch", Release: "1.1", Comment: "determine similarities and distance between strings", Trusted: true, Relocatable: true, Script: fuzzystrmatch},
		{Name: "hstore", Release: "1.8", Comment: "data type for storing sets of (key, value) pairs", Trusted: true, Relocatable: true, Types: []string{"hstore"}, Script: hstore},
		{Name: "pg_stat_statements", Release: "1.10", Comment: "track planning and execution statistics of all SQL statements executed", Relocatable: true},
		{Name: "pg_trgm", Release: "1.6", Comment: "text similarity measurement and index searching based on trigrams", Trusted: true, Relocatable: true, Script: pgTrgm},
		{Name: "pgcrypto", Release: "1.3", Comment: "cryptographic functions", Trusted: true, Relocatable: true, Script: pgcrypto},
		{Name: Plpgsql, Release: "1.0", Comment: PlpgsqlComment, Trusted: true, Schema: "pg_catalog"},
		{Name: "unaccent", Release: "1.1", Comment: "text search dictionary that removes accents", Trusted: true, Relocatable: true, Script: unaccent},
		{Name: "uuid-ossp", Release: "1.1", Comment: "generate universally unique identifiers (UUIDs)", Trusted: true, Relocatable: true, Script: uuidOSSP},
	}
}

// Find finds one by its name.
func Find(name string) (*Extension, bool) {
	all := All()
	i := slices.IndexFunc(all, func(e Extension) bool { return e.Name == name })
	if i < 0 {
		return nil, false
	}
	return &all[i], true
}

// Names lists their names, for people.
func Names() string {
	var out []string
	for _, e := range All() {
		out = append(out, e.Name)
	}
	return strings.Join(out, ", ")
}
