package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// trigramExtension is the extension that has the operator class of trigrams.
const trigramExtension = catalog.Trigrams

// amGin is the access method of inverted indexes, amGist that of exclusion constraints.
const (
	amGin  catalog.ID = 2742
	amGist catalog.ID = 783

	amBrin   catalog.ID = 3580
	amSPGist catalog.ID = 4000
)

// entryClasses are the operator classes of inverted indexes.
var entryClasses = map[rowenc.EntryClass]catalog.OpClass{
	rowenc.EntriesArray:    {ID: 10064, Input: types.OIDAnyArray, Name: "array_ops", Family: 2745, FamilyName: "array_ops", Default: true},
	rowenc.EntriesJSON:     {ID: 10090, Input: types.OIDJSONB, Name: "jsonb_ops", Family: 4036, FamilyName: "jsonb_ops", Default: true},
	rowenc.EntriesVector:   {ID: 10073, Input: types.OIDTSVector, Name: "tsvector_ops", Family: 3659, FamilyName: "tsvector_ops", Default: true},
	rowenc.EntriesTrigram:  {ID: 13130, Input: types.OIDText, Name: rowenc.TrigramOps, Family: 13131, FamilyName: rowenc.TrigramOps, Default: false},
	rowenc.EntriesHstore:   {ID: 13260, Name: rowenc.HstoreOps, Family: 13261, FamilyName: rowenc.HstoreOps, Default: true},
	rowenc.EntriesJSONPath: {ID: 10091, Input: types.OIDJSONB, Name: "jsonb_path_ops", Family: 4037, FamilyName: "jsonb_path_ops", Default: false},
}

// methodOf is the access method of an index, and its name.
func methodOf(ix *catalog.IndexDesc) (id catalog.ID, name string) {
	name = ix.Method()
	return map[string]catalog.ID{catalog.MethodBtree: amBtree, catalog.MethodHash: amHash, catalog.MethodGist: amGist, catalog.MethodGin: amGin,
		catalog.MethodSPGist: amSPGist, catalog.MethodBrin: amBrin}[name], name
}

// entryClass is the operator class of the column at place i of an inverted index.
func entryClass(ix *catalog.IndexDesc, i int) catalog.OpClass {
	if class := ix.EntryClass(i); class != rowenc.EntriesNone {
		return entryClasses[class]
	}
	if c, ok := catalog.OpClassByID(ix.Columns[i].OpClass); ok {
		return *c
	}
	return catalog.OpClass{}
}

// entryClassText is the operator class of the column at place i as an index's definition has it: "" for the type's own.
func entryClassText(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, ix *catalog.IndexDesc, i int) string {
	class := ix.EntryClass(i)
	c := entryClass(ix, i)
	if !ix.Inverted() || ix.Gist || c.Default {
		return ""
	}
	if class == rowenc.EntriesTrigram {
		return " " + trigramClassName(snap, path, t, c.Name)
	}
	return " " + c.Name
}

// trigramClassName is the name of an operator class of pg_trgm as a definition has it.
func trigramClassName(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, name string) string {
	if schema, ok := trigramSchema(snap, t.DatabaseID); ok && (path == nil || !slices.Contains(snap.EffectiveSchemas(path), schema)) {
		return catalog.QuoteIdent(schema.Name) + "." + name
	}
	return name
}

// trigramClasses are the operator classes of pg_trgm: of gin and of gist.
func trigramClasses() [2]catalog.OpClass {
	list := catalog.GistClasses()
	at := slices.IndexFunc(list, func(c catalog.OpClass) bool { return c.Extension == trigramExtension })
	return [2]catalog.OpClass{entryClasses[rowenc.EntriesTrigram], list[at]}
}

// trigramClassOf is that of an index that has trigrams.
func trigramClassOf(ix *catalog.IndexDesc) catalog.OpClass {
	if ix.Gist {
		return trigramClasses()[1]
	}
	return trigramClasses()[0]
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
	return ok && schemaVisible(snap, path, schema.ID)
}

// extensionClass is a class of gin that an extension has, in that one's schema.
type extensionClass struct {
	catalog.OpClass
	entries rowenc.EntryClass
	schema  catalog.ID
}

// extensionEntries are the classes of gin of the database's extensions, but for those of types with an order.
func (m *making) extensionEntries() (list []extensionClass) {
	if schema := m.trigrams(); schema != 0 {
		list = append(list, extensionClass{entryClasses[rowenc.EntriesTrigram], rowenc.EntriesTrigram, schema})
	}
	if c, schema, ok := hstoreClass(m.snap, m.db); ok {
		list = append(list, extensionClass{c, rowenc.EntriesHstore, schema})
	}
	return list
}

// hstoreClass is the operator class of hstore in a database that has the extension, with the
// schema in which it is found.
func hstoreClass(snap *catalog.Snapshot, db catalog.ID) (c catalog.OpClass, schema catalog.ID, ok bool) {
	e, ok := snap.Extension(db, catalog.Hstore)
	if !ok {
		return c, 0, false
	}
	for d := range snap.Members(e.ID) {
		if t, ok := d.(*catalog.TypeDesc); ok {
			c = entryClasses[rowenc.EntriesHstore]
			c.Input = types.OID(t.ID)
			return c, e.SchemaID, true
		}
	}
	return c, 0, false
}

// schemaVisible reports whether a schema is in a search path.
func schemaVisible(snap *catalog.Snapshot, path *catalog.SearchPath, id catalog.ID) bool {
	return slices.ContainsFunc(snap.EffectiveSchemas(path), func(s *catalog.SchemaDesc) bool { return s.ID == id })
}

// entryKeyTypes are the types of entries as pg_opclass has them.
var entryKeyTypes = map[rowenc.EntryClass]types.OID{
	rowenc.EntriesArray: types.OIDAnyElement, rowenc.EntriesJSON: types.OIDText, rowenc.EntriesVector: types.OIDText,
	rowenc.EntriesTrigram: types.OIDInt4, rowenc.EntriesJSONPath: types.OIDInt4, rowenc.EntriesHstore: types.OIDText,
}

// entryType is the type of the entries of a column of an index, as Postgres has them.
func entryType(class rowenc.EntryClass, t *types.Type) *types.Type {
	switch class {
	case rowenc.EntriesNone:
		return t
	case rowenc.EntriesTrigram:
		return types.TInt4
	case rowenc.EntriesJSON, rowenc.EntriesVector, rowenc.EntriesHstore:
		return types.TText
	case rowenc.EntriesJSONPath:
		return types.TInt4
	}
	return t.Base().Elem()
}
