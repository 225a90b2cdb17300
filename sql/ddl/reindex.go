package ddl

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// reindex is REINDEX: the rows of a table and the entries of all its indexes are written anew,
// as a change of a column's type does, and what was there goes later.
func (r *run) reindex(s *ast.Reindex) error {
	concurrently, err := r.reindexOptions(s)
	if err != nil {
		return err
	}
	whole := s.Kind == ast.ReindexSchema || s.Kind == ast.ReindexDatabase || s.Kind == ast.ReindexSystem
	if (whole || concurrently) && r.env.InBlock {
		word := "REINDEX CONCURRENTLY"
		switch s.Kind {
		case ast.ReindexSchema:
			word = "REINDEX SCHEMA"
		case ast.ReindexDatabase:
			word = "REINDEX DATABASE"
		case ast.ReindexSystem:
			word = "REINDEX SYSTEM"
		}
		return pgerror.New(pgerror.ActiveSQLTransaction, "%s cannot run inside a transaction block", word)
	}
	if whole {
		return r.reindexAll(s)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	rel, ok, err := snap.Lookup(r.env.Path, s.Name)
	switch {
	case err != nil:
		return err
	case !ok:
		return pgerror.New(pgerror.UndefinedTable, "relation %q does not exist", catalog.QuoteQName(s.Name))
	case s.Kind == ast.ReindexIndex && rel.Index == nil:
		return pgerror.New(pgerror.WrongObjectType, "%q is not an index", s.Name.Name)
	case s.Kind == ast.ReindexTable && (rel.Table == nil || rel.Index != nil || rel.Table.View):
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table or materialized view", s.Name.Name)
	}
	if rel.Index != nil {
		if err := r.mustOwnIndex(rel); err != nil {
			return err
		}
	} else if err := r.mayChange(rel.Table); err != nil {
		return err
	}
	if rel.Table.Partitioned() && r.env.InBlock { // in Postgres each partition is a transaction
		word := "REINDEX TABLE"
		if rel.Index != nil {
			word = "REINDEX INDEX"
		}
		return pgerror.New(pgerror.ActiveSQLTransaction, "%s cannot run inside a transaction block", word)
	}
	return r.rewriteTable(rel.Table)
}

// reindexOptions looks at the options of REINDEX, and tells whether it is to be done CONCURRENTLY,
// which alone has an effect: where the statement may stand.
func (r *run) reindexOptions(s *ast.Reindex) (concurrently bool, err error) {
	concurrently = s.Concurrently
	for _, o := range s.Options {
		switch o.Name {
		case "verbose", "concurrently":
			on, err := switched(o)
			if err != nil {
				return false, err
			}
			concurrently = concurrently || on && o.Name == "concurrently"
		case "tablespace":
			return false, pgerror.Unsupported("Use ALTER TABLE or ALTER INDEX ... SET TABLESPACE.", "TABLESPACE of REINDEX is not supported")
		default:
			return false, r.at(pgerror.New(pgerror.SyntaxError, "unrecognized REINDEX option %q", o.Name), o.Pos)
		}
	}
	return concurrently, nil
}

func (r *run) rewriteTable(t *catalog.TableDesc) error {
	if t.Virtual {
		return nil // nothing is stored
	}
	if err := r.unused(t, "REINDEX"); err != nil {
		return err
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	sh.rewrite = true
	return sh.apply()
}

// reindexAll is REINDEX of a schema or of the session's database.
func (r *run) reindexAll(s *ast.Reindex) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok {
		return pgerror.Internal("database %d is not there", r.env.Path.Database)
	}
	within := catalog.ID(0)
	switch s.Kind {
	case ast.ReindexSchema:
		d, ok := snap.Schema(db.ID, s.Name.Name)
		if !ok {
			return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", s.Name.Name)
		}
		if err := r.mustOwn("schema", d); err != nil {
			return err
		}
		within = d.ID
	default:
		if s.Name.Name != "" && s.Name.Name != db.Name {
			return pgerror.New(pgerror.FeatureNotSupported, "can only reindex the currently open database")
		}
		if err := r.mustOwn("database", db); err != nil {
			return err
		}
		if s.Kind == ast.ReindexSystem {
			return nil // the system's tables have no entries of their own
		}
	}
	all := map[catalog.ID]*catalog.TableDesc{}
	for t := range snap.Tables(db.ID) {
		if (within == 0 || t.SchemaID == within) && r.mustOwn("table", t) == nil {
			all[t.ID] = t
		}
	}
	for _, t := range sortedTables(all) {
		if err := r.rewriteTable(t); err != nil {
			return err
		}
	}
	return nil
}
