package ddl

import (
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// CREATE INDEX USING brin, gist and spgist. Each operator class is carried by what serves its
// operators:
//
//	minmax, bloom, inclusion (brin), text (spgist), btree_gist, ranges, networks   an ordered index
//	tsvector_ops, gist_trgm_ops (gist)                                             entries, as those of gin
//	points, boxes, polygons, circles, tsquery                                      nothing: refused
//
// pg_index and its like tell what was asked for (catalog.IndexDesc.Method).

// shown reports whether an access method is one of those that another kind of index carries.
func shown(method string) bool {
	return method == catalog.MethodBrin || method == catalog.MethodGist || method == catalog.MethodSPGist
}

// methodSupported refuses what Postgres's indexes of the method can't have.
func (s *shape) methodSupported(c *ast.CreateIndex) error {
	not := func(what string) error {
		return pgerror.New(pgerror.FeatureNotSupported, "access method %q does not support %s", c.AccessMethod, what)
	}
	switch {
	case c.Unique:
		return not("unique indexes")
	case len(c.Include) > 0 && c.AccessMethod == catalog.MethodBrin:
		return not("included columns")
	case len(c.Elems) > 1 && c.AccessMethod == catalog.MethodSPGist:
		return not("multicolumn indexes")
	}
	return s.r.parted(c.AccessMethod + " indexes")
}

// methodColumn sets what a column of an index of such a method, of type t, is kept as.
func (s *shape) methodColumn(ix *catalog.IndexDesc, c *catalog.IndexColumn, made *ast.CreateIndex, e *ast.IndexElem, t *types.Type) error {
	class, err := s.methodClass(made.AccessMethod, e.OpClass.Name, t)
	if err != nil {
		return err
	}
	switch {
	case e.Dir != ast.OrderDefault:
		return pgerror.New(pgerror.FeatureNotSupported, "access method %q does not support ASC/DESC options", made.AccessMethod)
	case e.Nulls != ast.NullsDefault:
		return pgerror.New(pgerror.FeatureNotSupported, "access method %q does not support NULLS FIRST/LAST options", made.AccessMethod)
	}
	c.OpClass = s.notedClass(made.AccessMethod, class, t)
	entries, err := s.carrier(made.AccessMethod, class, t)
	if err != nil {
		return err
	}
	if len(ix.Columns) == 0 {
		ix.Class = entries
	}
	switch {
	case ix.Inverted() != (entries != 0):
		return pgerror.Unsupported("Make an index of each of both.", "gist indexes of texts or documents together with columns of other operator classes are not supported")
	case entries != 0 && len(made.Include) > 0:
		return pgerror.Unsupported("Leave INCLUDE out.", "included columns of gist indexes of operator class %q are not supported", class.Name)
	}
	if len(made.Elems) > 1 && entries != 0 {
		c.Class = entries
		return s.r.declared("gist indexes of several columns")
	}
	return nil
}

// notedClass is what a column notes of its class: that of gist where it is not the type's own, as
// exclusion constraints do, and that of others always, as it tells them from btree.
func (s *shape) notedClass(method string, class *catalog.OpClass, t *types.Type) types.OID {
	if own := catalog.GistOpClass(t, s.r.hasExtension(catalog.BtreeGist)); method == catalog.MethodGist && own != nil && own.ID == class.ID {
		return 0
	}
	return class.ID
}

// methodClass is the operator class of a name, "" for the type's own.
func (s *shape) methodClass(method, name string, t *types.Type) (*catalog.OpClass, error) {
	if name == "" {
		c := catalog.MethodClass(method, t)
		if c == nil || c.Extension != "" && !s.r.hasExtension(c.Extension) {
			return nil, noIndexClass(t, method)
		}
		return c, nil
	}
	list := catalog.MethodClasses(method)
	at := slices.IndexFunc(list, func(c catalog.OpClass) bool {
		return c.Name == name && (c.Extension == "" || s.r.hasExtension(c.Extension))
	})
	switch {
	case at < 0:
		err := pgerror.New(pgerror.UndefinedObject, "operator class %q does not exist for access method %q", name, method)
		if name == catalog.GistTrigramOps {
			return nil, err.WithHint("CREATE EXTENSION pg_trgm makes it.")
		}
		return nil, err
	case !list[at].Takes(t):
		return nil, pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", name, t)
	}
	return &list[at], nil
}

// carrier is the class of entries that serve an operator class for values of t; 0: an ordered
// index does. Classes that nothing serves are refused.
func (s *shape) carrier(method string, class *catalog.OpClass, t *types.Type) (rowenc.EntryClass, error) {
	switch class.Input {
	case types.OIDTSVector:
		return rowenc.EntriesVector, nil
	case types.OIDTSQuery:
		return 0, pgerror.Unsupported("Conditions on queries read the table whole: leave the index out.", "%s indexes of type tsquery are not supported", method)
	case types.OIDPoint, types.OIDBox, types.OIDPolygon, types.OIDCircle:
		return 0, pgerror.Unsupported("Use btree indexes of expressions that give the coordinates, such as ((p[0])) of a point, and compare these.",
			"%s indexes of type %s are not supported", method, t)
	}
	if class.Extension == catalog.Trigrams {
		return rowenc.EntriesTrigram, nil
	}
	return 0, s.r.keyable(t)
}

// retypedMethod gives a column of such an index another type: with the class of the new type
// where it had that of the old one, or else its own.
func (s *shape) retypedMethod(ix *catalog.IndexDesc, c *catalog.IndexColumn, t *types.Type) error {
	name := ""
	if class, ok := catalog.OpClassByID(c.OpClass); ok && !class.Default {
		name = class.Name
	}
	class, err := s.methodClass(ix.Method(), name, t)
	if err != nil {
		return err
	}
	entries, err := s.carrier(ix.Method(), class, t)
	if err != nil {
		return err
	}
	if ix.Inverted() != (entries != 0) {
		return pgerror.Unsupported("Drop the index, and make it again after the change.", "index %q can't follow its column to type %s", ix.Name, t)
	}
	c.OpClass = s.notedClass(ix.Method(), class, t)
	if ix.Inverted() {
		if c.Class != 0 {
			c.Class = entries
		}
		if &ix.Columns[0] == c {
			ix.Class = entries
		}
	}
	return nil
}

// noIndexClass is the error for a type that an access method knows nothing of.
func noIndexClass(t *types.Type, method string) error {
	return pgerror.New(pgerror.UndefinedObject, "data type %s has no default operator class for access method %q", t, method).
		WithHint("You must specify an operator class for the index or define a default operator class for the data type.")
}

func (r *run) hasExtension(name string) bool {
	snap, err := r.snap()
	if err != nil {
		return false
	}
	_, ok := snap.Extension(r.env.Path.Database, name)
	return ok
}

// dropClassIndexes drops the indexes and exclusion constraints that have an operator class of an
// extension.
func (r *run) dropClassIndexes(snap *catalog.Snapshot, d *catalog.ExtensionDesc, b ast.Behavior, classOf func(*catalog.TableDesc, *catalog.IndexDesc) (method, class string)) error {
	var depends, also []string
	var list []catalog.ID
	for t := range snap.Tables(d.DatabaseID) {
		for i := range t.Indexes {
			ix := &t.Indexes[i]
			method, class := classOf(t, ix)
			if class == "" || ix.Parent != 0 {
				continue
			}
			what := "index " + ix.Name
			if ix.Excludes() {
				what = fmt.Sprintf("constraint %s on table %s", ix.Name, t.Name)
			}
			list = append(list, ix.OID)
			depends = append(depends, fmt.Sprintf("%s depends on operator class %s for access method %s", what, class, method))
			also = append(also, what)
		}
	}
	slices.Sort(depends)
	if len(depends) > 0 && b != ast.BehaviorCascade {
		return stillDepended("extension "+catalog.QuoteIdent(d.Name), depends)
	}
	for _, id := range list {
		if err := r.dropClassIndex(id, b); err != nil {
			return err
		}
	}
	slices.Sort(also)
	r.cascadeNotice(also)
	return nil
}

// dropClassIndex drops an index, with the constraint whose it is.
func (r *run) dropClassIndex(id catalog.ID, b ast.Behavior) error {
	snap, err := r.snap() // without those dropped before
	if err != nil {
		return err
	}
	t, ix, ok := snap.IndexByOID(id)
	switch {
	case !ok:
		return nil
	case !ix.Excludes():
		return r.dropIndex(t, ix, b)
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if err := sh.actDropConstraint(&ast.DropConstraint{Name: ix.Name, Behavior: b}); err != nil {
		return err
	}
	return sh.apply()
}
