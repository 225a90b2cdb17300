package bind

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Coerce makes an expression of type to out of x, or returns nil where no cast
// is allowed in the context. Literals and parameters of unknown type take the
// type. The modifier is applied by applyTypmod.
// It is Postgres's coerce_type, and the four ways into it here differ by context and by the error:
//
//	implicit   what operators, functions, CASE … want    42846 where there is no cast
//	assign     a column of INSERT or UPDATE              42804, with the column's name
//	cast       CAST and ::                               42846
//	boolean    a condition (as an assignment)            42804, with the construct's name
//
// n is the node whose value x is: errors of a literal point there, and casts are noted by it.
//
// From unknown, a constant is read now (coerceLiteral) and a parameter takes the type
// (coerceParam). From other types the casts of users come first, then those of the system
// (FindCast); a domain is checked once its base value is there. It never changes x: what it returns
// is x or has x within.
// nil without an error: no cast; the caller words the error.
//
//	'5' → int4                  a constant 5, read now; 'x' fails with 22P02 here
//	$1 → int4                   the parameter is of type int4 from now on
//	int4 → int8, implicit       a cast
//	int8 → int4, implicit       nil: an operator is not chosen for it
//	int8 → int4, assignment     a cast, which may fail when it runs (22003)
//	text → int4, explicit       a cast by the types' text
func (b *Binder) Coerce(n ast.Node, x scalar.Expr, to *types.Type, ctx builtin.CastContext) (scalar.Expr, error) {
	from := x.Type()
	switch {
	case from == to || to == types.TAny:
		return x, nil
	// Constrained: a domain, or an array of one.
	case to.Constrained():
		return b.coerceDomain(n, x, to, ctx)
	// Postgres: getBaseType comes before the look-up of the cast.
	case from.Domain() != nil && ctx == builtin.Implicit && from.Base() == to:
		b.castTo(n, to)
		b.relabelled(n)
		return x, nil // it is represented alike
	}
	return b.coerceBase(n, x, to, ctx)
}

// coerceBase is coerce to what is no domain.
// The order matters: polymorphic arguments take anything; unknown literals are read; records keep
// their types; a row that is written out becomes a composite value field by field; casts of users
// come before the system's.
// Neither side's domain matters here: coerceDomain has looked at the target's.
//
// A row that is written out, ROW(1, 2), has no type of its own (T is nil): each field is brought
// to the attribute's. One that comes out of a table has one, and is cast as a whole.
func (b *Binder) coerceBase(n ast.Node, x scalar.Expr, to *types.Type, ctx builtin.CastContext) (scalar.Expr, error) {
	from := x.Type()
	switch {
	case to.IsPolymorphic():
		return x, nil
	case from == types.TUnknown:
		return b.coerceUnknown(n, x, to)
	}
	// A record may hold any row; its fields keep theirs, too.
	if to == types.TRecord && (from == types.TRecord || from.Base().Composite() != nil) {
		return x, nil // it keeps its type, as in Postgres
	}
	if row, ok := x.(*scalar.Row); ok && row.T == nil && to.Composite() != nil {
		return b.composite(n, row, to, ctx)
	}
	// Casts of users are by exact types.
	if own, ok := b.registry().OwnCast(from, to); ok {
		return b.ownCast(n, x, to, own, ctx)
	}
	c, ok := b.registry().FindCast(from, to, ctx)
	if !ok {
		// There is none for the types; elements may have one of users.
		return nil, b.ownElements(n, from, to, ctx)
	}
	// Rights on its function are noted.
	if c.Own { // that of the elements of arrays
		if own, ok := b.registry().OwnCast(from.Base().Elem(), to.Base().Elem()); ok {
			b.usesCast(own)
		}
	}
	// A cast that was written is shown as written; one that came by itself is noted for who prints.
	if ctx != builtin.Explicit {
		if b.castTo(n, to); c.Method != builtin.CastFunction {
			b.relabelled(n)
		}
	}
	cast := &scalar.Cast{C: c, X: x, Typmod: types.NoTypmod, Explicit: ctx == builtin.Explicit, Display: ctx == builtin.Explicit}
	// int::bit(n) takes the low n bits, which the typmod of applyTypmod says.
	if to == types.TBit && from.Kind() == types.KindInt {
		return cast, nil // how many of the bits are wanted the modifier says, which comes next
	}
	return b.Fold(cast), nil
}

// composite makes a value of a composite type of a row, field by field.
// n is where the whole stands; each field's own place is known only where the row is written out.
// Row constructors alone: a value that is a record already is cast as a whole, at run time.
//
// ROW(1, 'a')::place is the row with each field brought to the attribute's type, by the context
// of the whole. A row of another width is 42846.
func (b *Binder) composite(n ast.Node, row *scalar.Row, to *types.Type, ctx builtin.CastContext) (scalar.Expr, error) {
	attrs := to.Composite().Attributes()
	if len(row.Args) != len(attrs) {
		few := "few"
		if len(row.Args) > len(attrs) {
			few = "many"
		}
		return nil, b.Fail(n, pgerror.CannotCoerce, "cannot cast type record to %s", to).WithDetail("Input has too %s columns.", few)
	}
	written := n
	for c, ok := written.(*ast.CastExpr); ok; c, ok = written.(*ast.CastExpr) {
		written = c.X
	}
	nodes := rowFields(written)
	// A star stands for several fields in one node.
	if len(nodes) != len(attrs) {
		nodes = nil // a star, or a table's row
	}
	fields := make([]scalar.Expr, len(attrs))
	for i, a := range attrs {
		at := n
		if nodes != nil {
			at = nodes[i]
		}
		y, err := b.Coerce(at, row.Args[i], a.Type, ctx)
		if err != nil {
			return nil, err
		}
		// Told with the column's number, as Postgres does.
		if y == nil {
			return nil, b.Fail(n, pgerror.CannotCoerce, "cannot cast type record to %s", to).
				WithDetail("Cannot cast type %s to %s in column %d.", row.Args[i].Type(), a.Type, i+1)
		}
		if from := row.Args[i].Type(); nodes != nil && from != a.Type && from != types.TUnknown {
			b.castTo(at, a.Type) // which Postgres shows of fields, though nobody wrote it
		}
		fields[i] = b.applyTypmod(y, a.Type, a.Typmod, ctx == builtin.Explicit)
	}
	// The row of converted fields becomes a value of the type by the cast from record.
	// It takes the record and gives a value of the type; the fields fit by now.
	c, ok := builtin.FindCast(types.TRecord, to, builtin.Explicit)
	if !ok {
		return nil, nil
	}
	return &scalar.Cast{C: c, X: &scalar.Row{Args: fields}, Typmod: types.NoTypmod, Explicit: ctx == builtin.Explicit, Display: ctx == builtin.Explicit}, nil
}

// castTo takes down that a part of an expression gets a cast, where that is asked for.
// Who prints a stored expression shows such casts as Postgres does ('x'::text).
// Parts is by node: two places of one expression are two nodes.
func (b *Binder) castTo(n ast.Node, to *types.Type) { b.castToMod(n, to, types.NoTypmod) }

// castToMod is castTo with a modifier.
func (b *Binder) castToMod(n ast.Node, to *types.Type, typmod int32) {
	if x, ok := n.(ast.Expr); ok && b.casts != nil {
		b.casts.Parts[x] = b.shown(to, typmod)
	}
}

// relabelled notes that no function makes the cast that a part gets.
func (b *Binder) relabelled(n ast.Node) {
	if x, ok := n.(ast.Expr); ok && b.casts != nil {
		b.casts.Relabelled[x] = true
	}
}

// shown is a type as it is printed.
func (b *Binder) shown(t *types.Type, typmod int32) string {
	if b.Env.Shown != nil {
		return b.Env.Shown(t, typmod)
	}
	return t.Format(typmod)
}

// showing prints types as they are found along a path.
// path decides which types need a schema in front.
func showing(snap *catalog.Snapshot, path *catalog.SearchPath) func(*types.Type, int32) string {
	return func(t *types.Type, typmod int32) string { return snap.FormatType(path, t, typmod) }
}

// noCast forgets a cast of the column of a subquery, for which n stood.
func (b *Binder) noCast(n ast.Node) {
	if x, ok := n.(ast.Expr); ok && b.casts != nil {
		delete(b.casts.Parts, x)
	}
}

// Conversions are those of a stored expression over the columns of t that it does not say.
// Where it calls functions of the session nothing is known.
// An expression that can't be bound any more has none: it is printed as it stands.
// It binds the text again, for what the tree does not keep. Errors give none, as printing must not fail.
func Conversions(x ast.Expr, snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc) deparse.Conversions {
	b := converting(&Env{Catalog: snap, Path: path, Shown: showing(snap, path)})
	b.stored++
	return b.conversions(x, t, kindCheck)
}

// TriggerConversions are those of the WHEN of a trigger on t.
func TriggerConversions(x ast.Expr, snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc) deparse.Conversions {
	// stored: names are those of the trigger's row.
	b := converting(&Env{Catalog: snap, Path: path, Shown: showing(snap, path)})
	b.stored++
	s := b.rootScope().with(kindWhen)
	s.rels = b.rowPair(ScalarOptions{Table: t, Old: true, New: true}, map[scalar.VarID]int{})
	return s.conversionsOf(x)
}

// PolicyConversions are those of the expression of a policy of t.
// frozen: a policy's names are numbers.
func PolicyConversions(x ast.Expr, snap *catalog.Snapshot, t *catalog.TableDesc) deparse.Conversions {
	b := converting(&Env{Catalog: snap, Path: &catalog.SearchPath{Database: t.DatabaseID}})
	b.frozen = true
	return b.conversions(x, t, kindPolicy)
}

// conversions binds x over a row of t, nil for none, and tells the casts that it met.
// The row is that of a policy, which has all columns.
func (b *Binder) conversions(x ast.Expr, t *catalog.TableDesc, kind exprKind) deparse.Conversions {
	s := b.rootScope().with(kind)
	if t != nil {
		s.rels = []*scopeRel{b.policyRow(t, b.RowVars(t, t.Name))}
	}
	return s.conversionsOf(x)
}

// conversionsOf is conversions in a scope that is there; none where x is in error.
func (s *scope) conversionsOf(x ast.Expr) deparse.Conversions {
	if _, err := s.expr(x); err != nil {
		return deparse.Conversions{}
	}
	return *s.b.casts
}

// QueryConversions are those of a resolved query, whose types are found along a path.
// env is copied, for Shown.
func QueryConversions(q *ast.Select, env *Env, path *catalog.SearchPath) deparse.Conversions {
	n := *env
	n.Shown = showing(env.Catalog, path)
	b := converting(&n)
	if _, err := b.query(b.rootScope(), q, queryOpts{}); err != nil {
		return deparse.Conversions{}
	}
	return *b.casts
}

// converting makes a binder that takes conversions down.
// The maps are made here, as castTo and its like only write to them.
func converting(env *Env) *Binder {
	b := New(env)
	b.casts = &deparse.Conversions{Parts: map[ast.Expr]string{}, Lists: map[*ast.InExpr]string{}, Apart: map[*ast.InExpr]bool{}, Idle: map[*ast.CastExpr]bool{}, Called: map[*ast.CastExpr]bool{}, Rows: map[*ast.ColumnRef]bool{}, Patterns: map[*ast.FuncCall]bool{}, Packed: map[*ast.FuncCall]int{}, Nulls: map[*ast.DistinctExpr]bool{}, Lengths: map[*ast.CastExpr]bool{}, Relabelled: map[ast.Expr]bool{}, Bases: map[*ast.Const]string{}, Bounds: map[ast.Expr]string{}, Fieldwise: map[*ast.DistinctExpr]bool{}, Flat: map[*ast.CastExpr]bool{}, Literals: map[*ast.FuncCall]bool{}, CastCalls: map[*ast.FuncCall]string{}}
	return b
}

// coerceUnknown gives a value of unknown type the type to: a literal is read, a parameter takes it
// from here on; what is left (a column of a subquery, say) is text that is read when it runs. nil:
// to is no type that can be read.
func (b *Binder) coerceUnknown(n ast.Node, x scalar.Expr, to *types.Type) (scalar.Expr, error) {
	switch x := x.(type) {
	case *scalar.Const:
		return b.coerceLiteral(n, x, to)
	case *scalar.Param:
		return b.coerceParam(n, x, to)
	}
	c, ok := builtin.FindCast(types.TUnknown, to, builtin.Implicit)
	if !ok {
		return nil, nil
	}
	return &scalar.Cast{C: c, X: x, Typmod: types.NoTypmod}, nil
}

// reading is what a literal n of a type is read in. Its notices are the plan's; only queries of text
// search have any.
func (b *Binder) reading(n ast.Node, t *types.Type) *types.Env {
	if b.Env.Types == nil || b.Env.Types.Notice == nil || t.Base().OID != types.OIDTSQuery {
		return b.Env.Types
	}
	env := *b.Env.Types
	env.Notice = func(x *pgerror.Error) { b.Notices = append(b.Notices, x.WithPosition(b.position(n.Position()))) }
	return &env
}

// coerceLiteral reads a literal as the type it is wanted in, unless the result
// depends on a setting: then it is read when the plan runs.
// Errors of reading are told now, though the reading may be done again later: as Postgres, which
// reads at parse time, would tell them.
// Postgres: coerce_type for Const of UNKNOWNOID, by the type's input function.
func (b *Binder) coerceLiteral(n ast.Node, x *scalar.Const, to *types.Type) (scalar.Expr, error) {
	// A query that is kept has its literals written with their types, or settings could change them.
	if k := b.literals[x]; k != nil && b.resolving != nil && to != types.TUnknown && !to.IsPseudo() {
		if err := b.resolveLiteral(k, to); err != nil {
			return nil, b.at(n, err)
		}
	}
	// NULL is of any type.
	if x.D.IsNull() {
		b.castTo(n, to)
		return scalar.Null(to), nil
	}
	// Pseudo types can't be read, but for cstring, void and record[].
	if to == types.TUnknown || to.IsPseudo() && !readable(to) && to.Elem() != types.TRecord {
		return nil, nil
	}
	s := x.D.Text()
	if k := b.literals[x]; k != nil && b.Env.Literals != nil {
		b.Env.Literals(k, to)
	}
	// The cast stays in the plan, and is made for each run with the session's settings.
	if literalDependsOnSettings(to, s) {
		c, ok := builtin.FindCast(types.TUnknown, to, builtin.Explicit)
		if !ok {
			return nil, nil
		}
		// A table that is not there is told by its name; a composite type's row in pg_class is
		// found later.
		if to == types.TRegClass && b.resolving == nil && b.Env.Catalog != nil && b.Env.Path != nil {
			err := b.resolveRelation(&ast.Const{Text: s})
			if pgerror.Is(err, pgerror.UndefinedTable) && !b.namesRow(s) {
				return nil, b.at(n, err)
			}
		}
		// What can't be read now can't be read later.
		// The check is for its error; the value is dropped.
		if _, err := types.DecodeText(to, types.NoTypmod, s, b.Env.Types); err != nil && b.Env.Types != nil && (!to.IsReg() || b.Env.Types.Reg != nil && to != types.TRegClass) {
			return nil, b.at(n, err)
		}
		return &scalar.Cast{C: c, X: x, Typmod: types.NoTypmod}, nil
	}
	d, err := types.DecodeText(to, types.NoTypmod, s, b.reading(n, to))
	if err != nil {
		return nil, b.at(n, err)
	}
	return &scalar.Const{T: to, Typmod: types.NoTypmod, D: d}, nil
}

// readable reports whether t is a pseudo type of which a client may send values.
func readable(t *types.Type) bool { return t == types.TCString || t == types.TVoid }

// namesRow reports whether the name of no relation is that of a composite type, which has a row in
// pg_class.
func (b *Binder) namesRow(name string) bool {
	if b.Env.Types == nil || b.Env.Types.Reg == nil {
		return false
	}
	_, ok := b.Env.Types.Reg.RegOID(types.TRegClass, name)
	return ok
}

// literal notes where a literal stands.
// literal notes where a literal stands, for Env.Literals and queries that are kept.
func (b *Binder) literal(x scalar.Expr, k *ast.Const) {
	if b.literals == nil {
		b.literals = map[scalar.Expr]*ast.Const{}
	}
	b.literals[x] = k
}

// literalDependsOnSettings reports whether reading s as t needs the session's
// zone, date order, clock or names.
// Wrong by saying yes costs a reading for each run; by saying no it keeps a value of one session's
// settings in a plan or a stored expression.
// A type that is made of others depends on what they depend on, whatever the text.
func literalDependsOnSettings(t *types.Type, s string) bool {
	if t.IsArray() {
		return literalDependsOnSettings(t.Elem(), "")
	}
	if c := t.Composite(); c != nil {
		return slices.ContainsFunc(c.Attributes(), func(a types.Attribute) bool { return literalDependsOnSettings(a.Type.Base(), "") })
	}
	switch t.OID {
	case types.OIDDate, types.OIDTimestamp:
		return !isoDate(s)
	case types.OIDTimestampTZ, types.OIDTime, types.OIDTimeTZ:
		return true
	// sql_standard reads '-1 2:00' as all negative.
	case types.OIDInterval: // IntervalStyle tells whose sign that is
		return s == "" || strings.HasPrefix(strings.TrimLeft(s, " \t\n\r\f\v"), "-")
	}
	// Names of tables, functions and roles are looked up when it runs.
	return t.IsReg() && !t.IsTextSearchReg()
}

// isoDate reports whether s starts like 2000-01-31, whose meaning no setting changes.
// Other forms go by DateStyle, or by the clock ('today').
func isoDate(s string) bool {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	for i := range 10 {
		if i != 4 && i != 7 && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}

// The first place that wants a type decides (Postgres: variable_coerce_param_hook, parse_param.c);
// another one that wants another is 42P08. The Param that was made as unknown stays so where it
// stands already; this one replaces it.
// Postgres: variable_coerce_param_hook. b.params is what Describe tells the client.
func (b *Binder) coerceParam(n ast.Node, x *scalar.Param, to *types.Type) (scalar.Expr, error) {
	if to == types.TUnknown || to.IsPseudo() && !readable(to) {
		return nil, nil
	}
	known := b.params[x.N-1]
	switch {
	case known == nil:
		b.params[x.N-1] = to
	case known != to:
		return nil, b.Fail(n, pgerror.AmbiguousParameter, "inconsistent types deduced for parameter $%d", x.N).
			WithDetail("%s versus %s", known, to)
	}
	return &scalar.Param{T: to, N: x.N}, nil
}

// applyTypmod enforces a length or precision on an expression of the right type.
// explicit: as by CAST, where text that is too long is cut; else it is an error when it is run.
// What has the modifier already is left as it is; a conversion to the type takes it over, so that
// there is one cast and not two.
// A modifier of the element's type counts for arrays of it.
func (b *Binder) applyTypmod(x scalar.Expr, t *types.Type, typmod int32, explicit bool) scalar.Expr {
	if typmod == types.NoTypmod || scalar.TypmodOf(x) == typmod {
		return x
	}
	// NULL is of any length.
	if k, ok := x.(*scalar.Const); ok && k.D.IsNull() {
		return &scalar.Const{T: t, Typmod: typmod}
	}
	// The cast that made the type gets the modifier: text to varchar(3) is one step.
	if c, ok := x.(*scalar.Cast); ok && c.C.To == t && c.Typmod == types.NoTypmod {
		n := *c
		n.Typmod, n.Explicit = typmod, explicit
		return b.Fold(&n)
	}
	// A cast from a type to itself enforces the modifier; types that have none have no such cast.
	c, ok := builtin.FindCast(t, t, builtin.Explicit)
	if !ok {
		return x
	}
	return b.Fold(&scalar.Cast{C: c, X: x, Typmod: typmod, Explicit: explicit, Display: explicit})
}

// intervalLiteral reads a literal as an interval of certain fields, which say what a bare
// number counts: INTERVAL '1' YEAR. For other types the modifier comes after the reading
// (as in Postgres, parse_coerce.c). It gives nil for all else.
// n is where errors of reading point.
func (b *Binder) intervalLiteral(n ast.Node, x scalar.Expr, to *types.Type, typmod int32) (scalar.Expr, error) {
	if to != types.TInterval || typmod == types.NoTypmod {
		return nil, nil
	}
	// the client's text for it is read so as well, when it is bound
	if p, ok := x.(*scalar.Param); ok && p.T == types.TUnknown {
		if b.intervals == nil {
			b.intervals = map[int]int32{}
		}
		b.intervals[p.N] = typmod
	}
	k, ok := x.(*scalar.Const)
	if !ok || k.T != types.TUnknown || k.D.IsNull() {
		return nil, nil
	}
	d, err := types.DecodeText(to, typmod, k.D.Text(), b.Env.Types)
	if err != nil {
		return nil, b.at(n, err)
	}
	// The kept literal is written in a form that needs no fields.
	if lit := b.literals[k]; lit != nil && b.resolving != nil {
		lit.Text = string(types.AppendText(nil, to, d, nil))
	}
	// The sign in front depends on IntervalStyle (literalDependsOnSettings).
	if c, ok := builtin.FindCast(types.TUnknown, to, builtin.Explicit); ok && literalDependsOnSettings(to, k.D.Text()) {
		return &scalar.Cast{C: c, X: x, Typmod: typmod}, nil
	}
	return &scalar.Const{T: to, Typmod: typmod, D: d}, nil
}

// castRefused is the error for types that no cast leads from one to the other.
// input of a record: '(1,2)'::record has no types.
func (b *Binder) castRefused(n ast.Node, x scalar.Expr, to *types.Type) error {
	if x.Type() == types.TUnknown && to == types.TRecord {
		return b.Fail(n, pgerror.FeatureNotSupported, "input of anonymous composite types is not implemented")
	}
	return b.Fail(n, pgerror.CannotCoerce, "cannot cast type %s to %s", x.Type(), to)
}

// cast is an explicit cast.
// For ::, CAST and typed literals; what is cast to its own type loses its modifier.
func (b *Binder) cast(n ast.Node, x scalar.Expr, to *types.Type, typmod int32) (scalar.Expr, error) {
	if y, err := b.intervalLiteral(n, x, to, typmod); y != nil || err != nil {
		return y, err
	}
	y, err := b.Coerce(n, x, to, builtin.Explicit)
	if err != nil {
		return nil, err
	}
	if y == nil {
		return nil, b.castRefused(n, x, to)
	}
	if typmod == types.NoTypmod && x.Type() == to {
		return unmodified(y), nil
	}
	return b.applyTypmod(y, to, typmod, true), nil
}

// unmodified is x of its type without the length or precision that x has: (x::numeric(5,2))::numeric
// may be of any precision, and so is a column made of it.
// EXPLAIN and views show the cast that is left (Display).
func unmodified(x scalar.Expr) scalar.Expr {
	if scalar.TypmodOf(x) == types.NoTypmod {
		return x
	}
	if k, ok := x.(*scalar.Const); ok {
		n := *k
		n.Typmod = types.NoTypmod
		return &n
	}
	c, ok := builtin.FindCast(x.Type(), x.Type(), builtin.Explicit)
	if !ok {
		return x
	}
	return &scalar.Cast{C: c, X: x, Typmod: types.NoTypmod, Explicit: true, Display: true}
}

// modified is x without what unmodified put around it: operators go by the type alone, and the
// column itself may be in an index.
// It goes one level: unmodified puts one.
func modified(x scalar.Expr) scalar.Expr {
	if c, ok := x.(*scalar.Cast); ok && c.Typmod == types.NoTypmod && c.C.From == c.C.To {
		return c.X
	}
	return x
}

// assign converts x to a column's type, as INSERT and UPDATE do.
// The result is never nil without an error.
func (b *Binder) assign(n ast.Node, x scalar.Expr, column string, to *types.Type, typmod int32) (scalar.Expr, error) {
	if y, err := b.intervalLiteral(n, x, to, typmod); y != nil || err != nil {
		return y, err
	}
	y, err := b.Coerce(n, x, to, builtin.Assignment)
	if err != nil {
		return nil, err
	}
	if y == nil {
		return nil, b.failLeft(n, pgerror.DatatypeMismatch, "column %q is of type %s but expression is of type %s", column, to, x.Type()).
			WithHint("You will need to rewrite or cast the expression.")
	}
	return b.applyTypmod(y, to, typmod, false), nil
}

// implicit converts x to a type that an operator, function or construct wants.
// The result is never nil without an error.
// Postgres: COERCE_IMPLICIT_CAST.
func (b *Binder) implicit(n ast.Node, x scalar.Expr, to *types.Type) (scalar.Expr, error) {
	y, err := b.Coerce(n, x, to, builtin.Implicit)
	if err != nil {
		return nil, err
	}
	if y == nil {
		return nil, b.castRefused(n, x, to)
	}
	return y, nil
}

// boolean converts a condition; what names the construct for the error.
// Assignment: what would go into a boolean column may be a condition.
func (b *Binder) boolean(n ast.Node, x scalar.Expr, what string) (scalar.Expr, error) {
	y, err := b.Coerce(n, x, types.TBool, builtin.Assignment)
	if err != nil {
		return nil, err
	}
	if y == nil {
		return nil, b.failLeft(n, pgerror.DatatypeMismatch, "argument of %s must be type boolean, not type %s", what, x.Type())
	}
	return y, nil
}

// known settles what is still of unknown type: literals and parameters of a
// result column become text.
// It is resolveTargetListUnknowns of Postgres.
// Not for what has a place yet to come: INSERT's select list waits for the columns' types.
func (b *Binder) known(n ast.Node, x scalar.Expr) (scalar.Expr, error) {
	if x.Type() != types.TUnknown {
		return x, nil
	}
	return b.implicit(n, x, types.TText)
}

// common brings expressions to one type (UNION, CASE, VALUES, …); nodes give
// the positions.
// The type is found first (Postgres: select_common_type, chapter 10.5), then xs are converted in
// place. Where all are unknown it is text, or stays unknown: CommonType decides by what. nodes are
// in step with xs.
// what is for the errors: UNION, CASE, and so on.
func (b *Binder) common(what string, nodes []ast.Expr, xs []scalar.Expr) (*types.Type, error) {
	ts := make([]*types.Type, len(xs))
	for i, x := range xs {
		ts[i] = x.Type()
	}
	t, err := b.registry().CommonType(what, ts)
	if err != nil {
		return nil, b.at(b.mismatch(nodes, ts), err)
	}
	for i := range xs {
		y, err := b.Coerce(nodes[i], xs[i], t, builtin.Implicit)
		if err != nil {
			return nil, err
		}
		if y == nil {
			return nil, b.failLeft(nodes[i], pgerror.CannotCoerce, "%s could not convert type %s to %s", builtin.Branch(what, i), xs[i].Type(), t)
		}
		xs[i] = y
	}
	return t, nil
}

// mismatch finds the first node whose type does not go with those before it.
// It tries again with one more each time: for errors alone. nil: none was found.
// The error is of the first pair that disagrees, in the order of the list.
func (b *Binder) mismatch(nodes []ast.Expr, ts []*types.Type) ast.Node {
	for i := 1; i < len(ts); i++ {
		if _, err := b.registry().CommonType("", ts[:i+1]); err != nil {
			return leftmost(nodes[i])
		}
	}
	return nil
}
