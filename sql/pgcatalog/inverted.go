package pgcatalog

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// amGin is the access method of inverted indexes.
const amGin catalog.ID = 2742

// entryClasses are the operator classes of inverted indexes.
var entryClasses = map[rowenc.EntryClass]opClass{
	rowenc.EntriesArray:    {10064, types.OIDAnyArray, "array_ops", 2745, "array_ops", true},
	rowenc.EntriesJSON:     {10090, types.OIDJSONB, "jsonb_ops", 4036, "jsonb_ops", true},
	rowenc.EntriesVector:   {10073, types.OIDTSVector, "tsvector_ops", 3659, "tsvector_ops", true},
	rowenc.EntriesTrigram:  {13130, types.OIDText, rowenc.TrigramOps, 13131, rowenc.TrigramOps, false},
	rowenc.EntriesJSONPath: {10091, types.OIDJSONB, "jsonb_path_ops", 4037, "jsonb_path_ops", false},
}

// methodOf is the access method of an index, and its name.
func methodOf(ix *catalog.IndexDesc) (id catalog.ID, name string) {
	if ix.Inverted() {
		return amGin, "gin"
	}
	if ix.Hash {
		return amHash, "hash"
	}
	return amBtree, "btree"
}

// entryClassText is the operator class as an index's definition has it: "" for the type's own.
func entryClassText(ix *catalog.IndexDesc) string {
	if c := entryClasses[ix.Class]; ix.Inverted() && !c.isDefault {
		return " " + c.name
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
