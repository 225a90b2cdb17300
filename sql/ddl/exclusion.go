package ddl

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// addExclusion adds EXCLUDE.
func (s *shape) addExclusion(k *ast.Constraint) error {
	if s.t.Partitioned() {
		return s.r.at(errPartedExclusion(), k.Pos)
	}
	if err := s.r.parted("exclusion constraints"); err != nil {
		return err
	}
	if err := exclusionSupported(k); err != nil {
		return err
	}
	if err := checkOptions(k.With, false, k.AccessMethod); err != nil {
		return err
	}
	ix := catalog.IndexDesc{Gist: k.AccessMethod == "gist", Hash: k.AccessMethod == "hash", Options: storageOptions(k.With),
		Deferrable: k.Deferrable || k.InitiallyDeferred, InitiallyDeferred: k.InitiallyDeferred}
	names := &ast.CreateIndex{}
	for i := range k.Exclude {
		c, err := s.excludeElem(&ix, &k.Exclude[i])
		if err != nil {
			return err
		}
		ix.Columns = append(ix.Columns, c)
		names.Elems = append(names.Elems, k.Exclude[i].Elem)
	}
	for _, name := range k.Include {
		names.Include = append(names.Include, ast.IndexElem{Column: name})
	}
	if err := s.predicate(&ix, k.Where); err != nil {
		return err
	}
	var err error
	for _, name := range k.Include {
		if _, _, ok := s.t.ColumnNamed(name); !ok {
			return s.noExclusionColumn(name)
		}
	}
	if ix.Include, err = s.includeColumns(k.Include); err != nil {
		return err
	}
	if ix.Name = k.Name; ix.Name == "" {
		ix.Name = chooseName(s.t.Name, columnsName(indexNames(names)), "excl", func(n string) bool { return s.relationTaken(n) || s.constraintTaken(n) })
	} else if s.relationTaken(ix.Name) {
		return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", ix.Name)
	}
	if ix.OID, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	if ix.Constraint, err = s.r.env.State.NewID(s.r.ctx); err != nil {
		return err
	}
	if err := s.indexTablespace(k.Tablespace, &ix, true); err != nil {
		return err
	}
	s.noteImplicit("EXCLUDE", ix.Name)
	s.addIndex(ix)
	return nil
}

func errPartedExclusion() error {
	return pgerror.New(pgerror.FeatureNotSupported, "exclusion constraints are not supported on partitioned tables")
}

// exclusionSupported refuses what the index of an exclusion constraint can't be.
func exclusionSupported(k *ast.Constraint) error {
	not := func(what string) error {
		return pgerror.New(pgerror.FeatureNotSupported, "access method %q does not support %s", k.AccessMethod, what)
	}
	directed := slices.ContainsFunc(k.Exclude, func(e ast.ExcludeElem) bool { return e.Elem.Dir != ast.OrderDefault })
	nulls := slices.ContainsFunc(k.Exclude, func(e ast.ExcludeElem) bool { return e.Elem.Nulls != ast.NullsDefault })
	hash, ordered := k.AccessMethod == "hash", k.AccessMethod == "" || k.AccessMethod == "btree"
	switch {
	case k.AccessMethod == "gin", k.AccessMethod == "brin":
		return not("exclusion constraints")
	case k.AccessMethod == "spgist":
		return pgerror.Unsupported("Use gist.", "access method %q is not supported", k.AccessMethod)
	case !ordered && !hash && k.AccessMethod != "gist":
		return pgerror.New(pgerror.UndefinedObject, "access method %q does not exist", k.AccessMethod)
	case hash && len(k.Include) > 0:
		return not("included columns")
	case hash && len(k.Exclude) > 1:
		return not("multicolumn indexes")
	case !ordered && directed:
		return not("ASC/DESC options")
	case !ordered && nulls:
		return not("NULLS FIRST/LAST options")
	case len(k.Exclude) > columnsInKeyMax:
		return pgerror.New(pgerror.TooManyColumns, "cannot use more than %d columns in an index", columnsInKeyMax)
	}
	return nil
}

// excludeElem is an element of EXCLUDE.
func (s *shape) excludeElem(ix *catalog.IndexDesc, e *ast.ExcludeElem) (catalog.IndexColumn, error) {
	c, t, err := s.indexed(ix, &e.Elem, noKeyColumnFormat)
	if err != nil {
		return c, err
	}
	class, err := s.exclusionClass(ix, &e.Elem, t)
	if err != nil {
		return c, err
	}
	if e.OpSchema != "" && e.OpSchema != catalog.SchemaPGCatalog {
		return c, s.r.noOperatorIn(e, t)
	}
	if c.Exclude, err = exclusionOperator(ix, class, e.Op, t); err != nil {
		return c, err
	}
	switch own := s.ownClass(ix, t); {
	case e.Elem.OpClass.Name == "":
	case own == nil || own.ID != class.ID:
		c.OpClass = class.ID
	}
	direct(&c, &e.Elem)
	return c, nil
}

// noKeyColumnFormat is the error for a column that is not there.
const noKeyColumnFormat = "column %q named in key does not exist"

func (s *shape) noExclusionColumn(name string) error {
	return pgerror.New(pgerror.UndefinedColumn, noKeyColumnFormat, name)
}

// noOperatorIn is the error for an operator of a schema but the system's: none is in a family.
func (r *run) noOperatorIn(e *ast.ExcludeElem, t *types.Type) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, ok := snap.Schema(r.env.Path.Database, e.OpSchema); !ok {
		return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", e.OpSchema)
	}
	return pgerror.New(pgerror.UndefinedFunction, "operator does not exist: %s %s.%s %s", t, e.OpSchema, e.Op, t).
		WithHint("No operator matches the given name and argument types. You might need to add explicit type casts.")
}

// ownClass is the operator class that a type has of its own; nil: it has none.
func (s *shape) ownClass(ix *catalog.IndexDesc, t *types.Type) *catalog.OpClass {
	if ix.Gist {
		return catalog.GistOpClass(t, s.r.hasExtension(catalog.BtreeGist))
	}
	c, _ := catalog.OpClassByID(catalog.DefaultOpClass(t.Base()))
	return c
}

// exclusionClass is the operator class of an element.
func (s *shape) exclusionClass(ix *catalog.IndexDesc, e *ast.IndexElem, t *types.Type) (*catalog.OpClass, error) {
	if !ix.Gist {
		id, err := operatorClass(e, t)
		if err != nil {
			return nil, err
		}
		if err := s.r.keyable(t); err != nil {
			return nil, err
		}
		if id == 0 {
			id = catalog.DefaultOpClass(t.Base())
		}
		c, ok := catalog.OpClassByID(id)
		if !ok {
			return nil, pgerror.Internal("type %s has no operator class", t)
		}
		return c, nil
	}
	name := e.OpClass.Name
	if name == "" {
		c := s.ownClass(ix, t)
		if c == nil {
			return nil, noIndexClass(t, catalog.MethodGist)
		}
		return c, nil
	}
	list := catalog.GistClasses()
	at := slices.IndexFunc(list, func(c catalog.OpClass) bool {
		return c.Name == name && (c.Extension == "" || s.r.hasExtension(c.Extension))
	})
	switch {
	case at < 0:
		return nil, pgerror.New(pgerror.UndefinedObject, "operator class %q does not exist for access method \"gist\"", name)
	case !list[at].Takes(t):
		return nil, pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", name, t)
	}
	return &list[at], nil
}

// exclusionOperator finds the operator of an element of type t: one that commutes, of the
// class's family.
func exclusionOperator(ix *catalog.IndexDesc, class *catalog.OpClass, name string, t *types.Type) (types.OID, error) {
	op, err := builtin.ResolveOperator(name, t, t)
	if err != nil {
		return 0, err
	}
	if !storedAlike(t, op.Left) || !storedAlike(t, op.Right) {
		return 0, pgerror.New(pgerror.UndefinedFunction, "operator requires run-time type coercion: %s %s %s", t, name, t)
	}
	shown := name
	if declared, ok := builtin.Catalog().OperatorByOID(op.OID); ok && declared.Left != nil {
		shown = fmt.Sprintf("%s(%s,%s)", name, declared.Left, declared.Right)
	}
	if op.Commutator != op.OID {
		return 0, pgerror.New(pgerror.WrongObjectType, "operator %s is not commutative", shown).
			WithDetail("Only commutative operators can be used in exclusion constraints.")
	}
	if ix.Gist && !class.Commutes(name) || !ix.Gist && name != "=" {
		return 0, pgerror.New(pgerror.WrongObjectType, "operator %s is not a member of operator family %q", shown, class.FamilyName).
			WithDetail("The exclusion operator must be related to the index operator class for the constraint.")
	}
	return op.OID, nil
}

// storedAlike reports whether a value of t is one of the operand's type as it stands.
func storedAlike(t, operand *types.Type) bool {
	b, o := t.Base(), operand.Base()
	return b == o || b == types.TVarchar && o == types.TText || b == types.TCidr && o == types.TInet
}

// retypeExclusion finds the operator of an element anew, which has another type.
func (s *shape) retypeExclusion(ix *catalog.IndexDesc, c *catalog.IndexColumn, t *types.Type) error {
	class, named := catalog.OpClassByID(c.OpClass)
	switch {
	case named && ix.Gist && !class.Takes(t):
		return pgerror.New(pgerror.DatatypeMismatch, "operator class %q does not accept data type %s", class.Name, t)
	case !named && ix.Gist:
		if class = s.ownClass(ix, t); class == nil {
			return noIndexClass(t, catalog.MethodGist)
		}
	case !ix.Gist:
		var err error
		if class, err = s.exclusionClass(ix, &ast.IndexElem{}, t); err != nil {
			return err
		}
	}
	var err error
	c.Exclude, err = exclusionOperator(ix, class, c.Operator(), t)
	return err
}

// verifyExclusions wants the rows that indexes of exclusion constraints were filled with to be in
// nobody's way.
func (s *shape) verifyExclusions(f *filler) error {
	for i := range f.targets {
		if g := &f.targets[i]; g.layout.Excludes {
			if err := s.verifyExclusion(g.ix, g.layout); err != nil {
				return err
			}
		}
	}
	return nil
}

// verifyExclusion reads the entries of an index in their order, those that are equal together.
func (s *shape) verifyExclusion(ix *catalog.IndexDesc, l *catalog.Layout) error {
	x, err := nodes.NewExclusion(s.t, ix)
	if err != nil {
		return err
	}
	v := &verification{s: s, ix: ix, layout: l, x: x, mem: s.r.env.Memory}
	if v.mem == nil {
		v.mem = uncounted{}
	}
	defer v.forget()
	txn := s.r.env.Txn
	txn.Step()
	rows := txn.Scan(s.r.ctx, coord.ScanSpec{Spans: []keys.Span{s.t.Span(ix)}})
	defer rows.Close()
	dec := l.Decoder()
	for rows.Next(s.r.ctx) {
		row := make([]types.Datum, len(s.t.Columns))
		if err := l.Decode(dec, rows.Key(), rows.Value(), row); err != nil {
			return err
		}
		if !x.Concerns(row) {
			continue
		}
		if err := v.add(row, len(rows.Key())+len(rows.Value())); err != nil {
			return err
		}
	}
	return rows.Err()
}

// verification looks at the entries of one index, in their order.
type verification struct {
	s      *shape
	ix     *catalog.IndexDesc
	layout *catalog.Layout
	x      *nodes.Exclusion
	mem    spill.Budget
	held   int
	// near are the rows before that may be in the next one's way, which begin with equal: where
	// ranges are all that is excluded by, none of which overlaps another, the last alone.
	near  [][]types.Datum
	equal []byte
}

// add judges the next row.
func (v *verification) add(row []types.Datum, size int) error {
	if key := v.layout.EqualKey(row); !bytes.Equal(key, v.equal) {
		v.forget()
		v.equal = key
	}
	for _, other := range v.near {
		conflict, err := v.x.Conflict(v.s.r.env.Types, other, row)
		if err != nil {
			return err
		}
		if conflict {
			return v.violation(other, row)
		}
	}
	if v.layout.Overlaps {
		if _, _, some, err := v.layout.OverlapSpan(row); err != nil || !some { // an empty range
			return err
		}
		v.forget()
	}
	size += rowBytes(len(row))
	if err := v.mem.Grow(size); err != nil {
		return err
	}
	v.held += size
	v.near = append(v.near, row)
	return nil
}

// rowBytes is about what a row costs in memory beside its values.
func rowBytes(columns int) int { return 64 + 32*columns }

func (v *verification) forget() {
	v.mem.Shrink(v.held)
	v.near, v.held = v.near[:0], 0
}

// violation is the error for rows that are in each other's way.
func (v *verification) violation(a, b []types.Datum) error {
	t := v.s.t
	snap, err := v.s.r.snap()
	if err != nil {
		return err
	}
	name := func(c *catalog.Column) string { return bind.KeyName(snap, t, c, catalog.QuoteIdent) }
	key := func(row []types.Datum) string { return keyText(v.s.r.env.Types, t, indexColumnIDs(v.ix), row, name) }
	e := pgerror.New(pgerror.ExclusionViolation, "could not create exclusion constraint %q", v.ix.Name).WithTable(v.s.schema.Name, t.Name).WithConstraint(v.ix.Name)
	if hides(snap, t) {
		return e.WithDetail("Key conflicts exist.")
	}
	return e.WithDetail("Key %s conflicts with key %s.", key(a), key(b))
}

// btreeGistClass is an operator class of btree_gist that an index has, "" if it has none.
func btreeGistClass(t *catalog.TableDesc, ix *catalog.IndexDesc) (method, class string) {
	if !ix.Gist {
		return "", ""
	}
	for i := range ix.Columns {
		if c := ix.Columns[i].GistClass(t); c != nil && c.Extension == catalog.BtreeGist {
			return ix.Method(), c.Name
		}
	}
	return "", ""
}
