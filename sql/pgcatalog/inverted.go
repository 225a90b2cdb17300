package pgcatalog

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

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

// entryClassText is the operator class as an index's definition has it: "" for the type's own.
func entryClassText(ix *catalog.IndexDesc) string {
	if c := entryClasses[ix.Class]; ix.Inverted() && !c.Default {
		return " " + c.Name
	}
	return ""
}

// entryType is the type of the entries of an index, as Postgres has them.
func entryType(ix *catalog.IndexDesc, t *types.Type) *types.Type {
	switch ix.Class {
	case rowenc.EntriesTrigram:
		return types.TInt4
	case rowenc.EntriesJSON, rowenc.EntriesVector:
		return types.TText
	case rowenc.EntriesJSONPath:
		return types.TInt4
	}
	return t.Base().Elem()
}
