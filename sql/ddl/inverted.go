package ddl

import (
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// invertedSupported refuses what CREATE INDEX … USING gin can't have.
func (s *shape) invertedSupported(c *ast.CreateIndex) error {
	no := func(what string) error {
		return pgerror.New(pgerror.FeatureNotSupported, "access method \"gin\" does not support %s", what)
	}
	switch {
	case c.Unique:
		return no("unique indexes")
	case len(c.Include) > 0:
		return no("included columns")
	}
	for i := range c.Elems {
		switch e := &c.Elems[i]; {
		case e.Dir != ast.OrderDefault:
			return no("ASC/DESC options")
		case e.Nulls != ast.NullsDefault:
			return no("NULLS FIRST/LAST options")
		}
	}
	if len(c.Elems) > 1 {
		return s.r.declared("gin indexes of several columns")
	}
	return s.r.coded("gin indexes")
}

// entryClass sets what the entries of a column of an inverted index are; several tells that the
// index has others.
func (s *shape) entryClass(ix *catalog.IndexDesc, c *catalog.IndexColumn, e *ast.IndexElem, t *types.Type, several bool) error {
	class, ok := rowenc.EntryClassOf(e.OpClass.Name, t)
	if !ok && s.r.hasExtension(catalog.BtreeGin) {
		value, err := s.methodClass(catalog.MethodGin, e.OpClass.Name, t)
		if err == nil {
			return s.valueClass(ix, c, value, t)
		}
		if pgerror.Is(err, pgerror.DatatypeMismatch) {
			return err
		}
	}
	if !ok {
		return s.r.invertedClass(e.OpClass.Name, t)
	}
	if len(ix.Columns) > 0 && !ix.Inverted() {
		if err := s.besideEntries(ix); err != nil {
			return err
		}
	}
	if class == rowenc.EntriesVector && !s.r.x.o.Version.Active(version.Parted) {
		return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "gin indexes of tsvector are not supported by older nodes of the cluster")
	}
	if class == rowenc.EntriesTrigram {
		if err := s.r.trigrams(); err != nil {
			return err
		}
	}
	if class == rowenc.EntriesHstore {
		if err := s.r.since(version.Paired, "gin indexes of hstore"); err != nil {
			return err
		}
	}
	if several {
		c.Class = class
	}
	if len(ix.Columns) == 0 {
		ix.Class = class
	}
	return nil
}

// valueClass sets the class of a column of an index whose classes are btree_gin's: it is an ordered one, or, beside
// columns that have entries, one that has none.
func (s *shape) valueClass(ix *catalog.IndexDesc, c *catalog.IndexColumn, class *catalog.OpClass, t *types.Type) error {
	if err := s.r.parted("gin indexes of btree_gin"); err != nil {
		return err
	}
	c.OpClass = class.ID
	if !ix.Inverted() {
		return s.r.keyable(t)
	}
	c.Class = rowenc.EntriesNone
	return s.r.since(version.Besides, mixedGin)
}

// besideEntries has the columns so far, which are of an ordered index, stand beside one that has entries.
func (s *shape) besideEntries(ix *catalog.IndexDesc) error {
	for i := range ix.Columns {
		ix.Columns[i].Class = rowenc.EntriesNone
	}
	ix.Class = rowenc.EntriesNone
	return s.r.since(version.Besides, mixedGin)
}

const mixedGin = "gin indexes of documents, arrays or texts together with columns of btree_gin's operator classes"

// trigrams refuses gin_trgm_ops in a database without its extension, and where older nodes would
// meet its indexes.
func (r *run) trigrams() error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, ok := snap.Extension(r.env.Path.Database, "pg_trgm"); !ok {
		return pgerror.New(pgerror.UndefinedObject, "operator class %q does not exist for access method \"gin\"", rowenc.TrigramOps).
			WithHint("CREATE EXTENSION pg_trgm makes it.")
	}
	if !r.x.o.Version.Active(version.Parted) {
		return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "gin indexes of trigrams are not supported by older nodes of the cluster")
	}
	return nil
}

// invertedClass is the error of a class that there is not, or not for a type.
func (r *run) invertedClass(name string, t *types.Type) error {
	switch name {
	case "":
		return pgerror.New(pgerror.UndefinedObject, "data type %s has no default operator class for access method \"gin\"", t).
			WithHint("You must specify an operator class for the index or define a default operator class for the data type.")
	case "jsonb_ops", "jsonb_path_ops", "array_ops", "tsvector_ops":
		return pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", name, t)
	case rowenc.TrigramOps:
		return pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", name, t)
	case rowenc.HstoreOps:
		if r.hasExtension(catalog.Hstore) {
			return pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", name, t)
		}
	}
	return pgerror.New(pgerror.UndefinedObject, "operator class %q does not exist for access method \"gin\"", name)
}
