package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// trigramExtension is the extension that has the operator class of trigrams.
const trigramExtension = "pg_trgm"

// amGin is the access method of inverted indexes, amGist that of exclusion constraints.
const (
	amGin  catalog.ID = 2742
	amGist catalog.ID = 783
)

// entryClasses are the operator classes of inverted indexes.
var entryClasses = map[rowenc.EntryClass]catalog.OpClass{
	rowenc.EntriesArray:    {ID: 10064, Input: types.OIDAnyArray, Name: "array_ops", Family: 2745, FamilyName: "array_ops", Default: true},
	rowenc.EntriesJSON:     {ID: 10090, Input: types.OIDJSONB, Name: "jsonb_ops", Family: 4036, FamilyName: "jsonb_ops", Default: true},
	rowenc.EntriesVector:   {ID: 10073, Input: types.OIDTSVector, Name: "tsvector_ops", Family: 3659, FamilyName: "tsvector_ops", Default: true},
	rowenc.EntriesTrigram:  {ID: 13130, Input: types.OIDText, Name: rowenc.TrigramOps, Family: 13131, FamilyName: rowenc.TrigramOps, Default: false},
	rowenc.EntriesJSONPath: {ID: 10091, Input: types.OIDJSONB, Name: "jsonb_path_ops", Family: 4037, FamilyName: "jsonb_path_ops", Default: false},
}

// methodOf is the access method of an index, and its name.
func methodOf(ix *catalog.IndexDesc) (id catalog.ID, name string) {
	if ix.Inverted() {
		return amGin, "gin"
	}
	if ix.Gist {
		return amGist, "gist"
	}
	if ix.Hash {
		return amHash, "hash"
	}
	return amBtree, "btree"
}

// entryClassText is the operator class of the column at place i as an index's definition has it: "" for the type's own.
func entryClassText(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, ix *catalog.IndexDesc, i int) string {
	class := ix.EntryClass(i)
	c := entryClasses[class]
	if !ix.Inverted() || c.Default {
		return ""
	}
	if schema, ok := trigramSchema(snap, t.DatabaseID); ok && class == rowenc.EntriesTrigram && (path == nil || !slices.Contains(snap.EffectiveSchemas(path), schema)) {
		return " " + catalog.QuoteIdent(schema.Name) + "." + c.Name
	}
	return " " + c.Name
}

// trigramSchema is where the operator class of trigrams is found in a database.
func trigramSchema(snap *catalog.Snapshot, db catalog.ID) (*catalog.SchemaDesc, bool) {
	e, ok := snap.Extension(db, trigramExtension)
	if !ok {
		return nil, false
	}
	return snap.SchemaByID(e.SchemaID)
}

func trigramsVisible(snap *catalog.Snapshot, path *catalog.SearchPath) bool {
	schema, ok := trigramSchema(snap, path.Database)
	return ok && slices.Contains(snap.EffectiveSchemas(path), schema)
}

// entryKeyTypes are the types of entries as pg_opclass has them.
var entryKeyTypes = map[rowenc.EntryClass]types.OID{
	rowenc.EntriesArray: types.OIDAnyElement, rowenc.EntriesJSON: types.OIDText, rowenc.EntriesVector: types.OIDText,
	rowenc.EntriesTrigram: types.OIDInt4, rowenc.EntriesJSONPath: types.OIDInt4,
}

// entryType is the type of the entries of a column of an index, as Postgres has them.
func entryType(class rowenc.EntryClass, t *types.Type) *types.Type {
	switch class {
	case rowenc.EntriesTrigram:
		return types.TInt4
	case rowenc.EntriesJSON, rowenc.EntriesVector:
		return types.TText
	case rowenc.EntriesJSONPath:
		return types.TInt4
	}
	return t.Base().Elem()
}
