package ddl

import (
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// plainColumn is the name of a column in parentheses; "" for other expressions.
func (s *shape) plainColumn(e *ast.IndexElem) string {
	if e.Expr == nil {
		return e.Column
	}
	own, err := s.ownColumns(e.Expr)
	if err != nil {
		return ""
	}
	own = s.uncast(own)
	if c, ok := own.(*ast.ColumnRef); ok && !c.Star && c.Table == "" {
		return c.Name
	}
	return ""
}

// uncast takes casts of a column to the type that it has away.
func (s *shape) uncast(x ast.Expr) ast.Expr {
	in := x
	var to []*ast.TypeName
	for c, ok := in.(*ast.CastExpr); ok; c, ok = in.(*ast.CastExpr) {
		in, to = c.X, append(to, c.Type)
	}
	c, ok := in.(*ast.ColumnRef)
	if !ok || c.Star || c.Table != "" || len(to) == 0 {
		return x
	}
	col, _, ok := s.t.ColumnNamed(c.Name)
	snap, err := s.r.snap()
	if !ok || err != nil {
		return x
	}
	for _, n := range to {
		t, typmod, err := bind.ResolveType(n, snap, s.r.env.Path)
		if err != nil || t != col.Type || typmod != col.Typmod {
			return x
		}
	}
	return in
}

// outerCollation reads a COLLATE around all of an expression as one behind it, as Postgres does.
func outerCollation(e *ast.IndexElem) *ast.IndexElem {
	for c, ok := e.Expr.(*ast.CollateExpr); ok; c, ok = e.Expr.(*ast.CollateExpr) {
		n := *e
		if n.Expr = c.X; n.Collation.Name == "" {
			n.Collation = c.Collation
		}
		e = &n
	}
	return e
}

// indexExpr is an expression of an index.
func (s *shape) indexExpr(ix *catalog.IndexDesc, e *ast.IndexElem) (catalog.IndexColumn, error) {
	var none catalog.IndexColumn
	if err := s.r.coded("indexes of expressions"); err != nil {
		return none, s.r.at(err, e.Pos)
	}
	own, err := s.ownColumns(e.Expr)
	if err != nil {
		return none, err
	}
	o := bind.ScalarOptions{Use: bind.ScalarIndex, Table: s.t}
	x, err := s.r.compile(e.Expr, o)
	if err != nil {
		return none, err
	}
	if !x.Immutable() {
		return none, pgerror.New(pgerror.InvalidObjectDefinition, "functions in index expression must be marked IMMUTABLE")
	}
	if e.Collation.Name == "" && noCollation(x) {
		return none, noCollationFor("index expression")
	}
	t, typmod := x.Type(), x.Typmod()
	if t.IsPseudo() {
		return none, pgerror.New(pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", bind.IndexColumnName(own), t)
	}
	c := catalog.IndexColumn{ID: s.t.NewComputedID(computedIDs(ix)...), TypeOID: t.OID, Typmod: typmod, Type: t}
	if c.Expr, err = s.r.stored(own, o); err != nil {
		return none, err
	}
	return c, nil
}

// noCollation reports whether text is computed for which no collation could be found.
func noCollation(x *host.Scalar) bool {
	_, ok := x.Collation()
	return !ok
}

func noCollationFor(what string) error {
	return pgerror.New(pgerror.IndeterminateCollation, "could not determine which collation to use for %s", what).
		WithHint("Use the COLLATE clause to set the collation explicitly.")
}

func computedIDs(ix *catalog.IndexDesc) (out []catalog.ColumnID) {
	for _, c := range ix.Columns {
		out = append(out, c.ID)
	}
	return append(out, ix.PredicateID, ix.EntryID)
}

// predicate is the WHERE of CREATE INDEX.
func (s *shape) predicate(ix *catalog.IndexDesc, where ast.Expr) error {
	if where == nil {
		return nil
	}
	if err := s.r.coded("partial indexes"); err != nil {
		return err
	}
	own, err := s.ownColumns(where)
	if err != nil {
		return err
	}
	o := bind.ScalarOptions{Use: bind.ScalarPredicate, Table: s.t}
	if k, ok := where.(*ast.Const); ok && k.Kind == ast.ConstBool && k.Bool {
		return nil // as none, which Postgres makes of it
	}
	x, err := s.r.compile(where, o)
	if err != nil {
		return err
	}
	if !x.Immutable() {
		return pgerror.New(pgerror.InvalidObjectDefinition, "functions in index predicate must be marked IMMUTABLE")
	}
	ix.PredicateID = s.t.NewComputedID(computedIDs(ix)...)
	ix.Predicate, err = s.r.stored(own, o)
	return err
}

// indexNames are what the columns of an index are called, for its name: no two alike.
func indexNames(c *ast.CreateIndex) []string {
	var names []string
	for _, e := range slices.Concat(c.Elems, c.Include) {
		name := e.Column
		if e.Expr != nil {
			name = bind.IndexColumnName(e.Expr)
		}
		names = append(names, name)
	}
	return unlike(names)
}

// unlike numbers names that are alike.
func unlike(names []string) []string {
	for i, base := range names {
		for n := 1; slices.Contains(names[:i], names[i]); n++ {
			names[i] = clip(base, nameBytesMax-len(strconv.Itoa(n))) + strconv.Itoa(n)
		}
	}
	return names
}

// renameInIndexes renames a column in the expressions and predicates of indexes.
func renameInIndexes(t *catalog.TableDesc, from, to string) error {
	rename := func(text *string) error {
		if *text == "" {
			return nil
		}
		x, err := renamedIn(*text, from, to)
		if err == nil {
			*text = deparse.Print(x)
		}
		return err
	}
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		for j := range ix.Columns {
			if err := rename(&ix.Columns[j].Expr); err != nil {
				return err
			}
		}
		if err := rename(&ix.Predicate); err != nil {
			return err
		}
	}
	return nil
}

// retypeIndexes looks again at the expressions and predicates over a column whose type has
// changed: they may mean something else, and all entries are written anew.
func (s *shape) retypeIndexes(id catalog.ColumnID) error {
	for i := range s.t.Indexes {
		ix := &s.t.Indexes[i]
		if !ix.Computes() || !slices.Contains(s.t.ReadBy(ix), id) {
			continue
		}
		s.rewrite = true
		for j := range ix.Columns {
			c := &ix.Columns[j]
			if c.Expr == "" {
				continue
			}
			x, err := s.recompile(c.Expr, bind.ScalarIndex)
			if err != nil {
				return err
			}
			if !x.Immutable() && s.wasImmutable(c.Expr, bind.ScalarIndex) {
				return pgerror.New(pgerror.InvalidObjectDefinition, "functions in index expression must be marked IMMUTABLE")
			}
			t, typmod := x.Type(), x.Typmod()
			if err := s.retyped(ix, c, t); err != nil {
				return err
			}
			c.Type, c.TypeOID, c.Typmod = t, t.OID, typmod
		}
		if ix.Predicate != "" {
			x, err := s.recompile(ix.Predicate, bind.ScalarPredicate)
			if err != nil {
				return err
			}
			if !x.Immutable() && s.wasImmutable(ix.Predicate, bind.ScalarPredicate) {
				return pgerror.New(pgerror.InvalidObjectDefinition, "functions in index predicate must be marked IMMUTABLE")
			}
		}
	}
	s.touched()
	return nil
}

// retyped gives a column of an index another type, or refuses one that it can't be of.
func (s *shape) retyped(ix *catalog.IndexDesc, c *catalog.IndexColumn, t *types.Type) error {
	if ix.Excludes() {
		return s.retypeExclusion(ix, c, t)
	}
	if shown(ix.Method()) || ix.Method() == catalog.MethodGin && !ix.Inverted() {
		return s.retypedMethod(ix, c, t)
	}
	if !ix.Inverted() {
		return s.r.keyable(t)
	}
	class := ix.Class
	if c.Class != 0 {
		class = c.Class
	}
	if class == rowenc.EntriesNone {
		value, err := s.methodClass(catalog.MethodGin, "", t)
		if err == nil {
			c.OpClass = value.ID
		}
		return err
	}
	if _, ok := rowenc.EntryClassOf(rowenc.EntryClassName(class), t); !ok {
		return s.r.invertedClass("", t)
	}
	return nil
}

// wasImmutable reports whether an expression was immutable before the table changes. One of a store of
// before may never have been: the release that made it took other casts for immutable.
func (s *shape) wasImmutable(text string, use bind.ScalarUse) bool {
	if s.old == nil {
		return true
	}
	was, err := s.compileKept(text, use, s.old)
	return err != nil || was.Immutable()
}

// recompile compiles a stored expression over the table as it is to be.
func (s *shape) recompile(text string, use bind.ScalarUse) (*host.Scalar, error) {
	return s.compileKept(text, use, s.t)
}

func (s *shape) compileKept(text string, use bind.ScalarUse, t *catalog.TableDesc) (*host.Scalar, error) {
	x, err := parseExpr(text)
	if err != nil {
		return nil, err
	}
	return s.r.compile(x, bind.ScalarOptions{Use: use, Kept: true, Table: t})
}

// computing computes the computed columns of rows.
type computing []bind.ComputedScalar

func (r *run) computing(t *catalog.TableDesc) (computing, error) {
	if !t.HasComputed() {
		return nil, nil
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	list, err := bind.ComputedScalars(t, r.bindEnv(snap, ""))
	return list, err
}

// asOwner has the functions of t's indexes called in its owner's name until back is called.
func (r *run) asOwner(t *catalog.TableDesc, c computing) (back func()) {
	if len(c) == 0 || r.env.As == nil {
		return func() {}
	}
	return r.env.As(t.Owner)
}

func (c computing) row(r *run, row []types.Datum) error {
	for i := range c {
		row[c[i].Slot] = types.Null
		if g := c[i].If; g >= 0 && (row[g].IsNull() || !row[g].Bool()) {
			continue
		}
		d, err := r.eval(c[i].X, row)
		if err != nil {
			return err
		}
		row[c[i].Slot] = d
	}
	return nil
}
