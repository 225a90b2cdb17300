package ddl

import (
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
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
		return r.reindexAll(s, concurrently)
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
	if err := r.mayReindex(rel, concurrently); err != nil {
		return err
	}
	if rel.Table.Partitioned() && r.env.InBlock { // in Postgres each partition is a transaction
		word := "REINDEX TABLE"
		if rel.Index != nil {
			word = "REINDEX INDEX"
		}
		return pgerror.New(pgerror.ActiveSQLTransaction, "%s cannot run inside a transaction block", word)
	}
	concurrently = concurrently && !rel.Table.Temporary // which nobody else reads
	switch {
	case rel.Index == nil && !rel.Table.Partitioned():
		r.tellIndexes(snap, rel.Table, concurrently, true)
	case rel.Index != nil && rel.Index.Excludes() && concurrently:
		return pgerror.New(pgerror.FeatureNotSupported, "concurrent index creation for exclusion constraints is not supported")
	}
	return r.rewriteTable(rel.Table)
}

func (r *run) mayReindex(rel catalog.Relation, concurrently bool) error {
	switch {
	case rel.Table.Virtual && concurrently:
		if err := r.mustOwn("table", rel.Table); err != nil {
			return err
		}
		return noCatalogConcurrently()
	case rel.Index != nil:
		return r.mustOwnIndex(rel)
	}
	return r.mayChange(rel.Table)
}

func noCatalogConcurrently() error {
	return pgerror.New(pgerror.FeatureNotSupported, "cannot reindex system catalogs concurrently")
}

// tellIndexes says which indexes of a table CONCURRENTLY passes over and, with alone, that
// there are none.
func (r *run) tellIndexes(snap *catalog.Snapshot, t *catalog.TableDesc, concurrently, alone bool) {
	found := mayOverflow(t)
	for i := range t.Indexes {
		switch ix := &t.Indexes[i]; {
		case ix.OID == 0 || ix.State != catalog.IndexPublic:
		case concurrently && ix.Excludes():
			r.notice(pgerror.NewWarning(pgerror.FeatureNotSupported, "cannot reindex exclusion constraint index \"%s.%s\" concurrently, skipping", r.schemaName(snap, t), ix.Name))
		default:
			found = true
		}
	}
	if found || !alone {
		return
	}
	text := "table %q has no indexes to reindex"
	if concurrently {
		text = "table %q has no indexes that can be reindexed concurrently"
	}
	r.notice(pgerror.New(pgerror.SuccessfulCompletion, text, t.Name).WithSeverity(pgerror.SeverityNotice))
}

// toastThreshold is how many bytes of a row Postgres keeps together.
const toastThreshold = 2032

// mayOverflow reports whether Postgres would have a TOAST table for t, and with it an index.
func mayOverflow(t *catalog.TableDesc) bool {
	varies, size := false, 0
	for i := range t.Columns {
		c := &t.Columns[i]
		ty := c.Type
		switch {
		case ty.Len > 0:
			size += int(ty.Len)
			continue
		case ty.Storage == 'p':
			continue
		case c.Typmod < 0:
			return true
		}
		varies = true
		switch ty.OID {
		case types.OIDVarchar, types.OIDBPChar:
			size += int(c.Typmod-4)*utf8.UTFMax + 4
		case types.OIDNumeric:
			size += int(c.Typmod-4)>>16/2 + 12 // four digits in two bytes
		case types.OIDBit, types.OIDVarBit:
			size += int(c.Typmod)/8 + 9
		default: // no typmod of others bounds their values
			return true
		}
	}
	return varies && size > toastThreshold
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
func (r *run) reindexAll(s *ast.Reindex, concurrently bool) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if s.Kind == ast.ReindexSystem && concurrently {
		return noCatalogConcurrently()
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
	if concurrently && (within == 0 || s.Name.Name == "pg_catalog") {
		r.notice(pgerror.NewWarning(pgerror.FeatureNotSupported, "cannot reindex system catalogs concurrently, skipping all"))
	}
	all := map[catalog.ID]*catalog.TableDesc{}
	for t := range snap.Tables(db.ID) {
		if (within == 0 || t.SchemaID == within) && r.mustOwn("table", t) == nil {
			all[t.ID] = t
		}
	}
	for _, t := range sortedTables(all) {
		if concurrently && !t.Temporary {
			r.tellIndexes(snap, t, true, false)
		}
		if err := r.rewriteTable(t); err != nil {
			return err
		}
	}
	return nil
}
