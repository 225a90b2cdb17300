package bind

import (
	"context"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Collations are derived while names and types are, as in Postgres (parse_collate.c; its manual, 24.2):
//
//	COLLATE                        explicit: wins; two that differ are an error
//	a column, a value, a subquery  implicit: that of the column or type; one that is not the
//	                               default wins, of two others neither does (a conflict)
//	an operator, function, CASE …  that of its operands, or its type's
//
// Text has one order, so that a collation matters to what knows letters alone (builtin.KnowsLetters),
// and where none can be found for what needs one. No plan knows of them else.
//
// A statement has collations beside the default once something of another has been met; only
// such states are kept, by the part of the statement that they are of. All others cost a look at a
// nil map for each part.

// collationStrength is how a collation was found.
// In order: the stronger one wins in joinCollation. A conflict beats what is implicit, and an
// explicit one ends it.
// It is what decides when two meet; ids are looked at only where strengths are equal.
type collationStrength uint8

const (
	// the order is that of who wins
	collationNone collationStrength = iota
	collationImplicit
	collationConflict
	collationExplicit
)

// collation is what is known of an expression's.
// The zero value is that of what has no collation: numbers, and text that nobody gave one.
// id 0 is none. at is where it comes from, for the errors; other and otherAt are of a conflict alone.
type collation struct {
	strength collationStrength
	id       types.OID
	at       ast.Node
	// other is what conflicts with it, and where.
	other   types.OID
	otherAt ast.Node
	// lost: a column of a subquery for which none was found.
	lost bool
}

// collationForName is what COLLATION FOR (x) is called as; defaultCollation is pg_collation's row
// "default"; collationOfLetters is Postgres's hint where two collations contend.
const (
	collationForName   = "pg_collation_for"
	defaultCollation   = types.OID(100)
	collationOfLetters = "You can choose the collation by applying the COLLATE clause to one or both expressions."
)

// NoCollation in rel.Column.Collation is of a column for which none could be found.
// No collation has that number.
const NoCollation = ^types.OID(0)

// special reports whether a collation is another than the default, by which collations come to
// count.
// 0 is a type's without collations, or one that is not known.
func special(id types.OID) bool { return id != 0 && id != defaultCollation }

// collating has collations be followed from here on.
// What was bound before has no state, and so the default's.
// From then on derive keeps a state for what differs from the default.
func (b *Binder) collating() {
	if b.collations == nil {
		b.collations = map[ast.Expr]collation{}
	}
}

// columnCollation is what a column of a table keeps in rel.Column.
// 0: the type's own.
// It has collations followed, once, where the column's is special.
func (b *Binder) columnCollation(c *catalog.Column) types.OID {
	if c.Type == nil {
		return 0
	}
	id := c.CollationOID()
	if special(id) {
		b.collating()
		return id
	}
	// A column of a domain may say COLLATE "default" over the domain's own.
	// The domain's own collation would count otherwise.
	if own := c.Type.Collation(); own != id {
		return id
	}
	return 0
}

// joinCollation adds that of another operand.
// It is merge_collation_state of Postgres's parse_collate.c:
//
//	stronger           it wins
//	weaker, or alike   nothing changes
//	both implicit      the one that is not the default; two others conflict
//	both explicit      42P21, at once
//
// lost is kept through all of it: for want of any collation the whole may have none.
//
//	x COLLATE "C" || y                        explicit "C", whatever y has
//	x || 'a'                                  that of column x: a literal has the default
//	x || y, of columns with two others        a conflict: an error where letters count, else none
//	x COLLATE "C" || y COLLATE "POSIX"        42P21
func (b *Binder) joinCollation(c *collation, o collation) error {
	switch {
	// lost says that some part had none; it stays with what wins.
	case o.strength > c.strength:
		lost := c.lost
		*c = o
		c.lost = c.lost || lost
	case o.strength < c.strength || o.id == c.id:
		c.lost = c.lost || o.lost
	case c.strength == collationImplicit && c.id == defaultCollation:
		*c = o
	case c.strength == collationImplicit && o.id != defaultCollation:
		c.strength, c.other, c.otherAt = collationConflict, o.id, o.at
	case c.strength == collationExplicit:
		return b.Fail(o.at, pgerror.CollationMismatch, "collation mismatch between explicit collations %q and %q", catalog.CollationName(c.id), catalog.CollationName(o.id))
	}
	return nil
}

// collationOf is that of a part of the statement that has been bound.
// What has no state of its own has its leaf's.
// n may be nil: then the value counts alone.
func (b *Binder) collationOf(n ast.Node, x scalar.Expr) collation {
	if e, ok := n.(ast.Expr); ok {
		if c, ok := b.collations[e]; ok {
			return c
		}
	}
	c := collation{id: b.leafCollation(x), at: n}
	switch c.id {
	case NoCollation:
		if _, sub := x.(*scalar.Subquery); !sub {
			return collation{lost: true}
		}
		c.strength = collationImplicit // of none, which a default does not win over
	case 0:
	default:
		c.strength = collationImplicit
	}
	return c
}

// leafCollation is that of a column or value, and of what else there is its type's.
// The result is 0 for types without collations, even where a column says one.
func (b *Binder) leafCollation(x scalar.Expr) types.OID {
	own := types.OID(0)
	switch x := x.(type) {
	case nil:
		return 0
	case *scalar.Var:
		own = b.Info(x.ID).Collation
	case *scalar.Reg:
		own = b.regCollations[x.Idx]
	case *scalar.Param:
		own = b.argCollations[x]
	// A register's column is known by the register, as the column itself is of another query.
	case *scalar.Subquery:
		if q := b.Subs[x.ID]; (x.Kind == scalar.SubScalar || x.Kind == scalar.SubArray) && len(q.Out) == 1 {
			own = b.Info(q.Out[0]).Collation
		}
	case *scalar.Field:
		if c := x.X.Type().Base().Composite(); c != nil && x.Idx < len(c.Attributes()) {
			own = c.Attributes()[x.Idx].Collation
			// A field of a record that was made of columns has that of the column.
		} else if r := b.rowOf(x.X); r != nil && x.Idx < len(r.Args) {
			own = b.leafCollation(r.Args[x.Idx])
		}
	}
	if own == 0 || x.Type().Collation() == 0 {
		return x.Type().Collation()
	}
	return own
}

// derive finds the collation of e, whose parts have been bound, as x.
// It is called once e is bound, from the inside out, and keeps a state only for what differs from
// the default. A state that was kept for e before goes first: e may be bound twice.
// n, an expression that is bound again (ORDER BY of a select list), has its new state.
func (s *scope) derive(e ast.Expr, x scalar.Expr) error {
	b := s.b
	delete(b.collations, e)
	// A type without collations (a number, a boolean) forgets those of its parts: a < b COLLATE "C"
	// is a boolean.
	own := x.Type().Collation()
	if own == 0 && x.Type() != types.TUnknown {
		return nil
	}
	c := collation{}
	switch n := e.(type) {
	case *ast.CollateExpr:
		// A name that is none was refused by collate.
		id, _ := catalog.Collations()[n.Collation.Name]
		c = collation{strength: collationExplicit, id: id, at: e}
	case *ast.ColumnRef, *ast.Const, *ast.Param, *ast.SQLValue, *ast.SubqueryExpr, *ast.ArraySubquery:
		c = b.collationOf(e, x)
	case *ast.IndirectionExpr:
		// A field has its own; a subscript has the array's.
		if n.Steps[len(n.Steps)-1].Field != "" {
			c = b.collationOf(e, x)
		} else if err := b.joinCollation(&c, b.collations[n.X]); err != nil {
			return err
		}
	default:
		for _, part := range collatedParts(e) {
			if err := b.joinCollation(&c, b.collations[part]); err != nil {
				return err
			}
		}
		c.lost = false // text that is made of none has its type's
		if _, cast := e.(*ast.CastExpr); special(own) && (cast || c.strength == collationNone) {
			c = collation{strength: collationImplicit, id: own, at: e} // of a domain, or a name
		}
	}
	// The default, implicit, is what no state means.
	if c.strength > collationImplicit || c.strength == collationImplicit && c.id != defaultCollation || c.lost {
		b.collations[e] = c
	}
	return nil
}

// collatedParts are the parts of an expression from which it has its collation.
// Conditions are none of them: CASE has the collation of its results, not of WHEN.
// nil: a kind that has none of its parts' (EXISTS, a comparison).
func collatedParts(n ast.Expr) []ast.Expr {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return []ast.Expr{n.L, n.R}
	case *ast.UnaryExpr:
		return []ast.Expr{n.X}
	case *ast.CastExpr:
		return []ast.Expr{n.X}
	case *ast.CaseExpr:
		var out []ast.Expr
		for i := range n.Whens {
			out = append(out, n.Whens[i].Result)
		}
		if n.Else != nil {
			out = append(out, n.Else)
		}
		return out
	case *ast.CoalesceExpr:
		return n.Args
	case *ast.NullIfExpr:
		return []ast.Expr{n.L, n.R}
	case *ast.MinMaxExpr:
		return n.Args
	case *ast.ArrayExpr:
		return n.Elems
	case *ast.NamedArg:
		return []ast.Expr{n.Value}
	case *ast.FuncCall:
		// Ordered-set aggregates go by what they sort.
		if n.WithinGroup && len(n.OrderBy) == 1 {
			return []ast.Expr{n.OrderBy[0].Expr}
		}
		return n.Args
	}
	return nil
}

// inputCollation is what an operator or function of these operands goes by.
// nodes are in step with xs, or shorter; without a node a value counts by itself.
// Named arguments are looked through.
func (b *Binder) inputCollation(nodes []ast.Node, xs []scalar.Expr) (c collation, err error) {
	for i, x := range xs {
		if x == nil {
			continue
		}
		n := ast.Node(nil)
		if i < len(nodes) {
			n = nodes[i]
		}
		if a, ok := n.(*ast.NamedArg); ok {
			n = a.Value
		}
		if err := b.joinCollation(&c, b.collationOf(n, x)); err != nil {
			return c, err
		}
	}
	return c, nil
}

// undetermined: something that needs a collation would have none.
// Such a state is no error by itself: only where something needs a collation.
func (c *collation) undetermined() bool {
	return c.strength == collationConflict || c.strength == collationNone && c.lost || c.id == NoCollation
}

// result is that of a column of this.
// 0 is the type's own, NoCollation an error for who needs one.
// What is kept in rel.Column.
func (c *collation) result() types.OID {
	switch {
	case c.undetermined():
		return NoCollation
	// An explicit default is kept, as it wins over others in a query around.
	case c.id == defaultCollation && c.strength != collationExplicit:
		return 0
	}
	return c.id
}

// inASCII: the letters are ASCII's alone. Older nodes would not know.
// "C" and its like know only those for upper and lower case; the default knows all letters.
func (b *Binder) inASCII(c *collation) bool {
	return (c.strength == collationImplicit || c.strength == collationExplicit) && c.id != defaultCollation && b.Env.Version.Active(version.Declared)
}

// collatedOp is what stands in the place of an operator because of the collations of its operands;
// nil: the operator itself.
// l is nil for a prefix operator.
func (b *Binder) collatedOp(op *builtin.Operator, l, r scalar.Expr, ln, rn ast.Node) (scalar.Expr, error) {
	c, err := b.inputCollation([]ast.Node{ln, rn}, []scalar.Expr{l, r})
	if err != nil || op.Proc == nil {
		return nil, err
	}
	args := []scalar.Expr{l, r}
	if l == nil {
		args = args[1:]
	}
	switch use := builtin.CollationUse(op.Proc); {
	// It fails when it is computed, not now: a branch that is never taken may have it.
	case use != "" && c.undetermined():
		return b.undetermined(use, false, op.Result, args), nil
	case b.inASCII(&c) && builtin.KnowsLetters(op.Proc):
		// Another operator of the same name, whose letters are ASCII's.
		return b.Fold(&scalar.Op{Op: op.WithASCIILetters(), L: l, R: r}), nil
	}
	return nil, nil
}

// lacks tells what an operator needs a collation of these operands for that has none; "" where it has
// one, or needs none.
// use is the end of the error's words: "string comparison", say.
// For constructs that are made of operators: BETWEEN, IN, CASE, DISTINCT FROM.
func (b *Binder) lacks(op *builtin.Operator, xs []scalar.Expr, nodes []ast.Node) (use string, err error) {
	if b.collations == nil || op.Proc == nil {
		return "", nil
	}
	c, err := b.inputCollation(nodes, xs)
	if err != nil || !c.undetermined() {
		return "", err
	}
	return builtin.CollationUse(op.Proc), nil
}

// lettersOf is the operator as the collations of its operands have it.
// An error of the collations was told by then.
// For those of constructs; collatedOp does it for what is written as an operator.
func (b *Binder) lettersOf(op *builtin.Operator, xs []scalar.Expr, nodes []ast.Node) *builtin.Operator {
	if b.collations == nil || op.Proc == nil || !builtin.KnowsLetters(op.Proc) {
		return op
	}
	if c, err := b.inputCollation(nodes, xs); err != nil || !b.inASCII(&c) {
		return op
	}
	return op.WithASCIILetters()
}

// unlessNull fails with that no collation was found but where an operand is NULL: there x is
// computed, which compares nothing then.
// The comparison of a NULL is NULL, whatever its collation.
func (b *Binder) unlessNull(x scalar.Expr, use string, l, r scalar.Expr) scalar.Expr {
	null := &scalar.Bool{Or: true, Args: []scalar.Expr{&scalar.IsNull{X: l}, &scalar.IsNull{X: r}}}
	return &scalar.Case{T: x.Type(), Whens: []scalar.When{{Cond: null, Result: x}}, Else: b.undetermined(use, false, x.Type(), []scalar.Expr{l, r})}
}

// undetermined fails, when it is computed, with that no collation was found.
// In Postgres it is the function that fails, so a plan that never comes to it does not.
// lax: see builtin.Undetermined. The first argument only says the type.
func (b *Binder) undetermined(use string, lax bool, result *types.Type, args []scalar.Expr) scalar.Expr {
	fn := builtin.Undetermined(use, lax, result, exprTypes(args))
	return &scalar.Call{Fn: fn, Args: append([]scalar.Expr{scalar.Null(result)}, args...)}
}

// collatedFunction is fn as the collations of its arguments have it: another one, or what stands in
// the place of the call.
// A set-returning function is left to fail by itself.
func (b *Binder) collatedFunction(fn *builtin.Function, args []scalar.Expr, nodes []ast.Expr) (*builtin.Function, scalar.Expr, error) {
	if b.collations == nil {
		return fn, nil, nil
	}
	c, err := b.inputCollation(asNodes(nodes), args)
	if err != nil {
		return fn, nil, err
	}
	switch use := builtin.CollationUse(fn); {
	case use != "" && c.undetermined() && !fn.ReturnsSet:
		return fn, b.undetermined(use, false, fn.Result, args), nil
	case b.inASCII(&c) && builtin.KnowsLetters(fn):
		return builtin.WithASCIILetters(fn), nil, nil
	}
	return fn, nil, nil
}

// asNodes gives expressions as nodes, in step.
// nil nodes stay nil.
func asNodes(list []ast.Expr) []ast.Node {
	out := make([]ast.Node, len(list))
	for i, e := range list {
		out[i] = e
	}
	return out
}

// collatedAgg has the arguments of max, min and their like fail where no collation can be found.
// They compare; other aggregates do not care.
func (b *Binder) collatedAgg(e *ast.FuncCall, it *rel.Agg) error {
	if b.collations == nil {
		return nil
	}
	nodes := asNodes(e.Args)
	if e.WithinGroup {
		return nil // they are sorted by
	}
	c, err := b.inputCollation(nodes, it.Args)
	if err != nil {
		return err
	}
	if name := it.Fn.Name; c.undetermined() && (name == "max" || name == "min") {
		it.Args[0] = b.undetermined(builtin.StringComparison, false, it.Args[0].Type(), it.Args[:1:1])
	}
	return nil
}

// comparedBy refuses to sort or group by what two collations contend for.
// use is what it is wanted for, in the words of the error. Other than undetermined it fails at
// once: a sort is always run.
// nil for a type without collations.
func (b *Binder) comparedBy(n ast.Node, x scalar.Expr, use string) error {
	if b.collations == nil || x.Type().Collation() == 0 {
		return nil
	}
	c := b.collationOf(n, x)
	switch {
	case c.strength == collationConflict:
		return b.conflict(&c)
	case c.undetermined():
		return noCollationFor(use)
	}
	return nil
}

// noCollationFor is 42P22, for a column that has lost its collation.
func noCollationFor(use string) error {
	return pgerror.New(pgerror.IndeterminateCollation, "could not determine which collation to use for %s", use).
		WithHint("Use the COLLATE clause to set the collation explicitly.")
}

// conflict is the error for two collations of which neither wins.
func (b *Binder) conflict(c *collation) error {
	return b.Fail(c.otherAt, pgerror.CollationMismatch, "collation mismatch between implicit collations %q and %q", catalog.CollationName(c.id), catalog.CollationName(c.other)).
		WithHint(collationOfLetters)
}

// commonCollation is that of a column of rows from several places; loose: it may have none.
// UNION ALL is loose: it compares nothing.
// The states of the arms of a set operation, of VALUES' rows, of a join's merged column.
func (b *Binder) commonCollation(loose bool, list ...collation) (types.OID, error) {
	c := collation{}
	for _, o := range list {
		if err := b.joinCollation(&c, o); err != nil {
			return 0, err
		}
	}
	if c.strength == collationConflict && !loose {
		return 0, b.conflict(&c)
	}
	return c.result(), nil
}

// outCollation is that of an output column of a query.
// A column may be explicit (SELECT x COLLATE "C"), which the number of its collation does not tell.
func (b *Binder) outCollation(n ast.Node, id scalar.VarID) collation {
	if c, ok := b.outCollations[id]; ok {
		return c
	}
	c := b.collationOf(nil, b.Ref(id))
	c.at = n
	return c
}

// caseArg stands for the argument of a CASE where it is compared: its collation counts as one that
// nobody wrote.
// It returns the node to ask for the collation by: a stand-in, since cond is the one that is bound.
// Postgres: the CaseTestExpr, which has the argument's collation as an implicit one.
func (b *Binder) caseArg(n ast.Expr, x scalar.Expr, cond ast.Expr) ast.Expr {
	if b.collations == nil {
		if b.casts != nil { // what the argument is converted to is not shown
			return &ast.Const{Pos: ast.Pos(n.Position())}
		}
		return cond
	}
	stand, c := &ast.Const{Pos: ast.Pos(n.Position())}, b.collationOf(n, x)
	switch c.strength {
	case collationExplicit:
		c.strength = collationImplicit
	// A conflict that nobody has to settle yet is as if there were none.
	case collationConflict:
		c = collation{lost: true}
	}
	b.collations[stand] = c
	return stand
}

// targetItem adds an output column to a projection. Where it has another collation than what it is
// computed of, it is a column of its own.
// Like item, it shares a column with an equal expression where it may.
// The result is the column's number, new or shared.
func (b *Binder) targetItem(p *rel.Project, t *target) scalar.VarID {
	c := b.targetCollation(t)
	// The column of the expression will do where it says the same.
	if is := b.leafCollation(t.x); c.strength < collationExplicit && (is == c.result() || is == t.x.Type().Collation() && c.result() == 0) {
		return b.item(p, t.x, t.name)
	}
	col := rel.Column{Name: t.name, Type: t.x.Type(), Typmod: scalar.TypmodOf(t.x), Row: b.rowOf(t.x), Collation: c.result()}
	// Of a column its table and place stay known, for RowDescription and rights.
	if v, ok := t.x.(*scalar.Var); ok {
		col = *b.Info(v.ID)
		col.Collation = c.result()
	}
	id := b.NewVar(col)
	p.Items = append(p.Items, rel.Item{ID: id, X: t.x})
	if b.outCollations == nil {
		b.outCollations = map[scalar.VarID]collation{}
	}
	// A set operation around asks how strong it is, which the column does not say.
	b.outCollations[id] = c
	return id
}

// targetCollation is that of an output column.
// Without collations, or of a type without, the zero value.
func (b *Binder) targetCollation(t *target) collation {
	if b.collations == nil || t.x.Type().Collation() == 0 {
		return collation{}
	}
	return b.collationOf(t.node, t.x)
}

// collate binds COLLATE.
// The expression is x itself: what COLLATE says is kept by e (derive), not in the expression.
// An unknown literal becomes text.
func (s *scope) collate(e *ast.CollateExpr) (scalar.Expr, error) {
	x, err := s.typed(e.X)
	if err != nil {
		return nil, err
	}
	if err := s.b.namesCollation(e, &e.Collation); err != nil {
		return nil, err
	}
	if x.Type().Collation() == 0 {
		return nil, s.b.Fail(e, pgerror.DatatypeMismatch, "collations are not supported by type %s", x.Type())
	}
	s.b.collating()
	return x, nil
}

// namesCollation looks for a collation. They are the system's.
// A schema that does not exist is told as that.
// Postgres: get_collation_oid.
func (b *Binder) namesCollation(n ast.Node, name *ast.QName) error {
	switch name.Schema {
	case "", catalog.SchemaPGCatalog:
	default:
		if b.Env.Catalog != nil {
			if _, err := b.Env.Catalog.Qualify(b.Env.Path, *name); err != nil {
				return b.at(n, err)
			}
		}
		return b.Fail(n, pgerror.UndefinedObject, "collation \"%s.%s\" for encoding \"UTF8\" does not exist", name.Schema, name.Name)
	}
	if _, ok := catalog.Collations()[name.Name]; !ok {
		return b.Fail(n, pgerror.UndefinedObject, "collation %q for encoding \"UTF8\" does not exist", name.Name).
			WithHint("Text is ordered by its bytes; use COLLATE \"C\".")
	}
	return nil
}

// collationFor binds COLLATION FOR (x): a call that gives the name of the collation, or NULL where
// there is none. A type without collations is an error when it runs.
// Rights are asked as for any function.
func (s *scope) collationFor(e *ast.FuncCall, x scalar.Expr) scalar.Expr {
	t := x.Type()
	c := s.b.collationOf(e.Args[0], x)
	shown := scalar.Null(types.TText)
	if c.strength != collationNone && !c.undetermined() {
		// The name is quoted, as pg_collation_for gives it.
		shown = &scalar.Const{D: types.Text(catalog.QuoteIdent(catalog.CollationName(c.id))), T: types.TText, Typmod: types.NoTypmod}
	}
	s.b.callsFunction(builtin.Catalog().FunctionNamed(collationForName, []*types.Type{types.TAny}))
	// The name is an argument, by which calls for one value are told apart.
	fn := &host.Function{Name: collationForName, Args: []*types.Type{t, types.TText}, Result: types.TText, Volatility: builtin.Stable,
		Fn: func(_ context.Context, _ host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			switch {
			case t == types.TUnknown:
				return types.Null, nil
			case t.Collation() == 0:
				return types.Null, pgerror.New(pgerror.DatatypeMismatch, "collations are not supported by type %s", t)
			}
			return args[1], nil
		}}
	return hostCall(fn, []scalar.Expr{x, shown})
}
